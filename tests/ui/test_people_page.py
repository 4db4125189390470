"""The people page, key by key: who is there, favours, touches, the form, everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Channel, Favour, Language, Part, Settled, Tone
from interview_tui.domain.records import FollowUp, Involvement, Person, Touch
from tests.programs import every, get, made_once, put
from tests.ui.dashboards import a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

    from tests.programs import ProgramOnATable


@made_once
def with_pat(folder: Path) -> ProgramOnATable:
    """A morning on which Acme has Pat Jones, a connection who knows Dana Ruiz."""
    program = a_morning(folder)
    (dana,) = (p.id for p in every(program, Person) if p.name == "Dana Ruiz")
    program.people.add(1, "Pat Jones <pat@press.example>", Part.CONNECTION, knows_id=dana)
    return program


def tie_of(program: ProgramOnATable, name: str) -> Involvement:
    (person,) = (p for p in every(program, Person) if p.name == name)
    (tie,) = (t for t in every(program, Involvement) if t.person_id == person.id)
    return tie


async def test_the_interviews_people_and_what_is_known_of_them(tmp_path: Path) -> None:
    async with shown(with_pat(tmp_path)) as it:
        await it.press("p")
        assert it.lines("PageTitle")[0].split() == ["People", "·", "Acme", "·", "SRE"]
        assert it.lines("#frame-page-list")[0].startswith("╭─ People 3 ─")
        lines = it.lines("#page-list")
        assert lines[0].split() == ["▌", "Dana", "Ruiz", "VP", "Operations", "interviewer"]
        assert lines[2].split() == ["Pat", "Jones", "connection"]
        assert "“We need someone to calm the release train” · Acme" in it.screen()
        await it.press("G")
        assert "Acme · SRE: connection, knows Dana Ruiz" in it.screen()
        assert "No contact yet." in it.screen()


async def test_a_favour_and_a_touch_are_said_and_undone(tmp_path: Path) -> None:
    program = with_pat(tmp_path)
    async with shown(program) as it:
        await it.press("p", "G", "f", "a")
        assert it.message.startswith("Asked Pat Jones for a good word · Acme")
        assert tie_of(program, "Pat Jones").favour is Favour.ASKED
        assert "connection · asked" in it.screen()
        await it.press("f", "s")
        assert "connection · spoke" in it.screen()
        await it.press("u", "u")
        assert tie_of(program, "Pat Jones").favour is Favour.NOT_ASKED
        await it.press("t", "o", "p")
        await it.type("had coffee")
        await it.press("enter")
        touch = every(program, Touch)[-1]
        pat = tie_of(program, "Pat Jones")
        assert (touch.person_id, touch.channel, touch.note) == (pat.person_id, Channel.PHONE, "had coffee")
        assert " Already got" in it.lines("#page-detail")
        assert "today, phone: had coffee" in it.screen()


async def test_one_who_is_not_to_be_asked_is_refused_in_words(tmp_path: Path) -> None:
    program = with_pat(tmp_path)
    tie = tie_of(program, "Pat Jones")
    program.people.edit(get(program, Person, tie.person_id), tie, do_not_ask=True, sensitive=True)
    async with shown(program) as it:
        await it.press("p", "G")
        assert "connection · ⚑ sensitive · do not ask" in it.screen()
        await it.press("f", "a")
        assert "marked “do not ask”" in it.message
        assert tie_of(program, "Pat Jones").favour is Favour.NOT_ASKED


async def test_somebody_is_added_with_a_part_by_title_or_by_choice(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    async with shown(program) as it:
        await it.press("p", "a")
        await it.type("Ola Berg <ola@north.example>")
        await it.press("enter", "r", "r", "ctrl+s")  # a recruiter, then a reference
        assert it.message.startswith(
            "Planned: Ask for a recommendation letter (tomorrow) · Added to Acme · SRE: Ola Berg"
        )
        assert tie_of(program, "Ola Berg").part is Part.REFERENCE
        await it.press("a")
        await it.type("Rita Moss, Talent Partner")
        await it.press("ctrl+s")
        assert tie_of(program, "Rita Moss").part is Part.RECRUITER
        await it.press("e", *["enter"] * 6, "left", "ctrl+s")  # from one to the part before it
        assert tie_of(program, "Rita Moss").part is Part.HIRING_MANAGER
        await it.press("e", *["enter"] * 6, *"agency", "ctrl+s")  # letters choose
        assert tie_of(program, "Rita Moss").part is Part.AGENCY


async def test_whoever_takes_over_gets_what_is_open(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    async with shown(program) as it:
        await it.press("p", "a")
        await it.type("Nora New <nora@acme.example>")
        await it.press("enter", "enter", "d", "ctrl+s")
        assert "Nora New takes over from Dana Ruiz at Acme" in it.message
        nora = tie_of(program, "Nora New")
        assert tie_of(program, "Dana Ruiz").successor_id == nora.person_id
        assert any(f.person_id == nora.person_id for f in every(program, FollowUp) if f.state is Settled.OPEN)
        await it.press("g", "j", "e", *["enter"] * 7, "n", "ctrl+s")  # Kim Lee takes over from Nora New
        assert "Kim Lee takes over from Nora New" in it.message


async def test_the_form_changes_person_and_tie(tmp_path: Path) -> None:
    program = with_pat(tmp_path)
    async with shown(program) as it:
        await it.press("p", "G", "e", "enter")
        await it.type("Editor")
        await it.press(*["enter"] * 8, "ctrl+a", "ctrl+k")
        await it.type("yes")
        await it.press("ctrl+s")
        assert it.message.startswith("Edited: Pat Jones")
        assert tie_of(program, "Pat Jones").sensitive
        (pat,) = (p for p in every(program, Person) if p.name == "Pat Jones")
        assert pat.title == "Editor"


@pytest.mark.soak
async def test_the_form_says_how_letters_address_somebody(tmp_path: Path) -> None:
    program = with_pat(tmp_path)
    async with shown(program) as it:
        await it.press("p", "e", *["enter"] * 11)
        await it.type("Frau Dr. Ruiz")
        await it.press("enter", "ctrl+a", "ctrl+k", *"yes", "enter")
        assert [line.split() for line in it.dialog_lines() if " German" in line] == [["de", "German"]]
        await it.press("d", "enter", *"formal", "ctrl+s")
        dana = get(program, Person, 1)
        assert (dana.address, dana.familiar) == ("Frau Dr. Ruiz", True)
        assert (dana.language, dana.tone) == (Language.DE, Tone.FORMAL)
        assert "Letters begin with “Frau Dr. Ruiz”" in it.screen()
        await it.press("e", *["enter"] * 13, "left", "left", "left", "ctrl+s")
        assert (get(program, Person, 1).language, get(program, Person, 1).tone) == (None, Tone.FORMAL)


async def test_everybody_copied_and_removed_after_asking(tmp_path: Path) -> None:
    program = with_pat(tmp_path)
    async with shown(program) as it:
        await it.press("p", "y")
        assert it.message.startswith("Copied dana@acme.example to your terminal's clipboard")
        assert it.app.clipboard == "dana@acme.example"
        await it.press("j", "y")
        assert it.message.startswith("no email address for Kim Lee")
        await it.press("A")
        assert it.lines("PageTitle")[0].endswith(" everybody")
        assert it.lines("#frame-page-list")[0].startswith("╭─ People 4 ─")
        assert "Bill Lum" in it.screen()
        await it.press("g", "f")
        assert "Bill Lum is not in this interview" in it.message
        await it.press("A")
        assert "Bill Lum" not in it.screen()
        await it.press("G", "x", "escape")
        assert tie_of(program, "Pat Jones")
        await it.press("x", "y")
        assert it.message.startswith("Removed from Acme · SRE: Pat Jones")
        assert "Pat Jones  " not in it.screen()


async def test_a_name_is_never_markup(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    person = put(program, Person(name="[/x] [bold]Eve", company="[red]", email="e@x.example"))
    put(program, Involvement(interview_id=1, person_id=person.id))
    async with shown(program) as it:
        await it.press("p", "G")
        assert "[/x] [bold]Eve" in it.screen()
        await it.press("f", "s")
        assert "Spoke for you: [/x] [bold]Eve" in it.message


async def test_a_letter_to_the_one_under_the_cursor(tmp_path: Path) -> None:
    program = with_pat(tmp_path)
    async with shown(program) as it:
        await it.press("p", "G", "m")
        assert "Request for a good word to Pat Jones" in it.lines("PageTitle")[0]
        await it.press("escape", "f", "r")
        assert "Write the note that forwards it to Dana Ruiz" in it.screen()
        assert every(program, Touch)[-1].note == "received: the letter of recommendation"
        await it.press("m")
        assert "Letter that forwards a recommendation to Dana Ruiz" in it.lines("PageTitle")[0]
        await it.press("escape", "f", "o", "m")
        assert "Thanks for their help to Pat Jones" in it.lines("PageTitle")[0]


async def test_who_is_not_to_be_asked_is_not_written_to_for_it(tmp_path: Path) -> None:
    program = with_pat(tmp_path)
    tie = tie_of(program, "Pat Jones")
    program.people.edit(get(program, Person, tie.person_id), tie, do_not_ask=True)
    async with shown(program) as it:
        await it.press("p", "G", "m")
        assert "Pat Jones is marked “do not ask”" in it.message
