"""Lists of people are people: never interviews with their titles as roles; each is added where an interview runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.enums import Outcome, Part, Ref
from interview_tui.domain.errors import Unclear
from interview_tui.domain.records import Attendance, Interview, Involvement, Person
from interview_tui.importing.contacts import ContactCard, apply_listed
from interview_tui.importing.importer import NO_OPTIONS, Options
from interview_tui.importing.importers import importer_of
from interview_tui.importing.people_tables import PEOPLE_TABLES, is_people_table, read_people
from tests.grouped import grouped
from tests.programs import a_program, content, every, journal

if TYPE_CHECKING:
    from pathlib import Path

    from interview_tui.importing.importer import Imported
    from tests.programs import ProgramOnATable

DANA = ContactCard(2, "Dana Ruiz", "VP Operations", "Acme", ("dana@acme.example",), "555 0101")
LISTS = {
    "a CRM": "Name,Email,Phone,Company,Title\nDana Ruiz,dana@acme.example,555 0101,Acme,VP Operations\n",
    "another order": "Company;Job Title;Full Name;Mobile;E-Mail\n"
    "Acme;VP Operations;Dana Ruiz;555 0101;Dana@acme.example\n",
    "two parts of a name": "First Name,Last Name,Email Address,Organization,Position,Phone Number\n"
    "Dana,Ruiz,dana@acme.example,Acme,VP Operations,555 0101\n",
    "German": "Vorname;Nachname;Firma;Funktion;Telefon;E-Mail-Adresse\n"
    "Dana;Ruiz;Acme;VP Operations;555 0101;dana@acme.example\n",
    "French": "Nom;Prénom;Entreprise;Fonction;Tél.;Courriel\nRuiz;Dana;Acme;VP Operations;555 0101;dana@acme.example\n",
    "an account and its contact": "Contact Name,Title,Account Name,Email,Phone\n"
    "Dana Ruiz,VP Operations,Acme,dana@acme.example,555 0101\n",
    "an address book": "First Name,Middle Name,Last Name,Organization Name,Organization Title,E-mail 1 - Value,"
    "Phone 1 - Value\nDana,,Ruiz,Acme,VP Operations,dana@acme.example,555 0101\n",
    "the family name first": 'Name,Email,Phone,Company,Title\n"Ruiz, Dana",dana@acme.example,555 0101,Acme,'
    "VP Operations\n",
    "a state of talks": "Name,Email,Phone,Company,Role,Status\n"
    "Dana Ruiz,dana@acme.example,555 0101,Acme,VP Operations,\n",
}
NOT_OF_PEOPLE = {
    "a contact of an application": "Company,Role,Contact,Email,Status\nAcme,SRE,Dana Ruiz,dana@acme.example,Applied\n",
    "who has applied": "Name,Email,Company,Title,Date applied\nDana,dana@acme.example,Acme,SRE,2026-10-01\n",
    "a job's name": "Name,Company,Title\nTrains on time,Acme,SRE\nCalm releases,Globex,DBA\n",
    "a contact at a place": "Company,Title,Contact,Email,Location\nAcme,SRE,Dana Ruiz,dana@acme.example,Oslo\n",
    "a contact behind the role": "Firma;Position;Ansprechpartner;E-Mail\nAcme;SRE;Dana Ruiz;dana@acme.example\n",
    "a role, and who decides": "Company,Contact,Role,Email\nAcme,Dana Ruiz,SRE,dana@acme.example\n",
    "prose": "Dear Name,\nyour email, phone and company\n",
    "nothing": "",
}


@grouped("case", LISTS.items(), by=lambda _: "lists")
def test_a_list_of_people_is_known_by_its_header(case: tuple[str, str]) -> None:
    data = case[1].encode()
    assert importer_of("x.csv", data, NO_OPTIONS) is PEOPLE_TABLES
    found = read_people(b"Our contacts\n\n" + data)
    assert found.rows == (DANA._replace(number=4),)
    assert found.refused == ()


@grouped("case", NOT_OF_PEOPLE.items(), by=lambda _: "others")
def test_other_tables_are_none(case: tuple[str, str]) -> None:
    assert not is_people_table(case[1].encode())
    with pytest.raises(Unclear, match=r"^this is not a list of people"):
        read_people(case[1].encode())


def test_names_without_an_address_have_to_be_those_of_people() -> None:
    data = b"Name,Company,Title\nDana Ruiz,Acme,VP Operations\nKim Lee,Globex,Recruiter\n"
    assert is_people_table(data)
    assert not is_people_table(data, Options({"company": "Company", "role": "Title"}))


def test_a_contact_before_a_title_has_that_title() -> None:
    for header in ("Contact,Company,Title", "Contact Name;Position;Company", "Kontakt;Funktion;Firma"):
        mark = ";" if ";" in header else ","
        names = header.split(mark)
        cells = {"o": "Dana Ruiz", "i": "VP"}
        row = mark.join("Acme" if n in ("Company", "Firma") else cells["o" if "ont" in n else "i"] for n in names)
        assert [(c.name, c.title, c.company) for c in read_people(f"{header}\n{row}\n".encode()).rows] == [
            ("Dana Ruiz", "VP", "Acme")
        ]


def test_a_bad_row_costs_itself_and_what_is_left_out_is_said() -> None:
    found = read_people(
        b"Name,Email,Company,Priority\nDana Ruiz,dana@acme.example,Acme,high\n,,Globex,\n"
        b"Kim Lee,kim@globex.example;k@home.example,Globex,low,beyond\n,pat@ito.example\n"
        + b"x" * 501
        + b",a@b.example\n"
    )
    assert [(card.name, card.emails, card.has_more) for card in found.rows] == [
        ("Dana Ruiz", ("dana@acme.example",), False),
        ("Kim Lee", ("kim@globex.example", "k@home.example"), True),
        ("pat@ito.example", ("pat@ito.example",), False),
    ]
    assert found.refused == ((3, "it names nobody"), (6, "its name has more than 500 characters"))
    assert found.said == (
        "1 column left out: “Priority”",
        "row 4: “beyond” left out: it has more cells than the header",
    )


PHONEBOOK = """# name\tcompany\ttype\ttitle\tphone\temail\tlinkedin\ttracker\tnotes

Dana Ruiz\tAcme\thiring-manager\tVP "Ops"\t+49 1\tdana@acme.example\thttps://people.example/dana\t012\tmet; email, ok
由衣 伊藤\tGlobex\tpeer\t\t\t\t\t-\t
Too\tFew
\tNobody GmbH\tother\t
Pat Hill\tIto\trecruter\tRecruiter
Kim Lee\tIto\tother\t\t\t\t\t-\tpart one\tpart two
Dana Ruiz\tACME\thiring-manager\tCOO\t\t\t\t012\tmoved up
"""


def test_career_ops_phonebook_is_read_by_its_places() -> None:
    data = PHONEBOOK.encode()
    assert is_people_table(data)
    found = read_people(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"))
    assert found.rows == (
        ContactCard(4, "由衣 伊藤", company="Globex", part=Part.CONNECTION),
        ContactCard(7, "Pat Hill", "Recruiter", "Ito"),
        ContactCard(8, "Kim Lee", company="Ito", note="part one part two"),
        ContactCard(9, "Dana Ruiz", "COO", "ACME", note="moved up", part=Part.HIRING_MANAGER),
    )
    assert [number for number, _ in found.refused] == [5, 6]
    assert found.said == (
        "row 3: left out: row 9 is about Dana Ruiz too",
        "row 7: “recruter” is not a part that is known: guessed by the title",
    )
    bare = data.split(b"\n", 2)[2]
    assert is_people_table(bare)
    assert not is_people_table(b"a\tb\tc\td\n")
    assert importer_of("contacts.tsv", b"Dana Ruiz\tAcme\t\tVP\n", NO_OPTIONS) is PEOPLE_TABLES


@given(st.binary(max_size=200))
def test_no_bytes_break_it(noise: bytes) -> None:
    for beginning in (b"Name,Email,Company\n", b"# name\tcompany\n"):
        found = read_people(beginning + noise)
        assert all(card.name for card in found.rows)


def take(program: ProgramOnATable, text: str, *, dry_run: bool = False) -> Imported:
    return apply_listed(program, [read_people(text.encode())], dry_run=dry_run)


HEADER = "Name,Email,Company,Title,Type\n"


def test_each_is_added_to_the_interview_at_their_company_once(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    program.interviews.add("Acme Ltd", "SRE", people=["Dana Ruiz"])
    program.interviews.add("Globex", "DBA")
    before = content(program)
    rows = HEADER + (
        "Dana Ruiz,dana@acme.example,Acme,VP,\nPat Hill,pat@acme.example,Acme,Recruiter,\n"
        "Kim Lee,kim@globex.example,Globex,Engineer,peer\nAlex Ray,alex@ito.example,Ito,,\n"
    )
    assert take(program, rows, dry_run=True).added == 3
    assert content(program) == before
    done = take(program, rows)
    assert (done.added, done.updated, done.skipped) == (3, 1, 0)
    ties = {(program_person(program, tie.person_id), tie.interview_id, tie.part) for tie in every(program, Involvement)}
    assert ("Pat Hill", 1, Part.RECRUITER) in ties
    assert ("Kim Lee", 2, Part.CONNECTION) in ties
    assert "no running interview at Ito: 1 person is in no interview" in done.words
    assert "added to interviews: " in done.words
    assert len(every(program, Interview)) == 2
    assert len(every(program, Attendance)) == 1
    full = content(program)
    again = take(program, rows)
    assert (again.added, again.updated, again.skipped, again.entry) == (0, 0, 4, None)
    assert content(program) == full
    program.history.undo()
    assert content(program) == before
    assert len(journal(program)) == 2


def program_person(program: ProgramOnATable, number: int) -> str:
    return next(person.name for person in every(program, Person) if person.id == number)


def test_where_several_interviews_run_it_is_asked_and_where_one_has_ended_nobody_is_added(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    program.interviews.add("Acme", "SRE")
    program.interviews.add("ACME Inc.", "DBA")
    program.interviews.add("Globex", "QA")
    program.outcomes.record([3], Outcome.REJECTED)
    done = take(program, HEADER + "Pat O'Hill,pat@acme.example,Acme,,\nKim Lee,kim@globex.example,Globex,,\n")
    assert every(program, Involvement) == ()
    assert done.asked == (
        (Ref("p", 1), "Acme has several interviews (i1, i2): interview-tui person i1 'Pat O'\"'\"'Hill' adds them"),
    )
    assert done.words == "added 2 people; no running interview at Globex: 1 person is in no interview"


def test_an_interview_with_an_open_offer_runs(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    program.interviews.add("Acme", "SRE")
    program.outcomes.record([1], Outcome.OFFER)
    take(program, HEADER + "Pat Hill,pat@acme.example,Acme,Recruiter,\n")
    assert [tie.part for tie in every(program, Involvement)] == [Part.RECRUITER]


def test_nobody_meets_themselves(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    program.mine = frozenset({"me@home.example"})
    program.interviews.add("Acme", "SRE")
    assert take(program, HEADER + "Robin Hale,Me@home.example,Acme,,\n").skipped == 1
    assert every(program, Person) == ()
