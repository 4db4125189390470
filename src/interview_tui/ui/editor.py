"""Texts in the user's own editor: the terminal is handed over until it ends."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from interview_tui.domain.errors import Conflict, NotFound, Refused, Unclear, UserError
from interview_tui.store.typed import BEFORE
from interview_tui.ui.keeping import Keeping

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from interview_tui.ui.acting import Acting

FALLBACKS = ("sensible-editor", "nano", "vim", "vi")
"""What is tried where neither VISUAL nor EDITOR is set."""


class NotesOvertaken(Conflict):
    """Another session has written into the notes meanwhile; `mine` is what was written here, and is kept."""

    def __init__(self, words: str, mine: str) -> None:
        super().__init__(words)
        self.mine = mine


def edit_text(screen: Acting, text: str, *, name: str) -> str | None:
    """The text as the user leaves it in their editor, None when it is the same. `name` is the file's, so that the
    editor knows the kind of text. Raises UserError when there was no editing; nothing is lost then.
    """
    from textual.app import SuspendNotSupported

    if why := screen.program.cannot_save:
        raise Refused(why)
    try:
        within = screen.app.typed.aside() if isinstance(screen.app, Keeping) else None
        chosen = screen.program.settings.editor
        suspend = screen.app.suspend
        return edit_aside(suspend, text, name=name, environment=os.environ, chosen=chosen, within=within)
    except SuspendNotSupported:
        raise Refused("this terminal cannot be handed to an editor: a and e write notes here") from None


def edit_aside(
    aside: Callable[[], AbstractContextManager[None]],
    text: str,
    *,
    name: str,
    environment: Mapping[str, str],
    chosen: Sequence[str] = (),
    within: Path | None = None,
) -> str | None:
    """`edit_text` in any terminal; while `aside` lasts, it is the editor's. `within`: the folder for the text, which
    stays there when this process ends before the editor does; else one for temporary files.
    """
    command = editor(environment, chosen)
    folder = Path(tempfile.mkdtemp(prefix="interview-tui-", dir=within))  # 0700, as mkdtemp makes them
    path = folder / name
    written = text.encode()
    keep_private(folder / BEFORE, f"{name}\n{text}".encode())
    keep_private(path, written)
    kept = False
    try:
        problem = _run([*command, str(path)], aside)
        edited = _read(path)
        if problem:
            kept = edited not in (None, written)
            where = f"; what you wrote is kept in {path}" if kept else ""
            raise Refused(f"{problem}{where}")
        if edited is None:
            raise Refused("the editor left no text: nothing was changed")
        try:
            result = edited.decode()
        except UnicodeDecodeError:
            kept = True
            raise Unclear(f"the text is not UTF-8, so nothing was changed; it is kept in {path}") from None
    finally:
        if not kept:
            shutil.rmtree(folder, ignore_errors=True)
    return None if result.rstrip("\n") == text.rstrip("\n") else result


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
            raise Unclear(f"{variable} has a quote that is not closed: set it to a command such as vim") from None
        if words:
            return words
    for fallback in FALLBACKS:
        if shutil.which(fallback, path=environment.get("PATH")):
            return [fallback]
    raise NotFound("there is no editor: set EDITOR to the command of one, for example in ~/.profile")


def keep_private(path: Path, content: bytes) -> None:
    """Writes a new file that only the user can read. Raises OSError, also where there is one already."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)


def edit_notes(board: Acting, interview_id: int) -> None:
    """All the notes of an interview's meeting in the editor, taken back as changes to them. Raises UserError."""
    program = board.program
    before = program.notes.text(interview_id)
    after = edit_text(board, before, name="notes.txt")
    if after is None:
        board.message.tell("The notes are as they were")
        return
    try:
        change = program.notes.rewrite(interview_id, before, after)
    except UserError as error:
        if not after.strip():
            raise
        name = f"notes-i{interview_id}"
        path = keep_beside(program.house.store.path, name, after, program.house.calendar.local(program.house.clock()))
        words = f"{error}; nothing was changed, what you wrote is kept in {path}"
        raise (NotesOvertaken(words, after) if isinstance(error, Conflict) else Conflict(words)) from None
    board.done(change)


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
            raise Refused(f"the text could not be kept in {path}: {error.strerror}") from None
        return path
    raise Refused(f"the text could not be kept: remove old files {name}-{stamp}… beside {store}")


def _run(command: list[str], aside: Callable[[], AbstractContextManager[None]]) -> str:
    """Runs the editor; '' when it ended well, else what went wrong. Nothing is raised while the terminal is its."""
    with aside(), interrupts_are_anothers():
        try:
            status = subprocess.run(command, check=False).returncode  # noqa: S603 -- the user's own editor, without a shell
        except FileNotFoundError:
            return f"there is no editor {command[0]}: set EDITOR to the command of one that is installed"
        except (OSError, ValueError) as error:
            return f"the editor {command[0]} could not be run ({error}): set EDITOR to another one"
    return f"the editor {command[0]} ended with status {status}: nothing was changed" if status else ""


@contextmanager
def interrupts_are_anothers() -> Iterator[None]:
    """ctrl+c and ctrl+\\ reach every program at the terminal; they are meant for the one that it was handed to. A
    handler that does nothing, unlike an ignored signal, is not handed down to that.
    """
    before = {number: signal.signal(number, lambda *_: None) for number in (signal.SIGINT, signal.SIGQUIT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
