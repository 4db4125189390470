"""The pictures in assets/ show the program as it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools.pictures import ASSETS, pictures

ROOT = Path(__file__).parent.parent


@pytest.mark.soak
def test_they_are_as_the_program_draws_them_now() -> None:
    stale = [path.name for path, svg in pictures() if not path.exists() or path.read_text("utf-8") != svg]
    assert stale == [], "make pictures renews them"


def test_each_is_shown_and_what_is_shown_is_there() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    shown = {name for page in pages for name in re.findall(r"assets/([\w-]+\.svg)", page.read_text("utf-8"))}
    assert shown == {path.name for path in ASSETS.glob("*.svg")}
