"""The pages above the main screen. Each is loaded when it is first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interview_tui.ui.main_screen import MainScreen
    from interview_tui.ui.pages.base import Page


async def chart(screen: MainScreen) -> None:
    """Needs and stories side by side."""
    from interview_tui.ui.pages.chart import ChartPage

    await _open_of_case(screen, ChartPage)


async def thanks(screen: MainScreen) -> None:
    """The thank-you board."""
    from interview_tui.ui.pages.thanks import ThanksPage

    await _open_of_case(screen, ThanksPage)


async def questions(screen: MainScreen) -> None:
    """The bank of questions."""
    from interview_tui.ui.pages.questions import QuestionsPage

    await _open_of_case(screen, QuestionsPage)


async def brief(screen: MainScreen) -> None:
    """The meeting on one page."""
    from interview_tui.ui.pages.brief import BriefPage

    await _open_of_case(screen, BriefPage)


async def people(screen: MainScreen) -> None:
    """The people of the interview, and everybody."""
    from interview_tui.ui.pages.people import PeoplePage

    await screen.app.push_screen(PeoplePage(screen.program, screen.page_left, _interview_id(screen)))


async def stories(screen: MainScreen) -> None:
    """The library of stories."""
    from interview_tui.ui.pages.stories import StoriesPage

    await screen.app.push_screen(StoriesPage(screen.program, screen.page_left, _interview_id(screen)))


async def promises(screen: MainScreen) -> None:
    """What was promised on both sides."""
    from interview_tui.ui.pages.promises import PromisesPage

    await screen.app.push_screen(PromisesPage(screen.program, screen.page_left, _interview_id(screen)))


async def review(screen: MainScreen) -> None:
    """Figures and plots."""
    from interview_tui.ui.pages.review import ReviewPage

    await screen.app.push_screen(ReviewPage(screen.program, screen.page_left))


async def deleted(screen: MainScreen) -> None:
    """What was deleted of late."""
    from interview_tui.ui.pages.deleted import DeletedPage

    await screen.app.push_screen(DeletedPage(screen.program, screen.page_left))


async def _open_of_case(screen: MainScreen, page: type[Page]) -> None:
    """A page on the selected interview. Raises Refused where there is none."""
    interview_id = screen.selection.required_case().interview.id
    await screen.app.push_screen(page(screen.program, screen.page_left, interview_id))  # type: ignore[call-arg]


def _interview_id(screen: MainScreen) -> int | None:
    case = screen.selection.case
    return case.interview.id if case is not None else None
