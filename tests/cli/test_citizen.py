"""The command line among others: one JSON document, one line an error, no colour in a pipe, quiet when nobody reads."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from interview_tui.cli import fast_path
from interview_tui.cli.group import COMMANDS
from tests.terminal import clean_env

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Box

SHOWING = {
    "due": ("due", "--days", "400"),
    "status": ("status",),
    "list": ("list",),
    "show": ("show", "i1"),
    "study": ("study", "i1"),
    "log": ("log",),
    "paths": ("paths",),
    "letter": ("letter", "i1"),
    "templates": ("templates",),
    "chart": ("chart", "i1"),
    "brief": ("brief", "i1"),
    "questions": ("questions", "i1"),
    "plan": ("plan", "i1"),
    "promises": ("promises",),
    "offers": ("offers",),
    "references": ("references",),
    "review": ("review",),
    "week": ("week",),
    "deleted": ("deleted",),
    "doctor": ("doctor",),
}
"""The commands that show data, each so that it has something to show."""
CHANGING = {
    "add", "advance", "back", "outcome", "done", "snooze", "skip", "touch", "capture", "send", "undo", "bring-back",
    "import", "mail", "demo", "backup", "restore", "config", "meeting", "person", "offer", "document",
}  # fmt: skip
"""Those that change something, and say in words what they did."""
OPENING = {"triage", "open"}
"""Those that open the dashboard."""
FORMS = {"export", "completion", "man"}
"""Those whose output has a form of its own."""
INSTANT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d\S*")


def texts(value: Any) -> Iterator[str]:
    """Every string in a document."""
    match value:
        case dict():
            for item in value.values():
                yield from texts(item)
        case list():
            for item in value:
                yield from texts(item)
        case str():
            yield value


def test_every_command_is_one_of_these() -> None:
    assert set(COMMANDS) == SHOWING.keys() | CHANGING | FORMS | OPENING


@pytest.mark.parametrize("command", SHOWING)
def test_what_shows_data_shows_it_as_one_json_document(box: Box, command: str) -> None:
    found = box(*SHOWING[command], "--json")
    assert (found.code, found.err) in ((0, ""), (1 if command == "doctor" else 0, ""))
    document = json.loads(found.out)
    assert isinstance(document, (dict, list))
    assert found.out.endswith("\n")
    instants = [text for text in texts(document) if INSTANT.fullmatch(text)]
    assert all(datetime.fromisoformat(text).utcoffset() is not None for text in instants)
    if command not in (
        "paths",
        "doctor",
        "questions",
        "chart",
        "deleted",
        "promises",
        "review",
        "offers",
        "templates",
        "references",
        "study",
    ):
        assert instants
    assert "\x1b" not in box(*SHOWING[command]).out


@pytest.mark.parametrize(
    "command", ["due", "status", "list", "log", "paths", "questions", "promises", "deleted", "offers", "week"]
)
def test_of_nothing_there_is_a_document_too(empty: Box, command: str) -> None:
    assert isinstance(empty(command, "--json").json, (list, dict))


def test_the_documents_hold_what_the_text_says(box: Box) -> None:
    assert box("status", "--json").json == {
        "overdue": 1,
        "today": 1,
        "next": {"starts": "2026-12-01T10:00:00+01:00", "company": "白樺電機"},
        "first": {"id": "f3", "text": "Thank Dana Ruiz", "company": "Acme"},
        "unplanned": 1,
        "punctuality": 33,
        "done": 2,
        "on_time": 1,
        "longest_streak": 1,
        "victories": 0,
    }
    chart = box("chart", "i1", "--json").json
    assert chart["interview"] == "i1"
    assert chart["needs"] == [
        {
            "need": "n1",
            "text": "Release approvals take nine days",
            "by": "Dana Ruiz",
            "pressing": 1,
            "match": "x1",
            "story": "s1",
            "title": "Cut releases from nine days to one",
            "synopsis": "",
            "result": "",
            "sample": "",
            "first_steps": "",
        }
    ]
    assert f"Proposal: {chart['proposal']['words']}" in box("chart", "i1").out
    assert box("chart", "i3", "--json").json["needs"] == []
    letter = box("letter", "f3", "--json").json
    assert (letter["id"], letter["kind"], letter["to"], letter["follow_up_id"]) == (
        None,
        "thank_you",
        "Dana Ruiz",
        "f3",
    )
    assert box("letter", "f3").out == f"Subject: {letter['subject']}\n\n{letter['body']}\n"
    brief = box("brief", "i2", "--json").json
    assert (brief["interview"], brief["starts"]) == ("i2", "2026-12-01T10:00:00+01:00")
    assert all(item["text"] in box("brief", "i2", "--format", "md").out for item in brief["sections"][0]["items"])
    assert box("paths", "--json").json["store"] == str(box.store)
    picked = box("questions", "i2", "--pick", "3", "--json").json
    assert [item["number"] for item in picked if item["picked"]] == [3]


@pytest.mark.parametrize("command", ["status", "letter", "chart", "brief"])
def test_json_and_another_form_are_wrong_usage(box: Box, command: str) -> None:
    ended = box(*SHOWING[command], "--json", "--format", "md")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "interview-tui: give --json or --format, not both\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_wrong_usage_is_one_line(box: Box, command: str) -> None:
    ended = box(command, "--nonsense")
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (2, "", 1)
    assert ended.err.startswith("interview-tui: ")


def _many(box: Box) -> None:
    """Puts so many interviews into the store that no pipe holds their list."""
    with closing(sqlite3.connect(box.store)) as connection, connection:
        columns = [name for _, name, *_ in connection.execute("PRAGMA table_info(interviews)") if name != "id"]
        names = ", ".join(columns)
        connection.execute(
            f"INSERT INTO interviews ({names}) "  # noqa: S608 -- the store's own names
            "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n LIMIT 2500) "
            f"SELECT {names} FROM interviews, n WHERE id = 3"
        )


def test_a_pipe_that_closes_early_ends_it_quietly(box: Box) -> None:
    _many(box)
    assert len(box("list", "--json").out) > 100_000
    line = "interview-tui list --json | head -1; echo ${PIPESTATUS[0]} >&2"
    done = subprocess.run(
        ["bash", "-c", line],
        env=clean_env(box.folder, **box._environment()),
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert len(done.stdout.decode().splitlines()) == 1
    assert done.stderr.decode().split() in (["141"], ["0"])


@pytest.mark.parametrize("line", ["capture i1", "import -"])
def test_standard_input_that_is_closed_is_one_line(box: Box, line: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f"interview-tui {line} <&-"],
        env=clean_env(box.folder, **box._environment()),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "standard input is closed: give a file" in done.stderr.decode().splitlines()[0]


def test_notes_come_from_standard_input(box: Box) -> None:
    assert box("capture", "i1", "-", stdin="! The pager never stops (Dana Ruiz)").code == 0
    assert box("show", "n2", "--json").json["text"] == "The pager never stops"


STATUS = [
    (("--format", "{overdue?{overdue} late}{today?, {today} today}"), "1 late, 1 today\n"),
    (("--format", "{punctuality?on time: {punctuality}} {next?}"), "on time: 33% \n"),
    (("--format", " {overdue}\n{today}  "), " 1 1  \n"),
    (("--format", "{first}"), "Thank Dana Ruiz (Acme)\n"),
    (("--format", "{overdue?}|{next?, {next}}", "--for", "tmux"), "|, 白樺電機 Tue 10:00\n"),
    (("--if-due", "--format", "#[fg=red]{overdue}"), "#[fg=red]1\n"),
    (("--if-due",), "1 overdue · 1 today · next: 白樺電機 Tue 10:00 · 1 unplanned\n"),
]


@pytest.mark.parametrize(("arguments", "line"), STATUS)
def test_a_status_line_is_built_as_it_is_asked_for(
    box: Box,
    arguments: tuple[str, ...],
    line: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = box("status", *arguments)
    assert (said.code, said.out, said.err) == (0, line, "")
    for name, value in box._environment().items():
        monkeypatch.setenv(name, value)
    assert fast_path.run(["status", *arguments]) == 0
    assert capsys.readouterr().out == line


@pytest.mark.parametrize(
    "arguments", [("--json", "--format", "x"), ("--for", "vim"), ("--format", "{x?y}"), ("--if-due", "--if-due")]
)
def test_what_is_asked_wrongly_of_status_is_told_by_the_long_way(arguments: tuple[str, ...]) -> None:
    assert fast_path.run(["status", *arguments]) is None


@pytest.mark.parametrize("form", ["{nothing?x}", "{overdue?{nothing}}", "{?x}"])
def test_a_condition_asks_for_known_names_only(box: Box, form: str) -> None:
    ended = box("status", "--format", form)
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (2, "", 1)


@pytest.mark.parametrize(("reader", "shown"), [("tmux", "##(x) %F{{red}} "), ("zsh", "#(x) %%F{{red}} ")])
def test_what_the_reader_of_the_line_would_obey_is_a_plain_character(box: Box, reader: str, shown: str) -> None:
    with closing(sqlite3.connect(box.store)) as connection, connection:
        connection.execute("UPDATE interviews SET company = '#(x) %F{red}'")
    ended = box("status", "--for", reader, "--format", "#[fg=red]%B{next}")
    assert ended.out.startswith("#[fg=red]%B" + shown.replace("{{", "{").replace("}}", "}"))


def test_a_prompt_is_not_failed_where_there_is_no_store(empty: Box) -> None:
    for arguments, line in (
        ((), "0 overdue · 0 today\n"),
        (("--if-due",), ""),
        (("--format", "{overdue?late}{first}"), "\n"),
    ):
        ended = empty("status", *arguments)
        assert (ended.code, ended.out, ended.err) == (0, line, "")
    assert empty("status", "--json").json["next"] is None
    assert not empty.store.exists()


def test_a_store_that_cannot_be_read_is_one_line_and_nothing_for_the_prompt(box: Box) -> None:
    box.store.write_bytes(b"garbage " * 1000)
    ended = box("status")
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (1, "", 1)


def test_json_is_utf_8_whatever_the_locale(box: Box) -> None:
    box.environment |= {"PYTHONIOENCODING": "ascii", "LANG": "C"}
    assert json.loads(box.real("status", "--json").out)["next"]["company"] == "白樺電機"
