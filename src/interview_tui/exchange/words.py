"""Tables of words."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of the text: a table that reads better than a list of quoted strings."""
    return frozenset(text.split())
