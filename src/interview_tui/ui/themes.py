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

DARK = Theme(
    name=OWN_THEME,
    primary="#5fafff",
    secondary="#87afd7",
    accent="#ffaf5f",
    warning="#ffd787",
    error="#ff8787",
    success="#87d787",
    foreground="#e4e4e4",
    background="#121212",
    surface="#1c1c1c",
    panel="#262626",
    dark=True,
    variables={
        "boost": "#303030",
        "text": "#e4e4e4",
        "text-muted": "#b2b2b2",
        "text-disabled": "#a8a8a8",
        "text-primary": "#5fafff",
        "text-secondary": "#87afd7",
        "text-accent": "#ffaf5f",
        "text-warning": "#ffd787",
        "text-error": "#ff8787",
        "text-success": "#87d787",
        "border": "#5fafff",
        "border-blurred": "#6c6c6c",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-background": "#005faf",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-foreground": "#e4e4e4",
        "block-cursor-blurred-background": "#303030",
        "block-cursor-blurred-text-style": "none",
        "input-cursor-foreground": "#121212",
        "input-cursor-background": "#e4e4e4",
        "input-selection-foreground": "#ffffff",
        "input-selection-background": "#005f87",
        "scrollbar": "#6c6c6c",
        "scrollbar-hover": "#808080",
        "scrollbar-active": "#5fafff",
        "scrollbar-background": "#1c1c1c",
        "scrollbar-background-hover": "#1c1c1c",
        "scrollbar-background-active": "#1c1c1c",
        "scrollbar-corner-color": "#1c1c1c",
    },
)
LIGHT = Theme(
    name="interview-light",
    primary="#005faf",
    secondary="#005f87",
    accent="#af005f",
    warning="#875f00",
    error="#af0000",
    success="#005f00",
    foreground="#1c1c1c",
    background="#ffffff",
    surface="#eeeeee",
    panel="#eeeeee",
    dark=False,
    variables={
        "boost": "#e4e4e4",
        "text": "#1c1c1c",
        "text-muted": "#4e4e4e",
        "text-disabled": "#585858",
        "text-primary": "#005faf",
        "text-secondary": "#005f87",
        "text-accent": "#af005f",
        "text-warning": "#875f00",
        "text-error": "#af0000",
        "text-success": "#005f00",
        "border": "#005faf",
        "border-blurred": "#767676",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-background": "#005faf",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-foreground": "#1c1c1c",
        "block-cursor-blurred-background": "#d7d7ff",
        "block-cursor-blurred-text-style": "none",
        "input-cursor-foreground": "#ffffff",
        "input-cursor-background": "#1c1c1c",
        "input-selection-foreground": "#1c1c1c",
        "input-selection-background": "#afd7ff",
        "scrollbar": "#767676",
        "scrollbar-hover": "#626262",
        "scrollbar-active": "#005faf",
        "scrollbar-background": "#eeeeee",
        "scrollbar-background-hover": "#eeeeee",
        "scrollbar-background-active": "#eeeeee",
        "scrollbar-corner-color": "#eeeeee",
    },
)
CONTRAST = Theme(
    name="interview-contrast",
    primary="#87d7ff",
    secondary="#afd7ff",
    accent="#ffd75f",
    warning="#ffff87",
    error="#ffafaf",
    success="#87ff87",
    foreground="#ffffff",
    background="#080808",
    surface="#080808",
    panel="#1c1c1c",
    dark=True,
    variables={
        "boost": "#303030",
        "text": "#ffffff",
        "text-muted": "#e4e4e4",
        "text-disabled": "#dadada",
        "text-primary": "#87d7ff",
        "text-secondary": "#afd7ff",
        "text-accent": "#ffd75f",
        "text-warning": "#ffff87",
        "text-error": "#ffafaf",
        "text-success": "#87ff87",
        "border": "#ffffff",
        "border-blurred": "#b2b2b2",
        "block-cursor-foreground": "#080808",
        "block-cursor-background": "#ffff5f",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-foreground": "#ffffff",
        "block-cursor-blurred-background": "#444444",
        "block-cursor-blurred-text-style": "bold",
        "input-cursor-foreground": "#080808",
        "input-cursor-background": "#ffff5f",
        "input-selection-foreground": "#080808",
        "input-selection-background": "#87d7ff",
        "scrollbar": "#b2b2b2",
        "scrollbar-hover": "#dadada",
        "scrollbar-active": "#ffff5f",
        "scrollbar-background": "#1c1c1c",
        "scrollbar-background-hover": "#1c1c1c",
        "scrollbar-background-active": "#1c1c1c",
        "scrollbar-corner-color": "#1c1c1c",
    },
)
"""White on black, for those who see little, and for projectors."""

_REVERSED = {
    "surface-active": "ansi_default",
    "block-cursor-foreground": "ansi_default",
    "block-cursor-background": "ansi_default",
    "block-cursor-text-style": "bold reverse",
    "block-cursor-blurred-foreground": "ansi_default",
    "block-cursor-blurred-background": "ansi_default",
    "block-cursor-blurred-text-style": "bold underline",
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
    variables=ANSI_DARK.variables | dict.fromkeys(("text-primary", "border", "scrollbar"), "ansi_bright_blue"),
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
