"""A letter as an email: every header is one header and says its text, whatever the text; what the parts hold."""

from __future__ import annotations

import quopri
import re
from base64 import b64decode
from dataclasses import replace
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import compat32, default
from email.utils import collapse_rfc2231_value, parseaddr
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from interview_tui.domain.errors import Refused
from interview_tui.domain.text import clean_line, is_address
from interview_tui.exporting.mail import Mail, header, message_id, write_mail
from interview_tui.letters.samples import Attachment
from tests.domain.cases import BERLIN, instant

if TYPE_CHECKING:
    from email.message import EmailMessage


INJECTION = "=0D=0ABcc:_evil@evil.example=0D=0A=0D=0AForged"
NASTY = (
    f"=?utf-8?q?x{INJECTION}?=",
    f"SRE =?utf-8?q?x{INJECTION}?= at Zeta",
    "=?UTF-8?B?eA0KQmNjOiBldmlsQGV2aWwuZXhhbXBsZQ0KDQpGb3JnZWQ=?=",
    "=?utf-8?q?a?= =?utf-8?q?b?=",
    "=?utf-8?q?=3D=3Futf-8=3Fq=3Fx=3D0D=3D0ABcc=3A?=",
    "=?utf-8'en'?q?x=0A?=",
    "=?",
    "= ?=",
    "x\r\nBcc: evil@evil.example\r\n\r\nForged",
    "x\nBcc: evil@evil.example",
    "x\rBcc: evil@evil.example",
    "x\x85Bcc: evil@evil.example",
    "x\u2028Bcc: evil@evil.example",
    "x\x00\x0b\x0cy",
    "\ud800x",
    "\u202egpj.exe",
    'Dana "D." Ruiz',
    "Ruiz, Dana; x <evil@evil.example>",
    "Dana (the boss) \\ Ruiz\\",
    "группа: Ада;",
    "हिन्दी समाचार 👨‍👩‍👧‍👦",
    "%0d%0aBcc: x",
    "utf-8''x%0D%0A",
    'x"; filename="y',
    "data:text/x;base64,x=?.html",
    "   ",
    "",
    "x" * 3_000,
    "ä" * 3_000,
    "two words " * 300,
    "👨‍👩‍👧‍👦" * 500,
)
text = st.one_of(
    st.sampled_from(NASTY),
    st.lists(st.one_of(st.sampled_from(NASTY[:-4]), st.text(max_size=20)), max_size=5).map("".join),
    st.text(max_size=300),
)
MAIL = Mail(
    message_id=message_id("l1", "ada@home.example"),
    sender="ada@home.example",
    reader="dana@acme.example",
    subject="Thank you",
    text="Dear Dana\n",
    at=BERLIN.local(instant("2026-12-02 09:00")),
)
OF_A_MAIL = ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"]
OF_A_SAMPLE = ["Content-Type", "Content-Transfer-Encoding", "Content-Disposition"]


def raw(block: bytes) -> list[tuple[str, str]]:
    """The headers of a block: names, and values as they stand, unfolded. Each line is what RFC 5322 allows."""
    found: list[tuple[str, str]] = []
    for line in block.decode("ascii").split("\r\n"):
        assert re.fullmatch(r"[ -~]+", line)
        assert line.strip(), "a line of blanks alone ends the headers for some"
        assert len(line) <= 78 or " " not in line.partition(": ")[2].strip()
        assert len(line) < 998
        if line.startswith(" "):
            name, value = found.pop()
            found.append((name, value + line))
        else:
            name, colon, value = line.partition(":")
            assert colon
            found.append((name, value))
    return [(name, value.removeprefix(" ")) for name, value in found]


def shown(value: str) -> str:
    """What a reader makes of it (RFC 2047): the encoded words decoded, those that follow each other joined."""
    words = r"=\?utf-8\?([qb])\?([!->@-~]*)\?="
    joined = re.sub(rf"({words}) (?={words})", r"\1", value)

    def decoded(found: re.Match[str]) -> str:
        assert len(found[0]) <= 75
        data = quopri.decodestring(found[2], header=True) if found[1] == "q" else b64decode(found[2], validate=True)
        return data.decode()

    return re.sub(words, decoded, joined)


def display_name(value: str) -> str:
    """The name before an address."""
    name = value.rpartition(" ")[0]
    return re.sub(r"\\(.)", r"\1", name[1:-1]) if name.startswith('"') else shown(name)


def file_name(value: str) -> str:
    """The parameter of a content disposition (RFC 2231)."""
    kind, *parameters = value.split("; ")
    assert kind == "attachment"
    if parameters[0].startswith('filename="'):
        return value.partition("; ")[2].removeprefix('filename="').removesuffix('"')
    parts = []
    for number, parameter in enumerate(parameters):
        name, _, part = parameter.partition("=")
        assert name == (f"filename*{number}*" if len(parameters) > 1 else "filename*")
        parts.append(unquote(part.removeprefix("utf-8''") if number == 0 else part, errors="strict"))
    return "".join(parts)


@given(text, text, text, text, text)
@example(*NASTY[:5])
@example(*["x" * 3_000] * 5)
def test_every_header_is_one_header_and_says_its_text(subject: str, own: str, name: str, file: str, key: str) -> None:
    mail = replace(
        MAIL, message_id=message_id(key, MAIL.sender), subject=subject, sender_name=own, reader_name=name,
        attachments=(Attachment(name=file, data=b"1"),),
    )  # fmt: skip
    data = write_mail(mail)
    block, _, body = data.partition(b"\r\n\r\n")
    headers = raw(block)
    assert [header for header, _ in headers] == OF_A_MAIL
    values = dict(headers)
    assert shown(values["Subject"]) == clean_line(subject)
    assert values["From"].rpartition(" ")[2].strip("<>") == "ada@home.example"
    assert values["To"].rpartition(" ")[2].strip("<>") == "dana@acme.example"
    assert (display_name(values["From"]), display_name(values["To"])) == (clean_line(own), clean_line(name))
    assert values["Message-ID"].endswith("@home.example>")
    boundary = values["Content-Type"].partition('boundary="')[2].removesuffix('"').encode()
    assert body.count(b"--" + boundary) == 3
    headers = raw(body.split(b"--" + boundary)[2].removeprefix(b"\r\n").partition(b"\r\n\r\n")[0])
    assert [header for header, _ in headers] == OF_A_SAMPLE
    assert file_name(dict(headers)["Content-Disposition"]) == (clean_line(file) or "sample")
    assert b"\r" not in data.replace(b"\r\n", b"")
    assert b"\n" not in data.replace(b"\r\n", b"")


@given(st.lists(st.text(max_size=30), max_size=6))
@example(["x\r\nBcc:", "\x85y\u2028"])
def test_no_piece_makes_a_second_header(pieces: list[str]) -> None:
    written = header("X", pieces)
    assert re.fullmatch(r"X:[ -~]*(\r\n [ -~]*)*\r\n", written)


def decoded(value: str) -> str:
    return str(make_header(decode_header(value.replace("\r\n", ""))))


@pytest.mark.parametrize("value", NASTY)
def test_readers_see_the_text_as_it_is_stored(value: str) -> None:
    mail = replace(MAIL, subject=value, reader_name=value, attachments=(Attachment(name=value, data=b"1"),))
    data = write_mail(mail)
    new: Any = message_from_bytes(data, policy=default)
    old = message_from_bytes(data, policy=compat32)
    line = clean_line(value)
    assert new.keys() == old.keys() == OF_A_MAIL
    assert new["Subject"] == line
    assert decoded(old["Subject"]) == line
    (to,) = new["To"].addresses
    # The newer reader of some versions leaves the blanks between the words of a name, against RFC 2047.
    assert to.display_name.replace(" ", "") == line.replace(" ", "")
    name, address = parseaddr(old["To"].replace("\r\n", ""))
    assert decoded(name) == line
    assert to.addr_spec == address == "dana@acme.example"
    (sample,) = new.iter_attachments()
    assert (sample.get_filename(), sample.get_payload(decode=True)) == (line or "sample", b"1")
    assert [collapse_rfc2231_value(part.get_filename("")) for part in old.walk()][-1] == (line or "sample")


@pytest.mark.parametrize("address", [f"=?utf-8?q?x{INJECTION}?=@acme.example", "=?utf-8?q?x=0D=0A?=@acme.example"])
def test_an_encoded_word_is_no_address(address: str) -> None:
    assert not is_address(address)


@pytest.mark.parametrize("name", ["a.eml", "a.mht", "data:multipart/mixed;x,", "a.xyz\r\nBcc: x", "a."])
def test_what_a_sample_is_called_says_nothing_of_its_headers(name: str) -> None:
    message: Any = message_from_bytes(
        write_mail(replace(MAIL, attachments=(Attachment(name=name, data=b"To: x\n\n1"),))), policy=default
    )
    (sample,) = message.iter_attachments()
    assert sample.get_content_type() == "application/octet-stream"
    assert sample.get_content() == b"To: x\n\n1"


MAIL = Mail(
    message_id=message_id("l1", "ada@home.example"),
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


@pytest.mark.parametrize(
    "address",
    ["", "dana", "a@b\r\nBcc: c@d", "a b@c", "a@b, c@d", "<a@b>", "a@-b", "a@b..c", "ä@b.example", "a@", "@b",
     f"{'a' * 65}@b"],
)  # fmt: skip
def test_what_is_no_address_is_refused(address: str) -> None:
    assert not is_address(address)
    if address:
        with pytest.raises(Refused, match="is not a valid email address"):
            write_mail(replace(MAIL, reader=address))


THREAD = tuple(f"<{number}@acme.example>" for number in range(40))


def test_an_answer_names_the_emails_before_it() -> None:
    message = read(replace(MAIL, thread=THREAD))
    assert message["In-Reply-To"] == "<39@acme.example>"
    named = message["References"].split()
    assert (named[0], named[1], named[-1], len(named)) == (THREAD[0], THREAD[21], THREAD[-1], 20)
    assert read(MAIL)["In-Reply-To"] is None


@pytest.mark.parametrize("identity", ["<a@b>\r\nBcc: x@evil.example", "a@b", "<a b>", "", "<ä@b>", f"<{'x' * 300}@b>"])
def test_what_is_no_message_id_is_left_out(identity: str) -> None:
    message = read(replace(MAIL, thread=("<1@acme.example>", identity)))
    assert (message["In-Reply-To"], message["Bcc"]) == ("<1@acme.example>", None)


def test_copies_go_where_the_configuration_says() -> None:
    message = read(replace(MAIL, cc=("a@home.example", "b@home.example"), bcc=("ada@home.example",)))
    assert (message["Cc"], message["Bcc"]) == ("a@home.example, b@home.example", "ada@home.example")
    with pytest.raises(Refused, match="in the configuration"):
        write_mail(replace(MAIL, cc=("a@b\r\nX: y",)))
