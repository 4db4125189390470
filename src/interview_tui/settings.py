"""Where things are and what the user set: paths, the clock, the zone, and the configuration file (TOML).

A wrong configuration never keeps the program from opening: what is wrong is left out and said in `problems`.

Here, and in what else a prompt's `status` and `due` load, records are named tuples: to load the module of data classes
takes as long as all the rest of it.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from interview_tui.domain.dates import WEEKDAYS, Calendar
from interview_tui.domain.errors import Unclear
from interview_tui.domain.text import clean_line, shorten
from interview_tui.places import find_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from interview_tui.domain.cadence import Cadences
    from interview_tui.places import Paths


class Sender(NamedTuple):
    """Who writes the letters, and what sends them."""

    name: str = ""
    """As letters are signed; '' when it is not set."""
    address: str = ""
    """The first of the user's own e-mail addresses."""
    command: tuple[str, ...] = ()
    """The command that takes a whole e-mail on standard input, such as `msmtp -t`; never run by a shell."""


class Settings(NamedTuple):
    """What the program runs with."""

    paths: Paths
    calendar: Calendar
    clock: Callable[[], datetime]
    mine: frozenset[str]
    """The user's own e-mail addresses, lower case."""
    sender: Sender = Sender()
    own_cadences: Cadences | None = None
    """What the configuration says of it; None where it says nothing."""
    whole_pictures: bool = False
    """Whether the terminal is sent all that Textual draws, rather than only what differs from what it shows."""
    problems: tuple[str, ...] = ()
    """What is wrong with the configuration, a line each."""

    @property
    def cadences(self) -> Cadences:
        """How soon and how often each plan follows up."""
        from interview_tui.domain.cadence import Cadences

        return self.own_cadences or Cadences()


def load(environment: Mapping[str, str], *, store: Path | None = None, configuration: Path | None = None) -> Settings:
    """The settings from the command line's paths, the environment and the configuration file.

    Raises Unclear when INTERVIEW_TUI_NOW is no instant.
    """
    paths = find_paths(environment, store=store, configuration=configuration)
    problems: list[str] = []
    table = _read(paths.configuration, problems)
    calendar = Calendar(_zone(table, environment, problems), _working(table, problems))
    mine = _mine(table, problems)
    return Settings(
        paths=paths,
        calendar=calendar,
        clock=_clock(environment),
        mine=frozenset(mine),
        sender=Sender(
            name=_line(table, "name", problems), address=mine[0] if mine else "", command=_command(table, problems)
        ),
        own_cadences=_cadences(table, problems),
        whole_pictures=_switch(table, "whole_pictures", problems),
        problems=tuple(problems),
    )


def _read(path: Path, problems: list[str]) -> dict[str, Any]:
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return {}
    except OSError as error:
        problems.append(f"{path} cannot be read ({error.strerror}): the defaults hold")
        return {}
    import tomllib

    try:
        with file:
            return tomllib.load(file)
    except OSError as error:
        problems.append(f"{path} cannot be read ({error.strerror}): the defaults hold")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.append(f"{path} is not TOML ({shorten(str(error), 80)}): the defaults hold")
    return {}


def _zone(table: Mapping[str, Any], environment: Mapping[str, str], problems: list[str]) -> ZoneInfo:
    """The configured zone, else TZ, else the system's."""
    configured = table.get("zone")
    if configured is not None:
        zone = _zone_named(configured)
        if zone is not None:
            return zone
        problems.append(f'zone = {_shown(configured)} is no time zone: write for example zone = "Europe/Berlin"')
    return _zone_named(environment.get("TZ", "").removeprefix(":")) or _system_zone()


def _zone_named(name: object) -> ZoneInfo | None:
    if not isinstance(name, str) or not name:
        return None
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # no such zone; a path out of the zone folder; a folder of zones
        return None


def _system_zone() -> ZoneInfo:
    try:
        name = str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2]
        zone = _zone_named(name) or _zone_named(Path("/etc/timezone").read_text("utf-8").strip())
    except (OSError, UnicodeDecodeError):
        zone = None
    return zone or ZoneInfo("UTC")


def _cadences(table: Mapping[str, Any], problems: list[str]) -> Cadences | None:
    if "cadence" not in table:
        return None
    from interview_tui.settings_cadence import read_cadences

    return read_cadences(table, problems)


def _working(table: Mapping[str, Any], problems: list[str]) -> frozenset[int]:
    configured = table.get("working_days")
    usual = frozenset(range(5))
    if configured is None:
        return usual
    names = [day.casefold() for day in WEEKDAYS]
    short = [name[:3] for name in names]
    days = set()
    for word in configured if isinstance(configured, list) else [configured]:
        key = word.casefold()[:3] if isinstance(word, str) else ""
        if key not in short or not names[short.index(key)].startswith(str(word).casefold()):
            problems.append(f'working_days holds {_shown(word)}: write for example working_days = ["Mon", "Tue"]')
            return usual
        days.add(short.index(key))
    return frozenset(days) or usual


def _mine(table: Mapping[str, Any], problems: list[str]) -> tuple[str, ...]:
    configured = table.get("email", [])
    addresses = [configured] if isinstance(configured, str) else configured
    if not isinstance(addresses, list) or not all(isinstance(a, str) and "@" in a for a in addresses):
        problems.append(f'email = {_shown(configured)} is no address: write for example email = ["me@home.example"]')
        return ()
    return tuple(clean_line(address).casefold() for address in addresses)


def _line(table: Mapping[str, Any], key: str, problems: list[str]) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        problems.append(f'{key} = {_shown(value)} is no text: write for example {key} = "Ada Moreau"')
        return ""
    return clean_line(value)


def _switch(table: Mapping[str, Any], key: str, problems: list[str]) -> bool:
    value = table.get(key, False)
    if not isinstance(value, bool):
        problems.append(f"{key} = {_shown(value)} is neither true nor false: write for example {key} = true")
        return False
    return value


def _command(table: Mapping[str, Any], problems: list[str]) -> tuple[str, ...]:
    text = table.get("send", "")
    import shlex

    try:
        return tuple(shlex.split(text))
    except (ValueError, AttributeError, TypeError):
        problems.append(f'send = {_shown(text)} is no command: write for example send = "msmtp -t"')
        return ()


def _shown(value: object) -> str:
    return shorten(repr(value), 40)


def _clock(environment: Mapping[str, str]) -> Callable[[], datetime]:
    """The clock, to the second; INTERVIEW_TUI_NOW stops it at an instant."""
    fixed = environment.get("INTERVIEW_TUI_NOW")
    if not fixed:
        return lambda: datetime.now(UTC).replace(microsecond=0)
    try:
        instant: datetime | None = datetime.fromisoformat(fixed)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise Unclear(
            f"INTERVIEW_TUI_NOW={shorten(fixed, 40)} is no instant: write for example 2026-12-02T09:00:00+01:00"
        )
    now = instant.astimezone(UTC).replace(microsecond=0)
    return lambda: now


def from_process(*, store: Path | None = None, configuration: Path | None = None) -> Settings:
    """The settings of this process. Raises Unclear as `load`."""
    return load(os.environ, store=store, configuration=configuration)
