"""What people type for a date: days, times, spans and zones, in English words whatever the locale."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from typing import TYPE_CHECKING

from interview_tui.domain import dates
from interview_tui.domain.errors import Unclear
from interview_tui.domain.text import clean_line, shorten

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo


_DAY = timedelta(days=1)
_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}


def parse_when(text: str, *, now: datetime, calendar: dates.Calendar) -> dates.When:
    """What a person typed for a day, or for a day and a time, read on their calendar.

    A day is one of

    - `today`, `tomorrow`, `yesterday`;
    - `fri`, `friday`: the first one after today, so a week on when today is a Friday;
    - `next fri`: the one in the week after this one; weeks begin on Monday;
    - `+3d`, `+3wd` (working days), `+2w`, `+1m` (at most to that month's last day), `3 days`, `in 3 days`;
    - `2 Dec`, `Dec 2`: the first one from today on; `2 Dec 2026`, `Wed 2 Dec` (the weekday must agree);
    - `2026-12-02`;
    - `12/2`, `12.2.`, `12/2/2026` where `calendar.day_first` says which number is the month (points: the second).

    A time may follow or precede it: `14:00`, `at 14:00`, `9am`, `2:30pm`, `noon`. A time alone is today's if it
    is still to come, else tomorrow's. `+4h` and `+30min` count from now, to the minute. ISO 8601 with an offset,
    and other full dates with the month's name, are read too.

    A time may be a span: `10:00-11:30`, `10:00 - 11:30`, `10-11am`, `2-3pm`, `22:00-01:00` (into the next day). A
    zone stands after a blank, by its name or as `UTC+2`: `10:00 America/New_York`. What follows a clock and a hyphen
    is an end, never an offset, unless seconds or the T of ISO 8601 stand there.

    Raises Unclear for anything else, for days that do not exist, and for years outside 1900 to 2999.
    """
    words = _words(text)
    try:
        when = _read(words, now, calendar) if len(words) <= _LONGEST or _match(_EXACT_SPAN, words) else None
    except (ValueError, OverflowError):  # a day, a time or an instant that does not exist
        when = None
    if when is None or when.day.year not in dates.YEARS:
        said = f'"{shorten(text, 40)}" is not a date' if words else "No date given"
        raise Unclear(f"{said}: write for example tomorrow, fri, next tue 14:00, +3d, +2w, 2 Dec or 2026-12-02 14:00")
    return when


def parse_past(text: str, *, now: datetime, calendar: dates.Calendar) -> dates.When:
    """As `parse_when`, for what took place already: `mon`, `24 Nov` and `08:00` are the last ones up to now, and `-3d`
    and `-2w` count back from today. What names a later moment (`tomorrow`, `+3d`, a year) is given as it is. Raises
    Unclear.
    """
    if ago := _match(_AGO, _words(text)):
        return dates.When(calendar.day(now) - int(ago[1]) * (7 if ago[2] == "w" else 1) * _DAY)
    when = parse_when(text, now=now, calendar=calendar)
    words = _words(text).split()
    if words[0].startswith("+") or not _AHEAD_WORDS.isdisjoint(words):
        return when
    for back in _BACK:
        if (when.at is not None and when.at <= now) or (when.at is None and when.day <= calendar.day(now)):
            break
        earlier = parse_when(text, now=now - back, calendar=calendar)
        if (earlier.at is None or earlier.at <= now) and calendar.day(now) - earlier.day <= _LONG_AGO:
            when = earlier
    return when


_AHEAD_WORDS = frozenset({"today", "tomorrow", "yesterday", "next", "in"})
_BACK = (_DAY, 7 * _DAY, 8 * _DAY, 365 * _DAY)
"""From so long ago a clock, a weekday, one with a clock, and a day of the year come next, at the latest now."""
_LONG_AGO = 183 * _DAY
"""A day of the year that is longer past than ahead is meant to come."""


def read_note_day(text: str, *, meeting_day: date, calendar: dates.Calendar) -> date:
    """What a date in the notes of a meeting means: the words are those of `parse_when`, but `fri`, `tomorrow` and
    `+3d` count from the meeting's day, and `12 Nov` is the one that is nearest to it, before it or after.

    A time beside a day is left out, and so is what only says that the day is the last one: `EOD`, `COB`, `end of day`,
    `at the latest`.

    Raises Unclear for anything else: `end of week`, `EOD` alone, a weekday that does not agree with its date.
    """
    words = _without_lateness(_words(text))
    try:
        day = _read_note_day(words, meeting_day, calendar) if 0 < len(words) <= _LONGEST else None
    except (ValueError, OverflowError):
        day = None
    if day is None or day.year not in dates.YEARS:
        raise Unclear(f'No date understood in "{shorten(text, 40)}": write for example fri, 2 Dec or 2026-12-02')
    return day


_LONGEST = 80
"""No date takes more characters, except for a span with both offsets."""
_FILLERS = frozenset({"of", "on", "the"})
_HYPHENS = {ord(hyphen): "-" for hyphen in "\u2010\u2011\u2012\u2013\u2014\u2212"}
# The patterns stay text until they are used: compiling them would cost every start of the program.
_SOON = r"(?:\+|in )? ?(\d{1,4}) ?(?:(h|hours?)|min|minutes?)"
_AHEAD = r"(?:\+|in )? ?(\d{1,4}) ?(?:(d|days?)|(wd|working days?)|(w|weeks?)|m|months?)"
_AGO = r"- ?(\d{1,4}) ?(d|w)"
_HOUR = r"(?:[01]?\d|2[0-3])"
_MERIDIEM = r" ?[ap]\.?m\.?"
_SECONDS = r":\d\d(?:\.\d{1,6})?"
_TO = r"(?: ?- ?| to | until )"
_OFFSET = r"\d\d:?\d\d(?::\d\d)?"
_END = rf"(?:noon|{_HOUR}(?::\d\d(?:{_SECONDS})?)?{_MERIDIEM}|{_HOUR}:\d\d(?:{_SECONDS})?)"
_CLOCK = (
    r"(?:^|(?<=\d)(?P<t>t)| )(?:at |from |@ ?)?"
    rf"(?P<clock>noon|{_HOUR}(?::\d\d(?P<seconds>{_SECONDS})?)?{_MERIDIEM}|{_HOUR}:\d\d(?P<more>{_SECONDS})?"
    rf"|{_HOUR}(?={_TO}{_END}(?: |$)))"
    # A hyphen begins an offset only after seconds or after a T: (?!) matches nothing.
    rf"(?:(?P<offset> ?z| ?\+{_OFFSET}|(?(seconds) ?-{_OFFSET}|(?(more) ?-{_OFFSET}|(?(t)-{_OFFSET}|(?!)))))"
    rf"|{_TO}(?P<end>{_END}|{_HOUR}))?(?= |$)"
)
_EXACT = rf"\d{{4}}-\d\d-\d\dt\d\d:\d\d{_SECONDS}[+-]\d\d:\d\d(?::\d\d)?"
_EXACT_SPAN = rf"({_EXACT}) - ({_EXACT})(?: (\S+))?"
_ZONE_OFFSET = r"(?:utc|gmt)([+-])(\d{1,2})(?::?([0-5]\d))?"
_YEAR_FIRST = r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})"
_NAMED = r"[a-z0-9]+(?:(?: |\. ?|/|-)[a-z0-9]+)*\.?"
_ORDINAL = r"(?<=\d)(?:st|nd|rd|th)\b"
_NUMBERS_ONLY = r"(?:([a-z]+) )?((\d{1,2})([-/.])(\d{1,2})(?:(\4)(\d{4}|\d\d)?)?)"
_LATENESS = (
    r"(?:eod|cob|(?:the )?end of (?:the )?(?:day|business)|close of business|at the (?:very )?latest|(?:the )?latest)"
)


def _words(text: str) -> str:
    return " ".join(clean_line(text).lower().translate(_HYPHENS).replace(",", " ").split())


def _match(pattern: str, words: str) -> re.Match[str] | None:
    return re.fullmatch(pattern, words, re.ASCII)


def _read(words: str, now: datetime, calendar: dates.Calendar) -> dates.When | None:
    if found := _match(_SOON, words):
        number = int(found[1])
        delay = timedelta(hours=number) if found[2] else timedelta(minutes=number)
        return _at(now.replace(second=0, microsecond=0) + delay, calendar)
    if found := _match(_EXACT_SPAN, words):
        return _exact_span(found, calendar)
    today = calendar.day(now)

    def first_from_today(month: int, number: int) -> date | None:
        return next(iter(_yearly(month, number, today, today)), None)

    def written(words: str) -> date | None:
        return _written_day(words, first_from_today, calendar.day_first)

    found = re.search(_CLOCK, words, re.ASCII)
    if found is None:
        day = _relative_day(words, today, calendar) or written(words)
        return None if day is None else dates.When(day)
    start, end = _read_clocks(found["clock"], found["end"])
    offset = found["offset"]
    before, after = words[: found.start()].rstrip(), words[found.end() :].lstrip()
    name, zone, after = _take_zone(after, calendar.zone)
    rest = f"{before} {after}".strip()
    if not rest and not offset:
        day = dates.in_zone(now, zone).date()
        if dates.instant_of(day, start, zone) <= now:
            day += _DAY
    else:
        found_day = written(rest)
        if found_day is None and not offset and not (before and after):
            found_day = _relative_day(rest, today, calendar)
        if found_day is None:
            _complain_of_zone(after)
            return None
        day = found_day
    at = _with_offset(day, start, offset.strip()) if offset else dates.instant_of(day, start, zone)
    ends = None if end is None else _end(day, start, end, zone)
    return _at(at, calendar, ends, name)


def _at(instant: datetime, calendar: dates.Calendar, ends: datetime | None = None, zone: str = "") -> dates.When:
    if ends is not None and not timedelta(0) < ends - instant <= _DAY:
        raise Unclear("A span must end after it begins, within a day: write for example 10:00-11:30")
    return dates.When(calendar.day(instant), dates.in_zone(instant, UTC), ends, zone)


def _end(day: date, start: time, end: time, zone: tzinfo) -> datetime:
    """The end of a span; one that comes before its start on the clock is the next day's."""
    return dates.instant_of(day + _DAY if end < start else day, end, zone)


def _exact_span(found: re.Match[str], calendar: dates.Calendar) -> dates.When | None:
    start, end = (dates.in_zone(datetime.fromisoformat(found[n].upper()), UTC) for n in (1, 2))
    zone = _read_zone(found[3]) if found[3] else ("", calendar.zone)
    return None if zone is None else _at(start, calendar, end, zone[0])


def _with_offset(day: date, clock: time, offset: str) -> datetime:
    at = datetime.fromisoformat(f"{day.isoformat()}T{clock.isoformat()}{offset if offset[0] in '+-' else '+00:00'}")
    if not _LEAST_OFFSET <= (at.utcoffset() or timedelta(0)) <= _MOST_OFFSET:
        raise ValueError("no time zone has such an offset")
    return at


_LEAST_OFFSET, _MOST_OFFSET = timedelta(hours=-12), timedelta(hours=14)


def _take_zone(words: str, usual: tzinfo) -> tuple[str, tzinfo, str]:
    """The name and the zone that stand at the beginning or the end of what follows a clock, and the rest of it."""
    first, _, rest = words.partition(" ")
    if found := _read_zone(first):
        return *found, rest
    rest, _, last = words.rpartition(" ")
    if found := _read_zone(last):
        return *found, rest
    return "", usual, words


def _read_zone(word: str) -> tuple[str, tzinfo] | None:
    """The zone with its IANA name; '' for an offset that has none."""
    if not word[:1].isalpha() or word in _FILLERS or _number(word, dates.MONTHS) is not None:
        return None
    if key := _zone_keys().get(word):
        zone = dates.zone_named(key)
        return None if zone is None else (key, zone)
    if (found := _match(_ZONE_OFFSET, word)) is None:
        return None
    sign, hours, minutes = found[1], int(found[2]), int(found[3] or 0)
    offset = timedelta(hours=hours, minutes=minutes) * (-1 if sign == "-" else 1)
    if not _LEAST_OFFSET <= offset <= _MOST_OFFSET:
        return None
    if minutes:
        return "", timezone(offset)
    name = f"Etc/GMT{'-' if sign == '+' else '+'}{hours}" if hours else "UTC"  # the signs of these names are turned
    return name, timezone(offset)


@cache
def _zone_keys() -> dict[str, str]:
    """The names of all zones, by how they are written in small letters."""
    from importlib.resources import files

    return {key.lower(): key for key in (files("tzdata") / "zones").read_text("utf-8").split()}


def _complain_of_zone(words: str) -> None:
    """Raises Unclear where the words after a clock are a zone's abbreviation, or have the form of its name."""
    if (found := _match(r"[a-z]+/[a-z_/+-]+|[a-z]{1,4}t|utc.*|gmt.*", words)) and _number(
        words, dates.WEEKDAYS
    ) is None:
        raise Unclear(
            f'"{shorten(found[0], 40)}" is not a time zone: write its name, such as America/New_York, or UTC+2'
        )


def _read_clocks(start: str, end: str | None) -> tuple[time, time | None]:
    """The start and the end. Where only one has am or pm, the other's is that with which the span is shortest."""
    if end is None:
        return _read_clock(start), None
    start_half, end_half = _half(start), _half(end)
    starts = (
        [start]
        if start_half or not end_half or _has_24_hours(start)
        else [f"{start}{end_half}m", f"{start}{_OTHER[end_half]}m"]
    )
    ends = (
        [end]
        if end_half or not start_half or _has_24_hours(end)
        else [f"{end}{start_half}m", f"{end}{_OTHER[start_half]}m"]
    )
    pairs = [(_read_clock(one), _read_clock(other)) for one in starts for other in ends]
    return min(pairs, key=lambda pair: (_seconds(pair[1]) - _seconds(pair[0])) % 86_400)


_OTHER = {"a": "p", "p": "a"}


def _half(clock: str) -> str:
    """`a` or `p` for a clock of twelve hours."""
    return "" if clock == "noon" or "m" not in clock else "p" if "p" in clock else "a"


def _has_24_hours(clock: str) -> bool:
    return clock == "noon" or clock.startswith("0") or int(clock.partition(":")[0]) > 12


def _seconds(clock: time) -> int:
    return (clock.hour * 60 + clock.minute) * 60 + clock.second


def _read_clock(words: str) -> time:
    if words == "noon":
        return time(12)
    hour, _, rest = words.rstrip("apm. ").partition(":")
    clock = time.fromisoformat(f"{int(hour):02}:{rest or '00'}")
    if "m" not in words:
        return clock
    if not 1 <= clock.hour <= 12:
        raise ValueError("with am or pm, hours go from 1 to 12")
    return clock.replace(hour=clock.hour % 12 + (12 if "p" in words else 0))


def _without_lateness(words: str) -> str:
    """A day's words without what only says that it is the last day."""
    while True:
        shorter = re.sub(rf"^{_LATENESS} | {_LATENESS}$", "", words)
        if shorter == words:
            return words
        words = shorter


def _read_note_day(words: str, meeting_day: date, calendar: dates.Calendar) -> date | None:
    if found := re.search(_CLOCK, words, re.ASCII):
        before, after = words[: found.start()].rstrip(), words[found.end() :].lstrip()
        words = f"{before} {_take_zone(after, calendar.zone)[2]}".strip()
    day = _relative_day(words, meeting_day, calendar)
    return day or _written_day(words, lambda *of: _nearest(meeting_day, *of), calendar.day_first)


def _relative_day(words: str, today: date, calendar: dates.Calendar) -> date | None:
    words = words.removeprefix("on ")
    if words in _NEAR:
        return today + _NEAR[words] * _DAY
    if (weekday := _number(words, dates.WEEKDAYS)) is not None:
        return today + ((weekday - today.weekday() - 1) % 7 + 1) * _DAY
    if words.startswith("next ") and (weekday := _number(words[5:], dates.WEEKDAYS)) is not None:
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
    from dateutil.relativedelta import relativedelta

    return today + relativedelta(months=number)


def _written_day(words: str, of_a_year: Callable[[int, int], date | None], day_first: bool | None) -> date | None:
    """The day of a written date: `2026-12-02`, `12/2`, or a day and a month's name, in any order.

    `of_a_year` gives the day of a month and a number without a year.
    """
    if found := _match(_YEAR_FIRST, words):
        return date(int(found[1]), int(found[3]), int(found[4]))
    if found := _match(_NUMBERS_ONLY, words):
        return _numbers_day(found, of_a_year, day_first)
    if _match(_NAMED, words) is None:
        return None
    months, weekdays, numbers, years = [], [], [], []
    for token in re.findall(r"[a-z]+|\d+", re.sub(_ORDINAL, "", words)):
        if (month := _number(token, dates.MONTHS)) is not None:
            months.append(month + 1)
        elif (weekday := _number(token, dates.WEEKDAYS)) is not None:
            weekdays.append(weekday)
        elif token.isdigit() and len(token) in (1, 2):
            numbers.append(int(token))
        elif token.isdigit() and len(token) == 4:
            years.append(int(token))
        elif token not in _FILLERS:
            return None
    if (len(months), len(numbers)) != (1, 1) or len(years) > 1 or len(weekdays) > 1:
        return None
    day = date(years[0], months[0], numbers[0]) if years else of_a_year(months[0], numbers[0])
    return _agreed(day, weekdays[0] if weekdays else None, words)


def _numbers_day(
    found: re.Match[str], of_a_year: Callable[[int, int], date | None], day_first: bool | None
) -> date | None:
    """The day of a date without a month's name; Unclear where nothing says which number is the month."""
    weekday = None if found[1] is None else _number(found[1], dates.WEEKDAYS)
    if found[1] is not None and weekday is None:
        return None
    if found[4] == "." and day_first is not None:
        day_first = True
    if day_first is None:
        raise Unclear(f'"{found[2]}" could be two dates: write 2 Dec or 2026-12-02')
    number, month = int(found[3]), int(found[5])
    if not day_first:
        number, month = month, number
    if found[7] is None:
        return _agreed(of_a_year(month, number), weekday, found[0])
    year = int(found[7]) + (2000 if len(found[7]) == 2 else 0)
    return _agreed(date(year, month, number), weekday, found[0])


def _agreed(day: date | None, weekday: int | None, words: str) -> date | None:
    if day is not None and weekday is not None and day.weekday() != weekday:
        raise Unclear(
            f'"{shorten(words, 40)}" does not match: {day.day} {dates.MONTHS[day.month - 1]} {day.year}'
            f" is a {dates.WEEKDAYS[day.weekday()]}; correct one of them"
        )
    return day


def _nearest(day: date, month: int, number: int) -> date | None:
    """The day of that month and number which is nearest; of two, the later."""
    days = _yearly(month, number, _years_away(day, -8), day)
    return min(days, key=lambda found: (abs((found - day).days), day > found), default=None)


def _yearly(month: int, number: int, first: date, today: date) -> list[date]:
    """Such a day of every year from the first day on; 29 February can be eight years away."""
    if not (1 <= month <= 12 and 1 <= number <= 31):
        return []
    years = range(first.year, _years_away(today, 8).year + 1)
    days = (date(year, month, number) for year in years if number <= monthrange(year, month)[1])
    return [day for day in days if day >= first]


def _years_away(day: date, years: int) -> date:
    """About that many years away: the first day of that year for an earlier one, the last for a later one."""
    year = min(max(day.year + years, date.min.year), date.max.year)
    return date(year, 1, 1) if years < 0 else date(year, 12, 31)


def _number(word: str, names: tuple[str, ...]) -> int | None:
    """The place of the name that begins with the word, of three letters at least."""
    if len(word) < 3:
        return None
    return next((place for place, name in enumerate(names) if name.lower().startswith(word)), None)
