"""No input whatever ends in anything but a result, or one line for the person, and in bounded time.

Short here; `make soak` goes on with new inputs for INTERVIEW_TUI_FUZZ_SECONDS each (600), and keeps what failed in
corpus/, which the short form replays.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from interview_tui.domain.date_parsing import parse_when
from interview_tui.domain.dates import Calendar
from interview_tui.domain.errors import UserError
from interview_tui.domain.shorthand import format_notes, parse_notes
from interview_tui.domain.text import clean, clean_line
from interview_tui.importing.table import is_table, read_table
from interview_tui.letters.sandbox import LARGEST, render
from interview_tui.settings import load
from tests.cli.conftest import Box
from tests.faults.fuzzing import Target, as_text, in_one_line, mutated
from tests.faults.grammars import ARGUMENTS, MONSTERS, NOTES, TABLES, TEMPLATES, TOML, WHENS
from tests.importing.test_invitation_any_bytes import SAMPLES, check
from tests.programs import a_program, content

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from hypothesis import strategies as st

BERLIN = Calendar(ZoneInfo("Europe/Berlin"))
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


def day(text: str) -> date:
    return parse_when(text, now=NOW, calendar=BERLIN).day


# Shorthand.


def shorthand(folder: Path) -> Callable[[bytes], None]:
    program = a_program(folder)
    interview = program.interviews.add("Acme", "SRE").refs[0].id
    before = content(program)

    def law(data: bytes) -> None:
        text = as_text(data)
        lines = parse_notes(text, day)
        written = format_notes(lines, day)
        assert parse_notes(written, day) == lines
        assert clean(written) == written
        try:
            change = program.notes.capture(interview, text)
        except UserError as error:
            in_one_line(str(error))
        else:
            if change.entry is not None:  # a text may say nothing, and then there is nothing to take back
                program.history.undo(1)
        assert content(program) == before

    return law


# WHEN.


def when(_folder: Path) -> Callable[[bytes], None]:
    def law(data: bytes) -> None:
        found = parse_when(as_text(data), now=NOW, calendar=BERLIN)
        assert 1900 <= found.day.year < 3000
        assert parse_when(found.day.isoformat(), now=NOW, calendar=BERLIN).day == found.day

    return law


# Invitations.


def samples(ending: str) -> list[bytes]:
    return [path.read_bytes() for path in SAMPLES if path.suffix == ending]


def invitation(_folder: Path) -> Callable[[bytes], None]:
    return check


# Tables.


def table(_folder: Path) -> Callable[[bytes], None]:
    def law(data: bytes) -> None:
        assert isinstance(is_table(data), bool)
        found = read_table(data)
        numbers = [row.number for row in found.rows] + [number for number, _ in found.refused]
        assert len(set(numbers)) == len(numbers)
        assert all(number >= 2 for number in numbers)
        for _, why in found.refused:
            in_one_line(why)
        for row in found.rows:
            assert row.company
            for line in (row.company, row.role, row.link, row.location, row.status):
                assert line == clean_line(line)
            assert row.note == clean(row.note)

    return law


# Configuration.


def configuration(folder: Path) -> Callable[[bytes], None]:
    file = folder / "config.toml"

    def law(data: bytes) -> None:
        file.write_bytes(data)
        found = load({"TZ": "Europe/Berlin"}, store=folder / "x.db", configuration=file)
        for problem in found.problems:
            in_one_line(problem)
        assert found.sender.name == clean_line(found.sender.name)
        assert found.cadences is not None
        assert isinstance(found.calendar.day(NOW), type(NOW.date()))

    return law


# Templates.


def template(folder: Path) -> Callable[[bytes], None]:
    file = folder / "a.j2"

    def law(data: bytes) -> None:
        file.write_bytes(data)
        subject, body = render("a", {"company": "Acme", "first": "Dana", "rows": [{"need": "Order"}] * 3}, folder)
        assert subject == clean_line(subject)
        assert body == clean(body)
        assert len(body) <= LARGEST

    return law


# The command line.

IN = b"BEGIN:VCALENDAR\r\n? Why?\ncompany,role\nAcme,SRE\n"


def command_line(folder: Path) -> Callable[[bytes], None]:
    box = Box(folder, environment={"HOME": str(folder), "EDITOR": "true", "VISUAL": "true"})
    box("add", "Acme", "SRE")

    def law(data: bytes) -> None:
        done = box(*(as_text(data).split("\0") if data else ["status"]), stdin=IN)
        assert done.code in (0, 1, 2), done
        assert "Traceback" not in done.err
        assert "\x1b" not in done.out + done.err
        assert done.code == 0 or done.err

    return law


TARGETS: dict[str, tuple[st.SearchStrategy[bytes], Callable[[Path], Callable[[bytes], None]], int]] = {
    "shorthand": (NOTES, shorthand, 10),
    "when": (WHENS, when, 100),
    "ics": (mutated(samples(".ics"), MONSTERS), invitation, 20),
    "eml": (mutated(samples(".eml"), MONSTERS), invitation, 20),
    "csv": (TABLES, table, 40),
    "configuration": (TOML, configuration, 60),
    "templates": (TEMPLATES, template, 10),
    "arguments": (ARGUMENTS, command_line, 10),
}
"""For each target what it is given, its law, and how many inputs the short form tries."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a target works: what it writes without a folder's name is written here."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", TARGETS)
def test_no_input_breaks(name: str, folder: Path) -> None:
    inputs, law, examples = TARGETS[name]
    Target(name, inputs, law(folder)).short(examples)


@pytest.mark.soak
@pytest.mark.parametrize("name", TARGETS)
def test_no_input_breaks_for_long(name: str, folder: Path) -> None:
    inputs, law, _ = TARGETS[name]
    tried, failed = Target(name, inputs, law(folder)).soak()
    assert (tried > 0, failed) == (True, [])
