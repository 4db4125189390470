"""What is known of an employer from earlier interviews there, for another role: who you met, what they needed, what you
sent, and how it ended.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.already_sent import already_sent
from interview_tui.domain.dates import date_words
from interview_tui.domain.enums import OUTSIDERS, Part
from interview_tui.domain.records import ref
from interview_tui.domain.text import clean_line, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from interview_tui.domain.case import Case
    from interview_tui.domain.dates import Calendar
    from interview_tui.domain.records import Interview, Person

CARRIED = (Part.HIRING_MANAGER, Part.RECRUITER, Part.AGENCY)
"""The parts that somebody keeps in another role at the same employer: who decides, and who arranges."""
_NEEDS, _PEOPLE, _CHARACTERS = 4, 4, 160
"""So much at most of what was heard and sent, and of one text, so that it fits on a page."""


def people_there(earlier: Sequence[Case]) -> tuple[tuple[Person, Part], ...]:
    """The employer's people of earlier interviews, each once with their latest part, the hiring manager and recruiters
    first. Who has handed over is not among them.
    """
    found: dict[int, tuple[Person, Part]] = {}
    for case in earlier:
        for tie in case.involvements:
            if tie.part not in OUTSIDERS and tie.successor_id is None:
                found.setdefault(tie.person_id, (case.people[tie.person_id], tie.part))
    return tuple(sorted(found.values(), key=lambda one: CARRIED.index(one[1]) if one[1] in CARRIED else len(CARRIED)))


def ending_words(case: Case, calendar: Calendar, today: date) -> str:
    """`SRE, rejected Tue 3 Nov`; the outcome alone where the interview has no role."""
    outcome, closed = case.interview.outcome, case.round.closed
    state = "running" if outcome is None else str(outcome)
    when = f" {date_words(calendar.day(closed), today)}" if outcome is not None and closed is not None else ""
    return ", ".join(filter(None, (clean_line(case.interview.role), f"{state}{when}")))


def acquaintance(earlier: Sequence[Case], calendar: Calendar, today: date) -> str:
    """`you know Dana Ruiz and 2 more there, from i3: SRE, rejected Tue 3 Nov`; '' where there was no interview yet."""
    if not earlier:
        return ""
    people, last = people_there(earlier), earlier[0]
    known = "you had an interview there before"
    if people:
        more = f" and {len(people) - 1} more" if len(people) > 1 else ""
        known = f"you know {people[0][0].name}{more} there"
    others = "".join(f", and {ref(case.interview)}" for case in earlier[1:2])
    return f"{known}, from {ref(last.interview)}: {ending_words(last, calendar, today)}{others}"


def from_before(earlier: Sequence[Case], calendar: Calendar, today: date) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each earlier interview with its lesson and its people; then the needs heard there with their stories, the most
    urgent first; then what the people got. Each is a line with those that stand under it.
    """
    for case in earlier:
        names = ", ".join(person.name for person, _ in people_there([case]))
        under = (
            f"learned: {_short(case.round.lesson)}" if case.round.lesson else "",
            f"people: {names}" if names else "",
        )
        yield ending_words(case, calendar, today), tuple(filter(None, under))
    needs = [(need, case) for case in earlier for need in case.needs]
    for need, case in sorted(needs, key=lambda one: -one[0].pressing)[:_NEEDS]:
        titles = [case.stories[m.story_id].title for m in case.matches if m.need_id == need.id]
        who = case.person_name(need.person_id)
        text = f"{'!' * need.pressing} {_short(need.text)}" + (f" ({who})" if who else "")
        yield text, (f"answered with: {_short(', '.join(dict.fromkeys(titles)))}",) if titles else ()
    yield from _sent(earlier)


def _sent(earlier: Sequence[Case]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What each person got, in a line."""
    for person, _ in people_there(earlier)[:_PEOPLE]:
        got = [
            thing.what for case in reversed(earlier) for thing in already_sent(person.id, case.letters, case.touches)
        ]
        things = _short("; ".join(dict.fromkeys(filter(None, map(clean_line, got)))))
        if things:
            yield f"{person.name} already got: {things}", ()


def _short(text: str) -> str:
    return shorten(text, _CHARACTERS)


def employer_lines(
    earlier: Sequence[Case], later: Sequence[Interview], calendar: Calendar, today: date
) -> Iterator[str]:
    """What an interview says of other roles at its employer: who is known from those before, and which came after."""
    if known := acquaintance(earlier, calendar, today):
        yield clean_line(known[:1].upper() + known[1:])
    for interview in later:
        yield clean_line(f"Followed by {ref(interview)}: {interview.role or interview.company}")


def history_document(case: Case) -> dict[str, object]:
    """An earlier interview, for a document: its id, role, end, lesson and people."""
    return {
        "id": ref(case.interview),
        "role": case.interview.role,
        "outcome": case.interview.outcome,
        "closed": case.round.closed,
        "lesson": case.round.lesson,
        "people": [ref(person) for person, _ in people_there([case])],
    }
