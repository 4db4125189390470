"""career-ops' `story-bank.md`: accomplishments told as situation, task, action, result, as stories.

A story is a heading with labelled lines below it; situation and task are its challenge, the theme before its title what
it shows. The form in a comment, and headings without labels, are no stories. What a story here has no place for
(reflection, source) is left out, which is said.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from interview_tui.data_classes import dataclass, field, replace
from interview_tui.domain.errors import Unclear
from interview_tui.domain.identity import plain_name
from interview_tui.domain.records import Story, ref
from interview_tui.domain.text import clean, clean_line, counted, shorten
from interview_tui.importing.career_ops import TRACKER_LIMIT, markdown_text
from interview_tui.importing.forms import plain_header
from interview_tui.importing.grid import check_cell
from interview_tui.importing.importer import (
    LONGEST_LINE,
    NO_OPTIONS,
    Contents,
    Imported,
    Importer,
    Options,
    data_file,
    of_bytes,
)
from interview_tui.services.base import joined, no_progress
from interview_tui.store.records import find

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interview_tui.domain.enums import Ref
    from interview_tui.importing.importer import Progress
    from interview_tui.services.base import Context

_BEGINNING = 200_000
"""Bytes in which the first story stands."""
_HEADING = re.compile(r"#{2,4}[ \t]+(\S.*)")
_THEME = re.compile(r"\[([^\[\]]{1,200})\]\s*(\S.*)")
_NUMBERED = re.compile(r"(?:(?:story|geschichte|histoire|historia)\s*)?#?\d{1,3}\s*[:.)–—-]\s+(?=\S)", re.IGNORECASE)
_LABEL = re.compile(
    r"[ \t]*(?:[-*+][ \t]+)?(\*\*|__)?[ \t]*([^\W\d_][^:*_\n]{0,60}?)[ \t]*(\*\*|__)?[ \t]*:[ \t]*(\*\*|__)?(.*)"
)
_IN_BRACKETS = re.compile(r"[^()]*\(([^()]+)\)\s*")
_LABELS = {word: what for what, words in data_file("tables")["story"].items() for word in words}
_FIELDS = ("challenge", "action", "result")
_UNSURE = re.compile(r"user-cannot-confirm|derived-unverified", re.IGNORECASE)
"""How it marks figures that nobody has confirmed."""


@dataclass(slots=True)
class BankedStory:
    """A story as the file tells it."""

    number: int
    """The line of its heading."""
    title: str
    strength: str = ""
    told: dict[str, list[str]] = field(default_factory=dict)
    """What stands under its labels, by what they mean."""

    def text(self, what: str) -> str:
        """One part of it, its paragraphs a line each."""
        return "\n".join(filter(None, map(str.strip, self.told.get(what, ()))))


def is_story_bank(data: bytes, _options: Options = NO_OPTIONS) -> bool:
    """Whether a story stands at its beginning."""
    if b"\0" in data[:_BEGINNING] or b"#" not in data[:_BEGINNING]:
        return False
    return any(story.text("action") for story in _stories(data[:_BEGINNING].decode("utf-8-sig", "replace")))


def read_story_bank(data: bytes, _options: Options = NO_OPTIONS) -> Contents[BankedStory]:
    """Its stories. Raises Unclear for a file without any, or one that is too large."""
    if len(data) > TRACKER_LIMIT:
        raise Unclear(f"it is larger than {TRACKER_LIMIT // 1_000_000} MB: no story bank is")
    rows: list[BankedStory] = []
    refused: list[tuple[int, str]] = []
    left: dict[str, int] = {}
    for story in _stories(data.decode("utf-8-sig", "surrogateescape")):
        try:
            rows.append(_checked(story))
        except Unclear as why:
            refused.append((story.number, str(why)))
            continue
        for what in story.told.keys() - {*_FIELDS, "provenance"}:
            left[what] = left.get(what, 0) + 1
    if not rows and not refused:
        raise Unclear("this story bank has no story: one is a heading with **Situation:**, **Action:** and **Result:**")
    said = ", ".join(f"{what} ({number})" for what, number in sorted(left.items())[:9])
    remarks = ((0, f"left out, a story here has no place for it: {said}"),) if left else ()
    return Contents(tuple(rows), tuple(refused), "career-ops", remarks)


def _checked(story: BankedStory) -> BankedStory:
    """Raises Unclear for a story that nobody can tell."""
    for text in (story.title, story.strength, *(line for lines in story.told.values() for line in lines)):
        check_cell(text)
    if max(len(story.title), len(story.strength)) > LONGEST_LINE:
        raise Unclear(f"its title has more than {LONGEST_LINE} characters")
    if not story.text("action") and not story.text("result"):
        raise Unclear(f"“{shorten(story.title, 40)}” says neither what you did nor what came of it")
    return story


def _stories(text: str) -> Iterator[BankedStory]:
    """The headings with labelled lines below them."""
    story: BankedStory | None = None
    last = ""
    for number, line in enumerate(_without_comments(text).split("\n"), start=1):
        heading = _HEADING.match(line)
        if heading or line.startswith("# "):
            if story is not None and story.told:
                yield story
            story, last = (_headed(number, heading[1]) if heading else None), ""
        elif story is not None:
            label, told = _labelled(line)
            last = label or last
            if last and clean(told).strip(" -"):
                story.told.setdefault(last, []).append(clean(markdown_text(told)))
    if story is not None and story.told:
        yield story


def _headed(number: int, heading: str) -> BankedStory:
    title = clean_line(markdown_text(heading.rstrip("# \r"))) if "](" in heading else clean_line(heading.strip("# \r*"))
    theme = _THEME.fullmatch(title)
    strength, title = (theme[1].strip(), theme[2]) if theme else ("", title)
    return BankedStory(number, _NUMBERED.sub("", title, count=1) if _NUMBERED.match(title) else title, strength)


def _labelled(line: str) -> tuple[str, str]:
    """What the label of a line means, and what stands behind it; '' where it has none. A label that is not known has to
    be bold.
    """
    found = _LABEL.match(line[:LONGEST_LINE])
    if found is None:
        return "", line
    is_bold = bool(found[1]) and bool(found[3] or found[4])
    brackets = _IN_BRACKETS.fullmatch(found[2])
    name = plain_header(brackets[1] if brackets else found[2])
    means = _LABELS.get(name) or _LABELS.get(plain_header(found[2]))
    if means is None and not is_bold:
        return "", line
    return means or clean_line(found[2]).casefold(), found[5] + line[LONGEST_LINE:]


def _without_comments(text: str) -> str:
    """The text without HTML comments, its lines where they were."""
    pieces = []
    at = 0
    while (begins := text.find("<!--", at)) >= 0:
        ends = text.find("-->", begins)
        pieces += [text[at:begins], "\n" * text.count("\n", begins, ends if ends >= 0 else len(text))]
        at = ends + 3 if ends >= 0 else len(text)
    return "".join([*pieces, text[at:]])


def apply_stories(
    context: Context, contents: Sequence[Contents[BankedStory]], dry_run: bool = False, progress: Progress = no_progress
) -> Imported:
    """All of them in one change. A story is known by its title: of a known one only what is empty here is taken."""
    done = Imported(words="nothing new")
    made: list[Story] = []
    unsure: list[tuple[Ref, str]] = []
    with context.transaction() as tx:
        known = {plain_name(story.title): story for story in find(tx.reader, Story)}
        for banked in (row for one in contents for row in one.rows):
            said: dict[str, Any] = {what: banked.text(what) for what in _FIELDS}
            said["strength"] = banked.strength
            story = known.get(plain_name(banked.title))
            news = {what: text for what, text in said.items() if text and not (story and getattr(story, what))}
            if story is None:
                done.added += 1
                story = tx.add(Story(title=banked.title, **said))
                made.append(story)
                if mark := _UNSURE.search(banked.text("provenance")):
                    unsure.append((ref(story), f"its figures are marked {mark[0].casefold()}"))
            elif news:
                done.updated += 1
                story = tx.update(replace(story, **news))
            else:
                done.skipped += 1
            known[plain_name(banked.title)] = story
        progress(done.added + done.updated + done.skipped)
        if tx.size:
            done.words = joined(
                f"added {counted(done.added, 'story', 'stories')}" if done.added else "",
                f"updated {counted(done.updated, 'story', 'stories')}" if done.updated else "",
            )
            tx.done(f"Imported stories: {done.words}", *made)
        if dry_run:
            tx.give_up()
    done.refs, done.unsure, done.entry = tuple(map(ref, made)), tuple(unsure), tx.entry
    return done


STORY_BANK = Importer(
    what="a story bank", sniff=is_story_bank, read=of_bytes(read_story_bank), apply=apply_stories,
    endings=("story-bank.md",), several=True,
)  # fmt: skip
