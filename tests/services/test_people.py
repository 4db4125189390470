"""People and their ties: added, changed, asked for a good word, thanked, taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

import pytest

from interview_tui.domain.enums import (
    Channel,
    CommitmentState,
    Direction,
    Favour,
    Outcome,
    Part,
    Ref,
    Settled,
    Step,
    Voice,
)
from interview_tui.domain.errors import Conflict, Refused, Unclear
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import Attendance, Commitment, FollowUp, Involvement, Person, Quote, Touch, ref
from interview_tui.domain.references import Waiting
from interview_tui.services.follow_ups import Contacted
from interview_tui.store.people import references
from tests.programs import content, every, follow_up, get, journal, when
from tests.scenario import acme

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from interview_tui.services.people import EditedPerson
    from tests.programs import ProgramOnATable


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    """Acme, moved to step 8 by hand; Dana Ruiz was in its meeting, four hours ago."""
    met = acme("Dana Ruiz", meeting="today 14:00").later("2026-11-23T18:00:00+01:00")
    return met.noted('@ Dana Ruiz\n" We need someone calm (Dana Ruiz)').at(Step.LEVERAGE).checked_on(tmp_path)


def tie_of(program: ProgramOnATable, name: str) -> Involvement:
    (person,) = (p for p in every(program, Person) if p.name == name)
    (tie,) = (t for t in every(program, Involvement) if t.person_id == person.id)
    return tie


def change(program: ProgramOnATable, tie: Involvement, **known: Unpack[EditedPerson]) -> None:
    program.people.edit(get(program, Person, tie.person_id), tie, **known)


def when_at(program: ProgramOnATable, text: str) -> datetime:
    at = when(program, text).at
    assert at is not None
    return at


def open_of(program: ProgramOnATable, kind: Kind) -> list[FollowUp]:
    return [f for f in every(program, FollowUp) if f.kind is kind and f.state is Settled.OPEN]


class TestAdding:
    def test_a_connection_is_added_and_to_be_asked(self, program: ProgramOnATable) -> None:
        dana = tie_of(program, "Dana Ruiz").person_id
        change = program.people.add(1, "Pat Jones, Editor <Pat@Press.example>", Part.CONNECTION, knows_id=dana)
        assert change.words.startswith("Added to Acme · SRE: Pat Jones (connection); planned: Ask for a good word")
        tie = tie_of(program, "Pat Jones")
        assert (tie.part, tie.knows_id) == (Part.CONNECTION, dana)
        person = get(program, Person, tie.person_id)
        assert (person.title, person.email, person.company) == ("Editor", "pat@press.example", "")
        (asked,) = open_of(program, Kind.ADVOCATE)
        assert (asked.person_id, asked.text) == (person.id, "Ask for a good word with Dana Ruiz")

    def test_a_part_may_be_written_or_is_guessed_by_the_title(self, program: ProgramOnATable) -> None:
        program.people.add(1, "Max Ott, COO [hiring manager]")
        program.people.add(1, "Rita Rao, Senior Recruiter")
        program.people.add(1, "Olga Orr <olga@agency.example>", Part.AGENCY)
        assert [(t.part, get(program, Person, t.person_id).company) for t in every(program, Involvement)[1:]] == [
            (Part.HIRING_MANAGER, "Acme"),
            (Part.RECRUITER, "Acme"),
            (Part.AGENCY, ""),
        ]

    def test_who_decides_and_who_coordinates_are_written_to_from_then_on(self, program: ProgramOnATable) -> None:
        program.people.add(1, "Max Ott", Part.HIRING_MANAGER)
        program.people.add(1, "Rita Rao", Part.RECRUITER)
        (value,), (check_in,) = open_of(program, Kind.VALUE_LETTER), open_of(program, Kind.CHECK_IN)
        assert value.person_id == tie_of(program, "Max Ott").person_id
        assert check_in.person_id == tie_of(program, "Rita Rao").person_id
        program.people.add(1, "Olga Orr", Part.AGENCY)
        (check_in,) = open_of(program, Kind.CHECK_IN)
        assert check_in.person_id == tie_of(program, "Olga Orr").person_id

    def test_who_was_in_no_meeting_is_not_thanked(self, program: ProgramOnATable) -> None:
        program.people.add(1, "Max Ott", Part.HIRING_MANAGER)
        assert [f.text for f in open_of(program, Kind.THANK_YOU)] == ["Thank Dana Ruiz"]

    def test_one_who_is_not_to_be_asked_is_not_planned_for(self, program: ProgramOnATable) -> None:
        program.people.add(1, "Pat Jones", Part.CONNECTION, do_not_ask=True)
        assert open_of(program, Kind.ADVOCATE) == []

    def test_who_is_there_already_is_not_added_again(self, program: ProgramOnATable) -> None:
        with pytest.raises(Refused, match="Dana Ruiz is already in Acme · SRE, as interviewer"):
            program.people.add(1, "Dana Ruiz", Part.HIRING_MANAGER)
        with pytest.raises(Unclear):
            program.people.add(1, " ", Part.CONNECTION)

    def test_undo_takes_all_of_it_back(self, program: ProgramOnATable) -> None:
        before = content(program)
        program.people.add(1, "Pat Jones", Part.CONNECTION)
        program.people.favour(tie_of(program, "Pat Jones").id, Voice.ASKED)
        program.people.remove(tie_of(program, "Pat Jones").id)
        program.history.undo(3)
        assert content(program) == before


class TestChanging:
    def test_person_and_tie_are_one_change(self, program: ProgramOnATable) -> None:
        tie = tie_of(program, "Dana Ruiz")
        person = get(program, Person, tie.person_id)
        entries = len(journal(program))
        change = program.people.edit(person, tie, email=" Dana@Acme.example", part=Part.HIRING_MANAGER, no_calls=True)
        assert change.words == "Edited: Dana Ruiz"
        assert len(journal(program)) == entries + 1
        assert get(program, Person, person.id).email == "dana@acme.example"
        assert get(program, Involvement, tie.id).part is Part.HIRING_MANAGER
        with pytest.raises(Conflict):
            program.people.edit(person, tie, title="VP")
        with pytest.raises(Unclear):
            program.people.edit(get(program, Person, person.id), name=" ")

    def test_a_flag_reaches_what_is_owed(self, program: ProgramOnATable) -> None:
        program.people.add(1, "Pat Jones", Part.CONNECTION)
        change(program, tie_of(program, "Pat Jones"), sensitive=True)
        (asked,) = open_of(program, Kind.ADVOCATE)
        assert asked.sensitive
        assert "sensitive" in asked.why
        change(program, tie_of(program, "Pat Jones"), do_not_ask=True)
        assert open_of(program, Kind.ADVOCATE) == []

    def test_another_part_changes_whom_one_writes_to(self, program: ProgramOnATable) -> None:
        program.people.add(1, "Max Ott", Part.INTERVIEWER)
        change(program, tie_of(program, "Max Ott"), part=Part.HIRING_MANAGER)
        (value,) = open_of(program, Kind.VALUE_LETTER)
        assert value.person_id == tie_of(program, "Max Ott").person_id
        change(program, tie_of(program, "Max Ott"), part=Part.REFERENCE)
        (value,) = open_of(program, Kind.VALUE_LETTER)
        assert value.person_id == tie_of(program, "Dana Ruiz").person_id

    def test_a_title_may_say_who_decides_also_in_another_interview(self, program: ProgramOnATable) -> None:
        program.interviews.add(
            "Acme", "DBA", meeting=when(program, "today 16:00"), people=["Ann Lee, Engineer", "Dana Ruiz"]
        )
        person = get(program, Person, tie_of(program, "Ann Lee").person_id)
        program.people.edit(person, title="CEO")
        assert person.id in [f.person_id for f in open_of(program, Kind.VALUE_LETTER)]

    def test_nothing_new_is_said_to_be_none(self, program: ProgramOnATable) -> None:
        person = get(program, Person, tie_of(program, "Dana Ruiz").person_id)
        change = program.people.edit(person, name="Dana Ruiz")
        assert (change.words, change.entry) == ("Dana Ruiz is unchanged", None)

    def test_nobody_knows_themselves(self, program: ProgramOnATable) -> None:
        tie = tie_of(program, "Dana Ruiz")
        with pytest.raises(Refused, match="nobody is their own connection"):
            change(program, tie, knows_id=tie.person_id)


class TestAGoodWord:
    def test_asking_settles_what_was_owed_with_one_contact(self, program: ProgramOnATable) -> None:
        program.people.add(1, "Pat Jones", Part.CONNECTION)
        tie = tie_of(program, "Pat Jones")
        change = program.people.favour(tie.id, Voice.ASKED)
        assert change.words.startswith("Asked Pat Jones for a good word · Acme")
        assert open_of(program, Kind.ADVOCATE) == []
        tie = get(program, Involvement, tie.id)
        assert (tie.favour, tie.asked) == (Favour.ASKED, program.clock())
        (touch,) = every(program, Touch)
        assert (touch.person_id, touch.direction) == (tie.person_id, Direction.OUT)
        with pytest.raises(Refused, match="already marked as asked"):
            program.people.favour(tie.id, Voice.ASKED)

    def test_one_who_is_not_to_be_asked_is_not_asked(self, program: ProgramOnATable) -> None:
        program.people.add(1, "Pat Jones", Part.CONNECTION, do_not_ask=True)
        with pytest.raises(Refused, match="Pat Jones is marked “do not ask”"):
            program.people.favour(tie_of(program, "Pat Jones").id, Voice.ASKED)
        assert every(program, Touch) == ()

    def test_they_agree_speak_or_decline(self, program: ProgramOnATable) -> None:
        program.people.add(1, "Pat Jones", Part.CONNECTION)
        tie = tie_of(program, "Pat Jones")
        program.people.favour(tie.id, Voice.AGREED)
        assert open_of(program, Kind.ADVOCATE) == []
        program.people.favour(tie.id, Voice.SPOKE)
        assert get(program, Involvement, tie.id).spoke == program.clock()
        assert [t.direction for t in every(program, Touch)] == [Direction.IN]
        program.people.favour(tie.id, Voice.DECLINED)
        assert get(program, Involvement, tie.id).favour is Favour.DECLINED

    def test_a_reference_from_the_request_to_the_thanks(self, program: ProgramOnATable) -> None:
        program.people.add(1, "Ola Berg <ola@north.example>", Part.REFERENCE)
        (owed,) = open_of(program, Kind.RECOMMENDATION)
        tie = tie_of(program, "Ola Berg")
        program.people.favour(tie.id, Voice.ASKED)
        settled = get(program, FollowUp, owed.id)
        assert (settled.state, settled.person_id) == (Settled.DONE, tie.person_id)
        program.people.favour(tie.id, Voice.RECEIVED)
        (forward,) = open_of(program, Kind.RECOMMENDATION)
        assert forward.text == "Forward the letter from Ola Berg"
        program.people.favour(tie.id, Voice.FORWARDED)
        assert get(program, FollowUp, forward.id).state is Settled.DONE
        stored = get(program, Involvement, tie.id)
        assert (stored.favour, stored.received, stored.forwarded) == (Favour.SPOKE, program.clock(), program.clock())
        to_employer = every(program, Touch)[-1]
        dana = tie_of(program, "Dana Ruiz").person_id
        assert (to_employer.person_id, to_employer.brings) == (dana, "the letter of recommendation by Ola Berg")
        program.outcomes.record([1], Outcome.ACCEPTED)
        (thanks,) = open_of(program, Kind.REFERENCE_THANKS)
        program.people.favour(tie.id, Voice.THANKED)
        assert get(program, FollowUp, thanks.id).state is Settled.DONE
        assert get(program, Involvement, tie.id).thanked == program.clock()

    def test_who_spoke_is_thanked_also_when_it_is_told_after_the_end(self, program: ProgramOnATable) -> None:
        program.people.add(1, "Ola Berg", Part.REFERENCE)
        program.outcomes.record([1], Outcome.ACCEPTED)
        change = program.people.favour(tie_of(program, "Ola Berg").id, Voice.SPOKE)
        assert "planned: " in change.words
        assert len(open_of(program, Kind.REFERENCE_THANKS)) == 1

    def test_naming_is_no_contact_and_says_when_nobody_has_agreed(self, program: ProgramOnATable) -> None:
        program.people.add(1, "Ola Berg", Part.REFERENCE)
        tie, before = tie_of(program, "Ola Berg"), content(program)
        named = program.people.favour(tie.id, Voice.NAMED)
        said = "Named Ola Berg to the employer · Acme; Ola Berg has not agreed yet: ask them before the employer calls"
        assert named.words == said
        assert (get(program, Involvement, tie.id).named, every(program, Touch)) == (program.clock(), ())
        with pytest.raises(Refused, match="already marked as named"):
            program.people.favour(tie.id, Voice.NAMED)
        program.history.undo()
        assert content(program) == before
        change(program, tie_of(program, "Ola Berg"), do_not_ask=True)
        with pytest.raises(Refused, match="marked “do not ask”: change that with e before you name them"):
            program.people.favour(tie.id, Voice.NAMED)

    def test_what_they_are_asked_to_stress_and_how_they_know_you(self, program: ProgramOnATable) -> None:
        program.people.add(1, "Ola Berg", Part.REFERENCE, stress="calm releases", knows_me_from="my manager")
        tie = tie_of(program, "Ola Berg")
        before = content(program)
        change(program, tie, stress="clear hand-overs", named=when_at(program, "yesterday 10:00"))
        after = get(program, Involvement, tie.id)
        assert (after.stress, after.named) == ("clear hand-overs", when_at(program, "yesterday 10:00"))
        assert get(program, Person, tie.person_id).knows_me_from == "my manager"
        with pytest.raises(Refused, match="that is in the future"):
            change(program, after, named=when_at(program, "tomorrow 10:00"))
        program.history.undo()
        assert content(program) == before

    def test_each_letter_of_recommendation_goes_on_by_itself(self, program: ProgramOnATable) -> None:
        for name in ("Ola Berg", "Pia Lund"):
            program.people.add(1, name, Part.REFERENCE)
            program.people.favour(tie_of(program, name).id, Voice.RECEIVED)
        first, second = open_of(program, Kind.RECOMMENDATION)
        letter = program.letters.draft(ref(second))
        assert letter.kind is LetterKind.FORWARD_RECOMMENDATION
        assert letter.body.count("Pia Lund") == 1
        assert "Ola Berg" not in letter.body
        sent = program.outbox.sent(letter)
        assert sent.words.startswith("Sent the letter that forwards a recommendation to Dana Ruiz")
        ola, pia = tie_of(program, "Ola Berg"), tie_of(program, "Pia Lund")
        assert (pia.forwarded, pia.favour) == (program.clock(), Favour.SPOKE)
        assert (ola.forwarded, get(program, FollowUp, first.id).state) == (None, Settled.OPEN)
        program.follow_ups.done([first.id])
        assert tie_of(program, "Ola Berg").forwarded == program.clock()

    def test_asking_another_reference_leaves_the_letter_to_forward(self, program: ProgramOnATable) -> None:
        for name in ("Ola Berg", "Pia Lund"):
            program.people.add(1, name, Part.REFERENCE)
        program.people.favour(tie_of(program, "Ola Berg").id, Voice.RECEIVED)
        program.people.favour(tie_of(program, "Pia Lund").id, Voice.ASKED)
        assert [f.text for f in open_of(program, Kind.RECOMMENDATION)] == ["Forward the letter from Ola Berg"]

    def test_a_letter_that_is_not_to_go_on_waits_for_nothing(self, program: ProgramOnATable) -> None:
        program.people.add(1, "Ola Berg", Part.REFERENCE)
        program.people.favour(tie_of(program, "Ola Berg").id, Voice.RECEIVED)
        (forward,) = open_of(program, Kind.RECOMMENDATION)
        for skip, waits in ((False, Waiting.LETTER), (True, Waiting.NOTHING)):
            if skip:
                program.follow_ups.skip([forward.id])
            ((use,),) = (one.uses for one in references(program.store.reader) if one.person.name == "Ola Berg")
            assert use.waits_for is waits

    def test_of_whom_nothing_was_asked_is_not_thanked(self, program: ProgramOnATable) -> None:
        program.people.add(1, "Ola Berg", Part.REFERENCE)
        before = content(program)
        for name in ("Ola Berg", "Dana Ruiz"):
            with pytest.raises(Refused, match=f"^{name} was not asked for anything here: mark them first as asked"):
                program.people.favour(tie_of(program, name).id, Voice.THANKED)
        assert content(program) == before

    def test_who_was_thanked_while_it_was_open_is_told_how_it_ended(self, program: ProgramOnATable) -> None:
        program.people.add(1, "Ola Berg", Part.REFERENCE)
        tie = tie_of(program, "Ola Berg")
        program.people.favour(tie.id, Voice.SPOKE)
        program.people.favour(tie.id, Voice.THANKED)
        program.clock.move(days=1)
        program.outcomes.record([1], Outcome.REJECTED)
        assert len(open_of(program, Kind.REFERENCE_THANKS)) == 1
        program.people.favour(tie.id, Voice.THANKED)
        assert open_of(program, Kind.REFERENCE_THANKS) == []
        assert get(program, Involvement, tie.id).thanked == program.clock()
        with pytest.raises(Refused, match="already marked as thanked"):
            program.people.favour(tie.id, Voice.THANKED)


class TestTakingOver:
    """METHOD, fine print 19."""

    @pytest.fixture
    def program(self, program: ProgramOnATable) -> ProgramOnATable:
        """Rita, the recruiter, was promised my references and has promised a decision."""
        program.notes.capture(
            1,
            "@ Rita Rao, Recruiter\n+ send my references (Rita Rao) by 4 Dec\n- decide (Rita Rao) by 8 Dec",
        )
        program.clock.move(days=1)
        return program

    def test_what_is_open_moves_and_nobody_is_thanked_for_a_meeting_they_were_not_in(
        self, program: ProgramOnATable
    ) -> None:
        rita = tie_of(program, "Rita Rao").person_id
        change = program.people.take_over(1, "Nora New <nora@acme.example>", rita)
        assert change.words.startswith("Nora New takes over from Rita Rao at Acme")
        nora = tie_of(program, "Nora New")
        assert nora.part is Part.RECRUITER
        assert [f.text for f in open_of(program, Kind.THANK_YOU)] == ["Thank Dana Ruiz", "Thank Rita Rao"]
        for kind in (Kind.PROMISE, Kind.CHECK_IN):
            assert [f.person_id for f in open_of(program, kind)] == [nora.person_id]
        before = tie_of(program, "Rita Rao")
        assert (before.successor_id, before.handed_over) == (nora.person_id, program.clock())

    @pytest.mark.parametrize("who", ["Rita Rao", "Nora New"])
    def test_word_of_either_settles_what_was_committed(self, program: ProgramOnATable, who: str) -> None:
        program.people.take_over(1, "Nora New", tie_of(program, "Rita Rao").person_id)
        program.clock.set("2026-12-08T09:00:00+01:00")
        contact = Contacted(direction=Direction.IN, channel=Channel.EMAIL)
        program.follow_ups.touch(Ref("p", tie_of(program, who).person_id), contact)
        theirs = next(c for c in every(program, Commitment) if c.text == "decide")
        assert theirs.state is CommitmentState.KEPT

    def test_a_part_may_be_given_and_a_snooze_stays(self, program: ProgramOnATable) -> None:
        (check_in,) = open_of(program, Kind.CHECK_IN)
        program.follow_ups.snooze([check_in.id], when(program, "14 Dec"))
        program.people.take_over(1, "Nora New [hiring manager]", tie_of(program, "Rita Rao").person_id)
        assert tie_of(program, "Nora New").part is Part.HIRING_MANAGER
        (now,) = open_of(program, Kind.CHECK_IN)
        assert (now.id, str(now.due_day)) == (check_in.id, "2026-12-14")

    def test_handed_back_again(self, program: ProgramOnATable) -> None:
        rita = tie_of(program, "Rita Rao").person_id
        program.people.take_over(1, "Nora New", rita)
        program.people.take_over(1, "Rita Rao", tie_of(program, "Nora New").person_id)
        assert [f.person_id for f in open_of(program, Kind.PROMISE)] == [rita]
        assert tie_of(program, "Rita Rao").successor_id is None

    def test_not_from_oneself_nor_from_somebody_who_is_not_there(self, program: ProgramOnATable) -> None:
        rita = tie_of(program, "Rita Rao").person_id
        before = content(program)
        with pytest.raises(Refused, match=r"^Rita Rao cannot take over from themselves: name their successor$"):
            program.people.take_over(1, "Rita Rao", rita)
        program.interviews.add("Globex", "DBA", people=["Max Ott"])
        with pytest.raises(Refused, match=r"^Max Ott is not in Acme · SRE: `show i1` lists its people$"):
            program.people.take_over(1, "Nora New", tie_of(program, "Max Ott").person_id)
        program.history.undo()
        assert content(program) == before

    def test_who_took_over_is_taken_out_again(self, program: ProgramOnATable) -> None:
        rita = tie_of(program, "Rita Rao").person_id
        program.people.take_over(1, "Nora New", rita)
        program.people.remove(tie_of(program, "Nora New").id)
        assert tie_of(program, "Rita Rao").successor_id is None
        assert [f.person_id for f in open_of(program, Kind.PROMISE)] == [rita]

    def test_undo_and_redo(self, program: ProgramOnATable) -> None:
        before = content(program)
        program.people.take_over(1, "Nora New", tie_of(program, "Rita Rao").person_id)
        after = content(program)
        program.history.undo()
        assert content(program) == before
        program.history.redo()
        assert content(program) == after


class TestTakingOut:
    def test_the_person_and_their_words_stay(self, program: ProgramOnATable) -> None:
        tie = tie_of(program, "Dana Ruiz")
        change = program.people.remove(tie.id)
        assert change.words == (
            "Removed from Acme · SRE: Dana Ruiz; planned: Thank the people you met (tomorrow 15:00); "
            "no longer needed: Thank Dana Ruiz"
        )
        assert every(program, Involvement) == ()
        assert every(program, Attendance) == ()
        assert get(program, Person, tie.person_id).name == "Dana Ruiz"
        assert [q.person_id for q in every(program, Quote)] == [tie.person_id]
        assert follow_up(program, "Thank Dana Ruiz").state is Settled.CANCELLED
