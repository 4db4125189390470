"""What is asked of an invitation, or is to be looked at, since a rule has decided or something is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.dates import full_date
from interview_tui.domain.enums import MeetingState, Proposal, Ref
from interview_tui.domain.identity import role_likeness
from interview_tui.domain.records import end_of, ref
from interview_tui.domain.text import company_role
from interview_tui.importing.invitation import Method
from interview_tui.importing.invitation_people import likely_user
from interview_tui.services.base import joined
from interview_tui.services.meetings import time_words
from interview_tui.services.suggestions import Suggestions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from interview_tui.domain.records import Interview, Meeting
    from interview_tui.importing.invitation import Invitation
    from interview_tui.services.base import Context
    from interview_tui.store.transaction import Transaction


class Doubts:
    """Those of one import."""

    def __init__(self, context: Context, tx: Transaction, answered: Collection[Invitation] = ()) -> None:
        """Of the invitations of `answered` the user has said whether they open the next round."""
        self.unsure: list[tuple[Ref, str]] = []
        self.asked: list[tuple[Ref, str]] = []
        self._calendar = context.calendar
        self._mine = context.mine
        self._suggestions = Suggestions(context)
        self._tx = tx
        self._answered = answered
        self._asked_about_user = False

    def doubt(self, interview_id: int, doubt: str) -> None:
        """Something of an interview is to be looked at."""
        self.unsure.append((Ref("i", interview_id), doubt))

    def ask(self, interview_id: int, question: str, way: str) -> None:
        """A rule has decided; `way` is how to say otherwise."""
        self.asked.append((Ref("i", interview_id), f"{question} If so: {way}"))

    def suggest(self, interview_id: int, question: str, proposal: Proposal, meeting: Meeting) -> None:
        """Asks by a line of the queue, which the user takes or drops."""
        line = self._suggestions.suggest(self._tx, interview_id, proposal, meeting_id=meeting.id)
        if line is not None:
            self.ask(interview_id, question, f"interview-tui done {ref(line)}")

    def ask_which(self, interview: Interview, others: Sequence[Interview], invitation: Invitation) -> None:
        """Says where another interview may be meant just as well."""
        likeness = role_likeness(interview.role, invitation.role)
        as_likely = [
            f"{ref(one)} {company_role(one.company, one.role)}"
            for one in others
            if one.outcome is None and likeness != 0 and role_likeness(one.role, invitation.role) == likeness
        ]
        if as_likely:
            self.doubt(interview.id, f"added to this interview; or does it belong to {' or '.join(as_likely)}?")

    def ask_about_others(
        self, interview: Interview, booked: Meeting, others: Sequence[Meeting], invitation: Invitation
    ) -> None:
        """Says what another meeting may be instead."""
        calendar, now = self._calendar, self._tx.now
        planned = [m for m in others if m.state is MeetingState.PLANNED and m.starts is not None]
        if booked.starts is None or booked.starts <= now or not planned:
            return
        ahead = [m for m in planned if end_of(m) > now]
        if not ahead and interview.outcome is None and invitation not in self._answered:
            self.suggest(interview.id, "is it the next round?", Proposal.NEXT_ROUND, booked)
        for meeting in ahead:
            if meeting.starts and calendar.day(meeting.starts) != calendar.day(booked.starts):
                question = f"does it replace {time_words(meeting, self._calendar)}?"
                self.suggest(interview.id, question, Proposal.REPLACES, meeting)

    def ask_about_user(self, interview_id: int, invitation: Invitation) -> None:
        """Says who was taken for the user."""
        email = None if invitation.cancelled else likely_user([invitation], self._mine)
        if email and not self._asked_about_user:
            self.ask(interview_id, f"is {email} you?", "set email in the configuration")
            self._asked_about_user = True

    def ask_about_new(self, interview_id: int, invitation: Invitation) -> None:
        """Says what of a new interview is guessed or missing."""
        if doubt := joined(*_doubts(invitation)):
            self.doubt(interview_id, doubt)

    def ask_about_answer(self, interview_id: int, meeting: Meeting, invitation: Invitation) -> None:
        """Says what a guest's answer asks for: another time, or that they do not come."""
        starts = self._calendar.wall_instant(invitation.starts)
        if invitation.method is Method.COUNTER and starts is not None and starts != meeting.starts:
            when = f"{self._calendar.local(starts):%Y-%m-%d %H:%M}"
            self.ask(
                interview_id,
                f"another time is proposed, {when}: is it agreed?",
                f"interview-tui meeting i{interview_id} '{when}' --move m{meeting.id}",
            )
        declined = [guest.name for guest in invitation.people if guest.declined]
        if invitation.method is Method.REPLY and declined:
            self.ask(
                interview_id,
                f"{', '.join(declined)} declined: is the meeting off?",
                f"interview-tui meeting i{interview_id} --cancel m{meeting.id}",
            )

    def other_day(self, invitation: Invitation) -> str:
        """What is said of another day of a series than the one that is known."""
        named = self._calendar.wall_instant(invitation.recurrence_id)
        day = full_date(self._calendar.day(named)) if named else ""
        if invitation.and_later:
            return f"the series changes from {day} on, which is left out: check this meeting's time"
        return f"another day of the series is left out, {day}"


def _doubts(invitation: Invitation) -> Iterator[str]:
    """What is guessed in an invitation, or missing."""
    if not invitation.company:
        yield "the invitation names no company"
    elif not invitation.company_sure:
        yield f"is “{invitation.company}” the company?"
    if invitation.role and not invitation.role_sure:
        yield f"is “{invitation.role}” the role?"
    elif not invitation.role:
        yield "the invitation names no role"
    if invitation.all_day:
        yield "it gives no time"
