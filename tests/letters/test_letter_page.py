"""The page for the post: addresses and date at the top, room to sign, and nothing from outside."""

from __future__ import annotations

import re

from interview_tui.domain.enums import Language
from interview_tui.letters.chart_table import ChartTable
from interview_tui.letters.letter_page import PageHead, letter_page, table_page

ME = ("Robin Hale", "+1 555 0100")
HEAD = PageHead(
    sender=ME,
    mail="robin@home.example",
    reader=("Dana Ruiz", "VP <Operations>", "Acme & Co"),
    date="December 2, 2026",
    subject="Thank you – SRE lead",
)
BODY = "Dear Dana,\n\nThank you.\n\nBest regards,\nRobin Hale\n+1 555 0100"
SIGNED = '<p style="margin:0 0 1em 0;white-space:pre-wrap">Best regards,</p>\n<div class="signature"></div>\n'


def test_addresses_date_and_subject_stand_above_the_text() -> None:
    page = letter_page(BODY, HEAD, Language.EN_US)
    assert page.startswith('<!DOCTYPE html>\n<html lang="en-US">')
    parts = [
        '<address class="sender">Robin Hale<br>+1 555 0100<br>robin@home.example</address>',
        '<address class="reader">Dana Ruiz<br>VP &lt;Operations&gt;<br>Acme &amp; Co</address>',
        '<p class="date">December 2, 2026</p>',
        "<h1>Thank you – SRE lead</h1>",
        "Dear Dana,</p>",
        '<div class="signature"></div>',
    ]
    assert [page.index(part) for part in parts] == sorted(page.index(part) for part in parts)


def test_the_name_alone_stands_below_the_room_to_sign() -> None:
    assert f"{SIGNED}<p>Robin Hale</p>\n" in letter_page(BODY, HEAD, Language.EN_US)
    apart = BODY.replace("regards,\nRobin", "regards,\n\nRobin")
    assert f"{SIGNED}<p>Robin Hale</p>\n" in letter_page(apart, HEAD, Language.EN_US)


def test_a_letter_signed_in_another_way_keeps_its_lines() -> None:
    assert f"{SIGNED}<p>Rob</p>\n" in letter_page("Thank you.\n\nBest regards,\nRob", HEAD, Language.EN_US)
    unsigned = letter_page("Thank you.\n\nBest regards,", HEAD._replace(sender=(), mail=""), Language.EN_US)
    assert f"{SIGNED}<p></p>\n" in unsigned


def test_it_needs_nothing_from_outside() -> None:
    page = letter_page(BODY, HEAD, Language.EN_US)
    assert not re.findall(r"\b(?:src|href|action)=|url\(|@import|<script|<link", page)


def test_a_table_under_its_title() -> None:
    page = table_page(ChartTable(("a", "b"), (("<i>", "2"),)), "Acme & Co", Language.EN_US)
    assert "<title>Acme &amp; Co</title>" in page
    assert "<h1>Acme &amp; Co</h1>" in page
    assert "&lt;i&gt;</td>" in page
