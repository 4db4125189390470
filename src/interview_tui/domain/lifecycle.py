"""The ten steps as data, and the moves between them.

Source of the steps: Ford R. Myers, "Follow-up Steps After the Interview". What each step plans is computed in
planning.py, what it owes in owing.py: one function for each name in this table.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from interview_tui.domain.errors import Refused
from interview_tui.domain.records import Kind, Outcome, Step


class Owe(StrEnum):
    """What may still be missing before a step is done."""

    MEETING_TIME = "meeting time"
    PLAN = "follow-up plan"
    QUESTIONS = "three questions"
    STORY = "one story"
    WHO = "who was there"
    ANSWERS = "answers"
    NEED = "one need"
    RANKING = "ranking"
    NEXT_TIME = "next time"
    READINESS = "readiness"
    COMMITMENT = "commitment"
    THANKS_SENT = "thanks sent"
    PERSONAL = "personal thanks"
    PROMISES = "promises kept"
    MATCHES = "matches"
    CHART = "chart sent"
    ANSWER = "an answer"
    VOICE = "outside voice"
    DECISION = "decision"
    LESSON = "lesson"
    LETTER = "letter sent"
    IN_TOUCH = "in touch"


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step: its name, what it is for, what entering it plans, and what it owes before it is left."""

    step: Step
    name: str
    aim: str
    plans: tuple[Kind, ...]
    owes: tuple[Owe, ...]


# fmt: off
STEPS: tuple[StepRow, ...] = (
    StepRow(Step.SET_THE_STAGE,      "Set the stage",      "the follow-up plan stands before the meeting does",
            (Kind.PREPARE,),                               (Owe.MEETING_TIME, Owe.PLAN, Owe.QUESTIONS, Owe.STORY)),
    StepRow(Step.CONSULT,            "Consult",            "ask like a consultant and write the answers down",
            (Kind.DEBRIEF,),                               (Owe.WHO, Owe.ANSWERS, Owe.NEED)),
    StepRow(Step.DONT_RUSH,          "Don't rush",         "aim for the next meeting, not the offer; uncover needs",
            (),                                            (Owe.RANKING, Owe.NEXT_TIME, Owe.READINESS)),
    StepRow(Step.CONFIRM_NEXT_STEPS, "Confirm next steps", "no meeting ends on “we'll let you know”",
            (),                                            (Owe.COMMITMENT,)),
    StepRow(Step.THANK_PROMPTLY,     "Thank promptly",     "a personal letter to each person met, soon",
            (Kind.THANK_YOU, Kind.PROMISE),                (Owe.THANKS_SENT, Owe.PERSONAL, Owe.PROMISES)),
    StepRow(Step.BUILD_VALUE,        "Build value",        "every contact shows that I solve their problems",
            (Kind.VALUE_LETTER,),                          (Owe.MATCHES, Owe.CHART)),
    StepRow(Step.PERSIST,            "Persist",            "punctual, regular, never a pest",
            (Kind.CHECK_IN,),                              (Owe.ANSWER,)),
    StepRow(Step.LEVERAGE,           "Leverage",           "others put in a good word",
            (Kind.ADVOCATE, Kind.RECOMMENDATION),          (Owe.VOICE,)),
    StepRow(Step.ACCEPT,             "Accept",             "take the decision with grace",
            (),                                            (Owe.DECISION, Owe.LESSON)),
    StepRow(Step.TURN_IT_ROUND,      "Turn it round",      "the second-choice candidate whom they remember",
            (Kind.REJECTION_THANKS, Kind.STAY_IN_TOUCH),   (Owe.LETTER, Owe.IN_TOUCH)),
)
# fmt: on

STANDING = (Kind.THANK_YOU, Kind.PROMISE)
"""Planned for as long as the round lasts: somebody met who is written down later is thanked all the same."""

PUSHING = frozenset({Kind.PREPARE, Kind.VALUE_LETTER, Kind.CHECK_IN, Kind.ADVOCATE, Kind.RECOMMENDATION})
"""Follow-ups that still press for a yes; pointless once the answer is known (step 9)."""

CANCELLED_BY: dict[Outcome, frozenset[Kind]] = {
    Outcome.INVITED: frozenset(
        {Kind.PREPARE, Kind.DEBRIEF, Kind.CHECK_IN, Kind.REJECTION_THANKS, Kind.STAY_IN_TOUCH, Kind.WITHDRAWAL}
    ),
    Outcome.REJECTED: PUSHING,
    Outcome.OFFER: PUSHING | {Kind.REJECTION_THANKS, Kind.STAY_IN_TOUCH, Kind.WITHDRAWAL},
    Outcome.WITHDRAWN: frozenset(Kind) - {Kind.PROMISE, Kind.WITHDRAWAL, Kind.REFERENCE_THANKS, Kind.CUSTOM},
    Outcome.QUIET: PUSHING | {Kind.REJECTION_THANKS},
}
"""The kinds of follow-ups that an outcome takes away, and that are not planned after it."""

PLANNED_BY: dict[Outcome, tuple[Kind, ...]] = {
    Outcome.REJECTED: (Kind.REJECTION_THANKS, Kind.STAY_IN_TOUCH),
    Outcome.OFFER: (Kind.OFFER_REPLY, Kind.REFERENCE_THANKS),
    Outcome.WITHDRAWN: (Kind.WITHDRAWAL,),
}
"""The kinds of follow-ups that an outcome brings at once; what a later step plans as well is planned only once."""


def row(step: Step) -> StepRow:
    """The row of a step."""
    return STEPS[step - 1]


def title(step: Step) -> str:
    """`5 Thank promptly`."""
    return f"{int(step)} {row(step).name}"


def next_step(step: Step) -> Step:
    """The step after this one. Raises Refused at the last."""
    if step is Step.TURN_IT_ROUND:
        raise Refused("step 10 is the last: an invitation (outcome invited) reopens the interview as a new round")
    return Step(step + 1)


def previous_step(step: Step) -> Step:
    """The step before this one. Raises Refused at the first."""
    if step is Step.SET_THE_STAGE:
        raise Refused("step 1 is the first: there is no step to go back to")
    return Step(step - 1)


def step_after(outcome: Outcome, step: Step) -> Step:
    """Where an outcome leads: an invitation to the next round's step 1, a rejection to step 9, others nowhere."""
    if outcome is Outcome.INVITED:
        return Step.SET_THE_STAGE
    if outcome is Outcome.REJECTED:
        return max(step, Step.ACCEPT)
    return step


def check_outcome(now: Outcome | None, new: Outcome) -> None:
    """Raises Refused for an outcome that the interview has already."""
    if now is new:
        raise Refused(f"the outcome is “{new}” already")
