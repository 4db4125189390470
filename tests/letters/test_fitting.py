"""Needs, quotes, stories, commitments and roles in their sentences: the standard's own examples, awkward ones, laws."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from interview_tui.domain.enums import Language, Owner
from interview_tui.domain.text import clean_line, words
from interview_tui.letters.day_words import by, noted
from interview_tui.letters.fitting import (
    FittedCommitment,
    as_noun,
    fit_commitment,
    fit_need,
    fit_quote,
    fit_role,
    fit_story,
)
from interview_tui.letters.flags import Flag, FlaggedWord
from interview_tui.letters.fragments import LetterContext
from interview_tui.letters.phrases import PhraseForm
from interview_tui.letters.sentences import filled

US, GB, DE, FR = Language.EN_US, Language.EN_GB, Language.DE, Language.FR
ME, THEM = Owner.ME, Owner.THEM
TODAY, FRIDAY, LATER = date(2026, 11, 18), date(2026, 11, 20), date(2026, 12, 2)

NIGHTLY = (
    "the nightly batch that feeds the regional warehouses fails about twice a week, nobody on the team knows the code,"
    " and the vendor contract runs out in March"
)
AUDITS = (
    "ask Grace, my former manager at Norden, whether she can talk to you about the migration and the two audits that"
    " came with it"
)
FINANCE = (
    "mit der Finanzabteilung klären, ob das Reisebudget für einen zweiten Besuch reicht, und dann einen Rundgang durch"
    " das Werk ansetzen"
)
CONTACT = "Ihnen den Kontakt zu meiner früheren Vorgesetzten geben, die das Projekt und beide Prüfungen begleitet hat"


def context(language: Language, *, familiar: bool = False) -> LetterContext:
    return LetterContext(
        language=language,
        reader="Dana Ruiz",
        people=("Dana Ruiz", "Grace Lind", "Tom Beck"),
        companies=("Acme", "Norden"),
        familiar=familiar,
    )


def framed(frame: str, commitment: FittedCommitment, due: date | None, language: Language) -> str:
    """A sentence of a bank with the commitment in its place; a day that stands apart comes behind it."""
    day = None if commitment.own_day else due
    apart = noted(day, TODAY, language) if commitment.day_apart else ""
    said = commitment.lead + ("" if apart else by(day, TODAY, language))
    sentence = filled(frame.replace("{…}", "{said}"), {"said": commitment.text, "by": said})
    return f"{sentence} {apart}" if apart else sentence


@pytest.mark.parametrize(
    ("language", "noted", "said"),
    [
        (US, NIGHTLY, f"{NIGHTLY}."),
        (US, "Jira tickets wait for weeks", "Jira tickets wait for weeks."),
        (US, "No owner for the runbooks.", "no owner for the runbooks."),
        (DE, "kein Verantwortlicher für die Handbücher.", "Kein Verantwortlicher für die Handbücher."),
        (DE, "Jira-Tickets liegen wochenlang", "Jira-Tickets liegen wochenlang."),
        (FR, "Aucun responsable pour les procédures.", "aucun responsable pour les procédures."),
        (FR, "Jira déborde de demandes sans réponse", "Jira déborde de demandes sans réponse."),
        (US, "“Who owns the runbooks?”", "who owns the runbooks?"),
        (US, "", ""),
    ],
)
def test_a_need_after_a_colon(language: Language, noted: str, said: str) -> None:
    assert fit_need(noted, context(language)).after_colon == said


@pytest.mark.parametrize(
    ("noted", "form"),
    [
        ("release approvals take nine days", PhraseForm.CLAUSE),
        ("Jira tickets wait for weeks", PhraseForm.CLAUSE),
        ("we have no owner", PhraseForm.CLAUSE),
        ("releases are late", PhraseForm.CLAUSE),
        ("Norden runs the nightly batch", PhraseForm.CLAUSE),
        ("no owner for the runbooks", PhraseForm.NOUN_PHRASE),
        ("too many hand-offs between the teams", PhraseForm.NOUN_PHRASE),
        ("lack of people who know the code", PhraseForm.NOUN_PHRASE),
        ("how to run releases without a freeze", PhraseForm.NOUN_PHRASE),
        ("onboarding in the plants", PhraseForm.NOUN_PHRASE),
        ("unclear ownership", PhraseForm.NOUN_PHRASE),
        # What is not sure stays with the colon.
        (NIGHTLY, PhraseForm.UNSURE),
        ("nobody owns the runbooks", PhraseForm.UNSURE),
        ("releases slip every single week", PhraseForm.UNSURE),
        ("no one knows the code", PhraseForm.UNSURE),
        ("hiring takes six months", PhraseForm.UNSURE),
        ("unmet customer needs", PhraseForm.UNSURE),
        ("the high costs of delay", PhraseForm.UNSURE),
        ("people who know the code", PhraseForm.UNSURE),
        ("more people leave than join", PhraseForm.UNSURE),
        ("", PhraseForm.UNSURE),
    ],
)
def test_a_need_is_a_clause_only_where_it_surely_is(noted: str, form: PhraseForm) -> None:
    assert fit_need(noted, context(US)).form is form


def test_a_need_in_a_table_and_what_goes_with_no_about() -> None:
    need = fit_need("no owner for the runbooks.", context(US))
    assert (need.cell, need.inside) == ("No owner for the runbooks", "no owner for the runbooks")
    assert fit_need("les validations prennent neuf jours", context(FR)).cell == "Les validations prennent neuf jours"


@pytest.mark.parametrize(
    ("language", "noted", "marks"),
    [
        (US, "our approvals take nine days", [FlaggedWord(Flag.WHOSE, "our")]),
        (US, "We have no owner", [FlaggedWord(Flag.WHOSE, "We")]),
        (US, "they lose their best people", [FlaggedWord(Flag.WHOSE, "they")]),
        (US, "the US team is alone", []),
        (US, "shift plans change after they are posted", []),
        (US, "Dana has no deputy", [FlaggedWord(Flag.THIRD_PERSON, "Dana")]),
        (US, "an audit next week", [FlaggedWord(Flag.RELATIVE_DAY, "next week")]),
        (DE, "unsere Freigaben dauern", [FlaggedWord(Flag.WHOSE, "unsere")]),
        (FR, "nos validations durent", [FlaggedWord(Flag.WHOSE, "nos")]),
        (US, "release approvals take nine days", []),
    ],
)
def test_what_is_marked_in_a_need(language: Language, noted: str, marks: list[FlaggedWord]) -> None:
    found = fit_need(noted, context(language)).marks
    assert [mark for mark in found if mark in marks] == marks
    assert bool(found) == bool(marks)


def test_a_long_need_is_marked() -> None:
    assert [mark.flag for mark in fit_need(NIGHTLY, context(US)).marks] == [Flag.LONG]


@pytest.mark.parametrize(
    ("language", "noted", "said"),
    [
        (US, "we need someone to calm the release train", "“We need someone to calm the release train.”"),
        (US, "Kubernetes was never the problem", "“Kubernetes was never the problem.”"),
        (US, "who would you call at three in the morning?", "“Who would you call at three in the morning?”"),
        (US, "“I want on-call to be boring again.”", "“I want on-call to be boring again.”"),
        (US, 'he said "never" and left', "“He said ‘never’ and left.”"),
        (US, "It's the pager", "“It's the pager.”"),
        (US, "Nobody owns it", "“Nobody owns it.”"),
        (US, "I'd hire you tomorrow", "“I'd hire you tomorrow.”"),
        (GB, "the team decides together, and it decides fast", "“The team decides together, and it decides fast.”"),
        (
            DE,
            "wir brauchen jemanden, der Ruhe in die Freigaben bringt",
            "„Wir brauchen jemanden, der Ruhe in die Freigaben bringt.“",
        ),
        (DE, "wen würden Sie nachts um drei anrufen?", "„Wen würden Sie nachts um drei anrufen?“"),
        (DE, "er sagte „nie“ und ging", "„Er sagte ‚nie‘ und ging.“"),
        (
            FR,
            "il nous faut quelqu'un pour apaiser les mises en production",
            "«\u00a0Il nous faut quelqu'un pour apaiser les mises en production.\u00a0»",
        ),
        (
            FR,
            "qui appelleriez-vous à trois heures du matin ?",
            "«\u00a0Qui appelleriez-vous à trois heures du matin\u00a0?\u00a0»",
        ),
        (FR, "« Jira n'a jamais été le problème »", "«\u00a0Jira n'a jamais été le problème.\u00a0»"),
        (US, "", ""),
    ],
)
def test_a_quote_is_a_sentence_in_its_marks(language: Language, noted: str, said: str) -> None:
    quote = fit_quote(noted, context(language))
    assert (quote.text, quote.phrase) == (said, False)


@pytest.mark.parametrize(
    ("language", "noted", "said"),
    [
        (US, "Calm the release train", "You used a phrase that stuck with me: “calm the release train.”"),
        (GB, "calm the release train", "You used a phrase that stuck with me: “calm the release train”."),
        (DE, "Ruhe in die Freigaben bringen", "Sie haben es so genannt: „Ruhe in die Freigaben bringen“."),
        (
            FR,
            "apaiser les mises en production",
            "Vous avez eu cette formule\u00a0: «\u00a0apaiser les mises en production\u00a0».",
        ),
        (US, "get releases out of the door without waking anyone up", ""),
    ],
)
def test_a_quote_that_is_no_sentence(language: Language, noted: str, said: str) -> None:
    quote = fit_quote(noted, context(language))
    assert quote.phrase
    assert said.endswith(quote.text) or not said


def test_what_is_marked_in_a_quote() -> None:
    assert fit_quote("Tom has never slept", context(US)).marks == (FlaggedWord(Flag.NAMES, "Tom"),)
    assert fit_quote("we lose $40,000 a night", context(US)).marks == (FlaggedWord(Flag.FIGURE, "$40,000"),)
    long = fit_quote("we wait " * 40, context(US))
    assert long.long
    assert [mark.flag for mark in long.marks] == [Flag.LONG]


@pytest.mark.parametrize(
    ("language", "noted", "said", "form"),
    [
        (US, "Cut releases from nine days to one.", "I cut releases from nine days to one.", PhraseForm.VERB_PHRASE),
        (US, "halved the night calls", "I halved the night calls.", PhraseForm.VERB_PHRASE),
        (US, "Automated the rollout", "I automated the rollout.", PhraseForm.VERB_PHRASE),
        (
            US,
            "We replaced three approvals with one checklist",
            "we replaced three approvals with one checklist.",
            PhraseForm.CLAUSE,
        ),
        (US, "I gave every runbook a named owner", "I gave every runbook a named owner.", PhraseForm.CLAUSE),
        (
            US,
            "SAP rollout in 40 plants, two weeks early",
            "SAP rollout in 40 plants, two weeks early.",
            PhraseForm.NOUN_PHRASE,
        ),
        (US, "LED lighting in 40 plants", "LED lighting in 40 plants.", PhraseForm.NOUN_PHRASE),
        (US, "need analysis in 40 plants", "need analysis in 40 plants.", PhraseForm.NOUN_PHRASE),
        (US, "set of dashboards", "set of dashboards.", PhraseForm.NOUN_PHRASE),
        (
            DE,
            "eine Checkliste anstelle von drei Freigaben brachte uns von neun Tagen auf einen",
            "Eine Checkliste anstelle von drei Freigaben brachte uns von neun Tagen auf einen.",
            PhraseForm.CLAUSE,
        ),
        (
            DE,
            "SAP-Einführung in 40 Werken, zwei Wochen vor dem Plan",
            "SAP-Einführung in 40 Werken, zwei Wochen vor dem Plan.",
            PhraseForm.NOUN_PHRASE,
        ),
        (
            FR,
            "Une seule liste de contrôle nous a fait passer de neuf jours à un",
            "une seule liste de contrôle nous a fait passer de neuf jours à un.",
            PhraseForm.CLAUSE,
        ),
        (FR, "Déploiement de SAP dans 40 usines", "déploiement de SAP dans 40 usines.", PhraseForm.NOUN_PHRASE),
        (US, "", "", PhraseForm.UNSURE),
    ],
)
def test_a_story_after_a_colon(language: Language, noted: str, said: str, form: PhraseForm) -> None:
    story = fit_story(noted, context(language))
    assert (story.after_colon, story.form) == (said, form)
    assert (Flag.NOTE_LIKE in [mark.flag for mark in story.marks]) == (form is PhraseForm.NOUN_PHRASE)


@pytest.mark.parametrize(
    ("language", "result", "said"),
    [
        (US, "failed releases halved", "The result: failed releases halved."),
        (US, "Nine days to one", ""),
        (US, "", ""),
        (DE, "halb so viele Fehlschläge", "Das Ergebnis: Halb so viele Fehlschläge."),
        (FR, "Deux fois moins d'échecs.", "Résultat\u00a0: deux fois moins d'échecs."),
    ],
)
def test_a_result_is_said_once(language: Language, result: str, said: str) -> None:
    assert fit_story("I cut releases from nine days to one", context(language), result=result).result == said


@pytest.mark.parametrize(
    ("language", "frame", "noted", "due", "said"),
    [
        (
            US,
            "I'll {…}{by}, as we agreed.",
            "Send the case study.",
            FRIDAY,
            "I'll send the case study by Friday, as we agreed.",
        ),
        (
            US,
            "I'll {…}{by}, as we agreed.",
            "Send the slides by Friday",
            LATER,
            "I'll send the slides by Friday, as we agreed.",
        ),
        (US, "On my side, I'll {…}{by}.", "I'll send the case study", None, "On my side, I'll send the case study."),
        (US, "On my side, I'll {…}{by}.", "to call Acme Inc.", None, "On my side, I'll call Acme Inc."),
        (US, "On my side, I'll {…}{by}.", "to call Acme Inc.", FRIDAY, "On my side, I'll call Acme Inc. by Friday."),
        (
            US,
            "On my side, I'll {…}{by}.",
            AUDITS,
            LATER,
            f"On my side, I'll {AUDITS}. I have December 2 down for that.",
        ),
        (
            GB,
            "I think you were going to {…}{by}.",
            "they will call",
            LATER,
            "I think you were going to call by 2 December.",
        ),
        (
            DE,
            "Wie besprochen werde ich{by} {…}.",
            "Das Fallbeispiel schicken.",
            FRIDAY,
            "Wie besprochen werde ich bis Freitag das Fallbeispiel schicken.",
        ),
        (DE, "Wie besprochen werde ich{by} {…}.", CONTACT, None, f"Wie besprochen werde ich {CONTACT}."),
        (
            DE,
            "Wie besprochen werde ich{by} {…}.",
            "die Folien bis Freitag schicken",
            LATER,
            "Wie besprochen werde ich die Folien bis Freitag schicken.",
        ),
        (
            DE,
            "Sie wollten{by} {…}; darauf freue ich mich.",
            "wegen der Termine anrufen",
            LATER,
            "Sie wollten bis zum 2. Dezember wegen der Termine anrufen; darauf freue ich mich.",
        ),
        (
            DE,
            "Wenn ich es richtig notiert habe, werden Sie{by} {…}.",
            "sich melden",
            LATER,
            "Wenn ich es richtig notiert habe, werden Sie sich bis zum 2. Dezember melden.",
        ),
        (
            DE,
            "Wir waren so verblieben, dass Sie{by} {…}.",
            "Sich melden",
            None,
            "Wir waren so verblieben, dass Sie sich melden.",
        ),
        (
            DE,
            "Wir waren so verblieben, dass Sie{by} {…}.",
            FINANCE,
            LATER,
            f"Wir waren so verblieben, dass Sie {FINANCE}. Ich habe mir dafür den 2. Dezember notiert.",
        ),
        (
            FR,
            "Comme convenu, je vais {…}{by}.",
            "Vous envoyer l'étude de cas.",
            FRIDAY,
            "Comme convenu, je vais vous envoyer l'étude de cas d'ici vendredi.",
        ),
        (FR, "Vous pensiez {…}{by}.", "me tenir au courant", None, "Vous pensiez me tenir au courant."),
        (
            FR,
            "Je n'oublie pas que je dois {…}{by}.",
            "vous envoyer les planches d'ici vendredi",
            LATER,
            "Je n'oublie pas que je dois vous envoyer les planches d'ici vendredi.",
        ),
        (US, "I'll {…}{by}.", "send {by} and {…}", FRIDAY, "I'll send {by} and {…} by Friday."),
    ],
)
def test_a_commitment_in_its_frame(language: Language, frame: str, noted: str, due: date | None, said: str) -> None:
    fitted = fit_commitment(noted, context(language), owner=ME)
    assert fitted.verb
    assert framed(frame, fitted, due, language) == said


@pytest.mark.parametrize(
    ("language", "owner", "noted", "due", "said"),
    [
        (
            US,
            THEM,
            "HR to confirm the salary band",
            LATER,
            "The next step, from my notes: HR to confirm the salary band, by December 2.",
        ),
        (US, ME, "Case study", FRIDAY, "My next step, from my notes: Case study, by Friday."),
        (US, THEM, "offer letter", None, "The next step, from my notes: offer letter."),
        (
            US,
            THEM,
            "a call with Norden Inc.",
            LATER,
            "The next step, from my notes: a call with Norden Inc. I have December 2 down for that.",
        ),
        (US, THEM, "decision next week", LATER, "The next step, from my notes: decision next week."),
        (
            DE,
            ME,
            "Anruf wegen der Termine",
            FRIDAY,
            "Nächster Schritt von meiner Seite: Anruf wegen der Termine, bis Freitag.",
        ),
        (DE, ME, "Unterlagen der Kandidaten", None, "Nächster Schritt von meiner Seite: Unterlagen der Kandidaten."),
        (FR, ME, "dossier de candidature", FRIDAY, "Ma prochaine étape\u00a0: dossier de candidature, d'ici vendredi."),
        (
            FR,
            THEM,
            "une réponse du jury",
            LATER,
            "La prochaine étape, d'après mes notes\u00a0: une réponse du jury, d'ici le 2 décembre.",
        ),
        (US, ME, "", FRIDAY, ""),
    ],
)
def test_a_commitment_without_a_verb(language: Language, owner: Owner, noted: str, due: date | None, said: str) -> None:
    fitted = fit_commitment(noted, context(language), owner=owner)
    assert not fitted.verb
    assert as_noun(fitted, due, TODAY, context(language)) == said


@pytest.mark.parametrize(
    ("language", "noted", "lead", "text"),
    [
        (US, "send the case study", "", "send you the case study"),
        (GB, "show my slides", "", "show you my slides"),
        (US, "send you the case study", "", "send you the case study"),
        (US, "send Grace the case study", "", "send Grace the case study"),
        (US, "call the panel", "", "call the panel"),
        (DE, "das Fallbeispiel schicken", " Ihnen", "das Fallbeispiel schicken"),
        (DE, "Ihnen das Fallbeispiel schicken", " Ihnen", "das Fallbeispiel schicken"),
        (DE, "das Fallbeispiel an Grace schicken", "", "das Fallbeispiel an Grace schicken"),
        (DE, "mich bei Grace melden", " mich", "bei Grace melden"),
        (FR, "envoyer l'étude de cas", "", "vous envoyer l'étude de cas"),
    ],
)
def test_whom_it_is_sent_to_may_be_added(language: Language, noted: str, lead: str, text: str) -> None:
    fitted = fit_commitment(noted, context(language), owner=ME, to_reader=True)
    assert (fitted.lead, fitted.text) == (lead, text)
    assert fit_commitment("send the dates", context(US), owner=THEM, to_reader=True).text == "send the dates"


@pytest.mark.parametrize(
    ("language", "familiar", "noted", "marks"),
    [
        (US, False, "send Dana the case study", [FlaggedWord(Flag.THIRD_PERSON, "Dana")]),
        (US, False, "send her the case study", [FlaggedWord(Flag.THIRD_PERSON, "her")]),
        (US, False, "call tomorrow", [FlaggedWord(Flag.RELATIVE_DAY, "tomorrow")]),
        (DE, False, "ihr das Fallbeispiel schicken", [FlaggedWord(Flag.THIRD_PERSON, "ihr")]),
        (DE, False, "Ihnen das Fallbeispiel schicken", []),
        (DE, True, "Ihnen das Fallbeispiel schicken", [FlaggedWord(Flag.FORM_OF_ADDRESS, "Ihnen")]),
        (DE, False, "dir das Fallbeispiel schicken", [FlaggedWord(Flag.FORM_OF_ADDRESS, "dir")]),
        (DE, False, "sich melden", [FlaggedWord(Flag.THIRD_PERSON, "sich")]),
        (FR, False, "se renseigner", [FlaggedWord(Flag.THIRD_PERSON, "se")]),
        (FR, False, "lui envoyer l'étude", [FlaggedWord(Flag.THIRD_PERSON, "lui")]),
        (FR, True, "vous envoyer l'étude", [FlaggedWord(Flag.FORM_OF_ADDRESS, "vous")]),
        (US, False, "ask whether she can talk to Grace", [FlaggedWord(Flag.THIRD_PERSON, "she")]),
        (US, False, AUDITS, []),
    ],
)
def test_what_is_marked_in_a_commitment(
    language: Language, familiar: bool, noted: str, marks: list[FlaggedWord]
) -> None:
    fitted = fit_commitment(noted, context(language, familiar=familiar), owner=ME)
    assert list(fitted.marks) == marks


@pytest.mark.parametrize(
    ("language", "noted", "word"),
    [
        (US, "get back to you with a date", "you"),
        (DE, "uns bei Ihnen melden", "uns"),
        (FR, "revenir vers vous avec une date", "vous"),
    ],
)
def test_what_they_said_word_by_word_is_marked(language: Language, noted: str, word: str) -> None:
    marks = fit_commitment(noted, context(language), owner=THEM).marks
    assert FlaggedWord(Flag.AS_SPOKEN, word) in marks
    assert Flag.AS_SPOKEN not in [mark.flag for mark in fit_commitment(noted, context(language), owner=ME).marks]


def test_a_promise_to_the_reader_does_not_name_them() -> None:
    fitted = fit_commitment("send the template to Dana", context(US), owner=ME, to_reader=True)
    assert fitted.text == "send you the template"


def test_sich_is_the_reader_only_where_it_is_sie() -> None:
    assert not fit_commitment("sich melden", context(DE), owner=THEM).marks
    du = fit_commitment("sich melden", context(DE, familiar=True), owner=THEM)
    assert list(du.marks) == [FlaggedWord(Flag.THIRD_PERSON, "sich")]


def test_which_frames_a_commitment_takes() -> None:
    assert not fit_commitment("send the case study", context(US), owner=ME).at_end
    assert fit_commitment(AUDITS, context(US), owner=ME).at_end
    assert fit_commitment("send it to Norden Inc.", context(US), owner=ME).at_end
    assert not fit_commitment("am Dienstag dabei sein", context(DE), owner=THEM).after_dass
    assert fit_commitment("sich melden", context(DE), owner=THEM).after_dass
    assert not fit_commitment("will not be in the office", context(US), owner=THEM).verb


@pytest.mark.parametrize(
    ("language", "role", "name", "definite"),
    [
        (US, "SRE lead", "SRE lead", "the SRE lead role"),
        (US, "Head of Sales position", "Head of Sales position", "the Head of Sales position"),
        (US, "SRE Lead (m/w/d)", "SRE Lead", "the SRE Lead role"),
        (US, "Engineer / Architect", "", "the role"),
        (US, "Level 3 Engineer", "", "the role"),
        (US, "Senior Vice President of Operations and Planning", "", "the role"),
        (US, "", "", "the role"),
        (DE, "Leitung SRE", "Leitung SRE", "die Stelle Leitung SRE"),
        (DE, "Leitung SRE m/w/d", "Leitung SRE", "die Stelle Leitung SRE"),
        (DE, "Sachbearbeiter*in Einkauf", "", "die Stelle"),
        (DE, "Projektstelle", "Projektstelle", "die Projektstelle"),
        (FR, "responsable SRE", "responsable SRE", "le poste de responsable SRE"),
        (FR, "ingénieur SRE", "ingénieur SRE", "le poste d'ingénieur SRE"),
        (FR, "Head of Data", "Head of Data", "le poste de Head of Data"),
        (FR, "responsable SRE H/F", "responsable SRE", "le poste de responsable SRE"),
        (FR, "Poste de direction", "Poste de direction", "le poste de direction"),
    ],
)
def test_a_role(language: Language, role: str, name: str, definite: str) -> None:
    fitted = fit_role(role, language)
    assert (fitted.name, fitted.definite) == (name, definite)


WORDS = words("to will I'll send call the case study by Friday sich melden Ihnen werde je vais l' Inc. {by} {…} no not")
DOUBLED = re.compile(r"(\.\.|[?!…]\.|[.?!…],|[,;:]\.)[”’“‘»\"'\u00a0 ]*$")
"""Two marks at an end, also within quotation marks; what somebody typed so inside a fragment is theirs."""

texts = st.one_of(
    st.text(max_size=80),
    st.text(alphabet=" .,;:?!…“”„«»\"'’‘‚abcAI\n\x00é🙂ß", max_size=40),
    st.lists(
        st.sampled_from(sorted(WORDS)),
        max_size=9,
    ).map(" ".join),
    st.sampled_from(["", " ", "...", "“”", "Inc.", "x" * 5000, "\x1b[31mred", "\ud800", "{by}", "{…}"]),
)
languages = st.sampled_from(list(Language))
FRAMES = {DE: "Wie besprochen werde ich{by} {…}.", FR: "Comme convenu, je vais {…}{by}."}


@given(texts, languages, st.sampled_from(list(Owner)), st.none() | st.dates(), st.booleans())
@example("?.\x1f»", Language.EN_US, Owner.ME, None, False)
def test_whatever_was_noted_a_sentence_ends_once(
    text: str, language: Language, owner: Owner, due: date | None, to_reader: bool
) -> None:
    said = context(language)
    need, quote, story = fit_need(text, said), fit_quote(text, said), fit_story(text, said, result=text)
    commitment = fit_commitment(text, said, owner=owner, to_reader=to_reader)
    sentences = [need.after_colon, quote.text, story.after_colon, story.result]
    sentences.append(as_noun(commitment, due, TODAY, said))
    if commitment.text:
        sentences.append(framed(FRAMES.get(language, "I'll {…}{by}."), commitment, due, language))
    for sentence in filter(None, sentences):
        assert re.search(r"[.?!…][”’“‘»\"'\u00a0 ]*$", sentence)
        assert DOUBLED.search(clean_line(text)) or not DOUBLED.search(sentence)
        assert "\n" not in sentence
        assert "\x1b" not in sentence


@given(texts, languages)
def test_no_letter_of_the_user_is_lost(text: str, language: Language) -> None:
    def letters(of: str) -> str:
        return "".join(char for char in of.casefold() if char.isalnum())

    said = context(language)
    need, quote, story = fit_need(text, said), fit_quote(text, said), fit_story(text, said)
    assert letters(need.after_colon) == letters(need.inside) == letters(need.cell)
    assert letters(quote.text) == letters(need.inside)
    assert letters(story.after_colon).removeprefix("i" if story.form is PhraseForm.VERB_PHRASE else "") == letters(
        need.inside
    )
    commitment = fit_commitment(text, said, owner=ME)
    assert letters(need.inside).endswith(letters(commitment.lead + commitment.text))


@given(texts, languages)
def test_every_mark_is_of_the_text(text: str, language: Language) -> None:
    said = context(language)
    for fitted in (fit_need(text, said), fit_commitment(text, said, owner=ME), fit_quote(text, said)):
        assert all(mark.word for mark in fitted.marks)
    assert fit_role(text, language).definite


def test_what_was_noted_in_another_language_is_flagged() -> None:
    said = "we replaced three approvals with one checklist"
    assert Flag.OTHER_LANGUAGE in [mark.flag for mark in fit_story(said, context(DE)).marks]
    assert Flag.OTHER_LANGUAGE not in [mark.flag for mark in fit_story(said, context(US)).marks]
    assert Flag.OTHER_LANGUAGE not in [mark.flag for mark in fit_need("SAP", context(DE)).marks]
    assert Flag.OTHER_LANGUAGE in [mark.flag for mark in fit_need("die Freigaben sind zu langsam", context(US)).marks]
    for said in ("one day", "release trains slip twice a month", "send the case study", "nous avons réduit le délai"):
        assert Flag.OTHER_LANGUAGE in [mark.flag for mark in fit_need(said, context(DE)).marks]
    for said in ("On-Call-Last senken", "Release Train ohne Call", "Best Practices fehlen", "Review planen", "Team"):
        assert Flag.OTHER_LANGUAGE not in [mark.flag for mark in fit_need(said, context(DE)).marks]
