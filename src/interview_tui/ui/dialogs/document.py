"""The form of a file: where it lies, what a letter calls it, the promise that it keeps, and who wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.enums import Owner
from interview_tui.domain.text import counted, shorten
from interview_tui.services.documents import readable_file
from interview_tui.store.case import load_case
from interview_tui.ui.dialogs.form import Field

if TYPE_CHECKING:
    from interview_tui.app_context import AppContext
    from interview_tui.domain.case import Case
    from interview_tui.domain.records import Document

_CHOICE = 48
"""Characters of a promise where it is chosen."""
NO_PROMISE, YOU = "none", "you"


class DocumentChoices:
    """What the form of a file offers: the promises of its interview, and its people."""

    def __init__(self, program: AppContext, interview_id: int) -> None:
        case = load_case(program.store.reader, interview_id, program.clock())
        self._promises = {shorten(c.text, _CHOICE): c.id for c in case.agreed if c.owner is Owner.ME}
        self._people = _people(case)

    def fields(self, document: Document | None) -> tuple[Field, ...]:
        """The fields, as they begin."""
        keeps = next((text for text, i in self._promises.items() if document and i == document.commitment_id), "")
        by = next((name for name, i in self._people.items() if document and i == document.person_id), "")
        return (
            Field("file", "File", document.path if document else "", "~/résumé.pdf", _file_said),
            Field("name", "Name", document.name if document else "", "after “attached:”: the case study, two pages"),
            Field("keeps", "Promise", keeps or NO_PROMISE, choices=(NO_PROMISE, *self._promises)),
            Field("by", "Written by", by or YOU, choices=(YOU, *self._people), help="for a letter of recommendation"),
        )

    def promise(self, text: str) -> int | None:
        """The promise that was chosen."""
        return self._promises.get(text)

    def writer(self, text: str) -> int | None:
        """The person who was chosen."""
        return self._people.get(text)


def people_of(program: AppContext, interview_id: int) -> dict[str, int]:
    """The people of an interview by their names."""
    return _people(load_case(program.store.reader, interview_id, program.clock()))


def _people(case: Case) -> dict[str, int]:
    return {case.person_name(tie.person_id): tie.person_id for tie in case.involvements}


def _file_said(text: str) -> str:
    """What is found at a path. Raises Refused."""
    return size_words(readable_file(text.strip())[1])


def size_words(size: int) -> str:
    """`1.2 MB`, `14 kB`, `640 bytes`."""
    if size < 1000:
        return counted(size, "byte")
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{size / 1e3:.0f} kB"
