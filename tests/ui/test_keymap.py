"""The user's own keys: they work, everything that shows a key shows them, and what is wrong is said in a line."""

from __future__ import annotations

import pkgutil
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from textual.binding import Binding
from textual.keys import _character_to_key

from interview_tui.domain.enums import Settled
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.records import FollowUp, Interview
from interview_tui.ui import pages
from interview_tui.ui.keymap import EVERY, PLACES, latin, read_keys, textual_name
from interview_tui.ui.keys import KEYS, SHOWN, TRIAGE, PageName, Pane, footer, own_page_keys
from interview_tui.ui.main_screen import MainScreen
from interview_tui.ui.pages.base import Page
from interview_tui.ui.triage import Triage
from tests.programs import every
from tests.ui.dashboards import DANA, a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

    from tests.programs import ProgramOnATable


def with_own(program: ProgramOnATable, *pairs: tuple[str, str]) -> ProgramOnATable:
    settings = program.settings._replace(keys=pairs)
    return type(program)(settings, program.clock)


def state_of(program: ProgramOnATable, follow_up: int) -> Settled:
    return next(f.state for f in every(program, FollowUp) if f.id == follow_up)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("f", "f"), ("G", "G"), ("]", "right_square_bracket"), ("?", "question_mark"), ("ctrl+N", "ctrl+n"),
        ("ctrl+]", "ctrl+right_square_bracket"), ("f2", "f2"), ("Alt+F12", "alt+f12"), ("space", "space"),
        ("PgUp", "pageup"), ("shift+tab", "shift+tab"), ("+", "plus"), ("comma", "comma"), ("é", "é"),
        ("esc", "escape"), ("return", "enter"),
        ("", None), ("hyper+x", None), ("ctrl+", None), ("ctrl+ctrl+x", None), ("two keys", None), ("\x01", None),
        ("f99", None),
    ],
)  # fmt: skip
def test_a_key_is_written_as_the_keyboard_has_it(written: str, name: str | None) -> None:
    assert textual_name(written) == name


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([("donne", "f")], "[keys] knows no donne: did you mean done?"),
        ([("zzzzzzzz", "f")], "[keys] knows no zzzzzzzz: the documentation lists them all"),
        ([("done", "hyper+x")], "[keys] done = hyper+x is not a key: write for example ctrl+n, f2, space or ]"),
        ([("done", "ctrl+c")], "[keys] done = ctrl+c goes back and out: choose another"),
        ([("done", "w")], "[keys] done and wait are both w in the dashboard: both keep their defaults"),
        ([("down", "n")], "[keys] triage.next and down are both n in triage: both keep their defaults"),
        ([("letter.send", "e")], "[keys] letter.edit and letter.send are both e in the page Letter: both keep"),
        ([("undo", "e")], "[keys] edit and undo are both e in the dashboard: both keep their defaults"),
    ],
)
def test_what_is_wrong_is_said_and_the_key_that_is_there_holds(pairs: list[tuple[str, str]], said: str) -> None:
    own, (problem,) = read_keys([*pairs, ("zoom", "f5")])
    assert problem.startswith(said)
    assert {name: key.keys for name, key in own.items()} == {"zoom": "f5"}


def test_two_keys_can_change_places() -> None:
    own, problems = read_keys([("done", "w"), ("wait", "d")])
    assert problems == ()
    assert {name: key.keys for name, key in own.items()} == {"done": "w", "wait": "d"}


def test_there_is_always_a_way_back() -> None:
    own, problems = read_keys([("leave", "B"), ("page.leave", "backspace"), ("triage.leave", "Q")])
    assert problems == ()
    assert {name: key.keys for name, key in own.items()} == {
        "leave": "B,escape", "page.leave": "backspace,escape", "triage.leave": "Q,escape",
    }  # fmt: skip


async def test_the_new_key_works_and_the_old_one_does_not(tmp_path: Path) -> None:
    program = with_own(a_morning(tmp_path), ("done", "f"), ("down", "ctrl+n,down"), ("wait", "d"))
    async with shown(program) as on:
        assert on.app.key_problems == ()
        await on.press("w")
        assert on.app.screen is on.dashboard
        await on.press("ctrl+n", "k", "f", "d")
        assert state_of(program, DANA) is Settled.DONE
        await on.press("j")  # goes nowhere
        assert on.message.startswith("Done: Thank Dana Ruiz")
        await on.press("d")
        assert "Wait until" in on.screen()
        await on.press("escape", "T", "f", "d")
        assert "Triage" in on.screen()
        assert "f Done" in on.screen()


async def test_everything_that_shows_a_key_shows_the_new_one(tmp_path: Path) -> None:
    program = with_own(a_morning(tmp_path), ("done", "f"), ("add", "f3"), ("undo", "Z"), ("letter.send", "ctrl+s"))
    async with shown(program, size=(120, 40)) as on:
        assert " f Done" in on.screen().splitlines()[-1]
        await on.press("f", "d")
        assert on.message.endswith("Z undoes")
        await on.press("question_mark")
        assert "f Done mark as done" in on.dialog()
        await on.press("question_mark")
        assert "f Done: mark as done" in on.dialog()
        await on.press("escape", "colon")
        assert "f Done " in on.dialog()
        await on.press("escape", "m", *"words", "enter")  # the letter asks for words of theirs first
        assert " ctrl+s Send" in on.screen().splitlines()[-1]
        assert SHOWN["add"] == "f3"


async def test_a_wrong_key_is_said_at_the_start(tmp_path: Path) -> None:
    async with shown(with_own(a_morning(tmp_path), ("donne", "f")), size=(120, 40)) as on:
        assert on.message == "config.toml: [keys] knows no donne: did you mean done?"
        await on.press("d", "d")
        assert state_of(on.program, DANA) is Settled.DONE


async def test_another_dashboard_has_its_own_keys(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        assert SHOWN["done"] == "d"
        assert " d Done" in on.screen().splitlines()[-1]


@pytest.mark.parametrize("pane", Pane)
def test_by_themselves_keys_are_as_they_are_declared(pane: Pane) -> None:
    declared = {key.id: key for key in KEYS}
    for kind in (None, *Kind):
        for key in (key for keys in footer(pane, kind) for key in keys):
            assert replace(key, name="", help="") == replace(declared[key.id], name="", help="")
    for page in PageName:
        assert own_page_keys(page) == PLACES[f"the page {page}"]


def test_every_key_of_a_screen_is_declared() -> None:
    """But for ctrl+c, which quits at once, and the fixed keys of dialogs."""
    for module in pkgutil.iter_modules(pages.__path__, f"{pages.__name__}."):
        import_module(module.name)
    screens: list[type[MainScreen | Page | Triage]] = [MainScreen, Triage, *every_page(Page)]
    assert len(screens) == 2 + len(PageName)
    for screen in screens:
        ids = [binding.id for binding in screen.BINDINGS if isinstance(binding, Binding) and binding.key != "ctrl+c"]
        assert set(ids) <= set(EVERY)
    assert {key.id for key in TRIAGE} <= set(EVERY)


def every_page(base: type[Page]) -> list[type[Page]]:
    found = []
    for cls in base.__subclasses__():
        found += [cls] if "page" in cls.__dict__ else []
        found += every_page(cls)
    return found


def test_ids_are_written_as_a_person_would() -> None:
    assert all(part.replace("_", "").isalnum() for name in EVERY for part in name.split("."))
    assert _character_to_key("]") == "right_square_bracket"  # Textual's own, which has no public name


@pytest.mark.parametrize(
    ("letters", "keys"),
    [
        ("йцукенгшщзфывапролджэячсмитьбю", "qwertyuiopasdfghjkl;'zxcvbnm,."),
        ("ЙЦУКЕНГШЩЗФЫВАПРОЛДЖЭЯЧСМИТЬБЮ", 'QWERTYUIOPASDFGHJKL:"ZXCVBNM<>'),
        ("ієІЄ", "s'S\""),
        ("ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm"),
        ("ΕΡΤΥΘΙΟΠΑΣΔΦΓΗΞΚΛΖΧΨΩΒΝΜ", "ERTYUIOPASDFGHJKLZXCVBNM"),
    ],
    ids=["Russian", "Russian with shift", "Ukrainian", "Greek", "Greek with shift"],
)
def test_a_letter_is_the_key_of_its_place(letters: str, keys: str) -> None:
    assert "".join(map(latin, letters)) == keys


async def test_a_letter_that_is_elsewhere_on_other_layouts_moves_nothing(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    async with shown(program) as on:
        await on.press("l")
        steps = [interview.step for interview in every(program, Interview)]
        for letter in "хъїХЪЇ":
            await on.press(letter)
            assert f" “{letter}” does nothing here: switch the keyboard to Latin letters" in on.screen()
        assert [interview.step for interview in every(program, Interview)] == steps


async def test_letters_of_another_keyboard_are_keys_in_lists_and_questions_and_letters_in_fields(
    tmp_path: Path,
) -> None:
    program = a_morning(tmp_path)
    async with shown(program) as on:
        begun = on.selected()
        await on.press("о")
        moved = on.selected()
        await on.press("κ")
        assert on.selected() == begun
        await on.press("ο", "escape", "ξ")  # asks for the outcome; down
        assert on.selected() == moved != begun
        await on.press("л", "ч", "н")  # x, and yes
        assert state_of(program, DANA) is Settled.SKIPPED
        await on.press("г")
        assert state_of(program, DANA) is Settled.OPEN
        await on.press("/", "о", "ξ")
        assert getattr(on.app.focused, "value", "") == "оξ"


async def test_where_one_of_a_few_words_is_chosen_they_choose_too(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await on.press("O", *["tab"] * 3)
        for letter, word in (("н", "yes"), ("т", "no"), ("ש", "no")):
            await on.press(letter)
            assert getattr(on.app.focused, "value", "") == word


async def test_what_is_held_down_with_a_letter_of_another_keyboard_counts(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    async with shown(program) as on:
        await on.press("ctrl+d")
        half = on.selected()
        await on.press("g", "ctrl+в")
        assert on.selected() == half
        await on.press("р", "ф", *"дом", "tab", *"сад", "ctrl+ы")  # in a field too, where ctrl+s saves
        assert on.app.screen is on.dashboard
        assert every(program, Interview)[-1].company == "дом"


async def test_a_letter_that_the_user_has_made_a_key_is_that_key(tmp_path: Path) -> None:
    async with shown(with_own(a_morning(tmp_path), ("up", "о"), ("down", "N"))) as on:
        begun = on.selected()
        await on.press("Т")  # whose place is that of N
        assert on.selected() != begun
        await on.press("о")
        assert on.selected() == begun


async def test_why_a_key_does_nothing_is_said_where_nobody_would_know(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        for letter in "שس한あ中ё":
            for opened in ("escape", "o"):  # on the dashboard, then in a question
                await on.press(opened, letter)
                assert f" “{letter}” does nothing here: switch the keyboard to Latin letters" in on.screen()
            await on.press("escape")
        before = on.message
        await on.press("é", "B")
        assert on.message == before


async def test_ctrl_q_ends_nothing(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        for opened in ("escape", "a", "?"):
            await on.press(opened, "ctrl+q")
            assert on.app.is_running
            assert "ctrl+q does nothing here: esc goes back, q quits" in on.screen()
            await on.press("escape")


async def test_it_may_be_given_to_an_action(tmp_path: Path) -> None:
    async with shown(with_own(a_morning(tmp_path), ("quit", "ctrl+q"))) as on:
        await on.press("ctrl+q")
        assert not on.app.is_running
