"""The model letters of tests/letters/models as drafts: the records that they were made from, and how they are read."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

from interview_tui.domain.enums import Language, Tone
from interview_tui.letters.letter_draft import LetterDraft, OfferTerms, OthersWords

FOLDER = Path(__file__).parent / "models"
ENGLISH: dict[str, dict[str, Any]] = {
    "Dana": {
        "reader": "Dana Ruiz",
        "address": "Dana",
        "hiring_manager": True,
        "quotes": ("We need someone to calm the release train",),
        "needs": ("release approvals take nine days", "no owner for the runbooks"),
        "promises": ("send the case study",),
        "commitments": ("call with the panel's dates",),
    },
    "Tom": {
        "reader": "Tom Beck",
        "address": "Tom",
        "quotes": ("I want on-call to be boring again",),
        "needs": ("the pager wakes the wrong team",),
    },
    "Priya": {
        "reader": "Priya Nair",
        "address": "Priya",
        "quotes": ("The team decides together, and it decides fast",),
    },
    "Grace": {"reader": "Grace Lind", "address": "Grace"},
    "Naomi": {"reader": "Naomi Feld", "address": "Naomi"},
}
GERMAN: dict[str, dict[str, Any]] = {
    "Keller": {
        "reader": "Anna Keller",
        "address": "Frau Dr. Keller",
        "hiring_manager": True,
        "quotes": ("Wir brauchen jemanden, der Ruhe in die Freigaben bringt",),
        "needs": ("Freigaben dauern neun Tage", "Niemand ist für die Handbücher verantwortlich"),
        "promises": ("das Fallbeispiel schicken",),
        "commitments": ("wegen der Termine anrufen",),
    },
    "Beck": {
        "reader": "Tom Beck",
        "address": "Herr Beck",
        "quotes": ("Ich möchte, dass die Rufbereitschaft wieder langweilig wird",),
    },
    "NairDe": {"reader": "Priya Nair", "address": "Frau Nair"},
    "LindDe": {"reader": "Grace Lind", "address": "Frau Lind"},
    "FeldDe": {"reader": "Naomi Feld", "address": "Frau Feld"},
}
GERMAN["Anna"] = {**GERMAN["Keller"], "address": "Anna"}
FRENCH: dict[str, dict[str, Any]] = {
    "Petit": {
        "reader": "Claire Petit",
        "address": "Mme Petit",
        "hiring_manager": True,
        "quotes": ("Il nous faut quelqu'un pour apaiser les mises en production",),
        "needs": ("les validations prennent neuf jours", "aucun responsable pour les procédures"),
        "promises": ("vous envoyer l'étude de cas",),
        "commitments": ("me rappeler avec les dates du jury",),
    },
    "BeckFr": {
        "reader": "Tom Beck",
        "address": "M. Beck",
        "quotes": ("Je voudrais que les astreintes redeviennent ennuyeuses",),
    },
    "NairFr": {"reader": "Priya Nair", "address": "Mme Nair"},
    "LindFr": {"reader": "Grace Lind", "address": "Mme Lind"},
    "FeldFr": {"reader": "Naomi Feld", "address": "Mme Feld"},
}
FRENCH["Claire"] = {**FRENCH["Petit"], "address": "Claire"}
RECORDS = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH}
STORIES = {
    "en": (
        "we replaced three approvals with one checklist; releases went from nine days to one, and half as many failed",
        "I gave every runbook a named owner within a month; hand-overs went from an hour to ten minutes",
        "I sorted alerts by service, and night calls fell by half",
    ),
    "de": (
        (
            "wir haben drei Freigabestufen durch eine Checkliste ersetzt; danach dauerte eine Freigabe einen Tag statt"
            " neun, und nur noch halb so viele schlugen fehl"
        ),
    ),
    "fr": (
        (
            "nous avons remplacé trois validations par une seule liste de contrôle ; les mises en production sont"
            " passées de neuf jours à un, et les échecs ont diminué de moitié"
        ),
    ),
}
NAMES = (
    "Dana Ruiz",
    "Tom Beck",
    "Priya Nair",
    "Grace Lind",
    "Naomi Feld",
    "Tessa Okafor",
    "Anna Keller",
    "Claire Petit",
)
ROLES = {"en": "SRE lead", "de": "Leitung SRE", "fr": "responsable SRE"}
TERMS = {
    "en": OfferTerms("SRE Lead", "$148,000", "Monday, January 4"),
    "de": OfferTerms("Leitung SRE", "92.000 €", "4. Januar"),
    "fr": OfferTerms("responsable SRE", "62 000 €", "le lundi 4 janvier"),
}


def records_of(who: str, language: str) -> dict[str, Any]:
    """What the records say of a reader, and what others in the interview said."""
    known = RECORDS[language.partition("-")[0]]
    base = language.partition("-")[0]
    rest = [person for key, person in known.items() if person["reader"] != known[who]["reader"] and key != who]
    return {
        **known[who],
        "others": tuple(
            OthersWords(person["reader"], words)
            for person in rest
            for field in ("quotes", "needs", "commitments")
            for words in person.get(field, ())
        ),
        "sender": "Robin Hale",
        "company": "Acme",
        "role": ROLES[base],
        "names": (*NAMES, "Norden"),
        "elsewhere": ("Globex", "Vera Lang", "Next"),
        "stories": STORIES[base],
        "terms": TERMS[base],
    }


def draft(body: str, who: str = "Dana", language: str = "en-US", **given: Any) -> LetterDraft:
    """A draft to one of the model's readers."""
    values: dict[str, Any] = {
        "kind": "stay_in_touch",
        "tone": Tone.WARM,
        "subject": "Hello from Robin Hale",
        "today": date(2026, 11, 18),
        **records_of(who, language),
        **given,
    }
    return LetterDraft(language=Language(language), body=body, **values)


def model(name: str) -> LetterDraft:
    """One model letter: a head line of kind, language, tone, reader and day; the subject; the text."""
    head, subject, text = (FOLDER / f"{name}.txt").read_text("utf-8").split("\n", 2)
    kind, language, tone, who, today, *rest = head.split()
    return draft(
        text.strip(),
        who,
        language,
        kind=kind,
        tone=Tone(tone),
        subject=re.sub("^Subject: ", "", subject),
        today=date.fromisoformat(today),
        attached="attached" in rest,
    )


MODELS = sorted(path.stem for path in FOLDER.glob("*.txt"))
