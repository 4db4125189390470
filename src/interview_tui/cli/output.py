"""What a command writes: text, complaints, JSON; all of it cleaned."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import contextmanager, suppress
from itertools import accumulate

from interview_tui.domain.errors import UserError
from interview_tui.domain.text import clean, clean_line

TYPE_CHECKING = False  # the module typing is not loaded for names alone
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from interview_tui.domain.contact_frequency import Caution
    from interview_tui.domain.dates import Calendar
    from interview_tui.domain.enums import Ref
    from interview_tui.importing.importer import Imported
    from interview_tui.services.base import Context


BOLD, RED, _PLAIN = "\x1b[1m", "\x1b[31m", "\x1b[0m"


class Said:
    """What went to standard output so far."""

    pieces = 0


def say(text: str = "", *, bold: bool = False, red: bool = False) -> None:
    """Writes text on standard output, cleaned of what would drive a terminal; in colour only where one reads it."""
    line = clean(text)
    out = sys.stdout
    if out is None:
        return
    Said.pieces += 1
    if (bold or red) and out.isatty() and not os.environ.get("NO_COLOR"):
        line = f"{RED if red else ''}{BOLD if bold else ''}{line}{_PLAIN}"
    out.write(f"{line}\n")


def report(words: str, made: Sequence[Ref] = ()) -> None:
    """Says on one line what a change did, after the short ids of what it made."""
    ids = " ".join(map(str, made))
    say(f"{ids}  {clean_line(words)}" if ids else clean_line(words))


def warn(caution: Caution | None, today: date) -> None:
    """Says what spoke against a contact that has taken place, for the next time."""
    from interview_tui.domain.dates import day_words

    if caution is not None:
        day = caution.good_day
        aside(f"  {caution.why}" + (f"; {day_words(day, today=today)} is a better day" if day and day > today else ""))


def say_doubts(imported: Imported) -> None:
    """Says, on standard error, of which interviews something was guessed or is missing, and what rules have decided."""
    for ref, doubt in imported.unsure:
        aside(clean_line(f"{ref}: {doubt}: interview-tui show {ref}, or e in the dashboard"))
    for ref, question in imported.asked:
        aside(clean_line(f"{ref}: {question}"))


def complain(text: str) -> None:
    """Writes one line on standard error, under the program's name."""
    aside(f"interview-tui: {clean_line(text)}")


def aside(text: str) -> None:
    """Writes a line on standard error as it is, but cleaned."""
    if sys.stderr is not None:
        with suppress(OSError):  # nobody is left to tell
            sys.stderr.write(f"{clean(text)}\n")


def say_json(document: object, calendar: Calendar) -> None:
    """Writes one JSON document on standard output."""
    import json

    say_bytes([json.dumps(_plain(document, calendar), ensure_ascii=False, indent=2) + "\n"])


def say_bytes(chunks: Iterable[str]) -> None:
    """Writes text on standard output in UTF-8, whatever the locale says: JSON is never anything else."""
    out = sys.stdout
    if out is None:
        return
    out.flush()
    for chunk in chunks:
        Said.pieces += 1
        # What a file or a pipe gets is exact; a terminal would obey the control characters.
        out.buffer.write((clean(chunk) if out.isatty() else chunk).encode("utf-8", "backslashreplace"))
    out.buffer.flush()


def _plain(value: object, calendar: Calendar) -> object:
    """The value as JSON has it: cleaned text, ISO 8601 with the user's offset, short ids."""
    from datetime import date, datetime

    from interview_tui.domain.dates import iso
    from interview_tui.domain.enums import Ref

    match value:
        case dict():
            return {key: _plain(item, calendar) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item, calendar) for item in value]
        case datetime():
            return iso(value, calendar)
        case date():
            return value.isoformat()
        case Ref():
            return str(value)
        case str():
            return clean(value)
    return value


SIGPIPE_EXIT = 141  # 128 + SIGPIPE, as shells write it


def ended(work: Callable[[], int]) -> int:
    """Runs a command and gives its exit code: what it returns, or what its error says."""
    if sys.stdout is not None:
        # What the terminal's encoding lacks is shown as "?" rather than ending the program.
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        code = _said(work)
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        if sys.stdout is not None:
            _drop_output()
        if error.errno == errno.EPIPE:
            return SIGPIPE_EXIT
        named = f"{error.filename}: " if isinstance(error.filename, str) else ""
        complain(f"{named}{error.strerror or error}")
        return 1
    return code


def _said(work: Callable[[], int]) -> int:
    try:
        return work()
    except UserError as error:
        complain(str(error))
        return error.exit_code


def _drop_output() -> None:
    """Sends what cannot be written nowhere, so that the interpreter's own flush at the end does not fail."""
    try:
        sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


@contextmanager
def progress(words: str) -> Iterator[Callable[[int], None]]:
    """One line on standard error that says how far it is, gone when it is done; nothing where no terminal shows it.
    `words` has a place for the number: `{:,} of 9,000 rows`.
    """
    err = sys.stderr
    width = 0

    def show(number: int) -> None:
        nonlocal width
        if err is not None and err.isatty():
            line = f"{words.format(number)} · ctrl+c stops it"
            width = max(width, len(line))
            err.write(f"\r{line}")
            err.flush()

    try:
        yield show
    finally:
        if width and err is not None:
            err.write(f"\r{' ' * width}\r")
            err.flush()


@contextmanager
def stoppable(context: Context) -> Iterator[None]:
    """ctrl+c ends the work inside, and a line says what has become of it. Raises KeyboardInterrupt."""
    before = len(context.session.made)
    try:
        yield
    except KeyboardInterrupt:
        if len(context.session.made) > before:
            complain("stopped, but it was already done: interview-tui undo undoes it")
        else:
            complain("stopped: nothing was changed")
        raise


def encoded(chunks: Iterable[str], progress: Callable[[int], None]) -> Iterator[bytes]:
    """Text as bytes; `progress` is called with the number of bytes so far."""
    size = 0
    for chunk in chunks:
        data = chunk.encode()
        yield data
        size += len(data)
        progress(size)


def aligned(rows: Iterable[Sequence[str]], limits: Sequence[int] = (), *, indent: str = "") -> list[str]:
    """A text for each row, its cells under each other. A column is as wide as its limit of screen cells at most; a
    longer cell pushes the next ones of its row aside. Nothing is cut: in a pipe or a file each text is one line; on a
    terminal what does not fit beside the rest of its row goes below.
    """
    return table_lines(rows, limits, _terminal_width(), indent)


def _terminal_width() -> int | None:
    """The columns of the terminal that standard output goes to; None where it is none, or does not say."""
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or None
    except OSError:
        return None


def table_lines(rows: Iterable[Sequence[str]], limits: Sequence[int], width: int | None, indent: str = "") -> list[str]:
    """As `aligned`, for a terminal of so many columns; None for a pipe."""
    from interview_tui.terminal.text import cells

    table = [tuple(map(clean_line, row)) for row in rows]
    if not table:
        return []
    widths = [max(map(cells, column)) for column in zip(*table, strict=True)]
    widths = [*map(min, widths, limits), *widths[len(limits) :]]
    starts = _starts(widths, indent)
    if width is None:
        return [_laid_out(row, starts, None, 0) for row in table]
    lacking, widest = starts[-1] + widths[-1] - width, max(widths)
    if 0 < lacking <= widest // 3:  # most rows fit beside a widest column that is a little narrower
        widths[widths.index(widest)] -= lacking
        starts = _starts(widths, indent)
    below = max((start for start in starts[1:] if start <= width // 3), default=len(indent) + 2)
    return [_laid_out(row, starts, width, below) for row in table]


def _starts(widths: Sequence[int], indent: str) -> list[int]:
    """The screen cell at which each column begins."""
    return list(accumulate((width + 2 for width in widths[:-1]), initial=len(indent)))


def _laid_out(row: Sequence[str], starts: Sequence[int], width: int | None, below: int) -> str:
    """A row with each cell at its start, or two blanks after one that is too long. What does not fit goes on further
    lines, which begin at the screen cell `below`; a word that is wider than the terminal, such as a path, stays whole.
    """
    from interview_tui.terminal.text import cells

    lines, line = list[str](), ""
    for cell, start in zip(row, starts, strict=True):
        if not cell:
            continue
        taken = cells(line)
        gap = " " * max(0 if lines else start - taken, 2 if line else 0)
        if width is None or taken + len(gap) + cells(cell) <= width:
            line += gap + cell
            continue
        if taken + len(gap) > below:
            lines.append(line)
            line, gap = "", " " * below
        first, *words = cell.split(" ")
        line += gap + first
        for word in words:
            if cells(line) + 1 + cells(word) > width:
                lines.append(line)
                line = " " * below + word
            else:
                line += f" {word}"
    return "\n".join((*lines, line))
