"""Twenty-seven lives that went wrong once, each with the queue that it must end in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.method.life import DANA, RITA, TOM, by_day, invited

if TYPE_CHECKING:
    from tests.method.life import Life

NEED = "! Release approvals take nine days (Dana Ruiz)"


def thanked(life: Life, *people: str, interview: str = "i1") -> None:
    """The debrief is done, and these people are thanked."""
    life.done("debrief", interview=interview)
    for person in people:
        life.done("thank_you", person, interview)


def test_two_meetings_in_a_round(life: Life) -> None:
    # What plans what, row 1; fine print 6: no check-in before a meeting that is booked; 7: one value letter a round.
    life.add("Acme", "3 Nov 10:00", DANA)
    life.at("Wed 4 Nov 10:00")
    thanked(life, "Dana Ruiz")
    life.meet("i1", "9 Nov 14:00", TOM)
    assert life.queue() == by_day(
        ("value_letter", "Dana Ruiz", "2026-11-06"),
        ("prepare", "", "2026-11-06"),
        ("debrief", "", "2026-11-09 16:00"),
        ("thank_you", "Tom Reed", "2026-11-10 15:00"),
        ("check_in", "Dana Ruiz", "2026-11-16"),
    )
    assert len(life.exported("interviews")) == 1
    assert life.step("i1") == 6  # the last thank-you of what took place; another meeting takes nothing back (9)
    life.at("Fri 6 Nov 09:00").done("value_letter")
    life.at("Tue 10 Nov 09:00")
    assert life.queue() == by_day(
        ("debrief", "", "2026-11-09 16:00"),
        ("thank_you", "Tom Reed", "2026-11-10 15:00"),
        ("check_in", "Dana Ruiz", "2026-11-16"),
    )
    assert life.step("i1") == 7


def test_a_panel_of_five(life: Life) -> None:
    # To whom: value letter to the most senior by title, check-in to the recruiter; row 3: none to who was absent.
    life.add(
        "Acme",
        "3 Nov 10:00",
        "Eve Poe, Engineer <eve@acme.example>",
        "Dee Fox, Recruiter <dee@acme.example>",
        "Cy Moe, Director Logistics <cy@acme.example>",
        "Bob Ray, VP Sales <bob@acme.example>",
        "Ann Lee, CEO <ann@acme.example>",
    )
    assert life.queue() == by_day(
        ("prepare", "", "2026-11-02"),
        ("debrief", "", "2026-11-03 12:00"),
        ("thank_you", "Ann Lee", "2026-11-04 11:00"),
        ("thank_you", "Bob Ray", "2026-11-04 11:00"),
        ("thank_you", "Cy Moe", "2026-11-04 11:00"),
        ("thank_you", "Dee Fox", "2026-11-04 11:00"),
        ("thank_you", "Eve Poe", "2026-11-04 11:00"),
        ("value_letter", "Ann Lee", "2026-11-06"),
        ("check_in", "Dee Fox", "2026-11-13"),
    )
    life.at("Tue 3 Nov 11:30").notes("i1", "@ Ann Lee", "@ Eve Poe [absent]", "! Shipping is late (Ann Lee)")
    assert life.queue() == by_day(
        ("thank_you", "Ann Lee", "2026-11-04 11:00"),
        ("thank_you", "Bob Ray", "2026-11-04 11:00"),
        ("thank_you", "Cy Moe", "2026-11-04 11:00"),
        ("thank_you", "Dee Fox", "2026-11-04 11:00"),
        ("value_letter", "Ann Lee", "2026-11-06"),
        ("check_in", "Dee Fox", "2026-11-13"),
    )
    life.at("Wed 4 Nov 09:00")
    for person in ("Ann Lee", "Bob Ray", "Cy Moe"):
        life.done("thank_you", person)
    assert life.step("i1") == 5
    life.done("thank_you", "Dee Fox")
    assert life.step("i1") == 6
    assert life.queue() == by_day(
        ("value_letter", "Ann Lee", "2026-11-06"),
        ("check_in", "Dee Fox", "2026-11-13"),
    )


def test_a_meeting_without_end(life: Life) -> None:
    # Punctuality: a meeting without an end lasts an hour; row 2: step 2 by the clock alone.
    life.add("Acme", "3 Nov 10:00", DANA)
    assert life.at("Tue 3 Nov 10:59").step("i1") == 1
    assert life.at("Tue 3 Nov 11:01").step("i1") == 2
    assert life.queue() == by_day(
        ("debrief", "", "2026-11-03 12:00"),
        ("thank_you", "Dana Ruiz", "2026-11-04 11:00"),
        ("value_letter", "Dana Ruiz", "2026-11-06"),
        ("check_in", "Dana Ruiz", "2026-11-13"),
    )


@pytest.mark.parametrize(
    ("when", "start", "end", "debrief", "thanks"),
    [
        ("3 Nov 10:00-11:30", "10:00", "11:30", "2026-11-03 12:30", "2026-11-04 11:30"),
        ("3 Nov 10-11am", "10:00", "11:00", "2026-11-03 12:00", "2026-11-04 11:00"),
        ("3 Nov 10:00-14:00", "10:00", "14:00", "2026-11-03 15:00", "2026-11-04 14:00"),
    ],
)
def test_a_span(life: Life, when: str, start: str, end: str, debrief: str, thanks: str) -> None:
    # CONTRACT, add: WHEN may be a span; it says the day and the time that it understood.
    said = life("add", "Acme", "Analyst", "--meeting", when, *invited([DANA]))
    assert start in said
    assert end in said
    [meeting] = life.exported("meetings")
    assert life.local(meeting["starts"]) == f"2026-11-03 {start}"
    assert life.local(meeting["ends"]) == f"2026-11-03 {end}"
    assert life.queue() == by_day(
        ("prepare", "", "2026-11-02"),
        ("debrief", "", debrief),
        ("thank_you", "Dana Ruiz", thanks),
        ("value_letter", "Dana Ruiz", "2026-11-06"),
        ("check_in", "Dana Ruiz", "2026-11-13"),
    )


def test_moved_after_the_thank_yous_were_sent(life: Life) -> None:
    # Fine print 10: a move told after the old end makes another meeting where letters show that it took place.
    life.add("Acme", "3 Nov 10:00", DANA)
    life.at("Tue 3 Nov 15:00").done("thank_you", "Dana Ruiz")
    said = life.at("Wed 4 Nov 09:00")("meeting", "i1", "9 Nov 14:00", "--move", "m1")
    assert "further" in said
    starts = sorted(life.local(meeting["starts"]) for meeting in life.exported("meetings"))
    assert starts == ["2026-11-03 10:00", "2026-11-09 14:00"]
    assert life.queue() == by_day(
        ("debrief", "", "2026-11-03 12:00"),
        ("value_letter", "Dana Ruiz", "2026-11-06"),
        ("prepare", "", "2026-11-06"),
        ("debrief", "", "2026-11-09 16:00"),
        ("thank_you", "Dana Ruiz", "2026-11-10 15:00"),
        ("check_in", "Dana Ruiz", "2026-11-16"),
    )


def test_a_person_without_e_mail(life: Life) -> None:
    # What plans what, row 1: a thank-you to each person invited, whatever is known of them.
    life.add("Acme", "3 Nov 10:00", "Dana Ruiz")
    assert life.queue() == by_day(
        ("prepare", "", "2026-11-02"),
        ("debrief", "", "2026-11-03 12:00"),
        ("thank_you", "Dana Ruiz", "2026-11-04 11:00"),
        ("value_letter", "Dana Ruiz", "2026-11-06"),
        ("check_in", "Dana Ruiz", "2026-11-13"),
    )
    life.box.configuration.write_text('name = "Ada Moreau"\nemail = "ada@home.example"\nsend = "cat"\n')
    life.at("Tue 3 Nov 15:00")
    life.refused("send", life.line("thank_you"))
    life.done("thank_you")
    assert life.queue() == by_day(
        ("debrief", "", "2026-11-03 12:00"),
        ("value_letter", "Dana Ruiz", "2026-11-06"),
        ("check_in", "Dana Ruiz", "2026-11-13"),
    )


def test_two_of_one_name(life: Life) -> None:
    # Words: a person is not their name; each who was invited is thanked, and that the name is not unique is said.
    life.add(
        "Acme",
        "3 Nov 10:00",
        "Chris Kim, VP Engineering <c.kim@acme.example>",
        "Chris Kim, Designer <chris@acme.example>",
    )
    assert len(life.exported("people")) == 2
    said = life.at("Tue 3 Nov 11:30").notes("i1", "! Builds are slow (Chris Kim)")
    assert "Chris Kim" in said
    assert len(life.exported("people")) == 2
    assert life.queue() == by_day(
        ("thank_you", "Chris Kim", "2026-11-04 11:00"),
        ("thank_you", "Chris Kim", "2026-11-04 11:00"),
        ("value_letter", "Chris Kim", "2026-11-06"),
        ("check_in", "Chris Kim", "2026-11-13"),
    )
    [letter] = [item for item in life.items() if item["kind"] == "value_letter"]
    titles = {person["id"]: person["title"] for person in life.exported("people")}
    assert titles[letter["person_id"]] == "VP Engineering"


def test_a_misspelt_name(life: Life) -> None:
    # Issue 13, 6: "(Bob Rey)" beside Bob Ray is said by capture; nobody is thanked who does not exist.
    life.add("Acme", "3 Nov 10:00", "Bob Ray, VP Sales <bob@acme.example>")
    said = life.at("Tue 3 Nov 11:30").notes("i1", "! Turnover is high (Bob Rey)")
    assert "Bob Rey" in said
    assert "Bob Ray" in said
    assert [line for line in life.queue() if line[0] != "suggestion"] == by_day(
        ("thank_you", "Bob Ray", "2026-11-04 11:00"),
        ("value_letter", "Bob Ray", "2026-11-06"),
        ("check_in", "Bob Ray", "2026-11-13"),
    )


def test_one_person_in_two_interviews(life: Life) -> None:
    # Words: one person can stand in several interviews; a contact counts in the interview that it was about.
    rita = "Rita Rao <rita@agency.example> [agency]"
    acme = life.add("Acme", "3 Nov 10:00", rita, DANA)
    beta = life.add("Beta", "9 Nov 14:00", rita, "Max Ott <max@beta.example> [hiring manager]")
    assert [p["name"] for p in life.exported("people")].count("Rita Rao") == 1
    assert life.queue(beta) == by_day(
        ("prepare", "", "2026-11-06"),
        ("debrief", "", "2026-11-09 16:00"),
        ("thank_you", "Max Ott", "2026-11-10 15:00"),
        ("thank_you", "Rita Rao", "2026-11-10 15:00"),
        ("value_letter", "Max Ott", "2026-11-12"),
        ("check_in", "Rita Rao", "2026-11-19"),
    )
    life.at("Tue 3 Nov 15:00")
    thanked(life, "Rita Rao", "Dana Ruiz", interview=acme)
    life.at("Wed 4 Nov 12:00").done("value_letter", interview=acme)
    assert life.queue(acme) == by_day(("check_in", "Rita Rao", "2026-11-11"))
    person = life.person(acme, "Rita Rao")
    life.at("Thu 5 Nov 10:00")("touch", person, "in", "phone", "--note", "Acme decides soon", "--interview", acme)
    assert life.queue() == by_day(
        ("prepare", "", "2026-11-06"),
        ("debrief", "", "2026-11-09 16:00"),
        ("thank_you", "Max Ott", "2026-11-10 15:00"),
        ("thank_you", "Rita Rao", "2026-11-10 15:00"),
        ("check_in", "Rita Rao", "2026-11-12"),
        ("value_letter", "Max Ott", "2026-11-12"),
        ("check_in", "Rita Rao", "2026-11-19"),
    )


def test_a_rejection_with_a_promise_open(life: Life) -> None:
    # What plans what, rejection; fine print 15: promises are asked about ("still meant?").
    life.add("Acme", "3 Nov 10:00", DANA, TOM)
    life.at("Tue 3 Nov 11:30").notes("i1", NEED, "+ send the 90-day plan (Tom Reed) by 10 Nov")
    life.at("Wed 4 Nov 09:00").done("thank_you", "Dana Ruiz")
    life.done("thank_you", "Tom Reed")
    assert life.queue() == by_day(
        ("value_letter", "Dana Ruiz", "2026-11-06"),
        ("promise", "Tom Reed", "2026-11-10"),
        ("check_in", "Dana Ruiz", "2026-11-13"),
    )
    life.at("Wed 4 Nov 15:00")("outcome", "i1", "rejected")
    assert life.queue() == by_day(
        ("rejection_thanks", "Dana Ruiz", "2026-11-06"),
        ("promise", "Tom Reed", "2026-11-10"),
        ("stay_in_touch", "Dana Ruiz", "2026-12-04"),
    )
    assert (life.step("i1"), life.outcome("i1")) == (9, "rejected")
    life.done("rejection_thanks")
    assert life.step("i1") == 10


def two_at_step_seven(life: Life) -> tuple[str, str]:
    """Acme (Dana Ruiz) and Beta (Max Ott), both at step 7 on Friday morning, 6 November."""
    acme = life.add("Acme", "3 Nov 10:00", DANA)
    beta = life.add("Beta", "5 Nov 14:00", "Max Ott <max@beta.example> [hiring manager]")
    life.at("Wed 4 Nov 09:00")
    thanked(life, "Dana Ruiz", interview=acme)
    life.at("Fri 6 Nov 09:00")
    thanked(life, "Max Ott", interview=beta)
    life.done("value_letter", interview=acme)
    life.done("value_letter", interview=beta)
    assert [life.step(acme), life.step(beta)] == [7, 7]
    assert life.queue() == by_day(
        ("check_in", "Dana Ruiz", "2026-11-13"),
        ("check_in", "Max Ott", "2026-11-13"),
    )
    return acme, beta


def test_an_offer_while_another_is_at_step_seven(life: Life) -> None:
    # An offer; fine print 13: without a date one line thanks and asks; 4: the news of an offer replaces a check-in.
    _, beta = two_at_step_seven(life)
    life.add("Gamma")
    life.at("Mon 9 Nov 10:00")("outcome", beta, "offer")
    assert life.queue() == by_day(
        ("nothing_planned", "", ""),  # Gamma, at step 1: not told
        ("offer_news", "Dana Ruiz", "2026-11-10"),
        ("offer_thanks", "Max Ott", "2026-11-10"),
    )
    assert (life.step(beta), life.outcome(beta)) == (9, "offer")


def test_two_offers(life: Life) -> None:
    # An offer: thank, decide by their date; fine print 13: who holds an offer is not told; 14: after an acceptance.
    acme, beta = two_at_step_seven(life)
    life.at("Mon 9 Nov 10:00")("offer", acme, "--answer-by", "20 Nov", "--terms", "100 a day")
    assert life.queue() == by_day(
        ("offer_news", "Max Ott", "2026-11-10"),
        ("offer_thanks", "Dana Ruiz", "2026-11-10"),
        ("offer_reply", "Dana Ruiz", "2026-11-20"),
    )
    life("offer", beta, "--answer-by", "18 Nov")
    assert life.queue() == by_day(
        ("offer_thanks", "Dana Ruiz", "2026-11-10"),
        ("offer_thanks", "Max Ott", "2026-11-10"),
        ("offer_reply", "Max Ott", "2026-11-18"),
        ("offer_reply", "Dana Ruiz", "2026-11-20"),
    )
    side_by_side = life("offers")
    assert "Acme" in side_by_side
    assert "Beta" in side_by_side
    life.at("Tue 10 Nov 09:00").done("offer_thanks", interview=acme)
    life.done("offer_thanks", interview=beta)
    life.at("Thu 12 Nov 10:00")("outcome", acme, "accepted")
    assert life.kinds(acme) == ["offer_reply"]  # the letter that says so
    assert life.kinds(beta) == ["withdrawal"]  # the decision there rests meanwhile
    assert [life.outcome(acme), life.outcome(beta)] == ["accepted", "offer"]


@pytest.mark.parametrize(
    ("step", "notes", "debrief"),
    [
        (2, [], [("debrief", "", "2026-11-03 12:00")]),
        (3, ["We talked about the warehouse."], []),
        (4, ["!! Approvals take nine days (Dana Ruiz)", "> Who owns the budget?"], []),
        (
            5,
            ["!! Approvals take nine days (Dana Ruiz)", "> Who owns the budget?", "- call (Dana Ruiz) by 20 Nov"],
            [],
        ),
    ],
)
def test_invited_back_before_the_thanks(
    life: Life, step: int, notes: list[str], debrief: list[tuple[str, str, str]]
) -> None:
    # Outcomes: invited back, thank-yous stay owed; fine print 8: debrief stays, "agree on a date" in two working days.
    life.add("Acme", "3 Nov 10:00", DANA, TOM)
    life.at("Tue 3 Nov 13:00")
    if notes:
        life.notes("i1", *notes)
    assert life.step("i1") == step
    life("outcome", "i1", "invited")
    assert life.queue() == by_day(
        *debrief,
        ("thank_you", "Dana Ruiz", "2026-11-04 11:00"),
        ("thank_you", "Tom Reed", "2026-11-04 11:00"),
        ("new_date", "Dana Ruiz", "2026-11-05"),
    )
    assert (life.step("i1"), life.listed("i1")["round"], life.outcome("i1")) == (1, 2, None)


def test_invited_back_at_step_one(life: Life) -> None:
    # Fine print 8: a meeting belongs to the round that was open at its start; it lies ahead, so no date is asked for.
    life.add("Acme", "3 Nov 10:00", DANA, TOM)
    assert life.step("i1") == 1
    life.at("Mon 2 Nov 10:00")("outcome", "i1", "invited")
    assert life.queue() == by_day(
        ("prepare", "", "2026-11-02"),
        ("debrief", "", "2026-11-03 12:00"),
        ("thank_you", "Dana Ruiz", "2026-11-04 11:00"),
        ("thank_you", "Tom Reed", "2026-11-04 11:00"),
        ("value_letter", "Dana Ruiz", "2026-11-06"),
        ("check_in", "Dana Ruiz", "2026-11-13"),
    )


def test_a_commitment_in_the_past(life: Life) -> None:
    # Cadence: a day that has passed has passed; the rule above all: it is overdue at once, and that is said.
    life.add("Acme", "16 Nov 10:00", "Ann Lee, Recruiter <ann@acme.example>")
    said = life.at("Mon 16 Nov 12:00").notes(
        "i1", "- send the test (Ann Lee) by 12 Nov", "+ send my references (Ann Lee) by 12 Nov"
    )
    assert "12 Nov" in said
    assert {c["due"][:10] for c in life.exported("commitments")} == {"2026-11-12"}
    assert life.queue() == by_day(
        ("promise", "Ann Lee", "2026-11-12"),
        ("check_in", "Ann Lee", "2026-11-16"),  # two working days after their date
        ("thank_you", "Ann Lee", "2026-11-17 11:00"),
    )
    assert life.state("promise") == "overdue"


def test_notes_typed_days_later(life: Life) -> None:
    # Fine print 1: a line whose day had passed when its fact was entered is due by the end of the next working day.
    life.add("Acme", "3 Nov 10:00", DANA)
    life.at("Mon 9 Nov 18:00").notes(
        "i1",
        "@ Dana Ruiz",
        "@ Tom Reed, Engineer",
        NEED,
        "+ send the case study (Dana Ruiz) by fri",
        "+ send the slides (Tom Reed)",
        "- decide (Dana Ruiz) by 13 Nov",
    )
    assert life.queue() == by_day(
        ("thank_you", "Dana Ruiz", "2026-11-04 11:00"),  # known since 2 November
        ("promise", "Dana Ruiz", "2026-11-06"),  # the Friday after the meeting
        ("value_letter", "Dana Ruiz", "2026-11-06"),
        ("promise", "Tom Reed", "2026-11-10"),
        ("thank_you", "Tom Reed", "2026-11-10"),  # not born late
        ("check_in", "Dana Ruiz", "2026-11-17"),  # two working days after their date
    )


def test_a_weekend_meeting(life: Life) -> None:
    # Punctuality: 24 hours that end on a day off end with the next working day, and are on time until then.
    life.add("Acme", "14 Nov 10:00-11:00", DANA)
    assert life.queue() == by_day(
        ("prepare", "", "2026-11-13"),
        ("debrief", "", "2026-11-14 12:00"),
        ("thank_you", "Dana Ruiz", "2026-11-16"),
        ("value_letter", "Dana Ruiz", "2026-11-18"),
        ("check_in", "Dana Ruiz", "2026-11-25"),
    )
    life.at("Mon 16 Nov 22:00")
    thanks = life.line("thank_you")
    life("done", thanks)
    assert life.on_time(thanks)
    assert life.queue() == by_day(
        ("debrief", "", "2026-11-14 12:00"),
        ("value_letter", "Dana Ruiz", "2026-11-18"),
        ("check_in", "Dana Ruiz", "2026-11-25"),
    )


def test_a_friday_evening(life: Life) -> None:
    # Punctuality: on time is what is done within its rule or by its due day, whichever is later.
    life.add("Acme", "13 Nov 18:00-19:00", DANA)
    assert life.queue() == by_day(
        ("prepare", "", "2026-11-12"),
        ("debrief", "", "2026-11-13 20:00"),
        ("thank_you", "Dana Ruiz", "2026-11-16"),
        ("value_letter", "Dana Ruiz", "2026-11-18"),
        ("check_in", "Dana Ruiz", "2026-11-25"),
    )
    life.at("Sat 14 Nov 10:00")
    assert life.state("thank_you") == "upcoming"
    thanks = life.line("thank_you")
    life("done", thanks)
    assert life.on_time(thanks)
    assert life.queue() == by_day(
        ("debrief", "", "2026-11-13 20:00"),
        ("value_letter", "Dana Ruiz", "2026-11-18"),
        ("check_in", "Dana Ruiz", "2026-11-25"),
    )


@pytest.mark.parametrize(
    ("when", "prepare", "debrief", "thanks", "value", "check_in"),
    [
        # Wed 25 November is taken off, Thu 26 is Thanksgiving
        ("24 Nov 10:00", "2026-11-23", "2026-11-24 12:00", "2026-11-27", "2026-12-01", "2026-12-08"),
        ("27 Nov 10:00", "2026-11-24", "2026-11-27 12:00", "2026-11-30", "2026-12-02", "2026-12-09"),
        # Fri 25 December
        ("15 Dec 10:00", "2026-12-14", "2026-12-15 12:00", "2026-12-16 11:00", "2026-12-18", "2026-12-28"),
        ("22 Dec 10:00", "2026-12-21", "2026-12-22 12:00", "2026-12-23 11:00", "2026-12-28", "2027-01-04"),
        ("28 Dec 10:00", "2026-12-24", "2026-12-28 12:00", "2026-12-29 11:00", "2026-12-31", "2027-01-07"),
    ],
)
def test_thanksgiving_and_christmas(
    life: Life, when: str, prepare: str, debrief: str, thanks: str, value: str, check_in: str
) -> None:
    # Cadence: the user's working days, less the public holidays of their country and the days that they take off.
    life.box.configuration.write_text('country = "US"\ndays_off = ["2026-11-25"]\n')
    life.at("Mon 16 Nov 09:00").add("Acme", when, DANA)
    assert life.queue() == by_day(
        ("prepare", "", prepare),
        ("debrief", "", debrief),
        ("thank_you", "Dana Ruiz", thanks),
        ("value_letter", "Dana Ruiz", value),
        ("check_in", "Dana Ruiz", check_in),
    )


INVITATION = """\
BEGIN:VCALENDAR
PRODID:-//Example//Calendar 1.0//EN
VERSION:2.0
METHOD:REQUEST
BEGIN:VEVENT
UID:tk1@kaisha.example
DTSTAMP:20261101T171502Z
DTSTART;TZID=Asia/Tokyo:20261110T100000
DTEND;TZID=Asia/Tokyo:20261110T110000
ORGANIZER;CN=Aiko Sato:mailto:aiko@kaisha.example
ATTENDEE;CN=Ada Moreau;PARTSTAT=ACCEPTED:mailto:ada@home.example
SEQUENCE:0
SUMMARY:Interview: Planner at Kaisha
END:VEVENT
END:VCALENDAR
"""


def test_a_tokyo_invitation_for_a_user_in_los_angeles(life: Life) -> None:
    # Cadence: "today" is the user's day; letters name the day as the meeting's own zone had it.
    life.box.configuration.write_text('name = "Ada Moreau"\nemail = "ada@home.example"\n')
    life("import", "-", stdin=INVITATION.replace("\n", "\r\n"))
    assert life.queue() == by_day(
        ("prepare", "", "2026-11-06"),
        ("debrief", "", "2026-11-09 19:00"),  # 10 o'clock on Tuesday in Tokyo is 17 o'clock on Monday
        ("thank_you", "Aiko Sato", "2026-11-10 18:00"),
        ("value_letter", "Aiko Sato", "2026-11-12"),
        ("check_in", "Aiko Sato", "2026-11-19"),
    )
    life.at("Mon 9 Nov 18:30").notes("i1", '" We need someone to calm the trains (Aiko Sato)')
    letter = life("letter", life.line("thank_you"))
    assert "Tuesday" in letter
    assert "Monday" not in letter
    assert life.queue() == by_day(
        ("thank_you", "Aiko Sato", "2026-11-10 18:00"),
        ("value_letter", "Aiko Sato", "2026-11-12"),
        ("check_in", "Aiko Sato", "2026-11-19"),
    )


def test_undo_of_an_outcome_after_two_other_changes(life: Life) -> None:
    # CONTRACT, undo: takes back the last N changes, also those of earlier runs; what the outcome ended is owed again.
    life.add("Acme", "3 Nov 10:00", DANA)
    life.at("Wed 4 Nov 08:00")
    before = by_day(
        ("debrief", "", "2026-11-03 12:00"),
        ("thank_you", "Dana Ruiz", "2026-11-04 11:00"),
        ("value_letter", "Dana Ruiz", "2026-11-06"),
        ("check_in", "Dana Ruiz", "2026-11-13"),
    )
    assert life.queue() == before
    life("outcome", "i1", "rejected")
    life.at("Wed 4 Nov 08:10")("touch", "i1", "out", "phone", "--note", "asked for the reason")
    life.at("Wed 4 Nov 08:20").add("Beta")
    assert life.queue() != before
    life.at("Wed 4 Nov 08:30")("undo", "3")
    assert life.queue() == before
    assert (life.step("i1"), life.outcome("i1")) == (2, None)


def test_rejected_by_mistake_then_an_offer(life: Life) -> None:
    # Fine print 1: of two outcomes the later holds; 16: what an ending took does not come back.
    life.add("Acme", "3 Nov 10:00", DANA)
    life.at("Wed 4 Nov 09:00")
    thanked(life, "Dana Ruiz")
    life.at("Wed 4 Nov 15:00")("outcome", "i1", "rejected")
    assert life.queue() == by_day(
        ("rejection_thanks", "Dana Ruiz", "2026-11-06"),
        ("stay_in_touch", "Dana Ruiz", "2026-12-04"),
    )
    life.at("Thu 5 Nov 10:00")("outcome", "i1", "offer")
    assert life.queue() == by_day(("offer_thanks", "Dana Ruiz", "2026-11-06"))
    assert (life.step("i1"), life.outcome("i1")) == (9, "offer")


def test_an_offer_rescinded(life: Life) -> None:
    # What plans what: a rejection (or the offer withdrawn); story A7: nothing asks to answer an offer that is gone.
    life.add("Acme", "3 Nov 10:00", DANA)
    life.at("Wed 4 Nov 09:00")
    thanked(life, "Dana Ruiz")
    life.at("Fri 6 Nov 09:00").done("value_letter")
    life.at("Mon 9 Nov 10:00")("offer", "i1", "--answer-by", "20 Nov")
    assert life.queue() == by_day(
        ("offer_thanks", "Dana Ruiz", "2026-11-10"),
        ("offer_reply", "Dana Ruiz", "2026-11-20"),
    )
    life.at("Tue 10 Nov 09:00").done("offer_thanks")
    life.at("Wed 11 Nov 10:00")("outcome", "i1", "rescinded")
    assert life.queue() == by_day(
        ("rejection_thanks", "Dana Ruiz", "2026-11-13"),
        ("stay_in_touch", "Dana Ruiz", "2026-12-11"),
    )
    assert life.outcome("i1") == "rescinded"


def test_withdrawn_and_reopened(life: Life) -> None:
    # Outcomes: withdrawn (with a courteous letter); fine print 16: what an ending took does not come back; 8; 4.
    life.add("Acme", "3 Nov 10:00", DANA)
    life.at("Wed 4 Nov 09:00")
    thanked(life, "Dana Ruiz")
    life.at("Mon 9 Nov 10:00")("outcome", "i1", "withdrawn", "--why", "another post")
    assert life.queue() == by_day(("withdrawal", "Dana Ruiz", "2026-11-10"))
    life.at("Tue 10 Nov 09:00").done("withdrawal")
    assert life.queue() == []
    life.at("Mon 16 Nov 10:00")("outcome", "i1", "invited")
    assert life.queue() == by_day(("new_date", "Dana Ruiz", "2026-11-18"))
    assert (life.step("i1"), life.listed("i1")["round"], life.outcome("i1")) == (1, 2, None)


def test_quiet_then_invited(life: Life) -> None:
    # Fine print 9: gone quiet leaves the step; 8: invited back without a meeting time, "agree on a date".
    life.add("Acme", "3 Nov 10:00", DANA)
    life.at("Wed 4 Nov 09:00")
    thanked(life, "Dana Ruiz")
    life.at("Fri 6 Nov 09:00").done("value_letter")
    life.at("Mon 9 Nov 10:00")("outcome", "i1", "quiet")
    assert "check_in" not in life.kinds()
    assert "nothing_planned" not in life.kinds()
    assert (life.step("i1"), life.outcome("i1")) == (7, "quiet")
    life.at("Mon 16 Nov 10:00")("outcome", "i1", "invited")
    assert life.queue() == by_day(("new_date", "Dana Ruiz", "2026-11-18"))
    assert (life.step("i1"), life.listed("i1")["round"], life.outcome("i1")) == (1, 2, None)


def test_the_recruiter_hands_over(life: Life) -> None:
    # Fine print 19: thank-yous stay with whom I met; promises, check-ins and commitments go to the new one.
    life.add("Acme", "3 Nov 10:00", RITA, DANA)
    life.at("Tue 3 Nov 12:00").notes(
        "i1", NEED, "+ send my references (Rita Rao) by 10 Nov", "- the decision (Rita Rao) by 16 Nov"
    )
    life.at("Wed 4 Nov 09:00").done("thank_you", "Dana Ruiz")
    assert life.queue() == by_day(
        ("thank_you", "Rita Rao", "2026-11-04 11:00"),
        ("value_letter", "Dana Ruiz", "2026-11-06"),
        ("promise", "Rita Rao", "2026-11-10"),
        ("check_in", "Rita Rao", "2026-11-18"),
    )
    rita = life.person("i1", "Rita Rao")
    life.at("Thu 5 Nov 10:00")("person", "i1", "Nora New <nora@acme.example>", "--takes-over", rita)
    assert life.queue() == by_day(
        ("thank_you", "Rita Rao", "2026-11-04 11:00"),
        ("value_letter", "Dana Ruiz", "2026-11-06"),
        ("promise", "Nora New", "2026-11-10"),
        ("check_in", "Nora New", "2026-11-18"),
    )


def test_an_agency_recruiter(life: Life) -> None:
    # Fine print 22: the recruiter to ask is the agency that brought me; who was in no meeting is not thanked.
    life.add("Acme", "3 Nov 10:00", RITA, DANA)
    life("person", "i1", "Olga Orr <olga@agency.example>", "--part", "agency")
    assert life.queue() == by_day(
        ("prepare", "", "2026-11-02"),
        ("debrief", "", "2026-11-03 12:00"),
        ("thank_you", "Dana Ruiz", "2026-11-04 11:00"),
        ("thank_you", "Rita Rao", "2026-11-04 11:00"),
        ("value_letter", "Dana Ruiz", "2026-11-06"),
        ("check_in", "Olga Orr", "2026-11-13"),
    )
    life.at("Wed 4 Nov 09:00")
    thanked(life, "Dana Ruiz", "Rita Rao")
    life.at("Fri 6 Nov 09:00").done("value_letter")
    olga = life.person("i1", "Olga Orr")
    life.at("Tue 10 Nov 10:00")("touch", olga, "in", "phone", "--note", "Acme decides next week")
    assert life.queue() == by_day(("check_in", "Olga Orr", "2026-11-17"))


def test_an_automatic_reply(life: Life) -> None:
    # Fine print 18: an automatic reply moves only what presses, to the working day after; moved lines keep their gap.
    life.add("Acme", "3 Nov 10:00", DANA)
    life.at("Tue 3 Nov 15:00").done("debrief")
    dana = life.person("i1", "Dana Ruiz")
    life.at("Wed 4 Nov 10:00")("touch", dana, "in", "email", "--auto", "12 Nov")
    assert life.queue() == by_day(
        ("thank_you", "Dana Ruiz", "2026-11-04 11:00"),
        ("value_letter", "Dana Ruiz", "2026-11-13"),
        ("check_in", "Dana Ruiz", "2026-11-20"),
    )
