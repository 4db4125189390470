"""What to say in a call: what it takes from the records, and what it never tells whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from interview_tui.domain.call_points import INTEREST, NEXT_STEP, NO_ANSWER, call_points
from interview_tui.domain.enums import Channel, Direction, Part
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.records import Document, FollowUp, Story
from tests.domain import cases

if TYPE_CHECKING:
    from interview_tui.domain.case import Case

TODAY = date(2026, 12, 7)
STORY = Story(id=1, title="From nine days to one", strength="calm releases", result="one day instead of nine")
DANAS: dict[str, Any] = {
    "needs": [cases.need(1, "Nine days", of=1)],
    "stories": [STORY],
    "matches": [cases.match(1, need=1)],
}


def call(kind: Kind, *, to: int = 1, channel: Channel = Channel.PHONE, **fields: Any) -> FollowUp:
    return FollowUp(
        id=9, interview_id=1, round_id=1, kind=kind, text="call", person_id=to, channel=channel,
        due_day=TODAY, created=cases.instant("2026-12-01 15:00"), **fields,
    )  # fmt: skip


def points(case: Case, follow_up: FollowUp) -> list[str]:
    return list(call_points(case, follow_up, today=TODAY))


def test_only_a_call_has_any() -> None:
    assert points(cases.case(), call(Kind.CHECK_IN, channel=Channel.EMAIL)) == []
    assert points(cases.case(), call(Kind.DEBRIEF)) == []


def test_a_check_in_asks_for_what_was_planned_and_gives_something() -> None:
    theirs = cases.their_word(1, "call with the dates", "2026-12-02", of=1)
    assert points(cases.case(commitments=[theirs], **DANAS), call(Kind.CHECK_IN)) == [
        "Ask about “call with the dates”, planned for Wed 2 Dec.",
        "Remind them of “Nine days”, and say what you did: one day instead of nine",
        INTEREST,
        NEXT_STEP,
        NO_ANSWER,
    ]


def test_what_a_letter_has_told_is_not_told_again() -> None:
    told = replace(cases.letter(1, "Hi"), need_id=1)
    assert points(cases.case(letters=[told], **DANAS), call(Kind.CHECK_IN)) == [INTEREST, NEXT_STEP, NO_ANSWER]


def test_the_need_of_one_person_is_told_to_no_other() -> None:
    assert points(cases.case(**DANAS), call(Kind.CHECK_IN, to=2)) == [INTEREST, NEXT_STEP, NO_ANSWER]


def test_a_promise_that_has_a_file_sends_it() -> None:
    case = cases.case(commitments=[cases.promise(3, "call about the study", to=1)])
    study = Document(id=1, interview_id=1, commitment_id=3, path="/study.pdf", created=case.round.opened)
    case = replace(case, agreed=case.commitments, documents=(study,))
    assert (
        points(case, call(Kind.PROMISE, commitment_id=3))[0] == "Say that the file comes by email today, and send it."
    )


def test_an_answer_begins_with_what_they_asked() -> None:
    asked = replace(cases.touch("2026-12-04 10:00", Direction.IN), note="two references, please")
    case = cases.case(touches=[asked])
    assert points(case, call(Kind.ANSWER, origin="answer:t1")) == [
        "They wrote or said: “two references, please”", NEXT_STEP, NO_ANSWER,
    ]  # fmt: skip


@pytest.mark.parametrize("kind", [Kind.ADVOCATE, Kind.RECOMMENDATION])
def test_who_speaks_for_me_hears_my_strengths_and_nothing_of_the_employers(kind: Kind) -> None:
    said = points(cases.case(ties=[cases.tie(3, Part.CONNECTION)], **DANAS), call(kind, to=3))
    assert said[1] == "What they have seen you do, and could say: calm releases."
    assert "Nine days" not in " ".join(said)
