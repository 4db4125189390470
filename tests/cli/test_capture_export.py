"""Notes from a pipe, and out again: each line stands as its record."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Box

NOTES = """\
# Second meeting, panel
@ Dana Ruiz, VP Operations <dana@acme.example>
? What keeps releases slow? (Dana Ruiz)
    Three approvals, nine days on average
! Release approvals take nine days (Dana Ruiz)
" We need someone to calm the release train (Dana Ruiz)
* Cut releases from nine days to one
+ send the case study (Dana Ruiz) by fri
- call with the panel's dates (Dana Ruiz) by 2 Dec
> Who owns the budget?
anything else
"""


def test_each_line_of_captured_notes_stands_in_the_export(empty: Box) -> None:
    assert empty("add", "Acme", "SRE", "--meeting", "today 08:00").code == 0
    assert empty("capture", "i1", stdin=NOTES).code == 0
    out = json.loads(empty("export", "--format", "json").out)
    (dana,) = out["people"]
    assert (dana["name"], dana["title"], dana["email"]) == ("Dana Ruiz", "VP Operations", "dana@acme.example")
    (meeting,) = out["meetings"]
    assert meeting["title"] == "Second meeting, panel"
    (story,) = out["stories"]
    assert story["title"] == "Cut releases from nine days to one"
    (need,) = out["needs"]

    def stands(noun: str, *names: str) -> list[tuple[object, ...]]:
        assert {record["meeting_id"] for record in out[noun]} == {meeting["id"]}
        return [tuple(record[name] for name in names) for record in out[noun]]

    whose = dana["id"]
    assert stands("questions", "text", "answer", "state", "person_id") == [
        ("What keeps releases slow?", "Three approvals, nine days on average", "answered", whose),
        ("Who owns the budget?", "", "kept", None),
    ]
    assert stands("needs", "text", "pressing", "person_id") == [("Release approvals take nine days", 1, whose)]
    assert stands("quotes", "text", "person_id") == [("We need someone to calm the release train", whose)]
    assert stands("matches", "story_id", "need_id") == [(story["id"], need["id"])]
    assert stands("commitments", "owner", "text", "person_id", "due", "state") == [
        ("me", "send the case study", whose, "2026-11-27", "open"),
        ("them", "call with the panel's dates", whose, "2026-12-02", "open"),
    ]
    (promise,) = (f for f in out["follow_ups"] if f["kind"] == "promise")
    assert (promise["text"], promise["person_id"], promise["due_day"]) == ("send the case study", whose, "2026-11-27")
