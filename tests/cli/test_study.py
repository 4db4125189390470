"""`study`: the posting and research of an interview, from a file or a pipe."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

    from tests.cli.conftest import Box

POSTING = "# SRE\n\n!! Slow release approvals\n! Calmer nights\n\nhttps://acme.example/jobs/12\n"


def test_what_is_printed_and_read_again_adds_nothing(box: Box) -> None:
    assert box("study", "i1", "-", stdin=POSTING).out == (
        "e1  Added to the study of Acme · SRE: 4 lines, 2 likely needs\n"
    )
    printed = box("study", "i1")
    assert (printed.code, printed.out, printed.err) == (0, POSTING, "")
    again = box("study", "i1", "-", stdin=printed.out)
    assert (again.code, again.out) == (0, "The study of Acme · SRE already has that\n")


def test_a_saved_page_and_the_whole_text_replaced(box: Box) -> None:
    page = box.folder / "job.html"
    page.write_text("<html><body><p>Own the releases</p><p>Lead</p></body></html>", encoding="utf-8")
    assert box("study", "i2", str(page)).out.endswith("2 lines\n")
    assert box("study", "i2").out == "Own the releases\n\nLead\n"
    assert (
        box("study", "i2", "-", "--replace", stdin="Mine\n").out
        == "e1  Edited the study of 白樺電機 · Müller: 1 line\n"
    )
    assert box("study", "i2").out == "Mine\n"


def test_where_nothing_was_studied_it_says_how(box: Box) -> None:
    said = box("study", "i1")
    assert (said.code, said.out) == (0, "")
    assert said.err == "Nothing studied yet for Acme · SRE: interview-tui study i1 FILE adds a posting\n"
    assert box("study", "i1", "--json").json == {
        "interview": "i1", "id": None, "text": "", "needs": [], "links": [], "questions": [],
    }  # fmt: skip


def test_what_cannot_be_is_one_line(box: Box) -> None:
    pdf = box.folder / "job.pdf"
    pdf.write_bytes(b"%PDF-1.7 \0\1")
    for arguments, stdin, code, words in (
        (("study", "i1", str(pdf)), b"", 1, f"interview-tui: {pdf} is a PDF, not text: pdftotext "),
        (("study", "i1", str(box.folder / "none")), b"", 1, "No such file"),
        (("study", "i1", "-"), b"", 1, "nothing to add"),
        (("study", "i1", "-"), b"x" * 200_001, 1, "a study has room for 200,000"),
        (("study", "i1", "-"), b"x" * 5_000_001, 1, "larger than 5 MB"),
        (("study", "i9"), b"", 1, "there is no interview i9"),
        (("study", "i1", "--replace"), b"", 2, "--replace needs a FILE"),
        (("study", "i1", "-", "--json"), b"", 2, "give it without a FILE"),
    ):
        said = box(*arguments, stdin=stdin)
        assert (said.code, said.out) == (code, "")
        assert words in said.err
        assert len(said.err.splitlines()) == 1


def test_what_was_expected_and_heard_is_shown_as_such(box: Box) -> None:
    box("study", "i1", "-", stdin=POSTING)
    shown = box("show", "i1").out
    assert "\nStudy\ne1      4 lines: interview-tui study i1\n" in shown
    assert re.search(r"\n +!!  Slow release approvals +Dana Ruiz  heard as n1\n", shown)
    assert re.search(r"\n +!   Calmer nights +not heard yet\n", shown)
    assert "n1  !  Release approvals take nine days  Dana Ruiz  " in shown
    assert " · you expected it\n" in shown
    study = box("show", "i1", "--json").json["study"]
    assert [(need["text"], need["pressing"], need["heard"], need["heard_from"]) for need in study["needs"]] == [
        ("Slow release approvals", 2, "n1", "Dana Ruiz"),
        ("Calmer nights", 1, None, ""),
    ]
    assert (study["id"], study["text"], study["links"]) == ("e1", POSTING.rstrip(), ["https://acme.example/jobs/12"])
    assert len(study["questions"]) == 5
    assert box("show", "i2", "--json").json["study"] is None


def test_it_is_in_the_export_and_comes_back(box: Box, tmp_path_factory: pytest.TempPathFactory) -> None:
    box("study", "i1", "-", stdin=POSTING)
    exported = box("export").out
    other = replace(box, folder=tmp_path_factory.mktemp("other"), data=f"{box.data}-2")
    assert other("import", "-", stdin=exported).code == 0
    assert other("export").out == exported
    assert other("study", "i1").out == POSTING
    folder = box.folder / "pages"
    assert box("export", "--format", "md", "-o", str(folder)).code == 0
    page = (folder / "interviews" / "i1-acme-sre.md").read_text("utf-8")
    assert "## Likely needs\n\n- !! Slow release approvals (heard: Release approvals take nine days)\n" in page
    assert "## Study\n\n> \\# SRE\n" in page
