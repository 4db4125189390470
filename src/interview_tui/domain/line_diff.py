"""Which line of edited notes is which line of the notes before: so that what was only edited stays the same record."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from interview_tui.domain import shorthand

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SAME_LINE = 60.0
"""From how alike two texts (0 to 100) are taken for one that was edited, wherever it stands now."""


def align(old: Sequence[shorthand.NoteLine], new: Sequence[shorthand.NoteLine]) -> tuple[int | None, ...]:
    """For each new line the place of the old line that it was, or None for one that was added.

    Lines that are the same come first, in their places and then also moved; then lines of one kind whose texts are
    alike; then lines of one kind that stand between the same unchanged lines. A person is never taken for another
    because of their place: only one of the same address or with a name that is alike.
    """
    found: dict[int, int] = {}
    anchors = _same_in_place(old, new)
    found.update(anchors)
    _same_elsewhere(old, new, found)
    _alike(old, new, found)
    _in_one_place(old, new, found, anchors)
    return tuple(found.get(place) for place in range(len(new)))


def _same_in_place(old: Sequence[shorthand.NoteLine], new: Sequence[shorthand.NoteLine]) -> dict[int, int]:
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {block.b + step: block.a + step for block in blocks for step in range(block.size)}


def _same_elsewhere(
    old: Sequence[shorthand.NoteLine], new: Sequence[shorthand.NoteLine], found: dict[int, int]
) -> None:
    left: dict[shorthand.NoteLine, list[int]] = {}
    for place in _left(old, found.values()):
        left.setdefault(old[place], []).append(place)
    for place in _left(new, found):
        if left.get(new[place]):
            found[place] = left[new[place]].pop(0)


def _alike(old: Sequence[shorthand.NoteLine], new: Sequence[shorthand.NoteLine], found: dict[int, int]) -> None:
    """Pairs what is left, the likest first; among equally like ones those whose places differ least."""
    left = _left(old, found.values())
    pairs = []
    for place in _left(new, found):
        for before in left:
            likeness = _likeness(old[before], new[place])
            if likeness >= SAME_LINE:
                pairs.append((-likeness, abs(before - place), place, before))
    taken: set[int] = set()
    for _, _, place, before in sorted(pairs):
        if place not in found and before not in taken:
            found[place] = before
            taken.add(before)


def _in_one_place(
    old: Sequence[shorthand.NoteLine], new: Sequence[shorthand.NoteLine], found: dict[int, int], anchors: dict[int, int]
) -> None:
    """Pairs lines of one kind, in their order, that stand between the same two unchanged lines."""
    gaps: dict[tuple[int, str], list[int]] = {}
    ends = sorted(anchors.values())
    for before in _left(old, found.values()):
        gap = sum(end < before for end in ends)
        gaps.setdefault((gap, _kind(old[before])), []).append(before)
    ends = sorted(anchors)
    for place in _left(new, found):
        gap = sum(end < place for end in ends)
        between = gaps.get((gap, _kind(new[place])))
        if between and not isinstance(new[place], shorthand.PersonLine):
            found[place] = between.pop(0)


def _left(lines: Sequence[shorthand.NoteLine], taken: Iterable[int]) -> list[int]:
    gone = set(taken)
    return [place for place in range(len(lines)) if place not in gone]


def _kind(line: shorthand.NoteLine) -> str:
    """The kind of a line; a promise and a commitment of theirs are two."""
    return f"{type(line).__name__} {line.owner}" if isinstance(line, shorthand.CommitmentLine) else type(line).__name__


def _likeness(old: shorthand.NoteLine, new: shorthand.NoteLine) -> float:
    """How alike two lines are, 0 to 100; 0 for lines of two kinds."""
    if _kind(old) != _kind(new):
        return 0.0
    if isinstance(old, shorthand.PersonLine) and isinstance(new, shorthand.PersonLine) and old.email and new.email:
        if old.email.casefold() == new.email.casefold():
            return 100.0
        if old.name.casefold() != new.name.casefold():
            return 0.0
    from rapidfuzz import fuzz

    return float(fuzz.ratio(_words(old).casefold(), _words(new).casefold(), score_cutoff=SAME_LINE))


def _words(line: shorthand.NoteLine) -> str:
    match line:
        case shorthand.PersonLine(name):
            return name
        case shorthand.StoryLine(title):
            return title
        case (
            shorthand.MeetingTitleLine(text)
            | shorthand.QuestionLine(text)
            | shorthand.NeedLine(text)
            | shorthand.QuoteLine(text)
            | shorthand.RemarkLine(text)
            | shorthand.CommitmentLine(_, text)
        ):
            return text
