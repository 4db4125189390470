"""Texts in the user's own editor, here a script that does to the file what a person would."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Ref
from interview_tui.domain.errors import Conflict, NotFound, Refused, Unclear, UserError
from interview_tui.domain.records import Letter, Need
from interview_tui.ui.editor import STILL_OPEN, edit_aside, editor, keep_beside, meeting_notes, rewrite_in_editor
from tests.programs import a_program, every, get
from tests.ui.dashboards import DANA, a_morning, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.ui.dashboards import Shown

TEXT = "! Releases take nine days\n? Why – 田中?\n"


class Editing:
    """An editor that runs a few lines of Python on `path`, and a terminal that counts who holds it."""

    def __init__(self, folder: Path, lines: str) -> None:
        script = folder / "my editor.py"
        script.write_text(f"import sys, os, pathlib\npath = pathlib.Path(sys.argv[-1])\n{lines}\n", encoding="utf-8")
        self.environment = {"EDITOR": f"'{sys.executable}' '{script}' --wait"}
        self.seen = folder / "seen"
        self.handed_over = self.taken_back = 0

    @contextmanager
    def aside(self) -> Iterator[None]:
        self.handed_over += 1
        yield
        self.taken_back += 1  # not in a `finally`: an exception in the block would leave the terminal handed over

    def edit(self, text: str = TEXT) -> str | None:
        try:
            return edit_aside(self.aside, text, name="notes.txt", environment=self.environment)
        finally:
            assert self.handed_over == self.taken_back == 1


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def test_what_was_written_comes_back_and_the_file_is_gone(tmp_path: Path, temporary: Path) -> None:
    editing = Editing(tmp_path, "path.write_bytes(path.read_bytes() + '+ send “it”\\n'.encode())")
    assert editing.edit() == TEXT + "+ send “it”\n"
    assert list(temporary.iterdir()) == []


def test_the_file_is_private_and_has_its_name(tmp_path: Path) -> None:
    lines = "os.write(os.open(path, os.O_WRONLY | os.O_TRUNC), f'{path.name} {path.stat().st_mode:o} "
    editing = Editing(tmp_path, lines + "{path.parent.stat().st_mode:o} {sys.argv[1]}'.encode())")
    assert editing.edit() == f"notes.txt {stat.S_IFREG | 0o600:o} {stat.S_IFDIR | 0o700:o} --wait"


@pytest.mark.parametrize("lines", ["", "path.write_text(path.read_text() + '\\n')", "path.touch()"])
def test_a_text_that_was_left_as_it_is(tmp_path: Path, temporary: Path, lines: str) -> None:
    assert Editing(tmp_path, lines).edit() is None
    assert list(temporary.iterdir()) == []


def test_an_editor_that_fails_changes_nothing(tmp_path: Path, temporary: Path) -> None:
    with pytest.raises(Refused, match=r"^the editor \S+ ended with status 3: nothing was changed$"):
        Editing(tmp_path, "sys.exit(3)").edit()
    assert list(temporary.iterdir()) == []


def test_what_was_saved_before_the_editor_failed_is_kept(tmp_path: Path, temporary: Path) -> None:
    with pytest.raises(Refused) as raised:
        Editing(tmp_path, "path.write_text('half'); sys.exit(3)").edit()
    (kept,) = temporary.glob("*/notes.txt")
    assert str(raised.value).endswith(f"nothing was changed; what you wrote is in {kept}")
    assert kept.read_text() == "half"


def test_a_text_that_is_not_utf_8_is_kept(tmp_path: Path, temporary: Path) -> None:
    with pytest.raises(Unclear) as raised:
        Editing(tmp_path, "path.write_bytes(b'\\xff\\xfe!')").edit()
    (kept,) = temporary.glob("*/notes.txt")
    assert str(raised.value) == f"the text is not UTF-8, so nothing was changed; it is saved in {kept}"
    assert kept.read_bytes() == b"\xff\xfe!"


def test_a_file_that_the_editor_removed(tmp_path: Path, temporary: Path) -> None:
    with pytest.raises(Refused, match=r"^the editor left no text: nothing was changed$"):
        Editing(tmp_path, "path.unlink()").edit()
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("no-such-editor-here -x", "there is no editor no-such-editor-here: set EDITOR to an installed one"),
        ("/", "the editor / could not be run "),
    ],
)
def test_an_editor_that_cannot_be_run(tmp_path: Path, temporary: Path, command: str, words: str) -> None:
    editing = Editing(tmp_path, "")
    editing.environment["EDITOR"] = command
    with pytest.raises(Refused) as raised:
        editing.edit()
    assert str(raised.value).startswith(words)
    assert list(temporary.iterdir()) == []


def test_which_editor(tmp_path: Path) -> None:
    vi = tmp_path / "vi"
    vi.touch(mode=0o755)
    path = str(tmp_path)
    assert editor({"VISUAL": "code --wait", "EDITOR": "ed"}) == ["code", "--wait"]
    assert editor({"EDITOR": 'vim -c "set tw=72"'}) == ["vim", "-c", "set tw=72"]
    assert editor({"VISUAL": " ", "EDITOR": "'my ed' -x; rm"}) == ["my ed", "-x;", "rm"]
    assert editor({"VISUAL": "vi"}, ("nvim", "-u", "NONE")) == ["nvim", "-u", "NONE"]
    assert editor({"PATH": path}) == ["vi"]
    (tmp_path / "nano").touch(mode=0o755)
    assert editor({"PATH": path}) == ["nano"]
    with pytest.raises(NotFound, match=r"^no editor found: set EDITOR"):
        editor({"PATH": str(tmp_path / "empty")})
    with pytest.raises(Unclear, match=r"^EDITOR has an unclosed quote"):
        editor({"EDITOR": "'vi"})


def test_an_interrupt_is_the_editors(tmp_path: Path) -> None:
    lines = "import signal\nassert signal.getsignal(signal.SIGINT) is signal.default_int_handler\n"
    editing = Editing(tmp_path, lines + "os.kill(os.getppid(), signal.SIGINT)\npath.write_text('still here')")
    assert editing.edit() == "still here"


class TestKeepBeside:
    def test_each_text_has_a_private_file_of_its_own(self, tmp_path: Path) -> None:
        program = a_morning(tmp_path)
        store, now = program.store.path, program.calendar.local(program.clock())
        first = keep_beside(store, "notes-i1", "one", now)
        second = keep_beside(store, "notes-i1", "two", now)
        assert (first.name, second.name) == ("notes-i1-20261123-090000.txt", "notes-i1-20261123-090000-2.txt")
        assert (first.read_text(), second.read_text()) == ("one", "two")
        assert stat.S_IMODE(os.stat(second).st_mode) == 0o600  # noqa: PTH116
        program.store.close()

    def test_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        program = a_morning(tmp_path)
        with pytest.raises(Refused, match="could not be saved in"):
            keep_beside(tmp_path / "no" / "store.db", "notes", "one", program.clock())
        program.store.close()


class TestTheNotes:
    async def test_edited_they_are_the_same_records(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        editing = Editing(tmp_path, "path.write_text(path.read_text().replace('take nine days', 'take ten days'))")
        async with shown(a_morning(tmp_path)) as on:
            monkeypatch.setenv("VISUAL", editing.environment["EDITOR"])
            monkeypatch.setattr(on.app, "suspend", nullcontext)
            rewrite_in_editor(on.dashboard, meeting_notes(on.program, 1, 1))
            await on.pilot.pause()
            assert [(need.id, need.text) for need in every(on.program, Need)] == [
                (1, "Release approvals take ten days")
            ]
            assert on.message == "Edited the notes of Acme · SRE: 1 changed · u undoes"
            await on.press("u")
            assert get(on.program, Need, 1).text == "Release approvals take nine days"

    async def test_what_another_session_wrote_meanwhile_is_not_lost_and_neither_is_this(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        editing = Editing(tmp_path, "path.write_text('! mine\\n')")
        program = a_morning(tmp_path)
        async with shown(program) as on:

            @contextmanager
            def meanwhile() -> Iterator[None]:
                program.notes.capture(1, "! theirs")
                yield

            monkeypatch.setenv("VISUAL", editing.environment["EDITOR"])
            monkeypatch.setattr(on.app, "suspend", meanwhile)
            with pytest.raises(Conflict) as raised:
                rewrite_in_editor(on.dashboard, meeting_notes(on.program, 1, 1))
            kept = tmp_path / "notes-i1-20261123-090000.txt"
            assert str(raised.value) == (
                f"the notes of Acme · SRE were changed elsewhere; nothing was changed, what you wrote is in {kept}"
            )
            assert kept.read_text() == "! mine\n"
            assert [need.text for need in every(program, Need)] == ["Release approvals take nine days", "theirs"]

    async def test_the_study_is_edited_the_same_way(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        editing = Editing(tmp_path, "path.write_text('! mine\\n')")
        program = a_morning(tmp_path)
        async with shown(program) as on:

            @contextmanager
            def meanwhile() -> Iterator[None]:
                program.studies.add(1, "theirs")
                yield

            monkeypatch.setenv("VISUAL", editing.environment["EDITOR"])
            monkeypatch.setattr(on.app, "suspend", meanwhile)
            await on.press("5", "S", "E")
            assert "The study was saved by this session, today 09:00 while you edited it" in on.dialog()
            await on.press("m")
            assert program.studies.text(1) == "! mine\n"

    async def test_left_as_they_are(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        editing = Editing(tmp_path, "")
        async with shown(a_morning(tmp_path)) as on:
            monkeypatch.setenv("VISUAL", editing.environment["EDITOR"])
            monkeypatch.setattr(on.app, "suspend", nullcontext)
            rewrite_in_editor(on.dashboard, meeting_notes(on.program, 1, 1))
            await on.pilot.pause()
            assert on.message == f"The notes are unchanged: {STILL_OPEN}"

    async def test_a_terminal_that_cannot_be_handed_over(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            with pytest.raises(UserError, match=r"^no editor can run in this terminal"):
                rewrite_in_editor(on.dashboard, meeting_notes(on.program, 1, 1))


class Forking:
    """An editor with a window of its own: its command ends at once, and `save` writes what one saves there later."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.text, self.saved = folder / "text", folder / "saved"
        for fifo in (self.text, self.saved):
            os.mkfifo(fifo)
        script = folder / "forks.sh"
        script.write_text(
            f'( while text=$(cat {self.text}) && [ "$text" ]; do\n'
            f'printf "%s\\n" "$text" > "$1"; echo > {self.saved}\ndone ) &\n'
        )
        monkeypatch.setenv("VISUAL", f"sh {script}")

    def save(self, text: str) -> None:
        self.text.write_text(text)
        self.saved.read_text()

    def close(self) -> None:
        self.text.write_text("")


@pytest.fixture
def forking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Forking]:
    editor = Forking(tmp_path, monkeypatch)
    yield editor
    editor.close()


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], None]]:
    """What an app does at intervals from now on; nothing is done by itself."""
    found: list[Callable[[], None]] = []

    def set_interval(_app: object, _seconds: float, look: Callable[[], None]) -> None:
        found.append(look)

    monkeypatch.setattr("interview_tui.ui.app.InterviewApp.set_interval", set_interval)
    monkeypatch.setattr("interview_tui.ui.app.InterviewApp.suspend", lambda _: nullcontext())
    return found


class TestAnEditorThatForks:
    async def edits(self, on: Shown, looks: list[Callable[[], None]]) -> Callable[[], None]:
        """Presses E and gives what looks at the file from then on, twice, as a change is taken in once it stands."""
        await on.press("l", "E")
        assert on.message == f"The notes are unchanged: {STILL_OPEN}"
        (look,) = looks

        def twice() -> None:
            look()
            look()

        return twice

    async def test_what_it_saves_is_taken_in_each_time(
        self, tmp_path: Path, forking: Forking, looks: list[Callable[[], None]]
    ) -> None:
        async with shown(a_morning(tmp_path)) as on:
            look = await self.edits(on, looks)
            look()
            assert STILL_OPEN in on.message
            text = on.program.notes.text(1)
            forking.save(text + "First")
            looks[0]()
            assert on.program.notes.text(1) == text  # it may be half written
            look()
            await on.pilot.pause()
            assert on.message == "Edited the notes of Acme · SRE: 1 added · u undoes"
            forking.save(text + "First\n! Second")
            look()
            assert on.program.notes.text(1) == text + "First\n! Second\n"
            await on.press("u", "u")
            assert on.program.notes.text(1) == text
            assert on.program.autosave.left() == []

    async def test_it_does_not_come_between_what_one_types(
        self, tmp_path: Path, forking: Forking, looks: list[Callable[[], None]]
    ) -> None:
        async with shown(a_morning(tmp_path)) as on:
            look = await self.edits(on, looks)
            text = on.program.notes.text(1)
            await on.press("a", "x")
            forking.save(text + "From the window")
            look()
            assert on.program.notes.text(1) == text
            await on.press("enter", "escape")
            look()
            await on.pilot.pause()
            assert on.program.notes.text(1) == text + "x\n"
            assert on.message == (
                "the notes of Acme · SRE were changed elsewhere; r restores what was saved in the editor"
            )
            await on.press("r", "t")
            assert "The notes were saved by this session" in on.screen()
            await on.press("m")
            assert on.program.notes.text(1) == text + "From the window\n"
            assert on.program.autosave.left() == []

    @pytest.mark.parametrize("changed", [False, True])
    async def test_what_it_saves_after_the_dashboard_is_offered_at_the_next_start(
        self, tmp_path: Path, forking: Forking, looks: list[Callable[[], None]], changed: bool
    ) -> None:
        program = a_morning(tmp_path)
        async with shown(program) as on:
            await self.edits(on, looks)
            text = on.program.notes.text(1)
            if changed:
                program.notes.capture(1, "Meanwhile")
        program.autosave.close()
        forking.save(text + "Later")
        async with shown(a_program(tmp_path)) as on:
            assert on.message.startswith("Unsaved text: r restores notes.txt in the editor: “")
            await on.press("r", "t")
            if changed:
                assert "The notes were saved by another session" in on.screen()
                await on.press("m")
            assert on.program.notes.text(1) == text + "Later\n"
            assert on.program.autosave.left() == []

    async def test_of_a_letter(self, tmp_path: Path, forking: Forking, looks: list[Callable[[], None]]) -> None:
        async with shown(a_morning(tmp_path)) as on:
            letter = on.program.letters.write(Ref("f", DANA)).refs[0]
            await on.press("m")
            await on.press("E")
            assert on.message == f"The letter is as it was: {STILL_OPEN}"
            for body in ("Thank you, Dana", "Thank you so much, Dana"):
                forking.save(f"Subject: Thank you\n\n{body}")
                looks[0]()
                looks[0]()
                assert get(on.program, Letter, letter.id).body == body
            await on.press("escape")
            on.program.letters.save(get(on.program, Letter, letter.id), subject="Hi", body="Mine")
            forking.save("Subject: Thank you\n\nLate")
            looks[0]()
            looks[0]()
            await on.pilot.pause()
            assert get(on.program, Letter, letter.id).body == "Mine"
            assert on.message.endswith("e on the letter offers what you saved in the editor")
            assert "Late" in (on.program.letters.typed(letter.id) or "")

    async def test_of_a_letter_after_the_dashboard(
        self, tmp_path: Path, forking: Forking, looks: list[Callable[[], None]]
    ) -> None:
        async with shown(a_morning(tmp_path)) as on:
            letter = on.program.letters.write(Ref("f", DANA)).refs[0]
            await on.press("m", "E")
        assert looks
        on.program.autosave.close()
        forking.save("Subject: Thank you\n\nLate")
        async with shown(a_program(tmp_path)) as on:
            await on.press("r", "t")
            assert on.message == "Saved with the letter to Dana Ruiz: e on it offers it"
            assert on.program.letters.typed(letter.id) == "Thank you\n\nLate"
            assert on.program.autosave.left() == []


@pytest.mark.parametrize(
    ("lines", "stays"),
    [("", True), ("path.read_bytes()", True), ("path.write_text('new')", False)],
    ids=["nothing", "read", "changed"],
)
def test_which_file_stays(tmp_path: Path, temporary: Path, lines: str, stays: bool) -> None:
    editing = Editing(tmp_path, lines)
    told: list[Path] = []
    edit_aside(editing.aside, TEXT, name="notes.txt", environment=editing.environment, untouched=told.append)
    assert [path.read_text() for path in told] == [TEXT] * stays
    assert len(list(temporary.glob("*/notes.txt"))) == stays
