"""Fuzzing: what is done with any bytes is done in bounded time, and ends in a result or in one line for the person."""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from time import monotonic, process_time
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from interview_tui.domain.errors import UserError
from interview_tui.domain.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable

CORPUS = Path(__file__).parent / "corpus"
SECONDS = float(os.environ.get("INTERVIEW_TUI_FUZZ_SECONDS", "600"))
"""How long each target is soaked."""
PATIENCE = 2.0
"""Seconds of the processor that any one input may take."""
_QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much, HealthCheck.large_base_example]


@dataclass(frozen=True, slots=True)
class Target:
    """What is fuzzed. An input is bytes, so that each can be kept as a file."""

    name: str
    inputs: st.SearchStrategy[bytes]
    law: Callable[[bytes], None]
    """Raises AssertionError, or whatever nobody expected; a UserError is told to `in_one_line`."""

    def check(self, data: bytes) -> None:
        """Holds the law to one input."""
        began = process_time()
        try:
            self.law(data)
        except UserError as error:
            in_one_line(str(error))
        assert process_time() - began < PATIENCE, "it took too long"

    def replay(self) -> None:
        """Holds the law to all that ever failed."""
        for path in sorted((CORPUS / self.name).glob("*")):
            self.check(path.read_bytes())

    def short(self, examples: int) -> None:
        """What failed before, and some new inputs."""
        self.replay()
        self._run(examples, self.check)

    def soak(self) -> tuple[int, list[Path]]:
        """New inputs until the time is over: how many, and the files in which those that failed are kept."""
        end = monotonic() + SECONDS
        kept: list[Path] = []
        tried = failed = 0
        last = b""

        def check(data: bytes) -> None:
            nonlocal tried, last
            tried += 1
            try:
                self.check(data)
            except BaseException:
                last = data  # at the end, the smallest of those that failed
                raise

        while monotonic() < end and failed < 20:
            try:
                self._run(200, check, number=int.from_bytes(os.urandom(8)))
            except Exception as error:  # noqa: BLE001 -- whatever it is, it is a finding
                failed += 1
                kept.append(self._keep(last))
                print(f"{self.name}: {kept[-1].name}: {type(error).__name__}: {error}")  # noqa: T201
        print(f"{self.name}: {tried:,} inputs, {len(set(kept))} failed")  # noqa: T201
        return tried, sorted(set(kept))

    def _run(self, examples: int, check: Callable[[bytes], None], *, number: int | None = None) -> None:
        phases = (Phase.generate, Phase.shrink)
        run = settings(
            max_examples=examples, deadline=None, database=None, phases=phases, suppress_health_check=_QUIET
        )(given(self.inputs)(lambda data: check(data)))
        (seed(number)(run) if number is not None else run)()

    def _keep(self, data: bytes) -> Path:
        folder = CORPUS / self.name
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / sha256(data).hexdigest()[:16]
        path.write_bytes(data)
        return path


def in_one_line(text: str) -> None:
    """What is said to a person is one clean line."""
    assert text == clean_line(text) != ""
    assert len(text) < 2_000


def mutated(samples: list[bytes], scraps: list[bytes]) -> st.SearchStrategy[bytes]:
    """Samples with pieces put in, taken out, and said over and over."""
    piece = st.tuples(
        st.integers(0, 20_000),
        st.integers(0, 200),
        st.one_of(st.sampled_from(scraps), st.binary(max_size=8)),
        st.one_of(st.just(1), st.just(1), st.sampled_from([2, 50, 3_000])),
    )

    def apply(sample: bytes, pieces: list[tuple[int, int, bytes, int]]) -> bytes:
        for at, removed, added, times in pieces:
            start = at % (len(sample) + 1)
            sample = sample[:start] + added * times + sample[start + removed :]
        return sample

    return st.builds(apply, st.sampled_from(samples), st.lists(piece, min_size=1, max_size=8))


def words(parts: list[str], *, most: int = 30, join: str = "") -> st.SearchStrategy[str]:
    """Text from a grammar's words, and any other."""
    return st.lists(st.sampled_from(parts) | st.text(max_size=6), max_size=most).map(join.join)


def as_bytes(text: str) -> bytes:
    """Text as the corpus keeps it, lone surrogates too."""
    return text.encode("utf-8", "surrogatepass")


def as_text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")
