"""vCards: people in, as phones and address books write them; and out, as they read them."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.errors import Unclear
from interview_tui.domain.records import Person
from interview_tui.domain.text import clean, clean_line
from interview_tui.exporting.vcard import vcard
from interview_tui.importing.contacts import LARGEST, Card, is_vcards, read_vcards

SAMPLE = Path(__file__).parents[1] / "samples" / "contacts" / "people.vcf"
LINES = st.text(st.characters(exclude_categories=["Cs"]), max_size=60).map(clean_line)
NAMES = LINES.filter(bool)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200).map(clean).map(str.strip)
MAILS = st.sampled_from(["", "dana@acme.example", "o'neil+x@acme.example"])


def a_card(*lines: str, version: str = "3.0") -> bytes:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]).encode()


def test_what_phones_and_address_books_write_is_read() -> None:
    read = read_vcards(SAMPLE.read_bytes())
    assert read.rows == (
        Card(
            1, "Dr. Dana Ruiz", "VP Operations", "Acme, Inc.", ("dana@acme.example", "d.ruiz@home.example"),
            "+49 30 5550101", "", "Met at the fair; likes trains\nand order",
        ),
        Card(
            2, "Kim Lee", "", "", ("kim@globex.example", "kim@home.example"), "+1-555-0102",
            "https://people.example/kim", "",
        ),
        Card(3, "由衣 伊藤"),
    )  # fmt: skip
    assert read.refused == ((4, "it names nobody"), (5, "it is cut off: END:VCARD is missing"))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (a_card("FN:A", "no property").replace(b"no property", b"NOTE\xff:x"), None),
        (a_card("FN:Andr\xff").replace(b"\xc3\xbf", b"\xff"), "it is not UTF-8: export it as vCard 3.0 or 4.0"),
        (
            a_card("FN;ENCODING=QUOTED-PRINTABLE:Andr=C3=A9", version="2.1"),
            "it is a vCard 2.1 with encoded text: export",
        ),
        (a_card(f"FN:{'x' * 600}"), "its FN has 600 characters: more than 500 are none"),
        (a_card('FN;X="a:Ann'), 'its line “FN;X="a:Ann” is none of a vCard'),
        (a_card(f"FN:{'x' * 200_000}"), "its line “FN:xxxx"),
    ],
)
def test_a_card_that_is_damaged_is_refused_in_a_line(data: bytes, said: str | None) -> None:
    read = read_vcards(data + a_card("FN:Well"))
    assert [card.name for card in read.rows][-1] == "Well"
    if said is not None:
        ((number, why),) = read.refused
        assert number == 1
        assert why.startswith(said)
        assert "\n" not in why


@pytest.mark.parametrize("data", [b"", b"FN:Ann", b"\0\1\2", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR"])
def test_what_is_none_is_said(data: bytes) -> None:
    assert not is_vcards(data)
    with pytest.raises(Unclear, match=r"^this file has no card"):
        read_vcards(data)


@pytest.mark.parametrize(
    "data",
    [
        a_card("FN:A", "EMAIL;TYPE=x:a@b.example") * 80_000,
        b"BEGIN:VCARD\nFN:" + b"\n a" * 1_000_000,
        b"BEGIN:VCARD\nFN" + b';X="a' * 1_000_000 + b"\nEND:VCARD",
        b"BEGIN:VCARD\n" + b"FN:a\n" * 1_000_000,
        b"BEGIN:VCARD\n" * 1_000_000,
        b"x" * (LARGEST + 1),
    ],
    ids=["many", "folds", "parameters", "names", "beginnings", "bytes"],
)
def test_what_is_huge_is_refused(data: bytes) -> None:
    assert refused(data).count("\n") == 0


def refused(data: bytes) -> str:
    """Why nothing was read; '' where something was."""
    try:
        read = read_vcards(data)
    except Unclear as unclear:
        return str(unclear)
    return "" if read.rows else read.refused[0][1]


@given(NAMES, LINES, LINES, MAILS, LINES, TEXTS)
def test_what_is_written_is_read_again(name: str, title: str, company: str, email: str, phone: str, note: str) -> None:
    text = vcard(Person(id=1, name=name, title=title, company=company, email=email, phone=phone, note=note))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    read = read_vcards(text.encode())
    assert read.refused == ()
    emails = (email,) if email else ()
    assert read.rows == (Card(1, name, title, company, emails, phone.removeprefix("tel:"), "", note),)


@given(st.binary() | st.text(alphabet='BEGINVCARD:;\\\n\r "FN=x,').map(str.encode))
def test_no_bytes_break_it(data: bytes) -> None:
    assert "\n" not in refused(b"BEGIN:VCARD\n" + data)


@pytest.mark.skipif("INTERVIEW_TUI_PEERS" not in os.environ, reason="make test sets vobject up: INTERVIEW_TUI_PEERS")
def test_a_program_of_others_reads_it() -> None:
    people = [
        Person(
            id=1,
            name="Dana, Ruiz; \\ 😀",
            title="VP",
            company="Acme; Inc.",
            email="dana@acme.example",
            phone="+49 30 1",
            note="a\nb" * 50,
        ),
        Person(id=2, name="伊藤", link="https://people.example/i"),
    ]
    code = (
        "import json, sys, vobject; print(json.dumps([[c.fn.value, c.uid.value,"
        " [e.value for e in c.contents.get('email', [])], [n.value for n in c.contents.get('note', [])],"
        " c.contents['n'][0].value.family]"
        " for c in vobject.readComponents(sys.stdin.buffer.read().decode())]))"
    )
    python = Path(os.environ["INTERVIEW_TUI_PEERS"]) / "python"
    done = subprocess.run(
        [python, "-c", code], input="".join(map(vcard, people)).encode(), capture_output=True, check=True, timeout=60
    )
    assert json.loads(done.stdout) == [
        ["Dana, Ruiz; \\ 😀", "p1@interview-tui", ["dana@acme.example"], ["a\nb" * 50], "😀"],
        ["伊藤", "p2@interview-tui", [], [], "伊藤"],
    ]
