"""A filter's text as SQL, for the pipeline and the queue; apart from both, since a prompt's `due` filters nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from interview_tui.domain.filters import IS_OVER, RUNS_ON, DueTerm, kinds_named, read_filter
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.store.conditions import CAN_BE_LATE, IS_RUNNING, Condition, counts_at, nothing_ahead, step_at

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

WEEK_DAYS = 7
"""How many days ahead of today a week goes, as on the screen."""


class Filter:
    """What a person types to filter a list (domain/filters.py), as conditions at an instant: every word must stand
    somewhere in a line, and every term must hold. `order`: the expression for a follow-up's place in the queue.
    """

    def __init__(self, text: str, *, now: datetime, today: date, order: str) -> None:
        self._terms = read_filter(text)
        self._now, self._today, self._order = now, today, order

    def of_follow_ups(self) -> Condition:
        """Which follow-ups are listed."""
        interviews = self._of_interview()
        conditions = []
        if interviews:
            conditions.append(f"f.interview_id IN (SELECT i.id FROM interviews i WHERE 1{''.join(interviews)})")  # noqa: S608
        conditions += (self._due(values) for values in self._terms.due)
        words = self._words(_FOLLOW_UP_HOLDS, lambda kinds: f" OR f.kind IN ({kinds})")
        return Condition(f"{words.sql}{''.join(f' AND ({one})' for one in conditions)}", words.parameters)

    def of_interviews(self) -> Condition:
        """Which interviews stand in the pipeline: a due day is that of one of their follow-ups."""
        words = self._words(_INTERVIEW_HOLDS)
        conditions = self._of_interview()
        for values in self._terms.due:
            due = (
                f"i.id IN (SELECT f.interview_id FROM follow_ups f WHERE {counts_at(self._now)} "  # noqa: S608
                f"AND ({self._due(values)}))"
            )
            unplanned = f" OR ({nothing_ahead(self._now, self._today)})" if DueTerm.NEVER in values else ""
            conditions.append(f" AND ({due}{unplanned})")
        return Condition(f"{words.sql}{''.join(conditions)}", words.parameters)

    def of_unplanned(self) -> Condition:
        """Which interviews are listed of those for which nothing is planned."""
        words = self._words(_INTERVIEW_HOLDS, lambda kinds: " OR 1" if Kind.NOTHING_PLANNED in kinds else "")
        wanted = "" if all(DueTerm.NEVER in values for values in self._terms.due) else " AND 0"
        return Condition(f"{words.sql}{''.join(self._of_interview())}{wanted}", words.parameters)

    def _words(self, holds: str, of_kinds: Callable[[str], str] = lambda _: "") -> Condition:
        """The words, of which each is looked for in texts, and by `of_kinds` as the name of kinds of follow-up."""
        sql, parameters = "", list[str]()
        for word in self._terms.words:
            kinds = ", ".join(f"'{kind}'" for kind in kinds_named(word))
            sql += f" AND ({holds}{of_kinds(kinds) if kinds else ''})"
            parameters += [f"%{_escaped(word)}%"] * holds.count("?")
        return Condition(sql, tuple(parameters))

    def _of_interview(self) -> list[str]:
        """Where an interview stands, and how it ended."""
        found = [f" AND {step_at(self._now)} IN ({', '.join(map(str, sorted(s)))})" for s in self._terms.steps]
        return found + [f" AND ({' OR '.join(map(_has_outcome, sorted(values)))})" for values in self._terms.outcomes]

    def _due(self, values: frozenset[str]) -> str:
        """Whether a follow-up is due then; a suggestion, which cannot be late, is due today once its day has passed."""
        order, today, by_now = self._order, self._today.isoformat(), f"NOT {CAN_BE_LATE}"

        def until(days: int) -> str:
            end = (self._today + timedelta(days=days + 1)).isoformat()
            return f"({order} >= '{today}' OR {by_now}) AND {order} < '{end}'"

        known = {
            DueTerm.OVERDUE: f"{order} < '{today}' AND {CAN_BE_LATE}",
            DueTerm.TODAY: until(0),
            DueTerm.WEEK: until(WEEK_DAYS),
            DueTerm.NEVER: "0",
        }
        return " OR ".join(f"({known[DueTerm(value)]})" for value in sorted(values))


def _has_outcome(name: str) -> str:
    if name == RUNS_ON:
        return IS_RUNNING
    return f"NOT {IS_RUNNING}" if name == IS_OVER else f"i.outcome = '{name}'"


_INTERVIEW_HOLDS = "i.company LIKE ? ESCAPE '\\' OR i.role LIKE ? ESCAPE '\\'"
# The two subqueries are read once for each word, which takes a third of the time of joining both to every follow-up.
_FOLLOW_UP_HOLDS = (
    "f.interview_id IN (SELECT id FROM interviews WHERE company LIKE ? ESCAPE '\\' OR role LIKE ? ESCAPE '\\') "
    "OR f.person_id IN (SELECT id FROM people WHERE name LIKE ? ESCAPE '\\') "
    "OR f.text LIKE ? ESCAPE '\\' OR f.why LIKE ? ESCAPE '\\'"
)


def _escaped(word: str) -> str:
    for special in ("\\", "%", "_"):
        word = word.replace(special, "\\" + special)
    return word
