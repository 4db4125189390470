"""The times of day that a sentence of a letter names: “at 3 pm”, “um 10 Uhr”, “à 14h30”."""

from __future__ import annotations

import re
from datetime import time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from datetime import datetime


def clock_times(text: str, at: datetime) -> list[time]:
    """The times of day that a sentence names, each once, in their order: “at 3 pm”, “um 10 Uhr”, “à 14h30”, “15:30”. An
    hour alone is one only where a word or a mark says so; one without a half of the day is within office hours. None of
    a sentence that gives a range to choose from, or names a zone that is not the sender's, who wrote `at`.
    """
    if _CHOICE.search(text) or not all(_is_of_sender(match[0], at) for match in _ZONE.finditer(text)):
        return []
    return _named(text)


def names_time(text: str) -> bool:
    """Whether a sentence names a time of day, of whatever zone."""
    return bool(_named(text))


def _named(text: str) -> list[time]:
    found: dict[time, None] = {}
    for match in _CLOCK.finditer(text):
        hour, minute = int(match["hour"]), int(match["minute"] or 0)
        mark, said = (match["mark"] or "").casefold().replace(".", ""), match["word"] or match["mark"]
        if not (said or match["colon"] in (":", "h")):
            continue
        if mark in ("am", "pm"):
            hour = hour % 12 + (12 if mark == "pm" else 0)
        elif 1 <= hour < _OFFICE_OPENS and not mark and not match["hour"].startswith("0"):
            hour += 12
        if hour < 24:
            found[time(hour, minute)] = None
    for match in _HALF.finditer(text):
        hour = _HOURS[match["hour"].casefold()] - (match["half"].casefold() == "halb")
        found[time(hour + 12 if hour < _OFFICE_OPENS else hour, 30)] = None
    if _NOON.search(text):
        found[time(12)] = None
    return list(found)


def _is_of_sender(name: str, at: datetime) -> bool:
    """Whether a zone that is named had the sender's offset from UTC when they wrote. A name of summer time is often
    said in winter, and the other way round: it stands for the zone.
    """
    key = next((key for names, key in _ZONES.items() if name.split()[0] in names.split()), None)
    return key is not None and at.astimezone(ZoneInfo(key)).utcoffset() == at.utcoffset()


_ZONES = {
    "CET CEST MEZ MESZ": "Europe/Berlin",
    "GMT UTC": "UTC",
    "BST": "Europe/London",
    "EST EDT ET Eastern": "America/New_York",
    "CST CDT CT Central": "America/Chicago",
    "MST MDT MT Mountain": "America/Denver",
    "PST PDT PT Pacific": "America/Los_Angeles",
}
_ZONE = re.compile(
    r"\b(?:[ECMP][SD]?T|GMT|UTC|BST|CES?T|MES?Z|IST|EES?T|WES?T|JST|SGT|HKT|MSK|A[EW][SD]T"
    r"|(?:Eastern|Central|Mountain|Pacific)(?: Standard| Daylight)? [Tt]ime)\b"
    r"|\b(?:[Yy]our (?:local )?time|(?:Ihrer|deiner|Ihre) Zeit)\b(?=[.,;!)]|$)"
    r"|\b(?:[A-ZÀ-Þ][\w-]+|local|UK|US) time\b"
    r"|\b[A-ZÀ-Þ][\w-]+er Zeit\b|\bheure (?:de|d[’']) ?[A-ZÀ-Þ][\w-]+|\b(?:votre heure|heure locale)\b"
)
"""Zones by their short names, and in words as “London time”."""
_OFFICE_OPENS = 7
"""“At 3” is in the afternoon."""
_CHOICE = re.compile(r"\b(?:between|zwischen|entre|any ?time|before|after|vor|nach|avant|après)\b")
_CLOCK = re.compile(
    r"(?:\b(?P<word>at|um|gegen|à|vers|around) )?(?<![\d.,:/€$£-])\b(?P<hour>[01]?\d|2[0-3])"
    r"(?:(?P<colon>[:.h])(?P<minute>[0-5]\d)(?!\d|\.\d))?"
    r"[ \u00a0\u202f]?(?P<mark>[ap]\.?m\b|uhr\b|heures?\b|h\b|o.clock\b)?(?![\d%/€$£:])",
    re.IGNORECASE,
)
_NOON = re.compile(r"\b(?:at|around) (?:noon|midday)\b|\bà midi\b", re.IGNORECASE)
_HOURS = {
    name: number
    for names in (
        "one two three four five six seven eight nine ten eleven twelve",
        "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    )
    for number, name in enumerate(names.split(), 1)
}
_HALF = re.compile(rf"\b(?P<half>half|halb) (?:past )?(?P<hour>{'|'.join(_HOURS)})\b", re.IGNORECASE)
"""“Half four” is half past four, “halb vier” half past three."""
