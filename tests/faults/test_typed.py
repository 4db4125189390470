"""Half-typed text outlives the session, however that ends, and is offered by the next one."""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from contextlib import closing
from signal import SIGHUP, SIGKILL, SIGTERM
from typing import TYPE_CHECKING

import pytest

from interview_tui.paths import typed_folder
from tests.terminal_tests.conftest import NOTES, Box, modes_left_on, opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.terminal import Terminal

WORDS = "! Nobody owns the hand-over"
SIZE = (120, 40)
KEPT = rf"Unsaved text: r restores Note for .*: “{WORDS}”"

CRASHES = """
import sys
from interview_tui.store.database import Store
from interview_tui.ui.dialogs.note import NoteDialog
from interview_tui.__main__ import main

def fail(*_):
    raise LookupError

async def action_enter(self):
    for node in self.ancestors_with_self:
        node.call_later(fail)
    words = self.fields()
    raise LookupError(words)

NoteDialog.action_enter = action_enter
Store.close = fail
sys.exit(main())
"""
"""A dashboard with an error of its own: it comes with enter, and with the text in its words and variables, and
brings others.
"""
CRASHES_READING = """
import sys
from interview_tui.terminal.input_reader import InputReader
from interview_tui.__main__ import main

read = InputReader.feed

def action_enter(self, text):
    if text == chr(13):
        raise LookupError(text)
    return read(self, text)

InputReader.feed = action_enter
sys.exit(main())
"""
"""The same in the thread that reads the keys."""


def texts(box: Box) -> list[dict[str, str]]:
    """What is kept, in whatever session."""
    return [json.loads(path.read_bytes())["fields"] for path in typed_folder(box.store).glob("*.json")]


def writing(terminal: Terminal) -> None:
    """A note is typed into the dialog, and not saved."""
    opened(terminal)
    terminal.press("l")
    terminal.until(NOTES)
    terminal.press("a")
    terminal.until("Note for ")
    terminal.type(WORDS)
    terminal.until(WORDS)


def found_again(box: Box) -> None:
    """The next session offers what was typed; taken up and saved, it is a note, and nothing is left behind."""
    with box.dashboard(SIZE) as terminal:
        terminal.until(KEPT)
        opened(terminal)
        terminal.press("r")
        terminal.until("t +Restore it")
        terminal.press("t")
        terminal.until(rf"Note for (.*\n)+.*{WORDS}")
        terminal.press("enter")
        terminal.until("begin a line")
        terminal.press("enter", "q")
        assert terminal.wait() == 0
    assert texts(box) == []
    assert WORDS.removeprefix("! ") in box.run("export", "--format", "json")
    with box.dashboard(SIZE) as terminal:
        opened(terminal)
        assert "Unsaved text" not in terminal.settled()


def killed(terminal: Terminal) -> None:
    terminal.signal(SIGKILL)
    assert terminal.wait() == -SIGKILL


def ended(terminal: Terminal) -> None:
    terminal.signal(SIGTERM)
    assert terminal.wait() == 128 + SIGTERM
    assert modes_left_on(terminal.raw) == set()


def hung_up(terminal: Terminal) -> None:
    terminal.hang_up()
    assert terminal.wait() == 128 + SIGHUP


@pytest.mark.parametrize("end", [ended, pytest.param(hung_up, marks=pytest.mark.soak)])
def test_it_is_kept_at_once_when_the_session_is_ended(box: Box, end: Callable[[Terminal], None]) -> None:
    with box.dashboard(SIZE) as terminal:
        writing(terminal)
        end(terminal)
    assert texts(box) == [{"text": WORDS}]
    found_again(box)


@pytest.mark.soak
def test_it_is_kept_within_a_second_while_one_types(box: Box) -> None:
    with box.dashboard(SIZE) as terminal:
        writing(terminal)
        terminal.until(lambda _: texts(box) == [{"text": WORDS}], timeout=5)
        killed(terminal)
    found_again(box)


@pytest.mark.parametrize(
    "crashes",
    [pytest.param(CRASHES, id="an action", marks=pytest.mark.soak), pytest.param(CRASHES_READING, id="the reader")],
)
def test_an_error_of_the_program_ends_with_one_line_and_keeps_it(box: Box, crashes: str) -> None:
    crashing = Box(box.folder, [sys.executable, "-c", crashes])
    with crashing.dashboard(SIZE) as terminal:
        writing(terminal)
        terminal.press("enter")
        assert terminal.wait() == 1
        after = " ".join(terminal.text().split())
    assert modes_left_on(terminal.raw) == set()
    assert re.fullmatch(r"interview-tui had an internal error \(LookupError\) and ended: .* at the next start", after)
    assert WORDS not in after
    (log,) = box.folder.rglob("interview-tui.log")
    assert "in action_enter" in log.read_text()
    assert WORDS not in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600
    found_again(box)


@pytest.mark.soak
def test_a_form_is_kept_field_by_field(box: Box) -> None:
    with box.dashboard(SIZE) as terminal:
        opened(terminal)
        terminal.type("1a")
        terminal.until("Add an interview")
        terminal.type("Zebra Works\tTester")
        terminal.until("Tester")
        ended(terminal)
    assert [(typed["company"], typed["role"]) for typed in texts(box)] == [("Zebra Works", "Tester")]
    with box.dashboard(SIZE) as terminal:
        terminal.until("Unsaved text: r restores Add an interview: “Zebra Works")
        opened(terminal)
        terminal.type("1a")
        terminal.until(r"Unsaved text from before: “Zebra Works Tester” · ctrl\+r restores it")
        terminal.press("ctrl+r")
        terminal.until(r"Company +Zebra Works")
        terminal.press("ctrl+s")
        terminal.until("Added|Zebra Works · Tester")
        terminal.press("q")
        assert terminal.wait() == 0
    assert texts(box) == []
    assert "Zebra Works" in {row["company"] for row in box.json("list")}


@pytest.mark.soak
def test_what_is_dropped_is_gone(box: Box) -> None:
    with box.dashboard(SIZE) as terminal:
        writing(terminal)
        terminal.until(lambda _: bool(texts(box)), timeout=5)
        terminal.press("escape")
        terminal.until("esc again discards what you typed")
        terminal.press("escape")
        terminal.until_gone("Note for ")
        terminal.press("q")
        assert terminal.wait() == 0
    assert not typed_folder(box.store).exists()


@pytest.mark.soak
def test_what_another_session_is_typing_is_not_offered(box: Box) -> None:
    with box.dashboard(SIZE) as terminal:
        writing(terminal)
        terminal.until(lambda _: bool(texts(box)), timeout=5)
        with box.dashboard(SIZE) as other:
            opened(other)
            assert "Unsaved text" not in other.settled()
            other.press("r")
            other.until("No unsaved text")
    assert [path.stat().st_mode & 0o777 for path in typed_folder(box.store).iterdir()] == [0o600, 0o600]
    assert typed_folder(box.store).stat().st_mode & 0o777 == 0o700


@pytest.mark.soak
def test_what_was_saved_in_the_editor_outlives_the_session(box: Box) -> None:
    script = box.folder / "editor.py"
    script.write_text(f"import pathlib, sys\npathlib.Path(sys.argv[1]).write_text({WORDS!r})\ninput('EDITING ')\n")
    with box.dashboard(SIZE, env={"EDITOR": f"{sys.executable} {script}"}) as terminal:
        opened(terminal)
        terminal.press("E")
        terminal.until("EDITING")
        killed(terminal)
    with box.dashboard(SIZE) as terminal:
        terminal.until(rf"Unsaved text: r restores notes\.txt in the editor: “{WORDS}”")
        opened(terminal)
        terminal.press("r", "t")
        terminal.until("Edited the notes of ")
        terminal.press("u")
        terminal.until("Undid: ")
        terminal.press("r")
        terminal.until("No unsaved text")
        terminal.press("q")
        assert terminal.wait() == 0
    assert not list(typed_folder(box.store).rglob("notes.txt"))


@pytest.mark.soak  # waits as long as a store may be busy
def test_a_store_that_another_program_holds_keeps_what_is_typed(box: Box) -> None:
    with box.dashboard(SIZE) as terminal:
        writing(terminal)
        with closing(sqlite3.connect(box.store, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            terminal.press("enter")
            terminal.until("the store is busy: another program is writing to it")
            assert WORDS in terminal.text()
            killed(terminal)
    found_again(box)
