"""What `due`, `list`, `log`, `paths` and `status` show."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

if TYPE_CHECKING:
    from tests.cli.conftest import Box


def test_due_groups_what_is_owed_and_says_why(box: Box) -> None:
    lines = box("due").out.splitlines()
    assert [line for line in lines if not line.startswith("f")] == ["Overdue", "", "Today", "", "Next 7 days"]
    overdue, late, today, ahead, watched = (re.split("  +", line) for line in lines if line.startswith("f"))
    assert (overdue[0], overdue[1], late[0], today[0], today[1], ahead[0]) == (
        "f5", "2 days late", "f6", "f3", "today", "f2",
    )  # fmt: skip
    assert watched[-1] == "from Wed: check-in 1 of 3, 1 working day after their date"
    assert late[-1] == "from Tue 24 Nov: within 24 hours of the meeting"


def test_due_lines_its_columns_up_by_the_cells_on_screen(box: Box) -> None:
    rows = [line for line in box("due").out.splitlines() if line.startswith("f")]
    assert {cell_len(row[: row.index("from ")]) for row in rows} == {cell_len(rows[0][: rows[0].index("from ")])}
    assert any("白樺電機" in row for row in rows)


def test_due_as_json_has_what_scripts_rely_on(box: Box) -> None:
    items = box("due", "--json").json
    assert [(item["id"], item["state"]) for item in items] == [
        ("f5", "overdue"), ("f6", "overdue"), ("f3", "today"), ("f2", "upcoming"), ("f4", "upcoming"),
    ]  # fmt: skip
    assert items[1] == {
        "id": "f6",
        "kind": "thank_you",
        "due": "2026-11-25T15:00:00+01:00",
        "all_day": False,
        "state": "overdue",
        "interview": "i1",
        "company": "Acme",
        "role": "SRE",
        "step": 5,
        "person": "Dana Ruiz",
        "person_id": "p1",
        "channel": "email",
        "why": "within 24 hours of the meeting",
        "text": "Thank Dana Ruiz",
        "counts_from": "2026-11-24T15:00:00+01:00",
        "sensitive": False,
    }
    whole_day = items[2]
    assert (whole_day["due"], whole_day["all_day"]) == ("2026-11-26T23:59:59+01:00", True)
    assert (items[3]["person"], items[3]["person_id"]) == (None, None)


def test_due_looks_only_so_far_ahead(box: Box) -> None:
    assert [item["id"] for item in box("due", "--days", "3", "--json").json] == ["f5", "f6", "f3"]
    assert [item["id"] for item in box("due", "--days", "4", "--json").json] == ["f5", "f6", "f3", "f2"]


def test_due_and_list_say_so_when_there_is_nothing(empty: Box) -> None:
    assert empty("due").out == "Nothing is due today or in the next 7 days.\n"
    assert empty("due", "--json").json == []
    assert empty("list").out == "No interviews.\n"
    assert empty("list", "--step", "5").out == "No interviews at step 5 Thank promptly.\n"


@pytest.mark.parametrize(
    ("zone", "state", "promised", "thanks"),
    [
        ("America/Los_Angeles", "today", "2026-11-26T23:59:59-08:00", "2026-11-25T06:00:00-08:00"),
        ("Pacific/Auckland", "overdue", "2026-11-26T23:59:59+13:00", "2026-11-26T03:00:00+13:00"),
    ],
)
def test_days_are_the_users_not_the_boxs(box: Box, zone: str, state: str, promised: str, thanks: str) -> None:
    box.environment["TZ"] = "UTC"
    box.now = "2026-11-26T12:00:00+00:00"  # Thursday morning in Los Angeles, Friday in Auckland
    box.configuration.write_text(f'zone = "{zone}"\n')
    items = {item["id"]: item for item in box("due", "--json").json}
    assert (items["f3"]["state"], items["f3"]["due"], items["f6"]["due"]) == (state, promised, thanks)
    assert box("list", "--json").json[-1]["next_due"] == items["f5"]["due"]


@pytest.mark.parametrize(
    ("zone", "now", "before", "after"),
    [
        ("America/Los_Angeles", "2026-10-30T12:00:00-07:00", "31 Oct", "2026-10-31T23:59:59-07:00"),
        ("America/Los_Angeles", "2026-10-30T12:00:00-07:00", "1 Nov", "2026-11-01T23:59:59-08:00"),
        ("America/Los_Angeles", "2027-03-12T12:00:00-08:00", "14 Mar", "2027-03-14T23:59:59-07:00"),
        ("Pacific/Auckland", "2026-09-25T12:00:00+12:00", "27 Sep", "2026-09-27T23:59:59+13:00"),
        ("Pacific/Auckland", "2027-04-02T12:00:00+13:00", "4 Apr", "2027-04-04T23:59:59+12:00"),
    ],
)
def test_a_day_ends_by_the_users_clock_over_a_change_of_summer_time(
    box: Box, zone: str, now: str, before: str, after: str
) -> None:
    box.environment["TZ"] = "UTC"
    box.now = now
    box.configuration.write_text(f'zone = "{zone}"\n')
    assert box("snooze", "f3", *before.split()).code == 0
    assert [item["due"] for item in box("due", "--json").json if item["id"] == "f3"] == [after]


def test_list_shows_the_interviews_by_their_steps(box: Box) -> None:
    assert box("list").out.splitlines() == [
        "1 Set the stage",
        "i3  Globex [/x] · Data Engineer  round 1",
        "i2  白樺電機 · Müller            round 1  next: Mon",
        "",
        "5 Thank promptly",
        "i1  Acme · SRE                   round 1  next: 2 days late",
    ]
    assert box("list", "--json").json == [
        {"id": "i3", "company": "Globex [/x]", "role": "Data Engineer", "step": 1, "round": 1, "outcome": None,
         "silent_days": None, "next_due": None},
        {"id": "i2", "company": "白樺電機", "role": "Müller", "step": 1, "round": 1, "outcome": None,
         "silent_days": None, "next_due": "2026-11-30T23:59:59+01:00"},
        {"id": "i1", "company": "Acme", "role": "SRE", "step": 5, "round": 1, "outcome": None,
         "silent_days": None, "next_due": "2026-11-24T16:00:00+01:00"},
    ]  # fmt: skip
    assert [item["id"] for item in box("list", "--step", "5", "--json").json] == ["i1"]


def test_status_is_one_line(box: Box) -> None:
    assert box("status").out == "2 overdue · 1 today · next: 白樺電機 Tue 10:00\n"
    form = "{overdue}/{today} {next} {punctuality} } {"
    assert box("status", "--format", form).out == "2/1 白樺電機 Tue 10:00 100% } {\n"


def test_status_of_no_store_makes_none(empty: Box) -> None:
    assert empty("status").out == "0 overdue · 0 today\n"
    assert empty("status", "--format", "[{next}{punctuality}]").out == "[]\n"
    assert not empty.store.exists()


@pytest.mark.parametrize("form", ["{due}", "{overdue.__class__}", "{overdue!r:>9}", "{0}", "{}", "{overdue[0]}"])
def test_status_puts_in_known_names_only(box: Box, form: str) -> None:
    ended = box("status", "--format", form)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.endswith(f"there is no {form}: give {{overdue}} {{today}} {{next}} {{punctuality}} {{first}}\n")


def test_log_is_the_journal_newest_first(box: Box) -> None:
    lines = box("log").out.splitlines()
    assert lines[0] == "2026-11-25 10:00  Logged: email from Acme"
    assert lines[-1].startswith("2026-11-23 09:00  Added Acme · SRE at step 1 Set the stage")
    assert len(box("log", "i3").out.splitlines()) == 1
    newest = box("log", "--json").json[0]
    assert newest == {"id": len(lines), "at": "2026-11-25T10:00:00+01:00", "words": "Logged: email from Acme",
                      "state": "done"}  # fmt: skip
    box("undo")
    assert box("log").out.splitlines()[0] == "2026-11-25 10:00  (taken back) Logged: email from Acme"


def test_log_keeps_what_was_removed_and_knows_no_other(box: Box) -> None:
    ended = box("log", "i9")
    assert (ended.code, ended.err) == (1, "interview-tui: the journal has no record i9\n")


def test_paths_names_every_path_in_use(box: Box) -> None:
    rows = [line.split(maxsplit=1) for line in box("paths").out.splitlines()]
    assert [name for name, _ in rows] == ["store", "configuration", "templates", "typed", "backups", "log"]
    assert [path for _, path in rows[:3]] == [
        str(box.store), str(box.configuration), str(box.folder / "templates"),
    ]  # fmt: skip


HOSTILE = "A\x1b]52;c;eA==\x07B\x1b[31mC\x9b2JD\u202eE\x08F"


@pytest.mark.parametrize(
    "arguments", [["due"], ["due", "--json"], ["list"], ["list", "--json"], ["show", "i1"], ["show", "i1", "--json"],
                  ["show", "p1"], ["show", "f6"], ["log"], ["status"]],
)  # fmt: skip
def test_what_another_program_wrote_does_not_drive_the_terminal(box: Box, arguments: list[str]) -> None:
    with closing(sqlite3.connect(box.store)) as connection, connection:
        connection.execute("UPDATE interviews SET company = ?", (HOSTILE,))
        connection.execute("UPDATE people SET name = ?, note = ?", (HOSTILE, HOSTILE))
        connection.execute("UPDATE follow_ups SET text = ?, note = ?", (HOSTILE, HOSTILE))
        connection.execute("UPDATE entries SET words = ?", (HOSTILE,))
    ended = box(*arguments)
    assert ended.code == 0
    assert "ABCDEF" in ended.out
    assert not [char for char in ended.out if (ord(char) < 32 and char != "\n") or char in "\x7f\x9b\u202e"]


def test_problems_of_the_configuration_are_said_and_stop_nothing(box: Box) -> None:
    box.configuration.write_text('zone = "Mars/Olympus"\nemail = 3\n')
    ended = box("status")
    assert ended.out.startswith("2 overdue")
    assert [line.partition(" = ")[0] for line in ended.err.splitlines()] == [
        "interview-tui: config.toml:1: zone",
        "interview-tui: config.toml:2: email",
    ]
