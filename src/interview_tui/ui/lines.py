"""The dashboard's single lines: the day's figures at the top, the message and the keys at the bottom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from interview_tui.domain.dates import moment_words
from interview_tui.terminal.text import cells, cut
from interview_tui.ui.keys import ALWAYS, ANY, Pane, with_keys
from interview_tui.ui.strips import fit, plain, style_of, tone, two_ends

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from interview_tui.domain.dates import Calendar
    from interview_tui.store.figures import Figures
    from interview_tui.ui.keys import Key
    from interview_tui.ui.strips import Drawn


class StatusLine(Widget):
    """One line of text."""

    DEFAULT_CSS = "StatusLine { height: 1; width: 1fr; }"
    ALLOW_SELECT = False

    def line(self, width: int) -> Drawn:
        """The line, at most `width` cells of it shown."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        return Strip(Segment.apply_style(fit(self.line(width), width), self.visual_style.rich_style), width)

    def tone(self, component: str) -> Style:
        """The colour and attributes of a component class, for a part of the line."""
        return tone(style_of(self, component))


class HeaderLine(StatusLine):
    """The day's figures: overdue, today, the next meeting, punctuality."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"header--late", "header--quiet"}

    def __init__(self, sign: str = "") -> None:
        """`sign` stands before everything, reversed; its keys in braces."""
        super().__init__(id="header")
        self._sign = sign
        self._figures: Figures | None = None
        self._meeting = ""
        self._mark = ""

    def show(self, figures: Figures, *, now: datetime, calendar: Calendar) -> None:
        """New figures."""
        self._meeting = ""
        if figures.meeting_at is not None:
            when = moment_words(figures.meeting_at, now=now, calendar=calendar)
            self._meeting = f" · next: {figures.meeting_with} {when}"
        self._figures = figures
        self.refresh()

    def mark(self, words: str) -> None:
        """What holds of all that is shown, before the figures; '' for nothing."""
        if words != self._mark:
            self._mark = words
            self.refresh()

    def line(self, width: int) -> Drawn:
        sign = with_keys(self._sign)
        if not sign:
            return self._day(width)
        return [Segment(sign, Style(reverse=True)), *self._day(max(0, width - cells(sign)))]

    def _day(self, width: int) -> Sequence[Segment]:
        figures = self._figures
        mark = [Segment(f" {self._mark} ·", self.tone("header--late"))] if self._mark else []
        if figures is None:
            return [*mark, Segment(" Follow up after interviews")]
        line = [
            *mark,
            Segment(" "),
            Segment(f"{figures.overdue} overdue", self.tone("header--late") if figures.overdue else None),
            Segment(f" · {figures.today} today{self._meeting}"),
        ]
        right = ""
        if figures.punctuality is not None:
            right = f"{figures.punctuality} % on time, best run {figures.longest_streak} "
        if width < cells(plain(line)) + cells(right) + 1:
            right = f"{figures.punctuality} % on time " if right else ""
        return two_ends(line, right, width, self.tone("header--quiet"))


class MessageLine(StatusLine):
    """What the last action did, or why it could not; on as many lines as it needs, of an error up to four."""

    UNDOES = " · {undo} takes it back"

    def __init__(self) -> None:
        super().__init__(id="message")
        self._text = ""
        self._undoable = False
        self._lines: list[str] = []

    def tell(self, text: str, *, undoable: bool = False, error: bool = False) -> None:
        """Shows a message until the next one. Of a change that can be undone, what it planned comes first."""
        self._text, self._undoable = planned_first(text) if undoable else text, undoable
        self.set_class(error, "-error")
        self._lay_out()
        self.refresh()

    def on_resize(self) -> None:
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        """Parts the message into lines; the hint how to undo it goes before anything of it is cut."""
        width = max(1, self.size.width - 1)
        tail = with_keys(self.UNDOES) if self._undoable else ""
        most = ERROR_LINES if self.has_class("-error") else MESSAGE_LINES
        lines: list[str] = []
        rest = self._text
        while len(lines) < most - 1 and cells(rest) > width:
            line, rest = broken(rest, width)
            lines.append(line)
        self._lines = [*lines, rest + tail if cells(rest + tail) <= width else cut(rest, width)]
        self.styles.height = len(self._lines)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        line = f" {self._lines[y]}" if y < len(self._lines) else ""
        return Strip(Segment.apply_style(fit(line, width), self.visual_style.rich_style), width)


MESSAGE_LINES, ERROR_LINES = 2, 4
"""Of a message, and of one that says why something could not be done and what to do, at most."""
PLANNED = re.compile(r"(?:^|; )(planned: .*?)(?=; (?:moved|done|no longer owed|now at|plan|letter to)\b|$)")


def planned_first(words: str) -> str:
    """What a change planned, then what else it did: `Planned: Thank Dana Ruiz (today) · Noted for Acme: 1 person`."""
    found = PLANNED.search(words)
    if found is None:
        return words
    rest = (words[: found.start()] + words[found.end() :]).removeprefix("; ")
    planned = found[1][:1].upper() + found[1][1:]
    return f"{planned} · {rest}" if rest else planned


def broken(text: str, width: int) -> tuple[str, str]:
    """The text in two: as many words as go into a line, and what is left. A word longer than a line is parted too."""
    words = text.split(" ")
    first = words.pop(0)
    while words and cells(f"{first} {words[0]}") <= width:
        first = f"{first} {words.pop(0)}"
    if cells(first) > width:
        fits = max(1, len(cut(first, width)) - 1)
        return first[:fits], " ".join([first[fits:], *words])
    return first, " ".join(words)


class TitleLine(StatusLine):
    """The titles of the panes below it, each above its own; of all panes, side by side, where only one is shown."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"titles--active"}

    def __init__(self, panes: Mapping[Pane, Widget]) -> None:
        super().__init__()
        self._panes = panes
        self._titles: dict[Pane, str] = {}
        self._active = Pane.FOLLOW_UPS

    def show(self, titles: dict[Pane, str], active: Pane) -> None:
        """New titles."""
        if (titles, active) != (self._titles, self._active):
            self._titles, self._active = titles, active
            self.refresh()

    def line(self, width: int) -> Drawn:
        seen = {pane: widget.region for pane, widget in self._panes.items() if widget.display}
        apart = len(seen) > 1
        line: list[Segment] = []
        at = 0
        for pane, title in self._titles.items():
            if apart and (pane not in seen or seen[pane].y != self.region.bottom):
                continue
            begin = seen[pane].x + 1 if apart else at + 1
            active = pane is self._active
            shown = f"[{title}]" if active else f" {title} "
            shown = cut(shown, (seen[pane].right if apart else width) - begin)
            line += [Segment(" " * (begin - at)), Segment(shown, self.tone("titles--active") if active else None)]
            at = begin + cells(shown)
        return line


class KeyLine(StatusLine):
    """The keys that work here and now, as many as fit, the most wanted first; help and quit always."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys--key"}

    def __init__(self) -> None:
        super().__init__(id="keys")
        self._keys: Sequence[Key] = ()

    def show(self, keys: Sequence[Key]) -> None:
        """Other keys, the most wanted first."""
        if keys != self._keys:
            self._keys = keys
            self.refresh()

    def line(self, width: int) -> Drawn:
        always = [key for key in self._keys if key.rank >= ALWAYS]
        room = width - 1 - sum(cells(k.shown) + cells(k.name) + 3 for k in always)
        chosen = []
        for key in self._keys:
            need = cells(key.shown) + cells(key.name) + 3
            if key.rank < ALWAYS and need <= room:
                chosen.append(key)
                room -= need
        chosen.sort(key=lambda key: key.panes != ANY)  # what all panes have stays where it is from pane to pane
        style = self.tone("keys--key")
        line = [Segment(" ")]
        for key in (*chosen, *always):
            line += [Segment(key.shown, style), Segment(f" {key.name}  ")]
        return line
