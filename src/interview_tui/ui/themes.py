"""The colours. Every one is a colour of the palette of 256, which takes half the bytes of any other to name.

Under 256 colours the library rounds the light greys to the next darker one: what is read stands out by more than it
must (tests/ui/test_themes.py). Where there are only the terminal's own 16, nobody knows how they look together: text
is then in its own foreground, or in a colour that stands out from black, from white, or from both, as xterm and the
console have it; what has the cursor is drawn in reverse. Without any colour that, bold, underline and the words are
all there is.
"""

from __future__ import annotations

from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme

from interview_tui.configuration_options import OWN_THEME
from interview_tui.terminal.capabilities import Colours


def _own(
    name: str,
    *,
    dark: bool,
    text: tuple[str, str, str, str],
    colours: tuple[str, str, str, str, str, str],
    grounds: tuple[str, str, str, str],
    borders: tuple[str, str],
    cursor: tuple[str, str, str],
    blurred_cursor: tuple[str, str],
    field: tuple[str, str],
    scrollbar: tuple[str, str, str, str],
    bars: str,
) -> Theme:
    """A theme of colours of the palette.

    `text`: plain, muted, disabled, strong. `colours`: primary, secondary, accent, warning, error, success. `grounds`:
    background, surface, panel, boost. `borders`: with the focus, without. `cursor`: foreground, background, muted text;
    where its foreground is that of the background, what is late has it too. `blurred_cursor`: background, text style.
    `field`: the background of its cursor, of its selection. `scrollbar`: the bar, under the mouse, dragged, and its
    ground. `bars`: those of the figures, a quieter accent.
    """
    names = ("primary", "secondary", "accent", "warning", "error", "success")
    background, surface, panel, boost = grounds
    bar, hover, active, ground = scrollbar
    grounds_of_bar = ("background", "background-hover", "background-active", "corner-color")
    return Theme(
        name=name,
        dark=dark,
        foreground=text[0],
        background=background,
        surface=surface,
        panel=panel,
        primary=colours[0],
        secondary=colours[1],
        accent=colours[2],
        warning=colours[3],
        error=colours[4],
        success=colours[5],
        variables={
            "boost": boost,
            "bars": bars,
            **dict(zip(("text", "text-muted", "text-disabled", "text-strong"), text, strict=True)),
            **{f"text-{which}": colour for which, colour in zip(names, colours, strict=True)},
            "border": borders[0],
            "border-blurred": borders[1],
            "block-cursor-foreground": cursor[0],
            "block-cursor-background": cursor[1],
            "block-cursor-text-style": "bold",
            "cursor-muted": cursor[2],
            "cursor-late": colours[4] if cursor[0] != background else cursor[0],
            "cursor-accent": colours[2] if cursor[0] != background else cursor[0],
            "block-cursor-blurred-foreground": text[0],
            "block-cursor-blurred-background": blurred_cursor[0],
            "block-cursor-blurred-text-style": blurred_cursor[1],
            "input-cursor-foreground": background,
            "input-cursor-background": field[0],
            "input-selection-foreground": cursor[0] if dark else text[0],
            "input-selection-background": field[1],
            "scrollbar": bar,
            "scrollbar-hover": hover,
            "scrollbar-active": active,
            **{f"scrollbar-{part}": ground for part in grounds_of_bar},
        },
    )


DARK = _own(
    OWN_THEME,
    dark=True,
    text=("#dadada", "#9e9e9e", "#a8a8a8", "#ffffff"),
    colours=("#5fd7af", "#dadada", "#5fd7af", "#dadada", "#ff8787", "#5fd7af"),
    grounds=("#121212", "#1c1c1c", "#1c1c1c", "#303030"),
    borders=("#5fd7af", "#626262"),
    cursor=("#ffffff", "#303030", "#c6c6c6"),
    blurred_cursor=("#262626", "none"),
    field=("#dadada", "#005f5f"),
    scrollbar=("#6c6c6c", "#808080", "#5fd7af", "#1c1c1c"),
    bars="#00875f",
)
LIGHT = _own(
    "interview-light",
    dark=False,
    text=("#1c1c1c", "#585858", "#585858", "#000000"),
    colours=("#005f5f", "#1c1c1c", "#005f5f", "#1c1c1c", "#af0000", "#005f5f"),
    grounds=("#ffffff", "#eeeeee", "#eeeeee", "#e4e4e4"),
    borders=("#005f5f", "#949494"),
    cursor=("#000000", "#d7ffd7", "#3a3a3a"),
    blurred_cursor=("#eeeeee", "none"),
    field=("#1c1c1c", "#afffff"),
    scrollbar=("#767676", "#626262", "#005f5f", "#eeeeee"),
    bars="#5f8787",
)
CONTRAST = _own(
    "interview-contrast",
    dark=True,
    text=("#ffffff", "#e4e4e4", "#dadada", "#ffffff"),
    colours=("#87ffff", "#ffffff", "#87ffff", "#ffff87", "#ffafaf", "#87ff87"),
    grounds=("#080808", "#080808", "#1c1c1c", "#303030"),
    borders=("#87ffff", "#b2b2b2"),
    cursor=("#080808", "#ffff5f", "#080808"),
    blurred_cursor=("#303030", "bold"),
    field=("#ffff5f", "#87d7ff"),
    scrollbar=("#b2b2b2", "#dadada", "#ffff5f", "#1c1c1c"),
    bars="#00afaf",
)
"""White on black, for those who see little, and for projectors."""

_REVERSED = {
    "text-strong": "ansi_default",
    "text-muted": "ansi_default",
    "cursor-muted": "ansi_default",
    "cursor-late": "ansi_default",
    "cursor-accent": "ansi_default",
    "surface-active": "ansi_default",
    "block-cursor-foreground": "ansi_default",
    "block-cursor-background": "ansi_default",
    "block-cursor-text-style": "bold reverse",
    "block-cursor-blurred-foreground": "ansi_default",
    "block-cursor-blurred-background": "ansi_default",
    "block-cursor-blurred-text-style": "bold",
    "input-cursor-foreground": "ansi_default",
    "input-cursor-background": "ansi_default",
    "input-cursor-text-style": "reverse",
    "screen-selection-background": "ansi_cyan",
    "border-blurred": "ansi_default",
    "scrollbar-background": "ansi_default",
    "scrollbar-background-hover": "ansi_default",
    "scrollbar-background-active": "ansi_default",
}
"""In what the terminal's own foreground and background are told apart, whatever they are."""


def _own_16(name: str, **variables: str) -> Theme:
    """One of Textual's two themes of 16 colours, in which Textual's cursor without the focus does not show."""
    theme = BUILTIN_THEMES[name]
    return replace(theme, variables={**theme.variables, **_REVERSED, **variables})


ANSI_DARK = _own_16(
    "ansi-dark",
    **{
        # The dark blue and the dark red of most terminals cannot be read on black.
        "text-primary": "ansi_cyan",
        "text-accent": "ansi_cyan",
        "bars": "ansi_cyan",
        "text-error": "ansi_bright_red",
        "border": "ansi_cyan",
        "scrollbar": "ansi_cyan",
    },
)
ANSI_LIGHT = _own_16(
    "ansi-light",
    **{
        # Yellow, bright red and green cannot be read on white.
        "text-warning": "ansi_magenta",
        "text-success": "ansi_default",
        "text-accent": "ansi_blue",
        "bars": "ansi_blue",
        "border": "ansi_blue",
    },
)
ANSI_ANY = replace(
    ANSI_DARK,
    name="ansi-any",
    primary="ansi_bright_blue",
    secondary="ansi_bright_blue",
    warning="ansi_magenta",
    error="ansi_bright_red",
    success="ansi_default",
    accent="ansi_magenta",
    variables=ANSI_DARK.variables
    | dict.fromkeys(("text-primary", "text-accent", "bars", "border", "scrollbar"), "ansi_bright_blue"),
)
"""In colours that can be read on black as well as on white: where nobody knows which of them it is."""
NONE = Theme(
    name="none",
    ansi=True,
    primary="ansi_default",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    variables={
        name: "ansi_default" if value.startswith("ansi_") else value for name, value in ANSI_DARK.variables.items()
    },
)
"""No colour: what is sent has none either (`Colourless` in terminal/sanitizer.py)."""
OWN = (DARK, LIGHT, CONTRAST, ANSI_ANY, ANSI_DARK, ANSI_LIGHT, NONE)
"""Those of the program; two of them stand in the place of Textual's."""


def theme_for(colours: Colours, chosen: str, *, light: bool | None = None) -> str:
    """The name of the theme on a terminal of so many colours, for one who has chosen a theme or none (''). `light`:
    whether its background is, None where that is not known.
    """
    if colours is Colours.NONE:
        return NONE.name
    if colours is Colours.SIXTEEN:
        own = {True: ANSI_LIGHT, False: ANSI_DARK, None: ANSI_ANY}[light]
    else:
        own = LIGHT if light else DARK  # which bring a background of their own
    return chosen or own.name
