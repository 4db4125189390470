"""What the actions promise: one line that says what was done, one key that takes it back, never the wrong thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input, TextArea

from interview_tui.domain.enums import Channel, Direction, Outcome, Owe, Proposal, Ref, Settled, Step
from interview_tui.domain.records import FollowUp, Interview, Touch
from interview_tui.domain.requirements import Owed
from interview_tui.ui.keys import ACTS, PageName, Pane
from interview_tui.ui.pages.base import Page
from interview_tui.ui.requirement_navigation import place_for
from tests.programs import a_program, case_of, content, every, get, go_to, journal, when
from tests.ui.dashboards import DANA, KIM, a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.dashboards import Shown

CHANGES = (
    ("d d", "Done: Thank Dana Ruiz · Acme (late)"),
    ("w enter", "Waits until tomorrow: Thank Dana Ruiz · Acme"),
    ("x y", "Skipped: Thank Dana Ruiz · Acme"),
    ("t o e enter", "Logged: email to Dana Ruiz · Acme"),
    ("[", "Acme · SRE is back at step 4 Confirm next steps"),
    (
        "] ]",
        "Acme · SRE is at step 6 Build value, your choice: steps also move on their own; skipped: the thank-you",
    ),
    ("o i", "Planned: Agree on a date (Wed) · Acme · SRE: invited back, round 2 opens at step 1; no longer needed"),
    ("o w ctrl+s", "Planned: Send the withdrawal (tomorrow) · Acme · SRE: withdrawn; letter to Dana Ruiz drafted; no"),
    (
        "O 1 0 0 k enter f r i ctrl+s",
        "Planned: Thank them for the offer (tomorrow), Answer the offer (Fri) · Acme · SRE: an",
    ),
    ("a C a l l enter ctrl+s", "Added for Acme · SRE: Call (today)"),
    ("e X enter ctrl+s", "Edited: Thank Dana RuizX (Fri 20 Nov 15:00)"),
    ("l d", "Dana Ruiz was not there; no longer needed: Thank Dana Ruiz"),
    ("l a ! N e w enter enter", "Noted for Acme · SRE: 1 note"),
    ("l e X enter", "Edited the notes of Acme · SRE: @ Dana Ruiz, VP Operations <dana@acme.example>X"),
    ("l x y", "Removed 1 line from the notes"),
    ("l g M n", "Planned: Ask for a new date (tomorrow) · Acme: the meeting Thu 19 Nov 14:00 did not take place"),
    (
        "M f r i space 9 - 1 0 a m ctrl+s enter",
        "Planned: Prepare for the meeting (Thu), Write up the meeting (Fri 11:00)",
    ),
    ("1 d d", "Done: Prepare for the meeting · Globex (on time)"),
    ("1 a H o o l i ctrl+s", "Added Hooli"),
    ("1 e up up X ctrl+s", "Edited GlobexX · Data Engineer: company"),
    ("1 x y", "Deleted Globex · Data Engineer"),
    (
        "1 o r ctrl+s",
        "Planned: Stay in touch (Wed 23 Dec) · Globex · Data Engineer: rejected; no longer needed: Prepare",
    ),
    ("1 ] ]", "Globex · Data Engineer is at step 2 Consult, your choice: steps also move on their own; skipped: "),
)
"""The keys of every action that changes something, in each pane, and how the line that answers begins."""


async def test_every_change_says_what_it_did_and_u_takes_it_back(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    before = content(program)
    wrong = []
    async with shown(program, size=(120, 24)) as on:
        for keys, words in CHANGES:
            await on.press(*keys.split())
            said = on.message.startswith(words)
            if on.app.screen is not on.dashboard or content(program) == before or not said:
                wrong.append((keys, on.message))
            await on.press("u")
            if content(program) != before:
                wrong.append((keys, "not taken back"))
            on.dashboard.go(Pane.FOLLOW_UPS)
            await on.press("g")
    assert wrong == []


async def test_a_suggestion_is_taken_by_enter_and_dropped_by_x(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    with program.transaction() as tx:
        email = tx.add(Touch(interview_id=1, at=tx.now, direction=Direction.IN, channel=Channel.EMAIL))
        assert program.suggestions.suggest(tx, 1, Proposal.DECLINE, touch=email, sentence="We chose another candidate.")
        program.interviews.replan(tx, 1)
        tx.done("Read an email")
    before = content(program)
    async with shown(program, size=(120, 24)) as on:
        await on.press("/", *"seems", "enter")
        assert "Acme seems to decline" in on.screen()
        await on.press("m")
        assert on.message.endswith("d takes what it suggests, x drops it")
        for keys, words in (("x", "Dropped: Acme seems to decline"), ("enter", "Acme: rejected")):
            await on.press(keys)
            assert words in on.message
            assert content(program) != before
            await on.press("u")
            assert content(program) == before


async def test_all_of_them_are_taken_back_by_as_many_undos_in_the_next_run(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    before = content(program)
    entries = len(journal(program))
    async with shown(program) as on:
        await on.press(
            *"dd]]or", "ctrl+s", "escape", "j", "x", "y", "t", "i", "e", "enter", "7", "]", "]", "w", "enter"
        )
        made = len(journal(program)) - entries
        assert made == 7
        await on.press("q")
    async with shown(a_program(tmp_path)) as on:
        await on.press(*"u" * made)
        assert content(on.program) == before
        await on.press(*"U" * made)
        assert len(journal(on.program)) == entries + made


REFUSALS = (
    ("1 [", "step 1 is the first: there is no step before it"),
    ("0", "No interview at step 10 Turn it around"),
    ("h / z z z enter ]", "No interview is selected: esc shows all again"),
    ("h / z z z enter o", "No interview is selected: esc shows all again"),
    ("h / z z z enter e", "No interview is selected: esc shows all again"),
    ("/ z z z enter d", "Nothing to do here: esc shows all again"),
    ("/ z z z enter w", "Nothing to do here: esc shows all again"),
    ("/ z z z enter x", "Nothing to do here: esc shows all again"),
    ("/ z z z enter y", "There is nothing to copy here"),
    ("l / z z z enter e", "There is no note here: esc shows all again"),
    ("l j j j d", "nothing left to do on this line: e edits it, x removes it"),
    ("U", "nothing to redo"),
)


async def test_a_refusal_is_one_line_and_changes_nothing(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    before = content(program)
    said = []
    async with shown(program) as on:
        for keys, _ in REFUSALS:
            await on.press(*keys.split())
            assert on.app.screen is on.dashboard
            said.append((keys, on.message))
            on.dashboard.narrow("")
            on.dashboard.go(Pane.FOLLOW_UPS)
            await on.press("g")
    assert said == list(REFUSALS)
    assert content(program) == before


class TestMarked:
    async def test_an_action_takes_all_marked_as_one_change(self, tmp_path: Path) -> None:
        program = a_morning(tmp_path)
        before, entries = content(program), len(journal(program))
        async with shown(program) as on:
            for keys, outcome, step in (
                ("h space space o r", Outcome.REJECTED, Step.ACCEPT),
                ("space j space o q", Outcome.QUIET, Step.THANK_PROMPTLY),
            ):
                await on.press(*keys.split())
                ended = [i.id for i in every(program, Interview) if i.outcome is outcome]
                assert ended == [1, 3]
                assert get(program, Interview, 1).step is step
                assert len(journal(program)) == entries + 1
                assert not any(pane.marked for pane in on.dashboard.selection.panes.values())
                await on.press("u")
                assert content(program) == before
                await on.again()

    async def test_advancing_shows_what_the_first_owes_and_again_advances_all(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            await on.press("h", "space", "space", "]")
            assert "Acme · SRE Still to do in step 5 Thank promptly:" in on.dialog()
            await on.press("]")
            steps = [interview.step for interview in every(on.program, Interview)]
            assert steps == [Step.BUILD_VALUE, Step.SET_THE_STAGE, Step.LEVERAGE]

    async def test_touches_waits_and_removals_take_them_too(self, tmp_path: Path) -> None:
        program = a_morning(tmp_path)
        async with shown(program) as on:
            await on.press("h", "space", "space", "t", "i", "p", "enter")
            assert [touch.interview_id for touch in every(program, Touch)][-2:] == [1, 3]
            await on.press("l", "g", "x")
            assert "Skip “Thank Dana Ruiz”? It will not be asked for again" in on.screen()
            await on.press("n", "space", "space", "x")
            assert "Skip 2 follow-ups? They will not be asked for again" in on.screen()
            await on.press("n")
            assert len(on.dashboard.follow_ups.marked) == 2
            await on.press("x", "y")
            assert [f.state for f in every(program, FollowUp) if f.id in (DANA, KIM)] == [Settled.SKIPPED] * 2
            await on.press("1", "space", "space", "x")
            assert "Delete 2 interviews and everything in it?" in on.screen()
            await on.press("y")
            assert len(every(program, Interview)) == 1

    async def test_esc_drops_the_marks_and_space_again_a_single_one(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            await on.press("space", "k", "space")
            assert not on.dashboard.follow_ups.marked
            await on.press("g", "space", "space", "escape", "g", "d", "d")
            assert get(on.program, FollowUp, DANA).state is Settled.DONE
            assert get(on.program, FollowUp, KIM).state is Settled.OPEN
            assert on.dashboard.selection.active is Pane.FOLLOW_UPS


MEANT = (
    ("w + 3 d enter", {"f3"}),
    ("w + 4 backspace 3 d enter", {"f3"}),
    ("j w f r i enter", {"f4"}),
    ("7 e up X ctrl+s", {"i3"}),
    ("5 o q ctrl+s", {"f1", "f5", "f18", "f19", "i1"}),
    ("1 e up up X ctrl+s", {"i2"}),
    ("e X enter ctrl+s", {"f3"}),
    ("j e ctrl+u C a l l ctrl+s", {"f4"}),
    ("/ b i l l enter w enter", {"f14"}),
    ("l / n i n e enter e X enter", {"n1"}),
)
"""Keys that are all there before the first is taken, and the records that they mean."""


async def test_typed_ahead_only_what_was_meant_is_changed(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    before = content(program)
    letters = {"interviews": "i", "follow_ups": "f", "needs": "n"}
    seen = []
    async with shown(program) as on:
        for keys, _ in MEANT:
            await on.press(*keys.split())
            assert on.app.screen is on.dashboard
            after = content(program)
            changed = {
                f"{letter}{number}"
                for table, letter in letters.items()
                for number, record in after[table].items()
                if record != before[table].get(number)
            }
            seen.append((keys, changed))
            await on.again()
            assert content(program) == before
    assert seen == list(MEANT)


async def choose_owed(on: Shown, interview: int, item: str) -> None:
    """Advances an interview in the pipeline, and chooses what it owes."""
    on.dashboard.go(Pane.PIPELINE)
    on.dashboard.pipeline.go_to(Ref("i", interview))
    await on.press("]")
    lines = on.dialog_lines()
    heading = next(n for n, line in enumerate(lines) if "Still to do" in line)
    place = next(n for n, line in enumerate(filter(None, lines[heading + 1 :])) if item.casefold() in line.casefold())
    await on.press(*["down"] * place, "enter")


class TestWhatIsOwed:
    def test_the_key_that_is_shown_works_in_the_pane_where_it_goes(self, tmp_path: Path) -> None:
        program = a_morning(tmp_path)
        keys = {key.id: key for key in ACTS}
        for case in (case_of(program, 1), case_of(program, 2)):
            for owe in Owe:
                place = place_for(Owed(owe, "something"), case)
                assert place.pane is None or place.pane in keys[place.key].panes, owe
                assert place.key in keys, owe
        program.store.close()

    async def test_it_goes_to_the_field_or_the_note_that_gives_it(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        wanted = (
            (1, "", "a meeting time", ""),
            (2, "", "who was there", "@ "),
            (2, "! Slow\n? Why", "an answer", "? Why\n    "),
            (2, "", "one need heard", "! "),
            (3, "", "a need to rank", "! "),
            (3, "", "a question for next time", "> "),
            (4, "", "one commitment", "- "),
            (6, "", "a need to match", "! "),
            (9, "", "what you learned", ""),
        )
        for number, (step, notes, _, _) in enumerate(wanted, start=1):
            program.interviews.add(f"Hooli {number}", "CTO")
            if notes:
                program.notes.capture(number, notes)
            go_to(program, number, Step(step))
        async with shown(program) as on:
            for number, (_, _, item, begins) in enumerate(wanted, start=1):
                await choose_owed(on, number, item)
                field = on.app.screen.focused
                assert isinstance(field, Input | TextArea), item
                assert (field.value if isinstance(field, Input) else field.text) == begins, item
                await on.press("escape", "escape")

    async def test_it_goes_to_the_page_that_gives_it(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        wanted = (
            (1, "three prepared questions", PageName.QUESTIONS),
            (1, "one story picked", PageName.STORIES),
            (3, "how urgent the need is", PageName.CHART),
            (3, "whether a proposal is ready", PageName.CHART),
            (5, "the thank-you to Bo", PageName.THANKS),
            (5, "something Bo said", PageName.THANKS),
            (5, "your promise", PageName.PROMISES),
            (6, "a story for the need", PageName.CHART),
            (8, "someone who spoke for you", PageName.PEOPLE),
        )
        for number, (step, _, _) in enumerate(wanted, start=1):
            day = "today" if step > Step.SET_THE_STAGE else "tomorrow"
            program.interviews.add(f"Hooli {number}", "CTO", meeting=when(program, f"{day} 8:00"))
            if step > Step.SET_THE_STAGE:
                promise = "\n+ send it by fri" if step > Step.DONT_RUSH else ""
                program.notes.capture(number, f"@ Bo\n! Slow (Bo){promise}")
            go_to(program, number, Step(step))
        async with shown(program) as on:
            for number, (_, item, page) in enumerate(wanted, start=1):
                await choose_owed(on, number, item)
                assert isinstance(on.app.screen, Page), item
                assert on.app.screen.page is page, item
                await on.press("escape")

    async def test_the_decision_is_asked_for_by_the_outcome(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        program.interviews.add("Hooli", "CTO")
        go_to(program, 1, Step.ACCEPT)
        async with shown(program) as on:
            await on.press("]")
            assert "o The decision" in on.dialog()
            await on.press("o")
            assert "Outcome of Hooli · CTO" in on.screen()

    async def test_to_leave_at_once_writes_no_note(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        program.interviews.add("Hooli", "CTO")
        go_to(program, 1, Step.CONFIRM_NEXT_STEPS)
        before = content(program)
        async with shown(program) as on:
            for leave in ("enter", "escape"):
                await on.press("]", "a", leave)
                assert on.app.screen is on.dashboard
            assert content(program) == before

    async def test_who_was_there_goes_to_the_person_and_d_says_it(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        program.interviews.add("Hooli", "CTO", people=["Bo Li"])
        go_to(program, 1, Step.CONSULT)
        async with shown(program) as on:
            await on.press("]", "d", "d")
            assert on.message.startswith("Bo Li was there")

    async def test_a_thank_you_that_is_owed_goes_to_the_board_and_d_settles_it(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            await on.press("5", "]", "L", "d", "escape")
            assert on.app.screen is on.dashboard
            assert journal(on.program)[-1].startswith("Done: Thank Dana Ruiz")


async def test_copy_takes_the_line_of_each_pane(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        copied = []
        for _ in Pane:
            await on.press("y")
            copied.append(on.app.clipboard)
            await on.press("l")
        assert copied == [
            "3 days late · Thank Dana Ruiz · Acme · SRE · within 24 hours of the meeting (Thu 19 Nov)",
            "@ Dana Ruiz, VP Operations <dana@acme.example>",
            "Acme · SRE",
        ]


async def test_refresh_reads_everything_again(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        other = a_program(tmp_path)
        other.interviews.add("Hooli", "CTO")
        other.store.close()
        await on.press("R")
        assert on.message == "Refreshed"
        assert "Pipeline 4 " in on.screen()
        assert on.selected() == (1, Ref("f", DANA), 1)
