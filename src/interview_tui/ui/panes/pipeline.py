"""The pipeline by the ten steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment

from interview_tui.domain.dates import due_words
from interview_tui.domain.enums import Ref, Step
from interview_tui.domain.steps import title
from interview_tui.domain.text import company_role
from interview_tui.store.pipeline import InterviewRow, Pipeline, StepHeading
from interview_tui.terminal.text import cells
from interview_tui.ui.keys import Pane, with_keys
from interview_tui.ui.list_view import ListView
from interview_tui.ui.strips import two_ends
from interview_tui.wording import OUTCOME_SIGNS

if TYPE_CHECKING:
    from datetime import date

    from interview_tui.services.base import Context
    from interview_tui.ui.strips import Drawn


class PipelinePane(ListView[StepHeading | InterviewRow]):
    """Every step with its interviews; an empty step is shown too, since the ten of them are the method."""

    pane = Pane.PIPELINE
    EMPTY = "No interviews yet. {add} adds the first one, {import} imports what you kept elsewhere."
    FIRST = f"{EMPTY.removesuffix('.')}, {{demo}} shows the demo."
    NOTHING_FOUND = "No interview has these words. {leave} drops the filter, {filter} changes it."

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
        self.empty = with_keys(self.NOTHING_FOUND if text else self.EMPTY)
        self.show(self._pipeline)
        return self._pipeline.count

    @property
    def interview_id(self) -> int | None:
        """The interview under the cursor."""
        return self.current.id if isinstance(self.current, InterviewRow) else None

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
        return "rowlist--muted" if empty else super().look(row)

    def draw(self, row: StepHeading | InterviewRow, width: int) -> Drawn:
        if isinstance(row, StepHeading):
            count = f"{row.late} late, {row.count}" if row.late else str(row.count or "–")
            return two_ends(title(row.step), count, width, self.tone("rowlist--late") if row.late else None)
        again = f" (round {row.round})" if row.round > 1 else ""
        name = f"  {company_role(row.company, row.role)}{again}"
        if row.outcome is not None:
            muted = self.tone("rowlist--muted")
            return two_ends([Segment(name, muted)], OUTCOME_SIGNS[row.outcome], width, muted)
        if row.next_day is None or self._today is None:
            silence = f"{row.silent_days} d silent" if row.silent_days else ""
            nothing = "nothing planned" if row.unplanned else ""
            both = " · ".join(filter(None, (silence, nothing)))
            return two_ends(name, both if cells(name) + len(both) < width else nothing or silence, width)
        late = row.next_day < self._today
        due = due_words(row.next_day, today=self._today)
        silence = f"{row.silent_days} d silent · {due}" if row.silent_days else due
        if cells(name) + len(silence) < width:
            due = silence
        # Only what is late has a colour of its own: each one more would be sent with every line.
        return two_ends(name, due, width, self.tone("rowlist--late") if late else None)
