r"""Shorthand: a meeting's notes as text, one record a line, and back.

The marker that a line begins with (MARKERS) and white space after it say what the line is. Every other line is a
remark, and so are `-5%`, `#hashtag` and a marker with nothing after it: what was typed is always kept.

* Indented lines belong to the record above: the answer of a question, the synopsis of a story, further lines of a
  remark; with the other kinds they continue the text. Empty lines mean nothing, but between two indented lines of
  one record they are empty lines of its text. `(no answer)` as a question's first indented line: asked in vain.
* `(Name)` at the end, after white space, says whose: 1 to 80 characters without parentheses. `by DATE` at the end of
  a commitment says by when; both may stand there, in either order. Words after `by` that are an attempt at a day and
  were not understood stay in the text, and are kept apart (`CommitmentLine.unread`); the name is read nevertheless.
* `@ Name, Title <address> [part] [absent]`: all but the name may be left out; an address alone is the name as well.
  Other words in square brackets belong to the title. Other text after an address makes the line a remark.

A backslash takes the meaning away from what follows it: at a line's start (the rest is a remark, or a line of the
indented text, as it stands), before the `(`, the `by`, the `<` or the `[` of an ending, and before a comma in a
name. Alone after a marker it is an empty text. Inside `(…)` and `<…>` the pairs `\[`, `\]` and `\\` stand for the
opening bracket, the closing one and the backslash; `(\ ` begins a name of any length. Elsewhere it is a plain
character.

Two laws hold: records written with `format_notes` are read by `parse_notes` as the same records; and what
`parse_notes` makes of any text at all is written in a form that is read as the same again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple, assert_never

from interview_tui.data_classes import dataclass
from interview_tui.domain.dates import MONTHS, WEEKDAYS, YEARS, full_date
from interview_tui.domain.enums import Owner, Part
from interview_tui.domain.errors import Unclear
from interview_tui.domain.text import clean, clean_line
from interview_tui.lazy_patterns import lazy_pattern

ReadDay = Callable[[str], date]
"""Reads a day as people write it ("fri", "2 Dec"); raises Unclear for what is none."""

MARKERS: tuple[tuple[str, str], ...] = (
    ("#", "the meeting's title"),
    ("@", "someone who was there: Name, Title <address> [part], or [absent]"),
    ("?", "a question; indented lines are the answer"),
    ("!", "a need that they voiced"),
    ("!!", "an urgent need"),
    ("!!!", "a very urgent need"),
    ('"', "something a person said, worth quoting"),
    ("*", "one of your stories, by title, matched with the need above"),
    ("+", "what you promise"),
    ("-", "what they commit to"),
    (">", "a question for next time"),
    ("<", "a question put to you; indented lines are how you answered"),
)
"""(marker, meaning): rows for help texts."""


@dataclass(frozen=True, slots=True)
class MeetingTitleLine:
    """The meeting's title."""

    text: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Someone who was there, or who was invited and was `absent`; `part` is a value of `Part`."""

    name: str
    title: str = ""
    email: str = ""
    part: str = ""
    absent: bool = False


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question, perhaps with its answer (several lines); `no_answer`: it was asked in vain. One that is
    `put_to_me` is never kept for next time.
    """

    text: str
    answer: str = ""
    of: str = ""
    kept: bool = False
    """Kept for the next meeting."""
    no_answer: bool = False
    put_to_me: bool = False
    """Asked by the person, and answered by me."""


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A need that the employer voiced; `pressing` from 1 to 3."""

    text: str
    pressing: int = 1
    of: str = ""


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """Something a person said."""

    text: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story, by its title; the synopsis may have several lines."""

    title: str
    synopsis: str = ""


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """Who will do what by when."""

    owner: Owner
    text: str
    of: str = ""
    due: date | None = None
    unread: str = ""
    """The words after the text's last `by`, where they are an attempt at a day that was not understood."""


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """A plain note; it may have several lines."""

    text: str


NoteLine = MeetingTitleLine | PersonLine | QuestionLine | NeedLine | QuoteLine | StoryLine | CommitmentLine | RemarkLine

_MARKERS = frozenset(marker for marker, _ in MARKERS)
_OWNER_MARKERS = {Owner.ME: "+", Owner.THEM: "-"}
_INDENT = "    "
_NO_ANSWER = "(no answer)"
_NAME_LIMIT = 80
_LONG_NAME = "\\ "
# Longer than any wording of a day: bounds what is handed to the reader of days.
_DAY_LIMIT = 80
_DAY_WORDS = frozenset(
    {
        *("day", "days", "week", "weeks", "month", "months", "quarter", "year", "years", "weekend", "today", "tonight"),
        *("tomorrow", "morning", "afternoon", "evening", "noon", "midday", "midnight", "eod", "eow", "eom", "cob"),
        *("asap", "soon", "latest", "christmas", "easter", "thanksgiving"),
        *(name.lower() for name in (*WEEKDAYS, *MONTHS)),
        *(name[:3].lower() for name in (*WEEKDAYS, *MONTHS)),
    }
)
_PARTS = frozenset(str(part) for part in Part)
_ABSENT = "absent"
_PERSON = "()"
_EMAIL = "<>"
_PART = "[]"
_PAIR = lazy_pattern(r"\\([\\\[\]])")
_NAME = lazy_pattern(r"(?:[^\\,]|\\[\\,]?)*")
_NAME_PAIR = lazy_pattern(r"\\([\\,])")
_ADDRESS = lazy_pattern(r"[^\s@<>,]+@[^\s@<>,]+")
_AFTER_ADDRESS = lazy_pattern(r"(.*?<[^\s@<>,]+@[^\s@<>,]+>)(.+)")
_BRACKETS = lazy_pattern(r"(?: \[[^\[\]]*\])+")


def parse_notes(text: str, read_day: ReadDay) -> tuple[NoteLine, ...]:
    """The records of the notes, in their order. No text is refused: what is not marked is a remark."""
    return tuple(_read(head, block, read_day) for head, block in _chunks(text))


def parse_line(text: str, read_day: ReadDay) -> NoteLine:
    """The one record that the text holds, indented lines included.

    Raises Unclear when it holds none or more than one.
    """
    lines = parse_notes(text, read_day)
    if not lines:
        raise Unclear("This line is empty: write a note, or a marker, a space and a text.")
    if len(lines) > 1:
        raise Unclear(f"These are {len(lines)} notes: write one, and indent the lines that belong to it.")
    return lines[0]


def format_notes(lines: Iterable[NoteLine], read_day: ReadDay | None = None) -> str:
    """The notes as text, each line with its newline. `read_day` as in `format_line`."""
    return "".join(f"{format_line(line, read_day)}\n" for line in lines)


def format_line(line: NoteLine, read_day: ReadDay | None = None) -> str:
    r"""One record as text, without a newline at its end.

    A commitment without a day whose text ends like "by fri" gets a backslash before the "by". With `read_day` only
    those get it that would be read as a day, so that "review by Dana" stays as it was typed.
    """
    match line:
        case MeetingTitleLine(text):
            return f"# {_write_text(text)}"
        case PersonLine(name, title, email, part, absent):
            who = _write_person(clean_line(name), clean_line(title), clean_line(email))
            return f"@ {who}{f' [{part}]' if part in _PARTS else ''}{f' [{_ABSENT}]' if absent else ''}"
        case QuestionLine(text, answer, of, kept, no_answer, put_to_me):
            head = f"{'<' if put_to_me else '>' if kept else '?'} {_write_owned(text, of)}"
            mark = [_INDENT + _NO_ANSWER] if no_answer else []
            return "\n".join([head, *mark, *_write_block(_lines(answer))])
        case NeedLine(text, pressing, of):
            return f"{'!' * min(max(pressing, 1), 3)} {_write_owned(text, of)}"
        case QuoteLine(text, of):
            return f'" {_write_owned(text, of)}'
        case StoryLine(title, synopsis):
            return "\n".join([f"* {_write_text(title)}", *_write_block(_lines(synopsis))])
        case CommitmentLine(owner, text, of, due, unread):
            by = f" by {due.isoformat()}" if due else ""
            text = clean_line(text) if due else _hide_day(clean_line(text), of, unread, read_day)
            return f"{_OWNER_MARKERS[owner]} {_write_owned(text, of)}{by}"
        case RemarkLine(text):
            first, *more = clean(text).split("\n")
            hidden = not first or first[0].isspace() or first[0] == "\\" or _split_marker(first) is not None
            return "\n".join([f"\\{first}" if hidden else first, *_write_block(more)])
        case _:
            assert_never(line)


_URGENCY = {1: "", 2: "urgent", 3: "very urgent"}


def describe(line: NoteLine) -> str:
    """What the line is, in words: "need, urgent, of Dana Ruiz"."""
    match line:
        case MeetingTitleLine():
            words = ["title of the meeting"]
        case PersonLine(_, title, email, part, absent):
            words = ["person", title, email, part, _ABSENT if absent else ""]
        case QuestionLine(_, answer, of, kept, no_answer, put_to_me):
            state = "no answer" if no_answer else "answered" if answer else ""
            kind = "question for next time" if kept else "question put to you" if put_to_me else "question"
            words = [kind, f"by {of}" if put_to_me and of else _of(of), state]
        case NeedLine(_, pressing, of):
            words = ["need", _URGENCY[pressing], _of(of)]
        case QuoteLine(_, of):
            words = ["quote", _of(of)]
        case StoryLine(_, synopsis):
            words = ["story", "with a note" if synopsis else ""]
        case CommitmentLine(owner, _, of, due, unread):
            mine = owner is Owner.ME
            whose = of and f"{'to' if mine else 'of'} {of}"
            when = f"by {full_date(due)}" if due else unread and f"no date understood in “by {unread}”"
            words = ["your promise" if mine else "their commitment", whose, when]
        case RemarkLine():
            words = ["note"]
        case _:
            assert_never(line)
    return ", ".join(word for word in words if word)


def _of(name: str) -> str:
    return f"of {name}" if name else ""


# Lines: which belong together, and what stands indented.


def _chunks(text: str) -> Iterator[tuple[str, list[str]]]:
    """The first line of each record with its indented lines; notes that are indented as a whole are moved left."""
    head = margin = None
    block: list[str] = []
    empty = 0
    for raw in clean(text).split("\n"):
        if not raw or raw.isspace():
            empty += 1
            continue
        if margin is None:
            margin = _indent(raw)
        line = _outdent(raw, margin)
        if head is not None and line[0].isspace():
            block += [""] * empty if block else []
            block.append(line)
        else:
            if head is not None:
                yield head, block
            head, block = line, []
        empty = 0
    if head is not None:
        yield head, block


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _outdent(line: str, margin: str) -> str:
    """The line without what its white space has in common with the margin."""
    if line.startswith(margin):
        return line[len(margin) :]
    common = 0
    while common < len(line) and line[common] == margin[common]:
        common += 1
    return line[common:]


def _read_block(block: list[str]) -> list[str]:
    margin = _indent(block[0]) if block else ""
    return [_outdent(line, margin) for line in block]


def _plain(lines: list[str]) -> str:
    return "\n".join(line.removeprefix("\\") for line in lines)


def _lines(text: str) -> list[str]:
    return clean(text).split("\n") if text else []


def _write_block(lines: list[str]) -> list[str]:
    """The lines indented; a backslash stands before each that would be read as something else."""
    last = len(lines) - 1
    written = []
    for number, line in enumerate(lines):
        hidden = line.startswith("\\") or (number == 0 and (line[:1].isspace() or _says_no_answer(line)))
        if not line and 0 < number < last:
            written.append("")
        elif hidden or not line or line.isspace():
            written.append(f"{_INDENT}\\{line}")
        else:
            written.append(_INDENT + line)
    return written


def _says_no_answer(line: str) -> bool:
    return line.strip().casefold() == _NO_ANSWER


# One record.


def _split_marker(head: str) -> tuple[str, str] | None:
    """The marker and what follows it; None for a remark."""
    marker = head[:4].split(maxsplit=1)[0]
    body = head[len(marker) :]
    return (marker, body) if marker in _MARKERS and body and not body.isspace() else None


def _read(head: str, block: list[str], read_day: ReadDay) -> NoteLine:
    lines = _read_block(block)
    marked = _split_marker(head)
    if marked is None:
        return RemarkLine(_plain([head, *lines]))
    marker, body = marked[0], clean_line(marked[1])
    match marker:
        case "?" | ">" | "<":
            no_answer = bool(lines) and _says_no_answer(lines[0])
            text, of = _read_owned([body])
            answer = _plain(lines[1:] if no_answer else lines)
            return QuestionLine(text, answer, of, marker == ">", no_answer, put_to_me=marker == "<")
        case "*":
            return StoryLine(_read_text(body), _plain(lines))
    pieces = [body]
    if lines:
        pieces.append(clean_line(_plain(lines)))
    match marker:
        case "#":
            return MeetingTitleLine(_read_text(clean_line(" ".join(pieces))))
        case "@":
            return _read_person(clean_line(" ".join(pieces))) or RemarkLine(_plain([head, *lines]))
        case '"':
            text, of = _read_owned(pieces)
            return QuoteLine(text, of)
        case "+" | "-":
            return _read_commitment(Owner.ME if marker == "+" else Owner.THEM, pieces, read_day)
        case _:
            text, of = _read_owned(pieces)
            return NeedLine(text, len(marker), of)


def _read_text(text: str) -> str:
    return text if text.strip("\\") else text[1:]


def _write_text(text: str) -> str:
    text = clean_line(text)
    return text if text.strip("\\") else f"{text}\\"


def _read_owned(pieces: list[str]) -> tuple[str, str]:
    """The text, and whose it is; the ending may stand at the end of the first line or of the last."""
    endings = _Endings()
    return _join(pieces, endings), endings.of


def _read_commitment(owner: Owner, pieces: list[str], read_day: ReadDay) -> CommitmentLine:
    """Words that are no day stand at the end of the text, wherever a day would have been taken out of it."""
    endings = _Endings(read_day)
    text = _join(pieces, endings)
    if endings.unread:
        text = clean_line(f"{text} by {endings.unread}")
    is_unread = endings.due is None and endings.unread == unread_day(text)
    return CommitmentLine(owner, text, endings.of, endings.due, endings.unread if is_unread else "")


def _join(pieces: list[str], endings: _Endings) -> str:
    texts: list[str] = []
    for piece in pieces:
        # The blank before it lets an ending stand alone on a line that continues the text.
        text = endings.take(f" {piece}" if texts else piece)
        texts.append(text if texts or endings.unread else _read_text(text))
    return clean_line(" ".join(texts))


def unread_day(text: str) -> str:
    """The words after the text's last `by`, where they are an attempt at a day; '' where there are none."""
    ending = _day_ending(text)
    return ending.held if ending and not ending.hidden and _is_attempt(ending.held) else ""


def _is_attempt(words: str) -> bool:
    """Whether words that were not read as a day look as if they had been meant for one."""
    return any(map(str.isdigit, words)) or not _DAY_WORDS.isdisjoint(re.findall(r"[a-z]+", words.casefold()))


def _write_owned(text: str, of: str) -> str:
    text, of = _write_text(text), clean_line(of)
    if of:
        return f"{text} ({_LONG_NAME if len(of) > _NAME_LIMIT else ''}{_encode(of, _PERSON)})"
    ending = _person_ending(text)
    return ending.hide(text) if ending else text


# Endings: `(Name)`, `<address>` and `by DATE`, each after a blank, or after a blank and backslashes that hide it.


class _Ending(NamedTuple):
    before: str
    start: int
    """Where the bracket or the word `by` stands."""
    hidden: bool
    held: str

    def hide(self, text: str) -> str:
        return f"{text[: self.start]}\\{text[self.start :]}"

    def show(self, text: str) -> str:
        return text[: self.start - 1] + text[self.start :]


def _ending(text: str, start: int, held: str) -> _Ending | None:
    before = text[:start].rstrip("\\")
    if not before.endswith(" "):
        return None
    return _Ending(before[:-1], start, len(before) < start, held)


def _bracket_ending(text: str, brackets: str) -> _Ending | None:
    start = text.rfind(brackets[0])
    if start < 0 or not text.endswith(brackets[1]) or brackets[1] in text[start:-1]:
        return None
    return _ending(text, start, text[start + 1 : -1].strip())


def _person_ending(text: str) -> _Ending | None:
    ending = _bracket_ending(text, _PERSON)
    if ending is None:
        return None
    name = _decode(ending.held.removeprefix(_LONG_NAME), _PERSON)
    if not name or (len(name) > _NAME_LIMIT and not ending.held.startswith(_LONG_NAME)):
        return None
    return ending._replace(held=name)


def _email_ending(text: str) -> _Ending | None:
    ending = _bracket_ending(text, _EMAIL)
    if ending is None:
        return None
    email = _decode(ending.held, _EMAIL)
    return ending._replace(held=email) if email is not None and (email or ending.before) else None


def _day_ending(text: str) -> _Ending | None:
    """What may be a day. No parenthesis stands in it, so that no text ends in a day and in a person at once."""
    start = max(text.rfind(" by "), text.rfind("\\by ")) + 1
    held = text[start + 3 :]
    if start == 0 or len(held) > _DAY_LIMIT or "(" in held or ")" in held:
        return None
    return _ending(text, start, held)


def _day(words: str, read_day: ReadDay) -> date | None:
    """The day in words; the form that `format_line` writes is read whatever `read_day` knows."""
    try:
        day = date.fromisoformat(words)
    except ValueError:
        day = None
    if day is not None and day.isoformat() == words:
        return day if day.year in YEARS else None
    try:
        return read_day(words)
    except Unclear:
        return None


def _hide_day(text: str, of: str, unread: str, read_day: ReadDay | None) -> str:
    """The text with a backslash before what would be taken out of it."""
    ending = _day_ending(text)
    if ending is None:
        return text
    person = None if clean_line(of) else _person_ending(ending.before)
    if ending.hidden or (read_day is not None and _day(ending.held, read_day) is not None):
        return ending.hide(text)
    if unread and unread == unread_day(text):
        return f"{person.hide(ending.before)}{text[len(ending.before) :]}" if person else text
    return ending.hide(text) if read_day is None or person or _is_attempt(ending.held) else text


class _Endings:
    """What was found at the ends of a text's lines: whose it is, by when, and words after `by` that are no day."""

    def __init__(self, read_day: ReadDay | None = None) -> None:
        self._read_day = read_day
        self.of = ""
        self.due: date | None = None
        self.unread = ""

    def take(self, text: str) -> str:
        """The text without the endings that were not found yet, and without the backslash of a hidden one."""
        kept = ""
        looks_for_a_day = self._read_day is not None and self.due is None
        while True:
            if not self.of and (ending := _person_ending(text)):
                if ending.hidden:
                    return ending.show(text) + kept
                self.of = ending.held
            elif looks_for_a_day and (ending := _day_ending(text)):
                if ending.hidden:
                    return ending.show(text)
                kept = self._take_day(ending.held)
                looks_for_a_day = False
            else:
                return text + kept
            text = ending.before

    def _take_day(self, words: str) -> str:
        """What stays in the text of `by` and the words after it."""
        if self._read_day is not None:
            self.due = _day(words, self._read_day)
        if self.due is None and (self.unread or not _is_attempt(words)):
            return f" by {words}"
        if self.due is None:
            self.unread = words
        return ""


def _encode(value: str, brackets: str) -> str:
    return value.replace("\\", "\\\\").replace(brackets[0], "\\[").replace(brackets[1], "\\]")


def _decode(held: str, brackets: str) -> str | None:
    """None when a backslash stands there that is no part of a pair."""
    if "\\" in _PAIR.sub("", held):
        return None
    meaning = {"\\": "\\", "[": brackets[0], "]": brackets[1]}
    return _PAIR.sub(lambda pair: meaning[pair[1]], held)


# Someone who was there.


class _Brackets(NamedTuple):
    """What stands in square brackets at the end of a person's line."""

    before: str
    part: str
    absent: bool


def _take_brackets(text: str) -> _Brackets:
    """The known words in brackets at the end; a backslash before the last bracket takes its meaning away."""
    part, absent = "", False
    while ending := _known_bracket(text):
        if ending.hidden:
            return _Brackets(ending.show(text), part, absent)
        words = _bracket_words(ending.held)
        parts = [word for word in words if word != _ABSENT]
        if len(parts) + bool(part) > 1 or len(words) - len(parts) + absent > 1:
            break
        part, absent = "".join(parts) or part, absent or _ABSENT in words
        text = ending.before
    return _Brackets(text, part, absent)


def _known_bracket(text: str) -> _Ending | None:
    ending = _bracket_ending(text, _PART)
    if ending is None or not ending.before.strip():
        return None
    return ending if all(word in _PARTS or word == _ABSENT for word in _bracket_words(ending.held)) else None


def _bracket_words(held: str) -> list[str]:
    # Options write a part with a hyphen, and people copy that.
    return [clean_line(word).casefold().replace("-", " ") for word in held.split(",")]


def _read_person(body: str) -> PersonLine | None:
    """None for a line with text after the address, which is no name."""
    text, part, absent = _take_brackets(f" {body}")
    ending = _email_ending(text)
    if ending and ending.hidden:
        text, ending = ending.show(text), None
    elif ending is None and (found := _AFTER_ADDRESS.fullmatch(text)):
        ending = _email_ending(found[1])
        if ending is None or ending.hidden or not _BRACKETS.fullmatch(found[2]):
            return None
        person = _named(ending.before, ending.held)
        return PersonLine(person.name, f"{person.title}{found[2]}".lstrip(), person.email, part, absent)
    person = _named(ending.before, ending.held) if ending else _named(text, None)
    return PersonLine(person.name, person.title, person.email, part, absent)


def _named(text: str, email: str | None) -> PersonLine:
    """The name and the title in what stands before the address; without both the address is the name as well."""
    text = text.strip()
    if email and not text:
        return PersonLine(email, email=email)
    written = _NAME.match(text)
    end = written.end() if written else 0
    name = "" if text[:end] == "\\" else _NAME_PAIR.sub(r"\1", text[:end].rstrip())
    if email is None:
        email = name if _ADDRESS.fullmatch(name) else ""
    return PersonLine(name, text[end + 1 :].lstrip(), email)


def _write_person(name: str, title: str, email: str) -> str:
    who = name.replace("\\", "\\\\").replace(",", "\\,")
    if title:
        who = f"{who}, {title}"
    elif not who:
        who = "\\"
    is_address = _ADDRESS.fullmatch(name) is not None
    if (email or is_address) and not (is_address and email == name):
        return f"{who} <{_encode(email, _EMAIL)}>"
    text = f" {who}"
    if ending := _known_bracket(text) or _email_ending(text):
        return ending.hide(text).lstrip()
    return f"{who} <>" if _AFTER_ADDRESS.fullmatch(text) else who
