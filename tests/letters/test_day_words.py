"""Days and times in a letter's sentence, and the day that a fragment names itself."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.enums import Language
from interview_tui.letters.day_words import (
    by,
    day_and_month,
    next_week,
    noted,
    of_day,
    on,
    own_day,
    weekday_and_date,
    weekday_name,
)

US, GB, DE, FR = Language.EN_US, Language.EN_GB, Language.DE, Language.FR
TUESDAY = date(2026, 11, 17)


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (17, {US: " today", GB: " today", DE: " heute", FR: " aujourd'hui"}),
        (18, {US: " yesterday", GB: " yesterday", DE: " gestern", FR: " hier"}),
        (16, {US: " tomorrow", GB: " tomorrow", DE: " morgen", FR: " demain"}),
        (19, {US: " on Tuesday", GB: " on Tuesday", DE: " am Dienstag", FR: " mardi"}),
        (23, {US: " on Tuesday", GB: " on Tuesday", DE: " am Dienstag", FR: " mardi"}),
        (
            24,
            {
                US: " on Tuesday, November 17",
                GB: " on Tuesday 17 November",
                DE: " am 17. November",
                FR: " le mardi 17 novembre",
            },
        ),
    ],
)
def test_the_day_of_a_conversation(today: int, said: dict[Language, str]) -> None:
    assert {language: on(TUESDAY, date(2026, 11, today), language) for language in Language} == said


@pytest.mark.parametrize(
    ("today", "said"),
    [(17, " d'aujourd'hui"), (18, " d'hier"), (19, " de mardi"), (24, " du mardi 17 novembre"), (16, " de demain")],
)
def test_french_has_a_second_form(today: int, said: str) -> None:
    assert of_day(TUESDAY, date(2026, 11, today), FR) == said
    assert of_day(TUESDAY, date(2026, 11, today), US) == on(TUESDAY, date(2026, 11, today), US)


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (date(2026, 11, 20), {US: " by Friday", GB: " by Friday", DE: " bis Freitag", FR: " d'ici vendredi"}),
        (date(2026, 11, 18), {US: " by tomorrow", GB: " by tomorrow", DE: " bis morgen", FR: " d'ici demain"}),
        (TUESDAY, {US: " today", GB: " today", DE: " heute", FR: " aujourd'hui"}),
        (
            date(2026, 12, 2),
            {US: " by December 2", GB: " by 2 December", DE: " bis zum 2. Dezember", FR: " d'ici le 2 décembre"},
        ),
        (
            date(2026, 11, 13),
            {US: " by November 13", GB: " by 13 November", DE: " bis zum 13. November", FR: " d'ici le 13 novembre"},
        ),
        (
            date(2027, 1, 1),
            {
                US: " by January 1, 2027",
                GB: " by 1 January 2027",
                DE: " bis zum 1. Januar 2027",
                FR: " d'ici le 1er janvier 2027",
            },
        ),
    ],
)
def test_by_a_day(due: date, said: dict[Language, str]) -> None:
    assert {language: by(due, TUESDAY, language) for language in Language} == said


def test_without_a_day_nothing_is_left_over() -> None:
    for language in Language:
        assert {f(None, TUESDAY, language) for f in (on, of_day, by, noted)} == {""}


def test_a_day_in_a_list_and_in_a_sentence_of_its_own() -> None:
    due = date(2026, 12, 11)
    assert [weekday_and_date(due, TUESDAY, language) for language in Language] == [
        "Friday, December 11",
        "Friday 11 December",
        "Freitag, 11. Dezember",
        "vendredi 11 décembre",
    ]
    assert [noted(date(2026, 12, 2), TUESDAY, language) for language in Language] == [
        "I have December 2 down for that.",
        "I have 2 December down for that.",
        "Ich habe mir dafür den 2. Dezember notiert.",
        "J'ai noté le 2 décembre.",
    ]
    assert [next_week(date(2026, 12, 9), language) for language in Language] == [
        "the week of December 14",
        "the week of 14 December",
        "der Woche ab dem 14. Dezember",
        "la semaine du 14 décembre",
    ]


@pytest.mark.parametrize(
    ("language", "text", "words", "relative"),
    [
        (US, "send the slides by Friday", "by Friday", ""),
        (US, "get back to me next week", "next week", "next week"),
        (US, "call tomorrow", "tomorrow", "tomorrow"),
        (US, "call on December 2", "December 2", ""),
        (GB, "call on 2 December", "2 December", ""),
        (GB, "send it by the 2nd", "by the 2nd", ""),
        (US, "call by 2026-12-02", "2026-12-02", ""),
        (US, "decide by the end of the month", "by the end of the month", "by the end of the month"),
        (US, "reply within two weeks", "within two weeks", "within two weeks"),
        (US, "send the case study", "", ""),
        (US, "ask whether I may come", "", ""),
        (US, "prepare the Friday report", "", ""),
        (US, "march through the list of 40 plants", "", ""),
        (DE, "die Folien bis Freitag schicken", "Freitag", ""),
        (DE, "bis zum 2. anrufen", "zum 2.", ""),
        (DE, "nächste Woche anrufen", "nächste Woche", "nächste Woche"),
        (DE, "morgen anrufen", "morgen", "morgen"),
        (DE, "am 2. Dezember anrufen", "am 2.", ""),
        (DE, "in 40 Werken anrufen", "", ""),
        (FR, "vous envoyer les planches d'ici vendredi", "vendredi", ""),
        (FR, "rappeler demain", "demain", "demain"),
        (FR, "rappeler la semaine prochaine", "la semaine prochaine", "la semaine prochaine"),
        (FR, "rappeler le 2 décembre", "le 2", ""),
        (FR, "envoyer l'étude", "", ""),
    ],
)
def test_a_fragment_may_name_its_day(language: Language, text: str, words: str, relative: str) -> None:
    assert own_day(text, language) == (words, relative)


days = st.dates()


@given(days, days, st.sampled_from(list(Language)))
def test_every_day_can_be_said(day: date, today: date, language: Language) -> None:
    for words in (on(day, today, language), of_day(day, today, language), by(day, today, language)):
        assert words.startswith(" ")
        assert "  " not in words
        assert words == words.rstrip()
    assert next_week(today, language)
    assert weekday_name(day, language) in weekday_and_date(day, today, language)
    assert (str(day.year) in day_and_month(day, today, language).split()) == (day.year != today.year)


@given(days, days, st.sampled_from(list(Language)))
def test_a_day_that_was_said_is_seen_again(day: date, today: date, language: Language) -> None:
    """What the program writes for a day, it finds in a fragment."""
    assert own_day(f"x{by(day, today, language)}", language).words


@given(st.text(max_size=200), st.sampled_from(list(Language)))
def test_a_day_is_part_of_its_text(text: str, language: Language) -> None:
    found = own_day(text, language)
    assert found.words in text
    assert found.relative in text
