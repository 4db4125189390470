"""The plan by itself: what only the clock brings, offers, the two times of a fact; and plain SQL in the place of tallies.

A planned follow-up is known by its kind and its meeting or commitment (`origin`), and an offer by its outcome.
"""

# ruff: noqa: S608 -- our own names

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, cast

import sqlalchemy as sa
from alembic import op

if TYPE_CHECKING:
    import sqlite3

revision = "0004"
down_revision = "0003"

_TEXTS = {
    "interviews": ("clock_at",),
    "rounds": ("entered",),
    "meetings": ("entered",),
    "attendances": ("entered",),
    "involvements": ("handed_over", "entered"),
    "questions": ("entered",),
    "needs": ("entered",),
    "quotes": ("entered",),
    "matches": ("entered",),
    "commitments": ("entered",),
    "remarks": ("entered",),
    "follow_ups": ("lapses",),
    "touches": ("entered", "until", "reply_by"),
}
_NUMBERS = {"interviews": ("clock_step",), "passages": ("reached",)}
_FILLED = (
    ("rounds", "why", sa.Text(), "''"),
    ("passages", "by_hand", sa.Integer(), "0"),
    ("follow_ups", "edited", sa.Integer(), "0"),
    ("touches", "automatic", sa.Integer(), "0"),
)
_REFERENCES = (("involvements", "successor_id", "people"), ("touches", "commitment_id", "commitments"))
_TRIGGERS = (
    *(f"follow_ups_{name}_{event}" for name in ("owed", "awaited") for event in ("insert", "delete", "update")),
    *(f"interviews_{name}_{event}" for name in ("stages", "search") for event in ("insert", "delete", "update")),
    "interviews_owed_move",
    "interviews_awaited",
    "rounds_awaited",
    *(f"meetings_awaited_{event}" for event in ("insert", "delete", "update")),
)

_NEW_DATE = "Ask for a new date"
_OLD_ORIGIN = re.compile(r"r([0-9]+):([a-z_]+)(?::(.+))?")
_OLD, _MISSED = "'r[0-9]*:*'", "'r[0-9]*:check_in:missed:*'"
_ON_THEIR_DATE = "(f.why GLOB '*after their date' OR f.why GLOB '*after the date that they named')"
_BY_MEETING = ("prepare", "debrief")
_BY_ROUND = ("value_letter", "rejection_thanks", "offer_reply", "withdrawal")
_BY_ROUND_AND_NUMBER = ("check_in", "stay_in_touch", "watch")
_BY_PERSON = ("advocate", "reference_thanks")
_ONCE = ("recommendation",)


def upgrade() -> None:
    """Runs inside one transaction."""
    _drop_tallies()
    _add_columns()
    _add_offers()
    _make_indexes()
    driver = cast("sqlite3.Connection", op.get_bind().connection.dbapi_connection)
    keep_steps(driver)
    decide_offers(driver)
    _journal_offers(driver)
    _rename_in_journal(driver, rename_origins(driver))
    # The program then makes every plan by the new rules (services/), once.
    op.execute("INSERT INTO facts (key, value) SELECT 'plan', 'due' WHERE EXISTS (SELECT 1 FROM interviews)")


def _drop_tallies() -> None:
    for trigger in _TRIGGERS:
        op.execute(f"DROP TRIGGER {trigger}")
    op.execute("DROP VIEW awaiting")
    for table in ("pieces_interviews", "search_interviews"):
        op.execute(f"DROP TABLE {table}")
    op.execute("DROP VIEW interview_words")
    op.execute("DELETE FROM unindexed WHERE source = 'interviews'")
    for table in ("owed", "stages", "awaited"):
        op.drop_table(table)


def _add_columns() -> None:
    for kind, named in ((sa.Text(), _TEXTS), (sa.Integer(), _NUMBERS)):
        for table, names in named.items():
            for name in names:
                op.add_column(table, sa.Column(name, kind, nullable=True))
    for table, name, kind, default in _FILLED:
        op.add_column(table, sa.Column(name, kind, nullable=False, server_default=sa.text(default)))
    for table, name, other in _REFERENCES:
        # Alembic would make the whole table anew for the reference.
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {name} INTEGER CONSTRAINT fk_{table}_{name} REFERENCES {other} (id)"
        )
        op.create_index(op.f(f"ix_{table}_{name}"), table, [name], unique=False)


def _add_offers() -> None:
    op.create_table(
        "offers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.Column("entered", sa.Text(), nullable=True),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("answer_by", sa.Text(), nullable=True),
        sa.Column("start", sa.Text(), nullable=True),
        sa.Column("written", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_offers_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_offers_round_id"), "offers", ["round_id"], unique=False)


def _make_indexes() -> None:
    is_open = sa.text("state = 'open'")
    for name, columns in (
        ("queue", ["due_sort", "id", "interview_id", "lapses", "state"]),
        ("open", ["interview_id", "due_sort", "id", "lapses", "state"]),
    ):
        op.drop_index(f"ix_follow_ups_{name}", "follow_ups")
        op.create_index(f"ix_follow_ups_{name}", "follow_ups", columns, unique=False, sqlite_where=is_open)
    for name, columns, where in (
        ("lapses", ["lapses", "kind"], "state = 'open' AND lapses IS NOT NULL"),
        ("debrief", ["anchor", "id"], "state = 'open' AND kind = 'debrief'"),
    ):
        op.create_index(f"ix_follow_ups_{name}", "follow_ups", columns, unique=False, sqlite_where=sa.text(where))
    for name in ("pipeline", "company"):
        op.drop_index(f"ix_interviews_{name}", "interviews")
    op.create_index(
        "ix_interviews_company",
        "interviews",
        [sa.text("company COLLATE NOCASE"), "id", "role", "step", "clock_at", "clock_step", "outcome", "round"],
        unique=False,
    )
    op.create_index(
        "ix_interviews_offers",
        "interviews",
        ["id"],
        unique=False,
        sqlite_where=sa.text("outcome IN ('offer', 'accepted')"),
    )
    op.create_index(
        "ix_interviews_clock",
        "interviews",
        ["clock_at"],
        unique=False,
        sqlite_where=sa.text("clock_step IS NOT NULL"),
    )


def keep_steps(driver: sqlite3.Connection) -> None:
    """The user moved every interview from step to step by a key, but for step 9, which an outcome brought: where it
    stands holds until the facts begin a farther step. Also for an export of before, as it is read (store/staging.py).
    """
    driver.execute(
        "UPDATE passages SET by_hand = 1 WHERE step > 1 AND EXISTS ("
        "SELECT 1 FROM rounds r JOIN interviews i ON i.id = r.interview_id AND i.round = r.number "
        "WHERE r.id = passages.round_id AND passages.step <= i.step AND (passages.step <> 9 OR i.outcome IS NULL))"
    )


def decide_offers(driver: sqlite3.Connection) -> None:
    """An offer's decision was a word in a line of its round; it is the outcome now, and the offer a record. Also for an
    export of before, as it is read (store/staging.py).
    """
    decided = "outcome = 'offer' AND decision IN ('accepted', 'declined')"
    # For a decided one `closed` is when that was; the reply was planned when the offer came.
    replied = (
        "SELECT min(f.created) FROM follow_ups f WHERE f.interview_id = r.interview_id "
        "AND f.origin = 'r' || r.number || ':offer_reply'"
    )
    driver.execute(
        "INSERT INTO offers (version, round_id, made, terms, written) SELECT 1, r.id, "
        f"CASE WHEN {decided} THEN coalesce(({replied}), r.closed, r.opened) "
        f"ELSE coalesce(r.closed, ({replied}), r.opened) END, '', 0 "
        "FROM rounds r WHERE r.outcome = 'offer' ORDER BY r.id"
    )
    driver.execute(
        "UPDATE rounds SET closed = (SELECT o.made FROM offers o WHERE o.round_id = rounds.id) "
        "WHERE outcome = 'offer' AND closed IS NULL"
    )
    driver.execute(
        "UPDATE interviews SET outcome = r.decision FROM rounds r WHERE r.interview_id = interviews.id "
        "AND r.number = interviews.round AND interviews.outcome = 'offer' AND r.outcome = 'offer' "
        "AND r.decision IN ('accepted', 'declined')"
    )
    driver.execute(f"UPDATE rounds SET outcome = decision, decision = '' WHERE {decided}")


def _journal_offers(driver: sqlite3.Connection) -> None:
    """An offer goes where the entry is taken back that brought it."""
    names = ("id", "version", "round_id", "made", "entered", "terms", "answer_by", "start", "written")
    fields = ", ".join(f"'{name}', o.{name}" for name in names)
    driver.execute(
        "INSERT INTO changes (entry_id, noun, record_id, before, after) "
        f"SELECT max(c.entry_id), 'offers', o.id, NULL, json_object({fields}) "
        "FROM offers o JOIN changes c ON c.noun = 'rounds' AND c.record_id = o.round_id "
        "JOIN entries e ON e.id = c.entry_id AND e.state = 'done' WHERE c.after LIKE '{%' AND c.before LIKE '{%' "
        "AND json_extract(c.after, '$.outcome') = 'offer' AND json_extract(c.before, '$.outcome') IS NOT 'offer' "
        "GROUP BY o.id"
    )


class Renamed(NamedTuple):
    """What became of the planned follow-ups, as far as their old origin does not say it."""

    unknown: set[int]
    """Those that no plan knows any more."""
    about: dict[int, int]
    """The check-ins on a date of theirs, each with the commitment."""


def rename_origins(driver: sqlite3.Connection) -> Renamed:
    """Planned follow-ups are known by kind and meeting or commitment. Also for an export of before, as it is read
    (store/staging.py).
    """
    driver.execute(f"UPDATE follow_ups SET kind = 'new_date', text = '{_NEW_DATE}' WHERE origin GLOB {_MISSED}")
    about = _commitments_asked_about(driver)
    driver.executemany("UPDATE follow_ups SET commitment_id = ? WHERE id = ?", ((c, key) for key, c in about.items()))
    meeting = "coalesce(f.meeting_id, (SELECT max(m.id) FROM meetings m WHERE m.round_id = f.round_id))"
    # Two rounds had a line each of what is asked for once in an interview: one of them, the newest open one, else the
    # newest, stays the plan's; the others stand for nothing that is planned any more.
    taken: set[tuple[int, str]] = set()
    anew: list[tuple[str, int]] = []
    for key, interview, origin, of_meeting in driver.execute(
        f"SELECT f.id, f.interview_id, f.origin, {meeting} FROM follow_ups f WHERE f.origin GLOB {_OLD} "
        "ORDER BY f.state = 'open' DESC, f.id DESC"
    ).fetchall():
        fresh = f"check_in:c{about[key]}" if key in about else _renamed(origin, of_meeting)
        anew.append(("" if (interview, fresh) in taken else fresh, key))
        taken.add((interview, fresh))
    driver.executemany("UPDATE follow_ups SET origin = ? WHERE id = ?", anew)
    return Renamed({key for fresh, key in anew if not fresh}, about)


def _commitments_asked_about(driver: sqlite3.Connection) -> dict[int, int]:
    """Check-ins on a date of theirs counted from the noon of that day, which east of UTC+12 is one of the day before."""
    pairs = driver.execute(
        "SELECT f.id, c.id FROM follow_ups f JOIN meetings m ON m.round_id = f.round_id "
        "JOIN commitments c ON c.meeting_id = m.id AND c.owner = 'them' "
        "AND c.due IN (date(f.anchor), date(f.anchor, '+1 day')) "
        f"WHERE f.origin GLOB 'r[0-9]*:check_in:[0-9]*' AND {_ON_THEIR_DATE} ORDER BY f.id, c.due DESC, c.id DESC"
    )
    return dict(pairs.fetchall())


def _rename_in_journal(driver: sqlite3.Connection, found: Renamed) -> None:
    """The same in the journal, so that what is taken back there is known as well."""

    def renamed(key: int, origin: str, of_meeting: int | None) -> str:
        if key in found.about and key not in found.unknown:
            return f"check_in:c{found.about[key]}"
        return "" if key in found.unknown else _renamed(origin, of_meeting)

    driver.create_function("renamed", 3, renamed, deterministic=True)
    driver.create_function("asked_about", 1, found.about.get, deterministic=True)
    for column in ("before", "after"):
        origin = f"json_extract({column}, '$.origin')"
        those = f"noun = 'follow_ups' AND {column} LIKE '{{%' AND {origin} GLOB"
        driver.execute(
            f"UPDATE changes SET {column} = json_set({column}, '$.kind', 'new_date', '$.text', '{_NEW_DATE}') "
            f"WHERE {those} {_MISSED}"
        )
        driver.execute(
            f"UPDATE changes SET {column} = json_set({column}, '$.origin', "
            f"renamed(record_id, {origin}, coalesce(json_extract({column}, '$.meeting_id'), "
            f"(SELECT max(m.id) FROM meetings m WHERE m.round_id = json_extract({column}, '$.round_id'))))) "
            f"WHERE {those} {_OLD}"
        )
        driver.execute(
            f"UPDATE changes SET {column} = json_set({column}, '$.commitment_id', asked_about(record_id)) "
            f"WHERE noun = 'follow_ups' AND {column} LIKE '{{%' AND asked_about(record_id) IS NOT NULL"
        )
    driver.create_function("renamed", 3, None)
    driver.create_function("asked_about", 1, None)


def _renamed(origin: str, meeting: int | None) -> str:
    """`r1:check_in:2` is `check_in:r1:2` now. What is none of ours stays as it is: no plan knows it."""
    found = _OLD_ORIGIN.fullmatch(origin)
    if found is None:
        return origin
    number, kind, key = found[1], found[2], found[3] or ""
    if kind == "check_in" and key.startswith("missed:"):
        return f"new_date:m{key.removeprefix('missed:')}"
    if kind in _BY_MEETING and meeting is not None:
        return f"{kind}:m{meeting}"
    if kind == "thank_you" and meeting is not None:
        return f"{kind}:m{meeting}:p{key}"
    if kind == "promise":
        return f"{kind}:c{key}"
    if kind in _BY_PERSON:
        return f"{kind}:p{key}"
    if kind in _BY_ROUND:
        return f"{kind}:r{number}"
    if kind in _BY_ROUND_AND_NUMBER:
        return f"{kind}:r{number}:{key}"
    return kind if kind in _ONCE else origin
