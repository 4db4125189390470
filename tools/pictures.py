"""Makes the pictures in assets/ from the demo store, at a fixed instant, and a gallery of every page at three sizes in
four themes, to look at, in build/pictures: `make pictures`.
"""

from __future__ import annotations

import asyncio
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from interview_tui.app_context import AppContext
from interview_tui.demo.generator import Demo
from interview_tui.demo.words import ME
from interview_tui.settings import load
from interview_tui.ui.app import InterviewApp

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).parent.parent
ASSETS, GALLERY = ROOT / "assets", ROOT / "build" / "pictures"
NOW = "2026-11-23T08:30:00+01:00"
PICTURES: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    # name: (columns and rows, keys pressed before the picture is taken)
    "dashboard": ((120, 36), ()),
    "small": ((80, 24), ()),
    "triage": ((120, 36), ("T",)),
    "letter": ((110, 30), ("j", "m")),
    "board": ((110, 26), ("j", "L")),
    "chart": ((110, 30), ("c",)),
    "review": ((120, 40), ("v",)),
}
PAGES: dict[str, tuple[str, ...]] = {
    "dashboard": (),
    "triage": ("T",),
    "letter": ("j", "m"),
    "chart": ("c",),
    "board": ("j", "L"),
    "review": ("v",),
    "empty": (),
}
"""Those of the gallery, each with its keys."""
SIZES = ((80, 24), (120, 40), (200, 55))
THEMES = ("interview-dark", "interview-light", "ansi-dark", "none")


async def take(program: AppContext, size: tuple[int, int], keys: tuple[str, ...], themes: Sequence[str]) -> list[str]:
    """A picture in each theme as SVG, as the app draws it."""
    app = InterviewApp(program)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        taken = []
        for theme in themes:
            app.theme = theme
            await pilot.pause()
            taken.append(app.export_screenshot(title="interview-tui"))
        return taken


@contextmanager
def a_program(*, demo: bool) -> Iterator[AppContext]:
    """The program on a store of its own, with the demo in it or empty."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {"INTERVIEW_TUI_NOW": NOW, "TZ": "Europe/Berlin"}
        configuration = Path(folder, "config.toml")
        configuration.write_text(f'name = "{ME}"\n', encoding="utf-8")
        program = AppContext(load(environment, store=Path(folder, "demo.db"), configuration=configuration))
        if demo:
            Demo(program).fill()
        yield program
        program.store.close()


def pictures() -> Iterator[tuple[Path, str]]:
    """Those of the README and the documentation, each with the file that it belongs to."""
    with a_program(demo=True) as program:
        for name, (size, keys) in PICTURES.items():
            (svg,) = asyncio.run(take(program, size, keys, THEMES[:1]))
            yield ASSETS / f"{name}.svg", svg


def gallery() -> Iterator[tuple[Path, str]]:
    """Every page at each size in each theme."""
    for name, keys in PAGES.items():
        with a_program(demo=name != "empty") as program:
            for size in SIZES:
                taken = asyncio.run(take(program, size, keys, THEMES))
                for theme, svg in zip(THEMES, taken, strict=True):
                    yield GALLERY / f"{name}-{size[0]}x{size[1]}-{theme}.svg", svg


def main() -> None:
    """Writes all of them."""
    GALLERY.mkdir(parents=True, exist_ok=True)
    for path, svg in (*pictures(), *gallery()):
        path.write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
