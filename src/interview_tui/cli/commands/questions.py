"""The two banks of questions: what you ask, and what they ask you."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from interview_tui.cli.group import command
from interview_tui.cli.output import aligned, report, say, say_json
from interview_tui.cli.parameters import Id, OneOf, as_json
from interview_tui.domain.enums import QuestionKind, Ref, Topic
from interview_tui.domain.records import ref
from interview_tui.domain.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interview_tui.app_context import AppContext
    from interview_tui.domain.case import Case
    from interview_tui.domain.interviewer_questions import AnswerEntry
    from interview_tui.services.answers import Afterwards, AnswerFields


@command(reads=True)
@click.argument("wanted", type=Id("iq"), metavar="[ID]", required=False)
@click.option("--topic", type=OneOf(Topic), help="Only the questions of one topic.")
@click.option(
    "--pick", "picked", type=click.IntRange(1), multiple=True, metavar="NUMBER", help="Pick one for the meeting of ID."
)
@click.option("--asked", is_flag=True, help="What interviewers ask you, instead; with an ID, what is likely there.")
@click.option("--answer", "answered", metavar="NUMBER", help="Answer one of those, or a new one, given in words.")
@click.option("--story", type=Id("s"), help="The story that answers it.")
@click.option("--text", metavar="TEXT", help="What you say, in your own words.")
@click.option("--kind", type=OneOf(QuestionKind), help="Only questions of one kind; or the kind of a new one.")
@click.option("--went", metavar="TEXT", help="How your answer to a question (q8) went.")
@click.option("--better", metavar="TEXT", help="What you would say now, in one sentence.")
@as_json
def questions_command(
    app: AppContext,
    wanted: Ref | None,
    topic: Topic | None,
    picked: tuple[int, ...],
    asked: bool,
    answered: str | None,
    story: Ref | None,
    text: str | None,
    kind: QuestionKind | None,
    went: str | None,
    better: str | None,
    as_json: bool,
) -> None:
    """The questions that you ask; with --asked, those that they ask you.

    Each has a number. With an ID, those in its current meeting are ticked; --pick adds one to it or removes it. Add
    your own in the dashboard.

    questions --asked lists what interviewers ask, with the story that answers it, and questions i12 --asked what is
    likely in the next meeting of i12; --pick then expects one there. questions --answer 7 --story s3 prepares an
    answer. After the meeting: questions q8 --went "too long" --better "Begin with the result."
    """
    if wanted is not None and wanted.letter == "q":
        _review(app, wanted, story, went, better)
        return
    if went is not None or better is not None:
        raise click.UsageError("--went and --better need a question: write for example questions q8 --went TEXT")
    if answered is not None:
        _answer(app, answered, story, text, kind)
    elif story is not None or text is not None:
        raise click.UsageError("--story and --text need a question: write for example questions --answer 7 --story s3")
    elif asked or kind is not None:
        _they_ask(app, wanted, picked, kind, as_json=as_json)
    else:
        _you_ask(app, wanted, topic, picked, as_json=as_json)


def _you_ask(app: AppContext, wanted: Ref | None, topic: Topic | None, picked: Sequence[int], *, as_json: bool) -> None:
    from interview_tui.domain.question_bank import same_question
    from interview_tui.store.case import load_case

    entries = list(enumerate(app.questions.bank(), start=1))
    if picked:
        interview = _picking(wanted, "questions i12 --pick 3")
        for number in picked:
            _check(number, len(entries))
        for number in picked:
            entry = entries[number - 1][1]
            words = app.questions.pick(interview.id, entry.text, entry.topic).words
            if not as_json:
                report(words)
        if not as_json:
            return
    noted = []
    if wanted is not None:
        noted = [q.text for q in load_case(app.store.reader, wanted.id, app.clock()).questions]
    rows = [
        {
            "number": number,
            "id": None if entry.own is None else ref(entry.own),
            "topic": entry.topic,
            "text": entry.text,
            "picked": any(same_question(entry.text, text) for text in noted),
        }
        for number, entry in entries
        if topic is None or entry.topic == topic
    ]
    if as_json:
        say_json(rows, app.calendar)
        return
    for place, (name, group) in enumerate(groupby(rows, key=lambda item: item["topic"])):
        say(f"\n{name}" if place else f"{name}", bold=True)
        for item in group:
            own = " (yours)" if item["id"] else ""
            say(f"{item['number']:>3} {'✓' if item['picked'] else ' '} {item['text']}{own}")


def _they_ask(
    app: AppContext, wanted: Ref | None, picked: Sequence[int], kind: QuestionKind | None, *, as_json: bool
) -> None:
    """The bank of their questions by kinds; of an interview those likely in its next meeting, the likeliest first."""
    entries = app.answers.bank()
    for number in picked:
        _check(number, len(entries))
    for number in picked:
        words = app.answers.expect(_picking(wanted, "questions i12 --asked --pick 3").id, entries[number - 1]).words
        if not as_json:
            report(words)
    if picked and not as_json:
        return
    rows = [row for row in _rows(app, wanted, entries) if kind is None or row["kind"] == kind]
    if as_json:
        say_json(rows, app.calendar)
        return
    put = _put_to_you(app, wanted.id) if wanted is not None else []
    told_above = {row[0] for row in put}
    groups = groupby(
        (row for row in rows if str(row["question"]) not in told_above),
        key=lambda row: "likely in the next meeting" if wanted is not None else str(row["kind"]),
    )
    if put:
        say("put to you in the last meeting", bold=True)
        for line in aligned(put):
            say(line)
    for place, (name, group) in enumerate(groups):
        say(f"\n{name}" if place or put else f"{name}", bold=True)
        for row in group:
            told = " · ".join(filter(None, (row["story_title"], clean_line(row["words"]))))
            own = " (yours)" if row["own"] else ""
            say(f"{row['number'] or '':>3} {'✓' if row['expected'] else ' '} {row['text']}{own}")
            if told or wanted is not None:
                say(f"      {told or 'no answer yet'}")


def _put_to_you(app: AppContext, interview_id: int) -> list[tuple[str, ...]]:
    """What was put to you in the last meeting, once that has begun: its short id, the words, who, and how it went."""
    from interview_tui.store.case import case_ahead

    now = app.clock()
    case = case_ahead(app.store.reader, interview_id, now)
    begun = case.meeting_start is not None and case.meeting_start <= now
    return [(known, *rest) for known, _, *rest in asked_rows(case)] if begun else []


def _rows(app: AppContext, wanted: Ref | None, entries: Sequence[AnswerEntry]) -> list[dict[str, Any]]:
    from interview_tui.domain.interviewer_questions import Expected
    from interview_tui.domain.records import Story
    from interview_tui.services.answers import meeting_questions, story_of
    from interview_tui.store.case import case_ahead, other_meetings
    from interview_tui.store.records import find

    reader, now = app.store.reader, app.clock()
    stories = {story.id: story for story in find(reader, Story)}
    found: Sequence[Expected] = [Expected(entry) for entry in entries]
    if wanted is not None:
        case = case_ahead(reader, wanted.id, now)
        found = meeting_questions(reader, case, other_meetings(reader, case, now)).likely
    numbers = {entry.text: number for number, entry in enumerate(entries, start=1)}
    rows = []
    for entry, question in ((expected.entry, expected.question) for expected in found):
        prepared, story = entry.prepared, story_of(stories, entry, question)
        rows.append(
            {
                "number": numbers.get(entry.text),
                "id": ref(prepared) if prepared else None,
                "kind": entry.kind,
                "text": entry.text,
                "own": entry.banked is None,
                "story": ref(story) if story else None,
                "story_title": story.title if story else "",
                "words": prepared.text if prepared else "",
                "question": ref(question) if question else None,
                "expected": question is not None,
            }
        )
    return rows


def asked_rows(case: Case) -> Iterator[tuple[str, ...]]:
    """The questions put to you in a meeting for `show`: by whom, the story that answered it, how that went, and what
    you would say now.
    """
    for question in case.put_to_me:
        story = case.stories.get(question.story_id or 0)
        said = (("", story.title if story else ""), ("went: ", question.went), ("better: ", question.better))
        after = " · ".join(f"{name}{clean_line(words)}" for name, words in said if words)
        by = case.person_name(question.person_id)
        yield str(ref(question)), "", question.text, by, after


def _answer(app: AppContext, answered: str, story: Ref | None, text: str | None, kind: QuestionKind | None) -> None:
    """Prepares an answer to a question of the bank, by its number or its words; other words are one of your own."""
    from interview_tui.domain.interviewer_questions import AnswerEntry, find_entry

    entries = app.answers.bank()
    told: AnswerFields = {}
    if story is not None:
        told["story_id"] = story.id
    if text is not None:
        told["text"] = text
    if answered.strip().isdecimal():
        _check(int(answered), len(entries))
        entry = entries[int(answered) - 1]
    else:
        entry = find_entry(entries, answered) or AnswerEntry(kind or QuestionKind.PAST, answered)
    if not told and entry in entries:
        raise click.UsageError("--answer needs --story or --text: write for example questions --answer 7 --story s3")
    report(app.answers.prepare(entry, **told).words)


def _review(app: AppContext, wanted: Ref, story: Ref | None, went: str | None, better: str | None) -> None:
    """What is said after the meeting of a question that was put to you."""
    from interview_tui.domain.records import Question
    from interview_tui.store.records import get

    told: Afterwards = {}
    if story is not None:
        told["story_id"] = story.id
    if went is not None:
        told["went"] = went
    if better is not None:
        told["better"] = better
    if not told:
        raise click.UsageError(f"say what to change: write for example questions {wanted} --went TEXT")
    change = app.answers.review(get(app.store.reader, Question, wanted.id), **told)
    report(change.words, change.refs)


def _picking(wanted: Ref | None, example: str) -> Ref:
    if wanted is None:
        raise click.UsageError(f"--pick needs an interview: write for example {example}")
    return wanted


def _check(number: int, count: int) -> None:
    if not 0 < number <= count:
        raise click.BadParameter(f"the bank has {count} questions, but no number {number}")
