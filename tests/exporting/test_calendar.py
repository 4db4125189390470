"""Meetings and follow-ups as calendar text: what it says, and that a reader gets back what was meant."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import takewhile
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from interview_tui.domain.enums import Ref
from interview_tui.domain.text import clean, clean_line
from interview_tui.exporting.calendar import Event, State, Task, calendar_text, item_text
from interview_tui.exporting.content_lines import own_uid, read_own_uid
from interview_tui.importing.invitation import InvitationError, read_invitations

BERLIN = ZoneInfo("Europe/Berlin")
CREATED = datetime(2026, 11, 16, 8, 30, tzinfo=UTC)
CHANGED = datetime(2026, 11, 20, 17, 5, 9, tzinfo=UTC)

MEETING = Event(
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
FOLLOW_UP = Task(
    name="f40-20261116T083000Z@interview-tui",
    uid="f40-20261116T083000Z@interview-tui",
    created=CREATED,
    changed=CHANGED,
    sequence=0,
    summary="Thank Dana Ruiz (Acme)",
    description="Why: within a day",
    due=date(2026, 12, 3),
    state=State.OPEN,
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
    done = part(item_text(replace(FOLLOW_UP, state=State.DONE, settled=at, alarm=None)), "VTODO")
    assert {"STATUS:COMPLETED", "COMPLETED:20261203T130000Z", "PERCENT-COMPLETE:100"} <= set(done)
    assert "BEGIN:VALARM" not in done
    skipped = part(item_text(replace(FOLLOW_UP, state=State.OFF, settled=at, alarm=None)), "VTODO")
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
    def zones(item: Event | Task) -> list[str]:
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


def test_own_uids() -> None:
    uid = own_uid(Ref("f", 40), datetime(2026, 11, 23, 9, 0, tzinfo=BERLIN))
    assert uid == "f40-20261123T080000Z@interview-tui"
    assert read_own_uid(uid) == ("f", 40, datetime(2026, 11, 23, 8, 0, tzinfo=UTC))


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


@settings(max_examples=100, deadline=None)
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


@settings(max_examples=60, deadline=None)
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
