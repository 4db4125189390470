"""Every sentence that a user can see says what a person would say: docs/words.toml has the words that are not used."""

from __future__ import annotations

import ast
import re
import tomllib
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.sources import PACKAGE, ROOT, sources, walked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("sources")
WORDS = tomllib.loads((ROOT / "docs" / "words.toml").read_text("utf-8"))


def _between_words(said: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w’'“/.-])(?:{said})(?![\w’'/-])", flags)


NOT_USED = {_between_words(said): better for said, better in WORDS["not_used"].items()}
NOT_OF_THE_USER = {_between_words(said, 0): better for said, better in WORDS["not_of_the_user"].items()}
ALLOWED = tuple(re.compile(around, re.IGNORECASE) for around in WORDS["allowed"])
SPOKEN = frozenset({"letters", "demo", "migrations"})
"""Packages whose text is a letter's, of the demo's invented people, or of stores that were made long ago."""
SPOKEN_FILES = frozenset({"domain/question_bank.py"})
"""Files of questions that the user asks in a meeting."""


class Sentence(NamedTuple):
    file: Path
    line: int
    text: str


def sentences_of_code(file: Path, tree: ast.Module) -> Iterator[Sentence]:
    """The string literals of a module that are more than a name, and of its docstrings those that a help text shows."""
    unseen: set[ast.AST] = set()
    for node in walked(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            unseen.add(node.value)
        if isinstance(node, ast.FunctionDef) and any("command" in ast.unparse(d) for d in node.decorator_list):
            yield Sentence(file, node.body[0].lineno, ast.get_docstring(node) or "")
        if isinstance(node, ast.JoinedStr):
            unseen.update(node.values)
            parts = (part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
            yield Sentence(file, node.lineno, "".join(map(str, parts)))
    for node in walked(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in unseen:
            is_name = " " not in node.value and not (len(node.value) > 1 and node.value.istitle())
            yield from () if is_name else (Sentence(file, node.lineno, node.value),)


def sentences_of_page(file: Path, text: str) -> Iterator[Sentence]:
    """The lines of a page, without what stands in backticks, and without its samples: letters and notes of a user's."""
    without = re.sub(
        r"^```text$.*?^```$", lambda found: "\n" * found[0].count("\n"), text, flags=re.DOTALL | re.MULTILINE
    )
    for number, line in enumerate(without.splitlines(), start=1):
        yield Sentence(file, number, re.sub(r"`[^`]*`", "`", line))


@cache
def _code() -> tuple[Sentence, ...]:
    return tuple(_sentences_of_source())


def _sentences_of_source() -> Iterator[Sentence]:
    for path, tree in sorted(sources().items()):
        if path not in SPOKEN_FILES and not SPOKEN & set(path.split("/")):
            yield from sentences_of_code(PACKAGE / path, tree)


def _pages() -> Iterator[Sentence]:
    for file in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        if file.name not in {"commands.md", "letter-templates.md"}:  # the commands' own help; what stands in letters
            yield from sentences_of_page(file, file.read_text("utf-8"))
    changelog = ROOT / "CHANGELOG.md"
    unreleased = re.split(r"(?m)^## \[\d", changelog.read_text("utf-8"))[0]
    yield from sentences_of_page(changelog, unreleased)


def _screens() -> Iterator[Sentence]:
    for file in sorted((ROOT / "tests" / "snapshots" / "accepted").glob("*.txt")):
        if not file.name.startswith(("letter", "questions")):
            yield from sentences_of_page(file, file.read_text("utf-8"))


def better_words(sentence: Sentence, *, spoken: bool = False) -> Iterator[str]:
    """A line for each word of the sentence that is not used, with what is said instead."""
    spans = [found.span() for around in ALLOWED for found in around.finditer(sentence.text)]
    for said, better in (NOT_USED if spoken else NOT_USED | NOT_OF_THE_USER).items():
        for found in said.finditer(sentence.text):
            if not any(begin <= found.start() and found.end() <= end for begin, end in spans):
                place = f"{sentence.file.relative_to(ROOT)}:{sentence.line}"
                yield f"{place}: “{found[0]}” in “{sentence.text.strip()[:100]}”: {better}"


@pytest.mark.parametrize("where", [_code, _pages, _screens])
def test_every_sentence_says_what_a_person_would_say(where: Callable[[], Iterable[Sentence]]) -> None:
    # A screen shows notes and letters as well, which have an “I”.
    assert not [line for sentence in where() for line in better_words(sentence, spoken=where is _screens)]


def test_what_is_allowed_is_needed() -> None:
    every = [sentence.text for where in (_code, _pages, _screens) for sentence in where()]
    assert not [around.pattern for around in ALLOWED if not any(around.search(text) for text in every)]


def test_an_unused_word_is_found_with_its_place_and_the_better_word() -> None:
    source = 'def f():\n    """It is kept."""\n    say(f"{name} does it all the same")\n'
    found = list(sentences_of_code(ROOT / "some.py", ast.parse(source)))
    assert [line for sentence in found for line in better_words(sentence)] == [
        "some.py:3: “all the same” in “{} does it all the same”: anyway"
    ]
    page = sentences_of_page(ROOT / "a.md", "One.\nA promise is kept; `the e-mail` is kept.")
    assert [line for sentence in page for line in better_words(sentence)] == [
        "a.md:2: “is kept” in “A promise is kept; ` is kept.”: is saved; only a promise is kept"
    ]
