"""The records as pages of Markdown, to read without the program. Every text of a person is markdown_line.

Days and times are the user's, in ISO 8601: the same records give the same pages on any day.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.brief import when_words
from interview_tui.domain.enums import (
    CommitmentState,
    Direction,
    LetterState,
    MeetingState,
    Owner,
    QuestionState,
    Ref,
    Settled,
)
from interview_tui.domain.records import ref
from interview_tui.domain.steps import STEPS, title
from interview_tui.domain.study import expected_needs
from interview_tui.domain.text import markdown_line, markdown_link, markdown_quote
from interview_tui.lazy_patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from interview_tui.domain.case import Case
    from interview_tui.domain.dates import Calendar
    from interview_tui.domain.records import FollowUp, Person, PreparedAnswer, Story

MARK = "<!-- interview-tui export -->"
"""The first line of the index: the folder is one that an export made."""
INDEX_PAGE = "README.md"
INDEX_BESIDE_README = "interviews.md"
"""The name of the index in a repository that has a README of its own."""
PEOPLE_PAGE = "people.md"
STORIES_PAGE = "stories.md"
INTERVIEWS_FOLDER = "interviews"
"""The folder of the interviews' pages."""
OWN_PAGE = lazy_pattern(r"i[1-9][0-9]*(-[a-z0-9]+)*\.md")
_NAME_AT_MOST = 48


class ListedInterview(NamedTuple):
    """An interview as the index shows it."""

    name: str
    page: str
    step: int
    outcome: str | None
    next: str
    """What is due next, and when; '' for nothing."""


def page_name(short_id: str, *names: str) -> str:
    """The name of an interview's file: `i12-acme-sre.md`. Whatever is in the names, it is one of ASCII, and short."""
    plain = unicodedata.normalize("NFKD", " ".join(names)).encode("ascii", "ignore").decode().lower()
    words = "-".join(re.findall("[a-z0-9]+", plain))[:_NAME_AT_MOST].strip("-")
    return f"{short_id}-{words}.md" if words else f"{short_id}.md"


def index_page(interviews: Sequence[ListedInterview]) -> str:
    """All interviews by the ten steps; those that have ended come last, by outcome."""
    lines = [MARK, "# Interviews", "", f"[People]({PEOPLE_PAGE}) · [Stories]({STORIES_PAGE})"]
    for row in STEPS:
        here = [one for one in interviews if one.outcome is None and one.step == row.step]
        lines += _part(title(row.step), (_entry(one, one.next) for one in here))
    over = sorted((one for one in interviews if one.outcome is not None), key=lambda one: one.outcome or "")
    lines += _part("Ended", (_entry(one, one.outcome or "") for one in over))
    return _text(lines)


def _entry(one: ListedInterview, more: str) -> str:
    name = f"- [{markdown_line(one.name)}]({INTERVIEWS_FOLDER}/{one.page})"
    return f"{name}: {markdown_line(more)}" if more else name


def interview_page(rounds: Sequence[Case], calendar: Calendar) -> str:
    """One interview with all its rounds, the first of them first."""
    case = rounds[-1]
    interview = case.interview
    facts = (
        ("Step", title(interview.step_at(case.now) if case.now else interview.step)),
        ("Round", str(interview.round)),
        ("Outcome", str(interview.outcome or "running")),
        ("Plan", str(interview.plan or "")),
        ("Place", interview.location),
        ("Link", interview.link),
        ("Id", str(ref(interview))),
        ("After", "" if interview.follows_id is None else str(Ref("i", interview.follows_id))),
    )
    lines = [f"# {markdown_line(case.name)}", "", *_facts(facts)]
    lines += _quote(interview.note)
    lines += _part("Likely needs", _expected(case))
    lines += _part("Study", markdown_quote(case.study.text) if case.study else ())
    lines += _part("People", _people(case, calendar))
    for one in rounds:
        lines += _round(one, calendar)
    lines += _part("Follow-ups", _follow_ups(case, calendar))
    lines += _part("Contacts", _contacts(case, calendar))
    lines += _part("Documents", _documents(case, calendar))
    for letter in case.letters:
        sent = f", sent {clock(letter.sent, calendar)}" if letter.state is LetterState.SENT and letter.sent else ""
        to = case.person_name(letter.person_id)
        name = letter.kind.replace("_", " ").capitalize() + (f" to {markdown_line(to)}" if to else "")
        lines += ["", f"## {name}{sent or ', a draft'}", "", *_facts([("Subject", letter.subject)])]
        lines += _quote(letter.body)
    return _text(lines)


def _round(case: Case, calendar: Calendar) -> Iterator[str]:
    """One round: its meeting, its notes, and what came of it."""
    this, meeting = case.round, case.meeting
    off = ", cancelled" if meeting.state is MeetingState.CANCELLED else ""
    yield from ("", f"## Round {this.number}", "")
    yield from _facts(
        (
            ("Meeting", f"{meeting.title}, {when_words(case, calendar)}{off}".removeprefix(", ")),
            ("Place", meeting.place),
            ("Link", meeting.link),
            ("Met", ", ".join(case.person_name(person_id) for person_id in case.met)),
            ("Way", ", ".join(f"{title(p.step)} {calendar.day(p.entered)}" for p in case.passages)),
            ("Outcome", str(this.outcome or "")),
            ("Decision", this.decision),
        )
    )
    yield from _quote(this.lesson)
    yield from _part("Questions", _questions(case), level=3)
    yield from _part("What they asked me", _put_to_me(case), level=3)
    yield from _part("Needs", _needs(case), level=3)
    yield from _part("What they said", (_of(case, q.text, q.person_id) for q in case.quotes), level=3)
    yield from _part("What was agreed", _agreed(case), level=3)
    if case.remarks:
        yield from ("", "### Notes")
        for remark in case.remarks:
            yield from _quote(remark.text)


def _questions(case: Case) -> Iterator[str]:
    for question in case.questions:
        topic = f"{markdown_line(question.topic)}: " if question.topic else ""
        state = "" if question.state in (QuestionState.PREPARED, QuestionState.ANSWERED) else f" ({question.state})"
        by = case.person_name(question.person_id)
        of = f" ({markdown_line(by)})" if by and not question.answer else ""
        yield f"- {topic}{markdown_line(question.text)}{of}{state}"
        if question.answer:
            yield from _under(markdown_quote(question.answer if not by else f"{by}: {question.answer}"))


def _put_to_me(case: Case) -> Iterator[str]:
    """Each question with how it went, what was answered, and what to say next time."""
    for question in case.put_to_me:
        yield _of(case, question.text, question.person_id) + (
            f": {markdown_line(question.went)}" if question.went else ""
        )
        if question.story_id is not None:
            yield f"  - answered by {markdown_line(case.stories[question.story_id].title)}"
        yield from _under(markdown_quote(question.answer))
        if question.better:
            yield f"  - better: {markdown_line(question.better)}"


def _needs(case: Case) -> Iterator[str]:
    for need in sorted(case.heard, key=lambda need: (-need.pressing, need.id)):
        yield _of(case, f"{need.text}", need.person_id, mark="!" * need.pressing + " ")
        for match in case.matches:
            if match.need_id == need.id:
                yield f"  - answered by {markdown_line(case.stories[match.story_id].title)}"
                yield from _under(markdown_quote(match.synopsis), "    ")


def _expected(case: Case) -> Iterator[str]:
    """What the study expects them to need, and what of it was heard."""
    for need in expected_needs(case):
        heard = "" if need.heard is None else f" (heard: {markdown_line(need.heard.text)})"
        yield f"- {'!' * need.part.pressing} {markdown_line(need.part.words)}{heard}"


def _agreed(case: Case) -> Iterator[str]:
    for one in case.commitments:
        who = "I" if one.owner is Owner.ME else case.person_name(one.person_id) or "they"
        due = f", by {one.due}" if one.due else ""
        yield f"- {_box(one.state is CommitmentState.KEPT)} {markdown_line(f'{who}: {one.text}')}{due}"


def _people(case: Case, calendar: Calendar) -> Iterator[str]:
    for tie in case.involvements:
        person = case.people[tie.person_id]
        named = f"named on {calendar.day(tie.named)}" if tie.named else ""
        yield "- " + ", ".join(
            map(markdown_line, filter(None, (person.name, person.title, str(tie.part), person.email, named)))
        )
        if tie.stress:
            yield f"  - asked to stress: {markdown_line(tie.stress)}"


def _documents(case: Case, calendar: Calendar) -> Iterator[str]:
    """Each file with where it lies, who wrote it, and when it went to whom."""
    for document in case.documents:
        writer = case.person_name(document.person_id)
        name = ", by ".join(filter(None, (document.name, writer)))
        yield f"- {markdown_line(': '.join(filter(None, (name, document.path))))}"
        for sending in sorted((s for s in case.sendings if s.document_id == document.id), key=lambda s: (s.at, s.id)):
            to = case.person_name(sending.person_id) or case.interview.company
            yield f"  - sent {clock(sending.at, calendar)} to {markdown_line(to)}"


def _follow_ups(case: Case, calendar: Calendar) -> Iterator[str]:
    """The open ones by their dates, then the settled ones as they came."""
    waiting = sorted(case.open, key=lambda f: (_due(f, calendar), f.id))
    settled = sorted((f for f in case.follow_ups if f.state is not Settled.OPEN), key=lambda f: f.id)
    for one in (*waiting, *settled):
        name = case.person_name(one.person_id)
        when = f"{one.state} {clock(one.settled, calendar)}" if one.settled else f"due {_due(one, calendar)}"
        text = markdown_line(", ".join(filter(None, (one.text, name if name not in one.text else "", when, one.why))))
        off = one.state in (Settled.SKIPPED, Settled.CANCELLED)
        yield f"- {text}" if off else f"- {_box(one.state is Settled.DONE)} {text}"
        yield from _under(markdown_quote(one.note))


def _contacts(case: Case, calendar: Calendar) -> Iterator[str]:
    for touch in sorted(case.touches, key=lambda t: (t.at, t.id)):
        way = f"{touch.channel} {'from' if touch.direction is Direction.IN else 'to'}"
        whom = case.person_name(touch.person_id) or case.interview.company
        yield f"- {clock(touch.at, calendar)}, {way} {markdown_line(whom)}"
        yield from _under(markdown_quote(touch.note))


def people_page(people: Iterable[Person], at: Mapping[int, Sequence[tuple[str, str, str]]], index: str) -> str:
    """Everybody. `at` has for a person's id the interviews: the part there, the interview's name and page. `index` is
    the name of its page.
    """
    lines = ["# People", "", f"[Interviews]({index})"]
    for person in people:
        facts = (
            ("Title", person.title),
            ("Company", person.company),
            ("Form of address", person.address),
            ("Email", person.email),
            ("Phone", person.phone),
            ("Link", person.link),
            ("Calls", "no calls, please" if person.no_calls else ""),
        )
        lines += ["", f"## {markdown_line(person.name)}", "", *_facts(facts)]
        lines += [
            f"- {part} at [{markdown_line(name)}]({INTERVIEWS_FOLDER}/{page})"
            for part, name, page in at.get(person.id, ())
        ]
        lines += _quote(person.note)
    return _text(lines)


def stories_page(stories: Mapping[int, Story], answers: Iterable[PreparedAnswer], index: str) -> str:
    """The library of stories, and what is prepared for the questions that interviewers ask."""
    lines = ["# Stories", "", f"[Interviews]({index})"]
    for story in stories.values():
        lines += ["", f"## {markdown_line(story.title)}"]
        for name, text in (("Challenge", story.challenge), ("Action", story.action), ("Result", story.result)):
            lines += ["", f"**{name}**", "", *markdown_quote(text)] if text else []
        lines += ["", *_facts([("Sample", story.sample)])] if story.sample else []
    return _text(lines + _part("Prepared answers", _prepared(stories, answers)))


def _prepared(stories: Mapping[int, Story], answers: Iterable[PreparedAnswer]) -> Iterator[str]:
    for one in answers:
        yield f"- {markdown_line(one.question)} ({one.kind})"
        if one.story_id is not None:
            yield f"  - answered by {markdown_line(stories[one.story_id].title)}"
        yield from _under(markdown_quote(one.text))


def _facts(facts: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, text in facts:
        if text:
            yield f"- **{name}:** {markdown_link(text)}"


def _part(heading: str, lines: Iterable[str], *, level: int = 2) -> list[str]:
    """A heading with what stands under it; nothing where nothing does."""
    found = list(lines)
    return ["", f"{'#' * level} {heading}", "", *found] if found else []


def _quote(text: str) -> list[str]:
    return ["", *lines] if (lines := markdown_quote(text)) else []


def _under(lines: Iterable[str], indent: str = "  ") -> list[str]:
    """Lines that belong to an item of a list."""
    return [f"{indent}{line}" for line in lines]


def _of(case: Case, text: str, person_id: int | None, *, mark: str = "") -> str:
    by = case.person_name(person_id)
    return f"- {mark}{markdown_line(text)}" + (f" ({markdown_line(by)})" if by else "")


def _box(ticked: bool) -> str:
    return "[x]" if ticked else "[ ]"


def _due(follow_up: FollowUp, calendar: Calendar) -> str:
    return str(follow_up.due_day) if follow_up.due_at is None else clock(follow_up.due_at, calendar)


def clock(instant: datetime, calendar: Calendar) -> str:
    """`2026-11-24 14:00`, by the user's clock."""
    return f"{calendar.local(instant):%Y-%m-%d %H:%M}"


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"
