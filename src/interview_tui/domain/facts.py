"""The facts of one interview over all its rounds: from which planning.py makes the queue.

Each fact has two times: when it was so, and when it was entered (`entered` of the records; None where it was entered as
it took place). Which follow-ups there are and to whom follows from the first alone; the second only keeps what is
planned from being born late (METHOD, fine print 1).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass, field
from interview_tui.domain import enums, records
from interview_tui.domain.chart import carries_chart
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.lazy_patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime

    from interview_tui.domain.contact_frequency import Contact
    from interview_tui.domain.dates import Calendar

_RECRUITING = lazy_pattern(
    r"\b(recruit\w*|talent\w*|hr|rh|human resources|ressources humaines|people (?:partner|operations|ops|team)|"
    r"personal(?:referent|leiter|abteilung|wesen)\w*|headhunter|sourcer)\b",
    re.IGNORECASE,
)
_RANKS = (
    (
        r"\b(chief|c[etofim]o|founder|co-?founder|owner|president(?<!vice president)|managing director|partner|"
        r"gesch[äa]ftsf[üu]hr\w*|vorstand\w*|pdg|directeur g[ée]n[ée]ral|directrice g[ée]n[ée]rale)\b"
    ),
    r"\b(vp|svp|evp|vice president)\b",
    r"\b(director|head|directeur|directrice|leiter\w*|leitung|bereichsleit\w*)\b",
    r"\b(manager|lead|supervisor|team ?lead|teamleit\w*|responsable|chef\w*)\b",
    r"\b(senior|principal|staff)\b",
)
"""Words of titles, the most senior first."""
_SENIORITY = tuple(re.compile(words, re.IGNORECASE) for words in _RANKS)


def part_by_title(title: str) -> enums.Part:
    """The part that a title suggests: a recruiter's, else an interviewer's."""
    return enums.Part.RECRUITER if _RECRUITING.search(title) else enums.Part.INTERVIEWER


def seniority(title: str) -> int:
    """The rank that a title suggests; 0 is the most senior."""
    return next((rank for rank, words in enumerate(_SENIORITY) if words.search(title)), len(_SENIORITY))


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Another interview of the user's that has an offer, or had one that was accepted."""

    interview_id: int
    company: str
    outcome: enums.Outcome
    at: datetime
    """When the offer was made, or accepted."""
    entered: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One interview. Meetings, people and notes are those of all rounds."""

    interview: records.Interview
    rounds: tuple[records.Round, ...]
    """In order of their numbers."""
    meetings: tuple[records.Meeting, ...] = ()
    people: Mapping[int, records.Person] = field(default_factory=dict)
    attendances: tuple[records.Attendance, ...] = ()
    involvements: tuple[records.Involvement, ...] = ()
    questions: tuple[records.Question, ...] = ()
    needs: tuple[records.Need, ...] = ()
    commitments: tuple[records.Commitment, ...] = ()
    noted: Mapping[int, datetime] = field(default_factory=dict)
    """For each meeting with notes, when the first of them was written down: answers, needs, quotes, commitments,
    remarks. What was prepared for it is none.
    """
    follow_ups: tuple[records.FollowUp, ...] = ()
    touches: tuple[records.Touch, ...] = ()
    suggestions: tuple[records.Suggestion, ...] = ()
    letters: tuple[records.Letter, ...] = ()
    passages: tuple[records.Passage, ...] = ()
    offers: tuple[records.Offer, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    followed: bool = False
    """Whether another role at this employer was begun after this one."""
    unheard: bool = False
    """Whether other running interviews exist in which nobody met me or wrote."""
    contacts: tuple[Contact, ...] = ()
    """All contacts with the company, also those of other interviews there."""

    @property
    def round(self) -> records.Round:
        """The present round."""
        return self.rounds[-1]

    def offer_of(self, of_round: records.Round) -> records.Offer | None:
        """The offer in a round."""
        return next((offer for offer in reversed(self.offers) if offer.round_id == of_round.id), None)

    def timed(self, of_round: records.Round | None = None) -> tuple[records.Meeting, ...]:
        """The meetings with a time, neither cancelled nor missed, of one round or of all, by their start."""
        found = (
            m
            for m in self.meetings
            if m.starts is not None
            and m.state is enums.MeetingState.PLANNED
            and (of_round is None or m.round_id == of_round.id)
        )
        return tuple(sorted(found, key=lambda m: (records.start_of(m), records.end_of(m), m.id)))

    def there(self, meeting: records.Meeting) -> tuple[records.Attendance, ...]:
        """Who was invited to a meeting or was there, but for those who are said to have been absent."""
        return tuple(a for a in self.attendances if a.meeting_id == meeting.id and a.present is not False)

    def is_outsider(self, person_id: int | None) -> bool:
        """Whether a person is a connection or a reference."""
        return any(i.person_id == person_id and i.part in enums.OUTSIDERS for i in self.involvements)

    def done(self, kind: Kind, of_round: records.Round) -> list[records.FollowUp]:
        """The follow-ups of a kind that were done in a round."""
        return [
            f for f in self.follow_ups if f.kind is kind and f.round_id == of_round.id and f.state is enums.Settled.DONE
        ]

    def letters_sent(
        self, kind: LetterKind, of_round: records.Round | None = None
    ) -> list[tuple[records.Letter, datetime]]:
        """The letters of a kind that went out, and when, in one round or in all."""
        return [
            (letter, letter.sent)
            for letter in self.letters
            if letter.kind is kind
            and letter.state is enums.LetterState.SENT
            and letter.sent is not None
            and (of_round is None or letter.round_id == of_round.id)
        ]

    def charts_sent(self, of_round: records.Round) -> list[datetime]:
        """When a chart went out in a round: a value letter, or another letter that carried it."""
        by_letter = [
            sent for kind in LetterKind for letter, sent in self.letters_sent(kind, of_round) if carries_chart(letter)
        ]
        by_hand = [f.settled for f in self.done(Kind.VALUE_LETTER, of_round) if f.settled is not None]
        return sorted((*by_letter, *by_hand))

    def spoken(self) -> Iterator[records.Touch]:
        """The contacts with the employer: neither automatic replies nor letters that did not arrive."""
        real = (t for t in self.touches if not (t.automatic or t.bounced))
        return (t for t in real if not self.is_outsider(t.person_id))

    def heard(self) -> Iterator[records.Touch]:
        """The employer's words."""
        return (t for t in self.spoken() if t.direction is enums.Direction.IN)

    def effective_outcome(self) -> enums.Outcome | None:
        """The outcome of the present round. Word after it had gone quiet makes it run again."""
        last = self.round
        if last.outcome is enums.Outcome.QUIET and last.closed is not None:
            closed = last.closed
            if any(t.at > closed for t in self.heard()) or any(records.start_of(m) > closed for m in self.timed(last)):
                return None
        return last.outcome if last.outcome is not enums.Outcome.INVITED else None

    def in_touch(self, now: datetime | None = None) -> bool:
        """Whether somebody of the employer's met me (by `now`) or wrote to me."""
        return any(True for _ in self.heard()) or any(now is None or records.end_of(m) <= now for m in self.timed())

    def successor(self, person_id: int | None) -> int | None:
        """Who has taken over from a person, and from their successor; the person where nobody has."""
        seen: set[int] = set()
        while person_id is not None and person_id not in seen:
            seen.add(person_id)
            after = next(
                (i.successor_id for i in self.involvements if i.person_id == person_id and i.successor_id), None
            )
            if after is None:
                break
            person_id = after
        return person_id

    def name_of(self, person_id: int | None) -> str:
        """The name of a person, or '' for nobody."""
        person = self.people.get(person_id) if person_id is not None else None
        return person.name if person else ""

    def by_rank(self, people: Iterable[int]) -> list[int]:
        """People, the most senior by title first, then by name: the order in which they were entered means nothing."""

        def rank(person_id: int) -> tuple[int, str, int]:
            person = self.people[person_id]
            return seniority(person.title), person.name.casefold(), person.id

        return sorted({p for p in people if p in self.people}, key=rank)

    def of_part(self, part: enums.Part) -> list[int]:
        """The people with a part, by rank, also those who have handed over."""
        return self.by_rank(i.person_id for i in self.involvements if i.part is part)

    def recruiters(self) -> set[int]:
        """The employer's recruiters, and those of an agency."""
        return {*self.of_part(enums.Part.RECRUITER), *self.of_part(enums.Part.AGENCY)}

    def decider(self) -> int | None:
        """Whom the value letter, the proposal and the thanks after a rejection go to: the hiring manager, else the most
        senior of those met, else of all (METHOD, to whom). What would go to somebody who has handed over goes to who
        took over, whatever their own part.
        """
        recruiters = self.recruiters()
        met = self.by_rank(
            a.person_id for m in self.timed() for a in self.there(m) if not self.is_outsider(a.person_id)
        )
        every = self.by_rank(i.person_id for i in self.involvements if i.part not in enums.OUTSIDERS)
        ranked = [*self.of_part(enums.Part.HIRING_MANAGER), *(p for p in (*met, *every) if p not in recruiters)]
        return self.successor(next(iter((*ranked, *met, *every)), None))

    def coordinator(self) -> int | None:
        """Whom a question of where things stand goes to: the agency's recruiter, else the employer's, else as
        `decider` (METHOD, to whom and fine print 22).
        """
        recruiters = (*self.of_part(enums.Part.AGENCY), *self.of_part(enums.Part.RECRUITER))
        return self.successor(next(iter(recruiters), None)) or self.decider()

    def emails_that_say(
        self, proposal: enums.Proposal, of_round: records.Round
    ) -> list[tuple[records.FollowUp, records.Touch]]:
        """The emails of a round that seem to say something, with their lines of the queue, the newest last. What the
        user dropped they do not say.
        """
        lines = {f.id: f for f in self.follow_ups if f.round_id == of_round.id and f.state is not enums.Settled.SKIPPED}
        emails = {t.id: t for t in self.touches}
        found = [
            (lines[s.follow_up_id], emails[s.touch_id])
            for s in self.suggestions
            if s.proposal is proposal and s.follow_up_id in lines and s.touch_id in emails
        ]
        return sorted(found, key=lambda one: (one[1].at, one[1].id))

    def offered_by(self, of_round: records.Round) -> int | None:
        """Who is to hear of the offer of a round: whoever wrote of it last; where nobody did, as `coordinator`."""
        wrote = [touch.person_id for _, touch in self.emails_that_say(enums.Proposal.OFFER, of_round)]
        return self.successor(next((p for p in reversed(wrote) if p is not None), None)) or self.coordinator()

    def away_until(self, person_id: int) -> list[date]:
        """The last days away by automatic replies: of a person, and of those from whom they took over after that."""
        over = {i.person_id: i.handed_over for i in self.involvements if i.handed_over is not None}
        return sorted(
            t.until
            for t in self.touches
            if t.automatic
            and t.until is not None
            and (
                t.person_id == person_id
                or (t.person_id in over and t.at <= over[t.person_id] and self.successor(t.person_id) == person_id)
            )
        )

    def awaited(self) -> list[records.Commitment]:
        """Their open commitments of the present round, the earliest date first, those without a date last."""
        here = {m.id for m in self.meetings if m.round_id == self.round.id}
        open_ones = [
            c
            for c in self.commitments
            if c.owner is enums.Owner.THEM and c.state is enums.CommitmentState.OPEN and c.meeting_id in here
        ]

        def order(c: records.Commitment) -> tuple[bool, date | None, str, str, int]:
            return c.due is None, c.due, c.text.casefold(), self.name_of(c.person_id).casefold(), c.id

        return sorted(open_ones, key=order)

    def emailed(self) -> dict[int, datetime]:
        """Of the commitments that were taken from an email, by their ids, when that was written."""
        lines = {f.id: f.commitment_id for f in self.follow_ups if f.kind is Kind.SUGGESTION}
        at = {t.id: t.at for t in self.touches}
        found = {lines.get(s.follow_up_id): at.get(s.touch_id or 0) for s in self.suggestions}
        return {number: when for number, when in found.items() if number is not None and when is not None}

    def settled_by_word(self, commitment: records.Commitment, calendar: Calendar) -> datetime | None:
        """When whoever committed kept their word: they wrote or met me from the morning of its date on, or their
        word was marked as the answer (METHOD, fine print 2). None before that.
        """
        own = next((m for m in self.meetings if m.id == commitment.meeting_id), None)
        made = records.start_of(own) if own is not None and own.starts is not None else None
        made = self.emailed().get(commitment.id, made)
        found = [t.at for t in self.touches if t.commitment_id == commitment.id]
        due = commitment.due
        if due is not None:
            whose = self._line(commitment.person_id)
            found += [
                t.at
                for t in self.heard()
                if calendar.day(t.at) >= due
                and (made is None or t.at > made)
                and (commitment.person_id is None or t.person_id in whose)
            ]
            found += [
                records.start_of(m)
                for m in self.timed()
                if m.id != commitment.meeting_id
                and calendar.day(records.start_of(m)) > due
                and (made is None or records.start_of(m) > made)
                and (commitment.person_id is None or any(a.person_id in whose for a in self.there(m)))
            ]
            found += [
                i.handed_over
                for i in self.involvements
                if i.handed_over is not None and i.person_id in whose and calendar.day(i.handed_over) >= due
            ]
        return min(found, default=None)

    def _line(self, person_id: int | None) -> set[int | None]:
        """A person, who took over from them, and from whom they took over."""
        last = self.successor(person_id)
        return {p for p in (person_id, last, *self.people) if p is not None and self.successor(p) == last}


def days(meetings: Iterable[records.Meeting], calendar: Calendar) -> dict[date, list[records.Meeting]]:
    """Meetings by the user's day on which they begin, in their order."""
    by_day: dict[date, list[records.Meeting]] = {}
    for meeting in meetings:
        by_day.setdefault(calendar.day(records.start_of(meeting)), []).append(meeting)
    return by_day
