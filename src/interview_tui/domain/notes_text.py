"""A meeting's notes in their order: records as lines of shorthand."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from itertools import zip_longest
from typing import TYPE_CHECKING, TypeVar

from interview_tui.data_classes import REQUIRED, dataclass, parts_of, replace
from interview_tui.domain import records, shorthand
from interview_tui.domain.enums import CommitmentState, Owner, QuestionState
from interview_tui.domain.facts import part_by_title
from interview_tui.domain.identity import looks_like_name
from interview_tui.domain.text import clean, clean_line
from interview_tui.lazy_patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

    from interview_tui.domain.case import Case

_RANKS = (records.Question, records.Need, records.Quote, records.Commitment, records.Remark)
"""Which comes first of notes in one position."""

_SOMEBODY = r"(?:\S+ ){0,2}\S+(?:'ll| will| would|'d)|will|to"
_WAIT = (
    r"let (?:you|me|us) know|(?:get|come|write) back(?: to (?:you|me|us))?|(?:be|get) in touch(?: with (?:you|me|us))?|"
    r"reach out(?: to (?:you|me|us))?|keep (?:you|me|us) (?:posted|informed)"
)
_WAIT_DE = (
    r"(?:wir|sie|die|man|ich) (?:werden? )?(?:uns|sich|mich) (?:\w+ ){0,2}"
    r"(?:bei (?:ihnen|dir|mir) )?(?:\w+ ){0,2}melden|"
    r"(?:(?:wir|sie|die|man) )?meld(?:en|et) (?:uns|sich)(?: (?:bei|auf) (?:ihnen|dir|mir))?|"
    r"sich(?: bei (?:mir|ihnen|dir))? melden|(?:sie |ich )?hören? (?:dann )?von (?:uns|ihnen)|"
    r"(?:(?:wir|sie) )?kommen (?:wieder )?auf (?:sie|mich|dich) zu|auf (?:sie|mich|dich) zukommen|"
    r"(?:(?:wir|sie) )?geben (?:ihnen|dir|mir) bescheid|(?:ihnen |dir |mir )?bescheid geben|"
    r"(?:(?:wir|sie) )?halten (?:sie|mich|dich) auf dem laufenden"
)
_WAIT_FR = (
    r"(?:on|nous|ils|elles) (?:vous |me |te )?(?:re)?(?:contacter|rappeller|écrir)(?:a|ons|ont)|"
    r"(?:on|nous|ils|elles) (?:vous|me|te) (?:re)?(?:contact|rappell)(?:e|ent)|"
    r"(?:me |vous |te )?(?:re)?(?:contacter|rappeler)|"
    r"(?:(?:on|nous|ils|elles) )?(?:reviendr|revien)\w+ vers (?:vous|moi|toi)|revenir vers (?:vous|moi|toi)|"
    r"(?:(?:on|nous|ils|elles) )?(?:vous |me |te )?(?:tiend\w+|tenir) (?:au courant|informée?)|"
    r"vous aurez de nos nouvelles"
)
_NONE_GIVEN = lazy_pattern(
    r"none|none given|nothing|nothing given|no next steps?(?: given)?|don't call us,? we'll call you|"
    r"(?:you|i)(?:'ll| will) hear (?:back )?from (?:us|them)|"
    rf"(?:(?:{_SOMEBODY}) )?(?:{_WAIT})(?: soon| shortly| in due course)?|"
    r"keine?r?|nichts(?: vereinbart| gesagt)?|kein nächster schritt|"
    rf"(?:{_WAIT_DE})(?: (?:bald|dann|wieder|demnächst|zeitnah|in kürze))*|"
    r"aucune?|rien(?: de prévu)?|pas de prochaine étape|"
    rf"(?:{_WAIT_FR})(?: (?:bientôt|prochainement|rapidement|sous peu|très vite))*"
)
"""English, German and French."""


def none_given(text: str) -> bool:
    """Whether what they commit to is no more than "we'll let you know", with nothing else in it: a wait
    without a next step.
    """
    words = clean_line(text).casefold().replace("’", "'").strip("\"“”'.!… ")
    return _NONE_GIVEN.fullmatch(words) is not None


_MARKS = frozenset(marker for marker, _ in shorthand.MARKERS)


def says_nothing(line: shorthand.NoteLine, people: Iterable[str]) -> bool:
    """Whether a line is empty of its own, but its mark, and perhaps one of these people in parentheses."""
    match line:
        case shorthand.RemarkLine(text):
            return text.strip() in _MARKS  # any other remark is kept as it stands
        case shorthand.PersonLine(name, _, email):
            text = name or email
        case shorthand.StoryLine(title, synopsis):
            text = f"{title} {synopsis}"
        case shorthand.QuestionLine(question, answer):
            text = f"{question} {answer}"
        case _:
            text = line.text
    text = text.strip()
    if text.startswith("(") and text.endswith(")"):
        name = text[1:-1].strip()
        known = {part for person in people for part in (person.casefold(), *person.casefold().split())}
        return name.casefold() in known or looks_like_name(name) or not _has_words(name)
    return not _has_words(text)


def _has_words(text: str) -> bool:
    return any(sign.isalnum() or unicodedata.category(sign) == "So" for sign in text)


_THEY_WILL = lazy_pattern(r"(?P<name>\S+(?: \S+){0,3}?)(?:['’]ll| will| to) (?P<what>\S.*)", re.IGNORECASE)
_WORD = lazy_pattern(r"[^\W\d_]+")


def with_whom(
    lines: Sequence[shorthand.NoteLine], people: Iterable[str], there: Sequence[shorthand.NoteLine] = ()
) -> tuple[shorthand.NoteLine, ...]:
    """The lines, with the person whom a commitment names in its words where none stands in parentheses: `- Joy will
    call` is Joy's, and `+ send it to Marta` is promised to Marta. A person is one of the interview or of the lines. A
    line that is `there` in the notes already is what it is.
    """
    known: dict[str, str] = {}
    for name in (*people, *(line.name for line in lines if isinstance(line, shorthand.PersonLine))):
        known.setdefault(name.casefold(), name)
    names = tuple(known.values())
    return tuple(
        _with_whom(line, names)
        if isinstance(line, shorthand.CommitmentLine) and not line.of and line not in there
        else line
        for line in lines
    )


def _with_whom(line: shorthand.CommitmentLine, names: Sequence[str]) -> shorthand.CommitmentLine:
    if line.owner is Owner.ME:
        found = _named_in(f" {line.text}".partition(" to ")[2], names)
        return replace(line, of=found.pop()) if len(found) == 1 else line
    said = _THEY_WILL.fullmatch(line.text)
    wanted = said["name"].casefold() if said else ""
    found = {name for name in names if name.casefold() == wanted}
    found = found or {name for name in names if wanted in name.casefold().split()}
    return replace(line, text=said["what"], of=found.pop()) if said and len(found) == 1 else line


def _named_in(text: str, names: Sequence[str]) -> set[str]:
    """Who is named in a text, by any part of a name; neighbouring parts are one name where they can be. What is written
    small is a name only as the first word: `will` is not Will.
    """
    found: set[str] = set()
    run: set[str] = set()
    for place, word in enumerate(_WORD.findall(text)):
        fits = {
            name
            for name in names
            for part in _WORD.findall(name)
            if part == word or (place == 0 and part.casefold() == word.casefold())
        }
        if not run & fits:
            found |= run
        run = run & fits or fits
    return found | run


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """One record of the notes, and the line of shorthand that says it."""

    record: records.Record
    line: shorthand.NoteLine


def outline(case: Case) -> tuple[OutlineItem, ...]:
    """People first, then stories picked for no need, then the rest as it was written, each story under its need."""
    return tuple(OutlineItem(record, as_line(case, record)) for record in _ordered(case))


def notes_text(case: Case) -> tuple[shorthand.NoteLine, ...]:
    """All the notes of the meeting as lines of shorthand, its title included."""
    title = (shorthand.MeetingTitleLine(case.meeting.title),) if case.meeting.title else ()
    return (*title, *(item.line for item in outline(case)))


def arranged(lines: Iterable[shorthand.NoteLine]) -> tuple[shorthand.NoteLine, ...]:
    """Lines in the order in which `notes_text` writes them: the title (the last one counts), people, stories for no
    need, then the rest as it stands, each story right under the need above it.
    """
    titles: list[shorthand.NoteLine] = []
    people: list[shorthand.NoteLine] = []
    loose: list[shorthand.NoteLine] = []
    rest: list[list[shorthand.NoteLine]] = []
    under: list[shorthand.NoteLine] | None = None
    for line in lines:
        match line:
            case shorthand.MeetingTitleLine():
                titles = [line]
            case shorthand.PersonLine():
                people.append(line)
            case shorthand.StoryLine():
                (loose if under is None else under).append(line)
            case shorthand.NeedLine():
                under = [line]
                rest.append(under)
            case _:
                rest.append([line])
    return (*titles, *people, *loose, *(line for group in rest for line in group))


def place(record: records.Attendance | records.MeetingNote) -> tuple[int, int, int]:
    """By what records of one sequence (people, a need's stories, stories for none, the rest) are put in order."""
    rank = _RANKS.index(type(record)) if type(record) in _RANKS else 0
    return record.position, rank, record.id


def _ordered(case: Case) -> Iterator[records.Record]:
    yield from case.attendances
    here = sorted((m for m in case.matches if m.meeting_id == case.meeting.id), key=place)
    heard = {need.id for need in case.heard}
    yield from (m for m in here if m.need_id not in heard)
    notes: list[records.MeetingNote] = [
        *case.questions,
        *case.put_to_me,
        *case.heard,
        *case.quotes,
        *case.commitments,
        *case.remarks,
    ]
    for note in sorted(notes, key=place):
        yield note
        if isinstance(note, records.Need):
            yield from (m for m in here if m.need_id == note.id)


def as_line(case: Case, record: records.Record) -> shorthand.NoteLine:
    """The line of shorthand that says what a record of the notes says."""
    match record:
        case records.Attendance():
            person = case.people[record.person_id]
            part = next((i.part for i in case.involvements if i.person_id == person.id), None)
            named = "" if part is None or part is part_by_title(person.title) else str(part)
            return shorthand.PersonLine(person.name, person.title, person.email, named, absent=record.present is False)
        case records.Question():
            return shorthand.QuestionLine(
                record.text,
                record.answer,
                case.person_name(record.person_id),
                kept=record.state is QuestionState.KEPT and not record.put_to_me,
                no_answer=record.state is QuestionState.NO_ANSWER,
                put_to_me=record.put_to_me,
            )
        case records.Need():
            return shorthand.NeedLine(record.text, record.pressing, case.person_name(record.person_id))
        case records.Quote():
            return shorthand.QuoteLine(record.text, case.person_name(record.person_id))
        case records.Match():
            return shorthand.StoryLine(case.stories[record.story_id].title, record.synopsis)
        case records.Commitment():
            unread = "" if record.due else shorthand.unread_day(record.text)
            return shorthand.CommitmentLine(
                record.owner, record.text, case.person_name(record.person_id), record.due, unread
            )
        case records.Remark():
            return shorthand.RemarkLine(record.text)
    raise TypeError(f"a {type(record).__name__} is not part of the notes")


NoteT = TypeVar("NoteT", bound=records.MeetingNote)

FIELDS_OF_IDENTITY: dict[type[records.MeetingNote], tuple[str, ...]] = {
    records.Question: ("text", "person_id", "put_to_me"),
    records.Need: ("text", "person_id"),
    records.Quote: ("text", "person_id"),
    records.Match: ("story_id", "need_id"),
    records.Commitment: ("owner", "text", "person_id"),
    records.Remark: ("text",),
}
"""The fields by which a note is known again within its meeting."""
FIELDS_OF_LINE: dict[type[records.MeetingNote], tuple[str, ...]] = {
    records.Question: (*FIELDS_OF_IDENTITY[records.Question], "answer", "state"),
    records.Need: (*FIELDS_OF_IDENTITY[records.Need], "pressing"),
    records.Quote: FIELDS_OF_IDENTITY[records.Quote],
    records.Match: ("story_id", "synopsis"),
    records.Commitment: (*FIELDS_OF_IDENTITY[records.Commitment], "due", "passive"),
    records.Remark: FIELDS_OF_IDENTITY[records.Remark],
}
"""All that a line of shorthand says of its note."""
_OWN: dict[type[records.MeetingNote], str] = {records.Question: "answer", records.Match: "synopsis"}
"""The text that a note has besides its words."""
_DEFAULTS = {
    cls: {name: part.default for name, part in parts_of(cls).items() if part.default is not REQUIRED}
    for cls in FIELDS_OF_LINE
}


def differ(one: records.MeetingNote, other: records.MeetingNote) -> bool:
    """Whether each of two notes of one kind has a text of its own, and they are not the same text."""
    name = _OWN.get(type(one))
    texts = {getattr(note, name) for note in (one, other)} if name else set()
    return len(texts - {""}) > 1


def details_of(note: records.MeetingNote) -> dict[str, object]:
    """What a note says beyond its words: the fields that are not left as they are by themselves."""
    defaults = _DEFAULTS[type(note)]
    said = {name: getattr(note, name) for name in FIELDS_OF_LINE[type(note)]}
    return {name: value for name, value in said.items() if name in defaults and value != defaults[name]}


def stored_for(stored: Sequence[NoteT], text: Sequence[NoteT]) -> list[NoteT | None]:
    """For each note of a text (all of one kind and meeting) the stored one that it is; None where it is a new one.

    No stored note is two notes of the text: equal lines are as many notes, and the same text again is the same notes.
    A note that says all that the text's says comes before one that the text completes, with a name, an answer or a day.
    """
    left: dict[Hashable, dict[Hashable, list[NoteT]]] = defaultdict(lambda: defaultdict(list))  # the first one last
    for note in reversed(stored):
        left[_words(note)][_said(note)].append(note)
    found: list[NoteT | None] = [None] * len(text)
    those_that_say_most_first = sorted(range(len(text)), key=lambda at: -len(details_of(text[at])))
    for choose in (_equal, _containing, _completed):
        for at in those_that_say_most_first:
            alike = left.get(_words(text[at]))
            if found[at] is None and alike:
                found[at] = choose(text[at], alike)
    # Lines that say the same are told apart by their order alone, or what stands under one would move to another.
    equal: dict[Hashable, list[int]] = defaultdict(list)
    for at, note in enumerate(text):
        equal[_words(note), _said(note)].append(at)
    for places in equal.values():
        known = sorted((one for at in places if (one := found[at]) is not None), key=lambda one: one.id)
        for at, stored_note in zip_longest(places, known):
            found[at] = stored_note
    return found


def _equal(note: NoteT, alike: Mapping[Hashable, list[NoteT]]) -> NoteT | None:
    same = alike.get(_said(note))
    return same.pop() if same else None


def _containing(note: NoteT, alike: Mapping[Hashable, list[NoteT]]) -> NoteT | None:
    said = details_of(note)
    return _first(alike, lambda stored: all(getattr(stored, name) == value for name, value in said.items()))


def _completed(note: NoteT, alike: Mapping[Hashable, list[NoteT]]) -> NoteT | None:
    """A note of the same person before a note of nobody; without a name, none of several people's is meant."""
    able = [stored[-1] for stored in alike.values() if stored and _completes(note, stored[-1])]
    best = min(able, key=lambda stored: _person(stored) != _person(note), default=None)
    whose = {_person(stored) for stored in able}
    if best is None or (_person(note) is None and None not in whose and len(whose) > 1):
        return None
    return alike[_said(best)].pop()


def _completes(note: records.MeetingNote, stored: records.MeetingNote) -> bool:
    """Whether the stored note can take in what another of the same words says, without losing any of its own."""
    if len({_person(note), _person(stored)} - {None}) > 1 or differ(note, stored):
        return False
    if isinstance(note, records.Question) and isinstance(stored, records.Question) and stored.was_asked:
        # An answer is of whom it is said to be of: the same question of somebody else is another one.
        answered_now = not stored.answer and note.state is QuestionState.ANSWERED
        return answered_now or (note.state, note.answer) == (stored.state, stored.answer)
    return not isinstance(stored, records.Commitment) or stored.state is CommitmentState.OPEN


def _first(alike: Mapping[Hashable, list[NoteT]], fits: Callable[[NoteT], bool]) -> NoteT | None:
    return next((notes.pop() for notes in alike.values() if notes and fits(notes[-1])), None)


def _person(note: records.MeetingNote) -> int | None:
    person: int | None = getattr(note, "person_id", None)
    return person


def _words(note: records.MeetingNote) -> Hashable:
    return tuple(_folded(getattr(note, name)) for name in FIELDS_OF_IDENTITY[type(note)] if name != "person_id")


def _said(note: records.MeetingNote) -> Hashable:
    own = _OWN.get(type(note))
    said = {name: getattr(note, name, None) for name in (*FIELDS_OF_LINE[type(note)], "state")}
    return tuple(value if name == own else _folded(value) for name, value in said.items())


def _folded(value: object) -> object:
    return clean(value).casefold() if isinstance(value, str) else value
