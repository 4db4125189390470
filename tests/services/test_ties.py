"""People and their ties: added, changed, asked for a good word, thanked, taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.errors import Conflict, Refused, Unclear
from interview_tui.domain.records import (
    Attendance,
    Direction,
    Favour,
    FollowUp,
    Involvement,
    Kind,
    Outcome,
    Part,
    Person,
    Quote,
    Settled,
    Step,
    Touch,
)
from interview_tui.services.ties import Voice
from tests.programs import a_program, content, every, follow_up, get, go_to, journal, when

if TYPE_CHECKING:
    from pathlib import Path

    from tests.programs import ProgramOnATable


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    """Acme at step 8, with Dana Ruiz in its meeting."""
    program = a_program(tmp_path)
    program.interviews.add("Acme", "SRE", meeting=when(program, "today 14:00"), people=["Dana Ruiz"])
    program.clock.set("2026-11-23T18:00:00+01:00")
    program.notes.capture(1, '@ Dana Ruiz\n" We need someone calm (Dana Ruiz)')
    go_to(program, 1, Step.LEVERAGE)
    return program


def tie_of(program: ProgramOnATable, name: str) -> Involvement:
    (person,) = (p for p in every(program, Person) if p.name == name)
    (tie,) = (t for t in every(program, Involvement) if t.person_id == person.id)
    return tie


def open_of(program: ProgramOnATable, kind: Kind) -> list[FollowUp]:
    return [f for f in every(program, FollowUp) if f.kind is kind and f.state is Settled.OPEN]


class TestAdding:
    def test_a_connection_is_added_and_to_be_asked(self, program: ProgramOnATable) -> None:
        dana = tie_of(program, "Dana Ruiz").person_id
        change = program.people.add(1, "Pat Jones, Editor <Pat@Press.example>", Part.CONNECTION, knows_id=dana)
        assert change.words.startswith("Added to Acme · SRE: Pat Jones (connection); planned: Ask for a good word")
        tie = tie_of(program, "Pat Jones")
        assert (tie.part, tie.knows_id) == (Part.CONNECTION, dana)
        person = get(program, Person, tie.person_id)
        assert (person.title, person.email, person.company) == ("Editor", "pat@press.example", "")
        (asked,) = open_of(program, Kind.ADVOCATE)
        assert (asked.person_id, asked.text) == (person.id, "Ask for a good word with Dana Ruiz")

    def test_one_who_is_not_to_be_asked_is_not_planned_for(self, program: ProgramOnATable) -> None:
        program.people.add(1, "Pat Jones", Part.CONNECTION, do_not_ask=True)
        assert open_of(program, Kind.ADVOCATE) == []

    def test_who_is_there_already_is_not_added_again(self, program: ProgramOnATable) -> None:
        with pytest.raises(Refused, match="Dana Ruiz is in Acme · SRE already, as interviewer"):
            program.people.add(1, "Dana Ruiz", Part.HIRING_MANAGER)
        with pytest.raises(Unclear):
            program.people.add(1, " ", Part.CONNECTION)

    def test_undo_takes_all_of_it_back(self, program: ProgramOnATable) -> None:
        before = content(program)
        program.people.add(1, "Pat Jones", Part.CONNECTION)
        program.people.favour(tie_of(program, "Pat Jones").id, Voice.ASKED)
        program.people.remove(tie_of(program, "Pat Jones").id)
        program.history.undo(3)
        assert content(program) == before


class TestChanging:
    def test_person_and_tie_are_one_change(self, program: ProgramOnATable) -> None:
        tie = tie_of(program, "Dana Ruiz")
        person = get(program, Person, tie.person_id)
        entries = len(journal(program))
        change = program.people.edit(person, tie, email=" Dana@Acme.example", part=Part.HIRING_MANAGER, no_calls=True)
        assert change.words == "Edited: Dana Ruiz"
        assert len(journal(program)) == entries + 1
        assert get(program, Person, person.id).email == "dana@acme.example"
        assert get(program, Involvement, tie.id).part is Part.HIRING_MANAGER
        with pytest.raises(Conflict):
            program.people.edit(person, tie, title="VP")
        with pytest.raises(Unclear):
            program.people.edit(get(program, Person, person.id), name=" ")

    def test_a_flag_reaches_what_is_owed(self, program: ProgramOnATable) -> None:
        program.people.add(1, "Pat Jones", Part.CONNECTION)
        program.people.tie(tie_of(program, "Pat Jones"), sensitive=True)
        (asked,) = open_of(program, Kind.ADVOCATE)
        assert asked.sensitive
        assert "sensitive" in asked.why
        program.people.tie(tie_of(program, "Pat Jones"), do_not_ask=True)
        assert open_of(program, Kind.ADVOCATE) == []

    def test_nobody_knows_themselves(self, program: ProgramOnATable) -> None:
        tie = tie_of(program, "Dana Ruiz")
        with pytest.raises(Refused, match="nobody is their own connection"):
            program.people.tie(tie, knows_id=tie.person_id)


class TestAGoodWord:
    def test_asking_settles_what_was_owed_with_one_contact(self, program: ProgramOnATable) -> None:
        program.people.add(1, "Pat Jones", Part.CONNECTION)
        tie = tie_of(program, "Pat Jones")
        change = program.people.favour(tie.id, Voice.ASKED)
        assert change.words.startswith("Asked Pat Jones for a good word · Acme")
        assert open_of(program, Kind.ADVOCATE) == []
        tie = get(program, Involvement, tie.id)
        assert (tie.favour, tie.asked) == (Favour.ASKED, program.clock())
        (touch,) = every(program, Touch)
        assert (touch.person_id, touch.direction) == (tie.person_id, Direction.OUT)
        with pytest.raises(Refused, match="asked stands there already"):
            program.people.favour(tie.id, Voice.ASKED)

    def test_one_who_is_not_to_be_asked_is_not_asked(self, program: ProgramOnATable) -> None:
        program.people.add(1, "Pat Jones", Part.CONNECTION, do_not_ask=True)
        with pytest.raises(Refused, match="Pat Jones is marked “do not ask”"):
            program.people.favour(tie_of(program, "Pat Jones").id, Voice.ASKED)
        assert every(program, Touch) == ()

    def test_they_agree_speak_or_decline(self, program: ProgramOnATable) -> None:
        program.people.add(1, "Pat Jones", Part.CONNECTION)
        tie = tie_of(program, "Pat Jones")
        program.people.favour(tie.id, Voice.AGREED)
        assert open_of(program, Kind.ADVOCATE) == []
        program.people.favour(tie.id, Voice.SPOKE)
        assert get(program, Involvement, tie.id).spoke == program.clock()
        assert [t.direction for t in every(program, Touch)] == [Direction.IN]
        program.people.favour(tie.id, Voice.DECLINED)
        assert get(program, Involvement, tie.id).favour is Favour.DECLINED

    def test_a_reference_from_the_request_to_the_thanks(self, program: ProgramOnATable) -> None:
        program.people.add(1, "Ola Berg <ola@north.example>", Part.REFERENCE)
        (owed,) = open_of(program, Kind.RECOMMENDATION)
        tie = tie_of(program, "Ola Berg")
        program.people.favour(tie.id, Voice.ASKED)
        settled = get(program, FollowUp, owed.id)
        assert (settled.state, settled.person_id) == (Settled.DONE, tie.person_id)
        program.people.favour(tie.id, Voice.RECEIVED)
        program.people.favour(tie.id, Voice.FORWARDED)
        stored = get(program, Involvement, tie.id)
        assert (stored.favour, stored.received, stored.forwarded) == (Favour.SPOKE, program.clock(), program.clock())
        to_employer = every(program, Touch)[-1]
        assert (to_employer.person_id, to_employer.brings) == (None, "the letter of recommendation by Ola Berg")
        program.interviews.outcome([1], Outcome.OFFER)
        (thanks,) = open_of(program, Kind.REFERENCE_THANKS)
        program.people.favour(tie.id, Voice.THANKED)
        assert get(program, FollowUp, thanks.id).state is Settled.DONE
        assert get(program, Involvement, tie.id).thanked == program.clock()

    def test_who_spoke_after_the_offer_is_still_thanked(self, program: ProgramOnATable) -> None:
        program.people.add(1, "Ola Berg", Part.REFERENCE)
        program.interviews.outcome([1], Outcome.OFFER)
        change = program.people.favour(tie_of(program, "Ola Berg").id, Voice.SPOKE)
        assert "planned: " in change.words
        assert len(open_of(program, Kind.REFERENCE_THANKS)) == 1


class TestTakingOut:
    def test_the_person_and_their_words_stay(self, program: ProgramOnATable) -> None:
        tie = tie_of(program, "Dana Ruiz")
        change = program.people.remove(tie.id)
        assert change.words.startswith("Removed from Acme · SRE: Dana Ruiz; no longer owed: ")
        assert every(program, Involvement) == ()
        assert every(program, Attendance) == ()
        assert get(program, Person, tie.person_id).name == "Dana Ruiz"
        assert [q.person_id for q in every(program, Quote)] == [tie.person_id]
        assert follow_up(program, "Thank Dana Ruiz").state is Settled.CANCELLED
