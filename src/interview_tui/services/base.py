"""What services share: the context (store, clock, calendar, cadences), and the plan that follows each change."""

from __future__ import annotations

import os
from contextlib import contextmanager
from datetime import time
from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass, field, replace
from interview_tui.domain.dates import day_words, moment_words, utc_text
from interview_tui.domain.enums import CommitmentState, Language, Ref, Settled
from interview_tui.domain.errors import Refused
from interview_tui.domain.follow_up_kinds import KINDS
from interview_tui.domain.records import FollowUp, Passage
from interview_tui.domain.steps import clock_step, effective_step, title
from interview_tui.domain.text import counted
from interview_tui.store.case import load_case
from interview_tui.store.queries import running_with_facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from interview_tui.domain.cadence import Cadences
    from interview_tui.domain.case import Case
    from interview_tui.domain.dates import Calendar, When
    from interview_tui.domain.enums import Plan, Tone
    from interview_tui.domain.facts import Facts
    from interview_tui.domain.planning import PlanningContext
    from interview_tui.domain.records import Meeting
    from interview_tui.services.hooks import Hooks
    from interview_tui.store.database import Store
    from interview_tui.store.journal import Mark
    from interview_tui.store.transaction import Transaction

NAMED_AT_MOST = 4
"""How many follow-ups a message names before it only counts them."""
FOLLOWING = (
    "round_id", "kind", "text", "person_id", "channel", "due_day", "due_at", "planned_day", "edited", "lapses",
    "anchor", "why", "sensitive", "state", "settled", "on_time", "note", "commitment_id", "meeting_id",
)  # fmt: skip
"""What of a follow-up follows when the facts say something else."""


def no_progress(_done: int) -> None:
    """The progress callback that does nothing."""


@dataclass(frozen=True, slots=True)
class Session:
    """One run of the program: the journal entries that it made. Undo takes these back before others."""

    token: str = field(default_factory=lambda: os.urandom(8).hex())
    """No other session's."""
    made: list[Mark] = field(default_factory=list)
    undone: list[Mark] = field(default_factory=list)
    """What it took back and can do again, the last at the end."""

    def did(self, entry: int | None, at: datetime) -> None:
        """A change was committed; None where nothing changed."""
        if entry is not None:
            self.made.append((entry, utc_text(at)))
            self.undone.clear()


@dataclass(kw_only=True, eq=False)
class Context:
    """What the services share. `clock` gives the instant at hand, aware, in UTC."""

    store: Store
    clock: Callable[[], datetime]
    calendar: Calendar
    cadences: Cadences
    mine: frozenset[str] = frozenset()
    """The user's own email addresses, lower case."""
    signature: str = ""
    """What stands below the user's letters."""
    language: Language = Language.EN_US
    """What letters are written in, where neither their reader nor their interview says otherwise."""
    tone: Tone | None = None
    """How formal they are; None for what is usual in their language."""
    keep_text: bool = False
    """Whether the whole text of an email is saved in the log, rather than its subject alone."""
    mail_words: Path | None = None
    """The user's own phrases by which emails are understood; None where there can be none."""
    copies: Path | None = None
    """The folder of private copies of documents; None where there can be none."""
    session: Session = field(default_factory=Session)
    hooks: Hooks | None = None
    """What the user wants to be run when something happened; None where they want nothing."""

    def today(self) -> date:
        """The user's day."""
        return self.calendar.day(self.clock())

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """One change at the instant at hand."""
        with self.store.transaction(self.clock()) as tx:
            yield tx
        self.session.did(tx.entry, tx.now)
        if self.hooks is not None and tx.entry is not None:
            self.hooks.after_change(self, tx.entry)

    def take_problem(self) -> str:
        """What went wrong beside a change that was made, each time it is another; '' for nothing."""
        return self.store.take_problem() or (self.hooks.take_problem() if self.hooks is not None else "")


class Service:
    """A group of intentions on one subject."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def moment(self, tx: Transaction, when: When | None) -> tuple[datetime, datetime | None]:
        """When something took place, and when it was entered where that was later.

        `when` is now if it names today or nothing, the noon of an earlier day. Raises Refused for what is still to
        come.
        """
        if when is None or (when.at is None and when.day == self.context.calendar.day(tx.now)):
            return tx.now, None
        at = when.at or self.context.calendar.instant(when.day, time(12))
        if at > tx.now:
            raise Refused("that is in the future: give a day or time that has passed")
        return at, tx.now

    def planning_context(self, plan: Plan | None) -> PlanningContext:
        """What planning needs besides the facts."""
        from interview_tui.domain.planning import PlanningContext  # the dashboard is there before anything is planned

        return PlanningContext(calendar=self.context.calendar, cadence=self.context.cadences.of(plan))

    def case(self, tx: Transaction, interview_id: int, *, meeting_id: int | None = None) -> Case:
        """The interview as it stands inside the transaction, at its current meeting or the one named."""
        return load_case(tx.reader, interview_id, tx.now, meeting_id=meeting_id)

    def replan(self, tx: Transaction, interview_id: int, *, step: bool = True) -> tuple[str, ...]:
        """Makes the stored follow-ups and the step those that the facts ask for, and says what changed.

        What is planned now comes first, the step last; without `step` the step is not said.

        To be called after every change of a fact; called again, it changes nothing.

        Other interviews follow: those at the same company, since contacts there keep a distance from each other, and
        those whose offer was accepted.
        """
        from interview_tui.store.facts import concerned

        said: tuple[str, ...] = ()
        beside: list[str] = []
        for other in concerned(tx.reader, interview_id):
            if other == interview_id:
                said = self._replan(tx, other, step=step)
            else:
                beside += [f"{Ref('i', other)} {part}" for part in self._replan(tx, other, step=False)]
        return (*said, *beside)

    def replan_all(self, tx: Transaction, interview_ids: Iterable[int]) -> tuple[str, ...]:
        """As `replan`, for several interviews, each once."""
        return tuple(part for i in dict.fromkeys(interview_ids) for part in self.replan(tx, i))

    def _replan(self, tx: Transaction, interview_id: int, *, step: bool = True) -> tuple[str, ...]:
        from interview_tui.domain.planning import reconcile
        from interview_tui.store.facts import load_facts

        facts = self._settle_commitments(tx, load_facts(tx.reader, interview_id))
        found = reconcile(facts, self.planning_context(facts.interview.plan))
        stored = {f.id: f for f in facts.follow_ups}
        for follow_up in found.ended:
            tx.update(replace(follow_up, state=Settled.CANCELLED, settled=tx.now, note="no longer needed"))
        for follow_up in found.settled:
            on_time = done_on_time(follow_up, tx.now, self.context.calendar)
            tx.update(replace(stored[follow_up.id], state=Settled.DONE, settled=tx.now, on_time=on_time))
        for changed in (*found.revived, *found.moved, *found.changed):
            following = {name: getattr(changed, name) for name in FOLLOWING}
            tx.update(replace(stored[changed.id], **following))
        fresh = [replace(f, created=tx.now) for f in found.added]
        added = [replace(f, id=number) for f, number in zip(fresh, tx.add_all(fresh), strict=True)]
        now_at = self._follow_step(tx, facts)
        new = sorted((*found.revived, *added), key=self._order)
        gone = [f for f in found.ended if f.lapses is None or f.lapses > tx.now]
        # A check-in that counts from something else now is the same to whoever reads of it, only on another day.
        turned = {f.kind for f in new} & {f.kind for f in gone} & {row.kind for row in KINDS.values() if row.spaced}
        before = {due_day(f, self.context.calendar) for f in gone if f.kind in turned}
        later = [f for f in new if f.kind in turned and due_day(f, self.context.calendar) not in before]
        said = (
            self.listed("planned", [f for f in new if f.kind not in turned]),
            self.listed("moved", [*found.moved, *later]),
            self.listed("done", found.settled, dated=False),
            self.listed("no longer needed", [f for f in gone if f.kind not in turned], dated=False),
            now_at if step else "",
        )
        return tuple(part for part in said if part)

    def _settle_commitments(self, tx: Transaction, facts: Facts) -> Facts:
        """Their word keeps what they committed to (METHOD, fine print 2)."""
        from interview_tui.store.facts import load_facts

        kept = False
        for commitment in facts.awaited():
            at = facts.settled_by_word(commitment, self.context.calendar)
            if at is not None and at <= tx.now:
                tx.update(replace(commitment, state=CommitmentState.KEPT, settled=at))
                kept = True
        return load_facts(tx.reader, facts.interview.id) if kept else facts

    def _follow_step(self, tx: Transaction, facts: Facts) -> str:
        """Writes the step that the facts have reached, and the one to which the clock will take it.

        Gives the step in words where it is another one than was shown.
        """
        interview, calendar = facts.interview, self.context.calendar
        shown = interview.step_at(tx.now)
        step = effective_step(facts, calendar, tx.now)
        ahead = clock_step(facts, calendar, tx.now)
        last = max((p for p in facts.passages if p.round_id == facts.round.id), key=lambda p: p.id, default=None)
        if last is None or last.step is not step:
            over = interview.clock_at
            if shown is not interview.step and shown is not step and over is not None:
                tx.add(Passage(round_id=facts.round.id, step=shown, entered=over))
            at = over if over is not None and over <= tx.now and shown is step else tx.now
            tx.add(Passage(round_id=facts.round.id, step=step, entered=at))
        tx.update(
            replace(
                interview,
                step=step,
                outcome=facts.effective_outcome(),
                clock_step=ahead[0] if ahead else None,
                clock_at=ahead[1] if ahead else None,
            )
        )
        return f"now at {title(step)}" if step is not shown else ""

    def replan_others(self, tx: Transaction, interview_id: int) -> tuple[str, ...]:
        """As `replan`, for every other running interview: an offer was made, decided or taken back."""
        said: list[str] = []
        for other in running_with_facts(tx.reader, interview_id):
            words = self.replan(tx, other.id, step=False)
            said += [f"{other.company}: {', '.join(words)}"] if words else []
        return tuple(said)

    def mark_done(self, tx: Transaction, follow_up: FollowUp) -> FollowUp:
        """A follow-up is done now, on time or late."""
        on_time = done_on_time(follow_up, tx.now, self.context.calendar)
        return tx.update(replace(follow_up, state=Settled.DONE, settled=tx.now, on_time=on_time))

    def _order(self, follow_up: FollowUp) -> tuple[date, bool, datetime, int]:
        """By its due date; what is due on a whole day comes after what is due at a time of that day."""
        at = follow_up.due_at
        return due_day(follow_up, self.context.calendar), at is None, at or follow_up.created, follow_up.id

    def listed(self, verb: str, follow_ups: Sequence[FollowUp], *, dated: bool = True, every: bool = False) -> str:
        """`planned: Thank Dana Ruiz (tomorrow), Send the value letter (Fri)`; '' for none.

        `every`: all are named, however many.
        """
        if not follow_ups:
            return ""
        first = follow_ups if every else follow_ups[:NAMED_AT_MOST]
        named = [f"{f.text} ({self.due(f)})" if dated else f.text for f in first]
        more = len(follow_ups) - len(named)
        return f"{verb}: {', '.join(named)}" + (f" and {counted(more, 'more', 'more')}" if more else "")

    def due(self, follow_up: FollowUp) -> str:
        """When it is due, in words."""
        if follow_up.due_at is not None:
            return moment_words(follow_up.due_at, now=self.context.clock(), calendar=self.context.calendar)
        return day_words(due_day(follow_up, self.context.calendar), today=self.context.today())

    def refuse_before(self, meeting: Meeting) -> None:
        """Raises Refused while a meeting is still to come; one without a time may have been."""
        if meeting.starts is not None and meeting.starts > self.context.clock():
            raise Refused(f"the meeting is still ahead: it is {self.when(meeting.starts)}")

    def when(self, starts: datetime | None) -> str:
        """`tomorrow 14:00` in the user's zone, or `not timed`."""
        if starts is None:
            return "not timed"
        return moment_words(starts, now=self.context.clock(), calendar=self.context.calendar)


def due_day(follow_up: FollowUp, calendar: Calendar) -> date:
    """The user's day on which a follow-up is due."""
    if follow_up.due_at is not None:
        return calendar.day(follow_up.due_at)
    if follow_up.due_day is None:
        raise ValueError(f"follow-up {follow_up.id} has no due date")
    return follow_up.due_day


def joined(*parts: str) -> str:
    """Parts of a message, those that say something, parted by semicolons."""
    return "; ".join(part for part in parts if part)


def done_on_time(follow_up: FollowUp, at: datetime, calendar: Calendar) -> bool:
    """Whether something done at an instant was on time: by its rule or by its due day."""
    if follow_up.due_at is not None and at <= follow_up.due_at:
        return True
    return calendar.day(at) <= due_day(follow_up, calendar)
