"""Whether all is well inside the store: in words, what to do, and doing it."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from itertools import islice
from shlex import quote
from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass
from interview_tui.domain.dates import day_words, due_sort
from interview_tui.domain.errors import StoreTrouble
from interview_tui.domain.records import NOUNS, Document, Interview, ref
from interview_tui.domain.text import counted
from interview_tui.store.backups import copy_store, day_of
from interview_tui.store.connection import HEAD, State, connect, state_of
from interview_tui.store.document_files import FileState, look_at
from interview_tui.store.errors import trouble_of
from interview_tui.store.files import make_private_folder
from interview_tui.store.records import IN_CIRCLES, columns, decode, find

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from interview_tui.domain.dates import Calendar
    from interview_tui.store.database import Store

_WAL_IS_SAFE = (3, 51, 3)
_PUT_ASIDE = r"(?:\.| \(|[ _-]).*conflict.*"
"""What synchronisers (Syncthing, Dropbox, Nextcloud, ownCloud, Seafile) put between the name of a file and its ending
where it was changed on two machines.
"""
_NAMED = 3
"""How many such copies are named."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found on one subject."""

    about: str
    words: str
    todo: str = ""
    """What to do; '' where all is well."""
    mend: Callable[[], str] | None = None
    """Does it, and says what it did. Raises StoreTrouble, OSError."""
    in_store: bool = False
    """Whether mending it writes into the store, so that it needs a copy before."""
    mended: bool = False

    @property
    def is_well(self) -> bool:
        """Whether nothing is left to do."""
        return not self.todo


class Checkup:
    """Looks at the store at an instant; changes nothing but what `mend` is asked to."""

    def __init__(self, store: Store, now: datetime) -> None:
        self._store = store
        self._backups = store.backups
        self._calendar = store.calendar
        self._instant = now
        self._now = store.calendar.local(now)

    def copy(self) -> Path:
        """Keeps the store as it is, before it is mended. Raises StoreTrouble."""
        make_private_folder(self._backups.folder)
        kept = self._backups.free("before-repair", self._now)
        copy_store(self._store.path, kept)
        return kept

    def look(self) -> Iterator[Finding]:
        """All that there is to say of the store."""
        yield from self._look_at_the_store()
        yield from self._look_for_conflicts()

    def _look_at_the_store(self) -> Iterator[Finding]:
        path = self._store.path
        was_cut_off = path.with_name(f"{path.name}-journal").exists()
        try:
            state = state_of(path, thorough=False)
        except StoreTrouble as error:
            yield Finding("store", str(error), "give your user read and write access to the file and its folder")
            return
        if state is State.MISSING:
            yield self._look_for_another(path)
            return
        if state is not State.WHOLE:
            yield Finding("store", f"{path}: {state.value}", self._way_back(state))
            return
        try:
            with closing(connect(path)) as connection:
                yield from self._look_inside(connection, was_cut_off)
        except sqlite3.Error as error:
            yield Finding("store", str(trouble_of(error, path)), self._way_back(State.DAMAGED))

    def _look_for_another(self, path: Path) -> Finding:
        try:
            self._store.refuse_new_store()
        except StoreTrouble as gone:
            words, _, todo = str(gone).rpartition(": ")
            return Finding("store", words, todo)
        return Finding("store", f"{path} is not there yet: the first change creates it")

    def _look_for_conflicts(self) -> Iterator[Finding]:
        """What a sync program has put aside beside the store: changes that the store lacks may be in it."""
        store = self._store.path
        name = re.compile(f"{re.escape(store.stem)}{_PUT_ASIDE}{re.escape(store.suffix)}", re.IGNORECASE)
        try:
            found = [path for path in sorted(store.parent.iterdir()) if name.fullmatch(path.name) and path.is_file()]
        except OSError:
            return  # it is said of the store
        if not found:
            return
        more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
        named = ", ".join(f"{path} ({_held(path)})" for path in found[:_NAMED])
        first = quote(str(found[0]))
        yield Finding(
            "conflicts",
            f"a sync program has put aside {named}{more}",
            f"interview-tui --db {first} list shows what is in it, interview-tui --db {first} export | interview-tui "
            "import - imports what only it has; then move it elsewhere",
        )

    def _way_back(self, state: State) -> str:
        if state in (State.NEWER, State.FOREIGN):
            return "upgrade interview-tui" if state is State.NEWER else "give another file with --db"
        newest = self._backups.newest_good()
        return f"interview-tui restore {newest or 'FILE'}" + ("" if newest else " with a copy of your own")

    def _look_inside(self, connection: sqlite3.Connection, was_cut_off: bool) -> Iterator[Finding]:
        found = damages(connection)
        if found:
            only_indexes = are_of_indexes(found)
            yield Finding(
                "store",
                f"{self._store.path} is damaged: {'; '.join(found)}",
                "interview-tui doctor --fix rebuilds its indexes" if only_indexes else self._way_back(State.DAMAGED),
                self._make_indexes if only_indexes else None,
                in_store=True,
            )
            return
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        size = self._store.path.stat().st_size
        after = ", an unfinished change was undone" if was_cut_off else ""
        yield Finding("store", f"{self._store.path}, {size / 1e6:.1f} MB, schema {version}, every page whole{after}")
        missing = missing_references(connection)
        yield Finding(
            "references",
            f"missing for rows of {', '.join(missing)}" if missing else "every record that another refers to is there",
            self._way_back(State.DAMAGED) if missing else "",
        )
        if version < HEAD:
            yield Finding("order", f"not looked at: the next use brings the store from schema {version} to {HEAD}")
        else:
            records = self._look_at_records(connection)
            yield records
            if records.is_well:
                yield from _look_at_documents(connection)
            yield self._look_at_order(connection)
        yield self._look_at_backups(connection)
        yield self._look_at_journal(connection)
        yield self._look_at_clock(connection)

    def _look_at_records(self, connection: sqlite3.Connection) -> Finding:
        try:
            found = no_records(connection)
        except sqlite3.Error as error:  # a text that is none, for example
            return Finding("records", str(trouble_of(error, self._store.path)), self._way_back(State.DAMAGED))
        if found:
            words = f"another program has written something that is not a record: {', '.join(found)}"
            return Finding("records", words, self._way_back(State.DAMAGED))
        return Finding("records", "every one can be read")

    def _make_indexes(self) -> str:
        with self._connected() as connection:
            connection.execute("REINDEX")
            left = damages(connection)
        if left:
            raise StoreTrouble("; ".join(left))
        return "rebuilt its indexes"

    def _look_at_order(self, connection: sqlite3.Connection) -> Finding:
        wrong = wrong_places(connection, self._calendar)
        if wrong:
            words, todo = (
                "not as the records are: due_sort",
                "interview-tui doctor --fix rebuilds them from the records",
            )
            return Finding("order", words, todo, lambda: self._set_places(wrong), in_store=True)
        return Finding("order", "the queue's order is as the records are")

    def _set_places(self, places: list[tuple[int, str]]) -> str:
        from interview_tui.store.transaction import set_places

        set_places(self._store.path, places)
        return "rebuilt from the records"

    def _look_at_backups(self, connection: sqlite3.Connection) -> Finding:
        entries = [datetime.fromisoformat(at) for (at,) in connection.execute("SELECT max(at) FROM entries") if at]
        try:
            newest = next(iter(self._backups.every()), None)
        except OSError as error:
            todo = f"give your user read and write access to {self._backups.folder}"
            return Finding("backups", f"{self._backups.folder} cannot be read ({error.strerror})", todo)
        if not entries:
            return Finding("backups", "nothing was changed yet, so there is nothing to back up")
        last = self._calendar.day(entries[0])
        made = None if newest is None else day_of(newest)
        if newest is None or made is None:
            words, is_late = "there is none", last < self._now.date()
        else:
            words = f"the newest is of {day_words(made, today=self._now.date())}: {newest}"
            is_late = made < last
        todo = "interview-tui backup, or doctor --fix, makes one" if is_late else ""
        return Finding("backups", words, todo, self._back_up if is_late else None)

    def _back_up(self) -> str:
        make_private_folder(self._backups.folder)
        target = self._backups.free("", self._now)
        copy_store(self._store.path, target)
        return f"made {target}"

    def _look_at_journal(self, connection: sqlite3.Connection) -> Finding:
        mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
        version = sqlite3.sqlite_version
        safe = sqlite3.sqlite_version_info >= _WAL_IS_SAFE
        why = "which suits" if safe else "since a version before 3.51.3 can corrupt a WAL store that two sessions write"
        if mode != "delete":
            todo = "close every session, then interview-tui doctor --fix goes back to the rollback journal"
            return Finding("sqlite", f"SQLite {version}, journal mode {mode}", todo, self._leave_wal, in_store=True)
        return Finding("sqlite", f"SQLite {version}, rollback journal, {why}; every commit is on the disk")

    def _leave_wal(self) -> str:
        with self._connected() as connection:
            mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
        if mode != "delete":
            raise StoreTrouble(f"journal mode is still {mode}")
        return "went back to the rollback journal"

    def _look_at_clock(self, connection: sqlite3.Connection) -> Finding:
        calendar, now = self._calendar, self._instant
        words = f"{self._now:%Y-%m-%d %H:%M}, {calendar.zone.key}"
        (at,) = connection.execute("SELECT max(at) FROM entries").fetchone()
        if at is not None and datetime.fromisoformat(at) > now + timedelta(days=1):
            last = calendar.day(datetime.fromisoformat(at))
            return Finding(
                "clock",
                f"{words}, but the last change was made on {day_words(last, today=self._now.date())}",
                "set the machine's clock, or take INTERVIEW_TUI_NOW out of the environment",
            )
        return Finding("clock", words)

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(connect(self._store.path)) as connection:
                connection.execute("PRAGMA synchronous = FULL")
                yield connection
        except sqlite3.Error as error:
            raise trouble_of(error, self._store.path) from error


def _look_at_documents(connection: sqlite3.Connection) -> Iterator[Finding]:
    """How many files of documents are as they were. A file of the user's that is not is no fault of the store."""
    documents = find(connection, Document)
    if not documents:
        return
    states: dict[FileState, list[str]] = {}
    for document in documents:
        states.setdefault(look_at(document).state, []).append(str(ref(document)))
    parts = [counted(len(documents), "document")]
    for state, words in _STATES.items():
        if named := states.get(state):
            more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
            parts.append(f"{words}: {', '.join(named[:_NAMED])}{more}")
    yield Finding("documents", "; ".join(parts if parts[1:] else [*parts, "every file is where it was"]))


_STATES = {
    FileState.GONE: "gone from their place",
    FileState.CHANGED: "changed since",
    FileState.UNREADABLE: "cannot be read",
}


def _held(path: Path) -> str:
    """What a copy of a store holds, in words."""
    try:
        state = state_of(path, thorough=False)
        if state is not State.WHOLE:
            return str(state.value)
        with closing(connect(path)) as connection:
            (number,) = connection.execute("SELECT count(*) FROM interviews").fetchone()
    except (StoreTrouble, sqlite3.Error):
        return "it cannot be read"
    return counted(int(number), "interview")


_MOST = 3
"""How many faults are named."""
_OF_INDEX = ("missing from index", "wrong # of entries in index", "non-unique entry in index")


def damages(connection: sqlite3.Connection) -> list[str]:
    """What `integrity_check` finds, at most `MOST`; empty where all is well. Raises sqlite3.Error."""
    found = [str(line) for (line,) in connection.execute(f"PRAGMA integrity_check({_MOST})")]
    lines = [line for text in found for line in text.splitlines() if not line.startswith("***")]
    return [] if found == ["ok"] else lines[:_MOST]


def are_of_indexes(damages: list[str]) -> bool:
    """Whether only indexes are wrong, which can be made anew from the tables."""
    return all(any(words in damage for words in _OF_INDEX) for damage in damages)


def missing_references(connection: sqlite3.Connection) -> list[str]:
    """The tables that have rows which refer to ones that are not there."""
    return sorted({row[0] for row in connection.execute("PRAGMA foreign_key_check")})


def no_records(connection: sqlite3.Connection) -> list[str]:
    """The short ids of rows that are no records, as another program may have written them, at most `MOST`.

    Raises sqlite3.Error.
    """
    return list(islice(_no_records(connection), _MOST))


def _no_records(connection: sqlite3.Connection) -> Iterator[str]:
    for cls, noun in NOUNS.items():
        for row in connection.execute(f"SELECT {columns(cls)} FROM {noun.plural} ORDER BY id"):  # noqa: S608
            try:
                decode(cls, row)
            except StoreTrouble:
                yield f"{noun.word} {noun.letter}{row[0]}"
    lacking = "SELECT i.id FROM interviews i WHERE NOT EXISTS (SELECT 1 FROM rounds r JOIN meetings m "
    lacking += "ON m.round_id = r.id WHERE r.interview_id = i.id AND r.number = i.round) ORDER BY i.id"
    noun = NOUNS[Interview]
    yield from (f"{noun.word} {noun.letter}{key} (without its meeting)" for (key,) in connection.execute(lacking))
    yield from (f"{noun.word} {noun.letter}{key} (follows itself)" for key, _ in connection.execute(IN_CIRCLES))


def wrong_places(connection: sqlite3.Connection, calendar: Calendar) -> list[tuple[int, str]]:
    """The follow-ups whose place in the queue is not that of their due date, each with the right one."""
    zone = connection.execute("SELECT value FROM facts WHERE key = 'zone'").fetchone()
    if zone is not None and zone[0] != calendar.zone.key:
        return []  # they are in the zone of the last change, and are written anew with the next
    rows = connection.execute("SELECT id, due_day, due_at, due_sort FROM follow_ups").fetchall()
    return [(key, right) for key, day, at, stored in rows if stored != (right := due_sort(day, at, calendar))]
