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
from interview_tui.importing.contacts import ContactCard, apply_contacts
from interview_tui.importing.vcards import VCARD_LIMIT, is_vcards, read_vcards
from interview_tui.services.exports import export_contacts
from interview_tui.services.follow_ups import Contacted
from interview_tui.store.contacts import contacts
from tests.grouped import grouped
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
        ContactCard(
            1, "Dr. Dana Ruiz", "VP Operations", "Acme, Inc.", ("dana@acme.example", "d.ruiz@home.example"),
            "+49 30 5550101", "", "Met at the fair; likes trains\nand order", has_more=True,
        ),
        ContactCard(
            2, "Kim Lee", "", "", ("kim@globex.example", "kim@home.example"), "+1-555-0102",
            "https://people.example/kim", "", has_more=True,
        ),
        ContactCard(3, "由衣 伊藤"),
        ContactCard(5, "Cut off"),
    )  # fmt: skip
    assert read.refused == ((4, "it has no name"),)
    assert read.said == ("row 5: END:VCARD is missing: Cut off is imported as it stands",)


def read_lines(*lines: str, version: str = "2.1") -> ContactCard:
    """The only person of a card."""
    (card,) = read_vcards(a_card(*lines, version=version)).rows
    return card


@pytest.mark.parametrize(
    ("lines", "phone"),
    [
        (("TEL;WORK;FAX:1", "TEL;WORK;VOICE:2"), "2"),
        (("TEL;TYPE=WORK,FAX:1", "TEL;TYPE=home:2"), "2"),
        (("TEL;TYPE=fax:1",), ""),
        (("TEL;VOICE;FAX:1",), "1"),
    ],
)
def test_a_fax_is_no_phone(lines: tuple[str, ...], phone: str) -> None:
    assert read_lines("FN:Dana Ruiz", *lines).phone == phone


DANA = ContactCard(1, "Dana Ruiz")
AS_PHONES_WRITE_IT = {
    "the names of parameters left out": (
        ["N:Ruiz;Dana;;;", "TEL;CELL;PREF:+49 30 1", "TEL;HOME:2", "EMAIL;INTERNET;WORK:dana@acme.example"],
        DANA._replace(phone="+49 30 1", emails=("dana@acme.example",), has_more=True),
    ),
    "quoted-printable in UTF-8": (
        ["N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BCrgen;;;", "ORG;QUOTED-PRINTABLE:Ac=3Bme;Ops"],
        ContactCard(1, "Jürgen Müller", company="Ac;me"),
    ),
    "quoted-printable in Latin-1": (
        ["FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:J=FCrgen"],
        ContactCard(1, "Jürgen"),
    ),
    "a name folded by an equals sign": (
        ["FN;ENCODING=QUOTED-PRINTABLE:Dana=20=", "Ru=", "iz", "TITLE:VP"],
        DANA._replace(title="VP"),
    ),
    "a note of several lines, and an equals sign too many at the end": (
        ["FN:Dana Ruiz", "NOTE;ENCODING=QUOTED-PRINTABLE:met =3D at the fair=0D=0Alikes trains="],
        DANA._replace(note="met = at the fair\nlikes trains"),
    ),
    "a fold keeps its blank": (["FN:Dana Ruiz", "NOTE:likes", " trains"], DANA._replace(note="likes trains")),
    "a picture that ends with an empty line": (
        ["N:Ruiz;Dana", "PHOTO;JPEG;ENCODING=BASE64:", " /9j/4AAQSkZJRgABAQAAAQABAAD", " END/+=", "", "TITLE:VP"],
        DANA._replace(title="VP"),
    ),
    "a picture that is not indented": (
        ["N:Ruiz;Dana", "PHOTO;TYPE=JPEG;ENCODING=BASE64:", "/9j/4AAQ==", "", "TITLE:VP"],
        DANA._replace(title="VP"),
    ),
    "text in base64": (["FN;ENCODING=BASE64:RGFuYSBSdWl6"], DANA),
    "an escaped semicolon": (["N:Ruiz;Dana", "ORG:Acme\\; Sons;Ops"], DANA._replace(company="Acme; Sons")),
    "a charset that it is not written in": (["FN;CHARSET=US-ASCII:Jürgen"], ContactCard(1, "Jürgen")),
    "a charset that there is not": (["FN;CHARSET=zlib:Dana Ruiz"], DANA),
}
AS_OTHERS_WRITE_IT = {
    "a group before the names": (
        ["FN:Dana Ruiz", "item1.EMAIL;type=INTERNET;type=pref:dana@acme.example", "item1.X-ABLabel:_$!<Work>!$_"],
        DANA._replace(emails=("dana@acme.example",)),
    ),
    "URIs": (
        ["FN:Dana Ruiz", "TEL;VALUE=uri:tel:+49-30-1;ext=12", "EMAIL:mailto:Dana@acme.example"],
        DANA._replace(phone="+49-30-1 ext. 12", emails=("dana@acme.example",)),
    ),
    "quotes around parameters": (
        ['FN;SORT-AS="Ruiz;Dana:x":Dana Ruiz', 'TEL;TYPE="cell,pref":1', "TEL;TYPE=home:2"],
        DANA._replace(phone="1", has_more=True),
    ),
    "a quote that is never closed": (['FN;X="a:Dana Ruiz'], DANA),
    "departments behind a company": (
        ["FN:Dana Ruiz", "ORG:Acme, Inc.;Ops;Trains"],
        DANA._replace(company="Acme, Inc."),
    ),
    "separators of other programs": (
        ["FN:Dana Ruiz", "NOTE:at the fair\u2028ORG: trains\x85TEL:1\x0cEND:VCARD", "TITLE:VP\u2028Operations"],
        DANA._replace(title="VP Operations", note="at the fair\nORG: trains\nTEL:1\nEND:VCARD"),
    ),
    "line breaks that nobody escaped": (
        ["FN:Dana Ruiz", "NOTE:likes trains", "and order", "TITLE:VP"],
        DANA._replace(title="VP", note="likes trains\nand order"),
    ),
    "a person of that kind": (["KIND:individual", "FN:Dana Ruiz"], DANA),
    "who is called as the company": (
        ["FN:Dana Ruiz", "N:Ruiz;Dana;;;", "ORG:Dana Ruiz"],
        DANA._replace(company="Dana Ruiz"),
    ),
}


@grouped("case", AS_PHONES_WRITE_IT.items(), by=lambda case: str(case[0]))
def test_a_card_as_phones_write_it_is_read(case: tuple[str, tuple[list[str], ContactCard]]) -> None:
    _, (lines, expected) = case
    assert read_lines(*lines) == expected


@grouped("case", AS_OTHERS_WRITE_IT.items(), by=lambda _: "3.0 and 4.0")
def test_a_card_as_others_write_it_is_read(case: tuple[str, tuple[list[str], ContactCard]]) -> None:
    _, (lines, expected) = case
    assert read_lines(*lines, version="3.0") == read_lines(*lines, version="4.0") == expected


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["X-ADDRESSBOOKSERVER-KIND:group", "N:Recruiters", "FN:Recruiters"], "a group"),
        (["KIND:group", "FN:Recruiters", "MEMBER:urn:uuid:1"], "a group"),
        (["KIND:org", "FN:Acme"], "an organisation"),
        (["FN:Acme", "N:;;;;", "ORG:Acme;", "X-ABShowAs:COMPANY"], "an organisation"),
        (["FN:ACME", "ORG:Acme", "TEL:1"], "an organisation"),
        (["KIND:location", "FN:Berlin"], "a place"),
    ],
)
def test_what_is_nobody_is_passed_over_and_said(lines: list[str], said: str) -> None:
    read = read_vcards(a_card(*lines) + a_card("FN:Dana Ruiz"))
    assert read.rows == (DANA._replace(number=2),)
    assert read.said == (f"row 1: {said}, not a person: not imported",)
    assert read.refused == ()


@pytest.mark.parametrize("lines", [["N:Müller;Jürgen"], ["N;ENCODING=8BIT:Müller;Jürgen"]])
def test_a_charset_that_is_guessed_is_said(lines: list[str]) -> None:
    read = read_vcards(a_card(*lines, version="2.1").decode().encode("cp1252"))
    assert read.rows == (ContactCard(1, "Jürgen Müller"),)
    assert read.said == ("row 1: Jürgen Müller is not in UTF-8: read as Windows-1252",)
    labelled = a_card("N;CHARSET=ISO-8859-1:Müller;Jürgen", version="2.1").decode().encode("latin-1")
    assert read_vcards(labelled).said == ()
    assert read_vcards(labelled).rows == read.rows


def test_a_missing_end_costs_nothing_unless_the_last_line_may_be_cut_too() -> None:
    data = a_card("FN:Dana Ruiz").replace(b"END:VCARD\r\n", b"") + a_card("FN:Kim Lee") + b"BEGIN:VCARD\r\nFN:Pat"
    read = read_vcards(b"\xef\xbb\xbf" + data)
    assert [card.name for card in read.rows] == ["Dana Ruiz", "Kim Lee"]
    assert read.said == ("row 1: END:VCARD is missing: Dana Ruiz is imported as it stands",)
    assert read.refused == ((3, "it is cut off: END:VCARD is missing"),)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (a_card("FN:Andr\x81").replace(b"\xc2\x81", b"\x81"), "it is not UTF-8: export it as vCard 3.0 or 4.0"),
        (a_card("FN;ENCODING=B:%%%A"), "it has base64 that is damaged"),
        (a_card(f"FN:{'x' * 600}"), "its FN has 600 characters: the limit is 500"),
        (a_card("TITLE:VP"), "it has no name"),
        (a_card(f"FN:{'x' * 200_000}"), "its line “FN:xxxx"),
    ],
)
def test_a_card_that_is_damaged_is_refused_in_a_line(data: bytes, said: str) -> None:
    read = read_vcards(data + a_card("FN:Well"))
    assert [card.name for card in read.rows] == ["Well"]
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
        b"BEGIN:VCARD\nFN:" + b"\n a" * 250_000,
        b"BEGIN:VCARD\nFN" + b';X="a' * 250_000 + b"\nEND:VCARD",
        b"BEGIN:VCARD\n" + b"FN:a\n" * 250_000,
        b"BEGIN:VCARD\n" * 60_000,
        b"x" * (VCARD_LIMIT + 1),
    ],
    ids=["folds", "parameters", "names", "beginnings", "bytes"],
)
def test_what_is_huge_is_refused(data: bytes) -> None:
    assert refused(data).count("\n") == 0


def refused(data: bytes) -> str:
    """Why nothing was read; '' where something was, or was nobody's."""
    try:
        read = read_vcards(data)
    except Unclear as unclear:
        return str(unclear)
    return "" if read.rows or read.remarks else read.refused[0][1]


@given(NAMES, LINES, LINES, MAILS, LINES, TEXTS)
def test_what_is_written_is_read_again(name: str, title: str, company: str, email: str, phone: str, note: str) -> None:
    text = vcard(Person(id=1, name=name, title=title, company=company, email=email, phone=phone, note=note))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    read = read_vcards(text.encode())
    assert read.refused == ()
    emails = (email,) if email else ()
    assert read.rows == (ContactCard(1, name, title, company, emails, phone.removeprefix("tel:"), "", note),)


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
    assert (counts(tried), every(program, Person), journal(program)) == ((4, 0, 0), (), [])
    done = taken(program, data)
    assert counts(done) == (4, 0, 0)
    assert done.words == "added 4 people; of 2 people only the first address or number is imported"
    assert names(program) == ["Dr. Dana Ruiz", "Kim Lee", "由衣 伊藤", "Cut off"]
    again = taken(program, data)
    assert (counts(again), again.words, len(journal(program))) == ((0, 0, 4), "nothing new", 1)
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
