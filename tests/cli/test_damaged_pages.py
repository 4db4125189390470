"""A store with pages that cannot be read: what can be read is shown, one line says the rest, nothing is written."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import ZONE, Box
from tests.programs import lay_empty_store

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.xdist_group("damaged pages")  # one process makes the store for all of them
PAGE = 4096
READING = ("list", "list --json", "due", "due --json", "show i1", "log", "log i1", "export", "export --format csv",
    "export --format ics", "export --format vcf", "promises", "review", "offers", "deleted", "brief i2")  # fmt: skip
SHORT = ("list", "due --json", "show i1", "log i1", "export", "review")
PARTS = 2
"""So many parts of a store are tried in a short run: a page in the middle of each."""
SHOWN = "; only what can still be read is shown\n"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, dict[str, str]]:
    """A store with all kinds of records, and what each command says of it."""
    box = Box(tmp_path_factory.mktemp("demo"))
    lay_empty_store(box.store, zone=ZONE)
    assert box("demo", "--interviews", "12", "--no-open").code == 0
    assert box("done", "f1").code in (0, 1)
    return box.store.read_bytes(), {line: box(*line.split()).out for line in READING}


def with_pages_of_noise(content: bytes, pages: list[int]) -> bytes:
    noise = Random(str(pages))
    spoilt = bytearray(content)
    for page in pages:
        spoilt[page * PAGE : (page + 1) * PAGE] = noise.randbytes(PAGE)
    return bytes(spoilt)


def as_it_was(text: str) -> str:
    """Without what a calendar takes from the journal alone: when a record was changed last."""
    return re.sub("(?:DTSTAMP|LAST-MODIFIED):.*", "", text)


def look(box: Box, said: dict[str, str], lines: tuple[str, ...]) -> tuple[int, list[str]]:
    """Runs every command: how many met the damage, each with one line and exit 1, and which said less than before."""
    met, less = 0, []
    before = box.store.read_bytes()
    for line in lines:
        ended = box(*line.split())
        if ended.code:
            met += 1
            assert ended.code == 1, line
            assert ended.err.count("\n") == 1, (line, ended.err)
            assert ended.err.startswith(f"interview-tui: {box.store} is damaged"), (line, ended.err)
            assert "interview-tui restore FILE restores a backup" in ended.err, (line, ended.err)
            assert (ended.out != "") == ended.err.endswith(SHOWN), (line, ended.err)
        else:
            assert ended.err == "", line
        if as_it_was(ended.out) != as_it_was(said[line]):
            less.append(line)
        assert box.store.read_bytes() == before, line
    return met, less


@pytest.mark.parametrize("part", [0, *(pytest.param(part, marks=pytest.mark.soak) for part in range(1, PARTS))])
def test_of_any_page_that_is_damaged_nothing_is_lost_to_reading(
    empty: Box, demo: tuple[bytes, dict[str, str]], part: int
) -> None:
    # What the page held of records is in the journal, on other pages.
    content, said = demo
    pages = len(content) // PAGE
    empty.store.write_bytes(with_pages_of_noise(content, [1 + (2 * part + 1) * (pages - 1) // (2 * PARTS)]))
    met, less = look(empty, said, SHORT)
    assert met > 0
    assert less == []


@pytest.mark.soak
def test_nor_of_nearly_each_page(empty: Box, demo: tuple[bytes, dict[str, str]]) -> None:
    content, said = demo
    some: dict[int, list[str]] = {}
    tried = range(1, len(content) // PAGE, 7)
    for page in tried:
        empty.store.write_bytes(with_pages_of_noise(content, [page]))
        _, less = look(empty, said, READING)
        if less:
            some[page] = less
    # A page of the schema is read by everything; some pages hold what the journal alone has.
    assert len(some) <= 2, some


def half(content: bytes) -> bytes:
    return content[: len(content) // 2]


def nearly_all(content: bytes) -> bytes:
    return content[: len(content) * 9 // 10]


def some_pages(content: bytes) -> bytes:
    pages = len(content) // PAGE
    return with_pages_of_noise(content, Random(1).sample(range(1, pages), pages // 20))


def many_pages(content: bytes) -> bytes:
    pages = len(content) // PAGE
    return with_pages_of_noise(content, Random(2).sample(range(1, pages), pages // 4))


@pytest.mark.parametrize(
    "spoil",
    [half, *(pytest.param(spoil, marks=pytest.mark.soak) for spoil in (nearly_all, some_pages, many_pages))],
    ids=lambda spoil: spoil.__name__,
)
def test_of_more_damage_what_is_left_is_read(
    empty: Box, demo: tuple[bytes, dict[str, str]], spoil: Callable[[bytes], bytes]
) -> None:
    content, said = demo
    empty.store.write_bytes(spoil(content))
    before = empty.store.read_bytes()
    for line in SHORT:
        ended = empty(*line.split())
        assert "Traceback" not in ended.err
        assert ended.code == 1 or ended.out == said[line], line
        assert ended.err.count("\n") == ended.code, (line, ended.err)
    listed = {company for company in said["list"].splitlines() if company.startswith("i")}
    names = {line.split(" · ")[0] for line in listed}
    read = {line.split(" · ")[0] for line in empty("list").out.splitlines() if line.startswith("i")}
    assert read or spoil is many_pages
    assert read <= names
    assert empty.store.read_bytes() == before


@pytest.mark.parametrize("target", ["all.json", "folder/"])
def test_a_file_is_not_written_in_part(empty: Box, demo: tuple[bytes, dict[str, str]], target: str) -> None:
    content, _ = demo
    empty.store.write_bytes(some_pages(content))
    path = empty.folder / target
    if target == "all.json":
        path.write_text("of yesterday")
    form = "json" if target == "all.json" else "ics"
    ended = empty("export", "--format", form, "-o", f"{empty.folder}/{target}")
    assert (ended.code, ended.out, ended.err.count("\n")) == (1, "", 1)
    assert ended.err.endswith(f"; {path} was not written: without -o, what can still be read goes to standard output\n")
    assert path.read_text() == "of yesterday" if target == "all.json" else not path.exists()


def test_the_newest_good_backup_is_named(empty: Box, demo: tuple[bytes, dict[str, str]]) -> None:
    content, _ = demo
    empty.store.write_bytes(content)
    (copy,) = [line.split()[3] for line in empty("backup").out.splitlines()]
    empty.store.write_bytes(some_pages(content))
    assert f"interview-tui restore {copy} restores the newest backup{SHOWN}" in empty("export").err
    assert empty("restore", copy).code == 0
    assert empty("export").code == 0


@pytest.mark.parametrize("line", ["undo", "advance i1 --anyway", "capture i1", "touch i1 in email", "add A B"])
def test_a_change_is_refused(empty: Box, demo: tuple[bytes, dict[str, str]], line: str) -> None:
    content, _ = demo
    empty.store.write_bytes(some_pages(content))
    before = empty.store.read_bytes()
    ended = empty(*line.split(), stdin="! Nine days")
    assert (ended.code, ended.out, ended.err.count("\n")) == (1, "", 1)
    assert f"{empty.store} is damaged" in ended.err
    assert SHOWN not in ended.err
    assert empty.store.read_bytes() == before


def test_what_was_taken_back_does_not_come_again_from_the_journal(empty: Box) -> None:
    lay_empty_store(empty.store, zone=ZONE)
    for company in ("Acme", "Globex", "Initech"):
        assert empty("add", company, "SRE").code == 0
    assert empty("undo").code == 0
    said = empty("list").out
    with closing(sqlite3.connect(empty.store)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'interviews'").fetchone()
    empty.store.write_bytes(with_pages_of_noise(empty.store.read_bytes(), [page - 1]))
    ended = empty("list")
    assert (ended.code, ended.out) == (1, said)
    assert "Initech" not in said
