"""Writes the book of samples into docs/letters/: every kind of letter, in each language and tone. `make docs`.

One invented job search is played through the services in each language, from the first thank-you to the acceptance more
than a year later; each letter is drafted by the program on its day, given what only its writer knows, and sent.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

from interview_tui.app_context import AppContext
from interview_tui.demo.panel import Panel, panel_words
from interview_tui.demo.stage import Clock, in_own_words
from interview_tui.domain.enums import (
    Channel,
    Direction,
    Language,
    LetterState,
    Outcome,
    Owner,
    Ref,
    Tone,
    Voice,
    tone_for,
)
from interview_tui.domain.letter_gaps import first_gap
from interview_tui.domain.letter_kinds import LETTERS, LetterKind
from interview_tui.domain.records import Commitment, Document, Involvement, Letter, Match, Person, Story
from interview_tui.services.follow_ups import Contacted
from interview_tui.services.letter_drafting import LetterDrafting
from interview_tui.settings import Sender, load
from interview_tui.store.database import Store
from interview_tui.store.records import find, get

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_tui.demo.panel import PanelWords
    from interview_tui.domain.case import Case
    from interview_tui.store.connection import StoreConnection
    from interview_tui.store.records import Reader
    from interview_tui.store.transaction import Transaction

BOOK = Path(__file__).parents[1] / "docs" / "letters"
FIRST_MET = date(2026, 3, 10)
"""A Tuesday, and no holiday near it in any of the countries."""
MET_AGAIN = date(2027, 6, 8)
LANGUAGES = {
    Language.EN_US: "American English",
    Language.EN_GB: "British English",
    Language.DE: "German",
    Language.FR: "French",
}


class WholeStore(Store):
    """A store in which all that happens is one transaction, read as far as it has come."""

    tx: Transaction | None = None

    @property
    def reader(self) -> StoreConnection:
        return super().reader if self.tx is None else cast("StoreConnection", self.tx.reader)

    @contextmanager
    def transaction(self, now: datetime) -> Iterator[Transaction]:
        if self.tx is not None:
            self.tx.now = now
            yield self.tx
            return
        with super().transaction(now) as self.tx:
            yield self.tx
        self.tx = None


class TonedDrafting(LetterDrafting):
    """Drafts in each tone as if all letters before had been sent in it. What happens is the same in all of them."""

    def __init__(self, program: AppContext, said: PanelWords) -> None:
        super().__init__(program, program.settings.paths.templates)
        self.before: dict[Tone, list[Letter]] = {tone: [] for tone in Tone}
        """What was sent in each."""
        self._formal = {who.name: who.formal for who in (*said.people, said.connection, said.reference) if who.formal}

    def compose(self, reader: Reader, case: Case, letter: Letter, **chosen: Any) -> Letter:
        people = case.people
        if letter.tone is Tone.FORMAL:
            people = {i: replace(who, address=self._formal.get(who.name, who.address)) for i, who in people.items()}
        in_tone = replace(case, letters=tuple(self.before[letter.tone]), people=people)
        return super().compose(reader, in_tone, letter, **chosen)


@dataclass(slots=True)
class Chapters:
    """The letters of one language, as they are written: a chapter for each tone."""

    program: AppContext
    panel: Panel
    clock: Clock
    folder: Path
    drafting: TonedDrafting
    letters: dict[Tone, list[str]] = field(default_factory=lambda: {tone: [] for tone in Tone})
    above: dict[Tone, tuple[int, date]] = field(default_factory=dict)
    """To whom and on which day the last letter of each was written."""
    voices: list[int] = field(default_factory=list)
    """The ids of those who speak for me."""

    # When it is.

    def day(self, day: date, at: str = "09:10") -> None:
        """It is that day, by the writer's clock."""
        self.clock.now = self.at(day, at)

    def at(self, day: date, at: str) -> datetime:
        return datetime.combine(day, time.fromisoformat(at), ZoneInfo(self.said.zone))

    @property
    def said(self) -> PanelWords:
        return self.panel.said

    # What is written.

    def draft(self, kind: LetterKind, to: int, *, news: str = "", variant: str = "") -> list[Letter]:
        """A letter as it is drafted now in each tone, with what only its writer knows."""
        return [self._draft(kind, to, tone, news, variant) for tone in Tone]

    def _draft(self, kind: LetterKind, to: int, tone: Tone, news: str, variant: str) -> Letter:
        letters = self.program.letters
        letter = letters.draft(Ref("i", self.panel.interview_id), kind, to=to, tone=tone)
        if news or variant:
            letter = letters.redrafted(replace(letter, brings=news or None), variant=variant).letter
        own = self.said.own_words.get(kind, ()) if first_gap(letter.body) else ()
        letter = replace(letter, body=in_own_words(letter.body, own))
        reader, day = get(self.program.store.reader, Person, to), self.program.calendar.local(self.clock.now)
        head = f"{LETTERS[kind].title} to {reader.name}, {reader.title}"
        when = f"{day:%A} {day.day} {day:%B %Y}"
        if self.above.get(tone) == (to, day.date()):
            when += " · or, in place of the letter above:"
        self.above[tone] = (to, day.date())
        mine = [f"(the writer's own words: {' · '.join(own)})"] if own else []
        text = self.program.outbox.text(letter).rstrip("\n")
        self.letters[tone].append("\n".join([f"=== {head} · {when} ===", *mine, "", text]))
        return letter

    def send(self, kind: LetterKind, to: int, *, news: str = "") -> None:
        """The same, and it goes out: in the usual tone as the store has it."""
        for letter in self.draft(kind, to, news=news):
            before = self.drafting.before[letter.tone]
            before.append(replace(letter, id=len(before) + 1, state=LetterState.SENT, sent=self.clock.now))
            if letter.tone is tone_for(self.said.language):
                self.program.outbox.sent(letter)

    # What happens.

    def voice(self, person_id: int, *heard: Voice) -> None:
        """What came of asking somebody to speak for me."""
        (tie,) = find(self.program.store.reader, Involvement, person_id=person_id)
        for what in heard:
            self.program.people.favour(tie.id, what)

    def sends_list(self, person_id: int) -> None:
        """They keep what they said first."""
        theirs = next(c for c in find(self.program.store.reader, Commitment) if c.owner is Owner.THEM)
        contact = Contacted(
            direction=Direction.IN, channel=Channel.EMAIL, person_id=person_id, answers=Ref("c", theirs.id)
        )
        self.program.follow_ups.touch(Ref("i", self.panel.interview_id), contact)

    def enclose(self) -> None:
        """The first promise is kept with a file."""
        with self.program.transaction() as tx:
            promise = next(c for c in find(tx.reader, Commitment) if c.owner is Owner.ME)
            tx.add(
                Document(
                    interview_id=self.panel.interview_id,
                    commitment_id=promise.id,
                    path=str(self.folder / "promised.pdf"),
                    name=self.said.document,
                    created=tx.now,
                )
            )
            tx.done("The file that keeps the first promise")

    def plan(self) -> None:
        """What comes first is written down beside each need that a proposal answers."""
        with self.program.transaction() as tx:
            titles = {story.id: story.title for story in find(tx.reader, Story)}
            for match in find(tx.reader, Match):
                steps = self.said.first_steps.get(titles[match.story_id], "")
                tx.update(replace(match, first_steps=steps))
            tx.done("What comes first")

    def offer_elsewhere(self, answer_by: date) -> None:
        """Another employer makes an offer."""
        added = self.program.interviews.add(self.said.elsewhere, self.said.role)
        self.program.outcomes.record_offer(added.refs[0].id, terms=self.said.terms, answer_by=answer_by)


def chapters(language: Language) -> dict[Tone, str]:
    """All letters of a language, a text for each tone."""
    with tempfile.TemporaryDirectory() as name:
        made = _opened(Path(name), panel_words(language))
        with made.program.store.transaction(made.clock.now) as tx:
            _play(made)
            tx.give_up()
        made.program.store.close()
    return {
        tone: "\n\n\n".join([f"{LANGUAGES[language]}, {tone}: letters of one invented job search.", *letters]) + "\n"
        for tone, letters in made.letters.items()
    }


def _opened(folder: Path, said: PanelWords) -> Chapters:
    settings = load({"TZ": said.zone}, store=folder / "interviews.db", configuration=BOOK / "config.toml")
    clock = Clock(datetime.combine(FIRST_MET - timedelta(days=6), time(9), ZoneInfo(said.zone)))
    program = AppContext(settings._replace(clock=clock, sender=Sender(signature=said.me)))
    program.store = WholeStore(settings.paths.store, calendar=settings.calendar, backups=settings.paths.backups)
    program.language = said.language
    program.letters.drafting = drafting = TonedDrafting(program, said)
    for name in ("promised.pdf", *(story.sample for story in said.stories if story.sample)):
        (folder / name).write_bytes(b"%PDF-1.4\n")
    return Chapters(program, Panel(program, said, f"{folder}/"), clock, folder, drafting)


def _play(c: Chapters) -> None:
    """The whole search. Its people: who decides, two interviewers, the founder, the recruiter."""
    c.panel.add()
    c.panel.book(c.at(FIRST_MET, "10:00"))
    _first_round(c)
    _after_the_no(c)
    _second_round(c)
    _offer(c)


def _first_round(c: Chapters) -> None:
    decider, baker, *_, recruiter = c.panel.people
    met = FIRST_MET
    c.day(met, "15:00")
    days = {"promised": met + timedelta(days=3), "introduced": met + timedelta(days=6)}
    c.panel.note(c.said.notes, **days, list=met + timedelta(days=7), word=met + timedelta(days=10))
    c.day(met + timedelta(days=1))
    c.draft(LetterKind.THANK_YOU, decider, variant="chart")
    for reader in c.panel.people:
        c.send(LetterKind.THANK_YOU, reader)
    c.enclose()
    c.day(met + timedelta(days=3))
    c.send(LetterKind.AS_PROMISED, decider)
    c.day(met + timedelta(days=6))
    c.send(LetterKind.AS_PROMISED, baker)
    c.send(LetterKind.VALUE_LETTER, decider)
    friend = c.panel.involve(c.said.connection, knows=c.panel.people[3])
    reference = c.panel.involve(c.said.reference)
    c.voices = [friend, reference]
    c.send(LetterKind.GOOD_WORD, friend)
    c.send(LetterKind.RECOMMENDATION, reference)
    c.day(met + timedelta(days=9))
    c.voice(friend, Voice.SPOKE)
    c.voice(reference, Voice.RECEIVED)
    c.send(LetterKind.REFERENCE_THANKS, friend)
    c.send(LetterKind.FORWARD_RECOMMENDATION, decider)
    c.sends_list(decider)
    c.day(met + timedelta(days=14))
    c.draft(LetterKind.CHECK_IN, decider)
    for days_later in (14, 28, 49):
        c.day(met + timedelta(days=days_later))
        c.send(LetterKind.CHECK_IN, recruiter)


def _after_the_no(c: Chapters) -> None:
    decider = c.panel.people[0]
    no = FIRST_MET + timedelta(days=63)
    c.day(no)
    c.program.outcomes.record([c.panel.interview_id], Outcome.REJECTED, in_touch=True)
    c.day(no + timedelta(days=1))
    c.send(LetterKind.REJECTION_THANKS, decider)
    for quarter, news in enumerate(c.said.news, start=1):
        c.day(c.program.calendar.working_on_or_after(no + timedelta(days=92 * quarter)))
        c.send(LetterKind.STAY_IN_TOUCH, decider, news=news)


def _second_round(c: Chapters) -> None:
    decider, _, _, founder, _ = c.panel.people
    c.day(MET_AGAIN - timedelta(days=12))
    c.program.outcomes.record([c.panel.interview_id], Outcome.INVITED)
    both = [c.said.people[0], c.said.people[3]]
    booked = c.panel.book(c.at(MET_AGAIN - timedelta(days=5), "14:00"), both)
    c.day(MET_AGAIN - timedelta(days=8))
    c.draft(LetterKind.WITHDRAWAL, decider)
    c.program.meetings.cancel(booked)
    c.draft(LetterKind.NEW_DATE, decider, variant="mine")
    c.send(LetterKind.NEW_DATE, decider)
    c.panel.book(c.at(MET_AGAIN, "14:00"), both)
    c.day(MET_AGAIN, "17:30")
    c.panel.note(c.said.again, decision=MET_AGAIN + timedelta(days=10))
    c.plan()
    c.day(MET_AGAIN + timedelta(days=1))
    c.send(LetterKind.THANK_YOU, decider)
    c.send(LetterKind.THANK_YOU, founder)
    c.day(MET_AGAIN + timedelta(days=3))
    c.send(LetterKind.PROPOSAL, decider)
    c.day(MET_AGAIN + timedelta(days=6))
    c.offer_elsewhere(MET_AGAIN + timedelta(days=14))
    c.draft(LetterKind.OTHER_OFFER, decider)
    c.draft(LetterKind.OTHER_OFFER, decider, variant="first choice")


def _offer(c: Chapters) -> None:
    decider = c.panel.people[0]
    interview = c.panel.interview_id
    made = MET_AGAIN + timedelta(days=9)
    c.day(made)
    c.program.outcomes.record_offer(interview, terms=c.said.terms)
    c.send(LetterKind.OFFER_THANKS, decider)
    c.day(made + timedelta(days=4))
    start = c.program.calendar.working_on_or_after(made + timedelta(days=38))
    c.program.outcomes.record_offer(interview, start=start, written=True)
    c.draft(LetterKind.OFFER_TIME, decider)
    c.draft(LetterKind.COUNTER, decider)
    c.draft(LetterKind.DECLINE, decider)
    c.day(made + timedelta(days=7))
    c.send(LetterKind.ACCEPTANCE, decider)
    c.day(made + timedelta(days=8))
    for helper in c.voices:
        c.send(LetterKind.REFERENCE_THANKS, helper)


def main() -> None:
    """Writes every file."""
    BOOK.mkdir(exist_ok=True)
    for language in LANGUAGES:
        for tone, text in chapters(language).items():
            path = BOOK / f"{language}-{tone}.txt"
            if not path.exists() or path.read_text("utf-8") != text:
                path.write_text(text, "utf-8")
                print(f"Renewed {path.relative_to(BOOK.parents[1])}")  # noqa: T201


if __name__ == "__main__":
    main()
