"""Prose: lines of a width, wrapped between words, each character of a text in its tone."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from interview_tui.terminal.text import cells
from interview_tui.ui.text_view import FACT_NAME, WIDEST, Prose

TEXTS = st.text(
    st.one_of(
        st.sampled_from("ab –·“”\u00a0 \n\t"),
        st.sampled_from("白樺電機👩‍💻e\u0301"),
        st.characters(exclude_categories=["Cs", "Cc"]),
    ),
    max_size=120,
)
TONES = st.sampled_from(["plain", "strong", "quiet", "accent", "late"])
STRETCHES = st.lists(st.tuples(TEXTS, TONES), max_size=4)
WIDTHS = st.integers(8, 2 * WIDEST)


def text_of(line: list[tuple[str, str]]) -> str:
    return "".join(text for text, _ in line)


def signs(line: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Each character that is no space, with its tone."""
    return [(sign, tone) for text, tone in line for sign in text if not sign.isspace()]


@given(WIDTHS, STRETCHES, st.sampled_from(["", "! ", "!!! ", "Challenge "]), st.none() | st.integers(0, 4))
@example(8, [("one two three", "plain"), ("four", "accent")], "Challenge ", None)
@example(20, [("one\ntwo", "plain")], "", None)
@example(10, [("said by · ", "plain"), ("\u00a0Kim", "quiet")], "", 2)
def test_no_line_is_too_wide_and_each_character_keeps_its_place_and_its_tone(
    width: int, stretches: list[tuple[str, str]], begin: str, hang: int | None
) -> None:
    to = Prose(width)
    to.line(*stretches, begin=begin, tone="key", hang=hang)
    assert all(cells(text_of(line)) <= min(width, WIDEST) for line in to.lines)
    assert not [line for line in to.lines if set(text_of(line)) & set("\n\r\t")]
    drawn = [sign for line in to.lines for sign in signs(line)]
    before = signs([(begin, "key")])
    if cells(begin) + 1 < width:
        assert drawn[: len(before)] == before
        assert drawn[len(before) :] == signs(stretches)
    else:  # what stands before the text does not fit itself
        assert drawn[-len(signs(stretches)) or len(drawn) :] == signs(stretches)


@given(WIDTHS, TEXTS, TEXTS)
def test_a_text_keeps_its_paragraphs(width: int, one: str, other: str) -> None:
    to = Prose(width)
    to.text(f"{one}\n\n{other}")
    assert all(cells(text_of(line)) <= min(width, WIDEST) for line in to.lines)
    assert [sign for line in to.lines for sign in signs(line)] == signs([(f"{one}{other}", "plain")])
    assert [] in to.lines


@given(WIDTHS, TEXTS)
def test_a_heading_is_one_line(width: int, words: str) -> None:
    to = Prose(width)
    to.heading(words)
    assert len(to.lines) == 1
    assert cells(text_of(to.lines[0])) <= min(width, WIDEST)


class TestLines:
    @pytest.fixture
    def to(self) -> Prose:
        return Prose(24)

    def test_further_lines_hang_below_the_text(self, to: Prose) -> None:
        to.fact("Owed", "the letter to Dana", (" at once", "late"))
        assert [text_of(line) for line in to.lines] == ["Owed      the letter to", "          Dana at once"]
        assert ("at once", "late") in [(text.strip(), tone) for text, tone in to.lines[1]]

    def test_where_the_name_leaves_no_room_the_fact_stands_below_it(self) -> None:
        to = Prose(FACT_NAME + 2)
        to.fact("Owed", "the letter")
        assert [text_of(line) for line in to.lines] == ["Owed", "the letter"]

    def test_a_line_does_not_end_at_a_no_break_space(self, to: Prose) -> None:
        to.line("“Nobody reads the runs”", (" ·\u00a0Kim", "quiet"))
        assert [text_of(line) for line in to.lines] == ["“Nobody reads the runs”", "· Kim"]

    def test_a_blank_line_parts_and_never_stands_twice_nor_first(self, to: Prose) -> None:
        to.blank()
        to.line("one")
        to.blank()
        to.blank()
        to.heading("two")
        assert [text_of(line) for line in to.lines] == ["one", "", "two"]

    def test_it_is_read_in_lines_that_are_not_too_long(self) -> None:
        to = Prose(200)
        to.line("word " * 60)
        to.across()
        assert max(cells(text_of(line)) for line in to.lines[:-1]) <= WIDEST
        assert text_of(to.lines[-1]) == "─" * 200
