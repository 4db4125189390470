"""Offers: their terms, until when they stay open, and the open ones side by side."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Outcome, Ref, Settled, Step
from interview_tui.domain.errors import Refused
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.records import FollowUp, Interview, Offer, Round
from tests.programs import (
    ProgramOnATable,
    content,
    every,
    follow_up,
    get,
    journal,
    owed,
    step_of,
    when,
)
from tests.scenario import acme

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    """Acme met me on Friday; it is Monday 23 November 2026, 09:00."""
    friday = acme("Dana Ruiz", meeting="today 14:00", now="2026-11-20T09:00:00+01:00")
    thanked = friday.met("@ Dana Ruiz\n! Releases (Dana Ruiz)").thanked()
    return thanked.later("2026-11-23T09:00:00+01:00").checked_on(tmp_path)


class TestRecorded:
    def test_with_a_date_they_are_thanked_and_answered_by_it(self, program: ProgramOnATable) -> None:
        entries = len(journal(program))
        change = program.outcomes.record_offer(
            1, terms="100 a day", answer_by=date(2026, 12, 4), start=date(2027, 1, 4), written=True
        )
        assert change.words == (
            "Acme · SRE: an offer; planned: Thank them for the offer (tomorrow), Answer the offer (Fri 4 Dec); "
            "no longer needed: Send the value letter, Check in; they want your answer by Fri 4 Dec 2026"
        )
        assert change.refs == (Ref("i", 1), Ref("y", 1))
        (offer,) = every(program, Offer)
        assert (offer.terms, offer.answer_by, offer.start, offer.written) == (
            "100 a day",
            date(2026, 12, 4),
            date(2027, 1, 4),
            True,
        )
        assert (offer.made, offer.entered) == (program.clock.now, None)
        assert (get(program, Interview, 1).outcome, step_of(program, 1)) == (Outcome.OFFER, Step.ACCEPT)
        assert len(journal(program)) == entries + 1

    def test_without_one_they_are_thanked_and_asked_in_one_line(self, program: ProgramOnATable) -> None:
        program.outcomes.record_offer(1, terms="100 a day")
        assert owed(program) == [("Thank them and ask when to answer by", "2026-11-24")]

    def test_asked_and_not_answered_it_is_decided_two_working_days_later(self, program: ProgramOnATable) -> None:
        program.outcomes.record_offer(1)
        program.clock.move(days=1)
        program.follow_ups.done([follow_up(program, "Thank them and ask when to answer by").id])
        assert owed(program) == [("Answer the offer", "2026-11-26")]

    def test_a_day_off_means_the_working_day_before(self, program: ProgramOnATable) -> None:
        program.outcomes.record_offer(1, answer_by=date(2026, 12, 6))
        assert ("Answer the offer", "2026-12-04") in owed(program)

    def test_what_is_known_later_completes_it(self, program: ProgramOnATable) -> None:
        program.outcomes.record_offer(1, terms="100 a day")
        change = program.outcomes.record_offer(1, answer_by=date(2026, 12, 4))
        assert change.words == (
            "Acme · SRE: the offer; they want your answer by Fri 4 Dec 2026; planned: Answer the offer (Fri 4 Dec)"
        )
        (offer,) = every(program, Offer)
        assert (offer.terms, offer.answer_by) == ("100 a day", date(2026, 12, 4))
        assert owed(program) == [("Thank them for the offer", "2026-11-24"), ("Answer the offer", "2026-12-04")]

    def test_more_time_moves_the_answer(self, program: ProgramOnATable) -> None:
        program.outcomes.record_offer(1, answer_by=date(2026, 12, 4))
        change = program.outcomes.record_offer(1, answer_by=date(2026, 12, 11))
        assert "moved: Answer the offer (Fri 11 Dec)" in change.words

    def test_nothing_new_makes_no_entry(self, program: ProgramOnATable) -> None:
        program.outcomes.record_offer(1, terms="100 a day")
        entries = len(journal(program))
        change = program.outcomes.record_offer(1, terms="100 a day")
        assert (change.words, change.entry) == ("Acme · SRE: the offer is unchanged", None)
        assert len(journal(program)) == entries

    def test_it_may_be_told_late(self, program: ProgramOnATable) -> None:
        program.clock.set("2026-11-30T09:00:00+01:00")
        program.outcomes.record_offer(1, answer_by=date(2026, 12, 4), at=when(program, "24 Nov 2026"))
        (offer,) = every(program, Offer)
        assert (offer.made.isoformat(), offer.entered) == ("2026-11-24T11:00:00+00:00", program.clock.now)
        # Thanks were due on the 25th, before anybody had said so.
        assert owed(program) == [("Thank them for the offer", "2026-12-01"), ("Answer the offer", "2026-12-04")]

    def test_not_before_it_came(self, program: ProgramOnATable) -> None:
        with pytest.raises(Refused, match="in the future"):
            program.outcomes.record_offer(1, at=when(program, "tomorrow"))
        assert every(program, Offer) == ()

    @pytest.mark.parametrize("ended", [Outcome.ACCEPTED, Outcome.DECLINED, Outcome.WITHDRAWN])
    def test_not_where_it_was_decided(self, program: ProgramOnATable, ended: Outcome) -> None:
        program.outcomes.record([1], ended)
        before = content(program)
        with pytest.raises(Refused, match=rf"^Acme · SRE is already {ended}: undo that first, or open another "):
            program.outcomes.record_offer(1, terms="100 a day")
        assert content(program) == before

    @pytest.mark.parametrize("ended", [Outcome.REJECTED, Outcome.QUIET])
    def test_after_a_rejection_or_silence_it_is_one_all_the_same(
        self, program: ProgramOnATable, ended: Outcome
    ) -> None:
        program.outcomes.record([1], ended)
        program.clock.move(days=1)
        program.outcomes.record_offer(1)
        assert get(program, Interview, 1).outcome is Outcome.OFFER
        assert owed(program) == [("Thank them and ask when to answer by", "2026-11-25")]

    def test_undo_takes_it_back_and_redo_brings_it_again(self, program: ProgramOnATable) -> None:
        before = content(program)
        program.outcomes.record_offer(1, terms="100 a day")
        between = content(program)
        program.outcomes.record_offer(1, answer_by=date(2026, 12, 4))
        after = content(program)
        program.history.undo()
        assert content(program) == between
        program.history.undo()
        assert content(program) == before
        program.history.redo(2)
        assert content(program) == after

    def test_the_outcome_alone_makes_one_too(self, program: ProgramOnATable) -> None:
        program.outcomes.record([1], Outcome.OFFER)
        assert [(offer.round_id, offer.made) for offer in every(program, Offer)] == [(1, program.clock.now)]
        program.outcomes.record_offer(1, terms="100 a day")
        assert len(every(program, Offer)) == 1


class TestAnsweredByALetter:
    def test_what_is_decided_first_may_be_done(self, program: ProgramOnATable) -> None:
        program.outcomes.record_offer(1, answer_by=date(2026, 12, 4))
        program.outcomes.record([1], Outcome.ACCEPTED)
        change = program.follow_ups.done([follow_up(program, "Send the acceptance").id])
        assert change.words.startswith("Done: Send the acceptance · Acme (on time)")
        (reply,) = (f for f in every(program, FollowUp) if f.kind is Kind.OFFER_REPLY)
        assert reply.state is Settled.DONE
        assert owed(program) == []


class TestSideBySide:
    def test_the_first_to_be_answered_comes_first(self, program: ProgramOnATable) -> None:
        for company in ("Globex", "Initech", "Umbrella"):
            program.interviews.add(company, "DBA")
        program.outcomes.record_offer(1, answer_by=date(2026, 12, 11))
        program.outcomes.record_offer(2)
        program.outcomes.record_offer(3, answer_by=date(2026, 12, 4))
        assert [(o.interview.company, o.offer.answer_by) for o in program.outcomes.open_offers()] == [
            ("Initech", date(2026, 12, 4)),
            ("Acme", date(2026, 12, 11)),
            ("Globex", None),
        ]

    def test_one_that_was_decided_is_none(self, program: ProgramOnATable) -> None:
        program.outcomes.record_offer(1)
        program.outcomes.record([1], Outcome.DECLINED)
        assert program.outcomes.open_offers() == ()

    def test_one_of_an_earlier_round_is_none(self, program: ProgramOnATable) -> None:
        program.outcomes.record_offer(1, terms="100 a day")
        program.outcomes.record([1], Outcome.RESCINDED)
        program.outcomes.record([1], Outcome.INVITED)
        assert program.outcomes.open_offers() == ()
        program.outcomes.record_offer(1, terms="110 a day")
        assert [o.offer.terms for o in program.outcomes.open_offers()] == ["110 a day"]
        assert [r.outcome for r in every(program, Round)] == [Outcome.RESCINDED, Outcome.OFFER]
