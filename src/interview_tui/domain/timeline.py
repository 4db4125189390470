"""The timeline of an interview, of a person, or of some days: what happened and what is ahead, each thing once."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from interview_tui.domain import records
from interview_tui.domain.dates import zone_named
from interview_tui.domain.enums import MeetingState, Outcome, Owner, Ref, Settled, Step
from interview_tui.domain.follow_up_kinds import KINDS, Kind
from interview_tui.domain.steps import title
from interview_tui.domain.text import clean_line, shorten
from interview_tui.domain.timeline_commitments import TimelineCommitments
from interview_tui.domain.timeline_contacts import NOTE_AT_MOST, TimelineContacts
from interview_tui.domain.timeline_facts import EntryKind, EntryMaker, EntryState, only

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from interview_tui.domain.dates import Calendar
    from interview_tui.domain.timeline_facts import TimelineEntry, TimelineFacts

_OUTCOMES = {
    # What the timeline says, who decided, what a proof of the search says.
    Outcome.INVITED: ("Invited back", Owner.THEM, "Invited to a further interview"),
    Outcome.REJECTED: ("Rejected", Owner.THEM, "Rejection received"),
    Outcome.OFFER: ("Offer", Owner.THEM, "Offer received"),
    Outcome.ACCEPTED: ("You accepted the offer", Owner.ME, "Offer accepted"),
    Outcome.DECLINED: ("You declined the offer", Owner.ME, "Offer declined"),
    Outcome.RESCINDED: ("They withdrew the offer", Owner.THEM, "Offer withdrawn by the employer"),
    Outcome.WITHDRAWN: ("You withdrew", Owner.ME, "Application withdrawn"),
    Outcome.QUIET: ("Gone quiet", None, ""),
}
_CALLED_OFF = frozenset({Outcome.REJECTED, Outcome.DECLINED, Outcome.RESCINDED, Outcome.WITHDRAWN})
"""The outcomes after which a meeting that is still booked will hardly take place."""
_STATES = list(EntryState)


def timeline(facts: TimelineFacts, *, now: datetime, calendar: Calendar) -> tuple[TimelineEntry, ...]:
    """What the facts tell, in order of time: first what has happened, then what is late, then what is ahead."""
    entries = _Timeline(EntryMaker(facts, now, calendar)).entries()
    return tuple(sorted(entries, key=lambda e: (_STATES.index(e.state), e.day, e.at is None, e.at or now)))


class _Timeline:
    """The entries by the kinds of records that they come from."""

    def __init__(self, make: EntryMaker) -> None:
        self._make, self._facts, self._calendar = make, make.facts, make.calendar
        self._contacts = TimelineContacts(make)
        self._commitments = TimelineCommitments(make, self._contacts.told_commitments)

    def entries(self) -> Iterator[TimelineEntry]:
        """All of them; those of one instant in the order in which they are told."""
        yield from self._added()
        yield from self._meetings()
        yield from self._moves()
        yield from self._contacts.entries()
        yield from self._sendings()
        yield from self._commitments.entries()
        yield from self._settled()
        yield from self._voices()
        yield from self._offers()
        yield from self._outcomes()
        yield from self._rounds()
        yield from self._steps()
        yield from self._clock_steps()
        yield from self._open()

    def _added(self) -> Iterator[TimelineEntry]:
        for interview in self._facts.interviews.values():
            yield self._make.entry(
                interview,
                EntryKind.ADDED,
                "Added to your interviews",
                records.ref(interview),
                at=interview.created,
                side=Owner.ME,
                proof="Application recorded",
            )

    def _meetings(self) -> Iterator[TimelineEntry]:
        for meeting in self._facts.meetings:
            if meeting.starts is None:
                continue
            if meeting.state is MeetingState.PLANNED:
                yield self._meeting(meeting, meeting.starts)
            else:
                yield self._off(meeting, meeting.starts)

    def _meeting(self, meeting: records.Meeting, starts: datetime) -> TimelineEntry:
        people, ends = self._facts.there(meeting), records.end_of(meeting)
        local, end = self._calendar.local(starts), self._calendar.local(ends)
        until = f"{end:%H:%M}" if end.date() == local.date() else f"{end:%H:%M} on {self._make.date_text(end.date())}"
        zone = zone_named(meeting.zone)
        there = local if zone is None else local.astimezone(zone)
        over = ends if zone is None else ends.astimezone(zone)
        same_clock = there.utcoffset() == local.utcoffset()
        elsewhere = "" if same_clock else f" ({there:%H:%M} to {over:%H:%M} in {meeting.zone})"
        whom = "".join(f" with {names}" for names in filter(None, [", ".join(self._facts.names(people))]))
        of_round = self._facts.rounds.get(meeting.round_id)
        is_over = of_round is not None and of_round.outcome in _CALLED_OFF and starts > self._make.now
        return self._make.entry(
            self._facts.interview_of_round(meeting.round_id),
            EntryKind.MEETING,
            f"Meeting until {until}{elsewhere}{whom}{', not cancelled yet' if is_over else ''}",
            records.ref(meeting),
            at=starts,
            ends=ends,
            state=EntryState.AHEAD if ends > self._make.now else EntryState.PAST,
            note=_about(meeting),
            people=people,
            proof=f"Interview, {local:%H:%M} to {end:%H:%M}",
        )

    def _off(self, meeting: records.Meeting, starts: datetime) -> TimelineEntry:
        """One that does not take place: cancelled on the day on which that was entered, or never held."""
        local, cancelled = self._calendar.local(starts), meeting.state is MeetingState.CANCELLED
        of = f"Meeting of {self._make.date_text(local.date())} {local:%H:%M}"
        return self._make.entry(
            self._facts.interview_of_round(meeting.round_id),
            EntryKind.CANCELLED if cancelled else EntryKind.NOT_HELD,
            f"{of} cancelled" if cancelled else "Meeting did not take place",
            records.ref(meeting),
            at=min(meeting.entered or starts, self._make.now) if cancelled else starts,
            note=_about(meeting),
            people=() if not cancelled else self._facts.there(meeting),
        )

    def _moves(self) -> Iterator[TimelineEntry]:
        for move in self._facts.moves:
            before, after = (
                f"{self._make.date_text(local.date())} {local:%H:%M}"
                for local in (self._calendar.local(move.before), self._calendar.local(move.after))
            )
            interview, ref = self._facts.interview_of_meeting(move.meeting_id), Ref("m", move.meeting_id)
            words = f"Meeting of {before} moved to {after}"
            yield self._make.entry(interview, EntryKind.MOVED, words, ref, at=move.at)

    def _sendings(self) -> Iterator[TimelineEntry]:
        """The files that went to somebody without a letter that is told."""
        for sending in self._facts.sendings:
            if self._contacts.is_told(sending):
                continue
            document = self._facts.documents.get(sending.document_id)
            whom = "".join(f" to {name}" for name in self._facts.names(only(sending.person_id)))
            yield self._make.entry(
                self._facts.interviews.get(document.interview_id) if document is not None else None,
                EntryKind.DOCUMENT,
                f"Sent {clean_line(self._contacts.file(sending))}{whom}",
                Ref("d", sending.document_id),
                at=sending.at,
                people=only(sending.person_id),
                side=Owner.ME,
                proof="Documents sent",
            )

    def _settled(self) -> Iterator[TimelineEntry]:
        """Follow-ups that were done without a contact, skipped, or left undone until nobody needed them."""
        told = self._contacts.told_follow_ups | self._commitments.told_follow_ups
        for follow_up in self._facts.follow_ups:
            if follow_up.id in told or follow_up.kind is Kind.SUGGESTION:
                continue
            text = clean_line(follow_up.text)
            text += self._make.whose(follow_up.person_id, text)
            if follow_up.state is Settled.DONE:
                kind, words, at = EntryKind.TASK, f"Done: {text}", follow_up.settled
            elif follow_up.state is Settled.SKIPPED:
                kind, words, at = EntryKind.SKIPPED, f"Skipped: {text}", follow_up.settled
            elif self._has_lapsed(follow_up) and KINDS[follow_up.kind].missed:
                kind, words, at = EntryKind.LEFT_UNDONE, f"Left undone: {text}", follow_up.lapses
            else:
                continue
            yield self._make.entry(
                self._facts.interviews.get(follow_up.interview_id),
                kind,
                words,
                records.ref(follow_up),
                at=at or follow_up.created,
                note=shorten(follow_up.note, NOTE_AT_MOST),
                people=only(follow_up.person_id),
                side=Owner.ME,
                on_time=False if kind is EntryKind.LEFT_UNDONE else follow_up.on_time,
            )

    def _has_lapsed(self, follow_up: records.FollowUp) -> bool:
        is_open = follow_up.state is Settled.OPEN
        return is_open and follow_up.lapses is not None and follow_up.lapses <= self._make.now

    def _voices(self) -> Iterator[TimelineEntry]:
        """What connections and references did, but for what a contact tells: of the user's own that day, of theirs at
        the same instant.
        """
        for tie in self._facts.involvements:
            name = ", ".join(self._facts.names([tie.person_id]))
            successor = "".join(f" to {name}" for name in self._facts.names(only(tie.successor_id)))
            forwarded = (
                None if (tie.interview_id, tie.person_id) in self._contacts.told_recommendations else tie.forwarded
            )
            told = (
                (tie.asked, f"Asked {name} to speak for you", Owner.ME, True),
                (tie.named, f"Named {name} as a reference", Owner.ME, False),
                (tie.spoke, f"{name} spoke for you", Owner.THEM, False),
                (tie.received, f"Received the letter of recommendation from {name}", Owner.THEM, False),
                (forwarded, f"Forwarded the letter of recommendation from {name}", Owner.ME, False),
                (tie.thanked, f"Thanked {name} for their help", Owner.ME, True),
                (tie.handed_over, f"{name} handed over{successor}", Owner.THEM, False),
            )
            for at, words, side, is_contact in told:
                if at is None or at > self._make.now:
                    continue
                if is_contact and self._contacts.wrote(tie.interview_id, tie.person_id, self._calendar.day(at)):
                    continue
                if side is Owner.THEM and self._contacts.came(tie.interview_id, tie.person_id, at):
                    continue
                interview, ref = self._facts.interviews.get(tie.interview_id), Ref("p", tie.person_id)
                people = only(tie.person_id)
                yield self._make.entry(interview, EntryKind.REFERENCE, words, ref, at=at, people=people, side=side)

    def _offers(self) -> Iterator[TimelineEntry]:
        """An offer as it came, and its dates while they matter."""
        asked = {f.round_id for f in self._facts.follow_ups if f.kind is Kind.OFFER_REPLY and f.state is Settled.OPEN}
        for offer in self._facts.offers:
            interview, ref, side = self._facts.interview_of_round(offer.round_id), records.ref(offer), Owner.ME
            until = f", they want your answer by {self._make.date_text(offer.answer_by)}" if offer.answer_by else ""
            yield self._make.entry(
                interview,
                EntryKind.OFFER,
                f"Offer{until}{', in writing' if offer.written else ''}",
                ref,
                at=offer.made,
                note=shorten(offer.terms, NOTE_AT_MOST),
                side=Owner.THEM,
                proof=_OUTCOMES[Outcome.OFFER][2],
            )
            of_round = self._facts.rounds.get(offer.round_id)
            outcome, day = of_round.outcome if of_round is not None else None, offer.answer_by
            if day is not None and outcome is Outcome.OFFER and offer.round_id not in asked:
                kind, state = EntryKind.DECIDE, self._make.due(day)
                yield self._make.entry(interview, kind, "Answer the offer", ref, day=day, state=state, side=side)
            day = offer.start
            if day is not None and outcome in (Outcome.OFFER, Outcome.ACCEPTED):
                state = EntryState.AHEAD if day >= self._make.today else EntryState.PAST
                words = f"First day of work{'' if outcome is Outcome.ACCEPTED else ', if you accept'}"
                yield self._make.entry(interview, EntryKind.OFFER, words, ref, day=day, state=state, side=side)

    def _outcomes(self) -> Iterator[TimelineEntry]:
        """How rounds ended; an open offer is told by its own record where it has one."""
        offered = {offer.round_id for offer in self._facts.offers}
        for of_round in self._facts.rounds.values():
            outcome, closed = of_round.outcome, of_round.closed
            if outcome is None or closed is None or (outcome is Outcome.OFFER and of_round.id in offered):
                continue
            words, side, proof = _OUTCOMES[outcome]
            further = f": round {of_round.number + 1} begins" if outcome is Outcome.INVITED else ""
            note = " · ".join(filter(None, (of_round.why, of_round.decision, of_round.lesson)))
            yield self._make.entry(
                self._facts.interviews.get(of_round.interview_id),
                EntryKind.OUTCOME,
                words + further,
                records.ref(of_round),
                at=closed,
                note=shorten(note, NOTE_AT_MOST),
                side=side,
                proof=proof,
            )

    def _rounds(self) -> Iterator[TimelineEntry]:
        """The further rounds that no invitation opened."""
        rounds = self._facts.rounds.values()
        invited = {(r.interview_id, r.number + 1) for r in rounds if r.outcome is Outcome.INVITED and r.closed}
        for of_round in rounds:
            if of_round.number > 1 and (of_round.interview_id, of_round.number) not in invited:
                again, side, proof = _OUTCOMES[Outcome.INVITED]
                yield self._make.entry(
                    self._facts.interviews.get(of_round.interview_id),
                    EntryKind.ROUND,
                    f"{'Opened again' if of_round.reopened else again}: round {of_round.number} begins",
                    records.ref(of_round),
                    at=of_round.opened,
                    side=side,
                    proof=proof,
                )

    def _steps(self) -> Iterator[TimelineEntry]:
        """The steps that were entered, those of a day together; the first step of a round is its beginning."""
        entered = sorted(self._facts.passages, key=lambda p: (p.round_id, p.entered, p.id))
        for _, group in groupby(entered, key=lambda p: (p.round_id, self._calendar.day(p.entered), p.by_hand)):
            of_day = list(group)
            last = of_day[-1]
            if last.step is Step.SET_THE_STAGE and not last.by_hand:
                continue
            skipped = "; ".join(dict.fromkeys(line for p in of_day for line in p.skipped.splitlines() if line))
            yield self._make.entry(
                self._facts.interview_of_round(last.round_id),
                EntryKind.STEP,
                f"Step {title(last.step)}{', moved by you' if last.by_hand else ''}",
                records.ref(last),
                at=last.entered,
                note=shorten(f"skipped: {skipped}", NOTE_AT_MOST) if skipped else "",
            )

    def _clock_steps(self) -> Iterator[TimelineEntry]:
        """The step to which the clock alone has led since the last written change."""
        of_interviews = {self._facts.rounds[p.round_id].interview_id for p in self._facts.passages}
        for number in sorted(of_interviews):
            interview = self._facts.interviews[number]
            step, at = interview.step_at(self._make.now), interview.clock_at
            if at is not None and step > interview.step:
                ref = records.ref(interview)
                yield self._make.entry(interview, EntryKind.STEP, f"Step {title(step)}", ref, at=at)

    def _open(self) -> Iterator[TimelineEntry]:
        """The follow-ups that are still to do."""
        kinds = {Kind.OFFER_REPLY: EntryKind.DECIDE, Kind.PROMISE: EntryKind.PROMISE}
        for follow_up in self._facts.follow_ups:
            if follow_up.state is not Settled.OPEN or self._has_lapsed(follow_up):
                continue
            day = follow_up.due_day if follow_up.due_at is None else self._calendar.day(follow_up.due_at)
            if day is None:
                continue
            # What an email seems to say is nothing owed: it stands under today from its day on.
            is_suggestion = follow_up.kind is Kind.SUGGESTION
            text = clean_line(follow_up.text)
            begin = f"{KINDS[Kind.PROMISE].title}: " if follow_up.kind is Kind.PROMISE else ""
            yield self._make.entry(
                self._facts.interviews.get(follow_up.interview_id),
                kinds.get(follow_up.kind, EntryKind.FOLLOW_UP),
                begin + text + self._make.whose(follow_up.person_id, text),
                records.ref(follow_up),
                at=None if is_suggestion else follow_up.due_at,
                day=max(day, self._make.today) if is_suggestion else day,
                state=EntryState.AHEAD if is_suggestion else self._make.due(day),
                note=clean_line(follow_up.why),
                people=only(follow_up.person_id),
                side=Owner.ME,
            )


def _about(meeting: records.Meeting) -> str:
    """Its title, its place and its link."""
    return " · ".join(filter(None, map(clean_line, (meeting.title, meeting.place, meeting.link))))
