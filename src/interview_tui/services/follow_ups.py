"""Follow-ups: done, put off, skipped; the user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview_tui.domain.errors import Refused, Unclear
from interview_tui.domain.planning import next_in_touch
from interview_tui.domain.records import (
    Channel,
    Commitment,
    CommitmentState,
    Direction,
    Favour,
    FollowUp,
    Interview,
    Involvement,
    Kind,
    Person,
    Ref,
    Settled,
    Touch,
)
from interview_tui.domain.text import clean_line
from interview_tui.services.base import Change, Service, due_day, joined, refs
from interview_tui.store.reading import one, some

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_tui.domain.dates import When
    from interview_tui.store.transaction import Transaction

AT_MY_DESK = frozenset({Kind.PREPARE, Kind.DEBRIEF})
"""Kinds that are no contact with anybody; a custom one is a contact when it names a person."""


class FollowUps(Service):
    """What a person does with what they owe."""

    def done(self, ids: Sequence[int], *, note: str = "") -> Change:
        """They were done now. Contacts are logged as touches; what depends on them follows. Raises Refused."""
        with self.house.transaction() as tx:
            said: list[str] = []
            settled = [self._done(tx, self._open(tx, i), note, said) for i in ids]
            late = [f for f in settled if f.on_time is False]
            verdict = "on time" if not late else "late" if len(settled) == 1 else f"{len(late)} of them late"
            done = self.finish(
                tx, joined(f"Done: {self._names(tx, settled)} ({verdict})", *dict.fromkeys(said)), refs(settled)
            )
        return done.change()

    def snooze(self, ids: Sequence[int], until: When) -> Change:
        """They wait until then. Raises Refused for a day that has passed."""
        if until.day < self.house.today():
            raise Refused("that day has passed: wait until today or a later day")
        with self.house.transaction() as tx:
            waiting = []
            for follow_up in (self._open(tx, i) for i in ids):
                first = follow_up.planned_day or due_day(follow_up, self.house.calendar)
                day = None if until.at else until.day
                waiting.append(tx.change(follow_up, due_day=day, due_at=until.at, planned_day=first))
            when = self.due(waiting[0]) if waiting else ""
            done = self.finish(tx, f"Waits until {when}: {self._names(tx, waiting)}", refs(waiting))
        return done.change()

    def skip(self, ids: Sequence[int], *, why: str = "") -> Change:
        """They will not be done. A promise skipped is a promise missed. Raises Refused."""
        with self.house.transaction() as tx:
            skipped = []
            for follow_up in (self._open(tx, i) for i in ids):
                skipped.append(tx.change(follow_up, state=Settled.SKIPPED, settled=tx.now, note=why or follow_up.note))
                self._settle_commitment(tx, follow_up, CommitmentState.MISSED)
                if follow_up.kind is Kind.STAY_IN_TOUCH:
                    tx.change(tx.get(Interview, follow_up.interview_id), stay_in_touch=False)
            reason = f" ({why})" if why else ""
            done = self.finish(tx, f"Skipped: {self._names(tx, skipped)}{reason}", refs(skipped))
        return done.change()

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
        with self.house.transaction() as tx:
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
                    why="my own",
                    anchor=tx.now,
                    created=tx.now,
                )
            )
            done = self.finish(tx, f"Added for {case.name}: {added.text} ({self.due(added)})", refs([added]))
        return done.change()

    def edit(self, expected: FollowUp, when: When, **fields: Any) -> Change:
        """Changes one. Raises Conflict when it is not `expected` any more, Unclear without a text."""
        _require(fields.get("text", expected.text))
        day = None if when.at else when.day
        with self.house.transaction() as tx:
            planned = expected.planned_day
            if (day, when.at) != (expected.due_day, expected.due_at):
                planned = planned or due_day(expected, self.house.calendar)
            edited = tx.change(expected, due_day=day, due_at=when.at, planned_day=planned, **fields)
            done = self.finish(tx, f"Edited: {edited.text} ({self.due(edited)})", refs([edited]))
        return done.change()

    def touch(
        self, target: Ref, direction: Direction, channel: Channel, *, note: str = "", person_id: int | None = None
    ) -> Change:
        """A contact with an interview (`i12`) or a person (`p7`) that took place now. Check-ins count from it.

        Raises NotFound, and Refused for another kind of record.
        """
        return self.touch_all([target], direction, channel, note=note, person_id=person_id)

    def touch_all(
        self,
        targets: Sequence[Ref],
        direction: Direction,
        channel: Channel,
        *,
        note: str = "",
        person_id: int | None = None,
    ) -> Change:
        """As `touch`, with several at once."""
        with self.house.transaction() as tx:
            touches, words = [], []
            for target in targets:
                touch = tx.add(self._touch(tx, target, direction, channel, note, person_id))
                touches.append(touch)
                interview = touch.interview_id
                said = () if interview is None else self.keep_planned(tx, interview, Kind.CHECK_IN)
                way = "from" if direction is Direction.IN else "to"
                words.append(joined(f"Logged: {channel} {way} {self._touch_name(tx, touch)}", *said))
            done = self.finish(tx, " · ".join(words), (*targets, *refs(touches)))
        return done.change()

    def interviews_of(self, ids: Sequence[int]) -> list[int]:
        """The interviews that follow-ups belong to, each once."""
        store = self.house.store
        with store.trouble():
            return list(dict.fromkeys(one(store.reader, FollowUp, i).interview_id for i in ids))

    def _touch(
        self,
        tx: Transaction,
        target: Ref,
        direction: Direction,
        channel: Channel,
        note: str,
        person_id: int | None,
    ) -> Touch:
        interview_id: int | None
        if target.letter == "p":
            interview_id, person_id = self._only_interview_of(tx, target.id), target.id
        elif target.letter == "i":
            interview_id = tx.get(Interview, target.id).id
        else:
            raise Refused(f"{target} cannot be in touch: give an interview (i…) or a person (p…)")
        return Touch(
            interview_id=interview_id,
            person_id=person_id,
            at=tx.now,
            direction=direction,
            channel=channel,
            note=note,
        )

    def _open(self, tx: Transaction, follow_up_id: int) -> FollowUp:
        follow_up = tx.get(FollowUp, follow_up_id)
        if follow_up.state is not Settled.OPEN:
            raise Refused(f"f{follow_up_id} ({follow_up.text}) is {follow_up.state} already")
        return follow_up

    def _names(self, tx: Transaction, follow_ups: Sequence[FollowUp]) -> str:
        if len(follow_ups) == 1:
            company = tx.get(Interview, follow_ups[0].interview_id).company
            return f"{follow_ups[0].text} · {company}"
        return self.listed("", follow_ups, dated=False).removeprefix(": ")

    def _done(self, tx: Transaction, follow_up: FollowUp, note: str, said: list[str]) -> FollowUp:
        """Settles one, and says what follows from it."""
        on_time = self.house.calendar.day(tx.now) <= due_day(follow_up, self.house.calendar)
        settled = tx.change(follow_up, state=Settled.DONE, settled=tx.now, on_time=on_time, note=note or follow_up.note)
        alone = follow_up.kind in AT_MY_DESK or (follow_up.kind is Kind.CUSTOM and follow_up.person_id is None)
        if not alone:
            tx.add(
                Touch(
                    interview_id=follow_up.interview_id,
                    person_id=follow_up.person_id,
                    at=tx.now,
                    direction=Direction.OUT,
                    channel=follow_up.channel,
                    note=note,
                    follow_up_id=follow_up.id,
                )
            )
        self._settle_commitment(tx, follow_up, CommitmentState.KEPT)
        self._settle_favour(tx, follow_up)
        if follow_up.kind is Kind.STAY_IN_TOUCH:
            tx.change(tx.get(Interview, follow_up.interview_id), stay_in_touch=True)
            case = self.case(tx, follow_up.interview_id)
            said.append(self.listed("planned", self.plan(tx, [next_in_touch(case, self.setting(case, tx))])))
        elif not alone:
            said.extend(self.keep_planned(tx, follow_up.interview_id, Kind.CHECK_IN))
        return settled

    def _settle_commitment(self, tx: Transaction, follow_up: FollowUp, state: CommitmentState) -> None:
        if follow_up.commitment_id is not None:
            tx.change(tx.get(Commitment, follow_up.commitment_id), state=state, settled=tx.now)

    def _settle_favour(self, tx: Transaction, follow_up: FollowUp) -> None:
        """A connection or reference was asked, or a reference thanked."""
        if follow_up.person_id is None:
            return
        ties = some(
            tx.reader,
            Involvement,
            "interview_id = ? AND person_id = ?",
            follow_up.interview_id,
            follow_up.person_id,
        )
        for tie in ties:
            if follow_up.kind in (Kind.ADVOCATE, Kind.RECOMMENDATION) and tie.favour is Favour.NOT_ASKED:
                tx.change(tie, favour=Favour.ASKED, asked=tx.now)
            elif follow_up.kind is Kind.REFERENCE_THANKS:
                tx.change(tie, thanked=tx.now)

    def _only_interview_of(self, tx: Transaction, person_id: int) -> int | None:
        """The one running interview in which the person stands; None when there is none or several."""
        tx.get(Person, person_id)
        ties = some(tx.reader, Involvement, "person_id = ?", person_id)
        running = {t.interview_id for t in ties if tx.get(Interview, t.interview_id).outcome is None}
        return running.pop() if len(running) == 1 else None

    def _touch_name(self, tx: Transaction, touch: Touch) -> str:
        names = [tx.get(Person, touch.person_id).name] if touch.person_id else []
        if touch.interview_id:
            names.append(tx.get(Interview, touch.interview_id).company)
        return " · ".join(names)


def _require(text: str) -> None:
    if not clean_line(text):
        raise Unclear("a follow-up needs a text: say what you owe")
