"""Runs what depends on private names and formats of the libraries on the newest of them: `make canary`.

The lock and the bounds in pyproject.toml are left aside. What is newer than the lock is said first and again at the
end, beside what failed, so that an upgrade that breaks something is known before anybody is given it.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]
DEPENDS = {
    "textual": (
        "tests/terminal_package", "tests/terminal_tests", "tests/snapshots", "tests/ui/test_list_view.py",
        "tests/ui/test_themes.py", "tests/ui/test_keymap.py", "tests/ui/test_dialogs.py", "tests/ui/test_mouse.py",
        "tests/ui/test_text_view.py", "tests/faults/test_terminals.py", "tests/test_house.py",
    ),
    "rich": ("tests/terminal_package/test_widths.py", "tests/ui/test_glyphs.py", "tests/ui/test_hostile.py"),
    "sqlalchemy": ("tests/store",),
    "alembic": ("tests/store/test_migrations.py",),
    "icalendar": (
        "tests/exporting/test_calendar.py", "tests/exporting/test_calendar_export.py",
        "tests/importing/test_calendar_corpora.py", "tests/importing/test_calendar_kinds.py",
        "tests/importing/test_invitation.py", "tests/importing/test_invitation_any_bytes.py",
        "tests/importing/test_invitation_people.py", "tests/importing/test_invitations.py",
    ),
    "python-dateutil": ("tests/domain/test_dates.py", "tests/importing/test_revisions.py"),
    "click": ("tests/cli/test_citizen.py", "tests/cli/test_completion.py", "tests/cli/test_man.py"),
    "jinja2": ("tests/letters/test_sandbox.py", "tests/letters/test_template_values.py"),
    "holidays": ("tests/test_configuration.py",),
    "platformdirs": ("tests/cli/test_no_store.py",),
    "plotext": ("tests/ui/test_review_drawing.py",),
    "rapidfuzz": ("tests/domain/test_chart.py", "tests/domain/test_line_diff.py", "tests/domain/test_study.py"),
    "tzdata": ("tests/domain/test_dates.py",),
}  # fmt: skip
"""The tests of what depends on private names, on formats, or on exact results, by the library."""


def locked() -> dict[str, str]:
    """The versions that `make run` installs, by the library."""
    text = (ROOT / "requirements" / "run.txt").read_text("utf-8")
    return dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))


def allowed() -> dict[str, str]:
    """What pyproject.toml says of each library that the program imports, such as `textual>=8.2.7,<9`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {re.split(r"[<>=!~]", bound)[0]: bound for bound in project["dependencies"]}


def newer() -> list[str]:
    """A line for each library that is not what is locked."""
    bounds, was = allowed(), locked()
    found = [(name, version(name)) for name in bounds]
    return [f"{name} {was[name]} → {now} ({bounds[name]})" for name, now in found if now != was[name]]


def main(arguments: list[str]) -> int:
    """Installs the newest, and runs the tests with the arguments; gives pytest's exit code."""
    install = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "install", "--upgrade"]
    # pip tells of the bounds that are passed, which is what is wanted here, in many lines
    done = subprocess.run([*install, *allowed()], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        sys.stderr.write(f"the newest versions could not be installed:\n{done.stderr}")
        return done.returncode
    lines = newer() or ["nothing: the lock has the newest"]
    sys.stdout.write("\n  ".join(["Newer than the lock:", *lines]) + "\n")
    sys.stdout.flush()
    tests = [test for of_one in DEPENDS.values() for test in of_one]
    command = [sys.executable, "-m", "pytest", "-q", *dict.fromkeys(tests), *arguments]
    code = subprocess.run(command, cwd=ROOT, check=False).returncode  # noqa: S603
    verdict = "All of it passes with" if code == 0 else "What failed above, failed with"
    sys.stdout.write("\n  ".join([f"{verdict}:", *lines]) + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
