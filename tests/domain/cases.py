"""Interviews built from plain values: `case` as pages and letters see one meeting, `facts` as planning sees them all.

Times are written as the user's clock shows them ("2026-12-01 14:00", a Tuesday, in Berlin).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from interview_tui.domain.cadence import Cadences
from interview_tui.domain.case import Case
from interview_tui.domain.contact_frequency import Contact
from interview_tui.domain.dates import Calendar
from interview_tui.domain.enums import (
    Channel,
    CommitmentState,
    Direction,
    Favour,
    LetterState,
    MeetingState,
    Outcome,
    Owner,
    Part,
    Plan,
    QuestionState,
    Settled,
    Step,
)
from interview_tui.domain.facts import Elsewhere, Facts, part_by_title
from interview_tui.domain.follow_up_kinds import KINDS, Kind, Weight
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.planning import PlanningContext, plan, reconcile
from interview_tui.domain.records import (
    Attendance,
    Commitment,
    FollowUp,
    Interview,
    Involvement,
    Letter,
    Match,
    Meeting,
    Need,
    Offer,
    Passage,
    Person,
    Question,
    Quote,
    Remark,
    Round,
    Story,
    Touch,
    end_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
    zone: str = "Europe/Berlin",
    further: Iterable[Meeting] = (),
    invited: Iterable[Attendance] = (),
    now: str | None = None,
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
    """An interview at Acme. `there` says of people by their ids whether they came to the case's meeting; None: nobody
    has said. `further` are the round's other meetings, and `invited` who was in these.
    """
    own = Meeting(
        id=number,
        round_id=number,
        title=title,
        starts=instant(meeting) if meeting else None,
        ends=instant(ends) if ends else None,
        zone=zone,
        state=MeetingState.CANCELLED if called_off else MeetingState.PLANNED,
    )
    attendances = tuple(
        Attendance(id=i, meeting_id=number, person_id=person_id, position=i, present=present)
        for i, (person_id, present) in enumerate((there or {}).items(), start=1)
    )
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
        meeting=own,
        meetings=tuple(sorted((own, *further), key=lambda m: m.id)),
        invited=(*attendances, *invited),
        now=instant(now) if now else None,
        people={p.id: p for p in people},
        stories={s.id: s for s in stories},
        attendances=attendances,
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
    id_: int,
    text: str,
    by: str | None = None,
    *,
    to: int | None = None,
    state: CommitmentState = CommitmentState.OPEN,
    entered: str | None = None,
) -> Commitment:
    return _commitment(id_, Owner.ME, text, by, to, state, entered)


def their_word(
    id_: int,
    text: str,
    by: str | None = None,
    *,
    of: int | None = None,
    state: CommitmentState = CommitmentState.OPEN,
    entered: str | None = None,
) -> Commitment:
    return _commitment(id_, Owner.THEM, text, by, of, state, entered)


def _commitment(
    id_: int,
    owner: Owner,
    text: str,
    by: str | None,
    person_id: int | None,
    state: CommitmentState,
    entered: str | None,
) -> Commitment:
    return Commitment(
        id=id_,
        meeting_id=1,
        owner=owner,
        text=text,
        person_id=person_id,
        due=date.fromisoformat(by) if by else None,
        state=state,
        entered=instant(entered) if entered else None,
    )


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


def due(follow_up: FollowUp, calendar: Calendar = BERLIN) -> str:
    """When it is due, as the user's calendar and clock show it."""
    if follow_up.due_at is not None:
        assert follow_up.due_at.tzinfo is UTC
        return f"{calendar.local(follow_up.due_at):%Y-%m-%d %H:%M}"
    assert follow_up.due_day is not None
    return follow_up.due_day.isoformat()


# --- Facts, for planning


class Met(NamedTuple):
    """A meeting with its people."""

    meeting: Meeting
    attendances: tuple[Attendance, ...]


def meets(
    id_: int,
    at: str | None,
    *people: Person,
    ends: str | None = None,
    absent: Iterable[Person] = (),
    state: MeetingState = MeetingState.PLANNED,
    entered: str | None = None,
    named: str | None = None,
    round_id: int = 1,
) -> Met:
    """A meeting at Acme, an hour long unless it is said when it ends; `named` is when its people were written down."""
    present = [(p, None) for p in people] + [(p, False) for p in absent]
    return Met(
        Meeting(
            id=id_,
            round_id=round_id,
            starts=instant(at) if at else None,
            ends=instant(ends) if ends else None,
            zone="Europe/Berlin",
            state=state,
            entered=instant(entered) if entered else None,
        ),
        tuple(
            Attendance(
                id=10 * id_ + place,
                meeting_id=id_,
                person_id=person.id,
                position=place,
                present=came,
                entered=instant(named) if named else None,
            )
            for place, (person, came) in enumerate(present)
        ),
    )


def a_round(
    number: int = 1,
    outcome: Outcome | None = None,
    closed: str | None = None,
    *,
    opened: str = "2026-11-20 09:00",
    entered: str | None = None,
    needs_ranked: bool = False,
) -> Round:
    return Round(
        id=number,
        interview_id=1,
        number=number,
        opened=instant(opened),
        closed=instant(closed) if closed else None,
        outcome=outcome,
        entered=instant(entered) if entered else None,
        needs_ranked=needs_ranked,
    )


def facts(
    *met: Met,
    rounds: Iterable[Round] = (),
    people: Iterable[Person] = (),
    parts: Mapping[int, Part] | None = None,
    ties: Iterable[Involvement] = (),
    questions: Iterable[Question] = (),
    needs: Iterable[Need] = (),
    commitments: Iterable[Commitment] = (),
    noted: Mapping[int, str] | None = None,
    follow_ups: Iterable[FollowUp] = (),
    touches: Iterable[Touch] = (),
    letters: Iterable[Letter] = (),
    passages: Iterable[Passage] = (),
    offers: Iterable[Offer] = (),
    elsewhere: Iterable[Elsewhere] = (),
    unheard: bool = False,
    stay_in_touch: bool | None = None,
    contacts: Iterable[Contact] = (),
) -> Facts:
    """An interview at Acme, one round unless `rounds` says more. Who was in a meeting has a part there by their title,
    or that of `parts`; `ties` are further involvements, or whole ones instead. The company's contacts are those of the
    touches and meetings, and `contacts` besides.
    """
    of_rounds = tuple(rounds) or (a_round(),)
    everybody = {p.id: p for p in (DANA, KIM, SAM, *PEOPLE, *people)}
    attendances = tuple(a for one in met for a in one.attendances)
    given = {t.person_id: t for t in ties}
    part_of = {a.person_id: part_by_title(everybody[a.person_id].title) for a in attendances} | dict(parts or {})
    involvements = [tie(person_id, part) for person_id, part in part_of.items() if person_id not in given]
    meetings = tuple(one.meeting for one in met)
    known = tuple(follow_ups)
    said = tuple(touches)
    return Facts(
        interview=Interview(
            id=1,
            company="Acme",
            role="SRE",
            round=of_rounds[-1].number,
            outcome=of_rounds[-1].outcome,
            stay_in_touch=stay_in_touch,
            created=instant("2026-11-20 09:00"),
        ),
        rounds=of_rounds,
        meetings=meetings,
        people=everybody,
        attendances=attendances,
        involvements=(*involvements, *given.values()),
        questions=tuple(questions),
        needs=tuple(needs),
        commitments=tuple(commitments),
        noted={meeting: instant(at) for meeting, at in (noted or {}).items()},
        follow_ups=known,
        touches=said,
        letters=tuple(letters),
        passages=tuple(passages),
        offers=tuple(offers),
        elsewhere=tuple(elsewhere),
        unheard=unheard,
        contacts=(*_contacts(meetings, said, known, letters), *contacts),
    )


def _contacts(
    meetings: Iterable[Meeting], touches: Iterable[Touch], follow_ups: Iterable[FollowUp], letters: Iterable[Letter]
) -> Iterable[Contact]:
    """What the store says of contacts with the company."""
    kinds = {f.id: f.kind for f in follow_ups}
    courteous = {x.id for x in letters if x.kind is LetterKind.THANK_YOU}
    for m in meetings:
        if m.starts is not None and m.state is MeetingState.PLANNED:
            yield Contact(at=end_of(m), direction=Direction.IN)
    for t in touches:
        if not t.automatic:
            kind = kinds.get(t.follow_up_id or 0)
            yield Contact(
                at=t.at,
                direction=t.direction,
                person_id=t.person_id,
                courtesy=(kind is not None and KINDS[kind].weight is Weight.COURTESY) or t.letter_id in courteous,
                presses=kind is None or KINDS[kind].weight is not Weight.OFFERING,
            )


RITA = Person(id=4, name="Rita Rao", title="Recruiter")
NORA = Person(id=5, name="Nora New", title="Talent Partner")
TOM = Person(id=6, name="Tom Reed", title="Engineer")
GRACE = Person(id=7, name="Grace Lin")
PEOPLE = (RITA, NORA, TOM, GRACE)

_serial = count(1000)


def said(
    at: str,
    by: Person | None = DANA,
    *,
    to: Person | None = None,
    automatic: bool = False,
    until: str | None = None,
    reply_by: str | None = None,
    answers: int | None = None,
    entered: str | None = None,
    follow_up: int | None = None,
) -> Touch:
    """Somebody wrote to me; with `to`, I wrote to them."""
    whom = to or by
    return Touch(
        id=next(_serial),
        interview_id=1,
        person_id=whom.id if whom else None,
        at=instant(at),
        direction=Direction.OUT if to else Direction.IN,
        channel=Channel.EMAIL,
        automatic=automatic,
        until=date.fromisoformat(until) if until else None,
        reply_by=date.fromisoformat(reply_by) if reply_by else None,
        commitment_id=answers,
        follow_up_id=follow_up,
        entered=instant(entered) if entered else None,
    )


def settled(
    origin: str,
    at: str,
    state: Settled = Settled.DONE,
    *,
    due: str = "2026-12-02",
    person: Person | None = None,
    commitment: int | None = None,
    round_id: int = 1,
) -> FollowUp:
    """A stored follow-up that was done, skipped or cancelled; its kind is that of its origin."""
    return FollowUp(
        id=next(_serial),
        interview_id=1,
        round_id=round_id,
        kind=Kind(origin.split(":")[0]),
        text="as stored",
        origin=origin,
        person_id=person.id if person else None,
        commitment_id=commitment,
        due_day=date.fromisoformat(due),
        state=state,
        settled=instant(at),
        created=instant("2026-11-20 09:00"),
    )


def sent(kind: LetterKind, at: str, to: Person | None = DANA, *, body: str = "", round_id: int = 1) -> Letter:
    """A letter that went out."""
    return Letter(
        id=next(_serial),
        interview_id=1,
        round_id=round_id,
        person_id=to.id if to else None,
        kind=kind,
        body=body,
        state=LetterState.SENT,
        sent=instant(at),
        created=instant(at),
    )


def context(chosen: Plan | None = Plan.STANDARD, calendar: Calendar = BERLIN) -> PlanningContext:
    return PlanningContext(calendar=calendar, cadence=CADENCES.of(chosen))


Line = tuple[str, str, str]
"""Kind, first name or "", and when it is due."""


def line(follow_up: FollowUp, of: Facts, calendar: Calendar = BERLIN) -> Line:
    name = of.name_of(follow_up.person_id).partition(" ")[0]
    return str(follow_up.kind), name, due(follow_up, calendar)


def asked(of: Facts, *kinds: Kind, chosen: Plan | None = Plan.STANDARD, calendar: Calendar = BERLIN) -> list[Line]:
    """What the facts ask for that is not settled yet, by its due day: all of it, or those kinds."""
    over = {f.origin for f in of.follow_ups if f.state in (Settled.DONE, Settled.SKIPPED)}
    found = [f for f in plan(of, context(chosen, calendar)) if f.origin not in over and (f.kind in kinds or not kinds)]
    return sorted((line(f, of, calendar) for f in found), key=lambda one: (one[2], one[0], one[1]))


# --- The interview of the tests of planning: on a Tuesday, from 14:00 to 15:00, with Dana and Kim

FIRST = meets(1, "2026-12-01 14:00", DANA, KIM)
VALUE: list[Line] = [("value_letter", "Dana", "2026-12-04")]
CHECK_IN: list[Line] = [("check_in", "Dana", "2026-12-11")]
KIMS_WORD = their_word(9, "call", "2026-12-04", of=KIM.id)
"""Kim's word for a Friday: the check-in is due on Tuesday."""
THANKED = [
    settled("thank_you:m1:p1", "2026-12-02 10:00", person=DANA),
    settled("thank_you:m1:p2", "2026-12-02 10:00", person=KIM),
]
"""Both thank-yous, sent."""
HANDED_OVER = replace(tie(RITA.id, Part.RECRUITER), successor_id=NORA.id, handed_over=instant("2026-12-02 18:00"))
WITH_RITA = meets(1, "2026-12-01 14:00", RITA, DANA)


def pushing(of: Facts, **how: Any) -> list[Line]:
    """What works towards a yes."""
    return asked(of, *(row.kind for row in KINDS.values() if row.pushes), **how)


def check_in(of: Facts, **how: Any) -> list[Line]:
    return asked(of, Kind.CHECK_IN, **how)


def the(of: Facts, kind: Kind) -> FollowUp:
    """The one line of a kind."""
    (found,) = (f for f in plan(of, context()) if f.kind is kind)
    return found


def ended(outcome: Outcome, closed: str, **described: Any) -> Facts:
    """The interview once it has come to that."""
    return facts(FIRST, rounds=[a_round(1, outcome, closed)], **described)


def beta(outcome: Outcome, at: str = "2026-12-03 10:00") -> Elsewhere:
    return Elsewhere(interview_id=2, company="Beta", outcome=outcome, at=instant(at), entered=instant(at))


def keep(of: Facts) -> Facts:
    """The facts once what they ask for is stored, as the services do it."""
    found = reconcile(of, context())
    changed = {f.id: f for f in (*found.revived, *found.moved, *found.changed, *found.settled)}
    over = {f.id for f in found.ended}
    known = [
        replace(f, state=Settled.CANCELLED, settled=f.created) if f.id in over else changed.get(f.id, f)
        for f in of.follow_ups
    ]
    number = max((f.id for f in known), default=0)
    new = [replace(f, id=number + place) for place, f in enumerate(found.added, start=1)]
    return replace(of, follow_ups=(*known, *new))


def having(of: Facts, origin: str, **changes: Any) -> Facts:
    """The facts with the stored follow-up of that origin changed."""
    return replace(of, follow_ups=tuple(replace(f, **changes) if f.origin == origin else f for f in of.follow_ups))
