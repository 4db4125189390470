"""Follow-ups that were exported as tasks, ticked or cancelled elsewhere, and taken in again."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

import pytest

from interview_tui.demo.generator import Demo
from interview_tui.domain.enums import Settled
from interview_tui.domain.errors import Refused
from interview_tui.domain.records import FollowUp, Interview, Meeting, ref
from interview_tui.importing.importer import Options
from interview_tui.importing.invitations import read_folder, read_items
from interview_tui.importing.messages import Messages
from interview_tui.mail.reading import read_message
from interview_tui.services.exports import export_calendar, export_vdir
from interview_tui.services.meetings import MeetingTime
from tests.programs import NOW, a_checked_program, a_program, content, every, get, journal, made_once, when

if TYPE_CHECKING:
    from pathlib import Path

    from interview_tui.importing.importer import Imported
    from tests.programs import ProgramOnATable

DONE, OFF = "STATUS:COMPLETED", "STATUS:CANCELLED"
CARD, PAPER = 7, 8
"""The ids of two follow-ups of one's own; those before them are the meeting's plan."""


@pytest.fixture
@made_once
def program(tmp_path: Path) -> ProgramOnATable:
    program = a_checked_program(tmp_path)
    program.interviews.add("Acme", "SRE", meeting=when(program, "fri 14:00"), people=["Dana Ruiz, VP", "Kim Lee"])
    for text in ("Post a card", "Read the paper"):
        program.follow_ups.add(1, text, when(program, "2 Dec"))
    return program


def exported(program: ProgramOnATable) -> str:
    return "".join(export_calendar(program))


def edited(text: str, follow_up_id: int, *lines: str, counted_on: int = 1) -> str:
    """The calendar as another program writes it that has changed one task: these lines in place of what they name."""

    def change(task: re.Match[str]) -> str:
        found = task[0]
        revision = re.search(r"SEQUENCE:(\d+)", found)
        assert revision is not None
        found = found.replace(revision[0], f"SEQUENCE:{int(revision[1]) + counted_on}")
        names = "|".join(line.partition(":")[0].partition(";")[0] for line in lines)
        found = re.sub(rf"(?m)^(?:{names})[:;].*\r\n", "", found) if lines else found
        return found.replace("BEGIN:VTODO\r\n", "".join(("BEGIN:VTODO\r\n", *(f"{line}\r\n" for line in lines))), 1)

    changed, number = re.subn(rf"BEGIN:VTODO\r\nUID:f{follow_up_id}-(?s:.+?)END:VTODO\r\n", change, text)
    assert number == 1
    return changed


def take(program: ProgramOnATable, text: str) -> Imported:
    return program.invitations.take(read_items(text.encode(), Options(mine=program.mine)).rows)


def sequences(program: ProgramOnATable) -> dict[str, int]:
    found = re.findall(r"UID:(\w+)-\S+\r\n(?s:.+?)SEQUENCE:(\d+)", exported(program))
    return {name: int(number) for name, number in found}


class TestWhatIsTicked:
    @pytest.mark.parametrize(
        ("lines", "state"),
        [
            ((DONE,), Settled.DONE),
            (("PERCENT-COMPLETE:100",), Settled.DONE),
            (("COMPLETED:20261123T075900Z",), Settled.DONE),
            ((DONE, "PERCENT-COMPLETE:100", "COMPLETED:20261123T075900Z"), Settled.DONE),
            (("STATUS:completed",), Settled.DONE),
            ((OFF,), Settled.SKIPPED),
            ((OFF, "PERCENT-COMPLETE:100"), Settled.SKIPPED),
            (("STATUS:IN-PROCESS", "PERCENT-COMPLETE:99"), Settled.OPEN),
        ],
    )
    @pytest.mark.parametrize("counted_on", [0, 1, 5])
    def test_is_settled_in_one_change_that_undo_takes_back(
        self, program: ProgramOnATable, lines: tuple[str, ...], state: Settled, counted_on: int
    ) -> None:
        before, said = content(program), len(journal(program))
        text = edited(exported(program), CARD, *lines, counted_on=counted_on)
        taken = take(program, text)
        settled = state is not Settled.OPEN
        assert get(program, FollowUp, CARD).state is state
        assert (taken.added, taken.updated, taken.entry is not None) == (0, settled, settled)
        assert len(journal(program)) == said + settled
        after = content(program)
        again = take(program, text)
        assert (again.updated, again.entry, content(program)) == (0, None, after)
        if settled:
            program.history.undo()
        assert content(program) == before

    def test_what_was_done_is_said(self, program: ProgramOnATable) -> None:
        text = edited(edited(edited(exported(program), CARD, DONE), PAPER, OFF), 1, DONE)
        taken = take(program, text)
        assert (taken.updated, taken.skipped) == (3, 1)
        assert taken.words.startswith(
            "2 follow-ups done: Prepare for the meeting · Acme, Post a card · Acme; "
            "1 follow-up skipped: Read the paper · Acme; 5 follow-ups as before"
        )
        assert taken.words.endswith(" · Acme · SRE: nothing new")
        assert journal(program)[-1] == f"Imported: {taken.words}"
        assert {str(one) for one in taken.refs} == {"i1", "f1", "f7", "f8"}

    def test_several_files_are_one_change(self, program: ProgramOnATable, tmp_path: Path) -> None:
        before = content(program)
        export_vdir(program, tmp_path / "vdir")
        for number, line in ((CARD, DONE), (PAPER, OFF)):
            (path,) = (tmp_path / "vdir").glob(f"f{number}-*.ics")
            path.write_bytes(edited(path.read_bytes().decode(), number, line).encode())
        (tmp_path / "vdir" / "mine.ics").write_text("BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:x\nEND:VTODO\nEND:VCALENDAR\n")
        (tmp_path / "vdir" / "half.ics").write_text("BEGIN:VCALENDAR\nBEGIN:VTODO\n")
        (tmp_path / "vdir" / "more.ics").mkdir()
        incoming = read_folder(tmp_path / "vdir")
        assert [line.partition(":")[0] for line in incoming.refusals] == ["half.ics"]
        assert program.invitations.take(incoming.rows).updated == 2
        assert [get(program, FollowUp, number).state for number in (CARD, PAPER)] == [Settled.DONE, Settled.SKIPPED]
        program.history.undo()
        assert content(program) == before

    def test_the_time_is_the_one_at_which_it_was_ticked(self, program: ProgramOnATable) -> None:
        text = exported(program)
        program.clock.move(days=2)
        for stamp, instant in [
            ("COMPLETED:20261123T190000Z", "2026-11-23T19:00:00+00:00"),
            ("COMPLETED;TZID=America/New_York:20261123T140000", "2026-11-23T19:00:00+00:00"),
            ("COMPLETED:20261124T090000", "2026-11-24T08:00:00+00:00"),  # by the clock in Berlin
            ("COMPLETED;VALUE=DATE:20261124", "2026-11-24T11:00:00+00:00"),  # the noon of that day
            ("COMPLETED;VALUE=DATE:20261125", "2026-11-25T08:00:00+00:00"),  # today: now
            ("COMPLETED:20261126T080000Z", "2026-11-25T08:00:00+00:00"),  # still to come
            ("COMPLETED:20261101T080000Z", "2026-11-25T08:00:00+00:00"),  # before it was planned
            ("COMPLETED:99991231T235959Z", "2026-11-25T08:00:00+00:00"),
            ("COMPLETED:soon", "2026-11-25T08:00:00+00:00"),
        ]:
            words = take(program, edited(text, CARD, DONE, stamp)).words
            assert get(program, FollowUp, CARD).settled == datetime.fromisoformat(instant), stamp
            assert ("the time given there cannot be" in words) == (stamp[-16:-8] in ("20261126", "20261101")), stamp
            program.history.undo()
            text = exported(program)


class TestWhatIsNot:
    def test_what_is_as_it_was_is_no_change_and_no_error(self, program: ProgramOnATable) -> None:
        program.follow_ups.done([CARD])
        taken = take(program, exported(program))
        assert (taken.updated, taken.skipped, taken.entry) == (0, 1, None)
        assert taken.words == "7 follow-ups as before; 1 follow-up settled before · Acme · SRE: nothing new"

    def test_an_old_copy_does_not_undo_what_was_done_since(self, program: ProgramOnATable) -> None:
        opened = exported(program)
        program.follow_ups.done([CARD])
        ticked = exported(program)
        assert take(program, opened).entry is None
        program.history.undo()
        assert take(program, ticked).words.split(" · ")[0].endswith("f7: opened again here since")
        assert get(program, FollowUp, CARD).state is Settled.OPEN

    def test_what_was_ticked_before_it_was_moved_here_is_done(self, program: ProgramOnATable) -> None:
        text = edited(exported(program), CARD, DONE, counted_on=0)
        for day in ("3 Dec", "4 Dec"):
            program.follow_ups.snooze([CARD], when(program, day))
        assert take(program, text).updated == 1

    def test_what_was_settled_here_stays_so(self, program: ProgramOnATable) -> None:
        text = edited(edited(exported(program), CARD, OFF), PAPER, DONE, counted_on=5)
        program.follow_ups.done([CARD])
        program.follow_ups.skip([PAPER])
        taken = take(program, text)
        assert taken.entry is None
        assert "; f7: already done here; f8: already skipped here · " in taken.words
        again = edited(exported(program), CARD, "STATUS:NEEDS-ACTION", "COMPLETED:", "PERCENT-COMPLETE:0")
        assert "f7: done here, open there" in take(program, again).words

    def test_another_day_is_not_taken_and_that_is_said(self, program: ProgramOnATable) -> None:
        text = edited(exported(program), CARD, "DUE;VALUE=DATE:20261204")
        before = content(program)
        words = "f7 is due Fri 4 Dec 2026 there, which is not applied: interview-tui snooze f7 2026-12-04"
        assert words in take(program, text).words
        assert content(program) == before
        for same in ("DUE;VALUE=DATE:20261202", "DUE;TZID=Europe/Berlin:20261202T000000", "DUE:99991231T000000Z"):
            assert "not taken" not in take(program, edited(exported(program), CARD, same)).words

    def test_tasks_of_another_store_are_told_and_so_are_those_that_are_gone(
        self, program: ProgramOnATable, tmp_path: Path
    ) -> None:
        (tmp_path / "other").mkdir()
        other = a_program(tmp_path / "other", now="2026-11-23T09:00:01+01:00")
        other.interviews.add("Zenith", "SRE")
        other.follow_ups.add(1, "Post a card", when(other, "2 Dec"))
        taken = take(program, edited(exported(other), 1, DONE))
        assert (taken.updated, taken.entry) == (0, None)
        assert taken.words == "f1: not in this store: deleted here, or from another store"
        text = edited(exported(program), CARD, DONE)
        program.interviews.remove([1])
        taken = take(program, text)
        assert (taken.added, taken.entry, every(program, Interview)) == (0, None, ())
        assert taken.words == (
            "f1, f2, f3, f4 and 4 more: not in this store: deleted here, or from another store · "
            "skipped a meeting that was deleted here (Interview (Acme))"
        )

    def test_an_email_ticks_nothing(self, program: ProgramOnATable) -> None:
        text = edited(exported(program), CARD, DONE)
        head = "From: a@acme.example\r\nMIME-Version: 1.0\r\nContent-Type: text/calendar; charset=utf-8\r\n\r\n"
        message = read_message((head + text).encode(), received=program.clock())
        Messages(program).take([message], asked_for=True)
        assert get(program, FollowUp, CARD).state is Settled.OPEN

    def test_what_cannot_be_read_keeps_nothing_else_out(self, program: ProgramOnATable) -> None:
        far = "BEGIN:VEVENT\r\nUID:x\r\nSUMMARY:Interview\r\nDTSTART:99991231T100000Z\r\nEND:VEVENT\r\n"
        text = edited(exported(program), CARD, DONE).replace("BEGIN:VEVENT\r\n", f"{far}BEGIN:VEVENT\r\n", 1)
        incoming = read_items(text.encode())
        assert [line[:40] for line in incoming.refusals] == ["“Interview” has an invalid date: 9999123"]
        assert program.invitations.take(incoming.rows).updated == 1


class TestTheCount:
    @pytest.mark.parametrize("line", [DONE, OFF, "PRIORITY:9"])
    @pytest.mark.parametrize("counted_on", [0, 1, 1_000_000_000])
    def test_of_changes_never_goes_down(self, program: ProgramOnATable, line: str, counted_on: int) -> None:
        for last in count():
            theirs = sequences(program)["f7"] + counted_on
            take(program, edited(exported(program), CARD, line, counted_on=counted_on))
            ours = sequences(program)["f7"]
            assert ours >= theirs
            if last or line == "PRIORITY:9":
                break
            program.history.undo()
            assert sequences(program)["f7"] > ours
        program.follow_ups.edit(get(program, FollowUp, CARD), when(program, "9 Dec"), text="Post two cards")
        assert sequences(program)["f7"] > ours

    @pytest.mark.parametrize("lines", ["STATUS:CONFIRMED", "STATUS:CANCELLED", "LOCATION:Room 9"])
    def test_nor_does_that_of_a_meeting(self, program: ProgramOnATable, lines: str) -> None:
        text = re.sub(r"SEQUENCE:\d+\r\nSUMMARY:Int", "SEQUENCE:40\r\nSUMMARY:Int", exported(program), count=1)
        text = text.replace("STATUS:CONFIRMED", lines)
        take(program, text)
        assert sequences(program)["m1"] >= 40
        assert take(program, text).entry is None
        program.interviews.edit(1, meeting=MeetingTime(starts=get(program, Meeting, 1).starts, place="Room 5"))
        assert sequences(program)["m1"] > 40


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a follow-up of most kinds, and some hours later."""
    folder = tmp_path_factory.mktemp("many")
    Demo(a_program(folder)).fill(24, seed=1)
    return folder


@pytest.mark.soak
@pytest.mark.parametrize("line", [DONE, OFF])
def test_each_kind_ends_as_by_its_key(many: Path, tmp_path: Path, line: str) -> None:
    """What a tick does is what `d` does to the same follow-up of the same store, and a cancellation what `x` does; what
    these refuse is refused in words.
    """
    later = (datetime.fromisoformat(NOW) + timedelta(hours=2)).astimezone(UTC).isoformat()
    chosen = {f.kind: f for f in every(a_program(many), FollowUp) if f.state is Settled.OPEN}
    assert len(chosen) >= 8
    for number, follow_up in enumerate(chosen.values()):
        ends = []
        for by_key in (True, False):
            folder = tmp_path / f"{number}{by_key}"
            shutil.copytree(many, folder)
            program = a_program(folder, now=later)
            refused = ""
            if by_key:
                try:
                    (program.follow_ups.done if line == DONE else program.follow_ups.skip)([follow_up.id])
                except Refused as error:
                    refused = str(error)
            else:
                taken = take(program, edited(exported(program), follow_up.id, line))
                refused = taken.words.partition("there, but ")[2].partition(" · ")[0]
            ends.append((content(program), refused))
            program.store.close()
        assert ends[0] == ends[1], ref(follow_up)
