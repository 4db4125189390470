"""What a terminal can show, by its environment and terminfo, and what is left out where it cannot."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color as TextualColor

from interview_tui.terminal.capabilities import ASCII, UTF_8, Colours, codec_of, colours_of, is_light
from interview_tui.terminal.sanitizer import Colourless


@pytest.mark.parametrize(
    ("environment", "known", "colours"),
    [
        ({"TERM": "xterm-256color"}, 256, Colours.PALETTE),
        ({"TERM": "xterm-256color"}, None, Colours.PALETTE),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, 256, Colours.TRUE),
        ({"TERM": "xterm", "COLORTERM": "24bit"}, 8, Colours.TRUE),
        ({"TERM": "xterm-direct"}, 1 << 24, Colours.TRUE),
        ({"TERM": "linux"}, 8, Colours.SIXTEEN),
        ({"TERM": "xterm-16color"}, 16, Colours.SIXTEEN),
        ({"TERM": "screen"}, None, Colours.SIXTEEN),
        ({"TERM": "a-new-one"}, None, Colours.PALETTE),
        ({"TERM": "vt100"}, -1, Colours.NONE),
        ({"TERM": "vt220"}, None, Colours.NONE),
        ({"TERM": "dumb"}, -1, Colours.NONE),
        ({}, None, Colours.NONE),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"}, 256, Colours.NONE),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, 256, Colours.PALETTE),
    ],
)
def test_how_many_colours_there_are(environment: dict[str, str], known: int | None, colours: Colours) -> None:
    assert colours_of(environment, known) is colours


@pytest.mark.parametrize(
    ("said", "term", "light"),
    [
        ("0;15", "xterm", True),
        ("15;0", "xterm", False),
        ("0;default;15", "rxvt", True),
        ("15;default;0", "rxvt", False),
        ("0;7", "xterm", True),
        ("7;8", "xterm", False),
        ("0;default", "rxvt", True),
        ("12;default", "rxvt", False),
        ("default;default", "rxvt", None),
        ("0;15", "linux", True),
        ("", "linux", False),
        ("", "xterm", None),
        ("0;256", "xterm", None),
        ("nonsense", "screen", None),
        (";", "", None),
    ],
)
def test_whether_the_background_is_light_is_what_the_terminal_says(said: str, term: str, light: bool | None) -> None:
    assert is_light({"COLORFGBG": said, "TERM": term}) is light


@pytest.mark.parametrize(
    ("environment", "writes", "codec"),
    [
        ({"LANG": "en_US.UTF-8"}, UTF_8, UTF_8),
        ({"LANG": "de_DE.utf8@euro"}, "UTF-8", UTF_8),
        ({"LANG": "C", "LC_ALL": "C.UTF-8"}, UTF_8, UTF_8),
        ({"LC_CTYPE": "UTF-8"}, UTF_8, UTF_8),
        ({}, UTF_8, ASCII),
        ({"LANG": "C"}, UTF_8, ASCII),
        ({"LANG": "POSIX"}, UTF_8, ASCII),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "C"}, UTF_8, ASCII),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, UTF_8, UTF_8),
        ({"LANG": "de_DE.ISO-8859-1"}, "latin-1", "iso8859-1"),
        ({"LANG": "de_DE"}, "iso-8859-1", "iso8859-1"),
        ({"LANG": "de_DE.ISO-8859-1"}, UTF_8, ASCII),
        ({"LANG": "en_US.UTF-8"}, "latin-1", ASCII),
        ({"LANG": "no.such-thing"}, UTF_8, ASCII),
    ],
)
def test_which_characters_there_are(environment: dict[str, str], writes: str, codec: str) -> None:
    given = environment.get("LC_CTYPE", "")
    assert codec_of(environment, writes=writes, character_type=given) == codec


def test_what_only_colour_can_show_is_left_out() -> None:
    dirty = Style(color="red", bgcolor="blue", bold=True, dim=True, italic=True, reverse=True, underline=True)
    dirty += Style(meta={"@mouse.down": "grab"})
    ((_, style, _),) = Colourless().apply([Segment("x", dirty)], TextualColor(0, 0, 0))
    assert style is not None
    assert style.render("x") == "\x1b[1;3;4;7mx\x1b[0m"
    assert style.meta == dirty.meta  # by which the mouse takes a scroll bar
