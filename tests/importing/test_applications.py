"""Tables taken in: each row as if it had been added by hand, known again the second time, gone with one undo."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from interview_tui.domain.enums import Outcome, Part, Ref, Settled, Step
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.identity import plain_link, plain_name
from interview_tui.domain.records import (
    Attendance,
    FollowUp,
    Interview,
    Involvement,
    Meeting,
    Origin,
    Passage,
    Person,
    Round,
)
from interview_tui.importing import applications
from interview_tui.importing.applications import apply_applications
from interview_tui.importing.table import Application, read_table
from interview_tui.services.meetings import MeetingTime
from interview_tui.store.records import find
from tests.programs import a_program, content, every, get, go_to, journal, owed, when

if TYPE_CHECKING:
    from interview_tui.importing.importer import Contents, Imported
    from tests.programs import ProgramOnATable


STATUSES = "company,role,url,location,status,notes\n"
THREE = (
    "Acme,SRE,https://acme.example/1,Oslo,Applied,met at the fair\n"
    "Quill,DBA,,,Rejected,\n"
    "Ito,QA,https://ito.example/9,,Offer,\n"
)


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    return a_program(tmp_path)


def table(rows: str) -> Contents[Application]:
    return read_table((STATUSES + rows).encode())


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

    def test_planning_again_changes_nothing(self, program: ProgramOnATable) -> None:
        take(program, THREE + "Umbra,QA,,,Waiting,\nNile,QA,,,Withdrawn,\n")
        before = content(program)
        with program.transaction() as tx:
            for interview in every(program, Interview):
                program.interviews.replan(tx, interview.id)
            tx.done("Planned again")
        assert content(program) == before

    def test_ids_are_named_up_to_a_number(self, program: ProgramOnATable) -> None:
        rows = "".join(f"Company {n},SRE,,,,\n" for n in range(applications.MOST_NAMED + 5))
        assert len(take(program, rows).refs) == applications.MOST_NAMED


class TestKnown:
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
        assert taken.unsure == ((Ref("i", 1), "the table says “Rejected”, but here it is still running"),)
        assert get(program, Interview, 1).outcome is None

    def test_the_size_of_a_batch_is_no_matter(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        rows = THREE + "Acme,SRE,,,,\nAcme,DBA,https://acme.example/1,,,\nIto,QA,https://ito.example/8,,,\n"
        stores = []
        for size in (1, 2, 500):
            monkeypatch.setattr(applications, "PROGRESS_STEP", size)
            (tmp_path / str(size)).mkdir()
            program = a_program(tmp_path / str(size))
            assert counts(take(program, rows)) == (5, 0, 1)
            stores.append([replace(i, id=0) for i in every(program, Interview)])
        assert stores[0] == stores[1] == stores[2]


ADDRESSES = "company,role,url,location\n"


def addresses(*rows: str) -> Contents[Application]:
    return read_table((ADDRESSES + "".join(f"{row}\n" for row in rows)).encode())


def apply(program: ProgramOnATable, *found: Contents[Application]) -> Imported:
    return apply_applications(program, found)


class TestAddresses:
    @pytest.mark.parametrize(
        "link",
        [
            "https://acme.example/jobs/1",
            "HTTP://WWW.Acme.example:80/jobs/1/",
            "acme.example/jobs/1",
            " https://acme.example:443/jobs/1?utm_source=x&utm_medium=y&fbclid=z#apply",
            "https://acme.example/jobs/1?",
        ],
    )
    def test_the_same_however_it_was_come_by(self, link: str) -> None:
        assert plain_link(link) == "https://acme.example/jobs/1"

    @pytest.mark.parametrize(
        "link",
        [
            "http://www.linkedin.com/jobs/view/4000000001",
            "https://de.linkedin.com/jobs/view/4000000001/?refId=a&trackingId=b",
            "https://www.linkedin.com/comm/jobs/view/4000000001?trk=email",
            "https://www.linkedin.com/jobs/view/engineer-at-acme-4000000001",
            "https://www.linkedin.com/jobs/collections/recommended/?currentJobId=4000000001&start=0",
        ],
    )
    def test_a_job_at_linkedin_is_its_number(self, link: str) -> None:
        assert plain_link(link) == "https://linkedin.com/jobs/view/4000000001"

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("https://acme.example/jobs?id=1", "https://acme.example/jobs?id=2"),
            ("https://acme.example/Jobs/1", "https://acme.example/jobs/1"),
            ("https://acme.example/#/jobs/1", "https://acme.example/#/jobs/2"),
            ("https://acme.example/1", "https://jobs.acme.example/1"),
            ("https://linkedin.com/company/1", "https://linkedin.com/company/2"),
            ("https://acme.example:8443/1", "https://acme.example/1"),
        ],
    )
    def test_others_are_others(self, one: str, other: str) -> None:
        assert plain_link(one) != plain_link(other)

    @given(st.text() | st.from_regex(r"https?://[\[\]a-z.:@]{0,12}/[a-z?&=#%;]{0,12}", fullmatch=True))
    @example("https://a.example/1")
    @example("https://www.a.example/1")
    @example("https://linkedin.com/jobs/view/1")
    def test_plain_is_plain_and_no_text_breaks_it(self, link: str) -> None:
        assert plain_link(plain_link(link)) == plain_link(link)

    def test_names_are_compared_without_capitals_and_white_space(self) -> None:
        assert plain_name(" Stra\u00dfe  A\u0308 ") == plain_name("STRASSE \u00e4") == "strasse \u00e4"


class TestRowsOfOneTable:
    def test_two_advertisements_are_two_jobs_in_any_order(self, tmp_path: Path) -> None:
        rows = ["Acme,SRE,https://a.example/1,", "Acme,SRE,https://a.example/2,", "acme, sre ,https://a.example/3,"]
        for place, order in enumerate(permutations(rows)):
            (tmp_path / str(place)).mkdir()
            program = a_program(tmp_path / str(place))
            assert counts(apply(program, addresses(*order))) == (3, 0, 0)
            assert counts(apply(program, addresses(*reversed(order)))) == (0, 0, 3)

    def test_a_row_without_an_address_is_one_of_the_others_in_any_order(self, tmp_path: Path) -> None:
        rows = ["Acme,SRE,https://a.example/1,", "Acme,SRE,,Oslo", "Acme,SRE,https://a.example/2,"]
        for place, order in enumerate(permutations(rows)):
            (tmp_path / str(place)).mkdir()
            program = a_program(tmp_path / str(place))
            assert counts(apply(program, addresses(*order))) == (2, 0, 1)
            assert counts(apply(program, addresses(*reversed(order)))) == (0, 0, 3)

    def test_a_page_that_roles_share_is_each_rows_own(self, program: ProgramOnATable) -> None:
        rows = ["Acme,SRE,https://a.example,Oslo", "Acme,DBA,https://a.example/,", "Acme,QA,https://a.example,"]
        apply(program, addresses(*rows))
        assert counts(apply(program, addresses(*rows[::-1]))) == (0, 0, 3)
        assert [(i.role, i.location) for i in every(program, Interview)] == [("SRE", "Oslo"), ("DBA", ""), ("QA", "")]

    def test_the_address_is_kept_as_it_was_written(self, program: ProgramOnATable) -> None:
        apply(program, addresses("Acme,SRE,http://www.a.example/1/?utm_source=x,"))
        assert every(program, Interview)[0].link == "http://www.a.example/1/?utm_source=x"
        assert [o.key for o in every(program, Origin)] == ["https://a.example/1"]

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["Acme", "ACME ", "Ito"]),
                st.sampled_from(["SRE", "QA"]),
                st.sampled_from(["", "https://a.example/1", "a.example/1/", "https://a.example/2"]),
            ),
            max_size=7,
        ),
        st.randoms(use_true_random=False),
    )
    def test_the_second_time_adds_nothing_in_any_order(
        self, tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]], random: object
    ) -> None:
        program = a_program(tmp_path_factory.mktemp("store"))
        lines = [",".join((*row, "")) for row in rows]
        first = apply(program, addresses(*lines))
        assert first.added + first.skipped == len(rows)
        assert first.updated == 0
        again = apply(program, addresses(*lines))
        assert again.added == 0
        random.shuffle(lines)  # type: ignore[attr-defined]
        assert apply(program, addresses(*lines)).added == 0


class TestSeveral:
    def test_other_programs_have_other_addresses_for_the_same_jobs(self, program: ProgramOnATable) -> None:
        one = addresses("Acme,SRE,https://a.example/1,", "Acme,SRE,https://a.example/2,", "Ito,QA,,")
        other = addresses(
            "Acme,SRE,https://b.example/7,", "ACME,SRE,https://b.example/8,Oslo", "Ito,QA,https://b.example/9,"
        )
        assert counts(apply(program, one, other)) == (3, 3, 0)
        assert len(every(program, Interview)) == 3
        assert {i.link for i in every(program, Interview)} == {
            "https://a.example/1",
            "https://a.example/2",
            "https://b.example/9",
        }
        for again in (one, other):
            assert counts(apply(program, again)) == (0, 0, 3)
        assert len(journal(program)) == 1
        program.history.undo()
        assert every(program, Interview) == ()

    def test_a_third_one_there_is_new(self, program: ProgramOnATable) -> None:
        apply(program, addresses("Acme,SRE,https://a.example/1,"))
        other = addresses("Acme,SRE,https://b.example/7,", "Acme,SRE,https://b.example/8,")
        assert counts(apply(program, other)) == (1, 1, 0)
        assert counts(apply(program, other)) == (0, 0, 2)


class TestLongWork:
    def test_it_tells_how_many_rows_are_done(self, program: ProgramOnATable, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(applications, "PROGRESS_STEP", 2)
        heard: list[int] = []
        one, other = (
            addresses(*(f"Company {n},SRE,," for n in range(5))),
            addresses("Acme,SRE,,", "Company 1,SRE,,Oslo"),
        )
        apply_applications(program, [one, addresses(), other], progress=heard.append)
        assert heard == [2, 4, 5, 7]

    def test_what_stops_it_takes_all_back(self, program: ProgramOnATable, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(applications, "PROGRESS_STEP", 2)
        apply(program, addresses("Acme,SRE,,"))
        before = content(program)

        def stop(done: int) -> None:
            if done == 4:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            apply_applications(
                program, [addresses("Acme,SRE,,Oslo", *(f"C{n},SRE,," for n in range(5)))], progress=stop
            )
        assert content(program) == before
        assert len(journal(program)) == 1
        assert counts(apply(program, addresses("Acme,SRE,,Oslo"))) == (0, 1, 0)


MEETINGS = "company,role,status,meeting,people\n"


def take_meetings(program: ProgramOnATable, rows: str) -> Imported:
    return apply_applications(program, [read_table((MEETINGS + rows).encode())])


@pytest.mark.parametrize("people", ["", "Dana Ruiz, VP <dana@acme.example>; Max Weber"])
@pytest.mark.parametrize("at", ["2026-12-02 14:00", "2026-11-20 09:00", "2026-11-23 08:30"])
def test_a_row_with_a_meeting_is_what_adding_it_by_hand_would_have_made(
    people: str, at: str, program: ProgramOnATable, tmp_path: Path
) -> None:
    take_meetings(program, f'Acme,SRE,Applied,{at},"{people}"\n')
    (tmp_path / "by hand").mkdir()
    other = a_program(tmp_path / "by hand")
    named = [name.strip() for name in people.split(";") if name]
    other.interviews.add("Acme", "SRE", meeting=when(other, at), people=named)
    assert content(program) == content(other)
    assert owed(program) == owed(other) != []


def test_an_instant_is_the_same_wherever_it_was_written(program: ProgramOnATable) -> None:
    take_meetings(program, "Acme,SRE,,2026-12-02T08:00:00-05:00,\nQuill,DBA,,2026-12-02 14:00,\n")
    assert [m.starts.isoformat() for m in every(program, Meeting) if m.starts] == ["2026-12-02T13:00:00+00:00"] * 2


def test_a_known_one_gets_its_meeting_as_if_it_was_set_by_hand(program: ProgramOnATable, tmp_path: Path) -> None:
    (tmp_path / "by hand").mkdir()
    other = a_program(tmp_path / "by hand")
    for one in (program, other):
        one.interviews.add("Acme", "SRE", people=["Dana Ruiz"])
        go_to(one, 1, Step.THANK_PROMPTLY)
    taken = take_meetings(program, "Acme,SRE,,2026-11-20 14:00,\n")
    assert (taken.added, taken.updated, taken.skipped) == (0, 1, 0)
    at = when(other, "2026-11-20 14:00").at
    other.interviews.edit(1, meeting=MeetingTime(starts=at))
    assert content(program) == content(other)
    before = content(program)
    assert take_meetings(program, "Acme,SRE,,2026-11-20 14:00,\n").skipped == 1
    assert content(program) == before


def test_what_is_known_of_a_meeting_stays(program: ProgramOnATable) -> None:
    program.interviews.add("Acme", "SRE", meeting=when(program, "2026-12-02 14:00"), people=["Dana Ruiz"])
    before = content(program)
    assert take_meetings(program, "Acme,SRE,,2026-12-09 10:00,Max Weber\n").skipped == 1
    assert content(program) == before


def test_a_known_one_without_people_gets_those_of_the_table_and_their_thanks(program: ProgramOnATable) -> None:
    program.interviews.add("Acme", "SRE", meeting=when(program, "2026-11-20 14:00"))
    go_to(program, 1, Step.THANK_PROMPTLY)
    taken = take_meetings(program, "Acme,SRE,,,Dana Ruiz; Rob Roe (Recruiter); Ute <u@acme.example>\n")
    assert taken.words == "planned 3 follow-ups; updated 1 interview"
    thanked = [f.person_id for f in every(program, FollowUp) if f.kind is Kind.THANK_YOU and f.state is Settled.OPEN]
    assert [get(program, Person, number or 0).name for number in thanked] == ["Dana Ruiz", "Rob Roe (Recruiter)", "Ute"]
    assert take_meetings(program, "Acme,SRE,,,Dana Ruiz; Eve\n").skipped == 1
    assert len(every(program, Person)) == 3


def test_recruiters_alone_change_nothing_the_second_time(program: ProgramOnATable) -> None:
    row = 'Acme,SRE,,,"Rob Roe, Recruiter"\n'
    program.interviews.add("Acme", "SRE", meeting=when(program, "2026-12-02 14:00"))
    take_meetings(program, row)
    assert every(program, Attendance) == ()
    with program.transaction() as tx:
        for follow_up in every(program, FollowUp):
            tx.remove(follow_up)  # what somebody took away is not planned again
        tx.done("Removed")
    assert take_meetings(program, row).skipped == 1
    assert len(every(program, Involvement)) == 1


def test_what_is_over_has_its_meeting_and_no_plans(program: ProgramOnATable) -> None:
    take_meetings(program, "Acme,SRE,Rejected,2026-11-20 14:00,Dana Ruiz\n")
    assert get(program, Meeting, 1).starts is not None
    assert owed(program) == []


class TestPeople:
    def test_the_same_person_is_found_and_told_more_of(self, program: ProgramOnATable) -> None:
        take_meetings(
            program,
            "Acme,SRE,,,Dana Ruiz\n"
            'Acme,DBA,,,"dana ruiz, VP <Dana@acme.example>; Dana Ruiz"\n'
            "Quill,QA,,,D. R. <dana@acme.example>\n"
            "Quill,DBA,,,Dana Ruiz\n"
            "Acme,QA,,,Dana Ruiz <other@acme.example>\n",
        )
        assert [(p.name, p.company, p.email, p.title) for p in every(program, Person)] == [
            ("Dana Ruiz", "Acme", "dana@acme.example", "VP"),
            ("Dana Ruiz", "Quill", "", ""),
            ("Dana Ruiz", "Acme", "other@acme.example", ""),
        ]
        assert [(tie.interview_id, tie.person_id) for tie in every(program, Involvement)] == [
            (1, 1),
            (2, 1),
            (3, 1),
            (4, 2),
            (5, 3),
        ]

    def test_what_is_known_of_them_stays(self, program: ProgramOnATable) -> None:
        program.interviews.add("Acme", "SRE", people=["Dana Ruiz, CEO <dana@acme.example>"])
        take_meetings(program, 'Acme,DBA,,,"Dana R., VP <dana@acme.example>"\n')
        (person,) = every(program, Person)
        assert (person.name, person.title) == ("Dana Ruiz", "CEO")

    def test_one_does_not_meet_oneself(self, tmp_path: Path) -> None:
        program = a_program(tmp_path, mine=frozenset({"robin@lake.example"}))
        take_meetings(program, "Acme,SRE,,,Robin <Robin@lake.example>; Dana\n")
        assert [p.name for p in every(program, Person)] == ["Dana"]


SAMPLES = Path(__file__).parent.parent / "samples"
COUNTS = {
    "firmen.csv": (8, 0, 0),
    "huntr.csv": (9, 0, 0),
    "interview-tui.csv": (8, 0, 0),
    "jobsync.csv": (8, 0, 0),
    "linkedin.csv": (8, 0, 0),
    "simplify.csv": (7, 0, 1),
}
"""What is added, updated and skipped, by sample."""


def sample(name: str) -> Contents[Application]:
    return read_table((SAMPLES / name).read_bytes())


def take_samples(program: ProgramOnATable, *names: str, dry_run: bool = False) -> Imported:
    return apply_applications(program, [sample(name) for name in names], dry_run=dry_run)


@pytest.mark.parametrize("name", sorted(COUNTS))
def test_there_and_back(name: str, program: ProgramOnATable) -> None:
    empty = content(program)
    tried = take_samples(program, name, dry_run=True)
    assert (counts(tried), tried.entry, content(program), journal(program)) == (COUNTS[name], None, empty, [])
    taken = take_samples(program, name)
    assert counts(taken) == counts(tried)
    assert tried.words.startswith(taken.words)
    full = content(program)
    again = take_samples(program, name)
    assert (counts(again), again.entry) == ((0, 0, sum(COUNTS[name])), None)
    assert content(program) == full
    assert len(journal(program)) == 1
    program.history.undo()
    assert content(program) == empty
    program.history.redo()
    assert content(program) == full


def test_tables_of_several_programs_at_once_do_not_double_a_job(program: ProgramOnATable) -> None:
    empty = content(program)
    taken = take_samples(program, *sorted(COUNTS))
    names = [(i.company, i.role) for i in every(program, Interview)]
    assert names.count(("Acme Rail", "Site Reliability Engineer")) == 1
    assert names.count(("Wheel", "Driver")) == 1
    assert names.count(("Nile", "Support Engineer")) == 2
    assert names.count(("Data & Daughters", "Data Engineer")) == 2
    assert counts(taken) == (38, 7, 4)
    full = content(program)
    for name in sorted(COUNTS):
        assert counts(take_samples(program, name)) == (0, 0, sum(COUNTS[name]))
    assert content(program) == full
    assert len(journal(program)) == 1
    program.history.undo()
    assert content(program) == empty


def test_this_programs_own_table_is_at_the_same_step_and_outcome(program: ProgramOnATable) -> None:
    take_samples(program, "interview-tui.csv")
    assert [(i.company, int(i.step), str(i.outcome or "")) for i in every(program, Interview)] == [
        ("Acme Rail", 1, ""),
        ("Quill, Ink & Sons", 9, "rejected"),
        ("Ito 伊藤 🎌", 9, "offer"),
        ("Harbour", 9, "accepted"),
        ("-Minus", 9, "withdrawn"),
        ("Nile", 7, "quiet"),
        ("Nile", 4, ""),
        ("Umbra", 10, "rejected"),
    ]
    assert [r.decision for r in every(program, Round)] == ["", "", "", "accepted", "", "", "", ""]
    assert [m.starts.isoformat() for m in every(program, Meeting) if m.starts] == [
        "2026-12-02T13:00:00+00:00",
        "2026-11-10T00:30:00+00:00",
        "2026-11-20T08:00:00+00:00",
    ]
    assert [(p.name, p.email, p.company) for p in every(program, Person)] == [
        ("Dana Ruiz", "dana@acme.example", "Acme Rail"),
        ("Max Weber", "", "Acme Rail"),
        ("Sato Yui", "yui@ito.example", "Ito 伊藤 🎌"),
        ("Ruiz, Dana", "", "Nile"),
    ]


def test_its_rows_are_told_apart_by_their_ids(program: ProgramOnATable) -> None:
    header = "id,company,role,step,round,outcome,decision\n"
    rows = "i1,Acme,SRE,2,1,,\ni2,Acme,SRE,9,1,rejected,\ni2,Acme,SRE,9,1,rejected,\n"
    table = read_table((header + rows).encode())
    assert counts(apply_applications(program, [table])) == (2, 0, 1)
    assert counts(apply_applications(program, [table])) == (0, 0, 3)


def test_what_was_decided_in_own_words_is_kept(program: ProgramOnATable) -> None:
    data = b"company,role,step,round,outcome,decision\nAcme,SRE,9,1,offer,ask for more\n"
    apply_applications(program, [read_table(data)])
    (a_round,) = every(program, Round)
    assert (a_round.decision, a_round.closed) == ("ask for more", program.clock())


def test_days_without_a_place_of_their_own_stand_in_the_note(program: ProgramOnATable) -> None:
    take_samples(program, "firmen.csv")
    assert get(program, Interview, 4).note == "Applied: 2026-05-02\nMeeting: 2026-11-30\n=HEUTE()"
    assert get(program, Interview, 1).note == ("Applied: 2026-04-03\nsagte: „melden“; dann\nnichts\nGehalt: 45.000 €")


def test_recruiters_are_known_and_not_met(program: ProgramOnATable) -> None:
    take_samples(program, "firmen.csv")
    case = program.interviews.case
    with program.transaction() as tx:
        third = case(tx, 3)
        tx.give_up()
    assert {third.person_name(t.person_id): t.part for t in third.involvements} == {
        "Tom Tal": Part.INTERVIEWER,
        "Ute Ulm": Part.RECRUITER,
    }
    assert [third.person_name(a.person_id) for a in third.attendances] == ["Tom Tal"]
    assert find(program.store.reader, Person, name="Dana Ruiz")[0].title == "Leiterin"
