"""A store that cannot be used, or not be written: one line that says so, and not a byte of it is changed."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL
from typing import TYPE_CHECKING

import pytest

from tests.terminal_tests.conftest import Box, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.faults.forge import Ended, Forge

WITHOUT_POWERS = """
import ctypes, struct
# Whoever runs the tests: permissions hold. (Linux: all capabilities of this process are dropped.)
header, none = struct.pack("Ii", 0x20080522, 0), bytes(24)
if ctypes.CDLL(None, use_errno=True).capset(header, none):
    raise OSError(ctypes.get_errno(), "capset")
"""
NO_ROOM = """
import resource, signal, sys
sys.dont_write_bytecode = True  # of a module that is imported only now, half a file of bytecode would stay
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
ONE_OPEN = "one that is open"
"""Stands for the id of a follow-up that is open in the demo."""
READ = {"status": ["status"], "due": ["due"], "list": ["list"], "export": ["export", "-o", "all.json"]}
WRITE = {
    "add": ["add", "Acme", "SRE"],
    "done": ["done", ONE_OPEN],
    "import": ["import", "more.csv"],
    "undo": ["undo"],
}
SIZE = (300, 40)


@dataclass(frozen=True)
class DeepBox(Box):
    """A box whose store is in a folder of its own, so that this can be taken away or locked."""

    one_open: str = ""
    """The id of a follow-up of the demo that is open."""

    @property
    def store(self) -> Path:
        return self.folder / "data" / "interviews.db"

    def named(self, arguments: list[str]) -> list[str]:
        """The arguments with the id of a follow-up that is open."""
        return [self.one_open if word == ONE_OPEN else word for word in arguments]

    def weak(self) -> DeepBox:
        """The same, for which permissions hold."""
        script = f"{WITHOUT_POWERS}\nimport sys\nfrom interview_tui.__main__ import main\nsys.exit(main())"
        return DeepBox(self.folder, [sys.executable, "-c", script], one_open=self.one_open)


@pytest.fixture
def deep(filled: Path, tmp_path: Path) -> DeepBox:
    with closing(sqlite3.connect(filled)) as connection:
        (number,) = connection.execute("SELECT min(id) FROM follow_ups WHERE state = 'open'").fetchone()
    box = DeepBox(tmp_path, one_open=f"f{number}")
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


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def dump(store: Path) -> list[str]:
    """All that a store holds, as SQL."""
    with closing(sqlite3.connect(store)) as connection:
        return [line for line in connection.iterdump() if "sqlite_stat" not in line]


def run(box: DeepBox, forge: Forge, arguments: list[str], before: str = "") -> Ended:
    return forge.run(*box.named(arguments), env=box.env({}), before=f"{WITHOUT_POWERS}\n{before}", cwd=box.folder)


def assert_one_line(box: DeepBox, ended: Ended, *words: str) -> None:
    """It could not, and says why on one line."""
    assert ended.code == 1, ended
    shown = ended.err.endswith("only what can still be read is shown\n")
    assert shown or ended.out in ("", "added 0, updated 0, skipped 0, refused 1\n"), ended
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
    broken_link: "is a link to {}/elsewhere.db, which is not there: restore that, or remove the link",
    link_to_itself: "cannot read the store {}: Too many levels of symbolic links",
}


def told(box: DeepBox, spoil: Callable[[Path], None]) -> str:
    where = box.store.parent if spoil is broken_link else box.store
    return UNUSABLE[spoil].format(where)


LOOKED_AT = (damaged_header, damaged_in_the_middle, empty_file, unreadable)
"""Those that are tried for every change; all of them by `make soak`."""


@pytest.mark.parametrize(
    "spoil",
    [pytest.param(spoil, marks=() if spoil in LOOKED_AT else pytest.mark.soak) for spoil in UNUSABLE],
    ids=lambda spoil: spoil.__name__,
)
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


IN_A_TERMINAL = (damaged_header, damaged_in_the_middle, empty_file)
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


def read_only_file(box: DeepBox) -> None:
    box.store.chmod(0o400)


def read_only_folder(box: DeepBox) -> None:
    box.store.parent.chmod(0o500)


LOCKED = (read_only_file, read_only_folder)


@pytest.fixture
def unlocked_after(deep: DeepBox) -> Iterator[DeepBox]:
    """The box, its folders open again after the test."""
    yield deep
    deep.store.parent.chmod(0o700)


@pytest.mark.parametrize("lock", LOCKED, ids=lambda lock: lock.__name__)
def test_what_cannot_be_written_can_be_read(
    unlocked_after: DeepBox, forge: Forge, lock: Callable[[DeepBox], None]
) -> None:
    deep = unlocked_after
    expected = {name: run(deep, forge, arguments) for name, arguments in READ.items()}
    assert {ended.code for ended in expected.values()} == {0}
    exported = (deep.folder / "all.json").read_bytes()
    lock(deep)
    before = seen(deep)
    for name, arguments in READ.items():
        assert run(deep, forge, arguments) == expected[name]
    assert (deep.folder / "all.json").read_bytes() == exported
    for arguments in WRITE.values():
        assert_one_line(deep, run(deep, forge, arguments), f"{deep.store} cannot be written: check the permissions")
        assert {
            name: (mode, content) for name, (mode, content) in seen(deep).items() if "/backups/" not in name
        } == before


@pytest.mark.parametrize(
    "lock", [read_only_file, pytest.param(read_only_folder, marks=pytest.mark.soak)], ids=lambda lock: lock.__name__
)
def test_the_dashboard_shows_what_cannot_be_written(unlocked_after: DeepBox, lock: Callable[[DeepBox], None]) -> None:
    deep = unlocked_after
    content = deep.store.read_bytes()
    lock(deep)
    with deep.weak().dashboard(SIZE) as terminal:
        opened(terminal)
        assert terminal.screen()[0].startswith(" read-only · ")
        kept = ", and what you type is not saved either" if lock is read_only_folder else ""
        terminal.until(re.escape(f"read-only: {deep.store} cannot be written, so nothing can be saved{kept}"))
        terminal.press("d")
        terminal.until("It was done another way")
        terminal.press("d")
        terminal.until("cannot be written: check the permissions")
        terminal.press("q")
        assert terminal.wait() == 0
        assert "Traceback" not in terminal.text()
    assert deep.store.read_bytes() == content
    assert names(deep.store.parent) <= {"interviews.db", ".interviews.db.picture"}


def test_a_change_that_was_cut_off_is_taken_back_where_that_is_allowed(unlocked_after: DeepBox, forge: Forge) -> None:
    deep = unlocked_after
    content, held = deep.store.read_bytes(), dump(deep.store)
    listed = run(deep, forge, ["list"]).out
    killed = forge.run(work=KILLED_WHILE_WRITING.format(path=str(deep.store)), env=deep.env({}))
    assert killed.code == -SIGKILL
    journal = deep.store.with_name("interviews.db-journal")
    assert journal.stat().st_size > 0
    assert deep.store.read_bytes() != content, "some of it is in the file"

    deep.store.parent.chmod(0o500)
    before = seen(deep)
    for arguments in (READ | WRITE).values():
        assert_one_line(deep, run(deep, forge, arguments), str(deep.store))
        assert seen(deep) == before
    deep.store.parent.chmod(0o700)

    assert run(deep, forge, ["list"]).out == listed
    assert dump(deep.store) == held
    assert not journal.exists()


def test_where_the_users_own_store_was_no_new_one_is_made(deep: DeepBox, forge: Forge) -> None:
    own = deep.folder / ".local/share/interview-tui/interviews.db"
    own.parent.mkdir(parents=True)
    deep.store.rename(own)
    env = {name: value for name, value in deep.env({}).items() if name != "INTERVIEW_TUI_DB"}
    assert forge.run("backup", env=env, cwd=deep.folder).code == 0
    own.unlink()
    before = seen(deep)
    for arguments in (READ | WRITE).values():
        ended = forge.run(*deep.named(arguments), env=env, cwd=deep.folder)
        assert_one_line(deep, ended, f"there is no store at {own}, but there was one", "interview-tui restore ")
        assert seen(deep) == before
        assert names(own.parent) == {"backups"}


def test_a_file_where_its_folder_should_be_is_told_and_left(deep: DeepBox, forge: Forge) -> None:
    file_for_a_folder(deep.store)
    before = seen(deep)
    for arguments in (READ["list"], READ["export"], *WRITE.values()):
        ended = run(deep, forge, arguments)
        assert_one_line(deep, ended, f"cannot make the folder {deep.store.parent}: a file of that name is in the way")
        assert seen(deep) == before


def test_where_none_was_a_new_one_is_made_for_its_owner_alone(deep: DeepBox, forge: Forge) -> None:
    shutil.rmtree(deep.store.parent)
    ended = run(deep, forge, ["add", "Acme", "SRE"], "import os; os.umask(0)")
    assert (ended.code, ended.err) == (0, "")
    assert stat.S_IMODE(deep.store.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(deep.store.stat().st_mode) == 0o600


NO_MORE_PAGES = """
import sqlite3
connect = sqlite3.connect
def connected(*arguments, **named):
    made = connect(*arguments, **named)
    made.execute(f"PRAGMA max_page_count = {made.execute('PRAGMA page_count').fetchone()[0]}")
    return made
sqlite3.connect = connected
"""
"""SQLite's own way to a full disk: no database grows by a page."""
LONG = b"! Releases take nine days\n" + b"a plain note, and a long one " * 20_000


@pytest.mark.parametrize("full", [NO_ROOM, NO_MORE_PAGES], ids=["no file grows", "the store does not grow"])
def test_a_full_disk_is_told_and_nothing_is_half(deep: DeepBox, forge: Forge, full: str) -> None:
    assert run(deep, forge, ["done", ONE_OPEN]).code == 0  # the copy of the day is made while there is room
    assert run(deep, forge, ["export", "-o", "all.json"]).code == 0
    exported, content = (deep.folder / "all.json").read_bytes(), deep.store.read_bytes()
    ended = forge.run(
        "capture", "i1", stdin=LONG, env=deep.env({}), before=f"{WITHOUT_POWERS}\n{full}", cwd=deep.folder
    )
    assert_one_line(deep, ended)
    assert "full" in ended.err or "failed to" in ended.err
    assert deep.store.read_bytes() == content
    if full is NO_ROOM:
        ended = run(deep, forge, ["export", "-o", "all.json"], full)
        assert_one_line(deep, ended)
        assert (deep.folder / "all.json").read_bytes() == exported
    assert run(deep, forge, ["list"], full).code == 0
    deep.assert_whole()
    assert names(deep.store.parent) == {"interviews.db"}
    assert names(deep.folder) == {".local", "all.json", "data", "more.csv"}


ROOM = 400_000
"""Bytes that the disk has besides the store."""
SMALL_DISK = """
mount -t tmpfs -o "size=$2,mode=700" none "$1/data" && cp "$1/kept.db" "$1/data/interviews.db" || exit 77
shift 2
exec "$@"
"""
EATS_THE_DISK = """
import os, sys
from interview_tui.settings import load
from interview_tui.app_context import AppContext
from interview_tui.domain.errors import StoreTrouble

program = AppContext(load(os.environ))
made, said = 0, ""
while not said:
    try:
        program.interviews.add("Acme", "SRE" * 300, people=["Dana Ruiz"])
        made += 1
    except StoreTrouble as trouble:
        said = str(trouble)
reader = program.store.reader
held = reader.execute("SELECT count(*) FROM interviews WHERE length(role) = 900").fetchone()[0]
good = reader.execute("PRAGMA integrity_check").fetchall(), reader.execute("PRAGMA foreign_key_check").fetchall()
print((made - held, said, good))
"""


def test_a_disk_that_runs_full_loses_nothing(box: Box, tmp_path: Path) -> None:
    small = DeepBox(tmp_path)
    small.store.parent.mkdir()
    kept = box.store.rename(tmp_path / "kept.db")
    size = str(kept.stat().st_size + ROOM)
    command = ["unshare", "-m", "sh", "-c", SMALL_DISK, "sh", str(tmp_path), size]
    command += [sys.executable, "-c", EATS_THE_DISK]
    try:
        done = subprocess.run(command, env=small.env({}), capture_output=True, text=True, timeout=60)
    except FileNotFoundError:
        pytest.skip("no unshare here")
    if done.returncode in (1, 77) and "Traceback" not in done.stderr:
        pytest.skip(f"nothing can be mounted here: {done.stderr.strip()}")
    assert done.stderr == ""
    assert (
        done.stdout
        == str((0, f"the disk is full: nothing was changed; free some space for {small.store.parent}", ([("ok",)], [])))
        + "\n"
    )
