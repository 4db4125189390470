"""The keys of the dashboard, as a person presses them."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Language, Outcome, QuestionState, Ref, Settled, Step, Tone, Topic
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.question_bank import SHIPPED_QUESTIONS
from interview_tui.domain.records import Attendance, FollowUp, Interview, Need, Question, Touch
from interview_tui.services.meetings import MeetingTime
from interview_tui.ui.app import InterviewApp
from interview_tui.ui.keys import KEYS, Pane, footer
from interview_tui.ui.main_screen import MainScreen
from interview_tui.ui.pages.letter import LetterPage
from tests.programs import a_program, case_of, content, every, get, journal
from tests.ui.dashboards import DANA, PREPARE, a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

FOR_DANA, FOR_BILL = "Thank         Dana Ruiz", "Thank         Bill Lum"
"""Of their lines in the queue: what, and whom."""


def test_every_key_has_an_action_and_no_two_share_one() -> None:
    for key in KEYS:
        of, _, name = key.action.partition("(")[0].rpartition(".")
        module, _, function = key.action.removeprefix("act('").removesuffix("')").partition(".")
        if name == "act":
            assert callable(getattr(import_module(f"interview_tui.ui.actions.{module}"), function)), key
        else:
            assert hasattr(InterviewApp if of == "app" else MainScreen, f"action_{name}"), key
        assert key.help, key
        assert key.name, key
    pressed = [key for one in KEYS for key in one.keys.split(",")]
    assert sorted(pressed) == sorted(set(pressed))
    assert len({key.id for key in KEYS}) == len(KEYS)


@pytest.mark.parametrize("pane", Pane)
def test_the_footer_names_keys_of_the_pane_only_and_always_help_and_quit(pane: Pane) -> None:
    for kind in (None, *Kind):
        own, general = footer(pane, kind)
        shown_keys = [*own, *general]
        assert all(pane in key.panes for key in shown_keys)
        assert len({key.id for key in shown_keys}) == len(shown_keys)
        assert [key.id for key in general][-2:] == ["help", "quit"]
        assert own or (pane, kind) == (Pane.FOLLOW_UPS, None)
    own, general = footer(pane, None, empty=True)
    assert [key.id for key in own] == ["add", "import", "demo"]
    assert [key.id for key in general][-2:] == ["help", "quit"]


async def test_it_opens_on_what_is_most_overdue_and_the_panes_follow_one_another(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        assert on.dashboard.selection.active is Pane.FOLLOW_UPS
        assert on.selected() == (1, Ref("f", DANA), 1)
        assert on.screen().splitlines()[0].startswith(" 4 late · 1 today · next meeting Globex tomorrow 10:00 ")
        for key, expected in (("G", 2), ("g", 1)):
            await on.press(key)
            assert on.selected()[0] == on.selected()[2] == expected
        for key, expected in (("7", 3), ("1", 2)):
            await on.press(key)
            interview, follow_up, notes = on.selected()
            assert interview == notes == expected
            assert follow_up is not None
            assert get(on.program, FollowUp, follow_up.id).interview_id == expected
        before = on.selected()
        await on.press("0")
        assert on.message == "No interview at step 10 Turn it around"
        assert on.selected() == before


async def test_the_panes_stand_in_a_ring(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        for keys, active in (
            ("h", Pane.PIPELINE),
            ("hh", Pane.NOTES),
            ("l", Pane.NOTES),
            ("hl", Pane.FOLLOW_UPS),
            ("hhh", Pane.FOLLOW_UPS),
        ):
            on.dashboard.go(Pane.FOLLOW_UPS)
            await on.press(*keys)
            assert on.dashboard.selection.active is active, keys


async def test_tab_and_arrows_do_as_letters_do(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await on.press("tab")
        assert on.dashboard.selection.active is Pane.NOTES
        await on.press("right", "right", "down")
        assert on.selected()[1] != Ref("f", DANA)
        await on.press("up")
        assert on.selected()[1] == Ref("f", DANA)
        await on.press("end")
        last = on.selected()[1]
        await on.press("home", "ctrl+d", "ctrl+u", "G")
        assert on.selected()[1] == last


async def test_enter_opens_the_notes_and_esc_goes_back_and_never_quits(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await on.press("enter")
        assert on.dashboard.selection.active.value == "Notes"
        await on.press("escape")
        assert on.dashboard.selection.active.value == "Follow-ups"
        await on.press("escape", "escape", "escape")
        assert on.app.is_running
        assert on.message == "q quits; everything is saved"


async def test_zoom_shows_the_pane_alone(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), size=(120, 40)) as on:
        await on.press("z")
        frames = on.dashboard.frames
        assert [place for place, frame in frames.items() if frame.display] == [Pane.FOLLOW_UPS]
        assert on.dashboard.follow_ups.size.width > 100
        assert "─ Pipeline 3 ──┤ Follow-ups 4 late ├─ Notes ─" in on.screen()
        await on.press("z")
        assert all(frame.display for frame in frames.values())


async def test_a_filter_works_as_one_types_and_esc_drops_it(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await on.press("slash", *"bill")
        assert FOR_DANA not in on.screen()
        assert FOR_BILL in on.screen()
        await on.press("enter")
        assert "┤ Follow-ups 4 late /bill ├" in on.screen()
        await on.press("escape")
        assert FOR_DANA in on.screen()
        await on.press("slash", *"due:xyz")
        assert "No matching follow-ups" in on.screen()
        assert "“due:xyz”" in on.screen()
        await on.press("escape")
        assert FOR_DANA in on.screen()


async def test_a_filter_with_a_name_is_put_in_by_tab_and_is_one_of_the_actions(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[filters]\nlate = "due:overdue"\nbuild = "step:5-8"\n')
    async with shown(a_morning(tmp_path)) as on:
        await on.press("slash", "tab", "tab")
        assert on.screen().splitlines()[-2:] == [" Find  step:5-8", " build · enter keeps · esc clears"]
        await on.press("shift+tab")
        assert on.screen().splitlines()[-2] == " Find  due:overdue"
        await on.press("space", *"bill", "enter")
        assert "/due:overdue bill ├" in on.screen()
        assert (FOR_BILL in on.screen(), FOR_DANA in on.screen()) == (True, False)
        await on.press("h", "colon", *"filter: build", "enter")
        assert on.message == "Filter build: esc shows all again"
        assert on.dashboard.selection.filters[Pane.PIPELINE] == "step:5-8"
        assert ("Acme" in on.screen(), "Data Engineer" in on.screen()) == (True, False)
        await on.press("escape", "h", "colon", *"filter: late", "enter")
        assert on.dashboard.selection.active is Pane.FOLLOW_UPS
        assert on.dashboard.selection.filters == {**dict.fromkeys(Pane, ""), Pane.FOLLOW_UPS: "due:overdue"}


class TestFollowUps:
    async def test_done_settles_the_one_under_the_cursor_or_all_marked_and_u_takes_it_back(
        self, tmp_path: Path
    ) -> None:
        async with shown(a_morning(tmp_path)) as on:
            before = content(on.program)
            await on.press("d", "d")
            assert get(on.program, FollowUp, DANA).state is Settled.DONE
            assert on.message == "Done: Thank Dana Ruiz · Acme (late) · u undoes"
            await on.press("u")
            assert content(on.program) == before
            assert on.message.startswith("Undid: Done: Thank Dana Ruiz")
            await on.press("U")
            assert get(on.program, FollowUp, DANA).state is Settled.DONE
            await on.again()
            entries = len(journal(on.program))
            await on.press("space", "space")
            assert on.message == "2 lines marked: actions apply to all of them"
            await on.press("d")
            done = [f.id for f in every(on.program, FollowUp) if f.state is Settled.DONE]
            assert len(done) == 2 + 2
            assert len(journal(on.program)) == entries + 1
            assert not on.dashboard.follow_ups.marked

    async def test_of_a_letter_that_was_not_sent_done_asks_first(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            before = content(on.program)
            await on.press("d")
            assert "Thank Dana Ruiz · Acme, Fri 20 Nov 15:00 No thank-you was sent from here." in on.dialog()
            assert "▌ m Write the letter enter" in on.dialog()
            await on.press("escape")
            assert content(on.program) == before
            await on.press("d", "enter")
            assert isinstance(on.app.screen, LetterPage)
            await on.again()
            await on.press(*"jjjj", "d")
            assert get(on.program, FollowUp, PREPARE).state is Settled.DONE  # it asks for no letter
            await on.again()
            await on.press("1", "d")  # in the pipeline the interview's first is named before
            assert "Prepare for the meeting · Globex, today" in on.screen()
            await on.press("d")
            assert on.message.startswith("Done: Prepare for the meeting · Globex")

    async def test_typed_ahead_it_waits_until_that_day_and_nothing_else_happens(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            before = content(on.program)
            others = [f for f in every(on.program, FollowUp) if f.id != DANA]
            await on.press("w", *"+3d", "enter")
            assert get(on.program, FollowUp, DANA).due_day is not None
            assert on.message == "Waits until Thu: Thank Dana Ruiz · Acme · u undoes"
            assert [f for f in every(on.program, FollowUp) if f.id != DANA] == others
            assert on.dashboard.follow_ups.follow_up is not None
            assert on.dashboard.follow_ups.follow_up.text == "Thank Kim Lee"
            await on.again()
            await on.press("w", *"soonish", "enter")
            assert "soonish" in on.screen()
            assert "is not a date" in on.screen()
            assert content(on.program) == before
            await on.press("escape")
            on.program.clock.set("2026-11-27T09:00:00+01:00")  # a Friday: by itself it waits until a working day
            await on.press("w")
            assert "enter: Mon · or fri" in on.screen()
            await on.press("enter")
            assert str(get(on.program, FollowUp, DANA).due_day) == "2026-11-30"

    async def test_m_writes_what_was_promised_and_says_where_there_is_no_letter(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            await on.press(*"jjjj", "m")
            assert on.message.startswith("“Prepare for the meeting” needs no letter: in the pipeline m writes")
            await on.press(*"k", "m")
            assert isinstance(on.app.screen, LetterPage)
            assert on.app.screen.letter.kind is LetterKind.AS_PROMISED

    async def test_x_asks_before_it_skips_and_a_adds_one_of_ones_own(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            await on.press("x", "n")
            assert get(on.program, FollowUp, DANA).state is Settled.OPEN
            await on.press("x", "y")
            assert get(on.program, FollowUp, DANA).state is Settled.SKIPPED
            await on.again()
            await on.press("a", *"Call", "enter", *"fri", "enter", *"kim", "enter", *"ph", "enter")
            added = every(on.program, FollowUp)[-1]
            assert (added.text, added.channel, added.interview_id) == ("Call", "phone", 1)
            assert case_of(on.program, 1).person_name(added.person_id) == "Kim Lee"


async def test_the_line_of_nothing_planned_leads_to_the_interview_and_names_what_ends_it(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    program.interviews.add("Harbor", "")
    async with shown(program) as on:
        await on.press("G")
        assert "▌Nothing planned  Harbor" in on.screen()
        assert on.screen().splitlines()[-1].startswith(" M Meeting  t Touch  m Write  a Add  o Outcome ")
        for key in ("d", "w", "x"):
            await on.press(key)
            assert on.message == "Nothing planned here: M books a meeting, t logs a contact"
        await on.press("enter")
        assert on.dashboard.selection.active is Pane.NOTES
        assert on.selected()[2] == 4
        await on.press("escape", "g")
        assert on.screen().splitlines()[-1].startswith(" m Write it  d Done ")
        await on.press("1", "j", "l")
        assert on.selected() == (4, None, 4)
        assert on.dashboard.follow_ups.row is not None
        assert on.dashboard.follow_ups.row.text == "Nothing planned"
        await on.press("M", *"fri", "space", *"10:00", "ctrl+s", "enter")
        assert "Nothing planned" not in on.screen()


class TestInterviews:
    async def test_advance_shows_what_is_owed_and_pressed_again_advances(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            await on.press("right_square_bracket")
            assert "Acme · SRE Still to do in step 5 Thank promptly:" in on.dialog()
            assert "L The thank-you to Dana Ruiz" in on.dialog()
            assert get(on.program, Interview, 1).step is Step.THANK_PROMPTLY
            await on.press("right_square_bracket")
            assert get(on.program, Interview, 1).step is Step.BUILD_VALUE
            assert "skipped: the thank-you to Dana Ruiz" in journal(on.program)[-1]
            await on.again()
            await on.press("left_square_bracket")
            assert get(on.program, Interview, 1).step is Step.CONFIRM_NEXT_STEPS
            await on.press("o", "r", "ctrl+s")
            assert get(on.program, Interview, 1).outcome is Outcome.REJECTED
            assert "You promised Dana Ruiz Send the case study. Still meant?" in on.dialog()
            await on.press("y")
            assert "Acme · SRE: rejected" in on.message

    async def test_the_key_of_what_is_owed_goes_there(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            await on.press("1", "right_square_bracket")
            assert "Q Three prepared questions" in on.dialog()
            await on.press("Q", "enter", "escape")
            question = every(on.program, Question)[-1]
            assert (question.text, question.state) == (SHIPPED_QUESTIONS[Topic.NEEDS][0], QuestionState.PREPARED)
            assert on.app.screen is on.dashboard

    async def test_adding_one_typed_ahead_field_by_field(self, tmp_path: Path) -> None:
        async with shown(a_program(tmp_path), size=(80, 24)) as on:
            assert on.message == ""
            await on.press("u")
            assert on.message == "nothing to undo"
            await on.press("d", "o", "t", "right_square_bracket", "w", "y", "x", "e")
            assert on.app.screen is on.dashboard
            await on.press("a", *"Hooli", "enter", *"CTO", "enter", *"fri", "space", *"9:00", "enter")
            await on.press(*"Gavin", "space", *"Belson", "enter", *"brisk", "enter", "enter")
            case = case_of(on.program, 1)
            assert (case.name, case.interview.plan) == ("Hooli · CTO", "brisk")
            assert [person.name for person in case.people.values()] == ["Gavin Belson"]
            assert case.meeting_start is not None
            assert on.message.startswith("Planned: Prepare for the meeting (Thu), Write up the meeting (Fri 11:00)")

    async def test_what_its_letters_are_written_in_and_how(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            await on.press("1", "e", *["enter"] * 4, *"de", "enter", *"formal", "ctrl+s")
            globex = get(on.program, Interview, 2)
            assert (globex.language, globex.tone) == (Language.DE, Tone.FORMAL)
            await on.press("e", *["enter"] * 5, *"as", "ctrl+s")
            globex = get(on.program, Interview, 2)
            assert (globex.language, globex.tone) == (Language.DE, None)

    async def test_what_is_edited_added_and_logged_stays_the_selected_one(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            await on.press("t", "i", "p", *"soon", "enter")
            touch = every(on.program, Touch)[-1]
            assert (touch.direction, touch.channel, touch.note, touch.interview_id) == ("in", "phone", "soon", 1)
            await on.press("1", "e", *"fri", "space", *"9:00", "ctrl+s", "enter")
            start = case_of(on.program, 2).meeting_start
            assert start is not None
            assert on.program.calendar.local(start).isoformat() == "2026-11-27T09:00:00+01:00"
            await on.press("a", *"Hooli", "escape")
            assert "esc again discards what you typed" in on.screen()
            await on.press("escape")
            assert on.app.screen is on.dashboard
            assert len(every(on.program, Interview)) == 3
            await on.press("a", *"Zeta", "ctrl+s")
            assert on.selected()[0] == on.selected()[2] == 4


async def test_notes_are_written_a_line_at_a_time_edited_settled_and_deleted(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await on.press("l", "a")
        await on.type("!!! No backups (Dana)")
        assert "need, very urgent, of Dana" in on.screen()
        await on.press("enter")
        await on.type("? Who restores")
        await on.press("enter", "enter")
        need = every(on.program, Need)[-1]
        assert (need.text, need.pressing) == ("No backups", 3)
        assert case_of(on.program, 1).person_name(need.person_id) == "Dana Ruiz"
        assert every(on.program, Question)[-1].text == "Who restores"
        assert on.app.screen is on.dashboard
        await on.again()
        await on.press("l", "g", "j", "j", "d")
        assert every(on.program, Attendance)[1].present is True
        assert on.message.startswith("Kim Lee was there")
        await on.again()
        before = [need.id for need in every(on.program, Need)]
        await on.press("l", "slash", *"nine", "enter", "enter", "home", "delete", "enter")
        (need,) = every(on.program, Need)
        assert ([need.id], need.pressing) == (before, 1)
        await on.press("x", "y")
        assert every(on.program, Need) == ()
        await on.press("u")
        assert len(every(on.program, Need)) == 1


async def test_what_another_session_changes_is_taken_over_and_at_midnight_today_is_another_day(
    tmp_path: Path,
) -> None:
    program = a_morning(tmp_path)
    async with shown(program) as on:
        other = a_program(tmp_path)
        other.follow_ups.done([DANA])
        on.dashboard.refresh_now()
        await on.pilot.pause()
        assert FOR_DANA not in on.screen()
        assert FOR_BILL in on.screen()
        other.store.close()
        assert "Follow-ups 3 late" in on.screen()
        program.clock.set("2026-11-24T00:00:01+01:00")
        on.dashboard.refresh_now()
        await on.pilot.pause()
        assert "Follow-ups 4 late" in on.screen()


async def test_a_meeting_that_ends_within_a_minute_is_over_though_it_was_read_in_that_minute(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    program.clock.set("2026-11-24T10:00:00+01:00")
    begins = program.clock() + timedelta(seconds=20)
    program.meetings.add(2, MeetingTime(starts=begins, ends=begins + timedelta(seconds=20)))
    async with shown(program, size=(120, 40)) as on:
        await on.press("h", "1")
        program.clock.set("2026-11-24T10:00:50+01:00")
        on.dashboard.refresh_now()
        await on.pilot.pause()
        case = on.dashboard.selection.case
        assert case is not None
        assert case.now == program.clock()


async def test_the_card_and_the_keys_follow_the_cursor_to_what_a_booked_meeting_planned(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), size=(120, 40)) as on:
        await on.press("G", "M")
        await on.type("today 16:00")
        await on.press("ctrl+s", "enter")
        row = on.dashboard.follow_ups.row
        assert row is not None
        assert row.kind is Kind.DEBRIEF
        assert "Write up the meeting" in on.text("#card")
        assert on.lines("#keys")[0].split()[:2] == ["D", "Debrief"]


async def test_esc_stays_in_the_follow_ups(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await on.press("h", "l", "escape")
        assert on.dashboard.selection.active is Pane.FOLLOW_UPS
        assert on.message == "q quits; everything is saved"


async def test_the_title_counts_what_the_filter_leaves_and_all_after_it(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), size=(120, 40)) as on:
        before = on.screen().splitlines()[1]
        await on.press("slash", *"initech", "enter", "R", "escape")
        assert on.screen().splitlines()[1] == before
