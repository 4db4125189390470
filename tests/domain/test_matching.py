"""The likeliest story for a need is proposed; always the same one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from interview_tui.demo import data
from interview_tui.demo.topics import TOPICS
from interview_tui.domain.matching import likely
from interview_tui.domain.records import Story

RELEASES = Story(id=1, title="Cut releases from nine days to one", challenge="Three approvals", result="one day")
NIGHTS = Story(id=2, title="Quiet nights", challenge="Forty pages a week woke the team", result="three pages")
AUDIT = Story(id=3, title="An audit passed", challenge="Evidence in forty mailboxes")
STORIES = (AUDIT, RELEASES, NIGHTS)


def titles(need: str) -> list[str]:
    return [found.story.title for found in likely(need, STORIES)]


def test_the_title_decides_first() -> None:
    assert titles("Releases take nine days")[0] == RELEASES.title


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
    told = {topic.story: topic.synopsis for topics in TOPICS.values() for topic in topics}
    library = [
        Story(id=number, title=title, challenge=challenge, action=action, result=told[title])
        for number, (title, challenge, action, _) in enumerate(data.STORIES, start=1)
    ]
    every = [topic for topics in TOPICS.values() for topic in topics]
    found = sum(1 for topic in every if likely(topic.need, library)[0].story.title == topic.story)
    assert found >= 0.8 * len(every)


@given(st.text(max_size=80), st.permutations(STORIES))
def test_the_order_they_come_in_does_not_matter(need: str, stories: list[Story]) -> None:
    found = likely(need, stories)
    assert found == likely(need, STORIES)
    assert {f.story for f in found} == set(STORIES)
    assert all(0 <= f.score <= 100 for f in found)
