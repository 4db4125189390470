"""What the program writes is its owner's alone from the first moment, and the records are told to nobody else."""

from __future__ import annotations

import json
import shutil
import sys
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.terminal_tests.conftest import NOTES, Box, opened

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tests.faults.forge import Forge

WATCH = """
import json, os, sqlite3, stat, sys

os.umask({umask})
root, out = {root!r}, os.open({seen!r}, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
known, looking, connect = set(), [False], sqlite3.connect

def look(*_):
    if looking[0]:
        return
    looking[0] = True
    for folder, folders, files in os.walk(root):
        for name in (*folders, *files):
            path = os.path.join(folder, name)
            try:
                mode = os.lstat(path).st_mode
            except FileNotFoundError:
                continue
            found = path[len(root) + 1:], stat.S_IMODE(mode), stat.S_ISDIR(mode)
            if found not in known:
                known.add(found)
                os.write(out, json.dumps(found).encode() + b"\\n")
    looking[0] = False

def connected(*arguments, **named):
    look()
    made = connect(*arguments, **named)
    made.set_trace_callback(look)
    look()
    return made

def heard(event, arguments):
    if event in ("os.exec", "os.posix_spawn", "subprocess.Popen"):
        os.write(out, json.dumps(["started", repr(arguments), None]).encode() + b"\\n")
    if event == "open" or event.startswith(("os.", "shutil.", "sqlite3.")) and event not in QUIET:
        look()

QUIET = ("os.scandir", "os.listdir", "os.walk", "os.lstat")
sqlite3.connect = connected
sys.addaudithook(heard)
"""
"""Before each call that makes, opens, renames or opens up a file, and at each statement of SQLite's, it looks at every
file there is. What a call has made is seen with the mode that it had first, at the latest before the next call.
"""
UMASKS = [0, pytest.param(0o077, marks=pytest.mark.soak)]
PRIVATE = "Nobody owns the hand-over"


def watching(box: Box, umask: int) -> str:
    return WATCH.format(umask=umask, root=str(box.folder), seen=str(noted(box)))


def noted(box: Box) -> Path:
    return box.folder.with_name(f"{box.folder.name}.seen")


def seen(box: Box) -> dict[str, set[tuple[int, bool]]]:
    """Every file and folder that was there at some moment, with the modes that it had, and whether it is a folder."""
    found: dict[str, set[tuple[int, bool]]] = {}
    for line in noted(box).read_text().splitlines():
        name, mode, is_folder = json.loads(line)
        if is_folder is not None:
            found.setdefault(name, set()).add((mode, is_folder))
    return found


def started(box: Box) -> list[str]:
    """The arguments of every process that was started."""
    lines = [json.loads(line) for line in noted(box).read_text().splitlines()]
    return [arguments for kind, arguments, rest in lines if kind == "started" and rest is None]


def assert_private(found: Mapping[str, set[tuple[int, bool]]], *, but: set[str] = frozenset()) -> None:  # type: ignore[assignment]
    open_to_others = {
        f"{name} {mode:04o}"
        for name, modes in found.items()
        for mode, is_folder in modes
        if name not in but and mode != (0o700 if is_folder else 0o600)
    }
    assert open_to_others == set()


def assert_named(box: Box, found: Iterable[str], *, but: set[str]) -> None:
    """Fails where something was written that `paths` does not name, but for what the user named."""
    patterns = [Path(text) for text in box.json("paths").values()]

    def is_named(path: Path) -> bool:
        return any(
            pattern.is_relative_to(path) or any(fnmatchcase(str(up), str(pattern)) for up in (path, *path.parents))
            for pattern in patterns
        )

    assert {name for name in found if not is_named(box.folder / name)} == but


@pytest.fixture(params=UMASKS, ids=lambda umask: f"umask {umask:03o}")
def umask(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def bare(tmp_path: Path) -> Box:
    """A box with nothing in it."""
    box = Box(tmp_path / "home")
    box.folder.mkdir(mode=0o700)
    return box


def test_what_commands_write(bare: Box, forge: Forge, umask: int) -> None:
    (bare.folder / "resume.pdf").touch(0o600)
    for arguments in (
        ["add", "Acme", "SRE", "--meeting", "tomorrow 14:00", "--with", "Dana Ruiz"],
        ["capture", "i1"],
        ["done", "f1"],
        ["config", "init"],
        ["templates", "copy", "thank_you"],
        ["export", "-o", "all.json"],
        ["backup"],
        ["backup", "mine.db"],
        ["restore", "mine.db"],
        ["undo"],
        ["doctor", "--fix"],
        ["document", "i1", "resume.pdf", "--copy"],
    ):
        ended = forge.run(
            *arguments, env=bare.env({}), before=watching(bare, umask), cwd=bare.folder, stdin=f"! {PRIVATE}\n".encode()
        )
        assert (ended.code, ended.err) == (0, ""), (arguments, ended)
    found = seen(bare)
    assert {name.rpartition("/")[2] for name in found} >= {
        "interviews.db", "interviews.db-journal", "all.json", "mine.db", "backups", "documents", "config.toml",
    }  # fmt: skip
    assert_private(found)
    made = {name for name in found if not name.startswith((".mine.db.", ".interview-tui-"))}  # of what is named here
    assert_named(bare, made, but={"resume.pdf", "all.json", "mine.db"})


@pytest.mark.soak
def test_what_the_dashboard_writes(bare: Box, filled: Path, umask: int) -> None:
    shutil.copy(filled, bare.store)
    script = f"{watching(bare, umask)}\nfrom interview_tui.__main__ import main\nsys.exit(main())"
    watched = Box(bare.folder, [sys.executable, "-c", script])
    for _ in range(2):
        with watched.dashboard((120, 40), env={"EDITOR": "true"}) as terminal:
            opened(terminal)
            terminal.press("l")
            terminal.until(NOTES)
            terminal.press("E")
            terminal.until("The notes are unchanged")
            terminal.press("a")
            terminal.until("Note for ")
            terminal.type(f"! {PRIVATE}")
            terminal.until(PRIVATE)
            terminal.until(lambda _: any(bare.folder.glob(".interviews.db.typed/*.json")), timeout=5)
            terminal.press("enter")
            terminal.until(r"^ *# @ \? ! .* begin a line")
            terminal.press("escape")
            terminal.until_gone("Note for ")
            terminal.press("q")
            assert terminal.wait() == 0
    found = seen(bare)
    kinds = {name.rpartition("/")[2] for name in found}
    assert kinds >= {".interviews.db.typed", ".interviews.db.picture", "interviews.db-journal", "backups", "notes.txt"}
    assert_private(found)
    assert_named(bare, found, but=set())
    assert any("notes.txt" in arguments for arguments in started(bare))
    told_nothing(bare)


def test_an_error_of_the_program_tells_nothing_of_the_records(bare: Box, forge: Forge, umask: int) -> None:
    breaks = """
import interview_tui.services.notes
def capture(self, interview_id, text, **named):
    mine = text + " held"
    raise LookupError(mine)
interview_tui.services.notes.Notes.capture = capture
from interview_tui.__main__ import main
try:
    code = main()
except Exception:
    sys.excepthook(*sys.exc_info())
    code = 1
sys.exit(code)
"""
    bare.run("add", "Acme", "SRE")
    ended = forge.run(
        "capture", "i1", stdin=f"! {PRIVATE}\n".encode(), env=bare.env({}), before=watching(bare, umask), work=breaks
    )
    assert ended.code == 1
    assert ended.err.count("\n") == 1
    assert "LookupError" in ended.err
    assert PRIVATE not in ended.err + ended.out
    (log,) = bare.folder.rglob("interview-tui.log")
    assert "LookupError" in log.read_text()
    assert_private(seen(bare))
    told_nothing(bare)


def told_nothing(box: Box) -> None:
    """Neither a log nor a process's arguments name anything of the records."""
    for log in box.folder.rglob("*.log"):
        assert PRIVATE not in log.read_text()
    for arguments in started(box):
        assert PRIVATE not in arguments
        assert "Acme" not in arguments


def test_what_sends_a_letter_gets_it_on_its_standard_input_alone(bare: Box, filled: Path, forge: Forge) -> None:
    sender = bare.folder / "sender"
    sender.write_text('#!/bin/sh\nprintf "%s." "$@" > "$0.arguments"\ncat > "$0.letter"\n')
    sender.chmod(0o700)
    configuration = bare.folder / ".config/interview-tui/config.toml"
    for folder in reversed(configuration.parents[:2]):
        folder.mkdir(mode=0o700)
    configuration.touch(mode=0o600)
    configuration.write_text(f'send = "{sender} -t"\nname = "Max Muster"\nemail = "max@home.example"\n')
    shutil.copy(filled, bare.store)
    letter = next(f["id"] for f in bare.due().values() if f["kind"] == "check_in")
    ended = forge.run("send", letter, "--anyway", env=bare.env({}), before=watching(bare, 0), cwd=bare.folder)
    assert (ended.code, ended.err) == (0, "")
    assert (bare.folder / "sender.arguments").read_text() == "-t."
    assert "\nSubject:" in (bare.folder / "sender.letter").read_text()
    asked = started(bare)
    assert asked  # Python 3.13 tells of one start twice
    for arguments in asked:
        assert str(sender) in arguments
        assert "@" not in arguments
    made = {name: modes for name, modes in seen(bare).items() if not name.startswith("sender")}
    assert_private(made)
