"""Stores for measuring, each made once in a process and copied for each test: the demo's, and a heavy user's."""

from __future__ import annotations

import sqlite3
import tempfile
from collections import defaultdict
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from interview_tui.domain.enums import (
    Channel,
    CommitmentState,
    Direction,
    LetterState,
    Outcome,
    Owner,
    Part,
    Settled,
    Step,
)
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import (
    NOUNS,
    Attendance,
    Commitment,
    Document,
    FollowUp,
    Interview,
    Involvement,
    Letter,
    Meeting,
    Passage,
    Person,
    Record,
    Round,
    Sending,
    Touch,
)
from interview_tui.store.records import Row, encode, with_due_sort
from tests.programs import NOW, a_program, demo_bytes, lay_empty_store
from tests.terminal import clean_env
from tools.bench import programs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.bench.programs import Measured


DEMO = 24
"""Interviews of the demo, if nobody says otherwise."""


def demo_store(folder: Path) -> Path:
    """A copy of the demo's store in a folder: what stands on a Monday morning in Berlin."""
    path = folder / "interviews.db"
    path.touch(mode=0o600)
    path.write_bytes(demo_bytes(DEMO))
    return path


def dashboard(folder: Path) -> Measured:
    """The command that opens the demo's dashboard."""
    env = clean_env(folder, INTERVIEW_TUI_NOW=NOW, TZ="Europe/Berlin", COLORTERM="truecolor")
    return programs.dashboard(demo_store(folder), DEMO, env)


YEARS = 10
INTERVIEWS, TOUCHES, DOCUMENTS = 300, 9_000, 2_000
"""What a heavy user has after ten years."""


def heavy_store(folder: Path) -> Path:
    """A copy of the store of a heavy user in a folder: ten years of a search that never ends, up to now."""
    path = folder / "interviews.db"
    path.touch(mode=0o600)
    path.write_bytes(heavy_bytes())
    return path


@cache
def heavy_bytes() -> bytes:
    """The store's bytes; its rows are written as they are, since the services would take an hour."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "interviews.db"
        lay_empty_store(path, zone="Europe/Berlin")
        calendar = a_program(Path(folder)).calendar
        rows: dict[str, list[Row]] = defaultdict(list)
        for record in _heavy_records():
            row = with_due_sort(type(record), encode(record), calendar)
            rows[NOUNS[type(record)].plural].append(row)
        with closing(sqlite3.connect(path)) as connection, connection:
            for table, of_table in rows.items():
                names = list(of_table[0])
                marks = ", ".join(f":{name}" for name in names)
                connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", of_table)  # noqa: S608
        return path.read_bytes()


def _heavy_records() -> Iterator[Record]:
    """Each interview has a hiring manager and a recruiter, two rounds, three meetings, thirty contacts of which ten are
    letters, promises on both sides, twelve follow-ups and files; the last ones run.
    """
    now = datetime.fromisoformat(NOW).astimezone(UTC)
    apart = timedelta(days=365 * YEARS) / INTERVIEWS
    each, files = TOUCHES // INTERVIEWS, DOCUMENTS // INTERVIEWS + 1
    for i in range(1, INTERVIEWS + 1):
        begun = now - timedelta(days=31) - apart * (INTERVIEWS - i)
        runs = i > INTERVIEWS - 8
        yield Interview(
            id=i, company=f"Company {i}", role="Engineer", round=2, step=Step.PERSIST, created=begun,
            outcome=None if runs else Outcome.REJECTED,
        )  # fmt: skip
        people = (2 * i - 1, 2 * i)
        for number, part in zip(people, (Part.HIRING_MANAGER, Part.RECRUITER), strict=True):
            yield Person(id=number, name=f"Person {number}", company=f"Company {i}")
            yield Involvement(id=number, interview_id=i, person_id=number, part=part)
        for number in (1, 2):
            round_id = 2 * (i - 1) + number
            opened = begun + timedelta(days=15 * (number - 1))
            closed = None if runs and number == 2 else opened + timedelta(days=15)
            outcome = None if closed is None else Outcome.INVITED if number == 1 else Outcome.REJECTED
            yield Round(
                id=round_id, interview_id=i, number=number, opened=opened, closed=closed, outcome=outcome
            )  # fmt: skip
            for step in Step:
                if step <= Step.PERSIST:
                    at = opened + timedelta(days=int(step))
                    yield Passage(id=10 * round_id + step, round_id=round_id, step=step, entered=at)
        for number in range(3):
            meeting_id = 3 * (i - 1) + number + 1
            starts = begun + timedelta(days=2 + number * (12 if number < 2 else 20))
            yield Meeting(
                id=meeting_id, round_id=2 * (i - 1) + (1 if number < 2 else 2), starts=starts,
                ends=starts + timedelta(hours=1), zone="Europe/Berlin", title=f"Talk {number + 1}",
            )  # fmt: skip
            for position, person_id in enumerate(people):
                yield Attendance(
                    id=2 * meeting_id + position, meeting_id=meeting_id, person_id=person_id, present=True
                )  # fmt: skip
            for owner in Owner:
                kept = not runs or number < 2
                yield Commitment(
                    id=2 * meeting_id + (owner is Owner.ME), meeting_id=meeting_id, owner=owner, text="send the plan",
                    person_id=people[0], due=(starts + timedelta(days=5)).date(),
                    state=CommitmentState.KEPT if kept else CommitmentState.OPEN,
                    settled=starts + timedelta(days=4) if kept else None,
                )  # fmt: skip
        for number in range(12):
            follow_up_id = 12 * (i - 1) + number + 1
            at = begun + timedelta(days=3 * number + 1, hours=number)
            is_open = runs and number > 8
            yield FollowUp(
                id=follow_up_id, interview_id=i, round_id=2 * i - (number < 6), kind=Kind.CHECK_IN, text="Check in",
                person_id=people[0], due_day=(at + timedelta(days=5 * is_open)).date(), created=begun,
                state=Settled.OPEN if is_open else Settled.DONE, settled=None if is_open else at,
                on_time=None if is_open else number % 4 > 0,
            )  # fmt: skip
        for number in range(each):
            touch_id = each * (i - 1) + number + 1
            at = begun + timedelta(days=number + 1, hours=number % 12)
            letter_id = touch_id // 3 if number % 3 == 2 else None
            if letter_id is not None:
                yield Letter(
                    id=letter_id, interview_id=i, round_id=2 * i, person_id=people[0], kind=LetterKind.CHECK_IN,
                    subject="Our conversation", body="Dear you,\n" + "word " * 200, state=LetterState.SENT, sent=at,
                    created=at,
                )  # fmt: skip
            yield Touch(
                id=touch_id, interview_id=i, person_id=people[number % 2], at=at,
                direction=Direction.OUT if number % 3 else Direction.IN, channel=Channel.EMAIL,
                subject="Our conversation", note="Our conversation\n" + "word " * 60, letter_id=letter_id,
                follow_up_id=12 * (i - 1) + number // 2 + 1 if number % 2 and number < 24 else None,
                message_id=f"<{touch_id}@company.example>",
            )  # fmt: skip
        for number in range(files):
            document_id = files * (i - 1) + number + 1
            if document_id <= DOCUMENTS:
                at = begun + timedelta(days=4 * number + 1)
                yield Document(
                    id=document_id, interview_id=i, path=f"/home/me/files/{document_id}.pdf", created=begun
                )  # fmt: skip
                yield Sending(id=document_id, document_id=document_id, person_id=people[0], at=at)
