"""With whom an email is, about which interview, and which way it went."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import process_time
from typing import NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from interview_tui.domain.enums import Direction, Part
from interview_tui.importing.guests import is_own
from interview_tui.mail.acquaintance import Correspondence, KnownInterview, KnownPerson, Thread, name_key, served_name
from interview_tui.mail.correspondents import Correspondents
from interview_tui.mail.message import Envelope, Mailbox, Message
from tests.grouped import grouped

PATIENCE = 0.5
"""Seconds of the processor."""
START = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
ME, MY_OTHER, MY_GMAIL = "robin@home.example", "robin@post.example", "robin.hale@gmail.com"
DANA, TOM, RITA, LENA, MARCUS, ALICE, GRETA, KAI, OWEN, SABINE = range(1, 11)
HARBOR, PAYMENTS, RISK, KESTREL, OSPREY, PINE, FENNEL, BRIGHT, NORD = range(1, 10)
COMPANIES = {
    HARBOR: ("Harbor Analytics", "Data Platform Lead"),
    PAYMENTS: ("Meridian Bank", "Product Manager, Payments"),
    RISK: ("Meridian Bank", "Data Engineer, Risk"),
    KESTREL: ("Kestrel Robotics", "Perception Manager"),
    OSPREY: ("Osprey Systems", "Firmware Lead"),
    PINE: ("Pinegrove Schools", "Reporting Coordinator"),
    FENNEL: ("Fennel Foods, Inc.", "Supply Analyst"),
    BRIGHT: ("Brightwater Health", "Analytics Manager"),
    NORD: ("Nordlicht Energie", "Leitung Datenplattform"),
}
PEOPLE = {
    DANA: ("Dana Ruiz", "dana.ruiz@harbor.example", {HARBOR: Part.HIRING_MANAGER}),
    TOM: ("Tom Iyer", "t.iyer@harbor.example", {HARBOR: Part.INTERVIEWER}),
    RITA: ("Rita Olsen", "rita.olsen@harbor.example", {HARBOR: Part.RECRUITER}),
    LENA: ("Lena Fischer", "lena@meridian.example", {PAYMENTS: Part.RECRUITER, RISK: Part.RECRUITER}),
    MARCUS: ("Marcus Bell", "marcus@bellstone.example", {KESTREL: Part.AGENCY, OSPREY: Part.AGENCY}),
    ALICE: ("Alice Monroe", "alice.monroe@gmail.com", {PINE: Part.HIRING_MANAGER}),
    GRETA: ("Greta Holm", "greta@fennel.example", {FENNEL: Part.HIRING_MANAGER}),
    KAI: ("Kai Brandt", "kai@friends.example", {HARBOR: Part.REFERENCE}),
    OWEN: ("Owen Clarke", "owen@brightwater.example", {BRIGHT: Part.RECRUITER}),
    SABINE: ("Sabine Krüger", "sabine.krueger@nordlicht.example", {NORD: Part.HIRING_MANAGER}),
}
KNOWN = Correspondence(
    frozenset({ME, MY_OTHER, MY_GMAIL}),
    tuple(KnownPerson(number, *person) for number, person in PEOPLE.items()),
    {
        number: KnownInterview(number, *names, number != FENNEL, START + timedelta(days=number))
        for number, names in COMPANIES.items()
    },
    {
        "<to.dana@home>": Thread(HARBOR, DANA),
        "<to.lena@home>": Thread(PAYMENTS, LENA),
        "<to.owen@home>": Thread(BRIGHT, OWEN),
    },
)
CORRESPONDENTS = Correspondents(KNOWN, is_own)


class Mail(NamedTuple):
    """An email in a few words; addresses as `Name <address>`."""

    sender: str
    subject: str = ""
    text: str = ""
    to: tuple[str, ...] = (ME,)
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    reply_to: tuple[str, ...] = ()
    thread: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    undelivered: tuple[str, ...] = ()
    undelivered_ids: tuple[str, ...] = ()


def box(text: str) -> Mailbox:
    name, _, address = text.rpartition("<")
    return Mailbox(name.strip(' "'), address.rstrip(">"))


def message(mail: Mail) -> Message:
    envelope = Envelope(
        message_id="<it@there>",
        sender=box(mail.sender),
        to=tuple(map(box, mail.to)),
        cc=tuple(map(box, mail.cc)),
        bcc=tuple(map(box, mail.bcc)),
        reply_to=tuple(map(box, mail.reply_to)),
        subject=mail.subject,
        at=START + timedelta(days=20),
        thread=mail.thread,
        marks=frozenset(mail.marks),
    )
    return Message(
        envelope=envelope, text=mail.text, undelivered=mail.undelivered, undelivered_ids=mail.undelivered_ids
    )


LENA_BOX, MARCUS_BOX = "Lena Fischer <lena@meridian.example>", "Marcus Bell <marcus@bellstone.example>"
DANA_BOX, TOM_BOX, RITA_BOX = "dana.ruiz@harbor.example", "t.iyer@harbor.example", "rita.olsen@harbor.example"
OFF = "list-unsubscribe"
VOUCHED = ("authentication-results: pass",)
IN, OUT = Direction.IN, Direction.OUT
Answer = tuple[Direction, int, tuple[int, ...]]
CASES: tuple[tuple[str, Mail, Answer | None], ...] = (
    ("a known address", Mail("Dana Ruiz <dana.ruiz@harbor.example>"), (IN, HARBOR, (DANA,))),
    ("a known address", Mail(DANA_BOX, "No name"), (IN, HARBOR, (DANA,))),
    ("a known address", Mail("Alice <alice.monroe@gmail.com>", "Good news"), (IN, PINE, (ALICE,))),
    ("a known address", Mail("Greta Holm <greta@fennel.example>", "We talk again?"), (IN, FENNEL, (GRETA,))),
    ("a known address", Mail("Kai <kai@friends.example>", "Your letter"), (IN, HARBOR, (KAI,))),
    (
        "a known address",
        Mail("Dana Ruiz <dana.ruiz@harbor.example>", to=("users@lists.example",), marks=("list-id",)),
        None,
    ),
    ("a thread", Mail("Dana Ruiz <dana@private.example>", thread=("<to.dana@home>",)), (IN, HARBOR, (DANA,))),
    ("a thread", Mail("Ruiz, Dana <d1980@gmail.com>", thread=("<to.dana@home>",)), (IN, HARBOR, (DANA,))),
    ("a thread", Mail("Dana R. <dr77@postbox.example>", thread=("<to.dana@home>",)), (IN, HARBOR, (DANA,))),
    ("a thread", Mail("Vera Holt <vera@harbor.example>", thread=("<to.dana@home>",)), (IN, HARBOR, ())),
    ("a thread", Mail("Max Mo <max@partner.example>", thread=("<x@y>", "<to.dana@home>")), (IN, HARBOR, ())),
    ("a thread", Mail("Jamie Cross <jamie@friends.example>", thread=("<to.dana@home>", "<my.forward@home>")), None),
    ("a thread", Mail(LENA_BOX, "Risk", thread=("<to.lena@home>",)), (IN, PAYMENTS, (LENA,))),
    ("several interviews", Mail(LENA_BOX, "Data Engineer, Risk"), (IN, RISK, (LENA,))),
    ("several interviews", Mail(LENA_BOX, "", "On the Payments role:"), (IN, PAYMENTS, (LENA,))),
    (
        "several interviews",
        Mail(LENA_BOX, "Both", "Of Product Manager this is the end. Data Engineer, Risk goes on."),
        (IN, PAYMENTS, (LENA,)),
    ),
    ("several interviews", Mail(LENA_BOX, "Hello"), (IN, RISK, (LENA,))),
    ("several interviews", Mail(MARCUS_BOX, "Kestrel feedback"), (IN, KESTREL, (MARCUS,))),
    ("several interviews", Mail(MARCUS_BOX, "Next week", "Osprey Systems ask"), (IN, OSPREY, (MARCUS,))),
    (
        "a service",
        Mail(
            "Harbor Careers <harbor@gate.example>",
            "Harbor Analytics",
            "Data Platform Lead",
            marks=("auto-submitted: auto-generated",),
        ),
        (IN, HARBOR, ()),
    ),
    ("a service", Mail("Harbor Careers <harbor@gate.example>", "Harbor Analytics", "Data Platform Lead"), None),
    ("at the employer's", Mail("Vera Holt <vera.holt@harbor.example>", "Your visit"), (IN, HARBOR, ())),
    ("at the employer's", Mail("Vera Holt <vera@talent.harbor.example>", "Your visit"), (IN, HARBOR, ())),
    ("at the employer's", Mail("Dana Ruiz <d.ruiz@harbor.example>", "From my phone"), (IN, HARBOR, (DANA,))),
    (
        "at the employer's",
        Mail("Harbor Careers <no-reply@harbor.example>", "Your application", "Best,\nRita Olsen"),
        (IN, HARBOR, (RITA,)),
    ),
    ("at the employer's", Mail("Harbor Analytics <no-reply@harbor.example>", "Your login code"), None),
    ("at the employer's", Mail("Harbor Analytics <news@harbor.example>", "Data Platform Lead"), None),
    ("at the employer's", Mail("Vera Holt <vera@harbor.example>", "Spring sale", marks=(OFF,)), None),
    ("at the employer's", Mail("Ann Lee <ann@bellstone.example>", "", "Osprey Systems want to meet"), (IN, OSPREY, ())),
    ("at the employer's", Mail("Some One <some.one@gmail.com>", "Hello"), None),
    ("at the employer's", Mail("Tom Fox <tom@kestrelrobotics.example>", "Hello"), (IN, KESTREL, ())),
    (
        "an applicant system",
        Mail(
            "Brightwater Health <no-reply@us.ats-mail.example>",
            "Your application: Analytics Manager",
            "No, thank you.\n\nOwen Clarke Talent Acquisition, Brightwater Health\n\nDo not reply.",
            reply_to=("no-reply@brightwater.example",),
            marks=("auto-submitted: auto-generated",),
        ),
        (IN, BRIGHT, (OWEN,)),
    ),
    (
        "an applicant system",
        Mail("Harbor Analytics Hiring Team <notifications@app.ats.example>", "Data Platform Lead"),
        (IN, HARBOR, ()),
    ),
    (
        "an applicant system",
        Mail("Workplace <no-reply@workplace.example>", "Application update", "Data Platform Lead at Harbor Analytics"),
        (IN, HARBOR, ()),
    ),
    (
        "an applicant system",
        Mail("Workplace <no-reply@workplace.example>", "Fennel Foods", "Supply Analyst"),
        (IN, FENNEL, ()),
    ),
    ("an applicant system", Mail("Harbor Analytics <no-reply@ats.example>", "Your password"), None),
    (
        "an applicant system",
        Mail("Meridian Bank <meridian@myjobday.example>", "Status", "The position Data Engineer, Risk", marks=VOUCHED),
        (IN, RISK, ()),
    ),
    (
        "an applicant system",
        Mail(
            "Owen at Brightwater Health <brightwater@career.teamtale.example>",
            "An update from Brightwater Health",
            "The Analytics Manager role has been filled.",
            marks=(*VOUCHED, OFF, "precedence: bulk"),
        ),
        (IN, BRIGHT, ()),
    ),
    (
        "an applicant system",
        Mail("Pinegrove Schools <pinegrove@teamtale.example>", "Select a time: video interview", marks=VOUCHED),
        (IN, PINE, ()),
    ),
    ("an applicant system", Mail("Pinegrove Schools <fair@teamtale.example>", "Our summer fair", marks=VOUCHED), None),
    (
        "an applicant system",
        Mail(
            "Owen Clarke <owen.clarke-4f1c@reply.leverly.example>",
            "Brightwater Health: your application",
            reply_to=("owen.clarke-4f1c@reply.leverly.example",),
            marks=VOUCHED,
        ),
        (IN, BRIGHT, (OWEN,)),
    ),
    (
        "an applicant system",
        Mail("Nordlicht Energie AG <bewerbung@gardensoft.example>", "Leitung Datenplattform", marks=VOUCHED),
        (IN, NORD, ()),
    ),
    (
        "an applicant system",
        Mail("Harbor Analytics - Recrutement <ne-pas-repondre@talentis.example>", "Data Platform Lead"),
        (IN, HARBOR, ()),
    ),
    (
        "a scheduler",
        Mail("Owen Clarke <notifications@schedly.example>", "Pick a time", reply_to=("owen@brightwater.example",)),
        (IN, BRIGHT, (OWEN,)),
    ),
    (
        "a scheduler",
        Mail(
            "Owen Clarke <notifications@schedly.example>",
            "Second talk, Brightwater Health",
            reply_to=("reply+77@schedly.example",),
        ),
        (IN, BRIGHT, (OWEN,)),
    ),
    ("a signing service", Mail("Alice Monroe via SignHere <dse@sign.example>", "Sign it"), (IN, PINE, (ALICE,))),
    (
        "a signing service",
        Mail("SignHere <envelopes@signhere.example>", "Pinegrove Schools: Reporting Coordinator"),
        (IN, PINE, ()),
    ),
    (
        "a signing service",
        Mail("SignHere <hello@signhere.example>", "Pinegrove Schools: Reporting Coordinator", marks=VOUCHED),
        (IN, PINE, ()),
    ),
    (
        "a network",
        Mail("Rita Olsen via Linkline <messages-noreply@linkline.example>", "Rita wrote", marks=(OFF,)),
        (IN, HARBOR, (RITA,)),
    ),
    (
        "a network",
        Mail("Linkline <notifications@linkline.example>", "Harbor Analytics and 4 others", marks=(OFF,)),
        None,
    ),
    (
        "what is left out",
        Mail(
            "JobFeed Alerts <alerts@jobfeed.example>",
            "New: Data Platform Lead",
            "Data Platform Lead, Harbor Analytics",
            marks=("precedence: bulk", OFF),
        ),
        None,
    ),
    ("what is left out", Mail("JobFeed <alerts@jobfeed.example>", "Data Platform Lead, Harbor Analytics"), None),
    ("what is left out", Mail("Jamie Cross <jamie@friends.example>", "Harbor Analytics, Data Platform Lead?"), None),
    ("what is left out", Mail("Paul Novak <paul@hunters.example>", "A role like Data Platform Lead"), None),
    ("what is left out", Mail("Dana Ruiz <dana.ruiz@harbor-careers.example>", "Your offer", "Harbor Analytics"), None),
    ("what is left out", Mail("Dana Ruiz <dana@harbor-team.example>", "Harbor Analytics", marks=VOUCHED), None),
    ("what is left out", Mail("Jo <j@home2.example>", "Data Platform Lead?", "Harbor Analytics", marks=VOUCHED), None),
    ("what is left out", Mail("Dana Ruiz <dana@bakery.example>", "Your bread is ready", marks=VOUCHED), None),
    ("what is left out", Mail("Dana Ruiz <offer@gmail.com>", "Data Platform Lead at Harbor Analytics"), None),
    (
        "what is left out",
        Mail("Harbor Analytics <no-reply@harbor-jobs.example>", "Offer: Data Platform Lead", "Harbor Analytics"),
        None,
    ),
    (
        "what is left out",
        Mail("Harbor Analytics <no-reply@x.example>", "Data Platform Lead", reply_to=("hr@gmail.com",)),
        None,
    ),
    (
        "what is left out",
        Mail("Harbor Analytics <no-reply@hires.co.uk>", "Data Platform Lead", reply_to=("hr@other.co.uk",)),
        None,
    ),
    (
        "what is left out",
        Mail(
            "Harbor Analytics <no-reply@x.example>", "Data Platform Lead", marks=("authentication-results: fail",)
        ),
        None,
    ),
    ("sent", Mail(ME, "Thank you", to=("Dana Ruiz <dana.ruiz@harbor.example>",)), (OUT, HARBOR, (DANA,))),
    ("sent", Mail(MY_OTHER, "Thank you", to=(DANA_BOX,), bcc=(ME,)), (OUT, HARBOR, (DANA,))),
    ("sent", Mail("robin+jobs@home.example", "Thank you", to=(DANA_BOX,)), (OUT, HARBOR, (DANA,))),
    ("sent", Mail("r.obinhale+x@googlemail.com", "Thank you", to=(DANA_BOX,)), (OUT, HARBOR, (DANA,))),
    ("sent", Mail(ME, "Thank you", to=(DANA_BOX,), marks=("authentication-results: doubt",)), (OUT, HARBOR, (DANA,))),
    (
        "sent",
        Mail(ME, "Thank you", to=(DANA_BOX, TOM_BOX), cc=(RITA_BOX,)),
        (OUT, HARBOR, (DANA, TOM)),
    ),
    ("sent", Mail(ME, to=("office@harbor.example",), cc=(RITA_BOX,)), (OUT, HARBOR, (RITA,))),
    ("sent", Mail(ME, to=("lena@meridian.example",), thread=("<to.lena@home>",)), (OUT, PAYMENTS, (LENA,))),
    ("sent", Mail(ME, to=("Dana Ruiz <d@private.example>",), thread=("<to.dana@home>",)), (OUT, HARBOR, (DANA,))),
    ("sent", Mail(ME, to=("vera@harbor.example",), thread=("<to.dana@home>",)), (OUT, HARBOR, ())),
    ("sent", Mail(ME, "Fwd: Harbor", to=("jamie@friends.example",), thread=("<to.dana@home>",)), None),
    ("sent", Mail(ME, "Data Platform Lead", to=("jobs@harbor.example",)), (OUT, HARBOR, ())),
    ("sent", Mail(ME, "A bill", to=("billing@harbor.example",)), None),
    ("sent", Mail(ME, "Saturday", "The interview at Harbor Analytics", to=("jamie@friends.example",)), None),
    ("sent", Mail(ME, "A note to myself", "Dana Ruiz", to=(MY_OTHER,)), None),
    ("sent", Mail(ME, "I am away", to=(DANA_BOX,), marks=("auto-submitted: auto-replied",)), None),
    (
        "a report",
        Mail("MAILER-DAEMON@home.example", undelivered=(TOM_BOX,), undelivered_ids=("<to.dana@home>",)),
        (IN, HARBOR, (TOM,)),
    ),
    ("a report", Mail("postmaster@harbor.example", undelivered_ids=("<to.dana@home>",)), (IN, HARBOR, (DANA,))),
    ("a report", Mail("postmaster@harbor.example", "Undeliverable", undelivered=("x@shop.example",)), None),
    ("a report", Mail("postmaster@harbor.example", "The mail system was changed"), None),
)  # fmt: skip


@grouped("name, mail, answer", CASES, lambda case: case[0])
def test_an_email_is_placed(name: str, mail: Mail, answer: Answer | None) -> None:
    whole = message(mail)
    placed = CORRESPONDENTS.place(whole)
    assert (None if placed is None else tuple(placed)) == answer
    if answer is not None:
        raw = f"{mail.sender}\r\n\r\n{mail.subject} {mail.text}".encode()
        assert CORRESPONDENTS.may_concern(whole.envelope, raw), f"{name}: not even read"


@pytest.mark.parametrize("sender", [ME, f"Dana Ruiz <{DANA_BOX}>"])
def test_what_a_mail_server_says_is_forged_has_no_place(sender: str) -> None:
    others = (DANA_BOX, ME)
    assert CORRESPONDENTS.place(message(Mail(sender, to=others))) is not None
    forged = Mail(sender, to=others, thread=("<to.dana@home>",), marks=("authentication-results: fail",))
    assert CORRESPONDENTS.place(message(forged)) is None


def test_most_email_is_not_read_whole() -> None:
    strangers = (
        Mail("Shop <orders@shop.example>", "Your order", marks=(OFF,)),
        Mail("Jamie Cross <jamie@friends.example>", "Saturday", "Dana Ruiz and Harbor Analytics"),
        Mail("Bank <no-reply@bank.example>", "Your statement", "A thousand words"),
        Mail("News <hello@paper.example>", "Harbor Analytics grows", marks=("precedence: bulk",)),
        Mail(ME, "Saturday", to=("jamie@friends.example",)),
    )
    read = [mail for mail in strangers if CORRESPONDENTS.may_concern(message(mail).envelope, mail.text.encode())]
    assert read == []


def test_an_answer_to_what_was_learned_has_its_place() -> None:
    correspondents = Correspondents(KNOWN, is_own)
    answer = message(Mail("Max Mo <max@partner.example>", thread=("<it@there>",)))
    assert correspondents.place(answer) is None
    sent = message(Mail(ME, to=(DANA_BOX,)))
    placed = correspondents.place(sent)
    assert placed is not None
    correspondents.learn(sent, placed)
    assert correspondents.place(answer) == (IN, HARBOR, ())


def test_who_is_not_the_employers_is_told() -> None:
    placed = CORRESPONDENTS.place(message(Mail("Kai <kai@friends.example>")))
    assert placed is not None
    assert CORRESPONDENTS.is_outsider(placed)
    other = CORRESPONDENTS.place(message(Mail("Dana Ruiz <dana.ruiz@harbor.example>")))
    assert other is not None
    assert not CORRESPONDENTS.is_outsider(other)


@grouped(
    "one, other",
    (
        ("Dana Ruiz", "Ruiz, Dana"),
        ("Dana Ruiz", "Dana Ruiz (Harbor Analytics)"),
        ("Dana Ruiz", "Dr. Dana M. Ruiz"),
        ("Dana Ruiz", "DANA RUIZ | Harbor"),
        ("Sabine Krüger", "Frau Sabine Krüger via Lever"),
    ),
    lambda _case: "alike",
)
def test_names_are_compared_by_their_words(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_a_service_names_whom_it_serves() -> None:
    assert served_name("Owen Clarke via Lever") == "Owen Clarke"
    assert served_name("Owen Clarke") == ""


def test_nothing_known_concerns_nobody() -> None:
    empty = Correspondents(Correspondence(frozenset()), is_own)
    for _, mail, _ in CASES:
        assert empty.place(message(mail)) is None


@given(
    sender=st.text(max_size=40), address=st.text(max_size=40), subject=st.text(max_size=60), text=st.text(max_size=200)
)
@example(sender="via", address="@", subject="", text="")
@example(sender=" via Lever", address="a@b@c", subject="Re:", text="\n\n")
def test_whatever_an_email_holds_it_has_a_place_or_none(sender: str, address: str, subject: str, text: str) -> None:
    whole = message(Mail("x", subject, text))
    for envelope in (
        replace(whole.envelope, sender=Mailbox(sender, address)),
        replace(whole.envelope, reply_to=(Mailbox(sender, address),), thread=(address,)),
        replace(whole.envelope, sender=Mailbox("", ME), to=(Mailbox(sender, address),)),
    ):
        CORRESPONDENTS.place(replace(whole, envelope=envelope))
        CORRESPONDENTS.may_concern(envelope, text.encode())


@pytest.mark.parametrize("piece", ["a ", "via ", "-", "no-", "a.", "Dana Ruiz, ", "(", "Harbor Analytics ", "=\r\n"])
def test_it_takes_no_longer_for_what_is_hostile(piece: str) -> None:
    long = piece * (20_000 // len(piece))
    name, address = long, f"{long[:90]}@{long[:190]}"
    whole = message(Mail("x", long, long * 10, marks=VOUCHED))
    hostile = replace(whole, envelope=replace(whole.envelope, sender=Mailbox(name, address)))
    began = process_time()
    CORRESPONDENTS.place(hostile)
    CORRESPONDENTS.may_concern(hostile.envelope, long.encode() * 50)
    assert process_time() - began < PATIENCE
