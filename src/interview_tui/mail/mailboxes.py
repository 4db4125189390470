"""Whose a mailbox is: a person's, a department's, a machine's; and what mail servers say of its owner."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview_tui.domain.identity import looks_like_name
from interview_tui.domain.text import squash, words
from interview_tui.mail.acquaintance import name_key

if TYPE_CHECKING:
    from interview_tui.mail.message import Envelope, Mailbox

_ROBOT = re.compile(
    r"(?:.*[-_.+])?(?:no|do[-_.]?not|not?)[-_.]?reply.*|ne[-_.]?pas[-_.]?repondre.*|(?:bitte[-_.]?)?nicht[-_.]?antworten.*"
    r"|no[-_.]?(?:responder|contestar|responda).*|niet[-_.]?(?:be)?antwoorden.*|non[-_.]?rispondere.*|(?:.*[-_.])?(?:notif\w*|mailer|messag(?:e|es|ing)|invit\w*"
    r"|schedul\w*|calendar|bookings?|automat\w*|system|bounces?|envelopes?|dse(?:_\w+)?|e?sign(?:ing|ature)?|donotreply"
    r"|workday|myworkday|ats|applications?|candidates?|updates?)(?:[-_.+].*)?",
    re.IGNORECASE,
)
"""Mailboxes of which nobody reads the answers."""
_DESK = re.compile(
    r"(?:.*[-_.])?(?:jobs?|careers?|karriere|recruit\w*|recrutement|talent\w*|hiring|hr|rh|bewerbung\w*|personal"
    r"|people|candidatures?|interviews?)(?:[-_.+].*)?",
    re.IGNORECASE,
)
"""Mailboxes of a whole department."""
_PUBLICITY = re.compile(
    r"(?:.*[-_.])?(?:news(?:letter)?s?|marketing|events?|press(?:e)?|promo\w*|offers?|shop|store|sales|orders?|billing"
    r"|invoices?|support|service|digest|alerts?|webinars?|community|statements?|security)(?:[-_.+].*)?",
    re.IGNORECASE,
)
_ANYBODY = re.compile(r"hello|hi|hallo|bonjour|info|team|contact|kontakt|mail|office|docs?|documents?", re.IGNORECASE)
_POSTMASTER = re.compile(r"(?:mailer-daemon|postmaster|mail-daemon|mdaemon)(?:[-_.+].*)?", re.IGNORECASE)
_SECOND_LEVELS = words("co com org net ac edu gov or ne go gob nom gen ltd plc")
"""Labels below which a country registers domains."""
_BULK = frozenset(f"precedence: {value}" for value in ("bulk", "list", "junk"))


def is_robot(box: Mailbox) -> bool:
    """Whether a machine writes from the mailbox."""
    return _ROBOT.fullmatch(_local(box)) is not None


def is_desk(box: Mailbox) -> bool:
    """Whether it is that of a department, or what a brand calls itself, from its own domain."""
    brand = squash(site_of(box).partition(".")[0])
    is_brand = brand in squash(box.name) and _ANYBODY.fullmatch(_local(box)) is not None
    return is_brand or _DESK.fullmatch(_local(box)) is not None


def is_service(box: Mailbox) -> bool:
    """Whether nobody in person has the mailbox."""
    if is_robot(box) or is_desk(box):
        return True
    theirs = {squash(part) for part in re.split(r"[\W_]+", _local(box))}
    return not looks_like_name(box.name) and name_key(box.name).isdisjoint(theirs)


def is_publicity(box: Mailbox) -> bool:
    """Whether it is that of a newsletter, a shop, a help desk: of nobody who decides on an application."""
    return _PUBLICITY.fullmatch(_local(box)) is not None


def is_postmaster(box: Mailbox) -> bool:
    """Whether it is that of a mail server, which reports what did not arrive."""
    return _POSTMASTER.fullmatch(_local(box)) is not None


def site_of(box: Mailbox) -> str:
    """The domain that somebody registered (see `registered`)."""
    return registered(host_of(box))


def registered(domain: str) -> str:
    """The part of a domain that somebody registered: `big-bank.co.uk` of talent.big-bank.co.uk."""
    labels = [label for label in domain.split(".") if label]
    suffix = 2 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVELS else 1
    return ".".join(labels[-suffix - 1 :])


def host_of(box: Mailbox) -> str:
    """What stands behind the @."""
    return box.email.rpartition("@")[2]


def is_bulk(envelope: Envelope) -> bool:
    """Whether the same email went to many."""
    return any(mark.startswith("list-") or mark in _BULK for mark in envelope.marks)


def plain_address(email: str) -> str:
    """The address without what leads to the same mailbox: `+jobs`, and Gmail's dots."""
    local, _, domain = email.partition("@")
    local = local.partition("+")[0]
    if domain in ("gmail.com", "googlemail.com"):
        return f"{local.replace('.', '')}@gmail.com"
    return f"{local}@{domain}"


def has_failed(envelope: Envelope) -> bool:
    """Whether a mail server doubts that it comes from where it claims to, as of one that came by a forwarder, too."""
    return is_forged(envelope) or "authentication-results: doubt" in envelope.marks


def is_forged(envelope: Envelope) -> bool:
    """Whether a mail server says that it does not come from where it claims to."""
    return "authentication-results: fail" in envelope.marks


def is_vouched_for(envelope: Envelope) -> bool:
    """Whether a mail server says that it comes from where it claims to."""
    return "authentication-results: pass" in envelope.marks


def _local(box: Mailbox) -> str:
    return box.email.partition("@")[0]
