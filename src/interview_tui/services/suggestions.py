"""Suggestions: what an email, or a file that was imported, seems to say. Each is a line of the queue; nothing of it is
written down before the user takes it. When one ends without that stands in domain/rules/suggestions.py.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from interview_tui.data_classes import replace
from interview_tui.domain.dates import short_day, utc_text, zone_named
from interview_tui.domain.enums import (
    OUTCOMES_TOLD,
    CommitmentState,
    Favour,
    LetterState,
    MeetingState,
    Outcome,
    Owner,
    Proposal,
    Settled,
)
from interview_tui.domain.errors import Refused
from interview_tui.domain.follow_up_kinds import KINDS, Effect, Kind, recommendation_writer
from interview_tui.domain.records import (
    Commitment,
    Document,
    FollowUp,
    Interview,
    Involvement,
    Letter,
    Meeting,
    Person,
    Sending,
    Suggestion,
    Touch,
    entered_at,
)
from interview_tui.domain.rules.planner import Planner
from interview_tui.domain.rules.suggestions import is_further, still_news
from interview_tui.mail.proposals import confirms_meeting
from interview_tui.services.base import Service, due_day, joined
from interview_tui.services.follow_ups import FollowUps
from interview_tui.services.introductions import attend
from interview_tui.services.meetings import Meetings, MeetingTime
from interview_tui.services.outcomes import Ending, Outcomes
from interview_tui.services.people import People
from interview_tui.services.suggestion_words import line_words, undertaken, why_words
from interview_tui.store.facts import load_facts
from interview_tui.store.records import find

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, time

    from interview_tui.domain.facts import Facts
    from interview_tui.services.base import Context
    from interview_tui.services.letters import Letters
    from interview_tui.store.transaction import Transaction

_ASK_FOR_DECISION = (Kind.OFFER_REPLY, Kind.WITHDRAWAL)
"""What a letter with a decision of mine settles."""


class Suggestions(Service):
    """What emails seem to say: put before the user, and written down once they take it."""

    def __init__(self, context: Context, drafter: Callable[[], Letters] | None = None) -> None:
        """`drafter`: as of Outcomes."""
        super().__init__(context)
        self._outcomes = Outcomes(context, drafter)

    def suggest(
        self,
        tx: Transaction,
        interview_id: int,
        proposal: Proposal,
        *,
        touch: Touch | None = None,
        sentence: str = "",
        day: date | None = None,
        clock: time | None = None,
        successor: str = "",
        settles_id: int | None = None,
        meeting_id: int | None = None,
        person_id: int | None = None,
    ) -> FollowUp | None:
        """A line of the queue that suggests it, due today; None where that line has been there, or is no news.

        `touch` is the email; of a letter that did not arrive, the letter. `clock` is the time of day of a meeting on
        `day`, with the sender's offset from UTC. `person_id` is who wrote it, by default the one of the touch. A newer
        line replaces one about the same once the interview is planned anew, which is still to be done.
        """
        facts = load_facts(tx.reader, interview_id)
        person_id = person_id or (touch.person_id if touch else None)
        # By what is the same in every store, so that an export that is read again finds the line.
        key = (touch.message_id or utc_text(touch.at)) if touch else f"m{meeting_id}"
        if proposal is Proposal.BOUNCE and person_id:  # a letter to two people may reach one of them
            key += f":{tx.get(Person, person_id).email}"
        meeting = next((m for m in facts.meetings if m.id == meeting_id), None)
        suggestion = Suggestion(
            follow_up_id=0,
            proposal=proposal,
            touch_id=touch.id if touch else None,
            sentence=sentence,
            day=day,
            starts=self._starts(facts, day, clock, touch) if day and clock and touch else None,
            successor=successor,
            settles_id=settles_id,
            meeting_id=meeting_id,
        )
        line = FollowUp(
            interview_id=interview_id,
            round_id=facts.round.id,
            kind=Kind.SUGGESTION,
            text=line_words(tx, facts, suggestion, touch, self._who(tx, interview_id, person_id)),
            person_id=person_id,
            due_day=self.context.calendar.day(tx.now),
            why=why_words(facts, suggestion, self.context.calendar),
            anchor=touch.at if touch else None,
            origin=f"{Kind.SUGGESTION}:{proposal.replace(' ', '_')}:{key}",
            lapses=meeting.starts if meeting is not None else None,
            created=tx.now,
        )
        known = {f.origin for f in facts.follow_ups}
        if line.origin in known or not self._is_news(facts, line, suggestion):
            return None
        line = tx.add(line)
        tx.add(replace(suggestion, follow_up_id=line.id))
        return line

    def take(self, tx: Transaction, follow_up: FollowUp, said: list[str]) -> None:
        """Writes down what a line suggests, inside the change that settled it; `said` hears what was done.

        What is no news any more is said, and nothing is done. Raises Refused for what needs a word of the user's first.
        """
        suggestion = next(iter(find(tx.reader, Suggestion, follow_up_id=follow_up.id)), None)
        facts = load_facts(tx.reader, follow_up.interview_id)
        if suggestion is None:  # of a store that was damaged
            said.append("what it suggested is not known any more, so nothing was changed")
            return
        if not self._is_news(facts, follow_up, suggestion):
            said.append("that is settled already, so nothing was changed")
            return
        touch = tx.get(Touch, suggestion.touch_id) if suggestion.touch_id is not None else None
        at = touch.at if touch is not None else follow_up.created
        moment = (at, tx.now if at < tx.now else None)
        case = self.case(tx, follow_up.interview_id)
        words = self._taken(tx, follow_up, suggestion, touch, moment)
        if words.startswith(case.name):  # the line names the company: with the role there would be no room
            words = case.interview.company + words.removeprefix(case.name)
        said.append(words)

    def _taken(
        self,
        tx: Transaction,
        follow_up: FollowUp,
        suggestion: Suggestion,
        touch: Touch | None,
        moment: tuple[datetime, datetime | None],
    ) -> str:
        """Does what it suggests, as of that moment; gives what is said of it."""
        interview_id = follow_up.interview_id
        match suggestion.proposal:
            case Proposal.DECLINE:
                offered = tx.get(Interview, interview_id).outcome in (Outcome.OFFER, Outcome.ACCEPTED)
                outcome = Outcome.RESCINDED if offered else Outcome.REJECTED
                return self._outcomes.end(tx, interview_id, Ending(outcome=outcome, why=suggestion.sentence), *moment)
            case Proposal.OFFER:
                fields = {"answer_by": suggestion.day} if suggestion.day is not None else {}
                has_offer = tx.get(Interview, interview_id).outcome is Outcome.OFFER
                return self._outcomes.offered(tx, interview_id, None if has_offer else moment, **fields)[1]
            case proposal if touch is not None and proposal in OUTCOMES_TOLD:
                return self._decided(tx, touch, interview_id, OUTCOMES_TOLD[proposal], moment)
            case Proposal.INVITED if not is_further(load_facts(tx.reader, interview_id), moment[0]):
                company = tx.get(Interview, interview_id).company
                return joined(f"{company}: invited to an interview", self._book(tx, follow_up, suggestion, touch))
            case Proposal.INVITED | Proposal.NEXT_ROUND:
                opened = self._outcomes.end(tx, interview_id, Ending(outcome=Outcome.INVITED), *moment)
                return joined(opened, self._book(tx, follow_up, suggestion, touch))
            case Proposal.MEETING if touch is not None:
                booked = self._book(tx, follow_up, suggestion, touch)
                return booked or self._asks_for_answer(tx, touch, suggestion.day)
            case Proposal.HANDOVER:
                return self._hand_over(tx, follow_up, suggestion.successor, moment[0])
            case Proposal.BOUNCE if touch is not None:
                return self._bounced(tx, touch, suggestion.settles_id)
            case Proposal.SETTLES if touch is not None and suggestion.settles_id is not None:
                said: list[str] = []
                asked = tx.get(FollowUp, suggestion.settles_id)
                settled = FollowUps(self.context).settle_by(tx, asked, touch, said)
                verdict = "on time" if settled.on_time else "late"
                return joined(f"done: {settled.text} ({verdict})", *said)
            case Proposal.REPLACES | Proposal.CANCELLED if suggestion.meeting_id is not None:
                meeting = tx.get(Meeting, suggestion.meeting_id)
                Meetings(self.context).call_off(tx, meeting, MeetingState.CANCELLED)
                return f"the meeting {self.when(meeting.starts)} was cancelled"
            case Proposal.COMMITMENT | Proposal.PASSIVE:
                return self._commit(tx, follow_up, suggestion)
            case _:
                return "what it spoke of is gone, so nothing was changed"

    def _starts(self, facts: Facts, day: date, clock: time, touch: Touch) -> datetime:
        """When a meeting would begin. An offset alone says nothing of summer time: where the zone of the interview's
        last meeting, or the user's own, had it when the email was written, it is by that zone.
        """
        zones = (zone_named(meeting.zone) for meeting in reversed(facts.meetings) if meeting.starts is not None)
        known = (zone for zone in (*zones, self.context.calendar.zone) if zone is not None)
        fitting = (zone for zone in known if touch.at.astimezone(zone).utcoffset() == clock.utcoffset())
        wall = datetime.combine(day, clock.replace(tzinfo=None))
        return wall.replace(tzinfo=next(fitting, clock.tzinfo)).astimezone(UTC)

    def _book(self, tx: Transaction, follow_up: FollowUp, suggestion: Suggestion, touch: Touch | None) -> str:
        """Books the meeting whose day and time the email names, and asks to answer it where it is not agreed on yet;
        '' where it names none. Whom a call is with is known.
        """
        if suggestion.starts is None or touch is None:
            return ""
        zone = self.context.calendar.zone.key
        booked = Meetings(self.context).book(
            tx, follow_up.interview_id, MeetingTime(starts=suggestion.starts, zone=zone)
        )
        if suggestion.proposal is Proposal.MEETING and follow_up.person_id is not None:
            attend(tx, booked.id, follow_up.person_id, present=None)
        agreed = suggestion.proposal is Proposal.MEETING and confirms_meeting(suggestion.sentence)
        waits = "" if agreed else self._asks_for_answer(tx, touch, suggestion.day)
        return joined(f"meeting {self.when(booked.starts)}", waits)

    def _decided(
        self,
        tx: Transaction,
        touch: Touch,
        interview_id: int,
        outcome: Outcome,
        moment: tuple[datetime, datetime | None],
    ) -> str:
        """A letter of mine told them: what asks for it is done by it. An offer that was written down later was made by
        then.
        """
        made = load_facts(tx.reader, interview_id).round.closed
        if made is not None and made > moment[0]:
            moment = (made, tx.now)
        words = Outcomes(self.context).end(tx, interview_id, Ending(outcome=outcome), *moment)
        said: list[str] = []
        for line in find(tx.reader, FollowUp, interview_id=interview_id, kind=_ASK_FOR_DECISION, state=Settled.OPEN):
            settled = FollowUps(self.context).settle_by(tx, line, touch, said)
            words = joined(words, f"done: {settled.text}")
        return joined(words, *said)

    def _asks_for_answer(self, tx: Transaction, touch: Touch, day: date | None) -> str:
        """They wait for an answer: by the working day after their email, or by the day that they named where that comes
        first (METHOD, fine print 12); where it has passed, by the working day after today.
        """
        calendar = self.context.calendar
        since, came = calendar.day(tx.now), calendar.day(touch.at)
        by = calendar.add_working(came, 1)
        if day is not None and came <= day < by:
            by = max(came, calendar.working_on_or_before(day))
        if by < since:
            by = calendar.add_working(since, 1)
        entered = tx.now if calendar.day(entered_at(touch, otherwise=touch.at)) < since else touch.entered
        tx.update(replace(touch, reply_by=by, entered=entered))
        return "they wait for an answer"

    def _commit(self, tx: Transaction, follow_up: FollowUp, suggestion: Suggestion) -> str:
        """What they will do, and by when, stands with the current meeting, and the line knows it."""
        case = self.case(tx, follow_up.interview_id)
        passive = suggestion.day is None
        text = "none given"
        if not passive:
            person = tx.get(Person, follow_up.person_id) if follow_up.person_id is not None else None
            language = (person.language if person else None) or case.interview.language or self.context.language
            text = undertaken(suggestion.sentence, language)
        commitment = tx.add(
            Commitment(
                meeting_id=case.meeting.id,
                position=1 + max((c.position for c in case.commitments), default=0),
                owner=Owner.THEM,
                text=text,
                person_id=follow_up.person_id,
                due=suggestion.day,
                passive=passive,
                entered=tx.now,
            )
        )
        tx.update(replace(follow_up, commitment_id=commitment.id))
        who = self._who(tx, follow_up.interview_id, follow_up.person_id)
        if suggestion.day is None:
            return f"noted: {who} will let you know, no day given"
        return f"noted: {who}, by {short_day(suggestion.day)}"

    def _hand_over(self, tx: Transaction, follow_up: FollowUp, successor: str, at: datetime) -> str:
        interview = tx.get(Interview, follow_up.interview_id)
        if not successor or follow_up.person_id is None:
            before = f"p{follow_up.person_id}" if follow_up.person_id else "ID"
            way = f"interview-tui person i{interview.id} NAME --takes-over {before}"
            raise Refused(f"the email does not say who takes over: {way}")
        person, _ = People(self.context).hand_over(tx, at, interview.id, successor, follow_up.person_id)
        other = tx.get(Person, follow_up.person_id)
        return f"what is open to {other.name} goes to {person.name}"

    def _bounced(self, tx: Transaction, touch: Touch, settled_id: int | None) -> str:
        """The letter did not arrive: no contact took place. It is a draft again, and what it had settled is owed."""
        tx.update(replace(touch, bounced=True))
        said = ["that contact no longer counts"]
        if touch.letter_id is not None:
            tx.update(replace(tx.get(Letter, touch.letter_id), state=LetterState.DRAFT, sent=None))
            said.append("the letter is a draft again")
            for sending in find(tx.reader, Sending, letter_id=touch.letter_id):
                tx.remove(sending)
                said.append(f"{tx.get(Document, sending.document_id).file_name} did not arrive")
        settled_id = settled_id or touch.follow_up_id
        if settled_id is not None:
            follow_up = tx.get(FollowUp, settled_id)
            if follow_up.state is Settled.DONE:
                reopened = self._reopen(tx, follow_up)
                said.append(f"owed again: {reopened.text} ({self.due(reopened)})")
        return joined(*said)

    def _reopen(self, tx: Transaction, follow_up: FollowUp) -> FollowUp:
        """What was done by it is to be done again, by the end of the next working day."""
        match KINDS[follow_up.kind].effect:
            case Effect.COMMITMENT if follow_up.commitment_id is not None:
                promise = tx.get(Commitment, follow_up.commitment_id)
                tx.update(replace(promise, state=CommitmentState.OPEN, settled=None))
            case Effect.VOICE_ASKED | Effect.VOICE_THANKED as effect:
                writer = recommendation_writer(follow_up.origin)
                person_id = follow_up.person_id if writer is None else writer
                for tie in find(tx.reader, Involvement, interview_id=follow_up.interview_id, person_id=person_id):
                    if writer is not None:
                        tx.update(replace(tie, forwarded=None, favour=Favour.AGREED, spoke=None))
                    elif effect is Effect.VOICE_THANKED:
                        tx.update(replace(tie, thanked=None))
                    elif tie.favour is Favour.ASKED:
                        tx.update(replace(tie, favour=Favour.NOT_ASKED, asked=None))
        calendar = self.context.calendar
        return tx.update(
            replace(
                follow_up,
                state=Settled.OPEN,
                settled=None,
                on_time=None,
                planned_day=follow_up.planned_day or due_day(follow_up, calendar),
                due_day=calendar.add_working(calendar.day(tx.now), 1),
                due_at=None,
            )
        )

    def _is_news(self, facts: Facts, line: FollowUp, suggestion: Suggestion) -> bool:
        """Whether it would stand beside all that is known: as a line of the queue, or as one that was just settled."""
        if not line.id:
            newest = max((s.id for s in facts.suggestions), default=0) + 1
            suggestion = replace(suggestion, id=newest)
            facts = replace(facts, follow_ups=(*facts.follow_ups, line), suggestions=(*facts.suggestions, suggestion))
        cadence = self.context.cadences.of(facts.interview.plan)
        return any(f.origin == line.origin for f in still_news(Planner(facts, self.context.calendar, cadence)))

    def _who(self, tx: Transaction, interview_id: int, person_id: int | None) -> str:
        return tx.get(Person, person_id).name if person_id else tx.get(Interview, interview_id).company
