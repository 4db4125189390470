"""A person's day at the terminal, with the real command, from the morning's triage to the next start."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from interview_tui.domain.enums import Step
from interview_tui.domain.steps import STEPS
from tests.terminal_tests.conftest import MODULE, Box, modes_left_on, opened, said, settling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.terminal import Terminal

INVITATION = Path(__file__).parents[1] / "samples" / "invitations" / "google.eml"
INVITED = "Big Bank"


def figures(due: dict[str, Any]) -> str:
    """How the header counts what is due."""
    states = [item["state"] for item in due.values()]
    return f"^ (.* )?{states.count('overdue')} late · {states.count('today')} today "


def done(terminal: Terminal, item: dict[str, Any]) -> None:
    """The follow-up is done, in another way where a letter was to be written for it."""
    for number, key in enumerate(settling(item)):
        if number:
            terminal.until("It was done another way")
        terminal.press(key)


def settle_five(terminal: Terminal, due: dict[str, Any]) -> list[str]:
    """Done, put off, skipped, and two more in triage, of what is overdue or due today; gives their ids in that order.

    A meeting that is in the future is not written down.
    """
    now = {key: item for key, item in due.items() if item["state"] in ("overdue", "today")}
    settled, left = list(now)[:3], list(now)[3:]
    done(terminal, now[settled[0]])
    terminal.until(said(f"Done: {now[settled[0]]['text']}"))
    terminal.press("w")
    terminal.until("Wait until")
    terminal.type("+4d\n")
    terminal.until(said(f"Waits until Mon: {now[settled[1]]['text']}"))
    terminal.press("g", "x")
    terminal.until("Skip 1 follow-up undone")
    terminal.press("y")
    terminal.until(said(f"Skipped: {now[settled[2]]['text']}"))
    terminal.press("T")
    for number, key in enumerate(left, 1):
        terminal.until(rf"^ Triage .* {number} of {len(left)}\b.*\n╭─ {re.escape(now[key]['text'])}")
        if len(settled) == 5:
            break
        if now[key]["kind"] == "debrief":
            terminal.press("n")
        else:
            done(terminal, now[key])
            settled.append(key)
    terminal.press("escape")
    terminal.until(rf"^ Triage: 2 done, {len(left) - 2} left$")
    return settled


def advance_at(terminal: Terminal, step: int, company: str) -> None:
    """Advances the first interview on a step, which still owes something."""
    terminal.press(str(step))
    terminal.until(rf"▌ +{re.escape(company[:8])}")
    terminal.press("]")
    terminal.until(rf"{re.escape(company)}(.|\n)*Still to do")
    terminal.press("]")
    terminal.until_gone("Still to do")
    terminal.until(rf"^ {said(company)} (.|\n)* {said('your choice')}")


def find_at(terminal: Terminal, step: Step, company: str) -> None:
    """Finds an interview by its name in the pipeline, under the heading of its step."""
    terminal.press("/")
    terminal.until("enter keeps")
    terminal.type(f"{company}\n")
    terminal.until_gone("enter keeps")
    terminal.until(rf"{step} {re.escape(STEPS[step - 1].name[:8])}.*\n\W*▌ +{re.escape(company[:8])}")
    terminal.press("escape")
    terminal.until_gone("Pipeline.*/")


def owing(box: Box) -> list[dict[str, Any]]:
    """The first interview on each of the steps 7 to 2, where it still owes something; none is met twice on the way."""
    firsts = {row["step"]: row for row in reversed(box.json("list")) if 2 <= row["step"] <= 7}
    return [row for _, row in sorted(firsts.items(), reverse=True) if box.json("show", row["id"])["owed"]]


@pytest.mark.soak
@pytest.mark.parametrize(
    ("size", "command"),
    [((80, 24), MODULE), ((120, 40), ("interview-tui",))],
    ids=["80x24", "120x40"],
)
def test_a_day_is_kept(box: Box, size: tuple[int, int], command: Sequence[str]) -> None:
    box = replace(box, command=command)
    before = box.due()
    with box.dashboard(size) as terminal:
        opened(terminal)
        terminal.until(figures(before))
        for item in list(before.values())[:3]:
            assert item["state"] == "overdue"
            terminal.until(rf"\d+ days? .* {re.escape(item['company'].partition(' ')[0])}")

        settled = settle_five(terminal, before)
        terminal.until(figures({key: item for key, item in before.items() if key not in settled}))
        steps = {row["id"]: row["step"] for row in box.json("list")}  # two thanks took theirs on

        terminal.press("1")
        terminal.until(r"▌")
        box.run("import", "-", stdin=INVITATION.read_bytes())
        terminal.until(INVITED, timeout=10)

        advanced = [*owing(box)[:2], next(row for row in box.json("list") if row["step"] == 1)]
        assert advanced[-1]["company"] == INVITED
        for row in advanced:
            advance_at(terminal, row["step"], row["company"])
        terminal.press("u")
        terminal.until(rf"^ Undid: {INVITED}")

        terminal.press("q")
        assert terminal.wait() == 0
    assert modes_left_on(terminal.raw) == set()

    after = box.due()
    assert [key for key in settled if key in after] == [settled[1]]
    assert after[settled[1]]["due"].startswith("2026-11-30")
    expected = {row["id"]: row["step"] + 1 for row in advanced[:-1]} | {advanced[-1]["id"]: 1}
    assert {row["id"]: row["step"] for row in box.json("list")} == steps | expected
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
