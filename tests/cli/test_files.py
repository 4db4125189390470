"""`import` and `export` of files, whole ones and those with something wrong in them."""

from __future__ import annotations

import io
import json
import os
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from interview_tui.cli.output import progress
from interview_tui.importing.identity import InterviewIndex

if TYPE_CHECKING:
    from tests.cli.conftest import Box

SAMPLES = Path(__file__).parents[1] / "samples"
INVITATIONS = SAMPLES / "invitations"
GOOGLE, OUTLOOK = str(INVITATIONS / "google.ics"), str(INVITATIONS / "outlook.eml")


def test_import_takes_invitations_once(empty: Box) -> None:
    counts, words, other = empty("import", GOOGLE, OUTLOOK).out.splitlines()
    assert counts == "added 2, updated 0, skipped 0, refused 0"
    assert words.startswith("i1 i2  ")  # and a line for each interview
    assert " · " in other.partition(":")[0]
    assert len(empty("log").out.splitlines()) == 1  # one change, for `undo` to take back whole
    again = empty("import", GOOGLE, OUTLOOK)
    assert (again.code, again.out.splitlines()[0]) == (0, "added 0, updated 0, skipped 2, refused 0")
    assert [item["id"] for item in empty("list", "--json").json] == ["i1", "i2"]


def test_import_reads_standard_input(empty: Box) -> None:
    assert empty("import", "-", stdin=Path(OUTLOOK).read_bytes()).out.startswith("added 1, ")


@pytest.mark.parametrize(
    ("invitation", "people"), [(GOOGLE, {"Dana Ruiz"}), (OUTLOOK, {"Chidi Okonkwo", "Jürgen Müller"})]
)
def test_an_invitation_on_a_pipe_alone_leads_to_the_thank_you_after_the_meeting(
    empty: Box, invitation: str, people: set[str]
) -> None:
    empty("import", "-", stdin=Path(invitation).read_bytes())
    start = datetime.fromisoformat(empty("show", "i1", "--json").json["meetings"][0]["starts"])
    empty.now = (start + timedelta(hours=3)).isoformat()
    thanks = [item for item in empty("due", "--json").json if item["kind"] == "thank_you"]
    assert {item["person"] for item in thanks} == people
    assert {item["state"] for item in thanks} == {"upcoming"}


@pytest.mark.parametrize("code", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "sample",
    ["invitations/google.ics", "invitations/outlook.eml", "huntr.csv", "contacts/connections.csv",
     "contacts/people.vcf", "career-ops/applications.md", "export-of-version-1.json"],
)  # fmt: skip
def test_what_powershell_writes_is_read_whatever_it_is(sample: str, code: str, empty: Box) -> None:
    data = (SAMPLES / sample).read_bytes()
    told = empty("import", "--dry-run", "-", stdin=data)
    assert not told.out.startswith("added 0, updated 0, skipped 0,")
    assert empty("import", "--dry-run", "-", stdin=f"\ufeff{data.decode('utf-8-sig')}".encode(code)) == told


@pytest.mark.parametrize("form", ["json", "csv", "ics", "vcf"])
def test_an_own_export_saved_again_in_another_encoding_is_the_same(box: Box, form: str) -> None:
    text = box("export", "--format", form).out
    file = box.folder / f"again.{form}"
    file.write_text(text, "utf-8", newline="")
    told = box("import", "--dry-run", str(file))
    assert not told.out.startswith("added 0, updated 0, skipped 0,")
    for code in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        file.write_bytes(text.encode(code))
        assert box("import", "--dry-run", str(file)) == told
        assert box("import", "--dry-run", "-", stdin=file.read_bytes()) == told


def test_of_many_meetings_it_says_how_many_they_are(box: Box, tmp_path: Path) -> None:
    calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{}END:VCALENDAR\r\n"
    event = (
        "BEGIN:VEVENT\r\nUID:{0}@corp.example\r\nDTSTAMP:20261101T090000Z\r\nDTSTART:202612{1:02}T{2:02}0000Z\r\n"
        "SUMMARY:Interview: SRE at Company{0}\r\nORGANIZER:mailto:a@company{0}.example\r\nEND:VEVENT\r\n"
    )
    folder = tmp_path / "calendar"
    folder.mkdir()
    for number in range(9):
        text = calendar.format(event.format(number, 1 + number, 9))
        (folder / f"{number}.ics").write_text(text, newline="")
    counts, first, *_ = box("import", str(folder)).out.splitlines()
    assert counts == "added 9, updated 0, skipped 0, refused 0"
    assert first == "9 meetings of 9 interviews added"
    assert box("log").out.splitlines()[0].partition("Imported: ")[2].startswith(f"{first} · ")
    assert box("undo").code == 0
    for path in sorted(folder.iterdir())[2:]:
        path.unlink()
    assert box("import", str(folder)).out.splitlines()[1].partition("  ")[0] == "i13 i14"


def test_a_dry_run_changes_nothing(box: Box) -> None:
    before = box.store.read_bytes()
    tried = box("import", "--dry-run", GOOGLE)
    assert tried.out.startswith("added 1, updated 0, skipped 0, refused 0\n")
    assert tried.out.endswith("\nNothing was changed: this was a dry run.\n")
    assert box.store.read_bytes() == before


def test_a_folder_of_items_brings_back_what_was_ticked(box: Box) -> None:
    folder = box.folder / "calendar"
    assert box("export", "--format", "ics", "-o", f"{folder}/").code == 0
    (ticked,) = folder.glob("f3-*.ics")
    ticked.write_bytes(ticked.read_bytes().replace(b"NEEDS-ACTION", b"COMPLETED"))
    (folder / "half.ics").write_bytes(b"BEGIN:VCALENDAR\r\n")
    ended = box("import", str(folder))
    assert (ended.code, ended.out.splitlines()[0]) == (1, "added 0, updated 1, skipped 2, refused 1")
    assert ended.err.startswith(f"interview-tui: {folder}: half.ics: only part of a calendar")
    assert "1 follow-up done: " in ended.out
    assert "f3" not in {item["id"] for item in box("due", "--days", "400", "--json").json}
    assert box("undo").code == 0
    assert "f3" in {item["id"] for item in box("due", "--days", "400", "--json").json}
    piped = box("export", "--format", "ics").out.replace("NEEDS-ACTION", "COMPLETED")
    assert ", refused 0" in box("import", "--dry-run", "-", stdin=piped).out
    (box.folder / "empty").mkdir()
    assert "it has no .ics file" in box("import", str(box.folder / "empty")).err


def test_a_refused_file_does_not_keep_the_others_out(empty: Box) -> None:
    diary = empty.folder / "diary.txt"
    diary.write_text("Dear diary\n")
    ended = empty("import", str(diary), GOOGLE, "missing.eml")
    assert (ended.code, ended.out.splitlines()[0]) == (1, "added 1, updated 0, skipped 0, refused 2")
    complaints = [line for line in ended.err.splitlines() if line.startswith("interview-tui: ")]
    assert [line.split(": ")[1] for line in complaints] == [str(diary), "missing.eml"]


def test_what_was_guessed_is_flagged(empty: Box) -> None:
    ended = empty("import", str(INVITATIONS / "calendly.ics"), GOOGLE)
    assert (ended.code, ended.out.splitlines()[0]) == (0, "added 2, updated 0, skipped 0, refused 0")
    first, second = ended.err.splitlines()
    assert first == "i1: is “Globex” the company?: interview-tui show i1, or e in the dashboard"
    assert second.startswith("i2: is alex@doe.example you? ")


def test_an_export_comes_back_whole(box: Box, tmp_path: Path) -> None:
    exported = box("export").out
    assert (json.loads(exported)["format"], len(json.loads(exported)["interviews"])) == ("interview-tui", 3)
    file = tmp_path / "all.json"
    box("export", "-o", str(file))
    assert file.read_text(encoding="utf-8") == exported
    other = type(box)(tmp_path / "other")
    assert other("import", str(file)).out.startswith("added ")
    assert other("export").out == exported
    assert other("import", "-", stdin=exported).out.startswith("added 0, updated 0, ")


def test_an_export_is_imported_by_itself(box: Box) -> None:
    file = box.folder / "all.json"
    box("export", "-o", str(file))
    ended = box("import", str(file), GOOGLE)
    assert (ended.code, ended.out.splitlines()[0]) == (1, "added 1, updated 0, skipped 0, refused 1")


@pytest.mark.parametrize("data", [b"{", b"{}", b'{"format": "other"}', b"\xef\xbb\xbf{\xff"])
def test_json_that_is_no_export_is_refused(box: Box, data: bytes) -> None:
    before = box.store.read_bytes()
    ended = box("import", "-", stdin=data)
    assert (ended.code, ended.out) == (1, "added 0, updated 0, skipped 0, refused 1\n")
    assert len(ended.err.splitlines()) == 1
    assert box.store.read_bytes() == before


HUNTR = (
    "id,createdAt,title,salary,location,url,rootDomain,htmlDescription,deadline,color,lastMovedAt,boardId,boardName,"
    "listId,listName,companyId,companyName,companyDomain,creatorUserId,creatorUserFirstName,creatorUserLastName,"
    "creatorUserEmail\n"
    "1,-,SRE,-,Oslo,https://acme.example/1,-,-,-,-,-,b,-,l,Applied,-,Acme,-,-,-,-,-\n"
    "2,-,DBA,-,Rome,https://quill.example/2,-,-,-,-,-,b,-,l,Rejected,-,Quill,-,-,-,-,-\n"
)


def test_import_takes_a_table_once(empty: Box) -> None:
    (empty.folder / "huntr.csv").write_text(HUNTR, encoding="utf-8")
    tried = empty("import", "--dry-run", str(empty.folder / "huntr.csv"))
    assert (tried.code, tried.err) == (0, "")
    assert tried.out.endswith("\nNothing was changed: this was a dry run.\n")
    counts, words = empty("import", str(empty.folder / "huntr.csv")).out.splitlines()
    assert (counts, words) == ("added 2, updated 0, skipped 0, refused 0", "added 2 interviews")
    assert empty("import", "-", stdin=HUNTR).out.startswith("added 0, updated 0, skipped 2, refused 0\n")
    assert [item["outcome"] for item in empty("list", "--json").json] == [None, "rejected"]
    empty("undo")
    assert empty("list", "--json").json == []


def test_each_refused_row_of_a_table_has_a_line(empty: Box) -> None:
    ended = empty("import", "-", stdin=b"company,role\n,SRE\nAcme\nQuill,DBA\n")
    assert (ended.code, ended.out.splitlines()[0]) == (1, "added 1, updated 0, skipped 0, refused 2")
    assert ended.err == (
        "interview-tui: standard input: row 2: it names no company\n"
        "interview-tui: standard input: row 3: it has 1 cell where the header has 2\n"
    )


def test_rows_are_chosen_by_status_where_there_is_one(empty: Box) -> None:
    tracker = b"| Company | Role | Status |\n|-|-|-|\n| Acme | SRE | Interview |\n| Quill | DBA | Applied |\n"
    tried = empty("import", "--dry-run", "--only", "interview,offer", "-", stdin=tracker)
    assert tried.out.splitlines()[:2] == [
        "added 1, updated 0, skipped 1, refused 0",
        "added 1 interview; left out by --only: applied 1; by status: applied 1, interview 1",
    ]
    ended = empty("import", "--only", "interview", "-", stdin=b"BEGIN:VCARD\nFN:Dana Ruiz\nEND:VCARD\n")
    assert ended.code == 1
    assert ended.err == (
        "interview-tui: standard input: --only goes by the status of applications: there is none in contacts\n"
    )
    assert empty("import", "--only", ",", "-", stdin=tracker).code == 2


def test_files_of_two_kinds_are_two_changes(empty: Box) -> None:
    table = empty.folder / "huntr.csv"
    table.write_text(HUNTR, encoding="utf-8")
    ended = empty("import", str(table), GOOGLE)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == (
        f"interview-tui: a table ({table}) and invitations ({GOOGLE}) are two changes: import them one after another\n"
    )
    assert empty("list", "--json").json == []


def test_several_tables_are_one_change(empty: Box) -> None:
    table, more = empty.folder / "huntr.csv", empty.folder / "more.csv"
    table.write_text(HUNTR, encoding="utf-8")
    more.write_text("company,role\nZebra,QA\nQuill,DBA\n")
    assert empty("import", str(table), str(more)).out.startswith("added 3, updated 0, skipped 1, refused 0\n")
    empty("undo")
    assert empty("list", "--json").json == []


def test_a_stopped_import_says_what_has_become_of_it(empty: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(InterviewIndex, "match", stopped)  # ctrl+c in the middle of the rows
    with pytest.raises(KeyboardInterrupt):
        empty("import", "-", stdin=HUNTR.encode())
    monkeypatch.undo()
    assert empty("list", "--json").json == []


def test_a_csv_file_without_clear_columns_is_told_which_it_needs(empty: Box) -> None:
    (empty.folder / "stellen.csv").write_text("Wer;Was\nAcme;SRE\n", encoding="utf-8")
    ended = empty("import", str(empty.folder / "stellen.csv"))
    assert (ended.code, ended.out) == (1, "added 0, updated 0, skipped 0, refused 1\n")
    assert "needs a column “company” and one “role”; it has “Wer”, “Was”: say which they are" in ended.err
    assert len(ended.err.splitlines()) == 1


def test_an_export_is_private_and_leaves_nothing_beside_it(box: Box) -> None:
    folder = box.folder / "out"
    folder.mkdir()
    file = folder / "all.json"
    file.write_text("older")
    file.chmod(0o644)
    previous = os.umask(0)
    try:
        box("export", "-o", str(file))
    finally:
        os.umask(previous)
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in folder.iterdir()] == ["all.json"]
    assert file.read_text().startswith("{")


def test_an_export_goes_through_a_link_and_not_into_its_place(box: Box) -> None:
    file, link = box.folder / "all.json", box.folder / "link.json"
    file.write_text("older")
    link.symlink_to(file)
    assert box("export", "-o", str(link)).code == 0
    assert link.is_symlink()
    assert file.read_text().startswith("{")


def test_an_export_never_replaces_the_store(box: Box) -> None:
    before = box.store.read_bytes()
    ended = box("export", "-o", str(box.store))
    assert (ended.code, ended.err) == (1, f"interview-tui: {box.store} is the store itself: give another file\n")
    assert box.store.read_bytes() == before


def test_an_export_that_cannot_be_written_says_so(box: Box) -> None:
    for target in (box.folder, box.folder / "missing" / "all.json"):
        ended = box("export", "-o", str(target))
        assert (ended.code, ended.out, len(ended.err.splitlines())) == (1, "", 1)


def test_demo_fills_an_empty_store_only(empty: Box) -> None:
    filled = empty("demo", "--interviews", "12", "--no-open")
    assert (filled.code, filled.err) == (0, "")
    assert {item["step"] for item in empty("list", "--json").json} == set(range(1, 11))
    before = empty.store.read_bytes()
    again = empty("demo", "--no-open")
    assert (again.code, again.out, len(again.err.splitlines())) == (1, "", 1)
    assert f"interview-tui --db {empty.store} opens this one" in again.err
    assert empty.store.read_bytes() == before


def test_a_terminal_sees_how_far_the_demo_is(monkeypatch: pytest.MonkeyPatch) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen, pipe = Screen(), io.StringIO()
    for stream in (screen, pipe):
        monkeypatch.setattr(sys, "stderr", stream)
        with progress("{:,} of 100,000 interviews") as show:
            show(99_999)
            show(1_000)
    lines = screen.getvalue().split("\r")
    stops = " · ctrl+c stops it"
    assert lines == ["", f"99,999 of 100,000 interviews{stops}", f"1,000 of 100,000 interviews{stops}", " " * 46, ""]
    assert pipe.getvalue() == ""


TABLES = ("huntr.csv", "simplify.csv", "jobsync.csv", "linkedin.csv", "interview-tui.csv", "firmen.csv")
BINARY = bytes(range(256)) * 40


def taken(out: str) -> dict[str, int]:
    """The counts of `added 9, updated 0, skipped 0, refused 0`."""
    return {name: int(number) for name, number in (part.split() for part in out.splitlines()[0].split(", "))}


def broken_rows(header: bytes) -> dict[str, bytes]:
    separator = max(b",;\t", key=lambda mark: header.count(bytes([mark])))
    mark, width = bytes([separator]), header.count(bytes([separator])) + 1
    return {
        "bytes that are no UTF-8": mark.join([b"\xff\x81M\xfcller"] * width),
        "half a row": b"Acme",
        "a million characters": mark.join([b"x" * 1_000_000, *[b"Acme"] * (width - 1)]),
    }


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte order mark"])
@pytest.mark.parametrize("name", TABLES)
def test_each_broken_row_of_a_table_is_a_line_and_the_others_are_taken(empty: Box, name: str, bom: bytes) -> None:
    good = (SAMPLES / name).read_bytes().removeprefix(b"\xef\xbb\xbf")
    header = good.splitlines()[0]
    tried = empty("import", "--dry-run", str(SAMPLES / name))
    usual, remarks = taken(tried.out), len(tried.err.splitlines())
    rows = broken_rows(header)
    ended = empty("import", "-", stdin=bom + good.rstrip() + b"\n" + b"\n".join(rows.values()) + b"\n")
    assert ended.code == 1
    assert taken(ended.out) == usual | {"refused": usual["refused"] + len(rows)}
    lines = ended.err.splitlines()
    assert len(lines) == remarks + len(rows)
    assert all(line.startswith("interview-tui: standard input: ") for line in lines)
    assert max(map(len, lines)) < 200
    again = empty("import", "-", stdin=good)
    assert taken(again.out)["added"] == 0


@pytest.mark.parametrize(
    "name",
    [*TABLES, "career-ops/applications.md", "contacts/connections.csv", "contacts/people.vcf", "own.json", "x.ics"],
)
def test_what_is_no_such_file_at_all_is_one_line(empty: Box, name: str) -> None:
    file = empty.folder / Path(name).name
    file.write_bytes(BINARY)
    ended = empty("import", str(file))
    assert ended.code == 1
    assert ended.out == "added 0, updated 0, skipped 0, refused 1\n"
    assert ended.err.startswith("interview-tui: ")
    assert ended.err.count("\n") == 1
    assert empty("list", "--json").json == []


def test_a_tracker_with_broken_rows_keeps_the_others(empty: Box) -> None:
    good = (SAMPLES / "career-ops" / "applications.md").read_bytes()
    usual = taken(empty("import", "--dry-run", "-", stdin=good).out)
    rows = [
        b"| 1 | 2 |",
        b"|" * 300,
        b"| \xff | 2026-11-01 | A | B | 4 | Applied | | | |",
        b"| " + b"x" * 1_000_000 + b" |",
    ]
    ended = empty("import", "-", stdin=b"\xef\xbb\xbf" + good.rstrip() + b"\n" + b"\n".join(rows) + b"\n")
    assert taken(ended.out)["added"] == usual["added"]
    assert taken(ended.out)["refused"] == usual["refused"] + len(rows) == len(ended.err.splitlines())


def test_cards_that_are_broken_keep_the_others(empty: Box) -> None:
    good = (SAMPLES / "contacts" / "people.vcf").read_bytes()
    usual = taken(empty("import", "--dry-run", "-", stdin=good).out)
    cards = [
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:\xff\x81\r\nEND:VCARD\r\n",
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n",
    ]
    ended = empty("import", "-", stdin=b"\xef\xbb\xbf" + b"".join(cards) + good)
    assert taken(ended.out)["added"] == usual["added"]
    assert taken(ended.out)["refused"] == usual["refused"] + len(cards)
    assert len(ended.err.splitlines()) == taken(ended.out)["refused"] + 1  # and the card that is not ended
