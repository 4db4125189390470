"""References across interviews: what each waits for, how often they were asked, and who is on the sheet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from interview_tui.domain.enums import Favour, Outcome, Part
from interview_tui.domain.records import Interview, Person
from interview_tui.domain.references import Reference, ReferenceUse, reference_sheet
from tests.domain.cases import instant, tie
from tests.grouped import grouped

if TYPE_CHECKING:
    from collections.abc import Sequence

GRACE = Person(id=4, name="Grace Lind")
CAME, ENDED, LATER = "2026-11-20 10:00", "2026-12-01 10:00", "2026-12-02 10:00"
NOW = instant("2026-12-03 09:00")


def use(
    part: Part = Part.REFERENCE, favour: Favour = Favour.NOT_ASKED, outcome: Outcome | None = None, **at: Any
) -> ReferenceUse:
    """Grace in the interview at Acme; the times are given as on a clock in Berlin."""
    times: dict[str, Any] = {name: value if name == "do_not_ask" else instant(value) for name, value in at.items()}
    interview = Interview(id=1, company="Acme", role="SRE", outcome=outcome, created=instant(CAME))
    closed = instant(ENDED) if outcome else None
    return ReferenceUse(tie=replace(tie(GRACE.id, part, favour), **times), interview=interview, closed=closed)


@grouped(
    "of, expected",
    [
        (use(received=CAME), "letter to forward"),
        (use(received=CAME, forwarded=LATER), ""),
        (use(received=CAME, favour=Favour.DECLINED), ""),
        (use(received=CAME, outcome=Outcome.OFFER), ""),
        (use(received=CAME, outcome=Outcome.REJECTED), "thanks with the outcome"),
        (use(favour=Favour.AGREED), ""),
        (use(favour=Favour.AGREED, outcome=Outcome.ACCEPTED), "thanks with the outcome"),
        (use(named=CAME, outcome=Outcome.WITHDRAWN), "thanks with the outcome"),
        (use(named=CAME, favour=Favour.DECLINED, outcome=Outcome.WITHDRAWN), ""),
        (use(favour=Favour.SPOKE, outcome=Outcome.REJECTED, thanked=CAME), "thanks with the outcome"),
        (use(favour=Favour.SPOKE, outcome=Outcome.REJECTED, thanked=LATER), ""),
        (use(favour=Favour.ASKED, outcome=Outcome.REJECTED), ""),
    ],
    by=lambda _: "all",
)
def test_what_somebody_waits_for(of: ReferenceUse, expected: str) -> None:
    assert of.waits_for == expected


@pytest.mark.parametrize(
    ("uses", "expected"),
    [
        ([use()], "not asked or named yet"),
        ([use(favour=Favour.ASKED, asked="2026-11-20 10:00")], "asked or named 1 time in the last 90 days"),
        ([use(named=CAME), use(named=CAME)], "asked or named 2 times, all in the last 90 days"),
        (
            [use(named="2026-11-20 10:00"), use(favour=Favour.SPOKE, spoke="2026-09-03 10:00"), use()],
            "asked or named 2 times, 1 in the last 90 days",
        ),
        ([use(favour=Favour.AGREED)], "asked or named 1 time, none in the last 90 days"),
    ],
)
def test_how_often_somebody_was_asked_or_named(uses: Sequence[ReferenceUse], expected: str) -> None:
    assert Reference(person=GRACE, uses=tuple(uses)).words(NOW) == expected


@grouped(
    "uses, why",
    [
        ([use(favour=Favour.AGREED)], None),
        ([use(favour=Favour.SPOKE)], None),
        ([use(named=CAME)], None),
        ([use(favour=Favour.ASKED, named=CAME)], None),
        ([use()], "not asked yet"),
        ([use(favour=Favour.ASKED)], "asked at Acme, no answer yet"),
        ([use(favour=Favour.DECLINED)], "declined at Acme"),
        ([use(favour=Favour.DECLINED, named=CAME)], "declined at Acme"),
        ([use(favour=Favour.AGREED, do_not_ask=True)], "marked “do not ask” at Acme"),
        ([use(favour=Favour.AGREED), use(do_not_ask=True)], "marked “do not ask” at Acme"),
        # The latest comes first: what they said last counts.
        ([use(favour=Favour.DECLINED), use(favour=Favour.AGREED)], "declined at Acme"),
        ([use(), use(favour=Favour.AGREED)], None),
        ([use(Part.CONNECTION, Favour.SPOKE)], "a connection, not a reference"),
        ([use(Part.CONNECTION, Favour.SPOKE, named=CAME)], None),
        ([use(Part.CONNECTION)], ""),
    ],
    by=lambda _: "all",
)
def test_who_is_on_the_sheet_and_why_somebody_is_not(uses: Sequence[ReferenceUse], why: str | None) -> None:
    sheet = reference_sheet([Reference(person=GRACE, uses=tuple(uses))])
    assert sheet.people == (() if why is not None else (GRACE,))
    assert [one.why for one in sheet.left_out] == ([why] if why else [])
