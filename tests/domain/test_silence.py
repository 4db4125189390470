"""Silence is flagged after twelve days in a running round, and said with the check-ins that found no answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview_tui.domain.records import CommitmentState, Direction, Kind, Meeting, Outcome, Part, Plan, Step
from interview_tui.domain.silence import silence_words, silent_days
from tests.domain.cases import BERLIN, CADENCES, case, done, instant, promise, their_word, tie, touch

STANDARD = CADENCES.of(Plan.STANDARD)


@pytest.mark.parametrize(
    ("today", "days"),
    [("2026-12-12", None), ("2026-12-13", 12), ("2026-12-31", 30)],
)
def test_it_counts_from_the_last_contact_the_meeting_itself(today: str, days: int | None) -> None:
    made = case(step=5)
    assert silent_days(made, instant(f"{today} 08:00"), BERLIN, STANDARD) == days


@pytest.mark.parametrize("direction", Direction)
def test_a_touch_either_way_breaks_it(direction: Direction) -> None:
    made = case(step=7, touches=[touch("2026-12-10 10:00", direction)])
    assert silent_days(made, instant("2026-12-20 10:00"), BERLIN, STANDARD) is None


def test_neither_step_1_nor_what_has_ended_nor_a_meeting_ahead_is_silence() -> None:
    long_after = instant("2027-02-01 10:00")
    assert silent_days(case(step=1), long_after, BERLIN, STANDARD) is None
    assert silent_days(case(step=9, outcome=Outcome.REJECTED), long_after, BERLIN, STANDARD) is None
    ahead = case(step=3, meeting="2027-02-02 10:00")
    assert silent_days(ahead, long_after, BERLIN, STANDARD) is None


def test_an_automatic_reply_breaks_nothing() -> None:
    robot = replace(touch("2026-12-10 10:00", Direction.IN), automatic=True)
    assert silent_days(case(step=7, touches=[robot]), instant("2026-12-20 10:00"), BERLIN, STANDARD) == 19


def test_the_other_meetings_of_the_round_count_too() -> None:
    now = instant("2026-12-20 10:00")
    held = Meeting(id=2, round_id=1, starts=instant("2026-12-10 10:00"))
    assert silent_days(case(step=5, further=[held]), now, BERLIN, STANDARD) is None
    ahead = replace(held, starts=instant("2027-01-10 10:00"))
    assert silent_days(case(step=5, further=[ahead]), now, BERLIN, STANDARD) is None


def test_a_handover_is_word() -> None:
    taken = replace(tie(1, Part.RECRUITER), handed_over=instant("2026-12-10 10:00"))
    now, three = instant("2026-12-20 10:00"), [replace(done(Kind.CHECK_IN), settled=instant("2026-12-09 10:00"))] * 3
    assert silent_days(case(step=7, ties=[taken]), now, BERLIN, STANDARD) is None
    assert silence_words(case(step=7, ties=[taken], follow_ups=three), now, BERLIN, STANDARD) == ""
    assert "3 check-ins without an answer" in silence_words(case(step=7, follow_ups=three), now, BERLIN, STANDARD)


@pytest.mark.parametrize(
    ("today", "days"), [("2026-12-18", None), ("2026-12-19", 18)], ids=["the date itself", "the day after"]
)
def test_the_wait_for_a_date_of_theirs_is_no_silence(today: str, days: int | None) -> None:
    made = case(step=5, commitments=[their_word(9, "call", "2026-12-18")])
    assert silent_days(made, instant(f"{today} 08:00"), BERLIN, STANDARD) == days


def test_only_what_they_said_and_have_not_done_is_waited_for() -> None:
    now = instant("2026-12-17 08:00")
    for word in (
        promise(9, "send it", "2026-12-18"),
        their_word(9, "call"),
        their_word(9, "call", "2026-12-18", state=CommitmentState.KEPT),
    ):
        assert silent_days(case(step=5, commitments=[word]), now, BERLIN, STANDARD) == 16


def test_the_step_is_that_of_the_clock() -> None:
    made = case(step=1)
    told = replace(made.interview, clock_step=Step.CONSULT, clock_at=instant("2026-12-01 15:00"))
    assert silent_days(replace(made, interview=told), instant("2026-12-13 08:00"), BERLIN, STANDARD) == 12


def test_the_words_say_the_days_and_that_the_cap_is_reached() -> None:
    sent = [done(Kind.CHECK_IN)] * 3
    made = case(step=7, follow_ups=sent, touches=[touch("2026-12-09 10:00", Direction.OUT)])
    assert silence_words(made, instant("2026-12-12 10:00"), BERLIN, STANDARD) == (
        "3 check-ins without an answer: it may have gone quiet"
    )
    assert silence_words(made, instant("2026-12-23 10:00"), BERLIN, STANDARD) == (
        "Silent for 14 days; 3 check-ins without an answer: it may have gone quiet"
    )
    assert silence_words(case(step=7), instant("2026-12-02 10:00"), BERLIN, STANDARD) == ""
