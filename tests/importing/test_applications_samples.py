"""Each program's table through the whole way: tried, taken in, taken in once more, taken back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Part
from interview_tui.domain.records import Interview, Meeting, Person, Round
from interview_tui.importing.applications import apply_applications
from interview_tui.importing.table import Application, read_table
from interview_tui.store.records import find
from tests.programs import a_program, content, every, get, journal

if TYPE_CHECKING:
    from interview_tui.importing.importer import Contents, Imported
    from tests.programs import ProgramOnATable

SAMPLES = Path(__file__).parent.parent / "samples"
COUNTS = {
    "firmen.csv": (8, 0, 0),
    "huntr.csv": (9, 0, 0),
    "interview-tui.csv": (8, 0, 0),
    "jobsync.csv": (8, 0, 0),
    "linkedin.csv": (8, 0, 0),
    "simplify.csv": (7, 0, 1),
}
"""What is added, updated and skipped, by sample."""


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    return a_program(tmp_path)


def sample(name: str) -> Contents[Application]:
    return read_table((SAMPLES / name).read_bytes())


def take(program: ProgramOnATable, *names: str, dry_run: bool = False) -> Imported:
    return apply_applications(program, [sample(name) for name in names], dry_run=dry_run)


def counts(taken: Imported) -> tuple[int, int, int]:
    return taken.added, taken.updated, taken.skipped


def test_every_sample_is_here() -> None:
    assert {path.name for path in SAMPLES.glob("*.csv")} >= COUNTS.keys()


@pytest.mark.parametrize("name", sorted(COUNTS))
def test_there_and_back(name: str, program: ProgramOnATable) -> None:
    empty = content(program)
    tried = take(program, name, dry_run=True)
    assert (counts(tried), tried.entry, content(program), journal(program)) == (COUNTS[name], None, empty, [])
    taken = take(program, name)
    assert (counts(taken), taken.words) == (counts(tried), tried.words)
    full = content(program)
    again = take(program, name)
    assert (counts(again), again.entry) == ((0, 0, sum(COUNTS[name])), None)
    assert content(program) == full
    assert len(journal(program)) == 1
    program.history.undo()
    assert content(program) == empty
    program.history.redo()
    assert content(program) == full


def test_tables_of_several_programs_at_once_do_not_double_a_job(program: ProgramOnATable) -> None:
    empty = content(program)
    taken = take(program, *sorted(COUNTS))
    names = [(i.company, i.role) for i in every(program, Interview)]
    assert names.count(("Acme Rail", "Site Reliability Engineer")) == 1
    assert names.count(("Wheel", "Driver")) == 1
    assert names.count(("Nile", "Support Engineer")) == 2
    assert names.count(("Data & Daughters", "Data Engineer")) == 2
    assert counts(taken) == (38, 7, 4)
    full = content(program)
    for name in sorted(COUNTS):
        assert counts(take(program, name)) == (0, 0, sum(COUNTS[name]))
    assert content(program) == full
    assert len(journal(program)) == 1
    program.history.undo()
    assert content(program) == empty


def test_this_programs_own_table_is_at_the_same_step_and_outcome(program: ProgramOnATable) -> None:
    take(program, "interview-tui.csv")
    assert [(i.company, int(i.step), str(i.outcome or "")) for i in every(program, Interview)] == [
        ("Acme Rail", 1, ""),
        ("Quill, Ink & Sons", 9, "rejected"),
        ("Ito 伊藤 🎌", 9, "offer"),
        ("Harbour", 9, "accepted"),
        ("-Minus", 9, "withdrawn"),
        ("Nile", 7, "quiet"),
        ("Nile", 4, ""),
        ("Umbra", 10, "rejected"),
    ]
    assert [r.decision for r in every(program, Round)] == ["", "", "", "accepted", "", "", "", ""]
    assert [m.starts.isoformat() for m in every(program, Meeting) if m.starts] == [
        "2026-12-02T13:00:00+00:00",
        "2026-11-10T00:30:00+00:00",
        "2026-11-20T08:00:00+00:00",
    ]
    assert [(p.name, p.email, p.company) for p in every(program, Person)] == [
        ("Dana Ruiz", "dana@acme.example", "Acme Rail"),
        ("Max Weber", "", "Acme Rail"),
        ("Sato Yui", "yui@ito.example", "Ito 伊藤 🎌"),
        ("Ruiz, Dana", "", "Nile"),
    ]


def test_its_rows_are_told_apart_by_their_ids(program: ProgramOnATable) -> None:
    header = "id,company,role,step,round,outcome,decision\n"
    rows = "i1,Acme,SRE,2,1,,\ni2,Acme,SRE,9,1,rejected,\ni2,Acme,SRE,9,1,rejected,\n"
    table = read_table((header + rows).encode())
    assert counts(apply_applications(program, [table])) == (2, 0, 1)
    assert counts(apply_applications(program, [table])) == (0, 0, 3)


def test_what_was_decided_in_own_words_is_kept(program: ProgramOnATable) -> None:
    data = b"company,role,step,round,outcome,decision\nAcme,SRE,9,1,offer,ask for more\n"
    apply_applications(program, [read_table(data)])
    (a_round,) = every(program, Round)
    assert (a_round.decision, a_round.closed) == ("ask for more", program.clock())


def test_days_without_a_place_of_their_own_stand_in_the_note(program: ProgramOnATable) -> None:
    take(program, "firmen.csv")
    assert get(program, Interview, 4).note == "Applied: 2026-05-02\nMeeting: 2026-11-30\n=HEUTE()"
    assert get(program, Interview, 1).note == ("Applied: 2026-04-03\nsagte: „melden“; dann\nnichts\nGehalt: 45.000 €")


def test_recruiters_are_known_and_not_met(program: ProgramOnATable) -> None:
    take(program, "firmen.csv")
    case = program.interviews.case
    with program.transaction() as tx:
        third = case(tx, 3)
        tx.give_up()
    assert {third.person_name(t.person_id): t.part for t in third.involvements} == {
        "Tom Tal": Part.INTERVIEWER,
        "Ute Ulm": Part.RECRUITER,
    }
    assert [third.person_name(a.person_id) for a in third.attendances] == ["Tom Tal"]
    assert find(program.store.reader, Person, name="Dana Ruiz")[0].title == "Leiterin"
