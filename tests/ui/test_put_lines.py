"""Lines that panes put on the terminal by themselves, past Textual's own way to a picture."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from interview_tui import ui
from interview_tui.terminal.capabilities import Terminal
from interview_tui.terminal.frame_output import FrameOutput
from interview_tui.ui.app import InterviewApp
from tests.terminal import Emulator
from tests.ui.dashboards import Shown, a_morning, shown

LARGE, SMALL = (120, 40), (40, 12)
FIELD_LINES = 2
"""Of the filter's field, the last ones of the screen."""


class OnTerminal(InterviewApp):
    """The dashboard, of which what is put goes to a terminal: in tests pictures of Textual's own go nowhere."""

    CSS_PATH = str(Path(ui.__file__).with_name(InterviewApp.CSS_PATH))
    """By itself the path is one beside this file."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self.emulator = Emulator(LARGE, lambda _answer: None)
        self._terminal_output = FrameOutput(Terminal(), lambda sent: self.emulator.feed(sent.encode()))
        super().__init__(*arguments, **options)

    @property
    def output(self) -> FrameOutput:
        return self._terminal_output


def put_lines(on: Shown) -> list[str]:
    """What was put, on an otherwise blank terminal."""
    assert isinstance(on.app, OnTerminal)
    return on.app.emulator.lines()


async def test_below_the_field_of_a_filter_panes_are_sent_and_the_field_is_left_alone(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), LARGE, app=OnTerminal) as on:
        await on.press("slash")
        await on.press(*"bill")
        drawn, put = on.screen().splitlines(), put_lines(on)
        frame = on.dashboard.follow_ups.region
        assert [line[frame.x : frame.right] for line in put[frame.y : frame.y + 5]] == [
            line[frame.x : frame.right].rstrip() for line in drawn[frame.y : frame.y + 5]
        ]
        assert "Bill Lum" in "".join(put)
        assert "/bill" in put[frame.y - 1]
        assert put[-FIELD_LINES:] == [""] * FIELD_LINES


@pytest.mark.parametrize("size", [SMALL, (3, 3), (200, 55)])
async def test_until_another_size_is_laid_out_a_move_draws_nothing(tmp_path: Path, size: tuple[int, int]) -> None:
    async with shown(a_morning(tmp_path), LARGE, app=OnTerminal) as on:
        before = put_lines(on)
        assert on.app.output is not None
        on.app.output.resize(*size)  # as the terminal tells, before any widget has heard of it
        on.dashboard.action_last()
        on.dashboard.catch_up()
        assert put_lines(on) == before
        on.app.output.resize(*LARGE)
        on.dashboard.action_first()
        assert put_lines(on) != before
