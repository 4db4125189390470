"""What was studied before a meeting, questions put to the candidate and prepared answers, what was sent of documents, who
was named as a reference, and a second role at an employer; what took place on some days is found by its time.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Runs inside one transaction."""
    for table, name in (
        ("questions", "went"),
        ("questions", "better"),
        ("involvements", "stress"),
        ("people", "knows_me_from"),
        ("documents", "sha256"),
        ("documents", "copy"),
    ):
        op.add_column(table, sa.Column(name, sa.Text(), nullable=False, server_default=sa.text("''")))
    op.add_column("meetings", sa.Column("travel", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.add_column("questions", sa.Column("put_to_me", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.add_column("involvements", sa.Column("named", sa.Text(), nullable=True))
    for table, name, other in (
        ("questions", "story_id", "stories"),
        ("letters", "question_id", "questions"),
        ("documents", "person_id", "people"),
        ("interviews", "follows_id", "interviews"),
    ):
        _refer(table, name, other)
    _create("prepared_answers", {"kind": False, "question": False, "text": False}, {"story_id": ("stories", True)})
    _create("studies", {"text": False}, {"interview_id": ("interviews", False)})
    references = {
        "document_id": ("documents", False),
        "person_id": ("people", True),
        "letter_id": ("letters", True),
    }
    _create("sendings", {"at": False, "sha256": False}, references)
    for table, name in (("interviews", "created"), ("touches", "at"), ("sendings", "at"), ("offers", "made")):
        op.create_index(op.f(f"ix_{table}_{name}"), table, [name], unique=False)
    off = sa.text("state <> 'planned'")
    op.create_index("ix_meetings_off", "meetings", ["entered"], unique=False, sqlite_where=off)
    for table, name, condition in (
        ("rounds", "closed", "closed IS NOT NULL"),
        ("letters", "sent", "sent IS NOT NULL"),
        ("commitments", "due", "state = 'open'"),
        ("commitments", "settled", "settled IS NOT NULL"),
    ):
        op.create_index(op.f(f"ix_{table}_{name}"), table, [name], unique=False, sqlite_where=sa.text(condition))


def _refer(table: str, name: str, other: str) -> None:
    """A column that refers to another table, or to the same one. SQLite adds it as it stands in the statement: Alembic
    would write the whole table anew for the name of the constraint.
    """
    op.execute(f"ALTER TABLE {table} ADD COLUMN {name} INTEGER CONSTRAINT fk_{table}_{name} REFERENCES {other} (id)")
    op.create_index(op.f(f"ix_{table}_{name}"), table, [name], unique=False)


def _create(table: str, texts: dict[str, bool], references: dict[str, tuple[str, bool]]) -> None:
    """A table of records: the names of its texts and of its references, with whether they may be null."""
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=nullable) for name, nullable in texts.items()),
        *(sa.Column(name, sa.Integer(), nullable=nullable) for name, (_, nullable) in references.items()),
        *(
            sa.ForeignKeyConstraint([name], [f"{other}.id"], name=op.f(f"fk_{table}_{name}"))
            for name, (other, _) in references.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sqlite_autoincrement=True,
    )
    for name in references:
        # An interview has one study.
        op.create_index(op.f(f"ix_{table}_{name}"), table, [name], unique=table == "studies")
