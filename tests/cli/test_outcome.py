"""`outcome`, with what belongs to each way in which an interview ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Box


def test_a_rejection_with_all_that_belongs_to_it(box: Box) -> None:
    said = box("outcome", "i1", "rejected", "--lesson", "bring numbers", "--stay-in-touch", "--watch").out
    assert said.startswith("Acme · SRE: rejected; letter to ")
    shown = box("show", "i1", "--json").json
    assert shown["stay_in_touch"] is True
    assert "bring numbers" in box("show", "i1").out
    assert "See whether the place at Acme is open again" in box("due", "--days", "120").out


def test_staying_in_touch_declined(box: Box) -> None:
    box("outcome", "i1", "rejected", "--no-stay-in-touch")
    assert box("show", "i1", "--json").json["stay_in_touch"] is False


@pytest.mark.parametrize(("word", "kept"), [("accept", "accepted"), ("decline", "declined")])
def test_an_offer_is_decided_at_once_or_later(box: Box, word: str, kept: str) -> None:
    box("outcome", "i1", "offer")
    assert box("outcome", "i1", "offer", "--decision", word).out.startswith(f"Acme · SRE: offer {kept}; ")
    assert box("outcome", "i1", "offer", "--decision", word).code == 1
    assert box("outcome", "i2", "offer", "--decision", word).code == 0


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ("outcome i1 offer --watch", 1, "only after a rejection is there somebody to watch for"),
        ("outcome i1 invited --stay-in-touch", 1, "staying in touch is decided after a rejection"),
        ("outcome i1 quiet --decision accept", 1, "only an offer can be accepted or declined"),
        ("outcome i1 offer --decision perhaps", 2, "'perhaps' is not one of 'accept', 'decline'"),
    ],
)
def test_what_does_not_go_together_gets_one_line(box: Box, line: str, code: int, says: str) -> None:
    before = box.store.read_bytes()
    ended = box(*line.split())
    assert (ended.code, says in ended.err) == (code, True)
    assert box.store.read_bytes() == before
