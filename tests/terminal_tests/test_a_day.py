"""A person's day at the terminal, with the real command, from the morning's triage to the next start."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from interview_tui.domain.lifecycle import STEPS
from interview_tui.domain.records import Step
from tests.terminal_tests.conftest import MODULE, Box, modes_left_on, opened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.terminal import Terminal

INVITATION = Path(__file__).parents[1] / "samples" / "invitations" / "google.eml"
INVITED = "Big Bank"


def figures(due: dict[str, Any]) -> str:
    """How the header counts what is due."""
    states = [item["state"] for item in due.values()]
    return f"^ {states.count('overdue')} overdue · {states.count('today')} today "


def done(terminal: Terminal, sign: str) -> None:
    """The follow-up is done, in another way where a letter was to be written for it."""
    terminal.press("d")
    terminal.until(f"{sign}|it was done in another way")
    if "it was done in another way" in terminal.text():
        terminal.press("d")
        terminal.until(sign)


def settle_five(terminal: Terminal, due: int) -> None:
    """Done, put off, skipped, and two more in triage, of so many that are overdue or due today."""
    left = due - 3
    done(terminal, "^ Done: ")
    terminal.press("w")
    terminal.until("Wait until")
    terminal.type("+4d\n")
    terminal.until(r"^ Waits until Mon: ")
    terminal.press("g", "x")
    terminal.until("Skip 1 follow-up undone")
    terminal.press("y")
    terminal.until(r"^ Skipped: ")
    terminal.press("T")
    terminal.until(f"Triage 1 of {left}")
    done(terminal, f"Triage 2 of {left}")
    done(terminal, f"Triage 3 of {left}")
    terminal.press("escape")
    terminal.until(rf"^ Triage: 2 done, {left - 2} left$")


def advance_at(terminal: Terminal, step: int, company: str) -> None:
    """Advances the first interview on a step, which still owes something."""
    terminal.press(str(step))
    terminal.until(rf"▌ +{re.escape(company[:8])}")
    terminal.press("]")
    terminal.until(rf"{re.escape(company)}(.|\n)*still owes")
    terminal.press("]")
    terminal.until_gone("still owes")
    terminal.until(rf"^ {re.escape(company)} .* u takes it back$")


def find_at(terminal: Terminal, step: Step, company: str) -> None:
    """Finds an interview by its name in the pipeline, under the heading of its step."""
    terminal.press("/")
    terminal.until("enter keeps it")
    terminal.type(f"{company}\n")
    terminal.until_gone("enter keeps it")
    terminal.until(rf"{step} {re.escape(STEPS[step - 1].name[:8])}.*\n\W*▌ +{re.escape(company[:8])}")
    terminal.press("escape")
    terminal.until_gone("Pipeline.*/")


def owing(box: Box) -> list[dict[str, Any]]:
    """The first interview on each of the steps 7 to 2, where it still owes something; none is met twice on the way."""
    firsts = {row["step"]: row for row in reversed(box.json("list")) if 2 <= row["step"] <= 7}
    return [row for _, row in sorted(firsts.items(), reverse=True) if box.json("show", row["id"])["owed"]]


@pytest.mark.parametrize(
    ("size", "command"),
    [((80, 24), MODULE), pytest.param((120, 40), ("interview-tui",), marks=pytest.mark.soak)],
    ids=["80x24", "120x40"],
)
def test_a_day_is_kept(box: Box, size: tuple[int, int], command: Sequence[str]) -> None:
    box = replace(box, command=command)
    before, steps_before = box.due(), {row["id"]: row["step"] for row in box.json("list")}
    first = list(before)
    with box.dashboard(size) as terminal:
        opened(terminal)
        terminal.until(figures(before))
        for item in list(before.values())[:3]:
            assert item["state"] == "overdue"
            # What, and in the line below why; a long line is cut to the pane's width.
            terminal.until(rf"late +{re.escape(item['text'][:29])}.*(\n.*)?from .*: {item['why'][:15]}")

        settle_five(terminal, sum(item["state"] in ("overdue", "today") for item in before.values()))
        terminal.until(figures({key: before[key] for key in first[5:]}))

        terminal.press("1")
        terminal.until(r"▌")
        box.run("import", "-", stdin=INVITATION.read_bytes())
        terminal.until(INVITED, timeout=10)

        advanced = [*owing(box)[:2], next(row for row in box.json("list") if row["step"] == 1)]
        assert advanced[-1]["company"] == INVITED
        for row in advanced:
            advance_at(terminal, row["step"], row["company"])
        terminal.press("u")
        terminal.until(rf"^ Took back: {INVITED}")

        terminal.press("q")
        assert terminal.wait() == 0
    assert modes_left_on(terminal.raw) == set()

    after = box.due()
    for gone in (first[0], first[2], first[3], first[4]):
        assert gone not in after
    assert after[first[1]]["due"].startswith("2026-11-30")
    expected = {row["id"]: row["step"] + 1 for row in advanced[:-1]} | {advanced[-1]["id"]: 1}
    assert {row["id"]: row["step"] for row in box.json("list")} == steps_before | expected
    done = [entry["words"].partition(":")[0] for entry in reversed(box.json("log")) if entry["state"] == "done"]
    assert done[1:7] == ["Done", "Waits until Mon", "Skipped", "Done", "Done", "Imported"]
    box.assert_whole()

    with box.dashboard(size) as terminal:
        opened(terminal)
        terminal.until(figures(after))
        terminal.press("1")
        for row in advanced:
            find_at(terminal, Step(expected[row["id"]]), row["company"])
        terminal.press("q")
        assert terminal.wait() == 0
    assert box.due() == after
