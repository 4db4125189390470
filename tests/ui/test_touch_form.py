"""A contact: two keys and a word for most; its day, who it was, and what it settles where that matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Channel, CommitmentState
from interview_tui.domain.records import Commitment, Interview, Involvement, Person, Touch
from interview_tui.ui.dialogs.interview import WhenReader
from tests.programs import every, put
from tests.ui.dashboards import Shown, a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path


def last(on: Shown) -> Touch:
    return every(on.program, Touch)[-1]


def local(on: Shown, touch: Touch) -> str:
    return f"{on.program.calendar.local(touch.at):%Y-%m-%d %H:%M}"


async def test_yesterdays_call_is_logged_as_yesterdays(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await on.press("t", "i", "p", *"soon", "tab", "tab", *"fri", "space", *"18:00")
        assert "Fri 20 Nov 2026 18:00, 3 days ago" in on.screen()
        await on.press("enter")
        assert local(on, last(on)) == "2026-11-20 18:00"
        assert last(on).entered == on.program.clock.now
        assert last(on).note == "soon"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("yesterday", "2026-11-22"),
        ("mon", "2026-11-23"),
        ("fri", "2026-11-20"),
        ("8:00", "2026-11-23"),
        ("18:00", "2026-11-22"),
        ("2 Nov", "2026-11-02"),
        ("1 Dec", "2026-12-01"),
        ("tomorrow", "2026-11-24"),
        ("next fri", "2026-12-04"),
    ],
)
def test_a_day_that_has_passed_is_read_back(tmp_path: Path, typed: str, read: str) -> None:
    program = a_morning(tmp_path)
    assert WhenReader(program).read_past(typed).day.isoformat() == read
    program.store.close()


async def test_who_it_was_what_it_answers_and_what_they_wait_for(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await on.press("t", "o", "m", "tab", "tab", *"tomorrow", "enter")
        assert "that is in the future" in on.screen()
        await on.press("escape", "escape", "t", "i", "m", "tab", "k", "enter")
        kim = next(person for person in every(on.program, Person) if person.name == "Kim Lee")
        assert (last(on).person_id, last(on).channel) == (kim.id, Channel.MESSAGE)
        await on.press("u", "t", "i", "e", *["tab"] * 5, *"4", "space", *"Dec")
        assert "automatic reply, away until Fri 4 Dec 2026" in on.screen()
        await on.press("enter")
        assert (last(on).automatic, str(last(on).until)) == (True, "2026-12-04")
        assert "Logged: automatic reply from Dana Ruiz" in on.message
        await on.press("u", "t", "i", "e", *["tab"] * 4, *"wed", "enter")
        assert str(last(on).reply_by) == "2026-11-25"
        assert "Answer Dana Ruiz" in on.message
        await on.press("u", "t", "i", "e", "tab", "tab", "tab", "right")
        assert "call with the panel's dates (Dana Ruiz)" in on.screen()
        await on.press("enter")
        theirs = next(c for c in every(on.program, Commitment) if c.owner == "them")
        assert (last(on).commitment_id, theirs.state) == (theirs.id, CommitmentState.KEPT)


async def test_somebody_in_two_interviews_is_asked_about_which(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    dana = next(person for person in every(program, Person) if person.name == "Dana Ruiz")
    put(program, Involvement(interview_id=2, person_id=dana.id))
    async with shown(program) as on:
        await on.press("t", "i", "e", "enter")
        assert "Which interview is it about?" in on.screen()
        await on.press("down", "enter")
        assert last(on).interview_id == 2
        await on.press("t", "i", "e", "enter", "a")
        assert (last(on).interview_id, last(on).person_id) == (None, dana.id)


async def test_of_several_marked_only_the_note_and_the_day_are_asked(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await on.press("h", "space", "space", "t", "o", "l", *"card", "enter")
        assert [(touch.interview_id, touch.channel) for touch in every(on.program, Touch)][-2:] == [
            (1, "post"),
            (3, "post"),
        ]
        assert len(every(on.program, Interview)) == 3
