"""Half-typed text: kept apart from the records, offered when its session is gone."""

from __future__ import annotations

import os
import stat
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.errors import StoreTrouble
from interview_tui.store.autosave import BEFORE, Autosave, key_of

if TYPE_CHECKING:
    from interview_tui.store.autosave import Draft

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def a_session(folder: Path, *, minutes: int = 0) -> Autosave:
    return Autosave(folder / ".interviews.db.typed", lambda: NOW + timedelta(minutes=minutes))


def gone(session: Autosave) -> None:
    """The session ends, as by the system: its lock is free, its files stay."""
    session.close()


def test_it_is_offered_once_its_session_is_gone(tmp_path: Path) -> None:
    mine, other = a_session(tmp_path), a_session(tmp_path)
    mine.keep("k", "Note for Acme", "note i1", {"text": "! a need"})
    assert (mine.left(), other.left()) == ([], [])
    gone(mine)
    (draft,) = other.left()
    assert draft[:5] == ("Note for Acme", "note i1", {"text": "! a need"}, NOW, "k")
    other.drop(draft)
    assert other.left() == []


def test_the_latest_text_counts_and_the_latest_comes_first(tmp_path: Path) -> None:
    early, late = a_session(tmp_path), a_session(tmp_path, minutes=5)
    for text in ("h", "ha", "half"):
        early.keep("k", "Note", "", {"text": text})
    late.keep("k", "Note", "", {"text": "whole"})
    gone(early)
    gone(late)
    assert [draft.text for draft in a_session(tmp_path).left()] == ["whole", "half"]


def test_what_is_left_behind_on_purpose_is_offered_at_once(tmp_path: Path) -> None:
    mine = a_session(tmp_path)
    mine.keep("k", "Note", "", {"text": "later"})
    mine.leave("k")
    assert [draft.text for draft in mine.left()] == ["later"]
    mine.drop("k")  # its own text of that name is gone already
    assert [draft.text for draft in mine.left()] == ["later"]


def test_nothing_stays_of_what_was_saved(tmp_path: Path) -> None:
    mine = a_session(tmp_path)
    mine.keep("k", "Note", "", {"text": "saved"})
    mine.drop("k")
    mine.close()
    assert list(tmp_path.iterdir()) == []


def test_files_and_folder_are_private(tmp_path: Path) -> None:
    mine = a_session(tmp_path)
    mine.keep("k", "Note", "", {"text": "secret"})
    mine.aside()
    found = {path.name.partition(".")[2]: stat.S_IMODE(path.stat().st_mode) for path in mine.folder.iterdir()}
    assert sorted(found.values()) == [0o600, 0o600, 0o700]
    assert stat.S_IMODE(mine.folder.stat().st_mode) == 0o700
    mine.close()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"title": 1}', b"\xff", b'{"title":"","origin":"","fields":[]}']
)
def test_a_file_that_was_cut_off_is_passed_over(tmp_path: Path, content: bytes) -> None:
    mine = a_session(tmp_path)
    mine.folder.mkdir()
    (mine.folder / "k.s.json").write_bytes(content)
    assert mine.left() == []


def given_away(session: Autosave, key: str, before: str, text: str) -> Path:
    """A file that an editor has."""
    folder = session.aside() / key
    folder.mkdir()
    (folder / BEFORE).write_text(f"notes.txt notes i1 in m1\n{before}")
    file = folder / "notes.txt"
    file.write_text(text)
    return file


def test_an_edited_file_is_offered_when_it_was_changed(tmp_path: Path) -> None:
    mine = a_session(tmp_path)
    given_away(mine, "one", "a\n", "a\nb\n")
    given_away(mine, "two", "same\n", "same\n")
    assert [draft.key for draft in mine.left()] == ["one"]
    assert a_session(tmp_path).left() == []
    gone(mine)
    other = a_session(tmp_path)
    (draft,) = other.left()
    assert (draft.title, draft.fields) == ("notes.txt in the editor", {"text": "a\nb\n"})
    assert (draft.origin, draft.before) == ("notes i1 in m1", "a\n")
    other.drop(draft)
    assert other.left() == []


def test_one_that_was_taken_in_is_offered_again_once_it_is_changed_again(tmp_path: Path) -> None:
    mine = a_session(tmp_path)
    file = given_away(mine, "one", "a\n", "b\n")
    mine.taken("one", "b\n")
    assert mine.left() == []
    file.write_text("c\n")
    (draft,) = mine.left()
    assert (draft.origin, draft.before) == ("notes i1 in m1", "b\n")
    gone(mine)
    other = a_session(tmp_path)
    other.taken("one", "c\n", session=draft.session)
    assert other.left() == []
    assert not file.exists()


def test_one_that_nobody_changed_goes_after_a_week(tmp_path: Path) -> None:
    mine = a_session(tmp_path)
    file = given_away(mine, "one", "a\n", "a\n")
    week_ago = (NOW - timedelta(days=7, minutes=1)).timestamp()
    os.utime(file, (week_ago, week_ago))
    assert (mine.left(), a_session(tmp_path).left(), file.exists()) == ([], [], True)
    gone(mine)
    a_session(tmp_path).left()
    assert not file.exists()


def test_where_nothing_can_be_kept_it_is_said(tmp_path: Path) -> None:
    (tmp_path / ".interviews.db.typed").write_text("in the way")
    with pytest.raises(StoreTrouble, match="a file of that name is in the way"):
        a_session(tmp_path).keep("k", "Note", "", {"text": "x"})
    assert a_session(tmp_path).left() == []


@given(st.dictionaries(st.text(max_size=10), st.text(st.characters(), max_size=50), max_size=4))
def test_whatever_is_typed_comes_back(fields: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        mine = a_session(Path(folder))
        mine.keep(key_of("Form", *fields.values()), "Form", "", fields)
        gone(mine)
        found: list[Draft] = a_session(Path(folder)).left()
        assert [draft.fields for draft in found] == [fields]
