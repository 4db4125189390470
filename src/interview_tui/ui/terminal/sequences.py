"""What a sequence that a terminal sends means, in the form in which Textual's parser makes one event of it.

The parser plays a sequence that it does not know back as single keys, and fails at some of the kitty protocol's key
reports. Terminals send many that nobody here asked for: the answers to what another program has asked before it ended,
and keys in codes of their own.
"""

from __future__ import annotations

import re

from textual import constants
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS

ESC = "\x1b"
LONGEST = 128
"""Characters of a sequence that may mean something."""
_TABLE = {said for said, keys in ANSI_SEQUENCES_KEYS.items() if not isinstance(keys, tuple) or len(keys) == 1}
"""What the parser's table has, but for keys with alt that it makes two keys of, the first of them escape."""
_FOCUS = ("I", "O")
_MOUSE = re.compile(r"<\d{1,3};-?\d{1,5};-?\d{1,5}[Mm]")  # SGR, the only form that is asked for
_MODE = re.compile(r"\?(?:2026|2048);[0-4]\$y")
_SIZE = re.compile(r"48" + r";(\d{1,5})(?::[\d:]*)?" * 4 + "t")
_KEY = re.compile(
    r"(?P<code>\d{0,7})(?::\d{0,7})?(?::(?P<base>\d{0,7}))?"  # the key, the key with shift, the key of the same place
    r"(?:;(?P<modifiers>\d{0,3})(?::(?P<event>\d?))?(?:;(?P<text>[\d:]*))?)?(?P<final>[u~ABCDEFHPQRS])"
)
_OTHER_KEY = re.compile(r"27;(?P<modifiers>\d{1,3});(?P<code>\d{1,7})~")  # xterm's modifyOtherKeys
_RXVT = re.compile(r"(\d{1,2})([$^@])")
_RXVT_MODIFIERS = {"$": 2, "^": 5, "@": 6}
_ST = {"4h": "2~", "4l": "2;2~", "L": "2;5~", "2K": "3;2~", "2J": "1;2H", "J": "1;5F", "K": "1;2F"}
"""Keys of st as long as nobody has told it to send the usual codes; no terminal answers so."""
_KEYPAD = {"l": ",", "X": "=", "I": "\t", " ": " "}
_SS3 = re.compile(r"(?:1;)?(\d?)(.)")
_RELEASED = "3"
_TYPES = {1, 2}
"""Of the modifiers, as one more than their bits: none, and shift."""
_OTHERS = ~(1 | 64 | 128)
"""The bits of all but shift and the locks."""


def meaning(sequence: str) -> str:
    """A sequence beginning with ESC, or the text that it stands for, as the parser takes it at once; '' for none."""
    if len(sequence) > LONGEST:
        return ""
    if sequence[1] == "[":
        return _control(sequence[2:])
    if sequence in _TABLE:
        return sequence
    if sequence[1] == "O" and (found := _SS3.fullmatch(sequence, 2)):
        modifiers, final = found.groups()
        return _control(f"1;{modifiers}{final}") if modifiers else _KEYPAD.get(final, "")
    return ""


def _control(said: str) -> str:
    """The same for a control sequence, of which the introducer was taken off."""
    said = _ST.get(said, said)
    if found := _RXVT.fullmatch(said):
        said = f"{found[1]};{_RXVT_MODIFIERS[found[2]]}~"
    elif found := _OTHER_KEY.fullmatch(said):
        types = int(found["modifiers"]) in _TYPES and _is_text(int(found["code"]))
        said = f"{found['code']};{found['modifiers']}" + (f";{found['code']}u" if types else "u")
    if found := _KEY.fullmatch(said):
        return _key(found)
    if found := _SIZE.fullmatch(said):
        rows, columns, height, width = map(int, found.groups())
        # A terminal that does not know its pixels says 0, by which the parser would divide.
        return f"{ESC}[48;{rows};{columns};{height or rows};{width or columns}t" if rows and columns else ""
    known = said in _FOCUS or _MOUSE.fullmatch(said) or _MODE.fullmatch(said) or f"{ESC}[{said}" in _TABLE
    return f"{ESC}[{said}" if known else ""


def _key(report: re.Match[str]) -> str:
    """A key report without what the parser does not take: other keys of the same place, press, repeat and release."""
    code, modifiers, final = int(report["code"] or 1), report["modifiers"] or "", report["final"]
    text = [int(number) for number in (report["text"] or "").split(":") if number]
    name = FUNCTIONAL_KEYS.get(f"{code}{final}")
    if report["event"] == _RELEASED or (final == "R" and report["modifiers"] is not None):
        return ""  # f3 with others is said as the place of the cursor is
    if not all(map(_is_text, text)) or (final != "u" and (text or not name)):
        return ""
    if len(text) > 1:
        return "".join(map(chr, text))
    if not text and not name:
        if report["base"] and code > 0x7F and int(modifiers or 1) - 1 & _OTHERS:
            code = int(report["base"])  # ctrl with the letter of another script
        if not _is_text(code) or 0xE000 <= code <= 0xF8FF:
            return ""
    said = f"{code};{modifiers};{text[0]}" if text else f"{code};{modifiers}" if modifiers else report["code"]
    sequence = f"{ESC}[{said}{final}"
    return sequence if sequence in _TABLE or not constants.DISABLE_KITTY_KEY else ""


def _is_text(code: int) -> bool:
    return 0x20 <= code <= 0x10FFFF and not 0x7F <= code < 0xA0 and not 0xD800 <= code <= 0xDFFF
