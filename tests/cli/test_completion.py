"""What a shell offers on Tab: the scripts, what they ask and get, and bash, zsh and fish themselves where they are."""

from __future__ import annotations

import shlex
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from interview_tui.cli.group import COMMANDS, complete
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.store.short_ids import ids, people
from tests.terminal import Terminal, clean_env

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Box

    Offered = Callable[..., list[tuple[str, str]]]

SHELLS = ("bash", "zsh", "fish")
OPEN = ["f3", "f11", "f4", "f6", "f7", "f8", "f9", "f12", "f10"]
"""The follow-ups that are open, as they are due."""
WAYS: dict[str, Callable[[list[str]], dict[str, str]]] = {
    # how each shell asks for the words of a line so far
    "bash": lambda words: {"COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)},
    "zsh": lambda words: {"COMP_WORDS": " ".join(words), "COMP_CWORD": str(len(words) - 1)},
    "fish": lambda words: {"COMP_WORDS": " ".join(words), "COMP_CWORD": words[-1]},
}


@pytest.fixture
def offered(box: Box, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Offered:
    """What zsh would be offered for the last of these words: each value, and what stands beside it."""
    for name, value in box._environment().items():
        monkeypatch.setenv(name, value)

    def ask(*words: str) -> list[tuple[str, str]]:
        for name, value in WAYS["zsh"](["interview-tui", *words]).items():
            monkeypatch.setenv(name, value)
        assert complete("zsh_complete") == 0
        answer = capsysbinary.readouterr()
        assert answer.err == b""
        lines = answer.out.decode().splitlines()
        found = zip(lines[::3], lines[1::3], lines[2::3], strict=False)
        return [
            (value if kind == "plain" else f"<{kind}>", "" if about == "_" else about) for kind, value, about in found
        ]

    return ask


def values(found: list[tuple[str, str]]) -> list[str]:
    return [value for value, _ in found]


def test_commands_and_options_with_what_they_do(offered: Offered) -> None:
    assert values(offered("")) == list(COMMANDS)
    assert offered("stat") == [("status", "One line for a prompt, tmux or motd.")]
    assert ("--step", "Only interviews at this step.") in offered("list", "--")
    assert values(offered("--d")) == ["--db"]
    assert values(offered("config", "")) == ["check", "init"]


def test_ids_with_what_stands_behind_them(offered: Offered) -> None:
    assert offered("advance", "") == [
        ("i1", "Acme · SRE"),
        ("i2", "白樺電機 · Müller"),
        ("i3", "Globex [/x] · Data Engineer"),
    ]
    assert offered("show", "i2") == [("i2", "白樺電機 · Müller")]
    assert offered("touch", "p") == [
        ("p1", "Dana Ruiz, VP Operations · Acme"),
        ("p2", "Kim Lee · 白樺電機"),
    ]
    assert offered("letter", "i1", "--to", "p2") == [("p2", "Kim Lee · 白樺電機")]
    assert offered("show", "n") == [("n1", "Release approvals take nine days")]
    assert offered("capture", "m") == [
        ("m3", "Globex [/x]"),
        ("m2", "Tue 10:00: 白樺電機"),
        ("m1", "Tue 24 Nov 14:00: First talk · Acme"),
    ]
    assert values(offered("show", "")) == ["i1", "i2", "i3", *OPEN, "p1", "p2"]
    for wrong in (("advance", "f"), ("show", "i1x"), ("show", "y"), ("done", "p")):
        assert offered(*wrong) == []


@pytest.mark.parametrize("command", ["done", "snooze", "skip"])
def test_follow_ups_that_are_open_the_latest_first(offered: Offered, command: str) -> None:
    found = offered(command, "")
    assert values(found) == OPEN
    assert found[:2] == [
        ("f3", "1 day late: Thank Dana Ruiz · Acme"),
        ("f11", "today: send the case study · Acme"),
    ]


def test_offers_with_their_terms(box: Box, offered: Offered) -> None:
    assert offered("log", "y") == []
    assert box("offer", "i1", "--terms", "70,000 a year").code == 0
    assert offered("log", "y") == [("y1", "Acme · 70,000 a year")]


def test_interviews_that_have_ended_come_last(box: Box, offered: Offered) -> None:
    assert box("outcome", "i1", "rejected").code == 0
    assert values(offered("show", "i")) == ["i2", "i3", "i1"]


def test_days_choices_channels_people_and_files(offered: Offered) -> None:
    assert offered("snooze", "f3", "t") == [
        ("today", "Thu 26 Nov"), ("tomorrow", "Fri 27 Nov"), ("tue", "Tue 1 Dec"), ("thu", "Thu 3 Dec"),
    ]  # fmt: skip
    assert offered("add", "Acme", "SRE", "--meeting", "+1w") == [("+1w", "Thu 3 Dec")]
    assert offered("done", "f3", "--at", "") == [("today", "Thu 26 Nov"), ("yesterday", "Wed 25 Nov")]
    assert values(offered("outcome", "i1", "")) == [
        "invited", "rejected", "offer", "accepted", "declined", "rescinded", "withdrawn", "quiet",
    ]  # fmt: skip
    assert "--decision" not in values(offered("outcome", "i1", "offer", "--"))
    assert values(offered("touch", "i1", "in", "")) == ["email", "phone", "message", "post", "in-person"]
    assert offered("add", "Acme", "SRE", "--with", "dana") == [("Dana Ruiz", "VP Operations · Acme")]
    assert offered("person", "i1", "Dana") == [("Dana Ruiz", "VP Operations · Acme")]
    assert offered("person", "i1", "p1") == [("p1", "Dana Ruiz, VP Operations · Acme")]
    assert values(offered("person", "i1", "p1", "--part", "")) == [
        "interviewer", "hiring-manager", "recruiter", "agency", "connection", "reference",
    ]  # fmt: skip
    assert values(offered("person", "i1", "Nora", "--takes-over", "")) == ["p1", "p2"]
    assert values(offered("meeting", "i1", "tom")) == ["tomorrow"]
    assert values(offered("meeting", "i1", "--cancel", "m1")) == ["m1"]
    assert values(offered("touch", "p1", "in", "email", "--answers", "c")) == ["c1", "c2"]
    assert values(offered("touch", "p1", "in", "email", "--auto", "tom")) == ["tomorrow"]
    assert values(offered("offer", "i1", "--answer-by", "tom")) == ["tomorrow"]
    assert values(offered("plan", "i1", "")) == ["gentle", "standard", "brisk", "one_letter", "none"]
    assert values(offered("capture", "m2")) == ["m2"]
    assert values(offered("capture", "i1", "")) == ["<file>"]
    assert values(offered("completion", "")) == ["bash", "zsh", "fish"]
    assert values(offered("letter", "f3", "--lang", "")) == ["en-US", "en-GB", "de", "fr"]
    assert values(offered("letter", "f3", "--tone", "")) == ["warm", "plain", "formal"]
    assert values(offered("templates", "")) == ["copy", "show", "values"]
    assert values(offered("templates", "show", "")) == [*LetterKind, "sentences"]
    assert offered("templates", "copy", "thank") == [("thank_you", "within a day of a meeting, to everyone in it")]
    assert values(offered("templates", "copy", "sentences.")) == [
        "sentences.en-US", "sentences.en-GB", "sentences.de", "sentences.fr",
    ]  # fmt: skip


def test_what_follows_a_sign_or_a_quote(offered: Offered) -> None:
    assert values(offered("letter", "i1", "--format=h")) == ["html"]
    assert values(offered("add", "Acme", "SRE", "--with", '"Dana R')) == ["Dana Ruiz"]
    assert values(offered("add", "Acme", "SRE", "--with", "Dana\\ R")) == ["Dana Ruiz"]


def test_the_store_is_that_of_the_line(box: Box, offered: Offered) -> None:
    other = box.folder / "other.db"
    assert box("--db", str(other), "add", "Hooli", "CTO").code == 0
    assert offered("--db", str(other), "show", "i") == [("i1", "Hooli · CTO")]


def _missing(store: Path) -> None:
    store.unlink()


def _empty(store: Path) -> None:
    store.write_bytes(b"")


def _garbage(store: Path) -> None:
    store.write_bytes(b"garbage " * 1000)


def _damaged(store: Path) -> None:
    data = store.read_bytes()
    store.write_bytes(data[:4096] + bytes(len(data) - 4096))


def _foreign(store: Path) -> None:
    _execute(store, "PRAGMA application_id = 1")


def _older(store: Path) -> None:
    _execute(store, "PRAGMA user_version = 1")


def _newer(store: Path) -> None:
    _execute(store, "PRAGMA user_version = 99")


def _execute(store: Path, sql: str) -> None:
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute(sql)


@pytest.mark.parametrize("spoil", [_missing, _empty, _garbage, _damaged, _foreign, _older, _newer])
def test_of_no_store_and_of_a_wrong_one_there_is_nothing_and_nothing_is_made(
    box: Box, offered: Offered, spoil: Callable[[Path], None]
) -> None:
    spoil(box.store)
    before = {path: path.read_bytes() for path in box.folder.iterdir()}
    for words in (("show", ""), ("done", "f"), ("add", "Acme", "SRE", "--with", "")):
        assert offered(*words) == []
    assert {path: path.read_bytes() for path in box.folder.iterdir()} == before


def test_what_another_session_has_not_finished_is_left_to_it(box: Box, offered: Offered) -> None:
    with closing(sqlite3.connect(box.store, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        assert offered("show", "i") == []
    assert len(offered("show", "i")) == 3


@pytest.mark.parametrize("setting", ['zone = "Mars/Olympus"', "not toml at all", 'send = 7\nkeys = "x"'])
def test_a_wrong_configuration_says_nothing_here(box: Box, offered: Offered, setting: str) -> None:
    box.configuration.write_text(setting)
    assert len(offered("show", "i")) == 3


def test_a_wrong_clock_says_nothing_here(offered: Offered, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEW_TUI_NOW", "soon")
    assert offered("show", "i") == offered("snooze", "f1", "t") == []
    assert offered("--db", "~nobody-of-that-name/x.db", "show", "i") == []


HOSTILE = "A\x1b]52;c;eA==\x07B\tC\nD\u202e, E: $(touch x) `y` %F{red}"


def test_what_stands_in_the_store_is_one_clean_line(box: Box, offered: Offered) -> None:
    with closing(sqlite3.connect(box.store)) as connection, connection:
        connection.execute("UPDATE interviews SET company = ? WHERE id = 1", (HOSTILE,))
        connection.execute("UPDATE people SET name = ? WHERE id = 1", (HOSTILE,))
    assert offered("show", "i1") == [("i1", "AB C D, E: $(touch x) `y` %F{red} · SRE")]
    assert values(offered("add", "Acme", "SRE", "--with", "A")) == ["AB C D, E\\: $(touch x) `y` %F{red}"]


def test_bash_is_given_a_name_that_it_runs_nothing_of(
    box: Box, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    with closing(sqlite3.connect(box.store)) as connection, connection:
        connection.execute("UPDATE people SET name = 'Zoe $(touch x)' WHERE id = 1")
    for name, value in {**box._environment(), **WAYS["bash"](["interview-tui", "person", "i1", "Zo"])}.items():
        monkeypatch.setenv(name, value)
    assert complete("bash_complete") == 0
    answer = capsysbinary.readouterr().out.decode()
    line = f'read type value <<< {shlex.quote(answer.strip())}; eval "printf %s $value"'
    done = subprocess.run(["bash", "-c", f"IFS=,; {line}"], capture_output=True, check=True, cwd=box.folder)
    assert done.stdout.decode() == "Zoe $(touch x)"
    assert not (box.folder / "x").exists()


def test_percent_and_underscore_are_letters_like_others(box: Box) -> None:
    assert people(box.store, "%") == people(box.store, "_") == []
    assert [s.ref for s in people(box.store, "KIM")] == ["Kim Lee"]
    assert [s.ref for s in ids(box.store, "i", "i")] == ["i1", "i2", "i3"]


@pytest.mark.parametrize(
    ("shell", "answer"),
    [
        ("bash", "plain,i1\n"),
        ("zsh", "plain\ni1\nAcme · SRE\n"),
        ("fish", "plain,i1\tAcme · SRE\n"),
    ],
)
def test_the_program_answers_each_shell_and_opens_no_dashboard(box: Box, shell: str, answer: str) -> None:
    box.environment = WAYS[shell](["interview-tui", "show", "i1"])
    box.environment["_INTERVIEW_TUI_COMPLETE"] = f"{shell}_complete"
    ended = box.real()
    assert (ended.code, ended.out, ended.err) == (0, answer, "")


HEAVY = {"textual", "rich", "sqlalchemy", "alembic", "icalendar", "jinja2", "rapidfuzz", "dateutil"}
"""What nothing on Tab loads; nor does it load the records, where a command's own module needs none."""


@pytest.mark.parametrize("words", [["interview-tui", ""], ["interview-tui", "done", "f"]])
def test_tab_waits_for_no_heavy_library(box: Box, words: list[str]) -> None:
    asking = "import sys; from interview_tui.cli.group import complete; code = complete('bash_complete'); "
    program = asking + "print('loaded:', *{name.partition('.')[0] for name in sys.modules}); sys.exit(code)"
    environment = clean_env(box.folder, **box._environment(), **WAYS["bash"](words))
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=True, timeout=60)
    answer, _, loaded = done.stdout.decode().rpartition("loaded: ")
    assert answer
    assert not set(loaded.split()) & (HEAVY if words[1] == "" else HEAVY | {"dataclasses"})


def test_after_what_is_no_command_there_is_nothing(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name, value in WAYS["bash"](["interview-tui", "nonsense", ""]).items():
        monkeypatch.setenv(name, value)
    assert complete("bash_complete") == 1
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("asked", ["bash_complete", "powershell_complete", "bash_nonsense", "nonsense"])
def test_what_is_not_asked_properly_ends_with_1_and_no_word(
    asked: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("COMP_WORDS", "COMP_CWORD"):
        monkeypatch.delenv(name, raising=False)
    assert complete(asked) == 1
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("shell", SHELLS)
def test_each_script_names_the_program_and_its_function(empty: Box, shell: str) -> None:
    ended = empty("completion", shell)
    assert (ended.code, ended.err) == (0, "")
    assert f"_INTERVIEW_TUI_COMPLETE={shell}_complete" in ended.out
    assert "_interview_tui_completion" in ended.out
    assert not empty.store.exists()
    if shutil.which(shell):
        check = "-n" if shell != "fish" else "--no-execute"
        subprocess.run([shell, check], input=ended.out.encode(), check=True, timeout=60)


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
def test_fish_shows_all_that_stands_beside_a_value(box: Box) -> None:
    asking = 'interview-tui completion fish | source; complete --do-complete "interview-tui stat"'
    environment = clean_env(box.folder, **box._environment())
    done = subprocess.run(["fish", "--no-config", "-c", asking], env=environment, capture_output=True, timeout=60)
    assert done.stdout.decode() == "status\tOne line for a prompt, tmux or motd.\n"


def test_another_shell_is_wrong_usage(box: Box) -> None:
    ended = box("completion", "tcsh")
    assert (ended.code, len(ended.err.splitlines())) == (2, 1)


STARTED = {
    "bash": (["bash", "--norc", "-i"], 'eval "$(interview-tui completion bash)"'),
    "zsh": (["zsh", "-f", "-i"], 'autoload -Uz compinit; compinit -D -u; eval "$(interview-tui completion zsh)"'),
    "fish": (["fish", "--no-config", "-i"], "interview-tui completion fish | source"),
}


@pytest.mark.parametrize("shell", SHELLS)
def test_a_person_presses_tab(box: Box, shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    command, setting_up = STARTED[shell]
    with Terminal(command, env=clean_env(box.folder, **box._environment())) as terminal:
        terminal.type_bytes(f"{setting_up}; echo rea''dy\r".encode())
        terminal.until("ready")
        terminal.type_bytes(b"interview-tui brie\t")
        terminal.until("interview-tui brief")
        terminal.type_bytes(b"i\t\t")
        terminal.until("i1 +i2 +i3" if shell == "bash" else "白樺電機 · Müller")
        terminal.type_bytes(b"\x15interview-tui add Acme SRE --with Dan\t")
        terminal.until(r"--with Dana\\ Ruiz")


def test_open_offers_ids_of_every_kind_and_filters_have_names(box: Box, offered: Offered) -> None:
    box.configuration.write_text('[filters]\nhot = "step:5-9"\n"their side" = "call"\n')
    assert offered("list", "--filter", "") == [("hot", "step:5-9"), ("their side", "call")]
    assert values(offered("due", "--filter", "H")) == ["hot"]
    for begun, words in {
        "i1": "Acme · SRE",
        "k": "We need someone to calm the release train",
        "o": "A plain note",
        "x": "Cut releases from nine days to one",
        "c1": "send the case study",
        "m1": "Tue 24 Nov 14:00: First talk · Acme",
    }.items():
        assert words in [about for _, about in offered("open", begun)], begun
