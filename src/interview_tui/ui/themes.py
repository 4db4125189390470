"""The colours. Every one is a colour of the palette of 256, which takes half the bytes of any other to name."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="interview-dark",
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
    boost="#303030",
    dark=True,
    variables={
        "text": "#e4e4e4",
        "text-muted": "#9e9e9e",
        "text-disabled": "#767676",
        "text-primary": "#5fafff",
        "text-secondary": "#87afd7",
        "text-accent": "#ffaf5f",
        "text-warning": "#ffd787",
        "text-error": "#ff8787",
        "text-success": "#87d787",
        "border": "#5fafff",
        "border-blurred": "#444444",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-background": "#005faf",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-foreground": "#e4e4e4",
        "block-cursor-blurred-background": "#303030",
        "block-cursor-blurred-text-style": "none",
        "input-selection-background": "#005f87",
        "scrollbar": "#444444",
        "scrollbar-hover": "#5f5f5f",
        "scrollbar-active": "#5fafff",
        "scrollbar-background": "#1c1c1c",
        "scrollbar-background-hover": "#1c1c1c",
        "scrollbar-background-active": "#1c1c1c",
        "scrollbar-corner-color": "#1c1c1c",
    },
)
