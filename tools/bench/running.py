"""Runs the programs one after another, round by round, and notes every sample of every figure."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter, sleep
from typing import TYPE_CHECKING, TypeAlias

from tools.bench.programs import OURS
from tools.bench.stores import say
from tools.bench.terminal import QUIET, SETTLED, Session, Stuck, idle

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tools.bench.programs import Measured

Samples: TypeAlias = "defaultdict[str, defaultdict[str, list[float]]]"
"""By program and figure. Times are milliseconds, memory is megabytes."""

CALIBRATION = "calibration"
PYTHON = "python -c pass"
SQLALCHEMY = "python -c 'import sqlalchemy'"
READS = ("status", "due", "list", "show", "letter", "--help")
WRITES = ("done", "add")
WRITES_TO_ME = "Dana Ruiz <dana@acme.example>"
"""Who has written the emails about an interview in the Maildir."""
MOVES, TO_THE_EDGE, SCROLLS = 20, 40, 15
LETTERS = "robot"
WRITTEN_EACH = 2
"""Of so many rounds of the commands, one with those that change the store."""
AGAIN = 3
"""How often each page is opened after the first time."""
LOADED = 2.0
"""Seconds without a key in which the program may load what its pages need."""
TYPED = 0.35
"""Seconds without a byte after a letter: less than the half of a second in which a field's cursor blinks."""


def no_samples() -> Samples:
    """Where samples are noted."""
    return defaultdict(lambda: defaultdict(list))


def calibrate(samples: Samples) -> None:
    """Times a loop that is always the same: how much it varies is how much to trust the rest."""
    began, total = perf_counter(), 0
    for number in range(200_000):
        total += number & 7
    samples[CALIBRATION]["loop"].append((perf_counter() - began) * 1000)


def dashboards(programs: Sequence[Measured], rounds: int, samples: Samples) -> None:
    """Starts and uses every program once a round. One that gets stuck is told about, and left out of that round."""
    for number in range(rounds + 1):
        for program in programs:
            calibrate(samples)
            # The round before the first is for the caches of the disk, the compiled Python and the stored picture.
            noted = samples[program.label] if number else defaultdict[str, list[float]](list)
            try:
                _start(program, noted)
                if number:
                    _use(program, noted)
            except Stuck as stuck:
                say(str(stuck))
        say(f"round {number} of {rounds}")


def _start(program: Measured, noted: defaultdict[str, list[float]]) -> None:
    """From the command to the first true picture, to the first key answered; and out again."""
    with Session(program.argv, env=program.env) as session:
        noted["ready"].append(session.until(program.ready) * 1000)
        if (answered := session.first_answer(program.down, program.up)) is not None:
            noted["live"].append(answered * 1000)
        noted["quit"].append(session.quit(program.quit) * 1000)


def _use(program: Measured, noted: defaultdict[str, list[float]]) -> None:
    with Session(program.argv, env=program.env) as session:
        ready, picture = session.start(program.ready)
        noted["ready"].append(ready * 1000)
        noted["start bytes"].append(picture.bytes)
        for number in range(MOVES):
            if number % 4 == 3:
                _press(session, "move up", program.up, noted)
            else:
                _press(session, "move", program.down, noted)
        for _ in range(program.pages):
            _press(session, "page", program.page, noted)
        for _ in range(TO_THE_EDGE):
            session.send(program.up)
        session.read(0.3)
        for _ in range(SCROLLS):
            _press(session, "scroll", program.up, noted)
        held = session.hold(program.down)
        noted["held"].append(held.behind * 1000)
        noted["held bytes"].append(held.bytes)
        noted["held cpu"].append(held.cpu * 1000)
        session.read(LOADED, at_least=LOADED)
        for key in program.opens:
            for number in range(1 + AGAIN):
                _press(session, "opened again" if number else "opened first", key, noted)
                session.press("escape", quiet=SETTLED)
        for name, key in program.changes:
            if name:
                _press(session, name, key, noted)
            else:
                session.press(key, quiet=SETTLED)
        if program.filters:
            session.press("/")
            for letter in LETTERS:
                _press(session, "filter", letter, noted, quiet=TYPED)
            session.press("escape", quiet=SETTLED)
            session.press("escape", quiet=SETTLED)
        noted["memory"].append(session.memory() / 1e6)
        noted["quit"].append(session.quit(program.quit) * 1000)


def _press(
    session: Session, name: str, key: str, noted: defaultdict[str, list[float]], *, quiet: float = QUIET
) -> None:
    picture = session.press(key, quiet=quiet)
    if picture is not None and picture.cells:
        noted[f"{name} ms"].append(picture.last * 1000)
        noted[f"{name} own ms"].append(picture.first * 1000)
        noted[f"{name} bytes"].append(picture.bytes)
        noted[f"{name} own bytes"].append(picture.first_bytes)
        noted[f"{name} excess"].append((picture.bytes - 64) / picture.cells)


def idles(programs: Sequence[Measured], seconds: float, samples: Samples) -> None:
    """Starts all programs, leaves them alone together, and ends them. One that gets stuck is told about."""
    with ExitStack() as stack:
        waiting: dict[str, Session] = {}
        for program in programs:
            session = stack.enter_context(Session(program.argv, env=program.env))
            try:
                session.start(program.ready)
            except Stuck as stuck:
                say(str(stuck))
            else:
                waiting[program.label] = session
        for label, found in zip(waiting, idle(list(waiting.values()), seconds), strict=True):
            noted = samples[label]
            noted["idle bytes"].append(found.bytes)
            noted["idle cpu"].append(found.cpu / 60 * 100)
            noted["idle wake-ups"].append(found.wake_ups / 60)


def commands(programs: Sequence[Measured], rounds: int, samples: Samples) -> None:
    """Whole processes: interpreters that do nothing, and the commands that a prompt, a script or a person would run."""
    plain = {"PATH": os.defpath}
    for number in range(rounds):
        for what, code in ((PYTHON, "pass"), (SQLALCHEMY, "import sqlalchemy")):
            samples[what]["time"].append(_whole([sys.executable, "-c", code], plain)[0])
        for program in programs:
            if program.name == OURS:
                for command in READS:
                    samples[program.label][command].append(_whole(_command(program, command, number), program.env)[0])
                if not number % WRITTEN_EACH:
                    for command in WRITES:
                        found = _whole(_command(program, command, number), program.env)[0]
                        samples[program.label][command].append(found)


def _command(program: Measured, command: str, number: int) -> list[str]:
    """A command line, that of a round where it changes something."""
    due = program.records.due
    words = {
        "show": [program.records.interview],
        "letter": [program.records.letter],
        "done": [due[number // WRITTEN_EACH % len(due)]],
        "add": [f"Lindqvist & Daughters {number}", "SRE"],
    }
    return [*program.argv, command, *words.get(command, ())]


def transfers(program: Measured, table: Path, mails: Path, work: Path, rounds: int, samples: Samples) -> None:
    """Takes in a table by a new store, writes all of a program's store out, and reads a Maildir; once it also takes in
    what it wrote by a new store, and undoes that. How long each takes, and in how much memory.
    """
    for number in range(rounds):
        whole = work / f"whole-{number}.json"
        stores = (work / f"{name}-{number}.db" for name in ("table", "mail", "whole"))
        new, known, other = ([*program.argv[:-1], str(store)] for store in stores)
        _whole([*known, "add", "Acme", "SRE", "--with", WRITES_TO_ME], program.env)
        for name, argv in (
            ("import", [*new, "import", str(table)]),
            ("export", [*program.argv, "export", "-o", str(whole)]),
            ("mail", [*known, "mail", str(mails)]),
            *(
                (("import whole", [*other, "import", str(whole)]), ("undo whole", [*other, "undo"]))
                if not number
                else ()
            ),
        ):
            try:
                taken, memory = _whole(argv, program.env, sample_memory=True)
            except Stuck as stuck:
                say(str(stuck))
                continue
            samples[program.label][name].append(taken)
            samples[program.label][f"{name} memory"].append(memory)


def _whole(argv: Sequence[str], env: Mapping[str, str], *, sample_memory: bool = False) -> tuple[float, float]:
    """Milliseconds until the process is gone; the most megabytes seen, looked up every 20 ms when asked for.

    Raises Stuck when the command fails.
    """
    began, most = perf_counter(), 0.0
    process = subprocess.Popen(  # noqa: S603 -- our own list
        argv, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    while sample_memory and process.poll() is None:
        status = Path(f"/proc/{process.pid}/status").read_text()
        lines = (line.split() for line in status.splitlines() if line.startswith("VmHWM"))
        most = max(most, *(int(words[1]) * 1024 / 1e6 for words in lines), 0.0)
        sleep(0.02)
    said = process.communicate()[1]
    if process.returncode:
        raise Stuck(f"{' '.join(argv)} ended with {process.returncode}: {said.decode(errors='replace').strip()}")
    return (perf_counter() - began) * 1000, most
