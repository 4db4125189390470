"""career-ops' tracker in Markdown: tables known by their headers, whatever stands around them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.enums import Outcome
from interview_tui.domain.errors import Unclear
from interview_tui.importing.career_ops import TRACKER_LIMIT, is_career_ops, read_career_ops
from interview_tui.importing.importer import Options
from interview_tui.importing.table import NamedPerson

SAMPLES = Path(__file__).parents[1] / "samples" / "career-ops"
HEAD = b"| Company | Role | Notes |\n|---|:-:|--:|\n"


def test_applications() -> None:
    data = (SAMPLES / "applications.md").read_bytes()
    assert is_career_ops(data)
    read = read_career_ops(data)
    assert [(row.number, row.company, row.role, row.link) for row in read.rows] == [
        (7, "Quill & Ink", "Site Reliability Engineer", "https://quill.example/jobs/7"),
        (8, "Ito 伊藤 🎌", "QA Lead", ""),
        (9, "Zebra Works", "DBA", ""),
        (17, "Globex", "Data Engineer", "https://globex.example/1"),
    ]
    assert read.rows[0].note == "Score: 4.5/5\nReport: 001\nMet at the fair | likes trains"
    assert read.rows[0].applied == date(2026, 11, 2)
    assert read.rows[1].stage.outcome is Outcome.REJECTED
    assert read.rows[2].applied == date(2026, 3, 4)
    assert read.rows[2].note.endswith("first line\nsecond line")
    assert (read.rows[3].location, read.rows[3].note) == ("Lisbon", "Via: referral\nFollow-up: 2026-12-01")
    assert read.refused == ((10, "it names no company"), (11, "it has 4 cells where the header has 9"))


def test_days_can_come_first() -> None:
    read = read_career_ops((SAMPLES / "applications.md").read_bytes(), Options(day_first=True))
    assert read.rows[2].applied == date(2026, 4, 3)


def test_active_interviews() -> None:
    read = read_career_ops((SAMPLES / "active-interviews.md").read_bytes())
    quill, nordlys = read.rows
    assert quill.meeting == datetime(2026, 12, 2, 14)  # noqa: DTZ001 -- the clock on the wall
    assert quill.people == (NamedPerson("Dana Ruiz", title="VP Operations"), NamedPerson("Kim Lee"))
    assert quill.note == "Round: 2\nbring the chart"
    assert (nordlys.company, nordlys.meeting, nordlys.people) == ("Nordlys", None, ())


@pytest.mark.parametrize(
    "data",
    [
        b"", b"# Notes\n\nno table", b"| a | b |\n|---|---|\n| 1 | 2 |", b"| Company | Role |\nno rule\n| a | b |",
        b"\0| Company | Role |\n|-|-|", b"company,role\nAcme,SRE",
    ],
)  # fmt: skip
def test_what_has_none_is_said(data: bytes) -> None:
    assert not is_career_ops(data)
    with pytest.raises(Unclear, match=r"^this Markdown has no table of applications"):
        read_career_ops(data)


def test_it_is_read_as_other_systems_write_it() -> None:
    data = b"\xef\xbb\xbf" + HEAD.replace(b"\n", b"\r\n") + b"Acme | SRE | **bold** and `code`\r\n"
    (row,) = read_career_ops(data).rows
    assert (row.company, row.role, row.note) == ("Acme", "SRE", "bold and code")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (b"| Acme\xff | SRE | |", "it is not UTF-8"),
        (b"| Acme | SRE |", "it has 2 cells where the header has 3"),
        (b"| " + b"x" * 1_000_000 + b" | SRE | |", "a cell has 1,000,00"),
        (b"| " + b"| " * 300, "it has "),
    ],
)
def test_a_row_that_is_damaged_is_refused_and_the_others_are_kept(row: bytes, said: str) -> None:
    read = read_career_ops(HEAD + row + b"\n| Quill | DBA | ok |\n")
    assert [one.company for one in read.rows] == ["Quill"]
    ((number, why),) = read.refused
    assert (number, why[: len(said)]) == (3, said)


@pytest.mark.parametrize(
    "data", [HEAD + b"| a | b | c |\n" * 30_000, b"x" * (TRACKER_LIMIT + 1)], ids=["rows", "bytes"]
)
def test_what_is_huge_is_refused(data: bytes) -> None:
    with pytest.raises(Unclear, match=r"^it (has more than|is larger)"):
        read_career_ops(data)


@given(st.text(alphabet="|-: \n\\*`[]()<>ab") | st.text())
def test_no_text_breaks_it(text: str) -> None:
    read = read_career_ops(HEAD + text.encode("utf-8", "surrogatepass"))
    assert all("\n" not in why for _, why in read.refused)
