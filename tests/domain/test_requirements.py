"""What each step still owes, and what settles it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from interview_tui.domain.chart import readiness_of
from interview_tui.domain.enums import (
    CommitmentState,
    Direction,
    Favour,
    LetterState,
    MeetingState,
    Outcome,
    Owe,
    Part,
    Plan,
    QuestionState,
    Settled,
    Step,
)
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.letters import cites
from interview_tui.domain.overlap import SHARED_AT_MOST
from interview_tui.domain.records import Attendance, Meeting
from interview_tui.domain.requirements import Owed, owed
from tests.domain.cases import (
    BOTH_CAME,
    CADENCES,
    DANA_CAME,
    NOBODY_SAID,
    SAM,
    case,
    done,
    entered,
    instant,
    letter,
    match,
    need,
    promise,
    question,
    quote,
    their_word,
    tie,
    touch,
)

BEFORE, AFTER = instant("2026-11-30 09:00"), instant("2026-12-01 15:00")
"""The meeting is on Tuesday 1 December, 14:00 to 15:00."""


def owes(step: int, owe: Owe, **described: Any) -> list[tuple[str, int | None]]:
    """What of this is owed: the texts, each with the person that it concerns."""
    present = case(step=step, **described)
    return [(item.text, item.person_id) for item in owed(present, Step(step), CADENCES, BEFORE) if item.owe is owe]


def test_what_is_owed_stands_in_the_order_of_the_step() -> None:
    assert owed(case(meeting=None, plan=None), Step.SET_THE_STAGE, CADENCES, BEFORE) == (
        Owed(Owe.MEETING_TIME, "a meeting time"),
        Owed(Owe.PLAN, "look at the follow-up plan: gentle, standard, brisk, one letter or none"),
        Owed(Owe.QUESTIONS, "three prepared questions"),
        Owed(Owe.STORY, "one story picked"),
    )


def test_a_step_that_is_done_owes_nothing() -> None:
    ready = case(questions=[question(f"q{n}") for n in range(3)], matches=[match(1)])
    assert owed(ready, Step.SET_THE_STAGE, CADENCES, BEFORE) == ()


def test_what_the_meeting_has_made_pointless_is_owed_no_more() -> None:
    unprepared = case(plan=None)
    assert [item.owe for item in owed(unprepared, Step.SET_THE_STAGE, CADENCES, BEFORE)] == [
        Owe.PLAN,
        Owe.QUESTIONS,
        Owe.STORY,
    ]
    assert [item.owe for item in owed(unprepared, Step.SET_THE_STAGE, CADENCES, AFTER)] == [Owe.PLAN]
    called_off = case(called_off=True)
    assert Owe.QUESTIONS in {item.owe for item in owed(called_off, Step.SET_THE_STAGE, CADENCES, AFTER)}


# --- The whole round


SECOND = Meeting(id=2, round_id=1, starts=instant("2026-12-08 10:00"))
SAM_THERE = Attendance(id=9, meeting_id=2, person_id=SAM.id, present=True)


def test_what_another_meeting_of_the_round_has_brought_is_owed_no_more() -> None:
    second = {"further": [SECOND], "invited": [SAM_THERE]}
    assert owes(1, Owe.MEETING_TIME, called_off=True, further=[SECOND]) == []
    assert owes(1, Owe.STORY, matches=[match(1, meeting=2)], further=[SECOND]) == []
    assert owes(2, Owe.WHO, there=NOBODY_SAID, **second) == []
    assert owes(2, Owe.NEED, needs=[need(1, "slow releases", meeting=2)], **second) == []
    assert len(owes(3, Owe.NEXT_TIME, there=DANA_CAME, ties=[tie(SAM.id, Part.INTERVIEWER)], **second)) == 1


def test_each_person_met_in_the_round_is_owed_a_thank_you() -> None:
    second = {"further": [SECOND], "invited": [SAM_THERE]}
    assert owes(5, Owe.THANKS_SENT, there=DANA_CAME, **second) == [
        ("the thank-you to Dana Ruiz", 1),
        ("the thank-you to Sam Ode", 3),
    ]


# --- 1 Set the stage


def test_a_meeting_time_is_owed_until_the_meeting_has_one() -> None:
    assert owes(1, Owe.MEETING_TIME) == []
    assert owes(1, Owe.MEETING_TIME, called_off=True) == [("a meeting time", None)]


def test_every_plan_that_was_chosen_will_do() -> None:
    assert not any(owes(1, Owe.PLAN, plan=plan) for plan in Plan)


@pytest.mark.parametrize(
    ("ready", "text"),
    [
        (0, ["three prepared questions"]),
        (1, ["2 more prepared questions"]),
        (2, ["1 more prepared question"]),
        (3, []),
        (4, []),
    ],
)
def test_three_questions_are_to_be_prepared(ready: int, text: list[str]) -> None:
    kept = [question("for later", QuestionState.KEPT)] * 3
    questions = [*kept, *(question(f"q{n}") for n in range(ready))]
    assert [item for item, _ in owes(1, Owe.QUESTIONS, questions=questions)] == text


def test_a_story_is_picked_for_this_meeting() -> None:
    assert owes(1, Owe.STORY, matches=[match(1, meeting=9)]) == [("one story picked", None)]
    assert owes(1, Owe.STORY, matches=[match(1)]) == []


# --- 2 Consult


def test_who_was_there_is_owed_until_somebody_is_said_to_have_come() -> None:
    for there in ({}, NOBODY_SAID, {1: False}):
        assert owes(2, Owe.WHO, there=there) == [("who was there", None)]
    assert owes(2, Owe.WHO, there={1: True, 2: None}) == []


def test_an_answer_is_owed_to_each_question_asked_which_is_shortened() -> None:
    questions = [
        question("What keeps releases slow?", of=1),
        question("Who decides?", QuestionState.ANSWERED),
        question("What is the budget?", QuestionState.NO_ANSWER),
        question("Who owns it?", QuestionState.KEPT),
    ]
    assert owes(2, Owe.ANSWERS, questions=questions) == [
        ("an answer, or “no answer”, to “What keeps releases slow?”", 1)
    ]
    ((text, _),) = owes(2, Owe.ANSWERS, questions=[question("why " * 40)])
    assert text == f"an answer, or “no answer”, to “{'why ' * 11}why…”"


def test_one_need_is_to_be_heard_in_this_meeting() -> None:
    assert owes(2, Owe.NEED, needs=[need(1, "slow releases", meeting=9)]) == [("one need heard", None)]
    assert owes(2, Owe.NEED, needs=[need(1, "slow releases")]) == []


# --- 3 Don't rush


@pytest.mark.parametrize(
    ("pressing", "ranked", "text"),
    [
        ([], False, ["a need to rank: none heard yet"]),
        ([1], False, ["how urgent the need is: !, !! or !!!"]),
        ([1, 1], False, ["how urgent each need is: !, !! or !!!"]),
        ([1, 2], False, []),
        ([1, 1], True, []),
    ],
)
def test_needs_are_to_be_ranked(pressing: list[int], ranked: bool, text: list[str]) -> None:
    needs = [need(n, f"need {n}", pressing=p) for n, p in enumerate(pressing)]
    assert [item for item, _ in owes(3, Owe.RANKING, needs=needs, needs_ranked=ranked)] == text


def test_a_question_kept_or_a_next_person_leads_to_the_next_meeting() -> None:
    owing = [("a question for next time, or another person to meet", None)]
    assert owes(3, Owe.NEXT_TIME, questions=[question("Who owns it?")]) == owing
    assert owes(3, Owe.NEXT_TIME, questions=[question("Who owns it?", QuestionState.KEPT)]) == []
    assert owes(3, Owe.NEXT_TIME, there=DANA_CAME, ties=[tie(1, Part.INTERVIEWER)]) == owing
    assert owes(3, Owe.NEXT_TIME, there=DANA_CAME, ties=[tie(2, Part.HIRING_MANAGER)]) == []


def test_who_is_not_the_employers_is_no_next_person_to_meet() -> None:
    outsiders = [tie(2, Part.CONNECTION), tie(3, Part.REFERENCE)]
    assert len(owes(3, Owe.NEXT_TIME, there=DANA_CAME, ties=outsiders)) == 1


def test_the_proposals_readiness_is_to_be_seen() -> None:
    needs = [need(1, "slow releases"), need(2, "noisy pagers"), need(3, "no tests", meeting=9)]
    matches = [match(1, need=2), match(2, need=2), match(3)]
    assert readiness_of(case(needs=needs, matches=matches)).matched == 1
    assert owes(3, Owe.READINESS, needs=needs, matches=matches) == [
        ("check whether a proposal is ready: 1 of 3 needs matched", None)
    ]
    assert owes(3, Owe.READINESS, needs=needs, matches=matches, readiness_seen=True) == []


# --- 4 Confirm next steps


def test_one_commitment_with_a_date_is_to_be_confirmed_or_none_given_with_a_date_of_my_own() -> None:
    owing = [("one commitment with an owner and a date, or “none given” with a date of your own", None)]
    assert owes(4, Owe.COMMITMENT) == owing
    assert owes(4, Owe.COMMITMENT, commitments=[their_word(1, "we'll let you know")]) == owing
    assert owes(4, Owe.COMMITMENT, commitments=[their_word(1, "call", "2026-12-04")]) == []
    assert owes(4, Owe.COMMITMENT, commitments=[promise(1, "send it", "2026-12-04")]) == []
    none_given = replace(their_word(1, "none given", "2026-12-10"), passive=True)
    assert owes(4, Owe.COMMITMENT, commitments=[none_given]) == []


# --- 5 Thank promptly


def test_a_thank_you_is_owed_to_each_person_met() -> None:
    both = [("the thank-you to Dana Ruiz", 1), ("the thank-you to Kim Lee", 2)]
    assert owes(5, Owe.THANKS_SENT, there=BOTH_CAME) == both
    assert owes(5, Owe.THANKS_SENT, there=BOTH_CAME, letters=[letter(1, "Dear Dana")]) == both[1:]
    assert owes(5, Owe.THANKS_SENT, there=BOTH_CAME, follow_ups=[done(Kind.THANK_YOU, to=2)]) == both[:1]
    assert owes(5, Owe.THANKS_SENT, there={1: True, 2: False}) == both[:1]


def test_a_skipped_thank_you_counts_as_settled_and_so_does_one_that_lapsed() -> None:
    skipped = replace(done(Kind.THANK_YOU, to=1), state=Settled.SKIPPED)
    assert owes(5, Owe.THANKS_SENT, there=DANA_CAME, follow_ups=[skipped]) == []
    assert owes(5, Owe.PERSONAL, there=DANA_CAME, follow_ups=[skipped]) == []
    lapsed = replace(skipped, state=Settled.OPEN, lapses=instant("2026-12-29 15:00"))
    assert owes(5, Owe.THANKS_SENT, there=DANA_CAME, follow_ups=[lapsed], now="2026-12-29 15:00") == []
    assert len(owes(5, Owe.THANKS_SENT, there=DANA_CAME, follow_ups=[lapsed], now="2026-12-28 15:00")) == 1


def test_a_second_meeting_with_the_same_person_owes_its_own_thank_you() -> None:
    again = replace(done(Kind.THANK_YOU, to=1), id=2, state=Settled.OPEN)
    both = [done(Kind.THANK_YOU, to=1), again]
    assert owes(5, Owe.THANKS_SENT, there=DANA_CAME, follow_ups=both) == [("the thank-you to Dana Ruiz", 1)]


def test_a_draft_a_letter_of_another_kind_or_of_an_earlier_round_is_no_thank_you() -> None:
    for other in (
        letter(1, "Dear Dana", state=LetterState.DRAFT),
        letter(1, "Dear Dana", kind=LetterKind.CHECK_IN),
        letter(1, "Dear Dana", round_id=9),
    ):
        assert owes(5, Owe.THANKS_SENT, there=DANA_CAME, letters=[other]) == [("the thank-you to Dana Ruiz", 1)]


def test_without_anybody_met_who_was_there_is_owed_first() -> None:
    assert owes(5, Owe.THANKS_SENT) == [("who was there, so you can thank them", None)]


DANAS_WORDS = quote(1, "We need someone to calm the release train", of=1)
DANAS_NEED = need(1, "Approvals take nine days", of=1)
KIMS_WORDS = quote(2, "Pagers never sleep", of=2)
KIMS_NEED = need(2, "Nobody writes tests", of=2)


def impersonal(body: str, *, cited: int | None = None) -> list[tuple[str, int | None]]:
    return owes(
        5,
        Owe.PERSONAL,
        there=DANA_CAME,
        quotes=[DANAS_WORDS, KIMS_WORDS],
        needs=[DANAS_NEED, KIMS_NEED],
        letters=[letter(1, body, quote=cited)],
    )


@pytest.mark.parametrize(
    "body",
    [
        "You said: “We need someone to calm the release train.” I can.",
        "You told me we NEED someone -- to calm\nthe release train, and I agree.",
        "That approvals take nine days stayed with me.",
    ],
    ids=["a quote", "a quote in other type", "a need"],
)
def test_a_letter_that_cites_that_very_person_or_is_marked_with_their_quote_is_personal(body: str) -> None:
    assert impersonal(body) == impersonal("The release train has been on my mind.", cited=1) == []


@pytest.mark.parametrize(
    ("body", "cited"),
    [
        ("Thank you for your time. I enjoyed our conversation.", None),
        ("As somebody said, pagers never sleep.", None),
        ("I would mend that nobody writes tests.", None),
        ("Thank you for your time.", 2),
        ("Thank you for your time.", 9),
        ("", None),
    ],
    ids=["generic", "another's words", "another's need", "another's quote marked", "an unknown quote marked", "empty"],
)
def test_a_letter_that_does_not_is_still_owed_a_citation(body: str, cited: int | None) -> None:
    assert impersonal(body, cited=cited) == [("something Dana Ruiz said, quoted in the thank-you", 1)]


def test_a_thank_you_by_phone_is_personal_by_its_note() -> None:
    said = {"there": DANA_CAME, "quotes": [DANAS_WORDS]}
    phoned = done(Kind.THANK_YOU, to=1, note="Told her: we need someone to calm the release train")
    assert owes(5, Owe.PERSONAL, **said, follow_ups=[phoned]) == []
    assert len(owes(5, Owe.PERSONAL, **said, follow_ups=[replace(phoned, note="left a message")])) == 1


def test_only_whole_words_are_a_citation() -> None:
    assert not cites(case(quotes=[quote(1, "AI", of=1)]), "As you said again", 1)
    assert cites(case(quotes=[quote(1, "AI", of=1)]), "As you said: AI!", 1)


def test_scripts_without_blanks_are_cited_too_but_not_mere_marks() -> None:
    japanese = case(quotes=[quote(1, "リリースが遅い", of=1)])
    assert cites(japanese, "「リリースが遅い」とのお話でした", 1)
    assert cites(japanese, "リリースが遅いとのお話でした", 1)
    assert not cites(japanese, "リリースが早いとのお話でした", 1)
    assert not cites(case(quotes=[quote(1, "…!", of=1)]), "…!", 1)


SENT_TWICE = (
    "Dear {name}, thank you for the hour. We need someone to calm the release train, you said; pagers never sleep, "
    "too. I have done both at my last place and would like to do so again at Acme, {name}."
)
TOO_ALIKE = [("two different letters: those to Dana Ruiz and Kim Lee are nearly the same", 2)]


def both_thanked(to_dana: str, to_kim: str) -> list[tuple[str, int | None]]:
    letters = [letter(1, to_dana), letter(2, to_kim)]
    return owes(5, Owe.PERSONAL, there=BOTH_CAME, quotes=[DANAS_WORDS, KIMS_WORDS], letters=letters)


def test_two_letters_that_differ_only_in_the_names_are_one_letter_sent_twice() -> None:
    assert both_thanked(SENT_TWICE.format(name="Dana"), SENT_TWICE.format(name="Kim")) == TOO_ALIKE
    words = f"{DANAS_WORDS.text}. {KIMS_WORDS.text}. Thank you"
    assert both_thanked(f"{words}, Dana Ruiz, Dana, Dana.", f"{words}, Kim Lee, Kim, Kim.") == TOO_ALIKE
    assert owes(5, Owe.PERSONAL, there=DANA_CAME, quotes=[DANAS_WORDS], letters=[letter(1, words)] * 2) == []


def test_two_letters_of_their_own_are_not_alike() -> None:
    to_dana = "Dear Dana, we need someone to calm the release train, you said. At Initech I halved the approvals."
    to_kim = "Dear Kim, pagers never sleep: I laughed, since mine did not either until we cut the alerts by half."
    assert both_thanked(to_dana, to_kim) == []


@pytest.mark.parametrize(("own", "text"), [(27, TOO_ALIKE), (28, [])])
def test_letters_are_alike_above_45_of_100_distinct_words(own: int, text: list[tuple[str, int | None]]) -> None:
    assert SHARED_AT_MOST == 0.45
    cited = [f"{DANAS_WORDS.text}. {KIMS_WORDS.text}."]  # eleven distinct words
    shared = cited + [f"s{n}" for n in range(34)] * 2
    to_dana = " ".join(shared + [f"d{n}" for n in range(own)])
    to_kim = " ".join(shared + [f"k{n}" for n in range(own)])
    assert both_thanked(f"{to_dana}.", f"{to_kim}.") == text


def test_each_promise_is_owed_until_it_is_kept() -> None:
    promises = [
        promise(1, "send the case study", "2026-12-03", to=2),
        promise(2, "call", state=CommitmentState.KEPT),
        promise(3, "introduce Sam", state=CommitmentState.MISSED),
        their_word(4, "call", "2026-12-04"),
    ]
    assert owes(5, Owe.PROMISES, commitments=promises) == [
        ("your promise: send the case study", 2),
        ("your promise: introduce Sam", None),
    ]


# --- 6 Build value


def test_the_most_pressing_needs_are_to_be_matched() -> None:
    needs = [need(1, "slow releases", pressing=3, of=1), need(2, "no tests", pressing=3), need(3, "tabs", pressing=2)]
    assert owes(6, Owe.MATCHES, needs=needs, matches=[match(1)]) == [
        ("a story for the need “slow releases”", 1),
        ("a story for the need “no tests”", None),
    ]
    assert owes(6, Owe.MATCHES, needs=needs, matches=[match(1, need=1), match(2, need=2)]) == []
    assert owes(6, Owe.MATCHES) == [("a need to match: none heard yet", None)]


def test_the_chart_is_to_be_sent() -> None:
    owing = [("send the side-by-side chart", None)]
    value_letter = letter(1, "", kind=LetterKind.VALUE_LETTER)
    assert owes(6, Owe.CHART) == owing
    assert owes(6, Owe.CHART, letters=[replace(value_letter, state=LetterState.DRAFT)]) == owing
    assert owes(6, Owe.CHART, letters=[replace(value_letter, round_id=9)]) == owing
    assert owes(6, Owe.CHART, letters=[value_letter]) == []
    assert owes(6, Owe.CHART, follow_ups=[done(Kind.VALUE_LETTER)]) == []


# --- 7 Persist


def persist(**described: Any) -> list[tuple[str, int | None]]:
    return owes(7, Owe.ANSWER, passages=[entered(Step.PERSIST, "2026-12-04 09:00")], **described)


@pytest.mark.parametrize(
    ("plan", "cap"),
    [(Plan.GENTLE, 2), (Plan.STANDARD, 3), (Plan.BRISK, 4), (Plan.ONE_LETTER, 0), (Plan.NONE, 0), (None, 3)],
)
def test_an_answer_is_owed_until_the_cap_of_this_round_is_reached(plan: Plan | None, cap: int) -> None:
    for sent in range(cap):
        text = f"an answer, a next meeting, or the last check-in ({sent} of {cap} sent)"
        assert persist(plan=plan, follow_ups=[done(Kind.CHECK_IN)] * sent) == [(text, None)]
    assert persist(plan=plan, follow_ups=[done(Kind.CHECK_IN)] * cap) == []
    earlier = [done(Kind.CHECK_IN, round_id=9)] * cap
    assert len(persist(plan=plan, follow_ups=earlier)) == (cap > 0)


@pytest.mark.parametrize(
    ("contact", "answered"),
    [
        (touch("2026-12-07 10:00", Direction.IN), True),
        (touch("2026-12-03 10:00", Direction.IN), False),
        (touch("2026-12-07 10:00", Direction.OUT), False),
        (touch("2026-12-07 10:00", Direction.IN, of=3), False),
    ],
    ids=["they called", "before this step", "I called", "a connection called"],
)
def test_only_the_employers_word_since_the_step_began_is_an_answer(contact: object, answered: bool) -> None:
    assert (persist(touches=[contact], ties=[tie(3, Part.CONNECTION)]) == []) is answered


def test_a_next_meeting_of_the_round_is_an_answer_too() -> None:
    booked = Meeting(id=2, round_id=1, starts=instant("2026-12-20 10:00"))
    assert persist(further=[booked]) == []
    assert len(persist(further=[replace(booked, state=MeetingState.CANCELLED)])) == 1


# --- 8 Leverage, 9 Accept, 10 Turn it round


def test_one_outside_voice_is_to_speak_or_none_fits() -> None:
    owing = [("someone who spoke for you, or why nobody fits", None)]
    assert owes(8, Owe.VOICE, ties=[tie(3, Part.CONNECTION, Favour.AGREED)]) == owing
    assert owes(8, Owe.VOICE, ties=[tie(3, Part.CONNECTION, Favour.SPOKE)]) == []
    assert owes(8, Owe.VOICE, no_voice_why="nobody knows them") == []


def test_the_decision_and_what_i_learn_from_it_are_owed() -> None:
    assert owes(9, Owe.DECISION) == [("the decision", None)]
    assert owes(9, Owe.DECISION, outcome=Outcome.REJECTED) == []
    assert owes(9, Owe.DECISION, decision="they took somebody else") == []
    assert owes(9, Owe.LESSON) == [("one line on what you learned", None)]
    assert owes(9, Owe.LESSON, lesson="ask for the budget sooner") == []


def test_the_letter_after_the_rejection_is_owed() -> None:
    assert owes(10, Owe.LETTER, letters=[letter(1, "")]) == [("the thank-you after the rejection", None)]
    assert owes(10, Owe.LETTER, letters=[letter(1, "", kind=LetterKind.REJECTION_THANKS)]) == []
    assert owes(10, Owe.LETTER, follow_ups=[done(Kind.REJECTION_THANKS)]) == []


def test_staying_in_touch_is_to_be_decided_either_way() -> None:
    assert owes(10, Owe.IN_TOUCH) == [("staying in touch: yes or no", None)]
    assert owes(10, Owe.IN_TOUCH, stay_in_touch=True) == owes(10, Owe.IN_TOUCH, stay_in_touch=False) == []
