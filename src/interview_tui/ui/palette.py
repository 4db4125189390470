"""Every action by its name, in Textual's command palette."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Provider

from interview_tui.ui.keys import ACTS, MOVES, Key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.command import Hits
    from textual.types import IgnoreReturnCallbackType


class Actions(Provider):
    """The keys' actions, each with its key."""

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for key, act in self._actions():
            yield DiscoveryHit(f"{key.name}  ({key.shown})", act, help=key.help)

    async def search(self, query: str) -> Hits:
        """Those whose name or help fits."""
        matcher = self.matcher(query)
        for key, act in self._actions():
            score = max(matcher.match(key.name), matcher.match(key.help))
            if score > 0:
                yield Hit(score, matcher.highlight(f"{key.name}  ({key.shown})"), act, help=key.help)

    def _actions(self) -> Iterator[tuple[Key, IgnoreReturnCallbackType]]:
        for key in (*ACTS, *MOVES):
            yield key, partial(self.app.run_action, key.action, default_namespace=self.screen)
