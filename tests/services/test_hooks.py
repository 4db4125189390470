"""Hooks: what is run on which event, and what it gets; nothing waits for it, and no record is anywhere else."""

from __future__ import annotations

import json
import sys
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest

from interview_tui.configuration_options import EVENTS
from interview_tui.domain.enums import Outcome, Ref
from interview_tui.services import hooks
from tests.programs import ProgramOnATable, when
from tests.ui.dashboards import BILL, DANA, a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

WRITE = """
import json, os, sys
document = json.load(sys.stdin)
document["environment"] = os.environ["INTERVIEW_TUI_EVENT"]
path = sys.argv[1] + "/" + document["event"] + "-" + str(os.getpid())
open(path + ".part", "w").write(json.dumps(document))
os.rename(path + ".part", path + ".json")
"""
LONGEST = 60.0


def with_hooks(folder: Path, *events: str, command: tuple[str, ...] | None = None) -> ProgramOnATable:
    program = a_morning(folder)
    command = command or (sys.executable, "-c", WRITE, str(folder))
    return ProgramOnATable(program.settings._replace(hooks=tuple((event, command) for event in events)), program.clock)


def got(folder: Path, number: int = 1) -> list[dict[str, Any]]:
    """What the hooks were given, once there are so many; in the order of their events."""
    again = Event()
    for _ in range(int(LONGEST / 0.02)):
        found = sorted(folder.glob("*.json"))
        if len(found) >= number:
            return [json.loads(path.read_text("utf-8")) for path in found]
        again.wait(0.02)
    raise AssertionError(f"{number} hooks were not run")


def problem(program: ProgramOnATable) -> str:
    again = Event()
    for _ in range(int(LONGEST / 0.02)):
        if found := program.take_problem():
            return found
        again.wait(0.02)
    raise AssertionError("nothing went wrong")


def test_a_follow_up_that_is_done(tmp_path: Path) -> None:
    program = with_hooks(tmp_path, "follow_up_done")
    program.follow_ups.done([DANA], note="called [/x]")
    (document,) = got(tmp_path)
    assert document == {
        "event": "follow_up_done",
        "environment": "follow_up_done",
        "at": "2026-11-23T09:00:00+01:00",
        "items": [
            {
                "id": f"f{DANA}", "kind": "thank_you", "text": "Thank Dana Ruiz", "due": "2026-11-20T15:00:00+01:00",
                "why": document["items"][0]["why"], "note": "called [/x]", "person": "Dana Ruiz", "interview": "i1",
                "company": "Acme", "role": "SRE", "step": 5,
            }
        ],
    }  # fmt: skip


def test_many_in_one_change_are_one_run(tmp_path: Path) -> None:
    program = with_hooks(tmp_path, *EVENTS)
    program.follow_ups.done([DANA, BILL])
    (document,) = got(tmp_path)
    assert [item["id"] for item in document["items"]] == [f"f{DANA}", f"f{BILL}"]


def test_a_letter_that_is_sent(tmp_path: Path) -> None:
    program = with_hooks(tmp_path, "letter_sent", "follow_up_done")
    program.letters.write(Ref("f", DANA))
    program.outbox.sent(1)
    done, sent = got(tmp_path, 2)
    assert [item["id"] for item in done["items"]] == [f"f{DANA}"]
    (letter,) = sent["items"]
    assert letter.pop("subject") == "Thank you – SRE"
    assert letter == {
        "id": "l1", "kind": "thank_you", "person": "Dana Ruiz", "interview": "i1", "company": "Acme", "role": "SRE",
        "step": 5,
    }  # fmt: skip


def test_an_outcome(tmp_path: Path) -> None:
    program = with_hooks(tmp_path, "outcome", "follow_up_done")
    program.outcomes.record([1], Outcome.REJECTED)
    (document,) = got(tmp_path)
    assert document["event"] == "outcome"
    assert document["items"] == [
        {"interview": "i1", "company": "Acme", "role": "SRE", "step": 9, "outcome": "rejected"}
    ]


def test_nothing_else_runs_one(tmp_path: Path) -> None:
    program = with_hooks(tmp_path, *EVENTS)
    program.interviews.add("Quill", "DBA", meeting=when(program, "tomorrow 10:00"))
    program.follow_ups.snooze([DANA], when(program, "+3d"))
    program.follow_ups.done([DANA])
    program.history.undo()
    program.history.redo()
    (document,) = got(tmp_path)
    program.history.undo()
    assert [document] == got(tmp_path)


def test_the_first_dashboard_of_the_users_day(tmp_path: Path) -> None:
    program = with_hooks(tmp_path, "day_begun")
    assert program.hooks is not None
    for _ in range(3):
        program.hooks.begin_day(program)
    (document,) = got(tmp_path)
    assert document == {
        "event": "day_begun", "environment": "day_begun", "at": "2026-11-23T09:00:00+01:00", "items": [],
        "overdue": 4, "today": 1,
    }  # fmt: skip
    program.clock.move(days=1)
    program.hooks.begin_day(program)
    assert len(got(tmp_path, 2)) == 2
    assert [path.name for path in tmp_path.glob(".interviews.db.begun-*")] == [".interviews.db.begun-2026-11-24"]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("no-such-command",), "the hook for follow_up_done could not be run: No such file or directory"),
        ((sys.executable, "-c", "raise SystemExit(3)"), "the hook for follow_up_done ended with 3"),
    ],
)
def test_one_that_fails_is_said_and_changes_nothing(tmp_path: Path, command: tuple[str, ...], said: str) -> None:
    program = with_hooks(tmp_path, "follow_up_done", command=command)
    assert program.follow_ups.done([DANA]).words.startswith("Done: Thank Dana Ruiz")
    assert problem(program) == said
    assert program.take_problem() == ""


def test_one_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hooks, "_SECONDS", 0.2)
    program = with_hooks(tmp_path, "follow_up_done", command=(sys.executable, "-c", "import time; time.sleep(600)"))
    program.follow_ups.done([DANA])
    assert problem(program) == "the hook for follow_up_done was stopped: it took longer than 0.2 seconds"


def test_nothing_of_the_records_is_in_its_arguments_or_its_environment(tmp_path: Path) -> None:
    code = "import os, sys; open(sys.argv[1], 'w').write(repr(sys.argv) + repr(dict(os.environ)))"
    target = tmp_path / "seen.json"
    program = with_hooks(tmp_path, "follow_up_done", command=(sys.executable, "-c", code, str(target)))
    program.follow_ups.done([DANA])
    again = Event()
    while not target.exists() or not target.read_text():
        again.wait(0.02)
    assert "Dana" not in target.read_text()
    assert "Acme" not in target.read_text()


def test_without_hooks_nothing_of_them_is_there(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    assert program.hooks is None
    assert program.hooks is None


async def test_the_dashboard_says_what_went_wrong_at_the_next_change(tmp_path: Path) -> None:
    program = with_hooks(tmp_path, "follow_up_done", command=("no-such-command",))
    async with shown(program, size=(160, 40)) as on:
        await on.press("d", "d")
        assert on.message.startswith("Done: Thank Dana Ruiz")
        assert "But the hook for follow_up_done could not be run" in on.message


def test_every_event_is_one_that_can_be_set() -> None:
    assert set(EVENTS) == {hooks.FOLLOW_UP_DONE, hooks.LETTER_SENT, hooks.OUTCOME, hooks.DAY_BEGUN}
