"""The ledger: what is kept on time, what a side's record is, and which question asks for a real next step."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from interview_tui.domain.already_sent import SentItem, already_sent
from interview_tui.domain.commitments import (
    Standing,
    days_over,
    is_call,
    score,
    standing,
    standing_words,
    suggested_question,
    summary,
)
from interview_tui.domain.dates import Calendar
from interview_tui.domain.enums import Channel, CommitmentState, Direction, LetterState, Owner
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import Commitment, Letter, Touch

BERLIN = Calendar(ZoneInfo("Europe/Berlin"))
TODAY = date(2026, 11, 23)
PROMISE = Commitment(id=1, meeting_id=1, owner=Owner.ME, text="send the study", due=date(2026, 11, 20))
OPEN, KEPT, MISSED = CommitmentState


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


CALLS = """
call Dana about the dates · I'll call you on Friday · Ring Kim · phone the recruiter · give Dana a call · call back ·
give the hiring manager a ring · wegen der Termine anrufen · am Freitag zurückrufen · appeler Mme Petit ·
rappeler vendredi · téléphoner · passer un coup de fil à Claire · to call with two references · telephone Tom
"""
NO_CALLS = """
send the case study · call notes to Dana · send the call list · recall the numbers · phone numbers of two references ·
write up the phone screen · den Anruf vorbereiten · envoyer le compte rendu de l'appel · callow · ringing ·
call for papers · send what we said on the phone · Anrufliste schicken
"""


@pytest.mark.parametrize(("texts", "are"), [(CALLS, True), (NO_CALLS, False)], ids=["calls", "others"])
def test_a_promise_to_call_is_known_by_its_verb(texts: str, are: bool) -> None:
    listed = [" ".join(text.split()) for text in texts.split("·")]
    assert [text for text in listed if is_call(text) is not are] == []


def test_a_promise_without_end_is_looked_at_in_no_time() -> None:
    assert not is_call("give " + "a " * 500_000)
    assert not is_call("anruf " * 200_000)


@pytest.mark.parametrize(
    ("commitment", "stands", "words"),
    [
        (PROMISE, Standing.OVERDUE, "3 days overdue"),
        (replace(PROMISE, due=TODAY), Standing.OPEN, "open"),
        (replace(PROMISE, due=None), Standing.OPEN, "open"),
        (replace(PROMISE, due=None, passive=True), Standing.OPEN, "passive"),
        (replace(PROMISE, state=MISSED), Standing.MISSED, "missed"),
        (
            replace(PROMISE, state=KEPT, due=None, settled=at("2026-11-23T09:00+01:00")),
            Standing.ON_TIME,
            "kept on time",
        ),
        # The last minute of the user's day, though in UTC the day before; and the first one of the next.
        (replace(PROMISE, state=KEPT, settled=at("2026-11-20T23:59+01:00")), Standing.ON_TIME, "kept on time"),
        (replace(PROMISE, state=KEPT, settled=at("2026-11-21T00:00+01:00")), Standing.LATE, "kept late"),
    ],
)
def test_how_one_stands(commitment: Commitment, stands: Standing, words: str) -> None:
    assert standing(commitment, today=TODAY, calendar=BERLIN) is stands
    assert standing_words(commitment, today=TODAY, calendar=BERLIN) == words


def test_the_summary_counts_both_sides() -> None:
    theirs = replace(PROMISE, owner=Owner.THEM)
    known = [
        PROMISE,
        replace(PROMISE, state=KEPT, settled=at("2026-11-20T12:00+01:00")),
        replace(PROMISE, due=None),
        replace(theirs, state=KEPT, settled=at("2026-11-22T12:00+01:00")),
        replace(theirs, state=MISSED),
        replace(theirs, passive=True),
    ]
    assert summary(known, today=TODAY, calendar=BERLIN) == "you kept 1 of 2 on time · they kept 1 of 2"
    assert summary(known[:1], today=date(2026, 11, 20), calendar=BERLIN) == "nothing is due yet"
    assert summary([], today=TODAY, calendar=BERLIN) == "nothing is due yet"


@drawn(
    st.lists(
        st.builds(
            Commitment,
            meeting_id=st.just(1),
            owner=st.sampled_from(Owner),
            text=st.just("x"),
            due=st.none() | st.dates(date(2026, 11, 1), date(2026, 12, 31)),
            state=st.sampled_from(CommitmentState),
            passive=st.booleans(),
            settled=st.none() | st.integers(0, 60).map(lambda days: at("2026-11-01T12:00Z") + timedelta(days=days)),
        )
    )
)
def test_on_time_is_at_most_kept_and_kept_at_most_due(known: list[Commitment]) -> None:
    for owner in Owner:
        side = score(known, owner, today=TODAY, calendar=BERLIN)
        assert 0 <= side.on_time <= side.kept <= side.due <= len(known)
    assert all((days_over(c, today=TODAY) > 0) == (standing(c, today=TODAY, calendar=BERLIN) is Standing.OVERDUE)
               for c in known)  # fmt: skip


THEIRS = Commitment(meeting_id=1, owner=Owner.THEM, text="We'll let you know")


@pytest.mark.parametrize(
    ("commitment", "person", "asked"),
    [
        (replace(THEIRS, passive=True), "", "By when may I expect to hear, and from whom?"),
        (replace(THEIRS, passive=True), "Dana Ruiz", "Dana, by when may I expect to hear from you?"),
        (
            replace(THEIRS, passive=True, due=date(2026, 12, 2)),
            "Dana Ruiz",
            "Dana, if I have heard nothing by Wed 2 Dec, may I call you that day?",
        ),
        (
            replace(THEIRS, passive=True, due=date(2026, 12, 2)),
            "",
            "If I have heard nothing by Wed 2 Dec, whom may I call that day?",
        ),
        (replace(THEIRS, due=date(2026, 12, 2)), "", "Who will be in touch with me by Wed 2 Dec?"),
        (replace(THEIRS, due=date(2026, 12, 2)), "Dana Ruiz", ""),
        (
            replace(THEIRS, due=date(2026, 11, 20)),
            "Dana Ruiz",
            "Dana, the day we spoke of has come. Where do things stand, and what happens next?",
        ),
        (replace(THEIRS, passive=True, state=KEPT), "", ""),
        (replace(PROMISE, due=None), "", ""),
    ],
)
def test_the_question_asks_for_what_is_missing(commitment: Commitment, person: str, asked: str) -> None:
    assert suggested_question(commitment, person, today=TODAY) == asked


def test_what_a_person_already_got() -> None:
    first = at("2026-11-20T10:00+01:00")
    letter = Letter(
        id=3, interview_id=1, round_id=1, person_id=7, kind=LetterKind.THANK_YOU, subject="Thank you",
        state=LetterState.SENT, sent=first, created=first,
    )  # fmt: skip
    later = first + timedelta(days=2)
    touch = Touch(
        person_id=7, at=later, direction=Direction.OUT, channel=Channel.PHONE, brings="a sample\n\na need answered"
    )
    touches = [
        touch,
        Touch(person_id=7, at=first, direction=Direction.OUT, channel=Channel.EMAIL, letter_id=3),
        replace(touch, direction=Direction.IN),
        replace(touch, person_id=8),
    ]
    draft = replace(letter, id=4, state=LetterState.DRAFT, sent=None)
    assert already_sent(7, [letter, draft], touches) == (
        SentItem(first, Channel.EMAIL, "thank-you: Thank you"),
        SentItem(later, Channel.PHONE, "a sample"),
        SentItem(later, Channel.PHONE, "a need answered"),
    )
