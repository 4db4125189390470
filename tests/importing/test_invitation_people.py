"""Whom one will meet and where: people, the user among them, places and links."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview_tui.importing.invitation import Guest, read_invitations

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


class TestWhoIsTheUser:
    ORGANIZER = "ORGANIZER;CN=Sam Kim:mailto:sam@acme.example"
    LEE = "ATTENDEE;CN=Lee Wong:mailto:lee@acme.example"
    ALEX = "ATTENDEE;CN=Alex Doe:mailto:alex@doe.example"
    FREE = "ATTENDEE;CN=Alex Doe:mailto:alex.doe.example@gmail.com"

    def names(self, data: bytes, **known: str) -> list[str]:
        (one,) = read_invitations(data, **known)  # type: ignore[arg-type]
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
        assert (one.perhaps_me and one.perhaps_me.email, one.company) == ("alex.doe@gmail.com", "Acme")

    def test_a_recruiter_with_a_public_mailbox_is_met(self) -> None:
        organizer = "ORGANIZER;CN=Rita Poe:mailto:rita.poe@gmail.com"
        assert self.names(calendar(NOON, organizer, self.ALEX)) == ["Rita Poe"]

    def test_nobody_when_it_cannot_be_told(self) -> None:
        robin = "ATTENDEE;CN=Robin Gray:mailto:robin@home.example"
        pat = "ATTENDEE;CN=Pat Ash:mailto:pat@advice.example"
        (one,) = read_invitations(calendar(NOON, self.ORGANIZER, robin, pat))
        assert ([guest.name for guest in one.people], one.perhaps_me) == (["Sam Kim", "Robin Gray", "Pat Ash"], None)
        assert self.names(calendar(NOON, self.ORGANIZER, self.LEE)) == ["Sam Kim", "Lee Wong"]

    def test_what_is_only_likely_is_to_be_asked_about(self) -> None:
        data = calendar(NOON, self.ORGANIZER, self.LEE, self.ALEX)
        (likely,) = read_invitations(data)
        assert likely.perhaps_me == Guest(name="Alex Doe", email="alex@doe.example")
        (told,) = read_invitations(data, mine=frozenset({"alex@doe.example"}))
        (reached,) = read_invitations(data, forwarded_to="alex@doe.example")
        assert told == reached == replace(likely, perhaps_me=None)

    def test_an_organizer_with_a_public_mailbox_tells_nothing(self) -> None:
        organizer = "ORGANIZER;CN=Sam Kim:mailto:sam.example@gmail.com"
        data = calendar(NOON, organizer, self.LEE, self.FREE)
        assert self.names(data) == ["Sam Kim", "Lee Wong", "Alex Doe"]

    def test_the_caller_may_know_whom_it_reached(self) -> None:
        data = calendar(NOON, self.ORGANIZER, self.LEE, self.ALEX)
        assert self.names(data, forwarded_to="Alex@Doe.example") == ["Sam Kim", "Lee Wong"]

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
