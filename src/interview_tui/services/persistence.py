"""Persistence without being a pest: what speaks against a contact before it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.contact_frequency import Caution, Whom, too_soon
from interview_tui.domain.enums import OUTSIDERS, Channel
from interview_tui.domain.follow_up_kinds import Kind, Weight, is_contact, kind_asking_for, weight_of_letter
from interview_tui.domain.records import FollowUp, Interview, Involvement, Person
from interview_tui.services.base import Service
from interview_tui.store.case import load_case
from interview_tui.store.contacts import contacts
from interview_tui.store.records import find, get

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_tui.domain.contact_frequency import Contact
    from interview_tui.domain.records import Letter


class Persistence(Service):
    """What is asked before a contact. Nothing here changes anything, and nothing is ever forbidden."""

    def before(self, follow_up_ids: Sequence[int]) -> Caution | None:
        """What speaks against doing these now; of several the words of each and the latest of their good days.

        Raises NotFound.
        """
        follow_ups = [get(self.context.store.reader, FollowUp, i) for i in follow_up_ids]
        cautions = [found for f in follow_ups if (found := self._before_follow_up(f)) is not None]
        if len(cautions) < 2:
            return cautions[0] if cautions else None
        good = [caution.good_day for caution in cautions if caution.good_day is not None]
        return Caution(
            why="; ".join(dict.fromkeys(caution.why for caution in cautions)),
            good_day=max(good) if len(good) == len(cautions) else None,
            quiet=any(caution.quiet for caution in cautions),
        )

    def before_letter(self, letter: Letter) -> Caution | None:
        """What speaks against sending a letter now; None for a courtesy. Raises NotFound."""
        if weight_of_letter(letter.kind) is Weight.COURTESY:
            return None
        kind = kind_asking_for(letter.kind)
        return self.before_contact(letter.interview_id, letter.person_id, letter.channel, kind=kind)

    def before_contact(
        self, interview_id: int | None, person_id: int | None, channel: Channel, *, kind: Kind | None = None
    ) -> Caution | None:
        """What speaks against getting in touch now.

        Without an interview: that in which the person stands, if one.

        Raises NotFound.
        """
        whom, plan_of, known = self._asked(interview_id, person_id)
        return too_soon(
            known,
            whom,
            now=self.context.clock(),
            calendar=self.context.calendar,
            cadence=self.context.cadences.of(plan_of.plan if plan_of else None),
            channel=channel,
            kind=kind,
            expected=kind is Kind.CHECK_IN and interview_id is not None and self._word_is_due(interview_id),
        )

    def _word_is_due(self, interview_id: int) -> bool:
        """Whether they named a date that has passed, and nobody has checked in since."""
        case = load_case(self.context.store.reader, interview_id, self.context.clock())
        word, day = next(iter(case.their_words()), None), self.context.calendar.day
        if word is None or word.due is None or word.due >= self.context.today():
            return False
        return not any(f.settled is not None and day(f.settled) > word.due for f in case.unanswered())

    def _before_follow_up(self, follow_up: FollowUp) -> Caution | None:
        if not is_contact(follow_up.kind, follow_up.person_id):
            return None
        kind, interview_id = follow_up.kind, follow_up.interview_id
        return self.before_contact(interview_id, follow_up.person_id, follow_up.channel, kind=kind)

    def _asked(
        self, interview_id: int | None, person_id: int | None
    ) -> tuple[Whom, Interview | None, tuple[Contact, ...]]:
        reader = self.context.store.reader
        person = None if person_id is None else get(reader, Person, person_id)
        ties = [] if person is None else find(reader, Involvement, person_id=person.id)
        if interview_id is None:
            interviews = [get(reader, Interview, tie.interview_id) for tie in ties]
            running = {i.id: i for i in interviews if i.outcome is None}
            interview = running.popitem()[1] if len(running) == 1 else None
        else:
            interview = get(reader, Interview, interview_id)
        whom = Whom(
            company=interview.company if interview else "",
            person_id=person_id,
            name=person.name if person else "",
            outsider=interview is None or any(t.interview_id == interview.id and t.part in OUTSIDERS for t in ties),
            no_calls=person is not None and person.no_calls,
        )
        return whom, interview, contacts(reader, whom.company, person_id)
