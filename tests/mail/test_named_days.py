"""The days that sentences name, read on Friday, 20 November 2026, unless another day is given."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.mail.clock_times import clock_times
from interview_tui.mail.named_days import Manner, named_days
from interview_tui.mail.phrases import folded
from tests.grouped import grouped

FRIDAY = date(2026, 11, 20)

NAMED: dict[str, list[tuple[str, str | None]]] = {
    "en": [
        ("by Friday the 4th of December", "2026-12-04"),
        ("by Wednesday", "2026-11-25"),
        ("by next Friday", "2026-11-27"),
        ("next Wednesday", "2026-11-25"),
        ("on Friday", "2026-11-27"),
        ("by Friday the 4th", "2026-12-04"),
        ("on the 30th", "2026-11-30"),
        ("by the 3rd", "2026-12-03"),
        ("no later than 5 December", "2026-12-05"),
        ("by December 5th", "2026-12-05"),
        ("by Dec. 5, 2026", "2026-12-05"),
        ("by Monday, November 30, at noon", "2026-11-30"),
        ("before Thursday 26 Nov", "2026-11-26"),
        ("tomorrow", "2026-11-21"),
        ("the day after tomorrow", "2026-11-22"),
        ("by end of day", "2026-11-20"),
        ("by close of business on Tuesday", "2026-11-24"),
        ("by end of day tomorrow", "2026-11-21"),
        ("tonight", "2026-11-20"),
        ("by the end of next week", "2026-11-27"),
        ("by end of next week", "2026-11-27"),
        ("next week", "2026-11-27"),
        ("in the course of next week", "2026-11-27"),
        ("early next week", "2026-11-24"),
        ("the middle of next week", "2026-11-25"),
        ("at the beginning of next week", "2026-11-24"),
        ("mid next week", "2026-11-25"),
        ("next Tuesday", "2026-11-24"),
        ("Tuesday next week", "2026-11-24"),
        ("a week on Monday", "2026-11-30"),
        ("the week after next", "2026-12-04"),
        ("within two weeks", "2026-12-04"),
        ("within ten days", "2026-11-30"),
        ("in a fortnight", "2026-12-04"),
        ("within the next 14 days", "2026-12-04"),
        ("in three weeks' time", "2026-12-11"),
        ("within 48 hours", "2026-11-22"),
        ("within five working days", "2026-11-27"),
        ("two weeks from now", "2026-12-04"),
        ("within a month", "2026-12-20"),
        ("by the end of the month", "2026-11-30"),
        ("by the end of the week", "2026-11-20"),
        ("by the end of the year", "2026-12-31"),
        ("by the end of January", "2027-01-31"),
        ("in mid-December", "2026-12-15"),
        ("by January 8", "2027-01-08"),
        ("on 2026-12-04", "2026-12-04"),
        ("by 11/30", "2026-11-30"),
        ("by 30/11/2026", "2026-11-30"),
        ("by 12/12", "2026-12-12"),
        ("by Friday 4/12", "2026-12-04"),
        ("by Friday, 12/4", "2026-12-04"),
    ],
    "de": [
        ("bis am Mittwuch", "2026-11-25"),
        ("am Mäntig", "2026-11-23"),
        ("bis Ende Woche", "2026-11-20"),
        ("bis Ende nächster Woche", "2026-11-27"),
        ("spätestens am 3.12.", "2026-12-03"),
        ("am 3. Dezember", "2026-12-03"),
        ("bis zum 4. Dezember 2026", "2026-12-04"),
        ("bis Freitag", "2026-11-27"),
        ("am Donnerstag, dem 26. November,", "2026-11-26"),
        ("am Donnerstag, den 26.11.", "2026-11-26"),
        ("bis zum 4.", "2026-12-04"),
        ("bis spätestens 30.11.2026", "2026-11-30"),
        ("Anfang nächster Woche", "2026-11-24"),
        ("Mitte nächster Woche", "2026-11-25"),
        ("im Laufe der kommenden Woche", "2026-11-27"),
        ("in KW 49", "2026-12-04"),
        ("bis Ende der 49. KW", "2026-12-04"),
        ("kommenden Montag", "2026-11-23"),
        ("nächsten Dienstag", "2026-11-24"),
        ("Dienstag nächster Woche", "2026-11-24"),
        ("morgen Vormittag", "2026-11-21"),
        ("übermorgen", "2026-11-22"),
        ("noch heute", "2026-11-20"),
        ("innerhalb von zehn Tagen", "2026-11-30"),
        ("in den nächsten zwei Wochen", "2026-12-04"),
        ("binnen 14 Tagen", "2026-12-04"),
        ("innerhalb von fünf Werktagen", "2026-11-27"),
        ("bis Monatsende", "2026-11-30"),
        ("bis Ende des Monats", "2026-11-30"),
        ("bis Jahresende", "2026-12-31"),
        ("Mitte Dezember", "2026-12-15"),
        ("bis Ende Januar", "2027-01-31"),
        ("noch diese Woche", "2026-11-20"),
        ("am 8. Jänner", "2027-01-08"),
        ("Freitag in einer Woche", "2026-12-04"),
        ("bis übernächste Woche", "2026-12-04"),
    ],
    "fr": [
        ("d'ici vendredi", "2026-11-27"),
        ("d'ici la fin du mois", "2026-11-30"),
        ("d'ici quinze jours", "2026-12-05"),
        ("le 2 décembre", "2026-12-02"),
        ("le 1er décembre", "2026-12-01"),
        ("avant le 4 décembre 2026", "2026-12-04"),
        ("mardi 24 novembre à 10 h", "2026-11-24"),
        ("au plus tard mercredi", "2026-11-25"),
        ("demain matin", "2026-11-21"),
        ("la semaine prochaine", "2026-11-27"),
        ("d'ici la fin de la semaine prochaine", "2026-11-27"),
        ("en début de semaine prochaine", "2026-11-24"),
        ("dans le courant de la semaine prochaine", "2026-11-27"),
        ("mardi prochain", "2026-11-24"),
        ("lundi en huit", "2026-11-30"),
        ("sous dix jours", "2026-11-30"),
        ("sous huitaine", "2026-11-28"),
        ("dans les deux prochaines semaines", "2026-12-04"),
        ("d'ici deux semaines", "2026-12-04"),
        ("sous 48 heures", "2026-11-22"),
        ("sous cinq jours ouvrés", "2026-11-27"),
        ("à la mi-décembre", "2026-12-15"),
        ("d'ici fin janvier", "2027-01-31"),
        ("le 04/12", "2026-12-04"),
        ("avant le 4/12/2026", "2026-12-04"),
        ("cette semaine", "2026-11-20"),
        ("d'ici la fin de l'année", "2026-12-31"),
        ("ce soir", "2026-11-20"),
    ],
    "no day en": [
        ("shortly", None),
        ("in the coming days", None),
        ("in the next few weeks", None),
        ("by 12/5", None),
        ("early December", None),
        ("by Monday the 4th of December", None),
        ("in two to three weeks", None),
        ("February 30", None),
        ("soon", None),
        ("we may meet two of them", None),
        ("before Christmas", None),
        ("on 20 October", None),
        ("version 3.12", None),
        ("by the 45th", None),
        ("at 10:30", None),
        ("room 12", None),
        ("Tuesday's panel", None),
        ("some 30 people", None),
        ("every Friday", None),
        ("the first Monday of the month", None),
    ],
    "no day de": [
        ("in Kürze", None),
        ("Guten Morgen", None),
        ("in den nächsten Tagen", None),
        ("demnächst", None),
        ("Anfang Dezember", None),
        ("am Freitag, dem 3. Dezember", None),
        ("so bald wie möglich", None),
        ("im 3. Stock", None),
        ("mit so viel", None),
    ],
    "no day fr": [
        ("prochainement", None),
        ("dans les prochains jours", None),
        ("rapidement", None),
        ("jeudi 4 décembre", None),
        ("à 10 h", None),
        ("dans quelques semaines", None),
    ],
}
MEANT = [
    ("we will decide by Friday", Manner.BY),
    ("on Friday we meet", Manner.ON),
    ("we decide next week", Manner.SPAN),
    ("after Friday", Manner.FROM),
    ("your application of 22 November", Manner.OF),
    ("thank you for the interview on Tuesday", Manner.OF),
    ("last Tuesday", Manner.PAST),
    ("by the end of next week", Manner.BY),
    ("within ten days", Manner.SPAN),
]


@grouped("language, words, day", [(k, *one) for k, said in NAMED.items() for one in said], by=lambda case: case[0])
def test_a_day_counts_from_that_of_the_sender(language: str, words: str, day: str | None) -> None:
    found = named_days(folded(f"x {words} x"), FRIDAY, language[-2:])
    assert [str(one.day) for one in found] == ([day] if day else [])


@grouped("words, manner", MEANT, by=lambda _: "manners")
def test_the_words_before_a_day_say_how_it_is_meant(words: str, manner: Manner) -> None:
    assert [one.manner for one in named_days(folded(words), FRIDAY, "en")] == [manner]


def test_days_stand_in_their_order() -> None:
    found = named_days(folded("Tuesday, 1 December or Thursday, or else the week after next"), FRIDAY, "en")
    assert [str(one.day) for one in found] == ["2026-12-01", "2026-11-26", "2026-12-04"]


def test_the_year_turns() -> None:
    assert [str(one.day) for one in named_days(folded("by 4 January"), date(2026, 12, 30), "en")] == ["2027-01-04"]
    assert [str(one.day) for one in named_days(folded("by Friday"), date(2026, 12, 31), "en")] == ["2027-01-01"]
    assert [str(one.day) for one in named_days(folded("KW 2"), date(2026, 12, 30), "de")] == ["2027-01-15"]


@given(st.text(max_size=200), st.dates(), st.sampled_from(["en", "de", "fr", "nl"]))
def test_any_text_on_any_day_is_read(text: str, today: date, language: str) -> None:
    named_days(folded(text), today, language)


AFTERNOON = datetime(2026, 11, 20, 15, 0, tzinfo=timezone(timedelta(hours=1)))


@pytest.mark.parametrize(
    ("sentence", "clocks"),
    [
        ("am Donnerstag, dem 19. November, um 10 Uhr.", ["10:00"]),
        ("Tuesday at 3 or Thursday at 10:30?", ["15:00", "10:30"]),
        ("jeudi 3 décembre à 14h30", ["14:30"]),
        ("le 3 décembre à 14 h", ["14:00"]),
        ("um 9.30 Uhr", ["09:30"]),
        ("Nov 19, 10:00-11:00", ["10:00"]),
        ("at 4 p.m. on the 3rd", ["16:00"]),
        ("12 am", ["00:00"]),
        # a range to choose from, another zone, and what is no time of day
        ("between 10 and 11 am", []),
        ("on 5 December at 2pm PT", []),
        ("at 10:00 AM CET", ["10:00"]),
        ("um 14 Uhr MEZ", ["14:00"]),
        ("at 3 pm your time", []),
        ("à 10h heure de Paris", []),
        ("at 2 pm London time", []),
        ("at 10:30 IST", []),
        ("Friday at noon", ["12:00"]),
        ("Call me on +49 30 5550100, at 400 Quay Street", []),
        ("version 2.10 at 100%", []),
        ("on 3.12.2026, for 45 minutes", []),
        ("at 99", []),
        # “half four” is half past four in English, half past three in German
        ("Thursday, half four-ish", ["16:30"]),
        ("at half past ten", ["10:30"]),
        ("um halb vier", ["15:30"]),
        ("for half an hour", []),
    ],
)
def test_the_times_of_day_that_a_sentence_names(sentence: str, clocks: list[str]) -> None:
    assert [f"{clock:%H:%M}" for clock in clock_times(sentence, AFTERNOON)] == clocks
