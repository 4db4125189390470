"""Help: what the step asks, what is still owed and where, and the method's source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview_tui.domain.enums import Step
from interview_tui.domain.requirements import owed
from interview_tui.domain.steps import STEPS, title
from tests.programs import a_program, case_of
from tests.ui.dashboards import a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path


async def test_it_says_what_the_selected_interview_still_owes_and_what_goes_there(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    async with shown(program, (120, 60)) as on:
        case = case_of(program, 1)
        missing = owed(case, Step.THANK_PROMPTLY, program.cadences, program.clock.now)
        await on.press("question_mark", "question_mark")
        page = on.screen()
        assert "Acme · SRE is at step 5 Thank promptly" in page
        assert missing
        for item in missing:
            assert f"· {item.text}" in page
        assert "Still to do; ] goes to each:" in page


async def test_it_says_when_nothing_is_owed_any_more(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    program.interviews.back([1])
    assert owed(case_of(program, 1), Step.CONFIRM_NEXT_STEPS, program.cadences, program.clock.now) == ()
    async with shown(program, (120, 60)) as on:
        on.dashboard.selection.choose(1)
        await on.press("question_mark")
        assert "Nothing left to do: it moves on with your notes" in on.dialog()


async def test_it_says_what_every_step_asks_and_names_the_source(tmp_path: Path) -> None:
    async with shown(a_program(tmp_path), (120, 200)) as on:
        await on.press("question_mark", "question_mark")
        page = on.dialog()
        for step in STEPS:
            assert re.search(rf"{title(step.step)} +{re.escape(step.aim)}", page)
            assert f"asks: {', '.join(owe.value for owe in step.owes)}" in page
        assert "Ford R. Myers, “Follow-up Steps After the Interview” (Career Potential, LLC, 2008)" in page
