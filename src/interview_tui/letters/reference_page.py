"""The sheet of references that an employer gets, as Markdown and as a page to print: of each who they are, how they
know you and how they can be reached, and nothing else.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.enums import Language
from interview_tui.domain.text import clean_line, markdown_line
from interview_tui.letters.letter_page import html_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from interview_tui.domain.records import Person
    from interview_tui.settings import Sender


class _Words(NamedTuple):
    """The words of the sheet in one language."""

    references: str
    relation: str
    email: str
    phone: str
    no_calls: str
    """Beside the address of somebody who asked not to be called."""
    between: str = ": "


_ENGLISH = _Words("References", "Relationship", "Email", "Phone", "email only, please")
_WORDS = {
    Language.EN_US: _ENGLISH,
    Language.EN_GB: _ENGLISH,
    Language.DE: _Words("Referenzen", "Bezug", "E-Mail", "Telefon", "bitte nur per E-Mail"),
    Language.FR: _Words("Références", "Lien", "E-mail", "Téléphone", "uniquement par e-mail", "\u00a0: "),
}


class SheetHead(NamedTuple):
    """Whose references they are, and what the sheet is written in."""

    sender: Sender
    language: Language

    def titled(self, fitted: Callable[[str], str]) -> str:
        """`References: Robin Hale`, with the name as `fitted` makes it fit."""
        words = _WORDS[self.language]
        name = clean_line(self.sender.signature.partition("\n")[0])
        return f"{words.references}{words.between}{fitted(name)}" if name else words.references

    @property
    def reached(self) -> tuple[str, ...]:
        """How the sender can be reached: the rest of the signature, and the address where it does not have it."""
        _, _, rest = self.sender.signature.partition("\n")
        own = "" if self.sender.address in rest else self.sender.address
        return tuple(filter(None, map(clean_line, (*rest.splitlines(), own))))


def sheet_as_markdown(people: Sequence[Person], head: SheetHead) -> str:
    """The sheet as CommonMark; every text reads there as it was written."""
    between = _WORDS[head.language].between
    lines = [f"# {head.titled(markdown_line)}"]
    if head.reached:
        lines += ["", " · ".join(map(markdown_line, head.reached))]
    for person in people:
        lines += ["", f"## {markdown_line(person.name)}", ""]
        position = _position(person)
        lines += [f"{markdown_line(position)}", ""] if position else []
        lines += [
            f"- **{name}{between.rstrip()}** {markdown_line(value)}" for name, value in _facts(person, head.language)
        ]
    return "\n".join(lines).rstrip("\n") + "\n"


def sheet_as_html(people: Sequence[Person], head: SheetHead) -> str:
    """The sheet as a page to print, which needs nothing from outside."""
    between = _WORDS[head.language].between
    inside = [f"<h1>{head.titled(escape)}</h1>"]
    if head.reached:
        inside.append(f"<address>{'<br>'.join(map(escape, head.reached))}</address>")
    for person in people:
        inside.append(f"<h2>{escape(clean_line(person.name))}</h2>")
        rows = [escape(_position(person))] if _position(person) else []
        rows += [f"{escape(name + between)}{escape(value)}" for name, value in _facts(person, head.language)]
        if rows:
            inside.append(f"<p>{'<br>'.join(rows)}</p>")
    return html_page(head.titled(str), "\n".join(inside) + "\n", head.language)


def _position(person: Person) -> str:
    return ", ".join(filter(None, (clean_line(person.title), clean_line(person.company))))


def _facts(person: Person, language: Language) -> Iterator[tuple[str, str]]:
    """What stands under a name. Who asked not to be called is not given with a number."""
    words, email = _WORDS[language], clean_line(person.email)
    if clean_line(person.knows_me_from):
        yield words.relation, clean_line(person.knows_me_from)
    if email:
        yield words.email, f"{email} ({words.no_calls})" if person.no_calls else email
    if clean_line(person.phone) and not person.no_calls:
        yield words.phone, clean_line(person.phone)
