"""People from address books and from lists of contacts: found again in the store, never doubled.

Somebody is known by an email address; else by name, where no two addresses and no two companies differ. Of a known
person only what is empty here is taken: what is written down here is the truth.

Whoever stands in a list of contacts is added to the interview that runs at their company, where it is clear which one.
An address book has all people that somebody knows: its people are only added to the people.
"""

from __future__ import annotations

import shlex
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from interview_tui.data_classes import replace
from interview_tui.domain.identity import plain_company
from interview_tui.domain.records import Interview, Involvement, Person, ref
from interview_tui.domain.text import counted
from interview_tui.importing.importer import PROGRESS_STEP, Contents, Imported
from interview_tui.services.base import NAMED_AT_MOST, Service, joined, no_progress
from interview_tui.services.follow_ups import RUNNING
from interview_tui.services.introductions import involve
from interview_tui.store.identity import PeopleIndex
from interview_tui.store.records import find

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_tui.domain.enums import Part, Ref
    from interview_tui.importing.importer import Progress
    from interview_tui.services.base import Context
    from interview_tui.store.transaction import Transaction


class ContactCard(NamedTuple):
    """One person. Texts are cleaned; '' for what the file does not say."""

    number: int
    """Which card or row of the file it is."""
    name: str
    title: str = ""
    company: str = ""
    emails: tuple[str, ...] = ()
    """The preferred first."""
    phone: str = ""
    link: str = ""
    note: str = ""
    part: Part | None = None
    """What they are in an interview; None where the file does not say."""
    has_more: bool = False
    """It has further addresses or numbers, for which the record has no room."""


class _People:
    """The people of one import."""

    def __init__(self, context: Context, tx: Transaction, done: Imported) -> None:
        self._mine = context.mine
        self._tx = tx
        self._done = done
        self._known = PeopleIndex(tx.reader)
        self.more = 0
        """How many of the new ones have further addresses or numbers."""

    def take(self, contact: ContactCard) -> Person | None:
        """Adds somebody, or what is news of them; None for the user."""
        if self._mine.intersection(contact.emails):
            self._done.skipped += 1
            return None
        person = self._known.find(name=contact.name, emails=contact.emails, company=contact.company, exact=False)
        said: dict[str, Any] = {name: getattr(contact, name) for name in ("title", "company", "phone", "link", "note")}
        said["email"] = contact.emails[0] if contact.emails else ""
        if person is None:
            self._done.added += 1
            self.more += contact.has_more
            person = self._tx.add(Person(name=contact.name, **said))
        elif news := {name: value for name, value in said.items() if value and not getattr(person, name)}:
            self._done.updated += 1
            person = self._tx.update(replace(person, **news))
        else:
            self._done.skipped += 1
        self._known.put(person, contact.emails)
        return person


class _Ties:
    """The running interviews by their companies, and who was added to them."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._running: dict[str, list[Interview]] = defaultdict(list)
        for interview in find(tx.reader, Interview):
            if interview.outcome in RUNNING:
                self._running[plain_company(interview.company)].append(interview)
        self.made: dict[str, int] = {}
        """The interview of each who was added, by `Dana Ruiz (i1 Acme)`."""
        self.elsewhere: dict[str, int] = defaultdict(int)
        """How many are at companies without an interview, by company; '' where none is known."""
        self.asked: list[tuple[Ref, str]] = []

    def tie(self, person: Person, part: Part | None) -> None:
        """Adds somebody to the interview at their company, unless they stand in one there."""
        there = self._running.get(plain_company(person.company), []) if person.company else []
        known = {tie.interview_id for tie in find(self._tx.reader, Involvement, person_id=person.id)}
        if known & {interview.id for interview in there}:
            return
        if not there:
            if not known:
                self.elsewhere[person.company] += 1
        elif len(there) > 1:
            several = ", ".join(str(ref(interview)) for interview in there[:NAMED_AT_MOST])
            first = f"interview-tui person {ref(there[0])} {shlex.quote(person.name)}"
            self.asked.append((ref(person), f"{person.company} has several interviews ({several}): {first} adds them"))
        else:
            involve(self._tx, there[0].id, person.id, part)
            self.made[f"{person.name} ({ref(there[0])} {there[0].company})"] = there[0].id

    def words(self) -> tuple[str, ...]:
        """What is said of it."""
        places = [company for company in self.elsewhere if company]
        people = counted(sum(self.elsewhere.values()), "person is", "people are")
        nowhere = f"{people} in no interview" if self.elsewhere else ""
        return (
            f"added to interviews: {_first(list(self.made))}" if self.made else "",
            f"no running interview at {_first(places)}: {nowhere}" if places else nowhere,
        )


def apply_contacts(
    context: Context, contents: Sequence[Contents[ContactCard]], dry_run: bool = False, progress: Progress = no_progress
) -> Imported:
    """The people of address books in one change."""
    return _apply(context, contents, dry_run, progress, tied=False)


def apply_listed(
    context: Context, contents: Sequence[Contents[ContactCard]], dry_run: bool = False, progress: Progress = no_progress
) -> Imported:
    """The people of lists of contacts in one change, each added to the interview at their company."""
    return _apply(context, contents, dry_run, progress, tied=True)


def _apply(
    context: Context, contents: Sequence[Contents[ContactCard]], dry_run: bool, progress: Progress, *, tied: bool
) -> Imported:
    done = Imported(words="nothing new")
    with context.transaction() as tx:
        people = _People(context, tx, done)
        ties = _Ties(tx)
        for number, contact in enumerate((contact for one in contents for contact in one.rows), start=1):
            person = people.take(contact)
            if tied and person is not None:
                ties.tie(person, contact.part)
            if number % PROGRESS_STEP == 0:
                progress(number)
        said = Service(context).replan_all(tx, ties.made.values())
        news = joined(
            f"added {counted(done.added, 'person', 'people')}" if done.added else "",
            f"updated {counted(done.updated, 'person', 'people')}" if done.updated else "",
        )
        more = f"of {counted(people.more, 'person', 'people')} only the first address or number is imported"
        done.words = joined(news or "nothing new", *ties.words(), *said, more if people.more else "")
        if tx.size:
            tx.done(f"Imported contacts: {done.words}")
        if dry_run:
            tx.give_up()
    done.entry = tx.entry
    done.asked = tuple(ties.asked)
    return done


def _first(names: Sequence[str]) -> str:
    """The first of them by name, and how many more there are."""
    more = len(names) - NAMED_AT_MOST
    return ", ".join(names[:NAMED_AT_MOST]) + (f" and {counted(more, 'more', 'more')}" if more > 0 else "")
