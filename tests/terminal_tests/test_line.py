"""What goes over the line: only what differs, the picture of the last time first, and neither where that is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview_tui.paths import picture_of
from interview_tui.terminal import first_frame_cache
from tests.terminal_tests.conftest import PIPELINE, modes_left_on, opened

if TYPE_CHECKING:
    from tests.terminal import Terminal
    from tests.terminal_tests.conftest import Box

FIRST = first_frame_cache.ENTER.encode()
"""How the picture of the last time takes the screen."""

LOOKS = (("j", "▌"), ("ctrl+d", "▌"), ("h", PIPELINE), ("?", "Keys in Pipeline"), ("escape", PIPELINE))
"""Keys, and what is on the screen after each."""


def quit_from(terminal: Terminal) -> None:
    terminal.press("q")
    assert terminal.wait() == 0
    assert modes_left_on(terminal.raw) == set()


def test_keys_typed_while_the_picture_of_the_last_time_stands_are_all_taken(box: Box) -> None:
    with box.dashboard((120, 40)) as terminal:
        opened(terminal)
        first = terminal.settled()
        quit_from(terminal)
    assert picture_of(box.store).stat().st_mode & 0o777 == 0o600
    before = list(box.due())
    with box.dashboard((120, 40)) as terminal:
        assert opened(terminal) == first
        assert terminal.raw.startswith(FIRST)
        terminal.type("ddjd")
        terminal.until(r"^ Done: ")
        quit_from(terminal)
    assert list(box.due()) == [key for key in before if key not in (before[0], before[2])]


WALK = [*"jhjjkjj1jlljjkGkhj", *"jjjkG", "ctrl+u", "ctrl+u", *"kgj", "ctrl+d", *"jjjjjkjjk"]
"""Moves in each pane, with scrolling and without. A pane that takes the keys is drawn in whole: they end in one."""


def test_after_moves_a_whole_picture_shows_nothing_else(box: Box) -> None:
    with box.dashboard((120, 40)) as terminal:
        opened(terminal)
        terminal.settled()
        for key in WALK:
            terminal.press(key)
        moved = terminal.settled(0.5)
        terminal.press("R")
        assert terminal.until("Refreshed").splitlines()[:-2] == moved.splitlines()[:-2]
        quit_from(terminal)


@pytest.mark.soak
def test_whole_pictures_are_the_same_pictures(box: Box) -> None:
    seen: list[str] = []
    sent = []
    for whole in (False, True):
        configuration = box.folder / f"config-{whole}.toml"
        configuration.write_text(f"whole_pictures = {str(whole).lower()}\n")
        picture_of(box.store).unlink(missing_ok=True)
        with box.dashboard((120, 40), env={"INTERVIEW_TUI_CONFIG": str(configuration)}) as terminal:
            opened(terminal)
            for number, (key, sign) in enumerate(LOOKS):
                terminal.press(key)
                terminal.until(sign)
                if whole:
                    terminal.until(lambda text, number=number: text == seen[number])  # type: ignore[misc]
                else:
                    seen.append(terminal.settled(0.4))
            quit_from(terminal)
        sent.append(len(terminal.raw))
        assert picture_of(box.store).exists() is not whole
    assert sent[1] > 3 * sent[0]


@pytest.mark.soak
def test_refresh_draws_over_what_something_else_wrote_to_the_terminal(box: Box) -> None:
    with box.dashboard((120, 40)) as terminal:
        opened(terminal)
        terminal.settled()
        terminal.press("R")
        terminal.until("Refreshed")
        whole = terminal.settled()
        terminal.scribble("\x1b[H\x1b[2JBroadcast message from root@box: the system will be down")
        terminal.press("R")
        terminal.until(lambda text: text == whole)
        terminal.press("a")
        terminal.until("Note for|Add")
        terminal.type("half a word")
        terminal.until("half a word")
        whole = terminal.settled(0.5)
        terminal.scribble("\x1b[H\x1b[2JBroadcast message from root@box: the system will be down")
        terminal.press("ctrl+l")
        terminal.until(lambda text: text == whole)
        terminal.press("escape", "escape")
        terminal.until_gone("half a word")
        quit_from(terminal)
