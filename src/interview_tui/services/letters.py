"""Letters: which one is meant, drafted from the records, edited, and the one that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from interview_tui.data_classes import dataclass, replace
from interview_tui.domain.already_sent import brought, sample_name
from interview_tui.domain.chart import chart_rows
from interview_tui.domain.citations import carried_rows, kept
from interview_tui.domain.enums import Channel, LetterState, Ref, Settled, tone_for
from interview_tui.domain.errors import Refused
from interview_tui.domain.follow_up_kinds import KINDS
from interview_tui.domain.letter_kinds import OFFER_ANSWERS, LetterKind
from interview_tui.domain.letters import (
    addressee,
    asked_of,
    cited,
    default_kind,
    is_settled_by,
    letter_asked_for,
    next_asked,
)
from interview_tui.domain.records import FollowUp, Letter, ref
from interview_tui.domain.text import clean, clean_line
from interview_tui.letters.redrafting import new_sentences, redraft
from interview_tui.letters.sentences import rows_from
from interview_tui.services.letter_check import LetterReview, knowing
from interview_tui.store.autosave import letter_key
from interview_tui.store.case import load_case
from interview_tui.store.journal import Change
from interview_tui.store.records import get

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from interview_tui.domain.case import Case
    from interview_tui.domain.citations import Citations
    from interview_tui.domain.enums import Language, Tone
    from interview_tui.domain.records import Person
    from interview_tui.letters.sentences import RowName
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

    def __init__(self, named: str, case: Case) -> None:
        *first, last = map(str, self.choices)
        drafts = [x for x in case.letters if x.state is LetterState.DRAFT and x.kind in self.choices]
        kept = "".join(f"; a draft is saved: interview-tui letter {ref(draft)} ({draft.kind})" for draft in drafts[-1:])
        super().__init__(f"{named} waits for your choice: --kind {', '.join(first)} or {last}{kept}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Which letter is meant: of what kind, to whom, on what round, for which follow-up."""

    case: Case
    kind: LetterKind
    person_id: int | None
    follow_up: FollowUp | None


class Letters(LetterReview):
    """Letters before they are sent: drafted, edited, kept, and what they still lack."""

    def __init__(self, context: Context, *, autosave: Autosave, templates: Path) -> None:
        super().__init__(context, templates)
        self._autosave = autosave

    def draft(
        self,
        target: Ref,
        kind: LetterKind | None = None,
        *,
        to: int | None = None,
        language: Language | None = None,
        tone: Tone | None = None,
    ) -> Letter:
        """A letter as it would be drafted now, not stored (its id is 0).

        For a follow-up (f40) it is the letter that it asks for, on the round that it belongs to; for an interview
        (i12) that of its next follow-up, outcome or step; for a letter (l3) the same one drafted again. Raises NotFound
        and Refused where no letter is asked for.
        """
        reader = self.context.store.reader
        if target.letter == "l":
            letter = replace(get(reader, Letter, target.id), id=0)
            return self.drafting.compose(reader, self.case_of(reader, letter), _in_manner(letter, language, tone))
        asked = self._asked(reader, target, kind, to)
        return self._compose(reader, asked, language, tone)

    def stored(self, target: Ref, kind: LetterKind | None = None, *, to: int | None = None) -> Letter | None:
        """The letter that is kept for a target: its draft, or for a follow-up that is done the letter sent for it."""
        reader = self.context.store.reader
        if target.letter == "l":
            return get(reader, Letter, target.id)
        return _kept(self._asked(reader, target, kind, to))

    def current(
        self,
        target: Ref,
        kind: LetterKind | None = None,
        *,
        to: int | None = None,
        language: Language | None = None,
        tone: Tone | None = None,
    ) -> Letter:
        """The letter that is kept for a target, else a fresh draft of it; also where a language or a tone is asked for
        that the kept one does not have. Raises as `draft`.
        """
        reader = self.context.store.reader
        asked = None if target.letter == "l" else self._asked(reader, target, kind, to)
        kept = get(reader, Letter, target.id) if asked is None else _kept(asked)
        if kept is not None and language in (None, kept.language) and tone in (None, kept.tone):
            return kept
        if asked is not None:
            return self._compose(reader, asked, language, tone)
        return self.draft(target, kind, to=to, language=language, tone=tone)

    def letter(self, letter_id: int) -> Letter:
        """A stored letter. Raises NotFound."""
        return get(self.context.store.reader, Letter, letter_id)

    def write(self, target: Ref, kind: LetterKind | None = None, *, to: int | None = None) -> Change:
        """Stores the draft, unless one is kept already; the letter is the change's first ref. Raises as `draft`."""
        kept = self.stored(target, kind, to=to)
        if kept is not None:
            state = "sent" if kept.state is LetterState.SENT else "drafted"
            return Change(f"{ref(kept)}, {self.named(kept)}, is {state} already", (ref(kept),))
        with self.context.transaction() as tx:
            letter = tx.add(self._compose(tx.reader, self._asked(tx.reader, target, kind, to)))
            return tx.done(f"Drafted {self.named(letter, tx)}", letter)

    def draft_in(
        self,
        tx: Transaction,
        case: Case,
        kind: LetterKind,
        person_id: int | None,
        follow_up: FollowUp | None = None,
    ) -> Letter:
        """Stores a draft as part of a larger change, unless one is kept already."""
        asked = _Asked(case=case, kind=kind, person_id=person_id, follow_up=follow_up)
        return _kept(asked) or tx.add(self._compose(tx.reader, asked))

    def save(self, expected: Letter | int, *, subject: str, body: str, brings: str | None = None) -> Change:
        """Keeps a draft as it was edited; what is typed for it is kept no longer.

        `brings` are news of the user's own that the letter brings, a line each; None leaves them as they are. One that
        was not stored yet (its id is 0) is stored. Raises Conflict when the letter is not `expected` any more, Refused
        when it was sent.
        """
        with self.context.transaction() as tx:
            letter = tx.get(Letter, expected) if isinstance(expected, int) else expected
            _refuse_sent(letter)
            case = self.case_of(tx.reader, letter)
            edited = with_facts(case, replace(letter, subject=subject, body=body), letter, own=brings)
            changed = replace(letter, subject=subject, body=body, quote_id=edited.quote_id, brings=edited.brings)
            saved = tx.update(changed, expected=letter) if letter.id else tx.add(changed)
            done = tx.done(f"Saved {self.named(saved, tx)}", saved)
        self.forget_typed(letter.id)
        return done

    def take(self, redrafted: Redrafted, words: str = "") -> Change:
        """Stores a letter as it was drafted again; `words` say what was chosen for it. Raises as `save`."""
        before, letter = redrafted.before, redrafted.letter
        with self.context.transaction() as tx:
            _refuse_sent(before)
            saved = tx.update(letter, expected=before) if before.id else tx.add(letter)
            done = tx.done(words or f"Redrafted {self.named(saved, tx)}", saved)
        self.forget_typed(before.id)
        return done

    def address(self, letter: Letter, expected: Person, address: str, *, familiar: bool) -> Change:
        """Changes how the reader of a letter is addressed, and drafts a stored letter again with it: one change.

        Where that would lose sentences of the user's the letter stays as it is: the change does not name it. Raises
        Conflict when either is not as expected any more, Refused for a letter that was sent.
        """
        with self.context.transaction() as tx:
            _refuse_sent(letter)
            person = tx.update(replace(expected, address=clean_line(address), familiar=familiar), expected=expected)
            words = f"{person.name} is addressed as “{person.address}” now"
            again = self.redrafted(letter, tx=tx) if letter.id else None
            if again is None or again.lost:
                return tx.done(words, person)
            saved = tx.update(again.letter, expected=letter)
            done = tx.done(f"{words}; redrafted {self.named(saved, tx)}", person, saved)
        self.forget_typed(letter.id)
        return done

    def redrafted(
        self,
        letter: Letter,
        *,
        tx: Transaction | None = None,
        cites: Citations | None = None,
        after: frozenset[RowName] = frozenset(),
        **choice: Any,
    ) -> Redrafted:
        """The letter drafted again from the records as they are now, with what the user edited in it. `cites`, `after`
        and further fields of the letter (language, tone, variant, ticked) are chosen otherwise for it.
        """
        reader = tx.reader if tx else self.context.store.reader
        case = self.case_of(reader, letter)
        changed = replace(letter, **choice)
        if "language" in choice and choice["language"] is not letter.language:
            changed = replace(changed, sentences="")  # the rows of another language's bank
        fresh = self.drafting.compose(reader, case, changed, cites=cites, after=after)
        mine = f"{letter.subject}\n\n{letter.body}"
        merged = redraft(letter.drafted or mine, mine, fresh.drafted)
        subject, _, body = merged.text.partition("\n")
        taken = with_facts(case, replace(fresh, subject=subject.strip(), body=body.strip("\n")), letter)
        lost = merged.lost if letter.drafted else new_sentences(fresh.drafted, mine)
        return Redrafted(letter, replace(taken, quote_id=taken.quote_id or fresh.quote_id), lost)

    def changed(self, letter: Letter) -> tuple[str, ...]:
        """What the records, or the day, say otherwise than when a draft was made: the sentences that are new."""
        if letter.state is LetterState.SENT or not letter.drafted:
            return ()
        reader = self.context.store.reader
        fresh = self.drafting.compose(reader, self.case_of(reader, letter), letter)
        return new_sentences(letter.drafted, fresh.drafted)

    def cited(self, letter: Letter) -> Citations:
        """What a letter was drafted with."""
        return kept(self.read_case(letter), letter)

    def sentences(self, letter: Letter) -> Mapping[str, tuple[frozenset[RowName], str]]:
        """The ready-made sentences that a letter was drafted with: by the names that templates have for them, the rows
        of the bank and the words.
        """
        reader, used = self.context.store.reader, rows_from(letter.sentences)
        made = self.drafting.sentences(reader, self.case_of(reader, letter), letter)
        return {name: (rows, text) for name, (rows, text) in made.items() if rows and rows <= used}

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
                raise Undecided(f"the offer of {case.interview.company}", case)
            wanted = by_facts
            follow_up = next_asked(case, calendar, wanted) if to is None else asked_of(case, calendar, wanted, to)
            if follow_up is not None:
                case = self._case_at(reader, target.id, case.round.id, follow_up)
        else:
            raise Refused(f"{target} has no letter: give a follow-up (f…), a letter (l…) or an interview (i…)")
        person_id = to or (follow_up.person_id if follow_up else None) or addressee(case, wanted)
        case = knowing(reader, case, person_id)
        return _Asked(case=case, kind=wanted, person_id=person_id, follow_up=follow_up)

    def _compose(
        self, reader: Reader, asked: _Asked, language: Language | None = None, tone: Tone | None = None
    ) -> Letter:
        """The letter as it is drafted from the records."""
        case, follow_up = asked.case, asked.follow_up
        person = case.people.get(asked.person_id) if asked.person_id is not None else None
        own_language, own_tone = self.drafting.manner(case, person)
        letter = Letter(
            interview_id=case.interview.id,
            round_id=case.round.id,
            person_id=asked.person_id,
            kind=asked.kind,
            channel=follow_up.channel if follow_up and follow_up.channel in WRITTEN else Channel.EMAIL,
            follow_up_id=follow_up.id if follow_up else None,
            language=own_language,
            tone=own_tone,
            ticked=_ticked_before(case, asked.person_id),
            created=self.context.clock(),
        )
        made = self.drafting.compose(reader, case, _in_manner(letter, language, tone))
        taken = with_facts(case, made, made)
        return replace(taken, quote_id=made.quote_id or taken.quote_id)


class Redrafted(NamedTuple):
    """A letter drafted again: as it was, as it is now, and the user's own sentences that could not be kept in it."""

    before: Letter
    letter: Letter
    lost: tuple[str, ...]


def _refuse_sent(letter: Letter) -> None:
    if letter.state is LetterState.SENT:
        raise Refused(f"{ref(letter)} was sent: what was sent is not changed any more")


def _in_manner(letter: Letter, language: Language | None, tone: Tone | None) -> Letter:
    """The letter in another language or tone, where one was asked for."""
    if language not in (None, letter.language):
        letter = replace(letter, sentences="", tone=tone or tone_for(language))
    return replace(letter, language=language or letter.language, tone=tone or letter.tone)


def _ticked_before(case: Case, person_id: int | None) -> str:
    """The needs of others that were ticked for this reader in the letter before."""
    return next((x.ticked for x in reversed(case.letters) if x.person_id == person_id and x.ticked), "")


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
        raise Undecided(f"{target} ({asking.text})", case)
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
        from_chart = {
            *brought(rows, before.body, carried_rows(case, before)),
            *(r.story for r in rows),
            *(sample_name(r.sample) for r in rows),
        }
        own = "\n".join(line for line in (before.brings or "").splitlines() if line not in from_chart)
    lines = dict.fromkeys((*brought(rows, letter.body, carried_rows(case, letter)), *filter(None, own.splitlines())))
    return replace(
        letter, quote_id=cited(case, letter.body, letter.person_id), brings="\n".join(lines) or None
    )  # fmt: skip
