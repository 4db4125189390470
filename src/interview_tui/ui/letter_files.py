"""Letters as files: the text that an editor gives back, and the e-mail that is written for another program."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from interview_tui.domain.errors import Refused
from interview_tui.domain.letters import TITLES
from interview_tui.ui.dialogs.writing import Written

if TYPE_CHECKING:
    from interview_tui.domain.records import Letter


def from_editor(text: str, *, subject: str) -> Written:
    """A letter as it comes back from an editor; without its subject line the subject stays and all is the letter."""
    first, _, rest = text.lstrip("\ufeff").partition("\n")
    name, colon, value = first.partition(":")
    if not colon or name.strip().casefold() != "subject":
        return Written(subject, None, text.strip("\n"))
    return Written(value.strip(), None, rest.strip("\n"))


def file_name(letter: Letter, name: str) -> str:
    """A plain name for a letter's file: `thank-you-dana-ruiz.eml`."""
    plain = unicodedata.normalize("NFKD", f"{TITLES[letter.kind]} {name}").encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", plain.casefold())) + ".eml"


def write_privately(path: Path, content: bytes) -> None:
    """Writes a file that only the user can read, in place of one that was there. Raises Refused."""
    from tempfile import mkstemp

    try:
        handle, half = mkstemp(dir=path.parent, prefix=f".{path.name}.")  # 0600, as mkstemp makes them
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(half).replace(path)
        finally:
            Path(half).unlink(missing_ok=True)
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror}") from error
