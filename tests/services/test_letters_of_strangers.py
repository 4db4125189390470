"""What strangers wrote, by whatever file it came, is text in a letter that is sent: no header of its own, no error."""

from __future__ import annotations

import csv
import io
import re
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Channel, Ref
from interview_tui.domain.errors import Refused, UserError
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import Interview, Letter, Person, Story
from interview_tui.domain.text import clean_line
from interview_tui.importing.importer import NO_OPTIONS
from interview_tui.importing.importers import importer_of
from interview_tui.services.outbox import NotReady
from tests.exporting.test_mail import NASTY, OF_A_MAIL, display_name, raw, shown
from tests.programs import a_program, every, put, when

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.programs import ProgramOnATable

KEEP = "import pathlib, sys; pathlib.Path(sys.argv[1]).write_bytes(sys.stdin.buffer.read())"


def a_sender(folder: Path, *, email: str = "ada@home.example") -> ProgramOnATable:
    """An empty store; its mail command keeps what it is handed in sent.eml."""
    script = folder / "keep.py"
    script.write_text(KEEP, encoding="utf-8")
    (folder / "config.toml").write_text(
        f"name = \"Ada Moreau\"\nemail = \"{email}\"\nsend = \"'{sys.executable}' '{script}' '{folder}/sent.eml'\"\n",
        encoding="utf-8",
    )
    return a_program(folder)


def taken(program: ProgramOnATable, name: str, data: str) -> None:
    """Imports a file."""
    whole = data.encode("utf-8", "replace")
    importer = importer_of(name, whole, NO_OPTIONS)
    importer.apply(program, [importer.read(iter([whole]), NO_OPTIONS)], False, lambda _: None)


def by_invitation(program: ProgramOnATable, text: str, to: str) -> None:
    line = clean_line(text).replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    name = clean_line(text).replace('"', "")
    taken(program, "a.ics", "\r\n".join([
        "BEGIN:VCALENDAR", "METHOD:REQUEST", "BEGIN:VEVENT", f"UID:{to}", "DTSTART:20261130T130000Z",
        f"SUMMARY:Interview: {line} at Zeta {line}", f'ORGANIZER;CN="{name}":mailto:{to}',
        f'ATTENDEE;CN="{name}":mailto:{to}', "END:VEVENT", "END:VCALENDAR", "",
    ]))  # fmt: skip


def by_table(program: ProgramOnATable, text: str, to: str) -> None:
    written = io.StringIO()
    name = re.sub("[<>;]", "", clean_line(text))
    rows = [["company", "role", "people"], [f"Zeta {text}", text, f"{name} <{to}>"]]
    csv.writer(written).writerows(rows)
    taken(program, "a.csv", written.getvalue())


def by_tracker(program: ProgramOnATable, text: str, to: str) -> None:
    cell = clean_line(text).replace("\\", "\\\\").replace("|", "\\|")
    row = f"| Zeta {cell} | {cell} | Zed <{to}> |"
    taken(program, "a.md", f"| Company | Role | Interviewer |\n|-|-|-|\n{row}\n")


def by_card(program: ProgramOnATable, text: str, to: str) -> None:
    program.interviews.add(f"Zeta {text}", text)
    line = clean_line(f"Zeta {text}").replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    card = ["BEGIN:VCARD", "VERSION:3.0", f"FN:Zed {line}", f"ORG:{line}", f"EMAIL:{to}", "END:VCARD", ""]
    taken(program, "a.vcf", "\r\n".join(card))


def by_hand(program: ProgramOnATable, text: str, to: str) -> None:
    name = clean_line(text).replace("\\", "\\\\").replace(",", "\\,").replace("<", "")
    program.interviews.add(f"Zeta {text}", text, people=[f"Z {name} <{to}>"])


WAYS: dict[str, Callable[[ProgramOnATable, str, str], None]] = {
    "invitation": by_invitation,
    "table": by_table,
    "tracker": by_tracker,
    "card": by_card,
    "by hand": by_hand,
}
WRITTEN = [*NASTY[1:4], NASTY[8], *NASTY[12:18], NASTY[20]]
OF_A_LETTER = [*OF_A_MAIL, "Content-Transfer-Encoding"]


def mail_to(program: ProgramOnATable, person: Person) -> tuple[Letter, dict[str, str]]:
    """The withdrawal to somebody, and its headers, which are those of a letter."""
    latest = Ref("i", every(program, Interview)[-1].id)
    written = program.letters.write(latest, LetterKind.WITHDRAWAL, to=person.id).refs[0]
    letter = program.letters.letter(written.id)
    headers = raw(program.outbox.mail(letter).partition(b"\r\n\r\n")[0])
    assert [name for name, _ in headers] == OF_A_LETTER
    return letter, dict(headers)


@pytest.mark.parametrize("way", WAYS)
def test_what_strangers_wrote_is_no_header(way: str, tmp_path: Path) -> None:
    program = a_sender(tmp_path)
    refused = 0
    for number, text in enumerate(WRITTEN):
        to = f"z{number}@zeta.example"
        with suppress(UserError):
            WAYS[way](program, text, to)
        met = [person for person in every(program, Person) if person.email == to]
        refused += not met
        for person in met:
            letter, headers = mail_to(program, person)
            assert shown(headers["Subject"]) == letter.subject
            assert display_name(headers["To"]) == person.name
    assert refused <= 2, "what is not text may be refused, in a line"


def test_what_is_handed_over_has_the_same_headers(tmp_path: Path) -> None:
    program = a_sender(tmp_path)
    by_table(program, NASTY[1], "zed@zeta.example")
    (zed,) = every(program, Person)
    letter, headers = mail_to(program, zed)
    program.outbox.send(Ref("l", letter.id), anyway=True)
    handed = (tmp_path / "sent.eml").read_bytes()
    assert b"\r" not in handed
    assert dict(raw(handed.replace(b"\n", b"\r\n").partition(b"\r\n\r\n")[0])) == headers


@pytest.mark.parametrize("subject", NASTY[:6])
def test_a_subject_of_ones_own_is_no_header_either(subject: str, tmp_path: Path) -> None:
    program = a_sender(tmp_path)
    program.interviews.add("Zeta", "SRE", people=["Zed <zed@zeta.example>"])
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "withdrawal.j2").write_text(f"Subject: {subject}\n\nDear Zed,\n", encoding="utf-8")
    letter, headers = mail_to(program, every(program, Person)[0])
    assert shown(headers["Subject"]) == letter.subject == clean_line(subject)
    assert program.outbox.text(letter).startswith(f"Subject: {clean_line(subject)}\n\n")


@pytest.mark.parametrize("address", ["a@b@c", "dänä@äcme.example", "=?utf-8?q?x=0d=0a?=@acme.example", "a b@c"])
def test_an_address_that_is_none_is_called_that(address: str, tmp_path: Path) -> None:
    program = a_sender(tmp_path)
    program.interviews.add("Zeta", "SRE", people=["Zed"])
    (zed,) = every(program, Person)
    program.people.edit(zed, email=address)
    letter = program.letters.draft(Ref("i", 1), LetterKind.WITHDRAWAL, to=zed.id)
    said = f"“{address}” is not a valid email address: correct it at Zed"
    assert program.letters.missing(letter) == (said,)
    written = program.letters.write(Ref("i", 1), LetterKind.WITHDRAWAL, to=zed.id).refs[0]
    with pytest.raises(NotReady, match="is not a valid email address") as not_ready:
        program.outbox.send(written)
    assert not_ready.value.items == (said,)
    for try_it in (
        lambda: program.outbox.mail(letter),
        lambda: program.outbox.refuse_unsendable(letter),
        lambda: program.outbox.send(written, anyway=True),
    ):
        with pytest.raises(Refused, match="is not a valid email address"):
            try_it()


def test_an_address_of_ones_own_that_is_none_is_called_that(tmp_path: Path) -> None:
    program = a_sender(tmp_path, email="ada@home@x")
    program.interviews.add("Zeta", "SRE", people=["Zed <zed@zeta.example>"])
    letter = program.letters.draft(Ref("i", 1), LetterKind.WITHDRAWAL, to=1)
    with pytest.raises(Refused, match="is not a valid email address, and it is set as your own: write"):
        program.outbox.refuse_unsendable(letter)


def test_a_sample_from_elsewhere_is_named_before_it_is_attached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    program = a_sender(tmp_path)
    program.interviews.add("Zeta", "SRE", meeting=when(program, "today 14:00"), people=["Zed <zed@zeta.example>"])
    program.clock.set("2026-11-23T18:00:00+01:00")
    (tmp_path / "shadow").write_text("root:x", encoding="utf-8")
    (home / "case.pdf").symlink_to(tmp_path / "shadow")
    put(program, Story(title="Fewer approvals", sample="~/case.pdf"))
    program.notes.capture(1, "! Nine days (Zed)\n* Fewer approvals\n")
    letter = program.letters.draft(Ref("i", 1), LetterKind.VALUE_LETTER, to=1)
    assert "case.pdf" in letter.body
    assert program.letters.about_files(letter) == (f"case.pdf comes from {tmp_path / 'shadow'}, outside your home",)
    (home / "case.pdf").unlink()
    (home / "case.pdf").symlink_to("/proc/self/environ")
    assert program.letters.about_files(letter) == ()
    (refused,) = (item for item in program.letters.missing(letter) if "case.pdf" in item)
    assert refused.startswith("the sample case.pdf: /proc/")
    assert b"attachment" not in program.outbox.mail(letter)
    assert letter.channel is Channel.EMAIL
