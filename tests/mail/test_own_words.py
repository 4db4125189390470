"""What somebody wrote is told from quotes, forwarded emails, signatures and footers."""

from __future__ import annotations

import time

import pytest

from interview_tui.mail.html import text_of_html
from interview_tui.mail.own_words import own_words, unflowed
from tests.grouped import grouped

ORIGINAL = "Dear Dana,\n\nunfortunately I forgot to answer your question. I would accept an offer.\n\nRobin\n"
QUOTE = "".join(f"> {line}\n" for line in ORIGINAL.split("\n"))

QUOTES = [
    (
        "below",
        "Thank you.\n\nOn Tue, Nov 17, 2026 at 6:12 PM Robin Hale <robin@home.example> wrote:\n\n" + QUOTE,
        "Thank you.",
    ),
    (
        "below",
        "Thank you.\n\nOn Tue, Nov 17, 2026 at 6:12 PM Robin Hale <robin@home.example>\nwrote:\n\n" + QUOTE,
        "Thank you.",
    ),
    ("below", "Thank you.\n\nOn 17/11/2026 18:12, Robin Hale wrote:\n" + QUOTE, "Thank you."),
    ("below", "Danke.\n\nAm 17.11.2026 um 18:12 schrieb Robin Hale <robin@home.example>:\n" + QUOTE, "Danke."),
    (
        "below",
        "Danke.\n\nAm Di., 17. Nov. 2026 um 18:12 Uhr schrieb Robin Hale <\nrobin@home.example>:\n\n" + QUOTE,
        "Danke.",
    ),
    ("below", "Danke.\n\nRobin Hale <robin@home.example> schrieb am Di., 17. Nov. 2026, 18:12:\n\n" + QUOTE, "Danke."),
    ("below", "Danke.\n\nZitat von Robin Hale <robin@home.example>:\n\n" + QUOTE, "Danke."),
    (
        "below",
        "Merci.\n\nLe mar. 17 nov. 2026 à 18:12, Robin Hale <robin@home.example> a\nécrit :\n\n" + QUOTE,
        "Merci.",
    ),
    ("below", "Merci.\n\nLe 17/11/2026 à 18:12, Robin Hale a écrit :\n" + QUOTE, "Merci."),
    (
        "below",
        "Gracias.\n\nEl mar, 17 nov 2026 a las 18:12, Robin (<robin@home.example>) escribió:\n" + QUOTE,
        "Gracias.",
    ),
    (
        "below",
        "Kiitos.\n\nti 17. marrask. 2026 klo 18.12 Robin Hale (<robin@home.example>) kirjoitti:\n" + QUOTE,
        "Kiitos.",
    ),
    ("below", "Thanks.\n\n2026-11-17 18:12 GMT-08:00 Robin Hale <robin@home.example>:\n\n" + QUOTE, "Thanks."),
    ("below", "Thanks.\n\nDR> an old way to quote\nDR> with initials\n", "Thanks."),
    (
        "above",
        "On Tue, Nov 17, 2026 at 6:12 PM Robin Hale <robin@home.example> wrote:\n" + QUOTE + "\nHere is my answer.\n",
        "Here is my answer.",
    ),
    ("above", QUOTE + "\nBelow the quote.\n", "Below the quote."),
    ("between", "> first question\nYes.\n\n> second question\n\nNo, sorry.\n", "Yes.\n\nNo, sorry."),
    (
        "between",
        (
            "Hi,\n\nAm 1.12.2026 um 9:00 schrieb Robin:\n> Frage\n\nAntwort.\n\n> noch eine\n\n"
            "Noch eine Antwort.\n\n-- \nDana\n"
        ),
        "Hi,\n\nAntwort.\n\nNoch eine Antwort.",
    ),
    ("unmarked", "Sure.\n\nOn 17 Nov 2026, at 18:12, Robin Hale <robin@home.example> wrote:\n\n" + ORIGINAL, "Sure."),
    ("unmarked", "Gern.\n\nAm 17.11.2026 um 18:12 schrieb Robin Hale <robin@home.example>:\n\n" + ORIGINAL, "Gern."),
    (
        "outlook",
        "Sure.\n\n________________________________\nFrom: Robin Hale <robin@home.example>\n"
        "Sent: Tuesday, November 17, 2026 6:12 PM\nTo: Ruiz, Dana\nSubject: RE: Tuesday\n\n" + ORIGINAL,
        "Sure.",
    ),
    (
        "outlook",
        "Sure.\n\nFrom: Robin Hale <robin@home.example>\nSent: Tuesday, November 17, 2026 6:12 PM\nTo: Dana\n\n"
        + ORIGINAL,
        "Sure.",
    ),
    ("outlook", "Sure.\n\n*From:* Robin Hale\n*Sent:* Tuesday\n*To:* Dana\n*Subject:* x\n\n" + ORIGINAL, "Sure."),
    (
        "outlook",
        "Gern.\n\nVon: Robin Hale\nGesendet: Dienstag, 17. November 2026 18:12\nAn: Dana\nBetreff: x\n\n" + ORIGINAL,
        "Gern.",
    ),
    (
        "outlook",
        'Gern.\n\nGesendet: Dienstag, 17. November 2026 um 18:12 Uhr\nVon: "Robin Hale"\nAn: dana\nBetreff: x\n'
        + ORIGINAL,
        "Gern.",
    ),
    (
        "outlook",
        "Oui.\n\nDe : Robin Hale <robin@home.example>\nEnvoyé : mardi 17 novembre 2026 18:12\nÀ : Dana\nObjet : x\n\n"
        + ORIGINAL,
        "Oui.",
    ),
    ("outlook", "Ja.\n\nVan: Robin\nVerzonden: dinsdag\nAan: Dana\nOnderwerp: x\n\n" + ORIGINAL, "Ja."),
    ("outlook", "Sure.\n\n-----Original Message-----\nFrom: Robin\n\n" + ORIGINAL, "Sure."),
    ("outlook", "Gern.\n\n-----Ursprüngliche Nachricht-----\nVon: Robin\n\n" + ORIGINAL, "Gern."),
    ("outlook", "Oui.\n\n-----Message d'origine-----\nDe : Robin\n\n" + ORIGINAL, "Oui."),
    ("forwarded", "For you.\n\n---------- Forwarded message ---------\nFrom: Robin\n\n" + ORIGINAL, "For you."),
    ("forwarded", "Zur Info.\n\n-------- Weitergeleitete Nachricht --------\nBetreff: x\n\n" + ORIGINAL, "Zur Info."),
    ("forwarded", "Pour info.\n\n-------- Message transféré --------\nSujet : x\n\n" + ORIGINAL, "Pour info."),
    ("forwarded", "Fyi\n\nBegin forwarded message:\n\nFrom: Robin\n\n" + ORIGINAL, "Fyi"),
    ("forwarded", "Anfang der weitergeleiteten Nachricht:\n\nVon: Robin\n\n" + ORIGINAL, ""),
    (
        "forwarded",
        "From: Robin Hale <robin@home.example>\nDate: Tue, 17 Nov 2026\nSubject: x\nTo: Dana\n\n" + ORIGINAL,
        "",
    ),
    (
        "none",
        "Date: Thursday\nFrom: 10:00\nTo: 11:00\nWhere: Quay Street\n",
        "Date: Thursday\nFrom: 10:00\nTo: 11:00\nWhere: Quay Street",
    ),
    (
        "none",
        "You wrote on Tuesday:\nthe releases wait.\nThey do.\n",
        "You wrote on Tuesday:\nthe releases wait.\nThey do.",
    ),
    ("none", "As Tom wrote:\n\nNothing is final.", "As Tom wrote:\n\nNothing is final."),
]


@grouped("kind, text, expected", QUOTES, by=lambda case: case[0])
def test_what_is_quoted_does_not_count(kind: str, text: str, expected: str) -> None:
    assert own_words(text, "Dana Ruiz").text == expected


SIGNATURES = [
    ("We will.\n\n-- \nDana Ruiz\nVP", "Dana Ruiz", "We will.", "Dana Ruiz\nVP"),
    ("We will.\n\n--\nDana Ruiz\n", "Dana Ruiz", "We will.", "Dana Ruiz"),
    (
        "We will.\n\nBest regards,\nDana Ruiz\nVP Engineering\n+1 555",
        "",
        "We will.",
        "Dana Ruiz\nVP Engineering\n+1 555",
    ),
    ("We will.\n\nBest, Dana", "", "We will.", "Best, Dana"),
    ("We will.\n\nAll the best\n\nDana", "", "We will.", "Dana"),
    ("We will.\n\nWarm regards\nDana", "", "We will.", "Dana"),
    ("We will.\n\nMany thanks,\nDana", "", "We will.", "Dana"),
    ("Gern.\n\nMit freundlichen Grüßen\ni. A. Jens Petersen", "", "Gern.", "i. A. Jens Petersen"),
    ("Gern.\n\nViele Grüße aus Lindenau\nJens", "", "Gern.", "Jens"),
    ("Gern.\n\nLG Jens", "Jens Petersen", "Gern.", "LG Jens"),
    ("Gern.\n\nFreundliche Grüsse\nReto", "", "Gern.", "Reto"),
    ("Gern.\n\nMfG\nReto", "", "Gern.", "Reto"),
    ("Oui.\n\nBien cordialement,\nClaire", "", "Oui.", "Claire"),
    ("Oui.\n\nBien à vous,\nClaire", "", "Oui.", "Claire"),
    (
        "Oui.\n\nJe vous prie d'agréer, Monsieur, l'expression de mes salutations distinguées.\n\nC. Moreau",
        "",
        "Oui.",
        "Je vous prie d'agréer, Monsieur, l'expression de mes salutations distinguées.\nC. Moreau",
    ),
    (
        "We will.\n\nDana\n\nHarbor is hiring! We offer a call.",
        "Dana Ruiz",
        "We will.",
        "Dana\nHarbor is hiring! We offer a call.",
    ),
    ("We will.\n\nD.", "Dana Ruiz", "We will.", "D."),
    ("We will.\n\nDana Ruiz (she/her)\nVP", "Ruiz, Dana", "We will.\n\nDana Ruiz (she/her)\nVP", ""),
    ("We will.\n\nWei-Lin", "Wei-Lin Ng", "We will.", "Wei-Lin"),
    ("We will.\n\nBest regards,\nDana\n\nPS: We have decided.", "", "We will.\n\nPS: We have decided.", "Dana"),
    ("Gern.\n\nViele Grüße\nJens\n\nP.S. Die Zusage folgt.", "", "Gern.\n\nP.S. Die Zusage folgt.", "Jens"),
    (
        "Hi Robin,\n\nThank you!\n\nWe have decided to take somebody else after all.",
        "",
        "Hi Robin,\n\nThank you!\n\nWe have decided to take somebody else after all.",
        "",
    ),
    ("Thanks, but we decided otherwise.\n\nDana", "Dana Ruiz", "Thanks, but we decided otherwise.", "Dana"),
    ("Best\n\nis yet to come, as they say.", "", "Best\n\nis yet to come, as they say.", ""),
    ("You will meet\nDana\nTom\n\nSee you there!", "Dana Ruiz", "You will meet\nDana\nTom\n\nSee you there!", ""),
    ("Done.\n\nSent from my iPhone", "", "Done.", ""),
    ("Done.\n\nSent from Outlook for Android<https://aka.example/x>", "", "Done.", ""),
    ("Done.\n\nGet Outlook for iOS<https://aka.example/x>", "", "Done.", ""),
    ("Fertig.\n\nVon meinem iPhone gesendet", "", "Fertig.", ""),
    ("Fertig.\n\nGesendet mit der GMX Mail App", "", "Fertig.", ""),
    ("Fertig.\n\nDiese Nachricht wurde von meinem Android-Gerät mit GMX Mail gesendet.", "", "Fertig.", ""),
    ("Fini.\n\nEnvoyé de mon iPhone", "", "Fini.", ""),
    ("Fini.\n\nEnvoyé depuis l'application Mail", "", "Fini.", ""),
    (
        (
            "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nSigned.\n"
            "-----BEGIN PGP SIGNATURE-----\n\niQIz\n-----END PGP SIGNATURE-----\n"
        ),
        "",
        "Signed.",
        "",
    ),
    ("-----BEGIN PGP MESSAGE-----\n\nhQIMA\n-----END PGP MESSAGE-----\n", "", "", ""),
]


@grouped("text, sender, expected, below", SIGNATURES, by=lambda case: case[2].split()[0] if case[2] else "none")
def test_signatures_do_not_count(text: str, sender: str, expected: str, below: str) -> None:
    assert own_words(text, sender) == (expected, below)


FOOTERS = [
    "This email is confidential and intended solely for the addressee. We make no offer.",
    "If you are not the intended recipient, please delete it. Unfortunately errors happen.",
    "CONFIDENTIALITY NOTICE: we decided nothing.",
    "The information contained in this email may be privileged. It is no offer.",
    "Any views expressed are those of the author.",
    "Please consider the environment before printing this email.",
    "Acme Ltd is registered in England, No. 123.",
    "Registered office: 1 Quay Street",
    "Bell Search is a recruitment business. We offer coaching: ask for a call!",
    "Unsubscribe: https://acme.example/u",
    "You are receiving this email because you applied.",
    "Diese E-Mail enthält vertrauliche Informationen. Leider kommen Irrtümer vor.",
    "Diese Nachricht ist nur für den Empfänger bestimmt. Ein Angebot ist sie nicht.",
    "Sollten Sie nicht der richtige Adressat sein, löschen Sie sie bitte.",
    "Geschäftsführung: B. Beispiel. Sitz der Gesellschaft: Lindenau.",
    "Amtsgericht Lindenau HRB 0000",
    "Ce message est confidentiel et destiné à son destinataire. Malheureusement…",
    "Si vous avez reçu ce message par erreur, merci de le détruire.",
    "Les informations contenues dans ce courriel n'engagent pas la société.",
    "SARL au capital de 10 000 euros, RCS Lyon",
    "Pour vous désabonner, cliquez ici.",
]


@grouped("footer", FOOTERS, by=lambda footer: footer[0])
def test_footers_do_not_count(footer: str) -> None:
    assert own_words(f"We have decided.\n\n{footer}\n\nAnother line of it.").text == "We have decided."
    assert own_words(f"We have decided.\n{footer}").text == "We have decided."


NOTICES = [
    (
        "** Please note: Do not reply to this email. This email is sent from an unattended mailbox."
        " Replies will not be read."
    ),
    "CAUTION: This email originated from outside of the organization. Do not click links or open attachments.",
    "[EXTERNAL]",
    "This is an automatically generated message.",
    "You don't often get email from dana@harbor.example. Learn why this is important",
    "Bitte antworten Sie nicht auf diese E-Mail.",
    "Diese E-Mail wurde automatisch erzeugt.",
    "Merci de ne pas répondre à ce message.",
    "Ceci est un message automatique.",
    "View message: https://linkline.example/x",
]


@grouped("notice", NOTICES, by=lambda notice: notice[0])
def test_what_a_robot_says_of_itself_does_not_count(notice: str) -> None:
    assert own_words(f"{notice}\n\nWe have decided.").text == "We have decided."
    assert (
        own_words(f"We have decided.\n\n{notice}\n\nAnother paragraph.").text
        == "We have decided.\n\nAnother paragraph."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Vorstand und Betriebsrat haben zugestimmt: Wir freuen uns.",
        "Important: the position is filled.",
        "The information that you sent was great.",
        "Diese Nachricht ist bestimmt nicht leicht für Sie.",
        "This is not the message I wanted to write.",
        "Registered letters take a week.",
    ],
)
def test_own_words_that_look_like_footers_count(text: str) -> None:
    assert own_words(f"Dear Robin,\n\n{text}").text == f"Dear Robin,\n\n{text}"


def test_wrapped_lines_become_whole_paragraphs() -> None:
    text = (
        "Robin,\n\nthe second conversation went down well with Finance. We will decide by Friday\nthe 4th.\n"
        "\nThese are the times:\n- Monday at ten, in the room upstairs where we met the last time\n- Tuesday\n"
    )
    assert own_words(text).text == (
        "Robin,\n\nthe second conversation went down well with Finance. We will decide by Friday the 4th.\n\n"
        "These are the times:\n- Monday at ten, in the room upstairs where we met the last time\n- Tuesday"
    )


def test_short_lines_stay_apart() -> None:
    assert own_words("When: Thursday\nWhere: Quay Street").text == "When: Thursday\nWhere: Quay Street"


def test_flowed_text_is_whole_again() -> None:
    assert unflowed("We have not \ndecided.\n> a long \n> quote\n-- \nDana", drop_space=False) == (
        "We have not decided.\n> a long quote\n-- \nDana"
    )
    assert unflowed("Entschei \ndung\n", drop_space=True) == "Entscheidung\n"


def test_a_notification_is_taken_out_of_its_frame() -> None:
    text = (
        "You have 1 new message\n\n            Rita Olsen\n            Recruiter at Harbor Analytics\n\n"
        "Hi Robin, good to be connected.\n\nReply: https://linkline.example/x\n\n-----------\n\n"
        "This email was intended for Robin Hale.\n"
    )
    assert own_words(text, "Rita Olsen via Linkline") == ("Hi Robin, good to be connected.", "")


HTML = [
    ("<p>One.</p><p>Two<br>lines.</p>", "One.\n\nTwo\nlines."),
    ("<div>One.</div><div><br></div><div>Two.</div>", "One.\n\nTwo."),
    ("<table><tr><td>Day</td><td>Friday</td></tr></table>", "Day\n\nFriday"),
    ("<ul><li>One<li>Two</ul>", "- One\n\n- Two"),
    ("<style>p{}</style><script>x()</script><title>t</title><p>Seen</p>", "Seen"),
    ("<head><style>p{margin:0}</style></head><body>Seen</body>", "Seen"),
    ('<div style="display:none">preheader</div><p>Seen</p>', "Seen"),
    ('<span style="font-size:0px;max-height:0">pre<span>header</span></span>Seen', "Seen"),
    ("<p hidden>no</p><p style='overflow:hidden'>Seen</p>", "Seen"),
    ("<p style='font-size:0.8em'>Seen</p>", "Seen"),
    ('<div style="display:none">all of it</div>', "all of it"),
    ("<!-- a --><p>Seen</p><!--[if mso]><p>No</p><![endif]-->", "Seen"),
    ("a &lt;b&gt; &amp; c&nbsp;d &#x27;e&#39; &#99999999999;", "a <b> & c d 'e' \ufffd"),
    ("One<blockquote>Two<br>Three</blockquote>Four", "One\n\n> Two\n> Three\n\nFour"),
    ('<blockquote style="margin:0 0 0 40px;border:none;padding:0px">indented</blockquote>', "indented"),
    (
        '<p>Seen</p><div id="appendonsend"></div><div id="divRplyFwdMsg">De: x</div>',
        "Seen\n\n-----Original Message-----\n\n-----Original Message-----\n\nDe: x",
    ),
    ('Seen<div class="gmail_signature">Dana</div>', "Seen\n\n--\n\nDana"),
    ('<a title="a > b" href="x">link</a>', "link"),
    ("a < b and <not closed", "a < b and <not closed"),
    ("<pre>two\nlines</pre>", "two\nlines"),
]


@grouped("source, expected", HTML, by=lambda case: case[0][:2])
def test_html_becomes_text(source: str, expected: str) -> None:
    assert text_of_html(source) == expected


PROGRAMS = {
    "outlook desktop": (
        (
            '<html xmlns:v="urn:schemas-microsoft-com:vml"><head><meta http-equiv=Content-Type><style'
            "><!-- /* Font Definitions */ @font-face{font-family:Calibri} p.MsoNormal{margin:0in} -->"
            '</style><!--[if gte mso 9]><xml><o:shapedefaults v:ext="edit" spidmax="1026" /></xml><!['
            'endif]--></head><body lang=EN-US link="#0563C1" vlink="#954F72" style=\'word-wrap:break-w'
            "ord'><div class=WordSection1><p class=MsoNormal>Hi Robin,<o:p></o:p></p><p class=MsoNorm"
            "al><o:p>&nbsp;</o:p></p><p class=MsoNormal>We have decided to go with another candidate."
            "<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Best,<o:p></o:"
            "p></p><p class=MsoNormal>Dana<o:p></o:p></p><p class=MsoNormal><b><span style='color:#1F"
            "3864'>Dana Ruiz</span></b><o:p></o:p></p><p class=MsoNormal>We offer interviews<o:p></o:"
            "p></p><div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in "
            "0in'><p class=MsoNormal><b>From:</b> Robin Hale &lt;robin@home.example&gt; <br><b>Sent:<"
            "/b> Tuesday, November 17, 2026 6:12 PM<br><b>To:</b> Dana Ruiz<br><b>Subject:</b> Thank "
            "you<o:p></o:p></p></div></div><p class=MsoNormal>Dear Dana, would you make an offer?</p>"
            "</div></body></html>"
        ),
        "Hi Robin,\n\nWe have decided to go with another candidate.",
    ),
    "outlook web": (
        (
            '<html><head><style type="text/css" style="display:none;"> P {margin-top:0;margin-bottom:'
            '0;} </style></head><body dir="ltr"><div class="elementToProof" style="font-family:Aptos"'
            '>Hi Robin,</div><div class="elementToProof"><br></div><div class="elementToProof">We wil'
            'l decide by Friday.</div><div id="Signature" class="elementToProof"><p>Dana Ruiz<br>Offe'
            'r manager</p></div><div id="appendonsend"></div><hr style="display:inline-block;width:98'
            '%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri"><b>Von:</b> Robi'
            "n<br><b>Gesendet:</b> Dienstag<br></font><div>&nbsp;</div></div><div>Dear Dana, unfortun"
            "ately</div></body></html>"
        ),
        "Hi Robin,\n\nWe will decide by Friday.",
    ),
    "apple": (
        (
            '<html><head></head><body style="overflow-wrap: break-word;">Hi Robin,<div><br></div><div'
            '>Could we talk on Monday?</div><div><br id="lineBreakAtBeginningOfMessage"><div>Dana</di'
            'v><div><br><blockquote type="cite"><div>On Nov 17, 2026, at 6:12 PM, Robin Hale &lt;robi'
            'n@home.example&gt; wrote:</div><br class="Apple-interchange-newline"><div><div>Dear Dana'
            ", offer</div></div></blockquote></div><br></div></body></html>"
        ),
        "Hi Robin,\n\nCould we talk on Monday?",
    ),
    "iphone": (
        (
            '<html><body dir="auto">Yes, Monday.<br id="x"><div dir="ltr">Sent from my iPhone</div><d'
            'iv dir="ltr"><br><blockquote type="cite">On Nov 17, 2026, at 6:12 PM, Robin &lt;r@h.exam'
            'ple&gt; wrote:<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">offer</d'
            "iv></blockquote></body></html>"
        ),
        "Yes, Monday.",
    ),
    "thunderbird": (
        (
            '<html><body><p>Hallo Herr Hale,</p><p>wir melden uns.<br></p><div class="moz-cite-prefix'
            '">Am 17.11.26 um 18:12 schrieb Robin Hale:<br></div><blockquote type="cite" cite="mid:x"'
            '><p>Angebot?</p></blockquote><p>Nein, leider nicht.</p><div class="moz-signature">-- <br'
            ">Dana</div></body></html>"
        ),
        "Hallo Herr Hale,\n\nwir melden uns.\n\nNein, leider nicht.",
    ),
    "gmail inline": (
        (
            '<div dir="ltr"><div class="gmail_default">Hi,</div></div><br><div class="gmail_quote gma'
            'il_quote_container"><div dir="ltr" class="gmail_attr">On Tue, Nov 17, 2026 at 6:12&#8239'
            ';PM Robin Hale &lt;<a href="mailto:r@h.example">r@h.example</a>&gt; wrote:<br></div><blo'
            'ckquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex"><div>Have you decided?</div'
            '></blockquote><div>Yes, we chose somebody else.</div><blockquote class="gmail_quote"><di'
            "v>May I ask why?</div></blockquote><div>Experience.</div></div>"
        ),
        "Hi,\n\nYes, we chose somebody else.\n\nExperience.",
    ),
    "gmail forward": (
        (
            '<div dir="ltr">Look.<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">-'
            "--------- Forwarded message ---------<br>De: <strong>Robin</strong><br>Date: mar. 17 nov"
            ".<br>Subject: x<br></div>offer inside</div></div>"
        ),
        "Look.",
    ),
    "applicant system": (
        (
            '<!DOCTYPE html><html><head><title>Update</title></head><body><div style="display:none;ma'
            'x-height:0px;overflow:hidden;">Unfortunately &#847;&zwnj;&nbsp;&#847;&zwnj;</div><table '
            'role="presentation" width="100%"><tr><td><img src="x" alt="Logo"></td></tr><tr><td style'
            '="padding:24px"><p style="margin:0">Hi Robin,</p><p>Thank you for your interest.</p><p>W'
            "e&rsquo;ve decided to move forward with other candidates.</p><p>Best,<br>The Harbor Team"
            '</p></td></tr><tr><td style="font-size:12px"><p>This email was sent to robin@home.exampl'
            'e. <a href="x">Unsubscribe</a></p><p>Harbor, 400 Quay Street</p></td></tr></table></body'
            "></html>"
        ),
        "Hi Robin,\n\nThank you for your interest.\n\nWe’ve decided to move forward with other candidates.",
    ),
    "yahoo": (
        (
            '<html><head></head><body><div class="ydp1"><div dir="ltr">Thanks Robin.</div><div><br></'
            'div></div><div id="yahoo_quoted_1" class="yahoo_quoted"><div style="font-family:\'Helveti'
            "ca Neue'\"><div>On Tuesday, November 17, 2026 at 06:12:00 PM PST, Robin Hale &lt;r@h.exam"
            "ple&gt; wrote: </div><div><br></div><div>an offer</div></div></div></body></html>"
        ),
        "Thanks Robin.",
    ),
    "gmx": (
        (
            '<html><head></head><body><div style="font-family: Verdana;"><div>Danke, Herr Hale.</div>'
            '<div>&nbsp;<div name="quote" style="margin:10px 5px 5px 10px; padding: 10px 0 10px 10px;'
            ' border-left:2px solid #C3D9E5;"><div style="margin:0 0 10px 0;"><b>Gesendet:</b>&nbsp;D'
            "ienstag, 17. November 2026 um 18:12 Uhr<br/><b>Von:</b>&nbsp;&quot;Robin Hale&quot; &lt;"
            "r@h.example&gt;<br/><b>An:</b>&nbsp;d@h.example<br/><b>Betreff:</b>&nbsp;x</div><div nam"
            'e="quoted-content">Angebot</div></div></div></div></body></html>'
        ),
        "Danke, Herr Hale.",
    ),
    "exchange": (
        (
            '<html><body><font size="2"><span style="font-size:10pt;"><div class="PlainText">Hi Robin'
            ",<br><br>the second conversation went down well with Finance. We will decide by Friday<b"
            "r>the 4th.<br><br>Dana<br><br>-----Original Message-----<br>From: Robin Hale<br>offer</d"
            "iv></span></font></body></html>"
        ),
        "Hi Robin,\n\nthe second conversation went down well with Finance. We will decide by Friday the 4th.",
    ),
    "proton": (
        (
            '<div style="font-family: Arial">Gern.<br></div><div class="protonmail_signature_block"><'
            'div class="protonmail_signature_block-proton">Sent with <a href="x">Proton Mail</a> secu'
            're email.</div></div><div class="protonmail_quote">On Tuesday, November 17th, 2026 at 6:'
            '12 PM, Robin Hale &lt;r@h.example&gt; wrote:<br><blockquote class="protonmail_quote" typ'
            'e="cite">offer</blockquote></div>'
        ),
        "Gern.",
    ),
}


@pytest.mark.parametrize("program", PROGRAMS)
def test_html_of_mail_programs(program: str) -> None:
    source, expected = PROGRAMS[program]
    assert own_words(text_of_html(source), "Dana Ruiz").text == expected


SIZE = 250_000
"""Characters: what took the square of them would be seen."""
NASTY = {
    "one line": "a" * SIZE,
    "words": "we will " * (SIZE // 8),
    "marks": "> " * (SIZE // 2),
    "empty lines": "\n" * SIZE,
    "short lines": "On a\n" * (SIZE // 5),
    "attributions": "On 1.1.2026 10:00 a@b.example\n" * (SIZE // 30),
    "wrote": "wrote: On " * (SIZE // 10),
    "headers": "From: a\n\n" * (SIZE // 9),
    "header line": "From: " * (SIZE // 6),
    "closings": "Best\n" * (SIZE // 5),
    "sentences": "If. " * (SIZE // 4),
    "footers": "Diese E-Mail ist. " * (SIZE // 18),
    "rules": "-" * SIZE,
    "blanks": " " * SIZE,
}
NASTY_HTML = {
    "open tags": "<a " * (SIZE // 3),
    "quotes": "<a b='\"" * (SIZE // 7),
    "comments": "<!--" * (SIZE // 4),
    "styles": "<style>" * (SIZE // 7),
    "hidden": "<p hidden>" * (SIZE // 10),
    "blockquotes": "<blockquote>a" * (SIZE // 13),
    "entities": "&#1" * (SIZE // 3),
    "less": "<" * SIZE,
}


@pytest.mark.parametrize("name", NASTY)
def test_large_texts_are_read_in_no_time(name: str) -> None:
    begun = time.process_time()
    own_words(NASTY[name], "Dana Ruiz")
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("name", NASTY_HTML)
def test_large_documents_are_read_in_no_time(name: str) -> None:
    begun = time.process_time()
    own_words(text_of_html(NASTY_HTML[name]), "Dana Ruiz")
    assert time.process_time() - begun < 1
