"""The dashboard begun elsewhere than on the follow-ups: the first picture is the right one, and there is no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.terminal import Terminal
from tests.terminal_tests.conftest import MODULE, opened

if TYPE_CHECKING:
    from tests.terminal_tests.conftest import Box


def begun(box: Box, *arguments: str) -> Terminal:
    return Terminal([*MODULE, *arguments], env=box.env({}), size=(120, 40))


def test_triage_and_a_record_are_shown_without_the_picture_of_the_last_time(box: Box) -> None:
    with box.dashboard((120, 40)) as terminal:
        opened(terminal)
        terminal.press("q")
        assert terminal.wait() == 0
    with begun(box, "triage") as terminal:
        terminal.until(r"^ Triage · .* 1 of \d+ ")
        assert b"Pipeline" not in terminal.raw
        terminal.type("nnqG")
        terminal.until("Triage: nothing settled")
        terminal.press("q")
        assert terminal.wait() == 0
    last = list(box.due())[-1]
    with begun(box, "open", last) as terminal:
        opened(terminal)
        first = terminal.raw
        terminal.settled()
        assert "Overdue" not in terminal.text()
        assert b"Overdue" not in first
        assert "▌" in terminal.text()


def test_a_record_that_is_not_there_is_told_of_before_the_screen_is_taken(box: Box) -> None:
    with begun(box, "open", "i999") as terminal:
        assert terminal.wait() == 1
        assert terminal.text().strip() == "interview-tui: there is no interview i999"
        assert b"\x1b" not in terminal.raw
