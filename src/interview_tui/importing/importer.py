"""Importers: each knows its files by their content, reads them, and applies their contents."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from interview_tui.data_classes import dataclass
from interview_tui.domain.errors import Unclear

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from interview_tui.domain.enums import Ref
    from interview_tui.services.base import Context

    Progress = Callable[[int], None]
    """Called now and then with how many rows are done; whatever it raises takes everything back."""

_T = TypeVar("_T")
_U = TypeVar("_U")

FILE_LIMIT = 200_000_000
"""Bytes of a file at most: some hundred thousand rows of a table."""
LONGEST_LINE = 500
"""Characters of a company, name, role, address or title at most."""
MOST_REMARKS = 50
"""So many remarks of one file are said at most."""
MOST_LISTED = 8
"""So many short ids of what a file changed are listed at most; of more, only how many they are is said."""
PROGRESS_STEP = 500
"""After so many rows the progress is reported."""


class Options(NamedTuple):
    """How a file is to be read."""

    columns: Mapping[str, str] = {}
    """For fields of an interview the header of the column that has it."""
    day_first: bool = False
    """Whether 03/04/2026 means 3 April."""
    mine: frozenset[str] = frozenset()
    """The user's own email addresses, lower case."""
    only: tuple[str, ...] = ()
    """Of a table only the rows of these statuses; empty for all."""
    now: datetime | None = None
    """When it is read: the date of an email that has none."""


NO_OPTIONS = Options()


@dataclass(frozen=True, slots=True)
class Contents(Generic[_T]):
    """What a file holds, as values; and what in it is not taken."""

    rows: tuple[_T, ...] = ()
    refused: tuple[tuple[int, str], ...] = ()
    """The number of a row or card, 0 where it has none, and why."""
    form: str = ""
    """Of a table: the program that it is of."""
    remarks: tuple[tuple[int, str], ...] = ()
    """What is to be known of rows that are taken, or passed over with good reason."""
    left_out: tuple[_T, ...] = ()
    """Rows of a status that is not wanted."""

    @property
    def refusals(self) -> tuple[str, ...]:
        """A line for each row that is refused."""
        return tuple(map(_of_row, self.refused))

    @property
    def said(self) -> tuple[str, ...]:
        """A line for each remark, and for how many there are more."""
        more = len(self.remarks) - MOST_REMARKS
        said = map(_of_row, self.remarks[:MOST_REMARKS])
        return (*said, f"and {more:,} more such rows") if more > 0 else tuple(said)


def _of_row(said: tuple[int, str]) -> str:
    number, words = said
    return f"row {number}: {words}" if number else words


@dataclass(slots=True)
class Imported:
    """What an import did: counts, and a line for each interview that wants the user's eye."""

    added: int = 0
    updated: int = 0
    skipped: int = 0
    words: str = ""
    lines: tuple[str, ...] = ()
    """The words, where they are many: a line for each interview and email."""
    refs: tuple[Ref, ...] = ()
    unsure: tuple[tuple[Ref, str], ...] = ()
    """Interviews of which something was guessed or is missing, each with what to look at."""
    asked: tuple[tuple[Ref, str], ...] = ()
    """Interviews for which a rule has decided, each with the question, and how to say otherwise."""
    entry: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer(Generic[_T]):
    """One type of file."""

    what: str
    """What such a file holds: `contacts`."""
    sniff: Callable[[bytes, Options], bool]
    """Whether the beginning of a file is that of one."""
    read: Callable[[Iterator[bytes], Options], Contents[_T]]
    """What the pieces of a file hold. Raises UserError for what is none, is damaged or too large."""
    apply: Callable[[Context, Sequence[Contents[_T]], bool, Progress], Imported]
    """Applies the contents of files of the type as one change, or only tries to (a dry run)."""
    endings: tuple[str, ...] = ()
    """Of names: a file that was meant to be of this type is refused by it, with what is wrong."""
    several: bool = False
    """Whether several such files can be one change."""
    has_status: bool = False
    """Whether its rows can be chosen by their status."""


@cache
def data_file(name: str) -> dict[str, Any]:
    """One of the tables beside this file (TOML): the forms, hosts and words that importers go by."""
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text("utf-8"))


def of_bytes(
    read: Callable[[bytes, Options], Contents[_U]], *, limit: int = FILE_LIMIT
) -> Callable[[Iterator[bytes], Options], Contents[_U]]:
    """A reader of pieces out of one that needs all bytes of a file, `limit` at most."""

    def read_pieces(pieces: Iterator[bytes], options: Options) -> Contents[_U]:
        data = bytearray()
        for piece in pieces:
            data += piece
            if len(data) > limit:
                raise Unclear(f"it is larger than {limit // 1_000_000} MB: too large to read")
        return read(bytes(data), options)

    return read_pieces
