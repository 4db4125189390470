"""All interviews, people and stories as a folder of Markdown: to read, to print, to search with any tool."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from interview_tui.domain.enums import Ref
from interview_tui.domain.errors import Refused, UserError
from interview_tui.domain.records import NOUNS, Interview, Involvement, Person, Story
from interview_tui.domain.text import clean_line
from interview_tui.exporting.folder import Written, is_file, write_files
from interview_tui.exporting.markdown import (
    INDEX,
    INTERVIEWS,
    MARK,
    OWN_PAGE,
    PEOPLE,
    STORIES,
    Listed,
    clock,
    index_page,
    interview_page,
    page_name,
    people_page,
    stories_page,
)
from interview_tui.services.base import untold
from interview_tui.store.database import make_private_folder
from interview_tui.store.listing import AT_ONCE, listed
from interview_tui.store.reading import load_case, other_meetings, some

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from interview_tui.domain.case import Case
    from interview_tui.services.base import House
    from interview_tui.store.listing import Listed as Row


def export_folder(house: House, folder: Path, *, told: Callable[[int], None] = untold) -> Written:
    """Writes an index by steps (README.md), a page for each interview, people.md and stories.md; what is as it was is
    not touched, pages of interviews that are no more are taken away. Makes the folder when there is none. `told` hears
    now and then how many interviews are done.

    Raises StoreTrouble, Refused for a folder in which something else lies, UserError where it cannot be written.
    """
    make_private_folder(folder)
    _check(folder)
    pages = folder / INTERVIEWS
    if pages.is_symlink():
        raise Refused(f"{clean_line(str(pages))} is a link: take it away, or give a new folder")
    make_private_folder(pages)
    done = Written()
    with house.store.trouble():
        reader = house.store.reader
        rows = {row.id: _listed(row, house) for row in listed(house.store, house.clock())}
        ties: dict[int, list[tuple[str, str, str]]] = {}
        for tie in some(reader, Involvement):
            if tie.interview_id in rows:
                at = rows[tie.interview_id]
                ties.setdefault(tie.person_id, []).append((str(tie.part), at.name, at.page))
        people = sorted(some(reader, Person), key=lambda person: (person.name.casefold(), person.id))
        whole = {
            INDEX: index_page(list(rows.values())),  # first: it says whose folder this is
            PEOPLE: people_page(people, ties),
            STORIES: stories_page(some(reader, Story)),
        }
        files = ((name, text.encode()) for name, text in whole.items())
        write_files(folder, files, is_own=whole.__contains__, done=done)
        write_files(pages, _pages(house, rows, told), is_own=_is_page, done=done)
    return done


def _pages(house: House, rows: dict[int, Listed], told: Callable[[int], None]) -> Iterator[tuple[str, bytes]]:
    for number, (interview_id, one) in enumerate(rows.items(), start=1):
        reader, now = house.store.reader, house.clock()
        case = load_case(reader, interview_id, now)
        every = sorted((*other_meetings(reader, case, now), case), key=_place)
        yield one.page, interview_page(every, house.calendar).encode()
        if number % AT_ONCE == 0:
            told(number)


def _place(case: Case) -> tuple[int, int]:
    """Rounds in their order, the meetings of one in theirs."""
    return case.round.number, [m.id for m in case.meetings].index(case.meeting.id)


def _listed(row: Row, house: House) -> Listed:
    due = row.due_day or (clock(datetime.fromisoformat(row.due_at), house.calendar) if row.due_at else "")
    return Listed(
        name=f"{row.company} · {row.role}" if row.role else row.company,
        page=page_name(str(Ref(NOUNS[Interview].letter, row.id)), row.company, row.role),
        step=row.step,
        outcome=row.outcome,
        next=f"{row.next}, {due}" if row.next else "",
    )


def _is_page(name: str) -> bool:
    return OWN_PAGE.fullmatch(name) is not None


def _check(folder: Path) -> None:
    """Nothing is written among files of somebody else's. Raises Refused, UserError."""
    try:
        if next(folder.iterdir(), None) is None:
            return
        if is_file(folder / INDEX):
            with (folder / INDEX).open("rb") as index:
                if index.readline(len(MARK) + 2).strip() == MARK.encode():
                    return
    except OSError as error:
        raise UserError(f"cannot read in {clean_line(str(folder))}: {error.strerror}") from error
    raise Refused(f"{clean_line(str(folder))} has other files: give a new folder, or one that an export made")
