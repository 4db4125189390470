"""People as vCards 3.0, which phones and address books of every age read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.records import ref
from interview_tui.exporting.content_lines import OWN_UID_END, content_text, escape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_tui.domain.records import Person


def vcard(person: Person) -> str:
    """One card; the same person gives the same text."""
    return content_text(_lines(person))


def _lines(person: Person) -> Iterator[str]:
    *given, family = person.name.split() or [person.name]
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield f"UID:{ref(person)}{OWN_UID_END}"
    yield f"FN:{escape(person.name)}"
    yield f"N:{escape(family)};{escape(' '.join(given))};;;"  # where a name has other parts, FN is what is shown
    values = {
        "EMAIL;TYPE=INTERNET": person.email,
        "TEL;TYPE=VOICE": person.phone,
        "TITLE": person.title,
        "ORG": person.company,
        "URL": person.link,
        "NOTE": person.note,
    }
    for name, text in values.items():
        if text:
            yield f"{name}:{escape(text)}"
    yield "END:VCARD"
