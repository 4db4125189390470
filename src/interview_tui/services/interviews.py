"""Interviews: adding, editing, moving them through the steps, and how they end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from interview_tui.data_classes import replace
from interview_tui.domain import records
from interview_tui.domain.case import Case
from interview_tui.domain.employer_history import CARRIED, acquaintance, people_there
from interview_tui.domain.enums import ENDED, LOST, OFFERED, Language, Outcome, Plan, Ref, Step, Tone
from interview_tui.domain.errors import Conflict, Refused, Unclear, UserError
from interview_tui.domain.follow_up_kinds import KINDS
from interview_tui.domain.identity import plain_company
from interview_tui.domain.records import Interview, Meeting, Passage, Round, ref
from interview_tui.domain.requirements import Owed, owed
from interview_tui.domain.steps import next_step, previous_step, reached, title
from interview_tui.domain.text import clean_line, counted
from interview_tui.services.base import Context, Service, due_day, joined
from interview_tui.services.introductions import introduce, invite
from interview_tui.services.meetings import Meetings, MeetingTime, meeting_time, time_words
from interview_tui.store.case import earlier_at_employer, load_case
from interview_tui.store.facts import load_facts
from interview_tui.store.records import find, followed_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_tui.domain.dates import When
    from interview_tui.services.outcomes import Outcomes
    from interview_tui.store.journal import Change
    from interview_tui.store.transaction import Transaction


_OF_INTERVIEW: tuple[type[records.Record], ...] = (
    records.Touch,
    records.Letter,
    records.FollowUp,
    records.Document,
    records.Study,
)
_OF_MEETING: tuple[type[records.Record], ...] = (
    records.Match, records.Remark, records.Commitment, records.Quote, records.Need, records.Question,
    records.Attendance,
)  # fmt: skip
_OF_ROUND: tuple[type[records.Record], ...] = (Meeting, Passage, records.Offer)
_ROUND_IT: tuple[type[records.Record], ...] = (Round, records.Involvement, records.Origin)
"""Each in an order in which nothing is removed before what refers to it."""


class StillOwed(UserError):
    """The step owes something yet. Advancing with `anyway` goes on."""

    def __init__(self, case: Case, step: Step, items: tuple[Owed, ...]) -> None:
        self.interview_id = case.interview.id
        self.items = items
        debt = f"{counted(len(items), 'thing')} still to do in step {title(step)}"
        super().__init__(f"{case.name}: {debt}; --anyway goes on")


class InterviewFields(TypedDict, total=False):
    """What may be written down of an interview besides its company and role."""

    plan: Plan | None
    stay_in_touch: bool | None
    language: Language | None
    tone: Tone | None
    link: str
    location: str
    note: str
    follows_id: int | None


class RoundFields(TypedDict, total=False):
    """What is written down of the present round rather than of the whole interview."""

    decision: str
    lesson: str
    no_voice_why: str
    needs_ranked: bool
    readiness_seen: bool


class EditedFields(InterviewFields, RoundFields, total=False):
    """What may be edited of an interview and its round."""

    company: str
    role: str


class Interviews(Service):
    """What a person does with whole interviews."""

    def __init__(self, context: Context, outcomes: Outcomes) -> None:
        super().__init__(context)
        self._outcomes = outcomes
        self._meetings = Meetings(context)

    def owed(self, interview_id: int) -> tuple[Owed, ...]:
        """What the present step of an interview still owes."""
        now = self.context.clock()
        case = load_case(self.context.store.reader, interview_id, now)
        return owed(case, case.interview.step_at(now), self.context.cadences, now)

    def add(
        self,
        company: str,
        role: str,
        *,
        meeting: When | None = None,
        people: Sequence[str] = (),
        after: int | None = None,
        known: Sequence[str] | None = None,
        **fields: Unpack[InterviewFields],
    ) -> Change:
        """A new interview at step 1. Raises Unclear without a company, or for a meeting without a time of day;
        with `after` also without a role.

        `after` is the interview at the same employer after which this one, for another role, is begun: location,
        language, tone, and the hiring manager and recruiters come along, or the people that are `known`, written as for
        a meeting. Nobody is asked for a good word because of it. Raises Refused for one at another employer. At an
        employer where the last interview has ended, the new one comes after that, and brings nobody along unasked.
        """
        with self.context.transaction() as tx:
            earlier = earlier_at_employer(tx.reader, Interview(company=company, role=role, created=tx.now), tx.now)
            carried: Sequence[str] = known or ()
            if after is not None:
                if not role.strip():
                    raise Unclear(f"which other role is it at {company}? It needs a name")
                before = self._followed(tx, after, company)
                fields = _as_before(before.interview) | fields
                carried = carried_people([before]) if known is None else carried
            elif earlier and earlier[0].interview.outcome in ENDED:
                before = earlier[0]
            else:
                before = None
            if before is not None:
                fields["follows_id"] = before.interview.id
            case = self.open(tx, company, role, meeting=meeting_time(meeting), **fields)
            for text in people:
                invite(tx, case.meeting, text)
            came = [introduce(tx, case.interview, text).name for text in carried]
            said = self.replan(tx, case.interview.id, step=False)
            if before is not None:
                said += tuple(f"{ref(before.interview)} {part}" for part in self.replan(tx, before.interview.id))
            when = "" if case.meeting.starts is None else time_words(case.meeting, self.context.calendar)
            plan = case.interview.plan or Plan.STANDARD
            return tx.done(
                joined(
                    f"Added {case.name}" + (f": {when}" if when else ""),
                    acquaintance(earlier, self.context.calendar, self.context.calendar.day(tx.now)),
                    f"came along: {', '.join(came)}" if came else "",
                    *said,
                    f"plan: {plan}" if when else "",
                ),
                case.interview,
            )

    def _followed(self, tx: Transaction, interview_id: int, company: str) -> Case:
        """The interview after which another one is begun. Raises Refused where that is at another employer."""
        case = self.case(tx, interview_id)
        if plain_company(case.interview.company) != plain_company(company):
            raise Refused(
                f"{ref(case.interview)} is at {case.interview.company}, not at {clean_line(company)}: "
                "another role follows one at the same employer"
            )
        return case

    def open(
        self,
        tx: Transaction,
        company: str,
        role: str,
        *,
        meeting: MeetingTime | None = None,
        **fields: Unpack[InterviewFields],
    ) -> Case:
        """Writes a new interview with its first round and that round's meeting.

        Raises Unclear without a company.
        """
        if not clean_line(company):
            raise Unclear("an interview needs a company: who are you meeting?")
        interview = tx.add(Interview(company=company, role=role, created=tx.now, **fields))
        booked = self._outcomes.open_round(tx, interview, opened=tx.now)
        if meeting is not None:
            self._meetings.reschedule(tx, booked, meeting)
        return self.case(tx, interview.id)

    def edit(
        self,
        interview_id: int,
        *,
        expected: Case | Interview | None = None,
        meeting: MeetingTime | None = None,
        people: Sequence[str] = (),
        **fields: Unpack[EditedFields],
    ) -> Change:
        """Changes fields of an interview or its round, books or moves its meeting, invites people to it.

        `expected` is what the user began to edit: the interview, or with it its round and its meeting.
        Raises Conflict when what is to be changed is not as expected any more, Unclear without a company.
        """
        if not clean_line(fields.get("company", "x")):
            raise Unclear("an interview needs a company: who are you meeting?")
        of_round: dict[str, Any] = {
            name: value for name, value in fields.items() if name in RoundFields.__annotations__
        }
        of_interview: dict[str, Any] = {name: value for name, value in fields.items() if name not in of_round}
        with self.context.transaction() as tx:
            shown = expected.meeting.id if isinstance(expected, Case) else None
            case = self.case(tx, interview_id, meeting_id=shown)
            known = expected if isinstance(expected, Case) else replace(case, interview=expected or case.interview)
            interview = tx.update(replace(known.interview, **of_interview), expected=known.interview)
            tx.update(replace(known.round, **of_round), expected=known.round)
            if meeting is not None and known.meeting != case.meeting:
                raise Conflict(f"the meeting of {case.name} was changed elsewhere: look again")
            moved = None if meeting is None else self._meetings.move_by_hand(tx, case.meeting, meeting)
            for text in people:
                invite(tx, moved or case.meeting, text)
            said = self.replan(tx, interview_id)
            case = self.case(tx, interview_id, meeting_id=moved.id if moved else None)
            what = ", ".join(sorted(name.replace("_", " ") for name in fields))
            edited = f"Edited {case.name}" + (f": {what}" if what else "")
            when = "" if moved is None else f"meeting: {time_words(moved, self.context.calendar)}"
            return tx.done(joined(edited, when, *said), interview)

    def advance(self, ids: Sequence[int], *, anyway: bool = False) -> Change:
        """To the next step; what was owed is written down as skipped. Raises StillOwed, Refused."""
        with self.context.transaction() as tx:
            words = [self._advance(tx, self.case(tx, i), anyway=anyway) for i in ids]
            return tx.done(" · ".join(words), *(Ref("i", i) for i in ids))

    def back(self, ids: Sequence[int]) -> Change:
        """To the step before; what was planned stays. A rejection is taken back with step 9. Raises Refused."""
        with self.context.transaction() as tx:
            words = [self._back(tx, self.case(tx, i)) for i in ids]
            return tx.done(" · ".join(words), *(Ref("i", i) for i in ids))

    def remove(self, ids: Sequence[int]) -> Change:
        """Deletes interviews with all that belongs to them; people and stories stay. The journal keeps them."""
        with self.context.transaction() as tx:
            said: list[str] = []
            cases = [self.case(tx, interview_id) for interview_id in dict.fromkeys(ids)]
            names = [case.name for case in cases]
            offers = [case.interview.id for case in cases if case.interview.outcome in OFFERED]
            followed = {case.interview.follows_id for case in cases} - {None, *ids}
            for case in cases:
                if sent := {s.document_id for s in case.sendings}:
                    said.append(f"with the record of where {counted(len(sent), 'file')} of {case.name} went")
            # With what each followed, so that it can come back with that.
            for part in reversed(followed_first(case.interview for case in cases)):
                for interview in part:
                    _remove(tx, interview)
            for number in sorted(filter(None, followed)):  # staying in touch there may begin again
                said += [f"{Ref('i', number)} {part}" for part in self.replan(tx, number)]
            for interview_id in offers:  # their plans go by it no more
                said += self.replan_others(tx, interview_id)
            for accepted in find(tx.reader, Interview, outcome=Outcome.ACCEPTED):  # fewer may be left to close
                said += self.replan(tx, accepted.id)
            words = joined(f"Deleted {', '.join(names)}", *dict.fromkeys(said))
            return tx.done(words, *(Ref("i", i) for i in ids))

    def _advance(self, tx: Transaction, case: Case, *, anyway: bool) -> str:
        step = case.interview.step_at(tx.now)
        missing = owed(case, step, self.context.cadences, tx.now)
        following = next_step(step)
        if missing and not anyway:
            raise StillOwed(case, step, missing)
        skipped = [item for item in missing if not self._comes_later(case, item, tx)]
        self._move_step(tx, case, following, skipped=skipped)
        said = self.replan(tx, case.interview.id, step=False)
        passed = f"skipped: {', '.join(item.text for item in skipped)}" if skipped else ""
        return joined(f"{case.name} is at step {title(following)}", *said, passed)

    def _comes_later(self, case: Case, item: Owed, tx: Transaction) -> bool:
        """Whether something owed is only not due yet."""
        today = self.context.calendar.day(tx.now)
        return any(
            item.owe in KINDS[f.kind].sees_to
            and item.person_id in (None, f.person_id)
            and due_day(f, self.context.calendar) >= today
            for f in case.open
        )

    def _move_step(self, tx: Transaction, case: Case, step: Step, *, skipped: Sequence[Owed] = ()) -> None:
        """Writes down that the user sees the interview at a step."""
        facts = load_facts(tx.reader, case.interview.id)
        tx.add(
            Passage(
                round_id=case.round.id,
                step=step,
                entered=tx.now,
                skipped="\n".join(item.text for item in skipped),
                by_hand=True,
                reached=reached(facts, self.context.calendar, tx.now),
            )
        )

    def _back(self, tx: Transaction, case: Case) -> str:
        step = previous_step(case.interview.step_at(tx.now))
        lost = case.interview.outcome in LOST and step < Step.ACCEPT
        if lost:
            tx.update(replace(case.round, closed=None, outcome=None, entered=None))
            self._outcomes.end_watch(tx, case)
        self._move_step(tx, case, step)
        said = self.replan(tx, case.interview.id, step=False)
        taken_back = f"no longer {case.interview.outcome}" if lost else ""
        return joined(f"{case.name} is back at step {title(step)}", taken_back, *said)


def _as_before(interview: Interview) -> InterviewFields:
    """What another role at the same employer has as the one before it."""
    return {"location": interview.location, "language": interview.language, "tone": interview.tone}


def carried_people(earlier: Sequence[Case]) -> list[str]:
    """Who comes along to another role at the employer, as they are written: the hiring manager and the recruiters."""
    from interview_tui.domain.shorthand import PersonLine, format_line

    return [
        format_line(PersonLine(person.name, person.title, person.email, str(part))).removeprefix("@ ")
        for person, part in people_there(earlier)
        if part in CARRIED
    ]


def _remove(tx: Transaction, interview: Interview) -> None:
    """Removes an interview and everything of its own: nothing cascades, so that the journal has it all."""
    from interview_tui.services.note_writer import let_go

    rounds = [r.id for r in find(tx.reader, Round, interview_id=interview.id)]
    meetings = [m.id for m in find(tx.reader, Meeting, round_id=rounds)]
    suggested = [f.id for f in find(tx.reader, records.FollowUp, interview_id=interview.id)]
    for suggestion in find(tx.reader, records.Suggestion, follow_up_id=suggested):
        tx.remove(suggestion)
    documents = [d.id for d in find(tx.reader, records.Document, interview_id=interview.id)]
    letters = [x.id for x in find(tx.reader, records.Letter, interview_id=interview.id)]
    for sending in find(tx.reader, records.Sending, document_id=documents):
        tx.remove(sending)
    for sending in find(tx.reader, records.Sending, letter_id=letters):
        tx.update(replace(sending, letter_id=None))
    for later in find(tx.reader, Interview, follows_id=interview.id):
        tx.update(replace(later, follows_id=None))
    for cls in _OF_INTERVIEW:
        for record in find(tx.reader, cls, interview_id=interview.id):
            tx.remove(record)
    for commitment in find(tx.reader, records.Commitment, meeting_id=meetings):
        let_go(tx, commitment)
    for cls in _OF_MEETING:  # kind by kind: a match can refer to a need of an earlier meeting
        for record in find(tx.reader, cls, meeting_id=meetings):
            tx.remove(record)
    for cls in _OF_ROUND:
        for record in find(tx.reader, cls, round_id=rounds):
            tx.remove(record)
    for cls in _ROUND_IT:
        for record in find(tx.reader, cls, interview_id=interview.id):
            tx.remove(record)
    tx.remove(interview)
