"""The program's modules as they are written: parsed once for all tests that hold rules against them, which one process
of a run does (`pytest.mark.xdist_group("sources")`).
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "interview_tui"


@cache
def sources() -> Mapping[str, ast.Module]:
    """Every module of the package as a tree, by its path in the package."""
    return {str(path.relative_to(PACKAGE)): ast.parse(path.read_text("utf-8")) for path in PACKAGE.rglob("*.py")}


@cache
def walked(tree: ast.Module) -> tuple[ast.AST, ...]:
    """The nodes of a module, in the order of `ast.walk`."""
    return tuple(ast.walk(tree))
