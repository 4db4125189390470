"""Every example in docs/assistant.md is taken out of the page and run, with a stand-in for the assistant."""

from __future__ import annotations

import re
import shlex
import shutil
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.shorthand import MARKERS
from tests.cli.test_recipes import PAGE, of, recipes, run

if TYPE_CHECKING:
    from tests.cli.conftest import Box

ASSISTANT = PAGE.with_name("assistant.md")
NOTES, POSTING, BEFORE, LETTER = (
    "Rough notes into records", "A posting into likely needs", "Before the meeting", "A letter",
)  # fmt: skip
MARKS = {mark for mark, _ in MARKERS}
NOT_ASKED_FOR = {"#", "*"}
"""What an assistant cannot know from notes: how the meeting is called, and which of your stories fits."""


def answers(box: Box, text: str) -> None:
    """The assistant writes this, and keeps what it was given."""
    folder = box.folder / ".local" / "bin"
    folder.mkdir(parents=True, exist_ok=True)
    (box.folder / "answer").write_text(text, "utf-8")
    (folder / "assistant").write_text('#!/bin/sh\ncat > "$HOME/asked"; cat "$HOME/answer"\n')
    (folder / "assistant").chmod(0o755)


def prompt_of(box: Box, heading: str) -> str:
    """The first text under a heading, put where the page has it kept."""
    section = ASSISTANT.read_text("utf-8").partition(f"## {heading}\n")[2]
    name = re.search(r"`~/([\w-]+-prompt\.txt)`", section)
    assert name
    text = of(heading, "text", ASSISTANT)[0]
    (box.folder / name[1]).write_text(text, "utf-8")
    return text


def asked(box: Box) -> str:
    return (box.folder / "asked").read_text("utf-8")


def test_every_example_of_the_page_is_run_here() -> None:
    shells = {recipe.heading for recipe in recipes(ASSISTANT) if recipe.language == "sh"}
    assert shells == {"What is in what you pipe", NOTES, POSTING, BEFORE, LETTER}
    assert {recipe.language for recipe in recipes(ASSISTANT)} == {"sh", "text"}


def test_the_table_says_what_each_command_holds(box: Box) -> None:
    rows = re.findall(r"^\| `([^`]+)` \| (.*) \|$", ASSISTANT.read_text("utf-8"), re.MULTILINE)
    out = {command: box(*shlex.split(command)) for command, _ in rows}
    assert {command: done.code for command, done in out.items()} == dict.fromkeys(out, 0)
    held = {command: done.out for command, done in out.items()}
    assert ["dana@acme.example" in held[command] for command, _ in rows] == [False, False, False, False, True, True]
    for command in ("brief i1 --json", "chart i1 --json", "letter f3 --format text", "show i1 --json"):
        assert "Dana" in held[command]


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")
def test_needs_and_answers_are_given_without_a_name(box: Box) -> None:
    (command,), (shown,) = (of("What is in what you pipe", language, ASSISTANT) for language in ("sh", "text"))
    said = run(box, command)
    assert said.startswith(shown.removesuffix("…\n").rstrip())
    assert "Dana" not in said


def test_rough_notes_become_records(box: Box) -> None:
    prompt, (_, answer) = prompt_of(box, NOTES), of(NOTES, "text", ASSISTANT)
    assert set(prompt.split()) >= MARKS - NOT_ASKED_FOR
    (box.folder / "rough-notes.txt").write_text("met mara lindqvist, scripts have no owner …\n", "utf-8")
    answers(box, answer)
    ask, take = of(NOTES, "sh", ASSISTANT)
    said = run(box, f"{ask}{take}")
    assert asked(box) == f"{prompt}met mara lindqvist, scripts have no owner …\n"
    assert "1 person, 3 questions, 1 need, 1 quote, 1 commitment" in said
    assert "not understood" not in said
    meeting = box("show", "m2", "--json").json
    assert [line for line in answer.splitlines() if line not in meeting["notes"].splitlines()] == [
        "+ send two names of references (Mara Lindqvist) by fri"  # which is written with its day
    ]
    assert box("undo").code == 0


def test_what_a_posting_hints_at_is_kept_as_likely_needs(box: Box) -> None:
    (box.folder / "posting.txt").write_text("You will calm the release train.\n", "utf-8")
    answers(box, "! releases are slow\n! nobody owns the scripts\n")
    (commands,), prompt = of(POSTING, "sh", ASSISTANT), prompt_of(box, POSTING)
    run(box, commands)
    assert asked(box) == f"{prompt}You will calm the release train.\n"
    assert box("study", "i2").out == (
        "You will calm the release train.\n\n! releases are slow\n! nobody owns the scripts\n"
    )


def test_before_the_meeting_it_gets_the_brief_and_a_question_comes_back(box: Box) -> None:
    answers(box, "Ask about the budget.\n")
    (ask, take), prompt = of(BEFORE, "sh", ASSISTANT), prompt_of(box, BEFORE)
    run(box, f"{ask}{take}")
    assert asked(box).startswith(prompt)
    assert '"name": "白樺電機 · Müller"' in asked(box)
    assert (box.folder / "ideas.txt").read_text() == "Ask about the budget.\n"
    assert "How will you know after a year that it worked?" in box("brief", "i2").out


def test_a_letter_is_given_as_it_is_drafted_and_nothing_changes(box: Box) -> None:
    answers(box, "Dear Dana, thanks.\n")
    box.configuration.write_text('name = "Robin Hale"\n')
    (ask,), prompt = of(LETTER, "sh", ASSISTANT), prompt_of(box, LETTER)
    before = box("export").out
    assert run(box, ask) == "Dear Dana, thanks.\n"
    assert asked(box) == prompt + box("letter", "f3", "--format", "text").out
    assert box("export").out == before
