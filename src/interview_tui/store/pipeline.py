"""The pipeline: the interviews by their steps, each step under its heading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from interview_tui.domain.cadence import Cadences
from interview_tui.domain.case import MEETING_LENGTH, OUTSIDERS
from interview_tui.domain.records import MeetingState, Outcome, Plan, Ref, Step
from interview_tui.domain.silence import flagged
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
    last_contact: datetime
    """The last contact of the round, in or out; its meeting's end, also while that is ahead; else its opening."""
    silent_days: int | None
    """Calendar days since then, once the silence is to be flagged (domain/silence.py)."""

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
_OUTSIDE = ", ".join(f"'{part}'" for part in sorted(OUTSIDERS))
_OUTSIDER = f"v.interview_id = i.id AND v.person_id = t.person_id AND v.part IN ({_OUTSIDE})"
_LAST_TOUCH = (
    "(SELECT max(t.at) FROM touches t WHERE t.interview_id = i.id AND t.at >= r.opened "  # noqa: S608 -- our own names
    f"AND NOT EXISTS (SELECT 1 FROM involvements v WHERE {_OUTSIDER}))"
)
_MEETING = "(SELECT max(m.id) FROM meetings m WHERE m.round_id = r.id)"


class Pipeline:
    """The interviews in the order of their steps, read by the window."""

    def __init__(
        self,
        store: Store,
        today: date,
        *,
        text: str = "",
        step: Step | None = None,
        cadences: Cadences | None = None,
    ) -> None:
        self._reader = store.reader
        self._calendar, self._today, self._cadences = store.calendar, today, cadences or Cadences()
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
            f"(SELECT min({self._order}) FROM follow_ups f WHERE f.interview_id = i.id AND f.state = 'open'), "
            f"i.plan, coalesce(r.opened, i.created), {_LAST_TOUCH}, m.starts, m.ends, m.state "
            # The window is cut out first: what hangs on an interview is looked up for its rows only.
            f"FROM (SELECT i.* FROM interviews i WHERE i.step = ?{self._where} ORDER BY {_PLACE} LIMIT ? OFFSET ?) i "
            "LEFT JOIN rounds r ON r.interview_id = i.id AND r.number = i.round "
            f"LEFT JOIN meetings m ON m.id = {_MEETING} ORDER BY {_PLACE}",
            (int(step), *self._parameters, stop - start, start),
        )
        return [self._row(row) for row in rows]

    def _by_step(self, source: str, parameters: tuple[Any, ...]) -> dict[int, int]:
        return dict(self._reader.execute(f"SELECT i.step, count(*) {source} GROUP BY i.step", parameters))

    def _row(self, row: tuple[Any, ...]) -> InterviewRow:
        step, outcome = Step(row[3]), None if row[5] is None else Outcome(row[5])
        contact = _last_contact(*row[8:])
        return InterviewRow(
            id=row[0],
            company=row[1],
            role=row[2],
            step=step,
            round=row[4],
            outcome=outcome,
            next_due=row[6],
            last_contact=contact,
            silent_days=flagged(
                step,
                outcome,
                self._calendar.day(contact),
                today=self._today,
                cadence=self._cadences.of(None if row[7] is None else Plan(row[7])),
            ),
        )


def _last_contact(
    opened: str, touched: str | None, starts: str | None, ends: str | None, state: str | None
) -> datetime:
    instants = [datetime.fromisoformat(text) for text in (opened, touched) if text]
    if starts and state == MeetingState.PLANNED:
        instants.append(datetime.fromisoformat(ends) if ends else datetime.fromisoformat(starts) + MEETING_LENGTH)
    return max(instants)
