"""The brief of a meeting, on one page: who, when and where, what is known, what to ask, which stories to tell."""

from __future__ import annotations

from datetime import timedelta
from textwrap import wrap
from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass
from interview_tui.domain.dates import MONTHS, WEEKDAYS, Calendar, zone_named
from interview_tui.domain.employer_history import from_before
from interview_tui.domain.enums import CommitmentState, MeetingState, Owner, QuestionState
from interview_tui.domain.records import EARLY
from interview_tui.domain.requirements import QUESTIONS_TO_PREPARE
from interview_tui.domain.steps import row
from interview_tui.domain.study import expected_needs, worth_asking
from interview_tui.domain.text import clean_line, counted, markdown_line, markdown_link, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime

    from interview_tui.domain.case import Case
    from interview_tui.domain.interviewer_questions import Expected
    from interview_tui.domain.question_bank import BankEntry
    from interview_tui.domain.records import Commitment, Question, Story

# How many lines each part has at most, so that the whole fits on a printed page of about sixty lines.
PEOPLE_AT_MOST = 6
SAID_AT_MOST = 2
"""Of each person."""
NEEDS_ON_PAGE = 6
COMMITMENTS_AT_MOST = 3
"""Of each side."""
MEETINGS_AT_MOST = 3
QUESTIONS_AT_MOST = 8
STORIES_AT_MOST = 4
FROM_BEFORE_AT_MOST = 8
TEXT_AT_MOST = 160
"""Characters of one text."""
SMALLEST_WIDTH = 20
MAY_ASK = "They may ask"
"""The part with the likely questions of interviewers."""
LINK_FACT = "Link"
"""The name of the fact that is an markdown_link."""


@dataclass(frozen=True, slots=True)
class BriefItem:
    """One line of a part, and what stands under it."""

    text: str
    under: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BriefSection:
    """One part of the brief. `more` says what was left out."""

    title: str
    items: tuple[BriefItem, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """One page on one meeting. Its texts are plain: what a person wrote is neither markup nor Markdown."""

    name: str
    when: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[BriefSection, ...]

    @property
    def knows_nothing(self) -> bool:
        """Whether it has no part but the questions of the bank, which stand there whatever is known."""
        return all(section.title == MAY_ASK for section in self.sections)


def meeting_brief(
    case: Case,
    others: Sequence[Case],
    likely: Sequence[tuple[Expected, Story | None]] = (),
    *,
    now: datetime,
    calendar: Calendar,
    library: Sequence[Story] = (),
    bank: Sequence[BankEntry] = (),
    earlier: Sequence[Case] = (),
) -> Brief:
    """The brief of the case's meeting; `others` are the interview at its other meetings, of all rounds, in their order;
    `likely` the questions that are likely to be put, each with the story that answers it. Days are the user's.
    `library` and `bank` are all stories and questions, of which some go with what was studied; `earlier` are the
    interviews for other roles at the employer, the latest first.
    """
    today = calendar.day(now)
    when = when_words(case, calendar)
    step = row(case.interview.step_at(now))
    facts = (
        ("When", when),
        ("Where", case.meeting.place),
        ("Leave by", _leave(case, calendar)),
        (LINK_FACT, case.meeting.link),
        ("Step", f"{step.name}: {step.aim}"),
    )
    every = (*others, case)
    prepared = [q for q in case.questions if q.state is not QuestionState.KEPT]
    kept = [q for q in case.questions if q.state is QuestionState.KEPT]
    sections = (
        _section("Who", _people(case, every), PEOPLE_AT_MOST),
        _section("What they need", _needs(case, every), NEEDS_ON_PAGE),
        _section("What they are likely to need", _expected(case, library), NEEDS_ON_PAGE),
        _section("Open: what you promised", _open(every, Owner.ME, today), COMMITMENTS_AT_MOST),
        _section("Open: what they promised", _open(every, Owner.THEM, today), COMMITMENTS_AT_MOST),
        _section("Questions prepared", map(_question, prepared), QUESTIONS_AT_MOST),
        _section("Questions worth asking", _worth_asking(case, prepared, bank), QUESTIONS_AT_MOST),
        _section("Questions for next time", map(_question, kept), QUESTIONS_AT_MOST // 2),
        _section("Stories", _stories(case), STORIES_AT_MOST),
        _section(MAY_ASK, _may_ask(case, likely), len(likely)),
        _section(
            "From before",
            (BriefItem(*item) for item in from_before(earlier, calendar, today)),
            FROM_BEFORE_AT_MOST,
        ),
        _section("Other meetings", _meetings(others, now, calendar), MEETINGS_AT_MOST),
    )
    return Brief(
        clean_line(case.name),
        when,
        tuple((name, clean_line(text)) for name, text in facts if clean_line(text)),
        tuple(section for section in sections if section.items),
    )


def brief_as_markdown(page: Brief) -> str:
    """The brief as CommonMark; every text of the records reads there as it was written."""
    lines = [f"# Meeting brief: {markdown_line(page.name)}", ""]
    lines += [
        f"- **{name}:** {markdown_link(text) if name == LINK_FACT else markdown_line(text)}"
        for name, text in page.facts
    ]
    for section in page.sections:
        lines += ["", f"## {section.title}", ""]
        for item in section.items:
            lines.append(f"- {markdown_line(item.text)}")
            lines += [f"  - {markdown_line(text)}" for text in item.under]
        if section.more:
            lines.append(f"- {section.more}")
    return "\n".join(lines) + "\n"


def brief_as_text(page: Brief, width: int) -> str:
    """The brief as plain text in lines of at most `width` characters (never fewer than twenty)."""
    width = max(SMALLEST_WIDTH, width)
    label = max((len(name) for name, _ in page.facts), default=0) + 2
    lines = wrap(f"Meeting brief: {page.name}", width)
    for name, text in page.facts:
        lines += wrap(text, width, initial_indent=f"{name:<{label}}", subsequent_indent=" " * label)
    for section in page.sections:
        lines += ["", section.title.upper()]
        for item in section.items:
            lines += wrap(item.text, width, initial_indent="- ", subsequent_indent="  ")
            for text in item.under:
                lines += wrap(text, width, initial_indent="    ", subsequent_indent="    ")
        if section.more:
            lines.append(f"  {section.more}")
    return "\n".join(lines)


def _section(title: str, items: Iterable[BriefItem], at_most: int) -> BriefSection:
    every = tuple(items)
    left_out = len(every) - at_most
    if left_out <= 1:  # the line that says “1 more” is as long as that one
        return BriefSection(title, every)
    return BriefSection(title, every[:at_most], f"and {left_out} more")


def when_words(case: Case, calendar: Calendar) -> str:
    """`Tuesday 1 December 2026, 14:00 to 15:00 (Europe/Berlin)`, in the meeting's own zone; where the user's clock
    shows something else, that too.
    """
    starts, ends = case.meeting_start, case.meeting_end
    if starts is None or ends is None:
        return "no time yet"
    own = Calendar(zone_named(case.meeting.zone) or calendar.zone)
    theirs, mine = _span(starts, ends, own), _span(starts, ends, calendar)
    if theirs == mine:
        return f"{mine} ({calendar.zone.key})"
    return f"{theirs} ({own.zone.key}), which is {mine} ({calendar.zone.key})"


def _leave(case: Case, calendar: Calendar) -> str:
    """`13:10: the way takes 40 minutes, and you are there 10 minutes early`; '' where nobody said how long it is."""
    leave, starts = case.meeting.leave_by, case.meeting_start
    if leave is None or starts is None:
        return ""
    own = calendar.local(leave)
    day = "" if own.date() == calendar.day(starts) else f" on {_full(own.date())}"
    way, early = counted(case.meeting.travel, "minute"), counted(EARLY // timedelta(minutes=1), "minute")
    return f"{own:%H:%M}{day}: the way takes {way}, and you are there {early} early"


def _span(starts: datetime, ends: datetime, calendar: Calendar) -> str:
    begin, end = calendar.local(starts), calendar.local(ends)
    until = f"{end:%H:%M}" if begin.date() == end.date() else f"{_full(end.date())} {end:%H:%M}"
    return f"{_full(begin.date())}, {begin:%H:%M} to {until}"


def _full(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def _people(case: Case, every: Sequence[Case]) -> Iterator[BriefItem]:
    """Those of the meeting, then the others of the interview, with what they said before."""
    invited = [a.person_id for a in case.attendances if a.present is not False]
    parts = {tie.person_id: tie.part for tie in case.involvements}
    said = [q for old in reversed(every) for q in old.quotes]
    for person_id in dict.fromkeys((*invited, *parts)):
        person = case.people.get(person_id)
        if person is None:
            continue
        facts = [person.title, str(parts.get(person_id, "")), "" if person_id in invited else "not in this meeting"]
        facts.append("no calls, please" if person.no_calls else "")
        words = [f"“{_short(q.text)}”" for q in said if q.person_id == person_id]
        yield BriefItem(", ".join((person.name, *filter(None, facts))), tuple(words[:SAID_AT_MOST]))


def _needs(case: Case, every: Sequence[Case]) -> Iterator[BriefItem]:
    """The needs of all rounds, the most pressing first, the latest before older ones."""
    answered = {m.need_id for m in case.matches}
    names = {person_id: person.name for one in every for person_id, person in one.people.items()}
    for need in sorted(case.needs, key=lambda n: (-n.pressing, -n.id)):
        whose = names.get(need.person_id or 0, "")
        about = "; ".join(filter(None, (whose, "" if need.id in answered else "no story yet")))
        yield BriefItem(f"{'!' * need.pressing} {_short(need.text)}" + (f" ({about})" if about else ""))


def _expected(case: Case, library: Sequence[Story]) -> Iterator[BriefItem]:
    """What the study expects: whether it was heard, and the story that answers it."""
    for need in expected_needs(case, library):
        by = case.person_name(need.heard.person_id) if need.heard is not None else ""
        heard = "" if need.heard is None else f" (heard: {by})" if by else " (heard)"
        says = "answers it" if need.answered else "is likely to answer it"
        story = (f"“{_short(need.story.title)}” {says}",) if need.story is not None else ()
        yield BriefItem(f"{'!' * need.part.pressing} {_short(need.part.words)}{heard}", story)


def _worth_asking(case: Case, prepared: Sequence[Question], bank: Sequence[BankEntry]) -> Iterator[BriefItem]:
    """Questions that go with the study, while too few are prepared."""
    if case.study is not None and len(prepared) < QUESTIONS_TO_PREPARE:
        for found in worth_asking(case.study.text, bank, case.questions):
            yield BriefItem(f"{found.entry.topic}: {_short(found.entry.text)}")


def _open(every: Sequence[Case], owner: Owner, today: date) -> Iterator[BriefItem]:
    """What is open on one side, the earliest date first, the undated last."""
    found = [
        (commitment, one)
        for one in every
        for commitment in one.commitments
        if commitment.owner is owner and commitment.state is CommitmentState.OPEN
    ]
    for commitment, one in sorted(found, key=lambda pair: (pair[0].due is None, pair[0].due or today, pair[0].id)):
        name = one.person_name(commitment.person_id)
        yield BriefItem(_short(commitment.text) + (f" ({name})" if name else "") + _by(commitment, today))


def _by(commitment: Commitment, today: date) -> str:
    if commitment.due is None:
        return ""
    late = ", the date has passed" if commitment.due < today else ""
    due = commitment.due
    return f", by {WEEKDAYS[due.weekday()][:3]} {due.day} {MONTHS[due.month - 1][:3]}{late}"


def _question(question: Question) -> BriefItem:
    topic = f"{question.topic}: " if question.topic else ""
    outcome = "no answer" if question.state is QuestionState.NO_ANSWER else _short(question.answer)
    return BriefItem(f"{topic}{_short(question.text)}", (outcome,) if outcome else ())


def _stories(case: Case) -> Iterator[BriefItem]:
    """The stories picked for this meeting, then those that answer needs of the interview; each once, with its needs."""
    needs = {need.id: need for need in case.needs}
    here = [m for m in case.matches if m.meeting_id == case.meeting.id]
    for story_id in dict.fromkeys(m.story_id for m in (*here, *case.matches)):
        story = case.stories[story_id]
        answers = dict.fromkeys(m.need_id for m in case.matches if m.story_id == story_id and m.need_id in needs)
        under = [f"answers: {_short(needs[need_id].text)}" for need_id in answers if need_id is not None]
        yield BriefItem(_short(story.title), (*under, *_told(story)))


def _told(story: Story) -> Iterator[str]:
    """What one has to tell of a story, a line each."""
    parts = (("challenge", story.challenge), ("action", story.action), ("result", story.result))
    for name, text in (*parts, ("sample", story.sample)):
        if text:
            yield f"{name}: {_short(text)}"


def _may_ask(case: Case, likely: Sequence[tuple[Expected, Story | None]]) -> Iterator[BriefItem]:
    """The questions that are likely to be put, with what answers each; a story told above is only named."""
    above = {match.story_id for match in case.matches}
    for expected, story in likely:
        text, prepared = _short(expected.entry.text), expected.entry.prepared
        under = [f"story: {_short(story.title)}"] if story is not None else []
        under += _told(story) if story is not None and story.id not in above else []
        under += [f"say: {_short(prepared.text)}"] if prepared is not None and prepared.text else []
        yield BriefItem(text if under else f"{text} (no answer yet)", tuple(under))


def _meetings(others: Sequence[Case], now: datetime, calendar: Calendar) -> Iterator[BriefItem]:
    """The other meetings in a line each, the last one first; what a round came to stands at its last one."""
    told: set[int] = set()
    for other in reversed(others):
        if other.meeting.state is not MeetingState.PLANNED:
            continue
        is_last = other.round.id not in told
        told.add(other.round.id)
        yield _meeting(other, now, calendar, with_end=is_last)


def _meeting(other: Case, now: datetime, calendar: Calendar, *, with_end: bool) -> BriefItem:
    """A meeting: when, with whom, and once it is over what came of it."""
    starts = other.meeting_start
    agreed = [c for c in other.commitments if not c.passive]
    names = ", ".join(other.person_name(a.person_id) for a in other.attendances if a.present is not False)
    end = other.meeting_end
    is_ahead = end is not None and end > now
    heard = counted(len(other.heard), "need") + " heard"
    set_going = (counted(len(agreed), "next step") if agreed else "no next step") + " agreed"
    facts = [
        other.meeting.title,
        _full(calendar.day(starts)) if starts is not None else "no time yet",
        names and f"with {names}",
        str(other.round.outcome or "") if with_end else "",
        *([] if is_ahead else [heard, set_going]),
    ]
    lesson = _short(other.round.lesson) if with_end else ""
    text = f"Round {other.round.number}: {', '.join(filter(None, facts))}"
    return BriefItem(text, (f"learned: {lesson}",) if lesson else ())


def _short(text: str) -> str:
    return shorten(text, TEXT_AT_MOST)
