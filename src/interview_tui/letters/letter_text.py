"""A letter's text taken apart, and written as plain text, Markdown and the HTML of an e-mail.

The chart is a block of the draft: a line of its own stands for it, and the table takes its place when the letter is
shown or sent. In a text a table is written as in Markdown, so that a letter that was sent keeps the one it was sent
with, and whoever writes one by hand has it shown as a table too.

The HTML is for mail programs: each element has its style, since they drop style sheets; no colour is named, so that
dark screens stay readable; the width is bounded, and what is longer than its column is broken.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.chart import TABLE_RULE, asks_for_chart
from interview_tui.domain.text import clean, clean_line, markdown_line
from interview_tui.lazy_patterns import lazy_pattern
from interview_tui.letters.chart_table import ChartTable
from interview_tui.letters.fragments import spaced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from interview_tui.domain.enums import Language


class LetterParagraph(NamedTuple):
    """Lines that belong together."""

    lines: tuple[str, ...]


class ListItems(NamedTuple):
    """Lines that begin with a dash, a star or a bullet, without it."""

    items: tuple[str, ...]


Block = LetterParagraph | ListItems | ChartTable

_ITEM = lazy_pattern(r"[^\S\n]*[-*•][^\S\n]+(?=\S)")
_CELL_MARKS = lazy_pattern(r"([\\|<])")
_CELL_PARTS = lazy_pattern(r"\\(.)|(<br>)|(\|)|(.)")
_LINK = lazy_pattern(r"(?:https?://|mailto:)[^\s<>\"“”„«»\\`]*[^\s<>\"“”„«»\\`.,;:!?)\]}'’]", re.IGNORECASE)
"""What is shown as a link: without the mark that ends the sentence."""


def with_chart(body: str, table: ChartTable | None) -> str:
    """The text with the table in place of each line that stands for the chart; without one the line goes."""
    chunks: list[list[str]] = [[]]
    for line in body.split("\n"):
        if asks_for_chart(line):
            chunks.append([])
        else:
            chunks[-1].append(line)
    if len(chunks) == 1:
        return body
    written = "" if table is None else table_in_text(table)
    first, *others = ("\n".join(chunk).strip("\n") for chunk in chunks)
    return "\n\n".join(part for part in (first, *(p for other in others for p in (written, other))) if part)


def table_in_text(table: ChartTable) -> str:
    """The table as it is written in a letter's text."""
    lines = [_row_in_text(table.heads), f"|{' --- |' * len(table.heads)}", *map(_row_in_text, table.rows)]
    return "\n".join(lines)


def _row_in_text(cells: Sequence[str]) -> str:
    written = ("<br>".join(_CELL_MARKS.sub(r"\\\1", clean_line(line)) for line in c.split("\n")) for c in cells)
    return f"| {' | '.join(written)} |"


def split_body(body: str) -> list[Block]:
    """The text as paragraphs, lists and tables, in their order; empty lines are between them."""
    return [_block(kind, lines) for kind, lines in _runs(body) if kind]


def holds_table(body: str) -> bool:
    """Whether a table is in the text."""
    return any(kind == "table" for kind, _ in _runs(body))


def _runs(body: str) -> Iterator[tuple[str, list[str]]]:
    """The lines that are of one kind, one after the other: text, list, table, and '' for empty ones."""
    lines, before, held = body.split("\n"), "", list[str]()
    for number, line in enumerate(lines):
        kind = _kind(line, lines[number + 1 : number + 2], before)
        if kind != before and held:
            yield before, held
            held = []
        held.append(line)
        before = kind
    yield before, held


def _kind(line: str, following: Sequence[str], before: str) -> str:
    if not line.strip():
        return ""
    if line.startswith("|") and (before == "table" or any(map(TABLE_RULE.fullmatch, following))):
        return "table"
    return "list" if _ITEM.match(line) else "text"


def _block(kind: str, lines: Sequence[str]) -> Block:
    if kind == "list":
        return ListItems(tuple(_ITEM.sub("", line, count=1).strip() for line in lines))
    if kind == "text":
        return LetterParagraph(tuple(line.rstrip() for line in lines))
    return _table(lines)


def _table(lines: Sequence[str]) -> ChartTable:
    heads, _, *rows = map(_cells, lines)
    return ChartTable(tuple(heads), tuple(_as_many(row, len(heads)) for row in rows))


def _cells(line: str) -> list[str]:
    """The cells of a row of a table."""
    cells = [""]
    for escaped, line_end, bar, other in _CELL_PARTS.findall(line.strip()[1:]):
        if bar:
            cells.append("")
        else:
            cells[-1] += "\n" if line_end else escaped or other
    if len(cells) > 1 and not cells[-1].strip():  # the bar at the end of the line
        cells.pop()
    return [cell.strip(" ") for cell in cells]


def _as_many(cells: Sequence[str], number: int) -> tuple[str, ...]:
    """So many cells: empty ones added, or what is too much in the last one."""
    kept, more = cells[: number - 1], cells[number - 1 :]
    return (*kept, " | ".join(more), *[""] * (number - 1 - len(kept)))


def as_plain_text(body: str, language: Language) -> str:
    """The letter as plain text: a table row by row, numbered, each cell on lines of its own.

    Columns would stand side by side nowhere but in a terminal: mail programs show plain text in a font of unequal
    letters, and phones fold it. No line is folded here, so that each program does that at its own width.
    """
    return "\n".join(
        _table_as_text(_table(lines), language) if kind == "table" else "\n".join(lines) for kind, lines in _runs(body)
    )


def _table_as_text(table: ChartTable, language: Language) -> str:
    """Two heads stand once on top; more of them name each cell."""
    others = table.heads[1:]
    named = len(others) > 1
    rows = [] if named else [" / ".join(table.heads)]
    for number, (need, *cells) in enumerate(table.rows, start=1):
        lines = [f"{number}. {need}"]
        for head, cell in zip(others, cells, strict=True):
            if cell:
                lines += [spaced(f"{head}:", language)] if named else []
                several = "\n" in cell
                lines += [f"- {line}" if several else line for line in cell.split("\n")]
        rows.append("\n".join(lines))
    return "\n\n".join(rows)


def as_markdown(subject: str, body: str) -> str:
    """The letter as Markdown that shows the same: the subject as its heading, the text with its marks escaped."""
    return "\n\n".join([f"# {markdown_line(subject)}", *map(_block_as_markdown, split_body(body))]) + "\n"


def _block_as_markdown(block: Block) -> str:
    match block:
        case LetterParagraph(lines):
            return "  \n".join(map(_marked_down, lines))
        case ListItems(items):
            return "\n".join(f"- {_marked_down(item)}" for item in items)
        case ChartTable():
            return table_as_markdown(block)


def table_as_markdown(table: ChartTable) -> str:
    """A table."""

    def row(cells: Iterable[str]) -> str:
        return f"| {' | '.join('<br>'.join(map(_marked_down, cell.split(chr(10)))) for cell in cells)} |"

    return "\n".join([row(table.heads), f"|{' --- |' * len(table.heads)}", *map(row, table.rows)])


def _marked_down(line: str) -> str:
    parts = (f"<{text}>" if link else _escaped_markdown(text) for text, link in _links(line))
    return "".join(parts).strip()


def _escaped_markdown(text: str) -> str:
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{lead}{markdown_line(text)}{tail}" if text.strip() else text


def _links(text: str) -> Iterator[tuple[str, bool]]:
    """The text in parts, and whether each is a link."""
    at = 0
    for found in _LINK.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], False
        yield found[0], True
        at = found.end()
    if at < len(text):
        yield text[at:], False


_FONT = "font-family:Arial,Helvetica,sans-serif;font-size:15px;line-height:1.45"
_BREAKS = "word-break:break-word;overflow-wrap:anywhere"
_CELL = f"{_FONT};{_BREAKS};hyphens:auto;-webkit-hyphens:auto;text-align:left;vertical-align:top"
_WIDEST = 640
"""Pixels of a line at most; a phone has 360."""
_NEEDS = 36
"""Percent of a table of two columns that the first one has: needs are shorter than what answers them."""
_WORD_BEGINS = (
    f'<!--[if mso]><table role="presentation" width="{_WIDEST}" cellspacing="0" cellpadding="0"><tr><td><![endif]-->'
)
_WORD_ENDS = "<!--[if mso]></td></tr></table><![endif]-->"
"""Outlook on Windows shows mails as Word does, which knows no greatest width: a table of that width holds this one."""


def as_html(body: str, language: Language) -> str:
    """The letter as the HTML of an e-mail, all of its text escaped."""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n</head>\n<body>\n'
        f'<div lang="{language}" style="max-width:{_WIDEST}px;{_FONT};{_BREAKS}">\n'
        f"{blocks_as_html(split_body(body))}</div>\n</body>\n</html>\n"
    )


def blocks_as_html(blocks: Iterable[Block]) -> str:
    """Paragraphs, lists and tables, one after the other."""
    return "".join(map(_block_as_html, blocks))


def _block_as_html(block: Block) -> str:
    match block:
        case LetterParagraph(lines):
            inside = "<br>".join(map(_html, lines))
            return f'<p style="margin:0 0 1em 0;white-space:pre-wrap">{inside}</p>\n'
        case ListItems(items):
            inside = "".join(f'<li style="margin:0 0 0.2em 0">{_html(item)}</li>' for item in items)
            return f'<ul style="margin:0 0 1em 0;padding:0 0 0 1.4em">{inside}</ul>\n'
        case ChartTable():
            return table_as_html(block)


def table_as_html(table: ChartTable) -> str:
    """A table whose columns have their share of the width, whatever stands in them.

    Where there are more than two columns the first cell goes over the others, which would be too narrow on a phone.
    """
    beside = max(1, len(table.heads) - 1) if len(table.heads) > 2 else len(table.heads)
    shares = [_NEEDS, 100 - _NEEDS] if len(table.heads) == 2 else [100 // beside] * beside
    style = f"width:100%;max-width:{_WIDEST}px;table-layout:fixed;border-collapse:collapse;margin:0 0 1em 0"
    columns = "".join(f'<col width="{share}%">' for share in shares)
    rows = "".join((_row(table.heads, beside, "th"), *(_row(row, beside, "td") for row in table.rows)))
    return (
        f'{_WORD_BEGINS}\n<table width="100%" cellspacing="0" cellpadding="0" border="0" style="{style}">\n'
        f"<colgroup>{columns}</colgroup>\n{rows}</table>\n{_WORD_ENDS}\n"
    )


def _row(cells: Sequence[str], beside: int, tag: str) -> str:
    over, below = cells[:-beside], cells[-beside:]
    opening = f'<{tag} scope="col"' if tag == "th" else f"<{tag}"
    line = "2px solid #777777" if tag == "th" else "1px solid #999999"
    weight = ";font-weight:normal" if over else ""  # where the first cell is in bold, so is its head
    first = [
        f'{opening} colspan="{beside}" style="{_CELL};padding:10px 0 0 0;font-weight:bold">{_html(cell)}</{tag}>'
        for cell in over
    ]
    gaps = [*[16] * (beside - 1), 0]
    others = "".join(
        f'{opening} style="{_CELL};padding:8px {gap}px 8px 0;border-bottom:{line}{weight}">{_html(cell)}</{tag}>'
        for cell, gap in zip(below, gaps, strict=True)
    )
    return "".join(f"<tr>{row}</tr>\n" for row in (*first, others))


def _html(text: str) -> str:
    """A text in HTML: its line ends, its links, and nothing that it says is obeyed."""
    from html import escape  # it loads the names of all of HTML's characters, which a letter to read has no use for

    return "<br>".join(
        "".join(f'<a href="{escape(part)}">{escape(part)}</a>' if link else escape(part) for part, link in _links(line))
        for line in clean(text).split("\n")
    )
