"""Letters: which one is meant, drafted from the records, edited, and the one that is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from interview_tui.domain.already_sent import brought, sample_name
from interview_tui.domain.chart import chart_rows
from interview_tui.domain.enums import Channel, LetterState, Outcome, Ref, Settled
from interview_tui.domain.errors import Refused
from interview_tui.domain.follow_up_kinds import KINDS
from interview_tui.domain.letter_kinds import LETTERS, OFFER_ANSWERS, LetterKind
from interview_tui.domain.letters import (
    addressee,
    asked_of,
    cited,
    default_kind,
    gaps,
    is_settled_by,
    letter_asked_for,
    letter_lacks,
    next_asked,
    promise_kept,
)
from interview_tui.domain.records import Commitment, FollowUp, Letter, Person, Round, ref
from interview_tui.domain.text import clean
from interview_tui.letters.samples import gone_samples, named_samples, sample_files, where_from
from interview_tui.letters.values import Occasion, draft
from interview_tui.services.base import Service
from interview_tui.store.autosave import letter_key
from interview_tui.store.case import load_case, load_facts
from interview_tui.store.journal import Change
from interview_tui.store.records import get

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from interview_tui.domain.case import Case
    from interview_tui.domain.facts import Elsewhere
    from interview_tui.services.base import Context
    from interview_tui.store.autosave import Autosave
    from interview_tui.store.records import Reader
    from interview_tui.store.transaction import Transaction


WRITTEN = frozenset({Channel.EMAIL, Channel.POST})
"""The channels that a letter goes by; where a follow-up names another, its letter is an e-mail."""
_OWN_WORDS = "no letter is ready-made for this; answer in your own words and mark it as done"


class Undecided(Refused):
    """An offer is not answered before the user says how; `choices` are the letters that can answer it."""

    choices = OFFER_ANSWERS

    def __init__(self, named: str) -> None:
        *first, last = map(str, self.choices)
        super().__init__(f"{named} waits for your choice: --kind {', '.join(first)} or {last}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Which letter is meant: of what kind, to whom, on what round, for which follow-up."""

    case: Case
    kind: LetterKind
    person_id: int | None
    follow_up: FollowUp | None


class Letters(Service):
    """Letters before they are sent: drafted, edited, kept, and what they still lack."""

    def __init__(self, context: Context, *, autosave: Autosave, templates: Path) -> None:
        super().__init__(context)
        self._autosave = autosave
        self._templates = templates

    def draft(self, target: Ref, kind: LetterKind | None = None, *, to: int | None = None) -> Letter:
        """A letter as it would be drafted now, not stored (its id is 0); for a letter (l3) the stored one.

        For a follow-up (f40) it is the letter that it asks for, on the round that it belongs to; for an interview
        (i12) that of its next follow-up, outcome or step. Raises NotFound, Refused where no letter is asked for, and
        TemplateTrouble.
        """
        reader = self.context.store.reader
        if target.letter == "l":
            return get(reader, Letter, target.id)
        return self._compose(reader, self._asked(reader, target, kind, to), self._templates)

    def stored(self, target: Ref, kind: LetterKind | None = None, *, to: int | None = None) -> Letter | None:
        """The letter that is kept for a target: its draft, or for a follow-up that is done the letter sent for it."""
        reader = self.context.store.reader
        if target.letter == "l":
            return get(reader, Letter, target.id)
        return _kept(self._asked(reader, target, kind, to))

    def current(self, target: Ref, kind: LetterKind | None = None, *, to: int | None = None) -> Letter:
        """The letter that is kept for a target, else a fresh draft of it. Raises as `draft`."""
        return self.stored(target, kind, to=to) or self.draft(target, kind, to=to)

    def letter(self, letter_id: int) -> Letter:
        """A stored letter. Raises NotFound."""
        return get(self.context.store.reader, Letter, letter_id)

    def reader_name(self, letter: Letter) -> str:
        """Whom a letter goes to."""
        return _name(self.context.store.reader, letter)

    def write(self, target: Ref, kind: LetterKind | None = None, *, to: int | None = None) -> Change:
        """Stores the draft, unless one is kept already; the letter is the change's first ref. Raises as `draft`."""
        kept = self.stored(target, kind, to=to)
        if kept is not None:
            state = "sent" if kept.state is LetterState.SENT else "drafted"
            return Change(f"{ref(kept)}, {self.named(kept)}, is {state} already", (ref(kept),))
        with self.context.transaction() as tx:
            letter = tx.add(self._compose(tx.reader, self._asked(tx.reader, target, kind, to), self._templates))
            return tx.done(f"Drafted {self.named(letter, tx)}", letter)

    def draft_in(
        self,
        tx: Transaction,
        case: Case,
        kind: LetterKind,
        person_id: int | None,
        follow_up: FollowUp | None = None,
    ) -> Letter:
        """Stores a draft as part of a larger change, unless one is kept already.

        A broken template of the user's own does not hold up that change: then it is drafted by the shipped one.
        """
        from interview_tui.letters.sandbox import SHIPPED, TemplateTrouble

        asked = _Asked(case=case, kind=kind, person_id=person_id, follow_up=follow_up)
        kept = _kept(asked)
        if kept is not None:
            return kept
        try:
            letter = self._compose(tx.reader, asked, self._templates)
        except TemplateTrouble:
            letter = self._compose(tx.reader, asked, SHIPPED)
        return tx.add(letter)

    def save(self, expected: Letter | int, *, subject: str, body: str, brings: str | None = None) -> Change:
        """Keeps a draft as it was edited; what is typed for it is kept no longer.

        `brings` are news of the user's own that the letter brings, a line each; None leaves them as they are. Raises
        Conflict when the letter is not `expected` any more, Refused when it was sent.
        """
        with self.context.transaction() as tx:
            letter = tx.get(Letter, expected) if isinstance(expected, int) else expected
            if letter.state is LetterState.SENT:
                raise Refused(f"{ref(letter)} was sent: what was sent is not changed any more")
            case = self.case_of(tx.reader, letter)
            edited = with_facts(case, replace(letter, subject=subject, body=body), letter, own=brings)
            changed = replace(letter, subject=subject, body=body, quote_id=edited.quote_id, brings=edited.brings)
            saved = tx.update(changed, expected=letter)
            done = tx.done(f"Saved {self.named(saved, tx)}", saved)
        self.forget_typed(letter.id)
        return done

    def missing(self, letter: Letter) -> tuple[str, ...]:
        """What keeps a letter from being ready, in words; nothing for one that is."""
        case = self.read_case(letter)
        rows = chart_rows(case)
        samples = sample_files(rows) if LETTERS[letter.kind].chart else named_samples(rows, letter.body)
        return (*self._unfounded(letter), *letter_lacks(case, letter), *gone_samples(samples).values())

    def from_elsewhere(self, letter: Letter) -> tuple[str, ...]:
        """What is to be known of the samples that go out with a letter: the whole path of each that lies outside the
        user's home, or that a link leads to.
        """
        samples = named_samples(chart_rows(self.read_case(letter)), letter.body)
        gone = gone_samples(samples)
        return tuple(filter(None, (where_from(sample) for sample in samples if sample not in gone)))

    def gaps(self, letter: Letter) -> tuple[str, ...]:
        """What the records must hold before such a letter can be written at all, in words."""
        return (*self._unfounded(letter), *gaps(self.read_case(letter), letter))

    def _unfounded(self, letter: Letter) -> Iterator[str]:
        """A letter about another offer needs one that is open."""
        if letter.kind is LetterKind.OTHER_OFFER:
            elsewhere = self._elsewhere(self.context.store.reader, letter.interview_id)
            if not any(other.outcome is Outcome.OFFER for other in elsewhere):
                yield "another employer's offer: none is open"

    def keep_typed(self, letter_id: int, text: str) -> None:
        """Keeps what was typed and not saved yet, apart from the records. Raises StoreTrouble."""
        self._autosave.keep_letter(letter_id, clean(text))

    def typed(self, letter_id: int) -> str | None:
        """What was typed and not saved, here or in another session; None when there is nothing."""
        draft = self._autosave.of_letter(letter_id)
        return None if draft is None else draft.fields["text"]

    def take_typed(self, letter_id: int) -> None:
        """What `typed` gives is this session's from now on: it goes with what is saved or dropped here.

        Raises StoreTrouble.
        """
        draft = self._autosave.of_letter(letter_id)
        if draft is not None:
            self._autosave.adopt(draft)

    def forget_typed(self, letter_id: int) -> None:
        """Drops what this session typed and did not save."""
        self._autosave.drop(letter_key(letter_id))

    def _asked(self, reader: Reader, target: Ref, kind: LetterKind | None, to: int | None) -> _Asked:
        calendar = self.context.calendar
        if target.letter == "f":
            asking = get(reader, FollowUp, target.id)
            case = self._case_at(reader, asking.interview_id, asking.round_id, asking)
            wanted = kind or _kind_for(case, asking, target)
            follow_up: FollowUp | None = asking
            if not is_settled_by(case, asking, wanted):
                follow_up = asked_of(case, calendar, wanted, to or asking.person_id)
            to = to or asking.person_id
        elif target.letter == "i":
            case = load_case(reader, target.id, self.context.clock())
            by_facts = kind or default_kind(case, calendar)
            if by_facts is None:
                raise Undecided(f"the offer of {case.interview.company}")
            wanted = by_facts
            follow_up = next_asked(case, calendar, wanted) if to is None else asked_of(case, calendar, wanted, to)
            if follow_up is not None:
                case = self._case_at(reader, target.id, case.round.id, follow_up)
        else:
            raise Refused(f"{target} has no letter: give a follow-up (f…), a letter (l…) or an interview (i…)")
        person_id = to or (follow_up.person_id if follow_up else None) or addressee(case, wanted)
        case = _knowing(reader, case, person_id)
        return _Asked(case=case, kind=wanted, person_id=person_id, follow_up=follow_up)

    def _compose(self, reader: Reader, asked: _Asked, templates: Path) -> Letter:
        """The letter as its template has it."""
        case, follow_up = asked.case, asked.follow_up
        rows = chart_rows(case)
        gone = gone_samples(sample_files(rows))
        letter = Letter(
            interview_id=case.interview.id,
            round_id=case.round.id,
            person_id=asked.person_id,
            kind=asked.kind,
            channel=follow_up.channel if follow_up and follow_up.channel in WRITTEN else Channel.EMAIL,
            follow_up_id=follow_up.id if follow_up else None,
            created=self.context.clock(),
        )
        elsewhere = self._elsewhere(reader, case.interview.id) if LETTERS[asked.kind].elsewhere else ()
        occasion = Occasion(
            case=case,
            kind=asked.kind,
            person_id=asked.person_id,
            rows=[replace(row, sample="") if row.sample in gone else row for row in rows],
            calendar=self.context.calendar,
            now=self.context.clock(),
            me=self.context.signature,
            promise=promise_kept(case, letter),
            other_answer_by=min(self._answers_wanted(reader, elsewhere), default=None),
            accepted_elsewhere=any(other.outcome is Outcome.ACCEPTED for other in elsewhere),
        )
        subject, body = draft(occasion, templates)
        letter = replace(letter, subject=subject, body=body)
        return with_facts(case, letter, letter)

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

    def case_of(self, reader: Reader, letter: Letter) -> Case:
        """The interview at the meeting that a letter is about."""
        asking = get(reader, FollowUp, letter.follow_up_id) if letter.follow_up_id is not None else None
        case = self._case_at(reader, letter.interview_id, letter.round_id, asking)
        return _knowing(reader, case, letter.person_id)

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

    def named(self, letter: Letter, tx: Transaction | None = None) -> str:
        reader = tx.reader if tx else self.context.store.reader
        return f"the {LETTERS[letter.kind].title} to {_name(reader, letter)}"


def _name(reader: Reader, letter: Letter) -> str:
    return get(reader, Person, letter.person_id).name if letter.person_id is not None else "nobody yet"


def _kind_for(case: Case, asking: FollowUp, target: Ref) -> LetterKind:
    """The letter that a follow-up asks for; for one that is done the letter that was sent. Raises Refused, and
    Undecided for an offer that waits for a decision.
    """
    written = next((x.kind for x in reversed(case.letters) if x.follow_up_id == asking.id), None)
    if written is not None and asking.state is not Settled.OPEN:
        return written
    wanted = letter_asked_for(case, asking)
    if wanted is not None:
        return wanted
    if KINDS[asking.kind].choices:
        if asking.state is not Settled.OPEN:
            raise Refused(f"{target} ({asking.text}) is {asking.state} already")
        raise Undecided(f"{target} ({asking.text})")
    raise Refused(f"Nothing to write for “{asking.text}”: {KINDS[asking.kind].no_letter or _OWN_WORDS}")


def _kept(asked: _Asked) -> Letter | None:
    """The letter that is kept: of a follow-up that is settled the one sent for it, else the draft. A draft for another
    follow-up is another letter.
    """
    follow_up = asked.follow_up
    if follow_up is not None and follow_up.state is not Settled.OPEN:
        return next((x for x in reversed(asked.case.letters) if x.follow_up_id == follow_up.id), None)
    return next(
        (
            x
            for x in reversed(asked.case.letters)
            if x.state is LetterState.DRAFT
            and x.round_id == asked.case.round.id
            and x.kind is asked.kind
            and x.person_id == asked.person_id
            and (follow_up is None or x.follow_up_id in (None, follow_up.id))
        ),
        None,
    )


def with_facts(case: Case, letter: Letter, before: Letter, *, own: str | None = None) -> Letter:
    """The letter with what its text cites and brings; news of the user's own stay as they were before."""
    rows = chart_rows(case)
    if own is None:
        from_chart = {*brought(rows, before.body), *(r.story for r in rows), *(sample_name(r.sample) for r in rows)}
        own = "\n".join(line for line in (before.brings or "").splitlines() if line not in from_chart)
    lines = dict.fromkeys((*brought(rows, letter.body), *filter(None, own.splitlines())))
    return replace(
        letter, quote_id=cited(case, letter.body, letter.person_id), brings="\n".join(lines) or None
    )  # fmt: skip


def _knowing(reader: Reader, case: Case, person_id: int | None) -> Case:
    """The case with this person among its people."""
    if person_id is None or person_id in case.people:
        return case
    return replace(case, people={**case.people, person_id: get(reader, Person, person_id)})
