"""Whatever a terminal sends, only what was typed is a key, however a slow line cuts it."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import constants, events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser

from interview_tui.domain.text import clean
from interview_tui.terminal.bracketed_paste import END, START
from interview_tui.terminal.input_reader import LONGEST, InputReader, escape_delay, meaning
from tests.terminal_package.reading import KEYS, ST, UNKNOWN, played

GAPS = (0.0, 0.015, 0.06, 0.15, 0.299)
"""Seconds for which a line stalls within a sequence."""


def cuts(sequence: str) -> list[tuple[str, str]]:
    """A sequence cut at every place."""
    return [(sequence[:at], sequence[at:]) for at in range(1, len(sequence))]


@pytest.mark.parametrize("sequence", UNKNOWN.values(), ids=UNKNOWN.keys())
def test_what_is_unknown_is_dropped_whole_however_it_is_cut(sequence: str) -> None:
    after: tuple[str | float, ...] = (0.5, "j") if sequence in ("\x1b[", "\x1bO", "\x1b]") else ("j",)
    assert played("k", sequence, *after) == ["k", "j"]
    for (before, rest), gap in product(cuts(sequence), GAPS):
        torn = before == "\x1b" and gap > 0.025
        if rest in ("O", "]"):  # a key when it comes alone
            continue
        assert played("k", before, gap, rest, *after) == (["k", "escape", "j"] if torn else ["k", "j"]), (before, rest)


@pytest.mark.parametrize(("sequence", "key"), KEYS.items())
def test_what_is_known_comes_out_as_it_is_however_it_is_cut(sequence: str, key: str) -> None:
    assert played("k", sequence, "j") == ["k", key, "j"]
    for (before, rest), gap in product(cuts(sequence), GAPS):
        torn = before == "\x1b" and gap > 0.025
        if torn and rest[0] not in "[O":  # alt and a key: two keys
            continue
        assert played("k", before, gap, rest, "j") == (["k", "escape", key, "j"] if torn else ["k", key, "j"])


def test_of_the_parsers_own_table_each_gives_one_key_at_most() -> None:
    for sequence in ANSI_SEQUENCES_KEYS:
        if sequence[:2] in ("\x1b[", "\x1bO"):
            *keys, last = played(sequence, "j")
            assert (len(keys) <= 1, last) == (True, "j"), sequence


def test_the_parser_is_given_no_report_that_it_was_told_not_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "DISABLE_KITTY_KEY", True)
    assert played("\x1b[A", "\x1b[3~", "\x1b[1;5C", "\x1bO5C") == ["up", "delete", "ctrl+right", "ctrl+right"]
    assert all(played(sequence, "j")[-1] == "j" for sequence in KEYS)


@pytest.mark.parametrize("alone", ["j", "é", "q", "\r", " ", "P", "X", "]"])
def test_a_key_right_after_escape_is_that_key(alone: str) -> None:
    assert played("\x1b", 0.03, alone) == ["escape", *played(alone)]


def test_escape_waits_only_for_a_moment() -> None:
    reader = InputReader(XTermParser(), clean)
    assert reader.feed("\x1b") == []
    assert reader.patience == 0.025
    (key,) = reader.silence()
    assert isinstance(key, events.Key)
    assert played("\x1b\x1b") == ["escape", "escape"]


@pytest.mark.parametrize(("said", "seconds"), [("", 0.025), ("100", 0.1), ("5", 0.005), ("0", 0.025), ("x", 0.025)])
def test_how_long_may_be_said_as_for_other_programs(said: str, seconds: float) -> None:
    assert escape_delay({"ESCDELAY": said}) == seconds
    assert escape_delay({}) == 0.025


@pytest.mark.parametrize("begun", ["\x1b[", "\x1b[?62;2", "\x1bO", "\x1b]11;rgb:", "\x1bP>|", "\x1b_G", "\x1b]0;a\x1b"])
def test_what_never_ends_frees_the_keyboard_after_a_silence(begun: str) -> None:
    assert played(begun, 1.0, "j") == ["j"]


@pytest.mark.parametrize("gap", [0.03, 0.1, 0.39, 0.9])
@pytest.mark.parametrize("begun", ["\x1b]", "\x1bP", "\x1bX", "\x1b^", "\x1b_", "\x1b]d", "\x1bPdd"])
def test_keys_typed_after_what_only_looked_like_a_string_are_typed(begun: str, gap: float) -> None:
    assert played(begun, gap, "d", gap, "\r", gap, "é", 0.1, "j") == ["d", "enter", "é", "j"]


@pytest.mark.parametrize("begun", ["\x1b[?", "\x1b[>", "\x1b[=", "\x1b[<", "\x1b[?6", "\x1b]1", "\x1bP1"])
def test_what_nobody_types_may_stall_for_long(begun: str) -> None:
    assert played(begun, 0.9, "2;22c\x1b\\", 1.0, "j")[-1] == "j"
    assert "2" not in played(begun, 0.9, "2;22c\x1b\\")


def test_what_never_ends_takes_no_room() -> None:
    reader = InputReader(XTermParser(), clean)
    for introducer, body in (("\x1b[", "1;"), ("\x1b]52;c;", "QUJD"), ("\x1bO", "1")):
        for piece in (introducer, *[body * 2000] * 50):
            assert reader.feed(piece) == []
        assert len(reader._held) <= LONGEST
        assert reader.silence() == []


@pytest.mark.parametrize("key", ["\x03", "\x1b[A", "\r", "é"])
@pytest.mark.parametrize("begun", ["\x1b[", "\x1b[?62;2", "\x1bO", "\x1b[M !"])
def test_a_key_within_what_is_broken_off_is_that_key(begun: str, key: str) -> None:
    if not (begun.startswith("\x1b[M") and key == "é"):
        assert played(begun, key) == played(key)


@pytest.mark.parametrize("cancel", ["\x18", "\x1a"])
@pytest.mark.parametrize("begun", ["\x1b[", "\x1b[?62;2", "\x1bO", "\x1b]11;rgb:", "\x1bP1$r"])
def test_what_is_cancelled_is_dropped_with_the_cancel(begun: str, cancel: str) -> None:
    assert played(begun + cancel, "j") == ["j"]


def test_text_of_several_characters_in_one_report_is_typed() -> None:
    assert played("\x1b[0;;104:105u") == ["h", "i"]
    assert len(played("\x1b[0;;128104:8205:128105:8205:128103u")) == 5


def test_pixels_that_are_not_known_do_not_stop_the_mouse() -> None:
    assert played("\x1b[48;30;100;0;0t", "\x1b[<0;3;4M") == ["Resize", "MouseDown"]


PIECES = st.one_of(
    st.sampled_from([*UNKNOWN.values(), *KEYS, START, END, "\x1b", "\x1bP", "\x1b]", "\x9c", "\x07", ST]),
    st.text("[]O;:?<>0123456789$^@~ABMPRucmtjdq\x1b\x07\x18\r\x7f\x85\x9b\ufffd é面", max_size=12),
    st.text(max_size=6),
)
STEPS = st.lists(st.tuples(PIECES, st.sampled_from([0.0, 0.0, 0.01, 0.03, 0.3, 0.6, 2.0])), max_size=8)


@given(STEPS, st.data())
def test_anything_is_read_and_the_same_wherever_a_read_ends(
    steps: list[tuple[str, float]], data: st.DataObject
) -> None:
    together, apart = list[str | float](), list[str | float]()
    for text, gap in steps:
        cut = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=3)))
        together += [text, gap]
        apart += [*(text[a:b] for a, b in zip([0, *cut], [*cut, len(text)], strict=True)), gap]
    assert played(*together) == played(*apart)


@given(st.text("[]O;:?<>0123456789$^@~ABCDEFHIMOPQRSuctyh ", max_size=20))
def test_what_a_sequence_means_is_taken_by_the_parser_at_once(said: str) -> None:
    for sequence in (f"\x1b[{said}u", f"\x1b[{said}", f"\x1bO{said}"):
        parser = XTermParser()
        if known := meaning(sequence):
            assert [*parser.feed(known)] or known in ANSI_SEQUENCES_KEYS or "<" in known or "$" in known
        assert parser._awaiting.timeout is None
