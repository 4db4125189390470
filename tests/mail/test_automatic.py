"""What a machine writes in somebody's place is told from what they write, and until when they are away."""

from __future__ import annotations

from datetime import date, datetime

from interview_tui.mail.automatic import Automatic, automatic_of
from interview_tui.mail.message import Envelope, Mailbox, Message
from tests.grouped import grouped

DANA = Mailbox("Dana Ruiz", "dana.ruiz@harbor.example")
ROBIN = Mailbox("Robin Hale", "robin@home.example")
THURSDAY = datetime.fromisoformat("2026-11-26T10:00:00+00:00")
AWAY = "I am out of the office until Monday, 30 November."
REPLIED = "auto-submitted: auto-replied"
GENERATED = "auto-submitted: auto-generated"


def heard(
    text: str, *marks: str, subject: str = "Re: Thank you", sender: Mailbox = DANA, at: datetime = THURSDAY
) -> Automatic | None:
    envelope = Envelope(
        message_id="<1@harbor.example>", sender=sender, to=(ROBIN,), subject=subject, at=at, marks=frozenset(marks)
    )
    return automatic_of(Message(envelope=envelope, text=text))


MARKS = [
    ("auto-submitted: auto-replied", True),
    ("x-autoreply", True),
    ("x-autorespond", True),
    ("x-auto-reply-from", True),
    ("precedence: auto_reply", True),
    ("x-ms-exchange-generated-message-source: mailbox rules agent", True),
    ("auto-submitted: auto-generated", False),
    ("auto-submitted: no", False),
    ("precedence: bulk", False),
    ("x-auto-response-suppress", False),
    ("list-unsubscribe", False),
]


@grouped("mark, automatic", MARKS, by=lambda case: case[0].split(":")[0])
def test_headers_tell(mark: str, automatic: bool) -> None:
    assert (heard("We will get back to you, one way or another.", mark) is not None) is automatic


SUBJECTS = [
    ("Automatic reply: Thank you", True),
    ("Auto-Reply: Thank you", True),
    ("Autoreply: Thank you", True),
    ("Out of office Re: Thank you", True),
    ("Out of the Office: Thank you", True),
    ("OOO: Thank you", True),
    ("Automatische Antwort: Danke", True),
    ("Abwesenheitsnotiz: Danke", True),
    ("Abwesend: Danke", True),
    ("Réponse automatique : Merci", True),
    ("Re: Automatic reply: Thank you", False),
    ("Absence on Friday", False),
    ("Automatic tests", False),
]


@grouped("subject, automatic", SUBJECTS, by=lambda case: case[0][:3])
def test_subjects_tell(subject: str, automatic: bool) -> None:
    assert (heard("Let us speak on Monday.", subject=subject) is not None) is automatic


WORDS = [
    # told by the words alone
    (f"{AWAY} For urgent matters please contact Tom.", "Hello", True),
    ("Thank you for your email. I am on annual leave until 4 December with limited access to email.", "Hello", True),
    ("Ich bin bis zum 4.12. nicht im Büro. Ihre E-Mail wird nicht weitergeleitet.", "Hallo", True),
    ("Vielen Dank für Ihre Nachricht. Ich bin derzeit im Urlaub.", "Hallo", True),
    ("Je suis absente jusqu'au 4 décembre. En cas d'urgence, contactez Hugo.", "Bonjour", True),
    (AWAY, "PTO", True),
    # what people write
    (AWAY, "Hello", False),
    (f"Hi Robin, {AWAY} I will reply when I am back.", "Hello", False),
    ("Hi Robin,\n\nI'm on leave from Monday until spring. Jamie Fox will look after you from then on.", "Hello", False),
    (f"{AWAY} Could we speak before then? It is urgent.", "Hello", False),
    ("We will decide by Friday.", "Hello", False),
    ("Leider bin ich am Freitag nicht im Büro, passt Ihnen Montag?", "Termin", False),
]


@grouped("text, subject, automatic", WORDS, by=lambda case: case[1])
def test_words_tell_as_the_last_resort(text: str, subject: str, automatic: bool) -> None:
    assert (heard(text, subject=subject) is not None) is automatic


def test_one_sign_and_a_header_that_others_have_too_are_enough() -> None:
    assert heard(AWAY, "precedence: bulk") == Automatic(until=date(2026, 11, 30))
    assert heard(AWAY, "precedence: bulk", "list-id") is None
    assert heard("The role is not available any more, and we are travelling on with others.", GENERATED) is None
    assert heard("I am out of the office a lot, and I regret that we decided for somebody else.", GENERATED) is None


NO_REPLY = Mailbox("Harbor Analytics", "no-reply@ats.example")
RECEIPTS = [
    ("We received your application and will read it with care.", NO_REPLY, True),
    ("Thank you for applying. Your application has been received.", NO_REPLY, True),
    ("Wir haben Ihre Bewerbung als Data Lead erhalten.", NO_REPLY, True),
    ("Thank you for sending your documents. We have received them.", NO_REPLY, True),
    ("Thank you for submitting your profile. We will be in touch to arrange an interview.", NO_REPLY, True),
    ("Thank you for submitting your profile. We are not moving forward with you.", NO_REPLY, False),
    ("Vielen Dank für die Zusendung Ihrer Unterlagen.", NO_REPLY, True),
    ("Merci de nous avoir transmis votre dossier.", NO_REPLY, True),
    ("Ihre Unterlagen sind bei uns eingegangen.", NO_REPLY, True),
    ("Nous avons bien reçu votre candidature.", NO_REPLY, True),
    ("We received your application. After careful review we decided not to move forward.", NO_REPLY, False),
    ("Thank you for applying. We will not be taking your application further.", NO_REPLY, False),
    ("Wir haben Ihre Bewerbung erhalten und müssen Ihnen leider absagen: Absagen fallen schwer.", NO_REPLY, False),
    ("We have received many applications.", NO_REPLY, False),
    ("I have received your references, thank you.", DANA, False),
]


@grouped("text, sender, receipt", RECEIPTS, by=lambda case: str(case[2]))
def test_a_receipt_is_automatic_and_a_decline_is_not(text: str, sender: Mailbox, receipt: bool) -> None:
    assert heard(text, GENERATED, sender=sender) == (Automatic() if receipt else None)


DAYS = [
    # the last day away; the day before the return
    ("I am out of the office until Monday, 30 November.", "2026-11-30"),
    ("I'm away until the 4th of December.", "2026-12-04"),
    ("I will be out through December 4.", "2026-12-04"),
    ("I am absent from 24 Nov to 4 Dec inclusive.", "2026-12-04"),
    ("I'm on leave 24-28 November.", "2026-11-28"),
    ("I'm on vacation Nov 24 - 28.", "2026-11-28"),
    ("I will be away from November 24 through November 30.", "2026-11-30"),
    ("Our offices are closed until January 4.", "2027-01-04"),
    ("I'm back on Dec 7.", "2026-12-06"),
    ("Back at my desk on Monday.", "2026-11-29"),
    ("I'll be back tomorrow.", "2026-11-26"),
    ("I am traveling and out of the office, returning 12/7.", "2026-12-06"),
    ("I am out of the office and will return on Wednesday, December 2nd, 2026.", "2026-12-01"),
    ("I'm out of the office this week.", "2026-11-27"),
    ("I'm out of the office today.", "2026-11-26"),
    ("I am on parental leave.", None),
    ("I am out of the office. If it cannot wait until Friday, call Tom.", None),
    ("Ich bin vom 24.11. bis einschließlich 4.12.2026 nicht im Büro.", "2026-12-04"),
    ("Ich bin bis zum 4. Dezember im Urlaub.", "2026-12-04"),
    ("Vom 24.11.-4.12. bin ich nicht erreichbar.", "2026-12-04"),
    ("Ich bin bis 8. Januar abwesend.", "2027-01-08"),
    ("Ab dem 30.11. bin ich wieder erreichbar.", "2026-11-29"),
    ("Ich bin nicht im Haus und ab Montag, den 30. November, wieder für Sie da.", "2026-11-29"),
    ("Am 7. Dezember bin ich zurück.", "2026-12-06"),
    ("Ich bin heute nicht im Büro.", "2026-11-26"),
    ("Je suis en congé jusqu'au 4 décembre inclus.", "2026-12-04"),
    ("Je suis absente du 24 novembre au 4 décembre.", "2026-12-04"),
    ("Je suis absent du 24 au 30 novembre.", "2026-11-30"),
    ("Je suis absente du bureau et de retour le 2 décembre.", "2026-12-01"),
    ("De retour lundi.", "2026-11-29"),
    ("Je suis en déplacement jusqu'à vendredi.", "2026-11-27"),
    ("I am out from Monday 23 November to Friday 27 November, returning Monday 30 November.", "2026-11-29"),
    ("I will be out of the office starting 11/23/2026 and will not return until 11/30/2026.", "2026-11-30"),
    ("Ich bin ab dem 23.11. für zwei Wochen im Urlaub und ab 7.12. wieder da.", "2026-12-06"),
    ("I am out of the office until further notice.", None),
]


@grouped("text, until", DAYS, by=lambda case: case[0][:2])
def test_the_last_day_away_is_read(text: str, until: str | None) -> None:
    found = heard(f"{text}\n\nFor anything else write to Tom.", REPLIED)
    assert found
    assert found.until == (date.fromisoformat(until) if until else None)


def test_a_subject_may_name_the_day() -> None:
    text = "I cannot read emails at the moment."
    assert heard(text, REPLIED, subject="Away until 4 December Re: Lunch on Friday") == Automatic(
        until=date(2026, 12, 4)
    )
    assert heard(text, REPLIED, subject="Automatic reply: We need it by Friday") == Automatic()


def test_days_count_from_the_senders_own() -> None:
    late = datetime.fromisoformat("2026-11-26T23:30:00-08:00")
    assert heard("I'll be back tomorrow.", REPLIED, at=late) == Automatic(until=date(2026, 11, 26))


def test_reports_of_mail_servers_are_no_absences() -> None:
    envelope = Envelope(message_id="<1@a.example>", sender=DANA, at=THURSDAY, marks=frozenset({REPLIED}))
    assert automatic_of(Message(envelope=envelope, text="", undelivered=("a@b.example",))) == Automatic(bounce=True)
    assert automatic_of(Message(envelope=envelope, text="", delayed=True)) == Automatic(delayed=True)
