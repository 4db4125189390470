"""What emails seem to say: in the queue until it is taken, dropped, or known otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest

from interview_tui.domain.already_sent import already_sent
from interview_tui.domain.dates import short_day
from interview_tui.domain.enums import (
    Channel,
    CommitmentState,
    Direction,
    DueState,
    Language,
    LetterState,
    MeetingState,
    Outcome,
    Owner,
    Part,
    Proposal,
    Ref,
    Settled,
    Step,
)
from interview_tui.domain.errors import Refused
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.notes_text import none_given
from interview_tui.domain.records import (
    Attendance,
    Commitment,
    FollowUp,
    Interview,
    Involvement,
    Letter,
    Meeting,
    Offer,
    Person,
    Round,
    Suggestion,
    Touch,
)
from interview_tui.exporting.calendar import TaskState
from interview_tui.importing.own_tasks import OwnTask
from interview_tui.services.exports import export_calendar
from interview_tui.services.follow_ups import Contacted
from interview_tui.services.introductions import noted_sender
from interview_tui.services.meetings import MeetingTime
from interview_tui.services.suggestion_words import undertaken
from interview_tui.store.figures import figures
from interview_tui.store.pipeline import Pipeline
from interview_tui.store.queue import Queue
from tests.programs import ProgramOnATable, a_program, content, every, get, journal, planned_again, queue, when
from tests.scenario import acme

if TYPE_CHECKING:
    from pathlib import Path

DANA = "Dana Ruiz, VP Operations <dana@acme.example>"
NO = "We have decided to go ahead with another candidate."
DECIDE = ("decide", "entscheiden", "prendre une décision")
CONTRACT = ("send the contract", "den Vertrag schicken", "envoyer le contrat")
ANSWER = ("send an answer", "eine Antwort schicken", "donner une réponse")
UPDATE = ("send an update", "den Stand mitteilen", "faire le point")
BY_FRIDAY = "We will come to a decision by Friday, 27 November."


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    """Acme on Monday 23 November, nine o'clock: met Dana Ruiz on Friday and thanked her."""
    friday = acme(DANA, meeting="today 14:00", now="2026-11-20T09:00:00+01:00")
    met = friday.met(f'@ {DANA}\n! Releases (Dana Ruiz)\n" Calm the train (Dana Ruiz)\n> Who pays?')
    return met.at(Step.PERSIST).thanked().later("2026-11-23T09:00:00+01:00").checked_on(tmp_path)


def wrote(program: ProgramOnATable, **fields: Any) -> Touch:
    """An email of Dana Ruiz's that came an hour ago."""
    with program.transaction() as tx:
        touch = tx.add(
            Touch(
                interview_id=1,
                person_id=dana(program).id,
                at=tx.now - timedelta(hours=1),
                entered=tx.now,
                channel=Channel.EMAIL,
                direction=Direction.IN,
                message_id=f"<{tx.now:%d%H%M}@acme.example>",
                **fields,
            )
        )
        program.interviews.replan(tx, 1)
        tx.done("Read an email")
    return touch


def dana(program: ProgramOnATable) -> Person:
    return next(p for p in every(program, Person) if p.name == "Dana Ruiz")


def suggested(program: ProgramOnATable, proposal: Proposal, **said: Any) -> FollowUp:
    """The line of a suggestion; by default of an email that has just been read."""
    line = suggest(program, proposal, **said)
    assert line is not None
    return line


def suggest(program: ProgramOnATable, proposal: Proposal, **said: Any) -> FollowUp | None:
    if not said.keys() & {"touch", "meeting_id"}:
        said["touch"] = wrote(program)
    with program.transaction() as tx:
        line = program.suggestions.suggest(tx, 1, proposal, **said)
        program.interviews.replan(tx, 1)
        tx.done("Suggested")
    return line


def lines(program: ProgramOnATable) -> list[str]:
    """The suggestions in the queue."""
    return [row.text for row in queue(program) if row.kind is Kind.SUGGESTION]


def taken(program: ProgramOnATable, line: FollowUp) -> str:
    """Takes a suggestion, and sees that it goes with one undo and comes back with one redo."""
    before = content(program)
    words = program.follow_ups.done([line.id]).words
    after = content(program)
    program.history.undo()
    assert content(program) == before
    program.history.redo()
    assert content(program) == after
    return words


def ahead(program: ProgramOnATable, starts: str) -> Meeting:
    program.meetings.add(1, MeetingTime(starts=when(program, starts).at))
    return every(program, Meeting)[-1]


class TestInTheQueue:
    def test_it_says_who_wrote_and_quotes_them(self, program: ProgramOnATable) -> None:
        line = suggested(program, Proposal.DECLINE, sentence=NO)
        (row,) = (r for r in queue(program) if r.id == line.id)
        assert (row.text, row.person, row.channel) == ("Dana Ruiz seems to decline", "Dana Ruiz", Channel.EMAIL)
        assert (row.why, row.day) == (f"“{NO}”", program.today())
        (kept,) = every(program, Suggestion)
        assert (kept.proposal, kept.sentence) == (Proposal.DECLINE, NO)

    @pytest.mark.parametrize(
        ("proposal", "said", "text"),
        [
            (Proposal.OFFER, {}, "Dana Ruiz makes an offer"),
            (Proposal.OFFER, {"day": date(2026, 11, 27)}, "Dana Ruiz makes an offer, answer by Fri 27 Nov"),
            (Proposal.INVITED, {}, "Dana Ruiz invites you to a further interview"),
            (
                Proposal.INVITED,
                {"day": date(2026, 12, 3)},
                "Dana Ruiz invites you to a further interview, Thu 3 Dec",
            ),
            (Proposal.MEETING, {}, "Dana Ruiz asks for a call"),
            (Proposal.COMMITMENT, {"day": date(2026, 11, 25)}, "Dana Ruiz names a day: Wed 25 Nov"),
            (Proposal.PASSIVE, {}, "Dana Ruiz will let you know, and names no day"),
            (
                Proposal.HANDOVER,
                {"successor": "Nora Lindqvist, Recruiter <nora@acme.example>"},
                "Nora Lindqvist takes over from Dana Ruiz",
            ),
            (Proposal.HANDOVER, {}, "Somebody takes over from Dana Ruiz"),
        ],
    )
    def test_it_is_worded_as_one_would_say_it(
        self, program: ProgramOnATable, proposal: Proposal, said: dict[str, Any], text: str
    ) -> None:
        assert suggested(program, proposal, **said).text == text

    def test_one_email_is_put_there_once_and_dropped_once(self, program: ProgramOnATable) -> None:
        email = wrote(program)
        line = suggested(program, Proposal.DECLINE, touch=email)
        assert suggest(program, Proposal.DECLINE, touch=email) is None
        before = content(program)
        assert program.follow_ups.skip([line.id]).words == "Dropped: Dana Ruiz seems to decline · Acme"
        assert suggest(program, Proposal.DECLINE, touch=email) is None
        assert lines(program) == []
        assert get(program, Interview, 1).outcome is None
        program.history.undo()
        assert content(program) == before

    @pytest.mark.parametrize("proposal", [Proposal.DECLINE, Proposal.OFFER, Proposal.INVITED, Proposal.MEETING])
    def test_each_email_has_a_line_of_its_own(self, program: ProgramOnATable, proposal: Proposal) -> None:
        first = suggested(program, proposal)
        program.clock.set("2026-11-24T09:00:00+01:00")
        second = suggested(program, proposal, sentence="The room went to another team.")
        assert lines(program) == [first.text, second.text]
        program.follow_ups.skip([second.id])
        assert lines(program) == [first.text]

    def test_of_what_somebody_will_do_the_newest_word_stands(self, program: ProgramOnATable) -> None:
        first = suggested(program, Proposal.PASSIVE)
        program.clock.set("2026-11-24T09:00:00+01:00")
        second = suggested(program, Proposal.COMMITMENT, day=date(2026, 11, 27), sentence=BY_FRIDAY)
        assert lines(program) == [second.text]
        assert get(program, FollowUp, first.id).state is Settled.CANCELLED
        program.follow_ups.skip([second.id])
        assert lines(program) == [first.text]  # the newer was nothing, so the one before it stands
        program.follow_ups.skip([first.id])
        assert lines(program) == []

    def test_it_is_never_overdue(self, program: ProgramOnATable) -> None:
        line = suggested(program, Proposal.DECLINE)
        before = [(r.id, r.state) for r in queue(program) if r.state is DueState.OVERDUE]
        program.clock.set("2026-11-24T09:00:00+01:00")
        program.follow_ups.done([row.id for row in queue(program) if row.state is not DueState.UPCOMING][1:])
        program.clock.set("2026-11-25T09:00:00+01:00")
        rows = queue(program)
        (row,) = (r for r in rows if r.id == line.id)
        assert (row.state, row.day) == (DueState.TODAY, program.today())
        assert before == []
        assert [r.state for r in rows] == sorted((r.state for r in rows), key=list(DueState).index)
        late = sum(r.state is DueState.OVERDUE for r in rows)
        found = figures(program.store, now=program.clock(), today=program.today())
        assert (found.overdue, found.today) == (late, sum(r.state is DueState.TODAY for r in rows))
        assert Queue(program.store, program.clock()).counts()[DueState.OVERDUE] == late
        pipeline = Pipeline(program.store, program.clock())
        assert sum(heading.late for heading in pipeline.headings) == late
        if not late:
            assert pipeline.interviews()[0].next_day == program.today()

    def test_what_is_known_already_is_not_suggested(self, program: ProgramOnATable) -> None:
        program.outcomes.record([1], Outcome.REJECTED)
        assert suggest(program, Proposal.DECLINE) is None
        assert suggest(program, Proposal.COMMITMENT, day=date(2026, 11, 27)) is None

    def test_it_ends_where_the_fact_is_written_down_by_hand(self, program: ProgramOnATable) -> None:
        decline = suggested(program, Proposal.DECLINE)
        call = suggested(program, Proposal.MEETING)
        ahead(program, "Thu 15:00")
        assert lines(program) == [decline.text]
        program.outcomes.record([1], Outcome.REJECTED)
        assert lines(program) == []
        assert {get(program, FollowUp, f.id).state for f in (decline, call)} == {Settled.CANCELLED}
        program.interviews.back([1])
        assert lines(program) == [decline.text]  # it is not rejected, and the email still says so

    def test_nobody_is_late_to_hear_it(self, program: ProgramOnATable) -> None:
        line = suggested(program, Proposal.DECLINE)
        program.clock.set("2026-11-30T09:00:00+01:00")
        assert "late" not in program.follow_ups.done([line.id]).words
        assert get(program, FollowUp, line.id).on_time is None

    def test_it_is_no_part_of_punctuality(self, program: ProgramOnATable) -> None:
        def share() -> tuple[int | None, int]:
            found = figures(program.store, now=program.clock(), today=program.today())
            return found.punctuality, found.longest_streak

        first, second = suggested(program, Proposal.DECLINE), suggested(program, Proposal.MEETING)
        program.clock.set("2026-11-24T09:00:00+01:00")
        before = share()
        program.follow_ups.skip([first.id])
        assert share() == before  # while it waited, nobody was late
        program.follow_ups.done([second.id])
        assert share() == before

    def test_it_is_no_task_of_a_calendar(self, program: ProgramOnATable) -> None:
        line = suggested(program, Proposal.DECLINE)
        assert "seems to decline" not in "".join(export_calendar(program))
        task = OwnTask(
            follow_up_id=line.id, created=line.created, sequence=9, state=TaskState.DONE, settled=None, due=None
        )  # fmt: skip
        taken = program.invitations.take([task])
        assert f"f{line.id} is a suggestion: interview-tui done f{line.id} takes it" in taken.words
        assert get(program, FollowUp, line.id).state is Settled.OPEN
        assert get(program, Interview, 1).outcome is None

    def test_it_is_put_off_like_others(self, program: ProgramOnATable) -> None:
        line = suggested(program, Proposal.DECLINE)
        program.follow_ups.snooze([line.id], when(program, "Thu"))
        (row,) = (r for r in queue(program) if r.id == line.id)
        assert row.day == date(2026, 11, 26)


class TestTaken:
    def test_a_decline_is_a_rejection_when_they_wrote(self, program: ProgramOnATable) -> None:
        email = wrote(program)
        line = suggested(program, Proposal.DECLINE, touch=email, sentence=NO)
        words = taken(program, line)
        assert words.startswith("Taken: Dana Ruiz seems to decline; Acme: rejected; planned: Thank them")
        of_round = every(program, Round)[-1]
        assert (of_round.outcome, of_round.closed, of_round.why) == (Outcome.REJECTED, email.at, NO)
        thanks = next(f for f in every(program, FollowUp) if f.kind is Kind.REJECTION_THANKS)
        assert thanks.due_day == date(2026, 11, 25)
        assert [letter.kind for letter in every(program, Letter)][-1] is LetterKind.REJECTION_THANKS
        assert len([e for e in journal(program) if e.startswith("Taken")]) == 1

    def test_a_decline_after_an_offer_takes_the_offer_back(self, program: ProgramOnATable) -> None:
        program.outcomes.record_offer(1)
        program.clock.set("2026-11-24T09:00:00+01:00")
        taken(program, suggested(program, Proposal.DECLINE))
        assert get(program, Interview, 1).outcome is Outcome.RESCINDED

    def test_an_offer_is_open_until_their_day(self, program: ProgramOnATable) -> None:
        email = wrote(program)
        words = taken(program, suggested(program, Proposal.OFFER, touch=email, day=date(2026, 11, 27)))
        assert "they want your answer by Fri 27 Nov 2026" in words
        (offer,) = every(program, Offer)
        assert (offer.made, offer.answer_by, offer.terms) == (email.at, date(2026, 11, 27), "")
        assert get(program, Interview, 1).outcome is Outcome.OFFER

    def test_a_day_for_an_offer_that_is_known_is_added_to_it(self, program: ProgramOnATable) -> None:
        program.outcomes.record_offer(1, terms="90,000")
        program.clock.set("2026-11-24T09:00:00+01:00")
        taken(program, suggested(program, Proposal.OFFER, day=date(2026, 11, 27)))
        (offer,) = every(program, Offer)
        assert (offer.answer_by, offer.terms) == (date(2026, 11, 27), "90,000")
        assert suggest(program, Proposal.OFFER, touch=wrote(program, note="again")) is None

    def test_an_invitation_opens_the_next_round(self, program: ProgramOnATable) -> None:
        words = taken(program, suggested(program, Proposal.INVITED))
        assert "invited back, round 2 opens at step 1" in words
        agree = next(f for f in every(program, FollowUp) if f.kind is Kind.NEW_DATE and f.state is Settled.OPEN)
        assert agree.due_day is not None
        assert agree.due_day <= date(2026, 11, 25)

    def test_a_call_at_a_time_is_booked_with_them_and_answered(self, program: ProgramOnATable) -> None:
        at_ten = time(10, tzinfo=timezone(timedelta(hours=1)))
        line = suggested(program, Proposal.MEETING, day=date(2026, 11, 26), clock=at_ten)
        assert line.text == "Dana Ruiz asks for a call, Thu 26 Nov 10:00"
        program.follow_ups.done([line.id])
        booked = every(program, Meeting)[-1]
        assert (booked.starts, booked.zone) == (datetime(2026, 11, 26, 9, tzinfo=UTC), "Europe/Berlin")
        assert [a.person_id for a in every(program, Attendance) if a.meeting_id == booked.id] == [dana(program).id]
        assert {row.kind for row in queue(program)} >= {Kind.ANSWER, Kind.PREPARE}

    def test_a_meeting_that_they_confirm_is_booked_and_waits_for_no_answer(self, program: ProgramOnATable) -> None:
        at_ten = time(10, tzinfo=timezone(timedelta(hours=1)))
        sentence = "Great, see you on Thursday, 26 November at 10 then!"
        line = suggested(program, Proposal.MEETING, day=date(2026, 11, 26), clock=at_ten, sentence=sentence)
        assert line.text == "Dana Ruiz names a meeting: Thu 26 Nov 10:00"
        program.follow_ups.done([line.id])
        assert every(program, Meeting)[-1].starts == datetime(2026, 11, 26, 9, tzinfo=UTC)
        assert Kind.ANSWER not in {row.kind for row in queue(program)}
        again = wrote(program, note="see you then")
        assert suggest(program, Proposal.MEETING, touch=again, day=date(2026, 11, 26), clock=at_ten) is None

    def test_a_further_interview_at_a_time_is_booked_in_the_next_round(self, program: ProgramOnATable) -> None:
        six = time(6, tzinfo=timezone(timedelta(hours=-5)))
        line = suggested(program, Proposal.INVITED, day=date(2026, 12, 3), clock=six)
        program.follow_ups.done([line.id])
        booked = every(program, Meeting)[-1]
        assert booked.starts == datetime(2026, 12, 3, 11, tzinfo=UTC)
        assert get(program, Round, booked.round_id).number == 2

    def test_the_first_invitation_opens_no_round(self, tmp_path: Path) -> None:
        program = a_program(tmp_path, now="2026-11-20T09:00:00+01:00")
        program.interviews.add("Acme", "SRE", people=[DANA])
        program.clock.set("2026-11-23T09:00:00+01:00")
        at_ten = time(10, tzinfo=timezone(timedelta(hours=1)))
        line = suggested(program, Proposal.INVITED, day=date(2026, 12, 3), clock=at_ten)
        assert line.text == "Dana Ruiz invites you to an interview, Thu 3 Dec 10:00"
        words = taken(program, line)
        assert "Acme: invited to an interview; meeting" in words
        (meeting,) = every(program, Meeting)
        assert meeting.starts == datetime(2026, 12, 3, 9, tzinfo=UTC)
        assert get(program, Interview, 1).round == 1

    def test_the_first_invitation_without_a_time_asks_to_agree_on_one(self, tmp_path: Path) -> None:
        program = a_program(tmp_path, now="2026-11-20T09:00:00+01:00")
        program.interviews.add("Acme", "SRE", people=[DANA])
        program.clock.set("2026-11-23T09:00:00+01:00")
        taken(program, suggested(program, Proposal.INVITED))
        agree = next(f for f in every(program, FollowUp) if f.kind is Kind.NEW_DATE)
        assert (agree.text, agree.due_day) == ("Agree on a date", date(2026, 11, 25))
        assert planned_again(program) == {}
        assert get(program, Interview, 1).round == 1
        ahead(program, "3 Dec 10:00")
        assert get(program, FollowUp, agree.id).state is Settled.CANCELLED

    def test_before_a_meeting_that_is_booked_an_invitation_opens_no_round(self, tmp_path: Path) -> None:
        program = acme(DANA, meeting="today 14:00", now="2026-11-23T09:00:00+01:00").on(tmp_path)
        program.clock.move(hours=2)
        line = suggested(program, Proposal.INVITED)
        assert line.text == "Dana Ruiz invites you to an interview"
        program.follow_ups.done([line.id])
        assert get(program, Interview, 1).round == 1

    @pytest.mark.parametrize(
        ("came", "taken_at", "named", "due"),
        [
            ("25T16:00", "25T18:00", None, 26),
            ("25T16:00", "26T09:00", None, 26),
            ("24T16:00", "26T09:00", None, 27),
            ("25T16:00", "25T18:00", 25, 25),
            ("23T16:00", "25T09:00", 25, 26),
        ],
    )
    def test_the_day_of_an_answer_is_the_one_of_its_reason(
        self, program: ProgramOnATable, came: str, taken_at: str, named: int | None, due: int
    ) -> None:
        program.clock.set(f"2026-11-{came}:00+01:00")
        day = date(2026, 11, named) if named else None
        line = suggested(program, Proposal.MEETING, day=day)
        program.clock.set(f"2026-11-{taken_at}:00+01:00")
        program.follow_ups.done([line.id])
        (row,) = (r for r in queue(program) if r.kind is Kind.ANSWER)
        assert row.day == date(2026, 11, due)
        assert row.why == f"they wait for an answer, by {short_day(row.day)}"

    @pytest.mark.parametrize("language", Language)
    def test_their_sentence_is_quoted_in_no_letter(self, program: ProgramOnATable, language: Language) -> None:
        sentence = "We have two more candidates to see and will decide by Friday, so please bear with us."
        program.people.edit(dana(program), language=language)
        suggestion = suggested(program, Proposal.COMMITMENT, day=date(2026, 11, 27), sentence=sentence)
        program.follow_ups.done([suggestion.id])
        (commitment,) = every(program, Commitment)
        assert get(program, FollowUp, suggestion.id).why == f"“{sentence}”"
        program.clock.set("2026-12-01T09:00:00+01:00")
        for kind in (LetterKind.THANK_YOU, LetterKind.CHECK_IN):
            body = program.letters.draft(Ref("i", 1), kind, to=dana(program).id).body
            assert sentence.rstrip(".") not in body
            if kind is LetterKind.CHECK_IN:
                assert commitment.text in body

    def test_who_made_the_offer_is_thanked_and_answered(self, program: ProgramOnATable) -> None:
        program.people.add(1, "Rita Olsen, Recruiter <rita@acme.example>")
        email = wrote(program, subject="Your offer")
        taken(program, suggested(program, Proposal.OFFER, touch=email, day=date(2026, 11, 27)))
        asked = {
            f.kind: f.person_id for f in every(program, FollowUp) if f.kind in (Kind.OFFER_THANKS, Kind.OFFER_REPLY)
        }
        assert asked == {Kind.OFFER_THANKS: dana(program).id, Kind.OFFER_REPLY: dana(program).id}
        thanks = next(f for f in every(program, FollowUp) if f.kind is Kind.OFFER_THANKS)
        letter = program.letters.draft(Ref("f", thanks.id))
        assert (letter.person_id, letter.subject) == (dana(program).id, "Re: Your offer")

    def test_a_call_that_they_ask_for_is_answered_the_next_working_day(self, program: ProgramOnATable) -> None:
        line = suggested(program, Proposal.MEETING)
        program.clock.set("2026-11-26T09:00:00+01:00")
        assert "planned: Answer Dana Ruiz" in taken(program, line)
        answer = next(f for f in every(program, FollowUp) if f.kind is Kind.ANSWER)
        assert answer.due_day == date(2026, 11, 27)  # nothing that is planned is born late

    def test_a_day_that_they_name_is_their_commitment(self, program: ProgramOnATable) -> None:
        line = suggested(program, Proposal.COMMITMENT, day=date(2026, 11, 27), sentence=BY_FRIDAY)
        assert "noted: Dana Ruiz, by Fri 27 Nov" in taken(program, line)
        (commitment,) = every(program, Commitment)
        assert (commitment.owner, commitment.text, commitment.due) == (Owner.THEM, "decide", date(2026, 11, 27))
        assert (commitment.person_id, commitment.passive) == (dana(program).id, False)
        check_in = next(r for r in queue(program) if r.kind is Kind.CHECK_IN)
        assert check_in.day == date(2026, 12, 1)

    def test_their_day_is_not_kept_by_the_email_that_names_it(self, program: ProgramOnATable) -> None:
        taken(program, suggested(program, Proposal.COMMITMENT, day=program.today(), sentence="You will hear today."))
        assert [c.state for c in every(program, Commitment)] == [CommitmentState.OPEN]
        program.clock.set("2026-11-23T18:00:00+01:00")
        wrote(program)
        assert [c.state for c in every(program, Commitment)] == [CommitmentState.KEPT]

    def test_what_an_email_says_does_not_write_up_the_meeting(self, tmp_path: Path) -> None:
        program = (
            acme(DANA, meeting="today 14:00", now="2026-11-20T09:00:00+01:00")
            .later("2026-11-20T16:00:00+01:00")
            .checked_on(tmp_path)
        )
        taken(program, suggested(program, Proposal.COMMITMENT, day=date(2026, 11, 27), sentence=BY_FRIDAY))
        assert any(r.kind is Kind.DEBRIEF for r in queue(program))

    def test_no_day_is_a_passive_commitment(self, program: ProgramOnATable) -> None:
        taken(program, suggested(program, Proposal.PASSIVE, sentence="It may take us a while, please be patient."))
        (commitment,) = every(program, Commitment)
        assert (commitment.passive, commitment.due, commitment.text) == (True, None, "none given")
        program.clock.set("2026-11-24T09:00:00+01:00")
        assert suggest(program, Proposal.PASSIVE) is None  # they said so before

    def test_who_takes_over_stands_where_the_other_stood(self, program: ProgramOnATable) -> None:
        email = wrote(program)
        nora = "Nora Lindqvist <nora@acme.example>"
        line = suggested(program, Proposal.HANDOVER, touch=email, successor=nora)
        assert "what is open to Dana Ruiz goes to Nora Lindqvist" in taken(program, line)
        (tie,) = (t for t in every(program, Involvement) if t.person_id == dana(program).id)
        assert tie.handed_over == email.at
        assert {r.person for r in queue(program)} == {"Nora Lindqvist"}

    def test_what_went_to_who_decides_goes_to_who_takes_over(self, tmp_path: Path) -> None:
        met = acme(
            DANA, "Tom Reed, Team Lead <tom@acme.example>", meeting="today 14:00", now="2026-11-20T09:00:00+01:00"
        )
        program = met.later("2026-11-23T09:00:00+01:00").checked_on(tmp_path)
        wrote(program, automatic=True, until=date(2026, 11, 26))
        program.people.add(1, "Nora Lindqvist <nora@acme.example> [recruiter]")
        (before,) = (r for r in queue(program) if r.kind is Kind.VALUE_LETTER)
        assert (before.person, before.day) == ("Dana Ruiz", date(2026, 11, 27))
        program.clock.move(hours=2)
        taken(program, suggested(program, Proposal.HANDOVER, successor="Nora Lindqvist <nora@acme.example>"))
        (value,) = (r for r in queue(program) if r.kind is Kind.VALUE_LETTER)
        assert (value.person, value.day) == ("Nora Lindqvist", before.day)
        (tie,) = (t for t in every(program, Involvement) if t.person_id == value.person_id)
        assert tie.part is Part.RECRUITER

    def test_a_successor_without_a_name_is_asked_for(self, program: ProgramOnATable) -> None:
        line = suggested(program, Proposal.HANDOVER)
        before = content(program)
        with pytest.raises(Refused, match=r"interview-tui person i1 NAME --takes-over p1"):
            program.follow_ups.done([line.id])
        assert content(program) == before

    def test_what_is_settled_meanwhile_is_said_and_nothing_changes(self, program: ProgramOnATable) -> None:
        line = suggested(program, Proposal.DECLINE)
        program.outcomes.record([1], Outcome.REJECTED)
        said: list[str] = []
        with program.transaction() as tx:
            program.suggestions.take(tx, line, said)
            assert tx.size == 0
        assert said == ["that is settled already, so nothing was changed"]

    def test_of_a_damaged_store_nothing_is_taken(self, program: ProgramOnATable) -> None:
        line = suggested(program, Proposal.DECLINE)
        said: list[str] = []
        with program.transaction() as tx:
            tx.remove(every(program, Suggestion)[0])
            program.suggestions.take(tx, line, said)
            tx.give_up()
        assert said == ["what it suggested is not known any more, so nothing was changed"]

    def test_marked_together_each_is_taken_that_still_stands(self, program: ProgramOnATable) -> None:
        passive, decline = suggested(program, Proposal.PASSIVE), None
        program.clock.set("2026-11-24T09:00:00+01:00")
        decline = suggested(program, Proposal.DECLINE)
        words = program.follow_ups.done([decline.id, passive.id]).words
        assert words.startswith("Taken: Dana Ruiz seems to decline; Acme: rejected")
        assert get(program, FollowUp, passive.id).state is Settled.CANCELLED


class TestALetterOfMine:
    def sent(self, program: ProgramOnATable) -> tuple[FollowUp, Touch]:
        """The value letter went out now."""
        line = next(f for f in every(program, FollowUp) if f.kind is Kind.VALUE_LETTER and f.state is Settled.OPEN)
        with program.transaction() as tx:
            letter = tx.add(
                Letter(
                    interview_id=1,
                    round_id=1,
                    person_id=dana(program).id,
                    kind=LetterKind.VALUE_LETTER,
                    subject="Release approvals",
                    body="A word",
                    state=LetterState.SENT,
                    sent=tx.now,
                    follow_up_id=line.id,
                    created=tx.now,
                )
            )
            program.follow_ups.settle(tx, tx.get(FollowUp, line.id), "", [], letter=letter)
            tx.done("Sent")
        return get(program, FollowUp, line.id), every(program, Touch)[-1]

    def test_one_that_did_not_arrive_is_owed_again(self, program: ProgramOnATable) -> None:
        follow_up, touch = self.sent(program)
        assert follow_up.state is Settled.DONE
        line = suggested(program, Proposal.BOUNCE, touch=touch, settles_id=follow_up.id)
        assert line.text == "Your letter to Dana Ruiz did not arrive"
        assert line.why == "it came back: check the address, then send it again"
        words = taken(program, line)
        assert "the letter is a draft again; owed again: Send the value letter (tomorrow)" in words
        again = get(program, FollowUp, follow_up.id)
        assert (again.state, again.due_day, again.on_time) == (Settled.OPEN, date(2026, 11, 24), None)
        assert get(program, Touch, touch.id).bounced
        assert get(program, Letter, touch.letter_id or 0).state is LetterState.DRAFT

    def test_one_that_did_not_arrive_is_no_contact(self, program: ProgramOnATable) -> None:
        before = {r.kind: r.day for r in queue(program) if r.kind is Kind.CHECK_IN}
        program.clock.set("2026-11-24T09:00:00+01:00")
        program.follow_ups.touch(
            Ref("i", 1), Contacted(direction=Direction.OUT, channel=Channel.EMAIL, person_id=dana(program).id)
        )
        assert {r.kind: r.day for r in queue(program) if r.kind is Kind.CHECK_IN} != before
        touch = every(program, Touch)[-1]
        taken(program, suggested(program, Proposal.BOUNCE, touch=touch))
        sent = already_sent(dana(program).id, every(program, Letter), every(program, Touch))
        assert touch.at not in {item.at for item in sent}
        assert {r.kind: r.day for r in queue(program) if r.kind is Kind.CHECK_IN} == before

    def test_one_that_is_the_check_in_settles_it_on_its_day(self, program: ProgramOnATable) -> None:
        asked = next(f for f in every(program, FollowUp) if f.kind is Kind.CHECK_IN and f.state is Settled.OPEN)
        with program.transaction() as tx:
            touch = tx.add(
                Touch(
                    interview_id=1, person_id=dana(program).id, at=tx.now - timedelta(hours=2), entered=tx.now,
                    direction=Direction.OUT, channel=Channel.EMAIL, message_id="<mine@me.example>",
                )
            )  # fmt: skip
            program.interviews.replan(tx, 1)
            tx.done("Read an email")
        line = suggested(program, Proposal.SETTLES, touch=touch, settles_id=asked.id)
        assert line.text == "Is your email of Mon 23 Nov the check-in to Dana Ruiz?"
        assert "done: Check in (on time)" in taken(program, line)
        done = get(program, FollowUp, asked.id)
        assert (done.state, done.settled) == (Settled.DONE, touch.at)
        assert get(program, Touch, touch.id).follow_up_id == asked.id
        assert len([t for t in every(program, Touch) if t.follow_up_id == asked.id]) == 1

    def test_one_that_is_done_meanwhile_asks_no_more(self, program: ProgramOnATable) -> None:
        promise = program.follow_ups.add(1, "Send the paper", when(program, "Thu")).refs[0].id
        line = suggested(program, Proposal.SETTLES, settles_id=promise)
        assert line.text == "Did your email of Mon 23 Nov settle “Send the paper”?"
        program.follow_ups.done([promise])
        assert lines(program) == []


class TestWhatAnImportAsks:
    def test_the_next_round(self, program: ProgramOnATable) -> None:
        meeting = ahead(program, "3 Dec 14:00")
        line = suggested(program, Proposal.NEXT_ROUND, meeting_id=meeting.id)
        assert line.text == "Is the meeting on Thu 3 Dec the next round?"
        taken(program, line)
        assert get(program, Interview, 1).round == 2
        assert get(program, Meeting, meeting.id).round_id == every(program, Round)[-1].id

    def test_another_meeting_instead(self, program: ProgramOnATable) -> None:
        meeting = ahead(program, "2 Dec 14:00")
        line = suggested(program, Proposal.REPLACES, meeting_id=meeting.id)
        assert line.text == "Does it replace the meeting on Wed 2 Dec?"
        taken(program, line)
        assert get(program, Meeting, meeting.id).state is MeetingState.CANCELLED

    def test_neither_is_asked_once_the_meeting_begins(self, program: ProgramOnATable) -> None:
        meeting = ahead(program, "2 Dec 14:00")
        suggested(program, Proposal.REPLACES, meeting_id=meeting.id)
        program.clock.set("2026-12-02T14:00:00+01:00")
        assert lines(program) == []


def test_it_goes_and_comes_back_with_its_interview(program: ProgramOnATable) -> None:
    suggested(program, Proposal.DECLINE, sentence=NO)
    taken(program, suggested(program, Proposal.COMMITMENT, day=date(2026, 11, 27), sentence=BY_FRIDAY))
    before = content(program)
    program.interviews.remove([1])
    assert every(program, Suggestion) == ()
    (gone,) = program.history.deleted()
    program.history.bring_back(gone.ref)
    assert content(program) == before


class TestAnEmailOfSomebodyNew:
    @pytest.mark.parametrize("subject", ["", "Your application"])
    @pytest.mark.parametrize("sender", ["Nora Lindqvist <nora@acme.example>", "nora@acme.example"])
    def test_is_theirs_once_they_are_known(self, program: ProgramOnATable, subject: str, sender: str) -> None:
        note = "\n\n".join(filter(None, (subject, noted_sender(sender), "from: all of us <x@y.example>")))
        line = suggested(program, Proposal.DECLINE, touch=self.unknown(program, subject, note))
        assert line.text == "Acme seems to decline"
        program.people.add(1, "Nora Lindqvist <Nora@acme.example>")
        nora = next(p for p in every(program, Person) if p.name == "Nora Lindqvist")
        assert every(program, Touch)[-1].person_id == nora.id
        assert get(program, FollowUp, line.id).person_id == nora.id

    def test_is_theirs_once_their_address_is(self, program: ProgramOnATable) -> None:
        program.people.add(1, "Nora Lindqvist")
        self.unknown(program, "", noted_sender("nora@acme.example"))
        nora = next(p for p in every(program, Person) if p.name == "Nora Lindqvist")
        program.people.edit(nora, email="nora@acme.example")
        assert every(program, Touch)[-1].person_id == nora.id

    def test_is_nobody_elses(self, program: ProgramOnATable) -> None:
        self.unknown(program, "Hello", noted_sender("Nora Lindqvist <nora@acme.example>"))
        program.people.add(1, "Eve Lindqvist <eve@acme.example>")
        assert every(program, Touch)[-1].person_id is None

    def unknown(self, program: ProgramOnATable, subject: str, note: str) -> Touch:
        email = wrote(program, subject=subject, note=note)
        with program.transaction() as tx:
            unknown = tx.update(replace(email, person_id=None))
            program.interviews.replan(tx, 1)
            tx.done("Of nobody who is known")
        return unknown


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("We have two more to see and will decide by Friday.", DECIDE),
        ("We have decided to see two more, and will be in touch by Friday.", UPDATE),
        ("Sie erhalten den Arbeitsvertrag bis Freitag.", CONTRACT),
        ("Nous vous donnerons une réponse d'ici vendredi.", ANSWER),
        ("Ich rufe Sie am Freitag an.", ("call", "anrufen", "téléphoner")),
        ("Sie hören bis Freitag von uns.", UPDATE),
    ],
)
def test_what_they_will_do_is_said_as_notes_would(sentence: str, words: tuple[str, ...]) -> None:
    said = tuple(undertaken(sentence, language) for language in (Language.EN_GB, Language.DE, Language.FR))
    assert said == words
    assert not any(map(none_given, said))
