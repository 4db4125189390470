"""What the commands that change one thing do, and say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Box


def test_add_prints_the_new_id_first(empty: Box) -> None:
    added = empty("add", "Acme", "SRE", "--meeting", "next tue 14:00", "--with", "Dana Ruiz, VP <dana@acme.example>",
                  "--with", "Kim Lee")  # fmt: skip
    assert added.out.startswith(
        "i1  Added Acme · SRE: Tue 1 Dec 2026, 14:00 (Europe/Berlin); planned: Prepare the meeting (Mon), "
    )
    assert added.out.endswith("; plan: standard\n")
    shown = empty("show", "i1", "--json").json
    assert shown["meeting"]["starts"] == "2026-12-01T14:00:00+01:00"
    assert [(p["name"], p["title"], p["email"]) for p in shown["people"]] == [
        ("Dana Ruiz", "VP", "dana@acme.example"), ("Kim Lee", "", ""),
    ]  # fmt: skip


def test_advance_lists_what_is_owed_and_stays(box: Box) -> None:
    before = box.store.read_bytes()
    ended = box("advance", "i3")
    assert (ended.code, ended.out) == (1, "")
    first, *owed = ended.err.splitlines()
    assert first.startswith("interview-tui: Globex [/x] · Data Engineer: step 1 Set the stage still owes 4 things")
    assert owed[0] == "  a meeting time"
    assert len(owed) == 4
    assert box.store.read_bytes() == before


def test_advance_anyway_and_back(box: Box) -> None:
    assert box("advance", "i3", "--anyway").out.startswith("Globex [/x] · Data Engineer is at step 2 Consult; ")
    assert box("list", "--step", "2", "--json").json[0]["id"] == "i3"
    assert box("back", "i3").out == "Globex [/x] · Data Engineer is back at step 1 Set the stage\n"


@pytest.mark.parametrize(
    ("outcome", "step", "kept", "round_number"),
    [
        ("invited", 1, None, 2),
        ("rejected", 9, "rejected", 1),
        ("offer", 9, "offer", 1),
        ("withdrawn", 9, "withdrawn", 1),
        ("quiet", 5, "quiet", 1),
    ],
)
def test_outcome(box: Box, outcome: str, step: int, kept: str | None, round_number: int) -> None:
    assert box("outcome", "i1", outcome).out.startswith("Acme · SRE: ")
    shown = box("show", "i1", "--json").json
    assert (shown["step"], shown["outcome"], shown["round"]) == (step, kept, round_number)


def test_done_skip_and_snooze(box: Box) -> None:
    assert box("done", "f11", "--note", "as a PDF").out.startswith("Done: send the case study · Acme (on time)")
    assert box("skip", "F3", "--why", "met in person").out == (
        "Skipped: Thank Dana Ruiz · Acme (met in person); now at 6 Build value\n"
    )
    assert box("snooze", "f4", "next", "tue", "14:00").out == (
        "Waits until Tue 14:00: Send the value letter · Acme; moved: Check in (Mon 7 Dec)\n"
    )
    states = {f["id"]: (f["state"], f["note"], f["due_at"]) for f in box("show", "i1", "--json").json["follow_ups"]}
    assert states["f11"][:2] == ("done", "as a PDF")
    assert states["f3"][:2] == ("skipped", "met in person")
    assert states["f4"] == ("open", "", "2026-12-01T14:00:00+01:00")


@pytest.mark.parametrize("channel", ["in person", "in-person", "in_person", "In-Person"])
def test_touch_logs_a_contact_and_prints_its_id(box: Box, channel: str) -> None:
    assert box("touch", "p1", "out", channel, "--note", "coffee").out.startswith("t2  Logged: in person to Dana Ruiz")
    touch = box("show", "t2", "--json").json
    assert (touch["direction"], touch["channel"], touch["note"], touch["at"]) == (
        "out", "in person", "coffee", "2026-11-26T09:00:00+01:00",
    )  # fmt: skip


def test_capture_reads_standard_input_and_files(box: Box) -> None:
    assert box("capture", "i2", stdin="! Orders get lost (Kim Lee)\n").out.startswith(
        "n2  Noted for 白樺電機 · Müller: 1 need"
    )
    notes = box.folder / "notes.txt"
    notes.write_text("\ufeff? Why now?\n", encoding="utf-8")
    assert box("capture", "i2", str(notes)).out.startswith("q3  Noted")
    assert box("show", "i2", "--json").json["notes"] == "@ Kim Lee\n! Orders get lost (Kim Lee)\n? Why now?\n"


@pytest.mark.parametrize("stdin", [b"", b" \n\n", b"\xff\xfe!", b"x" * 1_000_001])
def test_capture_refuses_what_is_no_text(box: Box, stdin: bytes) -> None:
    before = box.store.read_bytes()
    ended = box("capture", "i2", stdin=stdin)
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (1, "", 1)
    assert box.store.read_bytes() == before


def test_undo_takes_back_the_changes_of_earlier_runs(box: Box) -> None:
    before = box("show", "i1", "--json").json
    box("done", "f11")
    box("outcome", "i1", "rejected")
    assert box("undo", "2").out.startswith("Took back: Acme · SRE: rejected")
    after = box("show", "i1", "--json").json
    assert (after.pop("journal_entries"), before.pop("journal_entries")) == (6, 4)
    assert after == before
    assert box("undo", "99").code == 1
