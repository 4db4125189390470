"""Runs the real program in processes of its own, cheaply: one that has imported it forks for each.

What such a process is to suffer (a kill at its ninth statement, a full disk, somebody who watches every file) is a
piece of Python, given as text, that it runs before the program.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from signal import SIGKILL
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple, Self

from tests.terminal import clean_env

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
"""Seconds that a process may take."""

_FORGE = """
import json, os, sys, traceback, warnings

import interview_tui.cli.commands.interviews, interview_tui.cli.commands.imports
import interview_tui.cli.group, interview_tui.app_context
import interview_tui.services.history, interview_tui.services.interviews, interview_tui.store.migrations.upgrade
import interview_tui.store.restoration
import interview_tui.store.transaction
from interview_tui.__main__ import main

def become(order):
    for number, (path, flags) in enumerate(
        ((order["in"], os.O_RDONLY), (order["out"], os.O_WRONLY), (order["err"], os.O_WRONLY))
    ):
        handle = os.open(path, flags)
        os.dup2(handle, number)
        os.close(handle)
    os.environ.clear()
    os.environ.update(order["env"])
    os.chdir(order["cwd"])
    sys.argv = ["interview-tui", *order["argv"]]
    code = 1
    try:
        exec(order["work"], {"main": main, "__name__": "work"})
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    except BaseException:
        traceback.print_exc()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)

print("ready", flush=True)
for line in sys.stdin:
    order = json.loads(line)
    child = os.fork()
    if not child:
        become(order)
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
AS_A_COMMAND = "import sys; sys.exit(main())"


class Ended(NamedTuple):
    """A process that is gone: its exit code, negative when a signal ended it, and what it wrote."""

    code: int
    out: str
    err: str


class Forge:
    """Starts processes; to be used as a context."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes]

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _FORGE],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, cwd=ROOT, env=clean_env(self._folder),
        )  # fmt: skip
        assert self._line() == "ready"
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def run(
        self,
        *argv: str,
        env: Mapping[str, str],
        stdin: bytes = b"",
        work: str = AS_A_COMMAND,
        before: str = "",
        cwd: Path | None = None,
        kill: Callable[[Path], float] | None = None,
    ) -> Ended:
        """Runs the command with those arguments, after the piece of Python in `before`; or `work` in its place.

        `kill` is given the file to which the process writes, waits as it likes, and gives the seconds after which the
        process is killed, if it still runs.
        """
        given, out, err = (self._folder / name for name in ("in", "out", "err"))
        given.write_bytes(stdin)
        out.write_bytes(b"")
        err.write_bytes(b"")
        order = {"argv": argv, "env": dict(env), "cwd": str(cwd or self._folder), "work": f"{before}\n{work}"}
        order |= {"in": str(given), "out": str(out), "err": str(err)}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{json.dumps(order)}\n".encode())
        child = int(self._line())
        if kill is not None and not self._ends_within(kill(out)):
            with suppress(ProcessLookupError):
                os.kill(child, SIGKILL)
        code = int(self._line())
        return Ended(code, *(path.read_text(errors="backslashreplace") for path in (out, err)))

    def _ends_within(self, seconds: float) -> bool:
        assert self._process.stdout is not None
        return bool(select.select([self._process.stdout], [], [], seconds)[0])

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().decode().strip()


def until_written(out: Path, *, lines: int) -> None:
    """Waits until a process has written so many lines."""
    deadline = monotonic() + PATIENCE
    while out.read_bytes().count(b"\n") < lines:
        assert monotonic() < deadline, "nothing was written"
        select.select([], [], [], 0.001)
