"""The figures, and the side-by-side chart."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from interview_tui.cli.group import command
from interview_tui.cli.output import say, say_bytes, say_json
from interview_tui.cli.parameters import (
    Id,
    formats,
)
from interview_tui.domain.enums import Language, Ref
from interview_tui.domain.errors import Refused
from interview_tui.domain.text import clean

if TYPE_CHECKING:
    from interview_tui.app_context import AppContext
    from interview_tui.domain.chart import ChartRow


@command(reads=True)
@formats("text", "svg", "json")
def review_command(app: AppContext, form: str) -> None:
    """How you follow up, in seven figures.

    First how the interviews ended; then how far they got, what was on time by week, check-ins and answers, contacts
    in a year, days in a step, rejections turned around, most common needs.

    In JSON an object with a member for each: `outcomes`, how many interviews have an open `offer`, were `accepted`,
    `declined`, `rescinded`, `rejected`, `quiet` or `withdrawn`, or are `running`, and how many of them all came to
    another round, `invited_back`; `funnel`, of each `step` how many interviews ever `reached` it, are there `now`, and
    were `lost` there; `punctuality`, of each of 26 weeks its `monday` and how many follow-ups were `done` and
    `on_time`; `check_ins`, of the first, second … (`number`) of a round how many were `sent` and `answered` before the
    next; `days`, of each `step` the `median` and `longest` stay in whole days, and of how many `stays`; `contacts`,
    pairs of a day and a number; `needs`, each `text` and at how many `interviews` it was heard; `victories`, how many
    rounds were `rejected`, how many were `reopened` after that, and of these how many ended in `offers`, were `invited`
    on or `rejected_again`, or are `running`, and how many `other_roles` were begun at an employer after an end there,
    with how many `other_role_offers`. And `today`, by which all of it counts.
    """
    from interview_tui.store.review import review_of
    from interview_tui.terminal.capabilities import capabilities_here
    from interview_tui.terminal.text import shown_in
    from interview_tui.ui.pages.review_text import as_svg, as_text

    review = review_of(app.store, app.clock())
    if form == "json":
        say_json(asdict(review), app.calendar)
    elif review.empty:
        raise Refused("nothing to review yet: interview-tui add COMPANY ROLE adds an interview")
    elif form == "svg":
        say_bytes([clean(as_svg(review))])
    else:
        codec = capabilities_here(app.settings.glyphs).codec
        for line in as_text(review):
            say(shown_in(line.text, codec), bold=line.heading)


@command(reads=True)
@click.argument("ref", type=Id("i"), metavar="ID")
@formats("text", "html", "md")
def chart_command(app: AppContext, ref: Ref, form: str) -> None:
    """The side-by-side chart: their needs and your answers.

    Most urgent first, over all rounds. As text, it adds whether a proposal is ready.
    """
    from interview_tui.domain.chart import CHART_HEADINGS, chart_as_text, chart_rows, readiness_of
    from interview_tui.letters.chart_table import ChartTable
    from interview_tui.letters.letter_page import table_page
    from interview_tui.letters.letter_text import table_as_markdown
    from interview_tui.store.case import load_case

    case = load_case(app.store.reader, ref.id, app.clock())
    rows = chart_rows(case)
    table = ChartTable(CHART_HEADINGS, tuple((row.need, row.answer) for row in rows))
    if not rows and form != "json":
        raise Refused(f"{case.name} has no needs yet: capture one, for example ! Releases take nine days (Dana Ruiz)")
    if form == "json":
        readiness = readiness_of(case)
        proposal = {"ready": readiness.ready, "words": readiness.words}
        needs = [_item(row) for row in rows]
        say_json({"interview": ref, "needs": needs, "proposal": proposal}, app.calendar)
    elif form == "html":
        say_bytes([clean(table_page(table, f"{case.name}: needs and answers", Language.EN_US))])
    elif form == "md":
        say_bytes([clean(table_as_markdown(table)), "\n"])
    else:
        for line in chart_as_text(rows).splitlines():
            say(line)
        say()
        say(clean(f"Proposal: {readiness_of(case).words}"))


def _item(row: ChartRow) -> dict[str, object]:
    """As `needs` of an export have it, with the story beside it; `match` and `story` are null where none answers."""
    return {
        "need": Ref("n", row.need_id),
        "text": row.need,
        "by": row.by or None,
        "pressing": row.pressing,
        "match": None if row.match_id is None else Ref("x", row.match_id),
        "story": None if row.story_id is None else Ref("s", row.story_id),
        "title": row.story or None,
        "synopsis": row.synopsis,
        "result": row.result,
        "sample": row.sample,
        "first_steps": row.first_steps,
    }
