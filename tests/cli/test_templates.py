"""`templates`, `templates show`, `templates copy` and `templates values`, as they are typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.letters.sandbox import SHIPPED
from interview_tui.letters.sentences import SHIPPED_BANKS
from interview_tui.letters.template_values import VALUE_NAMES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Box


def own(box: Box, name: str, text: str) -> Path:
    """A template of the user's own."""
    path = box.folder / "templates" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_every_kind_with_its_use_and_which_are_ones_own(box: Box) -> None:
    own(box, "thank_you.j2", "Subject: x\n\n{{ first }}")
    own(box, "check_in.de.j2", "Subject: x\n\n{{ first }}")
    ended = box("templates")
    lines = ended.out.splitlines()
    assert (ended.code, [line.split()[0] for line in lines]) == (0, [*LetterKind, "sentences", "check_in.de"])
    assert [line.split()[0] for line in lines if " yours " in line] == ["thank_you", "check_in.de"]
    assert max(map(len, lines)) <= 80
    assert ended.err == "templates show NAME prints one; templates copy NAME makes it yours to change.\n"
    rows = box("templates", "--json").json
    assert [row["name"] for row in rows] == [line.split()[0] for line in lines]
    assert rows[0] == {
        "name": "thank_you",
        "language": "en-US",
        "use": "within a day of a meeting, to everyone in it",
        "own": str(box.folder / "templates" / "thank_you.j2"),
        "problem": None,
    }


def test_those_of_another_language(box: Box) -> None:
    own(box, "thank_you.j2", "Subject: x\n\n{{ first }}")
    lines = box("templates", "--lang", "de").out.splitlines()
    assert [line.split()[0] for line in lines] == [*(f"{k}.de" for k in LetterKind), "sentences.de", "thank_you"]


def test_a_name_without_a_language_is_of_the_configurations(box: Box) -> None:
    box.configuration.write_text('language = "de"\n', encoding="utf-8")
    german = (SHIPPED / "de" / "thank_you.j2").read_text("utf-8")
    assert box("templates", "show", "thank_you").out == box("templates", "show", "thank_you.de").out == german
    assert box("templates", "copy", "thank_you.de").out.startswith(f"Wrote {box.folder / 'templates' / 'thank_you.j2'}")
    assert box("templates").out.splitlines()[0].split()[:2] == ["thank_you", "yours"]


def test_what_is_wrong_with_ones_own_is_said(box: Box) -> None:
    wrong = own(box, "thank_you.j2", "Subject: x\n\n{% if late %}\n{{ frist }}{% endif %}")
    bank = own(box, "de.toml", "opening = 3\n")
    old = own(box, "thanks_for_help.j2", "Subject: x\n\n{{ first }}")
    ended = box("templates")
    assert ended.code == 0
    shipped = "only the shipped sentences are used"
    assert ended.err.splitlines()[:-1] == [
        f"interview-tui: the template {wrong}, line 4: there is no value “frist”; did you mean “first”?",
        f"interview-tui: {bank}: opening: write each sentence below a line [[opening]]; {shipped}",
        f"interview-tui: no letter is drafted by {old} any more: reference_thanks is the template in its place",
    ]


def test_a_template_is_shown_as_it_is(box: Box) -> None:
    shipped = (SHIPPED / "en-US" / "thank_you.j2").read_text("utf-8")
    ended = box("templates", "show", "thank_you")
    assert (ended.code, ended.out) == (0, shipped)
    assert ended.err == "It is the shipped one; templates copy thank_you makes it yours.\n"
    path = own(box, "thank_you.j2", "Subject: x\n\n{{ frist }}\n")
    ended = box("templates", "show", "thank-you")
    assert (ended.code, ended.out) == (0, "Subject: x\n\n{{ frist }}\n")
    assert ended.err.splitlines() == [
        f"It is yours, {path}; --shipped prints the one that comes with the program.",
        f"interview-tui: the template {path}, line 3: there is no value “frist”; did you mean “first”?",
    ]
    assert box("templates", "show", "thank_you", "--shipped").out == shipped
    assert box("templates", "show", "check_in.en-GB").out == (SHIPPED / "en-GB" / "check_in.j2").read_text("utf-8")
    assert box("templates", "show", "sentences.fr").out == (SHIPPED_BANKS / "fr.toml").read_text("utf-8")


def test_a_copy_is_private_and_letters_are_drafted_by_it(box: Box) -> None:
    path = box.folder / "templates" / "thank_you.j2"
    before = box("letter", "f3").out
    ended = box("templates", "copy", "thank_you")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines()[0] == f"Wrote {path}"
    assert path.read_text("utf-8") == (SHIPPED / "en-US" / "thank_you.j2").read_text("utf-8")
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert box("letter", "f3").out == before
    path.write_text("Subject: Mine\n\n{{ first }}\n", encoding="utf-8")
    assert box("letter", "f3").out == "Subject: Mine\n\nDana\n"


def test_what_is_there_is_not_written_over(box: Box) -> None:
    path = own(box, "thank_you.de.j2", "mine")
    ended = box("templates", "copy", "thank_you.de")
    assert (ended.code, ended.out, path.read_text("utf-8")) == (1, "", "mine")
    assert ended.err == (
        f"interview-tui: {path} already exists and was left as it is: templates show thank_you.de prints it\n"
    )
    path.unlink()
    path.symlink_to(box.folder / "elsewhere")
    assert box("templates", "copy", "thank_you.de").code == 1
    assert not (box.folder / "elsewhere").exists()


def test_a_copy_of_sentences_is_an_example_that_changes_nothing_yet(box: Box) -> None:
    before = box("letter", "f3").out
    ended = box("templates", "copy", "sentences")
    path = box.folder / "templates" / "en-US.toml"
    assert (ended.code, ended.out.splitlines()[0]) == (0, f"Wrote {path}")
    assert all(line.startswith("#") for line in path.read_text("utf-8").splitlines())
    assert (box("letter", "f3").out, box("templates").code) == (before, 0)
    assert "sentences" in next(line for line in box("templates").out.splitlines() if " yours " in line)


def test_a_folder_that_cannot_be_written_is_named(box: Box) -> None:
    (box.folder / "templates").write_text("no folder", encoding="utf-8")
    ended = box("templates", "copy", "thank_you")
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (1, "", 1)
    assert str(box.folder / "templates") in ended.err


def test_all_values_are_printed(box: Box) -> None:
    ended = box("templates", "values")
    assert (ended.code, ended.err) == (0, "")
    assert set(re.findall(r"^  (\w+)  ", ended.out, re.MULTILINE)) == VALUE_NAMES
    assert "Where to see it, when it is a link." in ended.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "thankyou"), "there is no template “thankyou”: did you mean “thank_you”?"),
        (("show", "poem"), "there is no template “poem”: interview-tui templates lists them"),
        (("copy", "thank_you.es"), "“es” is not a language of letters: give one of en-US, en-GB, de, fr"),
        (("--json", "values"), "--lang and --json are for the list of templates alone"),
    ],
)
def test_wrong_names_are_wrong_usage(box: Box, arguments: tuple[str, ...], said: str) -> None:
    ended = box("templates", *arguments)
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (2, "", 1)
    assert said in ended.err


def test_no_store_is_made(empty: Box) -> None:
    for arguments in ((), ("show", "thank_you"), ("copy", "thank_you"), ("values",)):
        assert empty("templates", *arguments).code == 0
    assert not empty.store.exists()
