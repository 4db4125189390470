"""Which interview a row speaks of: by its address however it was come by, else by company and role, and never two."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from interview_tui.domain.identity import plain_link, plain_name
from interview_tui.domain.records import Interview, Origin
from interview_tui.importing import applications
from interview_tui.importing.applications import apply_applications
from interview_tui.importing.table import Application, read_table
from tests.programs import a_program, content, every, journal

if TYPE_CHECKING:
    from pathlib import Path

    from interview_tui.importing.importer import Contents, Imported
    from tests.programs import ProgramOnATable

HEADER = "company,role,url,location\n"


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    return a_program(tmp_path)


def table(*rows: str) -> Contents[Application]:
    return read_table((HEADER + "".join(f"{row}\n" for row in rows)).encode())


def take(program: ProgramOnATable, *found: Contents[Application]) -> Imported:
    return apply_applications(program, found)


def counts(taken: Imported) -> tuple[int, int, int]:
    return taken.added, taken.updated, taken.skipped


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


class TestOneTable:
    def test_two_advertisements_are_two_jobs_in_any_order(self, tmp_path: Path) -> None:
        rows = ["Acme,SRE,https://a.example/1,", "Acme,SRE,https://a.example/2,", "acme, sre ,https://a.example/3,"]
        for place, order in enumerate(permutations(rows)):
            (tmp_path / str(place)).mkdir()
            program = a_program(tmp_path / str(place))
            assert counts(take(program, table(*order))) == (3, 0, 0)
            assert counts(take(program, table(*reversed(order)))) == (0, 0, 3)

    def test_a_row_without_an_address_is_one_of_the_others_in_any_order(self, tmp_path: Path) -> None:
        rows = ["Acme,SRE,https://a.example/1,", "Acme,SRE,,Oslo", "Acme,SRE,https://a.example/2,"]
        for place, order in enumerate(permutations(rows)):
            (tmp_path / str(place)).mkdir()
            program = a_program(tmp_path / str(place))
            assert counts(take(program, table(*order))) == (2, 0, 1)
            assert counts(take(program, table(*reversed(order)))) == (0, 0, 3)

    def test_a_new_advertisement_beside_the_known_one_is_new(self, program: ProgramOnATable) -> None:
        take(program, table("Acme,SRE,https://a.example/1,"))
        both = table("Acme,SRE,https://a.example/2,", "Acme,SRE,https://a.example/1,")
        assert counts(take(program, both)) == (1, 0, 1)
        assert [i.link for i in every(program, Interview)] == ["https://a.example/1", "https://a.example/2"]

    def test_a_page_that_roles_share_is_each_rows_own(self, program: ProgramOnATable) -> None:
        rows = ["Acme,SRE,https://a.example,Oslo", "Acme,DBA,https://a.example/,", "Acme,QA,https://a.example,"]
        take(program, table(*rows))
        assert counts(take(program, table(*rows[::-1]))) == (0, 0, 3)
        assert [(i.role, i.location) for i in every(program, Interview)] == [("SRE", "Oslo"), ("DBA", ""), ("QA", "")]

    def test_the_address_is_kept_as_it_was_written(self, program: ProgramOnATable) -> None:
        take(program, table("Acme,SRE,http://www.a.example/1/?utm_source=x,"))
        assert every(program, Interview)[0].link == "http://www.a.example/1/?utm_source=x"
        assert [o.key for o in every(program, Origin)] == ["https://a.example/1"]

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
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
        first = take(program, table(*lines))
        assert first.added + first.skipped == len(rows)
        assert first.updated == 0
        again = take(program, table(*lines))
        assert again.added == 0
        random.shuffle(lines)  # type: ignore[attr-defined]
        assert take(program, table(*lines)).added == 0


class TestSeveral:
    def test_other_programs_have_other_addresses_for_the_same_jobs(self, program: ProgramOnATable) -> None:
        one = table("Acme,SRE,https://a.example/1,", "Acme,SRE,https://a.example/2,", "Ito,QA,,")
        other = table(
            "Acme,SRE,https://b.example/7,", "ACME,SRE,https://b.example/8,Oslo", "Ito,QA,https://b.example/9,"
        )
        assert counts(take(program, one, other)) == (3, 3, 0)
        assert len(every(program, Interview)) == 3
        assert {i.link for i in every(program, Interview)} == {
            "https://a.example/1",
            "https://a.example/2",
            "https://b.example/9",
        }
        for again in (one, other):
            assert counts(take(program, again)) == (0, 0, 3)
        assert len(journal(program)) == 1
        program.history.undo()
        assert every(program, Interview) == ()

    def test_a_third_one_there_is_new(self, program: ProgramOnATable) -> None:
        take(program, table("Acme,SRE,https://a.example/1,"))
        other = table("Acme,SRE,https://b.example/7,", "Acme,SRE,https://b.example/8,")
        assert counts(take(program, other)) == (1, 1, 0)
        assert counts(take(program, other)) == (0, 0, 2)


class TestLongWork:
    def test_it_tells_how_many_rows_are_done(self, program: ProgramOnATable, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(applications, "AT_ONCE", 2)
        heard: list[int] = []
        one, other = table(*(f"Company {n},SRE,," for n in range(5))), table("Acme,SRE,,", "Company 1,SRE,,Oslo")
        apply_applications(program, [one, table(), other], progress=heard.append)
        assert heard == [2, 4, 5, 7]

    def test_what_stops_it_takes_all_back(self, program: ProgramOnATable, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(applications, "AT_ONCE", 2)
        take(program, table("Acme,SRE,,"))
        before = content(program)

        def stop(done: int) -> None:
            if done == 4:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            apply_applications(program, [table("Acme,SRE,,Oslo", *(f"C{n},SRE,," for n in range(5)))], progress=stop)
        assert content(program) == before
        assert len(journal(program)) == 1
        assert counts(take(program, table("Acme,SRE,,Oslo"))) == (0, 1, 0)
