"""What Textual and asyncio load as they start and this program never uses: without it they start a tenth faster."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PALETTE = "textual.command"
"""Textual's command palette, with the widgets that it is made of: the dashboard has its own."""
DOWNLOADS = "platformdirs"
"""The folder for downloads, into which Textual would put a screenshot."""
TLS = "ssl"
"""asyncio knows how to do without; the program opens no connections."""


class _StandIn(ModuleType):
    """A module in which every public name is a class without anything in it."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


@contextmanager
def left_out() -> Iterator[None]:
    """What imports these modules meanwhile does without; after it they can be imported as ever."""
    names = [name for name in (PALETTE, DOWNLOADS, TLS) if name not in sys.modules]
    modules: dict[str, ModuleType | None] = sys.modules  # type: ignore[assignment]
    for name in names:
        modules[name] = None if name == TLS else _StandIn(name)  # None: an import of it fails
    try:
        yield
    finally:
        for name in names:
            del modules[name]
