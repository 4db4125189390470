"""career-ops' follow-ups become touches of the interviews that are here, each once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.enums import Channel, Direction, Outcome, Ref
from interview_tui.domain.errors import Unclear
from interview_tui.domain.records import Touch
from interview_tui.importing.career_ops import TRACKER_LIMIT
from interview_tui.importing.importer import NO_OPTIONS
from interview_tui.importing.importers import importer_of
from interview_tui.importing.sent_follow_ups import (
    SENT_FOLLOW_UPS,
    SentFollowUp,
    apply_sent,
    is_sent_follow_ups,
    read_sent_follow_ups,
)
from interview_tui.services.follow_ups import Contacted
from tests.programs import a_program, content, every, journal

if TYPE_CHECKING:
    from pathlib import Path

    from interview_tui.importing.importer import Imported
    from tests.programs import ProgramOnATable

LOG = """# Follow-ups

| num | appNum | date | company | role | channel | contact | notes |
|---|---|---|---|---|---|---|---|
| 1 | 7 | 2026-11-02 | Acme | SRE | Email | dana@acme.example | first nudge |
| 2 | 7 | 2026-11-09 | Acme | SRE | LinkedIn | Dana Ruiz | a talk on trains |
- next #7 2026-12-01 (set 2026-11-09) — they asked for time
| 3 | 9 | 2026-11-10 | Globex | | Phone | | |
| 4 | 9 | 31/02/2026 | Globex | DBA | Email | | |
| 5 | 9 | 2026-11-10 |  | DBA | Email | | |
- cleared #12 2026-11-04 — no contact on file
- 2026-10-02 · #9 Globex Ltd — resent to careers@globex.example
"""
OLDER = """# Follow-ups

| # | Company | Applied | Follow-up 1 | Follow-up 2 | Status |
|---|---------|---------|-------------|-------------|--------|
| 1 | Acme | 2026-10-20 | 2026-10-27 ✅ | 2026-11-04 ✅ | Awaiting reply |
| 6 | Globex | 2026-10-30 | 2026-11-07 | — | Scheduled |
"""


def test_its_table_and_its_bullets_are_read() -> None:
    data = LOG.encode()
    assert importer_of("follow-ups.md", data, NO_OPTIONS) is SENT_FOLLOW_UPS
    found = read_sent_follow_ups(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"))
    assert found.rows == (
        SentFollowUp(5, date(2026, 11, 2), "Acme", "SRE", Channel.EMAIL, "dana@acme.example", "first nudge"),
        SentFollowUp(6, date(2026, 11, 9), "Acme", "SRE", Channel.MESSAGE, "Dana Ruiz", "a talk on trains"),
        SentFollowUp(8, date(2026, 11, 10), "Globex", "", Channel.PHONE),
        SentFollowUp(12, date(2026, 10, 2), "Globex Ltd", note="resent to careers@globex.example"),
    )
    assert found.refused == ((9, "it has no date"), (10, "it names no company"))
    assert found.said == ("2 dates of a next follow-up left out: an interview here has its own plan",)


def test_of_the_older_table_what_has_a_mark_was_sent() -> None:
    assert is_sent_follow_ups(OLDER.encode())
    found = read_sent_follow_ups(OLDER.encode())
    assert found.rows == (
        SentFollowUp(5, date(2026, 10, 27), "Acme", note="Follow-up 1"),
        SentFollowUp(5, date(2026, 11, 4), "Acme", note="Follow-up 2"),
    )
    assert found.refused == ()


@pytest.mark.parametrize(
    "data", [b"", b"# Follow-ups\n", b"| # | Date | Company | Role | Score | Status |\n|-|-|-|-|-|-|\n"]
)
def test_what_is_none_is_said(data: bytes) -> None:
    assert not is_sent_follow_ups(data)
    with pytest.raises(Unclear, match=r"^this is not a list of follow-ups"):
        read_sent_follow_ups(data)
    assert importer_of("data/follow-ups.md", b"# Follow-ups\n", NO_OPTIONS) is SENT_FOLLOW_UPS


@given(st.text(alphabet="|-: \n\\*`[]()<>·#1✅") | st.text())
def test_no_text_breaks_it(text: str) -> None:
    for beginning in (LOG, OLDER):
        found = read_sent_follow_ups((beginning + text).encode("utf-8", "surrogatepass"))
        assert all("\n" not in why for _, why in found.refused)
    with pytest.raises(Unclear, match=r"^it is larger"):
        read_sent_follow_ups(b"x" * (TRACKER_LIMIT + 1))


def take(program: ProgramOnATable, text: str = LOG, *, dry_run: bool = False) -> Imported:
    return apply_sent(program, [read_sent_follow_ups(text.encode())], dry_run=dry_run)


def touches(program: ProgramOnATable) -> list[tuple[int | None, str, Channel, str]]:
    return [(t.interview_id, str(program.calendar.day(t.at)), t.channel, t.note) for t in every(program, Touch)]


def test_they_are_logged_once_and_go_with_one_undo(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    program.interviews.add("Acme", "SRE", people=["Dana Ruiz <dana@acme.example>"])
    program.interviews.add("Globex", "DBA")
    before = content(program)
    tried = take(program, dry_run=True)
    assert (tried.added, content(program), len(journal(program))) == (4, before, 2)
    done = take(program)
    assert done.words.startswith("logged 4 touches: i1 Acme (2); i2 Globex (2)")
    assert touches(program) == [
        (1, "2026-11-02", Channel.EMAIL, "first nudge"),
        (1, "2026-11-09", Channel.MESSAGE, "a talk on trains"),
        (2, "2026-11-10", Channel.PHONE, ""),
        (2, "2026-10-02", Channel.MESSAGE, "resent to careers@globex.example"),
    ]
    assert [t.person_id for t in every(program, Touch)] == [1, 1, None, None]
    assert all(t.direction is Direction.OUT and t.entered == program.clock() for t in every(program, Touch))
    full = content(program)
    again = take(program)
    assert (again.added, again.skipped, again.entry, again.words) == (0, 4, None, "nothing new")
    assert content(program) == full
    program.history.undo()
    assert content(program) == before


def row(day: str, company: str, role: str = "", channel: str = "Email", contact: str = "") -> str:
    return f"| 1 | 1 | {day} | {company} | {role} | {channel} | {contact} | x |\n"


def test_what_has_no_clear_interview_is_left_out_and_said(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    for company, role in (("Acme", "SRE"), ("Acme", "DBA"), ("Globex", "Senior Writer"), ("Ito", "QA"), ("Ito", "QA")):
        program.interviews.add(company, role)
    program.outcomes.record([5], Outcome.REJECTED)
    log = "".join(LOG.splitlines(keepends=True)[:4]) + "".join(
        [
            row("2026-11-02", "Acme"),
            row("2026-11-02", "Globex", "Writer"),
            row("2026-11-02", "Globex", "Plumber"),
            row("2026-11-02", "Nobody"),
            row("2026-12-24", "Globex"),
            row("2026-11-02", "Ito", "QA", "Other", "hr@ito.example"),
        ]
    )
    done = take(program, log)
    assert touches(program) == [
        (3, "2026-11-02", Channel.EMAIL, "x"),
        (4, "2026-11-02", Channel.EMAIL, "to hr@ito.example: x"),
    ]
    said = "Acme has several interviews; no interview at Globex as Plumber; no interview at Nobody"
    assert f"4 left out: {said}; their day is still to come" in done.words
    assert (done.added, done.skipped) == (2, 4)


def test_what_was_logged_by_hand_is_not_logged_again(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    program.interviews.add("Acme", "SRE")
    program.follow_ups.touch(Ref("i", 1), Contacted(direction=Direction.OUT, channel=Channel.EMAIL, note="mine"))
    log = "".join(LOG.splitlines(keepends=True)[:4]) + row("2026-11-23", "Acme") * 2
    done = take(program, log)
    assert (done.added, done.skipped) == (1, 1)
    assert [note for *_, note in touches(program)] == ["mine", "x"]
