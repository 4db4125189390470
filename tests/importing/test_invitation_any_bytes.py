"""No bytes whatever end in anything but invitations or one line for the person."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from interview_tui.domain.errors import UserError
from interview_tui.domain.text import clean, clean_line
from interview_tui.importing.calendar_file import read_calendar_file
from interview_tui.importing.own_tasks import OwnTask, read_own_tasks
from tests.importing.calendars import read_invitations

if TYPE_CHECKING:
    from interview_tui.importing.invitation import Invitation

SAMPLES = sorted((Path(__file__).parents[1] / "samples" / "invitations").iterdir())
SCRAPS = [
    b"BEGIN:VEVENT\r\n",
    b"END:VEVENT\r\n",
    b"BEGIN:VTIMEZONE\r\n",
    b"\r\n",
    b" ",
    b'"',
    b":",
    b";",
    b",",
    b"\\",
    b"\0",
    b"\x1b]0;",
    b"\xff",
    b"\xc3",
    b"=?utf-8?B?",
    b"?=",
    b";TZID=",
    b";charset*0*=",
    b'; charset="ut\xfff-8"',
    b"Content-Type: message/rfc822\r\n\r\n",
    b"Content-Transfer-Encoding: uuencode\r\n",
    b"99991231T235959",
    b"00010101T000000",
    b"DURATION:P999999999W\r\n",
    b"TZOFFSETTO:+2359",
    b"BYMONTH=13;BYDAY=9SU",
    b"BYMONTH=2;BYMONTHDAY=30",
    b"UNTIL=00000000",
    b"RDATE:20260101T000000,x\r\n",
    b"https://[::1",
    b"https://a.safelinks.protection.outlook.com/?url=http://[",
]
edits = st.lists(
    st.tuples(
        st.integers(0, 20_000),
        st.integers(0, 60),
        st.one_of(st.sampled_from(SCRAPS), st.binary(max_size=8)),
    ),
    min_size=1,
    max_size=6,
)


def check(data: bytes) -> None:
    """Reads the bytes; what is read keeps the record's promises, and a refusal is one line."""
    found = outcome(data)
    if isinstance(found, UserError):
        assert str(found) == clean_line(str(found)) != ""
    else:
        for one in found:
            check_invitation(one)


def outcome(data: bytes) -> tuple[Invitation, ...] | UserError:
    try:
        return read_invitations(data)
    except UserError as error:
        return error


def check_invitation(one: Invitation) -> None:
    lines = [one.uid, one.summary, one.place, one.link, one.company, one.role, one.organizer_email]
    lines += [text for guest in one.people for text in (guest.name, guest.email)]
    assert lines == [clean_line(line) for line in lines]
    assert one.description == clean(one.description)
    assert one.link == "" or one.link.lower().startswith(("http://", "https://"))
    assert all(guest.name for guest in one.people)
    for at in (one.starts, one.ends):
        assert at is None or (at.tzinfo is UTC) is bool(one.zone)
    assert one.ends is None or (isinstance(one.starts, datetime) and one.ends > one.starts)


@given(st.binary(max_size=2_000))
@example(b"From: a@acme.example\nContent-Type: text/calendar\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VTIMEZONE\n")
def test_random_bytes(data: bytes) -> None:
    check(data)


@given(st.binary(max_size=500))
def test_random_bytes_in_an_event(data: bytes) -> None:
    check(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + data + b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")


@given(
    st.sampled_from(["STATUS", "COMPLETED", "DUE;VALUE=DATE", "DUE", "PERCENT-COMPLETE", "SEQUENCE", "UID"]),
    st.sampled_from(SCRAPS) | st.binary(max_size=40),
)
@example("SEQUENCE", "٣²".encode())
@example("COMPLETED", b"99991231T235959Z")
def test_random_bytes_in_a_task_of_ones_own(name: str, value: bytes) -> None:
    head = b"BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:f40-20261123T080000Z@interview-tui\r\n"
    data = head + name.encode() + b":" + value + b"\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"
    found: tuple[OwnTask, ...] = ()
    with suppress(UserError):
        found = read_own_tasks(read_calendar_file(data))
    for task in found:
        assert task.follow_up_id == 40
        assert 0 <= task.sequence < 2**31
        assert all(at is None or 1900 <= at.year <= 2999 for at in (task.settled, task.due))


@given(st.binary(max_size=500), st.binary(max_size=500))
def test_random_bytes_in_an_email(head: bytes, body: bytes) -> None:
    check(b"From: a@acme.example\r\nContent-Type: text/calendar;" + head + b"\r\n\r\n" + body)


@given(st.sampled_from(SAMPLES), edits)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_mutated_samples(path: Path, changes: list[tuple[int, int, bytes]]) -> None:
    data = path.read_bytes()
    for at, removed, added in changes:
        start = at % (len(data) + 1)
        data = data[:start] + added + data[start + removed :]
    check(data)


@given(st.sampled_from(SAMPLES), st.integers(0, 20_000))
@settings(deadline=None)
def test_samples_cut_off(path: Path, at: int) -> None:
    data = path.read_bytes()
    check(data[: at % (len(data) + 1)])
