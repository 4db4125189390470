"""The demo's plot: how far each interview has come, told by the services themselves on a moving clock.

A script is a generator that yields the instant until which it waits; `play` runs all scripts in the order of time.
Days are the user's working days, counted from today.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.dates import When
from interview_tui.domain.records import (
    Channel,
    CommitmentState,
    Direction,
    Favour,
    Involvement,
    Kind,
    LetterKind,
    Origin,
    Outcome,
    Owner,
    Part,
    Person,
    Plan,
    Ref,
    Step,
    ref,
)
from interview_tui.services import demo_data as data
from interview_tui.services.base import House
from interview_tui.services.demo_letters import write_letter
from interview_tui.services.demo_topics import KEPT, REMARKS, THEIR_WORD, TOPICS, Topic
from interview_tui.services.follow_ups import FollowUps
from interview_tui.services.interviews import Interviews, MeetingTime
from interview_tui.services.notes import Notes
from interview_tui.services.people import involve

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from random import Random

    from interview_tui.store.transaction import Transaction


class Pass(NamedTuple):
    """One round: the day of its meeting, the step that it gets to, and how it ended on which day."""

    meeting: int | None
    step: int
    ended: Outcome | None = None
    on: int = 0


@dataclass(frozen=True, slots=True)
class Track:
    """How one interview goes; the seeker is less than perfect where the track says so."""

    passes: tuple[Pass, ...]
    plan: Plan | None = Plan.STANDARD
    leaves: Kind | None = None
    """What stays undone beyond its date."""
    snoozes: Kind | None = None
    skips: Kind | None = None
    voice: Favour | None = None
    """What the connection's good word came to."""
    draft: LetterKind | None = None
    in_touch: bool | None = None


# fmt: off
TRACKS: tuple[Track, ...] = (
    Track((Pass(+1, 1),)),
    Track((Pass(0, 2),)),
    Track((Pass(-1, 3),)),
    Track((Pass(-3, 4),), leaves=Kind.PROMISE),
    Track((Pass(-1, 5),), draft=LetterKind.THANK_YOU),
    Track((Pass(-3, 6),), draft=LetterKind.VALUE_LETTER),
    Track((Pass(-4, 7),), Plan.GENTLE),
    Track((Pass(-9, 8),), Plan.GENTLE, leaves=Kind.ADVOCATE),
    Track((Pass(-14, 9, Outcome.REJECTED, -1),)),
    Track((Pass(-40, 10, Outcome.REJECTED, -28),)),
    Track((Pass(-17, 8, Outcome.OFFER, -1),), Plan.GENTLE, voice=Favour.SPOKE, draft=LetterKind.ACCEPTANCE),
    Track((Pass(-13, 7), Pass(+2, 1))),
    Track((Pass(-38, 10, Outcome.REJECTED, -30), Pass(-3, 5))),
    Track((Pass(-8, 6, Outcome.WITHDRAWN, -2),)),
    Track((Pass(-30, 7, Outcome.QUIET, -2),), Plan.GENTLE),
    Track((Pass(-4, 6),), snoozes=Kind.VALUE_LETTER),
    Track((Pass(None, 1),), None),
    Track((Pass(-3, 5),), leaves=Kind.THANK_YOU),
    Track((Pass(-12, 7),), Plan.GENTLE, skips=Kind.CHECK_IN),
    Track((Pass(-11, 8),), Plan.NONE, voice=Favour.DECLINED, draft=LetterKind.PROPOSAL),
    Track((Pass(-11, 7),), Plan.BRISK, snoozes=Kind.PROMISE),
    Track((Pass(+4, 1),)),
    Track((Pass(-1, 4),)),
    Track((Pass(-22, 10, Outcome.REJECTED, -18),), in_touch=False),
)
# fmt: on
"""The first ten show the ten steps; all of them every outcome, a second round and a reopened one."""

FIRST_DAY = -50
"""Before the earliest day of every track."""
_BEFORE_MEETING = 8
_ENTERED = {2: (-1, "18:05"), 3: (0, "16:25"), 4: (0, "16:50"), 5: (0, "17:05"), 6: (1, "17:40"), 7: (3, "17:45")}
_ENTERED |= {8: (6, "17:50")}
"""When each step is entered, in days from the meeting."""


class Clock:
    """The demo's present moment; it only goes forward."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(House):
    """A house in which all that the services do is part of one transaction, at the moment that the clock shows."""

    tx: Transaction

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        self.tx.now = self.clock()
        yield self.tx


def play(scripts: Sequence[Iterator[datetime]], clock: Clock, until: datetime) -> None:
    """Runs the scripts side by side, in the order of time, as far as `until`; what lies after it does not happen."""
    waiting = [(clock.now, number, script) for number, script in enumerate(scripts)]
    heapify(waiting)
    while waiting and waiting[0][0] <= until:
        instant, number, script = heappop(waiting)
        clock.now = max(clock.now, instant)
        following = next(script, None)
        if following is not None:
            heappush(waiting, (following, number, script))


@dataclass(slots=True)
class Shared:
    """All that the scripts share."""

    stage: Stage
    rng: Random
    today: date
    network: tuple[Person, ...] = ()
    interviews: Interviews = field(init=False)
    follow_ups: FollowUps = field(init=False)
    notes: Notes = field(init=False)

    def __post_init__(self) -> None:
        self.interviews = Interviews(self.stage)
        self.follow_ups = FollowUps(self.stage)
        self.notes = Notes(self.stage)

    def day(self, number: int) -> date:
        """The working day so many days from today; day 0 is today, or the next working day."""
        calendar = self.stage.calendar
        return calendar.add_working(calendar.working_on_or_after(self.today), number)

    def at(self, number: int, clock: str) -> datetime:
        """An instant of that day by the user's clock, `16:25`."""
        return self.stage.calendar.instant(self.day(number), time.fromisoformat(clock))


class Scene:
    """One interview: its cast, its topics, and its script."""

    def __init__(self, shared: Shared, track: Track, *, company: str, family: str, number: int) -> None:
        rng = shared.rng
        self.track = track
        self.interview_id = 0
        self.people: list[Person] = []
        self._shared = shared
        self._number = number
        self._company = company
        self._family = family
        self._role = rng.choice(data.ROLES[family])
        self._topics = rng.sample(TOPICS[family], 3)
        self._kept = rng.sample(KEPT, 2)
        self._minutes = rng.choice((45, 60, 60, 90))

    def script(self) -> Iterator[datetime]:
        """The interview from its first day on."""
        shared, first = self._shared, self.track.passes[0]
        yield shared.at((0 if first.meeting is None else min(first.meeting, 0)) - _BEFORE_MEETING, "10:20")
        self._open()
        for number, one_pass in enumerate(self.track.passes):
            if one_pass.meeting is None:
                yield shared.at(-2, "10:40")
                shared.follow_ups.add(self.interview_id, "Ask for a meeting time", When(shared.day(1)))
            else:
                if number:
                    yield shared.at(one_pass.meeting - _BEFORE_MEETING, "11:10")
                    self._incoming("They would like to meet again")
                    self._they_keep_their_word()
                    shared.interviews.outcome([self.interview_id], Outcome.INVITED)
                yield from self._round(one_pass, one_pass.meeting)

    def _open(self) -> None:
        shared, rng = self._shared, self._shared.rng
        names = data.people(rng, 3 if self._number % 3 == 0 else 2)
        titles = (data.TITLES[self._family][0], *rng.sample(data.TITLES[self._family][1:], 2))
        change = shared.interviews.add(
            self._company,
            self._role,
            people=[
                f"{name}, {title.replace(',', '')} <{data.address(name, self._company)}>"
                for name, title in zip(names, titles, strict=False)
            ],
            plan=self.track.plan,
            link=f"https://{data.domain(self._company)}/jobs/{4100 + self._number}",
            location=rng.choice(data.LOCATIONS),
            note=rng.choice(data.NOTES),
        )
        self.interview_id = change.refs[0].id
        self._introduce(names)

    def _introduce(self, names: Sequence[str]) -> None:
        """What is known of the people, their parts, and where the interview came from."""
        tx, rng = self._shared.stage.tx, self._shared.rng
        case = self._shared.interviews.case(tx, self.interview_id)
        by_name = {person.name: person for person in case.people.values()}
        parts = (Part.HIRING_MANAGER, Part.INTERVIEWER, Part.RECRUITER)
        for number, (name, tie) in enumerate(zip(names, case.involvements, strict=True)):
            person = tx.change(
                by_name[name],
                phone=f"+1 555 01{rng.randrange(100):02d}" if rng.random() < 0.4 else "",
                link=f"https://people.example/{data.ascii_words(name)}" if rng.random() < 0.4 else "",
                note=rng.choice(data.PERSON_NOTES) if rng.random() < 0.4 else "",
                no_calls=rng.random() < 0.1,
            )
            tx.change(tie, part=parts[number])
            self.people.append(person)
        if self._number % 3 == 0:
            tx.add(Origin(interview_id=self.interview_id, source="url", key=case.interview.link))

    def _round(self, this: Pass, meeting: int) -> Iterator[datetime]:
        """One pass through the steps."""
        shared = self._shared
        yield shared.at(meeting - 6, "09:40")
        self._book(meeting)
        yield shared.at(meeting - 3, "16:30")
        self._capture(self._prepared())
        for step in range(2, min(this.step, Step.LEVERAGE) + 1):
            after, clock = _ENTERED[step]
            if step == Step.DONT_RUSH:
                yield shared.at(meeting, "16:10")
                self._capture(self._heard(meeting))
            if step == Step.LEVERAGE:
                yield shared.at(meeting + 5, "09:50")
                self._incoming(shared.rng.choice(data.INCOMING))
                self._they_keep_their_word()
            yield shared.at(meeting + after, clock)
            if step == Step.CONFIRM_NEXT_STEPS:
                shared.interviews.edit(self.interview_id, needs_ranked=True, readiness_seen=True)
            if step == Step.LEVERAGE:
                self._involve_network()
            shared.interviews.advance([self.interview_id], anyway=True)
        if self.track.voice is not None:
            yield shared.at(meeting + 9, "12:15")
            self._hear_voices(self.track.voice)
        if this.ended is not None:
            yield shared.at(this.on, "11:15")
            yield from self._end(this, this.ended)
        if self.track.draft is not None:
            yield shared.at(-1, "18:20")
            self._draft(self.track.draft)

    def _book(self, meeting: int) -> None:
        shared, rng = self._shared, self._shared.rng
        starts = shared.at(meeting, "14:00" if meeting == 0 else rng.choice(("09:30", "10:00", "11:00", "13:30")))
        online = rng.random() < 0.5
        shared.interviews.set_meeting(
            self.interview_id,
            MeetingTime(
                starts=starts,
                ends=starts + timedelta(minutes=self._minutes),
                zone=rng.choice(data.ZONES),
                place="" if online else rng.choice(data.PLACES),
                link=f"https://meet.example/{4100 + self._number}" if online else "",
            ),
        )

    def _capture(self, lines: Sequence[str]) -> None:
        self._shared.notes.capture(self.interview_id, "\n".join(lines))

    def _prepared(self) -> list[str]:
        """What is written down before: the questions to ask, and a story to tell."""
        return [*(f"? {topic.question}" for topic in self._topics), f"* {self._topics[0].story}"]

    def _heard(self, meeting: int) -> list[str]:
        """What is written down after: who was there, answers, needs with stories, words worth citing, next steps."""
        rng, (host, second) = self._shared.rng, self.people[:2]
        third = self._topics[2]
        lines = [f"# {rng.choice(('First conversation', 'At their office', 'Video call', 'Meeting with the team'))}"]
        lines += [f"@ {person.name}" for person in self.people]
        for marker, person, topic in zip(("!!!", "!!", "!"), (host, second, host), self._topics, strict=True):
            lines += self._lines(topic, marker, person, matched=topic is not third or self._number % 2 == 0)
        promised = self._shared.day(meeting + 2).isoformat()
        word = self._shared.day(meeting + 4 + 2 * (self._number % 2)).isoformat()
        return [
            *lines,
            f"> {self._kept[0]}",
            f"+ {third.promise} ({second.name}) by {promised}",
            f"- {rng.choice(THEIR_WORD)} ({host.name}) by {word}",
            rng.choice(REMARKS),
        ]

    @staticmethod
    def _lines(topic: Topic, marker: str, person: Person, *, matched: bool) -> list[str]:
        return [
            f"? {topic.question} ({person.name})",
            *(f"    {line}" for line in topic.answer.split("\n")),
            f'" {topic.quote} ({person.name})',
            f"{marker} {topic.need} ({person.name})",
            *([f"* {topic.story}", f"    {topic.synopsis}"] if matched else []),
        ]

    def _incoming(self, note: str) -> None:
        self._shared.follow_ups.touch(
            Ref("i", self.interview_id), Direction.IN, Channel.EMAIL, note=note, person_id=self.people[0].id
        )

    def _they_keep_their_word(self) -> None:
        case = self._shared.interviews.case(self._shared.stage.tx, self.interview_id)
        open_ones = [
            c
            for c in case.commitments
            if c.owner is Owner.THEM and c.state is CommitmentState.OPEN and c.due is not None
        ]
        if open_ones:
            self._shared.notes.settle([ref(commitment) for commitment in open_ones])

    def _involve_network(self) -> None:
        """A connection who knows the host, and a reference."""
        tx, rng = self._shared.stage.tx, self._shared.rng
        by_part = {part: [n for n in data.NETWORK if n.part is part] for part in (Part.CONNECTION, Part.REFERENCE)}
        people = {person.name: person for person in self._shared.network}
        for part, candidates in by_part.items():
            person = people[rng.choice(candidates).name]
            tie = involve(tx, self.interview_id, person.id, part)
            knows = self.people[0].id if part is Part.CONNECTION else None
            tx.change(tie, knows_id=knows, sensitive=knows is not None and self._number % 2 == 0)

    def _hear_voices(self, voice: Favour) -> None:
        tx = self._shared.stage.tx
        for tie in self._shared.interviews.case(tx, self.interview_id).involvements:
            if tie.part is Part.CONNECTION:
                self._settle(tie, voice)
            elif tie.part is Part.REFERENCE:
                self._settle(tie, Favour.AGREED)

    def _settle(self, tie: Involvement, favour: Favour) -> None:
        tx = self._shared.stage.tx
        spoke = self._shared.stage.clock() if favour is Favour.SPOKE else None
        received = self._shared.stage.clock() if tie.part is Part.REFERENCE else None
        declined = favour is Favour.DECLINED
        tx.change(tie, favour=favour, spoke=spoke, do_not_ask=declined, received=received, forwarded=received)

    def _end(self, this: Pass, outcome: Outcome) -> Iterator[datetime]:
        shared = self._shared
        if outcome in (Outcome.REJECTED, Outcome.OFFER):
            self._incoming("The decision has been taken" if outcome is Outcome.REJECTED else "They made an offer")
        shared.interviews.outcome([self.interview_id], outcome)
        if this.step < Step.TURN_IT_ROUND:
            return
        yield shared.at(this.on + 1, "12:30")
        lesson = shared.rng.choice(data.LESSONS)
        shared.interviews.edit(
            self.interview_id,
            decision="They took another candidate",
            lesson=lesson,
            stay_in_touch=self.track.in_touch,
        )
        shared.interviews.advance([self.interview_id], anyway=True)

    def _draft(self, kind: LetterKind) -> None:
        """A letter that is begun, for the follow-up that asks for it, if there is one."""
        shared = self._shared
        case = shared.interviews.case(shared.stage.tx, self.interview_id)
        asked = next((f for f in case.open if data.LETTER_FOR.get(f.kind) is kind), None)
        person_id = asked.person_id if asked else self.people[0].id
        write_letter(shared.stage, case, kind, person_id=person_id, follow_up=asked)
