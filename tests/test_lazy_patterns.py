"""Regular expressions that are compiled late are right, every one of them, and do what compiled ones do."""

from __future__ import annotations

import gc
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import interview_tui
from interview_tui.lazy_patterns import lazy_pattern

ROOT = Path(interview_tui.__file__).parent


def test_methods() -> None:
    compiled = re.compile(r"(\w)(\d+)", re.ASCII)
    for name in ("match", "fullmatch", "search", "findall", "split"):
        late = lazy_pattern(r"(\w)(\d+)", re.ASCII)  # each is compiled by another method
        assert str(getattr(late, name)("i12"))[:40] == str(getattr(compiled, name)("i12"))[:40]
    late = lazy_pattern(r"(\w)(\d+)", re.ASCII)
    assert late.sub(r"\2", "i12 f4") == "12 4"
    assert [found[1] for found in late.finditer("i12 f4")] == ["i", "f"]
    assert (late.pattern, late.flags, late.groups) == (compiled.pattern, compiled.flags, 2)


def test_every_pattern_can_be_compiled() -> None:
    for path in ROOT.rglob("*.py"):
        if "lazy_pattern(" in path.read_text("utf-8") and path.name != "lazy_patterns.py":
            import_module(".".join(path.relative_to(ROOT.parent).with_suffix("").parts))
    kind: Any = lazy_pattern
    gc.unfreeze()  # what a dashboard of an earlier test froze is in no list of objects
    patterns = [found for found in gc.get_objects() if type(found) is kind]
    assert len(patterns) > 100
    for pattern in patterns:
        assert re.compile(pattern.pattern, pattern.flags)


def test_none_is_given_to_a_function_of_re() -> None:
    for path in ROOT.rglob("*.py"):
        text = path.read_text("utf-8")
        names = set(re.findall(r"^(\w+)(?:: [^=\n]+)? = lazy_pattern\(", text, re.MULTILINE))
        given = set(re.findall(r"\bre\.(?!Pattern)\w+\((\w+)", text))
        assert not names & given, path.name
