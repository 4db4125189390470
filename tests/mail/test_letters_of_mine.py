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
    ("errand", "The east gate", "Dear Ingrid,\n\nthank you for the directions; I found the east gate at once."),
    ("errand", "Re: Tuesday", "Tuesday at ten is fine. See you then!"),
    ("errand", "Anfahrt", "Guten Tag,\n\ndanke für die Wegbeschreibung."),
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
    ("errand", "Thursday", "Hi Owen, 10 am on Thursday works well for me. Best, Robin"),
    ("none", "Re: Unterlagen", "Guten Tag, die Adresse stimmt, danke."),
    ("errand", "Parking", "Hi Ingrid, is there parking at the east gate?"),
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
    # a word of thanks for something else than the meeting
    ("errand", "Benefits", "Hi Dana,\n\none question about the benefits: is there a pension plan? Thanks!"),
    ("errand", "Parking", "Hi Dana,\n\nmany thanks for the parking ticket."),
    ("errand", "The form", "Dear Dana,\n\nthank you for the form. It is on its way."),
    ("errand", "Documents", "Hi Dana,\n\nattached is the signed form. Thanks in advance!"),
    ("errand", "Re: Next", "Dear Dana,\n\nthanks for the invitation to a second meeting. Could we make it Thursday?"),
    ("errand", "Re: Form", "Sehr geehrte Frau Krüger,\n\nvielen Dank für Ihre Nachricht. Anbei das Formular."),
    ("errand", "Re: Link", "Hi Dana,\n\nthank you for the link to the interview."),
    ("errand", "Re: Mardi", "Bonjour,\n\nmerci pour votre message. Mardi me convient."),
    ("errand", "Re: Termin", "Guten Tag,\n\nvielen Dank für die Einladung zum Gespräch am Dienstag."),
    ("errand", "Thursday", "Hi Dana,\n\nI would be glad to meet you on Thursday."),
    ("none", "A note", "Hi Dana,\n\nthanks for everything!"),
    ("none", "My move", "Hi Dana,\n\nhere is the form. Thank you for your time."),
    ("none", "Tuesday", "Dear Dana,\n\nthank you for the opportunity to meet you next Tuesday."),
    ("none", "Tuesday", "Dear Dana,\n\nthank you for Tuesday at ten."),
    ("none", "Termin", "Guten Tag,\n\ndanke für heute um drei."),
    ("none", "Mardi", "Bonjour,\n\nmerci pour l'entretien de mardi prochain."),
    # a thank-you, with a question beside it
    ("thank_you", "Yesterday", "Hi Tom,\n\nthank you both for your time yesterday. Who owns the pipeline?"),
    (
        "thank_you",
        "Tuesday",
        "Hi Tom,\n\nthanks again for walking me through the releases. Thank you for the link, too.",
    ),
    ("thank_you", "Gestern", "Sehr geehrter Herr Amstutz,\n\nvielen Dank, dass Sie sich die Zeit genommen haben."),
    ("thank_you", "Bewerbung", "Guten Tag,\n\nes hat mich sehr gefreut, Sie und das Team kennenzulernen."),
    ("thank_you", "Mardi", "Bonjour,\n\nje tenais à vous remercier du temps que vous m'avez accordé."),
    ("thank_you", "Mardi", "Bonjour,\n\nmerci de m'avoir reçu."),
    (
        "decline",
        "AW: Angebot",
        "Vielen Dank für Ihr Angebot. Leider muss ich Ihnen absagen, da ich mich für eine andere entschieden habe.",
    ),
    ("none", "AW: Termin", "Den Termin am Dienstag muss ich leider absagen, ich bin anderweitig gebunden."),
]


@grouped("kind, subject, text", WRITTEN, by=lambda case: case[0])
def test_a_letter_is_what_it_plainly_is(kind: str, subject: str, text: str) -> None:
    envelope = Envelope(
        message_id="<1@home.example>", sender=Mailbox("", "me@home.example"), subject=subject, at=datetime.now(UTC)
    )
    written = written_as(Message(envelope=envelope, text=text))
    assert str(written.kind or ("errand" if written.errand else "none")) == kind
