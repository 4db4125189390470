"""The states of applications: what other programs call them, where each stands on the ten steps, and rows by status.

tables.toml has the words, in several languages, each state with a name by which it is chosen and counted.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.enums import Outcome, Step
from interview_tui.domain.errors import Unclear
from interview_tui.domain.text import shorten
from interview_tui.importing.importer import Contents, data_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from interview_tui.importing.table import Application

_NAMED_AT_MOST = 9
"""So many states are named in a line."""


class ApplicationStage(NamedTuple):
    """Where an application stands."""

    step: Step = Step.SET_THE_STAGE
    outcome: Outcome | None = None


AT_FIRST = ApplicationStage()
_STATES = data_file("tables")["status"]
STAGE_OF = {
    word: ApplicationStage(Step(said["step"]), Outcome(said["outcome"]) if "outcome" in said else None)
    for said in _STATES
    for word in said["words"]
}
"""Where a status stands, by its words in small letters."""
_NAME_OF = {word: said["name"] for said in _STATES for word in said["words"]}
_DECIDED = {"accepted": Outcome.ACCEPTED, "declined": Outcome.DECLINED}
"""What earlier versions of this program wrote for the decision on an offer."""
_STEP = re.compile("[1-9]|10")
_OUTCOMES = tuple(str(outcome) for outcome in Outcome if outcome is not Outcome.INVITED)
"""Those that an interview has: an invitation opens its next round."""


def stage_of(status: str) -> ApplicationStage | None:
    """Where a status stands, whatever its capitals and marks; None for one that is not clear."""
    return STAGE_OF.get(_words_of(status))


def own_stage(step: str, outcome: str, decision: str) -> ApplicationStage:
    """Where this program's own table says that it stands: a step's number, an outcome, and what was answered to an
    offer. Raises Unclear for what is neither empty nor one of ours.
    """
    if step and not _STEP.fullmatch(step):
        raise Unclear(f"its step is “{shorten(step, 30)}”: it can be 1 to 10")
    if outcome and outcome not in _OUTCOMES:
        raise Unclear(f"its outcome is “{shorten(outcome, 30)}”: it can be {', '.join(_OUTCOMES)}, or nothing")
    ended = Outcome(outcome) if outcome else None
    if ended is Outcome.OFFER:
        ended = _DECIDED.get(decision.casefold(), ended)
    decided = ended is not None and ended not in (Outcome.WITHDRAWN, Outcome.QUIET)
    at = Step(int(step or 1))
    return ApplicationStage(max(at, Step.ACCEPT) if decided else at, ended)


def chosen(found: Contents[Application], only: Sequence[str]) -> Contents[Application]:
    """The rows whose status is one of these: the name of a state, a word for it in any language, or the status as the
    table has it. Raises Unclear for what is none of them.
    """
    if not only:
        return found
    literal = {_plain_status(row.status) for row in found.rows}
    wanted: set[str] = set()
    for said in only:
        words = _words_of(said)
        if words in _NAME_OF.values():
            wanted.add(words)
        elif _plain_status(said) in literal:
            wanted.add(_plain_status(said))
        elif words in _NAME_OF:
            wanted.add(_NAME_OF[words])
        else:
            there = by_status(found.rows) or "no status at all"
            raise Unclear(f"--only: “{shorten(said, 30)}” is not a status of it; it has {there}")
    rows: list[Application] = []
    others: list[Application] = []
    for row in found.rows:
        is_wanted = {_plain_status(row.status), _NAME_OF.get(_words_of(row.status), "")} & wanted
        (rows if is_wanted else others).append(row)
    return Contents(tuple(rows), found.refused, found.form, found.remarks, tuple(others))


def by_status(rows: Iterable[Application]) -> str:
    """`applied 41, interview 3`: the states of rows, the commonest first; '' where there are no rows."""
    found = Counter(
        _NAME_OF.get(_words_of(row.status), shorten(row.status, 30).casefold()) or "without a status" for row in rows
    )
    order = {said["name"]: place for place, said in enumerate(_STATES)}
    sorted_states = sorted(found.items(), key=lambda state: (-state[1], order.get(state[0], len(order)), state[0]))
    more = sum(number for _, number in sorted_states[_NAMED_AT_MOST:])
    named = [f"{name} {number:,}" for name, number in sorted_states[:_NAMED_AT_MOST]]
    return ", ".join([*named, f"others {more:,}"] if more else named)


def _words_of(status: str) -> str:
    """The letters of a status, in small letters. The dot of a Turkish capital stays behind when it is made small."""
    small = unicodedata.normalize("NFC", status).casefold().replace("\u0307", "")
    return " ".join(re.findall(r"[^\W\d_]+", small))


def _plain_status(status: str) -> str:
    return " ".join(status.casefold().split())
