"""What works towards a yes: value letters, answers, new dates, news of another offer, and who puts in a word.

How check-ins count stands in check_ins.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.data_classes import replace
from interview_tui.domain import enums, records
from interview_tui.domain.dates import short_day
from interview_tui.domain.facts import days
from interview_tui.domain.follow_up_kinds import FORWARDING, Kind
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.references import is_to_forward
from interview_tui.domain.rules.check_ins import check_in
from interview_tui.domain.steps import effective_step
from interview_tui.domain.text import counted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from interview_tui.domain.rules.planner import Planner


def of_the_pursuit(p: Planner, others: list[records.FollowUp]) -> list[records.FollowUp]:
    """All that works towards a yes; `others` is what is planned besides."""
    value = [f for f in _value_letters(p) if not _was_taken(p, f)]
    answer = [f for f in _answer(p) if not _was_taken(p, f)]
    others_first = [*answer, *(f for f in _new_date(p) if not _was_taken(p, f)), *_offer_news(p)]
    # An answer that a booked meeting makes pointless holds nothing up: check-ins count from that meeting.
    replaced = any(p.is_open(f) and f.lapses is None for f in others_first)
    waits = any(p.is_open(f) and f.lapses is None for f in answer)
    due = [p.due(f) for f in value if p.is_open(f)]
    check_ins = [] if waits else list(check_in(p, value, max(due, default=None), replaced=replaced))
    value = [_apart(p, f, check_ins) for f in value]
    return [*value, *others_first, *check_ins, *voices(p, others), *_forwarding(p, value)]


def _was_taken(p: Planner, line: records.FollowUp) -> bool:
    """Whether an ending has taken what counts from before it: reopened, it does not come back (fine print 16)."""
    taken, opened = p.reopened_after(), p.round.opened
    if taken is None or line.anchor is None:
        return False
    return line.anchor <= taken and not taken <= opened <= line.anchor


def _apart(p: Planner, value: records.FollowUp, check_in: list[records.FollowUp]) -> records.FollowUp:
    """The value letter, moved where a check-in on a date of theirs has its day before it."""
    first = [f for f in check_in if f.commitment_id and not p.yields(f.origin, value.origin)]
    if value.due_day is None or not first:
        return value
    good = p.good_day(value.person_id, value.due_day, first)
    return replace(value, due_day=good, why=value.why + p.why_later(value.due_day, value.due_day, good))


def _value_letters(p: Planner) -> Iterator[records.FollowUp]:
    """One after the first meeting that was not with a recruiter alone (fine print 7); later ones for new needs."""
    if not p.cadence.value_letters:
        return
    recruiters = p.facts.recruiters()
    groups = [
        group for group in days(p.timed, p.calendar).values() if any(_talked_beyond(p, m, recruiters) for m in group)
    ]
    if not groups:
        return
    first, further = groups[0], groups[1:]
    sent = p.facts.charts_sent(p.round)
    origin = p.round_key
    present = p.stored.get(f"{Kind.VALUE_LETTER}:{origin}")
    if not sent:
        yield _value_letter(p, origin, first, max(_beyond_since(p, m, recruiters) for m in first))
    if not sent and (present is None or present.state is not enums.Settled.SKIPPED):
        return
    for group in further:
        ids = {m.id for m in group}
        end = max(map(records.end_of, group))
        unanswered = [n for n in p.facts.needs if n.meeting_id in ids and all(end > s for s in sent)]
        key = f"m{group[0].id}"
        if unanswered or f"{Kind.VALUE_LETTER}:{key}" in p.settled_origins():
            written = max((_need_entered(p, n) for n in unanswered), default=records.end_of(group[-1]))
            yield _value_letter(p, key, group, written)


def _value_letter(p: Planner, key: str, group: list[records.Meeting], entered: datetime) -> records.FollowUp:
    working = p.cadence.value_letter_working_days
    end = max(map(records.end_of, group))
    due = p.calendar.add_working(p.calendar.day(end), working)
    p.natural[f"{Kind.VALUE_LETTER}:{key}"] = due
    if due < p.calendar.day(entered):
        due = p.calendar.add_working(p.calendar.day(entered), working)
    person = p.facts.decider()
    back = p.when_they_are_back(person, due)
    good = p.good_day(person, back)
    return p.line(
        Kind.VALUE_LETTER,
        key,
        person_id=person,
        due_day=good,
        why=f"{counted(working, 'working day')} after the meeting" + p.why_later(due, back, good),
        anchor=end,
        meeting_id=group[0].id,
        lapses=p.weeks_after(end),
    )


def _beyond_since(p: Planner, meeting: records.Meeting, recruiters: set[int]) -> datetime:
    """When it was entered that somebody else than a recruiter was, or may have been, in a meeting."""
    others = [a for a in p.facts.there(meeting) if a.person_id not in recruiters]
    known = [a.entered for a in others if a.entered is not None]
    named = min(known) if known and len(known) == len(others) else None
    return max(p.entered(meeting), named) if named else p.entered(meeting)


def _talked_beyond(p: Planner, meeting: records.Meeting, recruiters: set[int]) -> bool:
    """Whether somebody else than a recruiter was in a meeting, or nobody knows who (fine print 7)."""
    there = [a.person_id for a in p.facts.there(meeting)]
    return not there or any(person_id not in recruiters for person_id in there)


def _need_entered(p: Planner, need: records.Need) -> datetime:
    meeting = next(m for m in p.facts.meetings if m.id == need.meeting_id)
    return records.entered_at(need, otherwise=records.end_of(meeting) if meeting.starts is not None else p.round.opened)


def _answer(p: Planner) -> Iterator[records.FollowUp]:
    """They wait for an answer, and nothing went out since (fine print 12)."""
    spoken = sorted(p.facts.spoken(), key=lambda touch: (touch.at, touch.id))
    asked = next((t for t in reversed(spoken) if t.direction is enums.Direction.IN and t.reply_by is not None), None)
    if asked is None or not p.of_this_round(asked):
        return
    if any(t.direction is enums.Direction.OUT and (t.at, t.id) > (asked.at, asked.id) for t in spoken):
        return
    came = p.calendar.day(asked.at)
    due = p.calendar.add_working(came, p.cadence.answer_working_days)
    if asked.reply_by is not None and came <= asked.reply_by < due:
        due = p.working_day_by(asked.reply_by, came)
    meeting = next((records.start_of(m) for m in p.timed if records.start_of(m) > asked.at), None)
    person = asked.person_id or p.facts.coordinator()
    yield p.line(
        Kind.ANSWER,
        f"t{asked.id}",
        person_id=person,
        channel=asked.channel,
        due_day=p.not_before(due, records.entered_at(asked, otherwise=asked.at)),
        why="they wait for an answer" + (f", by {short_day(asked.reply_by)}" if asked.reply_by else ""),
        anchor=asked.at,
        lapses=meeting,
    )


def _new_date(p: Planner) -> Iterator[records.FollowUp]:
    """A meeting fell through and none took its place (fine print 17); or they invited without a time (8)."""
    here = [m for m in p.facts.meetings if m.round_id == p.round.id]
    fallen = [m for m in here if m.state is not enums.MeetingState.PLANNED and m.starts is not None]
    if fallen:
        last = max(fallen, key=lambda m: (p.entered(m), records.start_of(m), m.id))
        off = p.entered(last)
        if any(records.start_of(m) > min(off, records.start_of(last)) for m in p.timed):
            return
        missed = last.state is enums.MeetingState.MISSED
        working = p.cadence.new_date_working_days
        person = p.facts.coordinator()
        natural = p.calendar.add_working(p.calendar.day(off), working)
        due = p.when_they_are_back(person, natural)
        line = p.line(
            Kind.NEW_DATE,
            f"m{last.id}",
            person_id=person,
            due_day=due,
            why=("the meeting did not take place" if missed else "the meeting was cancelled")
            + p.why_later(natural, due, due),
            anchor=off,
            meeting_id=last.id,
        )
        yield p.again(line, off, before=True)
    elif (invited := _invited(p)) is not None and not p.timed:
        working = p.cadence.next_meeting_working_days
        at, entered = invited
        yield p.line(
            Kind.NEW_DATE,
            p.round_key,
            text="Agree on a date",
            person_id=p.facts.coordinator(),
            due_day=p.working_days_after(at, working, entered),
            why=f"they invited you; {counted(working, 'working day')} to agree on a date",
            anchor=at,
        )


def _invited(p: Planner) -> tuple[datetime, datetime] | None:
    """When they invited to the first meeting of the round, and when that was entered: a further round begins with it;
    to the first it is an email that was taken.
    """
    if p.round.number > 1:
        before = next((r for r in reversed(p.facts.rounds) if r.number < p.round.number), None)
        return p.round.opened, (before.entered if before else None) or p.round.opened
    for line, email in reversed(p.facts.emails_that_say(enums.Proposal.INVITED, p.round)):
        if line.state is enums.Settled.DONE:
            return email.at, line.settled or email.at
    return None


def _offer_news(p: Planner) -> Iterator[records.FollowUp]:
    """Another employer's offer is open: this one is told of it, once (fine print 13)."""
    key = p.round_key
    open_ones = [e for e in p.facts.elsewhere if e.outcome is enums.Outcome.OFFER]
    if not open_ones or not p.facts.in_touch():
        return
    told = f"{Kind.OFFER_NEWS}:{key}" in p.stored
    step = effective_step(p.facts, p.calendar, now=None)
    if not told and not enums.Step.THANK_PROMPTLY <= step <= enums.Step.LEVERAGE:
        return
    other = min(open_ones, key=lambda e: (e.at, e.interview_id))
    since = max(p.calendar.day(other.at), p.calendar.day(_thanking_since(p)))
    due = p.calendar.add_working(since, p.cadence.offer_news_working_days)
    yield p.line(
        Kind.OFFER_NEWS,
        key,
        person_id=p.facts.coordinator(),
        due_day=p.not_before(due, other.entered),
        why=f"{other.company} made you an offer",
        anchor=other.at,
    )


def _thanking_since(p: Planner) -> datetime:
    """When this round came to step 5, from which on it is told of offers elsewhere."""
    ends = {m.id: records.end_of(m) for m in p.timed}
    found = [
        c.entered or ends[c.meeting_id]
        for c in p.facts.commitments
        if c.meeting_id in ends and (c.due is not None or not c.passive)
    ]
    found += [f.settled for f in p.done(Kind.THANK_YOU) if f.settled]
    found += [sent for _, sent in p.facts.letters_sent(LetterKind.THANK_YOU, p.round)]
    found += [x.entered for x in p.facts.passages if x.by_hand and x.step >= enums.Step.THANK_PROMPTLY]
    return min(found, default=p.round.opened)


def voices(p: Planner, others: list[records.FollowUp]) -> Iterator[records.FollowUp]:
    """From the day after the thank-yous of the first meeting (fine print 20)."""
    meetings = p.facts.timed()
    if not meetings:
        return
    first_day = p.calendar.day(records.start_of(meetings[0]))
    ids = {m.id for m in meetings if p.calendar.day(records.start_of(m)) == first_day}
    thanks = [f for f in others if f.kind is Kind.THANK_YOU and f.meeting_id in ids]
    thanked = [_thanked_day(p, f) for f in thanks]
    first_round = next(r for r in p.facts.rounds if r.id == meetings[0].round_id)
    thanked += [p.calendar.day(sent) for _, sent in p.facts.letters_sent(LetterKind.THANK_YOU, first_round)]
    after = max(thanked, default=p.calendar.day(records.end_of(meetings[0])))
    ended = p.reopened_after()

    def was_taken(tie: records.Involvement) -> bool:
        """Whether an ending took it (fine print 16)."""
        if ended is None or records.start_of(meetings[0]) > ended:
            return False
        return (tie.entered or p.facts.interview.created) <= ended

    for tie in p.facts.involvements:
        if (
            tie.part is not enums.Part.CONNECTION
            or tie.do_not_ask
            or tie.favour is not enums.Favour.NOT_ASKED
            or was_taken(tie)
        ):
            continue
        known = p.facts.name_of(tie.knows_id) or f"someone at {p.facts.interview.company}"
        due = p.calendar.add_working(after, p.cadence.advocate_working_days)
        yield p.line(
            Kind.ADVOCATE,
            f"p{tie.person_id}",
            text=f"Ask for a good word with {known}",
            person_id=tie.person_id,
            channel=p.by_phone(tie.person_id),
            due_day=p.not_before(due, tie.entered),
            why="a connection who knows someone there" + (" (sensitive: ask with care)" if tie.sensitive else ""),
            anchor=p.noon(after),
            sensitive=tie.sensitive,
        )
    references = [i for i in p.facts.involvements if i.part is enums.Part.REFERENCE]
    free = {
        i.person_id: i
        for i in references
        if not i.do_not_ask and i.favour is enums.Favour.NOT_ASKED and not was_taken(i)
    }
    if not free or any(i.favour not in (enums.Favour.NOT_ASKED, enums.Favour.DECLINED) for i in references):
        return
    person = p.facts.by_rank(free)[0]
    due = p.calendar.add_working(after, p.cadence.recommendation_working_days)
    yield p.line(
        Kind.RECOMMENDATION,
        "",
        person_id=person,
        due_day=p.not_before(due, free[person].entered),
        why="one recommendation from someone they respect",
        anchor=p.noon(after),
        sensitive=free[person].sensitive,
    )


def _forwarding(p: Planner, value: list[records.FollowUp]) -> Iterator[records.FollowUp]:
    """A letter of recommendation that has come goes on to who decides; each by itself, since each has its own writer.
    It keeps its distance from other contacts, and from the value letter.
    """
    working = p.cadence.forward_working_days
    for tie in p.facts.involvements:
        if tie.received is None or not is_to_forward(tie):
            continue
        name, person = p.facts.name_of(tie.person_id), p.facts.decider()
        natural = p.calendar.add_working(p.calendar.day(tie.received), working)
        back = p.when_they_are_back(person, natural)
        good = p.good_day(person, back, value)
        line = p.line(
            Kind.RECOMMENDATION,
            f"{FORWARDING}:p{tie.person_id}",
            text=f"Forward the letter from {name}",
            person_id=person,
            due_day=good,
            why=f"{counted(working, 'working day')} after it came" + p.why_later(natural, back, good),
            anchor=tie.received,
            sensitive=tie.sensitive,
        )
        if not _was_taken(p, line):
            yield line


def _thanked_day(p: Planner, thanks: records.FollowUp) -> date:
    """The day on which a thank-you was sent or is due, whichever is earlier."""
    due = p.due(thanks)
    stored = p.stored.get(thanks.origin)
    if stored is not None and stored.state in enums.SETTLED and stored.settled is not None:
        return min(due, p.calendar.day(stored.settled))
    return due
