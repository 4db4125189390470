"""By what interviews are known again, when they come from another program."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

LINK = "url"
"""The source of an origin whose key is the address of the job's advertisement."""


def by_link(connection: sqlite3.Connection) -> dict[str, int]:
    """The interviews by the address that they came from, or that is written down for them."""
    rows = connection.execute("SELECT link, id FROM interviews WHERE link <> '' ORDER BY id DESC")
    known = dict(rows.fetchall())
    known.update(connection.execute("SELECT key, interview_id FROM origins WHERE source = ?", (LINK,)).fetchall())
    return known


def by_name(connection: sqlite3.Connection) -> dict[tuple[str, str], int]:
    """The interviews by company and role, upper and lower case alike; of several the newest."""
    rows = connection.execute("SELECT company, role, id FROM interviews ORDER BY id")
    return {(company.casefold(), role.casefold()): number for company, role, number in rows}
