"""What the drafted letters say: the values that the records give them, and the sentences chosen for their reader."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest

from interview_tui.domain.chart import CHART_LINE
from interview_tui.domain.citations import Citations
from interview_tui.domain.enums import (
    Channel,
    Direction,
    Favour,
    Language,
    LetterState,
    MeetingState,
    Outcome,
    Part,
    Tone,
)
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.letters import nearly_the_same
from interview_tui.domain.records import Document, Match, Meeting, Offer, Person, Story
from interview_tui.letters.drafting import tidied
from interview_tui.letters.letter_sentences import SENTENCE_PLACES, letter_sentences
from interview_tui.letters.sandbox import SHIPPED
from interview_tui.letters.sentences import RowName, Slot, load_bank
from interview_tui.letters.values import terms_of, values, with_length
from tests.domain.cases import (
    BOTH_CAME,
    DANA,
    DANA_CAME,
    KIM,
    SAM,
    case,
    done,
    instant,
    need,
    promise,
    quote,
    their_word,
    tie,
    touch,
)  # fmt: skip
from tests.grouped import grouped
from tests.letters.drafted_letters import about, drafted, kept, occasion, seen_by_reader, written

STORY = Story(
    id=1,
    title="Cut releases from nine days to one",
    result="releases went from nine days to one",
    strength="calm releases",
    sample="https://me.example/case",
    sample_name="the release checklist, two pages",
)
RUNBOOKS = Story(
    id=2, title="Gave every runbook an owner", result="hand-overs took ten minutes", strength="clear hand-overs"
)
MATCH = Match(id=1, meeting_id=1, story_id=1, need_id=1, synopsis="we replaced three approvals with one checklist")
OTHER_MATCH = Match(id=2, meeting_id=1, story_id=2, need_id=2, synopsis="I gave every runbook a named owner")
HEARD: dict[str, Any] = {
    "there": BOTH_CAME,
    "needs": [need(1, "release approvals take nine days", of=1), need(2, "no owner for the runbooks", of=2)],
    "quotes": [quote(1, "We need someone to calm the release train", of=1), quote(2, "Nobody reads it", of=2)],
    "matches": [MATCH],
    "stories": [STORY, RUNBOOKS],
}  # fmt: skip
BOTH_OF_DANA: dict[str, Any] = {
    **HEARD,
    "needs": [need(1, "release approvals take nine days", of=1), need(2, "no owner for the runbooks", of=1)],
    "matches": [MATCH, OTHER_MATCH],
}
SIGNED = "\n\nBest regards,\nAda Moreau"
DEAR = frozenset({LetterKind.DECLINE, LetterKind.WITHDRAWAL, LetterKind.REJECTION_THANKS, LetterKind.PROPOSAL})


def plain(kind: LetterKind, to: int | None = 1, **told: Any) -> tuple[str, str]:
    """Subject and body of a letter to Dana, without greeting and signature."""
    made = drafted(kind, to, **{**HEARD, **told})
    greeting = "Dear Dana,\n\n" if kind in DEAR else "Hi Dana,\n\n"
    assert made.body.startswith(greeting)
    assert made.body.endswith(SIGNED)
    return made.subject, made.body.removeprefix(greeting).removesuffix(SIGNED)


# --- Thank-yous


def test_a_thank_you_is_composed_of_what_its_reader_said_and_what_was_agreed() -> None:
    words = [their_word(1, "call with the dates", "2026-12-09"), promise(2, "send the case study", "2026-12-04", to=1)]
    made = drafted(LetterKind.THANK_YOU, **HEARD, commitments=words)
    assert made.subject == "Thank you – SRE"
    assert made.body == (
        "Hi Dana,\n\n"
        "Thank you for making time to talk yesterday. One thing you said has stayed with me: "
        "“We need someone to calm the release train.”\n\n"
        "You raised one issue in particular: release approvals take nine days. I have solved a similar problem before: "
        "we replaced three approvals with one checklist. The result: releases went from nine days to one.\n\n"
        "As promised, I'll send you the case study by Friday. You offered to call with the dates by December 9, which "
        "would be great.\n\n"
        "After our conversation, I want this job even more than before.\n\n"
        "Best regards,\nAda Moreau"
    )
    assert made.sentences == "opening 1, quote 1, need 1, story 1, promise 1, commitment 1, interest 1"
    assert made.problem == ""


def test_what_the_records_do_not_hold_is_asked_for_in_one_place() -> None:
    made = drafted(LetterKind.THANK_YOU, there=BOTH_CAME, me="")
    assert made.body == (
        "Hi Dana,\n\n"
        "Thank you for making time to talk yesterday.\n\n"
        "[[one thing the two of you talked about, in a sentence]]\n\n"
        "After our conversation, I want this job even more than before. I look forward to talking again.\n\n"
        "Best regards,"
    )


def test_a_need_is_said_in_a_sentence_and_never_quoted() -> None:
    for language in Language:
        made = drafted(LetterKind.THANK_YOU, **HEARD, language=language)
        assert "elease approvals take nine days" in made.body
        assert not any(
            f"{mark}elease approvals" in made.body for mark in ("“r", "„R", "“R", "„r", "«\u00a0R", "«\u00a0r")
        )


def test_two_people_of_one_meeting_get_different_letters() -> None:
    dana, kim = (kept(occasion(LetterKind.THANK_YOU, to, **HEARD)) for to in (1, 2))
    assert "calm the release train" in dana.body
    assert "Nobody reads it" in kim.body
    assert "Nobody reads" not in dana.body
    assert dana.subject != kim.subject
    assert not nearly_the_same(case(), dana, kim)


def test_a_recruiter_is_told_no_need_and_no_story() -> None:
    told = {**HEARD, "ties": [tie(1, Part.RECRUITER)]}
    one = occasion(LetterKind.THANK_YOU, 1, **told)
    assert (one.cites.need, one.cites.match) == (None, None)
    made = drafted(LetterKind.THANK_YOU, 1, **told, cites=Citations(need=HEARD["needs"][0], match=MATCH))
    assert "approvals" not in made.body


def test_after_the_end_a_thank_you_says_no_more_that_i_want_the_job() -> None:
    assert "I want this job" in drafted(LetterKind.THANK_YOU, **HEARD).body
    assert "job" not in drafted(LetterKind.THANK_YOU, **HEARD, outcome=Outcome.REJECTED).body


def test_what_was_agreed_with_another_stays_with_them() -> None:
    kims = [their_word(1, "call with the dates", "2026-12-09", of=2), promise(2, "send the case study", to=2)]
    body = drafted(LetterKind.THANK_YOU, 1, **HEARD, commitments=kims).body
    assert not any(words in body for words in ("call with", "case study"))
    body = drafted(LetterKind.THANK_YOU, 2, **HEARD, commitments=kims).body
    assert all(words in body for words in ("call with", "case study"))


def test_the_chart_in_a_thank_you_has_two_rows_at_most_and_one_row_is_two_sentences() -> None:
    more = {
        **BOTH_OF_DANA,
        "needs": [*BOTH_OF_DANA["needs"], need(3, "nobody tests", of=1)],
        "matches": [MATCH, OTHER_MATCH, Match(id=3, meeting_id=1, story_id=2, need_id=3)],
    }
    one = occasion(LetterKind.THANK_YOU, 1, **more, variant="chart")
    assert [row.need_id for row in one.carried] == [1, 2]
    body = written(one).body
    assert f"\n\n{CHART_LINE}\n\n" in body
    assert "You raised one issue" not in body
    alone = drafted(LetterKind.THANK_YOU, 1, **HEARD, variant="chart").body
    assert CHART_LINE not in alone
    assert "release approvals take nine days. I have solved" in alone


# --- The chart


def test_a_value_letter_carries_the_chart_and_its_samples() -> None:
    made = drafted(LetterKind.VALUE_LETTER, **BOTH_OF_DANA)
    assert made.subject == "Some thoughts on the SRE role"
    assert (
        f"put what you need beside what I have done. I would start with the first row.\n\n{CHART_LINE}\n\n" in made.body
    )
    assert "There is more on it here: https://me.example/case\n" in made.body
    filed = [replace(STORY, sample="/home/ada/list.pdf"), RUNBOOKS]
    body = drafted(LetterKind.VALUE_LETTER, **{**BOTH_OF_DANA, "stories": filed}).body
    assert "\n\nI have attached the release checklist (two pages). If one of these rows" in body


def test_a_chart_of_one_row_is_two_sentences() -> None:
    body = drafted(LetterKind.VALUE_LETTER, **HEARD).body
    assert CHART_LINE not in body
    assert (
        "You raised one issue in particular: release approvals take nine days. I have solved a similar problem before: "
        "we replaced three approvals with one checklist."
    ) in body


def test_what_another_needs_stands_in_the_block_alone_and_only_where_it_was_ticked() -> None:
    for kind in (LetterKind.VALUE_LETTER, LetterKind.PROPOSAL, LetterKind.THANK_YOU):
        told = {**HEARD, "variant": "chart" if kind is LetterKind.THANK_YOU else ""}
        unticked = occasion(kind, 2, **told)
        assert unticked.carried == ()
        assert "approvals" not in seen_by_reader(unticked)
        ticked = occasion(kind, 2, **told, ticked="n1")
        assert [(row.need_id, row.by) for row in ticked.carried] == [(1, "")]
        body = written(ticked).body
        assert "approvals take" not in body  # no sentence says that it is theirs
        assert f"\n\n{CHART_LINE}\n\n" in body


def test_a_proposal_carries_the_chart_even_of_one_row() -> None:
    assert f"\n\n{CHART_LINE}\n\n" in drafted(LetterKind.PROPOSAL, **HEARD).body


# --- Check-ins, and staying in touch


def test_a_check_in_names_a_date_of_theirs_that_passed_as_a_plan() -> None:
    words = [their_word(1, "call with the dates", "2026-12-01", of=1)]
    subject, body = plain(LetterKind.CHECK_IN, commitments=words)
    assert subject == "SRE – next steps"
    assert body == (
        "When we last spoke, you were going to call with the dates by December 1. I know these weeks fill up, so I "
        "thought I would ask: is there any news?\n\n"
        "In the meantime, something that may be useful: we replaced three approvals with one checklist. There is more "
        "on it here: https://me.example/case\n\n"
        "I'm still very interested in this job. Is there anything you need from me?"
    )


def test_a_check_in_answers_in_the_thread_of_what_was_written() -> None:
    for subject in ("Thank you – SRE", "Re: Thank you – SRE", "RE: re: Thank you – SRE"):
        sent = replace(kept(occasion(LetterKind.THANK_YOU, 1, **HEARD)), id=9, state=LetterState.SENT, subject=subject)
        assert plain(LetterKind.CHECK_IN, letters=[sent])[0] == "Re: Thank you – SRE"
        assert drafted(LetterKind.CHECK_IN, 2, **HEARD, letters=[sent]).subject == "SRE – next steps"


def test_a_check_in_counts_from_the_conversation_and_not_from_a_letter_of_mine() -> None:
    wrote = [replace(touch("2026-12-10 09:00", Direction.OUT), channel=Channel.EMAIL)]
    said = "It has been two weeks since we spoke about the SRE role"
    assert said in plain(LetterKind.CHECK_IN, on="2026-12-15", touches=wrote)[1]
    for on in ("2026-12-02", "2026-12-01"):
        assert "It has been" not in plain(LetterKind.CHECK_IN, on=on)[1]


def test_the_last_check_in_says_that_it_is_the_last() -> None:
    asked = [replace(done(Kind.CHECK_IN, to=1), id=i, settled=instant("2026-12-01 18:00")) for i in (1, 2)]
    assert "this is my last note for now" in plain(LetterKind.CHECK_IN, follow_ups=asked)[1]
    assert "last note" not in plain(LetterKind.CHECK_IN, follow_ups=asked, check_in_cap=4)[1]
    answered = [touch("2026-12-01 19:00", Direction.IN)]
    assert "last note" not in plain(LetterKind.CHECK_IN, follow_ups=asked, touches=answered)[1]


def test_only_who_was_asked_before_is_asked_no_new_question() -> None:
    asked = replace(done(Kind.CHECK_IN, to=1), settled=instant("2026-12-01 18:00"))
    assert "I don't have a new question" in plain(LetterKind.CHECK_IN, follow_ups=[asked])[1]
    other = plain(LetterKind.CHECK_IN, follow_ups=[replace(asked, person_id=2)])[1]
    assert "new question" not in other
    assert "Do you know yet what the next step is" in other


def test_how_long_a_sample_is_stands_in_brackets() -> None:
    assert with_length("the case study, two pages") == "the case study (two pages)"
    assert with_length("the case study") == "the case study"


def test_who_was_thanked_already_hears_how_it_ended() -> None:
    sent = replace(kept(occasion(LetterKind.REFERENCE_THANKS, 1, **HEARD)), id=9, state=LetterState.SENT)
    ended: dict[str, Any] = {"outcome": Outcome.ACCEPTED}
    assert "I said I would let you know how it went." in plain(LetterKind.REFERENCE_THANKS, letters=[sent], **ended)[1]
    assert "I said I would" not in plain(LetterKind.REFERENCE_THANKS, **ended)[1]


def test_a_check_in_tells_nobody_what_another_said() -> None:
    made = drafted(LetterKind.CHECK_IN, 2, **HEARD)
    assert "something that may be useful: we replaced three approvals" in made.body  # my own story
    assert not any(word in made.subject + made.body for word in ("Dana", "nine days", "calm"))


def test_stay_in_touch_brings_news_of_the_users_own_or_asks_for_it() -> None:
    asked = "[[what you have done or written since, in a sentence]]"
    assert asked in plain(LetterKind.STAY_IN_TOUCH)[1]
    told = plain(LetterKind.STAY_IN_TOUCH, brings=f"I gave a talk on runbooks.\n{STORY.title}")[1]
    assert asked not in told
    assert "I'd like to stay in touch. I gave a talk on runbooks.\n" in told  # what the chart brings is no news of mine


def test_stay_in_touch_differs_each_quarter() -> None:
    def quarter(number: int) -> str:
        before = [replace(done(Kind.STAY_IN_TOUCH), id=i) for i in range(1, number)]
        return "\n".join(plain(LetterKind.STAY_IN_TOUCH, follow_ups=before))

    assert len({quarter(number) for number in range(1, 8)}) == 7


# --- Promises


STUDY = promise(1, "Send the case study.", "2026-12-04", to=1)
DONE_ABOUT_IT = "[[what you have done about it, for example: She is copied here.]]"


def test_as_promised() -> None:
    assert plain(LetterKind.AS_PROMISED, promise=STUDY) == (
        "As promised",
        (
            f"Yesterday I said I would send you the case study. {DONE_ABOUT_IT}\n\n"
            "I'm still very interested in the role, and I'm happy to answer questions."
        ),
    )


@pytest.mark.parametrize(
    ("sample", "where"),
    [
        ("/a/case-study.pdf", "As promised yesterday, I've attached the release checklist (two pages).\n"),
        ("https://a.example/b", "Yesterday I said I would send you the case study. Here it is: https://a.example/b\n"),
    ],
)
def test_a_promised_sample_goes_with_the_letter(sample: str, where: str) -> None:
    story = replace(STORY, title="Case study", sample=sample)
    assert plain(LetterKind.AS_PROMISED, promise=STUDY, stories=[story, RUNBOOKS])[1].startswith(where)


def test_a_promised_sample_without_a_name_is_named_by_its_file() -> None:
    story = replace(STORY, title="Case study", sample="/a/case-study.pdf", sample_name="")
    body = plain(LetterKind.AS_PROMISED, promise=STUDY, stories=[story, RUNBOOKS])[1]
    assert body.startswith("As promised yesterday, I've attached case-study.pdf.\n")


def test_a_document_that_was_kept_for_the_promise_goes_before_a_sample() -> None:
    story = replace(STORY, title="Case study", sample="/a/case-study.pdf")
    paper = Document(
        id=1, interview_id=1, commitment_id=1, path="/a/study.pdf", name="the study, six pages",
        created=instant("2026-12-01 18:00"),
    )  # fmt: skip
    body = plain(LetterKind.AS_PROMISED, promise=STUDY, stories=[story, RUNBOOKS], documents=[paper])[1]
    assert body.startswith("As promised yesterday, I've attached the study (six pages).\n")


def test_a_promise_that_is_late_is_kept_with_one_apology() -> None:
    late = replace(STUDY, due=date(2026, 12, 1))
    body = plain(LetterKind.AS_PROMISED, promise=late, outcome=Outcome.REJECTED)[1]
    assert body == (
        "Yesterday I said I would send you the case study by December 1. I'm sorry it took until today. "
        "[[what you have done about it]]\n\nI hope it is of use to you."
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Send it", "I would send it."),
        ("send it!", "Yesterday I promised you one thing: send it!"),
        ("write to Acme Inc.", "Yesterday I promised you one thing: write to Acme Inc."),
        ("I'll send it", "I would send it."),
        ("introduce Grace", "I would introduce Grace."),
        ("PDF by post", "Yesterday I promised you one thing: PDF by post."),
        ("Dana's list", "Yesterday I promised you one thing: Dana's list."),
        ("Acme review", "Yesterday I promised you one thing: Acme review."),
        ("case study by Monday", "Yesterday I promised you one thing: case study by Monday."),
    ],
)
def test_a_promise_stands_inside_a_sentence_or_has_one_of_its_own(text: str, words: str) -> None:
    body = plain(LetterKind.AS_PROMISED, promise=replace(STUDY, text=text))[1]
    assert words in body
    assert ".." not in body
    assert "!." not in body


# --- A new date


def test_a_new_date_for_a_meeting_that_fell_through() -> None:
    subject, ahead = plain(LetterKind.NEW_DATE, called_off=True, meeting="2026-12-08 10:00")
    assert subject == "A new date for our conversation"
    assert "Thank you for letting me know about December 8." in ahead
    assert "week of December 14" in ahead
    over = plain(LetterKind.NEW_DATE, called_off=True)[1]
    assert over != ahead
    assert "December 1" in over
    mine = plain(LetterKind.NEW_DATE, called_off=True, variant="mine")[1]
    assert "sorry" in mine.casefold()
    assert "sorry" not in over.casefold()


def test_a_first_date_is_asked_for_without_a_meeting() -> None:
    assert plain(LetterKind.NEW_DATE, meeting=None) == (
        "A date for our conversation",
        (
            "I'd be glad to talk with you about the SRE role. Which days suit you in the week of December 7?\n\n"
            "I'm looking forward to it."
        ),
    )


# --- Offers


OFFER = Offer(id=1, round_id=1, made=instant("2026-12-01 09:00"))
DATED = replace(OFFER, terms="$148,000 a year", answer_by=date(2026, 12, 11), start=date(2027, 1, 4), written=True)
PASSED = replace(DATED, answer_by=date(2026, 12, 1))


def test_thanks_for_an_offer_ask_until_when_and_for_the_terms() -> None:
    bare = plain(LetterKind.OFFER_THANKS, offer=OFFER)[1]
    assert "Could you send me the offer in writing?" in bare
    assert "Would Wednesday, December 9, work for you?" in bare
    dated = plain(LetterKind.OFFER_THANKS, offer=DATED)[1]
    assert "by Friday, December 11" in dated
    assert "in writing" not in dated
    passed = plain(LetterKind.OFFER_THANKS, offer=PASSED)[1]
    assert not any(words in passed for words in ("December 1,", "December 1 "))


def test_more_time_for_an_offer_proposes_a_day() -> None:
    assert "Would Wednesday, December 9, work for you?" in plain(LetterKind.OFFER_TIME, offer=OFFER)[1]
    dated = plain(LetterKind.OFFER_TIME, offer=DATED)[1]
    assert "You asked for my answer by Friday, December 11," in dated
    assert "Could I have until Friday, December 18?" in dated  # later than they asked for
    assert "Could you also send me the offer in writing?" not in dated


@pytest.mark.parametrize(
    ("terms", "says"),
    [
        ("$148,000 a year", "You offered [[the one term as it stands ($148,000 a year)]]; given [[your one reason"),
        ("$148,000 a year; 25 days", "$148,000 a year; 25 days"),
        ("", "You offered [[the one term as it stands]]; given [[your one reason"),
    ],
)
def test_a_counter_leaves_the_point_and_the_figure_to_the_user(terms: str, says: str) -> None:
    subject, body = plain(LetterKind.COUNTER, offer=replace(OFFER, terms=terms))
    assert subject == "The offer, one question"
    assert says in body
    assert "[[what you ask for, one figure]]" in body


def test_an_acceptance_repeats_what_is_recorded_and_asks_for_the_rest() -> None:
    papers = "Please send me the papers to sign, and tell me if you need anything before the first day."
    same = "I'm delighted to accept. To make sure we have the same terms in mind:\n- position: SRE\n"
    start = "- start: Monday, January 4, 2027"
    subject, body = plain(LetterKind.ACCEPTANCE, offer=replace(DATED, terms="$148,000 a year\n- two days from home"))
    assert subject == "Accepting your offer – SRE"
    assert body.startswith(f"{same}- $148,000 a year\n- two days from home\n{start}\n\n{papers}")
    asked = {
        replace(DATED, start=None): f"{same}- $148,000 a year\n\nCould you confirm the start date?",
        replace(DATED, terms=""): f"{same}{start}\n\nCould you confirm the pay?",
        OFFER: "I'm delighted to accept the position of SRE.\n\nCould you confirm the pay and the start date?",
    }
    for offer, words in asked.items():
        assert plain(LetterKind.ACCEPTANCE, offer=offer)[1].startswith(f"{words}\n\n{papers}")


def test_an_offer_is_declined_with_thanks() -> None:
    subject, body = plain(LetterKind.DECLINE, offer=DATED)
    assert subject == "Your offer – SRE"
    assert body.startswith("Thank you for the offer, and for the care you took with it. I have decided not to accept.")
    elsewhere = plain(LetterKind.DECLINE, offer=DATED, accepted_elsewhere=True)[1]
    assert "I have decided to take another role." in elsewhere


def test_another_offer_is_told_without_a_name_and_first_choice_is_said_only_where_it_is_so() -> None:
    subject, body = plain(LetterKind.OTHER_OFFER, other_answer_by=date(2026, 12, 11))
    assert subject == "A question about timing"
    assert "by Friday, December 11" in body or "by December 11" in body
    assert "first choice" not in body
    undated = plain(LetterKind.OTHER_OFFER)[1]
    assert "they are waiting for my answer" in undated
    assert "first choice" in plain(LetterKind.OTHER_OFFER, variant="first choice")[1]


def test_a_withdrawal_gives_the_time_of_the_next_meeting_back() -> None:
    assert "meeting" not in plain(LetterKind.WITHDRAWAL)[1]
    ahead = [
        Meeting(id=2, round_id=1, starts=instant("2026-12-08 10:00")),
        Meeting(id=3, round_id=1, starts=instant("2026-12-04 10:00"), state=MeetingState.CANCELLED),
        Meeting(id=4, round_id=1, starts=instant("2026-12-09 10:00")),
    ]
    body = plain(LetterKind.WITHDRAWAL, further=ahead, accepted_elsewhere=True)[1]
    assert body.startswith("I have accepted another role, so I'm withdrawing my application for the SRE role.")
    assert "I won't need the meeting on December 8, so please take it off everyone's calendar." in body


# --- After a no, and voices from outside


def test_a_rejection_is_answered_with_thanks_and_good_wishes_and_nothing_is_quoted() -> None:
    for tone in Tone:
        body = drafted(LetterKind.REJECTION_THANKS, **HEARD, outcome=Outcome.REJECTED, tone=tone).body
        assert "Thank you for" in body
        assert "wish you" in body
        assert not any(words in body for words in ("“", "”", "calm", "nine days", "approvals", "checklist"))
    rescinded = drafted(LetterKind.REJECTION_THANKS, **HEARD, outcome=Outcome.RESCINDED).body
    assert "If the role comes back" in rescinded


def test_a_good_word_names_whom_the_connection_knows_and_strengths_of_mine() -> None:
    told = {**BOTH_OF_DANA, "ties": [tie(3, Part.CONNECTION, knows=1, sensitive=True)]}
    body = drafted(LetterKind.GOOD_WORD, 3, **told).body
    assert "you know Dana Ruiz there" in body
    assert "would you mention me to Dana?" in body
    assert "this is what I would bring: calm releases, clear hand-overs." in body
    assert "My search is confidential, so please keep this to Dana for now." in body


@pytest.mark.parametrize("kind", [LetterKind.GOOD_WORD, LetterKind.RECOMMENDATION, LetterKind.REFERENCE_THANKS])
def test_whoever_speaks_for_me_hears_nothing_of_what_the_employer_needs(kind: LetterKind) -> None:
    told = {**BOTH_OF_DANA, "ties": [tie(3, Part.REFERENCE)]}
    for tone in Tone:
        seen = seen_by_reader(occasion(kind, 3, **told, tone=tone, ticked="n1 n2"))
        assert not any(words in seen for words in ("approvals take", "no owner", "calm the", "Nobody reads"))


def test_a_reference_is_told_what_they_have_seen_me_do() -> None:
    body = drafted(LetterKind.RECOMMENDATION, 3, **BOTH_OF_DANA, ties=[tie(3, Part.REFERENCE)]).body
    assert "- calm releases: releases went from nine days to one\n" in body
    assert "- clear hand-overs: hand-overs took ten minutes\n" in body
    assert "by December 9 would be ideal" in body


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", [LetterKind.GOOD_WORD, LetterKind.RECOMMENDATION])
def test_a_result_without_a_strength_comes_behind_its_story(kind: LetterKind, language: Language) -> None:
    part = Part.CONNECTION if kind is LetterKind.GOOD_WORD else Part.REFERENCE

    def listed(result: str) -> str:
        told = {**HEARD, "stories": [replace(STORY, strength="", result=result)], "ties": [tie(3, part)]}
        body = drafted(kind, 3, **told, language=language).body.replace("\u00a0", " ").replace(" :", ":")
        return next(line for line in body.splitlines() if line.startswith("- "))

    assert listed("One day.").casefold() == "- cut releases from nine days to one: one day"
    assert listed("releases went from nine days to one").casefold() == "- releases went from nine days to one"


@pytest.mark.parametrize("language", [Language.EN_US, Language.EN_GB])
def test_a_formal_thanks_for_an_offer_asks_one_question(language: Language) -> None:
    offer = Offer(id=1, round_id=1, made=instant("2026-12-02 08:00"), written=False)
    body = drafted(
        LetterKind.OFFER_THANKS, offer=offer, outcome=Outcome.OFFER, tone=Tone.FORMAL, language=language
    ).body
    asks = "I would be grateful to have the offer in writing. May I give you my answer by"
    assert (asks in body, body.count("?")) == (True, 1)


@pytest.mark.parametrize(
    ("outcome", "says"),
    [
        (None, "let you know how it goes"),
        (Outcome.OFFER, "made me an offer"),
        (Outcome.ACCEPTED, "I got the job"),
        (Outcome.REJECTED, "did not work out"),
        (Outcome.WITHDRAWN, "decided against the job"),
    ],
)
def test_who_helped_hears_what_came_of_it(outcome: Outcome | None, says: str) -> None:
    told = {**HEARD, "ties": [tie(3, Part.REFERENCE, Favour.SPOKE)], "outcome": outcome}
    body = drafted(LetterKind.REFERENCE_THANKS, 3, **told).body
    assert says in body
    assert "recommending me to Acme" in body


def test_a_recommendation_is_forwarded_with_the_name_of_who_wrote_it() -> None:
    received = replace(tie(3, Part.REFERENCE), received=instant("2026-12-01 18:00"))
    assert "Sam Ode" in plain(LetterKind.FORWARD_RECOMMENDATION, ties=[received])[1]
    assert "[[who wrote for you]]" in plain(LetterKind.FORWARD_RECOMMENDATION, ties=[tie(3, Part.REFERENCE)])[1]


# --- Language, tone and address


AGREER = "Je vous prie d'agréer, Madame, mes salutations distinguées."


@pytest.mark.parametrize(
    ("language", "tone", "address", "greeting", "closing", "day"),
    [
        (Language.EN_US, Tone.FORMAL, "Ms. Ruiz", "Dear Ms. Ruiz,", "Sincerely,", "November 17"),
        (Language.EN_US, Tone.PLAIN, "Dana", "Hi Dana,", "Best regards,", "November 17"),
        (Language.EN_GB, Tone.FORMAL, "Ms Ruiz", "Dear Ms Ruiz,", "Yours sincerely,", "17 November"),
        (Language.DE, Tone.PLAIN, "Frau Dr. Ruiz", "Guten Tag Frau Dr. Ruiz,", "Viele Grüße", "17. November"),
        (Language.FR, Tone.FORMAL, "Mme Ruiz", "Madame,", AGREER, "17 novembre"),
    ],
)  # fmt: skip
def test_greeting_closing_and_dates_follow_language_and_tone(
    language: Language, tone: Tone, address: str, greeting: str, closing: str, day: str
) -> None:
    told = {**HEARD, "people": [replace(DANA, address=address), KIM, SAM], "meeting": "2026-11-17 14:00"}
    made = drafted(
        LetterKind.VALUE_LETTER,
        **{**told, **{k: BOTH_OF_DANA[k] for k in ("needs", "matches")}},
        language=language,
        tone=tone,
    )
    assert made.body.startswith(f"{greeting}\n\n")
    assert made.body.endswith(f"\n\n{closing}\nAda Moreau")
    assert day.replace("\u00a0", " ") in made.body.replace("\u00a0", " ")


@pytest.mark.parametrize("name", ["van", "DANA", "frank@acme.example", "Hiring Team", "dana"])
@pytest.mark.parametrize("language", [Language.EN_US, Language.EN_GB, Language.DE])
def test_how_a_reader_is_addressed_is_asked_where_it_is_unsure(name: str, language: Language) -> None:
    people = [Person(id=1, name=name, email="frank@acme.example"), KIM, SAM]
    body = drafted(LetterKind.THANK_YOU, **{**HEARD, "people": people}, language=language).body
    assert body.startswith("[[")
    assert "addressed?]],\n" in body.partition("\n\n")[0] + "\n"


def test_a_reader_who_is_du_or_tu_is_never_sie_or_vous() -> None:
    for language, formal in ((Language.DE, (" Sie", " Ihnen", " Ihr")), (Language.FR, (" vous", " votre", " vos "))):
        people = [replace(DANA, address="Dana", familiar=True), KIM, SAM]
        for place in range(8):
            others = dict.fromkeys(range(-place, 0), True)
            there = {
                "people": [*people, *(Person(id=n, name=f"Ann Other{-n}") for n in others)],
                "there": {**others, **DANA_CAME},
            }
            body = drafted(LetterKind.THANK_YOU, **{**HEARD, **there}, language=language, tone=Tone.PLAIN).body
            assert not any(word in body for word in formal), body


@pytest.mark.parametrize(
    ("zone", "day", "said"),
    [
        ("Asia/Tokyo", "Wednesday", "December 2"),
        ("America/Los_Angeles", "Tuesday", "December 1"),
        ("", "Tuesday", "December 1"),
    ],
)
def test_a_letter_names_the_day_in_the_meetings_own_zone(zone: str, day: str, said: str) -> None:
    one = occasion(LetterKind.THANK_YOU, 2, **HEARD, meeting="2026-12-01 18:00", zone=zone, on="2026-12-03")
    assert written(one).subject == f"Our conversation on {day}"
    assert f"good to meet you on {day}." in written(one).body
    body = plain(LetterKind.NEW_DATE, called_off=True, meeting="2026-12-01 18:00", zone=zone, on="2026-12-03")[1]
    assert f"that {said} did not work out" in body


# --- The sentences of the bank


def sentences(one: Any, **told: Any) -> dict[str, str]:
    made = letter_sentences(one, load_bank(one.letter.language), **told)
    assert made.keys() == SENTENCE_PLACES.keys()
    return {name: text for name, (_, text) in made.items() if text}


def test_a_letter_that_is_drafted_again_keeps_its_sentences_but_where_another_is_wanted() -> None:
    first = occasion(LetterKind.THANK_YOU, 1, **HEARD)
    used = written(first).sentences
    again = about(first.case, LetterKind.THANK_YOU, 1, sentences=used.replace("opening 1", "opening 4"))
    assert sentences(again)["opening"].startswith("Thanks again for talking with me yesterday.")
    same = {name: text for name, text in sentences(again).items() if name != "opening"}
    assert same == {name: text for name, text in sentences(first).items() if name != "opening"}
    other = sentences(again, after=frozenset({RowName(Slot.QUOTE, 1)}))
    assert other["quote_sentence"].startswith("I wrote down something you said: ")
    assert other["opening"] == sentences(again)["opening"]


def test_a_letter_takes_sentences_that_neither_its_panel_nor_its_reader_has_had() -> None:
    theirs = replace(kept(occasion(LetterKind.THANK_YOU, 2, **HEARD)), id=7, sentences="opening 1, interest 1")
    one = occasion(LetterKind.THANK_YOU, 1, **HEARD, letters=[theirs])
    assert sentences(one)["opening"] != sentences(occasion(LetterKind.THANK_YOU, 1, **HEARD))["opening"]
    before = replace(theirs, person_id=1, state=LetterState.SENT, round_id=9, sentences="opening 1, opening 2")
    one = occasion(LetterKind.THANK_YOU, 1, **HEARD, letters=[before])
    assert "enjoyed our conversation" in sentences(one)["opening"]
    assert one.cites.quote is HEARD["quotes"][0]


def test_nothing_is_cited_to_a_reader_twice_and_a_story_goes_to_one_of_a_panel() -> None:
    dana = replace(kept(occasion(LetterKind.THANK_YOU, 1, **HEARD)), id=7, state=LetterState.SENT)
    again = occasion(LetterKind.THANK_YOU, 1, **HEARD, letters=[dana]).cites
    assert (again.quote, again.need, again.match) == (None, None, None)
    shared = {**HEARD, "matches": [MATCH, replace(MATCH, id=2, need_id=2)]}
    assert occasion(LetterKind.THANK_YOU, 2, **shared, letters=[dana]).cites.match is None
    # As long as who decides has no letter, the story is kept for them.
    manager = {**shared, "ties": [tie(1, Part.HIRING_MANAGER)]}
    assert occasion(LetterKind.THANK_YOU, 2, **manager).cites.match is None
    assert occasion(LetterKind.THANK_YOU, 1, **manager).cites.match == MATCH


def test_only_a_thank_you_and_a_value_letter_of_one_row_take_sentences() -> None:
    for kind in LetterKind:
        named = sentences(occasion(kind, 1, **HEARD))
        match kind:
            case LetterKind.THANK_YOU:
                assert "opening" in named
            case LetterKind.VALUE_LETTER:
                assert named.keys() == {"need_sentence", "story_sentence"}
            case _:
                assert named == {}


# --- All of them


def test_each_kind_has_a_template_in_each_language_and_each_template_a_kind() -> None:
    for language in Language:
        names = {path.stem for path in (SHIPPED / str(language)).glob("*.j2")}
        assert names == set(map(str, LetterKind)), language


def test_a_template_is_given_plain_data_and_the_same_names_whatever_is_known() -> None:
    full = values(occasion(LetterKind.THANK_YOU, 1, **BOTH_OF_DANA, offer=DATED, commitments=[STUDY]))
    for kind in LetterKind:
        for to in (1, None):
            given = values(occasion(kind, to))
            assert given.keys() == full.keys()
            assert not any(value is None for value in given.values())


def test_terms_stand_each_by_itself() -> None:
    assert terms_of("- $148,000 a year;  25 days\n\n • two days\tfrom home ;") == [
        "$148,000 a year", "25 days", "two days from home",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        ("a  b ", "a b"),
        ("\n\na\n\n\n\nb\u00a0\n", "a\n\nb"),
        ("- a\n  b  c", "- a\n  b c"),
        ("a\u00a0: b", "a\u00a0: b"),
    ],
)
def test_a_draft_is_tidy(text: str, tidy: str) -> None:
    assert tidied(text) == tidy


DOORS = {"en": r"another role|similar position|role comes? back", "de": r"ergibt|ändert", "fr": r"poste (se|est)"}
"""How a letter in each language says that one would be glad of another role there."""


@grouped(
    "language, tone, outcome", product(Language, Tone, (Outcome.REJECTED, Outcome.RESCINDED)), by=lambda c: str(c[0])
)
def test_after_a_no_the_door_to_another_role_stays_open(language: Language, tone: Tone, outcome: Outcome) -> None:
    body = drafted(LetterKind.REJECTION_THANKS, 1, **HEARD, language=language, tone=tone, outcome=outcome).body
    assert re.search(DOORS[language[:2]], body), body
