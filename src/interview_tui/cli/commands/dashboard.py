"""The dashboard, begun elsewhere than on the follow-ups: what a launcher, a key of tmux or a notification calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from interview_tui.cli.dashboard import has_terminal, open_dashboard
from interview_tui.cli.parameters import Id

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview_tui.app_context import AppContext
    from interview_tui.domain.enums import Ref
    from interview_tui.ui.main_screen import Begin


@click.command()
@click.pass_context
def triage_command(ctx: click.Context) -> None:
    """The dashboard, begun in triage.

    One due follow-up after another, each settled by a key. Leaving triage shows the dashboard.
    """

    def begin(_: AppContext) -> Begin:
        from interview_tui.ui.actions.other import triage

        return triage

    _open(ctx, begin, otherwise="due")


@click.command("open")
@click.argument("wanted", type=Id(), metavar="ID")
@click.pass_context
def open_command(ctx: click.Context, wanted: Ref) -> None:
    """The dashboard, begun on one record.

    An interview i12 in the pipeline, a follow-up f40 in the queue, a meeting m5 or a line of its notes (q8, n9, c9)
    there, a letter l3, a person p7, a story s2, a file d4 or an offer y1 where it is shown.
    """

    def begin(program: AppContext) -> Begin:
        from interview_tui.ui.actions.destinations import destination

        return destination(program, wanted)

    _open(ctx, begin, otherwise=f"show {wanted}")


def _open(ctx: click.Context, begin: Callable[[AppContext], Begin], *, otherwise: str) -> None:
    """Runs the dashboard and ends with its exit code; without a terminal names the command that prints instead."""
    if not has_terminal():
        ctx.fail(f"the dashboard needs a terminal: `{otherwise}` prints without one")
    ctx.exit(open_dashboard(ctx.obj, begin=begin))
