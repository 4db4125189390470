"""What stands in each sample invitation."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from interview_tui.importing.guests import Guest
from interview_tui.importing.invitation import Invitation, Method

TEAMS = (
    "https://teams.microsoft.com/l/meetup-join/19%3ameeting_EXAMPLE%40thread.v2/0"
    "?context=%7b%22Tid%22%3a%2200000000-0000-0000-0000-000000000000%22%7d"
)


def utc(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


GOOGLE = Invitation(
    method=Method.REQUEST,
    cancelled=False,
    uid="3k9v1q7d0b2h8m4n6p5s@google.com",
    sequence=0,
    recurrence_id=None,
    summary="ACME Corp <> Alex Doe: Backend Engineer Interview",
    description="Looking forward to it!",
    starts=utc(12, 2, 22),
    ends=utc(12, 2, 23),
    zone="America/Los_Angeles",
    all_day=False,
    place="SF-4-Alcatraz (8) [VC]",
    link="https://meet.google.com/abc-defg-hij",
    company="ACME Corp",
    company_sure=True,
    role="Backend Engineer",
    role_sure=True,
    people=(Guest(name="Dana Ruiz", email="dana.ruiz@acme.example", organizer=True),),
    organizer_email="dana.ruiz@acme.example",
)
"""A plain one; the others are told by how they differ."""

CALENDLY = replace(
    GOOGLE,
    uid="calendly-6b0d9f3e-1c52-4c11-9a0e-2b7f5d8c9e10",
    description="Event Name: 30 Minute Interview",
    starts=utc(12, 1, 15),
    ends=utc(12, 1, 15, 30),
    zone="UTC",
    place="",
    link="https://globex.zoom.us/j/98765432101?pwd=ExAmPlE",
    company="Globex",
    role="Customer Success Manager",
    organizer_email="no-reply@calendly.com",
)
RECURRING = replace(
    GOOGLE,
    uid="recurring-1@acme.example",
    summary="Weekly check-in with Acme",
    description="",
    starts=utc(12, 1, 8),
    ends=utc(12, 1, 8, 30),
    zone="Europe/Berlin",
    place="",
    link="",
    company="Acme",
    role="",
    role_sure=False,
)

EXPECTED: dict[str, tuple[Invitation, ...]] = {
    "google.ics": (GOOGLE,),
    "google-update.ics": (replace(GOOGLE, sequence=1, starts=utc(12, 4, 18), ends=utc(12, 4, 18, 45)),),
    "google-cancel.ics": (
        replace(
            GOOGLE,
            method=Method.CANCEL,
            cancelled=True,
            sequence=2,
            starts=utc(12, 4, 18),
            ends=utc(12, 4, 18, 45),
        ),
    ),
    "google.eml": (  # the same calendar twice, inline and attached
        replace(
            GOOGLE,
            uid="7mr0c2v8q4k1n5t9w3x6y2z4a8@google.com",
            summary="Second round interview",
            description="Role: Senior Site Reliability Engineer",
            starts=utc(12, 8, 19),
            ends=utc(12, 8, 19, 45),
            zone="America/New_York",
            place="",
            link="https://meet.google.com/qrs-tuvw-xyz",
            company="Big Bank",
            role="Senior Site Reliability Engineer",
            people=(
                Guest(name="Priya Nair", email="priya.nair@talent.big-bank.co.uk", organizer=True),
                Guest(name="Sam Okafor", email="sam.okafor@big-bank.co.uk", declined=True),
            ),
            organizer_email="priya.nair@talent.big-bank.co.uk",
        ),
    ),
    "outlook.eml": (
        replace(
            GOOGLE,
            uid="040000008200E00074C5B7101A82E00800000000D05B3A1C7A5EDB010000000000000000"
            "10000000A1B2C3D4E5F60718293A4B5C6D7E8F90",
            summary="Vorstellungsgespräch: Backend-Entwickler bei Globex Industries GmbH",
            description="Guten Tag,",
            starts=utc(12, 3, 8, 30),
            ends=utc(12, 3, 10),
            zone="Europe/Berlin",
            place="Hauptstraße 5, 10827 Berlin",
            link="",
            company="Globex Industries GmbH",
            role="Backend-Entwickler",
            people=(
                Guest(name="Jürgen Müller", email="juergen.mueller@globex-industries.example", organizer=True),
                Guest(name="Chidi Okonkwo", email="chidi.okonkwo@globex-industries.example"),
            ),
            organizer_email="juergen.mueller@globex-industries.example",
        ),
    ),
    "teams.eml": (
        replace(
            GOOGLE,
            uid="040000008200E00074C5B7101A82E008000000007C1F0E2D9B60DB010000000000000000"
            "100000000F1E2D3C4B5A69788796A5B4C3D2E1F0",
            summary="Panel interview",
            description="Hi Alex,",
            starts=utc(12, 10, 18),
            ends=utc(12, 10, 19, 30),
            place="Microsoft Teams Meeting; Conf Room 3",
            link=TEAMS,
            company="Initech",
            role="Data Platform Lead",
            role_sure=False,
            people=(
                Guest(name="Taylor Brooks", email="taylor.brooks@initech.example", organizer=True),
                Guest(name="Morgan Lee", email="morgan.lee@initech.example"),
            ),
            organizer_email="taylor.brooks@initech.example",
        ),
    ),
    "outlook-customized-zone.ics": (
        replace(
            GOOGLE,
            uid="040000008200E00074C5B7101A82E00800000000B0A192837465564600000000000000001"
            "0000000112233445566778899AABBCCDDEEFF00",
            summary="Interview - Finance Analyst",
            description="Bring a photo ID.",
            starts=utc(7, 15, 13),
            ends=utc(7, 15, 14),
            zone="Europe/London",
            place="12 Canal Street, Leeds",
            link="",
            company="Umbrella",
            role="Finance Analyst",
            people=(Guest(name="Fiona Hargreaves", email="fiona.hargreaves@umbrella.example", organizer=True),),
            organizer_email="fiona.hargreaves@umbrella.example",
        ),
    ),
    "apple.ics": (
        replace(
            GOOGLE,
            method=Method.PUBLISH,
            uid="6C1B9A40-52E7-4F0B-9C55-0A1B2C3D4E5F",
            sequence=1,
            summary="Portfolio chat with Alex – Product Designer",
            description="",
            starts=utc(7, 2, 14),
            ends=utc(7, 2, 15),
            zone="Europe/Berlin",
            place="Haddad Studio Torstraße 100 10119 Berlin, Deutschland",
            link="https://haddad-studio.example/visit",
            company="Haddad Studio",
            role="Product Designer",
            people=(Guest(name="Noor Haddad", email="noor@haddad-studio.example", organizer=True),),
            organizer_email="noor@haddad-studio.example",
        ),
    ),
    "calendly.ics": (
        replace(
            CALENDLY,
            method=Method.PUBLISH,
            summary="Alex Doe and Robin Park (Globex)",
            company_sure=False,
            people=(),
        ),
    ),
    "calendly.eml": (
        replace(
            CALENDLY,
            summary="30 Minute Interview between Robin Park and Alex Doe",
            people=(Guest(name="Robin Park", email="robin.park@globex.example"),),
        ),
    ),
    "goodtime.eml": (  # with a duration, from a robot, attached under an encoded name
        replace(
            GOOGLE,
            uid="gt-48210-771@goodtime.io",
            summary="Onsite interview",
            description="Hi Alex,",
            starts=utc(12, 9, 17),
            ends=utc(12, 9, 20, 30),
            zone="UTC",
            place="1 Mission Street, San Francisco",
            link="https://hooli.webex.com/meet/panel",
            company="Hooli",
            company_sure=False,
            role="Senior Firmware Engineer",
            role_sure=False,
            people=(),
            organizer_email="interviews@goodtime.io",
        ),
    ),
    "greenhouse-forwarded.eml": (
        replace(
            GOOGLE,
            uid="greenhouse-interview-55512@greenhouse.io",
            sequence=3,
            summary="Technical Interview: Machine Learning Engineer at Stark Labs",
            description="Your interviewers: Amara Diallo, Jo Svensson",
            starts=utc(12, 3, 19, 30),
            ends=utc(12, 3, 20, 30),
            zone="America/Chicago",
            place="",
            link="https://us02web.zoom.us/j/85012345678",
            company="Stark Labs",
            role="Machine Learning Engineer",
            people=(
                Guest(name="Amara Diallo", email="amara@starklabs.example"),
                Guest(name="Jo Svensson", email="jo@starklabs.example"),
            ),
            organizer_email="no-reply@us.greenhouse-mail.io",
        ),
    ),
    "zoom.ics": (
        replace(
            GOOGLE,
            method=Method.PUBLISH,
            uid="20261124T155500Z-85012345678@fe80:0:0:0:1c2b:3a49:5d68:7e87ens5",
            summary="Interview at Wayne Enterprises",
            description="Lucia Ferrari is inviting you to a scheduled Zoom meeting.",
            starts=utc(12, 7, 16),
            ends=utc(12, 7, 16, 45),
            zone="America/New_York",
            place="",
            link="https://us06web.zoom.us/j/85012345678?pwd=EXAMPLE.1",
            company="Wayne Enterprises",
            company_sure=False,
            role="",
            role_sure=False,
            people=(),
            organizer_email="",
        ),
    ),
    "thunderbird.ics": (
        replace(
            GOOGLE,
            uid="8f2c1d60-3b7a-4e4f-8a19-5c0d9e7f6a21",
            summary="Entretien chez Société Lumière",
            description="",
            starts=utc(12, 11, 13, 30),
            ends=utc(12, 11, 14, 30),
            zone="Europe/Paris",
            place="14 rue de la Paix, Lyon",
            link="",
            company="Société Lumière",
            role="",
            role_sure=False,
            people=(Guest(name="Chloé Martin", email="chloe.martin@societe-lumiere.example", organizer=True),),
            organizer_email="chloe.martin@societe-lumiere.example",
        ),
    ),
    "evolution.ics": (  # a vendor's path for the zone, no end, bare line feeds
        replace(
            GOOGLE,
            uid="20261123T101500Z-4711-1000-1-0@workstation",
            sequence=2,
            summary="Phone screen: Systemadministrator",
            description="",
            starts=utc(8, 12, 8),
            ends=utc(8, 12, 9),
            zone="Europe/Berlin",
            place="",
            link="",
            company="Nordlicht",
            role="Systemadministrator",
            people=(Guest(name="Jonas Weber", email="jonas.weber@nordlicht.example", organizer=True),),
            organizer_email="jonas.weber@nordlicht.example",
        ),
    ),
    "rooms.ics": (
        replace(
            GOOGLE,
            uid="rooms-1@umbrella.example",
            summary="Interview loop: Operations Manager",
            description="",
            starts=utc(12, 14, 10),
            ends=utc(12, 14, 12),
            zone="Europe/London",
            place="Boardroom, Meeting Room 12, Projector, LON-2-Thames",
            link="",
            company="Umbrella",
            role="Operations Manager",
            people=(
                Guest(name="Fiona Hargreaves", email="fiona@umbrella.example"),
                Guest(name="Ade Bello", email="ade@umbrella.example"),
            ),
            organizer_email="c_4f5e6d@group.calendar.google.com",
        ),
    ),
    "names.ics": (  # folded by octets, in the middle of characters
        replace(
            GOOGLE,
            uid="names-1@sakura-denki.example",
            summary="Interview with Sakura Denki 桜電機 about embedded systems – 面接 👩\u200d💻 ééééééééééééé",
            description="日本語の説明です。" * 6,
            starts=utc(12, 16, 6),
            ends=utc(12, 16, 7),
            zone="Asia/Tokyo",
            place="東京都千代田区丸の内一丁目九番一号",
            link="",
            company="Sakura Denki",
            role="",
            role_sure=False,
            people=(
                Guest(name="佐藤 花子", email="hanako.sato@sakura-denki.example", organizer=True),
                Guest(name="Nguyễn Thị Ánh", email="anh.nguyen@sakura-denki.example"),
                Guest(name="Bjørn-Åge Øverås", email="bjorn@sakura-denki.example"),
            ),
            organizer_email="hanako.sato@sakura-denki.example",
        ),
    ),
    "notes-latin1.eml": (
        replace(
            GOOGLE,
            uid="5A1B2C3D4E5F60718C1258B5-Lotus_Notes_Generated",
            summary="Møde om stillingen",
            description="",
            starts=utc(12, 17, 8),
            ends=utc(12, 17, 9),
            zone="UTC",
            place="Århus",
            link="",
            company="Kjaer",
            role="",
            role_sure=False,
            people=(Guest(name="Søren Kjær", email="soren@kjaer.example", organizer=True),),
            organizer_email="soren@kjaer.example",
        ),
    ),
    "recurring.ics": (  # the first occurrence, and the one that was moved
        RECURRING,
        replace(
            RECURRING,
            recurrence_id=utc(12, 8, 8),
            starts=utc(12, 9, 10),
            ends=utc(12, 9, 10, 30),
        ),
    ),
    "hostile.ics": (  # escapes, bidi overrides and markup; an end before the start; links that are none
        replace(
            GOOGLE,
            uid="hostile-1@acme.example",
            summary="[/x] Interview with Acme second line [@click=app.quit]click[/]",
            description="one\\r",
            starts=utc(12, 18, 12),
            ends=None,
            zone="UTC",
            place="Room [blink]x[/blink]",
            link="",
            company="Acme",
            role="",
            role_sure=False,
            people=(
                Guest(name="Dana [/x] Ruiz", email="dana@acme.example", organizer=True),
                Guest(name="elttaeS Kim", email="kim@acme.example"),
                Guest(name="Eve", email="eve@acme.example"),
            ),
            organizer_email="dana@acme.example",
            doubt="its end is not clear: 20261218T110000Z",
        ),
    ),
}
