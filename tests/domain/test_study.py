"""A study as text: its parts, its likely needs, what of them was heard, which questions go with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.enums import QuestionState, Topic
from interview_tui.domain.question_bank import SHIPPED_QUESTIONS, BankEntry, bank
from interview_tui.domain.records import BankQuestion, Match, Question, Story, Study
from interview_tui.domain.study import (
    COMPARED,
    PartKind,
    expected_needs,
    foreseen,
    links_in,
    marked,
    news_for,
    part_lines,
    same_need,
    study_parts,
    tidy_study,
    with_part,
    worth_asking,
)
from tests.domain import cases
from tests.grouped import grouped

if TYPE_CHECKING:
    from interview_tui.domain.case import Case

POSTING = """\
# Site Reliability Engineer

Acme ships software for forty companies, and the release process has
not kept up with the growth of the last two years.
- Own the release process from commit to production
  and shorten the lead time
  - with the product teams
1. Calm the nights on call
!! Release approvals take too long
https://acme.example/jobs/12
"""

SHIPS = (
    "Acme ships software for forty companies, and the release process has not kept up with the growth of the last two "
    "years."
)


def kinds(text: str) -> list[tuple[str, str, int]]:
    return [(str(part.kind), part.text, part.pressing) for part in study_parts(text)]


class TestParts:
    def test_a_posting(self) -> None:
        assert kinds(POSTING) == [
            ("heading", "Site Reliability Engineer", 0),
            ("text", SHIPS, 0),
            ("text", "- Own the release process from commit to production and shorten the lead time", 0),
            ("text", "- with the product teams", 0),
            ("text", "1. Calm the nights on call", 0),
            ("need", "Release approvals take too long", 2),
            ("link", "https://acme.example/jobs/12", 0),
        ]

    @pytest.mark.parametrize(
        ("text", "number"),
        [
            ("", 0),
            ("\n \n", 0),
            ("python\ndocker\nkubernetes", 3),  # short lines in small letters are a list
            ("All of this is indented\n", 1),
            ("    All of it\n    is indented", 2),
            ("# Heading\n  below it", 2),
            ("https://acme.example\n  below it", 2),
            ("! a need\n    that goes on\n\n    and one line that does not", 2),
        ],
    )
    def test_how_many(self, text: str, number: int) -> None:
        assert len(study_parts(text)) == number

    @pytest.mark.parametrize("text", ["!important", "!!!! too many", "#tag", "!", "! ", "  ! indented"])
    def test_what_is_no_mark_is_text(self, text: str) -> None:
        assert {kind for kind, *_ in kinds(text)} <= {"text"}

    def test_the_sign_of_a_list_is_not_part_of_the_words(self) -> None:
        (part,) = study_parts("! - Own the releases")
        assert (part.kind, part.words, part.pressing) == (PartKind.NEED, "Own the releases", 1)

    @given(st.text(max_size=200))
    def test_every_line_that_says_something_is_in_one_part(self, text: str) -> None:
        lines = text.split("\n")
        covered = [n for part in study_parts(text) for n in range(part.first, part.last)]
        assert covered == sorted(set(covered))
        assert {n for n, line in enumerate(lines) if line.strip()} <= set(covered)

    def test_links(self) -> None:
        text = "See https://acme.example/a?b=1. Also (http://acme.example/c), https://acme.example/a?b=1"
        assert links_in(text) == ("https://acme.example/a?b=1", "http://acme.example/c")


class TestMarks:
    def test_a_line_is_marked_and_unmarked(self) -> None:
        text = tidy_study(POSTING)
        part = study_parts(text)[2]
        pressed = marked(text, part, 2)
        assert "\n!! - Own the release process from commit to production\n  and shorten" in pressed
        (again,) = (found for found in study_parts(pressed) if found.first == part.first)
        assert (again.kind, again.pressing, again.words) == (PartKind.NEED, 2, part.words)
        assert marked(pressed, again, 0) == text
        assert "\n! - Own the" in marked(pressed, again, 1)

    @given(st.text(alphabet="ab!# -\nA.", max_size=60))
    def test_a_mark_loses_no_word(self, text: str) -> None:
        text = tidy_study(text)
        for part in study_parts(text):
            if part.kind is PartKind.TEXT:
                pressed = marked(text, part, 3)
                (need,) = (found for found in study_parts(pressed) if found.first == part.first)
                assert need.kind is PartKind.NEED
                assert marked(pressed, need, 0).split() == text.split()

    def test_a_part_is_replaced_or_removed(self) -> None:
        text = "one\n\nTwo\n\nThree"
        part = study_parts(text)[1]
        assert part_lines(text, part) == "Two"
        assert with_part(text, part, "2\n! more") == "one\n\n2\n! more\n\nThree"
        assert with_part(text, part, " ") == "one\n\nThree"


class TestWhatIsAdded:
    def test_paragraphs_that_are_there_are_left_out_whatever_is_marked_in_them(self) -> None:
        known = tidy_study("Who we are\n\n! - Own the releases\n- Lead")
        news, left_out = news_for(known, "- Own the releases\n- Lead\n\nWHO WE ARE\n\nWhere")
        assert (news, left_out) == ("Where", 2)

    def test_a_heading_that_is_there_stays_above_what_is_new_below_it(self) -> None:
        news, left_out = news_for("# About\n\nFirst", "# About\n\nSecond")
        assert (news, left_out) == ("# About\n\nSecond", 0)
        assert news_for("# About\n\nFirst", "# About\n\nFirst") == ("", 1)

    @given(st.text(max_size=200))
    def test_twice_adds_nothing(self, text: str) -> None:
        once, _ = news_for("", text)
        assert news_for(once, text)[0] == news_for(once, once)[0] == ""

    def test_what_drives_a_terminal_and_too_many_empty_lines_are_dropped(self) -> None:
        assert tidy_study("\n\na \x1b[31mred\x1b[0m  \r\n\n\n\nb\x0bc\x00") == "a red\n\nb\nc"


# What is expected, what is heard.
SAME = [
    ("Release approvals take too long", "Release approvals take nine days"),
    ("Faster release approvals", "Release approvals take nine days"),
    ("Slow release approvals", "Approval of a release takes nine days"),
    ("Shorten the time that a release approval takes", "release approvals take nine days"),
    ("Reduce the number of incidents at night", "Too many incidents at night"),
    ("Migrate the billing system to the cloud", "The billing system has to move to the cloud"),
    ("They want to replace the old billing system", "The old billing system cannot be touched at month's end"),
    ("Onboarding of new engineers takes too long", "New engineers need six weeks of onboarding"),
    ("Reduce customer churn", "Customer churn doubled since spring"),
    ("Pass the next ISO audit", "The ISO audit is in March and they are not ready"),
    ("Hire three platform engineers before summer", "They must hire platform engineers before the summer"),
    ("Cut the cloud bill", "Cloud bill grew by half"),
    ("Security audit evidence", "Evidence for the security audit sits in forty mailboxes"),
    ("Observability", "observability!"),
    ("Das alte Abrechnungssystem ablösen", "Das alte Abrechnungssystem lässt sich nicht anfassen"),
    ("Réduire la dette technique", "La dette technique ralentit tout"),
    ("发布审批太慢", "发布审批太慢，需要九天"),
]
OTHER = [
    ("Migrate the data warehouse to the cloud", "Migrate the payroll system to the cloud"),
    ("Overview of supplier contacts", "Nobody has an overview of supplier contracts"),
    ("Sales team in France", "Sales team in Spain"),
    ("Grow the sales team in France", "The support team in France has to grow"),
    ("Build the data team", "Build the sales team"),
    ("Reduce time to market", "Reduce time to hire"),
    ("Cloud costs", "Cloud security"),
    ("Budget", "The budget follows last year and not what works"),
    ("Customers", "No customer should have to ask twice"),
    ("Work with customers", "Customers cannot work when the site is down"),
    ("New engineers need six weeks to become useful", "New customers need six weeks to become profitable"),
    ("Reports are late every Monday", "Forty pages of reports each Monday, of which two are read"),
    ("One launch date in five countries", "One price list in five countries"),
    ("Five years of experience with Python", "The team has no experience with Python"),
    ("shift planning depends on one person", "escalations all end with one person"),
    ("Das alte Abrechnungssystem ablösen", "Das alte Lagersystem ablösen"),
    ("Réduire la dette technique", "Réduire les coûts"),
    ("2026 2027", "Growth planned for 2026 and 2027"),
    ("", "anything"),
    ("", ""),
    ("the and of", "of the and"),
]


@grouped("expected, heard", SAME, lambda pair: "the same")
def test_a_need_that_was_expected_is_known_when_it_is_heard(expected: str, heard: str) -> None:
    assert same_need(expected, heard) > 0
    assert same_need(heard, expected) > 0


@grouped("expected, heard", OTHER, lambda pair: "another")
def test_another_need_is_not_taken_for_it(expected: str, heard: str) -> None:
    assert same_need(expected, heard) == 0
    assert same_need(heard, expected) == 0


def studied(text: str, **known: object) -> Case:
    return replace(cases.case(**known), study=Study(id=1, interview_id=1, text=text))  # type: ignore[arg-type]


RELEASES = Story(id=7, title="Cut releases from nine days to one", result="release approvals by one checklist")


class TestExpected:
    def test_they_come_most_urgent_first_with_what_became_of_them(self) -> None:
        case = studied(
            "! Calmer nights on call\n!! Faster release approvals\n",
            needs=[cases.need(3, "Nobody reads the logs"), cases.need(4, "Release approvals take nine days")],
        )
        first, second = expected_needs(case, [RELEASES])
        assert (first.part.words, first.heard, first.story, first.answered) == (
            "Faster release approvals",
            case.needs[1],
            RELEASES,
            False,
        )
        assert (second.part.words, second.heard, second.story) == ("Calmer nights on call", None, None)
        assert foreseen(case) == {4: "Faster release approvals"}

    def test_a_story_that_answers_the_need_that_was_heard_comes_before_a_likely_one(self) -> None:
        other = Story(id=8, title="Another")
        case = studied(
            "! Faster release approvals",
            needs=[cases.need(4, "Release approvals take nine days")],
            matches=[Match(id=1, meeting_id=1, need_id=4, story_id=8)],
            stories=(other,),
        )
        (only,) = expected_needs(case, [RELEASES, other])
        assert (only.story, only.answered) == (other, True)

    def test_of_very_many_all_are_there_and_the_first_are_compared(self) -> None:
        case = studied("! Release approvals\n" * (COMPARED + 5), needs=[cases.need(4, "Release approvals")])
        found = expected_needs(case)
        assert [need.heard is not None for need in found] == [True] * COMPARED + [False] * 5

    def test_without_a_study_there_are_none(self) -> None:
        assert expected_needs(cases.case()) == ()


class TestWorthAsking:
    def test_five_over_as_many_topics_those_that_share_words_first(self) -> None:
        found = worth_asking("! They lose their largest customers\nThe launch is in March", bank(()))
        assert len({one.entry.topic for one in found}) == len(found) == 5
        about = {one.entry.topic: (one.entry.text, one.about) for one in found[:3]}
        for topic, word in ((Topic.NEEDS, "customers"), (Topic.PROBLEMS, "customers"), (Topic.TIME, "launch")):
            question, line = about[topic]
            assert word in question
            assert word in line
        assert [one.about for one in found[3:]] == ["", ""]

    def test_none_that_is_in_the_meeting(self) -> None:
        first = worth_asking(POSTING, bank(()))[0].entry.text
        there = Question(id=1, meeting_id=1, text=first.upper(), state=QuestionState.KEPT)
        assert first not in [one.entry.text for one in worth_asking(POSTING, bank(()), [there])]

    def test_the_users_own_count_as_well(self) -> None:
        own = BankQuestion(id=1, topic=Topic.TIME, text="How long do release approvals take?")
        found = worth_asking(POSTING, bank([own]))
        assert BankEntry(Topic.TIME, own.text, own) in [one.entry for one in found]

    @pytest.mark.parametrize("text", ["", "# Heading", "https://acme.example/jobs/12"])
    def test_none_where_there_is_nothing_to_ask_about(self, text: str) -> None:
        assert worth_asking(text, bank(())) == ()

    def test_they_are_of_the_bank(self) -> None:
        every = {text for texts in SHIPPED_QUESTIONS.values() for text in texts}
        assert {one.entry.text for one in worth_asking("...\n" * 500, bank(()))} <= every
