"""The employer and the role of an invitation, by the shapes that invitations have.

The employer is sure by the organizer's own domain, and by “Backend Engineer at Acme” where no domain speaks against it.
A name in the summary alone (“Interview with Acme”, “Acme <> Alex”) is a guess.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.data_classes import dataclass
from interview_tui.domain.text import clean_line, squash
from interview_tui.importing.guests import domain_of, is_hosted, is_named, is_own, is_persons_name, label_of, name_of
from interview_tui.importing.importer import data_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from interview_tui.importing.guests import Guest

SUMMARY_LIMIT, DESCRIPTION_LIMIT = 300, 20_000
"""Characters that are looked at."""
_DATA = data_file("invitations")
_TALK, _ABOUT_TALK, _NO_NAMES, _LEGAL_FORMS = (
    frozenset(_DATA["words"][name]) for name in ("talk", "about_talk", "no_names", "legal_forms")
)
_TITLE = re.compile(
    rf"\b(?:{'|'.join(_DATA['role']['words'])}|\w{{0,20}}(?:{'|'.join(_DATA['role']['endings'])})(?:in)?)\b", re.I
)
"""Words by which a role is known."""
_PHRASES = re.compile(r"\b(hiring|systems?|follow|take|case|pair|google|microsoft|catch) (manager|design|up|home|study"
                      r"|programming|meet|teams)\b", re.I)  # fmt: skip
_NUMBER = re.compile(r"#?\d+(?:[:.]\d\d)?(?:am|pm|h|min|st|nd|rd|th)?(?:/\d+)?", re.I)
_WORD = re.compile(r"[^\s,;()\[\]|\"“”]+")
_BREAK = re.compile(
    r"(?<!\S)(?:(?P<at>at|@|bei|chez)|(?P<with>with|between|mit|avec|con)|(?P<for>for|für|pour|re))(?!\S)"
    r"|(?<!\S)(?P<at_sign>@)(?=\w)|(?P<bracket>[(\[])|[)\]]|[|•]|<>|<->|[:;](?!\S)"
    r"|(?<!\S)(?:[-–—/~×x+&]|//)(?!\S)",
    re.I,
)
_FIRM_GOES_ON = re.compile(r"[&+]\s+[^\W\d_a-zà-ÿ]")
"""As in `at Brück & Söhne`."""
_INTERVIEWER = re.compile(r"(?:hiring|peer|skip[- ]level|bar[- ]raiser|cross[- ]functional|stakeholder)\b", re.I)
"""How the interviewer's role begins in a title, and no job's."""
_AND = re.compile(r"\s(?:and|und|et|y|&)\s", re.I)
_AFTER_COMPANY = re.compile(r",.*|\s(?:on|in|from|about|via|regarding)\s.*|['’]s?\b.*|[.!?]+$", re.I)
_LABELLED_ROLE = re.compile(
    r"^\W*(?:role|position|job|job title|job opening|opening|vacancy|stelle|poste)\s?:\s?(\S.{1,99})$", re.I | re.M
)
_LABELLED_COMPANY = re.compile(
    r"^\W*(?:company|employer|organi[sz]ation|firm|unternehmen)\s?:\s?(\S.{1,59})$", re.I | re.M
)
_SAID_ROLE = re.compile(r"\bfor\s(?:the|our|an?)\s([^.\n]{3,60}?)\s(?:role|position|opening|job)\b", re.I)
_HIRING_DESK = re.compile(
    r"(.{2,60}?)\s(?:recruiting|recruitment|talent|talent acquisition|careers?|hiring|people|hr|interviews?"
    r"|scheduling|jobs)(?:\s(?:team|coordination|scheduling|operations))?",
    re.I,
)
_BEHIND_NAME = re.compile(r"(?:hq|inc|corp|app|gmbh|ag|ltd|llc|group|team|careers|jobs|io|ai)$")
"""What a domain may have behind the company's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """What an invitation says, cleaned."""

    summary: str
    description: str
    organizer_email: str
    """'' when the user is the organizer."""
    organizer_title: str
    others: tuple[Guest, ...]
    """Everyone but the user."""
    names: tuple[str, ...]
    """Everyone's names, the user's too."""


class Guess(NamedTuple):
    """A name, '' when unknown, and whether it is more than a guess."""

    text: str = ""
    sure: bool = False


class _Segment(NamedTuple):
    lead: str
    """What led to it: at, with, for, bracket, or '' for a mere break."""
    text: str


def employer_of(clues: Clues) -> tuple[Guess, Guess]:
    """The company and the role."""
    segments = list(_segments(clues.summary[:SUMMARY_LIMIT]))
    description = clues.description[:DESCRIPTION_LIMIT]
    labelled = _LABELLED_ROLE.search(description)
    stated = list(_segments(labelled[1])) if labelled else []
    return _company(clues, segments, stated, description), _role(segments, stated, description, clues.names)


def _segments(text: str) -> Iterator[_Segment]:
    """The text between dashes, colons, brackets and words like `at`, each with what led to it."""
    lead, start = "", 0
    for found in _BREAK.finditer(text):
        if lead == "at" and _FIRM_GOES_ON.match(text, found.start()):
            continue
        if piece := text[start : found.start()].strip(" ,.-"):
            yield _Segment(lead, piece)
        lead, start = (found.lastgroup or "").removesuffix("_sign"), found.end()
    if piece := text[start:].strip(" ,.-"):
        yield _Segment(lead, piece)


def _role(segments: list[_Segment], stated: list[_Segment], description: str, names: tuple[str, ...]) -> Guess:
    if stated and (text := _without_talk(stated[0].text)):
        return Guess(text, True)
    perhaps = ""
    for before, segment in zip([_Segment("", ""), *segments], segments, strict=False):
        beside_person = segment.lead == "bracket" and is_named(before.text, names)
        if segment.lead in ("at", "with") or beside_person or not (text := _role_in(segment.text, names)):
            continue
        if segment.lead == "bracket" and before.lead == "with" and is_persons_name(before.text):
            perhaps = perhaps or text  # the role of `with Kim Lee (Engineering Manager)`, unless no other is named
            continue
        return _guessed_role(text)
    if perhaps:
        return _guessed_role(perhaps)
    if text := _before_company(segments, names):
        return Guess(text)
    said = _SAID_ROLE.search(description)
    return Guess(_without_talk(said[1])) if said else Guess()


def _guessed_role(text: str) -> Guess:
    return Guess(text, all(word[0].isupper() or not word[0].isalpha() or len(word) <= 3 for word in text.split()))


def _before_company(segments: list[_Segment], names: tuple[str, ...]) -> str:
    """What stands where the role does in `Interview: Baker at Globex`, whatever word it is; else ''."""
    for index, (segment, after) in enumerate(pairwise(segments)):
        if segment.lead or after.lead != "at" or not _as_company(after.text, names):
            continue
        text = _without_talk(segment.text)
        talk_before = text != segment.text or (index and not _without_talk(segments[index - 1].text))
        words = [word.casefold() for word in text.split()]
        strange = any(word in _NO_NAMES or _is_about_talk(word) for word in words)
        if talk_before and 0 < len(words) <= 5 and text[0].isupper() and not strange and not is_named(text, names):
            return text
    return ""


def _role_in(text: str, names: tuple[str, ...]) -> str:
    for name in names:
        text = re.sub(rf"^{re.escape(name)}\b|\b{re.escape(name)}$", "", text, flags=re.I).strip(" ,'’")
    text = _without_talk(text)
    if _INTERVIEWER.match(text):
        return ""
    return text if _TITLE.search(text) and len(text.split()) <= 10 and not is_named(text, names) else ""


def _company(clues: Clues, segments: list[_Segment], stated: list[_Segment], description: str) -> Guess:
    named = _LABELLED_COMPANY.search(description)
    if named and (company := _as_company(named[1], clues.names)):
        return Guess(company, True)
    beside = _beside_role(segments, clues.names) or _beside_role(stated, clues.names, titled=True)
    own = _own_domain(clues)
    if label := label_of(own.text):
        one, other = squash(beside), squash(label)
        if beside and not (one in other or other in one):  # an agency writes from its own domain, not the employer's
            return Guess(beside)
        if len(one) > len(other) and one.startswith(other) and not _has_only_form_more(beside, other):
            return Guess(beside, own.sure)
        texts = (clues.summary[:SUMMARY_LIMIT], clues.organizer_title, description)
        return Guess(_spelled(label, texts) or name_of(label), own.sure)
    return Guess(beside, True) if beside else Guess(next(_names(clues, segments), ""))


def _has_only_form_more(company: str, label: str) -> bool:
    """Whether a company's name is that of its domain, and a legal form behind it."""
    words = company.split()
    while len(words) > 1 and squash(words[-1]) in _LEGAL_FORMS:
        words.pop()
    return squash("".join(words)) == label


def _own_domain(clues: Clues) -> Guess:
    """The employer's domain: the organizer's, or that of the others invited."""
    if is_own(domain_of(clues.organizer_email)):
        return Guess(domain_of(clues.organizer_email), True)
    domains = Counter(domain for guest in clues.others if is_own(domain := domain_of(guest.email)))
    return Guess(domains.most_common(1)[0][0], len(domains) == 1) if domains else Guess()


def _beside_role(segments: list[_Segment], names: tuple[str, ...], *, titled: bool = False) -> str:
    """The company of `Backend Engineer at Globex`."""
    for segment, after in pairwise(segments):
        is_role = titled or (segment.lead not in ("at", "with") and _role_in(segment.text, names))
        if after.lead == "at" and is_role and (company := _as_company(after.text, names)):
            return company
    return ""


def _names(clues: Clues, segments: list[_Segment]) -> Iterator[str]:
    """Names of the summary that may be the company's, the likeliest first; then that of the organizer's desk."""
    for lead in ("at", "with", "bracket", ""):
        for segment in segments:
            if segment.lead == lead and not _TITLE.search(segment.text):
                texts = [segment.text] if lead == "at" else _AND.split(segment.text)
                if any(is_named(text, clues.names) for text in texts):  # `between Kim Lee and Alex Doe`
                    texts = [text for text in texts if not is_persons_name(text)]
                yield from filter(None, (_as_company(_without_talk(text), clues.names) for text in texts))
    if name := _as_company(_desk(clues), clues.names):
        yield name


def _desk(clues: Clues) -> str:
    """The employer whose desk writes: `Globex` of “Globex Recruiting”, and of “Globex via Zoho Recruit” at the service;
    '' where the title is a person's or the service's own.
    """
    title = _AFTER_COMPANY.sub("", clues.organizer_title)
    if desk := _HIRING_DESK.fullmatch(title):
        return desk[1]
    domain = domain_of(clues.organizer_email)
    service, name = squash(label_of(domain)), squash(title)
    is_own_name = not name or name in service or service in name
    return "" if is_own_name or not is_hosted(domain) or is_persons_name(title) else title


def _as_company(text: str, names: tuple[str, ...]) -> str:
    """The text as a company's name, or '' when it cannot be one."""
    name = _AFTER_COMPANY.sub("", clean_line(text)).strip(' -–,."“”')
    name = re.sub(r"^the\s|\steam$", "", name, flags=re.I)
    words = name.casefold().split()
    telling = [word for word in words if word not in _NO_NAMES and not _is_about_talk(word)]
    fits = 0 < len(words) <= 5 and bool(telling) and (name[0].isupper() or any(map(str.isupper, name)))
    return name if fits and "://" not in name and not _TITLE.search(name) and not is_named(name, names) else ""


def _is_about_talk(word: str) -> bool:
    return word in _TALK or word in _ABOUT_TALK or bool(_NUMBER.fullmatch(word))


def _without_talk(text: str) -> str:
    """The text without the words for the conversation at both ends: `Senior SRE` of `Senior SRE interview`."""
    line = clean_line(text)
    words = _PHRASES.sub(r"\1-\2", line).split()
    plain = [word.casefold().strip(",.:'’") for word in words]
    first = 0
    for index, word in enumerate(plain):
        if not _is_about_talk(word):
            break
        if word in _TALK or (_NUMBER.fullmatch(word) and first == index and index):
            first = index + 1
    last = len(words)
    while last > first and _is_about_talk(plain[last - 1]):
        last -= 1
    if not _TALK.intersection(plain[last:]):
        last = len(words)
    left = " ".join(words[first:last])
    for found in _PHRASES.finditer(line):  # as it was written
        left = left.replace(f"{found[1]}-{found[2]}", found[0])
    return left.strip(" ,.-'’")


def _spelled(label: str, texts: Iterable[str]) -> str:
    """The company's name as the texts write it, with its legal form: `ACME Corp` where the domain says acme."""
    squashed = squash(label)
    wanted = {squashed, _BEHIND_NAME.sub("", squashed), squashed.removeprefix("get")} - {""}
    for text in texts:
        words = [word.strip(".:!?'’*<>-–") for word in _WORD.findall(text)]
        for start in range(len(words)):
            for end in range(start + 1, min(start + 5, len(words) + 1)):
                if squash("".join(words[start:end])) in wanted and any(map(str.isupper, words[start])):
                    while end < len(words) and squash(words[end]) in _LEGAL_FORMS and words[end][:1].isupper():
                        end += 1
                    return " ".join(words[start:end])
    return ""
