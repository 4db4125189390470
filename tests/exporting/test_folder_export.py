"""The folder of Markdown: what it has, that it stays as the store is, and that it hurts nobody's files."""

from __future__ import annotations

import re
import stat
from dataclasses import fields
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from interview_tui.domain.errors import Refused, UserError
from interview_tui.domain.records import NOUNS, BankQuestion, Meeting, Person, Touch
from interview_tui.exporting.files import WrittenFiles
from interview_tui.exporting.markdown import OWN_PAGE, page_name
from interview_tui.services.exports import export_folder
from interview_tui.services.meetings import MeetingTime
from tests.programs import a_demo, a_program, content, every, when

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.programs import ProgramOnATable

READER = MarkdownIt("gfm-like", {"linkify": False, "html": True})


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    (tmp_path / "store").mkdir()
    program = a_program(tmp_path / "store")
    program.interviews.add("Acme [x](http://e.example)", "SRE", people=["Dana *Ruiz*, VP"])
    program.interviews.add("Beta", "", meeting=when(program, "fri 14:00"))
    return program


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "pages"


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def read(markdown: str) -> str:
    """The text that a reader of Markdown sees."""
    tokens = READER.parse(markdown)
    return "\n".join(
        "".join("\n" if child.type in ("hardbreak", "softbreak") else child.content for child in token.children)
        for token in tokens
        if token.children
    )


def test_everything_that_somebody_wrote_stands_in_it(tmp_path: Path, folder: Path) -> None:
    program = a_demo(tmp_path)
    export_folder(program, folder)
    whole = "\n".join(read(data.decode()) for data in files(folder).values())
    written = {"name", "text", "answer", "note", "body", "company", "title", "question", "went", "better", "stress"}
    for cls in NOUNS:
        if cls in (BankQuestion, Meeting, Touch):
            continue
        texts = [f.name for f in fields(cls) if f.name in written]
        for record in every(program, cls):
            for name in texts:
                for line in str(getattr(record, name)).splitlines():
                    assert " ".join(line.split()) in whole, (cls, name, line)


def test_people_are_there_with_how_a_greeting_addresses_them(program: ProgramOnATable, folder: Path) -> None:
    program.people.edit(every(program, Person)[0], address="Frau Dr. Ruiz")
    export_folder(program, folder)
    assert "Form of address: Frau Dr. Ruiz\n" in read((folder / "people.md").read_text())


def test_an_open_question_says_of_whom_it_is(program: ProgramOnATable, folder: Path) -> None:
    program.notes.capture(1, "? Why? (Kim Lee)\n? Why? (Ana_Sol)\n? Why?\n    Nobody knows")
    export_folder(program, folder)
    page = read((folder / "interviews" / "i1-acme-x-http-e-example-sre.md").read_text())
    assert "Why? (Kim Lee)\nWhy? (Ana_Sol)\nWhy?\nNobody knows" in page


def test_each_link_leads_to_a_page_that_is_there(tmp_path: Path, folder: Path) -> None:
    program = a_demo(tmp_path)
    export_folder(program, folder)
    links = [
        str(child.attrs["href"])
        for page in folder.glob("*.md")
        for token in READER.parse(page.read_text("utf-8"))
        for child in token.children or ()
        if child.type == "link_open" and not str(child.attrs["href"]).startswith("https://")
    ]
    assert len(links) > 24  # each interview in the index, and each with the people
    assert [link for link in links if not (folder / link).is_file()] == []


def test_the_index_goes_by_steps_and_a_name_is_only_a_name(program: ProgramOnATable, folder: Path) -> None:
    export_folder(program, folder)
    text = (folder / "README.md").read_text("utf-8")
    assert text.splitlines()[:6] == [
        "<!-- interview-tui export -->", "# Interviews", "", "[People](people.md) · [Stories](stories.md)", "",
        "## 1 Set the stage",
    ]  # fmt: skip
    assert "Acme [x](http://e.example) · SRE\nBeta: Prepare for the meeting, 2026-11-26" in read(text)
    page = (folder / "interviews" / "i1-acme-x-http-e-example-sre.md").read_text("utf-8")
    assert "Dana *Ruiz*, VP, interviewer" in read(page)


def test_nothing_is_touched_that_is_as_it_was(program: ProgramOnATable, folder: Path) -> None:
    assert export_folder(program, folder) == WrittenFiles(new=5)
    before = files(folder)
    program.clock.move(days=1)
    assert export_folder(program, folder) == WrittenFiles(same=5)
    program.interviews.edit(2, meeting=MeetingTime(starts=when(program, "thu 10:00").at))
    done = export_folder(program, folder)
    assert (done.new, done.changed, done.gone) == (0, 2, 0)
    assert {name for name, data in files(folder).items() if before[name] != data} == {
        "README.md", "interviews/i2-beta.md",
    }  # fmt: skip


def test_the_clock_alone_changes_pages_and_writes_nothing(program: ProgramOnATable, folder: Path) -> None:
    before = content(program)
    program.clock.set("2026-11-27T15:30:00+01:00")
    export_folder(program, folder)
    index = (folder / "README.md").read_text("utf-8")
    assert index.index("## 1 Set the stage") < index.index("Acme") < index.index("## 2 Consult") < index.index("Beta")
    page = read((folder / "interviews" / "i2-beta.md").read_text("utf-8"))
    assert "2 Consult" in page
    assert "1 Set the stage" not in page.splitlines()[:6]
    assert content(program) == before


def test_a_round_of_several_meetings_has_each_with_its_notes(program: ProgramOnATable, folder: Path) -> None:
    program.meetings.add(2, MeetingTime(starts=when(program, "mon 10:00").at), people=["Ann Lee"])
    program.notes.capture(2, "! Budgets are late (Ann Lee)", meeting_id=3)
    program.notes.capture(2, "! Releases are slow", meeting_id=2)
    program.meetings.cancel(2)
    export_folder(program, folder)
    page = read((folder / "interviews" / "i2-beta.md").read_text("utf-8"))
    for text in ("Budgets are late", "Releases are slow", "Ann Lee"):
        assert text in page


def test_what_is_no_more_goes_and_what_is_somebody_elses_stays(program: ProgramOnATable, folder: Path) -> None:
    export_folder(program, folder)
    (folder / "interviews" / "mine.md").write_text("mine")
    (folder / ".git").mkdir()
    program.interviews.edit(1, company="Acme Ltd")
    program.interviews.remove([2])
    done = export_folder(program, folder)
    assert (done.new, done.gone) == (1, 2)
    assert sorted(path.name for path in (folder / "interviews").iterdir()) == ["i1-acme-ltd-sre.md", "mine.md"]


def test_it_is_private_whatever_the_umask(program: ProgramOnATable, folder: Path) -> None:
    export_folder(program, folder)
    for path in (folder, *folder.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def a_file_of_another(folder: Path) -> None:
    folder.mkdir()
    (folder / "README.md").write_text("# My project\n")


def other_files(folder: Path) -> None:
    folder.mkdir()
    (folder / "x.txt").write_text("x")


def pages_elsewhere(folder: Path) -> None:
    elsewhere = folder.parent / "elsewhere"
    elsewhere.mkdir()
    folder.mkdir()
    (folder / "interviews").symlink_to(elsewhere)
    (folder / "README.md").write_text("<!-- interview-tui export -->\n")


def a_repository_in_use(folder: Path) -> None:
    (folder / ".git").mkdir(parents=True)
    (folder / "README.md").write_text("# My project\n")
    (folder / "people.md").write_text("mine")


@pytest.mark.parametrize("names", [(), ("README.md", "LICENSE", ".gitignore"), ("readme.rst",)])
def test_a_new_repository_takes_it_and_keeps_what_it_has(
    program: ProgramOnATable, folder: Path, names: tuple[str, ...]
) -> None:
    (folder / ".git").mkdir(parents=True)
    (folder / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    for name in names:
        (folder / name).write_text(f"my {name}")
    before = files(folder)
    assert export_folder(program, folder) == WrittenFiles(new=5)
    index = "interviews.md" if names else "README.md"
    assert set(files(folder)) - set(before) == {
        index, "people.md", "stories.md", "interviews/i1-acme-x-http-e-example-sre.md", "interviews/i2-beta.md",
    }  # fmt: skip
    assert (folder / "people.md").read_text().splitlines()[2] == f"[Interviews]({index})"
    program.interviews.remove([2])
    assert export_folder(program, folder) == WrittenFiles(changed=1, same=3, gone=1)
    assert before.items() <= files(folder).items()


@pytest.mark.parametrize("prepare", [a_file_of_another, other_files, pages_elsewhere, a_repository_in_use])
def test_a_folder_with_something_else_is_left_as_it_is(
    program: ProgramOnATable, folder: Path, prepare: Callable[[Path], None]
) -> None:
    prepare(folder)
    before = files(folder.parent)
    with pytest.raises(Refused, match="give a new folder"):
        export_folder(program, folder)
    assert files(folder.parent) == before


def test_a_link_in_place_of_a_page_is_replaced_and_not_followed(program: ProgramOnATable, folder: Path) -> None:
    export_folder(program, folder)
    secret = folder.parent / "secret"
    secret.write_text("secret")
    page = folder / "people.md"
    page.unlink()
    page.symlink_to(secret)
    export_folder(program, folder)
    assert secret.read_text() == "secret"
    assert not page.is_symlink()


def test_a_folder_that_cannot_be_written_says_so(program: ProgramOnATable, folder: Path) -> None:
    folder.write_text("a file")
    with pytest.raises(UserError, match="cannot make the folder"):
        export_folder(program, folder)
    assert folder.read_text() == "a file"


@pytest.mark.parametrize("name", ["../../x", "", "白樺電機", "a/b\\c:d", ".", "x" * 300, "Ä-ö  ü"])
def test_whatever_the_name_the_page_has_a_plain_one(name: str) -> None:
    page = page_name("i7", name, name)
    assert OWN_PAGE.fullmatch(page)
    assert re.fullmatch(r"i7[a-z0-9-]*\.md", page)
    assert len(page) < 60
