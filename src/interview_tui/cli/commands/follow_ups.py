"""Follow-ups: what is due, one done, put off or skipped, and the whole plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from interview_tui.cli.fast_path import DAY_ENDS, DUE_DAYS, MARKS, PLACEHOLDERS, Asked, say_due, status, unknown
from interview_tui.cli.group import command
from interview_tui.cli.output import aligned, report, say, say_json, warn
from interview_tui.cli.parameters import (
    WHEN,
    Id,
    OneOf,
    Words,
    as_json,
    at_option,
    filter_option,
    refuse_two_forms,
)
from interview_tui.domain.enums import Plan, Ref
from interview_tui.domain.text import company_role

if TYPE_CHECKING:
    from interview_tui.app_context import AppContext
    from interview_tui.domain.dates import When
    from interview_tui.domain.facts import Facts
    from interview_tui.domain.records import FollowUp


@command()
@click.option("--format", "form", metavar="TEXT", help="The line, with {overdue} {today} {next} … in it.")
@click.option(
    "--for",
    "reader",
    type=click.Choice(list(MARKS)),
    help="Who shows it: doubles the characters that it would interpret in a name.",
)
@click.option("--if-due", is_flag=True, help="Print nothing when nothing is overdue or due today.")
@as_json
def status_command(app: AppContext, form: str | None, reader: str | None, if_due: bool, as_json: bool) -> None:
    """One line for a prompt, tmux or motd.

    How much is overdue and due today, and the next meeting. With no store yet, nothing is due.

    In TEXT {overdue}, {today} and {unplanned} are numbers; {unplanned} counts interviews with nothing
    planned; {next} is the next meeting, {first} what is due first, {punctuality} how much was done on time.
    {overdue?TEXT} prints TEXT only if there are any.
    """
    refuse_two_forms(as_json=as_json)
    wrong = unknown(form) if form is not None else None
    if wrong is not None:
        known = " ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        raise click.BadParameter(f"unknown {{{wrong}}}: use {known}", param_hint="--format")
    status(app.settings, app.store, Asked(form, reader=reader or "", if_due=if_due), as_json=as_json)


@command(reads=True)
@click.option(
    "--days",
    type=click.IntRange(0, 36_500),
    default=DUE_DAYS,
    metavar="N",
    show_default=True,
    help="How far ahead to look.",
)
@filter_option
@as_json
def due_command(app: AppContext, days: int, text: str, as_json: bool) -> None:
    """What is overdue, due today and due next.

    The follow-up queue: what, when, to whom, and why now.
    """
    say_due(app.settings, app.store, days=days, text=text, as_json=as_json)


follow_up = click.argument("ref", type=Id("f"), metavar="ID")


@command()
@follow_up
@click.option("--note", default="", metavar="TEXT", help="A note on it.")
@click.option("--brings", default="", metavar="TEXT", help="What it gave them: news, a sample.")
@at_option("When it was done, if not now: yesterday, 2026-12-02 14:00.")
def done_command(app: AppContext, ref: Ref, note: str, brings: str, at: When | None) -> None:
    """Marks a follow-up as done, now or earlier.

    If it was a contact with someone, it is logged as a touch; if it came too soon, that is said.
    """

    caution = app.persistence.before([ref.id]) if at is None else None
    report(app.follow_ups.done([ref.id], note=note, brings=brings, at=at).words)
    warn(caution, app.today())


@command()
@follow_up
@click.argument("when", cls=Words, type=WHEN, required=True, metavar="WHEN")
def snooze_command(app: AppContext, ref: Ref, when: When) -> None:
    """Puts a follow-up off until then."""

    report(app.follow_ups.snooze([ref.id], when).words)


@command()
@follow_up
@click.option("--why", default="", metavar="TEXT", help="The reason, for the record.")
def skip_command(app: AppContext, ref: Ref, why: str) -> None:
    """Skips a follow-up."""

    report(app.follow_ups.skip([ref.id], why=why).words)


@command()
@click.argument("wanted", type=Id("i"), metavar="ID")
@click.argument("plan", type=OneOf(Plan), required=False, metavar="[PLAN]")
@as_json
def plan_command(app: AppContext, wanted: Ref, plan: Plan | None, as_json: bool) -> None:
    """The whole follow-up plan, with its dates.

    PLAN is gentle, standard, brisk, one_letter or none; if given, it is set for the interview. Later check-ins come
    only if nobody answers. Dates are in your zone, on working days.
    """
    from interview_tui.services.plan_preview import counted_from, plan_ahead
    from interview_tui.store.facts import load_facts

    if plan is not None:
        change = app.interviews.edit(wanted.id, plan=plan)
        if not as_json:
            report(change.words)
    facts = load_facts(app.store.reader, wanted.id)
    interview = facts.interview
    owed = plan_ahead(app, facts, interview.plan)
    if as_json:
        say_json([_item(app, facts, follow_up) for follow_up in owed], app.calendar)
        return
    chosen = interview.plan or f"{Plan.STANDARD}, not accepted yet"
    name = company_role(interview.company, interview.role)
    say(f"{name}: {chosen} ({app.calendar.zone.key}){counted_from(facts)}", bold=True)
    rows = [(app.interviews.due(f), f.text, _whom(facts, f), f.why, "" if f.id else "(to come)") for f in owed]
    for line in aligned(rows) if rows else ["Nothing to do."]:
        say(line)


def _whom(facts: Facts, follow_up: FollowUp) -> str:
    """The person, unless the text names them."""
    name = facts.name_of(follow_up.person_id)
    return "" if name in follow_up.text else name


def _item(app: AppContext, facts: Facts, follow_up: FollowUp) -> dict[str, object]:
    """As an item of `due --json`; `id` is null for what is not owed yet."""
    from interview_tui.domain.records import ref

    day = follow_up.due_day
    return {
        "id": ref(follow_up) if follow_up.id else None,
        "kind": follow_up.kind,
        "due": follow_up.due_at if day is None else app.calendar.instant(day, DAY_ENDS),
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
