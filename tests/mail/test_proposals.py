"""What an email proposes, by kind and language: each sentence alone in its email, all of 20 November 2026, a Friday."""

from __future__ import annotations

import tomllib
from datetime import datetime, time, timedelta, timezone
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.enums import Proposal
from interview_tui.mail.message import Mailbox
from interview_tui.mail.proposals import proposed
from interview_tui.mail.sentences import sentences
from tests.grouped import grouped

AT = datetime(2026, 11, 20, 17, 30, tzinfo=timezone(timedelta(hours=-8)))

_TABLE = tomllib.loads(Path(__file__).with_name("said.toml").read_text("utf-8"))
LETTERS: dict[str, list[str]] = _TABLE.pop("letters")
SAID: dict[str, list[str]] = _TABLE
PROMISED = {
    "en": [
        ("We will decide by Friday the 4th of December.", "2026-12-04"),
        ("You'll hear from us by the end of next week.", "2026-11-27"),
        ("I'll get back to you on Tuesday.", "2026-11-24"),
        ("You will have our decision no later than 5 December.", "2026-12-05"),
        ("We expect to make a decision within two weeks.", "2026-12-04"),
        ("By Wednesday I will know more and write to you.", "2026-11-25"),
        ("We hope to make an offer by the end of the month.", "2026-11-30"),
        ("The committee meets on 2 December and will decide then.", "2026-12-02"),
        ("I'll send you the contract terms tomorrow.", "2026-11-21"),
        ("A decision will be made by January 8.", "2027-01-08"),
        ("Expect a call from me on Monday.", "2026-11-23"),
        ("Give us until Thursday.", "2026-11-26"),
        ("I'll send the contract by Friday.", "2026-11-27"),
        ("Expect a yes or a no from me on the 1st.", "2026-12-01"),
        ("We are aiming to have an answer for you early next week.", "2026-11-24"),
    ],
    "de": [
        ("Wir entscheiden bis Freitag.", "2026-11-27"),
        ("Sie hören spätestens am 3.12. von uns.", "2026-12-03"),
        ("Wir melden uns bis Ende nächster Woche.", "2026-11-27"),
        ("Bis zum 4. Dezember haben Sie unsere Antwort.", "2026-12-04"),
        ("Die Entscheidung fällt am Mittwoch.", "2026-11-25"),
        ("Ich gebe Ihnen bis Monatsende Bescheid.", "2026-11-30"),
        ("In KW 49 bekommen Sie eine Rückmeldung.", "2026-12-04"),
        ("Innerhalb von zwei Wochen erhalten Sie von uns Nachricht.", "2026-12-04"),
        ("Am Dienstag rufe ich Sie an.", "2026-11-24"),
    ],
    "fr": [
        ("Nous reviendrons vers vous d'ici vendredi.", "2026-11-27"),
        ("Vous aurez une réponse avant le 4 décembre.", "2026-12-04"),
        ("Je vous réponds d'ici la fin du mois.", "2026-11-30"),
        ("La décision sera prise le 2 décembre.", "2026-12-02"),
        ("Nous vous donnerons notre réponse sous quinze jours.", "2026-12-05"),
        ("Nous vous recontacterons au plus tard mercredi.", "2026-11-25"),
        ("Vous recevrez notre réponse la semaine prochaine.", "2026-11-27"),
    ],
}
ANSWERS_ASKED = [
    ("We are pleased to offer you the position. Please let us know by Friday, December 4.", "2026-12-04"),
    ("We would like to offer you the role, starting on January 4. The offer is open until 30 November.", "2026-11-30"),
    ("Wir möchten Ihnen die Stelle anbieten. Bitte geben Sie uns bis Mittwoch Bescheid.", "2026-11-25"),
    ("Nous vous proposons le poste. Merci de nous donner votre réponse avant le 1er décembre.", "2026-12-01"),
    ("We'd love you to join us, starting on January 4.", None),
    (
        "Wir möchten Ihnen die Stelle gern anbieten und bitten um Ihre Rückmeldung bis Freitag, 4. Dezember.",
        "2026-12-04",
    ),
    ("Wir möchten Ihnen die Stelle anbieten. Bitte geben Sie uns bis zum 4.12. Bescheid.", "2026-12-04"),
]
CONFIRMED = [
    ("This is to confirm your interview on Thursday, 3 December 2026 at 10:00.", "2026-12-03", 10),
    ("Great, see you on Thursday, 3 December at 10:00 then!", "2026-12-03", 10),
    ("Your interview is confirmed for Thursday, December 3 at 10:00 AM PST.", "2026-12-03", 10),
    ("Your interview is confirmed for Thursday, December 3 at 10:00 AM CET.", "2026-12-03", None),
    ("We confirm your interview as follows.\nDate: Thursday, 3 December 2026\nTime: 10:00", "2026-12-03", 10),
    ("I've put you down for 10 o'clock on Tuesday, December 1.", "2026-12-01", 10),
    ("Hiermit bestätige ich unser Gespräch am Donnerstag, den 3. Dezember um 10 Uhr.", "2026-12-03", 10),
    ("Dann bis Freitag um 10 Uhr!", "2026-11-27", 10),
    ("Wir erwarten Sie am Mittwoch um 10:00 Uhr im dritten Stock.", "2026-11-25", 10),
    ("Je vous confirme notre entretien vendredi 27 novembre à 11h.", "2026-11-27", 11),
    ("C'est noté, à mardi 14h alors !", "2026-11-24", 14),
    ("Rendez-vous pris pour jeudi à 10h.", "2026-11-26", 10),
]
NOT_CONFIRMED = [
    "I can confirm that we received your application on Monday at 10:00.",
    "Great seeing you at the fair on Friday!",
    "Sie erhalten dann bis Freitag um 12 Uhr Bescheid.",
    "Nous vous confirmons la réception de votre candidature du 20 novembre.",
]
MEETING_DAYS = [
    ("Could we talk on Tuesday or on Thursday?", "2026-11-24"),
    ("We'd like to invite you to a second interview. Would Thursday, 3 December at 10 suit you?", "2026-12-03"),
    ("Would you have time for a call some time next week?", None),
    ("Could we have a call? Please answer by Monday.", None),
    ("Passt Ihnen Donnerstag, der 26. November, um 10 Uhr?", "2026-11-26"),
    ("Wir laden Sie zu einem weiteren Gespräch ein. Möglich wären der 25. oder der 26. November.", "2026-11-25"),
    ("Could you come for an interview on the 25th or the 26th of November?", "2026-11-25"),
    ("Seriez-vous disponible mardi 24 novembre à 10 h pour un appel ?", "2026-11-24"),
]
FIRST = [
    ("decline", "We are happy to have met you. The offer has gone to another candidate, who accepted this morning."),
    ("decline", "We went with somebody else. We'll keep your details on file and will be in touch if that changes."),
    ("decline", "Unfortunately we could not find a way. We wish you every success in your search."),
    ("offer", "We would like to offer you the role. We will call you on Monday to answer questions."),
    (
        "passive",
        "I wish you every success in your search for a flat. Unfortunately I know nothing yet, I'll let you know.",
    ),
    ("offer", "We would like to offer you the role. I'll send the contract by Friday."),
    ("invited", "We'd like to invite you to a final interview. We'll let you know the times."),
    (
        "handover",
        "I'm leaving at the end of the month. Nora Lindqvist takes over from me. She will write to you by Friday.",
    ),
    ("commitment", "We'll be in touch. You will have our answer by Friday."),
    ("passive", "Please send us your references by Friday, and we will get back to you."),
    ("passive", "Interviews run until Friday, and we will let you know after that."),
    ("invited", "Your second interview is confirmed for Thursday, 3 December at 10:00."),
    ("passive", "Legal has a call about the headcount on Friday, without me. I'll get back to you when I know more."),
    (
        "invited",
        "In September I had to turn you down. That has changed. Would you come in for a second interview on Wednesday?",
    ),
    ("decline", "Last month we decided to go with another candidate. I am sorry that you had to wait."),
]


@grouped("kind, sentence", [(kind, one) for kind, said in SAID.items() for one in said], by=lambda case: case[0])
def test_a_sentence_says_what_it_says(kind: str, sentence: str) -> None:
    found = proposed(f"Hello Robin,\n\n{sentence}\n\nAlex", AT)
    proposal = str(found.proposal) if found else "none"
    assert proposal == kind.split()[0] or {proposal, kind.split()[0]} == {"invited", "meeting"}
    assert found is None or found.sentence in sentence


@grouped("kind, letter", [(kind, one) for kind, written in LETTERS.items() for one in written], by=lambda case: case[0])
def test_a_letter_proposes_one_thing(kind: str, letter: str) -> None:
    found = proposed(letter, AT)
    proposal = str(found.proposal) if found else "none"
    assert proposal == kind or {proposal, kind} == {"invited", "meeting"}
    assert found is None or found.sentence in " ".join(letter.split())


@grouped(
    "language, sentence, day", [(k, *one) for k, said in PROMISED.items() for one in said], by=lambda case: case[0]
)
def test_a_promise_with_a_day_is_a_commitment(language: str, sentence: str, day: str) -> None:
    found = proposed(sentence, AT)
    assert found is not None
    assert (found.proposal, str(found.day)) == (Proposal.COMMITMENT, day)


@grouped("text, day", ANSWERS_ASKED, by=lambda _: "offers")
def test_an_offer_names_the_day_until_which_it_is_to_be_answered(text: str, day: str | None) -> None:
    found = proposed(text, AT)
    assert found is not None
    assert (found.proposal, found.day and str(found.day)) == (Proposal.OFFER, day)


@grouped("text, day", MEETING_DAYS, by=lambda _: "meetings")
def test_a_meeting_is_proposed_for_the_first_day_named_for_it(text: str, day: str | None) -> None:
    found = proposed(text, AT)
    assert found is not None
    assert found.proposal in (Proposal.MEETING, Proposal.INVITED)
    assert (found.day and str(found.day)) == day


@grouped("kind, text", FIRST, by=lambda _: "letters")
def test_of_several_sentences_the_one_that_weighs_more_counts(kind: str, text: str) -> None:
    found = proposed(text, AT)
    assert found is not None
    assert str(found.proposal) == kind


def test_the_sentence_that_names_the_role_tells_an_offer_or_a_decline_plainest() -> None:
    for text in ("We want you. The post of Data Architect is yours.", "It's a no. The role went to somebody else."):
        found = proposed(text, AT)
        assert found is not None
        assert found.sentence == text.split(". ")[1]


@pytest.mark.parametrize(
    ("text", "names", "successor"),
    [
        ("Nora Lindqvist (in Cc) takes over from me.", [], ("Nora Lindqvist", "")),
        ("Nora (in Cc) takes over from me.", ["Nora Lindqvist"], ("Nora Lindqvist", "")),
        (
            "My successor, Ivo Stark (ivo.stark@tidewater.example), takes over from me.",
            [],
            ("Ivo Stark", "ivo.stark@tidewater.example"),
        ),
        ("My colleague in Cc will be your contact from now on.", ["Ivo Stark"], ("Ivo Stark", "")),
        ("Nora takes over from me.", [], ("Nora", "")),
        ("From Monday, Frau Keller übernimmt von mir.", [], ("Keller", "")),
        ("Ma collègue Inès Morel suivra votre candidature.", [], ("Inès Morel", "")),
        ("Dana is leaving us, so Ben takes over from her.", [], ("Ben", "")),
    ],
)
def test_who_takes_over_is_named(text: str, names: list[str], successor: tuple[str, str]) -> None:
    found = proposed(text, AT, names=names)
    assert found is not None
    assert (found.proposal, found.successor, found.successor_email) == (Proposal.HANDOVER, *successor)


@pytest.mark.parametrize("text", ["He takes over from me. It rains.", "À mardi 15 h. Nous sommes ravis."])
def test_a_sentence_ends_after_me_and_after_an_hour(text: str) -> None:
    assert len(sentences(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "I take over from Dana and will decide by Friday, 4 December.",
        "Ich übernehme die Stelle von Frau Ruiz.",
        "Je reprends les dossiers de Dana.",
    ],
)
def test_who_takes_over_may_be_who_writes(text: str) -> None:
    found = proposed(text, AT, sender=Mailbox("Nora Field", "nora@tidewater.example"))
    assert found is not None
    assert (found.proposal, found.successor) == (Proposal.HANDOVER, "Nora Field")
    assert found.successor_email == "nora@tidewater.example"


@grouped("text, day, hour", CONFIRMED, by=lambda _: "confirmed")
def test_what_confirms_a_meeting_proposes_it_with_its_day_and_time(text: str, day: str, hour: int | None) -> None:
    found = proposed(text, AT)
    assert found is not None
    assert (found.proposal, str(found.day)) == (Proposal.MEETING, day)
    assert found.clock == (time(hour) if hour is not None else None)


@grouped("text", NOT_CONFIRMED, by=lambda _: "others")
def test_what_confirms_something_else_proposes_no_meeting(text: str) -> None:
    found = proposed(text, AT)
    assert found is None or found.proposal is not Proposal.MEETING


def test_a_subject_may_say_what_the_text_does_not() -> None:
    found = proposed(
        "Please review the document.", AT, subject="Pinegrove sent you a document to sign: Offer of employment"
    )
    assert found is not None
    assert found.proposal is Proposal.OFFER
    assert proposed("Thanks!", AT, subject="Re: Your offer letter is attached") is None


@given(
    st.lists(
        st.sampled_from([one for said in SAID.values() for one in said] + ["Hi,", "\n\n", "Best\nAlex", "?", "…"]),
        max_size=8,
    )
)
def test_the_sentence_stands_in_the_text(pieces: list[str]) -> None:
    text = "\n".join(pieces)
    found = proposed(text, AT)
    assert found == proposed(text, AT)
    if found:
        assert found.sentence in " ".join(text.split())


@pytest.mark.parametrize(
    "piece", ["we will not ", "a", "I will. ", "(", "Nora Lindqvist ", "?\n", "12/5 ", "x@", "not be moving you "]
)
def test_a_text_without_end_is_read_quickly(piece: str) -> None:
    begun = perf_counter()
    proposed(piece * (1_000_000 // len(piece)), AT)
    assert perf_counter() - begun < 2


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("Wir möchten Sie zu einem zweiten Gespräch einladen, am Donnerstag, dem 26. November, um 10 Uhr.", time(10)),
        ("Could we have a call on Thursday at 3 pm?", time(15)),
        ("Could we have a call on Thursday at 3 pm, or on Friday at 3 pm?", None),
        ("Could we have a call on Thursday at 2 or at 4?", None),
        ("Could we have a call on Thursday?", None),
        ("Could we have a call some time at 3 pm?", None),
    ],
)
def test_one_day_and_one_time_are_when_a_meeting_begins(text: str, clock: time | None) -> None:
    found = proposed(text, AT)
    assert found is not None
    assert found.clock == clock
