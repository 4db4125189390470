"""What the store knows of those with whom one writes, read at once: who they are, and which emails are known."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING

from interview_tui.domain.enums import ENDED, Outcome, Part
from interview_tui.mail.acquaintance import Correspondence, KnownInterview, KnownPerson, Thread
from interview_tui.mail.mailboxes import plain_address

if TYPE_CHECKING:
    import sqlite3

_PEOPLE = """
SELECT p.id, p.name, p.email, v.interview_id, v.part FROM involvements v JOIN people p ON p.id = v.person_id
UNION SELECT p.id, p.name, p.email, r.interview_id, 'interviewer' FROM attendances a JOIN people p ON p.id = a.person_id
JOIN meetings m ON m.id = a.meeting_id JOIN rounds r ON r.id = m.round_id
WHERE NOT EXISTS (SELECT 1 FROM involvements v WHERE v.person_id = p.id AND v.interview_id = r.interview_id)
ORDER BY 1
"""
_INTERVIEWS = """
SELECT i.id, i.company, i.role, i.outcome, coalesce(t.at, i.created) FROM interviews i
LEFT JOIN (SELECT interview_id, max(at) at FROM touches GROUP BY interview_id) t ON t.interview_id = i.id
ORDER BY i.id
"""
_EMAILS = "SELECT message_id, thread, interview_id, person_id FROM touches WHERE message_id <> '' ORDER BY at, id"


def read_correspondence(connection: sqlite3.Connection, mine: frozenset[str]) -> Correspondence:
    """All of it as it stands; `mine` are the user's own addresses, lower case."""
    parts: dict[int, dict[int, Part]] = defaultdict(dict)
    known: dict[int, tuple[str, str]] = {}
    for number, name, email, interview_id, part in connection.execute(_PEOPLE):
        parts[number][interview_id] = Part(part)
        known[number] = name, email.casefold()
    interviews = {
        number: KnownInterview(number, company, role, not _has_ended(outcome), datetime.fromisoformat(last))
        for number, company, role, outcome, last in connection.execute(_INTERVIEWS)
    }
    threads: dict[str, Thread] = {}
    for identity, before, interview_id, person_id in connection.execute(_EMAILS):
        thread = Thread(interview_id, person_id)
        for one in before.split():
            threads.setdefault(one, thread)
        threads[identity] = thread
    own = frozenset(map(plain_address, mine))
    people = tuple(
        KnownPerson(number, name, "" if plain_address(email) in own else email, parts[number])
        for number, (name, email) in known.items()
    )
    return Correspondence(mine, people, interviews, threads)


def _has_ended(outcome: str | None) -> bool:
    return outcome is not None and Outcome(outcome) in ENDED
