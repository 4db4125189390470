"""What of the records a letter cites: a quote, a need, a story, a promise and a commitment, and rows of the chart.

Nothing that one person said goes to another (docs/letters.md): quotes, needs and commitments are the reader's own. A
need of somebody else stands in a chart only where the user has ticked it for this reader.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass, replace
from interview_tui.domain.chart import MAY_CARRY_CHART, chart_rows
from interview_tui.domain.enums import CommitmentState, LetterState, Owner, Part
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.letters import cited, decider_of, needs_of, quotes_of, tie

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from interview_tui.domain.case import Case
    from interview_tui.domain.chart import ChartRow
    from interview_tui.domain.records import Commitment, Document, Letter, Match, Need, Question, Quote

CHART_ROWS_SENT = 4
"""Rows of the chart that a letter carries at most; more is a document."""
ROWS_IN_THANKS = 2
"""Rows of a chart that stands in a thank-you."""
RECRUITERS = frozenset({Part.RECRUITER, Part.AGENCY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Citations:
    """What a letter cites of what its reader said, and the answer of mine beside it."""

    quote: Quote | None = None
    need: Need | None = None
    match: Match | None = None
    """The story that answers the need."""
    asked: Question | None = None
    """The question they put, to whose answer it adds what you would say now: never taken but by choice."""

    def kept_by(self, letter: Letter) -> Letter:
        """The letter with what it cites."""
        return replace(
            letter,
            quote_id=self.quote.id if self.quote else None,
            need_id=self.need.id if self.need else None,
            match_id=self.match.id if self.match else None,
            question_id=self.asked.id if self.asked else None,
        )


def new_citations(case: Case, kind: LetterKind, person_id: int | None) -> Citations:
    """What a new letter cites: what this reader has not had yet, and a story that nobody else of the panel gets."""
    if kind is not LetterKind.THANK_YOU or person_id is None:
        return Citations()
    before = [x for x in case.letters if x.person_id == person_id and x.state is LetterState.SENT]
    quoted = {x.quote_id for x in before}
    quote = next((q for q in quotes_of(case, person_id) if q.id not in quoted), None)
    part = part_of(case, person_id)
    if part in RECRUITERS:
        return Citations(quote=quote)
    told = {x.need_id for x in before}
    needs = [n for n in needs_of(case, person_id) if n.id not in told]
    taken = {*_stories_of_panel(case, person_id), *_stories_to(case, before)}
    decides = person_id == decider_of(case)
    if not decides:
        taken |= _kept_for_decider(case)
    for need in needs:
        match = next((m for m in _answers(case, need) if m.story_id not in taken), None)
        if match is not None:
            return Citations(quote=quote, need=need, match=match)
    return Citations(quote=quote, need=needs[0] if needs and (decides or quote is None) else None)


def kept(case: Case, letter: Letter) -> Citations:
    """What a letter that was drafted cites, as far as the records still hold it. Words that the user has taken out of
    it stay what was drafted.
    """
    quote_id = letter.quote_id or cited(case, letter.drafted, letter.person_id)
    return Citations(
        quote=next((q for q in case.quotes if q.id == quote_id), None),
        need=next((n for n in case.needs if n.id == letter.need_id), None),
        match=next((m for m in case.matches if m.id == letter.match_id), None),
        asked=next((q for q in case.put_to_me if q.id == letter.question_id and q.better), None),
    )


def questions_to_add_to(case: Case, letter: Letter) -> tuple[Question, ...]:
    """The questions that the reader of a thank-you put, of which you know a better answer now, and of which no letter
    to them told it. One that names nobody is theirs where nobody else was there.
    """
    if letter.kind is not LetterKind.THANK_YOU or letter.person_id is None:
        return ()
    told = {x.question_id for x in earlier_letters(case, letter)}
    return tuple(q for q in case.put_to_me if q.better and q.id not in told and voiced_by(case, q, letter.person_id))


def answering(case: Case, need_id: int) -> tuple[Match, ...]:
    """The stories that answer a need, in their order; the same need of another round is the same."""
    need = next((n for n in case.needs if n.id == need_id), None)
    return tuple(_answers(case, need)) if need is not None else ()


def rows_for(
    case: Case, rows: Sequence[ChartRow], person_id: int | None, ticked: frozenset[int], *, most: int = CHART_ROWS_SENT
) -> tuple[ChartRow, ...]:
    """The rows of the chart that may go to a reader: needs that they voiced and that a story answers, and those that
    the user ticked for them; nobody is named as the one who voiced it.
    """
    own = {n.id for n in case.needs if voiced_by(case, n, person_id)} | ticked
    texts: dict[str, None] = {}
    found: list[ChartRow] = []
    for row in rows:
        if row.matched and row.need_id in own:
            texts.setdefault(row.need)
            if len(texts) <= most:
                found.append(replace(row, by=""))
    return tuple(found)


def carried_rows(case: Case, letter: Letter, rows: Sequence[ChartRow] | None = None) -> tuple[ChartRow, ...]:
    """The rows of the chart that a letter shows where its text asks for it; of `rows`, else of all."""
    if letter.kind not in MAY_CARRY_CHART:
        return ()
    most = ROWS_IN_THANKS if letter.kind is LetterKind.THANK_YOU else CHART_ROWS_SENT
    found = chart_rows(case) if rows is None else rows
    return rows_for(case, found, letter.person_id, ticked_for(letter), most=most)


def ticked_for(letter: Letter) -> frozenset[int]:
    """The needs of others that the user ticked for the reader of a letter."""
    return frozenset(int(word[1:]) for word in letter.ticked.split() if word[1:].isdigit())


def voiced_by(case: Case, need: Need | Question, person_id: int | None) -> bool:
    """Whether a need, or a question put to you, is this person's: they voiced it, or nobody is named and they were the
    only one in the meeting.
    """
    if person_id is None or need.person_id is not None:
        return person_id is not None and need.person_id == person_id
    there = {a.person_id for a in case.invited if a.meeting_id == need.meeting_id and a.present is not False}
    return there == {person_id}


def part_of(case: Case, person_id: int | None) -> Part | None:
    """What a person is in the interview; None where that is not known."""
    found = tie(case, person_id)
    return found.part if found is not None else None


def agreed_with(case: Case, person_id: int | None, owner: Owner, *, today: date, late: bool) -> Commitment | None:
    """The open commitment of one side that concerns a reader, the earliest first: made by or to that person; of one
    that names nobody, who decides. `late` takes one whose day has passed, else only what lies ahead.
    """
    standing = {CommitmentState.OPEN, *([CommitmentState.MISSED] if owner is Owner.THEM else [])}
    found = [
        c
        for c in {c.id: c for c in (*case.commitments, *case.agreed)}.values()
        if c.owner is owner
        and c.state in standing
        and not c.passive
        and _concerns(case, c, person_id)
        and (late or c.due is None or c.due >= today)
    ]
    return min(found, key=lambda c: (c.due is None, c.due, c.id), default=None)


def _concerns(case: Case, commitment: Commitment, person_id: int | None) -> bool:
    if commitment.person_id is not None or person_id is None:
        return commitment.person_id == person_id
    return len(case.met) < 2 or person_id == decider_of(case) or person_id not in case.met


def documents_for(case: Case, promise: Commitment | None) -> tuple[Document, ...]:
    """The documents that a promise is kept with; for None those of the interview that belong to no promise."""
    return tuple(d for d in case.documents if d.commitment_id == (promise.id if promise else None))


def panel_letters(case: Case, letter_id: int, kind: LetterKind, person_id: int | None) -> Iterator[Letter]:
    """The letters of a kind to the others of this round, sent or drafted."""
    for other in case.letters:
        elsewhere = other.id != letter_id and other.person_id != person_id
        if elsewhere and other.kind is kind and other.round_id == case.round.id:
            yield other


def earlier_letters(case: Case, letter: Letter) -> Iterator[Letter]:
    """What was sent to the reader of a letter before."""
    for other in case.letters:
        if other.person_id == letter.person_id and other.id != letter.id and other.state is LetterState.SENT:
            yield other


def _answers(case: Case, need: Need) -> list[Match]:
    same = {n.id for n in case.needs if n.text.casefold() == need.text.casefold()}
    return sorted(
        (m for m in case.matches if m.need_id in same), key=lambda m: (m.need_id != need.id, m.position, m.id)
    )


def _stories_of_panel(case: Case, person_id: int) -> Iterator[int]:
    yield from _stories_to(case, list(panel_letters(case, 0, LetterKind.THANK_YOU, person_id)))


def _stories_to(case: Case, letters: Sequence[Letter]) -> Iterator[int]:
    stories = {m.id: m.story_id for m in case.matches}
    yield from (stories[x.match_id] for x in letters if x.match_id in stories)


def _kept_for_decider(case: Case) -> set[int]:
    """The story of the first answered need of who decides, while they are still owed their thank-you."""
    decider = decider_of(case)
    if decider not in case.met or any(
        x.kind is LetterKind.THANK_YOU and x.person_id == decider and x.round_id == case.round.id for x in case.letters
    ):
        return set()
    first = (m.story_id for need in needs_of(case, decider) for m in _answers(case, need))
    return set(list(first)[:1])
