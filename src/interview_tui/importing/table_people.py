"""The people whom tables name, found among those who are known, or added."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from interview_tui.domain.facts import part_by_title
from interview_tui.domain.records import Person
from interview_tui.store.identity import people, plain_company, plain_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_tui.domain.enums import Part
    from interview_tui.importing.rows import Contact
    from interview_tui.store.transaction import Transaction


class TablePeople:
    """Finds people as `services.people.find_or_add` does, but reads those who are known once for many rows."""

    def __init__(self, tx: Transaction, mine: frozenset[str]) -> None:
        """`mine` are the user's own addresses: one does not meet oneself."""
        self._tx = tx
        self._mine = mine
        self._by_email: dict[str, int] = {}
        self._named: dict[tuple[str, str], dict[int, str]] | None = None
        """Ids by plain name and company, each with the address; None until they are read."""

    def find(self, contacts: Sequence[Contact], company: str) -> dict[Person, Part]:
        """The people named at a company, each once, with what they are there."""
        found = {}
        for contact in contacts:
            if contact.email.casefold() not in self._mine:
                person = self._one(contact, company)
                found[person.id] = (person, part_by_title(contact.title or person.title))
        return dict(found.values())

    def _one(self, contact: Contact, company: str) -> Person:
        """The person, who has from then on what was not known of them yet."""
        if self._named is None:
            self._by_email, self._named = people(self._tx.reader)
        email, name = contact.email.casefold(), contact.name or contact.email
        same = self._named.setdefault((plain_name(name), plain_company(company)), {})
        number = self._by_email.get(email) if email else None
        if number is None:
            number = next((number for number, other in same.items() if not email or not other), None)
        told: dict[str, Any] = {"email": email, "phone": contact.phone, "title": contact.title}
        if number is None:
            person = Person(name=name, company=company, **told)
            (number,) = self._tx.add_all([person])
            person = replace(person, id=number)
        else:
            person = self._tx.get(Person, number)
            news = {field: value for field, value in told.items() if value and not getattr(person, field)}
            person = self._tx.change(person, **news)
        if email:
            self._by_email.setdefault(email, number)
        same[number] = person.email
        return person
