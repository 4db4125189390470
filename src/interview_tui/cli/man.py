"""`man`: the manual page, in the form that man and packagers take."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from interview_tui import __version__
from interview_tui.cli.output import say_bytes
from interview_tui.cli.reference import PROGRAM, SHORT, SYNOPSIS, Paragraph, all_commands, sections, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from interview_tui.cli.reference import Term, Told

_ESCAPES = str.maketrans({
    "\\": r"\e",
    "-": r"\-",  # a plain one may become a typographic hyphen, which nobody can search for or copy
    "'": r"\(aq",
    '"': r"\(dq",
    "`": r"\(ga",
    "^": r"\(ha",
    "~": r"\(ti",
})  # fmt: skip


@click.command("man")
def man_command() -> None:
    """The manual page, as man reads it.

    \b
    to read it      interview-tui man | man -l -
    to install it   interview-tui man > ~/.local/share/man/man1/interview-tui.1
    """
    say_bytes([manual()])


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
    yield from (".SH DESCRIPTION", *_paragraphs(program.about))
    yield from (".SH OPTIONS", *_terms(program.options))
    yield ".SH COMMANDS"
    for told in all_commands():
        yield from _command(told)
    for section in sections():
        yield f'.SH "{_text(section.heading)}"'
        for part in section.parts:
            yield from _paragraphs((part,)) if isinstance(part, Paragraph) else _terms((part,))
    yield from (".SH SEE ALSO", _line("mutt(1), msmtp(1), khal(1), vdirsyncer(1), tmux(1), no-color.org"))


def _command(told: Told) -> Iterator[str]:
    yield f'.SS "{_text(told.written)}"'
    yield from _paragraphs(told.about)
    yield from _terms(told.options)


def _paragraphs(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
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
