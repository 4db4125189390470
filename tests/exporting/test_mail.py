"""A letter as an e-mail: its headers, its parts, and what never becomes a header."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_tui.domain.errors import Refused
from interview_tui.domain.text import clean, is_address
from interview_tui.exporting.mail import Mail, as_html, message_id, write_mail
from interview_tui.letters.samples import Attachment
from tests.domain.cases import BERLIN, instant

if TYPE_CHECKING:
    from email.message import EmailMessage

MAIL = Mail(
    key="l1",
    sender_name="Ada Moreau",
    sender="ada@home.example",
    reader_name="Dana Ruiz",
    reader="dana@acme.example",
    subject="Thank you",
    text="Dear Dana,\n\n“nine days”\n",
    at=BERLIN.local(instant("2026-12-02 09:00")),
)


def read(mail: Mail) -> EmailMessage:
    message: EmailMessage = message_from_bytes(write_mail(mail).replace(b"\r\n", b"\n"), policy=default)
    return message


def test_a_letter_of_text() -> None:
    message = read(MAIL)
    assert dict(message.items()) == {
        "From": "Ada Moreau <ada@home.example>",
        "To": "Dana Ruiz <dana@acme.example>",
        "Subject": "Thank you",
        "Date": "Wed, 02 Dec 2026 09:00:00 +0100",
        "Message-ID": message_id("l1", "ada@home.example"),
        "MIME-Version": "1.0",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "quoted-printable",
    }
    assert message.get_content() == "Dear Dana,\n\n“nine days”\n"


def test_the_message_id_is_stable_and_says_nothing_of_the_machine() -> None:
    assert write_mail(MAIL) == write_mail(MAIL)
    assert message_id("l1", "ada@home.example") != message_id("l2", "ada@home.example")
    assert message_id("l1", "ada@home.example").endswith("@home.example>")
    assert message_id("l1", "").endswith("@localhost.invalid>")


def test_headers_without_addresses_are_left_out() -> None:
    message = read(replace(MAIL, sender="", reader=""))
    assert (message["From"], message["To"]) == (None, None)


def test_html_is_the_alternative_and_samples_are_attached() -> None:
    samples = (Attachment(name="Fallstudie ü.pdf", data=b"%PDF"), Attachment(name="x.tar.gz", data=b"\x1f\x8b"))
    message = read(replace(MAIL, html="<p>“nine”</p>", attachments=samples))
    assert message.get_content_type() == "multipart/mixed"
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf",
        "application/octet-stream",
    ]  # fmt: skip
    assert [(a.get_filename(), a.get_content()) for a in message.iter_attachments()] == [
        ("Fallstudie ü.pdf", b"%PDF"),
        ("x.tar.gz", b"\x1f\x8b"),
    ]
    body = message.get_body(("html",))
    assert body is not None
    assert body.get_content() == "<p>“nine”</p>\n"


INJECTION = "x\r\nBcc: evil@evil.example\r\n\r\nbody"


def test_no_text_becomes_a_header() -> None:
    samples = (Attachment(name=INJECTION, data=b"1"),)
    message = read(
        replace(MAIL, subject=INJECTION, sender_name=INJECTION, reader_name=INJECTION, text=INJECTION,
                attachments=samples, key=INJECTION)
    )  # fmt: skip
    assert message["Bcc"] is None
    assert message["Subject"] == "x Bcc: evil@evil.example body"
    assert [a.addr_spec for a in message["To"].addresses] == ["dana@acme.example"]
    assert [a.addr_spec for a in message["From"].addresses] == ["ada@home.example"]


@pytest.mark.parametrize(
    "address",
    ["", "dana", "a@b\r\nBcc: c@d", "a b@c", "a@b, c@d", "<a@b>", "a@-b", "a@b..c", "ä@b.example", "a@", "@b",
     f"{'a' * 65}@b"],
)  # fmt: skip
def test_what_is_no_address_is_refused(address: str) -> None:
    assert not is_address(address)
    if address:
        with pytest.raises(Refused, match="is no e-mail address"):
            write_mail(replace(MAIL, reader=address))


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=200), st.text(max_size=80), st.text(max_size=80), st.text(max_size=300))
def test_any_text_makes_an_e_mail_that_says_it(subject: str, name: str, file: str, text: str) -> None:
    data = write_mail(
        replace(MAIL, subject=subject, reader_name=name, text=text, attachments=(Attachment(name=file, data=b"1"),))
    )
    assert data.isascii()
    message: Any = message_from_bytes(data.replace(b"\r\n", b"\n"), policy=default)
    assert set(message.keys()) == {"From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"}
    assert [a.addr_spec for a in message["To"].addresses] == ["dana@acme.example"]
    assert message.get_body(("plain",)).get_content() == clean(text).rstrip("\n") + "\n"


def test_html_escapes_the_text_and_puts_the_table_where_the_chart_stands() -> None:
    html = as_html("Dear <b>Dana</b>,\n\na | b\n\nBye & so", "<table></table>", "a | b")
    assert '<p style="white-space: pre-wrap">Dear &lt;b&gt;Dana&lt;/b&gt;,</p>\n<table></table>\n' in html
    assert "Bye &amp; so" in html
    assert "<table>" not in as_html("Dear <table>", "<table></table>", "a | b")
