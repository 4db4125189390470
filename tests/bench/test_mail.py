"""How long it takes to read a Maildir, the first time and the second, and that memory does not grow with it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from interview_tui.domain.records import Touch
from tests.bench.maildirs import about_interviews, make_maildir
from tests.programs import NOW, a_program, every
from tests.terminal import clean_env

if TYPE_CHECKING:
    from pathlib import Path


class Cost(NamedTuple):
    seconds: float
    """Of the processor: others may use the machine as well."""
    memory: int
    """Kilobytes at most."""
    out: bytes


def cost_of_reading(folder: Path, maildir: Path) -> Cost:
    """Runs the command as a process of its own."""
    env = clean_env(folder, INTERVIEW_TUI_DB=str(folder / "interviews.db"), INTERVIEW_TUI_NOW=NOW, TZ="Europe/Berlin")
    process = subprocess.Popen(
        [sys.executable, "-m", "interview_tui", "mail", str(maildir)], env=env, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    out = process.stdout.read()
    process.stdout.close()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss, out)


@pytest.mark.soak
def test_a_maildir_of_ten_thousand(tmp_path: Path) -> None:
    costs = {}
    for number in (1_000, 10_000):
        folder, maildir = tmp_path / str(number), tmp_path / str(number) / "INBOX"
        make_maildir(maildir, number)
        program = a_program(folder)
        program.interviews.add("Acme", "SRE", people=["Dana Ruiz <dana@acme.example>"])
        costs[number] = first, again = cost_of_reading(folder, maildir), cost_of_reading(folder, maildir)
        print(f"{number:,} emails: {first.seconds:.2f} s, {first.memory // 1000} MB; again {again.seconds:.2f} s")  # noqa: T201
        assert sorted(touch.message_id for touch in every(program, Touch)) == sorted(about_interviews(number))
        assert again.out == b""
        program.store.close()
    few, many = costs[1_000], costs[10_000]
    assert many[0].seconds < 10
    assert many[1].seconds < 0.3
    assert many[0].memory < 1.15 * few[0].memory
