"""Emails become contacts: each once, on its own date, with whom and about what it was; and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import count, pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.enums import Channel, Direction, Outcome, Part, Proposal, Ref, Settled, Step
from interview_tui.domain.errors import Refused, UserError
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import FollowUp, Interview, Letter, Person, Suggestion, Touch
from interview_tui.importing.arrivals import MESSAGES
from interview_tui.importing.importer import NO_OPTIONS, Contents
from interview_tui.importing.messages import Messages
from interview_tui.mail.message import CalendarPart, Envelope, Mailbox, Message
from interview_tui.services.follow_ups import Contacted
from tests.programs import a_program, content, every, follow_up, get, journal, made_once, owed, when

if TYPE_CHECKING:
    from pathlib import Path

    from tests.programs import ProgramOnATable

ME = "robin@home.example"
DANA, RITA = Mailbox("Dana Ruiz", "dana@acme.example"), Mailbox("Rita Olsen", "rita@acme.example")
ROBIN, STRANGER = Mailbox("Robin Hale", ME), Mailbox("Jamie Cross", "jamie@friends.example")
_NUMBERS = count(1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}+01:00")


@dataclass
class Maker:
    """Makes emails that differ in what matters to a test."""

    sender: Mailbox
    to: tuple[Mailbox, ...] = (ROBIN,)
    fields: dict[str, object] = field(default_factory=dict)

    def __call__(
        self, day: str, text: str = "", subject: str = "Where we are", *, message_id: str = "", **more: object
    ) -> Message:
        envelope = {name: more.pop(name) for name in ("to", "cc", "bcc", "thread", "marks") if name in more}
        return Message(
            envelope=Envelope(
                message_id=message_id or f"<{next(_NUMBERS)}@there.example>",
                sender=self.sender,
                subject=subject,
                at=at(day),
                **{"to": self.to, **envelope},  # type: ignore[arg-type]
            ),
            text=text,
            **more,  # type: ignore[arg-type]
        )


from_dana, from_rita, from_stranger = Maker(DANA), Maker(RITA), Maker(STRANGER)
to_dana = Maker(ROBIN, (DANA,))
THANKS = "Dear Dana,\n\nthank you for the conversation this morning.\n\nBest regards,\nRobin"
DECLINE = "Dear Robin,\n\nwe have decided to move forward with another candidate.\n\nDana"


@made_once
def met_dana(tmp_path: Path) -> ProgramOnATable:
    """An interview with a meeting that took place this morning, Tuesday 10 November."""
    program = a_program(tmp_path, now="2026-11-02T09:00:00+01:00", mine=frozenset({ME}))
    people = ("Dana Ruiz, VP Operations <dana@acme.example> [hiring manager]",)
    program.interviews.add("Acme", "SRE", meeting=when(program, "10 Nov 10:00-11:00"), people=people)
    program.people.add(1, "Rita Olsen, Recruiter <rita@acme.example>", part=Part.RECRUITER)
    program.clock.set("2026-11-10T12:00:00+01:00")
    return program


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    return met_dana(tmp_path)


def take(program: ProgramOnATable, *messages: Message, dry_run: bool = False) -> list[str]:
    return Messages(program).take(messages, dry_run=dry_run).lines()


def suggested(program: ProgramOnATable) -> list[tuple[Proposal, str]]:
    lines = {f.id: f for f in every(program, FollowUp) if f.state is Settled.OPEN}
    return [(s.proposal, lines[s.follow_up_id].text) for s in every(program, Suggestion) if s.follow_up_id in lines]


class TestWhatComesIn:
    def test_is_a_contact_on_its_own_date(self, program: ProgramOnATable) -> None:
        message = from_dana("11-10T11:30", "Good talk. I gave your page to Tom.", thread=("<before@home>",))
        assert take(program, message)[0].startswith("Dana Ruiz · Acme: email of Tue 10 Nov logged")
        (touch,) = every(program, Touch)
        assert (touch.interview_id, touch.person_id, touch.direction) == (1, 1, Direction.IN)
        assert (touch.at, touch.entered) == (at("11-10T11:30"), program.clock())
        assert (touch.note, touch.message_id, touch.thread) == (
            "Where we are",
            message.envelope.message_id,
            "<before@home>",
        )
        assert journal(program)[-1].startswith("Imported: Dana Ruiz · Acme: email")

    @pytest.mark.parametrize(
        ("text", "reply_by"),
        [
            ("Could you please send me two references by Thursday?", date(2026, 11, 12)),
            ("Could you tell me your notice period?", date(2026, 11, 11)),
            ("Let me know if you have any questions.", None),
            (DECLINE + "\nCould you send back the laptop?", None),
        ],
    )
    def test_what_it_asks_is_owed_an_answer(self, program: ProgramOnATable, text: str, reply_by: date | None) -> None:
        take(program, from_dana("11-10T11:30", text))
        assert every(program, Touch)[0].reply_by == reply_by
        assert (Kind.ANSWER in {f.kind for f in every(program, FollowUp)}) == (reply_by is not None)

    def test_who_takes_over_may_write_first(self, program: ProgramOnATable) -> None:
        from_nora = Maker(Mailbox("Nora Field", "nora@acme.example"))
        take(program, from_nora("11-10T11:30", "I take over from Rita and will decide by Friday, 4 December."))
        assert suggested(program) == [(Proposal.HANDOVER, "Nora Field takes over from Rita Olsen")]

    def test_of_a_long_thread_its_beginning_and_its_end_are_kept(self, program: ProgramOnATable) -> None:
        thread = tuple(f"<{number}@home>" for number in range(300))
        take(program, from_dana("11-10T11:30", thread=thread))
        assert every(program, Touch)[0].thread.split() == [thread[0], *thread[-19:]]

    def test_keeps_its_words_only_where_the_user_wants_that(self, program: ProgramOnATable) -> None:
        program.keep_text = True
        take(program, from_dana("11-10T11:30", "Good talk."))
        assert every(program, Touch)[0].note == "Where we are\n\nGood talk."

    def test_read_twice_adds_nothing(self, program: ProgramOnATable) -> None:
        messages = (from_dana("11-10T11:30", DECLINE), to_dana("11-10T11:45", THANKS, "Thank you"))
        take(program, *messages)
        before = content(program)
        taken = Messages(program).take(messages)
        assert (taken.lines(), taken.known, taken.imported.entry) == ([], 2, None)
        assert content(program) == before

    def test_the_same_email_twice_in_a_run_is_one(self, program: ProgramOnATable) -> None:
        message = from_dana("11-10T11:30")
        taken = Messages(program).take([message, replace(message, text="again")])
        assert (len(every(program, Touch)), taken.known, len(taken.items)) == (1, 1, 1)

    def test_a_dry_run_says_the_same_and_changes_nothing(self, program: ProgramOnATable) -> None:
        before = content(program)
        said = take(program, from_dana("11-10T11:30", DECLINE), dry_run=True)
        assert content(program) == before
        assert said == take(program, from_dana("11-10T11:30", DECLINE))

    def test_one_from_the_future_is_from_now(self, program: ProgramOnATable) -> None:
        take(program, from_dana("11-11T11:30"))
        assert every(program, Touch)[0].at == program.clock()

    def test_of_somebody_there_who_is_not_known_yet_the_name_is_kept(self, program: ProgramOnATable) -> None:
        said = take(program, Maker(Mailbox("Vera Holt", "vera@acme.example"))("11-10T11:30", subject="Your visit"))
        assert said == ["Vera Holt <vera@acme.example> · Acme: email of Tue 10 Nov logged"]
        (touch,) = every(program, Touch)
        assert (touch.person_id, touch.note) == (None, "Your visit\n\nfrom Vera Holt <vera@acme.example>")

    def test_a_copy_of_a_list_does_not_hide_the_email_itself(self, program: ProgramOnATable) -> None:
        listed = Mailbox("", "users@lists.example")
        copy = from_dana("11-10T11:29", to=(listed,), marks=frozenset({"list-id"}), message_id="<1@x>")
        taken = Messages(program).take([copy, from_dana("11-10T11:30", message_id="<1@x>")])
        assert (len(taken.items), len(every(program, Touch))) == (1, 1)

    def test_strangers_are_left_out(self, program: ProgramOnATable) -> None:
        stranger = from_stranger("11-10T11:30", "How was Acme?")
        taken = Messages(program).take([stranger])
        assert (taken.left_out, taken.items, taken.lines()) == ([stranger.envelope.message_id], [], [])
        assert every(program, Touch) == ()

    def test_what_it_seems_to_say_is_put_before_the_user_and_not_done(self, program: ProgramOnATable) -> None:
        said = take(program, from_dana("11-10T11:30", DECLINE))
        assert suggested(program) == [(Proposal.DECLINE, "Dana Ruiz seems to decline")]
        assert every(program, Interview)[0].outcome is None
        assert said[1].endswith("to look at: Dana Ruiz seems to decline")
        (suggestion,) = every(program, Suggestion)
        assert suggestion.touch_id == every(program, Touch)[0].id
        assert suggestion.sentence == "we have decided to move forward with another candidate."

    def test_a_reference_decides_nothing(self, program: ProgramOnATable) -> None:
        program.people.add(1, "Kai Brandt <kai@friends.example>", part=Part.REFERENCE)
        take(program, Maker(Mailbox("Kai", "kai@friends.example"))("11-10T11:30", DECLINE))
        assert (len(every(program, Touch)), suggested(program)) == (1, [])

    def test_an_automatic_reply_answers_nothing(self, program: ProgramOnATable) -> None:
        marks = frozenset({"auto-submitted: auto-replied"})
        text = "I am out of the office until Monday, 16 November."
        take(program, from_dana("11-10T11:30", text, "Automatic reply: Thank you", marks=marks))
        (touch,) = every(program, Touch)
        assert (touch.automatic, touch.until is not None) == (True, True)
        assert suggested(program) == []

    def test_what_was_logged_by_hand_that_day_is_the_same_contact(self, program: ProgramOnATable) -> None:
        take(program, from_dana("11-10T11:30"))
        by_hand = replace(every(program, Touch)[0], message_id="", note="they wrote")
        with program.transaction() as tx:
            tx.update(by_hand)
            tx.done("Test")
        said = take(program, from_dana("11-10T11:31", message_id="<known@acme>"))
        assert said == ["Dana Ruiz · Acme: email of Tue 10 Nov is the one that was logged"]
        (touch,) = every(program, Touch)
        assert (touch.message_id, touch.note) == ("<known@acme>", "they wrote")
        take(program, from_dana("11-10T11:32"))
        assert len(every(program, Touch)) == 2


class TestWhatWasSent:
    def test_a_thank_you_is_done_on_its_own_date_and_never_planned_again(self, program: ProgramOnATable) -> None:
        program.clock.set("2026-11-16T12:00:00+01:00")
        said = take(program, to_dana("11-10T15:00", THANKS, "Thank you"))
        assert said[0].startswith("Dana Ruiz · Acme: your email of Tue 10 Nov logged; done: Thank Dana Ruiz (on time)")
        done = follow_up(program, "Thank Dana Ruiz")
        assert (done.state, done.settled, done.on_time) == (Settled.DONE, at("11-10T15:00"), True)
        assert every(program, Touch)[0].follow_up_id == done.id
        assert "Thank Dana Ruiz" not in [text for text, _ in owed(program)]

    def test_before_the_meeting_it_thanks_for_nothing(self, program: ProgramOnATable) -> None:
        take(program, to_dana("11-09T15:00", "Thank you for the invitation.", "Tuesday"))
        assert follow_up(program, "Thank Dana Ruiz").state is Settled.OPEN
        assert suggested(program) == []

    def test_what_is_not_plain_is_asked(self, program: ProgramOnATable) -> None:
        take(program, to_dana("11-10T15:00", "Here is the page that I spoke of.", "The page"))
        assert follow_up(program, "Thank Dana Ruiz").state is Settled.OPEN
        assert suggested(program) == [(Proposal.SETTLES, "Is your email of Tue 10 Nov the thank-you to Dana Ruiz?")]

    @pytest.mark.parametrize(
        "text",
        [
            "Dear Dana,\n\none question about the benefits: is there a pension plan? Thanks!",
            "Dear Dana,\n\nmany thanks for the parking ticket.",
            "Dear Dana,\n\nthank you for the form.",
            "Guten Tag,\n\nvielen Dank für Ihre Nachricht. Anbei das Formular.",
        ],
    )
    def test_a_word_of_thanks_alone_settles_nothing_and_is_not_asked_about(
        self, program: ProgramOnATable, text: str
    ) -> None:
        take(program, to_dana("11-10T15:00", text, "A question"))
        assert follow_up(program, "Thank Dana Ruiz").state is Settled.OPEN
        assert suggested(program) == []

    def test_thanks_for_who_knows_what_are_asked_about(self, program: ProgramOnATable) -> None:
        take(program, to_dana("11-10T15:00", "Hi Dana, thanks for everything!", "Hello"))
        assert follow_up(program, "Thank Dana Ruiz").state is Settled.OPEN
        assert [proposal for proposal, _ in suggested(program)] == [Proposal.SETTLES]

    def test_whoever_waits_for_an_answer_has_it_by_any_letter_to_them(self, program: ProgramOnATable) -> None:
        program.follow_ups.touch(
            Ref("p", 1),
            Contacted(direction=Direction.IN, channel=Channel.EMAIL, reply_by=at("11-12T00:00").date()),
        )
        assert follow_up(program, "Answer Dana Ruiz").state is Settled.OPEN
        program.clock.set("2026-11-12T12:00:00+01:00")
        said = take(program, to_dana("11-11T15:00", "The 1st of March suits me.", "Re: Your start"))
        answer = follow_up(program, "Answer Dana Ruiz")
        assert (answer.state, answer.settled, answer.on_time) == (Settled.DONE, at("11-11T15:00"), True)
        assert "done: Answer Dana Ruiz (on time)" in said[0]
        assert suggested(program) == []

    def test_one_to_a_friend_is_none(self, program: ProgramOnATable) -> None:
        assert take(program, to_dana("11-10T15:00", THANKS, to=(STRANGER,))) == []

    def test_one_to_two_people_is_a_contact_with_each(self, program: ProgramOnATable) -> None:
        message = to_dana("11-10T15:00", "See you on Tuesday.", to=(DANA, RITA))
        take(program, message)
        take(program, message)
        assert [t.person_id for t in every(program, Touch)] == [1, 2]

    def test_a_letter_of_this_program_that_a_provider_renamed_is_the_same(self, program: ProgramOnATable) -> None:
        letter = program.letters.draft(Ref("i", 1), LetterKind.THANK_YOU, to=1)
        sent_at = program.clock()
        program.outbox.sent(letter)
        (touch,) = every(program, Touch)
        envelope = to_dana("11-10T12:00").envelope
        copy = Message(envelope=replace(envelope, subject=touch.note, at=sent_at + timedelta(seconds=20)), text=THANKS)
        take(program, copy)
        (known,) = every(program, Touch)
        assert (known.id, known.message_id) == (touch.id, envelope.message_id)
        assert touch.message_id in known.thread.split()

    def test_an_acceptance_is_asked_about(self, program: ProgramOnATable) -> None:
        program.outcomes.record_offer(1, answer_by=at("11-20T00:00").date())
        taken = Messages(program).take([to_dana("11-10T11:59", "I am delighted to accept your offer.", "Yes")])
        assert every(program, Interview)[0].outcome is Outcome.OFFER
        assert taken.items[0]["settles"] == "offer_reply"
        assert suggested(program) == [(Proposal.ACCEPTED, "Your email to Dana Ruiz accepts the offer")]
        assert taken.items[0]["proposal"] is None
        answer = next(f for f in every(program, FollowUp) if f.kind is Kind.OFFER_REPLY)
        program.follow_ups.done([every(program, Suggestion)[0].follow_up_id])
        assert every(program, Interview)[0].outcome is Outcome.ACCEPTED
        assert get(program, FollowUp, answer.id).state is Settled.DONE
        assert every(program, Touch)[0].follow_up_id == answer.id
        assert every(program, Letter) == ()

    def test_a_withdrawal_is_asked_about(self, program: ProgramOnATable) -> None:
        text = "I am writing to withdraw my application for the position."
        take(program, to_dana("11-10T11:59", text, "SRE"))
        assert suggested(program) == [(Proposal.WITHDRAWN, "Your email to Dana Ruiz withdraws your application")]
        program.follow_ups.done([every(program, Suggestion)[0].follow_up_id])
        assert every(program, Interview)[0].outcome is Outcome.WITHDRAWN

    def test_a_letter_that_did_not_arrive_is_said_once(self, program: ProgramOnATable) -> None:
        program.clock.set("2026-11-10T16:00:00+01:00")
        sent = to_dana("11-10T15:00", THANKS, "Thank you")
        daemon = Maker(Mailbox("Mail Delivery System", "mailer-daemon@home.example"))
        report = daemon(
            "11-10T15:01",
            "I'm sorry to have to inform you that your message could not be delivered.",
            "Undelivered Mail",
            undelivered=("dana@acme.example",),
            undelivered_ids=(sent.envelope.message_id,),
        )
        said = take(program, sent, report)
        assert "Dana Ruiz · Acme: your letter did not arrive" in said
        assert suggested(program) == [(Proposal.BOUNCE, "Your letter to Dana Ruiz did not arrive")]
        before = content(program)
        take(program, report)
        assert content(program) == before
        program.follow_ups.skip([every(program, Suggestion)[0].follow_up_id])
        take(program, report)
        assert suggested(program) == []


DAEMON = Maker(Mailbox("Mail Delivery System", "mailer-daemon@home.example"))


def report(sent: Message, *addresses: str) -> Message:
    return DAEMON(
        "11-10T15:01",
        "I'm sorry to have to inform you that your message could not be delivered.",
        "Undelivered Mail",
        undelivered=addresses,
        undelivered_ids=(sent.envelope.message_id,),
    )


class TestBounces:
    @pytest.fixture(autouse=True)
    def later(self, program: ProgramOnATable) -> None:
        program.clock.set("2026-11-10T16:00:00+01:00")

    def test_of_somebody_else_is_put_on_nobody(self, program: ProgramOnATable) -> None:
        sent = to_dana("11-10T15:00", THANKS, "Thank you", to=(DANA, Mailbox("", "s.lutz@acme.example")))
        take(program, sent)
        said = take(program, report(sent, "s.lutz@acme.example"))
        words = "s.lutz@acme.example · Acme: your letter did not arrive, and nobody with that address is known"
        assert (said, suggested(program)) == ([words], [])
        assert follow_up(program, "Thank Dana Ruiz").state is Settled.DONE

    def test_of_one_of_two_readers_is_about_that_one(self, program: ProgramOnATable) -> None:
        sent = to_dana("11-10T15:00", THANKS, "Thank you", to=(DANA, RITA))
        take(program, sent, report(sent, "rita@acme.example"))
        assert suggested(program) == [(Proposal.BOUNCE, "Your letter to Rita Olsen did not arrive")]

    def test_of_both_is_about_each(self, program: ProgramOnATable) -> None:
        sent = to_dana("11-10T15:00", THANKS, "Thank you", to=(DANA, RITA))
        said = take(program, sent, report(sent, "rita@acme.example", "dana@acme.example"))
        assert "Rita Olsen, Dana Ruiz · Acme: your letter did not arrive" in said
        assert {words for _, words in suggested(program)} == {
            "Your letter to Rita Olsen did not arrive",
            "Your letter to Dana Ruiz did not arrive",
        }

    def test_that_names_nobody_is_about_whom_the_letter_was_to(self, program: ProgramOnATable) -> None:
        sent = to_dana("11-10T15:00", THANKS, "Thank you")
        take(program, sent, report(sent))
        assert suggested(program) == [(Proposal.BOUNCE, "Your letter to Dana Ruiz did not arrive")]


class TestSeveral:
    def test_are_taken_in_the_order_of_their_dates(self, program: ProgramOnATable) -> None:
        program.clock.set("2026-11-12T12:00:00+01:00")
        answer = Maker(Mailbox("Max Mo", "max@partner.example"))("11-11T15:00", thread=("<mine@home>",))
        take(program, answer, to_dana("11-10T15:00", THANKS, "Thank you", message_id="<mine@home>"))
        assert [(t.person_id, t.interview_id) for t in every(program, Touch)] == [(1, 1), (None, 1)]

    @given(order=st.permutations(range(5)), cuts=st.sets(st.integers(1, 4)))
    def test_the_log_is_the_same_in_whatever_order_they_are_read(
        self, tmp_path_factory: pytest.TempPathFactory, order: list[int], cuts: set[int]
    ) -> None:
        messages = (
            to_dana("11-10T15:00", THANKS, "Thank you", message_id="<1@x>"),
            from_dana("11-11T09:00", "Thanks for the note.", message_id="<2@x>", thread=("<1@x>",)),
            from_rita("11-11T10:00", "We will decide by Friday.", message_id="<3@x>"),
            to_dana("11-12T15:00", "I look forward to it.", message_id="<4@x>"),
            from_dana("11-13T09:00", DECLINE, message_id="<5@x>"),
        )

        def log(batches: list[list[Message]]) -> set[tuple[object, ...]]:
            program = met_dana(tmp_path_factory.mktemp("store"))
            program.clock.set("2026-11-14T12:00:00+01:00")
            for batch in batches:
                Messages(program).take(batch)
            contacts = {(t.message_id, t.at, t.person_id, t.direction) for t in every(program, Touch)}
            lines = {
                (f.text, f.state, f.settled if f.state is Settled.DONE else None, f.due_day)
                for f in every(program, FollowUp)
                if f.state is not Settled.CANCELLED
            }
            return contacts | lines

        mixed = [messages[number] for number in order]
        edges = [0, *sorted(cuts), len(mixed)]
        batches = [mixed[start:end] for start, end in pairwise(edges)]
        assert log(batches) == log([list(messages)])


class TestWhatIsSaid:
    THANKED = "Dana Ruiz · Acme: your email of Tue 10 Nov; done: Thank Dana Ruiz (on time)"

    def away(self, day: str, until: str) -> Message:
        text = f"I am out of the office until {until} November."
        return from_dana(day, text, "Automatic reply", marks=frozenset({"auto-submitted: auto-replied"}))

    def test_of_several_those_that_changed_what_is_owed_are_named(self, program: ProgramOnATable) -> None:
        program.clock.set("2026-11-12T12:00:00+01:00")
        replies = [from_rita(f"11-10T10:1{number}", "Fine.") for number in range(3)]
        sent = to_dana("11-10T15:00", THANKS, "Thank you")
        again = self.away("11-11T15:00", "Monday, 16")
        said = take(program, *replies, sent, again, report(sent, "dana@acme.example"), dry_run=True)
        assert said == take(program, *replies, sent, again, report(sent, "dana@acme.example"))
        assert said[0].startswith(self.THANKED)
        assert said[1].startswith("Dana Ruiz · Acme: your letter did not arrive")
        assert said[2].startswith("Dana Ruiz · Acme: automatic reply of Wed 11 Nov, away until Mon 16 Nov; moved: ")
        assert said[3] == "3 more emails logged"

    def test_of_several_that_changed_nothing_their_number(self, program: ProgramOnATable) -> None:
        take(program, from_rita("11-10T11:30"))
        assert take(program, from_rita("11-10T10:10"), from_rita("11-10T10:20")) == ["2 emails logged"]

    def test_of_changes_that_a_later_email_overtakes_the_last(self, program: ProgramOnATable) -> None:
        program.clock.set("2026-11-14T12:00:00+01:00")
        said = take(program, self.away("11-10T15:00", "Monday, 16"), self.away("11-11T15:00", "Wednesday, 18"))
        assert said[0].startswith("Dana Ruiz · Acme: automatic reply of Wed 11 Nov, away until Wed 18 Nov; moved: ")
        assert said[1:] == ["1 more email logged"]

    def test_invitations_have_a_line_for_each_interview(self, tmp_path: Path) -> None:
        program = a_program(tmp_path, now="2026-11-02T09:00:00+01:00", mine=frozenset({ME}))
        one = invitation("11-01T10:00", "20261110", "1@acme")
        other = invitation("11-01T11:00", "20261112", "2@globex", "Interview: Writer at Globex")
        taken = Messages(program).take([one, other], asked_for=True)
        assert [line.partition(":")[0] for line in taken.lines()] == ["Acme · SRE", "Globex · Writer"]
        assert taken.imported.lines == tuple(taken.lines())


class TestFilesAndPipes:
    RAW = (
        b"From: Dana Ruiz <dana@acme.example>\r\nTo: robin@home.example\r\nSubject: Where we are\r\n"
        b"Date: Tue, 10 Nov 2026 11:30:00 +0100\r\nMessage-ID: <%d@acme.example>\r\n\r\nHello.\r\n"
    )

    def test_several_on_one_pipe_are_all_read(self, program: ProgramOnATable) -> None:
        line = b"From dana@acme.example Tue Nov 10 11:30:00 2026\r\n"
        pipe = b"".join(line + self.RAW % number + b"\r\n" for number in (1, 2, 3))
        contents = MESSAGES.read(iter([pipe]), NO_OPTIONS)
        done = MESSAGES.apply(program, [contents], False, lambda _done: None)
        assert (done.added, done.skipped, len(every(program, Touch))) == (3, 0, 3)

    def test_what_cat_has_joined_is_read_and_what_cannot_be_told_is_said(self, program: ProgramOnATable) -> None:
        pipe = (self.RAW % 1).rstrip() + (self.RAW % 2)
        contents = MESSAGES.read(iter([pipe]), NO_OPTIONS)
        assert (len(contents.rows), contents.said) == (2, ())
        without_id = (self.RAW % 2).replace(b"Message-ID: <2@acme.example>\r\n", b"")
        contents = MESSAGES.read(iter([self.RAW % 1 + without_id]), NO_OPTIONS)
        words = "another email may begin within it: if so, import each from a file of its own"
        assert (len(contents.rows), contents.said) == (1, (words,))

    def test_one_of_nobody_names_whom_to_add(self, program: ProgramOnATable) -> None:
        friend = Maker(Mailbox("Jo O'Neil, [x] <y>", "jo@friends.example"))
        shown = r"""person i1 'Jo O'"'"'Neil x y <jo@friends.example>'$"""
        for message in (friend("11-10T11:30"), to_dana("11-10T11:30", to=(friend.sender,))):
            with pytest.raises(Refused, match=shown):
                MESSAGES.apply(program, [Contents((message,))], False, lambda _done: None)

    def test_one_of_nobody_says_what_to_do(self, program: ProgramOnATable) -> None:
        contents = MESSAGES.read(iter([(self.RAW % 1).replace(b"dana@acme", b"x@shop")]), NO_OPTIONS)
        with pytest.raises(Refused, match=r"nobody in this email is known: add them, .*example>'$"):
            MESSAGES.apply(program, [contents], False, lambda _done: None)
        program.mine = frozenset()
        with pytest.raises(Refused, match=r"to log what you sent, write email = .* into the configuration"):
            MESSAGES.apply(program, [contents], False, lambda _done: None)

    def test_what_is_no_email_is_refused(self) -> None:
        contents = MESSAGES.read(iter([b"nothing of the kind"]), NO_OPTIONS)
        assert (contents.rows, len(contents.refused)) == ((), 1)


INVITATION = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:{uid}\r\n"
    "DTSTAMP:20261101T090000Z\r\nDTSTART:{day}T090000Z\r\nDTEND:{day}T100000Z\r\nSUMMARY:{summary}\r\n"
    "ORGANIZER;CN=Dana Ruiz:mailto:dana@acme.example\r\nATTENDEE;CN=Robin Hale:mailto:robin@home.example\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)


def invitation(day: str, starts: str, uid: str, summary: str = "Interview: SRE at Acme") -> Message:
    calendar = INVITATION.format(uid=uid, day=starts, summary=summary)
    return from_dana(
        day, "Please find the invitation.", summary, calendars=(CalendarPart(calendar.encode(), "utf-8", "REQUEST"),)
    )


class TestInvitations:
    def test_phrases_are_read_only_for_words_of_somebody(self, program: ProgramOnATable, tmp_path: Path) -> None:
        program.mail_words = tmp_path / "mail-words.toml"
        program.mail_words.write_text("[")
        take(program, from_stranger("11-10T10:00", calendars=invitation("11-10T10:00", "20261124", "9@x").calendars))
        with pytest.raises(UserError, match="mail-words"):
            take(program, from_dana("11-10T10:30", "We will let you know."))

    def test_one_is_a_meeting_and_a_contact(self, tmp_path: Path) -> None:
        program = a_program(tmp_path, now="2026-11-02T09:00:00+01:00", mine=frozenset({ME}))
        taken = Messages(program).take([invitation("11-01T10:00", "20261110", "1@acme")])
        assert [(p.name, p.email) for p in every(program, Person)] == [("Dana Ruiz", "dana@acme.example")]
        (touch,) = every(program, Touch)
        assert (touch.person_id, touch.direction, touch.at) == (1, Direction.IN, at("11-01T10:00"))
        (item,) = taken.items
        assert (item["proposal"], item["day"], item["interview"]) == ("meeting", "2026-11-10", "i1")
        assert suggested(program) == []

    def test_two_under_one_message_id_are_two(self, tmp_path: Path) -> None:
        program = a_program(tmp_path, now="2026-11-02T09:00:00+01:00", mine=frozenset({ME}))
        other = invitation("11-01T11:00", "20261112", "2@globex", "Interview: Writer at Globex")
        one = invitation("11-01T10:00", "20261110", "1@acme")
        same = replace(other, envelope=replace(other.envelope, message_id=one.envelope.message_id))
        Messages(program).take([one, same], asked_for=True)
        assert [i.company for i in every(program, Interview)] == ["Acme", "Globex"]

    def test_a_dentists_is_none_unless_it_was_asked_for(self, program: ProgramOnATable) -> None:
        dentist = Maker(Mailbox("Dr Gum", "office@teeth.example"))
        calendar = INVITATION.replace("Dana Ruiz", "Dr Gum").replace("dana@acme", "office@teeth")
        data = calendar.format(uid="9", day="20261120", summary="Check-up").encode()
        message = dentist("11-09T10:00", "See you", "Check-up", calendars=(CalendarPart(data, "utf-8", "REQUEST"),))
        taken = Messages(program).take([message])
        assert (taken.left_out, len(every(program, Interview))) == ([message.envelope.message_id], 1)
        Messages(program).take([message], asked_for=True)
        assert len(every(program, Interview)) == 2


def test_a_whole_life_by_email_alone(tmp_path: Path) -> None:
    """Invitation, thank-you, automatic reply, answer, second invitation, decline: not a word is typed."""
    program = a_program(tmp_path, now="2026-11-02T09:00:00+01:00", mine=frozenset({ME}))
    take(program, invitation("11-01T10:00", "20261110", "1@acme"))
    debrief, value_letter = ("Write up the meeting", "2026-11-10"), ("Send the value letter", "2026-11-13")
    assert owed(program) == [
        ("Prepare for the meeting", "2026-11-09"),
        debrief,
        ("Thank Dana Ruiz", "2026-11-11"),
        value_letter,
        ("Check in", "2026-11-20"),
    ]
    program.clock.set("2026-11-10T18:00:00+01:00")
    take(program, to_dana("11-10T15:00", THANKS, "Thank you", message_id="<thanks@home>"))
    assert owed(program) == [debrief, value_letter, ("Check in", "2026-11-20")]
    assert every(program, Interview)[0].step is Step.BUILD_VALUE  # the last thank-you is sent
    program.clock.set("2026-11-11T09:00:00+01:00")
    away = "I am out of the office until Monday, 16 November."
    marks = frozenset({"auto-submitted: auto-replied"})
    take(program, from_dana("11-10T15:01", away, "Automatic reply: Thank you", marks=marks, thread=("<thanks@home>",)))
    value_letter = ("Send the value letter", "2026-11-17")  # what presses waits until she is back, its gap with it
    assert owed(program) == [debrief, value_letter, ("Check in", "2026-11-24")]
    program.clock.set("2026-11-17T12:00:00+01:00")
    answer = "Thank you for the note, Robin. We will decide by Friday the 20th."
    take(program, from_dana("11-17T10:00", answer, "Re: Thank you", thread=("<thanks@home>",)))
    named = ("Dana Ruiz names a day: Fri 20 Nov", "2026-11-17")
    assert owed(program) == [debrief, value_letter, named, ("Check in", "2026-11-24")]
    program.clock.set("2026-11-18T12:00:00+01:00")
    take(program, invitation("11-18T10:00", "20261125", "2@acme", "Second interview: SRE at Acme"))
    again = ("Write up the meeting", "2026-11-25")
    assert owed(program) == [
        debrief,
        value_letter,
        (named[0], "2026-11-18"),  # nobody is late to hear of it
        ("Is the meeting on Wed 25 Nov the next round?", "2026-11-18"),
        ("Prepare for the meeting", "2026-11-24"),
        again,
        ("Thank Dana Ruiz", "2026-11-26"),
        ("Check in", "2026-12-02"),
    ]
    program.clock.set("2026-11-26T12:00:00+01:00")
    take(program, from_dana("11-26T10:00", DECLINE, "Your application"))
    declined = ("Dana Ruiz seems to decline", "2026-11-26")
    assert declined in owed(program)
    assert every(program, Interview)[0].outcome is None
    (line,) = (f for f in every(program, FollowUp) if f.text == declined[0])
    program.follow_ups.done([line.id])
    assert every(program, Interview)[0].outcome is Outcome.REJECTED
    assert owed(program) == [
        debrief,
        again,
        ("Thank them for the decision", "2026-11-30"),
        ("Stay in touch", "2026-12-28"),
    ]
    assert [(t.direction, t.automatic) for t in every(program, Touch)] == [
        (Direction.IN, False),
        (Direction.OUT, False),
        (Direction.IN, True),
        (Direction.IN, False),
        (Direction.IN, False),
        (Direction.IN, False),
    ]
