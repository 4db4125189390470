"""The queue as a function of the facts: which follow-ups an interview asks for, to whom, due when, and why.

Rules ask for facts, never for the step, and never for the time of day at which they are asked: the same facts always
give the same follow-ups. Source: METHOD, "What plans what" and its fine print, whose numbers stand beside the rules.
What only the clock brings is derived when the queue is read: `lapses` says from when on a follow-up is no longer owed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from interview_tui.domain.chart import HEADINGS
from interview_tui.domain.contact_frequency import WEEK, Contact, Whom, rested, to_company, to_person
from interview_tui.domain.dates import short_day
from interview_tui.domain.enums import (
    Channel,
    CommitmentState,
    Direction,
    Favour,
    LetterState,
    MeetingState,
    Outcome,
    Owner,
    Part,
    Settled,
    Step,
)
from interview_tui.domain.facts import days, end_of, entered_at, start_of
from interview_tui.domain.follow_up_kinds import KINDS, Kind
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import FollowUp, Touch
from interview_tui.domain.steps import effective_step
from interview_tui.domain.text import counted, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from interview_tui.domain.cadence import Cadence
    from interview_tui.domain.dates import Calendar
    from interview_tui.domain.facts import Facts
    from interview_tui.domain.records import Attendance, Commitment, Letter, Meeting, Round

WATCH = "watch:"
"""How the origin of a look at a place that may be open again begins: planned when the user asks for it."""
ENDED = frozenset(
    {Outcome.REJECTED, Outcome.RESCINDED, Outcome.WITHDRAWN, Outcome.QUIET, Outcome.ACCEPTED, Outcome.DECLINED}
)
LOST = frozenset({Outcome.REJECTED, Outcome.RESCINDED})
"""The endings after which one thanks and stays in touch (step 10)."""
STILL_THANKED = timedelta(hours=24)
"""After a rejection only a meeting that ended so shortly before it is still thanked for (fine print 15)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanningContext:
    """What planning needs besides the facts: the user's calendar, and the numbers of the interview's plan."""

    calendar: Calendar
    cadence: Cadence


def plan(facts: Facts, context: PlanningContext) -> tuple[FollowUp, ...]:
    """Every follow-up that the facts ask for, open or not; those done, skipped or edited keep what the user made of
    them (see `reconcile`).
    """
    return _Planner(facts, context).lines()


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What has to change so that the stored follow-ups are those that are planned."""

    added: tuple[FollowUp, ...] = ()
    """Without ids."""
    revived: tuple[FollowUp, ...] = ()
    """Cancelled ones that are asked for again."""
    moved: tuple[FollowUp, ...] = ()
    """Those due another day than before."""
    changed: tuple[FollowUp, ...] = ()
    """Those with another text, person or reason only."""
    settled: tuple[FollowUp, ...] = ()
    """Debriefs that the notes have done."""
    ended: tuple[FollowUp, ...] = ()
    """Those that nothing asks for any more."""


def reconcile(facts: Facts, context: PlanningContext) -> Reconciled:
    """Compares what is planned with what is stored. What was done or skipped stays as it is, what was put off stays
    where it was put, and what the user wrote stays as written.
    """
    stored = {f.origin: f for f in facts.follow_ups if f.origin}
    added, revived, moved, changed, settled = [], [], [], [], []
    wanted = set()
    noted = facts.noted
    for fresh in plan(facts, context):
        wanted.add(fresh.origin)
        present = stored.get(fresh.origin)
        written = _written_down(facts, fresh, context) if fresh.kind is Kind.DEBRIEF and noted else None
        if present is None:
            if written is None:
                added.append(fresh)
            continue
        if present.state in (Settled.DONE, Settled.SKIPPED):
            continue
        if written is not None:
            if present.state is Settled.OPEN:
                settled.append(replace(present, state=Settled.DONE, settled=written))
            continue
        if present.state is Settled.CANCELLED:
            revived.append(_following(replace(present, planned_day=None, edited=False), fresh, reopened=True))
            continue
        following = _following(present, fresh)
        if (following.due_day, following.due_at) != (present.due_day, present.due_at):
            moved.append(following)
        elif following != present:
            changed.append(following)
    ended = [
        f
        for f in facts.follow_ups
        if f.state is Settled.OPEN and f.origin and not f.origin.startswith(WATCH) and f.origin not in wanted
    ]
    return Reconciled(*map(tuple, (added, revived, moved, changed, settled, ended)))


def _following(present: FollowUp, fresh: FollowUp, *, reopened: bool = False) -> FollowUp:
    values: dict[str, Any] = {
        name: getattr(fresh, name)
        for name in ("why", "anchor", "lapses", "sensitive", "commitment_id", "meeting_id", "round_id", "kind")
    }
    if not present.edited:
        values |= {"text": fresh.text, "person_id": fresh.person_id, "channel": fresh.channel}
    if present.planned_day is None:
        values |= {"due_day": fresh.due_day, "due_at": fresh.due_at}
    elif not KINDS[fresh.kind].keeps_lapse:
        values["lapses"] = None  # whoever puts it off wants to see it that day
    if reopened:
        values |= {"state": Settled.OPEN, "settled": None, "note": "", "on_time": None}
    return replace(present, **values)


def _written_down(facts: Facts, debrief: FollowUp, context: PlanningContext) -> datetime | None:
    """When the last of a day's meetings was written down; None while one of them is not."""
    first = next(m for m in facts.meetings if m.id == debrief.meeting_id)
    day = context.calendar.day(start_of(first))
    of_day = [m for m in facts.timed() if context.calendar.day(start_of(m)) == day]
    times = [facts.noted.get(m.id) for m in of_day]
    known = [t for t in times if t is not None]
    return max(known) if known and len(known) == len(times) else None


class _Planner:
    """The rules, each a method that gives the follow-ups of one kind."""

    def __init__(self, facts: Facts, context: PlanningContext) -> None:
        self._facts = facts
        self._calendar = context.calendar
        self._cadence = context.cadence
        self._stored = {f.origin: f for f in facts.follow_ups if f.origin}
        self._outcome = facts.effective_outcome()
        self._round = facts.round
        self._timed = facts.timed(self._round)
        self._natural: dict[str, date] = {}
        """The days that value letters and check-ins on a date have by their own rules, before anything moved them."""

    def lines(self) -> tuple[FollowUp, ...]:
        """All that the facts ask for."""
        facts, running = self._facts, self._outcome is None
        if not running and self._round.closed is None:
            return tuple(self._promises())  # over before it was written down here, nobody knows how long ago
        found: list[FollowUp] = []
        for of_round in facts.rounds:
            found += self._of_meetings(of_round)
        found += self._promises()
        withdrawals = list(self._withdrawals())
        found += withdrawals
        # What presses rests while it is open whether to withdraw for an offer that was accepted elsewhere (14).
        resting = any(self._is_open(f) for f in withdrawals)
        if running and not resting:
            found += self._pushing(found)
        if self._outcome is Outcome.OFFER and not resting:
            found += self._offer()
        if self._outcome in (Outcome.ACCEPTED, Outcome.DECLINED):
            found += self._decided()
        if self._outcome in LOST:
            found += self._rejection_thanks()
        found += self._stay_in_touch()
        if self._outcome in ENDED:
            found += self._reference_thanks()
        return tuple(found)

    # Meetings: prepare, debrief, thank-yous.

    def _of_meetings(self, of_round: Round) -> Iterator[FollowUp]:
        outcome = self._outcome if of_round is self._round else of_round.outcome
        closed = of_round.closed
        if self._outcome in LOST:  # it ends what earlier rounds left open as well
            outcome, closed = self._outcome, self._closed
        for group in days(self._facts.timed(of_round), self._calendar).values():
            if outcome in ENDED and closed is not None and start_of(group[0]) > closed:
                continue
            if outcome not in ENDED and of_round is self._round:
                yield from self._prepare(of_round, group)
            if outcome is not Outcome.WITHDRAWN:
                yield from self._debrief(of_round, group)
                for thanks in self._thank_yous(of_round, group):
                    if outcome in LOST and closed is not None and not self._thanked_beside(thanks, group, closed):
                        continue
                    yield thanks

    def _thanked_beside(self, thanks: FollowUp, group: list[Meeting], closed: datetime) -> bool:
        """Whether a thank-you stays beside the thanks after a rejection (fine print 15)."""
        if thanks.person_id is not None and thanks.person_id == self._rejected_by():
            return False
        return closed - end_of(group[-1]) <= STILL_THANKED

    def _prepare(self, of_round: Round, group: list[Meeting]) -> Iterator[FollowUp]:
        first = group[0]
        start = start_of(first)
        entered = min(entered_at(m, otherwise=of_round.opened) for m in group)
        day, begun = self._calendar.day(start), self._calendar.day(entered)
        due = self._calendar.add_working(day, -self._cadence.prepare_working_days_before)
        if due < begun:  # booked too late for it: then before the meeting all the same
            due = min(self._calendar.working_on_or_after(begun), day)
        if entered >= start:
            return
        yield self._line(
            Kind.PREPARE,
            self._of_the_day(Kind.PREPARE, group),
            of_round,
            due_day=due,
            channel=Channel.IN_PERSON,
            why="the working day before the meeting" if due < day else "before the meeting begins",
            anchor=start,
            meeting_id=first.id,
            lapses=start,
        )

    def _debrief(self, of_round: Round, group: list[Meeting]) -> Iterator[FollowUp]:
        end = max(map(end_of, group))
        due = end + timedelta(hours=self._cadence.debrief_hours)
        entered = max(entered_at(m, otherwise=of_round.opened) for m in group)
        late = due <= entered
        yield self._again(
            self._line(
                Kind.DEBRIEF,
                self._of_the_day(Kind.DEBRIEF, group),
                of_round,
                due_day=self._next_working(entered) if late else None,
                due_at=None if late else due,
                channel=Channel.IN_PERSON,
                why=f"within {counted(self._cadence.debrief_hours, 'hour')} of the meeting's end",
                anchor=end,
                meeting_id=group[0].id,
                lapses=self._weeks_after(end),
            ),
            start_of(group[0]),
        )

    def _thank_yous(self, of_round: Round, group: list[Meeting]) -> Iterator[FollowUp]:
        with_whom: dict[int | None, list[tuple[Meeting, Attendance | None]]] = {}
        for meeting in group:
            everybody = [a for a in self._facts.attendances if a.meeting_id == meeting.id]
            for attendance in self._facts.there(meeting):
                if not self._facts.is_outsider(attendance.person_id):
                    with_whom.setdefault(attendance.person_id, []).append((meeting, attendance))
            if not everybody:
                with_whom.setdefault(None, []).append((meeting, None))
        for person_id in [*self._facts.by_rank(p for p in with_whom if p is not None), None]:
            if person_id not in with_whom:
                continue
            seen = with_whom[person_id]
            first, last = seen[0][0], seen[-1][0]
            end = end_of(last)
            known = [a.entered for _, a in seen if a is not None and a.entered is not None]
            entered = max([entered_at(last, otherwise=of_round.opened), *known])
            day, instant = self._within_hours(end, self._cadence.thank_you_hours, entered)
            line = self._line(
                Kind.THANK_YOU,
                self._of_the_day(Kind.THANK_YOU, [m for m, _ in seen], "" if person_id is None else f":p{person_id}"),
                of_round,
                person_id=person_id,
                due_day=day,
                due_at=instant,
                why=f"within {self._cadence.thank_you_hours} hours of the meeting",
                anchor=end,
                meeting_id=last.id,
                lapses=self._weeks_after(end),
            )
            line = self._again(line, start_of(first))
            if line.origin in self._stored or not self._thanked_by_letter(person_id, first):
                yield line

    def _of_the_day(self, kind: Kind, group: list[Meeting], whose: str = "") -> str:
        """The key of what is owed once for the meetings of a day: that of the meeting by which it is stored already (a
        settled one before others), else of the first.
        """
        stored = [m for m in group if f"{kind}:m{m.id}{whose}" in self._stored]
        settled = [m for m in stored if not self._is_open(self._stored[f"{kind}:m{m.id}{whose}"])]
        return f"m{next(iter((*settled, *stored, *group))).id}{whose}"

    def _thanked_by_letter(self, person_id: int | None, meeting: Meeting) -> bool:
        """Whether a thank-you went to a person after a meeting and before the next one with them."""
        start = start_of(meeting)
        theirs = [
            start_of(m) for m in self._facts.timed() if any(a.person_id == person_id for a in self._facts.there(m))
        ]
        following = min((s for s in theirs if self._calendar.day(s) > self._calendar.day(start)), default=None)
        return any(
            letter.person_id == person_id
            and letter.sent is not None
            and letter.sent > start
            and (following is None or letter.sent <= following)
            for letter in self._sent(LetterKind.THANK_YOU)
        )

    def _within_hours(self, end: datetime, hours: int, entered: datetime) -> tuple[date | None, datetime | None]:
        """So many hours from the end, as an instant; where they end on a day off, the next working day; where they are
        over when the fact was entered, the working day after that.
        """
        latest = end + timedelta(hours=hours)
        day = self._calendar.day(latest)
        if self._calendar.is_working(day):
            return (None, latest) if latest > entered else (self._next_working(entered), None)
        day = self._calendar.working_on_or_after(day)
        return self._not_before(day, entered), None

    # Promises.

    def _promises(self) -> Iterator[FollowUp]:
        if self._outcome is Outcome.WITHDRAWN:
            reason = "promised before the withdrawal: still meant?"
        elif self._outcome in LOST:
            reason = "promised before the rejection: still meant?"
        else:
            reason = ""
        rounds = {r.id: r for r in self._facts.rounds}
        meetings = {m.id: m for m in self._facts.meetings}
        for promise in self._facts.commitments:
            if promise.owner is not Owner.ME or promise.state is not CommitmentState.OPEN:
                continue
            meeting = meetings[promise.meeting_id]
            of_round = rounds[meeting.round_id]
            made = self._calendar.day(meeting.starts or promise.entered or of_round.opened)
            entered = entered_at(promise, otherwise=meeting.starts or of_round.opened)
            if promise.due is None:
                due = self._not_before(self._calendar.add_working(made, 1), entered)
            else:
                before = self._calendar.working_on_or_before(promise.due)
                due = before if before >= made else promise.due
            yield self._line(
                Kind.PROMISE,
                f"c{promise.id}",
                of_round,
                text=promise.text,
                person_id=self._facts.successor(promise.person_id),
                due_day=due,
                why=reason or ("I promised it by then" if promise.due else "I promised it; the next working day"),
                anchor=self._noon(promise.due or made),
                commitment_id=promise.id,
            )

    # What works towards a yes.

    def _pushing(self, others: list[FollowUp]) -> list[FollowUp]:
        value = [f for f in self._value_letters() if not self._was_taken(f)]
        answer = [f for f in self._answer() if not self._was_taken(f)]
        others_first = [*answer, *(f for f in self._new_date() if not self._was_taken(f)), *self._offer_news()]
        # An answer that a booked meeting makes pointless holds nothing up: check-ins count from that meeting.
        replaced = any(self._is_open(f) and f.lapses is None for f in others_first)
        waits = any(self._is_open(f) and f.lapses is None for f in answer)
        due = [self._due(f) for f in value if self._is_open(f)]
        check_in = [] if waits else list(self._check_in(value, max(due, default=None), replaced=replaced))
        value = [self._apart(f, check_in) for f in value]
        return [*value, *others_first, *check_in, *self._voices(others)]

    def _was_taken(self, line: FollowUp) -> bool:
        """Whether an ending has taken what counts from before it: reopened, it does not come back (fine print 16)."""
        taken, opened = self._reopened_after(), self._round.opened
        if taken is None or line.anchor is None:
            return False
        return line.anchor <= taken and not taken <= opened <= line.anchor

    def _reopened_after(self) -> datetime | None:
        """When the interview had ended last, before it ran again; None where it never had."""
        ended = [r.closed for r in self._facts.rounds if r.outcome in ENDED and r.closed is not None]
        return max(ended, default=None)

    def _apart(self, value: FollowUp, check_in: list[FollowUp]) -> FollowUp:
        """The value letter, moved where a check-in on a date of theirs has its day before it."""
        first = [f for f in check_in if f.commitment_id and not self._yields(f.origin, value.origin)]
        if value.due_day is None or not first:
            return value
        good = self._good_day(value.person_id, value.due_day, first)
        return replace(value, due_day=good, why=value.why + self._why_later(value.due_day, value.due_day, good))

    def _yields(self, check_in: str, value: str) -> bool:
        """Whether a check-in makes room for a value letter: by their own days, before anything moved either."""
        return self._natural[value] <= self._natural[check_in]

    def _value_letters(self) -> Iterator[FollowUp]:
        if not self._cadence.value_letters:
            return
        recruiters = {*self._facts.of_part(Part.RECRUITER), *self._facts.of_part(Part.AGENCY)}
        groups = [
            group
            for group in days(self._timed, self._calendar).values()
            if any(self._talked_beyond(m, recruiters) for m in group)
        ]
        if not groups:
            return
        first, further = groups[0], groups[1:]
        sent = self._charts_sent()
        origin = f"r{self._round.number}"
        present = self._stored.get(f"{Kind.VALUE_LETTER}:{origin}")
        if not sent:
            yield self._value_letter(origin, first, max(self._beyond_since(m, recruiters) for m in first))
        if not sent and (present is None or present.state is not Settled.SKIPPED):
            return
        for group in further:
            ids = {m.id for m in group}
            end = max(map(end_of, group))
            unanswered = [n for n in self._facts.needs if n.meeting_id in ids and all(end > s for s in sent)]
            key = f"m{group[0].id}"
            if unanswered or f"{Kind.VALUE_LETTER}:{key}" in self._settled_origins():
                written = max(map(self._need_entered, unanswered), default=end_of(group[-1]))
                yield self._value_letter(key, group, written)

    def _value_letter(self, key: str, group: list[Meeting], entered: datetime) -> FollowUp:
        working = self._cadence.value_letter_working_days
        end = max(map(end_of, group))
        due = self._calendar.add_working(self._calendar.day(end), working)
        self._natural[f"{Kind.VALUE_LETTER}:{key}"] = due
        if due < self._calendar.day(entered):
            due = self._calendar.add_working(self._calendar.day(entered), working)
        person = self._facts.decider()
        back = self._when_they_are_back(person, due)
        good = self._good_day(person, back)
        return self._line(
            Kind.VALUE_LETTER,
            key,
            self._round,
            person_id=person,
            due_day=good,
            why=f"{counted(working, 'working day')} after the meeting" + self._why_later(due, back, good),
            anchor=end,
            meeting_id=group[0].id,
            lapses=self._weeks_after(end),
        )

    def _beyond_since(self, meeting: Meeting, recruiters: set[int]) -> datetime:
        """When it was entered that somebody else than a recruiter was, or may have been, in a meeting."""
        others = [a for a in self._facts.there(meeting) if a.person_id not in recruiters]
        known = [a.entered for a in others if a.entered is not None]
        named = min(known) if known and len(known) == len(others) else None
        return max(self._entered(meeting), named) if named else self._entered(meeting)

    def _talked_beyond(self, meeting: Meeting, recruiters: set[int]) -> bool:
        """Whether somebody else than a recruiter was in a meeting, or nobody knows who (fine print 7)."""
        there = [a.person_id for a in self._facts.there(meeting)]
        return not there or any(p not in recruiters for p in there)

    def _charts_sent(self) -> list[datetime]:
        """When a chart went out in this round: a value letter, a proposal, or a thank-you that carried it."""
        by_letter = [
            letter.sent
            for kind in (LetterKind.VALUE_LETTER, LetterKind.PROPOSAL, LetterKind.THANK_YOU)
            for letter in self._sent(kind)
            if letter.sent is not None
            and letter.round_id == self._round.id
            and (kind is LetterKind.VALUE_LETTER or all(h in letter.body for h in HEADINGS))
        ]
        by_hand = [
            f.settled
            for f in self._facts.follow_ups
            if f.kind is Kind.VALUE_LETTER
            and f.round_id == self._round.id
            and f.state is Settled.DONE
            and f.settled is not None
        ]
        return sorted((*by_letter, *by_hand))

    def _need_entered(self, need: Any) -> datetime:
        meeting = next(m for m in self._facts.meetings if m.id == need.meeting_id)
        return entered_at(need, otherwise=end_of(meeting) if meeting.starts is not None else self._round.opened)

    def _answer(self) -> Iterator[FollowUp]:
        """They wait for an answer, and nothing went out since (fine print 12)."""
        spoken = sorted(self._facts.spoken(), key=_touch_order)
        asked = next((t for t in reversed(spoken) if t.direction is Direction.IN and t.reply_by is not None), None)
        if asked is None or not self._of_this_round(asked):
            return
        if any(t.direction is Direction.OUT and _touch_order(t) > _touch_order(asked) for t in spoken):
            return
        came = self._calendar.day(asked.at)
        due = self._calendar.add_working(came, self._cadence.answer_working_days)
        if asked.reply_by is not None and came <= asked.reply_by < due:
            before = self._calendar.working_on_or_before(asked.reply_by)
            due = before if before >= came else asked.reply_by
        meeting = next((start_of(m) for m in self._timed if start_of(m) > asked.at), None)
        person = asked.person_id or self._facts.coordinator()
        yield self._line(
            Kind.ANSWER,
            f"t{asked.id}",
            self._round,
            person_id=person,
            channel=asked.channel,
            due_day=self._not_before(due, entered_at(asked, otherwise=asked.at)),
            why="they wait for an answer" + (f", by {short_day(asked.reply_by)}" if asked.reply_by else ""),
            anchor=asked.at,
            lapses=meeting,
        )

    def _new_date(self) -> Iterator[FollowUp]:
        """A meeting fell through and none took its place (fine print 17); or they invited without a time (8)."""
        here = [m for m in self._facts.meetings if m.round_id == self._round.id]
        fallen = [m for m in here if m.state is not MeetingState.PLANNED and m.starts is not None]
        if fallen:
            last = max(fallen, key=lambda m: (self._entered(m), start_of(m), m.id))
            off = self._entered(last)
            if any(start_of(m) > min(off, start_of(last)) for m in self._timed):
                return
            missed = last.state is MeetingState.MISSED
            working = self._cadence.new_date_working_days
            person = self._facts.coordinator()
            natural = self._calendar.add_working(self._calendar.day(off), working)
            due = self._when_they_are_back(person, natural)
            line = self._line(
                Kind.NEW_DATE,
                f"m{last.id}",
                self._round,
                person_id=person,
                due_day=due,
                why=("the meeting did not take place" if missed else "the meeting was cancelled")
                + self._why_later(natural, due, due),
                anchor=off,
                meeting_id=last.id,
            )
            yield self._again(line, off, before=True)
        elif self._round.number > 1 and not self._timed:
            working = self._cadence.next_meeting_working_days
            opened = self._round.opened
            yield self._line(
                Kind.NEW_DATE,
                f"r{self._round.number}",
                self._round,
                text="Agree on a date",
                person_id=self._facts.coordinator(),
                due_day=self._not_before(
                    self._calendar.add_working(self._calendar.day(opened), working),
                    self._invited_entered(),
                ),
                why=f"they invited me; {counted(working, 'working day')} to agree on a date",
                anchor=opened,
            )

    def _invited_entered(self) -> datetime:
        before = next((r for r in reversed(self._facts.rounds) if r.number < self._round.number), None)
        return (before.entered if before else None) or self._round.opened

    def _offer_news(self) -> Iterator[FollowUp]:
        """Another employer's offer is open: this one hears of it, once (fine print 13)."""
        key = f"r{self._round.number}"
        open_ones = [e for e in self._facts.elsewhere if e.outcome is Outcome.OFFER]
        if not open_ones or not self._facts.in_touch():
            return
        told = f"{Kind.OFFER_NEWS}:{key}" in self._stored
        step = effective_step(self._facts, self._calendar, now=None)
        if not told and not Step.THANK_PROMPTLY <= step <= Step.LEVERAGE:
            return
        other = min(open_ones, key=lambda e: (e.at, e.interview_id))
        since = max(self._calendar.day(other.at), self._calendar.day(self._thanking_since()))
        due = self._calendar.add_working(since, self._cadence.offer_news_working_days)
        yield self._line(
            Kind.OFFER_NEWS,
            key,
            self._round,
            person_id=self._facts.coordinator(),
            due_day=self._not_before(due, other.entered),
            why=f"{other.company} has made me an offer",
            anchor=other.at,
        )

    def _thanking_since(self) -> datetime:
        """When this round came to step 5, from which on it hears of offers elsewhere."""
        ends = {m.id: end_of(m) for m in self._timed}
        found = [
            c.entered or ends[c.meeting_id]
            for c in self._facts.commitments
            if c.meeting_id in ends and (c.due is not None or not c.passive)
        ]
        found += [
            f.settled
            for f in self._facts.follow_ups
            if f.kind is Kind.THANK_YOU and f.round_id == self._round.id and f.state is Settled.DONE and f.settled
        ]
        found += [x.sent for x in self._sent(LetterKind.THANK_YOU) if x.round_id == self._round.id and x.sent]
        found += [p.entered for p in self._facts.passages if p.by_hand and p.step >= Step.THANK_PROMPTLY]
        return min(found, default=self._round.opened)

    # Check-ins (step 7): punctual, regular, never a pest.

    def _check_in(self, value: list[FollowUp], value_due: date | None, *, replaced: bool) -> Iterator[FollowUp]:
        cap = self._cadence.check_in_cap
        mine = [f for f in self._facts.follow_ups if f.kind is Kind.CHECK_IN and f.round_id == self._round.id]
        used = [f for f in mine if f.state in (Settled.DONE, Settled.SKIPPED)]
        word = self._last_word()
        in_a_row = [f for f in used if word is None or (f.settled is not None and f.settled > word)]
        if len(in_a_row) >= cap:
            return
        place = len(in_a_row) + 1
        chased = self._chased(used)
        waiting = [c for c in self._facts.awaited() if c.due is not None and c.id not in chased]
        waiting = [c for c in waiting if self._facts.settled_by_word(c, self._calendar) is None]
        ended = self._reopened_after()
        if ended is not None:  # what they said before that is over with it
            begun = {m.id: m.starts for m in self._facts.meetings}
            waiting = [c for c in waiting if (begun[c.meeting_id] or self._round.opened) > ended]
        if waiting:
            yield self._commitment_check_in(waiting, place, cap, value)
        elif not replaced:
            yield from self._cadence_check_in(place, len(used) + 1, cap, used, value, value_due)

    def _commitment_check_in(self, waiting: list[Commitment], place: int, cap: int, value: list[FollowUp]) -> FollowUp:
        """After the first of their dates, to the one who made that commitment (fine print 2 and 3)."""
        first = waiting[0]
        whose = self._facts.successor(first.person_id)
        person = whose if whose is not None else self._facts.coordinator()
        due = self._after_their_date(first)
        origin = f"{Kind.CHECK_IN}:c{first.id}"
        self._natural[origin] = due
        value = [f for f in value if self._yields(origin, f.origin)]
        entered = first.entered
        if entered is not None:
            due = self._not_before(due, entered)
        own = next(m for m in self._facts.meetings if m.id == first.meeting_id)
        after = [m for m in self._timed if own.starts is None or start_of(m) > own.starts]
        booked = [self._calendar.day(start_of(m)) for m in after]
        later = max((day for day in booked if day >= due), default=None)
        if later is not None:
            due = self._calendar.add_working(later, 1)
        back = self._when_they_are_back(person, due)
        good = self._good_day(person, back, value)
        later_why = self._why_later(due, back, good)
        due = good
        named = [c for c in waiting if self._facts.successor(c.person_id) == whose and c.due and c.due <= due]
        dates = ", ".join(f"“{shorten(c.text, 40)}” by {short_day(c.due)}" for c in named if c.due)
        if first.passive:
            rule = "the day that I set myself, since they named none"
        else:
            rule = f"{counted(self._cadence.check_in_working_days, 'working day')} after their date"
        return self._line(
            Kind.CHECK_IN,
            f"c{first.id}",
            self._round,
            person_id=person,
            due_day=due,
            why=f"check-in {place} of {cap}, {rule}" + ("" if first.passive or not dates else f": {dates}") + later_why,
            anchor=self._noon(first.due) if first.due else None,
            commitment_id=first.id,
            lapses=self._months_after(self._noon(first.due or due)),
        )

    def _after_their_date(self, commitment: Commitment) -> date:
        if commitment.due is None:
            raise ValueError(f"commitment {commitment.id} has no date")
        if commitment.passive:  # a date of my own (fine print 21)
            return self._calendar.working_on_or_after(commitment.due)
        return self._calendar.add_working(commitment.due, self._cadence.check_in_working_days)

    def _cadence_check_in(
        self,
        place: int,
        number: int,
        cap: int,
        used: list[FollowUp],
        value: list[FollowUp],
        value_due: date | None,
    ) -> Iterator[FollowUp]:
        counted_from = self._last_contact()
        if counted_from is None:
            return
        last, entered = counted_from
        since, day = "last contact", self._calendar.day(last)
        if value_due is not None and value_due > day:
            since, day = "value letter", value_due
        skipped = [self._due(f) for f in used if f.state is Settled.SKIPPED]
        if skipped and max(skipped) > day:
            since, day = "one before", max(skipped)
        gap = self._cadence.gap(place - 1)
        due = self._calendar.working_on_or_after(day + timedelta(days=gap))
        due = self._not_before(due, entered)
        person = self._facts.coordinator()
        back = self._when_they_are_back(person, due)
        good = self._good_day(person, back, value)
        yield self._line(
            Kind.CHECK_IN,
            f"r{self._round.number}:{number}",
            self._round,
            person_id=person,
            due_day=good,
            why=f"check-in {place} of {cap}, {counted(gap, 'day')} after the {since}"
            + self._why_later(due, back, good),
            anchor=self._noon(day),
            lapses=self._months_after(last if since != "one before" else self._noon(day)),
        )

    def _chased(self, used: list[FollowUp]) -> set[int]:
        """Their commitments that were asked about: of one person all that were due by then, once (fine print 3)."""
        by_id = {c.id: c for c in self._facts.commitments}
        chased: set[int] = set()
        for follow_up in used:
            about = by_id.get(follow_up.commitment_id or 0)
            if about is None or follow_up.settled is None:
                continue
            day, whose = self._calendar.day(follow_up.settled), self._facts.successor(about.person_id)
            chased.add(about.id)
            chased |= {
                c.id
                for c in self._facts.commitments
                if c.due is not None and c.due <= day and self._facts.successor(c.person_id) == whose
            }
        return chased

    def _last_word(self) -> datetime | None:
        """When the employer last said something, or met me: from then on check-ins count anew."""
        found = [t.at for t in self._facts.heard() if self._of_this_round(t)]
        found += [t.at for t in self._handovers()]
        found += [c.settled for c in self._kept() if c.settled is not None]
        found += [end_of(m) for m in self._timed]
        return max(found, default=None)

    def _kept(self) -> Iterator[Commitment]:
        """What they said they would do in this round, and did."""
        here = {m.id for m in self._facts.meetings if m.round_id == self._round.id}
        for commitment in self._facts.commitments:
            kept = commitment.owner is Owner.THEM and commitment.state is CommitmentState.KEPT
            if kept and commitment.meeting_id in here:
                yield commitment

    def _last_contact(self) -> tuple[datetime, datetime] | None:
        """The last contact of this round with the employer, in or out, and when it was entered; a meeting is one when
        it ends. None before any.
        """
        found = [(t.at, entered_at(t, otherwise=t.at)) for t in self._facts.spoken() if self._of_this_round(t)]
        found += [(t.at, entered_at(t, otherwise=t.at)) for t in self._handovers()]
        found += [(end_of(m), self._entered(m)) for m in self._timed]
        return max(found, default=None)

    def _of_this_round(self, touch: Touch) -> bool:
        """Whether a contact took place in the present round. To the first belongs also what was said of this interview
        before it was entered here.
        """
        first = self._round.number == 1 and touch.interview_id == self._facts.interview.id
        return first or touch.at >= self._round.opened

    def _handovers(self) -> Iterator[Touch]:
        """A handover is word (fine print 19)."""
        for tie in self._facts.involvements:
            if tie.handed_over is not None and tie.handed_over >= self._round.opened:
                yield Touch(at=tie.handed_over, direction=Direction.IN, channel=Channel.EMAIL)

    # Those who put in a word (step 8).

    def _voices(self, others: list[FollowUp]) -> Iterator[FollowUp]:
        """From the day after the thank-yous of the first meeting (fine print 20)."""
        meetings = self._facts.timed()
        if not meetings:
            return
        first_day = self._calendar.day(start_of(meetings[0]))
        ids = {m.id for m in meetings if self._calendar.day(start_of(m)) == first_day}
        thanks = [f for f in others if f.kind is Kind.THANK_YOU and f.meeting_id in ids]
        thanked = [self._thanked_day(f) for f in thanks]
        thanked += [
            self._calendar.day(x.sent)
            for x in self._sent(LetterKind.THANK_YOU)
            if x.sent is not None and x.round_id == meetings[0].round_id
        ]
        after = max(thanked, default=self._calendar.day(end_of(meetings[0])))
        ended = self._reopened_after()
        begun = ended is not None and start_of(meetings[0]) <= ended
        for tie in self._facts.involvements:
            if tie.part is not Part.CONNECTION or tie.do_not_ask or tie.favour is not Favour.NOT_ASKED:
                continue
            if begun and ended is not None and (tie.entered or self._facts.interview.created) <= ended:
                continue  # an ending took it (fine print 16)
            asked = self._facts.people.get(tie.person_id)
            known = self._facts.name_of(tie.knows_id) or f"someone at {self._facts.interview.company}"
            due = self._calendar.add_working(after, self._cadence.advocate_working_days)
            yield self._line(
                Kind.ADVOCATE,
                f"p{tie.person_id}",
                self._round,
                text=f"Ask for a good word with {known}",
                person_id=tie.person_id,
                channel=Channel.EMAIL if asked and asked.no_calls else Channel.PHONE,
                due_day=self._not_before(due, tie.entered),
                why="a connection who knows someone there" + (" (sensitive: ask with care)" if tie.sensitive else ""),
                anchor=self._noon(after),
                sensitive=tie.sensitive,
            )
        references = [i for i in self._facts.involvements if i.part is Part.REFERENCE]
        free = {
            i.person_id: i
            for i in references
            if not i.do_not_ask
            and i.favour is Favour.NOT_ASKED
            and not (begun and ended is not None and (i.entered or self._facts.interview.created) <= ended)
        }
        if not free or any(i.favour not in (Favour.NOT_ASKED, Favour.DECLINED) for i in references):
            return
        person = self._facts.by_rank(free)[0]
        due = self._calendar.add_working(after, self._cadence.recommendation_working_days)
        yield self._line(
            Kind.RECOMMENDATION,
            "",
            self._round,
            person_id=person,
            due_day=self._not_before(due, free[person].entered),
            why="one letter of recommendation from a respected voice",
            anchor=self._noon(after),
            sensitive=free[person].sensitive,
        )

    def _thanked_day(self, thanks: FollowUp) -> date:
        """The day on which a thank-you was sent or is due, whichever is earlier."""
        due = self._due(thanks)
        stored = self._stored.get(thanks.origin)
        if stored is not None and stored.state in (Settled.DONE, Settled.SKIPPED) and stored.settled is not None:
            return min(due, self._calendar.day(stored.settled))
        return due

    # Endings.

    def _offer(self) -> Iterator[FollowUp]:
        """Thank and ask until when; decide by their date (fine print 13)."""
        offer = self._facts.offer_of(self._round)
        made = offer.made if offer else self._closed
        entered = entered_at(offer, otherwise=made) if offer else self._round.entered or made
        key = f"r{self._round.number}"
        by = offer.answer_by if offer else None
        thanks = self._line(
            Kind.OFFER_THANKS,
            key,
            self._round,
            text="Thank for the offer" if by else "Thank for the offer, ask until when",
            person_id=self._facts.coordinator(),
            due_day=self._not_before(
                self._calendar.add_working(self._calendar.day(made), self._cadence.offer_thanks_working_days), entered
            ),
            why="the working day after the offer",
            anchor=made,
        )
        yield thanks
        if by is not None:
            before = self._calendar.working_on_or_before(by)
            yield self._line(
                Kind.OFFER_REPLY,
                key,
                self._round,
                person_id=self._facts.coordinator(),
                due_day=self._not_before(before if before >= self._calendar.day(made) else by, entered),
                why=f"they want my answer by {short_day(by)}",
                anchor=self._noon(by),
            )
            return
        asked = self._stored.get(thanks.origin)
        if asked is None or asked.settled is None or asked.state not in (Settled.DONE, Settled.SKIPPED):
            return
        working = self._cadence.offer_reply_working_days
        yield self._line(
            Kind.OFFER_REPLY,
            key,
            self._round,
            person_id=self._facts.coordinator(),
            due_day=self._calendar.add_working(self._calendar.day(asked.settled), working),
            why=f"no date was named: {counted(working, 'working day')} after asking",
            anchor=asked.settled,
        )

    def _decided(self) -> Iterator[FollowUp]:
        """Accepted or declined without a letter: the line that says so stays (fine print 13)."""
        accepted = self._outcome is Outcome.ACCEPTED
        kind = LetterKind.ACCEPTANCE if accepted else LetterKind.DECLINE
        closed = self._closed
        key = f"r{self._round.number}"
        origin = f"{Kind.OFFER_REPLY}:{key}"
        stored = self._stored.get(origin)
        if any(letter.round_id == self._round.id for letter in self._sent(kind)) and stored is None:
            return
        decided = max(self._calendar.day(closed), self._calendar.day(self._round.entered or closed))
        offer = self._facts.offer_of(self._round)
        by = max(offer.answer_by, decided) if offer and offer.answer_by else None
        due = self._calendar.add_working(decided, 1)
        yield self._line(
            Kind.OFFER_REPLY,
            key,
            self._round,
            text="Send the acceptance" if accepted else "Decline the offer",
            person_id=self._facts.coordinator(),
            due_day=min(due, by) if by else due,
            why="decided; they hear of it in writing",
            anchor=closed,
        )

    def _withdrawals(self) -> Iterator[FollowUp]:
        """My own withdrawal here; or an offer accepted elsewhere (fine print 14)."""
        working = self._cadence.withdrawal_working_days
        if self._outcome is Outcome.WITHDRAWN:
            person = self._facts.coordinator()
            told = self._has_withdrawn() and f"{Kind.WITHDRAWAL}:r{self._round.number}" not in self._stored
            if not told and (person is not None or self._facts.in_touch()):
                closed = self._closed
                yield self._line(
                    Kind.WITHDRAWAL,
                    f"r{self._round.number}",
                    self._round,
                    person_id=person,
                    due_day=self._not_before(
                        self._calendar.add_working(self._calendar.day(closed), working), self._round.entered
                    ),
                    why=f"within {counted(working, 'working day')} of withdrawing",
                    anchor=closed,
                )
        if self._outcome in (None, Outcome.OFFER) and self._facts.in_touch():
            for other in self._facts.elsewhere:
                if other.outcome is not Outcome.ACCEPTED:
                    continue
                yield self._line(
                    Kind.WITHDRAWAL,
                    f"i{other.interview_id}",
                    self._round,
                    text="Withdraw",
                    person_id=self._facts.coordinator(),
                    due_day=self._not_before(
                        self._calendar.add_working(max(self._calendar.day(other.at), self._first_word()), working),
                        other.entered,
                    ),
                    why=f"I accepted the offer of {other.company}; skip it to go on here",
                    anchor=other.at,
                )
        if self._outcome is Outcome.ACCEPTED and (
            self._facts.unheard or f"{Kind.WITHDRAWAL}:rest" in self._settled_origins()
        ):
            closed = self._closed
            yield self._line(
                Kind.WITHDRAWAL,
                "rest",
                self._round,
                text="Close the applications that nobody has answered",
                due_day=self._not_before(
                    self._calendar.add_working(self._calendar.day(closed), working), self._round.entered
                ),
                channel=Channel.EMAIL,
                why=f"I accepted the offer of {self._facts.interview.company}",
                anchor=closed,
            )

    def _first_word(self) -> date:
        """The day on which somebody of the employer's first wrote, or a meeting was first booked."""
        found = [t.at for t in self._facts.heard()] + [self._entered(m) for m in self._facts.timed()]
        return self._calendar.day(min(found, default=self._round.opened))

    def _has_withdrawn(self) -> bool:
        """Whether they know already: the letter went out, or a line that asked for it was done."""
        return any(x.round_id == self._round.id for x in self._sent(LetterKind.WITHDRAWAL)) or any(
            f.kind is Kind.WITHDRAWAL and f.round_id == self._round.id and f.state is Settled.DONE
            for f in self._facts.follow_ups
        )

    def _rejected_by(self) -> int | None:
        """Who is thanked after a rejection: as the value letter, of those who met me or wrote."""
        closed = self._round.closed
        met = {
            a.person_id
            for m in self._facts.timed()
            if closed is None or start_of(m) <= closed
            for a in self._facts.there(m)
            if not self._facts.is_outsider(a.person_id)
        }
        met |= {t.person_id for t in self._facts.heard() if t.person_id is not None}
        known = {successor for p in met if (successor := self._facts.successor(p)) is not None}
        decider = self._facts.decider()
        if decider in known:
            return decider
        recruiters = {*self._facts.of_part(Part.RECRUITER), *self._facts.of_part(Part.AGENCY)}
        ranked = self._facts.by_rank(known)
        return next((p for p in ranked if p not in recruiters), ranked[0] if ranked else None)

    def _rejection_thanks(self) -> Iterator[FollowUp]:
        closed = self._closed
        if not any(True for _ in self._facts.heard()) and not any(end_of(m) <= closed for m in self._facts.timed()):
            return
        rejected = self._calendar.day(closed)
        day = self._calendar.working_on_or_after(rejected + timedelta(days=self._cadence.rejection_thanks_days))
        rescinded = self._outcome is Outcome.RESCINDED
        what = "the offer was withdrawn" if rescinded else "the rejection"
        yield self._line(
            Kind.REJECTION_THANKS,
            f"r{self._round.number}",
            self._round,
            text="Thank them all the same" if rescinded else "",
            person_id=self._rejected_by(),
            due_day=self._not_before(day, self._round.entered),
            why=f"thanks within {counted(self._cadence.rejection_thanks_days, 'day')} of "
            + (what if not rescinded else "hearing that the offer was withdrawn"),
            anchor=closed,
        )

    def _stay_in_touch(self) -> Iterator[FollowUp]:
        """Four times a year, counted from the last real contact."""
        wanted = self._facts.interview.stay_in_touch
        if self._outcome in LOST:
            if wanted is False:
                return
        elif not (self._outcome is Outcome.QUIET and wanted):
            return
        closed = self._closed
        if not self._facts.in_touch(closed) and wanted is None:
            return  # whoever met nobody and heard of nobody has nobody to stay in touch with
        mine = [f for f in self._facts.follow_ups if f.kind is Kind.STAY_IN_TOUCH and f.round_id == self._round.id]
        done = [f for f in mine if f.state is Settled.DONE]
        last = max([closed, *(t.at for t in self._facts.spoken()), *(f.settled for f in done if f.settled)])
        gap = self._cadence.stay_in_touch_days if done else self._cadence.stay_in_touch_first_days
        since = "it went quiet" if self._outcome is Outcome.QUIET else "the rejection"
        if last > closed:
            since = "the last contact"
        entered = [entered_at(t, otherwise=t.at) for t in self._facts.spoken() if t.at == last]
        yield self._line(
            Kind.STAY_IN_TOUCH,
            f"r{self._round.number}:{len(done) + 1}",
            self._round,
            person_id=self._rejected_by() or self._facts.decider(),
            due_day=self._not_before(
                self._calendar.working_on_or_after(self._calendar.day(last) + timedelta(days=gap)),
                max(entered, default=self._round.entered),
            ),
            why=f"in touch four times a year: {gap} days after {since}",
            anchor=last,
        )

    def _reference_thanks(self) -> Iterator[FollowUp]:
        """Whoever put in a word, or said they would, hears from me how it ended."""
        working = self._cadence.reference_thanks_working_days
        for tie in self._facts.involvements:
            origin = f"{Kind.REFERENCE_THANKS}:p{tie.person_id}"
            if tie.favour not in (Favour.AGREED, Favour.SPOKE) or (tie.thanked and origin not in self._stored):
                continue
            closed = max(self._closed, tie.spoke or self._closed)
            yield self._line(
                Kind.REFERENCE_THANKS,
                f"p{tie.person_id}",
                self._round,
                text=f"Thank {self._facts.name_of(tie.person_id)} for the good word",
                person_id=tie.person_id,
                due_day=self._not_before(
                    self._calendar.add_working(self._calendar.day(closed), working), self._round.entered
                ),
                why=f"whoever helped hears from me how it ended, within {counted(working, 'working day')}",
                anchor=closed,
            )

    # What the rules share.

    def _line(self, kind: Kind, key: str, of_round: Round, **values: Any) -> FollowUp:
        """A planned follow-up; `key` tells it from others of its kind (fine print 22)."""
        row = KINDS[kind]
        name = self._facts.name_of(values.get("person_id"))
        title = row.title if name else row.title_without_person or row.title
        text = values.pop("text", "") or (f"{title} {name}".strip() if row.names_person else title)
        created = values.get("anchor") or of_round.opened
        return FollowUp(
            interview_id=self._facts.interview.id,
            round_id=of_round.id,
            kind=kind,
            text=text,
            origin=f"{kind}:{key}" if key else str(kind),
            created=created,
            **values,
        )

    def _again(self, line: FollowUp, start: datetime, *, before: bool = False) -> FollowUp:
        """The same line once more, where it was done before what it is about began (fine print 10); with `before` what
        was done at that very moment counts.
        """
        base, number = line.origin, 1
        while (stored := self._stored.get(line.origin)) is not None and (
            stored.state is Settled.DONE
            and stored.settled is not None
            and (stored.settled < start if before else stored.settled <= start)
        ):
            number += 1
            line = replace(line, origin=f"{base}:{number}")
        return line

    def _is_open(self, line: FollowUp) -> bool:
        """Whether a planned follow-up is still to be done."""
        stored = self._stored.get(line.origin)
        return stored is None or stored.state in (Settled.OPEN, Settled.CANCELLED)

    @property
    def _closed(self) -> datetime:
        """When the outcome of the present round came about."""
        return self._round.closed or self._round.opened

    def _settled_origins(self) -> set[str]:
        return {o for o, f in self._stored.items() if f.state in (Settled.DONE, Settled.SKIPPED)}

    def _due(self, line: FollowUp) -> date:
        """The day on which a follow-up is due, as it was put off."""
        stored = self._stored.get(line.origin)
        if stored is not None and stored.state is Settled.OPEN and stored.planned_day is not None:
            line = stored
        if line.due_at is not None:
            return self._calendar.day(line.due_at)
        if line.due_day is None:
            raise ValueError(f"{line.origin} has no due date")
        return line.due_day

    def _entered(self, meeting: Meeting) -> datetime:
        return entered_at(meeting, otherwise=self._round.opened)

    def _not_before(self, day: date, entered: datetime | None) -> date:
        """The day; the working day after the entry of a fact, where the day had passed by then (fine print 1)."""
        if entered is None or day >= self._calendar.day(entered):
            return day
        return self._next_working(entered)

    def _next_working(self, instant: datetime) -> date:
        return self._calendar.add_working(self._calendar.day(instant), 1)

    def _weeks_after(self, end: datetime) -> datetime:
        return end + timedelta(weeks=self._cadence.lapse_weeks)

    def _months_after(self, instant: datetime) -> datetime:
        from dateutil.relativedelta import relativedelta

        return instant + relativedelta(months=self._cadence.check_in_lapse_months)

    def _noon(self, day: date) -> datetime:
        """An instant that stands for a day: noon, which no change to summer time moves to another day."""
        return self._calendar.instant(day, time(12)).astimezone(UTC)

    def _sent(self, kind: LetterKind) -> Iterator[Letter]:
        return (x for x in self._facts.letters if x.kind is kind and x.state is LetterState.SENT)

    def _when_they_are_back(self, person: int | None, due: date) -> date:
        """An automatic reply moves what is due while they are away to the working day after (fine print 18)."""
        if person is None:
            return due
        aways = sorted(
            t.until for t in self._facts.touches if t.automatic and t.until is not None and t.person_id == person
        )
        for until in aways:
            if due <= until:
                due = self._calendar.add_working(until, 1)
        return due

    def _why_later(self, natural: date, back: date, good: date) -> str:
        """What a reason adds where the day is later than its rule says: `; since they are away, not Fri 4 Dec`."""
        if back > natural:
            return f"; since they are away, not {short_day(natural)}"
        return f"; since contacts keep apart, not {short_day(natural)}" if good > natural else ""

    def _good_day(self, person: int | None, due: date, planned: Iterable[FollowUp] = ()) -> date:
        """The first working day from then on that keeps the gap to the person and the company's week, also to what is
        planned there already.
        """
        facts = self._facts
        whom = Whom(company=facts.interview.company, person_id=person, name=facts.name_of(person))
        others = [f for f in planned if self._is_open(f)]
        known = [
            *facts.contacts,
            *(Contact(at=self._noon(self._due(f)), direction=Direction.OUT, person_id=f.person_id) for f in others),
        ]
        same = [self._due(f) for f in others if f.person_id == person]
        day = due
        for _ in range(_DAYS_LOOKED_AT):
            end = self._calendar.instant(day, time(23, 59))
            before = [c for c in known if c.at <= end]
            to_them = [c for c in to_person(before, whom) if c.person_id == person]
            later = [c for c in known if c.at > end and c.direction is Direction.OUT and not c.courtesy]
            beside = [self._calendar.day(c.at) for c in (*to_company(before, whom), *later)]
            apart = all(abs((day - other).days) >= self._cadence.contact_gap_days for other in same)
            if apart and rested(to_them, day, self._calendar, self._cadence) and self._week_has_room(day, beside):
                return day
            day = self._calendar.working_on_or_after(day + timedelta(days=1))
        return due

    def _week_has_room(self, day: date, contacts: list[date]) -> bool:
        """Whether no seven days that hold this one would have more contacts than one company gets in a week."""
        starts = (day - timedelta(days=n) for n in range(WEEK))
        most = self._cadence.company_contacts_a_week
        return all(sum(1 for c in contacts if 0 <= (c - start).days < WEEK) < most for start in starts)


_DAYS_LOOKED_AT = 60
"""A company that has no room for so many working days is left to the warning before a letter is sent."""


def _touch_order(touch: Touch) -> tuple[datetime, int]:
    return touch.at, touch.id
