"""Stories: the library, the needs that they answer, and those picked for a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, Unpack

from interview_tui.data_classes import replace
from interview_tui.domain.chart import readiness_of
from interview_tui.domain.enums import Ref
from interview_tui.domain.errors import Refused, Unclear
from interview_tui.domain.records import Match, Need, PreparedAnswer, Question, Story
from interview_tui.domain.text import clean_line, counted, shorten
from interview_tui.services.base import Service, joined
from interview_tui.services.note_writer import remove_note
from interview_tui.store.journal import Change
from interview_tui.store.queries import interview_of
from interview_tui.store.records import find

if TYPE_CHECKING:
    from interview_tui.store.journal import Change
    from interview_tui.store.transaction import Transaction

_SAID = 48
"""Characters of a need in a message."""
MOST_PRESSING = 3


class StoryParts(TypedDict, total=False):
    """What a story tells under its title."""

    challenge: str
    action: str
    result: str
    strength: str
    sample: str
    sample_name: str


class StoryFields(StoryParts, total=False):
    """What may be edited of a story."""

    title: str


class Answer(TypedDict, total=False):
    """What may be said of how a story answers a need."""

    synopsis: str
    first_steps: str


class Stories(Service):
    """What a person does with stories, and with the needs that they answer."""

    def add(self, title: str, **parts: Unpack[StoryParts]) -> Change:
        """A new story. Raises Unclear without a title, Refused when there is one with that title."""
        with self.context.transaction() as tx:
            self._check(tx, title)
            story = tx.add(Story(title=title, **parts))
            return tx.done(f"Added the story: {story.title}", story)

    def edit(self, expected: Story, **fields: Unpack[StoryFields]) -> Change:
        """Changes a story. Raises Conflict when it is not `expected` any more, and as `add`."""
        with self.context.transaction() as tx:
            self._check(tx, fields.get("title", expected.title), but=expected.id)
            story = tx.update(replace(expected, **fields), expected=expected)
            return tx.done(f"Edited the story: {story.title}", story)

    def remove(self, story_id: int) -> Change:
        """Deletes a story, and takes it away from the needs that it answers. Raises NotFound."""
        with self.context.transaction() as tx:
            story = tx.get(Story, story_id)
            matches = find(tx.reader, Match, story_id=story_id)
            for match in matches:
                remove_note(tx, match)
            for question in find(tx.reader, Question, story_id=story_id):
                tx.update(replace(question, story_id=None))
            for prepared in find(tx.reader, PreparedAnswer, story_id=story_id):
                tx.update(replace(prepared, story_id=None))
            tx.remove(story)
            answered = f"no longer in {counted(len(matches), 'place')}" if matches else ""
            return tx.done(joined(f"Deleted the story: {story.title}", answered), story)

    def match(self, interview_id: int, need_id: int, story_id: int, *, synopsis: str = "") -> Change:
        """The need is answered by the story; once more changes nothing but the synopsis.

        Raises NotFound, Refused.
        """
        with self.context.transaction() as tx:
            case = self.case(tx, interview_id)
            need = next((n for n in case.needs if n.id == need_id), None)
            if need is None:
                raise Refused(f"n{need_id} is not a need in {case.name}")
            story = tx.get(Story, story_id)
            present = next((m for m in case.matches if (m.need_id, m.story_id) == (need_id, story_id)), None)
            if present is None:
                present = self._put(tx, Match(meeting_id=need.meeting_id, story_id=story_id, need_id=need_id))
            match = tx.update(replace(present, synopsis=synopsis or present.synopsis))
            words = f"“{shorten(need.text, _SAID)}” is answered by “{story.title}”"
            return tx.done(words, match)

    def unmatch(self, match_id: int) -> Change:
        """The need is no longer answered by the story. Raises NotFound."""
        with self.context.transaction() as tx:
            match = tx.get(Match, match_id)
            remove_note(tx, match)
            need = tx.get(Need, match.need_id).text if match.need_id is not None else "the meeting"
            title = tx.get(Story, match.story_id).title
            return tx.done(f"No longer answered by “{title}”: {shorten(need, _SAID)}", match)

    def answer(self, expected: Match, **fields: Unpack[Answer]) -> Change:
        """How the story answers the need, in a line or two, and what I would do first. Raises Conflict when it is not
        `expected` any more.
        """
        with self.context.transaction() as tx:
            match = tx.update(replace(expected, **fields), expected=expected)
            parts = (("Note", "synopsis", match.synopsis), ("First 90 days", "first_steps", match.first_steps))
            words = [f"{label}: {shorten(text, 60) or 'none'}" for label, name, text in parts if name in fields]
            return tx.done(joined(*words), match)

    def press(self, need_id: int, level: int) -> Change:
        """How hard a need presses, from 1 to 3: the needs of the round are ranked then.

        Raises NotFound, Refused.
        """
        if not 1 <= level <= MOST_PRESSING:
            raise Refused("the urgency of a need is 1, 2 or 3")
        with self.context.transaction() as tx:
            need = tx.update(replace(tx.get(Need, need_id), pressing=level))
            interview_id = interview_of(tx.reader, need.meeting_id).id
            tx.update(replace(self.case(tx, interview_id).round, needs_ranked=True))
            return tx.done(f"Urgency {'!' * level}: {shorten(need.text, _SAID)}", need)

    def pick(self, interview_id: int, story_id: int) -> Change:
        """Picks a story for the present meeting; picked once more it is put back. Raises NotFound."""
        with self.context.transaction() as tx:
            case, story = self.case(tx, interview_id), tx.get(Story, story_id)
            picked = [
                m
                for m in case.matches
                if m.story_id == story_id and m.need_id is None and m.meeting_id == case.meeting.id
            ]
            for match in picked:
                remove_note(tx, match)
            if not picked:
                self._put(tx, Match(meeting_id=case.meeting.id, story_id=story_id))
            verb = "No longer picked" if picked else "Picked"
            return tx.done(f"{verb} for {case.name}: {story.title}", story)

    def see_readiness(self, interview_id: int) -> Change:
        """The proposal's readiness was looked at (step 3). Raises NotFound."""
        with self.context.transaction() as tx:
            case = self.case(tx, interview_id)
            tx.update(replace(case.round, readiness_seen=True))
            words = f"Readiness checked for {case.name}: {readiness_of(case).words}"
            return tx.done(words, Ref("i", interview_id))

    def _put(self, tx: Transaction, match: Match) -> Match:
        """Adds it at the end of its meeting's stories."""
        last = max((m.position for m in find(tx.reader, Match, meeting_id=match.meeting_id)), default=0)
        return tx.add(replace(match, position=last + 1))

    def _check(self, tx: Transaction, title: str, *, but: int = 0) -> None:
        if not clean_line(title):
            raise Unclear("a story needs a title: what did you achieve? For example Cut releases from nine days to one")
        if any(story.id != but for story in find(tx.reader, Story, title=clean_line(title))):
            raise Refused(f"a story “{shorten(title, _SAID)}” already exists: edit that one")
