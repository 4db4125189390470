"""The days that a draft names: one that has passed, one that has moved on since, one that is no such weekday."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.letters.draft_text import small_letters
from interview_tui.letters.hint_tables import word_pattern
from interview_tui.letters.letter_draft import Hint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_tui.letters.draft_text import DraftText
    from interview_tui.letters.hint_tables import HintTable
    from interview_tui.letters.letter_draft import LetterDraft

HALF_A_YEAR = timedelta(days=183)
CLOSE = timedelta(days=21)
"""How near to half a year a date may be before either of two years may be meant."""


class DayPatterns(NamedTuple):
    """What a day looks like in a language: a date with its weekday or without, and what stands before a last day."""

    dated: re.Pattern[str]
    by_date: re.Pattern[str]
    by_weekday: re.Pattern[str]


def dates(draft: LetterDraft, text: DraftText, table: HintTable) -> Iterator[Hint]:
    """Days that are wrong, or no longer right."""
    patterns = _patterns(draft.language, table)
    for sentence in text.sentences:
        low = small_letters(sentence.text)
        for m in patterns.dated.finditer(low):
            if m["weekday"] and (wrong := _wrong_weekday(m, draft.today, table)):
                words = sentence.text[m.start() : m.end()]
                yield Hint(f"“{words}”: that day is a {wrong}", words=words)
        if table.pattern("ahead").search(low) and not table.pattern("behind").search(low):
            yield from _passed(draft, sentence.text, low, patterns, table)
    yield from _moved_on(draft, text, table)


def _wrong_weekday(m: re.Match[str], today: date, table: HintTable) -> str:
    """The weekday that the date has, in the language; empty where it is the one that is named."""
    days = _candidates(m, today, table)
    named = table.words("weekdays").index(m["weekday"])
    if not days or any(day.weekday() == named for day in days):
        return ""
    word = table.words("weekdays")[days[0].weekday()]
    return word.capitalize()


def _candidates(m: re.Match[str], today: date, table: HintTable) -> list[date]:
    """The days that may be meant, the nearest first: a date in a letter has no year, and is near."""
    parts = m.groupdict()
    month = table.words("months").index(parts["month"] or parts["month_first"]) + 1
    number = int(parts["day"] or parts["day_last"])
    years = [int(parts["year"])] if parts["year"] else [today.year - 1, today.year, today.year + 1]
    found = []
    for year in years:
        try:
            found.append(date(year, month, number))
        except ValueError:
            continue
    if parts["year"]:
        return found
    near = [day for day in found if abs(day - today) <= HALF_A_YEAR + CLOSE]
    return sorted(near, key=lambda day: abs(day - today))


def _passed(draft: LetterDraft, sentence: str, low: str, patterns: DayPatterns, table: HintTable) -> Iterator[Hint]:
    for m in patterns.by_date.finditer(low):
        days = _candidates(m, draft.today, table)
        if days and all(day < draft.today for day in days):
            words = sentence[m.start() : m.end()]
            yield Hint(f"“{words}” has passed", words=words)
    drafted = draft.drafted or draft.today
    for m in patterns.by_weekday.finditer(low):
        ahead = (table.words("weekdays").index(m["weekday"]) - drafted.weekday()) % 7 or 7
        if drafted + timedelta(days=ahead) < draft.today:
            words = sentence[m.start() : m.end()]
            yield Hint(f"“{words}” has passed since this was drafted", words=words)


def _moved_on(draft: LetterDraft, text: DraftText, table: HintTable) -> Iterator[Hint]:
    if draft.drafted is None or draft.drafted >= draft.today:
        return
    low = small_letters(text.prose)
    m = table.pattern("relative_day").search(low)
    if m is None and draft.drafted.isocalendar()[:2] != draft.today.isocalendar()[:2]:
        m = table.pattern("relative_week").search(low)
    if m is not None:
        words = text.prose[m.start() : m.end()]
        yield Hint(f"“{words}” was right on {draft.drafted:%A, %B} {draft.drafted.day}: is it still?", words=words)


@cache
def _patterns(language: str, table: HintTable) -> DayPatterns:
    months, weekdays = "|".join(table.words("months")), "|".join(table.words("weekdays"))
    day, year = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er)?\.?", r"(?:,? (?P<year>20\d\d))?"
    day_and_month = (
        rf"(?:{day}(?: of)? (?P<month>{months})"
        rf"|(?P<month_first>{months}) (?P<day_last>\d{{1,2}})(?!\d))(?!\w){year}"
    )
    weekday = rf"(?P<weekday>{weekdays})"
    by = "|".join(sorted(table.words("by"), key=len, reverse=True))
    joined = rf"(?:{weekday}(?:,? (?:dem |den |der |the )?| ))?"
    return DayPatterns(
        re.compile(rf"(?<!\w){joined}{day_and_month}"),
        re.compile(rf"(?<!\w)(?:{by}) {joined}{day_and_month}"),
        re.compile(rf"(?<!\w)(?:{by}) {weekday}(?!\w)(?!,? (?:dem |den |der |the )?(?:\d|{months}))"),
    )


def speaks_of_a_day(text: str, table: HintTable) -> bool:
    """Whether a text names a day, a month or yesterday."""
    words = (*table.words("weekdays"), *table.words("months"), *table.words("relative_day"))
    return word_pattern(words).search(small_letters(text)) is not None
