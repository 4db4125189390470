"""The short way in for `status` and `due` says the same as the long one, and leaves to it what is not plain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview_tui.cli import door

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
    code = door.run(["--db", str(box.store), "--config", str(box.configuration), *arguments])
    found = capsys.readouterr()
    assert (code, found.out, found.err) == (said.code, said.out, said.err)


@pytest.mark.parametrize("arguments", NOT_PLAIN)
def test_what_is_not_plain_goes_the_long_way(arguments: tuple[str, ...]) -> None:
    assert door.run(arguments) is None


def test_an_error_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = tmp_path / "interviews.db"
    store.write_bytes(b"")
    assert door.run(["--db", str(store), "due"]) == 1
    assert capsys.readouterr().err.startswith(f"interview-tui: {store} is an empty file, not a store")
