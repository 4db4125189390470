"""Makes the pictures in assets/ from the demo store, at a fixed instant: `make pictures`."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from interview_tui.services.demo import Demo
from interview_tui.services.demo_data import ME
from interview_tui.settings import load
from interview_tui.ui.app import InterviewApp
from interview_tui.wiring import Program

ASSETS = Path(__file__).parent.parent / "assets"
NOW = "2026-11-23T08:30:00+01:00"
PICTURES: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    # name: (columns and rows, keys pressed before the picture is taken)
    "dashboard": ((120, 34), ()),
    "triage": ((100, 26), ("T",)),
    "letter": ((100, 30), ("m",)),
    "chart": ((100, 24), ("c",)),
}


async def take(program: Program, name: str, size: tuple[int, int], keys: tuple[str, ...]) -> None:
    """One picture, as the app draws it."""
    app = InterviewApp(program)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        (ASSETS / f"{name}.svg").write_text(app.export_screenshot(title="interview-tui"), encoding="utf-8")


def main() -> None:
    """All of them."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {"INTERVIEW_TUI_NOW": NOW, "TZ": "Europe/Berlin"}
        configuration = Path(folder, "config.toml")
        configuration.write_text(f'name = "{ME}"\n', encoding="utf-8")
        settings = load(environment, store=Path(folder, "demo.db"), configuration=configuration)
        program = Program(settings)
        Demo(program.house).fill()
        for name, (size, keys) in PICTURES.items():
            asyncio.run(take(program, name, size, keys))
        program.store.close()


if __name__ == "__main__":
    main()
