"""Bytes of an email as text, whatever its charset is called: wrong names, none, and those of others are met with."""

from __future__ import annotations

import codecs
import re

_SAYS_NOTHING = frozenset({"", "us-ascii", "ascii", "unknown", "unknown-8bit", "default", "none"})
_TEXT = re.compile(
    r"(?:big5|cp|euc|gb|hz|iso|johab|koi8|latin|mac|ptcp|shift|sjis|tis|utf|windows)[\w.-]{0,30}", re.ASCII
)
"""Names of charsets: Python knows encodings that are none, and some take time with the square of the length."""
_NAMES = {"ansi": "cp1252", "iso-8859-8-i": "iso-8859-8", "iso-8859-6-i": "iso-8859-6", "ks_c_5601-1987": "cp949"}
_WIDE = re.compile(r"big5|cp9|euc|gb|hz|iso2022|johab|shift|utf[-_](?:7|16|32)")
"""Charsets in which a character takes several bytes, or plain ones mean something else: UTF-8 is no better guess."""
_LATIN_1 = frozenset({"iso8859-1", "latin-1", "latin_1"})
_UNDEFINED = frozenset(b"\x81\x8d\x8f\x90\x9d")
"""Bytes that cp1252 leaves undefined."""


def text_of_bytes(data: bytes, charset: str = "") -> str:
    """The text of the bytes in the charset that is named. What is UTF-8 without a fault is taken for that, whatever is
    said, unless the charset has characters of several bytes itself; Latin-1 is read as Windows' superset of it. Bytes
    that fit nothing become U+FFFD.
    """
    codec = _codec(charset.strip(" \t\"'").lower().removeprefix("x-"))
    for name in (codec, "utf-8-sig") if codec and _WIDE.match(codec) else ("utf-8-sig", codec):
        try:
            return data.decode(name or "ascii")
        except UnicodeDecodeError:
            continue
    if codec and codec not in ("utf-8", "ascii"):
        return data.decode(codec, "replace")
    return data.decode("latin-1" if _UNDEFINED.intersection(data) else "cp1252")


def _codec(name: str) -> str | None:
    """Python's name for the charset; None where the name says nothing."""
    name = _NAMES.get(name, name)
    if name in _SAYS_NOTHING or not _TEXT.fullmatch(name):
        return None
    for form in (name, name.replace("windows", "cp").replace("-", ""), name.replace("cp-", "cp")):
        try:
            found = codecs.lookup(form).name
        except LookupError:
            continue
        return None if found in _LATIN_1 else found
    return None
