"""Emails are read from their bytes: whom they are from, what is in them, and when they were written."""

from __future__ import annotations

import time
from base64 import b64encode
from contextlib import suppress
from datetime import datetime
from itertools import chain, repeat
from pathlib import Path
from quopri import encodestring

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from interview_tui.domain.text import clean, clean_line
from interview_tui.mail import reading
from interview_tui.mail.automatic import Automatic, automatic_of
from interview_tui.mail.message import Mailbox, Message, UnreadableMail
from interview_tui.mail.reading import holds_another, looks_like_mail, read_envelope, read_message, split_mbox
from tests.grouped import grouped

FROM = "From: Dana Ruiz <Dana.Ruiz@harbor.example>\n"
DATE = "Date: Mon, 30 Nov 2026 08:30:30 -0800\n"
HEAD = f"{FROM}To: Robin Hale <robin@home.example>\nSubject: Where we are\n{DATE}Message-ID: <1@harbor.example>\n"
CALENDAR = "BEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR\n"


def read(*lines: str | bytes) -> Message:
    return read_message(b"".join(line.encode() if isinstance(line, str) else line for line in lines))


def parts(kind: str, *others: str) -> str:
    """A multipart; each part has its own header lines."""
    return f"Content-Type: multipart/{kind}; boundary=b\n\n" + "".join(f"--b\n{part}\n" for part in others) + "--b--\n"


def test_an_email_is_read() -> None:
    email = read(HEAD, "\nWe will decide by Friday\nthe 4th.\n\nDana\n")
    assert email.text == "We will decide by Friday the 4th."
    assert email.signature == "Dana"
    assert email.envelope.sender == Mailbox("Dana Ruiz", "dana.ruiz@harbor.example")
    assert email.envelope.at.isoformat() == "2026-11-30T08:30:30-08:00"


def test_the_envelope_of_an_email_is_that_of_its_headers() -> None:
    data = f"{HEAD}\n{'x' * 1000}".encode()
    assert read_envelope(data) == read_message(data).envelope == read_envelope(data[:-500])


@pytest.mark.parametrize("data", [b"", b"\n\n", b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", b"name,email\nDana,d@a.example\n"])
def test_what_is_no_email_is_refused(data: bytes) -> None:
    assert not looks_like_mail(data)
    with pytest.raises(UnreadableMail, match="not an email"):
        read_message(data)


MAILBOXES = [
    ("Dana Ruiz <d@a.example>", [("Dana Ruiz", "d@a.example")]),
    ("d@a.example", [("", "d@a.example")]),
    ("<D@A.example>", [("", "d@a.example")]),
    ('"Ruiz, Dana" <d@a.example>', [("Ruiz, Dana", "d@a.example")]),
    ("Ruiz, Dana <d@a.example>", [("Ruiz, Dana", "d@a.example")]),
    ("d@a.example (Dana Ruiz)", [("Dana Ruiz", "d@a.example")]),
    ("'Dana Ruiz' <d@a.example>", [("Dana Ruiz", "d@a.example")]),
    ('"d@a.example" <d@a.example>', [("", "d@a.example")]),
    ("a@x.example, Kim <k@x.example>; l@x.example", [("", "a@x.example"), ("Kim", "k@x.example"), ("", "l@x.example")]),
    ("Panel: a@x.example, b@x.example;", [("", "a@x.example"), ("", "b@x.example")]),
    ("undisclosed-recipients:;", []),
    ("=?utf-8?q?Kr=C3=BCger=2C_Sabine?= <s@n.example>", [("Krüger, Sabine", "s@n.example")]),
    ("=?iso-8859-1?Q?Sabine_Kr=FCger?= <s@n.example>", [("Sabine Krüger", "s@n.example")]),
    ("=?utf-8?b?U2FiaW5l?= =?utf-8?b?IEtyw7xnZXI=?= <s@n.example>", [("Sabine Krüger", "s@n.example")]),
    ("=?x-none?q?Dana?= <d@a.example>", [("Dana", "d@a.example")]),
    ("Sabine Krüger <s@n.example>", [("Sabine Krüger", "s@n.example")]),
    ('Dana "Dee" Ruiz <d@a.example>', [("Dana Dee Ruiz", "d@a.example")]),
    ('"Dana Ruiz <d@a.example>, Kim <k@x.example>', [("Dana Ruiz", "d@a.example"), ("Kim", "k@x.example")]),
]


@grouped("value, expected", MAILBOXES, by=lambda case: case[0][:1])
def test_names_and_addresses(value: str, expected: list[tuple[str, str]]) -> None:
    assert read(f"{FROM}{DATE}To: {value}\n\n").envelope.to == tuple(Mailbox(*one) for one in expected)


DATES = [
    (DATE, "2026-11-30T08:30:30-08:00"),
    ("Date: 30 Nov 2026 08:30 +0100 (CET)\n", "2026-11-30T08:30:00+01:00"),
    ("Date: Mon, 30 Nov 2026 08:30:30 GMT\n", "2026-11-30T08:30:30+00:00"),
    ("Date: Mon, 30 Nov 2026 08:30:30\n", "2026-11-30T08:30:30+00:00"),
    ("", "2026-11-30T17:31:00+01:00"),
    ("Date: yesterday\n", "2026-11-30T17:31:00+01:00"),
    ("Date: Thu, 01 Jan 1970 00:00:00 +0000\n", "2026-11-30T17:31:00+01:00"),
    ("Date: Tue, 19 Jan 2038 03:14:07 +0000\n", "2026-11-30T17:31:00+01:00"),
    ("Date: Fri, 04 Dec 2026 03:14:07 +0000\n", "2026-11-30T17:31:00+01:00"),
    ("Date: Mon, 31 Feb 2026 03:14:07 +0000\n", "2026-11-30T17:31:00+01:00"),
    ("Date: Mon, 23 Nov 2026 03:14:07 +0000\n", "2026-11-23T03:14:07+00:00"),
]
RECEIVED = (
    "Received: by mail.home.example; Mon, 30 Nov 2026 08:31:05 -0800\n"
    "Received: from a by mx.harbor.example\n\tfor <robin@home.example>; Mon, 30 Nov 2026 17:31:00 +0100\n"
    "Received: from a phone with a wrong clock; Thu, 01 Jan 2015 00:00:00 +0000\n"
)


@grouped("header, at", DATES, by=lambda case: case[1][:10])
def test_an_impossible_date_is_that_of_the_first_mail_server(header: str, at: str) -> None:
    assert read(RECEIVED, FROM, header, "\n").envelope.at.isoformat() == at


def test_without_any_date_it_is_when_the_email_came() -> None:
    came = datetime.fromisoformat("2026-11-30T08:00:00+00:00")
    assert read_envelope(FROM.encode(), received=came).at == came
    with pytest.raises(UnreadableMail, match="no date"):
        read_envelope(FROM.encode())


def test_threads_and_marks_are_read() -> None:
    found = read(
        HEAD, "References: <a@x>\n <b@x>\nIn-Reply-To: <c@x>\nAuto-Submitted: auto-replied (vacation)\n",
        "Precedence: Bulk\nX-Auto-Response-Suppress: All\nReturn-Path: <>\nDelivered-To: Robin@home.example\n\n",
    ).envelope  # fmt: skip
    assert found.thread == ("<a@x>", "<b@x>", "<c@x>")
    assert found.marks == {
        "auto-submitted: auto-replied",
        "precedence: bulk",
        "x-auto-response-suppress",
        "return-path: <>",
    }
    assert found.delivered == {"robin@home.example"}


def test_an_email_without_an_id_has_one_of_its_own() -> None:
    first, again = (read(FROM, DATE, "Subject: a\n", more, "\n") for more in ("", "Received: x\n"))
    other = read(FROM, DATE, "Subject: b\n\n")
    assert first.envelope.message_id == again.envelope.message_id != other.envelope.message_id
    assert first.envelope.message_id.endswith(".invalid>")


TEXTS = [
    ("utf-8", "Grüße und €".encode(), "Grüße und €"),
    ("iso-8859-1", "Grüße".encode("latin-1"), "Grüße"),
    ("iso-8859-1", "„Zusage“ – 10 €".encode("cp1252"), "„Zusage“ – 10 €"),
    ("iso-8859-1", "Grüße".encode(), "Grüße"),
    ("us-ascii", "Grüße".encode(), "Grüße"),
    ("us-ascii", "Grüße".encode("latin-1"), "Grüße"),
    ("utf-8", "Grüße".encode("latin-1"), "Grüße"),
    ("", "Grüße".encode("cp1252"), "Grüße"),
    ("none-such", "Grüße".encode(), "Grüße"),
    ("unicode_escape", b"\\q", "\\q"),
    ("windows-1250", "Příští".encode("cp1250"), "Příští"),
    ("koi8-r", "Привет".encode("koi8-r"), "Привет"),
    ("gb2312", "你好".encode("gb2312"), "你好"),
    ("iso-2022-jp", "こんにちは".encode("iso-2022-jp"), "こんにちは"),
    ("utf-16", "Grüße".encode("utf-16"), "Grüße"),
    ("iso-8859-2", "Příští".encode(), "Příští"),
    ("gb2312", "模".encode("gb2312"), "模"),
    ("x-sjis", "こんにちは".encode("shift_jis"), "こんにちは"),
    ("utf-8", b"\xef\xbb\xbfSeen", "Seen"),
    ("idna", b"xn--a", "xn--a"),
]


@grouped("charset, data, expected", TEXTS, by=lambda case: case[0] or "none")
def test_charsets(charset: str, data: bytes, expected: str) -> None:
    body = b"Content-Transfer-Encoding: base64\n\n" + b64encode(data)
    assert read(HEAD, f'Content-Type: text/plain; charset="{charset}"\n' if charset else "", body).text == expected


def test_encodings() -> None:
    flowed = "Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\n"
    assert (
        read(HEAD, "Content-Transfer-Encoding: quoted-printable\n\nGr=C3=BC=\n=C3=9Fe =\nan alle\n").text
        == "Grüße an alle"
    )
    assert read(HEAD, flowed, "\nWe have not de \ncided yet.\n").text == "We have not decided yet."


PLAIN = "Content-Type: text/plain\n\n"
HTML = "Content-Type: text/html\n\n"
FILE = 'Content-Type: application/pdf; name="offer.pdf"\nContent-Disposition: attachment\n\nx'
STRUCTURES = [
    ("alternative", parts("alternative", f"{PLAIN}plain", f"{HTML}<p>html</p>"), "plain"),
    ("alternative", parts("alternative", f"{PLAIN}  ", f"{HTML}<p>html</p>"), "html"),
    ("alternative", parts("alternative", f"{HTML}<p>html</p>"), "html"),
    ("alternative", parts("alternative", f"{PLAIN}Your client does not support HTML.", f"{HTML}<p>html</p>"), "html"),
    ("alternative", parts("alternative", f"{PLAIN}Ihr Programm zeigt kein HTML an.", f"{HTML}<p>html</p>"), "html"),
    ("alternative", parts("alternative", f"{PLAIN}Use a program that shows HTML.", f"{HTML}<p>html</p>"), "html"),
    ("alternative", parts("alternative", f"{PLAIN}See https://a.example/x.html", f"{HTML}<p>html</p>"), "See https://a.example/x.html"),
    ("alternative", parts("alternative", f"{PLAIN}View this email in your browser", f"{HTML}<p>html</p>"), "html"),
    ("plain", f"{PLAIN}<html><body><p>One</p><p>Two</p></body></html>", "One\n\nTwo"),
    ("mixed", parts("mixed", f"{PLAIN}one", FILE, f"{PLAIN}two"), "one\n\ntwo"),
    ("mixed", parts("mixed", f"{PLAIN}one", "Content-Disposition: attachment; filename=a.txt\n\nfile"), "one"),
    ("mixed", parts("mixed", f"{PLAIN}one", f"Content-Type: message/rfc822\n\n{HEAD}\nforwarded"), "one"),
    ("related", parts("related", f"{HTML}<p>html</p>", 'Content-Type: image/png; name="logo.png"\n\nx'), "html"),
    ("signed", parts("signed", f"{PLAIN}one", "Content-Type: application/pgp-signature\n\nx"), "one"),
    ("encrypted", parts("encrypted", "Content-Type: application/pgp-encrypted\n\nVersion: 1", f"{PLAIN}no"), ""),
    ("encrypted", 'Content-Type: application/pkcs7-mime; name="smime.p7m"\n\nx', ""),
]  # fmt: skip


@grouped("kind, body, expected", STRUCTURES, by=lambda case: case[0])
def test_the_body_is_what_is_shown(kind: str, body: str, expected: str) -> None:
    assert read(HEAD, body).text == expected


def test_attached_files_are_named() -> None:
    logo = 'Content-Type: image/png; name="logo.png"\n\nx'
    html = parts("related", f"{HTML}<p>a</p>", logo).replace("=b", "=c").replace("--b", "--c")
    found = read(HEAD, parts("mixed", html, FILE, f"Content-Type: text/calendar; name=a.ics\n\n{CALENDAR}"))
    assert found.attachments == ("offer.pdf",)
    assert [one.data for one in found.calendars] == [CALENDAR.encode()]


FORWARDED = f"{HEAD}Content-Type: text/calendar\n\n{CALENDAR}"
CALENDARS = [
    f"Content-Type: text/calendar\n\n{CALENDAR}",
    f"Content-Type: application/octet-stream; name=a.ics\n\n{CALENDAR}",
    f"Content-Type: text/plain\n\n{CALENDAR}",
    f"Content-Type: message/rfc822\n\n{FORWARDED}",
    f"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n{b64encode(FORWARDED.encode()).decode()}",
    (
        "Content-Type: application/octet-stream; name=a.eml\nContent-Transfer-Encoding: base64\n\n"
        f"{b64encode(FORWARDED.encode()).decode()}"
    ),
    (
        "Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n\n"
        f"{b64encode(FORWARDED.encode()).decode()}"
    ),
    (
        "Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\n"
        f"{encodestring(FORWARDED.encode()).decode()}"
    ),
]


@pytest.mark.parametrize("part", CALENDARS)
def test_calendars_are_found_wherever_they_are(part: str) -> None:
    (found,) = read(HEAD, parts("mixed", f"{PLAIN}one", part)).calendars
    assert found.data.strip() == CALENDAR.strip().encode()


def test_an_email_says_what_its_calendar_does() -> None:
    part = f"Content-Type: text/calendar; method=Cancel; charset=utf-16\n\n{CALENDAR}"
    (found,) = read(HEAD, parts("mixed", f"{PLAIN}one", part)).calendars
    assert (found.method, found.charset) == ("CANCEL", "utf-16")
    part = f"Content-Class: urn:content-classes:calendarmessage:cancel\nContent-Type: text/calendar\n\n{CALENDAR}"
    assert read(HEAD, parts("mixed", f"{PLAIN}one", part)).calendars[0].method == "CANCEL"


@pytest.mark.parametrize(
    ("results", "mark"),
    [
        ("mx.home.example; dmarc=pass header.from=a.example; spf=fail", "pass"),
        ("mx.home.example; spf=pass smtp.mailfrom=a.example; dkim=none; dmarc=fail", "fail"),
        ("mx.home.example; dkim=pass header.d=a.example", "pass"),
        ("mx.home.example; spf=fail; dkim=none", "doubt"),
        ("mx.home.example; spf=softfail; dkim=fail", "doubt"),
        ("mx.home.example; spf=fail; dkim=fail", "fail"),
        ("mx.home.example; none", ""),
    ],
)
def test_what_the_mail_server_says_of_a_sender_is_a_mark(results: str, mark: str) -> None:
    marks = read(HEAD, f"Authentication-Results: {results}\n\nHello").envelope.marks
    assert marks == ({f"authentication-results: {mark}"} if mark else set())


MACHINE = (
    f"From: Mail Delivery System <MAILER-DAEMON@mx.home.example>\n{DATE}Message-ID: <2@mx.home.example>\n"
    "To: robin@home.example\n"
)
STATUS = (
    "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n"
    "Final-Recipient: rfc822; Joan@oakline.example\nAction: {action}\nStatus: 5.1.1"
)
LETTER = (
    "From: Robin <robin@home.example>\nDate: Mon, 30 Nov 2026 08:00:00 -0800\nMessage-ID: <letter@home.example>\n"
    "Subject: x\n"
)
QMAIL = (
    "Hi. This is the qmail-send program at relay.home.example.\nI'm afraid I wasn't able to deliver your message to the"
    " following addresses.\nThis is a permanent error; I've given up.\n\n<joan@oakline.example>:\nNo such user.\n\n"
    f"--- Below this line is a copy of the message.\n\nReturn-Path: <robin@home.example>\n{LETTER}\nThank you.\n"
)
BOUNCES = [
    ("dsn", parts("report; report-type=delivery-status", f"{PLAIN}Sorry", STATUS.format(action="failed"),
                  f"Content-Type: message/rfc822\n\n{LETTER}\nThank you")),
    ("dsn", parts("report; report-type=delivery-status", f"{PLAIN}Sorry", STATUS.format(action="failed"),
                  f"Content-Type: text/rfc822-headers\n\n{LETTER}")),
    ("dsn", f"References: <letter@home.example>\n{parts('report', f'{PLAIN}Sorry', STATUS.format(action='failed'))}"),
    ("qmail", f"Subject: failure notice\n\n{QMAIL}"),
    ("plain", (f"Subject: Returned mail: see transcript\n\nIt could not be delivered.\n\n  ----- Original message"
              f" -----\n\nTo: joan@oakline.example\n{LETTER}")),
    ("exim", ("X-Failed-Recipients: joan@oakline.example\nSubject: Mail delivery failed: returning message\n\n"
             f"This message was created automatically.\n\n------ This is a copy of the message ------\n\n{LETTER}")),
    ("exchange", ("Subject: Undeliverable: Thank you\nIn-Reply-To: <letter@home.example>\n\nDelivery has failed to"
                 " these recipients or groups:\n\njoan@oakline.example\nThe address was not found.\n")),
    ("exchange", ("Subject: Unzustellbar: Danke\nIn-Reply-To: <letter@home.example>\n\nFehler bei der"
                 " Zustellung an folgende Empfänger:\n\njoan@oakline.example\n")),
    ("exchange", ("Subject: Non remis : Merci\nIn-Reply-To: <letter@home.example>\n\nÉchec de la remise à ces"
                 " destinataires :\n\njoan@oakline.example\n")),
]  # fmt: skip


@grouped("kind, rest", BOUNCES, by=lambda case: case[0])
def test_a_report_names_whom_a_letter_did_not_reach(kind: str, rest: str) -> None:
    found = read(MACHINE, rest)
    assert found.undelivered == ("joan@oakline.example",)
    assert found.undelivered_ids == ("<letter@home.example>",)


def test_a_delay_is_no_bounce() -> None:
    found = read(MACHINE, parts("report", f"{PLAIN}Sorry", STATUS.format(action="delayed")))
    assert (found.undelivered, found.delayed) == ((), True)
    found = read(MACHINE, "Subject: Delayed Mail (still being retried)\n\nIt could not be delivered for 4 hours.\n")
    assert (found.undelivered, found.delayed) == ((), True)


def test_a_letter_that_arrived_is_no_bounce() -> None:
    data = parts("report; report-type=delivery-status", f"{PLAIN}Fine", STATUS.format(action="delivered"))
    found = read(MACHINE, data)
    assert (found.undelivered, found.undelivered_ids, found.delayed) == ((), (), False)
    assert automatic_of(found) == Automatic()


def test_a_person_who_speaks_of_failed_delivery_is_no_mail_server() -> None:
    assert read(HEAD, "\nYour email to kim@harbor.example could not be delivered, she says.\n").undelivered == ()


def boxed(*bodies: str, end: str = "\n") -> bytes:
    mails = (f"From a@b Mon Nov 30 08:3{n}:30 2026\n{HEAD}\n{body}\n\n" for n, body in enumerate(bodies))
    return "".join(mails).replace("\n", end).encode()


def split(data: bytes, size: int = 100) -> list[str]:
    pieces = (data[start : start + size] for start in range(0, len(data), size))
    return [read_message(one).text for one in split_mbox(pieces)]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_mbox_is_split(end: str) -> None:
    assert split(boxed("One.", "Two.", "Three.", end=end)) == ["One.", "Two.", "Three."]


def test_from_lines_in_a_text_do_not_split_it() -> None:
    assert split(boxed("One.\nFrom a@b Mon Nov 30 08:30:30 2026\nOn it goes.", "From here on.")) == [
        "One.\nFrom a@b Mon Nov 30 08:30:30 2026\nOn it goes.", "From here on.",
    ]  # fmt: skip
    assert split(boxed(">From here", ">>From there"))[0] == "From here"


def test_a_content_length_is_believed_where_it_is_right() -> None:
    body = "One.\n\nFrom a@b Mon Nov 30 08:30:30 2026\n\nOn it goes.\n"
    first = f"From a@b Mon Nov 30 08:30:30 2026\nContent-Length: {len(body)}\n{HEAD}\n{body}\n"
    assert split(first.encode() + boxed("Two.")) == [
        "One.\n\nFrom a@b Mon Nov 30 08:30:30 2026\n\nOn it goes.", "Two.",
    ]  # fmt: skip
    wrong = first.replace(f": {len(body)}", ": 7").encode() + boxed("Two.")
    assert len(list(split_mbox(iter([wrong])))) == 3


def test_tagged_messages_on_a_pipe_are_told_apart() -> None:
    bounce = f"{MACHINE}Subject: failure notice\n\n{QMAIL}"
    forward = HEAD + parts("mixed", f"{PLAIN}Look.", f"Content-Type: message/rfc822\n\n{HEAD}\nforwarded")
    one = f"{HEAD}\nOne.\n"
    pipe = "\n".join([one, bounce, one, forward, one]).encode()
    assert [text.split()[0] for text in split(pipe)] == ["One.", "Hi.", "One.", "Look.", "One."]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("between", ["\n\n", "\n", "", "\nRegards: Kim\n"])
def test_emails_that_cat_has_joined_are_told_apart(between: str, end: str) -> None:
    both = HEAD + parts("mixed", f"{PLAIN}Hi.", f"Content-Type: message/rfc822\n\n{HEAD}\nforwarded")
    page = f"{HEAD}Content-Type: text/html\n\n<p>Page.</p>"
    letters = [f"{HEAD}\nOne.", both.rstrip("\n"), f"Return-Path: <a@b.example>\n{HEAD}\nTwo.", page, f"{HEAD}\nEnd."]
    texts = split(between.join(letters).replace("\n", end).encode())
    assert [text.split()[0] for text in texts] == ["One.", "Hi.", "Two.", "Page.", "End."]


ORIGINAL = "From: Dana <dana@acme.example>\nDate: Tue, 10 Nov 2026 11:30:00 +0100\nTo: me@home.example\nSubject: Hi\n"


@pytest.mark.parametrize(
    "above",
    [
        "These are the headers that it had:\n\n",
        "---------- Forwarded message ---------\n",
        "----- Forwarded message from Dana -----\n\n",
        "Begin forwarded message:\n\n",
    ],
)
@pytest.mark.parametrize("head", [HEAD, ORIGINAL])
def test_an_email_that_shows_headers_is_one(head: str, above: str) -> None:
    email = f"{HEAD}\nLook at this.\n\n{above}{head}\nDo you see it?\n".encode()
    assert (list(split_mbox(iter([email]))), holds_another(email)) == ([email], False)


def test_headers_that_may_be_those_of_another_email_are_told() -> None:
    email = f"{HEAD}\nLook at this.\n\n{ORIGINAL}\nHello.\n".encode()
    assert (list(split_mbox(iter([email]))), holds_another(email)) == ([email], True)
    cut = f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n--b\n{PLAIN}Hi.\n\n{HEAD}\nTwo.\n".encode()
    assert (list(split_mbox(iter([cut]))), holds_another(cut)) == ([cut], True)


LETTERS = sorted((Path(__file__).parent / "letters_in").glob("*.eml"))
SCRAPS = [b"\n\n", b"\r", b"\0", b"\xff", b"=?utf-8?b?", b"?=", b'"', b"<", b"(", b"--", b"boundary=", b"; charset*0*="]


def check(data: bytes) -> None:
    """Whatever is read keeps the record's promises."""
    with suppress(UnreadableMail):
        email = read_message(data)
        envelope = email.envelope
        lines = [envelope.message_id, envelope.subject, *envelope.sender, *email.attachments]
        assert lines == [clean_line(line) for line in lines]
        assert email.text == clean(email.text)
        assert envelope.at.tzinfo
        automatic_of(email)


@given(st.binary(max_size=1000), st.binary(max_size=1000))
@example(b"", b"\xef\xbb\xbf")
def test_any_bytes_are_an_email_or_refused_with_a_line(head: bytes, body: bytes) -> None:
    check(head + body)
    check(HEAD.encode() + head + b"\n\n" + body)
    assert b"".join(split_mbox(iter([HEAD.encode() + b"\n" + body]))) == HEAD.encode() + b"\n" + body


@given(st.sampled_from(LETTERS), st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 40), st.sampled_from(SCRAPS))))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_damaged_letters_are_read_or_refused_with_a_line(letter: Path, damages: list[tuple[int, int, bytes]]) -> None:
    data = letter.read_bytes()
    for at, gone, put in damages:
        data = data[:at] + put + data[at + gone :]
    check(data)


SIZE = 250_000
"""Characters: what took the square of them would be seen."""
NASTY = {
    "no end": b"X: " + b"a" * SIZE,
    "folded": b"Subject: a\n" + b" b\n" * (SIZE // 3),
    "encoded words": b"Subject: " + b"=?utf-8?q?" * (SIZE // 10),
    "addresses": b"To: " + b"a@b.example, " * (SIZE // 13),
    "quotes": b"To: " + b'"' * SIZE,
    "open quotes": (b'To: "' + b'\\"' * 9900 + b"\n") * 24,
    "a first line of times": b"From " + b"00:00 2026 " * (SIZE // 11),
    "a next line of times": b"From a 00:00 2026\nSubject: x\n\nhi\n\nFrom " + b"00:00 2026 " * (SIZE // 11),
    "a line of times without a year": b"From a 00:00 2026\nSubject: x\n\nhi\n\nFrom " + b"00:00 " * (SIZE // 6) + b"\n",
    "brackets": b"To: " + b"(<" * (SIZE // 2),
    "ids": b"References: " + b"<a@b> " * (SIZE // 6),
    "parts": b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\n\n" * (SIZE // 5),
    "nested": b"Content-Type: message/rfc822\n\n" * (SIZE // 30),
    "parameters": b"Content-Type: text/plain" + b"; a*0*=b" * (SIZE // 8),
    "punycode": b"Content-Type: text/plain; charset=punycode\n\n" + b"a-" * (SIZE // 2),
    "flowed": b"Content-Type: text/plain; format=flowed\n\n" + b"a \n" * (SIZE // 3),
    "html": b"Content-Type: text/html\n\n" + b"<div>" * (SIZE // 5),
    "days": b"Auto-Submitted: auto-replied\n\n" + b"out of office 1.1.-1.1. " * (SIZE // 24),
    "heads": b"From: a\nDate: b\n" * (SIZE // 16) + b"\n\nFrom: a\n\nDate: b" * (SIZE // 20),
    "joined": b"aFrom:" * (SIZE // 6) + b"\nDate: b\n\n",
    "server": b"Return-Path: <>\nSubject: failure notice\n\n" + b"a" * SIZE,
}


@pytest.mark.parametrize("name", NASTY)
def test_large_emails_are_read_in_no_time(name: str) -> None:
    begun = time.process_time()
    check(HEAD.encode() + NASTY[name])
    list(split_mbox(iter([NASTY[name]])))
    assert time.process_time() - begun < 1


def test_many_emails_on_one_pipe_are_told_apart_in_no_time() -> None:
    email = f"{HEAD}\n".encode() + b"A line of text, and some more words.\n" * 100 + b"\n"
    begun = time.process_time()
    assert sum(1 for _ in split_mbox(iter([email * 1500]))) == 1500
    assert time.process_time() - begun < 1


def test_an_email_without_end_is_read_up_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_EMAIL", 20_000)
    monkeypatch.setattr(reading, "_AHEAD", 2_000)
    (found,) = split_mbox(chain([f"{HEAD}\n".encode()], repeat(b"text\n" * 100)))
    assert 20_000 < len(found) < 25_000
    with pytest.raises(UnreadableMail, match="larger than"):
        read_message(found)
    line = b"From dana@acme.example Fri Nov 20 09:00:00 2026\n"
    small = line + HEAD.encode() + b"\nHello.\n\n"
    large = chain([line, f"{HEAD}\n".encode()], (b"text\n" * 100 for _ in range(1000)), [b"\n"])
    several = list(split_mbox(chain([small], large, [small])))
    assert [len(one) > 20_000 for one in several] == [False, True, False]
    assert max(map(len, several)) < 100_000
