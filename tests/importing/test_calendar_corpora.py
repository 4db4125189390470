"""Calendars that icalendar ships for its own tests: read or refused in one line, each start as the library has it."""

from __future__ import annotations

import warnings
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import icalendar
import pytest

from interview_tui.domain.errors import UserError
from interview_tui.domain.text import clean_line
from interview_tui.importing.calendar_file import read_calendar_file
from interview_tui.importing.invitation import read_invitations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_tui.importing.invitation import Invitation

CORPUS = Path(icalendar.__file__).parent / "tests"
OTHERWISE = {
    "america_new_york_forward_reference.ics": "two starts of one event, of which the first is read",
    "pacific_fiji.ics": "the same",
    "broken_ical.ics": "the library reads none of its lines, and here the event is read",
}
"""Files of which the library has other starts, and why."""


def starts_of_library(data: bytes) -> set[datetime] | None:
    """All starts as icalendar reads them, floating ones and days without a zone; None where it reads nothing."""
    found = set()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what it guesses
        try:
            calendars = icalendar.Calendar.from_ical(data, multiple=True)
        except ValueError:
            return None
        for calendar in calendars:
            for event in calendar.walk("VEVENT"):
                start: Any = event.get("DTSTART")
                with suppress(AttributeError):  # a broken one, or none
                    found.add(plain(start.dt))
    return found


def plain(at: date) -> datetime:
    if not isinstance(at, datetime):
        return datetime(at.year, at.month, at.day)  # noqa: DTZ001
    return at.astimezone(UTC).replace(tzinfo=None) if at.tzinfo else at


def outcome(data: bytes) -> tuple[Invitation, ...] | UserError:
    try:
        return read_invitations(read_calendar_file(data), frozenset()).rows
    except UserError as error:
        return error


def files() -> Iterator[tuple[str, bytes]]:
    """Each file, an event alone within a calendar."""
    for path in sorted(CORPUS.rglob("*.ics")):
        data = path.read_bytes()
        if data.lstrip().startswith(b"BEGIN:VEVENT"):
            data = b"BEGIN:VCALENDAR\r\n" + data.rstrip() + b"\r\nEND:VCALENDAR\r\n"
        yield path.name, data


@pytest.mark.skipif(not CORPUS.is_dir(), reason="icalendar is installed without its own tests")
def test_the_calendars_of_icalendar() -> None:
    every = dict(files())
    assert len(every) > 100
    compared = 0
    for name, data in every.items():
        read = outcome(data)
        if isinstance(read, UserError):
            assert str(read) == clean_line(str(read)) != "", name
            continue
        known = starts_of_library(data)
        if known is not None and name not in OTHERWISE:
            assert {plain(one.starts) for one in read if one.starts} == known, name
            compared += bool(known)
    assert compared > 50
