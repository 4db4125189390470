"""What is done every day, in keys: each is counted, and what came of them stands in the store."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Channel, Direction, LetterState, Ref, Settled
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import FollowUp, Letter
from interview_tui.services.follow_ups import Contacted
from interview_tui.settings import Sender
from tests.programs import ProgramOnATable, a_program, case_of, every, get, owed, when
from tests.scenario import acme
from tests.ui.dashboards import DANA, PREPARE, a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.dashboards import Shown

QUOTES = '" We need someone to calm the release train (Dana Ruiz)\n" Nobody reads the runbook (Kim Lee)'
BY_COMMAND, BY_HAND = ("S", "y"), ("d", "e")
"""A letter goes out through the configured command, or from a mail program, and that is said."""


class Keys:
    """Presses keys, and counts them."""

    def __init__(self, on: Shown) -> None:
        self._on = on
        self.count = 0

    async def __call__(self, *keys: str) -> None:
        self.count += len(keys)
        await self._on.press(*keys)
        await self._on.app.workers.wait_for_complete()
        await self._on.pilot.pause()

    async def type(self, text: str) -> None:
        """Letters of a text."""
        await self(*("space" if sign == " " else sign for sign in text))


def with_command(program: ProgramOnATable) -> ProgramOnATable:
    """The same with a mail command, which takes everything."""
    command = (sys.executable, "-c", "import sys; sys.stdin.read()")
    sender = Sender(name="Ann Poe", address="ann@home.example", command=command)
    return ProgramOnATable(program.settings._replace(sender=sender), program.clock)


async def test_ten_that_only_need_it_are_done_with_ten_keys(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    program.interviews.add("Acme", "SRE")
    for number in range(10):
        program.follow_ups.add(1, f"Errand {number}", when(program, "today"))
    async with shown(program) as on:
        keys = Keys(on)
        await keys(*"d" * 10)
        assert [f.state for f in every(program, FollowUp) if f.kind is Kind.CUSTOM] == [Settled.DONE] * 10
        assert keys.count == 10


@pytest.mark.parametrize("way", [BY_COMMAND, BY_HAND])
async def test_a_letter_is_drafted_read_and_sent_with_three(tmp_path: Path, way: tuple[str, str]) -> None:
    program = with_command(a_morning(tmp_path))
    async with shown(program) as on:
        keys = Keys(on)
        await keys("m")
        assert "Hi Dana," in on.screen()
        await keys(*way)
        (letter,) = every(program, Letter)
        assert letter.state is LetterState.SENT
        assert get(program, FollowUp, DANA).state is Settled.DONE
        assert keys.count == 3


@pytest.mark.parametrize("way", [BY_COMMAND, BY_HAND])
async def test_two_people_are_thanked_on_the_board_with_six(tmp_path: Path, way: tuple[str, str]) -> None:
    people = "Dana Ruiz <dana@acme.example>", "Kim Lee <kim@acme.example>"
    program = with_command(acme(*people).met(QUOTES).on(tmp_path))
    async with shown(program) as on:
        keys = Keys(on)
        await keys("L", "m")
        for name in ("Dana", "Kim"):
            assert f"Hi {name}," in on.screen()
            await keys(*way)
        sent = [letter for letter in every(program, Letter) if letter.state is LetterState.SENT]
        assert [letter.kind for letter in sent] == [LetterKind.THANK_YOU] * 2
        assert keys.count == 6
        await on.press("escape")
        assert "2 of 2 done" in on.screen()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("pane", [(), ("h",)])
async def test_one_is_found_by_name_with_its_last_contact_with_six(
    tmp_path: Path, size: tuple[int, int], pane: tuple[str, ...]
) -> None:
    program = a_morning(tmp_path)
    said = Contacted(direction=Direction.IN, channel=Channel.PHONE, note="They decide on Friday")
    program.follow_ups.touch(Ref("i", 3), said)
    async with shown(program, size) as on:
        assert "They decide on Friday" not in on.screen()
        keys = Keys(on)
        await keys(*pane, "/")
        await on.type("initech")
        await keys("enter")
        assert on.selected()[0] == 3
        assert "They decide on Friday" in on.screen()
        assert keys.count <= 6


async def test_a_meeting_is_moved_with_eleven(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    async with shown(program) as on:
        assert on.dashboard.follow_ups.go_to(Ref("f", PREPARE))
        keys = Keys(on)
        await keys("h", "e")
        await keys.type("fri 9am")
        await keys("ctrl+s", "enter")
        assert case_of(program, 2).meeting_start == when(program, "27 Nov 9:00").at
        assert keys.count <= 11


@pytest.mark.soak
async def test_a_debrief_is_text_and_enter(tmp_path: Path) -> None:
    program = acme().noted("? What keeps releases slow? (Dana Ruiz)").met().on(tmp_path)
    async with shown(program) as on:
        await on.press("D", "enter", "enter")
        for text in (
            "Three approvals",
            "",
            "Approvals take nine days (Dana Ruiz)",
            "",
            "Calm the train",
            "",
            "Read the runbook",
            "",
            "+ send the case study (Dana Ruiz) by fri",
            "",
        ):
            await on.type(text)
            await on.press("enter")
        assert on.app.screen is on.dashboard
    assert program.notes.text(1).endswith(
        "    Three approvals\n"
        "! Approvals take nine days (Dana Ruiz)\n"
        '" Calm the train (Dana Ruiz)\n'
        '" Read the runbook (Kim Lee)\n'
        "+ send the case study (Dana Ruiz) by 2026-11-27\n"
    )
    assert {"Thank Dana Ruiz", "Thank Kim Lee", "send the case study"} <= {text for text, _ in owed(program)}
    (debrief,) = [f for f in every(program, FollowUp) if f.kind is Kind.DEBRIEF]
    assert debrief.state is Settled.DONE
