"""An email as values: who wrote to whom and when, in which thread, and what the sender wrote in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from interview_tui.data_classes import dataclass
from interview_tui.domain.errors import UserError

if TYPE_CHECKING:
    from datetime import datetime

LARGEST_EMAIL = 25_000_000
"""Bytes of the largest email that is read: what the large providers let through, attachments and all."""


class UnreadableMail(UserError):
    """What was to be an email is none, has no date, or is damaged or too large."""


class Mailbox(NamedTuple):
    """Somebody's name, which may be '', and email address, in lower case."""

    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """The headers of an email. All texts are one line, cleaned."""

    message_id: str
    """With its brackets; of an email without one, what tells it from others."""
    sender: Mailbox
    reply_to: tuple[Mailbox, ...] = ()
    to: tuple[Mailbox, ...] = ()
    cc: tuple[Mailbox, ...] = ()
    bcc: tuple[Mailbox, ...] = ()
    delivered: frozenset[str] = frozenset()
    """Whose mailbox the email reached, as the mail servers wrote; lower case."""
    subject: str = ""
    at: datetime
    """When it was written, with the sender's own offset from UTC; as its first server received it where the Date header
    is missing or impossible.
    """
    thread: tuple[str, ...] = ()
    """The Message-IDs of References and In-Reply-To, oldest first."""
    marks: frozenset[str] = frozenset()
    """What of the headers tells an automatic reply or a list from a letter: `auto-submitted: auto-replied`,
    `precedence: bulk`, `list-unsubscribe`, …: the name in lower case, and the value's first word where it matters.
    """


class CalendarPart(NamedTuple):
    """A calendar as it stands in an email."""

    data: bytes
    charset: str
    """The name of its charset, as given; '' where there is none."""
    method: str
    """What the email says that the calendar does; '' where it says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """An email with what is in it."""

    envelope: Envelope
    text: str
    """What the sender wrote above, below and between the quotes: without quoted lines, forwarded originals, signatures
    and disclaimers. Paragraphs are an empty line apart; a paragraph that was only wrapped is one line.
    """
    signature: str = ""
    """What stood below the text: a name, a title, a company."""
    addressed: frozenset[str] = frozenset()
    """Whom it and the emails forwarded in it were written to, without those who got a copy; lower case."""
    calendars: tuple[CalendarPart, ...] = ()
    """The calendar parts, those of forwarded emails too."""
    attachments: tuple[str, ...] = ()
    """The names of other attached files."""
    undelivered: tuple[str, ...] = ()
    """Of a report that a letter did not arrive: the addresses, lower case."""
    undelivered_ids: tuple[str, ...] = ()
    """Of such a report, also of one that a letter is delayed: the Message-IDs of the letters."""
    delayed: bool = False
    """A mail server says that it still tries to deliver a letter."""
