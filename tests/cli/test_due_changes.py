"""How the queue changes with what happens: an answer, a missed commitment, a rejection."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Box


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
    assert "; planned: Thank after the rejection (Thu), Stay in touch (Thu 31 Dec); " in rejected
    assert rejected.endswith("; no longer owed: Send the value letter, Check in\n")
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
        "  the last contact with Acme (today) is unanswered: leave 5 days between; Tue is a better day\n"
    )
