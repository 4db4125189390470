"""The commitments of both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from interview_tui.cli.group import command
from interview_tui.cli.output import say, say_json
from interview_tui.cli.parameters import (
    Id,
    as_json,
)
from interview_tui.domain.enums import Owner, Ref

if TYPE_CHECKING:
    from interview_tui.app_context import AppContext
    from interview_tui.domain.commitments import CommitmentEntry


@command(reads=True)
@click.argument("wanted", type=Id("i"), metavar="[ID]", required=False)
@as_json
def promises_command(app: AppContext, wanted: Ref | None, as_json: bool) -> None:
    """What was promised on both sides, and how many promises were kept on time.

    In all interviews, or the one with that ID, in all its rounds. For a vague ending it says what to ask.
    """
    from interview_tui.domain.commitments import summary
    from interview_tui.domain.records import Interview
    from interview_tui.store.queries import ledger_entries
    from interview_tui.store.records import get

    reader = app.store.reader
    if wanted is not None:
        get(reader, Interview, wanted.id)
    ledger = ledger_entries(reader, None if wanted is None else wanted.id)
    if as_json:
        say_json([_item(app, entry) for entry in ledger], app.calendar)
        return
    today, calendar = app.today(), app.calendar
    say(summary([e.commitment for e in ledger], today=today, calendar=calendar))
    for owner, heading in ((Owner.ME, "You promised"), (Owner.THEM, "They committed")):
        say(f"\n{heading}", bold=True)
        side = [e for e in ledger if e.commitment.owner is owner]
        for line in _lines(app, side, named=wanted is None) if side else ["Nothing."]:
            say(line)


def _lines(app: AppContext, side: list[CommitmentEntry], *, named: bool) -> list[str]:
    from interview_tui.cli.output import aligned
    from interview_tui.domain.commitments import standing_words, suggested_question
    from interview_tui.domain.dates import day_words
    from interview_tui.domain.records import ref

    today, calendar = app.today(), app.calendar
    table = aligned(
        [
            (
                str(ref(e.commitment)),
                day_words(e.commitment.due, today=today) if e.commitment.due else "no date",
                standing_words(e.commitment, today=today, calendar=calendar),
                *((e.company,) if named else ()),
                f"{e.commitment.text} ({e.person})" if e.person else e.commitment.text,
            )
            for e in side
        ],
        (8, 16, 14, *((24,) if named else ())),
    )
    lines = []
    for entry, line in zip(side, table, strict=True):
        lines.append(line)
        asked = suggested_question(entry.commitment, entry.person, today=today) if entry.commitment.passive else ""
        if asked:
            lines.append(f"      ask: {asked}")
    return lines


def _item(app: AppContext, entry: CommitmentEntry) -> dict[str, object]:
    from interview_tui.domain.commitments import Standing, standing, suggested_question
    from interview_tui.domain.records import ref

    commitment, today, calendar = entry.commitment, app.today(), app.calendar
    stands = standing(commitment, today=today, calendar=calendar)
    kept = {Standing.ON_TIME: True, Standing.LATE: False, Standing.MISSED: False}.get(stands)
    return {
        "id": ref(commitment),
        "interview": Ref("i", entry.interview_id),
        "company": entry.company,
        "owner": commitment.owner,
        "text": commitment.text,
        "person": entry.person or None,
        "due": commitment.due,
        "state": stands,
        "kept_on_time": kept,
        "passive": commitment.passive,
        "ask": suggested_question(commitment, entry.person, today=today) or None,
    }
