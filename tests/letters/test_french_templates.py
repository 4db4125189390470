"""The French letters: each kind in each tone, with vous and with tu, is compared with its file; and what must hold in
any of them, also where much is not known.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations
from typing import Any

import pytest

from interview_tui.domain.enums import Language, Tone
from interview_tui.domain.overlap import SHARED_AT_MOST, overlap
from interview_tui.letters.letter_draft import LetterDraft
from interview_tui.letters.proofreading import proofread
from interview_tui.letters.sentence_choice import SentenceRequest, choose_sentences
from interview_tui.letters.sentences import RowName, Slot, filled, load_bank, says_sie_or_vous
from tests.grouped import grouped
from tests.letters.french_values import (
    CHART,
    CLAIRE,
    FOLDER,
    KINDS,
    LETTERS,
    NEWS,
    TONES,
    VALUES,
    FrenchLetter,
    filled_in,
    rendered,
    used_by,
    values_of,
)
from tests.letters.proofreading_models import records_of

ALWAYS = {
    *("greeting", "closing", "me", "tone", *TONES, "language", "familiar", "name", "first", "company"),
    *("the_role", "of_role", "to_role", "place", "number", "round", "running", "met"),
}
"""What a letter is never without."""
FAULTS = re.compile(
    r" {2}|^ | \n|\n{3}|[.,;:][.,;:]|[?!][.,]|(?<=\S) [.,]|\bNone\b|[{}]|\b(?:de|le|que|je|ne|me|te|se) [aeéèêiou]"
    r"|\b[dlj]'(?![aeéèêiouyhâà])|\b(?:de|à) les?\b"
)
"""Blanks and marks that should not be, and elisions that are missing."""
AGREEMENT = re.compile(
    r"\b(?:ravi|désolé|heureux|heureuse|enchanté|convaincu|prêt|content|sûr|certain|curieux|reconnaissant)e?\b"
    r"|\bm'(?:avez|as|avoir|ont|a) (?:reçu|prévenu|invité|recommandé|rencontré|informé|accueilli|écouté|aidé|quitté)"
    r"|\bje (?:suis|serai|serais|reste) \w+(?:é|i|u|t)e?\b"
)
"""Words that would agree with who writes."""
READERS = {"Claire": "Bonjour Claire,", **{f"{name}Fr": f" {name}," for name in ("Beck", "Nair", "Lind", "Feld")}}

SENTENCES = {
    "opening": "opening",
    **{slot: f"{slot}_sentence" for slot in ("quote", "need", "story", "promise", "commitment")},
    "interest": "interest",
}
"""The values that the bank's slots are given as."""


def empty(kind: str, tone: str, *, tu: bool, names: set[str]) -> dict[str, Any]:
    """The values with the named ones not known."""
    values = values_of(FrenchLetter(kind, tone, dict(CLAIRE) if tu else {}))
    lacking: dict[str, Any] = {name: type(values[name])() for name in names}
    if "role" in names:
        lacking |= {"the_role": "ce poste", "of_role": "de ce poste", "to_role": "à ce poste"}
    return {**values, **lacking}


def check_shape(letter: str, values: dict[str, Any]) -> None:
    head, _, body = letter.partition("\n\n")
    assert re.fullmatch(r"Subject: \S.{3,49}", head), head
    assert body.startswith(f"{values['greeting']}\n\n"), letter
    assert body.endswith(f"\n\n{values['closing']}\n{values['me']}"), letter
    assert not FAULTS.search(letter.replace(CHART, "Tableau.")), (FAULTS.search(letter), letter)
    assert not AGREEMENT.search(letter), letter
    for paragraph in body.split("\n\n")[1:-1]:
        assert re.search(r"[.?:»\]]$|https://\S+$|\n- .*$", paragraph), letter
        assert paragraph[0].isupper() or paragraph[0] == "[", letter
    if values["familiar"]:
        assert not says_sie_or_vous(letter, Language.FR), letter
    else:
        assert not re.search(r"(?i)(?<!\w)(?:tu|te|toi|ton|ta|tes|t'\w+)(?!\w)", letter), letter


@grouped("name", LETTERS, by=lambda name: LETTERS[name].kind)
def test_a_letter_is_as_it_was_read_aloud(name: str) -> None:
    letter = LETTERS[name]
    text = rendered(letter.kind, values_of(letter))
    assert f"{text}\n" == (FOLDER / f"{name}.txt").read_text("utf-8")
    check_shape(text, values_of(letter))


def test_there_is_no_file_without_its_letter() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(LETTERS)


@pytest.mark.parametrize("tu", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_holds_its_shape_where_values_are_missing(kind: str, tu: bool) -> None:
    optional = (used_by(kind) & set(VALUES)) - ALWAYS
    for tone in TONES:
        for names in (optional, *({name} for name in sorted(optional))):
            values = empty(kind, tone, tu=tu, names=names)
            check_shape(rendered(kind, values), values)


@pytest.mark.parametrize("tu", [False, True])
@pytest.mark.parametrize("tone", TONES)
def test_check_ins_hold_their_shape_at_any_number(tone: str, tu: bool) -> None:
    for number in range(1, 6):
        for more in ({}, NEWS, {**NEWS, "news": ""}, {"last": True}, {"commitment_noun": "La suite : appel."}):
            values = {**empty("check_in", tone, tu=tu, names={"re"}), "number": number, **more}
            check_shape(rendered("check_in", values), values)


def drafted(letter: FrenchLetter) -> LetterDraft:
    values = values_of(letter)
    subject, _, body = filled_in(rendered(letter.kind, values)).partition("\n\n")
    who = next((key for key, name in READERS.items() if name in values["greeting"]), "Petit")
    records = records_of(who, "fr")
    if letter.kind == "acceptance" and not values["terms"]:
        records["terms"] = None
    needs = (*records.get("needs", ()), "aucun responsable pour les procédures")
    return LetterDraft(
        kind=letter.kind,
        language=Language.FR,
        tone=Tone(letter.tone),
        subject=subject.removeprefix("Subject: "),
        body=body.replace(CHART, "| Besoins | Ce que j'ai déjà fait |\n| --- | --- |"),
        today=date(2026, 11, 18),
        attached="jointe" in body,
        **{**records, "needs": needs, "others": ()},
    )


@grouped("name", LETTERS, by=lambda name: LETTERS[name].kind)
def test_nothing_is_pointed_out_in_a_letter_that_is_filled_in(name: str) -> None:
    hints = proofread(drafted(LETTERS[name]))
    assert [hint.text for hint in hints] == []


@pytest.mark.parametrize("tu", [False, True])
@pytest.mark.parametrize("tone", Tone)
def test_nothing_is_pointed_out_in_the_thank_yous_of_a_panel(tone: Tone, tu: bool) -> None:
    inserted = {
        "on": " mardi",
        "de": " de mardi",
        "by": " d'ici vendredi",
        "quote": VALUES["quoted"],
        "next": "",
        "need": "les validations prennent neuf jours.",
        "story": VALUES["story"],
        "phone": "+1 555 0100",
        "promise": "envoyer l'étude de cas",
        "commitment": "me rappeler avec les dates du jury",
    }
    used: list[frozenset[RowName]] = []
    for place in range(8):
        slots = frozenset(Slot(name) for name in (*SENTENCES, *(["closing"] if place % 2 else [])))
        request = SentenceRequest(
            tone=tone, place=place, round=0, wanted=slots, urgent=True, familiar=tu, used_in_panel=tuple(used)
        )
        chosen = choose_sentences(request, load_bank(Language.FR))
        used.append(frozenset(sentence.row for sentence in chosen.values()))
        said = {slot: filled(sentence.text, inserted) for slot, sentence in chosen.items()}
        changes: dict[str, Any] = {name: said[Slot(slot)] for slot, name in SENTENCES.items()}
        changes |= {**(CLAIRE if tu else {}), **changes, "place": place, "ending": said.get(Slot.CLOSING, "")}
        letter = FrenchLetter("thank_you", tone, changes)
        check_shape(rendered("thank_you", values_of(letter)), values_of(letter))
        assert [hint.text for hint in proofread(drafted(letter))] == []


@pytest.mark.parametrize("of_day", ["", " de mardi", " du mardi 17 novembre"])
@pytest.mark.parametrize("tu", [False, True])
def test_a_panel_of_eight_has_eight_subjects_and_others_in_the_next_round(of_day: str, tu: bool) -> None:
    def subjects(turn: int) -> list[str]:
        values = {**values_of(FrenchLetter("thank_you", "plain", dict(CLAIRE) if tu else {})), "of_day": of_day}
        return [
            rendered("thank_you", {**values, "place": place, "round": turn}).partition("\n")[0] for place in range(8)
        ]

    first, second = subjects(1), subjects(2)
    assert len(set(first)) == len(set(second)) == 8
    assert all(one != other for one, other in zip(first, second, strict=True))


@pytest.mark.parametrize(("kind", "key", "count"), [("stay_in_touch", "number", 8), ("check_in", "number", 3)])
def test_letters_that_follow_each_other_differ(kind: str, key: str, count: int) -> None:
    usual = {**values_of(FrenchLetter(kind, "plain", {})), "commitment": ""}
    news = (
        ["", "nous sommes passés de neuf jours à un.", "j'ai trié les alertes par service."]
        if kind == "check_in"
        else []
    )
    more = [{"news": text} for text in news] or [{}] * count
    letters = [rendered(kind, {**usual, **more[turn - 1], key: turn}) for turn in range(1, count + 1)]
    for one, other in combinations(letters, 2):
        assert overlap(one, other, ("Robin Hale", "Claire Petit", "Acme")) <= SHARED_AT_MOST, (one, other)
