"""Letters: one to read, one to send."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from interview_tui.cli.group import command
from interview_tui.cli.output import aside, complain, report, say, say_bytes, say_json
from interview_tui.cli.parameters import (
    LANGUAGE,
    TONE,
    Id,
    OneOf,
    formats,
)
from interview_tui.domain.dates import day_words
from interview_tui.domain.errors import Refused
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.text import clean

if TYPE_CHECKING:
    from interview_tui.app_context import AppContext
    from interview_tui.domain.case import Case
    from interview_tui.domain.enums import Language, Ref, Tone
    from interview_tui.domain.records import Letter

kind_option = click.option(
    "--kind", type=OneOf(LetterKind), help="Which letter.", metavar="KIND"
)  # fmt: skip


@command(reads=True)
@click.argument("ref", type=Id("fli"), metavar="ID")
@kind_option
@click.option("--to", type=Id("p"), metavar="PERSON", help="To whom, for example p7.")
@click.option("--lang", "language", type=LANGUAGE, metavar="LANG", help="In en-US, en-GB, de or fr.")
@click.option("--tone", type=TONE, metavar="TONE", help="How formal: warm, plain or formal.")
@formats("text", "eml", "html", "md")
def letter_command(
    app: AppContext,
    ref: Ref,
    kind: LetterKind | None,
    to: Ref | None,
    language: Language | None,
    tone: Tone | None,
    form: str,
) -> None:
    """A letter's text, changing nothing.

    For a follow-up (f40), a letter (l3) or an interview (i12). As eml it is a complete email, as html a page to print
    for the post.

    Where the records lack what such a letter is about, for example the words that a thank-you quotes, nothing is
    written: the lines “missing: …” name it, and the exit status is 1. Anything else that is missing is named the same
    way beside the letter, which is written anyway; the exit status is then 0.

    Language and tone are the person's, else the interview's, else the configuration's.

    KIND is {kinds}.
    """
    letters = app.letters
    letter = letters.current(ref, kind, to=to.id if to else None, language=language, tone=tone)
    _tell_problem(app)
    case = letters.read_case(letter)
    if ref.letter != "l" and (gaps := letters.gaps(letter, case)):
        for gap in gaps:
            complain(f"missing: {gap}")
        _tell_kept(letters.stored(ref, kind, to=to.id if to else None))
        click.get_current_context().exit(1)
    match form:
        case "json":
            say_json(_document(app, letter, case), app.calendar)
            return
        case "eml":
            say_bytes([app.outbox.mail(letter).decode("ascii")])
        case "html":
            say_bytes([clean(app.outbox.page(letter))])
        case "md":
            say(app.outbox.markdown(letter).rstrip("\n"))
        case _:
            say(app.outbox.text(letter).rstrip("\n"))
    _hint(app, letter, case, chosen=ref.letter == "i" and to is None)


*_BEFORE, _LAST = LetterKind
letter_command.help = (letter_command.help or "").format(kinds=f"{', '.join(_BEFORE)} or {_LAST}")


def _document(app: AppContext, letter: Letter, case: Case) -> dict[str, object]:
    """The letter's fields, `id` null while it is not stored; whom it is for, what it still lacks, what to look at again
    in it, and which files go out with it.
    """
    from interview_tui.cli.commands.show import fields_of
    from interview_tui.domain.records import ref as ref_of

    hints = app.letters.hints(letter, case)
    return {
        **fields_of(letter, app.clock()),
        "id": ref_of(letter) if letter.id else None,
        "to": app.letters.reader_name(letter),
        "missing": list(app.letters.missing(letter, case, hints)),
        "hints": [{"text": hint.text, "words": hint.words} for hint in hints if not hint.stop],
        "attached": list(app.letters.attached(letter, case)),
    }


@command()
@click.argument("ref", type=Id("lf"), metavar="ID")
@kind_option
@click.option("--anyway", is_flag=True, help="Also when something is missing, or when it comes too soon.")
def send_command(app: AppContext, ref: Ref, kind: LetterKind | None, anyway: bool) -> None:
    """Sends a letter by your mail command.

    The letter of a follow-up (f40), or a letter (l3), goes to the command that `send` in the configuration names, as a
    complete email on its standard input. Then it is marked as sent and its follow-up as done. When the command fails,
    nothing is changed.

    To answer an offer, --kind says how: acceptance or decline, which also records the outcome, counter or offer_time.
    """
    from interview_tui.domain.letter_gaps import lack_line
    from interview_tui.services.outbox import NotReady

    try:
        letter = app.letters.current(ref, kind)
        _tell_problem(app)
        if not anyway:
            _stop_at_caution(app, letter)
        _tell_elsewhere(app, letter)
        report(app.outbox.send(ref, kind, anyway=anyway).words)
    except NotReady as refused:
        for item in refused.items:
            complain(lack_line(item))
        _tell_kept(app.letters.stored(ref, kind))
        aside("  Once it is there, send again; --anyway sends the letter as it is.")
        click.get_current_context().exit(refused.exit_code)


def _stop_at_caution(app: AppContext, letter: Letter) -> None:
    """Raises Refused for a letter that comes too soon: it says why, and the next good day."""
    caution = app.persistence.before_letter(letter)
    if caution is None:
        return
    better = ""
    if caution.good_day is not None:
        better = f"; the next good day is {day_words(caution.good_day, today=app.today())}"
    raise Refused(f"{caution.why}{better}; --anyway sends it")


def _tell_problem(app: AppContext) -> None:
    """Says what is wrong with the user's own template or sentences, so that the shipped ones were used."""
    if problem := app.letters.drafting.take_problem():
        complain(problem)


def _tell_elsewhere(app: AppContext, letter: Letter, case: Case | None = None) -> None:
    """Names files that lie outside the home, or that a link leads to, with their whole paths; and what has changed."""
    for line in app.letters.about_files(letter, case):
        aside(line)


def _tell_kept(letter: Letter | None) -> None:
    """Says how to see the letter that is kept, though it is not ready."""
    from interview_tui.domain.enums import LetterState
    from interview_tui.domain.records import ref as ref_of

    if letter is not None and letter.id:
        ref = ref_of(letter)
        what = "It was sent as" if letter.state is LetterState.SENT else "Its draft is"
        aside(f"  {what} {ref}: interview-tui letter {ref} prints it, interview-tui open {ref} opens it.")


def _hint(app: AppContext, letter: Letter, case: Case, *, chosen: bool) -> None:
    """Says beside the letter whom it is for, where the program chose, and what it still lacks."""
    from interview_tui.domain.letter_gaps import lack_line

    if chosen:
        aside(f"To {app.letters.reader_name(letter)}; --to names another.")
    hints = app.letters.hints(letter, case)
    for item in app.letters.missing(letter, case, hints):
        aside(lack_line(item))
    for hint in hints:
        if not hint.stop:  # what stops it was named as missing
            aside(f"hint: {hint.text}")
    _tell_elsewhere(app, letter, case)
    if not app.signature:
        aside('It is not signed: write for example name = "Ada Moreau" into the configuration file.')
