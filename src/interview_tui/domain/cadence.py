"""How soon and how often: every number by which the program plans, once, with its unit and its source.

Sources: METHOD is this project's method (ten steps after Ford R. Myers, "Follow-up Steps After the Interview", whose
article gives no numbers); CAREERS is what university career centres advise (Wright State, Wesleyan, Georgetown).
A user changes each number in the configuration, by its name here (settings_cadence.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from interview_tui.domain.terms import Plan

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence:
    """The numbers of one plan. Days are calendar days unless they are called working days."""

    prepare_working_days_before: int = 1  # METHOD, step 1: the working day before the meeting
    debrief_hours: int = 1  # METHOD, step 2: one hour after the meeting ends
    thank_you_hours: int = 24  # METHOD, step 5; CAREERS: within a day
    thank_you_red_hours: int = 48  # CAREERS: two days at the very latest; from then on it is shown in red
    value_letter_working_days: int = 3  # METHOD, step 6
    check_in_working_days: int = 1  # METHOD, step 7: after the date of what they committed to
    check_in_days_after_passive: int = 3  # CAREERS: after a date that came with no more than "we'll let you know"
    check_in_days: int = 7  # CAREERS: without such a date, a week after the last contact
    check_in_gaps: tuple[int, ...] = (14, 28)  # CAREERS: then two weeks, then four, after the last contact
    check_in_cap: int = 3  # CAREERS: at most three in a row without an answer
    contact_gap_days: int = 5  # CAREERS: between unanswered contacts; the shortest span that holds two working days
    company_contacts_a_week: int = 2  # CAREERS: in any seven days, to one company
    silence_days: int = 12  # CAREERS: so long without any contact, and the silence is flagged
    advocate_working_days: int = 1  # METHOD, step 8 says "after the initial interview"; the next working day
    recommendation_working_days: int = 2  # as above, a day later: a good word first, then a letter
    rejection_thanks_days: int = 2  # METHOD, step 10: within two days
    stay_in_touch_first_days: int = 30  # METHOD, step 10: four times a year, the first after a month
    stay_in_touch_days: int = 90  # METHOD, step 10: four times a year
    watch_weeks: tuple[int, ...] = (6, 12)  # our own choice, no published figure: when a new hire may have left again
    offer_reply_working_days: int = 2  # an offer is answered, or its date agreed, within two working days
    reference_thanks_working_days: int = 2  # whoever helped hears of it first from me
    withdrawal_working_days: int = 1  # who withdraws says so at once

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
                Plan.GENTLE: Cadence(check_in_days=10, check_in_gaps=(21,), check_in_cap=2),
                Plan.STANDARD: Cadence(),
                Plan.BRISK: Cadence(check_in_days=5, check_in_gaps=(7, 14, 28), check_in_cap=4),
                Plan.NONE: Cadence(check_in_cap=0),
            }
        )
    )

    def of(self, plan: Plan | None) -> Cadence:
        """The numbers of a plan; of the standard one while none was chosen."""
        return self.by_plan[plan or Plan.STANDARD]
