"""The side-by-side chart: what they need, and what of mine answers it, a row each; and where a letter carries it."""

from __future__ import annotations

import re
import unicodedata
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.data_classes import dataclass
from interview_tui.domain import records
from interview_tui.domain.enums import MeetingState, Part
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.text import counted, shorten
from interview_tui.lazy_patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from interview_tui.domain.case import Case

CHART_HEADINGS = ("What you heard", "What you bring")
_EARLIER_HEADINGS = ("What I heard", "What I bring")
"""As drafts of earlier versions have them."""
CHART_LINE = "[chart]"
"""What stands in a draft where the chart goes, by itself on a line, whatever the language."""
MAY_CARRY_CHART = frozenset({LetterKind.THANK_YOU, LetterKind.VALUE_LETTER, LetterKind.PROPOSAL})
_CHART_LINE = lazy_pattern(r"^[^\S\n]*\[chart\][^\S\n]*$", re.IGNORECASE | re.MULTILINE)
TABLE_RULE = lazy_pattern(r"^\|(?: ?:?-{3,}:? ?\|)+[^\S\n]*$", re.MULTILINE)
"""The line between the heads and the rows of a table in a text, as Markdown has it."""
_GAP = "   "
_WIDE = frozenset("WF")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartRow:
    """A need and the story that answers it; `match_id` and `story_id` are None for a need without one."""

    need: str
    by: str
    """Who voiced it, or ''."""
    pressing: int
    need_id: int
    story: str = ""
    synopsis: str = ""
    action: str = ""
    """What I did."""
    result: str = ""
    strength: str = ""
    """What the story shows, in a few words."""
    sample: str = ""
    """A file or a link."""
    sample_name: str = ""
    """What a letter calls the sample."""
    first_steps: str = ""
    """What you would do about the need in the first 90 days."""
    match_id: int | None = None
    story_id: int | None = None

    @property
    def matched(self) -> bool:
        """Whether a story answers the need."""
        return self.match_id is not None

    @property
    def answer(self) -> str:
        """What stands beside the need: the synopsis, else the story's result, under the story's title."""
        return "\n".join(part for part in (self.story, self.synopsis or self.result) if part)


def chart_rows(case: Case) -> tuple[ChartRow, ...]:
    """The needs of all rounds, the most pressing first; one with two stories in two rows."""
    answers: dict[int | None, list[records.Match]] = {}
    for match in sorted(case.matches, key=lambda m: (m.position, m.id)):
        answers.setdefault(match.need_id, []).append(match)
    needs = sorted(case.needs, key=lambda need: (-need.pressing, need.id))
    return tuple(_row(case, need, match) for need in needs for match in answers.get(need.id, [None]))


def _row(case: Case, need: records.Need, match: records.Match | None) -> ChartRow:
    by = case.person_name(need.person_id)
    if match is None:
        return ChartRow(need=need.text, by=by, pressing=need.pressing, need_id=need.id)
    story = case.stories[match.story_id]
    return ChartRow(
        need=need.text,
        by=by,
        pressing=need.pressing,
        need_id=need.id,
        story=story.title,
        synopsis=match.synopsis,
        action=story.action,
        result=story.result,
        strength=story.strength,
        sample=story.sample,
        sample_name=story.sample_name,
        first_steps=match.first_steps,
        match_id=match.id,
        story_id=story.id,
    )


def asks_for_chart(text: str) -> bool:
    """Whether a line of the text stands for the chart."""
    return _CHART_LINE.search(text) is not None


def holds_chart(text: str) -> bool:
    """Whether the chart is in a text: the line that stands for it, the table that a letter was sent with, or both
    headings, as a copied chart and drafts of earlier versions have them.
    """
    headed = any(all(heading in text for heading in pair) for pair in (CHART_HEADINGS, _EARLIER_HEADINGS))
    return headed or TABLE_RULE.search(text) is not None or asks_for_chart(text)


def carries_chart(letter: records.Letter) -> bool:
    """Whether the chart goes out with a letter: a value letter is one, others may hold it in their text."""
    if letter.kind is LetterKind.VALUE_LETTER:
        return True
    return letter.kind in MAY_CARRY_CHART and holds_chart(letter.body)


def chart_as_text(rows: Sequence[ChartRow], *, width: int = 72) -> str:
    """Two columns of text for a terminal, `width` cells wide in all (at least 20)."""
    left = (max(20, width) - len(_GAP)) // 2
    right = max(20, width) - len(_GAP) - left
    lines = [*_columns(*CHART_HEADINGS, left, right), _beside("-" * left, "-" * right, left)]
    for number, row in enumerate(rows):
        if number:
            lines.append("")
        lines += _columns(row.need, row.answer, left, right)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _cells(text: str) -> int:
    """How many cells of a terminal a text takes."""
    return sum(_cell(c) for c in text)


def _cell(c: str) -> int:
    if unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(c) in _WIDE else 1


def _columns(one: str, other: str, left: int, right: int) -> Iterator[str]:
    """Two texts side by side, each wrapped to the width of its column."""
    for beside in zip_longest(_wrapped(one, left), _wrapped(other, right), fillvalue=""):
        yield _beside(*beside, left)


def _beside(left: str, right: str, width: int) -> str:
    return left + " " * (width - _cells(left)) + _GAP + right


def _wrapped(text: str, width: int) -> Iterator[str]:
    """The text in lines of at most `width` cells; a longer word is cut."""
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            if line and _cells(f"{line} {word}") > width:
                yield line
                line = ""
            for piece in _pieces(word, width):
                if line and _cells(f"{line} {piece}") > width:
                    yield line
                    line = ""
                line = f"{line} {piece}" if line else piece
        yield line


def _pieces(word: str, width: int) -> Iterator[str]:
    piece, used = "", 0
    for c in word:
        if used + _cell(c) > width:
            yield piece
            piece, used = "", 0
        piece += c
        used += _cell(c)
    yield piece


TITLE_WEIGHT = 0.4
"""What the title counts against the whole story: it is short, and its author chose each word."""


TELLING = 4
"""Letters of a word from which on it counts; scripts without blanks are taken as they are."""


class Likely(NamedTuple):
    """A story, and how alike it and the need are, from 0 to 100."""

    story: records.Story
    score: int


def likely(need: str, stories: Iterable[records.Story]) -> tuple[Likely, ...]:
    """The stories, the likeliest first; of equals the older one first."""
    from rapidfuzz.fuzz import token_set_ratio

    wanted = _telling(need)

    def score(story: records.Story) -> int:
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


NOT_YET = "not yet, aim for the next meeting"
_SHOWN = 48
"""Characters of a need that is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """How far a proposal is. Needs are those of all rounds, in their order."""

    heard: int
    """How many needs were heard."""
    unmatched: tuple[str, ...]
    """The needs that no story answers."""
    without_proof: tuple[str, ...]
    """The needs that a story answers, but none with a sample of the work."""
    decision_maker_met: bool
    """Whether a hiring manager was in a meeting of the round that is over, or voiced a need in any."""

    @property
    def matched(self) -> int:
        """How many needs a story answers."""
        return self.heard - len(self.unmatched)

    @property
    def ready(self) -> bool:
        """Whether the proposal can be made."""
        return bool(self.heard) and self.decision_maker_met and not self.unmatched and not self.without_proof

    @property
    def words(self) -> str:
        """The whole of it in one sentence."""
        if not self.heard:
            return f"no needs heard yet: {NOT_YET}"
        parts = [
            f"{self.matched} of {counted(self.heard, 'need')} matched",
            "decision maker met" if self.decision_maker_met else "decision maker not met yet",
        ]
        if self.without_proof:
            parts.append(f"{counted(len(self.without_proof), 'need')} without proof")
        elif not self.unmatched:
            parts.append("proof for each need")
        end = "ready to write the proposal" if self.ready else NOT_YET
        return f"{', '.join(parts)}: {end}"

    @property
    def figure(self) -> str:
        """The same, as short as a title has room for."""
        if not self.heard:
            return "no needs heard yet"
        return f"{self.matched} of {self.heard} matched · {'ready' if self.ready else 'not yet'}"

    def missing(self) -> tuple[str, ...]:
        """What it waits for, a line each; nothing for one that is ready."""
        return (
            *([] if self.heard else ["hear a need"]),
            *([] if self.decision_maker_met else ["meet the decision maker"]),
            *(f"a story for the need “{shorten(need, _SHOWN)}”" for need in self.unmatched),
            *(f"a sample for the need “{shorten(need, _SHOWN)}”" for need in self.without_proof),
        )


def readiness_of(case: Case) -> Readiness:
    """How ready a proposal for service is, as the interview stands."""
    samples: dict[int | None, list[str]] = {}
    for match in case.matches:
        story = case.stories.get(match.story_id)
        samples.setdefault(match.need_id, []).append(story.sample if story else "")
    over = {m.id for m in case.meetings if _is_over(m, case.now)}
    spoken_to = {
        *(a.person_id for a in case.invited if a.present is not False and a.meeting_id in over),
        *(need.person_id for need in case.needs),
    }
    deciding = {i.person_id for i in case.involvements if i.part is Part.HIRING_MANAGER}
    return Readiness(
        heard=len(case.needs),
        unmatched=tuple(need.text for need in case.needs if need.id not in samples),
        without_proof=tuple(need.text for need in case.needs if need.id in samples and not any(samples[need.id])),
        decision_maker_met=bool(deciding & spoken_to),
    )


def _is_over(meeting: records.Meeting, now: datetime | None) -> bool:
    if meeting.starts is None or meeting.state is not MeetingState.PLANNED:
        return False
    return now is None or records.end_of(meeting) <= now
