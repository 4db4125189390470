"""The pipeline: the interviews by their steps, each step under its heading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from interview_tui.domain.records import Outcome, Ref, Step
from interview_tui.store.filtering import Filter

if TYPE_CHECKING:
    from collections.abc import Hashable

    from interview_tui.store.database import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class StepHeading:
    """A step, how many interviews stand on it, and how many of their follow-ups are overdue."""

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
    """An interview, and the first of its open follow-ups."""

    id: int
    company: str
    role: str
    step: Step
    round: int
    outcome: Outcome | None
    next_due: str | None
    """The due date of its first open follow-up in the user's zone: a day, `T`, a clock (24:00 for a whole day)."""

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


_PLACE = "i.company COLLATE NOCASE, i.id"
_SEARCHED = ("i.company", "i.role")


class Pipeline:
    """The interviews in the order of their steps, read by the window."""

    def __init__(self, store: Store, today: date, *, text: str = "", step: Step | None = None) -> None:
        self._reader = store.reader
        self._order = store.queue_order()
        found = Filter(text, _SEARCHED)
        self._where, self._parameters = found.sql, found.parameters
        if step is not None:
            self._where += f" AND i.step = {int(step)}"
        self._steps = tuple(Step) if step is None else (step,)
        counts = self._by_step(f"FROM interviews i WHERE 1{self._where}", self._parameters)
        late = self._by_step(
            "FROM follow_ups f JOIN interviews i ON i.id = f.interview_id "
            f"WHERE f.state = 'open' AND {self._order} < ?{self._where}",
            (today.isoformat(), *self._parameters),
        )
        self.headings = tuple(StepHeading(step=s, count=counts.get(s, 0), late=late.get(s, 0)) for s in self._steps)

    @property
    def count(self) -> int:
        """How many interviews there are, headings not counted."""
        return sum(heading.count for heading in self.headings)

    def __len__(self) -> int:
        return self.count + len(self.headings) if self.count else 0

    def window(self, start: int, stop: int) -> list[StepHeading | InterviewRow]:
        """The rows, headings included, from one place up to another."""
        rows: list[StepHeading | InterviewRow] = []
        first = 0
        for heading in self.headings:
            if first < stop and first + heading.count >= start:
                if first >= start:
                    rows.append(heading)
                begin = max(0, start - first - 1)
                rows += self._interviews(heading.step, begin, min(heading.count, stop - first - 1))
            first += 1 + heading.count
        return rows

    def interviews(self) -> list[InterviewRow]:
        """All the interviews, without headings."""
        return [row for row in self.window(0, len(self)) if isinstance(row, InterviewRow)]

    def index(self, key: Hashable) -> int | None:
        """Where an interview (by its short id) or a step's heading stands; None when it is not in the list."""
        if isinstance(key, Step):
            return None if key not in self._steps or not self.count else self._heading_index(key)
        if not isinstance(key, Ref) or key.letter != "i":
            return None
        found = self._reader.execute(
            f"SELECT i.step, i.company FROM interviews i WHERE i.id = ?{self._where}",  # noqa: S608
            (key.id, *self._parameters),
        ).fetchone()
        if found is None:
            return None
        before = self._reader.execute(
            f"SELECT count(*) FROM interviews i WHERE i.step = ? AND ({_PLACE}) < (?, ?){self._where}",  # noqa: S608
            (found[0], found[1], key.id, *self._parameters),
        )
        return self._heading_index(Step(found[0])) + 1 + int(before.fetchone()[0])

    def _heading_index(self, step: Step) -> int:
        return sum(1 + heading.count for heading in self.headings if heading.step < step)

    def _interviews(self, step: Step, start: int, stop: int) -> list[StepHeading | InterviewRow]:
        if stop <= start:
            return []
        rows = self._reader.execute(
            "SELECT i.id, i.company, i.role, i.step, i.round, i.outcome, "  # noqa: S608
            f"(SELECT min({self._order}) FROM follow_ups f WHERE f.interview_id = i.id AND f.state = 'open') "
            f"FROM interviews i WHERE i.step = ?{self._where} ORDER BY {_PLACE} LIMIT ? OFFSET ?",
            (int(step), *self._parameters, stop - start, start),
        )
        return [_row(row) for row in rows]

    def _by_step(self, source: str, parameters: tuple[Any, ...]) -> dict[int, int]:
        return dict(self._reader.execute(f"SELECT i.step, count(*) {source} GROUP BY i.step", parameters))


def _row(row: tuple[Any, ...]) -> InterviewRow:
    return InterviewRow(
        id=row[0],
        company=row[1],
        role=row[2],
        step=Step(row[3]),
        round=row[4],
        outcome=None if row[5] is None else Outcome(row[5]),
        next_due=row[6],
    )
