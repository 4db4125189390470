"""Text that is typed and not saved yet. It is no record: no journal entry keeps it, and no undo brings it back.

Each session keeps its own, under `about#session`: two that type about the same record never overwrite each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.dates import utc_text
from interview_tui.domain.text import clean

if TYPE_CHECKING:
    from datetime import datetime

    from interview_tui.store.database import Store
    from interview_tui.store.transaction import Transaction

_LATEST = "FROM drafts WHERE key = :about OR key GLOB :about || '#*' ORDER BY key = :own DESC, saved DESC LIMIT 1"
"""A session's own before that of any other."""


def keep(store: Store, about: str, session: str, text: str, now: datetime) -> None:
    """Keeps the text of a session, at once and for good. Raises StoreTrouble."""
    with store.transaction(now) as tx:
        tx.reader.execute(
            "INSERT INTO drafts (key, text, saved) VALUES (?, ?, ?) "
            "ON CONFLICT (key) DO UPDATE SET text = excluded.text, saved = excluded.saved",
            (_key(about, session), clean(text), utc_text(now)),
        )


def find(store: Store, about: str, session: str) -> str | None:
    """The text that is kept: the session's own, else the latest of any; None without one. Raises StoreTrouble."""
    with store.trouble():
        names = {"about": about, "own": _key(about, session)}
        row = store.reader.execute(f"SELECT text {_LATEST}", names).fetchone()
    return None if row is None else str(row[0])


def take(tx: Transaction, about: str, session: str) -> None:
    """What `find` gives is the session's own from now on."""
    names = {"about": about, "own": _key(about, session)}
    tx.reader.execute(f"UPDATE OR REPLACE drafts SET key = :own WHERE key = (SELECT key {_LATEST})", names)  # noqa: S608


def forget(tx: Transaction, about: str, session: str) -> None:
    """Drops what a session has kept, with the change that made it needless."""
    tx.reader.execute("DELETE FROM drafts WHERE key = ?", (_key(about, session),))


def _key(about: str, session: str) -> str:
    return f"{about}#{session}"
