"""The form of a follow-up: one of one's own, or any that is open."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from interview_tui.domain.dates import When, day_words
from interview_tui.domain.enums import Channel
from interview_tui.domain.errors import Unclear
from interview_tui.domain.records import FollowUp, Person
from interview_tui.services.base import due_day
from interview_tui.store.records import get
from interview_tui.ui.dialogs.form import Field, Form, name_like
from interview_tui.ui.dialogs.interview import WhenReader
from interview_tui.ui.dialogs.prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from interview_tui.app_context import AppContext
    from interview_tui.domain.case import Case
    from interview_tui.store.journal import Change

_CHANNELS = ", ".join(Channel)


def follow_up_form(program: AppContext, case: Case, done: Callable[[Change], None]) -> Form:
    """A new follow-up for an interview."""
    dates = WhenReader(program)
    people = {person.name: person.id for person in case.people.values()}

    def found(text: str) -> str:
        return name_like(text, people, f"add them in the notes with @ {text.strip()}")

    def submit(values: dict[str, str]) -> None:
        done(
            program.follow_ups.add(
                case.interview.id,
                values["text"],
                dates.read(values["when"] or "today"),
                person_id=people[found(values["person"])] if values["person"] else None,
                channel=read_channel(values["channel"]),
            )
        )

    fields = (
        Field("text", "What", placeholder="what you have to do"),
        Field("when", "When", placeholder="today", check=dates.said),
        Field("person", "Who", placeholder=", ".join(people), check=found, offers=tuple(people)),
        Field("channel", "How", placeholder=_CHANNELS, check=_channel_said, offers=tuple(Channel)),
    )
    return Form(f"Follow up on {case.name}", fields, submit)


def edit_follow_up_form(program: AppContext, follow_up_id: int, done: Callable[[Change], None]) -> Form:
    """A follow-up that is there. Raises NotFound."""
    dates = WhenReader(program)
    reader = program.store.reader
    follow_up = get(reader, FollowUp, follow_up_id)
    person = get(reader, Person, follow_up.person_id) if follow_up.person_id else None
    when = When(due_day(follow_up, program.calendar), follow_up.due_at)

    def submit(values: dict[str, str]) -> None:
        due = dates.read(values["when"]) if values["when"] else when
        channel = read_channel(values["channel"])
        done(program.follow_ups.edit(follow_up, due, text=values["text"], channel=channel, note=values["note"]))

    whom = f" with {person.name}" if person else ""
    fields = (
        Field("text", "What", follow_up.text),
        Field("when", "When", dates.written(when), check=dates.said),
        Field("channel", "How", follow_up.channel, check=_channel_said, offers=tuple(Channel)),
        Field("note", "Note", follow_up.note),
    )
    return Form(f"Edit a follow-up{whom}", fields, submit)


def wait_prompt(program: AppContext, follow_up_ids: Sequence[int], wait: Callable[[When], object]) -> Prompt:
    """Asks until when follow-ups wait; nothing typed means the next working day after the one that they are due on.

    Raises NotFound.
    """
    dates, calendar, today = WhenReader(program), program.calendar, program.today()
    due = [due_day(get(program.store.reader, FollowUp, i), calendar) for i in follow_up_ids]
    following = calendar.working_on_or_after(max([today, *due]) + timedelta(days=1))

    def submit(text: str) -> None:
        wait(dates.read(text) if text.strip() else When(following))

    words = day_words(following, today=today)
    return Prompt(
        "Wait until",
        submit,
        placeholder=words,
        preview=dates.preview,
        hint=f"enter: {words} · or fri, +3d, next tue 14:00, 2 Dec · esc closes",
    )


def _channel_said(text: str) -> str:
    return str(read_channel(text))


def read_channel(text: str) -> Channel:
    """A channel by the beginning of its name; email when nothing is said. Raises Unclear."""
    wanted = text.strip().casefold()
    found = [c for c in Channel if c.startswith(wanted.replace("-", " "))] if wanted else [Channel.EMAIL]
    if not found:
        raise Unclear(f"“{text.strip()}” is not a channel: write {_CHANNELS}")
    return found[0]
