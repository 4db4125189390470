"""`meeting` and `capture`: a round with several meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Box


def meetings(box: Box, interview: str) -> dict[str, dict[str, Any]]:
    """The meetings of an interview by their ids."""
    return {meeting["id"]: meeting for meeting in box("show", interview, "--json").json["meetings"]}


@pytest.mark.parametrize(
    "words", [["2 Dec 10:00-11:30"], ["2", "Dec", "10:00-11:30"], ["2", "Dec", "10:00", "-", "11:30"]]
)
def test_a_further_meeting_says_day_time_zone_and_plan(box: Box, words: list[str]) -> None:
    said = box("meeting", "i2", *words, "--with", "Ann Lee, HR", "--with", "Bo Po [hiring manager]")
    assert said.out.startswith(
        "m4  白樺電機: Wed 2 Dec 2026, 10:00–11:30 (Europe/Berlin); planned: Prepare the meeting (Tue), "
    )
    booked = meetings(box, "i2")["m4"]
    assert (booked["starts"], booked["ends"], booked["zone"], booked["round"], booked["state"]) == (
        "2026-12-02T10:00:00+01:00",
        "2026-12-02T11:30:00+01:00",
        "Europe/Berlin",
        1,
        "planned",
    )
    assert [(p["name"], p["present"]) for p in booked["people"]] == [("Ann Lee", None), ("Bo Po", None)]
    parts = {p["name"]: p["part"] for p in box("show", "i2", "--json").json["people"]}
    assert parts == {"Kim Lee": "interviewer", "Ann Lee": "recruiter", "Bo Po": "hiring manager"}


def test_a_zone_of_its_own_is_said(box: Box) -> None:
    said = box("meeting", "i2", "2 Dec 10:00 America/New_York").out
    assert "Wed 2 Dec 2026, 10:00 (America/New_York), which is Wed 2 Dec 2026, 16:00 (Europe/Berlin)" in said


def test_the_first_time_is_that_of_the_meeting_without_one(box: Box) -> None:
    assert box("meeting", "i3", "tomorrow", "14:00").out.startswith("m3  Globex [/x]: Fri 27 Nov 2026, 14:00 ")
    assert list(meetings(box, "i3")) == ["m3"]


def test_one_is_moved_with_what_counts_from_it(box: Box) -> None:
    moved = box("meeting", "i2", "3", "Dec", "10:00", "--move", "m2")
    assert moved.out.startswith("m2  白樺電機: moved to Thu 3 Dec 2026, 10:00 (Europe/Berlin); moved: ")
    assert list(meetings(box, "i2")) == ["m2"]


def test_one_is_moved_and_somebody_comes_as_well(box: Box) -> None:
    assert box("meeting", "i2", "3 Dec 10:00", "--move", "m2", "--with", "Bo Po").code == 0
    assert [p["name"] for p in meetings(box, "i2")["m2"]["people"]] == ["Kim Lee", "Bo Po"]


def test_one_that_is_over_becomes_a_further_one(box: Box) -> None:
    moved = box("meeting", "i1", "3 Dec 10:00", "--move", "m1")
    assert "; m1 is over, so this is a further meeting; " in moved.out
    starts = [meeting["starts"][:10] for meeting in meetings(box, "i1").values()]
    assert starts == ["2026-11-24", "2026-12-03"]


def test_a_cancelled_one_asks_for_a_new_date(box: Box) -> None:
    said = box("meeting", "i2", "--cancel", "m2").out
    assert said.startswith("白樺電機: the meeting Tue 10:00 was cancelled; planned: Ask for a new date (")
    assert meetings(box, "i2")["m2"]["state"] == "cancelled"
    assert "m2  Tue 2026-12-01 10:00 · cancelled\n" in box("show", "i2").out
    again = box("meeting", "i2", "--cancel", "m2")
    assert (again.code, len(again.err.splitlines())) == (1, 1)


def test_one_that_did_not_take_place(box: Box) -> None:
    said = box("meeting", "i1", "--missed", "m1").out
    assert said.startswith("Acme: the meeting Tue 24 Nov 14:00 did not take place; planned: Ask for a new date (")
    assert meetings(box, "i1")["m1"]["state"] == "missed"
    assert "m1  Tue 2026-11-24 14:00 · First talk · did not take place\n" in box("show", "i1").out


class TestCapture:
    """Notes go into the meeting that is named, else into the current one."""

    @pytest.fixture
    def panel(self, box: Box) -> Box:
        """A second meeting of i1, early this morning, of which nothing was written down yet."""
        assert box("meeting", "i1", "2026-11-26 07:00-07:30", "--with", "Tom Reed").code == 0
        return box

    def test_into_the_last_one_over_without_notes_and_it_says_so(self, panel: Box) -> None:
        assert panel("capture", "i1", stdin="! Nobody reads the logs (Tom Reed)\n").out.startswith(
            "n2  Noted for Acme · SRE (m4, today 07:00): 1 need"
        )
        assert panel("show", "n2", "--json").json["meeting_id"] == "m4"

    def test_into_the_one_that_is_named(self, panel: Box) -> None:
        assert panel("capture", "m1", stdin="! Nobody reads the logs (Dana Ruiz)\n").out.startswith(
            "n2  Noted for Acme · SRE (m1, Tue 24 Nov 14:00): 1 need"
        )
        assert panel("show", "n2", "--json").json["meeting_id"] == "m1"

    def test_a_file(self, panel: Box) -> None:
        notes = panel.folder / "notes.txt"
        notes.write_text("! Nobody reads the logs\n", encoding="utf-8")
        assert panel("capture", "M1", str(notes)).code == 0

    def test_with_one_meeting_it_needs_no_name(self, box: Box) -> None:
        assert box("capture", "i1", stdin="! More\n").out.startswith("n2  Noted for Acme · SRE: 1 need")


def test_every_meeting_of_every_round_is_shown(box: Box) -> None:
    box("meeting", "i1", "2026-11-26 07:00-07:30", "--with", "Tom Reed")
    box("capture", "m4", stdin="@ Tom Reed [absent]\n! Nobody reads the logs (Dana Ruiz)\n")
    box("outcome", "i1", "invited")
    box("meeting", "i1", "3 Dec 10:00")
    found = meetings(box, "i1")
    assert [(m["id"], m["round"]) for m in found.values()] == [("m1", 1), ("m4", 1), ("m5", 2)]
    assert [(p["name"], p["present"]) for p in found["m4"]["people"]] == [("Tom Reed", False)]
    assert "! Nobody reads the logs (Dana Ruiz)" in found["m4"]["notes"]
    assert "! Release approvals take nine days (Dana Ruiz)" in found["m1"]["notes"]
    text = box("show", "i1").out
    assert "\nm5  Thu 2026-12-03 10:00\n" in text
    assert "\nRound 1 · invited · m1 · Tue 2026-11-24 14:00 · First talk\n" in text
    assert "\nRound 1 · invited · m4 · Thu 2026-11-26 07:00–07:30\n" in text


def test_two_meetings_of_a_round_are_shown_with_who_was_in_which(box: Box) -> None:
    box("meeting", "i1", "2026-11-26 07:00-07:30", "--with", "Tom Reed", "--with", "Dana Ruiz")
    text = box("show", "i1").out
    assert "\nm4  Thu 2026-11-26 07:00–07:30\nm1  Tue 2026-11-24 14:00 · First talk\n" in text
    assert "interviewer · m1 invited, m4 invited\n" in text
    assert "\nNotes of m1\n# First talk\n" in text


def test_a_meeting_by_itself(box: Box) -> None:
    shown = box("show", "m1", "--json").json
    assert (shown["id"], shown["interview"], shown["round"], shown["state"]) == ("m1", "i1", 1, "planned")
    assert [(p["id"], p["name"], p["present"]) for p in shown["people"]] == [("p1", "Dana Ruiz", None)]
    assert shown["notes"] == box("show", "i1", "--json").json["notes"]
    assert box("show", "m1").out.startswith("m1  Tue 2026-11-24 14:00 · First talk\n")
