"""Rows of a table chosen and counted by status, in the words of other programs and languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Outcome
from interview_tui.domain.errors import Unclear
from interview_tui.domain.records import Interview
from interview_tui.importing.applications import apply_applications
from interview_tui.importing.career_ops import read_career_ops
from interview_tui.importing.importer import Options
from interview_tui.importing.statuses import ApplicationStage, by_status, stage_of
from interview_tui.importing.table import read_table
from tests.grouped import grouped
from tests.programs import a_program, every

if TYPE_CHECKING:
    from pathlib import Path

TRACKER = """# Applications Tracker

| # | Date | Company | Role | Score | Status | PDF | Report | Notes |
|---|------|---------|------|-------|--------|-----|--------|-------|
""" + "".join(
    f"| {number} | 2026-10-{number:02} | Company {number} | SRE | 4.2/5 | {status} | ✅ | - | |\n"
    for number, status in enumerate(
        [
            "Applied", "**Interview**", "Responded", "Entrevista", "Mülakat", "MÜLAKAT", "Aplicado 2026-10-01",
            "Enviada", "Oferta", "Rechazada", "no_aplicar", "Geo blocker", "İPTAL EDİLDİ", "Hired", "Başvuruldu",
            "Moon phase", "-",
        ],
        start=1,
    )
)  # fmt: skip


def numbers(only: str, text: str = TRACKER) -> list[str]:
    found = read_career_ops(text.encode(), Options(only=tuple(only.split(","))))
    assert len(found.rows) + len(found.left_out) == 17
    return [row.company.removeprefix("Company ") for row in found.rows]


@grouped(
    "only, taken",
    [
        ("interview", "2 4 5 6"),
        ("Interview", "2 4 5 6"),
        ("entrevista", "4"),  # a word that stands in the table is meant as it stands there
        ("gespräch", "2 4 5 6"),  # one that does not is the state that it names
        ("interview,responded,offer", "2 3 4 5 6 9"),
        ("applied", "1 7 8 15"),
        ("hired", "14"),
        ("accepted", "14"),
        ("skip,discarded", "11 12 13"),
        ("moon phase", "16"),
    ],
    by=lambda _: "tracker",
)
def test_rows_are_chosen_by_any_word_for_their_state(only: str, taken: str) -> None:
    assert " ".join(numbers(only)) == taken


def test_a_status_that_there_is_not_is_said_with_those_that_there_are() -> None:
    said = r"^--only: “intervew” is not a status of it; it has applied 4, interview 4, skip 2, .*hired 1, .*, others 1$"
    with pytest.raises(Unclear, match=said):
        numbers("intervew")
    assert numbers("quiet") == []  # a state that nobody is in
    for read, text in (
        (read_table, "company,role\nAcme,SRE\n"),
        (read_career_ops, "|company|role|\n|-|-|\n|Acme|SRE|\n"),
    ):
        with pytest.raises(Unclear, match=r"^--only needs a column with the status: this table has none$"):
            read(text.encode(), Options(only=("offer",)))


def test_the_others_are_counted_and_a_dry_run_counts_all(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    table = read_career_ops(TRACKER.encode(), Options(only=("interview", "offer")))
    tried = apply_applications(program, [table], dry_run=True)
    assert (tried.added, tried.skipped) == (5, 12)
    left = "left out by --only: applied 4, skip 2, responded 1"
    assert left in tried.words
    assert "by status: applied 4, interview 4, skip 2" in tried.words
    done = apply_applications(program, [table])
    assert left in done.words
    assert "by status" not in done.words
    assert [i.company for i in every(program, Interview)] == [f"Company {n}" for n in (2, 4, 5, 6, 9)]
    again = apply_applications(program, [table])
    assert (again.added, again.updated, again.skipped, again.entry) == (0, 0, 17, None)


@grouped(
    "words, outcome",
    [
        ("KABUL EDİLDİ", Outcome.ACCEPTED),
        ("İşe Alındı", Outcome.ACCEPTED),
        ("Reddedildi", Outcome.REJECTED),
        ("Teklif", Outcome.OFFER),
        ("uygun_değil", Outcome.WITHDRAWN),
        ("YANIT VERİLDİ", None),
        ("Condicional", None),
        ("DUPLICADO #33", Outcome.WITHDRAWN),
    ],
    by=lambda _: "languages",
)
def test_career_ops_words_are_understood_in_its_languages(words: str, outcome: Outcome | None) -> None:
    stage = stage_of(words)
    assert isinstance(stage, ApplicationStage)
    assert stage.outcome is outcome


def test_every_table_with_a_status_can_be_chosen_from() -> None:
    text = "Firma;Stelle;Status\nAcme;SRE;Eingeladen\nGlobex;DBA;Absage\nIto;QA;\n"
    found = read_table(text.encode(), Options(only=("interview",)))
    assert [row.company for row in found.rows] == ["Acme"]
    assert by_status([*found.rows, *found.left_out]) == "interview 1, rejected 1, without a status 1"
