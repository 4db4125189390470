"""Input from the terminal: keys, the mouse, pastes, and sequences that mean nothing here.

It stands before Textual's parser, which is given single characters and whole sequences that it knows, never a part of
one: its own wait for the rest of a sequence is not used.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual import constants, events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS
from textual.keys import _character_to_key

from interview_tui.terminal.bracketed_paste import ARRIVED_TOGETHER, SPLIT, START, BracketedPaste

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual._xterm_parser import XTermParser
    from textual.message import Message

ESCAPE_DELAY = 0.025
"""Seconds after which an escape that nothing follows is the key."""
STALL = 1.0
"""Seconds in which the rest comes of what nobody has typed: a sequence longer than its introducer, or private."""
_PRIVATE = frozenset("<=>?")
"""What begins the parameters of a sequence that no key sends."""
_INTRODUCERS = "[O]PX^_"
_STRINGS = frozenset("]PX^_")
"""OSC, DCS, SOS, PM, APC: what follows belongs to them until ST."""
_C1 = {"\x8f": "O", "\x90": "P", "\x98": "X", "\x9b": "[", "\x9d": "]", "\x9e": "^", "\x9f": "_"}
_PLAIN = re.compile("[^\x1b\x80-\x9f\ufffd]+")
_SEQUENCE = re.compile(
    r"\x1b(?:"
    r"\[(?:\[[ -~]|M[^\x00-\x1f]{3}|\d{1,2}\$|(?![\[M])[ -?]*[@-~])"  # the Linux console, old mouse, rxvt; CSI
    r"|O[\d;]*[ -/:<-~]"  # SS3
    r"|[\]PX^_]"
    r"|[^\x1b\x80-\x9f\ufffd\[O\]PX^_])"  # alt and a key
)
_UNFINISHED = re.compile(r"(\x1b(?:\[(?:\[|M[^\x00-\x1f]{0,2}|(?![\[M])[ -?]*)|O[\d;]*)?)")
_STRING_ENDS = re.compile("[\x00-\x06\x0e-\x1f\x9c]")
_OSC_ENDS = re.compile("[\x00-\x07\x0e-\x1f\x9c]")
_CANCEL = "\x18\x1a"
_ENDS_IT = "\x07\x9c" + _CANCEL
"""Controls that end a string and nothing else; another one that breaks it off is a key."""


def key_name(character: str) -> str:
    """The name by which a key event calls a character: `slash`. Public is only the way back."""
    return _character_to_key(character)


def escape_delay(environment: Mapping[str, str]) -> float:
    """Seconds to wait after an escape: what ESCDELAY says in milliseconds, as for other programs, where it is set."""
    said = environment.get("ESCDELAY", "")
    return int(said) / 1000 if re.fullmatch(r"[1-9]\d{0,4}", said, re.ASCII) else ESCAPE_DELAY


class InputReader:
    """Makes events of input, wherever a read begins and ends. Time passes by calls of `silence`."""

    def __init__(self, parser: XTermParser, clean: Callable[[str], str], escape_delay: float = ESCAPE_DELAY) -> None:
        self._parser = parser
        self._escape_delay = escape_delay
        self._bracketed_paste = BracketedPaste(clean)
        self._held = ""
        """The beginning of a sequence."""
        self._string = ""
        """The introducer of a string that is being dropped."""
        self._string_begun = False
        self._quiet = False
        """Whether nothing has come for a moment since the last of the string."""
        self._alone = ""
        """A character that has come after such a moment: alone it is a typed key, with more it is of the string."""
        self._escaped = False
        """Whether escape was the last key, a moment ago: the rest of a sequence may come that was cut after it."""
        self._late = False
        """Whether what is held is such a rest."""

    @property
    def patience(self) -> float | None:
        """Seconds to wait for more before `silence`; None where nothing is waited for."""
        own = self._patience()
        return self._bracketed_paste.patience if own is None or self._bracketed_paste.takes_all else own

    def feed(self, text: str) -> list[Message]:
        """What the input says, in its order."""
        found: list[Message] = []
        if self._bracketed_paste.state is not None:
            text = self._paste(found, self._bracketed_paste.feed(text))
        self._read(found, text)
        return found

    def silence(self) -> list[Message]:
        """Nothing has come for as long as `patience` was: what was held back is a key, or is dropped."""
        found: list[Message] = []
        if self._bracketed_paste.takes_all or self._patience() is None:
            self._read(found, self._paste(found, self._bracketed_paste.silence()))
            return found
        if self._string and not self._typed_late() and (self._alone or not self._quiet):
            typed, self._quiet = self._alone, True
            if typed:
                self._end_string()
                self._read(found, typed)
            return found
        self._escaped = self._held == ESC and not self._string
        if self._escaped:
            found.append(events.Key("escape", ESC))
        elif typed := self._typed_late():
            found.extend(self._parser.feed(typed))
        self._held, self._late = "", False
        self._end_string()
        return found

    def _patience(self) -> float | None:
        """The same as `patience`, but for pastes."""
        if not self._held and not self._string:
            return SPLIT if self._escaped else None
        if (self._held == ESC and not self._string) or self._typed_late():
            return self._escape_delay
        if self._string and (self._alone or not self._quiet):
            return ARRIVED_TOGETHER
        if self._string:
            return (STALL if self._string_begun else SPLIT) - ARRIVED_TOGETHER
        return STALL if len(self._held) > len("\x1b[1") or self._held[2:] in _PRIVATE else SPLIT

    def _typed_late(self) -> str:
        """What has come alone after the key escape and may be a key; of `[`, which Alt+[ may have left, none is."""
        return (self._string or ("O" if self._held == ESC + "O" else "")) if self._late else ""

    def _paste(self, found: list[Message], parts: tuple[str, str]) -> str:
        """Hands on what was pasted; gives the rest."""
        pasted, rest = parts
        if pasted:
            found.append(events.Paste(pasted))
        return rest

    def _read(self, found: list[Message], text: str) -> None:
        """Reads what is not pasted."""
        if text and self._escaped:
            self._escaped, self._late = False, text[0] in _INTRODUCERS
            text = ESC + text if self._late else text
        text, self._held = self._held + text, ""
        while text:
            if self._string:
                text = self._drop_string(text)
            elif plain := _PLAIN.match(text):
                found.extend(self._parser.feed(plain[0]))
                text = text[plain.end() :]
            elif text[0] != ESC:
                text = (ESC + _C1[text[0]] if text[0] in _C1 else "") + text[1:]
            elif sequence := _SEQUENCE.match(text):
                text = self._obey(found, sequence[0], text[sequence.end() :])
            else:
                text = self._cut(found, text)

    def _obey(self, found: list[Message], sequence: str, rest: str) -> str:
        """Takes a whole sequence, or the introducer of a string; gives what else there is to read."""
        introducer = sequence[1]
        if introducer in _STRINGS:
            self._string = introducer
            return rest
        self._late = False
        if sequence == START:
            self._bracketed_paste.begin()
            return self._paste(found, self._bracketed_paste.feed(rest))
        if known := meaning(sequence):
            found.extend(self._parser.feed(known))
        elif introducer not in "[O\\":
            found.extend(self._parser._sequence_to_key_events(introducer, alt=True))
        return rest

    def _cut(self, found: list[Message], text: str) -> str:
        """Holds the beginning of a sequence back, or drops it where what follows does not go on with it."""
        _, begun, rest = _UNFINISHED.split(text, maxsplit=1)
        if not rest:
            self._held = begun[:LONGEST]
            return ""
        self._late = False
        if begun == ESC:
            found.append(events.Key("escape", ESC))
            return rest
        return rest[1:] if rest[0] in _CANCEL else rest

    def _drop_string(self, text: str) -> str:
        """Drops what belongs to a string; gives what comes after it. Alt and a key may have looked like its beginning:
        then keys follow, one by one.
        """
        self._late = False
        text, self._alone = self._alone + text, ""
        end = (_OSC_ENDS if self._string == "]" else _STRING_ENDS).search(text)
        if end is None and self._quiet and len(text) == 1:
            self._alone = text
            return ""
        self._quiet = False
        if end is None or end.start():
            self._string_begun = True
        if end is None:
            return ""
        rest = text[end.end() :]
        if end[0] == ESC and not rest:
            self._held = ESC
            return ""
        self._end_string()
        if end[0] == ESC:
            return rest[1:] if rest[0] == "\\" else ESC + rest
        return rest if end[0] in _ENDS_IT else end[0] + rest

    def _end_string(self) -> None:
        self._string, self._string_begun, self._quiet, self._alone = "", False, False, ""


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
