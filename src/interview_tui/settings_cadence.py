"""The user's own cadence: `[cadence]` holds for every plan, `[cadence.gentle]` and so on for one.

The names are those of `Cadence`, where each stands with its unit and its source.
"""

from __future__ import annotations

from dataclasses import fields, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from interview_tui.domain.cadence import Cadence, Cadences
from interview_tui.domain.terms import Plan
from interview_tui.domain.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_USUAL = Cadence()
_NAMES = tuple(field.name for field in fields(Cadence))
_LISTS = frozenset(name for name in _NAMES if isinstance(getattr(_USUAL, name), tuple))
_MAY_BE_NONE = frozenset({"check_in_cap"})
MOST = 3650
"""Ten years of days: more is a slip of the hand."""
MOST_IN_A_LIST = 20


def read_cadences(table: Mapping[str, Any], problems: list[str]) -> Cadences:
    """The cadences of a configuration; what is wrong in it is said in `problems`, and the defaults hold there."""
    own = table.get("cadence", {})
    if not isinstance(own, dict):
        problems.append(
            f"cadence = {_shown(own)} is no table: write for example [cadence] and under it check_in_cap = 3"
        )
        return Cadences()
    plans = {str(plan): own[plan] for plan in Plan if plan in own}
    for_all = _numbers("cadence", {key: value for key, value in own.items() if key not in plans}, problems, plans=True)
    cadences = {}
    for plan, usual in Cadences().by_plan.items():
        numbers = dict(for_all)
        if plan is Plan.NONE:
            numbers.pop("check_in_cap", None)  # without check-ins it stays, unless [cadence.none] itself says otherwise
        if plan in plans:
            numbers |= _of_plan(plan, plans[plan], problems)
        cadences[plan] = replace(usual, **numbers)
    return Cadences(MappingProxyType(cadences))


def _of_plan(plan: Plan, own: object, problems: list[str]) -> dict[str, Any]:
    if not isinstance(own, dict):
        problems.append(f"cadence.{plan} = {_shown(own)} is no table: write for example [cadence.{plan}]")
        return {}
    return _numbers(f"cadence.{plan}", own, problems)


def _numbers(where: str, own: Mapping[str, Any], problems: list[str], *, plans: bool = False) -> dict[str, Any]:
    """The numbers that are right; the others are said."""
    right: dict[str, Any] = {}
    for name, value in own.items():
        if name not in _NAMES:
            known = (*_NAMES, *(str(plan) for plan in Plan)) if plans else _NAMES
            problems.append(f"[{where}] knows no {shorten(name, 40)}: {_nearest(name, known)}")
        elif name in _LISTS:
            if _is_list(value):
                right[name] = tuple(value)
            else:
                problems.append(_wrong(where, name, value, "a list of whole numbers", list(getattr(_USUAL, name))))
        elif _is_number(value, least=0 if name in _MAY_BE_NONE else 1):
            right[name] = value
        else:
            least = 0 if name in _MAY_BE_NONE else 1
            problems.append(_wrong(where, name, value, f"a whole number from {least} to {MOST}", getattr(_USUAL, name)))
    return right


def _is_number(value: object, *, least: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= MOST


def _is_list(value: object) -> bool:
    return isinstance(value, list) and len(value) <= MOST_IN_A_LIST and all(_is_number(n, least=1) for n in value)


def _wrong(where: str, name: str, value: object, what: str, example: object) -> str:
    return f"[{where}] {name} = {_shown(value)} is not {what}: write for example {name} = {example}"


def _nearest(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"did you mean {near[0]}?" if near else f"it knows {', '.join(_NAMES)}"


def _shown(value: object) -> str:
    return shorten(repr(value), 40)
