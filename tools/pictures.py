"""Makes the pictures in assets/ from the demo store, at a fixed instant: `make pictures`."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from interview_tui.app_context import AppContext
from interview_tui.demo.generator import Demo
from interview_tui.demo.words import ME
from interview_tui.settings import load
from interview_tui.ui.app import InterviewApp

if TYPE_CHECKING:
    from collections.abc import Iterator

ASSETS = Path(__file__).parent.parent / "assets"
NOW = "2026-11-23T08:30:00+01:00"
PICTURES: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    # name: (columns and rows, keys pressed before the picture is taken)
    "dashboard": ((120, 36), ()),
    "small": ((80, 24), ()),
    "triage": ((100, 26), ("T",)),
    "letter": ((100, 30), ("m",)),
    "chart": ((100, 24), ("c",)),
    "review": ((100, 20), ("v",)),
}


async def take(program: AppContext, size: tuple[int, int], keys: tuple[str, ...]) -> str:
    """One picture as SVG, as the app draws it."""
    app = InterviewApp(program)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        return app.export_screenshot(title="interview-tui")


def pictures() -> Iterator[tuple[Path, str]]:
    """All of them, each with the file that it belongs to."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {"INTERVIEW_TUI_NOW": NOW, "TZ": "Europe/Berlin"}
        configuration = Path(folder, "config.toml")
        configuration.write_text(f'name = "{ME}"\n', encoding="utf-8")
        settings = load(environment, store=Path(folder, "demo.db"), configuration=configuration)
        program = AppContext(settings)
        Demo(program).fill()
        for name, (size, keys) in PICTURES.items():
            yield ASSETS / f"{name}.svg", asyncio.run(take(program, size, keys))
        program.store.close()


def main() -> None:
    """Writes all of them."""
    for path, svg in pictures():
        path.write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
