"""What the English templates are given in their tests: one set of records, as each kind and tone reads it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

import interview_tui.letters

TEMPLATES = Path(interview_tui.letters.__file__).parent / "templates"
EXPECTED = Path(__file__).parent / "english"
LANGUAGES = ("en-US", "en-GB")
TONES = ("warm", "plain", "formal")
KINDS = (
    "thank_you",
    "value_letter",
    "as_promised",
    "check_in",
    "new_date",
    "recommendation",
    "good_word",
    "reference_thanks",
    "forward_recommendation",
    "proposal",
    "rejection_thanks",
    "stay_in_touch",
    "offer_thanks",
    "offer_time",
    "counter",
    "acceptance",
    "decline",
    "other_offer",
    "withdrawal",
)
QUOTE = "We need someone to calm the release train."
NEED = "release approvals take nine days"
STORY = "we replaced three approvals with one checklist; releases went from nine days to one, and half as many failed"
RUNBOOKS = "I gave every runbook a named owner within a month; hand-overs went from an hour to ten minutes"
HEADS = {"formal": ("Your priority", "My experience")}
CHART = f"""\
| Release approvals take nine days | {STORY[0].upper()}{STORY[1:]} |
| No owner for the runbooks | {RUNBOOKS} |"""
PLAN = f"""\
| What you need | What I would do in the first 90 days | What I would build on |
| --- | --- | --- |
| Release approvals take nine days | Days 1–30: follow five releases from start to finish. Days 31–60: try one \
checklist with one team. Days 61–90: offer it to the rest | {STORY[0].upper()}{STORY[1:]} |
| No owner for the runbooks | By day 60: a name on every runbook, chosen by the teams | {RUNBOOKS} |"""
EMPTY = """\
role on of_day date weekday re phone opening quote_sentence need_sentence story_sentence addition_sentence
promise_sentence commitment_sentence interest ending quote quoted need need_after_colon story commitment commitment_by
commitment_noun promise promise_bare promise_noun promise_by promise_to said_on document attachment link ago news
news_sample news_link chart knows knows_first in_a_week outcome next_meeting reference reference_title position start
answer_by proposed_day other_answer_by fallen next_week ahead spoke"""
FALSE = """\
familiar late last one_row sensitive is_reference thanked written answer_was_due accepted_elsewhere first_choice
fallen_over mine rescinded"""
NOTHING: dict[str, Any] = {
    **dict.fromkeys(EMPTY.split(), ""),
    **dict.fromkeys(FALSE.split(), False),
    **{name: [] for name in ("rows", "samples", "links", "points", "terms")},
    "running": True,
    "met": True,
    "place": 0,
    "round": 1,
    "number": 1,
    "name": "Dana Ruiz",
    "first": "Dana",
    "company": "Acme",
    "the_role": "the role",
}
"""Every value that may be empty, empty."""
GREETINGS: dict[tuple[str, str], tuple[str, str]] = {
    ("en-US", "warm"): ("Hi {},", "Best regards,"),
    ("en-US", "plain"): ("Hi {},", "Best regards,"),
    ("en-US", "formal"): ("Dear Ms. {},", "Sincerely,"),
    ("en-GB", "warm"): ("Dear {},", "Best wishes,"),
    ("en-GB", "plain"): ("Dear {},", "Kind regards,"),
    ("en-GB", "formal"): ("Dear Ms {},", "Yours sincerely,"),
}
READERS = {
    "check_in": ("Dana", "Ruiz"),
    "recommendation": ("Grace", "Lind"),
    "good_word": ("Naomi", "Feld"),
    "reference_thanks": ("Naomi", "Feld"),
}
SENTENCES: dict[tuple[str, str], dict[str, Any]] = {
    ("en-US", "warm"): {
        "opening": "Thank you for making time to talk on Tuesday.",
        "quote_sentence": f"One thing you said has stayed with me: “{QUOTE}”",
        "need_sentence": f"You raised one issue in particular: {NEED}.",
        "story_sentence": f"I have faced something similar. In short: {STORY}.",
        "promise_sentence": "I'll send the case study by Friday, as we agreed.",
        "commitment_sentence": (
            "You said you would call with the panel's dates by December 2, and I look forward to it."
        ),
        "interest": "After our conversation, I want this job even more than before.",
    },
    ("en-US", "plain"): {
        "opening": "I appreciated how open you were when we spoke on Tuesday.",
        "quote_sentence": f"I keep coming back to something you told me: “{QUOTE}”",
        "need_sentence": f"One line in my notes is underlined: {NEED}.",
        "story_sentence": f"I can speak from experience here: {STORY}.",
        "promise_sentence": "On my side, I'll send the case study by Friday.",
        "commitment_sentence": "As we left it, you'll call with the panel's dates by December 2.",
        "interest": "This is work I want to do.",
        "place": 3,
    },
    ("en-US", "formal"): {
        "opening": "Thank you for walking me through the SRE lead role on Tuesday, November 17.",
        "quote_sentence": f"“{QUOTE}” I have thought about that more than once since.",
        "need_sentence": f"If I understood you right, this is high on your list: {NEED}.",
        "story_sentence": f"That is close to something I have done: {STORY}.",
        "promise_sentence": "I said I would send the case study by Friday, and I will.",
        "commitment_sentence": (
            "If I noted it right, the next step is for you to call with the panel's dates by December 2."
        ),
        "interest": "I came away sure that I would like to work with you and the team.",
    },
    ("en-GB", "warm"): {
        "opening": "Thank you for taking the time to see me on Tuesday.",
        "quote_sentence": f"You put it very well: “{QUOTE}”",
        "need_sentence": f"There was one point I kept thinking about afterwards: {NEED}.",
        "story_sentence": f"I have been through something like it, and it went well: {STORY}.",
        "promise_sentence": "It is in my diary to send the case study by Friday.",
        "commitment_sentence": "I gather you'll call with the panel's dates by 2 December.",
        "interest": "I'd be delighted to join you.",
    },
    ("en-GB", "plain"): {
        "opening": "I very much enjoyed our conversation on Tuesday.",
        "quote_sentence": f"Something you said has stuck with me: “{QUOTE}”",
        "need_sentence": f"You raised one point in particular: {NEED}.",
        "story_sentence": f"I have dealt with much the same thing: {STORY}.",
        "promise_sentence": "I'll send the case study by Friday, as promised.",
        "commitment_sentence": (
            "You kindly offered to call with the panel's dates by 2 December, which would be very helpful."
        ),
        "interest": "I'd like to be part of this.",
        "ending": "Do let me know if there is anything else you need.",
        "place": 1,
    },
    ("en-GB", "formal"): {
        "opening": "Many thanks for your time on Tuesday.",
        "quote_sentence": f"I made a note of something you said: “{QUOTE}”",
        "need_sentence": f"You touched on something I know well: {NEED}.",
        "story_sentence": f"It may help to know how I tackled something similar: {STORY}.",
        "promise_sentence": "For my part, I will send the case study by Friday.",
        "commitment_sentence": "As we left it, you were going to call with the panel's dates by 2 December.",
        "interest": "I would very much like to do this job.",
    },
}
POINTS: list[dict[str, str]] = [
    {"strength": "calm releases", "result": "we went from nine days to one"},
    {"strength": "clear hand-overs", "result": "every runbook had a named owner within a month"},
    {"strength": "quiet on-call", "result": "night calls fell by half"},
]


def chart(tone: str) -> str:
    """The chart as it stands in the text of a letter."""
    needed, done = HEADS.get(tone, ("What you need", "What I have done"))
    return f"| {needed} | {done} |\n| --- | --- |\n{CHART}"


def values(kind: str, language: str, tone: str) -> dict[str, Any]:
    """What a whole letter of this kind is given."""
    return {**common(kind, language, tone), **OF_KIND.get(kind, {}), **_of(kind, language, tone)}


def common(kind: str, language: str, tone: str) -> dict[str, Any]:
    """What every letter is given: nothing that may be empty, but whom it goes to and who signs it."""
    greeting, closing = GREETINGS[language, tone]
    first, last = READERS.get(kind, ("Dana", "Ruiz"))
    return {
        **NOTHING,
        "greeting": greeting.format(last if tone == "formal" else first),
        "closing": closing,
        "me": "Robin Hale\n+1 555 0100",
        "my_name": "Robin Hale",
        "tone": tone,
        "language": language,
        "name": f"{first} {last}",
        "first": first,
        **{each: each == tone for each in TONES},
    }


ROLE = {"role": "SRE lead", "the_role": "the SRE lead role"}
DOCUMENT = {"document": "the case study, two pages", "attachment": "case-study.pdf"}
OF_KIND: dict[str, dict[str, Any]] = {
    "value_letter": {**ROLE, "samples": ["the release checklist (two pages)"]},
    "as_promised": {**ROLE, **DOCUMENT, "promise": "send the case study", "said_on": " on Tuesday"},
    "check_in": {**ROLE, "commitment": "call with the panel's dates", "re": "Re: Thank you – SRE lead"},
    "new_date": ROLE,
    "recommendation": {**ROLE, "points": POINTS[:2]},
    "good_word": {**ROLE, "points": POINTS, "knows": "Tessa Okafor", "knows_first": "Tessa"},
    "reference_thanks": {"knows": "Tessa Okafor", "knows_first": "Tessa"},
    "forward_recommendation": {
        "reference": "Grace Lind",
        "reference_title": "head of operations at Norden",
        "attachment": "recommendation.pdf",
    },
    "proposal": {**ROLE, "chart": PLAN},
    "rejection_thanks": {**ROLE, "phone": "+1 555 0100", "running": False},
    "stay_in_touch": {
        **ROLE,
        "spoke": "last November",
        "news": "I have written up what I learned about keeping releases calm, on two pages.",
        "running": False,
    },
    "offer_thanks": {**ROLE, "written": True},
    "offer_time": {**ROLE, "written": True},
    "counter": ROLE,
    "acceptance": {**ROLE, "position": "SRE Lead"},
    "decline": ROLE,
    "other_offer": {"first_choice": True},
    "withdrawal": ROLE,
}


def _of(kind: str, language: str, tone: str) -> dict[str, Any]:
    us = language == "en-US"
    pay = "salary: $148,000 a year" if us else "salary: £92,000 a year"
    friday = "Friday, December 11" if us else "Friday 11 December"
    eighth = "December 8" if us else "8 December"
    match kind:
        case "thank_you":
            return {
                **ROLE,
                "weekday": "Tuesday",
                "on": " on Tuesday",
                "quote": QUOTE,
                **SENTENCES[language, tone],
            }
        case "value_letter":
            return {"chart": chart(tone), "date": "November 17" if us else "17 November"}
        case "check_in":
            return {
                "commitment_by": " by December 2" if us else " by 2 December",
                "news": "the checklist that took our releases from nine days to one." if tone == "warm" else "",
                "news_sample": "the release checklist (two pages)" if tone == "warm" else "",
            }
        case "new_date":
            return {"fallen": eighth, "next_week": "the week of December 14" if us else "the week of 14 December"}
        case "recommendation":
            return {"in_a_week": "December 4" if us else "4 December"}
        case "reference_thanks":
            return {"next_meeting": eighth}
        case "offer_thanks" | "offer_time":
            return {"proposed_day": friday}
        case "other_offer":
            return {"other_answer_by": "December 11" if us else "11 December"}
        case "counter":
            return {"terms": [pay]}
        case "acceptance":
            home = "as agreed by phone: two days a week from home"
            return {"terms": [pay, home], "start": "Monday, January 4" if us else "Monday 4 January"}
    return {}


def variants(language: str) -> dict[str, tuple[str, dict[str, Any]]]:
    """Letters of other occasions: a name, the kind, and what is different from a whole letter of that kind."""
    us = language == "en-US"
    eighth = "December 8" if us else "8 December"
    friday = "Friday, December 11" if us else "Friday 11 December"
    heard = {"commitment": "", "commitment_by": "", "ago": "a week"}
    mine = {"news": f"{STORY}.", "news_sample": "the release checklist (two pages)", "commitment": ""}
    no_news = {"news": "", "news_sample": ""}
    held = {"re": "Re: Thank you – SRE lead", "document": "", "attachment": "", "link": ""}
    return {
        "chart": ("thank_you", {"chart": chart("warm"), "commitment_sentence": ""}),
        "interviewer": (
            "thank_you",
            {
                "need_sentence": "",
                "promise_sentence": "",
                "commitment_sentence": "",
                "ending": f"I look forward to {'talking' if us else 'speaking'} again.",
                "place": 1,
            },
        ),
        "recruiter": (
            "thank_you",
            {
                "need_sentence": "",
                "story_sentence": "",
                "promise_sentence": "",
                "commitment_sentence": "",
                "ending": "If anything would help you decide, just ask."
                if us
                else "If a reference would help, do ask.",
                "place": 2,
            },
        ),
        "one_row": (
            "value_letter",
            {
                **{name: SENTENCES[language, "plain"][name] for name in ("need_sentence", "story_sentence")},
                "one_row": True,
            },
        ),
        "linked": ("value_letter", {"samples": [], "links": ["https://example.org/releases"]}),
        "unnamed": ("as_promised", {**held, "attachment": "case-study.pdf"}),
        "late": ("as_promised", {**held, "attachment": "case-study.pdf", "late": True, "promise_by": " by Friday"}),
        "link": ("as_promised", {**held, "link": "https://example.org/case-study"}),
        "nothing": ("as_promised", {**held, "promise": "introduce you to Grace"}),
        "noun": (
            "as_promised",
            {
                **DOCUMENT,
                "document": "",
                "promise": "",
                "promise_noun": "My next step: case study.",
                "promise_bare": "case study",
            },
        ),
        "after_the_end": ("as_promised", {"running": False}),
        "first": ("check_in", {**heard, **no_news}),
        "first_with_news": ("check_in", {**heard, **mine}),
        "noun_of_theirs": (
            "check_in",
            {**no_news, "commitment": "", "commitment_noun": "The next step, from my notes: HR to confirm the dates."},
        ),
        "second": ("check_in", {**mine, "number": 2}),
        "second_without_news": ("check_in", {**no_news, "number": 2}),
        "third": ("check_in", {**mine, "number": 3}),
        "third_without_news": ("check_in", {**no_news, "number": 3}),
        "last": ("check_in", {**no_news, "number": 3, "last": True}),
        "last_with_news": ("check_in", {**mine, "number": 3, "last": True}),
        "mine": ("new_date", {"mine": True}),
        "mine_over": ("new_date", {"mine": True, "fallen_over": True}),
        "over": ("new_date", {"fallen_over": True}),
        "next": ("new_date", {"fallen": "", "round": 2}),
        "known": ("recommendation", {"knows": "Tessa Okafor", "knows_first": "Tessa", "sensitive": True}),
        "whole": ("good_word", {"points": [*POINTS[:1], {**POINTS[1], "strength": ""}], "sensitive": True}),
        "recommended": ("reference_thanks", {"is_reference": True}),
        "offered": ("reference_thanks", {"outcome": "offer", "is_reference": True}),
        "thanked_before": ("reference_thanks", {"outcome": "accepted", "thanked": True}),
        "accepted": ("reference_thanks", {"outcome": "accepted"}),
        "rejected": ("reference_thanks", {"outcome": "rejected"}),
        "withdrawn": ("reference_thanks", {"outcome": "withdrawn"}),
        "with_samples": (
            "proposal",
            {"samples": ["the release checklist (two pages)", "the hand-over sheet (one page)"]},
        ),
        "rescinded": ("rejection_thanks", {"rescinded": True, "promise": "send the case study"}),
        "not_met": ("rejection_thanks", {"met": False}),
        "promised": ("rejection_thanks", {"promise": "send the case study"}),
        "promised_noun": ("rejection_thanks", {"promise_noun": "My next step: case study."}),
        **{f"number_{n}": ("stay_in_touch", {"number": n}) for n in range(2, 8)},
        **{f"number_{n}_without_news": ("stay_in_touch", {"number": n, "news": ""}) for n in range(2, 8)},
        "dated": ("offer_thanks", {"answer_by": friday}),
        "overdue": ("offer_thanks", {"answer_was_due": True, "proposed_day": ""}),
        "spoken": ("offer_thanks", {"written": False}),
        "dated_time": ("offer_time", {"answer_by": friday, "proposed_day": ""}),
        "later": ("offer_time", {"answer_by": eighth}),
        "overdue_time": ("offer_time", {"answer_was_due": True}),
        "spoken_time": ("offer_time", {"written": False, "proposed_day": ""}),
        "without_start": ("acceptance", {"start": ""}),
        "without_terms": ("acceptance", {"terms": [], "start": ""}),
        "taken": ("decline", {"accepted_elsewhere": True}),
        "others": ("other_offer", {"first_choice": False}),
        "unmet": ("withdrawal", {"met": False}),
        "booked": ("withdrawal", {"accepted_elsewhere": True, "ahead": eighth}),
    }


ENVIRONMENT = SandboxedEnvironment(
    loader=FileSystemLoader(TEMPLATES),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def rendered(kind: str, language: str, given: dict[str, Any]) -> str:
    """A letter as its template writes it, its subject in the first line."""
    return ENVIRONMENT.get_template(f"{language}/{kind}.j2").render(given).strip("\n") + "\n"
