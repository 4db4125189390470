"""What a template may do, and what is said of one that cannot be used."""

from __future__ import annotations

import os
import resource
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Language
from interview_tui.letters.sandbox import (
    LARGEST,
    SHIPPED,
    LetterEnvironment,
    TemplateTrouble,
    check_template,
    render,
)

if TYPE_CHECKING:
    from pathlib import Path

GOOD = "Subject: {{ company }}\n\nDear {{ first }},\n"
VALUES = {"company": "Acme", "first": "Dana", "rows": [{"need": "Order"}], "their_step": ""}


def written(folder: Path, text: str, name: str = "thank_you") -> Path:
    file = folder / f"{name}.j2"
    file.write_text(text, encoding="utf-8")
    return file


def trouble(folder: Path, text: str) -> str:
    """What is said of this template, after its path."""
    file = written(folder, text)
    with pytest.raises(TemplateTrouble) as caught:
        render("thank_you", VALUES, folder)
    said = str(caught.value)
    assert said.startswith(f"the template {file}")
    assert "\n" not in said
    return said.removeprefix(f"the template {file}")


def test_the_users_own_template_wins_by_its_name(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    assert render("thank_you", VALUES, tmp_path) == ("Acme", "Dear Dana,")


def test_a_template_includes_another_of_the_users_own(tmp_path: Path) -> None:
    written(tmp_path, "Bye, {{ first }}", "bye")
    written(tmp_path, 'Subject: x\n\n{% include "bye.j2" %}\n')
    assert render("thank_you", VALUES, tmp_path) == ("x", "Bye, Dana")


def test_a_template_that_was_changed_is_read_again(tmp_path: Path) -> None:
    file = written(tmp_path, GOOD)
    render("thank_you", VALUES, tmp_path)
    file.write_text("Subject: other\n\ntext", encoding="utf-8")
    os.utime(file, (1, 1))
    assert render("thank_you", VALUES, tmp_path) == ("other", "text")


def test_a_template_that_comes_while_the_program_runs_wins_at_once(tmp_path: Path) -> None:
    environment = LetterEnvironment(tmp_path)
    used = [environment.get_template("thank_you.j2").filename]
    file = written(tmp_path, GOOD)
    used.append(environment.get_template("thank_you.j2").filename)
    file.unlink()
    used.append(environment.get_template("thank_you.j2").filename)
    assert used == [str(SHIPPED / "en-US/thank_you.j2"), str(file), str(SHIPPED / "en-US/thank_you.j2")]


@pytest.mark.parametrize(
    "escape",
    [
        "{{ ''.__class__ }}",
        "{{ first.__class__.__mro__ }}",
        "{{ first.format(1) }}",
        "{{ 'x'.upper() }}",
        "{{ rows.append(1) }}",
        "{{ (rows | first).pop('need') }}",
        "{{ self.__init__.__globals__ }}",
        "{{ range.__self__ }}",
        "{{ lipsum() }}",
        "{{ cycler('a') }}",
        "{{ namespace(a=1) }}",
        "{{ rows | attr('append') }}",
        "{{ '%s' | format(1) }}",
        "{% for r in rows %}{{ loop.__init__.__globals__ }}{% endfor %}",
    ],
)
def test_a_template_gets_at_nothing_but_its_data(tmp_path: Path, escape: str) -> None:
    assert ", line 3" in trouble(tmp_path, f"Subject: x\n\n{escape}\n")


@pytest.mark.parametrize(
    "large",
    [
        "{{ 'x' * 300000000 }}",
        "{{ '%300000000d' % 1 }}",
        "{{ [1] * 300000000 }}",
        "{{ 9 ** 999999 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{% for i in range(300000000) %}x{% endfor %}",
        "{% for i in range(1000) %}{% for j in range(1000) %}xxxxxxxx{% endfor %}{% endfor %}",
        "{{ 'xxxxxxxxxx' | replace('x', 'xxxxxxxxxx' | replace('x', 'x' | center(100000))) }}",
        "{{ company | replace('', 'x' | replace('x', 'xxxxxxxxxxxxxxxxxxxx')) | replace('x', 'y' | indent(900000)) }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% include 'thank_you.j2' %}",
    ],
)
def test_a_template_makes_no_endless_letter(tmp_path: Path, large: str) -> None:
    trouble(tmp_path, f"Subject: x\n\n{large}\n")


def test_a_letter_of_the_largest_size_is_written(tmp_path: Path) -> None:
    subject, body = render("thank_you", {**VALUES, "first": "x" * (LARGEST - 30)}, written(tmp_path, GOOD).parent)
    assert (subject, len(body)) == ("Acme", LARGEST - 30 + len("Dear ,"))
    with pytest.raises(TemplateTrouble, match="makes more than 200000 characters"):
        render("thank_you", {**VALUES, "first": "x" * LARGEST}, tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Subject: x\n\n{{ nobody }}\n", ", line 3: there is no value “nobody”"),
        ("Subject: x\n\n\n{{ frist }}\n", ", line 4: there is no value “frist”; did you mean “first”?"),
        ("Subject: x\n\n{{ turn }}\n", ", line 3: there is no value “turn” any more: use “place”"),
        (
            "Subject: x\n\n\n{{ rows[0].nothing }}\n",
            ", line 4: there is no “nothing” in it, only need and story in rows, strength and result in points",
        ),
        ("Subject: x\n\n{% if %}\n", ", line 3: Expected an expression, got 'end of statement block'"),
        ("Subject: x\n\n{{ first | uper }}\n", ", line 3: there is no filter “uper”; did you mean “upper”?"),
        ("Subject: x\n\n{{ 1 / 0 }}\n", ", line 3: division by zero"),
        ("Dear {{ first }}\n", ", line 1: it must give “Subject: …”, an empty line, and the text"),
        ("Subject: only\n", ", line 1: it must give “Subject: …”, an empty line, and the text"),
        ("", ", line 1: it must give “Subject: …”, an empty line, and the text"),
    ],
)
def test_a_broken_template_is_named_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    assert trouble(tmp_path, text) == said


def test_what_is_wrong_in_a_template_that_is_included_is_named_with_its_own_line(tmp_path: Path) -> None:
    written(tmp_path, 'Subject: x\n\n{% include "bye.j2" %}\n')
    bye = written(tmp_path, "\n\n\n{{ frist }}\n", "bye")
    with pytest.raises(TemplateTrouble, match=rf"^the template {bye}, line 4: there is no value “frist”"):
        render("thank_you", VALUES, tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Subject: x\n\n{% if late %}\n{{ frist }}{% endif %}",
            ", line 4: there is no value “frist”; did you mean “first”?",
        ),
        (
            "Subject: x\n\n{% if late %}{{ first | uper }}{% endif %}",
            ", line 3: there is no filter “uper”; did you mean “upper”?",
        ),
        ("Subject: x\n\n{% if late %}", ", line 3: Unexpected end of template."),
    ],
)
def test_a_template_is_checked_where_no_letter_has_come_to(tmp_path: Path, text: str, said: str) -> None:
    file = written(tmp_path, text)
    with pytest.raises(TemplateTrouble) as caught:
        check_template("thank_you", tmp_path, Language.EN_US)
    assert str(caught.value).startswith(f"the template {file}{said}")


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "{% set a = 1 %}{% for r in rows %}{{ loop.index }}{{ r.need }}{{ a }}{% endfor %}",
        "{% if late %}{% set b = 2 %}{% endif %}{{ b if late }}",
        "{% macro m(c) %}{{ c }}{{ caller() }}{% endmacro %}{% call m(1) %}{{ range(3) | list }}{% endcall %}",
    ],
)
def test_a_template_of_values_and_its_own_names_is_right(tmp_path: Path, text: str) -> None:
    written(tmp_path, text)
    check_template("thank_you", tmp_path, Language.EN_US)


def test_a_template_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "thank_you.j2").write_bytes(b"\xff\xfe")
    with pytest.raises(TemplateTrouble, match=r"thank_you\.j2 is not UTF-8 text"):
        render("thank_you", VALUES, tmp_path)


@pytest.mark.parametrize("link", [False, True])
def test_a_template_that_is_no_file_is_refused_at_once(tmp_path: Path, link: bool) -> None:
    made = tmp_path / "thank_you.j2"
    if link:
        made.symlink_to("/dev/zero")
    else:
        os.mkfifo(made)
    with pytest.raises(TemplateTrouble, match=r"^the template .*/thank_you\.j2: it is no file$"):
        render("thank_you", VALUES, tmp_path)


def test_a_template_that_is_a_folder_or_not_there(tmp_path: Path) -> None:
    with pytest.raises(TemplateTrouble, match=r"there is no template nothing\.j2"):
        render("nothing", VALUES, tmp_path)


def test_the_users_text_is_never_a_template(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    hostile = "{{ 1 + 1 }}{% raw %}${x}<b>%s{0}"
    assert render("thank_you", {**VALUES, "first": hostile}, tmp_path)[1] == f"Dear {hostile},"


def test_a_letter_is_rendered_where_many_files_are_open(tmp_path: Path) -> None:
    """Of a pipe numbered 1,024 or more `select` would know nothing."""
    written(tmp_path, GOOD)
    (tmp_path / "file").touch()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, hard), hard))
    opened = [os.open(tmp_path / "file", os.O_RDONLY) for _ in range(1030)]
    try:
        assert render("thank_you", VALUES, tmp_path)[1].startswith("Dear ")
    finally:
        for number in opened:
            os.close(number)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
