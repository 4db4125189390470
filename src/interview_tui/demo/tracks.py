"""The demo's tracks: how far each interview has come, as the facts that brought it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.demo.scenes import Event, Track
from interview_tui.domain.enums import Channel, Outcome, Plan
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.services.people import Voice

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview_tui.demo.scenes import Scene


def _told(day: int, clock: str, *told: Callable[[Scene], None]) -> Event:
    """Several facts that are written down at one time."""

    def tell(scene: Scene) -> None:
        for one in told:
            one(scene)

    return Event(day, clock, tell)


def _ahead(day: int, clock: str = "10:00", *, booked: int | None = None, minutes: int = 60) -> tuple[Event, ...]:
    """A meeting that is booked and prepared."""
    booked = day - 6 if booked is None else booked
    return (
        Event(booked, "11:20", lambda scene: scene.book(day, clock, minutes=minutes)),
        Event(max(day - 3, booked), "16:30", lambda scene: scene.prepare()),
    )


def _met(
    day: int, clock: str = "10:00", *, promised: int | None = None, word: int | None = None, booked: int | None = None
) -> tuple[Event, ...]:
    """A meeting that took place and was written down the same day; days are those of the promise and of their date."""
    return (
        *_ahead(day, clock, booked=booked),
        _told(
            day,
            "16:10",
            lambda scene: scene.note(
                promised=day + 3 if promised is None else promised, word=day + 6 if word is None else word
            ),
            lambda scene: scene.rank(),
        ),
    )


def _rejected(day: int) -> Event:
    return _told(
        day,
        "11:15",
        lambda scene: scene.hear("The decision has been taken: they took somebody else"),
        lambda scene: scene.end(Outcome.REJECTED),
        lambda scene: scene.decide("They took another candidate"),
    )


def _invited(day: int) -> Event:
    return _told(
        day,
        "11:10",
        lambda scene: scene.hear("They would like to meet again"),
        lambda scene: scene.end(Outcome.INVITED),
    )


_TOMORROW = Track(opened=-7, events=_ahead(1, booked=-5), recruiter=True)
_UNWRITTEN = Track(
    opened=-9,
    events=(
        *_ahead(-1, "16:30"),
        Event(-1, "18:10", lambda scene: scene.plan("Look up the two books that they mentioned", 3)),
    ),
    people=1,
    leaves=frozenset({Kind.DEBRIEF, Kind.THANK_YOU}),
)
_HALF_WRITTEN = Track(
    opened=-9,
    events=(*_ahead(-1, "15:00"), Event(-1, "16:50", lambda scene: scene.note_briefly())),
    people=1,
    leaves=frozenset({Kind.THANK_YOU}),
)
_UNTHANKED = Track(
    opened=-10,
    events=(
        *_ahead(-2, "11:00"),
        _told(-2, "16:10", lambda scene: scene.note_needs(), lambda scene: scene.rank()),
    ),
    people=1,
    leaves=frozenset({Kind.THANK_YOU}),
    draft=LetterKind.THANK_YOU,
)
_ONE_THANKED = Track(opened=-9, events=_met(-1, "14:30", word=4))
_ALL_THANKED = Track(opened=-11, events=_met(-2, promised=2, word=5), draft=LetterKind.VALUE_LETTER)
_VISIT_AHEAD = Track(
    opened=-15,
    events=(
        *_met(-7, word=4),
        Event(-3, "09:50", lambda scene: scene.hear("They want to show me the site, and proposed a day")),
        Event(-3, "11:30", lambda scene: scene.book(2, "13:30", minutes=90)),
    ),
    plan=Plan.GENTLE,
)
_GOOD_WORD = Track(
    opened=-20,
    events=(
        *_met(-12, word=-6),
        Event(-8, "12:15", lambda scene: scene.know()),
        Event(-5, "09:50", lambda scene: scene.hear("The panel meets next week; they will come back with a date")),
    ),
    plan=Plan.GENTLE,
)
_OFFER = Track(
    opened=-24,
    events=(
        *_met(-16, word=-9),
        Event(-12, "12:15", lambda scene: scene.know()),
        Event(-9, "09:50", lambda scene: scene.hear("Asked for two references")),
        Event(-7, "12:15", lambda scene: scene.voices(Voice.SPOKE, Voice.AGREED)),
        _told(
            -1,
            "11:15",
            lambda scene: scene.hear("They made an offer", channel=Channel.PHONE),
            lambda scene: scene.offer(answer_by=4),
        ),
    ),
    people=3,
    plan=Plan.GENTLE,
    draft=LetterKind.ACCEPTANCE,
)
_REJECTED = Track(opened=-48, events=(*_met(-40, word=-33), _rejected(-30)))
_DECLINED = Track(
    opened=-49,
    events=(
        *_met(-43, word=-37, booked=-47),
        Event(-40, "12:15", lambda scene: scene.know()),
        Event(-38, "12:15", lambda scene: scene.voices(Voice.SPOKE, Voice.AGREED)),
        _told(
            -36,
            "11:15",
            lambda scene: scene.hear("They made an offer", channel=Channel.PHONE),
            lambda scene: scene.offer(),
        ),
        Event(-34, "15:30", lambda scene: scene.send(LetterKind.OFFER_TIME)),
        _told(-33, "10:15", lambda scene: scene.hear("A week more is fine"), lambda scene: scene.offer(answer_by=-28)),
        _told(
            -29,
            "16:40",
            lambda scene: scene.end(Outcome.DECLINED, why="most of the work would be travelling"),
            lambda scene: scene.decide("Declined: too much travelling"),
        ),
    ),
)
_SECOND_ROUND = Track(
    opened=-24,
    events=(*_met(-16, word=-9), _invited(-9), *_ahead(0, "14:00", booked=-8)),
    people=3,
)
_REOPENED = Track(
    opened=-48,
    events=(*_met(-40, word=-34), _rejected(-32), _invited(-11), *_met(-2, promised=1, word=6, booked=-10)),
)
_WITHDRAWN = Track(
    opened=-16,
    events=(
        *_met(-8, word=2),
        _told(
            -2,
            "11:15",
            lambda scene: scene.end(Outcome.WITHDRAWN, why="the role moves to another city"),
            lambda scene: scene.decide("Withdrawn: I stay where I am"),
        ),
    ),
)
_QUIET = Track(
    opened=-45,
    events=(*_met(-37, word=-31), Event(-2, "11:15", lambda scene: scene.end(Outcome.QUIET))),
    plan=Plan.GENTLE,
)
_POSTPONED = Track(
    opened=-13,
    events=_met(-5, promised=-2, word=3),
    leaves=frozenset({Kind.PROMISE}),
    snoozes=Kind.VALUE_LETTER,
)
_UNPLANNED = Track(opened=-8, plan=None)
_AWAY = Track(
    opened=-16,
    events=(
        *_met(-8, word=-2),
        Event(-4, "17:55", lambda scene: scene.hear("I am out of the office", automatic=True, until=3)),
    ),
)
_PATIENCE = Track(
    opened=-23,
    events=(
        *_met(-15, word=-10),
        Event(-9, "15:10", lambda scene: scene.hear("Could I send two references?", who=1, reply_by=-7)),
    ),
    plan=Plan.GENTLE,
    skips=Kind.CHECK_IN,
)
_BY_HAND = Track(
    opened=-19,
    events=(
        *_met(-11, word=3),
        Event(-9, "12:15", lambda scene: scene.know()),
        Event(-4, "12:15", lambda scene: scene.voices(Voice.DECLINED, Voice.RECEIVED)),
        Event(-3, "09:10", lambda scene: scene.move_on()),
    ),
    plan=Plan.NONE,
    draft=LetterKind.PROPOSAL,
)
_AGENCY = Track(
    opened=-20,
    events=(
        *_met(-12, word=-6),
        Event(-7, "09:40", lambda scene: scene.hear_recruiter("They liked me, and want to see one more person")),
    ),
    agency=True,
    plan=Plan.BRISK,
)
_MOVED = Track(
    opened=-12,
    events=(
        *_ahead(-3, booked=-10),
        _told(
            -6,
            "10:05",
            lambda scene: scene.hear_recruiter("The hiring manager is ill, so the meeting is off"),
            lambda scene: scene.cancel(),
        ),
        Event(-4, "10:05", lambda scene: scene.hand_over()),
        Event(-3, "11:30", lambda scene: scene.book(4)),
    ),
    recruiter=True,
)
_PANEL = Track(
    opened=-15,
    events=(
        Event(-12, "10:40", lambda scene: scene.book(-6, "09:30", minutes=45, who=0)),
        Event(-12, "10:45", lambda scene: scene.book(-6, "10:30", minutes=45, who=1)),
        Event(-12, "10:50", lambda scene: scene.book(-6, "11:30", minutes=45, who=2)),
        Event(-9, "16:30", lambda scene: scene.prepare()),
        _told(-6, "16:10", lambda scene: scene.note_each(word=1), lambda scene: scene.rank()),
    ),
    people=3,
    apart=True,
)
_RESCINDED = Track(
    opened=-36,
    events=(
        *_met(-28, word=-22),
        _told(
            -20,
            "11:15",
            lambda scene: scene.hear("They made an offer", channel=Channel.PHONE),
            lambda scene: scene.offer(answer_by=-14),
        ),
        Event(-18, "15:30", lambda scene: scene.send(LetterKind.COUNTER)),
        _told(
            -16,
            "11:15",
            lambda scene: scene.hear("The budget is frozen, so the offer is off"),
            lambda scene: scene.end(Outcome.RESCINDED, in_touch=False),
            lambda scene: scene.decide("They took the offer back: their budget is frozen"),
        ),
    ),
)


def _applied(day: int, text: str, ahead: int, channel: Channel = Channel.EMAIL) -> Track:
    """An application that waits for a first meeting."""
    event = Event(day, "10:40", lambda scene: scene.plan(text, ahead, channel))
    return Track(opened=day, events=(event,), people=1)


TRACKS: tuple[Track, ...] = (
    _TOMORROW,
    _UNWRITTEN,
    _HALF_WRITTEN,
    _UNTHANKED,
    _ONE_THANKED,
    _ALL_THANKED,
    _VISIT_AHEAD,
    _GOOD_WORD,
    _OFFER,
    _REJECTED,
    _DECLINED,
    _SECOND_ROUND,
    _REOPENED,
    _WITHDRAWN,
    _QUIET,
    _POSTPONED,
    _UNPLANNED,
    _AWAY,
    _PATIENCE,
    _BY_HAND,
    _AGENCY,
    _MOVED,
    _PANEL,
    _RESCINDED,
    _applied(-9, "Ask for a meeting time", 1),
    _applied(-6, "Call about the state of my application", 2, Channel.PHONE),
    _applied(-5, "Ask for a meeting time", 3),
    _applied(-3, "Ask who leads the team", 4),
    _applied(-2, "Ask for a meeting time", 6),
    _applied(-2, "Call about the state of my application", 8, Channel.PHONE),
)
"""The first ten show the ten steps; the first 24 every outcome that leaves the search open, a second round, a reopened
one, a second meeting in a round, a panel, and a recruiter who handed over. The last ones have only begun.
"""

FIRST_DAY = -52
"""Before the earliest day of every track."""
