"""How an interview ends, and how a defeat becomes the next round: the outcomes, each with its letter and its end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from interview_tui.domain.errors import Refused
from interview_tui.domain.letters import addressee
from interview_tui.domain.lifecycle import CANCELLED_BY, PLANNED_BY, check_outcome, step_after
from interview_tui.domain.planning import planned, planned_by_outcome
from interview_tui.domain.records import (
    FollowUp,
    Kind,
    LetterKind,
    Meeting,
    Outcome,
    Passage,
    Question,
    QuestionState,
    Ref,
    Round,
    Settled,
    Step,
)
from interview_tui.domain.rules import RULES, watch
from interview_tui.domain.text import counted
from interview_tui.services.base import FOLLOWING, Change, Service, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from datetime import datetime

    from interview_tui.domain.case import Case
    from interview_tui.domain.owing import Owed
    from interview_tui.domain.records import Interview, Letter
    from interview_tui.domain.rule_making import Setting
    from interview_tui.services.base import House
    from interview_tui.store.transaction import Transaction

OUTCOME_WORDS = {
    Outcome.REJECTED: "rejected",
    Outcome.OFFER: "an offer",
    Outcome.WITHDRAWN: "withdrawn",
    Outcome.QUIET: "gone quiet",
}
DEFEATS = frozenset({Outcome.REJECTED, Outcome.QUIET})
"""The outcomes after which an invitation is a defeat turned into a victory."""
LETTER_OF: dict[Outcome, tuple[Kind, LetterKind]] = {
    Outcome.REJECTED: (Kind.REJECTION_THANKS, LetterKind.REJECTION_THANKS),
    Outcome.WITHDRAWN: (Kind.WITHDRAWAL, LetterKind.WITHDRAWAL),
    Outcome.QUIET: (Kind.STAY_IN_TOUCH, LetterKind.STAY_IN_TOUCH),
}
"""The follow-up that an outcome brings, and the letter that is drafted for it. An offer's letter waits for my decision.
"""
THANKED_AFTER = frozenset({Outcome.WITHDRAWN, Outcome.QUIET})
"""Outcomes after which those who helped are thanked, as after an offer."""
ACCEPTED, DECLINED = "accepted", "declined"
"""What is written down as the decision on an offer."""
_WATCH = ":watch:"


class Drafter(Protocol):
    """Who drafts a letter as part of a larger change."""

    def draft_in(
        self, tx: Transaction, case: Case, kind: LetterKind, person_id: int | None, follow_up: FollowUp | None = None
    ) -> Letter:
        """Stores a draft, unless one is kept already."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How an interview ended, with what was said of it."""

    outcome: Outcome
    lesson: str = ""
    in_touch: bool | None = None
    """Whether I stay in touch; None while that is not decided."""
    watch: bool = False
    """Whether the weeks are watched in which the one who was chosen may leave."""
    accepted: bool | None = None
    """What I say to an offer; None while I think about it."""

    def check(self) -> None:
        """Raises Refused for what does not go with the outcome."""
        if self.watch and self.outcome is not Outcome.REJECTED:
            raise Refused("only after a rejection is there somebody to watch for: leave the watch out")
        if self.in_touch is not None and self.outcome not in DEFEATS:
            raise Refused("staying in touch is decided after a rejection, or when it has gone quiet: leave it out")
        if self.accepted is not None and self.outcome is not Outcome.OFFER:
            raise Refused("only an offer can be accepted or declined: leave the decision out")


class Rounds(Service):
    """Rounds and steps of an interview: how they are entered, and how they end."""

    def __init__(self, house: House, drafter: Callable[[], Drafter] | None = None) -> None:
        """`drafter` gives who drafts the letters; it is called only when a letter is drafted. None: no letters."""
        super().__init__(house)
        self._drafter = drafter

    def outcome(
        self,
        ids: Sequence[int],
        outcome: Outcome,
        *,
        lesson: str = "",
        in_touch: bool | None = None,
        watch: bool = False,
        accepted: bool | None = None,
    ) -> Change:
        """How it ended, or that it goes on with a next round: one change, with the letter drafted that it asks for.

        For an interview that has an offer already, `accepted` is my decision on it. Raises Refused.
        """
        ending = Ending(outcome=outcome, lesson=lesson, in_touch=in_touch, watch=watch, accepted=accepted)
        ending.check()
        with self.house.transaction() as tx:
            words = [self._outcome(tx, self.case(tx, i), ending, alone=len(ids) == 1) for i in ids]
            done = self.finish(tx, " · ".join(words), (Ref("i", i) for i in ids))
        return done.change()

    def decide(self, interview_id: int, accepted: bool) -> Change:
        """Accepts or declines an offer: the letter is drafted, the round ends. Raises Refused without an offer."""
        with self.house.transaction() as tx:
            case = self.case(tx, interview_id)
            if case.interview.outcome is not Outcome.OFFER:
                raise Refused(f"{case.name} has no offer to answer: outcome offer comes first")
            done = self.finish(tx, self._decide(tx, case, accepted=accepted), (Ref("i", interview_id),))
        return done.change()

    def _outcome(self, tx: Transaction, case: Case, ending: Ending, *, alone: bool) -> str:
        outcome, before = ending.outcome, case.interview.outcome
        if before is Outcome.OFFER and ending.accepted is not None:
            return self._decide(tx, case, accepted=ending.accepted, lesson=ending.lesson)
        check_outcome(before, outcome)
        kinds = CANCELLED_BY[outcome] | ({Kind.STAY_IN_TOUCH} if ending.in_touch is False else set())
        off = self.cancel(tx, case, kinds, f"outcome: {outcome}") + self.end_watch(tx, case)
        said = self.listed("no longer owed", off, dated=False, every=True)
        lesson = ending.lesson or case.round.lesson
        if outcome is Outcome.INVITED:
            # A round that was lost stays lost: the victory is the next one.
            closed = {} if before else {"closed": tx.now, "outcome": outcome}
            tx.change(case.round, lesson=lesson, **closed)
            return joined(self._next_round(tx, case), said)
        end = None if outcome is Outcome.OFFER else tx.now  # an offer waits for my answer
        tx.change(case.round, closed=end, outcome=outcome, lesson=lesson)
        step = step_after(outcome, case.interview.step)
        in_touch = case.interview.stay_in_touch if ending.in_touch is None else ending.in_touch
        tx.change(case.interview, step=step, outcome=outcome, stay_in_touch=in_touch)
        added = () if step is case.interview.step else self.enter(tx, case.interview.id, step)
        added += self._plan_end(tx, self.case(tx, case.interview.id), ending)
        # A rejection that was taken back and comes again after all: what was cancelled with it is owed again.
        again = self.keep_planned(tx, case.interview.id, *PLANNED_BY[outcome]) if outcome is Outcome.REJECTED else ()
        written = ""
        if outcome in LETTER_OF:
            kind, letter = LETTER_OF[outcome]
            written = self._draft(tx, self.case(tx, case.interview.id), letter, kind)
        news = joined(f"{case.name}: {OUTCOME_WORDS[outcome]}", written if alone else "", said)
        words = joined(news, self.listed("planned", added), *again)
        if ending.accepted is None:
            return words
        decided = self._decide(tx, self.case(tx, case.interview.id), accepted=ending.accepted)
        return joined(decided, words.removeprefix(f"{case.name}: "))

    def _plan_end(self, tx: Transaction, case: Case, ending: Ending) -> tuple[FollowUp, ...]:
        at = self.setting(case, tx)
        added = self.plan(tx, planned_by_outcome(case, ending.outcome, at))
        return added + self._plan_again(tx, case, _besides(case, ending, at))

    def _plan_again(self, tx: Transaction, case: Case, wanted: Iterable[FollowUp]) -> tuple[FollowUp, ...]:
        """Plans what is not planned yet; what was cancelled is owed again."""
        stored = {f.origin: f for f in case.follow_ups}
        made = []
        for fresh in wanted:
            present = stored.get(fresh.origin)
            if present is None:
                made.append(tx.add(fresh))
            elif present.state is Settled.CANCELLED:
                made.append(tx.change(present, **{name: getattr(fresh, name) for name in FOLLOWING}))
        return tuple(made)

    def _decide(self, tx: Transaction, case: Case, *, accepted: bool, lesson: str = "") -> str:
        decision = ACCEPTED if accepted else DECLINED
        if case.round.decision in (ACCEPTED, DECLINED):
            raise Refused(f"the offer of {case.name} was {case.round.decision} already; undo takes that back")
        tx.change(case.round, decision=decision, closed=tx.now, lesson=lesson or case.round.lesson)
        said: tuple[str, ...] = ()
        kind, letter = Kind.OFFER_REPLY, LetterKind.ACCEPTANCE
        if not accepted:
            kind, letter = Kind.WITHDRAWAL, LetterKind.WITHDRAWAL
            off = self.cancel(tx, case, {Kind.OFFER_REPLY}, "the offer was declined")
            no = self._plan_again(tx, case, _courteous_no(case, self.setting(case, tx)))
            said = (self.listed("no longer owed", off, dated=False, every=True), self.listed("planned", no))
        written = self._draft(tx, self.case(tx, case.interview.id), letter, kind)
        return joined(f"{case.name}: offer {decision}", written, *said)

    def _draft(self, tx: Transaction, case: Case, letter: LetterKind, kind: Kind) -> str:
        """Drafts the letter for the open follow-up of a kind, and says so; '' where there is nobody to write to."""
        follow_up = next((f for f in case.open if f.kind is kind and f.round_id == case.round.id), None)
        person_id = follow_up.person_id if follow_up else None
        person_id = person_id or addressee(case, letter)
        if self._drafter is None or follow_up is None or person_id is None:
            return ""
        self._drafter().draft_in(tx, case, letter, person_id, follow_up)
        return f"letter to {case.person_name(person_id)} drafted"

    def _next_round(self, tx: Transaction, case: Case) -> str:
        before = case.interview.outcome
        victory = before in DEFEATS
        interview = tx.change(case.interview, round=case.interview.round + 1, step=Step.SET_THE_STAGE, outcome=None)
        meeting = self.open_round(tx, interview, reopened=victory)
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
        again = "defeat turned into victory" if victory else "reopened" if before else "invited back"
        carried = f"{counted(len(kept), 'question')} carried over" if kept else ""
        return joined(f"{case.name}: {again}, round {interview.round} opens at step 1", carried)

    def open_round(
        self,
        tx: Transaction,
        interview: Interview,
        *,
        reopened: bool = False,
        starts: datetime | None = None,
        ends: datetime | None = None,
        zone: str = "",
        place: str = "",
        link: str = "",
    ) -> Meeting:
        """Begins a round at step 1, with its meeting; `zone` is the user's where none is given."""
        new = tx.add(Round(interview_id=interview.id, number=interview.round, opened=tx.now, reopened=reopened))
        tx.add(Passage(round_id=new.id, step=Step.SET_THE_STAGE, entered=tx.now))
        zone = zone or self.house.calendar.zone.key
        return tx.add(Meeting(round_id=new.id, starts=starts, ends=ends, zone=zone, place=place, link=link))

    def enter(
        self, tx: Transaction, interview_id: int, step: Step, *, skipped: Sequence[Owed] = ()
    ) -> tuple[FollowUp, ...]:
        """Writes down that a step was entered, and plans what it plans."""
        case = self.case(tx, interview_id)
        lines = "\n".join(item.text for item in skipped)
        tx.add(Passage(round_id=case.round.id, step=step, entered=tx.now, skipped=lines))
        return self.plan(tx, planned(case, step, self.setting(case, tx)))

    def cancel(self, tx: Transaction, case: Case, kinds: Collection[Kind], why: str) -> list[FollowUp]:
        """Cancels the open follow-ups of these kinds."""
        return self._cancel(tx, (f for f in case.open if f.kind in kinds), why)

    def end_watch(self, tx: Transaction, case: Case) -> list[FollowUp]:
        """No watch on the weeks in which new hires leave outlasts the rejection that it was set up for."""
        return self._cancel(tx, (f for f in case.open if _WATCH in f.origin), "the rejection stands no longer")

    def _cancel(self, tx: Transaction, follow_ups: Iterable[FollowUp], why: str) -> list[FollowUp]:
        off = list(follow_ups)
        for follow_up in off:
            tx.change(follow_up, state=Settled.CANCELLED, settled=tx.now, note=why)
        return off


def _besides(case: Case, ending: Ending, at: Setting) -> Iterator[FollowUp]:
    """What I chose with an outcome, and the thanks that it owes."""
    if ending.watch:
        yield from watch(case, at)
    if ending.outcome in THANKED_AFTER:
        days = counted(at.cadence.reference_thanks_working_days, "working day")
        for thanks in RULES[Kind.REFERENCE_THANKS](case, at):
            yield replace(thanks, why=f"who helped hears from me how it ended, within {days}")
    if ending.outcome is Outcome.QUIET and ending.in_touch:
        days = counted(at.cadence.stay_in_touch_first_days, "day")
        for touch in RULES[Kind.STAY_IN_TOUCH](case, at):
            yield replace(touch, why=f"in touch four times a year: {days} after it went quiet")


def _courteous_no(case: Case, at: Setting) -> Iterator[FollowUp]:
    days = counted(at.cadence.withdrawal_working_days, "working day")
    for letter in RULES[Kind.WITHDRAWAL](case, at):
        yield replace(letter, text="Decline the offer", why=f"within {days} of declining")
