"""The dashboard's single lines: the day's figures at the top, the message and the keys at the bottom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from rich.segment import Segment
from rich.style import Style
from textual.css.scalar import Scalar
from textual.strip import Strip

from interview_tui.domain.dates import moment_words, short_day
from interview_tui.terminal.text import cells, cut
from interview_tui.ui.keys import with_keys
from interview_tui.ui.strips import Toned, filtered, fit, plain, put

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from textual import events
    from textual.screen import Screen

    from interview_tui.domain.dates import Calendar
    from interview_tui.store.figures import Figures
    from interview_tui.ui.keys import Key
    from interview_tui.ui.strips import Drawn


ALWAYS = 2
"""So many of the general keys are in every key line, however narrow: help, and the way out."""


class StatusLine(Toned):
    """One line of text."""

    DEFAULT_CSS = "StatusLine { height: 1; width: 1fr; }"

    def line(self, width: int) -> Drawn:
        """The line, at most `width` cells of it shown."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        return Strip(filtered(self, list(Segment.apply_style(fit(self.line(width), width), self.tone()))), width)


class HeaderLine(StatusLine):
    """The day's figures: overdue, today, the next meeting, punctuality."""

    def __init__(self, sign: str = "") -> None:
        """`sign` stands before everything, reversed; its keys in braces."""
        super().__init__(id="header")
        self._sign = sign
        self._figures: Figures | None = None
        self._meeting = self._day_words = ""
        self._mark = ""

    def show(self, figures: Figures, *, now: datetime, calendar: Calendar) -> None:
        """New figures."""
        self._meeting = ""
        if figures.meeting_at is not None:
            today = calendar.day(now) == calendar.day(figures.meeting_at)
            when = (
                f"{calendar.local(figures.meeting_at):%H:%M}"
                if today
                else moment_words(figures.meeting_at, now=now, calendar=calendar)
            )
            self._meeting = f"{figures.meeting_with} {when}"
        self._figures, self._day_words = figures, short_day(calendar.day(now))
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
        """The whole of it, or what of it fits: the best run goes first, then the day, then the word `meeting`."""
        figures = self._figures
        mark = [Segment(f" {self._mark} ·", self.tone("late"))] if self._mark else []
        if figures is None:
            return [*mark, Segment(" Follow up after interviews", self.tone("strong"))]
        quiet, strong = self.tone("quiet"), self.tone("strong")
        counts = [Segment("nothing is due today", strong)]
        if figures.overdue or figures.today:
            counts = [
                Segment(f"{figures.overdue} late", self.tone("late") if figures.overdue else quiet),
                Segment(" · ", quiet),
                Segment(f"{figures.today} today", strong if figures.today else quiet),
            ]
        ahead = [Segment(" · next meeting ", quiet), Segment(self._meeting)] if self._meeting else []
        shorter = [Segment(" · next ", quiet), *ahead[1:]] if ahead else []
        share = f"{figures.punctuality} % on time" if figures.punctuality is not None else ""
        run = [Segment(share), Segment(f" · best run {figures.longest_streak} ", quiet)] if share else []
        day = [Segment(f" {self._day_words}   ", quiet)]
        for left, right in (
            ([*day, *counts, *ahead], run),
            ([*day, *counts, *ahead], [Segment(f"{share} ")]),
            ([Segment(" "), *counts, *ahead], [Segment(f"{share} ")]),
            ([Segment(" "), *counts, *shorter], [Segment(f"{share} ")]),
            ([Segment(" "), *counts, *shorter], []),
        ):
            line = [*mark, *left]
            gap = width - cells(plain(line)) - cells(plain(right))
            if gap >= 2 or not right:
                return [*line, Segment(" " * max(0, gap)), *right]
        return []


class MessageLine(StatusLine):
    """What the last action did, or why it could not; on as many lines as it needs, of an error up to four."""

    UNDOES = " · {undo} undoes"

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
        # Until it has a size it is as wide as the screen: it would stand on two lines in the first picture.
        whole = self.size.width or (self.app.size.width if self.is_attached else 0)
        width = max(1, whole - 1)
        tail = with_keys(self.UNDOES) if self._undoable else ""
        most = ERROR_LINES if self.has_class("-error") else MESSAGE_LINES
        lines: list[str] = []
        rest = self._text
        while len(lines) < most - 1 and cells(rest) > width:
            line, rest = broken(rest, width)
            lines.append(line)
        self._lines = [*lines, rest + tail if cells(rest + tail) <= width else cut(rest, width)]
        if self.styles.height != Scalar.from_number(len(self._lines)):  # set, even to what it is, it costs a layout
            self.styles.height = len(self._lines)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        line = f" {self._lines[y]}" if y < len(self._lines) else ""
        return Strip(Segment.apply_style(fit(line, width), self.tone()), width)


MESSAGE_LINES, ERROR_LINES = 2, 4
"""Of a message, and of one that says why something could not be done and what to do, at most."""
PLANNED = re.compile(r"(?:^|; )(planned: .*?)(?=; (?:moved|done|no longer needed|now at|plan|letter to)\b|$)")


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


class KeyLine(StatusLine):
    """The keys that work here and now: at the left those that the selected line needs, the most wanted first; at the
    right the general ones. Where there is little room general keys go from the left; the last two always stay.

    A click on a key, or on its word, does what the key does.
    """

    def __init__(self) -> None:
        super().__init__(id="keys")
        self.own: Sequence[Key] = ()
        """Those that the selected line needs."""
        self.general: Sequence[Key] = ()
        """Those that are wanted anywhere here."""

    def show(self, own: Sequence[Key], general: Sequence[Key]) -> None:
        """Other keys: those of the selected line, and the general ones, the last two of which always stay."""
        if (own, general) != (self.own, self.general):
            self.own, self.general = own, general
            if not put(self, {0: self.render_line(0)}):
                self.refresh()

    def line(self, width: int) -> Drawn:
        return [part for part, _ in self._parts(width)]

    def on_click(self, event: events.Click) -> None:
        """Does what the key under the pointer does; a click between two keys does nothing."""
        at = 0
        for part, key in self._parts(self.size.width):
            if key is not None and at <= event.x < at + cells(part.text.rstrip()):
                # The app does it, as it does for a key: in turn with what is typed, and since the action may end this
                # very screen, which would wait for itself here.
                self.app.call_later(self._run, self.screen, key)
                return
            at += cells(part.text)

    async def _run(self, screen: Screen[Any], key: Key) -> None:
        if self.app.screen is screen:  # else what was typed before the click has opened another one, or left it
            await screen.run_action(key.action)

    def _parts(self, width: int) -> list[tuple[Segment, Key | None]]:
        """The line in stretches, each with the key that it belongs to."""
        own, general = list(self.own), list(self.general)
        while len(general) > ALWAYS and _size(own) + _size(general) > width:
            general.pop(0)
        while own and _size(own) + _size(general) > width:
            own.pop()
        gap = width - _size(own) - _size(general)
        sign, quiet = self.tone("key"), self.tone("quiet")
        parts: list[tuple[Segment, Key | None]] = [(Segment(" "), None)]
        for key in own:
            parts += [(Segment(key.shown, sign), key), (Segment(f" {key.name}  "), key)]
        parts.append((Segment(" " * max(0, gap)), None))
        for key in general:
            parts += [(Segment(key.shown, sign), key), (Segment(f" {key.name}", quiet), key), (Segment("  "), None)]
        return parts[:-1] if general else parts  # the last one has but a cell beside it


def _size(keys: Sequence[Key]) -> int:
    return sum(cells(key.shown) + cells(key.name) + 3 for key in keys)
