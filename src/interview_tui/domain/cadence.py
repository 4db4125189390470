"""How soon and how often: every number by which the program plans, once, with its unit and its source.

Sources: METHOD is this project's method (ten steps after Ford R. Myers, "Follow-up Steps After the Interview", whose
article gives no numbers); CAREERS is what university career centres advise (Wright State, Wesleyan, Georgetown).
A user changes each number in the configuration, by its name here (settings_cadence.py).
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from interview_tui.data_classes import dataclass, field
from interview_tui.domain.enums import Plan

if TYPE_CHECKING:
    from collections.abc import Mapping


def _number(usual: Any, about: str) -> Any:
    """A number of the cadence with what it says; the configuration that `config init` writes has it beside it."""
    return field(default=usual, metadata={"about": about})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence:
    """The numbers of one plan. Days are calendar days unless they are called working days."""

    prepare_working_days_before: int = _number(1, "working days from preparing to the meeting (METHOD, step 1)")
    debrief_hours: int = _number(1, "hours after a meeting's end (METHOD, step 2)")
    thank_you_hours: int = _number(24, "hours after a meeting (METHOD, step 5; CAREERS: within a day)")
    thank_you_red_hours: int = _number(
        48, "hours until a thank-you is shown in red (CAREERS: two days at the very latest)"
    )
    value_letter_working_days: int = _number(3, "working days after a meeting (METHOD, step 6)")
    check_in_working_days: int = _number(
        2, "working days after the date of what they committed to (METHOD, cadence: brisk 1, standard 2, gentle 4)"
    )
    check_in_days: int = _number(7, "days after the last contact, where there is no such date (CAREERS: a week)")
    check_in_gaps: tuple[int, ...] = _number(
        (14, 28), "days from each contact to the check-in after it (CAREERS: two weeks, then four)"
    )
    check_in_cap: int = _number(3, "check-ins in a row without an answer, at most (CAREERS)")
    contact_gap_days: int = _number(
        5, "days between unanswered contacts (CAREERS; the shortest span that holds two working days)"
    )
    company_contacts_a_week: int = _number(2, "contacts to one company in any seven days (CAREERS)")
    silence_days: int = _number(12, "days without any contact until the silence is flagged (CAREERS)")
    advocate_working_days: int = _number(1, "working days after the meeting (METHOD, step 8, says only: after it)")
    recommendation_working_days: int = _number(
        2, "working days after the meeting: a good word first, then a letter (METHOD, step 8)"
    )
    forward_working_days: int = _number(
        1, "working days to forward a letter of recommendation (METHOD, step 8, names no number: our own choice)"
    )
    rejection_thanks_days: int = _number(2, "days after a rejection (METHOD, step 10: within two days)")
    stay_in_touch_first_days: int = _number(
        30, "days to the first time (METHOD, step 10: four times a year, the first after a month)"
    )
    stay_in_touch_days: int = _number(90, "days between them (METHOD, step 10: four times a year)")
    watch_weeks: tuple[int, ...] = _number(
        (6, 12), "weeks after which a new hire may have left again (our own choice: no figure is published)"
    )
    value_letters: int = _number(1, "value letters: 0 plans none (METHOD, cadence)")
    new_date_working_days: int = _number(
        1, "working days to ask for a new date after a meeting fell through (METHOD, fine print 17)"
    )
    next_meeting_working_days: int = _number(
        2, "working days to agree on a date after an invitation without one (METHOD, fine print 8)"
    )
    answer_working_days: int = _number(1, "working days to answer someone who is waiting (METHOD, fine print 12)")
    offer_thanks_working_days: int = _number(1, "working days to thank for an offer (METHOD)")
    offer_reply_working_days: int = _number(
        2, "working days from asking for a date to deciding on an offer without one (METHOD, fine print 13)"
    )
    offer_news_working_days: int = _number(
        1, "working days to tell the others of an offer (METHOD says no number: as the thanks for it)"
    )
    lapse_weeks: int = _number(4, "weeks after a meeting until what nobody did lapses (METHOD, fine print 11)")
    check_in_lapse_months: int = _number(2, "months after which a check-in lapses (METHOD, fine print 11)")
    reference_thanks_working_days: int = _number(
        2, "working days: whoever helped hears of it from you first (our own choice)"
    )
    withdrawal_working_days: int = _number(1, "working days: withdraw promptly (our own choice)")

    def gap(self, sent: int) -> int:
        """Days from the last contact to the check-in that follows `sent` earlier ones; the last gap repeats."""
        gaps = (self.check_in_days, *self.check_in_gaps)
        return gaps[min(sent, len(gaps) - 1)]


@dataclass(frozen=True, slots=True)
class Cadences:
    """The cadence of each plan; a user's own numbers replace these."""

    by_plan: Mapping[Plan, Cadence] = field(
        default_factory=lambda: MappingProxyType(
            {
                Plan.GENTLE: Cadence(check_in_days=10, check_in_gaps=(21,), check_in_cap=2, check_in_working_days=4),
                Plan.STANDARD: Cadence(),
                Plan.BRISK: Cadence(
                    check_in_days=5, check_in_gaps=(7, 14, 28), check_in_cap=4, check_in_working_days=1
                ),
                Plan.ONE_LETTER: Cadence(check_in_cap=0),
                Plan.NONE: Cadence(check_in_cap=0, value_letters=0),
            }
        )
    )

    def of(self, plan: Plan | None) -> Cadence:
        """The numbers of a plan; of the standard one while none was chosen."""
        return self.by_plan[plan or Plan.STANDARD]
