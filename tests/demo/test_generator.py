"""The demo: an empty store filled with a job search that shows everything, the same each time, gone with one undo."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from interview_tui.demo.generator import SIMULATED, Demo
from interview_tui.demo.panel import panel_words
from interview_tui.demo.words import NETWORK, domain
from interview_tui.domain.enums import (
    CommitmentState,
    Direction,
    DueState,
    Favour,
    Language,
    LetterState,
    MeetingState,
    Outcome,
    Owner,
    Part,
    Plan,
    QuestionState,
    Ref,
    Settled,
    Step,
)
from interview_tui.domain.errors import Refused
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import (
    NOUNS,
    BankQuestion,
    Commitment,
    Document,
    FollowUp,
    Interview,
    Involvement,
    Letter,
    Meeting,
    Need,
    Offer,
    Origin,
    Passage,
    Person,
    Question,
    Record,
    Round,
    Sending,
    Story,
    Study,
    Suggestion,
    Touch,
)
from interview_tui.services.base import Service
from interview_tui.services.people import APART
from interview_tui.store.archive import export_json
from interview_tui.store.figures import figures
from interview_tui.store.queue import due_state
from interview_tui.store.records import FIELDS, REFERRED
from tests.programs import a_program, content, every, get, journal, put, queue

if TYPE_CHECKING:
    from tests.programs import ProgramOnATable

pytestmark = pytest.mark.xdist_group("demo")
"""What one of them has made, the next one takes up."""

WEDNESDAY = "2026-11-25T09:00:00+01:00"
FILL = """
import sys
from pathlib import Path
from interview_tui.demo.generator import Demo
from interview_tui.settings import load
from interview_tui.store.archive import export_json
from interview_tui.app_context import AppContext

folder = Path(sys.argv[1])
environment = {"TZ": "Europe/Berlin", "INTERVIEW_TUI_NOW": sys.argv[2]}
program = AppContext(load(environment, store=folder / "there.db", configuration=folder / "config.toml"))
Demo(program).fill(8, seed=5)
sys.stdout.buffer.write("".join(export_json(program.store, program.clock())).encode())
"""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> ProgramOnATable:
    """A program with the demo in its store. Tests only read it."""
    return _filled(tmp_path_factory.mktemp("demo"))


def _filled(
    folder: Path, interviews: int = 24, *, seed: int = 1, now: str = WEDNESDAY, zone: str = "Europe/Berlin"
) -> ProgramOnATable:
    folder.mkdir(exist_ok=True)
    program = a_program(folder, now=now, zone=zone)
    Demo(program).fill(interviews, seed)
    return program


def _exported(program: ProgramOnATable) -> str:
    return "".join(export_json(program.store, program.clock()))


def test_each_kind_of_record_is_there(filled: ProgramOnATable) -> None:
    missing = [noun.plural for cls, noun in NOUNS.items() if not every(filled, cls)]
    assert missing == []
    assert len(every(filled, Interview)) == 24


def test_interviews_stand_at_each_step_and_came_to_each_outcome(filled: ProgramOnATable) -> None:
    interviews, rounds, now = every(filled, Interview), every(filled, Round), filled.clock()
    assert {i.step_at(now) for i in interviews} == set(Step)
    # Who has accepted an offer searches no more: all the others would be withdrawn from.
    assert {r.outcome for r in rounds} == {None, *Outcome} - {Outcome.ACCEPTED}
    assert {i.plan for i in interviews} == {None, *Plan} - {Plan.ONE_LETTER}
    assert any(i.round == 2 for i in interviews)
    assert any(r.reopened for r in rounds)
    (second,) = (i for i in interviews if i.follows_id is not None)  # another role at the same employer
    assert len({i.company for i in interviews if i != second}) == 23


def test_rounds_hold_what_employers_come_up_with(filled: ProgramOnATable) -> None:
    meetings, ties = every(filled, Meeting), every(filled, Involvement)
    zone = filled.calendar
    days = Counter((m.round_id, zone.day(m.starts)) for m in meetings if m.starts is not None)
    assert max(days.values()) == 3  # a panel
    by_round = Counter(m.round_id for m in meetings if m.state is MeetingState.PLANNED)
    assert len([n for n in by_round.values() if n == 2]) == 1  # a call, then a visit
    assert any(m.state is MeetingState.CANCELLED for m in meetings)
    assert any(touch.automatic and touch.until is not None for touch in every(filled, Touch))
    assert any(touch.reply_by is not None for touch in every(filled, Touch))
    assert any(tie.successor_id is not None for tie in ties)
    offers = {r.outcome: o for o in every(filled, Offer) for r in every(filled, Round) if r.id == o.round_id}
    assert offers.keys() == {Outcome.OFFER, Outcome.DECLINED, Outcome.RESCINDED}
    assert (offers[Outcome.OFFER].answer_by or filled.today()) > filled.today()
    assert all(offer.terms for offer in offers.values())


def test_steps_follow_the_facts(filled: ProgramOnATable) -> None:
    assert len([p for p in every(filled, Passage) if p.by_hand]) == 1


def test_follow_ups_are_in_each_state(filled: ProgramOnATable) -> None:
    follow_ups, today = every(filled, FollowUp), filled.today()
    assert {f.state for f in follow_ups} == set(Settled)
    assert {f.on_time for f in follow_ups if f.state is Settled.DONE} == {True, False}
    assert any(f.state is Settled.OPEN and f.planned_day is not None for f in follow_ups)
    assert {f.kind for f in follow_ups} == set(Kind) - {Kind.NOTHING_PLANNED}
    assert any(f.sensitive for f in follow_ups)
    rows = queue(filled)
    assert {row.state for row in rows} == set(DueState) - {DueState.NONE}
    assert len({row.day for row in rows if row.state is DueState.OVERDUE}) > 1
    assert all(row.day is not None and row.state is due_state(row.day, today) for row in rows)


def test_letters_touches_commitments_and_voices_are_of_each_sort(filled: ProgramOnATable) -> None:
    letters, commitments = every(filled, Letter), every(filled, Commitment)
    assert {letter.kind for letter in letters} == set(LetterKind)
    assert {letter.state for letter in letters} == set(LetterState)
    assert any(letter.quote_id is not None for letter in letters)
    assert {touch.direction for touch in every(filled, Touch)} == set(Direction)
    assert any(touch.interview_id is None for touch in every(filled, Touch))
    assert {c.owner for c in commitments} == set(Owner)
    assert {c.state for c in commitments} >= {CommitmentState.OPEN, CommitmentState.KEPT}
    assert any(c.passive for c in commitments)
    assert {q.state for q in every(filled, Question)} >= {
        QuestionState.PREPARED,
        QuestionState.ANSWERED,
        QuestionState.KEPT,
    }
    ties = every(filled, Involvement)
    assert {tie.part for tie in ties} == set(Part)
    assert {tie.favour for tie in ties} >= {Favour.SPOKE, Favour.AGREED, Favour.DECLINED, Favour.ASKED}
    assert any(story.sample for story in every(filled, Story))


def test_the_whole_story_is_told(filled: ProgramOnATable) -> None:
    (second,) = (i for i in every(filled, Interview) if i.follows_id is not None)
    first = get(filled, Interview, second.follows_id or 0)
    assert (first.company, first.outcome) == (second.company, Outcome.REJECTED)
    assert first.role != second.role
    studied = {study.interview_id: study.text for study in every(filled, Study)}
    rounds = {r.id: r.interview_id for r in every(filled, Round)}
    heard = {n.text for n in every(filled, Need) if rounds[get(filled, Meeting, n.meeting_id).round_id] == second.id}
    expected = {line.lstrip("! ") for line in studied[second.id].splitlines() if line.startswith("!")}
    assert len(expected & heard) == 1
    assert len(expected - heard) == 1
    asked = [q for q in every(filled, Question) if q.put_to_me]
    assert {q.state for q in asked} == {QuestionState.PREPARED, QuestionState.ANSWERED}
    assert all(q.answer and q.went for q in asked if q.state is QuestionState.ANSWERED)
    assert any(q.better for q in asked)
    assert any(q.story_id for q in asked)
    named = [tie for tie in every(filled, Involvement) if tie.named is not None]
    assert named
    assert all(tie.stress and get(filled, Person, tie.person_id).knows_me_from for tie in named)


def test_documents_are_files_that_come_with_the_program(filled: ProgramOnATable) -> None:
    documents = {d.id: d for d in every(filled, Document)}
    assert {d.sha256 for d in documents.values()} == {
        hashlib.sha256(Path(d.path).read_bytes()).hexdigest() for d in documents.values()
    }
    (recommendation,) = (d for d in documents.values() if d.person_id is not None)
    sendings = every(filled, Sending)
    assert any(s.document_id == recommendation.id and s.letter_id is not None for s in sendings)
    assert any(s.letter_id is not None and documents[s.document_id].commitment_id is not None for s in sendings)
    assert {s.sha256 == documents[s.document_id].sha256 for s in sendings} == {True, False}  # one has changed since


def test_addresses_are_at_example_domains(filled: ProgramOnATable) -> None:
    emails = [person.email for person in every(filled, Person)]
    links = [p.link for p in every(filled, Person)] + [i.link for i in every(filled, Interview)]
    links = [link for link in (*links, *(m.link for m in every(filled, Meeting))) if link]
    assert emails
    assert links
    assert [e for e in emails if not e.endswith(".example")] == []
    assert [link for link in links if not link.split("/")[2].endswith(".example")] == []


def test_nothing_lies_in_the_future_but_what_is_due(filled: ProgramOnATable) -> None:
    now = filled.clock()
    assert [t for t in every(filled, Touch) if t.at > now] == []
    assert [f for f in every(filled, FollowUp) if f.created > now or (f.settled is not None and f.settled > now)] == []
    assert [f for f in every(filled, FollowUp) if f.settled is not None and f.settled < f.created] == []
    assert [r for r in every(filled, Round) if r.closed is not None and not r.opened < r.closed <= now] == []


@pytest.mark.soak
@pytest.mark.parametrize("days", [0, 2, 3, 5], ids=["Wednesday", "Friday", "Saturday", "Monday"])
def test_each_morning_has_something_to_do(tmp_path: Path, days: int) -> None:
    program = a_program(tmp_path, now=WEDNESDAY)
    program.clock.move(days=days)
    Demo(program).fill(seed=days)
    now, today = program.clock(), program.today()
    found = figures(program.store, now=now, today=today)
    upcoming = len(queue(program)) - found.overdue - found.today - found.unplanned
    assert 2 <= found.overdue <= 4
    assert 3 <= found.today <= 8
    assert 1 <= found.unplanned <= 2
    assert 20 <= upcoming <= 60
    assert found.punctuality is not None
    assert 88 <= found.punctuality <= 95
    assert found.meeting_at is not None
    next_day = program.calendar.add_working(today, 1)
    assert program.calendar.day(found.meeting_at) <= next_day
    met = {program.calendar.day(m.starts) for m in every(program, Meeting) if m.starts is not None}
    assert {program.calendar.working_on_or_after(today), next_day} <= met


@pytest.mark.parametrize(
    ("now", "zone", "seed"),
    [
        (WEDNESDAY, "Europe/Berlin", 1),
        pytest.param("2026-11-30T07:15:00+01:00", "Europe/Berlin", 2, marks=pytest.mark.soak),
        pytest.param("2026-11-28T21:00:00-08:00", "America/Los_Angeles", 3, marks=pytest.mark.soak),
        pytest.param("2026-03-29T00:30:00+13:00", "Pacific/Auckland", 4, marks=pytest.mark.soak),
        pytest.param("2027-01-04T12:00:00+09:00", "Asia/Tokyo", 5, marks=pytest.mark.soak),
    ],
)
def test_planning_again_changes_nothing(
    tmp_path: Path, filled: ProgramOnATable, now: str, zone: str, seed: int
) -> None:
    if seed == 1:
        shutil.copy(filled.store.path, tmp_path)
        program = a_program(tmp_path, now=now, zone=zone)
    else:
        program = _filled(tmp_path, seed=seed, now=now, zone=zone)
    before = content(program)
    assert _planned_again(program) == []
    assert content(program) == before


@pytest.mark.soak
def test_late_in_the_day_planning_again_writes_only_what_the_clock_says_already(tmp_path: Path) -> None:
    program = _filled(tmp_path, now="2026-11-25T19:00:00+01:00")
    steps = {i.id: i.step_at(program.clock()) for i in every(program, Interview)}
    follow_ups = every(program, FollowUp)
    assert _planned_again(program) != []
    assert every(program, FollowUp) == follow_ups
    assert {i.id: i.step for i in every(program, Interview)} == steps


def _planned_again(program: ProgramOnATable) -> list[int]:
    """The interviews that planning again changes."""
    service, changed = Service(program), []
    with program.transaction() as tx:
        for interview in every(program, Interview):
            size = tx.size
            service.replan(tx, interview.id)
            if tx.size != size:
                changed.append(interview.id)
        tx.done("Planned again")
    return changed


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.soak), pytest.param(3, marks=pytest.mark.soak)])
def test_nothing_is_due_before_it_was_planned(tmp_path: Path, filled: ProgramOnATable, seed: int) -> None:
    program = filled if seed == 1 else _filled(tmp_path, SIMULATED, seed=seed)
    day = program.calendar.day
    assert [f for f in every(program, FollowUp) if (f.due_day or day(f.due_at or f.created)) < day(f.created)] == []


@pytest.mark.parametrize(
    ("now", "zone"),
    [
        pytest.param("2026-03-29T00:30:00+13:00", "Pacific/Auckland", marks=pytest.mark.soak),
        pytest.param("2026-03-08T23:59:59-07:00", "America/Los_Angeles", marks=pytest.mark.soak),
    ],
)
def test_it_fits_any_zone_and_hour(tmp_path: Path, now: str, zone: str) -> None:
    program = _filled(tmp_path, now=now, zone=zone)
    assert {i.step_at(program.clock()) for i in every(program, Interview)} == set(Step)
    found = figures(program.store, now=program.clock(), today=program.today())
    assert 2 <= found.overdue <= 4
    assert 3 <= found.today <= 6


def test_the_same_seed_and_clock_give_the_same_store(tmp_path: Path) -> None:
    one, other = _filled(tmp_path / "one", 6), _filled(tmp_path / "other", 6)
    assert content(one) == content(other)
    assert content(_filled(tmp_path / "third", 6, seed=2)) != content(one)


@pytest.mark.soak
def test_neither_the_machine_nor_the_run_changes_it(tmp_path: Path) -> None:
    here = _filled(tmp_path, 8, seed=5)
    run = subprocess.run(
        [sys.executable, "-c", FILL, str(tmp_path), WEDNESDAY],
        env={**os.environ, "TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONHASHSEED": "77", "HOME": str(tmp_path)},
        capture_output=True,
        check=True,
    )
    assert run.stdout.decode() == _exported(here)


def test_it_is_one_change_that_undo_takes_back_whole(tmp_path: Path) -> None:
    program = a_program(tmp_path, now=WEDNESDAY)
    empty = content(program)
    change = Demo(program).fill(4)
    assert change.entry is not None
    assert journal(program) == [change.words]
    assert change.words.startswith("Filled with the demo: 4 interviews, ")
    full = content(program)
    program.history.undo()
    assert content(program) == empty
    program.history.redo()
    assert content(program) == full


def test_letters_that_were_sent_leave_nothing_to_fill(filled: ProgramOnATable) -> None:
    letters = [letter for letter in every(filled, Letter) if letter.state is LetterState.SENT]
    assert [letter.body for letter in letters if "[[" in letter.body or "[chart]" in letter.body] == []
    assert [letter.kind for letter in letters if letter.kind is LetterKind.THANK_YOU and not letter.quote_id] == []


@pytest.mark.parametrize("language", [language for language in Language if language is not Language.EN_US])
def test_whoever_writes_another_language_sees_an_interview_in_it(tmp_path: Path, language: Language) -> None:
    program = a_program(tmp_path, now=WEDNESDAY)
    program.language = language
    Demo(program).fill(2)
    (own,) = (i for i in every(program, Interview) if i.company == panel_words(language).company)
    assert len(every(program, Interview)) == 3
    assert own.language is language
    owed = [row for row in queue(program) if row.interview_id == own.id and row.kind is Kind.THANK_YOU]
    assert [row.state for row in owed] == [DueState.TODAY] * 5
    assert program.letters.draft(Ref("i", own.id)).language is language
    english = {i.language for i in every(program, Interview) if i != own}
    assert english == ({None} if language is Language.EN_GB else {Language.EN_US})


def test_the_program_goes_on_from_there(tmp_path: Path) -> None:
    program = _filled(tmp_path, 6)
    first = next(row for row in queue(program) if row.state is DueState.TODAY)
    program.follow_ups.done([first.id])
    assert get(program, FollowUp, first.id).state is Settled.DONE
    assert journal(program)[-1].startswith("Done: ")


def test_a_store_that_holds_anything_is_refused(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    put(program, Story(title="Cut releases"))
    before = content(program)
    with pytest.raises(Refused, match="fills only an empty store"):
        Demo(program).fill()
    assert content(program) == before
    program.history.undo()
    with pytest.raises(Refused, match="fills only an empty store"):  # the journal remembers what was there
        Demo(program).fill()


def test_a_store_whose_demo_was_undone_is_filled_again(tmp_path: Path) -> None:
    program = _filled(tmp_path, 2)
    companies = {i.company for i in every(program, Interview)}
    program.history.undo()
    Demo(program).fill(2, 1)
    assert {i.company for i in every(program, Interview)} == companies
    with pytest.raises(Refused, match="fills only an empty store"):
        Demo(program).fill(2, 1)


@pytest.mark.parametrize("interviews", [0, -1])
def test_fewer_than_one_interview_is_refused(tmp_path: Path, interviews: int) -> None:
    program = a_program(tmp_path)
    with pytest.raises(Refused, match="at least one interview"):
        Demo(program).fill(interviews)
    assert journal(program) == []


@pytest.mark.parametrize("interviews", [1, 3, 10])
def test_a_small_demo_has_as_many_interviews_as_asked_for(tmp_path: Path, interviews: int) -> None:
    program = _filled(tmp_path, interviews)
    now = program.clock()
    found = sorted(every(program, Interview), key=lambda i: int(i.link.split("/")[-1]))
    assert [i.step_at(now) for i in found] == list(Step)[:interviews]
    assert figures(program.store, now=program.clock(), today=program.today()).today >= 3


@pytest.mark.soak
class TestCopies:
    """Beyond what is simulated, interviews are copies of it under other names."""

    ALL = 240

    @pytest.fixture(scope="class")
    def large(self, tmp_path_factory: pytest.TempPathFactory) -> ProgramOnATable:
        return _filled(tmp_path_factory.mktemp("large"), self.ALL)

    def test_there_are_as_many_as_asked_for_and_no_name_twice(self, large: ProgramOnATable) -> None:
        first_roles = [i.company for i in every(large, Interview) if i.follows_id is None]
        assert len(every(large, Interview)) == self.ALL
        assert len(first_roles) == len(set(first_roles)) == self.ALL - 1

    def test_there_are_five_follow_ups_an_interview(self, large: ProgramOnATable) -> None:
        assert len(every(large, FollowUp)) / self.ALL == pytest.approx(5, abs=0.1)

    def test_a_copy_has_all_that_its_original_has(self, large: ProgramOnATable) -> None:
        shapes = _shapes(large)
        originals = [shapes[number] for number in range(1, SIMULATED + 1)]
        assert all(shapes[number] in originals for number in range(SIMULATED + 1, self.ALL + 1))

    def test_what_belongs_to_a_copy_refers_to_the_copy(self, large: ProgramOnATable) -> None:
        rounds = {r.id: r.interview_id for r in every(large, Round)}
        meetings = {m.id: rounds[m.round_id] for m in every(large, Meeting)}
        found = {cls: {record.id: record for record in every(large, cls)} for cls in NOUNS}
        own = {person.id for person in every(large, Person) if person.name in {who.name for who in NETWORK}}
        whose = {tie.person_id: tie.interview_id for tie in every(large, Involvement) if tie.person_id not in own}
        of = {
            cls: {
                number: getattr(record, "interview_id", None)
                or rounds.get(getattr(record, "round_id", 0))
                or meetings.get(getattr(record, "meeting_id", 0))
                or (whose.get(number) if cls is Person else number)
                for number, record in records.items()
            }
            for cls, records in found.items()
        }
        of[Suggestion] = {s.id: of[FollowUp][s.follow_up_id] for s in every(large, Suggestion)}
        of[Sending] = {s.id: of[Document][s.document_id] for s in every(large, Sending)}
        shared = (Story, BankQuestion)
        for cls, records in found.items():
            for name, target in REFERRED[cls]:
                if target not in shared and name != "follows_id":
                    for number, record in records.items():
                        other = getattr(record, name)
                        if other is not None and other not in own and of[cls][number] is not None:
                            assert of[target][other] == of[cls][number], (record, name)

    def test_what_is_planned_names_the_copys_own_ids(self, large: ProgramOnATable) -> None:
        assert _planned_again(large) == []

    def test_the_old_names_are_gone_from_the_copy(self, large: ProgramOnATable) -> None:
        companies = {i.id: i.company for i in every(large, Interview)}
        domains = {i.id: domain(i.company) for i in every(large, Interview)}
        people = {p.id: p for p in every(large, Person)}
        for tie in every(large, Involvement):
            if tie.part not in APART:
                person = people[tie.person_id]
                assert person.company == companies[tie.interview_id]
                assert person.email.partition("@")[2] == domains[tie.interview_id]
        named = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, companies.values()))})(?!\w)")
        for letter in every(large, Letter):
            assert set(named.findall(letter.body)) <= {companies[letter.interview_id]}
            assert letter.body.startswith(
                tuple(f"{hi} {people[letter.person_id or 0].name.split()[0]}," for hi in ("Hi", "Dear"))
            )

    def test_no_address_comes_twice(self, large: ProgramOnATable) -> None:
        links = [i.link for i in every(large, Interview)]
        assert len(links) == len(set(links))
        assert {i.step_at(large.clock()) for i in every(large, Interview)} == set(Step)

    def test_they_are_in_the_journal_and_go_with_one_undo(self, large: ProgramOnATable, tmp_path: Path) -> None:
        other = a_program(tmp_path, now=WEDNESDAY)
        with closing(sqlite3.connect(other.store.path)) as mine:
            large.store.reader.backup(mine)
        full = content(other)
        last = max(i.id for i in every(other, Interview))
        assert [entry.words for entry in other.history.log(Ref("i", last))] == journal(other)
        other.interviews.edit(last, note="mine")
        other.history.undo()
        assert content(other) == full
        other.history.undo()
        assert not any(content(other).values())
        other.history.redo()
        assert content(other) == full


def _shapes(program: ProgramOnATable) -> dict[int, object]:
    """Of each interview what has no name in it: what there is of it, and when."""
    rounds = {r.id: r.interview_id for r in every(program, Round)}
    found: dict[int, list[object]] = {i.id: [(i.role, i.step, i.outcome)] for i in every(program, Interview)}
    for follow_up in every(program, FollowUp):
        due = (follow_up.due_day, follow_up.due_at, follow_up.created, follow_up.settled, follow_up.on_time)
        found[follow_up.interview_id].append((follow_up.kind, follow_up.state, due))
    for meeting in every(program, Meeting):
        found[rounds[meeting.round_id]].append((meeting.starts, meeting.title, meeting.place))
    for touch in every(program, Touch):
        if touch.interview_id is not None:
            found[touch.interview_id].append((touch.at, touch.channel))
    return {number: tuple(sorted(map(str, parts))) for number, parts in found.items()}


def test_every_reference_has_a_target_to_follow() -> None:
    named = {f.name for cls in NOUNS for f in FIELDS[cls] if f.name.endswith("_id") and f.kind is int}
    followed = {name for pairs in REFERRED.values() for name, _ in pairs}
    assert named == followed
    assert all(issubclass(cls, Record) for pairs in REFERRED.values() for _, cls in pairs)


def test_origins_are_unique_and_some_interviews_have_one(filled: ProgramOnATable) -> None:
    keys = [(o.source, o.key) for o in every(filled, Origin)]
    assert keys
    assert len(keys) == len(set(keys))
    assert filled.clock() - min(i.created for i in every(filled, Interview)) < timedelta(days=100)
