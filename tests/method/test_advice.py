"""The pieces of advice of docs/method.md that no other test shows by itself, lived through; and that its table names
tests that there are.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.method.life import DANA, TOM, Life
from tools.docs import DOCS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

ROOT = DOCS.parent
ROWS = re.findall(
    r"^\| (\d+) \| ([^|]+) \| (\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$",
    (DOCS / "method.md").read_text("utf-8"),
    re.MULTILINE,
)
"""Number, advice, step, what the program does, by what, and the tests that show it."""


def test_every_piece_of_advice_has_its_row() -> None:
    assert [int(row[0]) for row in ROWS] == list(range(1, 51))
    assert [row[0] for row in ROWS if row[3] not in ("does it", "checks it", "makes it easy")] == []
    steps = [int(row[2]) for row in ROWS]
    assert steps == sorted(steps)
    assert set(steps) == set(range(1, 11))


@cache
def names_in(path: str) -> frozenset[str]:
    """The tests in a file, those of a class behind its name."""
    found = set()
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    for node in tree.body:
        inside = node.body if isinstance(node, ast.ClassDef) else [node]
        before = f"{node.name}::" if isinstance(node, ast.ClassDef) else ""
        found |= {before + n.name for n in inside if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)}
    return frozenset(name for name in found if name.split("::")[-1].startswith("test_"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_the_tests_that_show_it_are_there(row: tuple[str, ...]) -> None:
    named = re.findall(r"`([^`]+)`", row[5])
    assert named
    for name in named:
        path, _, test = name.partition("::")
        assert (ROOT / path).is_file(), path
        assert test in names_in(path), name


NEED, STORY = "Release approvals take nine days", "we replaced three approvals with one checklist"
NOTES = (
    "@ Dana Ruiz",
    "? What keeps releases slow? (Dana Ruiz)",
    "    Three approvals",
    f"! {NEED} (Dana Ruiz)",
    "* Cut releases from nine days to one",
    f"    {STORY}",
    "- call with the panel's dates (Dana Ruiz) by fri",
)


def met(life: Life, *notes: str) -> str:
    """An interview with Dana, whom I met on Tuesday; nobody is thanked yet."""
    acme = life.add("Acme", "tue 10:00-11:00", DANA)
    life.at("Tue 3 Nov 11:30").notes(acme, *NOTES, *notes)
    return acme


def items_of(life: Life, kind: str) -> Iterator[dict[str, Any]]:
    return (item for item in life.items() if item["kind"] == kind)


def say(life: Life, kind: str) -> list[str]:
    """What to say in the call that the one line of a kind is."""
    said: list[str] = life.show(life.line(kind))["say"]
    return said


def test_16_a_meeting_is_worth_what_it_sets_going(life: Life) -> None:
    acme = met(life, "+ send the case study (Dana Ruiz) by thu")
    life.meet(acme, "mon 14:00", TOM)
    assert "2026, with Dana Ruiz, 1 need heard, 2 next steps agreed" in " ".join(life("brief", acme).split())
    brief = life.read("brief", acme)
    assert brief["starts"].startswith("2026-11-09T14:00"), "the brief is for the meeting that lies ahead"


def test_31_arriving_on_time(life: Life) -> None:
    acme = life.add("Acme", "tue 10:00-11:00", DANA)
    assert life("meeting", acme, "--travel", "1h20").endswith("; leave by 08:30\n")
    assert "Leave by  08:30: the way takes 80 minutes, and you are there 10 minutes early" in life("brief", acme)
    rings = [line for line in life("export", "--format", "ics").splitlines() if line.startswith("TRIGGER:")]
    assert rings == ["TRIGGER:-P1D", "TRIGGER:-PT120M"]
    moved = life("meeting", acme, "wed 10:00", "--move", "m1")
    assert "leave by 08:30" in moved
    life("undo", "2")
    assert life.exported("meetings")[0]["travel"] == 0


def test_33_a_promise_to_call_is_a_call_on_its_day(life: Life) -> None:
    met(life, "+ call about the references (Dana Ruiz) by thu", "+ send the case study (Dana Ruiz) by thu")
    assert sorted((item["text"], item["channel"]) for item in items_of(life, "promise")) == [
        ("call about the references", "phone"),
        ("send the case study", "email"),
    ]
    [call] = [item["id"] for item in items_of(life, "promise") if item["channel"] == "phone"]
    life.at("Thu 5 Nov 16:00")
    assert "phone" in life("done", call)
    assert life.on_time(call)


def test_33_who_wants_no_calls_is_written_to(life: Life) -> None:
    acme = life.add("Acme", "tue 10:00-11:00", DANA)
    person = life.person(acme, "Dana Ruiz")
    life.at("Tue 3 Nov 11:30").notes(acme, *NOTES, "+ call about the references (Dana Ruiz) by thu")
    life("person", acme, person, "--no-calls")
    assert [item["channel"] for item in items_of(life, "promise")] == ["email"]


def test_36_every_second_check_in_is_a_call_to_who_has_called_before(life: Life) -> None:
    met(life)
    assert [item["channel"] for item in items_of(life, "check_in")] == ["email"]
    life("touch", life.person("i1", "Dana Ruiz"), "in", "phone", "--note", "about the date")
    assert [item["channel"] for item in items_of(life, "check_in")] == ["email"]
    life.at("Tue 10 Nov 10:00").done("check_in")
    assert [item["channel"] for item in items_of(life, "check_in")] == ["phone"]
    life.at("Tue 24 Nov 10:00").done("check_in")
    assert [item["channel"] for item in items_of(life, "check_in")] == ["email"]


def test_36_nobody_is_called_out_of_the_blue(life: Life) -> None:
    met(life)
    life.at("Tue 10 Nov 10:00").done("check_in")
    assert [item["channel"] for item in items_of(life, "check_in")] == ["email"]


def test_37_a_call_says_that_i_want_the_job_gives_something_and_asks_for_the_next_step(life: Life) -> None:
    met(life)
    life("touch", life.person("i1", "Dana Ruiz"), "in", "phone")
    life.at("Tue 10 Nov 10:00").done("check_in")
    assert say(life, "check_in") == [
        "Ask about “call with the panel's dates”, planned for Fri 6 Nov.",
        f"Remind them of “{NEED}”, and say what you did: {STORY}",
        "Say once that you want this job.",
        "Ask what happens next, by when, and who will be in touch.",
        "If nobody answers, leave your name and number, and do not call again that day.",
    ]
    text = life("show", life.line("check_in"))
    assert "\nTo say on the phone\nAsk about “call with the panel's dates”" in text
    assert say(life, "value_letter") == []


def test_39_nothing_of_the_employers_is_told_to_who_puts_in_a_word(life: Life) -> None:
    met(life)
    life("person", "i1", "Naomi Feld", "--part", "connection")
    said = "\n".join(say(life, "advocate"))
    assert "at Acme, and make a no easy" in said
    assert "nine days" not in said
