"""How every screen looks: its text in three sizes, and one screen in each theme as a picture with its colours.

`make accept` writes the files in `accepted/` again after a change that is meant; `git diff` shows what became of them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import interview_tui
from tests.programs import a_demo, a_program
from tests.ui.dashboards import shown

if TYPE_CHECKING:
    from tests.programs import ProgramOnATable

ACCEPTED = Path(__file__).parent / "accepted"
SIZES = ((80, 24), (120, 40), (200, 55))
THEMES = ("interview-dark", "interview-light", "ansi-dark", "none")
SCREENS = {
    "dashboard": "", "pipeline": "1 j", "notes": "l", "triage": "T", "help": "question_mark", "palette": "colon",
    "form": "a", "note": "h a !", "outcome": "o", "letter": "m", "chart": "c", "people": "p", "stories": "s",
    "thanks": "L", "promises": "C", "questions": "Q", "brief": "b", "deleted": "X", "review": "v",
}  # fmt: skip
"""The screens by their names, and the keys that lead there."""


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ProgramOnATable:
    """The demo of somebody in whose home its files lie: of any other the letter shows the whole path, which is another
    one on each machine.
    """
    monkeypatch.setenv("HOME", str(Path(interview_tui.__file__).parent))
    return a_demo(tmp_path, 24)


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--accept"))


def compare(name: str, drawn: str, *, accept: bool) -> None:
    """What is drawn must be what was accepted."""
    path = ACCEPTED / name
    if accept:
        path.write_text(drawn, encoding="utf-8")
    assert path.read_text("utf-8") == drawn, f"{name} looks different: `make accept` when that is meant"


@pytest.mark.parametrize("name", SCREENS)
async def test_its_text_in_every_size(name: str, program: ProgramOnATable, *, accept: bool) -> None:
    async with shown(program) as screen:
        await screen.press(*SCREENS[name].split())
        for columns, rows in SIZES:
            await screen.pilot.resize_terminal(columns, rows)
            compare(f"{name}-{columns}x{rows}.txt", screen.screen() + "\n", accept=accept)


async def test_the_text_before_the_first_interview(tmp_path: Path, *, accept: bool) -> None:
    async with shown(a_program(tmp_path)) as screen:
        for columns, rows in SIZES:
            await screen.pilot.resize_terminal(columns, rows)
            compare(f"start-{columns}x{rows}.txt", screen.screen() + "\n", accept=accept)


@pytest.mark.parametrize("theme", THEMES)
async def test_the_colours_of_every_theme(theme: str, program: ProgramOnATable, *, accept: bool) -> None:
    program = type(program)(program.settings._replace(theme=theme), program.clock)
    async with shown(program, (120, 40)) as screen:
        compare(f"{theme}.svg", screen.app.export_screenshot(title=theme), accept=accept)


def test_every_accepted_file_is_compared() -> None:
    texts = {f"{name}-{columns}x{rows}.txt" for name in (*SCREENS, "start") for columns, rows in SIZES}
    assert {path.name for path in ACCEPTED.iterdir()} == texts | {f"{theme}.svg" for theme in THEMES}
