"""Letters as a person meets them: drafted from what was written down, edited, sent; and what follows."""

from __future__ import annotations

import sys
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING, Any

import pytest

from interview_tui.domain.errors import Conflict, Refused
from interview_tui.domain.records import (
    Channel,
    Direction,
    FollowUp,
    Kind,
    Letter,
    LetterKind,
    LetterState,
    Outcome,
    Part,
    Ref,
    Settled,
    Step,
    Story,
    Touch,
)
from interview_tui.services.base import Change
from interview_tui.services.letters import NotReady
from tests.programs import (
    ProgramOnATable,
    a_program,
    case_of,
    content,
    every,
    follow_up,
    get,
    go_to,
    journal,
    put,
    when,
)

if TYPE_CHECKING:
    from pathlib import Path

CONFIGURATION = 'name = "Ada Moreau"\nemail = "ada@home.example"\n'
NOTES = """\
!! Release approvals take nine days (Dana Ruiz)
* Cut releases from nine days to one
    Tests took the board's place
" We need someone to calm the release train (Dana Ruiz)
" Nobody reads the runbook (Kim Lee)
"""
FAKE = """\
import pathlib, sys
pathlib.Path(sys.argv[1]).write_bytes(sys.stdin.buffer.read())
print("line one", file=sys.stderr)
print("  no such host", file=sys.stderr)
sys.exit(int(sys.argv[2]))
"""


def met(folder: Path, *, notes: str = NOTES, code: int | None = 0, sample: str = "") -> ProgramOnATable:
    """Acme, two hours after the meeting with Dana, Kim, and Sam, who has no e-mail address; at step 5. The command for
    sending keeps the e-mail in sent.eml and ends with `code`.
    """
    script = folder / "fake.py"
    script.write_text(FAKE, encoding="utf-8")
    send = f"'{sys.executable}' '{script}' '{folder / 'sent.eml'}' {code}"
    command = f'send = "{send}"\n' if code is not None else ""
    (folder / "config.toml").write_text(CONFIGURATION + command, encoding="utf-8")
    program = a_program(folder)
    people = ["Dana Ruiz <dana@acme.example>", "Kim Lee <kim@acme.example>", "Sam Ode"]
    program.interviews.add("Acme", "SRE", meeting=when(program, "tue 14:00"), people=people)
    program.clock.set("2026-11-24T16:00:00+01:00")
    put(program, Story(title="Cut releases from nine days to one", result="One day", sample=sample))
    program.notes.capture(1, notes)
    go_to(program, 1, Step.THANK_PROMPTLY)
    return program


def target(program: ProgramOnATable, text: str) -> Ref:
    return Ref("f", follow_up(program, text).id)


def test_two_people_get_two_letters_each_with_their_own_words(tmp_path: Path) -> None:
    program = met(tmp_path)
    dana, kim = (program.letters.draft(target(program, f"Thank {name}")) for name in ("Dana Ruiz", "Kim Lee"))
    assert "“We need someone to calm the release train”" in dana.body
    assert "“Nobody reads the runbook”" in kim.body
    assert "runbook" not in dana.body
    assert (dana.quote_id, kim.quote_id) == (1, 2)
    assert (dana.id, dana.person_id, dana.follow_up_id) == (0, 1, follow_up(program, "Thank Dana Ruiz").id)
    assert program.letters.missing(dana) == program.letters.missing(kim) == ()
    assert every(program, Letter) == ()


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    program = met(tmp_path)
    letters = program.letters
    assert letters.missing(letters.draft(target(program, "Thank Sam Ode"))) == (
        'a quote of Sam Ode: write down what they said, for example " … (Sam Ode)',
        "an e-mail address of Sam Ode",
    )


def test_a_draft_that_cites_nobody_any_more_is_not_ready(tmp_path: Path) -> None:
    program = met(tmp_path)
    letters = program.letters
    letters.write(target(program, "Thank Dana Ruiz"))
    letters.save(1, subject="Thanks", body="Thank you for your time.")
    assert letters.missing(letters.letter(1)) == ("words of Dana Ruiz in the letter: cite what they said",)
    letters.save(1, subject="Thanks", body="You said we need someone to calm the release train!")
    assert letters.missing(letters.letter(1)) == ()


def test_two_letters_nearly_the_same_are_pointed_out(tmp_path: Path) -> None:
    program = met(tmp_path)
    letters = program.letters
    same_words = "many words that say one thing to all of you " * 9
    body = f"{same_words}. We need someone to calm the release train. Nobody reads the runbook."
    for name, number in (("Dana Ruiz", 1), ("Kim Lee", 2)):
        letters.write(target(program, f"Thank {name}"))
        letters.save(number, subject="Thanks", body=f"Dear {name}, {body}")
    same = "words of its own: it is nearly the same as the letter to Dana Ruiz"
    assert letters.missing(letters.letter(2)) == (same,)


def test_a_draft_is_stored_once_as_one_change(tmp_path: Path) -> None:
    program = met(tmp_path)
    first = program.letters.write(target(program, "Thank Dana Ruiz"))
    again = program.letters.write(Ref("i", 1), LetterKind.THANK_YOU, to=1)
    assert (first.words, first.refs) == ("Drafted the thank-you to Dana Ruiz", (Ref("l", 1),))
    assert again == Change("l1, the thank-you to Dana Ruiz, is drafted already", (Ref("l", 1),))
    assert program.letters.stored(target(program, "Thank Dana Ruiz")) == get(program, Letter, 1)
    program.history.undo()
    assert every(program, Letter) == ()


def test_saving_refuses_to_overwrite(tmp_path: Path) -> None:
    program = met(tmp_path)
    program.letters.write(target(program, "Thank Dana Ruiz"))
    seen = program.letters.letter(1)
    program.letters.save(seen, subject="One", body="text")
    with pytest.raises(Conflict):
        program.letters.save(seen, subject="Two", body="text")
    assert program.letters.letter(1).subject == "One"


def test_text_that_is_typed_is_kept_apart_from_the_journal(tmp_path: Path) -> None:
    program = met(tmp_path)
    letters = program.letters
    letters.write(target(program, "Thank Dana Ruiz"))
    before = journal(program)
    assert letters.typed(1) is None
    letters.keep_typed(1, "Dear Da")
    letters.keep_typed(1, "Dear Dana\x1b[31m")
    assert a_program(tmp_path).letters.typed(1) == "Dear Dana"
    assert journal(program) == before
    letters.forget_typed(1)
    assert letters.typed(1) is None
    letters.keep_typed(1, "Dear")
    letters.save(1, subject="s", body="Dear Dana")
    assert letters.typed(1) is None


def test_a_letter_that_is_sent_settles_its_follow_up(tmp_path: Path) -> None:
    program = met(tmp_path)
    asked = target(program, "Thank Dana Ruiz")
    change = program.letters.send(asked)
    assert change.words.startswith("Sent the thank-you to Dana Ruiz · Acme (on time)")
    assert "next: " in change.words
    letter = get(program, Letter, 1)
    assert (letter.state, letter.sent, letter.quote_id) == (LetterState.SENT, program.clock(), 1)
    assert letter.brings == "Cut releases from nine days to one"
    settled = get(program, FollowUp, asked.id)
    assert (settled.state, settled.on_time) == (Settled.DONE, True)
    (touch,) = every(program, Touch)
    assert (touch.letter_id, touch.follow_up_id, touch.person_id, touch.direction, touch.channel, touch.brings) == (
        1, asked.id, 1, Direction.OUT, Channel.EMAIL, letter.brings,
    )  # fmt: skip
    mail: Any = message_from_bytes((tmp_path / "sent.eml").read_bytes(), policy=default)
    assert (mail["From"], mail["To"]) == ("Ada Moreau <ada@home.example>", "Dana Ruiz <dana@acme.example>")
    assert mail.get_content() == f"{letter.body}\n"
    assert b"\r" not in (tmp_path / "sent.eml").read_bytes()
    program.history.undo()
    assert (every(program, Letter), every(program, Touch)) == ((), ())
    assert get(program, FollowUp, asked.id).state is Settled.OPEN


def test_a_command_that_fails_changes_nothing(tmp_path: Path) -> None:
    program = met(tmp_path, code=3)
    before = content(program)
    with pytest.raises(Refused, match=r"failed, the letter was not sent: +no such host$"):
        program.letters.send(target(program, "Thank Dana Ruiz"))
    assert content(program) == before


@pytest.mark.parametrize("command", ['"/nowhere/msmtp -t"', '""'])
def test_no_command_or_one_that_is_not_there(tmp_path: Path, command: str) -> None:
    program = met(tmp_path)
    (tmp_path / "config.toml").write_text(f"{CONFIGURATION}send = {command}\n", encoding="utf-8")
    program = a_program(tmp_path, now="2026-11-24T16:00:00+01:00")
    before = content(program)
    with pytest.raises(Refused, match=r"send = \"msmtp -t\"|/nowhere/msmtp cannot be run"):
        program.letters.send(target(program, "Thank Dana Ruiz"))
    assert content(program) == before


def test_a_letter_that_is_not_ready_is_not_sent(tmp_path: Path) -> None:
    program = met(tmp_path, notes='" Nobody reads the runbook (Kim Lee)\n')
    before = content(program)
    asked = target(program, "Thank Dana Ruiz")
    with pytest.raises(NotReady) as refused:
        program.letters.send(asked)
    assert refused.value.items == ('a quote of Dana Ruiz: write down what they said, for example " … (Dana Ruiz)',)
    assert content(program) == before
    program.letters.send(asked, anyway=True)
    assert get(program, Letter, 1).quote_id is None


def test_nobody_without_an_address_is_written_to(tmp_path: Path) -> None:
    program = met(tmp_path)
    with pytest.raises(Refused, match="has no e-mail address to go to"):
        program.letters.send(target(program, "Thank Sam Ode"), anyway=True)
    (tmp_path / "config.toml").write_text('send = "true"\n', encoding="utf-8")
    program = a_program(tmp_path, now="2026-11-24T16:00:00+01:00")
    with pytest.raises(Refused, match=r'email = "me@home\.example"'):
        program.letters.send(target(program, "Thank Dana Ruiz"))


def test_a_letter_is_sent_once(tmp_path: Path) -> None:
    program = met(tmp_path)
    asked = target(program, "Thank Dana Ruiz")
    program.letters.send(asked)
    for again in (asked, Ref("l", 1)):
        with pytest.raises(Refused, match="already"):
            program.letters.send(again)
    with pytest.raises(Refused, match="l1 was sent already"):
        program.letters.sent(1)
    assert len(every(program, Touch)) == 1


def test_a_letter_without_a_follow_up_of_its_own_settles_the_one_that_asks_for_it(tmp_path: Path) -> None:
    program = met(tmp_path)
    program.letters.write(Ref("i", 1), LetterKind.PROPOSAL, to=1)
    program.letters.sent(1, channel=Channel.POST)
    assert (get(program, Letter, 1).channel, get(program, Letter, 1).follow_up_id) == (Channel.POST, None)
    assert every(program, Touch)[0].letter_id == 1


def test_the_value_letter_carries_chart_and_sample(tmp_path: Path) -> None:
    sample = tmp_path / "case.pdf"
    sample.write_bytes(b"%PDF")
    program = met(tmp_path, sample=str(sample))
    letters = program.letters
    letter = letters.draft(Ref("i", 1), LetterKind.VALUE_LETTER, to=1)
    assert letters.missing(letter) == ()
    assert letter.brings == "Cut releases from nine days to one\ncase.pdf"
    mail: Any = message_from_bytes(letters.mail(letter), policy=default)
    assert [a.get_content() for a in mail.iter_attachments()] == [b"%PDF"]
    assert "<table" in mail.get_body(("html",)).get_content()
    assert "<table" in letters.html(letter)
    assert "\n| " in letters.markdown(letter)
    sample.unlink()
    gone = letters.draft(Ref("i", 1), LetterKind.VALUE_LETTER, to=1)
    assert "case.pdf" not in gone.body
    assert letters.missing(gone) == ("the sample case.pdf: there is no such file",)


def test_a_check_in_brings_what_they_do_not_have_yet(tmp_path: Path) -> None:
    program = met(tmp_path)
    letters = program.letters
    check_in = letters.draft(Ref("i", 1), LetterKind.CHECK_IN, to=1)
    assert check_in.brings == "Cut releases from nine days to one"
    assert letters.missing(check_in) == ()
    letters.send(target(program, "Thank Dana Ruiz"))
    stale = letters.write(Ref("i", 1), LetterKind.CHECK_IN, to=1).refs[0].id
    assert letters.missing(letters.letter(stale)) == ("something new for Dana Ruiz: a need answered, a sample, news",)
    letters.save(stale, subject="News", body="I spoke at a fair.", brings="my talk at the fair")
    assert letters.missing(letters.letter(stale)) == ()
    letters.save(stale, subject="News", body="I spoke at a great fair.")
    assert letters.letter(stale).brings == "my talk at the fair"


def test_the_letter_of_an_earlier_round_cites_that_round(tmp_path: Path) -> None:
    program = met(tmp_path)
    asked = target(program, "Thank Dana Ruiz")
    program.interviews.outcome([1], Outcome.INVITED)
    letter = program.letters.draft(asked)
    assert letter.round_id == 1
    assert "calm the release train" in letter.body


def test_asking_a_reference_says_that_they_were_asked(tmp_path: Path) -> None:
    program = met(tmp_path)
    tie = next(t for t in case_of(program, 1).involvements if t.person_id == 3)
    with program.house.transaction() as tx:
        tx.change(tie, part=Part.REFERENCE)
        tx.change(case_of(program, 1).people[3], email="sam@else.example")
        tx.say("Sam is a reference")
    go_to(program, 1, Step.LEVERAGE)
    asked = next(f for f in every(program, FollowUp) if f.kind is Kind.RECOMMENDATION)
    program.letters.send(Ref("f", asked.id))
    tie = next(t for t in case_of(program, 1).involvements if t.person_id == 3)
    assert str(tie.favour) == "asked"


@pytest.mark.parametrize(("ref", "why"), [(Ref("p", 1), "has no letter"), (Ref("f", 1), "asks for no letter")])
def test_what_asks_for_no_letter(tmp_path: Path, ref: Ref, why: str) -> None:
    with pytest.raises(Refused, match=why):
        met(tmp_path).letters.draft(ref)


def test_a_broken_template_does_not_hold_up_a_larger_change(tmp_path: Path) -> None:
    program = met(tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "rejection_thanks.j2").write_text("{{ nobody }}", encoding="utf-8")
    with pytest.raises(Refused, match=r"rejection_thanks\.j2, line 1"):
        program.letters.draft(Ref("i", 1), LetterKind.REJECTION_THANKS)
    with program.house.transaction() as tx:
        letter = program.letters.draft_in(tx, case_of(program, 1), LetterKind.REJECTION_THANKS, 1)
        tx.say("Rejected")
    assert letter.body.startswith("Dear Dana,\n\nThank you for telling me")
    assert program.letters.letter(letter.id).state is LetterState.DRAFT


def test_a_chart_with_long_rows_brings_each_of_its_stories(tmp_path: Path) -> None:
    program = met(tmp_path)
    title = "A story whose title is so long that it stands on several lines of the chart, as titles do"
    put(program, Story(title=title))
    program.notes.capture(1, f"!!! Orders of whole weeks get lost between the shop and the warehouse\n* {title}\n")
    letter = program.letters.draft(Ref("i", 1), LetterKind.VALUE_LETTER, to=1)
    assert letter.brings == f"{title}\nCut releases from nine days to one"
