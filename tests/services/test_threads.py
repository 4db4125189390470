"""Letters to somebody who wrote stay in the thread: subject, headers, and what an answer finds again."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING, Any

import pytest

from interview_tui.domain.enums import Channel, Direction, Outcome, Ref
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import Letter, Touch
from interview_tui.domain.threads import bare_subject, reply_subject
from tests.programs import a_program, every, get, put
from tests.scenario import acme
from tests.services.test_letters import met, target

if TYPE_CHECKING:
    from pathlib import Path

    from tests.programs import ProgramOnATable

THEIRS = "<a1@acme.example>"
BEFORE = "<a0@acme.example>"


@pytest.mark.parametrize(
    ("subject", "bare"),
    [
        ("Thank you", "Thank you"),
        ("Re: Thank you", "Thank you"),
        ("AW: RE: Thank you", "Thank you"),
        ("RE[2]: Thank you", "Thank you"),
        ("RÉ : Merci", "Merci"),
        ("Fwd: Re: the plan: two pages", "the plan: two pages"),
        ("Regarding: the plan", "Regarding: the plan"),
        ("  re:", ""),
        ("", ""),
    ],
)
def test_a_subject_without_what_answers_put_before_it(subject: str, bare: str) -> None:
    assert bare_subject(subject) == bare
    assert reply_subject(subject) == (f"Re: {bare}" if bare else "")


def wrote(
    program: ProgramOnATable, subject: str, *, at: str = "", identity: str = THEIRS, thread: str = "", **more: Any
) -> Touch:
    """Dana wrote an email, two hours before now where nothing else is said."""
    if at:
        program.clock.set(at)
    return put(
        program,
        Touch(
            interview_id=1, person_id=1, at=program.clock(), direction=Direction.IN, channel=Channel.EMAIL,
            subject=subject, message_id=identity, thread=thread, **more,
        ),
    )  # fmt: skip


def headers(program: ProgramOnATable, letter: Letter) -> Any:
    return message_from_bytes(program.outbox.mail(letter), policy=default)


def draft(program: ProgramOnATable, kind: LetterKind) -> Letter:
    return program.letters.draft(Ref("i", 1), kind, to=1)


def test_a_letter_to_somebody_who_wrote_answers_their_email(tmp_path: Path) -> None:
    program = met(tmp_path)
    wrote(program, "AW: Your visit", thread=BEFORE)
    program.clock.move(hours=1)
    letter = program.letters.draft(target(program, "Thank Dana Ruiz"))
    assert letter.subject == "Re: Your visit"
    mail = headers(program, letter)
    assert (mail["In-Reply-To"], mail["References"]) == (THEIRS, f"{BEFORE} {THEIRS}")
    assert program.outbox.text(letter).startswith("Subject: Re: Your visit\n")


@pytest.mark.parametrize("kind", [LetterKind.VALUE_LETTER, LetterKind.CHECK_IN, LetterKind.WITHDRAWAL])
def test_so_do_the_letters_after_it(tmp_path: Path, kind: LetterKind) -> None:
    program = met(tmp_path)
    wrote(program, "Your visit")
    assert draft(program, kind).subject == "Re: Your visit"


def test_thanks_after_a_no_answer_the_no(tmp_path: Path) -> None:
    program = met(tmp_path)
    wrote(program, "Your application")
    program.outcomes.record([1], Outcome.REJECTED)
    assert draft(program, LetterKind.REJECTION_THANKS).subject == "Re: Your application"


@pytest.mark.parametrize("kind", [LetterKind.STAY_IN_TOUCH, LetterKind.PROPOSAL])
def test_some_letters_begin_a_thread(tmp_path: Path, kind: LetterKind) -> None:
    program = met(tmp_path)
    wrote(program, "Your visit")
    letter = draft(program, kind)
    assert not letter.subject.startswith("Re:")
    assert headers(program, letter)["References"] is None


def test_a_thank_you_does_not_answer_what_was_written_before_the_meeting(tmp_path: Path) -> None:
    program = acme("Dana Ruiz <dana@acme.example>").on(tmp_path)
    wrote(program, "Directions")
    program.clock.set("2026-11-24T16:00:00+01:00")
    assert not draft(program, LetterKind.THANK_YOU).subject.startswith("Re:")
    assert draft(program, LetterKind.CHECK_IN).subject == "Re: Directions"


@pytest.mark.parametrize("more", [{"automatic": True}, {"bounced": True}, {"identity": ""}])
def test_what_is_no_email_of_theirs_is_not_answered(tmp_path: Path, more: dict[str, Any]) -> None:
    program = met(tmp_path)
    wrote(program, "Your visit", **more)
    assert not draft(program, LetterKind.CHECK_IN).subject.startswith("Re:")


def test_a_letter_that_was_sent_keeps_its_message_id_and_the_next_one_goes_on_with_it(tmp_path: Path) -> None:
    program = met(tmp_path)
    program.outbox.send(target(program, "Thank Dana Ruiz"))
    sent: Any = message_from_bytes((tmp_path / "sent.eml").read_bytes(), policy=default)
    (letter,), (touch,) = every(program, Letter), every(program, Touch)
    assert letter.message_id == touch.message_id == sent["Message-ID"]
    assert sent["In-Reply-To"] is None
    assert headers(program, letter)["Message-ID"] == sent["Message-ID"]
    program.clock.move(days=9)
    check_in = draft(program, LetterKind.CHECK_IN)
    assert check_in.subject == f"Re: {letter.subject}"
    assert headers(program, check_in)["In-Reply-To"] == letter.message_id


def test_an_answer_that_was_sent_stays_in_its_thread(tmp_path: Path) -> None:
    program = met(tmp_path)
    wrote(program, "Your visit", thread=BEFORE)
    program.clock.move(hours=1)
    program.outbox.send(target(program, "Thank Dana Ruiz"))
    (letter,), touch = every(program, Letter), every(program, Touch)[-1]
    assert letter.thread == touch.thread == f"{BEFORE} {THEIRS}"
    wrote(program, "Re: Your visit", at="2026-11-26T09:00:00+01:00", identity="<a2@acme.example>")
    assert headers(program, get(program, Letter, letter.id))["References"] == f"{BEFORE} {THEIRS}"


def test_a_note_of_ones_own_is_no_subject(tmp_path: Path) -> None:
    program = met(tmp_path)
    wrote(program, "", note="she sounded annoyed: ask for at least 95k")
    program.clock.move(hours=1)
    letter = program.letters.draft(target(program, "Thank Dana Ruiz"))
    assert "annoyed" not in letter.subject
    assert headers(program, letter)["References"] is None


def test_a_subject_of_ones_own_leaves_the_thread(tmp_path: Path) -> None:
    program = met(tmp_path)
    wrote(program, "Your visit")
    program.clock.move(hours=1)
    program.letters.write(target(program, "Thank Dana Ruiz"))
    program.letters.save(1, subject="Thank you", body="Dear Dana")
    assert headers(program, get(program, Letter, 1))["References"] is None


def test_a_letter_that_went_by_post_has_no_message_id(tmp_path: Path) -> None:
    program = met(tmp_path)
    program.outbox.sent(program.letters.current(target(program, "Thank Dana Ruiz")), channel=Channel.POST)
    assert every(program, Letter)[0].message_id == every(program, Touch)[0].message_id == ""


def test_copies_are_sent_where_the_configuration_says(tmp_path: Path) -> None:
    program = met(tmp_path)
    file = tmp_path / "config.toml"
    file.write_text(f'{file.read_text("utf-8")}[mail]\ncc = "archive@home.example"\nbcc_self = true\n', "utf-8")
    letter = program.letters.current(target(program, "Thank Dana Ruiz"))
    mail = headers(a_program(tmp_path, now=str(program.clock())), letter)
    assert (mail["Cc"], mail["Bcc"]) == ("archive@home.example", "ada@home.example")
