"""The house keeps its shape: arrows run one way, what is read does not load what writes, files stay short."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "interview_tui"
LINES_AT_MOST = 400
LONGER = {
    "domain/dates.py": "each form in which a date is read stands beside the one in which it is written",
    "domain/planning.py": "the rules of one method: each goes by what the others have planned",
    "domain/records.py": "one class for each kind of record, and nothing else",
    "domain/shorthand.py": "reading and writing are each other's inverse, and are changed together",
    "services/follow_ups.py": "to do, put off, skip and log share how a follow-up is settled",
    "importing/invitation_import.py": "whether an invitation is new, moved, further or refused is one decision",
    "store/migrations/versions/0001_first.py": "written by Alembic, and never changed",
    "ui/main_screen.py": "the main screen, inherited over three files: to be composed of objects instead",
    "ui/dialogs/debrief.py": "one form, with a field and a rule for each part of the shorthand",
    "ui/keys.py": "a table of every key in every place",
}
"""Files that may be longer, and why."""

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
]


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


@pytest.mark.parametrize("module", READS)
def test_what_is_read_does_not_load_what_writes(module: str) -> None:
    assert loaded_by(f"import {module}") & HEAVY == set()


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
settings = load({{"INTERVIEW_TUI_DB": {str(program.store.path)!r}}})
program, now = AppContext(settings), settings.clock()
assert Queue(program.store, now).window(0, 10)
assert Pipeline(program.store, now).count == 1
assert figures(program.store, now=now, today=settings.calendar.day(now)).done == 0
assert load_case(program.store.reader, 1, now).name == "Acme · SRE"
"""
    assert loaded_by(code) & HEAVY == set()


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
    silent = [str(p.relative_to(PACKAGE)) for p in PACKAGE.rglob("*.py") if not ast.get_docstring(parse(p))]
    assert silent == []


def test_sql_stands_in_the_store_alone() -> None:
    elsewhere = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in PACKAGE.rglob("*.py")
        if path.relative_to(PACKAGE).parts[0] != "store"
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Import | ast.ImportFrom) and imported(node) & {"sqlite3", "sqlalchemy", "alembic"}
    ]
    assert elsewhere == []


def test_conditions_stand_in_the_store_alone() -> None:
    """Services and screens say `find(Involvement, interview_id=…)`, or ask a question of store/queries.py."""
    elsewhere = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in PACKAGE.rglob("*.py")
        if path.relative_to(PACKAGE).parts[0] != "store"
        for node in ast.walk(parse(path))
        if (isinstance(node, ast.ImportFrom) and "find_where" in {alias.name for alias in node.names})
        or (isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {"execute", "executemany"})
    ]
    assert elsewhere == []


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imported(node: ast.Import | ast.ImportFrom) -> set[str]:
    """The packages that a statement imports from."""
    if isinstance(node, ast.Import):
        return {alias.name.partition(".")[0] for alias in node.names}
    return {(node.module or "").partition(".")[0]}
