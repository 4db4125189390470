"""The study of an interview: the posting, research and links, as one text in which likely needs are marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.data_classes import replace
from interview_tui.domain.enums import Ref
from interview_tui.domain.errors import Conflict, Refused, Unclear
from interview_tui.domain.records import STUDY_AT_MOST, Interview, Study
from interview_tui.domain.study import PartKind, marked, news_for, study_parts, tidy_study, with_part
from interview_tui.domain.text import company_role, counted, shorten
from interview_tui.services.base import Service, joined
from interview_tui.store.journal import Change
from interview_tui.store.records import find, get

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_tui.domain.study import StudyPart
    from interview_tui.store.transaction import Transaction

_SAID = 60
"""Characters of a line in a message."""


class Studies(Service):
    """What a person does with what they found out before a meeting."""

    def text(self, interview_id: int) -> str:
        """The study of an interview, with a newline at its end; '' where there is none. Raises NotFound."""
        reader = self.context.store.reader
        get(reader, Interview, interview_id)
        return _whole(_only(find(reader, Study, interview_id=interview_id)))

    def add(self, interview_id: int, text: str) -> Change:
        """Adds a text below what is there. Paragraphs that are there already are not added again, and said.

        Raises NotFound, Unclear where there is nothing to add, Refused for more than STUDY_AT_MOST characters.
        """
        with self.context.transaction() as tx:
            name, study = _name(tx, interview_id), _only(find(tx.reader, Study, interview_id=interview_id))
            known = study.text if study is not None else ""
            news, left_out = news_for(known, text)
            if not news and not left_out:
                raise Unclear("nothing to add: paste a posting or write what you found out; ! begins a likely need")
            if not news:
                return Change(f"The study of {name} already has that")
            written = self._write(tx, interview_id, study, f"{known}\n\n{news}" if known else news)
            there = f"{counted(left_out, 'paragraph')} {'was' if left_out == 1 else 'were'} already there"
            words = joined(f"Added to the study of {name}: {_counts(news)}", there if left_out else "")
            return tx.done(words, written, Ref("i", interview_id))

    def rewrite(self, interview_id: int, before: str, after: str) -> Change:
        """The study as it shall be. `before` is what `text` gave.

        Raises Conflict when it is another by now, Refused for no text at all and for more than STUDY_AT_MOST
        characters.
        """
        with self.context.transaction() as tx:
            name, study = _name(tx, interview_id), _only(find(tx.reader, Study, interview_id=interview_id))
            wanted = tidy_study(after)
            if not wanted and before:
                raise Refused("an empty text would remove all of the study, so nothing was changed: x removes lines")
            if _whole(study) != before:
                raise Conflict(f"the study of {name} was changed elsewhere")
            if wanted == tidy_study(before):
                return Change(f"The study of {name} is unchanged")
            written = self._write(tx, interview_id, study, wanted)
            return tx.done(f"Edited the study of {name}: {_counts(wanted)}", written, Ref("i", interview_id))

    def mark(self, expected: Study, part: StudyPart, pressing: int) -> Change:
        """Makes a part of the study as it was read a likely need, so urgent from 1 to 3; 0 takes the mark away.

        Raises Refused for a heading and a link, Conflict when the study is not `expected` any more.
        """
        if part.kind in (PartKind.HEADING, PartKind.LINK):
            raise Refused(f"this is a {part.kind}: only a line of text can be a likely need")
        with self.context.transaction() as tx:
            text = marked(expected.text, part, pressing)
            said = "No longer a likely need" if not pressing else f"Likely need {'!' * pressing}"
            return self._edited(tx, expected, text, f"{said}: {shorten(part.words, _SAID)}")

    def edit(self, expected: Study, part: StudyPart, lines: str) -> Change:
        """Other lines for a part of the study as it was read; none removes it.

        Raises Conflict when the study is not `expected` any more, Refused for more than STUDY_AT_MOST characters.
        """
        with self.context.transaction() as tx:
            said = f"Edited: {shorten(lines, _SAID)}" if lines.strip() else f"Removed: {shorten(part.words, _SAID)}"
            return self._edited(tx, expected, with_part(expected.text, part, tidy_study(lines)), said)

    def _edited(self, tx: Transaction, expected: Study, text: str, said: str) -> Change:
        name, interview = _name(tx, expected.interview_id), Ref("i", expected.interview_id)
        _refuse_long(text)
        words = f"{said} ({name})"
        if text:
            return tx.done(words, tx.update(replace(expected, text=text), expected=expected), interview)
        tx.remove(expected)
        return tx.done(words, expected, interview)

    def _write(self, tx: Transaction, interview_id: int, study: Study | None, text: str) -> Study:
        _refuse_long(text)
        if study is None:
            return tx.add(Study(interview_id=interview_id, text=text))
        return tx.update(replace(study, text=text))


def _name(tx: Transaction, interview_id: int) -> str:
    """Company and role. Raises NotFound."""
    interview = get(tx.reader, Interview, interview_id)
    return company_role(interview.company, interview.role)


def _only(found: Sequence[Study]) -> Study | None:
    """An interview has one or none."""
    return found[0] if found else None


def _whole(study: Study | None) -> str:
    return "" if study is None else f"{study.text}\n"


def _refuse_long(text: str) -> None:
    if len(text) > STUDY_AT_MOST:
        raise Refused(
            f"that makes {len(text):,} characters, and a study has room for {STUDY_AT_MOST:,}: keep what matters, "
            "or attach the file with interview-tui document"
        )


def _counts(text: str) -> str:
    """`12 lines, 3 likely needs`."""
    lines = sum(1 for line in text.split("\n") if line)
    needs = sum(part.kind is PartKind.NEED for part in study_parts(text))
    return ", ".join([counted(lines, "line"), *([counted(needs, "likely need")] if needs else [])])
