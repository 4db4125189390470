"""Whole interviews stored many times over by the database itself, under other ids and names: large stores to measure
with. A row written this way costs a fifth of one that goes through a record.

A pattern is a set of interviews with all that hangs on them. Each copy of it has every id shifted by as much as its
table has grown, and the marks in its texts replaced; it is journalled like all that is added.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from interview_tui.domain.records import NOUNS, FollowUp, Person, Record
from interview_tui.store.bulk import journal_added
from interview_tui.store.records import IN_ORIGIN, ORIGIN_LETTERS, RECORDS, REFERENCES, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from interview_tui.store.transaction import Transaction

COMPANY, DOMAIN, NUMBER = "\x01", "\x02", "\x03"
"""What stands in a pattern's texts for an interview's own names; no text that was cleaned has them."""
_NAMES = {COMPANY: "company", DOMAIN: "domain", NUMBER: "number"}
_IDS = {letter: chr(4 + number) for number, letter in enumerate(ORIGIN_LETTERS)}
"""What stands in the origin of a follow-up for the id with that letter."""
CACHE_KB = 32_000
"""Pages of the file kept in memory meanwhile: with fewer, those of the indexes are read again and again."""


class Name(NamedTuple):
    """How the interview of one copy is called: its company, that company's domain, and a number of its own."""

    company: str
    domain: str
    number: int


class Part(NamedTuple):
    """A record of a pattern: the place of its interview in the pattern, from 0, and its row by column."""

    of: int
    row: dict[str, Any]


class Pattern:
    """Interviews to be copied whole, as rows with marks in their texts. They are stored themselves already."""

    def __init__(self, tx: Transaction, parts: Mapping[type[Record], Sequence[Part]]) -> None:
        """Lays the pattern down in temporary tables, which go with the transaction's connection."""
        if tx.entry is None:
            raise RuntimeError("the pattern itself must be in the journal before its copies are")
        self._connection = tx.reader
        self._entry = tx.entry
        self._connection.execute(f"PRAGMA cache_size = -{CACHE_KB}")
        self._connection.execute("CREATE TEMP TABLE names (of INTEGER PRIMARY KEY, company, domain, number)")
        self._first = {cls: min(part.row["id"] for part in found) for cls, found in parts.items() if found}
        self._statements = {cls: self._lay(cls, parts[cls]) for cls in NOUNS if cls in self._first}

    def add(self, names: Sequence[Name]) -> None:
        """Stores one more copy of the pattern's first interviews, as many as there are names."""
        self._connection.execute("DELETE FROM temp.names")
        rows = [(of, *name) for of, name in enumerate(names)]
        self._connection.executemany("INSERT INTO temp.names VALUES (?, ?, ?, ?)", rows)
        given = dict(self._connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
        shifts = {f"by_{TABLES[cls]}": given[TABLES[cls]] + 1 - first for cls, first in self._first.items()}
        for cls, statement in self._statements.items():
            self._connection.execute(statement, shifts)
            journal_added(self._connection, self._entry, cls, after=given[TABLES[cls]])

    def _lay(self, cls: type[Record], parts: Sequence[Part]) -> str:
        """Writes the temporary table of one kind; gives the statement that copies it."""
        table, columns = TABLES[cls], list(parts[0].row)
        beside = [f"origin_{letter}" for letter in _IDS] if cls is FollowUp else []
        self._connection.execute(f"CREATE TEMP TABLE of_{table} (of, {', '.join((*columns, *beside))})")
        self._connection.executemany(
            f"INSERT INTO temp.of_{table} VALUES (?{', ?' * len((*columns, *beside))})",  # noqa: S608 -- our own names
            [(part.of, *(_marked(part.row) if beside else part.row.values())) for part in parts],
        )
        values = [
            f"o.id + :by_{table}" if name == "id" else self._value(name, (part.row[name] for part in parts))
            for name in columns
        ]
        return (
            f"INSERT INTO main.{table} ({', '.join(columns)}) SELECT {', '.join(values)} "  # noqa: S608
            f"FROM temp.of_{table} o CROSS JOIN temp.names n ON n.of = o.of"
        )

    def _value(self, column: str, values: Iterable[Any]) -> str:
        """What a column of a copy is, in SQL; `values` are those of the pattern."""
        if column in REFERENCES:
            return self._shifted(column, RECORDS[REFERENCES[column]])
        value, text = f"o.{column}", "".join(value for value in values if isinstance(value, str))
        for mark, name in _NAMES.items():
            if mark in text:
                value = f"replace({value}, char({ord(mark)}), n.{name})"
        if column == "origin":
            for letter, mark in _IDS.items():
                shifted = self._shifted(f"origin_{letter}", ORIGIN_LETTERS[letter])
                value = f"replace({value}, char({ord(mark)}), coalesce({shifted}, ''))"
        return value

    def _shifted(self, column: str, of: type[Record]) -> str:
        if of not in self._first:
            return f"o.{column}"  # stories are shared by all
        shifted = f"o.{column} + :by_{TABLES[of]}"
        if of is not Person:
            return shifted
        # One's own people were there before the interviews; they are shared too.
        return f"iif(o.{column} < {self._first[of]}, o.{column}, {shifted})"


def _marked(row: Mapping[str, Any]) -> list[Any]:
    """A follow-up's values with marks for the ids in its origin, and behind them these ids."""
    ids = {letter: int(number) for letter, number in IN_ORIGIN.findall(row["origin"])}
    origin = IN_ORIGIN.sub(lambda found: f"{found[1]}{_IDS[found[1]]}", row["origin"])
    return [*{**row, "origin": origin}.values(), *(ids.get(letter) for letter in _IDS)]
