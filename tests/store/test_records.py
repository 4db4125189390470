from __future__ import annotations

from dataclasses import fields

from interview_tui.domain.records import NOUNS
from interview_tui.store.records import Lookup


def test_records_are_looked_up_by_fields_that_they_have() -> None:
    assert Lookup.__annotations__.keys() <= {field.name for cls in NOUNS for field in fields(cls)}
