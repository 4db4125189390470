"""Letters as files: the text that an editor gives back, and the e-mail that is written for another program."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from interview_tui.domain.errors import Refused
from interview_tui.domain.letters import TITLES
from interview_tui.domain.records import Letter
from interview_tui.domain.text import shorten
from interview_tui.store.reading import one
from interview_tui.ui.dialogs.writing import Written

if TYPE_CHECKING:
    from pathlib import Path

    from interview_tui.app_context import AppContext
    from interview_tui.domain.enums import Ref
    from interview_tui.store.autosave import Draft


_LONGEST = 100
"""Characters of a file's name, without its ending: file systems take 255 bytes."""


def from_editor(text: str, *, subject: str) -> Written:
    """A letter as it comes back from an editor; without its subject line the subject stays and all is the letter."""
    first, _, rest = text.lstrip("\ufeff").partition("\n")
    name, colon, value = first.partition(":")
    if not colon or name.strip().casefold() != "subject":
        return Written(subject, None, text.strip("\n"))
    return Written(value.strip(), None, rest.strip("\n"))


def take_up_letter(program: AppContext, draft: Draft, letter: Ref) -> str:
    """Keeps a letter that an editor has changed, and nobody has taken in yet, with the letter. Gives whom it is to.

    Raises UserError, as where the letter is gone.
    """
    found = one(program.store.reader, Letter, letter.id)
    mine = from_editor(draft.fields["text"], subject=found.subject)
    program.letters.keep_typed(found.id, mine.as_text())
    program.typed.taken(draft.key, draft.fields["text"], session=draft.session)
    return program.letters.reader_name(found)


def file_name(letter: Letter, name: str) -> str:
    """A plain name for a letter's file: `thank-you-dana-ruiz.eml`."""
    plain = unicodedata.normalize("NFKD", f"{TITLES[letter.kind]} {name}").encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", plain.casefold()))[:_LONGEST].rstrip("-") + ".eml"


def write_privately(path: Path, content: bytes) -> None:
    """Writes a file that only the user can read, in place of one that was there. Raises Refused."""
    from interview_tui.exporting.files import replaced

    try:
        with replaced(path) as file:
            file.write(content)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or "there is no such name"
        raise Refused(f"{shorten(str(path), 200)} cannot be written: {reason}") from error
