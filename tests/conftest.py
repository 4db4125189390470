"""How the tests are spread, and that none of them writes into the folders of whoever runs them.

One worker more than cores, since tests at a terminal and those of the dashboard also wait; two more were 10 % slower.
"""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import signal
import sys
import tempfile
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from _pytest.unraisableexception import gc_collect_iterations_key
from hypothesis import settings

from tests.shared import FOLDER

if TYPE_CHECKING:
    import pytest

# Six examples of each law for every change, a hundred and more in `make soak`, where time does not count.
settings.register_profile("short", max_examples=6, deadline=None)
settings.register_profile("long", max_examples=150, deadline=None)
settings.load_profile("short")
gc.set_threshold(100_000, 50, 100)  # a dashboard for each test makes much garbage: collected less often


def _in_memory() -> None:
    """Stores of tests lie in memory where that has room: they wait for the disk a thousand times otherwise. What holds
    of a real disk is for `make soak` and the benchmarks.
    """
    memory = Path("/dev/shm")  # noqa: S108 -- folders of our own are made in it
    if "TMPDIR" in os.environ or not os.access(memory, os.W_OK | os.X_OK):
        return
    may_run = not os.statvfs(memory).f_flag & os.ST_NOEXEC
    if may_run and shutil.disk_usage(memory).free > ROOM:
        os.environ["TMPDIR"] = tempfile.tempdir = str(memory)


_HERE = Path(__file__).parent
ROOM = 4_000_000_000
"""Bytes that must be free in memory."""
if not any(word.startswith("soak") for word in sys.argv) and "PYTEST_XDIST_WORKER" not in os.environ:
    _in_memory()
_FOLDERS = tempfile.mkdtemp(prefix="interview-tui-tests-")
atexit.register(shutil.rmtree, _FOLDERS, ignore_errors=True)
if "PYTEST_XDIST_WORKER" not in os.environ:
    os.environ[FOLDER] = _FOLDERS
# Whatever the environment says: each worker would compile all tests again in each run, which takes six seconds.
sys.dont_write_bytecode = False


MOST_OPEN = 500
"""Files that may be open before what a test has left of its stores is collected: `select` takes numbers below 1,024."""


def pytest_runtest_teardown() -> None:
    """A store that nobody refers to any more is closed when it is collected, which happens seldom here."""
    number = os.dup(0)
    os.close(number)
    if number > MOST_OPEN:
        gc.collect()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write the screens of tests/snapshots as they are now")


def pytest_xdist_auto_num_workers() -> int:
    """The number of workers for `-n auto`."""
    return (os.cpu_count() or 1) + 1  # some tests wait for a terminal, or for the dashboard


def pytest_sessionstart(session: pytest.Session) -> None:
    """Where all tests are run for the first time, each worker compiles a share of them, and reads the others'."""
    worker, config = os.environ.get("PYTEST_XDIST_WORKER", ""), session.config
    if not worker or config.args_source is not config.ArgsSource.TESTPATHS:
        return
    number, of = int(worker.removeprefix("gw")), int(os.environ["PYTEST_XDIST_WORKER_COUNT"])
    for path in sorted(_HERE.rglob("test_*.py"))[number::of]:
        with suppress(Exception):  # what is wrong with it is told when it is collected
            import_module(".".join(path.relative_to(_HERE.parent).with_suffix("").parts))


def pytest_configure(config: pytest.Config) -> None:
    """Backups and the log go to the user's own folders when a test does not say otherwise."""
    if "not soak" not in str(config.getoption("markexpr")):
        settings.load_profile("long")
    config.stash[gc_collect_iterations_key] = 1  # at the end; five times take three seconds of each worker
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME"):
        os.environ[name] = _FOLDERS
    # What a shell starts in the background, or under nohup, ignores these, and so would every command in the tests.
    for number, usual in (
        (signal.SIGINT, signal.default_int_handler),
        (signal.SIGQUIT, signal.SIG_DFL),
        (signal.SIGHUP, signal.SIG_DFL),
    ):
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, usual)
    # What is copied takes the way that the terminal has: never into the tmux of whoever runs the tests.
    os.environ["TERM"] = "xterm-256color"
    for name in ("TMUX", "STY"):
        os.environ.pop(name, None)
