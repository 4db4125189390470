"""People from vCards: found by what is known of them, never doubled; and given out as they came."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Channel, Direction, Ref
from interview_tui.domain.records import Person
from interview_tui.importing.contacts import apply_contacts, read_vcards
from interview_tui.services.exports import export_contacts
from interview_tui.services.follow_ups import Contacted
from interview_tui.store.contacts import contacts
from tests.importing.test_vcard import SAMPLE, a_card
from tests.programs import ProgramOnATable, a_program, every, journal

if TYPE_CHECKING:
    from pathlib import Path

    from interview_tui.importing.importer import Imported


def taken(program: ProgramOnATable, data: bytes, *, dry_run: bool = False) -> Imported:
    return apply_contacts(program, [read_vcards(data)], dry_run=dry_run)


def counts(imported: Imported) -> tuple[int, int, int]:
    return imported.added, imported.updated, imported.skipped


def names(program: ProgramOnATable) -> list[str]:
    return [person.name for person in every(program, Person)]


def test_they_are_added_once_and_go_with_one_undo(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    data = SAMPLE.read_bytes()
    tried = taken(program, data, dry_run=True)
    assert (counts(tried), every(program, Person), journal(program)) == ((3, 0, 0), (), [])
    done = taken(program, data)
    assert (counts(done), done.words) == ((3, 0, 0), "added 3 people")
    assert names(program) == ["Dr. Dana Ruiz", "Kim Lee", "由衣 伊藤"]
    again = taken(program, data)
    assert (counts(again), again.words, len(journal(program))) == ((0, 0, 3), "nothing new", 1)
    program.history.undo()
    assert names(program) == []


def test_of_somebody_known_only_what_is_empty_is_taken(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    program.interviews.add("Acme", "SRE", people=["Dana Ruiz, Head of Trains <dana@acme.example>", "Kim Lee"])
    done = taken(
        program,
        a_card("FN:D. Ruiz", "TITLE:VP", "TEL:1", "EMAIL:x@y.example", "EMAIL:DANA@acme.example")
        + a_card("FN:kim  lee", "ORG:Acme", "EMAIL:kim@acme.example"),
    )
    assert counts(done) == (0, 2, 0)
    dana, kim = every(program, Person)
    assert (dana.name, dana.title, dana.phone, dana.email) == ("Dana Ruiz", "Head of Trains", "1", "dana@acme.example")
    assert kim.email == "kim@acme.example"


def test_two_of_one_name_are_two(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    done = taken(
        program,
        a_card("FN:Kim Lee", "EMAIL:kim@acme.example")
        + a_card("FN:Kim Lee", "EMAIL:kim@globex.example")
        + a_card("FN:Kim Lee", "ORG:Initech"),
    )
    assert counts(done) == (2, 1, 0)  # the third may be the first
    assert [p.email for p in every(program, Person)] == ["kim@acme.example", "kim@globex.example"]


def test_what_hears_of_it_can_stop_it(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    heard: list[int] = []

    def told(number: int) -> None:
        heard.append(number)
        raise KeyboardInterrupt

    cards = read_vcards(b"".join(a_card(f"FN:Person {n}") for n in range(600)))
    with pytest.raises(KeyboardInterrupt):
        apply_contacts(program, [cards], progress=told)
    assert (heard, every(program, Person)) == ([500], ())


def test_what_goes_out_comes_back(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    program.interviews.add("Acme", "SRE", people=["Dana Ruiz, VP; Ops <dana@acme.example>", "伊藤", "Kim \\ Lee"])
    text = "".join(export_contacts(program))
    assert text == "".join(export_contacts(program))
    assert counts(taken(program, text.encode())) == (0, 0, 3)
    (tmp_path / "other").mkdir()
    other = a_program(tmp_path / "other")
    assert counts(taken(other, text.encode())) == (3, 0, 0)
    assert "".join(export_contacts(other)) == text


def test_the_contacts_with_a_company_are_those_of_all_its_names(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    for company in ("Acme", "ACME Inc.", "Ácme", "Globex"):
        program.interviews.add(company, f"Role at {company}")
    for number in (1, 2, 3, 4):
        program.follow_ups.touch(
            Ref("i", number), Contacted(direction=Direction.OUT, channel=Channel.EMAIL, note="asked")
        )
    assert len(contacts(program.store.reader, "acme gmbh", None)) == 3
    assert contacts(program.store.reader, "", None) == ()
