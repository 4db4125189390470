"""The rules of the house that a machine can hold: layers, circles of imports, names, SQL, the length of files."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import defaultdict
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from tests.sources import PACKAGE, ROOT, sources, walked
from tools.canary import DEPENDS, allowed, locked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("sources")
LINES_AT_MOST = 400
LONGER = {
    "domain/date_parsing.py": "the forms of a date are tried in one order, each beside what it excludes",
    "domain/records.py": "one class for each kind of record, and nothing else",
    "domain/shorthand.py": "reading and writing are each other's inverse, and are changed together",
    "services/follow_ups.py": "to do, put off, skip and log share how a follow-up is settled",
    "store/migrations/versions/0001_first.py": "written by Alembic, and never changed",
    "ui/dialogs/debrief.py": "one form, with a field and a rule for each part of the shorthand",
    "ui/list_view.py": "the cursor, what is in view and what is repainted are one state",
    "ui/main_screen.py": "what the frames, the panes and the two lines say follows from one selection and one size",
    "ui/keys.py": "a table of every key in every place",
}
"""Files that may be longer, and why."""

NAMES_DEFINED_TWICE = 14
"""How many public names mean two things: fewer may, more may not."""

HEAVY = {"sqlalchemy", "alembic", "textual", "rich", "icalendar"}
READS = [
    "interview_tui.settings",
    "interview_tui.app_context",
    "interview_tui.store.database",
    "interview_tui.store.queue",
    "interview_tui.store.pipeline",
    "interview_tui.store.figures",
    "interview_tui.store.journal",
    "interview_tui.store.case",
    "interview_tui.store.facts",
]

SQL = re.compile(
    r"^\s*(SELECT|INSERT|UPDATE|DELETE|WITH|PRAGMA|CREATE)\b|\b(WHERE|ORDER BY|IS NULL|IS NOT NULL|NOT EXISTS|IN \()"
    r"|\w (=|<|>|<=|>=|<>|!=) (\?|'\w*')"
)
"""What looks like a statement or a condition."""
PRIVATE = re.compile(r"_[^_]")
PUBLIC_AFTER_ALL = {"_exit", "_make", "_replace", "_fields", "_asdict"}
"""Names that the standard library documents."""


def run(*arguments: str, timeout: float = 120) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False, timeout=timeout
    )


def test_arrows_run_one_way() -> None:
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True, no_logo=True))"
    done = run("-c", code)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def loaded_by(code: str) -> set[str]:
    """The packages that a fresh interpreter has loaded after running the code."""
    done = run("-c", f"{code}\nimport sys; print(*(name.partition('.')[0] for name in sys.modules))")
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_what_is_read_does_not_load_what_writes() -> None:
    assert loaded_by("\n".join(f"import {module}" for module in READS)) & HEAVY == set()


def test_reading_a_store_does_not_either(tmp_path: Path) -> None:
    from tests.programs import a_program, when

    program = a_program(tmp_path)
    program.interviews.add("Acme", "SRE", meeting=when(program, "tomorrow 14:00"))
    code = f"""
from interview_tui.settings import load
from interview_tui.store.figures import figures
from interview_tui.store.pipeline import Pipeline
from interview_tui.store.queue import Queue
from interview_tui.store.case import load_case
from interview_tui.app_context import AppContext
from interview_tui.importing.mail_folders import MailRun
from interview_tui.mail.folders import folders_at
settings = load({{"INTERVIEW_TUI_DB": {str(program.store.path)!r}}})
program, now = AppContext(settings), settings.clock()
assert Queue(program.store, now).window(0, 10)
assert Pipeline(program.store, now).count == 1
assert figures(program.store, now=now, today=settings.calendar.day(now)).done == 0
assert load_case(program.store.reader, 1, now).name == "Acme · SRE"
assert not MailRun(program, folders_at([{str(tmp_path / "INBOX")!r}])[0]).has_news
"""
    (tmp_path / "INBOX" / "new").mkdir(parents=True)
    assert loaded_by(code) & {*HEAVY, "email"} == set()


def test_the_canary_has_tests_for_every_library() -> None:
    assert set(DEPENDS) == set(allowed()) <= set(locked())
    assert [test for tests in DEPENDS.values() for test in tests if not (ROOT / test).exists()] == []


def test_what_only_builds_the_program_is_not_needed_to_run_it() -> None:
    builds = set(re.findall(r"^([\w.-]+)==", (ROOT / "requirements" / "build.txt").read_text("utf-8"), re.MULTILINE))
    assert {"hatchling", "editables"} <= builds
    assert builds & set(locked()) == set()


def test_every_folder_of_code_is_a_package() -> None:
    """A folder without its `__init__.py` is hidden from the check of the arrows."""
    folders = {path.parent for path in PACKAGE.rglob("*.py")}
    assert sorted(f for f in folders if not (f / "__init__.py").exists()) == []
    tests = {path.parent for path in (ROOT / "tests").rglob("*.py")}
    assert sorted(f for f in tests if not (f / "__init__.py").exists()) == []


def test_no_file_is_long_without_a_reason() -> None:
    lengths = {str(p.relative_to(PACKAGE)): len(p.read_text("utf-8").splitlines()) for p in PACKAGE.rglob("*.py")}
    assert {name: n for name, n in lengths.items() if n > LINES_AT_MOST and name not in LONGER} == {}
    assert {name for name in LONGER if lengths.get(name, 0) <= LINES_AT_MOST} == set(), "no reason is needed any more"


def test_every_module_says_what_it_is() -> None:
    assert [path for path, tree in sources().items() if not ast.get_docstring(tree)] == []


def test_no_three_files_import_each_other() -> None:
    assert [sorted(circle) for circle in circles_of(imports()) if len(circle) > 2] == []


def imports() -> dict[str, set[str]]:
    """What each module imports of the package, also what only the types need."""
    names = {path: path.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for path in sources()}
    modules = set(names.values())
    found: dict[str, set[str]] = {}
    for path, tree in sources().items():
        parts = {part for node in walked(tree) for part in imported_modules(node)}
        inside = {part.removeprefix("interview_tui.") for part in parts if part.startswith("interview_tui.")}
        # `from package import name` is a module, or what a module defines
        targets = {name if name in modules else name.rpartition(".")[0] for name in inside}
        found[names[path]] = (targets & modules) - {names[path]}
    return found


def imported_modules(node: ast.AST) -> Iterator[str]:
    """Each name that an import brings, with its module before it."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def circles_of(graph: Mapping[str, set[str]]) -> list[set[str]]:
    """The strongly connected parts, by Tarjan's algorithm."""
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    path: list[str] = []
    found: list[set[str]] = []

    def visit(node: str) -> None:
        order[node] = lowest[node] = len(order)
        path.append(node)
        for target in graph[node]:
            if target not in order:
                visit(target)
            if target in path:
                lowest[node] = min(lowest[node], lowest[target])
        if lowest[node] == order[node]:
            start = path.index(node)
            found.append(set(path[start:]))
            del path[start:]

    for node in graph:
        if node not in order:
            visit(node)
    return found


def test_circles_are_found() -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": {"e"}, "e": {"d"}, "f": {"a"}}
    assert sorted(map(sorted, circles_of(graph))) == [["a", "b", "c"], ["d", "e"], ["f"]]


def test_a_public_name_means_one_thing() -> None:
    places = defaultdict(set)
    for path, tree in sources().items():
        if "/versions/" not in path:
            for name in public_names(tree):
                places[name].add(path)
    twice = {name: sorted(paths) for name, paths in sorted(places.items()) if len(paths) > 1}
    assert len(twice) <= NAMES_DEFINED_TWICE, twice


def public_names(tree: ast.Module) -> Iterator[str]:
    """What a module defines at its top, without the types that only a checker knows."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names = {node.name}
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = {part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)}
        else:
            continue
        yield from (name for name in names if not name.startswith("_") and name != "TYPE_CHECKING")


def test_sql_stands_in_the_store_alone() -> None:
    packages = {"sqlite3", "sqlalchemy", "alembic"}
    elsewhere = {path: tree for path, tree in sources().items() if not path.startswith("store/")}
    imported = [
        f"{path}:{node.lineno}"
        for path, tree in elsewhere.items()
        for node in walked(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        and any(name.partition(".")[0] in packages for name in imported_modules(node))
    ]
    assert imported == []
    texts = [
        f"{path}:{node.lineno} {node.value[:60]}"
        for path, tree in elsewhere.items()
        for node in walked(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and SQL.search(node.value)
        and "\n\n" not in node.value
    ]
    assert texts == []


def test_private_names_of_a_framework_stand_in_one_package() -> None:
    found = [
        f"{path}:{line} {name}"
        for path, tree in sources().items()
        if not path.startswith("terminal/")
        for line, name in sorted(private_uses(tree, of_textual=path.startswith("ui/")))
    ]
    assert found == []


def private_uses(tree: ast.Module, *, of_textual: bool) -> Iterator[tuple[int, str]]:
    """Private names that are others': read or set, imported, or defined again in a class of our own."""
    own = own_names() | PUBLIC_AFTER_ALL
    for node in walked(tree):
        if isinstance(node, ast.Attribute):
            if PRIVATE.match(node.attr) and node.attr not in own:
                yield node.lineno, node.attr
        elif isinstance(node, ast.ClassDef) and of_textual:
            for part in node.body:
                if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef) and part.name in names_of_textual():
                    yield part.lineno, part.name
        elif isinstance(node, ast.ImportFrom):
            for name in imported_modules(node):
                if not name.startswith("interview_tui.") and any(map(PRIVATE.match, name.split("."))):
                    yield node.lineno, name


@cache
def own_names() -> set[str]:
    """What the package itself defines, at the top of a module or in a class."""
    found = set()
    for tree in sources().values():
        for node in walked(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                found.add(node.name)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                found.add(node.id)
            elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                found |= {node.attr} if ast.unparse(node.value) == "self" else set()
    return found


@cache
def names_of_textual() -> set[str]:
    """The private names of the classes that the program's own inherit from."""
    classes = {
        "app": "App",
        "screen": "Screen",
        "widgets": "Input TextArea OptionList Static",
        "scroll_view": "ScrollView",
    }
    return {
        name
        for module, names in classes.items()
        for cls in names.split()
        for name in dir(getattr(import_module(f"textual.{module}"), cls))
        if PRIVATE.match(name)
    }


def test_a_folder_for_a_while_is_in_a_with_statement() -> None:
    """What else holds a TemporaryDirectory leaves it to the garbage collector, which warns of it: in the middle of
    another test, or when the interpreter ends.
    """
    within, made = set[int](), dict[int, str]()
    for place in ("src", "tests", "tools"):
        for path in sorted((ROOT / place).rglob("*.py")):
            text = path.read_text("utf-8")
            if "TemporaryDirectory" not in text:
                continue
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.With | ast.AsyncWith):
                    within |= {id(item.context_expr) for item in node.items}
                elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("TemporaryDirectory"):
                    made[id(node)] = f"{path.relative_to(ROOT)}:{node.lineno}"
    assert [where for number, where in made.items() if number not in within] == []
