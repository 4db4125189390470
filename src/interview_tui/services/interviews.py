"""Interviews: adding, editing, moving them through the steps, and how they end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from interview_tui.domain.case import Case
from interview_tui.domain.check_ins import missed_meeting
from interview_tui.domain.dates import moment_words
from interview_tui.domain.errors import Conflict, Refused, Unclear, UserError
from interview_tui.domain.lifecycle import PLANNED_BY, PUSHING, next_step, previous_step, title
from interview_tui.domain.owing import Owed, owed
from interview_tui.domain.planning import AT_THE_MEETING, planned
from interview_tui.domain.records import (
    FollowUp,
    Interview,
    Kind,
    MeetingState,
    Outcome,
    Passage,
    Person,
    Ref,
    Settled,
    Step,
)
from interview_tui.domain.rules import RULES
from interview_tui.domain.text import clean_line, counted
from interview_tui.services.base import Change, joined, refs
from interview_tui.services.ending import Rounds
from interview_tui.services.follow_ups import FollowUps
from interview_tui.services.people import attend, find_or_add, involve, read_person
from interview_tui.services.removing import remove_interview
from interview_tui.store.reading import load_case

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from interview_tui.domain.dates import When
    from interview_tui.store.transaction import Transaction


ROUND_FIELDS = frozenset({"decision", "lesson", "no_voice_why", "needs_ranked", "readiness_seen"})
"""What is written down of the present round rather than of the whole interview."""
PLAN_KINDS = (Kind.CHECK_IN,)
"""The kinds whose dates depend on the plan that was chosen."""
OF_WHO_CAME = (Kind.THANK_YOU, Kind.CHECK_IN)
"""The kinds that follow who was there."""


class StillOwed(UserError):
    """The step owes something yet. Advancing with `anyway` goes on all the same."""

    def __init__(self, case: Case, items: tuple[Owed, ...]) -> None:
        self.interview_id = case.interview.id
        self.items = items
        debt = f"step {title(case.interview.step)} still owes {counted(len(items), 'thing')}"
        super().__init__(f"{case.name}: {debt}; --anyway advances all the same")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingTime:
    """When and where a meeting is: instants in UTC, the zone in which it was agreed."""

    starts: datetime | None
    ends: datetime | None = None
    zone: str = ""
    place: str | None = None
    """None leaves the place as it is known; so with the link."""
    link: str | None = None


def meeting_time(when: When | None) -> MeetingTime | None:
    """The time of a meeting as it was typed. Raises Unclear without a time of day."""
    if when is None:
        return None
    if when.at is None:
        raise Unclear("a meeting needs a time of day: write for example next tue 14:00 or 2026-12-02 14:00")
    return MeetingTime(starts=when.at)


class Interviews(Rounds):
    """What a person does with whole interviews."""

    def owed(self, interview_id: int) -> tuple[Owed, ...]:
        """What the present step of an interview still owes."""
        case = load_case(self.house.store.reader, interview_id)
        return owed(case, case.interview.step, self.house.cadences)

    def add(
        self,
        company: str,
        role: str,
        *,
        meeting: When | None = None,
        people: Sequence[str] = (),
        **fields: Any,
    ) -> Change:
        """A new interview at step 1. Raises Unclear without a company, or for a meeting without a time of day."""
        with self.house.transaction() as tx:
            case = self.open(tx, company, role, meeting=meeting_time(meeting), **fields)
            for text in people:
                self.invite(tx, case, text)
            case = self.case(tx, case.interview.id)
            added = self.plan(tx, planned(case, Step.SET_THE_STAGE, self.setting(case, tx)))
            done = self.finish(
                tx,
                joined(f"Added {case.name} at step {title(Step.SET_THE_STAGE)}", self.listed("planned", added)),
                refs([case.interview]),
            )
        return done.change()

    def open(
        self, tx: Transaction, company: str, role: str, *, meeting: MeetingTime | None = None, **fields: Any
    ) -> Case:
        """Writes a new interview with its first round and that round's meeting. Raises Unclear without a company."""
        if not clean_line(company):
            raise Unclear("an interview needs a company: say whom you are to meet")
        interview = tx.add(Interview(company=company, role=role, created=tx.now, **fields))
        time = meeting or MeetingTime(starts=None)
        self.open_round(
            tx,
            interview,
            starts=time.starts,
            ends=time.ends,
            zone=time.zone,
            place=time.place or "",
            link=time.link or "",
        )
        return self.case(tx, interview.id)

    def invite(self, tx: Transaction, case: Case, text: str) -> None:
        """Somebody who is to be met, as `Name, Title <email>`. Raises Unclear."""
        person = find_or_add(tx, read_person(text), company=case.interview.company)
        involve(tx, case.interview.id, person.id)
        attend(tx, case.meeting.id, person.id, present=None)

    def edit(
        self,
        interview_id: int,
        *,
        expected: Case | Interview | None = None,
        meeting: MeetingTime | None = None,
        people: Sequence[str] = (),
        **fields: Any,
    ) -> Change:
        """Changes the interview's own fields, or its round's (`decision`, `lesson`, `no_voice_why`, `needs_ranked`,
        `readiness_seen`); books or moves its meeting, and invites people to it.

        `expected` is what one began to edit: the interview, or with it what stands in its round and its meeting.
        Raises Conflict when what is to be changed is not as expected any more, Unclear without a company.
        """
        if not clean_line(fields.get("company", "x")):
            raise Unclear("an interview needs a company: say whom you are to meet")
        of_round = {name: fields.pop(name) for name in ROUND_FIELDS & fields.keys()}
        with self.house.transaction() as tx:
            case = self.case(tx, interview_id)
            known = expected if isinstance(expected, Case) else replace(case, interview=expected or case.interview)
            interview = tx.change(known.interview, **fields)
            tx.change(known.round, **of_round)
            if meeting is not None and known.meeting != case.meeting:
                raise Conflict(f"the meeting of {case.name} was changed elsewhere in the meantime: look again")
            for text in people:
                self.invite(tx, case, text)
            said = () if "plan" not in fields else self.keep_planned(tx, interview_id, *PLAN_KINDS)
            moved = "" if meeting is None else self._move_by_hand(tx, self.case(tx, interview_id), meeting)
            case = self.case(tx, interview_id)
            what = ", ".join(sorted(name.replace("_", " ") for name in (fields.keys() | of_round.keys())))
            edited = f"Edited {case.name}" + (f": {what}" if what else "")
            done = self.finish(tx, joined(edited, *said, moved.removeprefix(f"{case.name}: ")), refs([interview]))
        return done.change()

    def set_meeting(self, interview_id: int, time: MeetingTime) -> Change:
        """Books or moves the meeting of the present round; its follow-ups move with it."""
        with self.house.transaction() as tx:
            words = self._move_by_hand(tx, self.case(tx, interview_id), time)
            done = self.finish(tx, words, (Ref("i", interview_id),))
        return done.change()

    def _move_by_hand(self, tx: Transaction, case: Case, time: MeetingTime) -> str:
        # A revision of one's own: the invitation of before, imported once more, does not undo it; the next one does.
        revision = case.meeting.sequence + (1 if case.meeting.uid else 0)
        return self.move_meeting(tx, case, time, sequence=revision)

    def move_meeting(self, tx: Transaction, case: Case, time: MeetingTime, **fields: Any) -> str:
        """As `set_meeting`, inside a transaction; says what moved."""
        tx.change(
            case.meeting,
            starts=time.starts,
            ends=time.ends,
            zone=time.zone or case.meeting.zone,
            place=case.meeting.place if time.place is None else time.place,
            link=case.meeting.link if time.link is None else time.link,
            state=MeetingState.PLANNED,
            **fields,
        )
        if time.starts is not None and time.starts > tx.now:
            # Who was missing when it did not take place may well come to the one that is agreed instead.
            for attendance in case.attendances:
                tx.change(attendance, present=attendance.present or None)
        said = self.keep_planned(tx, case.interview.id, *AT_THE_MEETING)
        return joined(f"{case.name}: the meeting is {self.meeting_words(time.starts)}", *said)

    def meeting_words(self, starts: datetime | None) -> str:
        """`tomorrow 14:00` in the user's zone, or `not timed`."""
        if starts is None:
            return "not timed"
        return moment_words(starts, now=self.house.clock(), calendar=self.house.calendar)

    def cancel_meeting(self, tx: Transaction, case: Case, **fields: Any) -> str:
        """The meeting will not take place: its follow-ups are cancelled. Says which."""
        tx.change(case.meeting, state=MeetingState.CANCELLED, **fields)
        off = self.cancel(tx, case, AT_THE_MEETING, "the meeting was cancelled")
        return joined(f"{case.name}: the meeting was cancelled", self.listed("no longer owed", off, dated=False))

    def came(self, interview_id: int, person_id: int, *, present: bool) -> Change:
        """Says of somebody whether they were in the present meeting; thank-yous follow. Raises Refused."""
        with self.house.transaction() as tx:
            case = self.case(tx, interview_id)
            if person_id not in {a.person_id for a in case.attendances}:
                raise Refused(f"{tx.get(Person, person_id).name} is not in the meeting of {case.name}: add them first")
            attend(tx, case.meeting.id, person_id, present=present)
            said = self.keep_planned(tx, interview_id, *OF_WHO_CAME)
            there = f"{case.person_name(person_id)} was {'' if present else 'not '}there"
            done = self.finish(tx, joined(there, *said), (Ref("i", interview_id),))
        return done.change()

    def missed(self, interview_id: int) -> Change:
        """The meeting that was agreed did not take place: nobody was there, and one gets in touch the same day.

        What counted from it is cancelled, until it is moved to another time. Raises Refused while it is still to come,
        or has no time.
        """
        with self.house.transaction() as tx:
            case = self.case(tx, interview_id)
            self._refuse_before(case)
            added = self._missed_check_in(tx, case)
            for attendance in case.attendances:
                tx.change(attendance, present=False)
            off = self.cancel(tx, self.case(tx, interview_id), AT_THE_MEETING, "the meeting did not take place")
            said = self.keep_planned(tx, interview_id, Kind.CHECK_IN)
            words = joined(
                f"{case.name}: the meeting did not take place",
                self.listed("planned", added),
                self.listed("no longer owed", off, dated=False),
                *said,
            )
            done = self.finish(tx, words, (Ref("i", interview_id),))
        return done.change()

    def debriefed(self, interview_id: int) -> Change:
        """The meeting is written down: its debrief is done, also one that would have been planned by step 2 only.

        Raises Refused while the meeting is still to come.
        """
        with self.house.transaction() as tx:
            case = self.case(tx, interview_id)
            if case.meeting_start is not None:
                self._refuse_before(case)
            present = {f.origin: f for f in case.follow_ups}
            wanted = [present.get(f.origin) or tx.add(f) for f in RULES[Kind.DEBRIEF](case, self.setting(case, tx))]
            done_now = [
                FollowUps(self.house).settle(tx, f, "", []) for f in wanted if f.state is Settled.OPEN
            ]  # fmt: skip
            verdict = "".join(" (on time)" if f.on_time else " (late)" for f in done_now)
            if not tx.size:
                return Change(f"Debriefed {case.name}")
            done = self.finish(tx, f"Debriefed {case.name}{verdict}", refs(done_now))
        return done.change()

    def refuse_debrief(self, interview_id: int) -> None:
        """Raises Refused while the present meeting is still to come; one without a time may have been."""
        case = load_case(self.house.store.reader, interview_id)
        if case.meeting_start is not None:
            self._refuse_before(case)

    def _refuse_before(self, case: Case) -> None:
        start = case.meeting_start
        if start is None:
            raise Refused(f"the meeting of {case.name} has no time: book it first")
        if start > self.house.clock():
            raise Refused(f"the meeting of {case.name} is still to come: it is {self.meeting_words(start)}")

    def _missed_check_in(self, tx: Transaction, case: Case) -> tuple[FollowUp, ...]:
        fresh = missed_meeting(case, self.setting(case, tx))
        known = {f.origin for f in case.follow_ups}
        return () if fresh.origin in known else self.plan(tx, [fresh])

    def advance(self, ids: Sequence[int], *, anyway: bool = False) -> Change:
        """To the next step; what was owed is written down as skipped. Raises StillOwed, Refused."""
        with self.house.transaction() as tx:
            words = [self._advance(tx, self.case(tx, i), anyway=anyway) for i in ids]
            done = self.finish(tx, " · ".join(words), (Ref("i", i) for i in ids))
        return done.change()

    def back(self, ids: Sequence[int]) -> Change:
        """To the step before; what was planned stays. A rejection is taken back with step 9. Raises Refused."""
        with self.house.transaction() as tx:
            words = [self._back(tx, self.case(tx, i)) for i in ids]
            done = self.finish(tx, " · ".join(words), (Ref("i", i) for i in ids))
        return done.change()

    def remove(self, ids: Sequence[int]) -> Change:
        """Deletes interviews with all that hangs on them; people and stories stay. The journal keeps them."""
        with self.house.transaction() as tx:
            names = []
            for interview_id in ids:
                names.append(self.case(tx, interview_id).name)
                remove_interview(tx, interview_id)
            done = self.finish(tx, f"Deleted {', '.join(names)}", (Ref("i", i) for i in ids))
        return done.change()

    def _advance(self, tx: Transaction, case: Case, *, anyway: bool) -> str:
        step = case.interview.step
        missing = owed(case, step, self.house.cadences)
        following = next_step(step)
        if missing and not anyway:
            raise StillOwed(case, missing)
        tx.change(case.interview, step=following)
        added = self.enter(tx, case.interview.id, following, skipped=missing)
        skipped = f"skipped: {', '.join(item.text for item in missing)}" if missing else ""
        return joined(f"{case.name} is at step {title(following)}", self.listed("planned", added), skipped)

    def _back(self, tx: Transaction, case: Case) -> str:
        step = previous_step(case.interview.step)
        rejected = case.interview.outcome is Outcome.REJECTED and step < Step.ACCEPT
        tx.change(case.interview, step=step, outcome=None if rejected else case.interview.outcome)
        if rejected:
            tx.change(case.round, closed=None, outcome=None)
        tx.add(Passage(round_id=case.round.id, step=step, entered=tx.now))
        said: tuple[str, ...] = ()
        if rejected:
            self.end_watch(tx, case)
            said = self.keep_planned(tx, case.interview.id, *PUSHING, *PLANNED_BY[Outcome.REJECTED])
        taken_back = "no longer rejected" if rejected else ""
        return joined(f"{case.name} is back at step {title(step)}", taken_back, *said)
