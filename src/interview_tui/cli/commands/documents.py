"""Files that belong to an interview, and to whom they were sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from interview_tui.cli.group import command
from interview_tui.cli.output import progress, report, stoppable
from interview_tui.cli.parameters import Id, at_option
from interview_tui.domain.records import Document, ref
from interview_tui.store.records import get

if TYPE_CHECKING:
    from interview_tui.app_context import AppContext
    from interview_tui.domain.case import Case
    from interview_tui.domain.dates import When
    from interview_tui.domain.enums import Ref
    from interview_tui.domain.records import Record
    from interview_tui.services.documents import EditedDocument
    from interview_tui.store.document_files import Content
    from interview_tui.store.journal import Change


@command()
@click.argument("wanted", type=Id("ifcd"), metavar="ID")
@click.argument("file", type=click.Path(), metavar="[FILE]", required=False)
@click.option("--for", "keeps", type=Id("fc"), metavar="ID", help="The promise that it keeps, by its follow-up (f40).")
@click.option("--name", metavar="TEXT", help="What a letter calls it: the case study, two pages.")
@click.option("--by", type=Id("p"), metavar="ID", help="Who wrote it, for a letter of recommendation (p7).")
@click.option("--copy", is_flag=True, help="Saves a private copy of the file as it is now.")
@click.option("--sent-to", type=Id("p"), metavar="ID", help="Who you sent it to (p7), if no letter of yours took it.")
@at_option("When you sent it, if not just now.")
@click.option("--remove", is_flag=True, help="Takes it out of its interview; the file itself stays.")
def document_command(
    app: AppContext,
    wanted: Ref,
    file: str | None,
    keeps: Ref | None,
    name: str | None,
    by: Ref | None,
    copy: bool,
    sent_to: Ref | None,
    at: When | None,
    remove: bool,
) -> None:
    """Attaches a file to an interview or a promise.

    With an interview (i12), or the follow-up of a promise (f40). The file stays where it is: its path is saved, and a
    hash by which a change is noticed. Run it again to change what is known, or to take the file as it is now.

    With a document (d4) the options change that one, and FILE is its new place. Letters that attach it note by
    themselves that it was sent; --sent-to notes what you sent another way. show i12 lists what was sent where.
    """
    options = (keeps, name, by, sent_to)
    if at is not None and sent_to is None:
        raise click.UsageError("--at needs --sent-to: who did you send it to?")
    if remove:
        if wanted.letter != "d" or file is not None or copy or any(option is not None for option in options):
            raise click.UsageError("--remove takes a document and nothing else, for example d4 --remove")
        change = app.documents.remove(wanted.id)
    elif wanted.letter == "d":
        change = _edited(app, wanted, file, keeps, name, by, copy=copy, sent_to=sent_to, at=at)
    elif file is None:
        raise click.UsageError("give the FILE, or a document (d4) to change")
    else:
        for promised in (wanted, keeps):  # a large file is not read for what is then refused
            if promised is not None and promised.letter != "i":
                app.documents.promise_of(promised)
        change = app.documents.add(
            wanted,
            _read(app, file, copy=copy),
            keeps=keeps,
            name=name or "",
            by=by.id if by else None,
            sent_to=sent_to.id if sent_to else None,
            at=at,
        )
    report(change.words, change.refs)


def _edited(
    app: AppContext,
    wanted: Ref,
    file: str | None,
    keeps: Ref | None,
    name: str | None,
    by: Ref | None,
    *,
    copy: bool,
    sent_to: Ref | None,
    at: When | None,
) -> Change:
    """A document as the options say."""
    if file is None and not copy and all(option is None for option in (keeps, name, by, sent_to)):
        raise click.UsageError(f"say what to change of {wanted}; show {wanted} shows it")
    document = get(app.store.reader, Document, wanted.id)
    known: EditedDocument = {}
    if name is not None:
        known["name"] = name
    if keeps is not None:
        known["commitment_id"] = app.documents.promise_of(keeps)
    if by is not None:
        known["person_id"] = by.id
    content = _read(app, file or document.path, copy=copy) if file is not None or copy else None
    return app.documents.edit(document, content, sent_to=sent_to.id if sent_to else None, at=at, **known)


def _read(app: AppContext, file: str, *, copy: bool) -> Content:
    """The file, read to its end; a large one says how far it is."""
    with stoppable(app), progress("{:,} MB read") as show:
        return app.documents.read(file, copy=copy, progress=show)


def document_row(document: Document, case: Case, app: AppContext) -> tuple[str, ...]:
    """A document in a line of `show`: its id, what a letter calls it, its promise, where it went, its place."""
    from interview_tui.services.documents import sent_words, state_words
    from interview_tui.store.document_files import look_at

    promise = next((c.text for c in case.agreed if c.id == document.commitment_id), "")
    sendings = [s for s in case.sendings if s.document_id == document.id]
    names = {person.id: person.name for person in case.people.values()}
    said = (
        sent_words(sendings, names, app.calendar, app.today()),
        state_words(document, look_at(document).state, sendings),
        f"by {case.person_name(document.person_id)}" if document.person_id is not None else "",
    )
    return str(ref(document)), document.called, promise, " · ".join(filter(None, said)), document.path


def file_state(record: Record) -> dict[str, object]:
    """What `show` says of a document beside its fields: what has become of its file; nothing of any other record."""
    from interview_tui.store.document_files import look_at

    return {"state": str(look_at(record).state)} if isinstance(record, Document) else {}
