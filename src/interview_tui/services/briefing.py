"""The brief of a meeting, from the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.brief import brief
from interview_tui.store.reading import load_case

if TYPE_CHECKING:
    from interview_tui.domain.brief import Brief
    from interview_tui.services.base import House


def brief_of(house: House, interview_id: int) -> Brief:
    """The brief of an interview's present meeting. Raises NotFound, StoreTrouble."""
    with house.store.trouble():
        reader = house.store.reader
        case = load_case(reader, interview_id)
        earlier = [load_case(reader, interview_id, round_number=n) for n in range(1, case.round.number)]
        return brief(case, earlier, now=house.clock(), calendar=house.calendar)
