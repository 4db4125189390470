"""Lines fitted to a width in cells. What a person wrote is never markup."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from rich.segment import Segment
from rich.style import Style
from textual.filter import ANSIToTruecolor
from textual.widget import Widget

from interview_tui.terminal.text import NO_BREAK, cells, padded, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Drawn: TypeAlias = "str | Sequence[Segment]"
"""A line: a plain text, or stretches of it, each with its tone."""


def plain(line: Drawn) -> str:
    """The text of a drawn line."""
    return line if isinstance(line, str) else "".join([part.text for part in line])


Phrase: TypeAlias = "tuple[str, str]"
"""A part of a line before it is drawn: its text, and the component class of its tone; '' for the tone of the line."""


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


_REVERSE = Style(reverse=True)


def filtered(widget: Widget, line: list[Segment]) -> list[Segment]:
    """A line that a widget draws by itself, through the filters of the screen: for a terminal without colours."""
    # Styles from the style sheet are of true colours already.
    filters = [each for each in widget.get_line_filters() if not isinstance(each, ANSIToTruecolor)]
    if filters:  # else what is behind need not be looked for
        background = widget.background_colors[1]
        for line_filter in filters:
            line = line_filter.apply(line, background)
    return line


def style_of(widget: Widget, component: str) -> Style:
    """The colours and attributes of a component class; those of the widget itself for ''."""
    if not component:
        return widget.visual_style.rich_style
    style = widget.get_visual_style(component).rich_style
    # Textual's own leaves this one attribute out.
    return style + _REVERSE if widget.get_component_styles(component).text_style.reverse else style


def tone(style: Style) -> Style:
    """The same without a background, for a part of a line."""
    return Style(color=style.color) + style.without_color


TONES = {
    "tone--plain", "tone--strong", "tone--quiet", "tone--late",
    "tone--accent", "tone--key", "tone--bar", "tone--line", "tone--lit",
}  # fmt: skip
"""The tones as component classes of every screen: of each widget they would cost more than all its other styles."""


class Toned(Widget):
    """A widget that draws its own lines. A part of one has a tone: `plain`, `strong` for a name, `quiet` for what comes
    second, `late`, `accent` for what can be done and for what was said, `key`, `bar` for figures, and `line` and `lit`
    for frames.
    """

    @property
    def tones(self) -> dict[str, Style]:
        """The styles that were asked for, by their names; the style sheet is slow to ask."""
        found: dict[str, Style] = self.__dict__.setdefault("_tones", {})
        return found

    def tone(self, name: str = "") -> Style:
        """The colour and attributes of a tone, for a part of a line; the style of the whole line for ''."""
        style = self.tones.get(name)
        if style is None:
            style = style_of(self.screen, f"tone--{name}") if name else self.visual_style.rich_style
            style = self.tones[name] = tone(style) if name else style
        return style

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self.tones.clear()

    def recolour(self) -> None:
        """Another theme: of the style sheet's parts the framework tells before they have changed."""
        self.notify_style_update()
        self.refresh()
