"""The values that templates are given, declared once: `values()` and `letter_sentences()` give exactly these names.

The page of values in docs/, `templates values`, and what is said of a name that is none are made from it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.enums import Language
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.text import shorten
from interview_tui.lazy_patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class TemplateValue(NamedTuple):
    """A value that every template is given."""

    name: str
    means: str
    example: object
    """As a letter in `language` is given it."""
    kinds: tuple[LetterKind, ...] = ()
    """The letters in which it may say something; () for all."""
    language: Language = Language.EN_US

    @property
    def shown(self) -> str:
        """The example as a template would write it: text in quotation marks, so that its blanks are seen."""
        return "true or false" if isinstance(self.example, bool) else json.dumps(self.example, ensure_ascii=False)

    @property
    def where(self) -> str:
        """Where it says something: `thank_you, proposal`; '' for every letter."""
        only = [f"{self.language} only"] if self.language is not Language.EN_US else []
        return ", ".join([*self.kinds, *only])

    @property
    def said(self) -> str:
        """All of it in a line."""
        example = "" if isinstance(self.example, bool) else f" For example {self.shown}"
        return f"{self.means}{example}" + (f" ({self.where})" if self.where else "")


_THANKS = (LetterKind.THANK_YOU,)
_PROMISED = (LetterKind.AS_PROMISED,)
_CHECK_IN = (LetterKind.CHECK_IN,)
_PERSISTENCE = (LetterKind.CHECK_IN, LetterKind.STAY_IN_TOUCH)
_CHARTS = (LetterKind.THANK_YOU, LetterKind.VALUE_LETTER, LetterKind.PROPOSAL)
_ONE_ROW = (LetterKind.THANK_YOU, LetterKind.VALUE_LETTER)
_ELSEWHERE = (LetterKind.DECLINE, LetterKind.OTHER_OFFER, LetterKind.WITHDRAWAL)
_FR = Language.FR

# fmt: off
TEMPLATE_VALUES: dict[str, tuple[TemplateValue, ...]] = {
    "The reader and you": (
        TemplateValue("greeting", "The whole greeting, with its comma.", "Hi Dana,"),
        TemplateValue("closing", "The words above your name, with their comma where the language has one.",
                      "Best regards,"),
        TemplateValue("me", "Your signature: your name, and the lines below it.", "Ada Moreau\n+49 30 5550100"),
        TemplateValue("my_name", "The first line of your signature.", "Ada Moreau"),
        TemplateValue("phone", "The phone number in your signature.", "+49 30 5550100"),
        TemplateValue("name", "The reader's whole name.", "Dana Ruiz"),
        TemplateValue("first", "What you call the reader in a sentence: Dana, Frau Dr. Keller, Mme Petit.", "Dana"),
        TemplateValue("familiar", "Whether you are on first-name terms with the reader, as du or tu.", False),
        TemplateValue("met", "Whether you have met the reader.", True),
        TemplateValue("place", "The reader's place among those you met, from 0: no two of them should get the same "
                      "words.", 0),
    ),
    "The letter": (
        TemplateValue("language", "What the letter is written in: en-US, en-GB, de or fr.", "en-US"),
        TemplateValue("tone", "How formal it is: warm, plain or formal.", "warm"),
        TemplateValue("warm", "Whether the tone is warm.", True),
        TemplateValue("plain", "Whether the tone is plain.", False),
        TemplateValue("formal", "Whether the tone is formal.", False),
        TemplateValue("re", "A subject that answers the reader's last email, or your last letter to them; empty where "
                      "the letter begins a thread.",
                      "Re: Thank you – SRE Lead"),
    ),
    "The job": (
        TemplateValue("company", "The company.", "Acme"),
        TemplateValue("position", "The role as you wrote it down.", "SRE Lead"),
        TemplateValue("role", "The role as a letter names it; empty where it is better not named.", "SRE Lead"),
        TemplateValue("the_role", "The role with its article; “the role” where it is not named.", "the SRE Lead role"),
        TemplateValue("of_role", "The same after “de”.", "du poste de SRE Lead", language=_FR),
        TemplateValue("to_role", "The same after “à”.", "au poste de SRE Lead", language=_FR),
        TemplateValue("round", "Which round of the interview it is, from 1.", 1),
        TemplateValue("running", "Whether the interview is still open.", False),
        TemplateValue("outcome", "How it ended: rejected, offer, accepted and so on; empty while it is open.", "offer"),
        TemplateValue("rescinded", "Whether they took the role or the offer back.", False),
    ),
    "The conversation": (
        TemplateValue("on", "The day of the meeting in a sentence, with the blank before it.", " on Tuesday"),
        TemplateValue("of_day", "The same after a noun.", " de mardi", language=_FR),
        TemplateValue("date", "The day of the meeting as a date.", "December 1"),
        TemplateValue("weekday", "The weekday of the meeting; empty once it is a week ago.", "Tuesday"),
        TemplateValue("spoke", "The month of the meeting, in a sentence.", "in December"),
    ),
    "What they said, and what you have done": (
        TemplateValue("quote", "The reader's words that the letter quotes, without quotation marks.",
                      "We need someone to calm the release train"),
        TemplateValue("quoted", "The same in quotation marks, with its full stop.",
                      "“We need someone to calm the release train.”"),
        TemplateValue("need", "A need of the reader's, inside a sentence.", "release approvals take nine days"),
        TemplateValue("need_after_colon", "The same after a colon, with its full stop.",
                      "release approvals take nine days."),
        TemplateValue("story", "What you did about such a need and what came of it, after a colon, with its full stop.",
                      "we replaced three approvals with one checklist. The result: releases went from nine days to "
                      "one."),
    ),
    "Who does what by when": (
        TemplateValue("commitment", "What they said they would do, after “you will”; empty where it has no verb.",
                      "call with the panel's dates"),
        TemplateValue("commitment_by", "By when, with the blank before it; in German also the pronoun: “ sich bis …”.",
                      " by Tuesday"),
        TemplateValue("commitment_noun", "The whole sentence, where it has no verb; else empty.",
                      "The next step, from my notes: the panel's dates, by Tuesday."),
        TemplateValue("promise", "What you promised, after “I will”; empty where it has no verb.",
                      "send you the case study"),
        TemplateValue("promise_by", "By when, with the blank before it.", " by tomorrow"),
        TemplateValue("promise_to", "German: the pronoun before a promise, with its blank.", " Ihnen", (), Language.DE),
        TemplateValue("promise_bare", "Your promise without its day, whatever it is.", "send you the case study"),
        TemplateValue("promise_noun", "The whole sentence, where it has no verb; else empty.",
                      "My next step, from my notes: case study, by tomorrow."),
        TemplateValue("said_on", "When you promised it, with the blank before it.", " on Tuesday"),
        TemplateValue("late", "Whether that day has passed.", False),
        TemplateValue("document", "What you promised to send, as a letter calls it.", "the case study (two pages)",
                      _PROMISED),
        TemplateValue("attachment", "The name of its file.", "case-study.pdf", _PROMISED),
        TemplateValue("link", "Where it is, when it is a link.", "https://me.example/case-study", _PROMISED),
    ),
    "Check-ins and staying in touch": (
        TemplateValue("number", "Which check-in it is since their last word, or which letter of a quarter, from 1.", 1),
        TemplateValue("last", "Whether it is the last check-in.", False),
        TemplateValue("ago", "How long ago you spoke, from two days on.", "a few days"),
        TemplateValue("news", "Something of yours that the letter brings, after a colon, with its full stop.",
                      "we replaced three approvals with one checklist.", _PERSISTENCE),
        TemplateValue("news_sample", "What is attached to show it, as a letter calls it.",
                      "the release checklist (two pages)", _CHECK_IN),
        TemplateValue("news_link", "Where to see it, when it is a link.", "https://me.example/case-study", _CHECK_IN),
    ),
    "The chart": (
        TemplateValue("chart", "The place of the chart, on a line of its own: the table stands there when the letter "
                      "is shown or sent. Empty without rows.", "[chart]", _CHARTS),
        TemplateValue("rows", "The rows of the chart, each with a need of theirs and a story of yours.",
                      [{"need": "Release approvals take nine days",
                        "story": "We replaced three approvals with one checklist"}], _CHARTS),
        TemplateValue("one_row", "Whether there is one row, which is better said in a sentence than in a chart.", True,
                      _ONE_ROW),
        TemplateValue("samples", "What is attached, each as a letter calls it.", ["the release checklist (two pages)"],
                      _CHARTS),
        TemplateValue("links", "What can be looked at in the web.", ["https://me.example"], _CHARTS),
    ),
    "People who help you": (
        TemplateValue("points", "Strengths of yours, three at most, each with a result. Where a strength is empty, the "
                      "result begins with the story's title.",
                      [{"strength": "calm releases", "result": "releases went from nine days to one"}]),
        TemplateValue("knows", "The person at the company that the reader knows.", "Kim Lee"),
        TemplateValue("knows_first", "Their first name.", "Kim"),
        TemplateValue("sensitive", "Whether your search is to be kept quiet.", False),
        TemplateValue("in_a_week", "A day by which to ask for an answer.", "December 10"),
        TemplateValue("is_reference", "Whether the reader writes a letter about you, not only a good word.", True),
        TemplateValue("thanked", "Whether you have thanked the reader for it before.", False),
        TemplateValue("reference", "The reference whose letter you pass on.", "Grace Lind"),
        TemplateValue("reference_title", "What that person is.", "Director, Hooli"),
    ),
    "Offers": (
        TemplateValue("terms", "The terms of the offer, one by one.",
                      ["92,000 a year", "two days a week from home"]),
        TemplateValue("start", "The first day of work.", "Monday, January 4, 2027"),
        TemplateValue("written", "Whether you have the offer in writing.", True),
        TemplateValue("answer_by", "By when they want your answer; empty once that day has passed.",
                      "Friday, December 11"),
        TemplateValue("answer_was_due", "Whether that day has passed.", False),
        TemplateValue("proposed_day", "A day to propose for your answer: in a week, or a week after the one they gave.",
                      "Friday, December 18"),
        TemplateValue("other_answer_by", "By when another employer wants your answer.", "December 9", _ELSEWHERE),
        TemplateValue("accepted_elsewhere", "Whether you have accepted another offer.", True, _ELSEWHERE),
        TemplateValue("first_choice", "Whether you say that this employer is your first choice.", False),
    ),
    "Meetings that are planned or fell through": (
        TemplateValue("ahead", "The day of the next meeting that is booked.", "December 8"),
        TemplateValue("next_meeting", "The same, for those who helped you to it.", "December 8"),
        TemplateValue("fallen", "The day of the meeting that fell through.", "November 27"),
        TemplateValue("fallen_over", "Whether that day has passed.", True),
        TemplateValue("mine", "Whether it was you who had to cancel.", False),
        TemplateValue("next_week", "The week to propose for another.", "the week of December 7"),
    ),
    "Sentences of the bank": (
        TemplateValue("opening", "How a thank-you begins; in German with a small letter, after the comma.",
                      "Thank you for making time to talk on Tuesday.", _THANKS),
        TemplateValue("quote_sentence", "A sentence with the quote.",
                      "One thing you said has stayed with me: “We need someone to calm the release train.”", _THANKS),
        TemplateValue("need_sentence", "A sentence with the need.",
                      "You raised one issue in particular: release approvals take nine days.", _ONE_ROW),
        TemplateValue("story_sentence", "A sentence with the story.",
                      "I have solved a similar problem before: we replaced three approvals with one checklist. The "
                      "result: releases went from nine days to one.", _ONE_ROW),
        TemplateValue("addition_sentence", "A sentence that adds to an answer of yours, where you chose one.",
                      "You asked me: “How would you begin?” To add to my answer: I would first count the approvals.",
                      _THANKS),
        TemplateValue("promise_sentence", "What you will do by when.",
                      "As promised, I'll send you the case study by tomorrow.", _THANKS),
        TemplateValue("commitment_sentence", "What they will do by when.",
                      "You offered to call with the panel's dates by Tuesday, which would be great.", _THANKS),
        TemplateValue("interest", "That you want the job.",
                      "After our conversation, I want this job even more than before.", _THANKS),
        TemplateValue("ending", "How it ends, where no step of theirs is to come.",
                      "I look forward to talking again.", _THANKS),
    ),
}
# fmt: on
"""By subject. Each is given to every template; what is not known is empty."""
VALUE_NAMES = frozenset(value.name for group in TEMPLATE_VALUES.values() for value in group)
GONE = {
    "answer": "use “story”",
    "day": "use “on” in a sentence, or “date”",
    "enclosed": "use “samples”",
    "heard": "the chart has “rows”",
    "is_link": "use “link”, “links” or “news_link”",
    "lesson": "it stands in no letter",
    "matched": "the chart has “rows”",
    "my_step": "use “promise_sentence”, or “promise” and “promise_by”",
    "new": "use “news”, “news_sample” and “news_link”",
    "promised_by": "use “promise_by”, which has its own “by”",
    "reopened": "use “round”, which is 2 or more then",
    "sample": "use “document”, “attachment” or “link”",
    "their_step": "use “commitment_sentence”, or “commitment” and “commitment_by”",
    "turn": "use “place”",
}
"""Values of the first version that are not given any more, and what to write instead."""
GONE_TEMPLATES = {"thanks_for_help": LetterKind.REFERENCE_THANKS}
"""Templates of the first version by which no letter is drafted any more, and those in their place."""
_NO_VALUE = lazy_pattern(r"'(\w+)' is undefined")
_NO_PART = lazy_pattern(r"'(dict|str) object' has no attribute '(\w+)'")
_NO_FILTER = lazy_pattern(r"No filter named '(\w+)'\.?")


def no_value(name: str) -> str:
    """What is said of a name that no value has: what stands in its place, or the name that is meant."""
    if instead := GONE.get(name):
        return f"there is no value “{name}” any more: {instead}"
    return f"there is no value “{shorten(name, 40)}”{_meant(name, VALUE_NAMES)}"


def no_filter(name: str, filters: Iterable[str]) -> str:
    """The same of a name that no filter has; `filters` are those that there are."""
    return f"there is no filter “{shorten(name, 40)}”{_meant(name, filters)}"


def plainly(message: str, filters: Iterable[str]) -> str:
    """What Jinja2 says of a mistake, in words for who writes letters; `filters` are those that there are."""
    if found := _NO_VALUE.fullmatch(message):
        return no_value(found[1])
    if found := _NO_FILTER.fullmatch(message):
        return no_filter(found[1], filters)
    if found := _NO_PART.fullmatch(message):
        has = f"only {_PARTS}" if found[1] == "dict" else "it is text"
        return f"there is no “{shorten(found[2], 40)}” in it, {has}"
    return message


def _meant(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, sorted(known), n=1)
    return f"; did you mean “{near[0]}”?" if near else ""


def _parts() -> Iterator[str]:
    """What the lists of dicts hold: `need and story in rows`."""
    for value in (value for group in TEMPLATE_VALUES.values() for value in group):
        match value.example:
            case [dict() as parts, *_]:
                yield f"{' and '.join(parts)} in {value.name}"


_PARTS = ", ".join(_parts())
