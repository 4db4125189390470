"""The timeline: each thing that happened is one entry, whatever the records that it left; what is ahead follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from interview_tui.domain.dates import Calendar
from interview_tui.domain.enums import (
    Channel,
    CommitmentState,
    Direction,
    LetterState,
    MeetingState,
    Outcome,
    Owner,
    Part,
    Ref,
    Settled,
    Step,
)
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import (
    Attendance,
    Commitment,
    Document,
    FollowUp,
    Interview,
    Involvement,
    Letter,
    Meeting,
    Offer,
    Passage,
    Round,
    Sending,
    Touch,
)
from interview_tui.domain.timeline import timeline
from interview_tui.domain.timeline_facts import EntryKind, EntryState, MeetingMove, TimelineFacts
from tests.domain.cases import BERLIN, DANA, KIM, SAM, instant
from tests.grouped import grouped

if TYPE_CHECKING:
    from interview_tui.domain.timeline_facts import TimelineEntry

NOW = instant("2026-11-30 09:00")
"""A Monday."""
OPENED = instant("2026-11-02 10:00")
ACME = Interview(id=1, company="Acme", role="SRE", step=Step.PERSIST, created=OPENED)
FIRST = Round(id=1, interview_id=1, number=1, opened=OPENED)
TALK = Meeting(
    id=5, round_id=1, starts=instant("2026-11-10 14:00"), ends=instant("2026-11-10 15:00"), zone="Europe/Berlin"
)


def told(calendar: Calendar = BERLIN, **given: Any) -> list[TimelineEntry]:
    """The timeline of Acme with these facts, but for the entry that it was added."""
    facts = TimelineFacts(
        interviews=given.pop("interviews", {1: ACME}),
        rounds=given.pop("rounds", {1: FIRST}),
        people={person.id: person for person in (DANA, KIM, SAM)},
        **given,
    )
    return [e for e in timeline(facts, now=NOW, calendar=calendar) if e.kind is not EntryKind.ADDED]


def words(*entries: TimelineEntry) -> list[str]:
    return [entry.words for entry in entries]


def touch(number: int = 1, at: str = "2026-11-11 10:30", **given: Any) -> Touch:
    fields: dict[str, Any] = {"interview_id": 1, "person_id": 1, "direction": Direction.OUT, "channel": Channel.EMAIL}
    return Touch(id=number, at=instant(at), **fields | given)


def follow_up(number: int, kind: Kind, text: str, **given: Any) -> FollowUp:
    fields: dict[str, Any] = {"interview_id": 1, "round_id": 1, "created": OPENED}
    return FollowUp(id=number, kind=kind, text=text, **fields | given)


def done(number: int, kind: Kind, text: str, at: str, *, on_time: bool | None = True, **given: Any) -> FollowUp:
    return follow_up(
        number,
        kind,
        text,
        state=Settled.DONE,
        settled=instant(at),
        on_time=on_time,
        due_day=date(2026, 11, 12),
        **given,
    )


def letter(number: int = 1, kind: LetterKind = LetterKind.THANK_YOU, **given: Any) -> Letter:
    fields: dict[str, Any] = {"interview_id": 1, "round_id": 1, "person_id": 1, "created": OPENED}
    sent: dict[str, Any] = {"state": LetterState.SENT, "sent": instant("2026-11-11 10:30"), "subject": "Thank you"}
    return Letter(id=number, kind=kind, **fields | sent | given)


def promise(number: int = 9, owner: Owner = Owner.ME, **given: Any) -> Commitment:
    fields: dict[str, Any] = {"meeting_id": 5, "text": "send the plan", "person_id": 1, "due": date(2026, 11, 12)}
    return Commitment(id=number, owner=owner, **fields | given)


class TestContacts:
    def test_a_letter_its_touch_its_follow_up_its_promise_and_its_file_are_one_entry(self) -> None:
        entries = told(
            meetings=(TALK,),
            letters=(letter(3, LetterKind.AS_PROMISED, follow_up_id=7),),
            touches=(touch(letter_id=3, follow_up_id=7, note="The plan"),),
            follow_ups=(done(7, Kind.PROMISE, "send the plan", "2026-11-11 10:30", commitment_id=9, person_id=1),),
            commitments=(promise(state=CommitmentState.KEPT, settled=instant("2026-11-11 10:30")),),
            documents={4: Document(id=4, interview_id=1, path="/home/me/plan.pdf", created=OPENED)},
            sendings=(Sending(id=1, document_id=4, person_id=1, at=instant("2026-11-11 10:30"), letter_id=3),),
        )
        _, made, sent = entries
        assert made.kind is EntryKind.AGREED
        assert sent.words == "Letter with what you promised to Dana Ruiz by email, with plan.pdf: send the plan"
        assert (sent.kind, sent.ref, sent.on_time, sent.side) == (EntryKind.LETTER, Ref("t", 1), True, Owner.ME)
        assert (sent.names, sent.note) == (("Dana Ruiz",), "The plan")

    def test_an_email_to_several_people_is_one_contact(self) -> None:
        to = [touch(number, person_id=number, message_id="<a@acme.example>") for number in (1, 2)]
        (entry,) = told(touches=tuple(to))
        assert entry.words == "Email to Dana Ruiz, Kim Lee"
        assert entry.people == (1, 2)

    def test_what_was_done_on_the_day_of_a_contact_without_a_link_is_told_by_it(self) -> None:
        thanked = done(7, Kind.THANK_YOU, "Thank Dana Ruiz", "2026-11-11 18:00", person_id=1)
        (entry,) = told(touches=(touch(),), follow_ups=(thanked,))
        assert (entry.words, entry.on_time) == ("Thank-you to Dana Ruiz by email", True)
        apart = told(touches=(touch(at="2026-11-10 10:00"),), follow_ups=(thanked,))
        assert words(*apart) == ["Email to Dana Ruiz", "Done: Thank Dana Ruiz"]

    def test_a_letter_that_no_touch_tells_of_is_an_entry(self) -> None:
        (entry,) = told(letters=(letter(), letter(2, state=LetterState.DRAFT, sent=None)))
        assert (entry.words, entry.ref) == ("Thank-you to Dana Ruiz by email", Ref("l", 1))

    def test_their_word_that_kept_a_commitment_is_the_contact(self) -> None:
        at = instant("2026-11-11 10:30")
        kept = promise(owner=Owner.THEM, state=CommitmentState.KEPT, settled=at)
        for linked in (9, None):
            word = touch(direction=Direction.IN, commitment_id=linked)
            _, _, entry = told(meetings=(TALK,), commitments=(kept,), touches=(word,))
            assert (entry.words, entry.on_time, entry.side) == ("Email from Dana Ruiz: send the plan", True, Owner.THEM)

    def test_of_which_only_the_day_is_known_has_no_clock(self) -> None:
        noon, later = told(touches=(touch(1, "2026-11-11 12:00"), touch(2, "2026-11-11 12:01")))
        assert (noon.has_clock, later.has_clock) == (False, True)


class TestMeetings:
    def test_what_took_place_what_is_under_way_and_what_is_ahead(self) -> None:
        def at(number: int, starts: str, **given: Any) -> Meeting:
            return Meeting(id=number, round_id=1, starts=instant(starts), zone="Europe/Berlin", **given)

        entries = told(
            meetings=(TALK, at(6, "2026-11-30 08:30"), at(7, "2026-12-02 23:30"), Meeting(id=8, round_id=1)),
            attendances=(
                Attendance(id=1, meeting_id=5, person_id=1, position=1),
                Attendance(id=2, meeting_id=5, person_id=2, position=2, present=False),
            ),
        )
        assert [(e.words, e.state) for e in entries] == [
            ("Meeting until 15:00 with Dana Ruiz", EntryState.PAST),
            ("Meeting until 09:30", EntryState.AHEAD),
            ("Meeting until 00:30 on Thu 3 Dec", EntryState.AHEAD),
        ]

    def test_one_in_another_zone_stands_at_the_users_time(self) -> None:
        (entry,) = told(meetings=(replace(TALK, zone="America/New_York"),))
        assert entry.words == "Meeting until 15:00 (08:00 to 09:00 in America/New_York)"
        (there,) = told(Calendar(ZoneInfo("Asia/Tokyo")), meetings=(replace(TALK, starts=instant("2026-11-10 17:00")),))
        assert there.day == date(2026, 11, 11)

    def test_one_that_is_still_booked_after_the_end_says_so(self) -> None:
        ahead = replace(TALK, starts=instant("2026-12-10 14:00"), ends=instant("2026-12-10 15:00"))
        ended = replace(FIRST, outcome=Outcome.REJECTED, closed=instant("2026-11-20 09:00"))
        assert "Meeting until 15:00, not cancelled yet" in words(*told(meetings=(ahead,), rounds={1: ended}))
        assert "Meeting until 15:00" in words(*told(meetings=(TALK,), rounds={1: ended}))

    def test_one_that_is_off_is_told_when_it_was_cancelled_or_was_to_be(self) -> None:
        off = replace(TALK, state=MeetingState.CANCELLED, entered=instant("2026-11-06 11:00"))
        missed = replace(TALK, id=6, state=MeetingState.MISSED)
        assert [(e.words, e.day.day, e.kind) for e in told(meetings=(off, missed))] == [
            ("Meeting of Tue 10 Nov 14:00 cancelled", 6, EntryKind.CANCELLED),
            ("Meeting did not take place", 10, EntryKind.NOT_HELD),
        ]

    def test_that_it_was_moved(self) -> None:
        before = instant("2026-11-09 10:00")
        moves = (MeetingMove(5, instant("2026-11-06 11:00"), before, before + timedelta(days=1, hours=4)),)
        moved, _ = told(meetings=(TALK,), moves=moves)
        assert moved.words == "Meeting of Mon 9 Nov 10:00 moved to Tue 10 Nov 14:00"


class TestCommitments:
    def test_it_was_made_in_its_meeting_or_when_an_email_said_so(self) -> None:
        entered = instant("2026-11-16 10:00")
        made = promise(entered=entered, person_id=None, due=None)
        _, entry = told(meetings=(TALK,), commitments=(made,))
        assert (entry.words, entry.at) == ("You promised: send the plan, no date", TALK.ends)
        emailed = follow_up(7, Kind.SUGGESTION, "", commitment_id=9, state=Settled.DONE, settled=entered)
        _, entry = told(meetings=(TALK,), commitments=(made,), follow_ups=(emailed,))
        assert entry.at == entered
        _, entry = told(meetings=(TALK,), commitments=(replace(made, owner=Owner.THEM, passive=True),))
        assert entry.words == "They named no day: send the plan"

    def test_an_open_promise_is_told_by_its_follow_up(self) -> None:
        own = follow_up(7, Kind.PROMISE, "send the plan", commitment_id=9, person_id=1, due_day=date(2026, 12, 1))
        entries = told(meetings=(TALK,), commitments=(promise(due=date(2026, 12, 1)),), follow_ups=(own,))
        assert [(e.words, e.kind) for e in entries if e.is_open] == [
            ("Keep your promise: send the plan (Dana Ruiz)", EntryKind.PROMISE)
        ]

    def test_what_was_to_come_from_them_ends_with_its_round(self) -> None:
        theirs = promise(owner=Owner.THEM, due=date(2026, 12, 2))
        closed = replace(FIRST, closed=instant("2026-11-20 10:00"), outcome=Outcome.REJECTED)
        ended = {1: replace(ACME, outcome=Outcome.REJECTED)}
        entries = told(interviews=ended, rounds={1: closed}, meetings=(TALK,), commitments=(theirs,))
        assert words(*entries)[-1] == "Rejected"
        entries = told(interviews=ended, rounds={1: closed}, meetings=(TALK,), commitments=(promise(owner=Owner.THEM),))
        assert "They have not kept their word so far: send the plan (Dana Ruiz)" in words(*entries)


class TestFollowUps:
    def test_what_became_of_those_without_a_contact(self) -> None:
        entries = told(
            follow_ups=(
                done(1, Kind.PREPARE, "Prepare for the meeting", "2026-11-09 10:00"),
                done(2, Kind.SUGGESTION, "Kim seems to decline", "2026-11-09 11:00"),
                replace(done(3, Kind.CHECK_IN, "Check in", "2026-11-10 10:00"), state=Settled.SKIPPED, person_id=1),
                replace(done(4, Kind.CHECK_IN, "Check in", "2026-11-10 10:00"), state=Settled.CANCELLED),
                follow_up(5, Kind.DEBRIEF, "Write up", due_day=date(2026, 11, 10), lapses=instant("2026-11-20 10:00")),
                follow_up(6, Kind.PREPARE, "Prepare", due_day=date(2026, 11, 9), lapses=instant("2026-11-10 14:00")),
            )
        )
        assert words(*entries) == [
            "Done: Prepare for the meeting",
            "Skipped: Check in (Dana Ruiz)",
            "Left undone: Write up",
        ]

    def test_what_is_late_stands_between_the_past_and_what_is_ahead(self) -> None:
        entries = told(
            touches=(touch(1, "2026-11-29 10:00"),),
            follow_ups=(
                follow_up(1, Kind.CHECK_IN, "Check in", due_day=date(2026, 12, 3), why="2 days after"),
                follow_up(2, Kind.CHECK_IN, "Check in", due_day=date(2026, 11, 20)),
                follow_up(3, Kind.SUGGESTION, "Kim seems to decline", due_day=date(2026, 11, 20)),
                follow_up(4, Kind.OFFER_REPLY, "Answer the offer", due_day=date(2026, 12, 2)),
            ),
        )
        assert [(e.state, e.day, e.kind) for e in entries] == [
            (EntryState.PAST, date(2026, 11, 29), EntryKind.CONTACT),
            (EntryState.LATE, date(2026, 11, 20), EntryKind.FOLLOW_UP),
            (EntryState.AHEAD, date(2026, 11, 30), EntryKind.FOLLOW_UP),
            (EntryState.AHEAD, date(2026, 12, 2), EntryKind.DECIDE),
            (EntryState.AHEAD, date(2026, 12, 3), EntryKind.FOLLOW_UP),
        ]


class TestTheWay:
    def test_the_steps_of_a_day_are_one_entry_with_what_was_skipped(self) -> None:
        def entered(number: int, step: Step, at: str, **given: Any) -> Passage:
            return Passage(id=number, round_id=1, step=step, entered=instant(at), **given)

        clock = replace(ACME, step=Step.CONSULT, clock_step=Step.DONT_RUSH, clock_at=instant("2026-11-20 10:00"))
        entries = told(
            interviews={1: clock},
            passages=(
                entered(1, Step.SET_THE_STAGE, "2026-11-02 10:00"),
                entered(2, Step.CONSULT, "2026-11-10 15:00", skipped="three questions\none story"),
                entered(3, Step.DONT_RUSH, "2026-11-10 16:00"),
                entered(4, Step.CONSULT, "2026-11-11 16:00", by_hand=True),
            ),
        )
        assert [(e.words, e.note) for e in entries] == [
            ("Step 3 Don't rush", "skipped: three questions; one story"),
            ("Step 2 Consult, moved by you", ""),
            ("Step 3 Don't rush", ""),
        ]

    def test_an_invitation_and_the_round_that_it_opens_are_one_entry(self) -> None:
        invited = replace(FIRST, outcome=Outcome.INVITED, closed=instant("2026-11-12 10:00"), lesson="Ask sooner")
        second = Round(id=2, interview_id=1, number=2, opened=instant("2026-11-12 10:00"))
        second = replace(second, outcome=Outcome.REJECTED, closed=instant("2026-11-20 10:00"))
        third = Round(id=3, interview_id=1, number=3, opened=instant("2026-11-25 10:00"), reopened=True)
        entries = told(rounds={1: invited, 2: second, 3: third})
        assert [(e.words, e.note, e.proof) for e in entries] == [
            ("Invited back: round 2 begins", "Ask sooner", "Invited to a further interview"),
            ("Rejected", "", "Rejection received"),
            ("Opened again: round 3 begins", "", "Invited to a further interview"),
        ]

    def test_an_offer_with_its_dates(self) -> None:
        at = instant("2026-11-20 10:00")
        offer = Offer(id=2, round_id=1, made=at, terms="148k", written=True)
        offer = replace(offer, answer_by=date(2026, 12, 4), start=date(2027, 1, 4))
        rounds = {1: replace(FIRST, outcome=Outcome.OFFER, closed=at)}
        assert [(e.words, e.note, e.day) for e in told(rounds=rounds, offers=(offer,))] == [
            ("Offer, they want your answer by Fri 4 Dec, in writing", "148k", date(2026, 11, 20)),
            ("Answer the offer", "", date(2026, 12, 4)),
            ("First day of work, if you accept", "", date(2027, 1, 4)),
        ]
        reply = follow_up(1, Kind.OFFER_REPLY, "Answer the offer", due_day=date(2026, 12, 4))
        assert words(*told(rounds=rounds, offers=(offer,), follow_ups=(reply,))).count("Answer the offer") == 1
        accepted = {1: replace(rounds[1], outcome=Outcome.ACCEPTED, closed=instant("2026-11-27 10:00"))}
        assert words(*told(rounds=accepted, offers=(offer,)))[1:] == ["You accepted the offer", "First day of work"]

    def test_who_spoke_for_you_but_not_twice_what_a_contact_tells(self) -> None:
        tie = Involvement(
            id=1, interview_id=1, person_id=3, part=Part.REFERENCE, asked=instant("2026-11-11 18:00"),
            spoke=instant("2026-11-13 10:00"), received=instant("2026-11-14 10:00"),
            thanked=instant("2026-11-15 10:00"),
            named=instant("2026-11-12 10:00"), handed_over=instant("2026-11-16 10:00"), successor_id=2,
        )  # fmt: skip
        entries = told(involvements=(tie,), touches=(touch(person_id=3),))
        assert words(*entries) == [
            "Email to Sam Ode",
            "Named Sam Ode as a reference",
            "Sam Ode spoke for you",
            "Received the letter of recommendation from Sam Ode",
            "Thanked Sam Ode for their help",
            "Sam Ode handed over to Kim Lee",
        ]

    def test_a_letter_of_recommendation_that_went_on_is_told_once_with_its_writer(self) -> None:
        """Also on a day on which its writer was written to."""
        at = "2026-11-14 10:00"
        tie = Involvement(id=1, interview_id=1, person_id=3, part=Part.REFERENCE, forwarded=instant(at))
        by_letter = done(6, Kind.RECOMMENDATION, "Forward it", at, person_id=1, origin="recommendation:forward:p3")
        sent = touch(at=at, follow_up_id=6)
        assert words(*told(involvements=(tie,), touches=(sent,), follow_ups=(by_letter,))) == [
            "Letter that forwards a recommendation by Sam Ode to Dana Ruiz by email"
        ]
        by_hand = told(involvements=(tie,), touches=(touch(at=at, person_id=3),))
        assert words(*by_hand) == ["Email to Sam Ode", "Forwarded the letter of recommendation from Sam Ode"]

    def test_their_letter_and_the_email_that_brought_it_are_one_entry(self) -> None:
        came = instant("2026-11-14 10:00")
        tie = Involvement(id=1, interview_id=1, person_id=SAM.id, part=Part.REFERENCE, received=came)
        email = touch(person_id=SAM.id, at="2026-11-14 10:00", direction=Direction.IN)
        assert words(*told(involvements=(tie,), touches=(email,))) == ["Email from Sam Ode"]
        assert len(told(involvements=(replace(tie, received=came - timedelta(hours=1)),), touches=(email,))) == 2

    def test_a_file_that_went_by_itself(self) -> None:
        file = Document(id=4, interview_id=1, path="/home/me/cv.pdf", name="my résumé", created=OPENED)
        sendings = (Sending(id=1, document_id=4, person_id=1, at=instant("2026-11-11 10:30")),)
        (entry,) = told(documents={4: file}, sendings=sendings)
        assert (entry.words, entry.ref, entry.proof) == ("Sent my résumé to Dana Ruiz", Ref("d", 4), "Documents sent")


WAYS: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({"channel": Channel.PHONE}, "Call to Dana Ruiz", "Phone call made"),
    (
            {"channel": Channel.PHONE, "direction": Direction.IN}, "Call from Dana Ruiz", "Phone call received",
        ),
    ({"channel": Channel.IN_PERSON}, "Talk with Dana Ruiz", "Talk in person"),
    ({"person_id": None, "channel": Channel.POST}, "Letter sent by post", "Letter sent by post"),
    (
            {"person_id": 3, "channel": Channel.MESSAGE}, "Message to Sam Ode", "Message sent (to a reference)",
        ),
    ({"bounced": True}, "Email to Dana Ruiz, it did not arrive", ""),
    (
            {"direction": Direction.IN, "automatic": True, "until": date(2026, 12, 4)},
            "Automatic reply from Dana Ruiz, away until Fri 4 Dec", "",
        ),
    (
            {"direction": Direction.IN, "reply_by": date(2026, 12, 1)},
            "Email from Dana Ruiz, answer by Tue 1 Dec", "Email received",
        ),
)  # fmt: skip


@grouped("given, said, proof", WAYS, lambda _: "ways")
def test_how_it_took_place(given: dict[str, Any], said: str, proof: str) -> None:
    ties = (Involvement(id=1, interview_id=1, person_id=3, part=Part.REFERENCE),)
    (entry,) = told(touches=(touch(**given),), involvements=ties)
    assert (entry.words, entry.proof) == (said, proof)


STANDINGS: tuple[tuple[dict[str, Any], tuple[str, EntryState, bool | None]], ...] = (
    (
            {"state": CommitmentState.KEPT, "settled": instant("2026-11-13 10:00")},
            ("You kept your promise: send the plan (Dana Ruiz)", EntryState.PAST, False),
        ),
    (
            {"owner": Owner.THEM, "state": CommitmentState.KEPT, "settled": instant("2026-11-12 10:00")},
            ("They kept their word: send the plan (Dana Ruiz)", EntryState.PAST, True),
        ),
    (
            {"state": CommitmentState.MISSED, "settled": instant("2026-11-13 10:00")},
            ("You did not keep your promise: send the plan (Dana Ruiz)", EntryState.PAST, False),
        ),
    (
            {"owner": Owner.THEM, "state": CommitmentState.MISSED},
            ("They did not keep their word: send the plan (Dana Ruiz)", EntryState.PAST, False),
        ),
    (
            {"owner": Owner.THEM},
            ("They have not kept their word so far: send the plan (Dana Ruiz)", EntryState.PAST, False),
        ),
    (
            {"owner": Owner.THEM, "due": date(2026, 12, 2)},
            ("Due from them: send the plan (Dana Ruiz)", EntryState.AHEAD, None),
        ),
    ({}, ("Keep your promise: send the plan (Dana Ruiz)", EntryState.LATE, None)),
)  # fmt: skip


@grouped("given, said", STANDINGS, lambda _: "standings")
def test_how_it_stands(given: dict[str, Any], said: tuple[str, EntryState, bool | None]) -> None:
    _, made, stands = told(meetings=(TALK,), commitments=(promise(**given),))
    assert made.kind is EntryKind.AGREED
    assert (stands.words, stands.state, stands.on_time) == said
