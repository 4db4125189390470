"""What an ending asks for: an offer, a decision, a withdrawal, a rejection, silence."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from interview_tui.domain.dates import short_day
from interview_tui.domain.enums import ENDED, LOST, SETTLED, Channel, Outcome
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import entered_at
from interview_tui.domain.references import is_owed_thanks
from interview_tui.domain.text import counted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from interview_tui.domain.records import FollowUp
    from interview_tui.domain.rules.planner import Planner


def of_the_ending(p: Planner, *, resting: bool) -> Iterator[FollowUp]:
    """All that an outcome asks for; while a withdrawal is open, an offer rests (14)."""
    if p.outcome is Outcome.OFFER and not resting:
        yield from _offer_lines(p)
    if p.outcome in (Outcome.ACCEPTED, Outcome.DECLINED):
        yield from _decided(p)
    if p.outcome in LOST:
        yield from _rejection_thanks(p)
    yield from _stay_in_touch(p)
    if p.outcome in ENDED:
        yield from _reference_thanks(p)


def _offer_lines(p: Planner) -> Iterator[FollowUp]:
    """Thank and ask until when; decide by their date (fine print 13)."""
    offer = p.facts.offer_of(p.round)
    made = offer.made if offer else p.closed
    entered = entered_at(offer, otherwise=made) if offer else p.round.entered or made
    key = p.round_key
    by = offer.answer_by if offer else None
    thanks = p.line(
        Kind.OFFER_THANKS,
        key,
        text="Thank them for the offer" if by else "Thank them and ask when to answer by",
        person_id=p.facts.offered_by(p.round),
        due_day=p.working_days_after(made, p.cadence.offer_thanks_working_days, entered),
        why="the working day after the offer",
        anchor=made,
    )
    yield thanks
    if by is not None:
        yield p.line(
            Kind.OFFER_REPLY,
            key,
            person_id=p.facts.offered_by(p.round),
            due_day=p.not_before(p.working_day_by(by, p.calendar.day(made)), entered),
            why=f"they want your answer by {short_day(by)}",
            anchor=p.noon(by),
        )
        return
    asked = p.stored.get(thanks.origin)
    if asked is None or asked.settled is None or asked.state not in SETTLED:
        return
    working = p.cadence.offer_reply_working_days
    yield p.line(
        Kind.OFFER_REPLY,
        key,
        person_id=p.facts.offered_by(p.round),
        due_day=p.calendar.add_working(p.calendar.day(asked.settled), working),
        why=f"no date was named: {counted(working, 'working day')} after asking",
        anchor=asked.settled,
    )


def _decided(p: Planner) -> Iterator[FollowUp]:
    """Accepted or declined without a letter: the line that says so stays (fine print 13)."""
    accepted = p.outcome is Outcome.ACCEPTED
    kind = LetterKind.ACCEPTANCE if accepted else LetterKind.DECLINE
    closed = p.closed
    if p.facts.letters_sent(kind, p.round) and f"{Kind.OFFER_REPLY}:{p.round_key}" not in p.stored:
        return
    decided = max(p.calendar.day(closed), p.calendar.day(p.round.entered or closed))
    offer = p.facts.offer_of(p.round)
    by = max(offer.answer_by, decided) if offer and offer.answer_by else None
    due = p.calendar.add_working(decided, 1)
    yield p.line(
        Kind.OFFER_REPLY,
        p.round_key,
        text="Send the acceptance" if accepted else "Decline the offer",
        person_id=p.facts.offered_by(p.round),
        due_day=min(due, by) if by else due,
        why="decided; tell them in writing",
        anchor=closed,
    )


def withdrawals(p: Planner) -> Iterator[FollowUp]:
    """My own withdrawal here; or an offer accepted elsewhere (fine print 14)."""
    working = p.cadence.withdrawal_working_days
    if p.outcome is Outcome.WITHDRAWN:
        person = p.facts.coordinator()
        told = _has_withdrawn(p) and f"{Kind.WITHDRAWAL}:{p.round_key}" not in p.stored
        if not told and (person is not None or p.facts.in_touch()):
            closed = p.closed
            yield p.line(
                Kind.WITHDRAWAL,
                p.round_key,
                person_id=person,
                due_day=p.working_days_after(closed, working, p.round.entered),
                why=f"within {counted(working, 'working day')} of withdrawing",
                anchor=closed,
            )
    if p.outcome in (None, Outcome.OFFER) and p.facts.in_touch():
        for other in p.facts.elsewhere:
            if other.outcome is not Outcome.ACCEPTED:
                continue
            yield p.line(
                Kind.WITHDRAWAL,
                f"i{other.interview_id}",
                text="Withdraw",
                person_id=p.facts.coordinator(),
                due_day=p.not_before(
                    p.calendar.add_working(max(p.calendar.day(other.at), _first_word(p)), working),
                    other.entered,
                ),
                why=f"you accepted the offer from {other.company}; skip this to go on here",
                anchor=other.at,
            )
    if p.outcome is Outcome.ACCEPTED and (p.facts.unheard or f"{Kind.WITHDRAWAL}:rest" in p.settled_origins()):
        closed = p.closed
        yield p.line(
            Kind.WITHDRAWAL,
            "rest",
            text="Close the applications nobody answered",
            due_day=p.working_days_after(closed, working, p.round.entered),
            channel=Channel.EMAIL,
            why=f"you accepted the offer from {p.facts.interview.company}",
            anchor=closed,
        )


def _first_word(p: Planner) -> date:
    """The day on which somebody of the employer's first wrote, or a meeting was first booked."""
    found = [t.at for t in p.facts.heard()] + [p.entered(m) for m in p.facts.timed()]
    return p.calendar.day(min(found, default=p.round.opened))


def _has_withdrawn(p: Planner) -> bool:
    """Whether they know already: the letter went out, or a line that asked for it was done."""
    return bool(p.facts.letters_sent(LetterKind.WITHDRAWAL, p.round) or p.done(Kind.WITHDRAWAL))


def _rejection_thanks(p: Planner) -> Iterator[FollowUp]:
    """Thanks to who decides, soon after the rejection (step 10); to nobody where nobody met me or wrote."""
    closed = p.closed
    if not p.facts.in_touch(closed):
        return
    rejected = p.calendar.day(closed)
    day = p.calendar.working_on_or_after(rejected + timedelta(days=p.cadence.rejection_thanks_days))
    rescinded = p.outcome is Outcome.RESCINDED
    what = "the withdrawn offer" if rescinded else "the rejection"
    yield p.line(
        Kind.REJECTION_THANKS,
        p.round_key,
        text="Thank them for their time" if rescinded else "",
        person_id=p.rejected_by(),
        due_day=p.not_before(day, p.round.entered),
        why=f"thanks within {counted(p.cadence.rejection_thanks_days, 'day')} of {what}",
        anchor=closed,
    )


def _stay_in_touch(p: Planner) -> Iterator[FollowUp]:
    """Four times a year, counted from the last real contact."""
    wanted = p.facts.interview.stay_in_touch
    if p.facts.followed:
        return  # another role there was begun since: its own contacts are with the same people
    if p.outcome in LOST:
        if wanted is False:
            return
    elif not (p.outcome is Outcome.QUIET and wanted):
        return
    closed = p.closed
    if not p.facts.in_touch(closed) and wanted is None:
        return  # whoever met nobody and heard of nobody has nobody to stay in touch with
    done = p.done(Kind.STAY_IN_TOUCH)
    last = max([closed, *(t.at for t in p.facts.spoken()), *(f.settled for f in done if f.settled)])
    gap = p.cadence.stay_in_touch_days if done else p.cadence.stay_in_touch_first_days
    since = "it went quiet" if p.outcome is Outcome.QUIET else "the rejection"
    if last > closed:
        since = "the last contact"
    entered = [entered_at(t, otherwise=t.at) for t in p.facts.spoken() if t.at == last]
    yield p.line(
        Kind.STAY_IN_TOUCH,
        f"{p.round_key}:{len(done) + 1}",
        person_id=p.rejected_by() or p.facts.decider(),
        due_day=p.not_before(
            p.calendar.working_on_or_after(p.calendar.day(last) + timedelta(days=gap)),
            max(entered, default=p.round.entered),
        ),
        why=f"in touch four times a year: {gap} days after {since}",
        anchor=last,
    )


def _reference_thanks(p: Planner) -> Iterator[FollowUp]:
    """Tells whoever put in a word, said they would, or was named to the employer how it ended. Thanks for the word
    itself, while it was open, do not tell that.
    """
    working = p.cadence.reference_thanks_working_days
    for tie in p.facts.involvements:
        origin = f"{Kind.REFERENCE_THANKS}:p{tie.person_id}"
        if not is_owed_thanks(tie, p.closed) and not (tie.thanked and origin in p.stored):
            continue
        closed = max(p.closed, tie.spoke or p.closed)
        yield p.line(
            Kind.REFERENCE_THANKS,
            f"p{tie.person_id}",
            text=f"Thank {p.facts.name_of(tie.person_id)} for the good word",
            person_id=tie.person_id,
            due_day=p.working_days_after(closed, working, p.round.entered),
            why=f"tell whoever helped how it ended, within {counted(working, 'working day')}",
            anchor=closed,
        )
