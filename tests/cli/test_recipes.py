"""Every recipe in docs/recipes.md is taken out of the page and tried, in the program it is for where that is here, and
so is every command of docs/tutorial.md.
"""

from __future__ import annotations

import email
import email.policy
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from configparser import ConfigParser
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from interview_tui.configuration import read_text
from tests.terminal import Terminal, clean_env

if TYPE_CHECKING:
    from tests.cli.conftest import Box

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "recipes.md"
SHARE = ROOT / "share"
LATER = "2026-11-21T09:00:00+01:00"
"""Before anything in the prepared store is due."""
INVITATION = b"""\
From: Dana Ruiz <dana@acme.example>
To: me@home.example
Subject: Interview
MIME-Version: 1.0
Content-Type: text/calendar; method=REQUEST; charset=utf-8

BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Hooli//EN
METHOD:REQUEST
BEGIN:VEVENT
UID:recipe-1@hooli.example
DTSTAMP:20261120T090000Z
DTSTART:20261203T130000Z
DTEND:20261203T140000Z
SUMMARY:Interview: CTO
ORGANIZER;CN=Gavin Belson:mailto:gavin@hooli.example
ATTENDEE;CN=Me:mailto:me@home.example
END:VEVENT
END:VCALENDAR
"""


class Recipe(NamedTuple):
    heading: str
    language: str
    text: str


@cache
def recipes(page: Path = PAGE) -> list[Recipe]:
    found, heading, block = [], "", None
    for line in page.read_text("utf-8").splitlines():
        if line.startswith("```"):
            if block is None:
                language, block = line[3:], list[str]()
            else:
                found.append(Recipe(heading, language, "\n".join(block) + "\n"))
                block = None
        elif block is not None:
            block.append(line)
        elif line.startswith("## "):
            heading = line[3:]
    return found


def of(heading: str, language: str, page: Path = PAGE) -> list[str]:
    """The recipes under a heading in a language, as they stand on the page."""
    found = [recipe.text for recipe in recipes(page) if recipe[:2] == (heading, language)]
    assert found, f"there is no recipe in {language} under “{heading}”"
    return found


def surroundings(box: Box) -> dict[str, str]:
    """A user's environment, in which msmtp is one that keeps what it gets."""
    folder = box.folder / ".local" / "bin"
    folder.mkdir(parents=True, exist_ok=True)
    msmtp = folder / "msmtp"
    msmtp.write_text('#!/bin/sh\necho "$@" > "$HOME/arguments"\ncat > "$HOME/mail"\n')
    msmtp.chmod(0o755)
    command = folder / "interview-tui"
    if not command.exists():
        command.symlink_to(Path(sys.executable).parent / "interview-tui")
    environment = clean_env(box.folder, **box._environment())
    return environment | {"PATH": os.pathsep.join((str(folder), environment["PATH"]))}


def run(box: Box, text: str, *, by: str = "sh", stdin: bytes = b"", **extra: str) -> str:
    """Runs a text in a shell; gives what it printed. It must end well and say nothing of an error."""
    done = subprocess.run(
        [by, "-c", text], env=surroundings(box) | extra, input=stdin, capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, b""), (text, done.stderr.decode())
    return done.stdout.decode()


def run_here(box: Box, text: str) -> str:
    """The same for lines that each call the program, in this process: to start it takes longer than all it does."""
    said = ""
    for line in text.splitlines():
        program, *arguments = shlex.split(line)
        assert program == "interview-tui", line
        ended = box(*arguments)
        assert (ended.code, ended.err) == (0, ""), line
        said += ended.out
    return said


HEADINGS = {
    "At login", "In the prompt", "In tmux", "The day's queue by mail", "Sending letters", "Calendar and tasks",
    "New email on its own", "Email from the mail program", "From career-ops", "Completion and the manual", "Scripts",
    "Launcher and notifications", "Filters with names", "Files for the system",
    "Take it out again",
}  # fmt: skip
"""What is tried below."""


def test_every_recipe_on_the_page_is_tried_here() -> None:
    assert {recipe.heading for recipe in recipes()} == HEADINGS
    assert [recipe for recipe in recipes() if not recipe.language] == []


@pytest.mark.parametrize("now", ["2026-11-30T09:00:00+01:00", "2026-12-05T23:30:00+01:00"])
def test_the_tutorial_can_be_followed_on_any_day(empty: Box, now: str) -> None:
    empty.now = now
    page = PAGE.with_name("tutorial.md")
    (notes,) = of("4. After the meeting", "text", page)
    (begin,), (commands,) = of("1. Add an interview", "sh", page), of("7. From the shell", "sh", page)
    run_here(empty, begin)
    noted = empty("capture", "i1", "-", stdin=notes)
    assert "Noted for Acme" in noted.out
    assert "no date" not in noted.out
    for line in commands.splitlines():
        ended = empty(*shlex.split(line, comments=True)[1:])
        assert ended.code == 0, (line, ended.err)
        assert ended.out, line


CAREER_OPS = {
    "data/applications.md": "| # | Date | Company | Role | Status | Notes |\n|-|-|-|-|-|-|\n"
    "| 1 | 2026-10-01 | Initrode | SRE | Interview | |\n| 2 | 2026-10-01 | Umbrella | DBA | Applied | |\n",
    "data/contacts.tsv": "Pat Hill\tInitrode\trecruiter\tTalent Partner\n",
    "data/follow-ups.md": "| num | appNum | date | company | role | channel | contact | notes |\n|-|-|-|-|-|-|-|-|\n"
    "| 1 | 1 | 2026-10-08 | Initrode | SRE | Email | Pat Hill | hello |\n",
    "interview-prep/story-bank.md": "### [Calm] Dull releases\n**S:** Slow.\n**A:** I cut them.\n**R:** Fast.\n",
}


def test_from_career_ops(empty: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in CAREER_OPS.items():
        file = empty.folder / "career-ops" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (recipe,) = of("From career-ops", "sh")
    folder, _, commands = recipe.partition("\n")
    monkeypatch.chdir(empty.folder / folder.removeprefix("cd ~/"))
    said = run_here(empty, commands)
    assert "by status: applied 1, interview 1" in said
    assert [line for line in said.splitlines() if "refused" in line] == [
        "added 2, updated 0, skipped 0, refused 0",
        "added 1, updated 0, skipped 1, refused 0",
        *["added 1, updated 0, skipped 0, refused 0"] * 3,
    ]


def test_at_login_there_is_a_line_where_something_is_due(box: Box, empty: Box) -> None:
    plain, first = of("At login", "sh")
    assert run(box, plain) == "1 overdue · 1 today · next: 白樺電機 Tue 10:00 · 1 unplanned\n"
    assert run(box, first) == "Interviews: 1 late, 1 today; first Thank Dana Ruiz (Acme)\n"
    box.now = LATER
    assert run(box, plain) == run(box, first) == ""
    box.store.unlink()
    assert run(empty, plain) == ""


def test_bash_shows_it_in_the_prompt(box: Box) -> None:
    (line,) = of("In the prompt", "bash")
    show = f"PS1='$ '; {line}printf %s \"${{PS1@P}}\""
    assert run(box, show, by="bash") == "[1/1] $ "
    box.now = LATER
    assert run(box, show, by="bash") == "$ "
    box.store.write_bytes(b"garbage " * 1000)
    assert run(box, show, by="bash") == "$ "


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed")
def test_zsh_shows_it_in_the_prompt(box: Box) -> None:
    (lines,) = of("In the prompt", "zsh")
    shown = run(box, f"PROMPT='> '\n{lines}\nprint -nP -- $PROMPT", by="zsh")
    assert re.sub(r"\x1b\[\d*m", "", shown) == "1/1 > "


def test_starships_command_says_what_is_due(box: Box) -> None:
    (text,) = of("In the prompt", "toml")
    module = tomllib.loads(text)["custom"]["interviews"]
    assert run(box, module["command"], by=module["shell"][0]) == "1 late 1 today\n"
    box.now = LATER
    assert run(box, module["command"]) == ""


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_tmux_shows_it_in_its_status_line_and_what_is_due_in_a_popup(box: Box) -> None:
    (box.folder / "tmux.conf").write_text("\n".join(of("In tmux", "tmux")), "utf-8")
    tmux = ["tmux", "-S", str(box.folder / "socket"), "-f", str(box.folder / "tmux.conf")]
    environment = surroundings(box)
    try:
        with Terminal([*tmux, "new-session", "cat"], env=environment) as terminal:
            terminal.until(r"1 late 1 today 白樺電機 Tue 10:00 \d\d:\d\d")
            terminal.press("ctrl+b", "i")
            terminal.until("Triage · Acme")
            terminal.press("q")
            terminal.until("Triage: nothing settled")
            terminal.press("q")
            terminal.until_gone("Triage")
    finally:
        subprocess.run([*tmux, "kill-server"], env=environment, capture_output=True, timeout=60, check=False)


def parsed(text: str) -> ConfigParser:
    """A desktop entry or a unit of systemd."""
    parser = ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(text)
    return parser


def test_a_launcher_has_the_dashboard_and_triage() -> None:
    file = SHARE / "applications" / "interview-tui.desktop"
    parser = parsed(file.read_text("utf-8"))
    entry, action = parser["Desktop Entry"], parser["Desktop Action triage"]
    assert (entry["Type"], entry["Terminal"], entry["Actions"]) == ("Application", "true", "triage;")
    assert (shlex.split(entry["Exec"]), shlex.split(action["Exec"])) == (["interview-tui"], ["interview-tui", "triage"])
    if (validate := shutil.which("desktop-file-validate")) is not None:
        done = subprocess.run([validate, str(file)], capture_output=True, timeout=60, check=False)
        assert (done.returncode, done.stdout) == (0, b"")


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")
def test_a_notification_leads_to_the_follow_up(box: Box) -> None:
    _, script = of("Launcher and notifications", "sh")
    folder = box.folder / ".local" / "bin"
    folder.mkdir(parents=True)
    for name, does in (("notify-send", 'printf "%s\\n" "$@" > "$HOME/notified"; echo open'), ("term", 'echo "$@"')):
        (folder / name).write_text(f"#!/bin/sh\n{does}\n")
        (folder / name).chmod(0o755)
    assert run(box, script, TERMINAL="term") == "-e interview-tui open f3\n"
    assert (box.folder / "notified").read_text().splitlines()[-1] == "Thank Dana Ruiz (Acme)"
    box.now = LATER
    assert run(box, script, TERMINAL="term") == ""


def test_filters_have_names(box: Box) -> None:
    (text,) = of("Filters with names", "toml")
    assert read_text(text, "config.toml").problems == ()
    box.configuration.write_text(text)
    listed, due = of("Filters with names", "sh")[0].splitlines()
    assert "Acme" in box(*shlex.split(listed)[1:]).out
    assert [item["company"] for item in box(*shlex.split(due)[1:]).json] == ["Acme"] * 2


def test_the_queue_goes_out_by_mail_and_none_when_nothing_is_due(box: Box) -> None:
    script = box.folder / ".local" / "bin" / "mail-due"
    script.parent.mkdir(parents=True)
    script.write_text(of("The day's queue by mail", "sh")[0], "utf-8")
    script.chmod(0o755)
    line = of("The day's queue by mail", "cron")[0].splitlines()[0]
    minute, hour, *_, command = line.split(maxsplit=5)
    assert (minute, hour, command) == ("0", "8", "$HOME/.local/bin/mail-due")
    now, box.now = box.now, LATER
    assert run(box, command) == ""
    assert not (box.folder / "mail").exists()
    box.now = now
    assert run(box, command) == ""
    assert (box.folder / "arguments").read_text() == "-t\n"
    mail = email.message_from_bytes((box.folder / "mail").read_bytes(), policy=email.policy.default)
    assert (mail["To"], mail["Subject"]) == ("me@home.example", "Due today")
    assert mail.get_content().startswith("Overdue\nf3")
    assert "白樺電機" not in mail.get_content()  # it is due later


AS_IT_IS = ("|| true",)
"""What says itself that a failure does not matter."""


def test_where_the_program_fails_no_recipe_takes_it_for_an_empty_answer(box: Box) -> None:
    environment = surroundings(box)
    folder = box.folder / ".local" / "bin"
    (folder / "interview-tui").unlink()
    for name in ("interview-tui", "mbsync"):
        (folder / name).write_text("#!/bin/sh\necho 'interview-tui: the disk is full' >&2\nexit 1\n")
    for name in ("mail", "msmtp", "assistant", "notify-send"):
        (folder / name).write_text('#!/bin/sh\ncat >> "$HOME/given-on"\n')
    for command in folder.iterdir():
        command.chmod(0o755)
    pages = (PAGE, PAGE.with_name("assistant.md"), PAGE.with_name("hooks.md"))
    scripts = [recipe.text for page in pages for recipe in recipes(page) if recipe.language == "sh"]
    scripts = [text for text in scripts if "interview-tui " in text and not any(words in text for words in AS_IT_IS)]
    (hooks,) = [recipe.text for recipe in recipes(pages[-1]) if recipe.language == "toml"]
    scripts += [shlex.split(tomllib.loads(hooks)["hooks"]["day_begun"])[-1]]
    (box.folder / "career-ops").mkdir()
    for text in scripts:
        done = subprocess.run(["sh", "-c", text], env=environment, capture_output=True, timeout=60, check=False)
        assert done.returncode, text
        assert b"the disk is full" in done.stderr, text
        if "rough-notes.txt" not in text:
            assert not (box.folder / "given-on").exists(), text


def test_on_mondays_the_week_goes_out_as_well(box: Box) -> None:
    script = box.folder / ".local" / "bin" / "mail-week"
    script.parent.mkdir(parents=True)
    script.write_text(of("The day's queue by mail", "sh")[1], "utf-8")
    script.chmod(0o755)
    line = of("The day's queue by mail", "cron")[0].splitlines()[1]
    *when, command = line.split(maxsplit=5)
    assert when == ["0", "8", "*", "*", "1"]
    box.now = "2026-11-30T08:00:00+01:00"
    assert run(box, command) == ""
    mail = email.message_from_bytes((box.folder / "mail").read_bytes(), policy=email.policy.default)
    assert mail["Subject"] == "The week"
    text = mail.get_content()
    assert text.startswith("Mon 23 Nov 2026 to Sun 6 Dec 2026\n")
    assert "Acme: Meeting until 15:00 with Dana Ruiz" in text
    assert "白樺電機: Meeting until 11:00 with Kim Lee" in text


UNITS = SHARE / "systemd" / "user"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_takes_the_units() -> None:
    units = sorted(UNITS.iterdir())
    verify = ["systemd-analyze", "verify", "--man=no", *map(str, units)]
    done = subprocess.run(verify, capture_output=True, timeout=60, check=False)
    assert not [line for line in done.stderr.decode().splitlines() if "interview-tui" in line]
    times = [parsed(unit.read_text("utf-8"))["Timer"]["OnCalendar"] for unit in units if unit.suffix == ".timer"]
    assert times == ["Mon..Fri 08:00", "*:0/10"]
    subprocess.run(["systemd-analyze", "calendar", *times], capture_output=True, timeout=60, check=True)


def started(box: Box, unit: str) -> tuple[int, str, str]:
    """How the command of a service ends, started as systemd starts it."""
    service = parsed((UNITS / f"{unit}.service").read_text("utf-8"))["Service"]
    path = service["Environment"].removeprefix("PATH=").replace("%h", str(box.folder))
    command = shlex.split(service["ExecStart"].replace("$$", "$"))
    environment = surroundings(box) | {"PATH": path}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout, done.stderr


def test_a_unit_notifies_of_what_is_due_and_of_nothing_else(box: Box) -> None:
    folder = box.folder / ".local" / "bin"
    folder.mkdir(parents=True)
    (folder / "notify-send").write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    (folder / "notify-send").chmod(0o755)
    line = "1 overdue · 1 today · next: 白樺電機 Tue 10:00 · 1 unplanned"
    assert started(box, "interview-tui-due") == (0, f"--app-name=interview-tui\n--\n{line}\n", "")
    now, box.now = box.now, LATER
    assert started(box, "interview-tui-due") == (0, "", "")
    box.now = now
    box.store.write_bytes(b"garbage " * 1000)
    code, out, err = started(box, "interview-tui-due")
    assert (code, out, len(err.splitlines())) == (1, "", 1)


def test_the_notification_gives_way_to_an_email(box: Box) -> None:
    (service,) = of("The day's queue by mail", "ini")
    _, cleared, command = service.splitlines()
    assert (cleared, command) == ("ExecStart=", "ExecStart=%h/.local/bin/mail-due")
    assert of("Launcher and notifications", "sh")[0] == "systemctl --user enable --now interview-tui-due.timer\n"


def test_what_the_package_brings_is_linked_from_where_it_is_installed(box: Box) -> None:
    (link,), (remove,) = of("Files for the system", "sh"), of("Take it out again", "sh")
    (box.folder / "venv" / "bin").mkdir(parents=True)
    (box.folder / "venv" / "share").symlink_to(SHARE)
    (box.folder / "venv" / "bin" / "interview-tui").touch(mode=0o755)
    folder = box.folder / ".local" / "bin"
    folder.mkdir(parents=True)
    (folder / "interview-tui").symlink_to(box.folder / "venv" / "bin" / "interview-tui")
    (folder / "systemctl").write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    (folder / "systemctl").chmod(0o755)
    option, verb, *units = run(box, link).splitlines()
    assert (option, verb) == ("--user", "link")
    assert [Path(unit).resolve() for unit in units] == sorted(UNITS.iterdir())
    launcher = box.folder / ".local" / "share" / "applications" / "interview-tui.desktop"
    assert launcher.resolve() == SHARE / "applications" / "interview-tui.desktop"
    manual, fish = (of("Completion and the manual", language)[0] for language in ("sh", "fish"))
    (folder / "interview-tui").unlink()
    (folder / "interview-tui").symlink_to(Path(sys.executable).parent / "interview-tui")
    run(box, manual + fish)
    words = set(run(box, remove).split())
    assert words == {"--user", "disable", "--now", *(unit.name for unit in UNITS.iterdir())}
    left = [file for name in (".config", ".local/share") for file in (box.folder / name).rglob("*interview-tui*")]
    assert left == []


def test_letters_go_out_by_msmtp(box: Box) -> None:
    (text,) = of("Sending letters", "toml")
    assert read_text(text, "config.toml").problems == ()
    box.configuration.write_text(text)
    assert run(box, "interview-tui send f3 --anyway").startswith("Sent ")
    assert (box.folder / "arguments").read_text() == "-t\n"
    mail = email.message_from_bytes((box.folder / "mail").read_bytes(), policy=email.policy.default)
    assert (mail["To"], mail["From"]) == ("Dana Ruiz <dana@acme.example>", "Robin Hale <me@home.example>")


REPLY = """\
From: Dana Ruiz <dana@acme.example>
To: me@home.example
Subject: Your visit
Date: Wed, 25 Nov 2026 1{0}:00:00 +0100
Message-ID: <{0}@acme.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Thank you for coming, {0}.
"""


def in_maildir(folder: Path, *emails: bytes) -> None:
    for part in ("cur", "new", "tmp"):
        (folder / part).mkdir(parents=True)
    for number, data in enumerate(emails):
        (folder / "new" / f"{1_700_000_000 + number}.host").write_bytes(data)


def test_what_mbsync_has_fetched_is_logged_and_then_nothing_is_said(box: Box) -> None:
    (text,) = of("New email on its own", "toml")
    assert read_text(text, "config.toml").problems == ()
    box.configuration.write_text(text)
    for name in ("INBOX", "Sent"):
        in_maildir(box.folder / "Mail" / name, *([REPLY.format(1).encode()] if name == "INBOX" else []))
    folder = box.folder / ".local" / "bin"
    folder.mkdir(parents=True)
    (folder / "mbsync").write_text("#!/bin/sh\nexit 1\n")
    (folder / "mbsync").chmod(0o755)
    fetch, hook, timer = of("New email on its own", "sh")
    assert "email of Wed 25 Nov logged" in run(box, fetch)
    assert run(box, hook) == ""
    assert started(box, "interview-tui-mail") == (0, "", "")
    assert timer == "systemctl --user enable --now interview-tui-mail.timer\n"
    (line,) = of("New email on its own", "cron")
    assert line.split(maxsplit=5) == ["*/10", "*", "*", "*", "*", "$HOME/.local/bin/interview-tui mail\n"]


@pytest.mark.skipif(shutil.which("notmuch") is None, reason="notmuch is not installed")
def test_notmuch_runs_it_as_a_hook(box: Box) -> None:
    box.configuration.write_text(of("New email on its own", "toml")[0])
    in_maildir(box.folder / "Mail" / "Sent")
    in_maildir(box.folder / "Mail" / "INBOX", REPLY.format(1).encode())
    hook = box.folder / "Mail" / ".notmuch" / "hooks" / "post-new"
    hook.parent.mkdir(parents=True)
    hook.write_text(of("New email on its own", "sh")[1])
    hook.chmod(0o755)
    (box.folder / ".notmuch-config").write_text(f"[database]\npath={box.folder / 'Mail'}\n")
    found = run(box, f"{shutil.which('notmuch')} new --quiet")
    assert "email of Wed 25 Nov logged" in found


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("muttrc", "<pipe-message>", "<enter>"),
        pytest.param("ini", ":pipe -m ", "<Enter>", marks=pytest.mark.soak),
    ],
)
def test_an_invitation_comes_in_from_the_mail_program(box: Box, language: str, before: str, after: str) -> None:
    (text,) = of("Email from the mail program", language)
    command = text.partition(before)[2].partition(after)[0]
    assert shlex.split(command)[:2] == ["interview-tui", "import"]
    assert run(box, command, stdin=INVITATION).startswith("added 1, updated 0, skipped 0, refused 0\n")
    assert run(box, command, stdin=INVITATION).startswith("added 0, updated 0, skipped 1, refused 0\n")


def test_himalaya_writes_the_whole_email(box: Box) -> None:
    (line,) = of("Email from the mail program", "sh")
    assert line == "himalaya message export --full 42 | interview-tui import -\n"


@pytest.mark.parametrize("program", [pytest.param("mutt", marks=pytest.mark.soak), "neomutt"])
def test_mutt_pipes_whole_emails_of_a_maildir(box: Box, program: str) -> None:
    where = shutil.which(program)
    if where is None:
        pytest.skip(f"{program} is not installed")
    (text,) = of("Email from the mail program", "muttrc")
    (box.folder / ".muttrc").write_text(f"set folder={box.folder} wait_key=yes sort=date\n{text}")
    in_maildir(box.folder / "inbox", INVITATION, *(REPLY.format(number).encode() for number in (1, 2)))
    with Terminal([where, "-f", str(box.folder / "inbox")], env=surroundings(box)) as terminal:
        terminal.until("Interview")
        terminal.type("=,i")
        terminal.until("added 1, updated 0")
        terminal.until("Press any key")
        terminal.type(" ")
        terminal.until("Your visit")
        terminal.type("T")
        terminal.until("Tag messages matching")
        terminal.type("~s visit\r")
        terminal.until(r"\*.*Nov 25")
        terminal.type(",a")
        terminal.until("added 2, updated 0")
    box.now = LATER.replace("21", "26")
    assert [touch["note"] for touch in box("export").json["touches"]].count("Your visit") == 2


def test_completion_and_manual_are_put_where_they_belong(box: Box) -> None:
    (bash,), (zsh,), (fish,) = (of("Completion and the manual", shell) for shell in ("bash", "zsh", "fish"))
    assert "_interview_tui_completion" in run(box, f"{bash}\ncomplete -p interview-tui", by="bash")
    assert "interview-tui completion zsh" in zsh
    run(box, fish)
    (manual,) = of("Completion and the manual", "sh")
    run(box, manual)
    found = box.folder / ".local" / "share" / "man" / "man1" / "interview-tui.1"
    assert found.read_text().startswith(".TH INTERVIEW")
    if shutil.which("man"):
        assert run(box, "man -w interview-tui", MANPATH=str(found.parents[1])) == f"{found}\n"


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")
def test_jq_reads_what_is_due(box: Box) -> None:
    (line,) = of("Scripts", "sh")
    assert run(box, line).splitlines()[0] == "f3\tDana Ruiz\tThank Dana Ruiz"


def test_meetings_and_follow_ups_go_where_calendars_are(box: Box) -> None:
    folder, file = of("Calendar and tasks", "sh")
    assert run(box, folder).endswith(" 0 removed, 0 unchanged\n")
    calendar = box.folder / ".local" / "share" / "calendars" / "interviews"
    assert {path.suffix for path in calendar.iterdir()} == {".ics"}
    number = len(list(calendar.iterdir()))
    assert run(box, folder) == f"0 items written, 0 removed, {number} unchanged\n"
    run(box, file)
    assert (box.folder / "interviews.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    khal, vdirsyncer = of("Calendar and tasks", "ini")
    (todoman,) = of("Calendar and tasks", "python")
    assert "path = ~/.local/share/calendars/interviews\n" in khal
    assert 'path = "~/.local/share/calendars/"\n' in vdirsyncer
    assert todoman == 'path = "~/.local/share/calendars/*"\n'


PEERS = os.environ.get("INTERVIEW_TUI_PEERS") or os.environ.get("PATH", "")
KHAL, TODO = (shutil.which(name, path=PEERS) for name in ("khal", "todo"))
"""Where `make test` sets them up, or where they are."""
FORMATS = """
[locale]
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
timeformat = %H:%M
"""


@pytest.mark.skipif(KHAL is None, reason="khal is not installed")
def test_khal_lists_the_meetings(box: Box) -> None:
    folder, _ = of("Calendar and tasks", "sh")
    run(box, folder)
    home = box.folder / ".config" / "khal"
    home.mkdir(parents=True)
    (home / "config").write_text(of("Calendar and tasks", "ini")[0] + FORMATS, "utf-8")
    found = run(box, f"{KHAL} list 2026-12-01 1d", LC_ALL="C.UTF-8")
    assert "10:00-" in found
    assert "白樺電機" in found


@pytest.mark.skipif(TODO is None, reason="todoman is not installed")
def test_todoman_lists_the_follow_ups(box: Box) -> None:
    folder, _ = of("Calendar and tasks", "sh")
    run(box, folder)
    home = box.folder / ".config" / "todoman"
    home.mkdir(parents=True)
    (home / "config.py").write_text(of("Calendar and tasks", "python")[0], "utf-8")
    assert "Thank Dana Ruiz" in run(box, f"{TODO} list", LC_ALL="C.UTF-8")
