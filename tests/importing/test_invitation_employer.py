"""The employer and the role that an invitation's words and addresses tell, and how sure that is."""

from __future__ import annotations

import pytest

from interview_tui.importing.employer import Clues, employer_of
from interview_tui.importing.guests import Guest, is_own, label_of, name_of

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
