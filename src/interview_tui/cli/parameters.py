"""The kinds of values that commands take, how each is read, and what a shell offers for it on Tab.

Completion only reads: it says nothing, makes no store, and offers nothing where the store cannot be read.
"""

from __future__ import annotations

import re
import sys
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click
from click.core import ParameterSource
from click.shell_completion import CompletionItem

from interview_tui.domain.enums import Channel, Language, Part, Ref, Tone, Voice, language_named
from interview_tui.domain.errors import Unclear, UserError
from interview_tui.domain.letter_kinds import LETTERS, LetterKind
from interview_tui.domain.text import clean_line, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from enum import StrEnum

    from interview_tui.domain import dates
    from interview_tui.settings import Settings

    Items = list[CompletionItem[str]]
    Type = click.ParamType[Any]
else:
    Type = click.ParamType  # it takes no parameter before click 8.4

WORDS_LIMIT = 60
"""Characters of the words beside an id."""
DAYS = ("today", "tomorrow", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "+1d", "+2d", "+3d", "+1w", "+2w", "+1m")
"""Words for a day, of the many that are read."""
PAST_DAYS = ("today", "yesterday")
SENTENCES = "sentences"
"""What the bank of a language is called among the templates."""
SENTENCES_USE = "what letters begin, go on and end with"


class Id(Type):
    """A short id such as `i12`; with letters, only of those kinds."""

    name = "id"

    def __init__(self, letters: str = "") -> None:
        self.letters = letters

    def convert(self, value: str | Ref, param: click.Parameter | None, ctx: click.Context | None) -> Ref:
        from interview_tui.domain.records import NOUNS

        if isinstance(value, Ref):
            return value
        letters = self.letters
        found = re.fullmatch(r"([a-z])([1-9]\d{0,17})", value.strip().lower(), re.ASCII)
        if found is None:
            self.fail(f"“{shorten(value, 40)}” is not an id: write for example {letters[:1] or 'i'}12", param, ctx)
        ref = Ref(found[1], int(found[2]))
        if letters and ref.letter not in letters:
            words = {noun.letter: _with_article(noun.word) for noun in NOUNS.values()}
            wanted = " or ".join(f"{words[letter]}, for example {letter}12" for letter in letters)
            self.fail(f"{ref} is {words.get(ref.letter, 'no record')}: give {wanted}", param, ctx)
        return ref

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
        return _ids(ctx, self.letters, incomplete)


def _with_article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeio" else f"a {noun}"


class Moment(Type):
    """A day, or a day and a time: `next tue 14:00`. A past one took place already: `mon`, `yesterday 18:00`."""

    name = "when"

    def __init__(self, *, past: bool = False) -> None:
        self.past = past

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from interview_tui.domain.date_parsing import parse_past, parse_when

        if not isinstance(value, str) or ctx is None:
            return value
        settings: Settings = ctx.obj
        parse = parse_past if self.past else parse_when
        try:
            return parse(value, now=settings.clock(), calendar=settings.calendar)
        except Unclear as unclear:
            self.fail(str(unclear), param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
        """The words for a day that begin so, each with the day that it is."""
        from interview_tui.domain.date_parsing import parse_when

        settings = _settings(ctx)
        if settings is None:
            return []
        now, calendar = settings.clock(), settings.calendar
        words = [word for word in (PAST_DAYS if self.past else DAYS) if word.startswith(incomplete.lower())]
        days = {word: parse_when(word, now=now, calendar=calendar).day for word in words}
        return _items((word, f"{day:%a} {day.day} {day:%b}") for word, day in days.items())


class Day(Moment):
    """A day, counted from today; a time beside it is left out."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        when: dates.When = super().convert(value, param, ctx)
        return when.day


class Words(click.Argument):
    """An argument that takes the rest of the line as one value, so that `next tue 14:00` needs no quotes."""

    def __init__(self, declarations: list[str], **settings: Any) -> None:
        super().__init__(declarations, nargs=-1, callback=lambda _ctx, _param, value: value or None, **settings)

    def type_cast_value(self, ctx: click.Context, value: Any) -> Any:
        return self.type(" ".join(value), self, ctx) if value else ()


class _Term(Type):
    """One of the method's terms, whose words may also be joined with a hyphen or an underscore."""

    def __init__(self, noun: str, terms: type[StrEnum]) -> None:
        self.name, self.terms = noun, terms

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> StrEnum:
        try:
            return self.terms(clean_line(value).replace("-", " ").replace("_", " ").casefold())
        except ValueError:
            known = ", ".join(self._words())
            self.fail(f"“{shorten(value, 40)}” is not a {self.name}: give one of {known}", param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
        return [CompletionItem(word) for word in self._words() if word.startswith(incomplete.lower())]

    def _words(self) -> list[str]:
        return [term.replace(" ", "-") for term in self.terms]


class LanguageName(Type):
    """What a letter is written in; `en` is en-US."""

    name = "language"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Language:
        try:
            return language_named(value)
        except ValueError:
            self.fail(f"“{shorten(value, 40)}” is not a {self.name}: give one of {', '.join(Language)}", param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
        return [CompletionItem(str(one)) for one in Language if one.casefold().startswith(incomplete.casefold())]


class OneOf(click.Choice[str]):
    """One of a few terms, as it is written; a hyphen may stand for an underscore."""

    def __init__(self, terms: type[StrEnum]) -> None:
        super().__init__([str(term) for term in terms])
        self.terms = terms

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if isinstance(value, str) and (plain := value.replace("-", "_")) in self.choices:
            value = plain
        return self.terms(super().convert(value, param, ctx))


class FilterName(Type):
    """The name of one of the user's own filters; the command is given what the filter says."""

    name = "filter"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        settings: Settings | None = ctx.obj if ctx is not None else None
        known = settings.filters if settings is not None else ()
        same = sorted((name != value, text) for name, text in known if name.casefold() == value.casefold())
        if not same:
            from interview_tui.configuration import nearest

            names = [name.casefold() for name, _ in known]
            near = nearest(value.casefold(), names) if names else "[filters] of the configuration has none yet"
            self.fail(f"there is no filter “{shorten(value, 40)}”: {near}", param, ctx)
        return same[0][1]

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
        settings = _settings(ctx)
        known = settings.filters if settings is not None else ()
        return _items((name, text) for name, text in known if name.casefold().startswith(incomplete.casefold()))


class Somebody(Type):
    """A person as they are written, `Dana Ruiz, VP Operations <dana@acme.example>`; with ids, also `p7`."""

    name = "text"

    def __init__(self, *, ids: bool = False) -> None:
        self.ids = ids

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return value

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
        from interview_tui.store.short_ids import people

        settings = _settings(ctx)
        ids = _ids(ctx, "p", incomplete) if self.ids else []
        return ids or (
            [] if settings is None else _items((s.ref, s.words) for s in people(settings.paths.store, incomplete))
        )


class Template(NamedTuple):
    """A template, or the sentences of a language, by what its name says."""

    kind: LetterKind | None
    """None for the sentences."""
    language: Language | None
    """None for the configuration's."""


class TemplateName(Type):
    """The name of a template, `thank_you`, in another language `thank_you.de`; `sentences` are those of the bank."""

    name = "template"

    def convert(self, value: str | Template, param: click.Parameter | None, ctx: click.Context | None) -> Template:
        if isinstance(value, Template):
            return value
        named, _, tail = clean_line(value).removesuffix(".j2").partition(".")
        kind = named.replace("-", "_").casefold()
        try:
            language = language_named(tail) if tail else None
        except ValueError:
            self.fail(
                f"“{shorten(tail, 40)}” is not a language of letters: give one of {', '.join(Language)}", param, ctx
            )
        if kind == SENTENCES:
            return Template(None, language)
        try:
            return Template(LetterKind(kind), language)
        except ValueError:
            self.fail(f"there is no template “{shorten(named, 40)}”: {self._meant(kind)}", param, ctx)

    def _meant(self, kind: str) -> str:
        from difflib import get_close_matches

        near = get_close_matches(kind, [*LetterKind, SENTENCES], n=1)
        return f"did you mean “{near[0]}”?" if near else "interview-tui templates lists them"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
        """The kinds; after a dot, the languages."""
        named, dot, _ = incomplete.partition(".")
        uses = {**{str(kind): row.use for kind, row in LETTERS.items()}, SENTENCES: SENTENCES_USE}
        if dot:
            uses = {f"{named}.{language}": f"in {language}" for language in Language if named in uses}
        return _items((name, use) for name, use in uses.items() if name.startswith(incomplete))


WHEN, PAST, DAY = Moment(), Moment(past=True), Day()
CHANNEL, PART, TONE = _Term("channel", Channel), _Term("part", Part), _Term("tone", Tone)
VOICE = _Term("favour", Voice)
LANGUAGE = LanguageName()
filter_option = click.option(
    "--filter", "text", type=FilterName(), metavar="NAME", callback=lambda _ctx, _param, value: value or "",
    help="Only what your filter NAME of the configuration leaves.",
)  # fmt: skip
as_json = click.option("--json", "as_json", is_flag=True, help="One JSON document, dates in ISO 8601 with offset.")


def _each_of(_ctx: click.Context, _param: click.Parameter, texts: tuple[str, ...]) -> tuple[str, ...]:
    """The people of all texts, one by one; a text of none stays, to be refused."""
    from interview_tui.domain.identity import people_in

    return tuple(person for text in texts for person in people_in(text) or (text,))


with_people = click.option(
    "--with", "people", type=Somebody(), multiple=True, metavar="PERSON", callback=_each_of,
    help="Who you are meeting: Name, Title <address> [part]. May be repeated, or several with ; between them.",
)  # fmt: skip


def at_option(text: str) -> Callable[[Any], Any]:
    """The option --at: when something took place that is entered later."""
    return click.option("--at", type=PAST, metavar="WHEN", help=text)


def formats(*names: str, text: str = "The format.") -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The options --format and --json of a command, which is given the one that was chosen as `form`."""

    def declare(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def call(*args: Any, form: str, as_json: bool, **rest: Any) -> None:
            refuse_two_forms(as_json=as_json)
            command(*args, form="json" if as_json else form, **rest)

        choice = click.option(
            "--format", "form", type=click.Choice(names), default=names[0], show_default=True, help=text
        )
        return choice(as_json(call))

    return declare


def refuse_two_forms(*, as_json: bool) -> None:
    """Ends a command that was given both --json and --format. Raises UsageError."""
    if as_json and click.get_current_context().get_parameter_source("form") is ParameterSource.COMMANDLINE:
        raise click.UsageError("give --json or --format, not both")


class TooLarge(UserError):
    """More came in than the program takes."""


def read_input(name: str, *, limit: int) -> bytes:
    """The bytes of a file, or of standard input for `-`; at most `limit`. Raises OSError, and TooLarge for more."""
    if name == "-":
        if sys.stdin is None:
            raise UserError("standard input is closed: give a file")
        data = sys.stdin.buffer.read(limit + 1)
    else:
        with Path(name).open("rb") as file:
            data = file.read(limit + 1)
    if len(data) > limit:
        raise TooLarge(f"it is larger than {limit // 1_000_000} MB: too large to read")
    return data


def _ids(ctx: click.Context, letters: str, begun: str) -> Items:
    """The short ids of these kinds (of any, for '') that begin so, each with what it is and, if it is, when due."""
    from interview_tui.store.short_ids import ids

    settings = _settings(ctx)
    if settings is None:
        return []
    found = ids(settings.paths.store, letters, begun)
    return _items((s.ref, f"{_when(settings, s.when)}: {s.words}" if s.when else s.words) for s in found)


def _items(found: Iterable[tuple[str, str]]) -> Items:
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
    """The settings, by the options before the command; None where they cannot be found."""
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
