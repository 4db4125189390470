"""What was deleted of late: with what went with it, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from interview_tui.domain.dates import moment_words
from interview_tui.domain.text import counted
from interview_tui.services.history import KEPT_DAYS, with_it
from interview_tui.store.deletions import Deleted, Gone
from interview_tui.ui.dialogs.menu import Choice, Menu
from interview_tui.ui.keys import PageName, with_keys
from interview_tui.ui.pages.base import ListPage, PageRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_tui.domain.enums import Ref
    from interview_tui.ui.text_view import Prose


class DeletedPage(ListPage[Deleted]):
    """The deleted records, the latest first."""

    page: ClassVar[PageName] = PageName.DELETED
    LIST = "Deleted"
    EMPTY = f"Nothing was deleted in the last {KEPT_DAYS} days: what {{remove}} deletes appears here"

    def rows(self) -> Sequence[PageRow[Deleted]]:
        """What was deleted and is not back."""
        found = self.program.history.deleted()
        self.title_line.show("Deleted", f"in the last {KEPT_DAYS} days", counted(len(found), "record"))
        return [
            PageRow(item.ref, item, f" {item.what}", " · ".join(filter(None, (_of(item), self._when(item)))))
            for item in found
        ]

    def detail_title(self, item: Deleted) -> tuple[str, str]:
        return str(item.ref), self._when(item)

    def detail(self, item: Deleted, to: Prose) -> None:
        """The whole of it: of which interview, and what went with it."""
        to.line((item.what, "strong"))
        to.blank()
        of = f", of {item.interview}" if item.of_another else ""
        to.line(f"Deleted {self._when(item)}{of}{with_it(item.went)}")
        to.line(with_keys("{deleted.bring_back} restores it; {undo} then deletes it again"))

    def _when(self, item: Deleted) -> str:
        context = self.program
        return moment_words(item.at, now=context.clock(), calendar=context.calendar)

    async def action_bring_back(self) -> None:
        """Brings it back; where it hangs on something that is deleted too, asks whether that shall come first."""
        item = self.item
        try:
            self.done(self.program.history.bring_back(item.ref))
        except Gone as gone:
            first = gone.first
            if first is None:
                raise
            choices = [
                Choice("y", f"bring back {first}, then {item.ref}", lambda: self._both(first, item.ref)),
                Choice("n", "leave both deleted", lambda: None),
            ]
            await self.ask(Menu(str(gone), choices))

    def _both(self, first: Ref, then: Ref) -> None:
        self.done(self.program.history.bring_back(first))
        self.done(self.program.history.bring_back(then))

    def copy_line(self) -> None:
        """What it said."""
        self.copy(self.item.what)


def _of(item: Deleted) -> str:
    return item.interview if item.of_another else ""
