"""What `due`, `list`, `log`, `paths`, `status` and `show` show."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from interview_tui.cli.output import table_lines
from interview_tui.domain.follow_up_kinds import Kind
from tests.cli.conftest import NOTES, Box
from tests.programs import ProgramOnATable, a_program
from tests.store.records import add_interview, owe

if TYPE_CHECKING:
    from tests.cli.conftest import Box


def test_due_groups_what_is_owed_and_says_why(box: Box) -> None:
    lines = box("due").out.splitlines()
    headings = ["Overdue", "", "Today", "", "Next 7 days", "", "Nothing planned"]
    assert [line for line in lines if not line.startswith(("f", "i3 "))] == headings
    late, today, *ahead = (re.split("  +", line) for line in lines if line.startswith("f"))
    assert [(row[0], row[1]) for row in (late, today, *ahead)] == [
        ("f3", "1 day late"), ("f11", "today"), ("f4", "tomorrow"), ("f6", "Mon"), ("f7", "Tue 12:00"),
        ("f8", "Wed 11:00"),
    ]  # fmt: skip
    assert late[-1] == "within 24 hours of the meeting (Tue 24 Nov)"
    assert ahead[1][-1] == "working day before the meeting (Tue 1 Dec)"


def test_due_lines_its_columns_up_by_the_cells_on_screen(box: Box) -> None:
    rows = [line for line in box("due").out.splitlines() if line.startswith("f")]
    starts = {cell_len(row.removesuffix(re.split("  +", row)[-1])) for row in rows}
    assert len(starts) == 1
    assert any("白樺電機" in row for row in rows)


def test_due_as_json_has_what_scripts_rely_on(box: Box) -> None:
    items = box("due", "--json").json
    assert [(item["id"], item["state"]) for item in items] == [
        ("f3", "overdue"), ("f11", "today"), ("f4", "upcoming"), ("f6", "upcoming"), ("f7", "upcoming"),
        ("f8", "upcoming"), ("i3", "none"),
    ]  # fmt: skip
    assert items[0] == {
        "id": "f3",
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
    whole_day = items[1]
    assert (whole_day["due"], whole_day["all_day"]) == ("2026-11-26T23:59:59+01:00", True)
    assert (items[3]["person"], items[3]["person_id"]) == (None, None)


def test_due_looks_only_so_far_ahead(box: Box) -> None:
    assert [item["id"] for item in box("due", "--days", "3", "--json").json] == ["f3", "f11", "f4", "i3"]
    assert [item["id"] for item in box("due", "--days", "4", "--json").json] == ["f3", "f11", "f4", "f6", "i3"]


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
    assert (items["f11"]["state"], items["f11"]["due"], items["f3"]["due"]) == (state, promised, thanks)
    assert box("list", "--json").json[-1]["next_due"] == items["f3"]["due"]


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
        "i3  Globex [/x] · Data Engineer  round 1  nothing planned",
        "i2  白樺電機 · Müller            round 1  next: Mon",
        "",
        "5 Thank promptly",
        "i1  Acme · SRE                   round 1  next: 1 day late",
    ]
    assert box("list", "--json").json == [
        {"id": "i3", "company": "Globex [/x]", "role": "Data Engineer", "step": 1, "round": 1, "outcome": None,
         "silent_days": None, "unplanned": True, "next_due": None},
        {"id": "i2", "company": "白樺電機", "role": "Müller", "step": 1, "round": 1, "outcome": None,
         "silent_days": None, "unplanned": False, "next_due": "2026-11-30T23:59:59+01:00"},
        {"id": "i1", "company": "Acme", "role": "SRE", "step": 5, "round": 1, "outcome": None,
         "silent_days": None, "unplanned": False, "next_due": "2026-11-25T15:00:00+01:00"},
    ]  # fmt: skip
    assert [item["id"] for item in box("list", "--step", "5", "--json").json] == ["i1"]


def test_status_is_one_line(box: Box) -> None:
    assert box("status").out == "1 overdue · 1 today · next: 白樺電機 Tue 10:00 · 1 unplanned\n"
    form = "{overdue}/{today} {next} {punctuality} } {"
    assert box("status", "--format", form).out == "1/1 白樺電機 Tue 10:00 33% } {\n"


def test_status_of_no_store_makes_none(empty: Box) -> None:
    assert empty("status").out == "0 overdue · 0 today\n"
    assert empty("status", "--format", "[{next}{punctuality}]").out == "[]\n"
    assert not empty.store.exists()


@pytest.mark.parametrize("form", ["{due}", "{overdue.__class__}", "{overdue!r:>9}", "{0}", "{}", "{overdue[0]}"])
def test_status_puts_in_known_names_only(box: Box, form: str) -> None:
    ended = box("status", "--format", form)
    assert (ended.code, ended.out) == (2, "")
    known = "{overdue} {today} {unplanned} {next} {punctuality} {first}"
    assert ended.err.endswith(f"unknown {form}: use {known}\n")


class TestNothingPlanned:
    """A running interview with nothing ahead of it is never out of sight."""

    @pytest.fixture
    def program(self, empty: Box) -> ProgramOnATable:
        return a_program(empty.folder, now=empty.now)

    def test_is_the_last_section_of_what_is_due(self, empty: Box, program: ProgramOnATable) -> None:
        for company in ("Acme", "Harbor"):
            add_interview(program, company)
        owe(program, 1, "Call", "today")
        lines = empty("due").out.splitlines()
        assert lines[0] == "Today"
        assert lines[2:4] == ["", "Nothing planned"]
        assert re.split("  +", lines[4])[:3] == ["i2", "Nothing planned", "Harbor · SRE"]
        assert lines[4].endswith("mark it as gone quiet")

    def test_stands_there_also_when_nothing_is_due(self, empty: Box, program: ProgramOnATable) -> None:
        add_interview(program)
        lines = empty("due", "--days", "0").out.splitlines()
        assert lines[:3] == ["Nothing is due today.", "", "Nothing planned"]

    def test_of_many_the_text_has_one_line_and_json_each(self, empty: Box, program: ProgramOnATable) -> None:
        for number in range(36):
            add_interview(program, f"Company {number:02}")
        assert empty("due").out.splitlines()[2:] == [
            "Nothing planned",
            "36 interviews have nothing planned: interview-tui list shows them",
        ]
        items = empty("due", "--json").json
        assert [item["id"] for item in items] == [f"i{number}" for number in range(1, 37)]
        assert {line.split("  ")[-1] for line in empty("list").out.splitlines()[1:]} == {"nothing planned"}

    def test_as_json_has_no_due_day(self, empty: Box, program: ProgramOnATable) -> None:
        add_interview(program, "Harbor")
        owe(program, 1, "Thank Dana Ruiz", "today", kind=Kind.THANK_YOU, lapses=program.clock())
        (item,) = empty("due", "--json").json
        assert item == {
            "id": "i1",
            "kind": "nothing_planned",
            "due": None,
            "all_day": False,
            "state": "none",
            "interview": "i1",
            "company": "Harbor",
            "role": "SRE",
            "step": 1,
            "person": None,
            "person_id": None,
            "channel": None,
            "why": "left undone: Thank Dana Ruiz; nothing lies ahead: book a meeting, check in, add something, or "
            "mark it as gone quiet",
            "text": "Nothing planned",
            "counts_from": None,
            "sensitive": False,
        }

    def test_is_counted_by_status_apart_from_what_is_due(self, empty: Box, program: ProgramOnATable) -> None:
        for company in ("Acme", "Harbor"):
            add_interview(program, company)
        owe(program, 1, "Call", "today")
        assert empty("status").out == "0 overdue · 1 today · 1 unplanned\n"
        assert empty("status", "--format", "{unplanned}").out == "1\n"
        assert empty("status", "--json").json["unplanned"] == 1
        owe(program, 2, "Call", "+9d")
        assert empty("status").out == "0 overdue · 1 today\n"
        assert empty("status", "--format", "[{unplanned?x}]").out == "[]\n"

    @pytest.mark.parametrize("command", ["due", "list", "status"])
    def test_to_read_it_changes_no_byte(self, empty: Box, program: ProgramOnATable, command: str) -> None:
        add_interview(program, meeting="today 8:30")
        owe(program, 1, "Prepare", "today", lapses=program.clock())
        before, modified = empty.store.read_bytes(), empty.store.stat().st_mtime_ns
        for _ in range(3):
            assert empty(command).code == 0
            empty.now = empty.now.replace("T09", "T12")
        assert (empty.store.read_bytes(), empty.store.stat().st_mtime_ns) == (before, modified)


def test_log_is_the_journal_newest_first(box: Box) -> None:
    lines = box("log").out.splitlines()
    assert lines[0] == "2026-11-25 10:00  Logged: email from Acme"
    assert lines[-1].startswith("2026-11-23 09:00  Added Acme · SRE: Tue 24 Nov 2026, 14:00 (Europe/Berlin); planned: ")
    assert len(box("log", "i3").out.splitlines()) == 1
    newest = box("log", "--json").json[0]
    assert newest == {"id": len(lines), "at": "2026-11-25T10:00:00+01:00", "words": "Logged: email from Acme",
                      "state": "done"}  # fmt: skip
    box("undo")
    assert box("log").out.splitlines()[0] == "2026-11-25 10:00  (undone) Logged: email from Acme"


def test_log_keeps_what_was_removed_and_knows_no_other(box: Box) -> None:
    ended = box("log", "i9")
    assert (ended.code, ended.err) == (1, "interview-tui: the journal has no record i9\n")


def test_paths_names_every_path_in_use(box: Box) -> None:
    rows = [line.split(maxsplit=1) for line in box("paths").out.splitlines()]
    assert [name for name, _ in rows] == [
        "store", "configuration", "templates", "typed", "documents", "backups", "log",
        "mail_words", "journal", "hidden", "saved_texts", "temporary",
    ]  # fmt: skip
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
    assert ended.out.startswith("1 overdue")
    assert [line.partition(" = ")[0] for line in ended.err.splitlines()] == [
        "interview-tui: config.toml:1: zone",
        "interview-tui: config.toml:2: email",
    ]


def test_an_interview_is_shown_with_all_that_hangs_on_it(box: Box) -> None:
    shown = box("show", "i1").out
    assert shown.startswith(
        "i1  Acme · SRE\nstep 5 Thank promptly · round 1 · running · plan: standard, not accepted yet\n"
    )
    assert "m1  Tue 2026-11-24 14:00 · First talk\n" in shown
    assert "p1  Dana Ruiz, VP Operations <dana@acme.example>  interviewer · invited\n" in shown
    assert "\nOwed at step 5 Thank promptly\n- the thank-you to Dana Ruiz\n" in shown
    assert (
        "\nn1  !  Release approvals take nine days  Dana Ruiz  answered by Cut releases from nine days to one\n"
        in shown
    )
    headings = [line for line in shown.splitlines() if line in
                ("People", "Notes", "Needs", "Follow-ups", "Settled", "Touches")]  # fmt: skip
    assert headings == ["People", "Notes", "Needs", "Follow-ups", "Settled", "Touches"]
    assert shown.index("f3   1 day late") < shown.index("f11  today") < shown.index("f1  done on time")
    assert shown.endswith("journal entries: interview-tui log i1\n")


def test_what_was_put_to_you_is_shown_with_how_it_went(box: Box) -> None:
    box("capture", "i1", stdin="< Why us? (Dana Ruiz)\n    The pay\n")
    box("questions", "q3", "--went", "badly", "--better", "Your maps")
    assert "\nAsked of you\nq3    Why us?  Dana Ruiz  went: badly · better: Your maps\n" in box("show", "i1").out


def test_the_notes_of_an_interview_can_be_captured_again(box: Box) -> None:
    shown = box("show", "i1", "--json").json["notes"]
    assert shown == NOTES.replace("# First talk\n", "# First talk\n@ Dana Ruiz, VP Operations <dana@acme.example>\n") \
        .replace("by 2 Dec", "by 2026-12-02")  # fmt: skip
    said = "a1  Noted for Acme · SRE: 1 person; 9 lines were already there\n"  # she was there
    assert box("capture", "i1", stdin=shown).out == said
    assert box("capture", "i1", stdin=shown).out == "The notes of Acme · SRE already have that\n"


def test_an_interview_as_json_has_its_fields_and_arrays(box: Box) -> None:
    shown = box("show", "i1", "--json").json
    assert (shown["id"], shown["company"], shown["step"], shown["created"]) == (
        "i1", "Acme", 5, "2026-11-23T09:00:00+01:00",
    )  # fmt: skip
    assert "version" not in shown
    assert shown["meeting"]["starts"] == "2026-11-24T14:00:00+01:00"
    assert [(p["id"], p["name"], p["part"], p["invited"], p["present"]) for p in shown["people"]] == [
        ("p1", "Dana Ruiz", "interviewer", True, None)
    ]
    assert {name: [record["id"] for record in shown[name]] for name in (
        "rounds", "questions", "needs", "quotes", "matches", "stories", "commitments", "remarks", "follow_ups",
        "touches", "letters", "origins",
    )} == {
        "rounds": ["r1"], "questions": ["q1", "q2"], "needs": ["n1"], "quotes": ["k1"], "matches": ["x1"],
        "stories": ["s1"], "commitments": ["c1", "c2"], "remarks": ["o1"],
        "follow_ups": ["f1", "f2", "f3", "f4", "f5", "f11", "f12"],
        "touches": ["t1"], "letters": [], "origins": [],
    }  # fmt: skip
    assert shown["matches"][0]["need_id"] == "n1"
    assert shown["owed"][0] == "the thank-you to Dana Ruiz"
    assert shown["journal_entries"] == len(box("log", "i1").out.splitlines())


def test_earlier_rounds_stay_readable(box: Box) -> None:
    assert box("outcome", "i1", "invited").code == 0
    earlier = box("show", "i1", "--json").json["earlier_rounds"]
    assert [(old["number"], old["outcome"], old["meeting"]["id"]) for old in earlier] == [(1, "invited", "m1")]
    assert "! Release approvals take nine days (Dana Ruiz)" in earlier[0]["notes"]
    shown = box("show", "i1").out
    assert "\nRound 1 · invited · m1 · Tue 2026-11-24 14:00 · First talk\n# First talk\n" in shown


def test_a_meeting_is_shown_in_the_users_zone_and_in_its_own(box: Box) -> None:
    box.configuration.write_text('zone = "Pacific/Auckland"\n')
    assert "m1  Wed 2026-11-25 02:00 (Tue 2026-11-24 14:00 Europe/Berlin) · First talk\n" in box("show", "i1").out
    box.configuration.write_text('zone = "Europe/Paris"\n')
    assert "m1  Tue 2026-11-24 14:00 · First talk\n" in box("show", "i1").out


def test_a_person_is_shown_with_where_they_stand(box: Box) -> None:
    shown = box("show", "p1").out
    assert shown.startswith("p1  Dana Ruiz, VP Operations, Acme\nname: Dana Ruiz\n")
    assert "v1  Dana Ruiz, VP Operations, Acme: interviewer at Acme · SRE (step 5 Thank promptly)\n" in shown
    assert [f["id"] for f in box("show", "p1", "--json").json["follow_ups"]] == ["f3", "f4", "f5", "f11", "f12"]


@pytest.mark.parametrize(
    "record_id", ["i1", "p1", "s1", "r1", "g1", "v1", "m1", "a1", "q1", "n1", "k1", "x1", "c1", "o1", "f1", "t1"]
)
def test_every_kind_of_record_can_be_shown(box: Box, record_id: str) -> None:
    assert box("show", record_id).out.startswith(f"{record_id}  ")
    assert box("show", record_id.upper(), "--json").json["id"] == record_id


def test_a_follow_up_that_lapsed_is_shown_as_lapsed(box: Box) -> None:
    box.now = "2027-01-15T09:00:00+01:00"
    shown = box("show", "i1", "--json").json
    states = {f["kind"]: f["state"] for f in shown["follow_ups"] if f["state"] not in ("done", "cancelled")}
    assert states == {"thank_you": "lapsed", "value_letter": "lapsed", "promise": "open", "check_in": "open"}
    text = box("show", "i1").out
    assert text.index("\nSettled\n") < text.index("\nf3  lapsed")
    assert "2026-12-22 15:00\n" in text  # four weeks after the meeting
    assert "Thank Dana Ruiz (lapsed, due " in box("show", "m1").out


def test_the_step_is_the_one_to_which_the_clock_has_led(box: Box) -> None:
    assert box("show", "i2", "--json").json["step"] == 1
    box.now = "2026-12-01T11:00:00+01:00"
    before = box.store.read_bytes()
    shown = box("show", "i2", "--json").json
    assert shown["step"] == 2
    assert "clock_step" not in shown
    assert "\nstep 2 Consult · round 1 · running" in box("show", "i2").out
    assert "(step 2 Consult)" in box("show", "m2").out
    assert box.store.read_bytes() == before


LONG = "word after word that a narrow column has no room for at all, to the very "
"""Longer than any column is wide; what comes after it would be cut first."""
TABLES = {
    ("due",): {"COMPANY", "ROLE", "PERSON", "PROMISE"},
    ("list",): {"COMPANY", "ROLE"},
    ("show", "i1"): {"COMPANY", "ROLE", "PERSON", "PROMISE", "NEED", "QUESTION", "TOUCH", "REASON"},
    ("promises",): {"COMPANY", "PERSON", "PROMISE"},
    ("offers",): {"COMPANY", "ROLE", "TERMS"},
    ("log",): {"COMPANY"},
    ("questions", "i1", "--asked"): {"PUT"},
    ("references",): {"PERSON"},
}
"""The commands that print tables, and the texts that end a cell of theirs."""


@pytest.mark.parametrize("columns", ["", "40"])
def test_in_a_pipe_nothing_of_a_table_is_cut(empty: Box, columns: str) -> None:
    empty.environment["COLUMNS"] = columns
    empty("add", f"{LONG}COMPANY", f"{LONG}ROLE", "--meeting", "2026-11-25 10:00")
    name = f"{LONG}PERSON".replace(",", "")
    empty("person", "i1", name, "--part", "reference")
    notes = f"+ {LONG}PROMISE ({name}) by fri\n! {LONG}NEED\n> {LONG}QUESTION\n< {LONG}PUT\n"
    assert empty("capture", "i1", stdin=notes).code == 0
    empty("touch", "i1", "in", "email", "--note", f"{LONG}TOUCH")
    follow_up = next(item["id"] for item in empty("due", "--json").json if item["kind"] == "value_letter")
    empty("skip", follow_up, "--why", f"{LONG}REASON")
    for command, words in TABLES.items():
        if command == ("offers",):
            empty("offer", "i1", "--terms", f"{LONG}TERMS")
        told = empty(*command)
        assert {word for word in words if word not in told.out} == set(), command


@given(
    rows=st.lists(st.lists(st.text("a ä白", max_size=30), min_size=4, max_size=4), max_size=6),
    width=st.integers(1, 90),
)
def test_on_a_terminal_a_table_fits_and_has_all_words(rows: list[list[str]], width: int) -> None:
    rows = [["f12", *row] for row in rows]
    texts = table_lines(rows, (8, 10, 12), width, "  ")
    for row, text in zip(rows, texts, strict=True):
        assert text.split() == " ".join(row).split()
        longest = max(map(cell_len, " ".join(row).split()))
        assert max(map(cell_len, text.split("\n"))) <= max(width, longest + max(width // 3, len("  f12  ")))
    assert all("\n" not in text for text in table_lines(rows, (8, 10, 12), None))


def test_how_a_table_looks() -> None:
    rows = [
        ("f1", "today", "Thank Ana", "Ana", "Acme · Lead"),
        ("f2", "4 days late", "Write to Bo Lindholm", "Bo", "Ito"),
    ]
    assert table_lines(rows, (8, 14, 12, 8, 20), None) == [
        "f1  today        Thank Ana     Ana  Acme · Lead",
        "f2  4 days late  Write to Bo Lindholm  Bo  Ito",
    ]
    assert table_lines(rows, (8, 14, 12, 8, 20), 60) == table_lines(rows, (8, 14, 12, 8, 20), None)
    assert table_lines(rows, (8, 14, 12, 8, 20), 40) == [
        "f1  today        Thank Ana     Ana\n    Acme · Lead",
        "f2  4 days late  Write to Bo Lindholm\n    Bo  Ito",
    ]
    narrower = table_lines([("i1", "Acme · Lead", "today"), ("i2", "Ito Foods · Manager", "Thu")], (8, 60), 28)
    assert narrower == ["i1  Acme · Lead        today", "i2  Ito Foods · Manager  Thu"]
