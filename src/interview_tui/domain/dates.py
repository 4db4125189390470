"""Days and instants: the user's calendar, what people type for a date, and how dates are shown.

The words are English whatever the locale. "Today" is the user's day, in `Calendar.zone`, never the machine's.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.errors import Unclear
from interview_tui.domain.text import clean_line, counted, shorten

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_EVERY_DAY = frozenset(range(7))
_DAY = timedelta(days=1)


class Calendar:
    """The user's calendar: their zone and the weekdays they work on.

    Without any working weekday, every day counts as one. Raises ValueError for a weekday outside 0 to 6.
    """

    def __init__(self, zone: ZoneInfo, working: frozenset[int] = frozenset(range(5))) -> None:
        if not working <= _EVERY_DAY:
            raise ValueError(f"weekdays are numbered 0 to 6, not {sorted(working - _EVERY_DAY)}")
        self.zone = zone
        self.working = working or _EVERY_DAY
        """Monday is 0."""

    def __repr__(self) -> str:
        return f"Calendar({self.zone}, {sorted(self.working)})"

    def local(self, instant: datetime) -> datetime:
        """The instant in the user's zone."""
        return instant.astimezone(self.zone)

    def day(self, instant: datetime) -> date:
        """The user's day of an instant."""
        return self.local(instant).date()

    def instant(self, day: date, at: time) -> datetime:
        """The instant, in UTC, at which the user's clock shows `at` on `day`.

        A time that the change to summer time skips moves forward by the gap (which can lead into the next
        day); of a time that comes twice, the first is meant.
        """
        # fold=0 means the offset before the change: the first of two, and beyond a gap
        return datetime.combine(day, at.replace(fold=0), tzinfo=self.zone).astimezone(UTC)

    def is_working(self, day: date) -> bool:
        """Whether the user works on that weekday."""
        return day.weekday() in self.working

    def working_on_or_after(self, day: date) -> date:
        """The day itself when the user works then, else the next working day."""
        return day if self.is_working(day) else self.add_working(day, 1)

    def working_on_or_before(self, day: date) -> date:
        """The day itself when the user works then, else the last working day before it."""
        return day if self.is_working(day) else self.add_working(day, -1)

    def add_working(self, day: date, days: int) -> date:
        """The day that many working days later (earlier when negative); 0 gives the day itself."""
        step = _DAY if days > 0 else -_DAY
        for _ in range(abs(days)):
            day += step
            while not self.is_working(day):
                day += step
        return day


class When(NamedTuple):
    """A day on the user's calendar and, when a time was given, the instant in UTC that falls on it."""

    day: date
    at: datetime | None = None


def format_when(when: When, calendar: Calendar) -> str:
    """The text that `parse_when` reads as the same `When`: `2026-12-02`, `2026-12-02 14:00`.

    The second of two equal clock times carries its offset: `2026-11-01 01:30-08:00`.
    """
    if when.at is None:
        return when.day.isoformat()
    local = calendar.local(when.at)
    precision = "auto" if local.second or local.microsecond else "minutes"
    plain = local.replace(tzinfo=None)
    is_first = calendar.instant(plain.date(), plain.time()) == when.at
    return (plain if is_first else local).isoformat(" ", precision)


def day_words(day: date, *, today: date) -> str:
    """A day as one says it: `today`, `Thu` (two to six days ahead), `Thu 3 Dec`, `Thu 3 Dec 2027`."""
    ahead = (day - today).days
    if ahead in _NEAR_WORDS:
        return _NEAR_WORDS[ahead]
    if 2 <= ahead <= 6:
        return _short(WEEKDAYS[day.weekday()])
    year = "" if day.year == today.year else f" {day.year}"
    return f"{_short(WEEKDAYS[day.weekday()])} {day.day} {_short(MONTHS[day.month - 1])}{year}"


def full_date(day: date) -> str:
    """A day with all there is of it: `Tue 1 Dec 2026`."""
    return f"{_short(WEEKDAYS[day.weekday()])} {day.day} {_short(MONTHS[day.month - 1])} {day.year}"


def distance_words(day: date, *, today: date) -> str:
    """How far away a day is: `today`, `tomorrow`, `in 8 days`, `3 days ago`. In days, so that a wrong year is seen."""
    ahead = (day - today).days
    if ahead in _NEAR_WORDS:
        return _NEAR_WORDS[ahead]
    return f"in {counted(ahead, 'day')}" if ahead > 0 else f"{counted(-ahead, 'day')} ago"


def due_words(day: date, *, today: date, clock: time | None = None) -> str:
    """A due date for a narrow column: `2 days late`, `today 14:00`, `tomorrow`, `Thu`, `3 Dec`, `3 Dec 27`.

    `clock` is the time it is due in the user's zone, if any. It is shown up to six days ahead; tomorrow then
    goes by its weekday, to stay narrow: `Fri 14:00`.
    """
    ahead = (day - today).days
    if ahead < 0:
        return f"{counted(-ahead, 'day')} late"
    if ahead > 6:
        year = "" if day.year == today.year else f" {day.year % 100:02}"
        return f"{day.day} {_short(MONTHS[day.month - 1])}{year}"
    if clock is None:
        return day_words(day, today=today)
    name = "today" if ahead == 0 else _short(WEEKDAYS[day.weekday()])
    return f"{name} {clock:%H:%M}"


def moment_words(instant: datetime, *, now: datetime, calendar: Calendar) -> str:
    """An instant as one says it, in the user's zone: `today 14:00`, `Thu 14:00`, `Thu 3 Dec 14:00`."""
    local = calendar.local(instant)
    return f"{day_words(local.date(), today=calendar.day(now))} {local:%H:%M}"


def ago_words(instant: datetime, *, now: datetime, calendar: Calendar) -> str:
    """How long ago, by the user's days: `today`, `yesterday`, `5 days ago`, `3 weeks ago`, `2 years ago`.

    What lies ahead is named by its day, as `day_words` does.
    """
    day, today = calendar.day(instant), calendar.day(now)
    days = (today - day).days
    if days < 2:
        return day_words(day, today=today)
    months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
    if days < 14:
        return f"{counted(days, 'day')} ago"
    if months < 2:
        return f"{counted(days // 7, 'week')} ago"
    if months < 24:
        return f"{counted(months, 'month')} ago"
    return f"{counted(months // 12, 'year')} ago"


def utc_text(instant: datetime) -> str:
    """An instant as it is kept: ISO 8601 in UTC, to the second."""
    return instant.astimezone(UTC).replace(microsecond=0).isoformat()


def iso(instant: datetime, calendar: Calendar) -> str:
    """ISO 8601 with the user's offset, to the second: `2026-12-02T14:00:00-08:00`."""
    return calendar.local(instant).isoformat(timespec="seconds")


def parse_when(text: str, *, now: datetime, calendar: Calendar) -> When:
    """What a person typed for a day, or for a day and a time, read on their calendar.

    A day is one of

    - `today`, `tomorrow`, `yesterday`;
    - `fri`, `friday`: the first one after today, so a week on when today is a Friday;
    - `next fri`: the one in the week after this one; weeks begin on Monday;
    - `+3d`, `+3wd` (working days), `+2w`, `+1m` (at most to that month's last day), `3 days`, `in 3 days`;
    - `2 Dec`, `Dec 2`: the first one from today on; `2 Dec 2026`, `Wed 2 Dec` (the weekday must agree);
    - `2026-12-02`.

    A time may follow or precede it: `14:00`, `at 14:00`, `9am`, `2:30pm`, `noon`. A time alone is today's if it
    is still to come, else tomorrow's. `+4h` and `+30min` count from now, to the minute. ISO 8601 with an offset,
    and other full dates with the month's name, are read too.

    Raises Unclear for anything else, for days that do not exist, and for years outside 1900 to 2999.
    """
    words = " ".join(clean_line(text).lower().replace(",", " ").split())
    try:
        when = _read(words, now, calendar) if len(words) <= _LONGEST else None
    except (ValueError, OverflowError):  # a day, a time or an instant that does not exist
        when = None
    if when is None or when.day.year not in _YEARS:
        said = f'"{shorten(text, 40)}" is no date' if words else "No date was given"
        raise Unclear(f"{said}: write for example tomorrow, fri, next tue 14:00, +3d, +2w, 2 Dec or 2026-12-02 14:00")
    return when


_LONGEST = 60
"""No date takes more characters."""
_YEARS = range(1900, 3000)
"""Others are slips of the finger; within these, reckoning with days cannot leave what `date` can hold."""

_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}
_NEAR_WORDS = {ahead: word for word, ahead in _NEAR.items()}
_FILLERS = frozenset({"of", "on", "the"})

# The patterns stay text until they are used: compiling them would cost every start of the program.
_SOON = r"(?:\+|in )? ?(\d{1,4}) ?(?:(h|hours?)|min|minutes?)"
_AHEAD = r"(?:\+|in )? ?(\d{1,4}) ?(?:(d|days?)|(wd|working days?)|(w|weeks?)|m|months?)"
_HOUR = r"(?:[01]?\d|2[0-3])"
_MINUTES = r":\d\d(?::\d\d(?:\.\d{1,6})?)?"
_CLOCK = (
    r"(?:^|(?<=\d)t| )(?:at |@ ?)?"
    rf"(?P<clock>noon|{_HOUR}(?:{_MINUTES})? ?[ap]\.?m\.?|{_HOUR}{_MINUTES})"
    rf"(?: ?(?P<offset>z|utc|gmt|[+-]\d\d:?\d\d(?::\d\d)?))?(?= |$)"
)
_YEAR_FIRST = r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})"
_NAMED = r"[a-z0-9]+(?:(?: |\. ?|/|-)[a-z0-9]+)*\.?"
_ORDINAL = r"(?<=\d)(?:st|nd|rd|th)\b"
_NUMBERS_ONLY = r"\d{1,2}([-/.])\d{1,2}(?:\1(?:\d{4}|\d\d)?)?"


def _match(pattern: str, words: str) -> re.Match[str] | None:
    return re.fullmatch(pattern, words, re.ASCII)


def _read(words: str, now: datetime, calendar: Calendar) -> When | None:
    if found := _match(_SOON, words):
        number = int(found[1])
        delay = timedelta(hours=number) if found[2] else timedelta(minutes=number)
        return _at(now.replace(second=0, microsecond=0) + delay, calendar)
    today = calendar.day(now)
    found = re.search(_CLOCK, words, re.ASCII)
    if found is None:
        day = _relative_day(words, today, calendar) or _written_day(words, today)
        return None if day is None else When(day)
    clock, offset = _read_clock(found["clock"]), found["offset"]
    before, after = words[: found.start()].rstrip(), words[found.end() :].lstrip()
    if not (before or after or offset):
        instant = calendar.instant(today, clock)
        return _at(instant if instant > now else calendar.instant(today + _DAY, clock), calendar)
    rest = f"{before} {after}".strip()
    day = _written_day(rest, today)
    if day is None and not offset and not (before and after):
        day = _relative_day(rest, today, calendar)
    if day is None:
        return None
    return _at(_with_offset(day, clock, offset) if offset else calendar.instant(day, clock), calendar)


def _at(instant: datetime, calendar: Calendar) -> When:
    return When(calendar.day(instant), instant.astimezone(UTC))


def _with_offset(day: date, clock: time, offset: str) -> datetime:
    sign = offset if offset[0] in "+-" else "+00:00"
    return datetime.fromisoformat(f"{day.isoformat()}T{clock.isoformat()}{sign}")


def _read_clock(words: str) -> time:
    if words == "noon":
        return time(12)
    hour, _, rest = words.rstrip("apm. ").partition(":")
    clock = time.fromisoformat(f"{int(hour):02}:{rest or '00'}")
    if "m" not in words:
        return clock
    if not 1 <= clock.hour <= 12:
        raise ValueError("before and after noon the hours go from 1 to 12")
    return clock.replace(hour=clock.hour % 12 + (12 if "p" in words else 0))


def _relative_day(words: str, today: date, calendar: Calendar) -> date | None:
    words = words.removeprefix("on ")
    if words in _NEAR:
        return today + _NEAR[words] * _DAY
    if (weekday := _number(words, WEEKDAYS)) is not None:
        return today + ((weekday - today.weekday() - 1) % 7 + 1) * _DAY
    if words.startswith("next ") and (weekday := _number(words[5:], WEEKDAYS)) is not None:
        return today + (7 + weekday - today.weekday()) * _DAY
    if (found := _match(_AHEAD, words)) is None:
        return None
    number = int(found[1])
    _, days, working_days, weeks = found.groups()
    if days:
        return today + number * _DAY
    if working_days:
        return calendar.add_working(today, number)
    if weeks:
        return today + number * 7 * _DAY
    return _months_later(today, number)


def _months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last one when it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    next_first = (first + 31 * _DAY).replace(day=1)
    return first.replace(day=min(day.day, (next_first - _DAY).day))


def _written_day(words: str, today: date) -> date | None:
    """The day of a written date: `2026-12-02`, or a day and a month's name, in any order."""
    if found := _match(_YEAR_FIRST, words):
        return date(int(found[1]), int(found[3]), int(found[4]))
    if _match(_NUMBERS_ONLY, words):
        raise Unclear(f'"{words}" does not say which number is the month: write 2 Dec or 2026-12-02')
    if _match(_NAMED, words) is None:
        return None
    months, weekdays, numbers, years = [], [], [], []
    for token in re.findall(r"[a-z]+|\d+", re.sub(_ORDINAL, "", words)):
        if (month := _number(token, MONTHS)) is not None:
            months.append(month + 1)
        elif (weekday := _number(token, WEEKDAYS)) is not None:
            weekdays.append(weekday)
        elif token.isdigit() and len(token) in (1, 2):
            numbers.append(int(token))
        elif token.isdigit() and len(token) == 4:
            years.append(int(token))
        elif token not in _FILLERS:
            return None
    if (len(months), len(numbers)) != (1, 1) or len(years) > 1 or len(weekdays) > 1:
        return None
    day = date(years[0], months[0], numbers[0]) if years else _first_from(today, months[0], numbers[0])
    if day is not None and weekdays and day.weekday() != weekdays[0]:
        raise Unclear(
            f'"{shorten(words, 40)}" does not agree: {day.day} {MONTHS[day.month - 1]} {day.year}'
            f" is a {WEEKDAYS[day.weekday()]}; correct one of them"
        )
    return day


def _first_from(today: date, month: int, number: int) -> date | None:
    """The first such day from today on; None when no year has it."""
    for year in range(today.year, today.year + 9):  # 29 February can be eight years away
        with suppress(ValueError):
            if (day := date(year, month, number)) >= today:
                return day
    return None


def _number(word: str, names: tuple[str, ...]) -> int | None:
    """The place of the name that begins with the word, of three letters at least."""
    if len(word) < 3:
        return None
    return next((place for place, name in enumerate(names) if name.lower().startswith(word)), None)


def _short(name: str) -> str:
    return name[:3]
