"""What the style sheet says of a part of a widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style

if TYPE_CHECKING:
    from textual.widget import Widget

_REVERSE = Style(reverse=True)


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
