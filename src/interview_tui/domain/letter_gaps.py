"""What a letter lacks: what the records must hold before it can be written, and what keeps a draft from being ready.

What is missing is named; nothing generic is put in its place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview_tui.domain import enums
from interview_tui.domain.already_sent import brings_something_new
from interview_tui.domain.chart import CHART_LINE, MAY_CARRY_CHART, asks_for_chart, readiness_of
from interview_tui.domain.citations import carried_rows
from interview_tui.domain.letter_kinds import LETTERS, LetterKind, decision_of
from interview_tui.domain.letters import cites, needs_of, outcome_of, promise_kept, quotes_of, tie, twin
from interview_tui.domain.text import counted, is_address, no_address, shorten
from interview_tui.lazy_patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interview_tui.domain import records
    from interview_tui.domain.case import Case

LACKS_NAMED = 4
"""How many needs or samples are named as missing before the rest is only counted."""
_TO_FILL = lazy_pattern(r"\[\[(.*?)\]\]", re.DOTALL)
"""A place in a letter that only the user can fill."""


def first_gap(text: str) -> tuple[int, int] | None:
    """Where the first place stands that only the user can fill: from which character up to which."""
    found = _TO_FILL.search(text)
    return found.span() if found is not None else None


def letter_lacks(case: Case, letter: records.Letter) -> tuple[str, ...]:
    """What keeps a letter from being ready, in words; nothing for one that is."""
    return (*gaps(case, letter), *_details(case, letter))


def lack_line(item: str) -> str:
    """One of what keeps a letter from being ready, on a line of its own. What is there but wrong, which begins with a
    quotation, is not called missing.
    """
    return item if item.startswith("“") else f"missing: {item}"


def gaps(case: Case, letter: records.Letter) -> tuple[str, ...]:
    """What the records must hold before a letter of this kind can be written at all, in words."""
    return tuple(_gaps(case, letter))


def _gaps(case: Case, letter: records.Letter) -> Iterator[str]:
    if letter.person_id is None:
        yield _NOBODY.get(letter.kind, "who it goes to: name a person, for example @ Kim Lee")
    if LETTERS[letter.kind].offer:
        yield from _open_offer(case, letter)
    if letter.kind is LetterKind.AS_PROMISED and promise_kept(case, letter) is None:
        yield "a promise of yours that is open"
    if letter.kind is LetterKind.VALUE_LETTER and letter.person_id is not None:
        yield from _chart(case, letter, letter.person_id)
    if LETTERS[letter.kind].personal and letter.person_id is not None and letter.person_id not in case.outsiders:
        yield from _citation(case, letter, letter.person_id)
    asked_before = letter.kind is not LetterKind.CHECK_IN or case.unanswered()  # the first may come without
    if (
        LETTERS[letter.kind].news
        and letter.person_id is not None
        and asked_before
        and not brings_something_new(case, letter)
    ):
        yield f"something new for {case.person_name(letter.person_id)}: a need answered, a sample, news"
    if letter.kind in _NOBODY and letter.person_id is not None:
        yield from _voice(case, letter.person_id)
    if letter.kind is LetterKind.PROPOSAL:
        yield from _listed(readiness_of(case).missing())


_NOBODY = {
    LetterKind.RECOMMENDATION: "a reference: add the person you would ask, as a reference",
    LetterKind.GOOD_WORD: "a connection: add the person you would ask, as a connection",
}


def _citation(case: Case, letter: records.Letter, person_id: int) -> Iterator[str]:
    name = case.person_name(person_id)
    if not (quotes_of(case, person_id) or needs_of(case, person_id)):
        yield f'a quote of {name}: note what they said, for example " … ({name})'
    elif letter.quote_id is None and not cites(case, letter.body, person_id):
        yield f"words of {name} in the letter: quote what they said"


def _chart(case: Case, letter: records.Letter, person_id: int) -> Iterator[str]:
    """A value letter answers needs that its reader voiced, or that were ticked for them."""
    if carried_rows(case, letter):
        return
    name = case.person_name(person_id)
    if needs_of(case, person_id):
        yield f"a need of {name} answered by a story: match one for the chart"
    else:
        yield f"a need of {name}: write down what they need, or choose one of the others for this letter"


def _open_offer(case: Case, letter: records.Letter) -> Iterator[str]:
    outcome = outcome_of(case)
    if outcome is None or (case.offer is None and outcome is not enums.Outcome.OFFER):
        yield "an offer: none is recorded"
    elif outcome not in (enums.Outcome.OFFER, decision_of(letter.kind)):
        yield f"an offer that is open: this interview is {outcome}"


def _voice(case: Case, person_id: int) -> Iterator[str]:
    found, name = tie(case, person_id), case.person_name(person_id)
    if found is None or found.part not in enums.OUTSIDERS:
        yield f"a reference or a connection: {name} is neither in this interview"
    elif found.do_not_ask:
        yield f"someone who may be asked: {name} is marked “do not ask”"


def _listed(items: Sequence[str]) -> Iterator[str]:
    yield from items[:LACKS_NAMED]
    if len(items) > LACKS_NAMED:
        yield f"and {counted(len(items) - LACKS_NAMED, 'more', 'more')} of these"


def _empty_chart(case: Case, letter: records.Letter) -> Iterator[str]:
    """A letter that asks for the chart has rows for it."""
    if not asks_for_chart(letter.body):
        return
    if letter.kind not in MAY_CARRY_CHART:
        yield f"“{CHART_LINE}” stays empty in this letter: take the line out"
    elif letter.kind is not LetterKind.VALUE_LETTER and not carried_rows(case, letter):
        yield "a need answered by a story: match one for the chart"


def _details(case: Case, letter: records.Letter) -> Iterator[str]:
    person = case.people.get(letter.person_id) if letter.person_id is not None else None
    if person is not None and letter.channel is enums.Channel.EMAIL and not is_address(person.email):
        wrong = f"{no_address(person.email)}: correct it at {person.name}"
        yield wrong if person.email else f"an email address of {person.name}"
    if not letter.subject.strip():
        yield "a subject"
    if not letter.body.strip():
        yield "a text"
    yield from _empty_chart(case, letter)
    to_fill = _TO_FILL.findall(f"{letter.subject}\n{letter.body}")
    yield from _listed([f"your own words for “{shorten(place, 60)}”" for place in to_fill])
    may_repeat = LETTERS[letter.kind].once or letter.kind is LetterKind.AS_PROMISED
    same = None if may_repeat else twin(case, letter)
    if same is not None:
        yield f"words of its own: it is nearly the same as the letter to {case.person_name(same.person_id)}"
