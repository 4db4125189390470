"""What a step still owes: for each name in the table of steps one rule, a pure function of the case."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass
from interview_tui.domain import enums
from interview_tui.domain.chart import carries_chart, readiness_of
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.letters import cites, is_personal, nearly_the_same, sent_letters
from interview_tui.domain.steps import row
from interview_tui.domain.text import counted, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from interview_tui.domain.cadence import Cadences
    from interview_tui.domain.case import Case
    from interview_tui.domain.records import FollowUp, Letter

    _Missing = Iterator[tuple[str, int | None]]

QUESTIONS_TO_PREPARE = 3  # METHOD, step 1


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing that a step still owes, in words, and whom or what it concerns."""

    owe: enums.Owe
    text: str
    person_id: int | None = None


POINTLESS_AFTER = frozenset({enums.Owe.MEETING_TIME, enums.Owe.QUESTIONS, enums.Owe.STORY})
"""What was to be done before a meeting: once a meeting is over, it is no longer needed."""


def owed(case: Case, step: enums.Step, cadences: Cadences, now: datetime) -> tuple[Owed, ...]:
    """What is still missing before the step is done, leaving out what a meeting that is over has made pointless."""
    over = any(
        m.starts is not None and m.state is enums.MeetingState.PLANNED and m.starts <= now for m in case.meetings
    )
    wanted = (owe for owe in row(step).owes if not (over and owe in POINTLESS_AFTER))
    return tuple(Owed(owe, text, person_id) for owe in wanted for text, person_id in RULES[owe](case, cadences))


def _meeting_time(case: Case, _: Cadences) -> _Missing:
    if not any(m.starts is not None and m.state is enums.MeetingState.PLANNED for m in case.meetings):
        yield "a meeting time", None


def _plan(case: Case, _: Cadences) -> _Missing:
    if case.interview.plan is None:
        yield "look at the follow-up plan: gentle, standard, brisk, one letter or none", None


def _questions(case: Case, _: Cadences) -> _Missing:
    ready = sum(1 for q in case.questions if q.state is not enums.QuestionState.KEPT)
    if ready < QUESTIONS_TO_PREPARE:
        more = counted(QUESTIONS_TO_PREPARE - ready, "more prepared question") if ready else "three prepared questions"
        yield more, None


def _story(case: Case, _: Cadences) -> _Missing:
    here = {m.id for m in case.meetings}
    if not any(m.meeting_id in here for m in case.matches):
        yield "one story picked", None


def _who(case: Case, _: Cadences) -> _Missing:
    if not any(a.present for a in case.invited):
        yield "who was there", None


def _answers(case: Case, _: Cadences) -> _Missing:
    for question in case.questions:
        if question.state is enums.QuestionState.PREPARED:
            yield f"an answer, or “no answer”, to “{shorten(question.text, 48)}”", question.person_id


def _need(case: Case, _: Cadences) -> _Missing:
    here = {m.id for m in case.meetings}
    if not any(n.meeting_id in here for n in case.needs):
        yield "one need heard", None


def _ranking(case: Case, _: Cadences) -> _Missing:
    if not case.needs:
        yield "a need to rank: none heard yet", None
    elif not case.round.needs_ranked and all(n.pressing == 1 for n in case.needs):
        yield f"how urgent {'the need is' if len(case.needs) == 1 else 'each need is'}: !, !! or !!!", None


def _next_time(case: Case, _: Cadences) -> _Missing:
    there = {a.person_id for a in case.invited}
    next_person = any(i.person_id not in there and i.part not in enums.OUTSIDERS for i in case.involvements)
    if not next_person and not any(q.state is enums.QuestionState.KEPT for q in case.questions):
        yield "a question for next time, or another person to meet", None


def _readiness(case: Case, _: Cadences) -> _Missing:
    if not case.round.readiness_seen:
        stands = readiness_of(case)
        yield f"check whether a proposal is ready: {stands.matched} of {counted(stands.heard, 'need')} matched", None


def _commitment(case: Case, _: Cadences) -> _Missing:
    if not any(c.due is not None for c in case.commitments):
        yield "one commitment with an owner and a date, or “none given” with a date of your own", None


def _thanks(case: Case, person_id: int) -> tuple[tuple[Letter, ...], tuple[FollowUp, ...]]:
    """The thank-you letters to a person that were sent in this round, and the thank-yous that were planned."""
    return (
        tuple(x for x in sent_letters(case, LetterKind.THANK_YOU) if x.person_id == person_id),
        tuple(
            f
            for f in case.follow_ups
            if f.kind is Kind.THANK_YOU
            and f.person_id == person_id
            and f.round_id == case.round.id
            and f.state is not enums.Settled.CANCELLED
        ),
    )


def _thanks_sent(case: Case, _: Cadences) -> _Missing:
    if not case.met:
        yield "who was there, so you can thank them", None
    still_open = {f.id for f in case.open}
    for person_id in case.met:
        letters, planned = _thanks(case, person_id)
        is_owed = any(f.id in still_open for f in planned) if planned else not letters
        if is_owed:
            yield f"the thank-you to {case.person_name(person_id)}", person_id


def _personal(case: Case, _: Cadences) -> _Missing:
    for person_id in case.met:
        letters, planned = _thanks(case, person_id)
        if not letters and planned and all(f.state is enums.Settled.SKIPPED for f in planned):
            continue
        personal = any(is_personal(case, letter, person_id) for letter in letters)
        done = (f for f in planned if f.state is enums.Settled.DONE)
        if not personal and not any(cites(case, f.note, person_id) for f in done):
            yield f"something {case.person_name(person_id)} said, quoted in the thank-you", person_id
    for one, other in combinations(sent_letters(case, LetterKind.THANK_YOU), 2):
        if one.person_id != other.person_id and nearly_the_same(case, one, other):
            names = f"{case.person_name(one.person_id)} and {case.person_name(other.person_id)}"
            yield f"two different letters: those to {names} are nearly the same", other.person_id


def _promises(case: Case, _: Cadences) -> _Missing:
    for promise in case.promises():
        if promise.state is not enums.CommitmentState.KEPT:
            yield f"your promise: {shorten(promise.text, 60)}", promise.person_id


def _matches(case: Case, _: Cadences) -> _Missing:
    matched = {m.need_id for m in case.matches}
    most = max((n.pressing for n in case.needs), default=0)
    if not case.needs:
        yield "a need to match: none heard yet", None
    for need in case.needs:
        if need.pressing == most and need.id not in matched:
            yield f"a story for the need “{shorten(need.text, 48)}”", need.person_id


def _chart(case: Case, _: Cadences) -> _Missing:
    sent = any(carries_chart(letter) for kind in LetterKind for letter in sent_letters(case, kind))
    if not sent and not case.done(Kind.VALUE_LETTER):
        yield "send the side-by-side chart", None


def _answer(case: Case, cadences: Cadences) -> _Missing:
    cap = cadences.of(case.interview.plan).check_in_cap
    entered = max((p.entered for p in case.passages if p.step is enums.Step.PERSIST), default=case.round.opened)
    word = case.last_word()
    left_out = [
        f
        for f in case.follow_ups
        if f.kind is Kind.CHECK_IN and f.round_id == case.round.id and f.state is enums.Settled.SKIPPED
    ]
    skipped = sum(1 for f in left_out if word is None or f.settled is None or f.settled > word)
    sent = len(case.unanswered())
    if sent + skipped < cap and not case.answered_since(entered):
        yield f"an answer, a next meeting, or the last check-in ({sent} of {cap} sent)", None


def _voice(case: Case, _: Cadences) -> _Missing:
    if not case.voices() and not case.round.no_voice_why:
        yield "someone who spoke for you, or why nobody fits", None


def _decision(case: Case, _: Cadences) -> _Missing:
    if case.interview.outcome in (None, enums.Outcome.OFFER) and not case.round.decision:
        yield "the decision", None


def _lesson(case: Case, _: Cadences) -> _Missing:
    if not case.round.lesson:
        yield "one line on what you learned", None


def _letter(case: Case, _: Cadences) -> _Missing:
    if not sent_letters(case, LetterKind.REJECTION_THANKS) and not case.done(Kind.REJECTION_THANKS):
        yield "the thank-you after the rejection", None


def _in_touch(case: Case, _: Cadences) -> _Missing:
    if case.interview.stay_in_touch is None:
        yield "staying in touch: yes or no", None


RULES: dict[enums.Owe, Callable[[Case, Cadences], _Missing]] = {
    enums.Owe.MEETING_TIME: _meeting_time,
    enums.Owe.PLAN: _plan,
    enums.Owe.QUESTIONS: _questions,
    enums.Owe.STORY: _story,
    enums.Owe.WHO: _who,
    enums.Owe.ANSWERS: _answers,
    enums.Owe.NEED: _need,
    enums.Owe.RANKING: _ranking,
    enums.Owe.NEXT_TIME: _next_time,
    enums.Owe.READINESS: _readiness,
    enums.Owe.COMMITMENT: _commitment,
    enums.Owe.THANKS_SENT: _thanks_sent,
    enums.Owe.PERSONAL: _personal,
    enums.Owe.PROMISES: _promises,
    enums.Owe.MATCHES: _matches,
    enums.Owe.CHART: _chart,
    enums.Owe.ANSWER: _answer,
    enums.Owe.VOICE: _voice,
    enums.Owe.DECISION: _decision,
    enums.Owe.LESSON: _lesson,
    enums.Owe.LETTER: _letter,
    enums.Owe.IN_TOUCH: _in_touch,
}
