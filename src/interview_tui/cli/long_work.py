"""What takes its time says how far it is, and can be stopped with nothing half done."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from interview_tui.cli.output import complain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from interview_tui.services.base import Context


@contextmanager
def progress(words: str) -> Iterator[Callable[[int], None]]:
    """One line on standard error that says how far it is, gone when it is done; nothing where no terminal shows it.
    `words` has a place for the number: `{:,} of 9,000 rows`.
    """
    err = sys.stderr
    width = 0

    def told(number: int) -> None:
        nonlocal width
        if err is not None and err.isatty():
            line = f"{words.format(number)} · ctrl+c stops it"
            width = max(width, len(line))
            err.write(f"\r{line}")
            err.flush()

    try:
        yield told
    finally:
        if width and err is not None:
            err.write(f"\r{' ' * width}\r")
            err.flush()


@contextmanager
def stoppable(context: Context) -> Iterator[None]:
    """ctrl+c ends what is done inside, and one is told what has become of it. Raises KeyboardInterrupt."""
    before = len(context.session.made)
    try:
        yield
    except KeyboardInterrupt:
        if len(context.session.made) > before:
            complain("stopped, but it was done already: interview-tui undo takes it back")
        else:
            complain("stopped: nothing was changed")
        raise


def heard(chunks: Iterable[str], told: Callable[[int], None]) -> Iterator[bytes]:
    """Text as bytes; `told` hears how many there were so far."""
    size = 0
    for chunk in chunks:
        data = chunk.encode()
        yield data
        size += len(data)
        told(size)
