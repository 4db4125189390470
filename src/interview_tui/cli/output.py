"""What a command writes: text, complaints, JSON; all of it cleaned."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from interview_tui.domain.text import clean, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_tui.domain.dates import Calendar

BOLD, RED, PLAIN = "\x1b[1m", "\x1b[31m", "\x1b[0m"


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
        line = f"{RED if red else ''}{BOLD if bold else ''}{line}{PLAIN}"
    out.write(f"{line}\n")


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

    say_bytes([json.dumps(plain(document, calendar), ensure_ascii=False, indent=2) + "\n"])


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


def plain(value: object, calendar: Calendar) -> object:
    """The value as JSON has it: cleaned text, ISO 8601 with the user's offset, short ids."""
    from datetime import date, datetime

    from interview_tui.domain.dates import iso
    from interview_tui.domain.enums import Ref

    match value:
        case dict():
            return {key: plain(item, calendar) for key, item in value.items()}
        case list() | tuple():
            return [plain(item, calendar) for item in value]
        case datetime():
            return iso(value, calendar)
        case date():
            return value.isoformat()
        case Ref():
            return str(value)
        case str():
            return clean(value)
    return value
