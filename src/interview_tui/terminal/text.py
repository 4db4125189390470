"""Text in cells: how wide it is, cut and padded, and in ASCII where the terminal has no other characters.

Of the characters that the terminal cannot show, the program's own signs have one that means the same, as wide; what
people wrote becomes a question mark. Rich's table of widths is loaded only for text that needs it.
"""

from __future__ import annotations

from functools import lru_cache

from interview_tui.lazy_patterns import lazy_pattern

_NOT_NARROW = lazy_pattern("[^\x20-\x7e\xa0-\xac\xae-\u02ff‘’“”–—…]")
"""Any other character is one cell wide; only for these is the table of widths loaded."""
_WIDE = lazy_pattern("[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fbb\uac00-\ud7a3]+")
"""But for the letters of Japanese and Korean and the characters of Chinese: two cells each, whatever is beside them."""
_ELLIPSIS = "…"
# At the end of a text it would join what is put after it.
_JOINER = "\u200d"
_ONE_LINE = str.maketrans("\n\r\t", "   ")


def cells(text: str) -> int:
    """How many cells a text takes."""
    if not _NOT_NARROW.search(text):
        return len(text)
    others = _WIDE.sub("", text)
    if not _NOT_NARROW.search(others):
        return 2 * len(text) - len(others)
    from rich.cells import cell_len

    return cell_len(text)


def cut(text: str, width: int) -> str:
    """At most `width` cells, with an ellipsis where something was left out."""
    text = text.rstrip(_JOINER)
    if cells(text) <= width:
        return text
    if width <= 0:
        return ""
    if not _NOT_NARROW.search(text):
        return text[: width - 1].rstrip(" ") + _ELLIPSIS
    from rich.cells import set_cell_size

    kept = set_cell_size(text, width - 1)
    while kept and (cells(kept) >= width or kept[-1] in " " + _JOINER):
        kept = kept[:-1]  # joiners make the cut text wider than what it was cut to
    return kept + _ELLIPSIS


NO_BREAK = "\u00a0"
_WORDS = lazy_pattern(rf"[\S{NO_BREAK}]+")
_HANGING = frozenset(
    ["&", "–", "-", "·", "a", "and", "by", "e", "et", "for", "in", "of", "on", "the", "to", "und", "y"]
)
"""Words that do not end a text from which the words after them were left out."""


def whole_words(text: str, width: int) -> str:
    """As many whole words from the beginning as fit, without an ellipsis; the first is cut where it does not fit."""
    if cells(text) <= width:
        return text
    words = text.split()
    while len(words) > 1 and cells(" ".join(words)) > width:
        words.pop()
        while len(words) > 1 and words[-1].casefold() in _HANGING:
            words.pop()
    return cut(" ".join(words).rstrip(",;:"), width)


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """The text in lines of at most `width` cells; those after the first begin with `indent`. A no-break space holds
    two words together, as long as they fit.
    """
    from rich.cells import chop_cells

    lines: list[str] = []
    line = text[: len(text) - len(text.lstrip(" "))]
    words = _WORDS.findall(text)
    if NO_BREAK in text:
        words = [part for word in words for part in (word.split() if cells(word) > width else [word])]
    for word in words:
        joined = f"{line} {word}" if line.strip() else line + word
        if cells(joined) <= width:
            line = joined
            continue
        if line.strip():
            lines.append(line)
        *full, line = chop_cells(indent + word, width) or [indent]
        lines += full
    return [*lines, line]


def padded(text: str, width: int) -> str:
    """Exactly `width` cells, on one line."""
    line = cut(text if text.isprintable() else text.translate(_ONE_LINE), width)
    return line + " " * (width - cells(line))


UNKNOWN_GLYPH = "?"
_STAND_INS = {
    "'": "‘’‚‛′",
    '"': "“”„‟«»″",
    "-": "–—‐‑‒−∙─╌┄┈╴╶╼╾",
    "=": "═━╍┅╸╺▄▆",
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
    "*": "★●•◆■✱▪⬤",
    "o": "○◇□☆◦◌▫",
    "_": "▁",
    ".": "▂░⋅",
    ":": "▃▒",
    "%": "▇",
    "#": "◉█▉▊▋▍▎▐▓▀▔▖▗▘▙▚▛▜▝▞▟",
    " ": "\u00a0\u2002\u2003\u2009\u202f",
}
_OF = {glyph: plain for plain, glyphs in _STAND_INS.items() for glyph in glyphs}


def stand_in(glyph: str) -> str:
    """What stands for a character: as many cells of ASCII, none for a mark that has no width of its own."""
    from rich.cells import get_character_cell_size

    return _OF.get(glyph) or UNKNOWN_GLYPH * get_character_cell_size(glyph)


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
            shown.append(stand_in(cluster) if len(cluster) == 1 else UNKNOWN_GLYPH * width)
    return "".join(shown)
