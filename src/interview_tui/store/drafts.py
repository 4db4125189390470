"""Text that is typed and not saved yet. It is no record: no journal entry keeps it, and no undo brings it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.dates import utc_text
from interview_tui.domain.text import clean

if TYPE_CHECKING:
    from datetime import datetime

    from interview_tui.store.database import Store
    from interview_tui.store.transaction import Transaction


def keep(store: Store, key: str, text: str, now: datetime) -> None:
    """Keeps the text under a key, at once and for good. Raises StoreTrouble."""
    with store.transaction(now) as tx:
        tx.reader.execute(
            "INSERT INTO drafts (key, text, saved) VALUES (?, ?, ?) "
            "ON CONFLICT (key) DO UPDATE SET text = excluded.text, saved = excluded.saved",
            (key, clean(text), utc_text(now)),
        )


def find(store: Store, key: str) -> str | None:
    """The text kept under a key; None when there is none. Raises StoreTrouble."""
    with store.trouble():
        row = store.reader.execute("SELECT text FROM drafts WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])


def forget(tx: Transaction, key: str) -> None:
    """Drops what is kept under a key, with the change that made it needless."""
    tx.reader.execute("DELETE FROM drafts WHERE key = ?", (key,))
