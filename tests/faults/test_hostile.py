"""Hostile text is only text: whatever stands in a field, by whichever way it came in, on every screen and in every
output. The real terminal's bytes are looked at in tests/terminal_tests/test_screens.py.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from contextlib import closing
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING, Any

import pytest

from interview_tui.domain.records import NOUNS
from interview_tui.domain.text import clean, clean_line
from interview_tui.store.records import FIELDS
from interview_tui.ui.keys import PageName
from tests.cli.conftest import Box
from tests.faults.forge import until_written
from tests.programs import a_program
from tests.shared import shared_file
from tests.ui.dashboards import OPENED_BY, shown

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from interview_tui.store.records import Field
    from tests.cli.conftest import Outcome

MARKUP = '[/x] [@click=app.quit]press[/] [a="'
BAIT = "{0} %s ${HOME} {{ x }} $(touch /tmp/x) `id`"
SHORT = {
    "markup": MARKUP,
    "sequences": "\x1b[31mred\x1b]52;c;cXVpdA==\x07\x1b]0;title\x07\x1b[6n\x1bPtmux;x\x1b\\\x1bc end",
    "C1": "\x9b6n\x9d0;title\x9c\x90q\x9c \x85 end",
    "overrides": "a\u202egnp.exe\u2066\u2069\u200f\u061c end",
    "controls": "a\0b\rc\x0bd\x0ce\x08f\x7fg end",
    "lines": "one\r\ntwo\nthree\u2028four\u2029five end",
    "surrogates": "a\ud800b\udfffc end",
    "combining": "Zalgo" + "\u0301\u0489" * 300,
    "zero width": "a" + "\u200b\u200d\ufeff\u2060" * 500 + "b end",
    "emoji": "👩‍👩‍👧‍👦 Family 🇩🇪 Ltd 👍🏽" + "\u200d面",
    "right to left": "شركة الأمل",
    "bait": BAIT,
    "formula": "=cmd|' /C calc'!A1",
}
LONG = {"a long line": "wide 面 " * 50_000, "many lines": "line\n" * 20_000}
NEVER = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""What no output of the program has; tabs and line ends are text."""
READING = (
    ["due"], ["due", "--json", "--days", "400"], ["list"], ["list", "--json"], ["show", "i1"], ["show", "i1", "--json"],
    ["show", "p1"], ["log"], ["log", "--json"], ["status"], ["deleted"], ["doctor"], ["chart", "i1"],
    ["chart", "i1", "--format", "html"], ["chart", "i1", "--format", "md"], ["brief", "i1"],
    ["brief", "i1", "--format", "md"], ["questions", "i1"], ["plan", "i1"], ["promises"],
    ["review"], ["review", "--format", "svg"], ["review", "--format", "json"],
    ["export"], ["export", "--format", "csv"], ["export", "--format", "ics"], ["export", "--format", "vcf"],
)  # fmt: skip
LETTERS = ("text", "html", "eml", "md")
WITH_LETTERS = ("json", "another program")
"""The ways by which letters come in."""
CRLF = (*(["export", "--format", form] for form in ("csv", "ics", "vcf")),)
"""What RFC 4180, 5545 and 6350 want to end its lines so."""


def nth(number: int) -> str:
    """One payload after another."""
    return list(SHORT.values())[number % len(SHORT)]


def is_text(field: Field) -> bool:
    """Whether it holds what somebody writes, and no word that means something to the program."""
    return field.kind is str and field.encode in (clean, clean_line) and field.name != "zone"


# Ways in


def demo(box: Box) -> None:
    def make() -> bytes:
        assert box("demo", "--no-open", "--interviews", "8").code == 0
        return box.store.read_bytes()

    shutil.copy(shared_file("demo-of-eight", make), box.store)


def by_json(box: Box) -> None:
    """Every text of every record, but for the words that mean something to the program, and where letters go."""
    source = Box(box.folder / "source")
    source.folder.mkdir()
    demo(source)
    document = source("export").json
    number = 0
    for cls, noun in NOUNS.items():
        for record in document[noun.plural]:
            for field in FIELDS[cls]:
                if is_text(field) and field.name not in ("origin", "key", "uid", "email"):
                    record[field.name] = nth(number) + ("" if field.name != "name" else f" {number}")
                    number += 1
    document["interviews"][0]["note"] = LONG["a long line"]
    document["interviews"][1]["note"] = LONG["many lines"]
    ended = box("import", "-", stdin=json.dumps(document))  # lone surrogates as \\ud800
    assert ended.code == 0, ended.err


def by_table(box: Box) -> None:
    rows = ["company,role,url,location,notes"]
    rows += [",".join('"' + f"{text} {i}".replace('"', '""') + '"' for i in range(5)) for text in SHORT.values()]
    data = "\n".join(rows).encode("utf-8", "surrogatepass") + b'\n"\xff\xfe","x","","",""\n'
    ended = box("import", "-", stdin=data)
    refused = ended.err.splitlines()
    assert len(refused) == 5, refused  # a NUL, lone surrogates, what is not UTF-8, and two heaps of marks
    assert ended.out.startswith(f"added {len(SHORT) - 4}, ")
    well_said(ended)


def an_invitation(text: str, number: int) -> str:
    escaped = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\n", "\\n")
    return (
        f"BEGIN:VEVENT\r\nUID:{number}@acme.example\r\nDTSTAMP:20261120T080000Z\r\n"
        f"DTSTART:20261202T1{number % 10}0000Z\r\n"
        f"SUMMARY:Interview with {escaped}\r\nLOCATION:{escaped}\r\nDESCRIPTION:{escaped}\r\n"
        f'ORGANIZER;CN="{escaped.replace(chr(34), "")}":mailto:sam{number}@acme{number}.example\r\nEND:VEVENT\r\n'
    )


def a_calendar() -> bytes:
    events = "".join(an_invitation(text, number) for number, text in enumerate(SHORT.values()))
    whole = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y\r\nMETHOD:REQUEST\r\n{events}END:VCALENDAR\r\n"
    return whole.encode("utf-8", "surrogatepass")


def by_calendar(box: Box) -> None:
    ended = box("import", "-", stdin=a_calendar())
    well_said(ended)
    assert ended.out.startswith("added "), ended.err


def by_mail(box: Box) -> None:
    head = f"Subject: {SHORT['sequences']}\r\nFrom: {MARKUP} <sam@acme.example>\r\nMIME-Version: 1.0\r\n"
    body = head.encode() + b"Content-Type: text/calendar; charset=utf-8\r\n\r\n" + a_calendar()
    ended = box("import", "-", stdin=body)
    well_said(ended)
    assert ended.out.startswith("added "), ended.err


def by_capture(box: Box) -> None:
    """Each payload behind each sign: what is not understood is refused with a line, the rest is kept."""
    assert box("add", "Acme", "SRE", "--meeting", "today 08:00").code == 0
    signs = ("#", "@", "?", "   ", "!", '"', "*", "+", "-", ">", "")
    kept = 0
    for sign in signs:
        for text in SHORT.values():
            ended = box("capture", "i1", stdin=f"{sign} {text}".encode("utf-8", "surrogatepass"))
            well_said(ended)
            kept += ended.code == 0
    assert kept > len(signs) * len(SHORT) / 2, kept
    for text in LONG.values():
        well_said(box("capture", "i1", stdin=text.encode()))


def by_arguments(box: Box) -> None:
    for text in SHORT.values():
        given = text.replace("\0", "")  # no argument of a process can hold it
        well_said(box("add", f"C {given}", f"R {given}", "--meeting", "2026-12-02 10:00", "--with", f"P {given}"))
        well_said(box("touch", "i1", "out", "email", "--note", given))
        well_said(box("done", "f1", "--note", given))
        well_said(box("show", given or "x"), usage=True)
        well_said(box("snooze", "f1", given), usage=True)


def by_another_program(box: Box) -> None:
    """Into every text of every record, also bytes that are no UTF-8."""
    demo(box)
    with closing(sqlite3.connect(box.store)) as connection, connection:
        number = 0
        for cls, noun in NOUNS.items():
            for field in FIELDS[cls]:
                if is_text(field):
                    for at in range(len(SHORT)):
                        data = nth(at + number).encode("utf-8", "surrogatepass") + (b"\xff\xc0" if at == 3 else b"")
                        connection.execute(
                            f"UPDATE OR IGNORE {noun.plural} SET {field.name} = CAST(? AS TEXT) WHERE id % ? = ?",  # noqa: S608
                            (data, len(SHORT), at),
                        )
                    number += 1
        connection.execute("UPDATE entries SET words = ?", (SHORT["sequences"],))
        connection.execute("UPDATE interviews SET note = ? WHERE id = 2", (LONG["a long line"],))


MAY_BE_MISSING = (["show", "p1"], ["chart", "i1"], *(["chart", "i1", "--format", form] for form in ("html", "md")))
"""What has nothing to show where nobody has told of a person or a need."""
WAYS: dict[str, Callable[[Box], None]] = {
    "json": by_json, "a table": by_table, "a calendar": by_calendar, "an email": by_mail, "capture": by_capture,
    "arguments": by_arguments, "another program": by_another_program,
}  # fmt: skip


def well_said(ended: Outcome, *, usage: bool = False, crlf: bool = False) -> None:
    """It was done, or lines say why not, each the program's own; and nothing of theirs in them."""
    assert ended.code in ((0, 1, 2) if usage else (0, 1)), ended.err
    assert "error of its own" not in ended.err
    for line in ended.err.splitlines() if ended.code else ():
        assert line.startswith(("interview-tui: ", "  ")), ended.err
    assert ended.code == 0 or ended.err.startswith("interview-tui: ")
    for text in (ended.out.replace("\r\n", "\n") if crlf else ended.out, ended.err):
        assert NEVER.findall(text) == []


@pytest.fixture
def box(tmp_path: Path) -> Box:
    return Box(tmp_path)


@pytest.mark.parametrize(
    "way",
    [pytest.param(way, marks=pytest.mark.soak if way in ("a table", "an email", "capture") else ()) for way in WAYS],
)
def test_no_output_has_anything_of_theirs_and_json_is_json(box: Box, way: str) -> None:
    WAYS[way](box)
    letters = box("export").json["letters"]
    assert bool(letters) == (way in WITH_LETTERS)
    of_letters = [["letter", x["id"], "--format", form] for x, form in zip(letters[:12], LETTERS * 3, strict=False)]
    failed = []
    for command in (*READING, *of_letters):
        ended = box(*command)
        if command == ["doctor"]:  # finds what is wrong with the machine too
            assert "error of its own" not in ended.err
            continue
        well_said(ended, crlf=command in CRLF or "eml" in command)
        failed += [command] if ended.code else []
        if ended.code == 0 and "--json" in command:
            json.loads(ended.out)
        if "html" in command:
            assert "<script" not in ended.out
    if way == "another program":
        assert all("eml" in command for command in failed), failed  # an address that is none
    else:
        assert [command for command in failed if way in WITH_LETTERS or command not in MAY_BE_MISSING] == []
    folder = box.folder / "read"
    ended = box("export", "--format", "md", "-o", str(folder))
    assert ended.code == 0, ended.err
    for path in folder.rglob("*.md"):
        assert NEVER.findall(path.read_text("utf-8")) == []
        assert path.resolve().is_relative_to(folder.resolve())


def test_what_may_stay_stands_as_it_was_written(box: Box) -> None:
    box("add", MARKUP, BAIT, "--meeting", "2026-12-02 10:00")
    (shown_as,) = box("list", "--json").json
    assert (shown_as["company"], shown_as["role"]) == (MARKUP, BAIT)
    assert MARKUP in box("list").out
    for text in SHORT.values():
        assert NEVER.findall(clean(text)) == []


@pytest.mark.soak
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_screen_stays_right(box: Box, way: str, size: tuple[int, int]) -> None:
    WAYS[way](box)
    program = a_program(box.folder, now="2026-11-26T09:00:00+01:00")
    async with shown(program, size=size) as on:

        def looked_at(where: str) -> None:
            assert on.app.is_running, where
            strips = on.app.screen._compositor.render_strips()
            assert {strip.cell_length for strip in strips} == {size[0]}, where
            assert NEVER.findall(on.screen().replace("\n", "")) == [], where

        for pane in ("Follow-ups", "Pipeline", "Notes"):
            for key in ("j", "j", "G", "g", "z", "z"):
                await on.press(key)
            looked_at(pane)
            await on.press("l")
        await on.press("1")
        for _ in range(1 if way == "json" else 2):
            for page, keys in OPENED_BY.items():
                await on.press(*keys)
                looked_at(page)
                await on.press("j", "j", "J")
                looked_at(page)
                await on.press("escape", "escape")
            await on.press("j")
        for key in ("question_mark", "T", "colon", "o", "t", "a", "e", "x", "slash", "D", "P"):
            await on.press(key)
            looked_at(key)
            await on.press("escape", "escape", "escape")
        assert on.app.screen is on.dashboard


def test_every_page_is_looked_at() -> None:
    assert set(OPENED_BY) == set(PageName)


def test_nothing_was_run(box: Box, tmp_path: Path) -> None:
    """What stands in every text reaches the sender and the hooks as text, and no shell."""
    target, sent, hooked = tmp_path / "run", tmp_path / "sent", tmp_path / "hooked"
    bait = f"$(touch {target}) `touch {target}` ; touch {target} | {{{{ cycler.__init__ }}}} '\"; touch {target} #"
    demo(box)
    document = box("export").json
    for cls, noun in NOUNS.items():
        for record in document[noun.plural]:
            for field in FIELDS[cls]:
                if is_text(field) and field.name not in ("origin", "key", "uid", "email"):
                    record[field.name] = bait + (f" {record['id']}" if field.name in ("name", "title") else "")
    other = Box(tmp_path / "other")
    other.folder.mkdir()
    assert other("import", "-", stdin=json.dumps(document)).code == 0
    hooked.touch()
    other.configuration.write_text(
        f"send = {json.dumps(f'tee {sent}')}\nname = {json.dumps(bait)}\nemail = 'me@home.example'\n"
        f"[hooks]\nletter_sent = {json.dumps(f'tee {hooked}')}\n"
    )
    assert other("config", "check").code == 0
    for command in READING:
        assert other(*command).code in (0, 1)
    (letter, *_) = (x for x in document["letters"] if x["state"] == "draft")
    ended = other("send", letter["id"], "--anyway")
    assert ended.code == 0, ended.err
    mail: Any = message_from_bytes(sent.read_bytes(), policy=default)
    assert f"touch {target}" in mail.get_body(("plain",)).get_content()
    until_written(hooked, lines=1)
    assert f"touch {target}" in hooked.read_text()
    assert not target.exists()
