"""Signs in ASCII where the locale has no others: as wide as what they stand for, and none without one."""

from __future__ import annotations

import ast
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual._border import BORDER_CHARS
from textual.color import Color
from textual.scrollbar import ScrollBarRender

import interview_tui
from interview_tui.domain.text import clean
from interview_tui.terminal.capabilities import ASCII, Capabilities
from interview_tui.terminal.sanitizer import Sanitizer
from interview_tui.terminal.text import UNKNOWN_GLYPH, shown_in, stand_in
from interview_tui.ui.app import InterviewApp
from tests.ui.dashboards import Shown, a_morning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.programs import ProgramOnATable

CODE = Path(interview_tui.__file__).parent
LATIN_1 = "iso8859-1"
BOUNDS = frozenset("¬®˿☀\U0001f000\ufffd")
"""At these a range begins or ends in the code; none of them is drawn."""


def written() -> Iterator[str]:
    """Every text in the code of the dashboard, and in what it takes its words from; what explains code left out."""
    for path in (*CODE.glob("ui/**/*.py"), *CODE.glob("services/*.py"), *CODE.glob("domain/*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        explained = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explained:
                yield node.value


def test_every_sign_that_the_program_draws_has_one_in_ascii() -> None:
    own = {c for text in written() for c in text if not c.isascii()}
    borders = {c for kind in ("round", "solid", "heavy") for line in BORDER_CHARS[kind] for c in "".join(line)}
    bars = {*ScrollBarRender.VERTICAL_BARS, *ScrollBarRender.HORIZONTAL_BARS}
    drawn = (own - BOUNDS) | borders | bars
    # Letters are in names of examples, full-width signs in what is understood when people type it.
    signs = {c for c in drawn if unicodedata.category(c)[0] in "PSZ" and cell_len(c) == 1}
    assert len(signs) > 20
    assert {c for c in signs if not c.isascii() and stand_in(c) == UNKNOWN_GLYPH} == set()


def test_a_stand_in_means_the_same() -> None:
    line = "▌3 days · “Dana’s words” … ✓ × ★ ●◉○ ↑ ↓ ← → – ⚑ │ ━ ╭─╮ ▐ ▸ ┏━┓┃ ├┤"
    assert shown_in(line, ASCII) == """>3 days | "Dana's words" ~ v x * *#o ^ v < > - ! | = +-+ # > +=+| ||"""


@pytest.mark.parametrize(
    ("text", "codec", "shown"),
    [
        ("José 東京", ASCII, "Jos? ????"),
        ("José 東京", LATIN_1, "José ????"),
        ("100 % · José…", LATIN_1, "100 % · José~"),
        ("e\u0301", ASCII, "?"),
        ("👩‍👩‍👧 x", ASCII, "?? x"),
    ],
)
def test_what_the_encoding_has_not_is_a_question_mark_as_wide(text: str, codec: str, shown: str) -> None:
    assert shown_in(text, codec) == shown


@given(st.text(st.characters(exclude_categories=["C"])))
def test_a_line_stays_as_wide_and_is_all_ascii(text: str) -> None:
    ((shown, *_),) = Sanitizer(clean, ASCII).apply([Segment(text)], Color(0, 0, 0))
    assert shown.isascii()
    assert len(shown) == cell_len(text)


async def test_the_whole_screen_is_ascii_where_the_locale_has_nothing_else(tmp_path: Path) -> None:
    program: ProgramOnATable = a_morning(tmp_path)
    program.interviews.add("Čapek 東京", "Ingénieur 👩‍💻", people=["José Łuk"])
    app = InterviewApp(program, capabilities=Capabilities(codec=ASCII))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        on = Shown(program, app, pilot)
        assert "|>3 days  Thank         Dana Ruiz        Acme  " in on.screen()
        for keys in ("h", "l", "question_mark", "escape", "a", "escape", "colon", "escape", "T", "escape", "p", "A"):
            await on.press(keys)
            assert on.screen().isascii()
        assert "Jos? ?uk" in on.screen()
