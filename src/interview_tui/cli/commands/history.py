"""The journal, undo, and what was deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from interview_tui.cli.group import command
from interview_tui.cli.output import aligned, report, say, say_json
from interview_tui.cli.parameters import (
    Id,
    as_json,
)
from interview_tui.domain.dates import moment_words
from interview_tui.domain.errors import NotFound

if TYPE_CHECKING:
    from interview_tui.app_context import AppContext
    from interview_tui.domain.enums import Ref
    from interview_tui.store.deletions import Deleted


@command(reads=True)
@click.argument("ref", type=Id(), metavar="[ID]", required=False)
@as_json
def log_command(app: AppContext, ref: Ref | None, as_json: bool) -> None:
    """The journal of all changes.

    Newest first; with an ID only those of that record, of an interview with everything in it.
    """
    entries = app.history.log(ref)
    calendar = app.calendar
    if ref is not None and not entries:
        raise NotFound(f"the journal has no record {ref}")
    if as_json:
        say_json([{"id": e.id, "at": e.at, "words": e.words, "state": e.state} for e in entries], calendar)
        return
    lines = aligned(
        (f"{calendar.local(e.at):%Y-%m-%d %H:%M}", e.words if e.state == "done" else f"(undone) {e.words}")
        for e in entries
    )
    for line in lines:
        say(line)


@command(reads=True)
@as_json
def deleted_command(app: AppContext, as_json: bool) -> None:
    """What was deleted in the last 30 days.

    `bring-back ID` restores it, with what was deleted along with it.
    """
    from interview_tui.services.history import KEPT_DAYS, with_it

    found = app.history.deleted()
    settings = app.settings
    if as_json:
        say_json([_item(item) for item in found], settings.calendar)
        return
    if not found:
        say(f"Nothing was deleted in the last {KEPT_DAYS} days.")
        return
    now = settings.clock()
    rows = (
        (
            str(item.ref),
            moment_words(item.at, now=now, calendar=settings.calendar),
            f"{item.what}{with_it(item.went)}" + (f" · {item.interview}" if item.of_another else ""),
        )
        for item in found
    )
    for line in aligned(rows):
        say(line)


def _item(item: Deleted) -> dict[str, object]:
    from interview_tui.domain.records import NOUNS

    return {
        "id": item.ref,
        "what": item.what,
        "interview": item.interview,
        "deleted": item.at,
        "entry": item.entry,
        "with": {NOUNS[cls].plural: number for cls, number in item.went},
    }


@command()
@click.argument("wanted", type=Id(), metavar="ID")
def bring_back_command(app: AppContext, wanted: Ref) -> None:
    """Restores what was deleted, with what was deleted along with it.

    It keeps its ids; undo deletes it again.
    """
    report(app.history.bring_back(wanted).words, [wanted])


@command()
@click.argument("count", type=click.IntRange(min=1), default=1, metavar="[N]")
def undo_command(app: AppContext, count: int) -> None:
    """Undoes the last change.

    Or the last N, even from earlier runs.
    """
    report(app.history.undo(count).words)
