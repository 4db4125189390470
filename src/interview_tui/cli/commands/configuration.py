"""The configuration: written for the first time, and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from interview_tui.cli.group import completion_script
from interview_tui.cli.output import complain, say, say_bytes, say_json
from interview_tui.cli.parameters import as_json
from interview_tui.configuration import ConfigurationProblem
from interview_tui.domain.errors import Refused, StoreTrouble

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_tui.settings import Settings


@click.group("config")
def config_command() -> None:
    """The configuration: init writes one, check reads it."""


@config_command.command("init")
@click.pass_obj
def init_command(settings: Settings) -> None:
    """Writes a first configuration.

    It has every setting as a comment, with what it is for. Only the country, for public holidays, is set, guessed
    from the time zone. An existing configuration is never changed.
    """
    from interview_tui.configuration import first_file
    from interview_tui.configuration_options import COUNTRIES
    from interview_tui.domain.dates import country_of_zone
    from interview_tui.store.files import make_private_file, make_private_folder

    path = settings.paths.configuration
    zone = settings.calendar.zone.key
    guessed = country_of_zone(zone)
    country = guessed if guessed in COUNTRIES else ""
    try:
        make_private_folder(path.absolute().parent)
        make_private_file(path)
        path.write_text(first_file(country=country, zone=zone), "utf-8")
    except FileExistsError:
        raise Refused(f"{path} already exists and was not changed: config check reads it") from None
    except OSError as error:
        raise StoreTrouble(f"cannot write {path}: {error.strerror}") from error
    if country:
        say(f"Wrote {path}: it explains every setting")
        say(f'Set in it: country = "{country}", guessed from {zone}. Change it if you keep other public holidays')
    else:
        say(f"Wrote {path}: it explains every setting; none is set yet")


@config_command.command("check")
@as_json
@click.pass_context
def check_command(ctx: click.Context, as_json: bool) -> None:
    """Checks the configuration, its mail folders, and your templates.

    Exit 1, and one line each, if something is wrong. As JSON: ok, and the problems, each with its file, key, line and
    what is wrong.
    """
    from interview_tui.cli.commands.templates import template_problems

    settings: Settings = ctx.obj
    path = settings.paths.configuration
    wrong = list(_problems(settings))
    templates = list(template_problems(settings))
    for problem in (*wrong, *(words for _, words in templates)):
        complain(problem)
    is_right = not (settings.problems or wrong or templates)
    if as_json:
        of_settings = [
            {"file": str(path), "key": one.key or None, "line": one.line or None, "problem": one.words}
            for one in (*settings.problems, *wrong)
        ]
        of_templates = [{"file": str(own), "key": None, "line": None, "problem": words} for own, words in templates]
        say_json({"ok": is_right, "problems": [*of_settings, *of_templates]}, settings.calendar)
    elif is_right:
        say(f"{path} is right" if path.exists() else f"{path} not found: using the defaults; config init writes one")
    if not is_right:
        ctx.exit(1)


def _problems(settings: Settings) -> Iterator[ConfigurationProblem]:
    """What only this command looks at; what else is wrong was said at the start, as by every command."""
    from interview_tui.mail.folders import folders_at
    from interview_tui.ui.app import own_keys

    path = settings.paths.configuration
    _, wrong_keys = own_keys(settings)
    yield from wrong_keys
    if wrong := _wrong_part(settings.calendar.country):
        yield ConfigurationProblem(wrong, key="country").in_file(path)
    for key, folders in (("inbox", settings.mail.inbox), ("sent", settings.mail.sent)):
        for words in folders_at(folders)[1]:
            yield ConfigurationProblem(f"[mail] {key}: {words}", key=f"mail.{key}").in_file(path)


def _wrong_part(whole: str) -> str:
    """What is wrong with the part of a country, `DE-XX`. Only the library knows them all, and only this command loads
    it.
    """
    country, _, part = whole.partition("-")
    if not part:
        return ""
    from holidays import list_supported_countries

    parts = list_supported_countries()[country]
    if part in parts:
        return ""
    known = f"there are {', '.join(parts)}" if parts else f'write country = "{country}"'
    return f'country = "{country}-{part}" has no such part: {known}'


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]), metavar="bash|zsh|fish")
def completion_command(shell: str) -> None:
    """A shell's completion: commands, options, ids, dates.

    Prints the script that the shell reads:

    \b
    bash  eval "$(interview-tui completion bash)" in ~/.bashrc
    zsh   eval "$(interview-tui completion zsh)" in ~/.zshrc, after compinit
    fish  interview-tui completion fish > ~/.config/fish/completions/interview-tui.fish
    """
    say_bytes([completion_script(shell)])


@click.command()
def man_command() -> None:
    """The manual page, for man.

    \b
    to read it      interview-tui man | man -l -
    to install it   interview-tui man > ~/.local/share/man/man1/interview-tui.1
    """
    from interview_tui.cli.reference import manual

    say_bytes([manual()])
