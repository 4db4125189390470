"""The demo's tracks, read from tracks.toml: how each interview goes, as what happens in it and when."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from interview_tui.data_classes import dataclass
from interview_tui.domain.enums import Plan, Proposal
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letter_kinds import LetterKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FIRST_DAY = -52
"""Before the earliest day of every track."""


class Event(NamedTuple):
    """Something that happens on a working day counted from today, at a time of the user's clock."""

    day: int
    clock: str
    acts: Mapping[str, Any]
    """Methods of Scene by their names, and what each is given."""


class Email(NamedTuple):
    """An email of one of those met, with what it seems to say."""

    subject: str
    proposal: Proposal
    sentence: str
    day: int | None = None
    """The working day that it names, counted from today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """How one interview goes; the seeker is less than perfect where the track says so."""

    opened: int
    """The working day on which the interview is added."""
    events: tuple[Event, ...] = ()
    """In the order of time."""
    follows: int | None = None
    """The place in the list of the track at whose employer this is another role."""
    people: int = 2
    """How many of the employer's people are met: the hiring manager first."""
    apart: bool = False
    """Whether each of them is met in a meeting of their own."""
    recruiter: bool = False
    """Whether the employer's recruiter arranges the meetings, without being in them."""
    agency: bool = False
    """Whether a recruiter of an agency brought the interview."""
    plan: Plan | None = Plan.STANDARD
    leaves: frozenset[Kind] = frozenset()
    """What stays undone."""
    snoozes: Kind | None = None
    skips: Kind | None = None
    draft: LetterKind | None = None
    """The letter that was begun yesterday."""
    email: Email | None = None
    """What came this morning, and is not looked at yet."""


@cache
def tracks() -> tuple[Track, ...]:
    """All tracks, in the order in which interviews take them."""
    text = files(__package__).joinpath("tracks.toml").read_text("utf-8")
    return tuple(map(_track, tomllib.loads(text)["tracks"]))


def _track(said: dict[str, Any]) -> Track:
    events = [event for group in said.pop("events", ()) for event in _events(**group)]
    snoozes, skips = (Kind(said.pop(name)) if name in said else None for name in ("snoozes", "skips"))
    draft = LetterKind(said.pop("draft")) if "draft" in said else None
    plan = Plan(named) if (named := said.pop("plan", Plan.STANDARD)) else None
    email = Email(**{**told, "proposal": Proposal(told["proposal"])}) if (told := said.pop("email", None)) else None
    leaves = frozenset(map(Kind, said.pop("leaves", ())))
    return Track(
        events=tuple(events), plan=plan, leaves=leaves, snoozes=snoozes, skips=skips, draft=draft, email=email, **said
    )


def _events(*, at: str = "10:00", **said: Any) -> Iterator[Event]:
    """What a table of tracks.toml stands for: one event, or those around a meeting."""
    if "day" in said:
        yield Event(said.pop("day"), at, said)
        return
    day = said["met"] if "met" in said else said["ahead"]
    booked = said.get("booked", day - 6)
    yield Event(booked, "11:20", {"book": [day, at]})
    yield Event(max(day - 3, booked), "16:30", {"prepare": []})
    if "met" in said:
        note = {"promised": said.get("promised", day + 3), "word": said.get("word", day + 6)}
        yield Event(day, "16:10", {"note": [note], "rank": []})
