"""E-mails in their many forms, and what is refused with which words."""

from __future__ import annotations

from time import perf_counter

import pytest

from interview_tui.domain.errors import UserError
from interview_tui.importing.invitation import InvitationError, read_invitations

from .calendars import NOON, calendar, mail


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
            (b"", "not a calendar or an e-mail"),
            (b"%PDF-1.4 \x00\xff", "not a calendar or an e-mail"),
            (b"Dear Alex,\nwe would like to meet you.\n", "not a calendar or an e-mail"),
            (b"BEGIN:VCARD\r\nFN:Dana\r\nEND:VCARD\r\n", "not a calendar or an e-mail"),
            (calendar(NOON)[:-20], "only part of a calendar"),
            (calendar(NOON)[:50], "only part of a calendar"),
            (calendar(NOON).replace(b"END:VEVENT\r\n", b""), "only part of a calendar"),
            (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "no event"),
            (b"BEGIN:VCALENDAR\nBEGIN:VTODO\nSUMMARY:x\nEND:VTODO\nEND:VCALENDAR\n", "no event"),
            (calendar("SUMMARY:Interview"), "“Interview” has no start"),
            (calendar("SUMMARY:Interview", "DTSTART:20261345T120000Z"), "a date that is none: 20261345T120000Z"),
            (calendar("DTSTART:tomorrow"), "a date that is none: tomorrow"),
            (calendar("DTSTART;TZID=Europe/Berlin:00010101T000000"), "a date that is none"),
            (calendar("DTSTART;TZID=America/New_York:99991231T235959"), "a date that is none"),
            (calendar(NOON, "DTEND:20261202T990000Z"), "a date that is none"),
            (calendar(NOON, "DURATION:P99999999999W"), "a duration that is none"),
            (calendar(NOON, "DURATION:soon"), "a duration that is none"),
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
