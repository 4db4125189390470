"""Which short ids there are, and what stands behind each: what a shell offers while one types.

It only ever reads: nothing is made, migrated or played back, and of a store that cannot be read so there is nothing.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.store.connection import APPLICATION_ID, HEAD, reading_all

if TYPE_CHECKING:
    from pathlib import Path

_PATIENCE = 0.1
"""Seconds for which one waits for a store that is being written."""
_MOST = 1000
"""Ids of a kind that are offered at most; who has more types another digit."""
_USUAL = "ifp"
"""The kinds that are offered where any id may stand and none has been begun."""


class KnownId(NamedTuple):
    """A short id, what it is, and when: the day and clock it is due in the user's zone (`2026-12-02T14:00`, `…T24:00`
    for a day), or the instant at which a meeting begins (`2026-12-02T13:00:00+00:00`); '' for neither.
    """

    ref: str
    words: str
    when: str = ""


_SOURCES = {
    "i": "SELECT id, company || ' · ' || role, '', outcome IS NOT NULL AS sorted FROM interviews WHERE",
    "f": "SELECT f.id, f.text || ' · ' || i.company, f.due_sort, f.due_sort AS sorted FROM follow_ups f "
    "JOIN interviews i ON i.id = f.interview_id WHERE f.state = 'open' AND f.",
    "p": "SELECT id, name || iif(title = '', '', ', ' || title) || iif(company = '', '', ' · ' || company), '', "
    "name COLLATE NOCASE AS sorted FROM people WHERE",
    "l": "SELECT l.id, l.subject || ' · ' || i.company, '', -l.id AS sorted FROM letters l "
    "JOIN interviews i ON i.id = l.interview_id WHERE l.",
    "s": "SELECT id, title, '', id AS sorted FROM stories WHERE",
    "n": "SELECT id, text, '', id AS sorted FROM needs WHERE",
    "q": "SELECT id, text, '', id AS sorted FROM questions WHERE",
    "c": "SELECT id, text, '', id AS sorted FROM commitments WHERE",
    "k": "SELECT id, text, '', id AS sorted FROM quotes WHERE",
    "o": "SELECT id, text, '', id AS sorted FROM remarks WHERE",
    "x": "SELECT x.id, s.title, '', x.id AS sorted FROM matches x JOIN stories s ON s.id = x.story_id WHERE x.",
    "b": "SELECT id, text, '', id AS sorted FROM bank_questions WHERE",
    "t": "SELECT t.id, iif(t.note = '', t.channel, t.note), '', -t.id AS sorted FROM touches t WHERE t.",
    "e": "SELECT e.id, i.company || ' · ' || i.role, '', -e.id AS sorted FROM studies e "
    "JOIN interviews i ON i.id = e.interview_id WHERE e.",
    "m": "SELECT m.id, iif(m.title = '', '', m.title || ' · ') || i.company, coalesce(m.starts, ''), -m.id AS sorted "
    "FROM meetings m JOIN rounds r ON r.id = m.round_id JOIN interviews i ON i.id = r.interview_id WHERE m.",
    "d": "SELECT d.id, iif(d.name = '', d.path, d.name) || ' · ' || i.company, '', -d.id AS sorted FROM documents d "
    "JOIN interviews i ON i.id = d.interview_id WHERE d.",
    "y": "SELECT y.id, i.company || iif(y.terms = '', '', ' · ' || y.terms), '', -y.id AS sorted FROM offers y "
    "JOIN rounds r ON r.id = y.round_id JOIN interviews i ON i.id = r.interview_id WHERE y.",
}
"""For each letter the records: id, words, when, and the order in which they are offered; open to one more condition."""


def ids(path: Path, letters: str, begun: str) -> list[KnownId]:
    """The short ids of these kinds (of any, for '') that begin so. None where there is no store that can be read."""
    letter, digits = begun[:1].lower(), begun[1:]
    if digits and not (digits.isascii() and digits.isdecimal()):
        return []
    kinds = letter if letter else letters or _USUAL
    if letter and letters and letter not in letters:
        return []
    found = []
    for kind in kinds:
        source = _SOURCES.get(kind)
        rows = _rows(path, f"{source}{'' if source.endswith('.') else ' '}id LIKE ?", f"{digits}%") if source else []
        found += [KnownId(f"{kind}{number}", str(words), str(when)) for number, words, when, _ in rows]
    return found


def people(path: Path, begun: str) -> list[KnownId]:
    """The names of people that begin so, whatever the case, each with what is known of them."""
    pattern = begun.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    rows = _rows(
        path,
        "SELECT name, title || iif(title = '' OR company = '', '', ' · ') || company, '', name COLLATE NOCASE "
        "AS sorted FROM people WHERE name LIKE ? ESCAPE '\\'",
        f"{pattern}%",
    )
    return [KnownId(str(name), str(words)) for name, words, _, _ in rows]


def _rows(path: Path, select: str, pattern: str) -> list[tuple[object, object, object, object]]:
    try:
        uri = f"{path.absolute().as_uri()}?mode=ro"
        with closing(reading_all(sqlite3.connect(uri, uri=True, timeout=_PATIENCE))) as connection:
            known = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
            if known != [APPLICATION_ID, HEAD]:
                return []
            return connection.execute(f"{select} ORDER BY sorted, 1 LIMIT {_MOST}", (pattern,)).fetchall()
    except (sqlite3.Error, OSError):
        return []
