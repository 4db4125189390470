"""Documents: files of the user's that belong to an interview, or to a promise that they keep.

Where each lies is stored, not what is in it.
"""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from interview_tui.domain.enums import Owner, Ref
from interview_tui.domain.errors import Refused
from interview_tui.domain.records import Commitment, Document, FollowUp, Interview
from interview_tui.domain.text import clean_line, company_role, shorten
from interview_tui.services.base import Service, joined
from interview_tui.store.queries import interview_of
from interview_tui.store.records import find

if TYPE_CHECKING:
    from interview_tui.store.journal import Change
    from interview_tui.store.transaction import Transaction

_SAID = 60
"""Characters of a file's name or a promise in a message."""
_PATH = 200
"""Characters of a path in a message."""


class Documents(Service):
    """What a person does with files that belong to an interview."""

    def add(self, target: Ref, file: str, *, keeps: Ref | None = None, name: str = "") -> Change:
        """A file belongs to an interview from now on, and to the promise of it that it keeps.

        `target` is the interview, or a follow-up or commitment for the promise, which `keeps` may also name. `name` is
        what a letter calls the file. One that is there already gets what is said of it now.

        Raises Refused for a file that is not there or cannot be read, for what is not a promise of yours, and for one
        of another interview.
        """
        with self.context.transaction() as tx:
            promised = keeps or (target if target.letter != "i" else None)
            promise = _promise(tx, promised) if promised is not None else None
            interview = _interview(tx, target)
            if promise is not None and interview_of(tx.reader, promise.meeting_id) != interview:
                raise Refused(f"{promised} is not a promise of {company_role(interview.company, interview.role)}")
            path = readable_file(file)
            told: dict[str, Any] = {"name": name} if name else {}
            if promise is not None:
                told["commitment_id"] = promise.id
            known = next((d for d in find(tx.reader, Document, interview_id=interview.id) if d.path == path), None)
            if known is not None:
                document = tx.update(replace(known, **told))
            else:
                document = tx.add(Document(interview_id=interview.id, path=path, created=tx.now, **told))
            of = f"belongs to {company_role(interview.company, interview.role)}"
            keeps_now = tx.get(Commitment, document.commitment_id) if document.commitment_id is not None else None
            still = "" if promise is not None else "still "
            kept = f"it {still}keeps “{shorten(keeps_now.text, _SAID)}”" if keeps_now is not None else ""
            called = f"letters call it “{document.name}”" if document.name else ""
            return tx.done(joined(f"{shorten(Path(path).name, _SAID)} {of}", kept, called), document)


def _interview(tx: Transaction, target: Ref) -> Interview:
    if target.letter == "c":
        return interview_of(tx.reader, tx.get(Commitment, target.id).meeting_id)
    return tx.get(Interview, tx.get(FollowUp, target.id).interview_id if target.letter == "f" else target.id)


def _promise(tx: Transaction, ref: Ref) -> Commitment:
    """The promise of the user's that a follow-up keeps. Raises Refused."""
    text, commitment_id = "", ref.id
    if ref.letter == "f":
        follow_up = tx.get(FollowUp, ref.id)
        text, found = follow_up.text, follow_up.commitment_id
        if found is None:
            interview = Ref("i", follow_up.interview_id)
            raise Refused(f"{ref} ({shorten(text, _SAID)}) keeps no promise: give the interview {interview}")
        commitment_id = found
    commitment = tx.get(Commitment, commitment_id)
    if commitment.owner is not Owner.ME:
        raise Refused(f"{ref} ({shorten(text or commitment.text, _SAID)}) is about a promise of theirs, not of yours")
    return commitment


def readable_file(file: str) -> str:
    """The path of an ordinary file from the root on; links in it are not followed. Raises Refused for any other."""
    shown = shorten(file, _PATH)
    try:
        path = os.path.abspath(Path(file).expanduser())  # noqa: PTH100 -- a link is not to be followed here
        if not stat.S_ISREG(Path(path).stat().st_mode):
            raise Refused(f"{shown} is not an ordinary file: give the file itself")
        with Path(path).open("rb"):
            pass
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Refused(f"there is no file {shown}") from error
    except (OSError, ValueError, RuntimeError) as error:  # forbidden, too long; a NUL in it; no home to expand
        raise Refused(f"{shown} cannot be read") from error
    if clean_line(path) != path:
        raise Refused(f"{shown} has characters in its name that the store cannot keep: rename the file")
    return path
