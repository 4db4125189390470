"""The terminal harness itself: against small commands that behave well and badly."""

from __future__ import annotations

import os
import select
import signal
import sys
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.terminal import Emulator, Terminal, clean_env, key_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

# Prints each read as it comes; like Textual, it takes what follows an escape within 0.1 s as one with it.
_SHOWS_READS = """
    import os, select, tty
    tty.setraw(0)
    os.write(1, b"ready\\r\\n")
    while (data := os.read(0, 4096)) != b"q":
        if data == b"\\x1b" and select.select([0], [], [], 0.1)[0]:
            data += os.read(0, 4096)
        os.write(1, f"{data!r}\\r\\n".encode())
"""


def _command(program: str) -> list[str]:
    return [sys.executable, "-I", "-c", dedent(program)]


def _screen_after(output: str | bytes, size: tuple[int, int] = (20, 4)) -> list[str]:
    emulator = Emulator(size, lambda _: None)
    emulator.feed(output if isinstance(output, bytes) else output.encode())
    return emulator.lines()


def _answers_to(output: str) -> list[str]:
    answers: list[str] = []
    Emulator((20, 4), answers.append).feed(output.encode())
    return answers


def test_a_command_is_read_answered_and_ends_with_its_code(tmp_path: Path) -> None:
    program = "name = input('name? '); print('hello', name); raise SystemExit(3)"
    with Terminal(_command(program), env=clean_env(tmp_path), size=(30, 5)) as terminal:
        assert terminal.until(r"^name\?") == "name?\n\n\n\n"
        terminal.type("Zoë\n")
        assert terminal.wait() == 3
    assert terminal.screen() == ["name? Zoë", "hello Zoë", "", "", ""]
    assert terminal.raw == "name? Zoë\r\nhello Zoë\r\n".encode()


def test_the_command_leads_its_own_session_on_that_terminal_in_the_folder_given(tmp_path: Path) -> None:
    program = """
        import os
        with open("/dev/tty") as tty:
            print(os.getsid(0) == os.getpid() == os.tcgetpgrp(tty.fileno()), os.getcwd(), os.get_terminal_size())
    """
    with Terminal(_command(program), env=clean_env(tmp_path), size=(300, 7), cwd=tmp_path) as terminal:
        assert terminal.wait() == 0
    assert terminal.screen()[0] == f"True {tmp_path} os.terminal_size(columns=300, lines=7)"


def test_the_command_starts_with_the_usual_signals(tmp_path: Path) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with Terminal(["sh", "-c", "kill -HUP $$; echo survived"], env=clean_env(tmp_path)) as terminal:
            assert terminal.wait() == -signal.SIGHUP
    finally:
        signal.signal(signal.SIGHUP, before)
    with Terminal(["sh", "-c", "kill -PIPE $$; echo survived"], env=clean_env(tmp_path)) as terminal:
        assert terminal.wait() == -signal.SIGPIPE


def test_a_command_that_is_not_there_says_so(tmp_path: Path) -> None:
    with Terminal(["no-such-command"], env=clean_env(tmp_path)) as terminal:
        assert terminal.wait() == 1
    assert terminal.screen()[0] == "no-such-command: No such file or directory"


def test_a_folder_that_is_not_there_leaves_nothing_open(tmp_path: Path) -> None:
    terminal = Terminal(["true"], env=clean_env(tmp_path), cwd=tmp_path / "missing")
    with pytest.raises(FileNotFoundError):
        terminal.__enter__()


def test_nothing_of_the_machine_leaks_into_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLORTERM", "LC_ALL", "TZ", "EDITOR", "PYTHONDONTWRITEBYTECODE", "TMUX"):
        monkeypatch.setenv(name, "leaked")
    program = "import os; print(*sorted(f'{k}={v}' for k, v in os.environ.items()), sep='\\n')"
    with Terminal(_command(program), env=clean_env(tmp_path, TZ="Asia/Tokyo"), size=(300, 12)) as terminal:
        assert terminal.wait() == 0
    assert terminal.text().split() == [
        f"HOME={tmp_path}",
        "LANG=C.UTF-8",
        f"PATH={Path(sys.executable).parent}:{os.defpath}",
        "TERM=xterm-256color",
        "TZ=Asia/Tokyo",
        f"XDG_CACHE_HOME={tmp_path}/.cache",
        f"XDG_CONFIG_HOME={tmp_path}/.config",
        f"XDG_DATA_HOME={tmp_path}/.local/share",
        f"XDG_RUNTIME_DIR={tmp_path}/.run",
        f"XDG_STATE_HOME={tmp_path}/.local/state",
    ]


@pytest.mark.parametrize(
    ("key", "sent"),
    [
        ("j", b"j"),
        ("+", b"+"),
        ("enter", b"\r"),
        ("escape", b"\x1b"),
        ("ctrl+d", b"\x04"),
        ("ctrl+space", b"\x00"),
        ("alt+x", b"\x1bx"),
        ("up", b"\x1b[A"),
        ("shift+up", b"\x1b[1;2A"),
        ("f1", b"\x1bOP"),
    ],
)
def test_keys_are_sent_as_xterm_sends_them(key: str, sent: bytes) -> None:
    assert key_bytes(key) == sent


@pytest.mark.parametrize("key", ["", "entre", "hyper+up", "ctrl+enter", "alt+", "F1"])
def test_a_key_that_does_not_exist_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="no such key"):
        key_bytes(key)


def test_an_escape_is_not_taken_for_the_start_of_what_follows(tmp_path: Path) -> None:
    with Terminal(_command(_SHOWS_READS), env=clean_env(tmp_path), size=(30, 8)) as terminal:
        terminal.until("ready")
        terminal.press("escape", "j")
        terminal.until(r"^b'j'")
        terminal.press("escape")
        terminal.type("ab")
        terminal.until(r"^b'ab'")
        terminal.press("q")
        assert terminal.wait() == 0
    assert terminal.screen()[:5] == ["ready", r"b'\x1b'", "b'j'", r"b'\x1b'", "b'ab'"]


def test_an_escape_that_ends_the_command_unread_is_not_waited_for(tmp_path: Path) -> None:
    program = """
        import select, tty
        tty.setraw(0)
        print("ready", flush=True)
        select.select([0], [], [])
        raise SystemExit(4)
    """
    with Terminal(_command(program), env=clean_env(tmp_path)) as terminal:
        terminal.until("ready")
        terminal.press("escape", "j")
        assert terminal.wait() == 4


def test_arrows_follow_the_mode_that_the_command_asked_for(tmp_path: Path) -> None:
    program = _SHOWS_READS.replace("ready", r"\x1b[?1hready")
    with Terminal(_command(program), env=clean_env(tmp_path)) as terminal:
        terminal.until("ready")
        terminal.press("up")
        terminal.until(r"^b'\\x1bOA'$")


def test_a_paste_is_bracketed_and_may_be_larger_than_the_line_takes_at_once(tmp_path: Path) -> None:
    program = r"""
        import os, tty
        tty.setraw(0)
        os.write(1, b"ready\r\n")
        read = b""
        while not read.endswith(b"\x1b[201~"):
            read += (data := os.read(0, 4096))
            os.write(1, data)
        text = read.removeprefix(b"\x1b[200~").removesuffix(b"\x1b[201~")
        os.write(1, b"\x1b[2J\x1b[H%d %d" % (len(read), text.count(b"line\n")))
    """
    with Terminal(_command(program), env=clean_env(tmp_path)) as terminal:
        terminal.until("ready")
        terminal.paste("line\n" * 20_000)
        assert terminal.wait() == 0
    assert terminal.screen()[0] == "100012 20000"


def test_a_query_is_answered_to_the_command(tmp_path: Path) -> None:
    program = _SHOWS_READS.replace("ready", r"\x1b[2;5H\x1b[6n")
    with Terminal(_command(program), env=clean_env(tmp_path)) as terminal:
        terminal.until(r"^b'\\x1b\[2;5R'$")


@pytest.mark.parametrize(
    ("query", "answers"),
    [
        ("\x1b[c", ["\x1b[?62;22c"]),
        ("\x1b[5n", ["\x1b[0n"]),
        ("x" * 20 + "\x1b[6n", ["\x1b[1;20R"]),
        ("\x1b[?6n", ["\x1b[?1;1R"]),
        ("\x1b[?2026$p", ["\x1b[?2026;0$y"]),
        ("\x1b[?2048$p", ["\x1b[?2048;0$y"]),
        ("\x1b[?u", []),
        ("\x1b]11;?\x07", []),
    ],
)
def test_queries_are_answered_as_a_plain_terminal_does(query: str, answers: list[str]) -> None:
    assert _answers_to(query) == answers


@pytest.mark.parametrize(
    "sequence",
    [
        "\x1b[?2026$p",
        "\x1b[>25u",
        "\x1b[=1;1u",
        "\x1b[>4;2m",
        "\x1b[?4m",
        "\x1b[38:2::1:2:3m",
        "\x1b[3J",
        "\x1b]0;title\x07",
        "\x1b]52;c;Zm9v\x07",
        "\x1bPtmux;\x1b\x1b]52;c;Zm9v\x07\x1b\\",
        "\x1b(B",
        "\x1b[12\x1b[m",
        "\x1b\x1b[m",
        "\x1b]0;cut off\x1b[m",
    ],
)
def test_sequences_that_show_nothing_leave_the_text_alone(sequence: str) -> None:
    assert _screen_after(f"ab{sequence}c") == ["abc", "", "", ""]


@pytest.mark.parametrize(
    ("output", "lines"),
    [
        ("one\x1b[2;3Htwo\x1b[3;1;9Hthree", ["one", "  two", "three", ""]),
        ("one\r\ntwo\x1b[1;2;3Ax", ["onex", "two", "", ""]),
        ("-\x1b[5b|", ["------|", "", "", ""]),
        ("1\r\n2\r\n3\r\n4\x1b[Sx", ["2", "3", "4", " x"]),
        ("1\r\n2\r\n3\r\n4\x1b[2Tx", ["", "", "1", "2x"]),
        ("1\r\n2\r\n3\r\n4\x1b[2;3r\x1b[S", ["1", "3", "", "4"]),
        ("ab\x1b[sc\x1b[2;1Hd\x1b[uX", ["abX", "d", "", ""]),
        ("日本\x1b[1;2Hx", [" x本", "", "", ""]),
        ("日本\x1b[1;1Hx", ["x 本", "", "", ""]),
        ("cafe\u0301 \u65e5\u0301.", ["café 日\u0301.", "", "", ""]),
        ("\U0001f469\u200d\U0001f4bb Dana", ["\U0001f469\u200d\U0001f4bb Dana", "", "", ""]),
        ("a\x18b\x07c", ["abc", "", "", ""]),
    ],
)
def test_the_screen_shows_what_a_terminal_would(output: str, lines: list[str]) -> None:
    assert _screen_after(output) == lines


def test_the_alternate_screen_is_clear_and_leaving_it_brings_the_main_one_back() -> None:
    emulator = Emulator((20, 3), lambda _: None)
    emulator.feed(b"$ run\r\n\x1b[?1049;25h")
    assert emulator.lines() == ["", "", ""]
    emulator.feed(b"\x1b[Hdashboard\x1b[3;1Hfooter\x1b[?1049h")
    assert emulator.lines() == ["dashboard", "", "footer"]
    emulator.feed(b"\x1b[?1049l$ ")
    assert emulator.lines() == ["$ run", "$", ""]


@given(st.data())
def test_where_reads_end_does_not_matter(data: st.DataObject) -> None:
    output = (
        "日本 é\x1b[31mred\x1b[0m\x1b]0;ti\x1b\\\x1b[2;3H👩‍💻\x1b[4b"
        "\x1b[?2026$p\x1bPq#\x1b\\\x1b(B\x1b[6n\x1b[?1049hend\x1b[12\x1b[1m"
    ).encode()
    cuts = sorted(data.draw(st.sets(st.integers(1, len(output) - 1))))
    answers: list[str] = []
    emulator = Emulator((20, 4), answers.append)
    for start, end in zip([0, *cuts], [*cuts, len(output)], strict=True):
        emulator.feed(output[start:end])
    assert emulator.lines() == _screen_after(output)
    assert answers == _answers_to(output.decode())


def test_waiting_reads_until_the_screen_says_it_or_no_longer_says_it(tmp_path: Path) -> None:
    program = r"""
        import os, tty
        tty.setraw(0)
        os.write(1, b"loading")
        os.read(0, 1)
        os.write(1, b"\x1b[2J\x1b[Hready")
        os.read(0, 1)
    """
    with Terminal(_command(program), env=clean_env(tmp_path)) as terminal:
        terminal.until("loading")
        terminal.press("a")
        assert terminal.until_gone("loading").strip() in ("", "ready")
        assert terminal.until(lambda text: "ready" in text).strip() == "ready"
        assert terminal.settled().strip() == "ready"
        terminal.press("b")
        assert terminal.wait() == 0


def test_waiting_in_vain_fails_with_the_screen(tmp_path: Path) -> None:
    with Terminal(["cat"], env=clean_env(tmp_path), size=(20, 3)) as terminal:
        terminal.type("here\n")
        terminal.until("here\nhere")
        with pytest.raises(AssertionError) as failure:
            terminal.until("there", timeout=0.05)
        frame = "+" + "-" * 20
        assert str(failure.value) == (
            f"waited in vain for 'there' to appear; cat still runs\n{frame}\n|here\n|here\n|\n{frame}"
        )
        with pytest.raises(AssertionError, match="waited in vain for 'here' to go; cat still runs"):
            terminal.until_gone("here", timeout=0.05)
        with pytest.raises(AssertionError, match="waited in vain for the command to end; cat still runs"):
            terminal.wait(timeout=0.05)


def test_output_without_end_never_settles(tmp_path: Path) -> None:
    with Terminal(["yes"], env=clean_env(tmp_path)) as terminal:
        with pytest.raises(AssertionError, match="waited in vain for the output to stop; yes still runs"):
            terminal.settled(quiet=60, timeout=0.2)
        assert terminal.screen()[0] == "y"


def test_waiting_ends_at_once_when_the_command_has(tmp_path: Path) -> None:
    with Terminal(["sh", "-c", "echo last words; exit 7"], env=clean_env(tmp_path)) as terminal:
        with pytest.raises(AssertionError, match=r"(?s)'Follow-ups' to appear; sh .* ended with 7\n.*last words"):
            terminal.until("Follow-ups", timeout=3600)
        terminal.press("j", "escape", "j")
        assert terminal.wait() == 7


def test_a_resize_reaches_the_command_and_the_screen(tmp_path: Path) -> None:
    program = """
        import os, signal
        signal.signal(signal.SIGWINCH, lambda *_: None)
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGWINCH})
        while True:
            print(*os.get_terminal_size(), flush=True)
            signal.sigwait({signal.SIGWINCH})
    """
    with Terminal(_command(program), env=clean_env(tmp_path), size=(40, 10)) as terminal:
        terminal.until("^40 10$")
        terminal.resize(20, 5)
        terminal.until("^20 5$")
        assert len(terminal.screen()) == 5
        terminal.resize(60, 20)
        terminal.until("^60 20$")
        assert len(terminal.screen()) == 20


@pytest.mark.parametrize(
    ("end", "sig"),
    [
        (lambda terminal: terminal.signal(signal.SIGTERM), signal.SIGTERM),
        (lambda terminal: terminal.press("ctrl+c"), signal.SIGINT),
        (Terminal.hang_up, signal.SIGHUP),
    ],
)
def test_signals_reach_the_command(end: Callable[[Terminal], None], sig: signal.Signals, tmp_path: Path) -> None:
    with Terminal(["sh", "-c", "echo ready; exec cat"], env=clean_env(tmp_path)) as terminal:
        terminal.until("ready")
        end(terminal)
        assert terminal.wait() == -sig


def test_a_command_may_act_on_the_hang_up(tmp_path: Path) -> None:
    program = """
        import signal, sys
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})
        print("ready", flush=True)
        signal.sigwait({signal.SIGHUP})
        open("file", "w").write("saved")
        sys.exit(5)
    """
    with Terminal(_command(program), env=clean_env(tmp_path), cwd=tmp_path) as terminal:
        terminal.until("ready")
        terminal.hang_up()
        assert terminal.wait() == 5
    assert (tmp_path / "file").read_text() == "saved"


def test_leaving_kills_the_whole_group_even_when_it_ignores_the_hang_up(tmp_path: Path) -> None:
    fifo = tmp_path / "held"
    os.mkfifo(fifo)
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    try:
        program = f"trap '' HUP TERM; exec 3>{fifo}; sleep 60 & echo ready; wait"
        with Terminal(["sh", "-c", program], env=clean_env(tmp_path)) as terminal:
            terminal.until("ready")
            with pytest.raises(BlockingIOError):
                os.read(reader, 1)
            terminal.hang_up()
        assert select.select([reader], [], [], 10.0)[0] == [reader]
        assert os.read(reader, 1) == b""
    finally:
        os.close(reader)
