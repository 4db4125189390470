"""A Maildir as it lies on a machine after a month: ten thousand emails, of which forty are about interviews."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

WORDS = [
    "the",
    "of",
    "and",
    "build",
    "release",
    "train",
    "customer",
    "invoice",
    "order",
    "news",
    "update",
    "weekly",
    "digest",
    "offer",
    "sale",
    "photo",
    "friend",
]
ABOUT = 40
_EMAIL = """\
Return-Path: <bounce@list.example>
Received: from mx.example by home.example with ESMTP id {number}; {at:%a, %d %b %Y %H:%M:%S} +0000
From: {sender}
To: me@home.example
Subject: {subject}
Date: {at:%a, %d %b %Y %H:%M:%S} +0000
Message-ID: <{number}@mail.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

{text}
"""


def about_interviews(number: int) -> list[str]:
    """The Message-IDs of those among so many emails that Dana Ruiz of Acme wrote."""
    return [f"<{n}@mail.example>" for n in range(0, number, number // ABOUT)][:ABOUT]


def make_maildir(folder: Path, number: int) -> None:
    """Writes so many emails, the last of them on the 22nd of November 2026."""
    for part in ("cur", "new", "tmp"):
        (folder / part).mkdir(parents=True)
    chance, about = random.Random(1), set(about_interviews(number))
    for n in range(number):
        at = datetime(2026, 11, 22, 12, tzinfo=UTC) - timedelta(minutes=3 * (number - n))
        stranger = (
            f"{chance.choice(('Shop', 'News', 'Kim', 'Lou'))} <{chance.choice('abcdef')}{n % 97}@list{n % 13}.example>"
        )
        text = "\n".join(" ".join(chance.choices(WORDS, k=12)) for _ in range(chance.randint(10, 120)))
        sender = "Dana Ruiz <dana@acme.example>" if f"<{n}@mail.example>" in about else stranger
        email = _EMAIL.format(number=n, at=at, sender=sender, subject=" ".join(chance.choices(WORDS, k=5)), text=text)
        (folder / "cur" / f"{int(at.timestamp())}.M{n}P1.host,U={n}:2,S").write_text(email, "utf-8")
