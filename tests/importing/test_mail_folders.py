"""Mail folders: what is new is taken once, whatever happens in between, and what concerns nobody is passed over."""

from __future__ import annotations

import json
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.records import Interview, Touch
from interview_tui.importing.mail_folders import MailRun
from interview_tui.mail.folders import folders_at
from interview_tui.paths import Paths
from interview_tui.store.mail_state import folder_state
from tests.programs import ProgramOnATable, a_program, content, every, journal, when

if TYPE_CHECKING:
    from pathlib import Path

    from interview_tui.importing.mail_folders import MailFound

ME = "me@home.example"
NOW = "2026-11-23T09:00:00+01:00"


def email(number: int, sender: str = "Dana Ruiz <dana@acme.example>", to: str = ME, **headers: str) -> bytes:
    """An email of the 20th of November 2026, at 9:00 and so many minutes."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, f"Subject {number}"
    message["Date"] = f"Fri, 20 Nov 2026 {9 + number // 60:02}:{number % 60:02}:00 +0100"
    message["Message-ID"] = f"<{number}@mail.example>"
    for name, value in headers.items():
        message.replace_header(name, value) if name in message else message.add_header(name.replace("_", "-"), value)
    message.set_content(f"Text {number}\n")
    return message.as_bytes()


def invitation(number: int) -> bytes:
    calendar = f"""\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Hooli//EN
METHOD:REQUEST
BEGIN:VEVENT
UID:{number}@hooli.example
DTSTAMP:20261120T090000Z
DTSTART:20261203T130000Z
DTEND:20261203T140000Z
SUMMARY:Interview: CTO at Hooli
ORGANIZER;CN=Gavin Belson:mailto:gavin@hooli.example
ATTENDEE;CN=Me:mailto:{ME}
END:VEVENT
END:VCALENDAR
"""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Gavin Belson <gavin@hooli.example>", ME, "Interview: CTO"
    message["Date"], message["Message-ID"] = "Fri, 20 Nov 2026 08:00:00 +0100", f"<{number}@hooli.example>"
    message.set_content("Please find the invitation attached.\n")
    message.add_attachment(calendar.encode(), "text", "calendar", params={"method": "REQUEST"}, filename="invite.ics")
    return message.as_bytes()


class Mail:
    """A Maildir of a user with an interview at Acme, and the program."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "INBOX"
        self.program = self.another()
        self.program.interviews.add("Acme", "SRE", people=["Dana Ruiz <dana@acme.example>"])
        for part in ("cur", "new", "tmp"):
            (self.path / part).mkdir(parents=True)

    def another(self) -> ProgramOnATable:
        """Another run of the program."""
        return a_program(self.folder, now=NOW, mine=frozenset({ME}))

    def put(self, number: int, data: bytes, part: str = "new") -> Path:
        path = self.path / part / f"{1_700_000_000 + number}.M1P1Q{number}.host"
        path.write_bytes(data)
        return path

    def read(self, *, dry_run: bool = False, again: bool = False) -> MailFound:
        """A whole run over the folder."""
        folders, problems = folders_at([str(self.path)])
        assert problems == []
        run = MailRun(self.program, folders, again=again)
        return run.take(dry_run=dry_run) if run.has_news else run.found

    @property
    def logged(self) -> list[str]:
        return [touch.message_id for touch in every(self.program, Touch)]


@pytest.fixture
def mail(tmp_path: Path) -> Mail:
    return Mail(tmp_path)


def test_what_was_undone_comes_back_when_all_is_read_again(mail: Mail) -> None:
    mail.put(1, email(1))
    mail.put(2, email(2, "Shop <news@shop.example>"))
    mail.read()
    words = mail.program.history.undo().words
    assert words.endswith("; to have the emails back: interview-tui mail --again")
    assert mail.read().looked_at == 0
    assert mail.read(again=True).looked_at == 2
    assert mail.logged == ["<1@mail.example>"]
    before = content(mail.program)
    assert mail.read(again=True).looked_at == 2
    assert content(mail.program) == before
    assert mail.read().looked_at == 0


def test_of_an_mbox_all_is_read_again(mail: Mail) -> None:
    mail.path = mail.folder / "inbox.mbox"
    mail.path.write_bytes(b"From dana Fri Nov 20 09:00:00 2026\n" + email(1) + b"\n")
    mail.read()
    mail.program.history.undo()
    assert mail.read().looked_at == 0
    mail.read(again=True)
    assert mail.logged == ["<1@mail.example>"]


def test_what_is_announced_stands_in_the_queue(mail: Mail) -> None:
    later, decides = (email(number, Subject=f"News {number}") for number in (1, 2))
    mail.put(1, later.replace(b"Text 1", b"We will let you know."))
    mail.put(2, decides.replace(b"Text 2", b"We will decide by 2 December 2026."))
    found = mail.read().together()
    assert [line.text for line in found.suggested] == ["Dana Ruiz names a day: Wed 2 Dec"]
    assert sum("to look at" in line for line in found.lines()) == 1


def test_what_is_new_is_logged_once(mail: Mail) -> None:
    mail.put(1, email(1))
    mail.put(2, email(2, "Shop <news@shop.example>"))
    found = mail.read()
    assert (mail.logged, found.looked_at) == (["<1@mail.example>"], 2)
    assert mail.read().looked_at == 0
    mail.put(3, email(3))
    assert mail.read().looked_at == 1
    assert mail.logged == ["<1@mail.example>", "<3@mail.example>"]


def test_flags_and_numbers_make_no_other_message_of_it(mail: Mail) -> None:
    path = mail.put(1, email(1))
    mail.read()
    path.rename(mail.path / "cur" / f"{path.name},U=7:2,RS")
    assert mail.read().looked_at == 0


def test_all_of_a_run_is_one_change_and_undone_it_does_not_come_back(mail: Mail) -> None:
    before = content(mail.program)
    for number in range(3):
        mail.put(number, email(number))
    mail.read()
    assert len(journal(mail.program)) == 2
    mail.program.history.undo()
    assert content(mail.program) == before
    assert mail.read().looked_at == 0
    mail.program.interviews.add("Globex", "CTO", people=["Kim Lee <kim@globex.example>"])
    mail.read()
    assert mail.logged == []


def test_a_dry_run_changes_nothing(mail: Mail) -> None:
    mail.put(1, email(1))
    before = mail.program.store.path.read_bytes()
    found = mail.read(dry_run=True)
    assert [item["message_id"] for taken in found.taken for item in taken.items] == ["<1@mail.example>"]
    assert mail.program.store.path.read_bytes() == before
    assert [item for taken in mail.read().taken for item in taken.items] == found.taken[0].items


def test_who_comes_to_be_known_is_found_in_what_was_passed_over(mail: Mail) -> None:
    mail.put(1, email(1, "Kim Lee <kim@globex.example>"))
    mail.put(2, email(2, "Shop <news@shop.example>"))
    assert (mail.read().looked_at, mail.read().looked_at) == (2, 0)
    assert mail.logged == []
    mail.program.interviews.add("Globex", "CTO", people=["Kim Lee <kim@globex.example>"])
    assert mail.read().looked_at == 2
    assert mail.logged == ["<1@mail.example>"]
    assert mail.read().looked_at == 0


def test_whom_an_invitation_makes_known_is_found_in_the_same_run(mail: Mail) -> None:
    mail.put(1, email(1, "Gavin Belson <gavin@hooli.example>"))
    mail.put(2, invitation(2))
    mail.read()
    assert [interview.company for interview in every(mail.program, Interview)] == ["Acme", "Hooli"]
    assert "<1@mail.example>" in mail.logged
    assert mail.read().looked_at == 0


def test_an_answer_to_a_letter_that_was_found_beside_it_is_in_its_thread(mail: Mail) -> None:
    mail.put(1, email(1, f"Me <{ME}>", "Dana Ruiz <dana@acme.example>"))
    mail.put(2, email(2, "Lou Fox <lou@elsewhere.example>", In_Reply_To="<1@mail.example>"))
    mail.read()
    assert mail.logged == ["<1@mail.example>", "<2@mail.example>"]


def test_what_is_older_than_the_search_is_passed_over_but_in_a_thread(mail: Mail) -> None:
    old = "Mon, 1 Jun 2026 09:00:00 +0200"
    mail.put(1, email(1, Date=old))
    mail.put(2, email(2))
    mail.put(3, email(3, Date=old, References="<2@mail.example>"))
    mail.read()
    assert mail.logged == ["<3@mail.example>", "<2@mail.example>"]


def test_what_cannot_be_read_is_named_once_and_costs_itself(mail: Mail) -> None:
    mail.put(1, b"\x00\xff" * 1000)
    mail.put(2, email(2))
    mail.put(3, b"")
    found = mail.read()
    assert mail.logged == ["<2@mail.example>"]
    assert [trouble.partition(": ")[0].rpartition("Q")[2] for trouble in found.troubles] == ["1.host", "3.host"]
    assert mail.read().troubles == []


@pytest.mark.parametrize("lost", range(1, 8, 2))
def test_a_run_that_ends_anywhere_loses_and_doubles_nothing(
    mail: Mail, lost: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ended before a write of its own: what it has written stands with its state, the rest comes with the next run."""
    from interview_tui.importing import mail_folders as running
    from interview_tui.store.transaction import Transaction

    monkeypatch.setattr(running, "_LOOKED_AT_AT_ONCE", 2)
    for number in range(12):
        mail.put(number, email(number, *(() if number % 3 else ("Shop <news@shop.example>",))))
    note, left = Transaction.note_mail_folder, [lost]

    def interrupted(tx: Transaction, path: str, state: bytes) -> None:
        left[0] -= 1
        note(tx, path, state)
        if not left[0]:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Transaction, "note_mail_folder", interrupted)
        try:
            mail.read()
        except KeyboardInterrupt:
            assert left == [0]
            state = folder_state(mail.program.store.reader, str(mail.path.resolve()))
            assert len(state.taken) == len(mail.logged)
            assert len(state.taken) + len(state.ignored) == 2 * (lost - 1)
    done = 12 if left[0] else 2 * (lost - 1)
    assert mail.read().looked_at == 12 - done
    assert sorted(mail.logged) == sorted(f"<{number}@mail.example>" for number in range(12) if number % 3)


def test_two_runs_at_once_lose_and_double_nothing(mail: Mail) -> None:
    for number in range(4):
        mail.put(number, email(number))
    folders, _ = folders_at([str(mail.path)])
    first = MailRun(mail.program, folders)
    mail.put(4, email(4))
    second = MailRun(mail.another(), folders)
    second.take()
    first.take()
    assert len(mail.logged) == 5
    assert mail.read().looked_at == 0


def test_an_mbox_is_read_as_a_maildir_is(mail: Mail) -> None:
    box = mail.folder / "box"
    line = b"From dana@acme.example Fri Nov 20 09:00:00 2026\n"
    box.write_bytes(b"".join(line + email(number) + b"\n" for number in (1, 2)))
    folders, _ = folders_at([str(box)])
    MailRun(mail.program, folders).take()
    assert mail.logged == ["<1@mail.example>", "<2@mail.example>"]
    assert not MailRun(mail.program, folders).has_news
    with box.open("ab") as file:
        file.write(line + email(3, "Kim Lee <kim@globex.example>") + b"\n" + line + email(4) + b"\n")
    assert MailRun(mail.program, folders).take().looked_at == 2
    mail.program.interviews.add("Globex", "CTO", people=["Kim Lee <kim@globex.example>"])
    assert MailRun(mail.program, folders).take().looked_at == 1
    assert mail.logged == [f"<{number}@mail.example>" for number in (1, 2, 4, 3)]
    box.write_bytes(b"".join(line + email(number) + b"\n" for number in (4, 5, 2)))
    assert MailRun(mail.program, folders).take().looked_at == 1
    assert mail.logged[-1] == "<5@mail.example>"


def test_what_answers_the_letters_of_a_folder_that_comes_later_is_found(mail: Mail) -> None:
    def read(*names: str) -> int:
        run = MailRun(mail.program, folders_at([str(mail.folder / name) for name in names])[0])
        return run.take().looked_at if run.has_news else 0

    mail.put(1, email(8, "Lou Fox <lou@elsewhere.example>", References="<7@mail.example>"))
    for name in ("Sent", "Empty"):
        (mail.folder / name / "new").mkdir(parents=True)
    (mail.folder / "Sent" / "new" / "7.host").write_bytes(email(7, f"Me <{ME}>", "Dana Ruiz <dana@acme.example>"))
    assert (read("INBOX"), read("INBOX", "Empty"), mail.logged) == (1, 0, [])
    assert (read("INBOX", "Sent"), mail.logged) == (2, ["<7@mail.example>", "<8@mail.example>"])
    mail.put(2, email(2, "Shop <news@shop.example>"))
    assert (read("INBOX"), read("Sent", "INBOX"), read("INBOX", "Empty")) == (1, 0, 0)


def test_a_dry_run_holds_no_more_than_a_batch_and_is_given_up(mail: Mail, monkeypatch: pytest.MonkeyPatch) -> None:
    from interview_tui.importing import mail_folders as running

    monkeypatch.setattr(running, "_TAKEN_AT_ONCE", 1)
    monkeypatch.setattr(running, "_TIMES_IN_DRY_RUN", 2)
    for number in range(5):
        mail.put(number, email(number))
    found = mail.read(dry_run=True)
    assert [len(taken.items) for taken in found.taken] == [2, 2, 1]
    assert (found.looked_at, mail.logged) == (5, [])


def test_a_folder_given_twice_is_read_once(mail: Mail) -> None:
    (mail.folder / "link").symlink_to(mail.path)
    folders, problems = folders_at([str(mail.path), str(mail.folder / "link"), f"{mail.path}/"])
    assert (len(folders), problems) == (1, [])


def test_without_a_store_an_invitation_begins_one_and_nothing_else_does(mail: Mail) -> None:
    mail.program.store.close()
    mail.program.store.path.unlink()
    settings = mail.program.settings
    paths = Paths(
        store=mail.folder / "new.db", configuration=settings.paths.configuration, backups=mail.folder / "none"
    )
    program = ProgramOnATable(settings._replace(paths=paths), mail.program.clock)
    folders, _ = folders_at([str(mail.path)])
    mail.put(1, email(1))
    MailRun(program, folders).take()
    assert not program.store.path.exists()
    mail.put(2, invitation(2))
    MailRun(program, folders).take()
    assert [interview.company for interview in every(program, Interview)] == ["Hooli"]


def test_the_items_are_what_json_takes(mail: Mail) -> None:
    mail.put(1, email(1))
    (taken,) = mail.read().taken
    (item,) = json.loads(json.dumps(taken.items))
    assert (item["direction"], item["interview"], item["at"]) == ("in", "i1", "2026-11-20T09:01:00+01:00")
    assert when(mail.program, "today").day.isoformat() == "2026-11-23"


def test_a_guess_at_the_users_address_is_no_reason_to_look_again(mail: Mail) -> None:
    mail.put(1, email(1, "Shop <news@shop.example>"))
    mail.read()
    folders, _ = folders_at([str(mail.path)])
    assert not MailRun(mail.program.known_as("me@other.example", sure=False), folders).has_news
    assert MailRun(mail.program.known_as("me@other.example"), folders).has_news
