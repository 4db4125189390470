"""Puts the parts together: settings, store, services."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from interview_tui.store.database import Store

if TYPE_CHECKING:
    from datetime import datetime

    from interview_tui.importing.invitations import Intake
    from interview_tui.services.base import House
    from interview_tui.services.follow_ups import FollowUps
    from interview_tui.services.history import History
    from interview_tui.services.hooks import Hooks
    from interview_tui.services.interviews import Interviews
    from interview_tui.services.letters import Letters
    from interview_tui.services.meetings import Meetings
    from interview_tui.services.notes import Notes
    from interview_tui.services.offers import Offers
    from interview_tui.services.persistence import Persistence
    from interview_tui.services.promises import Promises
    from interview_tui.services.questions import Questions
    from interview_tui.services.stories import Stories
    from interview_tui.services.ties import People
    from interview_tui.settings import Settings
    from interview_tui.store.autosave import Autosave


@dataclass(frozen=True)
class Program:
    """One run of the program. What a command does not use is not loaded."""

    settings: Settings
    _news: list[str] = field(default_factory=list, kw_only=True, repr=False, compare=False)

    def at(self, moment: datetime) -> Program:
        """The same program at another instant, with the same store: to look ahead."""
        other = Program(self.settings._replace(clock=lambda: moment))
        vars(other).update(store=self.store, typed=self.typed)
        return other

    def known_as(self, address: str) -> Program:
        """The same run, with one more e-mail address of the user's own."""
        mine, sender = self.settings.mine | {address}, self.settings.sender
        sender = sender._replace(address=sender.address or address)
        other = Program(self.settings._replace(mine=mine, sender=sender))
        vars(other).update(store=self.store, typed=self.typed, house=replace(self.house, mine=mine))
        return other

    @cached_property
    def store(self) -> Store:
        store = Store(self.settings.paths.store, calendar=self.settings.calendar, backups=self.settings.paths.backups)
        store.catch_up, store.mine = self._catch_up, self.settings.mine
        return store

    def _catch_up(self) -> None:
        """A store of an earlier version is planned by the present rules, and the user is nobody whom they met; what was
        done is told by `take_news`.
        """
        if self.store.plan_is_due():
            from interview_tui.services.earlier_version import EarlierVersion

            self._news.append(EarlierVersion(self.house).take_over().words)
        if self.store.user_is_somebody() and (change := self.intake.drop_myself()):
            self._news.append(change.words)

    def take_news(self) -> str:
        """What was done when the store was opened, once; '' for nothing."""
        told = " · ".join(self._news)
        self._news.clear()
        return told

    @cached_property
    def typed(self) -> Autosave:
        from interview_tui.store.autosave import Autosave

        return Autosave(self.settings.paths.typed, self.settings.clock, of_a_store=lambda: self.store.was_there)

    @property
    def cannot_save(self) -> str:
        """Why nothing that is typed or done can be saved; '' where it can."""
        if not self.store.is_read_only:
            return ""
        neither = "" if self.typed.can_keep else ", and what you type is not kept either"
        return f"read-only: {self.store.path} cannot be written, so nothing can be saved{neither}"

    @cached_property
    def hooks(self) -> Hooks | None:
        """None where none is set: then nothing of it is loaded."""
        if not self.settings.hooks:
            return None
        from interview_tui.services.hooks import Hooks

        return Hooks(self.settings.hooks)

    @cached_property
    def house(self) -> House:
        from interview_tui.services.base import House

        return House(
            store=self.store,
            clock=self.settings.clock,
            calendar=self.settings.calendar,
            cadences=self.settings.cadences,
            mine=self.settings.mine,
            signature=self.settings.sender.signature,
            hooks=self.hooks,
        )

    @cached_property
    def interviews(self) -> Interviews:
        from interview_tui.services.interviews import Interviews

        return Interviews(self.house, lambda: self.letters)

    @cached_property
    def meetings(self) -> Meetings:
        from interview_tui.services.meetings import Meetings

        return Meetings(self.house)

    @cached_property
    def offers(self) -> Offers:
        from interview_tui.services.offers import Offers

        return Offers(self.house, lambda: self.letters)

    @cached_property
    def follow_ups(self) -> FollowUps:
        from interview_tui.services.follow_ups import FollowUps

        return FollowUps(self.house)

    @cached_property
    def persistence(self) -> Persistence:
        from interview_tui.services.persistence import Persistence

        return Persistence(self.house)

    @cached_property
    def notes(self) -> Notes:
        from interview_tui.services.notes import Notes

        return Notes(self.house)

    @cached_property
    def letters(self) -> Letters:
        from interview_tui.services.letters import Letters

        return Letters(self.house, sender=self.settings.sender, templates=self.settings.paths.templates)

    @cached_property
    def promises(self) -> Promises:
        from interview_tui.services.promises import Promises

        return Promises(self.house)

    @cached_property
    def stories(self) -> Stories:
        from interview_tui.services.stories import Stories

        return Stories(self.house)

    @cached_property
    def people(self) -> People:
        from interview_tui.services.ties import People

        return People(self.house)

    @cached_property
    def questions(self) -> Questions:
        from interview_tui.services.questions import Questions

        return Questions(self.house)

    @cached_property
    def history(self) -> History:
        from interview_tui.services.history import History

        return History(self.house)

    @cached_property
    def intake(self) -> Intake:
        from interview_tui.importing.invitations import Intake

        return Intake(self.house)
