"""The study on its page: pasted, marked, asked about, edited; and text that was left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from interview_tui.domain.records import Need, Study
from interview_tui.ui.pages.study import StudyPage, StudyText
from tests.programs import case_of, content, every
from tests.ui.dashboards import a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

ACME = 1
POSTING = "# SRE\n\n- Own the release process\n- Calm the nights [/x]\n"
LONG = "".join(f"Line {number} of a long posting, and more words to fill it\n\n" for number in range(400))


async def test_a_posting_is_pasted_marked_and_asked_about(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), size=(120, 40)) as on:
        before = content(on.program)
        await on.press("5", "S")
        assert "Nothing studied yet. a takes a posting" in on.text("#page-list")
        assert "interview-tui study i1 FILE" in on.text("#page-list")
        keys = on.screen().splitlines()[-1]
        assert "a Add" in keys
        assert "E Editor" in keys
        assert not any(word in keys for word in ("Pick", "Likely need", "Edit ", "Urgency", "Remove", "Copy"))
        await on.press("a")
        on.app.screen.focused.post_message(events.Paste(POSTING))  # type: ignore[union-attr]
        await on.press("enter", "!", "space", *"Slow", "space", *"release", "space", *"approvals", "ctrl+s")
        assert on.message == "Added to the study of Acme · SRE: 4 lines, 1 likely need · u undoes"
        for words in (
            "Study · Acme · SRE",
            "1 of 1 likely needs heard",
            "They are likely to need",
            "heard: Dana",
            "Ask them",
            "What you found out",
            "- Calm the nights [/x]",
            "You expected it, and heard it",
            "Release approvals take nine days",
        ):
            assert words in on.screen(), words
        # a line of the text is marked, and the mark taken away
        await on.press("G", "k", "!")
        assert "1 of 2 likely needs heard" in on.screen()
        assert "! - Calm the nights [/x]" in on.program.studies.text(ACME)
        await on.press("3")
        assert "!!! - Calm the nights" in on.program.studies.text(ACME)
        await on.press("space")
        assert on.message.startswith("No longer a likely need: Calm the nights [/x]")
        # a question goes into the meeting, and stays in view, and out again
        await on.press("g", "j", "enter")
        (question,) = [q for q in case_of(on.program, ACME).questions if not q.answer]
        assert f"✓   {question.text[:30]}" in on.screen()
        await on.press("k", "enter")
        assert not [q for q in case_of(on.program, ACME).questions if not q.answer]
        await on.press("space")
        assert on.message.startswith("this is a question of the bank")
        # a line is edited here and removed
        await on.press("G", "e", "ctrl+u", *"! Fewer", "ctrl+s")
        assert on.program.studies.text(ACME).endswith("\n! Fewer\n")
        await on.press("G", "x")
        assert "Fewer" not in on.program.studies.text(ACME)
        # 25,000 characters in one paste
        await on.press("a")
        on.app.screen.focused.post_message(events.Paste(LONG))  # type: ignore[union-attr]
        await on.press("ctrl+s")
        assert on.message.startswith("Added to the study of Acme · SRE: 400 lines")
        # what is typed and left is offered again by r
        await on.press("a", *"typed")
        assert isinstance(on.app.screen, StudyText)
        await on.app.screen.action_close()  # as when the terminal goes
        await on.press("escape")
        await on.press("r", "t")
        assert isinstance(on.app.screen, StudyText)
        assert on.app.screen.fields() == {"text": "typed"}
        await on.press("ctrl+s")
        assert isinstance(on.app.screen, StudyPage)
        assert on.program.studies.text(ACME).endswith("\ntyped\n")
        await on.press("escape")
        await on.again()
        assert content(on.program) == before
        assert every(on.program, Study) == ()
        assert every(on.program, Need)
