"""Capabilities of the terminal, by the environment and terminfo: colours, characters, the background.

Over SSH only TERM comes along, and perhaps the locale; COLORTERM does not.
"""

from __future__ import annotations

import codecs
import locale
import os
import sys
from enum import Enum
from typing import TYPE_CHECKING, Literal, NamedTuple

from interview_tui.data_classes import dataclass
from interview_tui.terminal.first_frame_cache import character_type

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

UTF_8, ASCII = "utf-8", "ascii"
_SIXTEEN = frozenset({"ansi", "cygwin", "linux", "rxvt", "screen", "tmux", "xterm"})

_LIGHT = frozenset({"7", *map(str, range(9, 16))})
_DARK = frozenset(map(str, range(16))) - _LIGHT


class Colours(Enum):
    """How many colours there are; the value is Rich's name of the colour system."""

    NONE = None
    SIXTEEN = "standard"
    PALETTE = "256"
    TRUE = "truecolor"

    @property
    def system(self) -> Literal["standard", "256", "truecolor"]:
        """How colours are written; where there are none, any way does."""
        return self.value or "standard"


@dataclass(frozen=True, slots=True)
class Terminal:
    """What a terminal can do."""

    erases_in_colour: bool = False
    """Erased cells take the pen's background (terminfo's `bce`); else the terminal's own."""
    erases_inside: bool = False
    """It knows ECH, which erases so many cells from the cursor on."""
    scrolls: bool = False
    """It has scroll regions."""


class Capabilities(NamedTuple):
    """What the terminal can show."""

    colours: Colours = Colours.TRUE
    codec: str = UTF_8
    """Only characters that this encoding has are sent."""
    light: bool | None = None
    """Whether the background is; None where nothing says so."""


def colours_of(environment: Mapping[str, str], known: int | None) -> Colours:
    """How many colours the terminal has.

    `known`: what its entry in terminfo says, less than 1 for none; None where it has no entry. A terminal that no list
    knows is newer than the list: it has the palette, as all have that were made in this century.
    """
    if environment.get("NO_COLOR"):
        return Colours.NONE
    if environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return Colours.TRUE
    term = environment.get("TERM", "").strip().lower()
    if known is None and not term.startswith(("vt", "dumb", "unknown")) and term:
        return Colours.SIXTEEN if term in _SIXTEEN else Colours.PALETTE
    if known is None or known < 8:
        return Colours.NONE
    return Colours.TRUE if known >= 1 << 24 else Colours.PALETTE if known >= 256 else Colours.SIXTEEN


def is_light(environment: Mapping[str, str]) -> bool | None:
    """Whether the background is light: as COLORFGBG says by the numbers of the foreground and the background (`15;0`,
    `0;default;15`, `0;default`), else by what TERM is; None where neither says it.
    """
    front, _, back = environment.get("COLORFGBG", "").partition(";")
    back = back.rpartition(";")[2]
    if back in _DARK | _LIGHT:
        return back in _LIGHT
    if back == "default" and front in _DARK | _LIGHT:
        return front in _DARK
    return False if environment.get("TERM", "").startswith("linux") else None


def codec_of(environment: Mapping[str, str], *, writes: str, character_type: str) -> str:
    """The encoding of the characters that the terminal shows: the locale's, or ASCII where something else is written.

    `writes`: the encoding in which standard error goes out. `character_type`: LC_CTYPE as the process was given it.
    """
    name = environment.get("LC_ALL") or character_type or environment.get("LANG") or "C"
    named = locale.normalize(name).partition(".")[2].partition("@")[0] or name
    return codec if (codec := _codec(named)) == _codec(writes) else ASCII


def _codec(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ASCII


def capabilities_here(glyphs: str) -> Capabilities:
    """What the terminal of this process can show. `glyphs`: `auto` goes by the locale, `ascii` sends nothing else,
    `unicode` all that standard error takes.
    """
    writes = stream_codec(sys.__stderr__)
    if glyphs == "auto":
        codec = codec_of(os.environ, writes=writes, character_type=character_type())
    else:
        codec = ASCII if glyphs == "ascii" else writes
    curses = _terminfo(os.environ.get("TERM", ""))
    known = None if curses is None else curses.tigetnum("colors")
    return Capabilities(colours_of(os.environ, known), codec, is_light(os.environ))


def terminal_of(term: str) -> Terminal:
    """What a terminal can do, by its entry in terminfo; without one, what every terminal can."""
    curses = _terminfo(term)
    if curses is None:
        return Terminal()
    return Terminal(
        erases_in_colour=curses.tigetflag("bce") == 1,
        erases_inside=bool(curses.tigetstr("ech")),
        scrolls=bool(curses.tigetstr("csr")),
    )


def stream_codec(stream: object) -> str:
    """The encoding of a standard stream."""
    return _codec(getattr(stream, "encoding", None) or UTF_8)


def _terminfo(term: str) -> ModuleType | None:
    """The module curses, set to a terminal's entry; None where there is no entry."""
    try:
        import curses
    except ImportError:
        return None
    try:
        curses.setupterm(term, 1)
    except curses.error:
        return None
    return curses
