"""The brief of a meeting, from the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.brief import brief
from interview_tui.store.reading import load_case, other_meetings

if TYPE_CHECKING:
    from interview_tui.domain.brief import Brief
    from interview_tui.services.base import House


def brief_of(house: House, interview_id: int) -> Brief:
    """The brief of an interview's current meeting. Raises NotFound, StoreTrouble."""
    with house.store.trouble():
        reader, now = house.store.reader, house.clock()
        case = load_case(reader, interview_id, now)
        return brief(case, other_meetings(reader, case, now), now=now, calendar=house.calendar)
