"""Small cases that are tried together: a test of its own for each costs several times what the case does."""

from __future__ import annotations

from functools import wraps
from inspect import Parameter, signature
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def grouped(
    names: str, cases: Iterable[Any], by: Callable[[Any], str]
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """As `pytest.mark.parametrize(names, cases)`, but one test for all cases of a group, which `by` names. All of them
    are tried, and the test tells of each that fails.
    """
    arguments = [name.strip() for name in names.split(",")]
    groups: dict[str, list[Any]] = {}
    for case in cases:
        groups.setdefault(by(case), []).append(case)

    def declare(test: Callable[..., None]) -> Callable[..., None]:
        @wraps(test)
        def together(*, group: str, **fixtures: Any) -> None:
            failed = []
            for case in groups[group]:
                values = case if len(arguments) > 1 else (case,)
                try:
                    test(**dict(zip(arguments, values, strict=True)), **fixtures)
                except AssertionError as error:
                    error.add_note(f"in the case {case!r}")
                    failed.append(error)
            if failed:
                raise ExceptionGroup(f"{len(failed)} of {len(groups[group])} cases", failed)

        given = [p for name, p in signature(test).parameters.items() if name not in arguments]
        parameters = [p.replace(kind=Parameter.KEYWORD_ONLY) for p in given]
        shown = signature(test).replace(parameters=[*parameters, Parameter("group", Parameter.KEYWORD_ONLY)])
        setattr(together, "__signature__", shown)  # noqa: B010 -- by which pytest knows the fixtures
        found: Callable[..., None] = pytest.mark.parametrize("group", groups)(together)
        return found

    return declare
