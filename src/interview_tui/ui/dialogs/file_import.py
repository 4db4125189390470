"""Taking a file in from the dashboard: an invitation, and whatever it leaves in doubt; a table, or contacts."""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from interview_tui.configuration import first_file
from interview_tui.data_classes import dataclass, field, replace
from interview_tui.domain.errors import Unclear
from interview_tui.domain.text import company_role, counted, in_utf8, shorten
from interview_tui.importing.importer import FILE_LIMIT, Options
from interview_tui.mail.folders import is_maildir
from interview_tui.services.base import no_progress
from interview_tui.store.files import make_private_folder
from interview_tui.store.journal import Change
from interview_tui.ui.dialogs.form import Field, Form
from interview_tui.ui.dialogs.letter import write_privately
from interview_tui.ui.dialogs.menu import Choice, Menu
from interview_tui.ui.dialogs.prompt import Prompt
from interview_tui.ui.dialogs.working import Working
from interview_tui.ui.pages.stories import is_file

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from interview_tui.app_context import AppContext
    from interview_tui.domain.records import Interview
    from interview_tui.importing.importer import Contents, Imported, Importer, Progress
    from interview_tui.importing.invitation import Invitation
    from interview_tui.importing.invitations import Item
    from interview_tui.importing.messages import Answers
    from interview_tui.importing.own_tasks import OwnTask
    from interview_tui.mail.message import Message
    from interview_tui.ui.app_screen import AppScreen
    from interview_tui.ui.dialogs.base import Dialog

FILES = ".ics, .eml, mbox, .csv, .md or .vcf, or a folder: Maildir, .ics"
"""What can be taken in."""


def import_prompt(screen: AppScreen, done: Callable[[Change], None]) -> Prompt:
    """Asks for a file, and then for what its invitations leave in doubt."""
    program = screen.program
    options = Options(mine=program.mine, now=program.clock())

    def submit(text: str) -> Dialog | None:
        from interview_tui.importing.archive import EXPORT
        from interview_tui.importing.arrivals import INVITATIONS, MESSAGES, read_arrived_folder, read_messages
        from interview_tui.importing.importers import importer_of

        def read_folder(folder: Path, told: Progress) -> Contents[Any]:
            try:
                return read_arrived_folder(folder, options, told)
            except OSError as error:
                raise Unclear(f"cannot read {shorten(text, 200)}: {error.strerror}") from error

        if (folder := _folder(text)) is not None:
            if is_maildir(folder):
                return _emails(screen, partial(read_folder, folder), done)
            return InvitationQuestions.of(screen, done, read_folder(folder, no_progress)).following()
        data = read_import_file(text)
        importer = importer_of(text.strip(), data, options)
        if importer is EXPORT:
            raise Unclear(f"import a full export from a shell: interview-tui import {shorten(text, 60)}")
        if importer is MESSAGES:
            return _emails(screen, partial(read_messages, iter([data]), options), done)
        if importer is not INVITATIONS:
            return _working(program, importer, data, done)
        return InvitationQuestions.of(screen, done, importer.read(iter([data]), options)).following()

    return Prompt(
        "Import a file",
        submit,
        placeholder=FILES,
        preview=_file_said,
        hint="enter reads it · in mutt: |interview-tui import - · esc closes",
    )


def _emails(
    screen: AppScreen, read: Callable[[Progress], Contents[Message]], done: Callable[[Change], None]
) -> Working[tuple[Contents[Message], tuple[Invitation, ...]]]:
    """Reads emails in a thread, and takes them in after it was asked what their invitations leave in doubt."""
    mine = screen.program.mine

    def found(told: Progress) -> tuple[Contents[Message], tuple[Invitation, ...]]:
        from interview_tui.importing.messages import invitations_in

        contents = read(told)
        return contents, tuple(one for row in contents.rows for one in invitations_in(row, mine).rows)

    def following(result: tuple[Contents[Message], tuple[Invitation, ...]]) -> Dialog | None:
        contents, invitations = result
        if not invitations:
            return _emails_taken(screen, contents, None, done)
        questions = InvitationQuestions(
            screen, done, list(invitations), then=lambda answers: _emails_taken(screen, contents, answers, done)
        )
        return questions.following()

    return Working("Reading emails", found, following, words="{:,} emails")


def _emails_taken(
    screen: AppScreen, contents: Contents[Message], answers: Answers | None, done: Callable[[Change], None]
) -> Working[Imported]:
    """Takes emails in as one change, with the invitations about which the user was asked."""
    program = screen.program

    def take(told: Progress) -> Imported:
        from interview_tui.app_context import AppContext
        from interview_tui.importing.arrivals import apply_arrivals
        from interview_tui.importing.messages import Messages

        own = AppContext(program.settings)  # a connection belongs to the thread that opened it
        own.session = program.session
        try:
            if answers is None:
                return apply_arrivals(own, [contents], False, told)
            return Messages(own).take(contents.rows, asked_for=True, answers=answers, progress=told).imported
        finally:
            own.store.close()

    def taken(imported: Imported) -> None:
        refusals = contents.refusals
        left = f" · refused {counted(len(refusals), 'email')}: {refusals[0]}" if refusals else ""
        done(Change(f"Imported: {imported.words}{left}", imported.refs, imported.entry))

    return Working("Importing emails", take, taken, words="{:,} emails")


def _working(
    program: AppContext, importer: Importer[Any], data: bytes, done: Callable[[Change], None]
) -> Working[tuple[Imported, Contents[Any]]]:
    """Takes the file in while it says how far it is."""

    def take(progress: Progress) -> tuple[Imported, Contents[Any]]:
        contents = importer.read(iter([data]), Options(mine=program.mine))
        return importer.apply(program, [contents], False, progress), contents

    def taken(result: tuple[Imported, Contents[Any]]) -> None:
        imported, contents = result
        refusals = contents.refusals
        left = f" · refused {counted(len(refusals), 'row')}: {refusals[0]}" if refusals else ""
        known = f" · {imported.skipped:,} already here" if imported.skipped else ""
        beside = [*contents.said, *(f"{ref}: {question}" for ref, question in imported.asked)]
        said = f" · {beside[0]}" + (f" and {len(beside) - 1} more" if len(beside) > 1 else "") if beside else ""
        words = f"Imported {importer.what}: {imported.words}{known}{left}{said}"
        done(Change(words, imported.refs, imported.entry))

    return Working(f"Importing {importer.what}", take, taken, words="{:,} rows")


@dataclass(slots=True)
class InvitationQuestions:
    """Invitations on their way in: one question after another, then all of them as one change."""

    screen: AppScreen
    done: Callable[[Change], None]
    invitations: list[Invitation]
    next_round: list[Invitation] = field(default_factory=list)
    asked: list[Invitation] = field(default_factory=list)
    """Those of which it was asked whether they open the next round."""
    tasks: Sequence[OwnTask] = ()
    """They leave nothing in doubt."""
    refused: Sequence[str] = ()
    then: Callable[[Answers], Dialog] | None = None
    """Takes what else is to be taken in the same change; else nothing is."""

    @classmethod
    def of(cls, screen: AppScreen, done: Callable[[Change], None], contents: Contents[Item]) -> InvitationQuestions:
        """Those that files bring, with what else they do."""
        from interview_tui.importing.own_tasks import OwnTask

        tasks = [item for item in contents.rows if isinstance(item, OwnTask)]
        invitations = [item for item in contents.rows if not isinstance(item, OwnTask)]
        return cls(screen, done, invitations, tasks=tasks, refused=contents.refusals)

    def following(self) -> Dialog | None:
        """The next question; where none is left they are taken in. Raises UserError."""
        service = self.screen.program.invitations
        unsure = [i for i in self.invitations if service.asks(i)]
        if unsure:
            return self._doubt_form(unsure)
        address = service.likely_user(self.invitations)
        if address is not None:
            return self._me_menu(address)
        for invitation in self.invitations:
            interview = None if invitation in self.asked else service.likely_next_round(invitation)
            if interview is not None:
                self.asked.append(invitation)
                return self._round_menu(invitation, interview)
        items: list[Item] = [*self.invitations, *self.tasks]
        if self.then is not None:
            from interview_tui.importing.messages import Answers

            return self.then(Answers(items, self.next_round, self.asked, are_all=True))
        taken = service.take(items, next_round=self.next_round, answered=self.asked)
        left = f" · refused {len(self.refused)}: {self.refused[0]}" if self.refused else ""
        self.done(Change(f"Imported: {taken.words}{left}", taken.refs, taken.entry))
        return None

    def _doubt_form(self, unsure: list[Invitation]) -> Form:
        """Asks of each invitation whose company or role is in doubt what they are."""
        fields = []
        for number, invitation in enumerate(unsure):
            about = f"of: {invitation.summary or 'no summary'}"
            fields.append(Field(f"company{number}", "Company", invitation.company, placeholder=about))
            fields.append(Field(f"role{number}", "Role", invitation.role, placeholder="optional"))

        def submit(values: dict[str, str]) -> Dialog | None:
            sure = [i for i in self.invitations if i not in unsure]
            for number, invitation in enumerate(unsure):
                company, role = values[f"company{number}"], values[f"role{number}"]
                if not company:
                    raise Unclear("an interview needs a company: who are you meeting?")
                sure.append(replace(invitation, company=company, role=role, company_sure=True, role_sure=True))
            self.invitations = sure
            return self.following()

        return Form(f"{counted(len(unsure), 'invitation')} unclear: {unsure[0].summary}", fields, submit)

    def _me_menu(self, address: str) -> Menu:
        """Asks whether a guest is the user; the answer is kept in the configuration."""
        program = self.screen.program

        def yes() -> None:
            remember_address(program, address)
            self.screen.program = program.known_as(address)

        def no() -> None:
            self.invitations = list(program.invitations.with_user_as_guest(self.invitations))

        choices = [
            Choice("y", f"yes: save it in {program.settings.paths.configuration.name}", self._go_on(yes)),
            Choice("n", "no, this is another guest", self._go_on(no)),
        ]
        return Menu(f"Is {address} you?", choices, esc="import nothing")

    def _round_menu(self, invitation: Invitation, interview: Interview) -> Menu:
        """Asks what an invitation is after whose employer's meetings are over."""

        def opens() -> None:
            self.next_round.append(invitation)

        choices = [
            Choice("f", "another meeting in this round", self._go_on(lambda: None)),
            Choice("n", "the next round: they invited you back", self._go_on(opens)),
        ]
        name = company_role(interview.company, interview.role)
        title = f"{name} has already met you. “{shorten(invitation.summary, 40)}” is"
        return Menu(title, choices, esc="import nothing")

    def _go_on(self, work: Callable[[], None]) -> Callable[[], Awaitable[None]]:
        async def act() -> None:
            work()
            following = self.following()
            if following is not None:
                await self.screen.ask(following)

        return act


def remember_address(program: AppContext, address: str) -> None:
    """Writes the user's address into the configuration, which is made where there is none. Raises UserError."""
    path, zone = program.settings.paths.configuration, program.settings.calendar.zone.key
    try:
        if path.exists() and not path.is_file():
            raise Unclear(f"{path} is not a file: your address cannot be saved there")
        text = path.read_text("utf-8") if path.exists() else first_file(zone=zone)
        make_private_folder(path.absolute().parent)
    except (OSError, UnicodeDecodeError) as error:
        raise Unclear(f"{path} cannot be read: {getattr(error, 'strerror', None) or 'it is not UTF-8'}") from error
    line = f"email = {json.dumps(address)}"
    written, found = re.subn(r"^#?email = .*$", lambda _: line, text, count=1, flags=re.MULTILINE)
    write_privately(path, (written if found else f"{line}\n{text}").encode())


def _folder(text: str) -> Path | None:
    """The folder that a person named; None where it is none."""
    name = text.strip()
    try:
        path = Path(name).expanduser()
        return path if name and path.is_dir() else None
    except (OSError, ValueError, RuntimeError):  # not to be looked at; a NUL in the name; no home
        return None


def _file_said(text: str) -> str:
    return "enter reads it" if is_file(text.strip()) or _folder(text) else "no such file · esc closes"


def read_import_file(text: str) -> bytes:
    """The bytes of a file that a person named. Raises Unclear."""
    name = text.strip()
    if not name:
        raise Unclear(f"name a file: {FILES}")
    try:
        path = Path(name).expanduser()
        if path.exists() and not path.is_file():  # a device has no end, and a pipe may never begin
            raise Unclear(f"cannot read {path}: it is not a file")
        with path.open("rb") as file:
            data = file.read(FILE_LIMIT + 1)
    except (OSError, ValueError, RuntimeError) as error:  # ValueError: a NUL in the name; RuntimeError: no home
        reason = getattr(error, "strerror", None) or "no such file"
        raise Unclear(f"cannot read {shorten(name, 200)}: {reason}") from error
    if len(data) > FILE_LIMIT:
        raise Unclear(f"{path} is larger than {FILE_LIMIT // 1_000_000} MB: too large to read")
    return b"".join(in_utf8([data]))
