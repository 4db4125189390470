"""The pages in docs/ and the files in share/ say what the code says, and what they link to is there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tools.docs import DOCS, PARTS, ROOT, WHOLE, renewed

if TYPE_CHECKING:
    from pathlib import Path

PAGES = sorted([*DOCS.glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_the_program_writes_is_as_the_code_has_it(page: Path) -> None:
    text = page.read_text("utf-8")
    assert renewed(text) == text, "make docs renews it"


@pytest.mark.parametrize("file", WHOLE, ids=lambda file: file.name)
def test_a_file_that_the_program_writes_alone_is_as_it_writes_it(file: Path) -> None:
    assert file.read_text("utf-8") == WHOLE[file](), "make docs renews it"


def test_every_part_stands_in_a_page() -> None:
    marked = {name for page in PAGES for name in re.findall(r"<!-- begin (\w+) -->", page.read_text("utf-8"))}
    assert marked == set(PARTS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_is_linked_to_is_there(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    links = re.findall(r"\]\((?!https?:)([^)#\s]+)", text)
    assert [link for link in links if not (page.parent / link).exists()] == []


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings."""
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    headings = re.findall(r"^#+ +(.+)$", text, flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_section_that_is_linked_to_has_its_heading(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#\s]*)#([^)\s]+)\)", page.read_text("utf-8"))
    gone = [f"{name}#{anchor}" for name, anchor in links if anchor not in anchors(page.parent / name if name else page)]
    assert gone == []
