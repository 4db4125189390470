"""An empty store, empty places and filters that match nothing say what to do next; forms say what they understand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Settled, Step
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.records import FollowUp, Interview
from interview_tui.domain.steps import SOURCE, title
from interview_tui.ui.dialogs.form import Form
from interview_tui.ui.keys import Pane
from interview_tui.ui.panes.follow_ups import QUESTION
from tests.programs import a_program, every
from tests.ui.dashboards import a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.dashboards import Shown

OPENS = {"c": "Chart", "L": "Thank-yous", "C": "Promises", "p": "People", "s": "Stories", "b": "Brief", "X": "Deleted"}


def words(on: Shown) -> str:
    """The screen as one line of words, without its frames."""
    return " ".join(on.screen().replace("│", " ").split())


def line(on: Shown, begin: str) -> str:
    return next(line.strip() for line in on.dialog_lines() if line.strip().startswith(f"{begin} "))


class TestAnEmptyStore:
    @pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 55)])
    async def test_asks_how_to_begin_and_says_what_each_key_leads_to_in_the_middle_of_the_pane(
        self, tmp_path: Path, size: tuple[int, int]
    ) -> None:
        async with shown(a_program(tmp_path), size) as on:
            frame = on.dashboard.frames[Pane.FOLLOW_UPS].region
            lines = [line[frame.x + 1 : frame.right - 1] for line in on.screen().splitlines()[frame.y + 1 :]]
            first = next(number for number, line in enumerate(lines) if line.strip())
            shown_lines = lines[first : first + 9]
            assert [line.split()[:2] for line in shown_lines[2:6]] == [
                ["a", "Add"], ["i", "Import"], ["I", "Demo"], ["?", "Keys"],
            ]  # fmt: skip
            assert shown_lines[0].strip() == QUESTION
            assert abs(2 * first + 9 - (frame.height - 2)) <= 1
            left = min(len(line) - len(line.lstrip()) for line in shown_lines if line.strip())
            right = min(len(line) - len(line.rstrip()) for line in shown_lines)
            assert abs(left - right) <= 3
            assert f" the method: {SOURCE} ─╯" in on.screen()

    async def test_the_steps_stand_beside_it_and_its_keys_work_in_every_pane(self, tmp_path: Path) -> None:
        async with shown(a_program(tmp_path), (80, 24)) as on:
            for pane in (Pane.PIPELINE, Pane.NOTES):
                on.dashboard.go(pane)
                await on.press()
                assert on.dashboard.selection.active is pane
                assert on.screen().splitlines()[-1].startswith(" a Add  i Import  I Demo ")
            on.dashboard.go(Pane.PIPELINE)
            await on.press(*"jkGg", "space")
            steps = [line.strip("│ ") for line in on.screen().splitlines()[2:12]]
            assert [" ".join(step.split()) for step in steps] == [f"{title(step)} –" for step in Step]
            await on.press("a")
            assert isinstance(on.app.screen, Form)
            await on.press("escape")
            assert len(on.app.screen_stack) == 1

    async def test_to_the_first_follow_up_done_it_is_six_keys_and_two_words(self, tmp_path: Path) -> None:
        async with shown(a_program(tmp_path)) as on:
            await on.press("a", *"Acme", "enter", "enter")
            await on.type("fri 14:00")
            await on.press("ctrl+s", "enter", "d")
            assert on.message.startswith("Done: Prepare for the meeting")
            assert [f.state for f in every(on.program, FollowUp) if f.kind is Kind.PREPARE] == [Settled.DONE]

    async def test_offers_them_no_more_once_there_is_an_interview(self, tmp_path: Path) -> None:
        async with shown(a_program(tmp_path)) as on:
            await on.press("a", *"Acme", "ctrl+s")
            assert len(every(on.program, Interview)) == 1
            assert QUESTION not in words(on)
            assert SOURCE not in words(on)
            await on.press("u")
            assert QUESTION in words(on)
            assert SOURCE in words(on)

    async def test_says_so_in_a_pane_of_any_size(self, tmp_path: Path) -> None:
        async with shown(a_program(tmp_path), (200, 55)) as on:
            for size in ((1, 1), (2, 5), (12, 8), (20, 12), (40, 30), (300, 100)):
                await on.pilot.resize_terminal(*size)
                await on.press()
            await on.pilot.resize_terminal(30, 30)
            await on.press()
            assert "How would you like to begin?" in words(on)


async def test_a_filter_that_matches_nothing_says_how_to_drop_it(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        for keys, what in (("h", "interview"), ("l", "note"), ("", "follow-up")):
            await on.press(*keys, "slash", *"zzz", "enter")
            said = f"No matching {what}s. esc shows all again, / changes the filter."
            assert said in words(on)
            await on.press("escape")
            assert said not in words(on)
            await on.again()


async def test_every_page_with_nothing_in_it_says_what_to_do_next(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    program.interviews.add("Acme", "SRE")
    asked = {
        "c": "esc, then l → Tab and a in the notes: !",
        "L": "a in the notes, then @ Name, adds who was there",
        "C": "a in the notes, then + what you will do or - what they",
        "p": "a adds somebody",
        "s": "a adds one",
        "b": "Q picks questions",
        "X": "what x deletes appears here",
    }
    async with shown(program) as on:
        for key, title in OPENS.items():
            await on.press(key)
            assert title in on.screen().splitlines()[0]
            assert asked[key] in words(on), key
            await on.press("escape")


class TestForms:
    async def test_a_date_is_said_beside_it_as_one_types(self, tmp_path: Path) -> None:
        async with shown(a_program(tmp_path)) as on:
            await on.press("a", "enter", "enter")
            await on.type("nex")
            assert line(on, "Meeting").endswith("  not understood yet")
            assert "is not a date: write for example tomorrow" in on.dialog()
            await on.type("t tue 14:00")
            assert line(on, "Meeting").split("14:00", 1)[1].strip() == "Tue 1 Dec 2026 14:00, in 8 days"
            await on.press("ctrl+u")
            assert line(on, "Meeting").strip() == "Meeting   next tue 14:00-15:00; optional"

    async def test_what_stands_in_a_form_is_said_when_it_opens(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            await on.press("e")
            assert line(on, "When").endswith("Fri 20 Nov 2026 15:00, 3 days ago")

    async def test_esc_asks_only_when_something_would_be_lost(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            await on.press("h", "a", *"ab", "backspace", "backspace", "space", "escape")
            assert on.app.screen is on.dashboard
            await on.press("a", *"ab", "escape")
            assert "esc again discards what you typed" in on.screen()
            await on.press("escape")
            assert on.app.screen is on.dashboard

    async def test_one_key_saves_from_any_field(self, tmp_path: Path) -> None:
        async with shown(a_program(tmp_path)) as on:
            await on.press("a", *"Acme", "ctrl+s")
            assert [interview.company for interview in every(on.program, Interview)] == ["Acme"]

    async def test_the_file_to_import_is_looked_for_as_one_types(self, tmp_path: Path) -> None:
        (tmp_path / "x.csv").touch()
        async with shown(a_program(tmp_path)) as on:
            await on.press("i")
            await on.type(str(tmp_path / "x.cs"))
            assert "no such file" in on.screen()
            await on.type("v")
            assert "enter reads it" in on.screen()
