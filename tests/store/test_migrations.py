"""A store that an earlier version wrote, opened by this one."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from alembic import command
from alembic.config import Config

from interview_tui.domain.records import Interview, Letter, Touch
from interview_tui.store.database import APPLICATION_ID, HEAD
from interview_tui.store.migrating import SCRIPTS
from interview_tui.store.transaction import engine_for
from tests.programs import ProgramOnATable, a_program, case_of, every, get

if TYPE_CHECKING:
    from pathlib import Path

INTERVIEW: dict[str, object] = {
    "id": 1, "version": 2, "company": "Acme", "role": "SRE", "step": 1, "round": 1, "outcome": None, "plan": None,
    "stay_in_touch": None, "link": "", "location": "", "note": "", "created": "2026-11-01T09:00:00+00:00",
}  # fmt: skip
ROUND: dict[str, object] = {
    "id": 1, "version": 1, "interview_id": 1, "number": 1, "opened": "2026-11-01T09:00:00+00:00", "closed": None,
    "outcome": None, "reopened": 0, "needs_ranked": 0, "readiness_seen": 0, "decision": "", "lesson": "",
    "no_voice_why": "",
}  # fmt: skip
MEETING: dict[str, object] = {
    "id": 1, "version": 1, "round_id": 1, "title": "", "starts": None, "ends": None, "zone": "UTC", "place": "",
    "link": "", "uid": "", "sequence": 0, "state": "planned",
}  # fmt: skip
TOUCH: dict[str, object] = {
    "id": 1, "version": 1, "interview_id": 1, "person_id": None, "at": "2026-11-02T09:00:00+00:00", "direction": "in",
    "channel": "email", "note": "They wrote", "follow_up_id": None, "letter_id": None,
}  # fmt: skip
LETTER: dict[str, object] = {
    "id": 1, "version": 1, "interview_id": 1, "round_id": 1, "person_id": None, "kind": "check_in",
    "channel": "email", "subject": "Hello", "body": "A word", "quote_id": None, "state": "draft", "sent": None,
    "follow_up_id": None, "created": "2026-11-02T09:00:00+00:00",
}  # fmt: skip


def insert(connection: sqlite3.Connection, table: str, row: dict[str, object]) -> None:
    marks = ", ".join(f":{name}" for name in row)
    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", row)  # noqa: S608


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    """A store of the first schema: an interview, a touch, a letter, and a journal in which the touch was logged."""
    path = tmp_path / "interviews.db"
    path.touch(mode=0o600)
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    engine = engine_for(path)
    with engine.connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        raw.execute("PRAGMA user_version = 1")
        rows = {"interviews": INTERVIEW, "rounds": ROUND, "meetings": MEETING, "letters": LETTER, "touches": TOUCH}
        for table, row in rows.items():
            insert(raw, table, row)
        insert(raw, "facts", {"key": "zone", "value": "Europe/Berlin"})
        insert(raw, "entries", {"id": 1, "at": TOUCH["at"], "words": "Logged: email from Acme", "state": "done"})
        logged = {"entry_id": 1, "noun": "touches", "record_id": 1, "before": None, "after": json.dumps(TOUCH)}
        insert(raw, "changes", logged)
    return a_program(tmp_path)


def test_everything_is_there_and_what_is_new_is_empty(program: ProgramOnATable) -> None:
    assert program.store.reader.execute("PRAGMA user_version").fetchone() == (HEAD,)
    assert program.store.reader.execute("PRAGMA foreign_key_check").fetchall() == []
    assert get(program, Interview, 1).company == "Acme"
    assert [(letter.body, letter.brings) for letter in every(program, Letter)] == [("A word", None)]
    assert [(touch.note, touch.brings) for touch in case_of(program, 1).touches] == [("They wrote", None)]


def test_the_copy_from_before_is_of_the_first_schema(program: ProgramOnATable, tmp_path: Path) -> None:
    assert program.store.reader
    (copy,) = (tmp_path / "backups").iterdir()
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert connection.execute("SELECT note FROM touches").fetchall() == [("They wrote",)]


def test_what_the_earlier_version_did_is_undone_and_done_again(program: ProgramOnATable) -> None:
    program.history.undo()
    assert every(program, Touch) == ()
    program.history.redo()
    assert [touch.note for touch in every(program, Touch)] == ["They wrote"]
