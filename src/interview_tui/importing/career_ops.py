"""career-ops' tracker: tables in Markdown, `applications.md` and `active-interviews.md`.

A table is known by its header, whatever stands around it and in whatever order its columns come. Several tables in one
file are taken together. A row is counted by its line in the file.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING

from interview_tui.domain.errors import Unclear
from interview_tui.domain.text import clean_line
from interview_tui.importing.forms import CAREER_OPS
from interview_tui.importing.grid import GridRow, check_cell, read_rows
from interview_tui.importing.importer import NO_OPTIONS, Contents, Options
from interview_tui.importing.statuses import chosen
from interview_tui.importing.table import Application, read_row

if TYPE_CHECKING:
    from collections.abc import Iterator

TRACKER_LIMIT = 10_000_000
"""Bytes; a tracker of a thousand applications has a quarter of a megabyte."""
_MOST_ROWS = 20_000
"""Rows."""
_BEGINNING = 200_000
"""Bytes in which the first table stands."""
_ALIASES = {"position": "role", "puesto": "role", "empresa": "company", "apply": "url", "apply link": "url"}
"""Headers that a tracker may have instead of the usual ones."""
_RULE = re.compile(r"\s*:?-+:?\s*")
_CELL = re.compile(r"(?:\\.|[^\\|])+|\||\\$")
_LINK = re.compile(r"!?\[([^\[\]]{0,500})\]\(\s*<?([^()<>\s]{0,2000})>?(?:\s+[^()]{0,200})?\)")
_AUTO = re.compile(r"<(https?://[^<>\s]{1,2000})>")
_MARKS = re.compile(r"(\*\*|__|~~|`)(?=\S)(.{1,2000}?)(?<=\S)\1")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def is_career_ops(data: bytes, _options: Options = NO_OPTIONS) -> bool:
    """Whether there is a table of applications in it, in Markdown."""
    if b"|" not in data[:_BEGINNING] or b"\0" in data[:_BEGINNING]:
        return False
    return next(_tables(data[:_BEGINNING].decode("utf-8-sig", "surrogateescape")), None) is not None


def read_career_ops(data: bytes, options: Options = NO_OPTIONS) -> Contents[Application]:
    """The applications in all of its tables. Raises Unclear for what has none, or is too large."""
    if len(data) > TRACKER_LIMIT:
        raise Unclear(f"it is larger than {TRACKER_LIMIT // 1_000_000} MB: no tracker is")
    found: list[Contents[Application]] = []
    left = _MOST_ROWS
    has_status = False
    for header, body in _tables(data.decode("utf-8-sig", "surrogateescape")):
        has_status = has_status or "status" in header
        rows = list(islice(body, left + 1))
        left -= len(rows)
        if left < 0:
            raise Unclear(f"it has more than {_MOST_ROWS:,} rows: import it in parts")
        found.append(read_rows(rows, partial(_application, header, day_first=options.day_first), []))
    if not found:
        raise Unclear("this Markdown has no table of applications with the columns Company and Role")
    if options.only and not has_status:
        raise Unclear("--only needs a column with the status: this table has none")
    every = tuple(chain.from_iterable(table.rows for table in found))
    refused = tuple(chain.from_iterable(table.refused for table in found))
    return chosen(Contents(every, refused, CAREER_OPS.name), options.only)


def _application(header: list[str], row: GridRow, *, day_first: bool) -> Application:
    cells = row.cells
    if len(cells) != len(header):
        raise Unclear(f"it has {len(cells)} cells where the header has {len(header)}")
    for cell in cells:
        check_cell(cell)
    form = CAREER_OPS
    plain = [markdown_text(cell, name) for name, cell in zip(header, cells, strict=True)]
    if "url" not in header and "link" not in header:
        form = form._replace(columns={**form.columns, "url": CAREER_OPS.columns["url"]})
        header, plain = [*header, "url"], [*plain, _link(header, cells)]
    return read_row(form, header, row.number, plain, day_first=day_first)


def _link(header: list[str], cells: list[str]) -> str:
    """The address behind the role or the company, which is often that of the advertisement; '' where there is none."""
    for name in ("role", "company"):
        found = _LINK.search(cells[header.index(name)][:10_000]) if name in header else None
        if found and "://" in found[2]:
            return found[2]
    return ""


def _tables(text: str) -> Iterator[tuple[list[str], Iterator[GridRow]]]:
    """Each table of applications: its header in small letters, and its rows with the numbers of their lines."""
    lines = text.split("\n")
    at = 0
    while at + 1 < len(lines):
        header = _header(lines[at], lines[at + 1])
        if header is None:
            at += 1
            continue
        first = at = at + 2
        while at < len(lines) and "|" in lines[at]:
            at += 1
        yield header, (GridRow(number + 1, markdown_cells(lines[number])) for number in range(first, at))


def _header(line: str, rule: str) -> list[str] | None:
    """The header of a table of applications; None where these two lines begin none."""
    if "|" not in line or "-" not in rule or len(line) > 10_000 or len(rule) > 10_000:
        return None
    names = [clean_line(markdown_text(cell)).casefold() for cell in markdown_cells(line)]
    rules = markdown_cells(rule)
    if len(rules) != len(names) or not all(_RULE.fullmatch(cell) for cell in rules):
        return None
    names = [_ALIASES.get(name, name) for name in names]
    is_one = "company" in names and ("role" in names or "interviewer" in names or "date/time" in names)
    return names if is_one else None


def markdown_cells(line: str) -> list[str]:
    """The cells of a line; `\\|` is no border."""
    cells = [""]
    for piece in _CELL.findall(line.strip().removesuffix("\r")):
        if piece == "|":
            cells.append("")
        else:
            cells[-1] += piece
    if cells[0].strip() == "":
        cells = cells[1:]
    if cells and cells[-1].strip() == "":
        cells = cells[:-1]
    return cells


def markdown_text(cell: str, name: str = "") -> str:
    """A cell's text without Markdown: of a link its words, in a column of links its address."""
    if len(cell) > 10_000:
        return cell.strip()
    part = 2 if name in ("url", "link") else 1
    text = _AUTO.sub(r"\1", _LINK.sub(lambda found: found[part] or found[1], _BREAK.sub("\n", cell)))
    for _ in range(3):
        text = _MARKS.sub(r"\2", text)
    return _ESCAPE.sub(r"\1", text).strip()
