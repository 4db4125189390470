"""The figures as lines: exact ones, in any width, each with its tones; in ASCII too."""

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
    OutcomeCounts,
    Review,
    StepDays,
    Victories,
    funnel,
    weeks,
)
from interview_tui.terminal.text import UNKNOWN_GLYPH, cells, shown_in
from interview_tui.ui.pages.review_drawing import BAR, COLUMN, LATE, REST, plain_text
from interview_tui.ui.pages.review_figures import FIGURES, SHADES, draw_figure, figure_as_text
from interview_tui.ui.pages.review_text import as_text, outcome_line

if TYPE_CHECKING:
    from interview_tui.ui.pages.review_drawing import FigureLine
    from interview_tui.ui.pages.review_figures import Figure

TODAY = date(2026, 11, 25)
"""A Wednesday."""
MONDAY = date(2026, 11, 23)
ROOMS = ((76, 11), (56, 14), (76, 11), (116, 11))
"""What a figure has inside its frame at 80x24, 120x40 and 200x55, and one that stands over two."""
OUTCOMES = OutcomeCounts(
    offer=1, accepted=0, declined=1, rescinded=1, invited_back=2, running=18, rejected=1, quiet=1, withdrawn=1
)
EVERYTHING = Review(
    today=TODAY,
    outcomes=OUTCOMES,
    funnel=funnel(dict.fromkeys(range(1, 11), 900), dict.fromkeys(range(1, 11), 400), {4: 90, 7: 900}),
    punctuality=weeks([(TODAY - timedelta(weeks=week), 20 * week, 500) for week in range(WEEKS)], TODAY),
    check_ins=tuple(CheckIns(number, 40_000 - 900 * number, 3_000) for number in range(1, 41)),
    days=tuple(StepDays(step, 20.5, 4_000, 90_000) for step in Step),
    contacts=tuple((TODAY - timedelta(days=day), 1 + day % 20) for day in range(7 * YEAR_WEEKS - 4)),
    needs=tuple(HeardNeed(f"{number} Releases take nine days " * 4, 90_000 - number) for number in range(10)),
    victories=Victories(90_000, 30_000, 10_000, 10_000, 5_000, 5_000),
)
every_figure = pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.name)


def lines_of(name: str, review: Review, width: int = 60) -> list[FigureLine]:
    return figure_as_text(next(figure for figure in FIGURES if figure.name == name), review, width)


def text_of(name: str, review: Review, width: int = 60) -> list[str]:
    return [plain_text(line) for line in lines_of(name, review, width)]


def toned(line: FigureLine, tone: str) -> str:
    return "".join(part.text for part in line if part.tone == tone).strip()


@every_figure
@pytest.mark.parametrize("room", ROOMS)
def test_a_full_figure_has_room_in_its_frame(figure: Figure, room: tuple[int, int]) -> None:
    width, height = room
    lines = [plain_text(line) for line in draw_figure(figure, EVERYTHING, width, height)]
    assert len(lines) <= height
    assert max(map(cells, lines)) <= width
    if figure.name != "Needs":  # what is too long of a need has a sign that it is cut
        assert not [line for line in lines if line.endswith("…")]


@every_figure
@settings(max_examples=15)
@given(width=st.integers(56, 300))
def test_no_line_is_wider_than_asked(figure: Figure, width: int) -> None:
    assert all(cells(plain_text(line)) <= width for line in figure_as_text(figure, EVERYTHING, width))


def test_it_says_the_same_in_ascii() -> None:
    text = [line.text for line in as_text(EVERYTHING)]
    shown = [shown_in(line, "ascii") for line in text]
    assert not [line for line in shown if UNKNOWN_GLYPH in line]
    assert list(map(len, shown)) == list(map(cells, text))
    for signs in (SHADES, BAR + REST, COLUMN + LATE):
        assert len({shown_in(sign, "ascii") for sign in signs}) == len(signs)


def test_every_sign_is_in_the_font_of_a_bare_console() -> None:
    signs = {sign for line in as_text(EVERYTHING) for sign in line.text if not sign.isascii()}
    assert {"█", "░", "▄", "∙", "│", "…"} <= signs
    "".join(signs - {"…"}).encode("cp437")


def test_what_is_said_loudly_is_no_heading() -> None:
    shouted = replace(EVERYTHING, needs=(HeardNeed("RELEASES ARE SLOW", 1),))
    assert [line.text for line in as_text(shouted) if line.heading] == [figure.title.upper() for figure in FIGURES]


def test_what_came_of_them_is_said_first_and_the_last_words_go_where_there_is_no_room() -> None:
    whole = (
        "24 interviews, 3 offers (1 open, 1 declined, 1 rescinded) · 2 invited back · 18 running · 1 rejected"
        " · 1 gone quiet · 1 withdrawn"
    )
    assert outcome_line(OUTCOMES, 200) == whole
    assert outcome_line(OUTCOMES, len(whole) - 1) == (
        "24 interviews, 3 offers · 2 invited back · 18 running · 1 rejected · 1 gone quiet · 1 withdrawn"
    )
    assert outcome_line(OUTCOMES, 60) == "24 interviews, 3 offers · 2 invited back · 18 running"
    assert outcome_line(OUTCOMES, 1) == "24 interviews, 3 offers"
    assert next(as_text(EVERYTHING)).text.startswith("24 interviews, 3 offers (1 open, ")


def test_the_funnel_has_the_share_of_the_step_before_and_says_who_is_no_loss() -> None:
    review = replace(EVERYTHING, funnel=funnel({1: 4, 7: 4, 8: 2}, {1: 4, 7: 1}, {6: 1, 7: 3}))
    lines = lines_of("Funnel", review)
    assert [plain_text(line) for line in lines[:5]] == [
        "Most lost at 7 Persist: 3 of 6; the 1 still there is not.",
        "                    reached · share of the step before · now",
        " 1 Set the stage      ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄  10         4",
        " 2 Consult            ▄▄▄▄▄▄▄▄▄▄▄▄▄▄             6   60 %",
        " 3 Don't rush         ▄▄▄▄▄▄▄▄▄▄▄▄▄▄             6  100 %",
    ]
    meant = [plain_text(line) for line in lines if toned(line, "accent")]
    assert meant == [" 7 Persist            ▄▄▄▄▄▄▄▄▄▄▄▄▄▄             6  100 %  1"]


def test_where_nobody_was_lost_no_step_stands_out() -> None:
    review = replace(EVERYTHING, funnel=funnel({1: 4, 7: 4}, {1: 4, 7: 1}))
    lines = lines_of("Funnel", review, 78)
    assert plain_text(lines[0]).startswith("None lost: ")
    assert not [line for line in lines if toned(line, "accent")]


def test_each_week_has_its_column_above_its_day_and_its_numbers() -> None:
    done = [(MONDAY, 1, 1), (MONDAY - timedelta(weeks=2), 1, 2), (MONDAY - timedelta(weeks=3), 0, 4)]
    lines = lines_of("On time", replace(EVERYTHING, punctuality=weeks(done, TODAY)))
    assert [plain_text(line) for line in lines] == [
        "29 % on time: 2 of 7 in 3 weeks; this week 1 of 1.",
        "                                          █ on time · ░ late",
        "      4┤ ░░░░░░░",
        "       │ ░░░░░░░",
        "       │ ░░░░░░░",
        "       │ ░░░░░░░",
        "       │ ░░░░░░░",
        "       │ ░░░░░░░ ░░░░░░░",
        "       │ ░░░░░░░ ░░░░░░░",
        "       │ ░░░░░░░ ███████         ███████",
        "      0┤ ░░░░░░░ ███████         ███████",
        "                 9 Nov           23 Nov",
        "on time             1               1",
        "late        4       1",
    ]
    assert [(toned(line, "late"), toned(line, "bar"), toned(line, "accent")) for line in lines[8:10]] == [
        ("░░░░░░░░░░░░░░", "", ""),
        ("░░░░░░░", "███████", "███████"),
    ]


def test_the_weeks_that_have_no_room_are_the_oldest() -> None:
    done = [(MONDAY - timedelta(weeks=ago), 1, 10 + ago) for ago in range(20)]
    lines = text_of("On time", replace(EVERYTHING, punctuality=weeks(done, TODAY)), 56)
    assert lines[-1] == "late      17   16   15   14   13   12   11   10   9"
    assert lines[-3].endswith(" 23 Nov")


def test_what_is_late_is_seen_however_little_it_is() -> None:
    for on_time, late in ((99, 1), (1, 99), (50, 50), (0, 3), (3, 0)):
        review = replace(EVERYTHING, punctuality=weeks([(MONDAY, on_time, on_time + late)], TODAY))
        drawn = "".join(text_of("On time", review)[2:11])
        assert (COLUMN in drawn, LATE in drawn) == (bool(on_time), bool(late))
        assert drawn.count(COLUMN) + drawn.count(LATE) == 7 * 9


def test_check_ins_have_what_was_answered_and_what_was_not() -> None:
    review = replace(EVERYTHING, check_ins=(CheckIns(1, 4, 3), CheckIns(2, 1, 0)))
    assert text_of("Check-ins", review) == [
        "3 of 5 check-ins were answered, all first ones.",
        "                                            answered of sent",
        "check-in 1 ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄∙∙∙∙∙∙∙∙∙  3 of 4  75 %",
        "check-in 2 ∙∙∙∙∙∙∙∙∙                            0 of 1   0 %",
        "",
        "∙ not answered before the next one, or not yet",
    ]


def test_days_have_the_median_and_the_longest() -> None:
    review = replace(EVERYTHING, days=(StepDays(Step.CONSULT, 2.5, 5, 2), StepDays(Step.PERSIST, 0, 0, 1)))
    assert text_of("Days", review) == [
        "Longest at 2 Consult: 2.5 days (median).",
        "                                    median · longest · stays",
        " 2 Consult ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄∙∙∙∙∙∙∙∙∙∙∙∙∙∙∙∙∙∙∙  2.5  5  2",
        " 7 Persist                                           0  0  1",
        "",
        "▄ median, ∙ longest, in whole days; stays that are over",
    ]


def test_contacts_stand_on_their_weekdays_and_none_ahead() -> None:
    counts = ((MONDAY - timedelta(weeks=1), 6), (MONDAY, 1), (TODAY, 3))
    lines = text_of("Contacts", replace(EVERYTHING, contacts=counts), 76)
    none = SHADES[0] * (YEAR_WEEKS - 2)
    assert lines[0] == "10 on 3 days; most on Mondays, none at weekends."
    assert lines[3:7] == [
        f"Mon {none}█░   7",
        f"Tue {none}∙∙   –",
        f"Wed {none}∙▒   3",
        f"Thu {none}∙    –",
    ]


def test_in_a_narrow_frame_the_last_weeks_stand_apart() -> None:
    lines = text_of("Contacts", replace(EVERYTHING, contacts=((MONDAY, 1),)), 56)
    assert lines[3] == "Mon " + "∙ " * 23 + "░    1"
