"""How much two letters share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.overlap import overlap, own_text


@pytest.mark.parametrize(
    ("greeting", "closing"),
    [
        ("Hi Dana,", "Best regards,\nRobin Hale\n+1 555 0100"),
        ("Dear Ms. Ruiz,", "Sincerely,\n\nRobin Hale"),
        ("Sehr geehrte Frau Dr. Keller,", "Mit freundlichen Grüßen\nRobin Hale"),
        ("Guten Tag Frau Keller", "Freundliche Grüße\nRobin Hale"),
        ("Madame,", "Je vous prie d'agréer, Madame, mes salutations distinguées.\nRobin Hale"),
        ("Madame,", "Je vous prie d'agréer, Madame, mes salutations distinguées.\n\nRobin Hale"),
        ("Bonjour Madame Petit,", "Bien cordialement,\nRobin Hale"),
    ],
)
def test_greeting_and_signature_are_left_out(greeting: str, closing: str) -> None:
    body = "Thank you for your time.\n\nThe checklist is attached; it is short.\n- calm releases\n- clear hand-overs"
    assert own_text(f"{greeting}\n\n{body}\n\n{closing}\n") == body
    assert own_text(f"{greeting}\n{body}\n\n{closing}\n") == body


def test_a_letter_without_them_is_kept() -> None:
    body = "Thank you for your time.\n\nIt is a long line that was wrapped\nby hand."
    assert own_text(body) == body


@pytest.mark.parametrize("quote", ["“calm it”", "„Ruhe, ‚bitte‘“", "« du calme »", '"calm it"'])
def test_quotes_and_names_are_left_out(quote: str) -> None:
    assert overlap(f"You said {quote} first.", "You said first.") == 1
    assert overlap("Thank you, Dana.", "Thank you, Tom.", ["Dana Ruiz", "Tom Beck"]) == 1


def test_the_share_is_of_all_distinct_words() -> None:
    assert overlap("One two two three.", "Two three four five.") == pytest.approx(2 / 5)
    assert overlap("", "") == 0
    assert overlap("“x”", "One.") == 0


TEXTS = st.text(alphabet="ab cd.,\n“”:", max_size=60)


@given(TEXTS, TEXTS)
def test_it_is_a_share_and_the_same_from_both_sides(one: str, other: str) -> None:
    assert 0 <= overlap(one, other) <= 1
    assert overlap(one, other) == overlap(other, one)
    assert overlap(one, one) in (0, 1)
