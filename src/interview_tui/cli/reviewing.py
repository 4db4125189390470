"""`review`: figures and plots."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from interview_tui.cli.shared import as_json, refuse_two_forms, say, say_bytes, say_json, with_program
from interview_tui.domain.errors import Refused
from interview_tui.domain.text import clean

if TYPE_CHECKING:
    from interview_tui.app_context import AppContext


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
        codec = capabilities_here(program.settings).codec
        for line in as_text(review):
            say(shown_in(line.text, codec), bold=line.heading)
