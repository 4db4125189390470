"""What the drafted letters say, and that no text breaks them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_tui.domain.chart import as_text, chart_rows
from interview_tui.domain.letters import nearly_the_same
from interview_tui.domain.records import (
    Letter,
    LetterKind,
    Match,
    Need,
    Outcome,
    Part,
    Quote,
    Story,
)
from interview_tui.domain.text import clean_line
from interview_tui.letters.drafting import Occasion, as_markdown_text, draft, first_name, template_for
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


def drafted(kind: LetterKind, to: int | None = 1, *, me: str = "Ada Moreau", **changes: object) -> tuple[str, str]:
    """The shipped letter of a kind to a person, on a case in which both were met."""
    values: dict[str, object] = {**HEARD, **changes}
    return draft(_occasion(kind, to, me=me, **values), Path("nowhere"))


def _occasion(kind: LetterKind, to: int | None, *, me: str = "Ada", **values: object) -> Occasion:
    made = case(**values)  # type: ignore[arg-type]
    return Occasion(
        case=made,
        kind=kind,
        person_id=to,
        rows=chart_rows(made),
        calendar=BERLIN,
        today=instant("2026-12-02 09:00").date(),
        me=me,
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
    matched = [r for r in chart_rows(_occasion(LetterKind.VALUE_LETTER, 1, **HEARD).case) if r.matched]
    assert as_text(matched, width=72).rstrip("\n") in body
    assert "\n\nTo look at:\n- https://me.example/case\n\n" in body
    assert "Calm the release train" in body


def test_a_check_in_brings_something_new_and_speaks_of_their_date() -> None:
    subject, body = drafted(LetterKind.CHECK_IN, commitments=[their_word(1, "call with the dates", "2026-12-01")])
    assert subject == "Acme, SRE: on “Approvals take nine days”"
    assert "We had agreed on this as the next step: call with the dates (by Tuesday, 1 December)." in body
    assert "You named this need: “Approvals take nine days”" in body
    assert "Dana Ruiz named this need" in drafted(LetterKind.CHECK_IN, 2)[1]


def test_a_rejection_is_answered_with_thanks_and_good_wishes() -> None:
    _, body = drafted(LetterKind.REJECTION_THANKS, outcome=Outcome.REJECTED)
    assert "Thank you for telling me of your decision" in body
    assert "I wish the person whom you have chosen every success" in body
    assert "glad to be considered again" in body


@pytest.mark.parametrize(
    ("kind", "to", "changes", "template"),
    [
        (LetterKind.WITHDRAWAL, 1, {}, "withdrawal"),
        (LetterKind.WITHDRAWAL, 1, {"outcome": Outcome.OFFER}, "offer_declined"),
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
            assert body.endswith(me or ("regards", "thanks"))


@pytest.mark.parametrize(
    ("name", "first"),
    [("Dana Ruiz", "Dana"), ("Dr. Kim Lee", "Dr. Kim Lee"), ("白樺", "白樺"), ("", ""), ("Mr", "Mr")],
)
def test_greeting(name: str, first: str) -> None:
    assert first_name(name) == first


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
    made = replace(made, interview=replace(made.interview, company=company))
    occasion = Occasion(
        case=made, kind=kind, person_id=to, rows=chart_rows(made), calendar=BERLIN,
        today=instant("2026-12-02 09:00").date(), me="Ada",
    )  # fmt: skip
    subject, body = draft(occasion, Path("nowhere"))
    if kind is LetterKind.THANK_YOU and to == 1:
        assert f"“{said}”" in body
        assert f"“{pressing}”" in body
        assert step in body
        assert company in subject


def test_markdown_shows_the_text_as_it_is() -> None:
    assert as_markdown_text("a *b* <i>\n# c\n\nd") == "a \\*b\\* \\<i\\>  \n\\# c\n\nd"
