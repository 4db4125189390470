"""Interviews: adding, editing, moving them through the steps, and how they end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from interview_tui.domain.dates import moment_words
from interview_tui.domain.errors import Unclear, UserError
from interview_tui.domain.lifecycle import (
    CANCELLED_BY,
    PUSHING,
    check_outcome,
    next_step,
    previous_step,
    step_after,
    title,
)
from interview_tui.domain.owing import Owed, owed
from interview_tui.domain.planning import AT_THE_MEETING, planned, planned_by_outcome
from interview_tui.domain.records import (
    FollowUp,
    Interview,
    Kind,
    Meeting,
    MeetingState,
    Outcome,
    Passage,
    Question,
    QuestionState,
    Ref,
    Round,
    Settled,
    Step,
)
from interview_tui.domain.text import clean_line, counted
from interview_tui.services.base import Change, Service, joined, refs
from interview_tui.services.people import attend, find_or_add, involve, read_person
from interview_tui.services.removing import remove_interview
from interview_tui.store.reading import load_case

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from interview_tui.domain.case import Case
    from interview_tui.domain.dates import When
    from interview_tui.store.transaction import Transaction


ROUND_FIELDS = frozenset({"decision", "lesson", "no_voice_why", "needs_ranked", "readiness_seen"})
"""What is written down of the present round rather than of the whole interview."""
PLAN_KINDS = (Kind.CHECK_IN,)
"""The kinds whose dates depend on the plan that was chosen."""
OUTCOME_WORDS = {
    Outcome.REJECTED: "rejected",
    Outcome.OFFER: "an offer",
    Outcome.WITHDRAWN: "withdrawn",
    Outcome.QUIET: "gone quiet",
}


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


class Interviews(Service):
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
        self._open_round(tx, interview, meeting=meeting)
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
        expected: Interview | None = None,
        meeting: MeetingTime | None = None,
        people: Sequence[str] = (),
        **fields: Any,
    ) -> Change:
        """Changes the interview's own fields, or its round's (`decision`, `lesson`, `no_voice_why`, `needs_ranked`,
        `readiness_seen`); books or moves its meeting, and invites people to it.

        Raises Conflict when the interview is not `expected` any more, Unclear without a company.
        """
        if not clean_line(fields.get("company", "x")):
            raise Unclear("an interview needs a company: say whom you are to meet")
        of_round = {name: fields.pop(name) for name in ROUND_FIELDS & fields.keys()}
        with self.house.transaction() as tx:
            case = self.case(tx, interview_id)
            interview = tx.change(expected or case.interview, **fields)
            tx.change(case.round, **of_round)
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
        off = self._cancel(tx, case, AT_THE_MEETING, "the meeting was cancelled")
        return joined(f"{case.name}: the meeting was cancelled", self.listed("no longer owed", off, dated=False))

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

    def outcome(self, ids: Sequence[int], outcome: Outcome, *, lesson: str = "") -> Change:
        """How it ended, or that it goes on with a next round. Raises Refused."""
        with self.house.transaction() as tx:
            words = [self._outcome(tx, self.case(tx, i), outcome, lesson=lesson) for i in ids]
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
        added = self._enter(tx, case.interview.id, following, skipped=missing)
        skipped = f"skipped: {', '.join(item.text for item in missing)}" if missing else ""
        return joined(f"{case.name} is at step {title(following)}", self.listed("planned", added), skipped)

    def _enter(
        self, tx: Transaction, interview_id: int, step: Step, *, skipped: Sequence[Owed] = ()
    ) -> tuple[FollowUp, ...]:
        case = self.case(tx, interview_id)
        lines = "\n".join(item.text for item in skipped)
        tx.add(Passage(round_id=case.round.id, step=step, entered=tx.now, skipped=lines))
        return self.plan(tx, planned(case, step, self.setting(case, tx)))

    def _back(self, tx: Transaction, case: Case) -> str:
        step = previous_step(case.interview.step)
        rejected = case.interview.outcome is Outcome.REJECTED and step < Step.ACCEPT
        tx.change(case.interview, step=step, outcome=None if rejected else case.interview.outcome)
        if rejected:
            tx.change(case.round, closed=None, outcome=None)
        tx.add(Passage(round_id=case.round.id, step=step, entered=tx.now))
        said = self.keep_planned(tx, case.interview.id, *PUSHING) if rejected else ()
        taken_back = "no longer rejected" if rejected else ""
        return joined(f"{case.name} is back at step {title(step)}", taken_back, *said)

    def _outcome(self, tx: Transaction, case: Case, outcome: Outcome, *, lesson: str) -> str:
        check_outcome(case.interview.outcome, outcome)
        off = self._cancel(tx, case, CANCELLED_BY[outcome], f"outcome: {outcome}")
        said = self.listed("no longer owed", off, dated=False)
        ended = tx.change(case.round, closed=tx.now, outcome=outcome, lesson=lesson or case.round.lesson)
        if outcome is Outcome.INVITED:
            return joined(self._next_round(tx, case, ended), said)
        step = step_after(outcome, case.interview.step)
        tx.change(case.interview, step=step, outcome=outcome)
        added: tuple[FollowUp, ...] = ()
        if step is not case.interview.step:
            added = self._enter(tx, case.interview.id, step)
        case = self.case(tx, case.interview.id)
        added += self.plan(tx, planned_by_outcome(case, outcome, self.setting(case, tx)))
        return joined(f"{case.name}: {OUTCOME_WORDS[outcome]}", said, self.listed("planned", added))

    def _next_round(self, tx: Transaction, case: Case, ended: Round) -> str:
        reopened = case.interview.outcome is not None
        interview = tx.change(case.interview, round=case.interview.round + 1, step=Step.SET_THE_STAGE, outcome=None)
        meeting = self._open_round(tx, interview, reopened=reopened)
        kept = [q for q in case.questions if q.state is QuestionState.KEPT]
        for position, question in enumerate(kept, start=1):
            tx.add(
                Question(
                    meeting_id=meeting.id,
                    position=position,
                    text=question.text,
                    person_id=question.person_id,
                    topic=question.topic,
                )
            )
        again = "reopened" if reopened else "invited back"
        carried = f"{counted(len(kept), 'question')} carried over" if kept else ""
        return joined(f"{case.name}: {again}, round {ended.number + 1} opens at step 1", carried)

    def _open_round(
        self,
        tx: Transaction,
        interview: Interview,
        *,
        meeting: MeetingTime | None = None,
        reopened: bool = False,
    ) -> Meeting:
        new = tx.add(Round(interview_id=interview.id, number=interview.round, opened=tx.now, reopened=reopened))
        tx.add(Passage(round_id=new.id, step=Step.SET_THE_STAGE, entered=tx.now))
        time = meeting or MeetingTime(starts=None)
        return tx.add(
            Meeting(
                round_id=new.id,
                starts=time.starts,
                ends=time.ends,
                zone=time.zone or self.house.calendar.zone.key,
                place=time.place or "",
                link=time.link or "",
            )
        )

    def _cancel(self, tx: Transaction, case: Case, kinds: Collection[Kind], why: str) -> list[FollowUp]:
        off = [f for f in case.open if f.kind in kinds]
        for follow_up in off:
            tx.change(follow_up, state=Settled.CANCELLED, settled=tx.now, note=why)
        return off
