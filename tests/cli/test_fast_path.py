"""The short way in for `status` and `due` says the same as the long one, and leaves to it what is not plain."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from interview_tui.cli import fast_path
from tests.programs import a_program
from tests.store.records import add_interview, owe
from tests.store.test_migrations import lay_store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Box

PLAIN = [
    ("status",),
    ("status", "--format", "{overdue}/{today} {next} {punctuality}"),
    ("due",),
    ("due", "--days", "0"),
    ("due", "--days", "400"),
    ("due", "--json"),
    ("due", "--json", "--days", "30"),
]
NOT_PLAIN = [
    (),
    ("list",),
    ("status", "--format"),
    ("status", "--format", "{nonsense}"),
    ("status", "--format=x"),
    ("status", "due"),
    ("due", "--days", "-1"),
    ("due", "--days", "many"),
    ("due", "--days", "99999"),
    ("due", "--days", "1", "--days", "2"),
    ("due", "extra"),
    ("due", "--help"),
    ("--help", "due"),
    ("--json", "due"),
]


@pytest.mark.parametrize("arguments", PLAIN)
def test_both_ways_say_the_same(
    box: Box, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = box(*arguments)
    for name, value in box._environment().items():
        monkeypatch.setenv(name, value)
    code = fast_path.run(["--db", str(box.store), "--config", str(box.configuration), *arguments])
    found = capsys.readouterr()
    assert (code, found.out, found.err) == (said.code, said.out, said.err)


@pytest.mark.parametrize("arguments", NOT_PLAIN)
def test_what_is_not_plain_goes_the_long_way(arguments: tuple[str, ...]) -> None:
    assert fast_path.run(arguments) is None


def test_an_error_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = tmp_path / "interviews.db"
    store.write_bytes(b"")
    assert fast_path.run(["--db", str(store), "due"]) == 1
    assert capsys.readouterr().err.startswith(f"interview-tui: {store} is an empty file, not a store")


@pytest.mark.parametrize("arguments", PLAIN)
@pytest.mark.parametrize("interviews", [1, 7])
def test_both_ways_say_the_same_of_what_has_no_plan(
    empty: Box,
    arguments: tuple[str, ...],
    interviews: int,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = a_program(empty.folder, now=empty.now)
    for number in range(interviews):
        add_interview(program, f"Company {number}", meeting="today 8:30")
    owe(program, 1, "Prepare", "today", lapses=program.clock())
    said = empty(*arguments)
    for name, value in empty._environment().items():
        monkeypatch.setenv(name, value)
    code = fast_path.run(["--db", str(empty.store), "--config", str(empty.configuration), *arguments])
    found = capsys.readouterr()
    assert (code, found.out, found.err) == (said.code, said.out, said.err)


@pytest.mark.parametrize("command", ["status", "due"])
def test_a_store_that_is_behind_goes_the_long_way(
    tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "interviews.db"
    lay_store(store, 3)
    before = store.read_bytes()
    assert fast_path.run(["--db", str(store), command]) is None
    assert store.read_bytes() == before
    assert capsys.readouterr() == ("", "")
    assert a_program(tmp_path).store.reader
    assert fast_path.run(["--db", str(store), command]) == 0
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("INSERT INTO facts (key, value) VALUES ('plan', 'due')")
    assert fast_path.run(["--db", str(store), command]) is None
