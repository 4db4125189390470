"""The commitments of a timeline, of both sides: that they were made, by when they are due, and what became of them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from interview_tui.domain import records
from interview_tui.domain.commitments import Standing, standing
from interview_tui.domain.enums import ENDED, Owner, Settled
from interview_tui.domain.follow_up_kinds import KINDS, Kind
from interview_tui.domain.text import clean_line
from interview_tui.domain.timeline_facts import EntryKind, EntryState, only

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from interview_tui.domain.timeline_facts import EntryMaker, TimelineEntry


class TimelineCommitments:
    """The commitments among the facts, and the follow-ups that they tell of."""

    def __init__(self, make: EntryMaker, told: set[int]) -> None:
        """`told`: those that a contact kept, which tells it."""
        self._make, self._facts, self._told = make, make.facts, told
        self._emailed = {f.commitment_id for f in make.facts.follow_ups if f.kind is Kind.SUGGESTION}
        self._own: defaultdict[int | None, list[records.FollowUp]] = defaultdict(list)
        for follow_up in make.facts.follow_ups:
            if follow_up.kind is Kind.PROMISE:
                self._own[follow_up.commitment_id].append(follow_up)
        self.told_follow_ups: set[int] = set()

    def entries(self) -> Iterator[TimelineEntry]:
        """That each was made, and how it stands."""
        for commitment in self._facts.commitments:
            yield from self._made(commitment)
            if commitment.id not in self._told:
                yield from self._standing(commitment)

    def _entry(
        self,
        commitment: records.Commitment,
        words: str,
        *,
        at: datetime | None = None,
        day: date | None = None,
        state: EntryState = EntryState.PAST,
        on_time: bool | None = None,
        kind: EntryKind = EntryKind.PROMISE,
    ) -> TimelineEntry:
        return self._make.entry(
            self._facts.interview_of_meeting(commitment.meeting_id),
            kind,
            words,
            records.ref(commitment),
            at=at,
            day=day,
            state=state,
            people=only(commitment.person_id),
            side=commitment.owner,
            on_time=on_time,
        )

    def _made(self, commitment: records.Commitment) -> Iterator[TimelineEntry]:
        """At the end of its meeting, unless it was entered before that or came later by email."""
        meeting, now = self._facts.meeting(commitment.meeting_id), self._make.now
        over = records.end_of(meeting) if meeting is not None and meeting.starts is not None else None
        in_meeting = over is not None and over <= now and commitment.id not in self._emailed
        at = over if in_meeting else commitment.entered
        if at is None or at > now:
            return
        who = "They named no day" if commitment.passive else "They committed"
        who = "You promised" if commitment.owner is Owner.ME else who
        by = "" if commitment.passive else self._by(commitment)
        yield self._entry(commitment, f"{who}: {self._text(commitment)}{by}", at=at, kind=EntryKind.AGREED)

    def _by(self, commitment: records.Commitment) -> str:
        return f", by {self._make.date_text(commitment.due)}" if commitment.due is not None else ", no date"

    def _standing(self, commitment: records.Commitment) -> Iterator[TimelineEntry]:
        """What became of it, or by when it is due. An open promise whose follow-up is open is told by that one."""
        mine, text, due = commitment.owner is Owner.ME, self._text(commitment), commitment.due
        stands = standing(commitment, today=self._make.today, calendar=self._make.calendar)
        own = self._own[commitment.id]
        match stands:
            case Standing.ON_TIME | Standing.LATE if commitment.settled is not None:
                self.told_follow_ups |= {f.id for f in own}
                who = "You kept your promise" if mine else "They kept their word"
                on_time = None if due is None else stands is Standing.ON_TIME
                yield self._entry(commitment, f"{who}: {text}", at=commitment.settled, on_time=on_time)
            case Standing.MISSED if commitment.settled is not None or due is not None:
                self.told_follow_ups |= {f.id for f in own}
                words = f"{'You did not keep your promise' if mine else 'They did not keep their word'}: {text}"
                day = due if commitment.settled is None else None
                kind = EntryKind.NOT_KEPT
                yield self._entry(commitment, words, at=commitment.settled, day=day, on_time=False, kind=kind)
            case Standing.OPEN | Standing.OVERDUE if due is not None and not commitment.passive:
                if mine and not any(f.state is Settled.OPEN for f in own):
                    yield self._entry(
                        commitment, f"{KINDS[Kind.PROMISE].title}: {text}", day=due, state=self._make.due(due)
                    )
                elif not mine and self._is_waited_for(commitment, due):
                    yield self._awaited(commitment, due, text)

    def _awaited(self, commitment: records.Commitment, due: date, text: str) -> TimelineEntry:
        """Theirs, still open: waited for until its day is over, then not kept so far."""
        if due >= self._make.today:
            return self._entry(commitment, f"Due from them: {text}", day=due, state=EntryState.AHEAD)
        words, kind = f"They have not kept their word so far: {text}", EntryKind.NOT_KEPT
        return self._entry(commitment, words, day=due, on_time=False, kind=kind)

    def _is_waited_for(self, commitment: records.Commitment, due: date) -> bool:
        """Whether its day came, or will come, while its round ran: what was to come from them ends with that."""
        meeting, interview = (
            self._facts.meeting(commitment.meeting_id),
            self._facts.interview_of_meeting(commitment.meeting_id),
        )
        this_round = self._facts.rounds.get(meeting.round_id) if meeting is not None else None
        if interview is None or this_round is None:
            return False
        if this_round.number == interview.round and interview.outcome not in ENDED:
            return True
        return this_round.closed is not None and due <= self._make.calendar.day(this_round.closed)

    def _text(self, commitment: records.Commitment) -> str:
        text = clean_line(commitment.text)
        return text + self._make.whose(commitment.person_id, text)
