"""Which employer and which role an invitation is about, as far as its words and addresses tell."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.text import clean_line, squash, words
from interview_tui.importing.domains import domain_of, is_own, label_of, name_of
from interview_tui.importing.guests import is_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_tui.importing.guests import Guest

_READ_OF_SUMMARY = 300
_READ_OF_DESCRIPTION = 20_000

_TITLE = re.compile(
    r"\b(?:\w{0,20}engineer(?:in)?|\w{0,20}entwickler(?:in)?|\w{0,20}leiter(?:in)?|\w{0,20}berater(?:in)?|\w{0,20}developer|programmer|architect|scientist"
    r"|\w{0,20}analyst|researcher|designer|writer|editor|manager|director|lead|head of|chief|vp|vice president"
    r"|president|officer|c[eftoimp]o|product owner|scrum master|consultant|advis[eo]r|strategist|planner"
    r"|specialist|expert|coordinator|\w{0,20}administrator(?:in)?|technician|assistant|associate|intern|apprentice|trainee"
    r"|working student|fellow|representative|executive|accountant|controller|auditor|bookkeeper|buyer|counsel"
    r"|lawyer|attorney|paralegal|nurse|physician|pharmacist|therapist|teacher|lecturer|professor|tutor|trainer"
    r"|recruiter|marketer|producer|operator|mechanic|electrician|driver|chef|agent|supervisor"
    r"|sre|swe|sde|sdet|devops|devrel|dba|sysadmin|tester)\b",
    re.IGNORECASE,
)
"""Words by which a role is known."""

_PHRASES = re.compile(
    r"\b(hiring|system|systems|follow|take|case|pair|google|microsoft|catch) (manager|design|up|home|study|programming"
    r"|meet|teams)\b",
    re.IGNORECASE,
)
_TALK = words(
    "interview interviews interviewing screen screening call chat conversation meeting discussion sync catch-up"
    " session round stage loop onsite on-site assessment exercise debrief invitation invite meet take-home"
    " presentation vorstellungsgespräch gespräch kennenlernen entretien entrevista colloquio position role"
    " opening opportunity job"
)
"""What a conversation is called."""
_ABOUT_TALK = words(
    "phone telephone video virtual remote online in-person technical tech coding live pair-programming"
    " system-design systems-design behavioral behavioural cultural culture fit values hiring-manager recruiter hr"
    " panel intro introductory introduction initial first second third fourth final last next 1st 2nd 3rd 4th"
    " informal formal short quick follow-up case-study whiteboard your our my the a an zoom google-meet"
    " microsoft-teams webex confirmed updated rescheduled canceled cancelled reminder hold tentative candidate"
    " coffee lunch min mins minute minutes hour hours hrs of and part one two three re fwd"
)
"""What is said of it."""
_NO_NAMES = words(
    "team teams people zoom webex skype facetime hq office headquarters home noon midnight tbd tba hybrid"
    " monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december mon tue wed thu fri sat sun us you me"
)
_NUMBER = re.compile(r"#?\d+(?:[:.]\d\d)?(?:am|pm|h|min|st|nd|rd|th)?(?:/\d+)?", re.IGNORECASE)
_WORD = re.compile(r"[^\s,;()\[\]|\"“”]+")

_BREAK = re.compile(
    r"(?<!\S)(?:(?P<at>at|@|bei|chez)|(?P<with>with|between|mit|avec|con)|(?P<for>for|für|pour|re))(?!\S)"
    r"|(?<!\S)(?P<at_sign>@)(?=\w)|(?P<bracket>[(\[])|[)\]]|[|•]|<>|<->|[:;](?!\S)"
    r"|(?<!\S)(?:[-–—/~×x+&]|//)(?!\S)",
    re.IGNORECASE,
)
_AND = re.compile(r"\s(?:and|und|et|y|&)\s", re.IGNORECASE)
_AFTER_COMPANY = re.compile(r",.*|\s(?:on|in|from|about|via|regarding)\s.*|['’]s?\b.*|[.!?]+$", re.IGNORECASE)

_LABELLED_ROLE = re.compile(
    r"^\W*(?:role|position|job|job title|job opening|opening|vacancy|stelle|poste)\s?:\s?(\S.{1,99})$", re.I | re.M
)
_LABELLED_COMPANY = re.compile(
    r"^\W*(?:company|employer|organi[sz]ation|firm|unternehmen)\s?:\s?(\S.{1,59})$", re.I | re.M
)
_SAID_ROLE = re.compile(
    r"\b(?:for|regarding|about)\s(?:the|our|an?)\s([^.\n]{3,60}?)\s(?:role|position|opening|job|opportunity|vacancy)\b",
    re.IGNORECASE,
)
_SAID_COMPANY = re.compile(
    r"\b(?i:interview(?:ing|s)?|chat|call|conversation|meeting|role|position|opportunity|interest(?:ed)?|career"
    r"|job|joining|apply(?:ing)?|application|work(?:ing)?)\s(?i:with|at|in|to)\s"
    r"([A-Z0-9][\w&'-]*(?:\.\w+)*(?:\s[A-Z][\w&'-]*){0,3})"
)
_HIRING_DESK = re.compile(
    r"(.{2,60}?)\s(?:recruiting|recruitment|talent|talent acquisition|careers?|hiring|people|hr|interviews?"
    r"|interviewing|scheduling|jobs)(?:\s(?:team|coordination|scheduling|operations))?",
    re.IGNORECASE,
)
_LEGAL_FORMS = words(
    "corp corporation inc incorporated ltd limited llc llp plc gmbh ag se kg sa sas srl bv nv ab oy as aps pty co"
    " company group holding holdings labs technologies technology software systems studios health bank"
)
_BEFORE_NAME = ("get", "join", "try", "use", "go", "hello", "team", "meet", "my")
_BEHIND_NAME = ("hq", "inc", "corp", "app", "gmbh", "ag", "ltd", "llc", "group", "team", "careers", "jobs", "io", "ai")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Employer:
    """The employer and the role; '' when unknown, and unsure when guessed from something weak."""

    company: str = ""
    company_sure: bool = False
    role: str = ""
    role_sure: bool = False


class _Segment(NamedTuple):
    lead: str
    """What led to it: at, with, for, bracket, or '' for a mere break."""
    text: str


class _Guess(NamedTuple):
    text: str = ""
    sure: bool = False


def employer_of(clues: Clues) -> Employer:
    """Reads employer and role off the clues."""
    segments = list(_segments(clues.summary[:_READ_OF_SUMMARY]))
    description = clues.description[:_READ_OF_DESCRIPTION]
    labelled = _LABELLED_ROLE.search(description)
    stated = list(_segments(labelled[1])) if labelled else []
    role = _role(segments, stated, description, clues.names)
    company = _company(clues, segments, stated, description)
    return Employer(company=company.text, company_sure=company.sure, role=role.text, role_sure=role.sure)


def _segments(text: str) -> Iterator[_Segment]:
    """The text between dashes, colons, brackets and words like `at`, each with what led to it."""
    lead, start = "", 0
    for found in _BREAK.finditer(text):
        if piece := text[start : found.start()].strip(" ,.-"):
            yield _Segment(lead, piece)
        lead, start = (found.lastgroup or "").removesuffix("_sign"), found.end()
    if piece := text[start:].strip(" ,.-"):
        yield _Segment(lead, piece)


def _role(segments: list[_Segment], stated: list[_Segment], description: str, names: tuple[str, ...]) -> _Guess:
    if stated and (text := _without_talk(stated[0].text)):
        return _Guess(text, True)
    for before, segment in zip([_Segment("", ""), *segments], segments, strict=False):
        beside_person = segment.lead == "bracket" and is_named(before.text, names)
        if segment.lead not in ("at", "with") and not beside_person and (text := _role_in(segment.text, names)):
            return _Guess(text, _is_capitalized(text))
    if said := _SAID_ROLE.search(description):
        return _Guess(_without_talk(said[1]), False)
    return _Guess()


def _role_in(text: str, names: tuple[str, ...]) -> str:
    for name in names:
        text = re.sub(rf"^{re.escape(name)}\b|\b{re.escape(name)}$", "", text, flags=re.IGNORECASE).strip(" ,'’")
    text = _without_talk(text)
    return text if _TITLE.search(text) and len(text.split()) <= 10 and not is_named(text, names) else ""


def _company(clues: Clues, segments: list[_Segment], stated: list[_Segment], description: str) -> _Guess:
    own, own_sure = _own_domain(clues)
    named = _LABELLED_COMPANY.search(description)
    label = label_of(own)
    if named and (company := _as_company(named[1], clues.names)):
        return _Guess(company, True)
    beside = _beside_role(segments, clues.names) or _beside_role(stated, clues.names, titled=True)
    if label:
        if beside and not _alike(beside, label):  # an agency writes from its own domain, not the employer's
            return _Guess(beside, False)
        texts = (clues.summary[:_READ_OF_SUMMARY], clues.organizer_title, description)
        return _Guess(_spelled(label, texts) or name_of(label), own_sure)
    if beside:
        return _Guess(beside, True)
    return _Guess(next(_weak_names(clues, segments, description), ""), False)


def _own_domain(clues: Clues) -> _Guess:
    """The employer's domain: the organizer's, or that of the others invited."""
    if is_own(domain_of(clues.organizer_email)):
        return _Guess(domain_of(clues.organizer_email), True)
    domains = Counter(domain for guest in clues.others if is_own(domain := domain_of(guest.email)))
    return _Guess(domains.most_common(1)[0][0], len(domains) == 1) if domains else _Guess()


def _beside_role(segments: list[_Segment], names: tuple[str, ...], *, titled: bool = False) -> str:
    """The company of `Backend Engineer at Globex`."""
    for segment, after in pairwise(segments):
        is_role = titled or (segment.lead not in ("at", "with") and _role_in(segment.text, names))
        if after.lead == "at" and is_role and (company := _as_company(after.text, names)):
            return company
    return ""


def _weak_names(clues: Clues, segments: list[_Segment], description: str) -> Iterator[str]:
    """Names that may be the company's, the likeliest first."""
    for lead in ("at", "with", "bracket", ""):
        for segment in segments:
            if segment.lead == lead:
                for text in [] if _TITLE.search(segment.text) else _AND.split(segment.text):
                    yield from filter(None, [_as_company(_without_talk(text), clues.names)])
    if desk := _HIRING_DESK.fullmatch(clues.organizer_title):
        yield from filter(None, [_as_company(desk[1], clues.names)])
    for said in _SAID_COMPANY.finditer(description):
        yield from filter(None, [_as_company(said[1], clues.names)])


def _as_company(text: str, names: tuple[str, ...]) -> str:
    """The text as a company's name, or '' when it cannot be one."""
    name = _AFTER_COMPANY.sub("", clean_line(text)).strip(' -–,."“”')
    name = re.sub(r"^the\s|\steam$", "", name, flags=re.IGNORECASE)
    words = name.casefold().split()
    telling = [word for word in words if word not in _NO_NAMES and not _is_about_talk(word)]
    fits = 0 < len(words) <= 5 and bool(telling) and (name[0].isupper() or any(map(str.isupper, name)))
    if not fits or "://" in name or _TITLE.search(name) or is_named(name, names):
        return ""
    return name


def _is_about_talk(word: str) -> bool:
    return word in _TALK or word in _ABOUT_TALK or bool(_NUMBER.fullmatch(word))


def _without_talk(text: str) -> str:
    """The text without the words for the conversation at both ends: `Senior SRE` of `Senior SRE interview`."""
    words = _PHRASES.sub(r"\1-\2", clean_line(text)).split()
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
    return " ".join(words[first:last]).strip(" ,.-'’")


def _is_capitalized(text: str) -> bool:
    return all(word[0].isupper() or not word[0].isalpha() or len(word) <= 3 for word in text.split())


def _alike(name: str, label: str) -> bool:
    one, other = squash(name), squash(label)
    return one in other or other in one


def _spelled(label: str, texts: tuple[str, ...]) -> str:
    """The company's name as the texts write it: `ACME Corp` where the domain says acme."""
    squashed = squash(label)
    wanted = {squashed}
    wanted |= {squashed.removeprefix(word) for word in _BEFORE_NAME}
    wanted |= {squashed.removesuffix(word) for word in _BEHIND_NAME}
    wanted = {word for word in wanted if len(word) > 1}
    longest = max(map(len, wanted), default=0)
    for text in texts:
        words = [word.strip(".:!?'’*<>-–") for word in _WORD.findall(text)]
        for start in range(len(words)):
            for end in range(start + 1, min(start + 5, len(words) + 1)):
                candidate = squash("".join(words[start:end]))
                if len(candidate) > longest:
                    break
                if candidate in wanted and any(map(str.isupper, words[start])):
                    return " ".join(words[start : _behind_legal_form(words, end)])
    return ""


def _behind_legal_form(words: list[str], end: int) -> int:
    while end < len(words) and squash(words[end]) in _LEGAL_FORMS and words[end][:1].isupper():
        end += 1
    return end
