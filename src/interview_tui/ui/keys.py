"""Every key, declared once: bindings, footer, palette and help are made from this table.

What the user changes (ui/keymap.py) stands in `OWN` while their app runs: everything that shows a key asks there, and
Textual puts the bindings on other keys by the same ids.
"""

from __future__ import annotations

import re
from contextvars import ContextVar
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from textual.binding import Binding

from interview_tui.data_classes import dataclass, replace
from interview_tui.domain.follow_up_kinds import KINDS, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Pane(StrEnum):
    """The three panes, by the names of their titles on screen."""

    PIPELINE = "Pipeline"
    FOLLOW_UPS = "Follow-ups"
    NOTES = "Notes"


ANY = frozenset(Pane)
LISTS = frozenset({Pane.PIPELINE, Pane.FOLLOW_UPS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key: what it does, how it is shown, and in which panes it works."""

    id: str
    """The name by which a user changes the key."""
    action: str
    """As Textual names it. `act('subject.function')` is a function of ui/actions/, run by the main screen; any other is
    a method of the screen.
    """
    keys: str
    """As Textual names them, parted by commas."""
    shown: str
    name: str
    """One or two words, for the footer and the palette."""
    help: str
    panes: frozenset[Pane] = ANY
    also: tuple[str, ...] = ()
    """Further words by which More finds it."""
    rank: int = 0
    """The order in the key line of a page, the lowest first; 0 keeps it out of there."""

    def binding(self) -> Binding:
        # Priority: keys are taken one after another in the order in which they were typed, so that a key which opens
        # a dialog has opened it before the next one is looked at. No text is typed on a screen with these bindings.
        return Binding(self.keys, self.action, self.name, show=False, priority=True, id=self.id)


class Own(NamedTuple):
    """A key as the user has it."""

    keys: str
    """As Textual names them, parted by commas."""
    shown: str


OWN: ContextVar[Mapping[str, Own]] = ContextVar("own keys", default=MappingProxyType({}))
"""The keys that the user has changed, by their ids. A context has one app; tests run several."""


def mine(key: Key) -> Key:
    """The key as the user has it."""
    own = OWN.get().get(key.id)
    return replace(key, keys=own.keys, shown=own.shown) if own else key


_PLAIN = {
    "half_page(1)": "half_page_down", "half_page(-1)": "half_page_up", "pane(-1)": "pane_left", "pane(1)": "pane_right",
    "figure(1)": "next", "figure(-1)": "before",
    "week(1)": "next_week", "week(-1)": "week_before",
    "story(1)": "other_story", "story(-1)": "story_before",
}  # fmt: skip


def _plain(action: str) -> str:
    """An action's name as a person writes it: `step_5` for `step(5)`."""
    return _PLAIN.get(action) or re.sub(r"\((\d+)\)", r"_\1", action)


def _move(action: str, keys: str, shown: str, name: str, text: str) -> Key:
    return Key(id=_plain(action), action=action, keys=keys, shown=shown, name=name, help=text)


MOVES: tuple[Key, ...] = (
    _move("down", "j,down", "j ↓", "Down", "one line down"),
    _move("up", "k,up", "k ↑", "Up", "one line up"),
    _move("first", "g,home", "g", "First", "to the first line"),
    _move("last", "G,end", "G", "Last", "to the last line"),
    _move("half_page(1)", "ctrl+d,pagedown", "ctrl+d", "Half a page down", "move down half a page"),
    _move("half_page(-1)", "ctrl+u,pageup", "ctrl+u", "Half a page up", "move up half a page"),
    _move("pane(-1)", "h,left,shift+tab", "h ←", "Pane to the left", "to the pane on the left"),
    _move("pane(1)", "l,right,tab", "l → Tab", "Pane to the right", "to the pane on the right"),
    *(_move(f"step({n})", str(n % 10), str(n % 10), f"Step {n}", f"to step {n} in the pipeline") for n in range(1, 11)),
)

# fmt: off
ACTS: tuple[Key, ...] = (
    Key(id="done", action="act('follow_ups.done')", keys="d", shown="d", name="Done", rank=1,
        help="mark as done; in the notes: there, no answer, kept"),
    Key(id="wait", action="act('follow_ups.wait')", keys="w", shown="w", name="Wait", rank=3, panes=LISTS,
        help="put the follow-up off until …",
        also=("postpone", "later", "snooze")),
    Key(id="triage", action="act('other.triage')", keys="T", shown="T", name="Triage", rank=2,
        help="one due follow-up after another"),
    Key(id="advance", action="act('interviews.advance')", keys="right_square_bracket", shown="]", name="Advance",
        rank=4, help="go to the next step; shows what is left to do"),
    Key(id="back", action="act('interviews.step_back')", keys="left_square_bracket", shown="[", name="Back", rank=12,
        help="go back a step"),
    Key(id="outcome", action="act('interviews.outcome')", keys="o", shown="o", name="Outcome", rank=7,
        help="invited back, rejected, offer, withdrawn, gone quiet"),
    Key(id="meeting", action="act('interviews.meeting')", keys="M", shown="M", name="Meeting", rank=16,
        help="add a meeting; in the notes: move or cancel it",
        also=("reschedule", "book")),
    Key(id="offer", action="act('interviews.offer')", keys="O", shown="O", name="Offer", rank=29,
        help="the offer, and open offers side by side"),
    Key(id="touch", action="act('interviews.touch')", keys="t", shown="t", name="Touch", rank=8,
        help="log a contact, in or out",
        also=("phone", "call", "e-mail", "email", "contact", "spoke")),
    Key(id="letter", action="act('letters.letter')", keys="m", shown="m", name="Letter", rank=7,
        help="write the letter, drafted from your records",
        also=("e-mail", "email", "mail", "message")),
    Key(id="debrief", action="act('records.debrief_meeting')", keys="D", shown="D", name="Debrief", rank=18,
        help="after the meeting, asked in turn; who was there, answers, needs, next step"),
    Key(id="chart", action="page('chart.ChartPage')", keys="c", shown="c", name="Chart", rank=19,
        help="needs and stories side by side"),
    Key(id="thanks", action="page('thanks.ThanksPage')", keys="L", shown="L", name="Thank-yous", rank=21,
        help="the thank-you board; everyone you met in the round, and the 24 hours"),
    Key(id="promises", action="page('promises.PromisesPage')", keys="C", shown="C", name="Promises", rank=22,
        help="promises on both sides, kept and missed"),
    Key(id="people", action="page('people.PeoplePage')", keys="p", shown="p", name="People", rank=20,
        help="who they are, what each already got; who puts in a good word",
        also=("contacts", "persons")),
    Key(id="references", action="page('references.ReferencesPage')", keys="f7", shown="f7", name="References",
        help="who spoke for you where and how often; a letter to forward, thanks to send",
        also=("recommendation", "connections", "referees")),
    Key(id="stories", action="page('stories.StoriesPage')", keys="s", shown="s", name="Stories", rank=23,
        help="your library of stories, with work samples"),
    Key(id="questions", action="page('questions.QuestionsPage')", keys="Q", shown="Q", name="Questions", rank=24,
        help="the bank of consultant's questions; pick some for this meeting; l: what they may ask you",
        also=("answers", "asked", "prepare")),
    Key(id="study", action="page('study.StudyPage')", keys="S", shown="S", name="Study", rank=24,
        help="what you found out before the meeting; the posting, research, what they are likely to need",
        also=("posting", "research", "prepare", "job description")),
    Key(id="timeline", action="page('timeline.TimelinePage')", keys="H", shown="H", name="Timeline", rank=27,
        help="the interview from its first day on, and what is ahead",
        also=("history", "dates", "diary")),
    Key(id="documents", action="page('documents.DocumentsPage')", keys="F", shown="F", name="Files", rank=27,
        help="files of the interview; what was sent, when and to whom",
        also=("documents", "resume", "attachment")),
    Key(id="week", action="page('week.WeekPage')", keys="W", shown="W", name="Week", rank=28,
        help="what was done, what is late and what is ahead; the search as proof",
        also=("calendar", "report")),
    Key(id="brief", action="page('brief.BriefPage')", keys="b", shown="b", name="Brief", rank=25,
        help="the meeting on one page; who, what is known, questions, stories"),
    Key(id="plan", action="act('interviews.preview_plan')", keys="P", shown="P", name="Plan", rank=26,
        help="the follow-up plan with its dates, to accept or change"),
    Key(id="add", action="act('records.add')", keys="a", shown="a", name="Add", rank=5,
        help="add to this pane: an interview, a follow-up of your own, a note",
        also=("new", "create")),
    Key(id="import", action="act('records.import_file')", keys="i", shown="i", name="Import", rank=17,
        help="import a file: an invitation, a table, contacts"),
    Key(id="mail", action="act('records.read_email')", keys="f8", shown="f8", name="New email",
        help="read new emails in your mail folders",
        also=("inbox", "mail", "fetch", "check")),
    Key(id="edit", action="act('records.edit')", keys="e", shown="e", name="Edit", rank=5,
        help="edit the selected line"),
    Key(id="editor", action="act('records.edit_in_editor')", keys="E", shown="E", name="Editor", rank=13,
        help="edit all notes of the meeting in $EDITOR"),
    Key(id="remove", action="act('records.remove')", keys="x", shown="x", name="Close", rank=11,
        help="skip a follow-up, delete a note or an interview; asks first",
        also=("cancel",)),
    Key(id="mark", action="act('other.mark')", keys="space", shown="space", name="Mark", rank=10,
        help="mark the line; actions then apply to all marked lines"),
    Key(id="filter", action="act('other.filter_lines')", keys="slash", shown="/", name="Find", rank=9,
        help="filter as you type: words, step:5-8, outcome:offer, due:today",
        also=("search",)),
    Key(id="deleted", action="page('deleted.DeletedPage')", keys="X", shown="X", name="Deleted", rank=27,
        help="what was deleted in the last 30 days, to restore it"),
    Key(id="review", action="page('review.ReviewPage')", keys="v", shown="v", name="Review", rank=28,
        help="charts: how you follow up, and what comes of it"),
    Key(id="undo", action="undo", keys="u", shown="u", name="Undo", rank=6,
        help="undo the last change, even from an earlier day"),
    Key(id="redo", action="redo", keys="U", shown="U", name="Redo",
        help="redo what was undone"),
    Key(id="copy", action="copy", keys="y", shown="y", name="Copy", rank=15,
        help="copy the line or the mouse selection, also over SSH and tmux"),
    Key(id="open", action="act('records.open_selected')", keys="enter", shown="enter", name="Open",
        help="open: the notes of the interview; a note to edit it; a suggestion is taken"),
    Key(id="leave", action="act('other.leave')", keys="escape", shown="esc", name="Leave",
        help="clear the marks, then the filter, then go back; never quits"),
    Key(id="zoom", action="act('other.zoom')", keys="z", shown="z", name="Zoom", rank=14,
        help="show this pane alone, or all again"),
    Key(id="recover", action="act('recovery.recover')", keys="r", shown="r", name="Restore",
        help="restore unsaved text"),
    Key(id="refresh", action="act('other.refresh')", keys="R", shown="R", name="Refresh",
        help="reload and redraw everything"),
    Key(id="redraw", action="app.redraw", keys="ctrl+l", shown="ctrl+l", name="Redraw",
        help="redraw the screen, also while you type"),
    Key(id="help", action="act('other.help_here')", keys="question_mark", shown="?", name="Keys", rank=90,
        help="the keys that work here, and what the step is for"),
    Key(id="palette", action="act('other.palette')", keys="colon,ctrl+p", shown=":", name="More", rank=16,
        help="find any action by name"),
    Key(id="demo", action="act('other.demo')", keys="I", shown="I", name="Demo",
        help="an invented job search, in a file of its own; yours is untouched"),
    Key(id="theme", action="act('other.theme')", keys="f9", shown="f9", name="Colours",
        help="another theme until you quit; set theme in the configuration to keep it",
        also=("settings", "theme", "dark", "light")),
    Key(id="suspend", action="act('other.suspend')", keys="ctrl+z", shown="ctrl+z", name="Suspend",
        help="suspend the program; fg in the shell resumes it"),
    Key(id="quit", action="quit", keys="q", shown="q", name="Quit", rank=92,
        help="quit; everything is saved"),
)
# fmt: on

KEYS: tuple[Key, ...] = (*MOVES, *ACTS)
ACTION_OF = {key.id: key.action for key in KEYS}
"""What a key of the main screen does, by its id."""
BINDINGS = [key.binding() for key in KEYS]
EVERYWHERE = [key.binding() for key in KEYS if key.id == "redraw"]
"""What works on every screen and in every field."""


def acts() -> tuple[Key, ...]:
    """What the dashboard's keys do, as the user has them."""
    return tuple(map(mine, ACTS))


def moves() -> tuple[Key, ...]:
    """The keys that move the cursor, as the user has them."""
    return tuple(map(mine, MOVES))


GENERAL = (
    "people",
    "chart",
    "questions",
    "brief",
    "plan",
    "review",
    "add",
    "filter",
    "triage",
    "undo",
    "palette",
    "help",
    "quit",
)
"""What is at the right of the key line, in this order; where there is little room the first go."""
_SETTLES = (("done", ""), ("wait", ""))
_LETTER = (("letter", "Write it"), *_SETTLES, ("remove", "Skip"))
_NEEDS: dict[Kind, tuple[tuple[str, str], ...]] = {
    Kind.PREPARE: (("study", ""), ("questions", ""), ("brief", ""), *_SETTLES, ("add", "")),
    Kind.DEBRIEF: (("debrief", ""), *_SETTLES, ("meeting", "")),
    Kind.THANK_YOU: (("letter", "Write it"), *_SETTLES, ("thanks", ""), ("debrief", "")),
    Kind.PROMISE: (*_LETTER, ("promises", "")),
    Kind.VALUE_LETTER: (("letter", "Write it"), *_SETTLES, ("chart", "")),
    Kind.ANSWER: (("touch", ""), *_SETTLES),
    Kind.OFFER_REPLY: (("letter", "Answer"), ("offer", ""), *_SETTLES),
    Kind.CUSTOM: (*_SETTLES, ("edit", ""), ("remove", "Skip")),
    Kind.SUGGESTION: (("done", "Take"), ("remove", "Drop"), ("wait", "")),
    Kind.NOTHING_PLANNED: (("meeting", ""), ("touch", ""), ("letter", "Write"), ("add", ""), ("outcome", "")),
}
"""What a follow-up of a kind needs first: keys by their ids, with the word where another one says it better here."""
_OF_PANE: dict[Pane, tuple[tuple[str, str], ...]] = {
    Pane.PIPELINE: (
        ("letter", "Write"),
        ("advance", ""),
        ("outcome", ""),
        ("touch", ""),
        ("meeting", ""),
        ("edit", ""),
    ),
    Pane.NOTES: (("add", ""), ("edit", ""), ("remove", "Remove"), ("debrief", ""), ("editor", "")),
}
_SAYS = {
    "Skip": "skip this follow-up; asks first",
    "Remove": "delete the note; asks first",
    "Take": "write down what the email says, with all that follows",
    "Drop": "drop what it suggests: nothing changes",
}
"""What a key does here, where another word for it stands for a part of it alone."""
_EMPTY = (("add", ""), ("import", ""), ("demo", ""))
"""What works in a store without an interview."""


def footer(pane: Pane, kind: Kind | None, *, empty: bool = False) -> tuple[tuple[Key, ...], tuple[Key, ...]]:
    """The keys that the selected line needs, the most wanted first, and the general ones. `kind` is that of the
    follow-up under the cursor; `empty`: there is no interview yet.
    """
    by_id = {key.id: key for key in acts()}
    if empty:
        wanted: tuple[tuple[str, str], ...] = _EMPTY
        general: tuple[str, ...] = ("theme", "palette", "help", "quit")
    else:
        of_line = () if kind is None else _NEEDS.get(kind, _LETTER)
        wanted = of_line if pane is Pane.FOLLOW_UPS else _OF_PANE[pane]
        general = GENERAL
    own = tuple(_worded(key, word) for key, word in ((by_id[name], word) for name, word in wanted) if pane in key.panes)
    taken = {key.id for key in own}
    return own, tuple(by_id[name] for name in general if name not in taken)


_IN_PANE = {Pane.FOLLOW_UPS: {"remove": "Skip"}, Pane.NOTES: {"remove": "Remove"}}
"""Words for keys of a pane that its key line may not have."""


def pane_keys(pane: Pane, line: Sequence[Key]) -> tuple[Key, ...]:
    """The keys that work in a pane: those of its key line first and as they stand there, then the others."""
    taken, words = {key.id for key in line}, _IN_PANE.get(pane, {})
    others = (key for key in acts() if pane in key.panes and key.id not in taken)
    return *line, *(_worded(key, words.get(key.id, "")) for key in others)


def _worded(key: Key, word: str) -> Key:
    """The key with another word for it; '' for its own."""
    return replace(key, name=word or key.name, help=_SAYS.get(word, key.help))


def _shared(*ids: str) -> tuple[Key, ...]:
    """Keys of the main screen that another screen has too: there they run its method of that name."""
    found = (key for name in ids for key in ACTS if key.id == name)
    return tuple(replace(key, action=key.id) if key.action.startswith("act(") else key for key in found)


class PageName(StrEnum):
    """The screens above the dashboard, by their titles."""

    LETTER = "Letter"
    CHART = "Chart"
    PEOPLE = "People"
    STORIES = "Stories"
    THANKS = "Thank-yous"
    PROMISES = "Promises"
    QUESTIONS = "Questions"
    ANSWERS = "They ask"
    BRIEF = "Brief"
    DELETED = "Deleted"
    REVIEW = "Review"
    STUDY = "Study"
    TIMELINE = "Timeline"
    DOCUMENTS = "Files"
    WEEK = "Week"
    REFERENCES = "References"


_ALSO = {key.id: key.also for key in ACTS}


def _on(page: PageName, *rows: tuple[str, str, str, str, int, str]) -> tuple[Key, ...]:
    """Rows of action, keys, how they are shown, name, rank in the footer, help."""
    return tuple(
        Key(
            id=f"{page.name.lower()}.{_plain(action)}",
            action=action,
            keys=keys,
            shown=shown,
            name=name,
            help=text,
            also=_ALSO.get(_plain(action), ()),
            rank=rank,
        )
        for action, keys, shown, name, rank, text in rows
    )


# fmt: off
PAGE_MOVES: tuple[Key, ...] = tuple(key for key in MOVES if not key.action.startswith(("pane", "step")))
EVERY_PAGE: tuple[Key, ...] = (
    *_shared("undo", "redo", "help", "palette"),
    Key(id="page.leave", action="leave", keys="escape", shown="esc", name="Back", rank=91,
        help="go back"),
    *_shared("redraw", "quit"),
)
"""What every page has."""
NEXT = Key(id="page.next", action="next", keys="n", shown="n", name="Next", rank=3,
           help="go to the next line that needs something")
"""What every page has that is a list."""
DETAILS: tuple[Key, ...] = (
    Key(id="page.detail", action="detail(1)", keys="J", shown="J K", name="Details",
        help="scroll the details of the line, or the checks of the letter"),
    Key(id="page.detail_up", action="detail(-1)", keys="K", shown="K", name="Details up",
        help="scroll it back"),
)
"""What every page has that has two parts."""
NO_LISTS = frozenset({PageName.LETTER, PageName.BRIEF, PageName.REVIEW})
ONE_PART = frozenset({PageName.BRIEF, PageName.REVIEW})

PAGES: dict[PageName, tuple[Key, ...]] = {
    PageName.LETTER: _on(
        PageName.LETTER,
        ("edit", "e,enter", "e", "Edit", 1, "edit the letter here; what you type is saved as a draft"),
        ("choose", "c", "c", "Choose", 2, "what it quotes and tells; other sentences, another language or tone"),
        ("send", "S", "S", "Send", 3, "send it with the configured mail command; asks first"),
        ("sent", "d", "d", "Mark sent", 4, "you sent it another way: by post, or from a mail program"),
        ("again", "r", "r", "Redraft", 5, "draft it again from your records; your changes stay"),
        ("next", "n", "n", "Next person", 6, "the thank-you to the next person who is still owed one"),
        ("copy", "y", "y", "Copy", 7, "copy it to the clipboard, also over SSH and tmux"),
        ("editor", "E", "E", "Editor", 8, "edit it in $EDITOR"),
        ("export", "x", "x", "Export", 9, "save it as an .eml file"),
        ("kind", "o", "o", "Other kind", 10, "another kind of letter to the same person"),
        ("address", "a", "a", "Address", 11, "how a greeting addresses the reader; then it is redrafted"),
        ("people", "p", "p", "People", 12, "the recipient: their address and title"),
    ),
    PageName.CHART: _on(
        PageName.CHART,
        ("match", "enter,space", "enter", "Match", 1, "answer the need with the story shown"),
        ("story(1)", "l,right", "l →", "Other story", 2, "the next best story for this need"),
        ("story(-1)", "h,left", "h ←", "Previous story", 0, "the previous story"),
        ("synopsis", "e", "e", "Note", 3, "say in a line or two how the story answers the need"),
        ("unmatch", "x", "x", "Unmatch", 5, "take this story off the need"),
        ("press(3)", "3", "1 2 3", "Urgency", 4, "how urgent the need is: !, !! or !!!"),
        ("press(2)", "2", "2", "Urgency !!", 0, "the need is urgent"),
        ("press(1)", "1", "1", "Urgency !", 0, "the need can wait"),
        ("letter", "m", "m", "Letter", 6, "the value letter, with this chart"),
        ("copy", "y", "y", "Copy", 7, "copy the chart as text"),
    ),
    PageName.PEOPLE: _on(
        PageName.PEOPLE,
        ("edit", "e,enter", "e", "Edit", 1, "who they are, and what they are in this interview"),
        ("add", "a", "a", "Add", 2, "a connection, a reference, or someone else"),
        ("favour", "f", "f", "Favour", 3, "asked, agreed, spoke, named; letter received, forwarded, thanked"),
        ("letter", "m", "m", "Letter", 4, "write to them: ask for a good word, thank them, or what is next"),
        ("touch", "t", "t", "Touch", 5, "log a contact, in or out"),
        ("references", "r", "r", "References", 6, "who spoke for you where, how often, and the sheet for an employer"),
        ("everybody", "A", "A", "Everybody", 7, "everyone, or only the people of this interview"),
        ("remove", "x", "x", "Remove", 8, "remove them from this interview; the person stays"),
        ("copy", "y", "y", "Copy", 9, "copy the email address"),
    ),
    PageName.STORIES: _on(
        PageName.STORIES,
        ("edit", "e,enter", "e", "Edit", 1, "the challenge, what you did, the result, a sample"),
        ("add", "a", "a", "Add", 2, "add a story"),
        ("pick", "space", "space", "Pick", 3, "pick it for the meeting of the selected interview"),
        ("remove", "x", "x", "Delete", 4, "delete the story; asks first"),
        ("copy", "y", "y", "Copy", 5, "copy the story as text"),
    ),
    PageName.THANKS: _on(
        PageName.THANKS,
        ("letter", "m,enter", "m", "Letter", 1, "write the thank-you"),
        ("done", "d", "d", "Done", 2, "you sent this thank-you another way"),
        ("quote", "a", "a", "Quote", 3, "note something this person said"),
        ("copy", "y", "y", "Copy", 4, "copy the letter"),
    ),
    PageName.PROMISES: _on(
        PageName.PROMISES,
        ("kept", "d,enter", "d", "Kept", 1, "mark it as kept"),
        ("missed", "x", "x", "Missed", 2, "mark it as missed"),
        ("edit", "e", "e", "Edit", 3, "change the words, the owner or the date"),
        ("ask", "y", "y", "Ask", 4, "copy a question that asks for a real next step"),
        ("everything", "A", "A", "All", 5, "all interviews, or only this one"),
    ),
    PageName.QUESTIONS: _on(
        PageName.QUESTIONS,
        ("pick", "enter,space", "enter", "Pick", 1, "pick it for this meeting, or take it out"),
        ("add", "a", "a", "Add", 2, "add your own question to the bank"),
        ("edit", "e", "e", "Edit", 3, "edit your own question"),
        ("remove", "x", "x", "Delete", 4, "delete your own question"),
        ("side", "l,right,tab,h,left,shift+tab", "l", "They ask", 6, "the other side: what they ask, and your answers"),
        ("copy", "y", "y", "Copy", 7, "copy the question"),
    ),
    PageName.ANSWERS: _on(
        PageName.ANSWERS,
        ("answer", "enter,e", "enter", "Answer", 1, "prepare your answer: a story, and your own words"),
        ("expect", "space", "space", "Expect", 2, "expect it in this meeting: a < line in its notes; or not any more"),
        ("went", "f", "f", "How it went", 4, "after the meeting: how your answer went, and a better one"),
        ("add", "a", "a", "Add", 5, "add your own question to what they ask"),
        ("remove", "x", "x", "Delete", 6, "delete your own question"),
        ("side", "l,right,tab,h,left,shift+tab", "l", "You ask", 7, "the other side: what you ask"),
        ("copy", "y", "y", "Copy", 8, "copy the question with your answer"),
    ),
    PageName.BRIEF: _on(
        PageName.BRIEF,
        ("copy", "y", "y", "Copy", 1, "copy it as Markdown"),
    ),
    PageName.DELETED: _on(
        PageName.DELETED,
        ("bring_back", "enter,b", "enter", "Restore", 1, "restore it, with what was deleted along with it"),
        ("copy", "y", "y", "Copy", 2, "copy what it said"),
    ),
    PageName.STUDY: _on(
        PageName.STUDY,
        ("pick", "enter", "enter", "Pick", 1, "pick the question, or take it out; elsewhere, edit"),
        ("mark", "space,exclamation_mark", "space", "Likely need", 2, "mark the line as a likely need, or unmark it"),
        ("add", "a", "a", "Add", 3, "add a posting or notes: paste the text; ! begins a likely need"),
        ("edit", "e", "e", "Edit", 4, "edit the line here"),
        ("press(3)", "3", "1 2 3", "Urgency", 5, "how urgent the likely need is: !, !! or !!!"),
        ("press(2)", "2", "2", "Urgency !!", 0, "the likely need is urgent"),
        ("press(1)", "1", "1", "Urgency !", 0, "the likely need can wait"),
        ("editor", "E", "E", "Editor", 6, "edit all of it in $EDITOR"),
        ("remove", "x", "x", "Remove", 7, "remove the line"),
        ("copy", "y", "y", "Copy", 8, "copy the line"),
    ),
    PageName.TIMELINE: _on(
        PageName.TIMELINE,
        ("open", "enter", "enter", "Go there", 1, "to where it is shown: the queue, the letter, the notes"),
        ("copy", "y", "y", "Copy", 2, "copy the timeline as text"),
    ),
    PageName.DOCUMENTS: _on(
        PageName.DOCUMENTS,
        ("edit", "e,enter", "e", "Edit", 1, "where the file is now, its name in letters; its promise, who wrote it"),
        ("add", "a", "a", "Add", 2, "add a file to this interview"),
        ("sent", "t", "t", "Sent", 3, "you sent it another way: who got it, and when"),
        ("take", "r", "r", "As it is", 4, "accept the file as it is now; later changes are compared with that"),
        ("save_copy", "c", "c", "Keep a copy", 5, "save a private copy; it goes out if the file is gone"),
        ("remove", "x", "x", "Remove", 6, "remove it from the interview; asks first, and the file itself stays"),
        ("everything", "A", "A", "All", 7, "the files of all interviews, or only of this one"),
        ("copy", "y", "y", "Copy", 8, "copy its path"),
    ),
    PageName.WEEK: _on(
        PageName.WEEK,
        ("open", "enter", "enter", "Go there", 1, "to where it is shown: the queue, the letter, the notes"),
        ("week(-1)", "h,left", "h ←", "Week before", 2, "the week before"),
        ("week(1)", "l,right", "l →", "Next week", 3, "the next week"),
        ("this_week", "t", "t", "This week", 4, "back to this week"),
        ("copy", "y", "y", "Copy", 5, "copy the week as text"),
        ("proof", "p", "p", "Proof", 6, "copy what was done for the search, without names of people"),
    ),
    PageName.REFERENCES: _on(
        PageName.REFERENCES,
        ("edit", "e,enter", "e", "Edit", 1, "what you asked them to stress, when you named them, how they know you"),
        ("add", "a", "a", "Add", 2, "a reference or a connection of this interview"),
        ("favour", "f", "f", "Favour", 2, "asked, agreed, spoke, named; letter received, forwarded, thanked"),
        ("letter", "m", "m", "Letter", 4, "forward their letter, thank them, or ask them: what is next"),
        ("touch", "t", "t", "Touch", 5, "log a contact, in or out"),
        ("everything", "A", "A", "All", 6, "all interviews, or only this one"),
        ("copy", "y", "y", "Copy sheet", 7, "copy the sheet of references for an employer, as Markdown"),
    ),
    PageName.REVIEW: _on(
        PageName.REVIEW,
        ("figure(1)", "l,right,tab", "l →", "Next", 1, "the next figure"),
        ("figure(-1)", "h,left,shift+tab", "h ←", "Previous", 2, "the previous figure"),
        ("large", "enter,z", "enter", "Large", 3, "this figure alone, or all again"),
        ("copy", "y", "y", "Copy", 4, "copy the figure as text"),
        ("show(1)", "1", "1", "Funnel", 0, "how many interviews reached each step, and how many ended there"),
        ("show(2)", "2", "2", "On time", 0, "what was done on time and what late, by week"),
        ("show(3)", "3", "3", "Check-ins", 0, "how many check-ins it took to get an answer"),
        ("show(4)", "4", "4", "Contacts", 0, "a year of contacts, day by day"),
        ("show(5)", "5", "5", "Days", 0, "how long interviews stay at each step"),
        ("show(6)", "6", "6", "Turned around", 0, "what came of rejections"),
        ("show(7)", "7", "7", "Needs", 0, "the most common needs"),
    ),
}
# fmt: on
"""The keys of each page."""


def page_keys(page: PageName) -> tuple[Key, ...]:
    """All the keys that work on a page, the most wanted first, as they are declared."""
    own = PAGES[page]
    taken = {name for key in own for name in key.keys.split(",")}
    shared = (*EVERY_PAGE, *(() if page in NO_LISTS else (NEXT,)), *(() if page in ONE_PART else DETAILS), *PAGE_MOVES)
    every = (key for key in shared if not taken & set(key.keys.split(",")))
    return (*sorted(own, key=lambda key: key.rank), *every)


def page_footer(page: PageName) -> tuple[tuple[Key, ...], tuple[Key, ...]]:
    """The keys of a page for its key line: its own, the most wanted first, and those that every page has."""
    keys = own_page_keys(page)
    general = ("undo", "palette", "help", "page.leave")
    own = sorted((key for key in keys if key.rank and key.id not in general and key.id != "quit"), key=lambda k: k.rank)
    return tuple(own), tuple(key for name in general for key in keys if key.id == name)


def triage_footer(kind: Kind | None) -> tuple[tuple[Key, ...], tuple[Key, ...]]:
    """The keys of triage for its key line: those that settle the follow-up, and the general ones."""
    keys = tuple(map(mine, TRIAGE))
    idle = {*_TRIAGE_GENERAL, "copy"}
    if kind is None:
        idle = {key.id for key in keys}
    elif KINDS[kind].letter is None and not KINDS[kind].choices:
        idle.add("letter")
    if kind is not Kind.DEBRIEF:
        idle.add("debrief")
    words = {name: word for name, word in _NEEDS[kind] if word} if kind is Kind.SUGGESTION else {}
    own = tuple(_worded(key, words.get(key.id, "")) for key in keys if key.id not in idle)
    return own, tuple(key for key in keys if key.id in _TRIAGE_GENERAL)


def own_page_keys(page: PageName) -> tuple[Key, ...]:
    """The same, as the user has them."""
    return tuple(map(mine, page_keys(page)))


_IN_TRIAGE = {
    "done": ("Done", "this follow-up is done"),
    "letter": ("Letter", "write its letter; once that is sent, it is done"),
    "debrief": ("Debrief", "write up the meeting, question by question; then it is done"),
    "wait": ("Wait", "put it off until …"),
    "remove": ("Skip", "skip it"),
    "copy": ("Copy", "copy the selection"),
    "undo": ("Undo", "undo, and go back to the last one"),
    "help": ("Keys", "the keys that work here"),
}
"""What keys of the dashboard are called in triage, and what they do there."""


def _in_triage(*ids: str) -> tuple[Key, ...]:
    return tuple(replace(key, name=_IN_TRIAGE[key.id][0], help=_IN_TRIAGE[key.id][1]) for key in _shared(*ids))


TRIAGE: tuple[Key, ...] = (
    *_in_triage("done", "letter", "debrief", "wait", "remove"),
    Key(id="triage.next", action="next", keys="n", shown="n", name="Next", help="leave this one and show the next"),
    *_in_triage("copy", "undo", "help"),
    Key(id="triage.leave", action="leave", keys="escape,q", shown="esc", name="Leave", help="back to the dashboard"),
)
"""What triage has; the keys that it shares with the dashboard are the same ones."""
_TRIAGE_GENERAL = ("undo", "help", "triage.leave")
TRIAGE_MOVES: tuple[Key, ...] = tuple(
    key for key in (*KEYS, *DETAILS) if key.id in ("down", "up", "redraw", "page.detail", "page.detail_up")
)
_USUAL = {key.id: key.shown for keys in (KEYS, TRIAGE, *map(page_keys, PageName)) for key in keys}


class _Shown:
    def __getitem__(self, key_id: str) -> str:
        own = OWN.get().get(key_id)
        return own.shown if own else _USUAL[key_id]


SHOWN = _Shown()
"""How a key is shown, by its id."""


def with_keys(text: str) -> str:
    """A text of the program's own with its keys: `Press {add} to add one`."""
    return re.sub(r"\{([\w.]+)\}", lambda found: SHOWN[found[1]], text)
