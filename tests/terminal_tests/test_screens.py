"""What stands on the screen: on each kind of terminal, at each size, with names from outside, with keys typed ahead."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from interview_tui.terminal.text import shown_in
from tests.terminal import Emulator
from tests.terminal_tests.conftest import at_cursor, modes_left_on, opened, said, settling

if TYPE_CHECKING:
    from tests.terminal import Terminal
    from tests.terminal_tests.conftest import Box

HOSTILE = (
    "\x1b]52;c;cHduZWQ=\x07clip",
    "\x1b]0;title\x07",
    "\x1b[77;7Hjump\x1b[31;77m",
    "\x9b77;7Hjump\x9d0;title\x9c",
    "\x1bPtmux;\x1b\x1b]52;c;cHduZWQ=\x07\x1b\\",
    "\x1b[?77h\x1bc\x1b[!p",
    "\u202egnp.exe\u2066\u200f",
    "line\r\nfeed\x08\x7f\x0b\x0e",
    "[/x][@click=app.quit]press[/][bold",
)
"""What a name may hold when something brought it past every door. No sequence of the program's own has a 77 in it."""
THEIRS = [
    *(b"\x1b]", b"\x1bP", b"\x1bc", b"\x1b[77;7H", b"\x1b[31;77m", b"\x1b[?77h", b"\x1b[!p"),
    *(char.encode() for char in "\x07\x08\x0b\x0e\x7f\x9b\x9c\x9d\u202e\u2066\u200f"),
]
POINTER = b"\x1b]22;default\x07"
"""The one sequence of that kind which is the program's own: the mouse pointer's shape."""
TABS = r"^.[─-] Pipeline \d+ [─-]{2}[┤|] Follow-ups \d+ late [├|][─-] Notes [─-]+.$"
DUE = r"(?:\d+ days?|\d\d:\d\d|today)"
"""The first column of a follow-up that is late or due today."""
LEAST_CONTRAST = 3.0
"""Between the lightness of a text and of what is behind it: what WCAG asks for large or bold text."""


# Kinds of terminal


@pytest.mark.parametrize(
    ("term", "lang"),
    [
        ("xterm-256color", "C.UTF-8"),
        *(
            pytest.param(term, lang, marks=pytest.mark.soak)
            for term, lang in (
                ("xterm-256color", "C"),
                ("screen-256color", "C.UTF-8"),
                ("screen-256color", "C"),
                ("linux", "C.UTF-8"),
                ("linux", "C"),
            )
        ),
    ],
)
def test_it_is_readable_on_a_small_terminal_of_any_kind(box: Box, term: str, lang: str) -> None:
    """Every pane's title, the keys of the line, and every follow-up that is due, with the whole why below it."""
    due = [row for row in box.due().values() if row["state"] in ("overdue", "today")]
    codec = "ascii" if lang == "C" else "utf-8"

    def as_shown(text: str) -> str:
        return re.escape(shown_in(text, codec))

    # The interpreter that starts it would say C.UTF-8 in its place.
    with box.dashboard(wrapped=("env", "-u", "LC_CTYPE"), env={"TERM": term, "LANG": lang}) as terminal:
        opened(terminal)
        terminal.until(TABS)
        for row in due:
            company = row["company"].partition(" ")[0]
            terminal.until(rf"^.{as_shown('▌')}{DUE} .* {as_shown(company)}")
            terminal.until(rf"^[├|].* {as_shown(row['company'])} (.*\n)+.*{as_shown(row['why'][:25])}")
            terminal.press("j")
        for pane in ("Notes", "Pipeline", "Follow-ups"):
            terminal.press("l")
            terminal.until(rf"^.[─-].*[┤|] {pane} ")
        for key in ("d Done", "w Wait", "? Keys", "q Quit"):
            terminal.until(rf" {re.escape(key)}(?: |$)")
        terminal.press("q")
        assert terminal.wait() == 0
    assert b"8;2;" not in terminal.raw  # no colour that 256 colours, or 16, do not have
    assert b"\\u" not in terminal.raw


def test_every_text_stands_out_from_what_is_behind_it(box: Box) -> None:
    with box.dashboard() as terminal:
        opened(terminal)
        terminal.until(r"^│▌\d days?")
        terminal.press("j")
        terminal.until(r"^│ \d days?.*\n│▌")
    screen = Emulator((80, 24), lambda _: None)
    screen.feed(terminal.raw)
    cells = [screen.screen.buffer[y][x] for y in range(24) for x in range(80)]
    seen = {(cell.fg, cell.bg) for cell in cells if cell.data.strip()}
    assert len(seen) > 5
    assert {pair: contrast(*pair) for pair in seen if contrast(*pair) < LEAST_CONTRAST} == {}


def contrast(one: str, other: str) -> float:
    """How far two colours, six hexadecimal digits each, are apart in lightness, as WCAG counts it."""
    darker, lighter = sorted((lightness(one), lightness(other)))
    return (lighter + 0.05) / (darker + 0.05)


def lightness(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# Sizes


@pytest.mark.soak
def test_another_size_is_another_layout(box: Box) -> None:
    with box.dashboard((120, 40)) as terminal:
        opened(terminal)
        terminal.until(r"^╭─ Pipeline \d+ ─+╮╭─ Follow-ups \d+ ─+╮$")
        first = terminal.settled()
        terminal.resize(80, 24)
        terminal.until(TABS)
        assert at_cursor(terminal)
        terminal.resize(20, 8)
        terminal.until(r"^ +\? Keys  q Quit$")
        terminal.until(r"^│▌\d days?")
        terminal.resize(120, 40)
        terminal.until(lambda text: text == first)
        terminal.press("q")
        assert terminal.wait() == 0
    assert modes_left_on(terminal.raw) == set()


@pytest.mark.soak
def test_notes_are_wrapped_and_never_cut(box: Box) -> None:
    rows = box.json("list")
    with box.dashboard((120, 40)) as terminal:
        opened(terminal)
        terminal.press("1")
        for row in rows[1:]:
            terminal.press("j")
            terminal.until(rf"^╭─ {re.escape(row['company'].partition(' ')[0])}.* · ")
            screen = terminal.settled(0.05).splitlines()
            top = next(y for y, line in enumerate(screen) if "╭─ Notes " in line)
            begin = screen[top].index("╭─ Notes ") + 1
            notes = [line[begin:].rstrip() for line in screen[top + 1 : -3]]
            assert len(notes) == 12
            assert [line for line in notes if "…" in line] == []


# Names from outside


@pytest.mark.soak
def test_no_sequence_of_theirs_reaches_the_terminal(box: Box) -> None:
    names = [f"Evil {text} Ltd" for text in HOSTILE]
    with closing(sqlite3.connect(box.store)) as connection, connection:
        for table, columns in {
            "interviews": ("company", "role", "location", "note"),
            "people": ("name", "title", "note"),
            "follow_ups": ("text", "why", "note"),
            "meetings": ("title", "place", "link"),
            "needs": ("text",),
            "questions": ("text", "answer"),
            "quotes": ("text",),
            "remarks": ("text",),
            "commitments": ("text",),
            "stories": ("title",),
            "touches": ("note",),
            "entries": ("words",),
        }.items():
            for column in columns:
                for number, name in enumerate(names):
                    update = f"UPDATE {table} SET {column} = ? WHERE id % ? = ?"  # noqa: S608
                    connection.execute(update, (name, len(names), number))
    with box.dashboard((120, 40)) as terminal:
        opened(terminal)
        terminal.until("Evil ")
        terminal.press("1", "/")
        terminal.until("enter keeps")
        terminal.type("@click")
        terminal.until(r"^╭─ .*\[/x\]\[@click")  # the card has the whole name
        terminal.press("escape")
        terminal.until_gone("enter keeps")
        terminal.press("l", "g")
        terminal.press(*"jjjjjjjjljjjjjjjjljjjjjjjjl")
        for key, sign, leave in (
            ("e", "Edit", "escape"),
            ("o", "Outcome of", "escape"),
            ("t", "Log a touch", "escape"),
            ("x", "Skip 1 follow-up", "escape"),
            ("]", "to do|undoes|your choice|step 10 is the last", "escape"),
            ("/", "enter keeps", "escape"),
            ("T", r"Triage .* 1 of", ""),
            ("d", "was sent from here", ""),
            ("d", r"Triage .* 2 of", "escape"),
            ("u", "Undid", ""),
            ("l", "Evil", ""),
            ("enter", "Edit a note|Evil", "escape"),
        ):
            terminal.press(key)
            terminal.until(sign)
            if leave:
                terminal.press(leave)
        terminal.press("q")
        assert terminal.wait() == 0
    ours = terminal.raw.replace(POINTER, b"")
    assert [found for found in THEIRS if found in ours] == []


# Typing ahead


def typed_at_once(terminal: Terminal, keys: str) -> None:
    """Types keys in one go, as they come over a slow line."""
    opened(terminal)
    terminal.type(keys)


def overdue_or_today(box: Box) -> dict[str, Any]:
    """What nothing that is settled adds to: that plans what is due later."""
    return {key: item for key, item in box.due().items() if item["state"] in ("overdue", "today")}


@pytest.mark.soak
def test_putting_off_typed_at_once_puts_off_that_one(box: Box) -> None:
    before = box.due()
    first = next(iter(before))
    with box.dashboard() as terminal:
        typed_at_once(terminal, "w+5d\n")
        terminal.until(rf"^ Waits until Tue: {re.escape(before[first]['text'])} ")
        assert "Wait until" not in terminal.text()
    after = box.due()
    assert after.pop(first)["due"].startswith("2026-12-01")
    assert after == {key: item for key, item in before.items() if key != first}


@pytest.mark.soak
def test_moving_and_settling_typed_at_once_settles_those(box: Box) -> None:
    before = overdue_or_today(box)
    second, fourth = list(before)[1:4:2]
    with box.dashboard() as terminal:
        typed_at_once(terminal, f"j{settling(before[second])}j{settling(before[fourth])}")
        terminal.until(said(f"Done: {before[fourth]['text']} "))
    assert list(overdue_or_today(box)) == [key for key in before if key not in (second, fourth)]


@pytest.mark.soak
def test_the_other_panes_go_along_when_moves_are_typed_at_once(box: Box) -> None:
    second = [row for row in box.json("list") if row["step"] == 1][1]
    with box.dashboard() as terminal:
        typed_at_once(terminal, "1jh")
        terminal.until(rf"┤ Notes ├(.*\n)+.* {second['company']} · ")
        terminal.press("h")
        terminal.until(rf"┤ Follow-ups(.*\n)+.▌.* {second['company'].partition(' ')[0]}")


@pytest.mark.soak
def test_an_outcome_typed_at_once_is_that_of_the_one_selected(box: Box) -> None:
    rows = box.json("list")
    chosen = next(row for row in rows if row["step"] == 1)
    with box.dashboard() as terminal:
        typed_at_once(terminal, "1oi")
        terminal.until(said(f"{chosen['company']} · {chosen['role']}: invited back"))
    changed = [row for row in box.json("list") if row not in rows]
    assert [(row["id"], row["round"]) for row in changed] == [(chosen["id"], chosen["round"] + 1)]


@pytest.mark.soak
def test_triage_typed_at_once_settles_one_after_another(box: Box) -> None:
    before = overdue_or_today(box)
    first, second, third = list(before.values())[:3]
    with box.dashboard() as terminal:
        typed_at_once(terminal, f"T{settling(first)}{settling(second)}x")
        terminal.until(r"^ Triage .* 4 of ")
    assert list(overdue_or_today(box)) == list(before)[3:]
    words = [entry["words"].partition(" · ")[0] for entry in reversed(box.json("log")[:3])]
    assert words == [f"Done: {first['text']}", f"Done: {second['text']}", f"Skipped: {third['text']}"]


@pytest.mark.soak
def test_a_form_typed_at_once_is_filled_and_saved(box: Box) -> None:
    rows = box.json("list")
    with box.dashboard() as terminal:
        typed_at_once(terminal, "1aZebra Works\tTester\x13q")
        assert terminal.wait() == 0
    added = [row for row in box.json("list") if row not in rows]
    assert [(row["company"], row["role"], row["step"]) for row in added] == [("Zebra Works", "Tester", 1)]
