"""Work samples: files of the user's that are attached to a letter."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from interview_tui.domain.already_sent import is_web_link, sample_name
from interview_tui.domain.errors import Refused
from interview_tui.domain.text import clean_line, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_tui.domain.chart import ChartRow


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


def named_samples(rows: Sequence[ChartRow], text: str) -> tuple[str, ...]:
    """The samples in files that a text names: they are attached."""
    return tuple(sample for sample in sample_files(rows) if sample_name(sample) in text)


def gone_samples(samples: Sequence[str]) -> dict[str, str]:
    """Of samples in files those that cannot be sent, and why not."""
    gone = {}
    for sample in samples:
        try:
            read_sample(sample)
        except Refused as error:
            gone[sample] = str(error)
    return gone
