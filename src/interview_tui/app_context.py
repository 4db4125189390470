"""Puts the parts together: settings, store, services."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from interview_tui.paths import mail_words
from interview_tui.services.base import Context
from interview_tui.store.database import Store

if TYPE_CHECKING:
    from datetime import datetime

    from interview_tui.importing.invitations import Invitations
    from interview_tui.services.answers import PreparedAnswers
    from interview_tui.services.documents import Documents
    from interview_tui.services.follow_ups import FollowUps
    from interview_tui.services.history import History
    from interview_tui.services.hooks import Hooks
    from interview_tui.services.interviews import Interviews
    from interview_tui.services.letters import Letters
    from interview_tui.services.meetings import Meetings
    from interview_tui.services.notes import Notes
    from interview_tui.services.outbox import Outbox
    from interview_tui.services.outcomes import Outcomes
    from interview_tui.services.people import People
    from interview_tui.services.persistence import Persistence
    from interview_tui.services.questions import Questions
    from interview_tui.services.stories import Stories
    from interview_tui.services.study import Studies
    from interview_tui.services.suggestions import Suggestions
    from interview_tui.settings import Settings
    from interview_tui.store.autosave import Autosave


class AppContext(Context):
    """One run of the program: the context of its services, and the services. What is not used is not loaded."""

    def __init__(self, settings: Settings) -> None:
        store = Store(settings.paths.store, calendar=settings.calendar, backups=settings.paths.backups)
        store.catch_up, store.mine = self._catch_up, settings.mine
        super().__init__(
            store=store,
            clock=settings.clock,
            calendar=settings.calendar,
            cadences=settings.cadences,
            mine=settings.mine,
            signature=settings.sender.signature,
            language=settings.language,
            tone=settings.tone,
            keep_text=settings.mail.keep_text,
            mail_words=mail_words(settings.paths.configuration),
            copies=settings.paths.documents,
            hooks=_hooks(settings),
        )
        self.settings = settings
        self._news: list[str] = []

    def at(self, moment: datetime) -> AppContext:
        """The same run at another instant, with the same store: to look ahead."""
        other = AppContext(self.settings._replace(clock=lambda: moment))
        other.store, other.autosave = self.store, self.autosave
        return other

    def known_as(self, address: str, *, sure: bool = True) -> AppContext:
        """The same run, with one more email address of the user's own. `sure`: the user says so; whoever has it among
        the people of interviews is removed from them.
        """
        mine, sender = self.settings.mine | {address}, self.settings.sender
        sender = sender._replace(address=sender.address or address)
        other = AppContext(self.settings._replace(mine=mine, sender=sender))
        other.store, other.autosave, other.session = self.store, self.autosave, self.session
        if sure:
            self.store.mine |= {address}
        return other

    def _catch_up(self) -> None:
        """Plans a store of an earlier version by the present rules, and removes the user from the people whom they met;
        `take_news` says what was done.
        """
        if self.store.plan_is_due():
            from interview_tui.services.earlier_version import EarlierVersion

            self._news.append(EarlierVersion(self).take_over().words)
        if self.store.user_is_somebody() and (change := self.invitations.remove_user()):
            self._news.append(change.words)

    def take_news(self) -> str:
        """What was done when the store was opened, once; '' for nothing."""
        news = " · ".join(self._news)
        self._news.clear()
        return news

    @cached_property
    def autosave(self) -> Autosave:
        from interview_tui.store.autosave import Autosave

        return Autosave(self.settings.paths.typed, self.settings.clock, of_a_store=lambda: self.store.was_there)

    @property
    def cannot_save(self) -> str:
        """Why nothing that is typed or done can be saved; '' where it can."""
        if not self.store.is_read_only:
            return ""
        neither = "" if self.autosave.can_keep else ", and what you type is not saved either"
        return f"read-only: {self.store.path} cannot be written, so nothing can be saved{neither}"

    @cached_property
    def interviews(self) -> Interviews:
        from interview_tui.services.interviews import Interviews

        return Interviews(self, self.outcomes)

    @cached_property
    def outcomes(self) -> Outcomes:
        from interview_tui.services.outcomes import Outcomes

        return Outcomes(self, lambda: self.letters)

    @cached_property
    def meetings(self) -> Meetings:
        from interview_tui.services.meetings import Meetings

        return Meetings(self)

    @cached_property
    def follow_ups(self) -> FollowUps:
        from interview_tui.services.follow_ups import FollowUps

        return FollowUps(self, lambda tx, follow_up, said: self.suggestions.take(tx, follow_up, said))

    @cached_property
    def suggestions(self) -> Suggestions:
        from interview_tui.services.suggestions import Suggestions

        return Suggestions(self, lambda: self.letters)

    @cached_property
    def persistence(self) -> Persistence:
        from interview_tui.services.persistence import Persistence

        return Persistence(self)

    @cached_property
    def notes(self) -> Notes:
        from interview_tui.services.notes import Notes

        return Notes(self)

    @cached_property
    def letters(self) -> Letters:
        from interview_tui.services.letters import Letters

        return Letters(self, autosave=self.autosave, templates=self.settings.paths.templates)

    @cached_property
    def outbox(self) -> Outbox:
        from interview_tui.services.outbox import Outbox

        return Outbox(self, self.letters, self.settings.sender)

    @cached_property
    def stories(self) -> Stories:
        from interview_tui.services.stories import Stories

        return Stories(self)

    @cached_property
    def documents(self) -> Documents:
        from interview_tui.services.documents import Documents

        return Documents(self)

    @cached_property
    def people(self) -> People:
        from interview_tui.services.people import People

        return People(self)

    @cached_property
    def questions(self) -> Questions:
        from interview_tui.services.questions import Questions

        return Questions(self)

    @cached_property
    def studies(self) -> Studies:
        from interview_tui.services.study import Studies

        return Studies(self)

    @cached_property
    def answers(self) -> PreparedAnswers:
        from interview_tui.services.answers import PreparedAnswers

        return PreparedAnswers(self)

    @cached_property
    def history(self) -> History:
        from interview_tui.services.history import History

        return History(self)

    @cached_property
    def invitations(self) -> Invitations:
        from interview_tui.importing.invitations import Invitations

        return Invitations(self)


def _hooks(settings: Settings) -> Hooks | None:
    """None where none is set: then nothing of it is loaded."""
    if not settings.hooks:
        return None
    from interview_tui.services.hooks import Hooks

    return Hooks(settings.hooks)
