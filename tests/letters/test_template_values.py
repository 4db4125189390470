"""The table of values says what templates are given: no more, no less, and with examples that are true."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

import pytest
from jinja2.meta import find_undeclared_variables
from jinja2.nodes import Name

from interview_tui.domain.enums import Language
from interview_tui.domain.letter_kinds import LETTERS, LetterKind
from interview_tui.letters.letter_sentences import letter_sentences
from interview_tui.letters.sandbox import FILTERS, SHIPPED, LetterEnvironment
from interview_tui.letters.sentences import load_bank
from interview_tui.letters.template_values import (
    GONE,
    GONE_TEMPLATES,
    TEMPLATE_VALUES,
    VALUE_NAMES,
    TemplateValue,
    no_value,
    plainly,
)
from interview_tui.letters.values import values
from tests.letters.occasions import everything

if TYPE_CHECKING:
    from pathlib import Path

    from interview_tui.letters.occasion import Occasion

pytestmark = pytest.mark.xdist_group("template values")  # one process writes everything for all of them
TABLE = [value for group in TEMPLATE_VALUES.values() for value in group]
SHIPPED_TEMPLATES = sorted(SHIPPED.rglob("*.j2"))


def given(occasion: Occasion, language: Language) -> dict[str, object]:
    """What a template is given."""
    made = letter_sentences(occasion, load_bank(language))
    return {**values(occasion), **{name: text for name, (_, text) in made.items()}}


@cache
def given_on_any(language: Language) -> list[tuple[LetterKind, dict[str, object]]]:
    """What a template is given on any occasion, with the kind of letter."""
    return [(kind, given(occasion, language)) for kind, occasion in everything(language)]


@cache
def seen(language: Language) -> dict[str, list[tuple[LetterKind, object]]]:
    """What each value is on any occasion, with the kind of letter."""
    found: dict[str, list[tuple[LetterKind, object]]] = defaultdict(list)
    for kind, named in given_on_any(language):
        for name, value in named.items():
            found[name].append((kind, value))
    return found


@pytest.mark.parametrize("language", Language)
def test_every_letter_is_given_the_values_of_the_table(language: Language) -> None:
    for kind, named in given_on_any(language):
        assert set(named) == VALUE_NAMES, kind


def test_no_value_is_declared_twice() -> None:
    assert len(VALUE_NAMES) == len(TABLE)


@pytest.mark.parametrize("value", TABLE, ids=lambda value: value.name)
def test_an_example_is_what_a_letter_is_given(value: TemplateValue) -> None:
    known = [shown for _, shown in seen(value.language)[value.name]]
    assert value.example in known
    assert {type(shown) for shown in known} == {type(value.example)}


@pytest.mark.parametrize("value", [value for value in TABLE if value.kinds], ids=lambda value: value.name)
def test_a_value_says_something_in_the_letters_that_it_names_and_in_no_other(value: TemplateValue) -> None:
    assert {kind for kind, shown in seen(value.language)[value.name] if shown} == set(value.kinds)


@pytest.mark.parametrize("value", TABLE, ids=lambda value: value.name)
def test_what_a_value_is_is_said_in_a_sentence(value: TemplateValue) -> None:
    assert re.fullmatch(r"[A-Z].*\.", value.means)
    assert value.means.startswith("Whether ") is isinstance(value.example, bool)


@pytest.mark.parametrize("path", SHIPPED_TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_shipped_template_uses_values_of_the_table_only(path: Path, tmp_path: Path) -> None:
    environment = LetterEnvironment(tmp_path)
    tree = environment.parse(path.read_text("utf-8"))
    of_its_own = {name.name for name in tree.find_all(Name) if name.ctx == "store"}
    assert find_undeclared_variables(tree) - of_its_own <= VALUE_NAMES


def test_every_letter_says_when_it_is_written_in_a_few_words() -> None:
    uses = [row.use for row in LETTERS.values()]
    assert len(set(uses)) == len(LetterKind)
    assert [use for use in uses if len(use) > 46 or not use[:1].islower() or use.endswith(".")] == []


def test_what_is_gone_is_not_there_and_what_stands_in_its_place_is() -> None:
    assert not set(GONE) & VALUE_NAMES
    assert not set(GONE_TEMPLATES) & set(LetterKind)
    named = {name for hint in GONE.values() for name in re.findall(r"“(\w+)”", hint)} - {"by"}
    assert named <= VALUE_NAMES


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("frist", "there is no value “frist”; did you mean “first”?"),
        ("comitment_by", "there is no value “comitment_by”; did you mean “commitment_by”?"),
        ("xyzzy", "there is no value “xyzzy”"),
        ("turn", "there is no value “turn” any more: use “place”"),
        ("x" * 300, f"there is no value “{'x' * 39}…”"),
    ],
)
def test_a_name_that_is_none_is_told_what_is_meant(name: str, said: str) -> None:
    assert no_value(name) == said


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("'frist' is undefined", "there is no value “frist”; did you mean “first”?"),
        ("No filter named 'joined'.", "there is no filter “joined”; did you mean “join”?"),
        (
            "'dict object' has no attribute 'synopsis'",
            "there is no “synopsis” in it, only need and story in rows, strength and result in points",
        ),
        ("'str object' has no attribute 'need'", "there is no “need” in it, it is text"),
        ("division by zero", "division by zero"),
    ],
)
def test_a_mistake_is_said_plainly(message: str, said: str) -> None:
    assert plainly(message, FILTERS) == said
