"""Emails as they arrive: one, several on one pipe, a whole mbox. An invitation is an invitation, and what is from or to
somebody who is known is a contact on its own date.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from interview_tui.data_classes import dataclass, field
from interview_tui.domain.dates import in_zone, zone_named
from interview_tui.domain.enums import Direction, Proposal, Ref, Settled
from interview_tui.domain.errors import UserError
from interview_tui.domain.records import FollowUp, Round, ref
from interview_tui.domain.text import counted
from interview_tui.importing.calendar_file import calendars_of
from interview_tui.importing.guests import is_own
from interview_tui.importing.identity import InvitationIndex
from interview_tui.importing.importer import Contents, Imported
from interview_tui.importing.invitation import ANSWERS, Invitation, NothingFound, read_invitations
from interview_tui.importing.invitations import ItemImport
from interview_tui.mail.correspondents import Correspondents
from interview_tui.mail.mailboxes import is_bulk, is_forged
from interview_tui.mail.phrases import read_phrases
from interview_tui.mail.understanding import Understanding, understand
from interview_tui.services.base import no_progress
from interview_tui.services.contact_log import ContactLog
from interview_tui.store.correspondence import read_correspondence
from interview_tui.store.queries import interview_of
from interview_tui.store.records import find

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from datetime import date

    from interview_tui.importing.importer import Progress
    from interview_tui.importing.invitations import Item
    from interview_tui.mail.message import Envelope, Message
    from interview_tui.mail.phrases import PhraseTable
    from interview_tui.services.base import Context
    from interview_tui.services.contact_log import Logged
    from interview_tui.store.records import Reader
    from interview_tui.store.transaction import Transaction

_CALENDAR = (b"text/calendar", b"application/ics", b".ics", b"begin:vcalendar", b"x-vcalendar")
"""What tells of a calendar in the bytes of an email, in lower case."""
_OF_INTERVIEW = re.compile(
    r"\binterview|vorstellungsgespr|bewerbungsgespr|\bentretien|\bentrevista|\bsollicitatie", re.I
)


@dataclass(slots=True)
class Taken:
    """What became of a batch of emails."""

    items: list[dict[str, Any]] = field(default_factory=list)
    """Those that were understood, as `mail --json` prints them; what stood in the log already is left out."""
    imported: Imported = field(default_factory=Imported)
    invited: list[str] = field(default_factory=list)
    """What was done by invitations, a line for each interview."""
    logged: list[Logged] = field(default_factory=list)
    """The contacts that were written down, and the letters that did not arrive."""
    suggested: list[FollowUp] = field(default_factory=list)
    """The lines that were put before the user."""
    refused: list[str] = field(default_factory=list)
    """What could not be read in an invitation, with its email."""
    known: int = 0
    """Emails that stood in the log already."""
    left_out: list[str] = field(default_factory=list)
    """The Message-IDs of emails with nobody who is known."""

    def leave_open(self, reader: Reader) -> None:
        """Leaves of the lines only those that stand in the queue: another email may have replaced one."""
        stored = {line.id: line for line in find(reader, FollowUp, id=[line.id for line in self.suggested])}
        self.suggested = [
            stored[line.id] for line in self.suggested if line.id in stored and stored[line.id].state is Settled.OPEN
        ]

    def lines(self) -> list[str]:
        """What was done, in words; none where nothing was. Of several emails those are named that changed what is owed,
        of changes that a later one overtakes only the last; the others are counted.
        """
        alone = len(self.logged) == 1
        last = {one.interview_id: one for one in self.logged if one.news}
        named = [one for one in self.logged if alone or one.lasts or last.get(one.interview_id) is one]
        others = len(self.logged) - len(named)
        more = [f"{counted(others, 'more email' if named else 'email')} logged"] if others else []
        looked_at = [f"{ref(line)} to look at: {line.text}" for line in self.suggested]
        return [*self.invited, *(one.line(alone=alone) for one in named), *more, *looked_at]


class Answers(NamedTuple):
    """What is taken before the emails of a change."""

    items: Sequence[Item] = ()
    """Of calendar files; or the invitations of the emails, as the user has completed them."""
    next_round: Collection[Invitation] = ()
    answered: Collection[Invitation] = ()
    """As of Invitations.take."""
    are_all: bool = False
    """The invitations of the emails are among the items."""


NOT_ASKED = Answers()


class Messages:
    """Takes emails in, a batch at a time. Letters that were sent are to come no later than the answers to them."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._correspondents: Correspondents | None = None
        self._of_run: set[str] = set()
        """The Message-IDs of the emails that this run has found worth reading: answers to them are, too."""

    def may_concern(self, envelope: Envelope, data: bytes) -> bool:
        """Whether an email is worth reading whole, by its headers and a glance at its bytes."""
        whole = data.lower()
        if (
            self.is_in_thread(envelope)
            or self._known().may_concern(envelope, data)
            or any(word in whole for word in _CALENDAR)
        ):
            self._of_run.add(envelope.message_id)
            return True
        return False

    def is_in_thread(self, envelope: Envelope) -> bool:
        """Whether an email is in the thread of one that is known, or was found worth reading in this run."""
        return not self._of_run.isdisjoint(envelope.thread) or self._known().is_in_thread(envelope)

    def take(
        self,
        batch: Sequence[Message],
        *,
        dry_run: bool = False,
        asked_for: bool = False,
        answers: Answers = NOT_ASKED,
        progress: Progress = no_progress,
        beside: Callable[[Transaction, Taken], object] = lambda _tx, _taken: None,
    ) -> Taken:
        """All of them in one change, in the order of their dates. What is known already adds nothing. What calendar
        files hold, and the answers to what the user was asked, are taken before.

        `asked_for`: the user gave these very emails; else an invitation of an unknown sender is taken only where it
        calls itself an interview. `progress` is called with the number of emails that are taken. `beside` is called at
        the end of the change, for what is to be written with it.
        """
        taken = Taken()
        with self._context.transaction() as tx:
            run = _Run(self._context, tx, taken, asked_for=asked_for, answers=answers)
            in_order = sorted(batch, key=lambda m: (m.envelope.at, m.envelope.message_id))
            for number, message in enumerate(in_order, start=1):
                progress(number)
                run.take(message)
            run.end()
            beside(tx, taken)
            tx.done(f"Imported: {taken.imported.words}")
            if dry_run:
                tx.give_up()
        taken.imported.entry = tx.entry
        if taken.imported.entry is not None:  # who is known may have changed
            self._correspondents = None
        return taken

    def _known(self) -> Correspondents:
        if self._correspondents is None:
            self._correspondents = _correspondents(self._context, self._context.store.reader)
        return self._correspondents


class _Run:
    """One change."""

    def __init__(self, context: Context, tx: Transaction, taken: Taken, *, asked_for: bool, answers: Answers) -> None:
        self._context = context
        self._tx = tx
        self._taken = taken
        self._asked_for = asked_for
        self._log = ContactLog(context)
        self._calendars = ItemImport(context, tx, taken.imported, answers.next_round, answers.answered)
        self._calendars.take(answers.items)
        self._are_taken = answers.are_all
        self._index = InvitationIndex(tx.reader, context.calendar)
        self._interviews: dict[int, None] = {}
        self._correspondents: Correspondents | None = None
        self._phrase_table: PhraseTable | None = None
        self._seen: set[str] = set()

    def take(self, message: Message) -> None:
        """Takes one; its invitations also where the same email was taken before, as far as they are news."""
        taken, identity = self._taken, message.envelope.message_id
        contents = invitations_in(message, self._context.mine)
        broken = [f"“{message.envelope.subject}” {identity}: {why}" for why in contents.refusals]
        broken = broken if self._is_wanted("", message) else []
        taken.refused += broken
        invitations = self._wanted(contents.rows, message)
        size = self._tx.size
        for invitation in () if self._are_taken else invitations:
            self._calendars.invitations.take(invitation)
        is_said = self._tx.size != size or (self._are_taken and bool(invitations))  # by what the invitation did
        if is_said:  # who is invited is known from now on
            self._correspondents = None
        is_word = not invitations or any(one.method not in ANSWERS for one in invitations)
        understood = understand(message, self._known(), self._phrases) if is_word else None
        if understood is None:
            if not invitations and not broken:
                taken.left_out.append(identity)
            return
        if identity in self._seen or (not understood.bounce and self._log.knows(self._tx, identity)):
            taken.known += not invitations  # which are counted themselves
            return
        self._seen.add(identity)
        proposal, day = self._proposed(invitations) if understood.placed.direction is Direction.IN else (None, None)
        taken.items.append(understood.item(proposal=proposal, day=day))
        self._known().learn(message, understood.placed)
        logged = self._log.take(self._tx, understood, planned=not is_said)
        if not is_said:
            self._count(logged, understood)

    def _known(self) -> Correspondents:
        if self._correspondents is None:
            self._correspondents = _correspondents(self._context, self._tx.reader)
        return self._correspondents

    def _phrases(self) -> PhraseTable:
        if self._phrase_table is None:
            self._phrase_table = read_phrases(self._context.mail_words)
        return self._phrase_table

    def end(self) -> None:
        """Plans what invitations have changed, and counts."""
        taken, done = self._taken, self._taken.imported
        taken.invited = self._calendars.end()
        taken.leave_open(self._tx.reader)
        done.skipped += taken.known + len(taken.left_out)
        done.refs = (*dict.fromkeys((*done.refs, *(Ref("i", i) for i in self._interviews))),)
        known = f"{counted(taken.known, 'email')} already here" if taken.known else ""
        strange = f"{counted(len(taken.left_out), 'email')} left out: nobody in them is known" if taken.left_out else ""
        done.lines = (*taken.lines(), *filter(None, (known, strange)))
        done.words = " · ".join(done.lines)

    def _count(self, logged: Logged | None, understood: Understanding) -> None:
        taken = self._taken
        if logged is None:
            taken.known += 1
            return
        self._interviews[understood.placed.interview_id] = None
        if understood.bounce and not logged.suggested:
            taken.imported.skipped += 1
        elif logged.is_new:
            taken.imported.added += 1
        else:
            taken.imported.updated += 1
        taken.logged.append(logged)
        taken.suggested += logged.suggested

    def _wanted(self, invitations: Iterable[Invitation], message: Message) -> tuple[Invitation, ...]:
        """Those that are about an interview, in the order of their revisions."""
        wanted = [
            one
            for one in dict.fromkeys(invitations)
            if self._is_wanted(one.summary, message, known=self._index.is_known(one))
        ]
        return tuple(sorted(wanted, key=lambda one: (one.key, one.order)))

    def _is_wanted(self, summary: str, message: Message, *, known: bool = False) -> bool:
        """Whether an invitation with this summary is about an interview; `known`: one of its meetings is known."""
        if self._asked_for or is_forged(message.envelope):
            return self._asked_for
        return (
            known
            or self._known().place(message) is not None
            or (
                not is_bulk(message.envelope)
                and _OF_INTERVIEW.search(f"{summary}\n{message.envelope.subject}") is not None
            )
        )

    def _proposed(self, invitations: Sequence[Invitation]) -> tuple[Proposal | None, date | None]:
        """What an invitation proposes: a meeting, of an interview in which there was one before a further one; and its
        day, where it takes place.
        """
        for invitation in invitations:
            known = self._index.known(invitation)
            starts = self._context.calendar.wall_instant(invitation.starts)
            if known is None or invitation.cancelled or starts is None:
                continue
            number = self._tx.get(Round, known.meeting.round_id).number
            others = interview_of(self._tx.reader, known.meeting.id)
            zone = zone_named(invitation.zone) or self._context.calendar.zone
            again = number > 1 or len(self._index.meetings_of_round(others)) > 1
            return (Proposal.INVITED if again else Proposal.MEETING), in_zone(starts, zone).date()
        return None, None


def _correspondents(context: Context, reader: Reader) -> Correspondents:
    return Correspondents(read_correspondence(reader, context.mine), is_own)


def invitations_in(message: Message, mine: frozenset[str]) -> Contents[Invitation]:
    """The invitations that an email carries; what is wrong with one is refused."""
    if not message.calendars:
        return Contents()
    try:
        return read_invitations(calendars_of(message), mine)
    except NothingFound:
        return Contents()
    except UserError as error:
        return Contents(refused=((0, str(error)),))
