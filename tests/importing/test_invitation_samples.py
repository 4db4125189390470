"""Each sample is an invitation in its maker's own form; what is read from it is compared whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from interview_tui.importing.invitation import read_invitations

from .expected import EXPECTED

SAMPLES = Path(__file__).parents[1] / "samples" / "invitations"
ME = frozenset({"alex@doe.example"})


def test_every_sample_is_in_the_table() -> None:
    assert {path.name for path in SAMPLES.iterdir()} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_sample_is_read_whole(name: str) -> None:
    mine = ME if name.endswith(".ics") else frozenset()  # an e-mail says itself whom it reached
    found = read_invitations((SAMPLES / name).read_bytes(), mine=mine)
    in_short = tuple(replace(one, description=one.description.partition("\n")[0]) for one in found)
    assert in_short == EXPECTED[name]


@pytest.mark.parametrize("name", sorted(name for name in EXPECTED if name.endswith(".eml")))
def test_an_email_says_the_same_when_the_user_is_known(name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    assert read_invitations(data, mine=ME) == read_invitations(data)


@pytest.mark.parametrize("name", sorted(name for name in EXPECTED if name.endswith(".ics")))
@pytest.mark.parametrize("line_end", [b"\n", b"\r", b"\r\r\n"])
def test_line_ends_make_no_difference(name: str, line_end: bytes) -> None:
    data = (SAMPLES / name).read_bytes().replace(b"\r\n", b"\n")
    assert read_invitations(data.replace(b"\n", line_end)) == read_invitations(data)


def test_a_calendar_in_utf_16_is_read() -> None:
    data = (SAMPLES / "names.ics").read_bytes().replace(b"\r\n ", b"")
    assert read_invitations(data.decode().encode("utf-16")) == read_invitations(data)


def test_snippets_of_html_become_lines_of_text() -> None:
    (google,) = read_invitations((SAMPLES / "google.ics").read_bytes())
    assert google.description.splitlines()[:3] == [
        "Looking forward to it!",
        "",
        "Please bring a laptop. See how to prepare.",
    ]
    assert "Join with Google Meet: https://meet.google.com/abc-defg-hij" in google.description.splitlines()


def test_a_description_keeps_its_lines() -> None:
    (notes,) = read_invitations((SAMPLES / "outlook.eml").read_bytes())
    assert notes.description == (
        "Guten Tag,\n\nwir freuen uns auf Sie. Bitte melden Sie sich am Empfang.\n\n"
        "Mit freundlichen Grüßen\nJürgen Müller"
    )
