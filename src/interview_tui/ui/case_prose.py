"""What is known of an interview, as prose: who it is about, where it stands, what was said, what is promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.contact_frequency import silence_words
from interview_tui.domain.dates import day_words
from interview_tui.domain.enums import CommitmentState, MeetingState, Owner, QuestionState
from interview_tui.domain.requirements import owed
from interview_tui.domain.steps import title
from interview_tui.domain.text import first_name
from interview_tui.services.meetings import time_words
from interview_tui.store.case import other_meetings
from interview_tui.ui.keys import with_keys
from interview_tui.ui.panes.card import dots
from interview_tui.wording import last_touch, meeting_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview_tui.domain.case import Case
    from interview_tui.domain.records import Person
    from interview_tui.services.base import Context
    from interview_tui.ui.text_view import Prose, Stretch


def person_prose(to: Prose, person: Person) -> None:
    """Who somebody is, and how to reach them."""
    to.line((person.name, "strong"), (f", {person.title}" if person.title else "", "plain"))
    for reach in (" · ".join(filter(None, (person.email, person.phone))), person.link):
        if reach:
            to.line((reach, "quiet"))
    if person.no_calls:
        to.line("No calls, please")
    if person.note:
        to.line(person.note)


def standing_prose(to: Prose, case: Case, context: Context) -> None:
    """The step, the meeting, the last contact, and what is owed."""
    now, calendar = context.clock(), context.calendar
    step = case.interview.step_at(now)
    done, rest = dots(step, apart=True)
    to.line((done, "accent"), (rest, "quiet"), (f"  {title(step)}", "strong"), f" · round {case.round.number}")
    to.fact("Meeting", meeting_line(case, now=now, calendar=calendar))
    to.fact("Contact", last_touch(case, now=now, calendar=calendar).removeprefix("Last touch "))
    missing = owed(case, step, context.cadences, now)
    if missing:
        to.fact("Owed", ", ".join(item.text for item in missing))
    silence = silence_words(case, now, calendar, context.cadences.of(case.interview.plan))
    if silence:
        to.fact("Silence", silence)


def words_prose(to: Prose, case: Case, person_id: int | None) -> None:
    """What a person said and needs, then what the others did; of nobody's in particular, everything together."""
    if person_id is None or person_id not in case.people:
        _said(to, "What was said", case, lambda _: True)
        return
    name = first_name(case.person_name(person_id))
    _said(to, f"What {name} said", case, lambda by: by == person_id, named=False)
    _said(to, "Also heard", case, lambda by: by != person_id)


def _said(to: Prose, heading: str, case: Case, whose: Callable[[int | None], bool], *, named: bool = True) -> None:
    quotes = [quote for quote in case.quotes if whose(quote.person_id)]
    needs = sorted((need for need in case.needs if whose(need.person_id)), key=lambda need: -need.pressing)
    if not quotes and not needs:
        return

    def by(person_id: int | None) -> Stretch:
        name = first_name(case.person_name(person_id)) if named else ""
        return (f"\u00a0·\u00a0{name}" if name else "", "quiet")

    to.heading(heading)
    for quote in quotes:
        to.line((f"“{quote.text}”", "accent"), by(quote.person_id))
    for need in needs:
        to.line(need.text, by(need.person_id), begin=f"{'!' * need.pressing:<4}", tone="key")


def promises_prose(to: Prose, case: Case, context: Context) -> None:
    """What is promised and still open, on both sides."""
    today = context.today()
    promised = [one for one in case.commitments if one.state is CommitmentState.OPEN]
    if promised:
        to.heading("Promised")
    for one in promised:
        who = "You" if one.owner is Owner.ME else case.person_name(one.person_id) or "They"
        by = f" by {day_words(one.due, today=today)}" if one.due else ""
        to.line(f"{who}: {one.text}{by}", hang=2)


def day_prose(to: Prose, case: Case, context: Context) -> None:
    """The meetings of a day: when and where, whom one meets, what is to be asked and told."""
    day = context.calendar.day
    start = case.meeting.starts
    cases = [case, *other_meetings(context.store.reader, case, context.clock())]
    of_day = [
        each
        for each in sorted(cases, key=lambda c: (c.meeting.starts is None, c.meeting.starts, c.meeting.id))
        if each.meeting.id == case.meeting.id
        or (
            start is not None
            and each.meeting.starts is not None
            and each.meeting.state is MeetingState.PLANNED
            and day(each.meeting.starts) == day(start)
        )
    ]
    for present in of_day:
        meeting = present.meeting
        to.heading("The meeting")
        for line in (time_words(meeting, context.calendar), meeting.title, meeting.place, meeting.link):
            if line:
                to.line(line)
        to.heading("Who is coming")
        people = [present.people[a.person_id] for a in present.attendances if a.present is not False]
        for person in people:
            to.line(" · ".join(filter(None, (person.name, person.title, person.email))))
        if not people:
            to.line("nobody known yet")
        asked = [q.text for q in present.questions if q.state is not QuestionState.KEPT]
        if not asked and present.meeting_end is not None and present.meeting_end > context.clock():
            asked = [with_keys("none prepared: {questions} on the dashboard picks some, {study} proposes some")]
        if asked:
            to.heading("Questions")
        for text in asked:
            to.line(text, begin="?   ", tone="key")
        told = [present.stories[m.story_id].title for m in present.matches if m.meeting_id == meeting.id]
        if told:
            to.heading("Stories")
        for text in told:
            to.line(text)
