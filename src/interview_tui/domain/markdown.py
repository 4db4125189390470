"""A person's text inside Markdown (CommonMark and GitHub's): it reads there as it was written."""

from __future__ import annotations

import re

from interview_tui.domain.text import clean, clean_line

_MARKS = re.compile(r"[\\`*_\[\]<>#|~&$]")
_ADDRESS = re.compile(r"https?://[^\s<>\\`]+", re.ASCII)
_LIST_MARK = re.compile(r"^(\d{1,9})([.)])|^([-+=])")


def escaped(text: str) -> str:
    """The text on one line so that Markdown shows it as it is."""
    line = _MARKS.sub(lambda found: f"\\{found[0]}", clean_line(text))
    return _LIST_MARK.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", line)


def address(text: str) -> str:
    """An address as a link that shows itself; anything else as text."""
    return f"<{text}>" if _ADDRESS.fullmatch(text) else escaped(text)


def quoted(text: str) -> list[str]:
    """A text of several lines as a block quote that keeps its lines and empty lines; none for an empty text."""
    lines = [escaped(line) for line in clean(text).strip().split("\n")]
    if lines == [""]:
        return []
    ends = [f"{line}\\" if line and after else line for line, after in zip(lines, [*lines[1:], ""], strict=True)]
    return [f"> {line}".rstrip() for line in ends]
