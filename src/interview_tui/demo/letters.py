"""The demo's letters: a template of data, filled in from the case."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from interview_tui.demo import data as data
from interview_tui.domain.dates import WEEKDAYS
from interview_tui.domain.enums import LetterState
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import Commitment, Letter

if TYPE_CHECKING:
    from interview_tui.demo.scenes import Stage
    from interview_tui.domain.case import Case
    from interview_tui.domain.records import FollowUp


def write_letter(
    stage: Stage,
    case: Case,
    kind: LetterKind,
    *,
    person_id: int | None,
    follow_up: FollowUp | None,
    sent: bool = False,
) -> Letter:
    """Writes a letter of that kind to that person, sent now or as a draft."""
    quote = next((q for q in case.quotes if q.person_id == person_id), None)
    met = case.meeting_start or stage.clock()
    subject, body = data.LETTERS[kind]
    if kind is LetterKind.THANK_YOU and person_id not in case.met[:1]:
        body = data.THANKS_TO_OTHERS
    places = {
        "first": (case.person_name(person_id) or "friend").split()[0],
        "company": case.interview.company,
        "role": case.interview.role,
        "day": WEEKDAYS[met.astimezone(ZoneInfo(case.meeting.zone)).weekday()],
        "words": quote.text if quote else "what matters is that people can rely on it",
        "chart": _chart(case),
        "promise": _promise(stage, follow_up),
        "until": data.UNTIL_WHEN[case.offer is not None and case.offer.answer_by is not None],
        "me": data.ME,
    }
    return stage.tx.add(
        Letter(
            interview_id=case.interview.id,
            round_id=follow_up.round_id if follow_up else case.round.id,
            person_id=person_id,
            kind=kind,
            subject=subject.format(**places),
            body=body.format(**places),
            quote_id=quote.id if quote and "{words}" in body else None,
            state=LetterState.SENT if sent else LetterState.DRAFT,
            sent=stage.clock() if sent else None,
            follow_up_id=follow_up.id if follow_up else None,
            brings=_brought(case) if "{chart}" in body else data.BRINGS.get(kind),
            created=stage.clock(),
        )
    )


def _promise(stage: Stage, follow_up: FollowUp | None) -> str:
    """What was promised in the words of the notes."""
    if follow_up is None or follow_up.commitment_id is None:
        return ""
    return stage.tx.get(Commitment, follow_up.commitment_id).text


def _brought(case: Case) -> str:
    """The stories of the chart, a line each."""
    return "\n".join(dict.fromkeys(case.stories[m.story_id].title for m in case.matches if m.need_id is not None))


def _chart(case: Case) -> str:
    """Needs and what answers them, a row each."""
    needs = {need.id: need.text for need in case.needs}
    rows = [f"- {needs[m.need_id]}: {m.synopsis}" for m in case.matches if m.need_id in needs]
    return "\n".join(rows)
