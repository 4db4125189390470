"""The same record edited in two sessions: the later one sees both texts, and chooses; neither is lost."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Static

from interview_tui.domain.enums import Ref
from interview_tui.domain.records import (
    FollowUp,
    Interview,
    Letter,
    Need,
    Person,
    Question,
    Quote,
    Round,
    Story,
)
from interview_tui.ui.app_screen import LOOK_AGAIN_SECONDS, AppScreen
from interview_tui.ui.dialogs.conflict import ConflictMenu
from interview_tui.ui.dialogs.note import NoteDialog
from interview_tui.ui.triage import Triage
from tests.programs import ProgramOnATable, a_program, every, get, when
from tests.ui.dashboards import Shown, a_morning, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

THEIRS = '" Theirs, word for word (Dana Ruiz)'


def other(tmp_path: Path) -> ProgramOnATable:
    """Another session on the same store, at 14:03."""
    return a_program(tmp_path, now="2026-11-23T14:03:00+01:00")


async def both_edit_a_quote(on: Shown, tmp_path: Path) -> None:
    """I type into Dana's quote; the other session saves it before I do."""
    on.dashboard.selection.choose(1)
    await on.press("l")
    assert on.dashboard.notes.go_to(Ref("k", 1))
    await on.press("e")
    await on.type(" MINE")
    other(tmp_path).notes.edit(1, Ref("k", 1), THEIRS)
    await on.press("enter")


async def test_both_texts_are_shown_and_mine_is_kept_knowingly(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), size=(120, 40)) as on:
        await both_edit_a_quote(on, tmp_path)
        screen = on.screen()
        assert isinstance(on.app.screen, ConflictMenu)
        for words in (
            "k1 was saved by another session, today 14:03 while you edited it",
            "yours, not saved yet:",
            "calm the release train (Dana Ruiz) MINE",
            "theirs, saved by another session, today 14:03:",
            "Theirs, word for word",
        ):
            assert words in screen
        await on.press("escape")
        dialog: object = on.app.screen
        assert isinstance(dialog, NoteDialog)
        assert dialog.fields()["text"].endswith("MINE")
        await on.press("enter", "m")
        assert len(on.app.screen_stack) == 1
        assert get(on.program, Quote, 1).text.endswith("MINE")
        await on.press("u")
        assert get(on.program, Quote, 1).text == "Theirs, word for word"


async def test_theirs_is_kept_and_mine_is_on_the_clipboard_and_offered(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), size=(120, 40)) as on:
        await both_edit_a_quote(on, tmp_path)
        await on.press("t")
        assert on.app.screen is on.dashboard
        assert get(on.program, Quote, 1).text == "Theirs, word for word"
        assert on.app.clipboard.endswith("calm the release train (Dana Ruiz) MINE")
        assert on.message.startswith("Theirs stays; yours is on the clipboard and offered")
        (draft,) = on.program.autosave.left()
        assert draft.text.endswith("MINE")


async def test_i_go_on_editing_with_theirs_in_view(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), size=(120, 40)) as on:
        await both_edit_a_quote(on, tmp_path)
        await on.press("e")
        assert 'Theirs, saved by another session, today 14:03: " Theirs, word for word' in on.screen()
        await on.type(" AGAIN")
        await on.press("enter")
        assert on.app.screen is on.dashboard
        assert get(on.program, Quote, 1).text.endswith("MINE AGAIN")


async def test_a_record_that_was_deleted_meanwhile_can_come_back_with_my_text(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), size=(120, 40)) as on:
        on.dashboard.selection.choose(1)
        await on.press("l")
        assert on.dashboard.notes.go_to(Ref("k", 1))
        await on.press("e")
        await on.type(" MINE")
        other(tmp_path).notes.remove([Ref("k", 1)])
        await on.press("enter")
        assert "k1 was deleted by another session, today 14:03 while you edited it" in on.screen()
        await on.press("b")
        assert get(on.program, Quote, 1).text.endswith("MINE")


async def edit_role(on: Shown) -> None:
    """The interview's form, with something typed after the role."""
    on.dashboard.selection.choose(1)
    await on.press("h", "e", "up")
    await on.type(" II")


async def test_what_only_one_has_changed_needs_no_choice_and_else_a_form_names_the_field(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), size=(120, 40)) as on:
        await edit_role(on)
        other(tmp_path).interviews.edit(1, company="Acme Corp", location="Lisbon")
        await on.press("ctrl+s")
        assert on.app.screen is on.dashboard
        found = get(on.program, Interview, 1)
        assert (found.company, found.role, found.location) == ("Acme Corp", "SRE II", "Lisbon")
        await on.press("e", "up")
        await on.type("I")
        other(tmp_path).interviews.edit(1, company="Acme Ltd", role="Architect", lesson="Theirs")
        await on.press("ctrl+s")
        assert "role, yours, not saved yet:" in on.screen()
        assert "company, " not in on.screen()
        await on.press("m")
        found = get(on.program, Interview, 1)
        assert (found.company, found.role) == ("Acme Ltd", "SRE III")
        assert get(on.program, Round, 1).lesson == "Theirs"


async def test_a_follow_up(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), size=(120, 40)) as on:
        row = on.dashboard.follow_ups.follow_up
        assert row is not None
        await on.press("e")
        await on.type(" MINE")
        session = other(tmp_path)
        session.follow_ups.edit(get(session, FollowUp, row.id), when(session, "fri"), text="Theirs")
        await on.press("ctrl+s")
        assert "text, yours, not saved yet:" in on.screen()
        await on.press("m")
        after = get(on.program, FollowUp, row.id)
        assert after.text.endswith("MINE")
        assert after.due_day is not None
        assert after.due_day.isoformat() == "2026-11-27"


@pytest.mark.parametrize("key", ["m", "t"])
async def test_a_letter(tmp_path: Path, key: str) -> None:
    async with shown(a_morning(tmp_path), size=(120, 40)) as on:
        on.dashboard.selection.choose(1)
        await on.press("m")
        await on.press("e")
        await on.type("MINE ")
        session = other(tmp_path)
        letter = every(session, Letter)[0]
        session.letters.save(letter, subject=letter.subject, body="Theirs")
        await on.press("ctrl+s")
        assert isinstance(on.app.screen, ConflictMenu)
        assert "body, yours, not saved yet:" in on.screen()
        await on.press(key)
        body = get(on.program, Letter, letter.id).body
        assert body.startswith("MINE ") if key == "m" else body == "Theirs"
        kept = on.program.letters.typed(letter.id)
        assert kept is None if key == "m" else kept is not None and "MINE" in kept
        if key == "m":
            await on.press("u")
            assert get(on.program, Letter, letter.id).body == "Theirs"


async def test_a_story(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    program.stories.add("Cut releases", result="Nine days")
    async with shown(program, size=(120, 40)) as on:
        await on.press("s", "e")
        await on.type(" MINE")
        session = other(tmp_path)
        session.stories.edit(get(session, Story, 1), title="Theirs", result="One day")
        await on.press("ctrl+s")
        assert "title, yours, not saved yet:" in on.screen()
        await on.press("m")
        assert (get(program, Story, 1).title, get(program, Story, 1).result) == ("Cut releases MINE", "One day")


async def test_a_person(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), size=(120, 40)) as on:
        on.dashboard.selection.choose(1)
        await on.press("p", "e")
        await on.type(" MINE")
        session = other(tmp_path)
        for person in every(session, Person):
            session.people.edit(person, name=f"{person.name} Theirs")
        await on.press("ctrl+s")
        assert "name, yours, not saved yet:" in on.screen()
        await on.press("t")
        assert {person.name.split()[-1] for person in every(on.program, Person)} == {"Theirs"}


@pytest.mark.parametrize("key", ["r", pytest.param("q", marks=pytest.mark.soak)])
async def test_what_both_learn_from_an_ending_stays(tmp_path: Path, key: str) -> None:
    program = a_morning(tmp_path)
    async with shown(program, size=(120, 40)) as on:
        on.dashboard.selection.choose(1)
        await on.press("o", key)
        await on.type("Mine")
        other(tmp_path).interviews.edit(1, lesson="Theirs")
        await on.press("ctrl+s")
        assert get(program, Round, 1).lesson == "Theirs\nMine"


async def test_an_answer_of_the_debrief_stands_below_theirs(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    program.interviews.add("Acme", "SRE", meeting=when(program, "today 08:00"))
    program.notes.capture(1, "? Who owns the budget?")
    async with shown(program, size=(120, 40)) as on:
        on.dashboard.selection.choose(1)
        await on.press("D")
        while "Who owns the budget?" not in str(on.app.screen.query_one("#title", Static).content):
            await on.press("enter")
        await on.type("Mine")
        other(tmp_path).notes.edit(1, Ref("q", 1), "? Who owns the budget?\n    Theirs")
        await on.press("enter")
        assert get(program, Question, 1).answer == "Theirs\nMine"


async def test_the_notes_in_an_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = a_morning(tmp_path)

    @contextmanager
    def meanwhile() -> Iterator[None]:
        other(tmp_path).notes.capture(1, "! theirs")
        yield

    async with shown(program, size=(120, 40)) as on:
        on.dashboard.selection.choose(1)
        monkeypatch.setenv("VISUAL", f"{sys.executable} -c \"import sys; open(sys.argv[1], 'w').write('! mine')\"")
        monkeypatch.setattr(on.app, "suspend", meanwhile)
        await on.press("E")
        assert "The notes were saved by another session, today 14:03 while you edited them" in on.screen()
        assert "! mine" in on.screen()
        assert "! theirs" in on.screen()
        await on.press("m")
        assert [need.text for need in every(program, Need)] == ["mine"]
        await on.press("u")
        assert [need.text for need in every(program, Need)] == ["Release approvals take nine days", "theirs"]


async def test_a_letter_in_an_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = a_morning(tmp_path)

    @contextmanager
    def meanwhile() -> Iterator[None]:
        session = other(tmp_path)
        letter = every(session, Letter)[0]
        session.letters.save(letter, subject=letter.subject, body="Their words")
        yield

    async with shown(program, size=(120, 40)) as on:
        on.dashboard.selection.choose(1)
        await on.press("m")
        writes = "import sys; open(sys.argv[1], 'w').write('Subject: Hello\\n\\nMy words')"
        monkeypatch.setenv("VISUAL", f'{sys.executable} -c "{writes}"')
        monkeypatch.setattr(on.app, "suspend", meanwhile)
        await on.press("E")
        assert "Saved by another session meanwhile: Their words" in on.screen()
        assert "My words" in on.screen()
        await on.press("ctrl+s")
        assert every(program, Letter)[0].body == "My words"
        await on.press("u")
        assert every(program, Letter)[0].body == "Their words"


async def test_every_page_takes_over_what_another_session_changed(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    async with shown(program, size=(120, 40)) as on:
        for number, key in enumerate("cpsLCQbXTm"):
            on.dashboard.selection.choose(1)
            await on.press(key)
            page = on.app.screen
            assert isinstance(page, AppScreen)
            assert page is not on.dashboard
            drawn: list[str] = []
            draws = page.reload

            def reload(key: str = key, draws: Callable[[], None] = draws, drawn: list[str] = drawn) -> None:
                drawn.append(key)
                draws()

            vars(page)["reload"] = reload
            page.refresh_now()
            assert drawn == []
            other(tmp_path).interviews.edit(1, company=f"Wayne Corp {number}")
            page.refresh_now()
            page.refresh_now()
            assert drawn == [key]
            await on.press("escape")


async def test_to_look_again_asks_the_store_one_number(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), size=(120, 40)) as on:
        for keys in ((), ("p",), ("escape", "T")):
            await on.press(*keys)
            screen = on.app.screen
            assert isinstance(screen, AppScreen)
            asked: list[str] = []
            on.program.store.reader.set_trace_callback(asked.append)
            screen.refresh_now()
            on.program.store.reader.set_trace_callback(None)
            assert asked == ["PRAGMA data_version"]
        assert 0 < LOOK_AGAIN_SECONDS < 3


async def test_the_panes_above_a_dialog_take_it_over_too(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), size=(120, 40)) as on:
        on.dashboard.selection.choose(1)
        await on.press("l", "a")
        await on.type("! mine")
        other(tmp_path).interviews.edit(1, company="Wayne Corp")
        on.dashboard.refresh_now()
        await on.pilot.pause()
        assert "Wayne Corp" in on.screen()
        await on.press("enter")
        assert [need.text for need in every(on.program, Need)] == ["Release approvals take nine days", "mine"]


async def test_triage_asks_no_more_for_what_another_session_has_done(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), size=(120, 40)) as on:
        await on.press("T", "n")
        triage = on.app.screen
        assert isinstance(triage, Triage)
        total = len(triage._rows)
        now, after = triage._rows[1], triage._rows[2]
        other(tmp_path).follow_ups.done([now.id])
        triage.refresh_now()
        assert (len(triage._rows), triage._rows[1].id) == (total - 1, after.id)
        assert f" 2 of {total - 1} " in on.lines("PageTitle")[0]
