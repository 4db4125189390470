"""Half-typed text: what stands in a form or a note and is not saved yet, apart from every record.

Each is a file of its own beside the store, so that it can be kept whatever state the store is in. A session that runs
holds a lock; what a session that is gone has left behind may be taken up by any other.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.errors import StoreTrouble
from interview_tui.domain.text import shorten
from interview_tui.store.files import make_private_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path


BEFORE = ".before"
"""The file that says, in its first line, the name of the one that is edited and what it is of, and after that its text
before.
"""
UNCHANGED_DAYS = 7
"""So long a file that an editor may still have open stays, though nothing was changed in it."""


NAMED_LENGTH = 40
"""Characters of a text and of its title by which it is named."""
FIRST = "first"
"""What marks a text in its file as typed where there never was a store."""
WITH_ITS_LETTER = "with_its_letter"
"""What marks a text that its letter offers, not the start."""


class Draft(NamedTuple):
    """What was typed."""

    title: str
    """What it was typed into, as the screen named it."""
    origin: str
    """What opens that again, such as `note i3`; '' where nothing does by itself."""
    fields: Mapping[str, str]
    saved: datetime
    """When, in UTC."""
    key: str
    """The same for the same form about the same records, in every session."""
    session: str
    first: bool = False
    """Whether there was no store yet."""
    before: str = ""
    """What an edited text was when the editor got it."""
    with_its_letter: bool = False
    """Whether its letter offers it, not the start."""

    @property
    def text(self) -> str:
        """All of it that is not blank, a field a line."""
        return "\n".join(filter(str.strip, self.fields.values()))

    def named(self, length: int = NAMED_LENGTH) -> str:
        """What it was typed into, and how it begins."""
        return f"{shorten(self.title, NAMED_LENGTH)}: “{shorten(self.text, length)}”"


def key_of(*parts: str) -> str:
    """A short name for what the parts say."""
    return hashlib.sha256("\x1f".join(parts).encode(errors="surrogatepass")).hexdigest()[:24]


def _remove_folder(folder: Path) -> None:
    """Removes a folder as far as it can be; mostly there is none, and nothing is loaded to remove it with."""
    if folder.exists():
        import shutil

        shutil.rmtree(folder, ignore_errors=True)


def letter_key(letter_id: int) -> str:
    """The key of what is typed for a letter."""
    return key_of("letter", str(letter_id))


class Autosave:
    """What the sessions of a store have typed and not saved."""

    def __init__(
        self, folder: Path, clock: Callable[[], datetime], *, of_a_store: Callable[[], bool] = lambda: True
    ) -> None:
        """`of_a_store`: whether there is a store, or was one, into which it is typed."""
        self.folder = folder
        self._clock = clock
        self._of_a_store = of_a_store
        self._session = os.urandom(8).hex()
        self._lock: int | None = None

    @property
    def can_keep(self) -> bool:
        """Whether there is a place for what is typed."""
        there = next(folder for folder in (self.folder, *self.folder.absolute().parents) if folder.exists())
        return os.access(there, os.W_OK)

    def keep(self, key: str, title: str, origin: str, fields: Mapping[str, str]) -> None:
        """Keeps the text of this session: when this returns it is on the disk. Raises StoreTrouble."""
        now = self._clock()
        first = not self._of_a_store()
        self._write(Draft(title, origin, fields, now, key, self._session, first))

    def keep_letter(self, letter_id: int, text: str) -> None:
        """Keeps what is typed for a letter, by this session. Raises StoreTrouble."""
        self._write(_of_letter(letter_id, text, self._clock(), self._session))

    def of_letter(self, letter_id: int) -> Draft | None:
        """What is typed for a letter: by this session, else the latest of any; None where there is nothing."""
        found = self._all(letter_key(letter_id))
        return max(found, key=lambda draft: (draft.session == self._session, draft.saved), default=None)

    def adopt(self, draft: Draft) -> None:
        """A text of another session is this one's from now on. Raises StoreTrouble."""
        if draft.session != self._session:
            self._write(draft._replace(session=self._session))
            self.drop(draft)

    def import_letters(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Keeps what was typed for letters as earlier versions had it, in a table: its key `letter:12#session`, the
        text, and when. Raises StoreTrouble.
        """
        for name, text, saved in rows:
            about, _, session = name.partition("#")
            letter = int(about.removeprefix("letter:"))
            self._write(_of_letter(letter, text, datetime.fromisoformat(saved), session or "earlier"))

    def _write(self, draft: Draft) -> None:
        said: dict[str, object] = {"title": draft.title, "origin": draft.origin, "fields": dict(draft.fields)}
        said["saved"] = draft.saved.isoformat()
        said |= {name: True for name in (FIRST, WITH_ITS_LETTER) if getattr(draft, name)}
        path = self._path(draft.key, draft.session)
        fresh = path.with_suffix(".new")
        try:
            self._begin()
            handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
            with os.fdopen(handle, "wb") as file:
                # Half a surrogate pair, which a terminal may send, has no encoding of its own.
                file.write(json.dumps(said).encode())
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(path)
        except OSError as error:
            raise StoreTrouble(f"what you type cannot be saved in {self.folder}: {error.strerror}") from error

    def drop(self, draft: Draft | str) -> None:
        """Forgets a text: this session's own by its key, or one that was left behind. What is gone already is."""
        key, session = (draft, self._session) if isinstance(draft, str) else (draft.key, draft.session)
        with suppress(OSError):
            self._path(key, session).unlink(missing_ok=True)
        _remove_folder(self._aside(session) / key)

    def aside(self) -> Path:
        """A folder for texts that are edited outside, each in a folder of its own with what it was (BEFORE) beside it.

        What is changed there outlives the session as other text does. Raises StoreTrouble.
        """
        folder = self._aside(self._session)
        try:
            self._begin()
            folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise StoreTrouble(f"what you type cannot be saved in {self.folder}: {error.strerror}") from error
        return folder

    def taken(self, key: str, text: str, *, session: str = "") -> None:
        """An edited text is in the records now. This session's own file stays for what its editor saves next."""
        folder = self._aside(session or self._session) / key
        if session not in ("", self._session):
            _remove_folder(folder)
            return
        with suppress(OSError):
            name = (folder / BEFORE).read_bytes().partition(b"\n")[0]
            (folder / BEFORE).write_bytes(name + b"\n" + text.encode())

    def leave(self, key: str) -> None:
        """Leaves this session's own text behind, as if the session were gone: any may take it up."""
        with suppress(OSError):
            self._path(key, self._session).replace(self._path(key, os.urandom(8).hex()))

    def left(self) -> list[Draft]:
        """What sessions that are gone have left behind, and what was saved in an editor and not taken in, also by this
        session; the latest first.
        """
        held: dict[str, bool] = {self._session: True}

        def is_held(draft: Draft) -> bool:
            if draft.session not in held:
                held[draft.session] = self._is_held(draft.session)
            return held[draft.session]

        found = [draft for draft in self._all() if not draft.with_its_letter and not is_held(draft)]
        for draft in self._given_away():
            if is_held(draft) and draft.session != self._session:
                continue
            if _is_edited(draft):
                found.append(draft)
            elif not is_held(draft) and self._clock() - draft.saved > timedelta(days=UNCHANGED_DAYS):
                self.drop(draft)
        return sorted(found, key=lambda draft: draft.saved, reverse=True)

    def close(self) -> None:
        """The session ends: what it has not dropped is left behind."""
        if self._lock is not None:
            with suppress(OSError):
                self._lock_path(self._session).unlink(missing_ok=True)
                self._aside(self._session).rmdir()
            os.close(self._lock)
            self._lock = None
            with suppress(OSError):
                self.folder.rmdir()  # only where nothing is left in it

    def tells_of_a_store(self) -> bool:
        """Whether anything of it, by any session, was typed into a store."""
        return not all(draft.first for draft in (*self._all(), *filter(_is_edited, self._given_away())))

    def _begin(self) -> None:
        """Says that this session runs, with a lock that the system takes back when it ends, however it does."""
        if self._lock is None:
            make_private_folder(self.folder)
            handle = os.open(self._lock_path(self._session), os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._lock = handle

    def _is_held(self, session: str) -> bool:
        path = self._lock_path(session)
        try:
            handle = os.open(path, os.O_RDWR | os.O_NOFOLLOW)
        except OSError:
            return False
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
        finally:
            os.close(handle)
        path.unlink(missing_ok=True)
        return False

    def _all(self, key: str = "*") -> Iterator[Draft]:
        try:
            paths = sorted(self.folder.glob(f"{key}.*.json"))
        except OSError:
            return
        for path in paths:
            name, _, session = path.stem.partition(".")
            try:
                said = json.loads(path.read_bytes())
                fields = {str(name): str(text) for name, text in said["fields"].items()}
                saved = datetime.fromisoformat(said["saved"])
                title, origin = str(said["title"]), str(said["origin"])
                first, of_letter = said.get(FIRST) is True, said.get(WITH_ITS_LETTER) is True
                yield Draft(title, origin, fields, saved, name, session, first, with_its_letter=of_letter)
            except (OSError, ValueError, KeyError, TypeError, AttributeError):
                continue  # cut off by a crash of the machine, or none of ours

    def _given_away(self) -> Iterator[Draft]:
        """Texts that an editor has or had, changed or not."""
        for before in self.folder.glob(f"*.aside/*/{BEFORE}"):
            name, _, origin = before.read_bytes().partition(b"\n")[0].decode(errors="replace").partition(" ")
            path = before.with_name(name)
            try:
                text = path.read_text("utf-8", errors="replace")
                saved = datetime.fromtimestamp(path.stat().st_mtime, UTC).replace(microsecond=0)
                was = before.read_text("utf-8", errors="replace").partition("\n")[2]
            except OSError:
                continue
            key, session = path.parent.name, path.parent.parent.stem
            yield Draft(f"{name} in the editor", origin, {"text": text}, saved, key, session, before=was)

    def _aside(self, session: str) -> Path:
        return self.folder / f"{session}.aside"

    def _path(self, key: str, session: str) -> Path:
        return self.folder / f"{key}.{session}.json"

    def _lock_path(self, session: str) -> Path:
        return self.folder / f"{session}.lock"


def _of_letter(letter_id: int, text: str, at: datetime, session: str) -> Draft:
    origin, key = f"letter l{letter_id}", letter_key(letter_id)
    return Draft("Letter", origin, {"text": text}, at, key, session, with_its_letter=True)


def _is_edited(draft: Draft) -> bool:
    return bool(draft.text.strip()) and draft.fields["text"] != draft.before
