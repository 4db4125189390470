"""What was deleted, found in the journal: its entries have the rows of before. And bringing it back."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.data_classes import replace
from interview_tui.domain.dates import utc_text
from interview_tui.domain.enums import Ref
from interview_tui.domain.errors import Refused
from interview_tui.domain.records import (
    NOUNS,
    Attendance,
    FollowUp,
    Interview,
    Involvement,
    Letter,
    Match,
    Origin,
    Passage,
    Person,
    Record,
    Round,
    Sending,
    Story,
    Study,
    Suggestion,
    Touch,
)
from interview_tui.domain.text import shorten
from interview_tui.store.records import (
    FIELDS,
    RECORDS,
    REFERENCES,
    TABLES,
    Row,
    encode,
    find,
    find_where,
    from_mapping,
    journal_row,
    kind_of,
)
from interview_tui.store.undo import missing

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from interview_tui.store.records import Field
    from interview_tui.store.transaction import Transaction

    Key = tuple[type[Record], int]
    Rows = Mapping[Key, Row]

_SAID = 60
"""Characters of a record in words."""
OWN_BUSINESS = frozenset({Round, Passage, Origin, Suggestion, Sending})
"""Kinds that no person deletes by themselves: they come and go with steps, imports and follow-ups."""
_ONCE: dict[type[Record], tuple[str, ...]] = {
    FollowUp: ("interview_id", "origin"),
    Origin: ("source", "key"),
    Study: ("interview_id",),
}
"""By which fields a record is the only one of its kind; where one of them is empty, there may be more."""
_DELETED = "c.after IS NULL AND c.before IS NOT NULL"
_NOT_OF_THE_SAME_CHANGE = (
    "NOT EXISTS (SELECT 1 FROM changes a WHERE a.noun = c.noun AND a.record_id = c.record_id"
    " AND a.entry_id = c.entry_id AND a.before IS NULL)"
)
"""What came and went in one change was never there."""


class Deleted(NamedTuple):
    """A record that was deleted: what it was, of which interview, when, in which journal entry, and what went too."""

    ref: Ref
    what: str
    interview: str
    at: datetime
    entry: int
    went: tuple[tuple[type[Record], int], ...]
    """The kinds of record that were deleted with it, and how many of each."""

    @property
    def of_another(self) -> bool:
        """Whether it is something of an interview, and no interview itself."""
        return bool(self.interview) and self.ref.letter != NOUNS[Interview].letter


class Gone(Refused):
    """A record cannot come back before another one; `first` is that one, None where it is not kept any more."""

    def __init__(self, words: str, first: Ref | None) -> None:
        super().__init__(words)
        self.first = first


class Restored(NamedTuple):
    """What came back: to which interview it belongs, how many of each kind came with it, and what could not."""

    interview_id: int | None
    came: tuple[tuple[type[Record], int], ...]
    left_out: tuple[str, ...]


def since(connection: sqlite3.Connection, first: datetime) -> tuple[Deleted, ...]:
    """What was deleted from an instant on and is not there again, the latest first."""
    found: list[Deleted] = []
    seen: set[Key] = set()
    rows = connection.execute(
        "SELECT DISTINCT e.id, e.at FROM entries e JOIN changes c ON c.entry_id = e.id "  # noqa: S608 -- our own words
        f"WHERE e.state = 'done' AND e.at >= ? AND {_DELETED} AND {_NOT_OF_THE_SAME_CHANGE} ORDER BY e.id DESC",
        (utc_text(first),),
    ).fetchall()
    for entry, at in rows:
        deletion = _Gone(connection, entry)
        gone = deletion.rows
        for root in deletion.roots:
            if root in seen or root[0] in OWN_BUSINESS or _is_there(connection, root):
                continue
            seen.add(root)
            found.append(
                Deleted(
                    ref=_ref(root),
                    what=_words(connection, root, gone),
                    interview=_name(connection, _interview_of(connection, root, gone), gone),
                    at=datetime.fromisoformat(at),
                    entry=entry,
                    went=_counts(deletion.whole(root) - {root}),
                )
            )
    return tuple(found)


def interview_holding(connection: sqlite3.Connection, ref: Ref) -> int | None:
    """The interview to which a record that is there belongs; None for one that belongs to none."""
    return _interview_of(connection, (kind_of(ref), ref.id), {})


def ever(connection: sqlite3.Connection, ref: Ref) -> bool:
    """Whether the journal knows that a record was deleted, however long ago."""
    sql = f"SELECT 1 FROM changes c WHERE c.noun = ? AND c.record_id = ? AND {_DELETED} LIMIT 1"  # noqa: S608
    return connection.execute(sql, (TABLES[kind_of(ref)], ref.id)).fetchone() is not None


def with_which(connection: sqlite3.Connection, ref: Ref, listed: Iterable[Deleted]) -> Deleted | None:
    """The deleted record with which another one went."""
    key = (kind_of(ref), ref.id)
    for item in listed:
        gone = _Gone(connection, item.entry)
        if key in gone.rows and key in gone.whole((kind_of(item.ref), item.ref.id)):
            return item
    return None


def restore(tx: Transaction, item: Deleted, listed: Sequence[Deleted]) -> Restored:
    """Puts a deleted record back with all that went with it, under their ids; what had lost its reference to one of
    them has it again, as far as nobody has changed that since. Raises Gone.
    """
    connection, root = tx.reader, (kind_of(item.ref), item.ref.id)
    deletion = _Gone(connection, item.entry)
    gone = deletion.rows
    came: set[Key] = set()
    left_out: list[str] = []
    order = list(NOUNS)
    for key in sorted(deletion.whole(root), key=lambda key: (order.index(key[0]), key[1])):
        row = dict(gone[key])
        lost = missing(connection, key[0], row)
        if key == root:
            _refuse_gone(connection, item, lost, listed)
        if any(not field.optional for _, field in lost) or _has_another(connection, key[0], row):
            if key == root:
                raise Refused(f"{item.ref} cannot come back: there is another {item.what} in its place by now")
            without = f", as {lost[0][0]} is gone" if lost else ""
            left_out.append(f"{_words(connection, key, gone)}{without}")
            continue
        row |= {field.name: None for _, field in lost}
        record = from_mapping(key[0], row)
        tx.add(replace(record, version=record.version + 1))
        came.add(key)
    _refer_again(tx, item.entry, came)
    return Restored(_interview_of(connection, root, {}), _counts(came - {root}), tuple(left_out))


def _counts(keys: Iterable[Key]) -> tuple[tuple[type[Record], int], ...]:
    """How many of each kind; those that nobody deletes by themselves are not counted."""
    counts = Counter(cls for cls, _ in keys if cls not in OWN_BUSINESS)
    return tuple((cls, counts[cls]) for cls in NOUNS if counts[cls])


def _refuse_gone(
    connection: sqlite3.Connection, item: Deleted, lost: Iterable[tuple[Ref, Field]], listed: Sequence[Deleted]
) -> None:
    """Raises Gone where something that the record refers to is deleted and can come back, or cannot be missed."""
    for ref, field in lost:
        first = next((other for other in listed if other.ref == ref), None) or with_which(connection, ref, listed)
        if first is not None:
            words = f"{item.ref} belongs to {first.ref}, {first.what}, which is deleted too: restore {first.ref} first"
            raise Gone(words, first.ref)
        if not field.optional:
            raise Gone(f"{item.ref} belongs to {ref}, which is gone for good", None)


def _refer_again(tx: Transaction, entry: int, members: Iterable[Key]) -> None:
    """Puts the fields back that the deletion changed in records which referred to what is back."""
    tables = {(TABLES[cls], record_id) for cls, record_id in members}
    first: dict[Key, Row] = {}
    last: dict[Key, Row] = {}
    for noun, record_id, before, after in tx.reader.execute(
        "SELECT noun, record_id, before, after FROM changes WHERE entry_id = ? AND before IS NOT NULL "
        "AND after IS NOT NULL ORDER BY id",
        (entry,),
    ).fetchall():
        key = (RECORDS[noun], record_id)
        first.setdefault(key, journal_row(key[0], before))
        last[key] = journal_row(key[0], after)
    for key, before in first.items():
        cls, record_id = key
        if not any((REFERENCES.get(name), value) in tables for name, value in before.items()):
            continue
        for record in find(tx.reader, cls, id=record_id):
            row, after = encode(record), last[key]
            back = {
                field.name: field.decode(before[field.name])
                for field in FIELDS[cls]
                if field.name != "version" and before[field.name] != after[field.name] == row[field.name]
            }
            tx.update(replace(record, **back))


class _Gone:
    """What an entry deleted: the rows as they were, and which of them hung on which."""

    def __init__(self, connection: sqlite3.Connection, entry: int) -> None:
        rows = connection.execute(
            f"SELECT c.noun, c.record_id, c.before FROM changes c WHERE c.entry_id = ? AND {_DELETED} "  # noqa: S608
            f"AND {_NOT_OF_THE_SAME_CHANGE} ORDER BY c.id",
            (entry,),
        )
        self.rows: dict[Key, Row] = {
            (RECORDS[noun], record_id): journal_row(RECORDS[noun], before) for noun, record_id, before in rows
        }
        self._left = {row["person_id"]: key for key, row in self.rows.items() if key[0] is Involvement}
        self._below: dict[Key, list[Key]] = {}
        self.roots = []
        for key in self.rows:
            above = self._above(key)
            for other in above:
                self._below.setdefault(other, []).append(key)
            if not above:
                self.roots.append(key)

    def _above(self, key: Key) -> list[Key]:
        """What a record hung on among those that were deleted with it."""
        cls, row = key[0], self.rows[key]
        found = [
            other
            for field in FIELDS[cls]
            if (table := REFERENCES.get(field.name)) is not None
            and field.name != "follows_id"  # another interview is deleted by itself
            and (other := (RECORDS[table], row[field.name])) in self.rows
        ]
        if not found and cls is Attendance and row["person_id"] in self._left:
            found.append(self._left[row["person_id"]])  # whoever leaves an interview leaves its meeting
        return found

    def whole(self, root: Key) -> set[Key]:
        """A record and all that hung on it."""
        members, ahead = {root}, [root]
        while ahead:
            for key in self._below.get(ahead.pop(), ()):
                if key not in members:
                    members.add(key)
                    ahead.append(key)
        return members


def _has_another(connection: sqlite3.Connection, cls: type[Record], row: Row) -> bool:
    """Whether what may be there only once is there again: a planned follow-up, an import's key, a study."""
    names = _ONCE.get(cls)
    if names is None or "" in (row[name] for name in names):
        return False
    condition = " AND ".join(f"{name} = ?" for name in names)
    return bool(find_where(connection, cls, condition, *(row[name] for name in names)))


def _is_there(connection: sqlite3.Connection, key: Key) -> bool:
    sql = f"SELECT 1 FROM {TABLES[key[0]]} WHERE id = ?"  # noqa: S608 -- our own names
    return connection.execute(sql, (key[1],)).fetchone() is not None


def _ref(key: Key) -> Ref:
    return Ref(NOUNS[key[0]].letter, key[1])


def _find(connection: sqlite3.Connection, cls: type[Record], record_id: int | None, gone: Rows) -> Row | None:
    """A row as it is stored, else as it was deleted."""
    if record_id is None:
        return None
    if (cls, record_id) in gone:
        return gone[cls, record_id]
    return next((encode(record) for record in find(connection, cls, id=record_id)), None)


_WAY_UP = ("interview_id", "round_id", "meeting_id", "document_id", "follow_up_id")
"""The references by which a record belongs to an interview."""


def _interview_of(connection: sqlite3.Connection, key: Key, gone: Rows) -> int | None:
    """The interview to which a record belongs, by way of its meeting and its round."""
    cls, record_id = key
    row = _find(connection, cls, record_id, gone)
    while row is not None and cls is not Interview:
        step = next((name for name in _WAY_UP if row.get(name) is not None), None)
        if step is None:
            return None
        cls, record_id = RECORDS[REFERENCES[step]], row[step]
        row = _find(connection, cls, record_id, gone)
    return record_id if cls is Interview else None


def _name(connection: sqlite3.Connection, interview_id: int | None, gone: Rows) -> str:
    row = _find(connection, Interview, interview_id, gone)
    return "" if row is None else " · ".join(filter(None, (row["company"], row["role"])))


def _words(connection: sqlite3.Connection, key: Key, gone: Rows) -> str:
    """What a record was: its kind, and what it said."""
    cls, record_id = key
    row = gone[key]
    if cls is Interview:
        said = _name(connection, record_id, gone)
    elif cls in (Attendance, Involvement):
        said = (_find(connection, Person, row["person_id"], gone) or {}).get("name", "")
    elif cls is Match:
        said = (_find(connection, Story, row["story_id"], gone) or {}).get("title", "")
    elif cls is Letter:
        said = row["subject"]
    elif cls is Touch:
        said = row["note"]
    else:
        said = row.get("question") or row.get("text") or row.get("title") or row.get("name") or row.get("path") or ""
    word = {Attendance: "attendance of", Involvement: "part of"}.get(cls, NOUNS[cls].word)
    return f"{word} {shorten(said, _SAID)}".rstrip() if said else f"{word} {_ref(key)}"
