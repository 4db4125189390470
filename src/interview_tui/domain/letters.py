"""Which letter is owed to whom, what it cites and brings, and what keeps it from being ready.

The rules are METHOD's, steps 5 to 10: a letter is personal when it repeats what that very person said, and a check-in
brings something that they do not have yet. What is missing is named; nothing generic is put in its place.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from interview_tui.domain import enums
from interview_tui.domain.already_sent import brings_something_new, carried_rows
from interview_tui.domain.chart import CHART_LINE, MAY_CARRY_CHART, asks_for_chart, readiness_of
from interview_tui.domain.facts import Facts
from interview_tui.domain.follow_up_kinds import KINDS, Kind, Weight
from interview_tui.domain.letter_kinds import LETTERS, LetterKind, decision_of
from interview_tui.domain.text import counted, is_address, no_address, plain_words, repeats, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interview_tui.domain import records
    from interview_tui.domain.case import Case
    from interview_tui.domain.dates import Calendar

SAME_LETTER = 0.9
"""Two letters with at least this share of common words (0 to 1, names left out) are one letter sent twice."""
LACKS_NAMED = 4
"""How many needs or samples are named as missing before the rest is only counted."""
_TO_FILL = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
"""A place in a letter that only the user can fill."""


def first_gap(text: str) -> tuple[int, int] | None:
    """Where the first place stands that only the user can fill: from which character up to which."""
    found = _TO_FILL.search(text)
    return found.span() if found is not None else None


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
    return KINDS[follow_up.kind].letter


def is_settled_by(case: Case, follow_up: records.FollowUp, kind: LetterKind) -> bool:
    """Whether a letter of a kind, written for a follow-up, settles it: an offer is answered by a decision alone."""
    if follow_up.kind is Kind.OFFER_REPLY:
        return decision_of(kind) is not None
    if follow_up.kind is Kind.WITHDRAWAL:
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


def addressee(case: Case, kind: LetterKind) -> int | None:
    """Whom a letter goes to when nobody was named, by the rules of the plan: a reference to ask; for a thank-you the
    first person met who has none yet; else who decides, or who coordinates. None when there is nobody.
    """
    if kind is LetterKind.RECOMMENDATION:
        return next(
            (i.person_id for i in case.involvements if i.part is enums.Part.REFERENCE and not i.do_not_ask), None
        )
    met = case.met
    if kind is LetterKind.THANK_YOU and met:
        thanked = {x.person_id for x in sent_letters(case, kind)} | {f.person_id for f in case.done(Kind.THANK_YOU)}
        return next((p for p in met if p not in thanked), met[0])
    facts = Facts(
        interview=case.interview,
        rounds=(case.round,),
        meetings=case.meetings,
        people=case.people,
        attendances=case.invited,
        involvements=case.involvements,
    )
    return facts.decider() if LETTERS[kind].to_decider else facts.coordinator()


def promise_kept(case: Case, letter: records.Letter) -> records.Commitment | None:
    """The promise that a letter keeps: that of its follow-up, else the first one open to its reader or to nobody."""
    asking = next((f for f in case.follow_ups if f.id == letter.follow_up_id), None)
    if asking is not None and asking.commitment_id is not None:
        return next((c for c in case.commitments if c.id == asking.commitment_id), None)
    theirs = [
        c for c in case.promises() if c.state is enums.CommitmentState.OPEN and c.person_id in (None, letter.person_id)
    ]
    return min(theirs, key=lambda c: (c.due is None, c.due, c.id), default=None)


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
    """Whether two letters share so many words, names left out, that one was sent twice."""
    from rapidfuzz.distance import Indel

    names = {word for x in (one, other) for word in plain_words(case.person_name(x.person_id)).split()}

    def words(letter: records.Letter) -> list[str]:
        return [word for word in plain_words(letter.body).split() if word not in names]

    return Indel.normalized_similarity(words(one), words(other)) >= SAME_LETTER


def twin(case: Case, letter: records.Letter) -> records.Letter | None:
    """Another person's letter of the same kind and round that is nearly the same."""
    others = (
        x
        for x in case.letters
        if x.kind is letter.kind and x.round_id == letter.round_id and x.person_id != letter.person_id
    )
    return next((x for x in others if nearly_the_same(case, letter, x)), None)


def letter_lacks(case: Case, letter: records.Letter) -> tuple[str, ...]:
    """What keeps a letter from being ready, in words; nothing for one that is."""
    return (*gaps(case, letter), *_details(case, letter))


def lack_line(item: str) -> str:
    """One of what keeps a letter from being ready, on a line of its own. What is there but wrong, which begins with a
    quotation, is not called missing.
    """
    return item if item.startswith("“") else f"missing: {item}"


def gaps(case: Case, letter: records.Letter) -> tuple[str, ...]:
    """What the records must hold before a letter of this kind can be written at all, in words."""
    return tuple(_gaps(case, letter))


def _gaps(case: Case, letter: records.Letter) -> Iterator[str]:
    if letter.person_id is None:
        yield _NOBODY.get(letter.kind, "whom it goes to: name a person, for example @ Kim Lee")
    if LETTERS[letter.kind].offer:
        yield from _open_offer(case, letter)
    if letter.kind is LetterKind.AS_PROMISED and promise_kept(case, letter) is None:
        yield "a promise of yours that is open"
    if letter.kind is LetterKind.VALUE_LETTER and not _matched(case):
        yield "a need answered by a story: match one for the chart"
    if LETTERS[letter.kind].personal and letter.person_id is not None and letter.person_id not in case.outsiders:
        yield from _citation(case, letter, letter.person_id)
    if LETTERS[letter.kind].news and letter.person_id is not None and not brings_something_new(case, letter):
        yield f"something new for {case.person_name(letter.person_id)}: a need answered, a sample, news"
    if letter.kind is LetterKind.RECOMMENDATION and letter.person_id is not None:
        yield from _voice(case, letter.person_id)
    if letter.kind is LetterKind.PROPOSAL:
        yield from _listed(readiness_of(case).missing())


_NOBODY = {LetterKind.RECOMMENDATION: "a reference: add whom you would ask, as a reference"}


def _citation(case: Case, letter: records.Letter, person_id: int) -> Iterator[str]:
    name = case.person_name(person_id)
    silent = letter.kind is LetterKind.VALUE_LETTER and person_id not in case.met  # took over, and said nothing yet
    if not (silent or quotes_of(case, person_id)):
        yield f'a quote of {name}: note what they said, for example " … ({name})'
    elif not silent and letter.quote_id is None and cited(case, letter.body, person_id) is None:
        yield f"words of {name} in the letter: cite what they said"


def _open_offer(case: Case, letter: records.Letter) -> Iterator[str]:
    outcome = outcome_of(case)
    if outcome is None or (case.offer is None and outcome is not enums.Outcome.OFFER):
        yield "an offer: none is recorded"
    elif outcome not in (enums.Outcome.OFFER, decision_of(letter.kind)):
        yield f"an offer that is open: this interview is {outcome}"


def _voice(case: Case, person_id: int) -> Iterator[str]:
    found, name = tie(case, person_id), case.person_name(person_id)
    if found is None or found.part not in enums.OUTSIDERS:
        yield f"a reference: {name} is none in this interview"
    elif found.do_not_ask:
        yield f"someone who may be asked: {name} is marked “do not ask”"


def _matched(case: Case) -> frozenset[int]:
    needs = {n.id for n in case.needs}
    return frozenset(m.need_id for m in case.matches if m.need_id in needs)


def _listed(items: Sequence[str]) -> Iterator[str]:
    yield from items[:LACKS_NAMED]
    if len(items) > LACKS_NAMED:
        yield f"and {counted(len(items) - LACKS_NAMED, 'more', 'more')} of these"


def _empty_chart(case: Case, letter: records.Letter) -> Iterator[str]:
    """A letter that asks for the chart has rows for it."""
    if not asks_for_chart(letter.body):
        return
    if letter.kind not in MAY_CARRY_CHART:
        yield f"“{CHART_LINE}” stays empty in this letter: take the line out"
    elif letter.kind is not LetterKind.VALUE_LETTER and not carried_rows(case, letter):
        yield "a need answered by a story: match one for the chart"


def _details(case: Case, letter: records.Letter) -> Iterator[str]:
    person = case.people.get(letter.person_id) if letter.person_id is not None else None
    if person is not None and letter.channel is enums.Channel.EMAIL and not is_address(person.email):
        wrong = f"{no_address(person.email)}: correct it at {person.name}"
        yield wrong if person.email else f"an email address of {person.name}"
    if not letter.subject.strip():
        yield "a subject"
    if not letter.body.strip():
        yield "a text"
    yield from _empty_chart(case, letter)
    to_fill = _TO_FILL.findall(f"{letter.subject}\n{letter.body}")
    yield from _listed([f"your own words for “{shorten(place, 60)}”" for place in to_fill])
    may_repeat = LETTERS[letter.kind].once or letter.kind is LetterKind.AS_PROMISED
    same = None if may_repeat else twin(case, letter)
    if same is not None:
        yield f"words of its own: it is nearly the same as the letter to {case.person_name(same.person_id)}"
