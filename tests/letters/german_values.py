"""What the German templates are given for the model records: letters to Anna Keller of Acme, and to two who help."""

from __future__ import annotations

from typing import Any

from interview_tui.domain.text import words

QUOTE = "Wir brauchen jemanden, der Ruhe in die Freigaben bringt."
NEED = "Freigaben dauern neun Tage"
STORY = (
    "Wir haben drei Freigabestufen durch eine Checkliste ersetzt; danach dauerte eine Freigabe einen Tag statt neun,"
    " und nur noch halb so viele schlugen fehl."
)
SAMPLE = "die Checkliste, zwei Seiten"
POINTS = [
    {"strength": "ruhige Freigaben", "result": "ein Tag statt neun"},
    {"strength": "klare Übergaben", "result": "jedes Handbuch hatte nach einem Monat einen Namen"},
]
ROWS = [
    {"need": NEED, "story": STORY.removesuffix(".")},
    {
        "need": "Niemand ist für die Handbücher verantwortlich",
        "story": "Jedes Handbuch hatte nach einem Monat einen Namen",
    },
]
CHART = "%%chart%%"

EMPTY: dict[str, Any] = {
    "greeting": "Sehr geehrte Frau Dr. Keller,",
    "closing": "Mit freundlichen Grüßen",
    "me": "Robin Hale\n+1 555 0100",
    "tone": "formal",
    "formal": True,
    "warm": False,
    "plain": False,
    "language": "de",
    "familiar": False,
    "name": "Anna Keller",
    "first": "Frau Dr. Keller",
    "company": "Acme",
    "role": "",
    "the_role": "die Stelle",
    "place": 0,
    "round": 1,
    "number": 1,
    "running": False,
    "met": False,
    "rows": [],
    "points": [],
    "terms": [],
    "samples": [],
    "links": [],
} | dict.fromkeys(
    words(
        "one_row late last sensitive is_reference thanked written answer_was_due first_choice accepted_elsewhere"
        " fallen_over mine rescinded"
    ),
    False,
) | dict.fromkeys(
    words(
        "on of_day date weekday re phone opening quote_sentence need_sentence story_sentence addition_sentence"
        " promise_sentence commitment_sentence interest ending quote quoted need need_after_colon story commitment"
        " commitment_by commitment_noun promise promise_bare promise_noun promise_by promise_to said_on document"
        " attachment link ago news news_sample news_link chart knows knows_first in_a_week outcome next_meeting"
        " reference reference_title position start answer_by proposed_day other_answer_by fallen next_week ahead spoke"
    ),
    "",
)  # fmt: skip
"""Every value of the vocabulary, with nothing known but who writes to whom."""

KNOWN: dict[str, Any] = EMPTY | {
    "role": "Leitung SRE",
    "the_role": "die Stelle Leitung SRE",
    "on": " am Dienstag",
    "of_day": " am Dienstag",
    "date": "17. November",
    "weekday": "Dienstag",
    "phone": "+1 555 0100",
    "running": True,
    "met": True,
    "quote": QUOTE.removesuffix("."),
    "quoted": f"„{QUOTE}“",
    "need": NEED,
    "need_after_colon": f"{NEED}.",
    "story": STORY,
    "commitment": "wegen der Termine anrufen",
    "commitment_by": " bis zum 2. Dezember",
    "promise": "das Fallbeispiel schicken",
    "promise_by": " bis Freitag",
}
SENTENCES = {
    "opening": "haben Sie vielen Dank für das offene Gespräch am Dienstag.",
    "quote_sentence": f"Ein Satz von Ihnen geht mir seither nach: „{QUOTE}“",
    "need_sentence": f"Sie haben ein Thema angesprochen, das ich gut kenne: {NEED}.",
    "story_sentence": f"Vor einer ähnlichen Aufgabe stand ich schon einmal: {STORY}",
    "promise_sentence": "Wie besprochen werde ich bis Freitag das Fallbeispiel schicken.",
    "commitment_sentence": "Sie wollten bis zum 2. Dezember wegen der Termine anrufen; darauf freue ich mich.",
    "interest": "Ich würde diese Aufgabe sehr gern übernehmen.",
}
SENTENCES_FOR_DU = {
    "opening": "danke, dass du dir am Dienstag Zeit für mich genommen hast.",
    "quote_sentence": f"Ein Satz von dir geht mir seither nach: „{QUOTE}“",
    "commitment_sentence": "Du wolltest bis zum 2. Dezember wegen der Termine anrufen.",
    "interest": "Ich würde diese Aufgabe sehr gern übernehmen.",
}
TO_BECK = {
    "greeting": "Guten Tag Herr Beck,",
    "name": "Tom Beck",
    "place": 1,
    "opening": "unser Gespräch am Dienstag hat mir sehr gefallen.",
    "quote_sentence": (
        "„Ich möchte, dass die Rufbereitschaft wieder langweilig wird.“ Das hat mir viel über die Aufgabe gesagt."
    ),
    "need_sentence": "",
    "story_sentence": (
        "Etwas Ähnliches habe ich schon gelöst. Kurz gefasst: Ich habe die Alarme nach Diensten sortiert, und die"
        " Anrufe in der Nacht gingen um die Hälfte zurück."
    ),
    "promise_sentence": "",
    "commitment_sentence": "",
    "interest": "Mein Interesse an der Stelle ist noch gewachsen.",
    "ending": "Wenn Sie noch etwas von mir brauchen, melden Sie sich gern.",
}
NO_DATE = {"commitment": "", "commitment_by": "", "ago": "vor zwei Wochen"}
OF_KIND: dict[str, dict[str, Any]] = {
    "thank_you": SENTENCES,
    "value_letter": {"on": " am 17. November", "weekday": "", "chart": CHART, "rows": ROWS, "samples": [SAMPLE]},
    "as_promised": {
        "re": "Re: Vielen Dank für das Gespräch",
        "said_on": " am Dienstag",
        "document": "das Fallbeispiel, zwei Seiten",
        "attachment": "Fallbeispiel.pdf",
    },
    "check_in": {"re": "Re: Vielen Dank für das Gespräch"},
    "new_date": {"fallen": "8. Dezember", "next_week": "der Woche ab dem 14. Dezember"},
    "recommendation": {"points": POINTS, "in_a_week": "4. Dezember"},
    "good_word": {"points": POINTS, "knows": "Tessa Okafor", "knows_first": "Tessa"},
    "reference_thanks": {"knows": "Tessa Okafor", "knows_first": "Tessa", "next_meeting": "8. Dezember"},
    "forward_recommendation": {"reference": "Grace Lind", "reference_title": "Leiterin Betrieb bei Norden"},
    "proposal": {"chart": CHART, "rows": ROWS, "samples": [SAMPLE]},
    "rejection_thanks": {"running": False, "promise": "", "promise_by": ""},
    "stay_in_touch": {"spoke": "im vergangenen November", "running": False},
    "offer_thanks": {"re": "Re: Nachfrage zur Stelle Leitung SRE", "proposed_day": "Freitag, 11. Dezember"},
    "offer_time": {"written": True, "proposed_day": "Freitag, 11. Dezember"},
    "counter": {},
    "acceptance": {
        "position": "Leitung SRE",
        "terms": ["Gehalt: 92.000 € brutto im Jahr", "wie besprochen: zwei Tage in der Woche im Homeoffice"],
        "start": "Montag, 4. Januar 2027",
    },
    "decline": {"accepted_elsewhere": True},
    "other_offer": {"other_answer_by": "11. Dezember", "first_choice": True},
    "withdrawal": {},
}
GREETINGS = {
    "recommendation": ("Sehr geehrte Frau Lind,", "Guten Tag Frau Lind,", "Hallo Grace,"),
    "good_word": ("Sehr geehrte Frau Feld,", "Guten Tag Frau Feld,", "Hallo Naomi,"),
    "reference_thanks": ("Sehr geehrte Frau Feld,", "Guten Tag Frau Feld,", "Hallo Naomi,"),
}
TONES = ("formal", "plain", "warm", "du")


def german_values(kind: str, tone: str, **given: Any) -> dict[str, Any]:
    """What a template of a kind is given in a tone; `du` is a warm letter to a reader who is du."""
    familiar, tone = tone == "du", "warm" if tone == "du" else tone
    greetings = GREETINGS.get(kind, ("Sehr geehrte Frau Dr. Keller,", "Guten Tag Frau Dr. Keller,", "Hallo Anna,"))
    values = KNOWN | OF_KIND[kind] | spoken(tone, greetings, familiar=familiar)
    if familiar and kind == "thank_you":
        values |= dict.fromkeys(SENTENCES, "") | SENTENCES_FOR_DU
    return values | given


def spoken(tone: str, greetings: tuple[str, str, str], *, familiar: bool) -> dict[str, Any]:
    """The values that say how the reader is spoken to."""
    formal = tone == "formal"
    return {
        "greeting": greetings[2 if familiar else 0 if formal else 1],
        "closing": "Mit freundlichen Grüßen" if formal and not familiar else "Viele Grüße",
        "tone": tone,
        "familiar": familiar,
        **{name: name == tone for name in ("formal", "plain", "warm")},
    }


NEWS = {
    "news": STORY,
    "news_sample": SAMPLE,
}
CASES: dict[str, tuple[str, str, dict[str, Any]]] = {
    f"{kind}_{tone}": (kind, tone, {}) for kind in OF_KIND for tone in TONES
} | {
    "thank_you_plain_panel": ("thank_you", "plain", TO_BECK),
    "thank_you_formal_chart": (
        "thank_you",
        "formal",
        {"chart": CHART, "rows": ROWS, "need_sentence": "", "story_sentence": ""},
    ),
    "value_letter_plain_tuesday": ("value_letter", "plain", {"on": " am Dienstag", "weekday": "Dienstag"}),
    "value_letter_formal_one_row": ("value_letter", "formal", {"rows": ROWS[:1], "one_row": True, "samples": []}),
    "as_promised_plain_late": ("as_promised", "plain", {"document": "", "said_on": "", "re": "", "late": True}),
    "as_promised_formal_link": (
        "as_promised",
        "formal",
        {"attachment": "", "link": "https://hale.example/fallbeispiel", "late": True},
    ),
    "as_promised_formal_nothing": ("as_promised", "formal", {"document": "", "attachment": ""}),
    "as_promised_formal_noun": (
        "as_promised",
        "formal",
        {"document": "", "attachment": "", "promise": "", "promise_bare": "Fallbeispiel"},
    ),
    "as_promised_formal_introduction": (
        "as_promised",
        "formal",
        {"document": "", "attachment": "", "promise": "Frau Lind vorstellen", "promise_to": " Ihnen"},
    ),
    "as_promised_warm_over": ("as_promised", "warm", {"running": False}),
    "check_in_formal_first": ("check_in", "formal", {**NO_DATE, "re": ""}),
    "check_in_warm_first": ("check_in", "warm", {**NO_DATE, "re": ""}),
    "check_in_du_first": ("check_in", "du", {**NO_DATE, "re": ""}),
    "check_in_formal_news": ("check_in", "formal", NEWS),
    "check_in_formal_noun": (
        "check_in",
        "formal",
        {
            "commitment": "",
            "commitment_noun": "Nächster Schritt nach meinen Notizen: Anruf wegen der Termine, bis zum 2. Dezember.",
        },
    ),
    "check_in_plain_second": ("check_in", "plain", {**NO_DATE, **NEWS, "number": 2}),
    "check_in_formal_second_nothing": ("check_in", "formal", {**NO_DATE, "number": 2}),
    "check_in_plain_last": ("check_in", "plain", {**NO_DATE, "number": 2, "last": True}),
    "check_in_formal_last_news": ("check_in", "formal", {**NO_DATE, **NEWS, "number": 2, "last": True}),
    "check_in_du_last": ("check_in", "du", {**NO_DATE, "number": 2, "last": True}),
    "new_date_formal_mine": ("new_date", "formal", {"mine": True}),
    "new_date_du_mine_over": ("new_date", "du", {"mine": True, "fallen_over": True}),
    "new_date_plain_over": ("new_date", "plain", {"fallen_over": True}),
    "new_date_formal_none": ("new_date", "formal", {"fallen": ""}),
    "new_date_warm_second": ("new_date", "warm", {"fallen": "", "round": 2}),
    "good_word_du_nobody": ("good_word", "du", {"knows": "", "knows_first": "", "sensitive": True}),
    "recommendation_formal_sensitive": ("recommendation", "formal", {"sensitive": True}),
    "reference_thanks_formal_reference": (
        "reference_thanks",
        "formal",
        {"is_reference": True, "knows": "", "knows_first": "", "next_meeting": ""},
    ),
    "reference_thanks_plain_accepted": ("reference_thanks", "plain", {"outcome": "accepted", "next_meeting": ""}),
    "reference_thanks_formal_thanked_before": (
        "reference_thanks",
        "formal",
        {"outcome": "accepted", "thanked": True, "next_meeting": ""},
    ),
    "reference_thanks_formal_offer": ("reference_thanks", "formal", {"outcome": "offer", "next_meeting": ""}),
    "reference_thanks_du_rejected": ("reference_thanks", "du", {"outcome": "rejected", "next_meeting": ""}),
    "reference_thanks_formal_declined": ("reference_thanks", "formal", {"outcome": "declined", "next_meeting": ""}),
    "rejection_thanks_formal_rescinded": ("rejection_thanks", "formal", {"rescinded": True}),
    "rejection_thanks_plain_promise": (
        "rejection_thanks",
        "plain",
        {"promise": "das Fallbeispiel schicken", "promise_by": " Ihnen bis Freitag"},
    ),
    "rejection_thanks_plain_promise_late": (
        "rejection_thanks",
        "plain",
        {
            "promise": "das Fallbeispiel schicken",
            "promise_by": " Ihnen bis Freitag",
            "promise_to": " Ihnen",
            "late": True,
        },
    ),
    "rejection_thanks_formal_not_met": ("rejection_thanks", "formal", {"met": False}),
    "rejection_thanks_plain_not_met": ("rejection_thanks", "plain", {"met": False}),
    **{
        f"stay_in_touch_formal_{number}": ("stay_in_touch", "formal", {"number": number})
        for number in range(2, 9)
    },
    **{
        f"stay_in_touch_du_{number}_news": (
            "stay_in_touch",
            "du",
            {"number": number, "news": "Im September halte ich einen kurzen Vortrag über Checklisten bei Freigaben."},
        )
        for number in range(1, 9)
    },
    "offer_thanks_formal_day": ("offer_thanks", "formal", {"answer_by": "Freitag, 11. Dezember", "written": True}),
    "offer_time_formal_day": (
        "offer_time",
        "formal",
        {"answer_by": "Freitag, 11. Dezember", "proposed_day": "Montag, 14. Dezember"},
    ),
    "offer_time_du_day": ("offer_time", "du", {"answer_by": "Freitag, 11. Dezember"}),
    "offer_time_plain_due": ("offer_time", "plain", {"answer_was_due": True}),
    "acceptance_formal_open": ("acceptance", "formal", {"terms": [], "start": ""}),
    "decline_formal_no_reason": ("decline", "formal", {"accepted_elsewhere": False}),
    "other_offer_formal_second_choice": ("other_offer", "formal", {"first_choice": False}),
    "withdrawal_formal_not_met": ("withdrawal", "formal", {"met": False}),
    "withdrawal_formal_accepted": ("withdrawal", "formal", {"accepted_elsewhere": True, "ahead": "8. Dezember"}),
}  # fmt: skip
"""The letters of tests/letters/german, by their names: kind, tone, and what is else than usual."""
