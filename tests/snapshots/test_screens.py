"""How every screen looks, as pictures that a person has looked at. `pytest tests/snapshots --snapshot-update` after a
change that is meant; the report that a failure writes shows both.

Each screen in each size and theme, and those that data fill with no data, many and hostile ones: a short row for every
change, all of them in `make soak`.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

import pytest

from interview_tui.demo.generator import Demo
from interview_tui.ui.app import InterviewApp
from tests.programs import a_program
from tests.ui.test_hostile import HOSTILE, fill, write_raw

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.programs import ProgramOnATable

pytestmark = pytest.mark.xdist_group("snapshots")

SMALL, USUAL, LARGE = (80, 24), (120, 40), (200, 60)
SIZES = (SMALL, USUAL, LARGE)
THEMES = ("interview-dark", "interview-light", "ansi-dark", "none")
SCREENS = {
    "dashboard": "", "pipeline": "1 j", "notes": "h", "triage": "T", "help": "question_mark", "palette": "colon",
    "form": "a", "note": "h a !", "outcome": "o", "letter": "m", "chart": "c", "people": "p", "stories": "s",
    "thanks": "L", "promises": "C", "questions": "Q", "brief": "b", "deleted": "X", "review": "v",
}  # fmt: skip


class Case(NamedTuple):
    """What is looked at."""

    screen: str
    size: tuple[int, int]
    theme: str = THEMES[0]
    data: str = "demo"

    def __str__(self) -> str:
        return f"{self.screen}-{self.size[0]}x{self.size[1]}-{self.theme}-{self.data}"


SHORT = [Case(screen, SIZES[number % 3], THEMES[number % 4]) for number, screen in enumerate(SCREENS)]
LONG = [
    *(Case(screen, size, theme) for screen in SCREENS for size in SIZES for theme in THEMES),
    *(
        Case(screen, size, THEMES[0], data)
        for screen in ("dashboard", "pipeline", "triage", "help", "review")
        for size in SIZES
        for data in ("nothing", "many", "hostile")
    ),
]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    program = a_program(folder)
    fill(program, 5_000)
    program.store.close()
    return folder / "interviews.db"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    program = a_program(folder)
    Demo(program).fill()
    program.store.close()
    return folder / "interviews.db"


def with_data(folder: Path, data: str, request: pytest.FixtureRequest) -> ProgramOnATable:
    store = folder / "interviews.db"
    if data != "nothing":
        shutil.copy(request.getfixturevalue("many" if data == "many" else "demo"), store)
    if data == "hostile":
        write_raw(store, " ".join(HOSTILE.values()))
    return a_program(folder)


def cases() -> list[object]:
    rest = dict.fromkeys(case for case in LONG if case not in SHORT)
    return [
        *(pytest.param(case, id=str(case)) for case in SHORT),
        *(pytest.param(case, id=str(case), marks=pytest.mark.soak) for case in rest),
    ]


@pytest.mark.parametrize("case", cases())
def test_it_looks_as_it_was_accepted(
    case: Case, tmp_path: Path, request: pytest.FixtureRequest, snap_compare: Callable[..., bool]
) -> None:
    program = with_data(tmp_path, case.data, request)
    program = type(program)(program.settings._replace(theme=case.theme), program.clock)
    assert snap_compare(InterviewApp(program), press=SCREENS[case.screen].split(), terminal_size=case.size)
