"""What the command line takes and says: `--help`, the man page and docs/commands.md are made from it.

The commands speak for themselves; here is what belongs to none of them, and the man page.
"""

from __future__ import annotations

import inspect
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import click

from interview_tui import __version__
from interview_tui.cli.output import SIGPIPE_EXIT
from interview_tui.domain.records import NOUNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


PROGRAM = "interview-tui"
NAMED_KINDS = "ifpslnqmcy"
"""The kinds of record whose short ids one meets."""


class Paragraph(NamedTuple):
    """A piece of text, or lines that stay as they are."""

    text: str
    as_is: bool = False


class Term(NamedTuple):
    """Something that is written so, and what it is or does."""

    written: str
    means: str


class CommandHelp(NamedTuple):
    """A command: how it is written, what it does, the options that it takes."""

    written: str
    about: tuple[Paragraph, ...]
    options: tuple[Term, ...]


class Section(NamedTuple):
    """A heading, with what stands under it."""

    heading: str
    parts: tuple[Paragraph | Term, ...]


def whole() -> CommandHelp:
    """The program itself, with the options before any command."""
    from interview_tui.cli.group import commands

    return _help_of(commands, click.Context(commands, info_name=PROGRAM, **commands.context_settings), PROGRAM)


def all_commands() -> Iterator[CommandHelp]:
    """Every command, in the order of `--help`; those of a group one by one."""
    from interview_tui.cli.group import commands

    yield from _below(commands, click.Context(commands, info_name=PROGRAM), "")


def _below(group: click.Group, ctx: click.Context, before: str) -> Iterator[CommandHelp]:
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        if command is None or command.hidden:
            continue
        inner = click.Context(command, info_name=name, parent=ctx)
        written = f"{before}{name}"
        if isinstance(command, click.Group):
            if command.invoke_without_command:
                yield _help_of(command, inner, written)
            yield from _below(command, inner, f"{written} ")
        else:
            yield _help_of(command, inner, written)


def _help_of(command: click.Command, ctx: click.Context, written: str) -> CommandHelp:
    pieces = [piece for piece in command.collect_usage_pieces(ctx) if piece]
    # That --help is there is said once, with the program's own options.
    params = command.params if ctx.parent else command.get_params(ctx)
    records = [param.get_help_record(ctx) for param in params if isinstance(param, click.Option)]
    options = tuple(Term(record[0], " ".join(record[1].split())) for record in records if record is not None)
    if not options:
        pieces.remove("[OPTIONS]")
    return CommandHelp(" ".join([written, *pieces]), tuple(_paragraphs(command.help or "")), options)


def _paragraphs(text: str) -> Iterator[Paragraph]:
    """The paragraphs of a help text, as click reads it: after a line with \\b alone, lines stay as they are."""
    for block in inspect.cleandoc(text).split("\n\n"):
        if block.startswith("\b\n"):
            yield Paragraph(block.removeprefix("\b\n"), as_is=True)
        elif block.strip():
            yield Paragraph(" ".join(block.split()))


SYNOPSIS = (f"{PROGRAM} [--db FILE] [--config FILE]", f"{PROGRAM} [--db FILE] [--config FILE] COMMAND [ARGUMENT]...")
SHORT = "what do I owe, to whom, why today? The ten steps that follow an interview"
EXAMPLES = (
    ("What is due, for a script:", f"{PROGRAM} due --days 0 --json"),
    (
        "An interview, its meeting and who you are meeting:",
        (
            f'{PROGRAM} add Acme "Site Reliability Engineer" --meeting "next tue 14:00" '
            '--with "Dana Ruiz <dana@acme.example>"'
        ),
    ),
    ("Another meeting of it, with an end:", f"{PROGRAM} meeting i1 2 Dec 10:00-11:30"),
    (
        "Its notes in shorthand, from standard input:",
        f"echo '! Releases take nine days (Dana Ruiz)' | {PROGRAM} capture i1",
    ),
    ("A follow-up can wait:", f"{PROGRAM} snooze f1 next tue"),
    ("Undo that:", f"{PROGRAM} undo"),
    ("All data, for another machine:", f"{PROGRAM} export -o interviews.json"),
)


def sections() -> tuple[Section, ...]:
    """What holds for all commands."""
    words = {noun.letter: noun.word for noun in NOUNS.values()}
    kinds = ", ".join(f"{words[letter]} {letter}12" for letter in NAMED_KINDS)
    return (
        Section(
            "IDS AND DATES",
            (
                Term("ID", f"The short id shown everywhere: {kinds}. It stays the same, and is never reused."),
                Term(
                    "WHEN",
                    "A day, or a day and a time: today, tomorrow, fri (the first one after today), next tue 14:00 "
                    "(that of the week after this one), +3d, +3wd (working days), +2w, +1m, 2 Dec, 2026-12-02 14:00. "
                    "A time alone is the next one. A span has an end: 10 Nov 10:00-11:30, 10-11am. A zone stands after "
                    "the time, as a name or as UTC+2: 10:00 America/New_York. Days are those of your zone.",
                ),
                Term("DAY", "A day as in WHEN, counted from today."),
                Term(
                    "PERSON",
                    "Dana Ruiz, VP Operations <dana@acme.example> [hiring manager]: all but the name is optional.",
                ),
                Term("FILE", "- is standard input for capture and import, standard output for export."),
            ),
        ),
        Section(
            "OUTPUT",
            (
                Paragraph(
                    "With --json a command writes one JSON document in UTF-8, its dates in ISO 8601 with offset. "
                    "Colours are for terminals only. A closed pipe ends a command quietly."
                ),
            ),
        ),
        Section(
            "EXIT STATUS",
            (
                Term("0", "Done."),
                Term("1", "Failed, in full or in part; standard error says what, why and what to do, one line each."),
                Term("2", "Wrong usage; one line on standard error."),
                Term("130", "Ended by ctrl+c."),
                Term(str(SIGPIPE_EXIT), "The pipe was closed."),
            ),
        ),
        Section(
            "ENVIRONMENT",
            (
                Term("INTERVIEW_TUI_DB", "The store to use; --db wins."),
                Term("INTERVIEW_TUI_CONFIG", "The configuration to use; --config wins."),
                Term("INTERVIEW_TUI_NOW", "An instant in ISO 8601 with offset, used as now."),
                Term("TZ", "Your time zone, unless the configuration sets one."),
                Term("NO_COLOR", "No colours, if set and not empty."),
                Term("ESCDELAY", "Milliseconds to wait after esc; 25 if not set."),
                Term("VISUAL, EDITOR", "The editor for notes and letters, unless the configuration names one."),
                Term(
                    "XDG_DATA_HOME, XDG_CONFIG_HOME, XDG_STATE_HOME",
                    "Where the files are, instead of the places below.",
                ),
            ),
        ),
        Section(
            "FILES",
            (
                Paragraph(f"{PROGRAM} paths says where they are on this machine; on Linux:"),
                Term("~/.local/share/interview-tui/interviews.db", "The store: one SQLite file, private."),
                Term("~/.local/share/interview-tui/backups/", "Copies of it: one before each day's first change."),
                Term("~/.config/interview-tui/config.toml", "The configuration; config init writes one."),
                Term(
                    "~/.config/interview-tui/templates/",
                    "Your own letter templates and sentences; templates copy begins one.",
                ),
                Term("~/.local/state/interview-tui/log/interview-tui.log", "What went wrong inside the program."),
            ),
        ),
        Section("EXAMPLES", tuple(chain.from_iterable((Paragraph(w), Paragraph(c, as_is=True)) for w, c in EXAMPLES))),
        Section(
            "SOURCE OF THE METHOD",
            (
                Paragraph(
                    "The ten steps are Ford R. Myers', from “Follow-up Steps After the Interview” (Career Potential, "
                    "LLC, 2008), retold in this program's own words."
                ),
            ),
        ),
    )


_ESCAPES = str.maketrans({
    "\\": r"\e",
    "-": r"\-",  # a plain one may become a typographic hyphen, which nobody can search for or copy
    "'": r"\(aq",
    '"': r"\(dq",
    "`": r"\(ga",
    "^": r"\(ha",
    "~": r"\(ti",
})  # fmt: skip


def manual() -> str:
    """The manual page in the macros of man(7), in ASCII."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    program = whole()
    yield f'.TH {_text(PROGRAM.upper())} 1 "" "{_text(PROGRAM)} {_text(__version__)}" "User Commands"'
    yield ".nh"  # no word is taken apart: what one copies is whole
    yield ".ad l"
    yield from (".SH NAME", f"{_text(PROGRAM)} \\- {_text(SHORT)}")
    yield ".SH SYNOPSIS"
    for line in SYNOPSIS:
        yield from (".nf", f"\\fB{_text(PROGRAM)}\\fR{_text(line.removeprefix(PROGRAM))}", ".fi")
    yield from (".SH DESCRIPTION", *_roff_paragraphs(program.about))
    yield from (".SH OPTIONS", *_terms(program.options))
    yield ".SH COMMANDS"
    for entry in all_commands():
        yield from _command(entry)
    for section in sections():
        yield f'.SH "{_text(section.heading)}"'
        for part in section.parts:
            yield from _roff_paragraphs((part,)) if isinstance(part, Paragraph) else _terms((part,))
    yield from (".SH SEE ALSO", _line("mutt(1), msmtp(1), khal(1), vdirsyncer(1), tmux(1), no-color.org"))


def _command(entry: CommandHelp) -> Iterator[str]:
    yield f'.SS "{_text(entry.written)}"'
    yield from _roff_paragraphs(entry.about)
    yield from _terms(entry.options)


def _roff_paragraphs(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    for text, as_is in paragraphs:
        if as_is:
            yield from (".PP", ".RS 4", ".nf", *map(_line, text.splitlines()), ".fi", ".RE")
        else:
            yield from (".PP", _line(text.replace("`", "")))


def _terms(terms: Iterable[Term]) -> Iterator[str]:
    for written, means in terms:
        yield from (".TP", f"\\fB{_text(written)}\\fR", _line(means.replace("`", "")))


def _line(text: str) -> str:
    """A line that is text and no request: one that begins with a dot or a quote would be."""
    line = _text(text)
    return f"\\&{line}" if line.startswith(".") else line


def _text(text: str) -> str:
    """The text with nothing in it that roff would obey, and in ASCII, whatever encoding it is read with."""
    return "".join(c if c.isascii() else f"\\[u{ord(c):04X}]" for c in text.translate(_ESCAPES))
