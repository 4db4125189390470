"""Which of my stories is the likeliest answer to a need: a proposal, never more."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_tui.domain.records import Story

TITLE_WEIGHT = 0.4
"""What the title counts against the whole story: it is short, and its author chose each word."""


TELLING = 4
"""Letters of a word from which on it counts; scripts without blanks are taken as they are."""


class Likely(NamedTuple):
    """A story, and how alike it and the need are, from 0 to 100."""

    story: Story
    score: int


def likely(need: str, stories: Iterable[Story]) -> tuple[Likely, ...]:
    """The stories, the likeliest first; of equals the older one first."""
    from rapidfuzz.fuzz import token_set_ratio

    wanted = _telling(need)

    def score(story: Story) -> int:
        whole = " ".join((story.title, story.challenge, story.action, story.result))
        title = token_set_ratio(wanted, _telling(story.title))
        told = token_set_ratio(wanted, _telling(whole))
        return round(TITLE_WEIGHT * title + (1 - TITLE_WEIGHT) * told)

    found = [Likely(story, score(story)) for story in stories]
    return tuple(sorted(found, key=lambda each: (-each.score, each.story.id)))


def _telling(text: str) -> str:
    """The words that tell something: short ones such as “the” and “und” stand in every text."""
    from rapidfuzz.utils import default_process

    words = default_process(text).split()
    return " ".join([word for word in words if len(word) >= TELLING or word.isdigit()] or words)
