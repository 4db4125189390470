"""Which interview each row of a table speaks of.

Known again is an interview by the address of its advertisement, else by company and role. Within one table each row
speaks of another interview, unless its company and role came before and neither an address nor an id of its own tells
it apart: two advertisements for the same role of the same company are two jobs. Between tables, and between a table and
the store, that cannot be told, since each program writes down another address for the same job: there the same company
and role are the same job.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from interview_tui.store.identity import links, names, plain_company, plain_link, plain_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from interview_tui.importing.rows import Application
    from interview_tui.store.transaction import Transaction

    Name = tuple[str, str]

FRESH, AGAIN = 0, -1
"""Instead of an interview's id: the row is a new one; the row says again what another row of its table says."""


class Matching:
    """What the store knows, and what has come to it since."""

    def __init__(self, tx: Transaction) -> None:
        self._names = names(tx.reader)
        self._by_link = links(tx.reader)
        self._by_name: dict[Name, dict[int, None]] = defaultdict(dict)
        self._by_both: dict[tuple[str, Name], dict[int, None]] = defaultdict(dict)
        for number, name in self._names.items():
            self._by_name[name][number] = None
        for link, numbers in self._by_link.items():
            for number in numbers:
                self._by_both[link, self._names[number]][number] = None

    def match(self, rows: Sequence[Application]) -> list[int]:
        """For each row of one table the id of its interview, or FRESH, or AGAIN."""
        keys = [(plain_link(row.link) if row.link else "", _name(row)) for row in rows]
        # Rows with an address come before those that could be any of them, so that the order of the rows is no matter.
        places = sorted(range(len(rows)), key=lambda place: not keys[place][0])
        found = self._known(keys, places)
        seen: dict[Name, _Seen] = defaultdict(_Seen)
        for place in places:
            if found[place] != FRESH:
                seen[keys[place][1]].add(rows[place].key, keys[place][0])
        for place in places:
            if found[place] == FRESH:
                link, name = keys[place]
                if seen[name].has(rows[place].key, link):
                    found[place] = AGAIN
                else:
                    seen[name].add(rows[place].key, link)
        return found

    def _known(self, keys: Sequence[tuple[str, Name]], places: Sequence[int]) -> list[int]:
        """For each row the interview that is known, each only once, else FRESH. The surest rows choose first: those
        with both alike, then the address, then company and role.
        """
        found = [FRESH] * len(keys)
        taken: set[int] = set()
        ways: tuple[tuple[Mapping[Any, dict[int, None]], slice | int], ...] = (
            (self._by_both, slice(None)),
            (self._by_link, 0),
            (self._by_name, 1),
        )
        for known, part in ways:
            left: dict[Any, Iterator[int]] = {}
            for place in places:
                key: Any = keys[place][part]
                if found[place] == FRESH and (keys[place][0] or part == 1):
                    numbers = left.setdefault(key, iter(known.get(key, ())))
                    found[place] = next((number for number in numbers if number not in taken), FRESH)
                    taken.add(found[place])
            taken.discard(FRESH)
        return found

    def add(self, row: Application, number: int) -> str:
        """From now on the store knows a row as that interview. As `add_link`."""
        self._names[number] = _name(row)
        self._by_name[_name(row)][number] = None
        return self.add_link(row, number)

    def add_link(self, row: Application, number: int) -> str:
        """The address of a row belongs to that interview too; gives it where no interview was known by it, else ''."""
        link = plain_link(row.link) if row.link else ""
        if not link:
            return ""
        known = self._by_link.setdefault(link, {})
        is_news = not known
        known[number] = self._by_both[link, self._names[number]][number] = None
        return link if is_news else ""


class _Seen:
    """The rows of one company and role: their ids, if they have any, and their addresses."""

    def __init__(self) -> None:
        self._ids: set[str] = set()
        self._links: set[str] = set()

    def add(self, key: str, link: str) -> None:
        """One more of them."""
        self._ids.add(key)
        self._links.add(link)

    def has(self, key: str, link: str) -> bool:
        """Whether a row is the same job as one of them."""
        if key:
            return key in self._ids
        return bool(self._links) and (not link or "" in self._links or link in self._links)


def _name(row: Application) -> Name:
    """Company and role as they are compared."""
    return plain_company(row.company), plain_name(row.role)
