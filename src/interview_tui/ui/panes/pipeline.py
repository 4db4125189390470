"""The pipeline by the ten steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment

from interview_tui.domain.dates import WEEKDAYS, due_words
from interview_tui.domain.enums import Outcome, Ref, Step
from interview_tui.domain.steps import row as step_row
from interview_tui.store.pipeline import InterviewRow, Pipeline, StepHeading
from interview_tui.terminal.text import cells, whole_words
from interview_tui.ui.keys import Pane, with_keys
from interview_tui.ui.list_view import ListView
from interview_tui.ui.strips import fit, two_ends
from interview_tui.wording import OUTCOME_SIGNS

if TYPE_CHECKING:
    from datetime import date

    from rich.style import Style

    from interview_tui.services.base import Context
    from interview_tui.ui.strips import Drawn


class PipelinePane(ListView[StepHeading | InterviewRow]):
    """Every step with its interviews; an empty step is shown too, since the ten of them are the method."""

    pane = Pane.PIPELINE
    NOTHING_FOUND = "No matching interviews. {leave} shows all again, {filter} changes the filter."

    def __init__(self) -> None:
        super().__init__(id="pipeline")
        self._today: date | None = None
        self._pipeline: Pipeline | None = None

    def read(self, context: Context, text: str) -> int:
        """Reads the interviews that have all words of the text; the cursor stays on its interview. Gives their number.

        Raises StoreTrouble.
        """
        self._today = context.today()
        self._pipeline = Pipeline(context.store, context.clock(), text=text, cadences=context.cadences)
        self.empty = with_keys(self.NOTHING_FOUND)
        if text:
            from interview_tui.domain.filters import unknown_term

            self.empty = f"{self.empty} {unknown_term(text)}".rstrip()
        self.show(self._pipeline)
        return self._pipeline.count

    @property
    def interview_id(self) -> int | None:
        """The interview under the cursor."""
        return self.current.id if isinstance(self.current, InterviewRow) else None

    def interviews_beside(self) -> list[int]:
        """The interviews below and above the cursor."""
        return [row.id for row in self.beside() if isinstance(row, InterviewRow)]

    def marked_ids(self) -> list[int]:
        """The marked interviews."""
        return sorted(key.id for key in self.marked if isinstance(key, Ref))

    def go_to_step(self, step: Step) -> bool:
        """The cursor goes to the first interview on a step; False when nobody is there."""
        if self._pipeline is None or not self._pipeline.number_on(step):
            return False
        place = self._pipeline.index(step)
        first = self._pipeline.window(place + 1, place + 2) if place is not None else []
        return bool(first) and self.go_to(first[0].key)

    def look(self, row: StepHeading | InterviewRow) -> str:
        empty = isinstance(row, StepHeading) and not row.count
        return "quiet" if empty else super().look(row)

    def draw(self, row: StepHeading | InterviewRow, width: int) -> Drawn:
        muted = self.tone("quiet")
        if isinstance(row, StepHeading):
            return self._heading(row, width)
        ended = row.outcome is not None and row.outcome is not Outcome.OFFER
        tone = muted if ended else None
        sign = f"{OUTCOME_SIGNS[row.outcome][0]} " if row.outcome is not None else ""
        right, right_tone = self._next(row)
        room = width - 2 - cells(sign) - cells(right) - (1 if right else 0)
        whole = row.company + (f" (round {row.round})" if row.round > 1 else "")
        name = whole if cells(whole) <= room else whole_words(row.company, room)
        starred = [Segment(sign, self.tone("accent"))] if sign and not ended else []
        line = [Segment("  "), *starred, Segment(f"{sign}{name}" if ended else name, tone)]
        if name == whole and row.role and cells(f"{whole} · {row.role}") <= room:
            line.append(Segment(f" · {row.role}", muted))
        return [*fit(line, max(0, width - cells(right))), Segment(right, muted if ended else right_tone)]

    def _heading(self, row: StepHeading, width: int) -> Drawn:
        """`5 Thank promptly      1 late`."""
        number, name = f"{int(row.step)} ", step_row(row.step).name
        muted = self.tone("quiet")
        if not row.count:
            return two_ends([Segment(number), Segment(name)], "–", width)
        late, room = self.tone("late"), width - len(number) - len(name)
        counts = [Segment(str(row.count), muted)]
        if row.late:
            counts = [Segment(f"{row.late} late", late)]
            if room > len(f"{row.late} late · {row.count}") + 2:
                counts += [Segment(f" · {row.count}", muted)]
            elif room < len(f"{row.late} late") + 1:
                counts = [Segment(f"{row.late}!", late)]
        size = sum(len(part.text) for part in counts)
        left = fit([Segment(number, muted), Segment(name)], max(0, width - size))
        return [*left, *counts]

    def _next(self, row: InterviewRow) -> tuple[str, Style]:
        """When something is due next, and its tone; how long it has been silent where nothing is."""
        muted = self.tone("quiet")
        if row.next_day is None or row.next_due is None or self._today is None:
            return (f"silent {row.silent_days} d" if row.silent_days else "nothing" if row.unplanned else ""), muted
        ahead = (row.next_day - self._today).days
        if ahead < 0:
            return f"{-ahead}d late", self.tone("late")
        clock = row.next_due[11:16]
        if ahead == 0:
            return (clock if clock and clock != "24:00" else "today"), self.tone("plain")
        return due_words(row.next_day, today=self._today) if ahead > 1 else WEEKDAYS[row.next_day.weekday()][:3], muted
