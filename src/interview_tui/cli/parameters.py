"""What the commands share: output, errors, JSON, and the kinds of values that they take."""

from __future__ import annotations

import re
import sys
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

import click
from click.core import ParameterSource

from interview_tui.cli.output import Said
from interview_tui.cli.output import aside as aside
from interview_tui.cli.output import complain as complain
from interview_tui.cli.output import plain as plain
from interview_tui.cli.output import say as say
from interview_tui.cli.output import say_bytes as say_bytes
from interview_tui.cli.output import say_json as say_json
from interview_tui.domain.errors import Unclear, UserError
from interview_tui.domain.text import clean_line, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from click.shell_completion import CompletionItem

    from interview_tui.app_context import AppContext
    from interview_tui.domain.contact_frequency import Caution
    from interview_tui.domain.dates import When
    from interview_tui.domain.enums import Channel, Part, Ref
    from interview_tui.settings import Settings

P = ParamSpec("P")
Command = TypeVar("Command", bound="Callable[..., object] | click.Command")


READ = (
    "due", "list", "show", "log", "offers", "chart", "brief", "questions", "promises", "review", "deleted", "letter",
    "export",
)  # fmt: skip
"""The commands that only read, and say what they have read: of a damaged store what can be read."""
BEGIN = ("add", "import", "demo")
"""The commands that make a store where none was."""


def report(words: str, made: Sequence[Ref] = ()) -> None:
    """Says on one line what a change did, after the short ids of what it made."""
    ids = " ".join(map(str, made))
    say(f"{ids}  {clean_line(words)}" if ids else clean_line(words))


def warn(program: AppContext, caution: Caution | None) -> None:
    """Says what spoke against a contact that has taken place, for the next time."""
    from interview_tui.domain.dates import day_words

    if caution is not None:
        day = caution.good_day
        today = program.today()
        aside(f"  {caution.why}" + (f"; {day_words(day, today=today)} is a better day" if day and day > today else ""))


def with_program(command: Callable[Concatenate[AppContext, P], None]) -> Callable[P, None]:
    """Hands the program to a command, and closes its store after it."""

    @wraps(command)
    def call(*args: P.args, **kwargs: P.kwargs) -> None:
        from interview_tui.app_context import AppContext

        ctx = click.get_current_context()
        settings: Settings = ctx.obj
        program = AppContext(settings)
        name = ctx.find_root().invoked_subcommand
        program.store.may_begin = name in BEGIN
        try:
            _read_what_can_be_read(program, name in READ, lambda: command(program, *args, **kwargs))
        finally:
            problem = (program if "context" in vars(program) else program.store).take_problem()
            if problem:
                complain(problem)
            if news := program.take_news():
                aside(news)
            program.store.close()

    return call


def _read_what_can_be_read(program: AppContext, only_reads: bool, work: Callable[[], None]) -> None:
    """Does a command's work; where it only reads and meets damage, with what can still be read. Raises UserError."""
    from interview_tui.store.errors import Damaged

    before = Said.pieces
    try:
        with program.store.trouble():
            work()
    except Damaged as damaged:
        if not only_reads or Said.pieces > before or not program.store.salvage():
            raise
        try:
            with program.store.trouble():
                work()
        except UserError:  # what it asks for cannot be read
            raise damaged from None
        raise Damaged(damaged.what, damaged.backup, otherwise="; only what can still be read of it is shown") from None


as_json = click.option("--json", "as_json", is_flag=True, help="One JSON document, dates in ISO 8601 with offset.")


def refuse_two_forms(*, as_json: bool) -> None:
    """Ends a command that was given both --json and --format. Raises UsageError."""
    if as_json and click.get_current_context().get_parameter_source("form") is ParameterSource.COMMANDLINE:
        raise click.UsageError("--json is a form of its own: give it or --format")


if TYPE_CHECKING:
    _ReadsRef = click.ParamType[Ref]
else:
    _ReadsRef = click.ParamType  # it takes no parameter before click 8.4


class Id(_ReadsRef):
    """A short id such as `i12`; with letters, only of those kinds."""

    name = "id"

    def __init__(self, letters: str = "") -> None:
        self.letters = letters

    def convert(self, value: str | Ref, param: click.Parameter | None, ctx: click.Context | None) -> Ref:
        from interview_tui.domain.enums import Ref
        from interview_tui.domain.records import NOUNS

        if isinstance(value, Ref):
            return value
        letters = self.letters
        found = re.fullmatch(r"([a-z])([1-9]\d{0,17})", value.strip().lower(), re.ASCII)
        if found is None:
            self.fail(f"“{shorten(value, 40)}” is not an id: write for example {letters[:1] or 'i'}12", param, ctx)
        ref = Ref(found[1], int(found[2]))
        if letters and ref.letter not in letters:
            words = {noun.letter: _with_article(noun.word) for noun in NOUNS.values()}
            wanted = " or ".join(f"{words[letter]}, for example {letter}12" for letter in letters)
            self.fail(f"{ref} is {words.get(ref.letter, 'no record')}: give {wanted}", param, ctx)
        return ref

    def shell_complete(self, ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
        from interview_tui.cli.completion import offer_ids

        return offer_ids(ctx, self.letters, incomplete)


def _with_article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeio" else f"a {noun}"


def at_option(text: str) -> Callable[[Command], Command]:
    """The option --at: when something took place that is told later."""
    from interview_tui.cli.completion import offer_past_days

    return click.option("--at", callback=read_past, shell_complete=offer_past_days, metavar="WHEN", help=text)


def read_when(ctx: click.Context, _param: click.Parameter, value: str | tuple[str, ...] | None) -> When | None:
    """Reads an argument, or several words of it, as a day, or a day and a time: `next tue 14:00`."""
    from interview_tui.domain.dates import parse_when

    return _read(ctx, value, parse_when)


def read_past(ctx: click.Context, _param: click.Parameter, value: str | tuple[str, ...] | None) -> When | None:
    """As `read_when`, of what took place already: `mon`, `yesterday 18:00`."""
    from interview_tui.domain.dates import parse_past

    return _read(ctx, value, parse_past)


def _read(ctx: click.Context, value: str | tuple[str, ...] | None, parse: Callable[..., When]) -> When | None:
    if value is None or value == ():
        return None
    settings: Settings = ctx.obj
    try:
        text = value if isinstance(value, str) else " ".join(value)
        return parse(text, now=settings.clock(), calendar=settings.calendar)
    except Unclear as unclear:
        raise click.BadParameter(str(unclear)) from unclear


def read_day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """Reads an option as a day, counted from today; a time beside it is left out."""
    when = read_when(ctx, param, value)
    return when.day if when else None


def read_channel(_ctx: click.Context, _param: click.Parameter, value: str) -> Channel:
    """Reads an argument as a channel, also written with a hyphen or an underscore."""
    from interview_tui.domain.enums import Channel

    return _term(Channel, value, "channel")


def read_part(_ctx: click.Context, _param: click.Parameter, value: str | None) -> Part | None:
    """Reads an option as a person's part in an interview, also written with a hyphen or an underscore."""
    from interview_tui.domain.enums import Part

    return None if value is None else _term(Part, value, "part")


T = TypeVar("T", bound=StrEnum)


def _term(terms: type[T], value: str, noun: str) -> T:
    """One of the method's terms. Raises BadParameter."""
    try:
        return terms(clean_line(value).replace("-", " ").replace("_", " ").casefold())
    except ValueError as error:
        known = ", ".join(term.replace(" ", "-") for term in terms)
        raise click.BadParameter(f"“{shorten(value, 40)}” is no {noun}: give one of {known}") from error


class TooLarge(UserError):
    """More came in than the program takes."""


def read_input(name: str, *, limit: int) -> bytes:
    """The bytes of a file, or of standard input for `-`; at most `limit`. Raises OSError, and TooLarge for more."""
    if name == "-":
        if sys.stdin is None:
            raise UserError("standard input is closed: give a file")
        data = sys.stdin.buffer.read(limit + 1)
    else:
        with Path(name).open("rb") as file:
            data = file.read(limit + 1)
    if len(data) > limit:
        raise TooLarge(f"it is larger than {limit // 1_000_000} MB: too large to be read")
    return data
