"""By what interviews and people are known again, when they come from another program."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from interview_tui.domain.text import squash, words

if TYPE_CHECKING:
    import sqlite3

LINK = "url"
"""The source of an origin whose key is the address of the job's advertisement, as `plain_link` gives it."""
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_PLAIN = re.compile(r"https://(?!www\.)(?!(?:\w+\.)?linkedin\.com)[a-z0-9-]+(?:\.[a-z0-9-]+)*(?:/[\w.~-]+)*", re.ASCII)
"""What nearly every address is that was made plain."""
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[:/?]|$)")
_TRACKING = re.compile(
    r"(?:utm_\w+|gclid|fbclid|msclkid|mc_[ce]id|gh_src|lever-source(?:\[\])?|trk|trkinfo|trackingid|refid|lipi"
    r"|originaltrackingid|ebp|recommendedflavor|position|pagenum|origintolandingjobpostings)(?:=.*)?",
    re.IGNORECASE,
)
_LINKEDIN = re.compile(r"(?:\w+\.)?linkedin\.com")
_LINKEDIN_JOB = re.compile(r"/(?:comm/)?jobs/view/(?:[^/]*-)?(\d+)/?")
_PORTS = {"http": ":80", "https": ":443"}
_ONLY_LEGAL = words(
    "corp corporation inc incorporated ltd limited llc llp plc gmbh mbh ag se kg kgaa ug ohg eg ev sa sas sarl srl spa"
    " sl bv nv ab oy oyj as asa aps pty co company kk"
)
_GENDERS = re.compile(r"[(\[][a-zäöü](?:\s?[/|*,]\s?[a-zäöü]){1,3}[)\]]", re.IGNORECASE)
"""`(m/w/d)` behind a role."""


def plain_link(link: str) -> str:
    """An address by which a job is known, however it was come by: without what only tells where one clicked.

    A job at LinkedIn is known by its number alone. What is no address of the web stays as it stands.
    """
    link = link.strip()
    if _PLAIN.fullmatch(link):
        return link
    if not _SCHEME.match(link) and _HOST.match(link):
        link = f"https://{link}"
    try:
        parts = urlsplit(link)
    except ValueError:
        return link
    scheme, host = parts.scheme.lower(), parts.netloc.lower()
    if scheme not in _PORTS or not host:
        return link
    host = host.removesuffix(_PORTS[scheme]).removeprefix("www.")
    if _LINKEDIN.fullmatch(host) and (number := _linkedin_job(parts.path, parts.query)):
        return f"https://linkedin.com/jobs/view/{number}"
    query = "&".join(part for part in parts.query.split("&") if part and not _TRACKING.fullmatch(part))
    place = parts.fragment if parts.fragment.startswith(("/", "!")) else ""  # a page that its own program turns
    return f"https://{host}{parts.path.rstrip('/')}" + (f"?{query}" if query else "") + (f"#{place}" if place else "")


def _linkedin_job(path: str, query: str) -> str:
    found = _LINKEDIN_JOB.fullmatch(path)
    if found:
        return found[1]
    number = parse_qs(query).get("currentJobId", [""])[0] if path.startswith("/jobs") else ""
    return number if re.fullmatch(r"\d+", number, re.ASCII) else ""


def plain_name(text: str) -> str:
    """A name by which it is compared: upper and lower case, and white space, alike."""
    return " ".join((text if text.isascii() else unicodedata.normalize("NFC", text)).casefold().split())


_BY_COMPANY = (
    "SELECT id, company FROM interviews WHERE company COLLATE NOCASE >= :low "
    "AND company COLLATE NOCASE < ifnull(:high, char(1114111))"
)


@lru_cache(maxsize=20_000)
def plain_company(name: str) -> str:
    """A company's name by which it is compared: without legal forms at its end, accents, case and marks, so that
    `Acme, Inc.` is `ACME`.
    """
    parts = [squash(part) for part in name.split()]
    while len(parts) > 1 and (not parts[-1] or parts[-1] in _ONLY_LEGAL):
        parts.pop()
    return "".join(parts) or plain_name(name)


def role_likeness(one: str, other: str) -> int | None:
    """How well two roles go together: 0 the same, 1 where one contains the words of the other, 2 where one of them is
    not known; None for two that clearly differ.
    """
    words_of_one, words_of_other = _role_words(one), _role_words(other)
    if not words_of_one or not words_of_other:
        return 0 if words_of_one == words_of_other else 2
    if words_of_one == words_of_other:
        return 0
    return 1 if words_of_one <= words_of_other or words_of_other <= words_of_one else None


def _role_words(role: str) -> frozenset[str]:
    return frozenset(filter(None, map(squash, re.split(r"[\s/,()\[\]–—-]+", _GENDERS.sub(" ", role)))))


def interviews_at(connection: sqlite3.Connection, company: str) -> tuple[int, ...]:
    """The interviews at a company, however its name is written, the oldest first; none for ''."""
    wanted = plain_company(company)
    if not wanted:
        return ()
    # Whoever is written with another first character than this letter or digit begins with an accent or a mark.
    first = wanted[0] if wanted[0].isascii() and wanted[0].isalnum() else "0"
    ranges = ((first, chr(ord(first) + 1)), ("", "0"), (":", "a"), ("{", None))
    rows = (row for low, high in ranges for row in connection.execute(_BY_COMPANY, {"low": low, "high": high}))
    return tuple(sorted(number for number, name in rows if plain_company(name) == wanted))


def links(connection: sqlite3.Connection) -> dict[str, dict[int, None]]:
    """The interviews by the plain addresses that they came from, or that are written down for them; of several the
    one that came from there first, then the oldest.
    """
    came = connection.execute(
        "SELECT o.key, i.id FROM origins o JOIN interviews i ON i.id = o.interview_id WHERE o.source = ? ORDER BY o.id",
        (LINK,),
    ).fetchall()
    written = connection.execute("SELECT link, id FROM interviews WHERE link <> '' ORDER BY id").fetchall()
    known: dict[str, dict[int, None]] = {}
    for link, number in (*came, *written):
        known.setdefault(plain_link(link), {})[number] = None
    return known


def names(connection: sqlite3.Connection) -> dict[int, tuple[str, str]]:
    """The plain company and role of each interview, the newest first."""
    rows = connection.execute("SELECT id, company, role FROM interviews ORDER BY id DESC")
    return {number: (plain_company(company), plain_name(role)) for number, company, role in rows}


def people(connection: sqlite3.Connection) -> tuple[dict[str, int], dict[tuple[str, str], dict[int, str]]]:
    """The people by e-mail address; and by plain name and company, each with the address. The oldest come first."""
    by_email: dict[str, int] = {}
    named: dict[tuple[str, str], dict[int, str]] = {}
    for number, name, company, email in connection.execute("SELECT id, name, company, email FROM people ORDER BY id"):
        if email:
            by_email.setdefault(email.casefold(), number)
        named.setdefault((plain_name(name), plain_company(company)), {})[number] = email
    return by_email, named


def is_met(connection: sqlite3.Connection, interview_id: int) -> tuple[bool, bool]:
    """Whether a meeting of an interview's present round has a time, and whether one has people."""
    found = connection.execute(
        "SELECT max(m.starts IS NOT NULL), max(EXISTS (SELECT 1 FROM attendances WHERE meeting_id = m.id))"
        " FROM interviews i JOIN rounds r ON r.interview_id = i.id AND r.number = i.round"
        " JOIN meetings m ON m.round_id = r.id WHERE i.id = ?",
        (interview_id,),
    ).fetchone()
    return bool(found[0]), bool(found[1])


def is_named_in(connection: sqlite3.Connection, meeting_id: int, person_id: int) -> bool:
    """Whether a meeting's notes name a person."""
    return _is_named(connection, "SELECT :place", meeting_id, person_id)


def is_part_of(connection: sqlite3.Connection, interview_id: int, person_id: int) -> bool:
    """Whether a person is tied to an interview by more than a guessed part: meetings, notes, contacts, letters."""
    of_interview = "SELECT m.id FROM rounds r JOIN meetings m ON m.round_id = r.id WHERE r.interview_id = :place"
    said = "part <> 'interviewer' OR favour <> 'not asked' OR successor_id IS NOT NULL"
    others = "successor_id = :person OR knows_id = :person"
    further = (
        f"SELECT 1 FROM attendances WHERE person_id = :person AND meeting_id IN ({of_interview})",  # noqa: S608 -- our own names
        "SELECT 1 FROM touches WHERE person_id = :person AND interview_id = :place",
        "SELECT 1 FROM letters WHERE person_id = :person AND interview_id = :place",
        "SELECT 1 FROM follow_ups WHERE person_id = :person AND interview_id = :place AND state = 'done'",
        f"SELECT 1 FROM involvements WHERE interview_id = :place AND ({others} OR person_id = :person AND ({said}))",  # noqa: S608
    )
    return _is_named(connection, of_interview, interview_id, person_id, *further)


def _is_named(connection: sqlite3.Connection, meetings: str, place: int, person_id: int, *further: str) -> bool:
    notes = [
        f"SELECT 1 FROM {table} WHERE person_id = :person AND meeting_id IN ({meetings})"  # noqa: S608 -- our own names
        for table in ("questions", "needs", "quotes", "commitments")
    ]
    found = f"SELECT EXISTS ({' UNION ALL '.join([*notes, *further])})"
    return bool(connection.execute(found, {"place": place, "person": person_id}).fetchone()[0])
