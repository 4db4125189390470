from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import fields
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.records import NOUNS, Document, Interview, Involvement, Person, Sending
from interview_tui.store.checks import no_records
from interview_tui.store.people import is_part_of
from interview_tui.store.records import Lookup, followed_first
from tests.programs import a_program
from tests.store.records import change, put

if TYPE_CHECKING:
    from pathlib import Path

AT = datetime(2026, 11, 23, tzinfo=UTC)


def test_records_are_looked_up_by_fields_that_they_have() -> None:
    assert Lookup.__annotations__.keys() <= {field.name for cls in NOUNS for field in fields(cls)}


@given(st.dictionaries(st.integers(1, 12), st.none() | st.integers(1, 12), max_size=12))
def test_an_interview_comes_after_the_one_that_it_follows(follows: dict[int, int | None]) -> None:
    """All of them once, also where some follow each other in a circle, or one that is not among them."""
    every = [Interview(id=n, company="Acme", role="", follows_id=of, created=AT) for n, of in follows.items()]
    parts = followed_first(every)
    place = {interview.id: number for number, part in enumerate(parts) for interview in part}
    assert sorted(interview.id for interview in chain(*parts)) == sorted(follows)

    def ends(number: int | None) -> bool:
        way = {number}
        while number is not None and (number := follows.get(number)) not in way:
            way.add(number)
        return number is None

    assert all(place[of] < place[n] for n, of in follows.items() if of is not None and of in place and ends(n))


def test_of_very_many_in_one_line_it_is_soon_done() -> None:
    every = [Interview(id=n, company="Acme", role="", follows_id=n + 1, created=AT) for n in range(1, 20_000)]
    assert len(followed_first(every)) == len(every)


def test_one_that_follows_itself_by_way_of_others_is_no_record_of_this_program(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    for role in ("SRE", "Staff SRE", "Manager"):
        program.interviews.add("Acme", role)
    change(program, Interview, 2, follows_id=1)
    assert no_records(program.store.reader) == []
    with closing(sqlite3.connect(program.store.path)) as raw, raw:
        raw.execute("UPDATE interviews SET follows_id = 2 WHERE id = 1")
    assert no_records(program.store.reader) == ["interview i1 (follows itself)"]


def test_who_wrote_a_file_was_sent_one_or_was_named_is_part_of_the_interview(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    program.interviews.add("Acme", "SRE")
    for name in ("Writer", "Reader", "Named", "Other"):
        put(program, Person(name=name))
    for number in (3, 4):
        put(program, Involvement(interview_id=1, person_id=number))
    change(program, Involvement, 1, named=program.clock())
    put(program, Document(interview_id=1, path="/home/robin/letter.pdf", person_id=1, created=program.clock()))
    put(program, Sending(document_id=1, person_id=2, at=program.clock()))
    assert [n for n in (1, 2, 3, 4) if is_part_of(program.store.reader, 1, n)] == [1, 2, 3]
