"""What is typed for a date, how dates are shown, and the user's calendar, whatever the machine's zone."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_tui.domain.date_parsing import parse_when, read_note_day
from interview_tui.domain.dates import (
    Calendar,
    When,
    ago_words,
    country_of_zone,
    day_words,
    distance_words,
    due_words,
    format_when,
    full_date,
    iso,
    moment_words,
    utc_text,
)
from interview_tui.domain.errors import Unclear

LOS_ANGELES = Calendar(ZoneInfo("America/Los_Angeles"))
AUCKLAND = Calendar(ZoneInfo("Pacific/Auckland"))
LONDON = Calendar(ZoneInfo("Europe/London"))

# Wednesday 25 November 2026, 21:12:37 in Los Angeles; in UTC and in Auckland it is Thursday already
NOW = datetime(2026, 11, 26, 5, 12, 37, tzinfo=UTC)
TODAY = date(2026, 11, 25)


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def read(text: str, *, now: datetime = NOW, calendar: Calendar = LOS_ANGELES) -> str:
    """What was understood, in the form that says everything."""
    return format_when(parse_when(text, now=now, calendar=calendar), calendar)


def refusal(text: str, *, now: datetime = NOW, calendar: Calendar = LOS_ANGELES) -> str:
    with pytest.raises(Unclear) as refused:
        parse_when(text, now=now, calendar=calendar)
    return str(refused.value)


# --- what may be typed


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("today", "2026-11-25"),
        ("tomorrow", "2026-11-26"),
        ("yesterday", "2026-11-24"),
        ("  ToMorrow\t", "2026-11-26"),
        ("thu", "2026-11-26"),
        ("fri", "2026-11-27"),
        ("Friday", "2026-11-27"),
        ("on friday", "2026-11-27"),
        ("tues", "2026-12-01"),
        ("next fri", "2026-12-04"),
        ("next tue", "2026-12-01"),
        ("next sunday", "2026-12-06"),
        ("+0d", "2026-11-25"),
        ("+3d", "2026-11-28"),
        ("3 days", "2026-11-28"),
        ("in 1 day", "2026-11-26"),
        ("+2w", "2026-12-09"),
        ("in 2 weeks", "2026-12-09"),
        ("+1m", "2026-12-25"),
        ("+2 months", "2027-01-25"),
        ("+14m", "2028-01-25"),
        ("+2wd", "2026-11-27"),
        ("+3wd", "2026-11-30"),
        ("in 3 working days", "2026-11-30"),
    ],
)
def test_days_are_counted_from_the_users_today(text: str, meant: str) -> None:
    assert read(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2 Dec", "2026-12-02"),
        ("2 december", "2026-12-02"),
        ("DEC 2", "2026-12-02"),
        ("2dec", "2026-12-02"),
        ("2nd Dec.", "2026-12-02"),
        ("the 2nd of December", "2026-12-02"),
        ("sept 3", "2027-09-03"),
        ("25 Nov", "2026-11-25"),
        ("24 Nov", "2027-11-24"),
        ("29 Feb", "2028-02-29"),
        ("Wed 2 Dec", "2026-12-02"),
        ("2 Dec 2026", "2026-12-02"),
        ("2 Dec 2020", "2020-12-02"),
        ("December 2nd, 2026", "2026-12-02"),
        ("2-Dec-2026", "2026-12-02"),
        ("2026 Dec 2", "2026-12-02"),
        ("Wednesday, 2 December 2026", "2026-12-02"),
        ("2026-12-02", "2026-12-02"),
        ("2026/12/2", "2026-12-02"),
        ("2024-02-29", "2024-02-29"),
    ],
)
def test_written_dates_without_a_year_are_the_next_from_today_on(text: str, meant: str) -> None:
    assert read(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("today 14:00", "2026-11-25 14:00"),
        ("next tue 14:00", "2026-12-01 14:00"),
        ("fri at 14:00", "2026-11-27 14:00"),
        ("fri @ 9:05", "2026-11-27 09:05"),
        ("fri 9am", "2026-11-27 09:00"),
        ("fri 2:30 pm", "2026-11-27 14:30"),
        ("fri 2 p.m.", "2026-11-27 14:00"),
        ("fri 12am", "2026-11-27 00:00"),
        ("fri 12pm", "2026-11-27 12:00"),
        ("fri noon", "2026-11-27 12:00"),
        ("9am tomorrow", "2026-11-26 09:00"),
        ("+3d 9am", "2026-11-28 09:00"),
        ("2 Dec 14:00", "2026-12-02 14:00"),
        ("December 2nd, 2026 2pm", "2026-12-02 14:00"),
        ("2pm on December 2, 2026", "2026-12-02 14:00"),
        ("2026-12-02 14:00", "2026-12-02 14:00"),
        ("2026-12-02T14:00:30", "2026-12-02 14:00:30"),
        ("2026-12-02T14:00Z", "2026-12-02 06:00"),
        ("2026-12-02T14:00:00+01:00", "2026-12-02 05:00"),
        ("2026-12-02 14:00:00 -0500", "2026-12-02 11:00"),
        ("2026-12-02T14:00-0500", "2026-12-02 11:00"),
        ("2026-12-02T14:00:00-08:00", "2026-12-02 14:00"),
        ("2026-12-02T14:00+01:00", "2026-12-02 05:00"),
        ("2026-12-02 14:00:00+01:00", "2026-12-02 05:00"),
        ("2026-12-02 14:00 +01:00", "2026-12-02 05:00"),
        ("Wed, 02 Dec 2026 14:00:00 +0100", "2026-12-02 05:00"),
        ("Wed Dec  2 14:00:00 UTC 2026", "2026-12-02 14:00 UTC"),
        ("2026-12-02T01:00Z", "2026-12-01 17:00"),
    ],
)
def test_a_time_joins_a_day(text: str, meant: str) -> None:
    assert read(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("10 Dec 10:00-11:00", "2026-12-10 10:00-11:00"),
        ("10 Dec 10:00-14:00", "2026-12-10 10:00-14:00"),
        ("10 Dec 14:00-15:00", "2026-12-10 14:00-15:00"),
        ("10 Dec 10:00 - 11:30", "2026-12-10 10:00-11:30"),
        ("10 Dec 10:00 -11:30", "2026-12-10 10:00-11:30"),
        ("10 Dec 10:00–11:30", "2026-12-10 10:00-11:30"),
        ("10 Dec 10:00 to 11:30", "2026-12-10 10:00-11:30"),
        ("from 10:00 until 11:30 on 10 Dec", "2026-12-10 10:00-11:30"),
        ("2026-12-10 10:00-08:00", "2026-12-10 10:00-08:00"),
        ("10-11am fri", "2026-11-27 10:00-11:00"),
        ("fri 10am-11:30", "2026-11-27 10:00-11:30"),
        ("fri 9-10:30", "2026-11-27 09:00-10:30"),
        ("fri 2-3pm", "2026-11-27 14:00-15:00"),
        ("fri 2 - 3 p.m.", "2026-11-27 14:00-15:00"),
        ("fri 11-1pm", "2026-11-27 11:00-13:00"),
        ("fri 11am-1", "2026-11-27 11:00-13:00"),
        ("fri 11-12pm", "2026-11-27 11:00-12:00"),
        ("fri 11pm-1", "2026-11-27 23:00-01:00"),
        ("fri 9:30-5pm", "2026-11-27 09:30-17:00"),
        ("fri 14:00-3pm", "2026-11-27 14:00-15:00"),
        ("fri 2pm-15:30", "2026-11-27 14:00-15:30"),
        ("fri 10:00-11", "2026-11-27 10:00-11:00"),
        ("fri noon-1pm", "2026-11-27 12:00-13:00"),
        ("fri 10-noon", "2026-11-27 10:00-12:00"),
        ("fri 22:00-01:00", "2026-11-27 22:00-01:00"),
        ("22:00-23:00", "2026-11-25 22:00-23:00"),
        ("10:00-11:30", "2026-11-26 10:00-11:30"),
    ],
)
def test_a_span_has_an_end(text: str, meant: str) -> None:
    when = parse_when(text, now=NOW, calendar=LOS_ANGELES)
    assert when.at is not None
    assert when.ends is not None
    assert when.at < when.ends < when.at + timedelta(days=1)
    assert when.zone == ""
    assert format_when(when, LOS_ANGELES) == meant


def test_the_instants_of_a_span_are_in_utc() -> None:
    assert parse_when("10 Dec 10:00-11:30", now=NOW, calendar=LOS_ANGELES) == When(
        date(2026, 12, 10), utc(2026, 12, 10, 18), utc(2026, 12, 10, 19, 30)
    )
    into_the_next_day = parse_when("10 Dec 22:00-01:00", now=NOW, calendar=LOS_ANGELES)
    assert into_the_next_day == When(date(2026, 12, 10), utc(2026, 12, 11, 6), utc(2026, 12, 11, 9))


@pytest.mark.parametrize(
    "text",
    [
        *("fri 10:00-10:00", "10-10am", "noon-12pm", "2026-03-08 02:30-03:30", "2026-03-08 02:40-03:10"),
        "2026-11-25T10:00:00-08:00 - 2026-11-26T10:00:01-08:00",
        "2026-11-25T10:00:00-08:00 - 2026-11-25T10:00:00-08:00",
    ],
)
def test_a_span_ends_after_it_begins_and_within_a_day(text: str) -> None:
    assert refusal(text) == "A span must end after it begins, within a day: write for example 10:00-11:30"


@pytest.mark.parametrize(
    ("text", "meant", "zone"),
    [
        ("10 Dec 10:00 America/New_York", utc(2026, 12, 10, 15), "America/New_York"),
        ("10 Dec 10:00 america/new_york", utc(2026, 12, 10, 15), "America/New_York"),
        ("10:00 10 Dec America/New_York", utc(2026, 12, 10, 15), "America/New_York"),
        ("10 Dec 10:00-11:30 Europe/Berlin", utc(2026, 12, 10, 9), "Europe/Berlin"),
        ("fri 10:00 Asia/Tokyo", utc(2026, 11, 27, 1), "Asia/Tokyo"),
        ("10 Dec 10:00 CET", utc(2026, 12, 10, 9), "CET"),
        ("10 Dec 10:00 GMT", utc(2026, 12, 10, 10), "GMT"),
        ("10 Dec 10:00 UTC", utc(2026, 12, 10, 10), "UTC"),
        ("10 Dec 10:00 UTC+0", utc(2026, 12, 10, 10), "UTC"),
        ("10 Dec 10:00 UTC+2", utc(2026, 12, 10, 8), "Etc/GMT-2"),
        ("10 Dec 10:00 UTC-8", utc(2026, 12, 10, 18), "Etc/GMT+8"),
        ("10 Dec 10:00 GMT+02:00", utc(2026, 12, 10, 8), "Etc/GMT-2"),
        ("10 Dec 10:00 UTC+5:30", utc(2026, 12, 10, 4, 30), ""),
        ("10 Dec 10:00 UTC-0330", utc(2026, 12, 10, 13, 30), ""),
        ("10:00 UTC", utc(2026, 11, 26, 10), "UTC"),
        ("05:12 UTC", utc(2026, 11, 27, 5, 12), "UTC"),
        ("10:00 UTC+2", utc(2026, 11, 26, 8), "Etc/GMT-2"),
    ],
)
def test_a_zone_stands_after_a_blank(text: str, meant: datetime, zone: str) -> None:
    when = parse_when(text, now=NOW, calendar=LOS_ANGELES)
    assert (when.at, when.zone) == (meant, zone)
    assert when.day == LOS_ANGELES.day(meant)


@pytest.mark.parametrize("word", ["PST", "CEST", "Europe/Berln", "UTC+15", "UTC-13", "UTC+1:75"])
def test_what_is_no_zone_is_said(word: str) -> None:
    assert refusal(f"10 Dec 10:00 {word}") == (
        f'"{word.lower()}" is not a time zone: write its name, such as America/New_York, or UTC+2'
    )


@pytest.mark.parametrize("text", ["10 Dec 10:00-0800", "10 Dec 10:00 -0800", "10 Dec 10:00-1100", "10-11", "fri 10-11"])
def test_a_hyphen_after_a_clock_makes_no_zone(text: str) -> None:
    assert refusal(text).startswith((f'"{text}" is not a date', f'"{text.removeprefix("fri ")}" could be two dates'))


@pytest.mark.parametrize(
    ("text", "day_comes_first", "month_comes_first"),
    [
        ("12/2", "2027-02-12", "2026-12-02"),
        ("12-2", "2027-02-12", "2026-12-02"),
        ("12.2.", "2027-02-12", "2027-02-12"),
        ("12.2", "2027-02-12", "2027-02-12"),
        ("12/2/2027", "2027-02-12", "2027-12-02"),
        ("12/2/28", "2028-02-12", "2028-12-02"),
        ("12/2 14:00", "2027-02-12 14:00", "2026-12-02 14:00"),
        ("wed 2/12", "2026-12-02", ""),
        ("13/12", "2026-12-13", ""),
        ("12/13", "", "2026-12-13"),
        ("31/2", "", ""),
    ],
)
def test_numbers_go_by_the_order_that_is_usual(text: str, day_comes_first: str, month_comes_first: str) -> None:
    for day_first, meant in ((True, day_comes_first), (False, month_comes_first)):
        calendar = Calendar(LOS_ANGELES.zone, day_first=day_first)
        if meant:
            assert read(text, calendar=calendar) == meant
        else:
            assert text in refusal(text, calendar=calendar).lower()


# --- dates in the notes of a meeting

MONDAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("today", "2026-11-16"),
        ("tomorrow", "2026-11-17"),
        ("fri", "2026-11-20"),
        ("on Friday", "2026-11-20"),
        ("mon", "2026-11-23"),
        ("next tue", "2026-11-24"),
        ("+3d", "2026-11-19"),
        ("in 2 weeks", "2026-11-30"),
        ("+5wd", "2026-11-23"),
        ("+1m", "2026-12-16"),
        ("12 Nov", "2026-11-12"),
        ("Thu 12 Nov", "2026-11-12"),
        ("27 Nov", "2026-11-27"),
        ("2 Jan", "2027-01-02"),
        ("1 June", "2026-06-01"),
        ("29 Feb", "2028-02-29"),
        ("12 Nov 2027", "2027-11-12"),
        ("2026-12-02", "2026-12-02"),
        ("Fri 20 Nov EOD", "2026-11-20"),
        ("27 Nov at the latest", "2026-11-27"),
        ("27 Nov, end of day at the latest", "2026-11-27"),
        ("Friday COB", "2026-11-20"),
        ("EOD Friday", "2026-11-20"),
        ("end of business fri", "2026-11-20"),
        ("fri 17:00", "2026-11-20"),
        ("20 Nov 17:00 Europe/Berlin", "2026-11-20"),
    ],
)
def test_a_date_in_notes_counts_from_the_meeting(text: str, meant: str) -> None:
    assert read_note_day(text, meeting_day=MONDAY, calendar=LOS_ANGELES).isoformat() == meant


def test_friday_of_a_meeting_on_friday_is_the_next_one() -> None:
    assert read_note_day("fri", meeting_day=date(2026, 11, 20), calendar=LOS_ANGELES) == date(2026, 11, 27)


def test_numbers_in_notes_go_by_the_order_that_is_usual() -> None:
    for day_first, meant in ((True, date(2027, 2, 12)), (False, date(2026, 12, 2))):
        calendar = Calendar(LOS_ANGELES.zone, day_first=day_first)
        assert read_note_day("12/2", meeting_day=MONDAY, calendar=calendar) == meant
        assert read_note_day("12.2.", meeting_day=MONDAY, calendar=calendar) == date(2027, 2, 12)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "end of week",
            "EOD",
            "COB",
            "soon",
            "",
            "at the latest",
            "5pm",
            "noon",
            "11/20",
            "22.12",
            "22.12.",
            "31 Nov",
        ),
        *("Fri 12 Nov", "Dana", "+4h", "32.12.", "12.13.", "the week after next", "29 Feb 2027", "x" * 500),
    ],
)
def test_what_is_no_date_in_notes_is_unclear(text: str) -> None:
    with pytest.raises(Unclear):
        read_note_day(text, meeting_day=MONDAY, calendar=LOS_ANGELES)


@settings(deadline=None)
@given(day=st.dates(), meeting=st.dates(date(1901, 1, 1), date(2990, 1, 1)))
def test_a_day_without_a_year_is_within_half_a_year_of_the_meeting(day: date, meeting: date) -> None:
    text = f"{day.day} {full_date(day).split()[2]}"
    found = read_note_day(text, meeting_day=meeting, calendar=LOS_ANGELES)
    assert (found.day, found.month) == (day.day, day.month)
    assert abs((found - meeting).days) <= 183 or text == "29 Feb"


def test_a_day_alone_has_no_instant_and_a_time_has_one_in_utc() -> None:
    assert parse_when("fri", now=NOW, calendar=LOS_ANGELES) == When(date(2026, 11, 27), None)
    timed = parse_when("fri 14:00", now=NOW, calendar=LOS_ANGELES)
    assert timed == When(date(2026, 11, 27), utc(2026, 11, 27, 22))
    assert timed.at is not None
    assert timed.at.tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("21:13", "2026-11-25 21:13"),
        ("at 11pm", "2026-11-25 23:00"),
        ("21:12", "2026-11-26 21:12"),
        ("noon", "2026-11-26 12:00"),
    ],
)
def test_a_time_alone_is_todays_if_still_to_come(text: str, meant: str) -> None:
    assert read(text) == meant


def test_the_present_minute_is_not_still_to_come() -> None:
    assert read("21:12", now=utc(2026, 11, 26, 5, 12)) == "2026-11-26 21:12"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("+2h", "2026-11-25 23:12"),
        ("+4h", "2026-11-26 01:12"),
        ("in 1 hour", "2026-11-25 22:12"),
        ("+30min", "2026-11-25 21:42"),
        ("5 minutes", "2026-11-25 21:17"),
    ],
)
def test_hours_and_minutes_count_from_now_to_the_minute(text: str, meant: str) -> None:
    assert read(text) == meant


@pytest.mark.parametrize("weekday", range(7))
def test_a_weekday_is_within_a_week_after_today_and_next_is_in_the_week_after_this(weekday: int) -> None:
    monday = date(2026, 11, 23)
    today = monday + timedelta(days=weekday)
    now = LOS_ANGELES.instant(today, time(12))
    for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun")):
        plain = parse_when(name, now=now, calendar=LOS_ANGELES).day
        following = parse_when(f"next {name}", now=now, calendar=LOS_ANGELES).day
        assert plain.weekday() == number
        assert 1 <= (plain - today).days <= 7
        assert following == monday + timedelta(days=7 + number)


def test_a_month_later_ends_with_a_shorter_month() -> None:
    eve = utc(2026, 1, 31, 12)
    assert read("+1m", now=eve, calendar=LONDON) == "2026-02-28"
    assert read("+2m", now=eve, calendar=LONDON) == "2026-03-31"
    assert read("+25m", now=eve, calendar=LONDON) == "2028-02-29"
    assert read("+11m", now=eve, calendar=LONDON) == "2026-12-31"


# --- what is refused, and how it says so


def test_a_refusal_quotes_the_text_and_gives_examples() -> None:
    examples = "write for example tomorrow, fri, next tue 14:00, +3d, +2w, 2 Dec or 2026-12-02 14:00"
    assert refusal("soonish") == f'"soonish" is not a date: {examples}'
    assert refusal(" ") == f"No date given: {examples}"
    assert refusal("so\x1b[31mon\nish") == f'"soon ish" is not a date: {examples}'
    assert refusal("the " * 20 + "2 Dec") == f'"{"the " * 9}the…" is not a date: {examples}'
    assert refusal("x" * 200) == f'"{"x" * 39}…" is not a date: {examples}'


@pytest.mark.parametrize("text", ["2/12", "2/12/2026", "02.12.26", "2-12", "13/12", "2/12/2026 14:00"])
def test_numbers_alone_do_not_say_which_is_the_month(text: str) -> None:
    day = text.removesuffix(" 14:00")
    assert refusal(text) == f'"{day}" could be two dates: write 2 Dec or 2026-12-02'


def test_a_weekday_must_agree_with_its_date() -> None:
    assert refusal("Tue 2 Dec") == '"tue 2 dec" does not match: 2 December 2026 is a Wednesday; correct one of them'
    assert (
        refusal("Tue, 2 Dec 2026 14:00")
        == '"tue 2 dec 2026" does not match: 2 December 2026 is a Wednesday; correct one of them'
    )


@pytest.mark.parametrize(
    "text",
    [
        *(
            "acme",
            "14",
            "99999",
            "sat on the mat",
            "mon the 2nd",
            "may",
            "fr",
            "2 d e",
            "2 ma",
            "dec 2026",
            "20261202",
            "next",
            "next week",
        ),
        *("31 Feb", "30 Feb 2028", "29 Feb 2027", "2026-02-29", "2026-13-01", "0 Dec", "32 Dec"),
        *("0000-01-01", "0206-12-02", "99999-01-01", "9999-12-31", "2 Dec 1899", "2 Dec 3000"),
        *("9999-12-31 23:59-12:00", "0001-01-01T00:00+14:00"),
        *("+", "+3", "+3x", "-3d", "+99999d", "+9999m +1d", "+4h 9am", "3.5 days", "٣ days", "in days"),
        *("25:00", "24:00", "14:60", "13pm", "0am", "at", "9", "fri 9", "2 Dec 14", "2 Dec 14:00 15:00"),
        *("1 2 Dec", "2 Dec Jan", "wed thu 2 Dec", "2 Dec 2026 2027", "2 Dec 03", "3 14:00 days"),
        *("14:00Z", "fri 14:00Z", "2026-12-02T14:00+25:00", "2026-12-02Z", "2026-12/02"),
    ],
)
def test_nothing_is_guessed(text: str) -> None:
    assert refusal(text).startswith(f'"{text}" is not a date: ')


PIECES = st.sampled_from(
    [
        *("today", "fri", "next", "tue", "on", "at", "in", "+", "-", "3", "31", "2026", "9999", "0000", "feb", "dec"),
        *("2nd", "d", "wd", "w", "m", "h", "min", "days", "14:00", "23:59:60", "9am", "noon", "pm", "z", "t", "utc"),
        *("10:00-11:30", "-", "10", "-11am", " to ", "utc+2", "europe/berlin", "12.2.", "eod", "at the latest"),
        *("+14:00", "-12:00", "+24:00", "2026-12-02", "0001-01-01", "9999-12-31", "1900-01-01", "2/12", ":", ".", "٣"),
    ]
)
JOINED = st.builds(str.join, st.sampled_from(["", " ", ", "]), st.lists(PIECES, max_size=6))


FAR = st.one_of(
    st.just(NOW),
    st.datetimes(timezones=st.just(UTC)),
    st.sampled_from([datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)]),
)
EDGES = st.one_of(
    st.dates(), st.dates(max_value=date(1, 2, 1)), st.dates(min_value=date(9999, 12, 1)), st.just(date.min)
)


@settings(deadline=None)
@given(text=st.one_of(st.text(), JOINED), now=FAR, day_first=st.sampled_from([None, True, False]))
def test_any_text_is_a_date_within_the_years_or_unclear(text: str, now: datetime, day_first: bool | None) -> None:
    for zone in (LOS_ANGELES.zone, AUCKLAND.zone):
        calendar = Calendar(zone, day_first=day_first)
        try:
            when = parse_when(text, now=now, calendar=calendar)
        except Unclear as refused:
            line = str(refused)
        else:
            line = format_when(when, calendar)
            assert 1900 <= when.day.year <= 2999
            assert when.at is None or calendar.day(when.at) == when.day
            assert when.ends is None or (when.at is not None and when.at < when.ends)
        assert line.splitlines() == [line]


@settings(deadline=None)
@given(text=st.one_of(st.text(), JOINED), meeting=EDGES, day_first=st.sampled_from([None, True, False]))
def test_any_text_in_notes_is_a_day_within_the_years_or_unclear(
    text: str, meeting: date, day_first: bool | None
) -> None:
    try:
        day = read_note_day(text, meeting_day=meeting, calendar=Calendar(LOS_ANGELES.zone, day_first=day_first))
    except Unclear as refused:
        line = str(refused)
    else:
        line = str(day)
        assert 1900 <= day.year <= 2999
    assert line.splitlines() == [line]


@settings(deadline=None)
@given(day=EDGES, today=EDGES, at=st.times(), instant=FAR, now=FAR, days=st.integers(-10, 10))
def test_the_first_and_the_last_year_end_nothing(
    day: date, today: date, at: time, instant: datetime, now: datetime, days: int
) -> None:
    for calendar in (LOS_ANGELES, AUCKLAND, Calendar(AUCKLAND.zone, country="NZ")):
        shown = [day_words(day, today=today), due_words(day, today=today), due_words(day, today=today, clock=at)]
        shown += [full_date(day), distance_words(day, today=today), iso(instant, calendar), utc_text(instant)]
        shown += [when(instant, now=now, calendar=calendar) for when in (ago_words, moment_words)]
        shown.append(format_when(When(day, instant, now, "Asia/Tokyo"), calendar))
        assert all(shown)
        assert calendar.instant(day, at).utcoffset() == timedelta(0)
        assert (calendar.add_working(day, days) >= day) == (days >= 0 or day == date.min)
        assert calendar.working_on_or_before(day) <= day <= calendar.working_on_or_after(day)


# --- the written form

# zones with summer time north and south, by half an hour, below zero, at midnight, and with offsets in seconds
ZONES = st.sampled_from(
    [
        *("UTC", "America/Los_Angeles", "Pacific/Auckland", "Europe/London", "Europe/Dublin", "Asia/Kolkata"),
        *("Australia/Lord_Howe", "Antarctica/Troll", "America/Nuuk", "America/Sao_Paulo", "Pacific/Apia"),
        *("Africa/Monrovia", "Europe/Amsterdam"),
    ]
)
CHANGES = st.sampled_from(
    [
        utc(2026, 3, 8, 10),  # Los Angeles
        utc(2026, 11, 1, 9),
        utc(2026, 4, 4, 14),  # Auckland
        utc(2026, 9, 26, 14),
        utc(2026, 4, 4, 15),  # Lord Howe
        utc(2026, 3, 29, 1),  # all of Europe, Troll, Nuuk
        utc(2026, 10, 25, 1),
        utc(2011, 12, 30, 10),  # Apia leaves out a day
        utc(1972, 1, 7, 0, 44),  # Monrovia
        utc(1937, 7, 1),  # Amsterdam
    ]
)
INSTANTS = st.one_of(
    st.datetimes(datetime(1900, 1, 2), datetime(2999, 12, 30), timezones=st.just(UTC)),  # noqa: DTZ001
    st.builds(lambda change, minutes: change + timedelta(minutes=minutes), CHANGES, st.integers(-200, 200)),
)


@settings(deadline=None)
@given(zone=ZONES, at=INSTANTS)
def test_an_instant_written_is_read_as_the_same(zone: str, at: datetime) -> None:
    calendar = Calendar(ZoneInfo(zone))
    when = When(calendar.day(at), at)
    assert parse_when(format_when(when, calendar), now=NOW, calendar=calendar) == when


NAMED = st.sampled_from(["", "America/New_York", "Europe/Berlin", "Etc/GMT-2", "UTC", "GMT", "Pacific/Chatham", "CET"])


@settings(deadline=None)
@given(zone=ZONES, at=INSTANTS, length=st.timedeltas(timedelta(minutes=1), timedelta(days=1)), named=NAMED | ZONES)
def test_a_span_written_is_read_as_the_same(zone: str, at: datetime, length: timedelta, named: str) -> None:
    calendar = Calendar(ZoneInfo(zone))
    for ends in (None, at + length, at + timedelta(minutes=length // timedelta(minutes=1))):
        when = When(calendar.day(at), at, ends, named)
        assert parse_when(format_when(when, calendar), now=NOW, calendar=calendar) == when


@settings(deadline=None)
@given(zone=ZONES, day=st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_a_day_written_is_read_as_the_same(zone: str, day: date) -> None:
    calendar = Calendar(ZoneInfo(zone))
    assert parse_when(format_when(When(day), calendar), now=NOW, calendar=calendar) == When(day)


@settings(deadline=None)
@given(today=st.dates(date(1901, 1, 1), date(2990, 12, 31)), ahead=st.integers(-1, 360))
def test_a_day_that_is_shown_can_be_typed(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    now = LOS_ANGELES.instant(today, time(12))
    assert parse_when(day_words(day, today=today), now=now, calendar=LOS_ANGELES).day == day


def test_the_second_of_two_equal_times_carries_its_offset() -> None:
    first, second = utc(2026, 11, 1, 8, 30), utc(2026, 11, 1, 9, 30)
    day = date(2026, 11, 1)
    assert format_when(When(day, first), LOS_ANGELES) == "2026-11-01 01:30"
    assert format_when(When(day, second), LOS_ANGELES) == "2026-11-01 01:30:00-08:00"
    assert format_when(When(day, first, second), LOS_ANGELES) == "2026-11-01T01:30:00-07:00 - 2026-11-01T01:30:00-08:00"


def test_iso_has_the_users_offset_and_seconds() -> None:
    assert iso(NOW + timedelta(microseconds=9), LOS_ANGELES) == "2026-11-25T21:12:37-08:00"
    assert iso(NOW, AUCKLAND) == "2026-11-26T18:12:37+13:00"
    assert iso(utc(2026, 7, 1), LOS_ANGELES) == "2026-06-30T17:00:00-07:00"


# --- the calendar


def test_today_is_the_users_day() -> None:
    assert (LOS_ANGELES.day(NOW), AUCKLAND.day(NOW)) == (date(2026, 11, 25), date(2026, 11, 26))
    new_year = utc(2027, 1, 1, 7, 59)
    assert read("today", now=new_year) == "2026-12-31"
    assert read("31 Dec", now=new_year) == "2026-12-31"
    assert read("31 Dec", now=new_year, calendar=AUCKLAND) == "2027-12-31"
    leap_eve = utc(2028, 2, 28, 11)
    assert read("today", now=leap_eve, calendar=AUCKLAND) == "2028-02-29"
    assert read("tomorrow", now=leap_eve) == "2028-02-29"
    assert read("tomorrow", now=leap_eve, calendar=AUCKLAND) == "2028-03-01"
    assert read("29 Feb", now=utc(2096, 3, 1, 12)) == "2104-02-29"


@pytest.mark.parametrize(
    ("calendar", "day", "at", "instant"),
    [
        (LOS_ANGELES, date(2026, 3, 8), time(1, 59), utc(2026, 3, 8, 9, 59)),
        (LOS_ANGELES, date(2026, 3, 8), time(2, 30), utc(2026, 3, 8, 10, 30)),  # skipped: 03:30 is meant
        (LOS_ANGELES, date(2026, 3, 8), time(3, 0), utc(2026, 3, 8, 10)),
        (LOS_ANGELES, date(2026, 11, 1), time(1, 30), utc(2026, 11, 1, 8, 30)),  # twice: the first
        (LOS_ANGELES, date(2026, 11, 1), time(1, 30, fold=1), utc(2026, 11, 1, 8, 30)),
        (LOS_ANGELES, date(2026, 11, 1), time(2, 0), utc(2026, 11, 1, 10)),
        (AUCKLAND, date(2026, 9, 27), time(2, 30), utc(2026, 9, 26, 14, 30)),
        (AUCKLAND, date(2026, 4, 5), time(2, 30), utc(2026, 4, 4, 13, 30)),
        (AUCKLAND, date(2026, 1, 1), time(0, 0), utc(2025, 12, 31, 11)),
    ],
)
def test_clock_times_around_the_changes_of_summer_time(
    calendar: Calendar, day: date, at: time, instant: datetime
) -> None:
    assert calendar.instant(day, at) == instant


def test_a_skipped_time_moves_forward_by_the_gap() -> None:
    assert read("2026-03-08 02:30", now=utc(2026, 3, 1)) == "2026-03-08 03:30"
    assert read("2026-09-27 02:30", calendar=AUCKLAND) == "2026-09-27 03:30"


def test_a_gap_that_leads_into_the_next_day_takes_the_day_along() -> None:
    nuuk = Calendar(ZoneInfo("America/Nuuk"))
    when = parse_when("2026-03-28 23:30", now=NOW, calendar=nuuk)
    assert when == When(date(2026, 3, 29), utc(2026, 3, 29, 1, 30))


def test_days_keep_their_clock_time_and_hours_their_length_over_a_change() -> None:
    eve = utc(2026, 3, 8, 5)  # Saturday 21:00, three hours before the short day
    assert read("tomorrow 21:00", now=eve) == "2026-03-08 21:00"
    assert read("+24h", now=eve) == "2026-03-08 22:00"
    assert read("+1d", now=eve) == "2026-03-08"
    before_the_long_night = utc(2026, 11, 1, 7)
    assert read("+2h", now=before_the_long_night) == "2026-11-01 01:00:00-08:00"


def test_working_days() -> None:
    friday, saturday, sunday, monday = (date(2026, 11, day) for day in (27, 28, 29, 30))
    assert [LOS_ANGELES.is_working(day) for day in (friday, saturday, sunday, monday)] == [True, False, False, True]
    assert LOS_ANGELES.working_on_or_after(saturday) == monday
    assert LOS_ANGELES.working_on_or_after(friday) == friday
    assert LOS_ANGELES.working_on_or_before(sunday) == friday
    assert LOS_ANGELES.working_on_or_before(monday) == monday
    assert LOS_ANGELES.add_working(friday, 1) == monday
    assert LOS_ANGELES.add_working(saturday, 1) == monday
    assert LOS_ANGELES.add_working(saturday, -1) == friday
    assert LOS_ANGELES.add_working(monday, -1) == friday
    assert LOS_ANGELES.add_working(friday, 6) == date(2026, 12, 7)
    assert LOS_ANGELES.add_working(saturday, 0) == saturday


def test_public_holidays_and_days_off_are_no_working_days() -> None:
    thanksgiving, friday = date(2026, 11, 26), date(2026, 11, 27)
    american = Calendar(LOS_ANGELES.zone, country="US", days_off=frozenset({friday}))
    assert not american.is_working(thanksgiving)
    assert not american.is_working(friday)
    assert american.add_working(date(2026, 11, 25), 1) == date(2026, 11, 30)
    assert american.working_on_or_before(friday) == date(2026, 11, 25)
    assert read("+1wd", calendar=american) == "2026-11-30"
    assert LOS_ANGELES.is_working(thanksgiving)


def test_a_holiday_that_is_observed_on_another_day_counts() -> None:
    american = Calendar(LOS_ANGELES.zone, country="US")
    assert not american.is_working(date(2027, 12, 31))  # New Year's Day of 2028, a Saturday
    assert not american.is_working(date(2027, 7, 5))  # Independence Day, a Sunday


def test_parts_of_a_country_have_their_own_holidays() -> None:
    epiphany = date(2026, 1, 6)
    assert not Calendar(ZoneInfo("Europe/Berlin"), country="DE-BY").is_working(epiphany)
    assert Calendar(ZoneInfo("Europe/Berlin"), country="DE").is_working(epiphany)
    without_the_part = Calendar(ZoneInfo("Europe/Berlin"), country="DE-XX")
    assert without_the_part.is_working(epiphany)
    assert not without_the_part.is_working(date(2026, 12, 25))


@pytest.mark.parametrize("country", ["QQ", "QQ-X", "nowhere", "-"])
def test_a_country_that_is_not_known_has_no_holidays(country: str) -> None:
    assert Calendar(LOS_ANGELES.zone, country=country).is_working(date(2026, 12, 25))


@pytest.mark.parametrize("country", ["US", "DE-BY", "IN", "GB-SCT", "NZ", "JP", "SA", "IL"])
def test_holidays_are_known_or_left_out_in_every_year(country: str) -> None:
    calendar = Calendar(LOS_ANGELES.zone, country=country)
    for year in (1, 1899, 1900, 1999, 2050, 2999, 3000, 9999):
        calendar.is_working(date(year, 5, 1))


def test_where_every_day_is_off_the_weekdays_count() -> None:
    off = frozenset(date(2026, 1, 1) + timedelta(days=number) for number in range(3000))
    calendar = Calendar(LOS_ANGELES.zone, days_off=off)
    for start, step in ((date(2026, 11, 25), 1), (date(2033, 6, 1), -1)):
        near = calendar.add_working(start, step)
        assert near.weekday() < 5
        assert 1000 < abs((near - start).days) < 1200
        assert (calendar.add_working(start, 2 * step) - near) * step >= timedelta(days=1)


def test_the_library_of_holidays_waits_for_a_weekday_that_could_be_one() -> None:
    code = (
        "import sys; from datetime import date; from zoneinfo import ZoneInfo\n"
        "from interview_tui.domain.dates import Calendar\n"
        "calendar = Calendar(ZoneInfo('UTC'), country='US'); calendar.is_working(date(2026, 11, 28))\n"
        "print('holidays' in sys.modules); calendar.is_working(date(2026, 11, 27)); print('holidays' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\nTrue\n"


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("America/Los_Angeles", "US"),
        ("US/Pacific", "US"),
        ("Europe/Berlin", "DE"),
        ("Europe/Amsterdam", "NL"),
        ("Asia/Calcutta", "IN"),
        ("Asia/Tokyo", "JP"),
        ("Iceland", ""),
        ("EST", ""),
        ("Etc/GMT-2", ""),
        ("UTC", ""),
        ("Nowhere/Land", ""),
        ("", ""),
    ],
)
def test_the_country_of_a_zone(zone: str, country: str) -> None:
    assert country_of_zone(zone) == country


def test_a_week_of_ones_own() -> None:
    sunday_to_thursday = Calendar(ZoneInfo("Asia/Riyadh"), frozenset({6, 0, 1, 2, 3}))
    assert sunday_to_thursday.add_working(date(2026, 11, 26), 1) == date(2026, 11, 29)
    assert read("+1wd", now=utc(2026, 11, 26, 9), calendar=sunday_to_thursday) == "2026-11-29"


def test_without_working_weekdays_every_day_is_one() -> None:
    assert Calendar(ZoneInfo("UTC"), frozenset()).working == frozenset(range(7))


def test_a_weekday_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"0 to 6, not \[7\]"):
        Calendar(ZoneInfo("UTC"), frozenset({0, 7}))


@given(
    day=st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    working=st.frozensets(st.integers(0, 6)),
    days=st.integers(1, 30),
)
def test_adding_working_days_passes_exactly_so_many(day: date, working: frozenset[int], days: int) -> None:
    calendar = Calendar(ZoneInfo("UTC"), working)
    later, earlier = calendar.add_working(day, days), calendar.add_working(day, -days)
    assert calendar.is_working(later)
    assert calendar.is_working(earlier)
    assert sum(calendar.is_working(day + timedelta(n)) for n in range(1, (later - day).days + 1)) == days
    assert sum(calendar.is_working(day - timedelta(n)) for n in range(1, (day - earlier).days + 1)) == days


# --- the words shown


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2026, 11, 25), "today"),
        (date(2026, 11, 26), "tomorrow"),
        (date(2026, 11, 24), "yesterday"),
        (date(2026, 11, 27), "Fri"),
        (date(2026, 12, 1), "Tue"),
        (date(2026, 12, 2), "Wed 2 Dec"),
        (date(2026, 11, 23), "Mon 23 Nov"),
        (date(2027, 12, 3), "Fri 3 Dec 2027"),
        (date(2025, 12, 31), "Wed 31 Dec 2025"),
    ],
)
def test_a_day_in_words(day: date, shown: str) -> None:
    assert day_words(day, today=TODAY) == shown


@pytest.mark.parametrize(
    ("day", "shown", "shown_with_clock"),
    [
        (date(2026, 11, 15), "10 days late", "10 days late"),
        (date(2026, 11, 23), "2 days late", "2 days late"),
        (date(2026, 11, 24), "1 day late", "1 day late"),
        (date(2026, 11, 25), "today", "today 09:05"),
        (date(2026, 11, 26), "tomorrow", "Thu 09:05"),
        (date(2026, 11, 27), "Fri", "Fri 09:05"),
        (date(2026, 12, 1), "Tue", "Tue 09:05"),
        (date(2026, 12, 2), "2 Dec", "2 Dec"),
        (date(2027, 1, 12), "12 Jan 27", "12 Jan 27"),
        (date(2105, 1, 12), "12 Jan 05", "12 Jan 05"),
    ],
)
def test_a_due_date_in_a_narrow_column(day: date, shown: str, shown_with_clock: str) -> None:
    assert due_words(day, today=TODAY) == shown
    assert due_words(day, today=TODAY, clock=time(9, 5)) == shown_with_clock


def test_the_days_around_a_new_year_keep_their_short_names() -> None:
    assert day_words(date(2027, 1, 2), today=date(2026, 12, 31)) == "Sat"
    assert due_words(date(2027, 1, 1), today=date(2026, 12, 31)) == "tomorrow"
    assert day_words(date(2027, 1, 7), today=date(2026, 12, 31)) == "Thu 7 Jan 2027"


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2026, 11, 25), "today"),
        (date(2026, 11, 24), "yesterday"),
        (date(2026, 11, 23), "2 days ago"),
        (date(2026, 11, 12), "13 days ago"),
        (date(2026, 11, 11), "2 weeks ago"),
        (date(2026, 9, 26), "8 weeks ago"),
        (date(2026, 9, 25), "2 months ago"),
        (date(2024, 11, 26), "23 months ago"),
        (date(2024, 11, 25), "2 years ago"),
        (date(2016, 11, 25), "10 years ago"),
        (date(2026, 11, 26), "tomorrow"),
        (date(2026, 12, 2), "Wed 2 Dec"),
    ],
)
def test_how_long_ago(day: date, shown: str) -> None:
    assert ago_words(LOS_ANGELES.instant(day, time(8)), now=NOW, calendar=LOS_ANGELES) == shown


def test_how_long_ago_goes_by_the_users_days_not_by_hours() -> None:
    last_night = utc(2026, 11, 26, 7, 59)  # 23:59 in Los Angeles
    ten_past = utc(2026, 11, 26, 8, 10)
    assert ago_words(last_night, now=ten_past, calendar=LOS_ANGELES) == "yesterday"
    assert ago_words(last_night, now=ten_past, calendar=AUCKLAND) == "today"


def test_importing_costs_no_date_library() -> None:
    code = "import sys, interview_tui.domain.dates; print('dateutil' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (2, "in 2 days"),
        (8, "in 8 days"),
        (373, "in 373 days"),
        (-1, "yesterday"),
        (-3, "3 days ago"),
    ],
)
def test_how_far_away_a_day_is(ahead: int, said: str) -> None:
    assert distance_words(TODAY + timedelta(days=ahead), today=TODAY) == said


def test_a_day_with_all_there_is_of_it() -> None:
    assert full_date(date(2026, 12, 1)) == "Tue 1 Dec 2026"
