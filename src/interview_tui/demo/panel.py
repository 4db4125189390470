"""An interview with a panel of five, in each language that letters are written in.

The demo has it for whoever does not write American English. Its words are in `panel.<language>.toml`; what happens is
the same in all of them.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple, Protocol

from interview_tui.data_classes import dataclass, field
from interview_tui.demo import words
from interview_tui.domain.enums import Language, Part
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.services.meetings import MeetingTime

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date, datetime

    from interview_tui.demo.stage import Shared
    from interview_tui.services.interviews import Interviews
    from interview_tui.services.meetings import Meetings
    from interview_tui.services.notes import Notes
    from interview_tui.services.people import People
    from interview_tui.services.stories import Stories

MET = -1
"""The demo's working day of the conversation: yesterday, so that the thank-yous are due today."""


class Services(Protocol):
    """What plays the interview."""

    @property
    def interviews(self) -> Interviews: ...
    @property
    def meetings(self) -> Meetings: ...
    @property
    def notes(self) -> Notes: ...
    @property
    def people(self) -> People: ...
    @property
    def stories(self) -> Stories: ...


class PanelPerson(NamedTuple):
    """Somebody in the interview."""

    name: str
    title: str
    part: str
    address: str = ""
    """How letters address them; '' for the usual form of the name."""
    formal: str = ""
    """How formal letters do, where these do so otherwise."""
    familiar: bool = False
    """Whether they are du or tu."""


class PanelStory(NamedTuple):
    """An accomplishment, and what shows it."""

    title: str
    strength: str
    result: str = ""
    sample: str = ""
    sample_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelWords:
    """What is said in the interview, in one language."""

    language: Language
    me: str
    """What stands below my letters."""
    zone: str
    company: str
    role: str
    elsewhere: str
    """Another employer, who makes me an offer."""
    terms: str
    """What this one offers."""
    document: str
    """What letters call the file that I promised."""
    people: tuple[PanelPerson, ...]
    """Who decides first, the recruiter last."""
    connection: PanelPerson
    reference: PanelPerson
    stories: tuple[PanelStory, ...]
    notes: str
    """Those of the first conversation, in shorthand, with places for days."""
    again: str
    """Those of the second one."""
    first_steps: Mapping[str, str]
    """What I would do about a need in the first 90 days, by the story that answers it."""
    own_words: Mapping[LetterKind, Sequence[str]]
    """What only I can know, in the places that a letter has for it."""
    news: Sequence[str]
    """What I tell in each of the letters that stay in touch; '' where one speaks of their news."""


@cache
def panel_words(language: Language) -> PanelWords:
    """The words of a language."""
    said = tomllib.loads(files(__package__).joinpath(f"panel.{language}.toml").read_text("utf-8"))
    return PanelWords(
        **{
            **said,
            "language": language,
            "me": said["me"].strip(),
            "people": tuple(PanelPerson(**who) for who in said["people"]),
            "connection": PanelPerson(**said["connection"]),
            "reference": PanelPerson(**said["reference"]),
            "stories": tuple(PanelStory(**story) for story in said["stories"]),
            "own_words": {LetterKind(kind): texts for kind, texts in said["own_words"].items()},
            "news": said["news"]["of_mine"],
        }
    )


@dataclass(slots=True)
class Panel:
    """The interview: what happens in it, told through the services."""

    program: Services
    said: PanelWords
    samples: str
    """Where the samples of my work are: a folder or a site, with its slash."""
    interview_id: int = 0
    people: list[int] = field(default_factory=list)
    """The ids of the employer's people, in the order of the words."""

    def add(self) -> None:
        """The interview, its people and my stories."""
        said = self.said
        for story in said.stories:
            self.program.stories.add(
                story.title,
                result=story.result,
                strength=story.strength,
                sample=f"{self.samples}{story.sample}" if story.sample else "",
                sample_name=story.sample_name,
            )
        added = self.program.interviews.add(said.company, said.role, language=said.language)
        self.interview_id = added.refs[0].id
        self.people = [self.involve(who) for who in said.people]

    def involve(self, who: PanelPerson, *, knows: int | None = None) -> int:
        """Somebody gets a part in it; gives their id."""
        outside = who.part in (Part.CONNECTION, Part.REFERENCE)
        line = f"{who.name} <{words.address(who.name, 'friends' if outside else self.said.company)}>"
        change = self.program.people.add(
            self.interview_id,
            line,
            Part(who.part),
            title=who.title,
            address=who.address,
            familiar=who.familiar,
            knows_id=knows,
        )
        return next(ref.id for ref in change.refs if ref.letter == "p")

    def book(self, starts: datetime, who: Sequence[PanelPerson] = ()) -> int:
        """A conversation is arranged, with all of them unless some are named; gives its id."""
        people = [f"{one.name} <{words.address(one.name, self.said.company)}>" for one in who or self.said.people]
        time = MeetingTime(starts=starts, zone=self.said.zone)
        return self.program.meetings.add(self.interview_id, time, people=people).refs[0].id

    def note(self, text: str, **days: date) -> None:
        """The notes are written down, with the days for their places."""
        self.program.notes.capture(self.interview_id, text.format_map({k: day.isoformat() for k, day in days.items()}))


def script(shared: Shared, said: PanelWords) -> Iterator[datetime]:
    """The interview in the demo: yesterday's conversation is written down, and nobody is thanked yet."""
    panel = Panel(shared, said, words.PORTFOLIO)
    yield shared.at(MET - 1, "11:10")
    panel.add()
    panel.book(shared.at(MET, "10:00"))
    yield shared.at(MET, "15:40")
    panel.note(said.notes, promised=shared.day(2), introduced=shared.day(3), list=shared.day(4), word=shared.day(6))
