"""Connections at a company of the pipeline are proposed for step 8; nobody else is kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Outcome, Part
from interview_tui.domain.errors import Unclear
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.identity import plain_company
from interview_tui.domain.records import FollowUp, Involvement, Person
from interview_tui.importing.connections import Connection, apply_connections, is_connections, read_connections
from interview_tui.importing.table import is_table
from interview_tui.services.meetings import MeetingTime
from tests.programs import ProgramOnATable, a_program, content, every, journal, made_once, when

if TYPE_CHECKING:
    from interview_tui.importing.importer import Imported

SAMPLE = Path(__file__).parents[1] / "samples" / "contacts" / "connections.csv"


@pytest.fixture
@made_once
def program(tmp_path: Path) -> ProgramOnATable:
    """Acme, where the meeting with Dana Ruiz is over, Globex at step 1, and Elsewhere, which has said no."""
    program = a_program(tmp_path)
    held = when(program, "2026-11-20 14:00")
    program.interviews.add("Acme Ltd", "SRE", meeting=held, people=["Dana Ruiz, VP <dana@acme.example>"])
    program.interviews.add("Globex", "DBA")
    program.interviews.add("Elsewhere", "QA")
    program.outcomes.record([3], Outcome.REJECTED)
    return program


def taken(program: ProgramOnATable, *, dry_run: bool = False) -> Imported:
    return apply_connections(program, [read_connections(SAMPLE.read_bytes())], dry_run=dry_run)


def test_the_file_is_told_from_a_table() -> None:
    data = SAMPLE.read_bytes()
    assert is_connections(data)
    assert not is_table(data)
    assert is_connections(data[data.index(b"First Name") :])
    read = read_connections(data)
    assert [row.name for row in read.rows] == [
        "Ada Moreau",
        "Bo Lind, PhD",
        "Cy Ng",
        "Dana Ruiz",
        "Short Row",
        "=cmd Evil",
    ]
    assert read.rows[0] == Connection(
        5, "Ada Moreau", "ACME, Inc.", "Staff Engineer", "ada@acme.example", "https://people.example/ada",
        read.rows[0].connected,
    )  # fmt: skip
    assert read.refused == ()


@pytest.mark.parametrize("data", [b"", b"company,role\nAcme,SRE\n", b"\xff\xfe\0\0", b'"' * 100])
def test_what_is_none_is_said(data: bytes) -> None:
    assert not is_connections(data)
    with pytest.raises(Unclear):
        read_connections(data)


@pytest.mark.parametrize(
    ("one", "other"),
    [("ACME, Inc.", "acme"), ("Globex S.A.", "GLOBEX"), ("Foo GmbH & Co. KG", "Foo"), ("Café Océane", "Cafe Oceane")],
)
def test_a_company_is_known_however_it_is_written(one: str, other: str) -> None:
    assert plain_company(one) == plain_company(other)
    assert plain_company("AG") == "ag"


def test_those_at_a_company_of_the_pipeline_are_proposed(program: ProgramOnATable) -> None:
    done = taken(program)
    assert (done.added, done.skipped) == (3, 3)
    ties = [(t.interview_id, t.part) for t in every(program, Involvement)]
    assert ties == [(1, Part.INTERVIEWER), *[(1, Part.CONNECTION)] * 2, (2, Part.CONNECTION)]
    assert [person.name for person in every(program, Person)] == [
        "Dana Ruiz",
        "Ada Moreau",
        "Bo Lind, PhD",
        "=cmd Evil",
    ]
    assert [f.interview_id for f in every(program, FollowUp) if f.kind is Kind.ADVOCATE] == [1, 1]
    assert done.words.startswith("proposed for step 8: 3 connections at Acme Ltd (2), Globex; planned: ")
    assert done.words.endswith("2 others not imported: they work elsewhere")
    program.interviews.edit(2, meeting=MeetingTime(starts=when(program, "2026-11-20 16:00").at))
    assert [f.interview_id for f in every(program, FollowUp) if f.kind is Kind.ADVOCATE] == [1, 1, 2]


def test_once_and_back_as_one(program: ProgramOnATable) -> None:
    before = len(journal(program)), content(program)
    tried = taken(program, dry_run=True)
    assert (tried.added, len(journal(program)), content(program)) == (3, *before)
    taken(program)
    again = taken(program)
    assert (again.added, again.skipped, len(journal(program))) == (0, 6, before[0] + 1)
    program.history.undo()
    assert content(program) == before[1]


def test_what_is_written_down_stays(program: ProgramOnATable) -> None:
    taken(program)
    dana = every(program, Person)[0]
    assert (dana.title, dana.link) == ("VP", "https://people.example/dana")
