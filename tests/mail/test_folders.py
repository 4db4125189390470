"""Maildir and mbox: every message is found once, whatever mail programs do with it, and nothing is touched."""

from __future__ import annotations

import mailbox
import os
from typing import TYPE_CHECKING

import pytest

from interview_tui.mail import folders
from interview_tui.mail.folders import Maildir, Mbox, NotAMailFolder, ReadUpTo, Stored, folder_at, key_of_name
from tests.grouped import grouped

if TYPE_CHECKING:
    from pathlib import Path

MAIL = b"From: Dana Ruiz <dana@acme.example>\nMessage-ID: <%d@acme.example>\nSubject: Hello\n\nText %d\n"


def mail(number: int) -> bytes:
    return MAIL % (number, number)


def in_mbox(*numbers: int) -> bytes:
    return b"".join(b"From dana@acme.example Mon Nov 23 09:00:00 2026\n" + mail(n) + b"\n" for n in numbers)


@pytest.fixture
def maildir(tmp_path: Path) -> Maildir:
    for part in ("cur", "new", "tmp"):
        (tmp_path / "inbox" / part).mkdir(parents=True)
    found = folder_at(tmp_path / "inbox")
    assert isinstance(found, Maildir)
    return found


def read(folder: Maildir) -> list[Stored]:
    found = [folder.read(key, name) for key, name in sorted(folder.names().items(), key=lambda item: item[1])]
    return [stored for stored in found if stored is not None]


def put(folder: Maildir, name: str, data: bytes = mail(1)) -> Path:
    path = folder.path / name
    path.write_bytes(data)
    return path


@grouped(
    "name",
    [
        "1700000000.M1P1.host:2,",
        "1700000000.M1P1.host:2,RS",
        "1700000000.M1P1.host;2,S",
        "1700000000.M1P1.host!2,S",
        "1700000000.M1P1.host,U=12:2,S",
        "1700000000.M1P1.host,U=13,FMD5=7e33429f656f1e6e9d79b29c3f82c57e:2,ST",
        "1700000000.M1P1.host,S=1024,W=1050:2,S",
    ],
    by=lambda _: "names",
)
def test_a_message_is_the_same_under_every_name_that_mail_programs_give_it(name: str) -> None:
    assert key_of_name(name) == key_of_name("1700000000.M1P1.host")
    assert key_of_name(name.replace("M1P1", "M1P2")) != key_of_name("1700000000.M1P1.host")


def test_messages_lie_in_new_and_cur_alone(maildir: Maildir) -> None:
    put(maildir, "new/1.a.host", mail(1))
    put(maildir, "cur/2.b.host:2,S", mail(2))
    put(maildir, "tmp/3.c.host", mail(3))
    put(maildir, "cur/.nfs0001", mail(4))
    assert [stored.data for stored in read(maildir)] == [mail(2), mail(1)]


def test_nothing_of_a_maildir_is_touched(maildir: Maildir) -> None:
    put(maildir, "new/1.a.host")
    old = put(maildir, "tmp/2.b.host")
    os.utime(old, (0, 0))
    os.utime(maildir.path / "new" / "1.a.host", (10, 10))
    before = {path: path.stat() for path in sorted(maildir.path.rglob("*"))}
    read(maildir)
    after = {path: path.stat() for path in sorted(maildir.path.rglob("*"))}
    assert [(path, s.st_mtime_ns, s.st_ctime_ns) for path, s in after.items()] == [
        (path, s.st_mtime_ns, s.st_ctime_ns) for path, s in before.items()
    ]


def test_what_moves_while_it_is_read_comes_the_next_time(maildir: Maildir) -> None:
    path = put(maildir, "new/1.a.host")
    names = maildir.names()
    path.rename(maildir.path / "cur" / "1.a.host:2,S")
    assert [maildir.read(key, name) for key, name in names.items()] == [None]
    assert maildir.names().keys() == names.keys()
    assert [stored.data for stored in read(maildir)] == [mail(1)]


def test_what_cannot_be_read_is_named(maildir: Maildir, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "LARGEST_EMAIL", 1_000_000)
    os.mkfifo(maildir.path / "cur" / "1.pipe")
    (maildir.path / "cur" / "2.folder").mkdir()
    (maildir.path / "cur" / "3.device").symlink_to("/dev/zero")
    (maildir.path / "cur" / "4.gone").symlink_to("nowhere")
    put(maildir, "cur/5.large", b"x" * 1_000_001)
    (maildir.path / "cur" / "6.link").symlink_to(put(maildir, "tmp/a", mail(6)))
    found = [(stored.name.rpartition("/")[2], stored.trouble, stored.data) for stored in read(maildir)]
    assert found == [
        ("1.pipe", "it is not a file", b""),
        ("2.folder", "it is not a file", b""),
        ("3.device", "it is not a file", b""),
        ("5.large", "it is larger than 1 MB", b""),
        ("6.link", "", mail(6)),
    ]


def new_in(box: Mbox, mark: ReadUpTo) -> tuple[list[bytes], ReadUpTo]:
    start, then = box.unread(mark)
    return [stored.data.rstrip(b"\n") + b"\n" for stored in box.messages(start, then.read_to)], then


def test_an_mbox_is_read_on_from_where_it_was_left(tmp_path: Path) -> None:
    path = tmp_path / "inbox"
    path.write_bytes(in_mbox(1, 2))
    box = Mbox(path)
    found, mark = new_in(box, ReadUpTo())
    assert found == [mail(1), mail(2)]
    assert new_in(box, mark) == ([], mark)
    with path.open("ab") as file:
        file.write(in_mbox(3))
    found, mark = new_in(box, mark)
    assert found == [mail(3)]
    assert new_in(box, mark) == ([], mark)


@grouped(
    "data",
    [in_mbox(2, 3), in_mbox(1, 2, 3).replace(b"Subject", b"Status: RO\nSubject"), in_mbox(9, 8, 7), b""],
    by=lambda _: "written anew",
)
def test_an_mbox_that_was_written_anew_is_read_from_the_beginning(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "inbox"
    path.write_bytes(in_mbox(1, 2, 3))
    box = Mbox(path)
    _, mark = new_in(box, ReadUpTo())
    keys = {stored.key for stored in box.messages(0, mark.read_to)}
    path.write_bytes(data)
    start, then = box.unread(mark)
    assert (start, then.read_to) == (0, len(data))
    again = {stored.key for stored in box.messages(start, then.read_to)}
    assert again <= keys or b"<9@" in data


def test_an_mbox_that_is_written_anew_while_it_is_read_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "inbox"
    path.write_bytes(in_mbox(1, 2))
    box = Mbox(path)
    start, mark = box.unread(ReadUpTo())
    list(box.messages(start, mark.read_to))
    path.write_bytes(in_mbox(8, 9))
    assert new_in(box, mark)[0] == [mail(8), mail(9)]


def test_what_is_still_being_written_is_left_for_the_next_time(tmp_path: Path) -> None:
    path = tmp_path / "inbox"
    whole = in_mbox(1, 2)
    path.write_bytes(whole + in_mbox(3)[:-9])
    box = Mbox(path)
    found, mark = new_in(box, ReadUpTo())
    assert found == [mail(1), mail(2)]
    path.write_bytes(whole + in_mbox(3, 4))
    found, mark = new_in(box, mark)
    assert found == [mail(3), mail(4)]


@grouped("left", [in_mbox(3)[:-9], in_mbox(3)[:60], in_mbox(3)[:47]], by=lambda _: "left")
def test_what_has_not_grown_since_is_whole(left: bytes, tmp_path: Path) -> None:
    path = tmp_path / "inbox"
    path.write_bytes(in_mbox(1) + left)
    box = Mbox(path)
    _, mark = new_in(box, ReadUpTo())
    assert mark.read_to == len(in_mbox(1))
    start, then = box.unread(mark)
    assert (start, then.read_to) == (len(in_mbox(1)), path.stat().st_size)
    assert new_in(box, then)[0] == []


def test_a_last_message_without_an_empty_line_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "inbox"
    path.write_bytes(in_mbox(1, 2)[:-1])
    found, mark = new_in(Mbox(path), ReadUpTo())
    assert found == [mail(1), mail(2)]
    with path.open("ab") as file:
        file.write(b"\n" + in_mbox(3))
    assert new_in(Mbox(path), mark)[0] == [mail(3)]


def test_a_large_mbox_is_looked_through_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "_PIECE", 50)
    path, two, three = tmp_path / "inbox", in_mbox(1, 2), in_mbox(1, 2, 3)
    for cut in range(len(two) + len("From "), len(three)):
        path.write_bytes(three[:cut])
        whole = cut >= len(three) - len("Text 3\n\n") and three[:cut].endswith(b"\n")
        start, mark = Mbox(path).unread(ReadUpTo())
        assert (start, mark.read_to) == (0, cut if whole else len(two)), cut


def test_it_reads_what_the_standard_library_writes(tmp_path: Path) -> None:
    made, box = mailbox.Maildir(tmp_path / "inbox"), mailbox.mbox(tmp_path / "box")
    for number in (1, 2, 3):
        made.add(mail(number))
        box.add(mail(number))
    box.close()
    folder = folder_at(tmp_path / "inbox")
    assert isinstance(folder, Maildir)
    assert sorted(stored.data for stored in read(folder)) == [mail(1), mail(2), mail(3)]
    assert new_in(Mbox(tmp_path / "box"), ReadUpTo())[0] == [mail(1), mail(2), mail(3)]


def test_what_is_no_mail_folder_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "mh").mkdir()
    (tmp_path / "mh" / ".mh_sequences").touch()
    (tmp_path / "Mail" / "INBOX" / "cur").mkdir(parents=True)
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.eml").write_bytes(mail(1))
    os.mkfifo(tmp_path / "pipe")
    said = {
        "nowhere": "there is no mail folder {}",
        "mh": "{} is an MH folder: only Maildir and mbox can be read",
        "Mail": "{} is not a mail folder, but there are some in it: write for example {}/INBOX",
        "empty": "{} is not a mail folder: a Maildir has the folders cur and new",
        "a.eml": "{} is not an mbox: for a single email write interview-tui import {}",
        "pipe": "{} is a pipe or a device, not a mail folder",
    }
    for name, words in said.items():
        with pytest.raises(NotAMailFolder) as raised:
            folder_at(tmp_path / name)
        path = tmp_path / name
        assert str(raised.value) == words.format(path, path)


def test_an_empty_file_is_an_mbox_without_messages(tmp_path: Path) -> None:
    (tmp_path / "inbox").touch()
    folder = folder_at(tmp_path / "inbox")
    assert isinstance(folder, Mbox)
    assert new_in(folder, ReadUpTo())[0] == []
