"""The user's own questions, letters of recommendation on their way, and what a contact brought."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Runs inside one transaction."""
    op.create_table(
        "bank_questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_questions")),
        sqlite_autoincrement=True,
    )
    op.add_column("involvements", sa.Column("received", sa.Text(), nullable=True))
    op.add_column("involvements", sa.Column("forwarded", sa.Text(), nullable=True))
    op.add_column("touches", sa.Column("brings", sa.Text(), nullable=True))
    op.add_column("letters", sa.Column("brings", sa.Text(), nullable=True))
    op.create_index("ix_interviews_company", "interviews", [sa.text("company COLLATE NOCASE"), "id"], unique=False)
