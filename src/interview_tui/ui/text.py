"""Text for the screen, built from plain strings: what a person wrote is never markup."""

from __future__ import annotations

import re

_NOT_NARROW = re.compile("[^\x20-\x7e\xa0-\xac\xae-\u02ff‘’“”–—…]")
"""Any other character is one cell wide; only for these is the table of widths loaded."""
_ELLIPSIS = "…"
# At the end of a text it would join what is put after it.
_JOINER = "\u200d"
_ONE_LINE = str.maketrans("\n\r\t", "   ")

WHEN_WIDTH = 12
"""Cells for a due date in words: `10 days late`."""


def cells(text: str) -> int:
    """How many cells a text takes."""
    if not _NOT_NARROW.search(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def cut(text: str, width: int) -> str:
    """At most `width` cells, with an ellipsis where something was left out."""
    text = text.rstrip(_JOINER)
    if cells(text) <= width:
        return text
    if width <= 0:
        return ""
    if not _NOT_NARROW.search(text):
        return text[: width - 1].rstrip(" ") + _ELLIPSIS
    from rich.cells import set_cell_size

    kept = set_cell_size(text, width - 1)
    while kept and (cells(kept) >= width or kept[-1] in " " + _JOINER):
        kept = kept[:-1]  # joiners make the cut text wider than what it was cut to
    return kept + _ELLIPSIS


def padded(text: str, width: int) -> str:
    """Exactly `width` cells, on one line."""
    line = cut(text if text.isprintable() else text.translate(_ONE_LINE), width)
    return line + " " * (width - cells(line))
