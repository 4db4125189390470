"""Silence is flagged after twelve days in a running round, and said with the check-ins that found no answer."""

from __future__ import annotations

import pytest

from interview_tui.domain.records import Direction, Kind, Outcome, Plan
from interview_tui.domain.silence import silence_words, silent_days
from tests.domain.cases import BERLIN, CADENCES, case, done, instant, touch

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
