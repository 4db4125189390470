"""Which daily backups stay: seven days, four weeks, twelve months."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.retention import kept

DAYS = st.sets(st.dates(date(2024, 1, 1), date(2027, 12, 31)), max_size=200)
TODAY = date(2026, 11, 23)


def days_until(last: date, number: int) -> list[date]:
    return [last - timedelta(days=ago) for ago in range(number)]


def test_after_two_years_of_every_day() -> None:
    assert [day.isoformat() for day in sorted(kept(days_until(TODAY, 730)), reverse=True)] == [
        "2026-11-23", "2026-11-22", "2026-11-21", "2026-11-20", "2026-11-19", "2026-11-18", "2026-11-17",
        "2026-11-15", "2026-11-08",
        "2026-10-31", "2026-09-30", "2026-08-31", "2026-07-31", "2026-06-30", "2026-05-31", "2026-04-30",
        "2026-03-31", "2026-02-28", "2026-01-31", "2025-12-31",
    ]  # fmt: skip


def test_dropping_each_day_leaves_what_dropping_once_leaves() -> None:
    stay: frozenset[date] = frozenset()
    for day in reversed(days_until(TODAY, 730)):
        stay = kept({*stay, day})
    assert stay == kept(days_until(TODAY, 730))


def test_after_a_long_pause_nothing_of_before_is_lost() -> None:
    before = kept(days_until(date(2026, 3, 1), 3))
    assert kept({*before, TODAY}) == {*before, TODAY}


def test_of_none_none_stays() -> None:
    assert kept([]) == frozenset()


@given(DAYS)
def test_the_newest_stay_and_never_more_than_23(days: set[date]) -> None:
    stay = kept(days)
    assert stay <= days
    assert stay >= set(sorted(days, reverse=True)[:7])
    assert len(stay) <= 7 + 4 + 12
    assert kept(stay) == stay


@given(DAYS)
def test_each_of_the_last_twelve_months_keeps_its_last_day(days: set[date]) -> None:
    months = sorted({(day.year, day.month) for day in days}, reverse=True)[:12]
    lasts = {max(day for day in days if (day.year, day.month) == month) for month in months}
    assert lasts <= kept(days)
