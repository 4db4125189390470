"""Commands that change: interviews, follow-ups, what was deleted, and undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview_tui.app_context import AppContext
from interview_tui.domain.enums import Ref
from interview_tui.settings import load

if TYPE_CHECKING:
    from tests.cli.conftest import Box


def test_add_prints_the_new_id_first(empty: Box) -> None:
    added = empty("add", "Acme", "SRE", "--meeting", "next tue 14:00", "--with", "Dana Ruiz, VP <dana@acme.example>",
                  "--with", "Kim Lee")  # fmt: skip
    assert added.out.startswith(
        "i1  Added Acme · SRE: Tue 1 Dec 2026, 14:00 (Europe/Berlin); planned: Prepare for the meeting (Mon), "
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
    assert first.startswith("interview-tui: Globex [/x] · Data Engineer: 4 things still to do in step 1 Set the stage")
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
    assert box("undo", "2").out.startswith("Undid: Acme · SRE: rejected")
    after = box("show", "i1", "--json").json
    assert (after.pop("journal_entries"), before.pop("journal_entries")) == (6, 4)
    assert after == before
    assert box("undo", "99").code == 1


def delete(box: Box, *refs: Ref) -> None:
    """Deletes an interview, or lines of the notes; no command does."""
    program = AppContext(
        load({"INTERVIEW_TUI_NOW": box.now, "INTERVIEW_TUI_DB": str(box.store), "TZ": "Europe/Berlin"})
    )
    if refs[0].letter == "i":
        program.interviews.remove([ref.id for ref in refs])
    else:
        program.notes.remove(refs)
    program.store.close()


def test_nothing(box: Box) -> None:
    assert box("deleted").out == "Nothing was deleted in the last 30 days.\n"
    assert box("deleted", "--json").json == []


def test_what_was_deleted_is_listed_with_its_interview(box: Box) -> None:
    delete(box, Ref("o", 1))
    assert box("deleted").out == "o1  today 09:00  note A plain note · Acme · SRE\n"
    assert box("deleted", "--json").json == [
        {
            "id": "o1",
            "what": "note A plain note",
            "interview": "Acme · SRE",
            "deleted": "2026-11-26T09:00:00+01:00",
            "entry": box("log", "--json").json[0]["id"],
            "with": {},
        }
    ]


def test_it_comes_back_and_undo_deletes_it_again(box: Box) -> None:
    shown = box("show", "i1").out
    delete(box, Ref("i", 1))
    assert box("show", "i1").code == 1
    (item,) = box("deleted", "--json").json
    assert (item["id"], item["with"]["needs"]) == ("i1", 1)
    done = box("bring-back", "i1")
    assert (done.code, done.out.startswith("i1  Restored interview Acme · SRE, with ")) == (0, True)
    assert box("show", "i1").out.splitlines()[:-1] == shown.splitlines()[:-1]
    assert box("undo").out.startswith("Undid: Restored interview Acme · SRE")
    assert box("show", "i1").code == 1


def test_what_must_come_first_is_named(box: Box) -> None:
    delete(box, Ref("o", 1))
    delete(box, Ref("i", 1))
    refused = box("bring-back", "o1")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == (
        "interview-tui: o1 belongs to i1, interview Acme · SRE, which is deleted too: restore i1 first\n"
    )


def test_what_is_there_is_not_brought_back(box: Box) -> None:
    refused = box("bring-back", "i1")
    assert (refused.code, refused.err) == (1, "interview-tui: i1 is not deleted\n")
    assert box("bring-back", "nine").code == 2


def due(box: Box, interview: str = "i1", days: int = 90) -> list[tuple[str, str]]:
    """Kinds and days of what an interview owes, sorted."""
    items = box("due", "--days", str(days), "--json").json
    return sorted((item["kind"], item["due"][:10]) for item in items if item["interview"] == interview)


def check_in(box: Box) -> dict[str, str]:
    """The one check-in that Acme is owed."""
    (found,) = (
        item
        for item in box("due", "--days", "90", "--json").json
        if (item["interview"], item["kind"]) == ("i1", "check_in")
    )
    return dict(found)


@pytest.fixture
def persisting(box: Box) -> Box:
    """Acme at step 7, everything before it done; Dana Ruiz will call by Wed 2 December."""
    for _ in range(2):
        box("advance", "i1", "--anyway")
    for item in box("due", "--json").json:
        if item["interview"] == "i1" and item["kind"] in ("debrief", "thank_you", "promise"):
            box("done", item["id"])
    return box


def test_an_incoming_touch_moves_the_check_ins(persisting: Box) -> None:
    box = persisting
    assert due(box) == [("check_in", "2026-12-04"), ("value_letter", "2026-11-27")]
    box.now = "2026-12-02T11:00:00+01:00"
    box("touch", "p1", "in", "phone")
    assert due(box) == [("check_in", "2026-12-09"), ("value_letter", "2026-11-27")]


def test_an_answer_after_a_check_in_begins_a_new_row(persisting: Box) -> None:
    box = persisting
    box.now = "2026-12-04T11:00:00+01:00"
    first = check_in(box)["id"]
    box("done", first, "--brings", "a sample of the release plan")
    unanswered = check_in(box)
    assert unanswered["id"] != first
    assert (unanswered["due"][:10], unanswered["why"]) == (
        "2026-12-18", "check-in 2 of 3, 14 days after the last contact",
    )  # fmt: skip
    box.now = "2026-12-07T11:00:00+01:00"
    box("touch", "i1", "in", "email")
    answered = check_in(box)
    assert (answered["due"][:10], answered["why"]) == ("2026-12-14", "check-in 1 of 3, 7 days after the last contact")


def test_a_missed_commitment_falls_due_before_step_7_too(box: Box) -> None:
    assert ("check_in", "2026-12-04") in due(box)
    box.now = "2026-12-04T09:00:00+01:00"
    assert check_in(box)["state"] == "today"
    box.now = "2026-12-05T09:00:00+01:00"
    assert check_in(box)["state"] == "overdue"


def test_a_commitment_that_was_kept_needs_no_check_in(box: Box) -> None:
    about_their_date = check_in(box)
    box.now = "2026-12-01T09:00:00+01:00"
    box("touch", "p1", "in", "phone")
    assert check_in(box) == about_their_date, "word before the date of what they will do does not settle it"
    box.now = "2026-12-02T09:00:00+01:00"
    box("touch", "i1", "in", "phone")
    assert check_in(box) == about_their_date, "nor does a call of somebody who is not named"
    box("touch", "p1", "in", "phone")
    assert check_in(box)["why"] == "check-in 1 of 3, 7 days after the last contact"


def test_a_rejection_takes_what_pushes_and_brings_thanks_and_staying_in_touch(persisting: Box) -> None:
    box = persisting
    box.now = "2026-12-01T09:00:00+01:00"
    rejected = box("outcome", "i1", "rejected").out
    assert "; planned: Thank them for the decision (Thu), Stay in touch (Thu 31 Dec); " in rejected
    assert rejected.endswith("; no longer needed: Send the value letter, Check in\n")
    assert due(box) == [("rejection_thanks", "2026-12-03"), ("stay_in_touch", "2026-12-31")]
    box("advance", "i1", "--anyway")
    assert due(box) == [("rejection_thanks", "2026-12-03"), ("stay_in_touch", "2026-12-31")]


def test_a_rejection_that_is_taken_back_gives_the_queue_back(persisting: Box) -> None:
    box = persisting
    before = due(box)
    box("outcome", "i1", "rejected")
    for _ in range(2):
        box("back", "i1")
    assert due(box) == before
    box("outcome", "i1", "rejected")
    assert [kind for kind, _ in due(box)] == ["rejection_thanks", "stay_in_touch"]


def test_a_long_silence_is_flagged_in_the_list(persisting: Box) -> None:
    box = persisting
    item = next(item for item in box("list", "--json").json if item["id"] == "i1")
    assert item["silent_days"] is None
    box.now = "2026-12-08T09:00:00+01:00"
    item = next(item for item in box("list", "--json").json if item["id"] == "i1")
    assert item["silent_days"] == 12


def test_what_came_too_soon_is_said_after_it_was_logged(persisting: Box) -> None:
    box = persisting
    assert box("touch", "i1", "out", "phone").err == ""
    again = box("touch", "i1", "out", "email")
    assert again.code == 0
    assert again.err == (
        "  the last contact with Acme (today) has not been answered: wait 5 days between contacts; "
        "Tue is a better day\n"
    )
