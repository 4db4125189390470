"""What is sent to terminals of few colours and few characters: none that they do not have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from interview_tui.ui.themes import LIGHT
from tests.terminal_tests.conftest import opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.terminal_tests.conftest import Box

AS_LOGGED_IN = ("env", "-u", "LC_CTYPE")
"""The interpreter that takes the terminal for the command has set it, where the locale is C."""
CONFIG = "INTERVIEW_TUI_CONFIG"
DARK_GROUND = b"48;5;233m"
"""The background of the program's own dark theme."""
SIXTEEN = frozenset(map(str, (*range(30, 38), *range(40, 48), *range(90, 98), *range(100, 108))))
ATTRIBUTES = {"0", "1", "4", "7", "22", "24", "27"}
"""Bold, underline, reverse, and their ends."""


def looks(raw: bytes) -> Iterator[str]:
    """The parameters of every sequence that changes the look, a colour of the palette or a true one as one of them."""
    for sequence in re.findall(rb"\x1b\[([\d;]*)m", raw):
        for look in re.findall(r"[34]8;5;\d+|[34]8;2;\d+;\d+;\d+|\d+", sequence.decode()):
            yield re.sub(r"^[34]8;(\d).*", r"8;\1", look)


def drawn(
    box: Box, *, browsed: bool = False, wrapped: tuple[str, ...] = (), env: dict[str, str] | None = None
) -> bytes:
    """All that the dashboard sends from its start to its end, where `browsed` over a move and the help in between."""
    with box.dashboard(wrapped=wrapped, env=env or {}) as terminal:
        opened(terminal)
        if browsed:
            terminal.press("j")
            terminal.settled()
            terminal.press("?")
            terminal.until("esc closes")
            terminal.press("escape")
            terminal.until_gone("esc closes")  # a q that comes before is none that quits, however long that takes
        terminal.press("q")
        assert terminal.wait() == 0
        return terminal.raw


def configured(folder: Path, text: str) -> str:
    path = folder / "config.toml"
    path.write_text(text, "utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("setting", "env"),
    [
        pytest.param("", {"NO_COLOR": "1"}, id="NO_COLOR"),
        pytest.param(
            'theme = "none"\nwhole_pictures = true', {}, id="theme and whole pictures", marks=pytest.mark.soak
        ),
    ],
)
def test_without_colour_no_colour_is_sent(box: Box, setting: str, env: dict[str, str]) -> None:
    config = configured(box.folder, "")
    assert "8;5" in set(looks(drawn(box, env={CONFIG: config})))  # whose picture must not be shown again
    configured(box.folder, setting)
    sent = set(looks(drawn(box, browsed=True, env={CONFIG: config, **env})))
    assert {"1", "7"} <= sent <= ATTRIBUTES


@pytest.mark.soak
def test_a_terminal_of_few_colours_gets_its_own_sixteen(box: Box) -> None:
    sent = set(looks(drawn(box, browsed=True, env={"TERM": "linux"})))
    assert sent & SIXTEEN
    assert sent <= SIXTEEN | ATTRIBUTES | {"39", "49"}


@pytest.mark.soak
def test_of_256_colours_each_is_named_by_its_number(box: Box) -> None:
    sent = set(looks(drawn(box, browsed=True, env={"NO_COLOR": ""})))  # which is as if it were not set
    assert "8;5" in sent
    assert sent.isdisjoint({"8;2", *SIXTEEN})


@pytest.mark.soak
def test_another_theme_or_other_glyphs_are_there_from_the_first_picture_on(box: Box) -> None:
    config = configured(box.folder, "")
    sent = drawn(box, env={CONFIG: config})
    assert DARK_GROUND in sent
    assert not sent.isascii()
    configured(box.folder, f'theme = "{LIGHT.name}"\nglyphs = "ascii"')
    sent = drawn(box, env={CONFIG: config})
    assert DARK_GROUND not in sent
    assert sent.isascii()


@pytest.mark.soak
@pytest.mark.parametrize("variable", ["LANG", pytest.param("LC_ALL", marks=pytest.mark.soak)])
def test_where_the_locale_is_c_everything_drawn_is_ascii(box: Box, variable: str) -> None:
    sent = drawn(box, browsed=True, wrapped=AS_LOGGED_IN, env={variable: "C"})
    assert sent.isascii()
    assert b">" in sent


@pytest.mark.soak
def test_a_locale_that_only_the_other_end_has_is_taken_at_its_word(box: Box) -> None:
    """A Mac sends LC_CTYPE=UTF-8 over SSH; an interpreter to which that is C puts another name in its place."""
    assert not drawn(box, wrapped=("env", "LC_CTYPE=UTF-8"), env={"LANG": ""}).isascii()
    again = drawn(box, wrapped=AS_LOGGED_IN, env={"LANG": ""})  # for which the picture of before is another one
    assert again.isascii()


@pytest.mark.soak
def test_the_configuration_wins_over_the_locale(box: Box) -> None:
    config = configured(box.folder, 'glyphs = "unicode"')
    assert not drawn(box, env={"LC_ALL": "C", CONFIG: config}).isascii()


@pytest.mark.soak
def test_in_latin_1_what_it_has_is_sent_and_taken_in_its_own_bytes(box: Box) -> None:
    box.run("add", "Café 東京", "Chef")
    env = {"LC_ALL": "de_DE.ISO-8859-1", "PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1"}
    with box.dashboard(env=env) as terminal:
        opened(terminal)
        terminal.press("h", "g")
        terminal.until("Caf. [?]{4}")
        terminal.press("/")
        terminal.settled()
        terminal.type_bytes("è".encode("latin-1"))
        terminal.settled()
        terminal.press("escape")
        terminal.settled()
        terminal.press("q")
        assert terminal.wait() == 0
        sent = terminal.raw
    assert "è".encode("latin-1") in sent
    assert not [text for text in ("è", "é", "·") if text.encode() in sent]
    assert b"\\u" not in sent
