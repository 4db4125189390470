"""Whatever stands in the store is only text, and the panes stay right: names of every kind, sizes of every kind."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color

from interview_tui.domain.enums import Step
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.records import FollowUp, Interview, Meeting, Round
from interview_tui.domain.text import clean
from interview_tui.terminal.sanitizer import Sanitizer
from interview_tui.ui.panes.follow_ups import QUESTION
from tests.programs import ProgramOnATable, a_program, when
from tests.ui.dashboards import a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = {
    "closing tag": "[/x]",
    "action": "[@click=app.quit]Acme[/]",
    "bracket": '[a="',
    "emoji": "👩‍👩‍👧‍👦 Family 🇩🇪 Ltd 👍🏽",
    "wide": "白樺電機株式会社",
    "right to left": "شركة الأمل",
    "override": "Acme \u202egro.emcA",
    "long": "Acme & " + "a very long name indeed, " * 12,
    "sequences": "\x1b[31mred\x1b]52;c;cXVpdA==\x07\x1b]0;title\x07\x9b6n\x00",
    "combining": "Zalgo" + "\u0301" * 200,
    "joiners": "\u200d\u200d面a",
}


def write_raw(store: Path, name: str) -> None:
    """Another program writes to the store, past every door of this one."""
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("UPDATE interviews SET company = ?, role = ? WHERE id = 1", (name, name))
        connection.execute("UPDATE people SET name = ?", (name,))
        connection.execute("UPDATE needs SET text = ?", (name,))
        connection.execute("UPDATE follow_ups SET text = ?, why = ?", (name, name))


def fill(program: ProgramOnATable, number: int) -> None:
    """So many interviews over all steps, each with a meeting without a time and a follow-up due around today."""
    now, today = program.clock(), program.today()
    with program.transaction() as tx:
        ids = tx.add_all(
            [Interview(company=f"Firm {n}", role="SRE", step=Step(n % 10 + 1), created=now) for n in range(number)]
        )
        rounds = tx.add_all([Round(interview_id=i, number=1, opened=now) for i in ids])
        tx.add_all([Meeting(round_id=r) for r in rounds])
        tx.add_all(
            [
                FollowUp(
                    interview_id=i,
                    round_id=r,
                    kind=Kind.CUSTOM,
                    text=f"Errand {i}",
                    due_day=today + timedelta(days=i % 60 - 20),
                    created=now,
                )
                for i, r in zip(ids, rounds, strict=True)
            ]
        )
        tx.done("Filled")


@pytest.mark.soak
@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_name_is_only_text(tmp_path: Path, name: str) -> None:
    await use_with(HOSTILE[name], tmp_path, (120, 40))


async def test_all_of_them_at_once_at_80x24(tmp_path: Path) -> None:
    await use_with(" ".join(HOSTILE.values()), tmp_path, (80, 24))


async def use_with(name: str, tmp_path: Path, size: tuple[int, int]) -> None:
    """A person goes everywhere in a store in which everything has that name."""
    program = a_morning(tmp_path)
    write_raw(program.settings.paths.store, name)
    async with shown(program, size=size) as on:
        await on.press(
            "l", "j", "l", "j", "l", "z", "T", "escape", "1", "right_square_bracket", "escape", "o", "escape"
        )
        assert on.app.is_running
        strips = on.app.screen._compositor.render_strips()
        assert {strip.cell_length for strip in strips} == {size[0]}
        on.app.copy_to_clipboard(name)
        await on.press("slash", "x", "escape", "question_mark", "escape", "d", "u")
        assert on.app.is_running


async def test_markup_stands_on_the_screen_as_it_was_written(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    program.interviews.add("[/x] [b]Acme[/b]", "[@click=app.quit]SRE", meeting=when(program, "today 14:00"))
    async with shown(program) as on:
        assert "[/x] [b]Acme[/b]" in on.screen()


def test_the_fence_lets_no_control_character_through() -> None:
    dirty = [Segment("plain"), Segment("a\x1b]52;c;x\x07b\u202ec\x9b"), Segment("ok\u200d")]
    cleaned = Sanitizer(clean).apply(dirty, Color(0, 0, 0))
    text = "".join(segment.text for segment in cleaned)
    assert not any(c in text for c in "\x1b\x07\u202e\x9b")
    assert text == "plaina]52;c;xbcok\u200d"
    assert sum(cell_len(s.text) for s in cleaned) == sum(cell_len(s.text) for s in dirty)  # or the line would not fit


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 10), (300, 100)])
async def test_with_no_interviews_every_place_says_what_to_do_next(tmp_path: Path, size: tuple[int, int]) -> None:
    async with shown(a_program(tmp_path), size=size) as on:
        assert QUESTION in " ".join(on.screen().replace("│", " ").split())
        await on.press("1", "2", "j", "k", "G", "g", "space", "h", "h", "d", "enter", "z", "z")
        assert on.app.is_running


@pytest.mark.soak
async def test_five_thousand_interviews(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    fill(program, 5_000)
    async with shown(program) as on:
        assert "Pipeline 5000 " in on.screen()
        await on.press("G", "g", "j", "ctrl+d", "5", "G", "0", "1", "l", "d", "u")
        assert on.message.startswith("Undid: Done")
        await on.press("slash", *"zzzz", "escape")
        interview_id, _, notes = on.selected()
        assert interview_id == notes


async def test_a_storm_of_resizes(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    async with shown(program) as on:
        for width, height in ((1, 1), (300, 100), (20, 5), (80, 24), (2, 40), (119, 3), (100, 30), (120, 40)):
            await on.pilot.resize_terminal(width, height)
            await on.press("j")
        assert re.search(r"days +Thank +Dana Ruiz +Acme", on.screen())
