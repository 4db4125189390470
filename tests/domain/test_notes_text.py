"""A meeting's notes in their order, and as text that is read as the same notes again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.enums import CommitmentState, Owner, QuestionState
from interview_tui.domain.errors import Unclear
from interview_tui.domain.notes_text import arranged, as_line, none_given, notes_text, outline, with_whom
from interview_tui.domain.records import Commitment, Match, Person, Question, Remark, Story
from interview_tui.domain.shorthand import (
    CommitmentLine,
    MeetingTitleLine,
    NeedLine,
    PersonLine,
    QuestionLine,
    QuoteLine,
    RemarkLine,
    StoryLine,
    format_notes,
    parse_notes,
)
from interview_tui.domain.text import clean, clean_line
from tests.domain.cases import BOTH_CAME, DANA, case, match, need, promise, question, quote, their_word

CUT = Story(id=1, title="Cut releases from nine days to one")
CALM = Story(id=2, title="Calmed the pagers")


def no_day(words: str) -> date:
    raise Unclear(words)


MEETING = case(
    title="Second meeting, panel",
    there=BOTH_CAME,
    stories=[CUT, CALM],
    questions=[
        replace(question("What keeps releases slow?", QuestionState.ANSWERED, of=1), position=2, answer="Approvals"),
        replace(question("Who owns the budget?", QuestionState.KEPT), position=9),
        replace(question("What does it cost?", QuestionState.NO_ANSWER), position=8),
    ],
    needs=[
        replace(need(2, "Pagers never sleep", of=2), position=6),
        replace(need(1, "Approvals take nine days", of=1, pressing=3), position=3),
        replace(need(3, "A need of the first meeting", meeting=9), position=1),
    ],
    quotes=[replace(quote(1, "Calm the release train", of=1), position=5)],
    matches=[
        Match(id=1, meeting_id=1, story_id=1, need_id=1, position=7, synopsis="nine days to one\nin a quarter"),
        Match(id=2, meeting_id=1, story_id=2, position=10),
        Match(id=3, meeting_id=9, story_id=2, need_id=3, position=1),
    ],
    commitments=[
        replace(promise(1, "send the case study", "2026-12-04", to=1), position=4),
        replace(their_word(2, "call with dates", state=CommitmentState.KEPT), position=11),
    ],
    remarks=[Remark(id=1, meeting_id=1, position=12, text="The office\nis bright")],
)
TEXT = """\
# Second meeting, panel
@ Dana Ruiz, VP Operations <dana@acme.example>
@ Kim Lee
* Calmed the pagers
? What keeps releases slow? (Dana Ruiz)
    Approvals
!!! Approvals take nine days (Dana Ruiz)
* Cut releases from nine days to one
    nine days to one
    in a quarter
+ send the case study (Dana Ruiz) by 2026-12-04
" Calm the release train (Dana Ruiz)
! Pagers never sleep (Kim Lee)
? What does it cost?
    (no answer)
> Who owns the budget?
- call with dates
The office
    is bright
"""


def test_the_notes_are_text_in_their_order_with_each_story_under_its_need() -> None:
    assert format_notes(notes_text(MEETING)) == TEXT


def test_the_text_is_read_as_the_same_notes_again() -> None:
    assert parse_notes(TEXT, no_day) == notes_text(MEETING)


def test_the_outline_knows_the_record_of_every_line() -> None:
    items = outline(MEETING)
    assert [(type(item.record).__name__, item.record.id) for item in items] == [
        ("Attendance", 1),
        ("Attendance", 2),
        ("Match", 2),
        ("Question", 1),
        ("Need", 1),
        ("Match", 1),
        ("Commitment", 1),
        ("Quote", 1),
        ("Need", 2),
        ("Question", 1),
        ("Question", 1),
        ("Commitment", 2),
        ("Remark", 1),
    ]
    assert all(item.line == as_line(MEETING, item.record) for item in items)


def test_stories_stand_in_their_own_order_under_one_need() -> None:
    matches = [replace(match(n, need=1), position=position) for n, position in ((1, 5), (2, 3), (3, 5))]
    notes = case(stories=[CUT], needs=[replace(need(1, "slow"), position=9)], matches=matches)
    assert [(type(i.record).__name__, i.record.id) for i in outline(notes)] == [
        ("Need", 1),
        ("Match", 2),
        ("Match", 1),
        ("Match", 3),
    ]


def test_a_story_matched_with_a_need_of_an_earlier_round_is_picked_for_this_meeting() -> None:
    earlier = need(3, "A need of the first meeting", meeting=9)
    notes = case(stories=[CUT], needs=[earlier, need(1, "slow")], matches=[match(1, need=3)])
    assert [item.line for item in outline(notes)] == [StoryLine(CUT.title), NeedLine("slow")]


def test_a_meeting_without_notes_has_no_text() -> None:
    assert notes_text(case(title="")) == ()
    assert notes_text(case(title="Panel")) == (MeetingTitleLine("Panel"),)


def test_lines_in_any_order_are_put_into_that_of_the_notes() -> None:
    lines = parse_notes(TEXT, no_day)
    assert arranged(lines) == lines
    typed = """\
* Calmed the pagers
! slow
why not
* Cut releases
@ Kim Lee
# First
# Second
"""
    assert format_notes(arranged(parse_notes(typed, no_day))) == (
        "# Second\n@ Kim Lee\n* Calmed the pagers\n! slow\n* Cut releases\nwhy not\n"
    )


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("none given", True),
        ("None.", True),
        ("we'll let you know", True),
        ("“We’ll let you know…”", True),
        ("they'll get back to me", True),
        ("They will be in touch soon.", True),
        ("HR will get back to you", True),
        ("Dana Ruiz will let me know", True),
        ("be in touch", True),
        ("you'll hear from us", True),
        ("no next step given", True),
        ("call with the panel's dates", False),
        ("let you know the dates", False),
        ("send the contract and let me know", False),
        ("they'll get back to me with dates", False),
        ("none of the dates suit", False),
        ("Wir melden uns.", True),
        ("wir werden uns bald bei Ihnen melden", True),
        ("Sie hören von uns", True),
        ("sich melden", True),
        ("wegen der Termine anrufen", False),
        ("sich bei Tom melden", False),
        ("On vous rappellera.", True),
        ("nous reviendrons vers vous rapidement", True),
        ("me tenir au courant", True),
        ("me rappeler avec les dates du jury", False),
        ("", False),
    ],
)
def test_what_leaves_one_waiting_is_told_from_a_commitment(text: str, none: bool) -> None:
    assert none_given(text) is none


def test_what_is_no_note_has_no_line() -> None:
    with pytest.raises(TypeError, match=r"^a Story is not part of the notes$"):
        as_line(MEETING, CUT)


@pytest.mark.parametrize(
    ("state", "line"),
    [
        (QuestionState.PREPARED, QuestionLine("Why?", of="Dana Ruiz")),
        (QuestionState.ANSWERED, QuestionLine("Why?", of="Dana Ruiz")),
        (QuestionState.NO_ANSWER, QuestionLine("Why?", of="Dana Ruiz", no_answer=True)),
        (QuestionState.KEPT, QuestionLine("Why?", of="Dana Ruiz", kept=True)),
    ],
)
def test_a_questions_state_is_seen_in_its_line(state: QuestionState, line: QuestionLine) -> None:
    assert as_line(MEETING, question("Why?", state, of=1)) == line


def test_each_record_has_its_line() -> None:
    assert as_line(MEETING, MEETING.attendances[0]) == PersonLine("Dana Ruiz", "VP Operations", "dana@acme.example")
    assert as_line(MEETING, quote(1, "Calm down", of=2)) == QuoteLine("Calm down", "Kim Lee")
    assert as_line(MEETING, promise(1, "send it", "2026-12-04", to=1)) == CommitmentLine(
        Owner.ME, "send it", "Dana Ruiz", date(2026, 12, 4)
    )
    assert as_line(MEETING, Remark(id=1, meeting_id=1, text="bright")) == RemarkLine("bright")


def test_a_commitment_without_a_day_tells_the_words_that_were_none() -> None:
    unread = promise(1, "send it by end of week", to=1)
    line = CommitmentLine(Owner.ME, "send it by end of week", "Dana Ruiz", None, "end of week")
    assert as_line(MEETING, unread) == line
    assert parse_notes(format_notes([line], no_day), no_day) == (line,)
    assert as_line(MEETING, replace(unread, due=date(2026, 12, 4))) == replace(line, due=date(2026, 12, 4), unread="")


SIGNS = st.one_of(st.characters(), st.sampled_from('#@?!"*+->()<>\\, \n\tby'))
LINES = st.text(SIGNS, max_size=30).map(clean_line)
WORDS = LINES.filter(bool)
TEXTS = st.text(SIGNS, max_size=60).map(clean)
POSITIONS = st.integers(0, 9)
SAID_BY = st.sampled_from([None, 1, 2])
QUESTIONS = st.builds(
    Question,
    meeting_id=st.just(1),
    text=WORDS,
    answer=TEXTS,
    state=st.sampled_from(QuestionState),
    person_id=SAID_BY,
    position=POSITIONS,
)


@given(
    title=LINES,
    name=WORDS,
    questions=st.lists(QUESTIONS),
    needs=st.lists(WORDS, max_size=3),
    synopses=st.lists(st.tuples(TEXTS, st.sampled_from([None, 0, 1, 2])), max_size=3),
    promises=st.lists(
        st.builds(
            Commitment,
            meeting_id=st.just(1),
            owner=st.sampled_from(Owner),
            text=WORDS,
            due=st.none() | st.dates(date(1900, 1, 1), date(2999, 12, 31)),
            person_id=SAID_BY,
            position=POSITIONS,
        )
    ),
    remarks=st.lists(st.builds(Remark, meeting_id=st.just(1), text=TEXTS.filter(str.strip), position=POSITIONS)),
)
def test_any_notes_are_read_as_the_same_again(
    title: str,
    name: str,
    questions: list[Question],
    needs: list[str],
    synopses: list[tuple[str, int | None]],
    promises: list[Commitment],
    remarks: list[Remark],
) -> None:
    notes = case(
        title=title,
        people=[DANA, Person(id=2, name=name)],
        there=BOTH_CAME,
        stories=[CUT],
        questions=questions,
        needs=[need(n, text, of=2) for n, text in enumerate(needs)],
        matches=[replace(match(n, need=of), synopsis=synopsis) for n, (synopsis, of) in enumerate(synopses)],
        commitments=promises,
        remarks=remarks,
    )
    written = format_notes(notes_text(notes))
    assert parse_notes(written, no_day) == notes_text(notes)


PEOPLE = ("Joy Park", "Marta Ruiz", "Dana Ruiz", "Will van Dyk")


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("- Joy will call with a decision", ("call with a decision", "Joy Park")),
        ("- joy park to send the dates", ("send the dates", "Joy Park")),
        ("- Joy’ll be in touch", ("be in touch", "Joy Park")),
        ("- Will will call", ("call", "Will van Dyk")),
        ("- Ruiz will call", ("Ruiz will call", "")),
        ("- Ola will call", ("Ola will call", "")),
        ("- Joy will call (Dana Ruiz)", ("Joy will call", "Dana Ruiz")),
        ("+ send the template to Marta", ("send the template to Marta", "Marta Ruiz")),
        ("+ send the template to Marta Ruiz, as a PDF", ("send the template to Marta Ruiz, as a PDF", "Marta Ruiz")),
        ("+ send Dana's notes to marta", ("send Dana's notes to marta", "Marta Ruiz")),
        ("+ send it to Marta and Joy", ("send it to Marta and Joy", "")),
        ("+ send it to Marta Dana Ruiz", ("send it to Marta Dana Ruiz", "")),
        ("+ show it to the board, which will decide", ("show it to the board, which will decide", "")),
        ("+ send Marta the template", ("send Marta the template", "")),
        ("? to Marta", ("to Marta", "")),
    ],
)
def test_a_commitment_is_of_whom_its_words_name(typed: str, means: tuple[str, str]) -> None:
    (line,) = with_whom(parse_notes(typed, no_day), PEOPLE)
    assert isinstance(line, CommitmentLine | QuestionLine)
    assert (line.text, line.of) == means
    (again,) = with_whom(parse_notes(format_notes([line], no_day), no_day), PEOPLE)
    assert again == line


def test_whoever_the_same_notes_add_is_known_and_what_stands_there_stays() -> None:
    lines = parse_notes("- Ola will call\n@ Ola Berg", no_day)
    assert with_whom(lines, ())[0] == CommitmentLine(Owner.THEM, "call", "Ola Berg")
    assert with_whom(lines, (), lines[:1]) == lines
