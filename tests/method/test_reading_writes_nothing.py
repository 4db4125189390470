"""Reading commands write nothing, also when the clock has passed the start and the end of meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.method.life import DANA, TOM, Life

if TYPE_CHECKING:
    from pathlib import Path

MOMENTS = [
    "2026-11-02T09:00",  # the morning on which it was entered
    "2026-11-03T10:30",  # while the first meeting is on
    "2026-11-03T11:30",  # it is over
    "2026-11-05T09:00",
    "2026-11-10T08:00",  # the second is over as well
    "2026-11-21T09:00",  # their date has passed
    "2026-12-03T09:00",  # four weeks after the meeting
    "2027-02-01T09:00",  # two months after it
]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three interviews: two meetings and notes; an offer; nothing at all."""
    life = Life.begin(tmp_path_factory.mktemp("filled"))
    life.add("Acme", "3 Nov 10:00", DANA, TOM)
    life.meet("i1", "9 Nov 14:00-15:00", "Eve Poe <eve@acme.example>")
    life.notes(
        "m1",
        "! Release approvals take nine days (Dana Ruiz)",
        "+ send the case study (Dana Ruiz) by 6 Nov",
        "- the decision (Dana Ruiz) by 18 Nov",
    )
    life.add("Beta", "2 Nov 15:00", "Max Ott <max@beta.example>")
    life("offer", "i2", "--answer-by", "20 Nov")
    life.add("Gamma")
    return life.box.store


@pytest.fixture
def full(life: Life, filled: Path) -> Life:
    """A copy of the store that is filled."""
    life.box.store.write_bytes(filled.read_bytes())
    return life


@pytest.mark.parametrize("moment", MOMENTS)
def test_reading(full: Life, moment: str) -> None:
    # The rule above all: step 2 at a meeting's end, with no key pressed and nothing written.
    kept = full.box.store.read_bytes()
    full.at(moment)
    for line in (
        "due",
        "due --json",
        "due --days 400 --json",
        "status",
        "status --json",
        "list",
        "list --json",
        "list --step 2",
        "offers",
        "show i1",
        "show i1 --json",
        "show i2 --json",
        "show i3 --json",
        "show m1",
        "show p1",
        "plan i1",
        "promises",
        "log",
    ):
        full(*line.split())
        assert full.box.store.read_bytes() == kept, line


@pytest.mark.parametrize("moment", MOMENTS[1::3])
@pytest.mark.parametrize("form", ["json", "csv", "ics", "vcf", "md"])
def test_exporting(full: Life, form: str, moment: str) -> None:
    # CONTRACT, export: all data; the clock's step is what is exported, and is not written down by it.
    kept = full.box.store.read_bytes()
    full.at(moment)
    target = full.box.folder / ("folder" if form == "md" else f"all.{form}")
    full("export", "--format", form, "-o", str(target))
    assert full.box.store.read_bytes() == kept


def test_reading_twice_says_the_same(full: Life) -> None:
    # The queue is a function of the facts and the clock.
    for moment in MOMENTS:
        full.at(moment)
        assert full.queue() == full.queue()
        assert full("export") == full("export")
