"""Tables of applications (CSV) that other programs write: each row read as an application by what its columns mean.

A row that cannot be taken is refused with its number, as a spreadsheet counts (the header is row 1); all others are
kept.
"""

from __future__ import annotations

import csv
import html
import io
import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from interview_tui.domain.errors import Unclear
from interview_tui.domain.text import clean, clean_line
from interview_tui.exporting.table import as_meant
from interview_tui.importing.dates import day_is_first, read_day, read_moment
from interview_tui.importing.forms import (
    AT_FIRST,
    ApplicationStage,
    Means,
    form_of,
    looks_like_applications,
    own_stage,
    stage_of,
    unclear,
)
from interview_tui.importing.importer import LONGEST_LINE, NO_OPTIONS, Contents, Options

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from interview_tui.importing.forms import TableForm

    Found = Mapping[Means, Sequence[tuple[str, str]]]
    """What stands in a row, each with how it is called in a note."""

_T = TypeVar("_T")

LONGEST_CELL = 131_072
"""Characters of one cell at most: no note that a person wrote is longer, half a file in one open quote is."""
MOST_PEOPLE = 50
"""So many people are met in one interview at most."""
_BYTES_NOT_TEXT = re.compile("[\ud800-\udfff]")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_LINE_TAG = re.compile(r"</?(?:br|p|div|li|ul|ol|h\d|tr)\b[^<>]{0,2000}>\s*", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_READ = frozenset({Means.APPLIED, Means.MEETING, Means.PEOPLE, Means.STATUS})
"""What goes into the note only where it could not be read."""
_YES = frozenset({"true", "yes", "1"})
_BETWEEN_PEOPLE = re.compile(r"[;\n]|(?<=>)\s*,")
_PERSON = re.compile(r"(?P<name>[^<>]*)<(?P<email>[^<>\s]*@[^<>\s]*)>|(?P<alone>[^<>\s@,]+@[^<>\s@,]+)")
_DATES = frozenset({Means.APPLIED, Means.MEETING, Means.DAY})
_LINE_END = re.compile(r"[\r\n]")
_SEPARATOR = re.compile(r"\ufeff?sep=([,;\t|])(?:\r\n|\r|\n|$)", re.IGNORECASE)


class NamedPerson(NamedTuple):
    """Somebody whom a table names."""

    name: str
    email: str = ""
    phone: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """One row, as an interview has it. Texts are cleaned; '' for what the table does not say."""

    number: int
    key: str = ""
    """In this program's own table the id of the interview, by which two with the same company and role are known
    apart.
    """
    company: str
    role: str
    link: str = ""
    location: str = ""
    note: str = ""
    status: str = ""
    """As the table has it."""
    stage: ApplicationStage = AT_FIRST
    decision: str = ""
    """What was answered to an offer, in the user's own words; '' where the stage says it all."""
    applied: date | None = None
    meeting: datetime | date | None = None
    """An instant, or naive: the clock on the user's wall. A date where it is not said at what time."""
    people: tuple[NamedPerson, ...] = ()


class _Layout(NamedTuple):
    """A table's text, what parts its cells, and its header, cleaned."""

    text: str
    delimiter: str
    header: list[str]


def is_table(data: bytes, options: Options = NO_OPTIONS) -> bool:
    """Whether the first line names the columns of a table of applications, or those that the user says."""
    try:
        header = _layout(data[:LONGEST_CELL]).header
        is_mapped = bool(options.columns) and form_of(header, options.columns) is not None
        return looks_like_applications(header) or is_mapped
    except Unclear:
        return False


def read_table(data: bytes, options: Options = NO_OPTIONS) -> Contents[Application]:
    """The applications in a table, in UTF-8. In dates that could be read either way the day comes first where the
    options or other dates of the table say so. Raises Unclear for what is no such table.
    """
    layout = _layout(data)
    form = form_of(layout.header, options.columns)
    if form is None:
        raise unclear(layout.header, options.columns)
    day_first = options.day_first or day_is_first(_dates(form, layout))

    def read(number: int, cells: Sequence[str]) -> Application:
        check_row(layout.header, cells)
        return read_row(form, layout.header, number, cells, day_first=day_first)

    return read_rows(csv_rows(layout.text, layout.delimiter), read, form=form.name)


def read_rows(
    rows: Iterable[tuple[int, list[str]]], read: Callable[[int, list[str]], _T | None], *, form: str = ""
) -> Contents[_T]:
    """Each row as `read` gives it, without those of which it gives None; and those that it refuses, with why."""
    taken: list[_T] = []
    refused: list[tuple[int, str]] = []
    for number, cells in rows:
        try:
            row = read(number, cells)
        except Unclear as why:
            refused.append((number, str(why)))
        else:
            taken += [] if row is None else [row]
    return Contents(tuple(taken), tuple(refused), form)


def _layout(data: bytes) -> _Layout:
    text = decoded(data)
    said = _SEPARATOR.match(text)  # Excel's own first line, which it never shows
    if said:
        text, delimiter = text[said.end() :], said[1]
    else:
        first = _LINE_END.split(text, maxsplit=1)[0]
        delimiter = max(",;\t", key=first.count)
    first_row = next((cells for _, cells in csv_rows(text, delimiter, start=1)), [])
    for cell in first_row:
        check_cell(cell)
    return _Layout(text, delimiter, [clean_line(cell) for cell in first_row])


def decoded(data: bytes) -> str:
    # What is no UTF-8 becomes lone surrogates: only the rows that have them are refused.
    return data.decode("utf-8-sig", "surrogateescape")


def csv_rows(text: str, delimiter: str, *, start: int = 2) -> Iterator[tuple[int, list[str]]]:
    """The rows from a number on, without those that are blank. Raises Unclear, never csv.Error."""
    before = csv.field_size_limit(len(text) + 1)  # a cell that is too long is found by its row, not by the reader
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1):
            if number >= start and any(cells):
                yield number, cells
    except csv.Error as error:
        raise Unclear(f"this is not a table: {error}") from error
    finally:
        csv.field_size_limit(before)


def _dates(form: TableForm, layout: _Layout) -> Iterator[str]:
    """What stands in the columns of dates."""
    places = [place for place, name in enumerate(layout.header) if form.columns.get(name, ("",))[0] in _DATES]
    if places:
        for _, cells in csv_rows(layout.text, layout.delimiter):
            yield from (cells[place] for place in places if place < len(cells))


def check_row(header: Sequence[str], cells: Sequence[str]) -> None:
    """Raises Unclear for a row that is damaged."""
    if len(cells) < len(header) or any(cells[len(header) :]):
        raise Unclear(f"it has {len(cells)} cells where the header has {len(header)}")
    for cell in cells:
        check_cell(cell)


def check_cell(cell: str) -> None:
    """Raises Unclear for one that is not text, or endless."""
    if len(cell) > LONGEST_CELL:
        raise Unclear(f"a cell has {len(cell):,} characters: the limit is {LONGEST_CELL:,}")
    if "\0" in cell:
        raise Unclear("it has bytes that are not text")
    if not cell.isascii() and _BYTES_NOT_TEXT.search(cell):
        raise Unclear("it is not UTF-8: save the table as “CSV UTF-8”")


def read_row(
    form: TableForm, header: Sequence[str], number: int, cells: Sequence[str], *, day_first: bool = False
) -> Application:
    """A row as an application. Raises Unclear for one that says too little, or something impossible."""
    found: dict[Means, list[tuple[str, str]]] = {}
    for name, cell in zip(header, cells, strict=False):
        if name in form.columns and cell.strip().casefold() not in form.empty:
            means, label = form.columns[name]
            found.setdefault(means, []).append((label, as_meant(cell)))
    line = partial(_line, found)
    if not line(Means.COMPANY):
        raise Unclear("it names no company")
    day = partial(read_day, formats=form.dates, day_first=day_first)
    stage, decision = _stage(found, line)
    applied = day(_first(found, Means.APPLIED))
    meeting = read_moment(_first(found, Means.MEETING), form.dates, day_first=day_first)
    people = _people(_first(found, Means.PEOPLE), titles=not form.own)
    read = {Means.STATUS: stage, Means.APPLIED: applied, Means.MEETING: meeting, Means.PEOPLE: people}
    return Application(
        number=number,
        key=line(Means.KEY),
        company=line(Means.COMPANY),
        role=line(Means.ROLE),
        link=line(Means.LINK),
        location=line(Means.LOCATION),
        note="\n".join(_note(found, [means for means, value in read.items() if value is None], day)),
        status=line(Means.STATUS),
        stage=stage or AT_FIRST,
        decision=decision,
        applied=applied,
        meeting=meeting,
        people=people or (),
    )


def _first(found: Found, means: Means) -> str:
    return found[means][0][1] if means in found else ""


def _line(found: Found, means: Means) -> str:
    text = clean_line(_first(found, means))
    if len(text) > LONGEST_LINE:
        raise Unclear(f"its {means} has {len(text):,} characters: the limit is {LONGEST_LINE}")
    return text


def _stage(found: Found, line: Callable[[Means], str]) -> tuple[ApplicationStage | None, str]:
    """Where it stands, None where that is not clear; and what was answered to an offer. Raises Unclear."""
    if not {Means.STEP, Means.OUTCOME} & found.keys():
        return stage_of(line(Means.STATUS)), ""
    step, outcome, decision = line(Means.STEP), line(Means.OUTCOME), line(Means.DECISION)
    return own_stage(step, outcome, decision), decision


def _people(text: str, *, titles: bool) -> tuple[NamedPerson, ...] | None:
    """The people of a cell; None where something in it is nobody's name. `titles`: what follows a comma is one."""
    found: dict[NamedPerson, None] = {}
    for part in filter(str.strip, _BETWEEN_PEOPLE.split(clean(text))):
        person = _PERSON.fullmatch(part.strip())
        name, email = (person["name"] or "", person["email"] or person["alone"]) if person else (part, "")
        name, _, title = name.partition(",") if titles else (name, "", "")
        name, title = clean_line(name), clean_line(title)
        if titles and not (email or _LETTER.search(name)):
            return None
        if max(len(name), len(title), len(email)) > LONGEST_LINE:
            raise Unclear(f"a person in it has a name of more than {LONGEST_LINE} characters")
        found[NamedPerson(name, email, title=title)] = None
    if len(found) > MOST_PEOPLE:
        raise Unclear(f"it names {len(found)} people: the limit is {MOST_PEOPLE}")
    return tuple(found)


def _note(found: Found, unread: Collection[Means], day: Callable[[str], date | None]) -> Iterator[str]:
    """The lines of the note: what the records have no other place for, and what could not be read, as it stands."""

    def date_words(text: str) -> str:
        read = day(text)
        return clean_line(text) if read is None else read.isoformat()

    said: dict[Means, Callable[[str], str]] = {
        Means.NOTE: clean,
        Means.DAY: date_words,
        Means.APPLIED: clean_line,
        Means.MEETING: clean_line,
        Means.PEOPLE: clean_line,
        Means.ARCHIVED: lambda text: "yes" if text.strip().casefold() in _YES else "",
        Means.STATUS: clean_line,
        Means.ADVERT: _plain,
    }
    for means, write in said.items():
        if means in _READ and means not in unread:
            continue
        for label, cell in found.get(means, ()):
            text = write(cell)
            if text.strip():
                yield f"{label}: {text}" if label else text


def _plain(text: str) -> str:
    """HTML as text, each of its paragraphs a line."""
    lines = html.unescape(_TAG.sub("", _LINE_TAG.sub("\n", text))).splitlines()
    return "\n".join(line for line in map(clean_line, lines) if line)
