"""The registry of importers: every type of file that can be taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview_tui.importing.applications import CSV_TABLES, MARKDOWN_TABLES
from interview_tui.importing.archive import EXPORT
from interview_tui.importing.arrivals import INVITATIONS, MESSAGES
from interview_tui.importing.connections import CONNECTIONS
from interview_tui.importing.people_tables import PEOPLE_TABLES
from interview_tui.importing.sent_follow_ups import SENT_FOLLOW_UPS
from interview_tui.importing.story_bank import STORY_BANK
from interview_tui.importing.vcards import CONTACTS

if TYPE_CHECKING:
    from interview_tui.importing.importer import Importer, Options

IMPORTERS: tuple[Importer[Any], ...] = (
    EXPORT, CONTACTS, CONNECTIONS, SENT_FOLLOW_UPS, STORY_BANK, MARKDOWN_TABLES, PEOPLE_TABLES, CSV_TABLES,
    MESSAGES, INVITATIONS,
)  # fmt: skip
"""In the order in which they look at a file."""


def importer_of(name: str, beginning: bytes, options: Options) -> Importer[Any]:
    """The importer of a file by its content; by its name where the content says nothing."""
    by_content = next(importer for importer in IMPORTERS if importer.sniff(beginning, options))
    if by_content is not INVITATIONS:
        return by_content
    return next((one for one in IMPORTERS if one.endings and name.lower().endswith(one.endings)), by_content)
