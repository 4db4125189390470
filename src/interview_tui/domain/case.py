"""An interview with the records of its present round: what the rules of the method look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass, field
from interview_tui.domain import enums, records
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.text import company_role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Notes are those of one meeting, the current one unless another was asked for; needs, follow-ups, touches and
    letters those of all rounds.
    """

    interview: records.Interview
    round: records.Round
    meeting: records.Meeting
    people: Mapping[int, records.Person] = field(default_factory=dict)
    stories: Mapping[int, records.Story] = field(default_factory=dict)
    attendances: tuple[records.Attendance, ...] = ()
    involvements: tuple[records.Involvement, ...] = ()
    study: records.Study | None = None
    """What was found out before the meetings."""
    questions: tuple[records.Question, ...] = ()
    """Those for the employer."""
    put_to_me: tuple[records.Question, ...] = ()
    """Those that were put to me, or that I expect."""
    needs: tuple[records.Need, ...] = ()
    quotes: tuple[records.Quote, ...] = ()
    matches: tuple[records.Match, ...] = ()
    commitments: tuple[records.Commitment, ...] = ()
    remarks: tuple[records.Remark, ...] = ()
    follow_ups: tuple[records.FollowUp, ...] = ()
    touches: tuple[records.Touch, ...] = ()
    letters: tuple[records.Letter, ...] = ()
    documents: tuple[records.Document, ...] = ()
    """The files of the interview."""
    sendings: tuple[records.Sending, ...] = ()
    """To whom these files went."""
    brought_elsewhere: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """What was brought to people outside this interview, line by line, by their ids; of a letter's case its reader."""
    passages: tuple[records.Passage, ...] = ()
    meetings: tuple[records.Meeting, ...] = ()
    """All the meetings of the round, in their order."""
    invited: tuple[records.Attendance, ...] = ()
    """Who was invited to any of them, or was there."""
    agreed: tuple[records.Commitment, ...] = ()
    """The commitments of all its meetings."""
    offer: records.Offer | None = None
    """The offer of the round."""
    now: datetime | None = None
    """The instant at which it is looked at: by it follow-ups have lapsed."""

    @property
    def name(self) -> str:
        """Company and role, as messages name the interview."""
        return company_role(self.interview.company, self.interview.role)

    @property
    def meeting_start(self) -> datetime | None:
        """When the meeting begins; None when it has no time, or does not take place."""
        return self.meeting.starts if self.meeting.state is enums.MeetingState.PLANNED else None

    @property
    def meeting_end(self) -> datetime | None:
        """When the meeting ends: MEETING_LENGTH after it begins, where nobody said how long it takes."""
        return _end_of(self.meeting)

    @property
    def meeting_ends(self) -> tuple[datetime, ...]:
        """When each of the round's meetings that take place ends, the earliest first."""
        return tuple(sorted(end for m in self.meetings if (end := _end_of(m)) is not None))

    @property
    def open(self) -> Iterator[records.FollowUp]:
        """The follow-ups that are still owed."""
        return (f for f in self.follow_ups if f.state is enums.Settled.OPEN and not self._lapsed(f))

    def _lapsed(self, follow_up: records.FollowUp) -> bool:
        return self.now is not None and follow_up.lapses is not None and follow_up.lapses <= self.now

    @property
    def outsiders(self) -> frozenset[int]:
        """The connections and references, who are not the employer's."""
        return frozenset(i.person_id for i in self.involvements if i.part in enums.OUTSIDERS)

    @property
    def met(self) -> tuple[int, ...]:
        """The people met in the round, those of this meeting first: who was invited or was there, but for those who are
        said to have been absent.
        """
        off = {m.id for m in self.meetings if m.state is not enums.MeetingState.PLANNED}
        outsiders = self.outsiders
        everybody = (
            a for a in (*self.attendances, *self.invited) if a.present is not False and a.meeting_id not in off
        )
        return tuple(dict.fromkeys(a.person_id for a in everybody if a.person_id not in outsiders))

    @property
    def heard(self) -> tuple[records.Need, ...]:
        """The needs voiced in the present meeting."""
        return tuple(n for n in self.needs if n.meeting_id == self.meeting.id)

    def person_name(self, person_id: int | None) -> str:
        """The name of a person, or '' for nobody."""
        person = self.people.get(person_id) if person_id is not None else None
        return person.name if person else ""

    def done(self, kind: Kind) -> tuple[records.FollowUp, ...]:
        """The follow-ups of a kind that were done in this round."""
        return tuple(
            f
            for f in self.follow_ups
            if f.kind is kind and f.round_id == self.round.id and f.state is enums.Settled.DONE
        )

    def contacts(self) -> tuple[records.Touch, ...]:
        """The contacts with the employer since the round was opened, in order of time."""
        outsiders = self.outsiders
        return tuple(
            sorted(
                (
                    t
                    for t in self.touches
                    if t.at >= self.round.opened and t.person_id not in outsiders and not (t.automatic or t.bounced)
                ),
                key=lambda t: (t.at, t.id),
            )
        )

    def last_contact(self, now: datetime) -> datetime:
        """The last contact of the round, in or out: a touch, a handover or a meeting's end; its opening before any."""
        instants = (*(t.at for t in self.contacts()), *self._handovers(), *self.meeting_ends)
        return max((at for at in instants if at <= now), default=self.round.opened)

    def answered_since(self, instant: datetime) -> bool:
        """Whether the employer has been in touch since then, or another meeting of the round is later than that."""
        return any(t.direction is enums.Direction.IN and t.at >= instant for t in self.contacts()) or any(
            end > instant for end in self.meeting_ends[1:]
        )

    def last_word(self, now: datetime | None = None) -> datetime | None:
        """When the employer was last in touch, met me, or kept what they had said, up to `now` (without it, the instant
        at which the case is looked at); None before that.
        """
        kept = (
            c.settled for c in self._agreed if c.owner is enums.Owner.THEM and c.state is enums.CommitmentState.KEPT
        )
        came = (t.at for t in self.contacts() if t.direction is enums.Direction.IN)
        known, until = (*kept, *came, *self._handovers(), *self.meeting_ends), now or self.now
        return max((at for at in known if at is not None and (until is None or at <= until)), default=None)

    def _handovers(self) -> Iterator[datetime]:
        """When somebody took over from another in this round: that is word (METHOD, fine print 19)."""
        return (i.handed_over for i in self.involvements if i.handed_over and i.handed_over >= self.round.opened)

    def unanswered(self, now: datetime | None = None) -> tuple[records.FollowUp, ...]:
        """The check-ins of this round that were done since the employer's last word: so many in a row."""
        word = self.last_word(now)
        return tuple(f for f in self.done(Kind.CHECK_IN) if word is None or f.settled is None or f.settled > word)

    def entered(self, step: enums.Step) -> datetime | None:
        """When this round first came to a step; None before it did."""
        return min((p.entered for p in self.passages if p.step is step), default=None)

    def promises(self) -> tuple[records.Commitment, ...]:
        """What I promised in the round."""
        return tuple(c for c in self._agreed if c.owner is enums.Owner.ME)

    @property
    def _agreed(self) -> tuple[records.Commitment, ...]:
        """Those of the round, each once."""
        return tuple({c.id or id(c): c for c in (*self.commitments, *self.agreed)}.values())

    def their_words(self) -> tuple[records.Commitment, ...]:
        """Their dated commitments that are not kept, the earliest date first: check-ins count from them."""
        theirs = (c for c in self._agreed if c.owner is enums.Owner.THEM and c.state is not enums.CommitmentState.KEPT)
        return tuple(sorted((c for c in theirs if c.due is not None), key=lambda c: (c.due, c.id)))

    def voices(self) -> tuple[records.Involvement, ...]:
        """Those who spoke for me."""
        return tuple(i for i in self.involvements if i.favour is enums.Favour.SPOKE)


def _end_of(meeting: records.Meeting) -> datetime | None:
    if meeting.starts is None or meeting.state is not enums.MeetingState.PLANNED:
        return None
    return records.end_of(meeting)
