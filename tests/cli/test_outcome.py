"""`outcome`, with what belongs to each way in which an interview ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Box


def test_a_rejection_with_all_that_belongs_to_it(box: Box) -> None:
    said = box("outcome", "i1", "rejected", "--lesson", "bring numbers", "--stay-in-touch", "--watch").out
    assert said.startswith("Acme · SRE: rejected; planned: Thank after the rejection (")
    assert "; letter to Dana Ruiz drafted; no longer owed: " in said
    shown = box("show", "i1", "--json").json
    assert shown["stay_in_touch"] is True
    assert "bring numbers" in box("show", "i1").out
    assert "See whether the place at Acme is open again" in box("due", "--days", "120").out


def test_staying_in_touch_declined(box: Box) -> None:
    box("outcome", "i1", "rejected", "--no-stay-in-touch")
    assert box("show", "i1", "--json").json["stay_in_touch"] is False


@pytest.mark.parametrize("ending", ["accepted", "declined"])
def test_an_offer_is_open_until_it_is_decided(box: Box, ending: str) -> None:
    assert box("outcome", "i1", "offer").out.startswith("Acme · SRE: an offer; planned: Thank for the offer, ask until")
    assert box("show", "i1", "--json").json["outcome"] == "offer"
    assert box("outcome", "i1", ending).out.startswith(f"Acme · SRE: offer {ending}; ")
    shown = box("show", "i1", "--json").json
    assert (shown["outcome"], [x["kind"] for x in shown["letters"]]) == (
        ending,
        ["acceptance" if ending == "accepted" else "decline"],
    )
    assert box("outcome", "i1", ending).code == 1


def test_an_offer_that_was_not_written_down_is_decided_all_the_same(box: Box) -> None:
    assert box("outcome", "i2", "declined").out.startswith("白樺電機 · Müller: offer declined")


def test_an_offer_taken_back(box: Box) -> None:
    box("outcome", "i1", "offer")
    assert box("outcome", "i1", "rescinded").out.startswith("Acme · SRE: the offer was taken back; ")
    assert box("list", "--json").json[-1]["outcome"] == "rescinded"
    assert box("offers", "--json").json == []


def test_the_reason_and_the_day_of_an_outcome(box: Box) -> None:
    said = box("outcome", "i1", "withdrawn", "--why", "the way is too long", "--at", "yesterday 18:00")
    assert said.out.startswith("Acme · SRE: withdrawn; ")
    shown = box("show", "i1", "--json").json
    assert shown["why"] == "the way is too long"
    (of_round,) = shown["rounds"]
    assert (of_round["closed"], of_round["entered"]) == ("2026-11-25T18:00:00+01:00", "2026-11-26T09:00:00+01:00")
    assert "\nwhy: the way is too long\n" in box("show", "i1").out


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ("outcome i1 offer --watch", 1, "only after a rejection is there somebody to watch for"),
        ("outcome i1 invited --stay-in-touch", 1, "staying in touch is decided after a rejection"),
    ],
)
def test_what_does_not_go_together_gets_one_line(box: Box, line: str, code: int, says: str) -> None:
    before = box.store.read_bytes()
    ended = box(*line.split())
    assert (ended.code, says in ended.err) == (code, True)
    assert box.store.read_bytes() == before
