"""What a letter needs to sound like its writer: forms of address, languages and tones, what a story shows, first steps;
what a letter was made of; and documents.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_EMPTY = {
    "people": ("address",),
    "stories": ("strength", "sample_name"),
    "matches": ("first_steps",),
    "letters": ("sentences", "ticked", "drafted", "variant"),
}
_NOT_SAID = {"people": ("language", "tone"), "interviews": ("language", "tone")}
_FILLED = (
    ("people", "familiar", sa.Integer(), "0"),
    ("letters", "language", sa.Text(), "'en-US'"),
    ("letters", "tone", sa.Text(), "'warm'"),
)
_REFERENCES = (("letters", "need_id", "needs"), ("letters", "match_id", "matches"))


def upgrade() -> None:
    """Runs inside one transaction."""
    for table, names in _EMPTY.items():
        for name in names:
            op.add_column(table, sa.Column(name, sa.Text(), nullable=False, server_default=sa.text("''")))
    for table, names in _NOT_SAID.items():
        for name in names:
            op.add_column(table, sa.Column(name, sa.Text(), nullable=True))
    for table, name, kind, default in _FILLED:
        op.add_column(table, sa.Column(name, kind, nullable=False, server_default=sa.text(default)))
    for table, name, other in _REFERENCES:
        # Alembic would make the whole table anew for the reference.
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {name} INTEGER CONSTRAINT fk_{table}_{name} REFERENCES {other} (id)"
        )
        op.create_index(op.f(f"ix_{table}_{name}"), table, [name], unique=False)
    _add_documents()


def _add_documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("interview_id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=True),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["interview_id"], ["interviews.id"], name=op.f("fk_documents_interview_id")),
        sa.ForeignKeyConstraint(["commitment_id"], ["commitments.id"], name=op.f("fk_documents_commitment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sqlite_autoincrement=True,
    )
    for name in ("interview_id", "commitment_id"):
        op.create_index(op.f(f"ix_documents_{name}"), "documents", [name], unique=False)
