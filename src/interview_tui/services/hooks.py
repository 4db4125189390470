"""Commands of the user's own, run when something happened, with a JSON document on standard input.

A hook is run after the change was committed, by no shell, with nothing of the records in its arguments or environment.
Nobody waits for it: it gets its document as a file that has no name any more, and a session of its own. What is taken
back, done again or imported runs none.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import tempfile
import threading
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

from interview_tui.domain.dates import iso
from interview_tui.domain.enums import LetterState, Ref, Settled
from interview_tui.domain.errors import StoreTrouble
from interview_tui.domain.records import NOUNS, FollowUp, Interview, Letter, Person
from interview_tui.store.files import make_private_file
from interview_tui.store.journal import changed_rows
from interview_tui.store.records import find

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from interview_tui.services.base import Context
    from interview_tui.store.records import Reader

_SECONDS = 30.0
"""Longest time of a hook while the program runs; then it is ended."""
FOLLOW_UP_DONE, LETTER_SENT, OUTCOME, DAY_BEGUN = "follow_up_done", "letter_sent", "outcome", "day_begun"


class Hooks:
    """The commands by their events."""

    def __init__(self, commands: Sequence[tuple[str, Sequence[str]]]) -> None:
        self._commands = {event: list(command) for event, command in commands if command}
        self._problems: list[str] = []

    def after_change(self, context: Context, entry: int) -> None:
        """Runs what is set for what a journal entry did."""
        with suppress(StoreTrouble):
            happened = _happened(context, context.store.reader, entry)
            for event, items in happened.items():
                self._run(event, {"event": event, "at": iso(context.clock(), context.calendar), "items": items})

    def begin_day(self, context: Context) -> None:
        """Runs what is set for the user's day, once: the first dashboard of the day does."""
        if DAY_BEGUN not in self._commands or not _is_first(context):
            return
        from interview_tui.store.figures import figures

        now, today = context.clock(), context.today()
        with suppress(StoreTrouble):
            day = figures(context.store, now=now, today=today)
            document = {"event": DAY_BEGUN, "at": iso(now, context.calendar), "items": []}
            self._run(DAY_BEGUN, {**document, "overdue": day.overdue, "today": day.today})

    def take_problem(self) -> str:
        """What went wrong with a hook since the last time; '' where nothing did."""
        problems = "; ".join(self._problems)
        self._problems.clear()
        return problems

    def _run(self, event: str, document: Mapping[str, Any]) -> None:
        command = self._commands.get(event)
        if command is None:
            return
        try:
            # Its name is gone before anything stands in it, and no pipe can fill up.
            with tempfile.TemporaryFile() as file:
                file.write(json.dumps(document, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
                file.seek(0)
                process = subprocess.Popen(  # noqa: S603 -- the user's own command, without a shell
                    command,
                    stdin=file,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,
                    env={**os.environ, "INTERVIEW_TUI_EVENT": event},
                )
        except (OSError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) else str(error)
            self._problems.append(f"the hook for {event} could not be run: {why}")
            return
        threading.Thread(target=self._watch, args=(event, process), daemon=True).start()

    def _watch(self, event: str, process: subprocess.Popen[bytes]) -> None:
        """Waits for a hook, so that none is left as a zombie."""
        try:
            status = process.wait(_SECONDS)
        except subprocess.TimeoutExpired:
            with suppress(OSError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            self._problems.append(f"the hook for {event} was stopped: it took longer than {_SECONDS:g} seconds")
        else:
            if status:
                self._problems.append(f"the hook for {event} ended with {status}")


def _happened(context: Context, reader: Reader, entry: int) -> dict[str, list[dict[str, Any]]]:
    """What an entry did, by event: an item for each record."""
    found: dict[str, list[dict[str, Any]]] = {}
    for cls, was, now in changed_rows(reader, entry, (FollowUp, Letter, Interview)):
        if cls is FollowUp and was and was["state"] != now["state"] == Settled.DONE:
            found.setdefault(FOLLOW_UP_DONE, []).append(_follow_up(context, reader, now))
        elif cls is Letter and was.get("state") != now["state"] == LetterState.SENT:
            found.setdefault(LETTER_SENT, []).append(_letter(reader, now))
        elif cls is Interview and was and now["outcome"] and was["outcome"] != now["outcome"]:
            found.setdefault(OUTCOME, []).append(_of_interview(reader, now["id"]) | {"outcome": now["outcome"]})
    return found


def _follow_up(context: Context, reader: Reader, row: Mapping[str, Any]) -> dict[str, Any]:
    due_at = row["due_at"]
    return {
        "id": str(Ref(NOUNS[FollowUp].letter, row["id"])),
        "kind": row["kind"],
        "text": row["text"],
        "why": row["why"],
        "due": iso(datetime.fromisoformat(due_at), context.calendar) if due_at else row["due_day"],
        "note": row["note"],
        "person": _name(reader, row["person_id"]),
        **_of_interview(reader, row["interview_id"]),
    }


def _letter(reader: Reader, row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": str(Ref(NOUNS[Letter].letter, row["id"])),
        "kind": row["kind"],
        "subject": row["subject"],
        "person": _name(reader, row["person_id"]),
        **_of_interview(reader, row["interview_id"]),
    }


def _of_interview(reader: Reader, interview_id: int | None) -> dict[str, Any]:
    for interview in find(reader, Interview, id=interview_id):
        return {
            "interview": str(Ref(NOUNS[Interview].letter, interview.id)),
            "company": interview.company,
            "role": interview.role,
            "step": int(interview.step),
        }
    return {"interview": None, "company": "", "role": "", "step": None}


def _name(reader: Reader, person_id: int | None) -> str | None:
    return next((person.name for person in find(reader, Person, id=person_id)), None)


def _is_first(context: Context) -> bool:
    """Whether no dashboard on this store has begun the user's day yet: whoever makes the day's file has."""
    store = context.store.path
    mine = _mark(store.name, context.today())
    try:
        make_private_file(store.with_name(mine))
        for path in store.parent.glob(f".{store.name}.begun-*"):
            if path.name != mine:
                path.unlink(missing_ok=True)
    except OSError:
        return False  # begun, or nobody can say
    return True


def _mark(name: str, day: date) -> str:
    return f".{name}.begun-{day.isoformat()}"
