"""A meeting's notes edited as one text: the same records, changed."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.enums import Outcome, QuestionState, Ref, Settled
from interview_tui.domain.errors import Conflict, Refused
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.notes_text import arranged
from interview_tui.domain.records import (
    Attendance,
    Commitment,
    FollowUp,
    Letter,
    Match,
    Meeting,
    Need,
    Person,
    Question,
    Quote,
    Record,
    Remark,
)
from interview_tui.domain.shorthand import format_notes, parse_notes
from tests.programs import (
    ProgramOnATable,
    a_checked_program,
    case_of,
    content,
    every,
    follow_up,
    get,
    journal,
    owed,
    put,
)
from tests.scenario import acme

SHEET = """\
# Panel
@ Dana Ruiz, VP Operations <dana@acme.example>
@ Kim Lee
* Calmed the pagers
? What keeps releases slow? (Dana Ruiz)
    Three approvals
!! Release approvals take nine days (Dana Ruiz)
* Cut releases from nine days to one
    Three teams, one train
! Nobody owns the pager (Kim Lee)
" We need someone to calm the release train (Dana Ruiz)
+ send the case study (Dana Ruiz) by 2026-11-27
- call with the panel's dates (Dana Ruiz) by 2026-12-02
> Who owns the budget?
anything else
"""
NOTES = (Attendance, Question, Need, Quote, Match, Commitment, Remark)


MORNING = acme(meeting="today 14:00").later("+9").noted(SHEET)
"""Acme's panel with Dana Ruiz and Kim Lee was this morning; its notes stand in SHEET."""


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    return MORNING.on(tmp_path)


def ids(program: ProgramOnATable) -> dict[type[Record], list[int]]:
    return {cls: [record.id for record in every(program, cls)] for cls in NOTES}


def rewrite(program: ProgramOnATable, *edits: tuple[str, str]) -> str:
    """Puts one text for another in the notes; gives what the service said."""
    before = program.notes.text(1)
    after = before
    for old, new in edits:
        assert old in after
        after = after.replace(old, new, 1)
    return program.notes.rewrite(1, before, after).words


class TestTheSameRecords:
    def test_text_that_was_not_touched_changes_nothing(self, program: ProgramOnATable) -> None:
        before, entries = content(program), journal(program)
        change = program.notes.rewrite(1, SHEET, f"\n{SHEET}\n\n")
        assert (change.words, change.entry) == ("The notes of Acme · SRE are unchanged", None)
        assert (content(program), journal(program)) == (before, entries)

    def test_other_words_are_changes_to_the_same_records(self, program: ProgramOnATable) -> None:
        before = ids(program)
        words = rewrite(
            program,
            ("Three approvals", "Three approvals, nine days\n    and a board"),
            ("!! Release approvals take nine days (Dana Ruiz)", "!!! Approving a release takes nine days (Kim Lee)"),
            ("Three teams, one train", "Four teams"),
            ("calm the release train", "calm down"),
            ("> Who owns", "> Who has"),
            ("anything else", "something else"),
        )
        assert words == "Edited the notes of Acme · SRE: 6 changed"
        assert ids(program) == before
        assert get(program, Question, 1).answer == "Three approvals, nine days\nand a board"
        need = get(program, Need, 1)
        assert (need.text, need.pressing, need.person_id) == ("Approving a release takes nine days", 3, 2)
        assert case_of(program, 1).round.needs_ranked
        assert get(program, Quote, 1).text == "We need someone to calm down"
        assert get(program, Question, 2).state is QuestionState.KEPT
        assert [record.text for record in every(program, Remark)] == ["something else"]

    def test_a_line_that_only_moved_has_only_another_position(self, program: ProgramOnATable) -> None:
        before, others = ids(program), {cls: every(program, cls) for cls in NOTES if cls is not Remark}
        words = rewrite(program, ("anything else\n", ""), ("? What keeps", "anything else\n? What keeps"))
        assert words == "Edited the notes of Acme · SRE: reordered"
        assert ids(program) == before
        assert program.notes.text(1).index("anything else") < program.notes.text(1).index("? What keeps")
        assert {cls: [r.id for r in records] for cls, records in others.items()} == {
            cls: [r.id for r in every(program, cls)] for cls in others
        }

    def test_people_are_put_in_another_order(self, program: ProgramOnATable) -> None:
        rewrite(program, ("@ Kim Lee\n", ""), ("@ Dana", "@ Kim Lee\n@ Dana"))
        assert [a.person_id for a in case_of(program, 1).attendances] == [2, 1]
        assert ids(program)[Attendance] == [1, 2]

    def test_the_title(self, program: ProgramOnATable) -> None:
        assert rewrite(program, ("# Panel\n", "# Second panel\n")) == "Edited the notes of Acme · SRE: 1 changed"
        assert get(program, Meeting, 1).title == "Second panel"
        rewrite(program, ("# Second panel\n", ""))
        assert get(program, Meeting, 1).title == ""

    def test_a_story_moved_under_another_need_is_matched_with_that(self, program: ProgramOnATable) -> None:
        story = "* Cut releases from nine days to one\n    Three teams, one train\n"
        before = ids(program)
        words = rewrite(program, (story, ""), ("(Kim Lee)\n", f"(Kim Lee)\n{story}"))
        assert words == "Edited the notes of Acme · SRE: 1 changed"
        assert ids(program) == before
        assert [(m.need_id, m.synopsis) for m in every(program, Match)] == [(None, ""), (2, "Three teams, one train")]
        rewrite(program, (story, ""), ("? What", f"{story}? What"))
        assert [m.need_id for m in every(program, Match)] == [None, None]
        assert ids(program) == before

    def test_a_story_for_a_new_need(self, program: ProgramOnATable) -> None:
        words = rewrite(program, ("> Who", "! They cannot hire\n* Hired twelve in a year\n> Who"))
        assert words == "Edited the notes of Acme · SRE: 2 added"
        need, match = every(program, Need)[-1], every(program, Match)[-1]
        assert (need.text, match.need_id) == ("They cannot hire", need.id)

    def test_a_story_for_a_need_of_an_earlier_round_keeps_it(self, program: ProgramOnATable) -> None:
        program.outcomes.record([1], Outcome.INVITED)
        program.notes.capture(1, "* Calmed the pagers", under=2)
        match = every(program, Match)[-1]
        assert (match.meeting_id, match.need_id) == (2, 2)
        rewrite(program, ("* Calmed the pagers\n", "* Calmed the pagers\n    in a week\n"))
        now = get(program, Match, match.id)
        assert (now.need_id, now.synopsis) == (2, "in a week")

    def test_without_its_need_a_story_stands_under_the_need_above(self, program: ProgramOnATable) -> None:
        words = rewrite(program, ("!! Release approvals take nine days (Dana Ruiz)\n", ""))
        assert words == "Edited the notes of Acme · SRE: 1 changed, 1 removed"
        assert [(m.id, m.need_id) for m in every(program, Match)] == [(1, None), (2, None)]


class TestPeople:
    def test_who_was_not_there_does_not_become_present(self, program: ProgramOnATable) -> None:
        program.notes.settle([Ref("a", 2)])
        assert [a.present for a in every(program, Attendance)] == [True, False]
        rewrite(program, ("anything", "something"), ("@ Dana Ruiz, VP Operations", "@ Dana Ruiz, CTO"))
        assert [a.present for a in every(program, Attendance)] == [True, False]
        assert get(program, Person, 1).title == "CTO"

    def test_a_line_removed_takes_the_person_out_of_the_meeting_only(self, program: ProgramOnATable) -> None:
        assert "Thank Kim Lee" in [text for text, _ in owed(program)]
        rewrite(program, ("@ Kim Lee\n", ""))
        assert "Thank Kim Lee" not in [text for text, _ in owed(program)]
        assert ids(program)[Attendance] == [1]
        assert get(program, Person, 2).name == "Kim Lee"
        assert [tie.person_id for tie in case_of(program, 1).involvements] == [1, 2]
        assert get(program, Need, 2).person_id == 2

    def test_a_corrected_name_is_the_same_person_in_every_line(self, program: ProgramOnATable) -> None:
        rewrite(
            program,
            ("@ Kim Lee", "@ Kim Leigh"),
            ("Nobody owns the pager (Kim Lee)", "Nobody owns the pagers (Kim Lee)"),
            ("Who owns the budget?", "Who owns the budget? (Kim Leigh)"),
        )
        assert [person.name for person in every(program, Person)] == ["Dana Ruiz", "Kim Leigh"]
        assert (get(program, Need, 2).person_id, get(program, Question, 2).person_id) == (2, 2)

    def test_another_person_in_the_place_of_one_is_another_person(self, program: ProgramOnATable) -> None:
        rewrite(program, ("@ Kim Lee", "@ Bill Lum"))
        assert [person.name for person in every(program, Person)] == ["Dana Ruiz", "Kim Lee", "Bill Lum"]
        assert [(a.id, a.person_id, a.present) for a in every(program, Attendance)] == [(1, 1, True), (3, 3, True)]

    def test_one_who_is_known_under_that_name_is_nobody_renamed(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, "! They cannot hire (Tim Lee)")
        rewrite(program, ("@ Kim Lee", "@ Tim Lee"))
        assert [person.name for person in every(program, Person)] == ["Dana Ruiz", "Kim Lee", "Tim Lee"]
        assert [a.person_id for a in case_of(program, 1).attendances] == [1, 3]


class TestWhatIsOwed:
    def test_a_changed_promise_changes_its_follow_up(self, program: ProgramOnATable) -> None:
        owes = follow_up(program, "send the case study")
        rewrite(program, ("send the case study (Dana Ruiz) by 2026-11-27", "send both case studies (Kim Lee) by 1 Dec"))
        now = get(program, FollowUp, owes.id)
        assert (now.text, now.person_id, str(now.due_day), now.state) == (
            "send both case studies",
            2,
            "2026-12-01",
            Settled.OPEN,
        )

    def test_a_removed_promise_is_no_longer_owed(self, program: ProgramOnATable) -> None:
        rewrite(program, ("+ send the case study (Dana Ruiz) by 2026-11-27\n", ""))
        owes = follow_up(program, "send the case study")
        assert (owes.state, owes.note) == (Settled.CANCELLED, "the promise was removed")

    def test_a_new_promise_is_owed(self, program: ProgramOnATable) -> None:
        words = rewrite(program, ("> Who", "+ send the deck by fri\n> Who"))
        assert words == "Edited the notes of Acme · SRE: 1 added; planned: send the deck (Fri)"

    def test_a_letter_that_cites_a_removed_quote_stays(self, program: ProgramOnATable) -> None:
        letter = put(
            program,
            Letter(
                interview_id=1,
                round_id=1,
                kind=LetterKind.THANK_YOU,
                person_id=1,
                quote_id=1,
                subject="Thank you",
                body="…",
                created=program.clock(),
            ),
        )
        rewrite(program, ('" We need someone to calm the release train (Dana Ruiz)\n', ""))
        assert get(program, Letter, letter.id).quote_id is None


class TestRefused:
    def test_notes_that_another_session_has_changed(self, program: ProgramOnATable) -> None:
        before = program.notes.text(1)
        program.notes.capture(1, "from elsewhere")
        stored = content(program)
        with pytest.raises(Conflict, match=r"^the notes of Acme · SRE were changed elsewhere$"):
            program.notes.rewrite(1, before, before + "mine\n")
        assert content(program) == stored

    def test_an_empty_text(self, program: ProgramOnATable) -> None:
        stored = content(program)
        with pytest.raises(
            Refused, match=r"^an empty text would remove all notes, so nothing was changed: x in the notes"
        ):
            program.notes.rewrite(1, program.notes.text(1), " \n\n")
        assert content(program) == stored


def test_one_entry_takes_all_of_it_back(program: ProgramOnATable) -> None:
    before, entries = content(program), len(journal(program))
    change = program.notes.rewrite(
        1, SHEET, "# Else\n@ Bill Lum\n! Nobody owns a pager (Bill Lum)\n* Cut releases from nine days to one\nnew\n"
    )
    after = content(program)
    assert len(journal(program)) == entries + 1
    assert change.entry is not None
    program.history.undo()
    assert content(program) == before
    program.history.redo()
    assert content(program) == after


def test_the_first_notes_of_a_meeting(tmp_path: Path) -> None:
    program = a_checked_program(tmp_path)
    program.interviews.add("Acme", "SRE")
    assert program.notes.text(1) == ""
    program.notes.rewrite(1, "", SHEET)
    assert program.notes.text(1) == SHEET
    assert program.notes.rewrite(1, SHEET, SHEET).entry is None


LINES = SHEET.replace("\n    ", "\0").splitlines()
TEXTS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12).map(lambda text: f"x{text}x")
EDITS = st.lists(st.tuples(st.integers(3, len(LINES) - 1), TEXTS), max_size=8)


@given(edits=EDITS)
def test_words_written_into_lines_leave_them_the_records_they_are(edits: list[tuple[int, str]]) -> None:
    lines = list(LINES)
    for at, text in edits:
        marker, _, rest = lines[at].partition(" ")
        lines[at] = f"{marker} {text} {rest}"
    after = "\n".join(lines).replace("\0", "\n    ") + "\n"
    with tempfile.TemporaryDirectory() as folder:
        program = MORNING.on(Path(folder))
        before, stored = ids(program), content(program)
        change = program.notes.rewrite(1, SHEET, after)
        assert ids(program) == before
        assert program.notes.text(1) == after
        if change.entry is not None:
            program.history.undo()
        assert content(program) == stored
        program.store.close()


NEW = st.builds(
    lambda marker, text, name: f"{marker} {text}{name}",
    st.sampled_from(["?", "!", "!!", '"', "+", "-", ">"]),
    TEXTS,
    st.sampled_from(["", " (Dana Ruiz)", " (Kim Lee)"]),
)


@given(
    kept=st.permutations(LINES).flatmap(lambda lines: st.integers(1, len(lines)).map(lambda n: lines[:n])),
    new=st.lists(
        st.tuples(st.integers(0, 9), NEW | TEXTS.map(lambda t: f"* {t}")), max_size=4, unique_by=lambda n: n[1]
    ),
)
def test_afterwards_the_notes_are_what_was_written(kept: list[str], new: list[tuple[int, str]]) -> None:
    for at, line in new:
        kept.insert(at, line)
    after = "\n".join(kept).replace("\0", "\n    ")
    with tempfile.TemporaryDirectory() as folder:
        program = MORNING.on(Path(folder))
        stored = content(program)
        read_day = program.notes.day_reader(case_of(program, 1))
        change = program.notes.rewrite(1, SHEET, after)
        assert program.notes.text(1) == format_notes(arranged(parse_notes(after, read_day)), read_day)
        written = content(program)
        assert program.notes.rewrite(1, program.notes.text(1), program.notes.text(1)).entry is None
        if change.entry is not None:
            program.history.undo()
            assert content(program) == stored
            program.history.redo()
        assert content(program) == written
        program.store.close()
