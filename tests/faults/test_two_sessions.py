"""Two sessions on one store, as two windows of tmux are, and another program that holds it: nothing is lost."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

import pytest

from tests.programs import lay_empty_store
from tests.terminal_tests.conftest import NOTES, PIPELINE, Box, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.terminal import Terminal

SIZE = (120, 40)
BUSY = "the store is busy: another program is writing to it"


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one interview, one plain note, made once."""
    box = Box(tmp_path_factory.mktemp("noted"))
    lay_empty_store(box.store, zone="Europe/Berlin")
    box.run("add", "Acme", "SRE")
    box.run("capture", "i1", stdin=b"A plain note\n")
    return box.store


@pytest.fixture
def acme(noted: Path, tmp_path: Path) -> Box:
    """A box with that store."""
    box = Box(tmp_path)
    shutil.copy(noted, box.store)
    return box


@pytest.fixture
def two(acme: Box) -> Iterator[tuple[Terminal, Terminal]]:
    """Two dashboards on that store, the notes in view and active."""
    with ExitStack() as stack:
        both = [stack.enter_context(acme.dashboard(SIZE)) for _ in range(2)]
        for terminal in both:
            at_the_notes(terminal)
        yield both[0], both[1]


def at_the_notes(terminal: Terminal) -> None:
    opened(terminal)
    terminal.press("1")
    terminal.until(PIPELINE)
    terminal.press("h")
    terminal.until(NOTES)
    terminal.press("G")
    terminal.until("▌ *A plain note")


def edit(terminal: Terminal, words: str) -> None:
    """The note is opened, and words are typed at its end."""
    terminal.press("e")
    terminal.until("Edit a note of Acme")
    terminal.type(words)
    terminal.until(rf"A plain note{words}")


def save(terminal: Terminal) -> None:
    terminal.press("enter")
    terminal.until("Edited the notes of Acme")


def notes(box: Box) -> list[str]:
    return [remark["text"] for remark in box.json("show", "i1")["remarks"]]


@pytest.mark.soak
def test_the_same_note_saved_in_both_loses_neither_text(acme: Box, two: tuple[Terminal, Terminal]) -> None:
    mine, theirs = two
    edit(mine, " MINE")
    edit(theirs, " THEIRS")
    save(theirs)
    mine.press("enter")
    screen = mine.until("o1 was saved by another session, today 09:00 while you edited it")
    assert "A plain note MINE" in screen
    assert "A plain note THEIRS" in screen
    mine.press("m")
    mine.until("Edited the notes of Acme")
    assert notes(acme) == ["A plain note MINE"]
    mine.press("u")
    mine.until("Undid: Edited the notes")
    assert notes(acme) == ["A plain note THEIRS"]

    mine.press("e")
    mine.until("Edit a note of Acme")
    mine.type(" AND MINE")
    mine.until("THEIRS AND MINE")
    theirs.press("e")
    theirs.until("Edit a note of Acme")
    theirs.type(" AGAIN\n")
    theirs.until("THEIRS AGAIN · u|Edited the notes of Acme · SRE: A plain note THEIRS AGAIN")
    mine.press("enter")
    mine.until("while you edited it")
    mine.press("t")
    mine.until("Theirs stays; yours is on the clipboard")
    for terminal in two:
        terminal.press("q")
        assert terminal.wait() == 0
    assert notes(acme) == ["A plain note THEIRS AGAIN"]
    acme.assert_whole()
    with acme.dashboard(SIZE) as later:
        later.until("Unsaved text: r restores Edit a note of Acme · SRE: “A plain note T")


@pytest.mark.soak
def test_each_shows_what_the_other_does_and_undo_refuses_to_overwrite_it(
    acme: Box, two: tuple[Terminal, Terminal]
) -> None:
    mine, theirs = two
    edit(mine, " MINE")
    save(mine)
    theirs.until("A plain note MINE")
    theirs.press("e")
    theirs.until("Edit a note of Acme")
    theirs.type(" AND THEIRS\n")
    theirs.until("Edited the notes of Acme")
    mine.until("MINE AND THEIRS")
    mine.press("u")
    mine.until("o1 was changed since by another session, today 09:00")
    assert notes(acme) == ["A plain note MINE AND THEIRS"]
    theirs.press("u")
    theirs.until("Undid: Edited the notes")
    mine.press("u")
    mine.until("Undid: Edited the notes")
    assert notes(acme) == ["A plain note"]

    mine.press("s")
    mine.until("Stories")
    with closing(sqlite3.connect(acme.store)) as connection, connection:
        connection.execute(
            "INSERT INTO stories (version, title, challenge, action, result, strength, sample, sample_name) "
            "VALUES (1, 'Told by another program', '', '', '', '', '', '')"
        )
    mine.until("Told by another program")


@pytest.mark.soak
def test_a_store_that_another_program_holds_is_said_and_the_same_key_saves_later(acme: Box) -> None:
    with acme.dashboard(SIZE) as terminal:
        at_the_notes(terminal)
        edit(terminal, " and more")
        with closing(sqlite3.connect(acme.store, isolation_level=None)) as other:
            for begin in ("BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"):
                other.execute(begin)
                terminal.press("enter")
                screen = terminal.until(BUSY)
                assert "A plain note and more" in screen
                terminal.type(",")
                terminal.until_gone(BUSY)
                other.execute("ROLLBACK")
        save(terminal)
        terminal.press("q")
        assert terminal.wait() == 0
    assert notes(acme) == ["A plain note and more,,"]
