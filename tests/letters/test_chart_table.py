"""The table of a letter: its heads in each language and tone, a need once, its cells fitted, nobody named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.chart import ChartRow
from interview_tui.domain.enums import Language, Tone
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.letters.chart_table import ChartTable, chart_table
from interview_tui.letters.fragments import LetterContext

US, GB, DE, FR = Language.EN_US, Language.EN_GB, Language.DE, Language.FR
RELEASES = ChartRow(
    need="release approvals take nine days",
    by="Dana Ruiz",
    pressing=3,
    need_id=1,
    story="Cut releases",
    synopsis="we replaced three approvals with one checklist",
    result="one day",
    match_id=1,
    story_id=1,
)
RUNBOOKS = replace(
    RELEASES, need="no owner for the runbooks", by="Tom Beck", need_id=2, synopsis="", story="Owners", match_id=2
)


def made(
    *rows: ChartRow,
    language: Language = US,
    kind: LetterKind = LetterKind.VALUE_LETTER,
    tone: Tone = Tone.WARM,
    familiar: bool = False,
) -> ChartTable:
    table = chart_table(rows, LetterContext(language=language, familiar=familiar), kind=kind, tone=tone)
    assert table is not None
    return table


@pytest.mark.parametrize(
    ("language", "tone", "familiar", "heads"),
    [
        (US, Tone.WARM, False, ("What you need", "What I have done")),
        (GB, Tone.PLAIN, False, ("What you need", "What I have done")),
        (GB, Tone.FORMAL, False, ("Your priority", "My experience")),
        (DE, Tone.FORMAL, False, ("Was Sie brauchen", "Was ich mitbringe")),
        (DE, Tone.WARM, True, ("Was ihr braucht", "Was ich mitbringe")),
        (FR, Tone.PLAIN, False, ("Vos besoins", "Ce que j'ai déjà fait")),
        (FR, Tone.PLAIN, True, ("Tes besoins", "Ce que j'ai déjà fait")),
    ],
)
def test_the_heads(language: Language, tone: Tone, familiar: bool, heads: tuple[str, ...]) -> None:
    assert made(RELEASES, language=language, tone=tone, familiar=familiar).heads == heads


@pytest.mark.parametrize(
    ("language", "heads"),
    [
        (US, ("What you need", "What I would do in the first 90 days", "What I would build on")),
        (DE, ("Was Sie brauchen", "Meine ersten 90 Tage", "Worauf ich aufbaue")),
        (FR, ("Vos besoins", "Mes 90 premiers jours", "Ce sur quoi je m'appuie")),
    ],
)
def test_a_proposal_has_the_first_days_between_need_and_story(language: Language, heads: tuple[str, ...]) -> None:
    planned = replace(RELEASES, first_steps="days 1–30: watch five releases.\n\ndays 31–60: try one checklist")
    table = made(planned, RUNBOOKS, language=language, kind=LetterKind.PROPOSAL)
    assert table.heads == heads
    assert table.rows[0][1].replace("\u00a0", "") == "Days 1–30: watch five releases\nDays 31–60: try one checklist"
    assert table.rows[1][1] == ""


def test_without_any_first_steps_a_proposal_has_two_columns() -> None:
    assert len(made(RELEASES, kind=LetterKind.PROPOSAL).heads) == 2
    assert len(made(replace(RELEASES, first_steps="watch")).heads) == 2


def test_the_story_is_told_by_its_synopsis_else_its_result_else_its_title() -> None:
    assert made(RELEASES).rows == (
        ("Release approvals take nine days", "We replaced three approvals with one checklist"),
    )  # fmt: skip
    assert made(RUNBOOKS).rows == (("No owner for the runbooks", "One day"),)
    assert made(replace(RUNBOOKS, result="")).rows[0][1] == "Owners"


def test_a_need_that_was_heard_twice_stands_once_with_both_stories() -> None:
    again = replace(RELEASES, need="Release approvals take nine days!", by="Tom Beck", need_id=9, synopsis="sorted it")
    table = made(RELEASES, RUNBOOKS, again, replace(again, need_id=10))
    assert [need for need, _ in table.rows] == ["Release approvals take nine days", "No owner for the runbooks"]
    assert table.rows[0][1] == "We replaced three approvals with one checklist\nI sorted it"


def test_nobody_is_named() -> None:
    table = made(RELEASES, RUNBOOKS)
    assert not any(name in f"{table}" for name in ("Dana", "Ruiz", "Tom", "Beck"))


def test_french_marks_have_their_blank() -> None:
    assert made(replace(RELEASES, synopsis="avant: neuf jours"), language=FR).rows[0][1] == "Avant\u00a0: neuf jours"


def test_without_rows_there_is_no_table() -> None:
    context = LetterContext(language=US)
    assert chart_table((), context, kind=LetterKind.VALUE_LETTER, tone=Tone.WARM) is None


texts = st.text(st.sampled_from('ab. "«»|<é白:!\n'), max_size=12)


@given(
    st.lists(st.builds(lambda *of: replace(RELEASES, need=of[0], synopsis=of[1], first_steps=of[2]), *[texts] * 3),
             min_size=1, max_size=4),
    st.sampled_from(Language),
    st.sampled_from([LetterKind.PROPOSAL, LetterKind.VALUE_LETTER]),
)  # fmt: skip
def test_every_row_has_a_cell_for_each_head(rows: list[ChartRow], language: Language, kind: LetterKind) -> None:
    table = made(*rows, language=language, kind=kind)
    assert {len(row) for row in table.rows} == {len(table.heads)}
    assert len(table.rows) <= len(rows)
