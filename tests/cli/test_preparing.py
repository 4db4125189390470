"""`brief`, `questions`, `plan`: before the meeting, on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.enums import Topic
from interview_tui.domain.question_bank import QUESTIONS

if TYPE_CHECKING:
    from tests.cli.conftest import Box

DUE_FIELDS = {"id", "kind", "due", "interview", "company", "role", "person", "channel", "why"}
NEEDS = QUESTIONS[Topic.NEEDS]


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
        assert [item["text"] for item in items] == list(QUESTIONS[Topic.TIME])
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
        assert "none numbered 999" in wrong.err
        assert not any(item["picked"] for item in box("questions", "i2", "--json").json)

    def test_picking_needs_an_interview(self, box: Box) -> None:
        wrong = box("questions", "--pick", "1")
        assert (wrong.code, wrong.err.count("\n")) == (2, 1)
        assert "--pick needs an interview" in wrong.err


class TestPlan:
    def test_the_whole_plan_with_its_dates(self, box: Box) -> None:
        lines = box("plan", "i2").out.splitlines()
        assert lines[0] == "白樺電機 · Müller: standard, not accepted yet (Europe/Berlin)"
        assert [" ".join(line.split()) for line in lines[1:4]] == [
            "Mon Prepare the meeting the working day before the meeting",
            "Tue 12:00 Write the meeting down within 1 hour of the meeting's end",
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
