"""A posting in a file: text in any charset, a saved page, an email; and what is no text."""

from __future__ import annotations

import pytest

from interview_tui.domain.errors import Refused, Unclear
from interview_tui.importing.study_file import read_study_file

PAGE = """<!DOCTYPE html><html><head><title>Job</title><meta charset="{}"><style>p {{}}</style></head>
<body><h1>SRE</h1><p>Café &amp; releases</p><ul><li>Own it<li>Lead</ul><script>x("<p>no")</script></body></html>"""
EMAIL = b"""From: Rita <rita@acme.example>\r\nSubject: The posting\r\nMessage-ID: <1@acme.example>\r
Content-Type: text/html; charset=utf-8\r\n\r\n<p>As promised:</p><blockquote>Own the releases</blockquote>\r\n"""


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "utf-16"])
def test_a_saved_page_is_read_as_its_text(charset: str) -> None:
    text = read_study_file(PAGE.format(charset).encode(charset))
    assert text.split("\n\n") == ["SRE", "Café & releases", "- Own it", "- Lead"]


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_a_text_in_whatever_charset(charset: str) -> None:
    assert read_study_file("Good Gründe, naïve café\n".encode(charset)) == "Good Gründe, naïve café\n"


def test_a_text_with_a_tag_in_it_is_no_page() -> None:
    text = "Use <html> and <p> well\n"
    assert read_study_file(text.encode()) == text


def test_an_email_with_all_that_it_quotes() -> None:
    text = read_study_file(EMAIL)
    assert text.startswith("# The posting\n\nAs promised:")
    assert "Own the releases" in text


def test_notes_that_begin_like_headers_are_text() -> None:
    text = "Company: Acme\nDate: 3 Nov\n\nThey grow\n"
    assert read_study_file(text.encode()) == text


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"%PDF-1.7\n...", "job.pdf", "job.pdf is a PDF, not text: pdftotext job.pdf - | interview-tui study ID -"),
        (b"%PDF-1.7", "-", "standard input is a PDF, not text: pdftotext FILE - | interview-tui study ID -"),
        (b"PK\x03\x04\x14\0", "job.docx", "job.docx is a Word, OpenDocument or zip file, not text: pandoc -t plain "),
        (b"{\\rtf1 x}", "job.rtf", "job.rtf is an RTF file, not text: pandoc -t plain job.rtf | "),
        (b"\x89PNG\r\n", "job.png", "job.png is a picture, not text: tesseract job.png - | "),
        (b"abc\0def" * 9, "x", "x is not text: open it, copy what matters, and paste it into the study"),
        (b"\x01\x02\x03abc", "x", "x is not text: "),
    ],
)
def test_what_is_no_text_is_refused_with_what_makes_one_of_it(data: bytes, name: str, said: str) -> None:
    with pytest.raises(Refused) as raised:
        read_study_file(data, name)
    assert str(raised.value).startswith(said)


def test_a_page_that_a_script_fills_has_no_text() -> None:
    with pytest.raises(Unclear, match=r"^job\.html has no text of its own: open it in a browser"):
        read_study_file(b"<html><body><div id=app></div><script>go()</script></body></html>", "job.html")


def test_a_page_of_very_many_elements_is_refused_at_once() -> None:
    with pytest.raises(Refused, match="too many elements"):
        read_study_file(b"<html>" + b"<p>" * 1_000_000)


def test_nothing_is_nothing() -> None:
    assert read_study_file(b"") == ""
