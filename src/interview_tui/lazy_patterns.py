"""Regular expressions that are compiled when they are first used.

A command loads hundreds of them and uses few, and each takes a tenth of a millisecond or more to compile. A wrong one
therefore raises only when it is used: a test compiles all.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False  # the module typing is not loaded for names alone
if TYPE_CHECKING:
    from re import compile as lazy_pattern
    from typing import Any
else:

    class lazy_pattern:  # noqa: N801 -- it stands for the function re.compile
        """What `re.compile` gives, later: with its methods and attributes, but without what Python itself asks of it:
        it is no argument for the functions of `re`, and equal only to itself.
        """

        def __init__(self, text: str | bytes, flags: int = 0) -> None:
            self._said = (text, flags)

        def __getattr__(self, name: str) -> Any:
            if name.startswith("__"):  # asked for by `copy` and the like, also of an object that has no pattern yet
                raise AttributeError(name)
            compiled = re.compile(*self._said)
            for each in _METHODS:
                setattr(self, each, getattr(compiled, each))
            return getattr(compiled, name)


_METHODS = ("pattern", "flags", "match", "fullmatch", "search", "finditer", "findall", "split", "sub", "subn")

__all__ = ["lazy_pattern"]
