"""The forms of a table of applications: which program's it is, by its header, and what its columns mean.

Programs that write a table of their own are listed in FORMS. In any other table the columns are known by their names,
in four languages (NAMES), or as the user says (`--map company=Firma`).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.errors import Unclear
from interview_tui.domain.text import shorten

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
    """Those one meets, parted by semicolons or lines: `Dana Ruiz, VP Operations <dana@acme.example>`."""
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


TOLD = (
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


class Form(NamedTuple):
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


FORMS = (
    Form(
        "interview-tui",
        {
            "id": (Means.KEY, ""),
            "company": (Means.COMPANY, ""),
            "role": (Means.ROLE, ""),
            "step": (Means.STEP, ""),
            "outcome": (Means.OUTCOME, ""),
            "decision": (Means.DECISION, ""),
            "link": (Means.LINK, ""),
            "location": (Means.LOCATION, ""),
            "meeting": (Means.MEETING, "Meeting"),
            "people": (Means.PEOPLE, ""),
            "note": (Means.NOTE, ""),
        },
        header=frozenset({"company", "role", "step", "round", "outcome", "decision"}),
        own=True,
    ),
    Form(
        "Huntr",
        {
            "companyName": (Means.COMPANY, ""),
            "title": (Means.ROLE, ""),
            "url": (Means.LINK, ""),
            "location": (Means.LOCATION, ""),
            "listName": (Means.STATUS, "List"),
            "salary": (Means.NOTE, "Salary"),
            "deadline": (Means.DAY, "Deadline"),
            "htmlDescription": (Means.ADVERT, ""),
        },
        header=frozenset({"companyName", "title", "listName", "boardId"}),
        empty=frozenset({"", "-"}),
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
            "Status Date": (Means.DAY, "Status since"),
            "Archived": (Means.ARCHIVED, "Archived"),
            "Date Archived": (Means.DAY, "Archived on"),
            "Notes": (Means.NOTE, ""),
            "job_type": (Means.NOTE, "Job type"),
        },
        header=frozenset({"Job Title", "Company Name", "Status Date", "job_type"}),
        dates=("%m/%d/%Y",),
    ),
    Form(
        "JobSync",
        {
            "Company": (Means.COMPANY, ""),
            "JobTitle": (Means.ROLE, ""),
            "Location": (Means.LOCATION, ""),
            "Status": (Means.STATUS, "Status"),
            "appliedDate": (Means.APPLIED, "Applied"),
            "jobType": (Means.NOTE, "Job type"),
            "workplaceType": (Means.NOTE, "Workplace"),
            "JobSource": (Means.NOTE, "Source"),
        },
        header=frozenset({"Company", "JobTitle", "JobSource", "appliedDate"}),
        empty=frozenset({"", "n/a"}),
    ),
    # Its contact's address and number are the applicant's own, as they were sent along: nobody to be met.
    Form(
        "LinkedIn",
        {
            "Company Name": (Means.COMPANY, ""),
            "Job Title": (Means.ROLE, ""),
            "Job Url": (Means.LINK, ""),
            "Application Date": (Means.APPLIED, "Applied"),
            "Resume Name": (Means.NOTE, "Resume"),
            "Question And Answers": (Means.NOTE, "Questions and answers"),
        },
        header=frozenset({"Application Date", "Company Name", "Job Title", "Job Url"}),
        dates=("%m/%d/%y, %I:%M %p", "%m/%d/%y", "%m/%d/%Y, %I:%M %p", "%m/%d/%Y"),
    ),
)
NAMES: dict[Means, tuple[str, ...]] = {
    Means.COMPANY: (
        "company", "company name", "employer", "organisation", "organization", "organisation name", "firm",
        "firma", "unternehmen", "arbeitgeber", "firmenname", "entreprise", "societe", "employeur", "empresa",
        "compania", "empleador",
    ),
    Means.ROLE: (
        "role", "title", "position", "job title", "job", "job role", "job position", "role title", "position title",
        "stelle", "stellenbezeichnung", "jobtitel", "titel", "stellentitel", "rolle", "poste", "intitule",
        "intitule du poste", "titre du poste", "fonction", "puesto", "cargo", "rol", "posicion",
    ),
    Means.LINK: (
        "url", "link", "job url", "job link", "posting", "job posting", "posting url", "stellenanzeige",
        "anzeige", "inserat", "lien", "annonce", "lien de l annonce", "enlace", "anuncio",
    ),
    Means.LOCATION: (
        "location", "city", "place", "ort", "standort", "arbeitsort", "stadt", "lieu", "ville", "localisation",
        "ubicacion", "lugar", "ciudad",
    ),
    Means.STATUS: (
        "status", "stage", "state", "list name", "application status", "stand", "phase", "bewerbungsstatus", "statut",
        "etat", "etape", "estado", "etapa", "fase",
    ),
    Means.APPLIED: (
        "applied", "applied date", "date applied", "applied on", "application date", "date of application", "date",
        "datum", "beworben", "beworben am", "bewerbungsdatum", "bewerbung vom", "date de candidature", "candidature",
        "postule le", "fecha", "fecha de solicitud", "fecha de aplicacion", "fecha de candidatura",
    ),
    Means.MEETING: (
        "meeting", "interview", "interview date", "interview time", "date of interview", "interview at", "gesprach",
        "vorstellungsgesprach", "gesprachstermin", "termin", "entretien", "date d entretien", "date de l entretien",
        "entrevista", "fecha de entrevista", "fecha de la entrevista",
    ),
    Means.PEOPLE: (
        "people", "interviewer", "interviewers", "contact", "contacts", "contact person", "contact name",
        "ansprechpartner", "ansprechpartnerin", "gesprachspartner", "kontakt", "kontaktperson", "interlocuteur",
        "contacto", "contactos", "entrevistador",
    ),
    Means.NOTE: (
        "notes", "note", "comments", "comment", "salary", "notiz", "notizen", "bemerkung", "bemerkungen", "kommentar",
        "kommentare", "anmerkung", "anmerkungen", "gehalt", "remarque", "remarques", "commentaire", "commentaires",
        "salaire", "nota", "notas", "comentario", "comentarios", "observaciones", "salario",
    ),
}  # fmt: skip
"""The headers that are understood in any other table, as `_plain` gives them."""
SALARY = frozenset({"salary", "gehalt", "salaire", "salario"})
"""What is called by its name in a note."""
_MEANING = {name: means for means, names in NAMES.items() for name in names}
_NOTHING = frozenset({"", "-", "–", "—", "n/a"})
_OF_PEOPLE = frozenset({"First Name", "Last Name"})
_SURE = (Means.COMPANY, Means.ROLE)
"""What every table has to say, in one column each."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[^\W_]+")


def form_of(header: Sequence[str], told: Mapping[str, str] | None = None) -> Form | None:
    """Whose table it is; None where its company or role is not clear. `told` says of a field which column it is.

    Raises Unclear for a field that there is not, and for a column that the table has not.
    """
    known = next((form for form in FORMS if form.header <= set(header)), None)
    columns = dict(known.columns) if known else {} if set(header) >= _OF_PEOPLE else _by_name(header)
    for means, name in _told(header, told or {}):
        if means is not Means.NOTE:
            columns = {other: column for other, column in columns.items() if column[0] is not means}
        columns[name] = (means, name if means in (Means.NOTE, Means.APPLIED, Means.MEETING) else "")
    found = [means for means, _ in columns.values()]
    if any(found.count(means) != 1 for means in _SURE):
        return None
    return known._replace(columns=columns) if known else Form("CSV", columns, empty=_NOTHING)


def looks_like_applications(header: Sequence[str]) -> bool:
    """Whether its columns name a company and a role, even if it is not clear which."""
    if any(form.header <= set(header) for form in FORMS):
        return True
    found = {_MEANING.get(_plain(name)) for name in header}
    return found >= set(_SURE) and not set(header) >= _OF_PEOPLE


def unclear(header: Sequence[str], told: Mapping[str, str] | None = None) -> Unclear:
    """Why `form_of` gives none: which columns there are, and how to say what they are."""
    wanted = [means for means in _SURE if means not in (told or {})]
    if set(header) >= _OF_PEOPLE:
        return Unclear("this is a table of people, not of applications")
    by_meaning: dict[Means | None, list[str]] = defaultdict(list)
    for name in dict.fromkeys(filter(None, header)):
        by_meaning[_MEANING.get(_plain(name))].append(name)
    for means in wanted:
        if len(by_meaning[means]) > 1:
            either = " or ".join(_quoted(by_meaning[means][:4]))
            return Unclear(f"is the {means} {either}? Say it: --map {_pair(means, by_meaning[means][0])}")
    missing = [means for means in wanted if not by_meaning[means]]
    begins = ", ".join(_quoted(_first(header))) or "nothing"
    words = f"a table of applications needs a column “company” and one “role”; it has {begins}"
    taken = {_plain(name) for name in (told or {}).values()}
    others = [name for name in by_meaning[None] if _plain(name) not in taken] or ["Firma", "Stelle"]
    example = " ".join(f"--map {_pair(means, name)}" for means, name in zip(missing, others, strict=False))
    return Unclear(f"{words}: say which they are, for example {example}")


def _by_name(header: Iterable[str]) -> dict[str, tuple[Means, str]]:
    """The columns that are known by their names: the first of each, all notes, and every one for company or role."""
    columns: dict[str, tuple[Means, str]] = {}
    for name in header:
        plain = _plain(name)
        means = _MEANING.get(plain)
        if means is Means.NOTE:
            columns[name] = (means, name if plain in SALARY else "")
        elif means in _SURE or (means is not None and means not in {known for known, _ in columns.values()}):
            columns[name] = (means, name)
    return columns


def _told(header: Sequence[str], told: Mapping[str, str]) -> Iterable[tuple[Means, str]]:
    """Each field that the user names, with its column as the table writes it. Raises Unclear."""
    plain = {_plain(name): name for name in dict.fromkeys(header) if _plain(name)}
    given: dict[str, str] = {}
    for field, wanted in told.items():
        if field not in TOLD:
            raise Unclear(
                f"--map knows no field “{shorten(field, 30)}”{_meant(field, {str(means): means for means in TOLD})}"
            )
        name = wanted if wanted in header else plain.get(_plain(wanted), "")
        if not name:
            raise Unclear(f"the table has no column “{shorten(wanted, 30)}”{_meant(wanted, plain)}")
        if name in given:
            raise Unclear(
                f"--map says of “{shorten(name, 30)}” both {given[name]} and {field}: a column is one of them"
            )
        given[name] = field
        yield Means(field), name


def _meant(wanted: str, known: Mapping[str, str]) -> str:
    """`: do you mean “Firma”? There are “Firma”, “Stelle”`, by the plain names of what there is."""
    near = get_close_matches(_plain(wanted), known, n=1, cutoff=0.5)
    meant = f": do you mean “{shorten(known[near[0]], 30)}”? There are" if near else ": there are"
    return f"{meant} {', '.join(_quoted(_first(known.values()))) or 'none'}"


def _plain(name: str) -> str:
    """A header in small letters, without accents and marks, its words apart: `Société` and `jobTitle` too."""
    split = unicodedata.normalize("NFKD", _CAMEL.sub(" ", name[:200]))
    bare = "".join(letter for letter in split if not unicodedata.combining(letter))
    return " ".join(_WORD.findall(bare.casefold()))


def _first(header: Iterable[str]) -> list[str]:
    return [name for name in header if name][:9]


def _quoted(names: Iterable[str]) -> list[str]:
    return [f"“{shorten(name, 30)}”" for name in names]


def _pair(means: Means, name: str) -> str:
    """`company=Firma`, as it is typed in a shell."""
    pair = f"{means}={shorten(name, 100)}"
    return pair if re.fullmatch(r"[\w=.-]+", pair) else "'" + pair.replace("'", "'\\''") + "'"
