"""Fragments as they were typed: cleaned, ended, their first letter and their quotation marks."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.enums import Language
from interview_tui.letters.fragments import (
    LetterContext,
    after_colon,
    capitalized,
    cleaned,
    ends_itself,
    inner_marks,
    lowered,
    spaced,
    with_stop,
    without_end,
)
from interview_tui.letters.sentences import filled

US, GB, DE, FR = Language.EN_US, Language.EN_GB, Language.DE, Language.FR

languages = st.sampled_from(list(Language))
texts = st.one_of(
    st.text(max_size=80),
    st.text(alphabet=" .,;:?!…“”„«»\"'’‘‚abcAI\n\x00é🙂ß", max_size=40),
    st.sampled_from(["", " ", "...", "…", "“”", "Inc.", "x" * 5000, "\x1b[31mred", "iPhone", "a.m.", "etc.."]),
)


def context(
    language: Language, *, people: tuple[str, ...] = ("Dana Ruiz",), companies: tuple[str, ...] = ("The Works",)
) -> LetterContext:
    return LetterContext(language=language, reader="Dana Ruiz", people=people, companies=companies)


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("  release approvals\ntake\t nine days ", "release approvals take nine days"),
        ("“We need calm”", "We need calm"),
        ("“We need calm.”.", "We need calm."),
        ("'We don't know'", "We don't know"),
        ("« Il nous faut du calme »", "Il nous faut du calme"),
        ("„Wir brauchen Ruhe“", "Wir brauchen Ruhe"),
        ("»Wir brauchen Ruhe«", "Wir brauchen Ruhe"),
        ("“‘Twice’”", "Twice"),
        ('"Calm" and "quiet"', '"Calm" and "quiet"'),
        ("“Calm” and “quiet”", "“Calm” and “quiet”"),
        ('"', '"'),
        ("", ""),
        ("a\x00b\x1b[31mc", "abc"),
    ],
)
def test_what_stands_around_a_fragment_goes(typed: str, clean: str) -> None:
    assert cleaned(typed) == clean


@pytest.mark.parametrize(
    ("language", "typed", "left"),
    [
        (US, "releases take nine days.", "releases take nine days"),
        (US, "releases take nine days ;", "releases take nine days"),
        (US, "releases..", "releases"),
        (US, "who would you call?", "who would you call?"),
        (US, "who would you call?.", "who would you call?"),
        (US, "stop!,", "stop!"),
        (US, "and so on…", "and so on…"),
        (US, "and so on...", "and so on…"),
        (US, "really?...", "really?"),
        (US, "move it to Norden Inc.", "move it to Norden Inc."),
        (US, "move it to Norden Inc.,", "move it to Norden Inc."),
        (US, "call at 9 a.m.", "call at 9 a.m."),
        (US, "plans, notes, etc..", "plans, notes, etc."),
        (US, "we chose plan B.", "we chose plan B"),
        (US, "we run version 1.2.", "we run version 1.2"),
        (US, "we said no.", "we said no"),
        (DE, "Pläne, z. B.", "Pläne, z. B."),
        (DE, "Pläne usw.", "Pläne usw."),
        (DE, "bis zum 2.", "bis zum 2."),
        (DE, "bis 2.12.", "bis 2.12."),
        (DE, "wir haben 12.", "wir haben 12"),
        (FR, "plans, notes, etc.", "plans, notes, etc."),
        (US, "...", ""),
        (US, "", ""),
    ],
)
def test_the_end_goes_but_what_says_something_stays(language: Language, typed: str, left: str) -> None:
    assert without_end(typed, language) == left


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("nine days", "nine days."),
        ("Norden Inc.", "Norden Inc."),
        ("who?", "who?"),
        ("and so on…", "and so on…"),
        ("he said “never.”", "he said “never.”"),
        ("he said “never”", "he said “never”."),
        ("weekly (not daily!)", "weekly (not daily!)."),
        ("ship it 🙂", "ship it 🙂."),
        ("", ""),
    ],
)
def test_a_sentence_has_one_end(text: str, ended: str) -> None:
    assert with_stop(text) == ended


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("nine days", "It was {x}."),
        ("who?", "It was {x}"),
        ("Norden Inc.", "It was {x}"),
    ],
)
def test_a_frame_gives_up_its_stop(text: str, sentence: str) -> None:
    assert filled("It was {x}.", {"x": text}) == sentence.replace("{x}", text)


@pytest.mark.parametrize(
    ("language", "typed", "inside"),
    [
        (US, "No owner for the runbooks", "no owner for the runbooks"),
        (US, "We have no owner", "we have no owner"),
        (US, "Don't know who owns it", "don't know who owns it"),
        (US, "I have no owner", "I have no owner"),
        (US, "I've no owner", "I've no owner"),
        (US, "Jira tickets wait for weeks", "Jira tickets wait for weeks"),
        (US, "SAP", "SAP"),
        (US, "iPhone", "iPhone"),
        (US, "IT is slow", "IT is slow"),
        (US, "A2 is slow", "A2 is slow"),
        (US, "Dana has no owner", "Dana has no owner"),
        (US, "The Works is slow", "The Works is slow"),
        (US, "The works are slow", "the works are slow"),
        (US, "Send the case study", "send the case study"),
        (US, "“The train” is late", "“the train” is late"),
        (DE, "Das Fallbeispiel schicken", "das Fallbeispiel schicken"),
        (DE, "Ihnen die Folien schicken", "Ihnen die Folien schicken"),
        (DE, "Sie anrufen", "Sie anrufen"),
        (DE, "Freigaben dauern neun Tage", "Freigaben dauern neun Tage"),
        (FR, "L'équipe n'a pas de responsable", "l'équipe n'a pas de responsable"),
        (FR, "D’ici vendredi", "d’ici vendredi"),
        (FR, "L'Oréal attend", "L'Oréal attend"),
        (FR, "Aucun responsable", "aucun responsable"),
        (FR, "Jira déborde", "Jira déborde"),
        (FR, "Vous envoyer l'étude", "vous envoyer l'étude"),
    ],
)
def test_a_small_word_is_lowered_and_a_name_never(language: Language, typed: str, inside: str) -> None:
    assert lowered(typed, context(language)) == inside


def test_a_first_name_that_is_a_small_word_keeps_its_capital() -> None:
    assert lowered("Will sends it", context(US, people=("Will Smith",))) == "Will sends it"


@pytest.mark.parametrize(
    ("typed", "large"),
    [
        ("release approvals", "Release approvals"),
        ("übergaben dauern", "Übergaben dauern"),
        ("iPhone apps", "iPhone apps"),
        ("k8s upgrades", "k8s upgrades"),
        ("releases.pdf is old", "releases.pdf is old"),
        ("ßx", "ßx"),
        ("ısıx", "ısıx"),
        ("van Dyk", "van Dyk"),
        ("", ""),
        ("🙂 fine", "🙂 fine"),
    ],
)
def test_a_cell_begins_with_a_capital(typed: str, large: str) -> None:
    assert capitalized(typed, context(US, people=("Ann van Dyk",))) == large


def test_after_a_colon_german_has_a_capital_and_the_others_none() -> None:
    assert after_colon("wir haben es ersetzt", context(DE)) == "Wir haben es ersetzt"
    assert after_colon("We replaced it", context(GB)) == "we replaced it"
    assert after_colon("Nous l'avons remplacé", context(FR)) == "nous l'avons remplacé"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Qui appeler?", "Qui appeler\u00a0?"),
        ("une liste ; puis rien", "une liste\u00a0; puis rien"),
        ("« rien »", "«\u00a0rien\u00a0»"),
        ("«rien»", "«\u00a0rien\u00a0»"),
        ("à 14:00, voir https://acme.example/?q=1", "à 14:00, voir https://acme.example/?q=1"),
        ("à 14 h : https://acme.example/a ; puis", "à 14 h\u00a0: https://acme.example/a\u00a0; puis"),
        ("Re: Poste : prochaine étape", "Re: Poste\u00a0: prochaine étape"),
        ("Subject: Re: Merci\n\nBonjour,", "Subject: Re: Merci\n\nBonjour,"),
        ("Demain [[à une heure, par exemple : 14 h]] ?", "Demain [[à une heure, par exemple\u00a0: 14 h]]\u00a0?"),
        ("rien\n; puis\n« tout »", "rien\n; puis\n«\u00a0tout\u00a0»"),
    ],
)
def test_french_has_its_spaces(typed: str, said: str) -> None:
    assert spaced(typed, FR) == said
    assert spaced(typed, DE) == typed


@pytest.mark.parametrize(
    ("language", "typed", "inside"),
    [
        (US, 'he said "never" twice', "he said ‘never’ twice"),
        (US, "he said “never” twice", "he said ‘never’ twice"),
        (DE, "er sagte „nie“ und ging", "er sagte ‚nie‘ und ging"),
        (DE, "er sagte »nie« und ging", "er sagte ‚nie‘ und ging"),
        (FR, "il a dit « jamais » et puis", "il a dit “jamais” et puis"),
        (US, 'a 27" screen', 'a 27" screen'),
        (US, "the teams' work isn't done", "the teams' work isn't done"),
    ],
)
def test_marks_inside_a_quote_are_the_inner_ones(language: Language, typed: str, inside: str) -> None:
    assert inner_marks(typed, language) == inside


@given(texts, languages)
def test_cleaning_is_done_once(text: str, language: Language) -> None:
    once = without_end(cleaned(text), language)
    assert cleaned(cleaned(text)) == cleaned(text)
    assert without_end(once, language) == once
    assert "\n" not in once
    assert once == once.strip()


@given(texts, languages)
def test_no_two_marks_stand_at_an_end(text: str, language: Language) -> None:
    sentence = with_stop(without_end(cleaned(text), language))
    assert not re.search(r"[?!…,;:]\.$|\.\.$|\.,$", sentence)
    assert not sentence or ends_itself(sentence)
    assert not re.search(r"[?!…]\.$|\.\.$", filled("It is {x}.", {"x": without_end(cleaned(text), language)}))


@given(texts, languages)
def test_a_first_letter_changes_its_case_alone(text: str, language: Language) -> None:
    for fit in (lowered, capitalized, after_colon):
        fitted = fit(text, context(language))
        assert len(fitted) == len(text)
        assert fitted.casefold() == text.casefold()
        assert sum(a != b for a, b in zip(fitted, text, strict=True)) <= 1


@given(texts, languages)
def test_no_letter_is_lost(text: str, language: Language) -> None:
    def letters(of: str) -> str:
        return "".join(char for char in of if char.isalnum())

    kept = letters(cleaned(text))
    for fitted in (without_end(cleaned(text), language), spaced(cleaned(text), language)):
        assert letters(fitted) == kept
    assert letters(inner_marks(cleaned(text), language)) == kept
