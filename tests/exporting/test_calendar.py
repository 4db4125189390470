"""Meetings and follow-ups as a calendar: values in, text out; and the zones that it defines."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from io import StringIO
from itertools import takewhile
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from interview_tui.domain.text import clean, clean_line
from interview_tui.exporting.calendar import CalendarEvent, CalendarTask, TaskState, calendar_text, item_text
from interview_tui.exporting.content_lines import read_own_uid
from interview_tui.exporting.zone_rules import rule_of
from interview_tui.importing.ics import InvitationError
from tests.importing.calendars import read_invitations

BERLIN = ZoneInfo("Europe/Berlin")
CREATED = datetime(2026, 11, 16, 8, 30, tzinfo=UTC)
CHANGED = datetime(2026, 11, 20, 17, 5, 9, tzinfo=UTC)

MEETING = CalendarEvent(
    name="m5-20261116T083000Z@interview-tui",
    uid="abc@acme.example",
    created=CREATED,
    changed=CHANGED,
    sequence=3,
    summary="Panel; second, last (Acme)",
    description="Acme, Engineer (i5)\nWith: Dana Ruiz, VP",
    starts=datetime(2026, 12, 2, 14, 0, tzinfo=BERLIN),
    ends=datetime(2026, 12, 2, 15, 30, tzinfo=BERLIN),
    place="Room 4, 2nd floor",
    link="https://meet.example/1?a=b;c,d",
    cancelled=False,
    alarms=(timedelta(days=1), timedelta(minutes=30)),
)
FOLLOW_UP = CalendarTask(
    name="f40-20261116T083000Z@interview-tui",
    uid="f40-20261116T083000Z@interview-tui",
    created=CREATED,
    changed=CHANGED,
    sequence=0,
    summary="Thank Dana Ruiz (Acme)",
    description="Why: within a day",
    due=date(2026, 12, 3),
    state=TaskState.OPEN,
    settled=None,
    priority=1,
    category="thank you",
    alarm=datetime(2026, 12, 3, 9, 0, tzinfo=BERLIN),
)


def lines(text: str) -> list[str]:
    """The logical lines."""
    return text.replace("\r\n ", "").split("\r\n")


def part(text: str, name: str) -> list[str]:
    """The lines of the first component of that name."""
    found = lines(text)
    return found[found.index(f"BEGIN:{name}") + 1 : found.index(f"END:{name}")]


def test_a_meeting() -> None:
    assert sorted(part(item_text(MEETING), "VEVENT")) == sorted(
        [
            "UID:abc@acme.example",
            "DTSTAMP:20261120T170509Z",
            "LAST-MODIFIED:20261120T170509Z",
            "CREATED:20261116T083000Z",
            "SEQUENCE:3",
            "SUMMARY:Panel\\; second\\, last (Acme)",
            "DESCRIPTION:Acme\\, Engineer (i5)\\nWith: Dana Ruiz\\, VP",
            "DTSTART;TZID=Europe/Berlin:20261202T140000",
            "DTEND;TZID=Europe/Berlin:20261202T153000",
            "LOCATION:Room 4\\, 2nd floor",
            "URL:https://meet.example/1?a=b;c,d",
            "STATUS:CONFIRMED",
            "TRANSP:OPAQUE",
            "CLASS:PRIVATE",
            *("BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Panel\\; second\\, last (Acme)"),
            *("TRIGGER:-P1D", "END:VALARM"),
            *("BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Panel\\; second\\, last (Acme)"),
            *("TRIGGER:-PT30M", "END:VALARM"),
        ]
    )


def test_a_cancelled_meeting_takes_no_time() -> None:
    event = part(item_text(replace(MEETING, cancelled=True, alarms=())), "VEVENT")
    assert {"STATUS:CANCELLED", "TRANSP:TRANSPARENT"} <= set(event)
    assert "BEGIN:VALARM" not in event


def test_what_is_no_link_is_no_url() -> None:
    for link in ("", "ask Dana", "javascript:alert(1)", "https://a.example/ b"):
        assert not any(line.startswith("URL") for line in part(item_text(replace(MEETING, link=link)), "VEVENT"))


def test_a_follow_up() -> None:
    assert sorted(part(item_text(FOLLOW_UP), "VTODO")) == sorted(
        [
            "UID:f40-20261116T083000Z@interview-tui",
            "DTSTAMP:20261120T170509Z",
            "LAST-MODIFIED:20261120T170509Z",
            "CREATED:20261116T083000Z",
            "SEQUENCE:0",
            "SUMMARY:Thank Dana Ruiz (Acme)",
            "DESCRIPTION:Why: within a day",
            "DUE;VALUE=DATE:20261203",
            "STATUS:NEEDS-ACTION",
            "PRIORITY:1",
            "CATEGORIES:thank you",
            "CLASS:PRIVATE",
            *("BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Thank Dana Ruiz (Acme)"),
            *("TRIGGER;VALUE=DATE-TIME:20261203T080000Z", "END:VALARM"),
        ]
    )


def test_a_follow_up_with_a_time_and_one_that_is_settled() -> None:
    at = datetime(2026, 12, 3, 13, 0, tzinfo=UTC)
    assert "DUE:20261203T130000Z" in part(item_text(replace(FOLLOW_UP, due=at)), "VTODO")
    done = part(item_text(replace(FOLLOW_UP, state=TaskState.DONE, settled=at, alarm=None)), "VTODO")
    assert {"STATUS:COMPLETED", "COMPLETED:20261203T130000Z", "PERCENT-COMPLETE:100"} <= set(done)
    assert "BEGIN:VALARM" not in done
    skipped = part(item_text(replace(FOLLOW_UP, state=TaskState.OFF, settled=at, alarm=None)), "VTODO")
    assert "STATUS:CANCELLED" in skipped
    assert not any(line.startswith(("COMPLETED", "PERCENT")) for line in skipped)


def test_the_calendar_is_published_and_invites_nobody() -> None:
    text = "".join(calendar_text([MEETING, FOLLOW_UP], {BERLIN: 2026, ZoneInfo("Etc/UTC"): 2026}))
    found = lines(text)
    assert found[:7] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//interview-tui//calendar//EN",
        "NAME:Interviews",
        "X-WR-CALNAME:Interviews",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]
    assert [line for line in found if line.startswith("BEGIN:V") and line != "BEGIN:VALARM"] == [
        "BEGIN:VCALENDAR",
        "BEGIN:VTIMEZONE",
        "BEGIN:VEVENT",
        "BEGIN:VTODO",
    ]
    assert found[-2:] == ["END:VCALENDAR", ""]
    assert not any(line.startswith(("METHOD", "ORGANIZER", "ATTENDEE")) for line in found)


def test_an_empty_calendar_is_one() -> None:
    text = "".join(calendar_text([], {}))
    assert Calendar.from_ical(text).name == "VCALENDAR"
    with pytest.raises(InvitationError, match="has no event"):
        read_invitations(text.encode())


def test_an_item_brings_the_zone_that_it_needs_and_no_other() -> None:
    def zones(item: CalendarEvent | CalendarTask) -> list[str]:
        return [line for line in lines(item_text(item)) if line.startswith("TZID")]

    assert zones(MEETING) == ["TZID:Europe/Berlin"]
    assert zones(FOLLOW_UP) == []
    in_utc = replace(MEETING, starts=MEETING.starts.astimezone(ZoneInfo("UTC")), ends=None)
    assert zones(in_utc) == []
    assert "DTSTART:20261202T130000Z" in part(item_text(in_utc), "VEVENT")


def test_the_second_of_two_equal_clock_times_is_told_in_utc() -> None:
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC).astimezone(BERLIN)
    assert second.fold == 1
    event = part(item_text(replace(MEETING, starts=second, ends=second + timedelta(hours=1))), "VEVENT")
    assert {"DTSTART:20261025T013000Z", "DTEND:20261025T023000Z"} <= set(event)


@pytest.mark.parametrize(
    "uid",
    ["", "abc@acme.example", "f0-20261123T080000Z@interview-tui", "f40-20261399T080000Z@interview-tui",
     "../f40-20261123T080000Z@interview-tui", "f40-20261123T080000Z@interview-tui\n",
     "f40-20261123T080000Z@interview-tui.example", "f４0-20261123T080000Z@interview-tui"],
)  # fmt: skip
def test_uids_of_others(uid: str) -> None:
    assert read_own_uid(uid) is None


def value(text: str, component: str, name: str) -> str:
    """The text of a property, by RFC 5545: a backslash and what it escapes. Readers' libraries are not that exact."""
    own = takewhile(lambda line: not line.startswith("BEGIN:"), part(text, component))
    found = next((line for line in own if line.startswith(f"{name}:")), f"{name}:")
    return re.sub(r"\\(.)", lambda pair: "\n" if pair[1] in "nN" else pair[1], found.removeprefix(f"{name}:"))


TEXT = st.text(max_size=120) | st.text("\\nN;,:^'\"a é😀\n\t\r", max_size=120)


@given(TEXT, TEXT, TEXT, TEXT)
def test_any_text_stays_text(summary: str, description: str, place: str, uid: str) -> None:
    items = [
        replace(MEETING, summary=summary, description=description, place=place, uid=uid),
        replace(FOLLOW_UP, summary=summary, description=description),
    ]
    text = "".join(calendar_text(items, {BERLIN: 2026}))
    data = text.encode()
    assert data.count(b"\n") == data.count(b"\r") == data.count(b"\r\n")
    parts = data.split(b"\r\n")
    assert all(len(line) <= 75 for line in parts)
    assert all(line.decode() is not None for line in parts)
    assert not any((len(line) - len(line.rstrip(b"\\"))) % 2 for line in parts)
    calendar: Any = Calendar.from_ical(data)
    assert [len(calendar.walk(name)) for name in ("VEVENT", "VTODO", "VALARM")] == [1, 1, 3]
    assert value(text, "VEVENT", "UID") == clean_line(uid)
    assert value(text, "VEVENT", "LOCATION") == clean_line(place)
    for name in ("VEVENT", "VTODO", "VALARM"):
        assert value(text, name, "SUMMARY" if name != "VALARM" else "DESCRIPTION") == clean_line(summary)
    for name in ("VEVENT", "VTODO"):
        assert value(text, name, "DESCRIPTION") == clean(description).strip()


@pytest.mark.parametrize("words", ["é😀", ";,", "\\", "x"])
def test_no_fold_cuts_a_character_or_an_escape(words: str) -> None:
    for shift in range(8):
        summary = "x" * shift + words * 200
        text = item_text(replace(FOLLOW_UP, summary=summary, alarm=None))
        (start,) = [number for number, line in enumerate(text.split("\r\n")) if line.startswith("SUMMARY")]
        folds = list(takewhile(lambda line: line[0] == " ", text.split("\r\n")[start + 1 :]))
        for line in ([text.split("\r\n")[start], *folds])[:-1]:
            assert 70 <= len(line.encode()) <= 75
            assert (len(line) - len(line.rstrip("\\"))) % 2 == 0
        assert value(text, "VTODO", "SUMMARY") == summary


def test_a_path_is_no_end_of_a_line() -> None:
    assert "SUMMARY:C:\\\\New\\\\notes" in part(item_text(replace(FOLLOW_UP, summary="C:\\New\\notes")), "VTODO")


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)),  # noqa: DTZ001
    st.sampled_from(["Europe/Berlin", "America/Chicago", "Asia/Kolkata", "Australia/Lord_Howe", "Etc/UTC"]),
    st.none() | st.integers(1, 600),
)
def test_a_meeting_comes_back_as_it_was(at: datetime, zone: str, minutes: int | None) -> None:
    starts = at.replace(microsecond=0, tzinfo=UTC).astimezone(ZoneInfo(zone))
    ends = None if minutes is None else (starts.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(starts.tzinfo)
    (read,) = read_invitations(item_text(replace(MEETING, starts=starts, ends=ends)).encode())
    assert (read.starts, read.ends) == (starts.astimezone(UTC), None if ends is None else ends.astimezone(UTC))
    told_in_utc = zone == "Etc/UTC" or starts.fold or (ends is not None and ends.fold)
    assert read.zone == ("UTC" if told_in_utc else zone)
    assert (read.uid, read.sequence, read.cancelled) == ("abc@acme.example", 3, False)
    assert (read.place, read.link) == (MEETING.place, MEETING.link)


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
