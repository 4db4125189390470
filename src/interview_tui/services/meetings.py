"""Meetings of an interview: booked, moved, cancelled, and who was there. A round may hold several."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypedDict, Unpack

from interview_tui.data_classes import dataclass, replace
from interview_tui.domain.dates import Calendar, full_date, leave_words, zone_named
from interview_tui.domain.enums import LetterState, MeetingState, Ref, Settled
from interview_tui.domain.errors import Refused, Unclear
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import (
    TRAVEL_AT_MOST,
    Attendance,
    BankQuestion,
    FollowUp,
    Interview,
    Meeting,
    Person,
    Story,
    end_of,
    start_of,
)
from interview_tui.domain.text import shorten
from interview_tui.lazy_patterns import lazy_pattern
from interview_tui.services.base import Service, joined
from interview_tui.services.introductions import attend, invite
from interview_tui.store.case import case_ahead, earlier_at_employer, other_meetings
from interview_tui.store.facts import load_facts
from interview_tui.store.journal import Change
from interview_tui.store.queries import interview_of
from interview_tui.store.records import find, get

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from interview_tui.domain.brief import Brief
    from interview_tui.domain.dates import When
    from interview_tui.domain.enums import Plan
    from interview_tui.domain.facts import Facts
    from interview_tui.services.base import Context
    from interview_tui.store.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingTime:
    """When and where a meeting is: instants in UTC, the zone in which it was agreed."""

    starts: datetime | None
    ends: datetime | None = None
    zone: str = ""
    place: str | None = None
    """None leaves the place as it is known; so with the link."""
    link: str | None = None
    travel: int | None = None
    """Minutes of the way there; None leaves it as it is known."""


_TRAVEL = lazy_pattern(
    r"(?:(\d{1,2}) ?(?:h|hours?)(?: ?(?=\d|$)))?(?:(\d{1,4}) ?(?:m|min|mins|minutes?)?)?", re.IGNORECASE
)


def read_travel(text: str) -> int:
    """Minutes of a way, as people type them: `40`, `40m`, `1h 20`, `2 hours`; 0 for nothing. Raises Unclear."""
    found = _TRAVEL.fullmatch(text.strip())
    if found is None:
        raise Unclear(f"“{shorten(text, 40)}” is not a length of time: write for example 40m or 1h20")
    minutes = 60 * int(found[1] or 0) + int(found[2] or 0)
    if minutes > TRAVEL_AT_MOST:
        raise Unclear("that is a day or more: give the time from where you spend the night before")
    return minutes


def travel_written(minutes: int) -> str:
    """The text that `read_travel` reads as so many minutes: `40m`, `1h 20m`; '' for none."""
    hours, rest = divmod(minutes, 60)
    return " ".join([*([f"{hours}h"] if hours else []), *([f"{rest}m"] if rest else [])])


def meeting_time(when: When | None) -> MeetingTime | None:
    """The time of a meeting as it was typed. Raises Unclear without a time of day."""
    if when is None:
        return None
    if when.at is None:
        raise Unclear("a meeting needs a time: write for example next tue 14:00 or 2026-12-02 14:00")
    return MeetingTime(starts=when.at, ends=when.ends, zone=when.zone)


def as_long(time: MeetingTime, meeting: Meeting) -> MeetingTime:
    """The time that a meeting is moved to: without an end of its own it lasts as long as before."""
    if time.starts is None or time.ends is not None or meeting.starts is None or meeting.ends is None:
        return time
    return replace(time, ends=time.starts + (meeting.ends - meeting.starts))


def time_words(meeting: Meeting, calendar: Calendar) -> str:
    """A meeting's day, times and zone in full: `Tue 10 Nov 2026, 10:00–11:30 (Europe/Berlin)`.

    In its own zone, and in the user's where they differ. A zone that this machine does not know is the user's.
    """
    if meeting.starts is None:
        return "no time yet"
    zones = dict.fromkeys((zone_named(meeting.zone) or calendar.zone, calendar.zone))
    shown = []
    for zone in zones:
        there = Calendar(zone)
        starts = there.local(meeting.starts)
        until = f"–{there.local(meeting.ends):%H:%M}" if meeting.ends else ""
        shown.append(f"{full_date(starts.date())}, {starts:%H:%M}{until} ({zone.key})")
    return joined(", which is ".join(shown), leave_words(meeting.leave_by, calendar))


class InvitedFields(TypedDict, total=False):
    """What an invitation says of a meeting besides its time."""

    title: str
    uid: str
    sequence: int


class Meetings(Service):
    """What a person does with meetings."""

    def add(
        self, interview_id: int, time: MeetingTime, *, people: Sequence[str] = (), plan: Plan | None = None
    ) -> Change:
        """Another meeting of an interview; the first time takes the place of a meeting without one.

        `plan` is the one that was accepted with it.

        Raises Unclear for somebody without a name.
        """
        with self.context.transaction() as tx:
            meeting = self.book(tx, interview_id, time)
            for text in people:
                invite(tx, meeting, text)
            self._accept(tx, interview_id, plan)
            said = self.replan(tx, interview_id)
            company = tx.get(Interview, interview_id).company
            words = f"{company}: {time_words(meeting, self.context.calendar)}"
            return tx.done(joined(words, *said), meeting)

    def move(
        self, meeting_id: int, time: MeetingTime, *, people: Sequence[str] = (), plan: Plan | None = None
    ) -> Change:
        """Moves a meeting, and invites these people too. `plan` is the one that was accepted with it.

        Without an end of its own it lasts as long as before. A meeting that is over is left as it is: a further one is
        booked, and the words say so.
        """
        with self.context.transaction() as tx:
            meeting = tx.get(Meeting, meeting_id)
            time = as_long(time, meeting)
            interview_id = interview_of(tx.reader, meeting.id).id
            over = meeting.starts is not None and meeting.state is MeetingState.PLANNED and end_of(meeting) <= tx.now
            over = over and (time.starts, time.ends) != (meeting.starts, meeting.ends)
            if over:
                moved = self.further(tx, meeting, time)
                note = f"{Ref('m', meeting_id)} is over, so this is a further meeting"
            else:
                moved, note = self.move_by_hand(tx, meeting, time), ""
            for text in people:
                invite(tx, moved, text)
            self._accept(tx, interview_id, plan)
            said = self.replan(tx, interview_id)
            company = tx.get(Interview, interview_id).company
            words = f"{company}: {'' if over else 'moved to '}{time_words(moved, self.context.calendar)}"
            return tx.done(joined(words, note, *said), moved)

    def cancel(self, meeting_id: int, *, missed: bool = False) -> Change:
        """A meeting will not take place, or did not: what counts from it ends, and a new date is asked for.

        Raises Refused for one that was cancelled already or has no time, and for a missed one that is in the future.
        """
        with self.context.transaction() as tx:
            meeting = tx.get(Meeting, meeting_id)
            interview = interview_of(tx.reader, meeting.id)
            if meeting.state is not MeetingState.PLANNED:
                raise Refused(f"{Ref('m', meeting_id)} is already {meeting.state}")
            if meeting.starts is None:
                raise Refused(f"{Ref('m', meeting_id)} has no time: nothing to cancel")
            if missed and meeting.starts > tx.now:
                raise Refused(f"the meeting is still ahead: it is {self.when(meeting.starts)}")
            self.call_off(tx, meeting, MeetingState.MISSED if missed else MeetingState.CANCELLED)
            said = self.replan(tx, interview.id)
            what = "did not take place" if missed else "was cancelled"
            words = f"{interview.company}: the meeting {self.when(meeting.starts)} {what}"
            return tx.done(joined(words, *said), meeting)

    def travel(self, meeting_id: int, minutes: int) -> Change:
        """How long the way to a meeting is. Raises Refused for one that does not lie ahead."""
        with self.context.transaction() as tx:
            meeting = tx.get(Meeting, meeting_id)
            if meeting.starts is None or meeting.starts <= tx.now or meeting.state is not MeetingState.PLANNED:
                raise Refused(f"{Ref('m', meeting_id)} does not lie ahead: nobody travels there any more")
            company = interview_of(tx.reader, meeting.id).company
            changed = tx.update(replace(meeting, travel=minutes))
            return tx.done(f"{company}: {time_words(changed, self.context.calendar)}", changed)

    def came(self, meeting_id: int, person_id: int, *, present: bool) -> Change:
        """Says of somebody whether they were in a meeting; thank-yous follow. Raises Refused."""
        with self.context.transaction() as tx:
            name = tx.get(Person, person_id).name
            if not find(tx.reader, Attendance, meeting_id=meeting_id, person_id=person_id):
                raise Refused(f"{name} is not in {Ref('m', meeting_id)}: add them first")
            attend(tx, meeting_id, person_id, present=present)
            interview_id = interview_of(tx.reader, meeting_id).id
            said = self.replan(tx, interview_id)
            there = f"{name} was {'' if present else 'not '}there"
            return tx.done(joined(there, *said), Ref("i", interview_id))

    def debriefed(self, meeting_id: int) -> Change:
        """A meeting is written down: its debrief is done. Raises Refused while the meeting is still ahead."""
        with self.context.transaction() as tx:
            meeting = tx.get(Meeting, meeting_id)
            self.refuse_before(meeting)
            interview = interview_of(tx.reader, meeting.id)
            self.replan(tx, interview.id)
            facts = load_facts(tx.reader, interview.id)
            settled = [
                self.mark_done(tx, f)
                for f in facts.follow_ups
                if f.kind == "debrief" and f.state is Settled.OPEN and self._same_day(facts, f.meeting_id, meeting)
            ]
            said = self.replan(tx, interview.id)
            verdict = "".join(" (on time)" if f.on_time else " (late)" for f in settled)
            if not tx.size:
                return Change(f"Debriefed {interview.company}")
            return tx.done(joined(f"Debriefed {interview.company}{verdict}", *said), *settled)

    def book(self, tx: Transaction, interview_id: int, time: MeetingTime, **fields: Unpack[InvitedFields]) -> Meeting:
        """A meeting at that time, in the round that is open at its start (METHOD, fine print 8)."""
        facts = load_facts(tx.reader, interview_id)
        of_round = facts.round
        if time.starts is not None:
            starts = time.starts
            of_round = next((r for r in reversed(facts.rounds) if r.opened <= starts), facts.rounds[0])
        untimed = (
            m
            for m in facts.meetings
            if m.round_id == of_round.id and m.starts is None and m.state is MeetingState.PLANNED
        )
        present = next(untimed, None) or tx.add(Meeting(round_id=of_round.id, zone=self.context.calendar.zone.key))
        return self.reschedule(tx, present, time, **fields)

    def move_by_hand(self, tx: Transaction, meeting: Meeting, time: MeetingTime) -> Meeting:
        """Moves a meeting as the user edits it.

        One that took place stays where it was, and a later time is that of a further one.
        """
        if time.starts is not None and time.starts > tx.now and self.took_place(tx, meeting):
            return self.further(tx, meeting, time)
        # A revision of one's own: the invitation of before, imported once more, does not undo it; the next one does.
        revision = meeting.sequence + (1 if meeting.uid else 0)
        return self.reschedule(tx, meeting, time, sequence=revision)

    def further(self, tx: Transaction, meeting: Meeting, time: MeetingTime, **fields: Unpack[InvitedFields]) -> Meeting:
        """Another meeting beside one that took place, with the same people."""
        interview_id = interview_of(tx.reader, meeting.id).id
        booked = self.book(tx, interview_id, time, **fields)
        there = find(tx.reader, Attendance, meeting_id=meeting.id)
        for attendance in sorted(there, key=lambda a: a.position):
            if attendance.present is not False:
                attend(tx, booked.id, attendance.person_id, present=None)
        return booked

    def reschedule(
        self, tx: Transaction, meeting: Meeting, time: MeetingTime, **fields: Unpack[InvitedFields]
    ) -> Meeting:
        """Gives a meeting its time."""
        moved = tx.update(
            replace(
                meeting,
                starts=time.starts,
                ends=time.ends,
                zone=time.zone or meeting.zone,
                place=meeting.place if time.place is None else time.place,
                link=meeting.link if time.link is None else time.link,
                travel=meeting.travel if time.travel is None else time.travel,
                state=MeetingState.PLANNED,
                **fields,
            )
        )
        if (moved.starts, moved.ends, moved.state) != (meeting.starts, meeting.ends, meeting.state):
            moved = tx.update(replace(moved, entered=tx.now))
        if moved.starts is not None and moved.starts > tx.now:
            # Who was missing when it did not take place may well come to the one that is agreed instead.
            for attendance in find(tx.reader, Attendance, meeting_id=meeting.id):
                tx.update(replace(attendance, present=attendance.present or None))
        return moved

    def call_off(
        self, tx: Transaction, meeting: Meeting, state: MeetingState, **fields: Unpack[InvitedFields]
    ) -> Meeting:
        """A meeting does not take place."""
        if state is MeetingState.MISSED:
            for attendance in find(tx.reader, Attendance, meeting_id=meeting.id):
                tx.update(replace(attendance, present=False))
        return tx.update(replace(meeting, state=state, entered=tx.now, **fields))

    def took_place(self, tx: Transaction, meeting: Meeting) -> bool:
        """Whether notes or letters show that a meeting took place (METHOD, fine print 10)."""
        if meeting.starts is None or end_of(meeting) > tx.now or meeting.state is not MeetingState.PLANNED:
            return False
        facts = load_facts(tx.reader, interview_of(tx.reader, meeting.id).id)
        start = start_of(meeting)
        there = {a.person_id for a in facts.there(meeting)}
        return (
            meeting.id in facts.noted
            or any(a.present for a in facts.attendances if a.meeting_id == meeting.id)
            or any(
                x.kind is LetterKind.THANK_YOU
                and x.state is LetterState.SENT
                and x.sent is not None
                and x.sent > start
                and x.person_id in there
                for x in facts.letters
            )
            or any(
                f.meeting_id == meeting.id
                and f.kind in ("thank_you", "value_letter", "debrief")
                and f.state is Settled.DONE
                and f.settled is not None
                and f.settled > start
                for f in facts.follow_ups
            )
        )

    def of_follow_up(self, follow_up_id: int) -> int | None:
        """The meeting that a follow-up is about; None for none. A debrief is about its whole day: there it is the last
        one that is over and not written down yet, if there is one.
        """
        reader, now = self.context.store.reader, self.context.clock()
        follow_up = get(reader, FollowUp, follow_up_id)
        if follow_up.kind is not Kind.DEBRIEF:
            return follow_up.meeting_id
        facts = load_facts(reader, follow_up.interview_id)
        of_day = (m for m in reversed(facts.timed()) if self._same_day(facts, follow_up.meeting_id, m))
        return next((m.id for m in of_day if m.id not in facts.noted and end_of(m) <= now), follow_up.meeting_id)

    def next_of(self, interview_id: int) -> int:
        """The next meeting of an interview that lies ahead. Raises Refused where none does."""
        facts, now = load_facts(self.context.store.reader, interview_id), self.context.clock()
        ahead = next((m for m in facts.timed() if start_of(m) > now), None)
        if ahead is None:
            example = f"meeting i{interview_id} next tue 14:00 --travel 40m"
            raise Refused(f"no meeting of i{interview_id} lies ahead: book one, for example {example}")
        return ahead.id

    @staticmethod
    def _accept(tx: Transaction, interview_id: int, plan: Plan | None) -> None:
        """The plan that was accepted with a meeting, if one was, becomes the interview's own."""
        if plan is not None:
            tx.update(replace(tx.get(Interview, interview_id), plan=plan))

    def _same_day(self, facts: Facts, meeting_id: int | None, meeting: Meeting) -> bool:
        """Whether a follow-up's meeting is on the day of another one."""
        other = next((m for m in facts.meetings if m.id == meeting_id), None)
        if other is None or other.starts is None or meeting.starts is None:
            return meeting_id == meeting.id
        return self.context.calendar.day(other.starts) == self.context.calendar.day(meeting.starts)


def brief_of(context: Context, interview_id: int) -> Brief:
    """The brief of an interview's next meeting, else of its current one. Raises NotFound, StoreTrouble."""
    from interview_tui.domain.brief import meeting_brief
    from interview_tui.domain.question_bank import bank
    from interview_tui.services.answers import meeting_questions, story_of

    reader, now = context.store.reader, context.clock()
    case = case_ahead(reader, interview_id, now)
    others, earlier = other_meetings(reader, case, now), earlier_at_employer(reader, case.interview, now)
    library = find(reader, Story) if case.study is not None else ()
    questions = bank(find(reader, BankQuestion)) if case.study is not None else ()
    found = meeting_questions(reader, case, others)
    end = case.meeting_end
    likely = found.likely if end is None or end > now else ()
    asked = [(expected, story_of(found.stories, expected.entry, expected.question)) for expected in likely]
    return meeting_brief(
        case, others, asked, now=now, calendar=context.calendar, library=library, bank=questions, earlier=earlier
    )
