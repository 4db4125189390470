"""Days and times as a letter says them, by language; and whether a fragment names a day of its own.

Today is passed in. What stands in a sentence comes with its blank in front, so that without a day nothing is left over.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from interview_tui.domain.dates import MONTHS as ENGLISH_MONTHS
from interview_tui.domain.dates import WEEKDAYS as ENGLISH_WEEKDAYS
from interview_tui.domain.enums import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

_WEEK = 7
_YEAR = 365


def _names(kind: str, language: Language) -> Sequence[str]:
    english = ENGLISH_WEEKDAYS if kind == "weekdays" else ENGLISH_MONTHS
    names: Sequence[str] = _tables()[language[:2]].get(kind, english)
    return names


def weekday_name(day: date, language: Language) -> str:
    return _names("weekdays", language)[day.weekday()]


def day_and_month(day: date, today: date, language: Language) -> str:
    """`December 2`, `2 December`, `2. Dezember`, `2 décembre`; with its year where that is not this year."""
    month = _names("months", language)[day.month - 1]
    comma = "," if language is Language.EN_US else ""
    year = "" if day.year == today.year else f"{comma} {day.year}"
    if language is Language.EN_US:
        return f"{month} {day.day}{year}"
    number = {Language.DE: f"{day.day}.", Language.FR: "1er" if day.day == 1 else str(day.day)}
    return f"{number.get(language, str(day.day))} {month}{year}"


def date_in_full(day: date, language: Language) -> str:
    """`December 2, 2026`, `2 December 2026`, `2. Dezember 2026`, `le 2 décembre 2026`: above a letter."""
    article = "le " if language is Language.FR else ""
    return article + day_and_month(day, date.min, language)


def weekday_and_date(day: date, today: date, language: Language) -> str:
    """`Friday, December 11`, `Friday 11 December`, `Freitag, 11. Dezember`, `vendredi 11 décembre`: for a list."""
    comma = "," if language in {Language.EN_US, Language.DE} else ""
    return f"{weekday_name(day, language)}{comma} {day_and_month(day, today, language)}"


def on(day: date | None, today: date, language: Language, *, by_name: bool = False) -> str:
    """` on Tuesday`, ` gestern`, ` le mardi 17 novembre`: the day of a conversation, or of the next one. `by_name`:
    never as today or yesterday, for a day that is another one where its reader is.
    """
    if day is None:
        return ""
    near = "" if by_name else _near(day, today, language)
    if near:
        return f" {near}"
    before = {Language.DE: "am ", Language.FR: ""}.get(language, "on ")
    if -1 <= (today - day).days < _WEEK and (by_name or day < today):
        return f" {before}{weekday_name(day, language)}"
    if language is Language.DE:
        return f" am {day_and_month(day, today, language)}"
    article = "le " if language is Language.FR else before
    return f" {article}{weekday_and_date(day, today, language)}"


def of_day(day: date | None, today: date, language: Language, *, by_name: bool = False) -> str:
    """The second form of French: ` de mardi`, ` d'hier`, ` du mardi 17 novembre`; elsewhere as `on`."""
    words = on(day, today, language, by_name=by_name)
    if language is not Language.FR or not words:
        return words
    words = words[1:]
    if words.startswith("le "):
        return f" du {words[3:]}"
    return f" d'{words}" if words[0] in "ah" else f" de {words}"


def by(day: date | None, today: date, language: Language) -> str:
    """` by Friday`, ` bis zum 2. Dezember`, ` d'ici vendredi`: until when something is to be done."""
    if day is None:
        return ""
    ahead = (day - today).days
    if ahead == 0:
        return f" {_near(day, today, language)}"
    preposition = {Language.DE: "bis", Language.FR: "d'ici"}.get(language, "by")
    if ahead == 1:
        return f" {preposition} {_near(day, today, language)}"
    if 1 < ahead < _WEEK:
        return f" {preposition} {weekday_name(day, language)}"
    article = {Language.DE: " zum", Language.FR: " le"}.get(language, "")
    return f" {preposition}{article} {day_and_month(day, today, language)}"


def noted(day: date | None, today: date, language: Language) -> str:
    """A day in a sentence of its own, behind a long commitment; '' without a day."""
    if day is None:
        return ""
    said = day_and_month(day, today, language)
    if language is Language.DE:
        return f"Ich habe mir dafür den {said} notiert."
    return f"J'ai noté le {said}." if language is Language.FR else f"I have {said} down for that."


def next_week(today: date, language: Language) -> str:
    """The week after this one: `the week of December 14`, `der Woche ab dem 14. Dezember`, behind “in” or “dans”."""
    to_monday = timedelta(days=_WEEK - today.weekday())
    monday = today + to_monday if today <= date.max - to_monday else today
    words = day_and_month(monday, today, language)
    if language is Language.DE:
        return f"der Woche ab dem {words}"
    return f"la semaine du {words}" if language is Language.FR else f"the week of {words}"


def ago(past: int, language: Language) -> str:
    """How long ago so many days are: `a week` (behind “It has been”), `vor zwei Wochen`, `il y a dix jours`."""
    table: list[tuple[int, str]] = [(at, words) for at, words in _tables()[language[:2]]["ago"]]
    return next((words for most, words in table if past <= most), table[-1][1])


def month_of(day: date | None, today: date, language: Language) -> str:
    """The month of a conversation: `in June`, `last November`, `in November 2025`; '' without a day."""
    if day is None:
        return ""
    month = _names("months", language)[day.month - 1]
    inside, last = {Language.DE: ("im", "im vergangenen"), Language.FR: ("en", "en")}.get(language, ("in", "last"))
    if day.year == today.year:
        return f"{inside} {month}"
    if (today - day).days > _YEAR:
        return f"{inside} {month} {day.year}"
    return f"{last} {month}{' dernier' if language is Language.FR else ''}"


def _near(day: date, today: date, language: Language) -> str:
    """Yesterday, today or tomorrow; '' for another day."""
    words = {
        Language.DE: {-1: "gestern", 0: "heute", 1: "morgen"},
        Language.FR: {-1: "hier", 0: "aujourd'hui", 1: "demain"},
    }.get(language, {-1: "yesterday", 0: "today", 1: "tomorrow"})
    return words.get((day - today).days, "")


class OwnDay(NamedTuple):
    """What a fragment says of a day; both are '' where it says nothing."""

    words: str
    relative: str
    """The words that mean another day when they are read later: “tomorrow”, “next week”."""


def own_day(text: str, language: Language) -> OwnDay:
    """The day that a fragment names itself: the stored day is not added to it."""
    relative = _pattern("relative", language[:2]).search(text)
    fixed = _pattern("fixed", language[:2]).search(text)
    found = fixed or relative
    return OwnDay(found[0] if found else "", relative[0] if relative else "")


@cache
def _pattern(kind: str, language: str) -> re.Pattern[str]:
    """What a fragment says of a day that means another one later (relative), or that does not (fixed)."""
    tables = _tables()
    forms = tables[language][kind] + (tables["numeric"] if kind == "fixed" else [])
    words = "|".join(forms)
    for name in ("weekday", "month"):
        words = words.replace(f"{{{name}}}", tables[language][name])
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("day_words.toml").read_text("utf-8"))
