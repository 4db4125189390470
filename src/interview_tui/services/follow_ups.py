"""Follow-ups: done, put off, skipped; the user's own."""

from __future__ import annotations

from dataclasses import replace
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
    from datetime import datetime

    from interview_tui.domain.dates import When
    from interview_tui.domain.records import Letter
    from interview_tui.store.transaction import Transaction

AT_MY_DESK = frozenset({Kind.PREPARE, Kind.DEBRIEF})
"""Kinds that are no contact with anybody; a custom one is a contact when it names a person."""

NOTHING_NEW = "brought nothing new: a need answered, a sample or news next time"
"""The value rule, said after a check-in that did not keep it."""


class FollowUps(Service):
    """What a person does with what they owe."""

    def done(self, ids: Sequence[int], *, note: str = "", brings: str = "") -> Change:
        """They were done now. Contacts are logged as touches; what depends on them follows. Raises Refused.

        `brings` is what of value they brought that was not there before, a line each.
        """
        with self.house.transaction() as tx:
            said: list[str] = []
            settled = [self.settle(tx, self._open(tx, i), note, said, brings=brings) for i in ids]
            if not brings.strip() and any(f.kind is Kind.CHECK_IN for f in settled):
                said.append(NOTHING_NEW)
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
        self,
        target: Ref,
        direction: Direction,
        channel: Channel,
        *,
        note: str = "",
        person_id: int | None = None,
        brings: str = "",
    ) -> Change:
        """A contact with an interview (`i12`) or a person (`p7`) that took place now. Check-ins count from it.

        `brings` is what of value it brought them, a line each. Raises NotFound, and Refused for another kind of record.
        """
        return self.touch_all([target], direction, channel, note=note, person_id=person_id, brings=brings)

    def touch_all(
        self,
        targets: Sequence[Ref],
        direction: Direction,
        channel: Channel,
        *,
        note: str = "",
        person_id: int | None = None,
        brings: str = "",
    ) -> Change:
        """As `touch`, with several at once."""
        with self.house.transaction() as tx:
            touches, words = [], []
            for target in targets:
                made = self._touch(tx, target, direction, channel, note, person_id)
                touch = tx.add(replace(made, brings=brings.strip() or None))
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

    def settle(
        self,
        tx: Transaction,
        follow_up: FollowUp,
        note: str,
        said: list[str],
        letter: Letter | None = None,
        *,
        brings: str = "",
    ) -> FollowUp:
        """Settles an open one inside a change, by a letter that was sent if there is one; adds to `said` what follows.

        Who got the letter is whom a follow-up without a person was for.
        """
        on_time = self.house.calendar.day(tx.now) <= due_day(follow_up, self.house.calendar)
        person_id = follow_up.person_id or (letter.person_id if letter else None)
        settled = tx.change(
            follow_up,
            state=Settled.DONE,
            settled=tx.now,
            on_time=on_time,
            note=note or follow_up.note,
            person_id=person_id,
        )
        alone = follow_up.kind in AT_MY_DESK or (follow_up.kind is Kind.CUSTOM and person_id is None)
        if letter is not None:
            tx.add(letter_touch(letter, tx.now))
        elif not alone:
            tx.add(
                Touch(
                    interview_id=follow_up.interview_id,
                    person_id=follow_up.person_id,
                    at=tx.now,
                    direction=Direction.OUT,
                    channel=follow_up.channel,
                    note=note,
                    brings=brings.strip() or None,
                    follow_up_id=follow_up.id,
                )
            )
        self._settle_commitment(tx, follow_up, CommitmentState.KEPT)
        self._settle_favour(tx, settled)
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


def letter_touch(letter: Letter, at: datetime) -> Touch:
    """The contact that a letter is, sent at that instant."""
    return Touch(
        interview_id=letter.interview_id,
        person_id=letter.person_id,
        at=at,
        direction=Direction.OUT,
        channel=letter.channel,
        note=letter.subject,
        follow_up_id=letter.follow_up_id,
        letter_id=letter.id,
        brings=letter.brings,
    )


def _require(text: str) -> None:
    if not clean_line(text):
        raise Unclear("a follow-up needs a text: say what you owe")
