"""The demo: an empty store filled with a job search that never was, as the program itself would have written it down.

The services tell it on a clock that starts weeks ago and ends now, so that every plan, touch and date is true to the
rules. Beyond SIMULATED interviews (for measuring) the rest are copies of these under other names.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from dataclasses import fields
from pathlib import Path
from random import Random
from shlex import quote
from typing import TYPE_CHECKING

from interview_tui.app_context import AppContext
from interview_tui.demo import words
from interview_tui.demo.copies import copy_interviews
from interview_tui.demo.panel import panel_words
from interview_tui.demo.panel import script as panel_script
from interview_tui.demo.preparation import prepare_answers
from interview_tui.demo.scenes import Scene
from interview_tui.demo.seeker import Seeker
from interview_tui.demo.stage import Clock, Shared, Stage, play
from interview_tui.demo.tracks import FIRST_DAY
from interview_tui.demo.tracks import tracks as all_tracks
from interview_tui.domain.enums import Language
from interview_tui.domain.errors import Refused
from interview_tui.domain.records import BankQuestion, FollowUp, Interview, Person, Story
from interview_tui.domain.text import counted
from interview_tui.paths import Paths
from interview_tui.services.base import Context, Service, no_progress
from interview_tui.store.archive import is_empty
from interview_tui.store.journal import Change, entries
from interview_tui.store.records import count_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from interview_tui.settings import Settings
    from interview_tui.store.transaction import Transaction

INTERVIEWS = 24
"""As many are made up where no number is given."""
FILLED = "Filled with the demo"
"""How the words of the change begin."""
SIMULATED = 48
"""How many interviews are played through by the services."""


class Demo(Service):
    """Fills a store to look at, or to measure with."""

    def fill(self, interviews: int = INTERVIEWS, seed: int = 1, *, told: Callable[[int], None] = no_progress) -> Change:
        """Invented data, in one change. The same seed, clock and calendar give the same records. `told` is called with
        the number of interviews so far, and ends it by what it raises.

        Raises Refused for a store that holds anything, or ever held anything but a demo, and for less than one
        interview.
        """
        if interviews < 1:
            raise Refused("the demo needs at least one interview: give a number from 1")
        now = self.context.clock()
        with self.context.transaction() as tx:
            others = (entry for entry in entries(tx.reader, None, limit=-1) if not entry.words.startswith(FILLED))
            if not is_empty(tx.reader) or any(others):
                opens = f"interview-tui --db {quote(str(self.context.store.path))}"
                raise Refused(
                    f"the demo fills only an empty store: {opens} opens this one; for a new one, name a file that is "
                    "not there yet with --db"
                )
            simulated = min(interviews, SIMULATED)
            _simulate(self.context, tx, simulated, Random(seed), now, told)  # noqa: S311 -- invented data
            copy_interviews(tx, interviews - simulated, Random(seed), told)  # noqa: S311
            tx.now = now
            return tx.done(f"{FILLED}: {_summary(tx)}")


def _summary(tx: Transaction) -> str:
    interviews, people, follow_ups = (count_of(tx.reader, cls) for cls in (Interview, Person, FollowUp))
    return (
        f"{counted(interviews, 'interview')}, {counted(people, 'person', 'people')}, {counted(follow_ups, 'follow-up')}"
    )


def _simulate(
    context: Context, tx: Transaction, interviews: int, rng: Random, now: datetime, told: Callable[[int], None]
) -> None:
    clock = Clock(now)
    settings = {f.name: getattr(context, f.name) for f in fields(Context)}
    stage = Stage(**{**settings, "clock": clock, "signature": words.ME.strip()}, tx=tx)
    shared = Shared(stage, rng, context.calendar.day(now))
    clock.now = min(now, shared.at(FIRST_DAY, "08:00"))
    tx.now = clock.now
    shared.network = _network(tx)
    prepare_answers(shared)
    scenes = _scenes(shared, interviews)
    seeker = Seeker(shared, scenes)
    scripts = [*(scene.script() for scene in scenes), seeker.days(), seeker.coffee()]
    if context.language is not Language.EN_US:
        scripts.append(panel_script(shared, panel_words(context.language)))
    play(scripts, clock, now, lambda: told(sum(scene.interview_id > 0 for scene in scenes)))
    clock.now = now
    seeker.this_morning()


def _network(tx: Transaction) -> tuple[Person, ...]:
    """One's own people and accomplishments, known before the first interview."""
    results = {topic.story: topic.synopsis for topics in words.TALK_TOPICS.values() for topic in topics}
    for title, challenge, action, strength, sample, sample_name in words.STORIES:
        tx.add(
            Story(
                title=title,
                challenge=challenge,
                action=action,
                result=results[title],
                strength=strength,
                sample=f"{words.PORTFOLIO}{sample}.pdf" if sample else "",
                sample_name=sample_name,
            )
        )
    for topic, text in words.OWN_QUESTIONS:
        tx.add(BankQuestion(topic=topic, text=text))
    return tuple(
        tx.add(
            Person(
                name=who.name,
                title=who.title,
                company=who.company,
                email=words.address(who.name, "friends"),
                knows_me_from=who.knows_me_from,
            )
        )
        for who in words.NETWORK
    )


def _scenes(shared: Shared, interviews: int) -> list[Scene]:
    companies = [*shared.rng.sample(words.COMPANIES, len(words.COMPANIES)), *map(words.company, range(interviews))]
    families, tracks = list(words.TALK_TOPICS), all_tracks()
    scenes: list[Scene] = []
    for number in range(interviews):
        track = tracks[number % len(tracks)]
        # A second role is at the employer of an earlier scene, in the same kind of work.
        first = None if track.follows is None or number >= len(tracks) else scenes[track.follows]
        scenes.append(
            Scene(
                shared,
                track,
                company=first.company if first else companies[number],
                family=first.family if first else families[number % len(families)],
                number=number,
                follows=first,
            )
        )
    return scenes


class DemoStore:
    """Invented data in a private folder that is gone when the demo is left."""

    def __init__(self, settings: Settings, told: Callable[[int], None]) -> None:
        """Fills it, which takes seconds; `told` is called with the number of interviews so far, and ends it by what it
        raises.

        May run in a thread of its own. Raises UserError.
        """
        folder = Path(tempfile.mkdtemp(prefix="interview-tui-demo-"))
        # Where nobody takes it away, since the dashboard was left meanwhile, it goes when the program ends.
        self._remove = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        own = settings.paths
        paths = Paths(
            store=folder / "demo.db", configuration=own.configuration, backups=folder / "backups", log=own.log
        )
        # Nobody here is real: no letter leaves, no email comes in, and no command hears of what is done.
        mail = settings.mail._replace(inbox=(), sent=())
        sender = settings.sender._replace(command=())
        self.settings = settings._replace(paths=paths, sender=sender, mail=mail, hooks=())
        filling = AppContext(self.settings)
        filled = False
        try:
            told(0)
            Demo(filling).fill(told=told)
            told(INTERVIEWS)
            filled = True
        finally:
            filling.store.close()  # a connection belongs to the thread that opened it
            if not filled:
                self.remove()

    def open(self) -> AppContext:
        """The program on it."""
        return AppContext(self.settings)

    def remove(self) -> None:
        """Takes it away."""
        self._remove()
