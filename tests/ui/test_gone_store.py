"""A store that is gone, cut or read-only under a dashboard: said at once, nothing made, nothing typed lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.errors import StoreTrouble
from interview_tui.domain.records import Interview
from interview_tui.ui.keys import Pane
from tests.programs import a_program, every, lay_empty_store
from tests.ui.dashboards import a_morning, shown

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ui.dashboards import Shown

MARK = "the store is gone: this is an earlier reading"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def backed_up(on: Shown) -> None:
    on.program.store.backups.keep(on.program.today())


def not_backed_up(_on: Shown) -> None:
    pass


WAYS = {
    backed_up: "there is no store at {}, but there was one: interview-tui restore ",
    not_backed_up: "there is no store at {} any more: restore it, or quit and start over",
}


@pytest.mark.parametrize("before", WAYS, ids=lambda before: before.__name__)
async def test_one_that_is_gone_is_told_by_every_action(tmp_path: Path, before: Callable[[Shown], None]) -> None:
    program = a_morning(tmp_path)
    store = program.settings.paths.store
    words = WAYS[before].format(store)
    async with shown(program, (300, 30)) as on:
        before(on)
        there = names(tmp_path)
        store.rename(tmp_path / "elsewhere.db")
        without = [name for name in there if name != store.name]
        for keys in (["d", "d"], ["j"], ["]"], ["u"], ["R"], ["x", "y"], ["/", "A", "enter"]):
            on.dashboard.message.tell("")
            await on.press(*keys)
            assert words in on.screen(), keys
            assert MARK in on.screen(), keys
            assert "there is no" not in on.screen().replace(words, "")
            assert names(tmp_path) == sorted([*without, "elsewhere.db"]), keys
            await on.press("escape")
        (tmp_path / "elsewhere.db").rename(store)
        on.dashboard.refresh_now()
        await on.press()
        assert MARK not in on.screen()
        assert "The store can be read again" in on.screen()
        await on.press("]")
        assert "there is no store" not in on.screen()
    assert len(every(program, Interview)) == 3


async def test_what_is_typed_meanwhile_is_kept(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    store = program.settings.paths.store
    async with shown(program, (300, 30)) as on:
        await on.press("l", "a", *"Nine days")
        store.unlink()
        await on.press("enter")
        assert "there is no store" in on.screen()
        assert not store.exists()
    program.autosave.close()
    lay_empty_store(store, zone="UTC")
    assert [draft.text for draft in a_program(tmp_path).autosave.left()] == ["Nine days"]


async def test_one_that_can_only_be_read_says_so_before_anything_is_typed(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    store = program.store.path
    program.store.can_write = lambda _: False
    words = f"read-only: {store} cannot be written, so nothing can be saved"
    before = store.read_bytes()
    async with shown(program, (300, 30)) as on:
        lines = on.screen().splitlines()
        assert lines[0].startswith(" read-only · Mon 23 Nov   4 late")
        assert lines[-2].strip() == words
        for keys in ("ha", "he", "la", "le", "a", "E", "]"):
            on.dashboard.go(Pane.FOLLOW_UPS)
            on.dashboard.message.tell("")
            await on.press(*keys)
            said = words if keys != "]" else f"{store} cannot be written: check the permissions of"
            where = on.message if keys in ("E", "]") else on.dialog()  # where a path may be parted
            assert said.replace(" ", "") in where.replace(" ", ""), keys
            await on.press("escape")
        assert store.read_bytes() == before
        program.store.can_write = lambda _: True
        await on.press("R")
        assert "read-only" not in on.screen()


def test_a_change_that_cannot_be_written_copies_nothing_first(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    program.store.can_write = lambda _: False
    with pytest.raises(StoreTrouble, match="cannot be written: check the permissions"):
        program.interviews.add("Acme", "SRE")
    assert not (tmp_path / "backups").exists()
    assert program.store.take_problem() == ""


def cut(content: bytes) -> bytes:
    return content[: len(content) // 3]


def emptied(_content: bytes) -> bytes:
    return b""


def noise(content: bytes) -> bytes:
    return content[:4096] + bytes(range(256)) * (len(content) // 256 - 16)


@pytest.mark.parametrize("spoil", [cut, emptied, noise], ids=lambda spoil: spoil.__name__)
async def test_one_that_is_cut_while_it_is_written_anew_keeps_the_dashboard_open(
    tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    # As a program that copies over a file in place does it: for seconds there is half a store.
    program = a_morning(tmp_path)
    store = program.settings.paths.store
    content = store.read_bytes()
    async with shown(program, (300, 30)) as on:
        store.write_bytes(spoil(content))
        for keys in ("j", "k", "G", "g", "l", "h", "]", "u", "ctrl+d", "dd", "R", "tab"):
            await on.press(*([keys] if keys in ("ctrl+d", "tab") else keys))
            await on.press("escape")
        assert on.app.is_running
        on.dashboard.refresh_now()
        await on.press()
        # What is in memory is still good.
        assert "the store is damaged: this is an earlier reading" in on.screen() or spoil is noise
        assert "Dana Ruiz" in on.screen()
        assert store.read_bytes() == spoil(content)
        store.write_bytes(content)
        on.dashboard.refresh_now()
        await on.press()
        assert "damaged" not in on.screen()
        assert "The store can be read again" in on.screen() or spoil is noise
        await on.press("]")
        assert "damaged" not in on.screen()
    assert len(every(program, Interview)) == 3


async def test_on_a_new_place_the_first_change_makes_the_store(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    store = program.settings.paths.store
    store.unlink()
    async with shown(program, (120, 30)) as on:
        await on.press("tab", "j", "?", "escape", "R", "u")
        assert "there is no store" not in on.screen()
        assert names(tmp_path) == []
        await on.press("a", *"Acme", "tab", *"SRE")
        on.app.keep_typed()
        assert names(tmp_path) == [".interviews.db.typed"]
        await on.press("ctrl+s")
        assert "Acme" in on.screen()
        assert "interviews.db" in names(tmp_path)
        await on.press("u")
    assert every(program, Interview) == ()


async def test_on_a_new_place_a_store_that_another_session_makes_is_seen(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    program.settings.paths.store.unlink()
    async with shown(program, (120, 30)) as on:
        other = a_program(tmp_path)
        other.interviews.add("Globex", "DBA")
        on.dashboard.refresh_now()
        await on.press()
        assert "Globex" in on.screen()
        await on.press("]")
    assert [interview.company for interview in every(program, Interview)] == ["Globex"]
