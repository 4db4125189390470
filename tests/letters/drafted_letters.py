"""Letters drafted from plain records: for whom and by what, without a store."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from interview_tui.domain.chart import CHART_LINE, chart_rows
from interview_tui.domain.citations import new_citations
from interview_tui.domain.enums import Language, Tone
from interview_tui.domain.records import Letter
from interview_tui.letters.drafting import draft
from interview_tui.letters.occasion import Occasion
from interview_tui.letters.sentences import load_bank
from tests.domain.cases import BERLIN, case, instant

if TYPE_CHECKING:
    from interview_tui.domain.case import Case
    from interview_tui.domain.letter_kinds import LetterKind
    from interview_tui.letters.drafting import DraftedText

NOWHERE = Path("nowhere")
"""No templates or sentences of the user's own."""
_OF_LETTER = frozenset({"language", "tone", "variant", "ticked", "sentences", "brings"})
_OF_OCCASION = frozenset({"cites", "promise", "documents", "other_answer_by", "accepted_elsewhere", "check_in_cap"})


def occasion(
    kind: LetterKind, to: int | None, *, me: str = "Ada Moreau", on: str = "2026-12-02", **told: Any
) -> Occasion:
    """A letter of a kind to a person, on the morning of a day. What is told is the letter's (language, tone …), the
    occasion's (the promise that it keeps …), or the case's.
    """
    of_letter = {name: told.pop(name) for name in _OF_LETTER & told.keys()}
    of_occasion = {name: told.pop(name) for name in _OF_OCCASION & told.keys()}
    offer, interview = told.pop("offer", None), told.pop("interview", {})
    made = case(**told)
    made = replace(made, offer=offer, interview=replace(made.interview, **interview))
    return about(made, kind, to, me=me, on=on, **of_letter, **of_occasion)


def about(
    made: Case, kind: LetterKind, to: int | None, *, me: str = "Ada Moreau", on: str = "2026-12-02", **told: Any
) -> Occasion:
    """The same on a case that there is."""
    now = instant(f"{on} 09:00")
    of_letter: dict[str, Any] = {"language": Language.EN_US, "tone": Tone.WARM}
    of_letter |= {name: told.pop(name) for name in _OF_LETTER & told.keys()}
    letter = Letter(interview_id=1, round_id=made.round.id, person_id=to, kind=kind, created=now, **of_letter)
    cites = told.pop("cites", None) or new_citations(made, kind, to)
    return Occasion(
        case=made, letter=letter, cites=cites, rows=chart_rows(made), calendar=BERLIN, now=now, me=me, **told
    )


def written(one: Occasion) -> DraftedText:
    """The letter by the shipped template and sentences."""
    return draft(one, load_bank(one.letter.language), NOWHERE, one.letter.language)


def drafted(kind: LetterKind, to: int | None = 1, **told: Any) -> DraftedText:
    """The shipped letter of a kind to a person."""
    return written(occasion(kind, to, **told))


def kept(one: Occasion) -> Letter:
    """The letter as it is stored once it was drafted."""
    made = written(one)
    letter = one.cites.kept_by(one.letter)
    return replace(letter, subject=made.subject, body=made.body, sentences=made.sentences)


def seen_by_reader(one: Occasion) -> str:
    """All that goes out: the subject and the text, with the needs and stories of the chart where its line stands."""
    made = written(one)
    rows = "\n".join(f"{row.need} | {row.answer} | {row.sample}" for row in one.carried)
    return f"{made.subject}\n\n{made.body}".replace(CHART_LINE, rows)
