"""Files of an interview, and of the promises that they keep."""

from __future__ import annotations

import os
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from interview_tui.domain.enums import Channel, Language, Part, Proposal, Ref, Voice
from interview_tui.domain.errors import Conflict, NotFound, Refused, StoreTrouble
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import Commitment, Document, Involvement, Letter, Sending, Touch
from interview_tui.importing.archive import apply_export, read_export
from interview_tui.services.exports import export_folder
from interview_tui.store.archive import export_json
from interview_tui.store.document_files import COMPARED_BYTES, FileState, copy_of, look_at
from tests.grouped import grouped
from tests.programs import ProgramOnATable, a_program, case_of, content, every, get, journal, put, when

if TYPE_CHECKING:
    from pathlib import Path

MINE, THEIRS = 1, 2
"""The commitments of the notes."""


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    """Acme (i1) was met: I promised the case study (c1), they a call (c2). Globex (i2) is new."""
    (tmp_path / "store").mkdir()
    program = a_program(tmp_path / "store")
    program.interviews.add("Acme", "SRE", meeting=when(program, "today 14:00"), people=["Dana Ruiz"])
    program.interviews.add("Globex", "Data Engineer")
    program.clock.move(hours=7)
    program.notes.capture(1, "+ send the case study (Dana Ruiz) by 27 Nov\n- call with dates (Dana Ruiz) by 2 Dec")
    return program


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "case study.pdf"
    file.write_bytes(b"x")
    return file


def keeping(program: ProgramOnATable, commitment_id: int) -> Ref:
    """The follow-up about a commitment."""
    found = (f.id for f in case_of(program, 1).follow_ups if f.commitment_id == commitment_id)
    return Ref("f", next(found))


def test_of_an_interview(program: ProgramOnATable, file: Path) -> None:
    change = program.documents.add(Ref("i", 1), str(file))
    assert change.words == "case study.pdf belongs to Acme · SRE"
    assert change.refs == (Ref("d", 1),)
    (document,) = every(program, Document)
    digest = sha256(b"x").hexdigest()
    assert document == Document(id=1, interview_id=1, path=str(file), sha256=digest, created=program.clock())
    assert case_of(program, 1).documents == (document,)
    assert case_of(program, 2).documents == ()


@pytest.mark.parametrize("by", ["follow-up", "commitment", "both"])
def test_of_a_promise(program: ProgramOnATable, file: Path, by: str) -> None:
    target = {"follow-up": keeping(program, MINE), "commitment": Ref("c", MINE), "both": Ref("i", 1)}[by]
    keeps = keeping(program, MINE) if by == "both" else None
    change = program.documents.add(target, str(file), keeps=keeps, name="the case study, two pages")
    assert change.words == (
        "case study.pdf belongs to Acme · SRE; it keeps “send the case study”; "
        "letters call it “the case study, two pages”"
    )
    (document,) = every(program, Document)
    assert (document.interview_id, document.commitment_id, document.name) == (1, MINE, "the case study, two pages")


def test_once_more_it_gets_what_is_said_of_it_now(program: ProgramOnATable, file: Path) -> None:
    program.documents.add(Ref("i", 1), str(file), name="the study")
    assert program.documents.add(Ref("c", MINE), str(file)).refs == (Ref("d", 1),)
    change = program.documents.add(Ref("i", 1), str(file), name="the case study")
    assert change.words == (
        "case study.pdf belongs to Acme · SRE; it still keeps “send the case study”; letters call it “the case study”"
    )
    (document,) = every(program, Document)
    assert (document.commitment_id, document.name) == (MINE, "the case study")
    entries = len(journal(program))
    program.documents.add(Ref("i", 1), str(file))
    assert len(journal(program)) == entries
    program.documents.add(Ref("i", 2), str(file))
    assert [d.interview_id for d in every(program, Document)] == [1, 2]


def test_the_place_is_told_from_the_root_and_a_link_stays_one(
    program: ProgramOnATable, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(file.parent)
    monkeypatch.setenv("HOME", str(file.parent))
    (file.parent / "link.pdf").symlink_to(file)
    for written in ("case study.pdf", "./store/../case study.pdf", "~/case study.pdf", "link.pdf"):
        program.documents.add(Ref("i", 1), written)
    assert [d.path for d in every(program, Document)] == [str(file), str(file.parent / "link.pdf")]


def test_what_cannot_be_read_is_said_in_a_line(program: ProgramOnATable, file: Path) -> None:
    os.mkfifo(file.parent / "pipe")
    (file.parent / "two  blanks").touch()
    before = content(program)
    for written, said in (
        ("gone.pdf", r"there is no file .*gone\.pdf"),
        ("case study.pdf/x", r"there is no file .*case study\.pdf/x"),
        (".", "is not an ordinary file: give the file itself"),
        ("pipe", "pipe is not an ordinary file"),
        ("x" * 300, "cannot be read"),
        ("a\0b", "cannot be read"),
        ("two  blanks", "two blanks has characters in its name that the store cannot keep: rename the file"),
    ):
        with pytest.raises(Refused, match=said) as refused:
            program.documents.add(Ref("i", 1), str(file.parent / written))
        assert "\n" not in str(refused.value)
    with pytest.raises(Refused, match="the name of the file is empty"):
        program.documents.add(Ref("i", 1), "")
    assert content(program) == before


def test_an_empty_file_is_said_and_taken_for_no_other(program: ProgramOnATable, tmp_path: Path) -> None:
    first, second = tmp_path / "one.pdf", tmp_path / "two.pdf"
    for file in (first, second):
        file.touch()
    assert program.documents.add(Ref("i", 1), str(first)).words == "one.pdf belongs to Acme · SRE; the file is empty"
    first.unlink()
    assert program.documents.add(Ref("i", 1), str(second)).words == "two.pdf belongs to Acme · SRE; the file is empty"
    assert [d.path for d in every(program, Document)] == [str(first), str(second)]


def test_what_is_no_promise_of_mine_is_refused(program: ProgramOnATable, file: Path) -> None:
    thanks = next(f for f in case_of(program, 1).follow_ups if f.commitment_id is None)
    with pytest.raises(Refused, match=rf"f{thanks.id} \(.*\) keeps no promise: give the interview i1"):
        program.documents.add(Ref("f", thanks.id), str(file))
    with pytest.raises(Refused, match=r"c2 \(call with dates\) is about a promise of theirs, not of yours"):
        program.documents.add(Ref("i", 1), str(file), keeps=Ref("c", THEIRS))
    with pytest.raises(Refused, match="c1 is not a promise of Globex · Data Engineer"):
        program.documents.add(Ref("i", 2), str(file), keeps=Ref("c", MINE))
    for missing in (Ref("i", 9), Ref("f", 99), Ref("c", 99)):
        with pytest.raises(NotFound):
            program.documents.add(missing, str(file))
    assert every(program, Document) == ()


def test_it_goes_with_its_interview_and_comes_back(program: ProgramOnATable, file: Path) -> None:
    program.documents.add(Ref("c", MINE), str(file))
    before = content(program)
    program.interviews.remove([1])
    assert every(program, Document) == ()
    program.history.undo()
    assert content(program) == before
    program.interviews.remove([1])
    assert "1 document" in program.history.bring_back(Ref("i", 1)).words
    assert [d.commitment_id for d in every(program, Document)] == [MINE]


def test_it_outlives_its_promise_and_is_taken_back(program: ProgramOnATable, file: Path) -> None:
    program.documents.add(Ref("c", MINE), str(file))
    program.notes.remove([Ref("c", MINE)])
    assert [(d.interview_id, d.commitment_id) for d in every(program, Document)] == [(1, None)]
    program.history.undo()
    assert [d.commitment_id for d in every(program, Document)] == [MINE]
    program.history.undo()
    assert every(program, Document) == ()
    assert len(every(program, Commitment)) == 2


def test_it_stands_in_the_pages(program: ProgramOnATable, file: Path, tmp_path: Path) -> None:
    program.documents.add(Ref("i", 1), str(file), name="the case study")
    export_folder(program, tmp_path / "pages")
    page = (tmp_path / "pages" / "interviews" / "i1-acme-sre.md").read_text()
    assert "## Documents\n\n- the case study: " in page


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def document(program: ProgramOnATable, document_id: int = 1) -> Document:
    return get(program, Document, document_id)


def add(program: ProgramOnATable, file: Path, **said: Any) -> Document:
    return document(program, program.documents.add(Ref("i", 1), str(file), **said).refs[0].id)


def test_a_file_that_changed_is_taken_as_it_is_when_asked(program: ProgramOnATable, file: Path) -> None:
    added = add(program, file)
    assert look_at(added).state is FileState.SAME
    file.write_bytes(b"other")
    assert look_at(added).state is FileState.CHANGED
    assert document(program).sha256 == digest(b"x")  # looking changes nothing
    change = program.documents.edit(added, program.documents.read(str(file)))
    assert change.words == "case study.pdf: taken as it is now"
    assert look_at(document(program)).state is FileState.SAME
    file.write_bytes(b"third")
    assert "taken as it is now" in program.documents.add(Ref("i", 1), str(file)).words
    assert document(program).sha256 == digest(b"third")
    program.history.undo(2)
    assert document(program).sha256 == digest(b"x")


@pytest.mark.parametrize(
    "what", ["nothing", "folder", "pipe", "forbidden", "link to a pipe", "huge path", "a file in a file"]
)
def test_what_lies_at_a_path_never_stops_the_program(program: ProgramOnATable, file: Path, what: str) -> None:
    added = add(program, file)
    file.unlink()
    expected = FileState.UNREADABLE
    match what:
        case "nothing":
            expected = FileState.GONE
        case "folder":
            file.mkdir()
        case "pipe":
            os.mkfifo(file)
        case "link to a pipe":
            os.mkfifo(file.with_name("pipe"))
            file.symlink_to("pipe")
        case "forbidden":
            file.write_bytes(b"x")
            file.chmod(0)
            if os.access(file, os.R_OK):
                pytest.skip("root may read everything")
        case "huge path":
            added = put(program, replace(added, id=0, path="/" + "x/" * 100_000))
        case _:
            file.write_bytes(b"x")
            added, expected = replace(added, path=f"{file}/x"), FileState.GONE
    assert look_at(added).state is expected


def test_one_of_an_earlier_version_and_one_too_large_are_not_compared(program: ProgramOnATable, file: Path) -> None:
    added = add(program, file)
    assert look_at(replace(added, sha256="")).state is FileState.UNKNOWN
    with file.open("wb") as large:
        large.truncate(COMPARED_BYTES + 1)  # a hole: it takes no room
    assert look_at(added) == look_at(added)._replace(state=FileState.LARGE, sha256="")
    heard: list[int] = []
    read = program.documents.read(str(file), progress=heard.append)
    assert (read.size, heard[-1]) == (COMPARED_BYTES + 1, COMPARED_BYTES // 1_000_000)


def test_one_that_was_moved_is_known_by_its_content(program: ProgramOnATable, file: Path) -> None:
    add(program, file, name="the study")
    moved = file.rename(file.with_name("study.pdf"))
    change = program.documents.add(Ref("i", 1), str(moved))
    assert change.words == (f"study.pdf belongs to Acme · SRE; letters call it “the study”; it has moved to {moved}")
    assert [d.path for d in every(program, Document)] == [str(moved)]
    # While both are there they are two, and that is said.
    file.write_bytes(b"x")
    assert program.documents.add(Ref("i", 1), str(file)).words == (
        "case study.pdf belongs to Acme · SRE; it has the same content as d1, study.pdf"
    )
    assert len(every(program, Document)) == 2


def test_another_place_another_file(program: ProgramOnATable, file: Path) -> None:
    added = add(program, file)
    other = file.with_name("other.pdf")
    other.write_bytes(b"y")
    change = program.documents.edit(added, program.documents.read(str(other)), name="it", commitment_id=MINE)
    assert change.words == (
        f"other.pdf: it is {other} now, with other content than before; letters call it “it”; "
        "it keeps “send the case study”"
    )
    add(program, file)
    with pytest.raises(Refused, match="is d2 already"):
        program.documents.edit(document(program), program.documents.read(str(file)))
    with pytest.raises(Conflict):
        program.documents.edit(added, name="an older one")
    with pytest.raises(Refused, match=r"c2 .* is about a promise of theirs"):
        program.documents.edit(document(program), commitment_id=THEIRS)
    words = program.documents.edit(document(program), name="", commitment_id=None).words
    assert words == "other.pdf: letters call it “other.pdf”; it keeps no promise"
    entries = len(journal(program))
    assert program.documents.edit(document(program)).words == "Nothing changed"
    assert len(journal(program)) == entries


def test_a_copy_is_private_and_outlives_everything(program: ProgramOnATable, file: Path) -> None:
    change = program.documents.add(Ref("i", 1), program.documents.read(str(file), copy=True))
    assert change.words == "case study.pdf belongs to Acme · SRE; a private copy is saved"
    folder = program.settings.paths.documents
    copy = copy_of(document(program), program.copies)
    assert copy is not None
    assert (copy.name, copy.read_bytes()) == ("case study.pdf", b"x")
    assert copy.parent.parent == folder
    assert [path.stat().st_mode & 0o777 for path in (folder, copy.parent, copy)] == [0o700, 0o700, 0o600]
    before = content(program)
    # Undo and redo find it, and so does what brings the document back.
    program.history.undo()
    program.history.redo()
    assert content(program) == before
    removed = program.documents.remove(1)
    assert removed.words == (f"Removed case study.pdf from Acme · SRE; the file itself stays, and its copy {copy}")
    program.history.bring_back(Ref("d", 1))
    assert copy_of(document(program), program.copies) == copy
    # The same content has one copy; another version another one, and the earlier stays.
    program.documents.add(Ref("i", 2), program.documents.read(str(file), copy=True))
    assert len(list(folder.iterdir())) == 1
    file.write_bytes(b"second")
    program.documents.edit(document(program), program.documents.read(str(file), copy=True))
    assert sorted(path.read_bytes() for path in folder.glob("*/*")) == [b"second", b"x"]


def test_a_copy_for_a_change_that_is_refused_is_not_left(program: ProgramOnATable, file: Path) -> None:
    read = program.documents.read(str(file), copy=True)
    with pytest.raises(NotFound):
        program.documents.add(Ref("i", 9), read)
    assert list(program.settings.paths.documents.iterdir()) == []
    program.settings.paths.documents.rmdir()
    program.settings.paths.documents.touch()
    with pytest.raises(StoreTrouble, match="cannot make the folder"):
        program.documents.read(str(file), copy=True)
    assert every(program, Document) == ()


@grouped(
    "place", ["../secret", "/etc/passwd", "a/../../secret", "", "gone/x", "a\0b", "x" * 5000], by=lambda _: "places"
)
def test_a_copy_never_lies_outside_its_folder(program: ProgramOnATable, file: Path, place: str) -> None:
    copies = program.settings.paths.documents
    copies.mkdir(exist_ok=True)
    (copies.parent / "secret").write_bytes(b"s")
    found = Document(interview_id=1, path=str(file), copy=place, created=program.clock())
    assert copy_of(found, copies) is None
    (copies / "link").unlink(missing_ok=True)
    (copies / "link").symlink_to("../secret")
    assert copy_of(replace(found, copy="link"), copies) is None


def test_what_was_sent_by_hand(program: ProgramOnATable, file: Path) -> None:
    added = add(program, file)
    day_before, week_before = when(program, "2026-11-22"), when(program, "2026-11-16")
    written = program.calendar.instant(when(program, "2026-11-20").day, program.clock().time()).timestamp()
    os.utime(file, (written, written))
    assert program.documents.edit(added, sent_to=1).words == "case study.pdf: sent to Dana Ruiz, Mon 23 Nov"
    program.documents.edit(document(program), sent_to=1, at=day_before)
    program.documents.edit(document(program), sent_to=1, at=week_before)
    # What it was before the file was written last, nobody knows.
    assert [s.sha256 for s in every(program, Sending)] == [digest(b"x"), digest(b"x"), ""]
    assert {s.letter_id for s in every(program, Sending)} == {None}
    with pytest.raises(Refused, match="noted already"):
        program.documents.edit(document(program), sent_to=1)
    with pytest.raises(NotFound):
        program.documents.edit(document(program), sent_to=99)
    with pytest.raises(Refused, match="in the future"):
        program.documents.edit(document(program), sent_to=1, at=when(program, "2026-12-24"))
    removed = program.documents.remove(1).words
    assert "it was sent to Dana Ruiz, Mon 23 Nov and 2 times before" in removed
    program.history.bring_back(Ref("d", 1))
    assert len(every(program, Sending)) == 3


def test_what_was_sent_is_from_then_on_what_it_is_compared_with(program: ProgramOnATable, file: Path) -> None:
    added = add(program, file)
    file.write_bytes(b"better")
    program.documents.edit(added, sent_to=1)
    assert look_at(document(program)).state is FileState.SAME
    file.unlink()
    program.clock.move(days=1)
    program.documents.edit(document(program), sent_to=1)
    assert [s.sha256 for s in every(program, Sending)] == [digest(b"better"), ""]


def promise_letter(program: ProgramOnATable) -> Letter:
    return program.letters.draft(keeping(program, MINE))


def test_a_letter_notes_what_went_with_it(program: ProgramOnATable, file: Path, tmp_path: Path) -> None:
    slides, resume = tmp_path / "slides.pdf", tmp_path / "resume.pdf"
    slides.write_bytes(b"s")
    resume.write_bytes(b"r")
    program.documents.add(Ref("c", MINE), str(file), name="the case study, two pages")
    program.documents.add(Ref("c", MINE), str(slides))
    program.documents.add(Ref("i", 1), str(resume))
    letter = promise_letter(program)
    assert "I've attached the case study (two pages) and slides.pdf." in letter.body
    assert program.letters.attached(letter) == (str(file), str(slides))
    before = content(program)
    change = program.outbox.sent(letter)
    assert "; with case study.pdf, slides.pdf;" in change.words
    sent = [(s.document_id, s.person_id, s.at, s.sha256, s.letter_id) for s in every(program, Sending)]
    now = program.clock()
    assert sent == [(1, 1, now, digest(b"x"), 1), (2, 1, now, digest(b"s"), 1)]
    # The letter that was sent is still the one with these files.
    program.documents.edit(document(program, 2), commitment_id=None)
    assert program.letters.attached(get(program, Letter, 1)) == (str(file), str(slides))
    program.history.undo(2)
    assert content(program) == before


@pytest.mark.parametrize("language", ["de", "fr", "en-GB"])
def test_two_files_are_named_in_each_language(
    program: ProgramOnATable, file: Path, tmp_path: Path, language: str
) -> None:
    (tmp_path / "b.pdf").write_bytes(b"b")
    program.documents.add(Ref("c", MINE), str(file), name="Fallstudie")
    program.documents.add(Ref("c", MINE), str(tmp_path / "b.pdf"))
    body = program.letters.draft(keeping(program, MINE), language=Language(language)).body
    assert {"de": "Fallstudie und b.pdf", "fr": "Fallstudie et b.pdf"}.get(language, "Fallstudie and b.pdf") in body


def test_what_cannot_go_is_not_noted(program: ProgramOnATable, file: Path, tmp_path: Path) -> None:
    large = tmp_path / "video.mp4"
    with large.open("wb") as hole:
        hole.truncate(COMPARED_BYTES + 1)
    program.documents.add(Ref("c", MINE), str(file))
    program.documents.add(Ref("c", MINE), str(large))
    file.unlink()
    letter = promise_letter(program)
    assert [line.partition(": ")[2] for line in program.letters.missing(letter) if "sample" in line] == [
        "there is no such file",
        "larger than 10 MB, send a link instead",
    ]
    # By hand the large one may have gone, which version of it is not known.
    program.outbox.sent(letter, channel=Channel.POST)
    assert [(s.document_id, s.sha256) for s in every(program, Sending)] == [(2, "")]
    program.history.undo()
    program.outbox.sent(letter)
    assert every(program, Sending) == ()


def test_a_changed_file_is_said_before_it_goes(program: ProgramOnATable, file: Path, monkeypatch: Any) -> None:
    monkeypatch.setenv("HOME", str(file.parent))
    program.documents.add(Ref("c", MINE), program.documents.read(str(file), copy=True))
    letter = promise_letter(program)
    assert program.letters.about_files(letter) == ()
    file.write_bytes(b"other")
    since = "since you added it or last took it as it is"
    assert program.letters.about_files(letter) == (f"case study.pdf has changed {since}: look at it before it goes",)
    program.documents.edit(document(program), sent_to=1)
    file.write_bytes(b"third")
    since = "since it was sent to Dana Ruiz, Mon 23 Nov"
    assert program.letters.about_files(letter) == (f"case study.pdf has changed {since}: look at it before it goes",)
    # The copy is of the first version; it goes where the file is gone, and that is said.
    file.unlink()
    assert program.letters.about_files(letter) == (
        "case study.pdf is gone from its place: your private copy goes out, an earlier version",
    )
    assert program.letters.missing(letter) == ("an email address of Dana Ruiz",)
    mail: Any = message_from_bytes(program.outbox.mail(letter), policy=default)
    assert [(a.get_filename(), a.get_content()) for a in mail.iter_attachments()] == [("case study.pdf", b"x")]
    assert "with case study.pdf (its copy)" in program.outbox.sent(letter).words
    assert every(program, Sending)[-1].sha256 == digest(b"x")
    assert program.letters.about_files(get(program, Letter, 1)) == ()


def test_what_bounced_was_not_sent(program: ProgramOnATable, file: Path) -> None:
    program.documents.add(Ref("c", MINE), str(file))
    program.outbox.sent(promise_letter(program))
    (touch,) = (t for t in every(program, Touch) if t.letter_id == 1)
    with program.transaction() as tx:
        line = program.suggestions.suggest(tx, 1, Proposal.BOUNCE, touch=touch, sentence="no such address")
        tx.done("suggested")
    assert line is not None
    before = content(program)
    change = program.follow_ups.done([line.id])
    assert "case study.pdf did not arrive" in change.words
    assert every(program, Sending) == ()
    program.history.undo()
    assert content(program) == before


def reference(program: ProgramOnATable, name: str) -> int:
    """Somebody who writes a letter of recommendation for Acme; gives their id."""
    return program.people.add(1, name, Part.REFERENCE).refs[0].id


def test_letters_of_recommendation_are_received_with_their_files_and_forwarded(
    program: ProgramOnATable, file: Path, tmp_path: Path
) -> None:
    ola, kit = reference(program, "Ola Berg"), reference(program, "Kit Moss")
    second = tmp_path / "second.pdf"
    second.write_bytes(b"2")
    program.documents.add(Ref("c", MINE), str(second), name="not a letter")
    change = program.documents.add(Ref("i", 1), str(file), by=ola)
    assert "written by Ola Berg; that letter is marked as received" in change.words
    assert {i.person_id for i in every(program, Involvement) if i.received} == {ola}
    third = tmp_path / "third.pdf"
    third.write_bytes(b"3")
    program.documents.add(Ref("i", 1), str(third), by=ola)
    letter = program.letters.draft(Ref("i", 1), LetterKind.FORWARD_RECOMMENDATION)
    assert program.letters.attached(letter) == (str(file), str(third))
    program.outbox.sent(letter)
    assert [s.document_id for s in every(program, Sending)] == [2, 3]
    # Another letter, later: what was forwarded is not sent once more.
    fourth = tmp_path / "fourth.pdf"
    fourth.write_bytes(b"4")
    program.documents.add(Ref("i", 1), str(fourth))
    program.documents.edit(document(program, 4), person_id=kit)
    later = program.letters.draft(Ref("i", 1), LetterKind.FORWARD_RECOMMENDATION)
    assert program.letters.attached(later) == (str(fourth),)
    with pytest.raises(Refused, match="Kit Moss is not in i2"):
        program.documents.add(Ref("i", 2), str(file), by=kit)


def test_who_wrote_a_letter_and_is_taken_out_is_still_named_as_its_writer(program: ProgramOnATable, file: Path) -> None:
    tie = program.people.add(2, "Rita Rao <rita@friends.example>", Part.REFERENCE).refs[1]
    writer = get(program, Involvement, tie.id).person_id
    program.documents.add(Ref("i", 2), str(file), by=writer, sent_to=writer)
    before = content(program)["involvements"]
    program.people.remove(tie.id)
    (document,) = every(program, Document)
    assert (document.person_id, case_of(program, 2).person_name(document.person_id)) == (writer, "Rita Rao")
    assert [program.history.deleted()[0].ref, *program.history.bring_back(tie).refs] == [tie, tie]
    assert content(program)["involvements"] == before


def test_that_a_letter_was_received_is_known_once(program: ProgramOnATable, file: Path) -> None:
    ola = reference(program, "Ola Berg")
    tie = next(i for i in every(program, Involvement) if i.person_id == ola)
    program.people.favour(tie.id, Voice.RECEIVED)
    touches = len(every(program, Touch))
    program.documents.add(Ref("i", 1), str(file), by=ola)
    assert len(every(program, Touch)) == touches
    # What the employer's own people wrote is no recommendation.
    program.documents.edit(document(program), person_id=1)
    assert [i.person_id for i in every(program, Involvement) if i.received] == [ola]


def test_an_interview_that_goes_says_that_its_files_were_sent(program: ProgramOnATable, file: Path) -> None:
    program.documents.edit(add(program, file), sent_to=1)
    before = content(program)
    assert "with the record of where 1 file of Acme · SRE went" in program.interviews.remove([1]).words
    program.history.bring_back(Ref("i", 1))
    assert {name: len(rows) for name, rows in content(program).items()} == {n: len(r) for n, r in before.items()}


def test_all_of_it_is_exported_and_comes_back(program: ProgramOnATable, file: Path, tmp_path: Path) -> None:
    program.documents.add(Ref("c", MINE), program.documents.read(str(file), copy=True), name="the study")
    program.outbox.sent(promise_letter(program))
    whole = "".join(export_json(program.store, program.clock()))
    (tmp_path / "other").mkdir()
    other = a_program(tmp_path / "other")
    other.clock.set(program.clock().isoformat())
    apply_export(other, [read_export(iter([whole.encode()]))], False)
    assert "".join(export_json(other.store, other.clock())) == whole
    assert len(every(other, Sending)) == 1
    export_folder(program, tmp_path / "pages")
    page = (tmp_path / "pages" / "interviews" / "i1-acme-sre.md").read_text()
    assert "  - sent 2026-11-23 16:00 to Dana Ruiz" in page


def test_hostile_names_stay_names(program: ProgramOnATable, tmp_path: Path) -> None:
    for name in ("[x] {0} %s.pdf", "-rf", "a;b|c&d.pdf", "é\u0301.pdf", "<b>.pdf", "'\".pdf"):
        path = tmp_path / name
        path.write_bytes(name.encode())
        change = program.documents.add(Ref("i", 1), program.documents.read(str(path), copy=True))
        assert name in change.words
        copy = copy_of(document(program, change.refs[0].id), program.copies)
        assert copy is not None
        assert copy.name == name
    for name in ("two\nlines", "escape\x1b[31m", "bidi\u202e"):
        (tmp_path / name).touch()
        with pytest.raises(Refused, match="rename the file"):
            program.documents.add(Ref("i", 1), str(tmp_path / name))
