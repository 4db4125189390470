"""Half copies: every form of them is found once nothing can be writing it, and never before."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from interview_tui.store.files import left_over, sweep, unfinished

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GONE = 99_999_999
"""No process has it."""
BEGUN = b"SQLite format 3\x00 and some pages"
JOURNAL = bytes.fromhex("d9d505f920a163d7") + b" and some pages"
FORMS = [
    ".s.db.{}.new",
    ".s.db.{}-0a1b2c3d.new",
    ".s.db.{}-0a1b2c3d.restored",
    ".new copy (2).db.{}.part",
    ".s-2026-11-23.db.{}-0a1b2c3d.part",
    "..s.db.24337.restored.{}.part",
    "..s.db.24337-0a1b2c3d.restored.{}-ffffffff.part",
]
"""Names of this version and of earlier ones."""
CONTENTS = {"nothing": b"", "pages": BEGUN, "no first page yet": bytes(9000)}


def made(folder: Path, name: str, content: bytes = BEGUN, *, written: float | None = None) -> Path:
    path = folder / name
    path.write_bytes(content)
    os.utime(path, (written or time.time(),) * 2)
    return path


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
def test_what_a_process_that_is_gone_was_making_is_left_over(tmp_path: Path, form: str, content: bytes) -> None:
    name = form.format(GONE)
    left = {made(tmp_path, name, content), made(tmp_path, f"{name}-journal", JOURNAL)}
    assert set(left_over(tmp_path)) == left
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_journal_alone_and_half_a_picture_are_too(tmp_path: Path) -> None:
    left = [made(tmp_path, f".s.db.{GONE}.restored-journal", JOURNAL), made(tmp_path, f".s.db.picture.{GONE}", b"{")]
    assert left_over(tmp_path) == left


@pytest.mark.parametrize("form", FORMS)
def test_the_number_of_this_process_on_a_name_that_it_did_not_give_out(tmp_path: Path, form: str) -> None:
    path = made(tmp_path, form.format(os.getpid()))
    assert left_over(tmp_path) == [path]


@pytest.mark.parametrize("what", ["new", "part", "restored"])
def test_what_this_process_is_making_is_none(tmp_path: Path, what: str) -> None:
    path = made(tmp_path, unfinished(tmp_path / "s.db", what).name, written=1.0)
    made(tmp_path, f"{path.name}-journal", JOURNAL)
    assert left_over(tmp_path) == []


@pytest.mark.parametrize("form", FORMS)
def test_a_number_that_another_process_has_now(tmp_path: Path, form: str) -> None:
    # The parent began before anything of this test was written.
    path = made(tmp_path, form.format(os.getppid()))
    assert left_over(tmp_path) == []
    os.utime(path, (1e9, 1e9))
    assert left_over(tmp_path) == [path]


def test_half_an_export_is_too(tmp_path: Path) -> None:
    left = [made(tmp_path, f".interview-tui-{GONE}-a1b2c3d4", b"BEGIN:VCALENDAR")]
    left.append(made(tmp_path, ".interview-tui-a1b2c3d4", b"{", written=1e9))
    assert left_over(tmp_path) == left
    made(tmp_path, f".interview-tui-{os.getppid()}-a1b2c3d4", b"BEGIN:VCALENDAR")
    made(tmp_path, ".interview-tui-b1b2c3d4", b"{")
    assert left_over(tmp_path) == left


def test_what_is_locked_is_being_written_by_somebody(tmp_path: Path) -> None:
    path = tmp_path / f".s.db.{GONE}.part"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE t (x)")
        connection.execute("BEGIN EXCLUSIVE")
        assert left_over(tmp_path) == []
    assert left_over(tmp_path) == [path]


def a_link(path: Path) -> None:
    path.symlink_to("elsewhere")


def a_folder(path: Path) -> None:
    path.mkdir()


def a_film(path: Path) -> None:
    path.write_bytes(b"RIFF of a download")


@pytest.mark.parametrize("make", [a_link, a_folder, a_film], ids=lambda make: make.__name__)
def test_what_is_none_of_ours_stays(tmp_path: Path, make: Callable[[Path], None]) -> None:
    (tmp_path / "elsewhere").write_bytes(BEGUN)
    make(tmp_path / f".film.{GONE}.part")
    for name in ("s.db", ".s.db.picture", ".s.db.new", "film.123.part", ".s.db.12.parts", ".s.db.typed"):
        made(tmp_path, name)
    assert left_over(tmp_path) == []


def test_a_folder_that_cannot_be_read_has_none(tmp_path: Path) -> None:
    assert left_over(tmp_path / "nowhere") == []
