"""Files that are broken in every way: a line for each row that is refused, and all others are taken."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Box

SAMPLES = Path(__file__).parents[1] / "samples"
TABLES = ("huntr.csv", "simplify.csv", "jobsync.csv", "linkedin.csv", "interview-tui.csv", "firmen.csv")
BINARY = bytes(range(256)) * 40


def taken(out: str) -> dict[str, int]:
    """The counts of `added 9, updated 0, skipped 0, refused 0`."""
    return {name: int(number) for name, number in (part.split() for part in out.splitlines()[0].split(", "))}


def broken_rows(header: bytes) -> dict[str, bytes]:
    separator = max(b",;\t", key=lambda mark: header.count(bytes([mark])))
    mark, width = bytes([separator]), header.count(bytes([separator])) + 1
    return {
        "bytes that are no UTF-8": mark.join([b"\xff\xfeM\xfcller"] * width),
        "half a row": mark.join([b"Acme"] * 2),
        "300 columns": mark.join([b"Acme"] * 300),
        "a million characters": mark.join([b"x" * 1_000_000, *[b"Acme"] * (width - 1)]),
    }


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte order mark"])
@pytest.mark.parametrize("name", TABLES)
def test_each_broken_row_of_a_table_is_a_line_and_the_others_are_taken(empty: Box, name: str, bom: bytes) -> None:
    good = (SAMPLES / name).read_bytes().removeprefix(b"\xef\xbb\xbf")
    header = good.splitlines()[0]
    usual = taken(empty("import", "--dry-run", str(SAMPLES / name)).out)
    rows = broken_rows(header)
    ended = empty("import", "-", stdin=bom + good.rstrip() + b"\n" + b"\n".join(rows.values()) + b"\n")
    assert ended.code == 1
    assert taken(ended.out) == usual | {"refused": usual["refused"] + len(rows)}
    lines = ended.err.splitlines()
    assert len(lines) == usual["refused"] + len(rows)
    assert all(line.startswith("interview-tui: standard input: row ") for line in lines)
    assert max(map(len, lines)) < 200
    again = empty("import", "-", stdin=good)
    assert taken(again.out)["added"] == 0


@pytest.mark.parametrize(
    "name",
    [*TABLES, "career-ops/applications.md", "contacts/connections.csv", "contacts/people.vcf", "own.json", "x.ics"],
)
def test_what_is_no_such_file_at_all_is_one_line(empty: Box, name: str) -> None:
    file = empty.folder / Path(name).name
    file.write_bytes(BINARY)
    ended = empty("import", str(file))
    assert ended.code == 1
    assert ended.out == "added 0, updated 0, skipped 0, refused 1\n"
    assert ended.err.startswith("interview-tui: ")
    assert ended.err.count("\n") == 1
    assert empty("list", "--json").json == []


def test_a_tracker_with_broken_rows_keeps_the_others(empty: Box) -> None:
    good = (SAMPLES / "career-ops" / "applications.md").read_bytes()
    usual = taken(empty("import", "--dry-run", "-", stdin=good).out)
    rows = [
        b"| 1 | 2 |",
        b"|" * 300,
        b"| \xff | 2026-11-01 | A | B | 4 | Applied | | | |",
        b"| " + b"x" * 1_000_000 + b" |",
    ]
    ended = empty("import", "-", stdin=b"\xef\xbb\xbf" + good.rstrip() + b"\n" + b"\n".join(rows) + b"\n")
    assert taken(ended.out)["added"] == usual["added"]
    assert taken(ended.out)["refused"] == usual["refused"] + len(rows) == len(ended.err.splitlines())


def test_cards_that_are_broken_keep_the_others(empty: Box) -> None:
    good = (SAMPLES / "contacts" / "people.vcf").read_bytes()
    usual = taken(empty("import", "--dry-run", "-", stdin=good).out)
    cards = [
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:\xff\xfe\r\nEND:VCARD\r\n",
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n",
    ]
    ended = empty("import", "-", stdin=b"\xef\xbb\xbf" + b"".join(cards) + good)
    assert taken(ended.out)["added"] == usual["added"]
    assert taken(ended.out)["refused"] >= usual["refused"] + 1
    assert len(ended.err.splitlines()) == taken(ended.out)["refused"]
