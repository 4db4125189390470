"""Invitations as they arrive, made into meetings of interviews.

A meeting is known by its UID. An invitation with another UID speaks of an interview that is known, where the employer
is the same (however the name is written) and so is the role (alike, one contained in the other, or one not named):

- a meeting in the same hour is that meeting: it takes the new UID over, and people are merged. So is one that begins at
  the same instant with a person in common, unless both name employers that differ;
- a meeting that has no time yet takes it from the invitation;
- a meeting of that round that was cancelled is moved to the new time, where no other one lies ahead or was held since.
  One that is cancelled later leaves the new one standing in its place;
- else it is another meeting, of the round that is open at its start: beside meetings that are still ahead (a panel
  day), and after those that are over, since nobody has said yet that a next round has begun;
- where the interview was rejected or withdrawn before, and the role is named, the invitation opens the next round. An
  offer, silence or an acceptance does not end that meetings are added.

Two roles that clearly differ are two interviews, and that is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview_tui.data_classes import replace
from interview_tui.domain.enums import MeetingState, Outcome, Proposal, Ref
from interview_tui.domain.identity import role_likeness
from interview_tui.domain.records import Interview, Meeting, Origin, Round, end_of, ref
from interview_tui.domain.text import company_role, shorten
from interview_tui.importing.identity import UNKNOWN_COMPANY, InvitationIndex, reopens
from interview_tui.importing.invitation import Method
from interview_tui.importing.invitation_doubts import Doubts
from interview_tui.importing.invitation_people import invite_guests, remove_user, replace_guests
from interview_tui.importing.series import is_day
from interview_tui.services.base import joined
from interview_tui.services.interviews import Interviews
from interview_tui.services.meetings import Meetings, MeetingTime, time_words
from interview_tui.services.outcomes import Ending, Outcomes
from interview_tui.store.contacts import interviews_at
from interview_tui.store.identity import InvitationState, KnownMeeting, ReplacedUid
from interview_tui.store.queries import interview_of
from interview_tui.store.records import find

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import datetime

    from interview_tui.importing.importer import Imported
    from interview_tui.importing.invitation import Invitation
    from interview_tui.services.base import Context
    from interview_tui.store.transaction import Transaction

NO_NEWS = "nothing new"


class InvitationImport:
    """One import: what was done to which interview."""

    def __init__(
        self,
        context: Context,
        tx: Transaction,
        done: Imported,
        next_round: Collection[Invitation] = (),
        answered: Collection[Invitation] = (),
    ) -> None:
        """Counts in `done`; invitations of `next_round` open the next round of their interview first. Of those of
        `answered` the user has said whether they do.
        """
        self.doubts = Doubts(context, tx, answered)
        self._mine, self._configured = context.mine, context.store.mine
        self._calendar = context.calendar
        self._outcomes = Outcomes(context)
        self._interviews = Interviews(context, self._outcomes)
        self._meetings = Meetings(context)
        self._index = InvitationIndex(tx.reader, context.calendar)
        self._tx = tx
        self._done = done
        self._next_round = next_round
        self._said: dict[int, list[str]] = {}
        """By interview, what was done to it."""
        self._changed: dict[int, None] = {}
        self._others: list[str] = []
        """What is said of no interview."""
        self._fresh: set[int] = set()

    def take(self, invitation: Invitation) -> None:
        """Takes one invitation."""
        invitation = replace(invitation, uid=self._index.uid_of(invitation))
        known = self._index.known(invitation)
        if known is None and (what := self._passed_over(invitation)):
            self._done.skipped += 1
            self._others.append(f"skipped {what} ({shorten(invitation.summary, 40)})")
            return
        before = self._tx.size
        if known is None:
            interview_id, words = self._arrive(invitation)
        else:
            interview_id = interview_of(self._tx.reader, known.meeting.id).id
            words = self._follow(interview_id, known, invitation)
        is_new = interview_id in self._fresh and not self._said.get(interview_id)
        if known is not None and known.exported:
            self._tx.outrun(Meeting, known.meeting.id, invitation.sequence)
        if self._tx.size == before:
            self._done.skipped += 1
            words = words or NO_NEWS
        elif is_new:
            self._done.added += 1
        else:
            self._done.updated += 1
        self._said.setdefault(interview_id, []).append(words)
        if self._tx.size != before:
            self._changed[interview_id] = None
            self._keep_state(interview_id, invitation)
            if invitation.doubt and not invitation.cancelled:
                self.doubts.doubt(interview_id, invitation.doubt)
            self.doubts.ask_about_user(interview_id, invitation)

    def _passed_over(self, invitation: Invitation) -> str:
        """What it is, where an invitation to an unknown meeting makes none; else ''."""
        if self._index.is_gone(invitation):
            return "a meeting that was deleted here"
        if invitation.cancelled:
            return "a cancellation of an unknown meeting"
        return "a reply about an unknown meeting" if invitation.is_answer else ""

    def summary(self) -> list[str]:
        """`Acme · SRE: Thu 26 Nov 2026, 14:00 (Europe/Berlin); planned: …`, a line for each interview."""
        parts = []
        quiet = [i for i, words in self._said.items() if i not in self._changed and set(words) == {NO_NEWS}]
        if len(quiet) > 1:
            self._others.append(f"{len(quiet)} interviews: {NO_NEWS}")
            self._said = {i: words for i, words in self._said.items() if i not in quiet}
        for interview_id, words in self._said.items():
            planned: tuple[str, ...] = ()
            if interview_id in self._changed:
                planned = self._interviews.replan(self._tx, interview_id)
            news = [part for part in dict.fromkeys(words) if part != NO_NEWS] or [NO_NEWS]
            interview = self._tx.get(Interview, interview_id)
            parts.append(f"{company_role(interview.company, interview.role)}: {joined(*news, *planned)}")
        return [*parts, *self._others]

    def refs(self) -> Iterator[Ref]:
        """The interviews that the import spoke of."""
        return (Ref("i", interview_id) for interview_id in self._said)

    def remove_user(self) -> None:
        """Takes the user out of all meetings and interviews in which they stand as somebody else."""
        for interview_id, words in remove_user(self._tx, self._configured).items():
            self._said.setdefault(interview_id, []).extend(words)
            self._changed[interview_id] = None

    # An invitation whose UID is not known.

    def _arrive(self, invitation: Invitation) -> tuple[int, str]:
        tx = self._tx
        twin = self._index.twin(invitation)
        if twin is not None:
            return self._join(twin, invitation)
        candidates = list(self._index.candidates(invitation))
        if not candidates:
            return self._open(invitation)
        interview = candidates[0]
        self.doubts.ask_which(interview, candidates[1:], invitation)
        opened = self._open_round(interview, invitation)
        interview = self._with_names(tx.get(Interview, interview.id), invitation)
        starts = self._time(invitation).starts
        meetings = self._index.meetings_of_round(interview, starts)
        place = _free_place(meetings, tx.now)
        if place is not None:
            return interview.id, joined(opened, self._settle(place, invitation))
        booked = self._meetings.book(tx, interview.id, self._time(invitation), **_calendar_fields(invitation))
        before = next((m for m in meetings if m.id == booked.id), None)
        self._take_over(interview.id, before, invitation)
        invite_guests(self._tx, interview, booked, invitation, self._mine)
        if invitation.all_day:
            self.doubts.doubt(interview.id, "the invitation gives no time")
        words = self._when(booked)
        if before is None:
            words = f"further meeting, {words}"
            self.doubts.ask_about_others(interview, booked, meetings, invitation)
        return interview.id, joined(opened, words)

    def _open(self, invitation: Invitation) -> tuple[int, str]:
        """A new interview."""
        tx = self._tx
        beside = [tx.get(Interview, i) for i in interviews_at(tx.reader, invitation.company)]
        case = self._interviews.open(tx, invitation.company or UNKNOWN_COMPANY, invitation.role)
        booked = self._meetings.reschedule(tx, case.meeting, self._time(invitation), **_calendar_fields(invitation))
        invite_guests(self._tx, case.interview, booked, invitation, self._mine)
        self._fresh.add(case.interview.id)
        self.doubts.ask_about_new(case.interview.id, invitation)
        named = ", ".join(f"{ref(one)} {company_role(one.company, one.role)}" for one in beside)
        words = self._when(booked)
        return case.interview.id, joined(words, f"a new interview beside {named}" if named else "")

    def _join(self, meeting: Meeting, invitation: Invitation) -> tuple[int, str]:
        """The meeting is known, and this is another invitation to it."""
        tx = self._tx
        interview = self._with_names(interview_of(self._tx.reader, meeting.id), invitation)
        self._take_over(interview.id, meeting, invitation)
        time = self._time(invitation)
        if time.starts is None or (meeting.starts != time.starts and end_of(meeting) <= tx.now):
            time = replace(time, starts=meeting.starts, ends=meeting.ends, zone=meeting.zone)
        fields = {**_calendar_fields(invitation), "title": meeting.title or invitation.summary}
        same = self._meetings.reschedule(tx, meeting, replace(time, ends=time.ends or meeting.ends), **fields)
        invite_guests(self._tx, interview, same, invitation, self._mine)
        return interview.id, f"same meeting as before, {self._when(same)}"

    def _settle(self, meeting: Meeting, invitation: Invitation) -> str:
        """The meeting was cancelled: the invitation says when it takes place instead."""
        tx = self._tx
        interview = interview_of(self._tx.reader, meeting.id)
        self._take_over(interview.id, meeting, invitation)
        moved = self._meetings.reschedule(tx, meeting, self._time(invitation), **_calendar_fields(invitation))
        replace_guests(self._tx, interview, moved, invitation, self._mine)
        return f"the cancelled meeting is moved to {self._when(moved)}"

    def _open_round(self, interview: Interview, invitation: Invitation) -> str:
        """Opens the next round where the invitation says so, or the interview had ended."""
        starts = self._calendar.wall_instant(invitation.starts)
        if invitation not in self._next_round and not reopens(self._tx.reader, interview, starts):
            return ""
        ended = f", it was {interview.outcome}" if interview.outcome else ""
        self._outcomes.end(self._tx, interview.id, Ending(outcome=Outcome.INVITED), self._tx.now, alone=False)
        return f"round {self._tx.get(Interview, interview.id).round} opens{ended}"

    # An invitation whose UID is known.

    def _follow(self, interview_id: int, known: KnownMeeting, invitation: Invitation) -> str:
        """A revision of a known invitation: '' where it is no news."""
        meeting, replaced = known.meeting, known.replaced
        state = InvitationState.of(self._tx.reader, invitation.key)
        day = state.day or meeting.starts
        if invitation.recurrence_id is not None and not (day and is_day(invitation.recurrence_id, day, meeting.zone)):
            return self.doubts.other_day(invitation)
        if invitation.series_day is not None and state.day is not None and not state.series:
            return "the whole series is left out: one day of it is known"
        if replaced is not None:
            if invitation.sequence <= replaced.sequence or invitation.is_answer:
                return ""
            self._tx.update(replace(replaced.origin, source=ReplacedUid.source(invitation.sequence, replaced.uid)))
            if invitation.cancelled:
                self.doubts.suggest(interview_id, "is the meeting off?", Proposal.CANCELLED, meeting)
                return "an earlier invitation was cancelled, but the later one stands"
            return self._update(meeting, invitation, meeting.sequence)
        # The user's own move counts as a revision (Meetings.move_by_hand); a cancellation follows it nevertheless.
        revision = invitation.sequence + (1 if invitation.cancelled else 0)
        # Out of an own export it is news only where a calendar has counted it on since.
        if revision < meeting.sequence or (known.exported and invitation.sequence < meeting.version):
            return ""
        if state.is_after(invitation.stamp) and invitation.sequence <= meeting.sequence:
            return ""  # RFC 5546: of two with the same sequence the one that was written later holds
        if invitation.cancelled:
            return self._cancel(meeting, invitation)
        again = invitation.sequence == meeting.sequence
        later = state.is_before(invitation.stamp)
        of_series = self._calendar.wall_instant(invitation.series_day)
        if again and not later and of_series and of_series == state.day != meeting.starts:
            return ""  # that day was moved apart from its series
        # A cancellation often carries the sequence of the invitation that it cancels: that one does not revive it.
        invited_again = later and invitation.method is Method.REQUEST
        off = meeting.state is MeetingState.CANCELLED and again and not invited_again
        if invitation.is_answer:
            self.doubts.ask_about_answer(interview_id, meeting, invitation)
        if invitation.method is Method.REPLY and all(guest.organizer for guest in invitation.people):
            return "your answer, nothing to change"
        if off or invitation.is_answer:
            return ""
        same_time = self._time(invitation).starts == meeting.starts
        if again and not later and same_time and ReplacedUid.was_by(self._tx.reader, invitation.key):
            before = self._tx.size
            words = self._join(meeting, invitation)[1]
            return words if self._tx.size != before else ""
        return self._update(meeting, invitation, invitation.sequence)

    def _cancel(self, meeting: Meeting, invitation: Invitation) -> str:
        if meeting.starts is None or meeting.state is MeetingState.CANCELLED:
            return ""
        if self._meetings.took_place(self._tx, meeting):
            return f"the cancellation came after the meeting, {self._when(meeting)}"
        self._meetings.call_off(self._tx, meeting, MeetingState.CANCELLED, sequence=invitation.sequence)
        ahead = [
            m
            for m in find(self._tx.reader, Meeting, round_id=meeting.round_id, state=MeetingState.PLANNED)
            if m.starts is not None and m.starts > self._tx.now
        ]
        instead = min(ahead, key=lambda m: (m.starts, m.id), default=None)
        words = f"the meeting on {self._when(meeting)} was cancelled"
        return words if instead is None else f"{words}; {self._when(instead)} stands"

    def _update(self, meeting: Meeting, invitation: Invitation, sequence: int) -> str:
        """Time, place, title, role and people as the newest invitation has them."""
        tx = self._tx
        interview = interview_of(self._tx.reader, meeting.id)
        before, time = tx.size, self._time(invitation)
        if invitation.place or invitation.link:
            time = replace(time, place=invitation.place, link=invitation.link)
        if invitation.zone in ("", "UTC") and time.starts == meeting.starts:
            time = replace(time, zone=meeting.zone)
        # An own export names the company behind the title.
        title = invitation.summary.removesuffix(f" ({interview.company})") or meeting.title
        retitled = title != meeting.title.removesuffix(f" ({interview.company})")
        title = title if retitled else meeting.title
        if time.starts != meeting.starts and self._is_past(meeting, interview):
            tx.update(replace(meeting, uid=""))
            booked = self._meetings.further(tx, meeting, time, title=title, uid=meeting.uid, sequence=sequence)
            replace_guests(self._tx, interview, booked, invitation, self._mine)
            return f"{ref(meeting)} took place; further meeting, {self._when(booked)}"
        moved = self._meetings.reschedule(tx, meeting, time, title=title, sequence=sequence)
        role = self._change_role(interview, invitation, retitled=retitled)
        people = replace_guests(self._tx, interview, moved, invitation, self._mine)
        if tx.size == before:
            return ""
        when = self._when(moved)
        if meeting.state is not MeetingState.PLANNED:
            when = f"the meeting takes place after all, {when}"
        elif (moved.starts, moved.ends) != (meeting.starts, meeting.ends):
            when = f"moved to {when}"
        news = (
            f"“{title}”" if retitled and meeting.title else "",
            f"in {moved.place}" if moved.place and moved.place != meeting.place else "",
        )
        return joined(when, *news, role, people)

    def _is_past(self, meeting: Meeting, interview: Interview) -> bool:
        """Whether another time is that of another meeting: it took place, or belongs to an earlier round."""
        if self._meetings.took_place(self._tx, meeting):
            return True
        earlier = self._tx.get(Round, meeting.round_id).number < interview.round
        return earlier and meeting.starts is not None and end_of(meeting) <= self._tx.now

    def _change_role(self, interview: Interview, invitation: Invitation, *, retitled: bool) -> str:
        """The role and the company that an update names, where they were not known or another title names them."""
        named = self._with_names(interview, invitation)
        likeness = role_likeness(named.role, invitation.role)
        differs = likeness is None or (likeness == 1 and len(invitation.role) > len(named.role))
        if differs and retitled and invitation.role_sure:
            named = self._tx.update(replace(named, role=invitation.role))
        return f"the role is {named.role}" if named.role != interview.role else ""

    # What both share.

    def _keep_state(self, interview_id: int, invitation: Invitation) -> None:
        """Keeps what the next revision is judged by."""
        before = InvitationState.of(self._tx.reader, invitation.key)
        wall = self._calendar.wall_instant
        day = wall(invitation.series_day) or before.day or wall(invitation.recurrence_id)
        state = replace(
            before, stamp=invitation.stamp or before.stamp, day=day, series=before.series or bool(invitation.series_day)
        )
        if state == before or invitation.is_answer:
            return
        if origin := InvitationState.origin(self._tx.reader, invitation.key):
            self._tx.update(replace(origin, source=state.source))
        else:
            self._tx.add(Origin(interview_id=interview_id, source=state.source, key=invitation.key))

    def _when(self, meeting: Meeting) -> str:
        return time_words(meeting, self._calendar)

    def _with_names(self, interview: Interview, invitation: Invitation) -> Interview:
        """The interview with the company and the role that were not known."""
        company = invitation.company if interview.company == UNKNOWN_COMPANY else ""
        role = interview.role or invitation.role
        return self._tx.update(replace(interview, company=company or interview.company, role=role))

    def _take_over(self, interview_id: int, meeting: Meeting | None, invitation: Invitation) -> None:
        """Keeps the UID that a meeting had, so that its invitation is known when it comes again."""
        uid = invitation.key
        if meeting is not None and meeting.uid and meeting.uid != uid:
            source = ReplacedUid.source(meeting.sequence, uid)
            self._tx.add(Origin(interview_id=interview_id, source=source, key=meeting.uid))

    def _time(self, invitation: Invitation) -> MeetingTime:
        return MeetingTime(
            starts=None if invitation.all_day else self._calendar.wall_instant(invitation.starts),
            ends=None if invitation.all_day else self._calendar.wall_instant(invitation.ends),
            # An instant in UTC, as many calendars write every time, says nothing of where it was agreed.
            zone=self._calendar.zone.key if invitation.zone in ("", "UTC") else invitation.zone,
            place=invitation.place or None,
            link=invitation.link or None,
        )


def _free_place(meetings: Sequence[Meeting], now: datetime) -> Meeting | None:
    """The last meeting of a round, where it was cancelled and no other one lies ahead or waits for its first time."""
    planned = [m for m in meetings if m.state is MeetingState.PLANNED]
    if any(m.starts is None or end_of(m) > now for m in planned):
        return None
    timed = [(m.starts, m.id, m) for m in meetings if m.starts is not None]
    last = max(timed, default=None)
    return last[2] if last is not None and last[2].state is MeetingState.CANCELLED else None


def _calendar_fields(invitation: Invitation) -> dict[str, Any]:
    return {"title": invitation.summary, "uid": invitation.key, "sequence": invitation.sequence}
