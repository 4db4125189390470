"""Who stands in an invitation, who of them is the user, and which employer and role it is about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview_tui.importing.employer import Clues, employer_of
from interview_tui.importing.guests import Guest, is_own, label_of, name_of
from tests.importing.calendars import read_invitations

from .calendars import NOON, calendar, mail, read


class TestPeople:
    @pytest.mark.parametrize(
        ("line", "guest"),
        [
            ('ATTENDEE;CN="Ruiz, Dana":mailto:dana@acme.example', ("Dana Ruiz", "dana@acme.example")),
            ("ATTENDEE;CN=Ruiz, Dana:mailto:dana@acme.example", ("Dana Ruiz", "dana@acme.example")),
            ('ATTENDEE;CN="Dana Ruiz, PhD":mailto:dana@acme.example', ("Dana Ruiz, PhD", "dana@acme.example")),
            ("ATTENDEE;CN=\"'Dana Ruiz'\":MAILTO:Dana@Acme.example", ("Dana Ruiz", "dana@acme.example")),
            ('ATTENDEE;CN="Dana Ruiz (she/her)":mailto:dana@acme.example', ("Dana Ruiz", "dana@acme.example")),
            ('ATTENDEE;CN="Dana Ruiz via Hire":mailto:dana@acme.example', ("Dana Ruiz", "dana@acme.example")),
            (
                "ATTENDEE;CN=dana.ruiz@acme.example:mailto:dana.ruiz@acme.example",
                ("Dana Ruiz", "dana.ruiz@acme.example"),
            ),
            ("ATTENDEE:mailto:dana-ruiz2+cal@acme.example", ("Dana Ruiz", "dana-ruiz2+cal@acme.example")),
            ('ATTENDEE;CN=Dana;EMAIL="dana@acme.example":/aMTYx/principal/', ("Dana", "dana@acme.example")),
            ("ATTENDEE;CN=Dana Ruiz:invalid:nomail", ("Dana Ruiz", "")),
        ],
    )
    def test_names_and_addresses(self, line: str, guest: tuple[str, str]) -> None:
        organizer = "ORGANIZER;CN=Sam Kim:mailto:sam@acme.example"
        other = "ATTENDEE;CN=Lee:mailto:lee@acme.example"
        people = read(NOON, organizer, other, line).people
        assert people[-1] == Guest(name=guest[0], email=guest[1])

    @pytest.mark.parametrize(
        "line",
        [
            "ATTENDEE;CUTYPE=ROOM;CN=Berlin:mailto:berlin@acme.example",
            "ATTENDEE;CUTYPE=RESOURCE;CN=Beamer:mailto:beamer@acme.example",
            "ATTENDEE;CUTYPE=GROUP;CN=Everyone:mailto:all@acme.example",
            "ATTENDEE;ROLE=NON-PARTICIPANT;CN=Desk:mailto:desk@acme.example",
            "ATTENDEE;CN=Berlin:mailto:c_18@resource.calendar.google.com",
            "ATTENDEE;CN=Conf Room 3:mailto:cr3@acme.example",
            "ATTENDEE;CN=Besprechungsraum Elbe:mailto:elbe@acme.example",
            "ATTENDEE;CN=Acme:mailto:no-reply@acme.example",
            "ATTENDEE;CN=Acme:mailto:donotreply@acme.example",
            "ATTENDEE;CN=Google:mailto:calendar-notification@google.com",
            "ATTENDEE;CN=Acme:mailto:notifications@acme.example",
            "ATTENDEE;CN=Acme:mailto:scheduling@acme.example",
        ],
    )
    def test_rooms_and_robots_are_nobody(self, line: str) -> None:
        assert read(NOON, "ORGANIZER;CN=Sam Kim:mailto:sam@acme.example", line).people == (
            Guest(name="Sam Kim", email="sam@acme.example", organizer=True),
        )

    @pytest.mark.parametrize("name", ["Brooke Roomer", "Conrad Board", "Reply Jones"])
    def test_people_are_not_taken_for_rooms(self, name: str) -> None:
        people = read(NOON, f"ORGANIZER;CN={name}:mailto:someone@acme.example").people
        assert [guest.name for guest in people] == [name]

    def test_the_organizer_stands_first_and_once_and_a_refusal_shows(self) -> None:
        one = read(
            NOON,
            "ATTENDEE;CN=Lee Wong;PARTSTAT=DECLINED:mailto:lee@acme.example",
            "ATTENDEE;CN=Sam Kim;PARTSTAT=ACCEPTED:mailto:SAM@acme.example",
            "ATTENDEE;CN=Alex Doe:mailto:alex@doe.example",
            "ORGANIZER;CN=Sam Kim:mailto:sam@acme.example",
            mine=frozenset({"alex@doe.example"}),
        )
        assert one.people == (
            Guest(name="Sam Kim", email="sam@acme.example", organizer=True),
            Guest(name="Lee Wong", email="lee@acme.example", declined=True),
        )

    @pytest.mark.parametrize(
        ("written", "name"),
        [
            ('"/o=ExchangeLabs/ou=Exchange Administrative Group/cn=Recipients/cn=kim.lee"', "Kim Lee"),
            ('"/O=ACME/OU=EX/CN=RECIPIENTS/CN=KIM.LEE"', "Kim Lee"),
            ('"/o=ExchangeLabs/ou=EX/cn=Recipients/cn=0f3a9b1c2d3e4f50-klee"', "Kim Ann Lee"),
            ('"kim.lee"', "Kim Lee"),
            ('"Kim Lee/Acme/US@Acme"', "Kim Lee"),
        ],
    )
    def test_names_of_directories(self, written: str, name: str) -> None:
        (guest,) = read(NOON, f"ORGANIZER;CN={written}:mailto:kim.ann.lee@acme.example").people
        assert guest.name == name

    @pytest.mark.parametrize(
        ("organizer", "summary", "company"),
        [
            ("CN=Globex:mailto:globex@myworkday.com", "Interview: Data Analyst at Globex", "Globex"),
            ("CN=Globex Rail:mailto:globex@myworkday.com", "Interview: Data Analyst at Globex Rail", "Globex Rail"),
            ("CN=Globex Recruiting:mailto:globex@icims.com", "Interview with Globex", "Globex"),
            ("CN=Globex:mailto:jobs@globex.recruitee.com", "Interview for Data Analyst", "Globex"),
            ("CN=Globex Careers:mailto:careers@globex.example", "Interview", "Globex"),
            ("CN=Globex via Zoho Recruit:mailto:noreply@zohorecruit.com", "Data Analyst interview", "Globex"),
            ("CN=Greenhouse:mailto:no-reply@us.greenhouse-mail.io", "Interview", ""),
        ],
    )
    def test_an_employer_behind_the_address_of_a_service_is_no_person(
        self, organizer: str, summary: str, company: str
    ) -> None:
        one = read(NOON, f"ORGANIZER;{organizer}", f"SUMMARY:{summary}")
        assert (one.people, one.company) == ((), company)

    def test_a_person_behind_the_address_of_a_service_is_kept_without_it(self) -> None:
        robot = "ORGANIZER;CN=Sam Kim:mailto:no-reply@ashbyhq.com"
        own = "ATTENDEE;CN=Sam Kim:mailto:sam@acme.example"
        assert [(g.name, g.email) for g in read(NOON, robot).people] == [("Sam Kim", "")]
        mine = frozenset({"alex@doe.example"})
        both = read(NOON, robot, own, mine=mine).people
        assert [(g.name, g.email) for g in both] == [("Sam Kim", "sam@acme.example")]
        his = "ORGANIZER;CN=Sam Kim:mailto:sam.kim@ashbyhq.com"
        assert [g.email for g in read(NOON, his).people] == ["sam.kim@ashbyhq.com"]


class TestWhoIsTheUser:
    ORGANIZER = "ORGANIZER;CN=Sam Kim:mailto:sam@acme.example"
    LEE = "ATTENDEE;CN=Lee Wong:mailto:lee@acme.example"
    ALEX = "ATTENDEE;CN=Alex Doe:mailto:alex@doe.example"
    FREE = "ATTENDEE;CN=Alex Doe:mailto:alex.doe.example@gmail.com"

    def names(self, data: bytes) -> list[str]:
        (one,) = read_invitations(data)
        return [guest.name for guest in one.people]

    def test_the_configured_addresses_decide(self) -> None:
        data = calendar(NOON, self.ORGANIZER, self.LEE, self.ALEX)
        (one,) = read_invitations(data, mine=frozenset({"alex@doe.example", "other@doe.example"}))
        assert [guest.name for guest in one.people] == ["Sam Kim", "Lee Wong"]
        (one,) = read_invitations(data, mine=frozenset({"sam@acme.example"}))
        assert [guest.name for guest in one.people] == ["Lee Wong", "Alex Doe"]

    def test_the_only_one_invited(self) -> None:
        room = "ATTENDEE;CUTYPE=ROOM;CN=Elbe:mailto:elbe@acme.example"
        assert self.names(calendar(NOON, self.ORGANIZER, self.ALEX, room)) == ["Sam Kim"]

    def test_the_only_one_with_a_public_mailbox(self) -> None:
        assert self.names(calendar(NOON, self.ORGANIZER, self.LEE, self.FREE)) == ["Sam Kim", "Lee Wong"]

    def test_the_only_one_outside_the_organizers_domain(self) -> None:
        robin = "ATTENDEE;CN=Robin Gray:mailto:robin@home.example"
        far = "ATTENDEE;CN=Kim Ono:mailto:kim@talent.acme.example"
        data = calendar(NOON, self.ORGANIZER, self.LEE, far, robin)
        assert self.names(data) == ["Sam Kim", "Lee Wong", "Kim Ono"]

    def test_the_only_one_outside_the_domain_that_all_others_share(self) -> None:
        robot = "ORGANIZER;CN=Acme Recruiting:mailto:no-reply@greenhouse.io"
        kim = "ATTENDEE;CN=Kim Ono:mailto:kim@acme.example"
        robin = "ATTENDEE;CN=Robin Gray:mailto:robin@home.example"
        assert self.names(calendar(NOON, robot, self.LEE, kim, robin)) == ["Lee Wong", "Kim Ono"]

    def test_the_only_one_whose_domain_is_their_name(self) -> None:
        agency = "ORGANIZER;CN=Rita Poe:mailto:rita@agency.example"
        assert self.names(calendar(NOON, agency, self.LEE, self.ALEX)) == ["Rita Poe", "Lee Wong"]

    def test_the_organizer_who_invites_an_employers_people_from_a_public_mailbox(self) -> None:
        organizer = "ORGANIZER;CN=Alex Doe:mailto:alex.doe@gmail.com"
        (one,) = read_invitations(calendar(NOON, organizer, self.LEE))
        assert [guest.name for guest in one.people] == ["Lee Wong"]
        assert (one.likely_user and one.likely_user.email, one.company) == ("alex.doe@gmail.com", "Acme")

    def test_a_recruiter_with_a_public_mailbox_is_met(self) -> None:
        organizer = "ORGANIZER;CN=Rita Poe:mailto:rita.poe@gmail.com"
        assert self.names(calendar(NOON, organizer, self.ALEX)) == ["Rita Poe"]

    def test_nobody_when_it_cannot_be_told(self) -> None:
        robin = "ATTENDEE;CN=Robin Gray:mailto:robin@home.example"
        pat = "ATTENDEE;CN=Pat Ash:mailto:pat@advice.example"
        (one,) = read_invitations(calendar(NOON, self.ORGANIZER, robin, pat))
        assert ([guest.name for guest in one.people], one.likely_user) == (["Sam Kim", "Robin Gray", "Pat Ash"], None)
        assert self.names(calendar(NOON, self.ORGANIZER, self.LEE)) == ["Sam Kim", "Lee Wong"]

    def test_what_is_only_likely_is_to_be_asked_about(self) -> None:
        data = calendar(NOON, self.ORGANIZER, self.LEE, self.ALEX)
        (likely,) = read_invitations(data)
        assert likely.likely_user == Guest(name="Alex Doe", email="alex@doe.example")
        (told,) = read_invitations(data, mine=frozenset({"alex@doe.example"}))
        assert told == replace(likely, likely_user=None)

    def test_an_organizer_with_a_public_mailbox_tells_nothing(self) -> None:
        organizer = "ORGANIZER;CN=Sam Kim:mailto:sam.example@gmail.com"
        data = calendar(NOON, organizer, self.LEE, self.FREE)
        assert self.names(data) == ["Sam Kim", "Lee Wong", "Alex Doe"]

    @pytest.mark.parametrize(
        "headers",
        [
            ("From: sam@acme.example", "To: Alex Doe <ALEX@doe.example>"),
            ("From: sam@acme.example", "To: lee@acme.example, alex@doe.example", "Delivered-To: alex@doe.example"),
            ("From: sam@acme.example", "To: lee@acme.example", "X-Original-To: <alex@doe.example>"),
            ("From: sam@acme.example", "To: alex@doe.example", "Cc: lee@acme.example"),
        ],
    )
    def test_the_one_whom_the_email_reached(self, headers: tuple[str, ...]) -> None:
        data = mail(*headers, body=calendar(NOON, self.ORGANIZER, self.LEE, self.ALEX))
        assert self.names(data) == ["Sam Kim", "Lee Wong"]

    def test_an_email_to_several_leaves_it_to_the_domains(self) -> None:
        data = mail(
            "From: sam@acme.example",
            "To: lee@acme.example, alex@doe.example",
            body=calendar(NOON, self.ORGANIZER, self.LEE, self.ALEX),
        )
        assert self.names(data) == ["Sam Kim", "Lee Wong"]


ZOOM = "https://acme.zoom.us/j/123?pwd=a.b"
MEET = "https://meet.google.com/abc-defg-hij"


class TestPlaceAndLink:
    @pytest.mark.parametrize(
        ("lines", "link"),
        [
            ((f"X-GOOGLE-CONFERENCE:{MEET}", f"LOCATION:{ZOOM}"), MEET),
            (("CONFERENCE;VALUE=URI;FEATURE=PHONE:tel:+49-30-1", f"CONFERENCE;VALUE=URI;FEATURE=VIDEO:{MEET}"), MEET),
            ((f"URL:{ZOOM}", f"DESCRIPTION:{MEET}"), ZOOM),
            (("URL:https://acme.example/visit", f"DESCRIPTION:Join ({ZOOM})."), ZOOM),
            (("URL:https://acme.example/visit", "DESCRIPTION:https://acme.example/map"), "https://acme.example/visit"),
            ((f"LOCATION:{ZOOM}", f"DESCRIPTION:{MEET}"), ZOOM),
            (("DESCRIPTION:Dial https://zoom.us/u/abc or join<https://teams.live.com/meet/9?p=x>",),
             "https://teams.live.com/meet/9?p=x"),
            ((f'DESCRIPTION:<p>Join <a href="{MEET}">here</a></p>',), MEET),
            (("DESCRIPTION:https://calendly.com/cancellations/1 https://calendly.com/events/2/google_meet",),
             "https://calendly.com/events/2/google_meet"),
            (("DESCRIPTION:https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Facme.zoom.us%2Fj%2F9&data=1",),
             "https://acme.zoom.us/j/9"),
            (("DESCRIPTION:see https://acme.example/jobs",), ""),
            (("URL:javascript:alert(1)", "X-GOOGLE-CONFERENCE:file:///etc/hosts"), ""),
        ],
    )  # fmt: skip
    def test_the_link(self, lines: tuple[str, ...], link: str) -> None:
        assert read(NOON, *lines).link == link

    @pytest.mark.parametrize(
        ("location", "place"),
        [
            ("1 Main St\\, Springfield", "1 Main St, Springfield"),
            (ZOOM, ""),
            (f"{ZOOM} (Passcode: 1)", ""),
            (f"Room 5\\; {ZOOM}", "Room 5"),
            ("", ""),
        ],
    )
    def test_the_place(self, location: str, place: str) -> None:
        assert read(NOON, f"LOCATION:{location}").place == place


NAMES = ("Alex Doe", "Dana Ruiz")


def guess(
    summary: str,
    *,
    organizer: str = "no-reply@calendly.com",
    title: str = "",
    description: str = "",
    others: tuple[str, ...] = (),
) -> tuple[str, bool, str, bool]:
    company, role = employer_of(
        Clues(
            summary=summary,
            description=description,
            organizer_email=organizer,
            organizer_title=title,
            others=tuple(Guest(name="Dana Ruiz", email=email) for email in others),
            names=NAMES,
        )
    )
    return *company, *role


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ("Interview with Acme", ("Acme", False, "", False)),
        ("Acme - Senior Engineer interview", ("Acme", False, "Senior Engineer", True)),
        ("Onsite @ Acme", ("Acme", False, "", False)),
        ("Onsite @Acme", ("Acme", False, "", False)),
        ("Alex Doe and Dana Ruiz (Acme)", ("Acme", False, "", False)),
        ("Phone screen: Backend Engineer at Globex", ("Globex", True, "Backend Engineer", True)),
        ("Interview: Backend Engineer", ("", False, "Backend Engineer", True)),
        ("Senior SRE interview at Acme", ("Acme", True, "Senior SRE", True)),
        ("Technical AppContext Manager interview", ("", False, "Technical AppContext Manager", True)),
        ("Alex Doe <> Acme: Technical Interview", ("Acme", False, "", False)),
        ("Acme x Alex | Hiring manager chat", ("Acme", False, "", False)),
        ("Interview - Alex Doe - Senior Software Engineer", ("", False, "Senior Software Engineer", True)),
        ("Alex Doe Backend Engineer Interview", ("", False, "Backend Engineer", True)),
        ("Final Round Interview | Globex Corp | Data Analyst", ("Globex Corp", False, "Data Analyst", True)),
        ("Second round – Director of Sales and Marketing", ("", False, "Director of Sales and Marketing", True)),
        ("Interview - Product Manager - Round 2", ("", False, "Product Manager", True)),
        ("Chat with Dana (Engineering Manager) - Backend Engineer", ("", False, "Backend Engineer", True)),
        ("Your interview with the Acme team", ("Acme", False, "", False)),
        ("Interview at Acme on Tuesday", ("Acme", False, "", False)),
        ("Hooli: Phone Interview (45 min)", ("Hooli", False, "", False)),
        ("backend engineer interview", ("", False, "backend engineer", False)),
        ("Interview mit Müller GmbH", ("Müller GmbH", False, "", False)),
    ],
)
def test_the_summary_of_a_scheduling_service(summary: str, expected: tuple[str, bool, str, bool]) -> None:
    assert guess(summary) == expected


@pytest.mark.parametrize(
    "summary",
    [
        "",
        "Interview",
        "Interview with Dana Ruiz",
        "Hiring Manager Interview",
        "Interview at 2pm",
        "Interview @ Zoom",
        "System design interview",
        "Microsoft Teams interview",
        "Coffee chat",
        "30 Minute Meeting between Alex Doe and Dana Ruiz",
        "Final round (Tuesday)",
    ],
)
def test_a_summary_that_tells_nothing(summary: str) -> None:
    assert guess(summary) == ("", False, "", False)


@pytest.mark.parametrize(
    ("summary", "organizer", "company"),
    [
        ("Interview", "dana@acme.example", "Acme"),
        ("Interview", "dana@talent.big-bank.co.uk", "Big Bank"),
        ("Interview", "dana@acme.onmicrosoft.com", "Acme"),
        ("Interview", "dana@kpmg.example", "KPMG"),
        ("Interview with ACME Corp", "dana@acme.example", "ACME Corp"),
        ("Interview with the BigBank team", "dana@big-bank.example", "BigBank"),
        ("Big Bank plc / Alex", "dana@bigbank.example", "Big Bank"),
        ("Big Bank PLC / Alex", "dana@bigbank.example", "Big Bank PLC"),
        ("Chat about Acme", "dana@getacme.example", "Acme"),
        ("Acme HQ onsite", "dana@acme.example", "Acme"),
        ("Société Lumière", "chloe@societe-lumiere.example", "Société Lumière"),
        ("Interview at Munich", "dana@acme.example", "Acme"),
    ],
)
def test_an_employers_own_address_is_sure_and_the_summary_spells_it(summary: str, organizer: str, company: str) -> None:
    assert guess(summary, organizer=organizer)[:2] == (company, True)


@pytest.mark.parametrize(
    ("title", "description", "others", "expected"),
    [
        ("", "", ("dana@acme.example", "sam@acme.example"), ("Acme", True)),
        ("", "", ("dana@acme.example", "sam.example@gmail.com"), ("Acme", True)),
        ("", "", ("dana@acme.example", "kim@acme.example", "lee@agency.example"), ("Acme", False)),
        ("Acme Recruiting", "", (), ("Acme", False)),
        ("Acme Talent Acquisition Team", "", (), ("Acme", False)),
        ("", "Thank you for your interest in Acme Rockets. We look forward to it.", (), ("", False)),
        ("", "Hello!\nCompany: Globex Inc.\nBye", (), ("Globex Inc", True)),
        ("", "Position: Data Engineer at Globex", (), ("Globex", True)),
    ],
)
def test_other_places_where_the_employer_stands(
    title: str, description: str, others: tuple[str, ...], expected: tuple[str, bool]
) -> None:
    assert guess("Interview", title=title, description=description, others=others)[:2] == expected


@pytest.mark.parametrize(
    ("summary", "organizer", "company", "role", "sure"),
    [
        ("Globex: Coding - Data Analyst", "lee@globex.example", "Globex", "Data Analyst", True),
        ("Globex: Hiring manager - Data Analyst", "lee@globex.example", "Globex", "Data Analyst", True),
        ("Globex: Hiring Manager", "lee@globex.example", "Globex", "", False),
        ("Globex: Peer Engineer", "lee@globex.example", "Globex", "", False),
        ("Globex: Recruiter wrap-up", "lee@globex.example", "Globex", "", False),
        (
            "Interview with Kim Lee (Engineering Manager) - Data Analyst at Globex",
            "lee@globex.example",
            "Globex",
            "Data Analyst",
            True,
        ),
        ("Interview: Case Study Manager at Globex", "lee@globex.example", "Globex", "Case Study Manager", True),
        ("Interview: Data Analyst at Brück & Söhne", "no-reply@calendly.com", "Brück & Söhne", "Data Analyst", True),
        ("Interview: Data Analyst at Globex Rail", "lee@globex.example", "Globex Rail", "Data Analyst", True),
        ("Interview: Data Analyst at Globex GmbH", "lee@globex.example", "Globex GmbH", "Data Analyst", True),
        ("Interview: Baker at Globex", "lee@globex.example", "Globex", "Baker", False),
        ("Vorstellungsgespräch: Bäcker bei Globex", "lee@globex.example", "Globex", "Bäcker", False),
        ("Entretien : Boulanger chez Globex", "lee@globex.example", "Globex", "Boulanger", False),
        ("Interview: Monday at Globex", "lee@globex.example", "Globex", "", False),
        ("Lunch at Globex", "lee@globex.example", "Globex", "", False),
    ],
)
def test_the_role_and_the_whole_name_of_the_company(
    summary: str, organizer: str, company: str, role: str, sure: bool
) -> None:
    found = guess(summary, organizer=organizer)
    assert (found[0], *found[2:]) == (company, role, sure)


def test_an_agency_writes_for_an_employer() -> None:
    summary = "Phone screen: Backend Engineer at Globex"
    assert guess(summary, organizer="lee@agency.example") == ("Globex", False, "Backend Engineer", True)


@pytest.mark.parametrize(
    ("description", "role", "sure"),
    [
        ("Hi\nRole: Site Reliability Engineer\n", "Site Reliability Engineer", True),
        ("Position: Customer Success Manager (m/f/d)", "Customer Success Manager", True),
        ("- Job title: Happiness Hero", "Happiness Hero", True),
        ("We meet for the Senior Firmware Engineer role.", "Senior Firmware Engineer", False),
        ("We meet for an hour.", "", False),
    ],
)
def test_the_role_from_the_description(description: str, role: str, sure: bool) -> None:
    assert guess("Interview", description=description)[2:] == (role, sure)


@pytest.mark.parametrize(
    ("domain", "own"),
    [
        ("acme.example", True),
        ("gmail.com", False),
        ("yahoo.co.uk", False),
        ("calendly.com", False),
        ("us.greenhouse-mail.io", False),
        ("group.calendar.google.com", False),
        ("google.com", True),
        ("notgmail.com", True),
        ("localhost", False),
        ("", False),
    ],
)
def test_whose_domain_it_is(domain: str, own: bool) -> None:
    assert is_own(domain) is own


@pytest.mark.parametrize(
    ("domain", "label", "name"),
    [
        ("acme.example", "acme", "Acme"),
        ("mail.eu.acme.example", "acme", "Acme"),
        ("talent.big-bank.co.uk", "big-bank", "Big Bank"),
        ("acme.co", "acme", "Acme"),
        ("jobs.acme.com.au", "acme", "Acme"),
        ("xn--mller-kva.example", "müller", "Müller"),
        ("bmw.example", "bmw", "BMW"),
        ("example", "", ""),
        ("", "", ""),
    ],
)
def test_a_domains_owner(domain: str, label: str, name: str) -> None:
    assert (label_of(domain), name_of(label)) == (label, name)
