"""The keys that open a page of the method's own work: letters, chart, people, stories, debrief, brief, plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.enums import Outcome, Ref
from interview_tui.domain.follow_up_kinds import LETTER_OF, Kind
from interview_tui.domain.records import FollowUp, Interview
from interview_tui.domain.records import ref as ref_of
from interview_tui.services.plan_preview import facts_of
from interview_tui.store.debriefs import ended_without_debrief
from interview_tui.store.reading import one
from interview_tui.ui.keys import Pane, acts, with_keys
from interview_tui.ui.targets import Targets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_tui.domain.case import Case
    from interview_tui.domain.letter_kinds import LetterKind
    from interview_tui.services.base import Change
    from interview_tui.ui.pages.base import Page

FIRST = {
    Pane.FOLLOW_UPS: """\
Nothing is owed: there is no interview yet. Three ways to begin:

{add}  add your first interview: the company, the role, when you meet
{import}  import what you kept elsewhere: an invitation (.ics), a table (.csv)
{tour}  a tour of the demo, an invented job search: two minutes, key by key
{demo}  the demo without the tour

The demo has a store of its own: nothing of it gets into yours.
{help} has every key and the ten steps.""",
    Pane.PIPELINE: """\
No interviews yet. {add} adds the first one, {import} imports what you kept elsewhere, {tour} takes the tour.""",
    Pane.NOTES: """\
No notes yet: they belong to an interview. {add} adds the first one, {import} imports, {tour} takes the tour.""",
}
"""What each pane of an empty store offers."""


class Opening(Targets):
    """The board, and the pages above it. A page is loaded when it is first opened."""

    async def open_page(self, page: Page) -> None:
        """Shows a page; when it is left, the dashboard reads again what was changed there."""
        await self.app.push_screen(page)

    def page_left(self) -> None:
        """A page was left: what was said before it was opened is no longer the last thing that happened."""
        if self.attempt(self.reload):
            self.message.tell("")

    def selected_case(self) -> Case:
        """The selected interview. Raises Refused where there is none."""
        if self.case is None:
            raise self.no_interview()
        return self.case

    def _all_follow(self) -> None:
        super()._all_follow()
        if self.pipeline.current is None and not self.filters[Pane.PIPELINE]:
            for pane, text in FIRST.items():
                if not self.filters[pane]:
                    self.panes[pane].empty = with_keys(text)

    # The first minute

    async def add_interview(self) -> None:
        """Asks for a new interview, which then is the selected one."""
        from interview_tui.ui.dialogs.interview import add_form

        await self.ask(add_form(self.program, self._added), origin="interview")

    def _added(self, change: Change) -> None:
        self.done(change)
        self.choose(change.refs[0].id)

    async def action_demo(self) -> None:
        """An invented job search, in a store of its own."""
        from interview_tui.ui.tour import open_demo

        await open_demo(self, guided=False)

    async def action_tour(self) -> None:
        """A morning on the demo, key by key."""
        from interview_tui.ui.tour import open_demo

        await open_demo(self, guided=True)

    async def action_help(self) -> None:
        """The keys that work here, and what the step asks."""
        from interview_tui.ui.dialogs.help import Help

        here = [key for key in acts() if self.active in key.panes]
        elsewhere = [key for key in acts() if self.active not in key.panes]
        with self.saying():
            await self.app.push_screen(
                Help(self.active, here, elsewhere=elsewhere, case=self.case, context=self.program)
            )

    def action_suspend(self) -> None:
        """Stops the program; the shell goes on with it."""
        from interview_tui.terminal.driver import has_shell

        if has_shell():
            self.app.action_suspend_process()
        else:
            self.message.tell("There is no shell here that could go on with it later: q quits", error=True)

    async def action_letter(self) -> None:
        """The letter that the follow-up under the cursor asks for, else that of the interview."""
        with self.saying():
            row = self.follow_ups.follow_up if self.active is Pane.FOLLOW_UPS else None
            offer = self.undecided_offer([row.id] if row is not None else self._offers_to_answer())
            if offer is not None:
                await self.answer(offer)
                return
            target = Ref("f", row.id) if row is not None else Ref("i", self.selected_case().interview.id)
            await self.write_letter(target)

    def _offers_to_answer(self) -> list[int]:
        """The answer that the selected interview owes, where it owes nothing else that is a letter."""
        case = self.selected_case()
        letters = any(f.kind in LETTER_OF for f in case.open)
        return [] if letters else [f.id for f in case.open if f.kind is Kind.OFFER_REPLY]

    def undecided_offer(self, follow_up_ids: Sequence[int]) -> FollowUp | None:
        """The one follow-up, where it is the answer to an offer that is not decided. Raises NotFound."""
        if len(follow_up_ids) != 1:
            return None
        reader = self.program.store.reader
        found = one(reader, FollowUp, follow_up_ids[0])
        if (
            found.kind is not Kind.OFFER_REPLY
            or one(reader, Interview, found.interview_id).outcome is not Outcome.OFFER
        ):
            return None
        return found

    async def answer(self, offer: FollowUp) -> None:
        """Asks what an offer is answered, and opens the letter that says it."""
        from interview_tui.ui.dialogs.offer import answer_menu

        async def write(kind: LetterKind) -> None:
            await self.write_letter(ref_of(offer), kind)

        await self.ask(answer_menu(self, self.named([offer.interview_id]), write))

    async def write_letter(self, target: Ref, kind: LetterKind | None = None) -> None:
        """Opens the letter of a follow-up, or one of a kind for an interview. Raises UserError."""
        from interview_tui.ui.pages.letter import open_letter

        await open_letter(self, target, self.page_left, kind=kind)

    async def action_chart(self) -> None:
        """Needs and stories side by side."""
        from interview_tui.ui.pages.chart import ChartPage

        await self._open_of_case(ChartPage)

    async def action_people(self) -> None:
        """The people of the interview, and everybody."""
        from interview_tui.ui.pages.people import PeoplePage

        await self.open_page(PeoplePage(self.program, self.page_left, self._interview_id()))

    async def action_stories(self) -> None:
        """The library of stories."""
        from interview_tui.ui.pages.stories import StoriesPage

        await self.open_page(StoriesPage(self.program, self.page_left, self._interview_id()))

    async def action_promises(self) -> None:
        """What was promised on both sides."""
        from interview_tui.ui.pages.promises import PromisesPage

        await self.open_page(PromisesPage(self.program, self.page_left, self._interview_id()))

    async def action_thanks(self) -> None:
        """The thank-you board."""
        from interview_tui.ui.pages.thanks import ThanksPage

        await self._open_of_case(ThanksPage)

    async def action_questions(self) -> None:
        """The bank of questions."""
        from interview_tui.ui.pages.questions import QuestionsPage

        await self._open_of_case(QuestionsPage)

    async def action_brief(self) -> None:
        """The meeting on one page."""
        from interview_tui.ui.pages.brief import BriefPage

        await self._open_of_case(BriefPage)

    async def action_theme(self) -> None:
        """Other colours, for this time."""
        await self.app.run_action("app.theme")

    async def action_review(self) -> None:
        """Figures and plots."""
        from interview_tui.ui.pages.review import ReviewPage

        await self.open_page(ReviewPage(self.program, self.page_left))

    async def action_deleted(self) -> None:
        """What was deleted of late."""
        from interview_tui.ui.pages.deleted import DeletedPage

        await self.open_page(DeletedPage(self.program, self.page_left))

    async def action_plan(self) -> None:
        """The whole follow-up plan."""
        from interview_tui.ui.dialogs.plan import choose_plan

        with self.saying():
            await self.ask(choose_plan(self.program, self.selected_case(), self.done))

    async def action_debrief(self) -> None:
        """After the meeting: one question after another."""
        from interview_tui.ui.dialogs.debrief import debrief

        with self.saying():
            await debrief(self, self._to_debrief())

    def _to_debrief(self) -> int:
        """The meeting in which the cursor of the notes is; else the selected interview's while it is to be written
        down, else the one that has ended without.
        """
        case, context = self.selected_case(), self.program
        at = self.notes.meeting
        if self.active is Pane.NOTES and at is not None and at.meeting.id != case.meeting.id:
            return at.meeting.id
        noted = facts_of(context, case.interview.id).noted
        owes = any(f.kind is Kind.DEBRIEF for f in case.open) or case.meeting.id not in noted
        over = case.meeting_end is not None and case.meeting_end <= context.clock()
        if not (owes and over):
            with context.store.trouble():
                ended = ended_without_debrief(context.store, context.clock())
            if ended is not None:
                self.stand_on(ended[0])
                return self.selected_case().meeting.id
        return case.meeting.id

    async def action_editor(self) -> None:
        """All the notes of the meeting in $EDITOR; where another session wrote into them, one chooses."""
        from interview_tui.ui.editor import NotesOvertaken, edit_notes

        with self.saying():
            interview_id = self.selected_case().interview.id
            try:
                edit_notes(self, interview_id)
            except NotesOvertaken as overtaken:
                from interview_tui.ui.dialogs.conflict import settle_notes

                self.message.tell(str(overtaken), error=True)
                await settle_notes(self, interview_id, overtaken.mine)

    async def _open_of_case(self, page: type[Page]) -> None:
        """A page on the selected interview."""
        with self.saying():
            interview_id = self.selected_case().interview.id
            await self.open_page(page(self.program, self.page_left, interview_id))  # type: ignore[call-arg]

    def _interview_id(self) -> int | None:
        return self.case.interview.id if self.case is not None else None
