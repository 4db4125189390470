"""What is packaged is all of it: the sdist tests itself; the wheel brings the program and its files for the system."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from email import message_from_bytes
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder
from markdown_it import MarkdownIt

from tests.terminal import clean_env

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

pytestmark = pytest.mark.xdist_group("package")
ROOT = Path(__file__).parents[1]
SHARED = {
    "applications/interview-tui.desktop",
    "bash-completion/completions/interview-tui",
    "fish/vendor_completions.d/interview-tui.fish",
    "man/man1/interview-tui.1",
    "systemd/user/interview-tui-due.service",
    "systemd/user/interview-tui-due.timer",
    "systemd/user/interview-tui-mail.service",
    "systemd/user/interview-tui-mail.timer",
    "zsh/site-functions/_interview-tui",
}
"""What lands below `share`, each file where the program that reads it looks."""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that an sdist becomes when it is unpacked: no checkout of git, and in another place."""
    folder = tmp_path_factory.mktemp("sdist")
    (sdist,) = SdistBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    return folder / Path(sdist).name.removesuffix(".tar.gz")


@pytest.fixture(scope="module")
def wheel(unpacked: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    """The wheel that is made of the unpacked sdist."""
    folder = str(tmp_path_factory.mktemp("wheel"))
    (path,) = WheelBuilder(str(unpacked)).build(directory=folder, versions=["standard"])
    with zipfile.ZipFile(path) as archive:
        yield archive


def files(folder: Path) -> set[str]:
    """Every file below a folder, but for bytecode."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {str(path.relative_to(folder)) for path in found}


def test_the_sdist_holds_every_file_of_the_repository(unpacked: Path) -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False, timeout=60)
    if not (ROOT / ".git").exists() or listed.returncode:
        pytest.skip("this is no checkout of git: nobody says what belongs to the repository")
    assert set(listed.stdout.decode().split("\0")) - files(unpacked) <= {""}


def run_tests(unpacked: Path, home: Path, *arguments: str, timeout: float) -> None:
    """Runs tests of the unpacked sdist on its own source; what they start as a command is the installed program."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments],
        cwd=unpacked, env=clean_env(home, PYTHONPATH=str(unpacked / "src")),
        capture_output=True, text=True, check=False, timeout=timeout,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr


def test_an_unpacked_sdist_tests_itself(unpacked: Path, tmp_path: Path) -> None:
    run_tests(unpacked, tmp_path, "tests/test_docs.py", timeout=120)


@pytest.mark.soak
def test_every_test_passes_in_an_unpacked_sdist(unpacked: Path, tmp_path: Path) -> None:
    run_tests(unpacked, tmp_path, "-n", "auto", timeout=3600)


def test_the_wheel_holds_the_whole_program(wheel: zipfile.ZipFile) -> None:
    inside = {name.removeprefix("interview_tui/") for name in wheel.namelist() if name.startswith("interview_tui/")}
    assert inside == files(ROOT / "src" / "interview_tui")
    assert {Path(name).suffix for name in inside} >= {".j2", ".tcss", ".toml", ".py", ".typed"}
    assert "interview-tui = interview_tui.__main__:main" in information(wheel, "entry_points.txt").decode()
    assert information(wheel, "licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()


def information(wheel: zipfile.ZipFile, name: str) -> bytes:
    """A file of the wheel's `.dist-info`."""
    (path,) = (path for path in wheel.namelist() if path.endswith(f".dist-info/{name}"))
    return wheel.read(path)


def test_the_wheel_brings_its_files_for_the_system(wheel: zipfile.ZipFile) -> None:
    shared = {name.partition(".data/data/share/")[2]: name for name in wheel.namelist() if ".data/" in name}
    assert set(shared) == SHARED == files(ROOT / "share")
    assert {name for name in shared if wheel.read(shared[name]) != (ROOT / "share" / name).read_bytes()} == set()


def test_the_description_can_be_read_outside_the_repository(wheel: zipfile.ZipFile) -> None:
    metadata = message_from_bytes(information(wheel, "METADATA"))
    assert (metadata["Description-Content-Type"], metadata["License-Expression"]) == ("text/markdown", "MIT")
    description = metadata.get_payload(decode=True)
    assert isinstance(description, bytes)
    assert description.decode().startswith("# interview-tui\n")
    assert "Tutorial" in description.decode()
    parsed = MarkdownIt("commonmark").enable("table").parse(description.decode())
    targets = [str(token.attrs.get("href") or token.attrs.get("src")) for token in spread(parsed)]
    assert [target for target in targets if target != "None" and not target.startswith("https://")] == []


def spread(tokens: list[Token]) -> Iterator[Token]:
    """Every token, with those inside of others."""
    for token in tokens:
        yield token
        yield from spread(token.children or [])


def test_an_environment_whose_python_is_gone_is_made_again(tmp_path: Path) -> None:
    python, made = tmp_path / "python", tmp_path / "venv" / "bin" / "python"
    python.write_text(f'#!/bin/sh\n[ "$1" = -c ] || exec {sys.executable} "$@" --without-pip\n')
    python.chmod(0o755)
    made.parent.mkdir(parents=True)
    for name in ("python", "python3", "python3.11"):
        made.with_name(name).symlink_to(tmp_path / "gone")
    (tmp_path / "venv" / ".place").touch()
    line = ["make", "-s", "-C", str(ROOT), f"VENV={tmp_path / 'venv'}", f"PYTHON={python}", str(made)]
    subprocess.run(line, check=True, env=clean_env(tmp_path), timeout=60)
    subprocess.run([made, "-c", ""], check=True, timeout=60)
    assert not (tmp_path / "venv" / ".place").exists()  # it is then installed into again
