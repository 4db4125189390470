"""A store of any size in milliseconds: one interview with all that hangs on it, and copies of its rows."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from interview_tui.domain.dates import When
from tests.programs import a_program, when

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
    program.interviews.add("Acme", "SRE", meeting=when(program, "thu 14:00"), people=["Dana Ruiz"])
    today = program.house.today()
    while len(program.store.reader.execute("SELECT 1 FROM follow_ups").fetchall()) < EACH:
        program.follow_ups.add(1, "Call about the date", When(today))
    program.follow_ups.done([EACH])
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
    with program.house.transaction():
        pass  # the days whose numbers the copies have changed are counted anew
    return program


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
