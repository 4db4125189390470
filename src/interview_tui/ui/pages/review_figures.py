"""The seven figures of the review: what each says in a sentence, and what it draws."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.dates import MONTHS, WEEKDAYS
from interview_tui.domain.review import WEEKS, YEAR_WEEKS, monday_of
from interview_tui.domain.steps import row, title
from interview_tui.domain.text import counted
from interview_tui.terminal.text import cells, cut, wrapped
from interview_tui.ui.pages.review_drawing import (
    AXIS_WIDTH,
    BAR,
    COLUMN,
    LATE,
    REST,
    Bar,
    Span,
    bars_of,
    columns_of,
    labelled,
    percent,
    plain_text,
    with_legend,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from interview_tui.domain.review import Review, StepCount, StepDays
    from interview_tui.ui.pages.review_drawing import FigureLine

TEXT_WIDTH, _HEIGHT = 78, 14
"""Cells and lines, where nobody says how many there are."""
_LEAST_WIDTH = 40
SHADES = "∙░▒█"
"""For no contact that day, and for more and more of them."""
_WEEK_WIDTH, _WIDEST_WEEK = 5, 8
_PLOT_LINES = 20
_DAY_WIDTH = 4
"""Cells for the name of a weekday, and for its sum."""


class Figure(NamedTuple):
    """One figure: its name among the others, its title, what its columns are, what it shows in a sentence, and what
    draws it in so many cells and, where it can, lines.
    """

    name: str
    title: str
    columns: FigureLine
    sentence: Callable[[Review], str]
    draw: Callable[[Review, int, int], list[FigureLine]]


def draw_figure(
    figure: Figure, review: Review, width: int = TEXT_WIDTH, height: int = _HEIGHT, *, headed: bool = False
) -> list[FigureLine]:
    """The sentence and the drawing, with a blank line between them where there is room. `headed`: what the columns are
    stands there; else the frame says it.
    """
    width = max(_LEAST_WIDTH, width)
    head = [[Span(line)] for line in wrapped(figure.sentence(review), width)]
    drawn = figure.draw(review, width, max(1, height - len(head)))
    between: list[FigureLine] = []
    if drawn and headed:
        between = [[Span(" " * (width - cells(plain_text(figure.columns)))), *figure.columns]]
    elif drawn and len(head) + len(drawn) < height:
        between = [[]]
    return [*head, *between, *drawn]


def figure_as_text(figure: Figure, review: Review, width: int = TEXT_WIDTH) -> list[FigureLine]:
    """The same with a head, for where there is no frame."""
    return draw_figure(figure, review, width, headed=True)


def _most_lost(review: Review) -> StepCount:
    return max(review.funnel, key=lambda one: one.lost)


def _funnel_sentence(review: Review) -> str:
    worst = _most_lost(review)
    if not worst.lost:
        return "None lost: the others are still running, or brought an offer."
    others = sum(one.lost for one in review.funnel) > worst.lost
    there = f"; the {worst.now} still there {'is' if worst.now == 1 else 'are'} not" if worst.now else ""
    return f"{'Most lost' if others else 'Lost'} at {title(worst.step)}: {worst.lost} of {worst.reached}{there}."


def _funnel(review: Review, width: int, _room: int) -> list[FigureLine]:
    worst = _most_lost(review)
    before = (0, *(one.reached for one in review.funnel))
    bars = [
        Bar(
            _step(one),
            one.reached,
            (str(one.reached), percent(one.reached, whole) if whole else "", str(one.now or "")),
            meant=one is worst and bool(one.lost),
        )
        for one, whole in zip(review.funnel, before, strict=False)
    ]
    return bars_of(bars, width)


def _done(review: Review) -> tuple[int, int]:
    """How many follow-ups were done, and how many of them on time."""
    return sum(week.done for week in review.punctuality), sum(week.on_time for week in review.punctuality)


def _punctuality_sentence(review: Review) -> str:
    done, on_time = _done(review)
    if not done:
        return f"No follow-up was done in the last {WEEKS} weeks."
    this = review.punctuality[-1]
    now = f"; this week {'all' if this.on_time == this.done > 1 else f'{this.on_time} of'} {this.done}"
    weeks = counted(sum(bool(week.done) for week in review.punctuality), "week")
    return f"{percent(on_time, done)} on time: {on_time} of {done} in {weeks}{now if this.done else ''}."


def _punctuality(review: Review, width: int, room: int) -> list[FigureLine]:
    if not _done(review)[0]:
        return []
    begun = next(place for place, week in enumerate(review.punctuality) if week.done)
    room_across = width - AXIS_WIDTH - 2  # the name of the last week may be wider than its column
    weeks = review.punctuality[begun:][-(room_across // _WEEK_WIDTH) :]
    across = min(_WIDEST_WEEK, room_across // len(weeks))
    last = len(weeks) - 1
    begins = [AXIS_WIDTH + place * across + 1 for place in range(len(weeks))]
    days = (
        (begin, _day(week.monday))
        for place, (begin, week) in enumerate(zip(begins, weeks, strict=True))
        if (last - place) % 2 == 0  # that of this week is always there
    )
    on_time = "".join(f" {week.on_time or '':^{across - 1}}" for week in weeks)
    late = "".join(f" {week.done - week.on_time or '':^{across - 1}}" for week in weeks)
    return [
        *columns_of(
            weeks, across, max(3, min(_PLOT_LINES, room - 4)), bright_from=begins[-1] if weeks[-1].done else width
        ),
        [Span(labelled(days), "quiet")],
        [Span(f"{'on time':<{AXIS_WIDTH}}", "quiet"), Span(on_time, "strong")],
        [Span(f"{'late':<{AXIS_WIDTH}}", "quiet"), Span(late, "late")],
    ]


def _check_ins_sentence(review: Review) -> str:
    if not review.check_ins:
        return "No check-ins yet: step 7 plans them."
    sent = sum(one.sent for one in review.check_ins)
    answered = sum(one.answered for one in review.check_ins)
    if not answered:
        return f"None of {counted(sent, 'check-in')} is answered yet."
    best = max(review.check_ins, key=lambda one: one.answered)
    share = "all" if best.answered == answered else "mostly"
    which = f", {share} {_ordinal(best.number)} ones" if len(review.check_ins) > 1 else ""
    return f"{answered} of {counted(sent, 'check-in')} {'was' if answered == 1 else 'were'} answered{which}."


def _check_ins(review: Review, width: int, room: int) -> list[FigureLine]:
    if not review.check_ins:
        return []
    best = max(review.check_ins, key=lambda one: one.answered)
    seen = review.check_ins if len(review.check_ins) <= room else review.check_ins[: max(1, room - 1)]
    bars = [
        Bar(
            f"check-in {one.number}",
            one.answered,
            (f"{one.answered} of {one.sent}", percent(one.answered, one.sent)),
            one.sent - one.answered,
            meant=one is best and bool(one.answered),
        )
        for one in seen
    ]
    lines = bars_of(bars, width)
    if more := review.check_ins[len(seen) :]:
        lines.append([Span(f"… and {counted(sum(one.sent for one in more), 'later check-in')}", "quiet")])
    return with_legend(lines, [Span(f"{REST} not answered before the next one, or not yet", "quiet")], room)


def _ordinal(number: int) -> str:
    words = ("first", "second", "third", "fourth", "fifth")
    return words[number - 1] if number <= len(words) else f"{number}th"


def _contacts_sentence(review: Review) -> str:
    number = sum(count for _, count in review.contacts)
    if not number:
        return "No contact was logged in the last year."
    sums = _by_weekday(review)
    most = f"; most on {WEEKDAYS[sums.index(max(sums))]}s" if len(review.contacts) > 1 else ""
    weekend = ", none at weekends" if most and not sums[5] + sums[6] else ""
    return f"{number} on {counted(len(review.contacts), 'day')}{most}{weekend}."


def _by_weekday(review: Review) -> list[int]:
    return [sum(count for day, count in review.contacts if day.weekday() == weekday) for weekday in range(7)]


def _contacts(review: Review, width: int, room: int) -> list[FigureLine]:
    if not review.contacts:
        return []
    counts = dict(review.contacts)
    cells_free = width - 2 * _DAY_WIDTH
    pitch = 1 if YEAR_WEEKS <= cells_free < 2 * YEAR_WEEKS else 2
    last = monday_of(review.today)
    mondays = [last - timedelta(weeks=n) for n in reversed(range(min(YEAR_WEEKS, cells_free // pitch)))]
    most, sums = max(counts.values()), _by_weekday(review)
    begins = ((place, monday) for place, monday in enumerate(mondays) if monday.day <= 7)
    months = labelled((_DAY_WIDTH + place * pitch, MONTHS[monday.month - 1][:3]) for place, monday in begins)
    size = _DAY_WIDTH + len(mondays) * pitch
    lines = [[Span(f"{cut(months, size):<{size}}{'year':>{_DAY_WIDTH}}", "quiet")]]
    for weekday, total in enumerate(sums):
        meant = total == max(sums)
        line = [Span(f"{WEEKDAYS[weekday][:3]:<{_DAY_WIDTH}}", "strong" if meant else "plain")]
        days = (monday + timedelta(days=weekday) for monday in mondays)
        shades = (" " if day > review.today else _shade(counts.get(day, 0), most) for day in days)
        for shade, run in groupby(shades):
            line.append(Span(f"{shade:<{pitch}}" * len(list(run)), _shade_tone(shade)))
        lines.append([*line, Span(f"{total or '–':>{_DAY_WIDTH}}", "strong" if meant else "plain")])
    legend = [Span(" " * _DAY_WIDTH), *(Span(f"{sign} ", _shade_tone(sign)) for sign in SHADES)]
    return with_legend(lines, [*legend, Span(f"none to {most} in a day", "quiet")], room)


def _shade_tone(sign: str) -> str:
    return "line" if sign == SHADES[0] else "accent"


def _shade(count: int, most: int) -> str:
    if not count:
        return SHADES[0]
    return SHADES[1 + (count - 1) * (len(SHADES) - 1) // max(most, 1)]


def _days_sentence(review: Review) -> str:
    if not review.days:
        return "No interview has left a step yet."
    slowest = max(review.days, key=lambda one: one.median)
    return f"Longest at {title(slowest.step)}: {_number(slowest.median)} days (median)."


def _days(review: Review, width: int, room: int) -> list[FigureLine]:
    if not review.days:
        return []
    slowest = max(review.days, key=lambda one: one.median)
    bars = [
        Bar(
            _step(one),
            one.median,
            (_number(one.median), str(one.longest), str(one.stays)),
            one.longest - one.median,
            meant=one is slowest,
        )
        for one in review.days
    ]
    legend = [
        Span(f"{BAR}", "bar"),
        Span(f" median, {REST} longest, in whole days; stays that are over", "quiet"),
    ]
    return with_legend(bars_of(bars, width), legend, room)


def _victories_sentence(review: Review) -> str:
    found = review.victories
    if not found.rejected and not found.other_roles:
        return "No rejections yet. When one comes, thank them: step 10 turns it around."
    roles = f", {found.other_roles} into another role there" if found.other_roles else ""
    return f"{found.reopened} of {counted(found.rejected, 'rejection')} turned into another round{roles}."


def _victories(review: Review, width: int, _room: int) -> list[FigureLine]:
    found = review.victories
    if not found.rejected and not found.other_roles:
        return []
    rows = [
        ("rejected", found.rejected),
        ("turned around", found.reopened),
        ("  invited on", found.invited),
        ("  offer", found.offers),
        ("  still running", found.running),
        ("  rejected again", found.rejected_again),
    ]
    if found.other_roles:
        rows += [("another role there", found.other_roles), ("  with an offer", found.other_role_offers)]
    return bars_of(
        [Bar(name, number, (str(number),), meant=place == 1) for place, (name, number) in enumerate(rows)], width
    )


def _needs_sentence(review: Review) -> str:
    if not review.needs:
        return "No needs noted yet: in the notes of an interview, start a line with !"
    first = review.needs[0]
    return f"At {counted(first.interviews, 'interview')}: {first.text}"


def _needs(review: Review, width: int, room: int) -> list[FigureLine]:
    if not review.needs:
        return []
    seen = review.needs[:room]
    return bars_of(
        [Bar(need.text, need.interviews, (str(need.interviews),), meant=not place) for place, need in enumerate(seen)],
        width,
    )


def _quiet(text: str) -> FigureLine:
    return [Span(text, "quiet")]


FIGURES: tuple[Figure, ...] = (
    Figure(
        "Funnel",
        "How far interviews got",
        _quiet("reached · share of the step before · now"),
        _funnel_sentence,
        _funnel,
    ),
    Figure(
        "On time",
        "On time, week by week",
        [Span(f"{COLUMN} on time · ", "quiet"), Span(f"{LATE} late", "late")],
        _punctuality_sentence,
        _punctuality,
    ),
    Figure("Check-ins", "Check-ins and answers", _quiet("answered of sent"), _check_ins_sentence, _check_ins),
    Figure("Contacts", "A year of contacts", [], _contacts_sentence, _contacts),
    Figure("Days", "Days in a step", _quiet("median · longest · stays"), _days_sentence, _days),
    Figure("Turned around", "Rejections turned around", _quiet("rounds"), _victories_sentence, _victories),
    Figure("Needs", "Most common needs", _quiet("interviews"), _needs_sentence, _needs),
)


def _step(one: StepCount | StepDays) -> str:
    return f"{int(one.step):>2} {row(one.step).name}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def _number(value: float) -> str:
    return f"{value:g}"
