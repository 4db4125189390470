"""By what a job, a company, a role and a person are known again, whichever program writes of them.

Pure rules: store/identity.py looks records up by them, importing/identity.py what files speak of, and notes_text.py has
those for the notes of a meeting.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from interview_tui.domain.text import squash, words
from interview_tui.lazy_patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Collection

    from interview_tui.domain.records import Person

_SCHEME = lazy_pattern(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_PLAIN_LINK = lazy_pattern(
    r"https://(?!www\.)(?!(?:\w+\.)?linkedin\.com)[a-z0-9-]+(?:\.[a-z0-9-]+)*(?:/[\w.~-]+)*", re.ASCII
)
"""What nearly every address is that was made plain."""
_HOST = lazy_pattern(r"[\w-]+(?:\.[\w-]+)+(?:[:/?]|$)")
_TRACKING = lazy_pattern(
    r"(?:utm_\w+|gclid|fbclid|msclkid|mc_[ce]id|gh_src|lever-source(?:\[\])?|trk|trkinfo|trackingid|refid|lipi"
    r"|originaltrackingid|ebp|recommendedflavor|position|pagenum|origintolandingjobpostings)(?:=.*)?",
    re.IGNORECASE,
)
_LINKEDIN = lazy_pattern(r"(?:\w+\.)?linkedin\.com")
_LINKEDIN_JOB = lazy_pattern(r"/(?:comm/)?jobs/view/(?:[^/]*-)?(\d+)/?")
_PORTS = {"http": ":80", "https": ":443"}
_ONLY_LEGAL = words(
    "corp corporation inc incorporated ltd limited llc llp plc gmbh mbh ag se kg kgaa ug ohg eg ev sa sas sarl srl spa"
    " sl bv nv ab oy oyj as asa aps pty co company kk"
)
_OF_TITLES = words(
    "manager lead head vp svp evp ceo cto cfo coo cio cmo cpo chief officer president vice director engineer"
    " engineering developer development architect architecture analyst analytics scientist science designer design"
    " consultant consulting advisor adviser specialist expert coordinator administrator administration admin"
    " assistant associate partner principal senior junior staff executive recruiter recruiting recruitment talent"
    " acquisition sourcer hr human resources people operations ops product project program programme marketing"
    " sales finance financial accounting accountant legal counsel lawyer data software hardware platform"
    " infrastructure security safety quality research technology technical technician tech support customer client"
    " success service services business strategy growth brand content communications editor editorial writer"
    " teacher professor doctor nurse owner founder cofounder board chair chairman chairwoman member team hiring"
    " supervisor controller treasurer secretary buyer purchasing planner planning scrum master producer production"
    " plant supply chain logistics procurement general managing global regional national area deputy interim"
    " acting machine learning site reliability account media public relations policy risk compliance audit"
    " investor clinical medical of and the for leiter leiterin leitung"
)
_NAME_WORD = lazy_pattern(r"[^\W\d_][^\W\d_'’.-]*(?:['’.-][^\W\d_]*)*")
_GENDERS = lazy_pattern(r"[(\[][a-zäöü](?:\s?[/|*,]\s?[a-zäöü]){1,3}[)\]]", re.IGNORECASE)
"""`(m/w/d)` behind a role."""


def people_in(text: str) -> list[str]:
    """The people in a text, each as `Name, Title <mail> [part]`: a semicolon parts them."""
    return [piece for piece in map(str.strip, text.split(";")) if piece]


def looks_like_name(text: str) -> bool:
    """Whether a text looks like the name of a person: two or three capitalised words, none of them of a title."""
    parts = text.split()
    return len(parts) in (2, 3) and all(
        part[0].isupper()
        and _NAME_WORD.fullmatch(part) is not None
        and not (len(part) > 1 and part.isupper())
        and part.casefold().strip(".") not in _OF_TITLES
        for part in parts
    )


def plain_link(link: str) -> str:
    """An address by which a job is known, whatever the way to it: without the parameters that only track clicks.

    A job at LinkedIn is known by its number alone. What is not an address of the web stays as it stands.
    """
    link = link.strip()
    if _PLAIN_LINK.fullmatch(link):
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


def may_be_person(person: Person, *, name: str, company: str, emails: Collection[str]) -> bool:
    """Whether a stored person may be somebody of that name, of whom no address is known here: neither two addresses nor
    two companies differ.
    """
    companies = {plain_company(person.company), plain_company(company)} - {""}
    same = plain_name(person.name) == plain_name(name)
    return same and len(companies) < 2 and not (person.email and emails)
