"""What was found out before the meetings of an interview."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from interview_tui.cli.group import command
from interview_tui.cli.output import aside, report, say, say_json
from interview_tui.cli.parameters import Id, as_json, read_input
from interview_tui.domain.records import Story, ref
from interview_tui.domain.study import expected_needs, foreseen, links_in, worth_asking
from interview_tui.domain.text import counted
from interview_tui.store.case import load_case
from interview_tui.store.records import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_tui.app_context import AppContext
    from interview_tui.domain.case import Case
    from interview_tui.domain.enums import Ref


@command()
@click.argument("wanted", type=Id("i"), metavar="ID")
@click.argument("file", required=False, type=click.Path(), metavar="[FILE]")
@click.option("--replace", is_flag=True, help="Replaces the text with that of FILE, instead of adding to it.")
@as_json
def study_command(app: AppContext, wanted: Ref, file: str | None, replace: bool, as_json: bool) -> None:
    """What you found out before a meeting: the posting, research, links.

    Adds the text of FILE, or of standard input for -; a saved web page is read as its text. What is already there is
    not added again. Without FILE, prints the text. A line that begins with ! is a need that they are likely to have,
    !! and !!! an urgent one; # begins a heading.
    """
    from interview_tui.importing.study_file import STUDY_FILE_LIMIT, read_study_file

    if file is None:
        if replace:
            raise click.UsageError("--replace needs a FILE: write for example study i12 posting.txt --replace")
        _print(app, wanted, as_json)
        return
    if as_json:
        raise click.UsageError("--json prints the study: give it without a FILE")
    if file == "-" and sys.stdin is not None and sys.stdin.isatty():
        aside("The posting or your notes; ctrl+d ends:")
    text = read_study_file(read_input(file, limit=STUDY_FILE_LIMIT), file)
    if replace:
        change = app.studies.rewrite(wanted.id, app.studies.text(wanted.id), text)
    else:
        change = app.studies.add(wanted.id, text)
    report(change.words, change.refs[:1])


def _print(app: AppContext, wanted: Ref, as_json: bool) -> None:
    case = load_case(app.store.reader, wanted.id, app.clock())
    if as_json:
        say_json({"interview": wanted, **(study_document(app, case) or _NOTHING)}, app.calendar)
    elif case.study is None:
        aside(f"Nothing studied yet for {case.name}: interview-tui study {wanted} FILE adds a posting")
    else:
        say(case.study.text)


_NOTHING: dict[str, object] = {"id": None, "text": "", "needs": [], "links": [], "questions": []}


def study_document(app: AppContext, case: Case) -> dict[str, object] | None:
    """The study of an interview, with what it was compared with; None where there is none."""
    if case.study is None:
        return None
    needs = [
        {
            "text": need.part.words,
            "pressing": need.part.pressing,
            "heard": None if need.heard is None else ref(need.heard),
            "heard_from": case.person_name(need.heard.person_id) if need.heard is not None else "",
            "story": None if need.story is None else ref(need.story),
        }
        for need in expected_needs(case, find(app.store.reader, Story))
    ]
    proposed = worth_asking(case.study.text, app.questions.bank(), case.questions)
    return {
        "id": ref(case.study),
        "text": case.study.text,
        "needs": needs,
        "links": links_in(case.study.text),
        "questions": [{"topic": found.entry.topic, "text": found.entry.text} for found in proposed],
    }


def study_rows(case: Case) -> Iterator[tuple[str, ...]]:
    """The likely needs for `show`, each with whether it was heard, after a line that says where the text is."""
    if case.study is None:
        return
    lines = sum(1 for line in case.study.text.split("\n") if line)
    yield str(ref(case.study)), "", f"{counted(lines, 'line')}: interview-tui study {ref(case.interview)}", "", ""
    for need in expected_needs(case):
        by = "" if need.heard is None else case.person_name(need.heard.person_id)
        heard = "not heard yet" if need.heard is None else f"heard as {ref(need.heard)}"
        yield "", "!" * need.part.pressing, need.part.words, by, heard


def need_rows(case: Case) -> Iterator[tuple[str, ...]]:
    """The needs that were heard for `show`, each with the stories that answer it, and whether it was expected."""
    expected = foreseen(case)
    for need in case.needs:
        answers = [case.stories[m.story_id].title for m in case.matches if m.need_id == need.id]
        of = case.person_name(need.person_id)
        matched = f"answered by {', '.join(answers)}" if answers else "no story yet"
        matched += " · you expected it" if need.id in expected else ""
        yield str(ref(need)), "!" * need.pressing, need.text, of, matched
