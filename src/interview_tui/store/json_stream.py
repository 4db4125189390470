"""JSON read piece by piece: a document of any size, of which one value at a time is in memory."""

from __future__ import annotations

import codecs
import json
import re
from typing import TYPE_CHECKING, Any

from interview_tui.domain.errors import Unclear
from interview_tui.domain.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LARGEST_VALUE = 50_000_000
"""Characters of a single value, or of what is not JSON, at most that are held before one gives up."""
_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER_GOES_ON = re.compile(r"[-+.eE0-9]*")
_decode = json.JSONDecoder().raw_decode


class JsonStream:
    """A document, read from its beginning on: an object by `members`, a list by `items`, all else by `value`."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        """`chunks` are the document's bytes, UTF-8 with or without a byte order mark."""
        self._chunks = iter(chunks)
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._bytes = 0
        self._text, self._at = "", 0
        self._line = 1
        """The line on which the text in memory begins."""
        self._ended = False

    def peek(self) -> str:
        """The next character that is no white space; '' at the end."""
        while True:
            found = _SPACE.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def members(self) -> Iterator[str]:
        """The names in an object. Each one's value is to be read before the next name."""
        self._at += 1  # the brace, which `peek` has shown
        closed = self.peek() == "}"
        while not closed:
            if self.peek() != '"':
                raise self._wrong("Expecting property name enclosed in double quotes")
            name = self.value()
            if self.peek() != ":":
                raise self._wrong("Expecting ':' delimiter")
            self._at += 1
            yield name
            closed = self._comma("}")
        self._at += 1

    def items(self) -> Iterator[Any]:
        """The values in a list."""
        self._at += 1  # the bracket, which `peek` has shown
        closed = self.peek() == "]"
        while not closed:
            yield self.value()
            closed = self._comma("]")
        self._at += 1

    def value(self) -> Any:
        """The next value, whole. Raises Unclear for what is not JSON."""
        self.peek()
        while True:
            try:
                value, end = _decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if len(self._text) - self._at < LARGEST_VALUE and self._more():
                    continue
                raise self._wrong(error.msg, error.pos) from error
            except (ValueError, RecursionError) as error:  # thousands of digits, brackets in thousands of brackets
                raise Unclear("this is no export: it is JSON that no program can hold") from error
            if isinstance(value, int | float) and _NUMBER_GOES_ON.fullmatch(self._text, end) and self._more():
                continue
            self._at = end
            return value

    def finish(self) -> None:
        """Raises Unclear when there is more after the document."""
        if self.peek():
            raise self._wrong("Extra data")

    def _comma(self, closing: str) -> bool:
        """Goes over a comma; True before the closing bracket."""
        following = self.peek()
        if following == closing:
            return True
        if following != ",":
            raise self._wrong("Expecting ',' delimiter")
        self._at += 1
        return False

    def _more(self) -> bool:
        """Reads on, at least as much as is held already, so that a large value is not tried too often."""
        if self._ended:
            return False
        self._line += self._text.count("\n", 0, self._at)
        held = self._text[self._at :]
        parts, wanted = [held], len(held)
        while not self._ended and (wanted >= 0 or not any(parts)):
            chunk = next(self._chunks, b"")
            self._ended = not chunk
            text = self._decoded(chunk)
            parts.append(text)
            wanted -= max(len(text), 1)
        self._text, self._at = "".join(parts), 0
        return True

    def _decoded(self, chunk: bytes) -> str:
        kept = len(self._decoder.getstate()[0])
        try:
            text = self._decoder.decode(chunk, not chunk)
        except UnicodeDecodeError as error:
            raise Unclear(f"this is no export: byte {self._bytes - kept + error.start + 1} is not UTF-8") from error
        self._bytes += len(chunk)
        return text

    def _wrong(self, why: str, at: int | None = None) -> Unclear:
        line = self._line + self._text.count("\n", 0, self._at if at is None else at)
        return Unclear(f"this is no export: line {line} is not JSON ({shorten(why, 60)})")
