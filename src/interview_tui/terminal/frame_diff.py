"""The shortest sequence that turns the picture on the terminal into the next one.

Only cells that differ are written. Between them the cursor moves by the shortest sequence, or over cells that are
cheaper to write again; blanks are erased where erasing gives the same; lines that only moved up or down are moved by
the terminal (its scroll region). The sequences are those of the VT100 and of ECMA-48 that every terminal with an
alternate screen knows. A line feed only goes down: the terminal's line must not turn it into more (no OPOST). What
depends on the terminal stands in `Terminal`.

Terminals disagree on the width of some texts. What such a text has drawn beyond its counted cells is not known: where
something changes from there on, the rest of the row is written again, in the order of a row that is written whole.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import compress, pairwise
from operator import ne
from typing import TYPE_CHECKING

from interview_tui.terminal.cells import (
    BLANK,
    RIGHT_HALF,
    UNKNOWN,
    Cells,
    DoubtfulRun,
    doubtful_runs,
    first_doubtful,
)
from interview_tui.terminal.sgr import erases_as, of_blank, turn, turn_for_blank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_tui.terminal.capabilities import Terminal

_ERASED_AT_LEAST = 6
"""Fewer blanks than this are as short as the sequence that erases them."""
_JUMPED_AT_LEAST = 10
"""Fewer blanks than this, with text after them, are as short as erasing and stepping over them."""
_MOVED_AT_LEAST = 3
"""Fewer lines than this are not worth a scroll region."""
_REWRITTEN_AT_MOST = 4
"""More cells than this are never cheaper to write again than to step over."""
_LINES_DOWN = 3
"""More lines than this are never cheaper to go down one by one than to name the place."""
_LONG_BLANK = re.compile(f" {{{_JUMPED_AT_LEAST},}}")


class FrameDiff:
    """Writes changes and keeps where the cursor stands and with which look the pen writes; None is not known."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self._cursor: tuple[int, int] | None = None
        self._pen: str | None = None

    def forget(self) -> None:
        """The cursor and the pen are not known any more."""
        self._cursor = self._pen = None

    def between(self, shown: Cells, wanted: Cells, rows: set[int]) -> str:
        """The sequence that turns, in these rows, what is shown into what is wanted; both have the same size.

        The picture shown is brought up to date.
        """
        changed = {y for y in rows if shown.texts[y] != wanted.texts[y] or shown.looks[y] != wanted.looks[y]}
        before = self._cursor, self._pen
        sent = self._rows(changed, shown, wanted)
        move = self._lines_moved(shown, wanted, changed) if len(changed) >= _MOVED_AT_LEAST else None
        if move is not None:
            after = self._cursor, self._pen
            self._cursor, self._pen = before
            moved = shown.copy()
            # Lines that are much alike may be cheaper to write over than to move.
            also = changed | set(range(move[0], move[1]))
            scrolled = self._scroll(moved, *move) + self._rows(also, moved, wanted)
            if len(scrolled) < len(sent):
                sent = scrolled
            else:
                self._cursor, self._pen = after
            changed = also
        for y in changed:
            shown.take_row(y, wanted)
        return sent

    def place_cursor(self, y: int, x: int) -> str:
        """The sequence that brings the cursor to a place."""
        return self._to(y, x)

    # Rows

    def _rows(self, rows: set[int], shown: Cells, wanted: Cells) -> str:
        return "".join([self._row(y, shown, wanted) for y in sorted(rows)])

    def _row(self, y: int, shown: Cells, wanted: Cells) -> str:
        old, new = shown.texts[y], wanted.texts[y]
        old_looks, looks = shown.looks[y], wanted.looks[y]
        places = range(len(new))
        differ = sorted({*compress(places, map(ne, old, new)), *compress(places, map(ne, old_looks, looks))})
        if not differ:
            return ""
        runs = doubtful_runs(new)
        doubtful = min(first_doubtful(old), runs[0].begin if runs else len(new))
        unknown = max(0, doubtful - 1)  # a terminal may have joined it to the character on its left
        if doubtful < len(new) and unknown <= differ[-1]:
            old = old[:unknown] + [UNKNOWN] * (len(old) - unknown)
            differ = [*(x for x in differ if x < unknown), *range(unknown, len(new))]
        tail = self._blank_tail(new, looks) if not runs or runs[-1].blank_until < len(new) else len(new)
        parts = []
        end = 0
        for begin, stop in self._spans(differ, old, new, looks):
            begin = max(begin, end)  # the span before may have taken a right half with it
            while begin and new[begin] == RIGHT_HALF:
                begin -= 1
            while stop < len(new) and new[stop] == RIGHT_HALF:
                stop += 1
            if stop - max(begin, tail) >= _ERASED_AT_LEAST // 2:
                parts.append(self._span(y, begin, tail, new, looks, runs))
                parts.append(self._erase_tail(y, max(begin, tail), looks[-1]))
                break
            parts.append(self._span(y, begin, stop, new, looks, runs))
            end = stop
        return "".join(parts)

    def _spans(self, differ: list[int], old: list[str], new: list[str], looks: list[str]) -> list[tuple[int, int]]:
        """The stretches to write: cells between two changes that are cheaper to write again than to step over."""
        spans = []
        begin = last = differ[0]
        for x in differ[1:]:
            gap = x - last - 1
            if gap and (
                gap > _REWRITTEN_AT_MOST
                or len("".join(new[last + 1 : x]).encode()) > (3 if gap == 1 else 4)
                or UNKNOWN in old[last + 1 : x]
                or _run_end(new, looks, last, x) < x
            ):
                spans.append((begin, last + 1))
                begin = x
            last = x
        spans.append((begin, last + 1))
        return spans

    def _span(
        self, y: int, begin: int, stop: int, new: list[str], looks: list[str], runs: Sequence[DoubtfulRun] = ()
    ) -> str:
        parts = []
        for run in runs:
            if begin <= run.begin < stop:
                parts.append(self._certain(y, begin, run.begin, new, looks))
                parts.append(self._doubtful(y, run, new, looks))
                begin = run.blank_until
        return "".join([*parts, self._certain(y, begin, stop, new, looks)])

    def _certain(self, y: int, begin: int, stop: int, new: list[str], looks: list[str]) -> str:
        """Cells of which every terminal knows the width."""
        parts = []
        x = begin
        while x < stop:
            run = _run_end(new, looks, x, stop)
            text = "".join(new[x:run])
            if text.isspace():
                parts.append(self._blanks(y, x, run, looks[x], last=run == stop, width=len(new)))
            else:
                parts.append(self._text(y, x, text, new, looks, run))
            x = run
        return "".join(parts)

    def _text(self, y: int, begin: int, text: str, new: list[str], looks: list[str], end: int) -> str:
        """A run of one look; long blanks in it are erased and stepped over."""
        gap = _LONG_BLANK.search(text) if self.terminal.erases_inside and text.isascii() else None
        if gap is not None and self._can_erase(looks[begin + gap.start()]):
            places = begin, begin + gap.start(), begin + gap.end(), end
            return "".join([self._certain(y, a, b, new, looks) for a, b in pairwise(places) if a < b])
        look = looks[begin]
        if text[0] == BLANK:  # the look of a blank does not say how the text after it looks
            first = next(x for x in range(begin, end) if new[x] != BLANK)
            look = looks[first]
        sent = self._to(y, begin) + self._turn(look) + text
        self._stand(y, end, len(new))
        return sent

    def _blanks(self, y: int, begin: int, end: int, look: str, *, last: bool, width: int) -> str:
        count = end - begin
        least = _ERASED_AT_LEAST if last else _JUMPED_AT_LEAST
        if self.terminal.erases_inside and count >= least and self._can_erase(look):
            return f"{self._to(y, begin)}{self._turn_to_erase(look)}\x1b[{count}X"
        sent = self._to(y, begin) + self._turn_to_blank(look) + BLANK * count
        self._stand(y, end, width)
        return sent

    def _doubtful(self, y: int, run: DoubtfulRun, new: list[str], looks: list[str]) -> str:
        """A run whose width terminals disagree on. Its place is cleared before, with the blanks after it, on which the
        terminal may draw the rest of it; where the cursor is then nobody knows.
        """
        begin, end, stop = run
        texts = [*new[:begin], *[BLANK] * (stop - begin), *new[stop:]]
        blank = [*looks[:begin], *map(of_blank, looks[begin:stop]), *looks[stop:]]
        tail = max(begin, self._blank_tail(texts, blank)) if stop == len(new) else stop
        parts = [self._certain(y, begin, tail, texts, blank)]
        if tail < stop:
            parts.append(self._erase_tail(y, tail, blank[-1]))
        parts.append(self._to(y, begin))
        for text, look in zip(new[begin:end], looks[begin:end], strict=True):
            if text != RIGHT_HALF:
                parts.append((self._turn_to_blank(look) if text == BLANK else self._turn(look)) + text)
        self._cursor = None
        return "".join(parts)

    def _blank_tail(self, texts: list[str], looks: list[str]) -> int:
        """Where the blanks of one look begin that end the row and can be erased; the row's length where none do."""
        width = len(texts)
        if not width or not self._can_erase(looks[-1]):
            return width
        x = width
        while x and texts[x - 1] == BLANK and looks[x - 1] == looks[-1]:
            x -= 1
        return x

    def _erase_tail(self, y: int, x: int, look: str) -> str:
        return f"{self._to(y, x)}{self._turn_to_erase(look)}\x1b[K"

    def _can_erase(self, look: str) -> bool:
        background = erases_as(look)
        return background == "" or (background is not None and self.terminal.erases_in_colour)

    # Lines that moved

    def _lines_moved(self, shown: Cells, wanted: Cells, changed: set[int]) -> tuple[int, int, int] | None:
        """The region (first row, row after the last) and by how many lines up it moved, down if negative."""
        if not self.terminal.scrolls:
            return None
        places: dict[tuple[str, ...], list[int]] = {}
        for y, row in enumerate(shown.texts):
            if len(set(row)) > 3:  # blank lines and rulers are everywhere
                places.setdefault(tuple(row), []).append(y)
        moves: Counter[int] = Counter()
        for y in changed:
            moves.update(place - y for place in places.get(tuple(wanted.texts[y]), ()) if place != y)
        if not moves:
            return None
        by, count = moves.most_common(1)[0]
        found = [y for y in changed if by + y in places.get(tuple(wanted.texts[y]), ())]
        first, stop = min(found) + min(by, 0), max(found) + max(by, 0) + 1
        # Lines of the region that stay unchanged would have to be written again.
        spoilt = sum(y not in changed for y in range(first, stop))
        return (first, stop, by) if count - spoilt >= _MOVED_AT_LEAST else None

    def _scroll(self, shown: Cells, first: int, stop: int, by: int) -> str:
        """Moves the lines of a region; those that come in are blanks of the terminal's own look."""
        sent = f"{self._turn('')}\x1b[{first + 1};{stop}r"
        sent += f"\x1b[{stop}H" + "\n" * by if by > 0 else f"\x1b[{first + 1}H" + "\x1bM" * -by
        sent += "\x1b[r"
        self._cursor = None  # not every terminal then goes to the first cell
        width = shown.width
        for rows, empty in ((shown.texts, BLANK), (shown.looks, "")):
            fresh = [[empty] * width for _ in range(abs(by))]
            region = rows[first:stop]
            rows[first:stop] = region[by:] + fresh if by > 0 else fresh + region[:by]
        return sent

    # Pen and cursor

    def _turn(self, look: str) -> str:
        sent = turn(self._pen, look)
        self._pen = look
        return sent

    def _turn_to_blank(self, look: str) -> str:
        sent, self._pen = turn_for_blank(self._pen, look)
        return sent

    def _turn_to_erase(self, look: str) -> str:
        """A pen that erases to a blank of this look, also where a terminal knows more colours than it says."""
        return self._turn_to_blank(of_blank(look))

    def _stand(self, y: int, x: int, width: int) -> None:
        # At the right edge terminals differ in where the cursor then is.
        self._cursor = (y, x) if x != width else None

    def _to(self, y: int, x: int) -> str:
        if self._cursor == (y, x):
            return ""
        ways = [f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H" if y else "\x1b[H"]
        if self._cursor is not None:
            at_y, at_x = self._cursor
            if 0 <= y - at_y <= _LINES_DOWN:
                ways.append("\n" * (y - at_y) + _along(at_x, x))
            elif at_x == x:
                ways.append(_sequence(abs(y - at_y), "B" if y > at_y else "A"))
        self._cursor = (y, x)
        return min(ways, key=len)


def _run_end(texts: list[str], looks: list[str], begin: int, stop: int) -> int:
    """Where the run ends that can be written with one look: blanks in it may have what is seen of that look."""
    x = begin
    while x < stop and texts[x] == BLANK and looks[x] == looks[begin]:
        x += 1
    if x == stop or (x > begin and of_blank(looks[x]) != looks[begin]):
        return x
    look = looks[x]
    blank = of_blank(look)
    while x < stop and looks[x] == (blank if texts[x] == BLANK else look):
        x += 1
    return x


def _along(from_x: int, to_x: int) -> str:
    """The shortest way along a line."""
    if to_x == from_x:
        return ""
    ways = [f"\x1b[{to_x + 1}G", "\r" + (_sequence(to_x, "C") if to_x else "")]
    if to_x > from_x:
        ways.append(_sequence(to_x - from_x, "C"))
    else:
        ways.append(_sequence(from_x - to_x, "D"))
    return min(ways, key=len)


def _sequence(count: int, final: str) -> str:
    return f"\x1b[{count}{final}" if count > 1 else f"\x1b[{final}"
