"""Whether a letter is ready, and what to look at before it goes: for its page, and while it is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass
from interview_tui.domain.already_sent import brought, sample_name
from interview_tui.domain.chart import chart_rows
from interview_tui.domain.citations import panel_letters
from interview_tui.domain.enums import LetterState, Ref
from interview_tui.domain.letter_kinds import ANSWERS_NEEDS, LetterKind
from interview_tui.domain.letters import cited, quotes_of, twin
from interview_tui.domain.records import FollowUp
from interview_tui.domain.text import clean_line, counted, first_name, shorten
from interview_tui.letters.addresses import greeting
from interview_tui.letters.content_checks import SAYS_INTEREST
from interview_tui.letters.samples import gone_samples
from interview_tui.store.records import get
from interview_tui.ui.dialogs.form import LANGUAGE_NAMES
from interview_tui.ui.keys import SHOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_tui.app_context import AppContext
    from interview_tui.domain.case import Case
    from interview_tui.domain.records import Letter
    from interview_tui.letters.letter_draft import Hint
    from interview_tui.ui.text_view import Prose

CHECKED_LINES = 4
"""Lines below the fields while a letter is written."""
BESIDE_EACH_OTHER = 60
"""Cells from which on what is right stands in one line."""
_CLOSING = re.compile(r"(?:regards|sincerely|best|wishes|grüßen?|cordialement|salutations)[,.]?\s*$", re.IGNORECASE)
"""The end of a letter under which nobody's name stands."""


@dataclass(frozen=True, slots=True)
class CheckedLetter:
    """What a letter was found to be."""

    missing: tuple[str, ...] = ()
    """What keeps it from being ready."""
    hints: tuple[Hint, ...] = ()
    """What the proofreader points out, also what keeps it from being ready."""
    notices: tuple[str, ...] = ()
    """What else to look at."""
    right: tuple[str, ...] = ()

    @property
    def stands(self) -> str:
        """In a few words."""
        if self.missing:
            return "not ready"
        return "ready to send" + (f", {counted(len(self.notices), 'hint')}" if self.notices else "")

    def lines(self) -> tuple[str, ...]:
        """What is missing, then what to look at: the most important of it, in a few lines."""
        found = (*(f"× {line}" for line in self.missing), *(f"! {line}" for line in self.notices))
        if len(found) > CHECKED_LINES:
            found = (*found[: CHECKED_LINES - 1], f"and {len(found) - CHECKED_LINES + 1} more")
        return found or ("Ready to send",)


def check_text(program: AppContext, letter: Letter, case: Case) -> CheckedLetter:
    """What its words are found to be, while it is written."""
    letters = program.letters
    hints = letters.hints(letter, case)
    unsure = unsure_address(letter, case)
    missing = (line for line in letters.missing(letter, case, hints) if not (unsure and unsure in line))
    return CheckedLetter(
        missing=(*([f"{unsure} {SHOWN['letter.address']} asks"] if unsure else []), *missing),
        hints=hints,
        notices=tuple(hint.text for hint in hints if not hint.stop),
    )


def check_letter(program: AppContext, letter: Letter, case: Case) -> CheckedLetter:
    """The same, with what the records and the calendar say to it. Nothing is found of one that was sent."""
    if letter.state is LetterState.SENT:
        return CheckedLetter()
    found = check_text(program, letter, case)
    caution = program.persistence.before_letter(letter)
    notices = (*_of_records(program, letter), *found.notices, *([caution.sentence] if caution else []))
    if not program.signature and _CLOSING.search(letter.body):
        notices += ('not signed: set name = "…" in the configuration (interview-tui paths names it)',)
    right = [*_right(program, letter, case), *([] if caution else ["not too soon"])]
    if not found.hints:
        right.append("wording, interest, length fine" if letter.kind in SAYS_INTEREST else "wording and length fine")
    return CheckedLetter(found.missing, found.hints, notices, tuple(right))


def _of_records(program: AppContext, letter: Letter) -> Iterator[str]:
    letters = program.letters
    if letters.typed(letter.id) is not None:
        yield f"what you typed is not saved yet: {SHOWN['letter.edit']} offers it"
    changed = letters.changed(letter) if letter.id else ()
    if changed:
        says = "the records no longer say" if changed[0] in letter.drafted else "the records now say"
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        yield f"{says}: “{shorten(changed[0], 90)}”{more}: {SHOWN['letter.again']} redrafts it"
    if problem := letters.drafting.take_problem():
        yield problem
    yield from letters.about_files(letter)


def _right(program: AppContext, letter: Letter, case: Case) -> Iterator[str]:
    name = named(letter, case)
    if letter.quote_id is not None or (letter.person_id and cited(case, letter.body, letter.person_id) is not None):
        yield f"quotes {name}’s own words"
    if letter.kind in ANSWERS_NEEDS and (letter.match_id is not None or brought(chart_rows(case), letter.body)):
        yield "answers a need"
    others = list(panel_letters(case, letter.id, letter.kind, letter.person_id))
    if others and twin(case, letter) is None:
        yield f"unlike the {counted(len(others), 'other letter')}"
    files = program.letters.attached(letter, case)
    gone = gone_samples(files)
    if there := [sample_name(file) for file in files if file not in gone]:
        yield f"attached: {', '.join(there)}"


def named(letter: Letter, case: Case) -> str:
    """The reader by the first name; by the whole one where it begins like a surname: van Dyk."""
    name = case.person_name(letter.person_id)
    first = first_name(name)
    return name if first[:1].islower() else first


def unsure_address(letter: Letter, case: Case) -> str:
    """The question how its reader is addressed, where the letter asks it in place of a greeting; else ''."""
    person = case.people.get(letter.person_id) if letter.person_id is not None else None
    if person is None:
        return ""
    found = greeting(
        letter.language, letter.tone, name=clean_line(person.name), address=person.address, familiar=person.familiar
    )
    return found.why if found.why and f"[[{found.why}]]" in letter.body else ""


def checks_prose(to: Prose, letter: Letter, case: Case, check: CheckedLetter, program: AppContext) -> None:
    """What is missing, what to look at, what is right, and what the letter cites."""
    if letter.state is LetterState.SENT:
        to.line(f"It went out by {letter.channel}.")
        return
    for line in check.missing:
        to.line(line, begin="× ", tone="late")
    for line in check.notices:
        to.line(line, begin="! ", tone="key")
    for line in [" · ".join(check.right)] if to.width >= BESIDE_EACH_OTHER else check.right:
        to.line(line, begin="✓ ", tone="accent")
    if letter.kind is LetterKind.AS_PROMISED and letter.follow_up_id and not program.letters.attached(letter, case):
        to.line(f"a file goes along: interview-tui document {Ref('f', letter.follow_up_id)} FILE")
    to.blank()
    if letter.follow_up_id is not None:
        to.fact("Due", program.follow_ups.due(get(program.store.reader, FollowUp, letter.follow_up_id)))
    _cites(to, letter, case, program)
    to.fact("Written", f"in {LANGUAGE_NAMES[letter.language]}, {letter.tone}")
    said = [quote for quote in quotes_of(case, letter.person_id) if quote.id != letter.quote_id]
    if said:
        to.heading(f"{named(letter, case)} also said")
    for quote in said:
        to.line((f"“{quote.text}”", "accent"))


def _cites(to: Prose, letter: Letter, case: Case, program: AppContext) -> None:
    """What a thank-you was drafted with."""
    if letter.kind is not LetterKind.THANK_YOU:
        return
    found = program.letters.cited(letter)
    if found.quote:
        to.fact("Quote", (f"“{found.quote.text}”", "accent"))
    if letter.variant == "chart":
        return
    if found.need:
        to.fact("Need", found.need.text)
    if found.match:
        to.fact("Story", case.stories[found.match.story_id].title)
