"""The configuration file (TOML): one specification, from which it is read, explained, and written for the first time.

Nothing in it keeps the program from opening. What is wrong is left out, the usual value holds, and one line says the
file, the line, what is allowed, and the nearest right name. A line that is not TOML is left out by itself.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterable  # noqa: TC003 -- a NamedTuple's fields are evaluated
from typing import TYPE_CHECKING, Any, NamedTuple

from interview_tui.domain.dates import WEEKDAYS
from interview_tui.domain.text import clean, clean_line, shorten

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from interview_tui.domain.cadence import Cadences

LARGEST = 1_000_000
"""Bytes of a configuration that a person could have written."""
MISTAKES = 10
"""Lines that are not TOML, after which the rest is not looked at."""
LISTED = 30
"""Names that a line has room for."""
LONGEST_NAME = 60
"""Characters in which something is looked for that is like it."""
LONGEST_SIGNATURE = 2_000
"""Characters."""
OWN_THEME = "interview-dark"
THEMES = (
    OWN_THEME, "ansi-dark", "ansi-light", "atom-one-dark", "atom-one-light", "catppuccin-frappe", "catppuccin-latte",
    "catppuccin-macchiato", "catppuccin-mocha", "dracula", "flexoki", "gruvbox", "monokai", "nord", "rose-pine",
    "rose-pine-dawn", "rose-pine-moon", "solarized-dark", "solarized-light", "textual-dark", "textual-light",
    "tokyo-night",
)  # fmt: skip
"""The program's own, and those of Textual."""
EVENTS = {
    "follow_up_done": "a follow-up was done",
    "letter_sent": "a letter was sent",
    "outcome": "an interview has come to an outcome",
    "day_begun": "the dashboard was opened for the first time on a day",
}
"""What a hook can be run on."""
KEY_WRONG = "is no key: write it as the keyboard has it"
_USUAL_DAYS = frozenset(range(5))


class Configured(NamedTuple):
    """What the file says, with the usual values where it says nothing or something wrong."""

    zone: ZoneInfo | None = None
    working_days: frozenset[int] = _USUAL_DAYS
    """0 is Monday."""
    name: str = ""
    email: tuple[str, ...] = ()
    signature: str = ""
    send: tuple[str, ...] = ()
    editor: tuple[str, ...] = ()
    clipboard: tuple[str, ...] = ()
    theme: str = OWN_THEME
    whole_pictures: bool = False
    keys: tuple[tuple[str, str], ...] = ()
    hooks: tuple[tuple[str, tuple[str, ...]], ...] = ()
    cadence: Cadences | None = None
    problems: tuple[str, ...] = ()


class Option(NamedTuple):
    """One setting: what it is for, and how its value is read."""

    name: str
    about: str
    wrong: str
    """What is said of a value that is not allowed: `is no time zone`."""
    example: str
    """As TOML has it."""
    read: Callable[[Any], Any]
    """Gives the value as the program takes it. Raises ValueError, TypeError for one that is not allowed."""
    usual: str = ""
    """What holds by itself, in words; '' where the example is what holds."""
    known: tuple[str, ...] = ()
    """All that is allowed, where that can be listed."""
    similar: Callable[[], Iterable[str]] = tuple
    """Where it is too much to list: among what the nearest right name is looked for."""


def _zone(value: object) -> ZoneInfo:
    from interview_tui.settings import zone_named

    zone = zone_named(value)
    if zone is None:
        raise ValueError
    return zone


def _zones() -> Iterable[str]:
    from zoneinfo import available_timezones

    return sorted(available_timezones())


def _days(value: object) -> frozenset[int]:
    names = [day.casefold() for day in WEEKDAYS]
    days = set()
    for word in value if isinstance(value, list) else [value]:
        short = _text(word).casefold()
        found = [number for number, name in enumerate(names) if len(short) >= 3 and name.startswith(short)]
        if not found:
            raise ValueError
        days.add(found[0])
    return frozenset(days) or _USUAL_DAYS


def _addresses(value: object) -> tuple[str, ...]:
    addresses = [_text(item) for item in (value if isinstance(value, list) else [value])]
    if not all("@" in address for address in addresses):
        raise ValueError
    return tuple(clean_line(address).casefold() for address in addresses)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _line(value: object) -> str:
    return clean_line(_text(value))


def _lines(value: object) -> str:
    text = clean(_text(value)).strip()
    if len(text) > LONGEST_SIGNATURE:
        raise ValueError
    return text


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _command(value: object) -> tuple[str, ...]:
    return tuple(shlex.split(_text(value)))


def _theme(value: object) -> str:
    if value not in THEMES:
        raise ValueError
    return _text(value)


def _key(value: object) -> str:
    keys = [_text(key).strip() for key in (value if isinstance(value, list) else [value])]
    if not all(keys) or not all(len(key) < 30 for key in keys):
        raise ValueError
    return ",".join("comma" if key == "," else key for key in keys)


OPTIONS = (
    Option(
        "zone",
        "Your time zone: what “today” is, and on which clock a meeting stands.",
        "is no time zone",
        '"Europe/Berlin"',
        _zone,
        usual="that of TZ, else that of the machine",
        similar=_zones,
    ),
    Option(
        "working_days",
        "The days on which you write to people. Follow-ups fall on them.",
        "are no days of the week",
        '["Mon", "Tue", "Wed", "Thu", "Fri"]',
        _days,
    ),
    Option("name", "Your name, as letters are signed.", "is no text", '"Robin Hale"', _line, usual="none"),
    Option(
        "email",
        "Your own addresses. Letters are sent from the first; an invitation's guest with one of them is you.",
        "is no address",
        '["me@home.example"]',
        _addresses,
        usual="none",
    ),
    Option(
        "signature",
        'What stands below a letter in place of the name alone, in one line or in several between """.',
        f"is no text of at most {LONGEST_SIGNATURE:,} characters",
        '"Robin Hale, +49 30 5550100"',
        _lines,
        usual="the name",
    ),
    Option(
        "send",
        "The command that sends a letter: it gets a whole e-mail on standard input. No shell reads it.",
        "is no command",
        '"msmtp -t"',
        _command,
        usual="none; letters are copied or written as files",
    ),
    Option(
        "editor",
        "The command for E. No shell reads it.",
        "is no command",
        '"nvim"',
        _command,
        usual="VISUAL, else EDITOR, else what is there",
    ),
    Option(
        "clipboard",
        "The command that takes what y copies, on standard input. No shell reads it.",
        "is no command",
        '"wl-copy"',
        _command,
        usual="tmux, or the terminal's own way (OSC 52)",
    ),
    Option(
        "theme", "The colours.", "is no theme", f'"{OWN_THEME}"', _theme, known=THEMES
    ),
    Option(
        "whole_pictures",
        "Send all that is drawn, not only what differs: for terminals that show something else than they were sent.",
        "is neither true nor false",
        "false",
        _switch,
    ),
)  # fmt: skip
"""The settings outside of the tables, in the order of the file that `config init` writes."""
TABLES = {
    "keys": "Other keys for what the dashboard does, by the names that `?` and docs/keys.md give.",
    "hooks": "Commands that are run when something happened. Each gets a JSON document on standard input.",
    "cadence": "How soon and how often the plans follow up. A number here holds for every plan, one in "
    "[cadence.gentle], .standard, .brisk or .none for that plan alone.",
}


class _Reading:
    """One file on its way to be understood."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._text = text
        self._places: dict[tuple[str, ...], int] | None = None
        self.problems: list[str] = []

    def wrong(self, words: str, *where: str, line: int = 0) -> None:
        """Something is wrong with the setting of that name in these tables."""
        if self._places is None:
            self._places = places(self._text)
        number = line or self._places.get(where) or next(
            (n for place, n in self._places.items() if place[: len(where)] == where), 0
        )  # fmt: skip
        self.problems.append(f"{self._file}:{number}: {words}" if number else f"{self._file}: {words}")

    def table(self) -> dict[str, Any]:
        """What the file holds; lines that are not TOML are said and left out."""
        import tomllib

        lines = self._text.split("\n")
        for _ in range(MISTAKES):
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
        self.problems = [f"{self._file} is not TOML: the defaults hold"]
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
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        return Configured()
    except OSError as error:
        return Configured(problems=(f"{path} cannot be read ({error.strerror}): the defaults hold",))
    if len(data) > LARGEST:
        return Configured(problems=(f"{path} is larger than {LARGEST:,} bytes: the defaults hold",))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Configured(problems=(f"{path.name}:{line}: this is not UTF-8: the defaults hold",))
    return read_text(text.replace("\r\n", "\n"), path.name)


def read_text(text: str, file: str) -> Configured:
    """What the text of a configuration says; `file` is how problems name it."""
    reading = _Reading(file, text)
    table = reading.table()
    values: dict[str, Any] = {}
    for name, value in table.items():
        option = next((option for option in OPTIONS if option.name == name), None)
        if option is not None:
            _take(reading, option, value, values)
        elif name == "cadence" and value == {}:
            pass  # a prompt does not wait for what reads it
        elif name == "cadence":
            from interview_tui.settings_cadence import read_cadences

            values[name] = read_cadences(table, reading.wrong)
        elif name in TABLES:
            values[name] = _pairs(reading, name, value)
        else:
            reading.wrong(f"there is no setting {shorten(name, 40)}: {nearest(name, _names())}", name)
    return Configured(**values)._replace(problems=tuple(reading.problems))


def _take(reading: _Reading, option: Option, value: object, values: dict[str, Any]) -> None:
    try:
        values[option.name] = option.read(value)
    except (ValueError, TypeError):
        near = ""
        if isinstance(value, str):
            near = nearest(value, option.known) if option.known else _near(value, option.similar())
        todo = near or f"write for example {option.name} = {option.example}"
        reading.wrong(f"{option.name} = {shown(value)} {option.wrong}: {todo}", option.name)


def _pairs(reading: _Reading, name: str, value: object) -> tuple[tuple[str, Any], ...]:
    """The lines of [keys] or [hooks] that are right. Which keys there are, the dashboard knows (ui/keymap.py)."""
    example = 'done = "x"' if name == "keys" else 'letter_sent = "notify-sent"'
    if not isinstance(value, dict):
        reading.wrong(f"{name} = {shown(value)} is no table: write for example [{name}] and under it {example}", name)
        return ()
    found: list[tuple[str, Any]] = []
    for key, text in flat(value):
        if name == "hooks" and key not in EVENTS:
            reading.wrong(f"[hooks] knows no {shorten(key, 40)}: {nearest(key, tuple(EVENTS))}", name, key)
            continue
        try:
            found.append((key, _key(text) if name == "keys" else _command(text)))
        except (ValueError, TypeError):
            wrong = KEY_WRONG if name == "keys" else "is no command"
            reading.wrong(f"[{name}] {key} = {shown(text)} {wrong}, for example {example}", name, *key.split("."))
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


def _path(name: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in name.split("."))


def nearest(name: str, known: Iterable[str]) -> str:
    """`did you mean zone?`, or all that there is."""
    names = list(known)
    if near := _near(name, names):
        return near
    return f"there are {', '.join(names)}" if len(names) <= LISTED else "the documentation names them all"


def _near(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name[:LONGEST_NAME], list(known), n=1, cutoff=0.5)
    return f"did you mean {near[0]}?" if near else ""


def shown(value: object) -> str:
    """A value as a problem names it."""
    return shorten(repr(value), 40)


def _names() -> tuple[str, ...]:
    return (*(option.name for option in OPTIONS), *(f"[{name}]" for name in TABLES))
