"""What is pointed out in a draft: nothing in the model letters, and in each bad example what is bad about it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from operator import itemgetter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.enums import Language, Tone
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.letters.hint_tables import certain, hint_table
from interview_tui.letters.letter_draft import Hint, LetterDraft, OfferTerms, OtherLetter, OthersWords
from interview_tui.letters.proofreading import proofread
from tests.grouped import grouped
from tests.letters.proofreading_models import MODELS, draft, model

ENDS = {
    "en-US": "\n\nBest regards,\nRobin Hale",
    "en-GB": "\n\nKind regards,\nRobin Hale",
    "de": "\n\nMit freundlichen Grüßen\nRobin Hale",
    "fr": "\n\nBien cordialement,\nRobin Hale",
}
BEGINS = {
    "en-US": ("Dana", "Hi Dana,\n\n"),
    "en-GB": ("Dana", "Dear Dana,\n\n"),
    "de": ("Keller", "Sehr geehrte Frau Dr. Keller,\n\n"),
    "fr": ("Petit", "Bonjour Madame Petit,\n\n"),
}
HINTS_OF_MODELS = {
    # It gives something and asks about the timing; that the job is wanted was said in the one before.
    "de_check_in_plain_second": ["say that you want this job, in one sentence"],
    "fr_check_in_plain_second": ["say that you want this job, in one sentence"],
}


def hints(letter: LetterDraft) -> tuple[Hint, ...]:
    return proofread(letter)


def of(text: str, language: str = "en-US", *, greeting: str = "", end: str = "", **given: Any) -> tuple[Hint, ...]:
    """The hints of a letter of this text, in a greeting and a closing that are right."""
    who, usual = BEGINS[language]
    body = (f"{greeting}\n\n" if greeting else usual) + text + (end or ENDS[language])
    return hints(draft(body, given.pop("who", who), language, **given))


def said(found: tuple[Hint, ...]) -> str:
    return "\n".join(hint.text for hint in found)


@grouped("name", MODELS, by=lambda name: name[:2])
def test_a_model_letter_is_left_alone(name: str) -> None:
    assert [hint.text for hint in hints(model(name))] == HINTS_OF_MODELS.get(name, [])


def test_there_is_a_model_of_each_kind_and_language() -> None:
    drafts = [model(name) for name in MODELS]
    kinds = {letter.kind for letter in drafts}
    assert set(LetterKind) - {LetterKind.OFFER_THANKS} <= kinds, "thanks for an offer ask for time as well"
    for language in (Language.EN_US, Language.DE, Language.FR):
        assert {letter.kind for letter in drafts if letter.language == language} == kinds


@pytest.mark.parametrize("kind", LetterKind)
@pytest.mark.parametrize("language", Language)
def test_each_kind_has_its_limits(kind: LetterKind, language: Language) -> None:
    limits = hint_table(language).limits(kind)
    assert limits is not None
    assert limits.least < limits.aim < limits.most


@pytest.mark.parametrize("language", Language)
def test_the_tables_name_kinds_and_tones_that_there_are(language: Language) -> None:
    table = hint_table(language)
    for phrase in table.phrases:
        assert phrase.where in ("all", "text", "greeting", "closing")
        assert all(table.limits(kind) for kind in phrase.kinds)
        assert phrase.tones <= set(Tone)
    assert len(table.words("months")) == 12
    assert len(table.words("weekdays")) == 7


@grouped(
    "word, text",
    [
        ("reach(?:ing)? out to", " out to"), ("inspiring", "inspiring"), ("ninjas?", "ninja"), ("as per", "as per"),
        ("X{3,}", ""), ("value[- ]adds?", "value"), ("rock +stars", "rock "), (r"\w+ful", "ful"),
        (r"look \w+ward", "look "), (r"a\dbc", "a"),
        ("(?:on|at) (?:null|nan)", ""), (r"a{0,2}nd yes", "nd yes"), (r"\[\[", ""), ("end.", "end"), ("[{}]", ""),
    ],
    by=lambda _: "words",
)  # fmt: skip
def test_what_stands_in_all_that_an_expression_matches(word: str, text: str) -> None:
    assert certain(word) == text


@pytest.mark.parametrize("language", Language)
def test_no_phrase_has_alternatives_but_in_brackets(language: Language) -> None:
    """`certain` goes by that."""
    for word in (word for phrase in hint_table(language).phrases for word in phrase.words):
        flat = re.sub(r"\\.|\[\^?\]?[^\]]*\]", "_", word)
        while "(" in flat:
            flat = re.sub(r"\([^()]*\)", "_", flat)
        assert "|" not in flat, word


@grouped("name", MODELS, by=lambda name: name[:2])
def test_nothing_is_missed_for_what_cannot_be_there(name: str) -> None:
    letter = model(name)
    worse = f"{letter.body}\nI hope this finds you well, just circling back. {letter.body.lower()}"
    for phrase in hint_table(letter.language).phrases:
        every, possible = phrase.pattern_for(" ".join(map(certain, phrase.words))), phrase.pattern_for(worse)
        assert every is not None
        found = [] if possible is None else [m.span() for m in possible.finditer(worse)]
        assert found == [m.span() for m in every.finditer(worse)]


STOPS: list[tuple[str, str, str]] = [
    # language, text, what is said of it
    ("en-US", "Thank you for {day}.", "not filled in"),
    ("en-US", "We spoke on [[day]].", "not filled in"),
    ("en-US", "Thank you for your time on null.", "not filled in"),
    ("fr", "Merci pour votre accueil de null.", "not filled in"),
    ("en-US", "We spoke about <role> last week.", "not filled in"),
    ("en-US", "We met at XXX on Tuesday.", "not filled in"),
    ("en-US", "TODO say something of the plan.", "not filled in"),
    ("en-US", "You were going to call by None.", "not filled in"),
    ("en-US", "You were going to call by undefined.", "not filled in"),
    ("en-US", "Thank you for Tuesday.\n\n,\n\nI enjoyed it.", "not filled in"),
    ("en-US", "One thing you said has stayed with me: …", "not filled in"),
    ("en-US", "Thank you for Tuesday.\n\n...\n\nI enjoyed it.", "not filled in"),
    ("en-US", "I have heard the same from Globex this week.", "another interview"),
    ("en-US", "I also met Vera Lang last month.", "another interview"),
    ("en-US", "One thing stayed with me: the pager wakes the wrong team.", "Tom Beck said this"),
    ("en-US", "Some of you want on-call to be boring again.", "Tom Beck said this"),
    ("en-US", "You said “we ship on Fridays” and I liked it.", "not their words"),
    ("en-US", "You want the “release train” to be “agile”.", "not their words"),
    ("en-GB", "You called it ‘a proper mess’ on Tuesday.", "not their words"),
    ("de", "Sie sagten „alles brennt“, und das merke ich mir.", "not their words"),
    ("fr", "Vous avez dit « tout brûle » mardi.".replace("« ", "«\u00a0").replace(" »", "\u00a0»"), "not their words"),
    ("de", "Ich möchte, dass die Rufbereitschaft wieder langweilig wird.", "Tom Beck said this"),
]


@grouped("language, text, say", STOPS, by=itemgetter(0))
def test_what_stops_a_letter(language: str, text: str, say: str) -> None:
    assert any(say in hint.text and hint.stop for hint in of(text, language))


GREETINGS = [
    ("en-US", "Dear DANA,"),
    ("en-US", "Dear dana,"),
    ("en-US", "Dear van,"),
    ("en-US", "Dear Van,"),
    ("en-US", "Dear frank@acme.example,"),
    ("en-US", "Dear Dr. Dana Ruiz,"),
    ("en-US", "Dear Hiring Manager,"),
    ("en-US", "Dear Ms.,"),
    ("de", "Sehr geehrte Frau,"),
    ("en-US", "Dear Sir or Madam,"),
    ("en-US", "Dear Team,"),
    ("en-US", "Dear ,"),
    ("en-US", "Hi Tom,"),
    ("de", "Guten Tag Frau KELLER,"),
    ("de", "Liebe von,"),
    ("de", "Guten Tag Frau Nair,"),
    ("fr", "Bonjour Madame PETIT,"),
]


@grouped("language, greeting", GREETINGS, by=itemgetter(0))
def test_a_greeting_that_cannot_be_sent(language: str, greeting: str) -> None:
    found = of("Thank you for Tuesday.", language, greeting=greeting)
    assert [hint.words for hint in found if hint.stop and "how is this person addressed" in hint.text] == [greeting]


FINE_GREETINGS = [
    ("en-US", "Dana", "Hi Dana,", "Dana Ruiz"),
    ("en-US", "Dana", "Dear Ms. Ruiz,", "Dana Ruiz"),
    ("en-US", "Dana", "Dear JP,", "JP Morgan"),
    ("en-US", "Dana", "Dear Van,", "Van Nguyen"),
    ("en-US", "Dana", "Dear Mr. de Groot,", "Jan de Groot"),
    ("en-US", "Dana", "Dear Dr. Ruiz,", "Dana Ruiz"),
    ("en-US", "Dana", "Dear Kim Berger,", "Kim Berger"),
    ("en-GB", "Dana", "Dear Ms Ruiz,", "Dana Ruiz"),
    ("de", "Keller", "Guten Tag Kim Berger,", "Kim Berger"),
    ("de", "Keller", "Sehr geehrte Frau Professorin Keller,", "Anna Keller"),
    ("de", "Keller", "Sehr geehrter Herr von der Leyen,", "Heiko von der Leyen"),
    ("fr", "Petit", "Madame,", "Claire Petit"),
    ("fr", "Petit", "Bonjour,", "Claire Petit"),
    ("fr", "Petit", "Madame la Directrice,", "Claire Petit"),
    ("fr", "Petit", "Bonjour Claire,", "Claire Petit"),
]


@grouped("language, who, greeting, reader", FINE_GREETINGS, by=itemgetter(0))
def test_a_greeting_that_can_be_sent(language: str, who: str, greeting: str, reader: str) -> None:
    text = {"de": "vielen Dank für Dienstag.", "fr": "Merci pour mardi."}.get(language, "Thank you for Tuesday.")
    assert of(text, language, greeting=greeting, who=who, reader=reader, address="") == ()


LONG = "We spoke about the plan and about the teams and the releases " * 4
BAD: list[tuple[str, str, dict[str, Any], str]] = [
    # All languages
    ("en-US", "I would like to show Dana the plan.", {}, "say “you”"),
    ("en-US", "I'll send her the case study.", {"promises": ("send her the case study",)}, "not “her”"),
    ("en-US", "Thank you for Tuesday..", {}, "punctuation"),
    ("en-US", "Thank you , and see you.", {}, "punctuation"),
    ("en-US", "Thank you,, and see you.", {}, "punctuation"),
    ("en-US", "Thank  you for Tuesday.", {}, "two blanks"),
    ("en-US", "You said “we need someone to calm.", {}, "not closed"),
    ("en-US", "Thank you. it was good.", {}, "a capital at the start"),
    ("en-US", "I saw it And liked it.", {}, "a small letter within"),
    ("en-US", "Thank you for the the talk.", {}, "the same word twice"),
    ("en-US", "We met on Tuesday. We met again on Friday.", {}, "begin with “We met”"),
    ("en-US", "I came. I saw it. I'd go. I left.", {}, "4 sentences in a row begin with I"),
    ("en-US", LONG.strip() + ".", {}, "a long sentence"),
    ("en-US", "One is here. Two is here. A third is here. The fourth is here.", {}, "a long paragraph"),
    ("en-US", "\n\n".join("Here is another sentence of eight good words." for _ in range(20)), {}, "long: 160 words"),
    ("en-US", "Thank you! It was good!", {}, "exclamation"),
    ("en-US", "Thank you!", {"tone": Tone.FORMAL}, "exclamation"),
    ("en-US", "Thank you :-)", {}, "smiley"),
    ("en-US", "Thank you \N{SLIGHTLY SMILING FACE}", {}, "smiley"),
    ("en-US", "This is VERY IMPORTANT to me.", {}, "IMPORTANT"),
    ("en-US", "The case study is attached.", {}, "nothing is attached"),
    ("en-US", "Here is the case study.", {"attached": True}, "a file is attached"),
    ("en-US", "I will send it by November 3.", {}, "“by November 3” has passed"),
    ("en-US", "I will send it by Thursday.", {"drafted": date(2026, 11, 9)}, "has passed since"),
    (
        "en-US",
        "It was good to see you yesterday.",
        {"drafted": date(2026, 11, 16)},
        "“yesterday” was right on Monday, November 16",
    ),
    ("en-US", "Could we talk this week?", {"drafted": date(2026, 11, 13)}, "“this week” was right"),
    ("en-US", "We meet on Monday, November 17.", {}, "that day is a Tuesday"),
    ("en-US", "Thank you for Tuesday.", {"kind": "thank_you"}, "say that you want this job"),
    (
        "en-US",
        "We met on Tuesday. I want this job. I'm very interested in the role.",
        {"kind": "thank_you"},
        "once is enough",
    ),
    ("en-US", "Thank you for your time. It was useful.", {"kind": "thank_you"}, "only this person said"),
    (
        "en-US",
        "Hello.",
        {"subject": "A very long subject that no phone can show from its beginning to its end"},
        "fit on a phone",
    ),
    ("en-US", "Hello.", {"subject": "“Calm the release train”"}, "no quotation in the subject"),
    ("en-US", "Hello.", {"subject": "Release approvals take nine days"}, "leave the need out of the subject"),
    ("en-US", "Hello.", {"subject": "Acme, SRE lead, November 17"}, "read like a form"),
    ("en-US", "Hello.", {"subject": "(no subject)"}, "a subject"),
    (
        "en-US",
        "Hello.",
        {"subject": "Thank you", "letters": (OtherLetter("Tom Beck", "thank you", "Hi"),)},
        "the same subject",
    ),
    ("en-US", f"You said “{'we need someone ' * 14}”", {"quotes": ("we need someone " * 14,)}, "a long quote"),
    ("en-US", f"In short: {'we did it well ' * 10}.", {"stories": ("we did it well " * 10,)}, "shorten"),
    ("en-US", "In short: SAP rollout in 40 plants.", {"stories": ("SAP rollout in 40 plants",)}, "with I or we"),
    ("en-US", "My salary now is $120,000.", {}, "figures of pay"),
    ("en-US", "They offered me $151,000.", {"kind": "other_offer"}, "figures of pay"),
    # English
    ("en-US", "I hope this e-mail finds you well.", {}, "begin with the thing itself"),
    ("en-US", "I trust you are well.", {}, "begin with the thing itself"),
    ("en-US", "I hope you had a great weekend.", {}, "begin with the thing itself"),
    ("en-US", "I am just checking in on this.", {}, "say it as you would say it: “just checking in"),
    ("en-US", "Let us touch base.", {}, "say it"),
    ("en-US", "Please find attached the plan.", {"attached": True}, "say it"),
    ("en-US", "Please do not hesitate to call.", {}, "say it"),
    ("en-US", "Thank you. Kindly send the papers.", {}, "say it as you would say it: “Kindly"),
    ("en-US", "I'm writing to thank you.", {}, "say it"),
    ("en-US", "I’m writing to thank you.", {}, "say it"),
    ("en-US", "I am passionate about releases.", {}, "give the fact: “passionate”"),
    ("en-US", "We leveraged the list.", {}, "give the fact"),
    ("en-US", "I would hit the ground running.", {}, "give the fact"),
    ("en-US", "Your impressive team was kind.", {}, "give the fact"),
    ("en-US", "Sorry to bother you.", {}, "no apology"),
    ("en-US", "Are there any updates?", {}, "no reproach"),
    ("en-US", "I ask again, as I have not heard back.", {}, "no reproach"),
    ("en-US", "This is my third e-mail.", {}, "no reproach"),
    ("en-US", "I look forward to hearing from you.", {}, "end on the next step"),
    ("en-US", "I await your reply.", {}, "end on the next step"),
    ("en-US", "Hello.", {"end": "\n\nThank you in advance,\nRobin Hale"}, "end on the next step"),
    ("en-US", "I look forward to meet you.", {}, "-ing after"),
    ("en-US", "I will call you on Thursday.", {}, "too pushy"),
    ("en-US", "When can I expect an offer?", {}, "too pushy"),
    ("en-US", "You mentioned that no owner for the runbooks.", {}, "a fragment does not fit"),
    ("en-US", "I'll to send the plan.", {}, "a fragment does not fit"),
    ("en-US", "The next step is for you to you call.", {}, "a fragment does not fit"),
    ("en-US", "One point: our approvals take nine days.", {"needs": ("our approvals take nine days",)}, "whose?"),
    ("en-US", "Hello.", {"greeting": "Dear {name},"}, "something is not filled in"),
    ("en-US", "Hello.", {"greeting": "To whom it may concern,"}, "not to one person"),
    ("en-US", "Hello.", {"greeting": "Dear Mrs. Ruiz,"}, "not to one person"),
    ("en-US", "Hello.", {"greeting": "Dear Dana Ruiz,"}, "reads like a mailing"),
    ("en-US", "Hello.", {"end": "\n\nYours faithfully,\nRobin Hale"}, "another closing"),
    ("en-US", "Hello.", {"end": "\n\nCheers,\nRobin", "tone": Tone.FORMAL}, "too light"),
    ("en-US", "I'm glad that you called.", {"tone": Tone.FORMAL}, "too light for a formal letter: “I'm”"),
    ("en-US", "See you on 17 November.", {}, "not the American form"),
    ("en-US", "A favour, and my CV.", {}, "not the American form: “favour”"),
    ("en-US", "Hello.", {"greeting": "Dear Ms Ruiz,"}, "not the American form"),
    ("en-US", "“We need someone to calm the release train”, you said.", {}, "not the American form"),
    ("en-GB", "See you on November 17.", {}, "not the British form"),
    ("en-GB", "My resume is here, as a favor.", {}, "not the British form"),
    ("en-GB", "Hello.", {"greeting": "Dear Ms. Ruiz,"}, "not the British form"),
    ("en-GB", "Hello.", {"end": "\n\nSincerely,\nRobin Hale"}, "not the British form"),
    ("en-US", "If you change your mind, call me.", {"kind": "rejection_thanks"}, "leave the case closed"),
    ("en-US", "Could you explain the decision?", {"kind": "rejection_thanks"}, "leave the case closed"),
    ("en-US", "“We need someone to calm the release train.” I know.", {"kind": "decline"}, "quote nothing here"),
    ("en-US", "I am delighted to accept the position. The start is January 4.", {"kind": "acceptance"}, "name the pay"),
    ("en-US", "I'd like $158,000 and a bonus of $9,000.", {"kind": "counter"}, "one number in a sentence"),
    ("en-US", "My minimum is $158,000.", {"kind": "counter"}, "asks, and does not threaten"),
    ("en-US", "I delve into releases.", {}, "a machine writes like this"),
    ("en-US", "It is not only calm but also fast.", {}, "a machine writes like this"),
    ("en-US", "It is calm — and fast — and good — and cheap.", {}, "a machine writes like this"),
    # German
    ("de", "Vielen Dank für das Gespräch am Dienstag.", {}, "goes on with a small letter: “Vielen”"),
    ("de", "danke für Dienstag.", {"end": "\n\nMit freundlichen Grüßen,\nRobin Hale"}, "no comma after the closing"),
    ("de", "danke für Dienstag.", {"end": "\n\nHochachtungsvoll\nRobin Hale"}, "cold, old"),
    ("de", "danke für Dienstag.", {"end": "\n\nLiebe Grüße\nRobin", "tone": Tone.FORMAL}, "too warm"),
    ("de", "ich habe noch etwas für sie.", {}, "a capital where the reader is meant"),
    ("de", "ich war gern bei ihnen.", {}, "a capital where the reader is meant"),
    ("de", "danke für Dienstag.", {"greeting": "Sehr geehrte Herr Keller,"}, "not how one addresses"),
    ("de", "danke für Dienstag.", {"greeting": "Sehr geehrte Anna Keller,"}, "not how one addresses"),
    ("de", "danke für Dienstag.", {"greeting": "Guten Tag Frau Dr. Anna,"}, "not how one addresses"),
    ("de", "danke für Dienstag.", {"greeting": "Sehr geehrte Damen und Herren,"}, "not how one addresses"),
    ("de", "ich würde mich freuen, von Ihnen zu hören.", {}, "a stock phrase"),
    ("de", "für Rückfragen stehe ich Ihnen jederzeit gerne zur Verfügung.", {}, "a stock phrase"),
    ("de", "hiermit nehme ich Ihr Angebot an.", {}, "a stock phrase: “hiermit”"),
    ("de", "das macht Sinn, und ich brenne für die Aufgabe.", {}, "no German of a good letter"),
    ("de", "ich schaffe gern Mehrwert.", {}, "no German of a good letter"),
    ("de", "ich habe verstanden, dass Freigaben dauern neun Tage.", {}, "the verb goes last"),
    ("de", "die Stelle Leitung SRE (m/w/d) reizt mich.", {}, "not in a sentence of a letter"),
    ("de", "ich wünsche mir 92,000 € im Jahr.", {}, "not in a sentence of a letter"),
    ("de", "ich melde mich am 2. December.", {}, "not in a sentence of a letter"),
    ("de", "wir sehen uns am Dienstag, dem 17. November um 10 Uhr.", {}, "a comma after the date"),
    ("de", "Ich freue mich über den Gruß.", {"swiss": True}, "ss for ß"),
    ("de", "danke, dass du da warst. Gern höre ich von Ihnen.", {}, "choose one"),
    ("de", "ich melde mich bis zum 3. November bei Ihnen, bitte warten Sie.", {}, "has passed"),
    ("de", "ich freue mich auf Montag, den 17. November.", {}, "that day is a Dienstag"),
    # French
    ("fr", "Avez-vous des nouvelles ?", {}, "a no-break space before"),
    ("fr", "Avez-vous des nouvelles?", {}, "a no-break space before"),
    ("fr", 'Vous parliez de "calme" mardi.', {}, "« » in French"),
    ("fr", "J'ai parlé à Mr Beck.", {}, "not how one addresses"),
    ("fr", "Merci pour mardi.", {"greeting": "Madame, Monsieur,"}, "not how one addresses"),
    (
        "fr",
        "Merci pour mardi.",
        {"greeting": "Madame Petit,", "tone": Tone.FORMAL},
        "a formal greeting in French has no name",
    ),
    ("fr", "merci pour mardi.", {}, "begins with a capital"),
    (
        "fr",
        "Merci pour mardi.",
        {"greeting": "Monsieur,", "end": "\n\nJe vous prie d'agréer, Madame, mes salutations distinguées.\nRobin Hale"},
        "repeats the greeting",
    ),
    (
        "fr",
        "Merci pour mardi.",
        {"end": "\n\nVeuillez agréer, Madame, l'expression de mes salutations distinguées.\nRobin Hale"},
        "without “l'expression de”",
    ),
    ("fr", "Merci pour mardi.", {"end": "\n\nCdt,\nRobin Hale"}, "another closing"),
    ("fr", "Je reste dans l'attente de votre réponse.", {}, "a stock phrase"),
    ("fr", "Suite à notre entretien, merci. Et suite à notre entretien, voici le plan.", {}, "a stock phrase"),
    ("fr", "Je me permets de revenir vers vous.", {}, "a stock phrase"),
    ("fr", "Je suis vivement intéressé par ce challenge.", {}, "a stock phrase"),
    ("fr", "Je serais ravie de vous revoir.", {}, "needs no agreement"),
    ("fr", "Je suis intéressé(e) par ce poste.", {}, "needs no agreement"),
    ("fr", "Je vous l'envoie d'ici le vendredi.", {}, "not how a date is written"),
    ("fr", "Merci pour notre entretien avec Camille le mardi.", {}, "not how a date is written"),
    ("fr", "Nous nous voyons le 1 décembre.", {}, "not how a date is written"),
    ("fr", "Nous nous voyons le 3 Décembre.", {}, "a small letter for a month"),
    ("fr", "Comme convenu, je vais vous envoie l'étude.", {}, "a fragment does not fit"),
    ("fr", "Vous pensiez de me rappeler.", {}, "a fragment does not fit"),
    ("fr", "Je vais lui envoyer le plan.", {"promises": ("lui envoyer le plan",)}, "not “lui”"),
    ("fr", "Le poste (H/F) m'intéresse.", {}, "not in a sentence"),
    ("fr", "Je te remercie, et votre équipe aussi.", {}, "choose one"),
]


@grouped("language, text, given, say", BAD, by=itemgetter(0))
def test_what_is_pointed_out(language: str, text: str, given: dict[str, Any], say: str) -> None:
    assert say in said(of(text, language, **given))


GOOD: list[tuple[str, str]] = [
    ("en-US", "Our Node.js service, e.g. the one at Yahoo Inc., went from 10:00 to 9 a.m., and iPhone users saw it."),
    ("en-US", "None of this is urgent. The null hypothesis was left undefined by us."),
    ("en-US", "We kept two outages short despite two power cuts, and nobody ignored an alert."),
    ("en-US", "The earliest I can start is December 10 at the earliest, I think."),
    ("en-US", "We had dynamic pricing, more leverage than before, and a release calendar."),
    ("en-US", "You were going to call by November 3. Is there any news?"),
    ("en-US", "I said I would send it by November 3. I'm sorry it took until today."),
    ("en-US", "We saved $40,000 a year, and the servers cost half of it."),
    ("en-US", "Next, I would look at the releases."),
    ("en-US", "The point is that she had had enough of it."),
    ("en-US", "It was good to see you. Thanks again, Dana."),
    ("en-US", "We run Kubernetes and HTTP there. e-mail me if you like."),
    ("en-GB", "I looked at the centre of it on 17 November. My diary is open."),
    ("de", "ich habe gehört, dass Sie anrufen wollten. Das hätte mich gefreut."),
    ("de", "der Termin am 9., 10. oder 11. Dezember passt, z. B. am Vormittag usw., wie Sie mögen."),
    ("de", "Tessa Okafor kennt die Aufgabe. Ich habe etwas für sie."),
    ("de", "Sie sind, wie Sie sagten, ab Montag da; von null auf hundert geht das nicht."),
    ("fr", "J'ai reçu votre message. Si vous vous souvenez, nous nous voyons le vendredi 11 décembre."),
    ("fr", "Le samedi, les entrepôts restent ouverts, et j'y travaille le samedi."),
    ("fr", "Le site est https://acme.example/a, et la page est en ligne."),
]


@grouped("language, text", GOOD, by=itemgetter(0))
def test_what_is_right_is_left_alone(language: str, text: str) -> None:
    assert said(of(text, language)) == ""


LAYOUTS = [
    "Hi Dana, thank you for Tuesday. I want this job.\n\nBest, Robin",
    "Hi Dana,\n\nThank you for Tuesday. I want this job.\n\nThanks again,\nRobin\n\n--\nRobin Hale",
    "Hi Dana,\r\n\r\nThank you for Tuesday.\r\nI want this job.\r\n\r\nBest,\r\nRobin Hale\r\n",
    "Thank you for Tuesday. I want this job.\n\nRobin Hale\n+1 555 0100",
    "Dana,\n\nThank you for Tuesday:\n- the tour\n- the talk\n\nI want this job.\n\nBest regards,\n\nRobin Hale",
]


@pytest.mark.parametrize("body", LAYOUTS)
def test_a_letter_may_be_laid_out_as_people_do(body: str) -> None:
    assert hints(draft(body, kind="thank_you")) == ()


def test_a_quote_of_the_reader_is_not_judged_for_style() -> None:
    quote = "We are passionate about about synergy, and we MUSTN'T delve into resumes"
    text = f"You put it better than I could: “{quote}.”"
    assert said(of(text, quotes=(quote,))) == ""
    assert "passionate" in said(of(f"You said {quote}.", quotes=(quote,)))


def test_names_are_not_judged_for_style() -> None:
    assert said(of("I spoke to Impressive Centre Ltd about it.", names=("Impressive Centre Ltd",))) == ""


def test_what_the_user_ticked_for_this_reader_may_be_said() -> None:
    need = "the pager wakes the wrong team"
    others = (OthersWords("Tom Beck", need),)
    assert "Tom Beck said this" in said(of(f"One point: {need}.", others=others))
    assert said(of(f"One point: {need}.", others=others, needs=(need,))) == ""


def test_a_part_of_what_another_said_counts_only_where_it_says_something() -> None:
    others = (OthersWords("Tom Beck", "get back to me with the budget figures by the end of next week"),)
    assert said(of("I could send the plan by the end of next week.", others=others)) == ""
    assert "Tom Beck said this" in said(of("You get back to me with the budget figures soon.", others=others))


@given(st.lists(st.sampled_from(["release", "approvals", "take", "nine", "days", "owner", "pager"]), min_size=4))
def test_no_need_of_one_person_reaches_another(words: list[str]) -> None:
    need = " ".join(words)
    letter = draft(f"Hi Dana,\n\nOne point: {need}.\n\nBest,\nRobin", needs=(), others=(OthersWords("Tom", need),))
    assert any(hint.stop and hint.text.startswith("Tom said this") for hint in hints(letter))


def test_a_letter_too_much_like_another_names_its_reader() -> None:
    said_too = "Hi Tom,\n\nThe panel was good, and I want this job. Call me.\n\nBest,\nRobin Hale"
    letter = draft(
        "Hi Dana,\n\nThe panel was good, and I want this job. Thank you for Tuesday.\n\nBest,\nRobin Hale",
        letters=(OtherLetter("Tom Beck", "Hello", said_too),),
    )
    assert "too much like the letter to Tom Beck: change a sentence or two" in said(proofread(letter))
    assert "too much like" not in said(proofread(replace(letter, letters=())))


def test_terms_that_are_on_record_are_compared() -> None:
    letter = model("en_us_acceptance_warm")
    other = draft(
        letter.body.replace("148,000", "184,000"), kind="acceptance", subject=letter.subject, today=letter.today
    )
    assert "the pay on record is $148,000" in said(hints(other))
    assert "name the position" in said(
        of("I accept $148,000 from January 4, as a start.", kind="acceptance", terms=OfferTerms())
    )


def test_stops_come_first_and_each_hint_once() -> None:
    found = of("I am passionate, passionate about {this}.")
    assert [hint.stop for hint in found] == sorted((hint.stop for hint in found), reverse=True)
    assert len({hint.text for hint in found}) == len(found)


@given(
    body=st.text(alphabet=st.sampled_from(list("aA .,;:!?“”„«»‘’'\"\n-|{}1ßÉ\u00a0@…")), max_size=120),
    language=st.sampled_from(list(Language)),
    kind=st.sampled_from(list(LetterKind)),
)
def test_any_text_can_be_read_and_each_hint_is_one_line(body: str, language: Language, kind: LetterKind) -> None:
    who = {"de": "Keller", "fr": "Petit"}.get(language, "Dana")
    for hint in hints(draft(body, who, language, kind=kind)):
        assert hint.text
        assert "\n" not in hint.text
        assert len(hint.text) < 200
