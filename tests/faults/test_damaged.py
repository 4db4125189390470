"""A store that cannot be used, or not be written: one line that says so, and not a byte of it is changed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.terminal_tests.conftest import Box, opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.forge import Ended, Forge

WITHOUT_POWERS = """
import ctypes, struct
# Whoever runs the tests: permissions hold. (Linux: all capabilities of this process are dropped.)
header, none = struct.pack("Ii", 0x20080522, 0), bytes(24)
if ctypes.CDLL(None, use_errno=True).capset(header, none):
    raise OSError(ctypes.get_errno(), "capset")
"""
NO_ROOM = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))
"""
"""No file may grow beyond two pages: the journal of a change that is larger cannot be written."""
KILLED_WHILE_WRITING = """
import os, signal, sqlite3
connection = sqlite3.connect({path!r}, isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE entries SET words = words || 'half'")
connection.execute("UPDATE follow_ups SET note = hex(zeroblob(3000))")
os.kill(os.getpid(), signal.SIGKILL)
"""
READ = {"status": ["status"], "due": ["due"], "list": ["list"], "export": ["export", "-o", "all.json"]}
WRITE = {
    "add": ["add", "Acme", "SRE"],
    "done": ["done", "f1"],
    "import": ["import", "more.csv"],
    "undo": ["undo"],
}
SIZE = (240, 40)


@dataclass(frozen=True)
class DeepBox(Box):
    """A box whose store is in a folder of its own, so that this can be taken away or locked."""

    @property
    def store(self) -> Path:
        return self.folder / "data" / "interviews.db"

    def weak(self) -> DeepBox:
        """The same, for which permissions hold."""
        script = f"{WITHOUT_POWERS}\nimport sys\nfrom interview_tui.__main__ import main\nsys.exit(main())"
        return DeepBox(self.folder, [sys.executable, "-c", script])


@pytest.fixture
def deep(filled: Path, tmp_path: Path) -> DeepBox:
    box = DeepBox(tmp_path)
    box.store.parent.mkdir(mode=0o700)
    shutil.copy(filled, box.store)
    (tmp_path / "more.csv").write_text("Company,Role\nZebra Works,Tester\n")
    return box


def seen(box: DeepBox) -> dict[str, tuple[int, bytes | str]]:
    """Every file and folder of the box with its mode, and what is in it or where it leads; of the folder for the
    backups what is in it.
    """
    found: dict[str, tuple[int, bytes | str]] = {}
    for folder, folders, files in os.walk(box.folder):
        for name in (*folders, *files):
            path = Path(folder, name)
            mode = path.lstat().st_mode
            if stat.S_ISLNK(mode):
                content: bytes | str = str(path.readlink())
            else:
                content = path.read_bytes() if stat.S_ISREG(mode) else ""
            if not (stat.S_ISDIR(mode) and path.is_relative_to(box.folder / ".local")):
                found[str(path.relative_to(box.folder))] = mode, content
    return found


def run(box: DeepBox, forge: Forge, arguments: list[str], before: str = "") -> Ended:
    return forge.run(*arguments, env=box.env({}), before=f"{WITHOUT_POWERS}\n{before}", cwd=box.folder)


def assert_one_line(box: DeepBox, ended: Ended, *words: str) -> None:
    """It could not, and says why on one line."""
    assert ended.code == 1, ended
    assert ended.out in ("", "added 0, updated 0, skipped 0, refused 1\n"), ended
    assert ended.err.startswith("interview-tui: "), ended.err
    assert ended.err.count("\n") == 1, ended.err
    assert ended.err.endswith("\n")
    assert "Traceback" not in ended.err
    for word in words:
        assert word in ended.err


def damaged_in_the_middle(path: Path) -> None:
    with path.open("r+b") as file:
        for page in range(1, path.stat().st_size // 4096):
            file.seek(page * 4096)
            file.write(bytes(range(256)) * 4)


def damaged_header(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"\xff" * 100)


def truncated(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2 - 1000)


def cut_in_the_first_page(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(50)


def empty_file(path: Path) -> None:
    path.write_bytes(b"")


def foreign_database(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE bookmarks (title)")


def text_file(path: Path) -> None:
    path.write_text("Dear diary,\n" * 100)


def folder_in_its_place(path: Path) -> None:
    path.unlink()
    path.mkdir()


def unreadable(path: Path) -> None:
    path.chmod(0)


def folder_unreadable(path: Path) -> None:
    path.parent.chmod(0)


def broken_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("elsewhere.db")


def link_to_itself(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def file_for_a_folder(path: Path) -> None:
    shutil.rmtree(path.parent)
    path.parent.write_text("no folder")


UNUSABLE: dict[Callable[[Path], None], str] = {
    damaged_header: "is damaged or not a store",
    damaged_in_the_middle: "is damaged or not a store",
    truncated: "is damaged or not a store",
    cut_in_the_first_page: "is not a store of interview-tui",
    empty_file: "is an empty file, not a store",
    foreign_database: "is not a store of interview-tui: give another file with --db",
    text_file: "is damaged or not a store",
    folder_in_its_place: "cannot open",
    unreadable: "cannot open",
    folder_unreadable: "cannot read the store {}: Permission denied",
    broken_link: "is a link to {}/elsewhere.db, which is not there: bring that back, or remove the link",
    link_to_itself: "cannot read the store {}: Too many levels of symbolic links",
    file_for_a_folder: "cannot read the store {}: Not a directory",
}


def told(box: DeepBox, spoil: Callable[[Path], None]) -> str:
    where = box.store.parent if spoil is broken_link else box.store
    return UNUSABLE[spoil].format(where)


@pytest.mark.parametrize("spoil", UNUSABLE, ids=lambda spoil: spoil.__name__)
def test_what_cannot_be_used_is_told_in_one_line_and_left_as_it_is(
    deep: DeepBox, forge: Forge, spoil: Callable[[Path], None]
) -> None:
    spoil(deep.store)
    before = seen(deep)
    try:
        for arguments in (READ | WRITE).values():
            assert_one_line(deep, run(deep, forge, arguments), str(deep.store.parent), told(deep, spoil))
            assert seen(deep) == before, arguments
    finally:
        deep.store.parent.chmod(0o700)


IN_A_TERMINAL = (damaged_header, empty_file, broken_link)
"""Those that are tried in a terminal each time."""


@pytest.mark.parametrize(
    "spoil",
    [spoil if spoil in IN_A_TERMINAL else pytest.param(spoil, marks=pytest.mark.soak) for spoil in UNUSABLE],
    ids=lambda spoil: spoil.__name__,
)
def test_the_dashboard_says_it_in_one_line_and_ends(deep: DeepBox, spoil: Callable[[Path], None]) -> None:
    spoil(deep.store)
    before = seen(deep)
    try:
        with deep.weak().dashboard(SIZE) as terminal:
            assert terminal.wait() == 1
            lines = [line for line in terminal.screen() if line]
        assert len(lines) == 1
        assert lines[0].startswith("interview-tui: ")
        assert told(deep, spoil) in lines[0]
        assert seen(deep) == before
    finally:
        deep.store.parent.chmod(0o700)
