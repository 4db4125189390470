"""The figures of the review as lines of text: each bar with its number beside it. plotext draws what is over time.

Every sign that is drawn with is in the font of a bare console, and has a stand-in of its own in ASCII
(terminal/text.py): a figure says the same in any locale. At 80x24 the review's page has room for each of them.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.dates import MONTHS, WEEKDAYS
from interview_tui.domain.review import WEEKS, YEAR_WEEKS, monday_of
from interview_tui.domain.steps import title
from interview_tui.domain.text import counted
from interview_tui.terminal.text import cells, cut, padded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from interview_tui.domain.review import Review, Week

_WIDTH = 78
"""Cells, where nobody says how wide it may be."""
BAR, REST = "█░"
"""What a bar is about, and what is left to the whole of it."""
SHADES = "─░▒█"
"""For no contact that day, and for more and more of them."""
_STEP_WIDTH = 22
_AXIS_WIDTH = 7
"""Cells of a plot that are not its weeks': the scale, and the frame at both sides."""
_PLOT_LINES = 7
_WIDEST_WEEK = 8
_CHECK_INS_AT_MOST = 15
_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class Figure(NamedTuple):
    """One figure: its name on the line of tabs, its title, and what draws it in so many cells."""

    name: str
    title: str
    draw: Callable[[Review, int], Iterator[str]]


class Bar(NamedTuple):
    """A line of a figure: what it is, its value, the value in words, and what is left to the whole."""

    label: str
    value: float
    words: str
    rest: float = 0


class TextLine(NamedTuple):
    """A line of all figures as text."""

    text: str
    heading: bool = False


def draw_figure(figure: Figure, review: Review, width: int = _WIDTH) -> list[str]:
    """A figure as lines of at most `width` cells."""
    return [cut(line, max(1, width)) for line in figure.draw(review, max(40, width))]


def _bars(bars: Iterable[Bar], width: int, label_width: int = _STEP_WIDTH) -> Iterator[str]:
    """A line each: what it is, a bar as long as its value, and the value in words."""
    found = list(bars)
    most = max((bar.value + bar.rest for bar in found), default=0)
    room = max(4, width - label_width - max((cells(bar.words) for bar in found), default=0) - 2)

    def length(value: float) -> int:
        return max(round(value / most * room), 1 if value else 0) if most else 0

    for bar in found:
        drawn = BAR * length(bar.value)
        drawn += REST * (length(bar.value + bar.rest) - len(drawn))
        yield f"{padded(bar.label, label_width)} {drawn}{' ' if drawn else ''}{bar.words}"


def _funnel(review: Review, width: int) -> Iterator[str]:
    whole = review.funnel[0].reached
    last = review.funnel[-1]
    yield f"{counted(whole, 'interview')}; {last.reached} came as far as {title(last.step)}."
    yield ""
    yield from _bars(
        (Bar(title(one.step), one.reached, f"{one.reached} came here, {one.now} there now") for one in review.funnel),
        width,
    )


def _punctuality(review: Review, width: int) -> Iterator[str]:
    weeks = [week for week in review.punctuality if week.done]
    done, on_time = sum(week.done for week in weeks), sum(week.on_time for week in weeks)
    if not done:
        yield f"No follow-up was done in the last {WEEKS} weeks."
        return
    of = f"{on_time} of {counted(done, 'follow-up')} in {counted(len(weeks), 'week')}"
    yield f"{percent(on_time, done)} on time: {of}."
    yield ""
    yield from _plot(review.punctuality[review.punctuality.index(weeks[0]) :], width)
    yield ""
    share = max(len(f"{week.on_time} of {week.done}") for week in weeks)
    numbers = [
        f"{_day(week.monday):>6} {percent(week.on_time, week.done):>5}  {f'{week.on_time} of {week.done}':<{share}}"
        for week in weeks
    ]
    columns = max(1, (width + 2) // (len(numbers[0]) + 2))
    lines = -(-len(numbers) // columns)
    yield from ("  ".join(numbers[line::lines]).rstrip() for line in range(lines))


def _plot(weeks: Sequence[Week], width: int) -> Iterator[str]:
    """The share that was on time, week after week; nothing where nothing was done."""
    import plotext

    pitch = max(1, min(_WIDEST_WEEK, (width - _AXIS_WIDTH) // len(weeks)))
    inside = pitch * len(weeks)
    middles = [place * pitch + pitch // 2 for place in range(len(weeks))]
    plotext.clear_figure()  # plotext counts on one picture at a time
    plotext.theme("clear")
    plotext.limitsize(False, False)  # else by the size of the terminal, which is not the size of the page
    plotext.plot_size(inside + _AXIS_WIDTH, _PLOT_LINES)
    plotext.xlim(0, max(1, inside - 1))
    plotext.ylim(0, 100)
    shares = [100 * week.on_time / max(1, week.done) for week in weeks]
    plotext.bar(middles, shares, width=max(0.01, (pitch - 2) / pitch), marker=BAR)
    plotext.yticks([0, 50, 100], ["0 %", "50 %", "100 %"])
    plotext.xticks([], [])  # its labels are not in the same place in every run
    for line in _COLOURS.sub("", plotext.build()).splitlines():
        yield line.rstrip()
    begins = _AXIS_WIDTH - 1
    yield _labels((begins + middle - 2, _day(week.monday)) for middle, week in zip(middles, weeks, strict=True))


def _labels(labels: Iterable[tuple[int, str]]) -> str:
    """A line with each label at its column, but for those that would touch the one before."""
    line = ""
    for column, label in labels:
        if not line or len(line) < column:
            line = f"{line:<{column}}{label}"
    return line


def _check_ins(review: Review, width: int) -> Iterator[str]:
    if not review.check_ins:
        yield "No check-in was done yet: step 7 plans them."
        return
    sent = sum(one.sent for one in review.check_ins)
    answered = sum(one.answered for one in review.check_ins)
    yield f"{answered} of {counted(sent, 'check-in')} had an answer before the next one went out."
    yield ""
    yield from _bars(
        (
            Bar(
                f"check-in {one.number}",
                one.answered,
                f"{one.answered} answered, {one.sent - one.answered} not ({percent(one.answered, one.sent)})",
                one.sent - one.answered,
            )
            for one in review.check_ins[:_CHECK_INS_AT_MOST]
        ),
        width,
        label_width=14,
    )
    if more := review.check_ins[_CHECK_INS_AT_MOST:]:
        yield f"… and {counted(sum(one.sent for one in more), 'later check-in')}"
    yield ""
    yield f"{BAR} answered after so many check-ins of a round, {REST} not, or not yet."


def _days(review: Review, width: int) -> Iterator[str]:
    if not review.days:
        yield "No interview has left a step yet."
        return
    slowest = max(review.days, key=lambda one: one.median)
    yield f"The longest by the median: {title(slowest.step)}, {_number(slowest.median)} days."
    yield ""
    yield from _bars(
        (
            Bar(
                title(one.step),
                one.median,
                f"{_number(one.median)} d, longest {one.longest} ({one.stays})",
                one.longest - one.median,
            )
            for one in review.days
        ),
        width,
    )
    yield ""
    yield f"{BAR} median, {REST} longest, in whole days; in brackets how many stays are over."


def _contacts(review: Review, _width: int) -> Iterator[str]:
    counts = dict(review.contacts)
    last = monday_of(review.today)
    mondays = [last - timedelta(weeks=n) for n in reversed(range(YEAR_WEEKS))]
    most = max(counts.values(), default=0)
    yield f"{counted(sum(counts.values()), 'contact')} on {counted(len(counts), 'day')} of the last year."
    yield ""
    begins = ((place, monday) for place, monday in enumerate(mondays) if monday.day <= 7)
    yield _labels((4 + place, MONTHS[monday.month - 1][:3]) for place, monday in begins)
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


def _needs(review: Review, width: int) -> Iterator[str]:
    if not review.needs:
        yield "No need was written down yet: in the notes of an interview, ! before a line makes it one."
        return
    yield "What employers said they need, and at how many interviews:"
    yield ""
    yield from _bars(
        (Bar(need.text, need.interviews, str(need.interviews)) for need in review.needs),
        width,
        label_width=min(max(cells(need.text) for need in review.needs), width * 3 // 4),
    )


def _victories(review: Review, width: int) -> Iterator[str]:
    found = review.victories
    if not found.rejected:
        yield "No rejection yet. When one comes, thank them for their time: step 10 turns it round."
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
    yield from _bars((Bar(name, number, str(number)) for name, number in rows), width, label_width=18)


FIGURES: tuple[Figure, ...] = (
    Figure("Funnel", "Funnel over the ten steps", _funnel),
    Figure("Punctuality", "Punctuality by week", _punctuality),
    Figure("Answers", "Answers by number of check-ins", _check_ins),
    Figure("Days", "Days in a step", _days),
    Figure("Contacts", "Contacts in a year", _contacts),
    Figure("Needs", "Needs heard most", _needs),
    Figure("Victories", "Defeats turned into victories", _victories),
)


def percent(part: int, whole: int) -> str:
    """`94 %`."""
    return f"{round(100 * part / whole)} %"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def _number(value: float) -> str:
    return f"{value:g}"


def as_text(review: Review, width: int = _WIDTH) -> Iterator[TextLine]:
    """All figures below one another."""
    for place, figure in enumerate(FIGURES):
        if place:
            yield TextLine("")
        yield TextLine(figure.title.upper(), heading=True)
        yield from map(TextLine, draw_figure(figure, review, width))


def as_svg(review: Review, width: int = _WIDTH) -> str:
    """The same as a picture."""
    import io

    from rich.console import Console
    from rich.text import Text

    console = Console(record=True, width=width, file=io.StringIO(), legacy_windows=False)
    for line in as_text(review, width):
        console.print(Text(line.text, style="bold" if line.heading else ""), soft_wrap=True)
    # Fonts would be fetched from elsewhere by whoever looks at it.
    return _FONTS.sub("", console.export_svg(title="interview-tui review"))
