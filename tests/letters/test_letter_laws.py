"""What holds for every letter, whatever the records hold: whose words it carries, and that nothing breaks it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import combinations, count, product
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interview_tui.domain.chart import CHART_LINE
from interview_tui.domain.enums import (
    Direction,
    Favour,
    Language,
    LetterState,
    Outcome,
    Owner,
    Part,
    Tone,
)
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.letters import promise_kept
from interview_tui.domain.overlap import SHARED_AT_MOST, overlap
from interview_tui.domain.records import Commitment, Match, Meeting, Need, Offer, Person, Quote, Story
from interview_tui.domain.text import clean_line, plain_words
from interview_tui.letters.addresses import closing
from interview_tui.letters.values import terms_of
from tests.domain.cases import case, done, instant, promise, their_word, tie, touch
from tests.letters.drafted_letters import about, kept, seen_by_reader, written
from tests.letters.panel_words import NEEDS, STORIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_tui.domain.case import Case
    from interview_tui.domain.records import Letter
    from interview_tui.letters.occasion import Occasion

NAMES = ("Dana Ruiz", "Kim Berger", "Tom Beck", "Grace Lind")
FIRST_WORDS = ("calm", "the board", "no owner for", "we need", "They said", "Jira", "niemand für", "aucun")
READERS = (1, 2, 3, 4, None)
ASKED = "[["


class Said(NamedTuple):
    """Somebody's words: each has a word that nobody else has, in small letters."""

    text: str
    mark: str


_serial = count(1)


@st.composite
def saying(draw: st.DrawFn) -> Said:
    mark = f"zq{next(_serial)}x"
    first = draw(st.sampled_from(FIRST_WORDS))
    last = draw(st.sampled_from(("", ".", "!", "?", " takes nine days", " and it hurts, I think", " by Friday")))
    return Said(f"{first} {mark}{last}", mark)


class Told(NamedTuple):
    """A case, with the words of everybody by their marks."""

    case: Case
    quotes: dict[str, int]
    needs: dict[str, tuple[int, int | None]]
    """The id of each need, and who voiced it."""
    agreed: dict[str, int]


@st.composite
def told(draw: st.DrawFn) -> Told:
    """An interview of four people, of whom each may have said something, and I have agreed something with each."""
    there = {n: draw(st.sampled_from([True, None, False])) for n in draw(st.sets(st.integers(1, 4)))}
    quotes, needs, commitments = list[Quote](), list[Need](), list[Commitment]()
    of_quotes, of_needs, of_agreed = dict[str, int](), dict[str, tuple[int, int | None]](), dict[str, int]()
    for who, what in draw(st.lists(st.tuples(st.integers(1, 4), st.sampled_from("qnac")), min_size=2, max_size=8)):
        words = draw(saying())
        number = len(quotes) + len(needs) + len(commitments) + 1
        if what == "q":
            quotes.append(Quote(id=number, meeting_id=1, text=words.text, person_id=who))
            of_quotes[words.mark] = who
        elif what == "n":
            unnamed = draw(st.integers(0, 5)) == 0
            pressing = draw(st.integers(1, 3))
            voiced = None if unnamed else who
            needs.append(Need(id=number, meeting_id=1, text=words.text, person_id=voiced, pressing=pressing))
            of_needs[words.mark] = (number, voiced)
        else:
            owner = Owner.ME if what == "a" else Owner.THEM
            due = draw(st.sampled_from([None, date(2026, 12, 1), date(2026, 12, 4), date(2026, 12, 22)]))
            verb = draw(st.sampled_from(("send ", "schicken ", "envoyer ", "")))
            commitments.append(
                Commitment(id=number, meeting_id=1, owner=owner, text=verb + words.text, person_id=who, due=due)
            )
            of_agreed[words.mark] = who
    stories = [
        Story(
            id=n,
            title=f"Story {n}",
            result=draw(st.sampled_from(("", "one day", "half as many"))),
            strength=draw(st.sampled_from(("", "calm releases"))),
            sample=draw(st.sampled_from(("", "https://me.example/a", "/home/ada/case.pdf"))),
            sample_name=draw(st.sampled_from(("", "the checklist, two pages"))),
        )
        for n in (1, 2)
    ]
    matches = [
        Match(id=n, meeting_id=1, story_id=draw(st.sampled_from([1, 2])), need_id=need.id,
              synopsis=draw(st.sampled_from(("", "we halved it", "Cut it to one day"))))
        for n, need in enumerate(needs, start=1) if draw(st.booleans())
    ]  # fmt: skip
    parts = st.sampled_from([None, *Part])
    ties = [
        tie(n, part, draw(st.sampled_from(list(Favour))), knows=draw(st.sampled_from([None, 1])),
            sensitive=draw(st.booleans()))
        for n in range(1, 5) if (part := draw(parts)) is not None
    ]  # fmt: skip
    made = case(
        there=there,
        people=[Person(id=n, name=name, familiar=draw(st.booleans())) for n, name in enumerate(NAMES, start=1)],
        needs=needs,
        quotes=quotes,
        matches=matches,
        stories=stories,
        ties=ties,
        commitments=commitments,
        outcome=draw(st.sampled_from([None, None, *Outcome])),
        meeting=draw(st.sampled_from([None, "2026-12-01 14:00", "2026-11-03 14:00", "2026-12-09 10:00"])),
        called_off=draw(st.booleans()),
        number=draw(st.sampled_from([1, 1, 2])),
        further=draw(st.sampled_from([[], [Meeting(id=9, round_id=1, starts=instant("2026-12-08 10:00"))]])),
        follow_ups=[replace(done(kind), id=n) for n, kind in enumerate(draw(
            st.lists(st.sampled_from([Kind.CHECK_IN, Kind.STAY_IN_TOUCH]), max_size=4)), start=1)],
        touches=draw(st.sampled_from([[], [touch("2026-12-01 18:00", Direction.IN)]])),
    )  # fmt: skip
    role = draw(st.sampled_from(["SRE", "", "Head of Platform (m/w/d)", "Operations Manager"]))
    offer = draw(st.sampled_from([None, OFFER, replace(OFFER, terms="", answer_by=None, start=None)]))
    return Told(
        replace(made, offer=offer, interview=replace(made.interview, role=role)), of_quotes, of_needs, of_agreed
    )


OFFER = Offer(
    id=1, round_id=1, made=instant("2026-12-01 09:00"), terms="$148,000 a year; 25 days", answer_by=date(2026, 12, 11),
    start=date(2027, 1, 4),
)  # fmt: skip
MANNERS = st.fixed_dictionaries(
    {
        "language": st.sampled_from(Language),
        "tone": st.sampled_from(Tone),
        "variant": st.sampled_from(["", "", "chart", "mine", "first choice"]),
        "me": st.sampled_from(["Ada Moreau", "Ada Moreau\n+49 30 555 0100", ""]),
        "on": st.sampled_from(["2026-12-02", "2026-12-20"]),
    }
)


def each_letter(told: Case, manner: dict[str, Any], **more: Any) -> Iterator[Occasion]:
    """A letter of every kind to everybody, and to nobody yet."""
    for kind, to in product(LetterKind, READERS):
        yield drafting(told, {**manner, "kind": kind, "to": to}, **more)


def voices_of(told: Told, reader: int | None) -> Iterator[tuple[str, int, bool]]:
    """Each need: its mark, its id, and whether this reader voiced it."""
    there = {a.person_id for a in told.case.invited if a.meeting_id == told.case.meeting.id and a.present is not False}
    for mark, (number, voice) in told.needs.items():
        yield mark, number, voice == reader if voice is not None else there == {reader}


def drafting(told: Case, letter: dict[str, Any], **more: Any) -> Occasion:
    """The occasion of a letter; the promise that it keeps is found as the program finds it."""
    one = about(told, **letter, **more)
    return replace(one, promise=promise_kept(told, one.letter))


def found(mark: str, text: str) -> bool:
    return mark in text.casefold()


many = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@many
@given(told(), MANNERS)
def test_a_letter_carries_its_readers_words_or_none(told: Told, manner: dict[str, Any]) -> None:
    """In no kind, language or tone: no quote and nothing agreed with another, and no need that another voiced."""
    for one in each_letter(told.case, manner):
        seen, reader = seen_by_reader(one), one.letter.person_id
        for mark, who in (*told.quotes.items(), *told.agreed.items()):
            assert who == reader or not found(mark, seen)
        for mark, _, theirs in voices_of(told, reader):
            assert theirs or not found(mark, seen)


@many
@given(told(), MANNERS, st.booleans())
def test_a_need_of_another_stands_in_a_ticked_block_alone(told: Told, manner: dict[str, Any], first: bool) -> None:
    numbers = [f"n{number}" for number, _ in told.needs.values()]
    for one in each_letter(told.case, manner, ticked=" ".join(numbers[:1] if first else numbers)):
        made = written(one)
        for mark, number, theirs in voices_of(told, one.letter.person_id):
            assert theirs or not found(mark, f"{made.subject}\n{made.body}")
            assert number not in {row.need_id for row in one.carried} or CHART_LINE in made.body or one.alone
        assert all(row.by == "" for row in one.carried)
        charts = {LetterKind.VALUE_LETTER, LetterKind.PROPOSAL, LetterKind.THANK_YOU}
        assert CHART_LINE not in made.body or one.letter.kind in charts


VOICES = [LetterKind.RECOMMENDATION, LetterKind.GOOD_WORD, LetterKind.REFERENCE_THANKS]
AFTER_A_NO = [LetterKind.REJECTION_THANKS, LetterKind.DECLINE, LetterKind.WITHDRAWAL, LetterKind.ACCEPTANCE]


@many
@given(told(), MANNERS)
def test_nothing_that_was_said_goes_to_a_voice_from_outside_or_into_a_last_letter(
    told: Told, manner: dict[str, Any]
) -> None:
    """Not even the reader's own worries are quoted back after the end."""
    ticked = " ".join(f"n{number}" for number, _ in told.needs.values())
    for one in each_letter(told.case, manner, ticked=ticked):
        if one.letter.kind in (*VOICES, *AFTER_A_NO):
            seen = seen_by_reader(one)
            assert not any(found(mark, seen) for mark in (*told.quotes, *told.needs))


@many
@given(told(), MANNERS)
def test_no_letter_breaks(told: Told, manner: dict[str, Any]) -> None:
    for one in each_letter(told.case, manner):
        made = written(one)
        assert made.problem == ""
        well_formed(one, made.subject, made.body)
        assert made.body.count("[[") == made.body.count("]]")


def one_line(subject: str) -> bool:
    """Whether a subject is a line without controls; in French a mark has a no-break space before it."""
    return subject.replace("\u00a0", " ") == clean_line(subject)


def well_formed(one: Occasion, subject: str, body: str) -> None:
    """Nothing of a template is left over, and the letter is built as letters are."""
    language, tone = one.letter.language, one.letter.tone
    assert subject.strip()
    assert one_line(subject)
    text = f"{subject}\n\n{body}"
    for left_over in (
        "{",
        "}",
        "None",
        "True",
        "False",
        "  ",
        "\n\n\n",
        " \n",
        "\n ",
        "()",
        "..",
        ",,",
        " ,",
        ": .",
        "!.",
    ):
        assert left_over not in text.replace("...", "…"), (left_over, text)
    assert not re.search(r"\u00a0\n|\n\u00a0| [.]|[.?!],|,\.", text), text
    paragraphs = body.split("\n\n")
    assert all(paragraph.strip() for paragraph in paragraphs)
    assert len(paragraphs) >= 3
    assert paragraphs[0].endswith(",")
    assert "\n" not in paragraphs[0]
    reader = one.reader
    if reader is not None and language is not Language.FR:
        assert reader.name.split()[0] in paragraphs[0]
    *above, last = paragraphs[-1].split("\n") if not one.me else paragraphs[-1].removesuffix(f"\n{one.me}").split("\n")
    assert above == []
    assert last
    assert one.me == "" or body.endswith(f"\n{one.me}")
    said = closing(
        language, tone, address=reader.address if reader else "", familiar=reader.familiar if reader else False
    )
    assert last.endswith(",") or last == said or plain_words(last) == plain_words(said)


@pytest.mark.parametrize(
    "language",
    [pytest.param(each, marks=pytest.mark.soak if each is Language.EN_GB else ()) for each in Language],
)
def test_each_kind_in_each_tone_is_whole_with_much_and_with_nothing_in_the_records(language: Language) -> None:
    person = [Person(id=1, name=NAMES[0]), Person(id=3, name=NAMES[2])]
    ties = [tie(1, Part.HIRING_MANAGER), tie(3, Part.CONNECTION, knows=1, sensitive=True)]
    much = panel(language, 1)
    agreed = [promise(1, "send the case study", "2026-12-04", to=1), their_word(2, "call", "2026-12-01", of=1)]
    cases = [
        replace(much, commitments=tuple(agreed), involvements=tuple(ties), offer=OFFER),
        case(people=person, there={1: True}, ties=ties),
        case(people=person, meeting=None, commitments=[promise(1, "Case study!", to=1)]),
    ]
    for kind, tone, made, to in product(LetterKind, Tone, cases, (1, 3, None)):
        one = drafting(made, {"kind": kind, "to": to, "language": language, "tone": tone})
        draft = written(one)
        assert draft.problem == ""
        well_formed(one, draft.subject, draft.body)


HOSTILE = (
    "{{ 1/0 }}", "{% raw %}", "</p><script>", "a\nSubject: b", "\x1b[31m", "\u202eback", "x" * 5000, "%s{0}", "[[x]]",
    "\U0001f9d1\u200d\U0001f680", "[chart]", "{on}{quote}", "“”", "\\1\\g<0>",
)  # fmt: skip
hostile = st.one_of(st.text(min_size=1, max_size=60), st.sampled_from(HOSTILE)).map(clean_line).filter(bool)


@many
@given(st.sampled_from(LetterKind), st.sampled_from(READERS), MANNERS, *[hostile] * 6)
def test_no_text_breaks_a_letter_and_all_of_it_stands_there(
    kind: LetterKind,
    to: int | None,
    manner: dict[str, Any],
    name: str,
    said: str,
    pressing: str,
    title: str,
    company: str,
    step: str,
) -> None:
    made = case(
        there={1: True},
        people=[Person(id=n, name=name) for n in range(1, 5)],
        ties=[tie(3, Part.CONNECTION, knows=1)],
        needs=[Need(id=1, meeting_id=1, text=pressing, person_id=1)],
        quotes=[Quote(id=1, meeting_id=1, text=said, person_id=1)],
        matches=[Match(id=1, meeting_id=1, story_id=1, need_id=1)],
        stories=[Story(id=1, title=title, strength=title, sample="https://me.example/case")],
        commitments=[promise(2, step, "2026-12-04", to=1), replace(promise(3, step, to=1), owner=Owner.THEM)],
    )
    offer = Offer(id=1, round_id=1, made=instant("2026-12-01 09:00"), terms=title)
    made = replace(made, offer=offer, interview=replace(made.interview, company=company, role=title))
    draft = written(drafting(made, {**manner, "kind": kind, "to": to}))
    assert draft.problem == ""
    assert one_line(draft.subject)
    assert draft.subject
    assert draft.body.strip()
    if kind is LetterKind.THANK_YOU and to == 1 and plain_words(said):
        assert plain_words(said) in plain_words(draft.body)
    if kind is LetterKind.ACCEPTANCE:
        shown = re.sub(r"\s+", " ", draft.body)
        assert all(re.sub(r"\s+", " ", term) in shown for term in terms_of(title))


# --- A panel


PANEL = 8
QUOTES = {
    "en": "Word number {} said it all.",
    "de": "Satz Nummer {} sagt alles.",
    "fr": "La phrase {} dit tout.",
}


def panel(language: Language, number: int) -> Case:
    """The case of a round with eight people, each with a quote, a need and a story of their own."""
    words = str(language)[:2]
    ids = range(1, PANEL + 1)
    first = (number - 1) * 100
    turn = [(n + number - 1) % PANEL for n in range(PANEL)]  # in the next round everybody says something else
    return case(
        number=number,
        meeting=f"2026-12-0{number} 14:00",
        people=[Person(id=n, name=f"{'ABCDEFGH'[n - 1]}da R{'aeiouwyl'[n - 1]}sen") for n in ids],
        there=dict.fromkeys(ids, True),
        quotes=[Quote(id=first + n, meeting_id=number, text=QUOTES[words].format(first + n), person_id=n) for n in ids],
        needs=[
            Need(id=first + n, meeting_id=number, text=NEEDS[words][turn[n - 1]], person_id=n, pressing=1 + n % 3)
            for n in ids
        ],
        stories=[Story(id=n, title=STORIES[words][n - 1]) for n in ids],
        matches=[Match(id=first + n, meeting_id=number, story_id=1 + turn[n - 1], need_id=first + n) for n in ids],
    )  # fmt: skip


@pytest.mark.parametrize("tone", Tone)
@pytest.mark.parametrize("language", Language)
def test_no_two_thank_yous_of_a_panel_of_eight_in_two_rounds_are_alike(language: Language, tone: Tone) -> None:
    letters: list[Letter] = []
    for number in (1, 2):
        made = panel(language, number)
        for reader in range(1, PANEL + 1):
            here = replace(made, letters=tuple(letters))
            one = about(here, LetterKind.THANK_YOU, reader, language=language, tone=tone, on=f"2026-12-0{number + 1}")
            assert one.cites.quote is not None
            letters.append(replace(kept(one), id=len(letters) + 1, state=LetterState.SENT))
    for round_id in (1, 2):
        subjects = [x.subject for x in letters if x.round_id == round_id]
        assert len(set(subjects)) == PANEL
    names = ["Acme", *(person.name for person in made.people.values())]
    alike = {
        (one.id, other.id): overlap(one.body, other.body, names)
        for one, other in combinations(letters, 2)
        if one.round_id == other.round_id or one.person_id == other.person_id
    }
    assert max(alike.values()) <= SHARED_AT_MOST, max(alike.items(), key=lambda each: each[1])
