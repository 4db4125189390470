"""The command line: one group, whose commands are loaded when they are called, and what each runs in."""

from __future__ import annotations

import gc
import re
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import (
    BashComplete,
    FishComplete,
    add_completion_class,
    get_completion_class,
    shell_complete,
)

from interview_tui import __version__
from interview_tui.cli.output import Said, aside, complain, ended
from interview_tui.domain.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from click.shell_completion import CompletionItem

    from interview_tui.app_context import AppContext

_PROGRAM = "interview-tui"
ASKED = "_INTERVIEW_TUI_COMPLETE"
"""The environment variable by which a shell asks: `bash_complete`."""
COMMANDS = {
    "triage": "dashboard",
    "open": "dashboard",
    "due": "follow_ups",
    "status": "follow_ups",
    "list": "interviews",
    "show": "show",
    "log": "history",
    "paths": "store",
    "add": "interviews",
    "meeting": "meetings",
    "person": "people",
    "references": "references",
    "advance": "interviews",
    "back": "interviews",
    "outcome": "outcomes",
    "offer": "outcomes",
    "offers": "outcomes",
    "done": "follow_ups",
    "snooze": "follow_ups",
    "skip": "follow_ups",
    "touch": "people",
    "document": "documents",
    "study": "study",
    "capture": "meetings",
    "letter": "letters",
    "send": "letters",
    "templates": "templates",
    "chart": "review",
    "brief": "meetings",
    "questions": "questions",
    "plan": "follow_ups",
    "promises": "commitments",
    "review": "review",
    "week": "week",
    "undo": "history",
    "deleted": "history",
    "bring-back": "history",
    "mail": "mail",
    "import": "imports",
    "export": "exports",
    "demo": "store",
    "backup": "store",
    "restore": "store",
    "doctor": "store",
    "config": "configuration",
    "completion": "configuration",
    "man": "configuration",
}
"""Each command and the module whose `<name>_command` it is (with `_` for `-`), in the order of `--help`."""


class Commands(click.Group):
    """The commands, each module imported only when one of its commands is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"interview_tui.cli.commands.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """As click does, but from the summaries that `make docs` writes: no command is loaded for them."""
        from interview_tui.cli.summaries import SUMMARIES

        width = formatter.width - 6 - max(map(len, SUMMARIES))
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, click.Command(name, help=words).get_short_help_str(width)) for name, words in SUMMARIES.items()]
            )

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(name, COMMANDS, n=1)
            hint = f"did you mean “{near[0]}”?" if near else "--help lists them all"
            ctx.fail(f"unknown command “{name}”: {hint}")
        return super().resolve_command(ctx, args)


@click.group(
    cls=Commands,
    name=_PROGRAM,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="ID is the short id shown everywhere: interview i12, follow-up f40, person p7. WHEN is for example "
    "tomorrow, fri, next tue 14:00, +3d, +2w, 2 Dec, 2026-12-02 14:00, 10 Nov 10:00-11:30.",
)
@click.option("--db", type=click.Path(path_type=Path), metavar="FILE", help="The store to use.")
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="The configuration to use (TOML).")
@click.version_option(__version__, prog_name=_PROGRAM, message="%(prog)s %(version)s")
@click.pass_context
def commands(ctx: click.Context, db: Path | None, config: Path | None) -> None:
    """What do I owe, to whom, why today? Runs the ten steps that follow an interview.

    Without a command, the dashboard opens. The method is from Ford R. Myers, "Follow-up Steps After the Interview".
    """
    from interview_tui.cli.dashboard import has_terminal, open_dashboard, settings_of

    if ctx.invoked_subcommand is None and not has_terminal():
        ctx.fail("the dashboard needs a terminal: give a command, for example due (--help lists them all)")
    settings = ctx.obj = settings_of(db, config)
    if ctx.invoked_subcommand is None:
        ctx.exit(open_dashboard(settings))


def command(
    *, reads: bool = False, begins: bool = False, is_long: bool = False
) -> Callable[[Callable[..., None]], click.Command]:
    """Declares a command, named as its function without `_command`. It is given the AppContext, whose store is closed
    after it.

    `reads`: it only reads, so that of a damaged store it shows what can be read. `begins`: it makes a store where there
    is none. `is_long`: it may go through much, so that garbage is collected again, which no short command waits for.
    """

    def declare(function: Callable[..., None]) -> click.Command:
        @click.command()
        @wraps(function)
        def call(*args: Any, **options: Any) -> None:
            from interview_tui.app_context import AppContext

            if is_long:
                gc.enable()
            app = AppContext(click.get_current_context().obj)
            app.store.may_begin = begins
            try:
                _read_what_can_be_read(app, reads, lambda: function(app, *args, **options))
            finally:
                if problem := app.take_problem():
                    complain(problem)
                if news := app.take_news():
                    aside(news)
                app.store.close()

        return call

    return declare


def _read_what_can_be_read(app: AppContext, only_reads: bool, work: Callable[[], None]) -> None:
    """Does a command's work; where it only reads and meets damage, with what can still be read. Raises UserError."""
    from interview_tui.store.errors import Damaged

    before = Said.pieces
    try:
        work()
    except Damaged as damaged:
        if not only_reads or Said.pieces > before or not app.store.salvage():
            raise
        try:
            work()
        except UserError:  # what it asks for cannot be read
            raise damaged from None
        raise Damaged(damaged.what, damaged.backup, otherwise="; only what can still be read is shown") from None


def run(arguments: Sequence[str]) -> int:
    """Runs a command line and gives its exit code: 0 done, 1 could not, 2 wrong usage.

    Each error is one line on standard error. Raises KeyboardInterrupt.
    """
    return ended(lambda: _invoke(arguments))


def _invoke(arguments: Sequence[str]) -> int:
    try:
        with commands.make_context(_PROGRAM, list(arguments)) as ctx:
            commands.invoke(ctx)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        complain(error.format_message())
        return error.exit_code
    return 0


class Bash(BashComplete):
    """Completion for bash as click has it, but a name stays one word, and nothing in it is run by the shell."""

    def format_completion(self, item: CompletionItem[str]) -> str:
        # Once for the command line, and once for `read`, which the script takes the answer apart with.
        quoted = re.sub(r"([^\w@%+=:,./-])", r"\\\1", item.value)
        return f"{item.type},{quoted}".replace("\\", "\\\\")


class Fish(FishComplete):
    """Completion for fish as click has it, but what stands beside a value is not cut at its first comma."""

    source_template = FishComplete.source_template.replace('string split ","', 'string split --max 1 ","')


add_completion_class(Bash)
add_completion_class(Fish)


def completion_script(shell: str) -> str:
    """The script with which a shell asks the program what may come next. Raises ValueError for another shell
    than bash, zsh and fish."""
    asking = get_completion_class(shell)
    if asking is None:
        raise ValueError(shell)
    return asking(commands, {}, _PROGRAM, ASKED).source()


def complete(asked: str) -> int:
    """Answers a shell that asks what may come next, or for its script. Says nothing of what goes wrong."""
    try:
        return shell_complete(commands, {}, _PROGRAM, ASKED, asked)
    except (click.ClickException, click.exceptions.Exit, UserError, OSError, LookupError, ValueError):
        return 1
