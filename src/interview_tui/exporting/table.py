"""A table (CSV) for a spreadsheet or another tracker.

RFC 4180 in UTF-8 without a byte order mark: with one, other programs that read a table find it in the first header. A
spreadsheet asks for the encoding when it opens the file. No cell works as a formula: a spreadsheet takes for one what
begins with `= + - @`, a tab or a carriage return, also after white space, and Excel what begins with their full-width
forms. An apostrophe before it makes it text. A cell that begins with apostrophes before such a beginning gets one more,
so that what was meant can be told from what was made harmless.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from interview_tui.domain.text import clean
from interview_tui.lazy_patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_ROWS_A_PIECE = 500
"""So many rows are one piece."""
_FORMULA = lazy_pattern(r"'*\s*[\t\r=+\-@＝＋－＠]")
_MADE_HARMLESS = lazy_pattern(r"'+\s*[\t\r=+\-@＝＋－＠]")


def harmless(text: str) -> str:
    """A cell's text as it is written into a table: no spreadsheet runs it."""
    return f"'{text}" if _FORMULA.match(text) else text


def as_meant(text: str) -> str:
    """A cell's text as it is read from a table: the inverse of `harmless`."""
    return text[1:] if _MADE_HARMLESS.match(text) else text


def table_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The table in pieces."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    for number, row in enumerate(rows, start=1):
        writer.writerow([harmless(clean(cell)) for cell in row])
        if number % _ROWS_A_PIECE == 0:
            yield _taken(text)
    yield _taken(text)


def _taken(text: io.StringIO) -> str:
    piece = text.getvalue()
    text.seek(0)
    text.truncate()
    return piece
