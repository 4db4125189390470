"""People, their parts in interviews, who knows whom, and how far a good word has come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from interview_tui.data_classes import dataclass, parts_of, replace
from interview_tui.domain.enums import OUTSIDERS, Channel, Direction, Favour, Part, Voice
from interview_tui.domain.errors import Refused, Unclear
from interview_tui.domain.follow_up_kinds import KINDS, Effect, Kind, recommendation_writer
from interview_tui.domain.records import Attendance, FollowUp, Interview, Involvement, Person, Touch
from interview_tui.domain.references import with_letter_forwarded
from interview_tui.domain.text import clean_line
from interview_tui.services.base import Service, joined
from interview_tui.services.follow_ups import FollowUps
from interview_tui.services.introductions import find_or_add, involve, log_as_theirs, part_named, read_person
from interview_tui.store.journal import Change
from interview_tui.store.queries import meetings_of
from interview_tui.store.records import find

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from interview_tui.domain.enums import Language, Tone
    from interview_tui.store.transaction import Transaction

APART = frozenset({*OUTSIDERS, Part.AGENCY})
"""The parts of people who do not work for the employer."""
OF_A_PERSON = frozenset(parts_of(Person)) - {"id", "version"}


@dataclass(frozen=True, slots=True)
class _Happening:
    words: str
    """What is said of it, before the person's name and after it."""
    after: str
    way: Direction | None
    """The contact that it is: mine to them, theirs to me, or none with me."""


HAPPENINGS: dict[Voice, _Happening] = {
    Voice.ASKED: _Happening("Asked", "for a good word", Direction.OUT),
    Voice.AGREED: _Happening("Agreed:", "will give you a good word", Direction.IN),
    Voice.SPOKE: _Happening("Spoke for you:", "", None),
    Voice.DECLINED: _Happening("Declined:", "", Direction.IN),
    Voice.NAMED: _Happening("Named", "to the employer", None),
    Voice.RECEIVED: _Happening("Letter received from", "", Direction.IN),
    Voice.FORWARDED: _Happening("Forwarded the letter from", "", Direction.OUT),
    Voice.THANKED: _Happening("Thanked", "", Direction.OUT),
}


class KnownFields(TypedDict, total=False):
    """What is known of a person, and of their tie to an interview."""

    title: str
    company: str
    email: str
    phone: str
    link: str
    no_calls: bool
    address: str
    familiar: bool
    language: Language | None
    tone: Tone | None
    knows_me_from: str
    note: str
    knows_id: int | None
    sensitive: bool
    do_not_ask: bool
    named: datetime | None
    stress: str


class EditedPerson(KnownFields, total=False):
    """What may be edited of a person, and of their tie to an interview."""

    name: str
    part: Part


class People(Service):
    """The people of interviews: who they are, their parts, and what they did for the user."""

    def add(self, interview_id: int, text: str, part: Part | None = None, **known: Unpack[KnownFields]) -> Change:
        """Adds someone, written `Name, Title <mail> [part]`, to an interview.

        `known` are fields of the person or of the tie. Without a part it is guessed by the title.

        A connection or reference is nobody of the employer's unless `company` says so. Raises Unclear without a name,
        Refused for one who stands in the interview already.
        """
        line = read_person(text)
        with self.context.transaction() as tx:
            case = self.case(tx, interview_id)
            part = part or part_named(line)
            company = known.pop("company", "") or ("" if part in APART else case.interview.company)
            person = find_or_add(tx, line, company=company)
            ties = find(tx.reader, Involvement, interview_id=interview_id, person_id=person.id)
            if ties:
                raise Refused(f"{person.name} is already in {case.name}, as {ties[0].part}: e changes that")
            tie = involve(tx, interview_id, person.id, part)
            of_person, of_tie = _parted(known)
            person = tx.update(replace(person, **_tidy(of_person)))
            tie = self._tie(tx, tie, of_tie)
            said = self.replan(tx, interview_id)
            return tx.done(joined(f"Added to {case.name}: {person.name} ({tie.part})", *said), person, tie)

    def edit(self, expected: Person, tie: Involvement | None = None, **known: Unpack[EditedPerson]) -> Change:
        """Changes who somebody is and, with `tie`, what they are in that interview, as one change.

        Raises Conflict when either is not as expected any more, Unclear without a name.
        """
        of_person, of_tie = _parted(known)
        with self.context.transaction() as tx:
            person = tx.update(replace(expected, **_tidy(of_person)), expected=expected)
            if tie is not None:
                self._tie(tx, tie, of_tie)
            # A title may say who decides, also in other interviews.
            concerned = {t.interview_id for t in find(tx.reader, Involvement, person_id=person.id)}
            if person.email != expected.email:
                for interview_id in sorted(concerned):
                    log_as_theirs(tx, interview_id, person)
            said = self.replan_all(tx, sorted(concerned)) if tx.size else ()
            if not tx.size:
                return Change(f"{person.name} is unchanged")
            return tx.done(joined(f"Edited: {person.name}", *said), person)

    def favour(self, involvement_id: int, what: Voice) -> Change:
        """Says how far a good word has come.

        Asking, forwarding and thanking settle the follow-up that was owed for it, which logs the contact; without one
        the contact is logged by itself, by email. That somebody spoke, or was named to the employer, is no contact by
        itself.

        Raises Refused for what was said already, for asking or naming somebody who is not to be asked, and for thanking
        somebody who was asked for nothing.
        """
        with self.context.transaction() as tx:
            said: list[str] = []
            tie = self.happened(tx, tx.get(Involvement, involvement_id), what, said)
            said += self.replan(tx, tie.interview_id)
            happening, name = HAPPENINGS[what], tx.get(Person, tie.person_id).name
            words = f"{happening.words} {name} {happening.after}".rstrip()
            company = tx.get(Interview, tie.interview_id).company
            return tx.done(joined(f"{words} · {company}", *dict.fromkeys(said)), tie)

    def happened(self, tx: Transaction, tie: Involvement, what: Voice, said: list[str]) -> Involvement:
        """As `favour`, inside a transaction; the plan is still to be made. `said` hears what was settled by it."""
        person = tx.get(Person, tie.person_id)
        if what in (Voice.ASKED, Voice.NAMED) and tie.do_not_ask:
            verb = "ask" if what is Voice.ASKED else "name them"
            raise Refused(f"{person.name} is marked “do not ask”: change that with e before you {verb}")
        waits = self._asked_for(tx, tie, what)
        if _after(tie, what, tx.now) == tie and not waits:
            raise Refused(f"{person.name}: already marked as {what}")
        nothing_yet = tie.favour is Favour.NOT_ASKED and tie.named is None and tie.received is None
        if what is Voice.THANKED and nothing_yet and not waits:
            raise Refused(f"{person.name} was not asked for anything here: mark them first as asked, spoke or named")
        if what is Voice.NAMED and tie.favour not in (Favour.AGREED, Favour.SPOKE):
            said.append(f"{person.name} has not agreed yet: ask them before the employer calls")
        way = HAPPENINGS[what].way
        if not self._settled(tx, tie, person, what, said) and way is not None:
            self._log(tx, tie, person, what, way)
        # Settling a follow-up has said of the tie what it stands for.
        return tx.update(_after(tx.get(Involvement, tie.id), what, tx.now))

    def take_over(
        self, interview_id: int, who: str | int, from_id: int, part: Part | None = None, **known: Unpack[KnownFields]
    ) -> Change:
        """Somebody takes over: what is open to the other moves to them, and nobody is thanked for a meeting that they
        were not in (METHOD, fine print 19). `who` is an id, or written `Name, Title <mail> [part]`.

        Raises Refused for somebody who is not in the interview, and for one who would take over from themselves.
        """
        with self.context.transaction() as tx:
            person, words = self.hand_over(tx, tx.now, interview_id, who, from_id, part, **known)
            said = self.replan(tx, interview_id)
            return tx.done(joined(words, *said), person)

    def hand_over(
        self, tx: Transaction, at: datetime, interview_id: int, who: str | int, from_id: int, part: Part | None = None,
        **known: Unpack[KnownFields],
    ) -> tuple[Person, str]:  # fmt: skip
        """As `take_over`, inside a transaction and at that time; gives who took over, and what to say of it."""
        line = read_person(who) if isinstance(who, str) else None
        case, before = self.case(tx, interview_id), tx.get(Person, from_id)
        ties = find(tx.reader, Involvement, interview_id=interview_id, person_id=from_id)
        if not ties:
            raise Refused(f"{before.name} is not in {case.name}: `show i{interview_id}` lists its people")
        company = before.company or case.interview.company
        person = find_or_add(tx, line, company=company) if line else tx.get(Person, int(who))
        own = find(tx.reader, Involvement, interview_id=interview_id, person_id=person.id)
        kept = next((tie.part for tie in own if tie.part not in OUTSIDERS), ties[0].part)
        part = part or (part_named(line) if line else None) or kept
        if person.id == from_id:
            raise Refused(f"{person.name} cannot take over from themselves: name their successor")
        of_person, of_tie = _parted(known)
        person = tx.update(replace(person, **_tidy(of_person)))
        tie = involve(tx, interview_id, person.id, part)
        self._tie(tx, tie, {**of_tie, "successor_id": None, "handed_over": None})
        tx.update(replace(ties[0], successor_id=person.id, handed_over=at))
        return person, f"{person.name} takes over from {before.name} at {case.interview.company}"

    def remove(self, involvement_id: int) -> Change:
        """Takes somebody out of an interview and its meetings. What they said stays, and so does the person."""
        with self.context.transaction() as tx:
            tie = tx.get(Involvement, involvement_id)
            person = tx.get(Person, tie.person_id)
            case = self.case(tx, tie.interview_id)
            meetings = [meeting.id for meeting in meetings_of(tx.reader, tie.interview_id)]
            for attendance in find(tx.reader, Attendance, person_id=tie.person_id, meeting_id=meetings):
                tx.remove(attendance)
            for before in find(tx.reader, Involvement, interview_id=tie.interview_id):
                if before.successor_id == tie.person_id:
                    tx.update(replace(before, successor_id=None, handed_over=None))
            tx.remove(tie)
            said = self.replan(tx, tie.interview_id)
            return tx.done(joined(f"Removed from {case.name}: {person.name}", *said), person)

    def _tie(self, tx: Transaction, tie: Involvement, known: Mapping[str, Any]) -> Involvement:
        named = known.get("named")
        if named is not None and named > tx.now:
            raise Refused("that is in the future: give a day or time that has passed")
        if known.get("knows_id") == tie.person_id:
            raise Refused("nobody is their own connection: name someone else")
        return tx.update(replace(tie, **known), expected=tie)

    def _asked_for(self, tx: Transaction, tie: Involvement, what: Voice) -> list[FollowUp]:
        """The open follow-ups that ask for this.

        One for a recommendation that names nobody, or another, is settled by whoever of the references was asked.
        """
        case = self.case(tx, tie.interview_id)
        if what is Voice.FORWARDED:
            return [f for f in case.open if recommendation_writer(f.origin) == tie.person_id]
        effect = {Voice.ASKED: Effect.VOICE_ASKED, Voice.THANKED: Effect.VOICE_THANKED}.get(what)
        return [f for f in case.open if KINDS[f.kind].effect is effect and _fits(f, tie)]

    def _settled(self, tx: Transaction, tie: Involvement, person: Person, what: Voice, said: list[str]) -> bool:
        """Settles the open follow-ups that ask for this; whether there are any."""
        fitting = self._asked_for(tx, tie, what)
        for follow_up in fitting:
            if what is Voice.FORWARDED:
                letter = _letter_by(person)
                FollowUps(self.context).settle(tx, follow_up, f"forwarded {letter}", said, brings=letter)
            else:
                own = tx.update(replace(follow_up, person_id=tie.person_id))
                FollowUps(self.context).settle(tx, own, "", said)
        return bool(fitting)

    def _log(self, tx: Transaction, tie: Involvement, person: Person, what: Voice, way: Direction) -> None:
        letter = _letter_by(person)
        to_employer = what is Voice.FORWARDED
        what_for = "the letter of recommendation" if what is Voice.RECEIVED else "a good word"
        tx.add(
            Touch(
                interview_id=tie.interview_id,
                person_id=None if to_employer else tie.person_id,
                at=tx.now,
                direction=way,
                channel=Channel.EMAIL,
                note=f"forwarded {letter}" if to_employer else f"{what}: {what_for}",
                brings=letter if to_employer else None,
            )
        )


def _letter_by(person: Person) -> str:
    return f"the letter of recommendation by {person.name}"


def _fits(follow_up: FollowUp, tie: Involvement) -> bool:
    if recommendation_writer(follow_up.origin) is not None:
        return False
    if follow_up.kind is Kind.RECOMMENDATION:
        return tie.part is Part.REFERENCE or follow_up.person_id == tie.person_id
    return follow_up.person_id == tie.person_id


def _after(tie: Involvement, what: Voice, now: datetime) -> Involvement:
    """The tie once this has happened; as it was where it stands there already."""
    match what:
        case Voice.RECEIVED if tie.received is None:
            has_agreed = tie.favour in (Favour.AGREED, Favour.SPOKE)
            return replace(tie, received=now, favour=tie.favour if has_agreed else Favour.AGREED)
        case Voice.FORWARDED if tie.forwarded is None:
            return with_letter_forwarded(replace(tie, received=tie.received or now), now)
        case Voice.THANKED:
            return replace(tie, thanked=tie.thanked or now)
        case Voice.NAMED:
            return replace(tie, named=tie.named or now)
        case Voice.ASKED if tie.favour is not Favour.ASKED:
            return replace(tie, favour=Favour.ASKED, asked=now)
        case Voice.SPOKE if tie.favour is not Favour.SPOKE:
            return replace(tie, favour=Favour.SPOKE, spoke=now)
        case Voice.AGREED | Voice.DECLINED:
            return replace(tie, favour=Favour(what))
    return tie


def _parted(known: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Fields of a person, and fields of a tie."""
    of_person = {name: value for name, value in known.items() if name in OF_A_PERSON}
    return of_person, {name: value for name, value in known.items() if name not in OF_A_PERSON}


def _tidy(of_person: dict[str, Any]) -> dict[str, Any]:
    """Raises Unclear for an empty name; addresses are kept in lower case, as they are looked for."""
    if "name" in of_person and not clean_line(of_person["name"]):
        raise Unclear("a person needs a name")
    if "email" in of_person:
        of_person["email"] = clean_line(of_person["email"]).casefold()
    return of_person
