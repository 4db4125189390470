"""The sentences of the method that the scenarios do not show: tables, to whom, cadence, fine print, punctuality."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.method.life import DANA, RITA, TOM, Life, by_day, invited, lived_once

if TYPE_CHECKING:
    from pathlib import Path

NEED = "! Release approvals take nine days (Dana Ruiz)"
FIRST = by_day(
    ("prepare", "", "2026-11-02"),
    ("debrief", "", "2026-11-03 12:00"),
    ("thank_you", "Dana Ruiz", "2026-11-04 11:00"),
    ("value_letter", "Dana Ruiz", "2026-11-06"),
    ("check_in", "Dana Ruiz", "2026-11-13"),
)
"""The plan of a meeting with Dana Ruiz on Tuesday, 3 November, 10 o'clock."""


@lived_once
def begun(life: Life, *people: str) -> Life:
    """Tuesday's meeting at Acme, added on Monday."""
    life.add("Acme", "3 Nov 10:00", *(people or (DANA,)))
    return life


@lived_once
def thanked(life: Life, *people: str) -> Life:
    """Tuesday's meeting is over; on Wednesday morning the debrief is done and these are thanked."""
    begun(life, *(people or (DANA,))).at("Wed 4 Nov 09:00").done("debrief")
    for line in [item["id"] for item in life.items() if item["kind"] == "thank_you"]:
        life("done", line)
    return life


@lived_once
def sent(life: Life, *people: str) -> Life:
    """And on Thursday morning, 5 November, the value letter went out."""
    thanked(life, *people).at("Thu 5 Nov 09:00").done("value_letter")
    return life


@lived_once
def in_october(life: Life, *people: str, plan: str = "") -> Life:
    """A meeting on Tuesday, 6 October, at 10: a month without public holidays near its check-ins."""
    life.at("Mon 5 Oct 09:00").add("Acme", "6 Oct 10:00", *(people or (DANA,)))
    if plan:
        life("plan", "i1", plan)
    life.at("Wed 7 Oct 09:00").done("debrief")
    for line in [item["id"] for item in life.items() if item["kind"] == "thank_you"]:
        life("done", line)
    return life


# What plans what


def test_a_meeting_gets_its_time_later(life: Life) -> None:
    # Row 1: a meeting gets a time; last row: a running interview with nothing ahead is a line.
    life.add("Acme")
    assert life.queue() == [("nothing_planned", "", "")]
    life.meet("i1", "3 Nov 10:00", DANA)
    assert life.queue() == FIRST


def test_a_move_moves_them(life: Life) -> None:
    # Row 1: a move moves them.
    begun(life)("meeting", "i1", "5 Nov 14:00", "--move", "m1")
    assert life.queue() == by_day(
        ("prepare", "", "2026-11-04"),
        ("debrief", "", "2026-11-05 16:00"),
        ("thank_you", "Dana Ruiz", "2026-11-06 15:00"),
        ("value_letter", "Dana Ruiz", "2026-11-10"),
        ("check_in", "Dana Ruiz", "2026-11-17"),
    )
    assert len(life.exported("meetings")) == 1


def test_a_cancellation_ends_them(life: Life) -> None:
    # Row 1: a cancellation ends them and plans "ask for a new date"; fine print 4: it replaces the check-in.
    begun(life)("meeting", "i1", "--cancel", "m1")
    assert [(kind, person) for kind, person, _ in life.queue()] == [("new_date", "Dana Ruiz")]


def test_a_cancellation_with_another_meeting_ahead(life: Life) -> None:
    # Fine print 17: "ask for a new date" only where no other meeting lies ahead; 7: three days after the first meeting.
    begun(life).meet("i1", "9 Nov 14:00", DANA)
    life("meeting", "i1", "--cancel", "m1")
    assert life.queue() == by_day(
        ("prepare", "", "2026-11-06"),
        ("debrief", "", "2026-11-09 16:00"),
        ("thank_you", "Dana Ruiz", "2026-11-10 15:00"),
        ("value_letter", "Dana Ruiz", "2026-11-12"),
        ("check_in", "Dana Ruiz", "2026-11-19"),
    )


def test_step_two_by_the_clock_everywhere(life: Life) -> None:
    # Row 2: the end passes: step 2 everywhere (due, list, filters, export), nothing written.
    begun(life).at("Tue 3 Nov 11:30")
    assert life.step("i1") == 2
    assert life.show("i1")["step"] == 2
    assert [row["id"] for row in life.read("list", "--step", "2")] == ["i1"]
    assert life.read("list", "--step", "1") == []
    assert {item["step"] for item in life.items()} == {2}
    assert [found["step"] for found in life.exported("interviews")] == [2]


def test_notes_say_who_was_there(life: Life) -> None:
    # Row 3: a thank-you to each, also to who was not invited, within 24 h of the end; none to the absent.
    begun(life, DANA, TOM).at("Tue 3 Nov 12:00").notes("i1", "@ Dana Ruiz", "@ Eve Poe", "@ Tom Reed [absent]", NEED)
    assert life.of("thank_you") == [("Dana Ruiz", "2026-11-04 11:00"), ("Eve Poe", "2026-11-04 11:00")]


@pytest.mark.parametrize(
    ("written", "due"),
    [
        ("+ send the case study (Dana Ruiz) by fri", "2026-11-06"),
        ("+ send the case study (Dana Ruiz) by tomorrow", "2026-11-04"),
        ("+ send the case study (Dana Ruiz) by 12 Nov", "2026-11-12"),
        ("+ send the case study (Dana Ruiz) by 2026-11-12", "2026-11-12"),
        ("+ send the case study (Dana Ruiz)", "2026-11-04"),  # the next working day after the meeting
        ("+ send the case study (Dana Ruiz) by 14 Nov", "2026-11-13"),  # Saturday: the working day before
        ("+ send the case study (Dana Ruiz) by end of week", "2026-11-04"),  # not understood: as without a date
    ],
)
@pytest.mark.parametrize("entered", ["Tue 3 Nov 12:00", "Tue 3 Nov 23:00"])
def test_a_promise_of_mine(life: Life, written: str, due: str, entered: str) -> None:
    # Row 4: a follow-up at its date, to the person it was made to; Cadence: a date counts from the meeting.
    begun(life).at(entered).notes("i1", written)
    assert life.of("promise") == [("Dana Ruiz", due)]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("- decide (Dana Ruiz) by fri", "2026-11-06"),
        ("- decide (Dana Ruiz) by tomorrow", "2026-11-04"),
        ("- decide (Dana Ruiz) by 30 Oct", "2026-10-30"),
    ],
)
def test_dates_of_late_notes_count_from_the_meeting(life: Life, written: str, day: str) -> None:
    # Cadence: a date in notes counts from the meeting; a day that has passed has passed.
    begun(life).at("Sat 14 Nov 12:00").notes("i1", written)
    assert [found["due"][:10] for found in life.exported("commitments")] == [day]


@pytest.mark.parametrize("phrase", ["by end of week", "by EOD", "by 22.12.", "by the end of the month at the latest"])
def test_a_date_that_is_not_understood_is_said(life: Life, phrase: str) -> None:
    # Cadence: a date that is not understood is said, and takes nobody's name with it.
    said = begun(life).at("Tue 3 Nov 12:00").notes("i1", f"+ send the slides (Dana Ruiz) {phrase}")
    assert phrase.split()[-1] in said
    assert [person for person, _ in life.of("promise")] == ["Dana Ruiz"]


@pytest.mark.parametrize(
    ("plan", "due"),
    [("brisk", "2026-10-19"), ("standard", "2026-10-20"), ("gentle", "2026-10-22")],
)
def test_a_commitment_of_theirs(life: Life, plan: str, due: str) -> None:
    # Row 5: a check-in to the one who made it, after its date; Cadence: 1, 2, 4 working days after it.
    in_october(life, DANA, TOM, RITA, plan=plan).done("value_letter")
    life.notes("i1", "- decide (Tom Reed) by 16 Oct")
    assert life.queue() == by_day(("check_in", "Tom Reed", due))


@pytest.mark.parametrize(
    "ending",
    ["we'll let you know", "we will be in touch", "wir melden uns", "on vous rappellera"],
)
def test_we_will_let_you_know(life: Life, ending: str) -> None:
    # Row 6: no date: the cadence counts from the last contact.
    sent(life).notes("i1", f"- {ending} (Dana Ruiz)")
    assert life.queue() == by_day(("check_in", "Dana Ruiz", "2026-11-12"))


def test_none_given_with_a_date_of_my_own(life: Life) -> None:
    # Fine print 21: that day is the next check-in's.
    sent(life).notes("i1", "- we'll let you know (Dana Ruiz) by 20 Nov")
    assert life.queue() == by_day(("check_in", "Dana Ruiz", "2026-11-20"))


def test_an_offer_is_answered_by_no_letter_before_the_decision(life: Life) -> None:
    # Row 7: offer_reply asks first; send without a choice is refused.
    life.box.configuration.write_text('name = "Ada Moreau"\nemail = "ada@home.example"\nsend = "cat"\n')
    sent(life).at("Mon 9 Nov 10:00")("offer", "i1", "--answer-by", "20 Nov")
    life.refused("send", life.line("offer_reply"))
    assert life.outcome("i1") == "offer"


def test_a_thank_you_that_was_sent_is_never_planned_again(life: Life) -> None:
    # Row 8: never planned again in this meeting, whatever is entered later.
    thanked(life, DANA, TOM)
    life.notes("i1", "@ Dana Ruiz", "@ Tom Reed", NEED)
    life("plan", "i1", "brisk")
    life("advance", "i1", "--anyway")
    life.at("Thu 5 Nov 09:00").notes("i1", '" We need calm (Tom Reed)')
    assert life.of("thank_you") == []


def test_somebody_writes(life: Life) -> None:
    # Row 9: the cadence counts from it.
    sent(life)
    assert life.queue() == by_day(("check_in", "Dana Ruiz", "2026-11-12"))
    life.at("Tue 10 Nov 17:00")("touch", life.person("i1", "Dana Ruiz"), "in", "email", "--note", "soon")
    assert life.queue() == by_day(("check_in", "Dana Ruiz", "2026-11-17"))


@pytest.mark.parametrize(
    ("who", "at", "options", "expected"),
    [
        # Another's word, on the date and after it, does not settle it
        ("Tom Reed", "Tue 10 Nov 18:00", [], "2026-11-12"),
        ("Tom Reed", "Wed 11 Nov 18:00", [], "2026-11-12"),
        # Fine print 2: earlier word of the one who committed does not, only when marked as the answer
        ("Dana Ruiz", "Mon 9 Nov 18:00", [], "2026-11-12"),
        ("Dana Ruiz", "Mon 9 Nov 18:00", ["--answers", "c1"], "2026-11-16"),
        # From the morning of its date on it does
        ("Dana Ruiz", "Tue 10 Nov 08:00", [], "2026-11-17"),
        ("Dana Ruiz", "Thu 12 Nov 08:00", [], "2026-11-19"),
        # Another's word that I call the answer does
        ("Tom Reed", "Mon 9 Nov 18:00", ["--answers", "c1"], "2026-11-16"),
        # An automatic reply does not
        ("Dana Ruiz", "Tue 10 Nov 08:00", ["--auto"], "2026-11-12"),
    ],
)
def test_whose_word_settles_a_commitment(life: Life, who: str, at: str, options: list[str], expected: str) -> None:
    # Row 9: only word from the one who made the commitment, or my own "that answers it"; fine print 2.
    sent(life, DANA, TOM).notes("i1", "- decide (Dana Ruiz) by 10 Nov")
    assert life.queue() == by_day(("check_in", "Dana Ruiz", "2026-11-12"))
    life.at(at)("touch", life.person("i1", who), "in", "email", "--note", "hello", *options)
    assert life.queue() == by_day(("check_in", "Dana Ruiz", expected))


def test_a_meeting_after_their_date_is_word(life: Life) -> None:
    # Fine print 2: a meeting with them after that date is word too.
    sent(life).notes("i1", "- decide (Dana Ruiz) by 6 Nov")
    life.meet("i1", "9 Nov 14:00", DANA)
    life.at("Tue 10 Nov 09:00").done("debrief")
    life("skip", life.line("thank_you"))
    assert life.queue() == by_day(("check_in", "Dana Ruiz", "2026-11-16"))


def test_a_good_word(life: Life) -> None:
    # Row 10, fine print 20: the working day after the last thank-you is due; a recommendation a day later.
    begun(life)("person", "i1", "Kai Sommer <kai@else.example>", "--part", "connection")
    life("person", "i1", "Grace Lin <grace@else.example>", "--part", "reference")
    life.at("Tue 3 Nov 12:00")
    assert life.of("advocate") == [("Kai Sommer", "2026-11-05")]
    assert life.of("recommendation") == [("Grace Lin", "2026-11-06")]


def test_a_good_word_after_early_thanks(life: Life) -> None:
    # Fine print 20: sent or due, whichever is earlier.
    begun(life)("person", "i1", "Kai Sommer <kai@else.example>", "--part", "connection")
    life.at("Tue 3 Nov 15:00").done("thank_you")
    assert life.of("advocate") == [("Kai Sommer", "2026-11-04")]


def test_no_good_word_before_the_first_meeting(life: Life) -> None:
    # Row 10: not before the first meeting.
    life.add("Acme")
    life("person", "i1", "Kai Sommer <kai@else.example>", "--part", "connection")
    assert life.kinds() == ["nothing_planned"]


def test_nothing_planned(life: Life) -> None:
    # Last row: due null, state none, listed whatever the days asked for, apart from what is due.
    life.add("Acme")
    [item] = life.read("due", "--days", "0")
    assert (item["kind"], item["id"], item["due"], item["state"]) == ("nothing_planned", "i1", None, "none")
    assert (item["interview"], item["company"], item["step"]) == ("i1", "Acme", 1)
    assert life("status", "--format", "{overdue} {today} {unplanned}").strip() == "0 0 1"


@pytest.mark.parametrize(("number", "lines"), [(5, 5), (6, 1)])
def test_more_than_five_stand_as_one_line(life: Life, number: int, lines: int) -> None:
    # Last row: more than five stand as one line in text, JSON names each.
    for turn in range(number):
        life.add(f"Firm {turn}")
    assert life.kinds() == ["nothing_planned"] * number
    said = [line for line in life("due").splitlines() if "othing planned" in line or "Firm" in line]
    assert len([line for line in said if line.strip().lower() != "nothing planned"]) == lines


def test_a_planned_meeting_is_ahead(life: Life) -> None:
    # Last row: "ahead" is an open follow-up, a planned meeting, or a commitment that is waited for.
    begun(life)("plan", "i1", "one_letter")
    for item in life.items():
        life("skip", item["id"])
    assert life.queue() == []
    assert life.at("Tue 3 Nov 11:30").queue() == [("nothing_planned", "", "")]


# The steps


def test_the_step_follows_the_facts(life: Life) -> None:
    # The steps: begins with; forward by itself to the farthest whose work has begun.
    assert begun(life, DANA, TOM).step("i1") == 1
    assert life.at("Tue 3 Nov 11:30").step("i1") == 2
    life.notes("i1", "We talked about the warehouse.")
    assert life.step("i1") == 3
    life.notes("i1", "!! Approvals take nine days (Dana Ruiz)", "> Who owns the budget?")
    assert life.step("i1") == 4
    life.notes("i1", "- call with the dates (Dana Ruiz) by 20 Nov")
    assert life.step("i1") == 5
    life.done("thank_you", "Dana Ruiz")
    assert life.step("i1") == 5
    life.done("thank_you", "Tom Reed")
    assert life.step("i1") == 6
    life.at("Thu 5 Nov 09:00").done("value_letter")
    assert life.step("i1") == 7


def test_the_first_thank_you_begins_step_five(life: Life) -> None:
    # The steps, 5: a commitment, or the first thank-you; fine print 9: a skipped thank-you counts as settled.
    begun(life, DANA, TOM).at("Tue 3 Nov 12:00").done("thank_you", "Dana Ruiz")
    assert life.step("i1") == 5
    life("skip", life.line("thank_you", "Tom Reed"))
    assert life.step("i1") == 6


def test_the_first_check_in_begins_step_seven(life: Life) -> None:
    # The steps, 7: the chart sent, or the first check-in.
    thanked(life)("skip", life.line("value_letter"))
    life.at("Thu 12 Nov 09:00").done("check_in")
    assert life.step("i1") == 7


def test_steps_begin_only_once_a_meeting_is_over(life: Life) -> None:
    # Fine print 9: steps 2 to 8 begin only once a meeting of the round is over.
    begun(life).notes("i1", "!! Approvals take nine days (Dana Ruiz)", "> Who owns the budget?", "A note")
    assert life.step("i1") == 1
    assert life.at("Tue 3 Nov 11:30").step("i1") >= 2


def test_a_further_meeting_or_person_takes_no_step_back(life: Life) -> None:
    # Fine print 9: another meeting or person never takes it back.
    sent(life).meet("i1", "9 Nov 14:00", TOM)
    life("person", "i1", "Kai Sommer", "--part", "connection")
    assert life.step("i1") == 7
    assert life.at("Tue 10 Nov 09:00").step("i1") == 7


def test_with_nobody_to_thank_six_begins_with_the_chart(life: Life) -> None:
    # Fine print 9: with nobody to thank, 6 begins with the chart (and 7 with the chart sent).
    begun(life).at("Tue 3 Nov 12:00").notes("i1", "@ Dana Ruiz [absent]", "The room was empty.")
    assert life.of("thank_you") == []
    assert life.step("i1") == 3


def test_the_users_own_step_is_a_fact(life: Life) -> None:
    # The rule above all: ] and [ hold until a later fact begins a farther step, and start no work.
    thanked(life)
    owed = life.queue()
    life("back", "i1")
    assert life.step("i1") == 5
    assert life.queue() == owed
    life.at("Thu 5 Nov 09:00").done("value_letter")
    assert life.step("i1") == 7
    owed = life.queue()
    life("advance", "i1", "--anyway")
    assert life.step("i1") == 8
    assert life.queue() == owed


def test_a_rejection_and_the_thanks_after_it(life: Life) -> None:
    # The steps, 9: a decision; 10: thanks after a rejection.
    sent(life).at("Mon 9 Nov 10:00")("outcome", "i1", "rejected")
    assert life.step("i1") == 9
    life.done("rejection_thanks")
    assert life.step("i1") == 10


# To whom


@pytest.mark.parametrize(
    ("people", "value_letter", "check_in"),
    [
        ([RITA, DANA], "Dana Ruiz", "Rita Rao"),
        ([DANA, TOM], "Dana Ruiz", "Dana Ruiz"),
        ([TOM, "Vera Voss, VP Engineering"], "Vera Voss", "Vera Voss"),
        ([TOM, "Hal Horn, Head of Data", "Moe Marsh, Manager"], "Hal Horn", "Hal Horn"),
        # With equal titles, by name
        (["Zed Zorn, Engineer", "Abe Arp, Engineer"], "Abe Arp", "Abe Arp"),
        # The part is guessed from the title
        ([DANA, "Tia Tan, Talent Acquisition Partner"], "Dana Ruiz", "Tia Tan"),
        ([DANA, "Hella Hu, HR Business Partner"], "Dana Ruiz", "Hella Hu"),
        ([DANA, "René Roux, Responsable RH"], "Dana Ruiz", "René Roux"),
        # The part that was given wins over rank
        ([TOM + " [hiring manager]", "Vera Voss, CEO"], "Tom Reed", "Tom Reed"),
        # The agency that brought me is asked (fine print 22)
        ([RITA, DANA, "Olga Orr [agency]"], "Dana Ruiz", "Olga Orr"),
    ],
)
def test_to_whom(life: Life, people: list[str], value_letter: str, check_in: str) -> None:
    # To whom: check-in to the recruiter, else the hiring manager; value letter to the hiring manager, else by title.
    begun(life, *people)
    assert life.of("value_letter") == [(value_letter, "2026-11-06")]
    assert life.of("check_in") == [(check_in, "2026-11-13")]


def test_thanks_after_a_rejection_go_to_the_hiring_manager(life: Life) -> None:
    # To whom: the thanks after a rejection go to the hiring manager.
    thanked(life, RITA, DANA).at("Wed 4 Nov 15:00")("outcome", "i1", "rejected")
    assert life.of("rejection_thanks") == [("Dana Ruiz", "2026-11-06")]


def test_a_part_can_be_changed_anywhere(life: Life) -> None:
    # To whom: the part can be changed anywhere.
    begun(life, TOM, "Vera Voss, VP Engineering")
    life("person", "i1", "Tom Reed", "--part", "hiring manager")
    assert life.of("value_letter") == [("Tom Reed", "2026-11-06")]
    assert life.of("check_in") == [("Tom Reed", "2026-11-13")]
    assert life.of("thank_you") == [("Tom Reed", "2026-11-04 11:00"), ("Vera Voss", "2026-11-04 11:00")]


def test_who_takes_over_is_thanked_for_nothing(life: Life) -> None:
    # To whom: moves what is open and thanks nobody for a meeting that they were not in; fine print 19: it is word.
    sent(life, RITA, DANA)
    assert life.queue() == by_day(("check_in", "Rita Rao", "2026-11-12"))
    rita = life.person("i1", "Rita Rao")
    life.at("Fri 6 Nov 10:00")("person", "i1", "Nora New <nora@acme.example>", "--takes-over", rita)
    assert life.queue() == by_day(("check_in", "Nora New", "2026-11-13"))


@pytest.mark.parametrize("who", ["Rita Rao", "Nora New"])
def test_word_of_either_settles(life: Life, who: str) -> None:
    # Fine print 19: word of either settles.
    sent(life, RITA, DANA).notes("i1", "- the decision (Rita Rao) by 10 Nov")
    life("person", "i1", "Nora New", "--takes-over", life.person("i1", "Rita Rao"))
    assert life.queue() == by_day(("check_in", "Nora New", "2026-11-12"))
    life.at("Tue 10 Nov 10:00")("touch", life.person("i1", who), "in", "email", "--note", "next week")
    assert life.queue() == by_day(("check_in", "Nora New", "2026-11-17"))


# Cadence


@pytest.mark.parametrize(
    ("plan", "check_in"),
    [
        ("", ["2026-11-19"]),
        ("standard", ["2026-11-19"]),
        ("gentle", ["2026-11-23"]),  # ten days end on a Sunday
        ("brisk", ["2026-11-17"]),
        ("one_letter", []),
    ],
)
def test_the_plans(life: Life, plan: str, check_in: list[str]) -> None:
    # Cadence: plans set the gaps; one_letter: thank-yous and one value letter, no check-ins; standard by itself.
    life.add("Acme", "9 Nov 10:00", DANA)
    if plan:
        life("plan", "i1", plan)
    assert life.queue() == by_day(
        ("prepare", "", "2026-11-06"),
        ("debrief", "", "2026-11-09 12:00"),
        ("thank_you", "Dana Ruiz", "2026-11-10 11:00"),
        ("value_letter", "Dana Ruiz", "2026-11-12"),
        *(("check_in", "Dana Ruiz", due) for due in check_in),
    )


def test_no_plan(life: Life) -> None:
    # Cadence: none.
    begun(life)("plan", "i1", "none")
    assert life.of("value_letter") == life.of("check_in") == []


@pytest.mark.parametrize(
    ("plan", "days"),
    [
        ("standard", ["2026-10-16", "2026-10-30", "2026-11-27"]),
        ("gentle", ["2026-10-19", "2026-11-09"]),
        ("brisk", ["2026-10-14", "2026-10-21", "2026-11-04", "2026-12-02"]),
    ],
)
def test_check_ins_that_nobody_answers(life: Life, plan: str, days: list[str]) -> None:
    # Cadence: the gaps grow, up to the cap; row 1: each later one is planned when the one before is settled.
    in_october(life, plan=plan).at("Fri 9 Oct 09:00").done("value_letter")
    for day in days:
        assert life.queue() == by_day(("check_in", "Dana Ruiz", day))
        life.at(f"{day}T09:00").done("check_in")
    assert life.queue() == [("nothing_planned", "", "")]


def test_an_answer_begins_the_count_again(life: Life) -> None:
    # Row 9: the cadence counts from word; the cap is of check-ins in a row without an answer.
    in_october(life).at("Fri 9 Oct 09:00").done("value_letter")
    life.at("Fri 16 Oct 09:00").done("check_in")
    life.at("Mon 19 Oct 10:00")("touch", life.person("i1", "Dana Ruiz"), "in", "phone", "--note", "soon")
    assert life.queue() == by_day(("check_in", "Dana Ruiz", "2026-10-26"))


def test_value_letter_and_check_in_keep_the_gap(life: Life) -> None:
    # Cadence: value letter and check-ins move so that no two contacts are closer than the gap (5 days).
    in_october(life).notes("i1", "- decide (Dana Ruiz) by 9 Oct")
    assert life.queue() == by_day(
        ("value_letter", "Dana Ruiz", "2026-10-09"),
        ("check_in", "Dana Ruiz", "2026-10-14"),  # two working days after their date would be the 13th
    )


def test_courtesies_never_move_and_never_count(life: Life) -> None:
    # Cadence: courtesies (thank-yous, promises) never move and never count.
    begun(life).at("Tue 3 Nov 12:00").notes("i1", NEED, "+ send the slides (Dana Ruiz) by 5 Nov")
    assert life.queue() == by_day(
        ("thank_you", "Dana Ruiz", "2026-11-04 11:00"),
        ("promise", "Dana Ruiz", "2026-11-05"),
        ("value_letter", "Dana Ruiz", "2026-11-06"),
        ("check_in", "Dana Ruiz", "2026-11-13"),
    )


def test_two_contacts_a_week_to_a_company(life: Life) -> None:
    # Fine print 4: beyond two contacts a week to a company, the next good day (companies match as tables match them).
    life.at("Mon 5 Oct 09:00").add("Acme", "6 Oct 09:00", "Ann Lee [hiring manager]", role="Analyst")
    life.add("ACME", "6 Oct 11:00", "Bob Ray [hiring manager]", role="Planner")
    life.add("Acme, Inc.", "6 Oct 14:00", "Cy Moe [hiring manager]", role="Buyer")
    days = [date.fromisoformat(due) for kind, _, due in life.queue() if kind in ("value_letter", "check_in")]
    assert len(days) == 6
    for first in days:
        assert len([day for day in days if first <= day < first + timedelta(days=7)]) <= 2


def test_today_is_the_users_day(tmp_path: Path) -> None:
    # Cadence: "today" is the user's day, not the remote box's.
    begun(life := Life.begin(tmp_path)).at("2026-11-03T06:30+00:00")
    assert life.state("prepare") == "today"
    life.at("2026-11-03T08:30+00:00")
    assert life.state("prepare") == "overdue"


def test_a_whole_day_is_due_at_its_end(life: Life) -> None:
    # CONTRACT, due --json: dates as ISO 8601 with offset.
    begun(life)
    due = {item["kind"]: (item["due"], item["all_day"]) for item in life.items()}
    assert due["prepare"] == ("2026-11-02T23:59:59-08:00", True)
    assert due["debrief"] == ("2026-11-03T12:00:00-08:00", False)


def test_days_off_of_the_user(life: Life) -> None:
    # Cadence: less the days that they take off.
    life.box.configuration.write_text('days_off = ["2026-11-02", "2026-11-04", "2026-11-16"]\n')
    life.at("2026-10-29T09:00").add("Acme", "3 Nov 10:00", DANA)
    assert life.queue() == by_day(
        ("prepare", "", "2026-10-30"),
        ("debrief", "", "2026-11-03 12:00"),
        ("thank_you", "Dana Ruiz", "2026-11-05"),
        ("value_letter", "Dana Ruiz", "2026-11-09"),
        ("check_in", "Dana Ruiz", "2026-11-17"),
    )


# Fine print


def test_1_a_meeting_entered_long_after_it_took_place(life: Life) -> None:
    # 1: debrief and thank-you by the end of the next working day, the value letter three working days from entry.
    life.add("Acme", "2026-10-21 10:00", DANA)
    assert life.queue() == by_day(
        ("debrief", "", "2026-11-03"),
        ("thank_you", "Dana Ruiz", "2026-11-03"),
        ("value_letter", "Dana Ruiz", "2026-11-05"),
        ("check_in", "Dana Ruiz", "2026-11-12"),
    )
    assert {item["state"] for item in life.items()} == {"upcoming"}


def test_1_a_meeting_entered_on_its_day(life: Life) -> None:
    # The rule above all: nothing that the plan makes is born late; prepare lapses at the start.
    life.at("Tue 3 Nov 08:00").add("Acme", "3 Nov 10:00", DANA)
    assert "overdue" not in {item["state"] for item in life.items()}
    assert life.at("Tue 3 Nov 10:01").queue() == FIRST[1:]


def test_1_the_order_of_entry_changes_nothing(tmp_path: Path) -> None:
    # 1: which lines there are, to whom, and the step follow from when it was so, not from when it was entered.
    ends = []
    for name, order in (("one", (0, 1, 2)), ("two", (2, 0, 1)), ("three", (1, 2, 0))):
        folder = tmp_path / name
        folder.mkdir()
        life = thanked(Life.begin(folder), DANA, TOM).at("Tue 10 Nov 09:00")
        dana, tom = life.person("i1", "Dana Ruiz"), life.person("i1", "Tom Reed")
        facts = [
            ("touch", dana, "in", "email", "--note", "a", "--at", "2026-11-06 10:00"),
            ("touch", tom, "in", "email", "--note", "b", "--at", "2026-11-09 10:00"),
            ("touch", dana, "out", "email", "--note", "c", "--at", "2026-11-05 10:00"),
        ]
        for turn in order:
            life(*facts[turn])
        ends.append((life.queue(), life.step("i1")))
    assert ends[0] == ends[1] == ends[2]


@pytest.mark.parametrize(
    ("first", "second", "kinds"),
    [
        ("rejected", "offer", ["offer_thanks"]),
        ("offer", "rejected", ["rejection_thanks", "stay_in_touch"]),
    ],
)
def test_1_of_two_outcomes_of_one_time_the_last_entered_holds(
    life: Life, first: str, second: str, kinds: list[str]
) -> None:
    # 1: of two outcomes or moves of one time the one entered last holds.
    sent(life).at("Mon 9 Nov 12:00")("outcome", "i1", first, "--at", "2026-11-09 10:00")
    life("outcome", "i1", second, "--at", "2026-11-09 10:00")
    assert life.outcome("i1") == second
    assert life.kinds() == kinds


def test_1_an_outcome_is_dated(life: Life) -> None:
    # 1: each fact has two times; the thanks after a rejection of last Wednesday are due by its own rule.
    sent(life).at("Fri 6 Nov 09:00")("outcome", "i1", "rejected", "--at", "2026-11-05 10:00")
    assert life.of("stay_in_touch") == [("Dana Ruiz", "2026-12-07")]  # 30 days from the word: Sat 5 December


def test_3_the_only_check_in_is_the_one_after_their_date(life: Life) -> None:
    # 3: while a dated commitment is open, the only check-in is the one after its date; it counts towards the cap.
    in_october(life).done("value_letter")
    life.notes("i1", "- decide (Dana Ruiz) by 27 Oct")
    assert life.queue() == by_day(("check_in", "Dana Ruiz", "2026-10-29"))
    life.at("Thu 29 Oct 09:00").done("check_in")
    assert life.queue() == by_day(("check_in", "Dana Ruiz", "2026-11-12"))


def test_3_several_commitments_of_one_person_are_one_line(life: Life) -> None:
    # 3: several of one person: one line, at the earliest open date.
    sent(life).notes("i1", "- send the test (Dana Ruiz) by 16 Nov", "- decide (Dana Ruiz) by 12 Nov")
    assert life.queue() == by_day(("check_in", "Dana Ruiz", "2026-11-16"))


def test_4_a_check_in_waits_for_an_open_value_letter(life: Life) -> None:
    # 4: from the later of the last contact and the due day of an open value letter.
    thanked(life)
    assert life.of("check_in") == [("Dana Ruiz", "2026-11-13")]
    life.at("Mon 9 Nov 10:00")("touch", life.person("i1", "Dana Ruiz"), "in", "phone", "--note", "soon")
    assert life.of("check_in") == [("Dana Ruiz", "2026-11-16")]


def test_5_who_was_invited_stays_owed(life: Life) -> None:
    # 5: notes that name some never take the others away.
    begun(life, DANA, TOM).at("Tue 3 Nov 12:00").notes("i1", "@ Tom Reed", NEED)
    assert life.of("thank_you") == [("Dana Ruiz", "2026-11-04 11:00"), ("Tom Reed", "2026-11-04 11:00")]


def test_5_a_meeting_without_known_people(life: Life) -> None:
    # 5: one thank-you without a name; names replace it.
    life.add("Acme", "3 Nov 10:00")
    assert life.of("thank_you") == [("", "2026-11-04 11:00")]
    life.at("Tue 3 Nov 12:00").notes("i1", "@ Dana Ruiz, VP [hiring manager]", "@ Tom Reed", NEED)
    assert life.queue() == by_day(
        ("thank_you", "Dana Ruiz", "2026-11-04 11:00"),
        ("thank_you", "Tom Reed", "2026-11-04 11:00"),
        ("value_letter", "Dana Ruiz", "2026-11-06"),
        ("check_in", "Dana Ruiz", "2026-11-13"),
    )


def test_6_a_day_of_four_meetings(life: Life) -> None:
    # 6: one prepare and one debrief a day, one thank-you a person a day, one check-in an interview.
    life.add("Acme", "3 Nov 09:00-10:00", DANA)
    life.meet("i1", "3 Nov 10:00-11:00", TOM)
    life.meet("i1", "3 Nov 11:00-12:00", DANA)
    life.meet("i1", "3 Nov 13:00-14:00", "Eve Poe, Engineer")
    assert len(life.exported("meetings")) == 4
    assert life.kinds() == ["check_in", "debrief", "prepare", *["thank_you"] * 3, "value_letter"]
    assert sorted(person for person, _ in life.of("thank_you")) == ["Dana Ruiz", "Eve Poe", "Tom Reed"]
    assert ("thank_you", "Eve Poe", "2026-11-04 14:00") in life.queue()
    assert ("thank_you", "Tom Reed", "2026-11-04 11:00") in life.queue()
    assert life.of("prepare") == [("", "2026-11-02")]
    assert life.of("value_letter") == [("Dana Ruiz", "2026-11-06")]
    assert life.of("check_in") == [("Dana Ruiz", "2026-11-13")]


def test_7_a_talk_with_a_recruiter_alone(life: Life) -> None:
    # 7: no value letter after a talk with a recruiter alone.
    begun(life, RITA)
    assert life.queue() == by_day(
        ("prepare", "", "2026-11-02"),
        ("debrief", "", "2026-11-03 12:00"),
        ("thank_you", "Rita Rao", "2026-11-04 11:00"),
        ("check_in", "Rita Rao", "2026-11-10"),  # a week after the meeting
    )


def test_7_a_later_meeting_plans_another_for_a_new_need(life: Life) -> None:
    # 7: a later meeting plans another only for a need that no sent chart answers.
    thanked(life).notes("i1", NEED)
    life.at("Thu 5 Nov 09:00").done("value_letter")
    life.meet("i1", "9 Nov 14:00", DANA)
    assert life.of("value_letter") == []
    life.at("Mon 9 Nov 16:00").notes("i1", '" Glad to see you again (Dana Ruiz)')
    assert life.of("value_letter") == []
    life.notes("i1", "! Two retailers threaten penalties (Dana Ruiz)")
    assert life.of("value_letter") == [("Dana Ruiz", "2026-11-12")]


def test_8_promises_stay_when_invited_back(life: Life) -> None:
    # 8: ends the old round's check-ins, value letter and waiting; promises stay; no date is asked with a meeting ahead.
    begun(life).at("Tue 3 Nov 12:00").notes(
        "i1", "+ send the slides (Dana Ruiz) by 5 Nov", "- decide (Dana Ruiz) by 6 Nov"
    )
    life("outcome", "i1", "invited")
    assert life.queue() == by_day(
        ("thank_you", "Dana Ruiz", "2026-11-04 11:00"),
        ("promise", "Dana Ruiz", "2026-11-05"),
        ("new_date", "Dana Ruiz", "2026-11-05"),
    )
    life.meet("i1", "9 Nov 14:00", TOM)
    assert life.queue() == by_day(
        ("thank_you", "Dana Ruiz", "2026-11-04 11:00"),
        ("promise", "Dana Ruiz", "2026-11-05"),
        ("prepare", "", "2026-11-06"),
        ("debrief", "", "2026-11-09 16:00"),
        ("thank_you", "Tom Reed", "2026-11-10 15:00"),
        ("value_letter", "Dana Ruiz", "2026-11-12"),
        ("check_in", "Dana Ruiz", "2026-11-19"),
    )


def test_11_what_nobody_did_lapses(life: Life) -> None:
    # 11: four weeks after the meeting debrief, thank-you, value letter; a check-in after two months; promises never.
    begun(life).at("Mon 30 Nov 09:00")
    assert life.queue() == FIRST[1:]
    life.at("Wed 2 Dec 09:00")
    assert life.queue() == by_day(("check_in", "Dana Ruiz", "2026-11-13"))
    assert life.at("2027-01-02T09:00").queue() == by_day(("check_in", "Dana Ruiz", "2026-11-13"))
    assert life.at("2027-01-05T09:00").queue() == [("nothing_planned", "", "")]


def test_11_promises_never_lapse(life: Life) -> None:
    # 11: promises never.
    begun(life).at("Tue 3 Nov 12:00").notes("i1", "+ send the slides (Dana Ruiz) by 5 Nov")
    assert life.at("2027-01-05T09:00").queue() == by_day(("promise", "Dana Ruiz", "2026-11-05"))


def test_11_counted_from_the_meeting_not_from_the_entry(life: Life) -> None:
    # 11: counted from the meeting, never from the entry: a meeting of five weeks ago owes no thank-you.
    life.add("Acme", "2026-09-24 10:00", DANA)
    assert life.of("debrief") == life.of("thank_you") == life.of("value_letter") == []


def test_12_they_wait_for_an_answer(life: Life) -> None:
    # 12: "answer" is due the next working day, and no check-in meanwhile.
    sent(life)
    dana = life.person("i1", "Dana Ruiz")
    life.at("Thu 5 Nov 10:00")("touch", dana, "in", "email", "--note", "when could you start?", "--reply-by", "13 Nov")
    assert life.queue() == by_day(("answer", "Dana Ruiz", "2026-11-06"))
    life.at("Fri 6 Nov 10:00")("touch", dana, "out", "email", "--note", "in January")
    assert life.queue() == by_day(("check_in", "Dana Ruiz", "2026-11-13"))


def test_13_asked_until_when(life: Life) -> None:
    # 13: without a date thank and ask, one line; asked and not answered, "decide" two working days later.
    sent(life).at("Mon 9 Nov 10:00")("offer", "i1")
    assert life.queue() == by_day(("offer_thanks", "Dana Ruiz", "2026-11-10"))
    life.at("Tue 10 Nov 09:00").done("offer_thanks")
    assert life.queue() == by_day(("offer_reply", "Dana Ruiz", "2026-11-12"))


def test_13_a_day_off_means_the_working_day_before(life: Life) -> None:
    # 13: a day off means the working day before.
    sent(life).at("Mon 9 Nov 10:00")("offer", "i1", "--answer-by", "21 Nov")
    assert life.of("offer_reply") == [("Dana Ruiz", "2026-11-20")]


def test_14_after_an_acceptance(life: Life) -> None:
    # 14: a line for each interview where somebody met or wrote to me, one for the rest; skipping brings it back.
    sent(life)
    life.add("Beta", "5 Nov 14:00", "Max Ott [hiring manager]")
    for company in ("Gamma", "Delta"):
        life.add(company)
    life.at("Fri 6 Nov 09:00").done("debrief", interview="i2")
    life.done("thank_you", interview="i2")
    life.at("Mon 9 Nov 10:00")("outcome", "i1", "offer")
    life("outcome", "i1", "accepted")
    assert [kind for kind in life.kinds() if kind == "withdrawal"] == ["withdrawal"] * 2
    assert life.kinds("i2") == ["withdrawal"]
    life("skip", life.line("withdrawal", interview="i2"))
    assert life.queue("i2") == by_day(
        ("value_letter", "Max Ott", "2026-11-10"),
        ("check_in", "Max Ott", "2026-11-17"),
    )


@pytest.mark.parametrize(
    ("at", "thanks"),
    [("Wed 4 Nov 09:00", [("Tom Reed", "2026-11-04 11:00")]), ("Wed 4 Nov 15:00", [])],
)
def test_15_open_thank_yous_after_a_rejection(life: Life, at: str, thanks: list[tuple[str, str]]) -> None:
    # 15: replaced for the same person; others stay only if the meeting ended within 24 h before.
    begun(life, DANA, TOM).at(at)("outcome", "i1", "rejected")
    assert life.of("thank_you") == thanks
    assert life.of("rejection_thanks") == [("Dana Ruiz", "2026-11-06")]


def test_15_who_never_met_me_gets_no_thanks(life: Life) -> None:
    # 15: who never met or wrote gets none.
    life.add("Acme")
    life("person", "i1", DANA, "--part", "hiring manager")
    life("outcome", "i1", "rejected")
    assert life.of("rejection_thanks") == []


def test_15_a_promise_is_asked_about(life: Life) -> None:
    # 15: promises: "still meant?".
    begun(life).at("Tue 3 Nov 12:00").notes("i1", "+ send the slides (Dana Ruiz) by 10 Nov")
    life.at("Wed 4 Nov 15:00")("outcome", "i1", "rejected")
    [promise] = [item for item in life.items() if item["kind"] == "promise"]
    assert "till meant" in json.dumps(promise)


def test_16_word_after_gone_quiet(life: Life) -> None:
    # 16: word after "gone quiet" makes it run again; the cadence counts from the word that reopened.
    sent(life).at("Mon 9 Nov 10:00")("outcome", "i1", "quiet")
    life.at("Mon 16 Nov 10:00")("touch", life.person("i1", "Dana Ruiz"), "in", "email", "--note", "sorry")
    assert life.outcome("i1") is None
    assert life.queue() == by_day(("check_in", "Dana Ruiz", "2026-11-23"))


@pytest.mark.parametrize(
    ("until", "value_letter", "check_in"),
    [
        (["10 Nov"], "2026-11-11", "2026-11-18"),
        (["13 Nov"], "2026-11-16", "2026-11-23"),  # the last day away is a Friday
        ([], "2026-11-06", "2026-11-13"),  # without a date nothing moves
        (["4 Nov"], "2026-11-06", "2026-11-13"),  # back before anything is due
    ],
)
def test_18_an_automatic_reply(life: Life, until: list[str], value_letter: str, check_in: str) -> None:
    # 18: UNTIL is the last day away, due the working day after; without a date nothing moves; the gap is kept.
    thanked(life)("touch", life.person("i1", "Dana Ruiz"), "in", "email", "--auto", *until)
    assert life.queue() == by_day(
        ("value_letter", "Dana Ruiz", value_letter),
        ("check_in", "Dana Ruiz", check_in),
    )


def test_18_it_moves_nothing_of_anybody_else(life: Life) -> None:
    # Row 9: moves what is due to that person.
    thanked(life, DANA, RITA)("touch", life.person("i1", "Rita Rao"), "in", "email", "--auto", "20 Nov")
    assert life.queue() == by_day(
        ("value_letter", "Dana Ruiz", "2026-11-06"),
        ("check_in", "Rita Rao", "2026-11-23"),
    )


def test_22_a_snooze_stays_when_the_addressee_changes(life: Life) -> None:
    # 22: lines are known by kind, so that an addressee may change and a snooze stays.
    sent(life, RITA, DANA)("snooze", life.line("check_in"), "20 Nov")
    assert life.queue() == by_day(("check_in", "Rita Rao", "2026-11-20"))
    life("person", "i1", "Nora New", "--takes-over", life.person("i1", "Rita Rao"))
    assert life.queue() == by_day(("check_in", "Nora New", "2026-11-20"))


def test_22_the_current_meeting(life: Life) -> None:
    # 22: the last over without notes, else the last over, else the next; notes settle the debrief of theirs.
    begun(life).meet("i1", "5 Nov 14:00", TOM)
    life.meet("i1", "9 Nov 14:00", TOM)
    life.at("Fri 6 Nov 09:00")
    debriefs = [("", "2026-11-03 12:00"), ("", "2026-11-05 16:00"), ("", "2026-11-09 16:00")]
    assert life.of("debrief") == debriefs
    life.notes("i1", "! Trains are late (Tom Reed)")
    assert life.of("debrief") == [debriefs[0], debriefs[2]]
    life.notes("i1", "! Trucks are late (Dana Ruiz)")
    assert life.of("debrief") == [debriefs[2]]
    life.notes("i1", "- call (Tom Reed) by tomorrow")  # both have notes: the last over, of 5 November
    assert [found["due"][:10] for found in life.exported("commitments")] == ["2026-11-06"]
    assert life.of("debrief") == [debriefs[2]]


# Punctuality


def test_overdue_when_the_day_is_over(life: Life) -> None:
    # Punctuality: overdue is what is not done when its due day is over.
    begun(life).at("Wed 4 Nov 18:00")
    assert life.state("thank_you") == "today"
    assert life.at("Thu 5 Nov 00:30").state("thank_you") == "overdue"


@pytest.mark.parametrize(
    ("at", "on_time"),
    [("Wed 4 Nov 10:00", True), ("Wed 4 Nov 18:00", True), ("Thu 5 Nov 09:00", False)],
)
def test_on_time(life: Life, at: str, on_time: bool) -> None:
    # Punctuality: done within its rule or by its due day, whichever is later.
    begun(life).at(at)
    thanks = life.line("thank_you")
    life("done", thanks)
    assert life.on_time(thanks) is on_time


def test_done_is_dated(life: Life) -> None:
    # Fine print 1: when it was so counts, not when it was entered.
    begun(life).at("Fri 6 Nov 09:00")
    thanks = life.line("thank_you")
    life("done", thanks, "--at", "2026-11-04 10:00")
    assert life.on_time(thanks)


# Endings


def test_rejection_thanks_on_a_weekend(life: Life) -> None:
    # What plans what, rejection: thanks within two days; a weekend moves to the next working day.
    sent(life).at("Thu 5 Nov 10:00")("outcome", "i1", "rejected")
    assert life.of("rejection_thanks") == [("Dana Ruiz", "2026-11-09")]


def test_staying_in_touch(life: Life) -> None:
    # Rejection: staying in touch, after 30 days, then each 90.
    thanked(life).at("Wed 4 Nov 15:00")("outcome", "i1", "rejected")
    life.done("rejection_thanks")
    assert life.queue() == by_day(("stay_in_touch", "Dana Ruiz", "2026-12-04"))
    life.at("Fri 4 Dec 09:00").done("stay_in_touch")
    assert life.queue() == by_day(("stay_in_touch", "Dana Ruiz", "2027-03-04"))


@pytest.mark.parametrize("ending", ["rejected", "withdrawn", "declined", "quiet"])
def test_what_has_ended_is_never_without_a_plan(life: Life, ending: str) -> None:
    # Last row: only a running interview is a line "nothing planned".
    sent(life)
    if ending == "declined":
        life("outcome", "i1", "offer")
    life("outcome", "i1", ending)
    for item in life.items():
        life("skip", item["id"])
    assert "nothing_planned" not in life.kinds()
    assert life.outcome("i1") == ending


def test_add_says_what_it_understood(life: Life) -> None:
    # CONTRACT, add: says the day, time and zone that it understood, and the plan.
    said = life("add", "Acme", "Analyst", "--meeting", "3 Nov 10:00", *invited([DANA]))
    assert "10:00" in said
    assert "3 Nov" in said
    assert "Los_Angeles" in said or "PST" in said
