"""Files that belong to an interview."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from interview_tui.cli.group import command
from interview_tui.cli.output import report
from interview_tui.cli.parameters import Id

if TYPE_CHECKING:
    from interview_tui.app_context import AppContext
    from interview_tui.domain.enums import Ref


@command()
@click.argument("wanted", type=Id("ifc"), metavar="ID")
@click.argument("file", type=click.Path(), metavar="FILE")
@click.option("--for", "keeps", type=Id("fc"), metavar="ID", help="The promise that it keeps, by its follow-up (f40).")
@click.option("--name", default="", metavar="TEXT", help="What a letter calls it: the case study, two pages.")
def document_command(app: AppContext, wanted: Ref, file: str, keeps: Ref | None, name: str) -> None:
    """Attaches a file to an interview or a promise.

    With an interview (i12), or the follow-up of a promise (f40). The file stays where it is; only its path is
    saved. Run it again to change the name; the promise stays the same until --for names another.
    """
    change = app.documents.add(wanted, file, keeps=keeps, name=name)
    report(change.words, change.refs)
