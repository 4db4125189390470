"""Cells of a table that a spreadsheet would run as formulas, made harmless; and as they were meant.

A spreadsheet takes for a formula what begins with one of `= + - @`, a tab or a carriage return, also after white space,
and Excel what begins with their full-width forms. An apostrophe before it makes it text. A cell that begins with
apostrophes before such a beginning gets one more, so that what was meant can be told from what was made harmless.
"""

from __future__ import annotations

import re

_MEANT = re.compile(r"'*\s*[\t\r=+\-@＝＋－＠]")
_MADE = re.compile(r"'+\s*[\t\r=+\-@＝＋－＠]")


def harmless(text: str) -> str:
    """A cell's text as it is written into a table: no spreadsheet runs it."""
    return f"'{text}" if _MEANT.match(text) else text


def as_meant(text: str) -> str:
    """A cell's text as it is read from a table: the inverse of `harmless`."""
    return text[1:] if _MADE.match(text) else text
