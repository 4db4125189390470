"""The mouse does what the keys do: what is shown in the key line, in a frame or in a list is a target."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual import events

from interview_tui.domain.enums import Settled
from interview_tui.domain.records import FollowUp
from interview_tui.ui.dialogs.help import Help
from interview_tui.ui.keys import Pane
from interview_tui.ui.main_screen import MainScreen
from interview_tui.ui.pages.base import Page
from interview_tui.ui.triage import Triage
from tests.programs import a_demo, content, get, journal
from tests.ui.dashboards import DANA, OPENED_BY, PREPARE, a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

    from textual.screen import Screen

    from tests.ui.dashboards import Shown


def top(on: Shown) -> type[Screen[Any]]:
    """What is uppermost."""
    return type(on.app.screen)


async def click(on: Shown, text: str, *, beside: int = 0) -> None:
    """Clicks on the last line in which a text stands, on its beginning or so many cells beside it."""
    lines = on.screen().splitlines()
    y = max(y for y, line in enumerate(lines) if text in line)
    place = (lines[y].rindex(text) + beside, y)
    await on.pilot.hover(offset=place)
    assert await on.pilot.click(offset=place)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_key_in_the_key_line_is_a_target_and_a_blank_is_none(tmp_path: Path, size: tuple[int, int]) -> None:
    program = a_morning(tmp_path)
    async with shown(program, size) as on:
        before = content(program)
        for blank in ("w Wait", "? Keys"):
            await click(on, blank, beside=-1)
        assert top(on) is MainScreen
        await click(on, "w Wait", beside=3)
        assert "Wait until" in on.screen()
        await on.press("escape")
        assert content(program) == before
        await on.press("/", *"Globex", "enter")
        await click(on, "d Done")
        assert get(program, FollowUp, PREPARE).state is Settled.DONE
        await click(on, "? Keys")
        assert top(on) is Help


async def test_keys_typed_before_a_click_come_first(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    async with shown(program, (120, 40)) as on:
        lines = on.screen().splitlines()
        x, y = lines[-1].index("T Triage"), len(lines) - 1
        on.app.post_message(events.Key("question_mark", "?"))
        assert await on.pilot.click(offset=(x, y))
        assert top(on) is Help


@pytest.mark.soak
async def test_the_keys_of_triage_and_of_pages_are_targets_also_the_one_that_leaves(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    async with shown(program, (120, 40)) as on:
        await click(on, "T Triage")
        assert top(on) is Triage
        await click(on, "x Skip")
        assert len(journal(program)) == on.entries + 1
        await click(on, "u Undo")
        assert len(journal(program)) == on.entries
        await click(on, "esc Leave")
        assert top(on) is MainScreen
        for keys in OPENED_BY.values():
            await on.press(*keys)
            assert issubclass(top(on), Page)
            await click(on, "esc Back", beside=5)
            assert top(on) is MainScreen


async def drag(on: Shown, start: tuple[int, int], *path: tuple[int, int]) -> None:
    """Presses the button at a place, moves by the others, and lets it go at the last."""

    def event(kind: type[events.MouseEvent], place: tuple[int, int]) -> events.MouseEvent:
        return kind(None, *place, 0, 0, 1, False, False, False)

    moves = [event(events.MouseMove, place) for place in path]
    for each in (event(events.MouseDown, start), *moves, event(events.MouseUp, (start, *path)[-1])):
        on.app.post_message(each)
        await on.pilot.pause()


def place_of(on: Shown, text: str) -> tuple[int, int]:
    """Where a text stands first on the screen."""
    lines = on.screen().splitlines()
    y = next(y for y, line in enumerate(lines) if text in line)
    return lines[y].index(text), y


async def select(on: Shown, first: str, last: str = "") -> None:
    """Drags from the beginning of a text to its end, or to the end of another."""
    x, y = place_of(on, last or first)
    await drag(on, place_of(on, first), (x + len(last or first) - 1, y))


async def copied(on: Shown) -> str:
    """What the key that copies takes."""
    await on.press("y")
    return on.app.clipboard


def reversed_text(on: Shown) -> str:
    """What is drawn reversed."""
    strips = on.app.screen._compositor.render_strips()  # Textual has no public way to read its picture
    return "".join(s.text for strip in strips for s in strip if s.style is not None and s.style.reverse)


async def test_text_is_selected_and_copied_as_it_stands_there_without_signs_and_blanks(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), (120, 40)) as on:
        await select(on, "Dana Ruiz")
        assert reversed_text(on) == "Dana Ruiz"
        assert await copied(on) == "Dana Ruiz"
        lines = [line[32:119].rstrip("│ ").lstrip("▌ ") for line in on.screen().splitlines()]
        thanks = [line for line in lines if "Dana Ruiz" in line or "Kim Lee" in line][:2]
        _, y = place_of(on, "Dana Ruiz")
        await drag(on, (118, y + 1), (31, y))
        assert (await copied(on)).splitlines() == thanks
        assert reversed_text(on) == "".join(thanks)
        await select(on, "Owed")
        assert await copied(on) == "Owed"


async def test_a_selection_stays_in_the_pane_in_which_it_began(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), (120, 40)) as on:
        x, y = place_of(on, "Acme")
        await drag(on, (x, y), (x + 60, y), (x + 70, y - 1), (x + 60, y))
        taken = await copied(on)
        assert taken.startswith("Acme")
        assert "\n" not in taken
        assert "Ruiz" not in taken


async def test_esc_and_what_moves_drop_it_and_then_the_line_is_copied_again(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), (120, 40)) as on:
        line = await copied(on)
        for key in ("escape", "j", "G", "l", "h", "5"):
            await select(on, "Kim Lee")
            assert await copied(on) == "Kim Lee", key
            place = on.dashboard.selection.active
            await on.press(key)
            assert reversed_text(on) == "", key
            assert key != "escape" or on.dashboard.selection.active is place
            assert await copied(on) != "Kim Lee", key
        await on.press("l", "g")
        await select(on, "Kim Lee")
        assert await on.pilot.click(offset=place_of(on, "Kim Lee"))
        assert reversed_text(on) == ""
        await on.press("g")
        assert await copied(on) == line


async def test_where_other_text_comes_to_stand_nothing_is_selected(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), (120, 40)) as on:
        for text in ("Dana Ruiz", "Three approvals", "Now"):
            await select(on, text)
            assert reversed_text(on) == text
            on.program.follow_ups.skip([DANA])
            on.dashboard.refresh_now()
            await on.pilot.pause()
            assert reversed_text(on) == "", text
            on.program.history.undo()
            on.dashboard.refresh_now()


async def test_the_text_of_pages_of_triage_and_of_letters_is_selected_too(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), (120, 40)) as on:
        for keys, text in (
            (("T",), "dana@acme.example"),
            (("m",), "Hi Dana,"),
            (("p",), "No contact yet."),
            (("b",), "Three approvals"),
            (("C",), "send the case study"),
        ):
            await on.press(*keys)
            await select(on, text)
            assert await copied(on) == text, keys
            screen = on.app.screen
            await on.press("escape")
            assert on.app.screen is screen, keys
            assert reversed_text(on) == ""
            await on.press("escape")
            assert top(on) is MainScreen


async def test_a_click_on_copy_takes_what_is_selected(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), (120, 40)) as on:
        await on.press("p")
        await select(on, "No contact yet.")
        await click(on, "y Copy")
        assert on.app.clipboard == "No contact yet."


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_titles_and_tabs_lead_to_their_panes_also_while_one_is_alone(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with shown(a_morning(tmp_path), size) as on:
        for _ in range(2):
            for pane in (Pane.NOTES, Pane.PIPELINE, Pane.FOLLOW_UPS):
                x, y = place_of(on, f" {pane} ")
                assert await on.pilot.click(offset=(x + 1, y))
                assert on.dashboard.selection.active is pane
                assert on.dashboard.frames[pane].lit
                await on.pilot.hover(offset=(0, 0))
            await on.press("z")


async def test_a_double_click_does_what_enter_does(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), (120, 40)) as on:
        assert await on.pilot.double_click(offset=place_of(on, "Prepare"))
        assert on.dashboard.selection.active is Pane.NOTES
        assert on.selected()[0] == 2
        await on.again()
        for page in ("p", "L"):
            await on.press(page, "j", "enter")
            opened = on.screen()
            await on.again()
            await on.press(page)
            assert await on.pilot.double_click(offset=place_of(on, "Kim Lee"))
            assert on.screen() == opened, page
            await on.again()


async def wheel(on: Shown, place: tuple[int, int], lines: int = 1) -> None:
    """Turns the wheel at a place, down for positive numbers."""
    kind = events.MouseScrollDown if lines > 0 else events.MouseScrollUp
    for _ in range(abs(lines)):
        on.app.post_message(kind(None, *place, 0, 0, 0, False, False, False))
        await on.pilot.pause()


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ((), (40, 5)),
        (("1",), (40, 5)),
        (("l",), (40, 5)),
        (("T",), (40, 8)),
        (("T", "?", "?"), (40, 8)),
        (("p", "A"), (40, 4)),
        (("p", "A"), (40, 11)),
        *(
            pytest.param(keys, place, marks=pytest.mark.soak)
            for keys, place in (
                (("Q",), (40, 4)),
                (("s",), (40, 4)),
                (("b",), (40, 5)),
                (("m",), (40, 5)),
                (("m",), (40, 12)),
                (("?", "?"), (40, 8)),
            )
        ),
    ],
)
async def test_the_wheel_scrolls_what_is_under_the_pointer_and_back(
    tmp_path: Path, keys: tuple[str, ...], place: tuple[int, int]
) -> None:
    program = a_demo(tmp_path)
    async with shown(program, (80, 16)) as on:
        await on.press(*keys)
        before = on.screen()
        await wheel(on, place, 2)
        assert on.screen() != before
        await wheel(on, place, -2)
        assert on.screen() == before
