"""The floor: the least that a Textual program with a list can be. Header, Footer, one DataTable of a hundred rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import App, ComposeResult
from textual.widgets import DataTable, Footer, Header

if TYPE_CHECKING:
    from textual.binding import BindingType

ROWS = 100


class Floor(App[None]):
    """What the dashboard is measured against."""

    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit", "Quit"), ("j", "down", "Down"), ("k", "up", "Up")]

    def compose(self) -> ComposeResult:
        """A list between a head and a foot."""
        yield Header()
        yield DataTable[str](cursor_type="row")
        yield Footer()

    def on_mount(self) -> None:
        """Fills the list with invented companies."""
        table = self.query_one(DataTable)
        table.add_columns("Company", "Role", "Step", "When")
        for number in range(1, ROWS + 1):
            step = f"{number % 10 + 1} of 10"
            table.add_row(f"Company {number}", f"Engineer for Quality {number}", step, f"{number % 28 + 1} Nov")
        table.focus()

    def action_down(self) -> None:
        """One row down."""
        self.query_one(DataTable).action_cursor_down()

    def action_up(self) -> None:
        """One row up."""
        self.query_one(DataTable).action_cursor_up()


if __name__ == "__main__":
    Floor().run()
