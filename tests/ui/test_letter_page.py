"""The letter's page: drafted, edited, kept as one types, sent, copied, exported; nothing goes out without its key."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from interview_tui.domain.enums import LetterState, Ref, Settled
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import FollowUp, Letter, Person, Story, Touch
from interview_tui.settings import Sender
from interview_tui.ui.dialogs.letter import QuoteDialog, Writing, file_name, from_editor
from interview_tui.ui.pages.letter import LetterPage
from interview_tui.ui.triage import Triage
from tests.programs import ProgramOnATable, content, every, follow_up, get, journal, put
from tests.ui.dashboards import BILL, DANA, a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.ui.dashboards import Shown

MAILER = """\
import pathlib, sys
mail = sys.stdin.buffer.read()
pathlib.Path(sys.argv[1]).write_bytes(mail)
if len(sys.argv) > 2:
    sys.exit(sys.argv[2])
"""


def a_sender(folder: Path, *, says: str = "") -> ProgramOnATable:
    """The morning, with a mail command that keeps what it was handed; where it `says` something it fails."""
    program = a_morning(folder)
    script = folder / "mailer.py"
    script.write_text(MAILER)
    command = (sys.executable, str(script), str(folder / "handed.eml"), *([says] if says else []))
    settings = program.settings._replace(sender=Sender(name="Ann Poe", address="ann@home.example", command=command))
    return ProgramOnATable(settings, program.clock)


def the_letter(program: ProgramOnATable) -> Letter:
    (letter,) = every(program, Letter)
    return letter


async def sent_off(it: Shown) -> None:
    await it.press("S", "y")
    await it.app.workers.wait_for_complete()
    await it.pilot.pause()


async def test_sent_from_triage_the_next_one_follows(tmp_path: Path) -> None:
    program = a_sender(tmp_path)
    async with shown(program) as it:
        await it.press("T", "m")
        await sent_off(it)
        triage = it.app.screen_stack[1]
        assert isinstance(triage, Triage)
        triage.reload()  # as it does every few seconds after a change
        await it.press("escape")
        assert " 2 of 5 " in it.lines("PageTitle")[0]
        assert "╭─ Thank Kim Lee ─" in it.screen()


async def test_m_on_a_thank_you_drafts_it_and_shows_it(tmp_path: Path) -> None:
    program = a_sender(tmp_path)
    async with shown(program) as it:
        await it.press("m")
        assert isinstance(it.app.screen, LetterPage)
        lines = it.screen().splitlines()
        assert lines[0].strip().startswith("Thank-you to Dana Ruiz · Acme · SRE")
        assert lines[0].endswith("preview · 1 of 2")
        assert "╭─ Check · ready to send, 1 hint ─" in it.screen()
        assert it.lines("#letter-checks")[0].startswith(" ! not signed: ")
        assert "✓ quotes Dana’s own words" in it.text("#letter-checks")
        assert it.lines("#page-text")[0].split(maxsplit=1) == ["To", "Dana Ruiz <dana@acme.example>"]
        assert "calm the release train" in it.text("#page-text")
        await it.press("y")
        assert it.app.clipboard == program.outbox.text(program.letters.current(Ref("f", DANA)))


async def test_looking_at_a_letter_leaves_no_trace(tmp_path: Path) -> None:
    program = a_sender(tmp_path)
    async with shown(program) as it:
        before = content(program), journal(program)
        await it.press("m", "n", "c", "w", "escape", "y", "x", "escape", "o", "escape", "p", "escape", "S", "n", "r")
        assert isinstance(it.app.screen, LetterPage)
        await it.press("escape", "L", "m", "escape", "escape", "T", "m", "escape", "escape")
        assert (content(program), journal(program)) == before


async def test_it_is_stored_once_it_is_edited_and_shown_as_it_would_be_drafted_once_that_is_undone(
    tmp_path: Path,
) -> None:
    program = a_sender(tmp_path)
    async with shown(program) as it:
        await it.press("m", "e", "escape")
        assert the_letter(program).follow_up_id == DANA
        assert it.screen().splitlines()[0].endswith("draft · 1 of 2")
        await it.press("escape", "m", "e", "escape")
        assert len(every(program, Letter)) == 1
        await it.press("u")
        assert every(program, Letter) == ()
        assert it.screen().splitlines()[0].endswith("preview · 1 of 2")
        await it.press("U")
        assert the_letter(program).follow_up_id == DANA
        assert it.screen().splitlines()[0].endswith("draft · 1 of 2")


async def test_a_stored_letter_whose_draft_is_undone_is_gone_until_it_is_redone(tmp_path: Path) -> None:
    program = a_sender(tmp_path)
    written = program.letters.write(Ref("f", DANA)).refs[0]
    async with shown(program) as it:
        await it.app.push_screen(LetterPage(program, lambda: None, written))
        await it.press("u")
        assert "This letter is not there any more: U brings it back." in it.screen()
        await it.press("e")
        assert it.message == "The letter is not there any more: U brings it back"
        await it.press("U")
        assert "Thank-you to Dana Ruiz" in it.screen()


async def test_its_checks_stand_beside_it_or_below_and_scroll_by_themselves(tmp_path: Path) -> None:
    async with shown(a_sender(tmp_path), size=(100, 30)) as it:
        await it.press("m")
        letter, checks = (it.app.screen.query_one(f"#frame-{part}").region for part in ("page-text", "letter-checks"))
        assert (checks.x, checks.y, checks.width) == (letter.right, letter.y, 38)
        assert "Due Fri 20 Nov 15:00" in it.text("#letter-checks")
        await it.pilot.resize_terminal(80, 24)
        letter, checks = (it.app.screen.query_one(f"#frame-{part}").region for part in ("page-text", "letter-checks"))
        assert (checks.x, checks.y, checks.width) == (letter.x, letter.bottom, letter.width)
        program, before = it.program, it.lines("#page-text")
        program.notes.capture(1, '" Nobody reads the runbook (Dana Ruiz)')
        it.app.screen.reload()  # type: ignore[attr-defined]
        await it.pilot.pause()
        assert "Dana also said" not in it.text("#letter-checks")
        await it.press("J", "J", "J")
        assert "Dana also said" in it.text("#letter-checks")
        assert it.lines("#page-text") == before
        await it.press("K", "K", "K", "j")
        assert it.lines("#letter-checks")[0].startswith(" ! not signed: ")
        assert it.lines("#page-text")[:3] == before[1:4]


async def test_edited_saved_and_sent_it_settles_its_follow_up_and_can_be_undone(tmp_path: Path) -> None:
    program = a_sender(tmp_path)
    async with shown(program) as it:
        await it.press("m", "e", "ctrl+home")
        await it.type("Well met,")
        await it.press("enter", "enter", "ctrl+s")
        assert isinstance(it.app.screen, LetterPage)
        assert the_letter(program).body.startswith("Well met,\n\n")
        assert "Saved the thank-you to Dana Ruiz" in it.message
        await it.press("S")
        assert "Send it to Dana Ruiz <dana@acme.example> with" in it.screen()
        assert not (tmp_path / "handed.eml").exists()
        await it.press("n")
        assert it.message == "Nothing was sent"
        await sent_off(it)
        assert b"Well met," in (tmp_path / "handed.eml").read_bytes()
        assert the_letter(program).state is LetterState.SENT
        assert get(program, FollowUp, DANA).state is Settled.DONE
        assert [t.letter_id for t in every(program, Touch)] == [the_letter(program).id]
        assert it.message.startswith("Sent the thank-you to Dana Ruiz · Acme")
        assert "sent today 09:00" in it.screen().splitlines()[0]
        await it.press("u")
        assert the_letter(program).state is LetterState.DRAFT
        assert get(program, FollowUp, DANA).state is Settled.OPEN
        assert every(program, Touch) == ()
        assert it.screen().splitlines()[0].endswith("draft · 1 of 2")


async def test_a_command_that_fails_changes_nothing_and_says_why(tmp_path: Path) -> None:
    program = a_sender(tmp_path, says="the line is dead")
    async with shown(program) as it:
        await it.press("m")
        before = journal(program)
        await sent_off(it)
        assert "the line is dead" in it.message
        assert every(program, Letter) == ()
        assert get(program, FollowUp, DANA).state is Settled.OPEN
        assert journal(program) == before


async def test_without_a_command_it_says_what_to_set(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    program = ProgramOnATable(
        program.settings._replace(sender=Sender(name="Ann", address="ann@home.example")), program.clock
    )
    async with shown(program) as it:
        await it.press("m", "S")
        assert "no command to send with is set" in it.message
        assert isinstance(it.app.screen, LetterPage)


async def test_what_was_sent_is_not_edited_or_sent_again(tmp_path: Path) -> None:
    program = a_sender(tmp_path)
    async with shown(program) as it:
        await it.press("m", "d", "l")
        assert the_letter(program).state is LetterState.SENT
        for key in ("e", "S", "d", "r", "E"):
            await it.press(key)
            assert it.message.startswith("It was sent")


async def test_typed_and_left_it_is_kept_and_offered(tmp_path: Path) -> None:
    program = a_sender(tmp_path)
    async with shown(program) as it:
        await it.press("m", "e", "ctrl+home", "Z", "z", "escape")
        assert it.message == "Not saved: e offers what you typed"
        assert not the_letter(program).body.startswith("Zz")
    again = a_reopened(program)
    async with shown(again) as it:
        await it.press("m")
        assert "what you typed is not saved yet: e offers it" in it.text("#letter-checks")
        await it.press("e", "enter")
        assert isinstance(it.app.screen, Writing)
        await it.press("ctrl+s")
        assert the_letter(again).body.startswith("Zz")
        assert again.letters.typed(the_letter(again).id) is None
        assert "not saved yet" not in it.screen()


def a_reopened(program: ProgramOnATable) -> ProgramOnATable:
    """Another run of the program on the same store."""
    return ProgramOnATable(program.settings, program.clock)


async def test_it_says_what_is_missing_and_what_to_look_at_while_one_writes(tmp_path: Path) -> None:
    program = a_sender(tmp_path)
    async with shown(program) as it:
        await it.press("m", "e")
        assert it.lines("#checked") == ["Ready to send"]
        await it.press("f7", "delete")
        await it.type("I just wanted to thank you !! I I want it.")
        assert isinstance(it.app.screen, Writing)
        it.app.screen.keep_now()
        await it.pilot.pause()
        lines = it.lines("#checked")
        assert lines[0] == "× words of Dana Ruiz in the letter: quote what they said"
        assert len(lines) == 4
        assert any(line.startswith("! ") for line in lines)
        assert lines[-1].startswith("and ")
        await it.press("ctrl+s")
        assert "╭─ Check · not ready ─" in it.screen()
        assert "× words of Dana Ruiz in the letter" in it.text("#letter-checks")
        await it.press("S")
        assert "Send it anyway" in it.screen()


async def test_a_sample_from_elsewhere_is_named_before_it_is_attached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = a_sender(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "shadow").write_text("root:x")
    put(program, Story(title="Tests took the place of the board", sample=str(tmp_path / "shadow")))
    program.notes.capture(1, "! Nine days (Dana Ruiz)\n* Tests took the place of the board\n")
    written = program.letters.write(Ref("i", 1), LetterKind.VALUE_LETTER, to=1).refs[0]
    said = f"shadow comes from {tmp_path / 'shadow'}, outside your home"
    async with shown(program, size=(250, 50)) as it:
        page = LetterPage(program, lambda: None, written)
        await it.app.push_screen(page)
        await it.pilot.pause()
        assert "".join(said.split()) in "".join(it.lines("#letter-checks")).replace(" ", "")
        await it.press("S")
        assert f"{said}. Send it to Dana Ruiz".replace(" ", "") in it.dialog().replace(" ", "")
        await it.press("enter")
        assert not (tmp_path / "handed.eml").exists(), "enter rests on what is safe"


async def test_without_a_quote_it_asks_for_one_and_then_opens(tmp_path: Path) -> None:
    program = a_sender(tmp_path)
    async with shown(program) as it:
        it.dashboard.follow_ups.go_to(Ref("f", BILL))
        await it.press("m")
        assert isinstance(it.app.screen, QuoteDialog)
        assert "What did Bill Lum say" in it.screen()
        assert every(program, Letter) == ()
        await it.type("Our diagrams lie")
        await it.press("enter")
        assert isinstance(it.app.screen, LetterPage)
        assert "our diagrams lie" in program.letters.current(Ref("f", BILL)).body
        assert every(program, Letter) == ()


async def test_a_need_will_do_where_nothing_that_they_said_is_written_down(tmp_path: Path) -> None:
    program = a_sender(tmp_path)
    program.notes.capture(3, "! the diagrams are three years old (Bill Lum)")
    async with shown(program) as it:
        it.dashboard.follow_ups.go_to(Ref("f", BILL))
        await it.press("m")
        assert isinstance(it.app.screen, LetterPage)
        assert "the diagrams are three years old" in program.letters.current(Ref("f", BILL)).body


async def test_the_form_for_a_quote_says_why_it_asks_and_takes_no_empty_one(tmp_path: Path) -> None:
    program = a_sender(tmp_path)
    async with shown(program) as it:
        it.dashboard.follow_ups.go_to(Ref("f", BILL))
        before = content(program)
        await it.press("m")
        assert "The letter quotes something that Bill Lum said; then it is drafted." in it.dialog()
        await it.press("enter")
        assert "Type what Bill said between the mark and the name" in it.dialog()
        assert content(program) == before


async def test_redrafted_it_keeps_what_was_edited_and_says_what_is_new(tmp_path: Path) -> None:
    program = a_sender(tmp_path)
    async with shown(program) as it:
        await it.press("m", "r")
        assert it.message == "Nothing to redraft: the records say what the letter says"
        await it.press("e", "down", "down", *"Well", ",", "space", "ctrl+s", "r")
        assert it.message == "Nothing to redraft: the records say what the letter says"
        program.people.edit(get(program, Person, 1), address="Dee")
        it.app.screen.reload()  # type: ignore[attr-defined]
        await it.pilot.pause()
        assert "the records now say: “Hi Dee,”: r redrafts it" in it.text("#letter-checks")
        await it.press("r")
        assert it.message.startswith("Redrafted the thank-you to Dana Ruiz: “Hi Dee,” is new · u ")
        assert the_letter(program).body.startswith("Hi Dee,\n\nWell, Thank you")
        await it.press("u")
        assert the_letter(program).body.startswith("Hi Dana,\n\nWell, Thank you")


async def test_before_a_sentence_of_the_users_is_lost_it_is_named(tmp_path: Path) -> None:
    program = a_sender(tmp_path)
    async with shown(program) as it:
        await it.press("m", "e", "Z", "ctrl+s")
        program.people.edit(get(program, Person, 1), address="Dee")
        await it.press("r")
        assert it.dialog_lines()[0] == "This would lose 1 sentence that you wrote"
        assert "“ZHi Dana,”" in it.dialog()
        await it.press("enter")
        assert it.message == "Nothing was changed"
        assert the_letter(program).body.startswith("ZHi Dana,")
        await it.press("r", "y")
        assert the_letter(program).body.startswith("Hi Dee,")


async def test_what_was_typed_and_not_saved_can_be_dropped(tmp_path: Path) -> None:
    program = a_sender(tmp_path)
    async with shown(program) as it:
        await it.press("m", "e", "Z", "escape", "e", "d")
        assert isinstance(it.app.screen, Writing)
        await it.press("escape")
        assert program.letters.typed(the_letter(program).id) is None


async def test_another_kind_of_letter_to_the_same_person(tmp_path: Path) -> None:
    program = a_sender(tmp_path)
    async with shown(program) as it:
        await it.press("m", "o", "v")
        assert "waits for a need" in it.message
        assert "Thank-you to Dana Ruiz" in it.screen()
        await it.press("o", "w")
        assert it.screen().strip().startswith("Withdrawal to Dana Ruiz")
        assert "n Next person" not in it.screen()
        await it.press("n")
        assert it.message == "This is no thank-you: only those go from person to person"
        assert every(program, Letter) == ()


async def test_exported_it_is_a_private_file_and_none_is_overwritten_unasked(tmp_path: Path) -> None:
    path = tmp_path / "out.eml"
    async with shown(a_sender(tmp_path)) as it:
        await it.press("m", "x")
        assert "thank-you-dana-ruiz.eml" in it.screen()
        await it.press("ctrl+u")
        await it.type(str(path))
        await it.press("enter")
        assert path.read_bytes().startswith(b"From: ")
        assert path.stat().st_mode & 0o777 == 0o600
        path.write_text("mine")
        await it.press("x", "ctrl+u")
        await it.type(str(path))
        await it.press("enter", "n")
        assert path.read_text() == "mine"
        await it.press("x", "ctrl+u")
        await it.type(str(path))
        await it.press("enter", "y")
        assert path.read_bytes().startswith(b"From: ")


def test_a_letter_comes_back_from_an_editor() -> None:
    assert (
        from_editor("Subject: Hello\n\nDear Dana,\nthanks\n", subject="old").as_text() == "Hello\n\nDear Dana,\nthanks"
    )
    assert from_editor("Dear Dana,\nthanks", subject="old").as_text() == "old\n\nDear Dana,\nthanks"


def test_a_file_is_named_plainly() -> None:
    letter = Letter(interview_id=1, round_id=1, kind=LetterKind.THANK_YOU, created=None)  # type: ignore[arg-type]
    assert file_name(letter, "../Zoë O'Brien") == "thank-you-zoe-o-brien.eml"


async def test_a_letter_that_was_sent_offers_nothing_that_changes_it(tmp_path: Path) -> None:
    async with shown(a_sender(tmp_path)) as it:
        await it.press("m")
        assert "S Send" in it.lines("#keys")[0]
        await it.press("d", "e")
        assert it.lines("#keys")[0].split("?")[0].split() == [
            "n", "Next", "person", "y", "Copy", "x", "Export", "o", "Other", "kind", "p", "People",
        ]  # fmt: skip


async def test_writing_begins_at_what_only_the_user_can_fill(tmp_path: Path) -> None:
    program = a_sender(tmp_path)
    async with shown(program) as it:
        it.dashboard.follow_ups.go_to(next(Ref("f", f.id) for f in every(program, FollowUp) if f.kind is Kind.PROMISE))
        await it.press("m", "e")
        assert "[[" in the_letter(program).body
        await it.press("X", "ctrl+s")
        assert "[[" not in the_letter(program).body
        assert "X" in the_letter(program).body


async def test_how_a_file_goes_along_with_what_was_promised_is_said_until_one_does(tmp_path: Path) -> None:
    program = a_sender(tmp_path)
    promise = follow_up(program, "send the case study")
    file = tmp_path / "case study.pdf"
    file.write_bytes(b"x")
    said = f"a file goes along: interview-tui document f{promise.id} FILE"
    async with shown(program, size=(120, 40)) as it:
        it.dashboard.follow_ups.go_to(Ref("f", promise.id))
        await it.press("m")
        assert said in " ".join(" ".join(it.lines("#letter-checks")).split())
        await it.press("escape")
        program.documents.add(Ref("f", promise.id), str(file))
        await it.press("m")
        checks = " ".join(" ".join(it.lines("#letter-checks")).split())
        assert "attached: case study.pdf" in checks
        assert said not in checks
