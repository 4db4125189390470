"""References and connections across interviews: who spoke for you where, how often, and what each still waits for; and
the sheet of references that an employer gets.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass, replace
from interview_tui.domain.enums import ENDED, Favour, Part
from interview_tui.domain.text import company_role, counted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from interview_tui.domain.records import Interview, Involvement, Person

RECENT_DAYS = 90
"""Days of which it is counted how often somebody was asked or named. No source names a number; the span is a quarter,
as for staying in touch (METHOD, step 10).
"""


class Waiting(StrEnum):
    """What somebody who speaks for you waits for."""

    LETTER = "letter to forward"
    OUTCOME = "thanks with the outcome"
    NOTHING = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceUse:
    """A reference or a connection in one interview."""

    tie: Involvement
    interview: Interview
    closed: datetime | None = None
    """When the outcome of its present round came about."""
    not_forwarded: bool = False
    """Whether the user has skipped forwarding their letter."""

    @property
    def last(self) -> datetime | None:
        """When they were last asked, named, or did something for you there; None where nothing of it has a time."""
        tie = self.tie
        return max(filter(None, (tie.asked, tie.named, tie.spoke, tie.received, tie.forwarded)), default=None)

    @property
    def counts(self) -> bool:
        """Whether they were asked for anything, or named."""
        return self.tie.favour is not Favour.NOT_ASKED or self.tie.named is not None

    @property
    def waits_for(self) -> Waiting:
        """What you owe here."""
        if is_to_forward(self.tie) and not self.not_forwarded and self.interview.outcome is None:
            return Waiting.LETTER
        if self.interview.outcome in ENDED and is_owed_thanks(self.tie, self.closed):
            return Waiting.OUTCOME
        return Waiting.NOTHING

    @property
    def name(self) -> str:
        """Company and role."""
        return company_role(self.interview.company, self.interview.role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A person who speaks for you, with all the interviews in which they do or may; the latest first."""

    person: Person
    uses: tuple[ReferenceUse, ...]

    @property
    def times(self) -> int:
        """In how many interviews they were asked or named."""
        return sum(use.counts for use in self.uses)

    def times_lately(self, now: datetime) -> int:
        """In how many of them within the last RECENT_DAYS."""
        since = now - timedelta(days=RECENT_DAYS)
        return sum(use.counts and use.last is not None and use.last >= since for use in self.uses)

    def words(self, now: datetime) -> str:
        """`asked or named 3 times, 1 in the last 90 days`."""
        if not self.times:
            return "not asked or named yet"
        return f"asked or named {self.often(now, f'in the last {RECENT_DAYS} days')}"

    def often(self, now: datetime, lately: str) -> str:
        """`3 times, 1 in 90 days`, where `lately` is `in 90 days`; `1 time in 90 days`, `3 times, all in 90 days`."""
        times, recent = self.times, self.times_lately(now)
        number = {0: ", none", times: ", all" if times > 1 else ""}.get(recent, f", {recent}")
        return f"{counted(times, 'time')}{number} {lately}"

    @property
    def may_be_on_sheet(self) -> bool:
        """Whether they are a reference, or were named, in any interview."""
        return any(use.tie.part is Part.REFERENCE or use.tie.named for use in self.uses)


def has_helped(tie: Involvement) -> bool:
    """Whether somebody spoke or wrote for you, or was named to the employer; one who declined since has not."""
    wrote_or_named = tie.received is not None or tie.named is not None
    return tie.favour is Favour.SPOKE or (wrote_or_named and tie.favour is not Favour.DECLINED)


def is_owed_thanks(tie: Involvement, closed: datetime | None) -> bool:
    """Whether somebody who helped, or said they would, has not been thanked since the outcome was known."""
    helped = has_helped(tie) or tie.favour is Favour.AGREED
    return helped and (tie.thanked is None or (closed is not None and tie.thanked < closed))


def is_to_forward(tie: Involvement) -> bool:
    """Whether their letter of recommendation has come and has not gone on to the employer."""
    return tie.received is not None and tie.forwarded is None and tie.favour is not Favour.DECLINED


def with_letter_forwarded(tie: Involvement, at: datetime) -> Involvement:
    """Their letter of recommendation went on to the employer at this time, if not before: with it they spoke."""
    return replace(tie, forwarded=tie.forwarded or at, favour=Favour.SPOKE, spoke=tie.spoke or at)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody who is not on the sheet, and why."""

    person: Person
    why: str


@dataclass(frozen=True, slots=True)
class ReferenceSheet:
    """Who is on the sheet of references, in the order of their names, and who was left out."""

    people: tuple[Person, ...]
    left_out: tuple[LeftOut, ...]


def reference_sheet(references: Iterable[Reference]) -> ReferenceSheet:
    """The references who agreed, spoke or were named; where somebody is one in several interviews, what they said last
    counts, and “do not ask” in any of them. A connection is on it only where they were named.
    """
    people, left_out = [], []
    for reference in references:
        why = _kept_off(reference)
        if why is None:
            people.append(reference.person)
        elif why:
            left_out.append(LeftOut(reference.person, why))
    return ReferenceSheet(tuple(people), tuple(left_out))


def _kept_off(reference: Reference) -> str | None:
    """Why somebody is not on the sheet; '' where nothing is to be said of it, None where they are on it."""
    uses = reference.uses
    barred = next((use for use in uses if use.tie.do_not_ask), None)
    said = next((use for use in uses if use.counts), None)
    agreed = said is not None and (
        said.tie.favour in (Favour.AGREED, Favour.SPOKE) or (said.tie.favour is not Favour.DECLINED and said.tie.named)
    )
    if not reference.may_be_on_sheet:
        return "a connection, not a reference" if agreed else ""
    if barred is not None:
        return f"marked “do not ask” at {barred.interview.company}"
    if agreed:
        return None
    if said is None:
        return "not asked yet"
    where = said.interview.company
    return f"declined at {where}" if said.tie.favour is Favour.DECLINED else f"asked at {where}, no answer yet"
