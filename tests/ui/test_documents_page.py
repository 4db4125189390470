"""The page of files: what each is found to be, where it was sent, and what one does with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.enums import Ref
from interview_tui.domain.records import Document, Sending
from interview_tui.store import document_files
from interview_tui.ui.dialogs.working import Working
from interview_tui.ui.pages import documents
from tests.programs import every, get
from tests.ui.dashboards import Shown, a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


async def looked(it: Shown) -> None:
    """All files have been looked at."""
    await it.pilot.pause()
    while (page := it.app.screen) and isinstance(page, documents.DocumentsPage) and page._looking:
        await it.pilot.pause(0.01)


async def read(it: Shown) -> None:
    """A large file has been read."""
    while isinstance(it.app.screen, Working):
        await it.pilot.pause(0.01)
    await looked(it)


async def test_the_files_of_an_interview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    resume, case = tmp_path / "resume.pdf", tmp_path / "[/case].pdf".replace("/", "")
    resume.write_bytes(b"r" * 2000)
    case.write_bytes(b"c")
    program = a_morning(tmp_path)
    async with shown(program, size=(120, 40)) as it:
        await it.press("F")
        assert "No files yet. a adds one" in it.screen()
        keys = it.screen().splitlines()[-1]
        assert "a Add" in keys
        assert not any(word in keys for word in ("Edit", "Sent", "Keep a copy", "Remove", "Copy"))
        await it.press("a")
        await it.type(str(resume))
        assert "2 kB" in it.screen()
        await it.press("enter")
        await it.type("my resume, one page")
        await it.press("ctrl+s")
        await looked(it)
        assert it.message.startswith("resume.pdf belongs to Acme · SRE; letters call it “my resume, one page”")
        assert it.lines("#page-list")[0].endswith("not sent")
        assert "A letter that says “my resume, one page” attaches it." in " ".join(it.text("#page-detail").split())
        # The promise and the writer are chosen; a file that is not there is refused.
        await it.press("a")
        await it.type(str(case) + "x")
        await it.press("ctrl+s")
        assert "there is no file" in it.dialog()
        await it.press("backspace", "enter", "enter", "right", "ctrl+s")
        await looked(it)
        assert get(program, Document, 2).commitment_id == 1
        assert "Promise   send the case study" in it.screen()
        # Sent by hand; then it changes, and goes.
        await it.press("t")
        await it.type("dana")
        await it.press("enter")
        await it.type("yesterday")
        await it.press("enter")
        await looked(it)
        assert "[case].pdf: sent to Dana Ruiz, Sun 22 Nov" in it.message
        assert "Sun 22 Nov to Dana Ruiz: which version is not known" in it.text("#page-detail")
        await it.press("u", "t", "d", "a", "n", "a", "ctrl+s")
        await looked(it)
        assert "Mon 23 Nov to Dana Ruiz: as it is now" in it.text("#page-detail")
        case.write_bytes(b"other")
        await it.press("escape", "F")
        await looked(it)
        await it.press("n")
        assert it.lines("#page-list")[1].endswith("sent to Dana Ruiz, Mon 23 Nov · changed since")
        assert "It has changed since it was sent to Dana Ruiz, Mon 23 Nov." in it.text("#page-detail")
        assert "Mon 23 Nov to Dana Ruiz: the version of Mon 23 Nov" in it.text("#page-detail")
        await it.press("r")
        await looked(it)
        assert it.message.startswith("[case].pdf: taken as it is now")
        await it.press("c")
        await looked(it)
        assert it.message.startswith("[case].pdf: a private copy is saved")
        assert str(program.settings.paths.documents) in it.text("#page-detail").replace(" ", "")
        case.unlink()
        await it.press("escape", "F", "G")
        await looked(it)
        assert "There is no such file any more. e says where it is now." in it.text("#page-detail")
        moved = tmp_path / "moved.pdf"
        moved.write_bytes(b"other")
        await it.press("e", "ctrl+a", "ctrl+k")
        await it.type(str(moved))
        await it.press("ctrl+s")
        await looked(it)
        assert it.message.startswith(f"moved.pdf: it has moved to {moved}"[:60])
        # Of all interviews, those of the same name together.
        program.documents.add(Ref("i", 3), str(resume), name="my resume, one page")
        await it.press("A")
        await looked(it)
        assert "all interviews" in it.screen().splitlines()[0]
        assert [line.strip("▌ ").split("  ")[1] for line in it.lines("#page-list")[1:3]] == ["Initech", "Acme"]
        await it.press("A", "G", "y")
        assert it.app.clipboard == str(moved)
        # It was sent: that is said before it is removed.
        await it.press("x")
        assert "It was sent to Dana Ruiz, Mon 23 Nov: that goes with it." in it.dialog()
        await it.press("n")
        assert len(every(program, Document)) == 3
        await it.press("x", "y")
        assert "it was sent to Dana Ruiz" in it.message
        assert (len(every(program, Document)), every(program, Sending)) == (2, ())
        await it.press("u")
        assert len(every(program, Sending)) == 1
        # A large one is read in a thread, while it says how far it is.
        monkeypatch.setattr(documents, "COMPARED_BYTES", 100)
        monkeypatch.setattr(document_files, "COMPARED_BYTES", 100)
        await it.press("escape", "F")
        await looked(it)
        assert "Too large to compare each time: r reads it." in it.text("#page-detail")
        resume.write_bytes(b"R" * 3000)
        await it.press("r")
        await read(it)
        assert it.message.startswith("resume.pdf: taken as it is now")
