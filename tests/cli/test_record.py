"""What `show` shows of a record."""

from __future__ import annotations

import pytest

from tests.cli.conftest import NOTES, Box


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


def test_the_notes_of_an_interview_can_be_captured_again(box: Box) -> None:
    shown = box("show", "i1", "--json").json["notes"]
    assert shown == NOTES.replace("# First talk\n", "# First talk\n@ Dana Ruiz, VP Operations <dana@acme.example>\n") \
        .replace("by 2 Dec", "by 2026-12-02")  # fmt: skip
    said = "a1  Noted for Acme · SRE: 1 person; 9 lines were there already\n"  # she was there
    assert box("capture", "i1", stdin=shown).out == said
    assert box("capture", "i1", stdin=shown).out == "The notes of Acme · SRE hold that already\n"


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
