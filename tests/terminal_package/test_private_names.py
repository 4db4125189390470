"""Private names of Textual: used in the terminal package alone, and each of them still there.

Where an upgrade takes one away, the reason beside its use says what to put in its place.
"""

from __future__ import annotations

import ast
import inspect
import pkgutil
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.app import App
from textual.dom import DOMNode
from textual.drivers.linux_driver import LinuxDriver
from textual.screen import Screen
from textual.widget import Widget

import interview_tui.terminal
import interview_tui.ui
from tests.sources import sources, walked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

pytestmark = pytest.mark.xdist_group("sources")
FRAMEWORKS = ("textual", "rich")
USED: dict[type, set[str]] = {
    App: {
        "_background_screens",
        "_batch_count",
        "_begin_batch",
        "_clipboard",
        "_close_messages_no_wait",
        "_disable_notifications",
        "_disable_tooltips",
        "_driver",
        "_end_batch",
        "_exception",
        "_exit",
        "_exit_renderables",
        "_fatal_error",
        "_handle_exception",
    },
    LinuxDriver: {
        "_debug",
        "_get_terminal_size",
        "_in_band_window_resize",
        "_key_thread",
        "_loop",
        "_must_signal_resume",
        "_request_terminal_sync_mode_support",
        "_run_input_thread",
        "_sigcont_application",
        "_sigtstp_application",
    },
    DOMNode: {"_bindings"},
    Widget: {"_styles_cache"},
    Screen: {
        "_compositor",
        "_compositor_refresh",
        "_layout_required",
        "_on_timer_update",
        "_refresh_layout",
        "_screen_resized",
    },
}
"""What the terminal package uses of each class."""
MODULES = {
    "textual._xterm_parser": {"XTermParser"},
    "textual._ansi_sequences": {"ANSI_SEQUENCES_KEYS"},
    "textual._keyboard_protocol": {"FUNCTIONAL_KEYS"},
    "textual.keys": {"_character_to_key"},
}
"""What it imports from private modules."""
OWN = {"_sequence_to_key_events"}
"""Of the parser, which is no base of a class here."""


@cache
def classes(path: str) -> dict[str, ast.ClassDef]:
    """The classes of a file, as they are written."""
    tree = ast.parse(Path(path).read_text("utf-8"))
    return {node.name: node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}


def written(cls: type) -> ast.AST:
    return classes(inspect.getsourcefile(cls) or "").get(cls.__name__, ast.Pass())


@cache
def own_private_names(cls: type) -> frozenset[str]:
    """The private attributes that a class of a framework has or sets."""
    if cls.__module__.partition(".")[0] not in FRAMEWORKS:
        return frozenset()
    set_there = {
        node.attr
        for node in ast.walk(written(cls))
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and is_private(node.attr)
    }
    return frozenset(set_there | {name for name in vars(cls) if is_private(name)})


def private_names(cls: type) -> set[str]:
    """The same of all its bases."""
    return {name for base in cls.__mro__ for name in own_private_names(base)}


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def modules(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        yield import_module(found.name)


def used_names(package: ModuleType) -> set[tuple[str, str]]:
    """The private names of its framework bases that each class of a package uses or overrides."""
    used: set[tuple[str, str]] = set()
    for module in modules(package):
        for name, cls in vars(module).items():
            if not inspect.isclass(cls) or cls.__module__ != module.__name__:
                continue
            theirs = private_names(cls)
            for node in ast.walk(written(cls)) if theirs else ():
                said = node.attr if isinstance(node, ast.Attribute) else getattr(node, "name", "")
                if said in theirs:
                    used.add((name, said))
    return used


def test_outside_the_terminal_package_no_private_name_of_a_framework_is_used() -> None:
    assert used_names(interview_tui.ui) == set()


def test_no_private_module_is_imported_elsewhere() -> None:
    imported: dict[str, set[str]] = {}
    for path, tree in sources().items():
        for node in walked(tree):
            if not isinstance(node, ast.ImportFrom) or (node.module or "").partition(".")[0] not in FRAMEWORKS:
                continue
            names = {alias.name for alias in node.names}
            if "._" in (node.module or "") or any(map(is_private, names)):
                assert path.startswith("terminal/"), path
                imported.setdefault(node.module or "", set()).update(names)
    assert imported == MODULES


def test_what_the_terminal_package_uses_is_in_the_table() -> None:
    assert {name for _, name in used_names(interview_tui.terminal)} <= set().union(*USED.values())


@pytest.mark.parametrize("cls", USED, ids=lambda cls: cls.__name__)
def test_what_is_used_is_still_there(cls: type) -> None:
    assert USED[cls] - private_names(cls) == set()


def test_what_is_used_of_private_modules_is_still_there() -> None:
    for module, names in MODULES.items():
        assert {name for name in names if not hasattr(import_module(module), name)} == set()
    parser = import_module("textual._xterm_parser").XTermParser
    assert {name for name in OWN if not hasattr(parser, name)} == set()
