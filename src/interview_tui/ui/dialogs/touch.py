"""Logging a contact: which way, how, when, with whom, and what it means for what is waited for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass, field
from interview_tui.domain.dates import full_date
from interview_tui.domain.enums import Channel, Direction, Ref
from interview_tui.domain.text import company_role, shorten
from interview_tui.services.follow_ups import Contacted
from interview_tui.store.facts import load_facts
from interview_tui.ui.dialogs.form import Field, Form
from interview_tui.ui.dialogs.interview import WhenReader
from interview_tui.ui.dialogs.menu import Choice, Menu

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from interview_tui.app_context import AppContext
    from interview_tui.store.journal import Change
    from interview_tui.ui.app_screen import AppScreen

_CHANNELS = (
    ("e", Channel.EMAIL, "email"),
    ("p", Channel.PHONE, "phone"),
    ("m", Channel.MESSAGE, "message: text, chat, LinkedIn"),
    ("l", Channel.POST, "letter by post"),
    ("i", Channel.IN_PERSON, "in person"),
)
_NOBODY = "nobody in particular"
NOTHING = "no commitment of theirs"
COMMITMENT = 48
"""Characters of a commitment where it is chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """With whom a contact may have been, and about what."""

    name: str
    """As menus call it."""
    targets: tuple[Ref, ...]
    """The interviews, or the person, that it is logged for."""
    people: Mapping[str, int] = field(default_factory=dict)
    """The people of the one interview, by their names; empty where the person is known, or are several interviews."""
    person_id: int | None = None
    awaited: Mapping[str, int] = field(default_factory=dict)
    """Their open commitments, by their words."""


def subject_of(program: AppContext, interview_id: int, person_id: int | None = None) -> Subject:
    """A contact about one interview, with a person of it or one still to be named. Raises NotFound."""
    facts = load_facts(program.store.reader, interview_id)
    awaited = {}
    for commitment in facts.awaited():
        whose = facts.name_of(commitment.person_id)
        awaited[shorten(commitment.text, COMMITMENT) + (f" ({whose})" if whose else "")] = commitment.id
    return Subject(
        name=company_role(facts.interview.company, facts.interview.role),
        targets=(Ref("i", interview_id),),
        people={facts.name_of(tie.person_id): tie.person_id for tie in facts.involvements},
        person_id=person_id,
        awaited=awaited,
    )


class TouchForm(Form):
    """enter logs it from any field: most contacts need a note at most."""

    HINT = "enter logs it · tab to the next field · esc closes"

    async def action_enter(self) -> None:
        """Logs it."""
        await self.action_save()


def touch_menu(screen: AppScreen, subject: Subject, done: Callable[[Change], None]) -> Menu:
    """Asks which way and how a contact was, and what there is to say of it; then logs it."""

    def way(key: str, direction: Direction, words: str) -> Choice:
        async def ask_channel() -> None:
            choices = [channel(direction, *row) for row in _CHANNELS]
            await screen.ask(Menu(f"Touch {words} {subject.name}", choices, asks="How?"))

        return Choice(key, f"{words} {subject.name}", ask_channel)

    def channel(direction: Direction, key: str, how: Channel, words: str) -> Choice:
        async def ask_more() -> None:
            await screen.ask(touch_form(screen, subject, direction, how, done))

        return Choice(key, words, ask_more)

    return Menu("Log a touch", [way("i", Direction.IN, "in, from"), way("o", Direction.OUT, "out, to")])


def touch_form(
    screen: AppScreen, subject: Subject, direction: Direction, channel: Channel, done: Callable[[Change], None]
) -> Form:
    """What there is to say of a contact."""
    dates, theirs = WhenReader(screen.program), direction is Direction.IN
    written = channel in (Channel.EMAIL, Channel.MESSAGE)

    def until(text: str) -> Contacted:
        return _automatic(dates, text, direction, channel)

    def automatic_said(text: str) -> str:
        contact = until(text)
        if not contact.automatic:
            return ""
        return (
            f"automatic reply, away until {full_date(contact.until)}"
            if contact.until
            else "automatic reply: answers nothing"
        )

    fields = [Field("note", "Note", placeholder="what was said; optional")]
    if subject.people:
        present = next((name for name, i in subject.people.items() if i == subject.person_id), "")
        alone = next(iter(subject.people)) if len(subject.people) == 1 else _NOBODY
        fields.append(Field("person", "With", present or alone, choices=(*subject.people, _NOBODY)))
    fields.append(
        Field("at", "When", placeholder="now; yesterday, mon 18:00", check=lambda text: dates.said(text, past=True))
    )
    if theirs and subject.awaited:
        fields.append(Field("answers", "Answers", NOTHING, choices=(NOTHING, *subject.awaited)))
    if theirs:
        fields.append(Field("reply_by", "Reply by", placeholder="the day, if they expect an answer", check=dates.said))
    if theirs and written:
        fields.append(
            Field(
                "automatic",
                "Automatic",
                placeholder="yes for an automatic reply, or the last day away",
                check=automatic_said,
            )
        )

    def submit(values: dict[str, str]) -> Menu | None:
        person_id = subject.people.get(values.get("person", ""), None if subject.people else subject.person_id)
        answers = subject.awaited.get(values.get("answers", NOTHING))
        away = until(values.get("automatic", ""))
        contact = Contacted(
            direction=direction,
            channel=channel,
            note=values["note"],
            person_id=person_id,
            at=dates.read_past(values["at"]) if values["at"] else None,
            automatic=away.automatic,
            until=away.until,
            answers=Ref("c", answers) if answers else None,
            reply_by=dates.read(values["reply_by"]).day if values.get("reply_by") else None,
        )
        return _log(screen, subject.targets, contact, done)

    return TouchForm(f"Touch: {channel} {direction}, {subject.name}", fields, submit)


def _automatic(dates: WhenReader, text: str, direction: Direction, channel: Channel) -> Contacted:
    """Whether it was an automatic reply, and the last day away. Raises Unclear."""
    words = text.strip().casefold()
    if not words or "no".startswith(words):
        return Contacted(direction=direction, channel=channel)
    until = None if "yes".startswith(words) else dates.read(words).day
    return Contacted(direction=direction, channel=channel, automatic=True, until=until)


def _log(screen: AppScreen, targets: Sequence[Ref], contact: Contacted, done: Callable[[Change], None]) -> Menu | None:
    """Logs it; where the person stands in several running interviews, asks first which one it was about."""
    program, person_id = screen.program, contact.person_id
    if person_id is None and targets[0].letter == "p":
        person_id = targets[0].id
    running = program.follow_ups.running_with(person_id) if person_id is not None and len(targets) == 1 else []
    if len(running) < 2 or contact.answers is not None:
        done(program.follow_ups.touch(targets, contact))
        return None

    def log(target: Ref) -> Callable[[], None]:
        return lambda: done(program.follow_ups.touch(target, contact))

    choices = [
        Choice(str(number), company_role(interview.company, interview.role), log(Ref("i", interview.id)))
        for number, interview in enumerate(running, start=1)
    ]
    choices.append(Choice("a", "all of them", log(Ref("p", person_id or 0))))
    present = next((n for n, i in enumerate(running) if Ref("i", i.id) == targets[0]), 0)
    return Menu("Which interview is it about?", choices, safe=present)
