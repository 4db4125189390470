"""The settings outside of the configuration's tables: what each is for, and how its value is read."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterable  # noqa: TC003 -- a NamedTuple's fields are evaluated
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from interview_tui.domain.dates import WEEKDAYS, zone_named
from interview_tui.domain.enums import Language, Tone, language_named, tone_for
from interview_tui.domain.text import clean, clean_line

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

LONGEST_SIGNATURE = 2_000
"""Characters."""
OWN_THEME = "interview-dark"
THEMES = (
    OWN_THEME, "interview-light", "interview-contrast", "none", "ansi-any", "ansi-dark", "ansi-light",
    "atom-one-dark", "atom-one-light", "catppuccin-frappe", "catppuccin-latte", "catppuccin-macchiato",
    "catppuccin-mocha", "dracula", "flexoki", "gruvbox", "monokai", "nord", "rose-pine", "rose-pine-dawn",
    "rose-pine-moon", "solarized-dark", "solarized-light", "textual-dark", "textual-light", "tokyo-night",
)  # fmt: skip
"""The program's own, and those of Textual."""
_SHORT = {"ansi": "ansi-dark"}
GLYPHS = ("auto", "unicode", "ascii")
DENSITIES = ("comfortable", "compact")
USUAL_DAYS = frozenset(range(5))
"""From Monday to Friday."""
GUESSED = "auto"
"""The country whose holidays are kept is that of the time zone."""
_COUNTRIES = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA "
    "CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA "
    "GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP "
    "KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS "
    "MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS "
    "RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW "
    "TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW"
)
COUNTRIES = frozenset(_COUNTRIES.split())
"""Those whose public holidays the library `holidays` has. Loading it takes longer than all that `status` does."""
LONGEST_RANGE = 366
"""Days off from a first to a last day."""
MOST_RANGES = 200
"""Days and ranges of days off."""


class Option(NamedTuple):
    """One setting: what it is for, and how its value is read."""

    name: str
    about: str
    wrong: str
    """What is said of a value that is not allowed: `is not a time zone`."""
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
    zone = zone_named(_text(value))
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
    return frozenset(days) or USUAL_DAYS


def _country(value: object) -> str:
    found = re.fullmatch(r"([A-Za-z]{2})(?:-([\w .'-]{1,20}))?", _text(value))
    if value == GUESSED:
        return GUESSED
    if found is None or found[1].upper() not in COUNTRIES:
        raise ValueError
    code, part = found[1].upper(), found[2]
    return f"{code}-{part.upper() if len(part) <= 3 else part}" if part else code


def _days_off(value: object) -> frozenset[date]:
    days: set[date] = set()
    ranges = value if isinstance(value, list) else [value]
    if len(ranges) > MOST_RANGES:
        raise ValueError
    for item in ranges:
        first, last = (_day(day) for day in _ends(item))
        if not 0 <= (last - first).days < LONGEST_RANGE:
            raise ValueError
        days |= {first + timedelta(number) for number in range((last - first).days + 1)}
    return frozenset(days)


def _ends(value: object) -> tuple[object, object]:
    """The first and the last day of what stands for one day, or for a range of them."""
    first, dots, last = value.partition("..") if isinstance(value, str) else (value, "", "")
    return (first, last) if dots else (first, first)


def _day(value: object) -> date:
    """A day as text, or as TOML has it."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    return date.fromisoformat(_line(value))


def _addresses(value: object) -> tuple[str, ...]:
    addresses = [_text(item) for item in (value if isinstance(value, list) else [value])]
    if not all("@" in address for address in addresses):
        raise ValueError
    return tuple(clean_line(address).casefold() for address in addresses)


def _folders(value: object) -> tuple[str, ...]:
    folders = [_text(item) for item in (value if isinstance(value, list) else [value])]
    # A hook or cron may start the program anywhere, so that a relative path would lead anywhere.
    if not all(folder.startswith(("/", "~")) for folder in folders):
        raise ValueError
    return tuple(folders)


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


def command(value: object) -> tuple[str, ...]:
    """A command in words. Raises ValueError, TypeError."""
    return tuple(shlex.split(_text(value)))


def _language(value: object) -> Language:
    return language_named(_text(value))


def _tone(value: object) -> Tone:
    return Tone(_text(value).casefold())


def _theme(value: object) -> str:
    name = _text(value)
    return _one_of(THEMES, _SHORT.get(name, name))


def _glyphs(value: object) -> str:
    return _one_of(GLYPHS, _text(value))


def _density(value: object) -> str:
    return _one_of(DENSITIES, _text(value))


def _one_of(known: tuple[str, ...], name: str) -> str:
    if name not in known:
        raise ValueError
    return name


def keys_named(value: object) -> str:
    """Keys as Textual takes them. Raises ValueError, TypeError."""
    keys = [_text(key).strip() for key in (value if isinstance(value, list) else [value])]
    if not all(keys) or not all(len(key) < 30 for key in keys):
        raise ValueError
    return ",".join("comma" if key == "," else key for key in keys)


OPTIONS = (
    Option(
        "zone",
        "Your time zone: it decides what “today” is, and the times of meetings.",
        "is not a time zone",
        '"Europe/Berlin"',
        _zone,
        usual="that of TZ, else that of the machine",
        similar=_zones,
    ),
    Option(
        "working_days",
        "The days you write to people. Follow-ups fall on them.",
        "are not days of the week",
        '["Mon", "Tue", "Wed", "Thu", "Fri"]',
        _days,
    ),
    Option(
        "country",
        "The country whose public holidays you keep, by its ISO 3166 code, with its region if that has its own: "
        "DE-BY. No follow-up falls on them. auto is the country of your time zone.",
        "is not a country code",
        '"US"',
        _country,
        usual="none; public holidays are working days",
    ),
    Option(
        "days_off",
        "Days you take off: days, and ranges from the first to the last.",
        f"are not days or ranges of at most {LONGEST_RANGE} days",
        '["2026-11-27", "2026-12-24..2027-01-01"]',
        _days_off,
        usual="none",
    ),
    Option(
        "day_first",
        "Whether 12/2 is 12 February (true) or December 2 (false).",
        "is not true or false",
        "true",
        _switch,
        usual="as in the locale; if that does not say, 12/2 is refused",
    ),
    Option("name", "Your name, as you sign letters.", "is not text", '"Robin Hale"', _line, usual="none"),
    Option(
        "email",
        "Your own addresses. Letters are sent from the first; a guest of an invitation with one of them is you.",
        "is not an address",
        '["me@home.example"]',
        _addresses,
        usual="none",
    ),
    Option(
        "signature",
        'The signature below a letter, instead of the name alone, on one line or several between """.',
        f"is not text of at most {LONGEST_SIGNATURE:,} characters",
        '"Robin Hale, +49 30 5550100"',
        _lines,
        usual="the name",
    ),
    Option(
        "language",
        "What letters are written in where neither the person nor the interview says otherwise. en is en-US.",
        "is not a language of letters",
        f'"{Language.EN_US}"',
        _language,
        known=tuple(Language),
    ),
    Option(
        "tone",
        "How formal letters are where neither the person nor the interview says otherwise.",
        "is not a tone",
        f'"{Tone.WARM}"',
        _tone,
        usual=", ".join(f"{tone_for(language)} in {language}" for language in Language),
        known=tuple(Tone),
    ),
    Option(
        "send",
        "The command that sends a letter: it gets a complete email on standard input. It does not run in a shell.",
        "is not a command",
        '"msmtp -t"',
        command,
        usual="none; letters are copied or written as files",
    ),
    Option(
        "editor",
        "The command for E. It does not run in a shell.",
        "is not a command",
        '"nvim"',
        command,
        usual="VISUAL, else EDITOR, else an editor that is installed",
    ),
    Option(
        "clipboard",
        "The command that takes what y copies, on standard input. It does not run in a shell.",
        "is not a command",
        '"wl-copy"',
        command,
        usual="tmux, or the terminal's own way (OSC 52)",
    ),
    Option(
        "theme",
        "The colours; ansi-dark (or short: ansi), ansi-light, and ansi-any for both use the terminal's own 16.",
        "is not a theme",
        f'"{OWN_THEME}"',
        _theme,
        usual=f"{OWN_THEME}, or interview-light where COLORFGBG says the background is light; on a terminal of 16 "
        "colours ansi-dark or ansi-light by COLORFGBG, else ansi-any; none where NO_COLOR is set",
        known=THEMES,
    ),
    Option(
        "glyphs",
        "The characters used: any, ASCII only, or (auto) those of the locale's encoding.",
        "is not auto, unicode or ascii",
        f'"{GLYPHS[0]}"',
        _glyphs,
        known=GLYPHS,
    ),
    Option(
        "density",
        "How dense the screen is: with a blank line between the sections of the follow-ups, or without.",
        "is not a density",
        f'"{DENSITIES[0]}"',
        _density,
        known=DENSITIES,
    ),
    Option(
        "whole_pictures",
        "Redraw everything, not only what changed: for terminals that show something wrong.",
        "is not true or false",
        "false",
        _switch,
    ),
)  # fmt: skip
"""The settings outside of the tables, in the order of the file that `config init` writes."""

MAIL_OPTIONS = (
    Option(
        "inbox",
        "Folders in which email reaches you: each a Maildir or an mbox, by its whole path or with ~.",
        "is not the whole path of a folder",
        '["~/Mail/INBOX"]',
        _folders,
        usual="none",
    ),
    Option(
        "sent",
        "Folders in which your own emails are saved.",
        "is not the whole path of a folder",
        '["~/Mail/Sent"]',
        _folders,
        usual="none",
    ),
    Option(
        "cc",
        "Addresses that get a copy of every letter, which its reader sees.",
        "is not an address",
        '["partner@home.example"]',
        _addresses,
        usual="none",
    ),
    Option(
        "bcc_self",
        "Whether you get a copy of every letter, which its reader does not see.",
        "is not true or false",
        "false",
        _switch,
    ),
    Option(
        "keep_text",
        "Whether the whole text of an email is saved in the log, rather than its subject alone.",
        "is not true or false",
        "false",
        _switch,
    ),
)
"""The settings of [mail]."""

EVENTS = {
    "follow_up_done": "a follow-up was done",
    "letter_sent": "a letter was sent",
    "outcome": "an interview got an outcome",
    "day_begun": "the dashboard was opened for the first time that day",
}
"""What a hook can be run on."""
