"""The figures as text: exact lines, in any width, in ASCII too."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_tui.domain.enums import Step
from interview_tui.domain.review import (
    WEEKS,
    YEAR_WEEKS,
    CheckIns,
    HeardNeed,
    Review,
    StepDays,
    Victories,
    funnel,
    weeks,
)
from interview_tui.terminal.text import UNKNOWN_GLYPH, cells, shown_in
from interview_tui.ui.pages.review_figures import BAR, FIGURES, REST, SHADES, as_text, draw_figure

if TYPE_CHECKING:
    from interview_tui.ui.pages.review_figures import Figure

TODAY = date(2026, 11, 25)
"""A Wednesday."""
MONDAY = date(2026, 11, 23)
ROOM = (77, 20)
"""What the page has for a figure at 80x24: beside the margin; without title, names, message and keys."""
EVERYTHING = Review(
    today=TODAY,
    funnel=funnel(dict.fromkeys(range(1, 11), 9000), dict.fromkeys(range(1, 11), 400)),
    punctuality=weeks([(TODAY - timedelta(weeks=week), 20 * week, 500) for week in range(WEEKS)], TODAY),
    check_ins=tuple(CheckIns(number, 40_000 - 900 * number, 3_000) for number in range(1, 41)),
    days=tuple(StepDays(step, 20.5, 4_000, 90_000) for step in Step),
    contacts=tuple((TODAY - timedelta(days=day), 1 + day % 400) for day in range(7 * YEAR_WEEKS - 4)),
    needs=tuple(HeardNeed(f"{number} Releases take nine days " * 4, 90_000 - number) for number in range(10)),
    victories=Victories(90_000, 30_000, 10_000, 10_000, 5_000, 5_000),
)
every_figure = pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.name)


def lines_of(name: str, review: Review, width: int = 60) -> list[str]:
    return draw_figure(next(figure for figure in FIGURES if figure.name == name), review, width)


@every_figure
def test_a_full_figure_has_room_on_a_small_screen(figure: Figure) -> None:
    width, height = ROOM
    lines = draw_figure(figure, EVERYTHING, width)
    assert len(lines) <= height
    assert max(map(cells, lines)) <= width
    if figure.name != "Needs":  # what is too long of a need has a sign that it is cut
        assert not [line for line in lines if line.endswith("…")]


@every_figure
@settings(max_examples=15)
@given(width=st.integers(0, 300))
def test_no_line_is_wider_than_asked(figure: Figure, width: int) -> None:
    assert all(cells(line) <= max(1, width) for line in draw_figure(figure, EVERYTHING, width))


def test_it_says_the_same_in_ascii() -> None:
    text = [line.text for line in as_text(EVERYTHING)]
    shown = [shown_in(line, "ascii") for line in text]
    assert not [line for line in shown if UNKNOWN_GLYPH in line]
    assert list(map(len, shown)) == list(map(cells, text))
    for signs in (SHADES, BAR + REST):
        assert len({shown_in(sign, "ascii") for sign in signs}) == len(signs)


def test_every_sign_is_in_the_font_of_a_bare_console() -> None:
    signs = {sign for line in as_text(EVERYTHING) for sign in line.text if not sign.isascii()}
    assert {"█", "░", "─", "│", "…"} <= signs
    "".join(signs - {"…"}).encode("cp437")


def test_what_is_said_loudly_is_no_heading() -> None:
    shouted = replace(EVERYTHING, needs=(HeardNeed("RELEASES ARE SLOW", 1),))
    assert [line.text for line in as_text(shouted) if line.heading] == [figure.title.upper() for figure in FIGURES]


def test_each_week_has_its_bar_above_its_day() -> None:
    done = [(MONDAY, 1, 1), (MONDAY - timedelta(weeks=2), 1, 2), (MONDAY - timedelta(weeks=3), 0, 4)]
    review = replace(EVERYTHING, punctuality=weeks(done, TODAY))
    assert lines_of("Punctuality", review) == [
        "29 % on time: 2 of 7 follow-ups in 3 weeks.",
        "",
        "     ┌────────────────────────────────┐",
        "100 %┤                         ███████│",
        "     │                         ███████│",
        " 50 %┤         ███████         ███████│",
        "     │         ███████         ███████│",
        "  0 %┤         ███████         ███████│",
        "     └────────────────────────────────┘",
        "        2 Nov   9 Nov   16 Nov  23 Nov",
        "",
        " 2 Nov   0 %  0 of 4  23 Nov 100 %  1 of 1",
        " 9 Nov  50 %  1 of 2",
    ]


def test_check_ins_have_what_was_answered_and_what_was_not() -> None:
    review = replace(EVERYTHING, check_ins=(CheckIns(1, 4, 3), CheckIns(2, 1, 0)))
    assert lines_of("Answers", review) == [
        "3 of 5 check-ins had an answer before the next one went out.",
        "",
        "check-in 1     ███████████████░░░░░ 3 answered, 1 not (75 %)",
        "check-in 2     ░░░░░ 0 answered, 1 not (0 %)",
        "",
        "█ answered after so many check-ins of a round, ░ not, or no…",
    ]


def test_days_have_the_median_and_the_longest() -> None:
    review = replace(EVERYTHING, days=(StepDays(Step.CONSULT, 2.5, 5, 2), StepDays(Step.PERSIST, 0, 0, 1)))
    assert lines_of("Days", review) == [
        "The longest by the median: 2 Consult, 2.5 days.",
        "",
        "2 Consult              ████████░░░░░░░░ 2.5 d, longest 5 (2)",
        "7 Persist              0 d, longest 0 (1)",
        "",
        "█ median, ░ longest, in whole days; in brackets how many st…",
    ]


def test_contacts_stand_on_their_weekdays_and_none_ahead() -> None:
    counts = ((MONDAY - timedelta(weeks=1), 6), (MONDAY, 1), (TODAY, 3))
    lines = lines_of("Contacts", replace(EVERYTHING, contacts=counts), 77)
    none = SHADES[0] * (YEAR_WEEKS - 2)
    assert lines[0] == "10 contacts on 3 days of the last year."
    assert lines[3:7] == [
        f"Mon {none}█░    7",
        f"Tue {none}──    0",
        f"Wed {none}─▒    3",
        f"Thu {none}─     0",
    ]
