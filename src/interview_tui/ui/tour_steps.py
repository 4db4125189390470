"""The stations of the tour: what is asked, what it is for, and how one sees that it was done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.ui.keys import Pane

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

NOTES = frozenset("aqnkxco")
"""The letters of what stands in the notes, as their short ids begin (domain/records.py, NOUNS)."""
OWED = "owed"
"""What was opened where `advance` shows what is owed."""


class Sight(NamedTuple):
    """Where one stands, and what has happened since the station began."""

    line: Hashable
    """The follow-up under the cursor."""
    pane: Pane
    settled: int
    """How many follow-ups are done, in all."""
    steps: int
    """How many steps were entered, in all."""
    changed: frozenset[str] = frozenset()
    """The letters of what was changed on the dashboard since."""
    opened: frozenset[str] = frozenset()
    """The screens that were opened since, by the names of their classes."""


@dataclass(frozen=True, slots=True)
class Station:
    """One thing to do. Keys stand in braces, by their ids."""

    ask: str
    why: str
    is_done: Callable[[Sight, Sight], bool]
    """Told what was seen when the station began, and what is seen now."""


def _opened(*names: str) -> Callable[[Sight, Sight], bool]:
    return lambda _, now: not now.opened.isdisjoint(names)


STATIONS: tuple[Station, ...] = (
    Station(
        "What you owe, what is late first. {down} goes down",
        "A line says what, to whom, and why it is due now",
        lambda began, now: now.line != began.line and now.settled == began.settled,
    ),
    Station(
        "{done}: the follow-up under the cursor is done",
        "Where a letter is owed it asks first: {done} again",
        lambda began, now: now.settled > began.settled,
    ),
    Station(
        "{undo} takes that back",
        "Any change can be taken back, also days later",
        lambda began, now: now.settled < began.settled,
    ),
    Station(
        "{triage}: triage, one due follow-up after another",
        "{done} settles one, {triage.next} leaves it for later, {triage.leave} comes back",
        _opened("Triage"),
    ),
    Station(
        "{advance}: to the next of the ten steps",
        "Your own view: steps also move by what you note and send",
        lambda began, now: OWED in now.opened or now.steps != began.steps,
    ),
    Station(
        "{pane_left}: to the notes of this interview",
        "{pane_left} and {pane_right} go from pane to pane",
        lambda _, now: now.pane is Pane.NOTES,
    ),
    Station(
        "{add}, then type  ! Nobody owns the releases  and enter",
        "! is a need, ? a question, + my promise; twice enter ends",
        lambda _, now: bool(NOTES & now.changed),
    ),
    Station(
        "{letter}: the letter that this interview asks for now",
        "Drafted from the notes; read it, and {page.leave} comes back",
        _opened("LetterPage", "QuoteDialog"),  # a thank-you asks for words of theirs first
    ),
    Station(
        "{touch}: log a contact: which way, how, then enter",
        "The rules plan by it: nobody is asked too often",
        lambda _, now: "t" in now.changed,
    ),
    Station(
        "{palette}: every action by its name",
        "Type a word to find one; {leave} closes it",
        _opened("Palette"),
    ),
    Station(
        "{help}: the keys that work here, and what the step asks",
        "{leave} closes it",
        _opened("Help"),
    ),
)
"""In the order of a morning. A test walks it."""

LAST = Station(
    "{add}: your own first interview, in your own store",
    "{quit} goes back without it; {leave} stays in the demo",
    lambda *_: False,
)
"""Where the tour ends."""
