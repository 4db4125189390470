"""Letters as a person meets them: drafted from what was written down, edited, sent; and what follows."""

from __future__ import annotations

import sys
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING, Any

import pytest

from interview_tui.domain.enums import (
    Channel,
    CommitmentState,
    Direction,
    Language,
    LetterState,
    Outcome,
    Part,
    Ref,
    Settled,
    Step,
    Tone,
    Voice,
)
from interview_tui.domain.errors import Conflict, Refused
from interview_tui.domain.follow_up_kinds import KINDS, Kind, Weight
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import (
    Commitment,
    FollowUp,
    Interview,
    Involvement,
    Letter,
    Match,
    Person,
    Story,
    Touch,
)
from interview_tui.services.letters import Undecided
from interview_tui.services.meetings import MeetingTime
from interview_tui.services.outbox import NotReady
from interview_tui.store.journal import Change
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
from tests.scenario import acme

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
    invited = acme("Dana Ruiz <dana@acme.example>", "Kim Lee <kim@acme.example>", "Sam Ode")
    told = invited.later("2026-11-24T16:00:00+01:00").told(
        Story(title="Cut releases from nine days to one", result="One day", sample=sample)
    )
    return told.noted(notes).at(Step.THANK_PROMPTLY).on(folder)


MORE = """\
! No owner for the runbooks (Dana Ruiz)
* Gave every runbook an owner
    I gave every runbook a named owner
"""


def charted(folder: Path, *, sample: str = "") -> ProgramOnATable:
    """As `met`, and a second need of Dana's is answered: the chart for her has two rows."""
    program = met(folder, sample=sample)
    put(program, Story(title="Gave every runbook an owner", result="Hand-overs took ten minutes"))
    program.notes.capture(1, MORE)
    return program


def target(program: ProgramOnATable, text: str) -> Ref:
    return Ref("f", follow_up(program, text).id)


def test_two_people_get_two_letters_each_with_their_own_words(tmp_path: Path) -> None:
    program = met(tmp_path)
    dana, kim = (program.letters.draft(target(program, f"Thank {name}")) for name in ("Dana Ruiz", "Kim Lee"))
    assert "“We need someone to calm the release train.”" in dana.body
    assert "“Nobody reads the runbook.”" in kim.body
    assert "You raised one issue in particular: release approvals take nine days." in dana.body
    assert "approvals" not in kim.body
    assert "runbook" not in dana.body
    assert (dana.quote_id, dana.need_id, dana.match_id) == (1, 1, 1)
    assert (kim.quote_id, kim.need_id, kim.match_id) == (2, None, None)
    assert (dana.language, dana.tone) == (Language.EN_US, Tone.WARM)
    assert dana.drafted == f"{dana.subject}\n\n{dana.body}"
    assert (dana.id, dana.person_id, dana.follow_up_id) == (0, 1, follow_up(program, "Thank Dana Ruiz").id)
    assert program.letters.missing(dana) == program.letters.missing(kim) == ()
    assert every(program, Letter) == ()


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    program = met(tmp_path)
    letters = program.letters
    assert letters.missing(letters.draft(target(program, "Thank Sam Ode"))) == (
        'a quote of Sam Ode: note what they said, for example " … (Sam Ode)',
        "an email address of Sam Ode",
        "your own words for “one thing the two of you talked about, in a sentence”",
    )


def test_a_draft_that_cites_nobody_any_more_is_not_ready(tmp_path: Path) -> None:
    program = met(tmp_path)
    letters = program.letters
    letters.write(target(program, "Thank Dana Ruiz"))
    letters.save(1, subject="Thanks", body="Thank you for your time.")
    assert letters.missing(letters.letter(1)) == ("words of Dana Ruiz in the letter: quote what they said",)
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
    others = "Dana Ruiz said this, not your reader: “we need someone to calm the release train”"
    assert letters.missing(letters.letter(2)) == (same, others)
    assert others in {hint.text for hint in letters.hints(letters.letter(2)) if hint.stop}


def test_a_letter_drafted_again_keeps_what_was_edited_or_names_it(tmp_path: Path) -> None:
    program = met(tmp_path)
    letters = program.letters
    letters.write(target(program, "Thank Dana Ruiz"))
    drafted = letters.letter(1)
    assert letters.changed(drafted) == ()
    mine = drafted.body.replace("I look forward to talking again.", "Call me any time!")
    letters.save(drafted, subject="Tuesday", body=mine)
    program.stories.answer(get(program, Match, 1), synopsis="we took three approvals out")
    told = "I have solved a similar problem before: we took three approvals out."
    assert letters.changed(letters.letter(1)) == (told,)
    again = letters.redrafted(letters.letter(1))
    assert (again.letter.subject, again.lost) == ("Tuesday", ())
    assert "Call me any time!" in again.letter.body
    assert told in again.letter.body
    assert letters.letter(1) == again.before  # nothing is stored before it is taken
    letters.take(again)
    assert letters.changed(letters.letter(1)) == ()
    # Where the user had reworded that very sentence, their words are named.
    own = "I have done so, too."
    letters.save(letters.letter(1), subject="Tuesday", body=again.letter.body.replace(told, own))
    program.stories.answer(get(program, Match, 1), synopsis="we took two approvals out")
    other = letters.redrafted(letters.letter(1))
    assert other.lost == (own,)
    assert "we took two approvals out." in other.letter.body
    assert "Call me any time!" in other.letter.body


def test_a_letter_in_another_language_is_drafted_of_that_languages_sentences(tmp_path: Path) -> None:
    program = met(tmp_path)
    letters, asked = program.letters, target(program, "Thank Dana Ruiz")
    letters.write(asked)
    kept = letters.current(asked)
    assert letters.current(asked, language=kept.language) == kept
    german = letters.current(asked, language=Language.DE)
    assert (german.id, german.tone) == (0, Tone.FORMAL)
    assert "“We" not in german.body
    assert "„We need someone to calm the release train.“" in german.body  # a quote stays as it was said
    assert german.body.startswith(("Guten Tag Dana Ruiz,\n\n", "Sehr geehrte"))


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
    change = program.outbox.send(asked)
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
        program.outbox.send(target(program, "Thank Dana Ruiz"))
    assert content(program) == before


@pytest.mark.parametrize("command", ['"/nowhere/msmtp -t"', '""'])
def test_no_command_or_one_that_is_not_there(tmp_path: Path, command: str) -> None:
    program = met(tmp_path)
    (tmp_path / "config.toml").write_text(f"{CONFIGURATION}send = {command}\n", encoding="utf-8")
    program = a_program(tmp_path, now="2026-11-24T16:00:00+01:00")
    before = content(program)
    with pytest.raises(Refused, match=r"send = \"msmtp -t\"|/nowhere/msmtp cannot be run"):
        program.outbox.send(target(program, "Thank Dana Ruiz"))
    assert content(program) == before


def test_a_letter_that_is_not_ready_is_not_sent(tmp_path: Path) -> None:
    program = met(tmp_path, notes='" Nobody reads the runbook (Kim Lee)\n')
    before = content(program)
    asked = target(program, "Thank Dana Ruiz")
    with pytest.raises(NotReady) as refused:
        program.outbox.send(asked)
    assert refused.value.items == (
        'a quote of Dana Ruiz: note what they said, for example " … (Dana Ruiz)',
        "your own words for “one thing the two of you talked about, in a sentence”",
    )
    assert content(program) == before
    program.outbox.send(asked, anyway=True)
    assert get(program, Letter, 1).quote_id is None


def test_nobody_without_an_address_is_written_to(tmp_path: Path) -> None:
    program = met(tmp_path)
    with pytest.raises(Refused, match="has no email address to go to"):
        program.outbox.send(target(program, "Thank Sam Ode"), anyway=True)
    (tmp_path / "config.toml").write_text('send = "true"\n', encoding="utf-8")
    program = a_program(tmp_path, now="2026-11-24T16:00:00+01:00")
    with pytest.raises(Refused, match=r'email = "me@home\.example"'):
        program.outbox.send(target(program, "Thank Dana Ruiz"))


def test_a_letter_is_sent_once(tmp_path: Path) -> None:
    program = met(tmp_path)
    asked = target(program, "Thank Dana Ruiz")
    program.outbox.send(asked)
    for again in (asked, Ref("l", 1)):
        with pytest.raises(Refused, match="already"):
            program.outbox.send(again)
    with pytest.raises(Refused, match="l1 was already sent"):
        program.outbox.sent(1)
    assert len(every(program, Touch)) == 1


def test_a_letter_without_a_follow_up_of_its_own_settles_the_one_that_asks_for_it(tmp_path: Path) -> None:
    program = met(tmp_path)
    program.letters.write(Ref("i", 1), LetterKind.PROPOSAL, to=1)
    program.outbox.sent(1, channel=Channel.POST)
    assert (get(program, Letter, 1).channel, get(program, Letter, 1).follow_up_id) == (Channel.POST, None)
    assert every(program, Touch)[0].letter_id == 1


def test_the_value_letter_carries_chart_and_sample(tmp_path: Path) -> None:
    sample = tmp_path / "case.pdf"
    sample.write_bytes(b"%PDF")
    program = charted(tmp_path, sample=str(sample))
    letters = program.letters
    letter = letters.draft(Ref("i", 1), LetterKind.VALUE_LETTER, to=1)
    assert letters.missing(letter) == ()
    assert [row.need_id for row in letters.chart_of(letter)] == [1, 2]
    assert "I have attached case.pdf." in letter.body
    assert letter.brings == "Cut releases from nine days to one\nGave every runbook an owner\ncase.pdf"
    mail: Any = message_from_bytes(program.outbox.mail(letter), policy=default)
    assert [a.get_content() for a in mail.iter_attachments()] == [b"%PDF"]
    assert "<table" in mail.get_body(("html",)).get_content()
    assert "<table" in program.outbox.page(letter)
    assert "\n| " in program.outbox.markdown(letter)
    sample.unlink()
    gone = letters.draft(Ref("i", 1), LetterKind.VALUE_LETTER, to=1)
    assert "case.pdf" not in gone.body
    assert letters.missing(gone) == ()  # nothing is promised that cannot be sent
    assert letters.missing(letter) == ("the sample case.pdf: there is no such file",)


def test_a_value_letter_goes_without_a_chart_only_to_who_has_no_need_that_is_answered(tmp_path: Path) -> None:
    program = met(tmp_path)
    letters = program.letters
    lacking = "a need of Kim Lee: write down what they need, or choose one of the others for this letter"
    to_kim = letters.draft(Ref("i", 1), LetterKind.VALUE_LETTER, to=2)
    assert letters.chart_of(to_kim) == ()
    assert lacking in letters.missing(to_kim)
    ticked = letters.redrafted(to_kim, ticked="n1").letter
    assert [row.need for row in letters.chart_of(ticked)] == ["Release approvals take nine days"]
    assert "\n\n[chart]\n\n" in ticked.body
    assert "approvals" not in ticked.body
    assert letters.missing(ticked) == ()


def test_a_letter_that_was_sent_keeps_the_table_it_was_sent_with(tmp_path: Path) -> None:
    program = charted(tmp_path)
    letter = program.letters.draft(Ref("i", 1), LetterKind.VALUE_LETTER, to=1)
    assert "\n[chart]\n" in letter.body
    sent = get(program, Letter, program.outbox.sent(letter).refs[0].id)
    table = "| Release approvals take nine days | Tests took the board's place |"
    assert table in sent.body
    assert sent.brings == letter.brings
    program.stories.unmatch(1)
    assert table in program.outbox.markdown(sent)
    assert "1. Release approvals take nine days\nTests took the board's place\n" in program.outbox.text(sent)


def test_the_chart_of_a_draft_says_what_the_records_say_now(tmp_path: Path) -> None:
    program = met(tmp_path)
    written = program.letters.write(Ref("i", 1), LetterKind.VALUE_LETTER, to=1).refs[0].id
    program.letters.save(written, subject="Needs", body="Dear Dana,\n\nwhat you need:\n[chart]\nBye")
    program.stories.answer(get(program, Match, 1), synopsis="the board went")
    letter = program.letters.letter(written)
    assert "what you need:\n\n| What you need | What I have done |\n" in program.outbox.body(letter)
    assert "| The board went |" in program.outbox.body(letter)


def test_a_thank_you_may_carry_what_its_own_reader_needs(tmp_path: Path) -> None:
    program = met(tmp_path)
    dana, kim = (
        replace(
            program.letters.draft(target(program, f"Thank {name}")), subject="Thank you", body="Thank you.\n[chart]"
        )
        for name in ("Dana Ruiz", "Kim Lee")
    )
    html: Any = message_from_bytes(program.outbox.mail(dana), policy=default)
    assert "Release approvals take nine days</td>" in html.get_body(("html",)).get_content()
    assert program.outbox.text(kim) == "Subject: Thank you\n\nThank you.\n"
    assert "a need answered by a story: match one for the chart" in program.letters.missing(kim)
    assert "Release" in program.outbox.text(replace(kim, ticked="n1"))


def test_where_no_chart_can_be_its_line_is_pointed_out(tmp_path: Path) -> None:
    program = met(tmp_path)
    check_in = replace(program.letters.draft(Ref("i", 1), LetterKind.CHECK_IN, to=1), body="News:\n\n[chart]")
    assert "“[chart]” stays empty in this letter: take the line out" in program.letters.missing(check_in)
    assert program.outbox.text(check_in).endswith("\n\nNews:\n")


def test_the_page_for_the_post(tmp_path: Path) -> None:
    program = met(tmp_path)
    page = program.outbox.page(program.letters.draft(target(program, "Thank Dana Ruiz")))
    assert '<address class="sender">Ada Moreau<br>ada@home.example</address>' in page
    assert '<address class="reader">Dana Ruiz<br>' in page
    assert '<p class="date">November 24, 2026</p>' in page


def test_a_check_in_brings_what_they_do_not_have_yet(tmp_path: Path) -> None:
    program = met(tmp_path)
    letters = program.letters
    check_in = letters.draft(Ref("i", 1), LetterKind.CHECK_IN, to=1)
    assert check_in.brings == "Cut releases from nine days to one"
    assert letters.missing(check_in) == ()
    program.outbox.send(target(program, "Thank Dana Ruiz"))
    first = letters.draft(Ref("i", 1), LetterKind.CHECK_IN, to=1)
    assert (first.brings, letters.missing(first)) == (None, ())  # the first may come with a question alone
    program.follow_ups.done([next(f.id for f in every(program, FollowUp) if f.kind is Kind.CHECK_IN)])
    stale = letters.write(Ref("i", 1), LetterKind.CHECK_IN, to=1).refs[0].id
    assert letters.missing(letters.letter(stale)) == ("something new for Dana Ruiz: a need answered, a sample, news",)
    letters.save(stale, subject="News", body="I spoke at a fair.", brings="my talk at the fair")
    assert letters.missing(letters.letter(stale)) == ()
    letters.save(stale, subject="News", body="I spoke at a great fair.")
    assert letters.letter(stale).brings == "my talk at the fair"


def test_the_letter_of_an_earlier_round_cites_that_round(tmp_path: Path) -> None:
    program = met(tmp_path)
    asked = target(program, "Thank Dana Ruiz")
    program.outcomes.record([1], Outcome.INVITED)
    letter = program.letters.draft(asked)
    assert letter.round_id == 1
    assert "calm the release train" in letter.body


def test_asking_a_reference_says_that_they_were_asked(tmp_path: Path) -> None:
    program = met(tmp_path)
    tie = next(t for t in case_of(program, 1).involvements if t.person_id == 3)
    with program.transaction() as tx:
        tx.update(replace(tie, part=Part.REFERENCE))
        tx.update(replace(case_of(program, 1).people[3], email="sam@else.example"))
        tx.done("Sam is a reference")
    go_to(program, 1, Step.LEVERAGE)
    asked = next(f for f in every(program, FollowUp) if f.kind is Kind.RECOMMENDATION)
    program.outbox.send(Ref("f", asked.id))
    tie = next(t for t in case_of(program, 1).involvements if t.person_id == 3)
    assert str(tie.favour) == "asked"


@pytest.mark.parametrize(
    ("ref", "why"),
    [
        (Ref("p", 1), "p1 has no letter: give a follow-up"),
        (Ref("f", 1), "^Nothing to write for “Prepare for the meeting”: it needs questions and a story, not a letter$"),
        (Ref("f", 2), "^Nothing to write for “Write up the meeting”: it goes into the notes$"),
    ],
)
def test_what_asks_for_no_letter(tmp_path: Path, ref: Ref, why: str) -> None:
    with pytest.raises(Refused, match=why):
        met(tmp_path).letters.draft(ref)


def test_an_own_follow_up_is_answered_in_own_words_or_by_a_letter_that_is_named(tmp_path: Path) -> None:
    program = met(tmp_path)
    program.follow_ups.add(1, "Send the slides", when(program, "fri"), person_id=1)
    own = target(program, "Send the slides")
    with pytest.raises(
        Refused, match=r"^Nothing to write for “Send the slides”: no letter is ready-made for this; answer"
    ):
        program.letters.draft(own)
    letter = program.letters.draft(own, LetterKind.CHECK_IN)
    assert (letter.person_id, letter.follow_up_id) == (1, own.id)
    # What is done at the desk is not settled by a letter that is written meanwhile.
    assert program.letters.draft(Ref("f", 1), LetterKind.PROPOSAL, to=1).follow_up_id is None


def test_a_broken_template_does_not_hold_up_a_larger_change(tmp_path: Path) -> None:
    program = met(tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "rejection_thanks.j2").write_text("{{ nobody }}", encoding="utf-8")
    drafted = program.letters.draft(Ref("i", 1), LetterKind.REJECTION_THANKS)
    assert drafted.body.startswith("Dear Dana,\n\nThank you for telling me")
    said = program.letters.drafting.take_problem()
    assert "rejection_thanks.j2, line 1: " in said
    assert said.endswith("there is no value “nobody” (the shipped template is used)")
    assert program.letters.drafting.take_problem() == ""  # said once
    with program.transaction() as tx:
        letter = program.letters.draft_in(tx, case_of(program, 1), LetterKind.REJECTION_THANKS, 1)
        tx.done("Rejected")
    assert letter.body.startswith("Dear Dana,\n\nThank you for telling me")
    assert program.letters.letter(letter.id).state is LetterState.DRAFT


def test_a_chart_with_long_rows_brings_each_of_its_stories(tmp_path: Path) -> None:
    program = met(tmp_path)
    title = "A story whose title is so long that it stands on several lines of the chart, as titles do"
    put(program, Story(title=title))
    lost = "Orders of whole weeks get lost between the shop and the warehouse"
    program.notes.capture(1, f"!!! {lost} (Dana Ruiz)\n* {title}\n")
    letter = program.letters.draft(Ref("i", 1), LetterKind.VALUE_LETTER, to=1)
    assert letter.brings == f"{title}\nCut releases from nine days to one"


def test_a_chart_brings_the_stories_that_stand_in_it_and_no_others(tmp_path: Path) -> None:
    program = charted(tmp_path)
    put(program, Story(title="Sorted alerts by service"))
    program.notes.capture(1, "! The pager wakes the wrong team (Kim Lee)\n* Sorted alerts by service\n")
    letter = program.letters.draft(Ref("i", 1), LetterKind.VALUE_LETTER, to=1)
    assert letter.brings == "Cut releases from nine days to one\nGave every runbook an owner"


# Promises, dates, offers: what was recorded makes the letter, and sending it makes the next fact.

DANA = "Dana Ruiz, VP Operations <dana@acme.example> [hiring manager]"
RITA = "Rita Rao, Recruiter <rita@acme.example>"
TERMS = "$148,000 a year"


def talked(folder: Path, *, beta: bool = False) -> ProgramOnATable:
    """Acme, two hours after the meeting with Dana, who decides, and Rita, who coordinates; Beta, met the same day."""
    (folder / "config.toml").write_text(f'{CONFIGURATION}send = "cat"\n', encoding="utf-8")
    program = a_program(folder)
    program.interviews.add("Acme", "SRE", meeting=when(program, "tue 14:00"), people=[DANA, RITA])
    if beta:
        program.interviews.add(
            "Beta", "Lead", meeting=when(program, "tue 11:00"), people=["Max Ott, CTO <max@beta.example>"]
        )
    program.clock.set("2026-11-24T16:00:00+01:00")
    return program


def offered(folder: Path, *, by: str = "11 Dec", beta: bool = False) -> ProgramOnATable:
    """As `talked`, six days later: everybody was thanked, and Acme has made an offer."""
    program = talked(folder, beta=beta)
    for line in (f for f in every(program, FollowUp) if f.kind is Kind.THANK_YOU):
        program.follow_ups.done([line.id])
    program.clock.set("2026-11-30T09:00:00+01:00")
    program.outcomes.record_offer(1, terms=TERMS, answer_by=when(program, by).day if by else None, written=True)
    return program


def line(program: ProgramOnATable, origin: str, interview_id: int = 1) -> FollowUp:
    """The follow-up of that origin."""
    (found,) = (f for f in every(program, FollowUp) if (f.origin, f.interview_id) == (origin, interview_id))
    return found


def at(program: ProgramOnATable, origin: str, interview_id: int = 1) -> Ref:
    return Ref("f", line(program, origin, interview_id).id)


def still_open(program: ProgramOnATable, interview_id: int = 1) -> set[str]:
    """The origins of what is open, but for what is done at the desk."""
    lines = (f for f in every(program, FollowUp) if KINDS[f.kind].weight is not Weight.NONE)
    return {f.origin for f in lines if f.interview_id == interview_id and f.state is Settled.OPEN}


def test_a_promise_is_kept_by_a_letter(tmp_path: Path) -> None:
    program = talked(tmp_path)
    program.notes.capture(1, "+ Send the case study (Dana Ruiz) by fri\n+ introduce Grace (Rita Rao)\n")
    letters, asked = program.letters, at(program, "promise:c1")
    letter = letters.draft(asked)
    place = "[[what you have done about it, for example: She is copied here.]]"
    assert letter.body.startswith(f"Hi Dana,\n\nToday I said I would send you the case study. {place}\n\n")
    assert letters.gaps(letter) == ()
    with pytest.raises(NotReady) as refused:
        program.outbox.send(asked)
    asks = "your own words for “what you have done about it, for example: She is copied her…”"
    assert refused.value.items == (asks,)
    letters.write(asked)
    body = letter.body.replace(place, "It is here: https://ada.example/study")
    letters.save(1, subject=letter.subject, body=body)
    # Another promise is another letter, also to the same person.
    assert "introduce Grace" in letters.current(at(program, "promise:c2")).body
    assert program.outbox.send(asked).words.startswith(
        "Sent the letter with what you promised to Dana Ruiz · Acme (on time)"
    )
    assert get(program, Commitment, 1).state is CommitmentState.KEPT
    assert line(program, "promise:c1").state is Settled.DONE
    assert line(program, "promise:c2").state is Settled.OPEN


def test_two_promises_to_one_person_are_two_letters(tmp_path: Path) -> None:
    program = talked(tmp_path)
    program.notes.capture(1, "+ send the study (Dana Ruiz) by fri\n+ send the list (Dana Ruiz) by fri\n")
    made = [program.letters.write(at(program, origin)).refs for origin in ("promise:c1", "promise:c2", "promise:c1")]
    assert made == [(Ref("l", 1),), (Ref("l", 2),), (Ref("l", 1),)]
    assert "the list" in program.letters.letter(2).body


def test_a_promised_sample_is_attached(tmp_path: Path) -> None:
    program = talked(tmp_path)
    sample = tmp_path / "case-study.pdf"
    sample.write_bytes(b"%PDF")
    put(program, Story(title="Fewer approvals", sample=str(sample)))
    program.notes.capture(1, "! Nine days (Dana Ruiz)\n* Fewer approvals\n+ send the case study (Dana Ruiz)\n")
    letter = program.letters.draft(at(program, "promise:c1"))
    assert program.letters.missing(letter) == ()
    assert letter.body.startswith("Hi Dana,\n\nAs promised today, I've attached case-study.pdf.\n\n")
    mail: Any = message_from_bytes(program.outbox.mail(letter), policy=default)
    assert [a.get_content() for a in mail.iter_attachments()] == [b"%PDF"]


def test_the_file_that_was_kept_for_a_promise_goes_with_it_also_when_it_is_late(tmp_path: Path) -> None:
    program = talked(tmp_path)
    study = tmp_path / "study-7.pdf"
    study.write_bytes(b"%PDF study")
    program.notes.capture(1, "+ send the case study (Dana Ruiz) by fri\n")
    program.documents.add(Ref("c", 1), str(study), name="the case study, two pages")
    letters, asked = program.letters, at(program, "promise:c1")
    assert "I've attached the case study (two pages)." in letters.draft(asked).body
    program.clock.set("2026-12-01T09:00:00+01:00")
    late = letters.draft(asked)
    assert "by November 27. I'm sorry it took until today; it is attached." in late.body
    assert letters.missing(late) == ()
    mail: Any = message_from_bytes(program.outbox.mail(late), policy=default)
    assert [a.get_content() for a in mail.iter_attachments()] == [b"%PDF study"]


def test_a_document_goes_out_with_the_letter_that_names_it(tmp_path: Path) -> None:
    program = talked(tmp_path)
    resume, study = (str(tmp_path / name) for name in ("resume-2026.pdf", "study-7.pdf"))
    for file in (resume, study):
        (tmp_path / file).write_bytes(b"%PDF")
    program.notes.capture(1, "+ send the case study (Dana Ruiz) by fri\n")
    program.documents.add(Ref("i", 1), resume, name="my resume, one page")
    program.documents.add(Ref("c", 1), study, name="the case study, two pages")
    letters, thanks = program.letters, program.letters.draft(target(program, "Thank Dana Ruiz"))
    assert letters.attached(thanks) == ()
    for named in ("my resume, one page", "resume-2026.pdf"):
        assert letters.attached(replace(thanks, body=f"Attached: {named}.")) == (resume,)
    # What is promised goes with the letter that keeps the promise.
    assert letters.attached(replace(thanks, body="I'll send the case study, two pages (study-7.pdf).")) == ()
    assert letters.attached(letters.draft(at(program, "promise:c1"))) == (study,)


def test_who_was_written_to_in_another_interview_gets_other_sentences(tmp_path: Path) -> None:
    program = talked(tmp_path)
    program.notes.capture(1, '" We need someone to calm the release train (Dana Ruiz)\n')
    first = program.letters.draft(target(program, "Thank Dana Ruiz"))
    assert "closing 2" not in first.sentences
    program.interviews.add("Acme", "Manager", meeting=when(program, "today 17:00"), people=["Dana Ruiz"])
    program.clock.move(hours=3)
    program.notes.capture(2, '" Nobody reads the runbook (Dana Ruiz)\n')
    again = Ref("i", 2), LetterKind.THANK_YOU
    assert set(program.letters.draft(*again, to=1).sentences.split(", ")) & set(first.sentences.split(", "))
    program.outbox.sent(first)
    other = program.letters.draft(*again, to=1)
    assert not set(other.sentences.split(", ")) & set(first.sentences.split(", "))
    assert not other.subject.startswith("Re:")


def test_how_a_reader_is_addressed_is_one_change_with_the_letter(tmp_path: Path) -> None:
    program = met(tmp_path)
    program.letters.write(target(program, "Thank Dana Ruiz"))
    letter, entries = program.letters.letter(1), len(journal(program))
    change = program.letters.address(letter, get(program, Person, 1), " Ms. Ruiz ", familiar=False)
    assert change.words == "Dana Ruiz is addressed as “Ms. Ruiz” now; redrafted the thank-you to Dana Ruiz"
    assert change.refs == (Ref("p", 1), Ref("l", 1))
    assert journal(program)[entries:] == [change.words]
    assert program.letters.letter(1).body.startswith("Dear Ms. Ruiz,\n")
    program.history.undo()
    assert get(program, Person, 1).address == ""
    assert program.letters.letter(1).body == letter.body
    # A greeting of the user's own is not lost unasked: the letter stays.
    own = letter.body.replace("Hi Dana,", "Dear Dana, dear friend,")
    program.letters.save(1, subject=letter.subject, body=own)
    change = program.letters.address(program.letters.letter(1), get(program, Person, 1), "Ms. Ruiz", familiar=False)
    assert change.refs == (Ref("p", 1),)
    assert program.letters.letter(1).body == own
    program.letters.save(1, subject=letter.subject, body=letter.body)
    program.outbox.sent(program.letters.letter(1))
    with pytest.raises(Refused, match="l1 was sent"):
        program.letters.address(program.letters.letter(1), get(program, Person, 1), "Dana", familiar=False)


def test_what_was_noted_in_another_language_is_pointed_out_wherever_the_letter_has_it(tmp_path: Path) -> None:
    program = met(tmp_path)
    program.notes.capture(1, "+ I'll send the case study (Dana Ruiz) by fri\n- Call with the dates (Dana Ruiz)\n")
    letter = program.letters.draft(target(program, "Thank Dana Ruiz"), language=Language.DE)
    said = [hint.text for hint in program.letters.hints(letter) if "another language" in hint.text]
    assert [text.partition(": ")[2] for text in said] == [
        "“Release approvals take nine days”",
        "“Tests took the board's place”",
        "“I'll send the case study”",
        "“Call with the dates”",
    ]


def test_a_recommendation_is_forwarded_with_its_file(tmp_path: Path) -> None:
    program = talked(tmp_path)
    file = tmp_path / "ola-berg.pdf"
    file.write_bytes(b"%PDF praise")
    program.people.add(1, "Ola Berg", Part.REFERENCE)
    tie = next(tie for tie in every(program, Involvement) if tie.part is Part.REFERENCE)
    program.people.favour(tie.id, Voice.RECEIVED)
    program.documents.add(Ref("i", 1), str(file))
    letter = program.letters.draft(Ref("i", 1), LetterKind.FORWARD_RECOMMENDATION)
    assert "Ola Berg" in letter.body
    assert program.letters.attached(letter) == (str(file),)
    program.outbox.sent(letter)
    assert get(program, Involvement, tie.id).forwarded == program.clock()


def test_a_new_date_is_asked_for_once(tmp_path: Path) -> None:
    program = talked(tmp_path)
    second = program.meetings.add(1, MeetingTime(starts=when(program, "2026-12-08 10:00").at)).refs[0]
    program.meetings.cancel(second.id)
    asked = at(program, f"new_date:{second}")
    letter = program.letters.draft(asked)
    assert (letter.person_id, program.letters.missing(letter)) == (2, ())
    assert "Thank you for letting me know about December 8. No trouble at all. Which days suit you" in letter.body
    # To whomever it goes: it was asked for.
    program.outbox.sent(program.letters.draft(Ref("i", 1), LetterKind.NEW_DATE, to=1))
    assert get(program, FollowUp, asked.id).state is Settled.DONE


def test_an_offer_is_answered_by_a_choice(tmp_path: Path) -> None:
    program = offered(tmp_path)
    before, asked = content(program), at(program, "offer_reply:r1")
    why = r"^f\d+ \(Answer the offer\) waits for your choice: --kind acceptance, decline, counter or offer_time$"
    for refused in (program.letters.draft, program.letters.stored, program.letters.write, program.outbox.send):
        with pytest.raises(Undecided, match=why):
            refused(asked)
    program.follow_ups.skip([at(program, "offer_thanks:r1").id])
    program.clock.move(minutes=1)
    with pytest.raises(Undecided, match="the offer of Acme waits for your choice") as undecided:
        program.letters.draft(Ref("i", 1))
    program.history.undo()
    assert content(program) == before
    for kind in undecided.value.choices:
        assert program.letters.gaps(program.letters.draft(asked, kind)) == ()
    (draft,) = program.letters.write(asked, LetterKind.COUNTER).refs
    with pytest.raises(Undecided, match=rf"; a draft is saved: interview-tui letter {draft} \(counter\)$"):
        program.letters.draft(asked)
    assert program.letters.draft(asked, LetterKind.ACCEPTANCE).subject == "Accepting your offer – SRE"


@pytest.mark.parametrize(
    ("kind", "outcome"), [(LetterKind.ACCEPTANCE, Outcome.ACCEPTED), (LetterKind.DECLINE, Outcome.DECLINED)]
)
@pytest.mark.parametrize("to", [None, 1])
def test_sending_a_decision_records_it(tmp_path: Path, kind: LetterKind, outcome: Outcome, to: int | None) -> None:
    program = offered(tmp_path, beta=True)
    before, made = content(program), len(program.history.log())
    assert "offer_news:r1" in still_open(program, 2)
    change = program.outbox.send(at(program, "offer_reply:r1"), kind, to=to)
    assert f" · Acme (on time); offer {outcome}; " in change.words
    assert get(program, Interview, 1).outcome is outcome
    settled = line(program, "offer_reply:r1")
    assert (settled.state, settled.settled) == (Settled.DONE, program.clock())
    (letter,) = every(program, Letter)
    assert (letter.state, letter.kind, letter.person_id, letter.follow_up_id) == (
        LetterState.SENT, kind, to or 2, settled.id,
    )  # fmt: skip
    assert "offer_news:r1" not in still_open(program, 2)
    assert ("withdrawal:i1" in still_open(program, 2)) is (outcome is Outcome.ACCEPTED)
    assert len(program.history.log()) == made + 1
    program.history.undo()
    assert content(program) == before


def test_a_decision_before_their_date_is_known_leaves_nothing_to_answer(tmp_path: Path) -> None:
    program = offered(tmp_path, by="")
    assert still_open(program) == {"offer_thanks:r1"}
    program.outbox.send(Ref("l", program.letters.write(Ref("i", 1), LetterKind.ACCEPTANCE).refs[0].id))
    assert (get(program, Interview, 1).outcome, still_open(program)) == (Outcome.ACCEPTED, set())


def test_a_decision_without_a_letter_asks_for_the_letter(tmp_path: Path) -> None:
    program = offered(tmp_path)
    program.outcomes.record([1], Outcome.ACCEPTED)
    asked = at(program, "offer_reply:r1")
    for ref in (asked, Ref("i", 1)):
        assert program.letters.current(ref).kind is LetterKind.ACCEPTANCE
    change = program.outbox.send(asked)
    assert "offer accepted" not in change.words
    assert line(program, "offer_reply:r1").state is Settled.DONE
    assert program.letters.stored(asked) == get(program, Letter, 1)


def test_nobody_hears_a_decision_other_than_the_one_that_was_made(tmp_path: Path) -> None:
    program = offered(tmp_path)
    declining = program.letters.write(Ref("i", 1), LetterKind.DECLINE).refs[0]
    program.outbox.send(at(program, "offer_reply:r1"), LetterKind.ACCEPTANCE)
    before = content(program)
    assert program.letters.gaps(program.letters.letter(declining.id)) == (
        "an offer that is open: this interview is accepted",
    )
    why = r"^Acme · SRE is accepted: the refusal of the offer to Rita Rao was not sent$"
    with pytest.raises(Refused, match=why):
        program.outbox.send(declining, anyway=True)
    with pytest.raises(Refused, match=why):
        program.outbox.sent(declining.id)
    assert content(program) == before


@pytest.mark.parametrize("by", ["11 Dec", ""])
def test_asking_for_time_leaves_the_offer_open(tmp_path: Path, by: str) -> None:
    program = offered(tmp_path, by=by)
    program.outbox.sent(program.letters.draft(Ref("i", 1), LetterKind.OFFER_TIME))
    # Without a date it has asked until when; with one the thanks are still owed.
    thanks = Settled.OPEN if by else Settled.DONE
    assert (line(program, "offer_thanks:r1").state, line(program, "offer_reply:r1").state) == (thanks, Settled.OPEN)
    assert get(program, Interview, 1).outcome is Outcome.OFFER


def test_a_counter_proposal_is_filled_in_first_and_settles_nothing(tmp_path: Path) -> None:
    program = offered(tmp_path)
    asked, owed = at(program, "offer_reply:r1"), still_open(program)
    letters = program.letters
    draft = letters.letter(letters.write(asked, LetterKind.COUNTER).refs[0].id)
    assert "You offered [[the one term as it stands ($148,000 a year)]]; given [[your one reason" in draft.body
    with pytest.raises(NotReady) as refused:
        program.outbox.send(Ref("l", draft.id))
    assert refused.value.items == (
        "your own words for “the one term as it stands ($148,000 a year)”",
        "your own words for “your one reason, for example the size of the team”",
        "your own words for “what you ask for, one figure”",
    )
    body = draft.body.replace("[[your one reason, for example the size of the team]]", "the size of the team")
    body = body.replace("[[the one term as it stands ($148,000 a year)]]", "$148,000 a year")
    letters.save(draft.id, subject=draft.subject, body=body.replace("[[what you ask for, one figure]]", "$158,000"))
    program.outbox.send(Ref("l", draft.id))
    assert still_open(program) == owed
    assert get(program, Interview, 1).outcome is Outcome.OFFER


def test_an_offer_is_thanked_for(tmp_path: Path) -> None:
    program = offered(tmp_path)
    assert program.letters.draft(Ref("i", 1)).kind is LetterKind.OFFER_THANKS
    change = program.outbox.send(at(program, "offer_thanks:r1"))
    assert change.words.startswith("Sent the thank-you for the offer to Rita Rao · Acme (on time)")
    assert "by Friday, December 11, as you asked" in get(program, Letter, 1).body
    assert still_open(program) == {"offer_reply:r1"}


def test_another_employer_hears_of_the_offer_without_a_name(tmp_path: Path) -> None:
    program = offered(tmp_path, beta=True)
    asked = at(program, "offer_news:r1", 2)
    letter = program.letters.draft(asked)
    assert "they have asked for my answer by December 11. I'm still very interested in Beta" in letter.body
    assert not any(word in f"{letter.subject} {letter.body}" for word in ("Acme", "SRE", "148"))
    program.outbox.send(asked)
    assert get(program, FollowUp, asked.id).state is Settled.DONE
    # Where no other offer is open, nobody is told of one.
    bluff = program.letters.draft(Ref("i", 1), LetterKind.OTHER_OFFER)
    assert program.letters.gaps(bluff) == ("another employer's offer: none is open",)


def test_a_withdrawal_after_an_acceptance_withdraws(tmp_path: Path) -> None:
    program = offered(tmp_path, beta=True)
    program.outbox.send(at(program, "offer_reply:r1"), LetterKind.ACCEPTANCE)
    asked = at(program, "withdrawal:i1", 2)
    letter = program.letters.draft(asked)
    assert letter.body.startswith("Dear Max,\n\nI have accepted another role, so I'm withdrawing my application")
    assert "Acme" not in letter.body
    program.outbox.send(asked)
    assert (get(program, Interview, 2).outcome, still_open(program, 2)) == (Outcome.WITHDRAWN, set())


def test_a_withdrawal_that_nothing_asked_for_withdraws(tmp_path: Path) -> None:
    program = talked(tmp_path)
    made = len(program.history.log())
    change = program.outbox.send(Ref("l", program.letters.write(Ref("i", 1), LetterKind.WITHDRAWAL).refs[0].id))
    assert change.words.startswith("Sent the withdrawal to Rita Rao · Acme; withdrawn; no longer needed: ")
    assert (get(program, Interview, 1).outcome, still_open(program)) == (Outcome.WITHDRAWN, set())
    assert len(program.history.log()) == made + 2


def test_the_applications_that_nobody_answered_need_no_letter(tmp_path: Path) -> None:
    program = offered(tmp_path)
    program.interviews.add("Gamma", "Lead")
    program.outbox.send(at(program, "offer_reply:r1"), LetterKind.ACCEPTANCE)
    rest = at(program, "withdrawal:rest")
    with pytest.raises(Refused, match=r"^Nothing to write for “Close the applications nobody answered”: nobody"):
        program.letters.draft(rest)
    assert program.letters.draft(rest, LetterKind.WITHDRAWAL).follow_up_id is None


def test_a_letter_cites_the_meeting_of_its_follow_up(tmp_path: Path) -> None:
    program = talked(tmp_path)
    program.notes.capture(1, '" Calm the release train (Dana Ruiz)\n')
    second = program.meetings.add(1, MeetingTime(starts=when(program, "thu 10:00").at), people=["Dana Ruiz"]).refs[0]
    program.clock.set("2026-11-26T12:00:00+01:00")
    program.notes.capture(1, '" Nobody reads the runbook (Dana Ruiz)\n', meeting_id=second.id)
    first, then = (at(program, f"thank_you:{meeting}:p1") for meeting in ("m1", second))
    letters = program.letters
    told = {ref: (letters.draft(ref).body, letters.draft(ref).subject) for ref in (first, then)}
    assert "calm the release train" in told[first][0]
    assert "talk on Tuesday. " in told[first][0]
    assert "Nobody reads the runbook" in told[then][0]
    assert "today" in told[then][0].partition(". ")[0]
    for ref in (first, then):
        program.outbox.send(ref)
    assert [x.follow_up_id for x in every(program, Letter)] == [first.id, then.id]


def test_a_letter_names_the_day_in_the_meetings_own_zone(tmp_path: Path) -> None:
    program = a_program(tmp_path, now="2026-11-09T09:00:00-08:00", zone="America/Los_Angeles")
    program.interviews.add("Kite", "SRE", meeting=when(program, "2026-11-17 10:00 Asia/Tokyo"), people=["Aiko Sato"])
    program.clock.set("2026-11-16T19:00:00-08:00")
    program.notes.capture(1, '" We ship on Fridays (Aiko Sato)\n+ send the study (Aiko Sato)\n')
    thanks = program.letters.draft(at(program, "thank_you:m1:p1"))
    assert "making time to talk on Tuesday." in thanks.body  # it is still Monday where I am
    program.clock.set("2026-11-24T19:00:00-08:00")
    assert "On Tuesday, November 17, I said" in program.letters.draft(at(program, "promise:c1")).body
