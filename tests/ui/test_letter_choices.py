"""What a letter cites and how it says it, chosen by key; and the thank-yous of a panel, one person after another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.citations import ticked_for
from interview_tui.domain.enums import Language, LetterState, Ref, Tone
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import Letter, Person, Question, Story
from interview_tui.ui.letter_checks import check_letter
from interview_tui.ui.pages.letter import LetterPage
from tests.programs import a_program, case_of, content, every, get, journal, when
from tests.ui.dashboards import shown

if TYPE_CHECKING:
    from pathlib import Path

    from tests.programs import ProgramOnATable
    from tests.ui.dashboards import Shown

NOTES = """\
@ Dana Ruiz, VP Operations <dana@acme.example> [hiring manager]
@ Tom Beck <tom@acme.example> [interviewer]
@ Pieter van Dyk <pieter@acme.example> [interviewer]
!!! release approvals take nine days (Dana Ruiz)
* cut releases from nine days to one
    we replaced three approvals with one checklist; releases went from nine days to one
! no owner for the runbooks (Dana Ruiz)
* named owners
    I gave every runbook a named owner within a month
! the pager wakes the wrong team (Tom Beck)
* quiet alerts
    I sorted alerts by service, and night calls fell by half
" We need someone to calm the release train (Dana Ruiz)
" The team should decide for itself (Dana Ruiz)
" I want on-call to be boring again (Tom Beck)
" Nobody reads the plan (Pieter van Dyk)
"""
TITLE = "The thank-you to Dana Ruiz"


def a_panel(folder: Path) -> ProgramOnATable:
    """The day after a meeting with three people of Acme: p1 Dana decides, p2 Tom, p3 Pieter."""
    (folder / "config.toml").write_text('name = "Robin Hale"\nemail = "robin@home.example"\n')
    program = a_program(folder, now="2026-11-17T09:00:00+01:00")
    program.interviews.add("Acme", "SRE lead", meeting=when(program, "today 10:00"))
    program.clock.set("2026-11-18T09:00:00+01:00")
    program.notes.capture(1, NOTES)
    return program


def reader(program: ProgramOnATable, name: str) -> int:
    return next(person.id for person in every(program, Person) if person.name == name)


async def opened(it: Shown, name: str = "Dana Ruiz", kind: LetterKind = LetterKind.THANK_YOU) -> LetterPage:
    """The page of the letter of a kind to somebody."""
    page = LetterPage(it.program, lambda: None, Ref("i", 1), kind, to=reader(it.program, name))
    await it.app.push_screen(page)
    await it.pilot.pause()
    return page


async def test_the_quote(tmp_path: Path) -> None:
    async with shown(a_panel(tmp_path)) as it:
        page = await opened(it)
        assert "“We need someone to calm the release train.”" in it.text("#page-text")
        await it.press("c")
        assert "q The quote: “We need someone to calm the release train”" in it.dialog()
        await it.press("q", "2")
        assert "“The team should decide for itself.”" in it.text("#page-text")
        assert it.message.startswith(f"{TITLE} now quotes “The team should decide for itself”")
        assert page.letter.quote_id == 2
        await it.press("c", "q", "0")
        assert "“" not in page.letter.body
        assert it.message.startswith(f"{TITLE} now quotes nothing")
        await it.press("u", "u")
        assert "“We need someone to calm the release train.”" in it.text("#page-text")
        assert every(it.program, Letter) == ()


async def test_what_is_chosen_already_is_where_the_cursor_stands_and_changes_nothing(tmp_path: Path) -> None:
    async with shown(a_panel(tmp_path)) as it:
        await opened(it)
        before = journal(it.program)
        await it.press("c", "q", "2", "c", "q")
        (line,) = (line for line in it.dialog_lines() if line.startswith("▌"))
        assert "The team should decide" in line
        await it.press("enter")
        assert it.message == "That is how the letter is already"
        assert len(journal(it.program)) == len(before) + 1


async def test_what_adds_to_an_answer(tmp_path: Path) -> None:
    program = a_panel(tmp_path)
    program.notes.capture(1, "< How would you begin? (Dana Ruiz)\n< Who pays for it? (Tom Beck)")
    program.answers.review(get(program, Question, 1), better="I would first count the approvals")
    async with shown(program) as it:
        await opened(it, "Tom Beck")
        await it.press("c")
        assert "add to an answer" not in it.dialog().casefold()  # of what he asked nothing better is known
        await it.press("escape", "escape")
        page = await opened(it)
        assert "count the approvals" not in page.letter.body
        await it.press("c")
        assert "m Add to an answer of yours: nothing" in it.dialog()
        await it.press("m", "1")
        said = "You asked me: “How would you begin?” To add to my answer: I would first count the approvals."
        assert said in page.letter.body
        assert it.message.startswith(f"{TITLE} now adds “I would first count the approvals”")
        await it.press("c", "w", "d")
        assert "I would first count the approvals." in page.letter.body
        assert said not in page.letter.body
        await it.press("escape", "c", "m", "0")
        assert "count the approvals" not in page.letter.body


async def test_the_need_and_its_story(tmp_path: Path) -> None:
    async with shown(a_panel(tmp_path)) as it:
        page = await opened(it)
        await it.press("c", "n")
        assert "1 Release approvals take nine days · cut releases" in it.dialog()
        assert "2 Release approvals take nine days · without a story" in it.dialog()
        await it.press("3")
        assert "no owner for the runbooks" in page.letter.body
        assert "a named owner within a month" in page.letter.body
        assert "now names “no owner for the runbooks” and tells “named owners”" in it.message
        await it.press("c", "n", "4")
        assert "a named owner within a month" not in page.letter.body
        await it.press("c", "n", "0")
        assert "runbooks" not in page.letter.body


async def test_another_wording_of_a_sentence_until_one_likes_it_and_of_all(tmp_path: Path) -> None:
    async with shown(a_panel(tmp_path)) as it:
        page = await opened(it)
        first = page.letter
        await it.press("c", "w")
        opening = next(line for line in it.dialog_lines() if "▌ o" in line)
        assert opening.split("o    ")[1][:30] in first.body
        await it.press("o")
        second = page.letter
        assert second.body != first.body
        assert second.body.partition("“")[2] == first.body.partition("“")[2]
        await it.press("escape")
        assert it.message.startswith("Another opening: “")
        await it.press("c", "w", "o", "escape")
        assert page.letter.body not in (first.body, second.body)
        await it.press("c", "w", "a", "escape")
        assert not set(page.letter.sentences.split(", ")) & set(second.sentences.split(", "))


async def test_edits_stay_and_a_choice_that_would_lose_one_asks(tmp_path: Path) -> None:
    async with shown(a_panel(tmp_path)) as it:
        page = await opened(it)
        await it.press("e", *["down"] * 30, "end", *"PS", "ctrl+s", "c", "q", "2")
        assert page.letter.body.endswith("PS")
        assert "decide for itself" in page.letter.body
        await it.press("e", "down", "down", "X", "ctrl+s", "c", "w", "o")
        assert "This would lose 1 sentence that you wrote" in it.dialog_lines()[0]
        await it.press("n")
        assert "\n\nX" in page.letter.body
        await it.press("c", "d")
        assert "\n\nX" not in page.letter.body
        assert not page.letter.body.endswith("PS")
        assert "decide for itself" in page.letter.body
        await it.press("u")
        assert "\n\nX" in page.letter.body


async def test_needs_of_others_are_ticked_for_the_chart(tmp_path: Path) -> None:
    async with shown(a_panel(tmp_path), (120, 40)) as it:
        page = await opened(it, kind=LetterKind.VALUE_LETTER)
        assert "the pager wakes" not in it.text("#page-text").casefold()
        await it.press("c")
        assert "o What others need, for the chart: 0 of 1" in it.dialog()
        await it.press("o")
        assert "○ the pager wakes the wrong team · Tom Beck" in it.dialog()
        await it.press("1")
        assert "✓ the pager wakes the wrong team · Tom Beck" in it.dialog()
        await it.press("escape")
        assert "the pager wakes" in it.text("#page-text").casefold()
        assert "Tom Beck" not in it.text("#page-text")
        (need,) = ticked_for(page.letter)
        assert any(row.need_id == need for row in it.program.letters.chart_of(page.letter))
        await it.press("c", "o", "1", "escape")
        assert ticked_for(page.letter) == frozenset()


async def test_a_thank_you_to_who_decides_may_have_the_chart(tmp_path: Path) -> None:
    async with shown(a_panel(tmp_path)) as it:
        page = await opened(it)
        await it.press("c", "v")
        assert page.letter.variant == "chart"
        assert len(it.program.letters.chart_of(page.letter)) == 2
        await it.press("c")
        assert "The need and its story" not in it.dialog()
        await it.press("v")
        assert page.letter.variant == ""
        await it.press("escape")
        await opened(it, "Tom Beck")
        await it.press("c")
        assert "chart" not in it.dialog()


@pytest.mark.parametrize(
    ("kind", "words"), [(LetterKind.NEW_DATE, "had to cancel"), (LetterKind.OTHER_OFFER, "first choice")]
)
async def test_the_other_way_of_a_letter_that_has_two(tmp_path: Path, kind: LetterKind, words: str) -> None:
    async with shown(a_panel(tmp_path)) as it:
        page = await opened(it, kind=kind)
        before = page.letter.body
        await it.press("c")
        assert words in it.dialog()
        await it.press("v")
        assert page.letter.variant
        await it.press("c", "v")
        assert page.letter.body == before


async def test_language_and_tone(tmp_path: Path) -> None:
    async with shown(a_panel(tmp_path)) as it:
        page = await opened(it, "Tom Beck")
        await it.press("c", "l", "d")
        assert (page.letter.language, page.letter.tone) == (Language.DE, Tone.FORMAL)
        assert page.letter.body.startswith("Guten Tag Tom Beck,")
        assert it.message.startswith("The thank-you to Tom Beck is in German now")
        await it.press("c", "t", "w")
        assert page.letter.tone is Tone.WARM
        assert it.message.startswith("The thank-you to Tom Beck is warm now")


async def test_who_is_unsure_how_to_greet_is_asked_and_the_letter_is_drafted_again(tmp_path: Path) -> None:
    program = a_panel(tmp_path)
    program.people.edit(get(program, Person, reader(program, "Pieter van Dyk")), name="van Dyk")
    async with shown(program) as it:
        page = await opened(it, "van Dyk")
        assert "[[how is van Dyk addressed?]]," in page.letter.body
        assert it.lines("#letter-checks")[0] == " × how is van Dyk addressed? a asks"
        assert sum("addressed" in line for line in it.lines("#letter-checks")) == 1
        await it.press("a", *"van", "space", *"Dyk", "enter")
        assert "That makes no greeting: write for example Dana, Ms. Ruiz, Dr. Keller" in it.dialog()
        await it.press("ctrl+u", *"Pieter")
        assert "Hi Pieter," in it.dialog()
        await it.press("enter")
        assert page.letter.body.startswith("Hi Pieter,\n")
        assert get(program, Person, reader(program, "van Dyk")).address == "Pieter"
        assert every(program, Letter) == ()


async def test_only_a_letter_to_the_employer_answers_a_need(tmp_path: Path) -> None:
    program = a_panel(tmp_path)
    case = case_of(program, 1)
    letters = [program.letters.draft(Ref("i", 1), LetterKind.THANK_YOU, to=1)]
    letters += [replace(letters[0], kind=kind) for kind in (LetterKind.GOOD_WORD, LetterKind.DECLINE)]
    assert ["answers a need" in check_letter(program, letter, case).right for letter in letters] == [True, False, False]


async def test_the_form_of_address_of_a_stored_letter_is_one_change(tmp_path: Path) -> None:
    program = a_panel(tmp_path)
    program.letters.write(Ref("i", 1), LetterKind.THANK_YOU, to=1)
    before, entries = content(program), len(journal(program))
    async with shown(program) as it:
        page = await opened(it)
        await it.press("a", *"Ms.", "space", *"Ruiz", "enter")
        assert page.letter.body.startswith("Dear Ms. Ruiz,\n")
        assert it.message.startswith("Dana Ruiz is addressed as “Ms. Ruiz” now; redrafted the thank-you to Dana Ruiz")
        assert len(journal(program)) == entries + 1
        await it.press("u")
        assert content(program) == before


async def test_in_german_it_asks_for_du_or_sie_too(tmp_path: Path) -> None:
    program = a_panel(tmp_path)
    async with shown(program) as it:
        page = await opened(it)
        await it.press("c", "l", "d", "c", "a", *"Frau", "space", *"Ruiz", "enter")
        assert "s Sie: Sehr geehrte Frau Ruiz," in it.dialog()
        await it.press("s")
        assert page.letter.body.startswith("Sehr geehrte Frau Ruiz,\n")
        assert not get(program, Person, 1).familiar
        await it.press("a", "ctrl+u", *"Dana", "enter", "d")
        assert page.letter.body.startswith("Hallo Dana,\n")
        assert get(program, Person, 1).familiar


async def test_n_goes_through_the_board_and_after_one_was_sent_the_next_is_shown(tmp_path: Path) -> None:
    program = a_panel(tmp_path)
    async with shown(program) as it:
        before = content(program)
        await it.press("m")
        seen = []
        for _ in range(4):
            title = it.screen().splitlines()[0]
            seen.append((title.split(" to ")[1].split(" · ")[0], title.rpartition("· ")[2]))
            await it.press("n")
        assert seen == [
            ("Dana Ruiz", "1 of 3"), ("Pieter van Dyk", "2 of 3"), ("Tom Beck", "3 of 3"), ("Dana Ruiz", "1 of 3"),
        ]  # fmt: skip
        assert content(program) == before
        await it.press("d", "e")
        assert it.message.startswith("Sent the thank-you to Pieter van Dyk")
        title = it.screen().splitlines()[0]
        assert "Tom Beck" in title
        assert title.endswith("preview · 3 of 3")
        await it.press("d", "e")
        assert "Dana Ruiz" in it.screen().splitlines()[0]
        await it.press("d", "e")
        assert [letter.state for letter in every(program, Letter)] == [LetterState.SENT] * 3
        await it.press("n")
        assert it.message == "Nobody else is owed a thank-you"


async def test_n_names_those_of_whom_nothing_is_written_down(tmp_path: Path) -> None:
    program = a_panel(tmp_path)
    program.notes.capture(1, "@ Ike Moss <ike@acme.example>\n@ Joy Lund <joy@acme.example>")
    for name in ("Tom Beck", "Pieter van Dyk"):
        program.outbox.sent(program.letters.draft(Ref("i", 1), LetterKind.THANK_YOU, to=reader(program, name)))
    async with shown(program) as it:
        page = await opened(it)
        await it.press("n")
        assert it.message == "Write down first what they said: Ike Moss, Joy Lund (L on the dashboard shows the board)"
        assert page.letter.person_id == 1


async def test_the_check_names_what_changed_what_is_attached_and_a_template_that_is_wrong(tmp_path: Path) -> None:
    program = a_panel(tmp_path)
    (tmp_path / "home").mkdir()
    sample = tmp_path / "home" / "releases.pdf"
    sample.write_bytes(b"%PDF")
    story = next(story for story in every(program, Story) if story.title.startswith("cut"))
    program.stories.edit(story, sample=str(sample), sample_name="the release checklist")
    async with shown(program, (120, 40)) as it:
        await opened(it, kind=LetterKind.VALUE_LETTER)
        assert "✓ attached: releases.pdf" in it.text("#letter-checks")
        await it.press("escape")
        page = await opened(it)
        await it.press("e", "escape")
        program.notes.edit(1, Ref("k", 1), '" Nobody here ships on a Friday (Dana Ruiz)')
        page.reload()
        await it.pilot.pause()
        assert "! the records now say: “One thing you said has stayed with me: “Nobody" in it.text("#letter-checks")
        await it.press("r")
        assert "Nobody here ships on a Friday" in it.text("#page-text")
        assert "the records now say" not in it.text("#letter-checks")
        templates = program.settings.paths.templates
        templates.mkdir(parents=True, exist_ok=True)
        (templates / "thank_you.j2").write_text("Subject: Hi\n\n{{ nothing_known }}\n")
        page.reload()
        await it.pilot.pause()
        assert "thank_you.j2" in it.text("#letter-checks").replace(" ", "")
        assert "theshippedtemplateisused" in it.text("#letter-checks").replace(" ", "")
