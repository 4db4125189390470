"""Pastes are taken out of the input whole, wherever a read ends, and hold the keyboard for less than a second."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.text import clean
from interview_tui.terminal.bracketed_paste import END, LARGEST_PASTE, OVER, PAUSE, SMALL, SPLIT, START, BracketedPaste
from tests.terminal_package.reading import played

if TYPE_CHECKING:
    from collections.abc import Sequence

TYPED = st.text("abjq\r2~\t", max_size=8)
PASTED = st.text("ab \n\t\x1b[]201~é面\x00\x07", max_size=20).filter(lambda text: END not in text)
CUT = f"{START}cut paste"


def joined(found: Sequence[str]) -> str:
    """What was pasted, in one."""
    return "".join(part[1:-1] for part in found if part[0] in "'\"")


@given(st.lists(st.tuples(TYPED, PASTED), max_size=4), TYPED, st.data())
def test_whatever_is_typed_and_pasted_comes_out_in_its_order(
    parts: list[tuple[str, str]], last: str, data: st.DataObject
) -> None:
    text = "".join(f"{typed}{START}{pasted}\nx{END}" for typed, pasted in parts) + last
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    found = played(*pieces)
    assert found == played(text)
    assert sum(part[0] in "'\"" for part in found) == len(parts)
    typed = played("".join(typed for typed, _ in parts) + last)
    assert [part for part in found if part[0] not in "'\""] == typed


def test_lines_escapes_and_markers_in_it_are_only_text() -> None:
    pasted = f"{START}one\r\ntwo\rthree \x1b[31mred\x1b[0m \x1b]52;c;eA==\x07 \x11q {START} \x1bq{END}"
    assert played(pasted) == [repr("one\ntwo\nthree red  q  q")]


def test_what_is_typed_after_it_is_typed() -> None:
    assert played(f"{START}a{END}q") == ["'a'", "q"]
    assert played(f"{START}{END}q") == ["q"]


@pytest.mark.parametrize("gap", [0.0, 0.015, 0.06, 0.15, 0.299])
def test_a_line_that_stalls_within_it_loses_nothing(gap: float) -> None:
    whole = f"{START}one\r\ntwo \x1b[31mred\x1b[0m q{END}"
    for at in range(2, len(whole)):
        found = played("k", whole[:at], gap, whole[at:], "j")
        assert (found[0], joined(found), found[-1]) == ("k", r"one\ntwo red q", "j"), at
        assert all(part[0] in "'\"" for part in found[1:-1])


def test_what_has_come_of_it_is_handed_on_after_a_moment_and_the_keyboard_is_free_within_a_second() -> None:
    assert PAUSE + OVER < 1
    pasting = BracketedPaste(clean)
    pasting.begin()
    assert pasting.feed("cut paste") == ("", "")
    assert pasting.patience == PAUSE
    assert pasting.silence() == ("cut paste", "")
    assert played(CUT, PAUSE + OVER, "j", 0.1, "\r") == ["'cut paste'", "j", "enter"]


def test_a_long_one_stays_one_where_the_line_stalls() -> None:
    text = "x" * (SMALL + 1)
    assert played(START + text, PAUSE + 0.1, f"y{END}") == [repr(text + "y")]
    assert played(START + text, PAUSE + OVER, "j") == [repr(text), "j"]
    assert played(START + text, PAUSE, "\x03") == [repr(text), "ctrl+c"]


@pytest.mark.parametrize("key", ["\x1b", "\x03", "\x1b[A", "\x11", "\x7f"])
def test_keys_that_are_no_text_end_it(key: str) -> None:
    assert played(CUT, PAUSE, key, SPLIT + 0.03, "j") == ["'cut paste'", *played(key), "j"]
    again: list[str | float] = [PAUSE, key, SPLIT + 0.03]
    assert played(CUT, *again * 3) == ["'cut paste'", *played(*again[1:] * 3)]


def test_letters_soon_after_it_was_cut_off_belong_to_it() -> None:
    found = played(CUT, PAUSE, "a", PAUSE, "b", PAUSE + OVER, "j")
    assert (joined(found), found[-1]) == ("cut pasteab", "j")


@pytest.mark.parametrize("late", [1.0, 5.0, 25.0])
def test_the_rest_that_comes_late_is_no_key(late: float) -> None:
    rest = "dd\x1b[31mq\r"
    assert played(CUT, late, f"{rest}{END}j") == ["'cut paste'", r"'ddq\n'", "j"]
    assert played(CUT, late, "j", late, f"{rest}{END}j") == ["'cut paste'", "j", r"'ddq\n'", "j"]
    assert played(CUT, late, rest * 20, 0.1, f"dd{END}", "j") == ["'cut paste'", repr("ddq\n" * 20 + "dd"), "j"]
    assert played(CUT, late, *["rest " * 800] * 20, END, "j") == ["'cut paste'", repr("rest " * 16_000), "j"]
    assert played(CUT, late, END, "j") == ["'cut paste'", "j"]
    assert played(CUT, late, f"{START}new{END}j") == ["'cut paste'", "'new'", "j"]


@pytest.mark.parametrize("late", [PAUSE + OVER, 1.0, 25.0])
@pytest.mark.parametrize("rest", ["\rQuestion [one] d\r", "d\r", "\rd", "\r\rd", "dd[]q", "\x1b[31md\r"])
def test_nor_are_a_few_characters_of_it_that_come_together(rest: str, late: float) -> None:
    found = played(CUT, late, rest, 0.06, f"and more{END}", "j")
    assert (joined(found), found[-1]) == (repr("cut paste" + clean(rest) + "and more")[1:-1], "j")
    assert all(part[0] in "'\"" for part in found[:-1])


@pytest.mark.parametrize("typed", ["\r", "j", "é", "\x1b[A", "\t", "d, "])
def test_one_key_after_it_was_cut_off_is_typed(typed: str) -> None:
    assert played(CUT, 1.0, typed, 0.06, typed) == ["'cut paste'", *played(typed, typed)]


def test_the_mouse_and_answers_are_no_rest_of_it() -> None:
    moves = "".join(f"\x1b[<35;{x};4M" for x in range(1, 20))
    assert played(CUT, 2.0, moves, 0.1, "j") == ["'cut paste'", *["MouseMove"] * 19, "j"]
    assert played(CUT, 2.0, "\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c", 0.1, "j") == ["'cut paste'", "j"]


def test_a_boundless_paste_is_bounded() -> None:
    found = played(START, *["x" * 100_000] * (LARGEST_PASTE // 100_000 + 5), END)
    assert len(joined(found)) == LARGEST_PASTE
