"""Killed at any moment: what was said to be done is there, and nothing half."""

from __future__ import annotations

import json
import random
import re
import sqlite3
from contextlib import closing
from signal import SIGKILL
from typing import TYPE_CHECKING, Any

import pytest

from interview_tui.domain.records import NOUNS
from interview_tui.store.engine import driver_of, engine_for
from interview_tui.store.records import FIELDS, RECORDS, TABLES
from tests.bench.maildirs import about_interviews, make_maildir
from tests.faults.forge import Ended, Forge, until_written
from tests.programs import a_program, lay_empty_store
from tests.store.records import assert_in_place
from tests.terminal_tests.conftest import Box

if TYPE_CHECKING:
    from pathlib import Path

WRITES = """
import json, os, random
from interview_tui.domain.date_parsing import parse_when
from interview_tui.domain.errors import UserError
from interview_tui.settings import load
from interview_tui.app_context import AppContext

program = AppContext(load(os.environ))
def when(text):
    return parse_when(text, now=program.clock(), calendar=program.calendar)
def one(table):
    sql = f"SELECT id FROM {table} ORDER BY random() LIMIT 1"
    return (program.store.reader.execute(sql).fetchone() or (1,))[0]
def due():
    sql = "SELECT id FROM follow_ups WHERE state = 'open' ORDER BY random() LIMIT 2"
    return [row[0] for row in program.store.reader.execute(sql)]
notes = "! Releases (Dana Ruiz)\\n* Cut releases\\n+ send it by fri\\n> Who owns it?\\n" + "words " * 4000
ways = [
    lambda: program.interviews.add("Acme", "SRE", meeting=when("tomorrow 14:00"), people=["Dana Ruiz", "Kim Lee"]),
    lambda: program.interviews.advance([one("interviews")], anyway=True),
    lambda: program.notes.capture(one("interviews"), notes),
    lambda: program.follow_ups.done(due()),
    lambda: program.follow_ups.snooze(due(), when("+9d")),
    lambda: program.interviews.remove([one("interviews")]),
    lambda: program.history.undo(),
    lambda: program.history.redo(),
]
def tell(words):
    os.write(1, (words + "\\n").encode())
tell("began")
while True:
    way = random.choices(range(len(ways)), [5, 4, 4, 4, 4, 1, 3, 2])[0]
    try:
        change = ways[way]()
    except UserError:
        continue
    stand = {entry.id: entry.words for entry in program.history.log() if entry.state == "done"}
    if change.entry:
        assert stand[change.entry] == change.words
    tell(json.dumps(stand))
"""
"""A session that changes one thing after another, and says each as soon as the service has."""
KILLED = -9


def replayed(store: Path) -> dict[str, dict[int, dict[str, Any]]]:
    """What the store must hold, by the journal alone, from an empty one on."""
    found: dict[str, dict[int, dict[str, Any]]] = {TABLES[cls]: {} for cls in NOUNS}
    with closing(sqlite3.connect(store)) as connection:
        changes = connection.execute(
            "SELECT c.noun, c.record_id, c.after FROM changes c JOIN entries e ON e.id = c.entry_id "
            "WHERE e.state = 'done' ORDER BY c.id"
        )
        for noun, record_id, after in changes:
            if after is None:
                del found[noun][record_id]
            else:
                row = {field.name: None for field in FIELDS[RECORDS[noun]]} | json.loads(after)
                del row["version"]
                found[noun][record_id] = row
    return found


def held(store: Path) -> dict[str, dict[int, dict[str, Any]]]:
    """What it does hold."""
    found = {}
    with closing(sqlite3.connect(store)) as connection:
        connection.row_factory = sqlite3.Row
        for cls in NOUNS:
            names = ", ".join(field.name for field in FIELDS[cls] if field.name != "version")
            rows = connection.execute(f"SELECT {names} FROM {TABLES[cls]}")  # noqa: S608 -- our own names
            found[TABLES[cls]] = {row["id"]: dict(row) for row in rows}
    return found


def standing(store: Path) -> dict[int, str]:
    """The changes that stand, by the journal: their numbers and words."""
    with closing(sqlite3.connect(store)) as connection:
        return dict(connection.execute("SELECT id, words FROM entries WHERE state = 'done'"))


def assert_whole(box: Box) -> None:
    """The file is good, what is derived is right, and the records are what the journal says, to the last field."""
    box.assert_whole()
    program = a_program(box.folder)
    assert_in_place(program)
    program.store.close()
    assert held(box.store) == replayed(box.store)


class Killer:
    """Kills a writing session again and again. `hot` counts the kills that cut a change off in the middle."""

    def __init__(self, box: Box, forge: Forge, chance: random.Random) -> None:
        self._box, self._forge, self._chance = box, forge, chance
        self.acknowledged = self.hot = 0
        self._told = standing(box.store)

    def kill_one(self) -> None:
        ended = self._forge.run(work=WRITES, env=self._box.env({}), kill=self._moment)
        assert (ended.code, ended.err) == (KILLED, "")
        self.hot += self._box.store.with_name("interviews.db-journal").exists()
        said = ended.out.splitlines()[1:]
        self.acknowledged += len(said)
        told = {int(number): words for number, words in json.loads(said[-1]).items()} if said else self._told
        self._told = standing(self._box.store)
        unsaid = told.items() ^ self._told.items()
        assert len(unsaid) <= 1, "of what nobody was told there is at most one change, taken back or made"

    def _moment(self, out: Path) -> float:
        until_written(out, lines=1 + self._chance.randint(0, 3))
        return self._chance.uniform(0, 0.1)


@pytest.fixture
def empty(tmp_path: Path) -> Box:
    """A box with an empty store."""
    box = Box(tmp_path)
    lay_empty_store(box.store, zone="Europe/Berlin")
    return box


def test_killed_at_random_moments(empty: Box, forge: Forge) -> None:
    killer = Killer(empty, forge, random.Random(1))
    for _ in range(8):
        killer.kill_one()
    assert_whole(empty)
    assert killer.acknowledged > 8


@pytest.mark.soak
def test_killed_two_hundred_times_at_random_moments(tmp_path: Path, forge: Forge) -> None:
    acknowledged = hot = 0
    for turn in range(20):
        box = Box(tmp_path / str(turn))
        box.folder.mkdir(mode=0o700)
        lay_empty_store(box.store, zone="Europe/Berlin")
        killer = Killer(box, forge, random.Random(turn))
        for _ in range(10):
            killer.kill_one()
            assert_whole(box)
        acknowledged, hot = acknowledged + killer.acknowledged, hot + killer.hot
    print(f"200 kills: {acknowledged} changes acknowledged, {hot} cut off in the middle")  # noqa: T201
    assert hot > 10


@pytest.mark.soak
def test_the_command_killed_at_random_moments(empty: Box, forge: Forge) -> None:
    chance, said = random.Random(2), []
    for number in range(50):
        ended = forge.run("add", f"Company{number}", "SRE", env=empty.env({}), kill=lambda _: chance.uniform(0, 0.2))
        assert ended.code in (0, KILLED)
        if "\n" in ended.out:
            said.append(f"Company{number}")
        assert_whole(empty)
    there = {row["company"] for row in held(empty.store)["interviews"].values()}
    assert set(said) <= there
    assert 0 < len(said) < 50


@pytest.mark.soak
def test_reading_email_killed_at_random_moments(empty: Box, forge: Forge) -> None:
    empty.run("add", "Acme", "SRE", "--with", "Dana Ruiz <dana@acme.example>")
    make_maildir(maildir := empty.folder / "INBOX", 4_000)
    chance, kills = random.Random(3), 0
    while True:
        ended = forge.run("mail", str(maildir), env=empty.env({}), kill=lambda _: chance.uniform(0, 3))
        assert_whole(empty)
        if ended.code == 0:
            break
        assert ended.code == KILLED
        kills += 1
    logged = [row["message_id"] for row in held(empty.store)["touches"].values()]
    assert sorted(logged) == sorted(about_interviews(4_000))
    print(f"{kills} kills: nothing is lost or doubled")  # noqa: T201
    assert kills > 2


AT_STATEMENT = """
import os, signal, sqlite3
connect, left = sqlite3.connect, [{number}]
def step(statement):
    left[0] -= 1
    if left[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)
def connected(*arguments, **named):
    made = connect(*arguments, **named)
    made.set_trace_callback(step)
    return made
sqlite3.connect = connected
"""
"""Kills the process as it begins its statement of that number, whichever connection that is of."""


def test_killed_at_a_statement_a_change_is_there_whole_or_not_at_all(empty: Box, forge: Forge) -> None:
    empty.run("add", "Acme", "SRE", "--meeting", "tomorrow 14:00", "--with", "Dana Ruiz")
    clean = empty.store.read_bytes()
    seen, number = set[int](), 1
    while True:
        empty.store.write_bytes(clean)
        kills = AT_STATEMENT.format(number=number)
        ended = forge.run("capture", "i1", env=empty.env({}), before=kills, stdin=b"! Releases\n+ send it\n")
        assert_whole(empty)
        seen.add(len(standing(empty.store)))
        if ended.code == 0:
            break
        assert ended.code == KILLED
        number += 9
    assert seen == {1, 2}


def test_the_connection_that_writes_waits_for_the_disk(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    program.interviews.add("Acme", "SRE")
    with engine_for(program.store.path).begin() as connection:
        read = driver_of(connection).execute
        assert read("PRAGMA synchronous").fetchone() == (2,)
        assert read("PRAGMA journal_mode").fetchone() == ("delete",)
        assert read("PRAGMA foreign_keys").fetchone() == (1,)
    with program.transaction() as tx:
        assert tx.reader.execute("PRAGMA synchronous").fetchone() == (2,)
        assert tx.reader.execute("PRAGMA journal_mode").fetchone() == ("delete",)


KILLED_WHILE_COPYING = """
import os, signal
from interview_tui.store import backups

def transfer(source, target, **_):
    target.execute("PRAGMA cache_size = 1")
    source.backup(target, pages=9, progress=lambda *_: os.kill(os.getpid(), signal.SIGKILL))

backups.transfer = transfer
"""


@pytest.mark.parametrize("command", [["backup"], ["backup", "new.db"], ["restore", "copy.db"]], ids=" ".join)
def test_half_a_copy_is_told_and_goes(box: Box, filled: Path, forge: Forge, command: list[str]) -> None:
    box.store.write_bytes(filled.read_bytes())
    (box.folder / "copy.db").write_bytes(filled.read_bytes())
    before = {path for path in box.folder.rglob("*") if path.is_file()}

    def run(*argv: str, before: str = "") -> Ended:
        return forge.run(*argv, env=box.env({}), before=before, cwd=box.folder)

    def left() -> set[Path]:
        return {path for path in box.folder.rglob(".*.*.*") if path.is_file()} - before

    def killed() -> set[Path]:
        assert run(*command, before=KILLED_WHILE_COPYING).code == -SIGKILL
        assert left()
        return left()

    first = killed()
    assert not first & killed(), "the same command has taken away what the one before had left"
    assert re.search(r"^problem +leftovers +\d files? of unfinished copies", run("doctor").out, re.MULTILINE)
    assert left()
    fixed = run("doctor", "--fix").out
    assert re.search(r"^mended +leftovers .*; removed$", fixed, re.MULTILINE), fixed
    assert not left()
    killed()
    assert run(*command).code == 0
    assert not left()
