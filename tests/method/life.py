"""A user's life with the program: a clock that is set by hand, commands, and the queue as plain tuples."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec
from zoneinfo import ZoneInfo

from tests.cli.conftest import Box
from tests.programs import lay_empty_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from tests.cli.conftest import Outcome

P = ParamSpec("P")

HOME = "America/Los_Angeles"
Line = tuple[str, str, str]
"""Kind, person or "", and due: "2026-11-04 11:00", "2026-11-06" for a whole day, "" for what has no due day."""

DANA = "Dana Ruiz, VP Operations <dana@acme.example> [hiring manager]"
TOM = "Tom Reed, Engineer <tom@acme.example>"
RITA = "Rita Rao, Recruiter <rita@acme.example>"


def by_day(*lines: Line) -> list[Line]:
    """Lines in the order in which they are due; those without a day first."""
    return sorted(lines, key=lambda line: (line[2], line[0], line[1]))


@dataclass
class Life:
    """A store of its own, a clock, and the command."""

    box: Box
    zone: str = HOME

    @classmethod
    def begin(cls, folder: Path, zone: str = HOME) -> Life:
        """A life with an empty store, on Monday morning, 2 November 2026."""
        box = Box(folder, environment={"TZ": zone})
        if not box.store.exists():
            lay_empty_store(box.store, zone=zone)
        return cls(box, zone).at("Mon 2 Nov 09:00")

    def at(self, when: str) -> Life:
        """Sets the clock: "Tue 3 Nov 10:00" of 2026, or an ISO instant, in the user's zone where it has no offset."""
        zone = ZoneInfo(self.zone)
        if when[:4].isdigit():
            moment = datetime.fromisoformat(when)
            moment = moment if moment.tzinfo else moment.replace(tzinfo=zone)
        else:
            weekday, rest = when.split(" ", 1)
            moment = datetime.strptime(f"2026 {rest}", "%Y %d %b %H:%M").replace(tzinfo=zone)
            if moment.strftime("%a") != weekday:
                raise ValueError(when)
        self.box.now = moment.isoformat()
        return self

    def __call__(self, *arguments: str, stdin: str | bytes = b"") -> str:
        """What a command says that succeeds."""
        ended = self.box(*arguments, stdin=stdin)
        if ended.code != 0:
            raise AssertionError(f"{arguments} ended with {ended.code}: {ended.err}")
        return ended.out

    def refused(self, *arguments: str) -> Outcome:
        """How a command ends that must not succeed, and must change nothing."""
        before = self.box.store.read_bytes()
        ended = self.box(*arguments)
        if ended.code != 1 or self.box.store.read_bytes() != before:
            raise AssertionError(f"{arguments} ended with {ended.code}, or changed the store: {ended.out}{ended.err}")
        return ended

    def read(self, *arguments: str) -> Any:
        """The JSON document of a command."""
        return self.box(*arguments, "--json").json

    # Facts

    def add(self, company: str, when: str = "", *people: str, role: str = "Analyst") -> str:
        """Adds an interview, with a meeting where there is a time; its id."""
        known = {found["id"] for found in self.read("list")}
        self("add", company, role, *(("--meeting", when) if when else ()), *invited(people))
        [new] = [str(found["id"]) for found in self.read("list") if found["id"] not in known]
        return new

    def meet(self, interview: str, when: str, *people: str) -> str:
        """Adds another meeting; what is said."""
        return self("meeting", interview, when, *invited(people))

    def notes(self, target: str, *lines: str) -> str:
        """Notes in shorthand; what is said."""
        return self("capture", target, stdin="\n".join(lines) + "\n")

    def done(self, kind: str, person: str = "", interview: str = "") -> str:
        """Settles the one open line of a kind (and person, and interview)."""
        return self("done", self.line(kind, person, interview))

    # What is seen

    def items(self, interview: str = "", days: int = 400) -> list[dict[str, Any]]:
        """The queue's items."""
        return [item for item in self.read("due", "--days", str(days)) if interview in ("", item["interview"])]

    def queue(self, interview: str = "", days: int = 400) -> list[Line]:
        """The queue's lines, by their days."""
        return by_day(
            *((item["kind"], item["person"] or "", self._due(item)) for item in self.items(interview, days=days))
        )

    def of(self, kind: str, interview: str = "") -> list[tuple[str, str]]:
        """The lines of one kind: person and due."""
        return [(person, due) for found, person, due in self.queue(interview) if found == kind]

    def kinds(self, interview: str = "") -> list[str]:
        """The kinds of the queue's lines, in alphabetical order."""
        return sorted(kind for kind, _, _ in self.queue(interview))

    def line(self, kind: str, person: str = "", interview: str = "") -> str:
        """The id of the one line of a kind."""
        [item] = [i for i in self.items(interview) if i["kind"] == kind and person in ("", i["person"])]
        return str(item["id"])

    def state(self, kind: str, person: str = "", interview: str = "") -> str:
        """Whether the one line of a kind is overdue, today or upcoming."""
        identity = self.line(kind, person, interview)
        [item] = [i for i in self.items(interview) if i["id"] == identity]
        return str(item["state"])

    def show(self, identity: str) -> Any:
        return self.read("show", identity)

    def step(self, interview: str) -> int:
        return int(self.listed(interview)["step"])

    def outcome(self, interview: str) -> str | None:
        found: str | None = self.listed(interview)["outcome"]
        return found

    def listed(self, interview: str) -> dict[str, Any]:
        """The row of an interview in the pipeline."""
        [found] = [row for row in self.read("list") if row["id"] == interview]
        return dict(found)

    def person(self, interview: str, name: str) -> str:
        """The id of a person of an interview."""
        [found] = [str(p["id"]) for p in self.show(interview)["people"] if p["name"] == name]
        return found

    def exported(self, what: str) -> list[dict[str, Any]]:
        """One of the arrays of the whole export, for example meetings or commitments."""
        return list(self.box("export").json[what])

    def on_time(self, follow_up: str) -> bool:
        """Whether a follow-up that was done counts as on time."""
        [found] = [f for f in self.exported("follow_ups") if f["id"] == follow_up]
        return bool(found["on_time"])

    def local(self, instant: str) -> str:
        """An instant on the user's clock."""
        return f"{datetime.fromisoformat(instant).astimezone(ZoneInfo(self.zone)):%Y-%m-%d %H:%M}"

    def _due(self, item: dict[str, Any]) -> str:
        if item["due"] is None:
            return ""
        moment = self.local(item["due"])
        return moment[:10] if item["all_day"] else moment


def invited(people: Iterable[str]) -> tuple[str, ...]:
    """People as --with takes them."""
    return tuple(word for person in people for word in ("--with", person))


def lived_once(begin: Callable[Concatenate[Life, P], Life]) -> Callable[Concatenate[Life, P], Life]:
    """How a life begins for many tests: from the same store, on the same morning, with the same settings, what `begin`
    leaves in the store is made once a process, and copied from then on.
    """
    kept: dict[tuple[object, ...], tuple[bytes, str]] = {}

    @wraps(begin)
    def again(life: Life, /, *args: P.args, **kwargs: P.kwargs) -> Life:
        box = life.box
        settings = box.configuration.read_bytes() if box.configuration.exists() else None
        key = box.store.read_bytes(), box.now, life.zone, settings, args, *sorted(kwargs.items())
        if key in kept:
            store, box.now = kept[key]
            box.store.write_bytes(store)
        else:
            begin(life, *args, **kwargs)
            kept[key] = box.store.read_bytes(), box.now
        return life

    return again
