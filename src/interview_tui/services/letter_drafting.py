"""Drafting: a letter's text made from the records, by its template and the sentences of its language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.data_classes import replace
from interview_tui.domain.chart import chart_rows
from interview_tui.domain.citations import documents_for, kept, new_citations
from interview_tui.domain.enums import LetterState, Outcome, tone_for
from interview_tui.domain.letter_kinds import LETTERS
from interview_tui.domain.letters import promise_kept
from interview_tui.domain.records import Letter
from interview_tui.letters.drafting import draft
from interview_tui.letters.letter_sentences import letter_sentences
from interview_tui.letters.occasion import Occasion
from interview_tui.letters.samples import gone_samples, sample_files
from interview_tui.letters.sentences import load_bank
from interview_tui.services.base import Service
from interview_tui.store.case import load_case
from interview_tui.store.facts import load_facts
from interview_tui.store.records import find

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from interview_tui.domain.case import Case
    from interview_tui.domain.citations import Citations
    from interview_tui.domain.enums import Language, Tone
    from interview_tui.domain.facts import Elsewhere
    from interview_tui.domain.records import Person
    from interview_tui.letters.sentences import RowName
    from interview_tui.services.base import Context
    from interview_tui.store.records import Reader


class LetterDrafting(Service):
    """The text of letters. It changes nothing."""

    def __init__(self, context: Context, templates: Path) -> None:
        super().__init__(context)
        self._templates = templates
        self._problem = ""

    def take_problem(self) -> str:
        """What is wrong with the user's own template or sentences, each time that they were passed over for the shipped
        ones; '' for nothing.
        """
        problem, self._problem = self._problem, ""
        return problem

    def manner(self, case: Case, person: Person | None) -> tuple[Language, Tone]:
        """The language and the tone of a letter: the person's, else the interview's, else the user's own."""
        interview = case.interview
        language = (person.language if person else None) or interview.language or self.context.language
        tone = (person.tone if person else None) or interview.tone or self.context.tone or tone_for(language)
        return language, tone

    def compose(
        self,
        reader: Reader,
        case: Case,
        letter: Letter,
        *,
        cites: Citations | None = None,
        after: frozenset[RowName] = frozenset(),
    ) -> Letter:
        """The letter with its text as it would be drafted now, citing what it was drafted with; a new one cites what
        nobody has had yet. At the rows of `after` the next sentences of the bank are taken.
        """
        if cites is None:
            cites = kept(case, letter) if letter.drafted else new_citations(case, letter.kind, letter.person_id)
        occasion = self.occasion(reader, case, letter, cites)
        bank = load_bank(letter.language, self._templates)
        made = draft(occasion, bank, self._templates, self.context.language, after=after)
        self._problem = "; ".join(filter(None, (bank.problem, made.problem))) or self._problem
        return replace(
            cites.kept_by(letter),
            subject=made.subject,
            body=made.body,
            sentences=made.sentences,
            drafted=f"{made.subject}\n\n{made.body}",
        )

    def sentences(self, reader: Reader, case: Case, letter: Letter) -> Mapping[str, tuple[frozenset[RowName], str]]:
        """The sentences of the bank for a letter that was drafted, by the names that templates have for them."""
        occasion = self.occasion(reader, case, letter, kept(case, letter))
        return letter_sentences(occasion, load_bank(letter.language, self._templates))

    def occasion(self, reader: Reader, case: Case, letter: Letter, cites: Citations) -> Occasion:
        """All that the text of a letter depends on."""
        rows = chart_rows(case)
        gone = gone_samples(sample_files(rows))
        promise = promise_kept(case, letter)
        elsewhere = self._elsewhere(reader, case.interview.id) if LETTERS[letter.kind].elsewhere else ()
        return Occasion(
            case=case,
            letter=letter,
            cites=cites,
            rows=[replace(row, sample="") if row.sample in gone else row for row in rows],
            calendar=self.context.calendar,
            now=self.context.clock(),
            me=self.context.signature,
            check_in_cap=self.context.cadences.of(case.interview.plan).check_in_cap,
            promise=promise,
            documents=documents_for(case, promise) if promise else (),
            earlier=self._sent_elsewhere(reader, letter),
            other_answer_by=min(self._answers_wanted(reader, elsewhere), default=None),
            accepted_elsewhere=any(other.outcome is Outcome.ACCEPTED for other in elsewhere),
        )

    def holds_another_offer(self, reader: Reader, interview_id: int) -> bool:
        """Whether another employer's offer is open."""
        return any(other.outcome is Outcome.OFFER for other in self._elsewhere(reader, interview_id))

    def _sent_elsewhere(self, reader: Reader, letter: Letter) -> tuple[Letter, ...]:
        """What was sent to the reader of a letter in other interviews."""
        if letter.person_id is None:
            return ()
        sent = find(reader, Letter, person_id=letter.person_id, state=LetterState.SENT)
        return tuple(other for other in sent if other.interview_id != letter.interview_id)

    def _elsewhere(self, reader: Reader, interview_id: int) -> tuple[Elsewhere, ...]:
        """The other interviews with an offer, open or accepted."""
        return load_facts(reader, interview_id).elsewhere

    def _answers_wanted(self, reader: Reader, elsewhere: Sequence[Elsewhere]) -> Iterator[date]:
        """By when other employers want my answer to their offers, as far as they have said, from today on."""
        for other in elsewhere:
            offer = load_case(reader, other.interview_id, self.context.clock()).offer
            wanted = offer.answer_by if offer and other.outcome is Outcome.OFFER else None
            if wanted is not None and wanted >= self.context.today():
                yield wanted
