"""What was found out before a meeting, as text: what its lines are, which needs it expects and which of those were
heard, which story answers them, and which questions of the bank go with it.

A line that begins with `!`, `!!` or `!!!` and a blank is a need that the employer is likely to have; `#` begins a
heading; a line that is a web address is a link. A line belongs to the one above if it is indented deeper, or goes on in
small letters where that one was wrapped. Empty lines part paragraphs.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass
from interview_tui.domain.chart import likely
from interview_tui.domain.question_bank import asked
from interview_tui.domain.text import clean, clean_line, plain_words, with_newlines, words
from interview_tui.lazy_patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from interview_tui.domain.case import Case
    from interview_tui.domain.enums import Topic
    from interview_tui.domain.question_bank import BankEntry
    from interview_tui.domain.records import Need, Question, Story

COMPARED = 40
"""So many likely needs at most are compared with what was heard and with the stories."""
_LINES_READ = 200
"""So many lines at most are held against the questions of the bank."""
PROPOSED = 5
"""Questions that are proposed."""
LIKELY_FROM = 50
"""How alike a likely need and a story are, of 100, from which on the story is named."""
LETTERS_AT_LEAST = 4
"""Letters of the words that two needs share: in scripts without blanks each is a word."""
WRAPPED_FROM = 40
"""Characters of a line from which on the next one may go on with its sentence."""

_NEED = lazy_pattern(r"(!{1,3})[ \t]+(?=\S)")
_HEADING = lazy_pattern(r"#{1,6}[ \t]+(?=\S)")
_BULLET = lazy_pattern(r"(?:[-*+•·\u2023▪◦–—]|\d{1,2}[.)])[ \t]+(?=\S)")
_LINK = lazy_pattern(r"<?(https?://[^\s<>\"]+)>?", re.IGNORECASE)
_LINKS = lazy_pattern(r"\bhttps?://[^\s<>\"]+", re.IGNORECASE)
_SENTENCE_ENDS = (".", "!", "?", ":", ";", "…")


class PartKind(StrEnum):
    """What a part of a study is."""

    HEADING = "heading"
    NEED = "need"
    LINK = "link"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class StudyPart:
    """A line of a study with those that belong to it: the lines `first` to `last` - 1 of its text, from 0."""

    kind: PartKind
    text: str
    """In one line, without what marks it."""
    first: int
    last: int
    pressing: int = 0
    """Of a likely need, from 1 to 3."""

    @property
    def words(self) -> str:
        """Its text without the sign of a list."""
        return _BULLET.sub("", self.text, count=1)


def study_parts(text: str) -> tuple[StudyPart, ...]:
    """The parts of a study in their order."""
    lines = text.split("\n")
    begins: list[int] = []
    for number, line in enumerate(lines):
        if line.strip() and not (begins and number and _goes_on(lines[begins[-1]], lines[number - 1], line)):
            begins.append(number)
    return tuple(_part(lines, first, last) for first, last in pairwise([*begins, len(lines)]))


def _goes_on(first: str, before: str, line: str) -> bool:
    """Whether a line belongs to the part that begins with `first`, after the line `before`."""
    body = line.lstrip()
    if not before.strip() or any(mark.match(body) for mark in (_NEED, _HEADING, _BULLET, _LINK)):
        return False
    if _HEADING.match(first) or _LINK.fullmatch(first.strip()):
        return False
    if len(line) - len(body) > len(first) - len(first.lstrip()):
        return True
    return body[0].islower() and len(before.strip()) >= WRAPPED_FROM and not before.rstrip().endswith(_SENTENCE_ENDS)


def _part(lines: Sequence[str], first: int, last: int) -> StudyPart:
    while not lines[last - 1].strip():
        last -= 1
    head, text = lines[first], clean_line(" ".join(lines[first:last]))
    if found := _NEED.match(head):
        body = text[len(found[1]) :].lstrip()
        return StudyPart(PartKind.NEED, body, first, last, len(found[1]))
    if _HEADING.match(head):
        return StudyPart(PartKind.HEADING, text.lstrip("#").lstrip(), first, last)
    if found := _LINK.fullmatch(text):
        return StudyPart(PartKind.LINK, found[1], first, last)
    return StudyPart(PartKind.TEXT, text, first, last)


def part_lines(text: str, part: StudyPart) -> str:
    """The lines of a part as they stand in the text."""
    return "\n".join(text.split("\n")[part.first : part.last])


def with_part(text: str, part: StudyPart, lines: str) -> str:
    """The text with other lines for a part; '' takes it out."""
    every = text.split("\n")
    return tidy_study("\n".join([*every[: part.first], *([lines] if lines.strip() else []), *every[part.last :]]))


def marked(text: str, part: StudyPart, pressing: int) -> str:
    """The text with a part as a likely need that is so urgent, from 1 to 3; 0 takes the mark away."""
    head, *more = part_lines(text, part).split("\n")
    body = _NEED.sub("", head, count=1) if part.kind is PartKind.NEED else head.lstrip()
    return with_part(text, part, "\n".join([f"{'!' * pressing} {body}" if pressing else body, *more]))


def tidy_study(text: str) -> str:
    """The cleaned text without blanks at the ends of its lines, and with one empty line between paragraphs at most."""
    lines: list[str] = []
    for line in clean(with_newlines(text.replace("\r\n", "\n"))).split("\n"):
        line = line.rstrip()
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).strip("\n")


def links_in(text: str) -> tuple[str, ...]:
    """The web addresses of a text, each once."""
    return tuple(dict.fromkeys(found[0].rstrip(".,;:!?)]'") for found in _LINKS.finditer(text)))


def news_for(known: str, text: str) -> tuple[str, int]:
    """Of a text the paragraphs that a study does not have, marks aside, and how many it has. A heading that it has
    stays above what is new below it.
    """
    there = {_key(paragraph) for paragraph in _paragraphs(known)}
    news: list[str] = []
    above: list[str] = []
    left_out = 0
    for paragraph in _paragraphs(text):
        heads = all(_HEADING.match(line) for line in paragraph.split("\n"))
        if _key(paragraph) not in there:
            news += [*above, paragraph]
            above = []
        elif heads:
            above = [*above, paragraph] if above and not news else [paragraph]
        else:
            above = []
            left_out += 1
    return "\n\n".join(news), left_out


def _paragraphs(text: str) -> list[str]:
    return [paragraph for paragraph in re.split(r"\n\n+", tidy_study(text)) if paragraph]


def _key(paragraph: str) -> str:
    """What two paragraphs have in common that say the same, whatever is marked in them."""
    return plain_words(paragraph) or clean_line(paragraph)


@dataclass(frozen=True, slots=True)
class ExpectedNeed:
    """A likely need; the need that was heard and means the same; and the story that answers it, or is likely to."""

    part: StudyPart
    heard: Need | None = None
    story: Story | None = None
    answered: bool = False
    """Whether the story is matched with the need that was heard, rather than likely."""


def expected_needs(case: Case, library: Iterable[Story] = ()) -> tuple[ExpectedNeed, ...]:
    """The likely needs of an interview's study, the most urgent first. COMPARED of them are compared with the needs
    that were heard and with the stories of the library.
    """
    stories = tuple(library)
    found = likely_needs(case)
    compared = (_compared(part, case, stories) for part in found[:COMPARED])
    return (*compared, *map(ExpectedNeed, found[COMPARED:]))


def likely_needs(case: Case) -> list[StudyPart]:
    """The needs that the study of an interview expects, the most urgent first."""
    if case.study is None:
        return []
    found = [part for part in study_parts(case.study.text) if part.kind is PartKind.NEED]
    return sorted(found, key=lambda part: (-part.pressing, part.first))


def _compared(part: StudyPart, case: Case, stories: Sequence[Story]) -> ExpectedNeed:
    heard = _heard(part, case)
    if heard is not None:
        match = next((m for m in case.matches if m.need_id == heard.id), None)
        if match is not None:
            return ExpectedNeed(part, heard, case.stories[match.story_id], answered=True)
    alike = likely(part.words, stories) if stories else ()
    return ExpectedNeed(part, heard, next((found.story for found in alike if found.score >= LIKELY_FROM), None))


def _heard(part: StudyPart, case: Case) -> Need | None:
    """The need that was heard and means the same as a likely one; of several the one that shares most with it."""
    best = max(case.needs, key=lambda need: same_need(part.words, need.text), default=None)
    return best if best is not None and same_need(part.words, best.text) else None


def foreseen(case: Case) -> dict[int, str]:
    """The needs that were expected and then heard: their ids, with the text of the likely need."""
    heard = ((_heard(part, case), part.words) for part in likely_needs(case)[:COMPARED])
    return dict(sorted((need.id, words) for need, words in heard if need is not None))


_SAYS_LITTLE = words(
    """about across after again against all also always and any anything are because been before being better both
    but can cannot could cut does done down drive each enough every everything faster fewer find for from get
    gets good great had has have having help here high higher how improve increase into its keep less like long
    longer low lower make many migrate more most move much must need needed needs never new next nobody none not
    nothing now off one only other our out over pass people reduce replace she shorten should slow some still
    such take takes than that the their them then there these they this those through time times too until very
    want wants was well were what when where which while who will with within without work working
    works would year years you your
    aber ablösen alle als auch auf aus bei besser brauchen braucht das dass dauern dauert dem den der des die
    diese ein eine einen einer eines ersetzen fehlt für haben hat immer ist jede kein keine lang lange langsam
    mehr mit nach neue neuen nicht noch nur oder schneller sehr sein sich sind und viel viele vom von vor wenig
    weniger werden wird wollen zum zur über
    améliorer aux avec avoir beaucoup besoin ces cette dans des doit elle est faire faut ils lent lente les leur
    leurs mais meilleur moins notre nous nouveau nouvelle par pas plus pour que qui remplacer réduire sans ses
    son sont sur toujours tous tout toute trop très une veulent vous"""
)
"""Words that stand in many needs and say nothing of which one it is, in the languages of the letters."""
_PLURAL = lazy_pattern(r"(?<=[^\W\d_]{3})(?:ies$|es$|en$|(?<!s)s$|e$|n$)")


@lru_cache(maxsize=1_000)
def _says(text: str) -> frozenset[str]:
    """The words by which a need is known, without the endings of the plural. Letters of scripts without blanks count
    as words.
    """
    every = (word for word in plain_words(text).split() if word not in _SAYS_LITTLE)
    return frozenset(
        _PLURAL.sub(lambda end: "y" if end[0] == "ies" else "", word)
        for word in every
        if len(word) > 2 or word.isdigit() or not (word.islower() or word.isdigit())
    )


def same_need(expected: str, heard: str) -> int:
    """How many words two needs share where they mean the same; else 0.

    They do where they say the same words, or where all the words of the one that says less stand in the other, two at
    least that are no numbers. That misses some: a need that is wrongly taken for heard is one that nobody asks about.
    To be spelt alike is not enough (`supplier contacts`, `supplier contracts`; `sales team in France`, `sales team in
    Spain`).
    """
    one, other = _says(expected), _says(heard)
    if one == other:
        return len(one) or int(bool(plain_words(heard)) and plain_words(expected) == plain_words(heard))
    fewer, more = sorted((one, other), key=len)
    letters = [word for word in fewer if not word.isdigit()]
    enough = len(letters) > 1 and sum(map(len, letters)) >= LETTERS_AT_LEAST
    return len(fewer) if enough and fewer <= more else 0


@dataclass(frozen=True, slots=True)
class WorthAsking:
    """A question of the bank that goes with a study."""

    entry: BankEntry
    about: str = ""
    """The line of the study that it shares words with; '' for none."""


def worth_asking(
    text: str, entries: Iterable[BankEntry], questions: Sequence[Question] = (), *, at_most: int = PROPOSED
) -> tuple[WorthAsking, ...]:
    """The questions that go best with a study, the best one of each topic, none of those that are in the meeting. There
    are none for a study that is only links and headings.

    A question goes with a line by the words that they share, and by how alike the lines are that share as many.
    """
    from rapidfuzz.fuzz import token_set_ratio

    lines = [(part.words, _says(part.words)) for part in _to_read(text)]
    best: dict[Topic, tuple[tuple[int, float], WorthAsking]] = {}
    for entry in entries:
        if not lines or asked(questions, entry.text):
            continue
        said = _says(entry.text)
        shared = max(len(said & words_of) for _, words_of in lines)
        alike = {line: 0.0 for line, words_of in lines if shared and len(said & words_of) == shared}
        for line in alike:
            alike[line] = token_set_ratio(" ".join(sorted(said)), " ".join(sorted(_says(line))))
        about = max(alike, key=lambda line: alike[line], default="")
        score = shared, alike.get(about, 0.0)
        if entry.topic not in best or score > best[entry.topic][0]:
            best[entry.topic] = score, WorthAsking(entry, about)
    ranked = sorted(best.values(), key=lambda found: found[0], reverse=True)
    return tuple(found for _, found in ranked[:at_most])


def _to_read(text: str) -> Sequence[StudyPart]:
    """The parts that a question may be about: the likely needs, then the other lines, as many as are read."""
    every = [part for part in study_parts(text) if part.kind in (PartKind.NEED, PartKind.TEXT)]
    every.sort(key=lambda part: part.kind is not PartKind.NEED)
    return every[:_LINES_READ]
