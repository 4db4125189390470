"""The interviews as a table: safe in a spreadsheet, and read again without a difference."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from interview_tui.domain.enums import Ref
from interview_tui.importing.applications import apply_applications
from interview_tui.importing.table import read_table
from interview_tui.services.exports import TABLE_HEADER, export_table
from tests.programs import ProgramOnATable, a_demo, a_program

if TYPE_CHECKING:
    from pathlib import Path

STORES_OWN = {"id", "round", "created", "next_due", "next"}
"""What another store gives anew."""


def rows(program: ProgramOnATable) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(export_table(program)), newline="")))


def test_it_comes_back_without_a_difference_and_only_once(tmp_path: Path) -> None:
    program = a_demo(tmp_path)
    text = "".join(export_table(program))
    (tmp_path / "other").mkdir()
    other = a_program(tmp_path / "other")
    table = read_table(text.encode())
    done = apply_applications(other, [table])
    assert (done.added, done.skipped, table.refused) == (12, 0, ())
    kept = [{name: row[name] for name in TABLE_HEADER if name not in STORES_OWN} for row in rows(program)]
    assert [{name: row[name] for name in TABLE_HEADER if name not in STORES_OWN} for row in rows(other)] == kept
    again = apply_applications(other, [table])
    assert (again.added, again.updated, again.skipped) == (0, 0, 12)
    assert "".join(export_table(program)) == text


def test_each_column_says_what_it_says(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    program.interviews.add('=HYPERLINK("x")', "SRE, “night”", people=["Dana; <Ruiz> <dana@acme.example>", "Kim Lee"])
    program.interviews.edit(1, note="one\ntwo", link="https://acme.example/1", location="@home")
    (row,) = rows(program)
    assert row == {
        "id": str(Ref("i", 1)), "company": "'=HYPERLINK(\"x\")", "role": "SRE, “night”", "step": "1", "round": "1",
        "outcome": "", "decision": "", "link": "https://acme.example/1", "location": "'@home", "meeting": "",
        "people": row["people"], "next_due": row["next_due"], "next": row["next"], "note": "one\ntwo",
        "created": "2026-11-23T09:00:00+01:00",
    }  # fmt: skip
    assert row["people"].endswith("; Kim Lee")
    assert row["people"].count(";") == 1
