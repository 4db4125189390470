"""By what interviews and people are known again, when they come from another program."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

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
    return {number: (plain_name(company), plain_name(role)) for number, company, role in rows}


def people(connection: sqlite3.Connection) -> tuple[dict[str, int], dict[tuple[str, str], dict[int, str]]]:
    """The people by e-mail address; and by plain name and company, each with the address. The oldest come first."""
    by_email: dict[str, int] = {}
    named: dict[tuple[str, str], dict[int, str]] = {}
    for number, name, company, email in connection.execute("SELECT id, name, company, email FROM people ORDER BY id"):
        if email:
            by_email.setdefault(email.casefold(), number)
        named.setdefault((plain_name(name), plain_name(company)), {})[number] = email
    return by_email, named


def is_met(connection: sqlite3.Connection, interview_id: int) -> tuple[bool, bool]:
    """Whether the present meeting of an interview has a time, and whether it has people."""
    found = connection.execute(
        "SELECT m.starts IS NOT NULL, EXISTS (SELECT 1 FROM attendances WHERE meeting_id = m.id)"
        " FROM interviews i JOIN rounds r ON r.interview_id = i.id AND r.number = i.round"
        " JOIN meetings m ON m.round_id = r.id WHERE i.id = ? ORDER BY m.id DESC LIMIT 1",
        (interview_id,),
    ).fetchone()
    return (True, True) if found is None else (bool(found[0]), bool(found[1]))
