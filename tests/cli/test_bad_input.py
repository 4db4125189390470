"""Bad input: one clear line on standard error, exit 1 or 2, and a store that is as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Box

BAD = [
    # command line, exit code, what the line says
    ("show i99", 1, "there is no interview i99"),
    ("show z99", 1, "there is no origin z99"),
    ("show j1", 1, "there is no record j1"),
    ("advance i99 --anyway", 1, "there is no interview i99"),
    ("done f99", 1, "there is no follow-up f99"),
    ("capture i99 -", 1, "there is no interview i99"),
    ("capture m99 -", 1, "there is no meeting m99"),
    ("capture f4 -", 2, "f4 is a follow-up: give an interview, for example i12 or a meeting, for example m12"),
    ("touch p99 in email", 1, "there is no person p99"),
    ("show twelve", 2, "“twelve” is not an id: write for example i12"),
    ("show i0", 2, "is not an id"),
    ("show i12345678901234567890", 2, "is not an id"),
    ("show i١", 2, "is not an id"),
    ("done 40", 2, "“40” is not an id: write for example f12"),
    ("advance f4", 2, "f4 is a follow-up: give an interview, for example i12"),
    ("snooze i1 fri", 2, "i1 is an interview: give a follow-up, for example f12"),
    ("touch f4 in email", 2, "f4 is a follow-up: give an interview, for example i12 or a person, for example p12"),
    ("stauts", 2, "unknown command “stauts”: did you mean “status”?"),
    ("xyzzy", 2, "unknown command “xyzzy”: --help lists them all"),
    ("lettres l1", 2, "unknown command “lettres”"),
    ("snooze f4 someday", 2, '"someday" is not a date'),
    ("snooze f4 2026-02-30", 2, "is not a date"),
    ("snooze f4 3.4.", 2, "could be two dates"),
    ("snooze f4 yesterday", 1, "that day has passed"),
    ("snooze f4", 2, "Missing argument 'WHEN'"),
    ("snooze f1 fri", 1, "f1 (Prepare for the meeting) is already done"),
    ("add Acme SRE --meeting blursday", 2, '"blursday" is not a date'),
    ("add Acme SRE --meeting tomorrow", 1, "a meeting needs a time"),
    ("add Acme", 2, "Missing argument 'ROLE'"),
    ("outcome i1 hired", 2, "'hired' is not one of 'invited', 'rejected', 'offer', 'accepted', 'declined', "),
    ("outcome i1", 2, "Missing argument"),
    ("touch i1 in pigeon", 2, "“pigeon” is not a channel: give one of email, phone, message, post, in-person"),
    ("touch i1 sideways email", 2, "'sideways' is not one of 'in', 'out'"),
    ("back i2", 1, "step 1 is the first"),
    ("meeting i1", 2, "give one of WHEN, --cancel and --missed: meeting i12 next tue 14:00"),
    ("meeting i1 --move m1", 2, "give one of WHEN, --cancel and --missed"),
    ("meeting i1 fri 14:00 --cancel m1", 2, "give one of WHEN, --cancel and --missed"),
    ("meeting i1 --cancel m1 --missed m1", 2, "give one of WHEN, --cancel and --missed"),
    ("meeting i1 --cancel m1 --with Kim", 2, "--move and --with need WHEN: meeting i12 next tue 14:00 --move m5"),
    ("meeting i1 --cancel m1 --move m1", 2, "--move and --with need WHEN"),
    ("meeting i1 fri", 1, "a meeting needs a time"),
    ("meeting i1 blursday 14:00", 2, "is not a date"),
    ("meeting i99 fri 14:00", 1, "there is no interview i99"),
    ("meeting i1 fri 14:00 --move m2", 1, "m2 belongs to i2, not to i1: `show i1` lists its meetings"),
    ("meeting i1 --cancel m2", 1, "m2 belongs to i2, not to i1"),
    ("meeting i2 --missed m1", 1, "m1 belongs to i1, not to i2"),
    ("meeting i2 --missed m2", 1, "the meeting is still ahead"),
    ("meeting i2 --cancel m99", 1, "there is no meeting m99"),
    ("meeting i2 --cancel i1", 2, "i1 is an interview: give a meeting, for example m12"),
    ("meeting m1 fri 14:00", 2, "m1 is a meeting: give an interview, for example i12"),
    ("person i99 Kim", 1, "there is no interview i99"),
    ("person i1 p99", 1, "there is no person p99"),
    ("person i1 p2", 1, "Kim Lee is not in Acme · SRE: to add them, give the name, for example person i1 'Kim Lee'"),
    ("person i1 Kim --part boss", 2, "“boss” is not a part: give one of interviewer, hiring-manager, "),
    ("person i1 Kim --takes-over p99", 1, "there is no person p99"),
    ("person i1 Kim --takes-over p2", 1, "Kim Lee is not in Acme · SRE: `show i1` lists its people"),
    ("person i1 p1 --takes-over p1", 1, "Dana Ruiz cannot take over from themselves"),
    ("person i1 Kim --takes-over i1", 2, "i1 is an interview: give a person, for example p12"),
    ("offer i99", 1, "there is no interview i99"),
    ("offer i1 --answer-by someday", 2, '"someday" is not a date'),
    ("offer i1 --start 2026-02-30", 2, "is not a date"),
    ("offer i1 --at tomorrow", 1, "that is in the future: give a day or time that has passed"),
    ("outcome i1 rejected --at tomorrow", 1, "that is in the future"),
    ("outcome i3 rescinded", 1, "has no offer to withdraw"),
    ("outcome i3 offer --decision accept", 2, "--decision is no longer an option: write outcome i3 accepted"),
    ("outcome i3 offer --decision decline", 2, "--decision is no longer an option: write outcome i3 declined"),
    ("outcome i3 offer --decision perhaps", 2, "write outcome i3 accepted|declined"),
    ("done f4 --at tomorrow", 1, "that is in the future"),
    ("done f4 --at someday", 2, '"someday" is not a date'),
    ("touch i1 in email --at tomorrow", 1, "that is in the future"),
    ("touch i1 in email --auto=someday", 2, '"someday" is not a date'),
    ("touch i1 out email --auto", 1, "an automatic reply comes from them: log it as in"),
    ("touch i1 in email --auto --answers c2", 2, "an automatic reply answers nothing: give --auto or --answers"),
    ("touch i1 in email --auto --reply-by fri", 2, "an automatic reply waits for nothing: give --auto or --reply-by"),
    ("touch i1 out email --reply-by fri", 2, "--reply-by is the day by which they expect an answer: log the contact"),
    ("touch i1 in email --answers p1", 2, "p1 is a person: give a commitment, for example c12 or a follow-up"),
    ("touch i1 in email --interview i2", 2, "i1 and --interview i2 are two interviews: give one of them"),
    ("plan i1 fierce", 2, "'fierce' is not one of 'gentle', 'standard', 'brisk', 'one_letter', 'none'"),
    ("undo 0", 2, "0 is not in the range"),
    ("undo 99", 1, "to undo: nothing was changed"),
    ("due --days -1", 2, "-1 is not in the range"),
    ("due --days 99999999999", 2, "is not in the range"),
    ("due --color", 2, "No such option '--color'"),
    ("list --step 11", 2, "11 is not in the range"),
    ("import missing.ics", 1, "missing.ics: No such file or directory"),
    ("import .", 1, ".: it has no .ics file"),
    ("import", 2, "Missing argument 'FILE...'"),
    ("capture i1 missing.txt", 1, "missing.txt: No such file or directory"),
    ("export --format xml", 2, "'xml' is not one of 'json', 'csv', 'ics', 'vcf', 'md'"),
]  # fmt: skip


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n  ", "\n\n"])
@pytest.mark.parametrize("line", ["add Acme SRE --with", "meeting i1 fri 14:00 --with", "person i1"])
def test_two_lines_are_no_person(box: Box, line: str, end: str) -> None:
    ended = box(*line.split(), f"Kim Lee{end}Ike Moss")
    said = "“Kim Lee Ike Moss” has several lines: write one person per line"
    assert (ended.code, ended.err) == (1, f"interview-tui: {said}\n")
    assert box(*line.split(), f"Kim Lee{end.replace('  ', '')}").code == 0


@pytest.mark.parametrize(("line", "code", "says"), BAD, ids=[line for line, _, _ in BAD])
def test_bad_input_gets_one_line(box: Box, line: str, code: int, says: str) -> None:
    before = box.store.read_bytes()
    ended = box(*line.split())
    assert ended.code == code
    assert says in ended.err
    assert ended.err.startswith("interview-tui: ")
    assert len(ended.err.splitlines()) == 1
    assert ended.out in ("", "added 0, updated 0, skipped 0, refused 1\n")
    assert box.store.read_bytes() == before


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTST",
     b"From: a@b.example\r\nSubject: hello\r\n\r\nno invitation\r\n", b"\x00\xff" * 400, b"x" * 5_000_001],
    ids=["nothing", "text", "no event", "half", "no invitation", "bytes", "too large"],
)  # fmt: skip
def test_what_is_no_invitation_is_refused_with_why(box: Box, data: bytes) -> None:
    before = box.store.read_bytes()
    ended = box("import", "-", stdin=data)
    assert (ended.code, ended.out) == (1, "added 0, updated 0, skipped 0, refused 1\n")
    assert ended.err.startswith("interview-tui: standard input: ")
    assert len(ended.err.splitlines()) == 1
    assert box.store.read_bytes() == before


def test_a_file_that_is_no_store_is_left_as_it_is(empty: Box) -> None:
    empty.store.write_text("my diary, not a store\n" * 100)
    for command in (["due"], ["status"], ["add", "Acme", "SRE"]):
        ended = empty(*command)
        assert (ended.code, ended.out, len(ended.err.splitlines())) == (1, "", 1)
    assert empty.store.read_text() == "my diary, not a store\n" * 100


def test_now_that_is_no_instant(box: Box) -> None:
    box.now = "yesterday"
    ended = box("due")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("interview-tui: INTERVIEW_TUI_NOW=yesterday is not an instant")
