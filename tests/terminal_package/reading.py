"""What terminals send, and a reader that time passes for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual._xterm_parser import XTermParser

from interview_tui.domain.text import clean
from interview_tui.terminal.bracketed_paste import END
from interview_tui.terminal.input_reader import InputReader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.message import Message

ST = "\x1b\\"
UNKNOWN = {
    "DA1 of xterm": "\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c",
    "DA1 of tmux": "\x1b[?1;2c",
    "DA1 of kitty": "\x1b[?62;52;c",
    "DA1 of the Linux console": "\x1b[?6c",
    "DA2 of xterm": "\x1b[>41;379;0c",
    "DA2 of screen": "\x1b[>83;40900;0c",
    "DA3": f"\x1bP!|00000000{ST}",
    "kitty flags": "\x1b[?1u",
    "place of the cursor": "\x1b[12;40R",
    "place of the cursor on the first line": "\x1b[1;2R",
    "place of the cursor and page": "\x1b[?12;40;1R",
    "status": "\x1b[0n",
    "colour scheme": "\x1b[?997;1n",
    "mode of another": "\x1b[?2004;2$y",
    "mode of ANSI": "\x1b[4;2$y",
    "size in cells": "\x1b[8;24;80t",
    "size in pixels": "\x1b[4;600;800t",
    "size of a cell": "\x1b[6;20;10t",
    "title": f"\x1b]lvim notes.md{ST}",
    "colours of sixels": "\x1b[?1;0;256S",
    "modifyOtherKeys": "\x1b[>4;2m",
    "checksum": f"\x1bP1!~A5C3{ST}",
    "parameters": "\x1b[2;1;1;128;128;1;0x",
    "OSC 4": f"\x1b]4;1;rgb:cdcd/0000/0000{ST}",
    "OSC 10": "\x1b]10;rgb:0000/0000/0000\x07",
    "OSC 11": "\x1b]11;rgb:ffff/ffff/ffff\x07",
    "OSC 11 with ST": f"\x1b]11;rgb:ffff/ffff/ffff{ST}",
    "OSC 52": "\x1b]52;c;ZGpkZHFxCg==\x07",
    "OSC 52 with ST": f"\x1b]52;p;ZGpkZHFxCg=={ST}",
    "OSC of a title with letters of all kinds": f"\x1b]2;Größe – 面接 {ST}",
    "OSC that is empty": f"\x1b]{ST}",
    "XTVERSION of xterm": f"\x1bP>|XTerm(379){ST}",
    "XTVERSION of tmux": f"\x1bP>|tmux 3.4{ST}",
    "XTGETTCAP": f"\x1bP1+r524742=382F382F38{ST}",
    "XTGETTCAP of nothing": f"\x1bP0+r{ST}",
    "DECRQSS": f"\x1bP1$r2 q{ST}",
    "kitty graphics": f"\x1b_Gi=31;OK{ST}",
    "PM": f"\x1b^jdd[]{ST}",
    "SOS": f"\x1bXjdd[]{ST}",
    "SOS with lines": f"\x1bXjdd\r\n[]{ST}",
    "8-bit CSI": "\x9b?62;22c",
    "8-bit OSC": "\x9d11;rgb:ffff/ffff/ffff\x9c",
    "8-bit DCS": "\x90>|XTerm(379)\x9c",
    "8-bit SS3": "\x8fE",
    "8-bit control of no kind": "\x85",
    "Alt+[": "\x1b[",
    "Alt+O": "\x1bO",
    "Alt+]": "\x1b]",
    "urxvt: shift and menu": "\x1b[29$",
    "urxvt: ctrl, shift and menu": "\x1b[29@",
    "keypad: 5 in the middle": "\x1bOE",
    "keypad: no key": "\x1bOZ",
    "old mouse": "\x1b[M !!",
    "old mouse at the right": "\x1b[M !\ufffd",
    "mouse of urxvt": "\x1b[32;10;20M",
    "Linux console: no key": "\x1b[[Z",
    "mintty: ctrl and a digit": "\x1b[99~",
    "kitty: a release": "\x1b[106;1:3u",
    "kitty: an arrow's release": "\x1b[1;1:3A",
    "kitty: a control character": "\x1b[3u",
    "kitty: a number that is no character": "\x1b[1114112u",
    "kitty: half a character": "\x1b[55296;;55296u",
    "kitty: a huge number": f"\x1b[{'9' * 60}u",
    "kitty: huge modifiers": "\x1b[97;99999u",
    "kitty: a text that drives a terminal": "\x1b[97;;27u",
    "a size without cells": "\x1b[48;0;0;0;0t",
    "end of a paste": END,
    "no end for long": f"\x1b[{'1;' * 80}m",
    "characters of every kind": "\x1b[?!><=1;2: '\"$%&/()+,-.Z",
}
"""What terminals send that is not a key: mostly the answers to what vim, nvim, fish, tmux and others ask."""
KEYS = {
    "\x1b[A": "up",
    "\x1bOA": "up",
    "\x1b[1;5C": "ctrl+right",
    "\x1bO5C": "ctrl+right",
    "\x1b[5~": "pageup",
    "\x1b[3;5~": "ctrl+delete",
    "\x1b[Z": "shift+tab",
    "\x1b[15~": "f5",
    "\x1bOP": "f1",
    "\x1b[[A": "f1",
    "\x1b[<0;3;4M": "MouseDown",
    "\x1b[<0;3;4m": "MouseUp",
    "\x1b[<64;3;4M": "MouseScrollUp",
    "\x1b[I": "AppFocus",
    "\x1b[O": "AppBlur",
    "\x1b[48;30;100;600:1;1000t": "Resize",
    "\x1b[48;30;100;0;0t": "Resize",
    "\x1b[?2026;2$y": "TerminalSupportsSynchronizedOutput",
    "\x1b[?2048;2$y": "InBandWindowResize",
    "\x1b[4h": "insert",
    "\x1b[4l": "shift+insert",
    "\x1b[L": "ctrl+insert",
    "\x1b[2K": "shift+delete",
    "\x1b[2J": "shift+home",
    "\x1b[K": "shift+end",
    "\x1b[J": "ctrl+end",
    "\x1b[2^": "ctrl+insert",
    "\x1b[7^": "ctrl+home",
    "\x1b[5$": "shift+pageup",
    "\x1b[3@": "ctrl+shift+delete",
    "\x1b[23^": "ctrl+f11",
    "\x1bOu": "5",
    "\x1bOl": "comma",
    "\x1bOX": "equals_sign",
    "\x1bOj": "asterisk",
    "\x1bOM": "enter",
    "\x1bOI": "tab",
    "\x1b[27u": "escape",
    "\x1b[106;;106u": "j",
    "\x1b[106;1:1;106u": "j",
    "\x1b[106;1:2;106u": "j",
    "\x1b[106:74;2;74u": "J",
    "\x1b[100;5u": "ctrl+d",
    "\x1b[1074::100;5u": "ctrl+d",
    "\x1b[1074:1042:100;1;1074u": "в",
    "\x1b[101::100;5u": "ctrl+e",
    "\x1b[1;5:2A": "ctrl+up",
    "\x1b[0;;228u": "ä",
    "\x1b[27;5;106~": "ctrl+j",
    "\x1b[27;2;74~": "J",
    "\x1b[57399;129;48u": "0",
    "\x1bx": "alt+x",
    "\x1bf": "ctrl+right",
    "\x9bA": "up",
    "é": "é",
    "面": "面",
}

LONG = 60.0
"""Seconds after which nothing is waited for any more."""


def played(*steps: str | float) -> list[str]:
    """What comes of reads and of the seconds of silence between them: keys by their names, what was pasted in quotes,
    the rest by its kind. At the end nothing more comes.
    """
    parser = XTermParser()
    reader = InputReader(parser, clean)
    found: list[Message] = []
    for step in (*steps, LONG):
        if isinstance(step, str):
            found += reader.feed(step)
        else:
            while (patience := reader.patience) is not None and patience <= step:
                found += reader.silence()
                step -= patience
        assert parser._awaiting.timeout is None, "the parser waits for the rest of a sequence itself"
    assert reader.patience is None
    return [*named(found)]


def named(messages: Iterable[Message]) -> Iterable[str]:
    """Messages as `played` gives them."""
    for message in messages:
        match message:
            case events.Key():
                yield message.key
            case events.Paste():
                yield repr(message.text)
            case _:
                yield type(message).__name__
