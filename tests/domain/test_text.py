"""Text from outside is only ever text: nothing in it drives a terminal or reorders what is read."""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate, pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from interview_tui.domain.text import clean, clean_line, counted, first_name, in_utf8, shorten

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
CONTROLS = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0)]))
SEPARATORS, SURROGATES = "\u2028\u2029\ufeff", "\ud800\udbff\udc00\udfff"
ANYTHING = st.text(st.one_of(st.characters(), st.characters(categories=["Cs"]), st.sampled_from(CONTROLS + BIDI)))
SEQUENCES = st.lists(
    st.one_of(ANYTHING, st.sampled_from(["\x1b[31m", "\x1b]52;c;eA==\x07", "\x1bP", "\x1b\\", "\x9b", "\r\n"]))
).map("".join)
ZWJ, ZWNJ = "\u200d", "\u200c"


def is_harmless(text: str) -> bool:
    return not any(c in BIDI or (unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") and c not in "\t\n") for c in text)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b[1;38;5;196mred\x1b[m", "red"),
        ("\x9b31mred", "red"),
        ("\x1b[?25lhidden", "hidden"),
        ("\x1b[2J\x1b[Hcleared", "cleared"),
        ("\x1b[ qcursor", "cursor"),
        ("a\x1b]0;a title\x07b", "ab"),
        ("a\x1b]0;a title\x1b\\b", "ab"),
        ("a\x9d0;a title\x9cb", "ab"),
        ("a\x1b]52;c;c2VjcmV0\x07b", "ab"),
        ("a\x1b]8;;https://evil.example\x07link\x1b]8;;\x07b", "alinkb"),
        ("a\x1bP1$r0m\x1b\\b", "ab"),
        ("a\x90q#0\x9cb", "ab"),
        ("a\x1b_Gf=100;AAAA\x1b\\b", "ab"),
        ("a\x1b^private\x1b\\b", "ab"),
        ("a\x1bXstring\x1b\\b", "ab"),
        ("\x1b]0;never ended\nthe next line", "\nthe next line"),
        ("\x1b]0;cut off\x1b[31mred", "red"),
        ("\x1b", ""),
        ("\x1b[31", "[31"),
        ("\x1bcreset", "creset"),
    ],
)
def test_escape_sequences_go_whole(raw: str, text: str) -> None:
    assert clean(raw) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("nul\0 bell\a back\b del\x7f", "nul bell back del"),
        ("over\u202eride\u202c \u2066isolate\u2069 \u200emark", "override isolate mark"),
        ("lone \ud83d half", "lone  half"),
        ("\ufeffmark", "mark"),
        ("next\x85line", "nextline"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("tab\tand\n\nlines", "tab\tand\n\nlines"),
    ],
)
def test_controls_are_dropped_and_line_ends_are_newlines(raw: str, text: str) -> None:
    assert clean(raw) == text


@pytest.mark.parametrize(
    "text",
    ["", "plain", "Zoë Åström", "日本語", "שלום", f"👩{ZWJ}💻", f"می{ZWNJ}خواهم", "e\u0301", "[/x] [@click=app.quit]"],
)
def test_letters_of_every_script_and_emoji_are_kept(text: str) -> None:
    assert clean(text) == text
    assert clean_line(text) == text


def test_every_control_and_bidirectional_character_is_dropped() -> None:
    dropped = set(CONTROLS + BIDI + SEPARATORS + SURROGATES) - {"\t", "\n", "\r"}
    assert [c for c in sorted(dropped) if c in clean(f"a{c}")] == []


@given(ANYTHING | SEQUENCES)
def test_nothing_that_drives_a_terminal_or_reorders_text_is_left(raw: str) -> None:
    assert is_harmless(clean(raw))
    assert is_harmless(clean_line(raw))


@given(ANYTHING | SEQUENCES)
def test_cleaning_twice_changes_nothing_more(raw: str) -> None:
    assert clean(clean(raw)) == clean(raw)
    assert clean_line(clean_line(raw)) == clean_line(raw)


@given(st.text(st.characters(exclude_categories=["C", "Z"], include_characters=f" \t\n{ZWJ}{ZWNJ}")))
def test_text_without_controls_is_kept_as_it_is(text: str) -> None:
    assert clean(text) == text


@given(ANYTHING | SEQUENCES)
def test_a_line_has_single_blanks_and_none_at_its_ends(raw: str) -> None:
    line = clean_line(raw)
    assert line == line.strip()
    assert not re.search(r"[^\S ]|  ", line)


def test_a_line_joins_what_stood_on_several() -> None:
    assert clean_line("  We need\r\n\tsomeone   calm \n") == "We need someone calm"


@pytest.mark.parametrize(
    ("raw", "limit", "text"),
    [
        ("exactly", 7, "exactly"),
        ("eight ch", 7, "eight…"),
        ("two\nlines", 9, "two lines"),
        ("longer text", 8, "longer…"),
        ("\x1b[31mred\x1b[0m", 3, "red"),
    ],
)
def test_a_text_is_shortened_with_an_ellipsis(raw: str, limit: int, text: str) -> None:
    assert shorten(raw, limit) == text


@given(ANYTHING, st.integers(1, 40))
def test_a_shortened_text_keeps_to_its_limit(raw: str, limit: int) -> None:
    short = shorten(raw, limit)
    assert len(short) <= limit
    assert clean_line(raw).startswith(short.removesuffix("…"))


@pytest.mark.parametrize(
    ("number", "noun", "plural", "text"),
    [
        (0, "need", None, "0 needs"),
        (1, "need", None, "1 need"),
        (2, "need", None, "2 needs"),
        (1, "story", "stories", "1 story"),
        (3, "story", "stories", "3 stories"),
    ],
)
def test_things_are_counted_in_words(number: int, noun: str, plural: str | None, text: str) -> None:
    assert counted(number, noun, plural) == text


@given(st.text(), st.sampled_from(["utf-16-le", "utf-16-be"]), st.lists(st.integers(1, 9), min_size=1, max_size=9))
def test_utf_16_is_read_however_it_is_cut(text: str, code: str, sizes: list[int]) -> None:
    data = f"\ufeff{text}".encode(code)
    cuts = [2, *accumulate(sizes, initial=3)]
    pieces = [data[start:end] for start, end in pairwise([0, *cuts, len(data)])]
    assert b"".join(in_utf8(filter(None, pieces))) == text.encode()
    assert b"".join(in_utf8([data + b"x"])) == text.encode() + b"\x81"


@pytest.mark.parametrize("code", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_known_by_its_letters(code: str) -> None:
    assert b"".join(in_utf8(["Firma;Stelle\nÄpfel".encode(code)])) == "Firma;Stelle\nÄpfel".encode()
    assert list(in_utf8([b"ab\0c\0d\0e\0f"])) == [b"ab\0c\0d\0e\0f"]


@given(st.lists(st.binary()))
def test_what_begins_otherwise_is_given_as_it_is(pieces: list[bytes]) -> None:
    assume(not (pieces and pieces[0].startswith((b"\xff\xfe", b"\xfe\xff"))))
    assume(not (pieces and len(pieces[0]) > 7 and 0 in pieces[0][:2]))
    assert list(in_utf8(pieces)) == pieces


@pytest.mark.parametrize(
    ("name", "first"),
    [("Dana Ruiz", "Dana"), ("Dr. Kim Lee", "Dr. Kim Lee"), ("白樺", "白樺"), ("", ""), ("Mr", "Mr")],
)
def test_somebody_is_called_by_the_first_name_unless_it_is_a_title(name: str, first: str) -> None:
    assert first_name(name) == first
