"""`letter` and `send`, as they are typed."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from interview_tui.app_context import AppContext
from interview_tui.domain.enums import Ref
from interview_tui.settings import load
from tests.cli.conftest import ZONE

if TYPE_CHECKING:
    from tests.cli.conftest import Box

SIGNED = 'name = "Ada Moreau"\nemail = "ada@home.example"\n'
QUOTE = "We need someone to calm the release train"
FAKE = "import pathlib, sys; pathlib.Path(sys.argv[1]).write_bytes(sys.stdin.buffer.read()); sys.exit(int(sys.argv[2]))"


@pytest.fixture
def signed(box: Box) -> Box:
    """The prepared store, with the user's name and address; Kim Lee was met as well, and said nothing worth noting."""
    box.configuration.write_text(SIGNED, encoding="utf-8")
    box("capture", "i1", stdin="@ Kim Lee <kim@acme.example>\n")
    return box


def sending(box: Box, code: int) -> None:
    """A command for sending that keeps the email in sent.eml and ends with this code."""
    script = box.folder / "fake.py"
    script.write_text(FAKE, encoding="utf-8")
    command = f"'{sys.executable}' '{script}' '{box.folder / 'sent.eml'}' {code}"
    box.configuration.write_text(f'{SIGNED}send = "{command}"\n', encoding="utf-8")


def thanks(box: Box, name: str) -> str:
    """The id of the follow-up that thanks a person."""
    found: list[str] = [
        f["id"] for f in box("show", "i1", "--json").json["follow_ups"] if f["text"] == f"Thank {name}"
    ]  # fmt: skip
    return found[0]


def test_letter_prints_the_letter_and_changes_nothing(signed: Box) -> None:
    before = signed.store.read_bytes()
    ended = signed("letter", thanks(signed, "Dana Ruiz"))
    assert (ended.code, ended.err) == (0, "")
    subject, empty, greeting, *_ = ended.out.splitlines()
    assert (subject.startswith("Subject: "), empty, greeting) == (True, "", "Hi Dana,")
    assert f"“{QUOTE}.”" in ended.out
    assert ended.out.endswith("\nAda Moreau\n")
    assert signed.store.read_bytes() == before


def test_two_people_of_one_meeting_get_their_own_words(signed: Box) -> None:
    signed("capture", "i1", stdin='" Nobody reads the runbook (Kim Lee)\n')
    dana, kim = (signed("letter", thanks(signed, name)) for name in ("Dana Ruiz", "Kim Lee"))
    assert (dana.code, kim.code) == (0, 0)
    assert QUOTE in dana.out
    assert QUOTE not in kim.out
    assert "Nobody reads the runbook" in kim.out
    assert "Nobody reads the runbook" not in dana.out


@pytest.mark.parametrize("shape", ["text", "eml", "html", "md"])
def test_without_a_quote_nothing_is_written_and_what_is_missing_is_named(signed: Box, shape: str) -> None:
    ended = signed("letter", thanks(signed, "Kim Lee"), "--format", shape)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == ('interview-tui: missing: a quote of Kim Lee: note what they said, for example " … (Kim Lee)\n')


def test_a_letter_that_lacks_something_names_the_draft_that_is_saved(signed: Box) -> None:
    thank = thanks(signed, "Dana Ruiz")
    program = AppContext(load({"INTERVIEW_TUI_NOW": signed.now, "TZ": ZONE}, store=signed.store))
    (letter,) = program.letters.write(Ref(thank[0], int(thank[1:]))).refs
    program.letters.save(letter.id, subject="Thank you", body="Hi Dana,\n\nThank you.")
    program.store.close()
    kept = f"  Its draft is {letter}: interview-tui letter {letter} prints it, interview-tui open {letter} opens it."
    for asked in (("letter", thank), ("letter", thank, "--format", "eml"), ("send", thank)):
        ended = signed(*asked)
        assert (ended.code, ended.out) == (1, "")
        assert kept in ended.err.splitlines()
    assert signed("letter", str(letter)).out.startswith("Subject: Thank you\n")


def test_of_an_interview_the_letter_that_is_due_first(signed: Box) -> None:
    ended = signed("letter", "i1", "--kind", "thank_you")
    assert (ended.code, ended.err) == (0, "To Dana Ruiz; --to names another.\n")
    assert signed("letter", "i1", "--kind", "thank-you").out == ended.out
    assert signed("letter", "i1", "--kind", "thank_you", "--to", "p2").code == 1


def test_formats(signed: Box) -> None:
    asked = thanks(signed, "Dana Ruiz")
    mail: Any = message_from_bytes(signed("letter", asked, "--format", "eml").out.encode(), policy=default)
    assert (mail["To"], mail["From"]) == ("Dana Ruiz <dana@acme.example>", "Ada Moreau <ada@home.example>")
    assert QUOTE in mail.get_content()
    assert f"“{QUOTE}.”" in signed("letter", asked, "--format", "html").out
    assert signed("letter", asked, "--format", "md").out.startswith("# Thank you – SRE\n")


def test_who_has_set_no_name_is_told_how(box: Box) -> None:
    ended = box("letter", thanks(box, "Dana Ruiz"))
    assert ended.out.endswith("\n\nBest regards,\n")
    assert ended.err == 'It is not signed: write for example name = "Ada Moreau" into the configuration file.\n'


def test_a_template_of_ones_own(signed: Box) -> None:
    folder = signed.folder / "templates"
    folder.mkdir()
    (folder / "thank_you.j2").write_text("Subject: Hi\n\n{{ quote }}\n", encoding="utf-8")
    assert signed("letter", thanks(signed, "Dana Ruiz")).out == f"Subject: Hi\n\n{QUOTE}\n"
    (folder / "thank_you.j2").write_text("Subject: Hi\n\n\n{{ frist }}\n", encoding="utf-8")
    sending(signed, 0)
    wrong = f"interview-tui: the template {folder / 'thank_you.j2'}, line 4: there is no value “frist”; "
    said = f"{wrong}did you mean “first”? (the shipped template is used)"
    ended = signed("letter", thanks(signed, "Dana Ruiz"))
    assert (ended.code, ended.err.splitlines()) == (0, [said])
    assert QUOTE in ended.out
    sent = signed("send", thanks(signed, "Dana Ruiz"))
    assert (sent.code, sent.err.splitlines()) == (0, [said])
    assert QUOTE.encode() in (signed.folder / "sent.eml").read_bytes()


def test_a_letter_in_another_language_and_tone(signed: Box) -> None:
    asked = thanks(signed, "Dana Ruiz")
    usual = signed("letter", asked, "--json").json
    assert (usual["language"], usual["tone"]) == ("en-US", "warm")
    assert signed("letter", asked, "--lang", "en", "--tone", "warm").out == signed("letter", asked).out
    british = signed("letter", asked, "--lang", "en-gb", "--tone", "formal", "--json").json
    assert (british["language"], british["tone"]) == ("en-GB", "formal")
    assert british["body"] != usual["body"]
    for option, value in (("--lang", "es"), ("--tone", "loud")):
        wrong = signed("letter", asked, option, value)
        assert (wrong.code, wrong.out, len(wrong.err.splitlines())) == (2, "", 1)


def test_what_to_look_at_again_stands_beside_the_letter(signed: Box) -> None:
    folder = signed.folder / "templates"
    folder.mkdir()
    said = "I hope this email finds you well"
    text = f"Subject: Hi\n\n{{{{ greeting }}}}\n\n{said}.\n\n[[your one reason]]\n\n{{{{ closing }}}}\n{{{{ me }}}}\n"
    (folder / "thank_you.j2").write_text(text, encoding="utf-8")
    asked = thanks(signed, "Dana Ruiz")
    ended, given = signed("letter", asked), signed("letter", asked, "--json").json
    lines = ended.err.splitlines()
    assert ended.code == 0
    assert {line.partition(":")[0] for line in lines} == {"missing", "hint"}
    assert [line.removeprefix("hint: ") for line in lines if line.startswith("hint: ")] == [
        hint["text"] for hint in given["hints"]
    ]
    assert said in [hint["words"] for hint in given["hints"]]
    assert "your own words for “your one reason”" in given["missing"]
    assert not {hint["text"] for hint in given["hints"]} & set(given["missing"])


def test_the_files_that_go_out_with_a_letter_are_named(signed: Box) -> None:
    sample = signed.folder / "checklist.pdf"
    sample.write_text("%PDF", encoding="utf-8")
    written_by_another(signed, "UPDATE stories SET sample = ?", str(sample))
    given = signed("letter", "i1", "--kind", "value_letter", "--json").json
    assert given["attached"] == [str(sample)]
    assert signed("letter", thanks(signed, "Dana Ruiz"), "--json").json["attached"] == []


def test_send_hands_the_letter_over_and_settles_the_follow_up(signed: Box) -> None:
    sending(signed, 0)
    asked = thanks(signed, "Dana Ruiz")
    ended = signed("send", asked)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("Sent the thank-you to Dana Ruiz · Acme (")
    mail: Any = message_from_bytes((signed.folder / "sent.eml").read_bytes(), policy=default)
    assert QUOTE in mail.get_content()
    assert signed("show", "l1", "--json").json["state"] == "sent"
    again = signed("send", asked)
    assert (again.code, again.err) == (1, "interview-tui: l1 was already sent (today)\n")
    assert signed("letter", "l1").code == 0


def test_a_command_that_fails_changes_nothing(signed: Box) -> None:
    sending(signed, 7)
    before = signed.store.read_bytes()
    ended = signed("send", thanks(signed, "Dana Ruiz"))
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == f"interview-tui: {Path(sys.executable).name} failed, the letter was not sent: it ended with 7\n"
    assert signed.store.read_bytes() == before


def test_send_names_what_is_missing(signed: Box) -> None:
    sending(signed, 0)
    asked = thanks(signed, "Kim Lee")
    ended = signed("send", asked)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.splitlines()[0].startswith("interview-tui: missing: a quote of Kim Lee: ")
    assert not (signed.folder / "sent.eml").exists()
    assert signed("send", asked, "--anyway").code == 0


def written_by_another(box: Box, statement: str, value: str) -> None:
    """What another program, or the dashboard, writes into the store."""
    with closing(sqlite3.connect(box.store)) as store, store:
        store.execute(statement, (value,))


def test_an_address_that_is_none_is_called_that_and_not_missing(signed: Box) -> None:
    sending(signed, 0)
    asked = thanks(signed, "Dana Ruiz")
    written_by_another(signed, "UPDATE people SET email = ? WHERE name = 'Dana Ruiz'", "a@b@c")
    said = "“a@b@c” is not a valid email address: correct it"
    for arguments in (
        ["letter", asked],
        ["send", asked],
        ["send", asked, "--anyway"],
        ["letter", asked, "--format", "eml"],
    ):
        ended = signed(*arguments)
        assert said in ended.err
        assert "missing" not in ended.err
    assert not (signed.folder / "sent.eml").exists()


def test_a_sample_from_elsewhere_is_named_before_it_is_attached(signed: Box) -> None:
    sending(signed, 0)
    signed.environment["HOME"] = str(signed.folder / "home")
    sample = signed.folder / "shadow"
    sample.write_text("root:x", encoding="utf-8")
    written_by_another(signed, "UPDATE stories SET sample = ?", str(sample))
    said = f"shadow comes from {sample}, outside your home"
    letter = signed("letter", "i1", "--kind", "value_letter")
    assert "shadow" in letter.out
    assert str(sample) not in letter.out
    assert said in letter.err.splitlines()


def test_send_without_a_command_tells_how_to_set_one(signed: Box) -> None:
    ended = signed("send", thanks(signed, "Dana Ruiz"))
    assert (ended.code, len(ended.err.splitlines())) == (1, 1)
    assert 'send = "msmtp -t"' in ended.err


@pytest.mark.parametrize("arguments", [("letter", "p1"), ("send", "i1"), ("letter", "f1", "--kind", "poem")])
def test_wrong_usage(box: Box, arguments: tuple[str, ...]) -> None:
    assert box(*arguments).code == 2


def test_a_check_in_that_comes_too_soon_is_warned_about_and_sent_anyway(signed: Box) -> None:
    sending(signed, 0)
    while signed("show", "i1", "--json").json["step"] < 7:
        signed("advance", "i1", "--anyway")
    check_in = next(f["id"] for f in signed("due", "--days", "99", "--json").json if f["kind"] == "check_in")
    signed("touch", "i1", "out", "email")
    ended = signed("send", check_in)
    assert ended.code == 1
    assert ended.err == (
        "interview-tui: the last contact with Dana Ruiz (today) has not been answered: wait 5 days between contacts; "
        "the next good day is Tue; --anyway sends it\n"
    )
    assert not (signed.folder / "sent.eml").exists()
    assert signed("send", check_in, "--anyway").code == 0
    assert (signed.folder / "sent.eml").exists()


def test_show_tells_what_stands_in_a_letter_and_json_also_how_it_was_made(box: Box) -> None:
    box("outcome", "i1", "rejected")
    with closing(sqlite3.connect(box.store)) as raw, raw:
        raw.execute("UPDATE letters SET drafted = 'Thanks\n\nAs drafted', sentences = 'opening.1', language = 'fr'")
    (letter,) = box("show", "i1", "--json").json["letters"]
    assert (letter["drafted"], letter["sentences"]) == ("Thanks\n\nAs drafted", "opening.1")
    told = box("show", letter["id"]).out
    assert "language: fr\ntone: warm\n" in told
    assert "As drafted" not in told
    assert "opening.1" not in told


def test_what_else_is_missing_is_named_beside_the_letter(signed: Box) -> None:
    signed("capture", "i1", stdin='@ Kit Ode\n" Nobody reads the runbook (Kit Ode)\n')
    ended = signed("letter", thanks(signed, "Kit Ode"))
    assert (ended.code, "Nobody reads the runbook" in ended.out) == (0, True)
    assert "missing: an email address of Kit Ode" in ended.err
