"""Commands for before the meeting: its brief, the bank of questions, the whole follow-up plan."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING

import click

from interview_tui.cli.shared import Id, as_json, refuse_two_forms, report, say, say_bytes, say_json, with_program
from interview_tui.cli.showing import DAY_ENDS
from interview_tui.cli.tables import aligned
from interview_tui.domain.enums import Plan, Ref, Topic
from interview_tui.domain.records import ref
from interview_tui.domain.text import clean
from interview_tui.store.reading import load_case
from interview_tui.ui.text import company_role

if TYPE_CHECKING:
    from interview_tui.app_context import AppContext
    from interview_tui.domain.facts import Facts
    from interview_tui.domain.records import FollowUp

WIDTH = 80
"""Columns of the brief as text: it fits a terminal and a printed page."""

interview = click.argument("wanted", type=Id("i"), metavar="ID")


@click.command("brief")
@interview
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "md"]),
    default="text",
    show_default=True,
    help="The form.",
)
@as_json
@with_program
def brief_command(program: AppContext, wanted: Ref, form: str, as_json: bool) -> None:
    """The next meeting on one page.

    Who, when and where, what is known, what to ask, which stories to tell. To print: brief i12 --format md.
    """
    from interview_tui.domain.brief import as_markdown, as_text
    from interview_tui.services.meetings import brief_of

    refuse_two_forms(as_json=as_json)
    page = brief_of(program, wanted.id)
    if as_json:
        meeting = load_case(program.store.reader, wanted.id, program.clock()).meeting
        document = {"interview": wanted, "starts": meeting.starts, "ends": meeting.ends, **asdict(page)}
        say_json(document | {"facts": dict(page.facts)}, program.settings.calendar)
    elif form == "md":
        say_bytes([clean(as_markdown(page))])
    else:
        say(as_text(page, WIDTH))


@click.command("questions")
@click.argument("wanted", type=Id("i"), metavar="[ID]", required=False)
@click.option("--topic", type=click.Choice([str(topic) for topic in Topic]), help="Only the questions of one topic.")
@click.option(
    "--pick", "picked", type=click.IntRange(1), multiple=True, metavar="NUMBER", help="Pick one for the meeting of ID."
)
@as_json
@with_program
def questions_command(
    program: AppContext, wanted: Ref | None, topic: str | None, picked: tuple[int, ...], as_json: bool
) -> None:
    """The bank of consultant's questions.

    Each has a number. With an ID those in its present meeting are ticked, and --pick puts one into it (or takes it out
    again). Your own are added in the dashboard.
    """
    from interview_tui.domain.question_bank import same_question

    entries = list(enumerate(program.questions.bank(), start=1))
    if picked:
        if wanted is None:
            raise click.UsageError("--pick needs an interview: write for example questions i12 --pick 3")
        for number in picked:
            if number > len(entries):
                raise click.BadParameter(f"the bank has {len(entries)} questions, none numbered {number}")
        for number in picked:
            entry = entries[number - 1][1]
            words = program.questions.pick(wanted.id, entry.text, entry.topic).words
            if not as_json:
                report(words)
        if not as_json:
            return
    asked = []
    if wanted is not None:
        asked = [q.text for q in load_case(program.store.reader, wanted.id, program.clock()).questions]
    rows = [
        {
            "number": number,
            "id": None if entry.own is None else ref(entry.own),
            "topic": entry.topic,
            "text": entry.text,
            "picked": any(same_question(entry.text, text) for text in asked),
        }
        for number, entry in entries
        if topic is None or entry.topic == topic
    ]
    if as_json:
        say_json(rows, program.settings.calendar)
        return
    for place, (name, group) in enumerate(groupby(rows, key=lambda item: item["topic"])):
        say(f"\n{name}" if place else f"{name}", bold=True)
        for item in group:
            own = " (yours)" if item["id"] else ""
            say(f"{item['number']:>3} {'✓' if item['picked'] else ' '} {item['text']}{own}")


@click.command("plan")
@interview
@click.argument("plan", type=click.Choice([str(plan) for plan in Plan]), required=False, metavar="[PLAN]")
@as_json
@with_program
def plan_command(program: AppContext, wanted: Ref, plan: str | None, as_json: bool) -> None:
    """The whole follow-up plan, with its dates.

    PLAN is gentle, standard, brisk, one_letter or none: given, it becomes the interview's own. Each check-in after the
    next one comes only if nobody answers. Dates are in your zone, on working days.
    """
    from interview_tui.services.plan_preview import counted_from, facts_of, plan_ahead

    if plan is not None:
        change = program.interviews.edit(wanted.id, plan=Plan(plan))
        if not as_json:
            report(change.words)
    facts = facts_of(program, wanted.id)
    interview = facts.interview
    owed = plan_ahead(program, facts, interview.plan)
    if as_json:
        say_json([_item(program, facts, follow_up) for follow_up in owed], program.settings.calendar)
        return
    chosen = interview.plan or f"{Plan.STANDARD}, not accepted yet"
    name = company_role(interview.company, interview.role)
    say(f"{name}: {chosen} ({program.settings.calendar.zone.key}){counted_from(facts)}", bold=True)
    rows = [(program.interviews.due(f), f.text, _whom(facts, f), f.why, "" if f.id else "(to come)") for f in owed]
    for line in aligned(rows) if rows else ["Nothing is owed."]:
        say(line)


def _whom(facts: Facts, follow_up: FollowUp) -> str:
    """The person, unless the text names them."""
    name = facts.name_of(follow_up.person_id)
    return "" if name in follow_up.text else name


def _item(program: AppContext, facts: Facts, follow_up: FollowUp) -> dict[str, object]:
    """As an item of `due --json`; `id` is null for what is not owed yet."""
    day = follow_up.due_day
    return {
        "id": ref(follow_up) if follow_up.id else None,
        "kind": follow_up.kind,
        "due": follow_up.due_at if day is None else program.settings.calendar.instant(day, DAY_ENDS),
        "all_day": day is not None,
        "interview": ref(facts.interview),
        "company": facts.interview.company,
        "role": facts.interview.role,
        "person": facts.name_of(follow_up.person_id) or None,
        "person_id": None if follow_up.person_id is None else Ref("p", follow_up.person_id),
        "channel": follow_up.channel,
        "why": follow_up.why,
        "text": follow_up.text,
        "counts_from": follow_up.anchor,
        "sensitive": follow_up.sensitive,
    }
