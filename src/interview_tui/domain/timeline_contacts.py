"""The contacts of a timeline: a letter, its touch, the follow-up that it settled, the promise that it kept and the
files that went with it are one entry.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import time
from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass
from interview_tui.domain import records
from interview_tui.domain.commitments import Standing, standing
from interview_tui.domain.enums import (
    OUTSIDERS,
    Channel,
    CommitmentState,
    Direction,
    LetterState,
    Owner,
    Settled,
)
from interview_tui.domain.follow_up_kinds import KINDS, Kind, Weight, letter_of, recommendation_writer
from interview_tui.domain.letter_kinds import LETTERS, LetterKind
from interview_tui.domain.text import clean_line, shorten
from interview_tui.domain.timeline_facts import EntryKind

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator
    from datetime import date, datetime

    from interview_tui.domain.timeline_facts import EntryMaker, TimelineEntry

NOTE_AT_MOST = 300
"""Characters of a note beside an entry."""
_WAYS = {
    # To whom, from whom, to nobody known, from nobody known; and what each is called without a name.
    Channel.EMAIL: ("Email to", "Email from", "Email sent", "Email received"),
    Channel.PHONE: ("Call to", "Call from", "Phone call made", "Phone call received"),
    Channel.MESSAGE: ("Message to", "Message from", "Message sent", "Message received"),
    Channel.POST: ("Letter by post to", "Letter by post from", "Letter sent by post", "Letter received by post"),
    Channel.IN_PERSON: ("Talk with", "Talk with", "Talk in person", "Talk in person"),
}
_BY = {
    Channel.EMAIL: "by email",
    Channel.PHONE: "by phone",
    Channel.MESSAGE: "by message",
    Channel.POST: "by post",
    Channel.IN_PERSON: "in person",
}
_NOON = time(12)


@dataclass(frozen=True, slots=True)
class _Contact:
    """The touches that are one contact: an email to several people leaves one for each."""

    touches: tuple[records.Touch, ...]
    letter: records.Letter | None
    follow_ups: tuple[records.FollowUp, ...]
    commitments: tuple[records.Commitment, ...]

    @property
    def recommendation_writers(self) -> tuple[int, ...]:
        """Whose letters of recommendation it forwarded."""
        return tuple(filter(None, (recommendation_writer(f.origin) for f in self.follow_ups)))

    @property
    def touch(self) -> records.Touch:
        return self.touches[0]


class TimelineContacts:
    """The contacts among the facts, and which follow-ups and commitments they tell of."""

    def __init__(self, make: EntryMaker) -> None:
        self._make, self._facts, self._calendar = make, make.facts, make.calendar
        facts = make.facts
        self._letters = {x.id: x for x in facts.letters if x.state is LetterState.SENT and x.sent is not None}
        self._done = {f.id: f for f in facts.follow_ups if f.state is Settled.DONE and f.kind is not Kind.SUGGESTION}
        self._files: defaultdict[int, list[str]] = defaultdict(list)
        for sending in facts.sendings:
            if sending.letter_id in self._letters:
                self._files[sending.letter_id or 0].append(self.file(sending))
        self._kept = {c.id: c for c in facts.commitments if c.state is CommitmentState.KEPT}
        self._words_of_theirs: defaultdict[Hashable, list[int]] = defaultdict(list)
        for commitment in self._kept.values():
            interview = facts.interview_of_meeting(commitment.meeting_id)
            if commitment.owner is Owner.THEM and interview is not None:
                self._words_of_theirs[interview.id, commitment.settled].append(commitment.id)
        self.told_follow_ups: set[int] = set()
        self.told_commitments: set[int] = set()
        self.told_recommendations: set[Hashable] = set()
        """By interview and writer."""
        self._contacts = [self._contact(group) for group in self._groups()]

    def entries(self) -> Iterator[TimelineEntry]:
        """One for each contact."""
        for contact in self._contacts:
            yield self._entry(contact)

    def is_told(self, sending: records.Sending) -> bool:
        """Whether a file went with a letter that is told."""
        return sending.letter_id in self._letters

    def file(self, sending: records.Sending) -> str:
        """What a file that was sent is called."""
        document = self._facts.documents.get(sending.document_id)
        return "a file" if document is None else document.called

    def wrote(self, interview_id: int, person_id: int, day: date) -> bool:
        """Whether the user wrote to or called somebody about an interview on a day."""
        return (interview_id, person_id, day) in self._out

    def came(self, interview_id: int, person_id: int, at: datetime) -> bool:
        """Whether somebody wrote or called about an interview at an instant."""
        return (interview_id, person_id, at) in self._in

    def _groups(self) -> list[tuple[records.Touch, ...]]:
        """The touches that are one contact each; a letter that left none is one, too."""
        groups: dict[Hashable, list[records.Touch]] = {}
        for touch in self._facts.touches:
            same = (touch.interview_id, touch.direction, touch.automatic, touch.bounced, touch.message_id)
            groups.setdefault(same if touch.message_id else touch.id, []).append(touch)
        logged = {touch.letter_id for touch in self._facts.touches}
        alone = [(_as_touch(letter),) for letter in self._letters.values() if letter.id not in logged]
        found = [*map(tuple, groups.values()), *alone]
        self._out = {
            (t.interview_id, t.person_id, self._calendar.day(t.at))
            for group in found
            for t in group
            if t.direction is Direction.OUT
        }
        self._in = {
            (t.interview_id, t.person_id, t.at) for group in found for t in group if t.direction is Direction.IN
        }
        linked = {t.follow_up_id for group in found for t in group}
        linked |= {letter.follow_up_id for letter in self._letters.values()}
        self._loose: defaultdict[Hashable, list[records.FollowUp]] = defaultdict(list)
        for f in self._done.values():
            if f.id not in linked and f.settled is not None and KINDS[f.kind].weight is not Weight.NONE:
                self._loose[f.interview_id, f.person_id, self._calendar.day(f.settled)].append(f)
        return found

    def _contact(self, touches: tuple[records.Touch, ...]) -> _Contact:
        first = touches[0]
        letter = next((self._letters[t.letter_id] for t in touches if t.letter_id in self._letters), None)
        ids = {t.follow_up_id for t in touches} | ({letter.follow_up_id} if letter is not None else set())
        follow_ups = [self._done[number] for number in sorted(filter(None, ids)) if number in self._done]
        if not follow_ups and first.direction is Direction.OUT and not first.bounced:
            # Done without a link to what was sent on that day to the same person: the plan saw it in the log.
            follow_ups = self._loose.pop((first.interview_id, first.person_id, self._calendar.day(first.at)), [])
        self.told_follow_ups |= {f.id for f in follow_ups}
        kept = {f.commitment_id for f in follow_ups if f.kind is Kind.PROMISE} | {t.commitment_id for t in touches}
        if first.direction is Direction.IN and not first.automatic:
            kept |= set(self._words_of_theirs.get((first.interview_id, first.at), ()))
        commitments = [self._kept[number] for number in sorted(filter(None, kept)) if number in self._kept]
        self.told_commitments |= {c.id for c in commitments}
        contact = _Contact(touches, letter, tuple(follow_ups), tuple(commitments))
        self.told_recommendations |= {(first.interview_id, writer) for writer in contact.recommendation_writers}
        return contact

    def _entry(self, contact: _Contact) -> TimelineEntry:
        touch = contact.touch
        people = tuple(dict.fromkeys(t.person_id for t in contact.touches if t.person_id is not None))
        return self._make.entry(
            self._facts.interviews.get(touch.interview_id or 0),
            EntryKind.LETTER if contact.letter is not None else EntryKind.CONTACT,
            self._words(contact, people),
            records.ref(touch) if touch.id else records.ref(contact.letter or touch),
            at=touch.at,
            has_clock=self._calendar.local(touch.at).time() != _NOON,
            note=shorten(touch.note or touch.subject, NOTE_AT_MOST),
            people=people,
            side=_side(touch),
            on_time=self._on_time(contact),
            proof=self._proof(contact),
        )

    def _on_time(self, contact: _Contact) -> bool | None:
        if contact.touch.bounced:
            return None
        said = [f.on_time for f in contact.follow_ups if f.on_time is not None]
        theirs = [standing(c, today=self._make.today, calendar=self._calendar) for c in contact.commitments]
        said += [stands is Standing.ON_TIME for stands in theirs if not contact.follow_ups]
        return all(said) if said else None

    def _words(self, contact: _Contact, people: tuple[int, ...]) -> str:
        touch = contact.touch
        whom = ", ".join(self._facts.names(people))
        parts = [self._what(contact, whom)]
        if touch.automatic and touch.until is not None:
            parts.append(f"away until {self._make.date_text(touch.until)}")
        if touch.bounced:
            parts.append("it did not arrive")
        if touch.reply_by is not None:
            parts.append(f"answer by {self._make.date_text(touch.reply_by)}")
        files = self._files.get(contact.letter.id, []) if contact.letter is not None else []
        if files:
            parts.append(f"with {', '.join(files)}")
        kept = "; ".join(clean_line(c.text) for c in contact.commitments)
        return ", ".join(parts) + (f": {kept}" if kept else "")

    def _what(self, contact: _Contact, whom: str) -> str:
        touch = contact.touch
        to, origin, sent, received = _WAYS[touch.channel]
        if touch.automatic:
            return f"Automatic reply from {whom}" if whom else "Automatic reply"
        if touch.direction is Direction.IN:
            return f"{origin} {whom}" if whom else received
        title = _title(contact)
        if title:
            title += "".join(f" by {name}" for name in self._facts.names(contact.recommendation_writers))
            return f"{title} to {whom} {_BY[touch.channel]}" if whom else f"{title} {_BY[touch.channel]}"
        own = next((f.text for f in contact.follow_ups if f.kind is not Kind.PROMISE), "")
        beside = f" ({clean_line(own)})" if own else ""
        return f"{f'{to} {whom}' if whom else sent}{beside}"

    def _proof(self, contact: _Contact) -> str:
        touch = contact.touch
        if touch.automatic or touch.bounced:
            return ""
        words = _WAYS[touch.channel][3 if touch.direction is Direction.IN else 2]
        part = self._facts.part(touch.interview_id, touch.person_id)
        if part not in OUTSIDERS:
            return words
        return f"{words} ({'from' if touch.direction is Direction.IN else 'to'} a {part})"


def _title(contact: _Contact) -> str:
    """What a letter is called, or the letter that its follow-up asks for; '' where that says less than the channel."""
    kind = contact.letter.kind if contact.letter is not None else None
    if kind is None:
        kind = next(filter(None, (letter_of(f.kind, f.origin) for f in contact.follow_ups)), None)
        if kind is LetterKind.AS_PROMISED:
            return ""
    return "" if kind is None else LETTERS[kind].title[:1].upper() + LETTERS[kind].title[1:]


def _side(touch: records.Touch) -> Owner | None:
    if touch.channel is Channel.IN_PERSON:
        return None
    return Owner.THEM if touch.direction is Direction.IN else Owner.ME


def _as_touch(letter: records.Letter) -> records.Touch:
    """The contact that a letter is, where the log has none of it."""
    if letter.sent is None:
        raise ValueError(f"letter {letter.id} was not sent")
    return records.Touch(
        interview_id=letter.interview_id,
        person_id=letter.person_id,
        at=letter.sent,
        direction=Direction.OUT,
        channel=letter.channel,
        subject=letter.subject,
        follow_up_id=letter.follow_up_id,
        letter_id=letter.id,
    )
