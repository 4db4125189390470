"""`dataclass`, `field`, `replace` and `NamedTuple`, as those of the standard library, but cheap until a class is used.

The standard library writes and compiles six methods for each data class while its module is loaded, half a millisecond
a class, and loads the module `inspect` for that; a command uses a tenth of its classes. Here all classes share their
methods, and only `__init__` is compiled, when the first object is made. The module `typing`, which has `NamedTuple`,
takes longer to load than a prompt's `status` takes to read the store: what that runs takes it from here.

To type checkers they are those of the standard library. Not there, and a TypeError when the module is loaded:
`dataclass` without parentheses, `order`, `unsafe_hash`, and `init`, `repr` and `hash` of a field. Not there, and found
by a test alone: `__post_init__`, `ClassVar` and `InitVar`, and the refusal of a default that may change, such as a
list, or that stands before a field without one.
"""

from __future__ import annotations

from collections import namedtuple
from operator import attrgetter

TYPE_CHECKING = False  # the module typing is not loaded for names alone
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import replace as replace
    from typing import Any, NoReturn
    from typing import NamedTuple as NamedTuple

REQUIRED = object()
"""The default of a field that must be given."""
_PARTS = "_fields_of_data_class"
"""The attribute of a data class that holds its fields by their names, those of its base classes first."""


class DataField:
    """A field: its default, or the function that makes it; whether it counts for equality and the hash; its metadata;
    its type as it is written in the source; and whether it is keyword-only.
    """

    annotation: object = None
    by_name = False

    def __init__(
        self,
        default: object = REQUIRED,
        make: Callable[[], object] | None = None,
        compare: bool = True,
        metadata: Mapping[str, object] | None = None,
    ) -> None:
        self.default = default
        self.make = make
        self.compare = compare
        self.metadata = metadata


class _StandardFields:
    """`__dataclass_fields__`, by which `fields`, `asdict` and `replace` of the standard library know a data class. Made
    by that library when somebody asks.
    """

    def __init__(self, parts: dict[str, DataField]) -> None:
        self._parts = parts

    def __get__(self, record: object, owner: type) -> dict[str, object]:
        import dataclasses

        body: dict[str, object] = {"__annotations__": {name: part.annotation for name, part in self._parts.items()}}
        for name, part in self._parts.items():
            default = dataclasses.MISSING if part.default is REQUIRED else part.default
            factory: Any = part.make or dataclasses.MISSING
            body[name] = dataclasses.field(
                default=default, default_factory=factory, compare=part.compare, metadata=part.metadata
            )
        plain: type = dataclasses.dataclass(init=False, repr=False, eq=False)(type(owner.__name__, (), body))
        found: dict[str, object] = vars(plain)["__dataclass_fields__"]
        return found


def parts_of(cls: type) -> Mapping[str, DataField]:
    """The fields of a data class by their names: what `fields` of the standard library gives, which takes longer."""
    parts: dict[str, DataField] = getattr(cls, _PARTS)
    return parts


def _dataclass(*, frozen: bool = False, slots: bool = False, kw_only: bool = False, eq: bool = True) -> Any:
    def declare(cls: type) -> type:
        parts: dict[str, DataField] = {}
        for base in reversed(cls.__mro__[1:]):
            parts |= vars(base).get(_PARTS, {})
        names, own = tuple(cls.__annotations__), dict(vars(cls))
        for name in names:
            said = own.get(name, REQUIRED)
            parts[name] = part = said if isinstance(said, DataField) else DataField(said)
            part.annotation, part.by_name = cls.__annotations__[name], kw_only
        methods: dict[str, object] = {
            _PARTS: parts,
            "__dataclass_fields__": _StandardFields(parts),
            "__match_args__": tuple(name for name, part in parts.items() if not part.by_name),
            "__repr__": _shown,
        }
        if eq:
            compared = [name for name, part in parts.items() if part.compare]
            values = attrgetter(*compared) if compared else type
            methods |= {"__eq__": _equals(values), "__hash__": _hashed(values) if frozen else None}
        if frozen:
            methods |= {"__setattr__": _refuse, "__delattr__": _refuse}
            if slots:
                methods |= {"__getstate__": _state, "__setstate__": _set_state}
        if own.get("__hash__", REQUIRED) is None:  # Python's own, of a class with an __eq__
            del own["__hash__"]
        made = _with_slots(cls, names, methods | own) if slots else cls
        if not slots:
            for name, method in methods.items():
                if name not in own:
                    setattr(cls, name, method)
            for name in names:
                if isinstance(own.get(name), DataField):
                    delattr(cls, name)
        made.__init__ = _first_init(made, parts, frozen=frozen)  # type: ignore[misc]
        return made

    return declare


def _with_slots(cls: type, names: tuple[str, ...], body: dict[str, object]) -> type:
    """The class made again: slots can't be added to one that is there."""
    for name in (*names, "__dict__", "__weakref__"):
        body.pop(name, None)
    above = {name for base in cls.__mro__[1:] for name in vars(base).get("__slots__", ())}
    body["__slots__"] = tuple(name for name in names if name not in above)
    made = type(cls)(cls.__name__, cls.__bases__, body)
    made.__qualname__ = cls.__qualname__
    return made


def _first_init(cls: type, parts: dict[str, DataField], *, frozen: bool) -> Callable[..., None]:
    def complete(self: object, *given: object, **named: object) -> None:
        compiled = _init(cls, parts, frozen=frozen)
        cls.__init__ = compiled  # type: ignore[misc]
        compiled(self, *given, **named)

    return complete


def _init(cls: type, parts: dict[str, DataField], *, frozen: bool) -> Callable[..., None]:
    known: dict[str, object] = {"_set": object.__setattr__, "_required": REQUIRED}
    heads: dict[bool, list[str]] = {False: ["self"], True: []}
    lines = []
    for name, part in parts.items():
        head, value = name, name
        if part.make is not None:
            known[f"_make_{name}"] = part.make
            head, value = f"{name}=_required", f"_make_{name}() if {name} is _required else {name}"
        elif part.default is not REQUIRED:
            known[f"_usual_{name}"] = part.default
            head = f"{name}=_usual_{name}"
        heads[part.by_name].append(head)
        lines.append(f" _set(self, {name!r}, {value})" if frozen else f" self.{name} = {value}")
    signature = ", ".join(heads[False] + (["*", *heads[True]] if heads[True] else []))
    exec(f"def __init__({signature}):\n" + ("\n".join(lines) or " pass"), known)  # noqa: S102 -- names of our own fields
    made: Any = known["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    compiled: Callable[..., None] = made
    return compiled


def _equals(values: Callable[[Any], object]) -> Callable[[object, object], object]:
    def equals(self: object, other: object) -> object:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return equals


def _hashed(values: Callable[[Any], object]) -> Callable[[object], int]:
    def hashed(self: object) -> int:
        return hash(values(self))

    return hashed


def _shown(self: object) -> str:
    values = (f"{name}={getattr(self, name)!r}" for name in parts_of(type(self)))
    return f"{type(self).__qualname__}({', '.join(values)})"


def _refuse(self: object, name: str, *_value: object) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot change field {name!r}")


def _state(self: object) -> list[object]:
    """What `copy` and `pickle` keep of an object; `_set_state` sets it past the refusal."""
    return [getattr(self, name) for name in parts_of(type(self))]


def _set_state(self: object, state: list[object]) -> None:
    for name, value in zip(parts_of(type(self)), state, strict=True):
        object.__setattr__(self, name, value)


def _field(
    *,
    default: object = REQUIRED,
    default_factory: Callable[[], object] | None = None,
    compare: bool = True,
    metadata: Mapping[str, object] | None = None,
) -> Any:
    return DataField(default, default_factory, compare, metadata)


def _replace(record: Any, /, **changes: Any) -> Any:
    for name in parts_of(type(record)):
        if name not in changes:
            changes[name] = getattr(record, name)
    return type(record)(**changes)


class _TupleMaker(type):
    """Makes a class with `NamedTuple` as its base: a `namedtuple` with the defaults and methods of the class."""

    def __new__(cls, name: str, _bases: tuple[type, ...], body: dict[str, object]) -> Any:
        names: Any = body.get("__annotations__", {})
        make: Any = namedtuple
        made = make(name, names, defaults=[body[n] for n in names if n in body], module=body["__module__"])
        for key, value in body.items():
            if key not in names and key != "__classcell__":
                setattr(made, key, value)
        return made


if not TYPE_CHECKING:
    NamedTuple = type.__new__(_TupleMaker, "NamedTuple", (), {})
    dataclass, field, replace = _dataclass, _field, _replace
