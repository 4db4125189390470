"""What an email asks of its reader, and by when: all of 20 November 2026, a Friday."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from interview_tui.mail.requests import asked_of_me
from tests.grouped import grouped

AT = datetime(2026, 11, 20, 17, 30, tzinfo=timezone(timedelta(hours=-8)))

ASKED = [
    ("Could you please send me two references by Thursday?", "2026-11-26"),
    ("Please fill in the attached form and return it by 1 December.", "2026-12-01"),
    ("Could you tell me your notice period?", None),
    ("What is your notice period?", None),
    ("We would still need a copy of your diploma.", None),
    ("Please confirm your address. And please send us your references by Tuesday.", "2026-11-24"),
    ("Bitte senden Sie uns bis Dienstag Ihr Arbeitszeugnis.", "2026-11-24"),
    ("Könnten Sie mir Ihre Gehaltsvorstellung nennen?", None),
    ("Bitte lassen Sie uns noch zwei Referenzen zukommen.", None),
    ("Wir bräuchten Ihr Diplom noch vor Donnerstag.", "2026-11-26"),
    ("Pourriez-vous m'envoyer vos prétentions d'ici vendredi ?", "2026-11-27"),
    ("Merci de me confirmer votre adresse.", None),
    ("Quel est votre préavis ?", None),
]
NOT_ASKED = [
    "Let me know if you have any questions.",
    "Please let us know if you need anything else.",
    "Feel free to send me anything else.",
    "How are you?",
    "Please find the agenda attached.",
    "Please do not reply to this email.",
    "You will hear from us by Thursday.",
    "Bei Fragen melden Sie sich bitte jederzeit.",
    "Wie geht es Ihnen?",
    "Bitte haben Sie noch etwas Geduld.",
    "Bitte antworten Sie nicht auf diese Nachricht.",
    "N'hésitez pas à me contacter pour toute question.",
    "Comment allez-vous ?",
    "Veuillez agréer, Madame, mes salutations distinguées.",
    "Merci de votre patience.",
]


@grouped("text, day", ASKED, by=lambda _: "requests")
def test_a_request_is_known_with_the_day_that_it_names(text: str, day: str | None) -> None:
    found = asked_of_me(f"Hello Robin,\n\n{text}\n\nAlex", AT)
    assert found is not None
    assert (found.day and str(found.day)) == day
    assert found.sentence in text


@grouped("text", NOT_ASKED, by=lambda _: "politeness")
def test_politeness_asks_for_nothing(text: str) -> None:
    assert asked_of_me(f"Hello Robin,\n\n{text}\n\nAlex", AT) is None
