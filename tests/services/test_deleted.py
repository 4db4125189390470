"""What was deleted can be brought back for thirty days of the user: whole, under the same ids, as a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interview_tui.domain.enums import QuestionKind, Ref, Settled
from interview_tui.domain.errors import NotFound, Refused
from interview_tui.domain.records import (
    Document,
    FollowUp,
    Interview,
    Involvement,
    Match,
    Need,
    Person,
    PreparedAnswer,
    Remark,
    Sending,
    Study,
)
from interview_tui.services.history import with_it
from interview_tui.store.deletions import Gone
from tests.programs import ProgramOnATable, a_checked_program, a_program, content, every, get, journal, made_once, when
from tests.store.records import change, put

if TYPE_CHECKING:
    from pathlib import Path

NOTES = """\
@ Dana Ruiz
! Releases take nine days (Dana Ruiz)
* Cut releases from nine days to one
+ send the case study (Dana Ruiz) by fri
A plain note
"""


@pytest.fixture
@made_once
def program(tmp_path: Path) -> ProgramOnATable:
    """Acme with notes and a story."""
    program = a_checked_program(tmp_path)
    program.stories.add("Cut releases from nine days to one")
    program.interviews.add("Acme", "SRE", meeting=when(program, "tomorrow 14:00"))
    program.notes.capture(1, NOTES)
    return program


def listed(program: ProgramOnATable) -> list[tuple[str, str, str]]:
    return [(str(item.ref), item.what + with_it(item.went), item.interview) for item in program.history.deleted()]


class TestList:
    def test_nothing_is_listed_at_first(self, program: ProgramOnATable) -> None:
        assert program.history.deleted() == ()

    def test_a_note_with_its_interview_and_when(self, program: ProgramOnATable) -> None:
        program.clock.move(hours=1)
        program.notes.remove([Ref("o", 1)])
        assert listed(program) == [("o1", "note A plain note", "Acme · SRE")]
        assert f"{program.history.deleted()[0].at:%H:%M}" == "09:00"

    def test_an_interview_with_what_went_with_it(self, program: ProgramOnATable) -> None:
        program.interviews.remove([1])
        ((ref, what, interview),) = listed(program)
        assert (ref, interview) == ("i1", "Acme · SRE")
        assert what.startswith("interview Acme · SRE, with 1 involvement, 1 meeting, 1 attendance, 1 need, 1 match, ")

    def test_lines_removed_together_are_listed_one_by_one(self, program: ProgramOnATable) -> None:
        program.notes.remove([Ref("n", 1), Ref("o", 1)])
        assert [ref for ref, _, _ in listed(program)] == ["n1", "o1"]

    def test_the_latest_is_first(self, program: ProgramOnATable) -> None:
        program.notes.remove([Ref("n", 1)])
        program.stories.remove(1)
        assert [ref for ref, _, _ in listed(program)] == ["s1", "n1"]

    def test_what_undo_brought_back_is_not_listed(self, program: ProgramOnATable) -> None:
        program.notes.remove([Ref("o", 1)])
        program.history.undo()
        assert program.history.deleted() == ()

    def test_what_undo_took_back_altogether_is_not_listed(self, program: ProgramOnATable) -> None:
        program.stories.add("Cut alarms")
        program.stories.remove(2)
        program.history.undo(2)
        assert program.history.deleted() == ()

    @pytest.mark.parametrize(("zone", "days", "kept"), [
        ("Europe/Berlin", 30, True), ("Europe/Berlin", 31, False), ("Pacific/Auckland", 30, True),
    ])  # fmt: skip
    def test_for_thirty_days_of_the_user(self, tmp_path: Path, zone: str, days: int, kept: bool) -> None:
        program = a_program(tmp_path, zone=zone)
        program.stories.add("Cut releases")
        program.stories.remove(1)
        program.clock.move(days=days)
        assert bool(program.history.deleted()) is kept
        if not kept:
            with pytest.raises(NotFound, match=r"^s1 was deleted more than 30 days ago, or undone"):
                program.history.bring_back(Ref("s", 1))

    def test_what_came_and_went_in_one_change_is_not_listed(self, program: ProgramOnATable) -> None:
        with program.transaction() as tx:
            tx.remove(tx.add(Person(name="Kim Lee")))
            tx.done("Came and went")
        assert program.history.deleted() == ()


class TestBack:
    def test_an_interview_comes_back_whole(self, program: ProgramOnATable) -> None:
        before = content(program)
        program.interviews.remove([1])
        change = program.history.bring_back(Ref("i", 1))
        assert change.words.startswith("Restored interview Acme · SRE, with 1 involvement, ")
        assert change.refs == (Ref("i", 1),)
        assert content(program) == before

    def test_a_need_has_its_story_again(self, program: ProgramOnATable) -> None:
        program.notes.remove([Ref("n", 1)])
        assert every(program, Match)[0].need_id is None
        program.history.bring_back(Ref("n", 1))
        assert every(program, Match)[0].need_id == 1
        assert get(program, Need, 1).text == "Releases take nine days"

    def test_a_promise_is_owed_again(self, program: ProgramOnATable) -> None:
        before = content(program)
        program.notes.remove([Ref("c", 1)])
        promised = [f for f in every(program, FollowUp) if f.text == "send the case study"]
        assert [f.state for f in promised] == [Settled.CANCELLED]
        program.history.bring_back(Ref("c", 1))
        assert content(program) == before

    def test_a_story_stands_under_its_need_again(self, program: ProgramOnATable) -> None:
        before = content(program)
        program.stories.remove(1)
        program.history.bring_back(Ref("s", 1))
        assert content(program) == before

    def test_somebody_is_in_the_interview_and_its_meeting_again(self, program: ProgramOnATable) -> None:
        before = content(program)
        program.people.remove(1)
        assert listed(program) == [("v1", "part of Dana Ruiz, with 1 attendance", "Acme · SRE")]
        program.history.bring_back(Ref("v", 1))
        assert (every(program, Involvement)[0].id, content(program)["attendances"]) == (1, before["attendances"])

    def test_later_changes_stay(self, program: ProgramOnATable) -> None:
        program.notes.remove([Ref("o", 1)])
        program.interviews.edit(1, role="Staff SRE")
        program.notes.edit(1, Ref("n", 1), "!!! Releases take ten days")
        program.history.bring_back(Ref("o", 1))
        assert get(program, Remark, 1).text == "A plain note"
        assert get(program, Need, 1).text == "Releases take ten days"

    def test_it_can_be_undone_and_is_listed_again(self, program: ProgramOnATable) -> None:
        program.notes.remove([Ref("o", 1)])
        gone = content(program)
        program.history.bring_back(Ref("o", 1))
        assert program.history.deleted() == ()
        assert program.history.undo().words == "Undid: Restored note A plain note"
        assert content(program) == gone
        assert [ref for ref, _, _ in listed(program)] == ["o1"]

    def test_what_it_hangs_on_must_come_first(self, program: ProgramOnATable) -> None:
        program.notes.remove([Ref("o", 1)])
        program.interviews.remove([1])
        words = r"^o1 belongs to i1, interview Acme · SRE, which is deleted too: restore i1 first$"
        with pytest.raises(Gone, match=words) as refused:
            program.history.bring_back(Ref("o", 1))
        assert refused.value.first == Ref("i", 1)
        program.history.bring_back(Ref("i", 1))
        program.history.bring_back(Ref("o", 1))
        assert get(program, Remark, 1).text == "A plain note"

    def test_what_cannot_come_along_is_said(self, program: ProgramOnATable) -> None:
        program.interviews.remove([1])
        program.stories.remove(1)
        change = program.history.bring_back(Ref("i", 1))
        assert change.words.endswith("1 need, 1 commitment, 1 note, 7 follow-ups; left out: match x1, as s1 is gone")
        assert every(program, Match) == ()

    def test_a_version_read_before_is_stale(self, program: ProgramOnATable) -> None:
        read_before = get(program, Remark, 1)
        program.notes.remove([Ref("o", 1)])
        program.history.bring_back(Ref("o", 1))
        assert get(program, Remark, 1).version == read_before.version + 1

    def test_two_that_were_deleted_together_come_back_each_with_its_own(self, program: ProgramOnATable) -> None:
        program.people.edit(get(program, Person, 1), email="dana@acme.example")
        dana = "Dana Ruiz <dana@acme.example>"
        program.interviews.add("Globex", "DBA", meeting=when(program, "fri 10:00"), people=[dana])
        assert len(every(program, Person)) == 1
        before = content(program)
        program.interviews.remove([1, 2])
        assert [ref for ref, _, _ in listed(program)] == ["i1", "i2"]
        program.history.bring_back(Ref("i", 2))
        assert [i.id for i in every(program, Interview)] == [2]
        program.history.bring_back(Ref("i", 1))
        assert content(program) == before

    def test_of_very_many_the_store_is_asked_a_few_times_for_each(self, program: ProgramOnATable) -> None:
        with program.transaction() as tx:
            for number in range(100):
                program.interviews.open(tx, f"Company {number}", "SRE")
            tx.done("Many")
        program.interviews.remove([i.id for i in every(program, Interview) if i.id > 1])
        asked: list[str] = []
        program.store.reader.set_trace_callback(asked.append)
        assert len(program.history.deleted()) == 100
        program.store.reader.set_trace_callback(None)
        assert len(asked) < 100 * 4


class TestOfTheWholeStory:
    """Studies, files with where they went, prepared answers, and a second role at an employer."""

    @pytest.fixture
    def program(self, program: ProgramOnATable) -> ProgramOnATable:
        program.interviews.add("Acme", "Staff SRE")
        change(program, Interview, 2, follows_id=1)
        put(program, Study(interview_id=1, text="The posting\n! Releases"))
        put(program, Document(interview_id=1, path="/home/robin/cv.pdf", name="my résumé", created=program.clock()))
        put(program, Sending(document_id=1, person_id=1, at=program.clock()))
        put(program, PreparedAnswer(kind=QuestionKind.MONEY, question="What do you expect?", story_id=1, text="A lot"))
        return program

    def test_an_interview_takes_them_along_and_brings_them_back(self, program: ProgramOnATable) -> None:
        before = content(program)
        program.interviews.remove([1])
        assert [cls for cls in (Study, Document, Sending) if every(program, cls)] == []
        assert get(program, Interview, 2).follows_id is None
        ((ref, what, _),) = listed(program)
        assert ref == "i1"
        assert "1 study" in what
        assert "1 document" in what
        program.history.bring_back(Ref("i", 1))
        assert content(program) == before

    def test_two_roles_that_went_together_come_back_with_what_was_between_them(self, program: ProgramOnATable) -> None:
        before = content(program)
        program.interviews.remove([1, 2])
        assert [ref for ref, _, _ in listed(program)] == ["i2", "i1"]
        with pytest.raises(Gone, match="restore i1 first"):
            program.history.bring_back(Ref("i", 2))
        program.history.bring_back(Ref("i", 1))
        program.history.bring_back(Ref("i", 2))
        assert content(program) == before

    def test_each_is_listed_by_its_words(self, program: ProgramOnATable) -> None:
        with program.transaction() as tx:
            for cls in (Study, PreparedAnswer, Sending, Document):
                tx.remove(tx.get(cls, 1))
            tx.done("Removed")
        assert listed(program) == [
            ("e1", "study The posting ! Releases", "Acme · SRE"),
            ("w1", "prepared answer What do you expect?", ""),
            ("d1", "document my résumé", "Acme · SRE"),
        ]
        program.history.bring_back(Ref("d", 1))
        assert [s.person_id for s in every(program, Sending)] == [1]

    def test_a_study_does_not_come_back_beside_another(self, program: ProgramOnATable) -> None:
        with program.transaction() as tx:
            tx.remove(tx.get(Study, 1))
            tx.done("Removed")
        put(program, Study(interview_id=1, text="Another"))
        with pytest.raises(Refused, match="there is another study The posting ! Releases in its place by now"):
            program.history.bring_back(Ref("e", 1))

    def test_what_went_to_somebody_stands_in_the_interviews_log(self, program: ProgramOnATable) -> None:
        put(program, Sending(document_id=1, at=program.clock()))
        assert program.history.log(Ref("i", 1))[0].words == journal(program)[-1] == "Put a record"


class TestRefused:
    def test_what_is_there(self, program: ProgramOnATable) -> None:
        with pytest.raises(Refused, match=r"^i1 is not deleted$"):
            program.history.bring_back(Ref("i", 1))

    def test_what_never_was(self, program: ProgramOnATable) -> None:
        with pytest.raises(NotFound, match=r"^there is no deleted story s9$"):
            program.history.bring_back(Ref("s", 9))

    def test_what_went_with_something_else(self, program: ProgramOnATable) -> None:
        program.interviews.remove([1])
        with pytest.raises(Refused, match=r"^n1 was deleted with i1, interview Acme · SRE: restore i1$"):
            program.history.bring_back(Ref("n", 1))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(["i1", "s1", "n1", "c1", "o1"]), back=st.permutations(["i1", "s1", "n1", "c1", "o1"]))
def test_whatever_is_deleted_in_any_order_can_come_back(
    tmp_path_factory: pytest.TempPathFactory, order: list[str], back: list[str]
) -> None:
    """Each that can be brought back at once is; the others name what comes first, until nothing is deleted."""
    program = a_program(tmp_path_factory.mktemp("any"))
    program.stories.add("Cut releases from nine days to one")
    program.interviews.add("Acme", "SRE", meeting=when(program, "tomorrow 14:00"))
    program.notes.capture(1, NOTES)
    for word in order:
        ref = Ref(word[0], int(word[1:]))
        if word == "i1":
            program.interviews.remove([1])
        elif word == "s1":
            program.stories.remove(1)
        elif order.index(word) < order.index("i1"):
            program.notes.remove([ref])
    for word in (*back, *back):
        ref = Ref(word[0], int(word[1:]))
        if any(item.ref == ref for item in program.history.deleted()):
            first = None
            try:
                program.history.bring_back(ref)
            except Gone as gone:
                first = gone.first
            if first is not None:
                program.history.bring_back(first)
    assert program.history.deleted() == ()
    store = program.store.reader
    assert store.execute("PRAGMA foreign_key_check").fetchall() == []
    program.store.close()
