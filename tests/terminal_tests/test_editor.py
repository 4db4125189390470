"""The notes in $EDITOR and back, at a real terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tests.terminal_tests.conftest import modes_left_on, opened

if TYPE_CHECKING:
    from pathlib import Path

    from tests.terminal_tests.conftest import Box

EDITOR = """\
import pathlib, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
path = pathlib.Path(sys.argv[1])
runs = pathlib.Path(__file__).with_suffix(".runs")
runs.write_text(runs.read_text() + "I" if runs.exists() else "I")
input(f"EDITING {path.name} {runs.read_text()}: ")
path.write_text(path.read_text() + "! Nobody owns the coffee\\n")
"""


def test_the_terminal_is_the_editors_until_it_ends(box: Box, tmp_path: Path) -> None:
    script = tmp_path / "editor.py"
    script.write_text(EDITOR)
    with box.dashboard((120, 40), env={"EDITOR": f"{sys.executable} {script}"}) as terminal:
        opened(terminal)
        terminal.press("E")
        terminal.until(r"EDITING notes\.txt I:")
        terminal.press("ctrl+c")  # the editor's, which ends by it: the dashboard stays and nothing is changed
        terminal.until("nothing was changed")
        terminal.press("E")
        terminal.until(r"EDITING notes\.txt II:")
        terminal.type("\n")
        terminal.until(r"^ Edited the notes of .*: 1 added.* u undoes")
        terminal.press("l", "G")
        terminal.until("▌! +Nobody owns the coffee")
        terminal.press("u")
        terminal.until_gone("! Nobody owns the coffee")
        terminal.press("q")
        assert terminal.wait() == 0
        assert modes_left_on(terminal.raw) == set()


AS_A_SHELL = '"$@"; echo SHELL; fg >/dev/null; echo "gone with $?"'


def test_ctrl_z_in_the_editor_goes_to_the_shell_and_fg_comes_back(box: Box, tmp_path: Path) -> None:
    script = tmp_path / "editor.py"
    script.write_text(EDITOR)
    shell = ["bash", "--norc", "-ic", AS_A_SHELL, "-"]
    with box.dashboard((120, 40), env={"EDITOR": f"{sys.executable} {script}"}, wrapped=shell) as terminal:
        opened(terminal)
        terminal.press("E")
        terminal.until(r"EDITING notes\.txt I:")
        terminal.type_bytes(b"\x1a")
        terminal.until(lambda _: b"SHELL" in terminal.raw, timeout=5)
        terminal.type("\n")
        terminal.until(r"^ Edited the notes of .*: 1 added.* u undoes")
        terminal.press("q")
        terminal.until("^gone with 0$")
        assert modes_left_on(terminal.raw) == set()
