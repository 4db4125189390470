"""The templates of letters: which there are, what is in them, and copies to be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from interview_tui.cli.output import aligned, aside, complain, say, say_bytes, say_json
from interview_tui.cli.parameters import LANGUAGE, SENTENCES, SENTENCES_USE, Template, TemplateName, as_json
from interview_tui.domain.enums import Language
from interview_tui.domain.errors import Refused, StoreTrouble
from interview_tui.domain.letter_kinds import LETTERS, LetterKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from interview_tui.settings import Settings

name_argument = click.argument("template", type=TemplateName(), metavar="NAME")


class TemplateFile(NamedTuple):
    """A template, or the sentences of a language, with where the user's own is or would be."""

    kind: LetterKind | None
    """None for the sentences."""
    language: Language
    name: str
    own: Path
    default: Language
    """The language of letters where nothing else is said; the names of templates do not have it."""

    @property
    def use(self) -> str:
        """When it is written, or what it does."""
        return SENTENCES_USE if self.kind is None else LETTERS[self.kind].use

    def text(self, *, shipped: bool) -> str:
        """The user's own, else the shipped one. Raises Refused for one that cannot be read."""
        from interview_tui.letters.sandbox import SHIPPED, source_of
        from interview_tui.letters.sentences import SHIPPED_BANKS

        if self.kind is not None:
            source, _ = source_of(self.name, SHIPPED if shipped else self.own.parent, self.default)
            return source
        path = self.own if self.own.exists() and not shipped else SHIPPED_BANKS / f"{self.language}.toml"
        if not path.is_file():
            raise Refused(f"{path} is not a file")
        try:
            return path.read_text("utf-8")
        except UnicodeDecodeError:
            raise Refused(f"{path} is not UTF-8 text") from None

    def problem(self) -> str:
        """What is wrong with the user's own; '' for nothing, and where there is none."""
        from interview_tui.letters.sandbox import TemplateTrouble, check_template
        from interview_tui.letters.sentences import load_bank

        if not self.own.exists():
            return ""
        if self.kind is None:
            return load_bank(self.language, self.own.parent).problem
        try:
            check_template(self.name, self.own.parent, self.default)
        except TemplateTrouble as trouble:
            return str(trouble)
        return ""


def _file(settings: Settings, template: Template) -> TemplateFile:
    from interview_tui.letters.sandbox import template_name

    default = settings.language
    kind, language = template.kind, template.language or default
    name = template_name(kind or SENTENCES, language, default)
    own = settings.paths.templates / (f"{language}.toml" if kind is None else f"{name}.j2")
    return TemplateFile(kind, language, name, own, default)


@click.group("templates", invoke_without_command=True, subcommand_metavar="[COMMAND]")
@click.option("--lang", "language", type=LANGUAGE, metavar="LANG", help="Those of another language.")
@as_json
@click.pass_context
def templates_command(ctx: click.Context, language: Language | None, as_json: bool) -> None:
    """The templates that letters are drafted by.

    Each with when it is written, or what it does, and whether yours stands in its place. Yours are in the folder
    templates beside the configuration. One of another language has it in its name: thank_you.de. What is wrong with
    one of yours is said, with its line.
    """
    if ctx.invoked_subcommand is not None:
        if language or as_json:
            ctx.fail("--lang and --json are for the list of templates alone")
        return
    settings: Settings = ctx.obj
    listed = [(file, file.own.exists(), file.problem()) for file in _listed(settings, language)]
    if as_json:
        rows = [
            {
                "name": file.name,
                "language": file.language,
                "use": file.use,
                "own": str(file.own) if is_own else None,
                "problem": problem or None,
            }
            for file, is_own, problem in listed
        ]
        say_json(rows, settings.calendar)
        return
    for line in aligned((file.name, "yours" if is_own else "", file.use) for file, is_own, _ in listed):
        say(line)
    for problem in filter(None, (*(problem for *_, problem in listed), *_unused(settings.paths.templates))):
        complain(problem)
    aside("templates show NAME prints one; templates copy NAME makes it yours to change.")


def _listed(settings: Settings, wanted: Language | None) -> Iterator[TemplateFile]:
    """The templates in a language, then those that the user has in another."""
    first = wanted or settings.language
    for language in (first, *(other for other in Language if other is not first)):
        files = (_file(settings, Template(kind, language)) for kind in (*LetterKind, None))
        yield from (file for file in files if language is first or file.own.exists())


def template_problems(settings: Settings) -> Iterator[tuple[Path, str]]:
    """What is wrong with the user's own templates and sentences, each after its file."""
    for file in _listed(settings, None):
        if problem := file.problem():
            yield file.own, problem


def _unused(folder: Path) -> Iterator[str]:
    """What is said of templates of the first version by which no letter is drafted any more."""
    from interview_tui.letters.template_values import GONE_TEMPLATES

    for gone, instead in GONE_TEMPLATES.items():
        if (folder / f"{gone}.j2").exists():
            yield f"no letter is drafted by {folder / gone}.j2 any more: {instead} is the template in its place"


@templates_command.command("show")
@name_argument
@click.option("--shipped", is_flag=True, help="The one that comes with the program, also where there is one of yours.")
@click.pass_obj
def show_template_command(settings: Settings, template: Template, shipped: bool) -> None:
    """Prints a template: yours, else the shipped one.

    NAME is one that templates lists, for example thank_you, or thank_you.de for the German one; sentences are those
    that letters are made of, where yours come after the shipped ones.
    """
    file = _file(settings, template)
    say_bytes([file.text(shipped=shipped)])
    if shipped or not file.own.exists():
        aside(f"It is the shipped one; templates copy {file.name} makes it yours.")
        return
    aside(f"It is yours, {file.own}; --shipped prints the one that comes with the program.")
    if problem := file.problem():
        complain(problem)


@templates_command.command("copy")
@name_argument
@click.pass_obj
def copy_command(settings: Settings, template: Template) -> None:
    """Copies a shipped template to be changed.

    It is written into the folder templates beside the configuration, and letters are drafted by it from then on; one
    that exists already is left as it is. Of sentences, it writes an example to begin with: yours are added to the
    shipped ones.
    """
    from interview_tui.letters.sentences import first_bank
    from interview_tui.store.files import make_private_file, make_private_folder

    file = _file(settings, template)
    path = file.own
    text = first_bank(file.language) if file.kind is None else file.text(shipped=True)
    try:
        make_private_folder(path.absolute().parent)
        make_private_file(path)
        try:
            path.write_text(text, "utf-8")
        except OSError:
            path.unlink(missing_ok=True)  # half of one is none
            raise
    except FileExistsError:
        raise Refused(f"{path} already exists and was left as it is: templates show {file.name} prints it") from None
    except OSError as error:
        raise StoreTrouble(f"cannot write {path}: {error.strerror}") from error
    say(f"Wrote {path}")
    if file.kind is None:
        say("Add your sentences to it: new letters use them beside the shipped ones.")
    else:
        say("Change it as you like: new letters are drafted by it. Remove it, and the shipped one is used again.")
        say("interview-tui templates values lists what it is given.")


@templates_command.command("values")
@click.pass_context
def values_command(ctx: click.Context) -> None:
    """What a template is given: each value and an example."""
    from interview_tui.letters.sandbox import LetterEnvironment
    from interview_tui.letters.template_values import TEMPLATE_VALUES

    settings: Settings = ctx.obj
    lines = ctx.make_formatter()
    lines.write_text("Every template is given all of these. What is not known is empty.")
    for heading, group in TEMPLATE_VALUES.items():
        with lines.section(heading):
            lines.write_dl([(value.name, value.said) for value in group])
    with lines.section("Filters"):
        lines.write_text(", ".join(sorted(LetterEnvironment(settings.paths.templates).filters)))
    say(lines.getvalue().rstrip())
