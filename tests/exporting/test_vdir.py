"""A folder of calendar items: what is written, what is left alone, what is taken away."""

from __future__ import annotations

import stat
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.errors import UserError
from interview_tui.exporting.calendar import item_text, write_items
from interview_tui.exporting.files import Written
from tests.exporting.test_calendar import FOLLOW_UP, MEETING

if TYPE_CHECKING:
    from pathlib import Path

MEETING_FILE, FOLLOW_UP_FILE = f"{MEETING.name}.ics", f"{FOLLOW_UP.name}.ics"


def test_a_file_for_each_item_named_by_the_own_uid_whatever_the_invitation_calls_it(tmp_path: Path) -> None:
    items = [replace(MEETING, uid="../../../etc/passwd"), FOLLOW_UP]
    assert write_items(tmp_path, items) == Written("item", new=2)
    assert sorted(path.name for path in tmp_path.iterdir()) == [FOLLOW_UP_FILE, MEETING_FILE]
    for item, name in zip(items, (MEETING_FILE, FOLLOW_UP_FILE), strict=True):
        assert (tmp_path / name).read_bytes() == item_text(item).encode()
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_what_is_as_it_was_is_not_touched(tmp_path: Path) -> None:
    write_items(tmp_path, [MEETING, FOLLOW_UP])
    before = {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in tmp_path.iterdir()}
    done = write_items(tmp_path, [MEETING, replace(FOLLOW_UP, sequence=1)])
    assert done == Written("item", changed=1, same=1)
    assert done.words == "1 item written, 0 taken away, 1 as they were"
    after = {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in tmp_path.iterdir()}
    assert after[MEETING_FILE] == before[MEETING_FILE]
    assert after[FOLLOW_UP_FILE] != before[FOLLOW_UP_FILE]
    assert b"SEQUENCE:1\r\n" in (tmp_path / FOLLOW_UP_FILE).read_bytes()


def test_what_is_gone_is_taken_away_and_files_of_others_stay(tmp_path: Path) -> None:
    write_items(tmp_path, [MEETING, FOLLOW_UP])
    others = ["dentist.ics", "f40-20261116T083000Z@other.ics", f"{FOLLOW_UP.name}.ics.bak", ".color"]
    for name in others:
        (tmp_path / name).write_text("theirs")
    assert write_items(tmp_path, [MEETING]) == Written("item", same=1, gone=1)
    assert {path.name for path in tmp_path.iterdir()} == {MEETING_FILE, *others}
    assert all((tmp_path / name).read_text() == "theirs" for name in others)


def test_links_are_never_followed(tmp_path: Path) -> None:
    folder, outside = tmp_path / "calendar", tmp_path / "diary"
    folder.mkdir()
    outside.write_text("dear diary")
    (folder / MEETING_FILE).symlink_to(outside)
    (folder / FOLLOW_UP_FILE).symlink_to(outside)
    assert write_items(folder, [MEETING]) == Written("item", new=1)
    assert outside.read_text() == "dear diary"
    assert not (folder / MEETING_FILE).is_symlink()
    assert (folder / FOLLOW_UP_FILE).is_symlink()


def test_what_cannot_be_written_is_said_in_a_line_and_nothing_is_taken_away(tmp_path: Path) -> None:
    write_items(tmp_path, [FOLLOW_UP])
    (tmp_path / MEETING_FILE).mkdir()
    with pytest.raises(UserError, match=r"^cannot write in .*: Is a directory$"):
        write_items(tmp_path, [MEETING])
    assert sorted(path.name for path in tmp_path.iterdir()) == [FOLLOW_UP_FILE, MEETING_FILE]
    with pytest.raises(UserError, match="No such file or directory"):
        write_items(tmp_path / "nowhere", [MEETING])


def test_an_item_whose_name_is_no_own_uid_is_a_slip_of_the_program(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no name for a file"):
        write_items(tmp_path, [replace(MEETING, name="../m5")])
    assert list(tmp_path.iterdir()) == []
