"""Records under new ids: what refers to them refers to them still."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

from interview_tui.domain.records import NOUNS, FollowUp, Record
from interview_tui.store.codec import IN_ORIGIN, ORIGIN_LETTERS, RECORDS, REFERENCES

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

R = TypeVar("R", bound=Record)
Ids = dict[type[Record], dict[int, int]]
"""For each kind of record, the new id of an old one."""

REFERRED: dict[type[Record], tuple[tuple[str, type[Record]], ...]] = {
    cls: tuple((f.name, RECORDS[REFERENCES[f.name]]) for f in fields(cls) if f.name in REFERENCES) for cls in NOUNS
}
"""The fields of each kind of record that refer to another, and to what kind."""


def referring(record: R, ids: Mapping[type[Record], Mapping[int, int]], **values: Any) -> R:
    """The record with new references (an id that `ids` does not know stays as it is), and with other values too."""
    for name, cls in REFERRED[type(record)]:
        old = getattr(record, name)
        if old is not None and cls in ids:
            values[name] = ids[cls].get(old, old)
    if isinstance(record, FollowUp):
        values["origin"] = IN_ORIGIN.sub(lambda found: _renamed(found, ids), record.origin)
    return replace(record, **values)


def _renamed(found: re.Match[str], ids: Mapping[type[Record], Mapping[int, int]]) -> str:
    letter, old = found[1], int(found[2])
    return f"{letter}{ids.get(ORIGIN_LETTERS[letter], {}).get(old, old)}"
