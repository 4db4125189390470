"""Copying: each terminal by its own way, and where there is none the text is shown."""

from __future__ import annotations

import base64
import io
import os
import shutil
import subprocess
import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.terminal.clipboard import LONGEST_OSC52, copy, sequence, through_screen, through_tmux
from tests.ui.dashboards import a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Dear Dana,\nthank you: “calm the release train” 🚆\n"
OSC = "\x1b]52;c;"


def copied(environment: dict[str, str], text: str = TEXT, command: tuple[str, ...] = ()) -> tuple[bool, str, list[str]]:
    written: list[str] = []
    found = copy(text, environment=environment, write=written.append, command=command)
    return found.sent, found.words, written


def taken(written: str) -> str:
    """What a terminal takes from its sequence."""
    assert written.startswith(OSC)
    assert written.endswith("\x07")
    return base64.b64decode(written[len(OSC) : -1], validate=True).decode()


def test_a_terminal_takes_it_by_osc_52() -> None:
    sent, words, (written,) = copied({"TERM": "xterm-256color"})
    assert (sent, words, taken(written)) == (True, "to your terminal's clipboard", TEXT)


@given(st.text(max_size=3000))
def test_through_screen_it_comes_out_whole_in_pieces_that_screen_takes(text: str) -> None:
    pieces = through_screen(sequence(text.encode("utf-8", "replace").decode()))
    assert all(piece.startswith("\x1bP") and piece.endswith("\x1b\\") and len(piece) <= 256 for piece in pieces)
    assert taken("".join(piece[2:-2] for piece in pieces)) == text.encode("utf-8", "replace").decode()


def test_in_screen_it_is_wrapped() -> None:
    sent, words, written = copied({"TERM": "screen-256color", "STY": "1.here"})
    assert (sent, words) == (True, "to your terminal's clipboard, through screen")
    assert taken("".join(piece[2:-2] for piece in written)) == TEXT


@pytest.mark.parametrize("term", ["linux", "dumb", ""])
def test_a_terminal_without_a_clipboard_gets_nothing(term: str) -> None:
    assert copied({"TERM": term}) == (False, "this terminal has no clipboard", [])


def test_what_is_too_long_is_not_sent_to_be_dropped() -> None:
    assert copied({"TERM": "xterm"}, "x" * LONGEST_OSC52) == (
        False,
        "it is too long for a terminal's clipboard",
        [],
    )


def test_a_configured_command_gets_it_on_standard_input(tmp_path: Path) -> None:
    target = tmp_path / "got"
    code = f"import sys; open({str(target)!r}, 'wb').write(sys.stdin.buffer.read())"
    command = (sys.executable, "-c", code)
    assert copied({}, command=command) == (True, f"to {sys.executable}", [])
    assert target.read_text("utf-8") == TEXT
    assert copied({"TERM": "xterm"}, command=("no-such-command",))[0::2] == (False, [])
    assert copied({"TERM": "xterm"}, command=(sys.executable, "-c", "raise SystemExit(1)"))[0::2] == (False, [])


def test_where_tmux_does_not_take_it_it_is_wrapped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # no tmux there
    sent, words, (written,) = copied({"TERM": "tmux-256color", "TMUX": "/tmp/none,1,0"})  # noqa: S108
    assert (sent, "allow-passthrough" in words) == (True, True)
    assert written == through_tmux(sequence(TEXT))
    assert taken(written.removeprefix("\x1bPtmux;").removesuffix("\x1b\\").replace("\x1b\x1b", "\x1b")) == TEXT


@pytest.mark.skipif(shutil.which("tmux") is None, reason="there is no tmux here")
def test_a_real_tmux_has_it_as_a_buffer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    socket = tmp_path / "s"
    tmux = ["tmux", "-S", str(socket), "-f", "/dev/null"]
    subprocess.run([*tmux, "new-session", "-d", "sleep 60"], check=True)
    try:
        session = subprocess.run(
            [*tmux, "display-message", "-p", "#{socket_path},#{pid},0"], check=True, capture_output=True, text=True
        )
        monkeypatch.setenv("TMUX", session.stdout.strip())
        assert copied(dict(os.environ)) == (True, "to tmux's buffer and your terminal's clipboard", [])
        shown_by_tmux = subprocess.run([*tmux, "show-buffer"], check=True, capture_output=True)
        assert shown_by_tmux.stdout.decode() == TEXT
    finally:
        subprocess.run([*tmux, "kill-server"], check=False)


async def test_the_same_again_is_shown_to_be_selected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await on.press("y")
        assert on.message.endswith("to your terminal's clipboard · y shows it")
        monkeypatch.setattr(on.app, "suspend", nullcontext)
        monkeypatch.setattr(sys, "__stdin__", io.StringIO("\n"))
        await on.press("y")
        assert "\n3 days late · Thank Dana Ruiz · Acme" in capfd.readouterr().out
        assert on.message.startswith("Shown: “3 days late")
        await on.press("y")
        assert on.message.startswith("Copied “3 days late")


async def test_without_a_clipboard_it_is_shown_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TERM", "linux")
    async with shown(a_morning(tmp_path)) as on:
        await on.press("y")
        assert on.message == "Not copied: this terminal has no clipboard"  # and this one can show nothing else
        monkeypatch.setattr(on.app, "suspend", nullcontext)
        monkeypatch.setattr(sys, "__stdin__", io.StringIO("\n"))
        await on.press("y")
        assert "this terminal has no clipboard: select it with the mouse" in capfd.readouterr().out
