"""What the contact log needs to keep itself: of an email its Message-ID and thread, letters that did not arrive,
suggestions, and which messages of a mail folder were read.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_REFERENCES = {
    "follow_up_id": "follow_ups",
    "touch_id": "touches",
    "settles_id": "follow_ups",
    "meeting_id": "meetings",
}


def upgrade() -> None:
    """Runs inside one transaction."""
    for table in ("touches", "letters"):
        for name in ("message_id", "thread"):
            op.add_column(table, sa.Column(name, sa.Text(), nullable=False, server_default=sa.text("''")))
    op.add_column("touches", sa.Column("subject", sa.Text(), nullable=False, server_default=sa.text("''")))
    op.execute("UPDATE touches SET subject = note WHERE letter_id IS NOT NULL")
    op.add_column("touches", sa.Column("bounced", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.create_index(
        "ix_touches_message_id", "touches", ["message_id"], unique=False, sqlite_where=sa.text("message_id <> ''")
    )
    op.create_table(
        "suggestions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("follow_up_id", sa.Integer(), nullable=False),
        sa.Column("proposal", sa.Text(), nullable=False),
        sa.Column("touch_id", sa.Integer(), nullable=True),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("starts", sa.Text(), nullable=True),
        sa.Column("successor", sa.Text(), nullable=False),
        sa.Column("settles_id", sa.Integer(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        *(
            sa.ForeignKeyConstraint([name], [f"{other}.id"], name=op.f(f"fk_suggestions_{name}"))
            for name, other in _REFERENCES.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestions")),
        sqlite_autoincrement=True,
    )
    for name in _REFERENCES:
        op.create_index(op.f(f"ix_suggestions_{name}"), "suggestions", [name], unique=False)
    op.create_table(
        "mail_folders",
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_mail_folders")),
    )
