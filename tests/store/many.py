"""A store of any size in milliseconds: one interview with all that hangs on it, and copies of its rows."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from interview_tui.domain.enums import Channel, Settled, Step
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.records import (
    Attendance,
    FollowUp,
    Interview,
    Involvement,
    Meeting,
    Passage,
    Person,
    Round,
)
from tests.programs import a_program

if TYPE_CHECKING:
    from pathlib import Path

    from tests.programs import ProgramOnATable

EACH = 5
"""Follow-ups of each interview."""
A_DAY = 20
"""Follow-ups that are open on each day."""
_APART = 1_000
_TABLES = ("people", "interviews", "rounds", "meetings", "attendances", "involvements", "passages", "follow_ups")
_LETTER = "substr('abcdefghijklmnopqrstuvwxyz', 1 + {0}, 1)"


def a_program_with(folder: Path, interviews: int) -> ProgramOnATable:
    """A store with so many interviews, spread over the steps and over the alphabet, one of each five follow-ups done.
    The more there are, the more days they are spread over, half of them past.
    """
    program = a_program(folder)
    _add_one(program)
    days = interviews * EACH // A_DAY
    with closing(sqlite3.connect(program.store.path)) as connection, connection:
        connection.execute("CREATE TEMP TABLE copies (k INTEGER PRIMARY KEY)")
        connection.executemany("INSERT INTO copies VALUES (?)", [(k,) for k in range(1, interviews)])
        for table in _TABLES:
            names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            values = ", ".join(_copied(table, name, days) for name in names)
            connection.execute(
                f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} FROM {table}, copies WHERE id < {_APART}"  # noqa: S608
            )
    return program


def _add_one(program: ProgramOnATable) -> None:
    """An interview with a meeting on Thursday, a person, and what is owed for it."""
    now = program.clock()
    starts = datetime(2026, 11, 26, 13, tzinfo=UTC)
    with program.transaction() as tx:
        dana = tx.add(Person(name="Dana Ruiz", company="Acme"))
        acme = tx.add(Interview(company="Acme", role="SRE", created=now))
        first = tx.add(Round(interview_id=acme.id, number=1, opened=now))
        meeting = tx.add(Meeting(round_id=first.id, starts=starts, zone="Europe/Berlin"))
        tx.add(Attendance(meeting_id=meeting.id, person_id=dana.id))
        tx.add(Involvement(interview_id=acme.id, person_id=dana.id))
        tx.add(Passage(round_id=first.id, step=Step.SET_THE_STAGE, entered=now))
        for number in range(1, EACH + 1):
            done = number == EACH
            tx.add(
                FollowUp(
                    interview_id=acme.id,
                    round_id=first.id,
                    kind=Kind.PREPARE if number == 1 else Kind.CUSTOM,
                    text="Prepare for the meeting" if number == 1 else "Call about the date",
                    channel=Channel.IN_PERSON if number == 1 else Channel.EMAIL,
                    due_day=(starts - timedelta(days=1)).date() if number == 1 else program.today(),
                    why="working day before the meeting" if number == 1 else "",
                    anchor=starts if number == 1 else None,
                    origin=f"prepare:m{meeting.id}" if number == 1 else "",
                    lapses=starts + timedelta(days=3650) if number == 1 else None,
                    state=Settled.DONE if done else Settled.OPEN,
                    settled=now if done else None,
                    on_time=True if done else None,
                    meeting_id=meeting.id if number == 1 else None,
                    created=now,
                )
            )
        tx.done("Added Acme · SRE")


def _copied(table: str, name: str, days: int) -> str:
    later = f"((k * {EACH} + follow_ups.id) % {days} - {days // 2}) || ' days'"
    if name == "id" or name.endswith("_id"):
        return f"{table}.{name} + k * {_APART}"
    if (table, name) == ("interviews", "step"):
        return "k % 10 + 1"
    if (table, name) == ("interviews", "company"):
        first, second = _LETTER.format("k * 7 % 26"), _LETTER.format("k * 11 / 26 % 26")
        return f"upper({first}) || {second} || ' ' || k || ' Works'"
    if (table, name) == ("people", "name"):
        return "'Person ' || k"
    if (table, name) == ("follow_ups", "due_day"):
        return f"date(due_day, {later})"
    if (table, name) == ("follow_ups", "due_sort"):
        return f"date(substr(due_sort, 1, 10), {later}) || substr(due_sort, 11)"
    if (table, name) == ("follow_ups", "settled"):
        return f"replace(datetime(settled, {later}), ' ', 'T') || '+00:00'"
    return f"{table}.{name}"
