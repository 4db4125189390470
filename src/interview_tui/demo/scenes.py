"""The demo's scenes: what happens in one interview, told through the services on a moving clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from interview_tui.data_classes import replace
from interview_tui.demo import preparation, words
from interview_tui.demo.stage import Shared, add_letter
from interview_tui.domain.dates import When
from interview_tui.domain.enums import Channel, Direction, Favour, Language, Outcome, Owner, Part, Ref, Voice
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import Interview, Involvement, Origin, Person, Touch, ref
from interview_tui.services.documents import Documents
from interview_tui.services.follow_ups import Contacted, letter_touch
from interview_tui.services.meetings import MeetingTime

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interview_tui.demo.tracks import Email, Track
    from interview_tui.domain.case import Case


BEGUN = (-1, "18:20")
"""When a draft is begun."""


class Scene:
    """One interview: its cast, its topics, and what happens in it."""

    def __init__(
        self, shared: Shared, track: Track, *, company: str, family: str, number: int, follows: Scene | None = None
    ) -> None:
        """`follows`: the one after whose rejection this one is begun, at the same employer."""
        rng = shared.rng
        self.track = track
        self.company = company
        self.family = family
        """The kind of work, by which topics and roles are chosen."""
        self.role: str = rng.choice([role for role in words.ROLES[family] if follows is None or role != follows.role])
        self.interview_id = 0
        self.people: list[Person] = []
        """Whom the seeker meets there, the hiring manager first."""
        self.recruiter: Person | None = None
        self.meetings: list[int] = []
        """The ids of the meetings that were booked, in that order."""
        self._shared = shared
        self._number = number
        self._follows = follows
        self._topics = rng.sample(words.TALK_TOPICS[family], 5)
        """The first three are those of the present round; what the study expects and nobody speaks of is the last."""
        self._kept = rng.sample(words.KEPT, 2)
        self._names = words.names_of_people(rng, track.people + 2)

    def script(self) -> Iterator[datetime]:
        """The interview from its first day on."""
        shared = self._shared
        yield shared.at(self.track.opened, "10:20")
        self._open()
        for event in self.track.events:
            yield shared.at(event.day, event.clock)
            for act, given in event.acts.items():
                self._act(act, given)
        if self.track.draft is not None:
            yield shared.at(*BEGUN)
            self._draft(self.track.draft)

    def _act(self, name: str, given: Any) -> None:
        """Calls the method that a track names; a table at the end of what it is given has names."""
        values = given if isinstance(given, list) else [given]
        named = values[-1] if values and isinstance(values[-1], dict) else {}
        getattr(self, name)(*values[: len(values) - bool(named)], **named)

    # Meetings.

    def book(self, day: int, clock: str = "10:00", *, minutes: int = 60, who: int | None = None) -> None:
        """A meeting gets its time; `who` names the one who is to be met in it, where it is not everybody."""
        shared, rng = self._shared, self._shared.rng
        starts = shared.at(day, clock)
        online = rng.random() < 0.5
        zone = self._zone(starts)
        place = "" if online else rng.choice(words.MEETING_PLACES)
        invited = self.people if who is None else [self.people[who]]
        change = shared.meetings.add(
            self.interview_id,
            MeetingTime(
                starts=starts,
                ends=starts + timedelta(minutes=minutes),
                zone=zone,
                place=place,
                link=f"https://meet.example/{4100 + self._number}" if online else "",
                travel=20 + self._number % 5 * 10 if place else 0,
            ),
            # Whoever came with the interview is invited to its first meeting already.
            people=[f"{p.name} <{p.email}>" for p in invited] if self.meetings else (),
        )
        self.meetings.append(change.refs[0].id)

    def cancel(self) -> None:
        """They call off the meeting that is booked."""
        self._shared.meetings.cancel(self.meetings[-1])

    def prepare(self) -> None:
        """The employer is studied, and the questions to ask and a story to tell are written down."""
        interview = self._shared.stage.tx.get(Interview, self.interview_id)
        preparation.study(self._shared, interview, self.family, self._topics, self._number)
        preparation.expect(self._shared, self.interview_id, self._asked())
        self.capture([*(f"? {topic.question}" for topic in self._topics[:3]), f"* {self._topics[0].story}"])

    def _asked(self) -> words.PutToMe:
        """What is put to the seeker in this round."""
        return words.PUT_TO_ME[(self._number + self._case().round.number) % len(words.PUT_TO_ME)]

    def note_briefly(self) -> None:
        """Only the most important words are written down so far."""
        topic, host = self._topics[0], self.people[0]
        self.capture([f"? {topic.question} ({host.name})", *_indented(topic.answer), f'" {topic.quote} ({host.name})'])

    def note_needs(self) -> None:
        """Needs and open questions, without any word of what comes next."""
        self.capture([*self._heard(self.people), f"> {self._kept[0]}", "- we'll let you know"])

    def note(self, *, promised: int, word: int) -> None:
        """All of it, with what was promised and what they committed to, and by when."""
        shared, host, second = self._shared, self.people[0], self.people[-1]
        theirs, asked = shared.rng.choice(words.THEIR_WORD), self._asked()
        self.capture(
            [
                *self._heard(self.people),
                f"< {asked.question} ({host.name})",
                *_indented(asked.answer),
                f"> {self._kept[0]}",
                f"+ {self._topics[:3][-1].promise} ({second.name}) by {shared.day(promised).isoformat()}",
                f"- {theirs} ({host.name}) by {shared.day(word).isoformat()}",
                shared.rng.choice(words.REMARKS),
            ]
        )
        case = self._case()
        preparation.look_back(shared, case.put_to_me[-1], asked)
        promise = next(c for c in reversed(case.agreed) if c.owner is Owner.ME)
        if self._number % 5 == 0:
            preparation.attach(shared, ref(promise), "one-page.md", "the one-page sheet")

    def note_each(self, *, word: int) -> None:
        """Of a day of several meetings each one by itself."""
        host = self.people[0]
        for meeting_id, person, topic in zip(self.meetings, self.people, self._topics, strict=False):
            self.capture([f"@ {person.name}", *self._said(topic, "!!", person, matched=True)], meeting_id)
        by = self._shared.day(word).isoformat()
        self.capture([f"> {self._kept[0]}", f"- call with the decision ({host.name}) by {by}"], self.meetings[0])

    def capture(self, lines: Sequence[str], meeting_id: int | None = None) -> None:
        """Notes in shorthand, on the current meeting unless another is named."""
        self._shared.notes.capture(self.interview_id, "\n".join(lines), meeting_id=meeting_id)

    # What they say, and what else the seeker does.

    def hear(self, note: str, *, who: int = 0, **contact: Any) -> None:
        """One of those met there writes."""
        self._hear(self.people[who], note, **contact)

    def get_email(self, email: Email) -> None:
        """One of those met there has written, and nobody has looked at what it says."""
        shared, host = self._shared, self.people[0]
        with shared.stage.transaction() as tx:
            touch = tx.add(
                Touch(
                    interview_id=self.interview_id,
                    person_id=host.id,
                    at=tx.now,
                    direction=Direction.IN,
                    channel=Channel.EMAIL,
                    note=email.subject,
                    message_id=f"<{4100 + self._number}@{words.domain(self.company)}>",
                )
            )
            day = None if email.day is None else shared.day(email.day)
            shared.suggestions.suggest(
                tx, self.interview_id, email.proposal, touch=touch, sentence=email.sentence, day=day
            )
            shared.interviews.replan(tx, self.interview_id)

    def hear_recruiter(self, note: str, **contact: Any) -> None:
        """The recruiter writes: the agency's, or the employer's."""
        if self.recruiter is None:
            raise ValueError("this interview has no recruiter")
        self._hear(self.recruiter, note, **contact)

    def hand_over(self) -> None:
        """Another recruiter takes over."""
        if self.recruiter is None:
            raise ValueError("this interview has no recruiter")
        name, company = self._names[-1], self.company
        line = f"{name}, Talent Partner <{words.address(name, company)}> [recruiter]"
        self._shared.people.take_over(self.interview_id, line, self.recruiter.id)

    def know(self) -> None:
        """A connection who knows the hiring manager, and a reference."""
        shared, rng = self._shared, self._shared.rng
        for part in (Part.CONNECTION, Part.REFERENCE):
            person = rng.choice(shared.acquaintances(part))
            knows = self.people[0].id if part is Part.CONNECTION else None
            line = f"{person.name} <{person.email}>"
            sensitive = knows is not None and self._number % 2 == 0
            shared.people.add(self.interview_id, line, part, knows_id=knows, sensitive=sensitive)

    def voices(self, connection: str, reference: str) -> None:
        """What the good words came to."""
        shared, tx = self._shared, self._shared.stage.tx
        for tie in self._case().involvements:
            if tie.part is Part.CONNECTION:
                shared.people.favour(tie.id, Voice(connection))
                if connection == Voice.DECLINED:
                    person = tx.get(Person, tie.person_id)
                    shared.people.edit(person, tx.get(Involvement, tie.id), do_not_ask=True)
            elif tie.part is Part.REFERENCE and tie.favour is not Favour.NOT_ASKED:
                shared.people.favour(tie.id, Voice(reference))
                shared.people.favour(tie.id, Voice.NAMED)
                writer = tx.get(Person, tie.person_id)
                stress = words.STRESS[self._number % len(words.STRESS)]
                shared.people.edit(writer, tx.get(Involvement, tie.id), stress=stress)
                if reference == Voice.RECEIVED:
                    name = f"recommendation-{words.ascii_words(writer.name)}.md"
                    preparation.attach(
                        shared, Ref("i", self.interview_id), name, "the letter of recommendation", writer=writer
                    )

    def offer(self, *, answer_by: int | None = None) -> None:
        """They make an offer, or name the date by which they want an answer."""
        shared = self._shared
        calendar = shared.stage.calendar
        shared.outcomes.record_offer(
            self.interview_id,
            terms=words.TERMS[self._number % len(words.TERMS)],
            answer_by=None if answer_by is None else shared.day(answer_by),
            start=calendar.working_on_or_after(shared.stage.today() + timedelta(days=60)),
            written=answer_by is not None,
        )

    def end(self, outcome: str, *, why: str = "", in_touch: bool | None = None) -> None:
        """How it ends, or goes on."""
        shared = self._shared
        lesson = shared.rng.choice(words.LESSONS) if outcome in (Outcome.REJECTED, Outcome.RESCINDED) else ""
        shared.outcomes.record([self.interview_id], Outcome(outcome), lesson=lesson, why=why, in_touch=in_touch)
        if outcome == Outcome.INVITED:
            self._topics = self._topics[3:]
            self._kept.reverse()

    def decide(self, decision: str) -> None:
        """What was decided, in a line."""
        self._shared.interviews.edit(self.interview_id, decision=decision)

    def rank(self) -> None:
        """The needs are ranked, and how ready the proposal is has been looked at."""
        self._shared.interviews.edit(self.interview_id, needs_ranked=True, readiness_seen=True)

    def plan(self, text: str, day: int, channel: str = Channel.EMAIL) -> None:
        """Something of the seeker's own."""
        shared = self._shared
        shared.follow_ups.add(self.interview_id, text, When(shared.day(day)), channel=Channel(channel))

    def move_on(self) -> None:
        """The seeker sees it a step farther than the facts do."""
        self._shared.interviews.advance([self.interview_id], anyway=True)

    def send(self, kind: str, part: str = Part.HIRING_MANAGER) -> None:
        """A letter goes out that no follow-up asks for, to the first with that part."""
        shared, case = self._shared, self._case()
        reader = next(tie.person_id for tie in case.involvements if tie.part == part)
        with shared.stage.transaction() as tx:
            letter = add_letter(shared, case, LetterKind(kind), person_id=reader, follow_up=None, sent=True)
            tx.add(letter_touch(letter, tx.now))
            if letter.kind is LetterKind.FORWARD_RECOMMENDATION:
                written = [d for d in case.documents if d.person_id is not None]
                Documents(shared.stage).went_with(tx, written, letter, by_hand=False)
            shared.interviews.replan(tx, self.interview_id)

    # How it begins.

    def _open(self) -> None:
        shared, rng, track = self._shared, self._shared.rng, self.track
        titles = (words.TITLES[self.family][0], *rng.sample(words.TITLES[self.family][1:], 2))
        parts = (" [hiring manager]", "", "")
        lines = [
            f"{name}, {title.replace(',', '')} <{words.address(name, self.company)}>{part}"
            for name, title, part in zip(self._names[: track.people], titles, parts, strict=False)
        ]
        invited = lines[:1] if track.apart else lines
        change = shared.interviews.add(
            self.company,
            self.role,
            people=invited,
            plan=track.plan,
            language=None if shared.stage.language in words.ENGLISH else Language.EN_US,
            link=f"https://{words.domain(self.company)}/jobs/{4100 + self._number}",
            location=rng.choice(words.LOCATIONS),
            note=rng.choice(words.NOTES),
            after=self._follows.interview_id if self._follows is not None else None,
            known=(),
        )
        self.interview_id = change.refs[0].id
        for line in lines[len(invited) :]:
            shared.people.add(self.interview_id, line)
        self._introduce()
        preparation.apply(shared, self.interview_id, self.people[0], self._number)
        if self._number % 3 == 0:
            link = f"https://{words.domain(self.company)}/jobs/{4100 + self._number}"
            shared.stage.tx.add(Origin(interview_id=self.interview_id, source="url", key=link))

    def _introduce(self) -> None:
        """What is known of the people, and who brought the two together."""
        shared, tx, rng = self._shared, self._shared.stage.tx, self._shared.rng
        case = self._case()
        known = {case.people[tie.person_id].name: case.people[tie.person_id] for tie in case.involvements}
        for name in self._names[: self.track.people]:
            person = tx.update(
                replace(
                    known[name],
                    phone=f"+1 555 01{rng.randrange(100):02d}" if rng.random() < 0.4 else "",
                    link=f"https://people.example/{words.ascii_words(name)}" if rng.random() < 0.4 else "",
                    note=rng.choice(words.PERSON_NOTES) if rng.random() < 0.4 else "",
                    no_calls=rng.random() < 0.1,
                )
            )
            self.people.append(person)
        if self.track.agency:
            (agent, *_) = shared.acquaintances(Part.AGENCY)
            shared.people.add(self.interview_id, f"{agent.name} <{agent.email}>", Part.AGENCY, company=agent.company)
            self.recruiter = agent
        elif self.track.recruiter:
            name = self._names[-2]
            line = f"{name}, Recruiter <{words.address(name, self.company)}>"
            change = shared.people.add(self.interview_id, line)
            self.recruiter = tx.get(Person, next(r.id for r in change.refs if r.letter == "p"))

    def _zone(self, starts: datetime) -> str:
        """The zone in which they arrange a meeting: one in which it falls into office hours."""
        own = self._shared.stage.calendar.zone.key
        fitting = [z for z in words.ZONES if z != own and 8 <= starts.astimezone(ZoneInfo(z)).hour < 18]
        return self._shared.rng.choice((own, own, own, *fitting))

    # What is said in a meeting.

    def _heard(self, people: Sequence[Person]) -> list[str]:
        """Who was there, answers, needs with stories, words worth citing."""
        rng = self._shared.rng
        lines = [f"# {rng.choice(('First conversation', 'At their office', 'Video call', 'Meeting with the team'))}"]
        lines += [f"@ {person.name}" for person in people]
        for number, (marker, topic) in enumerate(zip(("!!!", "!!", "!"), self._topics, strict=False)):
            person = people[number % len(people)]
            lines += self._said(topic, marker, person, matched=number < 2 or self._number % 2 == 0)
        return lines

    @staticmethod
    def _said(topic: words.TalkTopic, marker: str, person: Person, *, matched: bool) -> list[str]:
        return [
            f"? {topic.question} ({person.name})",
            *_indented(topic.answer),
            f'" {topic.quote} ({person.name})',
            f"{marker} {topic.need} ({person.name})",
            *([f"* {topic.story}", *_indented(topic.synopsis)] if matched else []),
        ]

    def _hear(self, person: Person, note: str, **contact: Any) -> None:
        contact["channel"] = Channel(contact.get("channel", Channel.EMAIL))
        for name in ("until", "reply_by"):
            if name in contact:
                contact[name] = self._shared.day(contact[name])
        self._shared.follow_ups.touch(
            Ref("i", self.interview_id),
            Contacted(direction=Direction.IN, note=note, person_id=person.id, **contact),
        )

    def _draft(self, kind: LetterKind) -> None:
        """A letter that is begun, for the follow-up that asks for it, if there is one."""
        case = self._case()
        asked = next((f for f in case.open if kind in words.LETTERS_FOR.get(f.kind, ())), None)
        person_id = asked.person_id if asked else self.people[0].id
        add_letter(self._shared, case, kind, person_id=person_id, follow_up=asked)

    def _case(self) -> Case:
        return self._shared.interviews.case(self._shared.stage.tx, self.interview_id)


def _indented(text: str) -> list[str]:
    return [f"    {line}" for line in text.split("\n")]
