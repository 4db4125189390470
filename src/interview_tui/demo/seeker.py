"""The demo's job seeker, who works through what is due."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from interview_tui.demo import words
from interview_tui.demo.stage import Shared, add_letter
from interview_tui.demo.tracks import FIRST_DAY
from interview_tui.domain.dates import When
from interview_tui.domain.enums import Channel, Direction, Outcome, Part, Settled
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.records import Document, FollowUp, Interview, Touch
from interview_tui.services.base import due_day
from interview_tui.services.documents import Documents
from interview_tui.store.queries import to_do_by
from interview_tui.store.records import find

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date, datetime

    from interview_tui.demo.scenes import Scene


DUE_TODAY = 4
"""At least so many follow-ups are due today, also at a weekend, when no rule plans any."""
LATE_ONE_IN = 6
"""One in so many follow-ups is done late: a punctuality a little under 90 percent."""

SAME_EVENING = (Kind.THANK_YOU, Kind.OFFER_THANKS, Kind.OFFER_NEWS)
"""What is written in the evening of the day that asks for it."""
PUNCTUAL = (Kind.PREPARE, *SAME_EVENING[1:], Kind.OFFER_REPLY, Kind.REJECTION_THANKS)
"""What never waits."""


class Seeker:
    """The job seeker, working day by working day: does what is due, sometimes late, and leaves what a track says."""

    def __init__(self, shared: Shared, scenes: Sequence[Scene]) -> None:
        self._shared = shared
        self._scenes = scenes
        self._met = 0
        self._postponed: dict[int, date] = {}

    def days(self) -> Iterator[datetime]:
        """Works through what is due, twice each day until yesterday."""
        for number in range(FIRST_DAY, 0):
            yield self._shared.at(number, "10:30")
            self._work(number, at_my_desk=False)
            yield self._shared.at(number, "17:20")
            self._work(number, at_my_desk=True)

    def coffee(self) -> Iterator[datetime]:
        """A contact that belongs to no interview."""
        yield self._shared.at(-20, "12:40")
        connection, *_ = self._shared.acquaintances(Part.CONNECTION)
        self._shared.stage.tx.add(
            Touch(
                person_id=connection.id,
                at=self._shared.stage.clock(),
                direction=Direction.OUT,
                channel=Channel.IN_PERSON,
                note="Coffee; knows people in half the companies on my list",
            )
        )

    def this_morning(self) -> None:
        """Puts things of one's own into the queue: enough for a morning, also when no rule falls on today. And emails
        have come.
        """
        shared = self._shared
        open_by_now = self._open(shared.today + timedelta(days=1), ())
        due = [f for f in open_by_now if due_day(f, shared.stage.calendar) == shared.today]
        for number in range(DUE_TODAY - len(due)):
            text, channel = words.CUSTOM[number]
            scene = self._scenes[number % len(self._scenes)]
            shared.follow_ups.add(scene.interview_id, text, When(shared.today), channel=channel)
        for scene in self._scenes:
            if scene.track.email is not None and scene.interview_id:
                scene.get_email(scene.track.email)

    def _work(self, number: int, *, at_my_desk: bool) -> None:
        """What is due by that day; in the evening, at the desk, also what is best done at once."""
        shared, today = self._shared, self._shared.day(number)
        scenes = {scene.interview_id: scene for scene in self._scenes}
        for follow_up in self._open(today + timedelta(days=1), SAME_EVENING):
            scene = scenes.get(follow_up.interview_id)
            if scene is None:
                continue  # the panel's: all of it is left to who looks at the demo
            day = self._postponed.get(follow_up.id) or due_day(follow_up, shared.stage.calendar)
            at_once = at_my_desk and follow_up.kind in SAME_EVENING and self._goes_first(scene, follow_up)
            if at_once or day <= today:
                self._settle(scene, follow_up, number)

    def _goes_first(self, scene: Scene, follow_up: FollowUp) -> bool:
        """Whether it is written on the very evening: of the thank-yous only that to the host, after the meeting."""
        if follow_up.kind is not Kind.THANK_YOU:
            return True
        host = scene.people[0].id
        return follow_up.person_id == host and (follow_up.anchor or follow_up.created) <= self._shared.stage.clock()

    def _open(self, before: date, at_once: Collection[Kind]) -> tuple[FollowUp, ...]:
        now = self._shared.stage.clock()
        found = to_do_by(self._shared.stage.tx.reader, before, at_once)
        return tuple(f for f in found if f.lapses is None or f.lapses > now)

    def _settle(self, scene: Scene, follow_up: FollowUp, number: int) -> None:
        shared, track, kind = self._shared, scene.track, follow_up.kind
        if kind in track.leaves:
            return
        present = shared.stage.tx.get(FollowUp, follow_up.id)
        if present.state is not Settled.OPEN or kind is Kind.DEBRIEF:
            return  # another one has settled it meanwhile; a debrief is done by its notes
        if kind is Kind.OFFER_REPLY and self._is_undecided(present):
            return
        if kind is track.snoozes and follow_up.planned_day is None:
            shared.follow_ups.snooze([follow_up.id], When(shared.day(2)))
        elif kind is track.skips:
            shared.follow_ups.skip([follow_up.id], why="they asked for patience until the budget is signed")
        elif follow_up.id not in self._postponed and self._is_late(follow_up, number):
            self._postponed[follow_up.id] = shared.day(number + shared.rng.choice((1, 1, 2)))
        else:
            self._do(present)

    def _is_undecided(self, follow_up: FollowUp) -> bool:
        return self._shared.stage.tx.get(Interview, follow_up.interview_id).outcome is Outcome.OFFER

    def _is_late(self, follow_up: FollowUp, number: int) -> bool:
        """Whether this one waits a day or two; never until today, so that only what a track leaves is overdue now."""
        if follow_up.kind in PUNCTUAL:
            return False
        self._met += 1
        return self._met % LATE_ONE_IN == 0 and number < -3

    def _do(self, follow_up: FollowUp) -> None:
        shared, kind = self._shared, follow_up.kind
        note = shared.rng.choice(words.DONE_NOTES.get(kind, ("",)))
        with shared.stage.transaction() as tx:
            letter = None
            if kind in words.LETTERS_FOR:
                case = shared.interviews.case(tx, follow_up.interview_id, meeting_id=follow_up.meeting_id)
                sort, reader = words.LETTERS_FOR[kind][0], follow_up.person_id
                letter = add_letter(shared, case, sort, person_id=reader, follow_up=follow_up, sent=True)
            shared.follow_ups.settle(tx, follow_up, note, [], letter=letter)
            if letter is not None and follow_up.commitment_id is not None:
                promised = find(tx.reader, Document, commitment_id=follow_up.commitment_id)
                Documents(shared.stage).went_with(tx, promised, letter, by_hand=False)
