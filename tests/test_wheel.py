"""What is installed is all of it: the wheel holds every module, template and style, and the command."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src"


def test_the_wheel_holds_the_whole_program(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("interview_tui-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if name.startswith("interview_tui/")}
        (points,) = (name for name in archive.namelist() if name.endswith("entry_points.txt"))
        assert "interview-tui = interview_tui.__main__:main" in archive.read(points).decode()
    files = {path for path in SOURCE.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert inside == {str(path.relative_to(SOURCE)) for path in files}
    assert {Path(name).suffix for name in inside} >= {".j2", ".tcss", ".toml", ".py", ".typed"}
