"""Half-typed letters are kept in files beside the store; before this runs, the rows of their table are moved there."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Runs inside one transaction."""
    op.drop_table("drafts")
