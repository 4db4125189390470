"""People from vCards: read, found by what is known of them, never doubled; and given out as they came."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.enums import Channel, Direction, Ref
from interview_tui.domain.errors import Unclear
from interview_tui.domain.records import Person
from interview_tui.domain.text import clean, clean_line
from interview_tui.exporting.vcard import vcard
from interview_tui.importing.contacts import VCARD_LIMIT, Card, apply_contacts, is_vcards, read_vcards
from interview_tui.services.exports import export_contacts
from interview_tui.services.follow_ups import Contacted
from interview_tui.store.contacts import contacts
from tests.programs import ProgramOnATable, a_program, every, journal

if TYPE_CHECKING:
    from interview_tui.importing.importer import Imported


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
    assert read.refused == ((4, "it has no name"), (5, "it is cut off: END:VCARD is missing"))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (a_card("FN:A", "no property").replace(b"no property", b"NOTE\xff:x"), None),
        (a_card("FN:Andr\xff").replace(b"\xc3\xbf", b"\xff"), "it is not UTF-8: export it as vCard 3.0 or 4.0"),
        (
            a_card("FN;ENCODING=QUOTED-PRINTABLE:Andr=C3=A9", version="2.1"),
            "it is a vCard 2.1 with encoded text: export",
        ),
        (a_card(f"FN:{'x' * 600}"), "its FN has 600 characters: the limit is 500"),
        (a_card('FN;X="a:Ann'), 'its line “FN;X="a:Ann” is not part of a vCard'),
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
    with pytest.raises(Unclear, match=r"^this file has no vCard"):
        read_vcards(data)


@pytest.mark.parametrize(
    "data",
    [
        b"BEGIN:VCARD\nFN:" + b"\n a" * 1_000_000,
        b"BEGIN:VCARD\nFN" + b';X="a' * 1_000_000 + b"\nEND:VCARD",
        b"BEGIN:VCARD\n" + b"FN:a\n" * 1_000_000,
        b"BEGIN:VCARD\n" * 1_000_000,
        b"x" * (VCARD_LIMIT + 1),
    ],
    ids=["folds", "parameters", "names", "beginnings", "bytes"],
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


def taken(program: ProgramOnATable, data: bytes, *, dry_run: bool = False) -> Imported:
    return apply_contacts(program, [read_vcards(data)], dry_run=dry_run)


def counts(imported: Imported) -> tuple[int, int, int]:
    return imported.added, imported.updated, imported.skipped


def names(program: ProgramOnATable) -> list[str]:
    return [person.name for person in every(program, Person)]


def test_they_are_added_once_and_go_with_one_undo(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    data = SAMPLE.read_bytes()
    tried = taken(program, data, dry_run=True)
    assert (counts(tried), every(program, Person), journal(program)) == ((3, 0, 0), (), [])
    done = taken(program, data)
    assert (counts(done), done.words) == ((3, 0, 0), "added 3 people")
    assert names(program) == ["Dr. Dana Ruiz", "Kim Lee", "由衣 伊藤"]
    again = taken(program, data)
    assert (counts(again), again.words, len(journal(program))) == ((0, 0, 3), "nothing new", 1)
    program.history.undo()
    assert names(program) == []


def test_of_somebody_known_only_what_is_empty_is_taken(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    program.interviews.add("Acme", "SRE", people=["Dana Ruiz, Head of Trains <dana@acme.example>", "Kim Lee"])
    done = taken(
        program,
        a_card("FN:D. Ruiz", "TITLE:VP", "TEL:1", "EMAIL:x@y.example", "EMAIL:DANA@acme.example")
        + a_card("FN:kim  lee", "ORG:Acme", "EMAIL:kim@acme.example"),
    )
    assert counts(done) == (0, 2, 0)
    dana, kim = every(program, Person)
    assert (dana.name, dana.title, dana.phone, dana.email) == ("Dana Ruiz", "Head of Trains", "1", "dana@acme.example")
    assert kim.email == "kim@acme.example"


def test_two_of_one_name_are_two(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    done = taken(
        program,
        a_card("FN:Kim Lee", "EMAIL:kim@acme.example")
        + a_card("FN:Kim Lee", "EMAIL:kim@globex.example")
        + a_card("FN:Kim Lee", "ORG:Initech"),
    )
    assert counts(done) == (2, 1, 0)  # the third may be the first
    assert [p.email for p in every(program, Person)] == ["kim@acme.example", "kim@globex.example"]


def test_what_hears_of_it_can_stop_it(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    heard: list[int] = []

    def told(number: int) -> None:
        heard.append(number)
        raise KeyboardInterrupt

    cards = read_vcards(b"".join(a_card(f"FN:Person {n}") for n in range(600)))
    with pytest.raises(KeyboardInterrupt):
        apply_contacts(program, [cards], progress=told)
    assert (heard, every(program, Person)) == ([500], ())


def test_what_goes_out_comes_back(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    program.interviews.add("Acme", "SRE", people=["Dana Ruiz, VP; Ops <dana@acme.example>", "伊藤", "Kim \\ Lee"])
    text = "".join(export_contacts(program))
    assert text == "".join(export_contacts(program))
    assert counts(taken(program, text.encode())) == (0, 0, 3)
    (tmp_path / "other").mkdir()
    other = a_program(tmp_path / "other")
    assert counts(taken(other, text.encode())) == (3, 0, 0)
    assert "".join(export_contacts(other)) == text


def test_the_contacts_with_a_company_are_those_of_all_its_names(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    for company in ("Acme", "ACME Inc.", "Ácme", "Globex"):
        program.interviews.add(company, f"Role at {company}")
    for number in (1, 2, 3, 4):
        program.follow_ups.touch(
            Ref("i", number), Contacted(direction=Direction.OUT, channel=Channel.EMAIL, note="asked")
        )
    assert len(contacts(program.store.reader, "acme gmbh", None)) == 3
    assert contacts(program.store.reader, "", None) == ()
