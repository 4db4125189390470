"""The demo's stage: a moving clock, one transaction, the services on it, and the letters that are written there."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, datetime, time
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass, replace
from interview_tui.demo import words
from interview_tui.domain.enums import LetterState, Part
from interview_tui.domain.letter_gaps import first_gap
from interview_tui.domain.letters import addressee
from interview_tui.domain.records import Letter, Person
from interview_tui.letters.sandbox import SHIPPED
from interview_tui.services.base import Context
from interview_tui.services.follow_ups import FollowUps
from interview_tui.services.interviews import Interviews
from interview_tui.services.letter_drafting import LetterDrafting
from interview_tui.services.letters import with_facts
from interview_tui.services.meetings import Meetings
from interview_tui.services.notes import Notes
from interview_tui.services.outbox import body_with_chart
from interview_tui.services.outcomes import Outcomes
from interview_tui.services.people import People
from interview_tui.services.stories import Stories
from interview_tui.services.suggestions import Suggestions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from random import Random

    from interview_tui.domain.case import Case
    from interview_tui.domain.letter_kinds import LetterKind
    from interview_tui.domain.records import FollowUp
    from interview_tui.store.transaction import Transaction


class Clock:
    """The demo's present moment; it only goes forward."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@dataclass(kw_only=True, eq=False)
class Stage(Context):
    """A context in which all that the services do is part of one transaction, at the moment that the clock shows."""

    tx: Transaction

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        self.tx.now = self.clock()
        yield self.tx


def play(
    scripts: Sequence[Iterator[datetime]], clock: Clock, until: datetime, progress: Callable[[], None] = lambda: None
) -> None:
    """Runs the scripts side by side, in the order of time, as far as `until`; what lies after it does not happen.
    `progress` is called after each instant, and ends it by what it raises.
    """
    waiting = [(clock.now, number, script) for number, script in enumerate(scripts)]
    heapify(waiting)
    while waiting and waiting[0][0] <= until:
        instant, number, script = heappop(waiting)
        clock.now = max(clock.now, instant)
        following = next(script, None)
        if following is not None:
            heappush(waiting, (following, number, script))
        progress()


class Shared:
    """All that the scripts share."""

    def __init__(self, stage: Stage, rng: Random, today: date, network: tuple[Person, ...] = ()) -> None:
        self.stage = stage
        self.rng = rng
        self.today = today
        self.network = network
        self.outcomes = Outcomes(stage)
        self.interviews = Interviews(stage, self.outcomes)
        self.meetings = Meetings(stage)
        self.suggestions = Suggestions(stage)
        self.follow_ups = FollowUps(stage, self.suggestions.take)
        self.notes = Notes(stage)
        self.people = People(stage)
        self.stories = Stories(stage)
        # By the shipped templates, whatever the user's own are.
        self.drafting = LetterDrafting(stage, SHIPPED)

    def day(self, number: int) -> date:
        """The working day so many days from today; day 0 is today, or the next working day."""
        calendar = self.stage.calendar
        return calendar.add_working(calendar.working_on_or_after(self.today), number)

    def at(self, number: int, clock: str) -> datetime:
        """An instant of that day by the user's clock, `16:25`."""
        return self.stage.calendar.instant(self.day(number), time.fromisoformat(clock))

    def acquaintances(self, part: Part) -> list[Person]:
        """The people of one's own network with that part."""
        return [person for person, who in zip(self.network, words.NETWORK, strict=True) if who.part is part]


def add_letter(
    shared: Shared,
    case: Case,
    kind: LetterKind,
    *,
    person_id: int | None,
    follow_up: FollowUp | None,
    sent: bool = False,
) -> Letter:
    """Writes a letter of that kind to that person as the program drafts it; one that is sent has what only the seeker
    knows in its places.
    """
    stage, drafting = shared.stage, shared.drafting
    person_id = person_id or addressee(case, kind)
    language, tone = drafting.manner(case, case.people.get(person_id or 0))
    asked = Letter(
        interview_id=case.interview.id,
        round_id=follow_up.round_id if follow_up else case.round.id,
        person_id=person_id,
        kind=kind,
        language=language,
        tone=tone,
        follow_up_id=follow_up.id if follow_up else None,
        brings=words.NEWS.get(kind),
        created=stage.clock(),
    )
    made = drafting.compose(stage.tx.reader, case, asked)
    if sent:
        body = in_own_words(made.body, words.OWN_WORDS.get(kind, ()))
        made = replace(made, body=body, state=LetterState.SENT, sent=stage.clock())
    facts = with_facts(case, made, made)
    body = body_with_chart(case, made) if sent else made.body
    return stage.tx.add(replace(facts, body=body, quote_id=facts.quote_id or made.quote_id))


def in_own_words(text: str, words_of_mine: Sequence[str]) -> str:
    """The text of a letter with what only its writer knows in the places for it, one after the other."""
    for said in words_of_mine:
        if (gap := first_gap(text)) is not None:
            text = text[: gap[0]] + said + text[gap[1] :]
    return text
