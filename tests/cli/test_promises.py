"""promises: the ledger on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Box


def test_two_sections_and_the_summary(box: Box) -> None:
    told = box("promises", "i1")
    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines() == [
        "nothing is due yet",
        "",
        "I promised",
        "c1  today  open  send the case study (Dana Ruiz)",
        "",
        "They committed",
        "c2  Wed  open  call with the panel's dates (Dana Ruiz)",
    ]


def test_json_has_every_field(box: Box) -> None:
    mine, theirs = box("promises", "--json").json
    assert mine == {
        "id": "c1",
        "interview": "i1",
        "company": "Acme",
        "owner": "me",
        "text": "send the case study",
        "person": "Dana Ruiz",
        "due": "2026-11-26",
        "state": "open",
        "kept_on_time": None,
        "passive": False,
        "ask": None,
    }
    assert (theirs["id"], theirs["owner"], theirs["due"]) == ("c2", "them", "2026-12-02")


def test_a_passive_one_comes_with_its_question(box: Box) -> None:
    assert box("capture", "i1", stdin="- We'll let you know\n").code == 0
    assert "ask: By when may I expect to hear, and from whom?" in box("promises", "i1").out
    (passive,) = (item for item in box("promises", "--json").json if item["passive"])
    assert passive["ask"] == "By when may I expect to hear, and from whom?"


def test_an_interview_that_is_not_there(box: Box) -> None:
    told = box("promises", "i99")
    assert (told.code, told.err) == (1, "interview-tui: there is no interview i99\n")


def test_an_empty_store(empty: Box) -> None:
    assert empty("promises").out.splitlines() == [
        "nothing is due yet", "", "I promised", "Nothing.", "", "They committed", "Nothing.",
    ]  # fmt: skip
    assert empty("promises", "--json").json == []
