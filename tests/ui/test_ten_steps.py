"""The ten steps by keys alone, on 80 columns: from the invitation to an outcome, with a close look at one step each.

Acme invites me on Monday 23 November 2026 to a meeting on Tuesday at 14:00, with Dana Ruiz and Kim Lee.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import (
    Direction,
    Favour,
    LetterState,
    Outcome,
    Part,
    Plan,
    QuestionState,
    Settled,
    Step,
)
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import FollowUp, Interview, Involvement, Letter, Passage, Round, Touch
from interview_tui.domain.requirements import owed as what_is_owed
from tests.programs import ProgramOnATable, a_program, case_of, every, get, owed
from tests.ui.dashboards import Shown, shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime
    from pathlib import Path

    from interview_tui.ui.keys import Pane

pytestmark = pytest.mark.xdist_group("ten steps")
"""What one of them has made, the next one takes up."""

DANA_SAID = "Calm the release train"
KIM_SAID = "Nobody reads the runbook"
QUOTED = "calm the release train", "Nobody reads the runbook"
"""What they said as their letters quote it."""

BOOK = (
    "1 a", "=Acme", "enter", "=SRE", "enter", "=tomorrow 14:00", "enter",
    "=Dana Ruiz, VP Operations <dana@acme.example>; Kim Lee <kim@acme.example>", "ctrl+s", "enter",
)  # fmt: skip
"""Adds the interview, and accepts the follow-up plan that is shown."""

WORK: dict[Step, tuple[str, ...]] = {
    Step.SET_THE_STAGE: (
        "s a", "=Cut releases from nine days to one", "ctrl+s", "space escape",
        "Q enter j enter j enter escape",
        "d d", "@2026-11-24T15:10:00+01:00",
    ),
    Step.CONSULT: (
        "D y y", "=Three approvals", "enter", "=A runbook", "enter", "ctrl+n enter",
        "=Release approvals take nine days (Dana Ruiz)", "enter",
        "=The runbook is out of date (Kim Lee)", "enter enter",
        f"={DANA_SAID}", "enter enter", f"={KIM_SAID}", "enter enter enter",
    ),
    Step.DONT_RUSH: ("c 3 escape", "h a", "=> Who owns the budget?", "enter enter l"),
    Step.CONFIRM_NEXT_STEPS: (
        "h a", "=- call with the panel's dates (Dana Ruiz) by 2 Dec", "enter",
        "=+ send the case study (Dana Ruiz) by fri", "enter enter l",
    ),
    Step.THANK_PROMPTLY: (
        "@2026-11-25T09:00:00+01:00", "L m d e escape", "g m d e escape escape",
        "l /", "=case", "enter d d escape h",
    ),
    Step.BUILD_VALUE: ("@2026-11-27T09:00:00+01:00", "c enter m d e escape escape"),
    Step.PERSIST: (
        "@2026-12-04T09:00:00+01:00", "m e tab tab", "=A talk on release trains", "ctrl+s", "d e escape",
        "@2026-12-05T09:00:00+01:00", "t i p", "=The panel meets next week", "enter",
        "p a", "=Ana Sol <ana@old.example>", "enter r r ctrl+s", "G f a escape",
    ),
    Step.LEVERAGE: ("p G f g f s escape", "@2026-12-07T09:00:00+01:00", "o r ctrl+s"),
    Step.ACCEPT: ("] e", "=Bring the figures along", "ctrl+s", "m d e escape"),
    Step.TURN_IT_AROUND: (),
}  # fmt: skip
"""What is done on each step until it owes nothing any more, and the next one begins by itself. `=` types, `@` moves the
clock, the rest are keys.
"""


async def play(on: Shown, *parts: str) -> None:
    """Types and presses."""
    for part in parts:
        if part.startswith("@"):
            on.program.clock.set(part[1:])
        elif part.startswith("="):
            await on.type(part[1:])
        else:
            await on.press(*part.split())


@dataclass(frozen=True)
class Played:
    """What was come to by keys, so that they need not be played again: the store, the clock, the pane one stands in."""

    store: bytes
    clock: datetime
    pane: Pane


PLAYED: dict[Step, Played] = {}
"""By the step that begins there."""


@asynccontextmanager
async def at_step(folder: Path, step: Step) -> AsyncIterator[Shown]:
    """The dashboard once the interview has come to a step, with each step's work done on the way."""
    (folder / "config.toml").write_text('name = "Ada Moreau"\nemail = "ada@home.example"\n')
    start = max((played for played in PLAYED if played <= step), default=Step.SET_THE_STAGE)
    known = PLAYED.get(start)
    if known is not None:
        (folder / "interviews.db").write_bytes(known.store)
    program = a_program(folder)
    if known is not None:
        program.clock.now = known.clock
    async with shown(program) as on:
        while known is not None and on.dashboard.selection.active is not known.pane:
            await on.press("l")
        if known is None:
            await play(on, *BOOK)
        for earlier in (s for s in Step if start <= s < step):
            await play(on, *WORK[earlier])
            now = Played(program.store.path.read_bytes(), program.clock.now, on.dashboard.selection.active)
            PLAYED[Step(earlier + 1)] = now
        assert on.app.screen is on.dashboard
        assert on_step(on) == step
        assert not any(passage.skipped or passage.by_hand for passage in every(on.program, Passage))
        yield on


def on_step(on: Shown) -> Step:
    return get(on.program, Interview, 1).step_at(on.program.clock.now)


def still_owed(on: Shown, step: Step) -> list[str]:
    """What a step still owes, whether the interview stands there or has gone on."""
    context = on.program
    return [item.text for item in what_is_owed(case_of(on.program, 1), step, context.cadences, context.clock())]


def texts(program: ProgramOnATable) -> list[str]:
    return [text for text, _ in owed(program)]


async def test_step_1_the_plan_stands_before_the_meeting_does(tmp_path: Path) -> None:
    async with shown(a_program(tmp_path)) as on:
        await play(on, *BOOK[:-1])
        assert "The follow-up plan of Acme · SRE (Europe/Berlin)" in on.screen()
        assert every(on.program, Interview) == ()
        await play(on, "enter")
        assert get(on.program, Interview, 1).plan is Plan.STANDARD
        assert still_owed(on, Step.SET_THE_STAGE) == ["three prepared questions", "one story picked"]
        await play(on, *WORK[Step.SET_THE_STAGE][:-1])
        assert still_owed(on, Step.SET_THE_STAGE) == []
        assert on_step(on) is Step.SET_THE_STAGE
        await play(on, "b")
        assert "Cut releases from nine days to one" in on.screen()
        await play(on, "escape", "o w ctrl+s")
        assert "Acme · SRE: withdrawn; letter to Dana Ruiz drafted" in on.message
        assert texts(on.program) == ["Send the withdrawal"]


@pytest.mark.soak
async def test_step_2_the_answers_are_written_down(tmp_path: Path) -> None:
    async with at_step(tmp_path, Step.CONSULT) as on:
        await play(on, *WORK[Step.CONSULT])
        assert on.message.startswith("Planned: Thank Dana Ruiz (tomorrow 15:00), Thank Kim Lee (tomorrow 15:00), ")
        assert still_owed(on, Step.CONSULT) == []
        case = case_of(on.program, 1)
        assert [(q.answer, q.state) for q in case.questions] == [
            ("Three approvals", QuestionState.ANSWERED),
            ("A runbook", QuestionState.ANSWERED),
            ("", QuestionState.NO_ANSWER),
        ]
        assert [case.person_name(q.person_id) for q in case.quotes] == ["Dana Ruiz", "Kim Lee"]
        await play(on, "o i")
        assert "Acme · SRE: invited back, round 2 opens at step 1" in on.message


@pytest.mark.soak
async def test_step_3_the_next_meeting_comes_before_the_offer(tmp_path: Path) -> None:
    async with at_step(tmp_path, Step.DONT_RUSH) as on:
        await play(on, "c")
        assert "0 of 2 matched · not yet" in on.screen()
        await play(on, "escape", *WORK[Step.DONT_RUSH])
        assert still_owed(on, Step.DONT_RUSH) == []
        await play(on, "o i")
        assert [(q.text, q.state) for q in case_of(on.program, 1).questions] == [
            ("Who owns the budget?", QuestionState.PREPARED)
        ]
        assert [n.pressing for n in case_of(on.program, 1).needs] == [3, 1]


async def test_step_4_no_meeting_ends_without_a_next_step(tmp_path: Path) -> None:
    async with at_step(tmp_path, Step.CONFIRM_NEXT_STEPS) as on:
        await play(on, "]")
        assert "one commitment with an owner and a date" in on.screen()
        await play(on, "escape", *WORK[Step.CONFIRM_NEXT_STEPS])
        assert ("send the case study", "2026-11-27") in owed(on.program)
        assert ("Check in", "2026-12-04") in owed(on.program)
        await play(on, "@2026-12-04T09:00:00+01:00", "C")
        assert "call with the panel's dates" in on.screen()
        await play(on, "escape", "o q ctrl+s")
        assert "Check in" not in texts(on.program)


async def test_step_5_each_person_met_gets_a_letter_of_their_own(tmp_path: Path) -> None:
    async with at_step(tmp_path, Step.THANK_PROMPTLY) as on:
        await play(on, "L")
        assert "0 of 2 done" in on.screen()
        await play(on, "escape", *WORK[Step.THANK_PROMPTLY])
        to_dana, to_kim = every(on.program, Letter)
        assert [words in to_dana.body for words in QUOTED] == [True, False]
        assert [words in to_kim.body for words in QUOTED] == [False, True]
        await play(on, "o i")
        assert get(on.program, Interview, 1).round == 2


@pytest.mark.soak
async def test_step_6_the_letter_carries_the_chart(tmp_path: Path) -> None:
    async with at_step(tmp_path, Step.BUILD_VALUE) as on:
        await play(on, "@2026-11-27T09:00:00+01:00", "c enter m ctrl+d")
        letter = on.text("#page-text")
        assert "You described a problem I know well: release approvals take nine days." in letter
        assert "I cut releases from nine days to one." in letter
        await play(on, "d e escape escape")
        assert still_owed(on, Step.BUILD_VALUE) == []
        await play(on, "o r ctrl+s")
        assert texts(on.program) == ["Thank them for the decision", "Stay in touch"]


@pytest.mark.soak
async def test_step_7_check_ins_bring_something_and_count_from_the_last_contact(tmp_path: Path) -> None:
    async with at_step(tmp_path, Step.PERSIST) as on:
        await play(on, *WORK[Step.PERSIST][:9])
        assert [t.direction for t in every(on.program, Touch)][-2:] == [Direction.OUT, Direction.IN]
        assert ("Check in", "2026-12-14") in owed(on.program)
        await play(on, "o q ctrl+s")
        assert "Stay in touch" in texts(on.program)
        assert "Check in" not in texts(on.program)


@pytest.mark.soak
async def test_step_8_others_put_in_a_good_word(tmp_path: Path) -> None:
    async with at_step(tmp_path, Step.LEVERAGE) as on:
        assert still_owed(on, Step.LEVERAGE) == ["someone who spoke for you, or why nobody fits"]
        await play(on, WORK[Step.LEVERAGE][0])
        (ana,) = (t for t in every(on.program, Involvement) if t.part is Part.REFERENCE)
        assert ana.favour is Favour.SPOKE
        assert still_owed(on, Step.LEVERAGE) == []
        await play(on, "o o ctrl+s")
        assert "Thank them and ask when to answer by" in texts(on.program)


async def test_step_9_the_decision_is_taken_with_grace(tmp_path: Path) -> None:
    async with at_step(tmp_path, Step.ACCEPT) as on:
        assert still_owed(on, Step.ACCEPT) == ["one line on what you learned"]
        await play(on, *WORK[Step.ACCEPT][:3])
        assert still_owed(on, Step.ACCEPT) == []
        case = case_of(on.program, 1)
        assert (case.round.lesson, case.interview.outcome) == ("Bring the figures along", Outcome.REJECTED)
        assert {"Thank them for the decision", "Stay in touch"} <= set(texts(on.program))


async def test_step_10_a_defeat_becomes_a_victory(tmp_path: Path) -> None:
    async with at_step(tmp_path, Step.TURN_IT_AROUND) as on:
        assert [x.state for x in every(on.program, Letter) if x.kind is LetterKind.REJECTION_THANKS] == [
            LetterState.SENT
        ]
        assert still_owed(on, Step.TURN_IT_AROUND) == []
        await play(on, "@2027-03-01T09:00:00+01:00", "o i")
        assert "Acme · SRE: defeat turned into victory, round 2 opens at step 1" in on.message
        assert on_step(on) is Step.SET_THE_STAGE


async def a_round(on: Shown, start: str, ends: str) -> None:
    """A short round: the meeting is booked, takes place and is debriefed; Dana Ruiz is thanked."""
    number = get(on.program, Interview, 1).round
    await play(on, "e", f"={start}", "enter enter", "=Dana Ruiz <dana@acme.example>", "ctrl+s enter")
    await play(on, f"@{ends}", "D y enter", f"=Need {number} (Dana Ruiz)", "enter enter", f"=Round {number} went well")
    await play(on, "enter enter enter", "L m d e escape escape")


@pytest.mark.soak
async def test_a_whole_life(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('name = "Ada Moreau"\nemail = "ada@home.example"\n')
    program = a_program(tmp_path)
    async with shown(program) as on:
        await play(on, "1 a", "=Acme", "enter", "=SRE", "ctrl+s")
        await a_round(on, "24 Nov 2026 14:00", "2026-11-24T16:30:00+01:00")
        await play(on, "o i")
        await a_round(on, "1 Dec 2026 10:00", "2026-12-01T12:30:00+01:00")
        await play(on, "o i")
        await a_round(on, "8 Dec 2026 10:00", "2026-12-08T12:30:00+01:00")
        await play(on, "p a", "=Ana Sol <ana@old.example>", "enter r r ctrl+s", "G f a f g f s escape")
        await play(on, "@2026-12-15T09:00:00+01:00", "o r", "=Ask who decides", "ctrl+s", "m d e escape")
        await play(on, "@2027-09-15T09:00:00+02:00", "o i")
        assert "Acme · SRE: defeat turned into victory, round 4 opens at step 1" in on.message
        await a_round(on, "20 Sep 2027 10:00", "2027-09-20T12:30:00+02:00")
        await play(on, "@2027-09-27T09:00:00+02:00", "o o ctrl+s", "o a")
        assert "Acme · SRE: offer accepted; letter to Dana Ruiz drafted" in on.message
        await play(on, "m d e escape", "d d")
        rounds = every(program, Round)
        assert [(r.number, r.outcome, r.reopened) for r in rounds] == [
            (1, Outcome.INVITED, False),
            (2, Outcome.INVITED, False),
            (3, Outcome.REJECTED, False),
            (4, Outcome.ACCEPTED, True),
        ]
        for number in range(1, 5):
            assert [q.text for q in case_of(program, 1, round_number=number).quotes] == [f"Round {number} went well"]
        assert [x.state for x in every(program, Letter) if x.kind is LetterKind.ACCEPTANCE] == [LetterState.SENT]
        assert [f.state for f in every(program, FollowUp) if f.kind is Kind.REFERENCE_THANKS] == [Settled.DONE]
        assert owed(program) == []
