"""Which sentences letters take: eight readers, two rounds, four languages, three tones; and any request at all."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.enums import Language, Tone
from interview_tui.domain.overlap import overlap
from interview_tui.letters.sentence_choice import ONCE, SentenceRequest, choose_sentences
from interview_tui.letters.sentences import (
    PHRASE_FORMS,
    RowName,
    Slot,
    filled,
    load_bank,
    says_sie_or_vous,
)
from tests.letters.panel_words import CLOSINGS, GREETINGS, NEEDS, QUOTED, STORIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from interview_tui.letters.sentence_choice import Sentence
    from interview_tui.letters.sentences import Bank, BankRow

READERS = 8
ROUNDS = 2
ALL = frozenset(
    {Slot.OPENING, Slot.QUOTE, Slot.NEED, Slot.STORY, Slot.PROMISE, Slot.COMMITMENT, Slot.INTEREST, Slot.CLOSING}
)
MANAGER = ALL - {Slot.CLOSING}
INTERVIEWER = ALL - {Slot.PROMISE, Slot.COMMITMENT}
RECRUITER = frozenset({Slot.OPENING, Slot.QUOTE, Slot.INTEREST, Slot.CLOSING})
Letters = dict[tuple[int, int], "Mapping[Slot, Sentence]"]


def names(letter: Mapping[Slot, Sentence]) -> frozenset[RowName]:
    return frozenset(sentence.row for sentence in letter.values())


def rows(bank: Bank, letter: Mapping[Slot, Sentence]) -> list[BankRow]:
    found = [bank.row(sentence.row) for sentence in letter.values()]
    return [row for row in found if row is not None]


def panel(bank: Bank, tone: Tone, wanted: Iterable[frozenset[Slot]], *, urgent: bool = False) -> Letters:
    """The letters of both rounds, by round and place."""
    letters: Letters = {}
    for number in range(ROUNDS):
        for place, slots in enumerate(wanted):
            request = SentenceRequest(
                tone=tone,
                place=place,
                round=number,
                wanted=slots,
                first_meeting=number == 0,
                used_in_panel=tuple(names(x) for (r, p), x in letters.items() if r == number),
                used_to_reader=tuple(names(x) for (r, p), x in letters.items() if p == place),
                has_phone=True,
                urgent=urgent,
            )
            letters[number, place] = choose_sentences(request, bank)
    return letters


def could_stand(bank: Bank, slot: Slot, tone: Tone, number: int, *, urgent: bool) -> int:
    """How many rows a letter of this kind may choose from."""
    return sum(
        (tone is not Tone.FORMAL or "X" in row.marks)
        and (tone is Tone.WARM or "W" not in row.marks)
        and (urgent or "U" not in row.marks)
        and (number == 0 or "F" not in row.marks or bool(row.later))
        for row in bank.rows[slot]
    )


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("tone", Tone)
@pytest.mark.parametrize("urgent", [True, False])
def test_a_panel_of_eight(language: Language, tone: Tone, urgent: bool) -> None:
    bank = load_bank(language)
    letters = panel(bank, tone, [ALL] * READERS, urgent=urgent)
    for letter in letters.values():
        assert set(letter) == ALL, "every slot has a sentence"
        marks = Counter(mark for row in rows(bank, letter) for mark in row.marks & ONCE)
        assert all(count == 1 for count in marks.values()), letter
        assert not any(one.is_apart_from(other) for one, other in combinations(rows(bank, letter), 2))
    for place in range(READERS):
        assert not names(letters[0, place]) & names(letters[1, place]), "no sentence twice to one reader"
    for number in range(ROUNDS):
        used = Counter(name for place in range(READERS) for name in names(letters[number, place]))
        for slot in ALL:
            times = [count for name, count in used.items() if name.slot is slot]
            rows_there = could_stand(bank, slot, tone, number, urgent=urgent)
            assert max(times) <= -(-READERS // rows_there) + 1, f"{slot}: what must be used again is spread"
        for one, other in combinations(range(READERS), 2):
            assert len(names(letters[number, one]) & names(letters[number, other])) <= 5


@pytest.mark.parametrize("language", [Language.EN_US, Language.EN_GB])
@pytest.mark.parametrize("wanted", [ALL, MANAGER, INTERVIEWER])
def test_nothing_is_said_twice_in_a_panel_where_rows_suffice(language: Language, wanted: frozenset[Slot]) -> None:
    bank = load_bank(language)
    letters = panel(bank, Tone.WARM, [wanted] * READERS, urgent=True)
    used = Counter(name for place in range(READERS) for name in names(letters[0, place]))
    assert [str(name) for name, count in used.items() if count > 1] == []


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("tone", Tone)
def test_four_of_a_panel_share_hardly_a_sentence(language: Language, tone: Tone) -> None:
    wanted = [MANAGER, INTERVIEWER, INTERVIEWER, RECRUITER]
    most = 2 if tone is Tone.FORMAL else 1
    letters = panel(load_bank(language), tone, wanted)
    for number in range(ROUNDS):
        for one, other in combinations(range(len(wanted)), 2):
            assert len(names(letters[number, one]) & names(letters[number, other])) <= most


DAYS = {
    "en": (" on Tuesday", "", " by Friday"),
    "de": (" am Dienstag", "", " bis Freitag"),
    "fr": (" mardi", " de mardi", " d'ici vendredi"),
}
AGREED = {
    "en": ("send the case study", "call with the dates"),
    "de": ("das Fallbeispiel schicken", "wegen der Termine anrufen"),
    "fr": ("vous envoyer l'étude", "me rappeler"),
}
PARAGRAPHS = (
    (Slot.OPENING, Slot.QUOTE),
    (Slot.NEED, Slot.STORY),
    (Slot.PROMISE, Slot.COMMITMENT),
    (Slot.INTEREST, Slot.CLOSING),
)


def written(language: Language, letter: Mapping[Slot, Sentence], content: int) -> str:
    """A letter with words of its reader's own."""
    short = str(language)[:2]
    values = {
        "on": DAYS[short][0],
        "de": DAYS[short][1],
        "by": DAYS[short][2],
        "next": DAYS[short][0],
        "role": "the role",
        "phone": "+1 555 0100",
        "first": "Dana",
        "quote": QUOTED[short].format(content),
        "need": NEEDS[short][content],
        "story": STORIES[short][content],
        "promise": AGREED[short][0],
        "commitment": AGREED[short][1],
    }
    said = {slot: filled(sentence.text, values) for slot, sentence in letter.items()}
    body = [" ".join(said[slot] for slot in part if slot in said) for part in PARAGRAPHS]
    return "\n\n".join([GREETINGS[short], *filter(None, body), CLOSINGS[short]])


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("tone", Tone)
def test_letters_with_words_of_their_own_differ(language: Language, tone: Tone) -> None:
    wanted = [MANAGER, *[INTERVIEWER] * (READERS - 2), RECRUITER]
    letters = panel(load_bank(language), tone, wanted)
    # In the second round everybody is told of something else.
    texts = {(r, p): written(language, letter, (p + 3 * r) % READERS) for (r, p), letter in letters.items()}
    people = ["Dana", "Keller", "Petit", "Robin Hale"]
    pairs = [((r, one), (r, other)) for r in range(ROUNDS) for one, other in combinations(range(READERS), 2)]
    pairs += [((0, place), (1, place)) for place in range(READERS)]
    most = max(pairs, key=lambda pair: overlap(texts[pair[0]], texts[pair[1]], people))
    assert overlap(texts[most[0]], texts[most[1]], people) <= 0.45, f"{texts[most[0]]}\n---\n{texts[most[1]]}"


def test_the_first_letters_take_the_first_rows() -> None:
    bank = load_bank(Language.EN_US)
    letters = panel(bank, Tone.WARM, [INTERVIEWER] * 3)
    assert [sentence.row.number for sentence in letters[0, 0].values()] == [1] * 6
    # “A problem I know well” is not followed by “I have faced something similar”, the second of the stories.
    assert [str(name) for name in sorted(names(letters[0, 1]))] == [
        "closing 2", "interest 2", "need 2", "opening 2", "quote 2", "story 3",
    ]  # fmt: skip


def test_only_a_warm_letter_says_how_it_felt() -> None:
    bank = load_bank(Language.EN_US)
    opens = {
        tone: {letter[Slot.OPENING].text for letter in panel(bank, tone, [INTERVIEWER] * READERS).values()}
        for tone in (Tone.WARM, Tone.PLAIN)
    }
    said = "I really enjoyed our conversation{on}."
    assert (said in opens[Tone.WARM], said in opens[Tone.PLAIN]) == (True, False)


@pytest.mark.parametrize("place", range(READERS))
def test_the_next_round_begins_elsewhere(place: int) -> None:
    """Also where it is not known any more what the first letter said."""
    bank = load_bank(Language.DE)
    for slot in ALL:
        request = SentenceRequest(
            tone=Tone.WARM, place=place, round=0, wanted=frozenset({slot}), urgent=True, has_phone=True
        )
        first, second = (choose_sentences(replace(request, round=number), bank) for number in (0, 1))
        assert first[slot].row != second[slot].row


def test_a_later_meeting_has_its_own_words() -> None:
    request = SentenceRequest(tone=Tone.WARM, place=1, round=0, wanted=frozenset({Slot.OPENING}))
    said = {
        language: choose_sentences(replace(request, first_meeting=False), load_bank(language))[Slot.OPENING].text
        for language in (Language.EN_US, Language.EN_GB)
    }
    assert said == {
        Language.EN_US: "It was good to talk again{on}.",
        Language.EN_GB: "It was a pleasure to see you again{on}.",
    }
    german = choose_sentences(replace(request, first_meeting=False, place=3), load_bank(Language.DE))
    assert german[Slot.OPENING].text == "ich habe mich sehr gefreut, Sie{on} wieder zu sprechen."


def test_what_a_letter_lacks_decides() -> None:
    bank = load_bank(Language.EN_US)
    request = SentenceRequest(tone=Tone.PLAIN, place=1, round=0, wanted=frozenset({Slot.NEED}))
    assert choose_sentences(request, bank)[Slot.NEED].row.number == 3, "a problem that I know well needs a story"
    both = replace(request, wanted=frozenset({Slot.NEED, Slot.STORY}))
    assert choose_sentences(both, bank)[Slot.NEED].row.number == 2
    closing = replace(request, wanted=frozenset({Slot.CLOSING}), place=5)
    assert choose_sentences(closing, bank)[Slot.CLOSING].row.number == 7, "no phone"
    assert choose_sentences(replace(closing, has_phone=True), bank)[Slot.CLOSING].row.number == 6
    assert choose_sentences(replace(closing, next_is_dated=True), bank)[Slot.CLOSING].text == "See you{next}."
    assert choose_sentences(replace(closing, place=4, offers_reference=True), bank)[Slot.CLOSING].row.number == 7
    german = SentenceRequest(tone=Tone.FORMAL, place=2, round=0, wanted=frozenset({Slot.COMMITMENT}))
    assert "dass Sie" in choose_sentences(german, load_bank(Language.DE))[Slot.COMMITMENT].text
    assert (
        "dass Sie"
        not in choose_sentences(replace(german, fits_dass=False), load_bank(Language.DE))[Slot.COMMITMENT].text
    )


def test_a_reader_who_is_du_has_the_words_for_it() -> None:
    bank = load_bank(Language.DE)
    request = SentenceRequest(tone=Tone.WARM, place=0, round=0, wanted=frozenset({Slot.OPENING}), familiar=True)
    said = choose_sentences(request, bank)[Slot.OPENING]
    assert said.text == "danke, dass du dir{on} Zeit für mich genommen hast."
    later = choose_sentences(replace(request, place=3), bank)[Slot.OPENING]
    assert later.text == "ich habe mich sehr gefreut, dich{on} kennenzulernen."
    again = choose_sentences(replace(request, place=3, first_meeting=False), bank)[Slot.OPENING]
    assert again.row.number == 5, "a row that has only Sie for a second meeting is passed over"
    kept = choose_sentences(replace(request, place=3, first_meeting=False), bank, kept=frozenset({later.row}))
    assert kept[Slot.OPENING].row == again.row
    english = choose_sentences(replace(request, place=2), load_bank(Language.EN_US))
    assert english[Slot.OPENING].text == "I really enjoyed our conversation{on}."


def test_a_formal_letter_has_no_contractions() -> None:
    request = SentenceRequest(tone=Tone.FORMAL, place=2, round=0, wanted=frozenset({Slot.INTEREST, Slot.CLOSING}))
    said = choose_sentences(request, load_bank(Language.EN_US))
    assert said[Slot.INTEREST].text == "I am very interested in the role, and more so since we spoke."
    assert said[Slot.CLOSING].text == "I am happy to answer questions in the meantime."


def test_the_next_sentence_by_key() -> None:
    bank = load_bank(Language.EN_US)
    request = SentenceRequest(tone=Tone.WARM, place=0, round=0, wanted=INTERVIEWER)
    current = names(choose_sentences(request, bank))
    seen = []
    for _ in range(9):
        quote = frozenset(name for name in current if name.slot is Slot.QUOTE)
        letter = choose_sentences(request, bank, kept=current - quote, after=quote)
        assert names(letter) - {letter[Slot.QUOTE].row} == {name for name in current if name.slot is not Slot.QUOTE}
        current = names(letter)
        seen.append(letter[Slot.QUOTE].row.number)
    assert seen == [2, 3, 4, 5, 6, 7, 8, 9, 10]
    anew = names(choose_sentences(request, bank, after=current))
    assert not anew & current


REQUESTS = st.builds(
    SentenceRequest,
    tone=st.sampled_from(Tone),
    place=st.integers(0, 60),
    round=st.integers(0, 12),
    wanted=st.frozensets(st.sampled_from(sorted(ALL | {Slot.PROMISE_DAY, Slot.COMMITMENT_DAY}))),
    phrases=st.frozensets(st.sampled_from(sorted(PHRASE_FORMS))),
    long=st.frozensets(st.sampled_from([Slot.PROMISE, Slot.COMMITMENT])),
    urgent=st.booleans(),
    has_phone=st.booleans(),
    first_meeting=st.booleans(),
    familiar=st.booleans(),
    next_is_dated=st.booleans(),
    offers_reference=st.booleans(),
    fits_dass=st.booleans(),
)


@given(st.sampled_from(Language), REQUESTS, st.integers(0, 5))
def test_marks_hold_in_any_letter(language: Language, request: SentenceRequest, earlier: int) -> None:
    bank = load_bank(language)
    used = tuple(
        frozenset(RowName(slot, 1 + (turn + place) % 9) for place, slot in enumerate(Slot)) for turn in range(earlier)
    )
    request = replace(request, used_in_panel=used[::2], used_to_reader=used[1::2])
    letter = choose_sentences(request, bank)
    assert set(letter) == request.wanted, "the shipped banks have a sentence for every case"
    if request.familiar:
        assert not any(says_sie_or_vous(sentence.text, language) for sentence in letter.values())
    assert list(letter) == [slot for slot in Slot if slot in letter]
    assert letter == choose_sentences(request, bank)
    marks = Counter(mark for row in rows(bank, letter) for mark in row.marks)
    assert all(marks[mark] <= 1 for mark in ONCE)
    assert not any(one.is_apart_from(other) for one, other in combinations(rows(bank, letter), 2))
    assert not (marks["U"] and not request.urgent)
    assert not (marks["P"] and not request.has_phone)
    assert not (marks["K"] and Slot.STORY not in request.wanted)
    assert not (marks["W"] and request.tone is not Tone.WARM)
    assert not (marks["R"] and request.offers_reference)
    assert not (marks["D"] and not request.fits_dass)
    assert request.tone is not Tone.FORMAL or marks["X"] == len(letter)
    for slot, sentence in letter.items():
        row = bank.row(sentence.row)
        assert row is not None
        assert sentence.text
        assert row.name.slot is request.pool(slot)
        assert slot not in request.long or "E" in row.marks
    assert names(choose_sentences(request, bank, kept=names(letter))) == names(letter)
