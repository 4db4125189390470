"""A letter's text as plain text, Markdown and HTML: the table survives any edit, and no text of a person is obeyed."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.enums import Language
from interview_tui.domain.text import clean_line
from interview_tui.letters.chart_table import ChartTable
from interview_tui.letters.letter_text import (
    LetterParagraph,
    ListItems,
    as_html,
    as_markdown,
    as_plain_text,
    holds_table,
    split_body,
    table_as_html,
    table_as_markdown,
    with_chart,
)

US, DE, FR = Language.EN_US, Language.DE, Language.FR
TABLE = ChartTable(
    ("What you need", "What I have done"),
    (("Approvals take nine days", "One checklist for three\nOne day in place of nine"), ("No owner", "A name on each")),
)
PLAN = ChartTable(
    ("Vos besoins", "Mes 90 premiers jours", "Ce sur quoi je m'appuie"),
    (("Neuf jours", "Suivre cinq versions\nUne liste", "Une liste de contrôle"), ("Aucun nom", "", "Un nom partout")),
)
BODY = """Hi Dana,

Here is the table.
  [Chart]
To make sure:
- pay: $1 a day
* start: Monday

Best regards,
Robin Hale"""


def test_the_table_takes_the_place_of_its_line() -> None:
    assert split_body(with_chart(BODY, TABLE)) == [
        LetterParagraph(("Hi Dana,",)),
        LetterParagraph(("Here is the table.",)),
        TABLE,
        LetterParagraph(("To make sure:",)),
        ListItems(("pay: $1 a day", "start: Monday")),
        LetterParagraph(("Best regards,", "Robin Hale")),
    ]


def test_without_rows_the_line_goes() -> None:
    assert with_chart("one\n\n[chart]\n\ntwo", None) == "one\n\ntwo"
    assert with_chart("[chart]", None) == ""


def test_a_text_without_the_line_is_left_as_it_is() -> None:
    text = "\n one\n\n\n[chart] two\n"
    assert with_chart(text, TABLE) == as_plain_text(text, US) == text


def test_as_text_a_row_is_a_number_and_its_cells() -> None:
    assert as_plain_text(with_chart("one\n\n[chart]\n\ntwo", TABLE), US) == (
        "one\n"
        "\n"
        "What you need / What I have done\n"
        "\n"
        "1. Approvals take nine days\n"
        "- One checklist for three\n"
        "- One day in place of nine\n"
        "\n"
        "2. No owner\n"
        "A name on each\n"
        "\n"
        "two"
    )


def test_as_text_three_columns_name_each_cell() -> None:
    assert as_plain_text(with_chart("[chart]", PLAN), FR) == (
        "1. Neuf jours\n"
        "Mes 90 premiers jours\u00a0:\n"
        "- Suivre cinq versions\n"
        "- Une liste\n"
        "Ce sur quoi je m'appuie\u00a0:\n"
        "Une liste de contrôle\n"
        "\n"
        "2. Aucun nom\n"
        "Ce sur quoi je m'appuie\u00a0:\n"
        "Un nom partout"
    )


def test_as_markdown() -> None:
    assert as_markdown("a *b*", with_chart("a *b* <i>\n# c\n[chart]\n- see https://me.example/a_b.", TABLE)) == (
        "# a \\*b\\*\n"
        "\n"
        "a \\*b\\* \\<i\\>  \n"
        "\\# c\n"
        "\n"
        "| What you need | What I have done |\n"
        "| --- | --- |\n"
        "| Approvals take nine days | One checklist for three<br>One day in place of nine |\n"
        "| No owner | A name on each |\n"
        "\n"
        "- see <https://me.example/a_b>.\n"
    )


def test_a_table_written_by_hand_is_one_too() -> None:
    by_hand = "| need | answer |\n|:---|---|\n| one |\n| two | 2 | more |\nand so on"
    table, below = split_body(by_hand)
    assert table == ChartTable(("need", "answer"), (("one", ""), ("two", "2 | more")))
    assert below == LetterParagraph(("and so on",))
    assert split_body("| no table\n| at all") == [LetterParagraph(("| no table", "| at all"))]


def test_html_has_its_styles_beside_each_element() -> None:
    html = as_html(with_chart("[chart]", TABLE), DE)
    assert html.startswith('<!DOCTYPE html>\n<html lang="de">')
    assert all(missing not in html for missing in ("<style", "class=", "src=", "<script"))
    assert html.count("<td ") == html.count("<td style=") == 4
    assert "One checklist for three<br>One day in place of nine</td>" in html
    assert "max-width:640px" in html


def test_of_three_columns_the_first_goes_over_the_others() -> None:
    html = table_as_html(PLAN)
    assert html.count('colspan="2"') == 3
    assert html.count('<col width="50%">') == 2


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("see https://me.example/a?b=1&c=2.", '<a href="https://me.example/a?b=1&amp;c=2">https://me.example/a?b=1&amp;c=2</a>.'),
        ("(http://me.example/)", '(<a href="http://me.example/">http://me.example/</a>)'),
        ("mailto:me@home.example!", '<a href="mailto:me@home.example">mailto:me@home.example</a>!'),
        ('https://me.example/"onclick="x', '<a href="https://me.example/">https://me.example/</a>&quot;onclick=&quot;x'),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("file:///etc/passwd", "file:///etc/passwd"),
        ("data:text/html,x", "data:text/html,x"),
    ],
)  # fmt: skip
def test_only_what_leads_to_a_page_or_an_address_is_a_link(text: str, link: str) -> None:
    assert link in as_html(text, US)


class _Read(HTMLParser):
    """What a browser makes of it: the tags, where links lead, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.text += data


letters = st.sampled_from("abcé白\u0301👩<>&\"'|*_`[]\\#~-:/ ") | st.characters(codec="utf-8", exclude_categories=["C"])
lines = st.text(letters, max_size=30).map(clean_line) | st.sampled_from(
    ["<b>x</b>", "<br>", "\\", "| a |", "| --- |", "- item", "https://a.example/<b>", "<!--", "]]>", "</td></table>"]
)
cells = st.lists(lines, min_size=1, max_size=3).map("\n".join)
outside = st.lists(lines, max_size=5).map("\n".join)
tables = st.integers(1, 4).flatmap(
    lambda columns: st.builds(
        ChartTable, st.tuples(*[lines] * columns), st.lists(st.tuples(*[cells] * columns), max_size=3).map(tuple)
    )
)


def no_blanks(text: str) -> str:
    return "".join(text.split())


@given(outside, outside, outside, tables)
def test_whatever_is_edited_around_it_the_table_stands(before: str, after: str, edited: str, table: ChartTable) -> None:
    for around in (before, edited):
        assert table in split_body(with_chart(f"{around}\n[chart]\n{after}", table))


@given(outside, tables)
def test_without_the_line_there_is_no_table_but_what_was_written(body: str, table: ChartTable) -> None:
    assert with_chart(body, table) == body
    assert holds_table(body) == ("<table" in as_html(body, US))


@given(outside, tables)
def test_html_says_what_was_written_and_obeys_none_of_it(body: str, table: ChartTable) -> None:
    read = _Read(as_html(with_chart(f"{body}\n[chart]", table), US))
    shown = {"html", "head", "meta", "body", "div", "p", "br", "ul", "li", "table", "colgroup", "col", "tr", "th", "td"}
    assert read.tags <= {*shown, "a"}
    assert not any(name.startswith("on") for name in read.names)
    assert all(link.casefold().startswith(("http://", "https://", "mailto:")) for link in read.links)
    said = no_blanks(read.text)
    assert all(no_blanks(text) in said for row in (table.heads, *table.rows) for text in row)


@given(outside, tables)
def test_as_text_nothing_is_lost(body: str, table: ChartTable) -> None:
    said = as_plain_text(with_chart(f"{body}\n[chart]", table), US)
    needed = [line for row in table.rows for cell in row for line in cell.split("\n")]
    assert all(no_blanks(line) in no_blanks(said) for line in needed)


@given(tables)
def test_markdown_has_a_line_a_row_and_as_many_cells(table: ChartTable) -> None:
    made = table_as_markdown(table).split("\n")
    assert len(made) == len(table.rows) + 2
    for line in made:
        bars = sum(1 for place, c in enumerate(line) if c == "|" and not _escaped(line, place))
        assert bars == len(table.heads) + 1


def _escaped(line: str, place: int) -> bool:
    before = line[:place]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1
