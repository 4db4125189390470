"""Commitments that were not kept."""

from __future__ import annotations

from interview_tui.domain.enums import CommitmentState, Owner, Settled
from interview_tui.domain.errors import Refused
from interview_tui.domain.records import Commitment, Meeting, Round
from interview_tui.domain.text import shorten
from interview_tui.services.base import Change, Service, joined, refs
from interview_tui.services.rewriting import owed_for


class Promises(Service):
    """What a person says of a commitment; that one was kept is said by `Notes.settle`."""

    def missed(self, commitment_id: int) -> Change:
        """It was not kept: the follow-up for a promise of mine is skipped, for theirs a check-in is planned where a
        rule asks for it. Raises Refused when that was said already.
        """
        with self.house.transaction() as tx:
            before = tx.get(Commitment, commitment_id)
            if before.state is CommitmentState.MISSED:
                raise Refused("it is missed already: d says that it was kept after all")
            missed = tx.change(before, state=CommitmentState.MISSED, settled=tx.now)
            for follow_up in owed_for(tx, before):
                tx.change(follow_up, state=Settled.SKIPPED, settled=tx.now, note="the promise was missed")
            interview_id = tx.get(Round, tx.get(Meeting, before.meeting_id).round_id).interview_id
            said = self.replan(tx, interview_id)
            whose = "I missed" if before.owner is Owner.ME else "They missed"
            done = self.finish(tx, joined(f"{whose}: {shorten(before.text, 48)}", *said), refs([missed]))
        return done.change()
