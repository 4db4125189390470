"""The library of stories: each an accomplishment with its challenge, action, result, and perhaps a sample."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from interview_tui.domain.already_sent import is_web_link
from interview_tui.domain.errors import Refused
from interview_tui.domain.records import Story, ref
from interview_tui.domain.text import company_role, counted
from interview_tui.letters.samples import where_from
from interview_tui.store.queries import answered, story_uses
from interview_tui.store.records import find, get
from interview_tui.ui.dialogs.conflict import edit_record
from interview_tui.ui.dialogs.form import Field, Form, changed
from interview_tui.ui.dialogs.menu import Choice, Menu
from interview_tui.ui.keys import PageName, with_keys
from interview_tui.ui.pages.base import ListPage, PageRow
from interview_tui.ui.pages.chart import story_parts, story_prose

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from interview_tui.ui.text_view import Prose


class StoriesPage(ListPage[Story]):
    """All stories; those picked for the selected interview's meeting are ticked."""

    page: ClassVar[PageName] = PageName.STORIES
    LIST = "Stories"
    DONE = "All stories have a sample"
    EMPTY = "No stories yet. {stories.add} adds one: the challenge, what you did, the result."

    def rows(self) -> Sequence[PageRow[Story]]:
        """A line for each story."""
        library, answers = find(self.program.store.reader, Story), answered(self.program.store.reader)
        picked: set[int] = set()
        name = ""
        if self.interview_id is not None:
            case = self.read_case()
            picked = {m.story_id for m in case.matches if m.meeting_id == case.meeting.id}
            name = case.name
        self.title_line.show("Stories", name, f"{len(picked)} picked for the meeting" if picked else "")
        return [self._row(story, answers.get(story.id, 0), story.id in picked) for story in library]

    @staticmethod
    def _row(story: Story, answers: int, picked: bool) -> PageRow[Story]:
        parts = [f"answers {counted(answers, 'need')}"] if answers else []
        parts += ["sample"] if story.sample else []
        return PageRow(story.id, story, f"{'✓' if picked else ' '} {story.title}", " · ".join(parts))

    def detail_title(self, item: Story) -> tuple[str, str]:
        return item.title, ""

    def needs(self, item: Story) -> bool:
        """Whether a sample of the work is missing."""
        return not item.sample

    def idle(self, item: Story) -> Collection[str]:
        return () if self.interview_id is not None else ("pick",)

    def detail(self, item: Story, to: Prose) -> None:
        """The story whole, and the needs that it answers."""
        story_prose(to, item)
        if not item.sample:
            to.line(("No work sample yet: a proposal needs one.", "quiet"))
        elif not is_web_link(item.sample) and not is_file(item.sample):
            to.line((with_keys("No such file: {stories.edit} names another sample."), "quiet"))
        uses = story_uses(self.program.store.reader, item.id)
        if uses:
            to.heading("Where it is used")
        for use in uses:
            said = f"answers “{use.need}”" if use.need else "picked for the meeting"
            to.line(f"{company_role(use.company, use.role)}: {said}", hang=2)

    async def action_add(self) -> None:
        """Asks for a story."""

        def submit(values: dict[str, str]) -> None:
            self.saved(self.program.stories.add(**values))

        await self.ask(Form("Add a story", _fields(None), submit))

    async def action_edit(self) -> None:
        """Asks what the story shall say."""
        story = self.item

        def opened() -> Form:
            known = get(self.program.store.reader, Story, story.id)
            fields = _fields(known)

            def submit(values: dict[str, str]) -> None:
                if changes := changed(fields, values):
                    self.saved(self.program.stories.edit(known, **changes))

            return Form(f"Edit {known.title}", fields, submit)

        await edit_record(self, ref(story), opened)

    def action_pick(self) -> None:
        """For the meeting, or not; the cursor goes on."""
        if self.interview_id is None:
            raise Refused("no interview is selected: esc, then choose one in the pipeline")
        self.done(self.program.stories.pick(self.interview_id, self.item.id))
        self.view.move(1)

    async def action_remove(self) -> None:
        """Deletes the story, after asking."""
        story = self.item
        places = len(story_uses(self.program.store.reader, story.id))

        def remove() -> None:
            self.done(self.program.stories.remove(story.id))

        where = f" It is used in {counted(places, 'place')} of your notes." if places else ""
        choices = [Choice("y", "yes", remove), Choice("n", "no", lambda: None)]
        await self.ask(Menu(f"Delete “{story.title}”?{where}", choices, safe=1))

    def copy_line(self) -> None:
        """The story as text."""
        story = self.item
        parts = "".join(f"{name}: {words}\n" for name, words in story_parts(story))
        self.copy(f"{story.title}\n{parts}", "the story")


def _fields(story: Story | None) -> tuple[Field, ...]:
    known = story or Story(title="")

    def field(name: str, label: str, placeholder: str) -> Field:
        value = getattr(known, name).replace("\n", " ")
        check = sample_said if name == "sample" else None
        return Field(name, label, value, placeholder, check)

    return (
        field("title", "Title", "Cut releases from nine days to one"),
        field("challenge", "Challenge", "what was wrong, and what it cost"),
        field("action", "Action", "what you did"),
        field("result", "Result", "the result, in figures"),
        field("sample", "Sample", "a file or link that shows it; optional"),
        field("sample_name", "Sample's name", "after “attached:”: the release checklist, two pages"),
        field("strength", "Shows", "your strength, in a few words: calm releases"),
    )


def sample_said(text: str) -> str:
    """What a sample is taken for: a link, a file that is there and where from, or one that is not."""
    sample = text.strip()
    if is_web_link(sample):
        return "a link"
    return (where_from(sample) or "a file") if is_file(sample) else "no such file"


def is_file(path: str) -> bool:
    """Whether there is a file at a path that a person wrote."""
    try:
        return Path(path).expanduser().is_file()
    except (OSError, RuntimeError, ValueError):  # too long, forbidden; no home to expand; a NUL
        return False
