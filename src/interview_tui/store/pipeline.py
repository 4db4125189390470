"""The pipeline: the interviews by their steps, each step under its heading."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from interview_tui.data_classes import dataclass
from interview_tui.domain.cadence import Cadences
from interview_tui.domain.contact_frequency import flagged
from interview_tui.domain.dates import due_sort
from interview_tui.domain.enums import OUTSIDERS, Outcome, Plan, Ref, Step
from interview_tui.store.conditions import CAN_BE_LATE, MEETING_END, Condition, counts_at, nothing_ahead, step_at
from interview_tui.store.connection import ids_of
from interview_tui.store.errors import a_text, unreadable
from interview_tui.store.queue import place_in

if TYPE_CHECKING:
    from collections.abc import Hashable

    from interview_tui.store.connection import StoreConnection
    from interview_tui.store.database import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class StepHeading:
    """A step, how many interviews stand on it by now, and how many of their follow-ups are overdue."""

    step: Step
    count: int
    late: int

    @property
    def key(self) -> Step:
        return self.step

    @property
    def selectable(self) -> bool:
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewRow:
    """An interview as it stands by now, and the first of its open follow-ups."""

    id: int
    company: str
    role: str
    step: Step
    round: int
    outcome: Outcome | None
    next_due: str | None
    """The due date of its first open follow-up in the user's zone: a day, `T`, a clock (24:00 for a whole day)."""
    last_contact: datetime
    """The last contact of the round, in or out, or a handover; the end of its last meeting, also while that is ahead;
    else its opening.
    """
    silent_days: int | None
    """Calendar days since then, once the silence is to be flagged (domain/contact_frequency.py)."""
    unplanned: bool
    """Whether nothing at all lies ahead of it, while it runs."""

    @property
    def key(self) -> Ref:
        return Ref("i", self.id)

    @property
    def selectable(self) -> bool:
        return True

    @property
    def next_day(self) -> date | None:
        """The user's day on which something is due next."""
        return None if self.next_due is None else date.fromisoformat(self.next_due[:10])


_OUTSIDE = ", ".join(f"'{part}'" for part in sorted(OUTSIDERS))
# The plus keeps the index of persons out of it: one may stand in many interviews, an interview has few.
_OUTSIDER = f"v.interview_id = i.id AND +v.person_id = t.person_id AND v.part IN ({_OUTSIDE})"
_LAST_TOUCH = (
    "(SELECT max(t.at) FROM touches t WHERE t.interview_id = i.id AND t.at >= r.opened "  # noqa: S608 -- our own names
    "AND NOT t.automatic AND NOT t.bounced "
    f"AND NOT EXISTS (SELECT 1 FROM involvements v WHERE {_OUTSIDER}))"
)
_LAST_MEETING = f"(SELECT max({MEETING_END}) FROM meetings m WHERE m.round_id = r.id AND m.state = 'planned')"  # noqa: S608 -- our own names
_LAST_HANDOVER = (
    "(SELECT max(v.handed_over) FROM involvements v WHERE v.interview_id = i.id AND v.handed_over >= r.opened)"
)
_WAITED_FOR = (
    "(SELECT max(c.due) FROM meetings m CROSS JOIN commitments c ON c.meeting_id = m.id "
    "WHERE m.round_id = r.id AND c.owner = 'them' AND c.state = 'open')"
)
"""The last date of theirs that is still open: no silence is flagged before it (METHOD, fine print 3)."""


class Pipeline:
    """The interviews at an instant in the order of their steps; with a text, those that it leaves (domain/filters.py).
    Their ids are read at once, what else a row says by the window. Without a text the steps stand there even if nobody
    is on any of them.
    """

    def __init__(
        self,
        store: Store,
        now: datetime,
        *,
        text: str = "",
        step: Step | None = None,
        cadences: Cadences | None = None,
    ) -> None:
        self._store = store
        self._calendar, self._cadences = store.calendar, cadences or Cadences()
        self._now, self._today = now, store.calendar.day(now)
        self._order = store.queue_order()
        self._is_filtered = bool(text)
        wanted = Condition()
        if text:
            from interview_tui.store.filters import Filter

            wanted = Filter(text, now=now, today=self._today, order=self._order).of_interviews()
        steps = tuple(Step) if step is None else (step,)
        of_each = ", ".join(f"group_concat(id) FILTER (WHERE at = {one:d})" for one in steps)
        found = self._reader.execute(
            f"SELECT {of_each} FROM (SELECT i.id AS id, {step_at(now)} AS at FROM interviews i WHERE 1{wanted.sql} "  # noqa: S608
            "ORDER BY i.company COLLATE NOCASE, i.id)",
            wanted.parameters,
        ).fetchone()
        self._ids: dict[Step, list[int]] = dict(zip(steps, map(ids_of, found), strict=True))

    @property
    def _reader(self) -> StoreConnection:
        """Asked for each time: of a store that was damaged meanwhile, or replaced, the one of before is closed."""
        return self._store.reader

    @cached_property
    def headings(self) -> tuple[StepHeading, ...]:
        """The headings of the steps."""
        late: Counter[int] = Counter(
            interview
            for (interview,) in self._reader.execute(
                f"SELECT f.interview_id FROM follow_ups f WHERE {counts_at(self._now)} AND {CAN_BE_LATE} "  # noqa: S608
                f"AND {self._order} < ?",
                (self._today.isoformat(),),
            )
        )
        return tuple(
            StepHeading(step=step, count=len(ids), late=sum(late[i] for i in late.keys() & ids))
            for step, ids in self._ids.items()
        )

    @property
    def count(self) -> int:
        """How many interviews there are, headings not counted."""
        return sum(map(len, self._ids.values()))

    def number_on(self, step: Step) -> int:
        """How many stand on a step."""
        return len(self._ids.get(step, ()))

    def __len__(self) -> int:
        return len(self._rows)

    def window(self, start: int, stop: int) -> list[StepHeading | InterviewRow]:
        """The rows, headings included, from one place up to another."""
        rows = self._rows[max(0, start) : max(0, stop)]
        interviews = self._read([row for row in rows if isinstance(row, int)])
        read = (row if isinstance(row, StepHeading) else interviews.get(row) for row in rows)
        return [row for row in read if row is not None]

    def interviews(self) -> list[InterviewRow]:
        """All the interviews, without headings."""
        return list(self._read([interview for ids in self._ids.values() for interview in ids]).values())

    def index(self, key: Hashable) -> int | None:
        """Where an interview (by its short id) or a step's heading stands; None when it is not in the list."""
        if isinstance(key, Ref):
            return place_in(self._rows, key.id) if key.letter == "i" else None
        return next((place for step, place in zip(self._ids, self._heading_places, strict=False) if step is key), None)

    def items(self, start: int, stop: int) -> int:
        """How many interviews stand from one place up to another."""
        headings = sum(start <= place < stop for place in self._heading_places)
        return max(0, min(stop, len(self)) - max(start, 0) - headings)

    @cached_property
    def _heading_places(self) -> tuple[int, ...]:
        places, at = [], 0
        for ids in self._ids.values():
            places.append(at)
            at += 1 + len(ids)
        return tuple(places) if self._rows else ()

    @cached_property
    def _rows(self) -> list[StepHeading | int]:
        if self._is_filtered and not self.count:
            return []
        rows: list[StepHeading | int] = []
        for heading in self.headings:
            rows += (heading, *self._ids[heading.step])
        return rows

    def _read(self, ids: list[int]) -> dict[int, InterviewRow]:
        today = due_sort(self._today.isoformat(), None, self._calendar)
        rows = self._reader.execute(
            f"SELECT i.id, i.company, i.role, {step_at(self._now)}, i.round, i.outcome, "  # noqa: S608
            f"(SELECT min(iif({CAN_BE_LATE}, {self._order}, max({self._order}, '{today}'))) FROM follow_ups f "
            f"WHERE f.interview_id = i.id AND {counts_at(self._now)}), "
            f"i.plan, {nothing_ahead(self._now, self._today)}, "
            f"{_WAITED_FOR}, coalesce(r.opened, i.created), {_LAST_TOUCH}, {_LAST_MEETING}, {_LAST_HANDOVER} "
            "FROM json_each(?) w CROSS JOIN interviews i ON i.id = w.value "
            "LEFT JOIN rounds r ON r.interview_id = i.id AND r.number = i.round",
            (str(ids),),
        )
        return {row[0]: self._row(row) for row in rows}

    def _row(self, row: tuple[Any, ...]) -> InterviewRow:
        try:
            return self._read_row(row)
        except (ValueError, TypeError) as error:
            raise unreadable("i", row[0]) from error

    def _read_row(self, row: tuple[Any, ...]) -> InterviewRow:
        step, outcome = Step(row[3]), None if row[5] is None else Outcome(row[5])
        contact = max(datetime.fromisoformat(text) for text in row[10:] if text)
        if row[6] is not None:
            date.fromisoformat(row[6][:10])
        return InterviewRow(
            id=row[0],
            company=a_text(row[1]),
            role=a_text(row[2]),
            step=step,
            round=row[4],
            outcome=outcome,
            next_due=row[6],
            last_contact=contact,
            silent_days=flagged(
                step,
                outcome,
                self._calendar.day(contact),
                waiting=None if row[9] is None else date.fromisoformat(row[9]),
                today=self._today,
                cadence=self._cadences.of(None if row[7] is None else Plan(row[7])),
            ),
            unplanned=bool(row[8]),
        )
