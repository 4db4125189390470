"""Where things are and what the user set: paths, the clock, the zone, and what the configuration file says.

Here, and in what else a prompt's `status` and `due` load, records are named tuples: to load the module of data classes
takes as long as all the rest of it.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from interview_tui.data_classes import NamedTuple
from interview_tui.domain.dates import YEARS, Calendar, country_of_zone, zone_named
from interview_tui.domain.enums import Language, Tone
from interview_tui.domain.errors import Unclear
from interview_tui.domain.text import shorten
from interview_tui.paths import find_paths

TYPE_CHECKING = False  # the module typing is not loaded for names alone
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from interview_tui.configuration import ConfigurationProblem
    from interview_tui.domain.cadence import Cadences
    from interview_tui.paths import Paths


class Sender(NamedTuple):
    """Who writes the letters, and what sends them."""

    name: str = ""
    """'' when it is not set."""
    address: str = ""
    """The first of the user's own email addresses."""
    cc: tuple[str, ...] = ()
    """Addresses that get a copy of every letter."""
    bcc_self: bool = False
    """Whether the first of the user's own addresses gets a blind copy."""
    command: tuple[str, ...] = ()
    """The command that takes a whole email on standard input, such as `msmtp -t`; never run by a shell."""
    signature: str = ""
    """What stands below a letter: one line or several; the name where nothing else is set."""


class MailSettings(NamedTuple):
    """Where email lies on this machine, and what is kept of it: of [mail] in the configuration, by the same names."""

    inbox: tuple[str, ...] = ()
    """Paths, as they were written."""
    sent: tuple[str, ...] = ()
    keep_text: bool = False


class Settings(NamedTuple):
    """What the program runs with. What a setting of the configuration has the name of, it gives its value."""

    paths: Paths
    calendar: Calendar
    clock: Callable[[], datetime]
    mine: frozenset[str]
    """The user's own email addresses, lower case."""
    sender: Sender = Sender()
    mail: MailSettings = MailSettings()
    language: Language = Language.EN_US
    """What letters are written in, where nothing says otherwise."""
    tone: Tone | None = None
    """How formal they are; None for what is usual in their language."""
    own_cadences: Cadences | None = None
    """What the configuration says of it; None where it says nothing."""
    editor: tuple[str, ...] = ()
    """The command for longer texts; () where the environment says."""
    clipboard: tuple[str, ...] = ()
    """The command that takes what is copied; () for the terminal's own ways."""
    theme: str = ""
    """'' for the program's own, as the terminal has colours."""
    glyphs: str = "auto"
    """Whether only ASCII is drawn: `ascii`, `unicode`, or `auto` for what the locale says."""
    density: str = "comfortable"
    """`compact` for one line a follow-up."""
    keys: tuple[tuple[str, str], ...] = ()
    """The user's own keys: an action's id, and its keys as they wrote them, parted by commas."""
    filters: tuple[tuple[str, str], ...] = ()
    """The user's own filters: the name of each, and what it says (domain/filters.py)."""
    hooks: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """What is run on which event: its name, and the command, never run by a shell."""
    whole_pictures: bool = False
    """Whether the terminal is sent all that Textual draws, rather than only what differs from what it shows."""
    problems: tuple[ConfigurationProblem, ...] = ()
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
    clock, zone = _clock(environment), _zone_of(environment)
    day_first = days_come_first(environment)
    if not paths.configuration.exists():  # a prompt does not load what reads it
        calendar = Calendar(zone or _system_zone(), day_first=day_first)
        return Settings(paths=paths, calendar=calendar, clock=clock, mine=frozenset())
    from interview_tui.configuration import read_file
    from interview_tui.configuration_options import GUESSED, USUAL_DAYS

    values, problems = read_file(paths.configuration)
    zone = values.get("zone") or zone or _system_zone()
    country, email = values.get("country", ""), values.get("email", ())
    name = values.get("name", "")
    mail = values.get("mail", {})
    return Settings(
        paths=paths,
        calendar=Calendar(
            zone,
            values.get("working_days", USUAL_DAYS),
            country=country_of_zone(zone.key) if country == GUESSED else country,
            days_off=values.get("days_off", frozenset()),
            day_first=values.get("day_first", day_first),
        ),
        clock=clock,
        mine=frozenset(email),
        sender=Sender(
            name=name,
            address=email[0] if email else "",
            cc=mail.get("cc", ()),
            bcc_self=mail.get("bcc_self", False),
            command=values.get("send", ()),
            signature=values.get("signature") or name,
        ),
        mail=MailSettings(**{name: value for name, value in mail.items() if name in MailSettings._fields}),
        own_cadences=values.get("cadence"),
        problems=problems,
        **{name: value for name, value in values.items() if name in Settings._fields and name != "mail"},
    )


def days_come_first(environment: Mapping[str, str]) -> bool | None:
    """Whether the locale writes 12/2 for 12 February; None where it does not say, or where both are usual."""
    name = environment.get("LC_ALL") or environment.get("LC_TIME") or environment.get("LANG") or ""
    territory = name.partition(".")[0].partition("@")[0].partition("_")[2].upper()
    if not territory or territory in _OTHER_ORDERS:
        return None
    return territory not in _MONTHS_FIRST


_MONTHS_FIRST = frozenset({"US", "AS", "FM", "GU", "MH", "MP", "PW", "VI"})
_OTHER_ORDERS = frozenset({
    "BT", "CN", "HU", "IR", "JP", "KP", "KR", "LT", "MN", "SE", "TW",  # the year comes first
    "CA", "GH", "GL", "KE", "KY", "PA", "PH", "PR", "SO", "TG", "ZA",  # more than one order is usual
})  # fmt: skip


def _zone_of(environment: Mapping[str, str]) -> ZoneInfo | None:
    return zone_named(environment.get("TZ", "").removeprefix(":"))


def _system_zone() -> ZoneInfo:
    try:
        name = str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2]
        zone = zone_named(name) or zone_named(Path("/etc/timezone").read_text("utf-8").strip())
    except (OSError, UnicodeDecodeError):
        zone = None
    return zone or ZoneInfo("UTC")


def _clock(environment: Mapping[str, str]) -> Callable[[], datetime]:
    """The clock, to the second; INTERVIEW_TUI_NOW stops it at an instant."""
    fixed = environment.get("INTERVIEW_TUI_NOW")
    if not fixed:
        return lambda: datetime.now(UTC).replace(microsecond=0)
    try:
        instant = datetime.fromisoformat(fixed)
        now = None if instant.tzinfo is None else instant.astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError):
        now = None
    if now is None or now.year not in YEARS:
        what = "not an instant" if now is None else f"an instant outside the years {YEARS[0]} to {YEARS[-1]}"
        raise Unclear(f"INTERVIEW_TUI_NOW={shorten(fixed, 40)} is {what}: write for example 2026-12-02T09:00:00+01:00")
    return lambda: now


def from_process(*, store: Path | None = None, configuration: Path | None = None) -> Settings:
    """The settings of this process. Raises Unclear as `load`."""
    return load(os.environ, store=store, configuration=configuration)
