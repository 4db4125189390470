"""What a letter says, and whether it is ready, as prose: for its page, the thank-you board and triage."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview_tui.domain.already_sent import brought
from interview_tui.domain.chart import chart_rows
from interview_tui.domain.enums import LetterState
from interview_tui.domain.letters import cited
from interview_tui.domain.records import FollowUp
from interview_tui.domain.text import clean, first_name
from interview_tui.store.records import get
from interview_tui.ui.keys import SHOWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interview_tui.app_context import AppContext
    from interview_tui.domain.case import Case
    from interview_tui.domain.records import Letter
    from interview_tui.ui.text_view import Prose, Stretch

LETTER_CELLS = 72
"""A letter's lines, at most."""
_CLOSING = re.compile(r"regards,?\s*$")
"""The end of a letter under which nobody's name stands."""
_QUOTED = re.compile(r"“[^”]+”")


def letter_prose(to: Prose, subject: str, text: str, *, address: str = "") -> None:
    """To whom it goes and its subject, and the text with the words that it quotes in their own tone."""
    if address:
        to.fact("To", address)
    to.fact("Subject", (subject, "strong"))
    to.across()
    to.blank()
    width, to.width = to.width, min(to.width, LETTER_CELLS)
    for paragraph in clean(text).split("\n"):
        if paragraph.strip():
            to.line(*_with_quotes(paragraph))
        else:
            to.lines.append([])
    to.width = width


def _with_quotes(paragraph: str) -> Iterator[Stretch]:
    at = 0
    for found in _QUOTED.finditer(paragraph):
        yield paragraph[at : found.start()]
        yield found[0], "accent"
        at = found.end()
    yield paragraph[at:]


def checks_prose(to: Prose, letter: Letter, case: Case, program: AppContext, missing: Sequence[str]) -> None:
    """What is right, what is missing, and what else is to be known before it goes."""
    if letter.state is LetterState.SENT:
        to.line(f"It went out by {letter.channel}.")
        return
    for line in missing:
        to.line(line, begin="× ", tone="late")
    notices = list(program.letters.from_elsewhere(letter))
    if program.letters.typed(letter.id) is not None:
        notices.insert(0, f"something you typed is not saved yet: {SHOWN['letter.edit']} offers it")
    for line in notices:
        to.line(line, begin="! ", tone="key")
    name = first_name(case.person_name(letter.person_id))
    if letter.quote_id is not None or (letter.person_id and cited(case, letter.body, letter.person_id) is not None):
        to.line(f"quotes {name}’s own words", begin="✓ ", tone="accent")
    if brought(chart_rows(case), letter.body):
        to.line("answers a need", begin="✓ ", tone="accent")
    caution = program.persistence.before_letter(letter)
    if caution is None:
        to.line("not too soon", begin="✓ ", tone="accent")
    else:
        to.line(caution.sentence, begin="! ", tone="key")
    if not program.signature and _CLOSING.search(letter.body):
        unsigned = 'not signed: set name = "…" in the configuration (interview-tui paths names it)'
        to.line(unsigned, begin="! ", tone="key")
    if letter.follow_up_id is not None:
        to.blank()
        to.line(f"Due {program.follow_ups.due(get(program.store.reader, FollowUp, letter.follow_up_id))}")
    said = [quote for quote in case.quotes if quote.person_id == letter.person_id and quote.id != letter.quote_id]
    if said:
        to.heading(f"{name} also said")
    for quote in said:
        to.line((f"“{quote.text}”", "accent"))
