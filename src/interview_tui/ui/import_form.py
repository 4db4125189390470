"""Taking an invitation in from the dashboard: the file, then whatever the invitation leaves in doubt."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from interview_tui.domain.errors import Unclear
from interview_tui.domain.text import counted, shorten
from interview_tui.services.base import Change
from interview_tui.ui.dialogs.form import Field, Form
from interview_tui.ui.dialogs.prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview_tui.exchange.invitation import Invitation
    from interview_tui.ui.dialogs.base import Dialog
    from interview_tui.wiring import Program

LARGEST = 25_000_000
"""Bytes; e-mails carry attachments, but nothing larger is an invitation."""


def import_prompt(program: Program, done: Callable[[Change], None]) -> Prompt:
    """Asks for the file of an invitation, and then, where it leaves them in doubt, for the company and the role."""

    def submit(text: str) -> Dialog | None:
        invitations = program.intake.read(read_file(text))
        unsure = [i for i in invitations if program.intake.asks(i)]
        if not unsure:
            done(_taken(program, invitations))
            return None
        return doubt_form(program, unsure, [i for i in invitations if i not in unsure], done)

    return Prompt(
        "Import an invitation",
        submit,
        placeholder="FILE.ics or FILE.eml",
        hint="enter reads it · in mutt: |interview-tui import - · esc closes",
    )


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


def read_file(text: str) -> bytes:
    """The bytes of a file that a person named. Raises Unclear."""
    name = text.strip()
    if not name:
        raise Unclear("name the file of an invitation: FILE.ics or FILE.eml")
    try:
        path = Path(name).expanduser()
        if path.exists() and not path.is_file():  # a device has no end, and a pipe may never begin
            raise Unclear(f"cannot read {path}: it is no file")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError, RuntimeError) as error:  # ValueError: a NUL in the name; RuntimeError: no home
        reason = getattr(error, "strerror", None) or "no such name"
        raise Unclear(f"cannot read {shorten(name, 200)}: {reason}") from error
    if len(data) > LARGEST:
        raise Unclear(f"{path} is larger than {LARGEST // 1_000_000} MB: that is no invitation")
    return data


def _taken(program: Program, invitations: list[Invitation] | tuple[Invitation, ...]) -> Change:
    taken = program.intake.take(invitations)
    return Change(f"Imported: {taken.words}", taken.refs, taken.entry)
