"""The pest meter: what counts, what is warned about, and that the next good day is good."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.cadence import Cadence
from interview_tui.domain.contact_frequency import (
    Caution,
    Contact,
    Whom,
    silence_words,
    silent_days,
    too_soon,
)
from interview_tui.domain.enums import Channel, CommitmentState, Direction, Outcome, Part, Plan, Step
from interview_tui.domain.follow_up_kinds import KINDS, Kind, Weight
from interview_tui.domain.records import Meeting
from tests.domain.cases import BERLIN, CADENCES, case, done, instant, promise, their_word, tie, touch

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
        why="the last contact with Dana Ruiz (2 days ago) has not been answered: wait 5 days between contacts",
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
    assert found.why == "Acme already had 2 contacts in seven days, the most there should be"
    assert found.good_day == instant("2026-12-11 12:00").date()
    assert caution(*two, whom=KIM, cadence=Cadence(company_contacts_a_week=3)) is None


def test_a_contact_that_names_nobody_counts_for_everybody_there() -> None:
    assert caution(sent("2026-12-07 10:00", None)) is not None
    assert caution(sent("2026-12-07 10:00", 2)) is None
    assert caution(sent("2026-12-07 10:00", 2), whom=Whom(company="Acme")) is not None


def test_courtesies_are_neither_counted_nor_warned_about() -> None:
    assert caution(sent("2026-12-08 10:00", courtesy=True)) is None
    for kind in (kind for kind in Kind if KINDS[kind].weight is Weight.COURTESY):
        assert caution(sent("2026-12-08 10:00"), kind=kind) is None


def test_the_cap_means_that_it_has_gone_quiet() -> None:
    three = [sent("2026-10-01 10:00"), sent("2026-10-15 10:00"), sent("2026-11-12 10:00")]
    assert caution(*three) == Caution(
        why="3 check-ins in a row without an answer: they may have gone quiet", good_day=None, quiet=True
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


STANDARD = CADENCES.of(Plan.STANDARD)


@pytest.mark.parametrize(
    ("today", "days"),
    [("2026-12-12", None), ("2026-12-13", 12), ("2026-12-31", 30)],
)
def test_it_counts_from_the_last_contact_the_meeting_itself(today: str, days: int | None) -> None:
    made = case(step=5)
    assert silent_days(made, instant(f"{today} 08:00"), BERLIN, STANDARD) == days


@pytest.mark.parametrize("direction", Direction)
def test_a_touch_either_way_breaks_it(direction: Direction) -> None:
    made = case(step=7, touches=[touch("2026-12-10 10:00", direction)])
    assert silent_days(made, instant("2026-12-20 10:00"), BERLIN, STANDARD) is None


def test_neither_step_1_nor_what_has_ended_nor_a_meeting_ahead_is_silence() -> None:
    long_after = instant("2027-02-01 10:00")
    assert silent_days(case(step=1), long_after, BERLIN, STANDARD) is None
    assert silent_days(case(step=9, outcome=Outcome.REJECTED), long_after, BERLIN, STANDARD) is None
    ahead = case(step=3, meeting="2027-02-02 10:00")
    assert silent_days(ahead, long_after, BERLIN, STANDARD) is None


def test_an_automatic_reply_breaks_nothing() -> None:
    robot = replace(touch("2026-12-10 10:00", Direction.IN), automatic=True)
    assert silent_days(case(step=7, touches=[robot]), instant("2026-12-20 10:00"), BERLIN, STANDARD) == 19


def test_the_other_meetings_of_the_round_count_too() -> None:
    now = instant("2026-12-20 10:00")
    held = Meeting(id=2, round_id=1, starts=instant("2026-12-10 10:00"))
    assert silent_days(case(step=5, further=[held]), now, BERLIN, STANDARD) is None
    ahead = replace(held, starts=instant("2027-01-10 10:00"))
    assert silent_days(case(step=5, further=[ahead]), now, BERLIN, STANDARD) is None


def test_a_handover_is_word() -> None:
    taken = replace(tie(1, Part.RECRUITER), handed_over=instant("2026-12-10 10:00"))
    now, three = instant("2026-12-20 10:00"), [replace(done(Kind.CHECK_IN), settled=instant("2026-12-09 10:00"))] * 3
    assert silent_days(case(step=7, ties=[taken]), now, BERLIN, STANDARD) is None
    assert silence_words(case(step=7, ties=[taken], follow_ups=three), now, BERLIN, STANDARD) == ""
    assert "3 check-ins without an answer" in silence_words(case(step=7, follow_ups=three), now, BERLIN, STANDARD)


@pytest.mark.parametrize(
    ("today", "days"), [("2026-12-18", None), ("2026-12-19", 18)], ids=["the date itself", "the day after"]
)
def test_the_wait_for_a_date_of_theirs_is_no_silence(today: str, days: int | None) -> None:
    made = case(step=5, commitments=[their_word(9, "call", "2026-12-18")])
    assert silent_days(made, instant(f"{today} 08:00"), BERLIN, STANDARD) == days


def test_only_what_they_said_and_have_not_done_is_waited_for() -> None:
    now = instant("2026-12-17 08:00")
    for word in (
        promise(9, "send it", "2026-12-18"),
        their_word(9, "call"),
        their_word(9, "call", "2026-12-18", state=CommitmentState.KEPT),
    ):
        assert silent_days(case(step=5, commitments=[word]), now, BERLIN, STANDARD) == 16


def test_the_step_is_that_of_the_clock() -> None:
    made = case(step=1)
    told = replace(made.interview, clock_step=Step.CONSULT, clock_at=instant("2026-12-01 15:00"))
    assert silent_days(replace(made, interview=told), instant("2026-12-13 08:00"), BERLIN, STANDARD) == 12


def test_the_words_say_the_days_and_that_the_cap_is_reached() -> None:
    sent = [done(Kind.CHECK_IN)] * 3
    made = case(step=7, follow_ups=sent, touches=[touch("2026-12-09 10:00", Direction.OUT)])
    assert silence_words(made, instant("2026-12-12 10:00"), BERLIN, STANDARD) == (
        "3 check-ins without an answer: they may have gone quiet"
    )
    assert silence_words(made, instant("2026-12-23 10:00"), BERLIN, STANDARD) == (
        "Silent for 14 days; 3 check-ins without an answer: they may have gone quiet"
    )
    assert silence_words(case(step=7), instant("2026-12-02 10:00"), BERLIN, STANDARD) == ""
