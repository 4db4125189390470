"""`deleted` and `bring-back`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.app_context import AppContext
from interview_tui.domain.enums import Ref
from interview_tui.settings import load

if TYPE_CHECKING:
    from tests.cli.conftest import Box


def delete(box: Box, *refs: Ref) -> None:
    """Deletes an interview, or lines of the notes; no command does."""
    program = AppContext(
        load({"INTERVIEW_TUI_NOW": box.now, "INTERVIEW_TUI_DB": str(box.store), "TZ": "Europe/Berlin"})
    )
    if refs[0].letter == "i":
        program.interviews.remove([ref.id for ref in refs])
    else:
        program.notes.remove(refs)
    program.store.close()


def test_nothing(box: Box) -> None:
    assert box("deleted").out == "Nothing was deleted in the last 30 days.\n"
    assert box("deleted", "--json").json == []


def test_what_was_deleted_is_listed_with_its_interview(box: Box) -> None:
    delete(box, Ref("o", 1))
    assert box("deleted").out == "o1  today 09:00  note A plain note · Acme · SRE\n"
    assert box("deleted", "--json").json == [
        {
            "id": "o1",
            "what": "note A plain note",
            "interview": "Acme · SRE",
            "deleted": "2026-11-26T09:00:00+01:00",
            "entry": box("log", "--json").json[0]["id"],
            "with": {},
        }
    ]


def test_it_comes_back_and_undo_deletes_it_again(box: Box) -> None:
    shown = box("show", "i1").out
    delete(box, Ref("i", 1))
    assert box("show", "i1").code == 1
    (item,) = box("deleted", "--json").json
    assert (item["id"], item["with"]["needs"]) == ("i1", 1)
    done = box("bring-back", "i1")
    assert (done.code, done.out.startswith("i1  Brought back interview Acme · SRE, with ")) == (0, True)
    assert box("show", "i1").out.splitlines()[:-1] == shown.splitlines()[:-1]
    assert box("undo").out.startswith("Took back: Brought back interview Acme · SRE")
    assert box("show", "i1").code == 1


def test_what_must_come_first_is_named(box: Box) -> None:
    delete(box, Ref("o", 1))
    delete(box, Ref("i", 1))
    refused = box("bring-back", "o1")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == (
        "interview-tui: o1 hangs on i1, interview Acme · SRE, which is deleted too: bring i1 back first\n"
    )


def test_what_is_there_is_not_brought_back(box: Box) -> None:
    refused = box("bring-back", "i1")
    assert (refused.code, refused.err) == (1, "interview-tui: i1 is not deleted\n")
    assert box("bring-back", "nine").code == 2
