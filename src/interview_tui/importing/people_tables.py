"""Lists of people: tables with names and addresses (a CRM's contacts), and career-ops' `contacts.tsv`.

A table is one of people where it names them, not where it also says when somebody applied: a person's title is no role
that one applies for. career-ops' has no header; its cells have their places, and of two lines about somebody the last
is true.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from interview_tui.domain.enums import Part
from interview_tui.domain.errors import Unclear
from interview_tui.domain.identity import looks_like_name, plain_company, plain_name
from interview_tui.domain.text import clean, clean_line, counted, shorten
from interview_tui.importing.contacts import ContactCard, apply_listed
from interview_tui.importing.forms import FORMS, plain_header
from interview_tui.importing.grid import LONGEST_CELL, Grid, GridRow, check_cell, read_grid, read_rows
from interview_tui.importing.guests import in_spoken_order
from interview_tui.importing.importer import (
    LONGEST_LINE,
    NO_OPTIONS,
    Contents,
    Importer,
    Options,
    data_file,
    of_bytes,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from interview_tui.importing.grid import Remarks

    Columns = Mapping[str, Sequence[int]]
    """The places of the columns that say something, by what they say."""

_NAMES: Mapping[str, Sequence[str]] = data_file("tables")["people"]
_PARTS = {words: Part(part) for words, part in data_file("tables")["parts"].items()}
_OF_APPLICATIONS = frozenset(data_file("tables")["names"]["applied"]) - {"date", "datum", "fecha"}
"""Columns that only a table of applications has."""
_ALSO_OF_APPLICATIONS = frozenset(
    name for means in ("status", "meeting", "location", "link") for name in data_file("tables")["names"][means]
)
_TITLES = frozenset(_NAMES["title"]) - {"role", "rolle", "stelle"}
"""What a person's title is called, and not only a role that one applies for."""
_LOOKED_AT = 20
"""Rows in which people have to be named where no address is."""
_PLACES = ("name", "company", "part", "title", "phone", "email", "link", "tracker", "note")
"""The cells of a line of career-ops' list."""
_FEWEST = 4
"""Cells of such a line at least."""
_CAREER_OPS_PARTS = frozenset({"recruiter", "hiring-manager", "peer", "interviewer", "other"})
_LINE_END = re.compile(r"\r\n|\r|\n")


def is_people_table(data: bytes, options: Options = NO_OPTIONS) -> bool:
    """Whether it is a list of people, by its header or by what stands in its lines."""
    data = data[:LONGEST_CELL]
    try:
        return _is_career_ops(data) or _columns_of(_grid(data, options), options) is not None
    except Unclear:
        return False


def read_people(data: bytes, options: Options = NO_OPTIONS) -> Contents[ContactCard]:
    """The people of a list. Raises Unclear for what is none."""
    if _is_career_ops(data):
        return _read_career_ops(data)
    grid = _grid(data, options)
    columns = _columns_of(grid, options)
    if columns is None:
        raise Unclear("this is not a list of people: it needs a column “Name” and one “Email” or “Company”")
    remarks: Remarks = list(grid.remarks)
    used = {place for places in columns.values() for place in places}
    others: dict[str, None] = {}

    def read(row: GridRow) -> ContactCard:
        cells = grid.fitted(row, remarks)
        others.update(dict.fromkeys(n for p, n in enumerate(grid.header) if p not in used and cells[p].strip()))
        said = {what: [clean(cells[place]) for place in places] for what, places in columns.items()}
        return _contact(row.number, said)

    found = read_rows(grid.rows(), read, remarks, form="people")
    if others:
        named = ", ".join(f"“{shorten(name, 30)}”" for name in list(others)[:9])
        remarks.insert(0, (0, f"{counted(len(others), 'column')} left out: {named}"))
    return Contents(found.rows, found.refused, found.form, tuple(remarks))


def _grid(data: bytes, options: Options) -> Grid:
    return read_grid(data, lambda names: _columns(names, options) is not None)


def _columns_of(grid: Grid, options: Options) -> Columns | None:
    """The columns of a list of people; None for another table. Where it has neither addresses nor numbers, most of its
    names have to be those of people.
    """
    columns = _columns(grid.header, options)
    if columns is None or "email" in columns or "phone" in columns or "first" in columns:
        return columns
    (place, *_) = columns["name"]
    rows = [row for row, _ in zip(grid.rows(), range(_LOOKED_AT), strict=False) if place < len(row.cells)]
    named = sum(looks_like_name(clean_line(row.cells[place])) for row in rows)
    return columns if rows and named * 2 > len(rows) else None


def _columns(header: Sequence[str], options: Options) -> Columns | None:
    """What the columns of a header say, where it can be that of a list of people."""
    if {"company", "role"} <= options.columns.keys() or any(form.header <= set(header) for form in FORMS):
        return None
    plain = [plain_header(name) for name in header]
    found: dict[str, list[int]] = {}
    for what, names in _NAMES.items():
        places = [plain.index(name) for name in names if name in plain]
        if places:
            found[what] = places
    if _OF_APPLICATIONS & set(plain):
        return None
    if "first" in found and "last" in found:
        found.pop("name", None)
    else:
        found.pop("first", None)
        alone = found.pop("last", [])
        if "name" not in found and "contact" in found and _has_contacts(plain, found):
            found["name"] = found["contact"]
        elif "name" not in found and alone and "nom" in plain:  # French has one word for both
            found["name"] = alone
    found.pop("contact", None)
    named = "name" in found or "first" in found
    return found if named and ("email" in found or "phone" in found or "company" in found) else None


def _has_contacts(plain: Sequence[str], found: Mapping[str, Sequence[int]]) -> bool:
    """Whether a column “Contact” is that of a list of people: not where what follows the company is a role that one
    applies for, and the contact comes after it.
    """
    if "title" not in found:
        return True
    is_title = plain[found["title"][0]] in _TITLES and found["contact"][0] < found["title"][0]
    return is_title and not _ALSO_OF_APPLICATIONS & set(plain)


def _contact(number: int, said: Mapping[str, Sequence[str]]) -> ContactCard:
    """Raises Unclear for a row that names nobody, or has something endless."""

    def every(what: str) -> list[str]:
        lines = [clean_line(text) for text in said.get(what, ())]
        if any(len(line) > LONGEST_LINE for line in lines):
            raise Unclear(f"its {what} has more than {LONGEST_LINE} characters")
        return list(filter(None, lines))

    def one(what: str) -> str:
        return next(iter(every(what)), "")

    emails = dict.fromkeys(
        address.casefold() for text in every("email") for address in re.split(r"[;,\s]+", text) if "@" in address
    )
    name = in_spoken_order(one("name")) or " ".join([*every("first")[:1], *every("last")[:1]]) or next(iter(emails), "")
    if not name:
        raise Unclear("it names nobody")
    return ContactCard(
        number=number,
        name=name,
        title=one("title"),
        company=one("company"),
        emails=tuple(emails),
        phone=one("phone"),
        link=one("link"),
        note="\n".join(text.strip() for text in said.get("note", ()) if text.strip()),
        part=_PARTS.get(plain_header(one("part"))),
        has_more=len(emails) > 1 or len(set(every("phone"))) > 1,
    )


def _is_career_ops(data: bytes) -> bool:
    """Whether it is career-ops' list: its comment names the columns, or its first line has a part in its place."""
    for line in _LINE_END.split(data[:LONGEST_CELL].decode("utf-8-sig", "replace")):
        cells = [cell.strip() for cell in line.split("\t")]
        if line.startswith("#"):
            if plain_header(cells[0]) == "name" and "company" in cells:
                return True
        elif line.strip():
            return len(cells) >= _FEWEST and bool(cells[0] and cells[1]) and cells[2] in _CAREER_OPS_PARTS
    return False


def _read_career_ops(data: bytes) -> Contents[ContactCard]:
    remarks: Remarks = []
    found = read_rows(_lines(data.decode("utf-8-sig", "surrogateescape")), partial(_of_line, remarks), [])
    last = {(plain_name(contact.name), plain_company(contact.company)): contact for contact in found.rows}
    for contact in found.rows:
        truth = last[plain_name(contact.name), plain_company(contact.company)]
        if truth is not contact:
            remarks.append((contact.number, f"left out: row {truth.number} is about {shorten(truth.name, 40)} too"))
    rows = sorted(last.values(), key=lambda contact: contact.number)
    return Contents(tuple(rows), found.refused, "career-ops", tuple(sorted(remarks)))


def _lines(text: str) -> Iterator[GridRow]:
    for number, line in enumerate(_LINE_END.split(text), start=1):
        if line.strip() and not line.startswith("#"):
            yield GridRow(number, line.split("\t"))


def _of_line(remarks: Remarks, row: GridRow) -> ContactCard:
    for cell in row.cells:
        check_cell(cell)
    if len(row.cells) < _FEWEST:
        raise Unclear(f"it has {counted(len(row.cells), 'cell')}: a name, a company, a part and a title are needed")
    cells = [cell.strip() for cell in row.cells]
    if not cells[0] or not cells[1]:
        raise Unclear("it names no company" if cells[0] else "it names nobody")
    cells[len(_PLACES) - 1 :] = [" ".join(cells[len(_PLACES) - 1 :])]  # a tab in the note
    said = {what: [clean(cell)] for what, cell in zip(_PLACES, cells, strict=False)}
    if cells[2] and cells[2] not in _CAREER_OPS_PARTS:
        remarks.append((row.number, f"“{shorten(cells[2], 30)}” is not a part that is known: guessed by the title"))
    return _contact(row.number, said)


PEOPLE_TABLES = Importer(
    what="a list of people", sniff=is_people_table, read=of_bytes(read_people), apply=apply_listed,
    endings=("contacts.tsv",), several=True,
)  # fmt: skip
