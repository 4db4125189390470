"""Data classes do what those of the standard library do, of which each of them has a twin here."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import re
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from interview_tui import data_classes
from interview_tui.data_classes import dataclass, field, replace
from interview_tui.domain import records

ROOT = Path(data_classes.__file__).parent
KINDS: list[dict[str, bool]] = [
    {"frozen": True, "slots": True, "kw_only": True},
    {"frozen": True, "slots": True},
    {"frozen": True},
    {"slots": True},
    {"slots": True, "eq": False},
]


def classes(library: Any, kind: dict[str, bool]) -> tuple[Any, Any]:
    """A class and one that inherits from it, as a library makes them."""

    @library.dataclass(**kind)
    class Base:
        first: int = 1

    @library.dataclass(**kind)
    class Derived(Base):
        names: list[str] = library.field(default_factory=list)
        first: int = 2
        told: str = library.field(default="x", metadata={"about": "a word"})
        aside: int = library.field(default=0, compare=False)

        @property
        def loud(self) -> str:
            return self.told.upper()

    return Base, Derived


@pytest.mark.parametrize("kind", KINDS)
def test_as_the_standard_library(kind: dict[str, bool]) -> None:
    (base, ours), (their_base, theirs) = classes(data_classes, kind), classes(dataclasses, kind)
    shown, equal, kept = [], [], []
    for cls, other in ((ours, base), (theirs, their_base)):
        one, two = cls(told="y"), cls(told="y")
        assert one.names is not two.names
        shown.append((repr(one), one.loud, dataclasses.asdict(one), repr(dataclasses.replace(one, first=7))))
        equal.append((one == two, one == cls(), one == other(), one == cls(told="y", aside=3), cls.__match_args__))
        kept.append([(f.name, f.type, f.default, dict(f.metadata), f.compare) for f in dataclasses.fields(cls)])
        assert (cls.__slots__ if kind.get("slots") else ()) == (("names", "told", "aside") if kind.get("slots") else ())
        with pytest.raises(TypeError, match=r"__init__\(\) got an unexpected keyword argument 'nothing'"):
            cls(nothing=1)
    assert shown[0] == shown[1]
    assert equal[0] == equal[1]
    assert kept[0] == kept[1]
    assert repr(replace(ours(), told="z")) == repr(dataclasses.replace(theirs(), told="z"))


@pytest.mark.parametrize("kind", KINDS)
def test_what_may_be_a_key_and_what_may_change(kind: dict[str, bool]) -> None:
    for library in (data_classes, dataclasses):
        cls = classes(library, kind)[0]
        one = cls()
        if kind.get("frozen"):
            assert hash(one) == hash(cls())
            with pytest.raises(dataclasses.FrozenInstanceError):
                one.first = 3
            with pytest.raises(dataclasses.FrozenInstanceError):
                del one.first
        else:
            one.first = 3
            assert (one == cls()) is False
            if kind.get("eq", True):
                with pytest.raises(TypeError):
                    hash(one)


def test_a_record_that_is_not_used_is_not_compiled() -> None:
    @dataclass(frozen=True, slots=True)
    class Twice:
        text: str
        more: tuple[str, ...] = field(default_factory=tuple)

    before = Twice.__init__
    assert Twice("a").more == ()
    assert Twice.__init__ is not before
    assert (Twice("a"), Twice(text="b", more=("c",))) == (Twice(text="a"), Twice("b", ("c",)))
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'text'"):
        Twice()  # type: ignore[call-arg]


def test_every_kind_of_record_can_be_told_apart_and_read_again() -> None:
    person = records.Person(name="Nora", company="Acme")
    assert dataclasses.replace(person) == person
    assert replace(person, name="Ana").name == "Ana"
    assert {f.name for f in dataclasses.fields(records.Record)} == {"id", "version"}


class Theirs(NamedTuple):
    """A tuple."""

    first: int
    second: str = "b"
    """Its second."""

    @property
    def both(self) -> str:
        return f"{self.first}{self.second}"


class Ours(data_classes.NamedTuple):
    """A tuple."""

    first: int
    second: str = "b"
    """Its second."""

    @property
    def both(self) -> str:
        return f"{self.first}{self.second}"


def test_named_tuples_are_those_of_the_standard_library() -> None:
    for kind in (Ours, Theirs):
        made = kind(1)
        assert (made, made.both, made._replace(second="c").both, kind._fields) == (
            (1, "b"),
            "1b",
            "1c",
            ("first", "second"),
        )
        assert (kind.__doc__, kind.__module__, kind.__mro__[1:]) == ("A tuple.", __name__, (tuple, object))
        assert repr(kind(2, second="x")) == f"{kind.__name__}(first=2, second='x')"
        with pytest.raises(TypeError, match="missing 1 required positional argument: 'first'"):
            kind()  # type: ignore[call-arg]


def test_a_record_is_copied_and_pickled() -> None:
    person = records.Person(name="Nora", company="Acme")
    assert copy.copy(person) == copy.deepcopy(person) == person
    assert pickle.loads(pickle.dumps(person)) == person  # noqa: S301 -- our own


def test_no_module_has_others() -> None:
    others = [
        path.name
        for path in ROOT.rglob("*.py")
        if re.search(r"^from dataclasses import .*\b(dataclass|field)\b", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert others == []


def test_no_class_needs_what_is_missing() -> None:
    seen = 0
    for path in ROOT.rglob("*.py"):
        if "from interview_tui.data_classes import" not in path.read_text("utf-8"):
            continue
        module = import_module(".".join(path.relative_to(ROOT.parent).with_suffix("").parts))
        for cls in vars(module).values():
            if not (isinstance(cls, type) and cls.__module__ == module.__name__ and hasattr(cls, data_classes._PARTS)):
                continue
            seen += 1
            parts = data_classes.parts_of(cls)
            assert not hasattr(cls, "__post_init__"), cls
            assert not [name for name, part in parts.items() if re.search("ClassVar|InitVar", str(part.annotation))]
            assert not [name for name, part in parts.items() if type(part.default).__hash__ is None], cls
            data_classes._init(cls, dict(parts), frozen=True)  # a SyntaxError where defaults come too early
    assert seen > 100
