"""What stands for a character that the terminal cannot show: something of the same width in ASCII.

The program's own signs have one that means the same; of what people wrote the rest becomes a question mark.
"""

from __future__ import annotations

from functools import lru_cache

from rich.cells import get_character_cell_size

UNKNOWN = "?"
_STAND_INS = {
    "'": "‘’‚‛′",
    '"': "“”„‟«»″",
    "-": "–—‐‑‒−─╌┄┈╴╶╼╾",
    "=": "═━╍┅╸╺▄",
    "|": "·│┃║┆┇┊┋╎╏╵╷╹╻¦▏▕┤├┨┠┫┣╡╞╣╠",
    "+": "┌┐└┘┏┓┗┛╔╗╚╝╭╮╰╯┬┴┼┳┻╋╦╩╬┍┑┕┙┎┒┖┚┯┷┿┰┸╂╒╕╘╛╓╖╙╜╪╫▅",
    "/": "╱",
    "\\": "╲",
    "~": "…≈",
    ">": "▌→›»▶▸►❯",
    "<": "←‹◀◂",
    "^": "↑▲▴",
    "v": "↓✓✔▼▾",
    "x": "×✗✘╳",
    "!": "⚑⚠",
    "*": "★●•◆■◉✱▪⬤▆",
    "o": "○◇□☆◦◌▫",
    "_": "▁",
    ".": "▂░⋅",
    ":": "▃▒",
    "%": "▇",
    "#": "█▉▊▋▍▎▐▓▀▔▖▗▘▙▚▛▜▝▞▟",
    " ": "\u00a0\u2002\u2003\u2009\u202f",
}
_OF = {glyph: plain for plain, glyphs in _STAND_INS.items() for glyph in glyphs}


def stand_in(glyph: str) -> str:
    """What stands for a character: as many cells of ASCII, none for a mark that has no width of its own."""
    return _OF.get(glyph) or UNKNOWN * get_character_cell_size(glyph)


@lru_cache(4096)
def shown_in(text: str, codec: str) -> str:
    """The text in characters that an encoding has, as wide as it was."""
    from rich.cells import split_graphemes

    try:
        text.encode(codec)
    except UnicodeEncodeError:
        pass
    else:
        return text
    shown = []
    for start, end, width in split_graphemes(text)[0]:
        cluster = text[start:end]
        try:
            cluster.encode(codec)
            shown.append(cluster)
        except UnicodeEncodeError:
            # Joined characters take the cells of one: a mark of its own for each would push the line aside.
            shown.append(stand_in(cluster) if len(cluster) == 1 else UNKNOWN * width)
    return "".join(shown)
