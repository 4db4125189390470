"""Rendering a template, the shipped one or the user's own, without letting it do harm.

A template is given strings, numbers, lists and dicts, and none of their methods; the filters are a fixed list, and what
it may write is bounded. (A sandboxed Jinja2 alone calls methods of what it is given, and builds strings of any size.)
Where the user has templates of their own, they work in a process of their own, whose time and memory are bounded too.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.meta import find_undeclared_variables
from jinja2.nodes import Filter, Name
from jinja2.runtime import LoopContext, Macro
from jinja2.sandbox import SandboxedEnvironment

from interview_tui.domain.enums import Language
from interview_tui.domain.errors import Refused
from interview_tui.domain.text import clean, clean_line, ended, shorten
from interview_tui.letters.template_values import VALUE_NAMES, no_filter, no_value, plainly

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from types import TracebackType

    from jinja2 import Template


LARGEST = 200_000
"""Characters that a letter may have: a long one has two thousand."""
LONGEST_LOOP = 1_000
"""Turns of a template's own loop, and items of a list that it is given."""
LARGEST_FILE = 100_000
"""Characters of a template."""
SHIPPED = Path(__file__).parent / "templates"
FILTERS = frozenset({
        "abs", "capitalize", "count", "d", "default", "e", "escape", "first", "int", "join", "last", "length", "list",
        "lower", "map", "reject", "rejectattr", "replace", "reverse", "round", "select", "selectattr", "sort",
        "string", "sum", "title", "trim", "unique", "upper", "wordcount",
})  # fmt: skip

_MISTAKES = (
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    SyntaxError,
    TemplateError,
    TypeError,
    ValueError,
)
"""What a template's own expressions may raise; SyntaxError and MemoryError also Python's compiler, when it nests."""


class TemplateTrouble(Refused):
    """A template cannot be used; the line names its file and line."""


class TooMuch(TemplateError):
    """A template makes more text than a letter may have."""


class LetterEnvironment(SandboxedEnvironment):
    """Jinja2 for letters: plain data in, bounded text out."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, folder: Path, default: Language = Language.EN_US) -> None:
        self.templates = _Templates(folder, default)
        super().__init__(
            loader=self.templates,
            undefined=StrictUndefined,
            autoescape=False,  # letters are plain text; the HTML is made from them, escaped
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=True,
            optimized=False,  # to look for what is constant takes longer than to render it once
        )
        self.globals = {"range": _range}
        self.filters = {name: call for name, call in self.filters.items() if name in FILTERS}
        self.filters["ended"] = ended
        self.filters["replace"] = _replace

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Only a loop tells where it stands; text, numbers, lists and dicts offer no methods."""
        return isinstance(obj, LoopContext) and super().is_safe_attribute(obj, attr, value)

    def is_safe_callable(self, obj: Any) -> bool:
        """A template calls what it defined itself, `range`, and the methods of its loops."""
        return obj is _range or isinstance(obj, Macro) or isinstance(getattr(obj, "__self__", None), LoopContext)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Numbers are calculated with as usual, within bounds; text is not multiplied, and is no pattern."""
        small = all(isinstance(side, (int, float)) and abs(side) <= LARGEST for side in (left, right))
        if not small or (operator == "**" and abs(right) > 8):
            raise TooMuch(f"{operator} is for small numbers only")
        return super().call_binop(context, operator, left, right)


class _Templates(FileSystemLoader):
    """The user's own templates win over the shipped ones by name: `thank_you.j2` in the language that letters have
    unless another is asked for, `thank_you.de.j2` in another.
    """

    def __init__(self, folder: Path, default: Language) -> None:
        super().__init__([str(folder), str(SHIPPED)])
        self.default = default

    def get_source(self, environment: Any, template: str) -> Any:
        own = Path(self.searchpath[0], template)
        has_own = own.exists()
        if has_own and not own.is_file():  # Jinja2 would pass over a pipe and take the shipped one in silence
            raise _trouble(str(own), None, "it is no file")
        try:
            found = template if has_own else shipped_path(template, self.default)
            source, filename, fresh = super().get_source(environment, found)
        except TemplateNotFound as error:
            raise TemplateNotFound(template) from error
        if len(source) > LARGEST_FILE:
            raise TemplateSyntaxError(f"it is larger than {LARGEST_FILE} characters", 1, template, filename)
        return source, filename, lambda: fresh() and own.exists() is has_own


def _replace(text: str, old: str, new: str) -> str:
    """As Jinja2's own, but bounded."""
    text, old, new = str(text), str(old), str(new)
    if len(text) + text.count(old) * len(new) > LARGEST:
        raise TooMuch("replace makes too long a text")
    return text.replace(old, new)


def _range(*bounds: int) -> range:
    numbers = range(*bounds)
    if len(numbers) > LONGEST_LOOP:
        raise TooMuch(f"range gives at most {LONGEST_LOOP} numbers")
    return numbers


def template_name(kind: str, language: Language, default: Language) -> str:
    """What the template of a kind is called in a language: `thank_you`, `thank_you.de`."""
    return kind if language is default else f"{kind}.{language}"


def shipped_path(template: str, default: Language) -> str:
    """Where the shipped template of that name is, below SHIPPED: `de/thank_you.j2`."""
    kind, _, language = template.removesuffix(".j2").partition(".")
    return f"{language or default}/{kind}.j2"


@cache
def _environment(folder: Path, default: Language) -> LetterEnvironment:
    return LetterEnvironment(folder, default)


def render(
    name: str, values: Mapping[str, object], folder: Path, default: Language = Language.EN_US
) -> tuple[str, str]:
    """Subject and body of a letter by the template of that name, the one in `folder` before the shipped one. A name
    without a language stands for the `default` one.

    Raises TemplateTrouble, which names the file and the line.
    """
    if not _has_own(folder):
        subject, body = _render(name, values, folder, default)
        return subject, body
    subject, body = _apart(lambda: _render(name, values, folder, default), str(folder / f"{name}.j2"))
    return subject, body


def source_of(name: str, folder: Path, default: Language) -> tuple[str, str]:
    """The text of the template of that name and the path of its file, as `render` would take it.

    Raises TemplateTrouble.
    """
    filename = f"{name}.j2"
    with _in_words(filename, folder):
        environment = _environment(folder, default)
        source, path, _ = environment.templates.get_source(environment, filename)
    return source, path


def check_template(name: str, folder: Path, default: Language) -> None:
    """Looks at a template without a letter. Raises TemplateTrouble for one that cannot be read, and for the first name
    in it that no value or filter has, also where no letter comes by yet.
    """
    _apart(lambda: _checked(name, folder, default), str(folder / f"{name}.j2"))


def _checked(name: str, folder: Path, default: Language) -> tuple[str, ...]:
    source, path = source_of(name, folder, default)
    with _in_words(f"{name}.j2", folder):
        environment = _environment(folder, default)
        environment.get_template(f"{name}.j2")
        tree = environment.parse(source)
        names, used = list(tree.find_all(Name)), tree.find_all(Filter)
        unknown = find_undeclared_variables(tree) - VALUE_NAMES - {n.name for n in names if n.ctx != "load"}
    wrong = [(name.lineno, no_value(name.name)) for name in names if name.name in unknown]
    wrong += [(call.lineno, no_filter(call.name, FILTERS)) for call in used if call.name not in environment.filters]
    for line, why in sorted(wrong)[:1]:
        raise _trouble(path, line, why)
    return ()


def _apart(work: Callable[[], tuple[str, ...]], path: str) -> list[str]:
    """What is made of the user's own templates, in a process of its own. Raises TemplateTrouble as `work` does."""
    from interview_tui.letters.own_process import TooLong, in_own_process

    def told() -> list[str]:
        try:
            return ["", *work()]
        except TemplateTrouble as trouble:
            return [str(trouble)]

    try:
        trouble, *made = in_own_process(told)
    except (TooLong, OSError) as error:
        raise _trouble(path, None, "it takes too much time or memory: make it simpler") from error
    if trouble:
        raise TemplateTrouble(trouble)
    return made


def _has_own(folder: Path) -> bool:
    """Whether any template is the user's own: each may be used by the others."""
    try:
        return any(path.suffix == ".j2" for path in folder.iterdir())
    except FileNotFoundError:
        return False
    except OSError:  # what is wrong with the folder is said where the template is looked for
        return True


def _render(name: str, values: Mapping[str, object], folder: Path, default: Language) -> tuple[str, ...]:
    filename = f"{name}.j2"
    with _in_words(filename, folder):
        template = _environment(folder, default).get_template(filename)
        text = _bounded(template, {key: _plain(value) for key, value in values.items()})
    first, _, body = clean(text).strip("\n").partition("\n")
    if not first.startswith("Subject:") or not body.strip():
        raise _trouble(template.filename or filename, 1, "it must give “Subject: …”, an empty line, and the text")
    return clean_line(first.removeprefix("Subject:")), body.strip("\n")


@contextmanager
def _in_words(filename: str, folder: Path) -> Iterator[None]:
    """Raises TemplateTrouble for what goes wrong with a template inside."""
    try:
        yield
    except TemplateSyntaxError as error:
        raise _trouble(error.filename or filename, error.lineno, _why(error)) from error
    except TemplateNotFound as error:
        if error.name == filename:
            raise TemplateTrouble(f"there is no template {filename}: put one into {folder}") from error
        path, line = _place(error.__traceback__) or (filename, None)
        raise _trouble(path, line, f"there is no {error}") from error
    except OSError as error:
        raise TemplateTrouble(f"{error.filename} cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise TemplateTrouble(f"{folder / filename} is not UTF-8 text") from error
    except _MISTAKES as error:
        path, line = _place(error.__traceback__) or (str(folder / filename), None)
        raise _trouble(path, line, _why(error)) from error


def _why(error: Exception) -> str:
    match error:
        case MemoryError():
            return "it takes too much memory: make it simpler"
        case TemplateSyntaxError():
            return plainly(error.message or "", FILTERS)
        case RecursionError() | SyntaxError():
            return "it is nested too deeply, or uses itself: make it simpler"
    return plainly(str(error), FILTERS)


def _bounded(template: Template, values: Mapping[str, object]) -> str:
    parts, size = [], 0
    for part in template.generate(values):
        size += len(part)
        if size > LARGEST:
            raise TooMuch(f"it makes more than {LARGEST} characters")
        parts.append(part)
    return "".join(parts)


def _plain(value: object) -> object:
    """Plain data only, and not too much of it."""
    match value:
        case bool() | int() | float():
            return value
        case list() | tuple():
            return [_plain(item) for item in value[:LONGEST_LOOP]]
        case dict():
            return {str(key): _plain(item) for key, item in value.items()}
    return clean(str(value))


def _place(traceback: TracebackType | None) -> tuple[str, int] | None:
    """The file and the line of the template in which an error arose: Jinja2 names them in the traceback."""
    place = None
    while traceback is not None:
        name = traceback.tb_frame.f_code.co_filename
        if name.endswith(".j2"):
            place = name, traceback.tb_lineno
        traceback = traceback.tb_next
    return place


def _trouble(filename: str, line: int | None, why: str) -> TemplateTrouble:
    where = f"{filename}, line {line}" if line else filename
    return TemplateTrouble(f"the template {where}: {shorten(why, 150) or 'it does not work'}")
