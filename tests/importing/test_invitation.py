"""Invitations as they are read: each maker's sample whole, times and zones, states, and what is refused with why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest

from interview_tui.domain.errors import UserError
from interview_tui.importing.ics import InvitationError
from interview_tui.importing.invitation import Method
from tests.importing.calendars import read_invitations

from .calendars import NOON, calendar, mail, read, zone
from .expected import EXPECTED

SAMPLES = Path(__file__).parents[1] / "samples" / "invitations"
ME = frozenset({"alex@doe.example"})


def test_every_sample_is_in_the_table() -> None:
    assert {path.name for path in SAMPLES.iterdir()} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_sample_is_read_whole(name: str) -> None:
    mine = ME if name.endswith(".ics") else frozenset()  # an email says itself whom it reached
    found = read_invitations((SAMPLES / name).read_bytes(), mine=mine)
    in_short = tuple(replace(one, description=one.description.partition("\n")[0]) for one in found)
    assert in_short == EXPECTED[name]


@pytest.mark.parametrize("name", sorted(name for name in EXPECTED if name.endswith(".eml")))
def test_an_email_says_the_same_when_the_user_is_known(name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    assert read_invitations(data, mine=ME) == read_invitations(data)


@pytest.mark.parametrize("name", sorted(name for name in EXPECTED if name.endswith(".ics")))
@pytest.mark.parametrize("line_end", [b"\n", b"\r", b"\r\r\n"])
def test_line_ends_make_no_difference(name: str, line_end: bytes) -> None:
    data = (SAMPLES / name).read_bytes().replace(b"\r\n", b"\n")
    assert read_invitations(data.replace(b"\n", line_end)) == read_invitations(data)


def test_a_calendar_in_utf_16_is_read() -> None:
    data = (SAMPLES / "names.ics").read_bytes().replace(b"\r\n ", b"")
    assert read_invitations(data.decode().encode("utf-16")) == read_invitations(data)


def test_snippets_of_html_become_lines_of_text() -> None:
    (google,) = read_invitations((SAMPLES / "google.ics").read_bytes())
    assert google.description.splitlines()[:3] == [
        "Looking forward to it!",
        "",
        "Please bring a laptop. See how to prepare.",
    ]
    assert "Join with Google Meet: https://meet.google.com/abc-defg-hij" in google.description.splitlines()


def test_a_description_keeps_its_lines() -> None:
    (notes,) = read_invitations((SAMPLES / "outlook.eml").read_bytes())
    assert notes.description == (
        "Guten Tag,\n\nwir freuen uns auf Sie. Bitte melden Sie sich am Empfang.\n\n"
        "Mit freundlichen Grüßen\nJürgen Müller"
    )


EASTERN_RULES = (
    ("-0500", "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11"),
    ("-0400", "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3"),
)


class TestTimes:
    @pytest.mark.parametrize(
        ("tzid", "name"),
        [
            ("Europe/Berlin", "Europe/Berlin"),
            ("W. Europe Standard Time", "Europe/Berlin"),
            ("Eastern Standard Time", "America/New_York"),
            ("Tokyo Standard Time", "Asia/Tokyo"),
            ("/freeassociation.sourceforge.net/Europe/Berlin", "Europe/Berlin"),
            ("/mozilla.org/20050126_1/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
            ("/citadel.org/20210210_1/Europe/London", "Europe/London"),
            ("US/Pacific", "US/Pacific"),
        ],
    )
    def test_a_zones_name_in_any_makers_form(self, tzid: str, name: str) -> None:
        one = read(f'DTSTART;TZID="{tzid}":20260715T140000')
        assert one.zone == name
        assert one.starts == datetime(2026, 7, 15, 14, tzinfo=ZoneInfo(name))
        assert one.starts is not None
        assert one.starts.tzinfo is UTC

    @pytest.mark.parametrize("tzid", ["UTC", "Etc/UTC", "GMT", "tzone://Microsoft/Utc"])
    def test_names_of_utc(self, tzid: str) -> None:
        one = read(f'DTSTART;TZID="{tzid}":20260715T140000')
        assert (one.starts, one.zone) == (datetime(2026, 7, 15, 14, tzinfo=UTC), "UTC")

    @pytest.mark.parametrize(
        ("local", "hour"),
        [
            ("20261202T140000", 19),
            ("20260715T140000", 18),
            ("20260308T010000", 6),  # the last hour before summer time
            ("20260308T040000", 8),
            ("20261101T140000", 19),  # the first day after it
        ],
    )
    def test_a_zone_of_the_calendars_own(self, local: str, hour: int) -> None:
        one = read(f"DTSTART;TZID=Customized Time Zone:{local}", head=zone("Customized Time Zone", *EASTERN_RULES))
        assert one.starts is not None
        assert (one.starts.hour, one.zone) == (hour, "America/New_York")

    def test_zones_of_the_same_name_in_two_calendars_keep_apart(self) -> None:
        line = "DTSTART;TZID=Customized Time Zone:20261202T140000"
        west = read(line, head=zone("Customized Time Zone", *EASTERN_RULES))
        east = read(line, head=zone("Customized Time Zone", ("+0900", "")))
        assert west.starts == datetime(2026, 12, 2, 19, tzinfo=UTC)
        assert east.starts == datetime(2026, 12, 2, 5, tzinfo=UTC)
        assert east.zone == "Asia/Tokyo"

    def test_a_rule_that_ended_no_longer_counts(self) -> None:
        ended = ("+0200", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3;UNTIL=20100328T010000Z")
        head = zone("Old", ("+0100", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"), ended)
        summers = [read(f"DTSTART;TZID=Old:{year}0715T140000", head=head).starts for year in (2009, 2026)]
        assert summers == [datetime(2009, 7, 15, 12, tzinfo=UTC), datetime(2026, 7, 15, 13, tzinfo=UTC)]

    def test_a_zone_that_nobody_else_has_still_gives_the_instant(self) -> None:
        one = read("DTSTART;TZID=Ship:20261202T140000", head=zone("Ship", ("+0137", "")))
        assert (one.starts, one.zone) == (datetime(2026, 12, 2, 12, 23, tzinfo=UTC), "UTC")

    @pytest.mark.parametrize(
        ("line", "head", "name"),
        [
            (NOON, (), "UTC"),
            (NOON, ("X-WR-TIMEZONE:America/Los_Angeles",), "America/Los_Angeles"),
            (NOON, ("X-WR-TIMEZONE:Mars/Olympus",), "UTC"),
            ("DTSTART;TZID=Europe/Berlin:20261202T120000Z", (), "Europe/Berlin"),
        ],
    )
    def test_a_time_in_utc_is_of_the_zone_that_the_calendar_names(
        self, line: str, head: tuple[str, ...], name: str
    ) -> None:
        one = read(line, head=head)
        assert (one.starts, one.zone) == (datetime(2026, 12, 2, 12, tzinfo=UTC), name)

    @pytest.mark.parametrize("line", ["DTSTART:20261202T120000", "DTSTART;TZID=Nowhere:20261202T120000"])
    def test_a_floating_time_is_of_the_calendars_zone_or_stays_open(self, line: str) -> None:
        berlin = read(line, head=("X-WR-TIMEZONE:Europe/Berlin",))
        assert (berlin.starts, berlin.zone) == (datetime(2026, 12, 2, 11, tzinfo=UTC), "Europe/Berlin")
        floating = read(line, "DURATION:PT45M")
        wall = (datetime(2026, 12, 2, 12), datetime(2026, 12, 2, 12, 45))  # noqa: DTZ001
        assert (floating.starts, floating.ends, floating.zone) == (*wall, "")

    def test_a_whole_day_keeps_the_day_and_no_zone(self) -> None:
        one = read("DTSTART;VALUE=DATE:20261202", "DTEND;VALUE=DATE:20261203", head=("X-WR-TIMEZONE:Europe/Berlin",))
        days = (datetime(2026, 12, 2), datetime(2026, 12, 3))  # noqa: DTZ001
        assert (one.all_day, one.zone, one.starts, one.ends) == (True, "", *days)

    @pytest.mark.parametrize(
        ("lines", "ends"),
        [
            (("DTEND:20261202T130000Z",), datetime(2026, 12, 2, 13, tzinfo=UTC)),
            (("DTEND;TZID=Europe/Berlin:20261202T143000",), datetime(2026, 12, 2, 13, 30, tzinfo=UTC)),
            (("DURATION:PT1H30M",), datetime(2026, 12, 2, 13, 30, tzinfo=UTC)),
            (("DURATION:-PT1H",), None),
            (("DURATION:P0Y0M0DT1H0M0S",), datetime(2026, 12, 2, 13, tzinfo=UTC)),
            (("DURATION:P0W0DT0H45M",), datetime(2026, 12, 2, 12, 45, tzinfo=UTC)),
            (("DURATION:+P1W",), datetime(2026, 12, 9, 12, tzinfo=UTC)),
            (("DURATION:PT45.5M",), None),
            (("DURATION:P99999999999W",), None),
            (("DURATION:soon",), None),
            (("DTEND:0NaNaNaNTaNaNaN",), None),
            (("DTEND:20261202T990000Z",), None),
            (("DTEND:", "DURATION:PT1H"), datetime(2026, 12, 2, 13, tzinfo=UTC)),
            (("DTEND:Invalid date", "DURATION:PT1H"), datetime(2026, 12, 2, 13, tzinfo=UTC)),
            (("DTEND:20261202T110000Z",), None),
            (("DTEND:20261202T120000Z",), None),
            (("DTEND;VALUE=DATE:20261203",), None),
            ((), None),
        ],
    )
    def test_the_end(self, lines: tuple[str, ...], ends: datetime | None) -> None:
        assert read(NOON, *lines).ends == ends


class TestState:
    @pytest.mark.parametrize(
        ("method", "status", "read_as", "cancelled"),
        [
            ("METHOD:REQUEST", "STATUS:CONFIRMED", Method.REQUEST, False),
            ("METHOD:CANCEL", "STATUS:CONFIRMED", Method.CANCEL, True),
            ("METHOD:request", "STATUS:cancelled", Method.REQUEST, True),
            ("METHOD:REPLY", "STATUS:CONFIRMED", Method.REPLY, False),
            ("METHOD:DANCE", "X-NOTHING:1", Method.PUBLISH, False),
            ("X-NOTHING:1", "X-NOTHING:1", Method.PUBLISH, False),
        ],
    )
    def test_method_and_cancellation(self, method: str, status: str, read_as: Method, cancelled: bool) -> None:
        one = read(NOON, status, head=(method,))
        assert (one.method, one.cancelled) == (read_as, cancelled)

    def test_a_cancellation_may_name_no_time(self) -> None:
        one = read("SUMMARY:Interview", head=("METHOD:CANCEL",))
        assert (one.cancelled, one.starts, one.ends, one.zone) == (True, None, None, "")

    @pytest.mark.parametrize(
        ("text", "number"), [("3", 3), (" 12 ", 12), ("-1", 0), ("x", 0), ("9" * 5000, 0), ("²", 0)]
    )
    def test_the_sequence_is_a_number_or_nothing(self, text: str, number: int) -> None:
        assert read(NOON, f"SEQUENCE:{text}").sequence == number

    def test_the_same_event_counts_once_and_its_revisions_all(self) -> None:
        event = "BEGIN:VEVENT\nUID:1\nDTSTART:20261202T120000Z\nSEQUENCE:{}\nEND:VEVENT\n"
        events = "".join(event.format(number) for number in (0, 1, 0))
        found = read_invitations(f"BEGIN:VCALENDAR\n{events}END:VCALENDAR\n".encode())
        assert [one.sequence for one in found] == [0, 1]


class TestMail:
    def test_a_calendar_is_found_by_its_attachments_name(self) -> None:
        data = mail(
            "From: sam@acme.example",
            kind='multipart/mixed; boundary="b"',
            body=b'--b\r\nContent-Type: application/octet-stream; name="Meeting.ICS"\r\n\r\n'
            + calendar(NOON)
            + b"--b--\r\n",
        )
        assert [one.uid for one in read_invitations(data)] == ["1@acme.example"]

    def test_one_whole_copy_is_enough(self) -> None:
        part = b"--b\r\nContent-Type: text/calendar\r\n\r\n"
        data = mail(
            "From: sam@acme.example",
            kind='multipart/mixed; boundary="b"',
            body=part + calendar(NOON)[:60] + b"\r\n" + part + calendar(NOON) + b"--b--\r\n",
        )
        assert [one.uid for one in read_invitations(data)] == ["1@acme.example"]

    @pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "utf-16", "nonsense", "punycode"])
    def test_text_is_right_in_any_charset(self, charset: str) -> None:
        encoding = charset if charset.startswith(("utf", "iso", "win")) else "utf-8"
        data = mail(
            "From: sam@acme.example",
            kind=f"text/calendar; charset={charset}",
            body=calendar(NOON, "SUMMARY:Gespräch").decode().encode(encoding),
        )
        assert [one.summary for one in read_invitations(data)] == ["Gespräch"]

    @pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\r\n\r\n", b"From sam Tue Dec  1 09:00:00 2026\n"])
    def test_what_mail_programs_put_before_it_does_not_matter(self, before: bytes) -> None:
        data = before + mail("From: sam@acme.example", body=calendar(NOON))
        assert [one.uid for one in read_invitations(data)] == ["1@acme.example"]


EVENT = "BEGIN:VEVENT\r\nDTSTART:20261202T120000Z\r\nEND:VEVENT\r\n"


class TestRefused:
    @pytest.mark.parametrize(
        ("data", "text"),
        [
            (b"", "not a calendar or an email"),
            (b"%PDF-1.4 \x00\xff", "not a calendar or an email"),
            (b"Dear Alex,\nwe would like to meet you.\n", "not a calendar or an email"),
            (b"BEGIN:VCARD\r\nFN:Dana\r\nEND:VCARD\r\n", "not a calendar or an email"),
            (calendar(NOON)[:-20], "only part of a calendar"),
            (calendar(NOON)[:50], "only part of a calendar"),
            (calendar(NOON).replace(b"END:VEVENT\r\n", b""), "only part of a calendar"),
            (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "no event"),
            (b"BEGIN:VCALENDAR\nBEGIN:VTODO\nSUMMARY:x\nEND:VTODO\nEND:VCALENDAR\n", "no event"),
            (calendar("SUMMARY:Interview"), "“Interview” has no start"),
            (calendar("SUMMARY:Interview", "DTSTART:20261345T120000Z"), "an invalid date: 20261345T120000Z"),
            (calendar("DTSTART:tomorrow"), "an invalid date: tomorrow"),
            (calendar("DTSTART;TZID=Europe/Berlin:00010101T000000"), "an invalid date"),
            (calendar("DTSTART;TZID=America/New_York:99991231T235959"), "an invalid date"),
            (mail("From: a@acme.example", kind="text/plain", body=b"see you"), "no calendar part"),
            (mail("From: a@acme.example", body=b"hello"), "not a calendar"),
            (mail("From: a@acme.example", body=calendar(NOON)[:60]), "only part of a calendar"),
            (mail("From: a@acme.example", kind="message/rfc822", body=b"Content-Type: message/rfc822\n\n" * 5000),
             "nested too deeply"),
            (calendar(NOON, "DESCRIPTION:" + "x" * 2_000_000), "larger than 2 MB"),
            (mail("From: a@acme.example", body=b"x" * 25_000_000), "larger than 25 MB"),
            (f"BEGIN:VCALENDAR\r\n{EVENT * 201}END:VCALENDAR\r\n".encode(), "more than 200 events"),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )  # fmt: skip
    def test_with_one_line_that_says_why(self, data: bytes, text: str) -> None:
        with pytest.raises(InvitationError) as refused:
            read_invitations(data)
        assert text in str(refused.value)
        assert "\n" not in str(refused.value)
        assert isinstance(refused.value, UserError)

    def test_two_hundred_events_are_read(self) -> None:
        events = "".join(EVENT.replace("DTSTART", f"UID:{number}\r\nDTSTART") for number in range(200))
        assert len(read_invitations(f"BEGIN:VCALENDAR\r\n{events}END:VCALENDAR\r\n".encode())) == 200

    @pytest.mark.parametrize(
        "lines",
        [
            ("RRULE:FREQ=SECONDLY", "EXDATE:" + ",".join(["20261202T120000Z"] * 50_000)),
            ("DESCRIPTION:" + "<a href='https://" * 55_000,),
            ("DESCRIPTION:interview with Acme " + "interest in A " * 70_000,),
            ("ATTENDEE;CN=" + "(" * 1_900_000 + ":mailto:a@acme.example",),
            ("SUMMARY:" + " at @ - " * 200_000,),
            ("\n" * 1_900_000,),
        ],
        ids=["rule", "html", "prose", "name", "summary", "blank lines"],
    )
    def test_what_is_read_is_read_in_bounded_time(self, lines: tuple[str, ...]) -> None:
        began = perf_counter()
        read_invitations(calendar(NOON, *lines))
        assert perf_counter() - began < 10  # a minute and more when the time grows with the square
