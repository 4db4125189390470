"""The card: what is known of the selected interview at a glance. Its step, the follow-up under the cursor and why now,
whom it is for and what they said, the last contact and the meeting. Where there is room for one pane only, three lines
of it stand below that.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from interview_tui.domain.contact_frequency import silence_words
from interview_tui.domain.dates import due_words
from interview_tui.domain.enums import Channel, DueState, Step
from interview_tui.domain.requirements import owed
from interview_tui.domain.steps import row as step_row
from interview_tui.domain.steps import title
from interview_tui.terminal.text import cells, whole_words, wrapped
from interview_tui.ui.frame import Part
from interview_tui.ui.strips import Toned, filtered, fit
from interview_tui.ui.text_selection import SelectableText
from interview_tui.ui.text_view import WIDEST
from interview_tui.wording import by_words, due, last_touch, meeting_line, plan_words, what, why

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interview_tui.domain.case import Case
    from interview_tui.domain.records import Person
    from interview_tui.services.base import Context
    from interview_tui.store.queue import QueueRow

LABEL = 9
"""Cells for the name of a fact."""
_STRIP_LINES = 3
"""A card of no more lines says what matters most, without labels."""
FACT_LINES = 2
"""Of a fact, at most."""
SPACED_FROM = 12
"""Lines from which on a blank one stands below the dots."""
_Text = tuple[str, str]
"""A stretch of a line and its tone."""


class CardPane(Toned, SelectableText):
    """Lines to read; the cursor is never in it."""

    DEFAULT_CSS = """
    CardPane {
        height: 1fr;
        width: 1fr;
        background: $background;
    }
    """
    TEXT_BEGINS = 1

    def __init__(self, context: Context) -> None:
        super().__init__(id="card")
        self.context = context
        self._of: tuple[tuple[Case, ...], QueueRow | None, bool] = ((), None, False)
        self._drawn: list[list[_Text]] | None = None
        self._drawn_in = (0, 0)
        """The size for which they were read: the message of another one comes after a picture has been sent."""

    def show(self, rounds: Sequence[Case], follow_up: QueueRow | None, *, leads: bool = False) -> None:
        """Another interview, with its rounds; or none. `follow_up` is the line of the queue under the cursor; `leads`:
        the pipeline has the cursor, so that what is next of it must be said here.
        """
        before, self._of = self._drawn, (tuple(rounds), follow_up, leads)
        self._drawn = None
        after = self._all_lines()
        if before is None or before != after:
            self.drop_selected()
            pairs = enumerate(zip_longest(before or [], after))
            changed = [y for y, (old, new) in pairs if old != new] if before is not None else range(self.size.height)
            self.show_lines({y: self.render_line(y) for y in changed})

    def title(self) -> list[Part]:
        """The company and the role, for the frame."""
        rounds = self._of[0]
        if not rounds:
            return []
        interview = rounds[-1].interview
        role = [Part(f" · {interview.role}")] if interview.role else []
        return [Part(interview.company, "strong"), *role]

    def step(self) -> list[Part]:
        """The dots and the present step, for the frame."""
        rounds = self._of[0]
        if not rounds:
            return []
        step = rounds[-1].interview.step_at(self.context.clock())
        done, rest = dots(step, apart=False)
        return [Part(done, "accent"), Part(rest), Part(f" {title(step)}", "strong")]

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        style = self.tone()
        lines = self._all_lines()
        line = [Segment(" ", style)]
        if y < len(lines):
            line += [Segment(text, style + self.tone(name)) for text, name in lines[y]]
        return Strip(filtered(self, [Segment(t, s or style) for t, s, _ in fit(line, width)]), width)

    def _all_lines(self) -> list[list[_Text]]:
        if self._drawn is None or self._drawn_in != self.size:
            self._drawn_in = self.size
            height = self.size.height
            self._drawn = list(self._read(height)) if self._of[0] else []
            self._drawn = [self._fitted(line) for line in (self._drawn[:height] if height else self._drawn)]
        return self._drawn

    def _fitted(self, line: list[_Text]) -> list[_Text]:
        """A line of which the last text ends with a whole word and an ellipsis, where it does not fit."""
        before = sum(cells(text) for text, _ in line[:-1])
        room = self.size.width - 2 - before
        if not line or cells(line[-1][0]) <= room or room <= 0:
            return line
        text, name = line[-1]
        lead = text[: len(text) - len(text.lstrip(" ·"))]
        return [*line[:-1], (lead + _shortened(text[len(lead) :], room - cells(lead)), name)]

    def _read(self, height: int) -> Iterator[list[_Text]]:
        if height <= _STRIP_LINES:
            yield from self._strip()
            return
        case, now = self._of[0][-1], self.context.clock()
        step = case.interview.step_at(now)
        done, rest = dots(step, apart=True)
        aim = [(f" · {step_row(step).aim}", "quiet")]
        head: list[_Text] = [(done, "accent"), (rest, "quiet"), (f"  {title(step)}", "strong")]
        whole = [*head, *aim]
        yield whole if sum(cells(text) for text, _ in whole) <= self._room else head
        if height >= SPACED_FROM:
            yield []
        for label, texts in self._facts():
            yield from self._fact(label, texts)

    @property
    def _room(self) -> int:
        return min(WIDEST, max(0, self.size.width - 2))

    def _fact(self, label: str, texts: list[_Text]) -> Iterator[list[_Text]]:
        """A fact in two lines at most; the texts after the first stand behind a dot, or on the second line."""
        first, *more = texts
        room = max(1, self._room - LABEL)
        parts = wrapped(first[0], room)
        if len(parts) > FACT_LINES:
            parts = [*parts[: FACT_LINES - 1], _shortened(" ".join(parts[FACT_LINES - 1 :]), room)]
        lines: list[list[_Text]] = [[(part, first[1])] for part in parts]
        for text, name in more:
            if sum(cells(t) for t, _ in lines[-1]) + cells(text) + 3 <= room:
                lines[-1] += [(" · ", "quiet"), (text, name)]
            elif len(lines) == 1:
                lines.append([(text, name)])
        for number, line in enumerate(lines):
            yield [(f"{'' if number else label:<{LABEL}}", "quiet"), *line]

    def _facts(self) -> Iterator[tuple[str, list[_Text]]]:
        rounds, follow_up, _ = self._of
        case, context = rounds[-1], self.context
        now, today, calendar = context.clock(), context.today(), context.calendar
        if follow_up is not None and follow_up.interview_id == case.interview.id:
            late = follow_up.state is DueState.OVERDUE
            when: list[_Text] = (
                [(due(follow_up, today, calendar), "late" if late else "plain")] if follow_up.day else []
            )
            by: list[_Text] = [(by_words(follow_up.channel), "quiet")] if follow_up.channel and follow_up.person else []
            yield "Now", [(what(follow_up), "strong"), *when, *by]
            yield "Why", [(why(follow_up, today, calendar), "plain")]
        if (person := self._whom()) is not None:
            known = case.people[person]
            yield "Who", [(", ".join(filter(None, (known.name, known.title))), "plain")]
            reached = [
                part for part in (known.email, known.phone, "no calls, please" if known.no_calls else "") if part
            ]
            if reached:
                yield "", [(" · ".join(reached), "quiet")]
            said = [quote.text for quote in case.quotes if quote.person_id == person]
            if said:
                yield "Said", [(f"“{said[-1]}”", "plain")]
        yield from (("" if number else "Say", [(point, "plain")]) for number, point in enumerate(self._to_say()))
        missing = owed(case, case.interview.step_at(now), context.cadences, now)
        if missing:
            yield "Owed", [(", ".join(item.text for item in missing), "plain")]
        silence = silence_words(case, now, calendar, context.cadences.of(case.interview.plan))
        if silence:
            yield "Silence", [(silence, "plain")]
        yield "Contact", [(last_touch(case, now=now, calendar=calendar).removeprefix("Last touch "), "plain")]
        yield "Meeting", [(meeting_line(case, now=now, calendar=calendar), "plain")]
        if after := self._after():
            yield "After", [(after, "plain")]
        yield "Round", [(plan_words(case), "quiet")]

    def _to_say(self) -> tuple[str, ...]:
        """What to say in the call that the follow-up is."""
        rounds, follow_up, _ = self._of
        if follow_up is None or follow_up.channel is not Channel.PHONE:
            return ()
        from interview_tui.domain.call_points import call_points

        found = next((f for f in rounds[-1].open if f.id == follow_up.id), None)
        return call_points(rounds[-1], found, today=self.context.today()) if found is not None else ()

    def _strip(self) -> Iterator[list[_Text]]:
        """Three lines: whom it is for or what is next, what they said or what is owed, and the last contact."""
        rounds, follow_up, leads = self._of
        case, context = rounds[-1], self.context
        now, today, calendar = context.clock(), context.today(), context.calendar
        mine = follow_up is not None and follow_up.interview_id == case.interview.id
        reason = why(follow_up, today, calendar) if mine and follow_up is not None else ""
        person = self._whom()
        lines: list[list[_Text]] = []
        if mine and follow_up is not None and (leads or person is None):
            late = "late" if follow_up.state is DueState.OVERDUE else "plain"
            when = due(follow_up, today, calendar)
            lines.append([(what(follow_up), "strong"), (f" · {when}" if when else "", late), (f" · {reason}", "quiet")])
        elif person is not None:
            known = case.people[person]
            who = ", ".join(filter(None, (known.name, known.title)))
            calls = mine and follow_up is not None and follow_up.channel is Channel.PHONE
            number = f" · {known.phone}" if calls and known.phone else ""
            lines.append([(who, "strong"), (number, "plain"), (f" · {reason}" if reason else "", "quiet")])
        said = [quote.text for quote in case.quotes if quote.person_id == person]
        missing = owed(case, case.interview.step_at(now), context.cadences, now)
        if said and not leads:
            lines.append([(f"“{said[-1]}”", "plain")])
        elif missing:
            lines.append([("Owed: " + ", ".join(item.text for item in missing), "plain")])
        if case.touches:
            lines.append([(last_touch(case, now=now, calendar=calendar), "quiet")])
        if len(lines) < _STRIP_LINES:
            lines.append([(f"Meeting: {meeting_line(case, now=now, calendar=calendar)}", "quiet")])
        yield from lines

    def _after(self) -> str:
        """What comes next after the follow-up under the cursor: `Check in with Dana Chen · Mon 30 Nov`."""
        rounds, follow_up, _ = self._of
        case, calendar = rounds[-1], self.context.calendar
        days = {
            f.id: calendar.day(f.due_at) if f.due_at is not None else f.due_day
            for f in case.open
            if follow_up is None or f.id != follow_up.id
        }
        ahead = sorted((day, key) for key, day in days.items() if day is not None)
        least = follow_up.day if follow_up is not None else None
        found = next(((day, key) for day, key in ahead if least is None or day >= least), None)
        if found is None:
            return ""
        [line] = [f for f in case.open if f.id == found[1]]
        person = case.person_name(line.person_id)
        whom = f" ({person})" if person and person not in line.text else ""
        return f"{line.text}{whom} · {due_words(found[0], today=self.context.today())}"

    def _whom(self) -> int | None:
        """Whom the follow-up is for; else whom one met."""
        rounds, follow_up, _ = self._of
        case = rounds[-1]
        people: dict[int, Person] = dict(case.people)
        if follow_up is not None and follow_up.person_id in people:
            return follow_up.person_id
        return case.met[0] if case.met else None


def _shortened(text: str, room: int) -> str:
    """As many whole words as fit before an ellipsis; the whole text where it fits."""
    return text if cells(text) <= room else f"{whole_words(text, max(1, room - 2))} …"


def dots(step: Step, *, apart: bool) -> tuple[str, str]:
    """The ten steps as dots: those done and the present one, and those to come."""
    gap = " " if apart else ""
    done = gap.join(["●"] * (step - 1) + ["◉"])
    rest = gap.join("○" * (len(Step) - step))
    return done, f"{gap}{rest}" if rest else ""
