"""Pastes are taken out of the input whole, wherever a read ends, and never hold a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from interview_tui.ui.terminal.pasting import END, LARGEST, START, Paste, Pastes

if TYPE_CHECKING:
    from collections.abc import Sequence

TYPED = st.text("abjq\x1b\r[200~\t", max_size=8).filter(lambda text: START not in text)
PASTED = st.text("ab \n\t\x1b[]201~é面\x00\x07", max_size=20).filter(lambda text: END not in text)


def fed(pieces: Sequence[str]) -> list[str | Paste]:
    """What comes out, what was typed in a row as one; at the end nothing more comes."""
    pastes = Pastes()
    found = [part for piece in pieces for part in pastes.feed(piece)]
    found += pastes.give_up()
    assert pastes.patience is None
    joined: list[str | Paste] = []
    for part in found:
        if joined and not isinstance(part, Paste) and not isinstance(joined[-1], Paste):
            joined[-1] += part
        else:
            joined.append(part)
    return joined


@given(st.lists(st.tuples(TYPED, PASTED), max_size=4), TYPED, st.data())
def test_whatever_is_typed_and_pasted_comes_out_in_its_order(
    parts: list[tuple[str, str]], last: str, data: st.DataObject
) -> None:
    text = "".join(f"{typed}{START}{pasted}{END}" for typed, pasted in parts) + last
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    found = fed(pieces)
    assert found == fed([text])
    assert [part for part in found if not isinstance(part, Paste)] == [t for t in (*(t for t, _ in parts), last) if t]
    assert sum(isinstance(part, Paste) for part in found) == len(parts)
    assert all(char.isprintable() or char in "\n\t" for part in found if isinstance(part, Paste) for char in part)


def test_lines_escapes_and_markers_in_it_are_only_text() -> None:
    pasted = f"{START}one\r\ntwo\rthree \x1b[31mred\x1b[0m \x1b]52;c;eA==\x07 \x11q {START} \x1bq{END}"
    assert fed([pasted]) == ["one\ntwo\nthree red  q  q"]


def test_what_is_typed_after_it_is_typed() -> None:
    assert fed([f"{START}a{END}q"]) == ["a", "q"]
    assert [type(part) for part in fed([f"{START}a{END}q"])] == [Paste, str]


def test_a_paste_whose_end_never_comes_is_one_after_a_while() -> None:
    pastes = Pastes()
    assert list(pastes.feed(f"{START}half")) == []
    assert pastes.patience is not None
    assert [*pastes.give_up()] == ["half"]
    assert [*pastes.feed("j")] == ["j"]


def test_a_lone_escape_is_held_back_only_for_a_moment() -> None:
    pastes = Pastes()
    assert list(pastes.feed("\x1b")) == []
    assert pastes.patience is not None
    assert pastes.patience < 0.05
    assert list(pastes.give_up()) == ["\x1b"]


def test_a_boundless_paste_is_bounded() -> None:
    pastes = Pastes()
    for _ in range(LARGEST // 100_000 + 5):
        assert list(pastes.feed((START if pastes.patience is None else "") + "x" * 100_000)) == []
    (paste,) = pastes.feed(END)
    assert len(paste) == LARGEST
