"""The programs that are measured: ours with stores of several sizes, the floor, and whichever peers are there."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tests.terminal import clean_env

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tools.bench.stores import Source

FLOOR, OURS, NEOMUTT, BAGELS, VIM = "floor", "interview-tui", "neomutt", "Bagels", "vim"
MAILS, RECORDS, LINES = 10_000, 1_000, 10_000

_NEOMUTTRC = """\
set mbox_type=mbox folder="{mail}" spoolfile="{mail}/inbox" header_cache="{mail}/cache/" sort=reverse-date
set menu_scroll=yes quit=yes
color indicator black cyan
color index brightyellow default "~N"
bind index j next-entry
bind index k previous-entry
bind index <space> next-page
"""

_READY = """\
SELECT f.id FROM follow_ups f JOIN quotes q ON q.meeting_id = f.meeting_id AND q.person_id = f.person_id
WHERE f.state = 'open' AND f.kind = 'thank_you' ORDER BY f.id"""
_LAY_BAGELS = """\
import sys
from bagels.locations import set_custom_root
set_custom_root(sys.argv[1])
from bagels.config import load_config
load_config()
from bagels.models.database.app import init_db
init_db()
"""
_ACCOUNT = """\
INSERT INTO account (createdAt, updatedAt, name, description, beginningBalance, hidden)
VALUES (CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 'Purse', '', 100, 0)"""
_RECORD = """\
INSERT INTO record (createdAt, updatedAt, label, amount, date, accountId, categoryId,
    isInProgress, isIncome, isTransfer)
SELECT CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, ?, ?, CURRENT_TIMESTAMP, (SELECT max(id) FROM account), min(id), 0, 0, 0
FROM category"""


@dataclass(frozen=True, slots=True)
class Records:
    """Short ids of what a store holds, for commands that name one."""

    interview: str = ""
    letter: str = ""
    """A thank-you that is ready to be written."""
    due: tuple[str, ...] = ()
    """Follow-ups that have no letter and no meeting behind them."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A program, and how a person uses it: what shows that it is ready, and which keys do what."""

    name: str
    size: int
    """How many interviews, rows, mails, records or lines it shows."""
    argv: tuple[str, ...]
    env: dict[str, str]
    ready: str
    quit: tuple[str, ...]
    down: str = "j"
    up: str = "k"
    page: str = "pagedown"
    pages: int = 6
    """How often a page can be turned."""
    changes: tuple[tuple[str, str], ...] = ()
    """Keys that change the store, each with the figure that it counts for, if any."""
    opens: tuple[str, ...] = ()
    """Keys that each open a page, which esc leaves."""
    filters: bool = False
    """Whether / filters the list by what is typed after it."""
    records: Records = Records()

    @property
    def label(self) -> str:
        """Its name, with its size when there is more than one."""
        return f"{self.name} {self.size}"


def ours(source: Source, sizes: Sequence[int], work: Path) -> list[Measured]:
    """This program, with a store of each size; the stores are copies, since the measured keys change them."""
    made = []
    for size in sizes:
        home = work / f"ours-{size}"
        home.mkdir()
        store = home / "interviews.db"
        shutil.copyfile(source.store(size), store)
        store.chmod(0o600)
        made.append(replace(dashboard(store, size, source.env(home)), records=_records(store)))
    return made


def _records(store: Path) -> Records:
    with closing(sqlite3.connect(store)) as connection:

        def ids(letter: str, sql: str) -> tuple[str, ...]:
            return tuple(f"{letter}{number}" for (number,) in connection.execute(sql))

        return Records(
            ids("i", "SELECT id FROM interviews ORDER BY id LIMIT 1")[0],
            ids("f", _READY)[0],
            ids("f", "SELECT id FROM follow_ups WHERE state = 'open' AND kind = 'custom' ORDER BY id LIMIT 40"),
        )


def dashboard(store: Path, size: int, env: dict[str, str]) -> Measured:
    """Our own dashboard on a store of so many interviews."""
    argv = (str(Path(sys.executable).with_name("interview-tui")), "--db", str(store))
    ready = r"(?m)Follow-ups \d.*(?:\n.*)*│[▌▸ ](?:\d+ (?:days?|mo)|\d\d:\d\d|today) +[A-Z]"
    changes = (("advance", "]"), ("advance", "]"), ("", "escape"), ("", "d"), ("done", "d")) * 3
    return Measured(OURS, size, argv, env, ready, ("q",), changes=changes, opens=("p", "v", "T", "?"), filters=True)


def floor(work: Path) -> Measured:
    """The bare Textual app."""
    env = clean_env(work, COLORTERM="truecolor")
    return Measured(
        FLOOR, 100, (sys.executable, str(Path(__file__).with_name("floor.py"))), env, r"Company 34\b", ("q",), pages=2
    )


def peers(work: Path, cache: Path) -> tuple[list[Measured], list[str]]:
    """The peers that are installed here, and one line about each that is not."""
    found, missing = [], []
    if program := shutil.which("neomutt"):
        found.append(_neomutt(program, work / "neomutt"))
    else:
        missing.append("neomutt was not there: install the package of that name")
    bagels = os.environ.get("BAGELS") or shutil.which(str(cache / "bagels" / "bin" / "bagels"))
    if bagels:
        found.append(_bagels(bagels, work / "bagels"))
    else:
        missing.append("Bagels was not there: `make bench-peers`, or name its command in BAGELS")
    if program := shutil.which("vim"):
        found.append(_vim(program, work / "vim"))
    else:
        missing.append("vim was not there")
    return found, missing


def _neomutt(program: str, home: Path) -> Measured:
    home.mkdir()
    people = ("Dana Ruiz", "Kim Lee", "Bill Lum", "Priya Osei", "Yusuf Moreau", "Tessa Dahl")
    with (home / "inbox").open("w", encoding="utf-8") as mbox:
        for number in range(1, MAILS + 1):
            person = people[number % len(people)]
            address = f"{person.lower().replace(' ', '.')}@company{number % 500}.example"
            day = f"{number % 28 + 1:02} Oct 2026 {number % 24:02}:{number % 60:02}:00 +0000"
            mbox.write(
                f"From {address} Thu Oct  1 00:00:00 2026\nFrom: {person} <{address}>\nTo: me@home.example\n"
                f"Subject: Your interview with Company {number}\nDate: {day}\nMessage-ID: <{number}@mail.example>\n"
                f"Status: RO\n\nThank you for coming, we shall be in touch about number {number}.\n\n"
            )
    (home / "neomuttrc").write_text(_NEOMUTTRC.format(mail=home), encoding="utf-8")
    (home / "cache").mkdir()
    argv = (program, "-n", "-F", str(home / "neomuttrc"))
    return Measured(NEOMUTT, MAILS, argv, clean_env(home), r"Your interview with Company \d+", ("q",), page=" ")


def _bagels(program: str, home: Path) -> Measured:
    home.mkdir()
    env = clean_env(home, COLORTERM="truecolor")
    (home / "config.yaml").write_text("state:\n  check_for_updates: false\n", encoding="utf-8")
    python = Path(program).resolve().with_name("python")
    subprocess.run([python, "-c", _LAY_BAGELS, home], env=env, check=True, capture_output=True)  # noqa: S603
    with closing(sqlite3.connect(home / "db.db")) as store, store:
        store.execute(_ACCOUNT)
        store.executemany(_RECORD, [(f"Record {number}", number % 90 + 1) for number in range(1, RECORDS + 1)])
    return Measured(
        BAGELS, RECORDS, (program, "--at", str(home)), env, r"Record \d+", ("ctrl+q",), down="down", up="up"
    )


def _vim(program: str, home: Path) -> Measured:
    home.mkdir()
    text = home / "lines.txt"
    lines = (f"Company {n}: Engineer for Quality {n}, step {n % 10 + 1} of 10\n" for n in range(1, LINES + 1))
    text.write_text("".join(lines), encoding="utf-8")
    argv = (program, "-N", "-u", "NONE", "-i", "NONE", "-n", "+set cursorline", str(text))
    env = clean_env(home)
    return Measured(VIM, LINES, argv, env, r"Company 39:", (":", "q", "!", "enter"), page="ctrl+f")
