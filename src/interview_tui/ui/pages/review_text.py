"""The review as text and as a picture: what came of the interviews in a line, and all figures below one another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.text import counted
from interview_tui.terminal.text import cells, wrapped
from interview_tui.ui.pages.review_drawing import Span, plain_text
from interview_tui.ui.pages.review_figures import FIGURES, TEXT_WIDTH, figure_as_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_tui.domain.review import OutcomeCounts, Review
    from interview_tui.ui.pages.review_drawing import FigureLine

_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


class TextLine(NamedTuple):
    """A line of all figures as text."""

    line: FigureLine
    heading: bool = False

    @property
    def text(self) -> str:
        """Without tones."""
        return plain_text(self.line)


def outcome_line(outcomes: OutcomeCounts, width: int) -> str:
    """What came of the interviews, the best first: `24 interviews, 3 offers (1 open) · 18 running`. Where there is not
    room for all, what became of the offers goes, then the last words.
    """
    counts = ((outcomes.offer, "open"), (outcomes.accepted, "accepted"), (outcomes.declined, "declined"))
    became = _numbered(*counts, (outcomes.rescinded, "rescinded"))
    first = f"{counted(outcomes.interviews, 'interview')}, {counted(outcomes.offers, 'offer')}"
    rest = _numbered(
        (outcomes.invited_back, "invited back"),
        (outcomes.running, "running"),
        (outcomes.rejected, "rejected"),
        (outcomes.quiet, "gone quiet"),
        (outcomes.withdrawn, "withdrawn"),
    )
    line = " · ".join([f"{first} ({', '.join(became)})" if became else first, *rest])
    while cells(line) > width and (became or rest):
        rest = rest if became else rest[:-1]
        became = []
        line = " · ".join([first, *rest])
    return line


def _numbered(*counts: tuple[int, str]) -> list[str]:
    return [f"{number} {word}" for number, word in counts if number]


def as_text(review: Review, width: int = TEXT_WIDTH) -> Iterator[TextLine]:
    """What came of the interviews, and all figures below one another."""
    yield from (TextLine([Span(line, "strong")]) for line in wrapped(outcome_line(review.outcomes, 10 * width), width))
    for figure in FIGURES:
        yield TextLine([])
        yield TextLine([Span(figure.title.upper(), "strong")], heading=True)
        yield from map(TextLine, figure_as_text(figure, review, width))


_IN_PICTURE = {
    "strong": "bold",
    "quiet": "#9e9e9e",
    "line": "#626262",
    "late": "bold #ff8787",
    "bar": "#00875f",
    "accent": "#5fd7af",
}
"""On the dark ground of Rich's pictures, whatever the colours of the terminal are."""


def as_svg(review: Review, width: int = TEXT_WIDTH) -> str:
    """The same as a picture."""
    import io

    from rich.console import Console
    from rich.text import Text

    console = Console(record=True, width=width, file=io.StringIO(), legacy_windows=False)
    for line in as_text(review, width):
        parts = ((part.text, _IN_PICTURE.get(part.tone, "")) for part in line.line)
        console.print(Text.assemble(*parts), soft_wrap=True)
    # Fonts would be fetched from elsewhere by whoever looks at it.
    return _FONTS.sub("", console.export_svg(title="interview-tui review"))
