"""Which notes of a meeting are the same: one rule for whoever reads notes a second time, a captured text or an import.

Two notes are the same when they have the same words, capitals and spaces aside, of the same person. Each may have a
text of its own, an answer or a synopsis: another one makes another note, so that neither takes the other's place.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, TypeVar

from interview_tui.domain.records import (
    Commitment,
    CommitmentState,
    Match,
    MeetingNote,
    Need,
    Question,
    QuestionState,
    Quote,
    Remark,
)
from interview_tui.domain.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

N = TypeVar("N", bound=MeetingNote)

SAME: dict[type[MeetingNote], tuple[str, ...]] = {
    Question: ("text", "person_id"),
    Need: ("text", "person_id"),
    Quote: ("text", "person_id"),
    Match: ("story_id", "need_id"),
    Commitment: ("owner", "text", "person_id"),
    Remark: ("text",),
}
"""The fields by which a note is known again within its meeting."""
SAID: dict[type[MeetingNote], tuple[str, ...]] = {
    Question: (*SAME[Question], "answer", "state"),
    Need: (*SAME[Need], "pressing"),
    Quote: SAME[Quote],
    Match: ("story_id", "synopsis"),
    Commitment: (*SAME[Commitment], "due", "passive"),
    Remark: SAME[Remark],
}
"""All that a line of shorthand says of its note."""
_OWN: dict[type[MeetingNote], str] = {Question: "answer", Match: "synopsis"}
"""The text that a note has besides its words."""
_DEFAULTS = {cls: {f.name: f.default for f in fields(cls) if f.default is not MISSING} for cls in SAID}


def differ(one: MeetingNote, other: MeetingNote) -> bool:
    """Whether each of two notes of one kind has a text of its own, and they are not the same text."""
    name = _OWN.get(type(one))
    texts = {getattr(note, name) for note in (one, other)} if name else set()
    return len(texts - {""}) > 1


def news(note: MeetingNote) -> dict[str, object]:
    """What a note says beyond its words: the fields that are not left as they are by themselves."""
    defaults = _DEFAULTS[type(note)]
    said = {name: getattr(note, name) for name in SAID[type(note)]}
    return {name: value for name, value in said.items() if name in defaults and value != defaults[name]}


def standing(stored: Sequence[N], text: Sequence[N]) -> list[N | None]:
    """For each note of a text (all of one kind and meeting) the stored one that it is; None where it is a new one.

    No stored note is two notes of the text: equal lines are as many notes, and the same text again is the same notes.
    A note that says all that the text's says comes before one that the text completes, with a name, an answer or a day.
    """
    left: dict[Hashable, dict[Hashable, list[N]]] = defaultdict(lambda: defaultdict(list))  # the first one last
    for note in reversed(stored):
        left[_words(note)][_said(note)].append(note)
    found: list[N | None] = [None] * len(text)
    those_that_say_most_first = sorted(range(len(text)), key=lambda at: -len(news(text[at])))
    for choose in (_equal, _containing, _completed):
        for at in those_that_say_most_first:
            alike = left.get(_words(text[at]))
            if found[at] is None and alike:
                found[at] = choose(text[at], alike)
    return found


def _equal(note: N, alike: Mapping[Hashable, list[N]]) -> N | None:
    same = alike.get(_said(note))
    return same.pop() if same else None


def _containing(note: N, alike: Mapping[Hashable, list[N]]) -> N | None:
    said = news(note)
    return _first(alike, lambda stored: all(getattr(stored, name) == value for name, value in said.items()))


def _completed(note: N, alike: Mapping[Hashable, list[N]]) -> N | None:
    """One of the same person before one of nobody; of several people's none is meant by a note without a name."""
    able = [stored[-1] for stored in alike.values() if stored and _completes(note, stored[-1])]
    best = min(able, key=lambda stored: _person(stored) != _person(note), default=None)
    whose = {_person(stored) for stored in able}
    if best is None or (_person(note) is None and None not in whose and len(whose) > 1):
        return None
    return alike[_said(best)].pop()


def _completes(note: MeetingNote, stored: MeetingNote) -> bool:
    """Whether the stored note can take in what another of the same words says, without losing any of its own."""
    if len({_person(note), _person(stored)} - {None}) > 1 or differ(note, stored):
        return False
    if isinstance(note, Question) and isinstance(stored, Question) and stored.was_asked:
        # An answer is of whom it is said to be of: the same question of somebody else is another one.
        answered_now = not stored.answer and note.state is QuestionState.ANSWERED
        return answered_now or (note.state, note.answer) == (stored.state, stored.answer)
    return not isinstance(stored, Commitment) or stored.state is CommitmentState.OPEN


def _first(alike: Mapping[Hashable, list[N]], fits: Callable[[N], bool]) -> N | None:
    return next((notes.pop() for notes in alike.values() if notes and fits(notes[-1])), None)


def _person(note: MeetingNote) -> int | None:
    person: int | None = getattr(note, "person_id", None)
    return person


def _words(note: MeetingNote) -> Hashable:
    return tuple(_folded(getattr(note, name)) for name in SAME[type(note)] if name != "person_id")


def _said(note: MeetingNote) -> Hashable:
    own = _OWN.get(type(note))
    said = {name: getattr(note, name, None) for name in (*SAID[type(note)], "state")}
    return tuple(value if name == own else _folded(value) for name, value in said.items())


def _folded(value: object) -> object:
    return clean(value).casefold() if isinstance(value, str) else value
