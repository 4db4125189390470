"""Tables of applications: told apart by their headers, read row by row, each refused row with its number and why."""

from __future__ import annotations

import csv
import io
import tomllib
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.enums import Outcome, Step
from interview_tui.domain.errors import Unclear
from interview_tui.domain.text import in_utf8
from interview_tui.exporting.table import harmless
from interview_tui.importing import statuses
from interview_tui.importing.dates import day_is_first, read_day, read_moment
from interview_tui.importing.forms import Means
from interview_tui.importing.importer import MOST_REMARKS, NO_OPTIONS, Contents, Options
from interview_tui.importing.statuses import AT_FIRST, ApplicationStage, stage_of
from interview_tui.importing.table import Application, NamedPerson, is_table, read_table
from tests.grouped import grouped

HUNTR = (
    "id,createdAt,title,salary,location,url,rootDomain,htmlDescription,deadline,color,lastMovedAt,boardId,boardName,"
    "listId,listName,companyId,companyName,companyDomain,creatorUserId,creatorUserFirstName,creatorUserLastName,"
    "creatorUserEmail"
)


def written(header: str, *rows: dict[str, str], empty: str = "") -> bytes:
    names = header.split(",")
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, names, restval=empty)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def only(data: bytes) -> Application:
    (row,) = read_table(data).rows
    return row


class TestSniff:
    def test_huntr(self) -> None:
        data = written(
            HUNTR,
            {
                "title": "SRE",
                "companyName": "Acme",
                "listName": "Rejected",
                "url": "https://acme.example/jobs/1",
                "location": "Lisbon",
                "salary": "60,000",
                "htmlDescription": "<p>Keep it <b>running</b> &amp; calm</p><ul><li>Releases</li></ul>",
            },
            empty="-",
        )
        assert read_table(data).form == "Huntr"
        assert only(data) == Application(
            number=2,
            company="Acme",
            role="SRE",
            link="https://acme.example/jobs/1",
            location="Lisbon",
            note="Salary: 60,000\nKeep it running & calm\n- Releases",
            status="Rejected",
            stage=ApplicationStage(Step.ACCEPT, Outcome.REJECTED),
        )

    @pytest.mark.parametrize(
        "data", [b"", b"BEGIN:VCALENDAR\r\n", b"From: Dana, Acme <a@b.example>\n", b"{}", b"Dear diary\n", b"company\n"]
    )
    def test_and_nothing_else_does(self, data: bytes) -> None:
        assert not is_table(data)


class TestRefused:
    @pytest.mark.parametrize(
        ("line", "why"),
        [
            (b",SRE,Oslo", "it names no company"),
            (b"Acme", "it has 1 cell where the header has 3"),
            (b'Acme,"S\0RE,Oslo', "a quote in it is never closed"),
            (b"Acme,S\0RE,Oslo", "it has bytes that are not text"),
            (b"Acme,S\x81ger,Oslo", "it is not UTF-8: save the table as “CSV UTF-8”"),
            (b'Acme,SRE,"' + b"x" * 1_000_000 + b'"', "a cell has 1,000,000 characters: the limit is 131,072"),
            (b"Acme," + b"x" * 501 + b",Oslo", "its role has 501 characters: the limit is 500"),
        ],
        ids=["no company", "a cell", "an open quote", "binary", "bytes", "a huge cell", "a huge role"],
    )
    def test_a_bad_row_is_named_and_the_others_are_kept(self, line: bytes, why: str) -> None:
        table = read_table(b"company,role,location\nQuill,DBA,\n" + line + b"\n\nIto,QA,Rome\n")
        assert [(row.number, row.company) for row in table.rows] == [(2, "Quill"), (5, "Ito")]
        assert table.refused == ((3, why),)

    def test_a_quote_that_never_ends_costs_its_own_row(self) -> None:
        table = read_table(b'company,role\nQuill,DBA\n"Acme,SRE\nIto,QA\n')
        assert [(row.number, row.company) for row in table.rows] == [(2, "Quill"), (4, "Ito")]
        assert table.refused == ((3, "a quote in it is never closed"),)

    def test_quotes_that_are_never_closed_are_looked_for_in_bounded_time(self) -> None:
        began = process_time()
        read_table(b'company,role\n"Acme,SRE\n' + b',"x,"y\n' * 100_001)
        assert process_time() - began < 5

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (b"", "a table of applications needs a column “company”"),
            (b"Wer,Was\nAcme,SRE\n", "a table of applications needs a column “company”"),
            (b"PNG\r\n\x1a\n\0\0\0\rIHDR", "a table of applications needs a column “company”"),
            (b"Firma;Stelle;Gespr\x81ch\nAcme;SRE;\n", "it is not UTF-8: save the table as “CSV UTF-8”"),
            (b"company,role," + b"x" * 140_000, "a cell has 140,000 characters"),
            ("company,role\n".encode("utf-16-le"), "it has bytes that are not text"),
            (b"First Name,Last Name,Company,Position\n", "this is a table of people"),
        ],
        ids=["empty", "other words", "binary", "bytes", "a huge header", "UTF-16 without a mark", "people"],
    )
    def test_what_is_no_table_gets_one_clear_line(self, data: bytes, said: str) -> None:
        with pytest.raises(Unclear) as caught:
            read_table(data)
        assert str(caught.value).startswith(said)
        assert "\n" not in str(caught.value)

    @given(st.binary(max_size=200))
    def test_no_bytes_break_it(self, noise: bytes) -> None:
        is_table(noise)
        data = b"company,role\n" + noise
        try:
            table = read_table(data)
        except Unclear:
            return
        assert all(row.company for row in table.rows)

    def test_the_limit_of_the_reader_is_left_as_it_was(self) -> None:
        before = csv.field_size_limit()
        read_table(b"company,role\nAcme,SRE\n")
        assert csv.field_size_limit() == before


def test_texts_are_cleaned() -> None:
    row = only('company,role,notes\n"Ac\x1b[31mme\u202e",S\x07RE,a\x1b]0;t\x07b\n'.encode())
    assert (row.company, row.role, row.note) == ("Acme", "SRE", "ab")


class TestStages:
    @pytest.mark.parametrize(
        ("status", "stage"),
        [
            ("Applied", AT_FIRST),
            ("  INTERVIEW 2 ", AT_FIRST),
            ("Phone-screen", AT_FIRST),
            ("Interviewed", ApplicationStage(Step.CONSULT)),
            ("Ghosted 👻", ApplicationStage(Step.PERSIST, Outcome.QUIET)),
            ("Offer", ApplicationStage(Step.ACCEPT, Outcome.OFFER)),
            ("Hired!", ApplicationStage(Step.ACCEPT, Outcome.ACCEPTED)),
            ("Rejected", ApplicationStage(Step.ACCEPT, Outcome.REJECTED)),
            ("Withdrawn", ApplicationStage(outcome=Outcome.WITHDRAWN)),
            ("Moon phase", None),
            ("", None),
        ],
    )
    def test_a_status_is_where_it_is_clear(self, status: str, stage: ApplicationStage | None) -> None:
        assert stage_of(status) == stage

    def test_no_word_has_two_meanings(self) -> None:
        data = tomllib.loads(Path(statuses.__file__).with_name("tables.toml").read_text("utf-8"))
        words = [word for status in data["status"] for word in status["words"]]
        assert len(words) == len(set(words))
        assert all(stage_of(word.upper()) is not None for word in words)


SAMPLES = Path(__file__).parent.parent / "samples"
CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


def sample(name: str) -> Contents[Application]:
    return read_table((SAMPLES / name).read_bytes())


def row(table: Contents[Application], number: int) -> Application:
    (found,) = (row for row in table.rows if row.number == number)
    return found


@pytest.mark.parametrize(
    ("name", "form", "rows"),
    [
        ("huntr.csv", "Huntr", 9),
        ("simplify.csv", "Simplify", 8),
        ("jobsync.csv", "JobSync", 8),
        ("linkedin.csv", "LinkedIn", 8),
        ("interview-tui.csv", "interview-tui", 8),
        ("firmen.csv", "CSV", 8),
    ],
)
def test_each_sample_is_told_apart_and_read_whole(name: str, form: str, rows: int) -> None:
    assert is_table((SAMPLES / name).read_bytes())
    table = sample(name)
    assert (table.form, len(table.rows), table.refused) == (form, rows, ())


OUTCOMES = "rejected, offer, accepted, declined, rescinded, withdrawn, quiet"


class TestPrograms:
    def test_huntr(self) -> None:
        assert row(sample("huntr.csv"), 3) == Application(
            number=3,
            company="Quill, Ink & Sons",
            role="Data “Wrangler”; part time",
            link="https://quill.example/careers/7/",
            location="Oslo; remote",
            note='Deadline: 2026-11-30\nSay "hello"',
            status="Interview",
        )

    def test_simplify(self) -> None:
        assert row(sample("simplify.csv"), 4) == Application(
            number=4,
            company="Penny; Pound Ltd",
            role='Analyst, Risk & "Fun"',
            link="https://penny.example/jobs/44/",
            location="London",
            applied=date(2026, 8, 3),
            note="=1+1 was their riddle\nJob type: Contract\n"
            "Status since: 2026-08-20\nArchived on: 2026-08-21\nArchived: yes",
            status="REJECTED",
            stage=ApplicationStage(Step.ACCEPT, Outcome.REJECTED),
        )
        assert row(sample("simplify.csv"), 6).note.endswith("Applied: sometime in May")

    def test_jobsync(self) -> None:
        table = sample("jobsync.csv")
        assert row(table, 5) == Application(
            number=5,
            company="Tür & Tor 🚪",
            role="Schreiner",
            location="Köln",
            applied=date(2026, 9, 8),
            note='Job type: Part Time\nWorkplace: On-site\nSource: =HYPERLINK("x")',
            status="Rejected",
            stage=ApplicationStage(Step.ACCEPT, Outcome.REJECTED),
        )
        assert (row(table, 8).role, row(table, 3).applied) == ("", None)
        assert row(table, 9).note.endswith("Applied: 2026-09-31")

    def test_linkedin_the_contact_of_which_is_the_applicant(self) -> None:
        table = sample("linkedin.csv")
        assert row(table, 2) == Application(
            number=2,
            company="Acme Rail",
            role="Site Reliability Engineer",
            link="http://www.linkedin.com/jobs/view/4000000001",
            applied=date(2025, 12, 31),
            note='Resume: cv.pdf\nQuestions and answers: Years with trains?:3 | Do you speak "rail"?:Yes',
        )
        assert [r.applied for r in table.rows[2:7]] == [
            date(2026, 10, 11),
            date(2026, 3, 4),
            date(2026, 3, 4),
            date(2026, 5, 6),
            None,
        ]

    def test_this_program(self) -> None:
        table = sample("interview-tui.csv")
        first = row(table, 2)
        assert first.meeting == datetime(2026, 12, 2, 13, tzinfo=UTC)
        assert first.people == (NamedPerson("Dana Ruiz", "dana@acme.example"), NamedPerson("Max Weber"))
        assert first.note == 'met at the "fair"\nsecond line; third'
        assert [r.stage for r in table.rows] == [
            AT_FIRST,
            ApplicationStage(Step.ACCEPT, Outcome.REJECTED),
            ApplicationStage(Step.ACCEPT, Outcome.OFFER),
            ApplicationStage(Step.ACCEPT, Outcome.ACCEPTED),
            ApplicationStage(Step.DONT_RUSH, Outcome.WITHDRAWN),
            ApplicationStage(Step.PERSIST, Outcome.QUIET),
            ApplicationStage(Step.CONFIRM_NEXT_STEPS),
            ApplicationStage(Step.TURN_IT_AROUND, Outcome.REJECTED),
        ]
        assert (row(table, 6).company, row(table, 6).role) == ("-Minus", "@Role")
        assert row(table, 7).people == (NamedPerson("Ruiz, Dana"),)

    @pytest.mark.parametrize(
        ("step", "outcome", "why"),
        [
            ("11", "", "its step is “11”: it can be 1 to 10"),
            ("five", "", "its step is “five”: it can be 1 to 10"),
            (
                "2",
                "won",
                f"its outcome is “won”: it can be {OUTCOMES}, or nothing",
            ),
        ],
    )
    def test_its_own_steps_and_outcomes_are_ours_or_refused(self, step: str, outcome: str, why: str) -> None:
        data = f"company,role,step,round,outcome,decision\nAcme,SRE,{step},1,{outcome},\nIto,QA,,,,\n"
        table = read_table(data.encode())
        assert table.refused == ((2, why),)
        assert [(r.company, r.stage) for r in table.rows] == [("Ito", AT_FIRST)]

    def test_a_rejection_is_never_before_step_9(self) -> None:
        table = read_table(b"company,role,step,round,outcome,decision,people\nAcme,SRE,2,1,rejected,,007; M\n")
        assert row(table, 2).stage == ApplicationStage(Step.ACCEPT, Outcome.REJECTED)
        assert row(table, 2).people == (NamedPerson("007"), NamedPerson("M"))

    @given(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=20))
    def test_its_own_notes_come_back_as_they_were(self, note: str) -> None:
        cell = harmless(note).replace('"', '""')
        table = read_table(f'company,role,step,round,outcome,decision,note\nAcme,SRE,1,1,,,"{cell}"\n'.encode())
        assert row(table, 2).note == (note if note.strip() else "")


class TestAnyOther:
    def test_german(self) -> None:
        table = sample("firmen.csv")
        assert row(table, 2) == Application(
            number=2,
            company="Äpfel & Söhne",
            role="Gärtner",
            link="https://aepfel.example/stellen/1",
            location="Köln",
            note="sagte: „melden“; dann\nnichts\nGehalt: 45.000 €",
            status="Beworben",
            applied=date(2026, 4, 3),
            meeting=datetime(2026, 12, 2, 14),  # noqa: DTZ001 -- the clock on the user's wall
            people=(NamedPerson("Dana Ruiz", "dana@aepfel.example", title="Leiterin"),),
        )
        assert row(table, 4).people == (NamedPerson("Tom Tal"), NamedPerson("Ute Ulm", title="Recruiterin"))
        assert row(table, 4).note == "Gespräch: im Herbst"
        assert row(table, 5).meeting == date(2026, 11, 30)
        assert row(table, 6).note == "Ansprechpartner: 0221 5550100"
        assert row(table, 7).note == "Beworben am: Ostern\nStatus: Sternzeichen Fisch"
        assert [r.applied for r in table.rows[6:]] == [date(2026, 7, 6), date(2026, 7, 25)]

    @pytest.mark.parametrize(
        ("header", "cells"),
        [
            ("Entreprise;Poste;Lieu;Lien;Statut;Date de candidature;Remarques", "Acme;SRE;Lyon;u;Refusé;04/03/2026;x"),
            ("Société;Intitulé du poste;Ville;Annonce;État;Date;Commentaires", "Acme;SRE;Lyon;u;refus;04/03/2026;x"),
            ("Empresa;Puesto;Ubicación;Enlace;Estado;Fecha;Notas", "Acme;SRE;Lyon;u;Rechazado;04/03/2026;x"),
            ("companyName;jobTitle;City;job_url;STAGE;applied_date;Comments", "Acme;SRE;Lyon;u;Rejected;04/03/2026;x"),
        ],
        ids=["French", "French too", "Spanish", "other marks"],
    )
    def test_other_languages(self, header: str, cells: str) -> None:
        table = read_table(f"{header}\n{cells}\n".encode(), Options(day_first=True))
        assert table.rows == (
            Application(
                number=2,
                company="Acme",
                role="SRE",
                location="Lyon",
                link="u",
                status=cells.split(";")[4],
                stage=ApplicationStage(Step.ACCEPT, Outcome.REJECTED),
                applied=date(2026, 3, 4),
                note="x",
            ),
        )

    def test_excels_first_line_says_what_parts_the_cells(self) -> None:
        table = read_table(b"sep=;\r\ncompany;role\r\nAcme, Ltd;SRE\r\n")
        assert [(r.number, r.company, r.role) for r in table.rows] == [(2, "Acme, Ltd", "SRE")]

    @pytest.mark.parametrize("code", ["utf-16", "utf-8-sig"])
    def test_what_spreadsheets_write(self, code: str) -> None:
        data = b"".join(in_utf8(["Firma\tStelle\r\nÄpfel 🍏\tGärtner\r\n".encode(code)]))
        assert is_table(data)
        assert [(r.company, r.role) for r in read_table(data).rows] == [("Äpfel 🍏", "Gärtner")]

    def test_half_a_row_of_utf_16_is_refused_alone(self) -> None:
        table = read_table(b"".join(in_utf8(["company,role\nAcme,SRE\nIto,Q".encode("utf-16")[:-1]])))
        assert [r.company for r in table.rows] == ["Acme"]
        assert [number for number, _ in table.refused] == [3]

    def test_people_are_parted_and_bounded(self) -> None:
        table = read_table(
            b"company,role,people\nA,x,a@a.example\n"
            b'B,x,"Dana Ruiz, VP <d@a.example>, Max <m@a.example>\nDana Ruiz"\n'
            b"C,x," + b";".join(b"P%s" % (b"x" * n) for n in range(60)) + b"\n"
        )
        assert [r.people for r in table.rows] == [
            (NamedPerson("", "a@a.example"),),
            (
                NamedPerson("Dana Ruiz", "d@a.example", title="VP"),
                NamedPerson("Max", "m@a.example"),
                NamedPerson("Dana Ruiz"),
            ),
        ]
        assert table.refused == ((4, "it names 60 people: the limit is 50"),)


def read_text(text: str, options: Options = NO_OPTIONS) -> Contents[Application]:
    return read_table(text.encode(), options)


TWO = [("Acme", "SRE"), ("Globex", "DBA")]
ABOVE = {
    "a title and an empty row": "My search 2026,,,\n,,,\nCompany,Role,Status\nAcme,SRE,Applied\nGlobex,DBA,\n",
    "prose with other marks": "Exported on 1.2.2026; by me, at home\n\nFirma;Position\nAcme;SRE\nGlobex;DBA\n",
    "blank rows": " \n,\n\t,\u00a0\nCompany,Role\nAcme,SRE\n , \nGlobex,DBA\n,\n",
    "what parts the cells, in quotes": '"sep=|"\nCompany|Role\nAcme|SRE\nGlobex|DBA\n',
    "tabs": "Company\tRole\nAcme\tSRE\nGlobex\tDBA\n",
    "upright lines": "Company|Role|Notes\nAcme|SRE|a, b; c, d; e\nGlobex|DBA|\n",
    "more commas than semicolons": "Titel, frei, schön, lang\nFirma;Stelle\nAcme;SRE\nGlobex;DBA\n",
    "old line ends": "Company,Role\rAcme,SRE\rGlobex,DBA\r",
    "French": "Mes candidatures;;\n\nEntreprise;Intitulé du poste;Statut\nAcme;SRE;Refusé\nGlobex;DBA;\n",
    "two words for one": "Firma / Arbeitgeber;Stelle (m/w/d)\nAcme;SRE\nGlobex;DBA\n",
    "empty columns at the end": "Company,Role,,\nAcme,SRE,,\nGlobex,DBA\n",
    "no last cells": "Company;Role;Status;Location;Notes\nAcme;SRE;Applied\nGlobex;DBA\n",
    "text for Excel": 'Company,Role\n"=""Acme""","=""SRE"""\n="Globex",="DBA"\n',
}


@grouped("case", ABOVE.items(), by=lambda _: "all")
def test_the_header_is_found_and_each_row_is_read(case: tuple[str, str]) -> None:
    table = read_text(case[1])
    assert is_table(case[1].encode())
    assert [(row.company, row.role) for row in table.rows] == TWO
    assert (table.refused, table.remarks) == ((), ())


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    table = read_text('My search\n\ncompany,role,notes\nAcme,SRE,"one\ntwo"\n\n,DBA,\nIto,QA,\n')
    assert [row.number for row in table.rows] == [4, 7]
    assert table.refused == ((6, "it names no company"),)
    assert table.rows[0].note == "one\ntwo"


@pytest.mark.parametrize("word", ["Total", "Summe:", "TOTAL: 2 applications", "Gesamt", "Somme", "Grand Total"])
def test_a_row_of_totals_is_no_application(word: str) -> None:
    for row in (f"{word},,2,", f",,2,{word}", word):
        table = read_text(f"company,role,salary,notes\nAcme,SRE,,\n{row}\n")
        assert [row.company for row in table.rows] == ["Acme"]
        assert (table.refused, table.said) == ((), ("row 3: left out: a row of totals",))
    assert read_text(f"company,role\n{word},Geologist\n").rows[0].company == word


def test_other_rows_are_no_applications() -> None:
    table = read_text("company,role,status\nAcme,SRE,Applied\n\ncompany,role,status\nOffer,,\nIto,,\nInterview\n")
    assert [row.company for row in table.rows] == ["Acme", "Ito"]
    assert table.said == (
        "row 4: left out: the header again",
        "row 5: left out: a heading",
        "row 7: left out: a heading",
    )


def test_what_is_said_of_many_rows_is_bounded() -> None:
    table = read_text("company,role\n" + "Acme,SRE,x\n" * 60)
    assert (len(table.said), table.said[-1]) == (MOST_REMARKS + 1, "and 10 more such rows")


def test_cells_beyond_the_header_are_never_lost_without_a_word() -> None:
    dropped = read_text("company,role,status\nAcme,SRE,Applied,a,,b,c,d\n")
    assert [row.status for row in dropped.rows] == ["Applied"]
    assert dropped.said == ("row 2: “a”, “b”, “c” and 1 more left out: it has more cells than the header",)
    noted = read_text("company,role,notes\nAcme,SRE,met Kim, and Pat,\n")
    assert noted.rows[0].note == "met Kim, and Pat"
    assert noted.said == ("row 2: 2 cells were joined in “notes”, the last",)


def test_where_the_day_comes_first_the_language_tells() -> None:
    for header in ("Firma;Stelle;Datum", "Entreprise;Poste;Date", "Empresa;Puesto;Fecha"):
        (row,) = read_text(f"{header}\nAcme;SRE;03/04/2026\n").rows
        assert row.applied == date(2026, 4, 3)
        first, second = read_text(f"{header}\nAcme;SRE;03/04/2026\nIto;QA;12/25/2026\n").rows
        assert (first.applied, second.applied) == (date(2026, 3, 4), date(2026, 12, 25))


@pytest.mark.parametrize(
    ("header", "row", "said"),
    [
        ("company,role,status", "Acme, Inc.,SRE,Applied", "its “role” would be “Inc.”"),
        ("company,role,status", "Acme,Writer, senior,Applied", "its “status” would be “senior”"),
        ("company,role,date applied,notes", "Acme,Writer, senior,2026-01-02,x", "its “date applied” would be “senior”"),
        ("company,role,url", "Acme,Writer, senior,https://acme.example", "its “url” would be “senior”"),
    ],
)
def test_a_row_whose_cells_have_moved_is_refused(header: str, row: str, said: str) -> None:
    table = read_text(f"{header}\n{row}\nIto,QA,,\n")
    assert [row.company for row in table.rows] == ["Ito"]
    ((number, why),) = table.refused
    assert (number, table.said) == (2, ())
    assert said in why


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_windows_1252_is_read_and_said(mark: str) -> None:
    text = mark.join(["Firma", "Stelle"]) + "\r\n" + mark.join(["Äpfel & Söhne", "Gärtner – „Chef“"]) + "\r\n"
    table = read_table(text.encode("cp1252"))
    assert [(row.company, row.role) for row in table.rows] == [("Äpfel & Söhne", "Gärtner – „Chef“")]
    assert table.said == ("it is not UTF-8: read as Windows-1252, check letters with accents",)
    two = read_table("Firma;Stelle\nÄpfel;Gärtner\n".encode() + b"S\xf6hne;Koch\n")
    assert [row.company for row in two.rows] == ["Äpfel"]
    assert two.refused == ((3, "it is not UTF-8: save the table as “CSV UTF-8”"),)


def test_columns_that_are_not_understood_are_named() -> None:
    table = read_text("company,role,Priority,Rating,Empty\nAcme,SRE,high,5,\n")
    assert table.said == ("2 columns left out: “Priority”, “Rating”",)
    assert read_text("company,role,Priority\nAcme,SRE,high\n", Options({"note": "Priority"})).said == ()


def test_a_second_column_of_one_meaning_stands_in_the_note() -> None:
    (row,) = read_text("Company,Role,Company,Status,Status\nAcme,SRE,Acme Labs,Applied,Applied\n").rows
    assert (row.company, row.note) == ("Acme", "Company: Acme Labs")


@pytest.mark.parametrize(
    "text", ["2026-10-01 09:30", "2026-10-01T09:30:00+02:00", "01.10.2026 09:30 Uhr", "10/1/2026 9:30 AM"]
)
def test_a_day_with_a_time_is_that_day(text: str) -> None:
    (row,) = read_text(f"company,role,date applied\nAcme,SRE,{text}\n").rows
    assert row.applied == date(2026, 10, 1)


COLUMNS = "“Wer”, “Was”, “Wann”, “Wo”"
NEEDS = f"a table of applications needs a column “company” and one “role”; it has {COLUMNS}: say which they are, "
TWICE = "--map says of “Wer” both company and role: a column can only be one"
FIELDS = "There are “company”, “role”, “link”, “location”, “status”, “applied”, “meeting”, “note”, “people”"


class TestMapping:
    DATA = b"Wer;Was;Wann;Wo\nAcme;SRE;03/04/2026;Oslo\n"

    def test_the_user_says_what_columns_mean(self) -> None:
        columns = {"company": "Wer", "role": "was", "applied": "Wann", "location": "Wo"}
        assert is_table(self.DATA, Options(columns))
        assert read_table(self.DATA, Options(columns=columns, day_first=True)).rows == (
            Application(number=2, company="Acme", role="SRE", location="Oslo", applied=date(2026, 4, 3)),
        )

    def test_it_goes_before_what_a_column_is_called(self) -> None:
        data = b"Company,Position,Title\nAcme,12,SRE\n"
        assert is_table(data)
        assert read_table(data, Options(columns={"role": "Title"})).rows[0].role == "SRE"

    def test_it_holds_for_the_forms_of_programs_too(self) -> None:
        data = (SAMPLES / "huntr.csv").read_bytes()
        table = read_table(data, Options(columns={"note": "boardName", "location": "companyDomain"}))
        assert (table.form, table.rows[2].location) == ("Huntr", "ito.example")
        assert table.rows[2].note == "boardName: Job Search 2026"

    @pytest.mark.parametrize(
        ("data", "columns", "said"),
        [
            (DATA, {}, f"{NEEDS}for example --map company=Wer --map role=Was"),
            (DATA, {"company": "Wer"}, f"{NEEDS}for example --map role=Was"),
            (DATA, {"company": "Wehr"}, f"the table has no column “Wehr”: do you mean “Wer”? There are {COLUMNS}"),
            (DATA, {"company": "0"}, f"the table has no column “0”: there are {COLUMNS}"),
            (DATA, {"compny": "Wer"}, f"--map knows no field “compny”: do you mean “company”? {FIELDS}"),
            (DATA, {"company": "Wer", "role": "wer"}, TWICE),
            (b"Company,Position,Title\n", {}, "is the role “Position” or “Title”? Say it: --map role=Position"),
            (b"Company,Job Title,Title\n", {}, "is the role “Job Title” or “Title”? Say it: --map 'role=Job Title'"),
        ],
    )  # fmt: skip
    def test_what_is_unsure_is_asked_in_one_line(self, data: bytes, columns: dict[str, str], said: str) -> None:
        with pytest.raises(Unclear) as caught:
            read_table(data, Options(columns=columns))
        assert str(caught.value) == said


@pytest.mark.parametrize(
    "data", [CONNECTIONS, f'Notes:\n"When exporting, …"\n\n{CONNECTIONS}', "| # | Date | Company |\n"]
)
def test_other_tables_are_no_tables_of_applications(data: str) -> None:
    assert not is_table(data.encode())


def test_each_field_that_one_can_name_is_one_that_is_read() -> None:
    columns = {"company": "a", "role": "b", "link": "c", "location": "d", "status": "e", "applied": "f"}
    columns |= {"meeting": "g", "note": "h", "people": "i"}
    data = b"a,b,c,d,e,f,g,h,i\nAcme,SRE,u,Oslo,Offer,2026-01-02,2026-01-03T10:00Z,x,Dana\n"
    assert read_table(data, Options(columns=columns)).rows == (
        Application(
            number=2,
            company="Acme",
            role="SRE",
            link="u",
            location="Oslo",
            status="Offer",
            stage=ApplicationStage(Step.ACCEPT, Outcome.OFFER),
            applied=date(2026, 1, 2),
            meeting=datetime(2026, 1, 3, 10, tzinfo=UTC),
            note="h: x",
            people=(NamedPerson("Dana"),),
        ),
    )
    assert set(columns) <= {str(means) for means in Means}


US = ("%m/%d/%y, %I:%M %p", "%m/%d/%Y")


def wall(*parts: int) -> datetime:
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001 -- the clock on the user's wall


@pytest.mark.parametrize(
    ("text", "month_first", "day_first"),
    [
        ("2026-04-03", date(2026, 4, 3), date(2026, 4, 3)),
        ("2026/4/3", date(2026, 4, 3), date(2026, 4, 3)),
        ("03/04/2026", date(2026, 3, 4), date(2026, 4, 3)),
        ("3-4-26", date(2026, 3, 4), date(2026, 4, 3)),
        ("25/12/2026", date(2026, 12, 25), date(2026, 12, 25)),
        ("12/25/2026", date(2026, 12, 25), date(2026, 12, 25)),
        ("03.04.2026", date(2026, 4, 3), date(2026, 4, 3)),
        ("3. 4. 26", date(2026, 4, 3), date(2026, 4, 3)),
        ("3 April 2026", date(2026, 4, 3), date(2026, 4, 3)),
        ("Fri, Apr 3rd, 2026", date(2026, 4, 3), date(2026, 4, 3)),
        ("03/04/2026 14:05", wall(2026, 3, 4, 14, 5), wall(2026, 4, 3, 14, 5)),
        ("3/4/26, 2:05 PM", wall(2026, 3, 4, 14, 5), wall(2026, 4, 3, 14, 5)),
        ("3 Apr 2026 2pm", wall(2026, 4, 3, 14), wall(2026, 4, 3, 14)),
        ("2026-04-03 14:05", wall(2026, 4, 3, 14, 5), wall(2026, 4, 3, 14, 5)),
        (
            "2026-04-03T14:05:06.789Z",
            datetime(2026, 4, 3, 14, 5, 6, tzinfo=UTC),
            datetime(2026, 4, 3, 14, 5, 6, tzinfo=UTC),
        ),
    ],
)  # fmt: skip
def test_a_date_is_read(text: str, month_first: date, day_first: date) -> None:
    assert read_moment(text, US) == month_first
    assert read_moment(text, US, day_first=True) == day_first


def test_an_offset_is_kept() -> None:
    assert read_moment("2026-04-03T14:05+02:00") == datetime(2026, 4, 3, 14, 5, tzinfo=timezone(timedelta(hours=2)))


@pytest.mark.parametrize(
    "text",
    [
        "", "soon", "May", "May 2026", "Dec 2026 14:00", "14:00", "46000", "261202",
        "1.2.3", "1,5,2", "2026-13-02", "31/02/2026",
        "3. Dezember 2026", "next tue 14:00", "12 Dec", "2 Dec 2026 14:00 CST", "0001-01-01", "9999-12-31",
        "2026-12-02T25:00", "9" * 70, "2026-12-02 and 2026-12-03",
        "02-12-2026 - 03-12-2026", "2 Dec 2026 - 3 Dec 2026", "2/12/26 or 3/12/26", "2 Dec 2026 or 3 Dec",
    ],
)  # fmt: skip
def test_what_is_no_clear_date_is_not_read(text: str) -> None:
    assert read_moment(text, US) is None
    assert read_day(text, US, day_first=True) is None


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)), st.booleans(), st.sampled_from("/-"))
def test_the_switch_decides_which_comes_first(day: date, day_first: bool, mark: str) -> None:
    parts = (day.day, day.month, day.year) if day_first else (day.month, day.day, day.year)
    assert read_day(mark.join(map(str, parts)), day_first=day_first) == day
    assert read_day(day.isoformat(), day_first=day_first) == day


@given(st.text(st.sampled_from("0123456789 -/.:,TZapm+Decth\u0663²\n"), max_size=25) | st.text(max_size=25))
def test_no_text_breaks_a_date(text: str) -> None:
    found = read_moment(text, US)
    assert found is None or 1900 <= found.year < 3000


@pytest.mark.parametrize(
    ("texts", "first"),
    [
        ([], False),
        (["03/04/2026", "2026-12-25"], False),
        (["03/04/2026", "25/12/2026"], True),
        (["25/12/2026", "12/25/2026"], False),
        (["12/25/2026", "03/04/2026"], False),
    ],
)
def test_one_date_of_a_column_tells_of_the_others(texts: list[str], first: bool) -> None:
    assert day_is_first(texts) is first
    rows = "".join(f"Company {number},SRE,{text}\n" for number, text in enumerate(texts))
    table = read_table(f"company,role,applied\n{rows}".encode())
    days = [
        row.applied for row in table.rows if row.applied and (row.applied.day, row.applied.month) in ((3, 4), (4, 3))
    ]
    assert all((day.month == 4) is first for day in days)
