"""Files of an interview, and of the promises that they keep."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Ref
from interview_tui.domain.errors import NotFound, Refused
from interview_tui.domain.records import Commitment, Document
from interview_tui.services.exports import export_folder
from tests.programs import ProgramOnATable, a_program, case_of, content, every, journal, when

if TYPE_CHECKING:
    from pathlib import Path

MINE, THEIRS = 1, 2
"""The commitments of the notes."""


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    """Acme (i1) was met: I promised the case study (c1), they a call (c2). Globex (i2) is new."""
    (tmp_path / "store").mkdir()
    program = a_program(tmp_path / "store")
    program.interviews.add("Acme", "SRE", meeting=when(program, "today 14:00"), people=["Dana Ruiz"])
    program.interviews.add("Globex", "Data Engineer")
    program.clock.move(hours=7)
    program.notes.capture(1, "+ send the case study (Dana Ruiz) by 27 Nov\n- call with dates (Dana Ruiz) by 2 Dec")
    return program


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "case study.pdf"
    file.write_bytes(b"x")
    return file


def keeping(program: ProgramOnATable, commitment_id: int) -> Ref:
    """The follow-up about a commitment."""
    found = (f.id for f in case_of(program, 1).follow_ups if f.commitment_id == commitment_id)
    return Ref("f", next(found))


def test_of_an_interview(program: ProgramOnATable, file: Path) -> None:
    change = program.documents.add(Ref("i", 1), str(file))
    assert change.words == "case study.pdf belongs to Acme · SRE"
    assert change.refs == (Ref("d", 1),)
    (document,) = every(program, Document)
    assert document == Document(id=1, interview_id=1, path=str(file), created=program.clock())
    assert case_of(program, 1).documents == (document,)
    assert case_of(program, 2).documents == ()


@pytest.mark.parametrize("by", ["follow-up", "commitment", "both"])
def test_of_a_promise(program: ProgramOnATable, file: Path, by: str) -> None:
    target = {"follow-up": keeping(program, MINE), "commitment": Ref("c", MINE), "both": Ref("i", 1)}[by]
    keeps = keeping(program, MINE) if by == "both" else None
    change = program.documents.add(target, str(file), keeps=keeps, name="the case study, two pages")
    assert change.words == (
        "case study.pdf belongs to Acme · SRE; it keeps “send the case study”; "
        "letters call it “the case study, two pages”"
    )
    (document,) = every(program, Document)
    assert (document.interview_id, document.commitment_id, document.name) == (1, MINE, "the case study, two pages")


def test_once_more_it_gets_what_is_said_of_it_now(program: ProgramOnATable, file: Path) -> None:
    program.documents.add(Ref("i", 1), str(file), name="the study")
    assert program.documents.add(Ref("c", MINE), str(file)).refs == (Ref("d", 1),)
    change = program.documents.add(Ref("i", 1), str(file), name="the case study")
    assert change.words == (
        "case study.pdf belongs to Acme · SRE; it still keeps “send the case study”; letters call it “the case study”"
    )
    (document,) = every(program, Document)
    assert (document.commitment_id, document.name) == (MINE, "the case study")
    entries = len(journal(program))
    program.documents.add(Ref("i", 1), str(file))
    assert len(journal(program)) == entries
    program.documents.add(Ref("i", 2), str(file))
    assert [d.interview_id for d in every(program, Document)] == [1, 2]


def test_the_place_is_told_from_the_root_and_a_link_stays_one(
    program: ProgramOnATable, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(file.parent)
    monkeypatch.setenv("HOME", str(file.parent))
    (file.parent / "link.pdf").symlink_to(file)
    for written in ("case study.pdf", "./store/../case study.pdf", "~/case study.pdf", "link.pdf"):
        program.documents.add(Ref("i", 1), written)
    assert [d.path for d in every(program, Document)] == [str(file), str(file.parent / "link.pdf")]


def test_what_cannot_be_read_is_said_in_a_line(program: ProgramOnATable, file: Path) -> None:
    os.mkfifo(file.parent / "pipe")
    (file.parent / "two  blanks").touch()
    before = content(program)
    for written, said in (
        ("gone.pdf", r"there is no file .*gone\.pdf"),
        ("case study.pdf/x", r"there is no file .*case study\.pdf/x"),
        (".", "is not an ordinary file: give the file itself"),
        ("pipe", "pipe is not an ordinary file"),
        ("x" * 300, "cannot be read"),
        ("a\0b", "cannot be read"),
        ("two  blanks", "two blanks has characters in its name that the store cannot keep: rename the file"),
    ):
        with pytest.raises(Refused, match=said) as refused:
            program.documents.add(Ref("i", 1), str(file.parent / written))
        assert "\n" not in str(refused.value)
    assert content(program) == before


def test_what_is_no_promise_of_mine_is_refused(program: ProgramOnATable, file: Path) -> None:
    thanks = next(f for f in case_of(program, 1).follow_ups if f.commitment_id is None)
    with pytest.raises(Refused, match=rf"f{thanks.id} \(.*\) keeps no promise: give the interview i1"):
        program.documents.add(Ref("f", thanks.id), str(file))
    with pytest.raises(Refused, match=r"c2 \(call with dates\) is about a promise of theirs, not of yours"):
        program.documents.add(Ref("i", 1), str(file), keeps=Ref("c", THEIRS))
    with pytest.raises(Refused, match="c1 is not a promise of Globex · Data Engineer"):
        program.documents.add(Ref("i", 2), str(file), keeps=Ref("c", MINE))
    for missing in (Ref("i", 9), Ref("f", 99), Ref("c", 99)):
        with pytest.raises(NotFound):
            program.documents.add(missing, str(file))
    assert every(program, Document) == ()


def test_it_goes_with_its_interview_and_comes_back(program: ProgramOnATable, file: Path) -> None:
    program.documents.add(Ref("c", MINE), str(file))
    before = content(program)
    program.interviews.remove([1])
    assert every(program, Document) == ()
    program.history.undo()
    assert content(program) == before
    program.interviews.remove([1])
    assert "1 document" in program.history.bring_back(Ref("i", 1)).words
    assert [d.commitment_id for d in every(program, Document)] == [MINE]


def test_it_outlives_its_promise_and_is_taken_back(program: ProgramOnATable, file: Path) -> None:
    program.documents.add(Ref("c", MINE), str(file))
    program.notes.remove([Ref("c", MINE)])
    assert [(d.interview_id, d.commitment_id) for d in every(program, Document)] == [(1, None)]
    program.history.undo()
    assert [d.commitment_id for d in every(program, Document)] == [MINE]
    program.history.undo()
    assert every(program, Document) == ()
    assert len(every(program, Commitment)) == 2


def test_it_stands_in_the_pages(program: ProgramOnATable, file: Path, tmp_path: Path) -> None:
    program.documents.add(Ref("i", 1), str(file), name="the case study")
    export_folder(program, tmp_path / "pages")
    page = (tmp_path / "pages" / "interviews" / "i1-acme-sre.md").read_text()
    assert "## Documents\n\n- the case study: " in page
