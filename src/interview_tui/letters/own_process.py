"""Work in a process of its own, whose time and memory are bounded."""

from __future__ import annotations

import gc
import json
import os
import resource
import select
import signal
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_SECONDS = 1
"""Of the processor: a letter takes a hundredth."""
_PATIENCE = 10.0
"""Seconds by the clock, for a machine that has no time for it."""
MEMORY = 256_000_000
"""Bytes more than the program has."""
_CHUNK = 65_536
_NO_MEMORY = 3


class TooLong(Exception):
    """The work was ended: it took too much time or memory."""


def in_own_process(work: Callable[[], list[str]]) -> list[str]:
    """What `work` gives, done in a process of its own, which shares nothing with this one but a pipe.

    A few lines of a template can ask for more work than anything inside the same process could stop; here it can be
    ended, by its time or by its memory.

    Raises TooLong, and RuntimeError where `work` raises.
    """
    receiving, sending = os.pipe()
    child = os.fork()
    if child == 0:
        code = os.EX_SOFTWARE
        try:
            gc.disable()  # what this process has not made, it does not end either
            _bound()
            with open(sending, "wb") as pipe:  # noqa: PTH123 -- a handle, not a path
                pipe.write(json.dumps(work()).encode("ascii"))
            code = 0
        except MemoryError:
            code = _NO_MEMORY
        finally:
            os._exit(code)  # nothing of the program runs on in the copy, whatever happened
    os.close(sending)
    try:
        given = _received(receiving)
    finally:
        os.close(receiving)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    if status == os.EX_SOFTWARE << 8:
        raise RuntimeError("the work in a process of its own failed")
    try:
        found: list[str] = json.loads(given)
    except ValueError:  # it was ended before it had given all
        raise TooLong from None
    return found


def _received(pipe: int) -> bytes:
    """All that comes, until it ends or the patience does."""
    end = monotonic() + _PATIENCE
    chunks: list[bytes] = []
    waiting = select.poll()  # a number of 1,024 and more, as where many files are open, is none for `select`
    waiting.register(pipe, select.POLLIN)
    while waiting.poll(max(end - monotonic(), 0) * 1000):
        chunk = os.read(pipe, _CHUNK)
        if not chunk:
            return b"".join(chunks)
        chunks.append(chunk)
    return b""


def _bound() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGXCPU):
        signal.signal(number, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _lower(resource.RLIMIT_CPU, _SECONDS)
    _lower(resource.RLIMIT_DATA, _data() + MEMORY)


def _lower(kind: int, limit: int) -> None:
    """Sets a limit, unless a lower one holds already."""
    hard = resource.getrlimit(kind)[1]
    if hard == resource.RLIM_INFINITY or limit < hard:
        resource.setrlimit(kind, (limit, limit))


def _data() -> int:
    """Bytes that the process has asked for: as Linux counts them, elsewhere 0."""
    with suppress(OSError, ValueError, IndexError), open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        return int(file.read().split()[5]) * resource.getpagesize()
    return 0
