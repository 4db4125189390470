"""`mail`: what it says, where the folders come from, and how it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview_tui.importing.messages import Messages
from tests.cli.test_recipes import INVITATION, REPLY, in_maildir

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Box

EMAIL = 'email = "me@home.example"\n'
DECLINE = REPLY.replace("Thank you for coming, {0}.", "We have decided to move forward with another candidate.")


@pytest.fixture
def inbox(box: Box) -> Path:
    """A Maildir with one email of somebody who is known, and one of a stranger."""
    folder = box.folder / "INBOX"
    box.configuration.write_text(EMAIL)
    stranger = REPLY.format(2).replace("Dana Ruiz <dana@acme.example>", "Shop <news@shop.example>")
    in_maildir(folder, REPLY.format(1).encode(), stranger.encode())
    return folder


def test_it_says_what_came_and_then_nothing(box: Box, inbox: Path) -> None:
    read = box("mail", str(inbox))
    assert (read.code, read.err) == (0, "")
    assert read.out.startswith("Dana Ruiz · Acme: email of Wed 25 Nov logged")
    again = box("mail", str(inbox))
    assert (again.code, again.out, again.err) == (0, "", "")


def test_the_folders_are_those_of_the_configuration(box: Box, inbox: Path) -> None:
    said = box("mail")
    assert (said.code, said.out) == (1, "")
    wanted = f'write [mail] and under it inbox = ["~/Mail/INBOX"] in {box.configuration}'
    assert said.err == f"interview-tui: no mail folder is set: {wanted}\n"
    box.configuration.write_text(f'{EMAIL}[mail]\ninbox = "{inbox}"\nsent = ["{inbox}/../Sent"]\n')
    read = box("mail")
    assert (read.code, "logged" in read.out) == (1, True)
    assert read.err == f"interview-tui: there is no mail folder {inbox.parent / 'Sent'}\n"
    assert "problem  mail" in box("doctor").out.replace("   ", "  ")


def test_what_an_email_seems_to_say_is_a_line_of_the_queue(box: Box, inbox: Path) -> None:
    (inbox / "new" / "9.host").write_text(DECLINE.format(3))
    read = box("mail", str(inbox))
    assert "1 suggestion in the queue: interview-tui done f" in read.out
    assert [line["kind"] for line in box("due", "--json").json].count("suggestion") == 1


def test_json_has_an_item_for_each_email_that_is_understood(box: Box, inbox: Path) -> None:
    items = box("mail", str(inbox), "--dry-run", "--json").json
    assert [(item["message_id"], item["direction"], item["person"]) for item in items] == [
        ("<1@acme.example>", "in", "p1")
    ]
    assert set(items[0]) == {
        "message_id", "direction", "person", "interview", "at", "automatic", "until", "bounce", "proposal", "day",
        "sentence", "settles",
    }  # fmt: skip
    assert box("mail", str(inbox), "--json").json == items
    assert box("mail", str(inbox), "--json").json == []


def test_a_dry_run_says_so_and_changes_nothing(box: Box, inbox: Path) -> None:
    before = box.store.read_bytes()
    said = box("mail", str(inbox), "--dry-run").out
    assert said.endswith("Nothing was changed: this was a dry run.\n")
    assert box.store.read_bytes() == before
    assert said.partition("\n")[0] == box("mail", str(inbox)).out.partition("\n")[0]


def test_what_cannot_be_read_is_named_and_the_rest_comes_in(box: Box, inbox: Path) -> None:
    (inbox / "new" / "7.host").write_bytes(b"\x00" * 100)
    read = box("mail", str(inbox), "/dev/null", str(box.store))
    assert read.code == 1
    assert "logged" in read.out
    assert sorted(line.partition(": ")[2][:30] for line in read.err.splitlines()) == sorted(
        line[:30]
        for line in ("/dev/null is a pipe or a device", f"{box.store} is not", f"{inbox.resolve()}/new/7.host: this")
    )


def test_stopped_it_says_how_far_it_came(box: Box, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Messages, "take", stopped)
        with pytest.raises(KeyboardInterrupt):
            box("mail", str(inbox))
    assert "logged" in box("mail", str(inbox)).out


def test_where_there_is_no_store_a_stranger_begins_none(empty: Box) -> None:
    in_maildir(empty.folder / "INBOX", REPLY.format(1).encode())
    read = empty("mail", str(empty.folder / "INBOX"))
    assert (read.code, read.out, read.err) == (0, "", "")
    assert not empty.store.exists()


def sent(box: Box, *letters: str, folder: str = "Sent") -> None:
    in_maildir(
        box.folder / folder,
        *(letter.replace("To: me@home.example", "To: dana@acme.example").encode() for letter in letters),
    )


def mine(number: int) -> str:
    return REPLY.format(number).replace("Dana Ruiz <dana@acme.example>", "Me <me@home.example>")


def test_without_email_in_the_configuration_the_sent_folder_says_who_the_user_is(box: Box) -> None:
    box.configuration.write_text("")
    sent(box, mine(1))
    read = box("mail", str(box.folder / "Sent"))
    assert read.code == 0
    assert "logged" in read.out
    assert read.err == (
        "interview-tui: me@home.example wrote your sent emails, so it is taken for yours: to make sure of it, "
        f'write email = "me@home.example" into {box.configuration}\n'
    )
    again = box("mail", str(box.folder / "Sent"))
    assert (again.code, again.out, again.err) == (0, "", "")


@pytest.mark.parametrize(("folder", "own"), [("Sent", True), ("sent-mail", False), ("Presentations", False)])
def test_somebody_else_in_the_sent_folder_is_not_the_user(box: Box, folder: str, own: bool) -> None:
    box.configuration.write_text("")
    people = box("show", "i1", "--json").json["people"]
    sent(box, REPLY.format(1), *(mine(number) for number in range(2, 5 if own else 2)), folder=folder)
    read = box("mail", str(box.folder / folder))
    assert (read.code, "me@home.example wrote" in read.err) == (0, own)
    assert "into " in read.err
    assert box("show", "i1", "--json").json["people"] == people


FOLDERS = [
    ("Sent", True), ("Sent Items", True), (".Sent", True), ("sent-mail", True), ("[Gmail].Sent Mail", True),
    ("INBOX.Gesendet", True), ("Gesendete Objekte", True), ("Éléments envoyés", True), ("SentItems", True),
    ("&AMk-l&AOk-ments envoy&AOk-s", True), ("Presentations", False), ("Absent", False), ("Consent", False),
    ("Sentry", False), ("INBOX", False),
]  # fmt: skip


@pytest.mark.parametrize(("name", "is_sent"), FOLDERS)
def test_a_folder_of_sent_emails_is_known_by_a_word(box: Box, name: str, is_sent: bool) -> None:
    box.configuration.write_text("")
    sent(box, mine(1), folder=name)
    directions = [item["direction"] for item in box("mail", str(box.folder / name), "--dry-run", "--json").json]
    assert directions == (["out"] if is_sent else [])


def test_an_invitation_that_cannot_be_read_is_named(box: Box) -> None:
    broken = INVITATION.replace(b"DTSTART", b"XTSTART")
    in_maildir(box.folder / "INBOX", broken, broken.replace(b"nterview", b"ollege").replace(b"gavin", b"shop"))
    read = box("mail", str(box.folder / "INBOX"))
    assert read.code == 1
    assert read.err.startswith("interview-tui: “Interview”")
    assert "<" in read.err
    assert box("mail", str(box.folder / "INBOX")).err == ""


def test_what_an_invitation_leaves_in_doubt_is_said(box: Box) -> None:
    box.configuration.write_text(EMAIL)
    in_maildir(box.folder / "INBOX", INVITATION.replace(b"SUMMARY:Interview: CTO", b"SUMMARY:Interview"))
    read = box("mail", str(box.folder / "INBOX"))
    assert read.out.startswith("Hooli: Thu 3 Dec 2026, 14:00")
    assert read.err == "i4: the invitation names no role: interview-tui show i4, or e in the dashboard\n"


def test_import_takes_a_maildir_as_one_change(box: Box, inbox: Path) -> None:
    (inbox / "new" / "9.host").write_bytes(b"\x00" * 100)
    taken = box("import", str(inbox))
    assert (taken.code, taken.out.splitlines()[0]) == (1, "added 1, updated 0, skipped 1, refused 1")
    assert taken.err.startswith(f"interview-tui: {inbox}: {inbox}/new/9.host: ")
    assert box("undo").code == 0
    assert box("import", str(inbox)).out.startswith("added 1, updated 0, skipped 1, refused 1")
