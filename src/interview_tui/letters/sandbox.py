"""Rendering a template, the shipped one or the user's own, without letting it do harm.

A template is given strings, numbers, lists and dicts, and none of their methods; the filters are a fixed list, and what
it may write is bounded. (A sandboxed Jinja2 alone calls methods of what it is given, and builds strings of any size.)
Where the user has templates of their own, they work in a process of their own, whose time and memory are bounded too.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import select
import signal
from contextlib import suppress
from functools import cache
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.runtime import LoopContext, Macro
from jinja2.sandbox import SandboxedEnvironment

from interview_tui.domain.errors import Refused
from interview_tui.domain.text import clean, clean_line, ended, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
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

    def __init__(self, folder: Path) -> None:
        super().__init__(
            loader=_Templates(folder),
            undefined=StrictUndefined,
            autoescape=False,  # letters are plain text; the HTML is made from them, escaped
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=True,
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
    """The user's own templates win over the shipped ones by name."""

    def __init__(self, folder: Path) -> None:
        super().__init__([str(folder), str(SHIPPED)])

    def get_source(self, environment: Any, template: str) -> Any:
        own = Path(self.searchpath[0], template)
        has_own = own.exists()
        if has_own and not own.is_file():  # Jinja2 would pass over a pipe and take the shipped one in silence
            raise _trouble(str(own), None, "it is no file")
        source, filename, fresh = super().get_source(environment, template)
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


@cache
def _environment(folder: Path) -> LetterEnvironment:
    return LetterEnvironment(folder)


def render(name: str, values: Mapping[str, object], folder: Path) -> tuple[str, str]:
    """Subject and body of a letter by the template of that name, the one in `folder` before the shipped one.

    Raises TemplateTrouble, which names the file and the line.
    """
    if not _has_own(folder):
        return _render(name, values, folder)

    def work() -> list[str]:
        try:
            return ["", *_render(name, values, folder)]
        except TemplateTrouble as trouble:
            return [str(trouble)]

    try:
        trouble, *letter = in_own_process(work)
    except (TooLong, OSError) as error:
        raise _trouble(str(folder / f"{name}.j2"), None, "it takes too much time or memory: make it simpler") from error
    if trouble:
        raise TemplateTrouble(trouble)
    subject, body = letter
    return subject, body


def _has_own(folder: Path) -> bool:
    """Whether any template is the user's own: each may be used by the others."""
    try:
        return any(path.suffix == ".j2" for path in folder.iterdir())
    except FileNotFoundError:
        return False
    except OSError:  # what is wrong with the folder is said where the template is looked for
        return True


def _render(name: str, values: Mapping[str, object], folder: Path) -> tuple[str, str]:
    filename = f"{name}.j2"
    template: Template | None = None
    try:
        template = _environment(folder).get_template(filename)
        text = _bounded(template, {key: _plain(value) for key, value in values.items()})
    except TemplateSyntaxError as error:
        raise _trouble(error.filename or filename, error.lineno, error.message or "") from error
    except TemplateNotFound as error:
        if template is None and error.name == filename:
            raise TemplateTrouble(f"there is no template {filename}: put one into {folder}") from error
        raise _trouble((template and template.filename) or filename, None, f"there is no {error}") from error
    except OSError as error:
        raise TemplateTrouble(f"{error.filename} cannot be read ({error.strerror}): no letter was drafted") from error
    except UnicodeDecodeError as error:
        raise TemplateTrouble(f"{folder / filename} is not UTF-8 text: no letter was drafted") from error
    except _MISTAKES as error:
        source = template.filename if template else None
        where = source or str(folder / filename)
        raise _trouble(where, _line(error.__traceback__, source), _why(error)) from error
    first, _, body = clean(text).strip("\n").partition("\n")
    if not first.startswith("Subject:") or not body.strip():
        raise _trouble(template.filename or filename, 1, "it must give “Subject: …”, an empty line, and the text")
    return clean_line(first.removeprefix("Subject:")), body.strip("\n")


def _why(error: Exception) -> str:
    match error:
        case MemoryError():
            return "it takes too much memory: make it simpler"
        case RecursionError() | SyntaxError():
            return "it is nested too deeply, or uses itself: make it simpler"
    return str(error)


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


def _line(traceback: TracebackType | None, filename: str | None) -> int | None:
    """The line of the template in which an error arose: Jinja2 names it in the traceback."""
    line = None
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == filename:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def _trouble(filename: str, line: int | None, why: str) -> TemplateTrouble:
    where = f"{filename}, line {line}" if line else filename
    return TemplateTrouble(f"the template {where}: {shorten(why, 120) or 'it does not work'}")


_SECONDS = 1
"""Of the processor: a letter takes a hundredth."""
_PATIENCE = 10.0
"""Seconds by the clock, for a machine that has no time for it."""
MEMORY = 256_000_000
"""Bytes more than the program has."""
_CHUNK = 65_536
_NO_MEMORY = 3


class TooLong(Exception):
    """The work was ended: it took too much time or memory."""


def in_own_process(work: Callable[[], list[str]]) -> list[str]:
    """What `work` gives, done in a process of its own, which shares nothing with this one but a pipe.

    A few lines of a template can ask for more work than anything inside the same process could stop; here it can be
    ended, by its time or by its memory.

    Raises TooLong, and RuntimeError where `work` raises.
    """
    receiving, sending = os.pipe()
    child = os.fork()
    if child == 0:
        code = os.EX_SOFTWARE
        try:
            gc.disable()  # what this process has not made, it does not end either
            _bound()
            with open(sending, "wb") as pipe:  # noqa: PTH123 -- a handle, not a path
                pipe.write(json.dumps(work()).encode("ascii"))
            code = 0
        except MemoryError:
            code = _NO_MEMORY
        finally:
            os._exit(code)  # nothing of the program runs on in the copy, whatever happened
    os.close(sending)
    try:
        given = _received(receiving)
    finally:
        os.close(receiving)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    if status == os.EX_SOFTWARE << 8:
        raise RuntimeError("the work in a process of its own failed")
    try:
        found: list[str] = json.loads(given)
    except ValueError:  # it was ended before it had given all
        raise TooLong from None
    return found


def _received(pipe: int) -> bytes:
    """All that comes, until it ends or the patience does."""
    end = monotonic() + _PATIENCE
    chunks: list[bytes] = []
    while select.select([pipe], [], [], max(end - monotonic(), 0))[0]:
        chunk = os.read(pipe, _CHUNK)
        if not chunk:
            return b"".join(chunks)
        chunks.append(chunk)
    return b""


def _bound() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGXCPU):
        signal.signal(number, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _lower(resource.RLIMIT_CPU, _SECONDS)
    _lower(resource.RLIMIT_DATA, _data() + MEMORY)


def _lower(kind: int, limit: int) -> None:
    """Sets a limit, unless a lower one holds already."""
    hard = resource.getrlimit(kind)[1]
    if hard == resource.RLIM_INFINITY or limit < hard:
        resource.setrlimit(kind, (limit, limit))


def _data() -> int:
    """Bytes that the process has asked for: as Linux counts them, elsewhere 0."""
    with suppress(OSError, ValueError, IndexError), open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        return int(file.read().split()[5]) * resource.getpagesize()
    return 0
