"""Occasions on which nothing is left out: each value of a template is given something in one of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from interview_tui.domain.chart import chart_rows
from interview_tui.domain.citations import Citations
from interview_tui.domain.enums import Favour, Language, LetterState, MeetingState, Outcome, Part, tone_for
from interview_tui.domain.letter_kinds import LETTERS, LetterKind
from interview_tui.domain.records import Document, Letter, Match, Meeting, Offer, Person, Story
from interview_tui.letters.occasion import Occasion
from tests.domain.cases import BERLIN, BOTH_CAME, case, instant, need, promise, question, quote, their_word, tie

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

DANA = Person(id=1, name="Dana Ruiz", title="VP Operations")
KIM = Person(id=2, name="Kim Lee")
GRACE = Person(id=3, name="Grace Lind", title="Director, Hooli")
NAOMI = Person(id=4, name="Naomi Feld")
READERS = {
    LetterKind.RECOMMENDATION: GRACE,
    LetterKind.GOOD_WORD: NAOMI,
    LetterKind.REFERENCE_THANKS: GRACE,
}
"""To whom a letter goes that does not go to Dana."""
CHECKLIST = Story(
    id=1,
    title="Cut releases from nine days to one",
    result="releases went from nine days to one",
    strength="calm releases",
    sample="/home/ada/checklist.pdf",
    sample_name="the release checklist, two pages",
)
RUNBOOKS = Story(
    id=2, title="Owners for all runbooks", result="Hand-overs take ten minutes", sample="https://me.example"
)
MATCHES = (
    Match(id=1, meeting_id=1, story_id=1, need_id=1, synopsis="We replaced three approvals with one checklist"),
    Match(id=2, meeting_id=1, story_id=2, need_id=2, synopsis="I gave every runbook a named owner"),
)
VERBS = ("call with the panel's dates", "send the case study")
NOUNS = ("the panel's dates", "case study")
CASE_STUDY = Document(
    id=1,
    interview_id=1,
    commitment_id=2,
    path="/home/ada/case-study.pdf",
    name="the case study, two pages",
    created=instant("2026-12-02 09:00"),
)
PROMISED_LINK = replace(CHECKLIST, title="Case study", sample="https://me.example/case-study", sample_name="case study")


def everything(language: Language) -> Iterator[tuple[LetterKind, Occasion]]:
    """Occasions of every kind of letter."""
    for kind in LetterKind:
        yield kind, occasion(kind, language)
        yield kind, occasion(kind, language, agreed=NOUNS)
        yield kind, occasion(kind, language, matches=MATCHES[:1])
        yield kind, occasion(kind, language, stories=(PROMISED_LINK, RUNBOOKS), documents=())
        yield kind, occasion(kind, language, variant="chart")
        yield kind, occasion(kind, language, variant="chart", matches=MATCHES[:1])
        yield kind, occasion(kind, language, agreed=("", VERBS[1]))
        yield kind, occasion(kind, language, better="I would first count the approvals")
        if language is Language.DE:
            yield kind, occasion(kind, language, agreed=("wegen der Termine anrufen", "das Fallbeispiel schicken"))


def occasion(
    kind: LetterKind,
    language: Language,
    *,
    agreed: tuple[str, str] = VERBS,
    matches: tuple[Match, ...] = MATCHES,
    stories: tuple[Story, ...] = (CHECKLIST, RUNBOOKS),
    documents: tuple[Document, ...] = (CASE_STUDY,),
    variant: str = "",
    better: str = "",
) -> Occasion:
    """A letter two days after the talk on Tuesday, 1 December; the offer is there, and another is waiting."""
    reader = READERS.get(kind, DANA)
    theirs, mine = agreed
    due = "2026-12-02" if kind is LetterKind.CHECK_IN else "2026-12-08"  # a check-in asks for what has passed
    promised = promise(2, mine, "2026-12-04", to=reader.id)
    heard: dict[str, Any] = {
        "quotes": [quote(1, "We need someone to calm the release train", of=reader.id)],
        "needs": [
            need(1, "Release approvals take nine days", of=reader.id),
            need(2, "Nobody owns the runbooks", of=reader.id),
        ],
        "matches": matches,
        "stories": stories,
        "commitments": [their_word(1, theirs, due, of=reader.id), promised] if theirs else [promised],
    }
    made = case(
        outcome=Outcome.OFFER,
        people=(DANA, KIM, GRACE, NAOMI),
        there=BOTH_CAME,
        ties=(
            replace(tie(GRACE.id, Part.REFERENCE, Favour.AGREED, knows=KIM.id), received=instant("2026-12-02 12:00")),
            tie(NAOMI.id, Part.CONNECTION, Favour.AGREED, knows=KIM.id, sensitive=True),
        ),
        further=(
            Meeting(
                id=2, round_id=1, starts=instant("2026-11-27 10:00"), zone="Europe/Berlin", state=MeetingState.CANCELLED
            ),
            Meeting(id=3, round_id=1, starts=instant("2026-12-08 10:00"), zone="Europe/Berlin"),
        ),
        **heard,
    )
    made = replace(
        made,
        interview=replace(made.interview, role="SRE Lead"),
        offer=Offer(
            id=1,
            round_id=1,
            made=instant("2026-12-02 15:00"),
            terms="92,000 a year; two days a week from home",
            written=True,
            start=date(2027, 1, 4),
            answer_by=date(2026, 12, 11),
        ),
    )
    asked = replace(question("How would you begin?", of=reader.id), put_to_me=True, better=better)
    letter = Letter(
        interview_id=1,
        round_id=1,
        person_id=reader.id,
        kind=kind,
        language=language,
        tone=tone_for(language),
        variant=variant,
        brings="I gave a talk on release checklists." if kind is LetterKind.STAY_IN_TOUCH else None,
        created=instant("2026-12-03 09:00"),
    )
    sent = replace(
        letter, id=9, kind=LetterKind.THANK_YOU, subject="Thank you – SRE Lead", state=LetterState.SENT, variant=""
    )
    made = replace(made, letters=(sent,))
    return Occasion(
        case=made,
        letter=letter,
        cites=Citations(
            quote=made.quotes[0], need=made.needs[0], match=made.matches[0], asked=asked if better else None
        ),
        rows=chart_rows(made),
        calendar=BERLIN,
        now=instant("2026-12-03 09:00"),
        me="Ada Moreau\n+49 30 5550100",
        promise=promised,
        documents=documents,
        other_answer_by=date(2026, 12, 9) if LETTERS[kind].elsewhere else None,
        accepted_elsewhere=LETTERS[kind].elsewhere,
    )
