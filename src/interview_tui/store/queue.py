"""The follow-up queue: what is owed, in the order in which it is due."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from interview_tui.domain.terms import Channel, DueState, Kind, Ref, Step
from interview_tui.store.database import a_text, unreadable
from interview_tui.store.filtering import Filter
from interview_tui.store.searching import Search
from interview_tui.store.tallies import Tally, owed_by_day

if TYPE_CHECKING:
    from collections.abc import Hashable

    from interview_tui.domain.dates import Calendar
    from interview_tui.store.database import Store


def due_sort(day: str | None, at: str | None, calendar: Calendar) -> str:
    """The place of a due date in the queue: the user's day and clock; a whole day comes after its timed ones."""
    if at is not None:
        return calendar.local(datetime.fromisoformat(at)).strftime("%Y-%m-%dT%H:%M")
    return f"{day}T24:00"


class QueueRow(NamedTuple):
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


FURTHEST = 36_525
"""Days ahead that are looked at, at most: a century, so that no sum of dates leaves the calendar."""


_JOINED = "JOIN interviews i ON i.id = f.interview_id LEFT JOIN people p ON p.id = f.person_id"
_WORDS = ("s.words",)
"""Those of the follow-up, of its interview and its person, kept together for this (migration 0003)."""


class Queue:
    """The open follow-ups, overdue first; read by the window. `days`: only what is due until so many days ahead.

    With a text, those in which every word of it stands. They are found as they are asked for: while `complete` is
    false the length and the counts are of those found so far, and a window near their end finds more.
    """

    def __init__(self, store: Store, today: date, *, days: int | None = None, text: str = "") -> None:
        self._reader = store.reader
        self._today = today
        self._order = store.queue_order()
        self._until = None if days is None else (today + timedelta(days=min(days, FURTHEST) + 1)).isoformat()
        self._filter = Filter(text, _WORDS)
        self._search = Search(self._reader, self._filter, self._order, self._until) if self._filter.words else None

    @cached_property
    def _owed(self) -> Tally:
        return owed_by_day(self._reader, self._order)

    def __len__(self) -> int:
        return self._before(self._until)

    @property
    def complete(self) -> bool:
        """Whether all of it is found, so that length and counts are final."""
        return self._search is None or self._search.complete

    def find(self, number: int | None) -> None:
        """Finds at least so many, where there are; or all, however long that takes."""
        if self._search is not None:
            self._search.find(number)

    def counts(self) -> dict[DueState, int]:
        """How many follow-ups are overdue, due today, and due later."""
        tomorrow = (self._today + timedelta(days=1)).isoformat()
        before = [self._before(self._today.isoformat()), self._before(tomorrow), len(self)]
        return dict(zip(DueState, (before[0], before[1] - before[0], before[2] - before[1]), strict=True))

    def window(self, start: int, stop: int) -> list[QueueRow]:
        """The rows from one place up to another."""
        ids = self._ids(start, stop)
        rows = self._reader.execute(
            f"SELECT f.id, f.kind, f.text, {self._order}, f.due_at, i.id, i.company, i.role, i.step, p.id, p.name, "  # noqa: S608
            "f.channel, f.why, f.anchor, f.sensitive "
            f"FROM json_each(?) w CROSS JOIN follow_ups f ON f.id = w.value {_JOINED}",
            (str(ids),),
        )
        return [self._row(row) for row in rows]

    def index(self, key: Hashable) -> int | None:
        """Where a follow-up stands, by its short id; None when it is not in the queue, or is not found yet."""
        if not isinstance(key, Ref) or key.letter != "f":
            return None
        if self._search is not None:
            return self._search.index(key.id)
        found = self._reader.execute(
            f"SELECT {self._order} FROM follow_ups f WHERE f.state = 'open' AND f.id = ?",  # noqa: S608
            (key.id,),
        ).fetchone()
        if found is None or (self._until is not None and found[0] >= self._until):
            return None
        day = found[0][:10]
        # Two plain ranges of the index: comparing rows as pairs would look at each.
        of_day = "SELECT count(*) FROM follow_ups f WHERE f.state = 'open'"
        before = self._reader.execute(
            f"SELECT ({of_day} AND {self._order} >= ? AND {self._order} < ?) "
            f"+ ({of_day} AND {self._order} = ? AND f.id < ?)",
            (day, found[0], found[0], key.id),
        )
        return self._owed.before(day) + int(before.fetchone()[0])

    def first_of(self, interview_id: int, *, person_id: int | None = None) -> Ref | None:
        """The follow-up of an interview (and a person) that is due first."""
        whose = "" if person_id is None else " AND f.person_id = ?"
        persons = () if person_id is None else (person_id,)
        words = "JOIN searched s ON s.follow_up_id = f.id " if self._filter.sql else ""
        until, limits = ("", ()) if self._until is None else (f" AND {self._order} < ?", (self._until,))
        row = self._reader.execute(
            f"SELECT f.id FROM follow_ups f {words}WHERE f.state = 'open' AND f.interview_id = ?{whose}"  # noqa: S608
            f"{until}{self._filter.sql} ORDER BY {self._order}, f.id LIMIT 1",
            (interview_id, *persons, *limits, *self._filter.parameters),
        ).fetchone()
        return None if row is None else Ref("f", row[0])

    def _before(self, day: str | None) -> int:
        """How many are due before a day, or in all."""
        if self._search is not None:
            return self._search.before(day)
        days = [day for day in (day, self._until) if day is not None]
        return self._owed.before(min(days)) if days else len(self._owed)

    def _ids(self, start: int, stop: int) -> list[int]:
        if self._search is not None:
            return self._search.ids(start, stop)
        stop = min(stop, len(self))
        if start >= stop:
            return []
        day, place = self._owed.locate(start)
        rows = self._reader.execute(
            f"SELECT f.id FROM follow_ups f WHERE f.state = 'open' AND {self._order} >= ? "  # noqa: S608
            f"ORDER BY {self._order}, f.id LIMIT ? OFFSET ?",
            (day, stop - start, place),
        )
        return [follow_up for (follow_up,) in rows]

    def _row(self, row: tuple[Any, ...]) -> QueueRow:
        try:
            return self._read_row(row)
        except (ValueError, TypeError) as error:
            raise unreadable("f", row[0]) from error

    def _read_row(self, row: tuple[Any, ...]) -> QueueRow:
        day = date.fromisoformat(row[3][:10])
        return QueueRow(
            id=row[0],
            kind=Kind(row[1]),
            text=a_text(row[2]),
            day=day,
            at=None if row[4] is None else datetime.fromisoformat(row[4]),
            state=state_of(day, self._today),
            interview_id=row[5],
            company=a_text(row[6]),
            role=a_text(row[7]),
            step=Step(row[8]),
            person_id=row[9],
            person=a_text(row[10] or ""),
            channel=Channel(row[11]),
            why=a_text(row[12]),
            anchor=None if row[13] is None else datetime.fromisoformat(row[13]),
            sensitive=bool(row[14]),
        )
