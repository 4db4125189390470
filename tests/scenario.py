"""What has happened to an interview by now, told as a chain: `acme().met().thanked("Dana Ruiz").on(folder)`.

A scenario is a value. Its store is made once a process and copied from then on, so that the same set-up costs every
further test that begins with it next to nothing.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.records import Person, Story
from interview_tui.store.queue import Queue
from tests.programs import NOW, ProgramOnATable, a_checked_program, a_program, case_of, every, go_to, put, when

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview_tui.domain.enums import Step

DANA, KIM = "Dana Ruiz", "Kim Lee"


@dataclass(frozen=True)
class Scenario:
    """Events in their order; each is a function of the program and its arguments."""

    begun: str = NOW
    events: tuple[tuple[Callable[..., None], tuple[object, ...]], ...] = ()

    def then(self, event: Callable[..., None], *arguments: object) -> Scenario:
        """And then this happened."""
        return replace(self, events=(*self.events, (event, arguments)))

    def later(self, instant: str) -> Scenario:
        """It is an instant by now: ISO 8601, or so many hours later, `+9`."""
        return self.then(_later, instant)

    def met(self, notes: str = "") -> Scenario:
        """The meeting is over since half an hour; what was said in it is written down, if anything is given."""
        return self.then(_met, notes)

    def noted(self, notes: str) -> Scenario:
        """Notes in shorthand were written down."""
        return self.then(_noted, notes)

    def thanked(self, *people: str) -> Scenario:
        """The debrief is done, and these people were thanked; by itself everybody who is owed a thank-you."""
        return self.then(_thanked, *people)

    def at(self, step: Step) -> Scenario:
        """It was advanced to a step, whatever it owed on the way."""
        return self.then(_at, step)

    def told(self, story: Story) -> Scenario:
        """A story was put into the library."""
        return self.then(_told, story)

    def on(self, folder: Path) -> ProgramOnATable:
        """The program in a folder, with all of it behind."""
        return _laid(self, folder, a_program)

    def checked_on(self, folder: Path) -> ProgramOnATable:
        """The same; after each further change all is planned again, which must change nothing."""
        return _laid(self, folder, a_checked_program)


def acme(*people: str, meeting: str = "tomorrow 14:00", note: str = "", now: str = NOW, title: str = "SRE") -> Scenario:
    """Monday morning in Berlin: an interview at Acme (i1) was added with its meeting; with Dana Ruiz and Kim Lee, where
    nobody is named.
    """
    return Scenario(now).then(_added, title, meeting, people or (DANA, KIM), note)


def _added(program: ProgramOnATable, title: str, meeting: str, people: tuple[str, ...], note: str) -> None:
    program.interviews.add("Acme", title, meeting=when(program, meeting), people=list(people), note=note)


def _later(program: ProgramOnATable, instant: str) -> None:
    if instant.startswith("+"):
        program.clock.move(hours=float(instant))
    else:
        program.clock.set(instant)


def _met(program: ProgramOnATable, notes: str) -> None:
    end = case_of(program, 1).meeting_end
    assert end is not None
    program.clock.now = end + timedelta(minutes=30)
    if notes:
        _noted(program, notes)


def _noted(program: ProgramOnATable, notes: str) -> None:
    program.notes.capture(1, notes)


def _thanked(program: ProgramOnATable, *people: str) -> None:
    names = {person.id: person.name for person in every(program, Person)}
    owed = Queue(program.store, program.clock()).window(0, 1_000)
    program.follow_ups.done([row.id for row in owed if row.kind is Kind.DEBRIEF])
    for row in owed:
        if row.kind is Kind.THANK_YOU and (not people or names[row.person_id or 0] in people):
            program.follow_ups.done([row.id])


def _at(program: ProgramOnATable, step: Step) -> None:
    go_to(program, 1, step)


def _told(program: ProgramOnATable, story: Story) -> None:
    put(program, story)


def _laid(scenario: Scenario, folder: Path, program: Callable[..., ProgramOnATable]) -> ProgramOnATable:
    path = folder / "interviews.db"
    data, now = _played(scenario)
    path.touch(mode=0o600)
    path.write_bytes(data)
    return program(folder, now=now.isoformat())


@cache
def _played(scenario: Scenario) -> tuple[bytes, datetime]:
    """The store after all of it, and the instant."""
    with tempfile.TemporaryDirectory() as folder:
        program = a_program(Path(folder), now=scenario.begun)
        for event, arguments in scenario.events:
            event(program, *arguments)
        program.store.close()
        return program.settings.paths.store.read_bytes(), program.clock.now
