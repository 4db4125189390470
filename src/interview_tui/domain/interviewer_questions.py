"""The bank of questions that interviewers put to candidates, by kind, in the program's own words; who tends to ask them
and when, and which are likely in a meeting.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass
from interview_tui.domain.enums import Part, QuestionKind
from interview_tui.domain.facts import seniority
from interview_tui.domain.question_bank import question_key, read_group
from interview_tui.domain.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from interview_tui.domain.case import Case
    from interview_tui.domain.records import PreparedAnswer, Question


class Asker(StrEnum):
    """Who puts a question, by what they are in the interview."""

    RECRUITER = "r"
    MANAGER = "m"
    """Who would be your manager."""
    COLLEAGUE = "c"
    """Any other interviewer; they ask about the work itself."""
    SENIOR = "s"
    """Somebody above the hiring manager, by title: a director, a vice president, the chief executive."""


class RoundStage(StrEnum):
    """When in the interview a question is put."""

    FIRST = "f"
    """In the first round, a screening call above all."""
    LATER = "l"
    END = "e"
    """From the second round on, with somebody senior."""


SENIOR_RANK = 2
"""The last rank of `seniority` that stands for somebody above a hiring manager."""
LIKELY_AT_MOST = 5
"""So many questions at most are called likely in a meeting: more than one can prepare for on the day before."""


@dataclass(frozen=True, slots=True)
class BankedQuestion:
    """A shipped question. `about` are words of a posting that make it likelier, in English, German and French."""

    text: str
    askers: frozenset[Asker]
    stages: frozenset[RoundStage]
    about: frozenset[str] = frozenset()


def _ask(text: str, askers: str, stages: str, about: str = "") -> BankedQuestion:
    return BankedQuestion(text, frozenset(map(Asker, askers)), frozenset(map(RoundStage, stages)), words(about))


# fmt: off
INTERVIEWER_QUESTIONS: dict[QuestionKind, tuple[BankedQuestion, ...]] = {
    QuestionKind.YOURSELF: (
        _ask("Could you walk me through your career so far?", "rmc", "f"),
        _ask("Which part of your experience matters most for this role?", "rms", "fe"),
        _ask("How would the people on your last team describe you?", "rm", "fl",
             "team teams collaborative teamfähig équipe"),
        _ask("Which piece of work are you proudest of?", "mcs", "fle"),
        _ask("Where do you want to be in five years?", "rs", "fe", "growth career entwicklung évolution"),
    ),
    QuestionKind.PAST: (
        _ask("Tell me about something that failed, and what you did next.", "mcs", "fle",
             "incident incidents outage resilience failure störung störungen incidents panne"),
        _ask("When did you disagree with your manager, and how did it end?", "ms", "le", "challenge ownership"),
        _ask("Tell me about a conflict in a team and your part in it.", "mc", "fl",
             "team collaboration stakeholders conflict konflikte équipe"),
        _ask("Describe a deadline that you were about to miss.", "mc", "fl",
             "deadline deadlines fast-paced delivery termine fristen délais"),
        _ask("Tell me about a decision you made without all the facts.", "ms", "le",
             "ambiguity decisions autonomous eigenverantwortlich entscheidungen autonomie"),
        _ask("Which change did you bring about although people resisted it?", "ms", "le",
             "change transformation improve veränderung changement"),
        _ask("When did you have to convince people who did not report to you?", "ms", "le",
             "stakeholder stakeholders influence cross-functional schnittstelle transverse"),
        _ask("Tell me about an unhappy customer and what you did.", "mc", "fl",
             "customer customers client clients kunde kunden kundschaft"),
        _ask("What is the largest thing you have been responsible for?", "ms", "fle",
             "budget lead leadership manage verantwortung führung responsabilité"),
        _ask("When did you have to learn something new in a hurry?", "mc", "fl", "learn learning lernen apprendre"),
        _ask("What is the hardest feedback you have had, and what came of it?", "mc", "fl", "feedback coaching"),
    ),
    QuestionKind.WEAKNESS: (
        _ask("What is your greatest weakness?", "rm", "fl"),
        _ask("What would you do differently in your last job?", "ms", "le"),
        _ask("Which part of this role would be hard for you?", "mc", "fl"),
        _ask("You lack some of the experience we ask for: why should we risk it?", "ms", "fle",
             "required requirements must-have voraussetzung exigé"),
    ),
    QuestionKind.WHY_US: (
        _ask("Why do you want to work here?", "rms", "fe", "mission values culture werte valeurs"),
        _ask("What do you know about us?", "rm", "f"),
        _ask("What interests you about this role?", "rmc", "f"),
        _ask("Why should we choose you?", "ms", "le"),
        _ask("What would you do in your first ninety days?", "ms", "le",
             "onboarding roadmap strategy strategie stratégie"),
        _ask("Who else are you talking to, and how far along are you?", "rm", "fle"),
    ),
    QuestionKind.TECHNICAL: (
        _ask("How would you solve this problem? Please think out loud.", "c", "fl"),
        _ask("Take me through something you built, from the idea to the result.", "mc", "fl",
             "build design architecture project projekt projekte projet"),
        _ask("How do you make sure that your work is right before it goes out?", "mc", "fl",
             "quality testing tests review qualität qualité"),
        _ask("Something has stopped working: how do you find out why?", "c", "fl",
             "debugging on-call monitoring troubleshooting incident fehlersuche astreinte"),
        _ask("Which tool or method would you choose here, and why not another?", "c", "fl",
             "tools stack technologies methods werkzeuge outils"),
        _ask("How do you explain your work to people outside your field?", "mcs", "fle",
             "communication presentation stakeholders kommunikation communication"),
    ),
    QuestionKind.LEAVING: (
        _ask("Why do you want to leave your present job?", "rm", "f"),
        _ask("Why were you in one job for such a short time?", "rm", "f"),
        _ask("What did you do between those two jobs?", "r", "f"),
        _ask("What would have made you stay?", "ms", "le"),
    ),
    QuestionKind.MONEY: (
        _ask("What salary do you have in mind?", "rm", "fe", "salary compensation gehalt gehaltsvorstellung salaire"),
        _ask("What do you earn now?", "r", "f"),
        _ask("When could you start?", "rm", "fe", "immediately asap sofort nächstmöglich immédiat"),
        _ask("Would you move, travel, or come to the office?", "r", "f",
             "travel onsite on-site relocation hybrid reisebereitschaft vor-ort déplacements"),
    ),
}
# fmt: on
"""Forty questions. Short enough for a line of 80 columns."""


@dataclass(frozen=True, slots=True)
class AnswerEntry:
    """A question of this bank, and how you answer it."""

    kind: QuestionKind
    text: str
    banked: BankedQuestion | None = None
    """None for one of the user's own."""
    prepared: PreparedAnswer | None = None
    """None where nothing is prepared."""


def answer_bank(prepared: Iterable[PreparedAnswer]) -> tuple[AnswerEntry, ...]:
    """The whole bank in the order of the kinds: in each the shipped questions, then the user's own."""
    answers = {question_key(answer.question): answer for answer in reversed(tuple(prepared))}
    shipped = [
        AnswerEntry(kind, banked.text, banked, answers.pop(question_key(banked.text), None))
        for kind, questions in INTERVIEWER_QUESTIONS.items()
        for banked in questions
    ]
    own = sorted(answers.values(), key=lambda answer: answer.id)
    return tuple(
        entry
        for kind in QuestionKind
        for entry in (
            *(entry for entry in shipped if entry.kind is kind),
            *(AnswerEntry(kind, a.question, prepared=a) for a in own if a.kind is kind),
        )
    )


def find_entry(entries: Iterable[AnswerEntry], text: str) -> AnswerEntry | None:
    """The entry of a question with these words; capitals and spaces aside."""
    wanted = question_key(text)
    return next((entry for entry in entries if question_key(entry.text) == wanted), None)


_SHIPPED = frozenset(question_key(q.text) for q in chain.from_iterable(INTERVIEWER_QUESTIONS.values()))


def is_shipped_question(text: str) -> bool:
    """Whether a question stands in the shipped bank, which is English."""
    return question_key(text) in _SHIPPED


def entry_of(entries: Iterable[AnswerEntry], question: Question) -> AnswerEntry:
    """The entry of a question in the notes; one of its own where the bank has none."""
    kind = next((kind for kind in QuestionKind if kind == question.topic), QuestionKind.YOURSELF)
    return find_entry(entries, question.text) or AnswerEntry(kind, question.text)


@dataclass(frozen=True, slots=True)
class Expected:
    """A question that is likely in a meeting. `question` is its line in the notes of that meeting, where it has one."""

    entry: AnswerEntry
    question: Question | None = None


def likely_questions(case: Case, others: Sequence[Case], entries: Sequence[AnswerEntry]) -> tuple[Expected, ...]:
    """The questions likely in the case's meeting, the likeliest first: those that you expect, by the notes; then by who
    will be there, the round, and what was studied. What was put in other meetings comes last. LIKELY_AT_MOST, but for
    those that you expect, which are all there. `others` are the interview at its other meetings.
    """
    noted = [Expected(entry_of(entries, q), q) for q in case.put_to_me if not q.was_asked]
    known = {question_key(q.text) for q in case.put_to_me}
    put_before = {question_key(q.text) for other in others for q in other.put_to_me if q.was_asked}
    askers, studied = askers_of(case), _studied(case)
    stage = round_stage(case, askers)
    fitting = [e for e in entries if question_key(e.text) not in known and _fits(e, askers, stage)]
    turns: Counter[tuple[bool, int, QuestionKind]] = Counter()
    ranked = []
    for place, entry in enumerate(fitting):
        was_put, points = question_key(entry.text) in put_before, _points(entry, askers, studied)
        turn = was_put, -points, entry.kind
        # Of equals, one of each kind in turn: nobody is asked five questions of one kind.
        ranked.append((was_put, -points, turns[turn], place, entry))
        turns[turn] += 1
    ranked.sort(key=lambda each: each[:4])
    return (*noted, *(Expected(entry) for *_, entry in ranked[: max(0, LIKELY_AT_MOST - len(noted))]))


def _fits(entry: AnswerEntry, askers: frozenset[Asker], stage: RoundStage) -> bool:
    """Whether somebody who will be there asks it at this stage; a question of the user's own is always expected."""
    banked = entry.banked
    return banked is None or bool(banked.askers & askers and stage in banked.stages)


def _points(entry: AnswerEntry, askers: frozenset[Asker], studied: frozenset[str]) -> int:
    """How much speaks for a question: each of its askers who will be there, and each of its words that was studied."""
    banked = entry.banked
    return len(banked.askers & askers) + len(banked.about & studied) if banked else 1


def askers_of(case: Case) -> frozenset[Asker]:
    """Who may ask in the case's meeting: by the parts and titles of who will be there; every one of them where nobody
    is known.
    """
    parts = {tie.person_id: tie.part for tie in case.involvements}
    found: set[Asker] = set()
    for attendance in case.attendances:
        person = case.people.get(attendance.person_id)
        part = parts.get(attendance.person_id, Part.INTERVIEWER)
        if person is None or attendance.present is False:
            continue
        is_senior = seniority(person.title) <= SENIOR_RANK
        match part:
            case Part.RECRUITER | Part.AGENCY:
                found.add(Asker.RECRUITER)
            case Part.HIRING_MANAGER:
                found |= {Asker.MANAGER, *([Asker.SENIOR] if is_senior else [])}
            case Part.INTERVIEWER:
                found.add(Asker.SENIOR if is_senior else Asker.COLLEAGUE)
    return frozenset(found or Asker)


def round_stage(case: Case, askers: frozenset[Asker]) -> RoundStage:
    """Where in the interview the case's meeting stands."""
    if case.round.number == 1:
        return RoundStage.FIRST
    return RoundStage.END if Asker.SENIOR in askers and len(askers) < len(Asker) else RoundStage.LATER


def _studied(case: Case) -> frozenset[str]:
    text = case.study.text.casefold() if case.study else ""
    return frozenset(word.strip(".,;:!?()[]\"'“”«»*") for word in text.split())


def read_kind(text: str) -> QuestionKind:
    """A kind of question by its name or the beginning of it. Raises Unclear."""
    return read_group(QuestionKind, text, "a kind of question")
