"""The follow-up queue: what is owed, in the order in which it is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from interview_tui.domain.records import Channel, DueState, Kind, Ref, Step
from interview_tui.store.filtering import Filter

if TYPE_CHECKING:
    from collections.abc import Hashable

    from interview_tui.domain.dates import Calendar
    from interview_tui.store.database import Store


def due_sort(day: str | None, at: str | None, calendar: Calendar) -> str:
    """The place of a due date in the queue: the user's day and clock; a whole day comes after its timed ones."""
    if at is not None:
        return calendar.local(datetime.fromisoformat(at)).strftime("%Y-%m-%dT%H:%M")
    return f"{day}T24:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """An open follow-up, with what one reads beside it."""

    id: int
    kind: Kind
    text: str
    day: date
    """The user's day on which it is due."""
    at: datetime | None
    """The instant, in UTC, when it is due at a time of day."""
    state: DueState
    interview_id: int
    company: str
    role: str
    step: Step
    person_id: int | None
    person: str
    channel: Channel
    why: str
    anchor: datetime | None
    sensitive: bool

    @property
    def key(self) -> Ref:
        return Ref("f", self.id)

    @property
    def selectable(self) -> bool:
        return True


def state_of(day: date, today: date) -> DueState:
    """Where a due date stands against the user's today."""
    if day < today:
        return DueState.OVERDUE
    return DueState.TODAY if day == today else DueState.UPCOMING


_FROM = (
    "FROM follow_ups f JOIN interviews i ON i.id = f.interview_id LEFT JOIN people p ON p.id = f.person_id "
    "WHERE f.state = 'open'"
)
_SEARCHED = ("f.text", "i.company", "i.role", "p.name", "f.why")


FURTHEST = 36_525
"""Days ahead that are looked at, at most: a century, so that no sum of dates leaves the calendar."""


class Queue:
    """The open follow-ups, overdue first; read by the window. `days`: only what is due until so many days ahead."""

    def __init__(self, store: Store, today: date, *, days: int | None = None, text: str = "") -> None:
        self._reader = store.reader
        self._today = today
        self._order = store.queue_order()
        found = Filter(text, _SEARCHED)
        self._where = found.sql
        self._parameters: tuple[Any, ...] = found.parameters
        if days is not None:
            days = min(days, FURTHEST)
            self._where += f" AND {self._order} < ?"
            self._parameters += ((today + timedelta(days=days + 1)).isoformat(),)
        self._length: int | None = None

    def __len__(self) -> int:
        if self._length is None:
            joins = _FROM if self._where else "FROM follow_ups f WHERE f.state = 'open'"
            row = self._reader.execute(f"SELECT count(*) {joins}{self._where}", self._parameters)
            self._length = int(row.fetchone()[0])
        return self._length

    def counts(self) -> dict[DueState, int]:
        """How many follow-ups are overdue, due today, and due later."""
        before = [self._before(self._today), self._before(self._today + timedelta(days=1)), len(self)]
        return dict(zip(DueState, (before[0], before[1] - before[0], before[2] - before[1]), strict=True))

    def _before(self, day: date) -> int:
        joins = _FROM if self._where else "FROM follow_ups f WHERE f.state = 'open'"
        row = self._reader.execute(
            f"SELECT count(*) {joins}{self._where} AND {self._order} < ?",
            (*self._parameters, day.isoformat()),
        )
        return int(row.fetchone()[0])

    def window(self, start: int, stop: int) -> list[QueueRow]:
        """The rows from one place up to another."""
        rows = self._reader.execute(
            f"SELECT f.id, f.kind, f.text, {self._order}, f.due_at, i.id, i.company, i.role, i.step, p.id, p.name, "
            f"f.channel, f.why, f.anchor, f.sensitive {_FROM}{self._where} ORDER BY {self._order}, f.id "
            "LIMIT ? OFFSET ?",
            (*self._parameters, max(0, stop - start), start),
        )
        return [self._row(row) for row in rows]

    def index(self, key: Hashable) -> int | None:
        """Where a follow-up stands, by its short id; None when it is not in the queue."""
        if not isinstance(key, Ref) or key.letter != "f":
            return None
        found = self._reader.execute(
            f"SELECT {self._order} {_FROM}{self._where} AND f.id = ?",
            (*self._parameters, key.id),
        ).fetchone()
        if found is None:
            return None
        row = self._reader.execute(
            f"SELECT count(*) {_FROM}{self._where} AND ({self._order}, f.id) < (?, ?)",
            (*self._parameters, found[0], key.id),
        )
        return int(row.fetchone()[0])

    def first_of(self, interview_id: int, *, person_id: int | None = None) -> Ref | None:
        """The follow-up of an interview (and a person) that is due first."""
        whose = "" if person_id is None else " AND f.person_id = ?"
        persons = () if person_id is None else (person_id,)
        row = self._reader.execute(
            f"SELECT f.id {_FROM}{self._where} AND f.interview_id = ?{whose} ORDER BY {self._order}, f.id LIMIT 1",
            (*self._parameters, interview_id, *persons),
        ).fetchone()
        return None if row is None else Ref("f", row[0])

    def _row(self, row: tuple[Any, ...]) -> QueueRow:
        day = date.fromisoformat(row[3][:10])
        return QueueRow(
            id=row[0],
            kind=Kind(row[1]),
            text=row[2],
            day=day,
            at=None if row[4] is None else datetime.fromisoformat(row[4]),
            state=state_of(day, self._today),
            interview_id=row[5],
            company=row[6],
            role=row[7],
            step=Step(row[8]),
            person_id=row[9],
            person=row[10] or "",
            channel=Channel(row[11]),
            why=row[12],
            anchor=None if row[13] is None else datetime.fromisoformat(row[13]),
            sensitive=bool(row[14]),
        )
