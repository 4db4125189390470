"""Records: found in the store, to rows and back.

Every text on its way in is cleaned here, so that the store holds nothing but text. Instants are
written as ISO 8601 in UTC to the second, days as ISO dates: both sort as text.
"""

from __future__ import annotations

import json
from datetime import MAXYEAR, MINYEAR, date, datetime
from enum import IntEnum, StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Any,
    NamedTuple,
    TypedDict,
    TypeVar,
    Union,
    Unpack,
    cast,
    get_args,
    get_origin,
)

from interview_tui.data_classes import REQUIRED, parts_of, replace
from interview_tui.domain import records
from interview_tui.domain.dates import due_sort, utc_text
from interview_tui.domain.enums import Ref
from interview_tui.domain.errors import NotFound
from interview_tui.domain.records import NOUNS, FollowUp, Letter, Record
from interview_tui.domain.text import clean, clean_line
from interview_tui.lazy_patterns import lazy_pattern
from interview_tui.store.errors import a_text, gone, unreadable

if TYPE_CHECKING:
    import re
    import sqlite3
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from interview_tui.domain.dates import Calendar

    Reader = sqlite3.Connection
    """What records are read from: the store's reader, or that of a transaction."""

_EDGES = (MINYEAR, MAXYEAR)

R = TypeVar("R", bound=Record)
Row = dict[str, Any]
"""A row by the names of its columns: text, whole numbers, and null."""


class Field(NamedTuple):
    """One column: its name, whether it is text, may be null, and the ways there and back."""

    name: str
    kind: type
    optional: bool
    encode: Callable[[Any], Any]
    decode: Callable[[Any], Any]


def read_instant(text: str) -> datetime:
    """The instant that a column holds. Raises ValueError."""
    instant = datetime.fromisoformat(text)
    if instant.year in _EDGES:  # nothing of ours is there, and no reckoning could be sure to stay within them
        raise ValueError(text)
    return instant


def _ways(kind: Any) -> tuple[type, Callable[[Any], Any], Callable[[Any], Any]]:
    if kind is records.Line:
        return str, clean_line, a_text
    if kind is records.Text:
        return str, clean, a_text
    if kind is bool:
        return bool, int, bool
    if kind is int:
        return int, int, int
    if kind is datetime:
        return datetime, utc_text, read_instant
    if kind is date:
        return date, date.isoformat, date.fromisoformat
    if issubclass(kind, StrEnum):
        return str, str, kind
    if issubclass(kind, IntEnum):
        return int, int, kind
    raise TypeError(f"no way to keep a {kind}")


def _fields(cls: type[Record]) -> tuple[Field, ...]:
    return tuple(Field(name, *_named(str(part.annotation))) for name, part in parts_of(cls).items())


@cache
def _named(annotation: str) -> tuple[type, bool, Callable[[Any], Any], Callable[[Any], Any]]:
    kind, optional = eval(annotation, vars(records)), False  # noqa: S307 -- what stands in our own module
    if get_origin(kind) in (UnionType, Union):  # an annotated type with None is of the older form
        kind, optional = next(k for k in get_args(kind) if k is not NoneType), True
    plain, encode, decode = _ways(kind)
    if not optional:
        return plain, False, encode, decode
    return (
        plain,
        True,
        lambda value: None if value is None else encode(value),
        lambda value: None if value is None else decode(value),
    )


V = TypeVar("V")


class ByKind(dict[type[Record], V]):
    """What is known of each kind of record, made when it is first asked for: a command needs few of them."""

    def __init__(self, make: Callable[[type[Record]], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, cls: type[Record]) -> V:
        self[cls] = made = self._make(cls)
        return made


FIELDS = ByKind(_fields)
"""The columns of each kind of record, `id` and `version` first."""


def _defaults(cls: type[Record]) -> Row:
    parts = parts_of(cls)
    return {f.name: f.encode(parts[f.name].default) for f in FIELDS[cls] if parts[f.name].default is not REQUIRED}


DEFAULTS = ByKind(_defaults)
"""What a column holds where nothing was said, for those that need not be given."""


def columns(cls: type[Record], alias: str = "") -> str:
    """The columns as SQL names them, in the order that `decode` takes."""
    return ", ".join(f"{alias}.{f.name}" for f in FIELDS[cls]) if alias else _COLUMNS[cls]


_COLUMNS = ByKind(lambda cls: ", ".join(f.name for f in FIELDS[cls]))


def encode(record: Record) -> Row:
    """The row of a record."""
    return {f.name: f.encode(getattr(record, f.name)) for f in FIELDS[type(record)]}


def decode(cls: type[R], row: Sequence[Any]) -> R:
    """The record of a row whose columns stand in the order of `columns(cls)`.

    Raises StoreTrouble where it is none.
    """
    try:
        return cls(**{f.name: f.decode(value) for f, value in zip(FIELDS[cls], row, strict=True)})
    except (ValueError, TypeError) as error:
        raise unreadable(NOUNS[cls].letter, row[0]) from error


class Lookup(TypedDict, total=False):
    """The fields by which records are looked up: a value, or a collection of which one is meant.

    Names and titles are compared without regard to capitals; None finds what has no such value.
    """

    id: int | Collection[int] | None
    interview_id: int | Collection[int] | None
    round_id: int | Collection[int]
    meeting_id: int | Collection[int] | None
    person_id: int | Collection[int] | None
    story_id: int | None
    need_id: int | None
    quote_id: int | None
    match_id: int | None
    question_id: int | None
    letter_id: int | Collection[int] | None
    commitment_id: int | Collection[int] | None
    follow_up_id: int | Collection[int] | None
    touch_id: int | Collection[int] | None
    document_id: int | Collection[int]
    follows_id: int | None
    settles_id: int | None
    message_id: str | Collection[str]
    number: int
    kind: StrEnum | Collection[StrEnum]
    state: StrEnum | Collection[StrEnum]
    outcome: StrEnum | Collection[StrEnum] | None
    email: str | Collection[str]
    name: str
    title: str
    uid: str
    key: str


def find(reader: Reader, cls: type[R], **fields: Unpack[Lookup]) -> tuple[R, ...]:
    """The records with these values, in order of their ids; all of a kind where none is given."""
    conditions: list[str] = []
    parameters: list[object] = []
    for name, value in fields.items():
        if value is None:
            conditions.append(f"{name} IS NULL")
        elif isinstance(value, str | int):
            conditions.append(f"{name} = ? COLLATE NOCASE" if name in _ANY_CASE else f"{name} = ?")
            parameters.append(clean_line(value) if value.__class__ is str else value)
        else:
            among = list(cast("Collection[object]", value))
            if not among:
                return ()
            several = f"{name} IN (SELECT value FROM json_each(?))"  # noqa: S608 -- our own names
            conditions.append(f"{name} = ?" if len(among) == 1 else several)
            parameters.append(among[0] if len(among) == 1 else json.dumps(among))
    return find_where(reader, cls, " AND ".join(conditions) or "1", *parameters)


def by_ids(connection: sqlite3.Connection, cls: type[R], ids: set[int]) -> dict[int, R]:
    """The records of a kind with these ids, by them. Raises StoreTrouble where one is gone."""
    if not ids:
        return {}
    found = {record.id: record for record in find(connection, cls, id=ids)}
    for missing in sorted(ids - found.keys()):
        raise gone(NOUNS[cls].letter, missing)
    return found


def find_where(reader: Reader, cls: type[R], where: str, *parameters: object) -> tuple[R, ...]:
    """As `find`, by an SQL condition, which never holds a user's text: for the store's own modules."""
    rows = reader.execute(
        f"SELECT {columns(cls)} FROM {TABLES[cls]} WHERE {where} ORDER BY id",  # noqa: S608 -- our own names
        parameters,
    )
    return tuple(decode(cls, row) for row in rows)


def get(reader: Reader, cls: type[R], record_id: int) -> R:
    """A record by its id. Raises NotFound."""
    found = find(reader, cls, id=record_id)
    if not found:
        noun = NOUNS[cls]
        raise NotFound(f"there is no {noun.word} {Ref(noun.letter, record_id)}")
    return found[0]


def by_ref(reader: Reader, ref: Ref) -> Record:
    """A record by its short id. Raises NotFound."""
    return get(reader, kind_of(ref), ref.id)


def kind_of(ref: Ref) -> type[Record]:
    """The kind of record that a short id speaks of. Raises NotFound for a letter that stands for none."""
    if ref.letter not in _LETTERS:
        raise NotFound(f"there is no record {ref}: ids begin with i, f, p, m, q, n, s, l or d")
    return _LETTERS[ref.letter]


def count_of(reader: Reader, cls: type[Record]) -> int:
    """How many records of a kind there are."""
    return int(reader.execute(f"SELECT count(*) FROM {TABLES[cls]}").fetchone()[0])  # noqa: S608 -- our own names


def last_id(reader: Reader, cls: type[Record]) -> int:
    """The highest id of a kind; 0 where there is no record."""
    return int(reader.execute(f"SELECT coalesce(max(id), 0) FROM {TABLES[cls]}").fetchone()[0])  # noqa: S608


def with_due_sort(cls: type[Record], row: Row, calendar: Calendar) -> Row:
    """A record's row with all columns of its table: a follow-up also has its place in the queue."""
    return {**row, "due_sort": due_sort(row["due_day"], row["due_at"], calendar)} if cls is FollowUp else dict(row)


def from_mapping(cls: type[R], row: Row) -> R:
    """The record of a row by names."""
    return cls(**{f.name: f.decode(row[f.name]) for f in FIELDS[cls]})


def journal_row(cls: type[Record], text: str) -> Row:
    """A row from the journal.

    One that an earlier version wrote lacks the columns that came since: it gets defaults.
    """
    row: Row = DEFAULTS[cls] | json.loads(text)
    return row


_LETTERS: dict[str, type[Record]] = {noun.letter: cls for cls, noun in NOUNS.items()}
_ANY_CASE = ("name", "title")
TABLES: dict[type[Record], str] = {cls: noun.plural for cls, noun in NOUNS.items()}
RECORDS: dict[str, type[Record]] = {table: cls for cls, table in TABLES.items()}
REFERENCES = {
    "person_id": "people",
    "knows_id": "people",
    "successor_id": "people",
    "story_id": "stories",
    "interview_id": "interviews",
    "round_id": "rounds",
    "meeting_id": "meetings",
    "need_id": "needs",
    "quote_id": "quotes",
    "match_id": "matches",
    "question_id": "questions",
    "commitment_id": "commitments",
    "follow_up_id": "follow_ups",
    "letter_id": "letters",
    "touch_id": "touches",
    "settles_id": "follow_ups",
    "document_id": "documents",
    "follows_id": "interviews",
}
"""What a reference refers to.

Nothing cascades: what is removed is removed by name, so that the journal has it.
"""
ORIGIN_LETTERS: dict[str, type[Record]] = {
    NOUNS[cls].letter: cls
    for cls in (records.Person, records.Interview, records.Meeting, records.Commitment, records.Touch)
}
"""The short ids that stand in a follow-up's origin; `r` is a round's number there, which is no id."""
IN_ORIGIN = lazy_pattern(rf"(?<=:)([{''.join(ORIGIN_LETTERS)}])(\d+)(?=:|$)")
"""An id in a follow-up's origin: the `m5` of `thank_you:m5:p7`."""
_NEED = lazy_pattern(rf"\b({NOUNS[records.Need].letter})(\d+)\b")
"""An id among the needs that were ticked for a letter."""


Ids = dict[type[Record], dict[int, int]]
"""For each kind of record, the new id of an old one."""

REFERRED: dict[type[Record], tuple[tuple[str, type[Record]], ...]] = {
    cls: tuple((name, RECORDS[REFERENCES[name]]) for name in parts_of(cls) if name in REFERENCES) for cls in NOUNS
}
"""The fields of each kind of record that refer to another, and to what kind."""


def referring(record: R, ids: Mapping[type[Record], Mapping[int, int]]) -> R:
    """The record with new references; an id that `ids` does not know stays as it is."""
    values: dict[str, Any] = {}
    for name, cls in REFERRED[type(record)]:
        old = getattr(record, name)
        if old is not None and cls in ids:
            values[name] = ids[cls].get(old, old)
    if isinstance(record, FollowUp):
        values["origin"] = IN_ORIGIN.sub(lambda found: _renamed(found, ids), record.origin)
    if isinstance(record, Letter):
        values["ticked"] = _NEED.sub(lambda found: _renamed(found, ids), record.ticked)
    return replace(record, **values)


IN_CIRCLES = (
    "WITH RECURSIVE fine (id) AS (SELECT id FROM interviews WHERE follows_id IS NULL "
    "UNION ALL SELECT i.id FROM fine JOIN interviews i ON i.follows_id = fine.id) "
    "SELECT id, follows_id FROM interviews WHERE id NOT IN (SELECT id FROM fine) ORDER BY id LIMIT 1"
)
"""An interview that follows itself, by way of others or not, or one of these, and which it follows: no store of this
program has any.
"""


def followed_first(interviews: Iterable[records.Interview]) -> list[list[records.Interview]]:
    """Interviews that are to be stored, in parts: each comes in a later part than the one that it follows."""
    every = {interview.id: interview for interview in interviews}
    place: dict[int, int] = {}
    for start in every:
        way: dict[int, None] = {}
        at: int | None = start
        while at is not None and at in every and at not in place and at not in way:
            way[at] = None
            at = every[at].follows_id
        for number in reversed(way):
            place[number] = place.get(every[number].follows_id or 0, -1) + 1
    parts: list[list[records.Interview]] = [[] for _ in range(max(place.values(), default=-1) + 1)]
    for number, interview in every.items():
        parts[place[number]].append(interview)
    return parts


def _renamed(found: re.Match[str], ids: Mapping[type[Record], Mapping[int, int]]) -> str:
    letter, old = found[1], int(found[2])
    return f"{letter}{ids.get(_LETTERS[letter], {}).get(old, old)}"
