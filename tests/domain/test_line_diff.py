"""Which line of edited notes is which line of the notes before."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.enums import Owner
from interview_tui.domain.line_diff import align
from interview_tui.domain.shorthand import (
    CommitmentLine,
    NeedLine,
    NoteLine,
    PersonLine,
    QuestionLine,
    QuoteLine,
    RemarkLine,
    StoryLine,
)

DANA = PersonLine("Dana Ruiz", "VP", "dana@acme.example")
KIM = PersonLine("Kim Lee")
WHY = QuestionLine("What keeps releases slow?")
SLOW = NeedLine("Release approvals take nine days")
PAGERS = NeedLine("Nobody owns the pager")
CUT = StoryLine("Cut releases from nine days to one")
SEND = CommitmentLine(Owner.ME, "send the case study", "Dana Ruiz", date(2026, 11, 27))
BRIGHT = RemarkLine("The office is bright")


@pytest.mark.parametrize(
    ("old", "new", "was"),
    [
        ([], [], ()),
        ([], [SLOW], (None,)),
        ([SLOW], [], ()),
        ([DANA, WHY, SLOW], [DANA, WHY, SLOW], (0, 1, 2)),
        ([DANA, WHY, SLOW], [SLOW, DANA, WHY], (2, 0, 1)),
        ([SLOW, BRIGHT], [PAGERS, SLOW, BRIGHT], (None, 0, 1)),
        ([SLOW, PAGERS], [PAGERS], (1,)),
        ([SLOW], [NeedLine("Approvals for a release take nine days", 3, "Kim Lee")], (0,)),
        ([SLOW, BRIGHT], [BRIGHT, NeedLine("Release approvals take ten days")], (1, 0)),
        ([SLOW, PAGERS], [NeedLine("Nobody owns a pager"), NeedLine("Release approvals take ages")], (1, 0)),
        ([SLOW], [NeedLine("They cannot hire")], (0,)),
        ([SLOW, BRIGHT], [BRIGHT, NeedLine("They cannot hire")], (1, None)),
        ([SLOW], [QuestionLine(SLOW.text)], (None,)),
        ([WHY], [QuestionLine(WHY.text, "Approvals", "Kim Lee", kept=True)], (0,)),
        ([SEND], [CommitmentLine(Owner.ME, "send the case study", "Kim Lee")], (0,)),
        ([SEND], [CommitmentLine(Owner.THEM, "send the case study")], (None,)),
        ([CUT, SLOW, CUT], [SLOW, CUT], (1, 2)),
        ([BRIGHT, BRIGHT], [BRIGHT, BRIGHT, BRIGHT], (0, 1, None)),
        ([DANA], [PersonLine("Dana Ruis", "VP", "dana@acme.example")], (0,)),
        ([DANA], [PersonLine("Dana Ruiz", "CTO", "ruiz@acme.example")], (0,)),
        ([DANA], [PersonLine("Daniela", email="DANA@acme.example")], (0,)),
        ([KIM], [PersonLine("Kim Leigh", "CTO")], (0,)),
        ([DANA], [KIM], (None,)),
        ([DANA], [PersonLine("Dana Ruis", email="other@acme.example")], (None,)),
    ],
)
def test_lines(old: list[NoteLine], new: list[NoteLine], was: tuple[int | None, ...]) -> None:
    assert align(old, new) == was


WORDS = st.sampled_from(["slow releases", "slow release", "pagers", "nobody owns pagers", "", "budget", "a", "A"])
LINES = st.lists(
    st.one_of(
        st.builds(PersonLine, WORDS, email=st.sampled_from(["", "dana@acme.example"])),
        st.builds(QuestionLine, WORDS, WORDS),
        st.builds(NeedLine, WORDS),
        st.builds(QuoteLine, WORDS),
        st.builds(StoryLine, WORDS),
        st.builds(CommitmentLine, st.sampled_from(Owner), WORDS),
        st.builds(RemarkLine, WORDS),
    ),
    max_size=8,
)


@given(lines=LINES)
def test_lines_that_stand_as_they_were_are_themselves(lines: list[NoteLine]) -> None:
    assert align(lines, lines) == tuple(range(len(lines)))


@given(old=LINES, new=LINES)
def test_no_line_is_two_and_none_becomes_another_kind(old: list[NoteLine], new: list[NoteLine]) -> None:
    was = align(old, new)
    taken = [before for before in was if before is not None]
    assert len(was) == len(new)
    assert len(taken) == len(set(taken))
    for place, before in enumerate(was):
        if before is not None:
            assert type(old[before]) is type(new[place])


@given(lines=LINES, data=st.data())
def test_lines_that_only_moved_are_all_found(lines: list[NoteLine], data: st.DataObject) -> None:
    moved = data.draw(st.permutations(lines))
    was = align(lines, moved)
    assert [lines[before] for before in was if before is not None] == moved


@given(old=LINES, new=LINES)
def test_what_is_the_same_in_both_is_never_added(old: list[NoteLine], new: list[NoteLine]) -> None:
    for place, before in enumerate(align(old, new)):
        if before is None:
            assert old.count(new[place]) < new.count(new[place])
