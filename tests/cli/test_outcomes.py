"""`outcome`, `offer` and `offers`: what belongs to each way in which an interview ends, and the terms of an offer."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Box


def test_a_rejection_with_all_that_belongs_to_it(box: Box) -> None:
    said = box("outcome", "i1", "rejected", "--lesson", "bring numbers", "--stay-in-touch", "--watch").out
    assert said.startswith("Acme · SRE: rejected; planned: Thank them for the decision (")
    assert "; letter to Dana Ruiz drafted; no longer needed: " in said
    shown = box("show", "i1", "--json").json
    assert shown["stay_in_touch"] is True
    assert "bring numbers" in box("show", "i1").out
    assert "Check whether the job at Acme is open again" in box("due", "--days", "120").out


def test_staying_in_touch_declined(box: Box) -> None:
    box("outcome", "i1", "rejected", "--no-stay-in-touch")
    assert box("show", "i1", "--json").json["stay_in_touch"] is False


@pytest.mark.parametrize("ending", ["accepted", "declined"])
def test_an_offer_is_open_until_it_is_decided(box: Box, ending: str) -> None:
    assert box("outcome", "i1", "offer").out.startswith(
        "Acme · SRE: an offer; planned: Thank them and ask when to answer by"
    )
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
    assert box("outcome", "i1", "rescinded").out.startswith("Acme · SRE: the offer was withdrawn; ")
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
        ("outcome i1 offer --watch", 1, "checking again is only for a rejection"),
        ("outcome i1 invited --stay-in-touch", 1, "staying in touch is only for a rejection"),
    ],
)
def test_what_does_not_go_together_gets_one_line(box: Box, line: str, code: int, says: str) -> None:
    before = box.store.read_bytes()
    ended = box(*line.split())
    assert (ended.code, says in ended.err) == (code, True)
    assert box.store.read_bytes() == before


def test_an_offer_with_its_terms(box: Box) -> None:
    said = box("offer", "i1", "--terms", "100 a day", "--answer-by", "4 Dec", "--start", "4 Jan", "--written")
    assert said.out.startswith("y1  Acme · SRE: an offer; planned: Thank them for the offer (")
    assert said.out.endswith("; they want your answer by Fri 4 Dec 2026\n")
    assert box("offers", "--json").json == [
        {
            "id": "i1",
            "offer": "y1",
            "company": "Acme",
            "role": "SRE",
            "made": "2026-11-26T09:00:00+01:00",
            "answer_by": "2026-12-04",
            "terms": "100 a day",
            "start": "2027-01-04",
            "written": True,
        }
    ]
    shown = box("show", "i1", "--json").json
    assert (shown["outcome"], shown["step"], shown["offer"]["id"]) == ("offer", 9, "y1")
    line = "y1  offer · answer by Fri 4 Dec 2026 · start Mon 4 Jan 2027 · in writing · 100 a day\n"
    assert line in box("show", "i1").out


def test_what_is_not_given_stays_as_it_was(box: Box) -> None:
    box("offer", "i1", "--terms", "100 a day", "--written")
    assert box("offer", "i1", "--answer-by", "fri").out.startswith("y1  Acme · SRE: the offer; ")
    (found,) = box("offers", "--json").json
    assert (found["terms"], found["written"], found["answer_by"]) == ("100 a day", True, "2026-11-27")
    assert box("offer", "i1", "--answer-by", "fri").out == "Acme · SRE: the offer is unchanged\n"


def test_one_that_was_made_earlier(box: Box) -> None:
    box("offer", "i1", "--at", "yesterday 17:00")
    shown = box("show", "y1", "--json").json
    assert (shown["made"], shown["entered"]) == ("2026-11-25T17:00:00+01:00", "2026-11-26T09:00:00+01:00")
    assert box("show", "y1").out.startswith(
        "y1  offer of round 1 with Acme · SRE (step 9 Accept): offer · answer by: no "
    )


def test_open_offers_side_by_side(box: Box) -> None:
    box("offer", "i1")
    box("offer", "i2", "--answer-by", "4 Dec", "--terms", "more")
    assert box("offers").out.splitlines() == [
        "id  interview          answer by       start  in writing  terms",
        "i2  白樺電機 · Müller  Fri 4 Dec 2026         no          more",
        "i1  Acme · SRE         no date yet            no",
    ]
    box("outcome", "i1", "declined")
    assert [item["id"] for item in box("offers", "--json").json] == ["i2"]


def test_none_is_open(box: Box) -> None:
    assert box("offers").out == "No offer is open.\n"


def test_a_decided_one_takes_no_other_terms(box: Box) -> None:
    box("offer", "i1")
    box("outcome", "i1", "accepted")
    ended = box("offer", "i1", "--terms", "less")
    assert (ended.code, len(ended.err.splitlines())) == (1, 1)
    assert "Acme · SRE is already accepted" in ended.err


def _reply(box: Box) -> str:
    """The follow-up that answers the offer."""
    (found,) = (item["id"] for item in box("due", "--days", "30", "--json").json if item["kind"] == "offer_reply")
    return str(found)


def test_an_answer_needs_a_choice_and_the_letter_decides(box: Box) -> None:
    command = f"'{sys.executable}' -c pass"
    box.configuration.write_text(f'name = "Ada"\nemail = "ada@home.example"\nsend = "{command}"\n', encoding="utf-8")
    box("offer", "i1", "--answer-by", "4 Dec")
    reply = _reply(box)
    for refused in (box("send", reply), box("done", reply)):
        assert (refused.code, len(refused.err.splitlines())) == (1, 1)
    assert box("show", "i1", "--json").json["outcome"] == "offer"
    assert box("send", reply, "--kind", "acceptance", "--anyway").code == 0
    assert box("show", "i1", "--json").json["outcome"] == "accepted"
