"""What a timeline is told from: the records of one interview, those with one person, or those of some days."""

from __future__ import annotations

import json
from datetime import time, timedelta
from typing import TYPE_CHECKING, TypeVar

from interview_tui.domain import records
from interview_tui.domain.dates import utc_text
from interview_tui.domain.enums import LetterState
from interview_tui.domain.records import NOUNS, Record
from interview_tui.domain.timeline_facts import MeetingMove, TimelineFacts
from interview_tui.store.errors import unreadable
from interview_tui.store.records import by_ids, find, find_where, get, read_instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from interview_tui.domain.week import DaySpan
    from interview_tui.store.database import Store
    from interview_tui.store.records import Reader

_R = TypeVar("_R", bound=Record)
LONGEST_MEETING = timedelta(days=2)
"""A meeting that began so long before some days may reach into them; what is left of a longer one is not told."""
_MOVED = """
SELECT c.record_id, e.at, json_extract(c.before, '$.starts'), json_extract(c.after, '$.starts')
FROM json_each(?) w CROSS JOIN changes c ON c.noun = 'meetings' AND c.record_id = w.value
CROSS JOIN entries e ON e.id = c.entry_id
WHERE e.state = 'done' AND json_extract(c.before, '$.starts') <> json_extract(c.after, '$.starts')
ORDER BY e.id, c.id
"""


def facts_of_interview(reader: Reader, interview_id: int) -> TimelineFacts:
    """All rounds of an interview. Raises NotFound, StoreTrouble."""
    get(reader, records.Interview, interview_id)
    rounds = find(reader, records.Round, interview_id=interview_id)
    round_ids = [r.id for r in rounds]
    meetings = find(reader, records.Meeting, round_id=round_ids)
    documents = find(reader, records.Document, interview_id=interview_id)
    gathered = _Gathered(reader)
    gathered.add(*rounds, *meetings, *documents)
    gathered.add(*find(reader, records.Passage, round_id=round_ids), *find(reader, records.Offer, round_id=round_ids))
    gathered.add(*find(reader, records.Commitment, meeting_id=[m.id for m in meetings]))
    for cls in (records.FollowUp, records.Touch, records.Letter, records.Involvement):
        gathered.add(*find(reader, cls, interview_id=interview_id))
    gathered.add(*find(reader, records.Sending, document_id=[d.id for d in documents]))
    return gathered.facts(tuple(_moves(reader, [m.id for m in meetings])))


def facts_of_person(reader: Reader, person_id: int) -> TimelineFacts:
    """What there was and is with a person, in all interviews. Raises NotFound, StoreTrouble."""
    get(reader, records.Person, person_id)
    gathered = _Gathered(reader)
    attended = find(reader, records.Attendance, person_id=person_id)
    gathered.add(*find(reader, records.Meeting, id=[a.meeting_id for a in attended]))
    for cls in (
        records.Commitment,
        records.FollowUp,
        records.Touch,
        records.Letter,
        records.Involvement,
        records.Sending,
    ):
        gathered.add(*find(reader, cls, person_id=person_id))
    return gathered.facts()


def facts_of_days(store: Store, span: DaySpan, *, today: date) -> TimelineFacts:
    """What took place on these days and what is due on them, in all interviews; where today is among them, also what
    has been due since before. Raises StoreTrouble.

    Of a contact all is there that belongs to it, whenever that was: it is told on the day on which it took place.
    """
    reader, calendar = store.reader, store.calendar
    begin = calendar.instant(span.first, time())
    after = span.last + timedelta(days=1)
    since, until = utc_text(begin), utc_text(calendar.instant(after, time()))
    days = span.first.isoformat(), after.isoformat()

    def of(cls: type[_R], name: str, condition: str = "") -> tuple[_R, ...]:
        """Those whose time lies in these days."""
        return find_where(reader, cls, f"{condition}{name} >= ? AND {name} < ?", since, until)

    gathered = _Gathered(reader)
    gathered.add(*of(records.Interview, "created"), *of(records.Offer, "made"), *of(records.Sending, "at"))
    gathered.add(*of(records.Touch, "at"), *of(records.Letter, "sent"), *of(records.Round, "closed"))
    gathered.add(*of(records.Round, "opened", "reopened = 1 AND "))
    gathered.add(*of(records.FollowUp, "settled", "state = 'done' AND "))
    gathered.add(*of(records.FollowUp, "lapses", "state = 'open' AND "))
    order = store.queue_order().replace("f.", "")
    due = f"state = 'open' AND {order} >= ? AND {order} < ?"
    gathered.add(*find_where(reader, records.FollowUp, due, "" if today in span else days[0], days[1]))
    gathered.add(*of(records.Commitment, "settled"))
    gathered.add(*find_where(reader, records.Commitment, "state = 'open' AND due >= ? AND due < ?", *days))
    starts = "starts >= ? AND starts < ?"
    gathered.add(*find_where(reader, records.Meeting, starts, utc_text(begin - LONGEST_MEETING), until))
    # One that was cancelled on these days may have been for others.
    gathered.add(*of(records.Meeting, "entered", "state <> 'planned' AND "))
    open_offers = (
        "round_id IN (SELECT r.id FROM interviews i CROSS JOIN rounds r ON r.interview_id = i.id "
        "WHERE i.outcome IN ('offer', 'accepted'))"
    )
    gathered.add(*find_where(reader, records.Offer, open_offers))
    return gathered.facts()


class _Gathered:
    """Records by their kinds and ids, completed by what they refer to and what belongs to them."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._found: dict[type[Record], dict[int, Record]] = {cls: {} for cls in NOUNS}

    def add(self, *found: Record) -> None:
        """These as well."""
        for record in found:
            self._found[type(record)][record.id] = record

    def facts(self, moves: tuple[MeetingMove, ...] = ()) -> TimelineFacts:
        """All of it, with what a contact consists of, the meetings and rounds, and the people."""
        self._complete_contacts()
        touched = self._all(records.FollowUp), self._all(records.Touch), self._all(records.Letter)
        self._refer(records.Commitment, (f.commitment_id for f in touched[0]), (t.commitment_id for t in touched[1]))
        agreed = [c.id for c in self._all(records.Commitment)]
        self.add(*find(self._reader, records.FollowUp, commitment_id=agreed))
        touched = self._all(records.FollowUp), touched[1], touched[2]
        self._refer(records.Document, (s.document_id for s in self._all(records.Sending)))
        self._refer(records.Meeting, (c.meeting_id for c in self._all(records.Commitment)))
        meetings, offers = self._all(records.Meeting), self._all(records.Offer)
        self._refer(records.Round, (m.round_id for m in meetings), (o.round_id for o in offers))
        self._refer(
            records.Interview,
            *((r.interview_id for r in of_kind) for of_kind in touched),
            (r.interview_id for r in self._all(records.Round)),
            (d.interview_id for d in self._all(records.Document)),
            (v.interview_id for v in self._all(records.Involvement)),
        )
        attendances = find(self._reader, records.Attendance, meeting_id=[m.id for m in meetings])
        met = {r.person_id for of_kind in touched for r in of_kind if r.person_id is not None}
        self.add(*find(self._reader, records.Involvement, person_id=met, interview_id=self._found[records.Interview]))
        ties = self._all(records.Involvement)
        self._refer(
            records.Person,
            *((r.person_id for r in of_kind) for of_kind in touched),
            (c.person_id for c in self._all(records.Commitment)),
            (s.person_id for s in self._all(records.Sending)),
            (a.person_id for a in attendances),
            (v.person_id for v in ties),
            (v.successor_id for v in ties),
        )
        return TimelineFacts(
            interviews={i.id: i for i in self._all(records.Interview)},
            rounds={r.id: r for r in self._all(records.Round)},
            people={p.id: p for p in self._all(records.Person)},
            documents={d.id: d for d in self._all(records.Document)},
            meetings=meetings,
            attendances=attendances,
            involvements=ties,
            passages=self._all(records.Passage),
            offers=offers,
            commitments=self._all(records.Commitment),
            follow_ups=touched[0],
            touches=touched[1],
            letters=touched[2],
            sendings=self._all(records.Sending),
            moves=moves,
        )

    def _complete_contacts(self) -> None:
        """A contact is a touch, the letter that it was, the follow-ups that these settled, and the files with it."""
        reader = self._reader
        touches = self._all(records.Touch)
        self._refer(records.Letter, (t.letter_id for t in touches))
        letters = self._all(records.Letter)
        self._refer(records.FollowUp, (t.follow_up_id for t in touches), (x.follow_up_id for x in letters))
        settled = [f.id for f in self._all(records.FollowUp) if f.settled is not None]
        self.add(*find(reader, records.Touch, letter_id=[x.id for x in letters]))
        self.add(*find(reader, records.Touch, follow_up_id=settled))
        self.add(*find(reader, records.Letter, follow_up_id=settled, state=LetterState.SENT))
        self.add(*find(reader, records.Sending, letter_id=[x.id for x in self._all(records.Letter)]))

    def _all(self, cls: type[_R]) -> tuple[_R, ...]:
        """The records of a kind, in order of their ids."""
        of_kind = self._found[cls]
        return tuple(record for _, record in sorted(of_kind.items()) if isinstance(record, cls))

    def _refer(self, cls: type[Record], *ids: Iterable[int | None]) -> None:
        """Adds the records of a kind that are referred to. Raises StoreTrouble where one is gone."""
        wanted = {number for some in ids for number in some if number is not None} - self._found[cls].keys()
        self.add(*by_ids(self._reader, cls, wanted).values())


def _moves(reader: Reader, meetings: list[int]) -> Iterator[MeetingMove]:
    """How the journal has these meetings moved, as far as it goes back."""
    for number, at, before, after in reader.execute(_MOVED, (json.dumps(meetings),)):
        try:
            yield MeetingMove(number, *map(read_instant, (at, before, after)))
        except (ValueError, TypeError) as error:
            raise unreadable("m", number) from error
