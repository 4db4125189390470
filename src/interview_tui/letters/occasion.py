"""For whom and by what a letter is drafted, and what of the records it may say, fitted to its language."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass, replace
from interview_tui.domain.citations import agreed_with, carried_rows, voiced_by
from interview_tui.domain.dates import Calendar, zone_named
from interview_tui.domain.enums import Channel, LetterState, MeetingState, Owner
from interview_tui.domain.interviewer_questions import is_shipped_question
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.text import clean_line
from interview_tui.lazy_patterns import lazy_pattern
from interview_tui.letters import day_words as days
from interview_tui.letters.addresses import called_by
from interview_tui.letters.fitting import fit_commitment, fit_need, fit_quote, fit_role, fit_story
from interview_tui.letters.fragments import LetterContext, cleaned, spaced, with_stop

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from interview_tui.domain.case import Case
    from interview_tui.domain.chart import ChartRow
    from interview_tui.domain.citations import Citations
    from interview_tui.domain.records import Commitment, Document, Letter, Meeting, Person
    from interview_tui.letters.fitting import FittedCommitment, FittedNeed, FittedQuote, FittedRole, FittedStory

_PHONE = lazy_pattern(r"(?<![\w.])\+?\(?\d[\d ()/.–-]{5,}\d")


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """For whom and by what a letter is drafted."""

    case: Case
    letter: Letter
    """Its kind, reader, language and tone, and what was chosen for it."""
    cites: Citations
    rows: Sequence[ChartRow]
    """The chart, whose samples can all be sent."""
    calendar: Calendar
    now: datetime
    me: str
    """What to sign with: a name, or some lines; '' for none."""
    check_in_cap: int = 3
    promise: Commitment | None = None
    """The promise that the letter keeps."""
    documents: Sequence[Document] = ()
    """The files that belong to that promise."""
    other_answer_by: date | None = None
    """By when another employer wants my answer to their offer."""
    accepted_elsewhere: bool = False
    """Whether I have accepted another employer's offer."""
    earlier: Sequence[Letter] = ()
    """What was sent to this reader in other interviews."""

    @cached_property
    def today(self) -> date:
        """The user's day."""
        return self.calendar.day(self.now)

    @cached_property
    def reader(self) -> Person | None:
        return reader_of(self.case, self.letter)

    @cached_property
    def context(self) -> LetterContext:
        """What fitting a fragment needs to know."""
        return context_of(self.case, self.letter)

    @cached_property
    def phone(self) -> str:
        """The phone number of the signature."""
        found = _PHONE.search(self.me)
        return found[0] if found else ""

    @cached_property
    def carried(self) -> tuple[ChartRow, ...]:
        """The rows of the chart that the letter carries."""
        letter = self.letter
        if letter.kind is LetterKind.THANK_YOU and letter.variant != "chart":
            return ()
        return carried_rows(self.case, letter, self.rows)

    @cached_property
    def alone(self) -> ChartRow | None:
        """The only row of the chart, where need and story stand in two sentences in its place. A need that the reader
        did not voice stands in the block alone: no sentence says that it is theirs.
        """
        if len(self.carried) != 1 or self.letter.kind is LetterKind.PROPOSAL:
            return None
        voiced = {n.id for n in self.case.needs if voiced_by(self.case, n, self.letter.person_id)}
        return self.carried[0] if self.carried[0].need_id in voiced else None

    @cached_property
    def promised(self) -> Commitment | None:
        """A promise of mine that the letter speaks of."""
        if self.letter.kind in (LetterKind.AS_PROMISED, LetterKind.REJECTION_THANKS):
            return self.promise
        return agreed_with(self.case, self.letter.person_id, Owner.ME, today=self.today, late=False)

    @cached_property
    def awaited(self) -> Commitment | None:
        """A commitment of theirs that the letter speaks of: in a check-in the one that has passed."""
        late = self.letter.kind is LetterKind.CHECK_IN
        return agreed_with(self.case, self.letter.person_id, Owner.THEM, today=self.today, late=late)

    @cached_property
    def first(self) -> str:
        """What one calls the reader in a sentence: Dana, Frau Dr. Keller."""
        reader = self.reader
        return called_by(reader.address, clean_line(reader.name)) if reader else ""

    @cached_property
    def day(self) -> date | None:
        """The day of the conversation that the letter is about."""
        return self.day_of(self.case.meeting) if self.case.meeting_start else None

    @cached_property
    def on(self) -> str:
        """The day of the conversation in a sentence, with its blank: ` on Tuesday`."""
        return days.on(self.day, self.today, self.letter.language, by_name=self._is_another_day)

    @cached_property
    def of_day(self) -> str:
        """The same in the second form of French: ` de mardi`."""
        return days.of_day(self.day, self.today, self.letter.language, by_name=self._is_another_day)

    @property
    def _is_another_day(self) -> bool:
        """Whether the conversation was on another day where I was than in the zone in which it was agreed."""
        begins = self.case.meeting_start
        return begins is not None and self.calendar.day(begins) != self.day

    @cached_property
    def spoke(self) -> date | None:
        """The day on which we last spoke: met, or were on the phone."""
        spoken = (t for t in self.case.contacts() if t.channel in (Channel.PHONE, Channel.IN_PERSON))
        called = (self.calendar.day(touch.at) for touch in spoken if touch.at <= self.now)
        return max(filter(None, (self.day, *called)), default=None)

    def day_of(self, meeting: Meeting | None) -> date | None:
        """The day of a meeting as those who were there know it: in the zone in which it was agreed."""
        if meeting is None or meeting.starts is None:
            return None
        return Calendar(zone_named(meeting.zone) or self.calendar.zone).day(meeting.starts)

    @cached_property
    def next_day(self) -> date | None:
        """The day of the next meeting that is booked."""
        booked = (m for m in self.case.meetings if m.state is MeetingState.PLANNED)
        ahead = [(m.starts, m.id, m) for m in booked if m.starts is not None and m.starts > self.now]
        return self.day_of(min(ahead)[2]) if ahead else None

    @cached_property
    def met(self) -> bool:
        """Whether I have met the reader: in a meeting of this round that has begun, or in one without a time that has
        notes; or in a round before, as their thank-you or a need of theirs tells.
        """
        case, reader = self.case, self.letter.person_id
        begun = {m.id for m in case.meetings if m.starts is not None and m.starts <= self.now}
        there = (a for a in case.invited if a.person_id == reader and a.present is not False)
        here = reader in case.met and any(a.meeting_id in begun or a.present for a in there)
        present = {m.id for m in case.meetings}
        thanked = (x for x in case.letters if x.kind is LetterKind.THANK_YOU and x.state is LetterState.SENT)
        return (
            here
            or any(x.person_id == reader and x.round_id != case.round.id for x in thanked)
            or any(n.person_id == reader and n.meeting_id not in present for n in case.needs)
        )

    @cached_property
    def place(self) -> int:
        """The reader's place in the panel, from 0."""
        return sorted(self.case.met).index(self.letter.person_id) if self.letter.person_id in self.case.met else 0

    @cached_property
    def role(self) -> FittedRole:
        return fit_role(self.case.interview.role, self.letter.language)

    @cached_property
    def quote(self) -> FittedQuote:
        return fit_quote(self.cites.quote.text if self.cites.quote else "", self.context)

    @cached_property
    def asked(self) -> FittedQuote:
        """The question they put, in quotation marks. What is no question by its mark (“Tell me about …”) is not
        repeated, nor is one of the shipped bank, which is English, in another language: each counts as a phrase.
        """
        text = clean_line(self.cites.asked.text) if self.cites.asked else ""
        foreign = not self.letter.language.startswith("en") and is_shipped_question(text)
        return replace(fit_quote(text, self.context), phrase=foreign or not text.endswith("?"))

    @cached_property
    def addition(self) -> str:
        """What you would answer now, in your own words, with the mark at its end."""
        asked = self.cites.asked
        return with_stop(spaced(cleaned(asked.better), self.letter.language)) if asked else ""

    @cached_property
    def need(self) -> FittedNeed:
        """The need that is cited; where the chart has one row, that of the row."""
        alone = self.alone.need if self.alone else ""
        return fit_need(self.cites.need.text if self.cites.need else alone, self.context)

    @cached_property
    def story(self) -> FittedStory:
        """What I did about that need."""
        match, need, alone = self.cites.match, self.cites.need, self.alone
        if match is not None:
            story = self.case.stories[match.story_id]
            told = match.synopsis or story.action or story.result or story.title
            result = story.result if match.synopsis or story.action else ""
        else:
            row = alone if alone and (need is None or need.id == alone.need_id) else None
            told, result = (told_of(row), result_of(row)) if row else ("", "")
        return fit_story(told, self.context, result=result)

    def fitted(self, commitment: Commitment) -> FittedCommitment:
        """A commitment of either side, as it stands in a sentence to this reader."""
        return fit_commitment(
            commitment.text, self.context, owner=commitment.owner, to_reader=commitment.owner is Owner.ME
        )


def reader_of(case: Case, letter: Letter) -> Person | None:
    """Who a letter goes to."""
    return case.people.get(letter.person_id) if letter.person_id is not None else None


def context_of(case: Case, letter: Letter) -> LetterContext:
    """What fitting a fragment to a letter needs to know."""
    reader = reader_of(case, letter)
    return LetterContext(
        language=letter.language,
        reader=clean_line(reader.name) if reader else "",
        people=tuple(person.name for person in case.people.values()),
        companies=(case.interview.company,),
        familiar=reader.familiar if reader else False,
    )


def told_of(row: ChartRow) -> str:
    """What a row of the chart says of my story: how it answers the need, else what I did, else what came of it."""
    return row.synopsis or row.action or row.result or row.story


def result_of(row: ChartRow) -> str:
    """What came of it, where `told_of` is what I did; '' where that is said already."""
    return row.result if row.action and not row.synopsis else ""
