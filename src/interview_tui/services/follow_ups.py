"""Follow-ups: done, put off, skipped; the user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, Unpack

from interview_tui.data_classes import dataclass, replace
from interview_tui.domain.enums import Channel, CommitmentState, Direction, Favour, Outcome, Ref, Settled
from interview_tui.domain.errors import Refused, Unclear
from interview_tui.domain.follow_up_kinds import KINDS, Effect, Kind, is_contact, recommendation_writer
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import Commitment, FollowUp, Interview, Involvement, Meeting, Person, Touch, ref
from interview_tui.domain.references import with_letter_forwarded
from interview_tui.domain.text import clean_line
from interview_tui.services.base import Service, done_on_time, due_day, joined
from interview_tui.store.case import load_case
from interview_tui.store.facts import load_facts
from interview_tui.store.queries import interview_of
from interview_tui.store.records import find, get

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date, datetime

    from interview_tui.domain.dates import When
    from interview_tui.domain.records import Letter
    from interview_tui.services.base import Context
    from interview_tui.store.journal import Change
    from interview_tui.store.records import Reader
    from interview_tui.store.transaction import Transaction

_OWN_WORDS = ("text", "person_id", "channel")
"""What of a planned follow-up the user may write otherwise: no rule changes it then."""
NOTHING_NEW = "brought nothing new: next time add an answered need, a sample or news"
"""The value rule, said after a check-in that did not keep it."""


RUNNING = (None, Outcome.OFFER)
"""The outcomes of an interview that goes on."""
CLOSE_THE_REST = f"{Kind.WITHDRAWAL}:rest"
"""The origin of the line that closes all that nobody has answered, once an offer was accepted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacted:
    """A contact as it is logged."""

    direction: Direction
    channel: Channel
    note: str = ""
    person_id: int | None = None
    """With whom, where it is logged for an interview."""
    interview_id: int | None = None
    """About which interview, where it is logged for a person who stands in several."""
    brings: str = ""
    """What of value it brought them, a line each."""
    at: When | None = None
    """When it took place; None: now."""
    automatic: bool = False
    """An automatic reply, which answers nothing."""
    until: date | None = None
    """The last day away that an automatic reply names."""
    answers: Ref | None = None
    """The commitment or follow-up that it settles."""
    reply_by: date | None = None
    """By when they expect an answer."""


class EditedFollowUp(TypedDict, total=False):
    """What may be edited of a follow-up besides its date."""

    text: str
    person_id: int | None
    channel: Channel
    note: str


class FollowUps(Service):
    """What a person does with what they owe."""

    def __init__(
        self, context: Context, take: Callable[[Transaction, FollowUp, list[str]], None] | None = None
    ) -> None:
        """`take` writes down what a suggestion suggests, and says what it did (Suggestions.take).

        None: suggestions are not settled here.
        """
        super().__init__(context)
        self._take = take

    def done(self, ids: Sequence[int], *, note: str = "", brings: str = "", at: When | None = None) -> Change:
        """They were done, now or `at` an earlier time.

        Contacts are logged as touches; what depends on them follows. Raises Refused for one that is settled, for an
        offer that is not decided, for what follows a meeting that is in the future, and for a time that is. The words
        name each contact that the follow-up's own do not: a promise may be kept by a call, a thank-you is a letter.

        `brings` is what of value they brought that was not there before, a line each.
        """
        with self.context.transaction() as tx:
            said: list[str] = []
            every = [self.open(tx, i) for i in ids]
            settled = [
                self.settle(tx, self.open(tx, follow_up.id), note, said, brings=brings, at=at)
                for follow_up in every
                if tx.get(FollowUp, follow_up.id).state is not Settled.CANCELLED  # ended by one of those before it
            ]
            unsaid = (f for f in settled if _is_logged(f) and KINDS[f.kind].letter in (None, LetterKind.AS_PROMISED))
            logged = ", ".join(dict.fromkeys(self._contact_words(tx, f) for f in unsaid))
            if not brings.strip() and any(f.kind is Kind.CHECK_IN for f in settled):
                said.append(NOTHING_NEW)
            taken = [f for f in settled if KINDS[f.kind].effect is Effect.SUGGESTION]
            own = [f for f in settled if f not in taken]
            late = [f for f in own if f.on_time is False]
            verdict = "on time" if not late else "late" if len(own) == 1 else f"{len(late)} of them late"
            words = (
                f"Done: {self._names(tx, own)} ({verdict})" if own else "",
                self._taken_words(tx, taken, said),
                f"logged: {logged}" if logged else "",
            )
            return tx.done(joined(*words, *dict.fromkeys(said)), *settled)

    def snooze(self, ids: Sequence[int], until: When) -> Change:
        """They wait until then. Raises Refused for a day that has passed."""
        if until.day < self.context.today():
            raise Refused("that day has passed: give today or a later day")
        with self.context.transaction() as tx:
            waiting = []
            for follow_up in (self.open(tx, i) for i in ids):
                first = follow_up.planned_day or due_day(follow_up, self.context.calendar)
                day = None if until.at else until.day
                lapses = follow_up.lapses if KINDS[follow_up.kind].keeps_lapse else None
                waiting.append(
                    tx.update(replace(follow_up, due_day=day, due_at=until.at, planned_day=first, lapses=lapses))
                )
            said = self.replan_all(tx, (f.interview_id for f in waiting))
            when = self.due(waiting[0]) if waiting else ""
            return tx.done(joined(f"Waits until {when}: {self._names(tx, waiting)}", *said), *waiting)

    def skip(self, ids: Sequence[int], *, why: str = "") -> Change:
        """They will not be done. A promise skipped is a promise missed. Raises Refused."""
        with self.context.transaction() as tx:
            skipped = [self.drop(tx, self.open(tx, i), why) for i in ids]
            said = self.replan_all(tx, (f.interview_id for f in skipped))
            reason = f" ({why})" if why else ""
            verb = "Dropped" if all(f.kind is Kind.SUGGESTION for f in skipped) else "Skipped"
            return tx.done(joined(f"{verb}: {self._names(tx, skipped)}{reason}", *said), *skipped)

    def add(
        self,
        interview_id: int,
        text: str,
        when: When,
        *,
        person_id: int | None = None,
        channel: Channel = Channel.EMAIL,
    ) -> Change:
        """One of the user's own. Raises Unclear without a text."""
        _require(text)
        with self.context.transaction() as tx:
            case = self.case(tx, interview_id)
            added = tx.add(
                FollowUp(
                    interview_id=interview_id,
                    round_id=case.round.id,
                    kind=Kind.CUSTOM,
                    text=text,
                    person_id=person_id,
                    channel=channel,
                    due_day=None if when.at else when.day,
                    due_at=when.at,
                    why="your own",
                    anchor=tx.now,
                    created=tx.now,
                )
            )
            self.replan(tx, interview_id)
            return tx.done(f"Added for {case.name}: {added.text} ({self.due(added)})", added)

    def edit(self, expected: FollowUp, when: When, **fields: Unpack[EditedFollowUp]) -> Change:
        """Changes one. Raises Conflict when it is not `expected` any more, Unclear without a text."""
        _require(fields.get("text", expected.text))
        day = None if when.at else when.day
        with self.context.transaction() as tx:
            planned = expected.planned_day
            if (day, when.at) != (expected.due_day, expected.due_at):
                planned = planned or due_day(expected, self.context.calendar)
            own = expected.edited or any(
                fields.get(name, getattr(expected, name)) != getattr(expected, name) for name in _OWN_WORDS
            )
            edited = tx.update(
                replace(expected, due_day=day, due_at=when.at, planned_day=planned, edited=own, **fields),
                expected=expected,
            )
            said = self.replan(tx, edited.interview_id)
            return tx.done(joined(f"Edited: {edited.text} ({self.due(edited)})", *said), edited)

    def touch(self, targets: Ref | Sequence[Ref], contact: Contacted) -> Change:
        """A contact with an interview (`i12`) or a person (`p7`), or with each of several.

        What is planned follows.

        A person who stands in several running interviews was in touch about all of them, unless the contact names one.
        Raises NotFound; Refused for another kind of record, and for a time that is in the future.
        """
        targets = [targets] if isinstance(targets, Ref) else targets
        with self.context.transaction() as tx:
            touches, words = [], []
            for target in targets:
                touch = tx.add(self._touch(tx, target, contact))
                touches.append(touch)
                said = [self._settle_answered(tx, contact.answers)] if contact.answers else []
                interviews = self._concerned(tx, touch)
                answered = [self._interview_of(tx, contact.answers)] if contact.answers else []
                for interview_id in dict.fromkeys((*interviews, *answered)):
                    said += self.replan(tx, interview_id)
                if touch.interview_id is None and len(interviews) > 1:
                    names = ", ".join(f"{Ref('i', i)} {tx.get(Interview, i).company}" for i in interviews)
                    said.append(f"counted for {names}")
                way = "from" if contact.direction is Direction.IN else "to"
                what = f"automatic reply {way}" if contact.automatic else f"{contact.channel} {way}"
                words.append(
                    joined(f"Logged: {what} {self._touch_name(tx, touch)}", *dict.fromkeys(filter(None, said)))
                )
            return tx.done(" · ".join(words), *targets, *touches)

    def interviews_of(self, ids: Sequence[int]) -> list[int]:
        """The interviews that follow-ups belong to, each once."""
        reader = self.context.store.reader
        return list(dict.fromkeys(get(reader, FollowUp, i).interview_id for i in ids))

    def running_with(self, person_id: int) -> list[Interview]:
        """The running interviews in which a person stands.

        Where there are several, the user is asked which one a contact is about.
        """
        return _running_with(self.context.store.reader, person_id)

    def _touch(self, tx: Transaction, target: Ref, contact: Contacted) -> Touch:
        person_id: int | None
        interview_id: int | None
        if target.letter == "p":
            person = tx.get(Person, target.id)
            running = {interview.id for interview in _running_with(tx.reader, person.id)}
            person_id, interview_id = person.id, running.pop() if len(running) == 1 else None
            if contact.interview_id is not None:
                interview_id = tx.get(Interview, contact.interview_id).id
                if not find(tx.reader, Involvement, person_id=person.id, interview_id=interview_id):
                    raise Refused(f"{person.name} is not in {Ref('i', interview_id)}: `person` adds them")
        elif target.letter == "i":
            interview_id, person_id = tx.get(Interview, target.id).id, contact.person_id
        else:
            raise Refused(f"{target} cannot be contacted: give an interview (i…) or a person (p…)")
        if contact.automatic and contact.direction is Direction.OUT:
            raise Refused("an automatic reply comes from them: log it as in")
        at, entered = self.moment(tx, contact.at)
        answers = contact.answers
        return Touch(
            interview_id=interview_id,
            person_id=person_id,
            at=at,
            entered=entered,
            direction=contact.direction,
            channel=contact.channel,
            note=contact.note,
            brings=contact.brings.strip() or None,
            automatic=contact.automatic,
            until=contact.until,
            reply_by=contact.reply_by,
            commitment_id=tx.get(Commitment, answers.id).id if answers and answers.letter == "c" else None,
        )

    def _settle_answered(self, tx: Transaction, answers: Ref) -> str:
        """A contact was marked as the answer to a commitment or a follow-up: that is settled with it."""
        if answers.letter == "c":
            commitment = tx.get(Commitment, answers.id)
            tx.update(replace(commitment, state=CommitmentState.KEPT, settled=tx.now))
            return f"that answers “{commitment.text}”"
        if answers.letter != "f":
            raise Refused(f"{answers} cannot be answered: give a commitment (c…) or a follow-up (f…)")
        follow_up = self.open(tx, answers.id)
        self.mark_done(tx, follow_up)
        self._settle_commitment(tx, follow_up, CommitmentState.KEPT)
        return f"that answers “{follow_up.text}”"

    def _interview_of(self, tx: Transaction, answered: Ref) -> int:
        """The interview of a commitment or a follow-up, which may be another than the one of the contact."""
        if answered.letter == "f":
            return tx.get(FollowUp, answered.id).interview_id
        return interview_of(tx.reader, tx.get(Commitment, answered.id).meeting_id).id

    def _concerned(self, tx: Transaction, touch: Touch) -> list[int]:
        """The interviews that a contact counts in."""
        if touch.interview_id is not None:
            return [touch.interview_id]
        ties = find(tx.reader, Involvement, person_id=touch.person_id)
        return list(dict.fromkeys(tie.interview_id for tie in ties))

    def open(self, tx: Transaction, follow_up_id: int) -> FollowUp:
        """A follow-up that is still owed. Raises Refused for one that is settled."""
        follow_up = tx.get(FollowUp, follow_up_id)
        if follow_up.state is not Settled.OPEN:
            raise Refused(f"f{follow_up_id} ({follow_up.text}) is already {follow_up.state}")
        return follow_up

    def _names(self, tx: Transaction, follow_ups: Sequence[FollowUp]) -> str:
        if len(follow_ups) == 1:
            company = tx.get(Interview, follow_ups[0].interview_id).company
            return f"{follow_ups[0].text} · {company}"
        return self.listed("", follow_ups, dated=False).removeprefix(": ")

    def _taken_words(self, tx: Transaction, taken: Sequence[FollowUp], said: Sequence[str]) -> str:
        """Which suggestions were taken, of a single one with its company, unless what was done names it."""
        if len(taken) != 1:
            return self.listed("Taken", taken, dated=False)
        company = tx.get(Interview, taken[0].interview_id).company
        named = any(company in part for part in said)
        return f"Taken: {taken[0].text}" + ("" if named else f" · {company}")

    def _contact_words(self, tx: Transaction, follow_up: FollowUp) -> str:
        """The contact that one was: `email to Dana Ruiz`."""
        to = tx.get(Person, follow_up.person_id).name if follow_up.person_id else ""
        return f"{follow_up.channel} to {to or tx.get(Interview, follow_up.interview_id).company}"

    def settle(
        self,
        tx: Transaction,
        follow_up: FollowUp,
        note: str,
        said: list[str],
        letter: Letter | None = None,
        *,
        brings: str = "",
        at: When | None = None,
    ) -> FollowUp:
        """Settles an open one inside a change, by a letter where one was sent.

        What follows is added to `said`. Raises Refused.

        Who got the letter is whom a follow-up without a person was for.
        """
        row = KINDS[follow_up.kind]
        if row.effect is Effect.SUGGESTION and self._take is None:
            name = ref(follow_up)
            raise Refused(f"{name} is a suggestion: interview-tui done {name} takes it, skip {name} drops it")
        if row.choices and letter is None:
            self._refuse_undecided(tx, follow_up)
        if row.after_meeting and follow_up.meeting_id is not None:
            self.refuse_before(tx.get(Meeting, follow_up.meeting_id))
        moment, entered = self.moment(tx, at)
        person_id = follow_up.person_id or (letter.person_id if letter else None)
        settled = tx.update(
            replace(
                follow_up,
                state=Settled.DONE,
                settled=moment,
                # Of what an email seems to say nobody is late to hear.
                on_time=None
                if row.effect is Effect.SUGGESTION
                else done_on_time(follow_up, moment, self.context.calendar),
                note=note or follow_up.note,
                person_id=person_id,
            )
        )
        if letter is not None:
            tx.add(letter_touch(letter, moment))
        elif _is_logged(settled):
            tx.add(
                Touch(
                    interview_id=follow_up.interview_id,
                    person_id=follow_up.person_id,
                    at=moment,
                    entered=entered,
                    direction=Direction.OUT,
                    channel=follow_up.channel,
                    note=note or (follow_up.text if row.effect is Effect.COMMITMENT else ""),
                    brings=brings.strip() or None,
                    follow_up_id=follow_up.id,
                )
            )
        self._follow(tx, settled, moment, entered, said)
        return settled

    def settle_by(self, tx: Transaction, follow_up: FollowUp, touch: Touch, said: list[str]) -> FollowUp:
        """Settles an open one inside a change by a contact that is logged already, at the time of that one.

        What follows is added to `said`. Raises Refused for the answer to an offer that is not decided.
        """
        if KINDS[follow_up.kind].choices:
            self._refuse_undecided(tx, follow_up)
        settled = tx.update(
            replace(
                follow_up,
                state=Settled.DONE,
                settled=touch.at,
                on_time=done_on_time(follow_up, touch.at, self.context.calendar),
                person_id=follow_up.person_id or touch.person_id,
            )
        )
        tx.update(replace(tx.get(Touch, touch.id), follow_up_id=follow_up.id))
        self._follow(tx, settled, touch.at, tx.now if touch.at < tx.now else None, said)
        return settled

    def _follow(
        self, tx: Transaction, settled: FollowUp, at: datetime, entered: datetime | None, said: list[str]
    ) -> None:
        """What follows from one that was settled at that time."""
        match KINDS[settled.kind].effect:
            case Effect.COMMITMENT:
                self._settle_commitment(tx, settled, CommitmentState.KEPT)
            case Effect.IN_TOUCH:
                tx.update(replace(tx.get(Interview, settled.interview_id), stay_in_touch=True))
            case Effect.WITHDRAWAL:
                said.extend(self._withdraw(tx, settled, at, entered))
            case Effect.VOICE_ASKED | Effect.VOICE_THANKED:
                self._settle_favour(tx, settled)
            case Effect.SUGGESTION if self._take is not None:
                self._take(tx, settled, said)
        said.extend(self.replan(tx, settled.interview_id))

    def drop(self, tx: Transaction, follow_up: FollowUp, why: str = "") -> FollowUp:
        """Skips an open one inside a change; what follows from that is still to be planned."""
        effect = KINDS[follow_up.kind].effect
        if effect is Effect.COMMITMENT:
            self._settle_commitment(tx, follow_up, CommitmentState.MISSED)
        if effect is Effect.IN_TOUCH:
            tx.update(replace(tx.get(Interview, follow_up.interview_id), stay_in_touch=False))
        return tx.update(replace(follow_up, state=Settled.SKIPPED, settled=tx.now, note=why or follow_up.note))

    def _refuse_undecided(self, tx: Transaction, follow_up: FollowUp) -> None:
        """Nothing says yes or no before the user has decided. Raises Refused."""
        interview = tx.get(Interview, follow_up.interview_id)
        if interview.outcome is Outcome.OFFER:
            raise Refused(
                f"decide first whether you accept the offer of {interview.company}; "
                "when they gave you more time, write the new date down with the offer"
            )

    def _withdraw(self, tx: Transaction, follow_up: FollowUp, at: datetime, entered: datetime | None) -> Iterator[str]:
        """After an offer was accepted elsewhere: who is told of it has been withdrawn from."""
        if follow_up.origin == CLOSE_THE_REST:
            others = [i for i in find(tx.reader, Interview, outcome=None) if not load_facts(tx.reader, i.id).in_touch()]
        else:
            interview = tx.get(Interview, follow_up.interview_id)
            others = [interview] if interview.outcome in RUNNING else []
        for interview in others:
            of_round = load_facts(tx.reader, interview.id).round
            tx.update(replace(of_round, outcome=Outcome.WITHDRAWN, closed=at, entered=entered))
            tx.update(replace(interview, outcome=Outcome.WITHDRAWN))
            if interview.id != follow_up.interview_id:
                self.replan(tx, interview.id)
            if interview.outcome is Outcome.OFFER:
                yield from self.replan_others(tx, interview.id)
        if others:
            yield f"withdrawn: {', '.join(i.company for i in others)}"

    def _settle_commitment(self, tx: Transaction, follow_up: FollowUp, state: CommitmentState) -> None:
        if follow_up.commitment_id is not None:
            tx.update(replace(tx.get(Commitment, follow_up.commitment_id), state=state, settled=tx.now))

    def _settle_favour(self, tx: Transaction, follow_up: FollowUp) -> None:
        """A connection or reference was asked, or thanked; or their letter was forwarded."""
        writer = recommendation_writer(follow_up.origin)
        person_id = follow_up.person_id if writer is None else writer
        if person_id is None:
            return
        for tie in find(tx.reader, Involvement, interview_id=follow_up.interview_id, person_id=person_id):
            if writer is not None:
                tx.update(with_letter_forwarded(tie, follow_up.settled or tx.now))
            elif KINDS[follow_up.kind].effect is Effect.VOICE_THANKED:
                tx.update(replace(tie, thanked=tx.now))
            elif tie.favour is Favour.NOT_ASKED:
                tx.update(replace(tie, favour=Favour.ASKED, asked=tx.now))

    def _touch_name(self, tx: Transaction, touch: Touch) -> str:
        names = [tx.get(Person, touch.person_id).name] if touch.person_id else []
        if touch.interview_id:
            names.append(tx.get(Interview, touch.interview_id).company)
        return " · ".join(names)


def _is_logged(follow_up: FollowUp) -> bool:
    """Whether doing it without a letter is logged as a contact."""
    return is_contact(follow_up.kind, follow_up.person_id) and follow_up.origin != CLOSE_THE_REST


def letter_touch(letter: Letter, at: datetime) -> Touch:
    """The contact that a letter is, sent at that instant."""
    return Touch(
        interview_id=letter.interview_id,
        person_id=letter.person_id,
        at=at,
        direction=Direction.OUT,
        channel=letter.channel,
        subject=letter.subject,
        note=letter.subject,
        follow_up_id=letter.follow_up_id,
        letter_id=letter.id,
        brings=letter.brings,
        message_id=letter.message_id,
        thread=letter.thread,
    )


def _running_with(reader: Reader, person_id: int) -> list[Interview]:
    ties = find(reader, Involvement, person_id=person_id)
    found = (get(reader, Interview, tie.interview_id) for tie in ties)
    return [interview for interview in found if interview.outcome in RUNNING]


def _require(text: str) -> None:
    if not clean_line(text):
        raise Unclear("a follow-up needs a text: say what you have to do")


def call_points_of(context: Context, follow_up: FollowUp) -> tuple[str, ...]:
    """What to say in the call that a follow-up is; nothing for any other. Raises StoreTrouble."""
    from interview_tui.domain.call_points import call_points

    if follow_up.channel is not Channel.PHONE:
        return ()
    case = load_case(context.store.reader, follow_up.interview_id, context.clock())
    return call_points(case, follow_up, today=context.today())
