"""Invitations as they arrive, made into meetings of interviews.

A meeting is known by its UID. An invitation with another UID speaks of an interview that is known, where the employer
is the same (however the name is written) and so is the role (alike, one contained in the other, or one not named):

- a meeting in the same hour is that meeting: it takes the new UID over, and people are merged. So is one that begins at
  the same instant with a person in common, unless both name employers that differ;
- a meeting that has no time yet takes it from the invitation;
- a meeting of that round that was cancelled is moved to the new time, where no other one lies ahead or was held since.
  One that is cancelled later leaves the new one standing in its place;
- else it is a further meeting, of the round that is open at its start: beside meetings that are still ahead (a panel
  day), and after those that are over, since nobody has said yet that a next round has begun;
- where the interview was rejected or withdrawn before, and the role is named, the invitation opens the next round. An
  offer, silence or an acceptance does not end that meetings are added.

Two roles that clearly differ are two interviews, and that is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from interview_tui.domain.enums import MeetingState, Outcome, Ref
from interview_tui.domain.errors import UserError
from interview_tui.domain.facts import end_of
from interview_tui.domain.records import Attendance, Interview, Involvement, Meeting, Origin, Person, Round, ref
from interview_tui.domain.shorthand import PersonLine
from interview_tui.domain.text import clean_line, shorten
from interview_tui.importing.own_tasks import OwnTasks
from interview_tui.importing.task_items import OwnTask
from interview_tui.services.base import Change, joined
from interview_tui.services.interviews import Interviews
from interview_tui.services.meetings import MeetingTime, time_words
from interview_tui.services.outcomes import Ending
from interview_tui.services.people import attend, find_or_add, involve
from interview_tui.store.calendar import own_meeting, own_meeting_is_gone
from interview_tui.store.identity import interviews_at, is_named_in, is_part_of, plain_company, role_likeness
from interview_tui.store.queries import involved, meetings_of, meetings_with, taken_over
from interview_tui.store.records import find

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from interview_tui.importing.invitation import Invitation
    from interview_tui.store.records import Reader
    from interview_tui.store.transaction import Transaction

ANSWERS = frozenset({"REPLY", "REFRESH", "COUNTER", "DECLINECOUNTER"})
"""Methods of RFC 5546 by which guests speak to the organizer."""
UNKNOWN = "(company unknown)"
"""Stands for a company that an invitation does not name, until the user does."""
REOPENED = frozenset({Outcome.REJECTED, Outcome.RESCINDED, Outcome.WITHDRAWN, Outcome.DECLINED})
"""The outcomes after which an invitation opens the next round."""
SAME_HOUR = timedelta(hours=1)
"""Meetings that overlap and begin less than this apart are one."""
UNNAMED = 2
"""The likeness of two roles of which one is not known (see `role_likeness`)."""
NO_NEWS = "nothing new"
_TAKEN_OVER = re.compile(r"invitation (\d+) (.*)")
"""The source of an origin whose key is the UID that a meeting had before another took it over: the revision of it that
was seen last, and that other UID.
"""


@dataclass(slots=True)
class Intaken:
    """What became of invitations: counts, and a line for each that wants the user's eye."""

    added: int = 0
    updated: int = 0
    skipped: int = 0
    words: str = ""
    refs: tuple[Ref, ...] = ()
    unsure: tuple[tuple[Ref, str], ...] = ()
    """Interviews of which something was guessed or is missing, each with what to look at."""
    asked: tuple[tuple[Ref, str], ...] = ()
    """Interviews for which a rule has decided, each with the question, and how to say otherwise."""
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """What files bring: invitations and tasks of one's own, and a line for what in them could not be read."""

    items: tuple[Invitation | OwnTask, ...]
    refused: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Invitation | OwnTask]:
        return iter(self.items)


@dataclass(frozen=True, slots=True)
class _Known:
    """The meeting that an invitation speaks of by its UID."""

    meeting: Meeting
    exported: bool = False
    """The UID is that of an own export (calendar_export.py)."""
    taken_over: Origin | None = None
    """Where another UID has taken the meeting over."""


class Intake(Interviews):
    """Takes invitations in. The user's addresses are those of the configuration."""

    def read(self, data: bytes) -> Incoming:
        """What a calendar file or an e-mail brings. Raises a UserError for what is neither, is damaged or empty."""
        from interview_tui.importing.invitation import read_invitations
        from interview_tui.importing.task_items import read_own_tasks

        refused: list[str] = []
        invitations = read_invitations(data, mine=self.context.mine, refused=refused)
        return Incoming((*invitations, *read_own_tasks(data)), tuple(refused))

    def read_folder(self, folder: Path) -> Incoming:
        """What the files of a folder of items (vdir) bring; what cannot be read is told by its name, and files with
        nothing for this program (somebody's own tasks) are passed over. Raises OSError, and UserError where there is
        no calendar file.
        """
        from interview_tui.importing.invitation import NothingFound

        items: list[Invitation | OwnTask] = []
        refused = []
        for path in _items_of(folder):
            try:
                found = self.read(path.read_bytes())
            except NothingFound:
                continue
            except (OSError, UserError) as error:
                found = Incoming((), (str(error.strerror if isinstance(error, OSError) else error),))
            items += found
            refused += [f"{clean_line(path.name)}: {why}" for why in found.refused]
        return Incoming(tuple(items), tuple(refused))

    def asks(self, invitation: Invitation) -> bool:
        """Whether a new interview would be made of it whose company nobody is sure of."""
        with self.context.store.trouble():
            reader = self.context.store.reader
            is_new = not (self._known(reader, invitation) or self._is_gone(reader, invitation))
            is_new = is_new and self._twin(reader, invitation) is None
            at_known = is_new and any(True for _ in self._candidates(reader, invitation))
        wanted = not invitation.cancelled and not _is_answer(invitation)
        return wanted and is_new and not at_known and not invitation.company_sure

    def perhaps_me(self, invitations: Iterable[Invitation]) -> str | None:
        """The address of the guest who is likely the user, to be asked about; None where the configuration has the
        user's own, or nobody is.
        """
        likely = (one.perhaps_me.email for one in invitations if one.perhaps_me is not None)
        return None if self.context.mine else next(likely, None)

    def with_everybody(self, invitations: Iterable[Invitation]) -> tuple[Invitation, ...]:
        """The invitations where whoever was taken for the user is not: they are guests like all others."""
        return tuple(
            replace(one, people=(*one.people, one.perhaps_me), perhaps_me=None) if one.perhaps_me else one
            for one in invitations
        )

    def perhaps_next_round(self, invitation: Invitation) -> Interview | None:
        """The interview whose next round the invitation may open, to be asked about: all its meetings are over."""
        if invitation.cancelled or _is_answer(invitation):
            return None
        with self.context.store.trouble():
            reader = self.context.store.reader
            if self._known(reader, invitation) or self._is_gone(reader, invitation) or self._twin(reader, invitation):
                return None
            interview = next(self._candidates(reader, invitation), None)
            if interview is None or interview.outcome is not None:
                return None
            starts, now = self._instant(invitation.starts), self.context.clock()
            meetings = [m for m in self._of_round(reader, interview) if m.state is MeetingState.PLANNED]
            over = bool(meetings) and all(m.starts is not None and end_of(m) <= now for m in meetings)
            return interview if over and starts is not None and starts > now else None

    def take(
        self, items: Iterable[Invitation | OwnTask], *, dry_run: bool = False, next_round: Collection[Invitation] = ()
    ) -> Intaken:
        """All of them in one change: new invitations become interviews or their meetings, known ones move or cancel
        their meeting; own tasks are done or skipped. Their order does not matter. Invitations of `next_round` open the
        next round of their interview first.
        """
        done = Intaken()
        tasks: list[OwnTask] = []
        invitations: list[Invitation] = []
        for item in items:
            if isinstance(item, OwnTask):
                tasks.append(item)
            else:
                invitations.append(item)
        own_tasks = OwnTasks(self.context)
        with self.context.transaction() as tx:
            back = own_tasks.weigh(tx, tasks)
            run = _Run(self, tx, done, next_round)
            run.take_myself_out()
            for invitation in self._in_order(invitations):
                run.take(invitation)
            done.words = run.summary()
            own_tasks.settle(tx, back)
            done.words = " · ".join(filter(None, (back.words, done.words)))
            done.updated += len(back.done)
            done.skipped += sum(map(len, back.left.values()))
            tx.say(f"Imported: {done.words}")
            if dry_run:
                tx.give_up()
        done.refs, done.unsure, done.asked = (*run.refs(), *back.done), tuple(run.unsure), tuple(run.asked)
        done.entry = tx.entry
        return done

    def drop_myself(self) -> Change | None:
        """Takes the user out of all interviews and meetings in which their addresses stand as somebody's, since the
        configuration did not have them yet. None where there is nothing to do.
        """
        with self.context.store.trouble():
            if not self._myself(self.context.store.reader):
                return None
        with self.context.transaction() as tx:
            run = _Run(self, tx, Intaken())
            run.take_myself_out()
            done = self.finish(tx, run.summary(), run.refs())
        return done.change()

    def _in_order(self, invitations: Sequence[Invitation]) -> Iterator[Invitation]:
        """By their meetings, those that are cancelled first, so that their place is free for others; then by time. The
        revisions of one meeting come in their order.
        """
        meetings: dict[str, list[Invitation]] = {}
        for invitation in invitations:
            meetings.setdefault(_uid(invitation), []).append(invitation)
        for revisions in meetings.values():
            revisions.sort(key=lambda i: i.order)

        def when(revisions: list[Invitation]) -> tuple[bool, datetime, str]:
            last = revisions[-1]
            starts = self._instant(last.starts) or datetime.max.replace(tzinfo=UTC)
            return not last.cancelled, starts, _uid(last)

        for revisions in sorted(meetings.values(), key=when):
            yield from revisions

    def _known(self, reader: Reader, invitation: Invitation) -> _Known | None:
        """The meeting that came as this invitation, or that an own export (calendar_export.py) had as this event."""
        from interview_tui.exporting.content_lines import read_own_uid

        uid = _uid(invitation)
        for meeting in find(reader, Meeting, uid=uid):
            return _Known(meeting)
        own = read_own_uid(uid)
        for meeting in own_meeting(reader, *own[1:]) if own and own[0] == "m" else ():
            return _Known(meeting, exported=True)
        first = last = taken_over(reader, uid)
        seen = {uid}
        while last is not None and (found := _TAKEN_OVER.fullmatch(last.source)) and found[2] not in seen:
            for meeting in (m for m in meetings_of(reader, last.interview_id) if m.uid == found[2]):
                return _Known(meeting, taken_over=first)
            seen.add(found[2])
            last = taken_over(reader, found[2])
        return None

    def _is_gone(self, reader: Reader, invitation: Invitation) -> bool:
        """Whether it is, in an own export, a meeting that was deleted here since."""
        from interview_tui.exporting.content_lines import read_own_uid

        own = read_own_uid(_uid(invitation))
        return own is not None and own[0] == "m" and own_meeting_is_gone(reader, *own[1:])

    def _candidates(self, reader: Reader, invitation: Invitation) -> Iterator[Interview]:
        """The interviews that an invitation with an unknown UID may speak of, the likeliest first."""
        likely = []
        starts = self._instant(invitation.starts)
        for number in interviews_at(reader, invitation.company):
            (interview,) = find(reader, Interview, id=number)
            # A role that was only guessed is no reason to think of another interview.
            likeness = role_likeness(interview.role, invitation.role)
            if likeness is None and not invitation.role_sure:
                likeness = UNNAMED
            reopened = _reopens(reader, interview, starts)
            if likeness is not None and not (reopened and likeness == UNNAMED):
                likely.append((reopened, likeness, number, interview))
        return (interview for *_, interview in sorted(likely, key=lambda one: one[:3]))

    def _twin(self, reader: Reader, invitation: Invitation) -> Meeting | None:
        """The meeting that has come in another way: in the same hour at the same employer, or at the same instant with
        a person in common.
        """
        starts, ends = self._instant(invitation.starts), self._instant(invitation.ends)
        if starts is None:
            return None
        for interview in self._candidates(reader, invitation):
            meetings = [m for m in meetings_of(reader, interview.id) if m.starts is not None]
            for meeting in sorted(meetings, key=lambda m: (m.starts != starts, m.id)):
                if meeting.state is MeetingState.PLANNED and self._is_same(meeting, invitation, starts, ends):
                    return meeting
        if invitation.all_day:
            return None
        for meeting in meetings_with(reader, starts, [guest.email for guest in invitation.people if guest.email]):
            (of_round,) = find(reader, Round, id=meeting.round_id)
            (interview,) = find(reader, Interview, id=of_round.interview_id)
            same = plain_company(interview.company) == plain_company(invitation.company)
            if same or not invitation.company_sure or interview.company == UNKNOWN:
                return meeting
        return None

    def _is_same(self, meeting: Meeting, invitation: Invitation, starts: datetime, ends: datetime | None) -> bool:
        """Whether they are in the same hour; of an invitation for a whole day, whether they are on the same day."""
        if meeting.starts is None:
            return False
        if invitation.all_day:
            return self.context.calendar.day(meeting.starts) == self.context.calendar.day(starts)
        overlap = meeting.starts < (ends or starts + SAME_HOUR) and starts < end_of(meeting)
        return meeting.starts == starts or (overlap and abs(meeting.starts - starts) < SAME_HOUR)

    def _of_round(self, reader: Reader, interview: Interview, starts: datetime | None = None) -> tuple[Meeting, ...]:
        """The meetings of the round that is open at an instant, or of the present one."""
        rounds = sorted(find(reader, Round, interview_id=interview.id), key=lambda r: -r.number)
        at = next((r for r in rounds if starts is None or r.opened <= starts), rounds[-1])
        return find(reader, Meeting, round_id=at.id)

    def _myself(self, reader: Reader) -> tuple[Person, ...]:
        """The people who are the user and stand in meetings or interviews."""
        return involved(reader, self.context.mine)

    def _time(self, invitation: Invitation) -> MeetingTime:
        return MeetingTime(
            starts=None if invitation.all_day else self._instant(invitation.starts),
            ends=None if invitation.all_day else self._instant(invitation.ends),
            # An instant in UTC, as many calendars write every time, says nothing of where it was agreed.
            zone=self.context.calendar.zone.key if invitation.zone in ("", "UTC") else invitation.zone,
            place=invitation.place or None,
            link=invitation.link or None,
        )

    def _instant(self, moment: datetime | None) -> datetime | None:
        """An invitation that names no zone means the clock on the user's wall."""
        if moment is None or moment.tzinfo is not None:
            return moment
        return self.context.calendar.instant(moment.date(), moment.time())


@dataclass(slots=True)
class _Run:
    """One import: what was done to which interview."""

    service: Intake
    tx: Transaction
    done: Intaken
    next_round: Collection[Invitation] = ()
    unsure: list[tuple[Ref, str]] = field(default_factory=list)
    asked: list[tuple[Ref, str]] = field(default_factory=list)
    said: dict[int, list[str]] = field(default_factory=dict)
    """By interview, what was done to it."""
    changed: dict[int, None] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    """What is said of no interview."""
    fresh: set[int] = field(default_factory=set)
    asked_about_me: bool = False

    def take(self, invitation: Invitation) -> None:
        """Takes one invitation."""
        known = self.service._known(self.tx.reader, invitation)
        if known is None and self.service._is_gone(self.tx.reader, invitation):
            self.done.skipped += 1
            self.others.append(f"skipped a meeting that was deleted here ({shorten(invitation.summary, 40)})")
            return
        if known is None and (invitation.cancelled or _is_answer(invitation)):
            self.done.skipped += 1
            why = "a cancellation" if invitation.cancelled else "an answer"
            self.others.append(f"skipped {why} of an unknown meeting ({shorten(invitation.summary, 40)})")
            return
        before = self.tx.size
        if known is None:
            interview_id, words = self._arrive(invitation)
        else:
            interview_id = self.tx.get(Round, known.meeting.round_id).interview_id
            words = self._follow(interview_id, known, invitation)
        is_new = interview_id in self.fresh and not self.said.get(interview_id)
        if known is not None and known.exported:
            self.tx.outrun(Meeting, known.meeting.id, invitation.sequence)
        if self.tx.size == before:
            self.done.skipped += 1
            words = words or NO_NEWS
        elif is_new:
            self.done.added += 1
        else:
            self.done.updated += 1
        self.said.setdefault(interview_id, []).append(words)
        if self.tx.size != before:
            self.changed[interview_id] = None
            self._ask_about_me(interview_id, invitation)

    def summary(self) -> str:
        """`Acme · SRE: Thu 26 Nov 2026, 14:00 (Europe/Berlin); planned: …`, an interview at a time."""
        parts = []
        quiet = [i for i, words in self.said.items() if i not in self.changed and set(words) == {NO_NEWS}]
        if len(quiet) > 1:
            self.others.append(f"{len(quiet)} interviews: {NO_NEWS}")
            self.said = {i: words for i, words in self.said.items() if i not in quiet}
        for interview_id, words in self.said.items():
            planned: tuple[str, ...] = ()
            if interview_id in self.changed:
                planned = self.service.replan(self.tx, interview_id)
            news = [part for part in dict.fromkeys(words) if part != NO_NEWS] or [NO_NEWS]
            parts.append(f"{self._name(interview_id)}: {joined(*news, *planned)}")
        return " · ".join((*parts, *self.others))

    def refs(self) -> Iterator[Ref]:
        """The interviews that the import spoke of."""
        return (Ref("i", interview_id) for interview_id in self.said)

    def take_myself_out(self) -> None:
        """Takes the user out of all meetings and interviews in which they stand as somebody else."""
        tx = self.tx
        for person in self.service._myself(tx.reader):
            touched: dict[int, None] = {}
            for attendance in find(tx.reader, Attendance, person_id=person.id):
                meeting = tx.get(Meeting, attendance.meeting_id)
                touched[tx.get(Round, meeting.round_id).interview_id] = None
                tx.remove(attendance)
            for tie in find(tx.reader, Involvement, person_id=person.id):
                for other in find(tx.reader, Involvement, interview_id=tie.interview_id):
                    if person.id in (other.successor_id, other.knows_id) and other.id != tie.id:
                        handed = {} if other.successor_id != person.id else {"successor_id": None, "handed_over": None}
                        knows = None if other.knows_id == person.id else other.knows_id
                        tx.change(other, knows_id=knows, **handed)
                touched[tie.interview_id] = None
                tx.remove(tie)
            for interview_id in touched:
                self.said.setdefault(interview_id, []).append(f"{person.name} ({person.email}) is you, not a guest")
                self.changed[interview_id] = None

    # An invitation whose UID is not known.

    def _arrive(self, invitation: Invitation) -> tuple[int, str]:
        tx, service = self.tx, self.service
        twin = service._twin(tx.reader, invitation)
        if twin is not None:
            return self._join(twin, invitation)
        candidates = list(service._candidates(tx.reader, invitation))
        if not candidates:
            return self._open(invitation)
        interview = candidates[0]
        self._ask_which(interview, candidates[1:], invitation)
        opened = self._open_round(interview, invitation)
        interview = self._with_role(tx.get(Interview, interview.id), invitation)
        starts = service._time(invitation).starts
        meetings = service._of_round(tx.reader, interview, starts)
        place = _free_place(meetings, tx.now)
        if place is not None:
            return interview.id, joined(opened, self._settle(place, invitation))
        booked = service.meetings.book(tx, interview.id, service._time(invitation), **_calendar_fields(invitation))
        before = next((m for m in meetings if m.id == booked.id), None)
        self._take_over(interview.id, before, invitation)
        self._invite(interview, booked, invitation)
        if invitation.all_day:
            self._doubt(interview.id, "the invitation gives no time of day")
        words = time_words(booked, service.context.calendar)
        if before is None:
            words = f"further meeting, {words}"
            self._ask_about_others(interview, booked, meetings)
        return interview.id, joined(opened, words)

    def _open(self, invitation: Invitation) -> tuple[int, str]:
        """A new interview."""
        tx, service = self.tx, self.service
        beside = [tx.get(Interview, i) for i in interviews_at(tx.reader, invitation.company)]
        case = service.open(tx, invitation.company or UNKNOWN, invitation.role)
        booked = service.meetings.reschedule(
            tx, case.meeting, service._time(invitation), **_calendar_fields(invitation)
        )
        self._invite(case.interview, booked, invitation)
        self.fresh.add(case.interview.id)
        if doubt := joined(*_doubts(invitation)):
            self._doubt(case.interview.id, doubt)
        named = ", ".join(f"{ref(one)} {_interview_name(one)}" for one in beside)
        words = time_words(booked, service.context.calendar)
        return case.interview.id, joined(words, f"a new interview beside {named}" if named else "")

    def _join(self, meeting: Meeting, invitation: Invitation) -> tuple[int, str]:
        """The meeting is known, and this is another invitation to it."""
        tx, service = self.tx, self.service
        interview = self._with_role(tx.get(Interview, tx.get(Round, meeting.round_id).interview_id), invitation)
        self._take_over(interview.id, meeting, invitation)
        time = service._time(invitation)
        if time.starts is None or (meeting.starts != time.starts and end_of(meeting) <= tx.now):
            time = replace(time, starts=meeting.starts, ends=meeting.ends, zone=meeting.zone)
        fields = {**_calendar_fields(invitation), "title": meeting.title or invitation.summary}
        same = service.meetings.reschedule(tx, meeting, replace(time, ends=time.ends or meeting.ends), **fields)
        self._invite(interview, same, invitation)
        return interview.id, f"same meeting as before, {time_words(same, service.context.calendar)}"

    def _settle(self, meeting: Meeting, invitation: Invitation) -> str:
        """The meeting was cancelled: the invitation says when it takes place instead."""
        tx, service = self.tx, self.service
        interview = tx.get(Interview, tx.get(Round, meeting.round_id).interview_id)
        self._take_over(interview.id, meeting, invitation)
        moved = service.meetings.reschedule(tx, meeting, service._time(invitation), **_calendar_fields(invitation))
        self._replace_people(interview, moved, invitation)
        return f"the cancelled meeting is moved to {time_words(moved, service.context.calendar)}"

    def _open_round(self, interview: Interview, invitation: Invitation) -> str:
        """Opens the next round where the invitation says so, or the interview had ended."""
        starts = self.service._instant(invitation.starts)
        if invitation not in self.next_round and not _reopens(self.tx.reader, interview, starts):
            return ""
        ended = f", it was {interview.outcome}" if interview.outcome else ""
        self.service.end(self.tx, interview.id, Ending(outcome=Outcome.INVITED), self.tx.now, alone=False)
        return f"round {self.tx.get(Interview, interview.id).round} opens{ended}"

    # An invitation whose UID is known.

    def _follow(self, interview_id: int, known: _Known, invitation: Invitation) -> str:
        """A revision of a known invitation: '' where it is no news."""
        meeting, taken_over = known.meeting, known.taken_over
        if invitation.recurrence_id is not None and invitation.recurrence_id != meeting.starts:
            return ""  # another day of a series
        if taken_over is not None:
            found = _TAKEN_OVER.fullmatch(taken_over.source)
            if found is None or invitation.sequence <= int(found[1]) or _is_answer(invitation):
                return ""
            self.tx.change(taken_over, source=f"invitation {invitation.sequence} {found[2]}")
            if invitation.cancelled:
                way = f"interview-tui meeting i{interview_id} --cancel m{meeting.id}"
                self._ask(interview_id, "is the meeting off?", way)
                return "an earlier invitation to the meeting was cancelled; by the later one it stands"
            return self._update(meeting, invitation, meeting.sequence)
        # The user's own move counts as a revision (Meetings.move_by_hand); a cancellation follows it all the same.
        revision = invitation.sequence + (1 if invitation.cancelled else 0)
        # Out of an own export it is news only where a calendar has counted it on since.
        if revision < meeting.sequence or (known.exported and invitation.sequence < meeting.version):
            return ""
        if invitation.cancelled:
            return self._cancel(meeting, invitation)
        # A cancellation often carries the sequence of the invitation that it cancels: that one does not revive it.
        off = meeting.state is MeetingState.CANCELLED and invitation.sequence == meeting.sequence
        return "" if off or _is_answer(invitation) else self._update(meeting, invitation, invitation.sequence)

    def _cancel(self, meeting: Meeting, invitation: Invitation) -> str:
        service = self.service
        if meeting.starts is None or meeting.state is MeetingState.CANCELLED:
            return ""
        if service.meetings.took_place(self.tx, meeting):
            return f"the cancellation came after the meeting, {time_words(meeting, service.context.calendar)}"
        service.meetings.call_off(self.tx, meeting, MeetingState.CANCELLED, sequence=invitation.sequence)
        ahead = [
            m
            for m in find(self.tx.reader, Meeting, round_id=meeting.round_id, state=MeetingState.PLANNED)
            if m.starts is not None and m.starts > self.tx.now
        ]
        instead = min(ahead, key=lambda m: (m.starts, m.id), default=None)
        words = f"the meeting on {time_words(meeting, service.context.calendar)} was cancelled"
        return words if instead is None else f"{words}; {time_words(instead, service.context.calendar)} stands"

    def _update(self, meeting: Meeting, invitation: Invitation, sequence: int) -> str:
        """Time, place, title, role and people as the newest invitation has them."""
        tx, service = self.tx, self.service
        interview = tx.get(Interview, tx.get(Round, meeting.round_id).interview_id)
        before, time = tx.size, service._time(invitation)
        if invitation.place or invitation.link:
            time = replace(time, place=invitation.place, link=invitation.link)
        if invitation.zone in ("", "UTC") and time.starts == meeting.starts:
            time = replace(time, zone=meeting.zone)
        # An own export names the company behind the title.
        title = invitation.summary.removesuffix(f" ({interview.company})") or meeting.title
        retitled = title != meeting.title.removesuffix(f" ({interview.company})")
        title = title if retitled else meeting.title
        if time.starts != meeting.starts and self._is_past(meeting, interview):
            tx.change(meeting, uid="")
            booked = service.meetings.further(tx, meeting, time, title=title, uid=meeting.uid, sequence=sequence)
            self._replace_people(interview, booked, invitation)
            return f"{ref(meeting)} took place; further meeting, {time_words(booked, service.context.calendar)}"
        moved = service.meetings.reschedule(tx, meeting, time, title=title, sequence=sequence)
        role = self._change_role(interview, invitation, retitled=retitled)
        people = self._replace_people(interview, moved, invitation)
        if tx.size == before:
            return ""
        when = time_words(moved, service.context.calendar)
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
        """Whether another time is that of a further meeting: it took place, or belongs to an earlier round."""
        if self.service.meetings.took_place(self.tx, meeting):
            return True
        earlier = self.tx.get(Round, meeting.round_id).number < interview.round
        return earlier and meeting.starts is not None and end_of(meeting) <= self.tx.now

    def _change_role(self, interview: Interview, invitation: Invitation, *, retitled: bool) -> str:
        """The role and the company that an update names, where they were not known or another title names them."""
        if interview.company == UNKNOWN and invitation.company:
            interview = self.tx.change(interview, company=invitation.company)
        named = self._with_role(interview, invitation)
        differs = role_likeness(named.role, invitation.role) is None
        if differs and retitled and invitation.role_sure:
            named = self.tx.change(named, role=invitation.role)
        return f"the role is {named.role}" if named.role != interview.role else ""

    # What both share.

    def _with_role(self, interview: Interview, invitation: Invitation) -> Interview:
        return self.tx.change(interview, role=interview.role or invitation.role)

    def _take_over(self, interview_id: int, meeting: Meeting | None, invitation: Invitation) -> None:
        """Keeps the UID that a meeting had, so that its invitation is known when it comes again."""
        uid = _uid(invitation)
        if meeting is not None and meeting.uid and meeting.uid != uid:
            source = f"invitation {meeting.sequence} {uid}"
            self.tx.add(Origin(interview_id=interview_id, source=source, key=meeting.uid))

    def _invite(self, interview: Interview, meeting: Meeting, invitation: Invitation) -> dict[int, str]:
        """Everybody who has not declined; gives their names by their ids."""
        names = {}
        for guest in invitation.people:
            if not guest.declined and guest.email not in self.service.context.mine:
                line = PersonLine(name=guest.name, email=guest.email)
                person = find_or_add(self.tx, line, company=interview.company)
                involve(self.tx, interview.id, person.id)
                attend(self.tx, meeting.id, person.id, present=None)
                names[person.id] = person.name
        return names

    def _replace_people(self, interview: Interview, meeting: Meeting, invitation: Invitation) -> str:
        """The people are those of the invitation: whoever is no longer invited or has declined is taken out, but for
        those who are said to have been there, and those whom the user named without an address.
        """
        tx = self.tx
        there = find(tx.reader, Attendance, meeting_id=meeting.id)
        invited = self._invite(interview, meeting, invitation)
        came = {a.person_id for a in there}
        gone = []
        for attendance in there if invited else ():
            person = tx.get(Person, attendance.person_id)
            if person.id in invited or not person.email or attendance.present is not None:
                continue
            if is_named_in(tx.reader, meeting.id, person.id):
                tx.change(attendance, present=False)
            else:
                tx.remove(attendance)
            gone.append(person.name)
            for tie in find(tx.reader, Involvement, interview_id=interview.id, person_id=person.id):
                if not is_part_of(tx.reader, interview.id, person.id):
                    tx.remove(tie)
        new = [name for person_id, name in invited.items() if person_id not in came]
        return joined(
            f"invited: {', '.join(new)}" if new and there else "",
            f"no longer invited: {', '.join(gone)}" if gone else "",
        )

    # What the user is to look at.

    def _doubt(self, interview_id: int, doubt: str) -> None:
        self.unsure.append((Ref("i", interview_id), doubt))

    def _ask(self, interview_id: int, question: str, way: str) -> None:
        self.asked.append((Ref("i", interview_id), f"{question} If so: {way}"))

    def _ask_which(self, interview: Interview, others: Sequence[Interview], invitation: Invitation) -> None:
        """Says where another interview may be meant just as well."""
        likeness = role_likeness(interview.role, invitation.role)
        as_likely = [
            f"{ref(one)} {_interview_name(one)}"
            for one in others
            if one.outcome is None and likeness != 0 and role_likeness(one.role, invitation.role) == likeness
        ]
        if as_likely:
            self._doubt(interview.id, f"taken as a meeting of this one; or is it of {' or '.join(as_likely)}?")

    def _ask_about_others(self, interview: Interview, booked: Meeting, others: Sequence[Meeting]) -> None:
        """Says what a further meeting may be instead."""
        calendar, now = self.service.context.calendar, self.tx.now
        planned = [m for m in others if m.state is MeetingState.PLANNED and m.starts is not None]
        if booked.starts is None or booked.starts <= now or not planned:
            return
        ahead = [m for m in planned if end_of(m) > now]
        if not ahead and interview.outcome is None:
            self._ask(interview.id, "is it the next round?", f"interview-tui outcome i{interview.id} invited")
        for meeting in ahead:
            if meeting.starts and calendar.day(meeting.starts) != calendar.day(booked.starts):
                instead = f"interview-tui meeting i{interview.id} --cancel m{meeting.id}"
                self._ask(interview.id, f"does it replace {time_words(meeting, calendar)}?", instead)

    def _ask_about_me(self, interview_id: int, invitation: Invitation) -> None:
        email = None if invitation.cancelled else self.service.perhaps_me([invitation])
        if email and not self.asked_about_me:
            self._ask(interview_id, f"is {email} you?", "set email in the configuration")
            self.asked_about_me = True

    def _name(self, interview_id: int) -> str:
        return _interview_name(self.tx.get(Interview, interview_id))


def _items_of(folder: Path) -> list[Path]:
    """The files of items in a folder, in order of their names. Raises OSError, and UserError where there is none."""
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".ics" and path.is_file())
    if not found:
        raise UserError("there is no .ics file in it")
    return found


def _reopens(reader: Reader, interview: Interview, starts: datetime | None) -> bool:
    """Whether an invitation to a meeting at that time opens another round of an interview that has ended."""
    if interview.outcome not in REOPENED:
        return False
    of_round = find(reader, Round, interview_id=interview.id, number=interview.round)
    closed = of_round[0].closed if of_round else None
    return starts is None or closed is None or starts > closed


def _free_place(meetings: Sequence[Meeting], now: datetime) -> Meeting | None:
    """The last meeting of a round, where it was cancelled and no other one lies ahead or waits for its first time."""
    planned = [m for m in meetings if m.state is MeetingState.PLANNED]
    if any(m.starts is None or end_of(m) > now for m in planned):
        return None
    timed = [(m.starts, m.id, m) for m in meetings if m.starts is not None]
    last = max(timed, default=None)
    return last[2] if last is not None and last[2].state is MeetingState.CANCELLED else None


def _interview_name(interview: Interview) -> str:
    return " · ".join(filter(None, (interview.company, interview.role)))


def _calendar_fields(invitation: Invitation) -> dict[str, Any]:
    return {"title": invitation.summary, "uid": _uid(invitation), "sequence": invitation.sequence}


def _doubts(invitation: Invitation) -> Iterator[str]:
    """What is guessed in an invitation, or missing."""
    if not invitation.company:
        yield "the invitation names no company"
    elif not invitation.company_sure:
        yield f"is “{invitation.company}” the company?"
    if invitation.role and not invitation.role_sure:
        yield f"is “{invitation.role}” the role?"
    elif not invitation.role:
        yield "the invitation names no role"
    if invitation.all_day:
        yield "it gives no time of day"


def _is_answer(invitation: Invitation) -> bool:
    """Whether it speaks of a meeting without booking it: somebody's answer, or another time that is only proposed."""
    return invitation.starts is None or invitation.method in ANSWERS


def _uid(invitation: Invitation) -> str:
    """The calendar's UID; for an event without one, which RFC 5545 forbids, what tells it from others."""
    return invitation.uid or f"{invitation.summary} {invitation.starts}"
