"""The days that a sentence of a letter names, in English, German and French: “by Friday the 4th”, “bis Ende nächster
Woche”, “d'ici quinze jours”.

Days count from the sender's own day. A day that has no clear reading is not given: neither 12/5 in English, nor a date
whose weekday disagrees, nor “shortly”. `domain/date_parsing.py` reads what a user types for one date; here dates are
found within sentences that others wrote. How days are named is data (days.toml).
"""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dateutil.relativedelta import relativedelta

from interview_tui.domain.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

_DAY = timedelta(days=1)
_AHEAD_AT_MOST = 300 * _DAY
"""A day of the year that comes next in so long was one that is past."""


class Manner(StrEnum):
    """How a sentence means a day that it names."""

    BY = "by"
    """The last day that something may take."""
    ON = "on"
    """The day itself."""
    SPAN = "span"
    """The last of some days that are named together: “next week”, “within ten days”."""
    FROM = "from"
    """What only begins then, or comes after it."""
    PAST = "past"
    """The day of what was: “last Tuesday”."""
    EITHER = "either"
    """One of two days to choose from, whose other one stands after it with the month: “am 25. oder 26. November”."""
    OF = "of"
    """The day of what is spoken of, which may be past or to come: “the interview on Tuesday”."""


class NamedDay(NamedTuple):
    """A day that a sentence names."""

    day: date
    start: int
    """Where its words stand in the folded sentence, those before it included that say how it is meant."""
    end: int
    manner: Manner


def named_days(sentence: str, today: date, language: str) -> list[NamedDay]:
    """The days that a folded sentence (phrases.py) names, in their order. `language` is en, de or fr; for any other one
    English days are looked for.
    """
    language = language if language in _languages() else "en"
    found: list[NamedDay] = []
    taken: list[tuple[int, int]] = []
    for form, pattern in _forms(language):
        for match in pattern.finditer(sentence):
            start, end = match.span("it")
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            taken.append((start, end))
            try:
                day = _meant(form, match, today, language)
            except (ValueError, OverflowError):  # there is no such day
                continue
            if day is not None:
                manner, begin = _manner(sentence[:start], language)
                if form in _OWN_MANNERS and manner not in (Manner.BY, Manner.FROM):
                    manner = _OWN_MANNERS[form]
                found.append(NamedDay(day, begin, end, manner))
    return sorted(found, key=lambda day: day.start)


_NUMERIC = "numeric"
_SPANS = words(
    "week_after_next early_next_week middle_of_next_week next_week this_week calendar_week end_of_next_month "
    "end_of_month end_of_year end_of_named_month middle_of_named_month span"
)
"""The forms that name several days."""
_OWN_MANNERS = {**dict.fromkeys(_SPANS, Manner.SPAN), "first_of_two": Manner.EITHER}


@cache
def _languages() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("days.toml").read_text("utf-8"))


@cache
def _forms(language: str) -> list[tuple[str, re.Pattern[str]]]:
    table = _languages()[language]
    weekday = "|".join(table["weekdays"])
    own = f"(?:(?P<weekday>{weekday})(?: (?:the|dem|den|der|le))? )?"
    forms = [
        (_NUMERIC, rf"{own}(?P<year>20\d\d)-(?P<month>\d\d)-(?P<number>\d\d)(?P<mark>)"),
        (
            _NUMERIC,
            rf"{own}(?P<number>\d{{1,2}})(?P<mark>[./])(?P<month>\d{{1,2}})(?:(?P=mark)(?P<year>(?:20)?\d\d)?)?\.?",
        ),
    ]
    for name, patterns in table["forms"].items():
        forms += ((name, pattern) for pattern in patterns)
    fills = {
        "{weekday}": weekday,
        "{month}": "|".join(table["months"]),
        "{number}": "|".join([r"\d{1,3}", *table["numbers"]]),
    }
    return [(name, re.compile(f"(?<= )(?P<it>{_filled(pattern, fills)})(?= )(?! 's )")) for name, pattern in forms]


def _filled(pattern: str, fills: dict[str, str]) -> str:
    for name, alternatives in fills.items():
        pattern = pattern.replace(name, alternatives)
    return pattern


def _manner(before: str, language: str) -> tuple[Manner, int]:
    """How the words before a day mean it, and where they begin."""
    event = _event(language)
    for manner, pattern in _manners(language):
        if match := pattern.search(before):
            spoken_of = manner in (Manner.ON, Manner.PAST) and event.search(before[: match.start()])
            return (Manner.OF if spoken_of else manner), match.start()
    return (Manner.OF if event.search(before) else Manner.ON), len(before)


@cache
def _manners(language: str) -> list[tuple[Manner, re.Pattern[str]]]:
    table = _languages()[language]
    return [
        (Manner(manner), re.compile(rf"(?<= )(?:{before}) {table['article']}$"))
        for manner, before in table["manners"].items()
    ]


@cache
def _event(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<= )(?:{_languages()[language]['events']}) (?:(?:with|mit|avec) [^ ]+ )?$")


def _meant(form: str, match: re.Match[str], today: date, language: str) -> date | None:
    """The day that a form means; None where it has no clear reading. Raises ValueError and OverflowError for none."""
    given = match.groupdict()
    weekday = _index(given.get("weekday"), "weekdays", language)
    month = _index(given.get("name"), "months", language) + 1
    first = date(today.year + (month < today.month), month or 1, 1)
    match form:
        case "dated" | "first_of_two":
            return _agreed(_of_year(given["year"], month, int(given["number"]), today), weekday, today)
        case "numeric":
            return _numeric(given, weekday, today, language)
        case "weekday_and_number" | "number_alone":
            return _of_month(int(given["number"]), weekday, today)
        case "today":
            return today
        case "tomorrow":
            return today + _DAY
        case "after_tomorrow":
            return today + 2 * _DAY
        case "weekday" | "coming_weekday":
            return _next(weekday, today)
        case "weekday_of_next_week":
            return _monday(today, 1) + weekday * _DAY
        case "weekday_after_next":
            return _next(weekday, today) + 7 * _DAY
        case "this_week":
            return max(today, _monday(today, 0) + 4 * _DAY)
        case "early_next_week":
            return _monday(today, 1) + _DAY
        case "middle_of_next_week":
            return _monday(today, 1) + 2 * _DAY
        case "next_week":
            return _monday(today, 1) + 4 * _DAY
        case "week_after_next":
            return _monday(today, 2) + 4 * _DAY
        case "calendar_week":
            return _calendar_week(int(given["number"]), today)
        case "end_of_month":
            return _month_end(today)
        case "end_of_next_month":
            return _month_end(_month_end(today) + _DAY)
        case "end_of_year":
            return date(today.year, 12, 31)
        case "end_of_named_month":
            return _month_end(first)
        case "middle_of_named_month":
            return first.replace(day=15)
        case "span":
            return _span(given["count"], given["what"], today, language)
    raise AssertionError(form)


def _index(name: str | None, of: str, language: str) -> int:
    """Which of the weekdays or months goes by a name; -1 for none."""
    if not name:
        return -1
    return next(n for n, pattern in enumerate(_languages()[language][of]) if re.fullmatch(pattern, name))


def _span(count: str, what: str, today: date, language: str) -> date:
    """The last of so many days, weeks or months from today on."""
    number = int(count) if count.isdigit() else _languages()[language]["numbers"].get(count, 1)
    if what.startswith(("hour", "stunde", "heure")):
        return today - -number // 24 * _DAY
    if what.startswith(("working", "business", "weekday", "werktag", "arbeitstag")) or what.endswith(
        ("ouvres", "ouvrables")
    ):
        return today + relativedelta(days=_working_days(number, today))
    if what.startswith(("month", "monat", "mois")):
        return today + relativedelta(months=number)
    return today + number * _LENGTHS.get(what.rstrip("s").rstrip("n"), 1) * _DAY


_LENGTHS = {"week": 7, "woche": 7, "semaine": 7, "fortnight": 14, "huitaine": 8, "quinzaine": 15}
"""How many days one of them has."""


def _working_days(number: int, today: date) -> int:
    """How many days so many working days take, Monday to Friday."""
    days = 0
    while number > 0:
        days += 1
        number -= (today + days * _DAY).weekday() < 5
    return days


def _next(weekday: int, today: date) -> date:
    """The first such day after today."""
    return today + ((weekday - today.weekday() - 1) % 7 + 1) * _DAY


def _monday(today: date, later: int) -> date:
    """The Monday of the week that is so many weeks later."""
    return today + (7 * later - today.weekday()) * _DAY


def _month_end(day: date) -> date:
    return (day.replace(day=28) + 4 * _DAY).replace(day=1) - _DAY


def _calendar_week(number: int, today: date) -> date:
    """The Friday of a week by its number (ISO 8601), of this year or the next one."""
    friday = date.fromisocalendar(today.isocalendar().year, number, 5)
    return friday if friday >= today else date.fromisocalendar(today.isocalendar().year + 1, number, 5)


def _of_year(year: str | None, month: int, number: int, today: date) -> date:
    """The day, where no year is named the first one from today on."""
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, number)
    day = date(today.year, month, number)
    return day if day >= today else date(today.year + 1, month, number)


def _agreed(day: date, weekday: int, today: date) -> date | None:
    """The day, where it is near enough to be meant and agrees with its weekday; -1 for none."""
    return day if day - today <= _AHEAD_AT_MOST and weekday in (-1, day.weekday()) else None


def _numeric(given: dict[str, str], weekday: int, today: date, language: str) -> date | None:
    """A day in numbers alone. In English it is one only where its order is clear: by a number over twelve, by two equal
    ones, or by the weekday.
    """
    readings = set(_readings(given, weekday, today, both=language == "en" and bool(given["mark"])))
    return readings.pop() if len(readings) == 1 else None


def _readings(given: dict[str, str], weekday: int, today: date, *, both: bool) -> Iterator[date]:
    number, month = int(given["number"]), int(given["month"])
    for as_number, as_month in [(number, month), (month, number)][: 2 if both else 1]:
        try:
            day = _agreed(_of_year(given["year"], as_month, as_number, today), weekday, today)
        except ValueError:
            continue
        if day:
            yield day


def _of_month(number: int, weekday: int, today: date) -> date | None:
    """The next day with that number, of this month or the next one."""
    month = today if number >= today.day else _month_end(today) + _DAY
    return _agreed(month.replace(day=number), weekday, today)
