"""Which letter is owed to whom; and when it is personal: when it repeats what that very person said (METHOD, 5)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from interview_tui.data_classes import replace
from interview_tui.domain import enums
from interview_tui.domain.facts import Facts
from interview_tui.domain.follow_up_kinds import KINDS, Kind, Weight, letter_of, recommendation_writer
from interview_tui.domain.letter_kinds import LETTERS, LetterKind, decision_of
from interview_tui.domain.references import has_helped, is_to_forward
from interview_tui.domain.text import repeats

if TYPE_CHECKING:
    from interview_tui.domain import records
    from interview_tui.domain.case import Case
    from interview_tui.domain.dates import Calendar


def outcome_of(case: Case) -> enums.Outcome | None:
    """The outcome of the round that a case shows. Of the present one it is the interview's, since word after silence
    undoes that of the round.
    """
    return case.interview.outcome if case.round.number == case.interview.round else case.round.outcome


def next_asked(case: Case, calendar: Calendar, kind: LetterKind | None = None) -> records.FollowUp | None:
    """The follow-up of this round that is due first and asks for a letter (of that kind); None when none is open."""

    def due(follow_up: records.FollowUp) -> tuple[datetime, int]:
        if follow_up.due_at is not None:
            return follow_up.due_at, follow_up.id
        day = follow_up.due_day
        # A day is due by its end; the two kinds of due date need one order.
        end = calendar.instant(day, datetime.max.time()) if day else datetime.max.replace(tzinfo=UTC)
        return end, follow_up.id

    return min((f for f in case.open if _asks(case, f, kind)), key=due, default=None)


def asked_of(case: Case, calendar: Calendar, kind: LetterKind, person_id: int | None) -> records.FollowUp | None:
    """As `next_asked`, for the letter to one person: a follow-up that names another person does not ask for it, unless
    it asks for something that is said once, whoever reads it.
    """
    if LETTERS[kind].once:
        return next_asked(case, calendar, kind)
    theirs = replace(case, follow_ups=tuple(f for f in case.follow_ups if f.person_id in (None, person_id)))
    return next_asked(theirs, calendar, kind)


def _asks(case: Case, follow_up: records.FollowUp, kind: LetterKind | None) -> bool:
    """Whether a follow-up of this round asks for a letter, or is settled by one of that kind."""
    if follow_up.round_id != case.round.id:
        return False
    if kind is None:
        return letter_asked_for(case, follow_up) is not None
    if follow_up.kind is Kind.OFFER_REPLY:
        return decision_of(kind) is not None
    if follow_up.kind is Kind.OFFER_THANKS and kind is LetterKind.OFFER_TIME:  # it asks until when, too
        return case.offer is None or case.offer.answer_by is None
    return letter_asked_for(case, follow_up) is kind


def letter_asked_for(case: Case, follow_up: records.FollowUp) -> LetterKind | None:
    """The letter that a follow-up asks for; None where it asks for none, or leaves it to a choice."""
    match follow_up.kind:
        case Kind.OFFER_REPLY:
            decided = outcome_of(case)
            return next((kind for kind in KINDS[follow_up.kind].choices if decision_of(kind) is decided), None)
        case Kind.WITHDRAWAL if case.interview.outcome is enums.Outcome.ACCEPTED:  # from all that nobody has answered
            return None
    return letter_of(follow_up.kind, follow_up.origin)


def is_settled_by(case: Case, follow_up: records.FollowUp, kind: LetterKind) -> bool:
    """Whether a letter of a kind, written for a follow-up, settles it: an offer is answered by a decision alone."""
    if follow_up.kind is Kind.OFFER_REPLY:
        return decision_of(kind) is not None
    if follow_up.kind is Kind.WITHDRAWAL or recommendation_writer(follow_up.origin) is not None:
        return letter_asked_for(case, follow_up) is kind
    return KINDS[follow_up.kind].weight is not Weight.NONE


def default_kind(case: Case, calendar: Calendar) -> LetterKind | None:
    """The letter that an interview asks for: by its next follow-up, else by its outcome, else by its step. None while
    an offer waits for a decision.
    """
    asked = next_asked(case, calendar)
    if asked is not None:
        return letter_asked_for(case, asked)
    match outcome_of(case):
        case enums.Outcome.OFFER:
            return None
        case enums.Outcome.ACCEPTED:
            return LetterKind.ACCEPTANCE
        case enums.Outcome.DECLINED:
            return LetterKind.DECLINE
        case enums.Outcome.WITHDRAWN:
            return LetterKind.WITHDRAWAL
        case enums.Outcome.REJECTED | enums.Outcome.RESCINDED:
            thanked = sent_letters(case, LetterKind.REJECTION_THANKS) or case.done(Kind.REJECTION_THANKS)
            return LetterKind.STAY_IN_TOUCH if thanked else LetterKind.REJECTION_THANKS
    step = case.interview.step_at(case.now) if case.now else case.interview.step
    return next((row.kind for row in LETTERS.values() if row.step is step), LetterKind.THANK_YOU)


def kind_for(case: Case, calendar: Calendar, tie: records.Involvement) -> LetterKind:
    """The letter that is next for one person: somebody outside is asked to speak for me, and thanked once they have;
    the employer's people get what an open follow-up asks for them, else what the interview asks for.
    """
    if tie.part in enums.OUTSIDERS:
        agreed = tie.favour is enums.Favour.AGREED and case.interview.outcome in enums.ENDED
        return LetterKind.REFERENCE_THANKS if has_helped(tie) or agreed else _ASKS[tie.part]
    theirs = (f for f in case.follow_ups if f.person_id in (None, tie.person_id))
    inside = tuple(f for f in theirs if letter_asked_for(case, f) not in _TO_OUTSIDERS)
    kind = default_kind(replace(case, follow_ups=inside), calendar)
    return LetterKind.THANK_YOU if kind is None or kind in _TO_OUTSIDERS else kind


def addressee(case: Case, kind: LetterKind) -> int | None:
    """Whom a letter goes to when nobody was named, by the rules of the plan: a reference to ask; for a thank-you the
    first person met who has none yet; else who decides, or who coordinates. None when there is nobody.
    """
    part = _OUTSIDE.get(kind)
    if part is not None:
        return next((i.person_id for i in case.involvements if i.part is part and not i.do_not_ask), None)
    if kind is LetterKind.REFERENCE_THANKS:
        helped = [*case.voices(), *(i for i in case.involvements if i.part in enums.OUTSIDERS)]
        return next((i.person_id for i in helped if i.part in enums.OUTSIDERS), None)
    met = case.met
    if kind is LetterKind.THANK_YOU and met:
        thanked = {x.person_id for x in sent_letters(case, kind)} | {f.person_id for f in case.done(Kind.THANK_YOU)}
        return next((p for p in met if p not in thanked), met[0])
    return decider_of(case) if LETTERS[kind].to_decider else _facts(case).coordinator()


_OUTSIDE = {LetterKind.RECOMMENDATION: enums.Part.REFERENCE, LetterKind.GOOD_WORD: enums.Part.CONNECTION}
"""Whom a letter asks to speak for me."""
_ASKS = {part: kind for kind, part in _OUTSIDE.items()}
_TO_OUTSIDERS = frozenset({*_OUTSIDE, LetterKind.REFERENCE_THANKS})


def decider_of(case: Case) -> int | None:
    """Who decides: the hiring manager, else the most senior by title (METHOD, to whom)."""
    return _facts(case).decider()


def _facts(case: Case) -> Facts:
    return Facts(
        interview=case.interview,
        rounds=(case.round,),
        meetings=case.meetings,
        people=case.people,
        attendances=case.invited,
        involvements=case.involvements,
    )


def promise_kept(case: Case, letter: records.Letter) -> records.Commitment | None:
    """The promise that a letter keeps: that of its follow-up, else the first one open to its reader or to nobody."""
    asking = next((f for f in case.follow_ups if f.id == letter.follow_up_id), None)
    if asking is not None and asking.commitment_id is not None:
        return next((c for c in case.commitments if c.id == asking.commitment_id), None)
    theirs = [
        c for c in case.promises() if c.state is enums.CommitmentState.OPEN and c.person_id in (None, letter.person_id)
    ]
    return min(theirs, key=lambda c: (c.due is None, c.due, c.id), default=None)


def forwarded_by(case: Case, letter: records.Letter) -> records.Involvement | None:
    """Whose letter of recommendation a letter forwards: that of its follow-up, else the first that waits to go on, else
    the last that came. None where none has come.
    """
    asking = next((f for f in case.follow_ups if f.id == letter.follow_up_id), None)
    writer = tie(case, recommendation_writer(asking.origin)) if asking is not None else None
    if writer is not None:
        return writer
    came = sorted((i for i in case.involvements if i.received is not None), key=lambda i: (i.received, i.id))
    return next((i for i in came if is_to_forward(i)), came[-1] if came else None)


def tie(case: Case, person_id: int | None) -> records.Involvement | None:
    """What a person is in the interview."""
    return next((i for i in case.involvements if i.person_id == person_id), None)


def sent_letters(case: Case, kind: LetterKind) -> tuple[records.Letter, ...]:
    """The letters of a kind that were sent in this round."""
    return tuple(
        x for x in case.letters if x.kind is kind and x.round_id == case.round.id and x.state is enums.LetterState.SENT
    )


def quotes_of(case: Case, person_id: int | None) -> tuple[records.Quote, ...]:
    """What a person said in the meeting, in the order of the notes."""
    return tuple(q for q in case.quotes if q.person_id == person_id and person_id is not None)


def needs_of(case: Case, person_id: int | None) -> tuple[records.Need, ...]:
    """The needs that a person voiced, the most pressing first."""
    theirs = (n for n in case.needs if n.person_id == person_id and person_id is not None)
    return tuple(sorted(theirs, key=lambda n: -n.pressing))


def cited(case: Case, text: str, person_id: int | None) -> int | None:
    """The quote of that very person that a text repeats; None when it repeats none."""
    return next((q.id for q in quotes_of(case, person_id) if repeats(text, q.text)), None)


def cites(case: Case, text: str, person_id: int) -> bool:
    """Whether a text repeats something that very person said: a quote or a need of theirs."""
    said = [q.text for q in quotes_of(case, person_id)] + [n.text for n in needs_of(case, person_id)]
    return any(repeats(text, words) for words in said)


def is_personal(case: Case, letter: records.Letter, person_id: int) -> bool:
    """Whether a letter cites that very person: by its quote, or in its text."""
    quoted = any(q.id == letter.quote_id for q in quotes_of(case, person_id))
    return quoted or cites(case, letter.body, person_id)


def nearly_the_same(case: Case, one: records.Letter, other: records.Letter) -> bool:
    """Whether two letters share so many words that their readers would notice (`domain.overlap.SHARED_AT_MOST`)."""
    from interview_tui.domain.overlap import SHARED_AT_MOST, overlap

    names = (case.interview.company, *(person.name for person in case.people.values()))
    return overlap(one.body, other.body, names) > SHARED_AT_MOST


def twin(case: Case, letter: records.Letter) -> records.Letter | None:
    """Another person's letter of the same kind and round that is nearly the same."""
    others = (
        x
        for x in case.letters
        if x.kind is letter.kind and x.round_id == letter.round_id and x.person_id != letter.person_id
    )
    return next((x for x in others if nearly_the_same(case, letter, x)), None)
