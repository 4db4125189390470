"""Tables of applications: told apart by their headers, read row by row, each refused row with its number and why."""

from __future__ import annotations

import csv
import io
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.enums import Outcome, Step
from interview_tui.domain.errors import Unclear
from interview_tui.importing import forms
from interview_tui.importing.forms import AT_FIRST, Stage, stage_of
from interview_tui.importing.table import LONGEST_CELL, Application, is_table, read_table

HUNTR = (
    "id,createdAt,title,salary,location,url,rootDomain,htmlDescription,deadline,color,lastMovedAt,boardId,boardName,"
    "listId,listName,companyId,companyName,companyDomain,creatorUserId,creatorUserFirstName,creatorUserLastName,"
    "creatorUserEmail"
)
SIMPLIFY = (
    "Job Title,Company Name,Location,Job URL,Applied Date,Status,Status Date,Archived,Date Archived,Notes,job_type"
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


class TestForms:
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
            note="Salary: 60,000\nKeep it running & calm\nReleases",
            status="Rejected",
            stage=Stage(Step.ACCEPT, Outcome.REJECTED),
        )

    def test_simplify(self) -> None:
        data = written(
            SIMPLIFY,
            {
                "Job Title": "SRE",
                "Company Name": "Acme",
                "Applied Date": "11/02/2026",
                "Status": "Moon phase",
                "Archived": "true",
                "Notes": "two\nlines",
                "job_type": "Full-time",
            },
        )
        assert read_table(data).form == "Simplify"
        assert only(data).note == "two\nlines\nJob type: Full-time\nArchived: yes\nStatus: Moon phase"
        assert only(data).applied == date(2026, 11, 2)
        assert only(data).stage == AT_FIRST

    @pytest.mark.parametrize(
        "header",
        ["Company,Role", "position;EMPLOYER", "company\tjob_title", "\ufeffCompany Name,Title", '"role","company"'],
    )
    def test_any_other_by_clear_words(self, header: str) -> None:
        delimiter = max(",;\t", key=header.count)
        first = header.lstrip("\ufeff").lower()
        company_first = first.startswith(("company", "employer"))
        cells = ["Acme", "SRE"] if company_first else ["SRE", "Acme"]
        row = only(f"{header}\r\n{delimiter.join(cells)}\r\n".encode())
        assert (row.company, row.role) == ("Acme", "SRE")

    def test_what_else_any_other_may_have(self) -> None:
        row = only(
            b"Company,Role,URL,City,Stage,Notes,Salary,Whatever\n"
            b"Acme,SRE,https://a.example,Oslo,Offer,met at the fair,50000,x\n"
        )
        assert (row.link, row.location, row.note) == ("https://a.example", "Oslo", "met at the fair\nSalary: 50000")
        assert row.stage == Stage(Step.ACCEPT, Outcome.OFFER)

    @pytest.mark.parametrize("header", [HUNTR, SIMPLIFY, "role,company", "Company;Title"])
    def test_a_header_tells_a_table(self, header: str) -> None:
        assert is_table(header.encode())
        assert is_table(b"\xef\xbb\xbf" + header.encode() + b"\r\n")

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
            (b"Acme,SRE", "it has 2 cells where the header has 3"),
            (b"Acme,SRE," + b",".join([b"x"] * 300), "it has 302 cells where the header has 3"),
            (b"Acme,S\0RE,Oslo", "it holds bytes that no text has"),
            (b"Acme,S\xe4ger,Oslo", "it is not UTF-8: save the table as “CSV UTF-8”"),
            (b'Acme,SRE,"' + b"x" * 1_000_000 + b'"', "a cell has 1,000,000 characters: more than 131,072 are no note"),
            (b"Acme," + b"x" * 501 + b",Oslo", "its role has 501 characters: more than 500 are none"),
        ],
        ids=["no company", "half a row", "300 columns", "binary", "Latin-1", "a huge cell", "a huge role"],
    )
    def test_a_bad_row_is_named_and_the_others_are_kept(self, line: bytes, why: str) -> None:
        table = read_table(b"company,role,location\nQuill,DBA,\n" + line + b"\n\nIto,QA,Rome\n")
        assert [(row.number, row.company) for row in table.rows] == [(2, "Quill"), (5, "Ito")]
        assert table.refused == ((3, why),)

    def test_a_quote_that_never_ends_costs_its_own_row(self) -> None:
        table = read_table(b'company,role\nQuill,DBA\n"Acme,SRE\nIto,QA\n')
        assert ([row.company for row in table.rows], len(table.refused)) == (["Quill"], 1)

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (b"", "a table of applications needs a column “company”"),
            (b"Wer,Was\nAcme,SRE\n", "a table of applications needs a column “company”"),
            (b"PNG\r\n\x1a\n\0\0\0\rIHDR", "a table of applications needs a column “company”"),
            ("Firma;Stelle;Gespräch\nAcme;SRE;\n".encode("latin-1"), "it is not UTF-8: save the table as “CSV UTF-8”"),
            (b"company,role," + b"x" * 140_000, "a cell has 140,000 characters"),
            ("company,role\n".encode("utf-16-le"), "it holds bytes that no text has"),
            (b"First Name,Last Name,Company,Position\n", "this is a table of people"),
        ],
        ids=["empty", "other words", "binary", "Latin-1", "a huge header", "UTF-16 without a mark", "people"],
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
            ("Interviewed", Stage(Step.CONSULT)),
            ("Ghosted 👻", Stage(Step.PERSIST, Outcome.QUIET)),
            ("Offer", Stage(Step.ACCEPT, Outcome.OFFER)),
            ("Hired!", Stage(Step.ACCEPT, Outcome.ACCEPTED)),
            ("Rejected", Stage(Step.ACCEPT, Outcome.REJECTED)),
            ("Withdrawn", Stage(outcome=Outcome.WITHDRAWN)),
            ("Moon phase", None),
            ("", None),
        ],
    )
    def test_a_status_is_where_it_is_clear(self, status: str, stage: Stage | None) -> None:
        assert stage_of(status) == stage

    def test_no_word_has_two_meanings(self) -> None:
        data = tomllib.loads(Path(forms.__file__).with_name("tables.toml").read_text("utf-8"))
        words = [word for status in data["status"] for word in status["words"]]
        assert len(words) == len(set(words))
        assert all(stage_of(word.upper()) is not None for word in words)

    def test_the_longest_cell_is_one_that_is_kept(self) -> None:
        row = only(b"company,role,notes\nAcme,SRE," + b"x" * LONGEST_CELL + b"\n")
        assert len(row.note) == LONGEST_CELL
