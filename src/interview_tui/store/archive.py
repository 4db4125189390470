"""The whole store as one JSON document, and back: the program's own format, version 1.

An object: `format` and `version`, then one array for each kind of record in the order of NOUNS, sorted by id, one
record a line. An id is written as the short id (`"id": "i12"`), a reference likewise under its field's name
(`"interview_id": "i12"`); instants as ISO 8601 with offset, days as dates. What only the store needs is left out: the
number of changes of a record (`version`), derived columns, the journal, and drafts of text still being typed.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from interview_tui.domain.errors import Refused, Unclear
from interview_tui.domain.records import NOUNS, FollowUp, Interview, Meeting, Need, Origin, Record, Round
from interview_tui.domain.text import shorten
from interview_tui.store.codec import FIELDS, RECORDS, Field, Row, columns, encode, from_mapping
from interview_tui.store.schema import REFERENCES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

    from interview_tui.store.database import Store

FORMAT, VERSION = "interview-tui", 1
MOST = 2**53 - 1
"""The greatest whole number that every reader of JSON keeps exactly."""

R = TypeVar("R", bound=Record)
_LETTERS = {table: NOUNS[cls].letter for table, cls in RECORDS.items()}
_ARRAYS = {noun.plural: cls for cls, noun in NOUNS.items()}
_KEPT = {cls: tuple(f for f in FIELDS[cls] if f.name != "version") for cls in NOUNS}
_OPTIONAL = {
    cls: {f.name: f.default for f in fields(cls) if f.default is not MISSING and f.name != "id"} for cls in NOUNS
}
_WANTED: dict[type, str] = {
    datetime: ": it must be an instant with its offset, such as 2026-12-02T14:00:00+00:00",
    date: ": it must be a day such as 2026-12-02",
}


class Archived:
    """What an archive holds: its records by kind, in order of their ids, under the ids that they have there."""

    def __init__(self) -> None:
        self._records: dict[type[Record], list[Record]] = {cls: [] for cls in NOUNS}

    def of(self, cls: type[R]) -> list[R]:
        """The records of a kind."""
        return self._records[cls]  # type: ignore[return-value]


def is_empty(connection: sqlite3.Connection) -> bool:
    """Whether the store holds no record of any kind."""
    return not any(
        connection.execute(f"SELECT EXISTS (SELECT 1 FROM {table})").fetchone()[0]  # noqa: S608 -- our own names
        for table in _ARRAYS
    )


def export_json(store: Store) -> Iterator[str]:
    """The complete store, in pieces: however large it is, little of it is held in memory. The same records give the
    same bytes. Other sessions cannot change the store until the last piece was taken.
    """
    with store.trouble():
        reader = store.reader
        reader.execute("BEGIN")
        try:
            yield f'{{\n"format": {json.dumps(FORMAT)},\n"version": {VERSION}'
            for cls, noun in NOUNS.items():
                yield f',\n"{noun.plural}": ['
                names = [f.name for f in FIELDS[cls]]
                separator = "\n"
                for values in reader.execute(f"SELECT {columns(cls)} FROM {noun.plural} ORDER BY id"):  # noqa: S608
                    row = dict(zip(names, values, strict=True))
                    yield separator + json.dumps(_written(cls, row), ensure_ascii=False)
                    separator = ",\n"
                yield "\n]" if separator != "\n" else "]"
            yield "\n}\n"
        finally:
            reader.execute("ROLLBACK")


def _written(cls: type[Record], row: Row) -> Row:
    """A row as the archive has it."""
    written = {}
    for field in _KEPT[cls]:
        value = row[field.name]
        if value is not None:
            if field.name == "id":
                value = f"{NOUNS[cls].letter}{value}"
            elif field.name in REFERENCES:
                value = f"{_LETTERS[REFERENCES[field.name]]}{value}"
            elif field.kind is bool:
                value = bool(value)
        written[field.name] = value
    return written


def read_json(data: bytes) -> Archived:
    """The records of an archive, cleaned as the store cleans them. Raises Unclear or Refused, naming the record and the
    field, when anything in it is not as it must be.
    """
    document = _document(data)
    archived = Archived()
    for array, cls in _ARRAYS.items():
        items = document.get(array, [])
        if not isinstance(items, list):
            raise Unclear(f"“{array}” must be a list of records")
        archived.of(cls).extend(sorted((_record(cls, item, n) for n, item in enumerate(items, 1)), key=lambda r: r.id))
    for cls in NOUNS:
        _check_ids(cls, archived)
    _check_rules(archived)
    return archived


def _document(data: bytes) -> Mapping[str, Any]:
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Unclear(f"this is no export: byte {error.start + 1} is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise Unclear(f"this is no export: line {error.lineno} is not JSON ({shorten(error.msg, 60)})") from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, brackets in thousands of brackets
        raise Unclear("this is no export: it is JSON that no program can hold") from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise Unclear(f"this is no export of this program: it does not begin with “format”: “{FORMAT}”")
    version = document.get("version")
    if type(version) is not int or version < 1:
        raise Unclear("this is no export: its “version” is no whole number from 1")
    if version > VERSION:
        raise Refused(f"this export has version {version}, and this program reads {VERSION}: upgrade interview-tui")
    for name in document:
        if name not in ("format", "version", *_ARRAYS):
            raise Unclear(f"“{shorten(name, 40)}” is no kind of record that this program knows")
    return document


def _record(cls: type[R], item: object, number: int) -> R:
    noun = NOUNS[cls]
    if not isinstance(item, dict):
        raise Unclear(f"{noun.plural}, record {number}: it must be an object with fields")
    name = f"{noun.plural}, record {number}"
    row: Row = {"version": 1, "id": _reference(item.get("id"), noun.letter, f"{name}: “id”")}
    name = f"{noun.letter}{row['id']}"
    for field in _KEPT[cls]:
        if field.name in row:
            continue
        if field.name in item:
            row[field.name] = _value(field, item[field.name], f"{name}: “{field.name}”")
        elif field.name not in _OPTIONAL[cls]:
            raise Unclear(f"{name}: “{field.name}” is missing")
        else:
            row[field.name] = field.encode(_OPTIONAL[cls][field.name])
    for key in item:
        if key not in row or key == "version":
            raise Unclear(f"{name}: there is no field “{shorten(key, 40)}”")
    return from_mapping(cls, encode(from_mapping(cls, row)))


def _reference(value: object, letter: str, name: str) -> int:
    if not isinstance(value, str) or value[:1] != letter or not (value[1:].isascii() and value[1:].isdigit()):
        raise Unclear(f"{name} must be an id such as “{letter}12”")
    number = int(value[1:]) if len(value) < 20 else 0
    if not 1 <= number <= MOST or value != f"{letter}{number}":
        raise Unclear(f"{name} must be an id such as “{letter}12”, from {letter}1 to {letter}{MOST}")
    return number


def _value(field: Field, value: object, name: str) -> Any:
    """A value as the store's row has it."""
    if value is None and field.optional:
        return None
    if field.name in REFERENCES:
        return _reference(value, _LETTERS[REFERENCES[field.name]], name)
    if field.kind is bool:
        if not isinstance(value, bool):
            raise Unclear(f"{name} must be true or false")
        return int(value)
    if field.kind is int:
        if type(value) is not int or abs(value) > MOST:
            raise Unclear(f"{name} must be a whole number")
    elif not isinstance(value, str):
        raise Unclear(f"{name} must be text")
    try:
        if field.kind is datetime:
            return _instant(str(value)).isoformat()
        if field.kind is date:
            return date.fromisoformat(str(value)).isoformat()
        field.decode(value)
    except (ValueError, OverflowError) as error:
        raise Unclear(f"{name} cannot be {shorten(repr(value), 40)}{_WANTED.get(field.kind, '')}") from error
    return value


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError("no offset")
    return instant.astimezone(UTC).replace(microsecond=0)


def _check_ids(cls: type[Record], archived: Archived) -> None:
    """No id comes twice, and every reference has its record."""
    records = archived.of(cls)
    letter = NOUNS[cls].letter
    for number in _twice(record.id for record in records):
        raise Unclear(f"{letter}{number} comes twice")
    for field in FIELDS[cls]:
        table = REFERENCES.get(field.name)
        if table is None:
            continue
        known = {record.id for record in archived.of(RECORDS[table])}
        for record in records:
            value = getattr(record, field.name)
            if value is not None and value not in known:
                raise Unclear(f"{letter}{record.id}: “{field.name}” is {_LETTERS[table]}{value}, and there is none")


def _check_rules(archived: Archived) -> None:
    """What every store keeps to, and the program relies on."""
    for need in archived.of(Need):
        if not 1 <= need.pressing <= 3:
            raise Unclear(f"n{need.id}: “pressing” must be 1, 2 or 3")
    for follow_up in archived.of(FollowUp):
        if (follow_up.due_day is None) == (follow_up.due_at is None):
            raise Unclear(f"f{follow_up.id}: one of “due_day” and “due_at” must be given, and only one")
    for interview, origin in _twice((f.interview_id, f.origin) for f in archived.of(FollowUp) if f.origin):
        raise Unclear(f"i{interview}: two follow-ups have the “origin” “{shorten(origin, 40)}”")
    for source, key in _twice((o.source, o.key) for o in archived.of(Origin)):
        raise Unclear(f"two origins have the “source” and “key” “{shorten(source, 40)}”, “{shorten(key, 40)}”")
    for interview, number in _twice((r.interview_id, r.number) for r in archived.of(Round)):
        raise Unclear(f"i{interview}: two rounds have the “number” {number}")
    rounds = {(r.interview_id, r.number) for r in archived.of(Round)}
    for one in archived.of(Interview):
        if (one.id, one.round) not in rounds:
            raise Unclear(f"i{one.id}: “round” is {one.round}, and no such round is given")
    with_meeting = {m.round_id for m in archived.of(Meeting)}
    for one_round in archived.of(Round):
        if one_round.id not in with_meeting:
            raise Unclear(f"r{one_round.id}: no meeting is given for this round")


def _twice(values: Iterable[Any]) -> list[Any]:
    return [value for value, number in Counter(values).items() if number > 1]
