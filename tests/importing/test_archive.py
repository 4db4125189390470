"""The export, and the way back: the same bytes into an empty store, nothing twice into one that holds records."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_tui.domain.dates import due_sort
from interview_tui.domain.enums import (
    Channel,
    Direction,
    Language,
    Outcome,
    Owner,
    Plan,
    Ref,
    Settled,
    Step,
    Tone,
)
from interview_tui.domain.errors import Refused, Unclear, UserError
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import (
    NOUNS,
    Commitment,
    Document,
    FollowUp,
    Interview,
    Letter,
    Match,
    Meeting,
    Need,
    Origin,
    Person,
    Record,
    Round,
    Story,
    Study,
    Touch,
)
from interview_tui.importing.archive import apply_export, read_export
from interview_tui.importing.identity import IDENTITY
from interview_tui.services.follow_ups import Contacted
from interview_tui.services.meetings import MeetingTime
from interview_tui.store import archive
from interview_tui.store.archive import export_json
from interview_tui.store.records import FIELDS, REFERENCES
from tests.programs import a_demo, a_program, content, every, follow_up, get, go_to, journal, planned_again, put, when
from tests.store.records import assert_in_place, change
from tests.store.test_schema import some_record

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview_tui.importing.importer import Imported
    from tests.programs import ProgramOnATable

NOTES = """\
# First talk
@ Dana Ruiz, VP Operations <dana@acme.example>
@ Kim Lee
? What keeps releases slow? (Dana Ruiz)
    Three approvals
!! Release approvals take nine days (Dana Ruiz)
* Cut releases
    Nine days became one
" Nobody dares to release (Kim Lee)
+ send the case study (Kim Lee) by 27 Nov
- call with dates (Dana Ruiz) by 2 Dec
> Who owns the budget?
A plain note
"""


def exported(program: ProgramOnATable) -> bytes:
    return "".join(export_json(program.store, program.clock())).encode()


def take(program: ProgramOnATable, data: bytes, *, dry_run: bool = False) -> Imported:
    return apply_export(program, [read_export(iter([data]))], dry_run=dry_run)


def folder(path: Path, name: str) -> Path:
    (path / name).mkdir()
    return path / name


def acme(path: Path) -> ProgramOnATable:
    """A program with one interview that was met and is at step 5, and a follow-up of the user's own."""
    program = a_program(path)
    program.interviews.add("Acme", "SRE", meeting=when(program, "today 14:00"), note="met at the fair")
    program.clock.move(hours=7)
    program.notes.capture(1, NOTES)
    go_to(program, 1, Step.THANK_PROMPTLY)
    program.follow_ups.add(1, "Print the profile", when(program, "+3d"))
    program.follow_ups.touch(Ref("i", 1), Contacted(direction=Direction.IN, channel=Channel.PHONE, note="They called"))
    return program


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The export of a demo from which interviews were deleted, so that ids are missing; with a file, and a letter that
    knows what it was made of.
    """
    program = a_demo(tmp_path_factory.mktemp("demo"))
    promise = next(c for c in every(program, Commitment) if c.owner is Owner.ME)
    put(
        program,
        Document(
            interview_id=1,
            commitment_id=promise.id,
            path="/home/robin/case study.pdf",
            name="the case study, two pages",
            created=program.clock(),
        ),
    )
    letter, match = every(program, Letter)[-1], every(program, Match)[-1]
    change(
        program,
        Letter,
        letter.id,
        need_id=match.need_id,
        match_id=match.id,
        ticked=f"n{match.need_id}",
        language=Language.DE,
        tone=Tone.FORMAL,
        sentences="need.3 opening.1",
        variant="short",
        drafted="Danke\n\nGuten Tag Frau Ruiz,",
    )
    change(program, Person, 1, address="Frau Dr. Ruiz", familiar=True, language=Language.FR, tone=Tone.PLAIN)
    change(program, Interview, 1, language=Language.EN_GB, tone=Tone.WARM, follows_id=9)
    change(program, Interview, 9, follows_id=3)
    change(program, Story, 1, strength="calm releases", sample_name="the checklist, two pages")
    change(program, Match, match.id, first_steps="Ask who approves\nMeasure")
    program.interviews.remove([2, 7, 12])
    return exported(program)


class TestExport:
    def test_it_is_one_document_with_an_array_for_each_kind(self, demo: bytes) -> None:
        document = json.loads(demo)
        assert list(document) == ["format", "version", *(noun.plural for noun in NOUNS.values())]
        assert (document["format"], document["version"]) == ("interview-tui", 2)
        assert all(document[noun.plural] for noun in NOUNS.values())

    def test_records_are_sorted_by_id_one_a_line(self, demo: bytes) -> None:
        document = json.loads(demo)
        for noun in NOUNS.values():
            ids = [int(record["id"].removeprefix(noun.letter)) for record in document[noun.plural]]
            assert ids == sorted(ids)
        records = sum(len(document[noun.plural]) for noun in NOUNS.values())
        assert len([line for line in demo.decode().splitlines() if line.startswith('{"id": ')]) == records
        assert demo.endswith(b"]\n}\n")

    def test_an_empty_store_has_empty_arrays(self, tmp_path: Path) -> None:
        document = json.loads(exported(a_program(tmp_path)))
        assert {name: document[name] for name in document if name not in ("format", "version")} == {
            noun.plural: [] for noun in NOUNS.values()
        }

    def test_values_are_written_so_that_other_programs_can_read_them(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        program.interviews.add("白樺 “Ltd”", "SRE", meeting=when(program, "2026-12-02 14:00"), people=["Kim Lee"])
        (written,) = json.loads(exported(program))["meetings"]
        values = {
            "id": "m1",
            "round_id": "r1",
            "title": "",
            "starts": "2026-12-02T13:00:00+00:00",
            "ends": None,
            "zone": "Europe/Berlin",
            "place": "",
            "link": "",
            "uid": "",
            "sequence": 0,
            "state": "planned",
            "entered": "2026-11-23T08:00:00+00:00",
        }
        assert {name: written[name] for name in values} == values
        prepare, debrief, *_ = json.loads(exported(program))["follow_ups"]
        assert (prepare["due_day"], prepare["due_at"], prepare["sensitive"]) == ("2026-12-01", None, False)
        assert (debrief["due_day"], debrief["due_at"]) == (None, "2026-12-02T15:00:00+00:00")
        assert prepare["lapses"] == "2026-12-02T13:00:00+00:00"
        (person,) = json.loads(exported(program))["people"]
        assert person["no_calls"] is False
        assert '"company": "白樺 “Ltd”"'.encode() in exported(program)

    def test_each_line_is_as_json_itself_would_write_it(self, demo: bytes) -> None:
        for line in demo.decode().splitlines():
            if line.startswith('{"id": '):
                record = line.removesuffix(",")
                assert json.dumps(json.loads(record), ensure_ascii=False) == record

    def test_others_can_change_the_store_meanwhile(self, tmp_path: Path) -> None:
        program = acme(tmp_path)
        whole = exported(program)
        pieces = export_json(program.store, program.clock())
        first = next(iter(pieces))
        a_program(tmp_path).interviews.add("Quill", "DBA")
        assert (first + "".join(pieces)).encode() == whole
        assert len(every(program, Interview)) == 2

    def test_one_that_is_left_half_way_holds_nothing(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        half = export_json(program.store, program.clock())
        assert next(iter(half)).startswith("{")
        half.close()  # type: ignore[attr-defined]
        program.interviews.add("Acme", "SRE")
        assert len(every(program, Interview)) == 1

    def test_however_many_are_put_together_the_bytes_are_the_same(
        self, tmp_path: Path, demo: bytes, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        program = a_program(tmp_path)
        take(program, demo)
        monkeypatch.setattr(archive, "AT_ONCE", 3)
        assert exported(program) == demo


class TestIntoAnEmptyStore:
    def test_exporting_again_gives_the_same_bytes(self, tmp_path: Path, demo: bytes) -> None:
        program = a_program(tmp_path)
        taken = take(program, demo)
        assert exported(program) == demo
        records = sum(len(every(program, cls)) for cls in NOUNS)
        assert (taken.added, taken.updated, taken.skipped) == (records, 0, 0)
        assert taken.words.startswith("added 9 interviews, ")
        assert journal(program) == [f"Imported an export: {taken.words}"]

    @pytest.mark.parametrize("layout", [{"indent": 2}, {"sort_keys": True}, {"separators": (",", ":")}])
    def test_its_layout_and_the_order_of_its_arrays_are_no_matter(
        self, tmp_path: Path, demo: bytes, layout: dict[str, Any]
    ) -> None:
        program = a_program(tmp_path)
        take(program, b"\xef\xbb\xbf" + json.dumps(json.loads(demo), **layout).encode())
        assert exported(program) == demo

    def test_it_may_come_in_small_pieces(self, tmp_path: Path) -> None:
        data = exported(acme(folder(tmp_path, "there")))
        program = a_program(tmp_path)
        apply_export(program, [read_export(data[start : start + 5] for start in range(0, len(data), 5))])
        assert exported(program) == data

    def test_the_queue_is_in_order(self, tmp_path: Path, demo: bytes) -> None:
        program = a_program(tmp_path)
        take(program, demo)
        one_by_one = {f.id: due_sort(*_due(f), program.calendar) for f in every(program, FollowUp)}
        stored = program.store.reader.execute("SELECT id, due_sort FROM follow_ups").fetchall()
        assert dict(stored) == one_by_one

    def test_ids_given_later_are_higher(self, tmp_path: Path, demo: bytes) -> None:
        program = a_program(tmp_path)
        take(program, demo)
        highest = max(i.id for i in every(program, Interview))
        assert program.interviews.add("Acme", "SRE").refs == (Ref("i", highest + 1),)

    def test_undo_takes_it_back_whole_and_redo_brings_it_again(self, tmp_path: Path, demo: bytes) -> None:
        program = a_program(tmp_path)
        empty = content(program)
        take(program, demo)
        program.history.undo()
        assert content(program) == empty
        program.history.redo()
        assert exported(program) == demo
        assert_in_place(program)

    def test_a_dry_run_says_the_same_and_changes_nothing(self, tmp_path: Path, demo: bytes) -> None:
        program = a_program(tmp_path)
        empty = content(program)
        tried = take(program, demo, dry_run=True)
        assert content(program) == empty
        assert (journal(program), tried.entry) == ([], None)
        assert take(program, demo).words == tried.words

    @given(
        stories=st.dictionaries(
            st.integers(1, 2**53 - 1), st.tuples(st.text(), st.text(), st.text()), min_size=1, max_size=5
        )
    )
    def test_any_text_under_any_id_comes_back_the_same(self, stories: dict[int, tuple[str, str, str]]) -> None:
        with tempfile.TemporaryDirectory() as name:
            one, other = a_program(folder(Path(name), "one")), a_program(folder(Path(name), "other"))
            for number, (title, challenge, sample) in stories.items():
                put(one, Story(id=number, title=title, challenge=challenge, sample=sample))
            take(other, exported(one))
            assert exported(other) == exported(one)

    @settings(max_examples=10, deadline=None)
    @given(st.data())
    def test_any_record_of_any_kind_comes_back_the_same(self, data: st.DataObject) -> None:
        """One of each kind, each of them with every reference that it can have."""
        with tempfile.TemporaryDirectory() as name:
            one, other = a_program(folder(Path(name), "one")), a_program(folder(Path(name), "other"))
            records = [_fitting(data.draw(some_record(cls))) for cls in NOUNS]
            with one.transaction() as tx:
                for record in records:
                    tx.add(record)
                tx.done("Put one of each")
            take(other, exported(one))
            assert exported(other) == exported(one)
            assert take(other, exported(one)).entry is None


def _fitting(record: Record) -> Record:
    """The record as the first of its kind that belongs to the firsts of the others, with numbers that an export has."""
    told: dict[str, Any] = {"id": 1, "version": 1}
    for field in FIELDS[type(record)]:
        value = getattr(record, field.name)
        if field.name in REFERENCES:
            told[field.name] = None if field.name == "follows_id" else 1
        elif field.kind is date and value is not None:
            told[field.name] = value.replace(year=2026, day=min(value.day, 28))
        elif field.kind is int and field.name != "id" and value is not None:
            told[field.name] = value % 1000
    match record:
        case Need():
            told["pressing"] = 2
        case Interview():
            told["round"] = 1
        case Round():
            told["number"] = 1
        case FollowUp():
            told |= {"due_day": date(2026, 12, 2), "due_at": None, "origin": ""}
    return replace(record, **told)


def _due(follow_up: FollowUp) -> tuple[str | None, str | None]:
    day, at = follow_up.due_day, follow_up.due_at
    return day.isoformat() if day else None, at.isoformat() if at else None


@pytest.fixture(scope="module")
def a_life(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The export of a store in which each field of the records is used that the facts have two times for, and each new
    record: two meetings in a round, one cancelled, two offers, a handover, an automatic reply, an answer told late.
    """
    program = a_program(tmp_path_factory.mktemp("life"))
    people = ["Dana Ruiz, VP <dana@acme.example> [hiring manager]", "Rita Rao, Recruiter"]
    program.interviews.add("Acme", "SRE", meeting=when(program, "today 14:00"), people=people)
    program.meetings.add(1, MeetingTime(starts=when(program, "thu 10:00").at), people=["Bob Ray, COO"])
    program.meetings.add(1, MeetingTime(starts=when(program, "fri 10:00").at), people=["Ann Lee"])
    program.clock.move(hours=7)
    program.notes.capture(
        1, NOTES + "- decide (Rita Rao) by 4 Dec\n< Why us? (Rita Rao)\n    Because\n@ Bill Lum [absent]"
    )
    program.meetings.cancel(3)
    program.clock.move(days=1)
    rita = next(p for p in every(program, Person) if p.name == "Rita Rao")
    reply = Contacted(direction=Direction.IN, channel=Channel.EMAIL, automatic=True, until=date(2026, 11, 30))
    program.follow_ups.touch(Ref("p", rita.id), reply)
    told_late = Contacted(direction=Direction.IN, channel=Channel.PHONE, at=when(program, "today 9:00"))
    program.follow_ups.touch(Ref("i", 1), told_late)
    asks = Contacted(direction=Direction.IN, channel=Channel.EMAIL, reply_by=date(2026, 11, 27), answers=Ref("c", 2))
    program.follow_ups.touch(Ref("i", 1), asks)
    program.people.take_over(1, "Nora New <nora@acme.example>", rita.id)
    program.follow_ups.snooze([follow_up(program, "Send the value letter").id], when(program, "2 Dec"))
    program.interviews.add("Globex", "DBA", meeting=when(program, "20 Nov 2026 10:00"), people=["Max Ott"])
    program.outcomes.record_offer(
        2, terms="100 a day\nno cap", answer_by=date(2026, 12, 4), at=when(program, "23 Nov 2026")
    )
    program.interviews.advance([1], anyway=True)
    program.interviews.add("Initech", "QA", plan=Plan.ONE_LETTER)
    program.outcomes.record([3], Outcome.OFFER, at=when(program, "today 8:00"))
    program.outcomes.record([3], Outcome.DECLINED, why="too far", at=when(program, "today 9:00"))
    program.outcomes.record([3], Outcome.INVITED)
    return exported(program)


class TestWholeLives:
    """Several meetings in a round, offers, handovers: all of it comes back, and is known again."""

    def test_into_an_empty_store_the_bytes_are_the_same(self, tmp_path: Path, a_life: bytes) -> None:
        program = a_program(tmp_path)
        program.clock.move(days=1, hours=7)
        take(program, a_life)
        assert exported(program) == a_life
        assert planned_again(program) == {}

    def test_what_it_carries(self, a_life: bytes) -> None:
        found = json.loads(a_life)
        assert [(y["terms"], y["answer_by"]) for y in found["offers"]] == [
            ("100 a day\nno cap", "2026-12-04"),
            ("", None),
        ]
        assert found["offers"][0]["made"] == "2026-11-23T11:00:00+00:00"
        assert [m["state"] for m in found["meetings"]][:3] == ["planned", "planned", "cancelled"]
        handed_over = [v for v in found["involvements"] if v["successor_id"]]
        assert [(v["person_id"], v["successor_id"]) for v in handed_over] == [("p2", "p7")]
        assert [t["commitment_id"] for t in found["touches"]][-1] == "c2"
        first = found["touches"][0]
        assert (first["automatic"], first["until"]) == (True, "2026-11-30")
        assert any(g["by_hand"] and g["reached"] for g in found["passages"])
        assert [r["why"] for r in found["rounds"] if r["outcome"] == "declined"] == ["too far"]

    @pytest.mark.parametrize("first", ["nothing", "something"])
    def test_twice_adds_nothing(self, tmp_path: Path, a_life: bytes, first: str) -> None:
        program = a_program(tmp_path)
        program.clock.move(days=1, hours=7)
        if first == "something":
            program.interviews.add("Other", "Cook", meeting=when(program, "fri 9:00"), people=["Ann Day"])
        take(program, a_life)
        before = content(program)
        again = take(program, a_life)
        assert (again.added, again.updated, again.entry) == (0, 0, None)
        assert content(program) == before

    def test_beside_others_the_plans_are_those_of_their_meetings(self, tmp_path: Path, a_life: bytes) -> None:
        program = a_program(tmp_path)
        program.clock.move(days=1, hours=7)
        program.interviews.add("Other", "Cook", meeting=when(program, "fri 9:00"), people=["Ann Day"])
        take(program, a_life)
        again = planned_again(program)
        assert {name for name in again if "Other" not in name} == set()

    def test_what_was_not_changed_there_is_not_doubled_by_what_was(self, tmp_path: Path, a_life: bytes) -> None:
        program = a_program(tmp_path)
        program.clock.move(days=1, hours=7)
        take(program, a_life)
        program.meetings.add(1, MeetingTime(starts=when(program, "mon 10:00").at))
        taken = take(program, a_life)
        assert (taken.added, len(every(program, Meeting))) == (0, len(json.loads(a_life)["meetings"]) + 1)


def test_an_export_has_each_interview_on_the_step_of_now(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    program.interviews.add("Acme", "SRE", meeting=when(program, "today 14:00"))
    assert json.loads(exported(program))["interviews"][0]["step"] == 1
    program.clock.move(hours=7)
    assert json.loads(exported(program))["interviews"][0]["step"] == 2
    assert get(program, Interview, 1).step is Step.SET_THE_STAGE  # nothing was written


class TestIntoAStoreThatHoldsRecords:
    def test_what_is_unknown_is_added_and_the_second_time_nothing(self, tmp_path: Path, demo: bytes) -> None:
        program = acme(tmp_path)
        before = content(program)
        taken = take(program, demo)
        assert taken.skipped == taken.updated == 0
        assert taken.refs == tuple(Ref("i", number) for number in range(2, 11))
        after = content(program)
        for table, records in before.items():
            assert {number: after[table][number] for number in records} == records
        again = take(program, demo)
        assert (again.added, again.updated, again.skipped, again.entry) == (0, 0, taken.added, None)
        assert again.words == f"nothing new; {taken.added} already known"
        assert content(program) == after
        program.history.undo()
        assert content(program) == before

    @pytest.mark.parametrize("hours", [0, 7])
    def test_a_step_that_the_clock_alone_has_moved_is_no_news(self, tmp_path: Path, hours: int) -> None:
        program = a_program(tmp_path)
        program.interviews.add("Acme", "SRE", meeting=when(program, "today 14:00"))
        program.clock.move(hours=hours)
        data, before = exported(program), journal(program)
        program.clock.move(hours=72)
        taken = take(program, data)
        assert (taken.added, taken.updated, taken.entry) == (0, 0, None)
        assert taken.words.startswith("nothing new; ")
        assert journal(program) == before

    def test_references_go_to_the_new_ids(self, tmp_path: Path) -> None:
        data = exported(acme(folder(tmp_path, "there")))
        program = a_program(tmp_path)
        program.interviews.add(
            "Other", "Cook", people=["Ann Day", "Bo Fox", "Cy Orr"], meeting=when(program, "fri 9:00")
        )
        take(program, data)
        dana = next(p for p in every(program, Person) if p.name == "Dana Ruiz")
        thanks = next(f for f in every(program, FollowUp) if f.text == "Thank Dana Ruiz")
        assert (thanks.interview_id, thanks.person_id) == (2, dana.id)
        (meeting,) = (m for m in every(program, Meeting) if m.round_id == thanks.round_id)
        assert thanks.origin == f"thank_you:m{meeting.id}:p{dana.id}"
        assert dana.id != json.loads(data)["people"][0]["id"]

    def test_a_newer_export_brings_the_interview_up_to_date(self, tmp_path: Path) -> None:
        there = acme(folder(tmp_path, "there"))
        program = a_program(tmp_path)
        program.interviews.add("Other", "Cook")
        take(program, exported(there))
        (own,) = (f for f in every(there, FollowUp) if f.kind is Kind.CUSTOM)
        there.follow_ups.done([own.id])
        there.interviews.advance([1], anyway=True)
        taken = take(program, exported(there))
        assert taken.updated == 2
        assert get(program, Interview, 2).step is Step.BUILD_VALUE
        (here,) = (f for f in every(program, FollowUp) if f.kind is Kind.CUSTOM)
        assert here.state is Settled.DONE
        assert len(every(program, Interview)) == 2

    def test_an_empty_text_erases_nothing(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        put(program, Person(name="Dana Ruiz", company="Acme", email="dana@acme.example", phone="+1 555 0100"))
        data = document(people=[{"id": "p9", "name": "Dana M. Ruiz", "email": "dana@acme.example", "title": "COO"}])
        taken = take(program, data)
        assert (taken.added, taken.updated) == (0, 1)
        (dana,) = every(program, Person)
        assert (dana.name, dana.title, dana.phone) == ("Dana M. Ruiz", "COO", "+1 555 0100")
        assert take(program, data).updated == 0

    @pytest.mark.parametrize(
        ("here", "there", "same"),
        [
            (("Dana Ruiz", "Acme", "dana@acme.example"), ("D. Ruiz", "Initech", "dana@acme.example"), True),
            (("Dana Ruiz", "Acme", ""), ("DANA RUIZ", "acme", "dana@acme.example"), True),
            (("Dana Ruiz", "Acme", "dana@acme.example"), ("Dana Ruiz", "Acme", ""), True),
            (("Dana Ruiz", "Acme", ""), ("Dana Ruiz", "Acme", ""), True),
            (("Dana Ruiz", "Acme", "dana@acme.example"), ("Dana Ruiz", "Acme", "d.ruiz@acme.example"), False),
            (("Dana Ruiz", "Acme", ""), ("Dana Ruiz", "Initech", ""), False),
        ],
    )
    def test_a_person_is_known_by_address_else_by_name_and_company(
        self, tmp_path: Path, here: tuple[str, str, str], there: tuple[str, str, str], same: bool
    ) -> None:
        program = a_program(tmp_path)
        put(program, Person(name=here[0], company=here[1], email=here[2]))
        person = dict(zip(("name", "company", "email"), there, strict=True))
        take(program, document(people=[{"id": "p1", **person}]))
        assert len(every(program, Person)) == (1 if same else 2)

    def test_an_interview_is_known_by_where_it_came_from(self, tmp_path: Path) -> None:
        there = acme(folder(tmp_path, "there"))
        put(there, Origin(interview_id=1, source="url", key="https://acme.example/jobs/1"))
        program = a_program(tmp_path)
        program.interviews.add("Acme Ltd", "Site Reliability")
        put(program, Origin(interview_id=1, source="url", key="https://acme.example/jobs/1"))
        take(program, exported(there))
        (interview,) = every(program, Interview)
        assert (interview.company, interview.role) == ("Acme", "SRE")
        assert len(every(program, Origin)) == 1

    def test_what_is_here_under_the_same_id_stays_and_only_the_rest_is_compared(
        self, tmp_path: Path, demo: bytes
    ) -> None:
        program = a_program(tmp_path)
        take(program, demo)
        other, edited = [int(i["id"][1:]) for i in json.loads(demo)["interviews"] if i["location"]][:2]
        location = get(program, Interview, edited).location
        program.interviews.edit(edited, location="mine")
        program.interviews.remove([other])
        taken = take(program, demo)
        assert (get(program, Interview, edited).location, taken.updated) == (location, 1)
        assert taken.words.startswith("added 1 interview, ")
        again = take(program, demo)
        assert (again.added, again.updated) == (0, 0)

    def test_what_follows_another_interview_follows_it_under_its_new_id(self, tmp_path: Path) -> None:
        interview = WHOLE["interviews"][0]
        numbers = {"i1": "i3", "i2": None, "i3": "i2"}  # the one that was begun last has the lowest id
        whole = {
            **WHOLE,
            "version": 2,
            "interviews": [
                {**interview, "id": number, "role": f"Role {number}", "follows_id": before}
                for number, before in numbers.items()
            ],
            "rounds": [{**WHOLE["rounds"][0], "id": f"r{n}", "interview_id": f"i{n}"} for n in (1, 2, 3)],
            "meetings": [{"id": f"m{n}", "round_id": f"r{n}"} for n in (1, 2, 3)],
        }
        empty, program = a_program(folder(tmp_path, "empty")), a_program(folder(tmp_path, "other"))
        program.interviews.add("Other", "Cook")
        for into in (empty, program):
            before = content(into)
            take(into, document(**whole))
            after = content(into)
            assert (taken := take(into, document(**whole))).skipped
            assert (taken.added, taken.updated) == (0, 0)
            names = {i.id: i.role for i in every(into, Interview)}
            found = {i.role: names[i.follows_id] for i in every(into, Interview) if i.follows_id is not None}
            assert found == {"Role i1": "Role i3", "Role i3": "Role i2"}
            into.history.undo()
            assert content(into) == before
            into.history.redo()
            assert content(into) == after

    def test_a_study_has_the_paragraphs_of_both(self, tmp_path: Path) -> None:
        there = acme(folder(tmp_path, "there"))
        there.studies.add(1, "The posting\n\n! Slow releases\n\nFounded in 1987")
        program = a_program(folder(tmp_path, "here"))
        take(program, exported(there))
        program.studies.add(1, "Their press page")
        there.studies.add(1, "Two people left")
        taken = take(program, exported(there))
        assert "1 study with what was here and what came" in taken.words
        both = "The posting\n\n! Slow releases\n\nFounded in 1987\n\nTheir press page\n\nTwo people left"
        assert [study.text for study in every(program, Study)] == [both]
        assert take(program, exported(there)).updated == 0
        program.history.undo()
        assert [study.text for study in every(program, Study)] == [both.removesuffix("\n\nTwo people left")]

    def test_a_study_that_has_no_room_for_what_came_stays(self, tmp_path: Path) -> None:
        there = acme(folder(tmp_path, "there"))
        there.studies.add(1, "x" * 150_000)
        program = a_program(folder(tmp_path, "here"))
        take(program, exported(there))
        there.studies.rewrite(1, there.studies.text(1), "y" * 150_000)
        assert "1 study as it was: too long with what came" in take(program, exported(there)).words
        assert [study.text for study in every(program, Study)] == ["x" * 150_000]

    def test_an_export_from_before_has_nothing_of_the_whole_story(self, tmp_path: Path, demo: bytes) -> None:
        earlier = json.loads(demo)
        for array in ("studies", "prepared_answers", "sendings"):
            del earlier[array]
        earlier["questions"] = [question for question in earlier["questions"] if not question["put_to_me"]]
        news = {"questions": ("put_to_me", "story_id", "went", "better"), "involvements": ("named", "stress")}
        news |= {"documents": ("sha256", "copy", "person_id"), "interviews": ("follows_id",)}
        for array, names in news.items():
            for record in earlier[array]:
                for name in names:
                    del record[name]
        program = a_program(tmp_path)
        take(program, json.dumps(earlier).encode())
        assert len(every(program, Interview)) == len(earlier["interviews"])
        taken = take(program, demo)  # what is new comes along with the later export
        assert (taken.added > 0, taken.updated > 0) == (True, True)
        whole, found = json.loads(demo), json.loads(exported(program))
        for one in (whole, found):
            for array in ("studies", "prepared_answers", "sendings", "questions"):  # these have ids of their own
                one[array] = sorted(str({**record, "id": ""}) for record in one[array])
        assert found == whole

    def test_two_equal_records_are_two(self, tmp_path: Path) -> None:
        there = acme(folder(tmp_path, "there"))
        there.follow_ups.touch(
            Ref("i", 1), Contacted(direction=Direction.IN, channel=Channel.PHONE, note="They called")
        )
        program = a_program(tmp_path)
        program.interviews.add("Other", "Cook")
        for _ in range(2):
            take(program, exported(there))
            assert [t.note for t in every(program, Touch)] == ["They called", "They called"]


def test_every_kind_of_record_is_known_by_something() -> None:
    assert {*IDENTITY, Person, FollowUp} == set(NOUNS)


AT = "2026-11-23T08:00:00+00:00"
WHOLE: dict[str, list[dict[str, Any]]] = {
    "people": [{"id": "p1", "name": "Dana Ruiz"}],
    "interviews": [{"id": "i1", "company": "Acme", "role": "SRE", "created": AT}],
    "rounds": [{"id": "r1", "interview_id": "i1", "number": 1, "opened": AT}],
    "meetings": [{"id": "m1", "round_id": "r1"}],
    "needs": [{"id": "n1", "meeting_id": "m1", "text": "Slow releases", "person_id": "p1"}],
    "origins": [{"id": "z1", "interview_id": "i1", "source": "url", "key": "1"}],
    "follow_ups": [
        {
            "id": "f1",
            "interview_id": "i1",
            "round_id": "r1",
            "kind": "custom",
            "text": "Write",
            "due_day": "2026-12-02",
            "created": AT,
            "origin": "mine",
        }
    ],
}


def document(**arrays: Any) -> bytes:
    return json.dumps({"format": "interview-tui", "version": 1, **arrays}).encode()


def changed(array: str, **fields: Any) -> bytes:
    """A whole export whose first record of that array has other fields; `...` takes one away."""
    record = {name: value for name, value in {**WHOLE[array][0], **fields}.items() if value is not ...}
    return document(**{**WHOLE, array: [record]})


def doubled(array: str, **fields: Any) -> bytes:
    """A whole export with a second record in that array."""
    return document(**{**WHOLE, array: [WHOLE[array][0], {**WHOLE[array][0], **fields}]})


def test_fields_that_have_a_default_may_be_left_out(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    assert take(program, document(**WHOLE)).added == 7
    assert get(program, Interview, 1).step is Step.SET_THE_STAGE
    assert get(program, FollowUp, 1).channel is Channel.EMAIL


WRONG: list[tuple[str, Callable[[], bytes], str]] = [
    ("nothing", lambda: b"", "this is not an export: line 1 is not JSON (Expecting value)"),
    ("no JSON", lambda: b"BEGIN:VCALENDAR", "this is not an export: line 1 is not JSON (Expecting value)"),
    ("half a file", lambda: document(**WHOLE)[:-40], "this is not an export: line 1 is not JSON"),
    ("not UTF-8", lambda: b'{"format": "\xff"}', "this is not an export: byte 13 is not UTF-8"),
    ("a list", lambda: b"[]", "this is not an export of this program"),
    ("another format", lambda: b'{"format": "other", "version": 1}', "this is not an export of this program"),
    (
        "no version",
        lambda: b'{"format": "interview-tui"}',
        "this is not an export: its “version” is not a whole number",
    ),
    ("version true", lambda: document(version=True), "this is not an export: its “version” is not a whole number"),
    ("a newer version", lambda: document(version=3), "this export has version 3, and this program reads 2: upgrade"),
    ("brackets without end", lambda: b"[" * 100_000, "this is not an export: it is nested too deeply"),
    (
        "a number without end",
        lambda: b'{"version": ' + b"9" * 9_000 + b"}",
        "this is not an export: it is nested too deeply",
    ),
    ("an unknown array", lambda: document(things=[]), "“things” is not a kind of record this program knows"),
    ("an array that is none", lambda: document(people={}), "“people” must be a list of records"),
    ("a record that is none", lambda: document(people=["Dana"]), "people, record 1: it must be an object with fields"),
    ("no id", lambda: changed("people", id=...), "people, record 1: “id” must be an id such as “p12”"),
    ("another kind's id", lambda: changed("people", id="i1"), "people, record 1: “id” must be an id such as “p12”"),
    ("an id of 0", lambda: changed("people", id="p0"), "people, record 1: “id” must be an id such as “p12”, from p1"),
    ("an id too great", lambda: changed("people", id=f"p{2**63}"), "people, record 1: “id” must be an id such as"),
    ("an id with zeros", lambda: changed("people", id="p01"), "people, record 1: “id” must be an id such as"),
    ("an id twice", lambda: doubled("people"), "p1 comes twice"),
    ("no name", lambda: changed("people", name=...), "p1: “name” is missing"),
    ("an unknown field", lambda: changed("people", nmae="x"), "p1: there is no field “nmae”"),
    ("a store's own field", lambda: changed("people", version=2), "p1: there is no field “version”"),
    ("a number for text", lambda: changed("people", name=7), "p1: “name” must be text"),
    ("null for text", lambda: changed("people", name=None), "p1: “name” must be text"),
    ("text for true", lambda: changed("people", no_calls="no"), "p1: “no_calls” must be true or false"),
    ("1 for true", lambda: changed("people", no_calls=1), "p1: “no_calls” must be true or false"),
    ("text for a number", lambda: changed("interviews", step="5"), "i1: “step” must be a whole number"),
    ("a fraction", lambda: changed("interviews", round=1.5), "i1: “round” must be a whole number"),
    ("true for a number", lambda: changed("interviews", round=True), "i1: “round” must be a whole number"),
    ("a number too great", lambda: changed("interviews", round=2**63), "i1: “round” must be a whole number"),
    ("step 11", lambda: changed("interviews", step=11), "i1: “step” cannot be 11"),
    ("no such outcome", lambda: changed("interviews", outcome="hired"), "i1: “outcome” cannot be 'hired'"),
    ("no such kind", lambda: changed("follow_ups", kind="call"), "f1: “kind” cannot be 'call'"),
    (
        "not an instant",
        lambda: changed("interviews", created="soon"),
        "i1: “created” cannot be 'soon': it must be an instant",
    ),
    ("no offset", lambda: changed("interviews", created="2026-11-23T08:00:00"), "i1: “created” cannot be '2026-11-23T"),
    (
        "before time",
        lambda: changed("interviews", created="0001-01-01T00:00:00+14:00"),
        "i1: “created” cannot be '0001",
    ),
    (
        "no day",
        lambda: changed("follow_ups", due_day="2026-02-30"),
        "f1: “due_day” cannot be '2026-02-30': it must be a",
    ),
    ("an unknown person", lambda: changed("needs", person_id="p2"), "n1: “person_id” is p2, and there is none"),
    ("a wrong reference", lambda: changed("needs", person_id="i1"), "n1: “person_id” must be an id such as “p12”"),
    ("a number as reference", lambda: changed("needs", meeting_id=1), "n1: “meeting_id” must be an id such as “m12”"),
    ("null for a reference", lambda: changed("needs", meeting_id=None), "n1: “meeting_id” must be an id such as “m12”"),
    ("pressing 4", lambda: changed("needs", pressing=4), "n1: “pressing” must be 1, 2 or 3"),
    ("never due", lambda: changed("follow_ups", due_day=None), "f1: one of “due_day” and “due_at” must be given"),
    ("due twice", lambda: changed("follow_ups", due_at=AT), "f1: one of “due_day” and “due_at” must be given"),
    ("one plan twice", lambda: doubled("follow_ups", id="f2"), "i1: two follow-ups have the “origin” “mine”"),
    ("one origin twice", lambda: doubled("origins", id="z2"), "two origins have the “source” and “key” “url”, “1”"),
    ("no such round", lambda: changed("interviews", round=2), "i1: “round” is 2, and no such round is given"),
    ("a round twice", lambda: doubled("rounds", id="r2"), "i1: two rounds have the “number” 1"),
    (
        "two studies",
        lambda: document(**WHOLE, studies=[{"id": f"e{n}", "interview_id": "i1", "text": "News"} for n in (1, 2)]),
        "i1: two studies are given, and an interview has one",
    ),
    (
        "a study without end",
        lambda: document(**WHOLE, studies=[{"id": "e1", "interview_id": "i1", "text": "! x\n" * 50_001}]),
        "e1: “text” has more than 200,000 characters",
    ),
    ("a way of years", lambda: changed("meetings", travel=10**10), "m1: “travel” must be from 0 to 1439 minutes"),
    ("a way back", lambda: changed("meetings", travel=-1), "m1: “travel” must be from 0 to 1439 minutes"),
    (
        "one that follows itself",
        lambda: changed("interviews", follows_id="i1"),
        "i1: “follows_id” is i1, which follows it in turn",
    ),
    ("cut off between records", lambda: document(**WHOLE).partition(b'"role"')[0], "this is not an export: line"),
    ("something after it", lambda: document(**WHOLE) + b"{}", "this is not an export: line"),
    ("a member without a name", lambda: document(**WHOLE)[:-1] + b", 1}", "this is not an export: line"),
    (
        "no meeting",
        lambda: document(**{**WHOLE, "meetings": [], "needs": []}),
        "r1: no meeting is given for this round",
    ),
]


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> ProgramOnATable:
    """A program whose store holds one interview. No test changes it."""
    program = a_program(tmp_path_factory.mktemp("untouched"))
    program.interviews.add("Acme", "SRE")
    return program


@pytest.mark.parametrize(("data", "said"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_a_wrong_export_gets_one_clear_line_and_changes_nothing(
    untouched: ProgramOnATable, data: Callable[[], bytes], said: str
) -> None:
    before = content(untouched)
    with pytest.raises(UserError) as caught:
        take(untouched, data())
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)
    assert isinstance(caught.value, (Unclear, Refused))
    assert content(untouched) == before
    assert len(journal(untouched)) == 1


def test_an_export_may_name_its_format_after_its_records(tmp_path: Path) -> None:
    whole = json.loads(document(**WHOLE))
    turned = json.dumps(dict(reversed(whole.items())), indent=2).encode()
    once, again = (a_program(folder(tmp_path, name)) for name in ("once", "again"))
    take(once, document(**WHOLE))
    take(again, turned)
    assert content(again) == content(once)


def test_what_was_ticked_for_a_letter_is_known_by_its_new_id(tmp_path: Path) -> None:
    one, other = (acme(folder(tmp_path, name)) for name in ("one", "other"))
    put(
        one,
        Letter(
            interview_id=1,
            round_id=1,
            kind=LetterKind.VALUE_LETTER,
            need_id=1,
            ticked="n1 n9",
            created=one.clock(),
        ),
    )
    put(one, Document(interview_id=1, path="/home/robin/plan.pdf", created=one.clock()))
    export = exported(one)
    other.interviews.remove([1])
    other.interviews.add("Borealis", "SRE")
    other.notes.capture(2, "! Nobody owns the runbooks")
    take(other, export)
    (letter,) = every(other, Letter)
    (need,) = (n for n in every(other, Need) if n.text.startswith("Release"))
    assert need.id != 1
    assert (letter.need_id, letter.ticked) == (need.id, f"n{need.id} n9")
    (document,) = every(other, Document)
    assert (document.interview_id, document.path) == (letter.interview_id, "/home/robin/plan.pdf")
    take(other, export)
    assert (len(every(other, Letter)), len(every(other, Document))) == (1, 1)
