"""What a terminal sends that nobody typed changes nothing, types nothing, and ends nothing."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.terminal_package.reading import UNKNOWN
from tests.terminal_tests.conftest import NOTES, PIPELINE, opened

if TYPE_CHECKING:
    from tests.terminal import Terminal
    from tests.terminal_tests.conftest import Box

WORDS = "Nobody owns the hand-over"
SIZE = (120, 40)
CHOKED = ("\x1b[1074::100;5u", "\x1b[106;1:3u", "\x1b[;:u", "\x1b[48;40;120;0;0t\x1b[<0;3;4M")
"""What made the program end with a traceback."""


def at_the_pipeline(terminal: Terminal) -> str:
    opened(terminal)
    terminal.press("h")
    terminal.until(PIPELINE)
    return terminal.settled()


def test_answers_to_others_are_no_keys_and_no_text(box: Box) -> None:
    journal = box.run("log")
    with box.dashboard(SIZE) as terminal:
        seen = at_the_pipeline(terminal)
        terminal.type_bytes("".join(UNKNOWN.values()).encode())
        assert terminal.settled() == seen
        terminal.press("h")
        terminal.until(NOTES)
        terminal.press("a")
        terminal.until("Note for ")
        terminal.type(WORDS[:10])
        terminal.type_bytes("".join(UNKNOWN.values()).encode())
        terminal.type(WORDS[10:])
        terminal.until(WORDS)
        terminal.type_bytes("".join(CHOKED).encode())
        terminal.press("enter")
        terminal.until("begin a line")
        terminal.press("enter")
        terminal.until_gone("Note for ")
        terminal.press("q")
        assert terminal.wait() == 0
    assert box.run("log").count("\n") == journal.count("\n") + 1
    assert f'"{WORDS}"' in box.run("export", "--format", "json")


def any_answer(random: Random) -> str:
    """A sequence of any kind that is none of a key."""
    body = "".join(random.choices("0123456789;:?>=!$qdjL[]cP/", k=random.randrange(1, 40)))
    match random.randrange(4):
        case 0:
            return random.choice([*UNKNOWN.values()])
        case 1:
            return f"\x1b]{body}" + random.choice(("\x07", "\x1b\\"))
        case 2:
            return f"\x1b{random.choice('PX^_')}{body}\x1b\\"
        case _:
            numbers = ";".join(str(random.randrange(100_000)) for _ in range(random.randrange(1, 9)))
            return f"\x1b[{random.choice('?>=')}{numbers}{random.choice('cntRuxSyhlm')}"


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(4))
def test_a_storm_of_answers_changes_nothing(box: Box, seed: int) -> None:
    """Cut anywhere but right after the escape, where a slow line makes the key escape of it."""
    random = Random(seed)
    journal = box.run("log")
    with box.dashboard(SIZE) as terminal:
        seen = at_the_pipeline(terminal)
        for _ in range(2_000):
            sent = any_answer(random).encode()
            cut = random.randrange(2, len(sent) + 1) if len(sent) > 2 else len(sent)
            for part in (sent[:cut], sent[cut:]):
                terminal.type_bytes(part)
                if random.random() < 0.05:
                    terminal.settled(random.choice((0.01, 0.06, 0.15)))
        terminal.settled(1.2)
        terminal.press("j", "k")
        assert terminal.settled() == seen
        terminal.press("q")
        assert terminal.wait() == 0
    assert box.run("log") == journal
