"""Tables of applications (CSV) that other programs write, told apart by their headers.

One row is one application. A row that cannot be taken is refused with its number, as a spreadsheet counts (the header
is row 1); all others are kept.
"""

from __future__ import annotations

import csv
import html
import io
import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.errors import Unclear
from interview_tui.domain.text import clean, clean_line, shorten
from interview_tui.exchange.cells import as_meant
from interview_tui.exchange.stages import AT_FIRST, Stage, stage_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

LONGEST_CELL = 131_072
"""Characters of one cell at most: no note that a person wrote is longer, half a file in one open quote is."""
LONGEST_LINE = 500
"""Characters of a company, role, place or address at most."""
_LINE_END = re.compile(r"[\r\n]")
_BYTES_NOT_TEXT = re.compile("[\ud800-\udfff]")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_LINE_TAG = re.compile(r"</?(?:br|p|div|li|ul|ol|h\d|tr)\b[^<>]{0,2000}>\s*", re.IGNORECASE)


class Means(StrEnum):
    """What a column says."""

    COMPANY = "company"
    ROLE = "role"
    LINK = "link"
    LOCATION = "location"
    STATUS = "status"
    APPLIED = "applied"
    NOTE = "note"
    ADVERT = "advert"
    """The employer's text, as HTML: the last part of the note."""
    ARCHIVED = "archived"


class Form(NamedTuple):
    """One program's table: what its columns mean, by header; its dates; and what stands in a cell for nothing."""

    name: str
    columns: Mapping[str, tuple[Means, str]]
    """For each header its meaning, and how what stands in it is called in a note."""
    days: tuple[str, ...] = ("%Y-%m-%d",)
    empty: tuple[str, ...] = ("",)
    header: frozenset[str] = frozenset()
    """The columns by which it is known: those that no other program's table has together."""


FORMS = (
    Form(
        "Huntr",
        {
            "companyName": (Means.COMPANY, ""),
            "title": (Means.ROLE, ""),
            "url": (Means.LINK, ""),
            "location": (Means.LOCATION, ""),
            "listName": (Means.STATUS, "List"),
            "salary": (Means.NOTE, "Salary"),
            "deadline": (Means.NOTE, "Deadline"),
            "htmlDescription": (Means.ADVERT, ""),
        },
        empty=("", "-"),
        header=frozenset({"companyName", "title", "listName", "boardId"}),
    ),
    Form(
        "Simplify",
        {
            "Company Name": (Means.COMPANY, ""),
            "Job Title": (Means.ROLE, ""),
            "Job URL": (Means.LINK, ""),
            "Location": (Means.LOCATION, ""),
            "Status": (Means.STATUS, "Status"),
            "Applied Date": (Means.APPLIED, "Applied"),
            "Archived": (Means.ARCHIVED, "Archived"),
            "Notes": (Means.NOTE, ""),
            "job_type": (Means.NOTE, "Job type"),
        },
        days=("%Y-%m-%d", "%Y-%m-%dT%H:%M:%S.%fZ", "%m/%d/%Y"),
        header=frozenset({"Job Title", "Company Name", "Status Date", "job_type"}),
    ),
)
ANY: dict[Means, tuple[str, ...]] = {
    Means.COMPANY: ("company", "company name", "employer", "organisation", "organization"),
    Means.ROLE: ("role", "title", "position", "job title", "job", "job role"),
    Means.LINK: ("url", "link", "job url", "job link", "posting"),
    Means.LOCATION: ("location", "city", "place"),
    Means.STATUS: ("status", "stage", "state"),
    Means.APPLIED: ("applied", "applied date", "date applied", "applied on"),
    Means.NOTE: ("notes", "note", "comments", "comment", "salary"),
}
"""The headers that are understood in any other table, in small letters."""
_YES = frozenset({"true", "yes", "1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """One row, as an interview has it. Texts are cleaned; '' for what the table does not say."""

    number: int
    company: str
    role: str
    link: str = ""
    location: str = ""
    note: str = ""
    status: str = ""
    """As the table has it."""
    stage: Stage = AT_FIRST


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A whole table: by which program, its rows, and those that were refused, each with its number and why."""

    form: str
    rows: tuple[Application, ...]
    refused: tuple[tuple[int, str], ...]


def is_table(data: bytes) -> bool:
    """Whether the first line names the columns of a table of applications."""
    return _form(_cells(_text(data[:LONGEST_CELL]))) is not None


def read_table(data: bytes) -> Table:
    """The applications in a table, UTF-8 with or without a byte order mark. Raises Unclear for what is none."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Unclear("this table is written in UTF-16: save it as “CSV UTF-8”")
    if b"\0" in data:
        raise Unclear("this is no table: it holds bytes that no text has")
    text = _text(data)
    header = _cells(text)
    form = _form(header)
    if form is None:
        found = ", ".join(f"“{shorten(cell, 30)}”" for cell in header[:6] if cell) or "nothing"
        raise Unclear(
            "a table of applications needs a column “company” and one “role”, “title” or “position”; "
            f"it begins with {found}"
        )
    rows: list[Application] = []
    refused: list[tuple[int, str]] = []
    for number, cells in _rows(text, _delimiter(text)):
        try:
            rows.append(_application(form, header, number, cells))
        except Unclear as unclear:
            refused.append((number, str(unclear)))
    return Table(form=form.name, rows=tuple(rows), refused=tuple(refused))


def _text(data: bytes) -> str:
    # What is not UTF-8 becomes lone surrogates: only the rows that have them are refused.
    return data.decode("utf-8-sig", "surrogateescape")


def _delimiter(text: str) -> str:
    first = _LINE_END.split(text, maxsplit=1)[0]
    return max(",;\t", key=first.count)


def _cells(text: str) -> list[str]:
    """The header, cleaned."""
    return [clean_line(cell) for cell in next((cells for _, cells in _rows(text, _delimiter(text), start=1)), [])]


def _rows(text: str, delimiter: str, *, start: int = 2) -> Iterator[tuple[int, list[str]]]:
    """The rows from a number on, without those that are blank. Raises Unclear, never csv.Error."""
    before = csv.field_size_limit(len(text) + 1)  # a cell that is too long is found by its row, not by the reader
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1):
            if number >= start and any(cells):
                yield number, cells
    except csv.Error as error:
        raise Unclear(f"this is no table: {error}") from error
    finally:
        csv.field_size_limit(before)


def _form(header: list[str]) -> Form | None:
    """Whose table it is, by its header."""
    for form in FORMS:
        if form.header <= set(header):
            return form
    words = {word: means for means, known in ANY.items() for word in known}
    columns: dict[str, tuple[Means, str]] = {}
    for name in header:
        means = words.get(name.casefold().replace("_", " "))
        if means is Means.NOTE:
            columns[name] = (means, "" if name.casefold().startswith(("note", "comment")) else name)
        elif means is not None and means not in {known for known, _ in columns.values()}:
            columns[name] = (means, name)
    if not {Means.COMPANY, Means.ROLE} <= {means for means, _ in columns.values()}:
        return None
    return Form("CSV", columns, empty=("", "-", "N/A"))


def _application(form: Form, header: list[str], number: int, cells: list[str]) -> Application:
    """A row as an application. Raises Unclear for one that is damaged or says too little."""
    _check(header, cells)
    found: dict[Means, list[tuple[str, str]]] = {}
    for name, cell in zip(header, cells, strict=False):
        if name in form.columns and cell.strip() not in form.empty:
            means, label = form.columns[name]
            found.setdefault(means, []).append((label, as_meant(cell)))
    line = partial(_line, found)
    if not line(Means.COMPANY):
        raise Unclear("it names no company")
    status = line(Means.STATUS)
    stage = stage_of(status)
    return Application(
        number=number,
        company=line(Means.COMPANY),
        role=line(Means.ROLE),
        link=line(Means.LINK),
        location=line(Means.LOCATION),
        note="\n".join(_note(form, found, say_status=stage is None)),
        status=status,
        stage=stage or AT_FIRST,
    )


def _check(header: list[str], cells: list[str]) -> None:
    if len(cells) < len(header):
        raise Unclear(f"it has {len(cells)} cells where the header has {len(header)}")
    if any(cells[len(header) :]):
        raise Unclear(f"it has {len(cells)} cells where the header has {len(header)}")
    for cell in cells:
        if len(cell) > LONGEST_CELL:
            raise Unclear(f"a cell has {len(cell):,} characters: more than {LONGEST_CELL:,} are no note")
        if not cell.isascii() and _BYTES_NOT_TEXT.search(cell):
            raise Unclear("it is not UTF-8: save the table as “CSV UTF-8”")


def _line(found: Mapping[Means, list[tuple[str, str]]], means: Means) -> str:
    text = clean_line(found[means][0][1]) if means in found else ""
    if len(text) > LONGEST_LINE:
        raise Unclear(f"its {means} has {len(text):,} characters: more than {LONGEST_LINE} are none")
    return text


def _note(form: Form, found: Mapping[Means, list[tuple[str, str]]], *, say_status: bool) -> Iterable[str]:
    """The lines of the note: what the records have no other place for."""
    said: dict[Means, Callable[[str], str]] = {
        Means.NOTE: lambda text: clean(text).strip(),
        Means.APPLIED: partial(_day, form),
        Means.ARCHIVED: lambda text: "yes" if text.strip().casefold() in _YES else "",
        Means.ADVERT: _plain,
    }
    if say_status:
        said[Means.STATUS] = clean_line
    for means, write in said.items():
        for label, cell in found.get(means, ()):
            text = write(cell)
            if text:
                yield f"{label}: {text}" if label else text


def _day(form: Form, text: str) -> str:
    """A date as `2026-12-02`; as it stands where its form is another than that of the table."""
    for days in form.days:
        try:
            return datetime.strptime(text.strip(), days).date().isoformat()  # noqa: DTZ007 -- only its day is kept
        except ValueError:
            continue
    return clean_line(text)


def _plain(text: str) -> str:
    """HTML as text, each of its paragraphs a line."""
    lines = html.unescape(_TAG.sub("", _LINE_TAG.sub("\n", text))).splitlines()
    return "\n".join(line for line in map(clean_line, lines) if line)
