"""Texts in the user's own editor: the terminal is handed over until it ends."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass
from interview_tui.domain.enums import Ref
from interview_tui.domain.errors import Conflict, NotFound, Refused, Unclear, UserError
from interview_tui.store.autosave import BEFORE
from interview_tui.terminal.shutdown import interrupts_left_to_child
from interview_tui.ui.app_screen import AppScreen, Keeping
from interview_tui.ui.keys import SHOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from textual.timer import Timer

    from interview_tui.app_context import AppContext
    from interview_tui.store.autosave import Draft
    from interview_tui.store.journal import Change

    Take = Callable[[str], Change]
    """Takes a text in. Raises UserError."""

FALLBACKS = ("sensible-editor", "nano", "vim", "vi")
"""What is tried where neither VISUAL nor EDITOR is set."""

STILL_OPEN = "if your editor is still open in its own window, what you save there is read"
"""What is said where nothing was changed: the command of such an editor may end at once, or after a while."""
LOOK_SECONDS = 1.0
"""How often the file of such an editor is looked at."""


class TextOvertaken(Conflict):
    """Another session has written into the text meanwhile; `mine` is what was written here, and is kept."""

    def __init__(self, words: str, mine: str) -> None:
        super().__init__(words)
        self.mine = mine


@dataclass(frozen=True, slots=True)
class WholeText:
    """A text of an interview that is edited as a whole: the notes of a meeting, or the study."""

    interview_id: int
    name: str
    """What it is called, and the name of its file: `notes`, `study`."""
    origin: str
    """What it is of, for a later session."""
    read: Callable[[], str]
    """The text as it is now. Raises NotFound."""
    rewrite: Callable[[str, str], Change]
    """Takes the text as it shall be, after the text as it was. Raises UserError."""

    @property
    def is_are(self) -> str:
        """The verb that goes with its name."""
        return "are" if self.name.endswith("s") else "is"


class Watched:
    """The file of an editor that may still be open. What is saved there while the dashboard is open is taken in, once
    it has stood for a moment, and no dialog is open that it could come between.
    """

    def __init__(self, screen: AppScreen, path: Path, text: str, take: Take) -> None:
        self._app, self._program = screen.app, screen.program
        self._path, self._text, self._take = path, text, take
        self._seen = _stamp(path)
        self._done: tuple[int, ...] | None = None  # it may have been written since the editor came back
        self._timer: Timer = self._app.set_interval(LOOK_SECONDS, self.look)

    def look(self) -> None:
        """Takes in what has been saved."""
        stamp, screen = _stamp(self._path), self._app.screen
        if stamp is None and not self._path.parent.exists():
            self._timer.stop()  # it was dropped
        if stamp in (None, self._done) or not isinstance(screen, AppScreen) or screen.program is not self._program:
            return
        if stamp == self._seen:  # else it may be half written
            self._done = stamp
            screen.attempt(lambda: self._take_in(screen))
        self._seen = stamp

    def _take_in(self, screen: AppScreen) -> None:
        text = _decoded(_read(self._path) or b"", self._path)
        if text.rstrip("\n") == self._text.rstrip("\n"):
            return
        change = self._take(text)
        self._text = text
        self._program.autosave.taken(self._path.parent.name, text)
        screen.done(change)


def edit_text(screen: AppScreen, text: str, *, name: str, origin: str, same: str, take: Take) -> str | None:
    """The text as the user leaves it in their editor; None where nothing is to be done now, which is said then: `same`,
    also where the editor may still be open, after which `take` gets what it saves later.

    `name` is the file's, so that the editor knows the kind of text; `origin` says what the text is of, for a later
    session. Raises UserError when there was no editing; nothing is lost then.
    """
    from textual.app import SuspendNotSupported

    if why := screen.program.cannot_save:
        raise Refused(why)
    said = same

    def untouched(path: Path) -> None:
        nonlocal said
        Watched(screen, path, text, take)
        said = f"{same}: {STILL_OPEN}"

    try:
        within = screen.app.autosave.aside() if isinstance(screen.app, Keeping) else None
        chosen = screen.program.settings.editor
        edited = edit_aside(
            screen.app.suspend, text,
            name=name, origin=origin, environment=os.environ, chosen=chosen, within=within, untouched=untouched,
        )  # fmt: skip
    except SuspendNotSupported:
        raise Refused("no editor can run in this terminal: a and e write here") from None
    if edited is None:
        screen.message.tell(said)
    return edited


def edit_aside(
    aside: Callable[[], AbstractContextManager[None]],
    text: str,
    *,
    name: str,
    environment: Mapping[str, str],
    origin: str = "",
    chosen: Sequence[str] = (),
    within: Path | None = None,
    untouched: Callable[[Path], None] | None = None,
) -> str | None:
    """`edit_text` in any terminal; while `aside` lasts, it is the editor's. `within`: the folder for the text, which
    stays there when this process ends before the editor does; else one for temporary files. `untouched` gets the file
    where the editor has not written it, and the file stays.
    """
    command = editor(environment, chosen)
    folder = Path(tempfile.mkdtemp(prefix="interview-tui-", dir=within))  # 0700, as mkdtemp makes them
    path = folder / name
    written = text.encode()
    keep_private(folder / BEFORE, f"{f'{name} {origin}'.rstrip()}\n{text}".encode())
    keep_private(path, written)
    kept = False
    try:
        problem = _run([*command, str(path)], aside)
        edited = _read(path)
        if problem:
            kept = edited not in (None, written)
            where = f"; what you wrote is in {path}" if kept else ""
            raise Refused(f"{problem}{where}")
        if edited is None:
            raise Refused("the editor left no text: nothing was changed")
        if edited == written and untouched is not None:
            kept = True
            untouched(path)
            return None
        try:
            result = _decoded(edited, path)
        except Unclear:
            kept = True
            raise
    finally:
        if not kept:
            shutil.rmtree(folder, ignore_errors=True)
    return None if result.rstrip("\n") == text.rstrip("\n") else result


def _decoded(data: bytes, path: Path) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise Unclear(f"the text is not UTF-8, so nothing was changed; it is saved in {path}") from None


def editor(environment: Mapping[str, str], chosen: Sequence[str] = ()) -> list[str]:
    """The editor's command, in words: the configured one, VISUAL, EDITOR, else the first of FALLBACKS there is.

    Raises UserError.
    """
    if chosen:
        return list(chosen)
    for variable in ("VISUAL", "EDITOR"):
        try:
            words = shlex.split(environment.get(variable, ""))
        except ValueError:
            raise Unclear(f"{variable} has an unclosed quote: set it to a command such as vim") from None
        if words:
            return words
    for fallback in FALLBACKS:
        if shutil.which(fallback, path=environment.get("PATH")):
            return [fallback]
    raise NotFound("no editor found: set EDITOR to its command, for example in ~/.profile")


def keep_private(path: Path, content: bytes) -> None:
    """Writes a new file that only the user can read. Raises OSError, also where there is one already."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)


def meeting_notes(program: AppContext, interview_id: int, meeting_id: int) -> WholeText:
    """The notes of a meeting."""
    notes = program.notes
    return WholeText(
        interview_id,
        "notes",
        f"notes {Ref('i', interview_id)} in {Ref('m', meeting_id)}",
        lambda: notes.text(interview_id, meeting_id=meeting_id),
        lambda before, after: notes.rewrite(interview_id, before, after, meeting_id=meeting_id),
    )


def interview_study(program: AppContext, interview_id: int) -> WholeText:
    """What was studied for an interview."""
    studies = program.studies
    return WholeText(
        interview_id,
        "study",
        f"study {Ref('i', interview_id)}",
        lambda: studies.text(interview_id),
        lambda before, after: studies.rewrite(interview_id, before, after),
    )


async def edit_whole(screen: AppScreen, whole: WholeText) -> None:
    """All of a text in the editor; where another session wrote into it, the user chooses. Raises UserError."""
    try:
        rewrite_in_editor(screen, whole)
    except TextOvertaken as overtaken:
        from interview_tui.ui.dialogs.conflict import settle_whole

        screen.message.tell(str(overtaken), error=True)
        await settle_whole(screen, whole, overtaken.mine)


def rewrite_in_editor(screen: AppScreen, whole: WholeText) -> None:
    """All of a text in the editor, taken back as changes to it. Raises UserError."""
    program = screen.program
    before = whole.read()

    def take_later(after: str) -> Change:
        nonlocal before
        try:
            change = whole.rewrite(before, after)
        except (Conflict, NotFound, Refused, Unclear) as error:
            raise Refused(f"{error}; {SHOWN['recover']} restores what was saved in the editor") from None
        before = whole.read()
        return change

    same = f"The {whole.name} {whole.is_are} unchanged"
    after = edit_text(screen, before, name=f"{whole.name}.txt", origin=whole.origin, same=same, take=take_later)
    if after is None:
        return
    try:
        change = whole.rewrite(before, after)
    except UserError as error:
        if not after.strip():
            raise
        name = f"{whole.name}-{Ref('i', whole.interview_id)}"
        path = keep_beside(program.store.path, name, after, program.calendar.local(program.clock()))
        words = f"{error}; nothing was changed, what you wrote is in {path}"
        raise (TextOvertaken(words, after) if isinstance(error, Conflict) else Conflict(words)) from None
    screen.done(change)


async def take_up_whole(screen: AppScreen, draft: Draft, whole: WholeText) -> None:
    """Takes in a text that an editor has changed and nobody has taken in yet. Raises UserError."""
    program, mine = screen.program, draft.fields["text"]

    def taken() -> None:
        program.autosave.taken(draft.key, mine, session=draft.session)

    try:
        change = whole.rewrite(draft.before, mine)
    except Conflict:
        from interview_tui.ui.dialogs.conflict import settle_whole

        await settle_whole(screen, whole, mine, kept=taken)
        return
    taken()
    screen.done(change)


def keep_beside(store: Path, name: str, text: str, at: datetime) -> Path:
    """Keeps a text that could not be taken over in a private file beside the store. Raises UserError."""
    stamp = f"{at:%Y%m%d-%H%M%S}"
    for number in range(1, 100):
        path = store.with_name(f"{name}-{stamp}{f'-{number}' if number > 1 else ''}.txt")
        try:
            keep_private(path, text.encode())
        except FileExistsError:
            continue
        except OSError as error:
            raise Refused(f"the text could not be saved in {path}: {error.strerror}") from None
        return path
    raise Refused(f"the text could not be saved: remove old files {name}-{stamp}… beside {store}")


def _run(command: list[str], aside: Callable[[], AbstractContextManager[None]]) -> str:
    """Runs the editor; '' when it ended well, else what went wrong. Nothing is raised while the terminal is its."""
    with aside(), interrupts_left_to_child():
        try:
            status = subprocess.run(command, check=False).returncode  # noqa: S603 -- the user's own editor, without a shell
        except FileNotFoundError:
            return f"there is no editor {command[0]}: set EDITOR to an installed one"
        except (OSError, ValueError) as error:
            return f"the editor {command[0]} could not be run ({error}): set EDITOR to another one"
    return f"the editor {command[0]} ended with status {status}: nothing was changed" if status else ""


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _stamp(path: Path) -> tuple[int, ...] | None:
    """What differs as soon as a file is written again; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
