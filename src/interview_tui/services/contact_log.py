"""The contact log, as emails keep it: what was sent and what came in becomes contacts, each once and on its own date.

A letter of mine that plainly is what a follow-up asks for settles it; one that may be is put before the user, and so is
what an email to me seems to say.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.data_classes import replace
from interview_tui.domain.dates import short_day
from interview_tui.domain.enums import OUTCOMES_TOLD, Channel, Direction, Proposal
from interview_tui.domain.follow_up_kinds import KINDS, Kind
from interview_tui.domain.letter_kinds import LETTERS, LetterKind
from interview_tui.domain.letters import asked_of
from interview_tui.domain.records import FollowUp, Interview, Meeting, Person, Touch
from interview_tui.domain.text import clean, shorten
from interview_tui.domain.threads import bare_subject, bounded_thread
from interview_tui.mail.acquaintance import telling_words
from interview_tui.services.base import Service, due_day
from interview_tui.services.follow_ups import FollowUps
from interview_tui.services.introductions import noted_sender, one_named_in
from interview_tui.services.suggestions import Suggestions
from interview_tui.store.case import load_case
from interview_tui.store.records import find

if TYPE_CHECKING:
    from datetime import date, datetime

    from interview_tui.domain.case import Case
    from interview_tui.domain.enums import Outcome
    from interview_tui.mail.understanding import Understanding
    from interview_tui.services.base import Context
    from interview_tui.store.transaction import Transaction

SAME_MINUTE = timedelta(minutes=2)
"""So far apart are at most the times at which a letter was handed over and dated."""
_LASTING = ("done", "no longer needed")
"""How news begin that no later email overtakes."""
SENTENCE = 200
"""Characters of a letter by which the user knows it again."""
LONGEST_TEXT = 20_000
"""Characters of an email's own words that are kept where the user wants them to be."""
_WORDS_IN_COMMON = 2
"""So many telling words of a promise are in a letter that may keep it."""
_MAY_SETTLE = (Kind.THANK_YOU, Kind.PROMISE, Kind.REJECTION_THANKS, Kind.OFFER_THANKS, Kind.VALUE_LETTER)
"""What a letter that is not plain may have been, the likeliest first. A check-in is none: its day counts from any
contact.
"""


class Logged(NamedTuple):
    """What became of an email."""

    interview_id: int
    words: str
    """`Tom Becker · Acme: your email of Tue 24 Nov`."""
    became: str = ""
    """That it was logged; '' of a letter that did not arrive."""
    beside: str = ""
    """`, away until Mon 30 Nov`."""
    news: tuple[str, ...] = ()
    """What it settled, and what followed from it in the plan."""
    suggested: tuple[FollowUp, ...] = ()
    """The lines that it put before the user."""
    is_new: bool = True
    """False where the contact stood in the log already, without the email."""

    def line(self, *, alone: bool = True) -> str:
        """It in words; where it is not alone, what followed says that it was logged."""
        became = f" {self.became}" if self.became and (alone or not self.news) else ""
        return "; ".join((f"{self.words}{became}{self.beside}", *self.news))

    @property
    def lasts(self) -> bool:
        """Whether no later email overtakes its news: a line was settled or is gone, or a letter did not arrive."""
        return not self.became or any(part.startswith(_LASTING) for part in self.news)


class ContactLog(Service):
    """Writes down what emails are."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._follow_ups = FollowUps(context)
        self._suggestions = Suggestions(context)

    def knows(self, tx: Transaction, message_id: str) -> bool:
        """Whether an email stands in the log."""
        return bool(find(tx.reader, Touch, message_id=message_id))

    def take(self, tx: Transaction, understood: Understanding, *, planned: bool = True) -> Logged | None:
        """Writes down an email, inside a change; None where it stands in the log already, or brings no news. Without
        `planned` its interview is still to be planned anew.
        """
        if understood.bounce:
            return self._returned(tx, understood)
        if self.knows(tx, understood.message.envelope.message_id):
            return None
        said: list[str] = []
        suggested: list[FollowUp] = []
        new = 0
        for person_id in understood.placed.people or (None,):
            contact = self._contact(tx, understood, person_id)
            logged = self._logged_before(tx, contact, understood)
            if logged is None:
                new += 1
                touch = tx.add(contact)
            else:
                touch = tx.update(logged)
            if touch.direction is Direction.OUT:
                suggested += self._settle(tx, touch, understood, said)
            else:
                suggested += self._suggest(tx, touch, understood)
        if planned:
            said += self.replan(tx, understood.placed.interview_id)
        words, beside = self._words(tx, understood)
        return Logged(
            understood.placed.interview_id,
            words,
            "logged" if new else "is the one that was logged",
            beside,
            tuple(dict.fromkeys(said)),
            tuple(suggested),
            is_new=new > 0,
        )

    # The contact itself.

    def _contact(self, tx: Transaction, understood: Understanding, person_id: int | None) -> Touch:
        envelope, automatic = understood.message.envelope, understood.automatic
        at = min(envelope.at.astimezone(tx.now.tzinfo), tx.now)
        text = clean(understood.message.text)[:LONGEST_TEXT].strip() if self.context.keep_text else ""
        unknown = _unknown_sender(understood)
        return Touch(
            interview_id=understood.placed.interview_id,
            person_id=person_id,
            at=at,
            entered=tx.now if at < tx.now else None,
            direction=understood.placed.direction,
            channel=Channel.EMAIL,
            subject=envelope.subject,
            note="\n\n".join(filter(None, (envelope.subject, noted_sender(unknown) if unknown else "", text))),
            automatic=automatic is not None,
            until=automatic.until if automatic is not None else None,
            reply_by=self._reply_by(understood),
            message_id=envelope.message_id,
            thread=" ".join(bounded_thread(envelope.thread)),
        )

    def _logged_before(self, tx: Transaction, contact: Touch, understood: Understanding) -> Touch | None:
        """The contact as it stands in the log without this email, with its Message-ID: a letter that this program sent
        and a provider gave another one, or what the user wrote down by hand that day.
        """
        if contact.person_id is None:
            return None
        same = [
            t
            for t in find(tx.reader, Touch, person_id=contact.person_id)
            if (t.direction, t.channel, t.automatic) == (contact.direction, contact.channel, contact.automatic)
            and t.interview_id in (None, contact.interview_id)
            and (self._is_letter(t, contact) if t.letter_id else self._is_by_hand(tx, t, contact, understood))
        ]
        if not same:
            return None
        nearest = min(same, key=lambda t: (abs(t.at - contact.at), t.id))
        before = nearest.thread.split()
        others = [*before, *([nearest.message_id] if nearest.message_id else []), *contact.thread.split()]
        return replace(
            nearest,
            interview_id=contact.interview_id,
            message_id=contact.message_id,
            thread=" ".join(dict.fromkeys(others)),
            subject=contact.subject,
            note=nearest.note or contact.note,
            until=nearest.until or contact.until,
            reply_by=nearest.reply_by or contact.reply_by,
        )

    def _reply_by(self, understood: Understanding) -> date | None:
        """By when they wait for an answer of mine, where they ask for one: the day that they name, else the next
        working day (METHOD, fine print 12).
        """
        if understood.asked is None:
            return None
        came = self.context.calendar.day(understood.message.envelope.at)
        return understood.asked.day or self.context.calendar.add_working(came, 1)

    def _is_letter(self, touch: Touch, contact: Touch) -> bool:
        """Whether an email is a letter that this program sent: by reader, minute and subject."""
        subjects = {bare_subject(one.subject).casefold() for one in (touch, contact)}
        return len(subjects) == 1 and abs(touch.at - contact.at) <= SAME_MINUTE

    def _is_by_hand(self, tx: Transaction, touch: Touch, contact: Touch, understood: Understanding) -> bool:
        day = self.context.calendar.day
        if touch.message_id or touch.bounced or day(touch.at) != day(contact.at):
            return False
        if touch.follow_up_id is None or understood.settles is None:
            return True
        return tx.get(FollowUp, touch.follow_up_id).kind is understood.settles

    # What a letter of mine settles.

    def _settle(self, tx: Transaction, touch: Touch, understood: Understanding, said: list[str]) -> list[FollowUp]:
        """Settles the follow-up that a letter plainly is; gives the line that asks whether it is one."""
        if touch.interview_id is None or touch.follow_up_id is not None or touch.letter_id is not None:
            return []
        case = load_case(tx.reader, touch.interview_id, touch.at)
        kind = understood.written_as
        outcome = LETTERS[kind].outcome if kind is not None else None
        if outcome is not None:
            return self._suggest_decision(tx, touch, outcome, understood)
        answered = self._awaited(case, touch)
        if answered is not None:
            self._done_by(tx, answered, touch, said)
        asked = self._asking(tx, case, touch, kind, understood)
        if asked is None:
            is_other = understood.errand or (answered is not None and kind is None)
            likely = [f for f in self._open_to(tx, case, touch) if self._may_be(f, touch, understood, is_other)]
            likely.sort(key=lambda f: (_MAY_SETTLE.index(f.kind), due_day(f, self.context.calendar), f.id))
            may_be = kind is None or understood.settles in _MAY_SETTLE
            return self._ask(tx, touch, next(iter(likely), None) if may_be else None, understood)
        self._done_by(tx, asked, touch, said)
        return []

    def _done_by(self, tx: Transaction, follow_up: FollowUp, touch: Touch, said: list[str]) -> None:
        settled = self._follow_ups.settle_by(tx, follow_up, touch, said)
        said.insert(0, f"done: {settled.text} ({'on time' if settled.on_time else 'late'})")

    def _awaited(self, case: Case, touch: Touch) -> FollowUp | None:
        """The answer that a person waits for, which any letter to them is."""
        waiting = (f for f in case.open if f.kind is Kind.ANSWER and f.person_id in (None, touch.person_id))
        return next((f for f in waiting if f.anchor is None or f.anchor < touch.at), None)

    def _asking(
        self, tx: Transaction, case: Case, touch: Touch, kind: LetterKind | None, understood: Understanding
    ) -> FollowUp | None:
        """The open follow-up that asks for a letter of a kind to that person."""
        if kind is None:
            return None
        if kind is LetterKind.AS_PROMISED:
            promises = [f for f in self._open_to(tx, case, touch) if f.kind is Kind.PROMISE]
            known = [f for f in promises if _in_common(f, understood)] if len(promises) > 1 else promises
            return known[0] if len(known) == 1 else None
        if kind is not LetterKind.THANK_YOU:
            return asked_of(case, self.context.calendar, kind, touch.person_id)
        thanks = [f for f in self._open_to(tx, case, touch) if f.kind is Kind.THANK_YOU]
        return max(thanks, key=lambda f: (f.anchor or f.created, f.id), default=None)

    def _open_to(self, tx: Transaction, case: Case, touch: Touch) -> list[FollowUp]:
        """What was owed to a person when a letter went to them; thanks only for a meeting that had begun."""
        return [
            f
            for f in case.open
            if (f.person_id == touch.person_id or (f.person_id is None and f.kind is Kind.THANK_YOU))
            and not (KINDS[f.kind].after_meeting and self._is_ahead(tx, f, touch.at))
        ]

    def _may_be(self, follow_up: FollowUp, touch: Touch, understood: Understanding, is_other: bool) -> bool:
        """Whether a letter that is not plain may be what a follow-up asks for. One that is something else may keep a
        promise.
        """
        match follow_up.kind:
            case Kind.PROMISE:
                return bool(understood.message.attachments) or _in_common(follow_up, understood)
            case _ if is_other:
                return False
            case Kind.VALUE_LETTER:
                is_due = due_day(follow_up, self.context.calendar) <= self.context.calendar.day(touch.at)
                return is_due or bool(understood.message.attachments)
        return follow_up.kind in _MAY_SETTLE

    def _is_ahead(self, tx: Transaction, follow_up: FollowUp, at: datetime) -> bool:
        if follow_up.meeting_id is None:
            return False
        starts = tx.get(Meeting, follow_up.meeting_id).starts
        return starts is not None and starts > at

    def _suggest_decision(
        self, tx: Transaction, touch: Touch, outcome: Outcome, understood: Understanding
    ) -> list[FollowUp]:
        """Puts it before the user that a letter tells a decision of theirs."""
        proposal = next(one for one, its in OUTCOMES_TOLD.items() if its is outcome)
        sentence = shorten(understood.message.text, SENTENCE)
        line = self._suggestions.suggest(tx, understood.placed.interview_id, proposal, touch=touch, sentence=sentence)
        return [line] if line is not None else []

    def _ask(
        self, tx: Transaction, touch: Touch, follow_up: FollowUp | None, understood: Understanding
    ) -> list[FollowUp]:
        if follow_up is None or touch.interview_id is None:
            return []
        sentence = shorten(understood.message.text, SENTENCE)
        line = self._suggestions.suggest(
            tx, touch.interview_id, Proposal.SETTLES, touch=touch, sentence=sentence, settles_id=follow_up.id
        )
        return [line] if line is not None else []

    # What came in.

    def _suggest(self, tx: Transaction, touch: Touch, understood: Understanding) -> list[FollowUp]:
        said = understood.proposed
        if said is None or touch.interview_id is None:
            return []
        before = None
        if understood.takes_over:
            before = one_named_in(tx, touch.interview_id, said.sentence, besides=touch.person_id)
            if before is None and touch.person_id is not None:
                return []
        line = self._suggestions.suggest(
            tx,
            touch.interview_id,
            said.proposal,
            person_id=before,
            touch=touch,
            sentence=said.sentence,
            day=said.day,
            clock=said.clock and said.clock.replace(tzinfo=understood.message.envelope.at.tzinfo),
            successor=understood.successor,
        )
        return [line] if line is not None else []

    def _returned(self, tx: Transaction, understood: Understanding) -> Logged | None:
        """A letter did not arrive: that is put before the user, once for each letter and reader. Of a reader who is not
        known it is said.
        """
        placed = understood.placed
        if not placed.people:
            company = tx.get(Interview, placed.interview_id).company
            whom = ", ".join(understood.message.undelivered)
            if not whom:
                words = f"{company}: your letter did not arrive, and the report does not say who it was to"
            else:
                words = f"{whom} · {company}: your letter did not arrive, and nobody with that address is known"
            return Logged(placed.interview_id, words)
        found = [
            (person_id, line) for person_id in placed.people if (line := self._undelivered(tx, person_id, understood))
        ]
        if not found:
            return None
        said = self.replan_all(tx, (line.interview_id for _, line in found))
        names = ", ".join(tx.get(Person, person_id).name for person_id, _ in found)
        company = tx.get(Interview, found[0][1].interview_id).company
        words = f"{names} · {company}: your letter did not arrive"
        return Logged(found[0][1].interview_id, words, news=said, suggested=tuple(line for _, line in found))

    def _undelivered(self, tx: Transaction, person_id: int, understood: Understanding) -> FollowUp | None:
        """The line that says so of the letter to a person; None where no such letter is known, or it was said."""
        at = understood.message.envelope.at
        sent = [
            t
            for t in find(tx.reader, Touch, person_id=person_id)
            if t.direction is Direction.OUT and t.channel is Channel.EMAIL and t.at <= at and not t.bounced
        ]
        ids = set(understood.message.undelivered_ids)
        letters = [t for t in sent if not ids.isdisjoint((t.message_id, *t.thread.split()))] if ids else sent
        letter = max(letters, key=lambda t: (t.message_id in ids, t.at, t.id), default=None)
        if letter is None or letter.interview_id is None:
            return None
        return self._suggestions.suggest(
            tx, letter.interview_id, Proposal.BOUNCE, touch=letter, settles_id=letter.follow_up_id, person_id=person_id
        )

    def _words(self, tx: Transaction, understood: Understanding) -> tuple[str, str]:
        """`Dana Ruiz · Harbor Analytics: email of Wed 18 Nov`, and until when they are away."""
        placed, automatic = understood.placed, understood.automatic
        names = [tx.get(Person, number).name for number in placed.people]
        if unknown := _unknown_sender(understood):
            names.append(unknown)
        company = tx.get(Interview, placed.interview_id).company
        sent = placed.direction is Direction.OUT
        what = "automatic reply" if automatic is not None else "your email" if sent else "email"
        day = short_day(self.context.calendar.day(understood.message.envelope.at))
        until = automatic.until if automatic is not None else None
        away = f", away until {short_day(until)}" if until is not None else ""
        return f"{' · '.join(filter(None, (', '.join(names), company)))}: {what} of {day}", away


def _unknown_sender(understood: Understanding) -> str:
    """Who wrote an email that nobody of the store wrote; '' of others."""
    if understood.placed.people or understood.placed.direction is Direction.OUT:
        return ""
    sender = understood.message.envelope.sender
    return f"{sender.name} <{sender.email}>" if sender.name else sender.email


def _in_common(promise: FollowUp, understood: Understanding) -> bool:
    """Whether a letter has telling words of a promise, in its text or in the names of its files."""
    message = understood.message
    said = telling_words(f"{message.envelope.subject} {message.text} {' '.join(message.attachments)}")
    return len(telling_words(promise.text) & said) >= _WORDS_IN_COMMON
