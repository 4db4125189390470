"""What a person types to filter a list: a condition of SQL, and an index that finds the few rows which may hold it."""

from __future__ import annotations

from string import ascii_lowercase, ascii_uppercase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

_PIECE = 3
"""The index holds every piece of so many letters (migration 0003)."""
_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)
_LAST = chr(0x10FFFF)


class Filter:
    """Every word of the text must stand somewhere in the columns. `sql` begins with AND, or is empty."""

    def __init__(self, text: str, columns: Sequence[str]) -> None:
        words = text.replace("\0", "").split()
        # No word has a blank in it, so none reaches from one column into the next.
        anywhere = " OR ".join(f"{column} LIKE ? ESCAPE '\\'" for column in columns)
        self.sql = f" AND ({anywhere})" * len(words)
        self.parameters = tuple(f"%{_escaped(word)}%" for word in words for _ in columns)
        self.words = sorted(words, key=len, reverse=True)
        """The longest first: it is likely to be the rarest."""


def write_index(connection: sqlite3.Connection) -> None:
    """Brings the index of pieces up to date: triggers only note what it lacks (migration 0003)."""
    if is_indexed(connection):
        return
    connection.execute(
        "INSERT INTO search_follow_ups (search_follow_ups, rowid, words) "
        "SELECT 'delete', id, was FROM unindexed WHERE was IS NOT NULL"
    )
    connection.execute(
        "INSERT INTO search_follow_ups (rowid, words) "
        "SELECT s.place, s.words FROM unindexed u CROSS JOIN searched s ON s.place = u.id"
    )
    connection.execute("DELETE FROM unindexed")


def is_indexed(reader: sqlite3.Connection) -> bool:
    """Whether the index of pieces is up to date. It is not after another program has written."""
    (lacking,) = reader.execute("SELECT EXISTS (SELECT 1 FROM unindexed)").fetchone()
    return not lacking


def pieces(reader: sqlite3.Connection, words: Sequence[str]) -> str | None:
    """What to ask the index for: the follow-ups that may have all the words, among which are all that have them. None
    where no follow-up has them.
    """
    # Short words are looked for only where there are no others: they leave many rows, and are many pieces.
    long = [word for word in words if len(word) >= _PIECE]
    asked = []
    for word in long or words:
        small = word.translate(_SMALL)
        if long:
            found = {small[start : start + _PIECE] for start in range(len(small) - _PIECE + 1)}
        else:
            sql = "SELECT term FROM pieces_follow_ups WHERE term >= ? AND term < ?"
            found = {piece for (piece,) in reader.execute(sql, (small, small + _LAST))}
        if not found:
            return None
        between = " AND " if long else " OR "
        asked.append("(" + between.join('"' + piece.replace('"', '""') + '"' for piece in sorted(found)) + ")")
    return " AND ".join(asked)


def _escaped(word: str) -> str:
    for special in ("\\", "%", "_"):
        word = word.replace(special, "\\" + special)
    return word
