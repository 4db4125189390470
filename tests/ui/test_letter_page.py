"""The letter's page: drafted, edited, kept as one types, sent, copied, exported; nothing goes out without its key."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from interview_tui.domain.enums import LetterState, Ref, Settled
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import FollowUp, Letter, Story, Touch
from interview_tui.settings import Sender
from interview_tui.ui.dialogs.letter import QuoteDialog, Writing, file_name, from_editor
from interview_tui.ui.pages.letter import LetterPage
from interview_tui.ui.triage import Triage
from tests.programs import ProgramOnATable, content, every, get, journal, put
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
        assert lines[0].endswith("draft")
        assert "╭─ Check · ready to send ─" in it.screen()
        assert "✓ quotes Dana’s own words" in it.lines("#letter-checks")[0]
        assert it.message == "Drafted the thank-you to Dana Ruiz · u undoes"
        assert it.lines("#page-text")[0].split(maxsplit=1) == ["To", "Dana Ruiz <dana@acme.example>"]
        assert "calm the release train" in it.text("#page-text")
        assert the_letter(program).follow_up_id == DANA
        await it.press("y")
        assert it.app.clipboard == program.outbox.text(the_letter(program))
        await it.press("escape", "m")
        assert len(every(program, Letter)) == 1
        await it.press("u")
        assert "This letter was taken back" in it.screen()
        await it.press("e")
        assert "U brings it back" in it.message
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
        assert "✓ quotes Dana’s own words" in it.lines("#letter-checks")[0]
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
        assert it.screen().splitlines()[0].endswith("draft")


async def test_a_command_that_fails_changes_nothing_and_says_why(tmp_path: Path) -> None:
    program = a_sender(tmp_path, says="the line is dead")
    async with shown(program) as it:
        await it.press("m")
        before = journal(program)
        await sent_off(it)
        assert "the line is dead" in it.message
        assert the_letter(program).state is LetterState.DRAFT
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
        assert "kept, but not saved" in it.message
        assert not the_letter(program).body.startswith("Zz")
    again = a_reopened(program)
    async with shown(again) as it:
        await it.press("m")
        assert "typed is not saved yet" in it.text("#letter-checks")
        await it.press("e", "enter")
        assert isinstance(it.app.screen, Writing)
        await it.press("ctrl+s")
        assert the_letter(again).body.startswith("Zz")
        assert again.letters.typed(the_letter(again).id) is None
        assert "not saved yet" not in it.screen()


def a_reopened(program: ProgramOnATable) -> ProgramOnATable:
    """Another run of the program on the same store."""
    return ProgramOnATable(program.settings, program.clock)


async def test_it_says_what_is_missing_while_one_writes(tmp_path: Path) -> None:
    program = a_sender(tmp_path)
    async with shown(program) as it:
        await it.press("m", "e")
        assert "Ready to be sent" in it.screen()
        await it.press("f7", "delete")
        await it.type("Thanks")
        assert isinstance(it.app.screen, Writing)
        it.app.screen.keep_now()
        await it.pilot.pause()
        assert "missing: words of Dana Ruiz in the letter" in it.screen()
        await it.press("ctrl+s")
        assert "╭─ Check · not ready ─" in it.screen()
        assert "× words of Dana Ruiz in the letter" in it.text("#letter-checks")
        await it.press("S")
        assert "Send it all the same" in it.screen()


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
        page = LetterPage(program, lambda: None, written.id)
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
        assert "Our diagrams lie" in " ".join(the_letter(program).body.split())


async def test_the_form_for_a_quote_says_why_it_asks_and_takes_no_empty_one(tmp_path: Path) -> None:
    program = a_sender(tmp_path)
    async with shown(program) as it:
        it.dashboard.follow_ups.go_to(Ref("f", BILL))
        before = content(program)
        await it.press("m")
        assert "The letter needs something Bill Lum said, and quotes it. Then it is drafted." in it.dialog()
        await it.press("enter")
        assert "Type what Bill said between the mark and the name" in it.dialog()
        assert content(program) == before


async def test_drafted_anew_left_or_of_another_kind(tmp_path: Path) -> None:
    program = a_sender(tmp_path)
    async with shown(program) as it:
        await it.press("m", "r")
        assert "nothing new" in it.message
        drafted = the_letter(program).body
        await it.press("e", "Z", "ctrl+s", "r")
        assert "You edited this letter" in it.screen()
        await it.press("y")
        assert the_letter(program).body == drafted
        await it.press("e", "Z", "escape", "e", "d")
        assert isinstance(it.app.screen, Writing)
        await it.press("escape")
        assert program.letters.typed(the_letter(program).id) is None
        await it.press("o", "v")
        assert "waits for a need answered by a story" in it.message
        assert "Thank-you to Dana Ruiz" in it.screen()
        await it.press("o", "w")
        assert it.screen().strip().startswith("Withdrawal to Dana Ruiz")
        assert [x.kind for x in every(program, Letter)] == [LetterKind.THANK_YOU, LetterKind.WITHDRAWAL]


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
        assert it.lines("#keys")[0].split("u Undo")[0].split() == [
            "y", "Copy", "x", "Export", "o", "Other", "kind", "p", "People",
        ]  # fmt: skip


async def test_writing_begins_at_what_only_the_user_can_fill(tmp_path: Path) -> None:
    program = a_sender(tmp_path)
    async with shown(program) as it:
        it.dashboard.follow_ups.go_to(next(Ref("f", f.id) for f in every(program, FollowUp) if f.kind is Kind.PROMISE))
        await it.press("m")
        assert "[[" in the_letter(program).body
        await it.press("e", "X", "ctrl+s")
        assert "[[" not in the_letter(program).body
        assert "\nX\n" in the_letter(program).body
