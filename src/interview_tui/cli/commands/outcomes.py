"""Outcomes and offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from interview_tui.cli.group import command
from interview_tui.cli.output import aligned, report, say, say_json
from interview_tui.cli.parameters import (
    DAY,
    Id,
    OneOf,
    as_json,
    at_option,
)
from interview_tui.domain.dates import full_date
from interview_tui.domain.enums import Outcome
from interview_tui.domain.text import company_role

if TYPE_CHECKING:
    from datetime import date

    from interview_tui.app_context import AppContext
    from interview_tui.domain.dates import When
    from interview_tui.domain.enums import Ref
    from interview_tui.services.outcomes import OpenOffer


OFFER_LIMITS = (8, 60)
"""Screen cells of the columns at most: id, and company · role."""


@command()
@click.argument("wanted", type=Id("i"), metavar="ID")
@click.argument("outcome", type=OneOf(Outcome), metavar="|".join(Outcome))
@at_option("When it happened, if not now: yesterday, 2026-12-02 14:00.")
@click.option("--why", default="", metavar="TEXT", help="The reason, for the record, above all for a withdrawal.")
@click.option("--lesson", default="", metavar="TEXT", help="What you learned, in one line.")
@click.option(
    "--stay-in-touch/--no-stay-in-touch",
    "in_touch",
    default=None,
    help="After a rejection or when they have gone quiet: four times a year.",
)
@click.option("--watch", is_flag=True, help="After a rejection: check again after 6 and 12 weeks.")
@click.option("--decision", hidden=True)
def outcome_command(
    app: AppContext,
    wanted: Ref,
    outcome: Outcome,
    at: When | None,
    why: str,
    lesson: str,
    in_touch: bool | None,
    watch: bool,
    decision: str | None,
) -> None:
    """Records how it ended, or that you are invited back.

    An offer is open until you say accepted or declined; rescinded: the employer withdrew it. The letter for an
    outcome is drafted: `letter` shows it.
    """
    if decision is not None:
        words = {"accept": "accepted", "decline": "declined"}.get(decision, "accepted|declined")
        raise click.UsageError(f"--decision is no longer an option: write outcome {wanted} {words}")
    change = app.outcomes.record(
        [wanted.id], outcome, lesson=lesson, why=why, in_touch=in_touch, watch=watch, at=at
    )  # fmt: skip
    report(change.words)


@command()
@click.argument("wanted", type=Id("i"), metavar="ID")
@click.option("--terms", metavar="TEXT", help="Salary, start, place: what they offer.")
@click.option("--answer-by", type=DAY, metavar="DAY", help="When they want your answer by.")
@click.option("--start", type=DAY, metavar="DAY", help="The first day of work.")
@click.option("--written", is_flag=True, help="You have it in writing.")
@at_option("When it was made, if not now: yesterday, 2026-12-02 14:00.")
def offer_command(
    app: AppContext,
    wanted: Ref,
    terms: str | None,
    answer_by: date | None,
    start: date | None,
    written: bool,
    at: When | None,
) -> None:
    """Records an offer, or changes its terms.

    What is not given stays the same. You are reminded to tell the other running interviews; `outcome` records
    accepted or declined.
    """
    change = app.outcomes.record_offer(
        wanted.id, terms=terms, answer_by=answer_by, start=start, written=written or None, at=at
    )  # fmt: skip
    report(change.words, [made for made in change.refs if made.letter == "y"])


@command(reads=True)
@as_json
def offers_command(app: AppContext, as_json: bool) -> None:
    """The open offers side by side.

    The earliest answer first.
    """
    found = app.outcomes.open_offers()
    if as_json:
        say_json([_item(offer) for offer in found], app.calendar)
        return
    if not found:
        say("No offer is open.")
        return
    heading = ("id", "interview", "answer by", "start", "in writing", "terms")
    first, *lines = aligned([heading, *(_row(offer) for offer in found)], OFFER_LIMITS)
    say(first, bold=True)
    for line in lines:
        say(line)


def _row(found: OpenOffer) -> tuple[str, ...]:
    from interview_tui.domain.records import ref

    interview, offer = found
    return (
        str(ref(interview)),
        company_role(interview.company, interview.role),
        full_date(offer.answer_by) if offer.answer_by else "no date yet",
        full_date(offer.start) if offer.start else "",
        "yes" if offer.written else "no",
        offer.terms,
    )


def _item(found: OpenOffer) -> dict[str, object]:
    from interview_tui.domain.records import ref

    interview, offer = found
    return {
        "id": ref(interview),
        "offer": ref(offer),
        "company": interview.company,
        "role": interview.role,
        "made": offer.made,
        "answer_by": offer.answer_by,
        "terms": offer.terms,
        "start": offer.start,
        "written": offer.written,
    }
