"""The readiness of a proposal for service: each need matched, the decision maker met, a proof for each need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from interview_tui.domain.facts import end_of
from interview_tui.domain.records import MeetingState, Part
from interview_tui.domain.text import counted, shorten

if TYPE_CHECKING:
    from datetime import datetime

    from interview_tui.domain.case import Case
    from interview_tui.domain.records import Meeting

NOT_YET = "not yet, aim for the next meeting"
_SHOWN = 48
"""Characters of a need that is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """How far a proposal is. Needs are those of all rounds, in their order."""

    heard: int
    """How many needs were heard."""
    unmatched: tuple[str, ...]
    """The needs that no story answers."""
    without_proof: tuple[str, ...]
    """The needs that a story answers, but none with a sample of the work."""
    decision_maker_met: bool
    """Whether a hiring manager was in a meeting of the round that is over, or voiced a need in any."""

    @property
    def matched(self) -> int:
        """How many needs a story answers."""
        return self.heard - len(self.unmatched)

    @property
    def ready(self) -> bool:
        """Whether the proposal can be made."""
        return bool(self.heard) and self.decision_maker_met and not self.unmatched and not self.without_proof

    @property
    def words(self) -> str:
        """The whole of it in one sentence."""
        if not self.heard:
            return f"no need heard yet: {NOT_YET}"
        parts = [
            f"{self.matched} of {counted(self.heard, 'need')} matched",
            "decision maker met" if self.decision_maker_met else "decision maker not met yet",
        ]
        if self.without_proof:
            parts.append(f"{counted(len(self.without_proof), 'need')} without proof")
        elif not self.unmatched:
            parts.append("a proof for each need")
        end = "ready, the proposal can be written" if self.ready else NOT_YET
        return f"{', '.join(parts)}: {end}"

    @property
    def figure(self) -> str:
        """The same, as short as a title has room for."""
        if not self.heard:
            return "no need heard yet"
        return f"{self.matched} of {self.heard} matched · {'ready' if self.ready else 'not yet'}"

    def missing(self) -> tuple[str, ...]:
        """What it waits for, a line each; nothing for one that is ready."""
        return (
            *([] if self.heard else ["a need heard"]),
            *([] if self.decision_maker_met else ["the decision maker met: no hiring manager was there yet"]),
            *(f"a story for the need “{shorten(need, _SHOWN)}”" for need in self.unmatched),
            *(f"a sample for the need “{shorten(need, _SHOWN)}”" for need in self.without_proof),
        )


def readiness_of(case: Case) -> Readiness:
    """How ready a proposal for service is, as the interview stands."""
    samples: dict[int | None, list[str]] = {}
    for match in case.matches:
        story = case.stories.get(match.story_id)
        samples.setdefault(match.need_id, []).append(story.sample if story else "")
    over = {m.id for m in case.meetings if _is_over(m, case.now)}
    spoken_to = {
        *(a.person_id for a in case.invited if a.present is not False and a.meeting_id in over),
        *(need.person_id for need in case.needs),
    }
    deciding = {i.person_id for i in case.involvements if i.part is Part.HIRING_MANAGER}
    return Readiness(
        heard=len(case.needs),
        unmatched=tuple(need.text for need in case.needs if need.id not in samples),
        without_proof=tuple(need.text for need in case.needs if need.id in samples and not any(samples[need.id])),
        decision_maker_met=bool(deciding & spoken_to),
    )


def _is_over(meeting: Meeting, now: datetime | None) -> bool:
    if meeting.starts is None or meeting.state is not MeetingState.PLANNED:
        return False
    return now is None or end_of(meeting) <= now
