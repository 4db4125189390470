"""A store that an earlier version wrote, opened by this one."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from alembic import command
from alembic.config import Config

from interview_tui.domain.errors import StoreTrouble
from interview_tui.domain.records import FollowUp, Interview, Letter, Settled, Touch
from interview_tui.store.database import APPLICATION_ID, HEAD
from interview_tui.store.figures import figures
from interview_tui.store.migrating import SCRIPTS
from interview_tui.store.pipeline import Pipeline
from interview_tui.store.queue import Queue
from interview_tui.store.transaction import engine_for
from tests.programs import ProgramOnATable, a_program, case_of, every, get
from tests.store.test_tallies import assert_right

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

PERSON: dict[str, object] = {
    "id": 1, "version": 1, "name": "Dana Ruiz", "title": "", "company": "Acme", "email": "", "phone": "", "link": "",
    "no_calls": 0, "note": "",
}  # fmt: skip
FOLLOW_UP: dict[str, object] = {
    "id": 1, "version": 2, "interview_id": 1, "round_id": 1, "kind": "custom", "text": "Call", "person_id": 1,
    "channel": "phone", "due_day": "2026-11-20", "due_at": None, "why": "my own", "anchor": None, "origin": "",
    "planned_day": None, "state": "done", "settled": "2026-11-20T09:00:00+00:00", "on_time": 1, "note": "",
    "sensitive": 0, "commitment_id": None, "meeting_id": None, "created": "2026-11-02T09:00:00+00:00",
}  # fmt: skip
STILL_OPEN: dict[str, object] = {"version": 1, "state": "open", "settled": None, "on_time": None}
DUE_SORT = "2026-11-20T24:00"


def insert(connection: sqlite3.Connection, table: str, row: dict[str, object]) -> None:
    marks = ", ".join(f":{name}" for name in row)
    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", row)  # noqa: S608


@pytest.fixture(params=[1, 2], ids=["of schema 1", "of schema 2"])
def schema(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def program(tmp_path: Path, schema: int) -> ProgramOnATable:
    """A store of an earlier schema: an interview, a touch, a letter, follow-ups, and a journal in which the touch was
    logged and then the first follow-up done.
    """
    path = tmp_path / "interviews.db"
    path.touch(mode=0o600)
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    engine = engine_for(path)
    with engine.connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, f"{schema:04}")
    engine.dispose()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        raw.execute(f"PRAGMA user_version = {schema}")
        rows = {"interviews": INTERVIEW, "rounds": ROUND, "meetings": MEETING, "letters": LETTER, "touches": TOUCH}
        for table, row in (rows | {"people": PERSON}).items():
            insert(raw, table, row)
        differing: tuple[dict[str, object], ...] = ({}, STILL_OPEN, {"on_time": 0}, STILL_OPEN | {"kind": "debrief"})
        for number, fields in enumerate(differing, start=1):
            insert(raw, "follow_ups", FOLLOW_UP | fields | {"id": number, "due_sort": DUE_SORT})
        insert(raw, "facts", {"key": "zone", "value": "Europe/Berlin"})
        open_before, done_after = (json.dumps(row) for row in (FOLLOW_UP | STILL_OPEN, FOLLOW_UP))
        for entry, (noun, before, after, words) in enumerate(
            (
                ("touches", None, json.dumps(TOUCH), "Logged: email from Acme"),
                ("follow_ups", open_before, done_after, "Done: Call"),
            ),
            start=1,
        ):
            insert(raw, "entries", {"id": entry, "at": TOUCH["at"], "words": words, "state": "done"})
            change = {"entry_id": entry, "noun": noun, "record_id": 1, "before": before, "after": after}
            insert(raw, "changes", change)
    return a_program(tmp_path)


def test_everything_is_there_and_what_is_new_is_empty(program: ProgramOnATable) -> None:
    assert program.store.reader.execute("PRAGMA user_version").fetchone() == (HEAD,)
    assert program.store.reader.execute("PRAGMA foreign_key_check").fetchall() == []
    assert get(program, Interview, 1).company == "Acme"
    assert [(letter.body, letter.brings) for letter in every(program, Letter)] == [("A word", None)]
    assert [(touch.note, touch.brings) for touch in case_of(program, 1).touches] == [("They wrote", None)]


def test_the_copy_from_before_is_of_the_earlier_schema(program: ProgramOnATable, tmp_path: Path, schema: int) -> None:
    assert program.store.reader
    (copy,) = (tmp_path / "backups").iterdir()
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema,)
        assert connection.execute("SELECT note FROM touches").fetchall() == [("They wrote",)]


def test_what_the_earlier_version_did_is_undone_and_done_again(program: ProgramOnATable) -> None:
    program.history.undo()
    assert get(program, FollowUp, 1).state is Settled.OPEN
    assert_right(program)
    program.history.undo()
    assert every(program, Touch) == ()
    program.history.redo(2)
    assert [touch.note for touch in every(program, Touch)] == ["They wrote"]
    assert get(program, FollowUp, 1).state is Settled.DONE
    assert_right(program)


def test_what_was_there_is_counted_and_found(program: ProgramOnATable) -> None:
    assert_right(program)
    assert figures(program.store, now=program.clock(), today=program.house.today()).longest_streak == 1
    assert [row.id for row in Queue(program.store, program.house.today(), text="dana call").window(0, 9)] == [2, 4]
    assert [row.id for row in Pipeline(program.store, program.house.today(), text="acm").interviews()] == [1]


def test_what_fails_half_way_leaves_it_as_it_was(program: ProgramOnATable) -> None:
    path = program.store.path
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE search_interviews (in_the_way)")
    before = path.read_bytes()
    for _ in range(2):
        with pytest.raises(StoreTrouble, match="already exists"):
            every(program, Interview)
        assert path.read_bytes() == before
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TABLE search_interviews")
    assert len(every(program, Interview)) == 1
    assert_right(program)
