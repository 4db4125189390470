"""The configuration in words, from its specification: the file that `config init` writes, and the page in docs."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from interview_tui.configuration import EVENTS, TABLES
from interview_tui.configuration_options import OPTIONS
from interview_tui.settings_cadence import lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_tui.configuration_options import Option

WIDTH = 78
"""Columns of a comment."""
SOURCES = (
    "METHOD is the method's own number (docs/method.md), CAREERS what university career centres advise. Days are "
    "calendar days unless they are called working days."
)
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
    yield from _comment("The configuration of interview-tui. What stands behind a # is what holds by itself, or an "
                        "example: take the # away and change it. `interview-tui config check` reads it.")  # fmt: skip
    for option in OPTIONS:
        yield ""
        yield from _comment(f"{option.about}{_otherwise(option)}")
        if country and option.name == "country":
            yield from _comment(f"Guessed from the time zone {zone}: change it where you keep other holidays.")
            yield f'country = "{country}"'
        else:
            yield f"#{option.name} = {option.example}"
    for name, about in TABLES.items():
        yield ""
        yield from _comment(about)
        yield f"[{name}]"
        yield from _of_table(name)


def _of_table(name: str) -> Iterator[str]:
    if name == "keys":
        yield from (f"#{setting}{f'  # {note}' if note else ''}" for setting, note in KEY_EXAMPLES)
    elif name == "hooks":
        yield from (f'#{event} = "true"  # {about}' for event, about in EVENTS.items())
    else:
        yield from _comment(SOURCES)
        yield from (f"#{setting} = {usual}  # {about}" for setting, usual, about in lines())


def _otherwise(option: Option) -> str:
    known = f" One of {', '.join(option.known)}." if option.known else ""
    return f" By itself: {option.usual}.{known}" if option.usual else known


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)]


def page() -> str:
    """The settings as Markdown, for docs/configuration.md."""
    return "\n".join(_page_lines()) + "\n"


def _page_lines() -> Iterator[str]:
    yield "| setting | what it is for | for example | by itself |"
    yield "| --- | --- | --- | --- |"
    for option in OPTIONS:
        known = f" One of {', '.join(f'`{name}`' for name in option.known)}." if option.known else ""
        usual = option.usual or f"`{option.example}`"
        yield f"| `{option.name}` | {option.about}{known} | `{option.example}` | {usual} |"
    for name, about in TABLES.items():
        yield ""
        yield f"### [{name}]"
        yield ""
        yield about
        yield ""
        if name == "keys":
            yield "```toml"
            yield "[keys]"
            yield from (f"{setting}{f'  # {note}' if note else ''}" for setting, note in KEY_EXAMPLES)
            yield "```"
        elif name == "hooks":
            yield "| event | when |"
            yield "| --- | --- |"
            yield from (f"| `{event}` | {what} |" for event, what in EVENTS.items())
        else:
            yield SOURCES
            yield ""
            yield "| number | by itself | what it is |"
            yield "| --- | --- | --- |"
            yield from (f"| `{setting}` | `{usual}` | {what} |" for setting, usual, what in lines())
