r"""Shorthand: a meeting's notes as text, one record a line, and back.

The marker that a line begins with (MARKERS) and white space after it say what the line is. Every other line is a
remark, and so are `-5%`, `#hashtag` and a marker with nothing after it: what was typed is always kept.

* Indented lines belong to the record above: the answer of a question, the synopsis of a story, further lines of a
  remark; with the other kinds they continue the text. Empty lines mean nothing, but between two indented lines of
  one record they are empty lines of its text. `(no answer)` as a question's first indented line: asked in vain.
* `(Name)` at the end, after white space, says whose: 1 to 80 characters without parentheses. `by DATE` at the end of
  a commitment says by when; both may stand there, in either order.
* `@ Name, Title <address>`: title and address may be left out; an address alone is the name as well.

A backslash takes the meaning away from what follows it: at a line's start (the rest is a remark, or a line of the
indented text, as it stands), before the `(`, the `by` or the `<` of an ending, and before a comma in a name. Alone
after a marker it is an empty text. Inside `(…)` and `<…>` the pairs `\[`, `\]` and `\\` stand for the opening
bracket, the closing one and the backslash; `(\ ` begins a name of any length. Elsewhere it is a plain character.

Two laws hold: records written with `format_notes` are read by `parse_notes` as the same records; and what
`parse_notes` makes of any text at all is written in a form that is read as the same again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, assert_never

from interview_tui.domain.errors import Unclear
from interview_tui.domain.records import Owner
from interview_tui.domain.text import clean, clean_line

ReadDay = Callable[[str], date]
"""Reads a day as people write it ("fri", "2 Dec"); raises Unclear for what is none."""

MARKERS: tuple[tuple[str, str], ...] = (
    ("#", "the meeting's title"),
    ("@", "someone who was there: Name, Title <address>"),
    ("?", "a question; the indented lines are the answer"),
    ("!", "a need that they voiced"),
    ("!!", "a need that presses harder"),
    ("!!!", "a need that presses hardest"),
    ('"', "something a person said, worth citing"),
    ("*", "a story, by its title, matched with the need above it"),
    ("+", "what I promise"),
    ("-", "what they commit to"),
    (">", "a question kept for next time"),
)
"""(marker, meaning): rows for help texts."""


@dataclass(frozen=True, slots=True)
class TitleLine:
    """The meeting's title."""

    text: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Someone who was there."""

    name: str
    title: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question, perhaps with its answer (several lines); `no_answer`: it was asked in vain."""

    text: str
    answer: str = ""
    of: str = ""
    kept: bool = False
    """Kept for the next meeting."""
    no_answer: bool = False


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


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """A plain note; it may have several lines."""

    text: str


NoteLine = TitleLine | PersonLine | QuestionLine | NeedLine | QuoteLine | StoryLine | CommitmentLine | RemarkLine

_MARKERS = frozenset(marker for marker, _ in MARKERS)
_OWNER_MARKERS = {Owner.ME: "+", Owner.THEM: "-"}
_INDENT = "    "
_NO_ANSWER = "(no answer)"
_NAME_LIMIT = 80
_LONG_NAME = "\\ "
# Longer than any wording of a day: bounds what is handed to the reader of days.
_DAY_LIMIT = 40
_PERSON = "()"
_EMAIL = "<>"
_PAIR = re.compile(r"\\([\\\[\]])")
_NAME = re.compile(r"(?:[^\\,]|\\[\\,]?)*")
_NAME_PAIR = re.compile(r"\\([\\,])")
_ADDRESS = re.compile(r"[^\s@<>,]+@[^\s@<>,]+")


def parse_notes(text: str, read_day: ReadDay) -> tuple[NoteLine, ...]:
    """The records of the notes, in their order. No text is refused: what is not marked is a remark."""
    return tuple(_read(head, block, read_day) for head, block in _chunks(text))


def parse_line(text: str, read_day: ReadDay) -> NoteLine:
    """The one record that the text holds, indented lines included.

    Raises Unclear when it holds none or more than one.
    """
    lines = parse_notes(text, read_day)
    if not lines:
        raise Unclear("There is nothing on this line: write a note, or a marker, a blank and a text.")
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
        case TitleLine(text):
            return f"# {_write_text(text)}"
        case PersonLine(name, title, email):
            return f"@ {_write_person(clean_line(name), clean_line(title), clean_line(email))}"
        case QuestionLine(text, answer, of, kept, no_answer):
            head = f"{'>' if kept else '?'} {_write_owned(text, of)}"
            mark = [_INDENT + _NO_ANSWER] if no_answer else []
            return "\n".join([head, *mark, *_write_block(_lines(answer))])
        case NeedLine(text, pressing, of):
            return f"{'!' * min(max(pressing, 1), 3)} {_write_owned(text, of)}"
        case QuoteLine(text, of):
            return f'" {_write_owned(text, of)}'
        case StoryLine(title, synopsis):
            return "\n".join([f"* {_write_text(title)}", *_write_block(_lines(synopsis))])
        case CommitmentLine(owner, text, of, due):
            by = f" by {due.isoformat()}" if due else ""
            text = clean_line(text) if due else _hide_day(clean_line(text), read_day)
            return f"{_OWNER_MARKERS[owner]} {_write_owned(text, of)}{by}"
        case RemarkLine(text):
            first, *more = clean(text).split("\n")
            hidden = not first or first[0].isspace() or first[0] == "\\" or _split_marker(first) is not None
            return "\n".join([f"\\{first}" if hidden else first, *_write_block(more)])
        case _:
            assert_never(line)


def describe(line: NoteLine) -> str:
    """What the line is, in words: "need, pressing 2, of Dana Ruiz"."""
    match line:
        case TitleLine():
            words = ["title of the meeting"]
        case PersonLine(_, title, email):
            words = ["person", title, email]
        case QuestionLine(_, answer, of, kept, no_answer):
            state = "no answer" if no_answer else "answered" if answer else ""
            words = ["question kept for next time" if kept else "question", _of(of), state]
        case NeedLine(_, pressing, of):
            words = ["need", f"pressing {pressing}", _of(of)]
        case QuoteLine(_, of):
            words = ["quote", _of(of)]
        case StoryLine(_, synopsis):
            words = ["story", "with a synopsis" if synopsis else ""]
        case CommitmentLine(owner, _, of, due):
            mine = owner is Owner.ME
            whose = of and f"{'to' if mine else 'of'} {of}"
            words = ["my promise" if mine else "their commitment", whose, f"by {due.isoformat()}" if due else ""]
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
        case "?" | ">":
            no_answer = bool(lines) and _says_no_answer(lines[0])
            text, of, _ = _read_owned([body])
            answer = _plain(lines[1:] if no_answer else lines)
            return QuestionLine(text, answer, of, kept=marker == ">", no_answer=no_answer)
        case "*":
            return StoryLine(_read_text(body), _plain(lines))
    pieces = [body]
    if lines:
        pieces.append(clean_line(_plain(lines)))
    match marker:
        case "#":
            return TitleLine(_read_text(clean_line(" ".join(pieces))))
        case "@":
            return _read_person(clean_line(" ".join(pieces)))
        case '"':
            text, of, _ = _read_owned(pieces)
            return QuoteLine(text, of)
        case "+" | "-":
            text, of, due = _read_owned(pieces, read_day)
            return CommitmentLine(Owner.ME if marker == "+" else Owner.THEM, text, of, due)
        case _:
            text, of, _ = _read_owned(pieces)
            return NeedLine(text, len(marker), of)


def _read_text(text: str) -> str:
    return text if text.strip("\\") else text[1:]


def _write_text(text: str) -> str:
    text = clean_line(text)
    return text if text.strip("\\") else f"{text}\\"


def _read_owned(pieces: list[str], read_day: ReadDay | None = None) -> tuple[str, str, date | None]:
    """The text, whose it is, and by when; the endings may stand at the end of the first line or of the last."""
    of, due = "", None
    texts: list[str] = []
    for piece in pieces:
        # The blank before it lets an ending stand alone on a line that continues the text.
        text, of, due = _take_endings(f" {piece}" if texts else piece, of, due, read_day)
        texts.append(text if texts else _read_text(text))
    return clean_line(" ".join(texts)), of, due


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
        return day
    try:
        return read_day(words)
    except Unclear:
        return None


def _hide_day(text: str, read_day: ReadDay | None) -> str:
    ending = _day_ending(text)
    if ending is None:
        return text
    is_read = ending.hidden or read_day is None or _day(ending.held, read_day) is not None
    return ending.hide(text) if is_read else text


def _take_endings(text: str, of: str, due: date | None, read_day: ReadDay | None) -> tuple[str, str, date | None]:
    """The text without the endings that were not found yet, and without the backslash of a hidden one."""
    while True:
        if not of and (ending := _person_ending(text)):
            if ending.hidden:
                return ending.show(text), of, due
            of = ending.held
        elif read_day and due is None and (ending := _day_ending(text)):
            if ending.hidden:
                return ending.show(text), of, due
            due = _day(ending.held, read_day)
            if due is None:
                return text, of, due
        else:
            return text, of, due
        text = ending.before


def _encode(value: str, brackets: str) -> str:
    return value.replace("\\", "\\\\").replace(brackets[0], "\\[").replace(brackets[1], "\\]")


def _decode(held: str, brackets: str) -> str | None:
    """None when a backslash stands there that is no part of a pair."""
    if "\\" in _PAIR.sub("", held):
        return None
    meaning = {"\\": "\\", "[": brackets[0], "]": brackets[1]}
    return _PAIR.sub(lambda pair: meaning[pair[1]], held)


# Someone who was there.


def _read_person(body: str) -> PersonLine:
    text = f" {body}"
    ending = _email_ending(text)
    if ending and ending.hidden:
        text, ending = ending.show(text), None
    if ending and not ending.before:
        return PersonLine(ending.held, email=ending.held)
    text = (ending.before if ending else text).strip()
    written = _NAME.match(text)
    end = written.end() if written else 0
    name = "" if text[:end] == "\\" else _NAME_PAIR.sub(r"\1", text[:end].rstrip())
    email = ending.held if ending else name if _ADDRESS.fullmatch(name) else ""
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
    ending = _email_ending(f" {who}")
    return ending.hide(f" {who}").lstrip() if ending else who
