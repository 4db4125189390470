"""The kinds of files that can be taken in, each known by its content, read, and taken in as one change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from interview_tui.importing.invitations import Intaken
    from interview_tui.services.base import Context

    Told = Callable[[int], None]

INVITATION_LIMIT = 25_000_000
"""Bytes of an invitation at most: an e-mail with all its attachments."""
TABLE_LIMIT = 200_000_000
"""Bytes of a table at most: some hundred thousand rows."""


class Asked(NamedTuple):
    """How a file is to be read."""

    columns: Mapping[str, str] = {}
    """For fields of an interview the header of the column that has it."""
    day_first: bool = False
    """Whether 03/04/2026 is the 3rd of April."""


class Source(NamedTuple):
    """One kind of file: its name, how it is known and read, and what takes it in."""

    what: str
    endings: tuple[str, ...]
    """Of names: so that one hears what is wrong with a file that is meant to be of this kind."""
    suits: Callable[[bytes, Asked], bool]
    """Whether the beginning of a file is that of one."""
    read: Callable[[bytes, Asked, Context], Any]
    """What it holds. Raises UserError."""
    take: Callable[[Context, list[Any], bool, Told], Intaken]
    """Takes in what several files of the kind hold as one change, or only tries to; somebody hears how far it is."""
    limit: int = TABLE_LIMIT
    several: bool = False
    """Whether several such files can be one change."""


def source_of(name: str, beginning: bytes, asked: Asked) -> Source:
    """What a file is, by its content; by its name where that tells nothing."""
    by_content = next(source for source in SOURCES if source.suits(beginning, asked))
    if by_content is not INVITATIONS:
        return by_content
    return next((source for source in SOURCES if name.lower().endswith(source.endings or ("\0",))), by_content)


def is_export(beginning: bytes) -> bool:
    """Whether it can only be JSON: neither a calendar nor an e-mail begins with a brace."""
    return beginning[:1000].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def _is_contacts(data: bytes, _: Asked) -> bool:
    from interview_tui.importing.vcard import is_vcards

    return is_vcards(data)


def _read_contacts(data: bytes, _: Asked, __: Context) -> Any:
    from interview_tui.importing.vcard import read_vcards

    return read_vcards(data)


def _take_contacts(context: Context, read: list[Any], dry_run: bool, told: Told) -> Intaken:
    from interview_tui.importing.contacts import Contacts

    return Contacts(context).take(read[0], dry_run=dry_run, told=told)


def _is_connections(data: bytes, _: Asked) -> bool:
    from interview_tui.importing.connections import is_connections

    return is_connections(data)


def _read_connections(data: bytes, _: Asked, __: Context) -> Any:
    from interview_tui.importing.connections import read_connections

    return read_connections(data)


def _take_connections(context: Context, read: list[Any], dry_run: bool, told: Told) -> Intaken:
    from interview_tui.importing.connections_taken import Connections

    return Connections(context).take(read[0], dry_run=dry_run, told=told)


def _is_career_ops(data: bytes, _: Asked) -> bool:
    from interview_tui.importing.career_ops import is_career_ops

    return is_career_ops(data)


def _read_career_ops(data: bytes, asked: Asked, _: Context) -> Any:
    from interview_tui.importing.career_ops import read_career_ops

    return read_career_ops(data, day_first=asked.day_first)


def _is_table(data: bytes, asked: Asked) -> bool:
    from interview_tui.importing.tables import is_table

    return is_table(data, asked.columns)


def _read_table(data: bytes, asked: Asked, _: Context) -> Any:
    from interview_tui.importing.tables import read_table

    return read_table(data, columns=asked.columns, day_first=asked.day_first)


def _take_tables(context: Context, read: list[Any], dry_run: bool, told: Told) -> Intaken:
    from interview_tui.importing.applications import Tables

    return Tables(context).take(read, dry_run=dry_run, told=told)


def _read_invitations(data: bytes, _: Asked, context: Context) -> Any:
    from interview_tui.importing.invitations import Intake

    return Intake(context).read(data)


def _take_invitations(context: Context, read: list[Any], dry_run: bool, _: Told) -> Intaken:
    from interview_tui.importing.invitations import Intake

    return Intake(context).take([one for invitations in read for one in invitations], dry_run=dry_run)


INVITATIONS = Source(
    "invitations",
    (".ics", ".eml"),
    lambda *_: True,
    _read_invitations,
    _take_invitations,
    limit=INVITATION_LIMIT,
    several=True,
)
SOURCES = (
    Source("contacts", (".vcf",), _is_contacts, _read_contacts, _take_contacts),
    Source("connections", (), _is_connections, _read_connections, _take_connections),
    Source("a tracker", (".md",), _is_career_ops, _read_career_ops, _take_tables, several=True),
    Source("a table", (".csv", ".tsv"), _is_table, _read_table, _take_tables, several=True),
    INVITATIONS,
)
"""In the order in which they are looked for. What is none of them is an invitation, or hears that it is not."""
