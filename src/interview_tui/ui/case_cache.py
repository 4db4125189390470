"""Interviews that were read for the main screen, kept while they are as they were: a cursor that comes back to one, or
goes on to the next, does not wait for the store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from interview_tui.store.case import load_case, other_meetings

if TYPE_CHECKING:
    from datetime import datetime

    from interview_tui.app_context import AppContext
    from interview_tui.domain.case import Case

CASES_KEPT = 64
"""Interviews that are kept at most, some 30 kB each."""


class ReadCase(NamedTuple):
    """An interview at its current meeting, and at each of its others."""

    case: Case
    others: tuple[Case, ...]


class CaseCache:
    """Interviews as of this minute. Any change of the store, also by another session, and the next minute drop all."""

    def __init__(self, program: AppContext) -> None:
        self._program = program
        self._kept: dict[int, ReadCase] = {}
        self._state: tuple[int, datetime] | None = None

    def read(self, interview_id: int) -> ReadCase:
        """An interview, from the store where it is not kept. Raises StoreTrouble."""
        now = self._program.clock()
        state = self._program.store.data_version(), now.replace(second=0, microsecond=0)
        if state != self._state or len(self._kept) > CASES_KEPT:
            self._state = state
            self._kept.clear()
        found = self._kept.get(interview_id)
        if found is None:
            reader = self._program.store.reader
            case = load_case(reader, interview_id, now)
            found = self._kept[interview_id] = ReadCase(case, other_meetings(reader, case, now))
        return found
