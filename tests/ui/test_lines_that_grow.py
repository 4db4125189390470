"""The lines of a filtered queue: they grow as they are read, and a heading says when it may go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Ref
from interview_tui.store.queue import Queue
from interview_tui.ui.panes.follow_ups import GOES_ON, Line, Lines
from tests.store.many import a_program_with

if TYPE_CHECKING:
    from tests.programs import ProgramOnATable


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> ProgramOnATable:
    return a_program_with(tmp_path_factory.mktemp("lines"), 400)


def lines_of(program: ProgramOnATable, *, text: str, each: int) -> Lines:
    return Lines(Queue(program.store, program.clock(), text=text), lines_each=each)


@pytest.mark.parametrize("each", [1, 2])
@pytest.mark.parametrize("text", ["call", "1", "meeting", "works 39"])
def test_read_to_their_end_they_are_all(program: ProgramOnATable, text: str, each: int) -> None:
    whole = lines_of(program, text=text, each=each)
    whole.find(None)
    expected = whole.window(0, len(whole))
    assert whole.complete
    growing = lines_of(program, text=text, each=each)
    read: list[Line] = []
    while len(read) < len(expected):
        read += growing.window(len(read), len(read) + 30)
        assert growing.complete or len(growing) >= len(read) + GOES_ON // 2
        for place, line in list(enumerate(read))[-30:]:
            if line.row is not None and not line.continues:
                assert growing.index(line.key) == place
    assert [line for line in read if not line.heading] == [line for line in expected if not line.heading]
    assert len(growing) == len(expected)


def test_the_heading_that_may_go_on_says_so(program: ProgramOnATable) -> None:
    lines = lines_of(program, text="call", each=1)
    first = lines.window(0, 1)[0].heading
    assert first.startswith("Overdue (")
    assert first.endswith("+)")
    lines.find(None)
    headings = [line.heading for line in lines.window(0, len(lines)) if line.heading]
    assert [heading.split()[0] for heading in headings] == ["Overdue", "Today", "Later"]
    assert not any("+" in heading for heading in headings)


def test_what_is_not_found_yet_has_no_line(program: ProgramOnATable) -> None:
    lines = lines_of(program, text="call", each=1)
    whole = Queue(program.store, program.clock())
    last = whole.window(len(whole) - 1, len(whole))[0].key
    assert lines.index(last) is None
    assert lines.index(Ref("f", 999_999_999)) is None
