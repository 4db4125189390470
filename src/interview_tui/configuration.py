"""The configuration file (TOML): one specification, from which it is read, explained, and written for the first time.

Nothing in it keeps the program from opening. What is wrong is left out, the usual value holds, and one line says the
file, the line, what is allowed, and the nearest right name. A line that is not TOML is left out by itself.
"""

from __future__ import annotations

import os
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from interview_tui.configuration_options import EVENTS, MAIL_OPTIONS, OPTIONS, command, keys_named
from interview_tui.domain.text import clean_line, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from interview_tui.configuration_options import Option

_LARGEST = 1_000_000
"""Bytes of a configuration that a person could have written."""
_MISTAKES = 10
"""Lines that are not TOML, after which the rest is not looked at."""
LISTED = 30
"""Names that a line has room for."""
LONGEST_FILTER_NAME = 40
"""Characters."""
LONGEST_NAME = 60
"""Characters in which something is looked for that is like it."""
KEY_WRONG = "is not a key: write it as on the keyboard"


class ConfigurationProblem(str):
    """What is wrong with the configuration, as one line says it: `config.toml:2: [filters] hot has …`."""

    words: str  # without the file and the line
    key: str  # of the setting with its tables, `mail.inbox`; '' where it is none that is wrong
    line: int  # 0 where it is not known

    def __new__(cls, words: str, *, key: str = "", file: str = "", line: int = 0) -> Self:
        problem = super().__new__(cls, f"{file}:{line}: {words}" if line else f"{file}: {words}" if file else words)
        problem.words, problem.key, problem.line = words, key, line
        return problem

    def in_file(self, path: Path) -> ConfigurationProblem:
        """The same of a setting of that file."""
        try:
            text = path.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            text = ""
        line = line_of(tuple(self.key.split(".")), places(text))
        return ConfigurationProblem(self.words, key=self.key, file=path.name, line=line)


class Configured(NamedTuple):
    """What the file sets, by the names of the settings; what it does not set, or sets wrongly, is missing."""

    values: Mapping[str, Any] = MappingProxyType({})
    problems: tuple[ConfigurationProblem, ...] = ()


CONFIGURATION_TABLES = {
    "mail": "The emails that `interview-tui mail` reads, and the copies of letters.",
    "filters": "Your own filters by name: for `:` and `/` in the dashboard, and `list --filter NAME`.",
    "keys": "Your own keys for actions, by the names in `?` and docs/keys.md.",
    "hooks": "Commands to run when something happens. Each gets a JSON document on standard input.",
    "cadence": "How soon and how often the plans follow up. A number here applies to every plan, one in "
    "[cadence.gentle], .standard, .brisk, .one_letter or .none only to that plan.",
}


class _Reading:
    """One file on its way to be understood."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._text = text
        self._places: dict[tuple[str, ...], int] | None = None
        self.problems: list[ConfigurationProblem] = []

    def wrong(self, words: str, *where: str, line: int = 0) -> None:
        """Something is wrong with the setting of that name in these tables."""
        if self._places is None:
            self._places = places(self._text)
        number = line or line_of(where, self._places)
        self.problems.append(ConfigurationProblem(words, key=".".join(where), file=self._file, line=number))

    def table(self) -> dict[str, Any]:
        """What the file holds; lines that are not TOML are said and left out."""
        import tomllib

        lines = self._text.split("\n")
        for _ in range(_MISTAKES):
            try:
                return tomllib.loads("\n".join(lines))
            except tomllib.TOMLDecodeError as error:
                found = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", str(error))
                what = str(error)[: found.start()] if found else str(error)
                line = int(found[1]) if found and found[1] else len("\n".join(lines).rstrip("\n").split("\n"))
                self.wrong(f"this is not TOML ({shorten(what, 60)}): the line is left out", line=line)
                _leave_out(lines, line)
            except RecursionError:
                break
        self.problems = [ConfigurationProblem(f"{self._file} is not TOML: using the defaults")]
        return {}


def _leave_out(lines: list[str], line: int) -> None:
    """Takes a line away; with a table's head all of that table, which would belong to the one before."""
    is_head = lines[line - 1].lstrip().startswith("[")
    lines[line - 1] = ""
    while is_head and line < len(lines) and not lines[line].lstrip().startswith("["):
        lines[line] = ""
        line += 1


def read_file(path: Path) -> Configured:
    """What a configuration file says; the usual values where there is none."""
    try:
        if path.exists() and not (path.is_file() or path.is_dir() or path.samefile(os.devnull)):
            # To open a pipe waits until somebody writes, and a device may have no end.
            return _unread(f"{path} is a pipe or a device, not a file: using the defaults")
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError:
        return Configured()
    except OSError as error:
        return _unread(f"{path} cannot be read ({error.strerror}): using the defaults")
    if len(data) > _LARGEST:
        return _unread(f"{path} is larger than {_LARGEST:,} bytes: using the defaults")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _unread("this is not UTF-8: using the defaults", file=path.name, line=line)
    return read_text(text.replace("\r\n", "\n"), path.name)


def _unread(words: str, *, file: str = "", line: int = 0) -> Configured:
    return Configured(problems=(ConfigurationProblem(words, file=file, line=line),))


def read_text(text: str, file: str) -> Configured:
    """What the text of a configuration says; `file` is how problems name it."""
    reading = _Reading(file, text)
    table = reading.table()
    values: dict[str, Any] = {}
    for name, value in table.items():
        option = next((option for option in OPTIONS if option.name == name), None)
        if option is not None:
            _take(reading, option, value, values)
        elif name == "mail":
            if mail := _mail(reading, value):
                values[name] = mail
        elif name == "cadence" and value == {}:
            pass  # a prompt does not wait for what reads it
        elif name == "cadence":
            from interview_tui.settings_cadence import read_cadences

            values[name] = read_cadences(table, reading.wrong)
        elif name == "filters":
            if filters := _filters(reading, value):
                values[name] = filters
        elif name in CONFIGURATION_TABLES:
            if pairs := _pairs(reading, name, value):
                values[name] = pairs
        else:
            known = (*(option.name for option in OPTIONS), *(f"[{name}]" for name in CONFIGURATION_TABLES))
            reading.wrong(f"unknown setting {shorten(name, 40)}: {place_or_nearest(name, known)}", name)
    return Configured(values, tuple(reading.problems))


def _mail(reading: _Reading, value: object) -> dict[str, Any]:
    """The settings of [mail] that are right, by their names."""
    found: dict[str, Any] = {}
    if not isinstance(value, dict):
        example = f"{MAIL_OPTIONS[0].name} = {MAIL_OPTIONS[0].example}"
        reading.wrong(f"mail = {shown(value)} is not a table: write for example [mail] and under it {example}", "mail")
        return found
    for name, set_to in value.items():
        option = next((option for option in MAIL_OPTIONS if option.name == name), None)
        if option is not None:
            _take(reading, option, set_to, found, "mail")
        else:
            near = place_or_nearest(name, [option.name for option in MAIL_OPTIONS])
            reading.wrong(f"[mail] knows no {shorten(name, 40)}: {near}", "mail", name)
    return found


def _take(reading: _Reading, option: Option, value: object, values: dict[str, Any], table: str = "") -> None:
    """Puts a setting into `values` as the program takes it; what is wrong is said, with the table that it stands in."""
    try:
        values[option.name] = option.read(value)
    except (ValueError, TypeError):
        near = ""
        if isinstance(value, str):
            near = nearest(value, option.known) if option.known else _near(value, option.similar())
        todo = near or f"write for example {option.name} = {option.example}"
        inside, where = (f"[{table}] ", (table, option.name)) if table else ("", (option.name,))
        reading.wrong(f"{inside}{option.name} = {shown(value)} {option.wrong}: {todo}", *where)


def _pairs(reading: _Reading, name: str, value: object) -> tuple[tuple[str, Any], ...]:
    """The lines of [keys] or [hooks] that are right. Which keys there are, the dashboard knows (ui/keymap.py)."""
    example = 'done = "x"' if name == "keys" else 'letter_sent = "notify-sent"'
    if not isinstance(value, dict):
        reading.wrong(
            f"{name} = {shown(value)} is not a table: write for example [{name}] and under it {example}", name
        )
        return ()
    found: list[tuple[str, Any]] = []
    for key, text in flat(value):
        if name == "hooks" and key not in EVENTS:
            reading.wrong(f"[hooks] knows no {shorten(key, 40)}: {place_or_nearest(key, EVENTS)}", name, key)
            continue
        try:
            found.append((key, keys_named(text) if name == "keys" else command(text)))
        except (ValueError, TypeError):
            wrong = KEY_WRONG if name == "keys" else "is not a command"
            reading.wrong(f"[{name}] {key} = {shown(text)} {wrong}, for example {example}", name, *key.split("."))
    return tuple(found)


def _filters(reading: _Reading, value: object) -> tuple[tuple[str, str], ...]:
    """The filters of [filters] that are right: each name, and what it says."""
    from interview_tui.domain.filters import filter_problem

    name, text, _ = FILTER_EXAMPLES[0]
    example = f'write for example {name} = "{text}"'
    if not isinstance(value, dict):
        reading.wrong(f"filters = {shown(value)} is not a table: under [filters] {example}", "filters")
        return ()
    found: list[tuple[str, str]] = []
    for name, text in value.items():
        said = shorten(name, 40)
        if not isinstance(text, str):
            reading.wrong(f"[filters] {said} = {shown(text)} is not text: {example}", "filters", name)
        elif not name or name != clean_line(name) or len(name) > LONGEST_FILTER_NAME:
            most = f"write 1 to {LONGEST_FILTER_NAME} characters, without blanks at the ends"
            reading.wrong(f"[filters] {shown(name)} is not a name: {most}", "filters", name)
        elif problem := filter_problem(clean_line(text)):
            reading.wrong(f"[filters] {said} {shorten(problem, 150)}", "filters", name)
        else:
            found.append((name, clean_line(text)))
    return tuple(found)


def flat(table: Mapping[str, Any], before: str = "") -> Iterable[tuple[str, Any]]:
    """The settings of a table by their whole names: `letter.send` in [keys] may also stand as `send` in
    [keys.letter].
    """
    for name, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def places(text: str) -> dict[tuple[str, ...], int]:
    """The line of each setting, by the tables that it is in and its name; tomllib does not tell."""
    found: dict[tuple[str, ...], int] = {}
    inside: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), start=1):
        head = re.match(r"\s*\[\[?([^\[\]]+)\]", line)
        if head is not None and "=" not in head[1]:
            inside = _path(head[1])
            found.setdefault(inside, number)
        elif setting := re.match(
            r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""", line
        ):
            found.setdefault((*inside, *_path(setting[1])), number)
    return found


def line_of(where: tuple[str, ...], lines: Mapping[tuple[str, ...], int]) -> int:
    """The line of a setting, of a table that of the first setting in it; 0 where it is not in the file."""
    return lines.get(where) or next((line for place, line in lines.items() if place[: len(where)] == where), 0)


def _path(name: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in name.split("."))


def place_or_nearest(name: str, known: Iterable[str]) -> str:
    """Where a setting belongs that is none of these: `it belongs under [mail]`; else the nearest of them."""
    from interview_tui.settings_cadence import NUMBERS

    if any(option.name == name for option in OPTIONS):
        return "it belongs at the top, above the first [section]"
    tables = {"mail": {option.name for option in MAIL_OPTIONS}, "hooks": EVENTS, "cadence": NUMBERS}
    found = [f"it belongs under [{table}]" for table, names in tables.items() if name in names]
    return found[0] if found else nearest(name, known)


def nearest(name: str, known: Iterable[str]) -> str:
    """`did you mean zone?`, or all that there is."""
    names = list(known)
    if near := _near(name, names):
        return near
    return f"there are {', '.join(names)}" if len(names) <= LISTED else "the documentation lists them all"


def _near(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name[:LONGEST_NAME], list(known), n=1, cutoff=0.5)
    return f"did you mean {near[0]}?" if near else ""


def shown(value: object) -> str:
    """A value as a problem names it."""
    return shorten(repr(value), 40)


_WIDTH = 78
"""Columns of a comment."""
SOURCES = (
    "METHOD is the method's own number (docs/method.md), CAREERS what university career centres advise. Days are "
    "calendar days unless they are called working days."
)
FILTER_EXAMPLES = (
    ("hot", "step:5-9 outcome:running due:overdue,today", "on the way to a decision, and due"),
    ("silent", "outcome:running due:none", "nothing is planned"),
    ("their side", '"call with"', "the words of a phrase stand together"),
)
"""Name, text, and what it finds."""
KEY_EXAMPLES = (
    ('done = "f"', ""),
    ('down = ["ctrl+n", "down"]', "several keys"),
    ('"letter.send" = "ctrl+s"', "on a page"),
)


def first_file(*, country: str = "", zone: str = "") -> str:
    """A configuration in which everything is said and nothing is set but the country that was guessed from the zone,
    if one was.
    """
    return "\n".join(_first_lines(country, zone)) + "\n"


def _first_lines(country: str, zone: str) -> Iterator[str]:
    yield from _comment("The configuration of interview-tui. Commented lines show the defaults, or an example: remove "
                        "the # to change one. `interview-tui config check` checks it.")  # fmt: skip
    for option in OPTIONS:
        yield ""
        if country and option.name == "country":
            yield from _comment(f"{option.about}{_otherwise(option)}")
            yield from _comment(f"Guessed from the time zone {zone}: change it if you keep other holidays.")
            yield f'country = "{country}"'
        else:
            yield from _unset(option)
    for name, about in CONFIGURATION_TABLES.items():
        yield ""
        yield from _comment(about)
        yield f"[{name}]"
        yield from _of_table(name)


def _unset(option: Option) -> Iterator[str]:
    yield from _comment(f"{option.about}{_otherwise(option)}")
    yield f"#{option.name} = {option.example}"


def _of_table(name: str) -> Iterator[str]:
    if name == "keys":
        yield from (f"#{setting}{f'  # {note}' if note else ''}" for setting, note in KEY_EXAMPLES)
    elif name == "mail":
        for option in MAIL_OPTIONS:
            yield from _unset(option)
    elif name == "filters":
        yield from (f"#{setting}  # {note}" for setting, note in filter_examples())
    elif name == "hooks":
        yield from (f'#{event} = "true"  # {about}' for event, about in EVENTS.items())
    else:
        from interview_tui.settings_cadence import lines

        yield from _comment(SOURCES)
        yield from (f"#{setting} = {usual}  # {about}" for setting, usual, about in lines())


def filter_examples() -> Iterator[tuple[str, str]]:
    """Each example as TOML has it, and what it finds."""
    for name, text, finds in FILTER_EXAMPLES:
        quoted = f"'{text}'" if '"' in text else f'"{text}"'
        bare = name if name.isalnum() else f'"{name}"'
        yield f"{bare} = {quoted}", finds


def _otherwise(option: Option) -> str:
    known = f" One of {', '.join(option.known)}." if option.known else ""
    return f" Default: {option.usual}.{known}" if option.usual else known


def _comment(text: str) -> list[str]:
    from textwrap import wrap

    return [f"# {line}" for line in wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)]
