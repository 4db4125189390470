"""A place without a store: reading makes none, the first change does, and none takes the place of one that is gone."""

from __future__ import annotations

import os
import re
import shutil
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from interview_tui.paths import picture_of, typed_folder
from interview_tui.store.autosave import Autosave
from tests.cli.conftest import Box
from tests.programs import NOW

if TYPE_CHECKING:
    from collections.abc import Callable

READING = (
    "due", "due --json", "due --days 3", "status", "status --json", "list", "list --json", "show i1", "log", "log i1",
    "export", "export --format csv", "export --format ics", "export --format vcf",
    "offers", "promises", "review", "chart i1", "brief i1", "questions i1", "plan i1", "letter i1", "deleted",
    "import --dry-run firms.csv", "backup",
)  # fmt: skip
"""Commands that change nothing."""
CHANGING = (
    "capture i1", "undo", "done f1", "skip f1", "advance i1", "touch i1 in email", "outcome i1 rejected",
    "person i1 Dana", "meeting i1 2026-12-02T14:00", "bring-back i1", "send l1", "offer i1",
)  # fmt: skip
"""Commands that change what is there already."""
MAKING = ("add Acme SRE", "import firms.csv", "demo --interviews 3 --no-open")
"""Commands that make a store where there never was one."""


def _clock() -> datetime:
    return datetime.fromisoformat(NOW)


def a_backup(box: Box) -> None:
    assert box("backup").code == 0


def typed_text(box: Box) -> None:
    typed = Autosave(typed_folder(box.store), _clock)
    typed.keep("note", "Note for Acme", "note i1", {"text": "Nine days"})
    typed.close()


def a_journal(box: Box) -> None:
    box.store.with_name(f"{box.store.name}-journal").write_bytes(b"x" * 512)


def a_log(box: Box) -> None:
    box.store.with_name(f"{box.store.name}-wal").write_bytes(b"x" * 512)


def a_picture(box: Box) -> None:
    picture_of(box.store).write_text("")


LEFT: dict[Callable[[Box], None], str] = {
    a_backup: "but there was one: interview-tui restore ",
    typed_text: "but text that was typed into it: restore the store, or to start over move ",
    a_journal: "but its journal: restore the store, or to start over move ",
    a_log: "but its write-ahead log: restore the store, or to start over move ",
    a_picture: "but its last picture: restore the store, or to start over move ",
}
"""What a store that was deleted may leave, and what is said of it."""


class Place(Box):
    """A box whose store lies where the user's own does, or in a place that they name."""

    @property
    def store(self) -> Path:
        return Path(self.environment["INTERVIEW_TUI_DB"])

    def everything(self) -> list[str]:
        return sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*"))

    def run(self, line: str) -> tuple[int, str, str]:
        ended = self(*line.split(), stdin="! Nine days\n")
        assert "Traceback" not in ended.err
        return ended.code, ended.out, ended.err


@pytest.fixture(params=["data/interview-tui/interviews.db", "deep/er/s.db"])
def at(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.chdir(tmp_path)
    place = Place(tmp_path)
    place.environment |= {"XDG_DATA_HOME": str(tmp_path / "data"), "XDG_STATE_HOME": str(tmp_path / "state")}
    place.environment["INTERVIEW_TUI_DB"] = str(tmp_path / request.param)
    (tmp_path / "firms.csv").write_text("Company,Role\nZebra Works,Tester\n")
    return place


@pytest.fixture
def there(at: Place, prepared: Path) -> Place:
    """One with a store."""
    at.store.parent.mkdir(parents=True, mode=0o700)
    shutil.copy(prepared, at.store)
    return at


def test_no_command_but_those_that_begin_makes_anything(at: Place) -> None:
    before = at.everything()
    for line in (*READING, *CHANGING):
        code, _, err = at.run(line)
        assert err.count("\n") <= 1, line
        # What is asked of one record, or would change one, finds none.
        assert code == (1 if line in CHANGING or re.search(r" [a-z]1|^backup|^review", line) else 0), (line, err)
        assert at.everything() == before, line


@pytest.mark.parametrize("line", MAKING)
def test_the_first_change_makes_it(at: Place, line: str) -> None:
    before = at.everything()
    assert at.run(f"{line} --no-such-option")[0] == 2
    assert at.everything() == before
    code, _, err = at.run(line)
    assert (code, err) == (0, "")
    assert [path.name for path in at.store.parent.iterdir()] == [at.store.name]
    assert at.run("due")[1] != ""


def test_a_change_that_is_refused_makes_none(at: Place) -> None:
    before = at.everything()
    code, _, err = at.run("import firms.csv missing.csv --map company=Firm")
    assert (code, at.everything()) == (1, before), err


@pytest.mark.parametrize("leave", LEFT, ids=lambda leave: leave.__name__)
def test_where_one_was_none_is_made(there: Place, leave: Callable[[Box], None]) -> None:
    leave(there)
    there.store.unlink()
    before = there.everything()
    for line in (*READING, *CHANGING, *MAKING):
        code, out, err = there.run(line)
        assert (code, out) == (1, ""), line
        assert err.startswith("interview-tui: "), line
        assert f"there is no store at {there.store}, {LEFT[leave]}" in err, (line, err)
        assert there.everything() == before, line
    doctor = there("doctor")
    assert doctor.code == 1
    assert re.search(r"^problem +store .*there is no store at .*, but ", doctor.out, re.MULTILINE)
    assert there.everything() == before


@pytest.mark.parametrize("spelled", ["{}/deep/../{}", "{}/link/{}"])
def test_nor_by_another_way_to_the_same_place(there: Place, spelled: str) -> None:
    a_backup(there)
    there.store.unlink()
    (there.folder / "deep").mkdir(exist_ok=True)
    (there.folder / "link").symlink_to(there.folder)
    way = spelled.format(there.folder, there.store.relative_to(there.folder))
    for line in ("list", "add Acme SRE"):
        assert there.run(f"--db {way} {line}")[0] == 1, line
    assert not there.store.exists()


@pytest.mark.parametrize("leave", LEFT, ids=lambda leave: leave.__name__)
def test_one_begins_anew_as_it_says(there: Place, leave: Callable[[Box], None]) -> None:
    leave(there)
    there.store.unlink()
    err = there.run("add Acme SRE")[2]
    if leave is a_backup:
        copies = Path(err.rpartition(" out of ")[2].strip())
        for copy in copies.iterdir():
            copy.unlink()
    else:
        left = Path(re.search(r"move (\S+) away$", err.strip())[1])  # type: ignore[index]
        left.rename(there.folder / "away")
    assert there.run("add Acme SRE")[0] == 0


def test_a_backup_brings_it_back(there: Place) -> None:
    listed = there.run("list")
    a_backup(there)
    there.store.unlink()
    command = re.search(r"interview-tui (restore \S+)", there.run("due")[2])
    assert command is not None
    assert there.run(command[1])[0] == 0
    assert there.run("list") == listed


def test_what_was_typed_before_the_first_change_is_no_sign_of_a_store(at: Place) -> None:
    typed = Autosave(typed_folder(at.store), _clock, of_a_store=at.store.exists)
    typed.keep("form", "A new interview", "interview", {"company": "Acme"})
    typed.close()
    assert at.run("list") == (0, "No interviews.\n", "")
    assert at.run("add Acme SRE")[0] == 0


@pytest.mark.parametrize("name", ["pipe", "/dev/null", "/dev/zero"])
@pytest.mark.parametrize("line", ["due", "status", "list", "export", "add Acme SRE", "restore copy.db", "backup"])
def test_a_pipe_or_a_device_is_no_store(at: Place, prepared: Path, line: str, name: str) -> None:
    os.mkfifo("pipe")
    shutil.copy(prepared, "copy.db")
    place = at.folder / name
    at.environment["INTERVIEW_TUI_DB"] = str(place)
    code, out, err = at.run(line)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert err.startswith(f"interview-tui: {place} is ")
    assert not place.is_file()
    assert re.search(r"^problem +store +.* is not a store of interview-tui: give ", at("doctor").out, re.MULTILINE)


def test_a_backup_is_no_pipe(at: Place) -> None:
    os.mkfifo("pipe")
    assert at.run("restore pipe")[2].startswith("interview-tui: there is no file ")
