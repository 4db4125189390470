"""The program's own export read back: whole into an empty store, else merged with its records.

A store without any record keeps the ids of the export, so that exporting again gives the same bytes. Elsewhere a
record of the export is one that is already here when it has the same content (under the same id first), else by what
identity.py names. Of a known record the export's fields are taken, but an empty text erases nothing, a question with
another answer is another question, and a study has the paragraphs of both. All others are added under new ids. Taking
in the same export twice therefore changes nothing the second time.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from interview_tui.data_classes import replace
from interview_tui.domain import records
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.notes_text import differ
from interview_tui.domain.study import news_for
from interview_tui.domain.text import counted
from interview_tui.importing.identity import record_keys
from interview_tui.importing.importer import NO_OPTIONS, Contents, Imported, Importer, Options
from interview_tui.services.base import joined, no_progress
from interview_tui.services.earlier_version import EarlierVersion
from interview_tui.store.archive import is_empty
from interview_tui.store.archive_records import read_archive
from interview_tui.store.records import FIELDS, Ids, find, followed_first, referring

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence
    from datetime import datetime

    from interview_tui.importing.importer import Progress
    from interview_tui.services.base import Context
    from interview_tui.store.archive_records import Archive
    from interview_tui.store.transaction import Transaction

    _Origins = dict[int, list[tuple[str, str]]]
    """By the id of an interview, where it came from."""

_NAMED = (records.Interview, records.Person, records.Story, records.Meeting, records.FollowUp, records.Letter)
"""The kinds that a summary names; all others are counted together."""


def is_export(beginning: bytes, _options: Options = NO_OPTIONS) -> bool:
    """Whether it can only be JSON: neither a calendar nor an email begins with a brace."""
    return beginning[:1000].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def read_export(pieces: Iterator[bytes], _options: Options = NO_OPTIONS) -> Contents[Archive]:
    """The records of the document. Raises Unclear or Refused, naming the record and the field."""
    return Contents((read_archive(b"".join(pieces)),))


def apply_export(
    context: Context, contents: Sequence[Contents[Archive]], dry_run: bool = False, progress: Progress = no_progress
) -> Imported:
    """All of it in one change, or nothing; the progress counts records."""
    done = Imported()
    ((export,),) = (one.rows for one in contents)
    with context.transaction() as tx:
        merge = _Merge(tx, export)
        whole = is_empty(tx.reader)
        for cls in records.NOUNS:
            merge.take_whole(cls) if whole else merge.take(cls)
            progress(tx.size)
        merge.name_touches()
        done.added, done.updated, done.skipped = merge.counts()
        done.words = merge.summary()
        done.refs = tuple(records.ref(interview) for interview in merge.new)
        if export.is_earlier:
            done.words = joined(done.words, EarlierVersion(context).plan(tx))
        tx.done(f"Imported an export: {done.words}")
        if dry_run:
            tx.give_up()
    done.entry = tx.entry
    return done


class _Merge:
    """One export on its way into one store."""

    def __init__(self, tx: Transaction, export: Archive) -> None:
        self.new: list[records.Record] = []
        """The interviews that were added to a store that held records."""
        self._added: dict[type[records.Record], int] = dict.fromkeys(records.NOUNS, 0)
        self._updated: dict[type[records.Record], int] = dict.fromkeys(records.NOUNS, 0)
        self._skipped = 0
        self._studies = 0
        """So many studies have the paragraphs of both."""
        self._too_long = 0
        """So many studies have no room for what came."""
        self._tx = tx
        self._export = export
        self._ids: Ids = {cls: {} for cls in records.NOUNS}
        self._origins_here: _Origins = {}
        self._origins_there: _Origins = {}

    def take_whole(self, cls: type[records.Record]) -> None:
        """Adds the records of one kind under the ids that they have: each after the one that it follows."""
        rows = self._export.rows[cls]
        if cls is records.Interview:
            by_id = {row[0]: row for row in rows}
            rows = [by_id[one.id] for part in followed_first(self._export.records(records.Interview)) for one in part]
        self._tx.add_rows(cls, rows)
        self._added[cls] = len(rows)

    def take(self, cls: type[records.Record]) -> None:
        """Finds, changes and adds the records of one kind, the kinds in the order of NOUNS."""
        reader = self._tx.reader
        if not self._export.rows[cls]:
            return
        if cls is records.Interview:
            self._origins_here = _by_interview(find(reader, records.Origin))
            self._origins_there = _by_interview(self._export.records(records.Origin))
        found = _Finder(find(reader, cls), self._origins_here, self._tx.now)
        for part in self._parts(cls):
            self._take(cls, part, found)

    def _parts(self, cls: type[records.Record]) -> Iterable[Sequence[records.Record]]:
        """The records of one kind, in parts of which none refers to a later one."""
        if cls is records.Interview:
            return followed_first(self._export.records(records.Interview))
        return (self._export.records(cls),)

    def _take(self, cls: type[records.Record], theirs: Sequence[records.Record], found: _Finder) -> None:
        ids = self._ids[cls]
        for there in theirs:
            here = found.equal(referring(there, self._ids))
            if here is not None:
                ids[there.id] = here.id
                self._skipped += 1
        unknown = []
        for there in theirs:
            if there.id not in ids:
                record = referring(there, self._ids)
                here = found.known(record, self._origins_there)
                if here is None:
                    unknown.append(record)
                else:
                    ids[there.id] = here.id
                    self._update(here, record)
        added = self._tx.add_all([replace(record, id=0) for record in unknown])
        ids |= {record.id: new for record, new in zip(unknown, added, strict=True)}
        self._added[cls] += len(unknown)
        if cls is records.Interview:
            self.new += [replace(record, id=ids[record.id]) for record in unknown]

    def name_touches(self) -> None:
        """The touches that plans go by (`answer:t4`) come after the follow-ups, which get their new ids last."""
        for there, here in self._ids[records.FollowUp].items():
            follow_up = self._tx.get(records.FollowUp, here)
            if here != there and follow_up.kind is Kind.ANSWER:
                self._tx.update(
                    replace(follow_up, origin=referring(follow_up, {records.Touch: self._ids[records.Touch]}).origin)
                )

    def counts(self) -> tuple[int, int, int]:
        """How many records were added, updated, skipped."""
        return sum(self._added.values()), sum(self._updated.values()), self._skipped

    def summary(self) -> str:
        """`added 2 interviews, 3 people and 40 more records; updated 1 story; 12 already known`."""
        said = joined(
            _listed("added", self._added),
            _listed("updated", self._updated),
            f"{counted(self._studies, 'study', 'studies')} with what was here and what came" if self._studies else "",
            f"{counted(self._too_long, 'study', 'studies')} as it was: too long with what came"
            if self._too_long
            else "",
            f"{self._skipped} already known" if self._skipped else "",
        )
        nothing = self._skipped and not (any(self._added.values()) or any(self._updated.values()) or self._too_long)
        return f"nothing new; {said}" if nothing else said or "nothing, it is empty"

    def _update(self, here: records.Record, there: records.Record) -> None:
        news = {
            name: value
            for name in _content_names(type(here))
            if (value := getattr(there, name)) != getattr(here, name) and value != ""
        }
        if isinstance(here, records.Interview) and news.get("step") == here.step_at(self._tx.now):
            del news["step"]
        if isinstance(here, records.Study) and isinstance(there, records.Study):
            further, _ = news_for(here.text, there.text)
            both = f"{here.text}\n\n{further}" if further else here.text
            news = {"text": both} if further and len(both) <= records.STUDY_AT_MOST else {}
            self._studies += bool(news)
            self._too_long += bool(further and not news)
        if news:
            self._tx.update(replace(here, **news))
            self._updated[type(here)] += 1
        else:
            self._skipped += 1


class _Finder:
    """The stored records of one kind, each to be found once."""

    def __init__(self, stored: Iterable[records.Record], origins: _Origins, now: datetime) -> None:
        self._now = now
        self._by_id: dict[int, records.Record] = {}
        self._by_content: dict[Hashable, list[int]] = defaultdict(list)
        self._by_key: dict[Hashable, list[int]] = defaultdict(list)
        for record in stored:
            self._by_id[record.id] = record
            self._by_content[_content(record, now)].append(record.id)
            for key in record_keys(record, origins.get(record.id, ()), stored=True):
                self._by_key[key].append(record.id)

    def equal(self, record: records.Record) -> records.Record | None:
        """The record with the same content, under the same id if there is one."""
        same = self._by_content.get(_content(record, self._now), [])
        return self._first([record.id, *same] if record.id in same else same, record)

    def known(self, record: records.Record, origins: _Origins) -> records.Record | None:
        """The record that is known by the same fields."""
        for key in record_keys(record, origins.get(record.id, ()), stored=False):
            found = self._first(self._by_key.get(key, []), record)
            if found is not None:
                return found
        return None

    def _first(self, ids: Iterable[int], record: records.Record) -> records.Record | None:
        left = (number for number in ids if number in self._by_id)
        return next((self._by_id.pop(n) for n in left if not _are_two(self._by_id[n], record)), None)


def _by_interview(origins: Iterable[records.Origin]) -> _Origins:
    found: _Origins = defaultdict(list)
    for origin in origins:
        found[origin.interview_id].append((origin.source, origin.key))
    return found


def _content_names(cls: type[records.Record]) -> tuple[str, ...]:
    return tuple(field.name for field in FIELDS[cls] if field.name not in ("id", "version"))


def _content(record: records.Record, now: datetime) -> Hashable:
    """What a record says; of an interview the step is that of now, to which the clock alone may have taken it since."""
    if isinstance(record, records.Interview):
        record = replace(record, step=record.step_at(now))
    return tuple(getattr(record, name) for name in _content_names(type(record)))


def _are_two(here: records.Record, there: records.Record) -> bool:
    return isinstance(here, records.MeetingNote) and isinstance(there, records.MeetingNote) and differ(here, there)


def _listed(verb: str, numbers: dict[type[records.Record], int]) -> str:
    parts = [
        counted(numbers[cls], records.NOUNS[cls].word, records.NOUNS[cls].plural.replace("_", "-"))
        for cls in _NAMED
        if numbers[cls]
    ]
    rest = sum(numbers.values()) - sum(numbers[cls] for cls in _NAMED)
    if rest:
        parts.append(counted(rest, "other record"))
    return f"{verb} {', '.join(parts)}" if parts else ""


EXPORT = Importer(what="an export", sniff=is_export, read=read_export, apply=apply_export)
