"""Tables taken in: each row as if it had been added by hand, known again the second time, gone with one undo."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Outcome, Ref, Step
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.records import FollowUp, Interview, Meeting, Origin, Passage, Round
from interview_tui.importing import applications
from interview_tui.importing.applications import apply_applications
from interview_tui.importing.table import Application, read_table
from tests.programs import a_program, content, every, get, journal, owed

if TYPE_CHECKING:
    from pathlib import Path

    from interview_tui.importing.importer import Contents, Imported
    from tests.programs import ProgramOnATable

HEADER = "company,role,url,location,status,notes\n"
THREE = (
    "Acme,SRE,https://acme.example/1,Oslo,Applied,met at the fair\n"
    "Quill,DBA,,,Rejected,\n"
    "Ito,QA,https://ito.example/9,,Offer,\n"
)


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    return a_program(tmp_path)


def table(rows: str) -> Contents[Application]:
    return read_table((HEADER + rows).encode())


def take(program: ProgramOnATable, rows: str, *, dry_run: bool = False) -> Imported:
    return apply_applications(program, [table(rows)], dry_run=dry_run)


def counts(taken: Imported) -> tuple[int, int, int]:
    return taken.added, taken.updated, taken.skipped


class TestNew:
    def test_a_row_is_what_adding_it_by_hand_would_have_made(self, program: ProgramOnATable, tmp_path: Path) -> None:
        taken = take(program, "Acme,SRE,,Oslo,Applied,met at the fair\n")
        (tmp_path / "by hand").mkdir()
        other = a_program(tmp_path / "by hand")
        other.interviews.add("Acme", "SRE", location="Oslo", note="met at the fair")
        assert content(program) == content(other)
        assert (counts(taken), taken.refs) == ((1, 0, 0), (Ref("i", 1),))

    def test_all_rows_are_one_change(self, program: ProgramOnATable) -> None:
        empty = content(program)
        taken = take(program, THREE)
        assert counts(taken) == (3, 0, 0)
        assert journal(program) == ["Imported a table (CSV): added 3 interviews; planned 1 follow-up"]
        full = content(program)
        program.history.undo()
        assert content(program) == empty
        program.history.redo()
        assert content(program) == full

    def test_where_it_stands_is_written_down_as_the_services_do(self, program: ProgramOnATable) -> None:
        take(program, THREE)
        assert [(i.step, i.outcome) for i in every(program, Interview)] == [
            (Step.SET_THE_STAGE, None),
            (Step.ACCEPT, Outcome.REJECTED),
            (Step.ACCEPT, Outcome.OFFER),
        ]
        now = program.clock()
        assert [(r.outcome, r.closed) for r in every(program, Round)] == [
            (None, None),
            (Outcome.REJECTED, None),
            (Outcome.OFFER, now),
        ]
        assert [(p.round_id, p.step) for p in every(program, Passage)] == [(1, 1), (2, 1), (2, 9), (3, 1), (3, 9)]
        assert [m.zone for m in every(program, Meeting)] == ["Europe/Berlin"] * 3
        assert [(f.interview_id, f.kind) for f in every(program, FollowUp)] == [(3, Kind.OFFER_THANKS)]

    def test_an_answered_offer_was_over_before(self, program: ProgramOnATable) -> None:
        take(program, "Acme,SRE,,,Accepted,\nQuill,DBA,,,Offer declined,\n")
        assert [(r.outcome, r.closed) for r in every(program, Round)] == [
            (Outcome.ACCEPTED, None),
            (Outcome.DECLINED, None),
        ]
        assert owed(program) == []

    def test_a_step_without_facts_is_the_users_view_and_plans_nothing(self, program: ProgramOnATable) -> None:
        take(program, "Acme,SRE,,,Waiting,\n")
        assert every(program, FollowUp) == ()
        assert [(p.step, p.by_hand) for p in every(program, Passage)] == [(1, False), (7, True)]

    def test_two_hundred_applications_plan_nothing(self, program: ProgramOnATable) -> None:
        taken = take(program, "".join(f"Company {n},SRE,,,Applied,\n" for n in range(200)))
        assert (taken.added, every(program, FollowUp)) == (200, ())

    def test_planning_again_changes_nothing(self, program: ProgramOnATable) -> None:
        take(program, THREE + "Umbra,QA,,,Waiting,\nNile,QA,,,Withdrawn,\n")
        before = content(program)
        with program.transaction() as tx:
            for interview in every(program, Interview):
                program.interviews.replan(tx, interview.id)
            tx.say("Planned again")
        assert content(program) == before

    def test_the_program_goes_on_from_there(self, program: ProgramOnATable) -> None:
        take(program, THREE)
        program.interviews.advance([1], anyway=True)
        program.interviews.outcome([3], Outcome.DECLINED)
        assert get(program, Interview, 1).step is Step.CONSULT

    def test_a_dry_run_says_the_same_and_changes_nothing(self, program: ProgramOnATable) -> None:
        before = content(program)
        tried = take(program, THREE, dry_run=True)
        assert (content(program), journal(program), tried.entry) == (before, [], None)
        assert take(program, THREE).words == tried.words

    def test_ids_are_named_up_to_a_number(self, program: ProgramOnATable) -> None:
        rows = "".join(f"Company {n},SRE,,,,\n" for n in range(applications.NAMED + 5))
        assert len(take(program, rows).refs) == applications.NAMED


class TestKnown:
    def test_doing_it_twice_adds_nothing(self, program: ProgramOnATable) -> None:
        take(program, THREE)
        before = content(program)
        again = take(program, THREE)
        assert (counts(again), again.words, again.entry) == ((0, 0, 3), "nothing new", None)
        assert content(program) == before
        assert len(journal(program)) == 1

    @pytest.mark.parametrize(
        "row",
        [
            "Acme Ltd,Site Reliability,https://acme.example/1,,,",
            "ACME,sre,,,,",
            '"Acme, Inc.",SRE,,,,',
            "Acme,SRE,https://acme.example/other,,,",
        ],
        ids=["the same address", "the same company and role", "another legal form", "another address"],
    )
    def test_by_address_else_by_company_and_role(self, program: ProgramOnATable, row: str) -> None:
        take(program, THREE)
        taken = take(program, f"{row}\n")
        assert taken.added == 0
        assert len(every(program, Interview)) == 3
        assert (get(program, Interview, 1).company, get(program, Interview, 1).role) == ("Acme", "SRE")

    def test_only_what_is_empty_here_is_taken(self, program: ProgramOnATable) -> None:
        program.interviews.add("Acme", "SRE", note="mine")
        taken = take(program, "acme,sre,https://acme.example/1,Oslo,,theirs\n")
        assert (counts(taken), taken.words) == ((0, 1, 0), "updated 1 interview")
        interview = get(program, Interview, 1)
        assert (interview.note, interview.location, interview.link) == ("mine", "Oslo", "https://acme.example/1")
        assert [(o.source, o.key) for o in every(program, Origin)] == [("url", "https://acme.example/1")]
        assert counts(take(program, "acme,sre,https://acme.example/1,Oslo,,theirs\n")) == (0, 0, 1)

    def test_how_it_stands_is_not_changed_but_said(self, program: ProgramOnATable) -> None:
        program.interviews.add("Acme", "SRE")
        taken = take(program, "Acme,SRE,,,Rejected,\n")
        assert taken.unsure == ((Ref("i", 1), "the table says “Rejected”, and here it still runs"),)
        assert get(program, Interview, 1).outcome is None

    def test_a_row_twice_is_one_interview(self, program: ProgramOnATable) -> None:
        assert counts(take(program, "Acme,SRE,,,,\nACME,SRE,,Oslo,,\n")) == (1, 0, 1)

    def test_a_careers_page_that_two_roles_share_does_not_make_them_one(self, program: ProgramOnATable) -> None:
        rows = "Acme,SRE,https://acme.example/jobs,,,\nAcme,DBA,https://acme.example/jobs,,,\n"
        assert counts(take(program, rows)) == (2, 0, 0)
        assert counts(take(program, rows)) == (0, 0, 2)

    def test_the_size_of_a_batch_is_no_matter(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        rows = THREE + "Acme,SRE,,,,\nAcme,DBA,https://acme.example/1,,,\nIto,QA,https://ito.example/8,,,\n"
        stores = []
        for size in (1, 2, 500):
            monkeypatch.setattr(applications, "AT_ONCE", size)
            (tmp_path / str(size)).mkdir()
            program = a_program(tmp_path / str(size))
            assert counts(take(program, rows)) == (5, 0, 1)
            stores.append([replace(i, id=0) for i in every(program, Interview)])
        assert stores[0] == stores[1] == stores[2]
