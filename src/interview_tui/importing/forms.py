"""The forms of a table of applications: which program's it is, by its header; what its columns mean.

All of them are data: tables.toml has the programs that write a table of their own, and for any other table the names of
columns in four languages, unless the user says what they mean (`--map company=Firma`).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from interview_tui.domain.errors import Unclear
from interview_tui.domain.text import shorten
from interview_tui.importing.importer import data_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class Means(StrEnum):
    """What a column says."""

    COMPANY = "company"
    ROLE = "role"
    LINK = "link"
    LOCATION = "location"
    STATUS = "status"
    APPLIED = "applied"
    MEETING = "meeting"
    PEOPLE = "people"
    """The people to be met, separated by semicolons or lines: `Dana Ruiz, VP Operations <dana@acme.example>`."""
    NOTE = "note"
    DAY = "day"
    """A date that is written down in the note."""
    ARCHIVED = "archived"
    ADVERT = "advert"
    """The employer's text, as HTML: the last part of the note."""
    KEY = "id"
    """This program's own, as are the next three."""
    STEP = "step"
    OUTCOME = "outcome"
    DECISION = "decision"


MAPPABLE = (
    Means.COMPANY,
    Means.ROLE,
    Means.LINK,
    Means.LOCATION,
    Means.STATUS,
    Means.APPLIED,
    Means.MEETING,
    Means.NOTE,
    Means.PEOPLE,
)
"""What the user can say of a column."""


class TableForm(NamedTuple):
    """One program's table: what its columns mean, by header; its dates; and what stands in a cell for nothing."""

    name: str
    columns: Mapping[str, tuple[Means, str]]
    """For each header its meaning, and how what stands in it is called in a note. Others are left out."""
    header: frozenset[str] = frozenset()
    """The columns by which it is known: those that no other program's table has together."""
    dates: tuple[str, ...] = ()
    """How it writes dates that are not ISO 8601: the month before the day, unless the user says otherwise."""
    empty: frozenset[str] = frozenset({""})
    """In small letters."""
    own: bool = False
    """This program's: its steps and outcomes are ours."""


_DATA = data_file("tables")


def _columns(said: Mapping[str, str]) -> dict[str, tuple[Means, str]]:
    """`{"Salary": "note: Salary"}` as meanings and labels."""
    parts = {name: text.partition(": ") for name, text in said.items()}
    return {name: (Means(means), label) for name, (means, _, label) in parts.items()}


def _form(name: str, said: Mapping[str, Any]) -> TableForm:
    return TableForm(
        name,
        _columns(said["columns"]),
        header=frozenset(said.get("header", ())),
        dates=tuple(said.get("dates", ())),
        empty=frozenset(said.get("empty", [""])),
        own=said.get("own", False),
    )


FORMS = tuple(_form(said["name"], said) for said in _DATA["form"])
CAREER_OPS = _form("career-ops", _DATA["career-ops"])
COLUMN_NAMES = {Means(means): tuple(names) for means, names in _DATA["names"].items()}
"""The headers that are understood in any other table, as `plain_header` gives them."""
_LABELLED = frozenset(_DATA["labelled"]["note"])
_MEANING = {name: means for means, names in COLUMN_NAMES.items() for name in names}
_DAY_FIRST = frozenset(_DATA["day_first"]["company"])
_NOTHING = frozenset({"", "-", "–", "—", "n/a"})
_OF_PEOPLE = frozenset({"First Name", "Last Name"})
_SURE = (Means.COMPANY, Means.ROLE)
"""What every table has to say, in one column each."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[^\W_]+")


def form_of(header: Sequence[str], mapped: Mapping[str, str] | None = None) -> TableForm | None:
    """Whose table it is; None where its company or role is not clear. `mapped` says of a field which column it is.

    Raises Unclear for a field that there is not, and for a column that the table has not.
    """
    known = next((form for form in FORMS if form.header <= set(header)), None)
    columns = dict(known.columns) if known else {} if set(header) >= _OF_PEOPLE else _by_name(header)
    for means, name in _mapped(header, mapped or {}):
        if means is not Means.NOTE:
            columns = {other: column for other, column in columns.items() if column[0] is not means}
        columns[name] = (means, name if means in (Means.NOTE, Means.APPLIED, Means.MEETING) else "")
    found = [means for means, _ in columns.values()]
    if any(found.count(means) != 1 for means in _SURE):
        return None
    return known._replace(columns=columns) if known else TableForm("CSV", columns, empty=_NOTHING)


def looks_like_applications(header: Sequence[str]) -> bool:
    """Whether its columns name a company and a role, even if it is not clear which."""
    if any(form.header <= set(header) for form in FORMS):
        return True
    found = {_meaning(name) for name in header}
    return found >= set(_SURE) and not set(header) >= _OF_PEOPLE


def has_day_first(header: Sequence[str]) -> bool:
    """Whether it is in a language whose dates have the day first."""
    return any(plain_header(re.split(r"[/|(]", name, maxsplit=1)[0]) in _DAY_FIRST for name in header)


def unclear(header: Sequence[str], mapped: Mapping[str, str] | None = None) -> Unclear:
    """Why `form_of` gives none: which columns there are, and how to say what they are."""
    wanted = [means for means in _SURE if means not in (mapped or {})]
    if set(header) >= _OF_PEOPLE:
        return Unclear("this is a table of people, not of applications")
    by_meaning: dict[Means | None, list[str]] = defaultdict(list)
    for name in dict.fromkeys(filter(None, header)):
        by_meaning[_meaning(name)].append(name)
    for means in wanted:
        if len(by_meaning[means]) > 1:
            either = " or ".join(_quoted(by_meaning[means][:4]))
            return Unclear(f"is the {means} {either}? Say it: --map {_pair(means, by_meaning[means][0])}")
    missing = [means for means in wanted if not by_meaning[means]]
    begins = ", ".join(_quoted(_first(header))) or "nothing"
    words = f"a table of applications needs a column “company” and one “role”; it has {begins}"
    taken = {plain_header(name) for name in (mapped or {}).values()}
    others = [name for name in by_meaning[None] if plain_header(name) not in taken] or ["Firma", "Stelle"]
    example = " ".join(f"--map {_pair(means, name)}" for means, name in zip(missing, others, strict=False))
    return Unclear(f"{words}: say which they are, for example {example}")


def _by_name(header: Iterable[str]) -> dict[str, tuple[Means, str]]:
    """The columns that are known by their names: the first of each, all notes, and every one for company or role."""
    columns: dict[str, tuple[Means, str]] = {}
    for name in header:
        means = _meaning(name)
        if means is Means.NOTE:
            columns[name] = (means, name if plain_header(name) in _LABELLED else "")
        elif means in _SURE or (means is not None and means not in {known for known, _ in columns.values()}):
            columns[name] = (means, name)
    return columns


def _mapped(header: Sequence[str], mapped: Mapping[str, str]) -> Iterable[tuple[Means, str]]:
    """Each field that the user names, with its column as the table writes it. Raises Unclear."""
    plain = {plain_header(name): name for name in dict.fromkeys(header) if plain_header(name)}
    given: dict[str, str] = {}
    for field, wanted in mapped.items():
        if field not in MAPPABLE:
            raise Unclear(
                f"--map knows no field “{shorten(field, 30)}”{_meant(field, {str(means): means for means in MAPPABLE})}"
            )
        name = wanted if wanted in header else plain.get(plain_header(wanted), "")
        if not name:
            raise Unclear(f"the table has no column “{shorten(wanted, 30)}”{_meant(wanted, plain)}")
        if name in given:
            raise Unclear(
                f"--map says of “{shorten(name, 30)}” both {given[name]} and {field}: a column can only be one"
            )
        given[name] = field
        yield Means(field), name


def _meant(wanted: str, known: Mapping[str, str]) -> str:
    """`: do you mean “Firma”? There are “Firma”, “Stelle”`, by the plain names of what there is."""
    near = get_close_matches(plain_header(wanted), known, n=1, cutoff=0.5)
    meant = f": do you mean “{shorten(known[near[0]], 30)}”? There are" if near else ": there are"
    return f"{meant} {', '.join(_quoted(_first(known.values()))) or 'none'}"


def plain_header(name: str) -> str:
    """A header in small letters, without accents and marks, its words apart: `Société` and `jobTitle` too."""
    split = unicodedata.normalize("NFKD", _CAMEL.sub(" ", name[:200]))
    bare = "".join(letter for letter in split if not unicodedata.combining(letter))
    return " ".join(_WORD.findall(bare.casefold()))


def _meaning(name: str) -> Means | None:
    """What a column says by its name, or by the first part of one: `Firma / Arbeitgeber`, `Status (now)`."""
    whole = _MEANING.get(plain_header(name))
    return whole or _MEANING.get(plain_header(re.split(r"[/|(]", name, maxsplit=1)[0]))


def _first(header: Iterable[str]) -> list[str]:
    return [name for name in header if name][:9]


def _quoted(names: Iterable[str]) -> list[str]:
    return [f"“{shorten(name, 30)}”" for name in names]


def _pair(means: Means, name: str) -> str:
    """`company=Firma`, as it is typed in a shell."""
    pair = f"{means}={shorten(name, 100)}"
    return pair if re.fullmatch(r"[\w=.-]+", pair) else "'" + pair.replace("'", "'\\''") + "'"
