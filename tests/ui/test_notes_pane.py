"""The notes as one reads them: who came, answers, stories under their needs, and the rounds before; how a note is
broken into lines, and what it says in which tone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.enums import Outcome, Ref
from interview_tui.domain.records import Match, Need
from interview_tui.store.case import load_case
from interview_tui.terminal.text import NO_BREAK, cells
from interview_tui.ui.keys import Pane
from interview_tui.ui.note_lines import ACCENT, QUIET, STRONG, Note, readable_notes
from interview_tui.ui.strips import wrapped_phrases
from tests.programs import a_program, when
from tests.ui.dashboards import Shown, a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

    from interview_tui.ui.strips import Phrase
    from tests.programs import ProgramOnATable

MORE = """\
> Who owns the budget?
? What did the last one miss?
    (no answer)
!!! Nobody owns the pager (Kim Lee)
* Calmed the pagers
    One rota
- let you know
"""


def lines(on: Shown) -> list[str]:
    """The pane's lines from the first note on, what stands at the right edge after a bar."""
    source = on.dashboard.notes.rows.source  # of the screen only as much could be read as fits on it
    assert source is not None
    rows = source.window(0, len(source))
    texts = ["".join(text for text, _ in row.parts) + (f"|{row.right}" if row.right else "") for row in rows]
    headed = not on.dashboard.selection.filters[Pane.NOTES]
    return texts[2:] if headed else texts


def test_a_need_that_the_study_expected_is_marked(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    program.notes.capture(1, "! Nobody reads the logs")
    program.studies.add(1, "!! Faster release approvals")
    case = load_case(program.store.reader, 1, program.clock())
    needs = [
        (note.paragraphs[0][0][0], note.right)
        for item, note in readable_notes(case, program.calendar, program.today())
        if isinstance(item.record, Need)
    ]
    assert needs == [("Release approvals take nine days", "expected"), ("Nobody reads the logs", "")]
    program.store.close()


async def test_each_note_is_read_with_what_was_settled(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    program.notes.capture(1, MORE)
    program.notes.settle([Ref("a", 2), Ref("c", 2)])
    program.notes.settle([Ref("a", 2)])
    async with shown(program, (200, 60)) as on:
        await on.press("l", "z")
        assert lines(on) == [
            "@   Dana Ruiz, VP Operations|there",
            "@   Kim Lee|not there",
            "?   What keeps releases slow?",
            "    Dana: Three approvals",
            "!!  Release approvals take nine days · Dana",
            '"   We need someone to calm the release train · Dana',
            "+   send the case study · Dana · by Fri 20 Nov",
            "-   call with the panel's dates · Dana · kept Mon 23 Nov",
            ">   Who owns the budget? · kept for next time",
            "?   What did the last one miss?",
            "    no answer",
            "!!! Nobody owns the pager · Kim",
            "*   Calmed the pagers",
            "    One rota",
            "-   let you know · no next step given",
        ]


async def test_earlier_rounds_are_there_to_read_but_not_to_stand_on(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    program.outcomes.record([1], Outcome.INVITED)
    program.notes.capture(1, "* Calmed the pagers")
    async with shown(program, (200, 60)) as on:
        on.dashboard.selection.choose(1)
        await on.press("l", "z", "G")
        assert lines(on) == [
            "*   Calmed the pagers",
            "",
            "Round 1 · Thu 19 Nov · invited",
            "@   Dana Ruiz, VP Operations|there",
            "@   Kim Lee|invited",
            "?   What keeps releases slow?",
            "    Dana: Three approvals",
            "!!  Release approvals take nine days · Dana",
            '"   We need someone to calm the release train · Dana',
            "+   send the case study · Dana · by Fri 20 Nov",
            "-   call with the panel's dates · Dana · by Wed 2 Dec",
        ]
        assert isinstance(on.dashboard.notes.record, Match)
        await on.press("/", *"approvals", "enter")
        assert lines(on) == [
            "",
            "Round 1 · Thu 19 Nov · invited",
            "?   What keeps releases slow?",
            "    Dana: Three approvals",
            "!!  Release approvals take nine days · Dana",
        ]
        assert on.dashboard.notes.record is None


async def test_an_interview_in_its_first_round_has_no_earlier_ones(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    program.interviews.add("Hooli", "SRE", meeting=when(program, "fri 10:00"))
    async with shown(program, (200, 60)) as on:
        on.dashboard.selection.choose(4)
        await on.press("l", "z")
        assert "Round" not in "".join(lines(on))
        assert "".join(lines(on)).startswith("No notes yet.")


async def test_the_filter_finds_what_is_shown_and_what_was_typed(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), (200, 60)) as on:
        on.dashboard.selection.choose(1)
        await on.press("l", "z")
        for words in ("by wed", "2026-12-02", "- call ruiz"):
            await on.press("/", *words, "enter")
            assert lines(on) == ["-   call with the panel's dates · Dana · by Wed 2 Dec"]
            await on.press("escape")


async def test_a_line_is_no_longer_than_one_can_read(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    program.notes.capture(1, "! " + "Releases wait for three approvals, " * 6)
    async with shown(program, (200, 60)) as on:
        on.dashboard.selection.choose(1)
        await on.press("l", "z")
        assert max(map(len, lines(on))) in range(90, 101)
        assert re.search(r"@   Dana Ruiz, VP Operations {60,70}there {80,}", on.screen())


async def test_alone_on_a_wide_terminal_the_frame_says_whose_notes_they_are(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), (120, 40)) as on:
        await on.press("l")
        assert "\n╰─ Acme · SRE ─" not in on.screen()
        await on.press("z")
        assert "\n╰─ Acme · SRE ─" in on.screen()


def read(program: ProgramOnATable, text: str) -> list[Note]:
    """The notes of a meeting of which this was written down."""
    program.interviews.add("Hooli", "CTO")
    program.notes.capture(1, text)
    case = load_case(program.store.reader, 1, program.clock())
    return [note for _, note in readable_notes(case, program.calendar, program.today())]


def broken_at(note: Note, width: int) -> list[str]:
    return ["".join(text for text, _ in line) for line in note.lines(width)]


def test_a_name_stands_on_the_line_of_the_last_word_and_a_day_stays_whole(tmp_path: Path) -> None:
    text = '" Our copy reads as if it had been written by all (Dana Ruiz)\n+ send the rules (Dana Ruiz) by 2027-01-08'
    quote, promise = read(a_program(tmp_path), text)
    assert broken_at(quote, 54) == ['"   Our copy reads as if it had been written by', "    all · Dana"]
    assert broken_at(promise, 40) == ["+   send the", "    rules · Dana · by Fri 8 Jan 2027"]
    assert broken_at(promise, 24) == ["+   send the rules ·", "    Dana · by Fri 8 Jan", "    2027"]
    assert [tone for _, tone in next(quote.lines(100))] == [QUIET, ACCENT, QUIET]


def test_people_have_no_address_and_a_long_title_hangs_beside_where_they_were(tmp_path: Path) -> None:
    (person,) = read(a_program(tmp_path), "@ Kim Lee, Chief Marketing Officer <kim@hooli.example> [hiring manager]")
    assert broken_at(person, 44) == ["@   Kim Lee, Chief Marketing", "    Officer, hiring manager"]
    assert person.right == "invited"
    assert [tone for _, tone in next(person.lines(44))] == [QUIET, STRONG, QUIET]


def test_of_two_with_one_first_name_each_has_the_whole(tmp_path: Path) -> None:
    text = "! Slow builds (Dana Ruiz)\n! No tests (Dana Wu)\n! No docs (Kim Lee)\n! No lunch (Dr. Lena Weiß)"
    said = [note.text.strip() for note in read(a_program(tmp_path), text)]
    assert said == [
        "Slow builds · Dana Ruiz", "No tests · Dana Wu", "No docs · Kim", "No lunch · Dr. Lena Weiß",
    ]  # fmt: skip


def test_a_question_is_dim_once_it_is_answered_and_an_answer_keeps_its_paragraphs(tmp_path: Path) -> None:
    text = (
        "? Who decides?\n? Why now? (Kim Lee)\n    The audit.\n\n    In March.\n? What then? (Kim Lee)\n    (no answer)"
    )
    open_one, answered, in_vain = read(a_program(tmp_path), text)
    assert [list(note.lines(60)) for note in (open_one, in_vain)] == [
        [(("?   ", QUIET), ("Who decides?", ""))],
        [(("?   ", QUIET), ("What then?", QUIET)), (("    ", ""), ("Kim: no answer", QUIET))],
    ]
    assert list(answered.lines(60)) == [
        (("?   ", QUIET), ("Why now?", QUIET)),
        (("    ", ""), ("Kim: ", QUIET), ("The audit.", "")),
        (("    ", ""), ("In March.", "")),
    ]


PARTS = st.builds(
    lambda gap, word, tone: (f"{gap}{word}", tone),
    st.sampled_from(["", " ", NO_BREAK]),
    st.text("ab面é", min_size=1, max_size=9),
    st.sampled_from(["", "x", "y"]),
)


@given(st.lists(PARTS, max_size=9), st.integers(2, 30))
def test_a_broken_line_loses_nothing_but_blanks_and_is_never_too_wide(parts: list[Phrase], width: int) -> None:
    pieces = list(wrapped_phrases(parts, width))
    assert all(cells("".join(text for text, _ in line)) <= width for line in pieces)
    each = [(char, tone) for line in pieces for text, tone in line for char in text if char != " "]
    assert each == [(char, tone) for text, tone in parts for char in text if char not in (" ", NO_BREAK)]
