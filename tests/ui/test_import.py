"""`i` takes a file in: it says how far it is, and esc stops it with nothing half done."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from interview_tui.domain.enums import Settled
from interview_tui.domain.errors import StoreTrouble
from interview_tui.domain.records import FollowUp, Interview, Meeting, Person, Touch
from interview_tui.importing import mail_folders
from interview_tui.services.exports import export_vdir
from interview_tui.settings import MailSettings, load
from interview_tui.store.transaction import Transaction
from interview_tui.ui.dialogs.file_import import remember_address
from interview_tui.ui.dialogs.working import Working
from tests.programs import a_program, content, every, get, journal, when
from tests.ui.dashboards import a_morning, shown

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from tests.ui.dashboards import Shown

TABLE = "company,role\nQuill,DBA\n,SRE\nAcme,SRE\n"


async def imported(on: Shown, path: Path) -> None:
    """The file was taken in, or refused."""
    await on.press("i")
    await on.type(str(path))
    await on.press("enter")
    await ended(on)


async def ended(on: Shown) -> None:
    """What takes longer than a key may has ended."""
    while isinstance(on.app.screen, Working) and not (on.app.screen._ended and on.app.screen.refused):
        await on.pilot.pause(0.01)
    await on.pilot.pause()


async def test_a_table_is_taken_in_and_u_takes_it_back(tmp_path: Path) -> None:
    path = tmp_path / "jobs.csv"
    path.write_text(TABLE)
    async with shown(a_morning(tmp_path), size=(160, 40)) as on:
        before = len(every(on.program, Interview))
        await imported(on, path)
        assert on.app.screen is on.dashboard
        assert on.message == (
            "Imported a table: added 1 interview · 1 already here · refused 1 row: row 3: it names no company"
            " · u undoes"
        )
        assert len(every(on.program, Interview)) == before + 1
        await on.press("u")
        assert len(every(on.program, Interview)) == before


def invitation(*, uid: str = "u1@x", starts: str = "20261202T180000Z", guest: str = "mailto:robin@home.example") -> str:
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\n"
        f"UID:{uid}\r\nDTSTAMP:20261123T080000Z\r\nDTSTART:{starts}\r\nSUMMARY:Interview: Backend Engineer at Quill\r\n"
        "ORGANIZER;CN=Lena Vogt:mailto:lena@quill.example\r\nATTENDEE;CN=Ben Kaya:mailto:ben@quill.example\r\n"
        f"ATTENDEE;CN=Robin Hale:{guest}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )


async def test_a_folder_of_tasks_is_taken_in_and_u_takes_it_back(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    folder = tmp_path / "calendar"
    export_vdir(program, folder)
    (ticked,) = (path for path in folder.glob("f*.ics") if b"SUMMARY:Thank Dana" in path.read_bytes())
    number = int(ticked.name[1:].partition("-")[0])
    ticked.write_bytes(ticked.read_bytes().replace(b"NEEDS-ACTION", b"COMPLETED"))
    (folder / "half.ics").write_bytes(b"BEGIN:VCALENDAR")
    async with shown(program, size=(200, 40)) as on:
        await imported(on, folder)
        assert on.message.startswith("Imported: 1 follow-up done: Thank Dana Ruiz")
        assert "refused 1: half.ics: only part of a calendar" in on.message
        assert get(on.program, FollowUp, number).state is Settled.DONE
        await on.press("u")
        assert get(on.program, FollowUp, number).state is Settled.OPEN


async def test_what_cannot_be_a_file_or_folder_is_a_line(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    async with shown(a_morning(tmp_path), size=(160, 40)) as on:
        for name, said in [("x" * 300, "File name too long"), (f"{tmp_path}/empty", "it has no .ics file")]:
            await on.press("i")
            await on.type(name)
            await on.press("enter")
            assert said in on.screen()
            await on.press("escape")


async def test_the_cursor_goes_to_what_came_with_a_guest_who_is_not_me(tmp_path: Path) -> None:
    path = tmp_path / "quill.ics"
    path.write_text(invitation())
    async with shown(a_morning(tmp_path)) as on:
        await imported(on, path)
        await on.press("escape")
        assert len(every(on.program, Interview)) == 3
        await imported(on, path)
        await on.press("n")
        assert on.app.screen is on.dashboard
        assert on.selected()[0] == on.selected()[2] == 4
        assert "Planned: Prepare for the meeting" in on.message
        assert "Robin Hale" in [person.name for person in every(on.program, Person)]
        assert not (tmp_path / "config.toml").exists()


async def test_who_may_be_oneself_is_asked_about_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "quill.ics"
    path.write_text(invitation())
    async with shown(a_morning(tmp_path)) as on:
        await imported(on, path)
        assert "Is robin@home.example you?" in on.screen()
        await on.press("y")
        assert [person.name for person in every(on.program, Person)][-2:] == ["Lena Vogt", "Ben Kaya"]
        text = (tmp_path / "config.toml").read_text()
        assert 'email = "robin@home.example"' in text
        assert (tmp_path / "config.toml").stat().st_mode & 0o777 == 0o600
        settings = load({"INTERVIEW_TUI_DB": str(tmp_path / "x.db")}, configuration=tmp_path / "config.toml")
        assert settings.mine == {"robin@home.example"}
        assert settings.problems == ()
        path.write_text(invitation(uid="u2@x", starts="20261203T180000Z"))
        await imported(on, path)
        assert on.app.screen is on.dashboard  # it is known by now
        assert "Robin Hale" not in [person.name for person in every(on.program, Person)]


async def test_an_address_is_written_into_a_configuration_that_is_there(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    path = program.settings.paths.configuration
    for before, after in (
        ('theme = "dark"\n[keys]\n', 'email = "me@x.example"\ntheme = "dark"\n[keys]\n'),
        ('#email = "you@home.example"\n[keys]\n', 'email = "me@x.example"\n[keys]\n'),
    ):
        path.write_text(before)
        remember_address(program, "me@x.example")
        assert path.read_text() == after
    program.store.close()


async def test_an_invitation_after_the_meeting_asks_for_the_round(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    program.interviews.add("Quill", "Backend Engineer", meeting=when(program, "today 7:00"))
    path = tmp_path / "quill.eml"
    path.write_text(
        "From: Lena Vogt <lena@quill.example>\nTo: robin@home.example\nSubject: Interview\nMIME-Version: 1.0\n"
        "Date: Mon, 23 Nov 2026 08:10:00 +0100\nMessage-ID: <1@quill.example>\n"
        f"Content-Type: text/calendar; method=REQUEST\n\n{invitation(guest='mailto:ola@quill.example')}"
    )
    async with shown(program) as on:
        before = content(program)
        await imported(on, path)
        assert "Quill · Backend Engineer has already met you" in on.screen()
        await on.press("n")
        await ended(on)
        assert get(program, Interview, 4).round == 2
        assert [touch.message_id for touch in every(program, Touch)] == ["<1@quill.example>"]
        await on.press("u")
        assert content(program) == before
        path = path.with_suffix(".ics")
        path.write_text(invitation(guest="mailto:ola@quill.example"))
        await imported(on, path)
        await on.press("enter")
        assert get(program, Interview, 4).round == 1
        assert len(every(program, Meeting)) == 5
        assert "further meeting" in journal(program)[-1]


async def test_what_cannot_be_read_is_said_and_the_dialog_stays(tmp_path: Path) -> None:
    table, export = tmp_path / "jobs.csv", tmp_path / "all.json"
    table.write_bytes(b"Wer,Was\nAcme,SRE\n")
    export.write_text('{"format": "interview-tui"}')
    async with shown(a_program(tmp_path)) as on:
        await imported(on, table)
        assert "needs a column “company”" in on.screen()
        await on.press("escape")
        assert on.app.screen is on.dashboard
        await imported(on, export)
        assert "import a full export from a shell: interview-tui import" in on.dialog()


async def test_it_says_how_far_it_is_and_esc_stops_it(tmp_path: Path) -> None:
    ended, more = Event(), Event()

    def work(told: Callable[[int], None]) -> None:
        try:
            while not more.wait(0.01):
                told(1_234)
        finally:
            ended.set()

    async with shown(a_program(tmp_path)) as on:
        done: list[None] = []
        await on.dashboard.ask(Working("Importing a table", work, done.append, words="{:,} rows"))
        while "1,234 rows · esc stops it" not in on.screen():
            await on.pilot.pause(0.01)
        await on.press("escape")
        while on.app.screen is not on.dashboard:
            await on.pilot.pause(0.01)
        assert ended.is_set()
        assert done == []


async def test_leaving_the_program_stops_it(tmp_path: Path) -> None:
    ended, never = Event(), Event()

    def work(told: Callable[[int], None]) -> None:
        try:
            while not never.wait(0.01):
                told(1)
        finally:
            ended.set()

    async with shown(a_program(tmp_path)) as on:
        await on.dashboard.ask(Working("Importing a table", work, lambda _: None, words="{:,} rows"))
        await on.pilot.pause()
        on.app.exit()
    assert ended.wait(10)


async def test_new_emails_are_read_beside_the_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = a_morning(tmp_path)
    program.interviews.add("Hooli", "CTO", people=["Gavin Belson <gavin@hooli.example>"])
    (tmp_path / "INBOX" / "cur").mkdir(parents=True)

    def arrive(number: int) -> None:
        (tmp_path / "INBOX" / "cur" / f"{number}.host:2,S").write_text(
            "From: Gavin Belson <gavin@hooli.example>\nTo: robin@home.example\nSubject: Your visit\n"
            f"Date: Fri, 20 Nov 2026 10:0{number}:00 +0100\nMessage-ID: <{number}@hooli.example>\n\nThank you.\n"
        )

    arrive(1)
    async with shown(program, size=(160, 40)) as on:
        await on.press("f8")
        assert on.message.startswith('no mail folder is set: write [mail] and under it inbox = ["~/Mail/INBOX"]')
        settings = program.settings._replace(mail=MailSettings(inbox=(str(tmp_path / "INBOX"),)))
        on.dashboard.program = type(program)(settings, program.clock)
        for said in ("Gavin Belson · Hooli: email of Fri 20 Nov logged", "No new emails"):
            await on.press("f8")
            await ended(on)
            assert said in on.message
        note, left = Transaction.note_mail_folder, [2]

        def full(tx: Transaction, path: str, state: bytes) -> None:
            left[0] -= 1
            if not left[0]:
                raise StoreTrouble("the disk is full")
            note(tx, path, state)

        monkeypatch.setattr(mail_folders, "_TAKEN_AT_ONCE", 1)
        monkeypatch.setattr(Transaction, "note_mail_folder", full)
        arrive(2)
        arrive(3)
        await on.press("f8")
        await ended(on)
        assert "logged" in on.message
        assert "the disk is full" in on.message
    assert [touch.message_id for touch in every(program, Touch)] == ["<1@hooli.example>", "<2@hooli.example>"]
