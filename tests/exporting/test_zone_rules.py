"""Zones in an exported calendar: one STANDARD and one DAYLIGHT by rule, or UTC; and each event at its instant, whoever
reads the definition.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_tui.exporting.calendar import calendar_text, item_text
from interview_tui.exporting.zone_rules import rule_of
from interview_tui.importing.invitation import read_invitations
from tests.exporting.test_calendar import MEETING

BY_RULE = {
    "Europe/Berlin": range(2024, 2033), "America/New_York": range(2024, 2033), "Asia/Kolkata": range(2024, 2033),
    "Australia/Sydney": range(2024, 2033), "Australia/Lord_Howe": range(2024, 2033),
    "America/Sao_Paulo": range(2024, 2033),  # without summer time since 2019
    "Europe/Dublin": range(2024, 2033),  # its winter is the daylight saving time
    "Asia/Tehran": range(2024, 2033), "Pacific/Apia": range(2024, 2033), "Etc/GMT-2": range(2024, 2033),
    "America/Santiago": (2026, 2027, 2028, 2032),  # from the 2nd on the first Sunday: at times the second one
    "Asia/Kathmandu": range(2024, 2033),  # since the first hour of 1986
    "Africa/Casablanca": range(0),  # around Ramadan
    "Etc/UTC": range(0),
}  # fmt: skip
"""The years in which a zone is told by its rule; in others its events stand in UTC."""
MANY = st.sampled_from(sorted(BY_RULE))
INSTANTS = st.datetimes(datetime(2024, 1, 2), datetime(2032, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


@lru_cache
def defined(definitions: str, name: str) -> tzinfo:
    found = tzical(StringIO(definitions)).get(name)
    assert found is not None
    return found


def instants(text: str) -> list[datetime]:
    """The starts and ends of a calendar's events, by the definitions in it alone: no name tells its reader anything."""
    found = []
    for event in text.split("BEGIN:VEVENT")[1:]:
        for zone, clock, utc in re.findall(r"\nDT(?:START|END)(?:;TZID=(.+))?:(\w{15})(Z?)", event):
            at = datetime.strptime(clock, "%Y%m%dT%H%M%S")  # noqa: DTZ007
            in_zone = defined(text[: text.index("BEGIN:VEVENT")], zone) if zone else UTC
            found.append(at.replace(tzinfo=in_zone).astimezone(UTC))
            assert bool(zone) is not bool(utc)
    return found


def is_for_outlook(text: str) -> bool:
    zones = text.split("BEGIN:VTIMEZONE")[1:]
    halves = [(zone.count("BEGIN:STANDARD"), zone.count("BEGIN:DAYLIGHT"), zone.count("RRULE")) for zone in zones]
    return "RDATE" not in text and set(halves) <= {(1, 1, 2), (1, 0, 0)}


@settings(max_examples=100, deadline=None)
@given(MANY, INSTANTS, st.integers(1, 600))
def test_an_event_is_at_its_instant_by_its_own_definition(name: str, at: datetime, minutes: int) -> None:
    zone = ZoneInfo(name)
    at = at.replace(microsecond=0)
    starts, ends = (instant.astimezone(zone) for instant in (at, at + timedelta(minutes=minutes)))
    text = item_text(replace(MEETING, starts=starts, ends=ends))
    assert is_for_outlook(text)
    assert instants(text) == [starts.astimezone(UTC), ends.astimezone(UTC)]
    told = {starts.year, ends.year} <= set(BY_RULE[name]) and not (starts.fold or ends.fold)
    assert (";TZID=" in text, "BEGIN:VTIMEZONE" in text) == (told, told)
    (read,) = read_invitations(re.sub(r"TZID([=:]).+?(?=[\r:])", r"TZID\1Their own", text).encode())
    assert (read.starts, read.ends) == (starts.astimezone(UTC), ends.astimezone(UTC))


@pytest.mark.parametrize("name", BY_RULE)
def test_all_events_of_a_calendar_go_by_one_definition(name: str) -> None:
    zone = ZoneInfo(name)
    weeks = [datetime(2003, 1, 1, 12, tzinfo=UTC) + timedelta(days=71 * n, hours=5 * n) for n in range(150)]
    events = [replace(MEETING, starts=at.astimezone(zone), ends=None) for at in weeks]
    text = "".join(calendar_text(events, {zone: 2031}))
    assert text.count("BEGIN:VTIMEZONE") == (2031 in BY_RULE[name])
    assert is_for_outlook(text)
    assert instants(text) == weeks


@pytest.mark.parametrize(
    ("name", "first"), [("America/New_York", 2007), ("Europe/Berlin", 1996), ("Asia/Kolkata", 1970)]
)
def test_a_rule_is_followed_back_to_where_it_began(name: str, first: int) -> None:
    rule = rule_of(ZoneInfo(name), 2026)
    assert rule is not None
    assert rule.first == first
    february = [datetime(year, 2, 1, tzinfo=rule.zone) for year in (first, first + 1, 2036, 2037)]
    assert [rule.holds(at) for at in february] == [False, True, True, False]
