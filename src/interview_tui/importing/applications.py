"""Tables of applications applied: each row an interview, as if it was added by hand, in batches.

An interview is known again by its address, else by company and role (identity.py). Of a known one only what is
empty here is taken: what is written down here is the truth. How it stands is never changed; where the table says
otherwise, that is said.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Any

from interview_tui.data_classes import dataclass, replace
from interview_tui.domain import records
from interview_tui.domain.case import Case
from interview_tui.domain.enums import Outcome, Part, Ref, Step
from interview_tui.domain.facts import Facts, part_by_title
from interview_tui.domain.planning import reconcile
from interview_tui.domain.steps import clock_step, effective_step
from interview_tui.domain.text import counted
from interview_tui.importing.career_ops import is_career_ops, read_career_ops
from interview_tui.importing.identity import AGAIN, FRESH, InterviewIndex
from interview_tui.importing.importer import PROGRESS_STEP, Contents, Imported, Importer, of_bytes
from interview_tui.importing.statuses import by_status
from interview_tui.importing.table import Application, is_table, read_table
from interview_tui.services.base import joined, no_progress
from interview_tui.services.introductions import attend, involve
from interview_tui.services.meetings import Meetings, MeetingTime
from interview_tui.store.identity import LINK_SOURCE, PeopleIndex
from interview_tui.store.people import is_met

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interview_tui.importing.importer import Progress
    from interview_tui.importing.table import NamedPerson
    from interview_tui.services.base import Context
    from interview_tui.store.transaction import Transaction

MOST_NAMED = 100
"""So many new interviews are named by their ids at most."""


def apply_applications(
    context: Context, contents: Sequence[Contents[Application]], dry_run: bool = False, progress: Progress = no_progress
) -> Imported:
    """All rows in one change: each becomes what its status says (tables.toml)."""
    done = Imported(words="nothing new")
    with context.transaction() as tx:
        run = _Run(context, tx, done)
        before = 0
        for table in contents:
            for number in run.take(table.rows):
                progress(before + number)
            before += len(table.rows)
        others = [row for table in contents for row in table.left_out]
        done.skipped += len(others)
        done.words = joined(run.summary() or done.words, f"left out by --only: {by_status(others)}" if others else "")
        if tx.size:
            forms = ", ".join(Counter(table.form for table in contents))
            tx.done(f"Imported a table ({forms}): {done.words}")
        if dry_run:
            tx.give_up()
            every = [*others, *(row for table in contents for row in table.rows)]
            if any(row.status for row in every):
                done.words = joined(done.words, f"by status: {by_status(every)}")
    done.refs, done.unsure, done.entry = tuple(run.new[:MOST_NAMED]), tuple(run.unsure), tx.entry
    return done


@dataclass(slots=True)
class _Fresh:
    """A row on its way to become an interview."""

    row: Application
    interview: records.Interview


class _Run:
    """One import into one store."""

    def __init__(self, context: Context, tx: Transaction, done: Imported) -> None:
        self.new: list[Ref] = []
        self.unsure: list[tuple[Ref, str]] = []
        self._context = context
        self._meetings = Meetings(context)
        self._tx = tx
        self._done = done
        self._planned = 0
        self._index = InterviewIndex(tx.reader)
        self._people: PeopleIndex | None = None
        """None until the first row names somebody."""

    def take(self, rows: Sequence[Application]) -> Iterator[int]:
        """Takes one table: changes the interviews that are known, adds the others; gives how many rows are done."""
        found = self._index.match(rows)
        for start in range(0, len(rows), PROGRESS_STEP):
            fresh = []
            for row, number in zip(
                rows[start : start + PROGRESS_STEP], found[start : start + PROGRESS_STEP], strict=True
            ):
                if number == AGAIN:
                    self._done.skipped += 1
                elif number == FRESH:
                    fresh.append(_Fresh(row, _interview(row, self._tx)))
                else:
                    self._update(number, row)
            self._add(fresh)
            yield min(start + PROGRESS_STEP, len(rows))

    def summary(self) -> str:
        """`added 9,900 interviews; planned 12 follow-ups; updated 3 interviews`."""
        done = self._done
        return joined(
            f"added {counted(done.added, 'interview')}" if done.added else "",
            f"planned {counted(self._planned, 'follow-up')}" if self._planned else "",
            f"updated {counted(done.updated, 'interview')}" if done.updated else "",
        )

    def _update(self, interview_id: int, row: Application) -> None:
        tx = self._tx
        interview = tx.get(records.Interview, interview_id)
        before = tx.size
        said = {"role": row.role, "link": row.link, "location": row.location, "note": _note(row)}
        news: dict[str, Any] = {name: value for name, value in said.items() if value and not getattr(interview, name)}
        tx.update(replace(interview, **news))
        if link := self._index.add_link(row, interview_id):
            tx.add(records.Origin(interview_id=interview_id, source=LINK_SOURCE, key=link))
        if interview.outcome is None and (row.people or isinstance(row.meeting, datetime)):
            self._meet(interview_id, row)
        if tx.size == before:
            self._done.skipped += 1
        else:
            self._done.updated += 1
        if row.stage.outcome is not None and interview.outcome is None:
            self.unsure.append((Ref("i", interview_id), f"the table says “{_said(row)}”, but here it is still running"))

    def _meet(self, interview_id: int, row: Application) -> None:
        """Sets the meeting's time and people where they are unknown; the follow-ups go by them."""
        tx, meetings = self._tx, self._meetings
        is_timed, has_people = is_met(tx.reader, interview_id)
        starts = None if is_timed else self._context.calendar.wall_instant(row.meeting)
        contacts = () if has_people else row.people
        if starts is None and not contacts:
            return
        case, before = meetings.case(tx, interview_id), tx.size
        for person, part in self._find_people(contacts, case.interview.company).items():
            involve(tx, interview_id, person.id, part)
            if part is Part.INTERVIEWER:
                attend(tx, case.meeting.id, person.id, present=None)
        if starts is not None:
            meetings.reschedule(tx, case.meeting, MeetingTime(starts=starts))
        if tx.size != before:
            meetings.replan(tx, interview_id)
        self._planned += len(meetings.case(tx, interview_id).follow_ups) - len(case.follow_ups)

    def _add(self, fresh: Sequence[_Fresh]) -> None:
        """Writes what `Interviews.add` would write, kind by kind."""
        tx = self._tx
        origins = []
        for one, number in zip(fresh, tx.add_all([one.interview for one in fresh]), strict=True):
            one.interview = replace(one.interview, id=number)
            self.new.append(Ref("i", number))
            if link := self._index.add(one.row, number):
                origins.append(records.Origin(interview_id=number, source=LINK_SOURCE, key=link))
        tx.add_all(origins)
        rounds = [_round(one, tx) for one in fresh]
        rounds = [replace(one, id=number) for one, number in zip(rounds, tx.add_all(rounds), strict=True)]
        tx.add_all(
            [
                passage
                for one, a_round in zip(fresh, rounds, strict=True)
                for passage in _passages(a_round, one.row.stage.step)
            ]
        )
        zone = self._context.calendar.zone.key
        tx.add_all(
            [
                records.Offer(round_id=a_round.id, made=tx.now)
                for one, a_round in zip(fresh, rounds, strict=True)
                if one.row.stage.outcome is Outcome.OFFER
            ]
        )
        times = [self._context.calendar.wall_instant(one.row.meeting) for one in fresh]
        meetings = [
            records.Meeting(round_id=a_round.id, starts=at, zone=zone, entered=tx.now if at else None)
            for at, a_round in zip(times, rounds, strict=True)
        ]
        cases = [
            Case(interview=one.interview, round=a_round, meeting=replace(meeting, id=number))
            for one, a_round, meeting, number in zip(fresh, rounds, meetings, tx.add_all(meetings), strict=True)
        ]
        plans = list(self._plans(self._with_people(fresh, cases)))
        tx.add_all(plans)
        self._planned += len(plans)
        self._done.added += len(fresh)

    def _with_people(self, fresh: Sequence[_Fresh], cases: Sequence[Case]) -> list[Case]:
        """The cases with the people whom their rows name: interviewers are to be met, recruiters are not."""
        tied, now = [], self._tx.now
        for one, case in zip(fresh, cases, strict=True):
            found = self._find_people(one.row.people, one.row.company)
            there = (person.id for person, part in found.items() if part is Part.INTERVIEWER)
            tied.append(
                replace(
                    case,
                    people={person.id: person for person in found},
                    involvements=tuple(
                        records.Involvement(interview_id=case.interview.id, person_id=person.id, part=part, entered=now)
                        for person, part in found.items()
                    ),
                    attendances=tuple(
                        records.Attendance(meeting_id=case.meeting.id, person_id=number, position=position, entered=now)
                        for position, number in enumerate(there, start=1)
                    ),
                )
            )
        self._tx.add_all([tie for case in tied for tie in case.involvements])
        self._tx.add_all([place for case in tied for place in case.attendances])
        return tied

    def _plans(self, cases: Sequence[Case]) -> Iterator[records.FollowUp]:
        """What the facts of new interviews ask for, and the step that they have reached or the clock will bring; what
        was over before the import, nobody knows how long ago, asks for nothing.
        """
        calendar, now = self._context.calendar, self._tx.now
        for case in cases:
            facts = Facts(
                interview=case.interview,
                rounds=(case.round,),
                meetings=(case.meeting,),
                people=case.people,
                attendances=case.attendances,
                involvements=case.involvements,
                passages=tuple(_passages(case.round, case.interview.step)),
            )
            if case.interview.outcome is None or case.round.closed is not None:
                context = self._meetings.planning_context(case.interview.plan)
                yield from (replace(f, created=now) for f in reconcile(facts, context).added)
            ahead, step = clock_step(facts, calendar, now), effective_step(facts, calendar, now)
            if step is not case.interview.step:
                self._tx.add(records.Passage(round_id=case.round.id, step=step, entered=now))
            if ahead is not None or step is not case.interview.step:
                at_the_end, when = ahead or (None, None)
                self._tx.update(replace(case.interview, step=step, clock_step=at_the_end, clock_at=when))

    def _find_people(self, contacts: Sequence[NamedPerson], company: str) -> dict[records.Person, Part]:
        """The people named at a company, each once, with what they are there; nobody meets themselves."""
        found = {}
        for contact in contacts:
            if contact.email.casefold() not in self._context.mine:
                person = self._find_person(contact, company)
                found[person.id] = (person, part_by_title(contact.title or person.title))
        return dict(found.values())

    def _find_person(self, contact: NamedPerson, company: str) -> records.Person:
        """The person, found or added, with what was not known of them yet."""
        if self._people is None:
            self._people = PeopleIndex(self._tx.reader)
        email, name = contact.email.casefold(), contact.name or contact.email
        said: dict[str, Any] = {"email": email, "phone": contact.phone, "title": contact.title}
        person = self._people.find(name=name, emails=[email] if email else [], company=company, exact=True)
        if person is None:
            person = records.Person(name=name, company=company, **said)
            person = replace(person, id=self._tx.add_all([person])[0])
        else:
            news = {field: value for field, value in said.items() if value and not getattr(person, field)}
            person = self._tx.update(replace(person, **news))
        self._people.put(person, [email] if email else [])
        return person


def _interview(row: Application, tx: Transaction) -> records.Interview:
    return records.Interview(
        company=row.company,
        role=row.role,
        step=row.stage.step,
        outcome=row.stage.outcome,
        link=row.link,
        location=row.location,
        note=_note(row),
        created=tx.now,
    )


def _note(row: Application) -> str:
    """The row's note, with the days that the records have no place for."""
    applied = f"Applied: {row.applied.isoformat()}" if row.applied else ""
    is_day = row.meeting is not None and not isinstance(row.meeting, datetime)
    return "\n".join(filter(None, (applied, f"Meeting: {row.meeting}" if is_day else "", row.note)))


def _said(row: Application) -> str:
    return row.status or str(row.stage.outcome)


def _passages(a_round: records.Round, step: Step) -> Iterator[records.Passage]:
    """The steps that a new interview has come to: the first, and that of the table, where it is as the user sees it."""
    first = records.Passage(round_id=a_round.id, step=Step.SET_THE_STAGE, entered=a_round.opened)
    yield first
    if step is not first.step:
        yield replace(first, step=step, by_hand=True, reached=first.step)


def _round(one: _Fresh, tx: Transaction) -> records.Round:
    """When what was over before the import ended, nobody knows; an offer that is open came now, as far as is known."""
    outcome = one.row.stage.outcome
    return records.Round(
        interview_id=one.interview.id,
        number=1,
        opened=tx.now,
        closed=tx.now if outcome is Outcome.OFFER else None,
        outcome=outcome,
        decision=one.row.decision,
    )


MARKDOWN_TABLES = Importer(
    what="a tracker", sniff=is_career_ops, read=of_bytes(read_career_ops), apply=apply_applications, endings=(".md",),
    several=True, has_status=True,
)  # fmt: skip
CSV_TABLES = Importer(
    what="a table", sniff=is_table, read=of_bytes(read_table), apply=apply_applications, endings=(".csv", ".tsv"),
    several=True, has_status=True,
)  # fmt: skip
