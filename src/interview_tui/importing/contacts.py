"""People from vCards.

Somebody is known by an e-mail address; else by name, where no two addresses and no two companies differ. Of a known
person only what is empty here is taken: what is written down here is the truth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.records import Person
from interview_tui.domain.text import counted
from interview_tui.importing.invitations import Intaken
from interview_tui.services.base import Service, joined
from interview_tui.store.identity import plain_company, plain_name
from interview_tui.store.records import find

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview_tui.importing.vcard import Card, Vcards
    from interview_tui.store.transaction import Transaction

AT_ONCE = 500
"""So many people are read at a time, and so often one hears how far it is."""


class Contacts(Service):
    """Takes vCards in."""

    def take(self, cards: Vcards, *, dry_run: bool = False, told: Callable[[int], None] | None = None) -> Intaken:
        """All people in one change. `told` hears how many cards are done; what it raises takes everything back."""
        done = Intaken(words="nothing new")
        with self.context.transaction() as tx:
            known = _Known(tx)
            for number, card in enumerate(cards.rows, start=1):
                person = known.find(card)
                if person is None:
                    done.added += 1
                    known.keep(tx.add(_person(card)), card)
                elif news := _news(person, card):
                    done.updated += 1
                    known.keep(tx.change(person, **news), card)
                else:
                    done.skipped += 1
                if told is not None and number % AT_ONCE == 0:
                    told(number)
            if tx.size:
                done.words = joined(
                    f"added {counted(done.added, 'person', 'people')}" if done.added else "",
                    f"updated {counted(done.updated, 'person', 'people')}" if done.updated else "",
                )
                tx.say(f"Imported contacts: {done.words}")
            if dry_run:
                tx.give_up()
        done.entry = tx.entry
        return done


class _Known:
    """Who is known, as the import goes on."""

    def __init__(self, tx: Transaction) -> None:
        self._by_email: dict[str, Person] = {}
        self._by_name: dict[str, dict[int, Person]] = {}
        for person in find(tx.reader, Person):
            self._put(person)

    def find(self, card: Card) -> Person | None:
        for email in card.emails:
            if email in self._by_email:
                return self._by_email[email]
        named = self._by_name.get(plain_name(card.name), {}).values()
        return next((person for person in named if _may_be(person, card)), None)

    def keep(self, person: Person, card: Card) -> None:
        """That is who the card is of: also by the addresses that the record has no room for."""
        self._put(person)
        for email in card.emails:
            self._by_email.setdefault(email, person)

    def _put(self, person: Person) -> None:
        if person.email:
            self._by_email[person.email.casefold()] = person
        self._by_name.setdefault(plain_name(person.name), {})[person.id] = person


def _may_be(person: Person, card: Card) -> bool:
    if person.email and card.emails:
        return False
    companies = {plain_company(person.company), plain_company(card.company)} - {""}
    return len(companies) < 2


def _person(card: Card) -> Person:
    return Person(
        name=card.name,
        title=card.title,
        company=card.company,
        email=card.emails[0] if card.emails else "",
        phone=card.phone,
        link=card.link,
        note=card.note,
    )


def _news(person: Person, card: Card) -> dict[str, str]:
    """What the card says where the record says nothing."""
    told = {
        "title": card.title,
        "company": card.company,
        "email": card.emails[0] if card.emails else "",
        "phone": card.phone,
        "link": card.link,
        "note": card.note,
    }
    return {name: value for name, value in told.items() if value and not getattr(person, name)}
