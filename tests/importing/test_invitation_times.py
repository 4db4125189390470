"""When a meeting is, in which zone, and whether it still takes place."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from interview_tui.importing.invitation import Method, read_invitations

from .calendars import NOON, read, zone

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
            ("India Standard Time", "Asia/Calcutta"),
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
