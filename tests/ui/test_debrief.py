"""The debrief by keys: what is still to be said is asked in order, kept at once, and passed with one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import CommitmentState, Settled
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.records import FollowUp, ref
from interview_tui.services.meetings import meeting_time
from interview_tui.store.queries import ended_without_debrief
from interview_tui.ui.keys import Pane
from interview_tui.ui.triage import Triage
from tests.programs import ProgramOnATable, a_program, case_of, content, every, journal, made_once, when
from tests.scenario import acme
from tests.ui.dashboards import Shown, a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

    from interview_tui.domain.enums import Ref


def after_the_meeting(folder: Path) -> ProgramOnATable:
    """Tuesday 24 November, 15:10: the meeting at Acme (i1) with Dana Ruiz and Kim Lee has ended; two were prepared."""
    prepared = acme("Dana Ruiz, VP Operations <dana@acme.example>", "Kim Lee").noted(
        "? What keeps releases slow? (Dana Ruiz)\n? Who decides?"
    )
    return prepared.later("2026-11-24T15:10:00+01:00").on(folder)


def lines(program: ProgramOnATable) -> str:
    return program.notes.text(1)


async def answer(on: Shown, text: str) -> None:
    await on.type(text)
    await on.press("enter")


async def test_the_whole_of_it_in_order(tmp_path: Path) -> None:
    program = after_the_meeting(tmp_path)
    async with shown(program, size=(120, 30)) as on:
        titles = []

        def look() -> None:
            titles.append(" ".join(" ".join(on.dialog_lines()[:3]).split()))

        await on.press("D")
        look()
        await on.press("y")
        look()
        await on.press("n")
        look()
        await answer(on, "Three approvals")
        look()
        await on.press("ctrl+n")
        look()
        await answer(on, "Tell me about a failure (Dana Ruiz)")
        look()
        await on.press("enter")
        look()
        await answer(on, "Too long")
        look()
        await answer(on, "It went out late. Twice.")
        assert "one sentence at most" in on.dialog()
        await on.press("ctrl+a", "ctrl+k")
        await answer(on, "I would begin with the result")
        look()
        await answer(on, "!! Release approvals take nine days (Dana Ruiz)")
        look()
        await on.press("enter")
        look()
        await answer(on, "Calm the release train")
        look()
        await answer(on, "Two retailers threaten penalties")
        look()
        await on.press("enter")
        look()
        await answer(on, "- call with the panel's dates (Dana Ruiz) by 2 Dec")
        look()
        await answer(on, "+ send the case study (Dana Ruiz) by fri")
        look()
        await on.press("enter")
        assert [title.removeprefix("Debrief ").removesuffix("?") for title in titles] == [
            "1 of 5, Acme, today 14:00 Was Dana Ruiz there",
            "1 of 5, Acme, today 14:00 Was Kim Lee there",
            "2 of 5, Acme, today 14:00 What keeps releases slow? (Dana Ruiz)",
            "2 of 5, Acme, today 14:00 Who decides",
            "2 of 5, Acme, today 14:00 What did they ask you",
            "2 of 5, Acme, today 14:00 What did they ask you",
            "2 of 5, Acme, today 14:00 How did your answer go? Tell me about a failure",
            "2 of 5, Acme, today 14:00 What would you say now? Tell me about a failure",
            "3 of 5, Acme, today 14:00 Which need, problem or worry did you hear",
            "3 of 5, Acme, today 14:00 Which need, problem or worry did you hear? (1 so far)",
            "4 of 5, Acme, today 14:00 What did Dana Ruiz say that is worth quoting",
            "4 of 5, Acme, today 14:00 Anything else that Dana Ruiz said",
            "4 of 5, Acme, today 14:00 Anything else that Dana Ruiz said",
            "5 of 5, Acme, today 14:00 What is the next step, who takes it, and by when",
            "5 of 5, Acme, today 14:00 What else was agreed: what they will do, what you promised",
            "5 of 5, Acme, today 14:00 What else was agreed: what they will do, what you promised",
        ]
        assert on.app.screen is on.dashboard
        assert on.message.startswith("Planned: Thank Dana Ruiz (tomorrow 15:00), Send the value letter (Fri), send the")
        assert "Debriefed Acme: 1 there, 2 answers, 1 question put to you, 1 need" in on.message
    assert lines(program) == (
        "@ Dana Ruiz, VP Operations <dana@acme.example>\n"
        "@ Kim Lee [absent]\n"
        "? What keeps releases slow? (Dana Ruiz)\n"
        "    Three approvals\n"
        "? Who decides?\n"
        "    (no answer)\n"
        "< Tell me about a failure (Dana Ruiz)\n"
        "!! Release approvals take nine days (Dana Ruiz)\n"
        '" Calm the release train (Dana Ruiz)\n'
        '" Two retailers threaten penalties (Dana Ruiz)\n'
        "- call with the panel's dates (Dana Ruiz) by 2026-12-02\n"
        "+ send the case study (Dana Ruiz) by 2026-11-27\n"
    )
    assert [a.present for a in case_of(program, 1).attendances] == [True, False]
    assert [(q.went, q.better) for q in case_of(program, 1).put_to_me] == [
        ("Too long", "I would begin with the result")
    ]
    assert next(f for f in every(program, FollowUp) if f.kind is Kind.DEBRIEF).state is Settled.DONE


@pytest.mark.soak
async def test_what_was_expected_is_said_and_may_not_have_come(tmp_path: Path) -> None:
    prepared = acme("Dana Ruiz, VP Operations <dana@acme.example>", "Kim Lee").noted("< Why us?\n< Would you travel?")
    program = prepared.later("2026-11-24T15:10:00+01:00").on(tmp_path)
    program.notes.capture(1, "< Do you juggle? (Kim Lee)")
    program.studies.add(1, "!! Releases are slow\n! Their tests are flaky")
    async with shown(program, size=(120, 30)) as on:
        await on.press("D", *["enter"] * 2)
        assert "You expected: Why us? · Would you travel?" in on.dialog()
        assert "Noted: Do you juggle?" in on.dialog()
        await answer(on, "Would you travel? (Dana Ruiz)")
        assert "Noted: Would you travel? · Do you juggle?" in on.dialog()
        assert "You expected: Why us?" in on.dialog()
        before = content(program)
        await on.press("enter")
        assert "How did your answer go? Why us?" in on.dialog()
        assert "ctrl+n they did not ask it" in on.dialog()
        await on.press("ctrl+n")
        assert [q.text for q in case_of(program, 1).put_to_me] == ["Would you travel?", "Do you juggle?"]
        assert "How did your answer go? Would you travel?" in on.dialog()
        assert "did not ask" not in on.dialog()
        await on.press("shift+tab")
        assert "What did they ask you?" in on.dialog()
        await on.press("enter", "enter")
        assert "You expected: Releases are slow · Their tests are flaky" in on.dialog()
        await answer(on, "! The tests are flaky")
        assert "You expected: Releases are slow" in on.dialog()
        assert "Noted: The tests are flaky" in on.dialog()
        await on.press("escape", "u", "u")
        assert content(program) == before


async def test_each_answer_is_kept_at_once_and_d_goes_on_with_the_rest(tmp_path: Path) -> None:
    program = after_the_meeting(tmp_path)
    entries = len(journal(program))
    async with shown(program) as on:
        assert on.message == "The meeting has ended: D debriefs Acme · SRE"
        for number, keys in enumerate(("Dy", "y", "Slow\n"), start=1):
            await on.press(*("enter" if key == "\n" else key for key in keys))
            assert len(journal(program)) == entries + number
        await on.press("escape")
        assert on.app.screen is on.dashboard
        assert on.message.startswith("Noted: 2 there, 1 answer; D continues the debrief of Acme · SRE")
        await on.press("D")
        assert "Debrief 2 of 5, Acme, today 14:00 Who decides?" in on.dialog()
        await on.press(*"Dana", "escape")
        assert "esc again discards what you typed" in on.screen()
        await on.press("enter", *["enter"] * 6)
        assert on.app.screen is on.dashboard


async def test_every_question_is_passed_with_one_key(tmp_path: Path) -> None:
    program = after_the_meeting(tmp_path)
    entries = len(journal(program))
    async with shown(program) as on:
        await on.press("D", *["enter"] * 9)
        assert on.app.screen is on.dashboard
        assert on.message.startswith("Planned: Thank Dana Ruiz (tomorrow 15:00), Thank Kim Lee (tomorrow 15:00), ")
        assert "Debriefed Acme (on time)" in on.message
    assert len(journal(program)) == entries + 1
    assert lines(program).count("\n") == 4


@pytest.mark.soak
async def test_typed_ahead_it_comes_out_the_same(tmp_path: Path) -> None:
    program = after_the_meeting(tmp_path)
    async with shown(program) as on:
        keys = "DyySlow\nDana\n" + "\n" + "!!! Nine days (Dana)\n" + "\n" + "Calm it\n\n" + "\n" + "- call by fri\n\n"
        await on.press(*({"\n": "enter", " ": "space"}.get(key, key) for key in keys))
        assert "Debriefed Acme: 2 there, 2 answ" in on.message
    assert lines(program).endswith('!!! Nine days (Dana Ruiz)\n" Calm it (Dana Ruiz)\n- call by 2026-11-27\n')


async def test_it_did_not_take_place(tmp_path: Path) -> None:
    program = after_the_meeting(tmp_path)
    async with shown(program) as on:
        await on.press("D", "x")
        assert on.app.screen is on.dashboard
        assert on.message.startswith(
            "Planned: Ask for a new date (tomorrow) · Acme: the meeting today 14:00 did not take"
        )
    assert [a.present for a in case_of(program, 1).attendances] == [False, False]


async def test_somebody_else_was_there(tmp_path: Path) -> None:
    program = after_the_meeting(tmp_path)
    async with shown(program) as on:
        await on.press("D", "a")
        await answer(on, "Sam Ode, CTO")
        assert "Was Dana Ruiz there?" in on.dialog()
        await on.press("enter")
        assert "Was Kim Lee there?" in on.dialog()
    assert "@ Sam Ode, CTO\n" in lines(program)


async def test_where_nobody_was_invited_it_asks_who_was_there(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    program.interviews.add("Acme", "SRE", meeting=when(program, "today 9:00"))
    program.clock.move(hours=2)
    async with shown(program) as on:
        await on.press("D")
        assert "Debrief 1 of 5, Acme, today 09:00 Who was there?" in on.dialog()
        await on.press("a", *"Kim", "enter", "enter", "enter")
        assert "Debrief 3 of 5, Acme, today 09:00" in on.screen()
    assert [a.present for a in case_of(program, 1).attendances] == [True]


async def test_none_given_gets_a_date_of_ones_own(tmp_path: Path) -> None:
    program = after_the_meeting(tmp_path)
    async with shown(program) as on:
        await on.press("D", *["enter"] * 8, "ctrl+n")
        assert "None given: on which day will you ask again?" in on.dialog()
        await answer(on, "fri")
    (given,) = case_of(program, 1).commitments
    assert (given.text, given.passive, given.state) == ("none given", True, CommitmentState.OPEN)
    assert str(given.due) == "2026-11-27"


async def test_a_next_step_needs_an_owner_and_a_date(tmp_path: Path) -> None:
    program = after_the_meeting(tmp_path)
    async with shown(program) as on:
        await on.press("D", *["enter"] * 8)
        await answer(on, "they call")
        assert "start with - for what they will do, or + for what you will do" in on.dialog()
        await on.press("home", "-", "space")
        assert "end with the date" in on.screen()  # what enter would refuse is said as one types
        assert "enter saves" not in on.screen()
        await on.press("enter")
        assert "end with the date, for example by 2 Dec" in on.screen()
        await on.press("end")
        await answer(on, " by fri")
    assert [c.text for c in case_of(program, 1).commitments] == ["they call"]


async def test_while_the_meeting_is_still_to_come_it_says_so(tmp_path: Path) -> None:
    program = after_the_meeting(tmp_path)
    program.clock.set("2026-11-24T09:00:00+01:00")
    before = content(program)
    async with shown(program) as on:
        await on.press("D")
        assert on.message == "the meeting is still ahead: it is today 14:00"
    assert content(program) == before


async def test_names_and_questions_are_never_markup(tmp_path: Path) -> None:
    program = after_the_meeting(tmp_path)
    program.notes.capture(1, "@ [/x]\n? [@click=app.quit]why[/]")
    async with shown(program) as on:
        await on.press("D", "enter", "enter")
        await on.press("enter", "enter")
        assert "Debrief 2 of 5, Acme, today 14:00 [@click=app.quit]why[/]" in on.dialog()


class TestAsked:
    def test_only_once_it_has_ended_and_until_it_is_debriefed(self, tmp_path: Path) -> None:
        program = after_the_meeting(tmp_path)

        def asked() -> tuple[int, str] | None:
            return ended_without_debrief(program.store, program.clock.now)

        program.clock.set("2026-11-24T14:59:00+01:00")
        assert asked() is None
        program.clock.set("2026-11-24T15:00:00+01:00")
        assert asked() == (1, "Acme · SRE")
        program.meetings.debriefed(1)
        assert asked() is None

    def test_not_when_the_meeting_did_not_take_place(self, tmp_path: Path) -> None:
        program = after_the_meeting(tmp_path)
        program.meetings.cancel(1, missed=True)
        assert ended_without_debrief(program.store, program.clock.now) is None

    def test_of_several_the_one_that_ended_last(self, tmp_path: Path) -> None:
        program = after_the_meeting(tmp_path)
        program.interviews.add("Globex", "", meeting=when(program, "today 9:00"))
        assert ended_without_debrief(program.store, program.clock.now) == (1, "Acme · SRE")
        program.meetings.debriefed(1)
        assert ended_without_debrief(program.store, program.clock.now) == (2, "Globex")


async def test_it_takes_the_interview_that_is_asked_for_and_ends_on_it(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    program.clock.set("2026-11-24T11:30:00+01:00")
    async with shown(program) as on:
        assert on.message == "The meeting has ended: D debriefs Globex · Data Engineer"
        assert on.selected()[0] == 1  # which was debriefed long ago
        await on.press("D")
        assert "Debrief 1 of 5, Globex, today 10:00 Who was there?" in on.dialog()
        await on.press(*["enter"] * 5)
        assert on.app.screen is on.dashboard
        assert on.selected()[0] == on.selected()[2] == 2
        await on.press("g", "D", "escape")
        assert on.selected()[0] == on.selected()[2]


async def to_the_last_question(on: Shown, *, fourth: str = "") -> None:
    """Passes all but the last; says this at the fourth."""
    await on.press("D", *["enter"] * 6)
    if fourth:
        await answer(on, fourth)
    await on.press("enter", "enter")


@pytest.mark.soak
async def test_what_is_promised_at_another_question_is_not_the_next_step(tmp_path: Path) -> None:
    program = after_the_meeting(tmp_path)
    async with shown(program) as on:
        await to_the_last_question(on, fourth="+ send the case study (Dana Ruiz) by fri")
        assert "Debrief 5 of 5, Acme, today 14:00 What is the next step, who takes it, and by when?" in on.dialog()
        assert "Noted: send the case study (you, Fri)" in on.dialog()
        assert "enter closes the debrief" in on.dialog()
        await answer(on, "- call with the dates by 2 Dec")
        await on.press("enter")
        assert on.app.screen is on.dashboard
        assert "Debriefed Acme" in on.message
    assert [c.text for c in case_of(program, 1).commitments] == ["send the case study", "call with the dates"]


async def test_a_quote_at_another_question_leaves_the_fourth_to_be_asked(tmp_path: Path) -> None:
    program = after_the_meeting(tmp_path)
    async with shown(program) as on:
        await on.press("D", *["enter"] * 5)
        await answer(on, '" Calm the train (Dana Ruiz)')
        await on.press("enter")
        assert "Debrief 4 of 5, Acme, today 14:00 Anything else that Dana Ruiz said?" in on.dialog()
        assert "Noted: Calm the train" in on.dialog()


async def test_what_is_typed_ahead_over_its_end_is_no_command(tmp_path: Path) -> None:
    program = after_the_meeting(tmp_path)
    async with shown(program) as on:
        await to_the_last_question(on)
        before, entries = content(program), len(journal(program))
        await on.press("enter", "d", "x", "y", "escape", "enter", "q", "M")
        assert on.app.screen is on.dashboard
        assert "Debriefed Acme" in on.message
        assert len(journal(program)) == entries + 1
        await on.press("u")
        assert content(program) == before
        await on.press("l")  # what is typed from now on does what it always does
        assert on.dashboard.selection.active is Pane.NOTES


class TestBack:
    @pytest.mark.soak
    async def test_the_question_before_says_what_was_noted_and_takes_more(self, tmp_path: Path) -> None:
        program = after_the_meeting(tmp_path)
        async with shown(program) as on:
            await on.press("D", "shift+tab")
            assert "This is the first question" in on.dialog()
            await on.press("y", "shift+tab")
            assert "Was Dana Ruiz there? Noted: yes" in on.dialog()
            await on.press("n")
            assert "Was Kim Lee there?" in on.dialog()
            assert "shift+tab goes back" in on.dialog()
            await on.press("y")
            await answer(on, "Three approvals")
            assert "Who decides?" in on.dialog()
            assert "shift+tab goes back" in on.dialog()
            await on.press(*"Da", "shift+tab")
            assert "enter saves what you typed; delete it for shift+tab" in on.dialog()
            await on.press("ctrl+u", "shift+tab")
            assert "What keeps releases slow? (Dana Ruiz) Noted: Three approvals" in on.dialog()
            await answer(on, "and nine days")
            assert "Who decides?" in on.dialog()
            await on.press("ctrl+n", "enter")
            await answer(on, "Nobody reads the runbook (Kim Lee)")
            await on.press("shift+tab", "shift+tab")
            assert "Who decides? Noted: no answer" in on.dialog()
            await answer(on, "The board")
            await on.press("enter")
            assert "Which need, problem or worry did you hear? (1 so far)" in on.dialog()
            await on.press(*["enter"] * 3)
            assert on.app.screen is on.dashboard
            assert "Debriefed Acme: 1 there, 2 answers, 1 need" in on.message
        assert [a.present for a in case_of(program, 1).attendances] == [False, True]
        assert lines(program).count("    (no answer)") == 0
        assert "    Three approvals\n    and nine days\n? Who decides?\n    The board\n" in lines(program)

    @pytest.mark.soak
    async def test_over_several_each_is_asked_once_more(self, tmp_path: Path) -> None:
        program = after_the_meeting(tmp_path)
        async with shown(program) as on:
            await on.press("D", *["enter"] * 5)
            for need in ("Nine days", "No runbook"):
                await answer(on, need)
            await on.press("enter", "enter", "shift+tab", "shift+tab")
            assert "(2 so far) Noted: Nine days · No runbook" in on.dialog()
            await answer(on, "No tests")
            assert "(3 so far)" in on.dialog()
            await on.press("enter")
            assert "What did Dana Ruiz say" in on.dialog()
            await on.press("enter", "enter")
            assert "Debrief 5 of 5" in on.dialog()
            await on.press("shift+tab", "enter", "enter")
            assert on.app.screen is on.dashboard
        assert [need.text for need in case_of(program, 1).needs] == ["Nine days", "No runbook", "No tests"]

    @pytest.mark.soak
    async def test_from_what_is_asked_beside_a_question_to_that_question(self, tmp_path: Path) -> None:
        program = after_the_meeting(tmp_path)
        async with shown(program) as on:
            await on.press("D", "y", "a", "shift+tab")
            assert "Was Kim Lee there?" in on.dialog()
            await on.press(*["enter"] * 7, "ctrl+n", "shift+tab")
            assert "What is the next step, who takes it, and by when?" in on.dialog()
            await on.press("ctrl+n")
            await answer(on, "fri")
            await on.press("shift+tab")
            assert "Noted: none given (they, Fri)" in on.dialog()
            await on.press("enter", "enter")
            assert on.app.screen is on.dashboard


@made_once
def twice(folder: Path) -> ProgramOnATable:
    """Tuesday 24 November, 17:30: Acme (i1) met me yesterday and, in another meeting, today; none is written up."""
    program = a_program(folder)
    program.interviews.add("Acme", "SRE", meeting=when(program, "today 10:00-11:00"), people=["Dana Ruiz"])
    later = meeting_time(when(program, "tomorrow 15:00-16:00"))
    assert later is not None
    program.meetings.add(1, later, people=["Kim Lee"])
    program.clock.set("2026-11-24T17:30:00+01:00")
    return program


def debriefs(program: ProgramOnATable) -> dict[int | None, Ref]:
    """The debriefs by their meetings."""
    return {f.meeting_id: ref(f) for f in every(program, FollowUp) if f.kind is Kind.DEBRIEF}


class TestOnAFollowUp:
    async def test_it_is_about_the_meeting_of_that_one(self, tmp_path: Path) -> None:
        program = twice(tmp_path)
        async with shown(program) as on:
            assert on.dashboard.follow_ups.go_to(debriefs(program)[1])
            await on.press("D")
            assert "Debrief 1 of 5, Acme, yesterday 10:00 Was Dana Ruiz there?" in on.dialog()
            await on.press("escape")
            assert on.dashboard.follow_ups.go_to(debriefs(program)[2])
            await on.press("D")
            assert "Debrief 1 of 5, Acme, today 15:00 Was Kim Lee there?" in on.dialog()

    async def test_triage_has_it_where_one_is_asked_for(self, tmp_path: Path) -> None:
        program = twice(tmp_path)
        async with shown(program) as on:
            await on.press("T")
            while "Write up the meeting" not in on.lines("#frame-case")[0]:
                assert "D Debrief" not in on.screen()
                await on.press("n")
            total = on.lines("PageTitle")[0].rsplit(" of ", 1)[1].split()[0]
            assert "D Debrief" in on.screen()
            await on.press("D")
            assert "Debrief 1 of 5, Acme, yesterday 10:00 Was Dana Ruiz there?" in on.dialog()
            await on.press("y", "escape")
            assert "Write up the meeting" in on.lines("#frame-case")[0]
            assert on.message.startswith("Noted: 1 there; D continues the debrief of Acme")
            await on.press("D")
            await on.press("enter")
            await answer(on, "Nine days (Dana Ruiz)")
            await on.press(*["enter"] * 3)
            assert isinstance(on.app.screen, Triage)
            assert "Debriefed Acme" in on.message
            assert total in on.lines("PageTitle")[0].rsplit(" of ", 1)[1]
            assert [f.state for f in every(program, FollowUp) if ref(f) == debriefs(program)[1]] == [Settled.DONE]
            await on.press("escape")
            assert on.message.startswith("Triage: 1 done")
