"""Who stands in an invitation: people, rooms, robots, and the user among them; and whose domain an address has."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import unquote

from interview_tui.data_classes import dataclass
from interview_tui.domain.text import clean_line, squash, words
from interview_tui.importing.importer import data_file
from interview_tui.importing.properties import spoken
from interview_tui.mail.mailboxes import plain_address, registered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interview_tui.importing.ics import Component
    from interview_tui.importing.properties import Property

_DATA = data_file("invitations")
_HOSTS = _DATA["hosts"]
PUBLIC_MAIL = frozenset(_HOSTS["public_mail"])
"""Domains at which anybody has a mailbox."""
_SERVICES = frozenset(chain.from_iterable(_HOSTS["services"].values()))
_WORLDWIDE = frozenset(_HOSTS["worldwide"])
_PROVIDERS = frozenset(_HOSTS["providers"])
_ROBOT_HOSTS = frozenset(_HOSTS["robots"])
_HOSTED = ".onmicrosoft.com"
_ADDRESS = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+")
_ROOM_TYPES = frozenset({"ROOM", "RESOURCE"})
_ROOM_NAME = re.compile(
    r"\b(?:conf(?:erence)?|meeting|huddle|focus|phone|interview|board|video|training)\.?[ -]?(?:room|booth)\b"
    r"|^room\b|\broom [\w.-]{1,6}$|\bboardroom\b|\b(?:besprechungs|konferenz|sitzungs)(?:raum|zimmer)\b"
    r"|\bsalle de r\w+|\bsala de \w+",
    re.IGNORECASE,
)
_ROBOT = re.compile(
    r"(?:no|do[-_.]?not)[-_.]?reply.*|(?:calendar|event|meeting|interview)?[-_.]?(?:notifications?|notify|alerts?)(?:[+-_.].*)?"
    r"|calendars?(?:[-_.]?(?:invites?|invitations?|server))?|scheduling|schedule[rs]?|invites?|invitations?"
    r"|interviews?|bookings?|mailer(?:-daemon)?|postmaster|unknownorganizer|bot|automated?|system|noreply.*",
    re.IGNORECASE,
)
_DESK = re.compile(
    r"(?:careers?|jobs?|recruit(?:ing|ment|er|ers)?|talent|hr|people|hiring|team|hello|info|contact|bewerbung(?:en)?"
    r"|karriere|recrutement|rh)(?:[-_.+].*)?",
    re.IGNORECASE,
)
"""Addresses behind which several people may be."""
_NO_NAMES_OF_PEOPLE = frozenset(chain.from_iterable(_DATA["words"][name] for name in ("desks", "legal_forms")))
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_NAME_AND_ADDRESS = re.compile(r"([^<>]{0,200})<([^\s<>]{3,254})>")
# "Dana Ruiz/Berlin/Acme" and "CN=Dana Ruiz/OU=Berlin/O=Acme", as Notes names people; no name has three parts with it.
_NOTES_NAME = re.compile(r"(?:CN=)?([^/=()\[\]]{2,100})(?:/(?:[A-Z]{1,2}=)?[^/=()\[\]]{1,60}){1,6}", re.IGNORECASE)
# "/o=ExchangeLabs/ou=Exchange Administrative Group/cn=Recipients/cn=0f3a-dana.ruiz", as Exchange names them.
_EXCHANGE_NAME = re.compile(r"/o=[^/]{0,100}(?:/(?:ou|cn)=[^/]{0,100}){0,8}/cn=(?:[0-9a-f]{8,64}-)?([^/]{1,100})", re.I)
# "Dana Ruiz (she/her)", "Dana Ruiz [External]", "Dana Ruiz | Acme", "Dana Ruiz via Greenhouse"
_AFTER_NAME = re.compile(r"(?:\s?\([^()]*\)?|\s?\[[^\[\]]*\]?|\s?\|.*|\s(?:via|from|at|@)\s.*)+$", re.IGNORECASE)
_USER_NAME = re.compile(r"[^\W\d_]{2,40}(?:[._][^\W\d_]{2,40}){1,3}")  # "dana.ruiz"
_TITLES = words("jr sr ii iii iv phd md esq mba cpa msc bsc dr")


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody who will be met. `email` is lower case, '' when the invitation has no real one."""

    name: str
    email: str
    organizer: bool = False
    declined: bool = False


@dataclass(frozen=True, slots=True)
class GuestList:
    """Everyone in an invitation, sorted."""

    people: tuple[Guest, ...]
    """The organizer first; the user among them."""
    rooms: tuple[str, ...]
    organizer_email: str
    organizer_title: str
    """The organizer's name as written: `Acme Recruiting`."""


def read_guests(event: Component) -> GuestList:
    """Sorts the organizer and the attendees of a VEVENT."""
    host = event.first("ORGANIZER") or next((prop for prop in event.all("ATTENDEE") if _is_organizer(prop)), None)
    organizer_email = _email(host) if host else ""
    if domain_of(organizer_email) in _PROVIDERS and _is_robot(organizer_email):
        organizer_email = ""
    summary = spoken(event.text("SUMMARY"))
    people: dict[str, Guest] = {}
    rooms = []
    for prop in ([host] if host else []) + event.all("ATTENDEE"):
        email, title = _email(prop), _title(prop)
        if _is_room(prop, email, title):
            rooms.append(title)
            continue
        if prop.params.get("CUTYPE", "").upper() == "GROUP" or _only_informed(prop):
            continue
        name = _person_name(title, email)
        organizer = prop is host or (bool(email) and email == organizer_email)
        if not name or not _may_be_person(name, email, summary):
            continue
        if is_hosted(domain_of(email)) and not _is_named_by(email, name):
            email = ""  # it is the service's: the person only stands on it
        known = people.get(email or name)
        declined = prop.params.get("PARTSTAT", "").upper() in ("DECLINED", "DELEGATED")
        if known is None:
            people[email or name] = Guest(name=name, email=email, organizer=organizer, declined=declined)
        elif declined:
            people[email or name] = Guest(name=known.name, email=email, organizer=known.organizer, declined=True)
    reached = {guest.name.casefold() for guest in people.values() if guest.email}
    return GuestList(
        tuple(guest for guest in people.values() if guest.email or guest.name.casefold() not in reached),
        tuple(room for room in dict.fromkeys(rooms) if room and "@" not in room),
        organizer_email,
        _title(host) if host else "",
    )


@dataclass(frozen=True, slots=True)
class User:
    """The user's own addresses among the guests'; none when that cannot be told."""

    emails: frozenset[str] = frozenset()
    sure: bool = True
    """False where it is only likely, so that the user is asked."""


def the_user(guests: GuestList, *, mine: frozenset[str], delivered: frozenset[str], addressed: frozenset[str]) -> User:
    """Who of the guests is the user: whoever has an address of `mine`, else whose mailbox the email reached, or whom it
    was written to; else the only one at a domain of the user's own.

    Failing these it is likely, in this order: the organizer with a public mailbox or a domain of their own name, where
    all others are of one employer's; the only one whose domain is their own name; the only one invited; the only one
    with a public mailbox; the only one outside the organizer's domain.
    """
    own = frozenset(map(plain_address, mine))
    known = mine | {guest.email for guest in guests.people if guest.email and plain_address(guest.email) in own}
    if any(guest.email in known for guest in guests.people):
        return User(known)
    invited = [guest for guest in guests.people if guest.email and not guest.organizer]
    emails = [guest.email for guest in invited]
    if reached := delivered.intersection(emails):
        return User(reached)
    written_to = [email for email in emails if email in addressed]
    if len(written_to) == 1:
        return User(frozenset(written_to))
    if mine:
        return User(mine | _other_address(guests, emails, mine))
    for likely in _likely(guests, invited):
        if len(likely) == 1:
            return User(frozenset(likely), sure=False)
    return User()


def _other_address(guests: GuestList, emails: list[str], mine: frozenset[str]) -> frozenset[str]:
    """Another address of the user's, at a domain of their own that nobody else there has."""
    domains = {domain_of(email) for email in mine}
    own = [email for email in emails if domain_of(email) in domains and is_own(domain_of(email))]
    return frozenset(own) if len(own) == 1 and domain_of(guests.organizer_email) != domain_of(own[0]) else frozenset()


def _likely(guests: GuestList, invited: list[Guest]) -> Iterator[list[str]]:
    """Who may be the user, the likeliest first."""
    home = domain_of(guests.organizer_email)
    labels = [label_of(domain_of(guest.email)) for guest in invited]
    personal = [guest.email for guest in invited if _has_own_domain(guest)]
    of_one_employer = all(is_own(domain_of(guest.email)) for guest in invited) and len(set(labels)) == 1
    hosts = [guest for guest in guests.people if guest.organizer]
    host_alone = is_within(home, PUBLIC_MAIL) or any(map(_has_own_domain, hosts))
    if host_alone and of_one_employer and not personal:
        yield [guest.email for guest in hosts]
    yield personal
    shared = [label for label, number in Counter(labels).items() if number > 1]
    employer = label_of(home) if is_own(home) else shared[0] if len(shared) == 1 else ""
    outside = [guest.email for guest, label in zip(invited, labels, strict=True) if label != employer]
    if len(invited) == 1:
        yield outside
    yield [g.email for g in invited if is_within(domain_of(g.email), PUBLIC_MAIL) and domain_of(g.email) != home]
    if employer:
        yield outside


def _has_own_domain(guest: Guest) -> bool:
    """Whether the domain is somebody's name, as in alex@doe.example for Alex Doe."""
    label = squash(label_of(domain_of(guest.email)))
    name = squash(guest.name)
    return len(label) > 2 and (label == name or label in map(squash, guest.name.split()[1:]))


def name_from_address(email: str) -> str:
    """A name made of the address: `Dana Ruiz` of dana.ruiz@acme.example."""
    local = email.partition("@")[0].partition("+")[0]
    words = [word for word in re.split(r"[._\-\d\s]+", local) if word]
    return " ".join(word.capitalize() for word in words)


def is_named(text: str, names: Sequence[str]) -> bool:
    """Whether the text is one of the names, or a part of one: a first name, say."""
    words = _words(text)
    return bool(words) and any(words <= _words(name) for name in names)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _email(prop: Property) -> str:
    """The address, lower case. Apple puts an identifier for the value and the address into EMAIL; vCalendar 1.0 has
    `Dana Ruiz <dana@acme.example>`, and a careless program puts the address where the name belongs.
    """
    for text in (prop.value, prop.params.get("EMAIL", ""), prop.params.get("CN", "")):
        address = clean_line(text)
        named = _NAME_AND_ADDRESS.fullmatch(address)
        address = named[2] if named else address
        if address.lower().startswith("mailto:"):
            address = unquote(address[7:].partition("?")[0])
        address = clean_line(address).strip("<>'\"").lower()
        if len(address) <= 254 and _ADDRESS.fullmatch(address):
            return address
    return ""


def _title(prop: Property) -> str:
    """The name as it is written; encoded words, which belong into emails alone, decoded."""
    value = clean_line(prop.value)
    title = spoken(prop.params.get("CN", "").strip("'\" ")) or ("" if ":" in value or "@" in value else value)
    named = _NAME_AND_ADDRESS.fullmatch(title or value)
    return _unquoted(named[1] if named else title)


def _unquoted(text: str) -> str:
    """The text without quotes around all of it; those within stay."""
    text = text.strip("' ")
    while len(text) > 1 and text[0] == text[-1] == '"' and text.count('"') % 2 == 0:
        text = text[1:-1].strip("' ")
    return text if text.count('"') % 2 == 0 else text.strip('" ')


def _is_room(prop: Property, email: str, title: str) -> bool:
    return (
        prop.params.get("CUTYPE", "").upper() in _ROOM_TYPES
        or domain_of(email) == "resource.calendar.google.com"
        or bool(_ROOM_NAME.search(title))
    )


def _is_organizer(prop: Property) -> bool:
    """As vCalendar 1.0 says it."""
    return prop.params.get("ROLE", "").upper() in ("ORGANIZER", "OWNER")


def _only_informed(prop: Property) -> bool:
    return prop.params.get("ROLE", "").upper() == "NON-PARTICIPANT"


def _is_robot(email: str) -> bool:
    return domain_of(email) in _ROBOT_HOSTS or bool(_ROBOT.fullmatch(email.partition("@")[0]))


def _may_be_person(name: str, email: str, summary: str) -> bool:
    """Whether it is somebody's name, and not a robot's, or an employer's behind the address of a service or a desk."""
    service = is_hosted(domain_of(email))
    if _is_robot(email) and (domain_of(email) in _ROBOT_HOSTS or not service):
        return False
    if not service and not _DESK.fullmatch(email.partition("@")[0]):
        return True
    at_it = re.search(rf"(?:\b(?:at|bei|chez)\s|@\s?){re.escape(name)}\b", summary, re.IGNORECASE)
    return is_persons_name(name) and at_it is None


def is_persons_name(name: str) -> bool:
    """Whether it can be the name of somebody: two to four words with capitals, none of which a desk or a firm has."""
    parts = name.split()
    return (
        2 <= len(parts) <= 4
        and all(map(_NAME_WORD.fullmatch, parts))
        and all(part[0].isupper() for part in (parts[0], parts[-1]))
        and _NO_NAMES_OF_PEOPLE.isdisjoint(part.casefold().strip(".") for part in parts)
    )


def _is_named_by(email: str, name: str) -> bool:
    """Whether the address has a part of the name."""
    local = squash(email.partition("@")[0])
    return not _is_robot(email) and any(len(part) > 2 and squash(part) in local for part in name.split())


def _person_name(title: str, email: str) -> str:
    """The name in the order in which it is said; from the address where there is none."""
    exchange = _EXCHANGE_NAME.fullmatch(title)
    notes = None if exchange else _NOTES_NAME.fullmatch(title)
    known = exchange or notes
    name = clean_line(_AFTER_NAME.sub("", known[1] if known else title)).strip("', ")
    if _USER_NAME.fullmatch(name):
        return name_from_address(name)
    if exchange and " " not in name:
        return name_from_address(email or name)
    if not name.strip('"') or "@" in name:
        return name_from_address(email or name)
    return in_spoken_order(name)


def in_spoken_order(name: str) -> str:
    """`Ruiz, Dana` as it is said; a name with a title behind it (`Kim Lee, PhD`) as it stands."""
    family, comma, given = name.replace(";", ",").partition(",")
    given_words = given.replace(".", "").casefold().split()
    if comma and given_words and "," not in given and not _TITLES.issuperset(given_words):
        return clean_line(f"{given} {family}")
    return name


def domain_of(email: str) -> str:
    """The part after the @, lower case; '' for an address without one."""
    return email.rpartition("@")[2].lower().rstrip(".")


def is_within(domain: str, known: frozenset[str]) -> bool:
    """Whether the domain is one of the known ones or stands below one; yahoo.co.uk counts as yahoo's."""
    labels = domain.split(".")
    return any(".".join(labels[start:]) in known for start in range(len(labels))) or f"{label_of(domain)}.com" in (
        known & _WORLDWIDE
    )


def is_own(domain: str) -> bool:
    """Whether the domain is an employer's own."""
    return "." in domain and not is_within(domain, PUBLIC_MAIL) and not is_hosted(domain)


def is_hosted(domain: str) -> bool:
    """Whether invitations come from it on behalf of employers."""
    return is_within(domain, _SERVICES)


def label_of(domain: str) -> str:
    """The label that names the owner: `big-bank` of talent.big-bank.co.uk."""
    if domain.endswith(_HOSTED):
        domain = domain.removesuffix(_HOSTED) + ".com"
    label, dot, _ = registered(domain).partition(".")
    return _readable(label) if dot else ""


def name_of(label: str) -> str:
    """The label as a name: `Big Bank` of big-bank. A short one without a vowel is an abbreviation."""
    if len(label) <= 4 and not set(label) & set("aeiouy-"):
        return label.upper()
    return " ".join(word.capitalize() for word in label.replace("_", "-").split("-") if word)


def _readable(label: str) -> str:
    try:
        return label.encode("ascii").decode("idna") if label.startswith("xn--") else label
    except UnicodeError:
        return label
