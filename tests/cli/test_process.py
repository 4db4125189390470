"""The real command, as a shell runs it: what it loads, its streams, its signals, its exit codes."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from interview_tui import __version__
from interview_tui.cli.group import COMMANDS

if TYPE_CHECKING:
    from tests.cli.conftest import Box

LOADED = """
import sys
from interview_tui.cli.{module} import run
for line in sys.argv[1:]:
    assert run(line.split()) == 0, line
print("loaded:", *sorted({{name.partition(".")[0] for name in sys.modules}}))
"""


def loaded(box: Box, *lines: str, by: str = "group") -> set[str]:
    """The packages that have been imported when these commands have run."""
    environment = {"HOME": str(box.folder), "INTERVIEW_TUI_DB": str(box.store), "INTERVIEW_TUI_NOW": box.now}
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(module=by), *lines], env=environment, capture_output=True, check=True
    )
    return set(done.stdout.decode().rpartition("loaded: ")[2].split())


def test_what_shows_data_loads_neither_textual_nor_sqlalchemy(box: Box) -> None:
    lines = ["due", "due --json", "list", "list --json", "show i1", "show i1 --json", "show p1", "log", "paths"]
    assert not loaded(box, *lines) & {
        "textual", "sqlalchemy", "alembic", "icalendar", "platformdirs", "dataclasses",
    }  # fmt: skip


def test_help_loads_no_command(box: Box) -> None:
    script = LOADED.format(module="group").replace('name.partition(".")[0] for', "name for")
    done = subprocess.run([sys.executable, "-c", script, "--help"], capture_output=True, check=True)
    assert b" interview_tui.cli.summaries " in done.stdout
    assert b" interview_tui.cli.commands" not in done.stdout
    assert b" interview_tui.settings" not in done.stdout


def test_status_loads_next_to_nothing(box: Box) -> None:
    assert not loaded(box, "status", by="fast_path") & {
        "textual", "sqlalchemy", "alembic", "icalendar", "dateutil", "rich", "json", "click", "difflib", "asyncio",
        "email", "platformdirs", "dataclasses", "tempfile", "typing",
    }  # fmt: skip


def test_due_loads_a_little_more(box: Box) -> None:
    assert not loaded(box, "due --days 30", by="fast_path") & {
        "rich",
        "typing",
        "json",
        "click",
        "dataclasses",
        "tempfile",
    }


def test_a_letter_loads_nothing_that_only_other_forms_need(box: Box) -> None:
    assert not loaded(box, "letter i1") & {"rich", "email", "html", "difflib", "secrets", "dataclasses"}


COLLECTS = """
import gc, sys
import interview_tui.__main__ as program
sys.argv[1:] = sys.argv[1].split()
program.leave_at_once = lambda code: sys.stderr.write(f"collects: {gc.isenabled()}")
program.main()
"""


@pytest.mark.parametrize(("line", "collects"), [("list", "False"), ("export --format json", "True")])
def test_what_goes_through_much_collects_garbage(box: Box, line: str, collects: str) -> None:
    environment = {"HOME": str(box.folder), "INTERVIEW_TUI_DB": str(box.store), "INTERVIEW_TUI_NOW": box.now}
    done = subprocess.run([sys.executable, "-c", COLLECTS, line], env=environment, capture_output=True, check=True)
    assert done.stderr.decode() == f"collects: {collects}"


def test_the_dashboard_needs_a_terminal(box: Box) -> None:
    ended = box.real()
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (2, "", 1)
    assert "the dashboard needs a terminal" in ended.err


def test_version_and_help(box: Box) -> None:
    assert box.real("--version").out == f"interview-tui {__version__}\n"
    text = box("--help").out
    assert 'Ford R. Myers, "Follow-up Steps After the Interview"' in " ".join(text.split())
    listed = text.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    assert [line.split()[0] for line in listed] == list(COMMANDS)
    for name in COMMANDS:
        described = box(name, "--help")
        assert (described.code, described.err) == (0, "")
        assert described.out.startswith(f"Usage: interview-tui {name} ")


def test_a_closed_pipe_ends_quietly(box: Box) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as nobody:
        ended = box.real("export", stdout=nobody)
    assert (ended.code, ended.err) == (141, "")


def test_a_full_disk_is_one_line(box: Box) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123 -- a device, not a file of ours
        ended = box.real("due", stdout=full)
    assert (ended.code, ended.err) == (1, "interview-tui: No space left on device\n")


def test_an_encoding_that_lacks_a_character_does_not_end_the_program(box: Box) -> None:
    box.environment |= {"PYTHONIOENCODING": "ascii", "LANG": "C"}
    ended = box.real("list")
    assert (ended.code, ended.err) == (0, "")
    assert "i2  ???? " in ended.out
    assert "白樺電機" in box.real("list", "--json").out


def test_ctrl_c_ends_with_130_and_no_word(box: Box) -> None:
    before = box.store.read_bytes()
    controller, terminal = pty.openpty()
    try:
        with box.start("capture", "i1", stdin=terminal) as process:
            assert process.stderr is not None
            assert process.stderr.readline().startswith(b"Notes, one per line")
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=60) == 130
            assert process.stderr.read() == b""
    finally:
        os.close(controller)
        os.close(terminal)
    assert box.store.read_bytes() == before


def test_colours_are_for_terminals_that_want_them(box: Box) -> None:
    assert "\x1b[" not in box.real("due").out
    assert _on_terminal(box).startswith("\x1b[31m\x1b[1mOverdue\x1b[0m")
    box.environment["NO_COLOR"] = "1"
    assert _on_terminal(box).startswith("Overdue\r\n")


def _on_terminal(box: Box) -> str:
    controller, terminal = pty.openpty()
    try:
        with box.start("due", stdout=terminal) as process:
            assert process.wait(timeout=60) == 0
        return os.read(controller, 100_000).decode()
    finally:
        os.close(controller)
        os.close(terminal)


def test_without_a_terminal_the_dashboard_is_not_begun_anywhere(box: Box) -> None:
    for arguments, prints in ((("triage",), "due"), (("open", "f3"), "show f3")):
        ended = box(*arguments)
        assert (ended.code, ended.out) == (2, "")
        assert ended.err == f"interview-tui: the dashboard needs a terminal: `{prints}` prints without one\n"
