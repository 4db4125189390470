"""`review`: as text, as a picture, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Box


def test_each_form_has_all_figures(box: Box) -> None:
    text = box("review").out
    assert text.startswith("FUNNEL OVER THE TEN STEPS\n3 interviews; 0 came as far as 10 Turn it around.\n")
    assert max(map(len, text.splitlines())) <= 78
    assert box("review", "--format", "svg").out.startswith("<svg ")
    found = box("review", "--json").json
    assert found == box("review", "--format", "json").json
    assert list(found) == [
        "today", "funnel", "punctuality", "check_ins", "days", "contacts", "needs", "victories",
    ]  # fmt: skip
    assert found["funnel"][0] == {"step": 1, "reached": 3, "now": 2}
    assert found["needs"] == [{"text": "Release approvals take nine days", "interviews": 1}]


def test_it_is_in_ascii_where_that_is_wanted(box: Box) -> None:
    box.configuration.write_text('glyphs = "ascii"\n', encoding="utf-8")
    text = box("review").out
    assert text.isascii()
    assert "1 Set the stage        ############################## 3 came here, 2 there now\n" in text
    assert "\n? " not in text
    assert "<svg " in box("review", "--format", "svg").out


def test_an_empty_store_says_what_to_do(empty: Box) -> None:
    ended = empty("review")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("interview-tui: there is nothing to look back on yet: ")
    assert empty("review", "--json").json["funnel"][0]["reached"] == 0
