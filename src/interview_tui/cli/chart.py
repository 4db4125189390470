"""`chart`: needs and stories side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from interview_tui.cli.shared import read_ref, say, say_bytes, with_program
from interview_tui.domain.errors import Refused
from interview_tui.domain.text import clean

if TYPE_CHECKING:
    from interview_tui.domain.records import Ref
    from interview_tui.wiring import Program


@click.command("chart")
@click.argument("ref", callback=read_ref("i"), metavar="ID")
@click.option(
    "--format", "form", type=click.Choice(["text", "html", "md"]), default="text", show_default=True, help="As what."
)
@with_program
def chart_command(program: Program, ref: Ref, form: str) -> None:
    """The side-by-side chart: their needs, and what of yours answers them.

    The most pressing first, over all rounds. As text, with the readiness of a proposal for service below.
    """
    from interview_tui.domain.chart import as_markdown, as_page, as_text, chart_rows
    from interview_tui.domain.readiness import readiness_of
    from interview_tui.store.reading import load_case

    case = load_case(program.store.reader, ref.id)
    rows = chart_rows(case)
    if not rows:
        raise Refused(f"{case.name} has no needs yet: capture one, for example ! Releases take nine days (Dana Ruiz)")
    if form == "html":
        say_bytes([as_page(rows, f"{case.name}: needs and answers")])
    elif form == "md":
        say_bytes([as_markdown(rows)])
    else:
        for line in as_text(rows).splitlines():
            say(line)
        say()
        say(clean(f"Proposal: {readiness_of(case).words}"))
