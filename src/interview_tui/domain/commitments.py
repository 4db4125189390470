"""The ledger of commitments: what I promised and what they committed to, by when, and what was kept on time."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass
from interview_tui.domain.dates import day_words
from interview_tui.domain.enums import CommitmentState, Owner
from interview_tui.domain.text import counted
from interview_tui.lazy_patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from interview_tui.domain.dates import Calendar
    from interview_tui.domain.records import Commitment


_CALL = lazy_pattern(
    r"(?:i['’]?ll |i will |to |will )?"
    r"(?:call(?! (?:for|notes?|list|log|script|sheet|summary|report|recording|transcript|volumes?|cent(?:er|re)s?)\b)"
    r"|ring|telephone|phone(?! (?:numbers?|screen|interview|bill|list)\b)"
    r"|give (?:\S+ ){1,3}an? (?:call|ring)|(?:r)?appeler|téléphoner|passer un (?:coup de fil|appel))\b"
    r"|.{0,200}\b(?:anrufen|anzurufen|zurückrufen|zurückzurufen|telefonieren)\b",
    re.IGNORECASE,
)
"""Words that promise a call: a verb at the beginning, in German at the end."""


def is_call(promised: str) -> bool:
    """Whether what somebody promised is to call: `call Dana about the dates`, `wegen der Termine anrufen`."""
    return _CALL.match(promised.strip()) is not None


class Standing(StrEnum):
    """What became of a commitment so far."""

    OPEN = "open"
    OVERDUE = "overdue"
    """Open, and its day has passed."""
    ON_TIME = "kept on time"
    LATE = "kept late"
    MISSED = "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentEntry:
    """A commitment with the interview and the person that it belongs to."""

    commitment: Commitment
    interview_id: int
    company: str
    role: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """Of those that have come due or are settled (`due`): how many were kept at all, and how many on time."""

    due: int
    kept: int
    on_time: int


def standing(commitment: Commitment, *, today: date, calendar: Calendar) -> Standing:
    """How it stands on the user's day. Kept on time is settled on the due day or before it, or without any due day."""
    if commitment.state is CommitmentState.MISSED:
        return Standing.MISSED
    if commitment.state is CommitmentState.OPEN:
        return Standing.OVERDUE if days_over(commitment, today=today) else Standing.OPEN
    if commitment.due is None or commitment.settled is None:
        return Standing.ON_TIME
    return Standing.ON_TIME if calendar.day(commitment.settled) <= commitment.due else Standing.LATE


def days_over(commitment: Commitment, *, today: date) -> int:
    """For how many days an open one has been overdue; 0 for any other."""
    if commitment.state is not CommitmentState.OPEN or commitment.due is None:
        return 0
    return max(0, (today - commitment.due).days)


def score(commitments: Iterable[Commitment], owner: Owner, *, today: date, calendar: Calendar) -> Score:
    """One side's record. A passive one commits nobody, so it does not count."""
    stands = [standing(c, today=today, calendar=calendar) for c in commitments if c.owner is owner and not c.passive]
    on_time, late = stands.count(Standing.ON_TIME), stands.count(Standing.LATE)
    return Score(sum(1 for s in stands if s is not Standing.OPEN), on_time + late, on_time)


def summary(commitments: Iterable[Commitment], *, today: date, calendar: Calendar) -> str:
    """`you kept 5 of 6 on time · they kept 2 of 4`; a side with nothing due yet is left out."""
    known = tuple(commitments)
    mine = score(known, Owner.ME, today=today, calendar=calendar)
    theirs = score(known, Owner.THEM, today=today, calendar=calendar)
    parts = [
        f"you kept {mine.on_time} of {mine.due} on time" if mine.due else "",
        f"they kept {theirs.kept} of {theirs.due}" if theirs.due else "",
    ]
    return " · ".join(part for part in parts if part) or "nothing is due yet"


def standing_words(commitment: Commitment, *, today: date, calendar: Calendar) -> str:
    """How it stands, in words: `3 days overdue`, `kept on time`, `passive: nobody said when`."""
    stands = standing(commitment, today=today, calendar=calendar)
    if stands is Standing.OVERDUE:
        return f"{counted(days_over(commitment, today=today), 'day')} overdue"
    return "passive" if commitment.passive and stands is Standing.OPEN else str(stands)


def suggested_question(commitment: Commitment, person_name: str, *, today: date) -> str:
    """The question that turns a passive ending into a real next step: it asks for what is missing, a day or a name.

    '' for one that is mine, is settled, or has both.
    """
    if commitment.owner is Owner.ME or commitment.state is not CommitmentState.OPEN:
        return ""
    first = person_name.split()[0] if person_name.split() else ""
    day = day_words(commitment.due, today=today) if commitment.due is not None and commitment.due > today else ""
    if commitment.due is not None and not day:
        asked = "the day we spoke of has come. Where do things stand, and what happens next?"
    elif commitment.passive and day:
        asked = f"if I have heard nothing by {day}, whom may I call that day?"
        if first:
            asked = f"if I have heard nothing by {day}, may I call you that day?"
    elif not day:
        asked = "by when may I expect to hear from you?" if first else "by when may I expect to hear, and from whom?"
    elif not first:
        asked = f"who will be in touch with me by {day}?"
    else:
        return ""
    return f"{first}, {asked}" if first else asked[0].upper() + asked[1:]
