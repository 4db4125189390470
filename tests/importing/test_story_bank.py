"""career-ops' story bank becomes stories, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.enums import Ref
from interview_tui.domain.errors import Unclear
from interview_tui.domain.records import Story
from interview_tui.importing.importer import NO_OPTIONS
from interview_tui.importing.importers import importer_of
from interview_tui.importing.story_bank import STORY_BANK, apply_stories, is_story_bank, read_story_bank
from tests.grouped import grouped
from tests.programs import a_program, content, every, journal

if TYPE_CHECKING:
    from pathlib import Path

    from interview_tui.importing.importer import Imported
    from tests.programs import ProgramOnATable

BANK = """# Story Bank

Some words on how it works.

## Stories

<!-- Format:
### [Theme] Story Title
**S (Situation):** ...
**A (Action):** ...
-->

### [Calm releases] Cut releases from nine days to one
**Source:** Report #023 — Acme — SRE
**S (Situation):** Releases took nine days.
**T (Task):** Make them **dull**.
**A (Action):** I moved the checks into the pipeline,
and wrote a list of what stays by hand.
**R (Result):** We release within a day.
**Reflection:** Start with the slowest check.
**Best for questions about:** delivery, patience

### Story 2: Taught four teams
- **Situation:** Nobody wrote runbooks.
- **Action:** I wrote the first three.
- **Result:** Nights are quiet: 40 % fewer calls.
- **Provenance:** derived-unverified

### How to use them
Nothing is told here.

### Half of one
**S:** It was hard.

### [Teams] Hired a friend
S: We were two.
A: I asked her.
"""


def test_its_stories_are_read_and_what_has_no_place_is_said() -> None:
    data = BANK.encode()
    assert importer_of("x.md", data, NO_OPTIONS) is STORY_BANK
    found = read_story_bank(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"))
    assert [(s.number, s.title, s.strength, s.text("challenge"), s.text("result")) for s in found.rows] == [
        (
            13, "Cut releases from nine days to one", "Calm releases", "Releases took nine days.\nMake them dull.",
            "We release within a day.",
        ),
        (23, "Taught four teams", "", "Nobody wrote runbooks.", "Nights are quiet: 40 % fewer calls."),
        (35, "Hired a friend", "Teams", "We were two.", ""),
    ]  # fmt: skip
    assert found.rows[0].text("action") == (
        "I moved the checks into the pipeline,\nand wrote a list of what stays by hand."
    )
    assert found.refused == ((32, "“Half of one” says neither what you did nor what came of it"),)
    assert found.said == (
        "left out, a story here has no place for it: best for questions about (1), reflection (1), source (1)",
    )


@grouped(
    "labels",
    [
        ("Situation", "Aufgabe", "Handlung", "Ergebnis"),
        ("Situation", "Tâche", "Action", "Résultat"),
        ("Situación", "Tarea", "Acción", "Resultado"),
        ("S (Situación)", "T (Tarea)", "A (Acción)", "R (Resultado)"),
        ("Situação", "Tarefa", "Ação", "Resultado"),
        ("S", "T", "A", "R"),
    ],
    by=lambda _: "languages",
)
def test_labels_are_understood_in_its_languages(labels: tuple[str, str, str, str]) -> None:
    lines = "\n".join(f"**{label}:** part {number}" for number, label in enumerate(labels))
    (story,) = read_story_bank(f"## A title\n\n{lines}\n".encode()).rows
    assert [story.text(what) for what in ("challenge", "action", "result")] == ["part 0\npart 1", "part 2", "part 3"]


@pytest.mark.parametrize("data", [b"", b"# Story Bank\n\n## Stories\n\n<!-- ### A\n**A:** x", b"\0### A\n**A:** x\n"])
def test_what_has_none_is_said(data: bytes) -> None:
    assert not is_story_bank(data)
    assert importer_of("interview-prep/story-bank.md", data, NO_OPTIONS) is STORY_BANK or b"\0" in data
    if b"\0" not in data:
        with pytest.raises(Unclear, match=r"^this story bank has no story"):
            read_story_bank(data)


@given(st.text(alphabet="#*:[]() \nSTAR<!->") | st.text())
def test_no_text_breaks_it(text: str) -> None:
    found = read_story_bank((BANK + "\n" + text).encode("utf-8", "surrogatepass"))
    assert all("\n" not in why for _, why in found.refused)


def take(program: ProgramOnATable, text: str = BANK, *, dry_run: bool = False) -> Imported:
    return apply_stories(program, [read_story_bank(text.encode())], dry_run=dry_run)


def test_they_are_added_once_and_go_with_one_undo(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    program.stories.add("Hired A FRIEND", action="mine")
    before = content(program)
    assert take(program, dry_run=True).added == 2
    assert content(program) == before
    done = take(program)
    assert (done.added, done.updated, done.words) == (2, 1, "added 2 stories; updated 1 story")
    assert done.refs == (Ref("s", 2), Ref("s", 3))
    assert done.unsure == ((Ref("s", 3), "its figures are marked derived-unverified"),)
    friend = every(program, Story)[0]
    assert (friend.title, friend.action, friend.challenge, friend.strength) == (
        "Hired A FRIEND", "mine", "We were two.", "Teams",
    )  # fmt: skip
    full = content(program)
    again = take(program)
    assert (again.added, again.updated, again.skipped, again.entry) == (0, 0, 3, None)
    assert content(program) == full
    assert len(journal(program)) == 2
    program.history.undo()
    assert content(program) == before
