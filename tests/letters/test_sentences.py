"""The banks of sentences: each holds whatever is inserted; what is wrong in a user's own is named; rows are stored."""

from __future__ import annotations

import os
import re
from itertools import islice, product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.enums import Language
from interview_tui.letters.sentences import (
    LARGEST_BANK,
    RowName,
    Slot,
    filled,
    first_bank,
    load_bank,
    rows_from,
    rows_text,
)
from tests.letters.panel_words import AWKWARD, BY, DAYS, ROLES, SECOND_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from interview_tui.letters.sentences import BankRow

FAULTS = re.compile(r"  |^ | $|[.,;:][.,;:]|[?!][.,]| [.,]|\{|\}|[.?!]”[.]")
FULL = (Slot.OPENING, Slot.QUOTE, Slot.NEED, Slot.STORY, Slot.PROMISE, Slot.COMMITMENT, Slot.INTEREST, Slot.CLOSING)
ROW_NAMES = st.builds(RowName, st.sampled_from(Slot), st.integers(1, 999))


def rows_of(language: Language) -> Iterator[BankRow]:
    bank = load_bank(language)
    for slot in Slot:
        yield from bank.rows[slot]


def kind_of(row: BankRow, place: str) -> str:
    return "phrase" if row.name.slot is Slot.QUOTE_PHRASE else place


def ends_itself(row: BankRow, chosen: tuple[str, ...]) -> bool:
    """What ends with a question mark takes only a sentence with E, and no day."""
    commits = row.name.slot.startswith(("promise", "commitment"))
    return commits and chosen[0].endswith("?") and ("E" not in row.marks or any(chosen[1:]))


def values(language: Language) -> dict[str, tuple[str, ...]]:
    short = str(language)[:2]
    return {
        **AWKWARD[short],
        "on": DAYS[language],
        "de": SECOND_DAYS,
        "by": BY[short],
        "role": ROLES[short],
        "phone": ("+1 555 0100",),
        "first": ("Dana",),
        "asked": ("“How would you begin?”", "« Par où commenceriez-vous\u00a0? »"),
        "better": ("I would count the approvals.", "Who would not?"),
    }


@pytest.mark.parametrize("language", Language)
def test_every_sentence_holds_what_is_awkward(language: Language) -> None:
    given_values = values(language)
    for row in rows_of(language):
        for text in filter(None, (row.text, row.later, row.dated, row.familiar)):
            places = re.findall(r"\{(\w+)\}", text)
            for chosen in product(*(given_values[kind_of(row, place)] for place in places)):
                if ends_itself(row, chosen):
                    continue
                said = filled(text, dict(zip(places, chosen, strict=True)))
                assert not FAULTS.search(said), (str(row.name), said)
                assert said.rstrip("”“»\u00a0")[-1] in ".?!", (str(row.name), said)


@pytest.mark.parametrize("language", Language)
def test_every_slot_has_enough_for_a_panel(language: Language) -> None:
    bank = load_bank(language)
    texts = [text for row in rows_of(language) for text in (row.text, row.later, row.dated) if text]
    again = {text for text in texts if texts.count(text) > 1}
    assert all("day" in text or "noté" in text for text in again), again
    for slot in (
        Slot.OPENING,
        Slot.QUOTE,
        Slot.NEED,
        Slot.STORY,
        Slot.PROMISE,
        Slot.COMMITMENT,
        Slot.INTEREST,
        Slot.CLOSING,
    ):
        assert len(bank.rows[slot]) >= 8
        assert sum("X" in row.marks for row in bank.rows[slot]) >= 3, f"formal: {slot}"
    for slot in (Slot.PROMISE, Slot.COMMITMENT):
        assert sum(row.marks >= {"X", "E"} for row in bank.rows[slot]) >= 2, f"long and formal: {slot}"


def test_british_letters_have_their_own_rows_before_the_american_ones() -> None:
    american, british = load_bank(Language.EN_US), load_bank(Language.EN_GB)
    differing = [
        str(us.name)
        for slot in Slot
        for us, gb in islice(zip(american.rows[slot], british.rows[slot], strict=False), 4, 8)
        if us.text != gb.text and "-" not in slot
    ]
    assert differing == ["promise 7", "interest 8", "closing 6"]
    assert british.rows[Slot.PROMISE][6].text == "I have made a note to {promise}{by}."
    assert british.rows[Slot.PROMISE][6].marks == {"N", "E"}
    assert not re.search(r"calendar|color|favor|resume", " ".join(row.text for row in rows_of(Language.EN_GB)))


@pytest.mark.parametrize(
    ("language", "text", "familiar", "why"),
    [
        ("de", "danke für Ihre Zeit.", "danke für deine Zeit.", ""),
        ("de", "danke für Ihre Zeit.", "danke Ihnen.", "opening, entry 1: familiar is for a reader who is du"),
        ("fr", "Merci de votre accueil.", "Merci à vous.", "opening, entry 1: familiar is for a reader who is tu"),
        ("fr", "Merci de votre accueil.", "N'hésitez pas.", "opening, entry 1: familiar is for a reader who is tu"),
        ("fr", "Merci de votre accueil.", "Merci d'être passé chez moi.", ""),
    ],
)
def test_own_sentences_for_a_reader_who_is_du_or_tu(
    language: str, text: str, familiar: str, why: str, tmp_path: Path
) -> None:
    (tmp_path / f"{language}.toml").write_text(f'[[opening]]\ntext = "{text}"\nfamiliar = "{familiar}"\n', "utf-8")
    bank = load_bank(Language(language), tmp_path)
    assert why in bank.problem
    assert bank.problem or bank.rows[Slot.OPENING][-1].familiar == familiar


def test_a_line_never_breaks_before_a_french_mark() -> None:
    for row in rows_of(Language.FR):
        assert not re.search(r" [:;?!]", row.text)
        assert not re.search(r"[^\u00a0][:;?!]", row.text)


def test_a_formal_sentence_is_written_out() -> None:
    bank = load_bank(Language.EN_US)
    assert (
        bank.formal("I'm glad, I'd come, and you'll see: it's mine.")
        == "I am glad, I would come, and you will see: it is mine."
    )
    for row in rows_of(Language.EN_GB):
        if "X" in row.marks:
            assert not re.search(r"\w'(?!s\b)", load_bank(Language.EN_GB).formal(row.text)), row.text


def test_marks_never_follow_each_other() -> None:
    assert filled("I'll {it}{by}.", {"it": "write to Acme Inc.", "by": ""}) == "I'll write to Acme Inc."
    assert (
        filled("I'll {it}{by}, as we agreed.", {"it": "call at 9 a.m.", "by": ""})
        == "I'll call at 9 a.m, as we agreed."
    )
    assert filled("Next: {it},{by}.", {"it": "HR", "by": ""}) == "Next: HR."
    assert filled("Next: {it},{by}.", {"it": "HR", "by": " by Friday"}) == "Next: HR, by Friday."
    assert filled("A phrase: {it}.", {"it": "“calm it.”"}) == "A phrase: “calm it.”"
    assert filled("A phrase: {it}.", {"it": "„Ruhe“"}) == "A phrase: „Ruhe“."
    assert filled("{it} Really.", {"it": "“Who?”"}) == "“Who?” Really."


@given(st.text(), st.text())
def test_what_is_inserted_is_only_text(one: str, other: str) -> None:
    assert filled("{a} and {b}!", {"a": one, "b": other}) == f"{one} and {other}!"


@given(st.frozensets(ROW_NAMES))
def test_rows_are_read_back_as_they_were_stored(names: frozenset[RowName]) -> None:
    assert rows_from(rows_text(names)) == names


@given(st.text())
def test_stored_rows_can_always_be_read(text: str) -> None:
    assert rows_from(rows_text(rows_from(text))) == rows_from(text)


def test_rows_are_stored_in_the_order_of_the_letter() -> None:
    assert (
        rows_text(rows_from("quote-phrase 2,closing 1, opening 3, song 4, quote 0"))
        == "opening 3, quote-phrase 2, closing 1"
    )


def own(folder: Path, text: str) -> Path:
    (folder / "en-US.toml").write_text(text, "utf-8")
    return folder


def test_own_sentences_come_after_the_shipped_ones(tmp_path: Path) -> None:
    shipped = load_bank(Language.EN_US)
    count = len(shipped.rows[Slot.OPENING])
    own(
        tmp_path,
        """
[[opening]]
text = "Thank you for the tour{on}."
marks = "T X"
[[opening]]
row = 2
text = "Good to meet you{on}."
[[opening]]
row = 3
text = ""
[written-out]
"we're" = "we are"
""",
    )
    bank = load_bank(Language.EN_US, tmp_path)
    assert bank.problem == ""
    openings = bank.rows[Slot.OPENING]
    assert (openings[count].text, openings[count].name) == (
        "Thank you for the tour{on}.",
        RowName(Slot.OPENING, count + 1),
    )
    assert (openings[1].text, openings[2].text) == ("Good to meet you{on}.", "")
    assert openings[0] == shipped.rows[Slot.OPENING][0]
    assert bank.row(RowName(Slot.OPENING, count + 1)) == openings[count]
    assert bank.row(RowName(Slot.OPENING, count + 2)) is None
    assert bank.formal("We're, I'll") == "We are, I will"
    own(tmp_path, '[[opening]]\ntext = "Hello again."\n')
    assert load_bank(Language.EN_US, tmp_path).rows[Slot.OPENING][count].text == "Hello again."
    assert load_bank(Language.DE, tmp_path) is load_bank(Language.DE)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[[opening]\n", "this is not TOML"),
        ("[[greeting]]\ntext = 'x.'\n", "there is no slot “greeting”"),
        ("opening = 3\n", r"opening: write each sentence below a line \[\[opening\]\]"),
        ("opening = [3]\n", "opening: write each sentence"),
        ("[[opening]]\ntext = 'Hi.'\n[[opening]]\n", "opening, entry 2: it has no text"),
        ("[[opening]]\ntext = 5\n", "opening, entry 1: text must be text in quotation marks"),
        ("[[opening]]\nwords = 'x'\n", "entry 1: there is no “words”, only apart, dated"),
        ("[[opening]]\ntext = 'Hi{when}.'\n", r"there is no \{when\} here, only \{de\}, \{first\}, \{on\}, \{role\}"),
        ("[[opening]]\ntext = 'Hi{on.'\n", "a brace stands alone"),
        ("[[opening]]\ntext = 'Hi'\n", "it must end with a full stop"),
        ("[[opening]]\ntext = 'Hi.'\nmarks = 'T Z'\n", "there is no mark “Z”"),
        ("[[opening]]\ntext = 'Hi.'\nmarks = 'W X'\n", "it cannot have both"),
        ("[[opening]]\ntext = 'Hi.'\nlater = 'Hi again.'\n", "later is for a sentence with the mark F"),
        ("[[closing]]\ntext = 'Hi.'\ndated = 'See you.'\n", "dated is for a sentence with the mark A"),
        ("[[opening]]\ntext = 'Hi.'\nfamiliar = 'Hey.'\n", "opening, entry 1: familiar is for German and French"),
        ("[[opening]]\ntext = 'Hi.'\napart = ['song 3']\n", "apart must be a list of rows"),
        (
            "[[opening]]\ntext = 'Hi.'\napart = ['closing 99']\n",
            "opening 11: apart names closing 99, which is",
        ),
        ("[[opening]]\ntext = 'Hi.'\nrow = 99\n", "row must be a number from 1 to 10"),
        ("[[opening]]\ntext = 'Hi.'\nrow = true\n", "row must be a number"),
        ("[[need]]\ntext = 'You need something.'\n", r"it must have \{need\} once"),
        ("[[interest]]\ntext = 'I want {first}.'\n", r"there is no \{first\} here, only \{role\}"),
        ("[[closing]]\ntext = 'Call {phone}.'\n", r"\{phone\} and the mark P go together"),
        ("[[promise]]\ntext = 'I {promise}, really.'\nmarks = 'E'\n", "the mark E is for"),
        (f"[[opening]]\ntext = '{'x' * 301}.'\n", "longer than 300 characters"),
        ("[written-out]\nx = 3\n", "written-out: each line must be like"),
        ("x = " + "[" * 5000, "."),
        ("#" * (LARGEST_BANK + 1), "larger than"),
    ],
)
def test_what_is_wrong_is_named_and_the_shipped_sentences_stand_in(text: str, why: str, tmp_path: Path) -> None:
    bank = load_bank(Language.EN_US, own(tmp_path, text))
    assert bank.rows == load_bank(Language.EN_US).rows
    assert str(tmp_path / "en-US.toml") in bank.problem
    assert re.search(why, bank.problem), bank.problem
    assert bank.problem.endswith("only the shipped sentences are used")
    assert "\n" not in bank.problem


def test_what_is_no_text_is_no_bank(tmp_path: Path) -> None:
    (tmp_path / "en-US.toml").write_bytes(b"\xff\xfe")
    assert "is not UTF-8 text" in load_bank(Language.EN_US, tmp_path).problem
    os.mkfifo(tmp_path / "de.toml")
    assert "is no file" in load_bank(Language.DE, tmp_path).problem
    assert load_bank(Language.FR, tmp_path / "de.toml").problem == ""


@given(st.text(alphabet="[]{}=\"'\n opening text marks.X{on}", max_size=80))
def test_no_file_of_a_user_ends_the_program(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    bank = load_bank(Language.EN_US, own(tmp_path_factory.mktemp("own"), text))
    assert bank.rows[Slot.OPENING][0].text


@pytest.mark.parametrize("language", Language)
def test_a_first_file_of_ones_own_changes_nothing_before_its_example_is_taken(
    language: Language, tmp_path: Path
) -> None:
    file, text = tmp_path / f"{language}.toml", first_bank(language)
    file.write_text(text, encoding="utf-8")
    assert load_bank(language, tmp_path) == load_bank(language)
    example = re.compile(r"# (\[\[opening\]\])\n# (text = .*)\n# (marks = .*)\n")
    file.write_text(example.sub(r"\1\n\2\n\3\n", text), encoding="utf-8")
    bank, shipped = load_bank(language, tmp_path), load_bank(language)
    assert bank.problem == ""
    assert len(bank.rows[Slot.OPENING]) == len(shipped.rows[Slot.OPENING]) + 1
    assert all(f"{{{place}}}" in text for place in ("on", "by", "quote", "need", "story", "promise", "first"))
