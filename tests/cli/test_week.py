"""`week` and `show --timeline`: what happened and what is ahead, in every form."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from interview_tui.terminal.text import cells
from tests.cli.test_process import loaded

if TYPE_CHECKING:
    from tests.cli.conftest import Box


def test_the_week_as_text_fits_80_columns(box: Box) -> None:
    text = box("week").out
    lines = text.splitlines()
    assert lines[0] == "Week of Mon 23 Nov 2026 to Sun 29 Nov 2026"
    assert lines[1].startswith("0 contacts out, 1 in · 1 of 2 done on time · 1 late · 1 meeting, 1 h · ")
    assert [line for line in lines if line in ("Done", "Late", "Ahead")] == ["Done", "Late", "Ahead"]
    assert "Tue 24 Nov  14:00  m1    Acme: Meeting until 15:00 with Dana Ruiz · First talk" in text
    assert "            10:00  t1    Acme: Email from Dana Ruiz" not in text  # it names nobody
    assert "Acme: Email received · the dates will follow" in text
    assert "Acme: Thank Dana Ruiz, 1 day late · within 24 hours" in text
    assert "Acme: Keep your promise: send the case study" in text
    assert text.endswith("Hours that meetings take\nTue 24 Nov  1 h\nin all      1 h\n")
    assert max(map(cells, lines)) <= 80


def test_other_days(box: Box) -> None:
    """Days are the nearest ones: `mon` on a Thursday is the Monday of this week."""
    assert box("week", "--from", "mon").out == box("week").out
    assert box("week", "--from", "23 nov", "--days", "7").out == box("week").out
    seven = box("week", "--from", "fri").out
    assert seven.startswith("Fri 27 Nov 2026 to Thu 3 Dec 2026\n")
    assert "Tue 1 Dec   10:00  m2    白樺電機: Meeting until 11:00 with Kim Lee" in seven
    assert box("week", "--from", "-3d", "--to", "1 dec").out == box("week", "--from", "mon", "--days", "9").out
    assert (
        box("week", "--from", "2019-01-07").out == "Week of Mon 7 Jan 2019 to Sun 13 Jan 2019\nNothing in these days.\n"
        "interview-tui week --from DAY shows others, interview-tui add enters an interview.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--to", "fri", "--days", "3"), "give --to or --days, not both"),
        (("--from", "fri", "--to", "mon"), "--to is before 2026-11-27: give --from as well"),
        (("--from", "2001-01-01", "--to", "today"), "at most 3660 days are shown"),
        (("--days", "0"), "--days"),
        (("--names",), "--names is for the proof: give --proof as well"),
        (("--from", "someday"), "is not a date"),
    ],
)
def test_days_that_make_no_sense(box: Box, arguments: tuple[str, ...], why: str) -> None:
    ended = box("week", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert why in ended.err


def test_as_json_one_document(box: Box) -> None:
    found = box("week", "--json").json
    assert list(found) == ["from", "to", "done", "late", "ahead", "hours", "proof"]
    assert (found["from"], found["to"]) == ("2026-11-23", "2026-11-29")
    meeting = next(item for item in found["done"] if item["kind"] == "meeting")
    assert meeting == {
        "day": "2026-11-24", "at": "2026-11-24T14:00:00+01:00", "ends": "2026-11-24T15:00:00+01:00",
        "kind": "meeting", "words": "Meeting until 15:00 with Dana Ruiz", "note": "First talk", "person": "Dana Ruiz",
        "people": ["p1"], "side": None, "ref": "m1", "interview": "i1", "company": "Acme", "role": "SRE",
        "ahead": False, "late": False, "on_time": None,
    }  # fmt: skip
    assert [(item["ref"], item["late"], item["ahead"]) for item in found["late"]] == [("f3", True, True)]
    assert found["hours"] == {"minutes": 60, "days": [{"day": "2026-11-24", "minutes": 60}], "clashes": []}
    assert {"date": "2026-11-24", "employer": "Acme", "role": "SRE", "what": "Interview, 14:00 to 15:00"} in found[
        "proof"
    ]


def test_two_meetings_at_once_are_said(box: Box) -> None:
    assert box("meeting", "i3", "27 Nov 10:00-11:30").code == 0
    assert box("meeting", "i1", "27 Nov 11:00-12:00").code == 0
    clash = "Globex [/x] 10:00–11:30 and Acme 11:00–12:00 overlap by 30 min"
    assert f"Fri 27 Nov  2 h\nin all      3 h\nFri 27 Nov  {clash}\n" in box("week").out
    assert "- Fri 27 Nov: Globex \\[/x\\] 10:00–11:30 and Acme" in box("week", "--format", "md").out


def test_the_proof_of_the_search_names_nobody_unless_asked(box: Box) -> None:
    box("add", "=HYPERLINK(1)", "@SUM(A1) | cook")
    table = list(csv.reader(io.StringIO(box("week", "--format", "csv").out)))
    assert table[0] == ["date", "employer", "role", "what"]
    assert ["2026-11-24", "Acme", "SRE", "Interview, 14:00 to 15:00"] in table
    assert box("week", "--proof").out.startswith("Search for work, Mon 23 Nov")
    assert ["2026-11-26", "'=HYPERLINK(1)", "'@SUM(A1) | cook", "Application recorded"] in table
    for form in ("text", "md", "csv"):
        shown = box("week", "--proof", "--format", form).out
        assert "Dana" not in shown
        assert "Interview, 14:00 to 15:00" in shown
        assert "Dana Ruiz" in box("week", "--proof", "--names", "--format", form).out
    assert "| 2026-11-26 | \\=HYPERLINK(1) | @SUM(A1) \\| cook | Application recorded |" in (
        box("week", "--proof", "--format", "md").out
    )
    assert box("week", "--json", "--names").json["proof"][0]["with"] == []
    box.configuration.write_text('name = "Robin *Hale*"\n')
    assert box("week", "--proof").out.startswith("Search for work by Robin *Hale*, Mon 23 Nov")
    assert box("week", "--proof", "--format", "md").out.startswith("# Search for work by Robin \\*Hale\\*, Mon 23 Nov")


def test_nothing_of_what_is_said_is_cut_and_two_roles_at_one_employer_are_told_apart(box: Box) -> None:
    words = "send them the plan of the first fortnight, the sample of the side-by-side run and the two names"
    box.configuration.parent.joinpath("n.txt").write_text(f"+ {words} (Dana Ruiz) by fri\n")
    box("capture", "m1", str(box.configuration.parent / "n.txt"))
    box("add", "Acme", "SRE lead")
    text = box("week").out
    assert words in " ".join(text.split())
    assert max(map(cells, text.splitlines())) <= 80
    assert "Acme · SRE lead: Added to your interviews" in text
    assert "Acme · SRE: Meeting until 15:00 with Dana Ruiz" in text
    assert "Acme · SRE" not in box("show", "i1", "--timeline").out.partition("\n")[2]


def test_the_life_of_an_interview(box: Box) -> None:
    text = box("show", "i1", "--timeline").out
    lines = text.splitlines()
    assert lines[:3] == [
        "i1  Acme · SRE",
        "Mon 23 Nov  09:00  i1    Added to your interviews",
        "            09:00  f1    Done: Prepare for the meeting, on time · read their re…",
    ]
    assert "Tue 24 Nov  14:00  m1    Meeting until 15:00 with Dana Ruiz · First talk" in lines
    promised = lines.index("            15:00  c1    You promised: send the case study (Dana Ruiz), by Thu")
    assert lines[promised + 1] == " " * 25 + "26 Nov"
    today = lines.index("Today is Thu 26 Nov 2026")
    assert lines[today + 1].startswith("Wed 25 Nov  15:00  f3    Thank Dana Ruiz, 1 day late")
    assert any("Due from them: call with the panel's dates (Dana Ruiz)" in line for line in lines[today:])
    assert max(map(cells, lines)) <= 80
    items = box("show", "i1", "--timeline", "--json").json
    assert {"day", "at", "kind", "words", "person", "ref", "ahead"} <= items[0].keys()
    assert [item["kind"] for item in items if not item["ahead"]].count("agreed") == 2
    moved = box("meeting", "i2", "2 Dec 10:00", "--move", "m2")
    assert moved.code == 0
    assert "Meeting of Tue 1 Dec 10:00 moved to Wed 2 Dec 10:00" in box("show", "i2", "--timeline").out


def test_the_contacts_with_a_person(box: Box) -> None:
    box("touch", "p1", "out", "phone", "--note", "asked about the panel")
    lines = box("show", "p1", "--timeline").out.splitlines()
    assert lines[0] == "p1  Dana Ruiz"
    assert "Acme: Call to Dana Ruiz · asked about the panel" in "\n".join(lines)
    assert not any("Added to your interviews" in line for line in lines)
    assert all("p1" in item["people"] for item in box("show", "p1", "--timeline", "--json").json)


def test_what_has_no_timeline(box: Box, empty: Box) -> None:
    assert box("show", "m1", "--timeline").err.endswith(
        "m1 has no timeline: give an interview, for example i12, or a person, p7\n"
    )
    assert box("show", "i99", "--timeline").code == 1
    assert box("show", "i3", "--timeline").out.endswith("Today is Thu 26 Nov 2026\nNothing is ahead.\n")


def test_a_place_without_a_store_has_an_empty_week(empty: Box) -> None:
    assert empty("week").out.startswith("Week of Mon 23 Nov 2026 to Sun 29 Nov 2026\nNothing in these days.\n")
    assert empty("week", "--format", "csv").out == "date,employer,role,what\r\n"
    assert not empty.store.exists()


def test_days_on_which_nothing_counts_but_something_took_place(empty: Box) -> None:
    empty("add", "A name of an employer that is long beyond any line " * 2, "SRE")
    assert "Nothing in these days" not in empty("week").out + empty("week", "--format", "md").out
    assert "A name of an employer…: Added to your interviews" in empty("week").out


def test_nothing_is_loaded_that_only_writing_needs(box: Box) -> None:
    assert not {"sqlalchemy", "textual", "jinja2", "icalendar", "holidays"} & loaded(box, "week")
