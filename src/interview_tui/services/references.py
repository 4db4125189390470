"""Records under new ids: what refers to them refers to them still."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

from interview_tui.domain.records import NOUNS, Commitment, FollowUp, Kind, Person, Record
from interview_tui.store.codec import RECORDS, REFERENCES

if TYPE_CHECKING:
    from collections.abc import Mapping

R = TypeVar("R", bound=Record)
Ids = dict[type[Record], dict[int, int]]
"""For each kind of record, the new id of an old one."""

REFERRED: dict[type[Record], tuple[tuple[str, type[Record]], ...]] = {
    cls: tuple((f.name, RECORDS[REFERENCES[f.name]]) for f in fields(cls) if f.name in REFERENCES) for cls in NOUNS
}
"""The fields of each kind of record that refer to another, and to what kind."""
KEYED_BY: dict[Kind, type[Record]] = {
    Kind.THANK_YOU: Person,
    Kind.ADVOCATE: Person,
    Kind.REFERENCE_THANKS: Person,
    Kind.PROMISE: Commitment,
}
"""The plans whose `origin` ends with an id: it changes with that id, or the plan would be made a second time."""


def referring(record: R, ids: Mapping[type[Record], Mapping[int, int]], **values: Any) -> R:
    """The record with new references (an id that `ids` does not know stays as it is), and with other values too."""
    for name, cls in REFERRED[type(record)]:
        old = getattr(record, name)
        if old is not None and cls in ids:
            values[name] = ids[cls].get(old, old)
    if isinstance(record, FollowUp) and record.kind in KEYED_BY:
        plan, _, key = record.origin.rpartition(":")
        new = ids.get(KEYED_BY[record.kind], {}).get(int(key)) if key.isdecimal() else None
        if plan and new is not None:
            values["origin"] = f"{plan}:{new}"
    return replace(record, **values)
