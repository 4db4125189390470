"""Calendar files: the invitations and own tasks that they hold, read, asked about, and applied."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from interview_tui.data_classes import replace
from interview_tui.domain.enums import MeetingState
from interview_tui.domain.errors import UserError
from interview_tui.domain.records import Meeting, Round, end_of
from interview_tui.domain.text import clean_line, counted
from interview_tui.importing.calendar_file import read_calendar_file
from interview_tui.importing.identity import InvitationIndex
from interview_tui.importing.importer import MOST_LISTED, NO_OPTIONS, Contents, Imported, Options
from interview_tui.importing.invitation import Invitation, NothingFound, read_invitations
from interview_tui.importing.invitation_import import InvitationImport
from interview_tui.importing.invitation_people import likely_user
from interview_tui.importing.own_tasks import OwnTask, OwnTasks, read_own_tasks
from interview_tui.store.identity import people_with
from interview_tui.store.journal import Change
from interview_tui.store.records import find, last_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from interview_tui.domain.enums import Ref
    from interview_tui.domain.records import Interview
    from interview_tui.services.base import Context
    from interview_tui.store.transaction import Transaction

    Item = Invitation | OwnTask

LIMIT = 25_000_000
"""Bytes of a calendar file at most."""


def read_items(data: bytes, options: Options = NO_OPTIONS) -> Contents[Item]:
    """What a calendar file brings. Raises a UserError for what is none, is damaged or empty."""
    file = read_calendar_file(data)
    invitations = read_invitations(file, options.mine)
    return Contents((*invitations.rows, *read_own_tasks(file)), invitations.refused)


def read_folder(folder: Path, options: Options = NO_OPTIONS) -> Contents[Item]:
    """What the files of a folder of items (vdir) bring; what cannot be read is refused by its name, and files with
    nothing for this program (somebody's own tasks) are passed over. Raises OSError, and UserError where there is no
    calendar file.
    """
    items: list[Item] = []
    refused: list[tuple[int, str]] = []
    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".ics" and path.is_file())
    if not paths:
        raise UserError("it has no .ics file")
    for path in paths:
        try:
            found = read_items(path.read_bytes(), options)
        except NothingFound:
            continue
        except (OSError, UserError) as error:
            found = Contents(refused=((0, str(error.strerror if isinstance(error, OSError) else error)),))
        items += found.rows
        refused += [(0, f"{clean_line(path.name)}: {why}") for _, why in found.refused]
    return Contents(tuple(items), tuple(refused))


class Invitations:
    """Applies invitations, after it has said what is to be asked of the user."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def asks(self, invitation: Invitation) -> bool:
        """Whether a new interview would be made of it whose company nobody is sure of."""
        if invitation.cancelled or invitation.is_answer or invitation.company_sure:
            return False
        index = self._index()
        return not index.is_known(invitation) and not any(True for _ in index.candidates(invitation))

    def likely_user(self, invitations: Iterable[Invitation]) -> str | None:
        """As the function."""
        return likely_user(invitations, self._context.mine)

    def with_user_as_guest(self, invitations: Iterable[Invitation]) -> tuple[Invitation, ...]:
        """The invitations where whoever was taken for the user is not: they are guests like all others."""
        return tuple(
            replace(one, people=(*one.people, one.likely_user), likely_user=None) if one.likely_user else one
            for one in invitations
        )

    def likely_next_round(self, invitation: Invitation) -> Interview | None:
        """The interview whose next round the invitation may open, to be asked about: all its meetings are over."""
        if invitation.cancelled or invitation.is_answer:
            return None
        index = self._index()
        interview = None if index.is_known(invitation) else next(index.candidates(invitation), None)
        if interview is None or interview.outcome is not None:
            return None
        starts, now = self._context.calendar.wall_instant(invitation.starts), self._context.clock()
        meetings = [m for m in index.meetings_of_round(interview) if m.state is MeetingState.PLANNED]
        over = bool(meetings) and all(m.starts is not None and end_of(m) <= now for m in meetings)
        return interview if over and starts is not None and starts > now else None

    def take(
        self,
        items: Iterable[Item],
        *,
        dry_run: bool = False,
        next_round: Collection[Invitation] = (),
        answered: Collection[Invitation] = (),
    ) -> Imported:
        """All of them in one change: new invitations become interviews or their meetings, known ones move or cancel
        their meeting; own tasks are done or skipped. Their order does not matter. Invitations of `next_round` open the
        next round of their interview first. Of those of `answered` the user has said whether they do; of others a line
        of the queue asks.
        """
        done = Imported()
        with self._context.transaction() as tx:
            change = ItemImport(self._context, tx, done, next_round, answered)
            change.take(items)
            done.lines = tuple(change.end())
            done.words = " · ".join(done.lines)
            tx.done(f"Imported: {done.words}")
            if dry_run:
                tx.give_up()
        done.entry = tx.entry
        return done

    def remove_user(self) -> Change | None:
        """Takes the user out of all interviews and meetings in which their addresses stand as somebody's, since the
        configuration did not have them yet. None where there is nothing to do.
        """
        if not people_with(self._context.store.reader, self._context.store.mine):
            return None
        with self._context.transaction() as tx:
            run = InvitationImport(self._context, tx, Imported())
            run.remove_user()
            words = " · ".join(run.summary())
            tx.done(words)
        return Change(words, tuple(run.refs()), tx.entry)

    def _index(self) -> InvitationIndex:
        return InvitationIndex(self._context.store.reader, self._context.calendar)


class ItemImport:
    """One change: invitations and own tasks, counted in `done`. Invitations of `next_round` open the next round of
    their interview first.
    """

    def __init__(
        self,
        context: Context,
        tx: Transaction,
        done: Imported,
        next_round: Collection[Invitation] = (),
        answered: Collection[Invitation] = (),
    ) -> None:
        """`next_round`, `answered`: as of Invitations.take."""
        self._context = context
        self._tx = tx
        self._done = done
        self._own_tasks = OwnTasks(context)
        self._back = self._own_tasks.weigh(tx, [])
        self.invitations = InvitationImport(context, tx, done, next_round, answered)
        self.invitations.remove_user()
        self._meetings_before = last_id(tx.reader, Meeting)

    def take(self, items: Iterable[Item]) -> None:
        """Takes them, invitations in whatever order they come. To be called once, before others are taken."""
        every = list(items)
        self._back = self._own_tasks.weigh(self._tx, [item for item in every if isinstance(item, OwnTask)])
        for invitation in self._in_order([item for item in every if isinstance(item, Invitation)]):
            self.invitations.take(invitation)

    def end(self) -> list[str]:
        """Plans what has changed, and counts; gives what was done, in lines."""
        done, back, run = self._done, self._back, self.invitations
        headline, lines = self._headline(run.refs()), run.summary()
        self._own_tasks.settle(self._tx, back)
        done.updated += len(back.done)
        done.skipped += sum(map(len, back.left.values()))
        done.refs = (*run.refs(), *back.done)
        done.unsure, done.asked = tuple(run.doubts.unsure), tuple(run.doubts.asked)
        return [*filter(None, [headline, back.words]), *lines]

    def _headline(self, interviews: Iterable[Ref]) -> str:
        """`24 meetings of 9 interviews added`; '' where the file speaks of so few interviews that the lines say it."""
        if len(list(interviews)) <= MOST_LISTED:
            return ""
        reader = self._tx.reader
        new = range(self._meetings_before + 1, last_id(reader, Meeting) + 1)
        meetings = find(reader, Meeting, id=new)
        of = {one.interview_id for one in find(reader, Round, id={meeting.round_id for meeting in meetings})}
        return f"{counted(len(meetings), 'meeting')} of {counted(len(of), 'interview')} added" if meetings else ""

    def _in_order(self, invitations: Sequence[Invitation]) -> Iterator[Invitation]:
        """By their meetings, those that are cancelled first, so that their place is free for others; then by time. The
        revisions of one meeting come in their order.
        """
        meetings: dict[str, list[Invitation]] = {}
        for invitation in invitations:
            meetings.setdefault(invitation.key, []).append(invitation)
        for revisions in meetings.values():
            revisions.sort(key=lambda i: i.order)

        def when(revisions: list[Invitation]) -> tuple[bool, datetime, str]:
            last = revisions[-1]
            starts = self._context.calendar.wall_instant(last.starts) or datetime.max.replace(tzinfo=UTC)
            return not last.cancelled, starts, last.key

        for revisions in sorted(meetings.values(), key=when):
            yield from revisions
