"""A letter as it is shown: its chart as a table, and in tones of their own what it quotes and what a hint is about."""

from __future__ import annotations

import pytest

from interview_tui.letters.letter_draft import Hint
from interview_tui.ui.letter_checks import CheckedLetter
from interview_tui.ui.letter_prose import letter_prose
from interview_tui.ui.text_view import Prose

TABLE = """\
Hi Dana,

| What you need | What I have done |
| --- | --- |
| Release approvals take nine days | We replaced three approvals with one checklist<br>and half as many failed |
| A \\| B | C |

Best,"""
THREE = """\
| Your priority | In the first 90 days | My experience |
| --- | --- | --- |
| Slow releases | Ask each owner<br>Cut a step | One checklist |"""


def drawn(text: str, width: int, *, hints: tuple[Hint, ...] = (), subject: str = "Hello") -> Prose:
    prose = Prose(width)
    letter_prose(prose, subject, text, hints=hints)
    return prose


def lines_of(prose: Prose) -> list[str]:
    """The text without subject and line."""
    return ["".join(text for text, _ in line) for line in prose.lines][3:]


def toned(prose: Prose, tone: str) -> list[str]:
    return [text.strip() for line in prose.lines for text, name in line if name == tone and text.strip("─ ")]


def test_the_chart_is_a_table_whose_columns_stand_side_by_side() -> None:
    rule = "─" * 60
    assert lines_of(drawn(TABLE, 60)) == [
        "Hi Dana,",
        "",
        "What you need          What I have done",
        rule,
        "Release approvals      We replaced three approvals with one",
        "take nine days         checklist",
        "                       and half as many failed",
        rule,
        "A | B                  C",
        rule,
        "",
        "Best,",
    ]


def test_where_there_is_no_room_its_cells_stand_below_each_other() -> None:
    assert lines_of(drawn(TABLE, 40)) == [
        "Hi Dana,",
        "",
        "Release approvals take nine days",
        "  We replaced three approvals with one",
        "  checklist",
        "  and half as many failed",
        "",
        "A | B",
        "  C",
        "",
        "Best,",
    ]


def test_of_three_columns_each_cell_is_named_there() -> None:
    assert lines_of(drawn(THREE, 40)) == [
        "Slow releases",
        "  In the first 90 days: Ask each owner",
        "  In the first 90 days: Cut a step",
        "  My experience: One checklist",
    ]
    heads = lines_of(drawn(THREE, 100))[0]
    assert " ".join(heads.split()) == "Your priority In the first 90 days My experience"


@pytest.mark.parametrize("width", [8, 20, 47, 48, 72, 200])
@pytest.mark.parametrize("text", [TABLE, THREE, "| a\n| b", "|\n| --- |\n| x"])
def test_no_line_is_wider_than_there_is_room(text: str, width: int) -> None:
    assert max(map(len, lines_of(drawn(text, width)))) <= min(width, 72)


def test_what_begins_with_a_bar_and_is_no_table_is_text() -> None:
    assert lines_of(drawn("| a\n| b", 40)) == ["| a", "| b"]


def test_quotes_and_places_to_fill_have_tones_of_their_own() -> None:
    prose = drawn("You said “slow”, «lent» and „zäh“. [[your reason]] follows.", 72)
    assert toned(prose, "accent") == ["“slow”", "«lent»", "„zäh“"]
    assert toned(prose, "late") == ["[[your reason]]"]


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("just wanted to", "just wanted to"),
        ("it's late", "It’s late"),
        ("!!", "!!"),
        ("you said “¤¤¤¤”", "You said “slow”"),
        ("to", "to"),
        ("nowhere in it", ""),
    ],
)
def test_the_words_of_a_hint_are_marked_where_they_stand(words: str, marked: str) -> None:
    text = "I just wanted to ask!! Tomorrow: It’s late. You said “slow”."
    hints = (Hint("look", words=words),)
    assert "".join(toned(drawn(text, 72, hints=hints), "key")) == marked
    stops = (Hint("stop", stop=True, words=words),)
    assert "".join(toned(drawn(text, 72, hints=stops), "late")) == marked


def test_a_hint_without_words_marks_nothing_and_one_in_the_subject_marks_it_there() -> None:
    assert toned(drawn("Hi", 72, hints=(Hint("say that you want it"),)), "key") == []
    assert toned(drawn("Hi", 72, hints=(Hint("shorter", words="RE"),), subject="Re it"), "key") == ["Re"]


def test_while_it_is_written_the_most_important_is_said_in_four_lines() -> None:
    check = CheckedLetter(missing=("a", "b"), notices=("c", "d", "e"))
    assert check.lines() == ("× a", "× b", "! c", "and 2 more")
    assert CheckedLetter(missing=("a",), notices=("c", "d", "e")).lines() == ("× a", "! c", "! d", "! e")
    assert CheckedLetter().lines() == ("Ready to send",)
