"""What a person types to filter a list, as a condition of SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Filter:
    """Every word of the text must stand somewhere in the columns. `sql` begins with AND, or is empty."""

    def __init__(self, text: str, columns: Sequence[str]) -> None:
        words = text.split()
        anywhere = " || ' ' || ".join(f"coalesce({column}, '')" for column in columns)
        self.sql = "".join(f" AND ({anywhere}) LIKE ? ESCAPE '\\'" for _ in words)
        self.parameters: tuple[str, ...] = tuple(f"%{_escaped(word)}%" for word in words)


def _escaped(word: str) -> str:
    for special in ("\\", "%", "_"):
        word = word.replace(special, "\\" + special)
    return word
