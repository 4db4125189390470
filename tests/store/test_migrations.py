"""A store that an earlier version wrote, opened by this one."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from interview_tui.domain.enums import Language, Outcome, Proposal, Settled, Tone
from interview_tui.domain.errors import StoreTrouble
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.records import (
    Document,
    FollowUp,
    Interview,
    Involvement,
    Letter,
    Match,
    Need,
    Offer,
    Passage,
    Person,
    PreparedAnswer,
    Question,
    Round,
    Sending,
    Story,
    Study,
    Suggestion,
    Touch,
)
from interview_tui.services.note_writer import remove_note
from interview_tui.store.connection import APPLICATION_ID, HEAD
from interview_tui.store.engine import engine_for
from interview_tui.store.figures import figures
from interview_tui.store.migrations.upgrade import SCRIPTS
from interview_tui.store.pipeline import Pipeline
from interview_tui.store.queue import Queue
from tests.programs import ProgramOnATable, a_program, content, every, get
from tests.store.records import assert_in_place, change, put

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
    "channel": "phone", "due_day": "2026-11-20", "due_at": None, "why": "your own", "anchor": None, "origin": "",
    "planned_day": None, "state": "done", "settled": "2026-11-20T09:00:00+00:00", "on_time": 1, "note": "",
    "sensitive": 0, "commitment_id": None, "meeting_id": None, "created": "2026-11-02T09:00:00+00:00",
}  # fmt: skip
STILL_OPEN: dict[str, object] = {"version": 1, "state": "open", "settled": None, "on_time": None}
DUE_SORT = "2026-11-20T24:00"


def insert(connection: sqlite3.Connection, table: str, row: dict[str, object]) -> None:
    marks = ", ".join(f":{name}" for name in row)
    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", row)  # noqa: S608


def lay_store(path: Path, schema: int) -> None:
    """Puts an empty store of an earlier schema at `path`."""
    path.touch(mode=0o600)
    path.write_bytes(empty_store(schema))


@cache
def empty_store(schema: int) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "interviews.db"
        make_store(path, schema)
        return path.read_bytes()


def make_store(path: Path, schema: int) -> None:
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
        insert(raw, "facts", {"key": "zone", "value": "Europe/Berlin"})


def opened(folder: Path) -> ProgramOnATable:
    """The program on the store there, as the migration leaves it: it does not make every plan anew."""
    program = a_program(folder)
    program.store.catch_up = None
    return program


@pytest.fixture(
    params=[pytest.param(n, id=f"of schema {n}", marks=pytest.mark.soak if n == 2 else ()) for n in (1, 2, 3)]
)
def schema(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def program(tmp_path: Path, schema: int) -> ProgramOnATable:
    """A store of an earlier schema: an interview, a touch, a letter, follow-ups, and a journal in which the touch was
    logged and then the first follow-up done.
    """
    lay_store(tmp_path / "interviews.db", schema)
    with closing(sqlite3.connect(tmp_path / "interviews.db")) as raw, raw:
        rows = {"interviews": INTERVIEW, "rounds": ROUND, "meetings": MEETING, "letters": LETTER, "touches": TOUCH}
        for table, row in (rows | {"people": PERSON}).items():
            insert(raw, table, row)
        differing: tuple[dict[str, object], ...] = ({}, STILL_OPEN, {"on_time": 0}, STILL_OPEN | {"kind": "debrief"})
        for number, fields in enumerate(differing, start=1):
            insert(raw, "follow_ups", FOLLOW_UP | fields | {"id": number, "due_sort": DUE_SORT})
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
    return opened(tmp_path)


def test_everything_is_there_and_what_is_new_is_empty(program: ProgramOnATable) -> None:
    assert program.store.reader.execute("PRAGMA user_version").fetchone() == (HEAD,)
    assert program.store.reader.execute("PRAGMA foreign_key_check").fetchall() == []
    assert get(program, Interview, 1).company == "Acme"
    assert [(letter.body, letter.brings) for letter in every(program, Letter)] == [("A word", None)]
    assert [(t.note, t.brings, t.automatic) for t in every(program, Touch)] == [("They wrote", None, False)]
    assert program.store.reader.execute("SELECT value FROM facts WHERE key = 'plan'").fetchone() == ("due",)


@pytest.mark.parametrize(
    "schema", [1, *(pytest.param(n, marks=pytest.mark.soak) for n in range(2, HEAD - 1)), HEAD - 1]
)
def test_contacts_have_no_message_id_and_nothing_is_suggested(tmp_path: Path, schema: int) -> None:
    lay_store(tmp_path / "interviews.db", schema)
    with closing(sqlite3.connect(tmp_path / "interviews.db")) as raw, raw:
        for table, row in {"interviews": INTERVIEW, "rounds": ROUND, "meetings": MEETING, "touches": TOUCH}.items():
            insert(raw, table, {name: row[name] for name in row if name in columns_of(raw, table)})
    program = opened(tmp_path)
    assert [(t.message_id, t.thread, t.bounced) for t in every(program, Touch)] == [("", "", False)]
    assert every(program, Suggestion) == ()
    with program.transaction() as tx:
        line = program.suggestions.suggest(tx, 1, Proposal.DECLINE, touch=every(program, Touch)[0])
        tx.done("Suggested")
    assert line is not None
    assert [s.follow_up_id for s in every(program, Suggestion)] == [line.id]


def columns_of(connection: sqlite3.Connection, table: str) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))}


def test_the_copy_from_before_is_of_the_earlier_schema(program: ProgramOnATable, tmp_path: Path, schema: int) -> None:
    assert program.store.reader
    (copy,) = (tmp_path / "backups").iterdir()
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema,)
        assert connection.execute("SELECT note FROM touches").fetchall() == [("They wrote",)]


def test_what_the_earlier_version_did_is_undone_and_done_again(program: ProgramOnATable) -> None:
    program.history.undo()
    assert get(program, FollowUp, 1).state is Settled.OPEN
    assert_in_place(program)
    program.history.undo()
    assert every(program, Touch) == ()
    program.history.redo(2)
    assert [touch.note for touch in every(program, Touch)] == ["They wrote"]
    assert get(program, FollowUp, 1).state is Settled.DONE
    assert_in_place(program)


def test_what_was_there_is_counted_and_found(program: ProgramOnATable) -> None:
    assert_in_place(program)
    assert figures(program.store, now=program.clock(), today=program.today()).longest_streak == 1
    assert [row.id for row in Queue(program.store, program.clock(), text="dana call").window(0, 9)] == [2, 4]
    assert [row.id for row in Pipeline(program.store, program.clock(), text="acm").interviews()] == [1]


@pytest.mark.parametrize("schema", [1, 4])
def test_what_was_typed_for_a_letter_is_kept_in_a_file(tmp_path: Path, schema: int) -> None:
    lay_store(tmp_path / "interviews.db", schema)
    with closing(sqlite3.connect(tmp_path / "interviews.db")) as raw, raw:
        for key, text in (("letter:1", "Half a letter"), ("letter:2#0123", "Another")):
            insert(raw, "drafts", {"key": key, "text": text, "saved": "2026-11-02T09:00:00+00:00"})
    program = opened(tmp_path)
    assert program.store.reader.execute("SELECT 1 FROM sqlite_schema WHERE name = 'drafts'").fetchone() is None
    assert [program.letters.typed(letter) for letter in (1, 2)] == ["Half a letter", "Another"]
    assert program.autosave.left() == []  # its letter offers it


def test_what_fails_half_way_leaves_it_as_it_was(program: ProgramOnATable) -> None:
    path = program.store.path
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE offers (in_the_way)")
    before = path.read_bytes()
    for _ in range(2):
        with pytest.raises(StoreTrouble, match="already exists"):
            every(program, Interview)
        assert path.read_bytes() == before
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TABLE offers")
    assert len(every(program, Interview)) == 1
    assert_in_place(program)


NEW_NAMES = {
    "r1:prepare": "prepare:m1",
    "r1:debrief": "debrief:m1",
    "r1:thank_you:1": "thank_you:m1:p1",
    "r1:promise:9": "promise:c9",
    "r1:value_letter": "value_letter:r1",
    "r1:check_in:2": "check_in:r1:2",
    "r1:advocate:1": "advocate:p1",
    "r1:recommendation": "recommendation",
    "r1:rejection_thanks": "rejection_thanks:r1",
    "r1:stay_in_touch:3": "stay_in_touch:r1:3",
    "r1:offer_reply": "offer_reply:r1",
    "r1:reference_thanks:1": "reference_thanks:p1",
    "r1:withdrawal": "withdrawal:r1",
    "r1:watch:6": "watch:r1:6",
    "somebody's:own": "somebody's:own",
}
"""How planned follow-ups were known, and how they are."""


class TestThePlanByItself:
    """From schema 3 to 4: how a planned follow-up is known, and an offer's decision."""

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        path = tmp_path / "interviews.db"
        lay_store(path, 3)
        with closing(sqlite3.connect(path)) as raw, raw:
            insert(raw, "people", PERSON)
            for number in (1, 2, 3, 4):
                insert(raw, "interviews", INTERVIEW | {"id": number, "round": 2 if number == 1 else 1})
                insert(raw, "rounds", ROUND | {"id": number, "interview_id": number})
                insert(raw, "meetings", MEETING | {"id": number, "round_id": number})
            insert(raw, "rounds", ROUND | {"id": 5, "number": 2})
            insert(raw, "meetings", MEETING | {"id": 5, "round_id": 5})
        return path

    def change(self, path: Path, *statements: str) -> None:
        with closing(sqlite3.connect(path)) as raw, raw:
            for statement in statements:
                raw.execute(statement)

    def owe(self, path: Path, number: int, origin: str, **fields: object) -> dict[str, object]:
        row = FOLLOW_UP | STILL_OPEN | {"id": number, "kind": origin.split(":")[1], "origin": origin} | fields
        with closing(sqlite3.connect(path)) as raw, raw:
            insert(raw, "follow_ups", row | {"due_sort": DUE_SORT})
        return row

    def journal(self, path: Path, entry: int, noun: str, before: object, after: object, record: int = 1) -> None:
        texts = [None if row is None else json.dumps(row) for row in (before, after)]
        with closing(sqlite3.connect(path)) as raw, raw:
            raw.execute(
                "INSERT OR IGNORE INTO entries (id, at, words, state) VALUES (?, ?, 'Changed', 'done')",
                (entry, TOUCH["at"]),
            )
            insert(
                raw,
                "changes",
                {"entry_id": entry, "noun": noun, "record_id": record, "before": texts[0], "after": texts[1]},
            )

    @pytest.mark.parametrize("meeting", [1, None])
    def test_what_was_planned_is_known_by_its_new_name(self, path: Path, meeting: int | None) -> None:
        numbers = range(1, len(NEW_NAMES) + 1)
        rows = [
            self.owe(path, n, old, kind="custom", meeting_id=meeting) for n, old in zip(numbers, NEW_NAMES, strict=True)
        ]
        self.change(path, "UPDATE follow_ups SET version = 2, state = 'done', on_time = 1, settled = "
                    "'2026-11-02T09:00:00+00:00'")  # fmt: skip
        for row in rows:
            number = int(str(row["id"]))
            done = row | {"version": 2, "state": "done", "settled": TOUCH["at"], "on_time": 1}
            self.journal(path, number, "follow_ups", None, row, record=number)
            self.journal(path, 100 + number, "follow_ups", row, done, record=number)
        program = opened(path.parent)
        assert [f.origin for f in every(program, FollowUp)] == list(NEW_NAMES.values())
        program.history.undo(len(rows))
        found = [(f.origin, f.state, f.edited, f.lapses) for f in every(program, FollowUp)]
        assert found == [(new, Settled.OPEN, False, None) for new in NEW_NAMES.values()]
        program.history.redo()
        program.history.undo(len(rows) + 1)
        assert every(program, FollowUp) == ()
        assert_in_place(program)

    def test_a_check_in_after_a_missed_meeting_asks_for_a_new_date(self, path: Path) -> None:
        row = self.owe(path, 1, "r1:check_in:missed:1", text="Check in")
        self.journal(path, 1, "follow_ups", row, row | {"state": "done", "text": "Check in", "version": 2})
        self.change(path, "UPDATE follow_ups SET state = 'done', version = 2")
        program = opened(path.parent)
        for state in (Settled.DONE, Settled.OPEN):
            found = get(program, FollowUp, 1)
            assert (found.kind, found.origin, found.text) == (Kind.NEW_DATE, "new_date:m1", "Ask for a new date")
            assert found.state is state
            if state is Settled.DONE:
                program.history.undo()
        assert_in_place(program)

    @pytest.mark.parametrize(("states", "keeps"), [(("open", "open"), 2), (("open", "done"), 1), (("done", "done"), 2)])
    def test_of_two_rounds_lines_the_newest_open_one_stays_the_plans(
        self, path: Path, states: tuple[str, str], keeps: int
    ) -> None:
        for number, (state, round_id) in enumerate(zip(states, (1, 5), strict=True), start=1):
            self.owe(path, number, f"r{number}:advocate:1", state=state, round_id=round_id)
        program = opened(path.parent)
        assert {f.id: f.origin for f in every(program, FollowUp)} == {keeps: "advocate:p1", 3 - keeps: ""}

    def test_a_decision_is_an_outcome_and_an_offer_a_record(self, path: Path) -> None:
        self.change(
            path,
            "UPDATE interviews SET outcome = 'offer' WHERE id IN (2, 3, 4)",
            "UPDATE rounds SET outcome = 'offer', closed = '2026-11-10T09:00:00+00:00' WHERE id IN (2, 3)",
            "UPDATE rounds SET decision = 'accepted' WHERE id = 2",
            "UPDATE rounds SET outcome = 'offer' WHERE id IN (1, 4)",
            "UPDATE rounds SET decision = 'declined' WHERE id = 1",
        )
        for number in (2, 4):
            created = "2026-11-05T09:00:00+00:00"
            self.owe(path, number, "r1:offer_reply", interview_id=number, round_id=number, created=created)
        program = opened(path.parent)
        rounds = {r.id: (r.outcome, r.decision, r.closed and r.closed.day) for r in every(program, Round)}
        assert rounds == {
            1: (Outcome.DECLINED, "", 1),
            2: (Outcome.ACCEPTED, "", 10),
            3: (Outcome.OFFER, "", 10),
            4: (Outcome.OFFER, "", 5),
            5: (None, "", None),
        }
        interviews = {i.id: i.outcome for i in every(program, Interview)}
        assert interviews == {1: None, 2: Outcome.ACCEPTED, 3: Outcome.OFFER, 4: Outcome.OFFER}
        assert {o.round_id: o.made.day for o in every(program, Offer)} == {1: 1, 2: 5, 3: 10, 4: 5}

    def test_an_offer_goes_with_the_entry_that_brought_it(self, path: Path) -> None:
        closed = "2026-11-10T09:00:00+00:00"
        before, after = ROUND | {"id": 3, "interview_id": 3}, {"outcome": "offer", "closed": closed, "version": 2}
        self.journal(path, 1, "rounds", before, before | after, record=3)
        self.change(path, f"UPDATE rounds SET outcome = 'offer', closed = '{closed}', version = 2 WHERE id = 3")  # noqa: S608
        program = opened(path.parent)
        assert [offer.round_id for offer in every(program, Offer)] == [3]
        program.history.undo()
        assert every(program, Offer) == ()
        assert get(program, Round, 3).outcome is None
        program.history.redo()
        assert [(offer.round_id, offer.made.day) for offer in every(program, Offer)] == [(3, 10)]
        assert get(program, Round, 3).outcome is Outcome.OFFER

    def test_what_was_deleted_comes_back_whole(self, path: Path) -> None:
        passage = {"id": 1, "version": 1, "round_id": 1, "step": 1, "entered": TOUCH["at"], "skipped": ""}
        self.journal(path, 1, "passages", passage, None)
        program = opened(path.parent)
        program.history.undo()
        assert [(p.by_hand, p.reached) for p in every(program, Passage)] == [(False, None)]

    def test_an_empty_store_has_no_plan_to_be_made(self, tmp_path: Path) -> None:
        lay_store(tmp_path / "interviews.db", 3)
        program = opened(tmp_path)
        assert program.store.reader.execute("SELECT key FROM facts").fetchall() == [("zone",)]

    def test_a_store_of_an_earlier_schema_is_behind(self, path: Path) -> None:
        program = opened(path.parent)
        before = path.read_bytes()
        assert program.store.is_behind()
        assert path.read_bytes() == before
        assert every(program, Interview)
        assert program.store.is_behind()  # until the plan is made
        self.change(path, "DELETE FROM facts WHERE key = 'plan'")
        assert not program.store.is_behind()


class TestAnImportThatStandsInTheJournalAsOneLine:
    """Earlier versions wrote down the first and the last id of what an import added, and its rows when undone."""

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        lay_store(tmp_path / "interviews.db", 5)
        return tmp_path / "interviews.db"

    def journal(self, raw: sqlite3.Connection, *lines: tuple[int, str, int, object, object], undone: int = 0) -> None:
        for entry in sorted({line[0] for line in lines}):
            state = "undone" if entry == undone else "done"
            insert(raw, "entries", {"id": entry, "at": TOUCH["at"], "words": f"Change {entry}", "state": state})
        for entry, noun, record_id, before, after in lines:
            texts = [json.dumps(row) if isinstance(row, dict) else row for row in (before, after)]
            row = {"entry_id": entry, "noun": noun, "record_id": record_id, "before": texts[0], "after": texts[1]}
            insert(raw, "changes", row)

    def test_one_that_stands_is_undone_record_by_record(self, path: Path) -> None:
        people = [PERSON | {"id": number, "name": f"Person {number}"} for number in (1, 2, 3)]
        renamed = people[1] | {"name": "Renamed", "version": 2}
        with closing(sqlite3.connect(path)) as raw, raw:
            for table, row in {"interviews": INTERVIEW, "rounds": ROUND, "meetings": MEETING}.items():
                insert(raw, table, row)
            for person in (people[0], renamed, people[2]):
                insert(raw, "people", person)
            self.journal(
                raw,
                (1, "people", 1, None, people[0]),
                (1, "people", 2, None, "3"),
                (1, "interviews", 1, None, INTERVIEW),
                (1, "rounds", 1, None, "1"),
                (1, "meetings", 1, None, MEETING),
                (2, "people", 2, people[1], renamed),
            )
        program = opened(path.parent)
        full = content(program)
        for entries in (1, 2):
            program.history.undo(entries)
            assert [p.name for p in every(program, Person)] == [f"Person {n}" for n in (1, 2, 3)][: 3 * (2 - entries)]
            program.history.redo(entries)
            assert content(program) == full

    def test_one_that_was_taken_back_is_done_again(self, path: Path) -> None:
        with closing(sqlite3.connect(path)) as raw, raw:
            self.journal(
                raw,
                (1, "people", 1, None, "2"),
                *((1, "people", number, "0", PERSON | {"id": number}) for number in (1, 2)),
                undone=1,
            )
        program = opened(path.parent)
        assert every(program, Person) == ()
        program.history.redo()
        assert [p.id for p in every(program, Person)] == [1, 2]


class TestLettersOneWouldSend:
    """From schema 6 to 7: forms of address, languages and tones, and what a letter was made of."""

    @pytest.fixture
    def program(self, tmp_path: Path) -> ProgramOnATable:
        lay_store(tmp_path / "interviews.db", 6)
        note: dict[str, object] = {"id": 1, "version": 1, "meeting_id": 1, "position": 1}
        rows = {
            "people": PERSON,
            "stories": {"id": 1, "version": 1, "title": "Cut releases", "challenge": "", "action": "", "result": "",
                        "sample": "releases.pdf"},
            "interviews": INTERVIEW,
            "rounds": ROUND | {"why": ""},
            "meetings": MEETING,
            "needs": note | {"text": "releases take nine days", "pressing": 3, "person_id": 1},
            "matches": note | {"story_id": 1, "need_id": 1, "synopsis": "we cut them"},
            "letters": LETTER | {"person_id": 1},
        }  # fmt: skip
        with closing(sqlite3.connect(tmp_path / "interviews.db")) as raw, raw:
            for table, row in rows.items():
                insert(raw, table, row)
            insert(raw, "entries", {"id": 1, "at": TOUCH["at"], "words": "Renamed", "state": "done"})
            before = json.dumps(PERSON | {"name": "Dana"})
            change = {"noun": "people", "record_id": 1, "before": before, "after": json.dumps(PERSON)}
            insert(raw, "changes", {"entry_id": 1} | change)
        return opened(tmp_path)

    def test_what_is_new_is_not_said(self, program: ProgramOnATable) -> None:
        person, interview = get(program, Person, 1), get(program, Interview, 1)
        assert (person.name, person.address, person.familiar) == ("Dana Ruiz", "", False)
        assert (person.language, person.tone, interview.language, interview.tone) == (None, None, None, None)
        story, match = get(program, Story, 1), get(program, Match, 1)
        assert (story.sample, story.strength, story.sample_name) == ("releases.pdf", "", "")
        assert (match.synopsis, match.first_steps) == ("we cut them", "")
        letter = get(program, Letter, 1)
        assert (letter.body, letter.language, letter.tone) == ("A word", Language.EN_US, Tone.WARM)
        assert (letter.need_id, letter.match_id) == (None, None)
        assert (letter.ticked, letter.sentences, letter.variant, letter.drafted) == ("", "", "", "")
        assert every(program, Document) == ()
        assert_in_place(program)

    def test_what_was_changed_before_is_undone_and_what_is_new_is_kept_with_it(self, program: ProgramOnATable) -> None:
        program.history.undo()
        assert get(program, Person, 1).name == "Dana"
        program.history.redo()
        assert get(program, Person, 1).name == "Dana Ruiz"
        program.people.edit(get(program, Person, 1), address="Frau Ruiz", language=Language.DE)
        program.history.undo()
        assert (get(program, Person, 1).address, get(program, Person, 1).language) == ("", None)

    def test_a_letter_outlives_the_need_and_the_answer_that_it_cites(self, program: ProgramOnATable) -> None:
        change(program, Letter, 1, need_id=1, match_id=1)
        program.stories.unmatch(1)
        with program.transaction() as tx:
            remove_note(tx, tx.get(Need, 1))
            tx.done("Removed")
        assert [(letter.need_id, letter.match_id) for letter in every(program, Letter)] == [(None, None)]
        program.history.undo(2)
        assert [(letter.need_id, letter.match_id) for letter in every(program, Letter)] == [(1, 1)]


class TestTheWholeStory:
    """From schema 8 to 9: studies, questions put to one, where files went, references that were named, second roles."""

    @pytest.fixture
    def program(self, tmp_path: Path) -> ProgramOnATable:
        lay_store(tmp_path / "interviews.db", 8)
        rows: dict[str, dict[str, object]] = {
            "people": PERSON,
            "interviews": INTERVIEW,
            "rounds": ROUND,
            "meetings": MEETING,
            "involvements": {"id": 1, "version": 1, "interview_id": 1, "person_id": 1, "part": "reference"},
            "questions": {"id": 1, "version": 1, "meeting_id": 1, "text": "Why?", "answer": "", "topic": ""},
            "documents": {"id": 1, "version": 1, "interview_id": 1, "path": "/home/robin/cv.pdf", "name": "",
                          "created": TOUCH["at"]},
        }  # fmt: skip
        rows["involvements"] |= {"favour": "agreed", "sensitive": 0, "do_not_ask": 0}
        rows["questions"] |= {"position": 1, "state": "prepared"}
        with closing(sqlite3.connect(tmp_path / "interviews.db")) as raw, raw:
            for table, row in rows.items():
                insert(raw, table, row)
            insert(raw, "entries", {"id": 1, "at": TOUCH["at"], "words": "Asked", "state": "done"})
            before = json.dumps(rows["questions"] | {"person_id": None, "entered": None, "text": "Who?"})
            after = json.dumps(rows["questions"] | {"person_id": None, "entered": None})
            insert(
                raw, "changes", {"entry_id": 1, "noun": "questions", "record_id": 1, "before": before, "after": after}
            )
        return opened(tmp_path)

    def test_what_is_new_is_empty(self, program: ProgramOnATable) -> None:
        assert program.store.reader.execute("PRAGMA foreign_key_check").fetchall() == []
        question, tie, document = get(program, Question, 1), get(program, Involvement, 1), get(program, Document, 1)
        assert (question.put_to_me, question.story_id, question.went, question.better) == (False, None, "", "")
        assert (tie.named, tie.stress) == (None, "")
        assert (document.sha256, document.copy, document.person_id) == ("", "", None)
        assert get(program, Interview, 1).follows_id is None
        assert [cls for cls in (Study, PreparedAnswer, Sending) if every(program, cls)] == []

    def test_what_was_changed_before_is_undone_and_done_again(self, program: ProgramOnATable) -> None:
        program.history.undo()
        assert (get(program, Question, 1).text, get(program, Question, 1).put_to_me) == ("Who?", False)
        program.history.redo()
        assert get(program, Question, 1).text == "Why?"

    def test_what_is_new_can_be_written_and_refers_to_what_is_there(self, program: ProgramOnATable) -> None:
        put(program, Study(interview_id=1, text="The posting"))
        put(program, Sending(document_id=1, person_id=1, at=program.clock()))
        change(program, Document, 1, person_id=1)
        program.interviews.add("Acme", "Staff SRE")
        change(program, Interview, 2, follows_id=1)
        for wrong in ("documents SET person_id = 9", "interviews SET follows_id = 9", "questions SET story_id = 9"):
            with closing(sqlite3.connect(program.store.path)) as raw:
                raw.execute("PRAGMA foreign_keys = ON")
                with pytest.raises(sqlite3.IntegrityError):
                    raw.execute(f"UPDATE {wrong}")
        with closing(sqlite3.connect(program.store.path)) as raw, pytest.raises(sqlite3.IntegrityError):
            insert(raw, "studies", {"version": 1, "interview_id": 1, "text": "A second one"})
        program.interviews.remove([1])
        program.history.undo()
        assert get(program, Interview, 2).follows_id == 1
