"""Tables of words, and words as they are compared."""

from __future__ import annotations

import unicodedata


def words(text: str) -> frozenset[str]:
    """The words of the text: a table that reads better than a list of quoted strings."""
    return frozenset(text.split())


def squash(text: str) -> str:
    """Letters and digits only, without accents and case."""
    return "".join(char for char in unicodedata.normalize("NFKD", text).casefold() if char.isalnum())
