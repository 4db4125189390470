"""The tables are what the records and the migrations say, each saying the same."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, get_type_hints

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from interview_tui.domain import records
from interview_tui.domain.dates import utc_text
from interview_tui.domain.records import NOUNS, Record
from interview_tui.domain.text import clean, clean_line
from interview_tui.store.connection import HEAD
from interview_tui.store.engine import engine_for
from interview_tui.store.migrations.upgrade import SCRIPTS, upgrade
from interview_tui.store.records import FIELDS, REFERENCES, TABLES, decode, encode, find, from_mapping
from interview_tui.store.schema import all_tables, metadata
from tests.programs import ProgramOnATable, a_program

if TYPE_CHECKING:
    from pathlib import Path

EXPRESSIONS = {"ix_interviews_company"}

every_noun = pytest.mark.parametrize("noun", NOUNS, ids=lambda cls: cls.__name__)


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    return a_program(tmp_path)


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that the migrations made; a new one is made from the models."""
    path = tmp_path_factory.mktemp("migrated") / "interviews.db"
    path.touch(mode=0o600)
    upgrade(path)
    return path


def table_info(program: ProgramOnATable, table: str) -> list[Any]:
    return program.store.reader.execute(
        'SELECT name, type, "notnull", pk FROM pragma_table_info(?)', (table,)
    ).fetchall()


class TestTheTables:
    def test_migrations_make_what_the_models_say(self, migrated: Path) -> None:
        all_tables()
        with engine_for(migrated).connect() as connection:
            # Alembic cannot compare an index on an expression; the next test does.
            comparable = {"include_object": lambda _, name, *__: name not in EXPRESSIONS}
            assert compare_metadata(MigrationContext.configure(connection, opts=comparable), metadata) == []

    def test_a_change_makes_only_the_tables_that_it_writes_to(self) -> None:
        code = "from interview_tui.store import schema, transaction; print(*schema.metadata.tables)"
        made = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
        assert made.stdout.split() == ["entries", "changes", "facts", "mail_folders"]

    def test_models_say_nothing_that_the_migrations_do_not_make(self, migrated: Path) -> None:
        # compare_metadata sees neither keywords of SQLite's own nor expressions of indexes
        with closing(sqlite3.connect(migrated)) as connection:
            made = dict(connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL"))
        with closing(sqlite3.connect(":memory:")) as connection:
            for line in statements():
                connection.execute(line)
            said = dict(connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL"))
        del made["alembic_version"]
        assert {name: parts(sql) for name, sql in made.items()} == {name: parts(sql) for name, sql in said.items()}

    @every_noun
    def test_every_field_has_its_column(self, program: ProgramOnATable, noun: type[Record]) -> None:
        """In any order, and with a default or without: a field of a record may come anywhere, and later."""
        found = {name: kind for name, kind, *_ in table_info(program, TABLES[noun])}
        found.pop("due_sort", None)
        assert set(found) == {field.name for field in fields(noun)}
        assert set(found.values()) <= {"TEXT", "INTEGER"}

    @every_noun
    def test_every_reference_refers_to_something(self, program: ProgramOnATable, noun: type[Record]) -> None:
        rows = program.store.reader.execute(
            'SELECT "from", "table", on_delete FROM pragma_foreign_key_list(?)', (TABLES[noun],)
        )
        expected = {name: REFERENCES[name] for name in references(noun)}
        assert {source: table for source, table, _ in rows} == expected

    def test_nothing_cascades(self, program: ProgramOnATable) -> None:
        for table in TABLES.values():
            actions = program.store.reader.execute(
                "SELECT on_delete, on_update FROM pragma_foreign_key_list(?)", (table,)
            )
            assert set(actions) <= {("NO ACTION", "NO ACTION")}

    @every_noun
    def test_ids_are_never_reused(self, program: ProgramOnATable, noun: type[Record]) -> None:
        sql = program.store.reader.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (TABLES[noun],)).fetchone()[
            0
        ]
        assert "AUTOINCREMENT" in sql

    def test_nouns_stand_after_what_they_refer_to(self) -> None:
        seen: set[str] = set()
        for noun in NOUNS:
            seen.add(TABLES[noun])
            assert {REFERENCES[name] for name in references(noun)} <= seen

    def test_letters_are_each_their_own(self) -> None:
        letters = [noun.letter for noun in NOUNS.values()]
        assert len(set(letters)) == len(letters)

    def test_the_store_counts_its_migrations(self) -> None:
        config = Config()
        config.set_main_option("script_location", str(SCRIPTS))
        script = ScriptDirectory.from_config(config)
        assert len(list(script.walk_revisions())) == HEAD
        assert script.get_current_head() == f"{HEAD:04}"


def references(noun: type[Record]) -> list[str]:
    """The fields that are ids of other records: a Message-ID is a text."""
    return [field.name for field in FIELDS[noun] if field.name.endswith("_id") and field.kind is int]


def statements() -> list[str]:
    """The SQL by which the models alone would be made."""
    made: list[CreateTable | CreateIndex] = []
    for table in all_tables():
        made += [CreateTable(table), *map(CreateIndex, table.indexes)]
    return [str(statement.compile(dialect=dialect())) for statement in made]


def parts(sql: str) -> list[str]:
    """A statement's parts, in no order: models and migrations name columns and constraints in another one. A column
    that came later has its reference beside it, and a default for the rows that were there.
    """
    inside = " ".join(sql.split()).replace("( ", "(").replace(" )", ")")
    inside = re.sub(r" DEFAULT ('[^']*'|\w+)", "", inside)
    inside = re.sub(r"(\w+) INTEGER CONSTRAINT (\w+) REF", r"\1 INTEGER, CONSTRAINT \2 FOREIGN KEY(\1) REF", inside)
    return sorted(part.strip() for part in inside.replace("(", ",").replace(")", ",").split(",") if part.strip())


TEXTS = st.text(max_size=30)
INSTANTS = st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2200, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda instant: instant.replace(microsecond=0)
)


def values(kind: Any) -> st.SearchStrategy[Any]:
    """What a field of that type can hold once it was cleaned."""
    if kind is records.Line:
        return TEXTS.map(clean_line)
    if kind is records.Text:
        return TEXTS.map(clean)
    simple: dict[Any, st.SearchStrategy[Any]] = {
        bool: st.booleans(),
        int: st.integers(-(2**62), 2**62),
        datetime: INSTANTS,
        date: st.dates(),
    }
    if kind in simple:
        return simple[kind]
    if hasattr(kind, "__args__"):
        return st.one_of(*(st.none() if one is type(None) else values(one) for one in kind.__args__))
    return st.sampled_from(kind)


def some_record(cls: type[Record]) -> st.SearchStrategy[Record]:
    hints = get_type_hints(cls, include_extras=True)
    return st.builds(cls, **{field.name: values(hints[field.name]) for field in fields(cls)})


class TestRowsAndRecords:
    @given(st.sampled_from(list(NOUNS)).flatmap(some_record))
    def test_a_record_written_and_read_is_the_same(self, record: Record) -> None:
        row = encode(record)
        assert from_mapping(type(record), row) == record
        assert decode(type(record), [row[field.name] for field in FIELDS[type(record)]]) == record
        assert all(value is None or type(value) in (str, int) for value in row.values())

    @given(st.sampled_from(list(NOUNS)).flatmap(some_record))
    def test_the_order_of_a_tables_columns_is_no_matter(self, record: Record) -> None:
        row = encode(record)
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.execute(f"CREATE TABLE {TABLES[type(record)]} ({', '.join(reversed(row))})")
            names, marks = ", ".join(row), ", ".join("?" for _ in row)
            connection.execute(f"INSERT INTO {TABLES[type(record)]} ({names}) VALUES ({marks})", tuple(row.values()))  # noqa: S608
            assert find(connection, type(record)) == (record,)

    @given(INSTANTS, INSTANTS, st.integers(-14 * 60, 14 * 60))
    def test_instants_sort_as_text_whatever_their_offset(self, one: datetime, other: datetime, minutes: int) -> None:
        moved = other.astimezone(timezone(timedelta(minutes=minutes)))
        assert utc_text(moved) == utc_text(other)
        assert (utc_text(one) < utc_text(moved)) == (one < moved)
