"""Offers: their terms, until when they are open, and the open ones side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from interview_tui.domain.dates import full_date
from interview_tui.domain.enums import Outcome, Ref
from interview_tui.domain.errors import Refused
from interview_tui.domain.records import Interview, Offer, Round
from interview_tui.services.base import Context, Service, joined
from interview_tui.services.outcomes import Ending, Outcomes
from interview_tui.store.journal import Change
from interview_tui.store.records import find

if TYPE_CHECKING:
    from datetime import date

    from interview_tui.domain.dates import When


class OpenOffer(NamedTuple):
    """An offer that is not decided, with the interview that it came from."""

    interview: Interview
    offer: Offer


class Offers(Service):
    """What a person writes down of offers."""

    def __init__(self, context: Context, outcomes: Outcomes) -> None:
        super().__init__(context)
        self._outcomes = outcomes

    def record(
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
            case = self.case(tx, interview_id)
            outcome = case.interview.outcome
            said: list[str] = []
            if outcome is Outcome.OFFER:
                offer = case.offer or tx.add(Offer(round_id=case.round.id, made=case.round.closed or tx.now))
                if at is not None:
                    made, entered = self.moment(tx, at)
                    fields |= {"made": made, "entered": entered}
                    tx.update(replace(case.round, closed=made, entered=entered))
                offer = tx.update(replace(offer, **fields))
                words = f"{case.name}: the offer"
                if tx.size:
                    said += self.replan(tx, interview_id)
            elif outcome in (Outcome.ACCEPTED, Outcome.DECLINED, Outcome.RESCINDED, Outcome.WITHDRAWN):
                raise Refused(
                    f"{case.name} is {outcome} already: take that back first, or open another round with “invited”"
                )
            else:
                moment, entered = self.moment(tx, at)
                offer = tx.add(Offer(round_id=case.round.id, made=moment, entered=entered, **fields))
                words = self._outcomes.end(tx, interview_id, Ending(outcome=Outcome.OFFER), moment, entered)
            if not tx.size:
                return Change(f"{case.name}: the offer is as it was")
            until = f"they want your answer by {full_date(offer.answer_by)}" if offer.answer_by else ""
            return tx.done(joined(words, until, *said), Ref("i", interview_id), offer)

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
