"""Dates as tables have them: never a wrong guess."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.importing.dates import days_come_first, read_day, read_moment
from interview_tui.importing.table import read_table

US = ("%m/%d/%y, %I:%M %p", "%m/%d/%Y")


def wall(*parts: int) -> datetime:
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001 -- the clock on the user's wall


@pytest.mark.parametrize(
    ("text", "month_first", "day_first"),
    [
        ("2026-04-03", date(2026, 4, 3), date(2026, 4, 3)),
        ("2026/4/3", date(2026, 4, 3), date(2026, 4, 3)),
        ("03/04/2026", date(2026, 3, 4), date(2026, 4, 3)),
        ("3-4-26", date(2026, 3, 4), date(2026, 4, 3)),
        ("25/12/2026", date(2026, 12, 25), date(2026, 12, 25)),
        ("12/25/2026", date(2026, 12, 25), date(2026, 12, 25)),
        ("03.04.2026", date(2026, 4, 3), date(2026, 4, 3)),
        ("3. 4. 26", date(2026, 4, 3), date(2026, 4, 3)),
        ("3 April 2026", date(2026, 4, 3), date(2026, 4, 3)),
        ("Fri, Apr 3rd, 2026", date(2026, 4, 3), date(2026, 4, 3)),
        ("03/04/2026 14:05", wall(2026, 3, 4, 14, 5), wall(2026, 4, 3, 14, 5)),
        ("3/4/26, 2:05 PM", wall(2026, 3, 4, 14, 5), wall(2026, 4, 3, 14, 5)),
        ("3 Apr 2026 2pm", wall(2026, 4, 3, 14), wall(2026, 4, 3, 14)),
        ("2026-04-03 14:05", wall(2026, 4, 3, 14, 5), wall(2026, 4, 3, 14, 5)),
        (
            "2026-04-03T14:05:06.789Z",
            datetime(2026, 4, 3, 14, 5, 6, tzinfo=UTC),
            datetime(2026, 4, 3, 14, 5, 6, tzinfo=UTC),
        ),
    ],
)  # fmt: skip
def test_read(text: str, month_first: date, day_first: date) -> None:
    assert read_moment(text, US) == month_first
    assert read_moment(text, US, day_first=True) == day_first


def test_an_offset_is_kept() -> None:
    assert read_moment("2026-04-03T14:05+02:00") == datetime(2026, 4, 3, 14, 5, tzinfo=timezone(timedelta(hours=2)))


@pytest.mark.parametrize(
    "text",
    [
        "", "soon", "May", "May 2026", "Dec 2026 14:00", "14:00", "46000", "261202",
        "1.2.3", "1,5,2", "2026-13-02", "31/02/2026",
        "3. Dezember 2026", "next tue 14:00", "12 Dec", "2 Dec 2026 14:00 CST", "0001-01-01", "9999-12-31",
        "2026-12-02T25:00", "9" * 70, "2026-12-02 and 2026-12-03",
        "02-12-2026 - 03-12-2026", "2 Dec 2026 - 3 Dec 2026", "2/12/26 or 3/12/26", "2 Dec 2026 or 3 Dec",
    ],
)  # fmt: skip
def test_not_read(text: str) -> None:
    assert read_moment(text, US) is None
    assert read_day(text, US, day_first=True) is None


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)), st.booleans(), st.sampled_from("/-"))
def test_the_switch_decides(day: date, day_first: bool, mark: str) -> None:
    parts = (day.day, day.month, day.year) if day_first else (day.month, day.day, day.year)
    assert read_day(mark.join(map(str, parts)), day_first=day_first) == day
    assert read_day(day.isoformat(), day_first=day_first) == day


@given(st.text(st.sampled_from("0123456789 -/.:,TZapm+Decth\u0663²\n"), max_size=25) | st.text(max_size=25))
def test_no_text_breaks_it(text: str) -> None:
    found = read_moment(text, US)
    assert found is None or 1900 <= found.year < 3000


@pytest.mark.parametrize(
    ("texts", "first"),
    [
        ([], False),
        (["03/04/2026", "2026-12-25"], False),
        (["03/04/2026", "25/12/2026"], True),
        (["25/12/2026", "12/25/2026"], False),
        (["12/25/2026", "03/04/2026"], False),
    ],
)
def test_one_date_of_a_column_tells_of_the_others(texts: list[str], first: bool) -> None:
    assert days_come_first(texts) is first
    rows = "".join(f"Company {number},SRE,{text}\n" for number, text in enumerate(texts))
    table = read_table(f"company,role,applied\n{rows}".encode())
    days = [
        row.applied for row in table.rows if row.applied and (row.applied.day, row.applied.month) in ((3, 4), (4, 3))
    ]
    assert all((day.month == 4) is first for day in days)
