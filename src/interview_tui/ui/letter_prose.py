"""What a letter says, as prose: for its page, the thank-you board and triage."""

from __future__ import annotations

import re
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, TypeAlias

from interview_tui.domain.text import clean
from interview_tui.letters.chart_table import ChartTable
from interview_tui.letters.draft_text import FILLER
from interview_tui.letters.letter_text import split_body
from interview_tui.terminal.text import padded, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interview_tui.letters.letter_draft import Hint
    from interview_tui.ui.text_view import Prose, Stretch

LETTER_CELLS = 72
"""A letter's lines, at most."""
NARROWEST_COLUMN = 22
"""Cells of a column of a table beside others."""
NEEDS_SHARE = 36
"""Percent of a table of two columns that the first one has."""
_GAP = "   "
_Mark: TypeAlias = "tuple[re.Pattern[str], str]"
"""What has a tone of its own, and the tone."""
_QUOTED = re.compile(r"“[^”]+”|„[^“]+“|«[^»]+»")
_TO_FILL = re.compile(r"\[\[.*?\]\]")
_WORD = re.compile(r"[^\W_]+")
_FILLED = re.compile(f"{FILLER}+")
"""What the proofreader puts in place of a quote."""
_QUOTE_THERE = r"\W*[^“”„«»]*[“”»]?"


def letter_prose(to: Prose, subject: str, text: str, *, address: str = "", hints: Sequence[Hint] = ()) -> None:
    """To whom a letter goes and its subject, and its text with the chart as a table. The words that it quotes and those
    that a hint is about have a tone of their own.
    """
    if address:
        to.fact("To", address)
    marks = [(_anywhere(hint.words), "late" if hint.stop else "key") for hint in hints if hint.words.strip()]
    marks.append((_TO_FILL, "late"))
    to.fact("Subject", *_toned(subject, marks, "strong"))
    to.across()
    to.blank()
    width, to.width = to.width, min(to.width, LETTER_CELLS)
    for in_table, group in groupby(clean(text).split("\n"), lambda line: line.startswith("|")):
        lines = list(group)
        tables = [block for block in split_body("\n".join(lines)) if isinstance(block, ChartTable)] if in_table else []
        for table in tables:
            _table(to, table)
        for line in lines if not tables else ():
            if line.strip():
                to.line(*_toned(line, [(_QUOTED, "accent"), *marks], "plain"))
            else:
                to.lines.append([])
    to.width = width


def _table(to: Prose, table: ChartTable) -> None:
    """The columns side by side where each has room, else the cells below each other."""
    count = len(table.heads)
    room = to.width - len(_GAP) * (count - 1)
    if room < NARROWEST_COLUMN * count:
        _below_each_other(to, table)
        return
    first = room * NEEDS_SHARE // 100 if count == 2 else room // count
    widths = [first, *[(room - first) // (count - 1)] * (count - 1)] if count > 1 else [room]
    rule = ("─" * (sum(widths) + len(_GAP) * (count - 1)), "line")
    to.lines += [_beside(line, widths, "strong") for line in _lines_of(table.heads, widths)]
    for row in table.rows:
        to.lines.append([rule])
        to.lines += [_beside(line, widths, "plain") for line in _lines_of(row, widths)]
    to.lines.append([rule])


def _below_each_other(to: Prose, table: ChartTable) -> None:
    for need, *others in table.rows:
        to.blank()
        to.line((need, "strong"))
        for head, cell in zip(table.heads[1:], others, strict=True):
            for line in filter(None, cell.split("\n")):
                to.line(line, begin="  " if len(others) == 1 else f"  {head}: ")


def _lines_of(row: Sequence[str], widths: Sequence[int]) -> Iterator[tuple[str, ...]]:
    """The lines of a row, a part of each cell in each of them."""
    columns = (
        [part for line in cell.split("\n") for part in wrapped(line, width)]
        for cell, width in zip(row, widths, strict=True)
    )
    return zip_longest(*columns, fillvalue="")


def _beside(parts: Sequence[str], widths: Sequence[int], tone: str) -> list[tuple[str, str]]:
    line = _GAP.join(padded(part, width) for part, width in zip(parts, widths, strict=True))
    return [(line.rstrip(), tone)]


def _anywhere(words: str) -> re.Pattern[str]:
    """Finds the words of a hint in the letter, whatever its marks, blanks and capitals are there."""
    parts = [r"\W+".join(map(re.escape, _WORD.findall(part))) for part in _FILLED.split(words)]
    found = rf"{_QUOTE_THERE}\W*".join(parts[0 if parts[0] else 1 :]).removesuffix(r"\W*")
    return re.compile(rf"(?<!\w){found}(?!\w)" if found else re.escape(words.strip()), re.IGNORECASE)


def _toned(text: str, marks: Sequence[_Mark], tone: str) -> Iterator[Stretch]:
    """The text in stretches; of marks at the same place the last one counts."""
    tones = [tone] * len(text)
    for pattern, name in marks:
        for found in pattern.finditer(text):
            tones[found.start() : found.end()] = [name] * len(found[0])
    begin = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or tones[end] != tones[begin]:
            yield text[begin:end], tones[begin]
            begin = end
