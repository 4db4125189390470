"""What the actions promise: one line that says what was done, one key that takes it back, never the wrong thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.ui.keys import Pane
from tests.programs import a_program, content, journal
from tests.ui.dashboards import a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

CHANGES = (
    ("d", "Done: Thank Dana Ruiz · Acme (late)"),
    ("w enter", "Waits until tomorrow: Thank Dana Ruiz · Acme"),
    ("x y", "Skipped: Thank Dana Ruiz · Acme"),
    ("t o e enter", "Logged: email to Dana Ruiz · Acme"),
    ("[", "Acme · SRE is back at step 4 Confirm next steps"),
    ("] ]", "Acme · SRE is at step 6 Build value; planned: Send the value letter (tomorrow); skipped: "),
    ("o i", "Acme · SRE: invited back, round 2 opens at step 1"),
    ("o w", "Acme · SRE: withdrawn; no longer owed: Thank Dana Ruiz; planned: Send the withdrawal (tomorrow)"),
    ("a C a l l enter ctrl+s", "Added for Acme · SRE: Call (today)"),
    ("e X enter ctrl+s", "Edited: Thank Dana RuizX (Fri 20 Nov 15:00)"),
    ("h d", "Dana Ruiz was not there; no longer owed: Thank Dana Ruiz"),
    ("h a ! N e w enter enter", "Noted for Acme · SRE: 1 note"),
    ("h e X enter", "Edited the notes of Acme · SRE: @ Dana Ruiz, VP Operations <dana@acme.example>X"),
    ("h x y", "Removed 1 line from the notes"),
    ("1 d", "Done: Prepare the meeting · Globex (on time)"),
    ("1 a H o o l i ctrl+s", "Added Hooli at step 1 Set the stage"),
    ("1 e X ctrl+s", "Edited GlobexX · Data Engineer: company"),
    ("1 x y", "Deleted Globex · Data Engineer"),
    ("1 o r", "Globex · Data Engineer: rejected; no longer owed: Prepare the meeting"),
    ("1 ] ]", "Globex · Data Engineer is at step 2 Consult; planned: Write the meeting down (tomorrow 12:00)"),
)
"""The keys of every action that changes something, in each pane, and how the line that answers begins."""

REFUSALS = (
    ("0", "Nobody stands at step 10 Turn it round"),
    ("1 [", "step 1 is the first: there is no step to go back to"),
    ("h escape l", "?"),
)


async def test_every_change_says_what_it_did_and_u_takes_it_back(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    before = content(program)
    wrong = []
    async with shown(program) as on:
        for keys, words in CHANGES:
            await on.press(*keys.split())
            said = on.message.startswith(words) and on.message.endswith(" · u takes it back")
            if on.app.screen is not on.dashboard or content(program) == before or not said:
                wrong.append((keys, on.message))
            await on.press("u")
            if content(program) != before:
                wrong.append((keys, "not taken back"))
            on.dashboard.go(Pane.FOLLOW_UPS)
            await on.press("g")
    print(*wrong, sep="\n")
    assert wrong == []


async def test_all_of_them_are_taken_back_by_as_many_undos_in_the_next_run(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    before = content(program)
    entries = len(journal(program))
    async with shown(program) as on:
        await on.press(*"d]]orj", "x", "y", "t", "i", "e", "enter", "7", "]", "]", "w", "enter")
        made = len(journal(program)) - entries
        assert made == 7
        await on.press("q")
    async with shown(a_program(tmp_path)) as on:
        await on.press(*"u" * made)
        assert content(on.program) == before
        await on.press(*"U" * made)
        assert len(journal(on.program)) == entries + made
