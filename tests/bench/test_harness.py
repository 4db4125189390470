"""What `make bench` measures with: the terminal, the sums, the table, the picture, the profile."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from tests.terminal import clean_env
from tools.bench import __main__ as command
from tools.bench import figures, graph, imports, report, stores
from tools.bench.figures import Line, Row
from tools.bench.programs import FLOOR, NEOMUTT, OURS
from tools.bench.running import CALIBRATION, PYTHON, SQLALCHEMY
from tools.bench.terminal import Session, Stuck

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = """
import os, tty
tty.setraw(0)
os.write(1, b"\\x1b[3;5H\\x1b[6n\\x1b[?2026$p\\x1b[?u\\x1b[c")
answer = b""
while not answer.endswith(b"c"):
    answer += os.read(0, 100)
os.write(1, b"\\x1b[Hready " + repr(answer).encode())
while (key := os.read(0, 1)) != b"q":
    os.write(1, b"\\x1b[5;1H" + key * 3)
"""

FOUND = {
    CALIBRATION: {"loop": [10.0, 10.0, 20.0]},
    PYTHON: {"time": [20.0]},
    SQLALCHEMY: {"time": [200.0]},
    f"{OURS} 100": {
        "ready": [40.0],
        "live": [350.0, 400.0],
        "move ms": [4.0],
        "move own ms": [2.0],
        "move excess": [0.5, 1.4],
        "status": [90.0],
        "add": [281.0],
    },
    f"{OURS} 100000": {"ready": [42.0], "live": [500.0], "move ms": [5.0], "export": [9_000.0]},
    f"{FLOOR} 100": {"ready": [320.0], "live": [330.0], "move ms": [6.0], "move own ms": [6.0]},
    f"{NEOMUTT} 10000": {"live": [280.0], "move ms": [1.3]},
}


def session(folder: Path, program: str = PROGRAM) -> Session:
    return Session([sys.executable, "-I", "-S", "-c", program], env=clean_env(folder))


@pytest.mark.soak
def test_it_answers_as_a_terminal_does_and_sees_what_a_key_changes(tmp_path: Path) -> None:
    with session(tmp_path) as measured:
        ready, picture = measured.start("ready", timeout=20)
        said = r"b'\x1b[3;5R\x1b[?2026;2$y\x1b[?0u\x1b[?62;22c'"
        assert measured.text().splitlines()[0] == f"ready {said}"
        assert 0 < picture.first <= ready <= picture.last
        assert picture.bytes == measured.total
        for key, cells in (("a", 3), ("a", 0), ("b", 3)):
            answer = measured.press(key)
            assert answer is not None
            assert (answer.bytes, answer.cells) == (9, cells)
            assert 0 < answer.first <= answer.last
        assert measured.memory() > 1_000_000
        assert measured.quit(["c", "q"]) > 0


def test_a_program_that_never_gets_ready_is_said_to_be_stuck(tmp_path: Path) -> None:
    with (
        session(tmp_path, "print('hello')") as measured,
        pytest.raises(Stuck, match=r"'ready' did not appear on\nhello"),
    ):
        measured.until("ready", timeout=20)


@pytest.mark.parametrize(("values", "expected"), [([3.0], 3.0), (range(1, 21), 19), (range(1, 101), 95)])
def test_one_in_twenty_is_above_p95(values: list[float], expected: float) -> None:
    assert figures.p95(values) == expected


@pytest.mark.parametrize(
    ("line", "ours", "reference", "met"),
    [
        (Line("", "", most=8), 8.0, None, True),
        (Line("", "", most=8), 8.1, None, False),
        (Line("", "", most=1.5, times=FLOOR), 3.0, 2.0, True),
        (Line("", "", most=1.5, times=FLOOR), 3.1, 2.0, False),
        (Line("", "", most=1.5, times=FLOOR), 3.1, None, None),
        (Line("", ""), 3.1, None, None),
        (Line("", "", most=0), 0.0, None, True),
    ],
)
def test_a_promise_is_kept_or_not(line: Line, ours: float, reference: float | None, met: bool | None) -> None:
    assert Row(line, ours, None, reference, ()).met is met


def test_the_table_holds_every_figure_against_its_promise() -> None:
    lines = report.table(FOUND, ["Bagels was not there"]).splitlines()
    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if line.startswith("|")]
    assert cells[0] == ["", "reach", OURS, "floor", "× floor", NEOMUTT, "met", "stretch"]
    assert cells[2:] == [
        ["first true picture", "39 ms", "40.0 ms", "320 ms", "0.12", "–", "no", "22 ms"],
        [
            "live: the first key is answered",
            "0.86 × the floor = 284 ms",
            "375 ms",
            "330 ms",
            "1.14",
            "280 ms",
            "no",
            "0.75 ×",
        ],
        ["live, largest store", "1.1 × the smallest = 413 ms", "500 ms", "–", "", "–", "no", ""],
        [
            "cursor move: its own pane, p95",
            "1 × the floor = 6.0 ms",
            "2.0 ms",
            "6.0 ms",
            "0.33",
            "–",
            "yes",
            "0.7 ×",
        ],
        [
            "cursor move: all that follows",
            "1.6 × the floor = 9.6 ms",
            "4.0 ms",
            "6.0 ms",
            "0.67",
            "1.3 ms",
            "yes",
            "1.2 ×",
        ],
        ["all that follows, largest store", "1.2 × the smallest = 4.8 ms", "5.0 ms", "–", "", "–", "no", "1.1 ×"],
        ["any key: bytes a changed cell, less 64, worst", "1.5", "1.40", "–", "", "–", "yes", ""],
        ["status", "3.3 × python = 66.0 ms", "90.0 ms", "–", "", "–", "no", "3 ×"],
        ["add", "1.15 × import sqlalchemy + 50 ms = 280 ms", "281 ms", "–", "", "–", "no", "1.1 × + 40 ms"],
        ["export as JSON, largest store", "1,500 ms", "9,000 ms", "–", "", "–", "no", ""],
    ]
    assert lines[-1] == "Bagels was not there."
    assert f"{OURS} with 100 and 100,000 interviews; the floor with 100 rows, neomutt with 10,000 mails." in lines


def test_the_page_has_a_place_for_each_part_and_takes_it_again(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_bytes(command.PAGE.read_bytes())
    for name in ("figures", "sizes", "start"):
        report.put(page, name, r"once \1")
        report.put(page, name, r"twice \1")
    assert page.read_text(encoding="utf-8").count("twice \\1") == 3
    assert "once" not in page.read_text(encoding="utf-8").split("## Again")[0].split("## With more")[1]
    with pytest.raises(ValueError, match="has no <!-- other -->"):
        report.put(page, "other", "")


def test_the_pictures_are_drawings_of_every_curve(tmp_path: Path) -> None:
    drawn = graph.draw(FOUND, tmp_path)
    for path, names in zip(
        drawn, (["first true picture 42", "live 500", "floor 330"], ["cursor move 5", "floor 6"]), strict=True
    ):
        root = ElementTree.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 -- our own
        texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
        assert texts[-len(names) :] == names
        assert {"100", "100,000"} <= set(texts)
        assert len(list(root.iter("{http://www.w3.org/2000/svg}polyline"))) == len(names)


def test_the_profile_tells_what_came_before_the_screen() -> None:
    output = (
        b"import time: self [us] | cumulative | imported package\r\n"
        b"import time:      1000 |       1000 |     sqlite3.dbapi2\r\n"
        b"import time:       500 |       1500 |   sqlite3\r\n"
        b"import time:       200 |       1700 | interview_tui.store.database\r\n"
        b"\x1b[?1049h picture import time:      2500 |       2500 | interview_tui.ui.board\r\n"
    )
    modules = imports.read(output)
    assert [(m.name, m.part, m.own, m.before_screen, m.asked_by) for m in modules] == [
        ("sqlite3.dbapi2", "sqlite3", 1000, True, "sqlite3"),
        ("sqlite3", "sqlite3", 500, True, "interview_tui.store.database"),
        ("interview_tui.store.database", "interview_tui.store", 200, True, ""),
        ("interview_tui.ui.board", "interview_tui.ui", 2500, False, ""),
    ]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in imports.table(modules).splitlines()]
    assert rows[2:] == [
        ["`interview_tui.ui`", "", imports.WHY["interview_tui.ui"], "2.5", "1", "0.0"],
        ["`sqlite3`", "`interview_tui.store.database`", imports.WHY["sqlite3"], "1.5", "2", "1.5"],
        ["`interview_tui.store`", "", imports.WHY["interview_tui.store"], "0.2", "1", "0.2"],
        ["0 others", "", "", "0.0", "0", "0.0"],
        ["all", "", "", "4.2", "4", "1.7"],
    ]


def test_what_is_cached_is_complete_and_made_once(tmp_path: Path) -> None:
    (tmp_path / "rows-2.unfinished").write_text("half a", encoding="utf-8")
    table = stores.a_csv(2, tmp_path)
    text = "company,role,location,applied\nCompany 1,Engineer for Quality 1,Remote,2026-10-02\n"
    assert table.read_text(encoding="utf-8") == text + "Company 2,Engineer for Quality 2,Remote,2026-09-03\n"
    table.write_text("kept", encoding="utf-8")
    assert stores.a_csv(2, tmp_path).read_text(encoding="utf-8") == "kept"
    assert list(tmp_path.iterdir()) == [table]
