"""The side-by-side chart: its rows, as text, and where a letter carries it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from interview_tui.demo import words as demo
from interview_tui.demo.words import TALK_TOPICS
from interview_tui.domain.chart import (
    ChartRow,
    _cells,
    asks_for_chart,
    carries_chart,
    chart_as_text,
    chart_rows,
    holds_chart,
    likely,
    readiness_of,
)
from interview_tui.domain.enums import MeetingState, Part
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import Attendance, Letter, Match, Meeting, Story
from tests.domain.cases import BOTH_CAME, case, instant, need, tie

if TYPE_CHECKING:
    from interview_tui.domain.chart import Readiness

RELEASES = Story(id=1, title="Cut releases", result="nine days became one", sample="https://me.example/releases")
PAGERS = Story(id=2, title="Quiet nights", result="forty pages became three")


def row(need_text: str, story: str = "", *, synopsis: str = "", result: str = "") -> ChartRow:
    match_id = 1 if story else None
    return ChartRow(
        need=need_text, by="", pressing=1, need_id=1, story=story, synopsis=synopsis, result=result, match_id=match_id
    )


def match(id_: int, need_id: int | None, story: Story, *, position: int = 0, synopsis: str = "") -> Match:
    return Match(id=id_, meeting_id=1, story_id=story.id, need_id=need_id, position=position, synopsis=synopsis)


class TestRows:
    def test_the_most_pressing_need_comes_first_then_the_older_one(self) -> None:
        needs = [need(1, "one"), need(2, "two", pressing=3), need(3, "three", pressing=3, meeting=9), need(4, "four")]
        assert [r.need for r in chart_rows(case(needs=needs))] == ["two", "three", "one", "four"]

    def test_a_need_has_a_row_for_each_of_its_stories_in_their_order(self) -> None:
        matches = [match(1, 1, RELEASES, position=2, synopsis="in a year"), match(2, 1, PAGERS, position=1)]
        first, second = chart_rows(case(needs=[need(1, "slow", of=1)], matches=matches, stories=[RELEASES, PAGERS]))
        assert first == ChartRow(
            need="slow",
            by="Dana Ruiz",
            pressing=1,
            need_id=1,
            story="Quiet nights",
            result="forty pages became three",
            match_id=2,
            story_id=2,
        )
        assert (second.story, second.synopsis, second.sample, second.matched) == (
            "Cut releases",
            "in a year",
            "https://me.example/releases",
            True,
        )

    def test_a_need_without_a_story_has_a_row_too(self) -> None:
        matches = [match(1, None, RELEASES)]
        (only,) = chart_rows(case(needs=[need(1, "slow")], matches=matches, stories=[RELEASES]))
        assert (only.need, only.story, only.answer, only.matched) == ("slow", "", "", False)

    def test_without_needs_there_are_no_rows(self) -> None:
        assert chart_rows(case()) == ()

    def test_the_answer_is_the_synopsis_else_the_result(self) -> None:
        assert row("n", "Title", synopsis="said", result="done").answer == "Title\nsaid"
        assert row("n", "Title", result="done").answer == "Title\ndone"
        assert row("n", "Title").answer == "Title"


class TestText:
    def test_two_columns(self) -> None:
        rows = [row("Release approvals take nine days", "Cut releases", synopsis="now one"), row("Pagers")]
        assert chart_as_text(rows, width=40) == (
            "What you heard       What you bring\n"
            "------------------   -------------------\n"
            "Release approvals    Cut releases\n"
            "take nine days       now one\n"
            "\n"
            "Pagers\n"
        )

    def test_wide_characters_take_two_cells(self) -> None:
        lines = chart_as_text([row("白樺電機の部品" * 4, "発布" * 9)], width=40).splitlines()
        assert lines[2:4] == ["白樺電機の部品白樺   発布発布発布発布発", "電機の部品白樺電機   布発布発布発布発布"]
        assert [cell_len(line) for line in lines[2:]] == [39, 39, 18, 2]

    def test_marks_above_a_letter_take_none(self) -> None:
        assert _cells("e\u0301") == 1
        assert _cells("白é") == 3


# Variation selectors and joiners widen or join what stands around them, each terminal in its own way.
a_text = st.text(
    st.sampled_from("abcé白樺電\u0301👩💻<>&\"'|*_`[]\\#~ \n") | st.characters(codec="utf-8", exclude_categories=["C"]),
    max_size=60,
)
plain = st.text(st.sampled_from("abc-é白樺電👩💻 \n"), max_size=120)


def _no_blanks(text: str) -> str:
    return "".join(text.split())


@given(st.lists(st.builds(row, plain, plain, synopsis=plain), max_size=4), st.integers(20, 120))
def test_no_line_is_wider_than_it_may_be(rows: list[ChartRow], width: int) -> None:
    assert all(cell_len(line) <= width for line in chart_as_text(rows, width=width).splitlines())


@given(a_text, st.integers(20, 100))
def test_no_text_is_lost_in_wrapping(text: str, width: int) -> None:
    head = chart_as_text([], width=width)
    left, right = (chart_as_text([r], width=width).removeprefix(head) for r in (row(text), row("", text)))
    assert _no_blanks(left) == _no_blanks(right) == _no_blanks(text)


@pytest.mark.parametrize("text", ["[chart]", "Dear Dana,\n\n  [Chart]\t\n\nBye", "one\n[CHART]\ntwo"])
def test_a_line_by_itself_stands_for_the_chart(text: str) -> None:
    assert asks_for_chart(text)
    assert holds_chart(text)


@pytest.mark.parametrize("text", ["", "see the [chart]", "[[chart]]", "[chart]: below", "chart", "[chart] [chart]"])
def test_within_a_line_it_is_only_text(text: str) -> None:
    assert not asks_for_chart(text)
    assert not holds_chart(text)


@pytest.mark.parametrize(
    "text",
    [
        "| a | b |\n| --- | --- |\n| c | d |",
        "What I heard   What I bring\n------------   ------------\nslow   Cut",
        "What you heard   What you bring\n--------------   --------------\nslow   Cut",
    ],
)
def test_a_table_is_the_chart_and_so_is_one_of_earlier_versions(text: str) -> None:
    assert holds_chart(text)
    assert not asks_for_chart(text)


@pytest.mark.parametrize(
    ("kind", "body", "carries"),
    [
        (LetterKind.VALUE_LETTER, "", True),
        (LetterKind.THANK_YOU, "[chart]", True),
        (LetterKind.PROPOSAL, "| a | b |\n| --- | --- |", True),
        (LetterKind.PROPOSAL, "no table", False),
        (LetterKind.CHECK_IN, "[chart]", False),
    ],
)
def test_which_letters_carry_the_chart(kind: LetterKind, body: str, carries: bool) -> None:
    letter = Letter(interview_id=1, round_id=1, kind=kind, body=body, created=instant("2026-12-01 10:00"))
    assert carries_chart(letter) is carries


NINE_DAYS = Story(id=1, title="Cut releases from nine days to one", challenge="Three approvals", result="one day")
NIGHTS = Story(id=2, title="Quiet nights", challenge="Forty pages a week woke the team", result="three pages")
AUDIT = Story(id=3, title="An audit passed", challenge="Evidence in forty mailboxes")
STORIES = (AUDIT, NINE_DAYS, NIGHTS)


def titles(need: str) -> list[str]:
    return [found.story.title for found in likely(need, STORIES)]


def test_the_title_decides_first() -> None:
    assert titles("Releases take nine days")[0] == NINE_DAYS.title


def test_the_challenge_is_heard_too() -> None:
    assert titles("The team is woken by pages each week")[0] == NIGHTS.title
    assert titles("Evidence lies in mailboxes")[0] == AUDIT.title


def test_case_and_marks_do_not_matter() -> None:
    assert likely("RELEASES: nine days?!", STORIES) == likely("releases nine days", STORIES)


def test_a_need_without_words_is_like_none() -> None:
    assert [found.score for found in likely("?!", STORIES)] == [0, 0, 0]


def test_of_equals_the_older_one_comes_first() -> None:
    twins = (Story(id=9, title="Same"), Story(id=4, title="Same"))
    assert [found.story.id for found in likely("the same", twins)] == [4, 9]


def test_without_stories_there_is_nothing_to_propose() -> None:
    assert likely("slow", ()) == ()


def test_most_needs_of_the_demo_find_their_story() -> None:
    told = {topic.story: topic.synopsis for topics in TALK_TOPICS.values() for topic in topics}
    library = [
        Story(id=number, title=s.title, challenge=s.challenge, action=s.action, result=told[s.title])
        for number, s in enumerate(demo.STORIES, start=1)
    ]
    every = [topic for topics in TALK_TOPICS.values() for topic in topics]
    found = sum(1 for topic in every if likely(topic.need, library)[0].story.title == topic.story)
    assert found >= 0.8 * len(every)


@given(st.text(max_size=80), st.permutations(STORIES))
def test_the_order_they_come_in_does_not_matter(need: str, stories: list[Story]) -> None:
    found = likely(need, stories)
    assert found == likely(need, STORIES)
    assert {f.story for f in found} == set(STORIES)
    assert all(0 <= f.score <= 100 for f in found)


PROVED = Story(id=1, title="Cut releases", sample="releases.pdf")
TOLD = Story(id=2, title="Quiet nights")
NEEDS = (need(1, "slow releases", pressing=3), need(2, "loud pagers"), need(3, "no tests", meeting=9))
DECIDES = (tie(1, Part.HIRING_MANAGER),)


def stands(*matches: tuple[int | None, Story], met: bool = False, needs: bool = True) -> Readiness:
    return readiness_of(
        case(
            needs=NEEDS if needs else (),
            matches=[
                Match(id=i, meeting_id=1, need_id=of, story_id=story.id) for i, (of, story) in enumerate(matches, 1)
            ],
            stories=(PROVED, TOLD),
            there=BOTH_CAME,
            ties=DECIDES if met else (tie(1, Part.INTERVIEWER),),
        )
    )


def test_nothing_heard() -> None:
    found = stands(needs=False, met=True)
    assert (found.words, found.figure, found.ready) == (
        "no needs heard yet: not yet, aim for the next meeting",
        "no needs heard yet",
        False,
    )
    assert found.missing() == ("hear a need",)


def test_halfway_it_is_not_yet() -> None:
    found = stands((1, PROVED), (2, TOLD), (None, PROVED))
    assert (found.matched, found.heard, found.unmatched, found.without_proof) == (2, 3, ("no tests",), ("loud pagers",))
    assert found.words == (
        "2 of 3 needs matched, decision maker not met yet, 1 need without proof: not yet, aim for the next meeting"
    )
    assert found.figure == "2 of 3 matched · not yet"
    assert found.missing() == (
        "meet the decision maker",
        "a story for the need “no tests”",
        "a sample for the need “loud pagers”",
    )


def test_each_part_is_needed() -> None:
    whole = ((1, PROVED), (2, PROVED), (3, PROVED))
    assert stands(*whole, met=True).ready
    assert not stands(*whole).ready
    assert not stands(*whole[:2], met=True).ready
    assert not stands((1, PROVED), (2, PROVED), (3, TOLD), met=True).ready


def test_ready() -> None:
    found = stands((1, PROVED), (2, PROVED), (3, PROVED), met=True)
    assert found.words == ("3 of 3 needs matched, decision maker met, proof for each need: ready to write the proposal")
    assert found.figure == "3 of 3 matched · ready"
    assert found.missing() == ()


def test_one_sample_among_the_stories_of_a_need_is_proof() -> None:
    assert "loud pagers" not in stands((2, TOLD), (2, PROVED)).without_proof


@pytest.mark.parametrize(
    ("now", "there", "met"),
    [
        ("2026-12-01 14:30", {1: None}, False),
        ("2026-12-01 15:00", {1: None}, True),
        ("2026-12-01 15:00", {1: True}, True),
        ("2026-12-01 15:00", {1: False}, False),
    ],
    ids=["not over yet", "invited", "there", "absent"],
)
def test_who_was_invited_or_there_in_a_meeting_that_is_over_was_met(
    now: str, there: dict[int, bool | None], met: bool
) -> None:
    assert readiness_of(case(needs=NEEDS, there=there, ties=DECIDES, now=now)).decision_maker_met is met


def test_each_meeting_of_the_round_counts() -> None:
    held = Meeting(id=2, round_id=1, starts=instant("2026-12-03 10:00"))
    dana = Attendance(id=9, meeting_id=2, person_id=1)
    both = case(needs=NEEDS, there={2: True}, ties=DECIDES, further=[held], invited=[dana], now="2026-12-03 12:00")
    assert readiness_of(both).decision_maker_met
    off = replace(held, state=MeetingState.CANCELLED)
    called_off = case(needs=NEEDS, there={2: True}, ties=DECIDES, further=[off], invited=[dana], now="2026-12-03 12:00")
    assert not readiness_of(called_off).decision_maker_met


def test_a_hiring_manager_who_did_not_come_was_not_met() -> None:
    absent = readiness_of(case(needs=NEEDS, there={1: False, 2: True}, ties=DECIDES))
    assert not absent.decision_maker_met
