"""Interviews as the rules of the method see them, built from plain values.

Times are written as the user's clock shows them ("2026-12-01 14:00", a Tuesday, in Berlin).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from interview_tui.domain.cadence import Cadences
from interview_tui.domain.case import Case
from interview_tui.domain.dates import Calendar
from interview_tui.domain.planning import setting
from interview_tui.domain.records import (
    Attendance,
    Channel,
    Commitment,
    CommitmentState,
    Direction,
    Favour,
    FollowUp,
    Interview,
    Involvement,
    Kind,
    Letter,
    LetterKind,
    LetterState,
    Match,
    Meeting,
    MeetingState,
    Need,
    Outcome,
    Owner,
    Part,
    Passage,
    Person,
    Plan,
    Question,
    QuestionState,
    Quote,
    Remark,
    Round,
    Settled,
    Step,
    Story,
    Touch,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from interview_tui.domain.rule_making import Setting

BERLIN = Calendar(ZoneInfo("Europe/Berlin"))
CADENCES = Cadences()

DANA = Person(id=1, name="Dana Ruiz", title="VP Operations", email="dana@acme.example")
KIM = Person(id=2, name="Kim Lee", company="Acme")
SAM = Person(id=3, name="Sam Ode")
NOBODY_SAID = {1: None, 2: None}
DANA_CAME = {1: True}
BOTH_CAME = {1: True, 2: True}


def instant(text: str, calendar: Calendar = BERLIN) -> datetime:
    """The instant at which the user's clock shows this."""
    local = datetime.fromisoformat(text)
    return calendar.instant(local.date(), local.time())


def case(
    *,
    step: int = 1,
    plan: Plan | None = Plan.STANDARD,
    outcome: Outcome | None = None,
    stay_in_touch: bool | None = None,
    meeting: str | None = "2026-12-01 14:00",
    ends: str | None = None,
    called_off: bool = False,
    number: int = 1,
    opened: str = "2026-11-20 09:00",
    closed: str | None = None,
    needs_ranked: bool = False,
    readiness_seen: bool = False,
    decision: str = "",
    lesson: str = "",
    no_voice_why: str = "",
    title: str = "",
    people: Iterable[Person] = (DANA, KIM, SAM),
    there: Mapping[int, bool | None] | None = None,
    stories: Iterable[Story] = (),
    ties: Iterable[Involvement] = (),
    questions: Iterable[Question] = (),
    needs: Iterable[Need] = (),
    quotes: Iterable[Quote] = (),
    matches: Iterable[Match] = (),
    commitments: Iterable[Commitment] = (),
    remarks: Iterable[Remark] = (),
    follow_ups: Iterable[FollowUp] = (),
    touches: Iterable[Touch] = (),
    letters: Iterable[Letter] = (),
    passages: Iterable[Passage] = (),
) -> Case:
    """An interview at Acme. `there` says of people by their ids whether they came; None: nobody has said."""
    return Case(
        interview=Interview(
            id=1,
            company="Acme",
            role="SRE",
            step=Step(step),
            round=number,
            plan=plan,
            outcome=outcome,
            stay_in_touch=stay_in_touch,
            created=instant(opened),
        ),
        round=Round(
            id=number,
            interview_id=1,
            number=number,
            opened=instant(opened),
            closed=instant(closed) if closed else None,
            needs_ranked=needs_ranked,
            readiness_seen=readiness_seen,
            decision=decision,
            lesson=lesson,
            no_voice_why=no_voice_why,
        ),
        meeting=Meeting(
            id=number,
            round_id=number,
            title=title,
            starts=instant(meeting) if meeting else None,
            ends=instant(ends) if ends else None,
            state=MeetingState.CANCELLED if called_off else MeetingState.PLANNED,
        ),
        people={p.id: p for p in people},
        stories={s.id: s for s in stories},
        attendances=tuple(
            Attendance(id=i, meeting_id=number, person_id=person_id, position=i, present=present)
            for i, (person_id, present) in enumerate((there or {}).items(), start=1)
        ),
        involvements=tuple(ties),
        questions=tuple(questions),
        needs=tuple(needs),
        quotes=tuple(quotes),
        matches=tuple(matches),
        commitments=tuple(commitments),
        remarks=tuple(remarks),
        follow_ups=tuple(follow_ups),
        touches=tuple(touches),
        letters=tuple(letters),
        passages=tuple(passages),
    )


def question(text: str, state: QuestionState = QuestionState.PREPARED, of: int | None = None) -> Question:
    return Question(id=1, meeting_id=1, text=text, state=state, person_id=of)


def need(id_: int, text: str, *, of: int | None = None, pressing: int = 1, meeting: int = 1) -> Need:
    return Need(id=id_, meeting_id=meeting, text=text, pressing=pressing, person_id=of)


def quote(id_: int, text: str, *, of: int) -> Quote:
    return Quote(id=id_, meeting_id=1, text=text, person_id=of)


def match(id_: int, *, need: int | None = None, meeting: int = 1) -> Match:
    return Match(id=id_, meeting_id=meeting, story_id=1, need_id=need)


def promise(
    id_: int, text: str, by: str | None = None, *, to: int | None = None, state: CommitmentState = CommitmentState.OPEN
) -> Commitment:
    return _commitment(id_, Owner.ME, text, by, to, state)


def their_word(
    id_: int, text: str, by: str | None = None, *, state: CommitmentState = CommitmentState.OPEN
) -> Commitment:
    return _commitment(id_, Owner.THEM, text, by, None, state)


def _commitment(
    id_: int, owner: Owner, text: str, by: str | None, person_id: int | None, state: CommitmentState
) -> Commitment:
    due = date.fromisoformat(by) if by else None
    return Commitment(id=id_, meeting_id=1, owner=owner, text=text, person_id=person_id, due=due, state=state)


def tie(
    person_id: int,
    part: Part,
    favour: Favour = Favour.NOT_ASKED,
    *,
    knows: int | None = None,
    sensitive: bool = False,
    do_not_ask: bool = False,
    thanked: str | None = None,
) -> Involvement:
    return Involvement(
        id=person_id,
        interview_id=1,
        person_id=person_id,
        part=part,
        favour=favour,
        knows_id=knows,
        sensitive=sensitive,
        do_not_ask=do_not_ask,
        thanked=instant(thanked) if thanked else None,
    )


def touch(at: str, direction: Direction, *, of: int | None = 1) -> Touch:
    return Touch(id=1, interview_id=1, person_id=of, at=instant(at), direction=direction, channel=Channel.PHONE)


def letter(
    to: int,
    body: str,
    *,
    kind: LetterKind = LetterKind.THANK_YOU,
    quote: int | None = None,
    state: LetterState = LetterState.SENT,
    round_id: int = 1,
) -> Letter:
    return Letter(
        id=to,
        interview_id=1,
        round_id=round_id,
        person_id=to,
        kind=kind,
        body=body,
        quote_id=quote,
        state=state,
        created=instant("2026-12-01 18:00"),
    )


def done(kind: Kind, *, to: int | None = None, note: str = "", round_id: int = 1, origin: str = "") -> FollowUp:
    return FollowUp(
        id=1,
        interview_id=1,
        round_id=round_id,
        kind=kind,
        text="done",
        person_id=to,
        note=note,
        origin=origin,
        state=Settled.DONE,
        due_day=date(2026, 12, 2),
        created=instant("2026-12-01 18:00"),
    )


def entered(step: Step, at: str) -> Passage:
    return Passage(id=int(step), round_id=1, step=step, entered=instant(at))


def seen(case: Case, now: str, calendar: Calendar = BERLIN) -> Setting:
    """What the rules know besides the case when the user's clock shows `now`."""
    return setting(case, now=instant(now, calendar), calendar=calendar, cadences=CADENCES)


def stored(case: Case, follow_ups: Iterable[FollowUp]) -> Case:
    """The case once these have been put into the queue."""
    known = [*case.follow_ups, *follow_ups]
    return replace(case, follow_ups=tuple(replace(f, id=i) for i, f in enumerate(known, start=1)))


def settled(case: Case, origin: str, state: Settled) -> Case:
    """The case once the follow-up of that origin has come to this."""
    return replace(
        case, follow_ups=tuple(replace(f, state=state) if f.origin == origin else f for f in case.follow_ups)
    )


def due(follow_up: FollowUp, calendar: Calendar = BERLIN) -> str:
    """When it is due, as the user's calendar and clock show it."""
    if follow_up.due_at is not None:
        assert follow_up.due_at.tzinfo is UTC
        return f"{calendar.local(follow_up.due_at):%Y-%m-%d %H:%M}"
    assert follow_up.due_day is not None
    return follow_up.due_day.isoformat()


def dues(follow_ups: Iterable[FollowUp], kind: Kind | None = None, calendar: Calendar = BERLIN) -> list[str]:
    """When those of a kind (or all) are due."""
    return [due(f, calendar) for f in follow_ups if kind is None or f.kind is kind]
