"""Tables of applications (CSV) that other programs write: each row read as an application by what its columns mean.

A row that cannot be taken is refused with its number, as a spreadsheet counts (the header is row 1); all others are
kept.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.data_classes import dataclass, replace
from interview_tui.domain.errors import Unclear
from interview_tui.domain.text import clean, clean_line, counted, shorten, squash, words
from interview_tui.importing.dates import day_is_first, read_day, read_moment
from interview_tui.importing.forms import Means, form_of, has_day_first, looks_like_applications, unclear
from interview_tui.importing.grid import LONGEST_CELL, read_grid, read_rows
from interview_tui.importing.importer import LONGEST_LINE, NO_OPTIONS, Contents, Options
from interview_tui.importing.statuses import AT_FIRST, ApplicationStage, chosen, own_stage, stage_of
from interview_tui.mail.html import text_of_html

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from interview_tui.importing.forms import TableForm
    from interview_tui.importing.grid import Grid, GridRow, Remarks

    Found = Mapping[Means, Sequence[tuple[str, str]]]
    """What stands in a row, each with how it is called in a note."""

MOST_PEOPLE = 50
"""So many people are met in one interview at most."""
_LETTER = re.compile(r"[^\W\d_]")
_READ = frozenset({Means.APPLIED, Means.MEETING, Means.PEOPLE, Means.STATUS})
"""What goes into the note only where it could not be read."""
_YES = frozenset({"true", "yes", "1"})
_BETWEEN_PEOPLE = re.compile(r"[;\n]|(?<=>)\s*,")
_PERSON = re.compile(r"(?P<name>[^<>]*)<(?P<email>[^<>\s]*@[^<>\s]*)>|(?P<alone>[^<>\s@,]+@[^<>\s@,]+)")
_DATES = frozenset({Means.APPLIED, Means.MEETING, Means.DAY})
_TOTALS = re.compile(
    r"(?:grand |sub-?|zwischen)?(?:total|totals|totaux|sum|summe|gesamt\w*|anzahl|count|average|durchschnitt"
    r"|somme|moyenne|suma|totales|promedio)\b(?: g[eé]n[eé]ral)?.{0,60}",
    re.IGNORECASE | re.DOTALL,
)
_WEB = re.compile(r"(?:https?://|www\.|[\w-]+(?:\.[\w-]+)+/)\S", re.IGNORECASE)
_LEGAL_FORMS = words("inc ltd llc llp plc gmbh ag se kg sa sas sarl bv nv ab oy co corp")
"""What stands alone in a cell where a company's name was parted at its comma."""


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


def is_table(data: bytes, options: Options = NO_OPTIONS) -> bool:
    """Whether a row of its beginning names the columns of a table of applications, or those that the user says."""
    is_header = partial(_is_header, options)
    try:
        return is_header(read_grid(data[:LONGEST_CELL], is_header).header)
    except Unclear:
        return False


def read_table(data: bytes, options: Options = NO_OPTIONS) -> Contents[Application]:
    """The applications in a table. In dates that could be read either way the day comes first where the options or
    other dates of the table say so. Raises Unclear for what is no such table.
    """
    grid = read_grid(data, partial(_is_header, options))
    form = form_of(grid.header, options.columns)
    if form is None:
        raise unclear(grid.header, options.columns)
    if options.only and Means.STATUS not in (means for means, _ in form.columns.values()):
        raise Unclear("--only needs a column with the status: this table has none")
    day_first = options.day_first or day_is_first(_dates(form, grid), usual=has_day_first(grid.header))
    remarks: Remarks = list(grid.remarks)
    left_out: dict[str, None] = {}

    def read(row: GridRow) -> Application | None:
        if other := _other_row(grid, row.cells):
            remarks.append((row.number, f"left out: {other}"))
            return None
        cells = grid.fitted(_in_last_note(form, grid, row, remarks), remarks)
        if len(row.cells) > len(grid.header):
            _check_places(form, grid, row, cells, day_first=day_first)
        left_out.update(dict.fromkeys(name for name, cell in zip(grid.header, cells, strict=True) if cell.strip()))
        return read_row(form, grid.header, row.number, cells, day_first=day_first)

    found = read_rows(grid.rows(), read, remarks, form=form.name)
    unknown = [name for name in left_out if name not in form.columns] if form.name == "CSV" else []
    if unknown:
        named = ", ".join(f"“{shorten(name, 30)}”" for name in unknown[:9])
        remarks.insert(0, (0, f"{counted(len(unknown), 'column')} left out: {named or 'without a name'}"))
    return chosen(replace(found, remarks=tuple(remarks)), options.only)


def _is_header(options: Options, names: Sequence[str]) -> bool:
    if looks_like_applications(names):
        return True
    try:
        return bool(options.columns) and form_of(names, options.columns) is not None
    except Unclear:
        return False


def _dates(form: TableForm, grid: Grid) -> Iterator[str]:
    """What stands in the columns of dates."""
    places = [place for place, name in enumerate(grid.header) if form.columns.get(name, ("",))[0] in _DATES]
    if places:
        for row in grid.rows():
            yield from (row.cells[place] for place in places if place < len(row.cells))


def _other_row(grid: Grid, cells: Sequence[str]) -> str:
    """What a row is that is no application: the header again, as where tables were joined; one that counts the others;
    or the heading of those below it, which has nothing but a status. '' for any other.
    """
    if cells[0].strip() == grid.header[0] and [*map(clean_line, cells)][: len(grid.header)] == grid.header:
        return "the header again"
    said = [cell.strip() for cell in islice(filter(_LETTER.search, cells), 2)]
    if len(said) != 1 or len(said[0]) > LONGEST_LINE:
        return ""
    if _TOTALS.fullmatch(said[0]):
        return "a row of totals"
    is_heading = stage_of(said[0]) is not None and not any(cell.strip() for cell in cells if cell.strip() != said[0])
    return "a heading" if is_heading else ""


def _in_last_note(form: TableForm, grid: Grid, row: GridRow, remarks: Remarks) -> GridRow:
    """A row with more cells than the header, put right where the last column is a note that nobody quoted."""
    last = len(grid.header) - 1
    if len(row.cells) <= last + 1 or form.columns.get(grid.header[last], ("",))[0] is not Means.NOTE:
        return row
    rest = [cell for cell in row.cells[last:] if cell.strip()]
    if len(rest) > 1:
        remarks.append((row.number, f"{len(rest)} cells were joined in “{shorten(grid.header[last], 30)}”, the last"))
    return row._replace(cells=[*row.cells[:last], f"{grid.delimiter}".join(row.cells[last:]).rstrip(grid.delimiter)])


def _check_places(form: TableForm, grid: Grid, row: GridRow, cells: Sequence[str], *, day_first: bool) -> None:
    """Raises Unclear for a row with more cells than the header where they do not stand under their columns: a name
    with a comma that nobody quoted moves all that follow.
    """
    for name, cell in zip(grid.header, cells, strict=True):
        means, _ = form.columns.get(name, (None, ""))
        text = clean_line(cell)
        if (
            (means is Means.STATUS and stage_of(text) is None)
            or (means is Means.LINK and not _WEB.match(text))
            or (means is Means.ROLE and squash(text) in _LEGAL_FORMS)
            or (means in _DATES and read_moment(text, form.dates, day_first=day_first) is None)
        ) and text.casefold() not in form.empty:
            said = (
                f"its “{shorten(name, 30)}” would be “{shorten(cell, 30)}”: put quotes around a cell with commas in it"
            )
            raise Unclear(f"it has {len(row.cells)} cells where the header has {len(cells)}, and {said}")


def read_row(
    form: TableForm, header: Sequence[str], number: int, cells: Sequence[str], *, day_first: bool = False
) -> Application:
    """A row as an application. Raises Unclear for one that says too little, or something impossible."""
    found: dict[Means, list[tuple[str, str]]] = {}
    for name, cell in zip(header, cells, strict=False):
        if name in form.columns and cell.strip().casefold() not in form.empty:
            means, label = form.columns[name]
            found.setdefault(means, []).append((label, cell))
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
        note="\n".join(
            [*_note(found, [means for means, value in read.items() if value is None], day), *_seconds(found)]
        ),
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


def _seconds(found: Found) -> Iterator[str]:
    """What stands in a second column of one meaning, where it says something else."""
    for means, cells in found.items():
        if len(cells) > 1 and means not in (Means.NOTE, Means.DAY):
            first, *others = [(label, clean_line(cell)) for label, cell in cells]
            yield from (f"{label or means}: {cell}" for label, cell in others if cell not in ("", first[1]))


def _plain(text: str) -> str:
    """HTML as text, each of its paragraphs a line."""
    lines = text_of_html(text, lines_count=True, paragraphs=False).split("\n")
    return "\n".join(line for line in map(clean_line, lines) if line)
