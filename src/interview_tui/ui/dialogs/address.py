"""How a reader is addressed: asked in a line, with the greeting that it makes; in German and French also du or Sie."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from interview_tui.domain.enums import Language
from interview_tui.domain.errors import Unclear
from interview_tui.domain.text import clean_line
from interview_tui.letters.addresses import greeting
from interview_tui.ui.dialogs.menu import Choice, Menu
from interview_tui.ui.dialogs.prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview_tui.domain.records import Letter, Person

_EXAMPLES = {
    Language.EN_US: "Dana, Ms. Ruiz, Dr. Keller",
    Language.EN_GB: "Dana, Ms Ruiz, Dr Keller",
    Language.DE: "Dana, Frau Ruiz, Herr Dr. Keller",
    Language.FR: "Dana, Mme Petit, M. Laurent",
}
_YOU = {Language.DE: ("Sie", "du"), Language.FR: ("vous", "tu")}
"""What the reader is called in a language that has two words for it: from afar, and among friends."""


def address_prompt(letter: Letter, person: Person, save: Callable[[str, bool], None]) -> Prompt:
    """Asks for the form of address of a letter's reader; `save` gets it, and whether they are du or tu."""

    def greeted(address: str, *, familiar: bool) -> str:
        name = clean_line(person.name)
        return greeting(letter.language, letter.tone, name=name, address=address, familiar=familiar).text

    def submit(text: str) -> Menu | None:
        address = clean_line(text)
        if not greeted(address, familiar=person.familiar):
            raise Unclear(f"That makes no greeting: write for example {_EXAMPLES[letter.language]}")
        if letter.language not in _YOU:
            save(address, person.familiar)
            return None
        afar, near = _YOU[letter.language]
        choices = [
            Choice(word[0].lower(), f"{word}: {greeted(address, familiar=is_near)}", partial(save, address, is_near))
            for word, is_near in ((afar, False), (near, True))
        ]
        return Menu(f"{afar} or {near}?", choices, safe=int(person.familiar))

    def preview(text: str) -> str:
        return greeted(clean_line(text), familiar=person.familiar) or "no greeting yet"

    return Prompt(
        f"How do you address {person.name}?",
        submit,
        value=person.address,
        placeholder=f"for example {_EXAMPLES[letter.language]}",
        preview=preview,
        hint="enter saves it for all letters to them · esc closes",
    )
