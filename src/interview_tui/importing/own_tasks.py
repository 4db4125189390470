"""Exported follow-ups that come back as tasks: ticked there, done here; cancelled, skipped.

Nothing else is taken: a task that was moved there keeps its day here, and one that was settled here is settled. An old
copy of the export says nothing that is new.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass, field
from interview_tui.domain.dates import YEARS, When, full_date
from interview_tui.domain.enums import Ref, Settled
from interview_tui.domain.errors import Refused
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.records import FollowUp, Interview, ref
from interview_tui.domain.text import counted
from interview_tui.exporting.calendar import TaskState
from interview_tui.exporting.content_lines import read_own_uid
from interview_tui.importing.ics import read_number
from interview_tui.importing.zones import Zones
from interview_tui.services.base import NAMED_AT_MOST, Service, due_day, joined
from interview_tui.services.exports import TASK_STATES
from interview_tui.services.follow_ups import NOTHING_NEW, FollowUps
from interview_tui.store.calendar import state_at
from interview_tui.store.identity import follow_up_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date, datetime

    from interview_tui.importing.calendar_file import CalendarFile
    from interview_tui.importing.ics import Component
    from interview_tui.store.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTask:
    """A follow-up as another program has it. An instant without a zone is by the clock on the user's wall."""

    follow_up_id: int
    created: datetime
    """When the follow-up came into being: of another store, one with this id did at another instant."""
    sequence: int
    """How often it was changed, by both programs."""
    state: TaskState
    settled: date | None
    """The day or the instant at which it was ticked; None where there is none that can be."""
    due: date | None
    """The day or the instant."""


def read_own_tasks(file: CalendarFile) -> tuple[OwnTask, ...]:
    """The own tasks of a calendar file, also several revisions of one."""
    found = []
    for calendar in file.calendars:
        zones = Zones.of(calendar)
        for component in calendar.parts("VTODO"):
            own = read_own_uid(component.text("UID").strip())
            if own is None or own[0] != "f" or component.cut_off:
                continue
            task = OwnTask(
                follow_up_id=own[1],
                created=own[2],
                sequence=read_number(component.text("SEQUENCE")),
                state=_task_state(component),
                settled=_date(component, "COMPLETED", zones),
                due=_date(component, "DUE", zones),
            )
            found.append(task)
    return tuple(found)


def _task_state(task: Component) -> TaskState:
    """Programs write one of three things, or all, when a task is ticked."""
    status = task.text("STATUS").strip().upper()
    if status == TaskState.OFF:
        return TaskState.OFF
    ticked = (
        status == TaskState.DONE or task.text("PERCENT-COMPLETE").strip() == "100" or task.text("COMPLETED").strip()
    )
    return TaskState.DONE if ticked else TaskState.OPEN


def _date(task: Component, name: str, zones: Zones) -> date | None:
    prop = task.first(name)
    try:
        moment = zones.moment(prop) if prop is not None else None
    except ValueError:
        return None
    if moment is None or moment.at.year not in YEARS:
        return None
    return moment.at.date() if moment.all_day else moment.at


@dataclass(slots=True)
class Returned:
    """Tasks that came back, by what they say; and what became of them."""

    ticked: list[OwnTask] = field(default_factory=list)
    cancelled: list[OwnTask] = field(default_factory=list)
    known: list[OwnTask] = field(default_factory=list)
    """All that are of this store."""
    same: int = 0
    settled_before: int = 0
    notes: list[str] = field(default_factory=list)
    """What of a task was not taken as it is there."""
    left: dict[str, list[int]] = field(default_factory=dict)
    """The numbers of those that are not taken, by the reason."""
    words: str = ""
    done: tuple[Ref, ...] = ()
    """The follow-ups that were settled."""

    def leave(self, task: OwnTask, why: str) -> None:
        """Nothing is done for a task."""
        self.left.setdefault(why, []).append(task.follow_up_id)


class OwnTasks(Service):
    """Takes in what became of the user's tasks elsewhere."""

    def weigh(self, tx: Transaction, tasks: Sequence[OwnTask]) -> Returned:
        """What they say that is not known here. To be asked before anything is changed: one that is done changes the
        plan, and with it others.
        """
        back = Returned()
        latest = {task.follow_up_id: task for task in sorted(tasks, key=lambda task: task.sequence)}
        for task in latest.values():
            found = follow_up_of(tx.reader, task.follow_up_id, task.created)
            if found is None:
                back.leave(task, "not in this store: deleted here, or from another store")
                continue
            back.known.append(task)
            self._weigh(tx, back, task, found)
        return back

    def settle(self, tx: Transaction, back: Returned) -> None:
        """Makes them done and skipped, as the keys and commands do, each with what follows from it."""
        follow_ups = FollowUps(self.context)
        said: dict[int, list[str]] = {}
        done, skipped = [], []
        for task in sorted(
            back.ticked,
            key=lambda task: (self.context.calendar.wall_instant(task.settled) or tx.now, task.follow_up_id),
        ):
            with self._refusals(back, task):
                follow_up = follow_ups.open(tx, task.follow_up_id)
                at, words = self._at(back, task, follow_up), said.setdefault(follow_up.interview_id, [])
                done.append(follow_ups.settle(tx, follow_up, "", words, at=at))
        for task in back.cancelled:
            with self._refusals(back, task):
                follow_up = follow_ups.drop(tx, follow_ups.open(tx, task.follow_up_id))
                said.setdefault(follow_up.interview_id, []).extend(self.replan(tx, follow_up.interview_id))
                skipped.append(follow_up)
        for task in back.known:
            tx.outrun(FollowUp, task.follow_up_id, task.sequence)
        back.done = tuple(map(ref, (*done, *skipped)))
        back.words = joined(
            _named(tx, "done", done),
            _named(tx, "skipped", skipped),
            f"{counted(back.same, 'follow-up')} as before" if back.same else "",
            f"{counted(back.settled_before, 'follow-up')} settled before" if back.settled_before else "",
            *self._following(tx, said),
            NOTHING_NEW if any(follow_up.kind is Kind.CHECK_IN for follow_up in done) else "",
            *back.notes[:NAMED_AT_MOST],
            f"and {counted(more, 'more', 'more')}" if (more := len(back.notes) - NAMED_AT_MOST) > 0 else "",
            *(f"{_ids(numbers)}: {why}" for why, numbers in back.left.items()),
        )

    def _following(self, tx: Transaction, said: Mapping[int, Sequence[str]]) -> Iterator[str]:
        """What follows, of each interview; where there are several, by their names."""
        several = len(said) > 1
        for interview_id, words in said.items():
            parts = ", ".join(dict.fromkeys(words))
            named = f"{Ref('i', interview_id)} {tx.get(Interview, interview_id).company}: " if several else ""
            yield f"{named}{parts}" if parts else ""

    def _weigh(self, tx: Transaction, back: Returned, task: OwnTask, found: FollowUp) -> None:
        here, revision = TASK_STATES[found.state], found.version - 1
        # The export said so itself at that revision, and it was changed here since.
        is_old = task.sequence < revision and _state(state_at(tx.reader, found.id, task.sequence)) is task.state
        if task.state is TaskState.OPEN is here:
            moved = self._moved(task, found) if task.sequence >= revision else ""
            back.same += not moved
            back.notes += [moved] if moved else []
        elif task.state is here or (is_old and task.state is TaskState.OPEN):
            back.settled_before += 1
        elif is_old:
            back.leave(task, "opened again here since")
        elif here is not TaskState.OPEN:
            back.leave(
                task,
                f"{found.state} here, open there" if task.state is TaskState.OPEN else f"already {found.state} here",
            )
        else:
            (back.ticked if task.state is TaskState.DONE else back.cancelled).append(task)

    @contextmanager
    def _refusals(self, back: Returned, task: OwnTask) -> Iterator[None]:
        try:
            yield
        except Refused as refused:
            back.leave(task, f"{'ticked' if task.state is TaskState.DONE else 'cancelled'} there, but {refused}")

    def _at(self, back: Returned, task: OwnTask, follow_up: FollowUp) -> When | None:
        """When it was done; None for now, also where the time given is before it was planned or still to come."""
        if task.settled is None:
            return None
        at, calendar = self.context.calendar.wall_instant(task.settled), self.context.calendar
        day = calendar.day(at) if at else task.settled
        if at is None and calendar.day(follow_up.created) <= day <= self.context.today():
            return When(day)
        if at is not None and follow_up.created <= at <= self.context.clock():
            return When(day, at)
        back.notes.append(f"{Ref('f', follow_up.id)} is done now: the time given there cannot be right")
        return None

    def _moved(self, task: OwnTask, follow_up: FollowUp) -> str:
        """What is said of one that is due on another day elsewhere, or at another time; '' where it is not."""
        if task.due is None:
            return ""
        at = self.context.calendar.wall_instant(task.due)
        day = self.context.calendar.day(at) if at else task.due
        if at == follow_up.due_at if at and follow_up.due_at else day == due_day(follow_up, self.context.calendar):
            return ""
        ref = Ref("f", follow_up.id)
        return f"{ref} is due {full_date(day)} there, which is not applied: interview-tui snooze {ref} {day:%Y-%m-%d}"


def _state(settled: Settled | None) -> TaskState | None:
    return None if settled is None else TASK_STATES[settled]


def _named(tx: Transaction, what: str, follow_ups: Sequence[FollowUp]) -> str:
    """`2 follow-ups done: Thank Dana Ruiz · Acme, Send the paper · Globex (late)`."""
    if not follow_ups:
        return ""
    names = [
        f"{f.text} · {tx.get(Interview, f.interview_id).company}{' (late)' if f.on_time is False else ''}"
        for f in follow_ups[:NAMED_AT_MOST]
    ]
    more = len(follow_ups) - len(names)
    rest = f" and {counted(more, 'more', 'more')}" if more else ""
    return f"{counted(len(follow_ups), 'follow-up')} {what}: {', '.join(names)}{rest}"


def _ids(numbers: Sequence[int]) -> str:
    """`f3, f7`, and how many more."""
    more = len(numbers) - NAMED_AT_MOST
    named = ", ".join(str(Ref("f", number)) for number in numbers[:NAMED_AT_MOST])
    return named if more <= 0 else f"{named} and {counted(more, 'more', 'more')}"
