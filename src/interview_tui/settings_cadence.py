"""The user's own cadence: `[cadence]` holds for every plan, `[cadence.gentle]` and so on for one.

The names are those of `Cadence`, where each stands with its unit and its source.
"""

from __future__ import annotations

from dataclasses import fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from interview_tui.configuration import place_or_nearest, shown
from interview_tui.data_classes import replace
from interview_tui.domain.cadence import Cadence, Cadences
from interview_tui.domain.enums import Plan
from interview_tui.domain.text import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Wrong = Callable[..., None]
    """Called with what is wrong, and the setting with its tables."""

_USUAL = Cadence()
NUMBERS = tuple(field.name for field in fields(Cadence))
_LISTS = frozenset(name for name in NUMBERS if isinstance(getattr(_USUAL, name), tuple))
_MAY_BE_NONE = frozenset({"check_in_cap", "value_letters"})
_MOST = 3650
"""Ten years of days: more is a slip of the hand."""
MOST_IN_A_LIST = 20


def read_cadences(table: Mapping[str, Any], wrong: Wrong) -> Cadences:
    """The cadences of a configuration; `wrong` is called for each mistake, and using the defaults there."""
    own = table.get("cadence", {})
    if not isinstance(own, dict):
        wrong(
            f"cadence = {shown(own)} is not a table: write for example [cadence] and under it check_in_cap = 3",
            "cadence",
        )
        return Cadences()
    plans = {str(plan): own[plan] for plan in Plan if plan in own}
    for_all = _numbers("cadence", {key: value for key, value in own.items() if key not in plans}, wrong, plans=True)
    cadences = {}
    for plan, usual in Cadences().by_plan.items():
        # A plan without check-ins or value letters stays so, unless its own table says otherwise.
        numbers = {name: n for name, n in for_all.items() if name not in _MAY_BE_NONE or getattr(usual, name)}
        if plan in plans:
            numbers |= _of_plan(plan, plans[plan], wrong)
        cadences[plan] = replace(usual, **numbers)
    return Cadences(MappingProxyType(cadences))


def _of_plan(plan: Plan, own: object, wrong: Wrong) -> dict[str, Any]:
    if not isinstance(own, dict):
        wrong(f"cadence.{plan} = {shown(own)} is not a table: write for example [cadence.{plan}]", "cadence", plan)
        return {}
    return _numbers(f"cadence.{plan}", own, wrong)


def _numbers(where: str, own: Mapping[str, Any], wrong: Wrong, *, plans: bool = False) -> dict[str, Any]:
    """The numbers that are right; the others are said."""
    right: dict[str, Any] = {}
    place = where.split(".")
    for name, value in own.items():
        least = 0 if name in _MAY_BE_NONE else 1
        if name not in NUMBERS:
            known = (*NUMBERS, *(str(plan) for plan in Plan)) if plans else NUMBERS
            wrong(f"[{where}] knows no {shorten(name, 40)}: {place_or_nearest(name, known)}", *place, name)
        elif name in _LISTS:
            if _is_list(value):
                right[name] = tuple(value)
            else:
                wrong(_said(where, name, value, "a list of whole numbers"), *place, name)
        elif _is_number(value, least=least):
            right[name] = value
        else:
            wrong(_said(where, name, value, f"a whole number from {least} to {_MOST}"), *place, name)
    return right


def _is_number(value: object, *, least: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= _MOST


def _is_list(value: object) -> bool:
    return isinstance(value, list) and len(value) <= MOST_IN_A_LIST and all(_is_number(n, least=1) for n in value)


def _said(where: str, name: str, value: object, what: str) -> str:
    usual = getattr(_USUAL, name)
    example = list(usual) if name in _LISTS else usual
    return f"[{where}] {name} = {shown(value)} is not {what}: write for example {name} = {example}"


def lines() -> Iterator[tuple[str, str, str]]:
    """Every number: its name, what holds by itself, and what it is with its source."""
    for field in fields(Cadence):
        usual = getattr(_USUAL, field.name)
        yield field.name, str(list(usual) if field.name in _LISTS else usual), field.metadata["about"]
