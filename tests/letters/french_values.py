"""What the French templates are given: the standard's records as values, and the letters that are made of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import FileSystemLoader, StrictUndefined, meta
from jinja2.sandbox import SandboxedEnvironment

from interview_tui.domain.enums import Language
from interview_tui.letters.fragments import spaced
from interview_tui.letters.sandbox import FILTERS, SHIPPED

FOLDER = Path(__file__).parent / "french"
KINDS = (
    "thank_you", "value_letter", "as_promised", "check_in", "new_date", "recommendation", "good_word",
    "reference_thanks", "forward_recommendation", "proposal", "rejection_thanks", "stay_in_touch", "offer_thanks",
    "offer_time", "counter", "acceptance", "decline", "other_offer", "withdrawal",
)  # fmt: skip
TONES = ("formal", "plain", "warm")
CHART = "[chart]"
VALIDATIONS = (
    "nous avons remplacé trois validations par une seule liste de contrôle ; les mises en production sont passées de"
    " neuf jours à un, et les échecs ont diminué de moitié"
)
RUNBOOKS = "j'ai donné un responsable à chaque procédure ; les passations sont passées d'une heure à dix minutes"
ROWS = [
    {"need": "Les validations prennent neuf jours", "story": f"N{VALIDATIONS[1:]}"},
    {"need": "Aucun responsable pour les procédures", "story": f"J{RUNBOOKS[1:]}"},
]
VALUES: dict[str, Any] = {
    "greeting": "Bonjour Madame Petit,", "closing": "Bien cordialement,", "me": "Robin Hale\n+1 555 0100",
    "my_name": "Robin Hale", "tone": "plain", "formal": False, "warm": False, "plain": True, "language": "fr",
    "familiar": False, "name": "Claire Petit", "first": "Mme Petit", "company": "Acme", "role": "responsable SRE",
    "the_role": "le poste de responsable SRE", "of_role": "du poste de responsable SRE",
    "to_role": "au poste de responsable SRE", "on": " mardi", "of_day": " de mardi", "date": "17 novembre",
    "weekday": "mardi", "re": "", "place": 0, "phone": "+1 555 0100", "running": True, "round": 1, "met": True,
    "opening": "Je vous remercie du temps que vous m'avez accordé mardi.",
    "quote": "Il nous faut quelqu'un pour apaiser les mises en production.",
    "quoted": "« Il nous faut quelqu'un pour apaiser les mises en production. »",
    "quote_sentence": (
        "Une de vos phrases m'est restée en tête : « Il nous faut quelqu'un pour apaiser les mises en production. »"
    ),
    "need": "les validations prennent neuf jours", "need_after_colon": "les validations prennent neuf jours.",
    "need_sentence": "Vous avez évoqué un point que je connais bien : les validations prennent neuf jours.",
    "story": f"{VALIDATIONS}.", "story_sentence": f"J'ai déjà connu une situation proche : {VALIDATIONS}.",
    "addition_sentence": "",
    "promise_sentence": "Comme convenu, je vais vous envoyer l'étude de cas d'ici vendredi.",
    "commitment_sentence": "Vous pensiez me rappeler avec les dates du jury d'ici le 2 décembre.",
    "interest": "Tout cela a renforcé mon envie de rejoindre votre équipe.", "ending": "",
    "commitment": "", "commitment_by": "", "commitment_noun": "", "promise": "", "promise_noun": "",
    "promise_bare": "", "promise_to": "",
    "promise_by": "", "said_on": "", "late": False, "document": "", "attachment": "", "link": "",
    "number": 1, "last": False, "ago": "", "news": "", "news_sample": "", "news_link": "",
    "chart": "", "rows": [], "one_row": False, "samples": [], "links": [],
    "points": [], "knows": "", "knows_first": "", "sensitive": False, "in_a_week": "", "outcome": "",
    "next_meeting": "", "is_reference": False, "thanked": False, "reference": "", "reference_title": "",
    "position": "", "terms": [], "start": "", "written": False, "answer_by": "", "answer_was_due": False,
    "proposed_day": "", "other_answer_by": "", "accepted_elsewhere": False, "first_choice": False,
    "fallen": "", "fallen_over": False, "mine": False, "next_week": "", "ahead": "", "rescinded": False, "spoke": "",
}  # fmt: skip
"""What every template is given, as the records have it; what is of one kind is empty."""
OF_KIND: dict[str, dict[str, Any]] = {
    "value_letter": {"chart": CHART, "rows": ROWS, "samples": ["la liste de contrôle, deux pages"]},
    "as_promised": {
        "re": "Re: Merci pour notre entretien", "said_on": " mardi", "document": "l'étude de cas, deux pages",
        "attachment": "etude.pdf", "promise": "vous envoyer l'étude de cas", "promise_by": " d'ici vendredi",
    },
    "check_in": {
        "re": "Re: Merci pour notre entretien", "commitment": "me rappeler avec les dates du jury",
        "commitment_by": " d'ici le 2 décembre", "ago": "il y a dix jours",
    },
    "new_date": {"fallen": "8 décembre", "next_week": "la semaine du 14 décembre"},
    "recommendation": {
        "greeting": "Bonjour Madame Lind,", "in_a_week": "4 décembre",
        "points": [
            {"strength": "mises en production sans heurts", "result": "nous sommes passés de neuf jours à un"},
            {"strength": "passations claires", "result": "chaque procédure a eu un responsable en un mois"},
        ],
    },
    "good_word": {
        "greeting": "Bonjour Madame Feld,", "knows": "Tessa Okafor", "knows_first": "Tessa",
        "points": [
            {"strength": "mises en production sans heurts", "result": "nous sommes passés de neuf jours à un"},
            {"strength": "passations claires", "result": ""},
        ],
    },
    "reference_thanks": {
        "greeting": "Bonjour Madame Feld,", "knows": "Tessa Okafor", "knows_first": "Tessa",
        "next_meeting": "8 décembre",
    },
    "forward_recommendation": {
        "reference": "Grace Lind", "reference_title": "ma responsable chez Norden de 2021 à 2024",
    },
    "proposal": {"chart": CHART, "rows": ROWS},
    "stay_in_touch": {"spoke": "en novembre dernier"},
    "offer_thanks": {"written": True, "answer_by": "vendredi 11 décembre"},
    "offer_time": {"written": True, "answer_by": "vendredi 11 décembre", "proposed_day": "vendredi 11 décembre"},
    "counter": {"terms": ["rémunération : 62 000 € brut par an"]},
    "acceptance": {
        "position": "responsable SRE", "start": "lundi 4 janvier",
        "terms": ["rémunération : 62 000 € brut par an", "comme convenu : deux jours de télétravail par semaine"],
    },
    "decline": {"accepted_elsewhere": True},
    "other_offer": {"other_answer_by": "11 décembre", "first_choice": True},
}  # fmt: skip
"""What a kind has besides."""
BECK: dict[str, Any] = {
    "place": 1, "greeting": "Bonjour Monsieur Beck,",
    "opening": "J'ai beaucoup apprécié notre échange de mardi.",
    "quote_sentence": (
        "Vous avez résumé l'essentiel en une phrase : « Je voudrais que les astreintes redeviennent ennuyeuses. »"
    ),
    "need_sentence": "", "promise_sentence": "", "commitment_sentence": "",
    "story_sentence": (
        "Sur ce sujet, je peux parler d'expérience : j'ai trié les alertes par service, et les appels de nuit ont"
        " diminué de moitié."
    ),
    "interest": "J'aimerais beaucoup travailler sur ces sujets avec vous.",
    "ending": "Si un point reste à préciser, n'hésitez pas à m'appeler.",
}  # fmt: skip
CLAIRE: dict[str, Any] = {
    "familiar": True, "greeting": "Bonjour Claire,", "closing": "À bientôt,", "me": "Robin", "first": "Claire",
    "opening": "Merci pour le temps que tu m'as accordé mardi.",
    "quote_sentence": "J'ai noté une de tes phrases : « Il nous faut quelqu'un pour apaiser les mises en production. »",
    "need_sentence": "Tu as évoqué un point que je connais bien : les validations prennent neuf jours.",
    "promise_sentence": "", "commitment_sentence": "Tu pensais me rappeler avec les dates du jury d'ici le 2 décembre.",
    "interest": "J'aimerais beaucoup travailler sur ces sujets avec toi.",
}  # fmt: skip
"""The reader who is tu."""
NEWS = {
    "news": "nous sommes passés de neuf jours à un pour une mise en production.",
    "news_sample": "la liste de contrôle, deux pages",
}
NO_DATE = {"commitment": "", "commitment_by": "", "re": "", "greeting": "Bonjour Madame Nair,"}
TALK = "Je donne en septembre une courte présentation sur les listes de contrôle."
TEAM = "Depuis mars, je dirige une petite équipe d'exploitation."


class FrenchLetter(NamedTuple):
    """One of the letters that are compared with their files."""

    kind: str
    tone: str
    changes: dict[str, Any]


def _letters() -> dict[str, FrenchLetter]:
    found = {f"{kind}_{tone}": FrenchLetter(kind, tone, {}) for kind in KINDS for tone in TONES}
    found |= {f"{kind}_tu": FrenchLetter(kind, "warm", dict(CLAIRE)) for kind in KINDS}
    found["thank_you_tu"].changes.update(need_sentence="", story_sentence="")
    found["as_promised_tu"].changes.update(promise="t'envoyer l'étude de cas")
    further: list[tuple[str, str, str, dict[str, Any]]] = [
        ("thank_you", "plain", "panel", BECK),
        ("thank_you", "plain", "chart", {"chart": CHART, "rows": ROWS, "commitment_sentence": ""}),
        ("thank_you", "plain", "nothing_noted", {"quote_sentence": "", "need_sentence": "", "story_sentence": ""}),
        ("value_letter", "plain", "one_row", {"rows": ROWS[:1], "one_row": True, "samples": []}),
        ("value_letter", "plain", "second_round", {"round": 2, "samples": [], "links": ["https://acme.example/plan"]}),
        ("as_promised", "plain", "late", {"document": "", "late": True, "re": ""}),
        ("as_promised", "plain", "link", {"attachment": "", "link": "https://acme.example/etude", "place": 1}),
        ("as_promised", "plain", "no_document", {"document": "", "attachment": ""}),
        ("check_in", "plain", "first", NO_DATE),
        ("check_in", "formal", "first", NO_DATE),
        ("check_in", "plain", "first_with_news", {**NO_DATE, **NEWS}),
        ("check_in", "plain", "not_met", {**NO_DATE, "met": False}),
        ("check_in", "plain", "date_with_news", NEWS),
        ("check_in", "formal", "date_with_news", NEWS),
        ("check_in", "plain", "second", {**NO_DATE, **NEWS, "number": 2}),
        ("check_in", "formal", "second", {**NO_DATE, **NEWS, "number": 2}),
        ("check_in", "plain", "third", {**NO_DATE, **NEWS, "number": 3, "news_link": "https://acme.example/liste"}),
        ("check_in", "plain", "last", {**NO_DATE, "number": 3, "last": True}),
        ("check_in", "formal", "last", {**NO_DATE, "number": 3, "last": True}),
        ("new_date", "plain", "mine", {"mine": True}),
        ("new_date", "plain", "over", {"fallen_over": True}),
        ("new_date", "plain", "first", {"fallen": "", "met": False}),
        ("new_date", "plain", "next_round", {"fallen": "", "round": 2}),
        ("recommendation", "plain", "sensitive", {
            "sensitive": True,
            "points": [{"strength": "mises en production sans heurts", "result": ""},
                       {"strength": "passations claires", "result": ""}],
        }),
        ("good_word", "plain", "nobody", {"knows": "", "knows_first": "", "sensitive": True}),
        ("reference_thanks", "plain", "reference", {"is_reference": True, "next_meeting": ""}),
        ("reference_thanks", "plain", "offer", {"outcome": "offer"}),
        ("reference_thanks", "plain", "accepted", {"outcome": "accepted", "is_reference": True}),
        ("reference_thanks", "plain", "thanked_before", {"outcome": "accepted", "thanked": True}),
        ("reference_thanks", "plain", "rejected", {"outcome": "rejected"}),
        ("reference_thanks", "plain", "withdrawn", {"outcome": "withdrawn"}),
        ("rejection_thanks", "plain", "rescinded", {"rescinded": True}),
        ("rejection_thanks", "plain", "not_met", {"met": False}),
        ("rejection_thanks", "formal", "not_met", {"met": False}),
        ("rejection_thanks", "plain", "noun", {"promise_bare": "étude de cas"}),
        ("as_promised", "plain", "noun", {
            "document": "", "attachment": "", "promise": "", "promise_bare": "étude de cas",
        }),
        ("rejection_thanks", "plain", "promise", {"promise": "vous envoyer l'étude de cas"}),
        *(("stay_in_touch", "plain", str(number), {"number": number}) for number in range(2, 9)),
        *(("stay_in_touch", "plain", f"{n}_with_news", {"number": n, "news": TEAM}) for n in (2, 4, 6, 8)),
        ("stay_in_touch", "plain", "3_with_news", {"number": 3, "news": TALK}),
        ("offer_thanks", "plain", "not_written", {"written": False, "answer_by": ""}),
        ("offer_time", "plain", "later", {"proposed_day": "mardi 15 décembre"}),
        ("offer_time", "formal", "was_due", {"answer_by": "", "answer_was_due": True}),
        ("offer_time", "plain", "no_day", {"answer_by": "", "proposed_day": "", "written": False}),
        ("acceptance", "plain", "nothing_noted", {"terms": [], "start": "", "position": ""}),
        ("decline", "plain", "no_reason", {"accepted_elsewhere": False}),
        ("other_offer", "plain", "second_choice", {"first_choice": False}),
        ("withdrawal", "plain", "accepted", {"accepted_elsewhere": True, "ahead": "8 décembre"}),
    ]  # fmt: skip
    return found | {f"{kind}_{tone}_{what}": FrenchLetter(kind, tone, changes) for kind, tone, what, changes in further}


LETTERS = _letters()


def values_of(letter: FrenchLetter) -> dict[str, Any]:
    formal = letter.tone == "formal"
    usual = {
        **VALUES,
        "tone": letter.tone,
        **{tone: tone == letter.tone for tone in TONES},
        **OF_KIND.get(letter.kind, {}),
    }
    if formal:
        usual |= {
            "greeting": "Madame,",
            "closing": "Je vous prie d'agréer, Madame, mes salutations distinguées.",
        }
    return {**usual, **letter.changes, **({"greeting": "Madame,"} if formal else {})}


def _environment() -> SandboxedEnvironment:
    made = SandboxedEnvironment(
        loader=FileSystemLoader(SHIPPED / "fr"), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters = {name: call for name, call in made.filters.items() if name in FILTERS}
    return made


ENVIRONMENT = _environment()


def used_by(kind: str) -> set[str]:
    """The values that a template asks for, and names that it sets in one of its branches."""
    source = (SHIPPED / "fr" / f"{kind}.j2").read_text("utf-8")
    return meta.find_undeclared_variables(ENVIRONMENT.parse(source))


def rendered(kind: str, values: dict[str, Any]) -> str:
    """The whole letter, as it is sent."""
    return spaced(ENVIRONMENT.get_template(f"{kind}.j2").render(values), Language.FR)


def filled_in(text: str) -> str:
    """The letter with the example of each place to fill in it."""
    return re.sub(r"\[\[[^\]]* par exemple\s: ([^\]]*)\]\]", r"\1", text)
