"""The follow-up queue: what is owed, in the order in which it is due, and where nothing is planned.

Which follow-ups are owed, and on which step an interview stands, is told by the rows and the clock
(store/conditions.py).
"""

from __future__ import annotations

from bisect import bisect_left, insort
from datetime import date, datetime, timedelta
from functools import cached_property

from interview_tui.data_classes import NamedTuple
from interview_tui.domain.dates import due_sort
from interview_tui.domain.enums import Channel, DueState, Ref, Step
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.text import counted
from interview_tui.store.conditions import MISSED, Condition, counts_at, lapsed_at, nothing_ahead, step_at
from interview_tui.store.errors import a_text, unreadable

TYPE_CHECKING = False  # the module typing is not loaded for names alone
if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from typing import Any

    from interview_tui.store.connection import StoreConnection
    from interview_tui.store.database import Store

UNPLANNED = "unplanned"
"""The key of the line that stands for many interviews for which nothing is planned."""
UNPLANNED_LINES = 5
"""So many of them have a line each; more stand as one line."""
_NOTHING_AHEAD = "nothing lies ahead: book a meeting, check in, add something, or mark it as gone quiet"


class QueueRow(NamedTuple):
    """An open follow-up, with what one reads beside it; or an interview for which nothing is planned."""

    id: int
    """The follow-up's; 0 where nothing is planned."""
    kind: Kind
    text: str
    day: date | None
    """The user's day on which it is due; None where nothing is planned."""
    at: datetime | None
    """The instant, in UTC, when it is due at a time of day."""
    state: DueState
    interview_id: int
    """0 for the line that stands for many interviews."""
    company: str
    role: str
    step: Step
    """Where the interview stands by now."""
    person_id: int | None
    person: str
    channel: Channel | None
    why: str
    anchor: datetime | None
    sensitive: bool

    @property
    def key(self) -> Hashable:
        if self.id:
            return Ref("f", self.id)
        return Ref("i", self.interview_id) if self.interview_id else UNPLANNED

    @property
    def selectable(self) -> bool:
        return bool(self.id or self.interview_id)


def place_in(rows: Sequence[object], wanted: int) -> int | None:
    """Where an id stands; None where it does not. To look for one takes less than to keep the places of all."""
    try:
        return rows.index(wanted)
    except ValueError:
        return None


def due_state(day: date, today: date) -> DueState:
    """Where a due date stands against the user's today."""
    if day < today:
        return DueState.OVERDUE
    return DueState.TODAY if day == today else DueState.UPCOMING


FURTHEST = 36_525
"""Days ahead that are looked at, at most: a century, so that no sum of dates leaves the calendar."""


class Queue:
    """The open follow-ups at an instant, overdue first; then the running interviews for which nothing is planned. Their
    ids are read at once, what else a row says by the window.

    `days`: only what is due until so many days ahead. `text`: only what this filter leaves (domain/filters.py).
    `collapse`: more than a few interviews for which nothing is planned stand as one line.
    """

    def __init__(
        self, store: Store, now: datetime, *, days: int | None = None, text: str = "", collapse: bool = True
    ) -> None:
        self._store, self._now = store, now
        self._text = text
        self._before: dict[date, int] = {}
        self._today = today = store.calendar.day(now)
        self._order = store.queue_order()
        until = "~" if days is None else (today + timedelta(days=min(days, FURTHEST) + 1)).isoformat()
        wanted = self._of_unplanned = Condition()
        if text:
            from interview_tui.store.filters import Filter

            filtered = Filter(text, now=now, today=today, order=self._order)
            wanted, self._of_unplanned = filtered.of_follow_ups(), filtered.of_unplanned()
        # Nearly every row is looked at: in their own order that takes half as long as through an index.
        self._way = " NOT INDEXED" if wanted.sql else ""
        self._listed = f" WHERE {counts_at(now)} AND {self._order} < ?{wanted.sql}"
        self._limits = (until, *wanted.parameters)
        self._step, self._lapsed, self._nothing = step_at(now), lapsed_at(now), nothing_ahead(now, today)
        self._collapse = collapse

    def __len__(self) -> int:
        return sum(self.counts().values())

    @property
    def _reader(self) -> StoreConnection:
        """Asked for each time: of a store that was damaged meanwhile, or replaced, the one of before is closed."""
        return self._store.reader

    @property
    def unplanned(self) -> int:
        """For how many running interviews nothing is planned, whether they have a line each or one together."""
        return len(self._unplanned)

    @property
    def dated(self) -> int:
        """How many lines have a due day."""
        return len(self._dated)

    def due_before(self, day: date) -> int:
        """How many lines are due before a day."""
        if day not in self._before:
            self._before[day] = bisect_left(self._dated, day.isoformat(), key=self._place)
        return self._before[day]

    def counts(self) -> dict[DueState, int]:
        """How many lines are overdue, due today, due later, and without a due day."""
        overdue = self.due_before(self._today)
        until_tomorrow = self.due_before(self._today + timedelta(days=1))
        undated = 1 if self._is_collapsed else self.unplanned
        numbers = (overdue, until_tomorrow - overdue, len(self._dated) - until_tomorrow, undated)
        return dict(zip(DueState, numbers, strict=True))

    def window(self, start: int, stop: int) -> list[QueueRow]:
        """The rows from one place up to another."""
        start, dated = max(0, start), len(self._dated)
        ids = self._dated[start : max(start, stop)]
        rows = self._reader.execute(
            f"SELECT f.id, f.kind, f.text, {self._order}, f.due_at, i.id, i.company, i.role, {self._step}, p.id, "  # noqa: S608
            "p.name, f.channel, f.why, f.anchor, f.sensitive "
            "FROM json_each(?) w CROSS JOIN follow_ups f ON f.id = w.value "
            "JOIN interviews i ON i.id = f.interview_id LEFT JOIN people p ON p.id = f.person_id",
            (str(ids),),
        )
        found = [self._row(row) for row in rows]
        return found + (self._unplanned_rows(max(0, start - dated), stop - dated) if stop > dated else [])

    def index(self, key: Hashable) -> int | None:
        """Where a line stands, by its key; None when it is not in the queue."""
        if key == UNPLANNED:
            return len(self._dated) if self._is_collapsed else None
        if not isinstance(key, Ref):
            return None
        if key.letter == "i":
            there = not self._is_collapsed and key.id in self._unplanned
            return len(self._dated) + self._unplanned.index(key.id) if there else None
        return place_in(self._dated, key.id) if key.letter == "f" else None

    def first_of(self, interview_id: int, *, person_id: int | None = None) -> Ref | None:
        """The follow-up of an interview (and a person) that is due first; the interview itself where nothing is planned
        for it.
        """
        whose = "" if person_id is None else " AND f.person_id = ?"
        persons = () if person_id is None else (person_id,)
        row = self._reader.execute(
            f"SELECT f.id FROM follow_ups f{self._listed} AND f.interview_id = ?{whose} "  # noqa: S608
            f"ORDER BY {self._order}, f.id LIMIT 1",
            (*self._limits, interview_id, *persons),
        ).fetchone()
        if row is not None:
            return Ref("f", row[0])
        return Ref("i", interview_id) if person_id is None and self._unplanned_ids(interview_id) else None

    @cached_property
    def _dated(self) -> list[int]:
        """The ids of the follow-ups in their order."""
        in_order = f"SELECT f.id FROM follow_ups f{self._way}{self._listed} ORDER BY {self._order}, f.id"  # noqa: S608
        found = self._reader.ids(in_order, self._limits)
        if moved := sorted(self._waiting.intersection(found)):
            found = [number for number in found if number not in self._waiting]
            for number in moved:
                insort(found, number, key=lambda one: (self._place(one), one))
        return found

    @cached_property
    def _waiting(self) -> frozenset[int]:
        """The suggestions of earlier days: they are nothing owed, and stand under today from their day on."""
        rows = self._reader.execute(
            "SELECT f.id FROM suggestions s JOIN follow_ups f ON f.id = s.follow_up_id "  # noqa: S608
            f"WHERE f.state = 'open' AND {self._order} < ?",
            (self._today.isoformat(),),
        )
        return frozenset(number for (number,) in rows)

    def _place(self, follow_up: int) -> str:
        """What a follow-up is ordered by."""
        if follow_up in self._waiting:
            return due_sort(self._today.isoformat(), None, self._store.calendar)
        sql = f"SELECT {self._order} FROM follow_ups f WHERE f.id = ?"  # noqa: S608
        row = self._reader.execute(sql, (follow_up,)).fetchone()
        return str(row[0]) if row is not None else ""  # another session has deleted it: all is read again soon

    @cached_property
    def _unplanned(self) -> Sequence[int]:
        """The interviews for which nothing is planned, by their companies."""
        return self._unplanned_ids() if self._text else self._store.unplanned(self._now)

    @property
    def _is_collapsed(self) -> bool:
        return self._collapse and self.unplanned > UNPLANNED_LINES

    def _unplanned_ids(self, interview_id: int | None = None) -> list[int]:
        one = "" if interview_id is None else f" AND i.id = {interview_id:d}"
        return self._reader.ids(
            f"SELECT i.id FROM interviews i WHERE 1{self._of_unplanned.sql}{one} AND {self._nothing} "  # noqa: S608
            "ORDER BY i.company COLLATE NOCASE, i.id",
            self._of_unplanned.parameters,
        )

    def _unplanned_rows(self, start: int, stop: int) -> list[QueueRow]:
        if self._is_collapsed:
            return [_unplanned_row(self.unplanned)] if start == 0 < stop else []
        if not self._unplanned[start:stop]:
            return []
        rows = self._reader.execute(
            f"SELECT i.id, i.company, i.role, {self._step}, (SELECT group_concat(x.text, ', ') FROM (SELECT f.text "  # noqa: S608
            f"FROM follow_ups f WHERE f.interview_id = i.id AND {self._lapsed} AND {MISSED} "
            "ORDER BY f.lapses, f.id) x) "
            "FROM json_each(?) w CROSS JOIN interviews i ON i.id = w.value",
            (str(self._unplanned[start:stop]),),
        )
        return [_undated_row(*row) for row in rows]

    def _row(self, row: tuple[Any, ...]) -> QueueRow:
        try:
            return self._read_row(row)
        except (ValueError, TypeError) as error:
            raise unreadable("f", row[0]) from error

    def _read_row(self, row: tuple[Any, ...]) -> QueueRow:
        kind, day, at = Kind(row[1]), date.fromisoformat(row[3][:10]), row[4]
        if kind is Kind.SUGGESTION and day < self._today:
            day, at = self._today, None
        return QueueRow(
            id=row[0],
            kind=kind,
            text=a_text(row[2]),
            day=day,
            at=None if at is None else datetime.fromisoformat(at),
            state=due_state(day, self._today),
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


def _undated_row(interview_id: int, company: str, role: str, step: int, undone: str | None) -> QueueRow:
    """An interview for which nothing is planned; `undone` names what was left undone until it lapsed."""
    try:
        return _NOTHING_PLANNED._replace(
            interview_id=interview_id,
            company=a_text(company),
            role=a_text(role),
            step=Step(step),
            why=f"left undone: {undone}; {_NOTHING_AHEAD}" if undone else _NOTHING_AHEAD,
        )
    except (ValueError, TypeError) as error:
        raise unreadable("i", interview_id) from error


def _unplanned_row(number: int) -> QueueRow:
    """The line that stands for many such interviews."""
    return _NOTHING_PLANNED._replace(
        text=f"{counted(number, 'interview')} have nothing planned", why="the pipeline shows them"
    )


_NOTHING_PLANNED = QueueRow(
    id=0,
    kind=Kind.NOTHING_PLANNED,
    text="Nothing planned",
    day=None,
    at=None,
    state=DueState.NONE,
    interview_id=0,
    company="",
    role="",
    step=Step.SET_THE_STAGE,
    person_id=None,
    person="",
    channel=None,
    why=_NOTHING_AHEAD,
    anchor=None,
    sensitive=False,
)
