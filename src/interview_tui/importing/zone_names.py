"""What a TZID names: IANA's zones however they are written, those of Windows, Notes and Rails, and offsets from UTC."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from interview_tui.importing.calendar_times import read_offset
from interview_tui.importing.importer import data_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

_LONGEST = 200
_UTC = frozenset({"utc", "gmt", "uct", "zulu", "z", "universal", "gmt0", "gmt+0", "gmt-0"})
_OFFSET = re.compile(r"\(?(?:utc|gmt)?\s?([+-]\s?\d{1,2}(?:[:.]?\d\d)?)\)?", re.ASCII)
# "(UTC+01:00) Amsterdam, Berlin": how Windows shows its zones.
_SHOWN = re.compile(r"\((?:utc|gmt)\s?([+-]\s?\d{1,2}(?:[:.]?\d\d)?)?\)\s*(.+)", re.ASCII)
# "Eastern Daylight Time", "Eastern Time (US & Canada)", "W_Europe_1"
_ABOUT_NAME = re.compile(r"(?:\s(?:standard|daylight|summer))?\stime(?:\s\((?:us|canada)[^()]*\))?$|\s\d$")
_BRACKET = re.compile(r"\s\([^()]*\)$")
_NAMES: dict[str, str] = data_file("invitations")["zones"]["names"]
_REGIONS = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")


class NamedZone(NamedTuple):
    """A zone, or a mere offset from UTC."""

    zone: tzinfo
    well_known: bool
    """By a name of IANA's with its region, or of Windows: it means the same to everybody."""


@lru_cache(maxsize=256)
def zone_of(tzid: str) -> NamedZone | None:
    """What a TZID names; None for a name that nobody else knows."""
    name = " ".join(tzid.strip("/\"' \t").replace("−", "-").split()).casefold().removeprefix("tzone://microsoft/")
    if not name or len(name) > _LONGEST:
        return None
    for text in (name, _BRACKET.sub("", name)):
        if key := _key(text):
            return NamedZone(ZoneInfo(key), "/" in text or text in _windows())
        if (found := _OFFSET.fullmatch(text)) and (fixed := _fixed(found[1])):
            return NamedZone(fixed, False)
    shown = _SHOWN.fullmatch(name)
    zone = _shown(shown[1] or "+0" if shown else "", shown[2] if shown else name)
    return NamedZone(zone, False) if zone else None


def iana_name(zone: tzinfo) -> str:
    """IANA's name of a zone; `UTC` for an offset."""
    return zone.key if isinstance(zone, ZoneInfo) else "UTC"


def windows_zones() -> Iterator[str]:
    """The zones that Windows knows."""
    return iter(dict.fromkeys(_windows().values()))


def _fixed(text: str) -> timezone | None:
    size = read_offset(text.replace(" ", "").replace(".", ":"))
    return None if size is None or abs(size) > timedelta(hours=15) else timezone(size)


def _shown(offset: str, text: str) -> tzinfo | None:
    """The zone by the whole of such a name, or by a city in it, if its clock has that offset at a time of the year; ''
    for one that is not named.
    """
    fixed = _fixed(offset)
    for part in (text, *re.split(r"[,:;]|\s/\s", text)[:20]):
        key = _key(part.strip())
        if key and (not offset or (fixed and fixed.utcoffset(None) in _offsets(key))):
            return ZoneInfo(key)
    return None


def _key(name: str) -> str:
    """IANA's name of a zone that is named in small letters; '' for none."""
    zones = _zones()
    parts = name.split("/")[-8:]
    for start in range(len(parts)):  # a vendor's path may stand before it
        part = "/".join(parts[start:]).replace(" ", "_")
        if part in _UTC or part.removeprefix("etc/") in _UTC:
            return "UTC"
        if part in zones:
            return zones[part]
    spoken = name.replace("_", " ")
    bare = _ABOUT_NAME.sub("", spoken)
    for known in (spoken, bare, f"{bare} standard time"):
        if found := _windows().get(known) or _NAMES.get(known):
            return "UTC" if found == "Etc/UTC" else found
    return _cities().get(name.replace(" ", "_"), "")


@cache
def _zones() -> dict[str, str]:
    """All zones of this machine, by their names in small letters."""
    return {name.casefold(): name for name in available_timezones() if name not in {"localtime", "Factory"}}


@cache
def _cities() -> dict[str, str]:
    """The zones by their cities: `berlin`."""
    return {key.rpartition("/")[2]: name for key, name in sorted(_zones().items()) if name.startswith(_REGIONS)}


@cache
def _windows() -> dict[str, str]:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return {name.casefold(): zone for name, zone in WINDOWS_TO_OLSON.items()}


@cache
def _offsets(key: str) -> frozenset[timedelta | None]:
    """The offsets that a zone's clock has in a year."""
    return frozenset(ZoneInfo(key).utcoffset(datetime(2026, month, 1)) for month in (1, 7))  # noqa: DTZ001
