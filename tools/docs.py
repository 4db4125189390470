"""Writes what the code says: the parts of docs/, and the manual and the completions in share/. `make docs`.

A page is written by hand, but for what stands between `<!-- begin NAME -->` and `<!-- end NAME -->`. What is in share/
is committed, so that a package is built without the libraries of the program.
"""

from __future__ import annotations

import ast
import re
import tomllib
from datetime import date, datetime
from enum import Enum
from functools import partial
from itertools import chain
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, get_args, get_type_hints

import click

from interview_tui.cli.group import COMMANDS, completion_script
from interview_tui.cli.group import commands as program_commands
from interview_tui.cli.reference import PROGRAM, SYNOPSIS, Paragraph, Term, all_commands, manual, sections, whole
from interview_tui.configuration import CONFIGURATION_TABLES, KEY_EXAMPLES, SOURCES, filter_examples
from interview_tui.configuration_options import EVENTS, MAIL_OPTIONS, OPTIONS
from interview_tui.domain import records
from interview_tui.domain.letter_kinds import LETTERS, LetterKind
from interview_tui.domain.records import NOUNS
from interview_tui.domain.steps import STEPS, title
from interview_tui.letters.sandbox import LetterEnvironment
from interview_tui.letters.template_values import GONE, GONE_TEMPLATES, TEMPLATE_VALUES
from interview_tui.settings_cadence import lines
from interview_tui.store.archive import ID_LETTERS
from interview_tui.store.records import FIELDS, REFERENCES
from interview_tui.ui.keys import ACTS, ANY, DETAILS, EVERY_PAGE, MOVES, PAGES, TRIAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from interview_tui.configuration_options import Option
    from interview_tui.domain.records import Record
    from interview_tui.store.records import Field
    from interview_tui.ui.keys import Key

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
SHARE = ROOT / "share"
_SAMPLE_HEAD = re.compile(r"^=== (.*) ===$", re.MULTILINE)
_SAMPLE_WIDTH = 90
"""Characters of a line; letters themselves are wrapped where they are shown."""
_SAMPLE_SHOWN = {
    LetterKind.THANK_YOU: 2, LetterKind.CHECK_IN: 1, LetterKind.NEW_DATE: 1, LetterKind.STAY_IN_TOUCH: 3,
}  # fmt: skip
"""Which letter of a kind is shown, from 0, where it is not the first."""
_MARKED = re.compile(r"(<!-- begin (\w+) -->\n).*?(<!-- end \2 -->)", re.DOTALL)


def commands() -> str:
    """Every command, as `--help` and the man page have it."""
    return "\n".join(_commands()) + "\n"


def _commands() -> Iterator[str]:
    program = whole()
    yield from ("# Commands", "", "As `interview-tui COMMAND --help` and `interview-tui man` say it.", "")
    yield from ("```", *SYNOPSIS, "```", "", *_prose(program.about), *_option_table(program.options))
    for entry in all_commands():
        yield from (f"## {' '.join(_name(entry.written))}", "", "```", f"{PROGRAM} {entry.written}", "```", "")
        yield from (*_prose(entry.about), *_option_table(entry.options))
    for section in sections():
        yield from (f"## {section.heading.capitalize()}", "")
        for part in section.parts:
            if isinstance(part, Paragraph):
                yield from _prose((part,))
            else:
                yield f"- `{part.written}`: {_plain(part.means)}"
        yield from () if isinstance(section.parts[-1], Paragraph) else ("",)


def _name(written: str) -> Iterator[str]:
    """The words of a command before what it takes."""
    for word in written.split():
        if not word.replace("-", "").isalpha() or not word.islower():
            return
        yield word


def _prose(paragraphs: tuple[Paragraph, ...]) -> Iterator[str]:
    for text, as_is in paragraphs:
        yield from ("```", *text.splitlines(), "```", "") if as_is else (_plain(text), "")


def _option_table(options: tuple[Term, ...]) -> Iterator[str]:
    if options:
        yield from ("| option | |", "| --- | --- |")
        yield from (f"| `{_table_cell(written)}` | {_table_cell(_plain(means))} |" for written, means in options)
        yield ""


def _plain(text: str) -> str:
    """Text in which nothing is Markdown but what stands between backticks."""
    parts = text.split("`")
    for place in range(0, len(parts), 2):
        for mark in ("\\", "*", "_", "<", ">", "[", "]", "#"):
            parts[place] = parts[place].replace(mark, f"\\{mark}")
    return "`".join(parts)


def _table_cell(text: str) -> str:
    return text.replace("|", "\\|")


def schema() -> str:
    """Every array of the export with the fields of its records."""
    return "\n".join(_schema()) + "\n"


def _schema() -> Iterator[str]:
    said = _docstrings()
    for cls, noun in NOUNS.items():
        yield f"#### {noun.plural}"
        yield ""
        yield f"{' '.join((cls.__doc__ or '').split())} Short ids begin with `{noun.letter}`."
        yield ""
        yield "| field | type | what it is |"
        yield "| --- | --- | --- |"
        for field in FIELDS[cls]:
            if field.name != "version":
                yield f"| `{field.name}` | {_type(cls, field)} | {said.get((cls.__name__, field.name), '')} |"
        yield ""


def _type(cls: type[Record], field: Field) -> str:
    hint = get_type_hints(cls)[field.name]
    kind = next((part for part in get_args(hint) if part is not type(None)), hint)
    if field.name == "id":
        words = f"`{NOUNS[cls].letter}12`"
    elif field.name in REFERENCES:
        words = f"`{ID_LETTERS[REFERENCES[field.name]]}12`"
    elif issubclass(kind, Enum):
        words = ", ".join(f"`{member.value}`" for member in kind)
    else:
        words = {str: "text", int: "number", bool: "true or false", date: "day", datetime: "instant"}[kind]
    return f"{words} or null" if field.optional else words


def _docstrings() -> dict[tuple[str, str], str]:
    """What the source says of each field, by the class that a record is of."""
    tree = ast.parse(Path(records.__file__).read_text("utf-8"))
    own: dict[str, dict[str, str]] = {}
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            own[node.name] = {}
            for field, after in zip(node.body, node.body[1:], strict=False):
                if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                    words = after.value if isinstance(after, ast.Expr) else None
                    if isinstance(words, ast.Constant) and isinstance(words.value, str):
                        own[node.name][field.target.id] = " ".join(words.value.split()).replace("None", "null")
    return {
        (cls.__name__, name): words
        for cls in NOUNS
        for base in reversed(cls.__mro__)
        for name, words in own.get(base.__name__, {}).items()
    }


def steps() -> str:
    """The ten steps: what each is for, with which fact it begins, and what it owes."""
    rows = [f"| {title(row.step)} | {row.aim} | {row.begins} | {', '.join(row.owes)} |" for row in STEPS]
    head = ["| step | what it is for | begins with | owed before it is left |", "| --- | --- | --- | --- |"]
    return "\n".join([*head, *rows, ""])


def words() -> str:
    """The words of the field, as the program uses them."""
    used = tomllib.loads((DOCS / "words.toml").read_text("utf-8"))["used"]
    rows = (f"| {word} | {_table_cell(meaning)} |" for word, meaning in used.items())
    return "\n".join(("| word | what it means |", "| --- | --- |", *rows)) + "\n"


def settings() -> str:
    """Every setting of the configuration, and its tables."""
    return "\n".join(_settings()) + "\n"


def _settings() -> Iterator[str]:
    yield from _options(OPTIONS)
    for name, about in CONFIGURATION_TABLES.items():
        yield ""
        yield f"### [{name}]"
        yield ""
        yield about
        yield ""
        if name == "keys":
            yield "```toml"
            yield "[keys]"
            yield from (f"{setting}{f'  # {note}' if note else ''}" for setting, note in KEY_EXAMPLES)
            yield "```"
        elif name == "mail":
            yield from _options(MAIL_OPTIONS)
        elif name == "filters":
            yield "```toml"
            yield "[filters]"
            yield from (f"{setting}  # {note}" for setting, note in filter_examples())
            yield "```"
        elif name == "hooks":
            yield "| event | when |"
            yield "| --- | --- |"
            yield from (f"| `{event}` | {what} |" for event, what in EVENTS.items())
        else:
            yield SOURCES
            yield ""
            yield "| number | default | what it is |"
            yield "| --- | --- | --- |"
            yield from (f"| `{setting}` | `{usual}` | {what} |" for setting, usual, what in lines())


def _options(options: Iterable[Option]) -> Iterator[str]:
    yield "| setting | what it is for | for example | default |"
    yield "| --- | --- | --- | --- |"
    for option in options:
        known = f" One of {', '.join(f'`{name}`' for name in option.known)}." if option.known else ""
        usual = option.usual or f"`{option.example}`"
        yield f"| `{option.name}` | {option.about}{known} | `{option.example}` | {usual} |"


def keys() -> str:
    """Every key that can be changed, by the place where it works."""
    return "\n".join(_keys()) + "\n"


def _keys() -> Iterator[str]:
    yield from _table("Moving", MOVES)
    yield from _table("The dashboard", ACTS)
    yield from _table("Triage", [key for key in TRIAGE if key not in ACTS])
    yield from _table("Every page", [*EVERY_PAGE, *DETAILS])
    for name, own in PAGES.items():
        yield from _table(name, own)


def _table(heading: str, own: Iterable[Key]) -> Iterator[str]:
    yield from (f"### {heading}", "", "| key | what it does | its name in the configuration |", "| --- | --- | --- |")
    for key in own:
        where = "" if key.panes == ANY else f" ({', '.join(sorted(key.panes))})"
        shown = " ".join(f"`{name}`".replace("|", "\\|") for name in key.shown.split())
        yield f"| {shown} | {key.name}: {key.help}{where} | `{key.id}` |"
    yield ""


def templates() -> str:
    """Every kind of letter, by the name of its template."""
    rows = [f"| `{row.kind}` | {row.use} |" for row in LETTERS.values()]
    return "\n".join(["| template | |", "| --- | --- |", *rows, ""])


def values() -> str:
    """Every value that templates are given, by its subject."""
    return "\n".join(_values()) + "\n"


def _values() -> Iterator[str]:
    for heading, group in TEMPLATE_VALUES.items():
        yield from (f"### {heading}", "", "| value | what it is | for example | where |", "| --- | --- | --- | --- |")
        for value in group:
            where = value.where or "every letter"
            yield f"| `{value.name}` | {value.means} | `{_table_cell(value.shown)}` | {_plain(where)} |"
        yield ""


def sample(kind: LetterKind) -> str:
    """A letter of a kind, out of the book of samples."""
    _, *parts = _SAMPLE_HEAD.split((DOCS / "letters" / "en-US-warm.txt").read_text("utf-8"))
    title = LETTERS[kind].title
    found = [each for each in zip(parts[::2], parts[1::2], strict=True) if each[0].startswith(f"{title} to ")]
    head, text = found[_SAMPLE_SHOWN.get(kind, 0)]
    reader = head.removeprefix(f"{title} to ").partition(",")[0]
    lines = (wrap(line, _SAMPLE_WIDTH) or [""] for line in text.strip().splitlines())
    return "\n".join([f"To {reader.partition(',')[0]}:", "", "```text", *chain.from_iterable(lines), "```", ""])


def filters() -> str:
    """The filters of templates."""
    return ", ".join(f"`{name}`" for name in sorted(LetterEnvironment(DOCS).filters)) + "\n"


def gone() -> str:
    """What templates of the first version were given and are not any more."""
    renamed = [(name, f"the template is `{instead}`") for name, instead in GONE_TEMPLATES.items()]
    rows = [f"| `{name}` | {instead} |" for name, instead in (*GONE.items(), *renamed)]
    return "\n".join(["| gone | now |", "| --- | --- |", *rows, ""])


def command_summaries() -> str:
    """The module that has the first words of each command's help."""
    context = click.Context(program_commands)
    lines = [
        '"""What each command does, in the words with which its own help begins: `--help` loads no command for it.',
        "",
        "Written by `make docs`.",
        '"""',
        "",
        "SUMMARIES = {",
    ]
    for name in COMMANDS:
        command = program_commands.get_command(context, name)
        words = " ".join((command.help or "").partition("\n\n")[0].split()) if command is not None else ""
        quote = "'" if '"' in words else '"'
        lines.append(f'    "{name}": {quote}{words}{quote},')
    return "\n".join([*lines, "}", ""])


WHOLE: dict[Path, Callable[[], str]] = {
    ROOT / "src" / "interview_tui" / "cli" / "summaries.py": command_summaries,
    DOCS / "commands.md": commands,
    SHARE / "man" / "man1" / f"{PROGRAM}.1": manual,
    SHARE / "bash-completion" / "completions" / PROGRAM: partial(completion_script, "bash"),
    SHARE / "zsh" / "site-functions" / f"_{PROGRAM}": partial(completion_script, "zsh"),
    SHARE / "fish" / "vendor_completions.d" / f"{PROGRAM}.fish": partial(completion_script, "fish"),
}
"""Files that the program writes alone."""
PARTS: dict[str, Callable[[], str]] = {
    "settings": settings, "schema": schema, "steps": steps, "words": words, "keys": keys,
    "templates": templates, "values": values, "filters": filters, "gone": gone,
    **{f"sample_{kind}": partial(sample, kind) for kind in LETTERS},
}  # fmt: skip
"""Each part that is written by the program."""


def renewed(text: str) -> str:
    """A page with its parts as the code has them now."""
    return _MARKED.sub(lambda found: f"{found[1]}{PARTS[found[2]]()}{found[3]}", text)


def main() -> None:
    """Renews every file."""
    for path in sorted({*DOCS.glob("*.md"), *WHOLE}):
        text = path.read_text("utf-8") if path.exists() else ""
        if (new := WHOLE[path]() if path in WHOLE else renewed(text)) != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(new, "utf-8")
            print(f"Renewed {path.relative_to(ROOT)}")  # noqa: T201


if __name__ == "__main__":
    main()
