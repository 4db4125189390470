"""Corner cases of planning: facts in an unusual order, entered late, or against each other.

The number of METHOD's fine print stands in each test; "table" is its table "What plans what".
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from interview_tui.domain.enums import Favour, MeetingState, Outcome, Part, Settled
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.planning import reconcile
from interview_tui.domain.records import Offer
from tests.domain.cases import (
    CHECK_IN,
    DANA,
    FIRST,
    HANDED_OVER,
    KIM,
    KIMS_WORD,
    NORA,
    RITA,
    SAM,
    WITH_RITA,
    Line,
    Met,
    a_round,
    asked,
    beta,
    check_in,
    context,
    ended,
    facts,
    having,
    instant,
    keep,
    meets,
    need,
    pushing,
    said,
    sent,
    settled,
    the,
    their_word,
    tie,
)

AFTERNOON = meets(1, "2026-12-01 14:00", DANA)
MORNING = meets(2, "2026-12-01 10:00", DANA)


# --- Meetings and thank-yous


def test_an_earlier_meeting_of_the_day_asks_for_no_second_thank_you() -> None:
    # 6: one thank-you a person a day
    thanked = settled("thank_you:m1:p1", "2026-12-01 18:00", person=DANA)
    assert asked(facts(AFTERNOON, MORNING, follow_ups=[thanked]), Kind.THANK_YOU) == []


def test_an_earlier_meeting_of_the_day_keeps_what_was_put_off() -> None:
    # 6 and 22: one line a day for each, and a snooze stays
    put_off = having(
        keep(facts(AFTERNOON)),
        "thank_you:m1:p1",
        due_day=date(2026, 12, 10),
        due_at=None,
        planned_day=date(2026, 12, 2),
    )
    found = reconcile(facts(AFTERNOON, MORNING, follow_ups=put_off.follow_ups), context())
    assert (found.added, found.ended, found.moved) == ((), (), ())


def test_a_rejection_in_the_second_round_takes_the_thank_yous_of_the_first() -> None:
    # 15: thanks after a rejection replace them; they come from round 1 (8)
    rounds = [
        a_round(1, Outcome.INVITED, "2026-12-02 09:00"),
        a_round(2, Outcome.REJECTED, "2026-12-07 10:00", opened="2026-12-02 09:00"),
    ]
    found = asked(facts(FIRST, rounds=rounds), Kind.THANK_YOU, Kind.REJECTION_THANKS)
    assert found == [("rejection_thanks", "Dana", "2026-12-09")]


@pytest.mark.parametrize(
    ("held", "outcome", "expected"),
    [
        ([FIRST], Outcome.REJECTED, [("debrief", "", "2026-12-01 16:00")]),
        ([], Outcome.DECLINED, []),
    ],
    ids=["rejected after a first one", "declined before any"],
)
def test_a_meeting_after_the_ending_asks_for_nothing(held: list[Met], outcome: Outcome, expected: list[Line]) -> None:
    # Table, "a rejection": what would push ends; 15
    ahead = meets(2, "2026-12-15 10:00", DANA, KIM)
    of = facts(*held, ahead, rounds=[a_round(1, outcome, "2026-12-07 10:00")])
    assert asked(of, Kind.THANK_YOU, Kind.DEBRIEF) == expected


def test_a_meeting_cancelled_again_asks_for_a_new_date_again() -> None:
    # 17: the date asked for before this cancellation does not count
    off = meets(2, "2026-12-15 10:00", DANA, state=MeetingState.CANCELLED, entered="2026-12-10 10:00")
    of = facts(FIRST, off, follow_ups=[settled("new_date:m2", "2026-12-04 10:00", person=DANA)])
    assert asked(of, Kind.NEW_DATE) == [("new_date", "Dana", "2026-12-11")]


# --- Value letter


def test_the_value_letter_counts_from_when_somebody_else_than_the_recruiter_is_named() -> None:
    # 7 and 1: three working days from the entry of the fact that plans it
    with_dana = meets(1, "2026-12-01 14:00", RITA, DANA)
    of = facts(with_dana, ties=[tie(RITA.id, Part.RECRUITER)])
    rita, dana = of.attendances
    late = replace(of, attendances=(rita, replace(dana, entered=instant("2026-12-13 20:00"))))
    assert asked(late, Kind.VALUE_LETTER) == [("value_letter", "Dana", "2026-12-16")]


@pytest.mark.parametrize("entered", [None, "2026-12-13 10:00"], ids=["in time", "late"])
def test_a_need_that_the_chart_answered_asks_for_nothing_whenever_it_was_written_down(entered: str | None) -> None:
    # 7, and 1: which lines there are follows from when it was so
    again = meets(2, "2026-12-08 10:00", DANA)
    voiced = replace(need(1, "slow releases", meeting=2), entered=instant(entered) if entered else None)
    chart = sent(LetterKind.VALUE_LETTER, "2026-12-10 10:00")
    assert asked(facts(FIRST, again, needs=[voiced], letters=[chart]), Kind.VALUE_LETTER) == []


# --- Check-ins and answers


def test_an_answer_lapses_as_the_next_meeting_begins() -> None:
    # 12: what they asked is answered there at the latest; 6
    of = facts(FIRST, meets(2, "2026-12-04 10:00", KIM), touches=[said("2026-12-03 10:00", KIM, reply_by="2026-12-18")])
    assert the(of, Kind.ANSWER).lapses == instant("2026-12-04 10:00")
    assert the(facts(FIRST, touches=of.touches), Kind.ANSWER).lapses is None


def test_an_answer_by_a_day_off_is_due_the_working_day_before() -> None:
    # 12; a day off means the working day before (13)
    asking = said("2026-12-04 10:00", KIM, reply_by="2026-12-06")
    assert asked(facts(FIRST, touches=[asking]), Kind.ANSWER) == [("answer", "Kim", "2026-12-04")]


def test_while_they_wait_for_an_answer_no_date_of_theirs_is_chased() -> None:
    # 12: no check-in meanwhile, not even that of 3
    asking = said("2026-12-03 10:00", KIM, reply_by="2026-12-18")
    of = facts(FIRST, commitments=[KIMS_WORD], touches=[asking])
    assert asked(of, Kind.ANSWER, Kind.CHECK_IN) == [("answer", "Kim", "2026-12-04")]


def test_a_commitment_without_a_date_leaves_the_cadence_as_it_is() -> None:
    # Table, "we'll let you know"
    assert check_in(facts(FIRST, commitments=[their_word(9, "decide", of=KIM.id)])) == CHECK_IN


@pytest.mark.parametrize("entered", [None, "2027-03-01 10:00"], ids=["in time", "late"])
def test_a_check_in_on_a_date_lapses_two_months_after_it_whenever_it_was_entered(entered: str | None) -> None:
    # 11: never counted from the entry
    word = replace(KIMS_WORD, entered=instant(entered) if entered else None)
    assert the(facts(FIRST, commitments=[word]), Kind.CHECK_IN).lapses == instant("2027-02-04 12:00")


def test_check_ins_count_anew_after_a_handover() -> None:
    # 19: the handover is word
    late = replace(HANDED_OVER, handed_over=instant("2027-02-01 10:00"))
    three = [
        settled("check_in:r1:1", "2026-12-11 10:00", person=RITA),
        settled("check_in:r1:2", "2026-12-28 10:00", person=RITA),
        settled("check_in:r1:3", "2027-01-25 10:00", person=RITA),
    ]
    of = facts(WITH_RITA, ties=[tie(RITA.id, Part.RECRUITER)], follow_ups=three)
    assert check_in(of) == []
    over = facts(WITH_RITA, ties=[late, tie(NORA.id, Part.RECRUITER)], follow_ups=three)
    assert check_in(over) == [("check_in", "Nora", "2027-02-08")]


def test_a_handover_after_the_date_settles_the_commitment() -> None:
    # 19 and 2: word from the morning of its date on
    late = replace(HANDED_OVER, handed_over=instant("2026-12-10 10:00"))
    of = facts(
        WITH_RITA,
        ties=[late, tie(NORA.id, Part.RECRUITER)],
        commitments=[their_word(9, "decide", "2026-12-08", of=RITA.id)],
    )
    assert check_in(of) == [("check_in", "Nora", "2026-12-17")]


# --- Offers


def test_the_answer_to_an_offer_is_due_by_their_date_also_where_no_working_day_is_left() -> None:
    # 13: made on a Saturday, to be answered by the Sunday
    offer = Offer(id=1, round_id=1, made=instant("2026-12-05 10:00"), answer_by=date(2026, 12, 6))
    of = ended(Outcome.OFFER, "2026-12-05 10:00", offers=[offer])
    assert asked(of, Kind.OFFER_REPLY) == [("offer_reply", "Dana", "2026-12-06")]


def test_the_news_of_an_offer_counts_from_step_5_where_that_was_reached_later() -> None:
    # 1: nothing that the plan makes is born late; 13
    late = [
        settled("thank_you:m1:p1", "2026-12-10 10:00", person=DANA),
        settled("thank_you:m1:p2", "2026-12-10 10:00", person=KIM),
    ]
    of = facts(FIRST, follow_ups=late, elsewhere=[beta(Outcome.OFFER)])
    assert asked(of, Kind.OFFER_NEWS) == [("offer_news", "Dana", "2026-12-11")]


def test_the_news_of_an_offer_that_was_entered_late_is_due_the_next_working_day() -> None:
    # 1
    thanked = [settled("thank_you:m1:p1", "2026-12-02 10:00", person=DANA)]
    told = replace(beta(Outcome.OFFER), entered=instant("2026-12-10 10:00"))
    of = facts(FIRST, follow_ups=thanked, elsewhere=[told])
    assert asked(of, Kind.OFFER_NEWS) == [("offer_news", "Dana", "2026-12-11")]


def test_a_withdrawal_for_an_offer_accepted_elsewhere_counts_from_their_first_word() -> None:
    # 14: a line where somebody met or wrote to me; 1
    of = facts(meets(1, None), touches=[said("2026-12-20 10:00", DANA)], elsewhere=[beta(Outcome.ACCEPTED)])
    assert [day for _, _, day in asked(of, Kind.WITHDRAWAL)] == ["2026-12-21"]


# --- Reopened: what an ending took does not come back (16)


def test_word_after_it_had_gone_quiet_brings_no_value_letter_back() -> None:
    # 16: the cadence counts from the word that reopened
    taken = settled("value_letter:r1", "2026-12-08 10:00", Settled.CANCELLED, due="2026-12-04")
    of = ended(Outcome.QUIET, "2026-12-08 10:00", follow_ups=[taken], touches=[said("2026-12-10 10:00", DANA)])
    assert pushing(of) == [("check_in", "Dana", "2026-12-17")]


def test_word_after_it_had_gone_quiet_brings_no_date_of_theirs_back() -> None:
    # 16
    of = ended(Outcome.QUIET, "2026-12-03 10:00", commitments=[KIMS_WORD], touches=[said("2026-12-21 10:00", DANA)])
    assert check_in(of) == [("check_in", "Dana", "2026-12-28")]


@pytest.mark.parametrize(
    ("entered", "expected"),
    [(None, []), ("2027-01-18 10:00", [("advocate", "Sam", "2027-01-19")])],
    ids=["known before", "known since"],
)
def test_who_was_to_put_in_a_word_is_asked_in_the_next_round_only_where_they_are_new(
    entered: str | None, expected: list[Line]
) -> None:
    # 16; 20
    sam = replace(tie(SAM.id, Part.CONNECTION), entered=instant(entered) if entered else None)
    of = facts(
        FIRST,
        rounds=[a_round(1, Outcome.REJECTED, "2026-12-03 09:00"), a_round(2, opened="2027-01-15 10:00")],
        ties=[sam],
        follow_ups=[settled("advocate:p3", "2026-12-03 09:00", Settled.CANCELLED)] if entered is None else [],
    )
    assert asked(of, Kind.ADVOCATE) == expected


# --- A good word, and afterwards


def test_thank_yous_sent_as_letters_bring_a_good_word_forward() -> None:
    # 20: the working day after the last thank-you
    letters = [sent(LetterKind.THANK_YOU, "2026-12-01 18:00", p) for p in (DANA, KIM)]
    of = facts(FIRST, ties=[tie(SAM.id, Part.CONNECTION)], letters=letters)
    assert asked(of, Kind.ADVOCATE) == [("advocate", "Sam", "2026-12-02")]


def test_who_spoke_after_the_ending_is_thanked_counted_from_then() -> None:
    # Table, "a rejection": those who put in a word are thanked; 1
    helped = replace(tie(SAM.id, Part.CONNECTION, Favour.SPOKE), spoke=instant("2026-12-20 10:00"))
    of = ended(Outcome.REJECTED, "2026-12-07 10:00", ties=[helped])
    assert asked(of, Kind.REFERENCE_THANKS) == [("reference_thanks", "Sam", "2026-12-22")]


def test_skipping_one_stay_in_touch_ends_the_series() -> None:
    # Table, "a rejection": staying in touch is declined by skipping
    skipped = settled("stay_in_touch:r1:1", "2027-01-06 10:00", Settled.SKIPPED)
    assert asked(ended(Outcome.REJECTED, "2026-12-07 10:00", follow_ups=[skipped]), Kind.STAY_IN_TOUCH) == []
