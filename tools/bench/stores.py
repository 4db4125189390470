"""Stores of the demo, made once for each size and kept in the cache, and a table to import."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.maildirs import make_maildir
from tests.terminal import clean_env

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = "2026-11-23T09:00:00+01:00"
"""A Monday morning in Berlin."""


def say(line: str) -> None:
    """Tells how far it is, beside the report."""
    sys.stderr.write(line + "\n")


def cache_folder() -> Path:
    """Where stores and peers are kept from one run to the next: BENCH_CACHE, else a folder in the user's cache."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(os.environ.get("BENCH_CACHE") or Path(base) / "interview-tui-bench")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


_VERSIONS = """
import interview_tui, pathlib
versions = pathlib.Path(interview_tui.__file__).parent / "store" / "migrations" / "versions"
print(interview_tui.__version__, sum(1 for path in versions.glob("0*.py")))
"""
"""Prints the version of the program and that of its schema, whatever its modules are called."""


@dataclass(frozen=True, slots=True)
class Source:
    """The program that is measured: the one installed here, or the one in another folder of sources."""

    cache: Path
    folder: Path | None = None

    def env(self, home: Path) -> dict[str, str]:
        """A run's whole environment, with every user folder under `home`."""
        extra = {"PYTHONPATH": str(self.folder)} if self.folder else {}
        return clean_env(home, INTERVIEW_TUI_NOW=NOW, TZ="Europe/Berlin", COLORTERM="truecolor", **extra)

    def version(self) -> str:
        """Its version and that of its schema, as part of a file name."""
        argv, env = [sys.executable, "-c", _VERSIONS], self.env(self.cache)
        asked = subprocess.run(argv, env=env, check=True, capture_output=True, text=True)  # noqa: S603 -- our own list
        return "-schema-".join(asked.stdout.split())

    def store(self, size: int) -> Path:
        """A demo store of so many interviews, as this version and schema make it."""
        return _made(self.cache / f"demo-{size}-{self.version()}.db", lambda path: self._fill(path, size))

    def _fill(self, path: Path, size: int) -> None:
        say(f"Filling a store with {size:,} interviews; this is done once …")
        program = [str(Path(sys.executable).with_name("interview-tui")), "--db", str(path)]
        fill = [*program, "demo", "--interviews", str(size), "--no-open"]
        subprocess.run(fill, env=self.env(path.parent), check=True, stdout=subprocess.DEVNULL)  # noqa: S603 -- our own


def a_csv(rows: int, cache: Path) -> Path:
    """A table of invented interviews, as a spreadsheet would save it."""
    return _made(cache / f"rows-{rows}.csv", lambda path: _write_rows(path, rows))


def a_maildir(emails: int, cache: Path) -> Path:
    """A Maildir of so many emails, of which forty are about interviews."""
    return _made(cache / f"maildir-{emails}", lambda path: make_maildir(path, emails))


def _made(path: Path, make: Callable[[Path], None]) -> Path:
    """Makes a file under another name first, so that what is cached is complete."""
    if not path.exists():
        unfinished = path.with_suffix(".unfinished")
        if unfinished.is_dir():
            shutil.rmtree(unfinished)
        unfinished.unlink(missing_ok=True)
        make(unfinished)
        unfinished.rename(path)
    return path


def _write_rows(path: Path, rows: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("company", "role", "location", "applied"))
        for number in range(1, rows + 1):
            applied = f"2026-{number % 2 + 9:02}-{number % 28 + 1:02}"
            table.writerow((f"Company {number}", f"Engineer for Quality {number % 40}", "Remote", applied))
