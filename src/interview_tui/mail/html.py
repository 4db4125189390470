"""HTML as plain text: of an email's body, and of what calendars carry in their descriptions."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from interview_tui.domain.text import clean, words

if TYPE_CHECKING:
    from collections.abc import Callable

_ORIGINAL = "-----Original Message-----"
"""Stands where a mail program has marked that the email follows that is answered or forwarded."""
_SIGNATURE = "-- "
"""Stands where a mail program has marked a signature (RFC 3676, section 4.3)."""

# From each "<" no pattern looks further than the next: the time grows with the length, whatever the text is.
_TAG = re.compile(
    r"<!--|<[!?][^<>]*>"
    r"|<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:_-]*+)"
    r"(?P<attributes>(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+(?=>)|[^<>]*)>"
)
_ATTRIBUTE = re.compile(r"([a-zA-Z:_-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_VALUES = re.compile(r"=\s*(?:\"[^\"]*\"|'[^']*')")
_HUGE_NUMBER = re.compile(r"&#\d{8,};?")
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|(?:max-height|font-size)\s*:\s*0(?![.\d]*[1-9])",
    re.I,
)
_INDENTED = re.compile(r"border\s*:\s*(?:none|0)", re.IGNORECASE)
_UNSEEN = words("style script title template svg math select object")
_EMPTY = words("area base br col embed hr img input link meta source track wbr")
_BLOCKS = words(
    """address article aside blockquote body caption center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6
    header hr html li main nav ol p pre section table tbody td tfoot th thead tr ul"""
)
_ORIGINALS = words("divRplyFwdMsg appendonsend mail-editor-reference-message-container zwchr")
_SIGNATURES = words("gmail_signature moz-signature Signature ms-outlook-mobile-signature")

_DEEPEST = 9
"""So many marks stand before a quoted line at most."""


def text_of_html(
    source: str, *, lines_count: bool = False, paragraphs: bool = True, shown: Callable[[str], str] = lambda _: ""
) -> str:
    """The text of a document or a snippet, cleaned. `<br>` ends a line, a block element a paragraph (a mere line where
    `paragraphs` is False). Quoted blocks have “> ” before each line. `lines_count`: line ends are as they stand.
    `shown` gives what is to be seen of a link's address. What is hidden is left out, unless all is.
    """
    text = _Page(lines_count, paragraphs, shown).read(source)
    return text or _Page(lines_count, paragraphs, shown, hides=False).read(source)


class _Page:
    """The text as it grows."""

    def __init__(self, lines_count: bool, paragraphs: bool, shown: Callable[[str], str], hides: bool = True) -> None:
        self._lines_count = lines_count
        self._gap = 2 if paragraphs else 1
        self._shown = shown
        self._hides = hides
        self._lines: list[str] = []
        self._line: list[str] = []
        self._quotes: list[bool] = []
        self._depth = 0
        self._preformatted = 0
        self._unended: set[str] = set()
        """Elements whose end was looked for in vain: it is not looked for from each of many beginnings."""

    def read(self, source: str) -> str:
        at, end = 0, len(source)
        while at < end:
            tag = _TAG.search(source, at)
            self._add(source[at : tag.start() if tag else end])
            if tag is None:
                break
            at = tag.end()
            if tag[0] == "<!--":
                at = self._after_comment(source, at)
            elif name := (tag["name"] or "").lower():
                at = self._take(source, name, bool(tag["end"]), tag["attributes"], at)
        self._end_line(self._gap)
        lines = (
            line.rstrip() if line.strip(" >") else line.strip() for line in clean("\n".join(self._lines)).split("\n")
        )
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")

    def _after_comment(self, source: str, at: int) -> int:
        found = -1 if "!" in self._unended else source.find("-->", at)
        if found < 0:
            self._unended.add("!")
            return at
        return found + 3

    def _take(self, source: str, name: str, ends: bool, attributes: str, at: int) -> int:
        """Takes a tag that ends at `at`; where reading goes on."""
        if name in _BLOCKS:
            self._end_line(self._gap)
        if name == "br":
            self._end_line(1)
        elif name == "blockquote" and ends:
            if self._quotes:
                self._depth -= self._quotes.pop()
        elif name == "pre":
            self._preformatted = max(0, self._preformatted + (-1 if ends else 1))
        if ends:
            return at
        if name in _UNSEEN:
            return self._beyond(source, name, at)
        given = (
            {key.lower(): a or b or c for key, a, b, c in _ATTRIBUTE.findall(attributes[:5000])} if attributes else {}
        )
        style = given.get("style", "")
        if (
            self._hides
            and name not in _EMPTY
            and (_HIDDEN.search(style) or "hidden" in _VALUES.sub("", attributes).split())
        ):
            return self._beyond(source, name, at)
        if name == "blockquote":
            self._quotes.append("type" in given or "class" in given or not _INDENTED.search(style))
            self._depth += self._quotes[-1]
        elif name == "li":
            self._line.append("- ")
        elif name == "a" and (seen := self._shown(html.unescape(given.get("href", "")))):
            self._line.append(f"{seen} ")
        marks = {given.get("id", ""), *given.get("class", "").split()}
        if marks & _ORIGINALS:
            self._mark(_ORIGINAL)
        elif marks & _SIGNATURES:
            self._mark(_SIGNATURE)
        return at

    def _beyond(self, source: str, name: str, at: int) -> int:
        """Behind the end of an element that is not shown; where it has none, behind its first tag."""
        depth, position = 1, at
        while depth:
            tag = None if name in self._unended else _TAG.search(source, position)
            if tag is None:
                self._unended.add(name)
                return at
            position = tag.end()
            if (tag["name"] or "").lower() == name:
                depth += -1 if tag["end"] else 1
        return position

    def _add(self, text: str) -> None:
        if not text:
            return
        if "&" in text:
            text = html.unescape(_HUGE_NUMBER.sub("\ufffd", text))
        if not (self._lines_count or self._preformatted):
            self._line.append(_BLANKS.sub(" ", text))
            return
        first, *others = text.split("\n")
        self._line.append(first)
        for line in others:
            self._end_line(1)
            self._line.append(line)

    def _mark(self, line: str) -> None:
        self._end_line(self._gap)
        self._line.append(line)
        self._end_line(self._gap)

    def _end_line(self, ends: int) -> None:
        line = _BLANKS.sub(" ", "".join(self._line).replace("\xa0", " ")).strip(" ")
        self._line.clear()
        quote = "> " * min(self._depth, _DEEPEST)
        if line or ends == 1:
            self._lines.append(quote + (_SIGNATURE if line == "--" else line))
        if ends > 1 and self._lines and self._lines[-1].strip(" >"):
            self._lines.append("")
