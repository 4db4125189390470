"""What a letter of mine plainly is: the words of its subject and its text, in each language."""

from __future__ import annotations

from datetime import UTC, datetime

from interview_tui.mail.letters_of_mine import written_as
from interview_tui.mail.message import Envelope, Mailbox, Message
from tests.grouped import grouped

WRITTEN = [
    ("thank_you", "Thank you for Tuesday", "Dear Dana,\n\nYou said that releases wait for nine days."),
    ("thank_you", "One number", "Dear Priya,\n\nThank you for yesterday. One idea on the dashboard: a single number."),
    ("thank_you", "Wednesday", "Hi Tom,\n\nI really enjoyed meeting you and the team today."),
    ("thank_you", "Unser Gespräch", "Guten Tag,\n\nvielen Dank für das Gespräch am Dienstag."),
    ("thank_you", "Merci pour notre entretien", "Bonjour,\n\nVous trouverez ci-joint le schéma dont nous avons parlé."),
    ("value_letter", "What you asked about, side by side", "Hi Max,\n\nattached is what I would bring."),
    ("value_letter", "An idea", "Dear Dana,\n\nI have kept thinking about the nine days, and sketched a way to three."),
    (
        "value_letter",
        "Ihre Datenplattform",
        "Guten Tag,\n\nich habe Ihren Bedarf und was ich mitbringe gegenübergestellt.",
    ),
    ("check_in", "Where things stand", "Dear Ruth,\n\nI remain very interested."),
    ("check_in", "Analyst", "Hi,\n\nI am following up on the Analyst role. Is there any news?"),
    ("check_in", "Nachfrage", "Guten Tag,\n\ndarf ich nach dem Stand der Dinge fragen?"),
    ("check_in", "Ma candidature", "Bonjour,\n\npourriez-vous me dire où en est le recrutement ?"),
    ("as_promised", "The runbook", "Hi Tom,\n\nas promised, here is the runbook."),
    ("as_promised", "Unterlagen", "Guten Tag,\n\nwie besprochen finden Sie anbei meine Zeugnisse."),
    ("as_promised", "Le schéma", "Bonjour,\n\ncomme promis, voici le schéma."),
    ("acceptance", "Your offer", "Dear Alice,\n\nthank you for the offer. I gladly accept the position."),
    ("acceptance", "Ihr Angebot", "Guten Tag,\n\nich nehme Ihr Angebot sehr gern an."),
    ("decline", "Your offer", "Dear Alice,\n\nI have decided to decline your offer. Thank you for your time."),
    ("decline", "Ihr Angebot", "Guten Tag,\n\nnach reiflicher Überlegung muss ich das Angebot leider ablehnen."),
    ("withdrawal", "My application", "Dear Rita,\n\nI would like to withdraw my application."),
    ("withdrawal", "Ma candidature", "Bonjour,\n\nje souhaite retirer ma candidature."),
    (
        "rejection_thanks",
        "Re: Analyst",
        "Dear Greta,\n\nThank you for telling me so openly. Should things change, write to me.",
    ),
    ("none", "The east gate", "Dear Ingrid,\n\nthank you for the directions; I found the east gate at once."),
    ("none", "Re: Tuesday", "Tuesday at ten is fine. See you then!"),
    ("none", "Anfahrt", "Guten Tag,\n\ndanke für die Wegbeschreibung."),
    (
        "thank_you",
        "Re: Interview",
        "Dear Dana, many thanks for your time today. I enjoyed hearing how the release train works.",
    ),
    ("thank_you", "Tuesday", "Hi Tom, it was a real pleasure to talk to you. Your backfill story made my day."),
    (
        "thank_you",
        "Danke für das Gespräch",
        "Guten Tag Frau Krüger, der Vormittag bei Ihnen hat mir viel Freude gemacht.",
    ),
    (
        "thank_you",
        "Unser Treffen",
        "Sehr geehrter Herr Brandt, ich möchte mich herzlich für das ausführliche Gespräch bedanken.",
    ),
    ("thank_you", "Notre rendez-vous", "Bonjour Hugo, je tenais à vous remercier pour votre accueil de ce matin."),
    ("check_in", "Data Platform Lead", "Dear Rita, you had expected a decision by last Friday; has there been one?"),
    (
        "check_in",
        "A short question",
        "Hi Owen, I haven't heard back since our conversation and wanted to ask about next steps.",
    ),
    (
        "check_in",
        "Bewerbung Datenarchitekt",
        "Guten Tag, gibt es schon Neuigkeiten zu meiner Bewerbung? Mein Interesse ist unverändert groß.",
    ),
    (
        "check_in",
        "Suite de notre entretien",
        "Bonjour, je me permets de revenir vers vous au sujet de ma candidature. Avez-vous pu avancer ?",
    ),
    ("as_promised", "References", "Dear Rita, as you asked, here are the names of two references."),
    ("as_promised", "The paper I mentioned", "Hi Tom, here is the paper that I promised you."),
    ("as_promised", "Arbeitsproben", "Guten Tag, anbei die versprochenen Arbeitsproben."),
    ("as_promised", "Le document", "Bonjour, vous trouverez ci-joint le document que je vous avais promis."),
    (
        "value_letter",
        "Three ideas for your release process",
        "Dear Dana, since we spoke I have put some thoughts on paper: how nine days could become three.",
    ),
    (
        "value_letter",
        "Your question on late events",
        "Dear Tom, you asked how to treat late events. I sketched an answer, with an example from my last job.",
    ),
    ("acceptance", "Offer", "Dear Alice, I am delighted to accept. I look forward to starting on 4 January."),
    ("acceptance", "Vertrag", "Guten Tag, anbei der unterschriebene Vertrag. Ich freue mich!"),
    ("acceptance", "Votre offre", "Bonjour, j'accepte votre offre avec grand plaisir."),
    ("decline", "Offer", "Dear Fiona, thank you for the generous offer. After long thought I must decline."),
    ("decline", "Votre offre", "Bonjour, je ne donnerai pas suite à votre offre."),
    (
        "withdrawal",
        "Application",
        "Hi Marcus, please take me out of the running for Kestrel; I have accepted another position.",
    ),
    ("none", "Thursday", "Hi Owen, 10 am on Thursday works well for me. Best, Robin"),
    ("none", "Re: Unterlagen", "Guten Tag, die Adresse stimmt, danke."),
    ("none", "Parking", "Hi Ingrid, is there parking at the east gate?"),
    (
        "none",
        "Bewerbung als Datenarchitekt",
        "Sehr geehrte Frau Krüger, hiermit bewerbe ich mich auf die Stelle. Anbei mein Lebenslauf.",
    ),
    (
        "none",
        "Application: Analyst",
        "Dear Ms Finch, I am writing to apply for the Analyst position. My CV is attached.",
    ),
]


@grouped("kind, subject, text", WRITTEN, by=lambda case: case[0])
def test_a_letter_is_what_it_plainly_is(kind: str, subject: str, text: str) -> None:
    envelope = Envelope(
        message_id="<1@home.example>", sender=Mailbox("", "me@home.example"), subject=subject, at=datetime.now(UTC)
    )
    assert str(written_as(Message(envelope=envelope, text=text)) or "none") == kind
