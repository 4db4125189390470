"""A paste is text, however long and whatever is in it: it is taken whole or with a word that it was cut."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.faults.test_typed import ended, texts
from tests.terminal_tests.conftest import NOTES, modes_left_on, opened

if TYPE_CHECKING:
    from tests.terminal import Terminal
    from tests.terminal_tests.conftest import Box

SIZE = (120, 40)
EVIL = "one\x1b[31mred\x1b[0m\x11\x03\x1bq\x1b[A\x1b]52;c;eA==\x07\x1b[200~two\r\nq\rd\x00\x9b1mthree"
"""Keys that quit, copy, move and close, colours, the clipboard, a marker of a paste, and every end of a line."""
PLAIN = ["onered", "q", "two"]
MEGABYTE = {"lines": "a line of text, as one writes it\n" * 31_000, "one line": "word " * 200_000}


def in_the_notes(terminal: Terminal) -> None:
    opened(terminal)
    terminal.press("l")
    terminal.until(NOTES)


def left(terminal: Terminal) -> None:
    """The program still runs, and quits when it is told to."""
    terminal.press("q")
    assert terminal.wait() == 0
    assert modes_left_on(terminal.raw) == set()


def test_nothing_in_it_is_a_key(box: Box) -> None:
    before = box.due()
    with box.dashboard(SIZE) as terminal:
        in_the_notes(terminal)
        terminal.press("a")
        terminal.until("Note for ")
        terminal.paste(EVIL)
        terminal.until(r"three")
        assert b"]52;" not in terminal.raw
        terminal.press("escape")
        terminal.until("esc again discards")
        terminal.press("escape")
        terminal.until_gone("Note for ")
        left(terminal)
    assert box.due() == before


@pytest.mark.soak
def test_on_a_line_its_lines_are_joined(box: Box) -> None:
    with box.dashboard(SIZE) as terminal:
        opened(terminal)
        terminal.type("1a")
        terminal.until("Add an interview")
        terminal.paste("Zebra\nWorks\x1b[31m\r\nLtd")
        terminal.until(r"Company +Zebra Works Ltd")
        terminal.press("escape")
        terminal.until("esc again discards")
        terminal.press("escape")
        terminal.until_gone("Add an interview")
        left(terminal)


def test_without_a_field_it_does_nothing(box: Box) -> None:
    before = box.due()
    with box.dashboard(SIZE) as terminal:
        opened(terminal)
        terminal.paste("ddd\rq\x1bq" + EVIL)
        terminal.until("There is no field to paste into: a opens one")
        left(terminal)
    assert box.due() == before


@pytest.mark.parametrize(
    "text",
    [pytest.param(text, id=what, marks=() if what == "lines" else pytest.mark.soak) for what, text in MEGABYTE.items()],
)
def test_a_megabyte_is_cut_with_a_word_and_typing_goes_on(box: Box, text: str) -> None:
    with box.dashboard(SIZE) as terminal:
        in_the_notes(terminal)
        terminal.press("a")
        terminal.until("Note for ")
        terminal.paste(text)
        # What is promised is eight seconds; `make bench` is for times, this waits for a machine that is busy.
        terminal.until(rf"Only the first 100,000 of {len(text):,} pasted characters were used", timeout=40)
        terminal.press("backspace", "backspace")
        terminal.type("ZZ")
        terminal.until("ZZ")
        terminal.press("escape")
        terminal.until("esc again discards")
        terminal.press("escape")
        terminal.until_gone("Note for ")
        left(terminal)


@pytest.mark.soak
def test_one_that_is_cut_off_is_a_draft_and_frees_the_keyboard(box: Box) -> None:
    with box.dashboard(SIZE) as terminal:
        in_the_notes(terminal)
        terminal.press("a")
        terminal.until("Note for ")
        terminal.type("typed ")
        terminal.type_bytes(b"\x1b[200~cut paste")
        terminal.until("typed cut paste", timeout=5)
        terminal.press("escape")
        terminal.until("esc again discards", timeout=5)
        terminal.type("d, ")
        terminal.until("typed cut pasted,")
        terminal.type_bytes(b"\x1b[200~too")
        terminal.until("pasted, too", timeout=5)
        ended(terminal)
    assert texts(box) == [{"text": "typed cut pasted, too"}]


@pytest.mark.soak
def test_bytes_that_are_no_text_end_nothing(box: Box) -> None:
    with box.dashboard(SIZE) as terminal:
        in_the_notes(terminal)
        terminal.press("a")
        terminal.until("Note for ")
        terminal.type_bytes(b"one \xff\xfe\x80 two")
        terminal.until("one +two")
        terminal.press("escape")
        terminal.until("esc again discards")
        terminal.press("escape")
        terminal.until_gone("Note for ")
        left(terminal)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2))
def test_a_storm_of_pastes_presses_no_key(box: Box, seed: int) -> None:
    """Of any content, cut anywhere by a line that stalls for less than makes it a draft; without a field and in one."""
    random = Random(seed)
    journal = box.run("log")
    with box.dashboard(SIZE) as terminal:
        in_the_notes(terminal)
        for field in (False, True):
            if field:
                terminal.press("a")
                terminal.until("Note for ")
            for _ in range(200):
                content = "".join(
                    random.choices(["d", "[", "]", "q", "y", "\r", "\x1b[A", "\x1b", "\x03", "word "], k=40)
                )
                sent = f"\x1b[200~{content}\x1b[201~".encode()
                cut = random.randrange(1, len(sent))
                terminal.type_bytes(sent[:cut])
                if random.random() < 0.1:
                    terminal.settled(random.choice((0.01, 0.1, 0.2)))
                terminal.type_bytes(sent[cut:])
        terminal.settled()
        terminal.press("escape")
        terminal.until("esc again discards")
        terminal.press("escape")
        terminal.until_gone("Note for ")
        left(terminal)
    assert box.run("log") == journal
