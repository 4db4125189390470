"""`meeting`, `capture`, `brief`, `questions` and `plan`: before, in and after a meeting."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from interview_tui.domain.enums import QuestionKind, Topic
from interview_tui.domain.question_bank import SHIPPED_QUESTIONS

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
        "m4  白樺電機: Wed 2 Dec 2026, 10:00–11:30 (Europe/Berlin); planned: Prepare for the meeting (Tue), "
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


@pytest.mark.parametrize("command", [("meeting", "i2", "2 Dec 10:00"), ("add", "Initrode", "SRE")])
def test_a_semicolon_parts_people(box: Box, command: tuple[str, ...]) -> None:
    said = box(*command, "--with", "Ann Lee <ann@a.example> [hiring manager]; Bo Po", "--with", "Cy Fox")
    assert said.code == 0, said.err
    names = {person["name"] for person in box("show", said.out.split()[0].replace("m4", "i2"), "--json").json["people"]}
    assert names >= {"Ann Lee", "Bo Po", "Cy Fox"}


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


DUE_FIELDS = {"id", "kind", "due", "interview", "company", "role", "person", "channel", "why"}
NEEDS = SHIPPED_QUESTIONS[Topic.NEEDS]


class TestBrief:
    def test_as_text(self, box: Box) -> None:
        lines = box("brief", "i1").out.splitlines()
        assert lines[0] == "Meeting brief: Acme · SRE"
        assert lines[1] == "When  Tuesday 24 November 2026, 14:00 to 15:00 (Europe/Berlin)"
        assert "- Dana Ruiz, VP Operations, interviewer" in lines
        assert "- ! Release approvals take nine days (Dana Ruiz)" in lines
        assert "- send the case study (Dana Ruiz), by Thu 26 Nov" in lines
        assert "- Cut releases from nine days to one" in lines
        assert max(map(len, lines)) <= 80

    def test_as_markdown(self, box: Box) -> None:
        box("add", "Zeta *bold*", "<b>")
        lines = box("brief", "i4", "--format", "md").out.splitlines()
        assert lines[0] == r"# Meeting brief: Zeta \*bold\* · \<b\>"
        assert lines[2] == "- **When:** no time yet"

    def test_of_nothing(self, box: Box) -> None:
        gone = box("brief", "i99")
        assert (gone.code, gone.err) == (1, "interview-tui: there is no interview i99\n")


class TestQuestions:
    def test_the_bank_by_topics(self, box: Box) -> None:
        lines = box("questions").out.splitlines()
        assert lines[:2] == ["needs", f"  1   {NEEDS[0]}"]
        assert [line for line in lines if line and not line.startswith(" ")] == [str(topic) for topic in Topic]

    def test_one_topic_as_json(self, box: Box) -> None:
        items = box("questions", "--topic", "time", "--json").json
        assert [item["text"] for item in items] == list(SHIPPED_QUESTIONS[Topic.TIME])
        assert {item["topic"] for item in items} == {"time"}
        assert not any(item["picked"] or item["id"] for item in items)

    def test_picked_by_their_numbers(self, box: Box) -> None:
        picked = box("questions", "i2", "--pick", "1", "--pick", "3")
        assert picked.code == 0
        assert picked.out.count("Prepared for 白樺電機 · Müller: ") == 2
        items = box("questions", "i2", "--json").json
        assert [item["text"] for item in items if item["picked"]] == [NEEDS[0], NEEDS[2]]
        assert f"  1 ✓ {NEEDS[0]}" in box("questions", "i2").out

    def test_a_number_that_is_not_there_picks_nothing(self, box: Box) -> None:
        wrong = box("questions", "i2", "--pick", "1", "--pick", "999")
        assert wrong.code == 2
        assert "but no number 999" in wrong.err
        assert not any(item["picked"] for item in box("questions", "i2", "--json").json)

    def test_picking_needs_an_interview(self, box: Box) -> None:
        wrong = box("questions", "--pick", "1")
        assert (wrong.code, wrong.err.count("\n")) == (2, 1)
        assert "--pick needs an interview" in wrong.err


class TestTheyAsk:
    def test_the_bank_by_kinds_with_what_answers_each(self, box: Box) -> None:
        lines = box("questions", "--asked").out.splitlines()
        assert [line for line in lines if line and not line.startswith(" ")] == [str(kind) for kind in QuestionKind]
        answered = box("questions", "--answer", "6", "--story", "s1", "--text", "Say it calmly")
        assert (answered.code, "is answered by “Cut releases from nine days to one”" in answered.out) == (0, True)
        (row,) = (row for row in box("questions", "--asked", "--json").json if row["number"] == 6)
        assert (row["story"], row["words"], row["kind"], row["own"]) == ("s1", "Say it calmly", "past behavior", False)
        assert (
            "      Cut releases from nine days to one · Say it calmly"
            in box("questions", "--kind", "past behavior").out
        )
        box("undo")
        assert box("questions", "--asked", "--json").json[5]["id"] is None

    def test_what_is_likely_in_a_meeting_and_what_you_expect(self, box: Box) -> None:
        box("questions", "--answer", "Do you juggle?", "--kind", "money")
        likely = box("questions", "i2", "--asked", "--json").json
        assert len(likely) == 5
        expected = box("questions", "i2", "--asked", "--pick", "41")
        assert expected.out.startswith("Expected at 白樺電機 · Müller: Do you juggle?")
        first = box("questions", "i2", "--asked", "--json").json[0]
        assert (first["text"], first["expected"], first["question"], first["own"]) == (
            "Do you juggle?",
            True,
            "q3",
            True,
        )
        assert box("questions", "i2", "--asked").out.splitlines()[:2] == [
            "likely in the next meeting",
            " 41 ✓ Do you juggle? (yours)",
        ]
        shown = box("show", "i2", "--json").json["questions"]
        assert [(q["text"], q["put_to_me"]) for q in shown] == [("Do you juggle?", True)]

    def test_how_an_answer_went(self, box: Box) -> None:
        box("capture", "i1", stdin="< How would you begin? (Dana Ruiz)\n    With a plan\n")
        said = box("questions", "q3", "--went", "too long", "--better", "I would count the approvals.")
        assert said.out.startswith("q3  How would you begin?; Went: too long; Better: I would count the approvals.")
        shown = box("show", "q3", "--json").json
        assert (shown["went"], shown["better"], shown["put_to_me"]) == (
            "too long",
            "I would count the approvals.",
            True,
        )
        assert [q["put_to_me"] for q in box("show", "i1", "--json").json["questions"]] == [False, False, True]
        listed = box("questions", "i1", "--asked").out
        assert listed.startswith(
            "put to you in the last meeting\n"
            "q3  How would you begin?  Dana Ruiz  went: too long · better: I would count the approvals.\n"
            "\nlikely in the next meeting\n"
        )
        two = box("questions", "q3", "--better", "I would count. Then ask.")
        assert (two.code, two.err.count("\n"), "one sentence at most" in two.err) == (1, 1, True)

    @pytest.mark.parametrize(
        ("arguments", "code", "said"),
        [
            (("--asked", "--pick", "1"), 2, "--pick needs an interview"),
            (("--answer", "99", "--story", "s1"), 2, "but no number 99"),
            (("--answer", "3"), 2, "--answer needs --story or --text"),
            (("--answer", "3", "--story", "s99"), 1, "there is no story s99"),
            (("--story", "s1"), 2, "--story and --text need a question"),
            (("i1", "--went", "well"), 2, "--went and --better need a question"),
            (("q1",), 2, "say what to change"),
            (("q1", "--went", "well"), 1, "q1 is a question that you asked"),
        ],
    )
    def test_what_cannot_be_is_said_in_a_line(self, box: Box, arguments: tuple[str, ...], code: int, said: str) -> None:
        wrong = box("questions", *arguments)
        assert (wrong.code, wrong.err.count("\n")) == (code, 1), wrong.err
        assert said in wrong.err


class TestPlan:
    def test_the_whole_plan_with_its_dates(self, box: Box) -> None:
        lines = box("plan", "i2").out.splitlines()
        assert lines[0] == "白樺電機 · Müller: standard, not accepted yet (Europe/Berlin)"
        assert [" ".join(line.split()) for line in lines[1:4]] == [
            "Mon Prepare for the meeting working day before the meeting",
            "Tue 12:00 Write up the meeting within 1 hour of the meeting's end",
            "Wed 11:00 Thank Kim Lee within 24 hours of the meeting",
        ]
        assert len(lines) == 8
        assert [line.endswith("if unanswered  (to come)") for line in lines[5:]] == [False, True, True]

    def test_as_json_it_is_like_due(self, box: Box) -> None:
        items = box("plan", "i2", "--json").json
        assert [(item["kind"], item["due"]) for item in items] == [
            ("prepare", "2026-11-30T23:59:59+01:00"),
            ("debrief", "2026-12-01T12:00:00+01:00"),
            ("thank_you", "2026-12-02T11:00:00+01:00"),
            ("value_letter", "2026-12-04T23:59:59+01:00"),
            ("check_in", "2026-12-11T23:59:59+01:00"),
        ] + [("check_in", item["due"]) for item in items[-2:]]
        assert all(item.keys() >= DUE_FIELDS for item in items)
        owed = {item["id"]: item for item in box("due", "--days", "30", "--json").json}
        planned = [item for item in items if item["id"]]
        assert len(planned) == 5
        assert all(item.items() <= owed[item["id"]].items() for item in planned)
        assert items[2]["person"] == "Kim Lee"

    def test_one_is_chosen(self, box: Box) -> None:
        chosen = box("plan", "i2", "gentle")
        assert chosen.out.startswith(
            "Edited 白樺電機 · Müller: plan; moved: Check in (Mon 14 Dec)\n白樺電機 · Müller: gentle (Europe/Berlin)\n"
        )
        assert all("  Check in " in line for line in chosen.out.splitlines()[-2:])
        assert box("show", "i2", "--json").json["plan"] == "gentle"

    def test_without_a_meeting(self, box: Box) -> None:
        assert box("plan", "i3", "none", "--json").json == []
        heading = box("plan", "i3").out.splitlines()[0]
        assert heading.endswith(": none (Europe/Berlin): no meeting time yet")

    def test_thanks_and_one_value_letter(self, box: Box) -> None:
        assert box("plan", "i2", "one_letter").code == 0
        kinds = [item["kind"] for item in box("plan", "i2", "--json").json]
        assert kinds == ["prepare", "debrief", "thank_you", "value_letter"]

    def test_another_word_is_wrong_usage(self, box: Box) -> None:
        wrong = box("plan", "i2", "fierce")
        assert (wrong.code, wrong.err.count("\n")) == (2, 1)


NOTES = """\
# Second meeting, panel
@ Dana Ruiz, VP Operations <dana@acme.example>
? What keeps releases slow? (Dana Ruiz)
    Three approvals, nine days on average
! Release approvals take nine days (Dana Ruiz)
" We need someone to calm the release train (Dana Ruiz)
* Cut releases from nine days to one
+ send the case study (Dana Ruiz) by fri
- call with the panel's dates (Dana Ruiz) by 2 Dec
> Who owns the budget?
anything else
"""


def test_each_line_of_captured_notes_stands_in_the_export(empty: Box) -> None:
    assert empty("add", "Acme", "SRE", "--meeting", "today 08:00").code == 0
    assert empty("capture", "i1", stdin=NOTES).code == 0
    out = json.loads(empty("export", "--format", "json").out)
    (dana,) = out["people"]
    assert (dana["name"], dana["title"], dana["email"]) == ("Dana Ruiz", "VP Operations", "dana@acme.example")
    (meeting,) = out["meetings"]
    assert meeting["title"] == "Second meeting, panel"
    (story,) = out["stories"]
    assert story["title"] == "Cut releases from nine days to one"
    (need,) = out["needs"]

    def stands(noun: str, *names: str) -> list[tuple[object, ...]]:
        assert {record["meeting_id"] for record in out[noun]} == {meeting["id"]}
        return [tuple(record[name] for name in names) for record in out[noun]]

    whose = dana["id"]
    assert stands("questions", "text", "answer", "state", "person_id") == [
        ("What keeps releases slow?", "Three approvals, nine days on average", "answered", whose),
        ("Who owns the budget?", "", "kept", None),
    ]
    assert stands("needs", "text", "pressing", "person_id") == [("Release approvals take nine days", 1, whose)]
    assert stands("quotes", "text", "person_id") == [("We need someone to calm the release train", whose)]
    assert stands("matches", "story_id", "need_id") == [(story["id"], need["id"])]
    assert stands("commitments", "owner", "text", "person_id", "due", "state") == [
        ("me", "send the case study", whose, "2026-11-27", "open"),
        ("them", "call with the panel's dates", whose, "2026-12-02", "open"),
    ]
    (promise,) = (f for f in out["follow_ups"] if f["kind"] == "promise")
    assert (promise["text"], promise["person_id"], promise["due_day"]) == ("send the case study", whose, "2026-11-27")
