"""The figures of the review as lines of text: each bar with its number beside it. plotext draws what is over time."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.dates import MONTHS, WEEKDAYS
from interview_tui.domain.lifecycle import title
from interview_tui.domain.review import YEAR_WEEKS, monday_of
from interview_tui.domain.text import counted
from interview_tui.ui.text import cells, cut, padded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from interview_tui.domain.review import Review, Week

WIDTH = 78
"""Cells, where nobody says how wide it may be."""
BAR = "█"
SHADES = "·░▒▓█"
"""For no contact that day, and for more and more of them."""
_STEP_WIDTH = 22
_NUMBER_WIDTH = 26
_PLOT_LINES = 12
_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class Figure(NamedTuple):
    """One figure: its name for `h` and `l` and in JSON, its title, and what draws it in so many cells."""

    name: str
    title: str
    draw: Callable[[Review, int], Iterator[str]]


def draw(figure: Figure, review: Review, width: int = WIDTH) -> list[str]:
    """A figure as lines of at most `width` cells."""
    return [cut(line, max(1, width)) for line in figure.draw(review, max(40, width))]


def _bars(rows: Iterable[tuple[str, float, str]], width: int, label_width: int = _STEP_WIDTH) -> Iterator[str]:
    """A line each: what it is, a bar as long as its value, and the value in words."""
    found = list(rows)
    most = max((value for _, value, _ in found), default=0)
    number_width = max((cells(words) for _, _, words in found), default=0)
    room = max(4, width - label_width - number_width - 2)
    for label, value, words in found:
        length = round(value / most * room) if most else 0
        yield f"{padded(label, label_width)} {BAR * max(length, 1 if value else 0)} {words}"


def _funnel(review: Review, width: int) -> Iterator[str]:
    whole = review.funnel[0].reached
    last = review.funnel[-1]
    yield f"{counted(whole, 'interview')}; {last.reached} came as far as {title(last.step)}."
    yield ""
    yield from _bars(
        ((title(one.step), one.reached, f"{one.reached} came here, {one.now} there now") for one in review.funnel),
        width,
    )


def _punctuality(review: Review, width: int) -> Iterator[str]:
    weeks = [week for week in review.punctuality if week.done]
    done, on_time = sum(week.done for week in weeks), sum(week.on_time for week in weeks)
    if not done:
        yield f"No follow-up was done in the last {len(review.punctuality)} weeks."
        return
    yield f"{percent(on_time, done)} on time: {on_time} of {counted(done, 'follow-up')} in {len(weeks)} weeks."
    yield ""
    if len(weeks) > 1:
        yield from _plot(weeks, width)
        yield ""
    yield from _bars(
        ((f"week of {_day(w.monday)}", w.on_time / w.done, f"{percent(w.on_time, w.done)}, {w.on_time} of {w.done}")
         for w in reversed(weeks)),
        width,
        label_width=16,
    )  # fmt: skip


def _plot(weeks: Sequence[Week], width: int) -> list[str]:
    """The share that was on time, week after week. plotext counts on one picture at a time."""
    import plotext

    plotext.clear_figure()
    plotext.theme("clear")
    plotext.plot_size(width, _PLOT_LINES)
    plotext.ylim(0, 100)
    plotext.yticks([0, 50, 100], ["0 %", "50 %", "100 %"])
    places = list(range(len(weeks)))
    ticks = places[:: max(1, len(places) * 8 // width)]
    plotext.xticks(ticks, [_day(weeks[place].monday) for place in ticks])
    plotext.plot(places, [100 * week.on_time / week.done for week in weeks], marker="braille")
    return [line.rstrip() for line in _COLOURS.sub("", plotext.build()).rstrip("\n").split("\n")]


def _check_ins(review: Review, width: int) -> Iterator[str]:
    if not review.check_ins:
        yield "No check-in was done yet: step 7 plans them."
        return
    sent = sum(one.sent for one in review.check_ins)
    answered = sum(one.answered for one in review.check_ins)
    yield f"{answered} of {counted(sent, 'check-in')} had an answer before the next one was due."
    yield ""
    yield from _bars(
        (
            (f"check-in {one.number}", one.answered, f"{one.answered} of {one.sent}, {percent(one.answered, one.sent)}")
            for one in review.check_ins
        ),
        width,
        label_width=14,
    )


def _days(review: Review, width: int) -> Iterator[str]:
    if not review.days:
        yield "No step was left yet: ] goes on to the next one."
        return
    slowest = max(review.days, key=lambda one: one.median)
    yield f"The longest by the median: {title(slowest.step)}, {_number(slowest.median)} days."
    yield ""
    yield from _bars(
        (
            (title(one.step), one.median, f"{_number(one.median)} d, longest {one.longest} ({one.stays})")
            for one in review.days
        ),
        width,
    )
    yield ""
    yield "Median and longest, in whole days; in brackets how many stays are over."


def _contacts(review: Review, _width: int) -> Iterator[str]:
    counts = dict(review.contacts)
    last = monday_of(review.today)
    mondays = [last - timedelta(weeks=n) for n in reversed(range(YEAR_WEEKS))]
    most = max(counts.values(), default=0)
    yield f"{counted(sum(counts.values()), 'contact')} on {counted(len(counts), 'day')} of the last year."
    yield ""
    yield "    " + _months(mondays)
    for weekday in range(7):
        days = [monday + timedelta(days=weekday) for monday in mondays]
        row = "".join(" " if day > review.today else _shade(counts.get(day, 0), most) for day in days)
        total = sum(counts.get(day, 0) for day in days)
        yield f"{WEEKDAYS[weekday][:3]} {row} {total:>4}"
    yield ""
    yield f"{SHADES[0]} none, {SHADES[1]} few … {SHADES[-1]} {most} in a day. At the right, all on that weekday."


def _shade(count: int, most: int) -> str:
    if not count:
        return SHADES[0]
    return SHADES[1 + (count - 1) * (len(SHADES) - 1) // max(most, 1)]


def _months(mondays: Sequence[date]) -> str:
    """The names of months above the weeks in which they begin."""
    line = ""
    for place, monday in enumerate(mondays):
        begins = monday.day <= 7
        if begins and len(line) <= place:
            line = f"{line:<{place}}{MONTHS[monday.month - 1][:3]}"
    return line


def _needs(review: Review, width: int) -> Iterator[str]:
    if not review.needs:
        yield "No need was written down yet: a in the notes, and ! before it."
        return
    yield "What employers said they need, and at how many interviews:"
    yield ""
    yield from _bars(
        ((need.text, need.interviews, str(need.interviews)) for need in review.needs), width, label_width=width * 5 // 8
    )


def _victories(review: Review, width: int) -> Iterator[str]:
    found = review.victories
    if not found.rejected:
        yield "No rejection yet. When one comes, o r takes it with grace, and step 10 turns it round."
        return
    yield f"{found.reopened} of {counted(found.rejected, 'rejection')} turned into another round."
    yield ""
    rows = (
        ("rejected", found.rejected),
        ("turned round", found.reopened),
        ("  invited on", found.invited),
        ("  offer", found.offers),
        ("  still running", found.running),
        ("  rejected again", found.rejected_again),
    )
    yield from _bars(((name, number, str(number)) for name, number in rows), width, label_width=18)


FIGURES: tuple[Figure, ...] = (
    Figure("funnel", "Funnel over the ten steps", _funnel),
    Figure("punctuality", "Punctuality by week", _punctuality),
    Figure("check_ins", "Answers by check-ins", _check_ins),
    Figure("days", "Days in a step", _days),
    Figure("contacts", "Contacts in a year", _contacts),
    Figure("needs", "Needs heard most", _needs),
    Figure("victories", "Defeats turned into victories", _victories),
)


def percent(part: int, whole: int) -> str:
    """`94 %`."""
    return f"{round(100 * part / whole)} %"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def _number(value: float) -> str:
    return f"{value:g}"


def as_text(review: Review, width: int = WIDTH) -> list[str]:
    """All figures below one another."""
    lines: list[str] = []
    for figure in FIGURES:
        lines += [figure.title.upper(), *draw(figure, review, width), ""]
    return lines[:-1]


def as_svg(review: Review, width: int = WIDTH) -> str:
    """The same as a picture."""
    import io

    from rich.console import Console
    from rich.text import Text

    console = Console(record=True, width=width, file=io.StringIO(), legacy_windows=False)
    for line in as_text(review, width):
        console.print(Text(line, style="bold" if line.isupper() else ""), soft_wrap=True)
    # Fonts would be fetched from elsewhere by whoever looks at it.
    return _FONTS.sub("", console.export_svg(title="interview-tui review"))
