"""Another role at an employer: what it knows of the first one, and what it takes over from it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.already_sent import brings_something_new, next_news
from interview_tui.domain.chart import chart_rows
from interview_tui.domain.enums import Channel, Direction, Favour, Language, Outcome, Part, Ref, Settled, Voice
from interview_tui.domain.errors import Refused
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import FollowUp, Interview, Involvement, Person
from interview_tui.services.follow_ups import Contacted
from interview_tui.services.meetings import brief_of
from interview_tui.store.figures import figures
from interview_tui.store.review import review_of
from tests.programs import content, every, get, made_once, when
from tests.scenario import acme

if TYPE_CHECKING:
    from pathlib import Path

    from tests.programs import ProgramOnATable

NOTES = """\
! Release approvals take nine days (Dana Ruiz)
* Cut releases from nine days to one
"""


@made_once
def rejected(folder: Path) -> ProgramOnATable:
    """Acme (i1), where Dana Ruiz decides, Rita Rao arranges, Kim Lee asked and Pat Jones put in a word, rejected me on
    3 December; it is a week later.
    """
    program = acme(
        "Dana Ruiz, VP Operations <dana@acme.example> [hiring manager]", "Kim Lee", "Rita Rao, Recruiter"
    ).on(folder)
    program.stories.add("Cut releases from nine days to one", result="one day")
    program.people.add(1, "Pat Jones", Part.CONNECTION)
    program.interviews.edit(1, location="Berlin", language=Language.DE)
    program.clock.set("2026-11-25T09:00:00+01:00")
    program.notes.capture(1, NOTES)
    brings = Contacted(
        direction=Direction.OUT, channel=Channel.EMAIL, person_id=1, brings="Cut releases from nine days to one"
    )
    program.follow_ups.touch(Ref("i", 1), brings)
    (pat,) = (t for t in every(program, Involvement) if t.part is Part.CONNECTION)
    program.people.favour(pat.id, Voice.SPOKE)
    program.clock.set("2026-12-03T09:00:00+01:00")
    program.outcomes.record([1], Outcome.REJECTED, lesson="Ask for the budget first")
    program.clock.set("2026-12-10T09:00:00+01:00")
    return program


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    return rejected(tmp_path)


def parts(program: ProgramOnATable, interview_id: int) -> dict[str, Part]:
    names = {person.id: person.name for person in every(program, Person)}
    return {names[t.person_id]: t.part for t in every(program, Involvement) if t.interview_id == interview_id}


def in_touch(program: ProgramOnATable) -> list[int]:
    open_ones = (f for f in every(program, FollowUp) if f.state is Settled.OPEN)
    return [f.interview_id for f in open_ones if f.kind is Kind.STAY_IN_TOUCH]


class TestBegun:
    def test_after_the_first_one_with_whoever_decides_and_arranges(self, program: ProgramOnATable) -> None:
        before = content(program)
        change = program.interviews.add("Acme, Inc.", "SRE lead", after=1)
        known = "you know Dana Ruiz and 2 more there, from i1: SRE, rejected Thu 3 Dec"
        came = "came along: Dana Ruiz, Rita Rao; i1 no longer needed: Stay in touch"
        assert change.words == f"Added Acme, Inc. · SRE lead; {known}; {came}"
        second = get(program, Interview, 2)
        assert (second.follows_id, second.location, second.language) == (1, "Berlin", Language.DE)
        assert parts(program, 2) == {"Dana Ruiz": Part.HIRING_MANAGER, "Rita Rao": Part.RECRUITER}
        assert len([p for p in every(program, Person) if p.name == "Dana Ruiz"]) == 1
        program.history.undo()
        assert content(program) == before

    def test_with_those_who_are_named_and_fields_of_its_own(self, program: ProgramOnATable) -> None:
        program.interviews.add("Acme", "CTO", after=1, known=["Kim Lee"], location="Paris")
        assert (parts(program, 2), get(program, Interview, 2).location) == ({"Kim Lee": Part.INTERVIEWER}, "Paris")

    def test_at_a_known_employer_it_is_said_and_follows_what_has_ended(self, program: ProgramOnATable) -> None:
        change = program.interviews.add("ACME", "SRE lead")
        assert "you know Dana Ruiz and 2 more there, from i1: SRE, rejected Thu 3 Dec" in change.words
        assert (get(program, Interview, 2).follows_id, parts(program, 2)) == (1, {})
        beside = program.interviews.add("Acme", "Architect")
        assert "from i2: SRE lead, running, and i1" in beside.words
        assert get(program, Interview, 3).follows_id is None
        assert "you know" not in program.interviews.add("Globex", "SRE").words

    def test_not_after_one_at_another_employer(self, program: ProgramOnATable) -> None:
        with pytest.raises(Refused, match="i1 is at Acme, not at Globex"):
            program.interviews.add("Globex", "SRE", after=1)

    def test_nobody_is_asked_for_a_good_word_because_of_it(self, program: ProgramOnATable) -> None:
        program.interviews.add("Acme", "SRE lead", after=1, meeting=when(program, "tomorrow 10:00"))
        asked = [f.kind for f in every(program, FollowUp) if f.interview_id == 2]
        assert Kind.CHECK_IN in asked
        assert not {Kind.ADVOCATE, Kind.RECOMMENDATION} & set(asked)
        assert [t.favour for t in every(program, Involvement) if t.part is Part.CONNECTION] == [Favour.SPOKE]

    def test_staying_in_touch_passes_to_it_and_comes_back_when_it_is_deleted(self, program: ProgramOnATable) -> None:
        assert in_touch(program) == [1]
        program.interviews.add("Acme", "SRE lead", after=1, meeting=when(program, "tomorrow 10:00"))
        assert in_touch(program) == []
        program.clock.move(days=5)
        program.outcomes.record([2], Outcome.REJECTED)
        assert in_touch(program) == [2]
        program.interviews.remove([2])
        assert in_touch(program) == [1]


def test_it_is_a_defeat_turned_into_a_victory(program: ProgramOnATable) -> None:
    program.interviews.add("Acme", "SRE lead", after=1)
    found = review_of(program.store, program.clock()).victories
    assert (found.rejected, found.reopened, found.other_roles, found.other_role_offers) == (1, 0, 1, 0)
    assert figures(program.store, now=program.clock(), today=program.today()).victories == 1
    program.outcomes.record([2], Outcome.OFFER)
    assert review_of(program.store, program.clock()).victories.other_role_offers == 1


def test_the_brief_knows_what_was_before(program: ProgramOnATable) -> None:
    program.interviews.add("Acme", "SRE lead", after=1)
    (before,) = (s for s in brief_of(program, 2).sections if s.title == "From before")
    assert [(item.text, item.under) for item in before.items] == [
        ("SRE, rejected Thu 3 Dec", ("learned: Ask for the budget first", "people: Dana Ruiz, Rita Rao, Kim Lee")),
        ("! Release approvals take nine days (Dana Ruiz)", ("answered with: Cut releases from nine days to one",)),
        ("Dana Ruiz already got: Cut releases from nine days to one", ()),
    ]
    assert all(s.title != "From before" for s in brief_of(program, 1).sections)


def test_what_somebody_got_for_the_first_role_is_not_new_for_the_second(program: ProgramOnATable) -> None:
    program.interviews.add("Acme", "SRE lead", after=1, meeting=when(program, "today 10:00"))
    program.clock.move(hours=3)
    program.notes.capture(2, NOTES)
    letter = program.letters.draft(Ref("i", 2), LetterKind.CHECK_IN, to=1)
    case = program.letters.read_case(letter)
    assert case.brought_elsewhere == {1: ("Cut releases from nine days to one",)}
    assert next_news(case, chart_rows(case), 1) is None
    again = replace(letter, brings="Cut releases from nine days to one")
    assert not brings_something_new(case, again)
    assert brings_something_new(replace(case, brought_elsewhere={}), again)


def test_the_pest_meter_counts_both(program: ProgramOnATable) -> None:
    program.interviews.add("Acme", "SRE lead", after=1)
    call = Contacted(direction=Direction.OUT, channel=Channel.PHONE, person_id=1)
    program.follow_ups.touch(Ref("i", 1), call)
    caution = program.persistence.before_contact(2, 1, Channel.EMAIL)
    assert caution is not None
    assert "the last contact with Dana Ruiz (today) has not been answered" in caution.why


def test_notes_offer_the_people_of_the_first_role_before_others(program: ProgramOnATable) -> None:
    program.interviews.add("Globex", "SRE", people=["Abe Able"])
    program.interviews.add("Acme", "SRE lead", after=1)
    names = [person.name for person in program.notes.names(3).people]
    assert names == ["Dana Ruiz", "Rita Rao", "Kim Lee", "Abe Able", "Pat Jones"]
