"""Files in and out: what is huge, endless or nested ends in a message; what cannot be written leaves the old whole."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime
from time import process_time
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from interview_tui.domain.errors import UserError
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import Letter
from interview_tui.exporting.files import replaced
from interview_tui.exporting.table import as_meant, harmless
from interview_tui.importing.importer import FILE_LIMIT
from interview_tui.importing.table import read_table
from interview_tui.letters.sandbox import TemplateTrouble, render
from interview_tui.ui.dialogs.file_import import read_import_file
from interview_tui.ui.dialogs.letter import file_name, write_privately
from tests.cli.conftest import Box
from tests.importing.calendars import NOON, calendar, mail

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PATIENCE = 2.0
"""Seconds of the processor within which each ends."""
HALF = (
    "BEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\n"
)
EVENT = "BEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=X:20261202T120000\r\nSUMMARY:Interview with Acme\r\nEND:VEVENT\r\n"


def whole(text: str) -> bytes:
    return f"BEGIN:VCALENDAR\r\n{text}END:VCALENDAR\r\n".encode()


def multipart(body: bytes) -> bytes:
    return mail("From: a@acme.example", kind='multipart/mixed; boundary="b"', body=body)


def nested(depth: int) -> bytes:
    levels = (b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (i, i) for i in range(depth))
    return multipart(b"--b\r\n" + b"".join(levels))


PART = b"--b\r\nContent-Type: text/calendar\r\n\r\n"
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "huge.ics": (lambda: b"BEGIN:VCALENDAR\r\n" + b"x" * 20_000_000, "the calendar is larger than 2 MB"),
    "larger than all": (lambda: b"BEGIN:VCALENDAR\r\n" + b"x" * 30_000_000, "larger than 25 MB"),
    "lines": (lambda: whole("X\r\n" * 600_000), "more than 100,000 lines"),
    "prose": (lambda: calendar(NOON, "DESCRIPTION:" + "x" * 1_500_000), "1,000,000 characters in its descriptions"),
    "guests": (lambda: calendar(NOON, *["ATTENDEE:mailto:a@b.example"] * 20_000), "more than 5,000 properties"),
    "parameters": (
        lambda: calendar(NOON, *["ATTENDEE;" + "A=b;" * 4_900 + "CN=x:mailto:a@b.example"] * 90),
        "300,000 characters in its properties",
    ),
    "halves": (
        lambda: whole(f"BEGIN:VTIMEZONE\r\nTZID:X\r\n{HALF * 10_000}END:VTIMEZONE\r\n{EVENT}"),
        "5,000 properties",
    ),
    "components": (lambda: whole("BEGIN:VTODO\r\nEND:VTODO\r\n" * 10_000), "more than 2,000 parts"),
    "depth": (lambda: whole("BEGIN:A\r\n" * 10_000 + "END:A\r\n" * 10_000), "nested too deeply"),
    "events": (lambda: whole(EVENT * 201), "more than 200 events"),
    "mail in mail": (
        lambda: mail("From: a@b.example", kind="message/rfc822", body=b"Content-Type: message/rfc822\r\n\r\n" * 10_000),
        "nested too deeply, or has more than 200 parts",
    ),
    "parts in parts": (lambda: nested(10_000), "too many lines and parts"),
    "three hundred parts in parts": (lambda: nested(300), "nested too deeply, or has more than 200 parts"),
    "parts": (lambda: multipart((PART + b"x\r\n") * 20_000), "nested too deeply, or has more than 200 parts"),
    "short lines": (lambda: multipart(b"a\r\n" * (400_001)), "too many lines and parts"),
    "many boundaries": (lambda: nested(90) + b"a\r\n" * 300_000, "too many lines and parts"),
    "headers": (lambda: mail(*["To: a@b.example"] * 30_000, body=calendar(NOON)), "more than 20,000 headers"),
    "calendars": (
        lambda: multipart((PART + calendar(NOON, "DESCRIPTION:" + "x" * 700_000) + b"\r\n") * 4).replace(
            NOON.encode(), b"X:"
        ),
        "has no start",
    ),
}
"""What is given, and what is said of it."""
TAKEN: dict[str, Callable[[], bytes]] = {
    "endless": lambda: calendar(NOON, "RRULE:FREQ=SECONDLY;BYSETPOS=1,-1;BYSECOND=" + ",".join(map(str, range(60)))),
    "a long line": lambda: calendar(NOON, "DESCRIPTION:" + "x" * 300_000),
    "a long summary": lambda: calendar(NOON, "SUMMARY:" + "x" * 300_000),
    "a heap of controls": lambda: calendar(NOON, "DESCRIPTION:" + "\x9d" * 300_000),
    "blank lines": lambda: calendar(NOON, "\n" * 1_900_000),
    "rules that never come": lambda: whole(
        f"BEGIN:VTIMEZONE\r\nTZID:X\r\n{HALF.replace('BYDAY=-1SU', 'BYMONTHDAY=31').replace('=10', '=2') * 300}"
        f"END:VTIMEZONE\r\n{EVENT}"
    ),
    "parameters of parts": lambda: multipart(
        (b"--b\r\nContent-Type: application/x; name=" + b";" * 49_000 + b"\r\n\r\nx\r\n") * 90 + PART + calendar(NOON)
    ),
    "addresses": lambda: mail(*["To: " + "a" * 49_000] * 90, body=calendar(NOON)),
}
SLOWLY_TAKEN = {"blank lines", "parameters of parts"}


class TestInvitations:
    @pytest.mark.parametrize("name", REFUSED)
    def test_what_is_too_much_is_refused_in_one_line(self, name: str, tmp_path: Path) -> None:
        make, said = REFUSED[name]
        file = tmp_path / "a.ics"
        file.write_bytes(make())
        began = process_time()
        done = Box(tmp_path)("import", str(file))
        assert process_time() - began < PATIENCE
        assert (done.code, done.out) == (1, "added 0, updated 0, skipped 0, refused 1\n")
        (line,) = done.err.splitlines()
        assert line.startswith(f"interview-tui: {file}: ")
        assert said in line

    @pytest.mark.parametrize(
        "name", [pytest.param(name, marks=pytest.mark.soak if name in SLOWLY_TAKEN else ()) for name in TAKEN]
    )
    def test_what_only_looks_like_it_is_taken(self, name: str, tmp_path: Path) -> None:
        data = TAKEN[name]()
        began = process_time()
        done = Box(tmp_path)("import", "--dry-run", "-", stdin=data)
        assert process_time() - began < PATIENCE
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith("added 1, ")

    def test_the_dashboard_reads_no_more_than_a_table_has(self, tmp_path: Path) -> None:
        file = tmp_path / "a.csv"
        with file.open("wb") as sparse:
            sparse.truncate(FILE_LIMIT + 1)
        with pytest.raises(UserError, match="is larger than 200 MB"):
            read_import_file(str(file))

    @pytest.mark.parametrize("name", ["/dev/zero", "pipe", ".", "\0", "x" * 5000, "~nobody-at-all/x"])
    def test_the_dashboard_reads_files_only(self, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        os.mkfifo("pipe")
        with pytest.raises(UserError, match=r"^cannot read ") as refused:
            read_import_file(name)
        assert "\n" not in str(refused.value)


class TestTables:
    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (b"company,role\nAcme," + b"x" * 140_000 + b"\n", "row 2: a cell has 140,000 characters"),
            (b"company,role\nA\0cme,SRE\n", "it has bytes that are not text"),
            (b"company\0,role\nAcme,SRE\n", "it has bytes that are not text"),
            (b"company,role\nZo\x81,SRE\n", "row 2: it is not UTF-8"),
            (b"company,role" + b",x" * 20_000 + b"\nAcme\n", "row 2: it has 1 cell where the header has 20002"),
            (b'company,role\n"Acme,SRE\n' + b"x,y\n" * 10_000, "row 2: a quote in it is never closed"),
            (b"Acme,SRE\nGlobex,QA\n", "a table of applications needs a column “company”"),
            (b"", "a table of applications needs a column “company”"),
            (b"company,role\n,SRE\n", "row 2: it names no company"),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_each_refusal_is_a_line(self, data: bytes, said: str, tmp_path: Path) -> None:
        file = tmp_path / "a.csv"
        file.write_bytes(data)
        done = Box(tmp_path)("import", str(file))
        assert done.code == 1
        (line,) = done.err.splitlines()
        assert said in line

    @pytest.mark.parametrize(
        "data",
        [
            b"company,role\rAcme,SRE\r",
            b"company;role\rAcme;SRE\r",
            b"company,role,company,role\nAcme,SRE,Other,Other\n",
            b"\xef\xbb\xbfcompany,role" + b",x" * 20_000 + b"\nAcme,SRE" + b"," * 20_000 + b"\n",
        ],
    )
    def test_odd_ones_are_read(self, data: bytes) -> None:
        table = read_table(data)
        assert [(row.company, row.role) for row in table.rows] == [("Acme", "SRE")]
        assert table.refused == ()

    def test_what_was_made_harmless_comes_back_as_it_was_meant(self) -> None:
        (row,) = read_table(f"company,role\n{harmless('=Acme')},{harmless('-5')}\n".encode()).rows
        assert (row.company, row.role) == ("=Acme", "-5")


@given(st.text() | st.text(" '=+-@\t\r\nx＝"))
@example("'=1+1")
@example(" \t=1+1")
def test_a_cell_is_harmless_and_comes_back(text: str) -> None:
    written = harmless(text)
    assert as_meant(written) == text
    assert not written.lstrip(" \n").startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
    assert written in (text, f"'{text}")


@given(st.text(" '=+-@\t\r\nx＝"))
def test_what_others_wrote_is_never_cut_twice(text: str) -> None:
    assert as_meant(text) in (text, text[1:])
    assert as_meant(text) == text or text.startswith("'")


BY_SIGNAL = """
import signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
from interview_tui.__main__ import main
sys.exit(main())
"""
"""The command, which is killed where it writes more than it may."""


class TestExports:
    @pytest.fixture
    def box(self, tmp_path: Path) -> Box:
        box = Box(tmp_path / "box")
        box.folder.mkdir()
        for number in range(20):
            box("add", f"Company {number}", "SRE")
        return box

    @pytest.mark.parametrize(
        ("program", "code"),
        [(["-m", "interview_tui"], 1), (["-c", BY_SIGNAL], -signal.SIGXFSZ)],
        ids=["full", "killed"],
    )
    def test_one_that_fails_half_way_leaves_the_old_file_whole(self, box: Box, program: list[str], code: int) -> None:
        target = box.folder / "out" / "all.json"
        target.parent.mkdir()
        target.write_text("the old one")
        target.chmod(0o644)
        done = subprocess.run(
            [sys.executable, *program, "--db", str(box.store), "export", "-o", str(target)],
            env={"HOME": str(box.folder), "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"},  # none is cut off
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000)),
            capture_output=True,
            timeout=60,
        )
        assert done.returncode == code
        assert target.read_text() == "the old one"
        if code == 1:
            assert done.stderr.decode() == f"interview-tui: cannot write {target}: File too large\n"
            assert list(target.parent.iterdir()) == [target]

    def test_a_link_at_the_file_is_not_written_through_by_name_of_a_letter(self, tmp_path: Path) -> None:
        elsewhere = tmp_path / "elsewhere"
        elsewhere.write_text("not mine")
        link = tmp_path / "thank-you.eml"
        link.symlink_to(elsewhere)
        write_privately(link, b"Dear Dana")
        assert elsewhere.read_text() == "not mine"
        assert (link.is_symlink(), link.read_bytes(), link.stat().st_mode & 0o777) == (False, b"Dear Dana", 0o600)

    def test_what_is_being_written_is_private_and_newly_made(self, tmp_path: Path) -> None:
        before = os.umask(0)
        try:
            with suppress(KeyboardInterrupt), replaced(tmp_path / "a") as file:
                (half,) = tmp_path.iterdir()
                assert half.stat().st_mode & 0o777 == 0o600
                file.write(b"half")
                raise KeyboardInterrupt
        finally:
            os.umask(before)
        assert list(tmp_path.iterdir()) == []

    @given(st.text() | st.sampled_from(["../../etc/passwd", "a/b", "..", "\x1b]0;x\x07", "x" * 1000, "\0", "白樺電機"]))
    def test_a_letters_file_is_named_plainly(self, name: str) -> None:
        letter = Letter(
            interview_id=1, round_id=1, kind=LetterKind.THANK_YOU, created=datetime(2026, 11, 23, tzinfo=UTC)
        )
        named = file_name(letter, name)
        assert named.removesuffix(".eml").replace("-", "").isalnum()
        assert named.isascii()
        assert len(named) <= 255

    def test_a_letter_that_cannot_be_written_says_so(self, tmp_path: Path) -> None:
        for path in (tmp_path / "none" / "a.eml", tmp_path / "a\0b", tmp_path / ("x" * 300)):
            with pytest.raises(UserError, match="cannot be written"):
                write_privately(path, b"")
        assert list(tmp_path.iterdir()) == []


TOO_MUCH = "it takes too much time or memory: make it simpler"
DEEP = "it is nested too deeply, or uses itself: make it simpler"
MEMORY = "line 3: it takes too much memory: make it simpler"
QUICKLY = {
    "loops in loops": ("{% for i in [1] %}" * 25 + "x" + "{% endfor %}" * 25, DEEP),
    "brackets": ("{{ " + "(" * 5_000 + "1" + ")" * 5_000 + " }}", DEEP),
    "conditions": ("{% if 1 %}" * 300 + "x" + "{% endif %}" * 300, DEEP),
    "macros": ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", DEEP),
    "doubled text": ("{% set x = 'x' %}" + "{% set x = x ~ x %}" * 40, MEMORY),
    "doubled blocks": ("{% set x = 'x' %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 40, MEMORY),
}
SLOWLY = {
    "silent loops": ("{% for a in range(1000) %}" * 4 + "{% endfor %}" * 4, TOO_MUCH),
    "compared": (
        "{% set x = [1] %}{% set y = [1] %}" + "{% set x = [x, x] %}{% set y = [y, y] %}" * 40 + "{{ x == y }}",
        TOO_MUCH,
    ),
    "powers": ("{{ 1 | round(99999999, 'ceil') }}", TOO_MUCH),
    "two calls": ("{% macro m(n) %}{% if n %}{{ m(n-1) }}{{ m(n-1) }}{% endif %}{% endmacro %}{{ m(40) }}", TOO_MUCH),
}


def template_trouble(folder: Path, text: str) -> str:
    file = folder / "thank_you.j2"
    file.write_text(f"Subject: x\n\n{text}\n")
    with pytest.raises(TemplateTrouble) as caught:
        render("thank_you", {"first": "Dana"}, folder)
    assert str(caught.value).startswith(f"the template {file}")
    return str(caught.value)


class TestTemplates:
    @pytest.mark.parametrize("name", QUICKLY)
    def test_one_that_asks_for_too_much_is_named(self, name: str, tmp_path: Path) -> None:
        text, said = QUICKLY[name]
        assert template_trouble(tmp_path, text).endswith(said)

    def test_one_that_never_ends_is_ended(self, tmp_path: Path) -> None:
        assert template_trouble(tmp_path, SLOWLY["silent loops"][0]).endswith(TOO_MUCH)

    @pytest.mark.soak
    @pytest.mark.parametrize("name", SLOWLY)
    def test_all_that_never_end_are_ended(self, name: str, tmp_path: Path) -> None:
        text, said = SLOWLY[name]
        assert template_trouble(tmp_path, text).endswith(said)
