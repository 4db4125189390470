"""Completion: what a shell offers on Tab. `completion SHELL` prints the script; the shell then asks the program itself,
through _INTERVIEW_TUI_COMPLETE, and gets an answer or nothing: no word, no store made, no dashboard opened.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem, FishComplete, ShellComplete, ZshComplete, split_arg_string

from interview_tui.cli.output import say_bytes
from interview_tui.domain.errors import Unclear, UserError
from interview_tui.domain.text import clean_line, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_tui.settings import Settings

PROGRAM = "interview-tui"
ASKED = "_INTERVIEW_TUI_COMPLETE"
"""The environment variable by which a shell asks: `bash_complete`."""
WORDS_LIMIT = 60
"""Characters of what stands beside an id."""
DAYS = ("today", "tomorrow", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "+1d", "+2d", "+3d", "+1w", "+2w", "+1m")
"""Words for a day, of the many that are read."""
PAST_DAYS = ("today", "yesterday")

# Unlike click's own, bash's shows what stands behind an id and quotes names; all three look only at what is left of the
# cursor, keep the order, complete what comes after --option=, and say nothing of what goes wrong.
BASH = r"""# Completion of %(prog_name)s for bash 4.4 and newer.
%(complete_func)s() {
    local IFS=$'\n' kind value words given answer typed=${COMP_WORDS[COMP_CWORD]}
    local -a values=() about=()
    COMPREPLY=()
    given="${COMP_WORDS[*]:0:COMP_CWORD+1}"
    answer=$(env COMP_WORDS="$given" COMP_CWORD="$COMP_CWORD" %(complete_var)s=bash_complete \
        "${1/#\~/$HOME}" 2>/dev/null) || return 0
    while IFS=$'\t' read -r kind value words; do
        case $kind in
            file) compopt -o default ;;
            dir) compopt -o dirnames ;;
            plain)
                # Within quotes that are open already nothing needs more of them.
                [[ $typed == [\'\"]* ]] || printf -v value %%q "$value"
                values+=("$value")
                about+=("$words")
                ;;
        esac
    done <<< "$answer"
    # What stands behind a value is for a list to choose from: it must not be put into the line.
    if (( ${#values[@]} < 2 || COMP_TYPE == 37 || COMP_TYPE == 42 )); then
        COMPREPLY=("${values[@]}")
        return 0
    fi
    local place
    for place in "${!values[@]}"; do
        value=${values[place]}${about[place]:+  (${about[place]})}
        (( ${#value} < ${COLUMNS:-80} )) || value=${value:0:${COLUMNS:-80}-4}...
        COMPREPLY+=("$value")
    done
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""

ZSH = r"""#compdef %(prog_name)s
# Completion of %(prog_name)s for zsh, after compinit.
%(complete_func)s() {
    local kind value about
    local -a answer values shown how=(-U)
    (( $+commands[%(prog_name)s] )) || return 1
    answer=("${(@f)$(env COMP_WORDS="${words[1,CURRENT]}" COMP_CWORD=$((CURRENT-1)) \
        %(complete_var)s=zsh_complete %(prog_name)s 2>/dev/null)}")
    # Of --format=h only what comes after the sign is offered, and only that is replaced.
    compset -P '--*=' && how=()
    for kind value about in ${answer}; do
        case $kind in
            file) _path_files -f ;;
            dir) _path_files -/ ;;
            plain)
                values+=("$value")
                [[ $about == _ ]] && shown+=("$value") || shown+=("$value  -- $about")
                ;;
        esac
    done
    (( $#values )) && compadd $how -V %(complete_func)s -l -d shown -a values
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    %(complete_func)s "$@"
else
    compdef %(complete_func)s %(prog_name)s
fi
"""
FISH = r"""# Completion of %(prog_name)s for fish.
function %(complete_func)s
    set -l answer (env %(complete_var)s=fish_complete COMP_WORDS=(commandline -cp) COMP_CWORD=(commandline -ct) \
        %(prog_name)s 2>/dev/null)
    for line in $answer
        set -l parts (string split --max 1 "," -- $line)
        switch $parts[1]
            case file
                __fish_complete_path $parts[2]
            case dir
                __fish_complete_directories $parts[2]
            case plain
                echo $parts[2]
        end
    end
end
complete --no-files --keep-order --command %(prog_name)s --arguments "(%(complete_func)s)"
"""


class Bash(ShellComplete):
    """What bash asks and gets: a line each, its parts by tabs."""

    name = "bash"
    source_template = BASH

    def get_completion_args(self) -> tuple[list[str], str]:
        words = split_arg_string(os.environ["COMP_WORDS"])[1:]
        # A new word that is empty leaves no trace in the list.
        begun = words.pop() if len(words) >= int(os.environ["COMP_CWORD"]) else ""
        return _joined(words, begun)

    def format_completion(self, item: CompletionItem[str]) -> str:
        return f"{item.type}\t{item.value}\t{item.help or ''}"


def _joined(words: list[str], begun: str) -> tuple[list[str], str]:
    """bash takes `--format=html` apart at its sign; so it is put together again."""
    whole: list[str] = []
    for word in words:
        if whole and word == "=" and whole[-1].startswith("--"):
            whole[-1] += "="
        elif whole and whole[-1].startswith("--") and whole[-1].endswith("="):
            whole[-1] += word
        else:
            whole.append(word)
    if whole and whole[-1].startswith("--") and whole[-1].endswith("="):
        whole[-1] = whole[-1].removesuffix("=")
    elif begun == "=" and whole and whole[-1].startswith("--"):
        begun = ""
    return whole, begun


class Zsh(ZshComplete):
    """What zsh asks and gets: three lines each."""

    source_template = ZSH

    def format_completion(self, item: CompletionItem[str]) -> str:
        return f"{item.type}\n{item.value}\n{item.help or '_'}"


class Fish(FishComplete):
    """What fish asks and gets: a line each. It compares the whole word, so of `--format=h` it gets all."""

    source_template = FISH

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[str]]:
        found = super().get_completions(args, incomplete)
        option, sign, _ = incomplete.partition("=")
        if not sign or not option.startswith("--"):
            return found
        return [CompletionItem(f"{option}={item.value}", type=item.type, help=item.help) for item in found]


SHELLS: dict[str, type[ShellComplete]] = {"bash": Bash, "zsh": Zsh, "fish": Fish}


def offer_ids(ctx: click.Context, letters: str, begun: str) -> list[CompletionItem[str]]:
    """The short ids of these kinds (of any, for '') that begin so, each with what it is and, if it is, when due."""
    from interview_tui.store.short_ids import ids

    settings = _settings(ctx)
    if settings is None:
        return []
    found = ids(settings.paths.store, letters, begun)
    return _items((s.ref, f"{_when(settings, s.when)}: {s.words}" if s.when else s.words) for s in found)


def offer_people(ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem[str]]:
    """The people who are known already, by name."""
    from interview_tui.store.short_ids import people

    settings = _settings(ctx)
    return [] if settings is None else _items((s.ref, s.words) for s in people(settings.paths.store, begun))


def offer_people_and_ids(ctx: click.Context, param: click.Parameter, begun: str) -> list[CompletionItem[str]]:
    """The people who are known already: by id when one was begun, else by name."""
    return offer_ids(ctx, "p", begun) or offer_people(ctx, param, begun)


def offer_days(ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem[str]]:
    """Words for a day, each with the day that it is."""
    return _days(ctx, DAYS, begun)


def offer_past_days(ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem[str]]:
    """Words for a day that has come, each with the day that it is."""
    return _days(ctx, PAST_DAYS, begun)


def _days(ctx: click.Context, known: Iterable[str], begun: str) -> list[CompletionItem[str]]:
    from interview_tui.domain.dates import parse_when

    settings = _settings(ctx)
    if settings is None:
        return []
    now, calendar = settings.clock(), settings.calendar
    words = [word for word in known if word.startswith(begun.lower())]
    days = {word: parse_when(word, now=now, calendar=calendar).day for word in words}
    return _items((word, f"{day:%a} {day.day} {day:%b}") for word, day in days.items())


def offer_channels(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    """The channels, each as one word of a shell: `in-person`."""
    from interview_tui.domain.enums import Channel

    return _terms(Channel, begun)


def offer_parts(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    """The parts that a person can have, each as one word of a shell."""
    from interview_tui.domain.enums import Part

    return _terms(Part, begun)


def _terms(terms: Iterable[str], begun: str) -> list[str]:
    return [name for term in terms if (name := term.replace(" ", "-")).startswith(begun.lower())]


def _items(found: Iterable[tuple[str, str]]) -> list[CompletionItem[str]]:
    return [CompletionItem(clean_line(value), help=shorten(words, WORDS_LIMIT)) for value, words in found]


def _when(settings: Settings, text: str) -> str:
    """A place in the queue in words: `2 days late`, `Fri 14:00`; or when a meeting begins: `Tue 24 Nov 14:00`."""
    from datetime import date, datetime, time

    from interview_tui.domain.dates import due_words, moment_words

    if text.endswith("+00:00"):
        return moment_words(datetime.fromisoformat(text), now=settings.clock(), calendar=settings.calendar)
    day, _, clock = text.partition("T")
    at = None if clock == "24:00" else time.fromisoformat(clock)
    return due_words(date.fromisoformat(day), today=settings.calendar.day(settings.clock()), clock=at)


def _settings(ctx: click.Context) -> Settings | None:
    """The settings, by the options before the command; None where they cannot be told."""
    from interview_tui.settings import from_process

    given = ctx.find_root().params
    try:
        store, configuration = (_path(given.get(name)) for name in ("db", "config"))
        return from_process(store=store, configuration=configuration)
    except (Unclear, OSError, RuntimeError):  # RuntimeError: a home that nobody has
        return None


def _path(typed: object) -> Path | None:
    """A path as it stands in the line, where no shell has replaced its ~ yet."""
    return Path(str(typed)).expanduser() if typed else None


def respond(asked: str) -> int:
    """Answers a shell that asks what may come next. Silent, whatever is wrong: somebody is typing."""
    from interview_tui.cli.group import commands

    name, _, what = asked.partition("_")
    shell = SHELLS.get(name)
    if shell is None or what not in ("complete", "source"):
        return 1
    try:
        asking = shell(commands, {}, PROGRAM, ASKED)
        say_bytes([asking.source() if what == "source" else asking.complete() + "\n"])
    except (click.ClickException, click.exceptions.Exit, UserError, OSError, KeyError, ValueError):
        return 1
    return 0
