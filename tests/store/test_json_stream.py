"""JSON read piece by piece: the same values as read whole, however the bytes are cut and the document is laid out."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from interview_tui.domain.errors import Unclear
from interview_tui.store import json_stream
from interview_tui.store.json_stream import JsonStream

if TYPE_CHECKING:
    from collections.abc import Iterator

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


def pieces(data: bytes, size: int) -> Iterator[bytes]:
    return (data[start : start + size] for start in range(0, len(data), size))


def read(data: bytes, size: int = 1000) -> dict[str, Any]:
    """A document that is an object, its lists read item by item."""
    stream = JsonStream(pieces(data, size))
    assert stream.peek() == "{"
    found: dict[str, Any] = {}
    for name in stream.members():
        found[name] = list(stream.items()) if stream.peek() == "[" else stream.value()
    stream.finish()
    return found


@settings(max_examples=60)
@example(document={"a": 0.5, "b": [-1e300, True]}, size=1, indent=None)
@given(
    document=st.dictionaries(st.text(max_size=5), VALUES, max_size=4),
    size=st.integers(1, 40),
    indent=st.sampled_from([None, 2]),
)
def test_it_reads_what_json_reads(document: dict[str, Any], size: int, indent: int | None) -> None:
    data = json.dumps(document, ensure_ascii=False, indent=indent).encode("utf-8", "surrogatepass")
    try:
        data.decode()
    except UnicodeDecodeError:
        with pytest.raises(Unclear, match="is not UTF-8"):
            read(data, size)
        return
    assert read(data, size) == document


@settings(max_examples=60)
@given(st.binary(max_size=60), st.integers(1, 20))
def test_any_bytes_are_read_or_refused(noise: bytes, size: int) -> None:
    with contextlib.suppress(Unclear):
        read(b"{" + noise, size)


def test_white_space_and_a_byte_order_mark_are_no_matter() -> None:
    assert read(b'\xef\xbb\xbf \r\n{ "a" :\t[ 1 , "x" ] ,\n"b":{}} \n', 1) == {"a": [1, "x"], "b": {}}


@pytest.mark.parametrize("size", [1, 7, 1000])
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"a": [1,\n2,\n oops]}', "line 3 is not JSON (Expecting value)"),
        (b'{"a": [1,\n2\n 3]}', "line 3 is not JSON (Expecting ',' delimiter)"),
        (b'{"a"\n1}', "line 2 is not JSON (Expecting ':' delimiter)"),
        (b"{1: 2}", "line 1 is not JSON (Expecting property name enclosed in double quotes)"),
        (b'{"a": 1}\n\n{}', "line 3 is not JSON (Extra data)"),
        (b'{"a": [1, 2', "line 1 is not JSON (Expecting ',' delimiter)"),
        (b'{"a": "x', "line 1 is not JSON (Unterminated string starting at)"),
        ('{"a": "é'.encode() + b'\xff"}', "byte 10 is not UTF-8"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(data: bytes, said: str, size: int) -> None:
    with pytest.raises(Unclear) as caught:
        read(data, size)
    assert str(caught.value) == f"this is no export: {said}"


def test_little_of_a_large_document_is_held() -> None:
    taken = 0

    def document() -> Iterator[bytes]:
        nonlocal taken
        yield b'{"a": ['
        for number in range(1000):
            taken = number
            yield b'"%s",' % (b"x" * 1000)
        yield b"1]}"

    stream = JsonStream(document())
    stream.peek()
    next(stream.members())
    stream.peek()
    items = stream.items()
    for _ in range(500):
        next(items)
    assert taken <= 502


def test_what_never_becomes_json_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "LARGEST_VALUE", 100)
    endless = iter(lambda: b"x" * 10, b"")
    with pytest.raises(Unclear, match="line 1 is not JSON"):
        JsonStream(iter([b'{"a": "', *(next(endless) for _ in range(50))])).value()
