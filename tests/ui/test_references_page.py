"""The references page, key by key: who spoke where, a letter to forward, what to stress, the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.enums import Favour, Part, Voice
from interview_tui.domain.records import Involvement, Person
from interview_tui.ui.pages.references import ReferencesPage
from tests.programs import every, get, made_once
from tests.ui.dashboards import a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

    from tests.programs import ProgramOnATable


@made_once
def with_references(folder: Path) -> ProgramOnATable:
    """A morning on which Acme has Ola Berg, a reference, and Pat Jones, a connection; Ola is one at Globex, too."""
    program = a_morning(folder)
    program.people.add(1, "Ola Berg, CTO <ola@north.example>", Part.REFERENCE, company="North")
    program.people.add(1, "Pat Jones", Part.CONNECTION)
    program.people.add(2, "Ola Berg <ola@north.example>", Part.REFERENCE)
    return program


def tie_of(program: ProgramOnATable, name: str) -> Involvement:
    (person,) = (p for p in every(program, Person) if p.name == name)
    return min((t for t in every(program, Involvement) if t.person_id == person.id), key=lambda tie: tie.id)


async def test_from_the_people_to_what_is_owed_and_the_sheet(tmp_path: Path) -> None:
    program = with_references(tmp_path)
    ola = tie_of(program, "Ola Berg")
    async with shown(program, size=(140, 40)) as it:
        await it.press("p", "G", "k", "r")
        assert isinstance(it.app.screen, ReferencesPage)
        assert "Ola Berg  CTO, North" in it.lines("#page-list")[0]
        assert "Acme · SRE" in it.lines("#frame-page-detail")[0]
        await it.press("y")
        assert "nobody can be on the sheet yet: Ola Berg (not asked yet)" in it.message
        await it.press("f", "g")
        assert get(program, Involvement, ola.id).favour is Favour.AGREED
        await it.press("f", "e")
        assert it.message.startswith("Named Ola Berg to the employer · Acme")
        await it.press("e")
        await it.type("calm releases")
        await it.press("enter", "enter")
        await it.type("manager at North")
        await it.press("ctrl+s")
        assert get(program, Involvement, ola.id).stress == "calm releases"
        assert get(program, Person, ola.person_id).knows_me_from == "manager at North"
        assert "Asked to stress: calm releases" in it.screen()
        await it.press("f", "r")
        assert "later: it is in your follow-ups" in it.screen().casefold()
        assert "The letter itself is not among the files yet: F" in it.screen()
        await it.press("escape")
        assert "1 thing to do" in it.lines("PageTitle")[0]
        await it.press("g", "n")
        assert "Their letter waits to be forwarded: m" in it.screen()
        await it.press("m")
        assert "Letter that forwards a recommendation to Dana Ruiz" in it.lines("PageTitle")[0]
        await it.press("escape", "y")
        assert "the sheet of 1 reference" in it.message
        await it.press("A")
        assert not any("Globex" in line for line in it.lines("#page-list"))
        await it.press("u", "u")
        assert get(program, Involvement, ola.id).received is None


async def test_the_favour_menu_says_how_often(tmp_path: Path) -> None:
    program = with_references(tmp_path)
    program.people.favour(tie_of(program, "Ola Berg").id, Voice.ASKED)
    async with shown(program) as it:
        await it.press("f7", "f")
        assert "Asked or named 1 time in the last 90 days." in it.screen()
        await it.press("escape", "a")
        await it.type("Iva Horn")
        await it.press("ctrl+s")
        assert "Iva Horn (reference)" in it.message
        assert tie_of(program, "Iva Horn").part is Part.REFERENCE
