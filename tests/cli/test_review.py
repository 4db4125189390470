"""`review` and `chart`: the figures, and needs beside stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.test_process import loaded

if TYPE_CHECKING:
    from tests.cli.conftest import Box


def test_each_form_has_all_figures(box: Box) -> None:
    text = box("review").out
    assert text.startswith("3 interviews, 0 offers · 3 running\n\nHOW FAR INTERVIEWS GOT\nNone lost: ")
    assert max(map(len, text.splitlines())) <= 78
    assert box("review", "--format", "svg").out.startswith("<svg ")
    found = box("review", "--json").json
    assert found == box("review", "--format", "json").json
    assert list(found) == [
        "today", "outcomes", "funnel", "punctuality", "check_ins", "days", "contacts", "needs", "victories",
    ]  # fmt: skip
    assert found["funnel"][0] == {"step": 1, "reached": 3, "now": 2, "lost": 0}
    assert found["outcomes"] == {
        "offer": 0, "accepted": 0, "declined": 0, "rescinded": 0, "invited_back": 0,
        "running": 3, "rejected": 0, "quiet": 0, "withdrawn": 0,
    }  # fmt: skip
    assert found["needs"] == [{"text": "Release approvals take nine days", "interviews": 1}]


def test_it_is_in_ascii_where_that_is_wanted(box: Box) -> None:
    box.configuration.write_text('glyphs = "ascii"\n', encoding="utf-8")
    text = box("review").out
    assert text.isascii()
    assert " 1 Set the stage      ===========================================  3         2\n" in text
    assert "\n? " not in text
    assert "<svg " in box("review", "--format", "svg").out


def test_an_empty_store_says_what_to_do(empty: Box) -> None:
    ended = empty("review")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("interview-tui: nothing to review yet: ")
    assert empty("review", "--json").json["funnel"][0]["reached"] == 0


NEED, STORY = "Release approvals take nine days", "Cut releases from nine days to one"


def test_as_text_with_the_readiness_below(box: Box) -> None:
    done = box("chart", "i1")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0].split("   ")[0] == "What you heard"
    assert lines[2].startswith("Release approvals take nine days")
    assert "Cut releases from nine days to" in lines[2]
    assert lines[-1] == (
        "Proposal: 1 of 1 need matched, decision maker not met yet, 1 need without proof: "
        "not yet, aim for the next meeting"
    )


def test_as_markdown_the_chart_alone(box: Box) -> None:
    done = box("chart", "i1", "--format", "md")
    assert done.out == f"| What you heard | What you bring |\n| --- | --- |\n| {NEED} | {STORY} |\n"


def test_as_html_a_whole_page(box: Box) -> None:
    box("capture", "i1", stdin="! R&D <b>waits</b>\n")
    done = box("chart", "i1", "--format", "html")
    assert done.out.startswith("<!DOCTYPE html>\n")
    assert done.out.endswith("</html>\n")
    assert f">{NEED}</td>" in done.out
    assert "R&amp;D &lt;b&gt;waits&lt;/b&gt;" in done.out
    assert "Proposal" not in done.out


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_without_needs_it_says_what_to_do(box: Box, form: str) -> None:
    done = box("chart", "i3", "--format", form)
    assert (done.code, done.out) == (1, "")
    assert done.err.count("\n") == 1
    assert "Globex [/x] · Data Engineer has no needs yet: capture one" in done.err


def test_of_an_interview_that_is_not_there(box: Box) -> None:
    done = box("chart", "i99")
    assert (done.code, done.err) == (1, "interview-tui: there is no interview i99\n")


def test_of_something_else(box: Box) -> None:
    assert box("chart", "f1").code == 2


def test_it_loads_neither_textual_nor_sqlalchemy(box: Box) -> None:
    assert not loaded(box, "chart i1", "chart i1 --format md") & {"textual", "sqlalchemy", "rich", "rapidfuzz"}
