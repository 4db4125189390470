"""The pipeline: the interviews by their steps, each step under its heading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from interview_tui.domain.cadence import Cadences
from interview_tui.domain.case import MEETING_LENGTH, OUTSIDERS
from interview_tui.domain.records import MeetingState, Outcome, Plan, Ref, Step
from interview_tui.domain.silence import flagged
from interview_tui.store.database import a_text, unreadable
from interview_tui.store.filtering import Filter, is_indexed, pieces
from interview_tui.store.tallies import Tally, by_head, by_step, late_by_step

if TYPE_CHECKING:
    from collections.abc import Hashable

    from interview_tui.store.database import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class StepHeading:
    """A step, how many interviews stand on it, and how many of their follow-ups are overdue."""

    step: Step
    count: int
    late: int | None
    """None where a filter leaves so many interviews that their follow-ups are not counted."""

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
_HEAD = "lower(substr(i.company, 1, 2))"
_SEARCHED = ("i.company", "i.role")
AHEAD = 64
"""So many more than were asked for are known: a screenful or two, so that a list knows that it goes on."""
FEW = 2_000
"""At most so many interviews are looked at one by one when a text is searched."""
_GLANCE = 200
_OUTSIDE = ", ".join(f"'{part}'" for part in sorted(OUTSIDERS))
# The plus keeps the index of persons out of it: one may stand in many interviews, an interview has few.
_OUTSIDER = f"v.interview_id = i.id AND +v.person_id = t.person_id AND v.part IN ({_OUTSIDE})"
_LAST_TOUCH = (
    "(SELECT max(t.at) FROM touches t WHERE t.interview_id = i.id AND t.at >= r.opened "  # noqa: S608 -- our own names
    f"AND NOT EXISTS (SELECT 1 FROM involvements v WHERE {_OUTSIDER}))"
)
_MEETING = "(SELECT max(m.id) FROM meetings m WHERE m.round_id = r.id)"


class Pipeline:
    """The interviews in the order of their steps, read by the window.

    With a text, those in which every word of it stands. Where these are many they are counted step by step: while
    `complete` is false the length, the count and the headings are of the steps that were counted, and a window near
    their end counts the next.
    """

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
        self._filter = Filter(text, _SEARCHED)
        self._steps = tuple(Step) if step is None else (step,)
        self._heads: dict[Step, Tally] = {}
        self._found = self._find_few() if self._filter.words else None
        self._late = self._count_late()
        self._counts: dict[Step, int] = {}
        if self._found is not None:
            self._counts = {step: len(self._found[step]) for step in self._steps}
        elif not self._filter.words:
            counts = by_step(self._reader)
            self._counts = {step: counts.get(step, 0) for step in self._steps}
        self.find(AHEAD)

    @property
    def complete(self) -> bool:
        """Whether every step is counted, so that the length is final."""
        return len(self._counts) == len(self._steps)

    @property
    def headings(self) -> tuple[StepHeading, ...]:
        """The headings of the steps that are counted."""
        late = self._late
        return tuple(
            StepHeading(step=step, count=count, late=None if late is None else late.get(step, 0))
            for step, count in self._counts.items()
        )

    @property
    def count(self) -> int:
        """How many interviews there are, headings not counted."""
        return sum(self._counts.values())

    def find(self, number: int | None) -> None:
        """Counts steps until so many interviews are known, where there are; or all steps."""
        for step in self._steps[len(self._counts) :]:
            if number is not None and self.count >= number:
                return
            self._counts[step] = self._count(step)

    def number_on(self, step: Step) -> int:
        """How many stand on a step, which is counted if it was not."""
        while step in self._steps and step not in self._counts:
            self.find(self.count + 1)
        return self._counts.get(step, 0)

    def __len__(self) -> int:
        return self.count + len(self._counts) if self.count else 0

    def window(self, start: int, stop: int) -> list[StepHeading | InterviewRow]:
        """The rows, headings included, from one place up to another."""
        self.find(stop + AHEAD)
        rows: list[StepHeading | int] = []
        first = 0
        for heading in self.headings:
            if first < stop and first + heading.count >= start:
                if first >= start:
                    rows.append(heading)
                begin = max(0, start - first - 1)
                rows += self._ids(heading.step, begin, min(heading.count, stop - first - 1))
            first += 1 + heading.count
        interviews = self._read([row for row in rows if isinstance(row, int)])
        read = (row if isinstance(row, StepHeading) else interviews.get(row) for row in rows)
        return [row for row in read if row is not None]

    def interviews(self) -> list[InterviewRow]:
        """All the interviews, without headings."""
        self.find(None)
        return [row for row in self.window(0, len(self)) if isinstance(row, InterviewRow)]

    def index(self, key: Hashable) -> int | None:
        """Where an interview (by its short id) or a step's heading stands; None when it is not in the list, or its step
        is not counted yet.
        """
        if isinstance(key, Step):
            return None if key not in self._counts or not self.count else self._heading_index(key)
        if not isinstance(key, Ref) or key.letter != "i":
            return None
        found = self._reader.execute(
            f"SELECT i.step, i.company, {_HEAD} FROM interviews i WHERE i.id = ?{self._filter.sql}",  # noqa: S608
            (key.id, *self._filter.parameters),
        ).fetchone()
        if found is None or Step(found[0]) not in self._counts:
            return None
        step, company, head = Step(found[0]), found[1], found[2]
        before = self._before(step, company, head, key.id)
        return None if before is None else self._heading_index(step) + 1 + before

    def _before(self, step: Step, company: str, head: str, interview_id: int) -> int | None:
        """How many stand before an interview on its step."""
        if self._found is not None:
            ids = self._found[step]
            return ids.index(interview_id) if interview_id in ids else None
        plain = not self._filter.words
        there = f"SELECT count(*) FROM interviews i WHERE i.step = ?{self._filter.sql} AND i.company COLLATE NOCASE"  # noqa: S608
        words = self._filter.parameters
        row = self._reader.execute(
            f"SELECT ({there} >= ? AND i.company COLLATE NOCASE < ?) + ({there} = ? AND i.id < ?)",
            (int(step), *words, head if plain else "", company, int(step), *words, company, interview_id),
        ).fetchone()
        return int(row[0]) + (self._tally(step).before(head) if plain else 0)

    def _heading_index(self, step: Step) -> int:
        return sum(1 + count for counted, count in self._counts.items() if counted < step)

    def _ids(self, step: Step, start: int, stop: int) -> list[int]:
        """The interviews on a step from one place up to another."""
        if stop <= start:
            return []
        if self._found is not None:
            return self._found[step][start:stop]
        head, place = ("", start) if self._filter.words else self._tally(step).locate(start)
        rows = self._reader.execute(
            f"SELECT i.id FROM interviews i WHERE i.step = ? AND i.company COLLATE NOCASE >= ?{self._filter.sql} "  # noqa: S608
            f"ORDER BY {_PLACE} LIMIT ? OFFSET ?",
            (int(step), head, *self._filter.parameters, stop - start, place),
        )
        return [interview for (interview,) in rows]

    def _tally(self, step: Step) -> Tally:
        if step not in self._heads:
            self._heads[step] = by_head(self._reader, step)
        return self._heads[step]

    def _find_few(self) -> dict[Step, list[int]] | None:
        """The interviews on each step that have the words, where the index says that they are few; else None."""
        if self._many() or not is_indexed(self._reader, "interviews"):
            return None
        asked = pieces(self._reader, "interviews", self._filter.words)
        ids: list[int] = []
        if asked is not None:
            sql = "SELECT rowid FROM search_interviews WHERE search_interviews MATCH ? LIMIT ?"
            ids = [interview for (interview,) in self._reader.execute(sql, (asked, FEW + 1))]
            if len(ids) > FEW:
                return None
        found: dict[Step, list[int]] = {step: [] for step in Step}
        for step, interview in self._reader.execute(
            "SELECT i.step, i.id FROM json_each(?) w CROSS JOIN interviews i ON i.id = w.value "  # noqa: S608
            f"WHERE 1{self._filter.sql} ORDER BY i.step, {_PLACE}",
            (str(ids), *self._filter.parameters),
        ):
            found[Step(step)].append(interview)
        return found

    def _many(self) -> bool:
        """Whether, by the first of them, there will be more than a few: then the index need not be asked."""
        row = self._reader.execute(
            f"SELECT count(*), (SELECT sum(number) FROM stages) FROM (SELECT * FROM interviews LIMIT {_GLANCE}) i "  # noqa: S608
            f"WHERE 1{self._filter.sql}",
            self._filter.parameters,
        ).fetchone()
        return int(row[0]) * int(row[1] or 0) > FEW * _GLANCE

    def _count(self, step: Step) -> int:
        row = self._reader.execute(
            "SELECT count(*) FROM interviews i INDEXED BY ix_interviews_pipeline "  # noqa: S608
            f"WHERE i.step = ?{self._filter.sql}",
            (int(step), *self._filter.parameters),
        )
        return int(row.fetchone()[0])

    def _count_late(self) -> dict[int, int] | None:
        """How many follow-ups are overdue on each step; None where a filter leaves too many to look at each."""
        if not self._filter.words:
            return late_by_step(self._reader, self._order, self._today.isoformat())
        if self._found is None:
            return None
        ids = [interview for on_step in self._found.values() for interview in on_step]
        return dict(
            self._reader.execute(
                "SELECT i.step, count(*) FROM json_each(?) w CROSS JOIN interviews i ON i.id = w.value "  # noqa: S608
                f"CROSS JOIN follow_ups f ON f.interview_id = i.id WHERE f.state = 'open' AND {self._order} < ? "
                "GROUP BY i.step",
                (str(ids), self._today.isoformat()),
            ).fetchall()
        )

    def _read(self, ids: list[int]) -> dict[int, InterviewRow]:
        rows = self._reader.execute(
            "SELECT i.id, i.company, i.role, i.step, i.round, i.outcome, "  # noqa: S608
            f"(SELECT min({self._order}) FROM follow_ups f WHERE f.interview_id = i.id AND f.state = 'open'), "
            f"i.plan, coalesce(r.opened, i.created), {_LAST_TOUCH}, m.starts, m.ends, m.state "
            "FROM json_each(?) w CROSS JOIN interviews i ON i.id = w.value "
            "LEFT JOIN rounds r ON r.interview_id = i.id AND r.number = i.round "
            f"LEFT JOIN meetings m ON m.id = {_MEETING}",
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
        contact = _last_contact(*row[8:])
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
