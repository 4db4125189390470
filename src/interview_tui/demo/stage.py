"""The demo's stage: a moving clock, one transaction, the services on it, and the letters that are written there."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from interview_tui.demo import words
from interview_tui.domain.already_sent import charted
from interview_tui.domain.chart import CHART_LINE, chart_rows
from interview_tui.domain.dates import WEEKDAYS
from interview_tui.domain.enums import Language, LetterState, Part, Tone
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import Commitment, FollowUp, Letter, Person
from interview_tui.letters.chart_table import chart_table
from interview_tui.letters.fragments import LetterContext
from interview_tui.letters.letter_text import with_chart
from interview_tui.services.base import Context
from interview_tui.services.follow_ups import FollowUps
from interview_tui.services.interviews import Interviews
from interview_tui.services.meetings import Meetings
from interview_tui.services.notes import Notes
from interview_tui.services.outcomes import Outcomes
from interview_tui.services.people import People

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

    from interview_tui.domain.case import Case
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
    outcomes: Outcomes = field(init=False)
    interviews: Interviews = field(init=False)
    meetings: Meetings = field(init=False)
    follow_ups: FollowUps = field(init=False)
    notes: Notes = field(init=False)
    people: People = field(init=False)

    def __post_init__(self) -> None:
        self.outcomes = Outcomes(self.stage)
        self.interviews = Interviews(self.stage, self.outcomes)
        self.meetings = Meetings(self.stage)
        self.follow_ups = FollowUps(self.stage)
        self.notes = Notes(self.stage)
        self.people = People(self.stage)

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
    stage: Stage,
    case: Case,
    kind: LetterKind,
    *,
    person_id: int | None,
    follow_up: FollowUp | None,
    sent: bool = False,
) -> Letter:
    """Writes a letter of that kind to that person, sent now or as a draft."""
    quote = next((q for q in case.quotes if q.person_id == person_id), None)
    met = case.meeting_start or stage.clock()
    subject, body = words.LETTER_TEXTS[kind]
    if kind is LetterKind.THANK_YOU and person_id not in case.met[:1]:
        body = words.THANKS_TO_OTHERS
    places = {
        "first": (case.person_name(person_id) or "friend").split()[0],
        "company": case.interview.company,
        "role": case.interview.role,
        "day": WEEKDAYS[met.astimezone(ZoneInfo(case.meeting.zone)).weekday()],
        "words": quote.text if quote else "what matters is that people can rely on it",
        "chart": _chart(case, sent=sent),
        "promise": _promise(stage, follow_up),
        "until": words.UNTIL_WHEN[case.offer is not None and case.offer.answer_by is not None],
        "me": words.ME,
    }
    return stage.tx.add(
        Letter(
            interview_id=case.interview.id,
            round_id=follow_up.round_id if follow_up else case.round.id,
            person_id=person_id,
            kind=kind,
            subject=subject.format(**places),
            body=body.format(**places),
            quote_id=quote.id if quote and "{words}" in body else None,
            state=LetterState.SENT if sent else LetterState.DRAFT,
            sent=stage.clock() if sent else None,
            follow_up_id=follow_up.id if follow_up else None,
            brings=_brought(case) if "{chart}" in body else words.BRINGS.get(kind),
            created=stage.clock(),
        )
    )


def _promise(stage: Stage, follow_up: FollowUp | None) -> str:
    """What was promised in the words of the notes."""
    if follow_up is None or follow_up.commitment_id is None:
        return ""
    return stage.tx.get(Commitment, follow_up.commitment_id).text


def _brought(case: Case) -> str:
    """The stories of the chart, a line each."""
    return "\n".join(dict.fromkeys(case.stories[m.story_id].title for m in case.matches if m.need_id is not None))


def _chart(case: Case, *, sent: bool) -> str:
    """What stands for the chart in a draft; in a letter that was sent the table itself."""
    context = LetterContext(language=Language.EN_US, companies=(case.interview.company,))
    table = chart_table(charted(chart_rows(case)), context, kind=LetterKind.VALUE_LETTER, tone=Tone.WARM)
    return with_chart(CHART_LINE, table) if sent else CHART_LINE
