"""The figures, and the side-by-side chart."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from interview_tui.cli.parameters import Id, as_json, refuse_two_forms, say, say_bytes, say_json, with_program
from interview_tui.domain.enums import Ref
from interview_tui.domain.errors import Refused
from interview_tui.domain.text import clean

if TYPE_CHECKING:
    from interview_tui.app_context import AppContext
    from interview_tui.domain.chart import ChartRow


@click.command("review")
@click.option(
    "--format", "form", type=click.Choice(["text", "svg", "json"]), default="text", show_default=True, help="As what."
)
@as_json
@with_program
def review_command(program: AppContext, form: str, as_json: bool) -> None:
    """How you follow up, in seven figures.

    The funnel over the ten steps, punctuality by week, answers by number of check-ins, days in a step, contacts in a
    year, needs heard most, defeats turned into victories.

    In JSON an object with a member for each: `funnel`, of each `step` how many interviews ever `reached` it and are
    there `now`; `punctuality`, of each of 26 weeks its `monday` and how many follow-ups were `done` and `on_time`;
    `check_ins`, of the first, second … (`number`) of a round how many were `sent` and `answered` before the next;
    `days`, of each `step` the `median` and `longest` stay in whole days, and of how many `stays`; `contacts`, pairs of
    a day and a number; `needs`, each `text` and at how many `interviews` it was heard; `victories`, how many rounds
    were `rejected`, how many were `reopened` after that, and of these how many ended in `offers`, were `invited` on or
    `rejected_again`, or are `running`. And `today`, by which all of it counts.
    """
    from interview_tui.services.review import review_of
    from interview_tui.terminal.capabilities import capabilities_here
    from interview_tui.terminal.glyphs import shown_in
    from interview_tui.ui.pages.review_figures import as_svg, as_text

    refuse_two_forms(as_json=as_json)
    review = review_of(program)
    if as_json or form == "json":
        say_json(asdict(review), program.settings.calendar)
    elif review.empty:
        raise Refused("there is nothing to look back on yet: interview-tui add COMPANY ROLE adds an interview")
    elif form == "svg":
        say_bytes([clean(as_svg(review))])
    else:
        codec = capabilities_here(program.settings.glyphs).codec
        for line in as_text(review):
            say(shown_in(line.text, codec), bold=line.heading)


@click.command("chart")
@click.argument("ref", type=Id("i"), metavar="ID")
@click.option(
    "--format", "form", type=click.Choice(["text", "html", "md"]), default="text", show_default=True, help="As what."
)
@as_json
@with_program
def chart_command(program: AppContext, ref: Ref, form: str, as_json: bool) -> None:
    """The side-by-side chart: their needs, and what of yours answers them.

    The most pressing first, over all rounds. As text, with the readiness of a proposal for service below.
    """
    from interview_tui.domain.chart import as_markdown, as_page, as_text, chart_rows, readiness_of
    from interview_tui.store.case import load_case

    refuse_two_forms(as_json=as_json)
    case = load_case(program.store.reader, ref.id, program.clock())
    rows = chart_rows(case)
    if not rows and not as_json:
        raise Refused(f"{case.name} has no needs yet: capture one, for example ! Releases take nine days (Dana Ruiz)")
    if as_json:
        readiness = readiness_of(case)
        proposal = {"ready": readiness.ready, "words": readiness.words}
        needs = [_item(row) for row in rows]
        say_json({"interview": ref, "needs": needs, "proposal": proposal}, program.settings.calendar)
    elif form == "html":
        say_bytes([clean(as_page(rows, f"{case.name}: needs and answers"))])
    elif form == "md":
        say_bytes([clean(as_markdown(rows))])
    else:
        for line in as_text(rows).splitlines():
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
    }
