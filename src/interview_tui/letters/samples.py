"""Work samples: files of the user's that are attached to a letter."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass
from interview_tui.domain.already_sent import is_web_link, promised_sample, sample_name
from interview_tui.domain.errors import Refused
from interview_tui.domain.text import clean_line, repeats, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_tui.domain.chart import ChartRow
    from interview_tui.domain.records import Document


_LARGEST = 10_000_000
"""Bytes of a sample that is attached; mail servers let 20 to 25 million through, all together."""
_OF_THE_SYSTEM = (Path("/proc"), Path("/sys"))
"""What is in there is made up by the system as it is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A work sample, as it is sent."""

    name: str
    data: bytes


def read_sample(path: str) -> Attachment:
    """A work sample from its file. Raises Refused when it is gone, no ordinary file, too large, or cannot be read."""
    named = f"the sample {shorten(Path(path).name or path, 60)}"
    try:
        file = Path(path).expanduser()
        found = file.stat()
        if not stat.S_ISREG(found.st_mode) or any(map(file.resolve().is_relative_to, _OF_THE_SYSTEM)):
            raise Refused(f"{named}: {clean_line(str(file.resolve()))} is no ordinary file")
        if found.st_size > _LARGEST:
            raise Refused(f"{named}: larger than {_LARGEST // 1_000_000} MB, send a link instead")
        with file.open("rb") as opened:
            return Attachment(name=file.name, data=opened.read(_LARGEST))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Refused(f"{named}: there is no such file") from error
    except (OSError, ValueError, RuntimeError) as error:  # unreadable; a NUL in the name; no home to expand
        raise Refused(f"{named} cannot be read") from error


def where_from(path: str) -> str:
    """What is to be known of a sample before it is attached: the whole path of one outside their home, or that a
    link leads to; '' for any other, and for one that is not found.
    """
    try:
        file = Path(os.path.abspath(Path(path).expanduser()))  # noqa: PTH100 -- a link is not to be followed here
        found = file.resolve(strict=True)
    except (OSError, ValueError, RuntimeError):
        return ""
    home = _home()
    whole = f"{clean_line(file.name)} comes from {clean_line(str(found))}"
    if home is None or not found.is_relative_to(home.resolve()):
        return f"{whole}, outside your home"
    straight = home.resolve() / file.relative_to(home) if file.is_relative_to(home) else file
    return "" if found == straight else f"{whole}, by a link"


def _home() -> Path | None:
    try:
        return Path.home().absolute()
    except RuntimeError:
        return None


def sample_files(rows: Sequence[ChartRow]) -> tuple[str, ...]:
    """The samples of the chart that are files, each once."""
    return tuple(dict.fromkeys(r.sample for r in rows if r.matched and r.sample and not is_web_link(r.sample)))


def named_files(rows: Sequence[ChartRow], documents: Sequence[Document], text: str) -> tuple[str, ...]:
    """The samples in files and the documents that a text names, by the file's name or by what the user calls it: they
    are attached.
    """
    files = [(row.sample, row.sample_name) for row in rows if row.matched and row.sample]
    files += [(document.path, document.name) for document in documents]
    named = (
        path
        for path, name in files
        if not is_web_link(path) and (sample_name(path) in text or (name and repeats(text, name)))
    )
    return tuple(dict.fromkeys(named))


def promised_files(rows: Sequence[ChartRow], documents: Sequence[Document], promise: str) -> tuple[str, ...]:
    """The files that a promise is about: the documents kept for it, else the sample of a story that it names, where
    that can be sent. The letter that keeps it need not name them.
    """
    if documents:
        return tuple(document.path for document in documents)
    sample = promised_sample(rows, promise)
    return (sample,) if sample and not is_web_link(sample) and not gone_samples((sample,)) else ()


def gone_samples(samples: Sequence[str]) -> dict[str, str]:
    """Of samples in files those that cannot be sent, and why not."""
    gone = {}
    for sample in samples:
        try:
            read_sample(sample)
        except Refused as error:
            gone[sample] = str(error)
    return gone
