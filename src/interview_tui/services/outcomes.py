"""How an interview ends, and how a defeat becomes the next round: outcomes, offers and their letters."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from interview_tui.data_classes import dataclass, replace
from interview_tui.domain.dates import full_date
from interview_tui.domain.enums import DEFEATS, OFFERED, Channel, Outcome, QuestionState, Ref, Settled, Step
from interview_tui.domain.errors import Refused
from interview_tui.domain.follow_up_kinds import Kind, kind_asking_for
from interview_tui.domain.letter_kinds import LETTERS
from interview_tui.domain.letters import addressee
from interview_tui.domain.planning import WATCH
from interview_tui.domain.records import FollowUp, Interview, Meeting, Offer, Passage, Question, Round, start_of
from interview_tui.domain.steps import check_outcome
from interview_tui.domain.text import counted
from interview_tui.services.base import Service, joined
from interview_tui.store.facts import load_facts
from interview_tui.store.journal import Change
from interview_tui.store.records import find

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from interview_tui.domain.case import Case
    from interview_tui.domain.dates import When
    from interview_tui.domain.letter_kinds import LetterKind
    from interview_tui.services.base import Context
    from interview_tui.services.letters import Letters
    from interview_tui.store.transaction import Transaction

OUTCOME_WORDS = {
    Outcome.REJECTED: "rejected",
    Outcome.OFFER: "an offer",
    Outcome.ACCEPTED: "offer accepted",
    Outcome.DECLINED: "offer declined",
    Outcome.RESCINDED: "the offer was withdrawn",
    Outcome.WITHDRAWN: "withdrawn",
    Outcome.QUIET: "gone quiet",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How an interview ended, with what was said of it."""

    outcome: Outcome
    lesson: str = ""
    why: str = ""
    in_touch: bool | None = None
    """Whether I stay in touch; None while that is not decided."""
    watch: bool = False
    """Whether the weeks are watched in which the one who was chosen may leave."""

    def check(self) -> None:
        """Raises Refused for what does not go with the outcome."""
        if self.watch and self.outcome is not Outcome.REJECTED:
            raise Refused("checking again is only for a rejection: leave it out")
        if self.in_touch is not None and self.outcome not in DEFEATS:
            raise Refused("staying in touch is only for a rejection or when they have gone quiet: leave it out")


class OpenOffer(NamedTuple):
    """An offer that is not decided, with the interview that it came from."""

    interview: Interview
    offer: Offer


class Outcomes(Service):
    """How rounds of interviews end, and how the next one begins."""

    def __init__(self, context: Context, drafter: Callable[[], Letters] | None = None) -> None:
        """`drafter` gives who drafts the letters; it is called only when a letter is drafted.

        None: no letters.
        """
        super().__init__(context)
        self._drafter = drafter

    def record(
        self,
        ids: Sequence[int],
        outcome: Outcome,
        *,
        lesson: str = "",
        why: str = "",
        in_touch: bool | None = None,
        watch: bool = False,
        at: When | None = None,
    ) -> Change:
        """How interviews ended, or that they go on with a next round: one change.

        The letter that the outcome asks for is drafted.

        `at` is when it came about; None: now. Raises Refused.
        """
        ending = Ending(outcome=outcome, lesson=lesson, why=why, in_touch=in_touch, watch=watch)
        ending.check()
        with self.context.transaction() as tx:
            moment, entered = self.moment(tx, at)
            words = [self.end(tx, i, ending, moment, entered, alone=len(ids) == 1) for i in ids]
            return tx.done(" · ".join(words), *(Ref("i", i) for i in ids))

    def record_offer(
        self,
        interview_id: int,
        *,
        terms: str | None = None,
        answer_by: date | None = None,
        start: date | None = None,
        written: bool | None = None,
        at: When | None = None,
    ) -> Change:
        """There is an offer, or more is known of it; what is None stays as it was.

        Raises Refused where the offer was decided, or the interview ended otherwise.
        """
        given = {"terms": terms, "answer_by": answer_by, "start": start, "written": written}
        fields: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
        with self.context.transaction() as tx:
            moment = None if at is None else self.moment(tx, at)
            offer, words = self.offered(tx, interview_id, moment, **fields)
            if not tx.size:
                return Change(f"{self.case(tx, interview_id).name}: the offer is unchanged")
            return tx.done(words, Ref("i", interview_id), offer)

    def offered(
        self, tx: Transaction, interview_id: int, at: tuple[datetime, datetime | None] | None = None, **fields: Any
    ) -> tuple[Offer, str]:
        """As `record_offer`, inside a transaction; gives the offer, and what is said of it. `at`: as of `moment`."""
        case = self.case(tx, interview_id)
        outcome, before = case.interview.outcome, tx.size
        said: tuple[str, ...] = ()
        if outcome is Outcome.OFFER:
            offer = case.offer or tx.add(Offer(round_id=case.round.id, made=case.round.closed or tx.now))
            if at is not None:
                made, entered = at
                fields |= {"made": made, "entered": entered}
                tx.update(replace(case.round, closed=made, entered=entered))
            offer = tx.update(replace(offer, **fields))
            words = f"{case.name}: the offer"
            if tx.size > before:
                said = self.replan(tx, interview_id)
        elif outcome in (Outcome.ACCEPTED, Outcome.DECLINED, Outcome.RESCINDED, Outcome.WITHDRAWN):
            raise Refused(f"{case.name} is already {outcome}: undo that first, or open another round with “invited”")
        else:
            made, entered = at or (tx.now, None)
            offer = tx.add(Offer(round_id=case.round.id, made=made, entered=entered, **fields))
            words = self.end(tx, interview_id, Ending(outcome=Outcome.OFFER), made, entered)
        until = f"they want your answer by {full_date(offer.answer_by)}" if offer.answer_by else ""
        return offer, joined(words, until, *said)

    def open_offers(self) -> tuple[OpenOffer, ...]:
        """The offers that are not decided, the first to be answered first, those without a date last."""
        store = self.context.store
        found = [
            OpenOffer(interview, offer)
            for interview in find(store.reader, Interview, outcome=Outcome.OFFER)
            for of_round in find(store.reader, Round, interview_id=interview.id, number=interview.round)
            for offer in find(store.reader, Offer, round_id=of_round.id)[-1:]
        ]
        return tuple(sorted(found, key=lambda o: (o.offer.answer_by is None, o.offer.answer_by, o.interview.id)))

    def end(
        self,
        tx: Transaction,
        interview_id: int,
        ending: Ending,
        at: datetime,
        entered: datetime | None = None,
        *,
        alone: bool = True,
    ) -> str:
        """As `record`, inside a transaction; gives what is said of it."""
        case, outcome = self.case(tx, interview_id), ending.outcome
        before = case.interview.outcome
        if at < case.round.opened and case.round.number > 1:
            return self._end_earlier(tx, case, ending, at, entered)
        check_outcome(before, outcome)
        ahead = [m for m in load_facts(tx.reader, interview_id).timed() if start_of(m) > at]
        if outcome is Outcome.QUIET and ahead:
            raise Refused(f"{case.name} has a meeting ahead, {self.when(ahead[0].starts)}: cancel that first")
        if outcome is Outcome.RESCINDED and case.offer is None:
            raise Refused(f"{case.name} has no offer to withdraw: outcome offer comes first")
        if outcome in OFFERED and case.offer is None:
            tx.add(Offer(round_id=case.round.id, made=at, entered=entered))
        if case.round.outcome is not None and case.round.closed is not None and case.round.closed > at:
            return f"{case.name}: noted; {case.round.outcome} came later and stands"
        was = {f.id for f in case.open}
        self.end_watch(tx, case)
        lesson = ending.lesson or case.round.lesson
        if outcome is Outcome.INVITED:
            # A round that was lost stays lost: the victory is the next one.
            closed = case.round if before else replace(case.round, closed=at, outcome=outcome, entered=entered)
            tx.update(replace(closed, lesson=lesson))
            news = self._next_round(tx, case, at)
        else:
            tx.update(
                replace(
                    case.round,
                    closed=at,
                    entered=entered,
                    outcome=outcome,
                    lesson=lesson,
                    why=ending.why or case.round.why,
                )
            )
            in_touch = case.interview.stay_in_touch if ending.in_touch is None else ending.in_touch
            tx.update(replace(case.interview, outcome=outcome, stay_in_touch=in_touch))
            news = f"{case.name}: {OUTCOME_WORDS[outcome]}"
        said = [part for part in self.replan(tx, interview_id, step=False) if not part.startswith("no longer")]
        if ending.watch:
            said.append(self.listed("watched", self._watch(tx, interview_id, at)))
        after = self.case(tx, interview_id)
        off = [f for f in after.follow_ups if f.id in was and f.state is Settled.CANCELLED]
        written = ""
        # An offer's letter waits for the decision.
        letter = next((row.kind for row in LETTERS.values() if row.after is outcome), None)
        if letter is not None and alone:
            written = self._draft(tx, after, letter)
        others = self.replan_others(tx, interview_id) if OFFERED & {before, outcome} else ()
        gone = self.listed("no longer needed", off, dated=False, every=True)
        return joined(news, *said, written, gone, *others)

    def _end_earlier(self, tx: Transaction, case: Case, ending: Ending, at: datetime, entered: datetime | None) -> str:
        """The outcome of a round that is over by now, entered late."""
        rounds = load_facts(tx.reader, case.interview.id).rounds
        of_round = next((r for r in reversed(rounds) if r.opened <= at), rounds[0])
        following = next(r for r in rounds if r.number == of_round.number + 1)
        tx.update(replace(of_round, outcome=ending.outcome, closed=at, entered=entered, why=ending.why or of_round.why))
        if ending.outcome in DEFEATS:
            tx.update(replace(following, reopened=True))
        said = self.replan(tx, case.interview.id)
        words = f"{case.name}: round {of_round.number} was {OUTCOME_WORDS.get(ending.outcome, ending.outcome)}"
        return joined(words, *said)

    def _draft(self, tx: Transaction, case: Case, letter: LetterKind) -> str:
        """Drafts a letter for the open follow-up that asks for it; '' where there is nobody to write to."""
        kind = kind_asking_for(letter)
        follow_up = next((f for f in case.open if f.kind is kind and f.round_id == case.round.id), None)
        person_id = follow_up.person_id if follow_up else None
        person_id = person_id or addressee(case, letter)
        if self._drafter is None or follow_up is None or person_id is None:
            return ""
        self._drafter().draft_in(tx, case, letter, person_id, follow_up)
        return f"letter to {case.person_name(person_id)} drafted"

    def _next_round(self, tx: Transaction, case: Case, at: datetime) -> str:
        before = case.interview.outcome
        victory = before in DEFEATS
        interview = tx.update(replace(case.interview, round=case.interview.round + 1, outcome=None))
        meeting = self.open_round(tx, interview, opened=at, reopened=victory)
        kept = [q for q in case.questions if q.state is QuestionState.KEPT]
        for position, question in enumerate(kept, start=1):
            tx.add(
                Question(
                    meeting_id=meeting.id,
                    position=position,
                    text=question.text,
                    person_id=question.person_id,
                    topic=question.topic,
                    entered=tx.now,
                )
            )
        again = "defeat turned into victory" if victory else "reopened" if before else "invited back"
        carried = f"{counted(len(kept), 'question')} carried over" if kept else ""
        return joined(f"{case.name}: {again}, round {interview.round} opens at step 1", carried)

    def open_round(self, tx: Transaction, interview: Interview, *, opened: datetime, reopened: bool = False) -> Meeting:
        """Begins a round at step 1, with the meetings that are booked for it, else with one without a time."""
        new = tx.add(Round(interview_id=interview.id, number=interview.round, opened=opened, reopened=reopened))
        tx.add(Passage(round_id=new.id, step=Step.SET_THE_STAGE, entered=opened))
        before = load_facts(tx.reader, interview.id)
        ahead = [
            tx.update(replace(meeting, round_id=new.id))
            for meeting in before.timed()
            if meeting.round_id != new.id and start_of(meeting) > opened
        ]
        moved = {meeting.id for meeting in ahead}
        left = {m.round_id for m in before.meetings if m.id in moved}
        left -= {m.round_id for m in before.meetings if m.id not in moved}
        for round_id in sorted(left):  # each round has a meeting, be it one without a time
            tx.add(Meeting(round_id=round_id, zone=self.context.calendar.zone.key))
        if ahead:
            return ahead[0]
        return tx.add(Meeting(round_id=new.id, zone=self.context.calendar.zone.key))

    def end_watch(self, tx: Transaction, case: Case) -> None:
        """No watch on the weeks in which new hires leave outlasts the rejection that it was set up for."""
        for follow_up in case.open:
            if follow_up.origin.startswith(WATCH):
                why = "the rejection no longer stands"
                tx.update(replace(follow_up, state=Settled.CANCELLED, settled=tx.now, note=why))

    def _watch(self, tx: Transaction, interview_id: int, rejected: datetime) -> list[FollowUp]:
        """Plans a look, at my desk, in the weeks in which the one who was chosen may have left again.

        METHOD speaks of such a watch without a number, and no source that we know gives one: the weeks are our own.
        """
        case, calendar = self.case(tx, interview_id), self.context.calendar
        known = {f.origin: f for f in case.follow_ups}
        planned = []
        for week in self.context.cadences.of(case.interview.plan).watch_weeks:
            origin = f"{WATCH}r{case.round.number}:{week}"
            day = calendar.working_on_or_after(calendar.day(rejected) + timedelta(weeks=week))
            present = known.get(origin)
            if present is not None:
                planned.append(tx.update(replace(present, state=Settled.OPEN, settled=None, note="", due_day=day)))
                continue
            planned.append(
                tx.add(
                    FollowUp(
                        interview_id=interview_id,
                        round_id=case.round.id,
                        kind=Kind.CUSTOM,
                        text=f"Check whether the job at {case.interview.company} is open again",
                        channel=Channel.IN_PERSON,
                        due_day=day,
                        why=f"{counted(week, 'week')} after the rejection: the new hire may have left",
                        anchor=rejected,
                        origin=origin,
                        created=tx.now,
                    )
                )
            )
        return planned
