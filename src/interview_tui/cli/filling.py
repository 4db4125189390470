"""The command that fills an empty store with invented data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from interview_tui.cli.long_work import progress, stoppable
from interview_tui.cli.shared import report, with_program

if TYPE_CHECKING:
    from interview_tui.app_context import AppContext


@click.command("demo")
@click.option(
    "--interviews", type=click.IntRange(1, 100_000), default=24, metavar="N", show_default=True, help="How many."
)
@click.option("--seed", type=int, default=1, metavar="S", show_default=True, help="The same seed gives the same store.")
@click.option("--no-open", is_flag=True, help="Do not open the dashboard afterwards.")
@with_program
def demo_command(program: AppContext, interviews: int, seed: int, no_open: bool) -> None:
    """Fills an empty store with invented data.

    Over all ten steps; then opens the dashboard. A store that holds anything is refused.
    """
    from interview_tui.cli.group import has_terminal, open_dashboard
    from interview_tui.demo.generator import Demo

    with stoppable(program), progress(f"{{:,}} of {interviews:,} interviews") as told:
        change = Demo(program).fill(interviews, seed, told=told)
    report(change.words)
    if not no_open and has_terminal():
        click.get_current_context().exit(open_dashboard(program.settings))
