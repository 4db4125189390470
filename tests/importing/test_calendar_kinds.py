"""Calendars as real programs write them, a few of each kind: dates, zones, names, text, bytes, and broken ones."""

from __future__ import annotations

import base64
import quopri
from datetime import UTC, datetime
from time import perf_counter
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from interview_tui.importing.calendar_file import read_calendar_file
from interview_tui.importing.calendar_times import read_duration, read_time
from interview_tui.importing.ics import InvitationError
from interview_tui.importing.invitation import read_invitations as read_contents
from tests.grouped import grouped

from .calendars import NOON, calendar, mail, read, read_invitations, zone

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview_tui.importing.invitation import Invitation

ME = frozenset({"alex@doe.example"})
TEN = datetime(2026, 12, 2, 22, tzinfo=UTC)
CET = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")


@grouped(
    "text",
    [
        "20261202T220000Z",
        "2026-12-02T22:00:00Z",
        "20261202T2200Z",
        "2026-12-02T22:00Z",
        "2026-12-02 22:00:00Z",
        "20261202t220000z",
        " 20261202T220000Z ",
        "2026-12-02T22:00:00.000Z",
        "2026-12-02T22:00:00,5Z",
        "2026-12-02T23:00:00+01:00",
        "20261202T230000+0100",
        "20261202T170000-0500",
        "2026-12-02T17:00-05",
        "2026/12/02 22:00:00 UTC",
        "20261202T22Z",
        "2026-12-02T23:00+01:00[Europe/Berlin]",
        "2026-12-02T23:00[Europe/Berlin]",
    ],
    by=lambda text: "with dashes" if "-" in text[:5] else "without",
)
def test_an_instant_in_any_shape_of_iso_8601(text: str) -> None:
    one = read(f"DTSTART:{text}")
    assert (one.starts, one.all_day, one.doubt) == (TEN, False, "")


@grouped(
    "line, starts, all_day",
    [
        ("DTSTART;VALUE=DATE:2026-12-02", "2026-12-02T00:00:00", True),
        ("DTSTART:20261202", "2026-12-02T00:00:00", True),
        ("DTSTART;VALUE=DATE:20261202T000000", "2026-12-02T00:00:00", True),
        ("DTSTART;VALUE=DATE-TIME:20261202", "2026-12-02T00:00:00", True),
        ("DTSTART;VALUE=DATE:20261202T140000", "2026-12-02T14:00:00", False),
        ("DTSTART;VALUE=DATE:20261202T220000Z", "2026-12-02T22:00:00+00:00", False),
        ("DTSTART:20261202T240000", "2026-12-03T00:00:00", False),
        ("DTSTART:20261202T140060", "2026-12-02T14:00:59", False),
    ],
    by=lambda _: "days",
)
def test_a_day_and_a_time_are_told_by_what_is_written(line: str, starts: str, all_day: bool) -> None:
    one = read(line)
    assert (one.starts and one.starts.isoformat(), one.all_day) == (starts, all_day)


def is_none(reader: Callable[[str], object], text: str) -> bool:
    try:
        reader(text)
    except ValueError:
        return True
    return False


@grouped(
    "text",
    [
        "x",
        "2026-13-02",
        "20261345T120000Z",
        "2026120",
        "02.12.2026",
        "20261202T250000Z",
        "99991231T240000",
        "²0261202",
        "2026-1202",
        "20261202T",
        "20261202T220000+99:00",
        "1" * 10_000,
    ],
    by=lambda _: "none",
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert is_none(read_time, text)


@grouped("text", ["P", "PT", "soon", "1H", "PT1X", "-", "P1H2D"], by=lambda _: "none")
def test_what_is_no_duration_is_none(text: str) -> None:
    assert is_none(read_duration, text)


def test_a_zone_behind_the_colon() -> None:
    one = read("DTSTART:TZID=Europe/Berlin:20261202T140000", "DTEND:VALUE=DATE-TIME:20261202T140000Z")
    assert (one.starts, one.ends) == (datetime(2026, 12, 2, 14, tzinfo=CET), datetime(2026, 12, 2, 14, tzinfo=UTC))


def test_words_for_nothing_are_nothing() -> None:
    events = [("UID:undefined", NOON, f"SUMMARY:{name}", "LOCATION:null") for name in ("R&amp;D at M&uuml;ller", "NaN")]
    first, second = read_invitations(several(*events))
    assert (first.uid, first.summary, first.place, second.summary) == ("", "R&D at Müller", "", "")


@grouped(
    "robot",
    [
        "noreply@zohocalendar.com",
        "noreply@zohocalendar.eu",
        "calendar-notification@google.com",
        "no-reply@meetings.hubspot.com",
        "notifications@calendly.com",
        "scheduler@greenhouse.io",
        "unknownorganizer@calendar.google.com",
    ],
    by=lambda _: "robots",
)
def test_a_robots_host_is_not_the_company(robot: str) -> None:
    lines = ("SUMMARY:Interview with Acme for Backend Engineer", f"ORGANIZER;CN=Acme Hiring:mailto:{robot}")
    one = read(NOON, *lines, "ATTENDEE;CN=Alex Doe:mailto:alex.doe@gmail.com")
    assert (one.company, one.role, one.people) == ("Acme", "Backend Engineer", ())


def test_whoever_delegates_does_not_come() -> None:
    one = read(NOON, "ATTENDEE;CN=Kim Lee;PARTSTAT=DELEGATED:mailto:kim@acme.example", mine=ME)
    assert [(guest.name, guest.declined) for guest in one.people] == [("Kim Lee", True)]


def test_an_end_that_is_not_clear_is_left_out_and_said() -> None:
    for line in (
        "DTEND:0NaNaNaNTaNaNaN",
        "DTEND:20261202T110000Z",
        "DURATION:soon",
        "DURATION:-PT1H",
        "DTEND:00010101",
    ):
        one = read(NOON, line)
        assert one.ends is None
        assert one.doubt == f"its end is not clear: {line.partition(':')[2]}"
    assert read(NOON, "DTEND:20261202T120000Z").doubt == ""


EASTERN = (
    ("-0500", "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11"),
    ("-0400", "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3"),
)
NOTES = (
    ("-0500", "RRULE:FREQ=YEARLY;BYMINUTE=0;BYHOUR=2;BYDAY=1SU;BYMONTH=11"),
    ("-0400", "RRULE:FREQ=YEARLY;BYMINUTE=0;BYHOUR=2;BYDAY=2SU;BYMONTH=3"),
)


@grouped(
    "tzid, name",
    [
        ("europe/berlin", "Europe/Berlin"),
        ("EUROPE/BERLIN", "Europe/Berlin"),
        ("America/New York", "America/New_York"),
        ("/freeassociation.sourceforge.net/Tzfile/Europe/Berlin", "Europe/Berlin"),
        ("/softwarestudio.org/Olson_20011030_5/america/new_york", "America/New_York"),
        ("Europe/Berlin (CET)", "Europe/Berlin"),
        ("eastern standard time", "America/New_York"),
        ("Eastern Daylight Time", "America/New_York"),
        ("Eastern", "America/New_York"),
        ("W. Europe", "Europe/Berlin"),
        ("Eastern Time (US & Canada)", "America/New_York"),
        ("Pacific Time (US and Canada)", "America/Los_Angeles"),
        ("Atlantic Time (Canada)", "America/Halifax"),
        ("Central European Time", "Europe/Warsaw"),
        ("Berlin", "Europe/Berlin"),
        ("New Delhi", "Asia/Kolkata"),
        ("Bern", "Europe/Zurich"),
        ("Hawaii", "Pacific/Honolulu"),
        ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Amsterdam"),
        ("(GMT+01.00) Amsterdam / Berlin / Bern", "Europe/Amsterdam"),
        ("(GMT-05:00) Eastern Time (US & Canada)", "America/New_York"),
        ("(GMT) Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London", "Europe/London"),
        ("(UTC) Dublin, Edinburgh, Lisbon, London", "Europe/Dublin"),
        ("PST", "America/Los_Angeles"),
        ("CEST", "Europe/Berlin"),
        ("ET", "America/New_York"),
        ("Amsterdam, Belgrade, Berlin, Brussels", "Europe/Amsterdam"),
        ("Mitteleuropäische Zeit", "Europe/Berlin"),
    ],
    by=lambda case: "by name" if "(" not in case[0] else "with brackets",
)
@pytest.mark.parametrize("quote", ['"', ""])
def test_a_zone_that_is_named_somehow_and_not_defined(tzid: str, name: str, quote: str) -> None:
    one = read(f"DTSTART;TZID={quote}{tzid}{quote}:20260715T140000")
    assert (one.starts, one.zone, one.doubt) == (datetime(2026, 7, 15, 14, tzinfo=ZoneInfo(name)), name, "")


@grouped(
    "tzid, hour",
    [
        ("UTC-05:00", 19),
        ("UTC−05:00", 19),
        ("UTC-5", 19),
        ("GMT-0500", 19),
        ("(UTC-05:00)", 19),
        ("-05:00", 19),
        ("GMT+2", 12),
        ("UTC+5:30", 8),
        ("Etc/GMT+5", 19),
        ("GMT-0500 (EST)", 19),
        ("Zulu", 14),
        ("utc", 14),
        ("Etc/UTC", 14),
    ],
    by=lambda _: "offsets",
)
def test_an_offset_for_a_zone(tzid: str, hour: int) -> None:
    for written in (f'"{tzid}"', tzid):
        one = read(f"DTSTART;TZID={written}:20261202T140000")
        assert one.starts == datetime(2026, 12, 2, hour, 30 if "30" in tzid else 0, tzinfo=UTC)
        assert one.doubt == ""


@grouped(
    "tzid",
    ["Customized Time Zone", "tzone://Microsoft/Custom", "Mars/Olympus", "(UTC-05:00) Nowhere", "IST"],
    by=lambda _: "unknown",
)
def test_a_zone_that_nobody_knows_is_said(tzid: str) -> None:
    one = read(f"DTSTART;TZID={tzid}:20261202T140000")
    assert (one.starts, one.zone) == (datetime(2026, 12, 2, 14), "")  # noqa: DTZ001
    assert one.doubt == f"its time zone “{tzid}” is not known: taken as your own, so check the time"
    home = read(f"DTSTART;TZID={tzid}:20261202T140000", head=("X-WR-TIMEZONE:Europe/Berlin",))
    assert home.starts == datetime(2026, 12, 2, 14, tzinfo=CET)
    assert "taken as the calendar's, Europe/Berlin" in home.doubt


@grouped(
    "tzid, defined",
    [
        ("Eastern", "Eastern"),
        ("tzone://Microsoft/Custom", "tzone://Microsoft/Custom"),
        ("Office", '"Office"'),
        ("office", "Office"),
        ("EST", "EST"),
        ("GMT", "GMT"),
        ("(UTC-05:00) Here: there", "(UTC-05:00) Here: there"),
    ],
    by=lambda _: "defined",
)
def test_a_zone_is_what_the_file_defines(tzid: str, defined: str) -> None:
    for halves in (EASTERN, NOTES):
        one = read(f"DTSTART;TZID={tzid}:20260701T100000", head=zone(defined, *halves))
        assert (one.starts, one.zone) == (datetime(2026, 7, 1, 10, tzinfo=NEW_YORK), "America/New_York")


def test_a_zone_that_everybody_knows_and_another_definition_of_it_is_said() -> None:
    one = read("DTSTART;TZID=Europe/Berlin:20260701T100000", head=zone("Europe/Berlin", ("+0100", "")))
    assert one.starts == datetime(2026, 7, 1, 10, tzinfo=CET)
    assert one.doubt == "its own rules for the time zone “Europe/Berlin” give another time: check it"


@grouped(
    "half, hour",
    [
        (("TZOFFSETFROM:+0200", "TZOFFSETTO:+0200"), 12),
        (("TZOFFSETTO:+02:00",), 12),
        (("TZOFFSETTO:+020000", "DTSTART:16010101"), 12),
        (("TZOFFSETTO:0200", "RRULE:FREQ=YEARLY", "DTSTART:20070101T000000"), 12),
        (("TZOFFSETFROM:+0200", "TZOFFSETTO:+0200", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;BYHOUR=3"), 12),
    ],
    by=lambda _: "halves",
)
def test_a_definition_that_leaves_things_out(half: tuple[str, ...], hour: int) -> None:
    head = ("BEGIN:VTIMEZONE", "TZID:Office", "BEGIN:STANDARD", *half, "END:STANDARD", "END:VTIMEZONE")
    assert read("DTSTART;TZID=Office:20261202T140000", head=head).starts == datetime(2026, 12, 2, hour, tzinfo=UTC)


def test_a_zone_that_the_file_defines_under_another_name_is_taken_and_said() -> None:
    one = read("DTSTART;TZID=Bureau:20260701T100000", head=zone("Office", *EASTERN))
    assert one.starts == datetime(2026, 7, 1, 10, tzinfo=NEW_YORK)
    assert one.doubt == "its time zone “Bureau” is not known: taken as the one that it defines, so check the time"


def test_an_organizer_with_a_domain_of_their_own_is_the_user_among_people_of_one_employer() -> None:
    guests = "ORGANIZER;CN=Alex Doe:mailto:alex@doe.example", "ATTENDEE;CN=Dana Ruiz:mailto:dana@acme.example"
    one = read(NOON, "SUMMARY:Interview: Backend Engineer at Acme", *guests)
    assert ([guest.name for guest in one.people], one.company) == (["Dana Ruiz"], "Acme")
    assert one.likely_user is not None


def test_a_title_of_encoded_words() -> None:
    assert read(NOON, "SUMMARY:=?UTF-8?Q?Gespr=C3=A4ch_bei_M=C3=BCller?=").summary == "Gespräch bei Müller"


def test_a_definition_with_every_change_since_1916() -> None:
    head = ["BEGIN:VTIMEZONE", "TZID:Europe/London"]
    for year in range(1916, 2038):
        for name, day, before, after in (
            ("DAYLIGHT", "0325", "+000000", "+010000"),
            ("STANDARD", "1025", "+010000", "+000000"),
        ):
            head += [f"BEGIN:{name}", f"DTSTART:{year}{day}T020000", f"TZOFFSETFROM:{before}", f"TZOFFSETTO:{after}"]
            head += [f"RDATE:{year}{day}T020000", f"END:{name}"]
    one = read("DTSTART;TZID=Europe/London:20260701T140000", head=(*head, "END:VTIMEZONE"))
    assert (one.starts, one.doubt) == (datetime(2026, 7, 1, 13, tzinfo=UTC), "")


@grouped(
    "rule, day",
    [
        ("BYMONTH=10;BYDAY=-1SU", 25),
        ("BYMONTH=10;BYDAY=4SU", 25),
        ("BYMONTH=10;BYDAY=SU;BYMONTHDAY=25,26,27,28,29,30,31", 25),
        ("BYMONTH=10;BYMONTHDAY=-7", 25),
        ("BYMONTH=10;BYDAY=1SU;WKST=MO;BYSECOND=0", 4),
        ("BYMONTH=10", 7),
        ("BYDAY=2SU", 10),
    ],
    by=lambda _: "rules",
)
def test_the_day_on_which_clocks_change(rule: str, day: int) -> None:
    month = 10 if "BYMONTH=" in rule else 5
    head = ["BEGIN:VTIMEZONE", "TZID:X", "BEGIN:STANDARD", "DTSTART:20000507T020000", "TZOFFSETFROM:+0000"]
    head += [
        "TZOFFSETTO:-0300",
        f"RRULE:FREQ=YEARLY;{rule}",
        "END:STANDARD",
        "BEGIN:DAYLIGHT",
        "DTSTART:20000101T020000",
    ]
    head += ["TZOFFSETFROM:-0300", "TZOFFSETTO:+0000", "RRULE:FREQ=YEARLY", "END:DAYLIGHT", "END:VTIMEZONE"]
    for at, offset in ((day - 1, 0), (day, -3)):
        one = read(f"DTSTART;TZID=X:2026{month:02}{at:02}T120000", head=tuple(head))
        assert one.starts == datetime(2026, month, at, 12 - offset, tzinfo=UTC)


def test_rules_without_a_day_are_read_in_bounded_time() -> None:
    began = perf_counter()
    for rule in ("BYMONTH=2;BYMONTHDAY=30", "BYMONTH=2;BYDAY=1SU;BYMONTHDAY=20"):
        half = ("BEGIN:STANDARD", "DTSTART:19000101T000000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200")
        halves = [line for _ in range(200) for line in (*half, f"RRULE:FREQ=YEARLY;{rule}", "END:STANDARD")]
        read("DTSTART;TZID=X:20261202T140000", head=("BEGIN:VTIMEZONE", "TZID:X", *halves, "END:VTIMEZONE"))
    assert perf_counter() - began < 10  # a minute and more where each year is looked at up to 9999


def test_the_name_that_a_definition_gives_for_itself() -> None:
    head = list(zone("Unnamed", *EASTERN))
    head.insert(2, "X-LIC-LOCATION:america/toronto")
    one = read("DTSTART;TZID=Unnamed:20260701T100000", head=tuple(head))
    assert (one.starts, one.zone) == (datetime(2026, 7, 1, 10, tzinfo=NEW_YORK), "America/Toronto")


def test_the_zone_of_a_vcalendar() -> None:
    assert read("DTSTART:20261202T140000", head=("TZ:-05:00",)).starts == datetime(2026, 12, 2, 19, tzinfo=UTC)


@grouped(
    "line, name, email",
    [
        ('CN="=?UTF-8?Q?J=C3=BCrgen_M=C3=BCller?=":mailto:kim@acme.example', "Jürgen Müller", "kim@acme.example"),
        ("CN==?utf-8?B?SsO8cmdlbiBNw7xsbGVy?=:mailto:kim@acme.example", "Jürgen Müller", "kim@acme.example"),
        ("CN==?iso-8859-1?Q?J=FCrgen?= =?iso-8859-1?Q?_Lee?=:mailto:k@acme.example", "Jürgen Lee", "k@acme.example"),
        ('CN="=?bad?Q?x?=":mailto:kim@acme.example', "x", "kim@acme.example"),
        ('CN="Dana \\"Dee\\" Ruiz":mailto:dana@acme.example', 'Dana "Dee" Ruiz', "dana@acme.example"),
        ('CN="Dana "Dee" Ruiz":mailto:dana@acme.example', 'Dana "Dee" Ruiz', "dana@acme.example"),
        ("CN=Dana ^'Dee^' Ruiz:mailto:dana@acme.example", 'Dana "Dee" Ruiz', "dana@acme.example"),
        ('CN="\\"Ruiz, Dana\\"":mailto:dana@acme.example', "Dana Ruiz", "dana@acme.example"),
        ("CN='Dana Ruiz':mailto:dana@acme.example", "Dana Ruiz", "dana@acme.example"),
        ('CN="Dana Ruiz:mailto:dana@acme.example', "Dana Ruiz", "dana@acme.example"),
        ('CN="Dana Ruiz/Berlin/Acme":mailto:dana@acme.example', "Dana Ruiz", "dana@acme.example"),
        ("CN=CN=Dana Ruiz/OU=Berlin/O=Acme:mailto:dana@acme.example", "Dana Ruiz", "dana@acme.example"),
        ("CN=Lee; Kim;PARTSTAT=ACCEPTED:mailto:kim@acme.example", "Kim Lee", "kim@acme.example"),
        ("CN=Lee, Kim;PARTSTAT=ACCEPTED:mailto:kim@acme.example", "Kim Lee", "kim@acme.example"),
        ("CN=Lee\\, Kim:mailto:kim@acme.example", "Kim Lee", "kim@acme.example"),
        ("CN=Kim Lee: Talent:mailto:kim@acme.example", "Kim Lee: Talent", "kim@acme.example"),
        ("CN=kim.lee@acme.example:mailto:kim.lee@acme.example", "Kim Lee", "kim.lee@acme.example"),
        ("CN=kim.lee@acme.example:invalid:nomail", "Kim Lee", "kim.lee@acme.example"),
        ("CN=Kim Lee <kim@acme.example>:urn:uuid:1", "Kim Lee <kim@acme.example>", "kim@acme.example"),
        ("CN=Kim Lee:kim@acme.example", "Kim Lee", "kim@acme.example"),
        ("CN=Kim Lee:MAILTO: Kim@Acme.Example", "Kim Lee", "kim@acme.example"),
        (
            'MEMBER="mailto:a@b.example","mailto:c@d.example";CN=Kim Lee:mailto:kim@acme.example',
            "Kim Lee",
            "kim@acme.example",
        ),
        ("SENT-BY=mailto:bot@acme.example;CN=Kim Lee:mailto:kim@acme.example", "Kim Lee", "kim@acme.example"),
        ("ROLE=ORGANIZER;STATUS=ACCEPTED:Kim Lee <kim@acme.example>", "Kim Lee", "kim@acme.example"),
        ("CN=undefined:mailto:kim.lee@acme.example", "Kim Lee", "kim.lee@acme.example"),
        ('CN="null":mailto:kim.lee@acme.example', "Kim Lee", "kim.lee@acme.example"),
        ("RSVP=TRUE:Kim Lee", "Kim Lee", ""),
    ],
    by=lambda case: case[2],
)
def test_a_name_however_it_is_written(line: str, name: str, email: str) -> None:
    one = read(NOON, f"ATTENDEE;{line}", "ATTENDEE;CN=Alex Doe:mailto:alex@doe.example", mine=ME)
    assert [(guest.name.partition(" <")[0], guest.email) for guest in one.people] == [(name.partition(" <")[0], email)]


def a_file(*lines: str, end: str = "END:VEVENT\nEND:VCALENDAR\n") -> bytes:
    return "\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "UID:1", NOON, *lines, end)).encode()


@grouped(
    "lines, place, described",
    [
        (
            ("DESCRIPTION:Booked.", "Location: Zoom", "Status: cancelled", "LOCATION:Leeds"),
            "Leeds",
            "Booked.\nLocation: Zoom",
        ),
        (("DESCRIPTION:Booked.", "Location:Zoom", "LOCATION:Leeds"), "Leeds", "Booked.\nLocation:Zoom"),
        (
            ("DESCRIPTION:Booked.", "LOCATION: Zoom", "CLASS:PUBLIC", "LOCATION:Leeds"),
            "Leeds",
            "Booked.\nLOCATION: Zoom",
        ),
        (("LOCATION:Leeds", "DESCRIPTION:Booked.", "bring it", "LOCATION:Zoom"), "Leeds", "Booked.\nbring it"),
        (("DESCRIPTION:Booked.", "bring it", "LOCATION:Zoom", "LOCATION:Leeds"), "Leeds", "Booked.\nbring it"),
        (
            ("DESCRIPTION:Booked.", "STATUS: CANCELLED", "https://zoom.us/j/1", "LOCATION:Leeds"),
            "Leeds",
            "Booked.\nSTATUS: C",
        ),
        (("DESCRIPTION:Booked.", "NOTE: bring it", "LOCATION: Leeds"), "Leeds", "Booked.\nNOTE: bring it"),
        (("DESCRIPTION: Booked.", "LOCATION: Leeds"), "Leeds", "Booked."),
        (("COMMENT:Hello", "Location: Zoom", "LOCATION:Leeds"), "Leeds", ""),
        (("LOCATION:12 Canal Street", "Leeds"), "12 Canal Street Leeds", ""),
        (("Location:Leeds", "Description:Booked."), "Leeds", "Booked."),
    ],
    by=lambda _: "raw lines",
)
def test_a_text_with_line_breaks_of_its_own(lines: tuple[str, ...], place: str, described: str) -> None:
    (one,) = read_invitations(a_file(*lines))
    assert (one.place, one.cancelled) == (place, False)
    assert one.description.startswith(described)


@grouped(
    "lines",
    [
        ("SUMMARY:Interview", "STATUS: CANCELLED"),
        ("SUMMARY:Interview", "LOCATION:HQ", "STATUS: Canceled"),
        ("SUMMARY:Interview", "LOCATION:HQ", "Status: Cancelled"),
        ("SUMMARY:Interview", "DESCRIPTION:We are sorry.", "STATUS: CANCELED"),
        ("SUMMARY:Interview", "DESCRIPTION:We are", "sorry.", "STATUS: CANCELLED ", "SEQUENCE: 1", "CLASS:PUBLIC"),
    ],
    by=lambda _: "off",
)
def test_a_blank_behind_the_colon_hides_no_cancellation(lines: tuple[str, ...]) -> None:
    (one,) = read_invitations(a_file(*lines))
    assert (one.cancelled, one.summary, "STATUS" in one.description) == (True, "Interview", False)


def test_behind_a_title_a_known_name_is_no_more_of_it() -> None:
    (one,) = read_invitations(a_file("SUMMARY:Interview", "LOCATION: Room 4", "URL: https://x.example/1"))
    assert (one.summary, one.place, one.link) == ("Interview", "Room 4", "https://x.example/1")


def test_an_end_that_is_a_mere_day_is_said() -> None:
    one = read(NOON, "DTEND;VALUE=DATE:20261203")
    assert (one.ends, one.doubt) == (None, "its end is not clear: 20261203")


def test_the_first_day_moved_behind_the_second_leaves_the_second_first() -> None:
    series = ("DTSTART:20261201T090000Z", "RRULE:FREQ=WEEKLY;COUNT=4")
    moved = ("BEGIN:VEVENT", "UID:1@acme.example", "DTSTART:20261210T090000Z", "RECURRENCE-ID:20261201T090000Z")
    first, other = read_invitations(calendar(*series, "END:VEVENT", *moved))
    assert (first.starts, first.recurrence_id) == (datetime(2026, 12, 8, 9, tzinfo=UTC), None)
    assert (other.starts, other.recurrence_id is None) == (datetime(2026, 12, 10, 9, tzinfo=UTC), False)


def test_a_definition_that_only_names_the_zone() -> None:
    head = ("BEGIN:VTIMEZONE", "TZID:Here", "X-LIC-LOCATION:Europe/Berlin", "END:VTIMEZONE")
    one = read("DTSTART;TZID=Here:20261202T140000", head=head)
    assert (one.starts, one.zone, one.doubt) == (datetime(2026, 12, 2, 14, tzinfo=CET), "Europe/Berlin", "")


def test_a_calendar_in_small_letters() -> None:
    assert [one.starts for one in read_invitations(a_file("SUMMARY:Interview").lower())] == [
        datetime(2026, 12, 2, 12, tzinfo=UTC)
    ]


def vcs(*lines: bytes) -> Invitation:
    data = b"\r\n".join(
        (b"BEGIN:VCALENDAR", b"VERSION:1.0", b"BEGIN:VEVENT", NOON.encode(), *lines, b"END:VEVENT", b"END:VCALENDAR")
    )
    (one,) = read_invitations(data)
    return one


@grouped(
    "line",
    [
        b"SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Gespr=C3=A4ch bei M=C3=BCller",
        b"SUMMARY;QUOTED-PRINTABLE:Gespr=C3=A4ch bei M=C3=BCller",
        b"SUMMARY;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Gespr=E4ch bei M=FCller",
        b"SUMMARY;CHARSET=windows-1252;ENCODING=quoted-printable:Gespr=E4ch bei=\r\n M=FCller",
        b"SUMMARY;ENCODING=QUOTED-PRINTABLE:Gespr=C3=A4ch=\r\n=20bei =\r\nM=C3=BC=\r\nller",
        b"SUMMARY;CHARSET=UTF-8;ENCODING=BASE64:" + base64.b64encode("Gespräch bei Müller".encode()),
        b"SUMMARY:Gespr\xe4ch bei M\xfcller",
        "SUMMARY:Gespräch bei Müller".encode(),
    ],
    by=lambda _: "vcs",
)
def test_a_title_of_a_vcalendar(line: bytes) -> None:
    assert vcs(line).summary == "Gespräch bei Müller"


def test_a_value_that_ends_with_an_equals_sign_takes_no_line() -> None:
    one = vcs(b"SUMMARY:a=", b"LOCATION;ENCODING=QUOTED-PRINTABLE:Leeds=", b"", b"UID:7")
    assert (one.summary, one.place, one.uid) == ("a=", "Leeds", "7")


@grouped(
    "what, change",
    [
        ("byte order mark", lambda data: b"\xef\xbb\xbf" + data),
        ("text before it", lambda data: b"Here is your invitation.\r\n\r\n" + data),
        ("text after it", lambda data: data + b"\r\n-- \r\nSent by a robot: bye\r\n"),
        ("bytes after it", lambda data: data + b"\0\0\0"),
        ("no end", lambda data: data.replace(b"END:VCALENDAR\r\n", b"")),
        ("twice the end", lambda data: data + b"END:VCALENDAR\r\n"),
        ("old Mac's line ends", lambda data: data.replace(b"\r\n", b"\r")),
        ("mixed line ends", lambda data: data.replace(b"\r\n", b"\n", 3)),
        ("an indented beginning", lambda data: b"   " + data),
        ("indented", lambda data: b"> see below\r\n" + b"".join(b"  " + line for line in data.splitlines(True))),
        ("blank lines", lambda data: data.replace(b"\r\n", b"\r\n\r\n")),
        ("folded within a character", lambda data: data.replace("ü".encode(), b"\xc3\r\n \xbc")),
        ("twice folded", lambda data: data.replace("ü".encode(), b"\xc3\r\n\r\n \xbc")),
        ("folded with a tab", lambda data: data.replace("ü".encode(), "\r\n\tü".encode())),
        ("Latin-1", lambda data: data.decode().encode("latin-1")),
        ("UTF-16 without its mark", lambda data: data.decode().encode("utf-16-le")),
        ("UTF-16 the other way round", lambda data: data.decode().encode("utf-16-be")),
        ("UTF-16", lambda data: data.decode().encode("utf-16")),
        ("blanks", lambda data: data.replace(b"BEGIN:VEVENT", b"BEGIN: VEVENT ")),
        (
            "an alarm without an end",
            lambda data: data.replace(b"END:VEVENT", b"BEGIN:VALARM\r\nTRIGGER:-PT5M\r\nEND:VEVENT"),
        ),
        ("a stray end", lambda data: data.replace(b"BEGIN:VEVENT", b"END:VALARM\r\nBEGIN:VEVENT")),
        ("headers of a server", lambda data: b"Content-Type: text/calendar; charset=utf-8\r\n\r\n" + data),
    ],
    by=lambda _: "bytes",
)
def test_the_same_event_in_other_bytes(what: str, change: Callable[[bytes], bytes]) -> None:
    data = calendar(NOON, "SUMMARY:Interview: Bäcker at Müller")
    assert read_invitations(change(data)) == read_invitations(data), what


def test_lines_in_two_character_sets_cost_each_other_nothing() -> None:
    data = calendar(NOON, "SUMMARY:Müller").replace(b"END:VEVENT", b"LOCATION:D\xfcsseldorf\r\nEND:VEVENT")
    assert [(one.summary, one.place) for one in read_invitations(data)] == [("Müller", "Düsseldorf")]


def several(*events: tuple[str, ...]) -> bytes:
    lines = [line for event in events for line in ("BEGIN:VEVENT", *event, "END:VEVENT")]
    return "\r\n".join(("BEGIN:VCALENDAR", *(line for line in lines if line), "END:VCALENDAR", "")).encode()


GOOD = ("UID:good", NOON, "SUMMARY:Interview")


@grouped(
    "bad, why",
    [
        (("UID:bad", "SUMMARY:Analyst", "DTSTART:2022-03-07T::"), "“Analyst” has an invalid date: 2022-03-07T::"),
        (("UID:bad", "SUMMARY:Analyst"), "“Analyst” has no start"),
        (("UID:bad", "SUMMARY:Analyst", "DTSTART:18000101T120000Z"), "years go from 1900 to 2999"),
        (("UID:bad", "SUMMARY:Analyst", NOON, "RECURRENCE-ID:never"), "an invalid date: never"),
        (
            ("UID:bad", "SUMMARY:Analyst", NOON, "RRULE:FREQ=DAILY;COUNT=1", "EXDATE:20261202T120000Z"),
            "is off on its first day",
        ),
    ],
    by=lambda _: "bad",
)
def test_one_bad_event_costs_itself_and_is_named(bad: tuple[str, ...], why: str) -> None:
    orders: tuple[tuple[tuple[str, ...], ...], ...] = ((bad, GOOD), (GOOD, bad))
    for order in orders:
        contents = read_contents(read_calendar_file(several(*order)), ME)
        assert [one.uid for one in contents.rows] == ["good"]
        assert [why in line for line in contents.refusals] == [True]


def test_an_event_without_its_end_costs_itself() -> None:
    cut = several(("UID:bad", NOON, "SUMMARY:Analyst"), GOOD).replace(b"END:VEVENT\r\n", b"", 1)
    for data in (
        cut,
        several(GOOD)[: -len("END:VCALENDAR\r\n")] + b"BEGIN:VEVENT\r\nSUMMARY:Analyst\r\nUID:b",
    ):
        contents = read_contents(read_calendar_file(data), ME)
        assert [one.uid for one in contents.rows] == ["good"]
        assert contents.refusals == ("“Analyst” is cut off: only part of a calendar; save the invitation again",)


def test_several_calendars_in_a_file() -> None:
    data = several(GOOD) + several(("UID:other", NOON, "SUMMARY:Interview"))
    assert [one.uid for one in read_invitations(data)] == ["good", "other"]


@grouped(
    "dates, day",
    [
        (("EXDATE;TZID=Europe/Berlin:20261201T090000",), 8),
        (("EXDATE:20261201T080000Z",), 8),
        (("EXDATE:20261201T090000",), 8),
        (("EXDATE:2026-12-01T09:00:00",), 8),
        (("EXDATE;VALUE=DATE:20261201",), 8),
        (("EXDATE:20261201T080000Z,20261208T080000Z",), 15),
        (("EXDATE:20261201T080000Z", "EXDATE;TZID=Europe/Berlin:20261208T090000"), 15),
        (("EXDATE:20261201T080000Z", "RDATE;TZID=Europe/Berlin:20261203T090000"), 3),
        (("EXDATE:20261201T080000Z", "RDATE;VALUE=PERIOD:20261203T080000Z/PT1H"), 3),
        (("EXDATE:20261202T080000Z",), 1),
        (("RDATE:20261203T080000Z",), 1),
        (("EXDATE:x",), 1),
    ],
    by=lambda _: "series",
)
def test_the_first_day_of_a_series_that_takes_place(dates: tuple[str, ...], day: int) -> None:
    lines = ("DTSTART;TZID=Europe/Berlin:20261201T090000", "DURATION:PT30M", "RRULE:FREQ=WEEKLY;COUNT=4", *dates)
    one = read(*lines)
    assert one.starts == one.series_day == datetime(2026, 12, day, 9, tzinfo=CET)
    assert one.ends == datetime(2026, 12, day, 9, 30, tzinfo=CET)


def test_the_first_day_of_a_series_that_was_moved_or_cancelled() -> None:
    series = ("UID:w", "DTSTART;TZID=Europe/Berlin:20261201T090000", "RRULE:FREQ=WEEKLY;COUNT=4", "SUMMARY:Interview")
    moved = ("UID:w", "DTSTART;TZID=Europe/Berlin:20261202T110000", "RECURRENCE-ID:20261201T080000Z", "SUMMARY:Later")
    off = ("UID:w", "DTSTART:20261201T080000Z", "RECURRENCE-ID:20261201T080000Z", "STATUS:CANCELLED")
    for order in ((series, moved), (moved, series)):
        (one,) = read_invitations(several(*order))
        assert (one.starts, one.summary) == (datetime(2026, 12, 2, 11, tzinfo=CET), "Later")
        assert one.series_day == datetime(2026, 12, 1, 9, tzinfo=CET)
    first = read_invitations(several(series, off))[0]
    assert first.starts == datetime(2026, 12, 8, 9, tzinfo=CET)


def test_a_whole_day_of_a_series() -> None:
    lines = ("DTSTART;VALUE=DATE:20261201", "RRULE:FREQ=DAILY;UNTIL=20261210", "EXDATE;VALUE=DATE:20261201")
    assert read(*lines).starts == datetime(2026, 12, 2)  # noqa: DTZ001


def test_two_events_with_one_uid_are_two() -> None:
    events: list[tuple[str, ...]] = [("UID:same", f"DTSTART:202612{d:02}T220000Z", f"SUMMARY:{d}") for d in (9, 2)]
    first, second = sorted(read_invitations(several(*events)), key=lambda one: one.summary)
    assert (first.uid, second.uid) == ("same", "same 20261209T220000Z")
    events[1] = (*events[1], "SEQUENCE:1")
    assert len({one.uid for one in read_invitations(several(*events))}) == 1


@grouped(
    "head, line",
    [
        (("METHOD:CANCEL",), ""),
        ((), "METHOD:CANCEL"),
        ((), "STATUS:CANCELED"),
        ((), "STATUS:cancelled"),
        (("method : cancel",), ""),
    ],
    by=lambda _: "off",
)
def test_a_cancellation_however_it_is_said(head: tuple[str, ...], line: str) -> None:
    assert read(NOON, *filter(None, [line]), head=head).cancelled


@grouped(
    "kind, headers, cancelled",
    [
        ("text/calendar; charset=utf-8; method=CANCEL", (), True),
        ("text/calendar; method=cancel", (), True),
        ('text/calendar; Method="CANCEL"', (), True),
        ("text/calendar", ("Content-Class: urn:content-classes:calendarcancel",), True),
        ("text/calendar; method=REQUEST", (), False),
        ("text/calendar", ("Content-Class: urn:content-classes:calendarmessage",), False),
    ],
    by=lambda _: "mime",
)
def test_in_the_headers_of_the_part(kind: str, headers: tuple[str, ...], cancelled: bool) -> None:
    (one,) = read_invitations(mail("From: dana@acme.example", *headers, kind=kind, body=calendar(NOON)))
    assert one.cancelled is cancelled


def test_of_a_part_that_says_nothing_it_is_the_other_parts() -> None:
    parts = b"--b\r\nContent-Type: text/calendar; method=CANCEL\r\n\r\n" + calendar(NOON)
    parts += b"--b\r\nContent-Type: application/octet-stream; name=invite.ics\r\n\r\n" + calendar(NOON) + b"--b--\r\n"
    kind = 'multipart/mixed; boundary="b"'
    assert [one.cancelled for one in read_invitations(mail("From: d@acme.example", kind=kind, body=parts))] == [True]


INSIDE = mail("From: dana@acme.example", "Subject: Interview", body=calendar(NOON))
IN_PARTS = mail(
    "From: dana@acme.example",
    "Subject: Interview",
    kind='multipart/mixed; boundary="=_b"',
    body=b"--=_b\r\nContent-Type: text/calendar; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    + quopri.encodestring(calendar(NOON, "ORGANIZER;CN=Dana Ruiz:mailto:dana@acme.example"))
    + b"\r\n--=_b--\r\n",
)


@grouped(
    "headers, body",
    [
        ("message/rfc822", INSIDE),
        ("message/rfc822\r\nContent-Transfer-Encoding: base64", base64.encodebytes(INSIDE)),
        ("message/rfc822\r\nContent-Transfer-Encoding: quoted-printable", quopri.encodestring(INSIDE)),
        ("message/rfc822\r\nContent-Transfer-Encoding: quoted-printable", quopri.encodestring(IN_PARTS)),
        ("message/rfc822\r\nContent-Transfer-Encoding: quoted-printable", IN_PARTS),  # it only says so
        (
            "application/octet-stream; name=Interview.eml\r\nContent-Transfer-Encoding: base64",
            base64.encodebytes(INSIDE),
        ),
        ("application/octet-stream\r\nContent-Transfer-Encoding: base64", base64.encodebytes(INSIDE)),
        (
            "application/x-unknown; name=invite.ics\r\nContent-Transfer-Encoding: base64",
            base64.encodebytes(calendar(NOON)),
        ),
        ("application/octet-stream\r\nContent-Transfer-Encoding: base64", base64.encodebytes(calendar(NOON))),
        ("text/plain; charset=utf-8", calendar(NOON)),
        (
            "message/rfc822\r\nContent-Transfer-Encoding: base64",
            base64.encodebytes(
                mail(
                    "From: kim@acme.example",
                    kind="application/octet-stream; name=a.eml\r\nContent-Transfer-Encoding: base64",
                    body=base64.encodebytes(INSIDE),
                )
            ),
        ),
    ],
    by=lambda _: "forwarded",
)
def test_a_calendar_in_a_forwarded_message(headers: str, body: bytes) -> None:
    parts = b"--o\r\nContent-Type: text/plain\r\n\r\nSee attached.\r\n--o\r\nContent-Type: " + headers.encode()
    data = mail(
        "From: dana@acme.example",
        kind='multipart/mixed; boundary="o"',
        body=parts + b"\r\n\r\n" + body + b"\r\n--o--\r\n",
    )
    assert [one.uid for one in read_invitations(data)] == ["1@acme.example"]


@grouped(
    "data, why",
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Outlook's own .msg: save the email as .eml"),
        (b"\x78\x9f\x3e\x22" + bytes(600), "winmail.dat"),
        (mail("From: d@acme.example", kind="application/ms-tnef; name=winmail.dat", body=b"eJ8+Ig=="), "winmail.dat"),
        (
            mail("From: d@acme.example", kind="application/vnd.ms-outlook; name=Invite.msg", body=b"x"),
            "Outlook's own .msg",
        ),
    ],
    by=lambda _: "outlook",
)
def test_files_of_outlooks_own_are_named(data: bytes, why: str) -> None:
    with pytest.raises(InvitationError, match=why) as refused:
        read_invitations(data)
    assert ".ics" in str(refused.value)


def test_hostile_lines_are_read_in_bounded_time() -> None:
    began = perf_counter()
    long = "x" * 19_000
    for line in (
        "ATTENDEE;CN=" + '="' * 9_000 + ":mailto:a@acme.example",
        "ATTENDEE;CN=" + ";:" * 9_000 + "mailto:a@acme.example",
        "ATTENDEE;" + 'A="x",' * 3_000 + ":mailto:a@acme.example",
        f"ATTENDEE;CN={long}@{long}",
        "DTSTART;TZID=" + ":2026" * 3_800,
        "EXDATE:" + "20261203T120000Z," * 1_100,
    ):
        read(NOON, *[line] * 10)
    for rule in (
        "DAILY;BYMONTH=2;BYMONTHDAY=30",
        "DAILY;INTERVAL=7;BYDAY=MO",
        "MONTHLY;BYDAY=1MO;BYSETPOS=2",
        "SECONDLY",
    ):
        with pytest.raises(InvitationError, match="is off on its first day"):
            read(NOON, "EXDATE:20261202T120000Z", f"RRULE:FREQ={rule}")
    assert perf_counter() - began < 10  # minutes where one of them grows with the square
