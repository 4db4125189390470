"""Records under new ids: what refers to them refers to them still."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

from interview_tui.domain.records import NOUNS, FollowUp, Kind, Record
from interview_tui.store.codec import RECORDS
from interview_tui.store.schema import REFERENCES

if TYPE_CHECKING:
    from collections.abc import Mapping

R = TypeVar("R", bound=Record)
Ids = dict[type[Record], dict[int, int]]
"""For each kind of record, the new id of an old one."""

REFERRED: dict[type[Record], tuple[tuple[str, type[Record]], ...]] = {
    cls: tuple((f.name, RECORDS[REFERENCES[f.name]]) for f in fields(cls) if f.name in REFERENCES) for cls in NOUNS
}
"""The fields of each kind of record that refer to another, and to what kind."""
KEYED_BY = {
    Kind.THANK_YOU: "person_id",
    Kind.ADVOCATE: "person_id",
    Kind.REFERENCE_THANKS: "person_id",
    Kind.PROMISE: "commitment_id",
}
"""The plans whose origin ends with an id: it changes with that id, or the plan would be made a second time."""


def referring(record: R, ids: Mapping[type[Record], Mapping[int, int]], **values: Any) -> R:
    """The record with new references (an id that `ids` does not know stays as it is), and with other values too."""
    for name, cls in REFERRED[type(record)]:
        old = getattr(record, name)
        if old is not None and cls in ids:
            values[name] = ids[cls].get(old, old)
    if isinstance(record, FollowUp) and record.kind in KEYED_BY and record.origin:
        name = KEYED_BY[record.kind]
        plan, _, key = record.origin.rpartition(":")
        if key == str(getattr(record, name)):
            values["origin"] = f"{plan}:{values.get(name, key)}"
    return replace(record, **values)
