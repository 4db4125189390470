"""Commands on the configuration: write one to begin with, and look whether it is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from interview_tui.cli.shared import complain, say
from interview_tui.domain.errors import Refused, StoreTrouble

if TYPE_CHECKING:
    from interview_tui.settings import Settings


@click.group("config")
def config_command() -> None:
    """The configuration: init writes one, check reads it."""


@config_command.command("init")
@click.pass_obj
def init_command(settings: Settings) -> None:
    """Writes a configuration to begin with.

    Every setting stands in it as a comment, with what it is for. A configuration that is there is left as it is.
    """
    from interview_tui.configuration_text import first_file
    from interview_tui.store.database import make_private_file, make_private_folder

    path = settings.paths.configuration
    try:
        make_private_folder(path.absolute().parent)
        make_private_file(path)
        path.write_text(first_file(), "utf-8")
    except FileExistsError:
        raise Refused(f"{path} is there already, and was left as it is: config check reads it") from None
    except OSError as error:
        raise StoreTrouble(f"cannot write {path}: {error.strerror}") from error
    say(f"Wrote {path}: every setting is explained in it, none is set")


@config_command.command("check")
@click.pass_context
def check_command(ctx: click.Context) -> None:
    """Whether the configuration is right. Exit 1, and a line each, when something is wrong."""
    from interview_tui.ui.app import own_keys

    settings: Settings = ctx.obj
    path = settings.paths.configuration
    _, wrong = own_keys(settings)
    for problem in wrong:
        complain(problem)
    if settings.problems or wrong:
        ctx.exit(1)  # what else is wrong was said at the start, as by every command
    say(f"{path} is right" if path.exists() else f"{path} is not there: the defaults hold; config init writes one")
