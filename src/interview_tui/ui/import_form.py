"""Taking a file in from the dashboard: an invitation, and whatever it leaves in doubt; a table, or contacts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from interview_tui.domain.errors import Unclear
from interview_tui.domain.text import counted, shorten
from interview_tui.services.base import Change
from interview_tui.services.sources import INVITATION_LIMIT, INVITATIONS, TABLE_LIMIT, Asked, is_export, source_of
from interview_tui.ui.dialogs.form import Field, Form
from interview_tui.ui.dialogs.prompt import Prompt
from interview_tui.ui.dialogs.working import Working
from interview_tui.ui.pages.stories import is_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from interview_tui.exchange.invitation import Invitation
    from interview_tui.services.intake import Intaken
    from interview_tui.services.sources import Source

    _Taken = tuple[Intaken, Sequence[tuple[int, str]]]
    """What was taken in, and the rows that were refused, with why."""
    from interview_tui.ui.dialogs.base import Dialog
    from interview_tui.wiring import Program

FILES = ".ics, .eml, .csv, .md or .vcf"
"""What can be taken in."""


def import_prompt(program: Program, done: Callable[[Change], None]) -> Prompt:
    """Asks for a file, and then, where an invitation leaves them in doubt, for the company and the role."""

    def submit(text: str) -> Dialog | None:
        data = read_file(text)
        if is_export(data):
            raise Unclear(f"an export of everything is taken in from a shell: interview-tui import {shorten(text, 60)}")
        source = source_of(text.strip(), data, Asked())
        if source is not INVITATIONS:
            return _working(program, source, data, done)
        if len(data) > INVITATION_LIMIT:
            raise Unclear(f"it is larger than {INVITATION_LIMIT // 1_000_000} MB: that is no invitation")
        invitations = program.intake.read(data)
        unsure = [i for i in invitations if program.intake.asks(i)]
        if not unsure:
            done(_taken(program, invitations))
            return None
        return doubt_form(program, unsure, [i for i in invitations if i not in unsure], done)

    return Prompt(
        "Import a file",
        submit,
        placeholder=FILES,
        preview=_file_said,
        hint="enter reads it · in mutt: |interview-tui import - · esc closes",
    )


def _working(program: Program, source: Source, data: bytes, done: Callable[[Change], None]) -> Working[_Taken]:
    """Takes the file in while it says how far it is."""

    def take(told: Callable[[int], None]) -> _Taken:
        read = source.read(data, Asked(), program.house)
        return source.take(program.house, [read], False, told), getattr(read, "refused", ())

    def taken(result: _Taken) -> None:
        intaken, refused = result
        left = f" · refused {counted(len(refused), 'row')}: row {refused[0][0]}: {refused[0][1]}" if refused else ""
        known = f" · {intaken.skipped:,} here already" if intaken.skipped else ""
        done(Change(f"Imported {source.what}: {intaken.words}{known}{left}", intaken.refs, intaken.entry))

    return Working(f"Importing {source.what}", take, taken, words="{:,} rows")


def doubt_form(
    program: Program, unsure: list[Invitation], sure: list[Invitation], done: Callable[[Change], None]
) -> Form:
    """Asks of each invitation whose company or role is in doubt what they are."""
    fields = []
    for number, invitation in enumerate(unsure):
        about = invitation.summary or "no summary"
        fields.append(
            Field(name=f"company{number}", label="Company", value=invitation.company, placeholder=f"of: {about}")
        )
        fields.append(Field(name=f"role{number}", label="Role", value=invitation.role, placeholder="may stay empty"))

    def submit(values: dict[str, str]) -> None:
        told = []
        for number, invitation in enumerate(unsure):
            company = values[f"company{number}"]
            if not company:
                raise Unclear("an interview needs a company: say whom you are to meet")
            told.append(
                replace(invitation, company=company, role=values[f"role{number}"], company_sure=True, role_sure=True)
            )
        done(_taken(program, [*sure, *told]))

    return Form(f"{counted(len(unsure), 'invitation')} left in doubt: {unsure[0].summary}", fields, submit)


def _file_said(text: str) -> str:
    return "enter reads it" if is_file(text.strip()) else "there is no such file yet: go on typing, or esc closes"


def read_file(text: str) -> bytes:
    """The bytes of a file that a person named. Raises Unclear."""
    name = text.strip()
    if not name:
        raise Unclear(f"name a file: {FILES}")
    try:
        path = Path(name).expanduser()
        if path.exists() and not path.is_file():  # a device has no end, and a pipe may never begin
            raise Unclear(f"cannot read {path}: it is no file")
        with path.open("rb") as file:
            data = file.read(TABLE_LIMIT + 1)
    except (OSError, ValueError, RuntimeError) as error:  # ValueError: a NUL in the name; RuntimeError: no home
        reason = getattr(error, "strerror", None) or "no such name"
        raise Unclear(f"cannot read {shorten(name, 200)}: {reason}") from error
    if len(data) > TABLE_LIMIT:
        raise Unclear(f"{path} is larger than {TABLE_LIMIT // 1_000_000} MB: too large to be read")
    return data


def _taken(program: Program, invitations: list[Invitation] | tuple[Invitation, ...]) -> Change:
    taken = program.intake.take(invitations)
    return Change(f"Imported: {taken.words}", taken.refs, taken.entry)
