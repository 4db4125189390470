"""SGR: how a cell looks, and the fewest bytes that change the terminal's pen from one look to another.

A look is written as the parameters of the sequence that sets it from nothing (`1;38;2;200;200;200;48;5;17`), as Rich
writes them; '' is the terminal's own look. The meaning of the numbers: ECMA-48, section 8.3.117 (SGR).
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import NamedTuple

_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "21": "24", "5": "25", "6": "25", "7": "27", "8": "28", "9": "29"}
_OFF |= {"51": "54", "52": "54", "53": "55"}
_ON_BLANKS = frozenset(_OFF) - {"1", "2", "3", "8"}
"""Attributes that one sees on a blank cell too."""


class Look(NamedTuple):
    """A look in its parts: attributes, foreground and background, each as parameters; '' is the terminal's own."""

    attributes: frozenset[str]
    foreground: str
    background: str

    @property
    def text(self) -> str:
        """The parameters that set it from nothing."""
        return ";".join([*sorted(self.attributes), *filter(None, (self.foreground, self.background))])


_PLAIN = Look(frozenset(), "", "")


@lru_cache(4096)
def parse(text: str) -> Look:
    """The look that a sequence's parameters set, beginning from nothing."""
    attributes: set[str] = set()
    foreground = background = ""
    codes = iter(text.split(";"))
    for code in codes:
        if code in ("", "0"):
            attributes, foreground, background = set(), "", ""
        elif code in ("38", "48"):
            kind = next(codes, "5")
            count = 3 if kind == "2" else 1
            color = _short(code, kind, [next(codes, "0") for _ in range(count)])
            foreground, background = (color, background) if code == "38" else (foreground, color)
        elif code in _OFF:
            attributes.add(code)
        elif code == "39":
            foreground = ""
        elif code == "49":
            background = ""
        elif len(code) == 2 and code[0] in "39":
            foreground = code
        elif code[0] == "4" or len(code) == 3:
            background = code
    return Look(frozenset(attributes), foreground, background)


_LEVELS = ("0", "95", "135", "175", "215", "255")
_PALETTE = {levels: str(16 + place) for place, levels in enumerate(product(_LEVELS, repeat=3)) if place >= 6} | {
    (grey,) * 3: str(232 + step) for step, grey in enumerate(str(8 + 10 * step) for step in range(24))
}
"""The colours of the palette of 256 that are the same everywhere, and their numbers. The first sixteen are the user's
own, and some themes for terminals change the six after them.
"""


def _short(code: str, kind: str, parts: list[str]) -> str:
    """A colour's parameters: one that the palette has by its number there, which is half as long."""
    number = _PALETTE.get((parts[0], parts[1], parts[2])) if kind == "2" else None
    return f"{code};5;{number}" if number else ";".join([code, kind, *parts])


@lru_cache(4096)
def of_blank(text: str) -> str:
    """The look of a blank cell, without what cannot be seen on it: two that look the same are the same."""
    look = parse(text)
    if "7" in look.attributes:  # the foreground is what one sees
        return look.text
    attributes = look.attributes & _ON_BLANKS
    return Look(attributes, look.foreground if attributes else "", look.background).text


@lru_cache(4096)
def of_text(text: str) -> str:
    """The look in the one way of writing it."""
    return parse(text).text


@lru_cache(4096)
def erases_as(text: str) -> str | None:
    """The background that erased cells need to be a blank of this look; None where erasing cannot give it."""
    look = parse(text)
    return None if look.attributes else look.background


@lru_cache(4096)
def turn(before: str | None, after: str) -> str:
    """The shortest sequence from one look to another; from None, which is not known, it begins from nothing."""
    new = parse(after)
    whole = f"\x1b[;{new.text}m" if after else "\x1b[m"
    if before is None:
        return whole
    old = parse(before)
    if old == new:
        return ""
    gone = old.attributes - new.attributes
    codes = sorted({_OFF[code] for code in gone})
    # What ends bold also ends dim: whatever of the pair stays is set again.
    ended = {code for code in new.attributes if _OFF[code] in codes}
    codes += sorted((new.attributes - old.attributes) | ended)
    if old.foreground != new.foreground:
        codes.append(new.foreground or "39")
    if old.background != new.background:
        codes.append(new.background or "49")
    changed = f"\x1b[{';'.join(codes)}m"
    return min(changed, whole, key=len)


@lru_cache(4096)
def turn_for_blank(before: str | None, blank: str) -> tuple[str, str | None]:
    """The shortest sequence after which a blank cell can be written, and the pen's look then.

    A pen whose foreground or weight differs writes the same blank.
    """
    if before is not None and of_blank(before) == blank:
        return "", before
    if before is not None:
        old, new = parse(before), parse(blank)
        if not (old.attributes & (_ON_BLANKS | {"7"})) and not new.attributes:
            kept = Look(old.attributes, old.foreground, new.background).text
            return min((turn(before, kept), kept), (turn(before, blank), blank), key=lambda way: len(way[0]))
    return turn(before, blank), blank
