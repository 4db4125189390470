"""A letter drafted again, with the user's own edits kept where they are beside what changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.lazy_patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

_PIECES = lazy_pattern(r"\n+|[^\n]+?(?:[.?!…][”“’»\"')\]]*(?=\s|$)|(?=\n)|$)[ \u00a0]*")
"""Sentences with the blank behind them, and the breaks between paragraphs."""


class Redraft(NamedTuple):
    """A text drafted again, and the user's own sentences that could not be kept in it."""

    text: str
    lost: tuple[str, ...]


class _Edit(NamedTuple):
    start: int
    end: int
    pieces: Sequence[str]


def redraft(drafted: str, mine: str, fresh: str) -> Redraft:
    """The fresh draft with what the user changed since the text was drafted. Where both changed the same sentences, the
    fresh ones stand, and the user's are lost.
    """
    base, theirs = _pieces(drafted), _pieces(fresh)
    edits, lost = [], list[str]()
    changes = _edits(base, theirs)
    for edit in _edits(base, _pieces(mine)):
        if any(_meet(edit, change) for change in changes):
            if edit.pieces not in [change.pieces for change in changes if _meet(edit, change)]:
                lost += [piece.strip() for piece in edit.pieces if piece.strip()]
        else:
            edits.append(edit)
    made, at = list[str](), 0
    for start, end, pieces in sorted((*edits, *changes), key=lambda each: (each.start, each.end)):
        made += [*base[at:start], *pieces]
        at = end
    text = _joined([*made, *base[at:]])
    return Redraft(re.sub(r"[ \u00a0]+(?=\n|$)", "", re.sub(r"\n{3,}", "\n\n", text)).strip("\n"), tuple(lost))


def new_sentences(drafted: str, fresh: str) -> tuple[str, ...]:
    """The sentences of a fresh draft that were not in the one before; of one that only lost some, those."""
    before, now = _sentences(drafted), _sentences(fresh)
    return tuple(s for s in now if s not in before) or tuple(s for s in before if s not in now)


def _joined(pieces: Sequence[str]) -> str:
    """One behind the other: what was the last sentence of a paragraph has no blank behind it for one more."""
    text = ""
    for piece in pieces:
        apart = text[-1:].isspace() or piece[:1].isspace()
        text += piece if apart or not text else f" {piece}"
    return text


def _sentences(text: str) -> list[str]:
    return [piece.strip() for piece in _pieces(text) if piece.strip()]


def _pieces(text: str) -> list[str]:
    return _PIECES.findall(text)


def _edits(base: Sequence[str], other: Sequence[str]) -> list[_Edit]:
    """What was changed: which pieces of the base became which others."""
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(
        None, [piece.strip(" \u00a0") for piece in base], [p.strip(" \u00a0") for p in other], autojunk=False
    )
    return [
        _Edit(start, end, other[first:last])
        for kind, start, end, first, last in matcher.get_opcodes()
        if kind != "equal"
    ]


def _meet(one: _Edit, other: _Edit) -> bool:
    """Whether two edits are of the same place: they overlap, or both insert at it."""
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end and (one.start, one.end) == (other.start, other.end)
    return one.start < other.end and other.start < one.end
