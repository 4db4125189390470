"""Which letter is asked for, whom it goes to, what it cites and brings, and what keeps it from being ready."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from interview_tui.domain.already_sent import brought, lines_brought_to, next_news, promised_sample, sample_name
from interview_tui.domain.chart import chart_rows
from interview_tui.domain.enums import Favour, LetterState, Outcome, Part, Settled, Step
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letter_gaps import first_gap, gaps, letter_lacks
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.letters import (
    addressee,
    asked_of,
    cited,
    default_kind,
    is_settled_by,
    kind_for,
    letter_asked_for,
    nearly_the_same,
    next_asked,
    promise_kept,
)
from interview_tui.domain.overlap import overlap
from interview_tui.domain.records import FollowUp, Involvement, Letter, Offer, Person, Story
from tests.domain.cases import (
    BERLIN,
    BOTH_CAME,
    DANA,
    DANA_CAME,
    KIM,
    SAM,
    case,
    done,
    instant,
    letter,
    match,
    need,
    promise,
    quote,
    tie,
)

STORY = Story(id=1, title="Cut releases", result="One day", sample="/home/ada/case.pdf")
MATCHED = {"needs": [need(1, "Nine days", of=1)], "matches": [match(1, need=1)], "stories": [STORY]}


def owe(id_: int, kind: Kind, day: int, *, to: int | None = None, round_id: int = 1) -> FollowUp:
    return FollowUp(
        id=id_, interview_id=1, round_id=round_id, kind=kind, text="x", person_id=to, due_day=date(2026, 12, day),
        created=instant("2026-12-01 18:00"),
    )  # fmt: skip


def draft(kind: LetterKind, to: int | None = 1, body: str = "text", **fields: object) -> Letter:
    made = Letter(interview_id=1, round_id=1, person_id=to, kind=kind, subject="s", body=body, created=instant("2026-12-01 18:00"))  # fmt: skip  # noqa: E501
    return replace(made, **fields)  # type: ignore[arg-type]


def test_the_follow_up_that_is_due_first_asks() -> None:
    made = case(
        follow_ups=[
            owe(1, Kind.CHECK_IN, 9),
            owe(2, Kind.PREPARE, 1),
            owe(3, Kind.THANK_YOU, 3, to=2),
            owe(4, Kind.THANK_YOU, 2, to=1, round_id=2),
            replace(owe(5, Kind.THANK_YOU, 3, to=1), due_day=None, due_at=instant("2026-12-03 08:00")),
            replace(owe(6, Kind.THANK_YOU, 1), state=Settled.DONE),
        ]
    )
    asked = [next_asked(made, BERLIN), next_asked(made, BERLIN, LetterKind.CHECK_IN)]
    assert [f and f.id for f in asked] == [5, 1]
    assert next_asked(made, BERLIN, LetterKind.PROPOSAL) is None
    assert (asked_of(made, BERLIN, LetterKind.THANK_YOU, 2) or asked[0]) == made.follow_ups[2]
    assert default_kind(made, BERLIN) is LetterKind.THANK_YOU


def test_a_follow_up_that_has_lapsed_asks_no_more() -> None:
    lapsed = replace(owe(1, Kind.THANK_YOU, 2, to=1), lapses=instant("2026-12-29 15:00"))
    made = case(follow_ups=[lapsed, owe(2, Kind.CHECK_IN, 9, to=1)], now="2026-12-30 09:00")
    assert next_asked(made, BERLIN) == made.follow_ups[1]
    assert default_kind(made, BERLIN) is LetterKind.CHECK_IN


OFFER = Offer(id=1, round_id=1, made=instant("2026-12-01 09:00"))


def test_only_a_decision_answers_an_offer() -> None:
    reply = owe(1, Kind.OFFER_REPLY, 3, to=1)
    made = case(outcome=Outcome.OFFER, follow_ups=[reply])
    settles = {kind for kind in LetterKind if is_settled_by(made, reply, kind)}
    assert settles == {LetterKind.ACCEPTANCE, LetterKind.DECLINE}
    for kind in LetterKind:  # whoever it goes to
        assert asked_of(made, BERLIN, kind, 2) == (reply if kind in settles else None)
    assert (letter_asked_for(made, reply), next_asked(made, BERLIN), default_kind(made, BERLIN)) == (None, None, None)


@pytest.mark.parametrize(
    ("outcome", "kind"), [(Outcome.ACCEPTED, LetterKind.ACCEPTANCE), (Outcome.DECLINED, LetterKind.DECLINE)]
)
def test_a_decision_without_a_letter_asks_for_it(outcome: Outcome, kind: LetterKind) -> None:
    made = case(outcome=outcome, follow_ups=[owe(1, Kind.OFFER_REPLY, 3, to=1)])
    assert letter_asked_for(made, made.follow_ups[0]) is kind
    assert default_kind(made, BERLIN) is default_kind(replace(made, follow_ups=()), BERLIN) is kind


def test_asking_for_time_asks_until_when() -> None:
    thanks = owe(1, Kind.OFFER_THANKS, 3, to=1)
    made = replace(case(outcome=Outcome.OFFER, follow_ups=[thanks]), offer=OFFER)
    assert asked_of(made, BERLIN, LetterKind.OFFER_TIME, 1) == thanks
    assert asked_of(made, BERLIN, LetterKind.COUNTER, 1) is None
    dated = replace(made, offer=replace(OFFER, answer_by=date(2026, 12, 11)))
    assert asked_of(dated, BERLIN, LetterKind.OFFER_TIME, 1) is None


def test_who_accepted_an_offer_writes_no_withdrawal_there() -> None:
    rest = owe(1, Kind.WITHDRAWAL, 3)
    accepted, other = (case(outcome=o, follow_ups=[rest]) for o in (Outcome.ACCEPTED, None))
    assert letter_asked_for(accepted, rest) is None
    assert not is_settled_by(accepted, rest, LetterKind.WITHDRAWAL)
    assert letter_asked_for(other, rest) is LetterKind.WITHDRAWAL


@pytest.mark.parametrize(
    ("step", "outcome", "kind"),
    [
        (1, None, LetterKind.THANK_YOU),
        (5, None, LetterKind.THANK_YOU),
        (6, None, LetterKind.VALUE_LETTER),
        (7, None, LetterKind.CHECK_IN),
        (8, None, LetterKind.RECOMMENDATION),
        (9, Outcome.REJECTED, LetterKind.REJECTION_THANKS),
        (6, Outcome.OFFER, None),
        (10, Outcome.RESCINDED, LetterKind.REJECTION_THANKS),
        (6, Outcome.WITHDRAWN, LetterKind.WITHDRAWAL),
        (10, None, LetterKind.STAY_IN_TOUCH),
    ],
)
def test_without_a_follow_up_outcome_and_step_say_which_letter(
    step: int, outcome: Outcome | None, kind: LetterKind | None
) -> None:
    assert default_kind(case(step=step, outcome=outcome), BERLIN) is kind


def test_the_clock_takes_the_step_further() -> None:
    made = case(step=1, now="2026-12-01 16:00")
    made = replace(
        made, interview=replace(made.interview, clock_step=Step.PERSIST, clock_at=instant("2026-12-01 15:00"))
    )
    assert default_kind(made, BERLIN) is LetterKind.CHECK_IN


def test_after_the_thanks_for_a_rejection_one_stays_in_touch() -> None:
    made = case(step=10, outcome=Outcome.REJECTED, follow_ups=[done(Kind.REJECTION_THANKS)])
    assert default_kind(made, BERLIN) is LetterKind.STAY_IN_TOUCH


RITA = Person(id=4, name="Rita Rao", title="Recruiter")
LEO = Person(id=5, name="Leo Lind", title="Engineer")
DECIDERS = [
    LetterKind.VALUE_LETTER,
    LetterKind.AS_PROMISED,
    LetterKind.FORWARD_RECOMMENDATION,
    LetterKind.PROPOSAL,
    LetterKind.REJECTION_THANKS,
    LetterKind.STAY_IN_TOUCH,
]


TO_VOICES = [LetterKind.RECOMMENDATION, LetterKind.GOOD_WORD, LetterKind.REFERENCE_THANKS]


@pytest.mark.parametrize("kind", [kind for kind in LetterKind if kind not in (LetterKind.THANK_YOU, *TO_VOICES)])
def test_a_letter_goes_to_who_decides_or_to_who_coordinates(kind: LetterKind) -> None:
    people = [LEO, DANA, RITA]
    ties = [tie(5, Part.INTERVIEWER), tie(1, Part.INTERVIEWER), tie(4, Part.RECRUITER)]
    made = case(there={5: True, 1: True, 4: True}, people=people, ties=ties)
    senior, decides = DANA.id, kind in DECIDERS
    assert addressee(made, kind) == (senior if decides else RITA.id)
    manager = replace(made, involvements=(tie(5, Part.HIRING_MANAGER), *ties[1:]))
    assert addressee(manager, kind) == (LEO.id if decides else RITA.id)
    alone = replace(made, involvements=tuple(ties[:2]), attendances=made.attendances[:2], invited=made.invited[:2])
    assert addressee(alone, kind) == senior
    assert addressee(case(people=[]), kind) is None


def test_who_has_taken_over_is_written_to() -> None:
    ties = [replace(tie(4, Part.RECRUITER), successor_id=5), tie(5, Part.RECRUITER)]
    assert addressee(case(people=[RITA, LEO], ties=ties), LetterKind.CHECK_IN) == LEO.id


def test_the_first_person_met_without_a_thank_you_is_thanked() -> None:
    ties = [tie(3, Part.REFERENCE)]
    made = case(there={3: True, 1: True, 2: True}, ties=ties)
    assert addressee(made, LetterKind.THANK_YOU) == 1
    assert addressee(replace(made, letters=(letter(1, "thanks"),)), LetterKind.THANK_YOU) == 2
    assert addressee(replace(made, follow_ups=(done(Kind.THANK_YOU, to=1),)), LetterKind.THANK_YOU) == 2
    assert addressee(case(ties=[tie(1, Part.INTERVIEWER)]), LetterKind.THANK_YOU) == 1


@pytest.mark.parametrize(
    ("kind", "part", "other"),
    [
        (LetterKind.RECOMMENDATION, Part.REFERENCE, Part.CONNECTION),
        (LetterKind.GOOD_WORD, Part.CONNECTION, Part.REFERENCE),
    ],
)
def test_whom_one_may_ask_is_asked_a_reference_for_a_letter_a_connection_for_a_word(
    kind: LetterKind, part: Part, other: Part
) -> None:
    assert addressee(case(ties=[tie(3, part, do_not_ask=True)]), kind) is None
    assert addressee(case(ties=[tie(3, other)]), kind) is None
    assert addressee(case(ties=[tie(2, other), tie(3, part)]), kind) == 3


def test_who_spoke_for_me_is_thanked_for_it_first() -> None:
    ties = [tie(2, Part.REFERENCE), tie(3, Part.CONNECTION, Favour.SPOKE)]
    assert addressee(case(there=DANA_CAME, ties=ties), LetterKind.REFERENCE_THANKS) == 3
    assert addressee(case(there=DANA_CAME, ties=ties[:1]), LetterKind.REFERENCE_THANKS) == 2
    assert addressee(case(there=DANA_CAME), LetterKind.REFERENCE_THANKS) is None


def test_only_the_words_of_that_very_person_are_cited() -> None:
    made = case(quotes=[quote(1, "Calm the train!", of=1), quote(2, "Mind the gap", of=2), quote(3, "…!", of=1)])
    assert cited(made, "You said: calm, the TRAIN.", 1) == 1
    assert cited(made, "You said: calm the train", 2) is None
    assert cited(made, "You said: calm the trains …!", 1) is None
    assert cited(made, "mind the gap", None) is None


def test_a_thank_you_needs_what_its_reader_said() -> None:
    made = case(
        there=BOTH_CAME,
        people=[DANA, KIM, SAM],
        quotes=[quote(1, "Calm the train", of=1)],
        needs=[need(1, "Orders get lost", of=2)],
    )
    assert letter_lacks(made, draft(LetterKind.THANK_YOU, 1, "calm the train")) == ()
    lacking = "words of Dana Ruiz in the letter: quote what they said"
    assert letter_lacks(made, draft(LetterKind.THANK_YOU, 1, "thanks")) == (lacking,)
    assert letter_lacks(made, draft(LetterKind.THANK_YOU, 1, "orders get lost")) == (lacking,)  # what Kim said
    # A need will do: who said nothing that is worth quoting has still said what they need.
    assert gaps(made, draft(LetterKind.THANK_YOU, 2, "orders get lost")) == ()
    assert gaps(made, draft(LetterKind.THANK_YOU, 3)) == (
        'a quote of Sam Ode: note what they said, for example " … (Sam Ode)',
    )
    assert gaps(made, draft(LetterKind.THANK_YOU, None)) == ("who it goes to: name a person, for example @ Kim Lee",)


def test_who_helped_from_outside_is_thanked_without_a_quote() -> None:
    assert gaps(case(ties=[tie(3, Part.REFERENCE)]), draft(LetterKind.THANK_YOU, 3)) == ()


def test_a_value_letter_needs_a_need_of_its_reader_that_a_story_answers_or_one_ticked_for_them() -> None:
    heard = case(needs=[need(1, "Nine days", of=1)])
    to_dana, to_kim = (draft(LetterKind.VALUE_LETTER, to) for to in (1, 2))
    assert gaps(heard, to_dana) == ("a need of Dana Ruiz answered by a story: match one for the chart",)
    made = case(**MATCHED)  # type: ignore[arg-type]
    assert gaps(made, to_dana) == ()
    assert gaps(made, to_kim) == (
        "a need of Kim Lee: write down what they need, or choose one of the others for this letter",
    )
    assert gaps(made, replace(to_kim, ticked="n1")) == ()
    assert gaps(heard, replace(to_kim, ticked="n1")) != ()  # nothing answers it


def test_a_proposal_needs_its_readiness() -> None:
    needs = [need(i, f"Need {i}") for i in range(1, 7)]
    assert gaps(case(needs=needs, there=DANA_CAME), draft(LetterKind.PROPOSAL)) == (
        "meet the decision maker",
        *(f"a story for the need “Need {i}”" for i in range(1, 4)),
        "and 3 more of these",
    )
    assert gaps(case(), draft(LetterKind.PROPOSAL))[0] == "hear a need"
    ready = case(there=DANA_CAME, ties=[tie(1, Part.HIRING_MANAGER)], **MATCHED)  # type: ignore[arg-type]
    assert gaps(ready, draft(LetterKind.PROPOSAL)) == ()
    bare = replace(ready, stories={1: replace(STORY, sample="")})
    assert gaps(bare, draft(LetterKind.PROPOSAL)) == ("a sample for the need “Nine days”",)


def test_a_recommendation_needs_somebody_who_may_be_asked() -> None:
    asking = draft(LetterKind.RECOMMENDATION, 3)
    assert gaps(case(), draft(LetterKind.RECOMMENDATION, None)) == (
        "a reference: add the person you would ask, as a reference",
    )
    assert gaps(case(), draft(LetterKind.GOOD_WORD, None)) == (
        "a connection: add the person you would ask, as a connection",
    )
    assert gaps(case(), asking) == ("a reference or a connection: Sam Ode is neither in this interview",)
    assert gaps(case(ties=[tie(3, Part.REFERENCE, do_not_ask=True)]), asking) == (
        "someone who may be asked: Sam Ode is marked “do not ask”",
    )
    assert gaps(case(ties=[tie(3, Part.CONNECTION)]), asking) == ()


def test_address_subject_and_text_are_missed() -> None:
    assert letter_lacks(case(), draft(LetterKind.WITHDRAWAL, 2, " \n", subject=" ")) == (
        "an email address of Kim Lee",
        "a subject",
        "a text",
    )


def test_what_only_the_user_can_fill_in_is_missing() -> None:
    counter = draft(LetterKind.COUNTER, 1, "Given [[your reason]], I hope for [[a\nfigure]].", subject="[[what]]")
    made = replace(case(outcome=Outcome.OFFER), offer=OFFER)
    assert letter_lacks(made, counter) == (
        "your own words for “what”",
        "your own words for “your reason”",
        "your own words for “a figure”",
    )
    assert gaps(made, counter) == ()
    assert letter_lacks(made, replace(counter, subject="s", body="Given the team, I hope for 150.")) == ()


@pytest.mark.parametrize(
    ("outcome", "offer", "kind", "lacks"),
    [
        (None, None, LetterKind.ACCEPTANCE, "an offer: none is recorded"),
        (Outcome.REJECTED, None, LetterKind.DECLINE, "an offer: none is recorded"),
        (Outcome.OFFER, OFFER, LetterKind.ACCEPTANCE, ""),
        (Outcome.OFFER, None, LetterKind.OFFER_THANKS, ""),  # recorded before offers had a record of their own
        (Outcome.ACCEPTED, OFFER, LetterKind.ACCEPTANCE, ""),
        (Outcome.DECLINED, OFFER, LetterKind.ACCEPTANCE, "an offer that is open: this interview is declined"),
        (Outcome.ACCEPTED, OFFER, LetterKind.COUNTER, "an offer that is open: this interview is accepted"),
        (Outcome.RESCINDED, OFFER, LetterKind.OFFER_TIME, "an offer that is open: this interview is rescinded"),
    ],
)
def test_a_letter_about_an_offer_needs_one(
    outcome: Outcome | None, offer: Offer | None, kind: LetterKind, lacks: str
) -> None:
    made = replace(case(outcome=outcome), offer=offer)
    assert gaps(made, draft(kind)) == ((lacks,) if lacks else ())


def test_a_letter_keeps_the_promise_of_its_follow_up_else_the_first_to_its_reader() -> None:
    mine = [promise(1, "a", "2026-12-09", to=1), promise(2, "b", to=1), promise(3, "c", "2026-12-01", to=2)]
    made = case(commitments=mine, follow_ups=[replace(owe(7, Kind.PROMISE, 4), commitment_id=2)])
    written = draft(LetterKind.AS_PROMISED, 1)
    assert promise_kept(made, replace(written, follow_up_id=7)) == mine[1]
    assert promise_kept(made, written) == mine[0]
    assert promise_kept(made, draft(LetterKind.AS_PROMISED, 3)) is None
    assert gaps(made, draft(LetterKind.AS_PROMISED, 3)) == ("a promise of yours that is open",)


def test_two_people_may_read_the_same_plain_letter() -> None:
    kim = replace(KIM, email="kim@acme.example")
    sent = letter(1, "Here it is, attached.", kind=LetterKind.AS_PROMISED)
    made = case(people=[DANA, kim], commitments=[promise(1, "send it", to=2)], letters=[sent])
    assert letter_lacks(made, draft(LetterKind.AS_PROMISED, 2, "Here it is, attached.")) == ()


def test_a_promise_may_speak_of_a_sample() -> None:
    rows = chart_rows(case(**MATCHED))  # type: ignore[arg-type]
    assert promised_sample(rows, "send the case by post") == "/home/ada/case.pdf"
    assert promised_sample(rows, "show how I cut releases") == "/home/ada/case.pdf"
    assert promised_sample(rows, "introduce Grace") == ""
    assert promised_sample(chart_rows(case()), "send the case") == ""


def test_a_check_in_brings_what_was_not_brought_yet() -> None:
    made = case(**MATCHED)  # type: ignore[arg-type]
    rows = chart_rows(made)
    first = next_news(made, rows, 1)
    assert first is not None
    assert first.story == "Cut releases"
    assert brought(rows, "I once cut releases. Attached: case.pdf") == ("Cut releases", "case.pdf")
    assert brought(rows, "hello") == ()
    had = replace(letter(1, "x"), brings="cut releases!\n")
    told = replace(made, letters=(had,))
    assert lines_brought_to(told, 1) == {"cut releases"}
    assert next_news(told, rows, 1) is not None  # the sample is still new
    assert next_news(replace(made, letters=(replace(had, brings="Cut releases\ncase.pdf"),)), rows, 1) is None
    assert next_news(replace(made, letters=(replace(had, state=LetterState.DRAFT),)), rows, 1) == first
    empty = draft(LetterKind.CHECK_IN, 1)
    assert gaps(told, empty) == ()  # the first may come with nothing but a question
    second = replace(told, follow_ups=(done(Kind.CHECK_IN, to=1),))
    assert gaps(second, empty) == ("something new for Dana Ruiz: a need answered, a sample, news",)
    assert gaps(second, replace(empty, brings="Cut releases")) == gaps(second, empty)
    assert gaps(second, replace(empty, brings="Cut releases\nmy talk")) == ()


@pytest.mark.parametrize(
    ("sample", "name"),
    [
        ("/a/case.pdf", "case.pdf"), ("~/case.pdf", "case.pdf"), ("case.pdf", "case.pdf"),
        ("https://me.example/a/b", "https://me.example/a/b"), ("www.me.example/x", "www.me.example/x"), ("/", "/"),
    ],
)  # fmt: skip
def test_sample_name(sample: str, name: str) -> None:
    assert sample_name(sample) == name


def test_two_letters_are_nearly_the_same_above_the_share_that_a_reader_would_notice() -> None:
    made = case(people=[DANA, KIM])
    shared = [f"s{n}" for n in range(45)]

    def alike(own: int) -> bool:
        one, other = (" ".join([*shared, *(f"{who}{n}" for n in range(own))]) + "." for who in "dk")
        return nearly_the_same(made, letter(1, f"Hi Dana,\n\n{one}"), letter(2, f"Dear Kim,\n\n{other}"))

    assert (alike(27), alike(28)) == (True, False)  # 45 of 99 words, and 45 of 101
    quoted = "“Calm the release train and keep it calm until the end of the year.”"
    assert not nearly_the_same(made, letter(1, f"{quoted} One."), letter(2, f"{quoted} Two."))


def test_where_a_place_to_fill_stands() -> None:
    assert first_gap("Given [[your\nreason]], and [[more]]") == (6, 21)
    assert first_gap("Given [your reason]") is None


@for_all(st.text(), st.text())
def test_likeness_is_mutual_and_whole_for_the_same_text(one: str, other: str) -> None:
    made = case(people=[DANA, KIM])
    dana, kim = letter(1, one), letter(2, other)
    assert nearly_the_same(made, dana, kim) == nearly_the_same(made, kim, dana)
    assert nearly_the_same(made, dana, letter(2, one)) is (overlap(one, one, ["Acme", "Dana Ruiz", "Kim Lee"]) == 1)
    assert nearly_the_same(made, letter(1, f"{one}\n\nSomething was said."), letter(2, f"{one}\n\nSomething was said."))


@pytest.mark.parametrize(
    ("known", "kind"),
    [
        (tie(SAM.id, Part.CONNECTION), LetterKind.GOOD_WORD),
        (tie(SAM.id, Part.REFERENCE), LetterKind.RECOMMENDATION),
        (replace(tie(SAM.id, Part.CONNECTION), favour=Favour.SPOKE), LetterKind.REFERENCE_THANKS),
        (replace(tie(SAM.id, Part.REFERENCE), received=instant("2026-12-01 18:00")), LetterKind.REFERENCE_THANKS),
        (tie(DANA.id, Part.HIRING_MANAGER), LetterKind.CHECK_IN),
        (tie(KIM.id, Part.INTERVIEWER), LetterKind.THANK_YOU),
    ],
)
def test_which_letter_is_next_for_one_person(known: Involvement, kind: LetterKind) -> None:
    asked = [owe(1, Kind.RECOMMENDATION, 1), owe(2, Kind.CHECK_IN, 9, to=1), owe(3, Kind.THANK_YOU, 3, to=2)]
    assert kind_for(case(there=BOTH_CAME, follow_ups=asked), BERLIN, known) is kind
