"""The ten steps as stories: each walks from the invitation to an outcome, and looks closely at one step on the way.

Acme invites me on Monday 23 November 2026 to a meeting on Tuesday at 14:00, with Dana Ruiz and Kim Lee.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.chart import readiness_of
from interview_tui.domain.enums import (
    Channel,
    CommitmentState,
    Direction,
    LetterState,
    Outcome,
    Part,
    Plan,
    Ref,
    Settled,
    Step,
    Topic,
    Voice,
)
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.question_bank import SHIPPED_QUESTIONS
from interview_tui.domain.records import Commitment, FollowUp, Interview, Involvement, Letter, Round, Touch
from interview_tui.domain.text import shorten
from interview_tui.services.follow_ups import Contacted
from interview_tui.services.interviews import StillOwed
from interview_tui.services.meetings import MeetingTime
from interview_tui.services.plan_preview import plan_ahead
from interview_tui.store.facts import load_facts
from interview_tui.store.figures import figures
from tests.programs import (
    ProgramOnATable,
    a_checked_program,
    case_of,
    every,
    follow_up,
    get,
    owed,
    queue,
    step_of,
    when,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DANA, KIM = "Dana Ruiz, VP Operations <dana@acme.example>", "Kim Lee <kim@acme.example>"
ASKED = SHIPPED_QUESTIONS[Topic.PROBLEMS][:3]
DANA_SAID = "We need someone to calm the release train"
KIM_SAID = "Nobody reads the runbook before two in the morning"


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    (tmp_path / "config.toml").write_text('name = "Ada Moreau"\nemail = "ada@home.example"\n')
    return a_checked_program(tmp_path)


def done(program: ProgramOnATable, text: str) -> None:
    """The open follow-up with that text was done."""
    first = next(row for row in queue(program) if row.text == text)
    program.follow_ups.done([first.id])


def send(program: ProgramOnATable, kind: LetterKind, to: int, *, brings: str | None = None) -> str:
    """Drafts a letter, adds news of my own if there are any, and sends it."""
    letter = get(program, Letter, program.letters.write(Ref("i", 1), kind, to=to).refs[0].id)
    if brings is not None:
        program.letters.save(letter, subject=letter.subject, body=f"{letter.body}\n{brings}\n", brings=brings)
        letter = get(program, Letter, letter.id)
    assert program.letters.missing(letter) == ()
    return program.outbox.sent(letter).words


# What is done on each step, until it owes nothing any more


def set_the_stage(program: ProgramOnATable) -> None:
    if not every(program, Interview):
        meeting = when(program, "tomorrow 14:00")
        program.interviews.add("Acme", "SRE", meeting=meeting, people=[DANA, KIM], plan=Plan.STANDARD)
        program.stories.add("Cut releases from nine days to one", result="Tests took the board's place")
    for text in ASKED:
        program.questions.pick(1, text, Topic.PROBLEMS)
    program.stories.pick(1, 1)
    done(program, "Prepare for the meeting")
    program.clock.set("2026-11-24T15:10:00+01:00")


def consult(program: ProgramOnATable) -> None:
    for attendance in case_of(program, 1).attendances:
        program.meetings.came(1, attendance.person_id, present=True)
    program.notes.capture(
        1,
        f"? {ASKED[0]} (Dana Ruiz)\n    Three approvals\n"
        f"? {ASKED[1]} (Kim Lee)\n    A runbook\n"
        f"? {ASKED[2]}\n    (no answer)\n"
        "! Release approvals take nine days (Dana Ruiz)\n! The runbook is out of date (Kim Lee)\n"
        f'" {DANA_SAID} (Dana Ruiz)\n" {KIM_SAID} (Kim Lee)',
    )


def do_not_rush(program: ProgramOnATable) -> None:
    program.stories.press(1, 3)
    program.notes.capture(1, "> Who owns the budget? (Dana Ruiz)")
    program.stories.see_readiness(1)


def confirm_next_steps(program: ProgramOnATable) -> None:
    program.notes.capture(
        1, "- call with the panel's dates (Dana Ruiz) by 2 Dec\n+ send the case study (Dana Ruiz) by fri"
    )


def thank_promptly(program: ProgramOnATable) -> None:
    program.clock.set("2026-11-25T09:00:00+01:00")
    send(program, LetterKind.THANK_YOU, 1)
    send(program, LetterKind.THANK_YOU, 2)
    done(program, "send the case study")


def build_value(program: ProgramOnATable) -> None:
    program.clock.set("2026-11-27T09:00:00+01:00")
    program.stories.match(1, 1, 1, synopsis="Nine days became one")
    program.notes.capture(1, "! Hand-overs take an hour (Dana Ruiz)")
    program.stories.match(1, 3, 1, synopsis="Ten minutes were enough")
    send(program, LetterKind.VALUE_LETTER, 1)


def persist(program: ProgramOnATable) -> None:
    program.clock.set("2026-12-04T09:00:00+01:00")
    send(program, LetterKind.CHECK_IN, 1, brings="A talk on release trains")
    program.clock.move(days=3)
    word = Contacted(direction=Direction.IN, channel=Channel.PHONE, note="The panel meets next week")
    program.follow_ups.touch(Ref("p", 1), word)


def leverage(program: ProgramOnATable) -> None:
    program.people.add(1, "Ana Sol <ana@old.example>", Part.REFERENCE)
    tie = next(t for t in every(program, Involvement) if t.part is Part.REFERENCE)
    for voice in (Voice.ASKED, Voice.AGREED, Voice.SPOKE):
        program.people.favour(tie.id, voice)


def accept(program: ProgramOnATable) -> None:
    program.clock.move(days=2)
    program.outcomes.record([1], Outcome.REJECTED, lesson="Bring the figures along", in_touch=True)


def turn_it_round(program: ProgramOnATable) -> None:
    program.clock.move(days=1)
    send(program, LetterKind.REJECTION_THANKS, 1)


WORK: dict[Step, Callable[[ProgramOnATable], None]] = dict(
    zip(
        Step,
        (
            set_the_stage,
            consult,
            do_not_rush,
            confirm_next_steps,
            thank_promptly,
            build_value,
            persist,
            leverage,
            accept,
            turn_it_round,
        ),
        strict=True,
    )
)


def walk_to(program: ProgramOnATable, step: Step) -> None:
    """From the invitation on, with each step's work done: nothing is skipped on the way, and the step follows by itself
    but where it is for the user to say that they go on.
    """
    for earlier in takewhile(lambda s: s < step, Step):
        WORK[earlier](program)
        if step_of(program, 1) == earlier:
            assert [item.text for item in program.interviews.owed(1)] == []
            program.interviews.advance([1])
    assert step_of(program, 1) == step


def touches(program: ProgramOnATable) -> list[tuple[Direction, str]]:
    return [(t.direction, t.note) for t in every(program, Touch)]


def test_step_1_the_plan_stands_before_the_meeting_does(program: ProgramOnATable) -> None:
    meeting = when(program, "tomorrow 14:00")
    program.interviews.add("Acme", "SRE", meeting=meeting, people=[DANA, KIM], plan=Plan.STANDARD)
    program.stories.add("Cut releases from nine days to one")
    assert owed(program) == [
        ("Prepare for the meeting", "2026-11-23"),
        ("Write up the meeting", "2026-11-24"),
        ("Thank Dana Ruiz", "2026-11-25"),
        ("Thank Kim Lee", "2026-11-25"),
        ("Send the value letter", "2026-11-27"),
        ("Check in", "2026-12-04"),
    ]
    preview = plan_ahead(program, load_facts(program.store.reader, 1), Plan.STANDARD)
    assert [f.text for f in preview] == [*(text for text, _ in owed(program)), "Check in", "Check in"]
    assert [item.text for item in program.interviews.owed(1)] == ["three prepared questions", "one story picked"]
    with pytest.raises(StillOwed):
        program.interviews.advance([1])
    set_the_stage(program)
    assert step_of(program, 1) is Step.CONSULT  # by the clock: the meeting is over
    program.outcomes.record([1], Outcome.WITHDRAWN)
    assert owed(program) == [("Send the withdrawal", "2026-11-25")]


def test_step_2_the_answers_are_written_down(program: ProgramOnATable) -> None:
    walk_to(program, Step.CONSULT)
    assert [item.text for item in program.interviews.owed(1)] == [
        "who was there",
        *(f"an answer, or “no answer”, to “{shorten(text, 48)}”" for text in ASKED),
        "one need heard",
    ]
    consult(program)
    case = case_of(program, 1)
    assert [q.answer for q in case.questions if q.text in ASKED] == ["Three approvals", "A runbook", ""]
    assert [case.person_name(n.person_id) for n in case.needs] == ["Dana Ruiz", "Kim Lee"]
    assert follow_up(program, "Write up the meeting").on_time is True
    assert step_of(program, 1) is Step.DONT_RUSH
    change = program.outcomes.record([1], Outcome.INVITED)
    assert change.words == (
        "Acme · SRE: invited back, round 2 opens at step 1; planned: Agree on a date (Thu); "
        "no longer needed: Send the value letter, Check in"
    )


def test_step_3_the_next_meeting_comes_before_the_offer(program: ProgramOnATable) -> None:
    walk_to(program, Step.DONT_RUSH)
    assert [item.text for item in program.interviews.owed(1)] == [
        "how urgent each need is: !, !! or !!!",
        "a question for next time, or another person to meet",
        "check whether a proposal is ready: 0 of 2 needs matched",
    ]
    ready = readiness_of(case_of(program, 1))
    assert (ready.ready, "not yet, aim for the next meeting" in ready.words) == (False, True)
    do_not_rush(program)
    assert step_of(program, 1) is Step.CONFIRM_NEXT_STEPS
    program.outcomes.record([1], Outcome.INVITED)
    assert [q.text for q in case_of(program, 1).questions] == ["Who owns the budget?"]
    assert [(n.text, n.pressing) for n in case_of(program, 1).needs] == [
        ("Release approvals take nine days", 3),
        ("The runbook is out of date", 1),
    ]


def test_step_4_no_meeting_ends_without_a_next_step(program: ProgramOnATable) -> None:
    walk_to(program, Step.CONFIRM_NEXT_STEPS)
    program.notes.capture(1, "- we'll let you know (Dana Ruiz)")
    assert [c.passive for c in every(program, Commitment)] == [True]
    assert len(program.interviews.owed(1)) == 1
    confirm_next_steps(program)
    assert step_of(program, 1) is Step.THANK_PROMPTLY
    assert ("send the case study", "2026-11-27") in owed(program)
    assert ("Check in", "2026-12-04") in owed(program)
    program.clock.set("2026-12-04T09:00:00+01:00")
    theirs = next(c for c in every(program, Commitment) if c.due and "panel" in c.text)
    program.notes.missed(theirs.id)
    assert get(program, Commitment, theirs.id).state is CommitmentState.MISSED
    program.outcomes.record([1], Outcome.QUIET)
    assert "Check in" not in [text for text, _ in owed(program)]


def test_step_5_each_person_met_gets_a_letter_of_their_own(program: ProgramOnATable) -> None:
    walk_to(program, Step.THANK_PROMPTLY)
    assert owed(program)[:2] == [("Thank Dana Ruiz", "2026-11-25"), ("Thank Kim Lee", "2026-11-25")]
    thank_promptly(program)
    to_dana, to_kim = every(program, Letter)
    assert (DANA_SAID in to_dana.body, KIM_SAID in to_dana.body) == (True, False)
    assert (DANA_SAID in to_kim.body, KIM_SAID in to_kim.body) == (False, True)
    assert [f.on_time for f in every(program, FollowUp) if f.kind is Kind.THANK_YOU] == [True, True]
    assert get(program, Commitment, 2).state is CommitmentState.KEPT
    assert step_of(program, 1) is Step.BUILD_VALUE
    program.outcomes.record([1], Outcome.INVITED)
    assert case_of(program, 1, round_number=1).letters == (to_dana, to_kim)


def test_step_6_the_letter_carries_the_chart(program: ProgramOnATable) -> None:
    walk_to(program, Step.BUILD_VALUE)
    assert [item.text for item in program.interviews.owed(1)] == [
        "a story for the need “Release approvals take nine days”",
        "send the side-by-side chart",
    ]
    build_value(program)
    letter = next(x for x in every(program, Letter) if x.kind is LetterKind.VALUE_LETTER)
    assert "| Release approvals take nine days | Nine days became one |\n| Hand-overs take an hour |" in letter.body
    assert "runbook" not in letter.body  # that is Kim's
    assert letter.brings == "Cut releases from nine days to one"
    mail = program.outbox.mail(letter)
    assert b"multipart/alternative" in mail
    assert b"<table" in mail
    assert step_of(program, 1) is Step.PERSIST
    program.outcomes.record([1], Outcome.REJECTED)
    assert [text for text, _ in owed(program)] == ["Thank them for the decision", "Stay in touch"]


def test_step_7_check_ins_count_from_the_last_contact_and_bring_something(program: ProgramOnATable) -> None:
    walk_to(program, Step.PERSIST)
    assert owed(program) == [("Check in", "2026-12-04")]  # two working days after Dana's date
    program.clock.set("2026-12-04T09:00:00+01:00")
    draft = program.letters.draft(Ref("i", 1), LetterKind.CHECK_IN, to=1)
    assert "you were going to call with the panel's dates by December 2." in draft.body
    assert program.letters.missing(draft) == ()  # the first may ask without bringing anything
    persist(program)
    assert owed(program) == [("Check in", "2026-12-14")]  # a week after her word
    assert touches(program)[-1] == (Direction.IN, "The panel meets next week")
    program.outcomes.record([1], Outcome.QUIET, in_touch=True)
    assert [text for text, _ in owed(program)] == ["Stay in touch"]


def test_step_8_others_put_in_a_good_word(program: ProgramOnATable) -> None:
    walk_to(program, Step.LEVERAGE)
    assert [item.text for item in program.interviews.owed(1)] == ["someone who spoke for you, or why nobody fits"]
    program.people.add(1, "Ben Ito <ben@old.example>", Part.CONNECTION, knows_id=1, sensitive=True)
    asking = follow_up(program, "Ask for a good word with Dana Ruiz")
    assert (asking.sensitive, asking.state) == (True, Settled.OPEN)
    leverage(program)
    assert follow_up(program, "Ask for a recommendation letter").state is Settled.DONE
    program.outcomes.record([1], Outcome.OFFER)
    assert follow_up(program, "Ask for a good word with Dana Ruiz").state is Settled.CANCELLED
    change = program.outcomes.record([1], Outcome.ACCEPTED)
    assert "Thank Ana Sol for the good word" in change.words


def test_step_9_the_decision_is_taken_with_grace(program: ProgramOnATable) -> None:
    walk_to(program, Step.ACCEPT)
    accept(program)
    assert program.interviews.owed(1) == ()
    case = case_of(program, 1)
    assert (case.interview.outcome, case.round.lesson) == (Outcome.REJECTED, "Bring the figures along")
    assert "Check in" in [f.text for f in case.follow_ups if f.state is Settled.CANCELLED]
    draft = next(x for x in case.letters if x.kind is LetterKind.REJECTION_THANKS)
    assert (draft.state, draft.person_id) == (LetterState.DRAFT, 1)


def test_step_10_they_remember_me_and_a_defeat_becomes_a_victory(program: ProgramOnATable) -> None:
    walk_to(program, Step.TURN_IT_AROUND)
    assert program.interviews.owed(1)[0].text == "the thank-you after the rejection"
    turn_it_round(program)
    assert program.interviews.owed(1) == ()
    done(program, "Thank Ana Sol for the good word")
    assert owed(program) == [("Stay in touch", "2027-01-11")]  # 30 days after the thanks of 10 December, a Saturday
    program.clock.set("2027-01-11T09:00:00+01:00")
    done(program, "Stay in touch")
    assert owed(program) == [("Stay in touch", "2027-04-12")]
    program.clock.set("2027-03-01T09:00:00+01:00")
    change = program.outcomes.record([1], Outcome.INVITED)
    assert change.words.startswith("Acme · SRE: defeat turned into victory, round 2 opens at step 1")
    assert owed(program) == [("Agree on a date", "2027-03-03")]


def a_round(program: ProgramOnATable, start: str, ends: str) -> None:
    """A short round: the meeting is booked, takes place, and is written down; she is thanked the same evening."""
    program.interviews.edit(1, meeting=MeetingTime(starts=when(program, start).at), people=[DANA])
    program.clock.set(ends)
    number = get(program, Interview, 1).round
    program.notes.capture(1, f'@ {DANA}\n! Need {number} (Dana Ruiz)\n" Round {number} went well (Dana Ruiz)')
    send(program, LetterKind.THANK_YOU, 1)
    assert step_of(program, 1) is Step.BUILD_VALUE


def test_a_whole_life(program: ProgramOnATable) -> None:
    program.interviews.add("Acme", "SRE", plan=Plan.STANDARD)
    a_round(program, "24 Nov 2026 14:00", "2026-11-24T16:30:00+01:00")
    program.outcomes.record([1], Outcome.INVITED)
    assert owed(program) == [("Agree on a date", "2026-11-26")]
    a_round(program, "1 Dec 2026 10:00", "2026-12-01T12:30:00+01:00")
    program.outcomes.record([1], Outcome.INVITED)
    a_round(program, "8 Dec 2026 10:00", "2026-12-08T12:30:00+01:00")
    leverage(program)

    program.clock.set("2026-12-15T09:00:00+01:00")
    program.outcomes.record([1], Outcome.REJECTED, lesson="Ask who decides", in_touch=True, watch=True)
    turn_it_round(program)
    assert step_of(program, 1) is Step.TURN_IT_AROUND
    done(program, "Thank Ana Sol for the good word")
    place = "Check whether the job at Acme is open again"
    # 30 days after the thanks of 16 December; the watch counts from the rejection.
    assert owed(program) == [("Stay in touch", "2027-01-15"), (place, "2027-01-26"), (place, "2027-03-09")]
    for day in ("2027-01-15", "2027-04-15", "2027-07-14"):
        program.clock.set(f"{day}T09:00:00+01:00")
        assert owed(program)[0] == ("Stay in touch", day)
        done(program, "Stay in touch")
        while owed(program)[0][0] == place:
            done(program, place)

    program.clock.set("2027-09-15T09:00:00+02:00")
    program.outcomes.record([1], Outcome.INVITED)
    assert owed(program) == [("Agree on a date", "2027-09-17")]
    a_round(program, "20 Sep 2027 10:00", "2027-09-20T12:30:00+02:00")
    program.clock.set("2027-09-27T09:00:00+02:00")
    program.outcomes.record_offer(1, answer_by=when(program, "4 Oct 2027").day)
    done(program, "Thank them for the offer")
    program.outcomes.record([1], Outcome.ACCEPTED)
    acceptance = next(x for x in every(program, Letter) if x.kind is LetterKind.ACCEPTANCE)
    program.outbox.sent(acceptance)

    assert owed(program) == []  # Ana was thanked for her word already
    rounds = every(program, Round)
    assert [(r.number, r.outcome, r.reopened) for r in rounds] == [
        (1, Outcome.INVITED, False),
        (2, Outcome.INVITED, False),
        (3, Outcome.REJECTED, False),
        (4, Outcome.ACCEPTED, True),
    ]
    assert (rounds[2].lesson, rounds[3].closed) == ("Ask who decides", program.clock.now)
    for number in range(1, 5):
        earlier = case_of(program, 1, round_number=number)
        assert [q.text for q in earlier.quotes] == [f"Round {number} went well"]
    assert [n.text for n in case_of(program, 1).needs] == ["Need 1", "Need 2", "Need 3", "Need 4"]
    assert figures(program.store, now=program.clock.now, today=program.today()).victories == 1
    assert [f.state for f in every(program, FollowUp) if f.kind is Kind.THANK_YOU] == [Settled.DONE] * 4
