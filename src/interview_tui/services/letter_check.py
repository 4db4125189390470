"""What a letter lacks and what is to be looked at again, by the records of the meeting that it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.data_classes import replace
from interview_tui.domain.already_sent import sample_name
from interview_tui.domain.chart import asks_for_chart, chart_rows
from interview_tui.domain.citations import agreed_with, carried_rows, documents_for, kept, ticked_for, voiced_by
from interview_tui.domain.dates import day_words
from interview_tui.domain.enums import ENDED, LetterState, Owner
from interview_tui.domain.letter_gaps import gaps, letter_lacks
from interview_tui.domain.letter_kinds import LETTERS, LetterKind
from interview_tui.domain.letters import decider_of, forwarded_by, outcome_of, promise_kept
from interview_tui.domain.records import Commitment, FollowUp, Person, Round
from interview_tui.letters.letter_draft import Hint, LetterDraft, OfferTerms, OtherLetter, OthersWords
from interview_tui.letters.occasion import reader_of, told_of
from interview_tui.letters.proofreading import proofread
from interview_tui.letters.samples import gone_samples, named_files, promised_files, where_from
from interview_tui.letters.values import terms_of
from interview_tui.services.base import Service
from interview_tui.services.letter_drafting import LetterDrafting
from interview_tui.store.case import load_case
from interview_tui.store.contacts import brought_elsewhere
from interview_tui.store.document_files import FileState, copy_of, file_to_send, is_same_copy, look_at
from interview_tui.store.people import names_elsewhere
from interview_tui.store.records import get

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from interview_tui.domain.case import Case
    from interview_tui.domain.chart import ChartRow
    from interview_tui.domain.records import Document, Letter
    from interview_tui.services.base import Context
    from interview_tui.store.records import Reader
    from interview_tui.store.transaction import Transaction


TO_FILL = frozenset({"[[", "]]"})
"""What encloses a place that only the user can fill."""


class LetterReview(Service):
    """Letters as they are read and judged."""

    def __init__(self, context: Context, templates: Path) -> None:
        super().__init__(context)
        self.drafting = LetterDrafting(context, templates)

    def missing(self, letter: Letter, case: Case | None = None, hints: Iterable[Hint] | None = None) -> tuple[str, ...]:
        """What keeps a letter from being ready, in words; nothing for one that is. `hints` are what `hints` gave."""
        case = case or self.read_case(letter)
        carried = self.attached(letter, case)
        found = (
            *self._unfounded(letter),
            *letter_lacks(case, letter),
            *gone_samples(carried).values(),
            *(hint.text for hint in (self.hints(letter, case) if hints is None else hints) if hint.stop),
        )
        return tuple(dict.fromkeys(found))

    def hints(self, letter: Letter, case: Case | None = None) -> tuple[Hint, ...]:
        """What to look at again in a draft; those that are `stop` keep it from being ready. Nothing for a letter that
        was sent.
        """
        if letter.state is LetterState.SENT:
            return ()
        reader = self.context.store.reader
        case = case or self.case_of(reader, letter)
        found = proofread(to_proofread(self.context, reader, case, letter, attached=bool(self.attached(letter, case))))
        of_text = (hint for hint in found if hint.words not in TO_FILL)  # each place is named by itself
        return (*self._too_early(case, letter), *of_text)

    def _too_early(self, case: Case, letter: Letter) -> Iterator[Hint]:
        """A check-in asks for news of their date once it has passed."""
        if letter.kind is LetterKind.CHECK_IN:
            today = self.context.today()
            awaited = agreed_with(case, letter.person_id, Owner.THEM, today=today, late=True)
            if awaited is not None and awaited.due is not None and awaited.due >= today:
                yield Hint(f"it asks before their date has passed: {day_words(awaited.due, today=today)}", stop=True)

    def attached(self, letter: Letter, case: Case | None = None) -> tuple[str, ...]:
        """The paths of the files that go out with a letter: those of the promise that it keeps, letters of
        recommendation that it forwards, and what its text names of samples and of the documents that belong to no
        promise. For a document whose file is gone its private copy goes, if there is one.
        """
        case = case or self.case_of(self.context.store.reader, letter)
        documents = {d.path: file_to_send(d, self.context.copies) for d in self.enclosed(letter, case)}
        return tuple(dict.fromkeys(documents.get(path, path) for path in _enclosed_paths(case, letter)))

    def enclosed(self, letter: Letter, case: Case) -> tuple[Document, ...]:
        """The documents among what goes out with a letter, or went with it."""
        paths = _enclosed_paths(case, letter)
        return tuple(d for d in case.documents if d.path in paths)

    def chart_of(self, letter: Letter, case: Case | None = None) -> tuple[ChartRow, ...]:
        """The rows of the chart that a letter carries: as the records have them now."""
        case = case or self.read_case(letter)
        occasion = self.drafting.occasion(self.context.store.reader, case, letter, kept(case, letter))
        return occasion.carried

    def about_files(self, letter: Letter, case: Case | None = None) -> tuple[str, ...]:
        """What is to be known of the files that go out with a letter: the whole path of each that lies outside the
        user's home, or that a link leads to; which documents have changed, and of which a copy goes out.
        """
        case = case or self.read_case(letter)
        files = self.attached(letter, case)
        gone = gone_samples(files)
        elsewhere = filter(None, (where_from(file) for file in files if file not in gone))
        return (*elsewhere, *self._changed_files(letter, case))

    def _changed_files(self, letter: Letter, case: Case) -> Iterator[str]:
        context = self.context
        for document in self.enclosed(letter, case) if letter.state is LetterState.DRAFT else ():
            name, state = document.file_name, look_at(document).state
            if state is FileState.CHANGED:
                from interview_tui.services.documents import changed_since_words

                sent = [s for s in case.sendings if s.document_id == document.id]
                names = {p.id: p.name for p in case.people.values()}
                since = changed_since_words(document, sent, names, context.calendar, context.today())
                yield f"{name} has changed {since}: look at it before it goes"
            elif state is FileState.GONE and copy_of(document, context.copies) is not None:
                earlier = "" if is_same_copy(document) else ", an earlier version"
                yield f"{name} is gone from its place: your private copy goes out{earlier}"

    def gaps(self, letter: Letter, case: Case | None = None) -> tuple[str, ...]:
        """What the records must hold before such a letter can be written at all, in words."""
        return (*self._unfounded(letter), *gaps(case or self.read_case(letter), letter))

    def _unfounded(self, letter: Letter) -> Iterator[str]:
        """A letter about another offer needs one that is open."""
        reader = self.context.store.reader
        about_another = letter.kind is LetterKind.OTHER_OFFER
        if about_another and not self.drafting.holds_another_offer(reader, letter.interview_id):
            yield "another employer's offer: none is open"

    def case_of(self, reader: Reader, letter: Letter) -> Case:
        """The interview at the meeting that a letter is about."""
        asking = get(reader, FollowUp, letter.follow_up_id) if letter.follow_up_id is not None else None
        case = self._case_at(reader, letter.interview_id, letter.round_id, asking)
        return knowing(reader, case, letter.person_id)

    def _case_at(self, reader: Reader, interview_id: int, round_id: int, asking: FollowUp | None) -> Case:
        """The interview at the meeting that a follow-up is about, else at the current one of a round."""
        meeting_id = asking.meeting_id if asking else None
        if asking is not None and asking.commitment_id is not None:
            meeting_id = get(reader, Commitment, asking.commitment_id).meeting_id
        if meeting_id is not None:
            return load_case(reader, interview_id, self.context.clock(), meeting_id=meeting_id)
        number = get(reader, Round, round_id).number
        return load_case(reader, interview_id, self.context.clock(), round_number=number)

    def read_case(self, letter: Letter) -> Case:
        return self.case_of(self.context.store.reader, letter)

    def reader_name(self, letter: Letter) -> str:
        """Whom a letter goes to."""
        return _name(self.context.store.reader, letter)

    def named(self, letter: Letter, tx: Transaction | None = None) -> str:
        reader = tx.reader if tx else self.context.store.reader
        return f"the {LETTERS[letter.kind].title} to {_name(reader, letter)}"


def _name(reader: Reader, letter: Letter) -> str:
    return get(reader, Person, letter.person_id).name if letter.person_id is not None else "nobody yet"


def _enclosed_paths(case: Case, letter: Letter) -> tuple[str, ...]:
    """The files that go out with a letter, by the paths in the records. With one that was sent those of its documents
    went that were noted then.
    """
    rows = chart_rows(case)
    if letter.state is LetterState.SENT and (
        went := {s.document_id for s in case.sendings if s.letter_id == letter.id}
    ):
        noted = (d.path for d in case.documents if d.id in went)
        return tuple(dict.fromkeys((*noted, *named_files(rows, (), letter.body))))
    promise = promise_kept(case, letter) if letter.kind is LetterKind.AS_PROMISED else None
    promised = promised_files(rows, documents_for(case, promise), promise.text) if promise else ()
    forwarded = tuple(_recommendations(case, letter)) if letter.kind is LetterKind.FORWARD_RECOMMENDATION else ()
    named = named_files(rows, documents_for(case, None), letter.body)
    return tuple(dict.fromkeys((*promised, *forwarded, *named)))


def _recommendations(case: Case, letter: Letter) -> Iterator[str]:
    """The documents by the one whose letter of recommendation a letter forwards. One of which nobody said who wrote it
    is known by being called after the writer.
    """
    writer = forwarded_by(case, letter)
    if writer is None:
        return
    names = {word.casefold() for word in case.person_name(writer.person_id).split() if len(word) > 2}
    for document in case.documents:
        called = f"{document.name} {sample_name(document.path)}".casefold()
        unsaid = document.person_id is None and document.commitment_id is None
        if document.person_id == writer.person_id or (unsaid and any(name in called for name in names)):
            yield document.path


def knowing(reader: Reader, case: Case, person_id: int | None) -> Case:
    """The case with this person among its people, and with what they got from you elsewhere."""
    if person_id is None:
        return case
    if person_id not in case.people:
        case = replace(case, people={**case.people, person_id: get(reader, Person, person_id)})
    elsewhere = brought_elsewhere(reader, person_id, case.interview.id)
    return replace(case, brought_elsewhere={person_id: elsewhere}) if elsewhere else case


def to_proofread(context: Context, reader: Reader, case: Case, letter: Letter, *, attached: bool) -> LetterDraft:
    """What a letter is judged by."""
    person = reader_of(case, letter)
    ticked = ticked_for(letter)
    said = [(q.person_id, q.text) for q in case.quotes] + [
        (n.person_id, n.text) for n in case.needs if n.id not in ticked and not voiced_by(case, n, letter.person_id)
    ]
    agreed = {c.id: c for c in (*case.commitments, *case.agreed)}.values()
    said += [(c.person_id, c.text) for c in agreed]
    mine = [c.text for c in agreed if c.owner is Owner.ME and c.person_id in (None, letter.person_id)]
    theirs = [c.text for c in agreed if c.owner is Owner.THEM and c.person_id in (None, letter.person_id)]
    needs = [n.text for n in case.needs if n.id in ticked or voiced_by(case, n, letter.person_id)]
    shown = carried_rows(case, letter) if asks_for_chart(letter.body) else ()
    names = (*(p.name for p in case.people.values()), case.interview.company)
    sender = context.signature.partition("\n")[0]
    terms = terms_of(case.offer.terms) if case.offer else []
    return LetterDraft(
        kind=letter.kind,
        language=letter.language,
        tone=letter.tone,
        subject=letter.subject,
        body=letter.body,
        today=context.today(),
        drafted=context.calendar.day(letter.created),
        reader=person.name if person else "",
        address=person.address if person else "",
        familiar=bool(person and person.familiar),
        hiring_manager=letter.person_id is not None and letter.person_id == decider_of(case),
        running=outcome_of(case) not in ENDED,
        sender=sender,
        company=case.interview.company,
        role=case.interview.role,
        names=tuple(filter(None, names)),
        elsewhere=names_elsewhere(reader, case.interview.id),
        quotes=(
            *(q.text for q in case.quotes if q.person_id == letter.person_id),
            *(q.text for q in case.put_to_me if q.id == letter.question_id),
        ),
        needs=tuple(needs),
        commitments=tuple(theirs),
        promises=tuple(mine),
        stories=tuple(dict.fromkeys(told_of(row) for row in chart_rows(case) if row.matched)),
        charted=frozenset(text for row in shown for text in (row.need, told_of(row))),
        others=tuple(
            OthersWords(case.person_name(who), words)
            for who, words in said
            if who is not None and who != letter.person_id
        ),
        terms=OfferTerms(
            position=case.interview.role,
            pay=next((term for term in terms if any(char.isdigit() for char in term)), ""),
        ),
        attached=attached,
        letters=tuple(_earlier(case, letter)),
    )


def _earlier(case: Case, letter: Letter) -> Iterator[OtherLetter]:
    """The other letters of the panel, and what this reader had before, of the same kind."""
    for other in case.letters:
        if other.id == letter.id or other.kind is not letter.kind or other.language is not letter.language:
            continue
        name = case.person_name(other.person_id)
        if other.person_id == letter.person_id:
            yield OtherLetter(name, other.subject, other.body, panel=False)
        elif other.round_id == letter.round_id and letter.person_id not in case.outsiders:
            yield OtherLetter(name, other.subject, other.body)
