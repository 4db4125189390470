"""The user's own keys, read from `[keys]` of the configuration, and the keys of a keyboard with other letters.

A person writes a key as the keyboard has it (`f`, `G`, `]`, `ctrl+n`, `f2`, `space`); Textual has names for them. What
is wrong is one line, and the key that the action has by itself holds. esc and ctrl+c cannot be given away: there is
always a way back and out.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from textual.events import Key as Pressed
from textual.keys import Keys

from interview_tui.configuration import ConfigurationProblem, place_or_nearest
from interview_tui.domain.text import shorten
from interview_tui.terminal.input_reader import key_name
from interview_tui.ui.keys import KEYS, PAGES, SHOWN, TRIAGE, TRIAGE_MOVES, Own, page_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from interview_tui.ui.keys import Key

PLACES: dict[str, tuple[Key, ...]] = {
    "the dashboard": KEYS,
    "triage": (*TRIAGE, *TRIAGE_MOVES),
    **{f"the page {page}": page_keys(page) for page in PAGES},
}
"""The keys that work at the same time, by where."""
EVERY: dict[str, Key] = {key.id: key for keys in PLACES.values() for key in keys}
"""Every key that can be changed, by its id."""
ALIASES = {"esc": "escape", "return": "enter", "del": "delete", "ins": "insert", "pgup": "pageup", "pgdn": "pagedown"}
MODIFIERS = ("ctrl", "alt", "shift", "super")
TAKEN = frozenset({"escape", "ctrl+c"})
_NAMED = frozenset(key.value for key in Keys if not key.value.startswith(("<", "ctrl+", "shift+"))) | {
    f"f{number}" for number in range(1, 25)
}

_PLACES = "qwertyuiop[]asdfghjkl;'zxcvbnm,.", 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>'
"""What the keys of a keyboard with Latin letters are, by their places, without shift and with it."""
_ELSEWHERE = (
    "йцукенгшщзхъфывапролджэячсмитьбю",  # Russian
    "йцукенгшщзхїфівапролджєячсмитьбю",  # Ukrainian
    ";ςερτυθιοπ[]ασδφγηξκλ;'ζχψωβνμ,.",  # Greek
)
_LATIN = {
    letter: latin
    for row in _ELSEWHERE
    for letters, places in zip((row, row.upper()), _PLACES, strict=True)
    for letter, latin in zip(letters, places, strict=True)
    if letter.isalpha() and latin not in "[]{}"
}
"""But for the brackets, which change something unasked: х is on the h of other Cyrillic layouts."""


def latin(letter: str) -> str:
    """The character that a Cyrillic or Greek letter's key has on a keyboard with Latin letters; '' where that is
    not sure.
    """
    return _LATIN.get(letter, "")


def in_latin(pressed: Pressed) -> Pressed:
    """A key by its Latin letter, with what was held down with it; the same key where there is no other."""
    held, plus, letter = pressed.key.rpartition("+")
    found = latin(letter)
    return Pressed(held + plus + key_name(found), found if pressed.character else None) if found else pressed


def why_nothing(pressed: Pressed) -> str:
    """Why a key does nothing that is bound to nothing; '' where it is no wonder."""
    if pressed.key == "ctrl+q":  # which lets the terminal go on after ctrl+s, and ends some programs
        return f"ctrl+q does nothing here: esc goes back, {SHOWN['quit']} quits"
    letter = pressed.character or ""
    if letter.isalpha() and not unicodedata.name(letter, "LATIN").startswith("LATIN"):
        return f"“{letter}” does nothing here: switch the keyboard to Latin letters"
    return ""


def read_keys(pairs: Iterable[tuple[str, str]]) -> tuple[Mapping[str, Own], tuple[ConfigurationProblem, ...]]:
    """The keys that the user has changed, by their ids; and a line for each that is not right."""
    own: dict[str, Own] = {}
    problems: list[ConfigurationProblem] = []

    def wrong(name: str, words: str) -> None:
        problems.append(ConfigurationProblem(f"[keys] {words}", key=f"keys.{name}"))

    for name, written in pairs:
        if name not in EVERY:
            wrong(name, f"knows no {shorten(name, 40)}: {place_or_nearest(name, EVERY)}")
            continue
        found = [textual_name(key) for key in written.split(",")]
        if None in found:
            unknown = shorten(written.split(",")[found.index(None)], 30)
            wrong(name, f"{name} = {unknown} is not a key: write for example ctrl+n, f2, space or ]")
        elif taken := TAKEN.intersection(found):
            wrong(name, f"{name} = {'esc' if 'escape' in taken else 'ctrl+c'} goes back and out: choose another")
        else:
            names = [key for key in found if key]
            own[name] = Own(
                ",".join(_with_the_way_out(name, names)), " ".join(_shown(key) for key in written.split(","))
            )
    return _without_clashes(own, wrong), tuple(problems)


def textual_name(written: str) -> str | None:
    """A key as Textual names it; None for what is none."""
    *before, last = (
        written.split("+") if written != "+" and not written.endswith("++") else [written.removesuffix("+"), "+"]
    )
    modifiers = [word.lower() for word in before if word]
    if any(word not in MODIFIERS for word in modifiers) or len(set(modifiers)) < len(modifiers):
        return None
    if len(last) == 1:
        if last.isspace() or not last.isprintable():
            return None
        name = key_name(last.lower() if modifiers else last)
    else:
        name = ALIASES.get(last.lower(), last.lower())
        if name not in _NAMED and name not in ("space", "comma"):
            return None
    return "+".join([*sorted(modifiers, key=MODIFIERS.index), name])


def _shown(written: str) -> str:
    """A key as the footer has it."""
    return {"escape": "esc", "comma": ","}.get(written, written)


def _with_the_way_out(name: str, keys: list[str]) -> list[str]:
    """esc goes back whatever else does."""
    return [*keys, "escape"] if "escape" in EVERY[name].keys.split(",") else keys


def _without_clashes(own: dict[str, Own], wrong: Callable[[str, str], None]) -> Mapping[str, Own]:
    """Leaves out keys that would do two things in one place; `wrong` is called with the id of one, and what it is."""
    while (clash := _clash(own)) is not None:
        key, one, other, where = clash
        changed = [name for name in (one, other) if name in own]
        wrong(changed[0], f"{one} and {other} are both {key} in {where}: both keep their defaults")
        for name in changed:
            del own[name]
    return own


def _clash(own: Mapping[str, Own]) -> tuple[str, str, str, str] | None:
    """A key that would do two things: it, both their ids, and where."""
    for where, keys in PLACES.items():
        by_key: dict[str, str] = {}
        for key in keys:
            for name in (own[key.id].keys if key.id in own else key.keys).split(","):
                other = by_key.setdefault(name, key.id)
                if other != key.id:
                    return name, other, key.id, where
    return None
