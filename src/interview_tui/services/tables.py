"""Tables of applications taken in: each row an interview, as if it had been added by hand, but by the batch.

An interview is known again by its address, else by company and role. Of a known one only what is empty here is taken:
what is written down here is the truth. How it stands is never changed; where the table says otherwise, one is told.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from interview_tui.domain.case import Case
from interview_tui.domain.planning import planned, planned_by_outcome
from interview_tui.domain.records import Interview, Meeting, Origin, Outcome, Passage, Ref, Round, Step
from interview_tui.domain.text import counted
from interview_tui.services.base import Service, joined
from interview_tui.services.ending import ACCEPTED, DECLINED
from interview_tui.services.intake import Intaken
from interview_tui.store.known import LINK, by_link, by_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interview_tui.domain.records import FollowUp
    from interview_tui.exchange.tables import Application, Table
    from interview_tui.store.transaction import Transaction

AT_ONCE = 500
"""So many interviews are written at a time."""
NAMED = 100
"""So many new interviews are named by their ids at most."""


class Tables(Service):
    """Takes tables in."""

    def take(self, tables: Sequence[Table], *, dry_run: bool = False) -> Intaken:
        """All rows in one change. What a row becomes stands in exchange/stages.py."""
        done = Intaken(words="nothing new")
        with self.house.transaction() as tx:
            run = _Run(self, tx, done)
            rows = iter([row for table in tables for row in table.rows])
            while batch := list(islice(rows, AT_ONCE)):
                run.take(batch)
            if tx.size:
                done.words = run.summary()
                forms = ", ".join(Counter(table.form for table in tables))
                tx.say(f"Imported a table ({forms}): {done.words}")
            if dry_run:
                tx.give_up()
        done.refs, done.unsure, done.entry = tuple(run.new[:NAMED]), tuple(run.unsure), tx.entry
        return done


@dataclass(slots=True)
class _Fresh:
    """A row on its way to become an interview."""

    row: Application
    interview: Interview


class _Run:
    """One import into one store."""

    def __init__(self, service: Service, tx: Transaction, done: Intaken) -> None:
        self.new: list[Ref] = []
        self.unsure: list[tuple[Ref, str]] = []
        self._service = service
        self._tx = tx
        self._done = done
        self._planned = 0
        self._links = by_link(tx.reader)
        self._names = by_name(tx.reader)
        self._met: set[int] = set()
        """The interviews that a row of this import has spoken of."""

    def take(self, rows: Sequence[Application]) -> None:
        """Takes some rows: changes the interviews that are known, adds the others."""
        fresh: dict[tuple[str, str], _Fresh] = {}
        for row in rows:
            known, name = self._known(row), _name(row)
            if known in self._met or (known is None and name in fresh):
                self._done.skipped += 1
            elif known is not None:
                self._update(known, row)
            else:
                fresh[name] = _Fresh(row, _interview(row, self._tx))
        self._add(list(fresh.values()))

    def summary(self) -> str:
        """`added 9,900 interviews; planned 12 follow-ups; updated 3 interviews`."""
        done = self._done
        return joined(
            f"added {counted(done.added, 'interview')}" if done.added else "",
            f"planned {counted(self._planned, 'follow-up')}" if self._planned else "",
            f"updated {counted(done.updated, 'interview')}" if done.updated else "",
        )

    def _known(self, row: Application) -> int | None:
        """The interview that a row speaks of: a careers page that two rows share is the address of the first."""
        by_address = self._links.get(row.link) if row.link else None
        if by_address is not None and by_address not in self._met:
            return by_address
        return self._names.get(_name(row))

    def _update(self, interview_id: int, row: Application) -> None:
        tx = self._tx
        self._met.add(interview_id)
        interview = tx.get(Interview, interview_id)
        before = tx.size
        empty = {name: getattr(row, name) for name in ("role", "link", "location", "note") if getattr(row, name)}
        tx.change(interview, **{name: value for name, value in empty.items() if not getattr(interview, name)})
        if row.link and row.link not in self._links:
            tx.add(Origin(interview_id=interview_id, source=LINK, key=row.link))
            self._links[row.link] = interview_id
        if tx.size == before:
            self._done.skipped += 1
        else:
            self._done.updated += 1
        if row.stage.outcome is not None and interview.outcome is None:
            self.unsure.append((Ref("i", interview_id), f"the table says “{row.status}”, and here it still runs"))

    def _add(self, fresh: Sequence[_Fresh]) -> None:
        """Writes what `Interviews.add` would write, kind by kind."""
        tx = self._tx
        cases = []
        for one, number in zip(fresh, tx.add_all([one.interview for one in fresh]), strict=True):
            one.interview = replace(one.interview, id=number)
            self.new.append(Ref("i", number))
            self._met.add(number)
            self._names[_name(one.row)] = number
        tx.add_all(list(self._origins(fresh)))
        rounds = [_round(one, tx) for one in fresh]
        rounds = [replace(one, id=number) for one, number in zip(rounds, tx.add_all(rounds), strict=True)]
        tx.add_all(
            [
                Passage(round_id=a_round.id, step=step, entered=tx.now)
                for one, a_round in zip(fresh, rounds, strict=True)
                for step in dict.fromkeys((Step.SET_THE_STAGE, one.row.stage.step))
            ]
        )
        zone = self._service.house.calendar.zone.key
        meetings = [Meeting(round_id=a_round.id, zone=zone) for a_round in rounds]
        numbers = tx.add_all(meetings)
        for one, a_round, meeting, number in zip(fresh, rounds, meetings, numbers, strict=True):
            cases.append(Case(interview=one.interview, round=a_round, meeting=replace(meeting, id=number)))
        plans = list(self._plans(cases))
        tx.add_all(plans)
        self._planned += len(plans)
        self._done.added += len(fresh)

    def _origins(self, fresh: Sequence[_Fresh]) -> Iterator[Origin]:
        for one in fresh:
            if one.row.link and one.row.link not in self._links:
                self._links[one.row.link] = one.interview.id
                yield Origin(interview_id=one.interview.id, source=LINK, key=one.row.link)

    def _plans(self, cases: Sequence[Case]) -> Iterator[FollowUp]:
        """What the steps plan that the interviews are entered at, and the reply to an offer; what was over before the
        import, nobody knows how long ago, has no plans.
        """
        for case in cases:
            at = self._service.setting(case, self._tx)
            if case.interview.outcome is None:
                yield from planned(case, case.interview.step, at)
            elif case.round.closed is None:
                yield from planned_by_outcome(case, case.interview.outcome, at)


def _name(row: Application) -> tuple[str, str]:
    return row.company.casefold(), row.role.casefold()


def _interview(row: Application, tx: Transaction) -> Interview:
    return Interview(
        company=row.company,
        role=row.role,
        step=row.stage.step,
        outcome=row.stage.outcome,
        link=row.link,
        location=row.location,
        note=row.note,
        created=tx.now,
    )


def _round(one: _Fresh, tx: Transaction) -> Round:
    accepted, outcome = one.row.stage.accepted, one.row.stage.outcome
    decision = "" if accepted is None else ACCEPTED if accepted else DECLINED
    over = outcome is not None and (outcome is not Outcome.OFFER or accepted is not None)
    return Round(
        interview_id=one.interview.id,
        number=1,
        opened=tx.now,
        closed=tx.now if over else None,
        outcome=outcome,
        decision=decision,
    )
