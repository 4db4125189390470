"""What the drafted letters say, and that no text breaks them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_tui.domain.chart import chart_rows
from interview_tui.domain.enums import MeetingState, Outcome, Part
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.letters import nearly_the_same
from interview_tui.domain.records import Letter, Match, Meeting, Need, Offer, Quote, Story
from interview_tui.domain.text import clean_line
from interview_tui.letters.sandbox import SHIPPED
from interview_tui.letters.values import Occasion, draft, template_for, terms_of
from tests.domain.cases import BERLIN, BOTH_CAME, DANA, KIM, SAM, case, instant, need, promise, quote, their_word, tie

STORY = Story(id=1, title="Cut releases from nine days to one", result="One day", sample="https://me.example/case")
MATCH = Match(id=1, meeting_id=1, story_id=1, need_id=1, synopsis="Tests took the board's place")
HEARD: dict[str, Any] = {
    "there": BOTH_CAME,
    "needs": [need(1, "Approvals take nine days", of=1), need(2, "Orders get lost", of=2)],
    "quotes": [quote(1, "Calm the release train", of=1), quote(2, "Nobody reads the runbook", of=2)],
    "matches": [MATCH],
    "stories": [STORY],
}  # fmt: skip


ABOUT = {"promise", "other_answer_by", "accepted_elsewhere"}
"""What of an occasion the case does not tell."""


def drafted(kind: LetterKind, to: int | None = 1, *, me: str = "Ada Moreau", **changes: Any) -> tuple[str, str]:
    """The shipped letter of a kind to a person, on a case in which both were met."""
    return draft(_occasion(kind, to, me=me, **{**HEARD, **changes}), Path("nowhere"))


def _occasion(
    kind: LetterKind, to: int | None, *, me: str = "Ada", offer: Offer | None = None, **values: Any
) -> Occasion:
    about = {name: value for name, value in values.items() if name in ABOUT}
    made = replace(case(**{name: value for name, value in values.items() if name not in ABOUT}), offer=offer)
    return Occasion(
        case=made,
        kind=kind,
        person_id=to,
        rows=chart_rows(made),
        calendar=BERLIN,
        now=instant("2026-12-02 09:00"),
        me=me,
        **about,
    )


def test_a_thank_you_cites_names_the_need_and_the_next_step() -> None:
    words = [their_word(1, "call with the dates", "2026-12-09"), promise(2, "send the case study", "2026-12-04", to=1)]
    subject, body = drafted(LetterKind.THANK_YOU, commitments=words)
    assert subject == "Thank you for our talk on Tuesday, 1 December: Acme, SRE"
    assert body == (
        "Dear Dana,\n\n"
        "Thank you for the time you gave me on Tuesday, 1 December to talk about the role of SRE.\n\n"
        "One thing that you said has stayed with me: “Calm the release train”\n\n"
        "You also named what presses: “Approvals take nine days”\n"
        "I have solved something close to it before: Tests took the board's place.\n\n"
        "The next step, as I noted it: call with the dates (by Wednesday, 9 December).\n"
        "What I promised you: send the case study (by Friday, 4 December).\n\n"
        "I would be glad to go on from there.\n\n"
        "With kind regards\nAda Moreau"
    )


def test_what_the_records_do_not_hold_is_left_out() -> None:
    _, body = drafted(LetterKind.THANK_YOU, quotes=[], needs=[], matches=[], me="")
    assert body == (
        "Dear Dana,\n\n"
        "Thank you for the time you gave me on Tuesday, 1 December to talk about the role of SRE.\n\n"
        "I would be glad to go on from there.\n\n"
        "With kind regards"
    )


def test_two_people_of_one_meeting_get_different_letters() -> None:
    letters = [
        Letter(interview_id=1, round_id=1, person_id=to, kind=LetterKind.THANK_YOU, body=drafted(LetterKind.THANK_YOU,
               to, needs=[], matches=[])[1], created=instant("2026-12-02 09:00"))
        for to in (1, 2)
    ]  # fmt: skip
    dana, kim = letters
    assert "Calm the release train" in dana.body
    assert "Nobody reads the runbook" in kim.body
    assert "Nobody reads" not in dana.body
    assert not nearly_the_same(case(), dana, kim)


def test_a_value_letter_carries_the_chart_and_its_links() -> None:
    subject, body = drafted(LetterKind.VALUE_LETTER)
    assert subject == "Acme, SRE: what you need, and where I have done it"
    assert "\n\n[chart]\n\n" in body
    assert "\n\nTo look at:\n- https://me.example/case\n\n" in body
    assert "Calm the release train" in body


def test_a_check_in_brings_something_new_and_speaks_of_their_date() -> None:
    subject, body = drafted(LetterKind.CHECK_IN, commitments=[their_word(1, "call with the dates", "2026-12-01")])
    assert subject == "Acme, SRE: on “Approvals take nine days”"
    assert "We had agreed on this as the next step: call with the dates (by Tuesday, 1 December)." in body
    assert "You named this need: “Approvals take nine days”" in body


def test_a_check_in_tells_nobody_what_another_said() -> None:
    subject, body = drafted(LetterKind.CHECK_IN, 2)
    assert subject == "Acme, SRE: a short note"
    assert "from my own work: Tests took the board's place." in body
    assert not any(word in subject + body for word in ("Dana", "Approvals", "nine days"))


def test_a_rejection_is_answered_with_thanks_and_good_wishes() -> None:
    _, body = drafted(LetterKind.REJECTION_THANKS, outcome=Outcome.REJECTED)
    assert "Thank you for telling me of your decision" in body
    assert "I wish the person whom you have chosen every success" in body
    assert "glad to be considered again" in body


@pytest.mark.parametrize(
    ("kind", "to", "changes", "template"),
    [
        (LetterKind.WITHDRAWAL, 1, {}, "withdrawal"),
        (LetterKind.WITHDRAWAL, 1, {"outcome": Outcome.OFFER}, "decline"),
        (LetterKind.THANK_YOU, 1, {}, "thank_you"),
        (LetterKind.THANK_YOU, 3, {"ties": [tie(3, Part.REFERENCE)]}, "thanks_for_help"),
        (LetterKind.THANK_YOU, 3, {"ties": [tie(3, Part.CONNECTION)]}, "thanks_for_help"),
        (LetterKind.RECOMMENDATION, 3, {"ties": [tie(3, Part.REFERENCE)]}, "recommendation"),
        (LetterKind.RECOMMENDATION, 3, {"ties": [tie(3, Part.CONNECTION)]}, "good_word"),
    ],
)
def test_person_and_outcome_change_the_letter(
    kind: LetterKind, to: int, changes: dict[str, Any], template: str
) -> None:
    assert template_for(_occasion(kind, to, **changes)) == template
    assert drafted(kind, to, **changes)[1].startswith(f"Dear {['Dana', 'Kim', 'Sam'][to - 1]},\n\n")


def test_a_good_word_names_whom_the_connection_knows() -> None:
    _, body = drafted(LetterKind.RECOMMENDATION, 3, ties=[tie(3, Part.CONNECTION, knows=1, sensitive=True)])
    assert "you know Dana Ruiz there" in body
    assert "- Approvals take nine days (Cut releases from nine days to one)\n" in body
    assert "the talks are confidential" in body


@pytest.mark.parametrize("kind", LetterKind)
def test_no_letter_has_a_gap_or_a_mark_of_its_template(kind: LetterKind) -> None:
    for values in (HEARD, {}):
        for me in ("Ada Moreau", ""):
            subject, body = draft(_occasion(kind, 1, me=me, **values), Path("nowhere"))
            assert "\n" not in subject
            assert "\n\n\n" not in body
            assert not any(mark in subject + body for mark in ("{", "}", "None", " ,", "  \n", "[]", "()"))
            assert body.endswith(me or ("regards", "regards,", "thanks"))


def test_each_kind_has_a_template_and_each_template_a_kind() -> None:
    names = {path.stem for path in SHIPPED.glob("*.j2")}
    assert names == {*map(str, LetterKind), "good_word", "thanks_for_help"}


SIGNED = "\n\nKind regards,\nAda Moreau"
OFFER = Offer(id=1, round_id=1, made=instant("2026-12-01 09:00"))
DATED = replace(OFFER, terms="$148,000 a year", answer_by=date(2026, 12, 11), start=date(2027, 1, 4), written=True)
STUDY = promise(1, "Send the case study.", "2026-12-04", to=1)


def plain(kind: LetterKind, **changes: Any) -> tuple[str, str]:
    """Subject and body of a letter to Dana, without greeting and signature."""
    subject, body = drafted(kind, **changes)
    assert body.startswith("Dear Dana,\n\n")
    assert body.endswith(SIGNED)
    return subject, body.removeprefix("Dear Dana,\n\n").removesuffix(SIGNED)


def test_as_promised() -> None:
    assert plain(LetterKind.AS_PROMISED, promise=STUDY) == (
        "As promised",
        (
            "On Tuesday, 1 December, I said I would send the case study.\n\n"
            "[[what you promised, or where to find it]]\n\n"
            "I'm still very interested in the role, and I'd be glad to answer any questions."
        ),
    )


@pytest.mark.parametrize(
    ("sample", "where"),
    [
        ("/a/case-study.pdf", "Here it is, attached: case-study.pdf"),
        ("https://a.example/b", "Here it is: https://a.example/b"),
    ],
)
def test_a_promised_sample_goes_with_the_letter(sample: str, where: str) -> None:
    story = replace(STORY, title="Case study", sample=sample)
    _, body = plain(LetterKind.AS_PROMISED, promise=STUDY, stories=[story], meeting=None)
    assert body.startswith(f"I said I would send the case study. {where}\n\nI'm still")


def test_a_promise_that_is_late_is_kept_with_an_apology() -> None:
    late = replace(STUDY, due=date(2026, 12, 1))
    _, body = plain(LetterKind.AS_PROMISED, promise=late, outcome=Outcome.REJECTED)
    assert body.startswith(
        "On Tuesday, 1 December, I said I would send the case study by Tuesday, 1 December. "
        "I'm sorry that it took until today."
    )
    assert body.endswith("I hope that it is of use to you.")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Send it", "I would send it."),
        ("send it!", "I would send it."),
        ("PDF by post", "I would PDF by post."),
        ("Dana's list", "I would Dana's list."),
        ("Dana gets it", "I would Dana gets it."),
        ("Acme review", "I would Acme review."),
    ],
)
def test_a_promise_stands_inside_a_sentence(text: str, words: str) -> None:
    assert words in plain(LetterKind.AS_PROMISED, promise=replace(STUDY, text=text))[1]


def test_a_new_date_for_a_meeting_that_fell_through() -> None:
    asks = "Which days in the week of 7 December would suit you?"
    ends = "\n\nIf another week suits you better, please say so. I'm looking forward to it."
    assert plain(LetterKind.NEW_DATE, called_off=True, meeting="2026-12-08 10:00") == (
        "A new date for our conversation",
        (
            "Our conversation on Tuesday, 8 December, will not take place as planned, and I'd like to find a new date. "
            f"{asks}{ends}"
        ),
    )
    assert plain(LetterKind.NEW_DATE, called_off=True)[1].startswith(
        "Our conversation on Tuesday, 1 December, did not take place, and I'd like to find a new date. Which"
    )
    assert plain(LetterKind.NEW_DATE, meeting=None, number=2) == (
        "A date for our next conversation",
        f"Thank you for inviting me to another conversation about the role of SRE. {asks}{ends}",
    )
    assert plain(LetterKind.NEW_DATE, meeting=None)[0] == "A date for our conversation"


def test_thanks_for_an_offer_ask_until_when_and_for_the_terms() -> None:
    assert plain(LetterKind.OFFER_THANKS, offer=OFFER) == (
        "Thank you for the offer",
        (
            "Thank you for offering me the role of SRE. I'm delighted.\n\n"
            "I'd like to think it through and give you a proper answer. By when would you like to have it? "
            "Could you also send me the offer in writing?"
        ),
    )
    assert plain(LetterKind.OFFER_THANKS, offer=DATED)[1].endswith(
        "I'm delighted.\n\nI'll give you my answer by Friday, 11 December, as you asked."
    )
    passed = replace(DATED, answer_by=date(2026, 12, 1))
    assert plain(LetterKind.OFFER_THANKS, offer=passed)[1].endswith("I'll give you my answer as soon as I can.")


def test_more_time_for_an_offer() -> None:
    assert plain(LetterKind.OFFER_TIME, offer=OFFER) == (
        "Your offer, a question about timing",
        (
            "Thank you again for the offer. I'd like to think it through and give you a proper answer. "
            "By when would you like to have it?\n\nIf it is urgent, tell me, and I'll do my best."
        ),
    )
    assert plain(LetterKind.OFFER_TIME, offer=DATED)[1] == (
        "Thank you again for the offer. You asked for my answer by Friday, 11 December, and I want it to be a proper "
        "one. Could you give me a few more days?\n\nIf you need it by then, tell me, and I'll do my best."
    )
    passed = replace(DATED, answer_by=date(2026, 12, 1))
    assert "I know that you are waiting for my answer" in plain(LetterKind.OFFER_TIME, offer=passed)[1]


@pytest.mark.parametrize(
    ("terms", "says"),
    [
        ("$148,000 a year", "$148,000 a year."),
        ("$148,000 a year; 25 days", "[[one of these: $148,000 a year; 25 days]]."),
        ("", "[[the one term that it is about]]."),
    ],
)
def test_a_counter_proposal_leaves_the_point_to_the_user(terms: str, says: str) -> None:
    assert plain(LetterKind.COUNTER, offer=replace(OFFER, terms=terms)) == (
        "Your offer, one question",
        (
            "Thank you again for the offer. I'd like to say yes, and there is one point that I want to settle first."
            f"\n\nThe offer says: {says} Given [[your one reason, for example the size of the team]], "
            "I was hoping for [[what you ask for instead: one figure]].\n\n"
            "Everything else is fine as it stands. If that works for you, I'm ready to accept. "
            "If not, I'd be glad to talk about what could."
        ),
    )


def test_an_acceptance_repeats_what_is_recorded_and_asks_for_the_rest() -> None:
    papers = (
        "Please send me the papers to sign, and tell me if you need anything before the first day. "
        "I'm looking forward to working with you and the team."
    )
    same = "I'm delighted to accept your offer. To make sure that we have the same in mind:\n- position: SRE\n"
    start = "- start: Monday, 4 January 2027"
    assert plain(LetterKind.ACCEPTANCE, offer=replace(DATED, terms="$148,000 a year\n- two days from home")) == (
        "Accepting your offer – SRE",
        f"{same}- $148,000 a year\n- two days from home\n{start}\n\n{papers}",
    )
    asked = {
        replace(DATED, start=None): f"{same}- $148,000 a year\n\nCould you confirm the day on which I start?",
        replace(DATED, terms=""): f"{same}{start}\n\nCould you confirm the other terms?",
        OFFER: "I'm delighted to accept your offer of the role of SRE.\n\n"
        "Could you confirm the terms and the day on which I start?",
    }
    for offer, words in asked.items():
        assert plain(LetterKind.ACCEPTANCE, offer=offer)[1] == f"{words}\n\n{papers}"


def test_an_offer_is_declined_with_thanks() -> None:
    assert plain(LetterKind.DECLINE, offer=DATED) == (
        "Your offer – SRE",
        (
            "Thank you for the offer of the role of SRE, and for the care you took with it. I have decided not to "
            "accept it. It was not an easy choice, and it has nothing to do with the people I met.\n\n"
            "I enjoyed our conversations, and I hope that our paths cross again. I wish you well with the search."
        ),
    )
    elsewhere = plain(LetterKind.DECLINE, offer=DATED, accepted_elsewhere=True)[1]
    assert "I have accepted another one, so I can't take yours. It was not" in elsewhere


def test_another_offer_is_told_without_a_name() -> None:
    assert plain(LetterKind.OTHER_OFFER, other_answer_by=date(2026, 12, 11)) == (
        "A question about timing",
        (
            "I want to be open with you: I have an offer from elsewhere, and they have asked for my answer by Friday, "
            "11 December. I'm still very interested in the role of SRE at Acme, so I wanted to ask before I answer: is "
            "there a chance of a decision before then?\n\n"
            "If not, I'd still rather know. Thank you for anything that you can tell me."
        ),
    )
    undated = plain(LetterKind.OTHER_OFFER)[1]
    assert "and they are waiting for my answer. I'm still" in undated
    assert "a chance of a decision soon?" in undated


def test_a_withdrawal_gives_the_time_of_a_meeting_back() -> None:
    assert plain(LetterKind.WITHDRAWAL)[1] == (
        "I have decided to withdraw my application for the role of SRE at Acme. I wanted to let you know right away, "
        "so that you can plan.\n\n"
        "Thank you for the time that you and your colleagues gave me. I hope you find the right person."
    )
    ahead = [
        Meeting(id=2, round_id=1, starts=instant("2026-12-08 10:00")),
        Meeting(id=3, round_id=1, starts=instant("2026-12-04 10:00"), state=MeetingState.CANCELLED),
        Meeting(id=4, round_id=1, starts=instant("2026-12-09 10:00")),
    ]
    body = plain(LetterKind.WITHDRAWAL, further=ahead, accepted_elsewhere=True)[1]
    assert body.startswith(
        "I have accepted another role, so I'm withdrawing my application for the role of SRE at Acme."
    )
    assert "I won't need our meeting on Tuesday, 8 December; please give" in body


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Asia/Tokyo", "Wednesday, 2 December"),
        ("America/Los_Angeles", "Tuesday, 1 December"),
        ("", "Tuesday, 1 December"),
    ],
)
def test_a_letter_names_the_day_in_the_meetings_own_zone(zone: str, day: str) -> None:
    subject, body = drafted(LetterKind.THANK_YOU, meeting="2026-12-01 18:00", zone=zone)
    assert subject == f"Thank you for our talk on {day}: Acme, SRE"
    assert f"the time you gave me on {day} to talk" in body
    _, body = drafted(LetterKind.NEW_DATE, called_off=True, meeting="2026-12-01 18:00", zone=zone)
    assert f"Our conversation on {day}, did not take place" in body


def test_terms_stand_each_by_itself() -> None:
    assert terms_of("- $148,000 a year;  25 days\n\n • two days\tfrom home ;") == [
        "$148,000 a year", "25 days", "two days from home",
    ]  # fmt: skip


HOSTILE = (
    "{{ 1/0 }}", "{% raw %}", "</p><script>", "a\nSubject: b", "\x1b[31m", "\u202eback", "x" * 5000, "%s{0}",
    "\U0001f9d1\u200d\U0001f680",
)  # fmt: skip
hostile = st.one_of(st.text(min_size=1, max_size=60), st.sampled_from(HOSTILE)).map(clean_line).filter(bool)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(LetterKind), st.sampled_from([1, 3, None]), *[hostile] * 6)
def test_no_text_breaks_a_letter_and_all_of_it_stands_there(
    kind: LetterKind, to: int | None, name: str, said: str, pressing: str, title: str, company: str, step: str
) -> None:
    made = case(
        there={1: True},
        people=[replace(DANA, name=name), KIM, replace(SAM, name=name)],
        ties=[tie(3, Part.CONNECTION, knows=1)],
        needs=[Need(id=1, meeting_id=1, text=pressing, person_id=1)],
        quotes=[Quote(id=1, meeting_id=1, text=said, person_id=1)],
        matches=[MATCH],
        stories=[replace(STORY, title=title)],
        commitments=[their_word(1, step, "2026-12-09")],
    )
    made = replace(
        made,
        interview=replace(made.interview, company=company),
        offer=Offer(id=1, round_id=1, made=instant("2026-12-01 09:00"), terms=title),
    )
    occasion = Occasion(
        case=made, kind=kind, person_id=to, rows=chart_rows(made), calendar=BERLIN,
        now=instant("2026-12-02 09:00"), me="Ada", promise=promise(2, step, "2026-12-01"),
    )  # fmt: skip
    subject, body = draft(occasion, Path("nowhere"))
    if kind is LetterKind.THANK_YOU and to == 1:
        assert f"“{said}”" in body
        assert f"“{pressing}”" in body
        assert step in body
        assert company in subject
    if kind is LetterKind.ACCEPTANCE:
        assert all(term in body for term in terms_of(title))
