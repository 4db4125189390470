"""Filters with a name: what the lists leave, and what is said of a name that there is not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Box

FILTERS = """\
[filters]
Hot = "step:5-8 outcome:running"
begun = "step:1"
thanks = "thank-you due:overdue"
nobody = "outcome:rejected"
"""


@pytest.fixture
def filtered(box: Box) -> Box:
    box.configuration.write_text(FILTERS)
    assert box("config", "check").code == 0
    return box


def test_the_interviews_that_one_leaves(filtered: Box) -> None:
    assert [item["id"] for item in filtered("list", "--filter", "Hot", "--json").json] == ["i1"]
    assert [item["id"] for item in filtered("list", "--filter", "begun", "--json").json] == ["i3", "i2"]
    assert filtered("list", "--filter", "begun", "--step", "5", "--json").json == []
    assert "Acme · SRE" in filtered("list", "--filter", "hot").out
    assert filtered("list", "--filter", "nobody").out == "No interviews: outcome:rejected leaves none.\n"


def test_the_follow_ups_that_one_leaves(filtered: Box) -> None:
    assert [item["id"] for item in filtered("due", "--filter", "thanks", "--json").json] == ["f3"]
    assert filtered("due", "--filter", "thanks").out.startswith("Overdue\nf3")
    assert "outcome:rejected leaves nothing" in filtered("due", "--filter", "nobody").out
    assert len(filtered("due", "--json").json) > 2


def test_one_that_there_is_not(filtered: Box) -> None:
    gone = filtered("list", "--filter", "hto")
    assert (gone.code, gone.out) == (2, "")
    assert gone.err.endswith("there is no filter “hto”: did you mean hot?\n")
    filtered.configuration.unlink()
    assert "[filters] of the configuration has none yet" in filtered("due", "--filter", "hot").err


def test_the_check_says_where_what_is_wrong_stands(box: Box) -> None:
    assert box("config", "check", "--json").json == {"ok": True, "problems": []}
    box.configuration.write_text(
        'nmae = "Ada"\ncountry = "DE-XX"\n[mail]\ninbox = ["/nowhere"]\n[keys]\nundo = "u"\ndone = "esc"\n'
    )
    own = box.folder / "templates" / "thank_you.j2"
    own.parent.mkdir()
    own.write_text("Subject: Hi\n\n{{ frist }}\n")
    checked = box("config", "check", "--json")
    assert checked.code == 1
    document = json.loads(checked.out)
    assert document["ok"] is False
    assert {tuple(problem) for problem in document["problems"]} == {("file", "key", "line", "problem")}
    file = str(box.configuration)
    assert [(problem["file"], problem["key"], problem["line"]) for problem in document["problems"]] == [
        (file, "nmae", 1), (file, "keys.done", 7), (file, "country", 2), (file, "mail.inbox", 4),
        (str(own), None, None),
    ]  # fmt: skip
    said = box("config", "check")
    assert (said.code, said.out) == (1, "")
    assert len(said.err.splitlines()) == len(document["problems"])
    for line, problem in zip(said.err.splitlines(), document["problems"], strict=True):
        assert line.endswith(problem["problem"])
    assert "interview-tui: config.toml:7: [keys] done = esc goes back and out: choose another" in said.err.splitlines()


def test_one_that_is_wrong_is_said_and_is_none(filtered: Box) -> None:
    filtered.configuration.write_text('[filters]\nhot = "outcome:hired"\n')
    checked = filtered("config", "check")
    assert checked.code == 1
    assert "config.toml:2: [filters] hot has outcome:hired: after outcome: stands running, ended" in checked.err
    assert filtered("list", "--filter", "hot").code == 2
