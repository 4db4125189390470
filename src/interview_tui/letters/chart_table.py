"""The chart as the table that a letter carries: its heads by language and tone, a need once, each cell fitted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.enums import Language, Tone
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.text import clean_line, plain_words
from interview_tui.letters.fitting import fit_need, fit_story
from interview_tui.letters.fragments import capitalized, cleaned, spaced, with_stop, without_end
from interview_tui.letters.occasion import result_of, told_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from interview_tui.domain.chart import ChartRow
    from interview_tui.letters.fragments import LetterContext


class ChartTable(NamedTuple):
    """A table of texts. A cell may have several lines."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class _Heads(NamedTuple):
    need: str
    answer: str
    first_days: str
    basis: str
    """Above the stories where the first 90 days stand beside them."""


_ENGLISH = _Heads("What you need", "What I have done", "What I would do in the first 90 days", "What I would build on")
_HEADS = {
    Language.DE: _Heads("Was Sie brauchen", "Was ich mitbringe", "Meine ersten 90 Tage", "Worauf ich aufbaue"),
    Language.FR: _Heads(
        "Vos besoins", "Ce que j'ai déjà fait", "Mes 90 premiers jours", "Ce sur quoi je m'appuie"
    ),
}  # fmt: skip


def chart_table(rows: Sequence[ChartRow], context: LetterContext, *, kind: LetterKind, tone: Tone) -> ChartTable | None:
    """The rows as a letter of that kind shows them, the same need once; None without any.

    A proposal has what I would do first between need and story, where any of that was written down.
    """
    needs: dict[str, list[ChartRow]] = {}
    for row in rows:
        needs.setdefault(plain_words(row.need) or clean_line(row.need), []).append(row)
    if not needs:
        return None
    heads = _heads(context, tone)
    first_days = kind is LetterKind.PROPOSAL and any(row.first_steps.strip() for row in rows)
    names = (heads.need, heads.first_days, heads.basis) if first_days else (heads.need, heads.answer)
    made = []
    for alike in needs.values():
        need = fit_need(alike[0].need, context).cell or clean_line(alike[0].need)
        steps = [_each_once(line for row in alike for line in _steps(row, context))] if first_days else []
        made.append((need, *steps, _each_once(_story(row, context) for row in alike)))
    return ChartTable(names, tuple(made))


def _heads(context: LetterContext, tone: Tone) -> _Heads:
    heads = _HEADS.get(context.language, _ENGLISH)
    if heads is _ENGLISH and tone is Tone.FORMAL:
        return heads._replace(need="Your priority", answer="My experience")
    if context.language is Language.DE and context.familiar:
        return heads._replace(need="Was ihr braucht")
    if context.language is Language.FR and context.familiar:
        return heads._replace(need="Tes besoins")
    return heads


def _story(row: ChartRow, context: LetterContext) -> str:
    told = told_of(row)
    fitted = fit_story(told, context, result=result_of(row))
    return " ".join(
        filter(None, (with_stop(fitted.cell) if fitted.result else fitted.cell, fitted.result))
    ) or clean_line(told)


def _steps(row: ChartRow, context: LetterContext) -> Iterator[str]:
    for line in row.first_steps.split("\n"):
        step = without_end(cleaned(line), context.language)
        yield capitalized(spaced(step, context.language), context)


def _each_once(lines: Iterable[str]) -> str:
    """The lines but for those that say the same again."""
    found: dict[str, str] = {}
    for line in filter(None, lines):
        found.setdefault(plain_words(line) or line, line)
    return "\n".join(found.values())
