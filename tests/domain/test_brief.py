"""The brief of a meeting: what stands on its page, in which order, and that it stays a page and stays text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from interview_tui.domain.brief import brief_as_markdown, brief_as_text, meeting_brief
from interview_tui.domain.dates import Calendar
from interview_tui.domain.enums import CommitmentState, MeetingState, Outcome, Owner, Part, QuestionState, Step
from interview_tui.domain.records import Commitment, Story
from interview_tui.domain.text import clean, clean_line, markdown_line, markdown_quote
from tests.domain import cases
from tests.domain.cases import BERLIN, DANA, KIM, SAM, instant

if TYPE_CHECKING:
    from interview_tui.domain.brief import Brief
    from interview_tui.domain.case import Case

NOW = instant("2026-11-30 09:00")


def page(case: Case, *earlier: Case) -> Brief:
    return meeting_brief(case, earlier, now=NOW, calendar=BERLIN)


def items(found: Brief, title: str) -> list[str]:
    """The lines of one part; none when the page has no such part."""
    return [item.text for section in found.sections if section.title == title for item in section.items]


class TestWhenAndWhere:
    def test_the_time_is_the_users(self) -> None:
        found = page(cases.case(meeting="2026-12-01 14:00", ends="2026-12-01 15:30"))
        assert found.name == "Acme · SRE"
        assert found.when == "Tuesday 1 December 2026, 14:00 to 15:30 (Europe/Berlin)"

    def test_where_the_clocks_differ_both_are_named_the_meetings_first(self) -> None:
        found = page(cases.case(meeting="2026-11-17 02:00", zone="Asia/Tokyo"))
        assert found.when == (
            "Tuesday 17 November 2026, 10:00 to 11:00 (Asia/Tokyo), "
            "which is Tuesday 17 November 2026, 02:00 to 03:00 (Europe/Berlin)"
        )
        west = Calendar(ZoneInfo("America/Los_Angeles"))
        seen = meeting_brief(cases.case(meeting="2026-11-17 02:00", zone="Asia/Tokyo"), (), now=NOW, calendar=west)
        assert seen.when == (
            "Tuesday 17 November 2026, 10:00 to 11:00 (Asia/Tokyo), "
            "which is Monday 16 November 2026, 17:00 to 18:00 (America/Los_Angeles)"
        )

    @pytest.mark.parametrize("zone", ["Europe/Paris", "Nowhere/Land", ""])
    def test_where_they_agree_or_the_zone_is_unknown_one_clock_will_do(self, zone: str) -> None:
        found = page(cases.case(meeting="2026-12-01 14:00", zone=zone))
        assert found.when == "Tuesday 1 December 2026, 14:00 to 15:00 (Europe/Berlin)"

    def test_the_step_is_that_of_the_clock(self) -> None:
        case = cases.case()
        told = replace(case.interview, clock_step=Step.CONSULT, clock_at=NOW)
        step = dict(page(replace(case, interview=told)).facts)["Step"]
        assert step == "Consult: ask like a consultant and write the answers down"

    def test_how_long_the_way_is_says_when_to_leave(self) -> None:
        case = cases.case(meeting="2026-12-01 14:00")
        assert "Leave by" not in dict(page(case).facts)
        far = replace(case, meeting=replace(case.meeting, travel=80))
        assert (
            dict(page(far).facts)["Leave by"] == "12:30: the way takes 80 minutes, and you are there 10 minutes early"
        )
        night = cases.case(meeting="2026-12-01 00:30")
        night = replace(night, meeting=replace(night.meeting, travel=60))
        assert dict(page(night).facts)["Leave by"].startswith("23:20 on Monday 30 November 2026: the way takes")

    def test_a_meeting_past_midnight_names_both_days(self) -> None:
        found = page(cases.case(meeting="2026-12-01 23:30"))
        assert found.when == (
            "Tuesday 1 December 2026, 23:30 to Wednesday 2 December 2026 00:30 (Europe/Berlin)"
        )  # fmt: skip

    def test_without_a_time_it_says_so(self) -> None:
        assert page(cases.case(meeting=None)).when == "no time yet"

    def test_only_what_is_known_is_named(self) -> None:
        case = cases.case()
        assert [name for name, _ in page(case).facts] == ["When", "Step"]
        placed = replace(case, meeting=replace(case.meeting, place="Room 4", link="https://meet.example/a_b"))
        assert dict(page(placed).facts) == {
            "When": "Tuesday 1 December 2026, 14:00 to 15:00 (Europe/Berlin)",
            "Where": "Room 4",
            "Link": "https://meet.example/a_b",
            "Step": "Set the stage: the follow-up plan stands before the meeting does",
        }


class TestWho:
    def test_those_of_the_meeting_come_first_with_what_they_said_before(self) -> None:
        before = cases.case(quotes=[cases.quote(n, f"Word {n}", of=1) for n in (1, 2, 3)])
        now = cases.case(
            number=2,
            people=(DANA, replace(KIM, no_calls=True), SAM),
            there={1: None, 2: None},
            ties=[cases.tie(3, Part.CONNECTION), cases.tie(1, Part.HIRING_MANAGER)],
        )
        found = page(now, before)
        assert items(found, "Who") == [
            "Dana Ruiz, VP Operations, hiring manager",
            "Kim Lee, no calls, please",
            "Sam Ode, connection, not in this meeting",
        ]
        assert found.sections[0].items[0].under == ("“Word 1”", "“Word 2”")


class TestWhatIsKnown:
    def test_needs_by_how_they_press_with_whose_and_whether_a_story_answers(self) -> None:
        case = cases.case(
            needs=[
                cases.need(1, "Nobody on call", of=1),
                cases.need(2, "Nine days", of=2, pressing=3),
                cases.need(3, "Costs", pressing=1),
            ],
            matches=[cases.match(1, need=2)],
            stories=[Story(id=1, title="From nine to one")],
        )
        assert items(page(case), "What they need") == [
            "!!! Nine days (Kim Lee)",
            "! Costs (no story yet)",
            "! Nobody on call (Dana Ruiz; no story yet)",
        ]

    def test_what_is_open_on_both_sides_from_every_round(self) -> None:
        before = cases.case(
            commitments=[
                cases.promise(1, "send the plan", "2026-11-27", to=1),
                cases.promise(2, "call", state=CommitmentState.KEPT),
                Commitment(id=3, meeting_id=1, owner=Owner.THEM, text="name a date"),
            ]
        )
        now = cases.case(number=2, commitments=[cases.their_word(4, "decide", "2026-12-03")])
        found = page(now, before)
        assert items(found, "Open: what you promised") == [
            "send the plan (Dana Ruiz), by Fri 27 Nov, the date has passed"
        ]
        assert items(found, "Open: what they promised") == ["decide, by Thu 3 Dec", "name a date"]

    def test_the_other_meetings_in_a_line_each_the_last_first(self) -> None:
        first = cases.case(meeting="2026-11-03 10:00", there=cases.DANA_CAME, needs=[cases.need(1, "Nine days")])
        first = replace(first, commitments=(cases.promise(1, "send the plan", "2026-11-06"),))
        first = replace(first, round=replace(first.round, lesson="Ask about money", outcome=Outcome.INVITED))
        waits = replace(cases.promise(2, "let you know"), owner=Owner.THEM, passive=True)
        call = replace(
            first,
            commitments=(waits,),
            meeting=replace(first.meeting, id=7, title="Call", starts=instant("2026-11-02 10:00")),
        )
        off = replace(call, meeting=replace(call.meeting, id=8, state=MeetingState.CANCELLED))
        found = page(cases.case(number=2), call, off, first)
        assert items(found, "Other meetings") == [
            "Round 1: Tuesday 3 November 2026, with Dana Ruiz, invited, 1 need heard, 1 next step agreed",
            "Round 1: Call, Monday 2 November 2026, with Dana Ruiz, 0 needs heard, no next step agreed",
        ]
        assert [item.under for item in found.sections[-1].items] == [("learned: Ask about money",), ()]


class TestWhatToSay:
    def test_questions_with_their_topics_and_those_kept(self) -> None:
        asked = replace(cases.question("Who decides?"), topic="decision")
        answered = replace(cases.question("Since when?", QuestionState.ANSWERED), answer="May")
        nothing = cases.question("Why?", QuestionState.NO_ANSWER)
        kept = cases.question("What does it cost?", QuestionState.KEPT)
        found = page(cases.case(questions=[asked, answered, nothing, kept]))
        prepared = next(section for section in found.sections if section.title == "Questions prepared")
        assert [(item.text, item.under) for item in prepared.items] == [
            ("decision: Who decides?", ()),
            ("Since when?", ("May",)),
            ("Why?", ("no answer",)),
        ]
        assert items(found, "Questions for next time") == ["What does it cost?"]

    def test_a_story_once_with_the_needs_that_it_answers(self) -> None:
        case = cases.case(
            needs=[cases.need(1, "Nine days")],
            matches=[cases.match(1), cases.match(2, need=1)],
            stories=[Story(id=1, title="From nine to one", result="One day", sample="plan.pdf")],
        )
        (stories,) = (section for section in page(case).sections if section.title == "Stories")
        (item,) = stories.items
        assert item.text == "From nine to one"
        assert item.under == ("answers: Nine days", "result: One day", "sample: plan.pdf")


class TestThePage:
    def full(self, number: int) -> Case:
        """A case with that many of everything, each text as long as a whole paragraph."""
        long = "word " * 200
        return cases.case(
            people=[replace(DANA, id=n, title=long) for n in range(1, number + 1)],
            there=dict.fromkeys(range(1, number + 1)),
            questions=[cases.question(f"{n} {long}") for n in range(number)],
            needs=[cases.need(n, long) for n in range(1, number + 1)],
            quotes=[cases.quote(n, long, of=n) for n in range(1, number + 1)],
            commitments=[cases.promise(n, long, "2026-12-04") for n in range(1, number + 1)],
        )

    def test_what_is_left_out_is_counted(self) -> None:
        (needs,) = (s for s in page(self.full(9)).sections if s.title == "What they need")
        assert (len(needs.items), needs.more) == (6, "and 3 more")
        (needs,) = (s for s in page(self.full(7)).sections if s.title == "What they need")
        assert (len(needs.items), needs.more) == (7, "")

    def test_it_does_not_grow_with_the_records(self) -> None:
        sizes = {len(brief_as_text(page(self.full(number)), 80).splitlines()) for number in (20, 40)}
        assert len(sizes) == 1

    @given(st.integers(min_value=0, max_value=120))
    def test_no_line_is_wider_than_asked_for(self, width: int) -> None:
        text = brief_as_text(page(self.full(3)), width)
        titles = {section.title.upper() for section in page(self.full(3)).sections}
        lines = [line for line in text.splitlines() if line not in titles]
        assert max(map(len, lines)) <= max(20, width)

    def test_an_empty_one_still_says_when(self) -> None:
        empty = page(cases.case(meeting=None, people=()))
        assert brief_as_text(empty, 80).splitlines() == [
            "Meeting brief: Acme · SRE",
            "When  no time yet",
            "Step  Set the stage: the follow-up plan stands before the meeting does",
        ]


def shown(markdown: str) -> str:
    """The text that a reader of Markdown sees, the blocks' marks and line ends apart."""
    tokens = MarkdownIt("gfm-like", {"linkify": False, "html": True}).parse(markdown)
    return "".join(child.content for token in tokens for child in token.children or ())


class TestMarkdown:
    @given(st.text())
    def test_what_was_written_reads_as_it_was_written(self, text: str) -> None:
        line = clean_line(text)
        tokens = MarkdownIt("gfm-like", {"linkify": False, "html": True}).parse(f"- {markdown_line(text)}")
        kinds = [token.type for token in tokens]
        expected = ["paragraph_open", "inline", "paragraph_close"] if line else []
        assert kinds == ["bullet_list_open", "list_item_open", *expected, "list_item_close", "bullet_list_close"]
        assert shown(f"- {markdown_line(text)}") == line

    @pytest.mark.parametrize(
        "text",
        ["# x", "- x", "1. x", "12) x", "***", "---", "===", "> x", "[a](b)", "&amp;", "<b>", "`x`", "a|b", "~~x~~"],
    )
    def test_marks_stay_text(self, text: str) -> None:
        assert shown(f"- {markdown_line(text)}") == text
        assert shown(f"## {markdown_line(text)}") == text

    @given(st.text())
    def test_lines_that_are_quoted_stay_lines(self, text: str) -> None:
        lines = [clean_line(line) for line in clean(text).strip().split("\n")]
        tokens = MarkdownIt("gfm-like", {"linkify": False, "html": True}).parse("\n".join(markdown_quote(text)))
        seen = [
            "".join("\n" if child.type == "hardbreak" else child.content for child in token.children or ())
            for token in tokens
        ]
        assert [line for part in seen for line in part.split("\n") if line] == [line for line in lines if line]
        assert {token.type for token in tokens} <= {
            "blockquote_open", "paragraph_open", "inline", "paragraph_close", "blockquote_close",
        }  # fmt: skip

    def test_the_parts_are_headings_and_lists(self) -> None:
        case = cases.case(there={1: None}, people=(DANA,))
        case = replace(case, meeting=replace(case.meeting, link="https://meet.example/a_b", place="Room *4*"))
        assert brief_as_markdown(page(case)).splitlines() == [
            "# Meeting brief: Acme · SRE",
            "",
            "- **When:** Tuesday 1 December 2026, 14:00 to 15:00 (Europe/Berlin)",
            r"- **Where:** Room \*4\*",
            "- **Link:** <https://meet.example/a_b>",
            "- **Step:** Set the stage: the follow-up plan stands before the meeting does",
            "",
            "## Who",
            "",
            "- Dana Ruiz, VP Operations",
        ]

    def test_what_is_no_address_is_no_link(self) -> None:
        case = cases.case()
        case = replace(case, meeting=replace(case.meeting, link="javascript:alert(1) <b>"))
        assert r"- **Link:** javascript:alert(1) \<b\>" in brief_as_markdown(page(case)).splitlines()
