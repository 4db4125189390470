"""The pest meter: what counts, what is warned about, and that the next good day is good."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.cadence import Cadence
from interview_tui.domain.follow_up_kinds import AT_MY_DESK, COURTESIES, KINDS, OFFERINGS, Weight
from interview_tui.domain.pest import COURTEOUS_LETTERS, OFFERING_LETTERS, Caution, Contact, Whom, meters, too_soon
from interview_tui.domain.records import Channel, Direction, Kind, LetterKind
from tests.domain.cases import BERLIN, instant

DANA = Whom(company="Acme", person_id=1, name="Dana Ruiz")
KIM = Whom(company="Acme", person_id=2, name="Kim Lee")
SAM = Whom(company="Acme", person_id=3, name="Sam Ode", outsider=True)
NOW = "2026-12-09 09:00"


def sent(at: str, to: int | None = 1, *, courtesy: bool = False, outsider: bool = False) -> Contact:
    return Contact(at=instant(at), direction=Direction.OUT, person_id=to, courtesy=courtesy, outsider=outsider)


def came(at: str, of: int | None = 1, *, outsider: bool = False) -> Contact:
    return Contact(at=instant(at), direction=Direction.IN, person_id=of, outsider=outsider)


def caution(
    *contacts: Contact,
    whom: Whom = DANA,
    kind: Kind | None = Kind.CHECK_IN,
    channel: Channel = Channel.EMAIL,
    now: str = NOW,
    cadence: Cadence | None = None,
) -> Caution | None:
    return too_soon(
        contacts,
        whom,
        now=instant(now),
        calendar=BERLIN,
        cadence=cadence or Cadence(),
        channel=channel,
        kind=kind,
    )


def test_nothing_speaks_against_the_first_contact() -> None:
    assert caution() is None


def test_five_days_lie_between_unanswered_contacts() -> None:
    assert caution(sent("2026-12-07 10:00")) == Caution(
        why="the last contact with Dana Ruiz (2 days ago) is unanswered: leave 5 days between",
        good_day=instant("2026-12-14 12:00").date(),  # the fifth day is a Saturday
    )
    assert caution(sent("2026-12-04 23:59")) is None


@pytest.mark.parametrize(
    "answer", [came("2026-12-08 09:00"), came("2026-12-08 09:00", 2), came("2026-12-08 09:00", None)]
)
def test_a_word_of_the_person_or_the_company_begins_anew(answer: Contact) -> None:
    assert caution(*[sent(f"2026-12-0{n} 10:00") for n in (1, 2, 3, 7)], answer) is None


def test_an_outsiders_word_is_not_the_companys() -> None:
    assert caution(sent("2026-12-07 10:00"), came("2026-12-08 09:00", 3, outsider=True)) is not None
    assert caution(sent("2026-12-07 10:00", 3, outsider=True)) is None
    assert caution(sent("2026-12-07 10:00", 3, outsider=True), whom=SAM) is not None
    assert caution(sent("2026-12-07 10:00"), sent("2026-12-08 10:00"), whom=SAM) is None


def test_a_company_has_two_contacts_a_week() -> None:
    two = [sent("2026-12-04 10:00", 3), sent("2026-12-07 10:00", 4)]
    found = caution(*two, whom=KIM)
    assert found is not None
    assert found.why == "Acme has had 2 contacts in seven days, which is the most"
    assert found.good_day == instant("2026-12-11 12:00").date()
    assert caution(*two, whom=KIM, cadence=Cadence(company_contacts_a_week=3)) is None


def test_a_contact_that_names_nobody_counts_for_everybody_there() -> None:
    assert caution(sent("2026-12-07 10:00", None)) is not None
    assert caution(sent("2026-12-07 10:00", 2)) is None
    assert caution(sent("2026-12-07 10:00", 2), whom=Whom(company="Acme")) is not None


def test_courtesies_are_neither_counted_nor_warned_about() -> None:
    assert caution(sent("2026-12-08 10:00", courtesy=True)) is None
    for kind in COURTESIES:
        assert caution(sent("2026-12-08 10:00"), kind=kind) is None


def test_every_kind_has_its_weight() -> None:
    assert set(KINDS) == set(Kind)
    assert {kind for kind in Kind if KINDS[kind].weight is Weight.PRESSING} == {Kind.CHECK_IN, Kind.CUSTOM}
    assert {Kind.VALUE_LETTER, Kind.ADVOCATE, Kind.RECOMMENDATION, Kind.STAY_IN_TOUCH} == OFFERINGS
    assert {Kind.PREPARE, Kind.DEBRIEF, Kind.NOTHING_PLANNED} == AT_MY_DESK


def test_a_letter_weighs_what_its_follow_up_does() -> None:
    pressing = set(LetterKind) - COURTEOUS_LETTERS - OFFERING_LETTERS
    assert pressing == {LetterKind.CHECK_IN, LetterKind.PROPOSAL}
    assert {LetterKind.VALUE_LETTER, LetterKind.RECOMMENDATION, LetterKind.STAY_IN_TOUCH} == OFFERING_LETTERS
    assert not COURTEOUS_LETTERS & OFFERING_LETTERS


def test_the_cap_means_that_it_has_gone_quiet() -> None:
    three = [sent("2026-10-01 10:00"), sent("2026-10-15 10:00"), sent("2026-11-12 10:00")]
    assert caution(*three) == Caution(
        why="3 check-ins in a row found no answer: it may have gone quiet", good_day=None, quiet=True
    )
    assert caution(*three, kind=Kind.STAY_IN_TOUCH) is None


def test_only_check_ins_count_towards_the_cap_and_only_with_the_company() -> None:
    days = ("2026-10-01 10:00", "2026-10-15 10:00", "2026-11-12 10:00")
    assert caution(*[replace(sent(day), presses=day != days[0]) for day in days]) is None
    assert caution(*[sent(day, 3, outsider=True) for day in days], whom=SAM) is None


def test_who_asked_for_no_calls_is_written_to() -> None:
    quiet = Whom(company="Acme", person_id=1, name="Dana Ruiz", no_calls=True)
    found = caution(whom=quiet, channel=Channel.PHONE)
    assert found is not None
    assert (found.why, found.channel) == ("Dana Ruiz asked for no calls: write an email", Channel.EMAIL)
    assert caution(whom=quiet) is None


def test_the_meter_shows_where_one_stands() -> None:
    contacts = [
        came("2026-11-20 09:00"),
        sent("2026-11-25 10:00"),
        sent("2026-12-07 10:00", 2),
        sent("2026-12-08 10:00"),
    ]
    person, company = meters(contacts, DANA, now=instant(NOW), calendar=BERLIN)
    assert (person.unanswered, person.days_since, person.this_week) == (2, 1, 1)
    assert (company.unanswered, company.days_since, company.this_week) == (3, 1, 2)


contacts = st.lists(
    st.builds(
        lambda hours, direction, person, courtesy: Contact(
            at=instant(NOW) - timedelta(hours=hours),
            direction=Direction(direction),
            person_id=person,
            courtesy=courtesy,
        ),
        st.integers(0, 600),
        st.sampled_from(["in", "out", "out", "out"]),
        st.sampled_from([None, 1, 2]),
        st.booleans(),
    ),
    max_size=12,
)


@given(contacts, st.integers(1, 10), st.integers(1, 3))
def test_the_next_good_day_is_good_and_none_before_it_is(made: list[Contact], gap: int, week: int) -> None:
    cadence = Cadence(contact_gap_days=gap, company_contacts_a_week=week, check_in_cap=100)

    def against(at: datetime) -> Caution | None:
        return too_soon(made, DANA, now=at, calendar=BERLIN, cadence=cadence, channel=Channel.EMAIL)

    found = against(instant(NOW))
    if found is None:
        return
    assert found.good_day is not None
    assert BERLIN.is_working(found.good_day)
    assert against(BERLIN.instant(found.good_day, time(9))) is None
    day = BERLIN.day(instant(NOW)) + timedelta(days=1)
    while day < found.good_day:
        assert not BERLIN.is_working(day) or against(BERLIN.instant(day, time(9))) is not None
        day += timedelta(days=1)
