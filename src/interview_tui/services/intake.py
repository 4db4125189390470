"""Invitations as they arrive, made into interviews: booked, moved and cancelled by the calendar's UID."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from interview_tui.domain.records import Interview, Meeting, MeetingState, Ref, Round, ref
from interview_tui.domain.shorthand import PersonLine
from interview_tui.domain.text import shorten
from interview_tui.services.base import joined
from interview_tui.services.interviews import Interviews, MeetingTime
from interview_tui.services.people import attend, find_or_add, involve
from interview_tui.store.calendar import own_meeting
from interview_tui.store.reading import some

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from interview_tui.domain.case import Case
    from interview_tui.exchange.invitation import Invitation
    from interview_tui.store.reading import Reader
    from interview_tui.store.transaction import Transaction

ANSWERS = frozenset({"REPLY", "REFRESH", "COUNTER", "DECLINECOUNTER"})
"""Methods of RFC 5546 by which guests speak to the organizer."""
UNKNOWN = "(company unknown)"
"""Stands for a company that an invitation does not name, until the user does."""


@dataclass(slots=True)
class Intaken:
    """What became of invitations: counts, and a line for each that wants the user's eye."""

    added: int = 0
    updated: int = 0
    skipped: int = 0
    words: str = ""
    refs: tuple[Ref, ...] = ()
    unsure: tuple[tuple[Ref, str], ...] = ()
    """Interviews whose company or role was guessed or is missing, each with what to look at."""
    entry: int | None = None


class Intake(Interviews):
    """Takes invitations in. The user's addresses are those of the configuration."""

    def read(self, data: bytes) -> tuple[Invitation, ...]:
        """The invitations in a calendar file or an e-mail. Raises a UserError for what is neither or is damaged."""
        from interview_tui.exchange.invitation import read_invitations

        return read_invitations(data, mine=self.house.mine)

    def asks(self, invitation: Invitation) -> bool:
        """Whether a new interview would be made of it whose company nobody is sure of."""
        with self.house.store.trouble():
            known = self._known(self.house.store.reader, invitation)
        wanted = not invitation.cancelled and not _is_answer(invitation)
        return wanted and not known and not invitation.company_sure

    def take(self, invitations: Sequence[Invitation], *, dry_run: bool = False) -> Intaken:
        """All invitations in one change: new ones become interviews, known ones move or cancel their meeting."""
        done = Intaken()
        words: list[str] = []
        unsure: list[tuple[Ref, str]] = []
        found: dict[Ref, None] = {}
        with self.house.transaction() as tx:
            for invitation in sorted(invitations, key=lambda i: (i.sequence, i.cancelled)):
                said, touched, doubt = self._take(tx, invitation, done)
                words.append(said)
                if touched is not None:
                    found[touched] = None
                    if doubt:
                        unsure.append((touched, doubt))
            done.words = " · ".join(words)
            tx.say(f"Imported: {done.words}")
            if dry_run:
                tx.give_up()
        done.refs, done.unsure, done.entry = tuple(found), tuple(unsure), tx.entry
        return done

    def _take(self, tx: Transaction, invitation: Invitation, done: Intaken) -> tuple[str, Ref | None, str]:
        """Takes one; says what was done, to which interview, and what is doubtful about it."""
        meeting = self._known(tx.reader, invitation)
        if meeting is None:
            if invitation.cancelled or _is_answer(invitation):
                done.skipped += 1
                why = "a cancellation" if invitation.cancelled else "an answer"
                return f"skipped {why} of an unknown meeting ({shorten(invitation.summary, 40)})", None, ""
            done.added += 1
            return self._add(tx, invitation)
        interview = tx.get(Interview, tx.get(Round, meeting.round_id).interview_id)
        case = self.case(tx, interview.id)
        other_day = invitation.recurrence_id is not None and invitation.recurrence_id != meeting.starts
        # A cancellation often carries the sequence of the invitation that it cancels: that one does not revive it.
        off = meeting.state is MeetingState.CANCELLED and invitation.sequence == meeting.sequence
        says_when = not _is_answer(invitation) and not off
        # The user's own move counts as a revision (see Interviews.set_meeting); a cancellation follows it all the same.
        revision = invitation.sequence + (1 if invitation.cancelled else 0)
        # Out of an own export it is news only where a calendar has counted it on since.
        own = meeting.uid != _uid(invitation) and invitation.sequence < meeting.version
        is_newest = meeting.id == case.meeting.id and revision >= meeting.sequence and not other_day and not own
        is_news = is_newest and (invitation.cancelled or says_when)
        before = tx.size
        said = self._update(tx, case, invitation) if is_news else ""
        if tx.size == before:
            done.skipped += 1
            return f"{case.name}: nothing new", ref(interview), ""
        done.updated += 1
        return said, ref(interview), ""

    def _known(self, reader: Reader, invitation: Invitation) -> Meeting | None:
        """The meeting that came as this invitation, or that an own export (calendar_export.py) had as this event."""
        from interview_tui.exchange.calendar_out import read_own_uid

        uid = _uid(invitation)
        own = read_own_uid(uid)
        found = some(reader, Meeting, "uid = ?", uid) or (
            own_meeting(reader, *own[1:]) if own and own[0] == "m" else ()
        )
        return next(iter(found), None)

    def _add(self, tx: Transaction, invitation: Invitation) -> tuple[str, Ref, str]:
        company = invitation.company or UNKNOWN
        case = self._running(tx, invitation)
        if case is None:
            case = self.open(tx, company, invitation.role)
        elif not case.interview.role:
            tx.change(case.interview, role=invitation.role)
        tx.change(case.meeting, title=invitation.summary, uid=_uid(invitation), sequence=invitation.sequence)
        self._invite_all(tx, case, invitation)
        case = self.case(tx, case.interview.id)
        said = self.move_meeting(tx, case, self._time(invitation))
        return said, ref(case.interview), self._doubt(invitation)

    def _running(self, tx: Transaction, invitation: Invitation) -> Case | None:
        """The running interview at that company whose present meeting has no time and no invitation yet."""
        if not invitation.company:
            return None
        for interview in some(
            tx.reader, Interview, "company = ? COLLATE NOCASE AND outcome IS NULL", invitation.company
        ):
            case = self.case(tx, interview.id)
            same_role = not invitation.role or invitation.role.casefold() == interview.role.casefold()
            if case.meeting_start is None and not case.meeting.uid and (same_role or not interview.role):
                return case
        return None

    def _update(self, tx: Transaction, case: Case, invitation: Invitation) -> str:
        if invitation.cancelled:
            if case.meeting_start is None:
                return ""
            return self.cancel_meeting(tx, case, sequence=invitation.sequence)
        self._invite_all(tx, case, invitation)
        return self.move_meeting(tx, case, self._time(invitation), sequence=invitation.sequence)

    def _invite_all(self, tx: Transaction, case: Case, invitation: Invitation) -> None:
        for guest in invitation.people:
            if not guest.declined:
                line = PersonLine(name=guest.name, email=guest.email)
                person = find_or_add(tx, line, company=case.interview.company)
                involve(tx, case.interview.id, person.id)
                attend(tx, case.meeting.id, person.id, present=None)

    def _time(self, invitation: Invitation) -> MeetingTime:
        return MeetingTime(
            starts=None if invitation.all_day else self._instant(invitation.starts),
            ends=None if invitation.all_day else self._instant(invitation.ends),
            zone=invitation.zone or self.house.calendar.zone.key,
            place=invitation.place or None,
            link=invitation.link or None,
        )

    def _instant(self, moment: datetime | None) -> datetime | None:
        """An invitation that names no zone means the clock on the user's wall."""
        if moment is None or moment.tzinfo is not None:
            return moment
        return self.house.calendar.instant(moment.date(), moment.time())

    def _doubt(self, invitation: Invitation) -> str:
        doubts = []
        if not invitation.company:
            doubts.append("the invitation names no company")
        elif not invitation.company_sure:
            doubts.append(f"is “{invitation.company}” the company?")
        if invitation.role and not invitation.role_sure:
            doubts.append(f"is “{invitation.role}” the role?")
        elif not invitation.role:
            doubts.append("the invitation names no role")
        if invitation.all_day:
            doubts.append("it gives no time of day")
        return joined(*doubts)


def _is_answer(invitation: Invitation) -> bool:
    """Whether it speaks of a meeting without booking it: somebody's answer, or another time that is only proposed."""
    return invitation.starts is None or invitation.method in ANSWERS


def _uid(invitation: Invitation) -> str:
    """The calendar's UID; for an event without one, which RFC 5545 forbids, what tells it from others."""
    return invitation.uid or f"{invitation.summary} {invitation.starts}"
