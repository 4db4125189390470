"""The ten steps as data, and how far the facts have led an interview.

Source of the steps: Ford R. Myers, "Follow-up Steps After the Interview". The step is a view of where an interview
stands and starts nothing: what is owed follows from the facts (planning.py). What a step asks for before it is left is
computed in requirements.py, one function for each name in this table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass
from interview_tui.domain import enums
from interview_tui.domain.dates import MONTHS
from interview_tui.domain.errors import Refused
from interview_tui.domain.facts import days
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import end_of, start_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from interview_tui.domain.case import Case
    from interview_tui.domain.dates import Calendar
    from interview_tui.domain.facts import Facts
    from interview_tui.domain.records import Meeting, Passage, Round


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step: its name, what it is for, with which fact it begins, and what it asks for before it is left."""

    step: enums.Step
    name: str
    aim: str
    begins: str
    owes: tuple[enums.Owe, ...]


# fmt: off
STEPS: tuple[StepRow, ...] = (
    StepRow(enums.Step.SET_THE_STAGE,  "Set the stage",       "the follow-up plan stands before the meeting does",
            "the interview", (enums.Owe.MEETING_TIME, enums.Owe.PLAN, enums.Owe.QUESTIONS, enums.Owe.STORY)),
    StepRow(enums.Step.CONSULT,        "Consult",             "ask like a consultant and write the answers down",
            "the meeting's end", (enums.Owe.WHO, enums.Owe.ANSWERS, enums.Owe.NEED)),
    StepRow(enums.Step.DONT_RUSH,      "Don't rush",          "aim for the next meeting, not the offer; uncover needs",
            "notes written", (enums.Owe.RANKING, enums.Owe.NEXT_TIME, enums.Owe.READINESS)),
    StepRow(enums.Step.CONFIRM_NEXT_STEPS, "Confirm next steps", "no meeting ends on “we'll let you know”",
            "urgency and next time known", (enums.Owe.COMMITMENT,)),
    StepRow(enums.Step.THANK_PROMPTLY, "Thank promptly",      "a personal letter to each person met, soon",
            "a commitment, or the first thank-you", (enums.Owe.THANKS_SENT, enums.Owe.PERSONAL, enums.Owe.PROMISES)),
    StepRow(enums.Step.BUILD_VALUE,    "Build value",         "every contact shows that you solve their problems",
            "the last thank-you", (enums.Owe.MATCHES, enums.Owe.CHART)),
    StepRow(enums.Step.PERSIST,        "Persist",             "punctual, regular, never a pest",
            "the chart sent, or the first check-in", (enums.Owe.ANSWER,)),
    StepRow(enums.Step.LEVERAGE,       "Leverage",            "others put in a good word",
            "asking someone for a good word, once the chart is sent", (enums.Owe.VOICE,)),
    StepRow(enums.Step.ACCEPT,         "Accept",              "take the decision with grace",
            "a decision, theirs or yours", (enums.Owe.DECISION, enums.Owe.LESSON)),
    StepRow(enums.Step.TURN_IT_AROUND,  "Turn it around",      "the second choice they remember",
            "thanks after a rejection", (enums.Owe.LETTER, enums.Owe.IN_TOUCH)),
)
# fmt: on


def row(step: enums.Step) -> StepRow:
    """The row of a step."""
    return STEPS[step - 1]


def title(step: enums.Step) -> str:
    """`5 Thank promptly`."""
    return f"{int(step)} {row(step).name}"


def next_step(step: enums.Step) -> enums.Step:
    """The step after this one. Raises Refused at the last."""
    if step is enums.Step.TURN_IT_AROUND:
        raise Refused("step 10 is the last: outcome invited reopens the interview as a new round")
    return enums.Step(step + 1)


def previous_step(step: enums.Step) -> enums.Step:
    """The step before this one. Raises Refused at the first."""
    if step is enums.Step.SET_THE_STAGE:
        raise Refused("step 1 is the first: there is no step before it")
    return enums.Step(step - 1)


def check_outcome(now: enums.Outcome | None, new: enums.Outcome) -> None:
    """Raises Refused for an outcome that the interview has already."""
    if now is new:
        raise Refused(f"the outcome is already “{new}”")


def effective_step(facts: Facts, calendar: Calendar, now: datetime | None) -> enums.Step:
    """The step of the present round: the farthest that the facts have reached, or the one to which the user moved it,
    until a farther one begins. Without `now` every meeting counts as over.
    """
    by_facts = reached(facts, calendar, now)
    by_hand = [p for p in facts.passages if p.by_hand and p.round_id == facts.round.id]
    if not by_hand:
        return by_facts
    last = max(by_hand, key=lambda p: p.id)
    return by_facts if by_facts > max(last.step, last.reached or last.step) else last.step


def clock_step(facts: Facts, calendar: Calendar, now: datetime) -> tuple[enums.Step, datetime] | None:
    """The step to which the clock alone takes the present round after `now`, and when: at the end of its first meeting
    that is ahead. None where the clock changes nothing.
    """
    step = effective_step(facts, calendar, now)
    ends = sorted(end_of(m) for m in facts.timed(facts.round) if end_of(m) > now)
    for end in ends:
        after = effective_step(facts, calendar, end)
        if after > step:
            return after, end
    return None


def reached(facts: Facts, calendar: Calendar, now: datetime | None) -> enums.Step:
    """The farthest step that the facts have reached in the present round (METHOD, "The steps" and fine print 9)."""
    steps = [enums.Step.SET_THE_STAGE, *_by_outcome(facts)]
    over = [m for m in facts.timed(facts.round) if now is None or end_of(m) <= now]
    if over:
        steps += _by_meetings(facts, facts.round, over, calendar)
    return max(steps)


def _by_outcome(facts: Facts) -> Iterator[enums.Step]:
    outcome = facts.effective_outcome()
    if outcome is not None and outcome is not enums.Outcome.QUIET:
        yield enums.Step.ACCEPT
    if outcome in enums.LOST:
        thanks = facts.letters_sent(LetterKind.REJECTION_THANKS, facts.round)
        if thanks or facts.done(Kind.REJECTION_THANKS, facts.round):
            yield enums.Step.TURN_IT_AROUND


def _by_meetings(facts: Facts, of_round: Round, over: list[Meeting], calendar: Calendar) -> Iterator[enums.Step]:
    """The steps that begin only once a meeting of the round is over. Notes that stand at another one already count: the
    clock takes a round no farther a second time.
    """
    yield enums.Step.CONSULT
    ids = {m.id for m in facts.timed(of_round)}
    if ids & facts.noted.keys():
        yield enums.Step.DONT_RUSH
    needs = [n for n in facts.needs if n.meeting_id in ids]
    urgent = bool(needs) and (of_round.needs_ranked or any(n.pressing > 1 for n in needs))
    kept = any(q.meeting_id in ids and q.state is enums.QuestionState.KEPT for q in facts.questions)
    # Judged at the end of the first meeting: a further one with that person does not take it back.
    there = {a.person_id for a in facts.attendances if a.meeting_id == over[0].id}
    next_person = any(i.person_id not in there and not facts.is_outsider(i.person_id) for i in facts.involvements)
    if urgent and (kept or next_person):
        yield enums.Step.CONFIRM_NEXT_STEPS
    if any(c.meeting_id in ids and (c.due is not None or not c.passive) for c in facts.commitments):
        yield enums.Step.THANK_PROMPTLY
    thanked = _thanked(facts, of_round)
    if any(t.sent for t in thanked):
        yield enums.Step.THANK_PROMPTLY
    chart = bool(facts.charts_sent(of_round))
    nobody = not any(facts.there(m) for m in over) and all(
        any(a.meeting_id == m.id for a in facts.attendances) for m in over
    )
    if _all_thanked(facts, over, thanked, calendar) or (chart and nobody):
        yield enums.Step.BUILD_VALUE
    if chart or facts.done(Kind.CHECK_IN, of_round):
        yield enums.Step.PERSIST
    if chart and any(
        i.favour is not enums.Favour.NOT_ASKED for i in facts.involvements if facts.is_outsider(i.person_id)
    ):
        yield enums.Step.LEVERAGE


@dataclass(frozen=True, slots=True)
class _Thanked:
    """A thank-you that was settled: to whom, for a meeting from when on, when, and when that was entered."""

    person_id: int | None
    at: datetime
    entered: datetime
    sent: bool
    """Skipped, it counts as settled, too."""
    meeting_id: int | None = None


def _thanked(facts: Facts, of_round: Round) -> list[_Thanked]:
    """The thank-yous of a round that went out or were skipped."""
    arrived = (t for t in facts.touches if t.follow_up_id is not None and not t.bounced)
    logged = {t.follow_up_id: t.entered or t.at for t in arrived}
    found = [
        _Thanked(f.person_id, f.settled, logged.get(f.id, f.settled), f.state is enums.Settled.DONE, f.meeting_id)
        for f in facts.follow_ups
        if f.kind is Kind.THANK_YOU and f.round_id == of_round.id and f.state in enums.SETTLED and f.settled is not None
    ]
    sent = facts.letters_sent(LetterKind.THANK_YOU, of_round)
    found += [_Thanked(letter.person_id, at, at, True) for letter, at in sent]
    return found


def _all_thanked(facts: Facts, over: list[Meeting], thanked: list[_Thanked], calendar: Calendar) -> bool:
    """Whether at some moment everybody met by then, as far as it was known then, had been thanked: another meeting or
    person does not take that back.
    """
    for moment in thanked:
        met = [m for m in over if start_of(m) <= moment.at]
        owed = {
            (start_of(group[0]), a.person_id)
            for group in days(met, calendar).values()
            for m in group
            for a in facts.there(m)
            if not facts.is_outsider(a.person_id) and (a.entered is None or a.entered <= moment.entered)
        }
        nameless = [m for m in met if all(a.meeting_id != m.id for a in facts.attendances)]
        done = [t for t in thanked if t.at <= moment.at]
        if all(any(t.person_id == person and t.at >= start for t in done) for start, person in owed) and all(
            any(t.meeting_id == m.id for t in done) for m in nameless
        ):
            return True
    return False


SOURCE = "Ford R. Myers, “Follow-up Steps After the Interview”"
"""Where the method of the ten steps comes from."""

ON = " › "
"""What stands between two days on which the interview went on."""


def way(rounds: Sequence[Case], *, today: date, calendar: Calendar) -> tuple[str, ...]:
    """Each round, the first of them first: `1 18 Sep › 2 29 Sep › 3–5 30 Sep, rejected`. Days are the user's."""
    return tuple(_round(case, today, calendar, numbered=len(rounds) > 1) for case in rounds)


def _round(case: Case, today: date, calendar: Calendar, *, numbered: bool) -> str:
    stretches = ON.join(_stretch(*found, today) for found in _by_day(case.passages, calendar))
    outcome = f", {case.round.outcome}" if case.round.outcome else ""
    name = f"Round {case.round.number}: " if numbered else ""
    return f"{name}{stretches}{outcome}"


def _by_day(passages: Sequence[Passage], calendar: Calendar) -> list[tuple[list[int], date]]:
    """The steps entered on one day one after another."""
    found: list[tuple[list[int], date]] = []
    for passage in sorted(passages, key=lambda p: (p.entered, p.id)):
        day = calendar.day(passage.entered)
        if found and found[-1][1] == day:
            found[-1][0].append(int(passage.step))
        else:
            found.append(([int(passage.step)], day))
    return found


def _stretch(steps: list[int], day: date, today: date) -> str:
    if steps == list(range(steps[0], steps[-1] + 1)):
        numbers = str(steps[0]) if len(steps) == 1 else f"{steps[0]}–{steps[-1]}"
    else:
        numbers = ", ".join(map(str, steps))  # it went back, too
    year = "" if day.year == today.year else f" {day.year}"
    return f"{numbers} {'today' if day == today else f'{day.day} {MONTHS[day.month - 1][:3]}{year}'}"
