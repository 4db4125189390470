"""With whom an email is, about which interview, and which way it went.

It goes out where one of the user's own addresses wrote it, to somebody who is known. It comes in from an address that
is known, in a thread that is known, from the employer's own domain, or from a service that speaks for an employer: an
applicant system, a scheduler, a signing service, a network. A name alone is no proof: who only calls himself by a known
name, from an address of his own, is left out. So are newsletters, job alerts and what friends write.

Where somebody stands in several interviews the thread decides, else the role or the company that is named, else the
only one that runs, else the one with the latest contact.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.enums import Direction, Part
from interview_tui.domain.identity import plain_company
from interview_tui.domain.text import plain_words, repeats, squash
from interview_tui.mail.acquaintance import Thread, domains_above, name_key, served_name
from interview_tui.mail.interview_choice import likeliest_interview
from interview_tui.mail.mailboxes import (
    has_failed,
    host_of,
    is_bulk,
    is_desk,
    is_forged,
    is_postmaster,
    is_publicity,
    is_robot,
    is_service,
    is_vouched_for,
    plain_address,
    site_of,
)
from interview_tui.mail.message import Mailbox

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from interview_tui.mail.acquaintance import Correspondence, KnownInterview, KnownPerson
    from interview_tui.mail.message import Envelope, Message

_OF_HIRING = re.compile(
    r"\b(?:applica(?:tion|nt)|candida\w+|interview\w*|hiring|recruit\w+|vacancy|bewerb\w+|vorstellungsgespr\w+"
    r"|gespräch\w*|stelle|entretien\w*|recrutement|poste|embauche|offer letter|contrat|vertrag\w*|sollicitatie\w*"
    r"|entrevista\w*)\b",
    re.IGNORECASE,
)
_LOOKED_AT = 20_000
"""Characters of a text in which names are looked for."""
_RUN = re.compile(r"[a-z0-9]+")
"""Of a company's name, letters that stand in an email as they are, whatever its encoding."""
_BASE64_TEXT = re.compile(
    rb"text/(?:plain|html)[^\0]{0,300}?transfer-encoding:\s{0,9}base64"
    rb"|transfer-encoding:\s{0,9}base64[^\0]{0,300}?text/(?:plain|html)"
)
"""A text of which nothing shows; in lower case."""
_SURE_MARK = 5
"""Letters of a company's name that no other domain has by chance."""
_LAST_LINES = 8
"""Lines of the end of an email in which its writer's name may stand."""


class Placed(NamedTuple):
    """Where an email belongs."""

    direction: Direction
    interview_id: int
    people: tuple[int, ...]
    """Who wrote it, or to whom it went; none where nobody who is known can be named."""


class _Words(NamedTuple):
    """What an email says, as far as its place goes by it."""

    subject: str
    text: str


class Correspondents:
    """Places emails by what is known at one moment. `is_own_domain` says whether a domain can be an employer's: neither
    one at which anybody has a mailbox, nor one of a service.
    """

    def __init__(self, known: Correspondence, is_own_domain: Callable[[str], bool]) -> None:
        self._known = known
        self._mine = frozenset(map(plain_address, known.mine))
        self._threads = dict(known.threads)
        self._by_email: dict[str, list[KnownPerson]] = defaultdict(list)
        self._by_name: dict[frozenset[str], list[KnownPerson]] = defaultdict(list)
        self._domains: dict[str, dict[int, None]] = defaultdict(dict)
        """The interviews by the own domains of employers, and of agencies."""
        self._with_domain: set[int] = set()
        """The interviews whose employer's own domain is known."""
        for person in known.people:
            if key := name_key(person.name):
                self._by_name[key].append(person)
            if not person.email:
                continue
            self._by_email[person.email].append(person)
            domain = host_of(Mailbox(person.name, person.email))
            if is_own_domain(domain) and not person.is_outsider(None):
                self._domains[domain].update(dict.fromkeys(person.parts))
                self._with_domain.update(i for i, part in person.parts.items() if part is not Part.AGENCY)
        self._companies = {i.id: squash(plain_company(i.company)) for i in known.interviews.values()}
        self._is_own_domain = is_own_domain
        runs = [_RUN.findall(i.company.casefold()) for i in known.interviews.values()]
        self._first_words = frozenset(found[0] for found in runs if found and len(found[0]) >= _SURE_MARK)
        self._longest_words = frozenset(max(found, key=len, default="").encode() for found in runs)

    def may_concern(self, envelope: Envelope, data: bytes) -> bool:
        """Whether an email can have a place, by its headers; of a service's, by whether its bytes name a company."""
        sender = envelope.sender
        if self.is_mine(sender):
            others = (*envelope.to, *envelope.cc, *envelope.bcc)
            return self.is_in_thread(envelope) or any(map(self._is_known, others))
        return (
            self.is_in_thread(envelope)
            or any(map(self._is_known, (sender, *envelope.reply_to)))
            or is_postmaster(sender)
            or bool(self._named_in(sender.name))
            or bool(self._called(sender.name))
            or (
                not is_bulk(envelope)
                and (is_service(sender) or self._is_tenant(sender))
                and self._may_name_company(envelope, data)
            )
        )

    def is_in_thread(self, envelope: Envelope) -> bool:
        """Whether an email answers one that is known, directly or by way of others."""
        return self._thread(envelope) is not None

    def place(self, message: Message) -> Placed | None:
        """Where an email belongs; None for one that is nobody's here."""
        envelope = message.envelope
        if is_forged(envelope):
            return None
        words = _Words(envelope.subject, f"{message.text}\n{message.signature}"[:_LOOKED_AT])
        if self.is_mine(envelope.sender):
            return None if "auto-submitted: auto-replied" in envelope.marks else self._outgoing(envelope, words)
        is_report = is_postmaster(envelope.sender)
        if is_report or message.undelivered or message.undelivered_ids:
            return self._returned(message, words)
        return self._incoming(message, words)

    def is_mine(self, box: Mailbox) -> bool:
        """Whether it is a mailbox of the user's, by whatever address."""
        return plain_address(box.email) in self._mine

    def is_outsider(self, placed: Placed) -> bool:
        """Whether an email is with somebody who is not the employer's: a connection, a reference."""
        return any(p.is_outsider(placed.interview_id) for p in self._known.people if p.id in placed.people)

    def learn(self, message: Message, placed: Placed) -> None:
        """Answers to an email that has a place have the same."""
        envelope = message.envelope
        thread = Thread(placed.interview_id, next(iter(placed.people), None))
        for identity in envelope.thread:
            self._threads.setdefault(identity, thread)
        self._threads[envelope.message_id] = thread

    # What the user wrote.

    def _outgoing(self, envelope: Envelope, words: _Words) -> Placed | None:
        thread = self._thread(envelope)
        for boxes in (envelope.to, envelope.cc, envelope.bcc):
            people = [person for box in boxes for person in self._at(box)[:1]]
            if not people and thread is not None:
                people = [p for box in boxes for p in self._named_in(box.name) if thread.interview_id in p.parts]
            if people:
                return self._with(Direction.OUT, people, words, thread)
        others = [box for box in (*envelope.to, *envelope.cc) if not self.is_mine(box)]
        there = dict.fromkeys(number for box in others for number in self._at_employer(box.email))
        if thread is not None and thread.interview_id in there:
            return Placed(Direction.OUT, thread.interview_id, ())
        if there and self._names_role(there, words):
            return self._about(Direction.OUT, there, words, thread)
        return None

    # What came.

    def _returned(self, message: Message, words: _Words) -> Placed | None:
        """The report that a letter did not arrive is about whom it names, else about whom that was to."""
        threads = (self._threads[one] for one in message.undelivered_ids if one in self._threads)
        thread = next(threads, None) or self._thread(message.envelope)
        people = [person for email in message.undelivered for person in self._by_email.get(email, ())[:1]]
        if thread is not None and not message.undelivered:
            people = [person for person in self._known.people if person.id == thread.person_id]
        if people:
            return self._with(Direction.IN, people, words, thread)
        return Placed(Direction.IN, thread.interview_id, ()) if thread and thread.interview_id is not None else None

    def _incoming(self, message: Message, words: _Words) -> Placed | None:
        envelope = message.envelope
        sender, thread = envelope.sender, self._thread(envelope)
        to_me = any(map(self.is_mine, (*envelope.to, *envelope.cc)))
        if "list-id" in envelope.marks and thread is None and not to_me:
            return None
        if people := self._at(sender):
            return self._with(Direction.IN, people[:1], words, thread)
        if thread is not None and (placed := self._in_thread(envelope, thread, words)):
            return placed
        if "list-id" in envelope.marks or has_failed(envelope):
            return None
        if people := [person for box in envelope.reply_to for person in self._at(box)]:
            return self._with(Direction.IN, people[:1], words, None)
        return self._from_employer(envelope, words) or self._from_service(envelope, words)

    def _in_thread(self, envelope: Envelope, thread: Thread, words: _Words) -> Placed | None:
        """Whoever answers what is known; who answers something else, in a thread in which that stands, is one of the
        employer's, or has the name of somebody there.
        """
        sender = envelope.sender
        named = self._named_in(sender.name) or self._named_in(served_name(sender.name))
        there = [person for person in named if thread.interview_id is None or thread.interview_id in person.parts]
        answers = envelope.thread[-1] in self._threads
        if not there and answers:
            there = self._half_named(sender.name, thread)
        if there:
            return self._with(Direction.IN, there[:1], words, thread)
        if thread.interview_id is None or not (answers or thread.interview_id in self._at_employer(sender.email)):
            return None
        return self._signed(thread.interview_id, words, by_service=is_service(sender))

    def _from_employer(self, envelope: Envelope, words: _Words) -> Placed | None:
        """Somebody there who is not known yet, or a desk that writes about the interview."""
        sender = envelope.sender
        if is_bulk(envelope) or is_publicity(sender):
            return None
        there = dict.fromkeys(self._at_employer(sender.email))
        by_reply = dict.fromkeys(number for box in envelope.reply_to for number in self._at_employer(box.email))
        interviews = there or by_reply
        if not interviews:
            return None
        known = [person for person in self._named_in(sender.name) if not interviews.keys().isdisjoint(person.parts)]
        if known:
            return self._with(Direction.IN, known[:1], words, None, among=interviews)
        if there and not is_service(sender):
            return self._about(Direction.IN, there, words, None)
        about = self._names_role(interviews, words) or _OF_HIRING.search(f"{words.subject}\n{words.text}")
        interview = self._choose(interviews, words, None) if about else None
        return self._signed(interview, words, by_service=True) if interview is not None else None

    def _from_service(self, envelope: Envelope, words: _Words) -> Placed | None:
        """A service that says for whom it speaks: for a person, for a company, or, in its text, for one company and one
        of its roles.
        """
        sender = envelope.sender
        called, named = self._called(sender.name), self._named_in(sender.name)
        if not self._may_speak(envelope, speaks_for_known=bool(called or named)):
            return None
        if people := self._named_in(served_name(sender.name)):
            return self._with(Direction.IN, people[:1], words, None)
        for person in named:
            if self._named_companies(person.parts, words) or self._names_role(person.parts, words):
                return self._with(Direction.IN, [person], words, None)
        interviews = called or (() if is_bulk(envelope) else self._named_companies(self._known.interviews, words))
        is_about = self._names_role(interviews, words)
        if called and is_vouched_for(envelope) and not is_bulk(envelope):
            is_about = is_about or _OF_HIRING.search(f"{words.subject}\n{words.text}") is not None
        if len({self._companies[number] for number in interviews}) != 1 or not is_about:
            return None
        interview = self._choose(interviews, words, None)
        return self._signed(interview, words, by_service=True) if interview is not None else None

    def _may_speak(self, envelope: Envelope, *, speaks_for_known: bool) -> bool:
        """Whether it is a service that writes, whose answers go to itself, to nobody, or to the employer. One that a
        mail server vouches for may have a mailbox with any name.
        """
        sender = envelope.sender
        home = site_of(sender)
        elsewhere = [box for box in envelope.reply_to if site_of(box) != home and not self._is_known(box)]
        if elsewhere or is_publicity(sender) or self._looks_alike(home):
            return False
        vouched = is_vouched_for(envelope) and self._is_own_domain(host_of(sender))
        machine = is_robot(sender) or ("auto-submitted: auto-generated" in envelope.marks and self._is_tenant(sender))
        return machine or (vouched and (speaks_for_known or is_desk(sender)))

    def _is_tenant(self, box: Mailbox) -> bool:
        """Whether it is a mailbox that an applicant system gives to a company: it is called as the company is."""
        local = squash(box.email.partition("@")[0])
        return local in self._first_words or local in self._companies.values()

    def _looks_alike(self, site: str) -> bool:
        """Whether a domain has the name of a company whose own domain is another one: no service is called so."""
        label = squash(site.partition(".")[0])
        return any(word in label for word in self._first_words)

    # Who and where.

    def _at(self, box: Mailbox) -> list[KnownPerson]:
        """Those with that address; of several the one with that name first."""
        people = self._by_email.get(box.email, [])
        return sorted(people, key=lambda p: name_key(p.name) != name_key(box.name)) if len(people) > 1 else people

    def _named_in(self, name: str) -> list[KnownPerson]:
        """Those who are called so; also by a part of the name where that is two words at least."""
        key = name_key(name)
        if key in self._by_name:
            return self._by_name[key]
        if len(key) < 2:
            return []
        near = (people for other, people in self._by_name.items() if len(other) > 1 and (other < key or key < other))
        return [person for people in near for person in people]

    def _half_named(self, name: str, thread: Thread) -> list[KnownPerson]:
        """The one of a thread's interview who has that first or last name: the `Priya N.` that Priya Nair is."""
        key = name_key(name)
        people = [p for p in self._known.people if thread.interview_id in p.parts and key and key < name_key(p.name)]
        return people if len(people) == 1 else []

    def _is_known(self, box: Mailbox) -> bool:
        return box.email in self._by_email or any(True for _ in self._at_employer(box.email))

    def _at_employer(self, email: str) -> Iterator[int]:
        """The interviews with the employer whose own domain an address has."""
        domain = email.rpartition("@")[2]
        for one in domains_above(domain):
            if one in self._domains:
                yield from self._domains[one]
                return
        if not self._is_own_domain(domain):
            return
        labels = {squash(label) for label in domain.split(".")[:-1]}
        for number, company in self._companies.items():
            if number not in self._with_domain and len(company) >= _SURE_MARK and company in labels:
                yield number

    def _called(self, name: str) -> list[int]:
        """The interviews with the company by which a sender calls himself: `Acme`, `Acme Recruiting`."""
        plain = squash(name)
        return [number for number, company in self._companies.items() if len(company) > 2 and company in plain]

    def _may_name_company(self, envelope: Envelope, data: bytes) -> bool:
        """Whether the bytes of an email may name a company, as far as that shows without taking it apart."""
        if self._called(envelope.subject):
            return True
        whole = data.replace(b"=\r\n", b"").replace(b"=\n", b"").lower()
        return any(word in whole for word in self._longest_words) or _BASE64_TEXT.search(whole) is not None

    def _named_companies(self, interviews: Iterable[int], words: _Words) -> list[int]:
        """Those of the interviews whose company an email names."""
        plain = squash(f"{words.subject} {words.text}")
        return [one for one in interviews if len(self._companies[one]) > 2 and self._companies[one] in plain]

    def _names_role(self, interviews: Iterable[int], words: _Words) -> bool:
        """Whether an email names the role of one of the interviews."""
        said = f"{words.subject}\n{words.text}"
        return any(i.role and repeats(said, i.role) for i in self._of(interviews))

    def _of(self, interviews: Iterable[int]) -> Iterator[KnownInterview]:
        return (self._known.interviews[number] for number in interviews if number in self._known.interviews)

    def _thread(self, envelope: Envelope) -> Thread | None:
        """What the latest email that is known in the thread is about."""
        found = (self._threads.get(one) for one in reversed(envelope.thread))
        return next((thread for thread in found if thread is not None), None)

    def _with(
        self,
        direction: Direction,
        people: Collection[KnownPerson],
        words: _Words,
        thread: Thread | None,
        *,
        among: Collection[int] = (),
    ) -> Placed | None:
        """An email with people: about an interview in which the first of them stands, with those who stand there."""
        first = next(iter(people))
        interview = self._choose([number for number in first.parts if not among or number in among], words, thread)
        if interview is None:
            return None
        there = [person.id for person in people if interview in person.parts]
        return Placed(direction, interview, tuple(dict.fromkeys(there or [first.id])))

    def _about(
        self, direction: Direction, interviews: Collection[int], words: _Words, thread: Thread | None
    ) -> Placed | None:
        interview = self._choose(interviews, words, thread)
        return Placed(direction, interview, ()) if interview is not None else None

    def _signed(self, interview_id: int, words: _Words, *, by_service: bool) -> Placed:
        """From whoever of the interview has signed, where a service wrote for them."""
        if not by_service:
            return Placed(Direction.IN, interview_id, ())
        lines = [plain_words(line) for line in words.text.splitlines() if line.strip()][-_LAST_LINES:]
        there = [person for person in self._known.people if interview_id in person.parts]
        there.sort(key=lambda p: p.parts[interview_id] not in (Part.RECRUITER, Part.AGENCY))
        signed = [p for p in there if any(f"{line} ".startswith(f"{plain_words(p.name)} ") for line in lines)]
        return Placed(Direction.IN, interview_id, tuple(p.id for p in signed[:1]))

    def _choose(self, interviews: Collection[int], words: _Words, thread: Thread | None) -> int | None:
        if thread is not None and thread.interview_id in self._known.interviews:
            return thread.interview_id
        likeliest = likeliest_interview(list(self._of(interviews)), words.subject, words.text)
        return likeliest.id if likeliest is not None else None
