"""The store as a calendar, and as a folder of its items: what is shown, what stays itself, what comes back."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Channel, Outcome, Ref, Settled
from interview_tui.domain.errors import UserError
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.records import FollowUp, Interview, Meeting
from interview_tui.exporting.calendar import item_text, write_items
from interview_tui.exporting.content_lines import own_uid, read_own_uid
from interview_tui.exporting.files import WrittenFiles
from interview_tui.importing.importer import Options
from interview_tui.importing.invitations import read_items
from interview_tui.services.exports import export_calendar, export_vdir
from interview_tui.services.meetings import MeetingTime
from tests.exporting.test_calendar import FOLLOW_UP, MEETING, lines
from tests.importing.test_invitations import invitation
from tests.programs import a_checked_program, a_demo, a_program, content, every, get, made_once, when

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from interview_tui.importing.importer import Imported
    from tests.programs import ProgramOnATable


Found = dict[str, dict[str, str]]
"""Items by UID, each its properties by name with parameters."""


@pytest.fixture
@made_once
def program(tmp_path: Path) -> ProgramOnATable:
    program = a_checked_program(tmp_path)
    program.interviews.add("Acme", "SRE", meeting=when(program, "fri 14:00"), people=["Dana Ruiz, VP", "Kim Lee"])
    program.follow_ups.add(1, "Print the profile", when(program, "2 Dec"), channel=Channel.POST)
    return program


MINE = 7
"""The id of the follow-up of one's own; those before it are the meeting's plan."""


def another(path: Path, name: str) -> ProgramOnATable:
    (path / name).mkdir()
    return a_program(path / name)


def exported(program: ProgramOnATable) -> str:
    return "".join(export_calendar(program))


def items(program: ProgramOnATable, kind: str = "") -> Found:
    """What the calendar has; `kind` is VEVENT or VTODO for these only. Of alarms their triggers, joined."""
    found: Found = {}
    item: dict[str, str] = {}
    names: list[str] = []
    for line in lines(exported(program)):
        name, _, value = line.partition(":")
        if name == "BEGIN":
            names.append(value)
            item = {} if value in ("VEVENT", "VTODO") else item
        elif name == "END":
            if names.pop() in (kind or "VEVENT", kind or "VTODO"):
                found[item["UID"]] = item
        elif names and names[-1] == "VALARM":
            if name.startswith("TRIGGER"):
                item["alarms"] = f"{item.get('alarms', '')} {value}".strip()
        else:
            item[name] = value
    return found


def the(program: ProgramOnATable, summary: str) -> dict[str, str]:
    (found,) = (item for item in items(program).values() if item["SUMMARY"].startswith(summary))
    return found


def take(program: ProgramOnATable, text: str) -> Imported:
    return program.invitations.take(read_items(text.encode(), Options(mine=program.mine)).rows)


class TestWhatItShows:
    def test_a_meeting_in_its_zone_with_who_is_there(self, program: ProgramOnATable) -> None:
        at = when(program, "fri 14:00").at
        program.interviews.edit(
            1, meeting=MeetingTime(starts=at, zone="America/Chicago", place="Room 4", link="ask us")
        )
        meeting = the(program, "Interview")
        assert meeting["SUMMARY"] == "Interview (Acme)"
        assert meeting["DTSTART;TZID=America/Chicago"] == "20261127T070000"
        assert meeting["DTEND;TZID=America/Chicago"] == "20261127T080000"
        assert meeting["LOCATION"] == "Room 4"
        assert meeting["DESCRIPTION"] == "Acme\\, SRE (i1)\\nWith: Dana Ruiz\\, VP\\; Kim Lee\\nask us"
        assert meeting["STATUS"] == "CONFIRMED"
        assert meeting["alarms"] == "-P1D -PT30M"
        assert "\r\nTZID:America/Chicago\r\n" in exported(program)

    def test_it_rings_before_one_has_to_leave_for_it(self, program: ProgramOnATable) -> None:
        program.meetings.travel(1, 40)
        meeting = the(program, "Interview")
        assert meeting["DESCRIPTION"].endswith("\\nLeave by 13:10")
        assert meeting["alarms"] == "-P1D -PT80M"

    def test_a_follow_up_with_its_rule_and_whom_it_is_for(self, program: ProgramOnATable) -> None:
        mine = the(program, "Print the profile")
        assert mine["SUMMARY"] == "Print the profile (Acme)"
        assert mine["DUE;VALUE=DATE"] == "20261202"
        assert mine["DESCRIPTION"] == "Why: your own\\nBy: post\\nInterview: Acme\\, SRE (i1)\\nFollow-up: f7"
        assert (mine["STATUS"], mine["PRIORITY"], mine["CATEGORIES"]) == ("NEEDS-ACTION", "5", "custom")
        assert mine["alarms"] == "20261202T080000Z"
        prepare = the(program, "Prepare")
        assert prepare["DESCRIPTION"].startswith("Why: working day before the meeting\\nBy: in person\\n")
        assert (prepare["PRIORITY"], prepare["CATEGORIES"]) == ("1", "prepare")

    def test_one_due_at_a_time_rings_half_an_hour_before(self, program: ProgramOnATable) -> None:
        program.follow_ups.snooze([MINE], when(program, "2 Dec 15:00"))
        assert (the(program, "Print")["DUE"], the(program, "Print")["alarms"]) == (
            "20261202T140000Z",
            "20261202T133000Z",
        )

    def test_the_person_is_named_where_the_text_does_not(self, program: ProgramOnATable) -> None:
        for text in ("Send the paper", "Ask kim lee of ACME"):
            program.follow_ups.add(1, text, when(program, "+3d"), person_id=2)
        assert the(program, "Send the paper")["SUMMARY"] == "Send the paper (Kim Lee\\, Acme)"
        assert the(program, "Ask kim lee")["SUMMARY"] == "Ask kim lee of ACME"

    def test_meetings_of_earlier_rounds_stay_and_ring_no_more(self, program: ProgramOnATable) -> None:
        program.clock.move(days=5)
        program.outcomes.record([1], Outcome.INVITED)
        program.interviews.edit(1, meeting=MeetingTime(starts=when(program, "+1w 10:00").at))
        first, second = items(program, "VEVENT").values()
        assert ("alarms" in first, second["alarms"]) == (False, "-P1D -PT30M")
        assert second["DESCRIPTION"] == "Acme\\, SRE (i1)\\, round 2"

    def test_what_is_settled_is_shown_for_thirty_days(self, program: ProgramOnATable) -> None:
        program.follow_ups.skip([1], why="no need")
        program.follow_ups.done([MINE])
        done, skipped = the(program, "Print"), the(program, "Prepare")
        assert (done["STATUS"], done["COMPLETED"], "alarms" in done) == ("COMPLETED", "20261123T080000Z", False)
        assert (skipped["STATUS"], "COMPLETED" in skipped) == ("CANCELLED", False)
        assert skipped["DESCRIPTION"].endswith("\\nno need")
        settled = {the(program, "Print")["UID"], the(program, "Prepare")["UID"]}
        program.clock.move(days=30)
        assert settled <= items(program, "VTODO").keys()
        program.clock.move(days=1)
        assert not settled & items(program, "VTODO").keys()

    def test_what_has_lapsed_is_not_shown(self, program: ProgramOnATable) -> None:
        assert "NEEDS-ACTION" in the(program, "Prepare")["STATUS"]
        program.clock.set("2026-11-27T14:00:00+01:00")  # the meeting begins
        open_now = {i["SUMMARY"] for i in items(program, "VTODO").values() if i["STATUS"] == "NEEDS-ACTION"}
        assert "Prepare for the meeting (Acme)" not in open_now
        assert "Write up the meeting (Acme)" in open_now

    def test_each_meeting_of_a_round_is_an_event_of_its_own(self, program: ProgramOnATable) -> None:
        program.meetings.add(1, MeetingTime(starts=when(program, "mon 10:00").at), people=["Ann Lee"])
        program.meetings.add(1, MeetingTime(starts=when(program, "mon 14:00").at), people=["Bob Ray"])
        meetings = items(program, "VEVENT")
        assert [uid.split("-")[0] for uid in meetings] == ["m1", "m2", "m3"]
        assert [m["DESCRIPTION"].rpartition("With: ")[2] for m in meetings.values()] == [
            "Dana Ruiz\\, VP\\; Kim Lee",
            "Ann Lee",
            "Bob Ray",
        ]
        assert [i["SUMMARY"] for i in items(program, "VTODO").values()].count("Prepare for the meeting (Acme)") == 2
        before = content(program)
        taken = take(program, exported(program))
        assert (taken.added, taken.updated, taken.skipped) == (0, 0, 3)
        assert content(program) == before

    def test_one_that_i_cancelled_is_shown_as_such(self, program: ProgramOnATable) -> None:
        program.meetings.cancel(1)
        meeting = the(program, "Interview")
        assert (meeting["STATUS"], "alarms" in meeting) == ("CANCELLED", False)
        assert [i["SUMMARY"] for i in items(program, "VTODO").values() if i["STATUS"] == "NEEDS-ACTION"] == [
            "Print the profile (Acme)",
            "Ask for a new date (Dana Ruiz\\, Acme)",
        ]

    def test_a_zone_that_this_machine_does_not_know_is_the_users(self, program: ProgramOnATable) -> None:
        program.interviews.edit(1, meeting=MeetingTime(starts=when(program, "fri 14:00").at, zone="Mars/Olympus"))
        assert the(program, "Interview")["DTSTART;TZID=Europe/Berlin"] == "20261127T140000"


class TestItemsStayThemselves:
    def test_the_same_store_gives_the_same_text_all_day(self, program: ProgramOnATable) -> None:
        before = exported(program)
        program.clock.move(hours=10)
        assert exported(program) == before

    def test_uids_are_the_records_and_another_stores_are_others(self, program: ProgramOnATable, tmp_path: Path) -> None:
        mine = ("m1", *(f"f{number}" for number in range(1, MINE + 1)))
        assert list(items(program)) == [f"{ref}-20261123T080000Z@interview-tui" for ref in mine]
        other = another(tmp_path, "other")
        other.clock.move(seconds=1)
        other.interviews.add("Acme", "SRE", meeting=when(other, "fri 14:00"))
        assert items(other).keys().isdisjoint(items(program))

    def test_a_change_keeps_the_uid_and_counts_the_revision_on(self, program: ProgramOnATable) -> None:
        before = the(program, "Print")
        assert (before["SEQUENCE"], before["DTSTAMP"]) == ("0", "20261123T080000Z")
        seen = [before]
        changes: list[Callable[[], object]] = [
            lambda: program.follow_ups.snooze([MINE], when(program, "4 Dec")),
            lambda: program.follow_ups.done([MINE]),
            lambda: program.history.undo(),
            lambda: program.interviews.edit(1, note="met at the fair"),
        ]
        for change in changes:
            program.clock.move(hours=1)
            change()
            seen.append(the(program, "Print"))
        assert {one["UID"] for one in seen} == {before["UID"]}
        assert [one["SEQUENCE"] for one in seen] == ["0", "1", "2", "3", "3"]
        hours = ["08", "09", "10", "11", "11"]
        for name in ("DTSTAMP", "LAST-MODIFIED"):
            assert [one[name] for one in seen] == [f"20261123T{hour}0000Z" for hour in hours]
        assert {one["CREATED"] for one in seen} == {"20261123T080000Z"}


class TestItComesBack:
    @pytest.mark.soak
    def test_a_demo_comes_back_without_a_change(self, tmp_path: Path) -> None:
        program = a_demo(tmp_path)
        meetings = sum(meeting.starts is not None for meeting in every(program, Meeting))
        assert meetings > 10
        tasks = items(program, "VTODO").values()
        still_open = [one for one in every(program, FollowUp) if one.state is Settled.OPEN]
        own = [one for one in still_open if one.kind is not Kind.SUGGESTION]  # what an email seems to say is no task
        assert len([one for one in tasks if one["STATUS"] == "NEEDS-ACTION"]) == len(own) > 10
        assert len(own) < len(still_open)
        before = content(program)
        taken = take(program, exported(program))
        assert (taken.added, taken.updated, taken.skipped, taken.entry) == (0, 0, meetings, None)
        assert content(program) == before

    def test_an_invitation_keeps_its_uid_and_revision_and_comes_back_without_a_change(
        self, program: ProgramOnATable
    ) -> None:
        program.invitations.take([invitation(company="Zenith", sequence=4)])
        meeting = items(program)["7@acme.example"]
        assert (meeting["SEQUENCE"], meeting["SUMMARY"]) == ("4", "Interview: SRE (Zenith)")
        before = content(program)
        taken = take(program, exported(program))
        assert (taken.added, taken.updated, taken.skipped) == (0, 0, 2)
        assert content(program) == before
        program.interviews.edit(2, meeting=MeetingTime(starts=when(program, "thu 16:00").at))
        assert items(program)["7@acme.example"]["SEQUENCE"] == "5"

    def test_follow_ups_alone_are_nothing_to_take_in_and_no_mistake(self, program: ProgramOnATable) -> None:
        program.interviews.edit(1, meeting=MeetingTime(starts=None))
        taken = take(program, exported(program))
        assert (taken.added, taken.updated, taken.skipped, taken.entry) == (0, 0, 0, None)

    def test_a_meeting_that_a_calendar_has_moved_since_moves(self, program: ProgramOnATable) -> None:
        program.interviews.edit(1, note="met at the fair")
        revision = int(the(program, "Interview")["SEQUENCE"])
        text = exported(program).replace("20261127T1", "20261128T1")
        assert take(program, text).skipped == 1
        newer = text.replace(f"SEQUENCE:{revision}\r\nSUMMARY:Int", f"SEQUENCE:{revision + 1}\r\nSUMMARY:Int")
        assert take(program, newer).updated == 1
        assert get(program, Meeting, 1).starts == datetime(2026, 11, 28, 13, 0, tzinfo=UTC)
        assert take(program, newer).skipped == 1
        assert take(program, exported(program)).skipped == 1
        assert every(program, Interview) == (get(program, Interview, 1),)

    def test_an_own_uid_finds_a_meeting_only_with_its_instant(self, program: ProgramOnATable) -> None:
        created = get(program, Interview, 1).created
        mine = own_uid(Ref("m", 1), created)
        assert read_own_uid(mine) == ("m", 1, created)
        for uid, known in [
            (mine, True),
            (own_uid(Ref("m", 1), created.replace(hour=1)), False),
            (own_uid(Ref("m", 2), created), False),
            (own_uid(Ref("f", 1), created), False),
        ]:
            asked = program.invitations.asks(replace(invitation(uid=uid, company="Zenith"), company_sure=False))
            assert asked is not known


class TestInPieces:
    def test_the_store_can_be_changed_while_it_is_written(self, program: ProgramOnATable) -> None:
        pieces = export_calendar(program)
        for _ in range(3):
            next(pieces)
        program.follow_ups.add(1, "Meanwhile", when(program, "+3d"))
        assert "END:VCALENDAR" in "".join(pieces)

    def test_windows_leave_nothing_out(self, program: ProgramOnATable, monkeypatch: pytest.MonkeyPatch) -> None:
        for number in range(7):
            program.follow_ups.add(1, f"Thing {number}", when(program, "+3d"))
        whole = exported(program)
        heard: list[int] = []
        monkeypatch.setattr("interview_tui.store.calendar.AT_ONCE", 3)
        assert "".join(export_calendar(program, progress=heard.append)) == whole
        assert heard[:3] == [3, 6, 9]


class TestAFolder:
    def test_it_is_made_privately_and_follows_the_store(self, program: ProgramOnATable, tmp_path: Path) -> None:
        folder = tmp_path / "calendars" / "interviews"
        assert export_vdir(program, folder) == WrittenFiles("item", new=8)
        assert folder.stat().st_mode & 0o777 == folder.parent.stat().st_mode & 0o777 == 0o700
        assert {path.stem for path in folder.iterdir()} == items(program).keys()
        assert export_vdir(program, folder) == WrittenFiles("item", same=8)
        program.follow_ups.snooze([MINE], when(program, "4 Dec"))
        assert export_vdir(program, folder) == WrittenFiles("item", changed=1, same=7)
        program.interviews.remove([1])
        assert export_vdir(program, folder) == WrittenFiles("item", gone=8)

    def test_its_files_come_back_without_a_change(self, program: ProgramOnATable, tmp_path: Path) -> None:
        program.invitations.take([invitation(company="Zenith", zone="Africa/Casablanca")])  # told in UTC
        export_vdir(program, tmp_path / "vdir")
        before = content(program)
        for path in sorted((tmp_path / "vdir").iterdir()):
            taken = take(program, path.read_text())
            assert (taken.added, taken.updated) == (0, 0)
        assert content(program) == before


MEETING_FILE, FOLLOW_UP_FILE = f"{MEETING.name}.ics", f"{FOLLOW_UP.name}.ics"


def test_a_file_for_each_item_named_by_the_own_uid_whatever_the_invitation_calls_it(tmp_path: Path) -> None:
    items = [replace(MEETING, uid="../../../etc/passwd"), FOLLOW_UP]
    assert write_items(tmp_path, items) == WrittenFiles("item", new=2)
    assert sorted(path.name for path in tmp_path.iterdir()) == [FOLLOW_UP_FILE, MEETING_FILE]
    for item, name in zip(items, (MEETING_FILE, FOLLOW_UP_FILE), strict=True):
        assert (tmp_path / name).read_bytes() == item_text(item).encode()
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_what_is_gone_is_taken_away_and_files_of_others_stay(tmp_path: Path) -> None:
    write_items(tmp_path, [MEETING, FOLLOW_UP])
    others = ["dentist.ics", "f40-20261116T083000Z@other.ics", f"{FOLLOW_UP.name}.ics.bak", ".color"]
    for name in others:
        (tmp_path / name).write_text("theirs")
    assert write_items(tmp_path, [MEETING]) == WrittenFiles("item", same=1, gone=1)
    assert {path.name for path in tmp_path.iterdir()} == {MEETING_FILE, *others}
    assert all((tmp_path / name).read_text() == "theirs" for name in others)


def test_links_are_never_followed(tmp_path: Path) -> None:
    folder, outside = tmp_path / "calendar", tmp_path / "diary"
    folder.mkdir()
    outside.write_text("dear diary")
    (folder / MEETING_FILE).symlink_to(outside)
    (folder / FOLLOW_UP_FILE).symlink_to(outside)
    assert write_items(folder, [MEETING]) == WrittenFiles("item", new=1)
    assert outside.read_text() == "dear diary"
    assert not (folder / MEETING_FILE).is_symlink()
    assert (folder / FOLLOW_UP_FILE).is_symlink()


def test_what_cannot_be_written_is_said_in_a_line_and_nothing_is_taken_away(tmp_path: Path) -> None:
    write_items(tmp_path, [FOLLOW_UP])
    (tmp_path / MEETING_FILE).mkdir()
    with pytest.raises(UserError, match=r"^cannot write in .*: Is a directory$"):
        write_items(tmp_path, [MEETING])
    assert sorted(path.name for path in tmp_path.iterdir()) == [FOLLOW_UP_FILE, MEETING_FILE]
    with pytest.raises(UserError, match="No such file or directory"):
        write_items(tmp_path / "nowhere", [MEETING])


def test_an_item_whose_name_is_no_own_uid_is_a_slip_of_the_program(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not a file name"):
        write_items(tmp_path, [replace(MEETING, name="../m5")])
    assert list(tmp_path.iterdir()) == []
