"""The records of an export, checked: each field by itself, then how they fit together."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import MISSING
from datetime import UTC, date, datetime
from functools import lru_cache, partial
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from interview_tui.domain.dates import YEARS
from interview_tui.domain.errors import Refused, Unclear
from interview_tui.domain.records import NOUNS, STUDY_AT_MOST, TRAVEL_AT_MOST, Record
from interview_tui.domain.text import shorten
from interview_tui.lazy_patterns import lazy_pattern
from interview_tui.store.archive import ARRAYS, AT_ONCE, FORMAT, ID_LETTERS, VERSION
from interview_tui.store.records import DEFAULTS, FIELDS, IN_CIRCLES, REFERENCES, TABLES, Field, R, columns, decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_MOST = 2**53 - 1
"""The greatest whole number that every reader of JSON keeps exactly."""
_REFERENCE = lazy_pattern(r"([a-z])([0-9]+)")
_YEARS = range(YEARS.start - 1, YEARS.stop + 2)
"""What is planned from the last of the years that are taken, or stands in another zone, may lie a little beyond."""
_WITHIN = f"in the years {YEARS[0]} to {YEARS[-1]}"
_KNOWN = {cls: {f.name for f in FIELDS[cls] if f.name != "version"} for cls in NOUNS}


class Archive(NamedTuple):
    """What an export holds, and whether an earlier version wrote it, with plans by other rules."""

    rows: dict[type[Record], list[tuple[Any, ...]]]
    """The rows of each kind of record in order of their ids, as a store has them, the columns as in `columns`."""
    is_earlier: bool

    def records(self, cls: type[R]) -> tuple[R, ...]:
        """The records of a kind in order of their ids."""
        return tuple(decode(cls, row) for row in self.rows[cls])


def read_archive(document: bytes) -> Archive:
    """The records of an export. They are laid out in a temporary database, which checks how they fit together.

    Raises Unclear or Refused, naming the record and the field, when anything in the export is not as it must be.
    """
    text = _decoded(document)
    del document
    with closing(sqlite3.connect("", isolation_level=None)) as connection:
        connection.execute("BEGIN")
        for array, cls in ARRAYS.items():
            names = columns(cls).replace("id,", "id INTEGER PRIMARY KEY,", 1)
            connection.execute(f"CREATE TABLE {array} ({names})")
        version = _take_in(connection, text)
        del text
        for cls in NOUNS:
            _check_references(connection, cls)
        if version < VERSION:
            _bring_up(connection)
        connection.execute("CREATE INDEX follows ON interviews (follows_id)")
        _check_rules(connection)
        rows = {cls: connection.execute(f"SELECT * FROM {TABLES[cls]} ORDER BY id").fetchall() for cls in NOUNS}  # noqa: S608
        return Archive(rows, version < VERSION)


def _decoded(document: bytes) -> str:
    try:
        return document.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unclear(f"this is not an export: byte {error.start + 1} is not UTF-8") from error


def _take_in(connection: sqlite3.Connection, text: str) -> int:
    """Lays out all records, as they are read, and gives the version of the format. Raises Unclear or Refused."""
    try:
        return _read_through(connection, _Scanner(text))
    except json.JSONDecodeError as error:
        raise Unclear(f"this is not an export: line {error.lineno} is not JSON ({shorten(error.msg, 60)})") from error
    except (ValueError, RecursionError) as error:  # thousands of digits, brackets in thousands of brackets
        raise Unclear("this is not an export: it is nested too deeply") from error


def _read_through(connection: sqlite3.Connection, scanner: _Scanner) -> int:
    if scanner.next() != "{":
        scanner.value()
        raise _no_export()
    found: dict[str, Any] = {}
    for _ in scanner.members("{", "}"):
        name = scanner.name()
        # An export begins with its format and version; what stands before them waits until they are known.
        if name in ARRAYS and scanner.next() == "[" and found.keys() >= {"format", "version"}:
            _version(found)
            _lay_out(connection, ARRAYS[name], (scanner.value() for _ in scanner.members("[", "]")))
        else:
            found[name] = scanner.value()
    scanner.end()
    version = _version(found)
    for name, value in found.items():
        if name in ARRAYS and not isinstance(value, list):
            raise Unclear(f"“{name}” must be a list of records")
        if name in ARRAYS:
            _lay_out(connection, ARRAYS[name], value)
        elif name not in ("format", "version"):
            raise Unclear(f"“{shorten(name, 40)}” is not a kind of record this program knows")
    return version


class _Scanner:
    """Goes through a JSON document value by value: of a large one little is held at a time.

    Its methods raise JSONDecodeError, ValueError and RecursionError.
    """

    def __init__(self, text: str) -> None:
        self._text, self._at = text, 0

    def next(self) -> str:
        """The next character that is no white space; '' at the end."""
        while (found := self._text[self._at : self._at + 1]) and found in " \t\n\r":
            self._at += 1
        return found

    def value(self) -> Any:
        """The value that comes next."""
        self.next()
        found, self._at = _DECODER.raw_decode(self._text, self._at)
        return found

    def name(self) -> str:
        """The name of a member, and the colon after it."""
        if self.next() != '"':
            raise json.JSONDecodeError("Expecting property name enclosed in double quotes", self._text, self._at)
        name = str(self.value())
        self._take(":")
        return name

    def members(self, begin: str, end: str) -> Iterator[None]:
        """Stops at each member of an object or array; whoever asks for the next has read it."""
        self._take(begin)
        more = self.next() != end
        while more:
            yield
            more = self.next() != end
            if more:
                self._take(",")
        self._take(end)

    def end(self) -> None:
        """Nothing more may come."""
        if self.next():
            raise json.JSONDecodeError("Extra data", self._text, self._at)

    def _take(self, sign: str) -> None:
        if self.next() != sign:
            raise json.JSONDecodeError(f"Expecting '{sign}'", self._text, self._at)
        self._at += 1


_DECODER = json.JSONDecoder()


def _bring_up(connection: sqlite3.Connection) -> None:
    """Makes the export of an earlier version what a store becomes that is brought up to date."""
    from importlib import import_module

    migration = import_module("interview_tui.store.migrations.versions.0004_the_plan_by_itself")
    migration.keep_steps(connection)
    migration.decide_offers(connection)
    migration.rename_origins(connection)


def _version(found: dict[str, Any]) -> int:
    """The version of the format. Raises Unclear where it is another format, and Refused for a newer version."""
    if found.get("format") != FORMAT:
        raise _no_export()
    version = found.get("version")
    if type(version) is not int or version < 1:
        raise Unclear("this is not an export: its “version” is not a whole number from 1")
    if version > VERSION:
        raise Refused(f"this export has version {version}, and this program reads {VERSION}: upgrade interview-tui")
    return version


def _no_export() -> Unclear:
    return Unclear(f"this is not an export of this program: it does not begin with “format”: “{FORMAT}”")


def _lay_out(connection: sqlite3.Connection, cls: type[Record], items: Iterable[object]) -> None:
    """Writes the records of a kind into their table, each under its id."""
    noun = NOUNS[cls]
    marks = ", ".join("?" * len(FIELDS[cls]))
    rows = (_row(cls, item, number) for number, item in enumerate(items, start=1))
    while part := list(islice(rows, AT_ONCE)):
        before = connection.total_changes
        try:
            connection.executemany(f"INSERT INTO {noun.plural} VALUES ({marks})", part)  # noqa: S608 -- our own names
        except sqlite3.IntegrityError as error:
            again = part[connection.total_changes - before][0]
            raise Unclear(f"{noun.letter}{again} comes twice") from error


def _row(cls: type[Record], item: object, number: int) -> list[Any]:
    """A record as the store's row has it, cleaned."""
    noun = NOUNS[cls]
    name, field_name = f"{noun.plural}, record {number}", "id"
    if not isinstance(item, dict):
        raise Unclear(f"{name}: it must be an object with fields")
    try:
        row: list[Any] = [_reference(noun.letter, item.get("id")), 1]
        name = f"{noun.letter}{row[0]}"
        for field_name, default, optional, read in _READERS[cls]:
            value = item.get(field_name, MISSING)
            if value is None and optional:
                row.append(None)
            elif value is not MISSING:
                row.append(read(value))
            elif default is MISSING:
                raise Unclear(f"{name}: “{field_name}” is missing")
            else:
                row.append(default)
    except _Wrong as wrong:
        raise Unclear(f"{name}: “{field_name}” {wrong}") from wrong
    if not item.keys() <= _KNOWN[cls]:
        strange = next(key for key in item if key not in _KNOWN[cls])
        raise Unclear(f"{name}: there is no field “{shorten(strange, 40)}”")
    return row


class _Wrong(Exception):
    """What a value must be, or cannot be."""


def _reference(letter: str, value: object) -> int:
    found = _REFERENCE.fullmatch(value) if isinstance(value, str) else None
    if found is None or found[1] != letter:
        raise _Wrong(f"must be an id such as “{letter}12”")
    number = int(found[2]) if len(found[2]) < 20 else 0
    if not 1 <= number <= _MOST or found[2][0] == "0":
        raise _Wrong(f"must be an id such as “{letter}12”, from {letter}1 to {letter}{_MOST}")
    return number


def _boolean(value: object) -> int:
    if not isinstance(value, bool):
        raise _Wrong("must be true or false")
    return int(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _Wrong("must be text")
    return value


@lru_cache(10_000)
def _instant(text: str) -> str:
    try:
        instant = datetime.fromisoformat(text)
        if instant.tzinfo is None:
            raise ValueError("no offset")
        in_utc = instant.astimezone(UTC).replace(microsecond=0)
        if in_utc.year not in _YEARS:
            raise ValueError("far away")
        return in_utc.isoformat()
    except (ValueError, OverflowError) as error:
        wanted = f"it must be an instant with its offset, such as 2026-12-02T14:00:00+00:00, {_WITHIN}"
        raise _cannot(text, wanted) from error


@lru_cache(10_000)
def _day(text: str) -> str:
    try:
        day = date.fromisoformat(text)
        if day.year not in _YEARS:
            raise ValueError("far away")
        return day.isoformat()
    except ValueError as error:
        raise _cannot(text, f"it must be a day such as 2026-12-02, {_WITHIN}") from error


def _cannot(value: object, wanted: str = "") -> _Wrong:
    return _Wrong(f"cannot be {shorten(repr(value), 40)}" + (f": {wanted}" if wanted else ""))


def _reader(field: Field) -> Callable[[Any], Any]:
    """What makes of a value that of the store's row, or raises _Wrong; null is for the caller to take."""
    if field.name in REFERENCES:
        return partial(_reference, ID_LETTERS[REFERENCES[field.name]])
    if field.kind is bool:
        return _boolean
    if field.kind is datetime:
        return lambda value: _instant(_text(value))
    if field.kind is date:
        return lambda value: _day(_text(value))
    take, any_value = (_number, -1) if field.kind is int else (_text, "?")
    try:
        field.decode(any_value)
    except ValueError:  # one of some words or numbers: few, and many times each
        known = lru_cache(1_000)(partial(_known, field))
        return lambda value: known(take(value))
    return take if field.kind is int else lambda value: field.encode(take(value))


def _number(value: object) -> int:
    if type(value) is not int or abs(value) > _MOST:
        raise _Wrong("must be a whole number")
    return value


def _known(field: Field, value: str | int) -> Any:
    """One of the words or numbers that the field may have."""
    try:
        return field.encode(field.decode(value))
    except ValueError as error:
        raise _cannot(value) from error


_READERS = {
    cls: tuple((f.name, DEFAULTS[cls].get(f.name, MISSING), f.optional, _reader(f)) for f in FIELDS[cls][2:])
    for cls in NOUNS
}
"""For each column its name, what stands in its place where it is left out, whether it may be null, what reads it."""


def _check_references(connection: sqlite3.Connection, cls: type[Record]) -> None:
    """Every reference has its record."""
    for field in FIELDS[cls]:
        if field.name not in REFERENCES:
            continue
        table = REFERENCES[field.name]
        row = _first(
            connection,
            f"SELECT id, {field.name} FROM {TABLES[cls]} t WHERE {field.name} IS NOT NULL "  # noqa: S608 -- our own names
            f"AND NOT EXISTS (SELECT 1 FROM {table} r WHERE r.id = t.{field.name}) LIMIT 1",
        )
        if row:
            name = f"{NOUNS[cls].letter}{row[0]}: “{field.name}”"
            raise Unclear(f"{name} is {ID_LETTERS[table]}{row[1]}, and there is none")


def _check_rules(connection: sqlite3.Connection) -> None:
    """What every store keeps to, and the program relies on."""
    for sql, says in _RULES:
        row = _first(connection, sql)
        if row:
            raise Unclear(says.format(*(shorten(str(value), 40) for value in row)))


def _first(connection: sqlite3.Connection, sql: str) -> tuple[Any, ...] | None:
    return connection.execute(sql).fetchone()  # type: ignore[no-any-return]


_RULES = (
    ("SELECT id FROM needs WHERE pressing NOT BETWEEN 1 AND 3 LIMIT 1", "n{}: “pressing” must be 1, 2 or 3"),
    (
        f"SELECT id FROM meetings WHERE travel NOT BETWEEN 0 AND {TRAVEL_AT_MOST} LIMIT 1",  # noqa: S608 -- a number
        f"m{{}}: “travel” must be from 0 to {TRAVEL_AT_MOST} minutes",
    ),
    (
        f"SELECT id FROM studies WHERE length(text) > {STUDY_AT_MOST} LIMIT 1",  # noqa: S608 -- a number
        f"e{{}}: “text” has more than {STUDY_AT_MOST:,} characters",
    ),
    (
        "SELECT id FROM follow_ups WHERE (due_day IS NULL) = (due_at IS NULL) LIMIT 1",
        "f{}: one of “due_day” and “due_at” must be given, and only one",
    ),
    (
        "SELECT interview_id, origin FROM follow_ups WHERE origin <> '' GROUP BY 1, 2 HAVING count(*) > 1 LIMIT 1",
        "i{}: two follow-ups have the “origin” “{}”",
    ),
    (
        "SELECT source, key FROM origins GROUP BY 1, 2 HAVING count(*) > 1 LIMIT 1",
        "two origins have the “source” and “key” “{}”, “{}”",
    ),
    (
        "SELECT interview_id, number FROM rounds GROUP BY 1, 2 HAVING count(*) > 1 LIMIT 1",
        "i{}: two rounds have the “number” {}",
    ),
    (
        "SELECT id, round FROM interviews EXCEPT SELECT interview_id, number FROM rounds LIMIT 1",
        "i{}: “round” is {}, and no such round is given",
    ),
    (
        "SELECT id FROM rounds EXCEPT SELECT round_id FROM meetings LIMIT 1",
        "r{}: no meeting is given for this round",
    ),
    (
        "SELECT interview_id FROM studies GROUP BY 1 HAVING count(*) > 1 LIMIT 1",
        "i{}: two studies are given, and an interview has one",
    ),
    (IN_CIRCLES, "i{}: “follows_id” is i{}, which follows it in turn"),
)
"""The rows that break a rule, and what is said of the first."""
