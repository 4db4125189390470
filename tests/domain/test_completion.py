"""What a line that is being typed may go on with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.completion import AT_MOST, Completion, Names, completion_of
from interview_tui.domain.shorthand import NeedLine, PersonLine, parse_line
from interview_tui.domain.text import clean_line
from tests.domain.test_notes_text import no_day

NAMES = Names(
    (
        PersonLine("Dana Ruiz", "VP Operations", "dana@acme.example"),
        PersonLine("Kim Lee"),
        PersonLine("Ana Solé"),
        PersonLine("Ruth (Sales) Dahl"),
    ),
    ("Cut releases from nine days to one", "Calmed the pagers"),
)


def proposed(text: str, names: Names = NAMES) -> tuple[str, ...]:
    found = completion_of(text, len(text), names)
    return found.candidates if found else ()


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("! slow (", ("(Dana Ruiz)", "(Kim Lee)", "(Ana Solé)", "(Ruth \\[Sales\\] Dahl)")),
        ("! slow (da", ("(Dana Ruiz)", "(Ruth \\[Sales\\] Dahl)")),
        ("!!! slow (DANA R", ("(Dana Ruiz)",)),
        ("? why (ru", ("(Ruth \\[Sales\\] Dahl)", "(Dana Ruiz)")),
        ('" calm (sole', ("(Ana Solé)",)),
        ("+ send it (Dana Ruiz", ("(Dana Ruiz)",)),
        ("- call (x", ()),
        ("@ ", ("Dana Ruiz, VP Operations <dana@acme.example>", "Kim Lee", "Ana Solé", "Ruth (Sales) Dahl")),
        ("@ lee", ("Kim Lee",)),
        ("@ Kim Lee", ()),
        ("* ", ("Cut releases from nine days to one", "Calmed the pagers")),
        ("* pag", ("Calmed the pagers",)),
        ("a plain note (da", ()),
        ("* Cut (da", ()),
        ("! slow(da", ()),
        ("! slow (Dana Ruiz)", ()),
        ("@", ()),
        ("", ()),
        ("! slow (Dana Ruiz)\n@ ki", ("Kim Lee",)),
    ],
)
def test_what_is_proposed(text: str, candidates: tuple[str, ...]) -> None:
    assert proposed(text) == candidates


def test_it_says_what_is_replaced() -> None:
    assert completion_of("? one\n! slow (da", 16, NAMES) == Completion(13, 16, proposed("! slow (da"))
    assert completion_of("! slow (da)", 10, NAMES) == Completion(7, 11, proposed("! slow (da"))
    assert completion_of("@ ", 2, NAMES) == Completion(2, 2, proposed("@ "))


@pytest.mark.parametrize(("text", "cursor"), [("! slow (da by fri", 10), ("@ ki Lee", 4), ("* Cut them", 5)])
def test_nothing_that_stands_after_the_cursor_is_overwritten(text: str, cursor: int) -> None:
    assert completion_of(text, cursor, NAMES) is None


def test_a_person_named_twice_is_proposed_once_and_no_more_than_one_can_look_through() -> None:
    people = tuple(PersonLine(f"Dana {n % 50}") for n in range(200))
    found = completion_of("! slow (", 8, Names(people))
    assert found is not None
    assert found.candidates == tuple(f"(Dana {n})" for n in range(AT_MOST))


PEOPLE = st.text(st.characters() | st.sampled_from("()<>\\, "), max_size=90).map(clean_line).filter(bool)


@given(name=PEOPLE)
def test_what_is_taken_is_read_as_that_person(name: str) -> None:
    person = PersonLine(name, "VP", "x@acme.example")
    (owner,) = proposed("! slow (", Names((person,)))
    assert parse_line(f"! slow {owner}", no_day) == NeedLine("slow", of=name)
    (attendance,) = proposed("@ ", Names((person,)))
    assert parse_line(f"@ {attendance}", no_day) == person


@given(text=st.text(st.sampled_from('@*!?"+-> ()\nda'), max_size=20), data=st.data())
def test_any_text_can_stand_there(text: str, data: st.DataObject) -> None:
    cursor = data.draw(st.integers(0, len(text)))
    found = completion_of(text, cursor, NAMES)
    assert found is None or (0 <= found.start <= cursor <= found.end <= len(text) and found.candidates)
    if found is not None:
        assert "\n" not in text[found.start : found.end]
