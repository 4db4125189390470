"""Contacts across interviews: with one person, and with one company in all that one applied for there."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from interview_tui.domain.contact_frequency import Contact
from interview_tui.domain.enums import OUTSIDERS, Channel, Direction
from interview_tui.domain.follow_up_kinds import KINDS, Kind, Weight, weight_of_letter
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.store.conditions import MEETING_END

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_Asked = dict[str, str | int | None]

_THERE = "(SELECT value FROM json_each(:there))"
"""The interviews at the company."""
_OUTSIDE = ", ".join(f"'{part}'" for part in sorted(OUTSIDERS))


def contacts(connection: sqlite3.Connection, company: str, person_id: int | None) -> tuple[Contact, ...]:
    """All contacts with a company, however its name is written ('' for none), and with a person.

    They come in order of time.

    A meeting is a contact when it ends, and an invitation to another round is their word; an automatic reply is none,
    nor is a letter that did not arrive.
    """
    asked: _Asked = {"there": json.dumps(interviews_at(connection, company)), "person": person_id}
    found = [*_touches(connection, asked), *_meetings(connection, asked), *_invitations(connection, asked)]
    return tuple(sorted(found, key=lambda contact: contact.at))


def _touches(connection: sqlite3.Connection, asked: _Asked) -> Iterator[Contact]:
    rows = connection.execute(
        "SELECT t.at, t.direction, t.channel, t.person_id, f.kind, l.kind, coalesce(t.brings, l.brings, ''), "  # noqa: S608 -- our own names
        # What stands in another company's interview, or is said to an outsider, is nothing that this company heard.
        f"coalesce(t.interview_id NOT IN {_THERE}, 0) OR EXISTS (SELECT 1 FROM involvements v WHERE "
        f"v.person_id = t.person_id AND v.interview_id IN {_THERE} AND v.part IN ({_OUTSIDE})) "
        "FROM touches t LEFT JOIN follow_ups f ON f.id = t.follow_up_id LEFT JOIN letters l ON l.id = t.letter_id "
        # A union and cross joins: each part goes by an index that leads to few rows.
        f"WHERE t.id IN (SELECT id FROM touches WHERE interview_id IN {_THERE} "
        "UNION SELECT id FROM touches WHERE person_id = :person UNION SELECT n.id FROM involvements v "
        "CROSS JOIN touches n ON n.person_id = v.person_id "
        f"WHERE +n.interview_id IS NULL AND v.interview_id IN {_THERE}) "
        "AND NOT t.automatic AND NOT t.bounced ORDER BY t.at, t.id",
        asked,
    )
    for at, direction, channel, person_id, kind, letter, brings, outside in rows:
        weights = {KINDS[Kind(kind)].weight} if kind is not None else set()
        weights |= {weight_of_letter(LetterKind(letter))} if letter is not None else set()
        yield Contact(
            at=datetime.fromisoformat(at),
            # A talk face to face is its own answer, whoever came to whom.
            direction=Direction.IN if channel == Channel.IN_PERSON else Direction(direction),
            person_id=person_id,
            courtesy=Weight.COURTESY in weights,
            presses=Weight.OFFERING not in weights,
            outsider=bool(outside),
            brings=brings,
        )


def _meetings(connection: sqlite3.Connection, asked: _Asked) -> Iterator[Contact]:
    rows = connection.execute(
        f"SELECT {MEETING_END} FROM rounds r CROSS JOIN meetings m ON m.round_id = r.id "  # noqa: S608 -- our own names
        f"WHERE r.interview_id IN {_THERE} AND +m.starts IS NOT NULL AND m.state = 'planned'",
        asked,
    )
    for (end,) in rows:
        yield Contact(at=datetime.fromisoformat(end), direction=Direction.IN)


def _invitations(connection: sqlite3.Connection, asked: _Asked) -> Iterator[Contact]:
    rows = connection.execute(
        f"SELECT r.opened FROM rounds r WHERE r.interview_id IN {_THERE} AND r.number > 1",  # noqa: S608 -- our own names
        asked,
    )
    for (opened,) in rows:
        yield Contact(at=datetime.fromisoformat(opened), direction=Direction.IN)


def brought_elsewhere(connection: sqlite3.Connection, person_id: int, interview_id: int) -> tuple[str, ...]:
    """What letters and contacts outside an interview brought to a person. What did not arrive brought nothing."""
    rows = connection.execute(
        "SELECT brings FROM letters WHERE person_id = :person AND state = 'sent' AND interview_id <> :interview "
        "AND brings IS NOT NULL UNION ALL SELECT brings FROM touches WHERE person_id = :person AND direction = 'out' "
        "AND NOT bounced AND interview_id IS NOT :interview AND brings IS NOT NULL",
        {"person": person_id, "interview": interview_id},
    )
    return tuple(str(brings) for (brings,) in rows)


_BY_COMPANY = (
    "SELECT id, company FROM interviews WHERE company COLLATE NOCASE >= :low "
    "AND company COLLATE NOCASE < ifnull(:high, char(1114111))"
)


def interviews_at(connection: sqlite3.Connection, company: str) -> tuple[int, ...]:
    """The interviews at a company, however its name is written, the oldest first; none for ''."""
    from interview_tui.domain.identity import plain_company  # what it needs is not loaded to show a list

    wanted = plain_company(company)
    if not wanted:
        return ()
    # Whoever is written with another first character than this letter or digit begins with an accent or a mark.
    first = wanted[0] if wanted[0].isascii() and wanted[0].isalnum() else "0"
    ranges = ((first, chr(ord(first) + 1)), ("", "0"), (":", "a"), ("{", None))
    rows = (row for low, high in ranges for row in connection.execute(_BY_COMPANY, {"low": low, "high": high}))
    return tuple(sorted(number for number, name in rows if plain_company(name) == wanted))
