"""A letter as a page to print, for the post; and a table as one. Whole HTML documents that need nothing from outside.

The page fits A4 and Letter: its margins leave less than the width of either, and the printer's own size is taken.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.text import clean, clean_line
from interview_tui.letters.letter_text import LetterParagraph, blocks_as_html, split_body, table_as_html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_tui.domain.enums import Language
    from interview_tui.letters.chart_table import ChartTable
    from interview_tui.letters.letter_text import Block

_STYLE = """
@page { margin: 20mm 22mm; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 8mm 5mm; max-width: 166mm; box-sizing: border-box;
  font-family: Arial, Helvetica, sans-serif; font-size: 15px; line-height: 1.45; color: #000; background: #fff;
  word-break: break-word; overflow-wrap: anywhere;
}
h1 { font-size: 1em; margin: 0 0 1.4em 0; }
address { font-style: normal; }
.sender { text-align: right; min-height: 25mm; }
.reader { min-height: 30mm; }
.date { margin: 0 0 1.4em 0; }
:lang(de) .date, :lang(fr) .date { text-align: right; }
.signature { height: 16mm; break-before: avoid; break-after: avoid; }
tr, li { break-inside: avoid; }
p { orphans: 2; widows: 2; }
@media print {
  body { padding: 0; max-width: none; }
  a { color: inherit; text-decoration: none; }
}
"""


class PageHead(NamedTuple):
    """What stands above the text of a letter that goes by post, and what it is signed with."""

    sender: Sequence[str]
    """What one signs with, in lines: all of it stands at the top, the first line below the signature as well."""
    mail: str
    """The sender's e-mail address, or ''."""
    reader: Sequence[str]
    date: str
    subject: str


def letter_page(body: str, head: PageHead, language: Language) -> str:
    """The letter as a page: the sender, whom it goes to, the date, the subject, the text, and room to sign."""
    blocks, signed = _signed_apart(split_body(clean(body)), head.sender)
    mail = [head.mail] if head.mail and not any(head.mail in line for line in head.sender) else []
    inside = (
        f'<address class="sender">{_lines([*head.sender, *mail])}</address>\n'
        f'<address class="reader">{_lines(head.reader)}</address>\n'
        f'<p class="date">{escape(clean_line(head.date))}</p>\n'
        f"<h1>{escape(clean_line(head.subject))}</h1>\n"
        f"{blocks_as_html(blocks)}"
        f'<div class="signature"></div>\n<p>{_lines(signed)}</p>\n'
    )
    return html_page(head.subject, inside, language)


def table_page(table: ChartTable, title: str, language: Language) -> str:
    """A table under its title."""
    return html_page(title, f"<h1>{escape(clean_line(title))}</h1>\n{table_as_html(table)}", language)


def html_page(title: str, inside: str, language: Language) -> str:
    """A whole document around what is HTML already."""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(clean_line(title))}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n{inside}</body>\n</html>\n"
    )


def _signed_apart(blocks: list[Block], sender: Sequence[str]) -> tuple[list[Block], Sequence[str]]:
    """The text without the lines that it is signed with, and what of them stands below the signature: the name alone
    where all of them stand at the top of the page; of a letter that was signed otherwise what follows its closing.
    """
    last = blocks[-1] if blocks else None
    if not isinstance(last, LetterParagraph):
        return blocks, ()
    me = tuple(sender)
    if me and last.lines[-len(me) :] == me:
        closing, signed = last.lines[: -len(me)], me[:1]
    else:
        closing, signed = last.lines[:1], last.lines[1:]
    return [*blocks[:-1], *([LetterParagraph(closing)] if closing else [])], signed


def _lines(lines: Sequence[str]) -> str:
    return "<br>".join(escape(clean_line(line)) for line in lines)
