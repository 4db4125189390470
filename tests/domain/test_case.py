"""What a case says of its round: when there was contact last, and which check-ins are without an answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import CommitmentState, Direction, MeetingState
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.records import Meeting
from tests.domain.cases import case, done, instant, their_word, touch

if TYPE_CHECKING:
    from interview_tui.domain.records import FollowUp

NOW = instant("2026-12-20 10:00")
HELD = Meeting(id=2, round_id=1, starts=instant("2026-12-10 10:00"))
"""Another meeting of the round; the first is on 1 December, from 14:00 to 15:00."""
AHEAD = replace(HELD, id=3, starts=instant("2026-12-22 10:00"))
OFF = replace(HELD, id=4, starts=instant("2026-12-18 10:00"), state=MeetingState.CANCELLED)
UNTIMED = replace(HELD, id=5, starts=None)
LONG = replace(HELD, ends=instant("2026-12-10 12:30"))


def checked_in(at: str) -> FollowUp:
    return replace(done(Kind.CHECK_IN), settled=instant(at))


@pytest.mark.parametrize(
    ("further", "contact"),
    [
        ([], "2026-12-01 15:00"),
        ([HELD], "2026-12-10 11:00"),
        ([LONG], "2026-12-10 12:30"),
        ([AHEAD, OFF, UNTIMED], "2026-12-01 15:00"),
    ],
    ids=["the meeting itself", "a further one", "its own end", "ahead, cancelled, without a time"],
)
def test_the_end_of_each_meeting_that_was_held_is_a_contact_and_word(further: list[Meeting], contact: str) -> None:
    made = case(further=further)
    assert made.last_contact(NOW) == instant(contact)
    assert made.last_word(NOW) == instant(contact)


def test_a_meeting_that_is_not_over_is_no_contact_yet() -> None:
    assert case().last_contact(instant("2026-12-01 14:59")) == instant("2026-11-20 09:00")
    assert case().last_word(instant("2026-12-01 14:59")) is None
    assert case(now="2026-12-01 14:59").last_word() is None


def test_what_i_wrote_is_a_contact_but_no_word() -> None:
    made = case(touches=[touch("2026-12-05 10:00", Direction.OUT)])
    assert (made.last_contact(NOW), made.last_word(NOW)) == (instant("2026-12-05 10:00"), instant("2026-12-01 15:00"))


def test_what_they_kept_is_word() -> None:
    kept = replace(their_word(9, "call", state=CommitmentState.KEPT), settled=instant("2026-12-04 09:00"))
    assert case(commitments=[kept]).last_word(NOW) == instant("2026-12-04 09:00")


def test_check_ins_are_without_an_answer_until_the_next_meeting_has_been_held() -> None:
    sent = [checked_in("2026-12-08 10:00"), checked_in("2026-12-09 10:00")]
    assert case(follow_ups=sent, further=[AHEAD]).unanswered(NOW) == tuple(sent)
    assert case(follow_ups=sent, further=[AHEAD], now="2026-12-20 10:00").unanswered() == tuple(sent)
    assert case(follow_ups=sent, further=[HELD]).unanswered(NOW) == ()
    later = checked_in("2026-12-15 10:00")
    assert case(follow_ups=[*sent, later], further=[HELD]).unanswered(NOW) == (later,)


@pytest.mark.parametrize(
    ("further", "answered"),
    [([], False), ([HELD], True), ([AHEAD], True), ([OFF], False), ([UNTIMED], False)],
    ids=["the first meeting", "held since", "booked", "cancelled", "without a time"],
)
def test_a_further_meeting_is_an_answer_whether_held_or_booked(further: list[Meeting], answered: bool) -> None:
    assert case(further=further).answered_since(instant("2026-12-04 09:00")) is answered
    assert case(further=further).answered_since(instant("2026-11-20 09:00")) is answered
