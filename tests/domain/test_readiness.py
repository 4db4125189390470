"""The readiness of a proposal for service, in figures and in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.readiness import readiness_of
from interview_tui.domain.records import Attendance, Match, Meeting, MeetingState, Part, Story
from tests.domain.cases import BOTH_CAME, case, instant, need, tie

if TYPE_CHECKING:
    from interview_tui.domain.readiness import Readiness

PROVED = Story(id=1, title="Cut releases", sample="releases.pdf")
TOLD = Story(id=2, title="Quiet nights")
NEEDS = (need(1, "slow releases", pressing=3), need(2, "loud pagers"), need(3, "no tests", meeting=9))
DECIDES = (tie(1, Part.HIRING_MANAGER),)


def stands(*matches: tuple[int | None, Story], met: bool = False, needs: bool = True) -> Readiness:
    return readiness_of(
        case(
            needs=NEEDS if needs else (),
            matches=[
                Match(id=i, meeting_id=1, need_id=of, story_id=story.id) for i, (of, story) in enumerate(matches, 1)
            ],
            stories=(PROVED, TOLD),
            there=BOTH_CAME,
            ties=DECIDES if met else (tie(1, Part.INTERVIEWER),),
        )
    )


def test_nothing_heard() -> None:
    found = stands(needs=False, met=True)
    assert (found.words, found.figure, found.ready) == (
        "no need heard yet: not yet, aim for the next meeting",
        "no need heard yet",
        False,
    )
    assert found.missing() == ("a need heard",)


def test_halfway_it_is_not_yet() -> None:
    found = stands((1, PROVED), (2, TOLD), (None, PROVED))
    assert (found.matched, found.heard, found.unmatched, found.without_proof) == (2, 3, ("no tests",), ("loud pagers",))
    assert found.words == (
        "2 of 3 needs matched, decision maker not met yet, 1 need without proof: not yet, aim for the next meeting"
    )
    assert found.figure == "2 of 3 matched · not yet"
    assert found.missing() == (
        "the decision maker met: no hiring manager was there yet",
        "a story for the need “no tests”",
        "a sample for the need “loud pagers”",
    )


def test_each_part_is_needed() -> None:
    whole = ((1, PROVED), (2, PROVED), (3, PROVED))
    assert stands(*whole, met=True).ready
    assert not stands(*whole).ready
    assert not stands(*whole[:2], met=True).ready
    assert not stands((1, PROVED), (2, PROVED), (3, TOLD), met=True).ready


def test_ready() -> None:
    found = stands((1, PROVED), (2, PROVED), (3, PROVED), met=True)
    assert found.words == (
        "3 of 3 needs matched, decision maker met, a proof for each need: ready, the proposal can be written"
    )
    assert found.figure == "3 of 3 matched · ready"
    assert found.missing() == ()


def test_one_sample_among_the_stories_of_a_need_is_proof() -> None:
    assert "loud pagers" not in stands((2, TOLD), (2, PROVED)).without_proof


@pytest.mark.parametrize(
    ("now", "there", "met"),
    [
        ("2026-12-01 14:30", {1: None}, False),
        ("2026-12-01 15:00", {1: None}, True),
        ("2026-12-01 15:00", {1: True}, True),
        ("2026-12-01 15:00", {1: False}, False),
    ],
    ids=["not over yet", "invited", "there", "absent"],
)
def test_who_was_invited_or_there_in_a_meeting_that_is_over_was_met(
    now: str, there: dict[int, bool | None], met: bool
) -> None:
    assert readiness_of(case(needs=NEEDS, there=there, ties=DECIDES, now=now)).decision_maker_met is met


def test_each_meeting_of_the_round_counts() -> None:
    held = Meeting(id=2, round_id=1, starts=instant("2026-12-03 10:00"))
    dana = Attendance(id=9, meeting_id=2, person_id=1)
    both = case(needs=NEEDS, there={2: True}, ties=DECIDES, further=[held], invited=[dana], now="2026-12-03 12:00")
    assert readiness_of(both).decision_maker_met
    off = replace(held, state=MeetingState.CANCELLED)
    called_off = case(needs=NEEDS, there={2: True}, ties=DECIDES, further=[off], invited=[dana], now="2026-12-03 12:00")
    assert not readiness_of(called_off).decision_maker_met


def test_a_hiring_manager_who_did_not_come_was_not_met() -> None:
    absent = readiness_of(case(needs=NEEDS, there={1: False, 2: True}, ties=DECIDES))
    assert not absent.decision_maker_met
