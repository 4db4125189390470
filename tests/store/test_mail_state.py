"""What was read of a mail folder is kept, beside the journal, and what is known of people tells when to look again."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING

from interview_tui.store.mail_state import FolderState, emails_begin, folder_state, what_is_known
from tests.programs import a_program, journal

if TYPE_CHECKING:
    from pathlib import Path

    from interview_tui.app_context import AppContext


def keep(program: AppContext, state: FolderState, path: str = "/home/me/Mail/INBOX") -> FolderState:
    with program.transaction() as tx:
        tx.note_mail_folder(path, state.encoded())
    return folder_state(program.store.reader, path)


def test_a_state_comes_back_as_it_was(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    chance = random.Random(1)
    keys = [chance.getrandbits(64) for _ in range(1000)]
    state = FolderState(set(keys[:300]), set(keys[300:]), chance.getrandbits(64), (2**40, chance.getrandbits(64), 7))
    assert keep(program, state) == state
    assert keep(program, FolderState()) == FolderState()
    assert folder_state(program.store.reader, "/other") == FolderState()


def test_one_that_is_of_another_form_is_read_as_none(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    whole = FolderState({1, 2}, {3}).encoded()
    for data in (b"", b"\x02" + whole[1:], whole[:20]):
        with program.transaction() as tx:
            tx.note_mail_folder("/x", data)
        assert folder_state(program.store.reader, "/x") == FolderState()


def test_it_makes_no_entry_and_undo_leaves_it(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    keep(program, FolderState({1}))
    assert journal(program) == []
    with program.transaction() as tx:
        tx.note_mail_folder("/home/me/Mail/INBOX", FolderState({2}).encoded())
        tx.done("nothing")
    assert journal(program) == []
    program.interviews.add("Acme", "SRE")
    program.history.undo()
    assert folder_state(program.store.reader, "/home/me/Mail/INBOX") == FolderState({2})


def test_messages_that_are_gone_are_forgotten_once_they_are_most() -> None:
    state = FolderState(set(range(50)), set(range(50, 100)))
    state.forget_all_but(range(40, 90))
    assert (len(state.taken), len(state.ignored)) == (50, 50)
    state = FolderState(set(range(500)), set(range(500, 1000)))
    state.forget_all_but(range(499, 502))
    assert (state.taken, state.ignored) == ({499}, {500, 501})


def test_whoever_comes_to_be_known_is_a_reason_to_look_again(tmp_path: Path) -> None:
    program = a_program(tmp_path)

    def known(*mine: str) -> int:
        return what_is_known(program.store.reader, mine)

    seen = [known()]
    assert known() == seen[0]
    for company, people in (("Acme", []), ("Globex", ["Dana Ruiz <dana@globex.example>"]), ("Initech", ["Kim Lee"])):
        program.interviews.add(company, "SRE", people=people)
        assert known() not in seen
        seen.append(known())
    assert known("me@home.example") not in seen
    program.interviews.advance([1], anyway=True)
    assert known() == seen[-1]


def test_emails_begin_well_before_the_first_interview(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    now = program.clock()
    assert emails_begin(program.store.reader, now) == now - timedelta(days=90)
    program.interviews.add("Acme", "SRE")
    program.clock.move(days=400)
    assert emails_begin(program.store.reader, program.clock()) == now - timedelta(days=90)
