"""A date far from now (the year 1, the year 9999) is refused in one line, by whichever way it comes in; those at the
ends of what is taken work.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Box, Outcome

FAR = (
    "0001-01-01T00:00:00+00:00",
    "1899-12-31T12:00:00+00:00",
    "3000-01-01T12:00:00+00:00",
    "9999-12-31T23:59:59-12:00",
)
EDGES = ("1900-01-01T00:00:00+00:00", "2999-12-31T23:00:00+00:00")


def event(at: str, *lines: str) -> str:
    stamp = at[:19].replace("-", "").replace(":", "") + "Z"
    whole = (f"DTSTART:{stamp}", *lines) if not lines else (line.format(stamp) for line in lines)
    body = "\r\n".join(("UID:7@acme.example", "SUMMARY:Interview: SRE at Zeta", *whole))
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n{body}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"


def as_now(box: Box, at: str) -> Outcome:
    box.now = at
    return box("due")


def by_calendar(*lines: str) -> Callable[[Box, str], Outcome]:
    return lambda box, at: box("import", "-", stdin=event(at, *lines))


def by_json(array: str, name: str) -> Callable[[Box, str], Outcome]:
    def way(box: Box, at: str) -> Outcome:
        document = box("export").json
        document[array][0][name] = (
            at if document[array][0][name] is None or "T" in document[array][0][name] else at[:10]
        )
        return box("import", "-", stdin=json.dumps(document))

    return way


def written_by_another(box: Box, at: str) -> Outcome:
    with closing(sqlite3.connect(box.store)) as connection, connection:
        connection.execute("UPDATE meetings SET starts = ?", (at,))
    return box("touch", "i1", "in", "email")


AT_THE_EDGE = tuple(at for at in FAR if at[:4] in ("0001", "9999"))
"""What no other date can be reckoned from."""


WAYS: dict[str, Callable[[Box, str], Outcome]] = {
    "as now": as_now,
    "the start of an invitation": by_calendar(),
    "which one it replaces": by_calendar("DTSTART:20261202T120000Z", "RECURRENCE-ID:{}"),
    "an instant of an export": by_json("meetings", "starts"),
    "a day of an export": by_json("follow_ups", "due_day"),
    "typed": lambda box, at: box("snooze", "f2", at[:10]),
    "typed, with a time": lambda box, at: box("meeting", "i1", at),
    "typed, of the past": lambda box, at: box("touch", "i1", "in", "email", "--at", at[:10]),
    "in the store": written_by_another,
}
NEAR_THE_EDGE = ("in the store", "an instant of an export", "a day of an export")
"""Where what was planned from a date that is taken, or is told in another zone, may lie a little beyond."""
EACH = [(way, at) for way in WAYS for at in (AT_THE_EDGE if way in NEAR_THE_EDGE else FAR)]


@pytest.mark.parametrize(("way", "at"), EACH)
def test_one_line_refuses_it(box: Box, way: str, at: str) -> None:
    ended = WAYS[way](box, at)
    assert ended.code in (1, 2)
    assert ended.err.startswith("interview-tui: ")
    assert ended.err.count("\n") == 1
    assert "of its own" not in ended.err


@pytest.mark.parametrize("at", FAR)
def test_notes_and_tables_take_the_rest(box: Box, at: str) -> None:
    noted = box("capture", "i1", stdin=f"+ send the paper by {at[:10]}\n- call by {at[:10]}\n")
    taken = box("import", "-", stdin=f"company,role,meeting\nZeta,SRE,{at}\n")
    for ended in (noted, taken, box("due"), box("promises"), box("export", "--format", "ics"), box("done", "f2")):
        assert "of its own" not in ended.err
    assert (noted.code, taken.out[:8]) == (0, "added 1,")
    assert at[:10] not in {promise["due"] for promise in box("export").json["commitments"]}


@pytest.mark.parametrize("at", EDGES)
def test_what_is_just_taken_works(empty: Box, at: str) -> None:
    assert empty("import", "-", stdin=event(at)).out.startswith("added 1, ")
    empty.now = at
    for command in ("due", "list", "show i1", "review", "export --format ics", "snooze f1 +3d", "done f1"):
        assert "of its own" not in empty(*command.split()).err, command


@pytest.mark.parametrize("at", EDGES)
def test_an_export_with_what_is_just_taken_comes_back(empty: Box, at: str) -> None:
    empty("import", "-", stdin=event(at))
    exported = empty("export").out
    empty("undo")
    assert empty("import", "-", stdin=exported).err == ""
