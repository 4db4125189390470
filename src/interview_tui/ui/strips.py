"""Lines fitted to a width in cells. What a person wrote is never markup."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from rich.segment import Segment
from rich.style import Style
from textual.color import TRANSPARENT, Color
from textual.filter import ANSIToTruecolor
from textual.widget import Widget

from interview_tui.terminal.app import TerminalApp
from interview_tui.terminal.text import NO_BREAK, cells, padded, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from textual.strip import Strip

Drawn: TypeAlias = "str | Sequence[Segment]"
"""A line: a plain text, or stretches of it, each with its tone."""


def plain(line: Drawn) -> str:
    """The text of a drawn line."""
    return line if isinstance(line, str) else "".join([part.text for part in line])


Phrase: TypeAlias = "tuple[str, str]"
"""A part of a line before it is drawn: its text, and the name of its tone; '' for the tone of the line."""


def wrapped_phrases(parts: Iterable[Phrase], width: int, indent: str = "") -> Iterator[tuple[Phrase, ...]]:
    """The parts, together a cleaned line of text, as lines of at most so many cells, broken between words; those after
    the first begin with `indent`. Words with a no-break space between them stay on one line, where a blank then stands.
    """
    parts = list(parts)
    whole = "".join([text for text, _ in parts])
    tones = (tone for text, tone in parts for sign in text if not sign.isspace())
    for line in [whole] if cells(whole) <= width else wrapped(whole, width, indent):
        yield tuple(_toned(line.replace(NO_BREAK, " "), tones))


def _toned(line: str, tones: Iterator[str]) -> Iterator[Phrase]:
    """A line in phrases; `tones` gives those of its characters that are no blanks, which have the tone before them."""
    begin, current = 0, None
    for place, sign in enumerate(line):
        if sign.isspace():
            continue
        tone = next(tones)
        if current is not None and tone != current:
            yield line[begin:place], current
            begin = place
        current = tone
    if line:
        yield line[begin:], current or ""


def fit(line: Drawn, width: int) -> list[Segment]:
    """A drawn line in exactly `width` cells: padded, or cut with an ellipsis."""
    if isinstance(line, str):
        return [Segment(padded(line, width))]
    whole = plain(line)
    rest = padded(whole, width)
    if rest.startswith(whole):
        return [*line, Segment(rest[len(whole) :])]
    fitted = []
    for text, style, _ in line:  # a cut text has its ellipsis where the next character was: in that one's tone
        if rest:
            fitted.append(Segment(rest[: len(text)], style))
            rest = rest[len(text) :]
    return [*fitted, Segment(rest)] if rest else fitted


def two_ends(left: Drawn, right: str, width: int, style: Style | None = None) -> list[Segment]:
    """`left` at the left and `right` at the right edge; the left one is cut where both do not fit."""
    size = cells(right)
    room = width - size - (1 if right else 0)
    line = fit(left, max(0, room))
    return [*line, Segment(" " * (width - max(0, room) - size) + right, style)] if right else line


def filtered(widget: Widget, line: list[Segment]) -> list[Segment]:
    """A line that a widget draws by itself, through the filters of the screen: for a terminal without colours."""
    # Styles from the style sheet are of true colours already.
    filters = [each for each in widget.get_line_filters() if not isinstance(each, ANSIToTruecolor)]
    if filters:  # else what is behind need not be looked for
        background = widget.visual_style.background or TRANSPARENT
        for line_filter in filters:
            line = line_filter.apply(line, background)
    return line


def put(widget: Widget, lines: Mapping[int, Strip]) -> bool:
    """Shows lines of a widget at once, while the app is `painting`; False where `refresh` is to do it."""
    app = widget.app
    return isinstance(app, TerminalApp) and app.put(widget, lines)


class Paint(NamedTuple):
    """What a tone is painted in, by the names that the theme has for its colours."""

    colour: str
    attributes: str = "none"
    """Words such as `bold`, or a name with a `$` before it."""
    ground: str = ""
    """What is behind it; '' for what is behind the widget."""


TONES = {
    "plain": Paint("foreground"),
    "strong": Paint("text-strong", "bold"),
    "quiet": Paint("text-muted"),
    "late": Paint("text-error", "bold"),
    "accent": Paint("text-accent"),
    "key": Paint("text-accent", "bold"),
    "bar": Paint("bars"),
    "line": Paint("border-blurred"),
    "lit": Paint("border"),
    "cursor": Paint("block-cursor-foreground", "$block-cursor-text-style", "block-cursor-background"),
    "cursor-blurred": Paint(
        "block-cursor-blurred-foreground", "$block-cursor-blurred-text-style", "block-cursor-blurred-background"
    ),
    "cursor-quiet": Paint("cursor-muted"),
    "cursor-late": Paint("cursor-late", "bold"),
    "cursor-accent": Paint("cursor-accent"),
}
"""`plain`, `strong` for a name, `quiet` for what comes second, `late`, `accent` for what can be done and for what was
said, `key`, `bar` for figures, `line` and `lit` for frames; `cursor` for a line under the cursor, and what parts of
such a line have. Asked of the style sheet as component classes, they were most of what opening a screen takes.
"""


def style_of(widget: Widget, name: str) -> Style:
    """The colours and attributes of a tone in front of a widget; those of the widget itself for ''."""
    own = widget.visual_style
    if not name:
        return own.rich_style
    paint, given = TONES[name], widget.app.theme_variables
    attributes = given[paint.attributes[1:]] if paint.attributes.startswith("$") else paint.attributes
    return _styled(given[paint.colour], attributes, given[paint.ground] if paint.ground else "", own.background)


@lru_cache(maxsize=1024)
def _styled(colour: str, attributes: str, ground: str, behind: Color | None) -> Style:
    background = (behind or TRANSPARENT) + (_colour(ground) if ground else TRANSPARENT)
    return Style.parse(attributes) + Style(
        color=(background + _colour(colour)).rich_color, bgcolor=background.rich_color
    )


def _colour(value: str) -> Color:
    """A colour as a theme gives it: `auto 60%` is one that stands out from what is behind it."""
    if value.startswith("auto"):
        return Color.automatic(float(value.removeprefix("auto").strip(" %") or 100))
    return Color.parse(value)


def tone(style: Style) -> Style:
    """The same without a background, for a part of a line."""
    return Style(color=style.color) + style.without_color


class Toned(Widget):
    """A widget that draws its own lines. A part of one has a tone, by its name in TONES."""

    @property
    def tones(self) -> dict[str, Style]:
        """The styles that were asked for, by their names."""
        found: dict[str, Style] = self.__dict__.setdefault("_tones", {})
        return found

    def tone(self, name: str = "") -> Style:
        """The colour and attributes of a tone, for a part of a line; the style of the whole line for ''."""
        style = self.tones.get(name)
        if style is None:
            style = style_of(self, name)
            style = self.tones[name] = tone(style) if name else style
        return style

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self.tones.clear()

    def recolour(self) -> None:
        """Another theme: of the style sheet's parts the framework tells before they have changed."""
        self.notify_style_update()
        self.refresh()
