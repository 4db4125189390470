"""Every key, declared once: bindings, footer, palette and help are made from this table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding


class Pane(StrEnum):
    """The three panes, by the names of their titles on screen."""

    PIPELINE = "Pipeline"
    NOTES = "Notes"
    FOLLOW_UPS = "Follow-ups"


ANY = frozenset(Pane)
LISTS = frozenset({Pane.PIPELINE, Pane.FOLLOW_UPS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key: what it does, how it is shown, and in which panes it works."""

    id: str
    """The name by which a user changes the key."""
    action: str
    keys: str
    """As Textual names them, parted by commas."""
    shown: str
    name: str
    """One or two words, for the footer and the palette."""
    help: str
    panes: frozenset[Pane] = ANY
    rank: int = 0
    """The order in the footer, the lowest first; 0 keeps it out of there."""

    def binding(self) -> Binding:
        # Priority: keys are taken one after another in the order in which they were typed, so that a key which opens
        # a dialog has opened it before the next one is looked at. No text is typed on a screen with these bindings.
        return Binding(self.keys, self.action, self.name, show=False, priority=True, id=self.id)


def _move(action: str, keys: str, shown: str, name: str, text: str) -> Key:
    return Key(id=f"move.{action}", action=action, keys=keys, shown=shown, name=name, help=text)


MOVES: tuple[Key, ...] = (
    _move("down", "j,down", "j ↓", "Down", "one line down"),
    _move("up", "k,up", "k ↑", "Up", "one line up"),
    _move("first", "g,home", "g", "First", "to the first line"),
    _move("last", "G,end", "G", "Last", "to the last line"),
    _move("half_page(1)", "ctrl+d,pagedown", "ctrl+d", "Half a page down", "half a page down"),
    _move("half_page(-1)", "ctrl+u,pageup", "ctrl+u", "Half a page up", "half a page up"),
    _move("pane(-1)", "h,left,shift+tab", "h ←", "Pane to the left", "to the pane on the left"),
    _move("pane(1)", "l,right,tab", "l → Tab", "Pane to the right", "to the pane on the right"),
    *(_move(f"step({n})", str(n % 10), str(n % 10), f"Step {n}", f"to step {n} in the pipeline") for n in range(1, 11)),
)

# fmt: off
ACTS: tuple[Key, ...] = (
    Key(id="done", action="done", keys="d", shown="d", name="Done", rank=1,
        help="the follow-up is done; in the notes: was there, no answer, or kept"),
    Key(id="wait", action="wait", keys="w", shown="w", name="Wait", rank=3, panes=LISTS,
        help="put the follow-up off until …"),
    Key(id="triage", action="triage", keys="T", shown="T", name="Triage", rank=2,
        help="one due follow-up after another"),
    Key(id="advance", action="advance", keys="right_square_bracket", shown="]", name="Advance", rank=4,
        help="to the next step; what is owed is shown first"),
    Key(id="back", action="step_back", keys="left_square_bracket", shown="[", name="Back", rank=12,
        help="back to the step before"),
    Key(id="outcome", action="outcome", keys="o", shown="o", name="Outcome", rank=7,
        help="invited back, rejected, offer, withdrawn, gone quiet"),
    Key(id="touch", action="touch", keys="t", shown="t", name="Touch", rank=8,
        help="log a contact, in or out"),
    Key(id="add", action="add", keys="a", shown="a", name="Add", rank=5,
        help="add an interview, a note, or a follow-up of your own"),
    Key(id="import", action="import", keys="i", shown="i", name="Import", rank=17,
        help="take an invitation in from a file (.ics, .eml)"),
    Key(id="edit", action="edit", keys="e", shown="e", name="Edit", rank=5,
        help="edit what the cursor is on"),
    Key(id="remove", action="remove", keys="x", shown="x", name="Close", rank=11,
        help="skip a follow-up, delete a note or an interview; asks first"),
    Key(id="mark", action="mark", keys="space", shown="space", name="Mark", rank=10,
        help="mark; actions then take all that is marked"),
    Key(id="filter", action="filter", keys="slash", shown="/", name="Filter", rank=9,
        help="show only lines with these words, as you type"),
    Key(id="undo", action="undo", keys="u", shown="u", name="Undo", rank=6,
        help="take the last change back, also one of an earlier day"),
    Key(id="redo", action="redo", keys="U", shown="U", name="Redo",
        help="do again what was taken back"),
    Key(id="copy", action="copy", keys="y", shown="y", name="Copy", rank=15,
        help="copy the line to the clipboard, through SSH and tmux too"),
    Key(id="open", action="open", keys="enter", shown="enter", name="Open",
        help="open: the notes of the interview; a note to edit it"),
    Key(id="leave", action="leave", keys="escape", shown="esc", name="Leave",
        help="drop marks, then the filter, then go back to the pane before; never quits"),
    Key(id="zoom", action="zoom", keys="z", shown="z", name="Zoom", rank=14,
        help="the pane alone, and back"),
    Key(id="refresh", action="reload", keys="R", shown="R", name="Refresh",
        help="read everything again"),
    Key(id="help", action="help", keys="question_mark", shown="?", name="Help", rank=90,
        help="the keys that work here, and what the step asks"),
    Key(id="palette", action="palette", keys="colon,ctrl+p", shown=":", name="Palette", rank=16,
        help="every action by its name"),
    Key(id="quit", action="quit", keys="q", shown="q", name="Quit", rank=92,
        help="leave; everything is kept already"),
)
# fmt: on

KEYS: tuple[Key, ...] = (*MOVES, *ACTS)
BINDINGS = [key.binding() for key in KEYS]
SHOWN: dict[str, str] = {key.id: key.shown for key in KEYS}
"""How a key is shown, by its id."""


def footer(pane: Pane) -> tuple[Key, ...]:
    """The keys that work in a pane, the most wanted first."""
    return tuple(sorted((key for key in ACTS if key.rank and pane in key.panes), key=lambda key: key.rank))
