"""Letters: one to read, one to send."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from interview_tui.cli.commands.show import fields_of
from interview_tui.cli.parameters import (
    Id,
    as_json,
    aside,
    complain,
    refuse_two_forms,
    report,
    say,
    say_bytes,
    say_json,
    with_program,
)
from interview_tui.domain.dates import day_words
from interview_tui.domain.errors import Refused
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.letters import lack_line
from interview_tui.domain.records import ref as ref_of
from interview_tui.domain.text import clean

if TYPE_CHECKING:
    from interview_tui.app_context import AppContext
    from interview_tui.domain.enums import Ref
    from interview_tui.domain.records import Letter


FORMATS = ("text", "eml", "html", "md")
kind_option = click.option(
    "--kind", type=click.Choice([str(k) for k in LetterKind]), help="Which letter.", metavar="KIND"
)  # fmt: skip


@click.command("letter")
@click.argument("ref", type=Id("fli"), metavar="ID")
@kind_option
@click.option("--to", type=Id("p"), metavar="PERSON", help="To whom, for example p7.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="As what.")
@as_json
@with_program
def letter_command(program: AppContext, ref: Ref, kind: str | None, to: Ref | None, form: str, as_json: bool) -> None:
    """A letter's text, changing nothing.

    For a follow-up (f40), a letter (l3) or an interview (i12). Without what it must cite or bring, nothing is written,
    and what is missing is named.

    KIND is thank_you, value_letter, as_promised, check_in, new_date, recommendation, proposal, rejection_thanks,
    stay_in_touch, offer_thanks, offer_time, counter, acceptance, decline, other_offer or withdrawal.
    """
    refuse_two_forms(as_json=as_json)
    letters = program.letters
    letter = letters.current(ref, LetterKind(kind) if kind else None, to=to.id if to else None)
    if ref.letter != "l":
        _stop_at_gaps(program, letter)
    if as_json:
        say_json(_document(program, letter), program.settings.calendar)
        return
    match form:
        case "eml":
            say_bytes([letters.mail(letter).decode("ascii")])
        case "html":
            say_bytes([clean(letters.html(letter))])
        case "md":
            say(letters.markdown(letter).rstrip("\n"))
        case _:
            say(letters.text(letter).rstrip("\n"))
    _hint(program, letter, chosen=ref.letter == "i" and to is None)


def _document(program: AppContext, letter: Letter) -> dict[str, object]:
    """The letter's fields, `id` null while it is not stored; whom it is for, and what it still lacks."""
    return {
        **fields_of(letter, program.clock()),
        "id": ref_of(letter) if letter.id else None,
        "to": program.letters.reader_name(letter),
        "missing": list(program.letters.missing(letter)),
    }


@click.command("send")
@click.argument("ref", type=Id("lf"), metavar="ID")
@kind_option
@click.option("--anyway", is_flag=True, help="Also when something is missing, or when it comes too soon.")
@with_program
def send_command(program: AppContext, ref: Ref, kind: str | None, anyway: bool) -> None:
    """Sends a letter by your mail command.

    The letter of a follow-up (f40), or a letter (l3), goes to the command that `send` in the configuration names, as a
    complete e-mail on its standard input. Then it is marked as sent and its follow-up as done. When the command fails,
    nothing is changed.

    To answer an offer, --kind says how: acceptance or decline, which also records the outcome, counter or offer_time.
    """
    from interview_tui.services.letters import NotReady

    wanted = LetterKind(kind) if kind else None
    try:
        letter = program.letters.current(ref, wanted)
        if not anyway:
            _stop_at_caution(program, letter)
        _tell_elsewhere(program, letter)
        report(program.letters.send(ref, wanted, anyway=anyway).words)
    except NotReady as refused:
        for item in refused.items:
            complain(lack_line(item))
        aside("  Once it is there, send again; --anyway sends the letter as it is.")
        click.get_current_context().exit(refused.exit_code)


def _stop_at_caution(program: AppContext, letter: Letter) -> None:
    """Raises Refused for a letter that comes too soon: it says why, and the next good day."""
    caution = program.persistence.before_letter(letter)
    if caution is None:
        return
    better = ""
    if caution.good_day is not None:
        better = f"; the next good day is {day_words(caution.good_day, today=program.today())}"
    raise Refused(f"{caution.why}{better}; --anyway sends it all the same")


def _tell_elsewhere(program: AppContext, letter: Letter) -> None:
    """Names samples that lie outside the home, or that a link leads to, with their whole paths."""
    for line in program.letters.from_elsewhere(letter):
        aside(line)


def _stop_at_gaps(program: AppContext, letter: Letter) -> None:
    """Names what the letter cannot do without, a line each, and ends there."""
    gaps = program.letters.gaps(letter)
    for gap in gaps:
        complain(f"missing: {gap}")
    if gaps:
        click.get_current_context().exit(1)


def _hint(program: AppContext, letter: Letter, *, chosen: bool) -> None:
    """Says beside the letter whom it is for, where the program chose, and what it still lacks."""
    if chosen:
        aside(f"To {program.letters.reader_name(letter)}; --to names another.")
    for item in program.letters.missing(letter):
        aside(lack_line(item))
    _tell_elsewhere(program, letter)
    if not program.signature:
        aside('It is not signed: write for example name = "Ada Moreau" into the configuration file.')
